"""1688 through the cross-border interface: search by words and photo, and all offers of a seller."""

from dataclasses import replace

from crawler.cross_border import CrossBorderSpider
from crawler.page import Page
from crawler.question import Question
from domain.query import Kind, Query


class Ali1688(CrossBorderSpider):
    """A photo is sent first, and the offers that resemble it are asked for by the number that it got."""

    name = "1688"
    per_page = 50
    listed = ("result.result.data",)
    counted = "result.result.totalRecords"
    special = frozenset({Kind.PHOTO, Kind.SELLER})
    refresh_variable = "ALI1688_REFRESH_TOKEN"

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """A page of offers: by words, by the number of a photo, or of one seller."""
        paged = {"beginPage": number, "pageSize": self.per_page, "country": "en"}
        if query.kind is Kind.SELLER:
            return self.about("search.querySellerOfferList", offerQueryParam={**paged, "sellerOpenId": query.text})
        if query.kind is Kind.PHOTO and not query.text:
            return None
        call, name = ("image", "imageId") if query.kind is Kind.PHOTO else ("keyword", "keyword")
        return self.about(f"search.{call}Query", offerQueryParam={**paged, name: query.text})

    def ask_item(self, listing_id: str) -> Question | None:
        """The offer with its attributes."""
        if not listing_id.isdigit():
            return None
        return self.about("search.queryProductDetail", offerDetailParam={"offerId": int(listing_id), "country": "en"})

    async def prepared(self, query: Query) -> Query:
        """A photo's query with the number that the photo got in place of its name."""
        return replace(query, text=await self.sent(query.photo)) if query.photo is not None else query
