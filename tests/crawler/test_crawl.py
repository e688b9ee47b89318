"""A crawl of a real site in its own process: what it asks for, in which order, and what becomes of each request."""

import gzip
import json
import signal
from typing import Any

import pytest

from crawler.crawl import CrawlSettings
from crawler.crawl import crawl as crawl_here
from crawler.spiders import SPIDERS
from domain.collected import Fetch, Photo, Sighting, sha256
from domain.errors import ConfigError
from domain.outcome import Outcome
from domain.watch import Watch
from tests.crawler.loopback import PHOTO, Answer, Hit, crawl, finished, product, serve, shelf, shop, start_crawl
from tests.crawler.test_photos import png

pytestmark = pytest.mark.process

CAPTCHA = "<html><head><title>Robot or human?</title></head><body>Activate and hold the button</body></html>"


def test_shelves_are_walked_products_read_and_photos_fetched_last() -> None:
    with serve(shop()) as site:
        crawled = crawl(start=[f"{site.url}/lamps"])
    pages = ["/lamps", "/product/1", "/product/2", "/lamps?page=2", "/product/3"]
    assert site.paths() == ["/robots.txt", *pages, "/photo/1.jpg", "/photo/2.jpg", "/photo/3.jpg"]
    assert site.most_together == 1
    assert {outcome for _, outcome in crawled.outcomes()} == {Outcome.OK}
    assert [path for path, _ in crawled.outcomes()] == site.paths()[1:]
    assert [listing.title for listing in crawled.listings] == ["Lamp 1", "Lamp 2", "Lamp 3"]
    assert [photo.body for photo in crawled.of(Photo)] == [PHOTO] * 3
    assert {photo.media_type for photo in crawled.of(Photo)} == {"image/jpeg"}


def test_a_sighting_follows_its_page_and_cites_it() -> None:
    with serve(shop()) as site:
        crawled = crawl(start=[f"{site.url}/product/1"])
    fetch, sighting, *_ = [event for event in crawled.events if isinstance(event, Fetch | Sighting)]
    assert isinstance(fetch, Fetch)
    assert isinstance(sighting, Sighting)
    assert fetch.body == product("1", image="/photo/1.jpg").encode()
    assert sighting.page_sha256 == sha256(fetch.body)
    assert sighting.listing.seen_at == fetch.fetched_at
    assert (fetch.status, fetch.media_type) == (200, "text/html")


def test_photos_are_kept_out_of_fetches_and_known_ones_are_not_fetched_again() -> None:
    with serve(shop()) as site:
        crawled = crawl(start=[f"{site.url}/lamps"], known_photos=[f"{site.url}/photo/2.jpg"])
        assert "/photo/2.jpg" not in site.paths()
        assert [fetch.body for fetch in crawled.of(Fetch) if "/photo/" in fetch.url] == [None, None]
        assert crawl(start=[f"{site.url}/lamps"], photos=0).of(Photo) == []


def test_photos_that_can_not_be_used_are_counted_and_their_listings_kept() -> None:
    unusable = {
        "empty": Answer(b"", type="image/jpeg"),
        "cut": Answer(PHOTO[:-50], type="image/jpeg"),
        "page": Answer("<html>sorry</html>"),
        "heavy": Answer(PHOTO + bytes(16_000_000), type="image/jpeg"),
        "bomb": Answer(png(60_000, 60_000), type="image/png"),
        "failing": Answer(PHOTO, status=500, type="image/jpeg"),
    }
    products = {f"/product/{name}": Answer(product(name, image=f"/photo/{name}")) for name in unusable}
    photos = {f"/photo/{name}": answer for name, answer in unusable.items()}
    with serve({"/lamps": Answer(shelf(*unusable)), **products, **photos}) as site:
        crawled = crawl(start=[f"{site.url}/lamps"])
    assert crawled.outcomes()[-6:] == [(path, Outcome.UNEXPECTED_TYPE) for path in photos]
    assert len(crawled.listings) == 6
    assert crawled.of(Photo) == []


def test_a_photo_server_without_the_full_size_is_asked_for_the_size_shown() -> None:
    page = product("1", image="/wp-content/uploads/lamp-324x324.jpg")
    with serve({"/product/1": Answer(page), "/wp-content/uploads/lamp-324x324.jpg": Answer(PHOTO)}) as site:
        crawled = crawl(start=[f"{site.url}/product/1"])
    (photo,) = crawled.of(Photo)
    assert photo.requested == crawled.listings[0].images[0].url
    assert photo.url == f"{site.url}/wp-content/uploads/lamp-324x324.jpg"
    assert crawled.outcomes()[1:] == [
        ("/wp-content/uploads/lamp.jpg", Outcome.GONE),
        ("/wp-content/uploads/lamp-324x324.jpg", Outcome.OK),
    ]


