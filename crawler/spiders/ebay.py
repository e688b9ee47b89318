"""eBay through the Browse API: fixed-price offers and auctions of one country's site, by words or photo."""

import base64
from urllib.parse import quote, urlencode

from crawler.api import ApiSpider
from crawler.page import Page
from crawler.question import Question
from domain.query import Kind, Query

#: Without it only fixed-price offers are shown.
_OFFERS = "buyingOptions:{FIXED_PRICE|AUCTION|BEST_OFFER|CLASSIFIED_AD}"


class Ebay(ApiSpider):
    """Tokens are those of the application; nobody signs in."""

    name = "ebay"
    per_page = 200
    listed = ("itemSummaries",)
    counted = "total"
    special = frozenset({Kind.PHOTO})
    needs_token = True

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A page of a search by words or by photo."""
        paged = {"limit": self.per_page, "offset": (number - 1) * self.per_page, "filter": _OFFERS}
        if query.photo is not None:
            told = {"image": base64.b64encode(query.photo).decode()}
            return self.about(f"item_summary/search_by_image?{urlencode(paged)}", told)
        return self.about(f"item_summary/search?{urlencode({'q': query.text, **paged, 'fieldgroups': 'EXTENDED'})}")

    def ask_item(self, listing_id: str) -> Question | None:
        """The listing by its number, or by the interface's own id."""
        if listing_id.isdigit():
            return self.about(f"item/get_item_by_legacy_id?legacy_item_id={listing_id}")
        return self.about(f"item/{quote(listing_id, safe='')}")

    def about(self, call: str, json: dict[str, str] | None = None) -> Question:
        """One call for the site of the watch's country."""
        url = self.at(f"https://api.ebay.com/buy/browse/v1/{call}")
        headers = {"Authorization": f"Bearer {self.token}", "X-EBAY-C-MARKETPLACE-ID": f"EBAY_{self.region}"}
        return Question(url=url, json=json, headers=headers, shown=url, keyed=True, keep=False)

    def ask_token(self, refresh: str | None) -> Question:
        """Two hours' token for the keyset."""
        headers = {"Authorization": f"Basic {base64.b64encode(':'.join(self.application).encode()).decode()}"}
        form = {"grant_type": "client_credentials", "scope": "https://api.ebay.com/oauth/api_scope"}
        url = self.at("https://api.ebay.com/identity/v1/oauth2/token")
        return Question(url=url, form=form, headers=headers, shown=url, keyed=True, keep=False)
