"""Amazon through the Creators API: the featured offer of each product that a search finds."""

from crawler.amazon_sites import SITES, TOKENS
from crawler.api import ApiSpider
from crawler.page import Page
from crawler.question import Question
from domain.query import Kind, Query

#: Everything that a Listing holds; without them the answers are bare numbers.
RESOURCES = [
    "images.primary.large",
    "images.variants.large",
    "itemInfo.title",
    "itemInfo.byLineInfo",
    "itemInfo.features",
    "itemInfo.externalIds",
    "itemInfo.manufactureInfo",
    "browseNodeInfo.browseNodes",
    "offersV2.listings.price",
    "offersV2.listings.merchantInfo",
    "offersV2.listings.condition",
    "offersV2.listings.availability",
    "offersV2.listings.isBuyBoxWinner",
]


class Amazon(ApiSpider):
    """Credentials have a version, which tells where their tokens come from."""

    name = "amazon"
    per_page = 10
    listed = ("searchResult.items",)
    counted = "searchResult.totalResultCount"
    needs_token = True

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words."""
        if query.kind in (Kind.PHOTO, Kind.SELLER):
            return None
        return self.about("searchItems", {"keywords": query.text, "itemPage": number, "itemCount": self.per_page})

    def ask_item(self, listing_id: str) -> Question | None:
        """The product by its ASIN."""
        return self.about("getItems", {"itemIds": [listing_id]})

    def about(self, call: str, told: dict[str, object]) -> Question:
        """One call of the catalogue."""
        url = self.at(f"https://creatorsapi.amazon/catalog/v1/{call}")
        body = {**told, "partnerTag": self.visitor.credentials["AMAZON_PARTNER_TAG"], "resources": RESOURCES}
        old = f", Version {self.version}" if self.version.startswith("2.") else ""
        headers = {"Authorization": f"Bearer {self.token}{old}", "x-marketplace": SITES[self.region]}
        return Question(url=url, json=body, headers=headers, shown=self.shown(url, told), keyed=True)

    def ask_token(self, refresh: str | None) -> Question:
        """A token for the credential."""
        who = [self.visitor.credentials[name] for name in self.source.requires[:2]]
        told = {"grant_type": "client_credentials", "client_id": who[0], "client_secret": who[1]}
        url = self.at(TOKENS[self.version])
        if self.version.startswith("2."):
            return Question(url=url, form={**told, "scope": "creatorsapi/default"}, shown=url, keyed=True, keep=False)
        return Question(url=url, json={**told, "scope": "creatorsapi::default"}, shown=url, keyed=True, keep=False)

    @property
    def version(self) -> str:
        """The version of the credential."""
        return self.visitor.credentials["AMAZON_CREDENTIAL_VERSION"] or "3.1"
