"""1688 through the cross-border interface: search by words and photo, and all offers of a seller."""

import base64
import json
from dataclasses import replace
from functools import partial
from typing import Any

from crawler.gateways import ALI1688
from crawler.page import Page
from crawler.question import Question
from crawler.readers.shapes import at, text
from crawler.signed import SignedSpider
from crawler.visit import Reading
from domain.outcome import Outcome
from domain.query import Kind, Query

_CALLS = "/param2/1/com.alibaba.fenxiao.crossborder/product"


class Ali1688(SignedSpider):
    """A photo is uploaded first, and the offers that resemble it are asked for by the number that it got."""

    name = "1688"
    gateway = ALI1688
    per_page = 50
    listed = ("result.result.data",)
    counted = "result.result.totalRecords"
    needs_token = True
    refresh_variable = "ALI1688_REFRESH_TOKEN"

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A page of offers: by words, by the number of an uploaded photo, or of one seller."""
        paged = {"beginPage": number, "pageSize": self.per_page, "country": "en"}
        if query.kind is Kind.SELLER:
            return self.about("search.querySellerOfferList", offerQueryParam={**paged, "sellerOpenId": query.text})
        if query.kind is Kind.PHOTO:
            return (
                self.about("search.imageQuery", offerQueryParam={**paged, "imageId": query.text})
                if query.text
                else None
            )
        return self.about("search.keywordQuery", offerQueryParam={**paged, "keyword": query.text})

    def ask_item(self, listing_id: str) -> Question | None:
        """The offer with its attributes."""
        if not listing_id.isdigit():
            return None
        return self.about("search.queryProductDetail", offerDetailParam={"offerId": int(listing_id), "country": "en"})

    def ask_token(self, refresh: str | None) -> Question | None:
        """A new token for the refresh token of the application's sign-in."""
        key, secret = (self.visitor.credentials[name] for name in self.source.requires[:2])
        url = self.at(f"https://gw.open.1688.com/openapi/http/1/system.oauth2/getToken/{key}")
        form = {
            "grant_type": "refresh_token",
            "client_id": key,
            "client_secret": secret,
            "refresh_token": refresh or "",
        }
        return Question(url=url, form=form, shown=self.shown(url, {}), keyed=True, keep=False)

    async def prepared(self, query: Query) -> Query:
        """A photo's query with the number that the uploaded photo got in place of its name; empty when it got none."""
        if query.photo is None:
            return query
        photo = base64.b64encode(query.photo).decode()
        visit = await self.call(
            partial(self.about, "image.upload", uploadImageParam={"imageBase64": photo}), _read_upload
        )
        return replace(query, text=_number(visit.page) if visit else "")

    def about(self, call: str, **told: dict[str, Any]) -> Question:
        """One call of the product interface, whose parameter is a JSON text."""
        form = {name: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for name, value in told.items()}
        path = f"{_CALLS}.{call}/{self.visitor.credentials['ALI1688_APP_KEY']}"
        return self.signed("", {**form, "access_token": self.token}, path=path)


def _number(page: Page) -> str:
    number = text(at(page.json(), "result.result")) or ""
    return "" if number == "0" else number


def _read_upload(page: Page) -> Reading:
    if _number(page):
        return Reading(outcome=Outcome.OK, reason="The photo was taken.")
    return Reading(outcome=Outcome.PARTIAL, reason="The interface did not take the photo.")
