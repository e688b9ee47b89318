"""Pinduoduo through the affiliate interface DDK: promoted goods, known by `goods_sign`."""

import json

from crawler.gateways import PINDUODUO
from crawler.page import Page
from crawler.question import Question
from crawler.readers.shapes import at, text
from crawler.signed import SignedSpider
from domain.query import Query

#: Any constant name: the interface registers who compares prices, and we are one.
_WHO = json.dumps({"uid": "fakewatch"})


class Pinduoduo(SignedSpider):
    """Every page but the first sends back the list that the one before it named."""

    name = "pinduoduo"
    gateway = PINDUODUO
    per_page = 100
    listed = ("goods_search_response.goods_list",)
    counted = "goods_search_response.total_count"

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words."""
        following = text(at(before.json(), "goods_search_response.list_id")) if before else None
        told = {"keyword": query.text, "page": str(number), "page_size": str(self.per_page), "list_id": following or ""}
        return self.signed("pdd.ddk.goods.search", {**told, **self.who})

    def ask_item(self, listing_id: str) -> Question | None:
        """The listing with its gallery and the number of its mall."""
        return self.signed("pdd.ddk.goods.detail", {"goods_sign": listing_id, **self.who})

    @property
    def who(self) -> dict[str, str]:
        """The registered place that asks."""
        return {"pid": self.visitor.credentials["PINDUODUO_PID"], "custom_parameters": _WHO}
