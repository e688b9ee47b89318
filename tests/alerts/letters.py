"""Messages to compose and send, with photos drawn on the spot."""

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

from PIL import Image, ImageDraw

from domain.alert import CaseBrief, Channel, Message, Recipient
from domain.case import NEW_CASE
from domain.catalog import Money
from domain.evidence import Action, Evidence, Finding, Group, Kind
from domain.outcome import Outcome
from domain.run import RunReport
from tests import factory

MORNING = datetime.fromisoformat("2026-11-23T06:00:00+00:00")


def photo(colour: str, size: tuple[int, int] = (240, 180), kind: str = "JPEG", **how: Any) -> bytes:
    """A disc on a ground: enough of a photo for a message."""
    image = Image.new(how.pop("mode", "RGB"), size, how.pop("ground", "white"))
    ImageDraw.Draw(image).ellipse((size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4), fill=colour)
    body = io.BytesIO()
    image.save(body, kind, **how)
    return body.getvalue()


def finding(kind: Kind = Kind.COUNTERFEIT, probability: float = 0.95, **changes: Any) -> Finding:
    """A suspicion that asks for an alert."""
    return Finding(**{"kind": kind, "probability": probability, "bits": 8.0, "action": Action.ALERT, **changes})


def clue(text: str, bits: float, kind: Kind = Kind.COUNTERFEIT) -> Evidence:
    """One sentence of evidence."""
    return Evidence(
        code="X1", group=Group.CONTEXT, finding=kind, bits=bits, observed=None, reference=None, where="title", text=text
    )


def brief(number: int = 12, **changes: Any) -> CaseBrief:
    """A replica of the trail shoe at 12.99 USD, with both photos."""
    values: dict[str, Any] = {
        "case_id": number,
        "listing": factory.listing(
            listing_id=str(number),
            url=f"https://bazaar.example/item/{number}",
            title="Norvik Trail Runner 3 replica",
            price=factory.price("12.99"),
        ),
        "verdict": factory.verdict(price_ratio=0.0872),
        "brand": "Norvik",
        "product_sku": "SKU-1",
        "product_name": "Norvik Trail Runner 3",
        "reference_price": Money(amount=Decimal("149.00"), currency="USD"),
        "reason": NEW_CASE,
        "first_seen": factory.NOON,
        "suspect_photo": photo("navy"),
        "reference_photo": photo("teal"),
    }
    return CaseBrief(**{**values, **changes})


def source(watch: str = "bazaar", **changes: Any) -> RunReport:
    """A source that was read this morning."""
    values: dict[str, Any] = {
        "run_id": 7,
        "watch": watch,
        "marketplace": watch,
        "started_at": factory.NOON,
        "ended_at": MORNING,
        "outcome": Outcome.OK,
        "reason": "412 listings.",
        "listings": 412,
        "new_observations": 9,
        "last_success": MORNING,
        "coverage": "Affiliate pool only: goods whose seller pays commission.",
    }
    return RunReport(**{**values, **changes})


def blocked(watch: str = "wall", **changes: Any) -> RunReport:
    """A source that let nobody in."""
    values: dict[str, Any] = {
        "outcome": Outcome.CAPTCHA,
        "reason": "The source answered with captcha; 0 listings were read before.",
        "listings": 0,
        "last_success": None,
        "coverage": "The whole catalogue of the shop that is named.",
    }
    return source(watch, **{**values, **changes})


def to(language: str = "en", target: str = "brand@norvik.example", **changes: Any) -> Recipient:
    """The brand owner at an e-mail address."""
    values = {"channel": Channel.EMAIL, "target": target, "timezone": "Europe/Berlin", "language": language}
    return Recipient(**{**values, **changes})


def digest(*briefs: CaseBrief, **changes: Any) -> Message:
    """A digest of the briefs, of one replica when none are given."""
    values = {
        "message_id": "<digest-1@norvik.example>",
        "recipient": to(),
        "created_at": MORNING,
        "briefs": briefs or (brief(),),
    }
    return Message(**{**values, **changes})


def notice(**changes: Any) -> Message:
    """A notice to the operator that a source is blocked."""
    values = {
        "message_id": "<notice-1@norvik.example>",
        "recipient": to(target="operator@norvik.example"),
        "created_at": MORNING,
        "subject": "bazaar answers with a captcha",
        "lines": ("12 listings were read before.", "Wait a day, then run: fakewatch crawl bazaar"),
    }
    return Message(**{**values, **changes})
