"""Amazon through the Creators API: the featured offer of each product that a search finds."""

from crawler.amazon_doors import RESOURCES, SITES, creators_token
from crawler.api import ApiSpider
from crawler.page import Page
from crawler.question import Question
from domain.query import Query


class Amazon(ApiSpider):
    """Credentials have a version, which tells where their tokens come from."""

    name = "amazon"
    per_page = 10
    listed = ("searchResult.items",)
    counted = "searchResult.totalResultCount"
    needs_token = True

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words."""
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
        return creators_token(self.version, *self.application, self.at)

    @property
    def version(self) -> str:
        """The version of the credential."""
        return self.visitor.credentials["AMAZON_CREDENTIAL_VERSION"] or "3.1"
