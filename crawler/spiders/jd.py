"""JD through the affiliate interface JD Union: goods whose seller pays commission."""

import json
from typing import Any

from crawler.gateways import JD
from crawler.page import Page
from crawler.question import Question
from crawler.readers.marketplaces.jd import query_result
from crawler.readers.shapes import at, text
from crawler.signed import SignedSpider
from domain.query import Kind, Query


class Jd(SignedSpider):
    """The whole request is one JSON text, and so is the answer inside its envelope."""

    name = "jd"
    gateway = JD
    per_page = 30
    listed = ()
    special = frozenset({Kind.SELLER})

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words, or a shop's offers."""
        if query.kind is Kind.SELLER and not query.text.isdecimal():
            return None
        wanted: dict[str, Any] = {"shopId": int(query.text)} if query.kind is Kind.SELLER else {"keyword": query.text}
        return self.about({**wanted, "pageIndex": number, "pageSize": self.per_page})

    def ask_item(self, listing_id: str) -> Question | None:
        """The listing by its number."""
        return self.about({"skuIds": [int(listing_id)]}) if listing_id.isdigit() else None

    def about(self, told: dict[str, Any]) -> Question:
        """One call of the search."""
        body = json.dumps({"goodsReqDTO": told}, ensure_ascii=False, separators=(",", ":"))
        return self.signed("jd.union.open.goods.query", {"360buy_param_json": body})

    def total(self, page: Page) -> int | None:
        """The count of the inner answer."""
        counted = text(at(query_result(page.json()), "totalCount")) or ""
        return int(counted) if counted.isdigit() else None
