"""Amazon through the Selling Partner API: catalog entries, for brands with a selling account of their own."""

from urllib.parse import urlencode

from crawler.amazon_doors import MARKETPLACES, account_token, seller_endpoint
from crawler.api import ApiSpider
from crawler.page import Page
from crawler.question import Question
from crawler.readers.shapes import at, text
from domain.query import Query


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
        following = text(at(before.json(), "pagination.nextToken")) if before else ""
        if following is None:
            return None
        data = {"marketplaceIds": MARKETPLACES[self.region], "includedData": "summaries,images,identifiers,attributes"}
        told = {"keywords": query.text, "pageSize": self.per_page, "pageToken": following, **data}
        asked = urlencode({name: value for name, value in told.items() if value})
        url = self.at(f"{seller_endpoint(self.region)}/catalog/2022-04-01/items?{asked}")
        return Question(url=url, headers={"x-amz-access-token": self.token}, shown=url, keyed=True)

    def ask_token(self, refresh: str | None) -> Question:
        """An hour's token for the refresh token of the account."""
        return account_token(*self.application, refresh or "", self.at)
