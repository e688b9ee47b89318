"""AliExpress through its affiliate interface: goods whose seller pays commission."""

from crawler.gateways import ALIEXPRESS
from crawler.page import Page
from crawler.question import Question
from crawler.signed import SignedSpider
from domain.currencies import region_currency
from domain.query import Query


class AliExpressAffiliate(SignedSpider):
    """Needs no sign-in, only the key of an affiliate application."""

    name = "aliexpress-affiliate"
    gateway = ALIEXPRESS
    per_page = 50
    listed = ("aliexpress_affiliate_product_query_response.resp_result.result.products.product",)
    counted = "aliexpress_affiliate_product_query_response.resp_result.result.total_record_count"

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words."""
        told = {"keywords": query.text, "page_no": str(number), "page_size": str(self.per_page)}
        return self.signed("aliexpress.affiliate.product.query", {**told, **self.place, "ship_to_country": self.region})

    def ask_item(self, listing_id: str) -> Question | None:
        """The listing by its number."""
        return self.signed(
            "aliexpress.affiliate.productdetail.get", {"product_ids": listing_id, **self.place, "country": self.region}
        )

    @property
    def place(self) -> dict[str, str]:
        """In which money and language, and as whose affiliate."""
        return {
            "target_currency": region_currency(f"en-{self.region}") or "USD",
            "target_language": "EN",
            "tracking_id": self.visitor.credentials["ALIEXPRESS_AFFILIATE_TRACKING_ID"],
        }