def test_a_listing_seen_twice_is_one_and_a_page_is_asked_for_once() -> None:
    pages = shop(**{"/lamps?page=2": Answer(shelf("1", "3", following="/lamps")), "/product/3": Answer(product("1"))})
    with serve(pages) as site:
        crawled = crawl(start=[f"{site.url}/lamps", f"{site.url}/lamps?page=2"], photos=0)
    assert len(site.paths()) == len(set(site.paths()))
    assert [listing.title for listing in crawled.listings] == ["Lamp 1", "Lamp 2"]


def test_one_listing_more_than_expected_is_enough_to_know() -> None:
    with serve(shop()) as site:
        crawled = crawl(start=[f"{site.url}/lamps"], expect_max=1, photos=0)
    assert site.paths() == ["/robots.txt", "/lamps", "/product/1", "/product/2"]
    assert len(crawled.listings) == 2


def test_a_vanished_listing_a_broken_page_and_a_file_are_named_and_the_rest_is_read() -> None:
    pages = shop(
        **{
            "/lamps": Answer(shelf("1", "2", "3", "4", "5")),
            "/product/1": Answer("gone", status=410),
            "/product/2": Answer("<html><body><h1>Our story</h1><p>We sell lamps since 1921.</p></body></html>"),
            "/product/3": Answer(b"%PDF-1.7 \x00\xff", type="application/pdf"),
            "/product/4": Answer(status=500),
            "/product/5": Answer(product("5")),
        }
    )
    with serve(pages) as site:
        crawled = crawl(start=[f"{site.url}/lamps"])
    assert crawled.outcomes() == [
        ("/lamps", Outcome.OK),
        ("/product/1", Outcome.GONE),
        ("/product/2", Outcome.LAYOUT_CHANGED),
        ("/product/3", Outcome.UNEXPECTED_TYPE),
        ("/product/4", Outcome.NETWORK_ERROR),
        ("/product/5", Outcome.OK),
    ]
    assert site.paths().count("/product/4") == 3
    assert all(fetch.reason for fetch in crawled.of(Fetch))


def test_an_empty_shelf_is_empty_only_when_it_says_so() -> None:
    with serve(
        {
            "/said": Answer("<html><body><h1>Lamps</h1><p>No products were found.</p></body></html>"),
            "/silent": Answer(
                "<html><body><h1>Lamps</h1><p>Our range of lamps is known for its light.</p></body></html>"
            ),
        }
    ) as site:
        crawled = crawl(start=[f"{site.url}/said", f"{site.url}/silent"])
    assert crawled.outcomes() == [("/said", Outcome.OK_EMPTY), ("/silent", Outcome.LAYOUT_CHANGED)]


def test_a_captcha_ends_the_visit_to_its_host_and_nothing_is_tried_again() -> None:
    with serve(shop(**{"/product/2": Answer(CAPTCHA)})) as site, serve(shop()) as other:
        crawled = crawl(start=[f"{site.url}/lamps", f"{other.url}/lamps"], allow_networks=["127.0.0.0/8"])
    assert site.paths() == ["/robots.txt", "/lamps", "/product/1", "/product/2"]
    assert len(other.paths()) == 9
    of_site = [fetch for fetch in crawled.of(Fetch) if fetch.url.startswith(site.url)]
    assert [fetch.outcome for fetch in of_site] == [Outcome.OK, Outcome.OK, Outcome.CAPTCHA, Outcome.CAPTCHA]
    assert "left alone" in of_site[-1].reason


def test_pages_without_end_are_counted_and_the_rest_is_read() -> None:
    pages = {
        "/lamps": Answer(shelf("huge", "bomb", "round", "1")),
        "/product/huge": Answer(pieces=(b"<p>" + b"x" * 1_000_000 for _ in range(200))),
        "/product/bomb": Answer(gzip.compress(bytes(200_000_000)), headers={"Content-Encoding": "gzip"}),
        "/product/round": Answer(status=302, headers={"Location": "/product/round"}),
    }
    with serve(shop(**pages)) as site:
        crawled = crawl(start=[f"{site.url}/lamps"], photos=0)
    assert crawled.outcomes() == [
        ("/lamps", Outcome.OK),
        ("/product/huge", Outcome.UNEXPECTED_TYPE),
        ("/product/bomb", Outcome.UNEXPECTED_TYPE),
        ("/product/round", Outcome.NETWORK_ERROR),
        ("/product/1", Outcome.OK),
    ]
    assert "larger" in crawled.reason("/product/huge")
    assert "unpacks" in crawled.reason("/product/bomb")
    assert "redirects again" in crawled.reason("/product/round")
    assert site.paths().count("/product/round") == 6


def test_sigterm_lets_the_request_under_way_finish_and_ends_well() -> None:
    def slow(hit: Hit) -> Answer:
        process.send_signal(signal.SIGTERM)
        return Answer(product("1"), after=0.5)

    with serve(shop(**{"/product/1": slow})) as site:
        process = start_crawl(start=[f"{site.url}/lamps"])
        crawled = finished(process)
    assert site.paths() == ["/robots.txt", "/lamps", "/product/1"]
    assert [listing.title for listing in crawled.listings] == ["Lamp 1"]
    assert crawled.outcomes()[-1] == ("/product/2", Outcome.PARTIAL)


