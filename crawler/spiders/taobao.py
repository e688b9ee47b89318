"""Taobao and Tmall through the affiliate interface TBK: goods whose seller pays commission."""

from crawler.gateways import TAOBAO
from crawler.page import Page
from crawler.question import Question
from crawler.signed import SignedSpider
from domain.query import Query


class Taobao(SignedSpider):
    """The answers tell Taobao from Tmall; their ids are the programme's own."""

    name = "taobao"
    gateway = TAOBAO
    per_page = 100
    listed = ("tbk_dg_material_optional_upgrade_response.result_list.map_data",)
    counted = "tbk_dg_material_optional_upgrade_response.total_results"

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words."""
        told = {"q": query.text, "page_no": str(number), "page_size": str(self.per_page)}
        place = {"adzone_id": self.visitor.credentials["TAOBAO_ADZONE_ID"]}
        return self.signed("taobao.tbk.dg.material.optional.upgrade", {**told, **place})

    def ask_item(self, listing_id: str) -> Question | None:
        """The listing by the programme's id."""
        return self.signed("taobao.tbk.item.info.upgrade.get", {"item_id": listing_id, "biz_scene_id": "1"})
