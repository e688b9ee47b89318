"""The demo's world follows from its seed alone, and its files are those of a brand owner."""

import io
import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from config.catalog_files import read_catalog
from config.watch_file import load_watch_file
from demo.designs import relief
from demo.offers import UNSEEN, Nature, expectation
from demo.photos import EDITS, draw, edited
from demo.stock import MARKETS
from demo.world import LOCKED, SITE_NAMES, World, build, write
from domain.alert import Channel

URLS = {name: f"http://127.0.0.1:{19000 + place}" for place, name in enumerate(SITE_NAMES)}


@pytest.fixture(scope="module")
def world() -> World:
    return build(1)


def digest(world: World) -> str:
    photos = [*list(world.references().values())[:2], *(offer.photos[0] for offer in world.offers[::60])]
    return sha256(b"".join(draw(photo) for photo in photos)).hexdigest()


def test_the_same_seed_gives_the_same_offers_and_the_same_photos(world: World) -> None:
    first = digest(world)
    draw.cache_clear()
    relief.cache_clear()
    again = build(1)
    assert again.offers == world.offers
    assert digest(again) == first


def test_another_seed_gives_other_names(world: World) -> None:
    for seed in (2, 3, 99):
        other = build(seed)
        assert not set(world.catalog(URLS).products()) & set(other.catalog(URLS).products())
        assert {ware.gtin for ware in world.goods.own}.isdisjoint({ware.gtin for ware in other.goods.own})
        assert other.titles != world.titles


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_most_offers_are_honest_and_few_fakes_are_hidden_for_good(seed: int) -> None:
    offers = build(seed).offers
    suspect = [offer for offer in offers if expectation(offer.nature).findings]
    assert 320 <= len(offers) <= 400
    assert len(suspect) <= len(offers) / 4
    assert Counter(offer.nature for offer in offers)[Nature.UNDETECTABLE] <= 5
    assert len({offer.slug for offer in offers}) == len({offer.number for offer in offers}) == len(offers)


@pytest.mark.parametrize("seed", range(1, 30))
def test_no_name_of_a_seed_is_like_another(seed: int) -> None:
    goods = build(seed).goods
    brands = {goods.brand} | {ware.brand for ware in goods.rivals if ware.brand}
    assert len({brand[:2] for brand in brands}) == 5
    assert all(brand.isascii() and len(brand) >= 6 for brand in brands)


def test_products_carry_valid_numbers(world: World) -> None:
    for ware in world.goods.own:
        digits = [int(digit) for digit in ware.gtin or ""]
        assert len(digits) == 13
        assert sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def test_prices_tell_nothing_wrong_of_honest_offers(world: World) -> None:
    new = {Nature.AUTHORISED, Nature.HONEST_RESELLER, Nature.GUARANTEE, Nature.BUNDLE}
    for offer in world.offers:
        if offer.nature in new and offer.list_price:
            assert offer.price.amount >= offer.list_price * 69 / 100
        if offer.nature is Nature.UNDERPRICED and offer.list_price:
            assert offer.price.amount <= offer.list_price * 45 / 100


def test_a_veiled_brand_is_not_written_plainly(world: World) -> None:
    veiled = [offer for offer in world.offers if offer.nature is Nature.VEILED_FAKE]
    assert veiled
    for offer in veiled:
        assert world.brand.casefold() not in f"{offer.title} {offer.text} {offer.brand}".casefold()
        assert world.goods.chinese not in offer.title


def test_the_files_load_as_an_owners_files(world: World, tmp_path: Path) -> None:
    write(
        world,
        tmp_path,
        URLS,
        api="http://127.0.0.1:18998",
        mail_to="brand@demo.example",
        webhook="http://127.0.0.1:18999/hook",
        secret_env="DEMO_HOOK_SECRET",
        operator="operator@demo.example",
    )
    catalog = read_catalog(tmp_path / "catalog.yml")
    brand = catalog.brands[0]
    assert [product.sku for product in brand.products] == [ware.sku for ware in world.goods.own]
    assert {len(product.images) for product in brand.products} <= {2, 3}
    for product in brand.products:
        for path in product.images:
            with Image.open(path) as photo:
                assert photo.size == (800, 800)
    assert {alias.kind.value for alias in brand.aliases} == {"official", "nickname", "evasion"}
    assert len(brand.homonyms) == 2
    assert "127.0.0.1:19002" in {seller.seller_id for seller in brand.authorised_sellers}
    watches = load_watch_file(tmp_path / "watch.yml")
    assert [watch.key for watch in watches.watches] == [*SITE_NAMES, *MARKETS, LOCKED]
    assert {watch.api for watch in watches.watches if watch.marketplace != "shop"} == {"http://127.0.0.1:18998"}
    assert {watch.delay for watch in watches.watches} == {0.0}
    assert {recipient.channel for recipient in watches.recipients} == {Channel.EMAIL, Channel.WEBHOOK}
    assert [recipient.target for recipient in watches.operators] == ["operator@demo.example"]
    truth = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(truth) == len({line["url"] for line in truth}) == len(world.offers)
    uncounted = [offer for offer in world.offers if offer.nature in UNSEEN or not offer.visible]
    assert sum(not line["counted"] for line in truth) == len(uncounted)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_some_offers_of_a_marketplace_are_outside_its_affiliate_pool(seed: int) -> None:
    offers = build(seed).offers
    assert 2 <= sum(not offer.visible for offer in offers) <= 8
    assert {offer.site for offer in offers if not offer.visible} == {"taobao"}


def test_every_edit_leaves_a_photo(world: World) -> None:
    photo = world.goods.own[0].official[0]
    plain = draw(photo)
    for name in EDITS:
        changed = draw(edited(photo, name))
        with Image.open(io.BytesIO(changed)) as opened:
            assert min(opened.size) >= 400
        assert changed != plain


@pytest.mark.parametrize("seed", [1, 2, 3, 17])
def test_no_name_of_the_demo_stands_in_what_weighs(seed: int) -> None:
    root = Path(__file__).parents[2]
    files = [path for folder in ("matchers", "config") for path in (root / folder).rglob("*") if path.is_file()]
    weighing = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files if path.suffix != ".pyc")
    assert "replica" in weighing
    world = build(seed)
    for name in world.coined():
        assert name.casefold() not in weighing.casefold()
