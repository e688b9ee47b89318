"""Shopee through the affiliate interface of one country: by words or shop."""

import json
from datetime import UTC, datetime

from crawler.api import ApiSpider
from crawler.page import Page
from crawler.question import Question
from crawler.readers.shapes import at
from crawler.signing import plain_sha256
from domain.query import Kind, Query

_SITES = {
    "SG": "sg",
    "MY": "com.my",
    "TH": "co.th",
    "VN": "vn",
    "PH": "ph",
    "ID": "co.id",
    "BR": "com.br",
    "TW": "tw",
}
_FIELDS = (
    "itemId productName price priceMin priceMax priceDiscountRate sales ratingStar imageUrl "
    "shopId shopName shopType productLink offerLink"
)


class Shopee(ApiSpider):
    """One credential for each country."""

    name = "shopee"
    per_page = 50
    listed = ("data.productOfferV2.nodes",)

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words, or a shop's offers."""
        if query.kind is Kind.PHOTO or (query.kind is Kind.SELLER and not query.text.isdigit()):
            return None
        wanted = f"shopId: {query.text}" if query.kind is Kind.SELLER else f"keyword: {json.dumps(query.text)}"
        return self.about(f"{wanted}, page: {number}, limit: {self.per_page}")

    def more(self, page: Page, number: int, count: int) -> bool:
        """As the answer says."""
        return at(page.json(), "data.productOfferV2.pageInfo.hasNextPage") is True

    def about(self, told: str) -> Question:
        """One signed query."""
        app, secret = (self.visitor.credentials[name] for name in self.source.requires[:2])
        query = f"{{productOfferV2({told}){{nodes{{{_FIELDS}}} pageInfo{{page limit hasNextPage}}}}}}"
        body = json.dumps({"query": query}, separators=(",", ":"))
        now = str(int(datetime.now(UTC).timestamp()))
        signature = plain_sha256(secret, app, now, body)
        headers = {"Authorization": f"SHA256 Credential={app}, Timestamp={now}, Signature={signature}"}
        url = self.at(f"https://open-api.affiliate.shopee.{_SITES[self.region]}/graphql")
        return Question(url=url, json=body, headers=headers, shown=self.shown(url, {"query": told}), keyed=True)
