"""Rakuten Ichiba through its item search: everything on Japan's largest mall, by words or shop."""

from urllib.parse import urlencode

from crawler.api import ApiSpider
from crawler.page import Page
from crawler.question import Question
from domain.query import Kind, Query

_SEARCH = "https://openapi.rakuten.co.jp/ichibams/api/IchibaItem/Search/20260701"


class Rakuten(ApiSpider):
    """Answers only requests that name the application's registered site."""

    name = "rakuten"
    per_page = 30
    listed = ("Items", "items")
    counted = "count"
    special = frozenset({Kind.SELLER})

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A search by words, or a shop's items."""
        wanted = {"shopCode": query.text} if query.kind is Kind.SELLER else {"keyword": query.text}
        return self.about({**wanted, "hits": self.per_page, "page": number})

    def about(self, told: dict[str, object]) -> Question:
        """One call, which carries its key in the address."""
        credentials = self.visitor.credentials
        told = {**told, "formatVersion": 2}
        key = {"applicationId": credentials["RAKUTEN_APPLICATION_ID"], "accessKey": credentials["RAKUTEN_ACCESS_KEY"]}
        origin = credentials["RAKUTEN_ORIGIN"].rstrip("/")
        url = self.at(_SEARCH)
        headers = {"Origin": origin, "Referer": f"{origin}/"}
        return Question(
            url=f"{url}?{urlencode({**key, **told})}", headers=headers, shown=self.shown(url, told), keyed=True
        )
