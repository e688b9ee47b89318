"""How right the matchers are on whole marketplaces of the demo, seed by seed: recall and precision.

Run: python benchmarks/demo_worlds.py [SEED...] [--keep FOLDER] [--each]   (FOLDER keeps what was drawn)
"""

import argparse
import hashlib
import json
import pickle
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from config.lexicons import load_lexicons
from config.rates import load_rates
from config.source_records import source_record
from crawler.catalogue import completed, currency_of, shop_name
from crawler.page import Page
from crawler.readers import read
from demo import app, bazaar, dealer, markets, outlet, truth
from demo.gateway import aliexpress_goods, ebay, taobao
from demo.gateway.goods import Goods
from demo.gateway.state import Gateway
from demo.offers import UNSEEN, Nature, Offer, address, expectation, web_number
from demo.photos import PhotoSpec, draw
from demo.shop import Answer, Shop, data, script
from demo.world import SITE_NAMES, World, build
from domain.context import Context, SellerHistory
from domain.evidence import Action, Finding
from domain.listing import Listing
from domain.outcome import NoListing
from domain.photo import Bank, Fingerprint, ListingPhoto, ReferencePhoto
from domain.source import without
from matchers import FINGERPRINT_VERSION, build_index, fingerprint, screen

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
URLS = {site: f"http://{site}.example" for site in SITE_NAMES}
SUSPECT = sorted(nature for nature in Nature if expectation(nature).findings and nature is not Nature.UNDETECTABLE)

Answers = Callable[[Shop, str, Mapping[str, str]], Answer]
Print = tuple[str, Fingerprint]
Weighed = tuple[Offer, Listing, tuple[Finding, ...]]


def listings(world: World) -> Iterator[tuple[Offer, Listing]]:
    """Every offer as the crawl reads it, through the sites' own answers and the readers."""
    read_here = {
        "bazaar": _pages(world, "bazaar", bazaar.answer),
        "outlet": _interface(world, "outlet", outlet.answer, "/products.json", {"limit": "250"}),
        "dealer": _interface(world, "dealer", dealer.answer, "/wp-json/wc/store/v1/products", {"per_page": "100"}),
        "app": _rendered(world),
    }
    for site, found in read_here.items():
        offers = {address(offer).rstrip("/"): offer for offer in world.of(site)}
        for listing in found:
            yield offers[urlsplit(listing.url or "").path.rstrip("/")], listing
    with markets.serve(world, markets.new_keys()) as gateway:
        for offer in world.offers:
            if offer.site in _ASKED and offer.visible:
                for listing in _read(f"https://{offer.site}.example/api", data(_ASKED[offer.site](gateway, offer))):
                    yield offer, without(listing, source_record(offer.site).forbidden_fields)


#: What each marketplace's interface says of one offer.
_ASKED: dict[str, Callable[[Gateway, Offer], object]] = {
    "aliexpress": lambda gateway, offer: aliexpress_goods.product(
        gateway, {"product_id": web_number(offer), "ship_to_country": "US"}
    ),
    "taobao": lambda gateway, offer: taobao.items(gateway, {"item_id": taobao.item_id(_goods(gateway, offer))}),
    "ebay": lambda gateway, offer: ebay.item(gateway, _goods(gateway, offer), "EBAY_US"),
}


def _goods(gateway: Gateway, offer: Offer) -> Goods:
    return next(goods for goods in gateway.goods if goods.number == web_number(offer))


def _pages(world: World, site: str, answer: Answers) -> Iterator[Listing]:
    shop = Shop(world, site, URLS[site])
    for offer in shop.offers:
        if offer.nature not in UNSEEN:
            yield from _read(shop.base + address(offer), answer(shop, address(offer), {}))


def _interface(world: World, site: str, answer: Answers, path: str, query: dict[str, str]) -> Iterator[Listing]:
    """The interface of the shop's software, completed as the crawl does from the shop's own pages."""
    shop = Shop(world, site, URLS[site])
    home = _page(shop.base + "/", answer(shop, "/", {}))
    currency = currency_of(home) or currency_of(_page(URLS[site], answer(shop, address(shop.offers[0]), {})))
    for number in count(1):
        found = _read(shop.base + path, answer(shop, path, {**query, "page": str(number)}), search=True)
        if not found:
            return
        yield from (completed(listing, currency, shop_name(home)) for listing in found)


def _rendered(world: World) -> Iterator[Listing]:
    """Pages as a browser builds them: with the JSON-LD that the script puts in."""
    shop = Shop(world, "app", URLS["app"])
    for offer in shop.offers:
        item = json.loads(app.answer(shop, f"/api/goods/{offer.slug}", {}).body)
        html = f"<html><head><title>{item['title']}</title>{script(item['schema'])}</head><body></body></html>"
        yield from _read(shop.base + address(offer), Answer(body=html.encode()))