def test_a_sink_that_fails_ends_the_crawl_with_its_error() -> None:
    with serve(shop()) as site:
        process = start_crawl(start=[f"{site.url}/lamps"])
        assert process.stdout
        process.stdout.readline()
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "BrokenPipeError" in err
    assert "/product/3" not in site.paths()


def test_a_marketplace_without_a_spider_is_a_mistake_in_the_watch_file() -> None:
    with pytest.raises(ConfigError, match="shop"):
        crawl_here(Watch(key="x", marketplace="bazaar"), lambda _: None, CrawlSettings(user_agent="x"))


def test_spiders_are_paragraphs() -> None:
    import inspect

    sizes = sorted(len(inspect.getsource(inspect.getmodule(spider)).splitlines()) for spider in SPIDERS)  # type: ignore[arg-type]
    assert sizes[-1] <= 80
    assert len({spider.name for spider in SPIDERS}) == len(SPIDERS)


def test_a_spider_declares_how_to_walk_and_reads_one_page() -> None:
    item = '<a class="item" href="/{0}">Lamp</a>'
    pages = {
        "/find?q=lamp": Answer(
            '<a class="item" href="/1">x</a><a class="item" href="/2">y</a><a class="more" href="/p2">m</a>'
        ),
        "/p2": Answer(item.format(3)),
        "/find?q=sofa": Answer('<p class="none">Nothing here</p>'),
        "/1": Answer('<div id="offer" data-id="77"><h2>Lamp</h2></div>'),
        "/2": Answer('<div id="offer" data-id="78"><h2>Lamp</h2><h2>Other lamp</h2></div>'),
        "/3": Answer("<html><head><title>Robot or human?</title></head></html>"),
    }
    with serve(pages) as site:
        crawled = crawl(marketplace="bazaar", search=f"{site.url}/find?q={{term}}", terms=["sofa", "lamp"])
    assert crawled.outcomes() == [
        ("/find?q=sofa", Outcome.OK_EMPTY),
        ("/find?q=lamp", Outcome.OK),
        ("/1", Outcome.OK),
        ("/2", Outcome.LAYOUT_CHANGED),
        ("/p2", Outcome.OK),
        ("/3", Outcome.CAPTCHA),
    ]
    assert "h2::text picks 2 things" in crawled.reason("/2")
    assert [(x.marketplace, x.listing_id) for x in crawled.listings] == [("bazaar", "77")]


def test_a_home_page_without_products_leads_to_the_sitemaps_that_robots_txt_names() -> None:
    def with_site(text: str) -> Any:
        return lambda hit: Answer(text.replace("SITE", site.url), type="application/xml")

    index = "<sitemapindex><sitemap><loc>SITE/maps/products.xml.gz</loc></sitemap></sitemapindex>"
    urls = "<urlset><url><loc>SITE/product/1</loc></url><url><loc>SITE/product/3</loc></url></urlset>"
    with serve(
        shop(
            **{
                "/robots.txt": lambda hit: Answer(f"Sitemap: {site.url}/map.xml\n", type="text/plain"),
                "/": Answer("<html><body><h1>Welcome</h1><p>We sell lamps in our town since 1921.</p></body></html>"),
                "/map.xml": with_site(f'<?xml version="1.0"?>{index}'),
                "/maps/products.xml.gz": lambda hit: Answer(
                    gzip.compress(f'<?xml version="1.0"?>{urls}'.replace("SITE", site.url).encode()),
                    type="application/x-gzip",
                ),
            }
        )
    ) as site:
        crawled = crawl(start=[f"{site.url}/"], photos=0)
    assert [x.title for x in crawled.listings] == ["Lamp 1", "Lamp 3"]


def test_a_search_is_made_for_each_term() -> None:
    with serve(shop(**{"/find": lambda hit: Answer(shelf("1" if "red" in hit.path else "2"))})) as site:
        crawled = crawl(search=f"{site.url}/find?q={{term}}", terms=["red & round", "blue"], photos=0)
    assert "/find?q=red%20%26%20round" in site.paths()
    assert [x.title for x in crawled.listings] == ["Lamp 1", "Lamp 2"]


def test_scrapys_own_command_writes_listings_without_a_database(tmp_path: Any) -> None:
    import subprocess
    import sys

    from tests.crawler.loopback import ROOT

    out = tmp_path / "out.jsonl"
    with serve(shop()) as site:
        arguments = ["crawl", "shop", "-a", f"start={site.url}/lamps", "-a", "delay=0"]
        options = ["-s", "ALLOW_NETWORKS=127.0.0.0/8", "-O", str(out)]
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments, *options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["title"] for row in rows] == ["Lamp 1", "Lamp 2", "Lamp 3"]
    assert rows[0]["v"] == 1
