"""How the cross-border interface of 1688 is called: JSON parameters, an application's sign-in, photos sent ahead."""

import base64
import json
from functools import partial
from typing import Any

from crawler.gateways import ALI1688
from crawler.page import Page
from crawler.question import Question
from crawler.readers.shapes import at, text
from crawler.signed import SignedSpider
from crawler.visit import Reading
from domain.outcome import Outcome

_CALLS = "/param2/1/com.alibaba.fenxiao.crossborder/product"


class CrossBorderSpider(SignedSpider):
    """Puts its calls with the token of the application's sign-in."""

    gateway = ALI1688
    needs_token = True

    def about(self, call: str, **told: dict[str, Any]) -> Question:
        """One call of the product interface, whose parameter is a JSON text."""
        form = {name: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for name, value in told.items()}
        path = f"{_CALLS}.{call}/{self.application[0]}"
        return self.signed("", {**form, "access_token": self.token}, path=path)

    def ask_token(self, refresh: str | None) -> Question | None:
        """A new token for the refresh token of the sign-in."""
        key, secret = self.application
        url = self.at(f"https://gw.open.1688.com/openapi/http/1/system.oauth2/getToken/{key}")
        who = {"client_id": key, "client_secret": secret, "refresh_token": refresh or ""}
        form = {"grant_type": "refresh_token", **who}
        return Question(url=url, form=form, shown=self.shown(url, {}), keyed=True, keep=False)

    async def sent(self, photo: bytes) -> str:
        """The number under which the interface knows a photo that it was sent, empty when it did not take it."""
        body = base64.b64encode(photo).decode()
        visit = await self.call(partial(self.about, "image.upload", uploadImageParam={"imageBase64": body}), _read_sent)
        return _number(visit.page) if visit else ""


def _number(page: Page) -> str:
    number = text(at(page.json(), "result.result")) or ""
    return "" if number == "0" else number


def _read_sent(page: Page) -> Reading:
    if _number(page):
        return Reading(outcome=Outcome.OK, reason="The photo was taken.")
    return Reading(outcome=Outcome.PARTIAL, reason="The interface did not take the photo.")
