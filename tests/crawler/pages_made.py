"""Pages put together by a test."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from crawler.page import Page

#: A sentence about nothing that a guard or a missing page would say.
FILLER = "<p>The brass is cast in our own workshop and lasts for many years of daily use.</p>"


def page(
    body: str, *, url: str = "https://shop.example/p", status: int = 200, headers: Mapping[str, str] | None = None
) -> Page:
    """A page with this body, as it might have been fetched."""
    return Page(
        url=url, status=status, headers=headers or {}, body=body.encode(), fetched_at=datetime(2026, 11, 22, tzinfo=UTC)
    )


def served(row: Mapping[str, Any]) -> Page:
    """A row of the block pages of the shared material."""
    return page(row["body"], url=row["url"], status=row["status"], headers=row["headers"])
