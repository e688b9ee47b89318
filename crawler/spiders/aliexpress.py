"""AliExpress through its dropshipping interface: text and photo search, and each listing's seller."""

import base64
import json

from crawler.gateways import ALIEXPRESS, ALIEXPRESS_SYSTEM
from crawler.page import Page
from crawler.question import Question
from crawler.signed import SignedSpider
from domain.currencies import region_currency
from domain.query import Kind, Query


class AliExpress(SignedSpider):
    """Needs one sign-in of the operator's own account; the token is refreshed from then on."""

    name = "aliexpress"
    gateway = ALIEXPRESS
    per_page = 50
    listed = (
        "aliexpress_ds_text_search_response.data.products.selection_search_product",
        "aliexpress_ds_image_searchV2_response.result.data.products",
    )
    counted = "aliexpress_ds_text_search_response.data.totalCount"
    special = frozenset({Kind.PHOTO})
    needs_token = True

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words, or by a photo, whose answer is one page."""
        currency = region_currency(f"en-{self.region}") or "USD"
        if query.photo is not None and number == 1:
            photo = base64.b64encode(query.photo).decode()
            told = {"search_type": "similar", "image_base64": photo, "currency": currency, "ship_to": self.region}
            return self.of_account("aliexpress.ds.image.searchV2", {"param0": json.dumps(told)})
        place = {"countryCode": self.region, "currency": currency, "local": "en_US"}
        paged = {"keyWord": query.text, "pageIndex": str(number), "pageSize": str(self.per_page)}
        return self.of_account("aliexpress.ds.text.search", {**place, **paged})

    def ask_item(self, listing_id: str) -> Question:
        """The listing with its seller."""
        currency = region_currency(f"en-{self.region}") or "USD"
        place = {"ship_to_country": self.region, "target_currency": currency, "target_language": "en"}
        return self.of_account("aliexpress.ds.product.get", {"product_id": listing_id, **place})

    def ask_token(self, refresh: str | None) -> Question | None:
        """A new token for the refresh token of the one before."""
        told = {"refresh_token": refresh or ""}
        return self.signed("", told, gateway=ALIEXPRESS_SYSTEM, path="/auth/token/refresh") if refresh else None

    def of_account(self, call: str, told: dict[str, str]) -> Question:
        """A call of the signed-in account, whose token some calls name `session`."""
        return self.signed(call, {**told, "session": self.token, "access_token": self.token})