def _read(url: str, answer: Answer, *, search: bool = False) -> Sequence[Listing]:
    found = read(_page(url, answer), search=search)
    return () if isinstance(found, NoListing) else found


def _page(url: str, answer: Answer) -> Page:
    headers = {"content-type": answer.media_type}
    return Page(url=url, status=answer.status, headers=headers, body=answer.body, fetched_at=NOW)


def prints(specs: Iterable[PhotoSpec], kept: Path | None) -> dict[PhotoSpec, Print]:
    """Digest and fingerprint of each photo; drawing costs most, so `kept` is the file where they stay between runs."""
    known: dict[PhotoSpec, Print] = pickle.loads(kept.read_bytes()) if kept and kept.exists() else {}
    missing = [spec for spec in dict.fromkeys(specs) if spec not in known]
    with ProcessPoolExecutor(2) as pool:
        known |= zip(missing, pool.map(_print, missing, chunksize=8), strict=True)
    if kept and missing:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(known))
    return known


def _print(spec: PhotoSpec) -> Print:
    body = draw(spec)
    return hashlib.sha256(body).hexdigest(), fingerprint(body)


def weigh(world: World, keep: Path | None) -> Iterator[Weighed]:
    """Every offer with what is said of it."""
    official = world.references()
    counted = [offer for offer in world.offers if offer.nature not in UNSEEN]
    kept = keep / f"seed-{world.seed}-{FINGERPRINT_VERSION}.pickle" if keep else None
    drawn = prints([*official.values(), *(spec for offer in counted for spec in offer.photos)], kept)
    catalog = world.catalog(URLS)
    references = [
        ReferencePhoto(sku=product.sku, bank=Bank.OFFICIAL, source=name, sha256=digest, fingerprint=seen)
        for _, product in catalog.products()
        for name in product.images
        for digest, seen in [drawn[official[name.removeprefix("img/")]]]
    ]
    index = build_index(catalog, references, load_lexicons(), load_rates())
    found = list(listings(world))
    sellers = Counter(listing.seller.id for _, listing in found)
    shown = defaultdict(set)
    for offer, listing in found:
        for spec in offer.photos:
            shown[drawn[spec][0]].add(listing.seller.id)
    for offer, listing in found:
        photos = tuple(
            ListingPhoto(position=place, url=image.url, sha256=drawn[spec][0], fingerprint=drawn[spec][1])
            for place, (spec, image) in enumerate(zip(offer.photos, listing.images, strict=True))
        )
        context = Context(
            at=NOW,
            seller=SellerHistory(listings=sellers[listing.seller.id]),
            photo_sellers=tuple((photo.position, len(shown[photo.sha256])) for photo in photos),
        )
        yield offer, listing, screen(listing, photos, index, context).findings


def wrong_share(tally: truth.Tally) -> truth.Share:
    """Honest listings that got a case, of all honest ones."""
    honest = [line for line in tally.lines if not expectation(line.nature).findings]
    return truth.Share(part=sum(line.wrong for line in honest), whole=sum(line.collected for line in honest))


def main() -> None:
    """Prints a line for each seed, and with `--each` the whole table and every listing that was judged wrongly."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("seeds", type=int, nargs="*", default=[1, 2, 3])
    options.add_argument("--keep", type=Path)
    options.add_argument("--each", action="store_true")
    given = options.parse_args()
    for seed in given.seeds:
        started = time.monotonic()
        world = build(seed)
        weighed = list(weigh(world, given.keep))
        tally = truth.compare(world, [(listing.url or "", findings) for _, listing, findings in weighed])
        figures = {
            "cases recall": tally.recall(),
            "precision": tally.precision(),
            "alerts recall": tally.recall(alerts=True),
            "precision ": tally.precision(alerts=True),
            "honest with a case": wrong_share(tally),
        }
        shown = "  ".join(f"{name} {share.rate:6.1%} ({share.part}/{share.whole})" for name, share in figures.items())
        print(f"seed {seed}: {shown}  {time.monotonic() - started:.0f} s")
        if given.each:
            print(truth.text(tally))
            for offer, listing, findings in weighed:
                _explain(offer, listing, findings)


def _explain(offer: Offer, listing: Listing, findings: Sequence[Finding]) -> None:
    expected = expectation(offer.nature)
    acted = [finding for finding in findings if finding.action.rank >= Action.REVIEW.rank]
    right = any(finding.kind in expected.findings and finding.action is Action.ALERT for finding in acted)
    wrong = any(finding.kind not in expected.findings | expected.acceptable for finding in acted)
    if wrong or (offer.nature in SUSPECT and not right):
        said = ", ".join(f"{f.kind.value} {f.action.value} {f.bits:.1f}" for f in findings)
        print(f"  {offer.nature.value:<18} {listing.title} | {listing.brand} | {said}")


if __name__ == "__main__":
    main()
