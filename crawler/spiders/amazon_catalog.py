"""Amazon through the Selling Partner API: catalog entries, for brands with a selling account of their own."""

from urllib.parse import urlencode

from crawler.amazon_sites import MARKETPLACES, seller_endpoint
from crawler.api import ApiSpider
from crawler.page import Page
from crawler.question import Question
from crawler.readers.shapes import at, text
from domain.query import Kind, Query


class AmazonCatalog(ApiSpider):
    """Pages follow one another by the token that each names."""

    name = "amazon-catalog"
    per_page = 20
    listed = ("items",)
    counted = "numberOfResults"
    needs_token = True
    refresh_variable = "AMAZON_SP_REFRESH_TOKEN"

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words."""
        following = text(at(before.json(), "pagination.nextToken")) if before else None
        if query.kind in (Kind.PHOTO, Kind.SELLER) or (before and not following):
            return None
        paged = {"keywords": query.text, "pageSize": self.per_page, **({"pageToken": following} if following else {})}
        return self.about("", paged)

    def about(self, path: str, told: dict[str, object]) -> Question:
        """One call of the catalogue."""
        asked = {
            **told,
            "marketplaceIds": MARKETPLACES[self.region],
            "includedData": "summaries,images,identifiers,attributes",
        }
        url = self.at(f"{seller_endpoint(self.region)}/catalog/2022-04-01/items{path}?{urlencode(asked)}")
        return Question(url=url, headers={"x-amz-access-token": self.token}, shown=url, keyed=True)

    def ask_token(self, refresh: str | None) -> Question:
        """An hour's token for the refresh token of the account."""
        names = ("client_id", "client_secret", "refresh_token")
        told = {
            name: self.visitor.credentials[variable] for name, variable in zip(names, self.source.requires, strict=True)
        }
        url = self.at("https://api.amazon.com/auth/o2/token")
        return Question(url=url, form={"grant_type": "refresh_token", **told}, shown=url, keyed=True, keep=False)
