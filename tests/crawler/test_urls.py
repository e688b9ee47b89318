"""The spider of a list: where each address leads, and photos that somebody else named."""

from domain.collected import Photo
from domain.outcome import Outcome
from tests.crawler.loopback import Answer, crawl, serve, shop


def test_a_list_reads_what_it_names_and_nothing_beyond() -> None:
    with serve(shop(**{"/go": Answer(status=301, headers={"Location": "/product/2"})})) as site:
        crawled = crawl(marketplace="urls", start=[f"{site.url}{path}" for path in ("/product/1", "/go", "/lamps")])
    assert [listing.listing_id for listing in crawled.listings[:2]] == ["1", "2"]
    assert crawled.outcomes()[1:4] == [("/go", Outcome.OK), ("/product/2", Outcome.OK), ("/lamps", Outcome.OK)]
    assert "/product/3" not in site.paths()


def test_given_photos_are_fetched_and_none_from_a_private_network() -> None:
    with serve(shop()) as site, serve(shop()) as other:
        photos = [f"{site.url}/photo/2.jpg", f"{other.url}/photo/3.jpg"]
        crawled = crawl(marketplace="urls", start=[f"{site.url}/product/1"], given_photos=photos)
    assert {photo.requested for photo in crawled.of(Photo)} == {f"{site.url}/photo/{n}.jpg" for n in (1, 2)}
    assert other.hits == []
    assert "allow_networks" in crawled.reason("/photo/3.jpg")
