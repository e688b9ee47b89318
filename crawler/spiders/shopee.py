"""Shopee through the affiliate interface of one country: by words or shop."""

import json
from datetime import UTC, datetime

from crawler.api import ApiSpider
from crawler.page import Page
from crawler.question import Question
from crawler.readers.shapes import at
from crawler.shopee_affiliate import HOSTS, signed_query
from domain.query import Kind, Query


class Shopee(ApiSpider):
    """One credential for each country."""

    name = "shopee"
    per_page = 50
    listed = ("data.productOfferV2.nodes",)
    special = frozenset({Kind.SELLER})

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words, or a shop's offers."""
        if query.kind is Kind.SELLER and not query.text.isdecimal():
            return None
        wanted = f"shopId: {int(query.text)}" if query.kind is Kind.SELLER else f"keyword: {json.dumps(query.text)}"
        told = f"{wanted}, page: {number}, limit: {self.per_page}"
        url = self.at(f"https://{HOSTS[self.region]}/graphql")
        return signed_query(url, told, self.application, datetime.now(UTC), self.shown(url, {"query": told}))

    def more(self, page: Page, number: int, count: int) -> bool:
        """As the answer says."""
        return at(page.json(), "data.productOfferV2.pageInfo.hasNextPage") is True
