"""The right product is found by words, numbers and codes; another model, an accessory or a book about it is not it."""

import pytest

from domain.catalog import Money, Variant
from tests.factory import catalog, price, product
from tests.matchers.weighing import weigh

GOODS = catalog(
    product(sku="TR3", name="Norvik Trail Runner 3", gtin="4006381333931"),
    product(sku="TR4", name="Norvik Trail Runner 4"),
    product(sku="CAM", name="Norvik CX-200 Camera", mpn="NV-CX200B", category="cameras"),
    product(sku="BOOK", name="Hacking Exposed Wireless", category=None),
)

ACCESSORIES = {
    "en": "Insoles for Norvik Trail Runner 3",
    "en-last": "Norvik Trail Runner 3 replacement laces",
    "de": "Schnürsenkel passend für Norvik Trail Runner 3",
    "fr": "lacets pour Norvik Trail Runner 3",
    "es": "plantillas para Norvik Trail Runner 3",
    "pt": "palmilha compatível com Norvik Trail Runner 3",
    "it": "solette per Norvik Trail Runner 3",
    "tr": "Norvik Trail Runner 3 için bağcık",
    "ru": "шнурки для Norvik Trail Runner 3",
    "ar": "رباط لـ Norvik Trail Runner 3",
    "zh": "适用于Norvik Trail Runner 3 鞋垫",
    "ja": "Norvik Trail Runner 3 用 靴紐",
    "ko": "Norvik Trail Runner 3 전용 깔창",
    "vi": "dây giày cho Norvik Trail Runner 3",
    "th": "เชือกรองเท้า สำหรับ Norvik Trail Runner 3",
    "id": "tali sepatu untuk Norvik Trail Runner 3",
}


@pytest.mark.parametrize(
    ("title", "sku"),
    [
        ("Norvik Trail Runner 3", "TR3"),
        ("NORVIK trail-runner 3", "TR3"),
        ("Norvik Trail Runner III men's running shoes black size 42", "TR3"),
        ("Trail Runner 4", "TR4"),
        ("Norvik CX200 camera 24 MP black", "CAM"),
        ("Hacking Exposed Wireless", "BOOK"),
        ("N0rvik Trail Runner 3", "TR3"),
    ],
)
def test_the_product_is_found(title: str, sku: str) -> None:
    verdict = weigh(title, goods=GOODS, brand=None)
    assert verdict.product == sku
    assert verdict.product_probability >= 0.95


@pytest.mark.parametrize(
    "title",
    ["Norvik Trail Runner 5", "Norvik CX-300 Camera", "Hacking Exposed", "Hacking Exposed Linux", "Wireless router"],
)
def test_another_model_or_title_is_not_the_product(title: str) -> None:
    verdict = weigh(title, goods=GOODS, brand=None)
    assert verdict.product is None
    assert verdict.product_probability < 0.5


def test_a_longer_title_without_the_brand_is_not_sure() -> None:
    assert weigh("Hacking Exposed Wireless Networks Handbook", goods=GOODS, brand=None).product_probability < 0.9


@pytest.mark.parametrize("title", ACCESSORIES.values(), ids=ACCESSORIES.keys())
def test_an_accessory_is_not_the_product_and_its_price_is_void(title: str) -> None:
    verdict = weigh(title, "9.00", goods=GOODS)
    assert verdict.product is None
    assert verdict.price_ratio is None
    assert all(finding.probability < 0.35 for finding in verdict.findings)


@pytest.mark.parametrize(
    "title",
    [
        "Norvik Trail Runner 3 poster",
        "Norvik Trail Runner 3 empty box",
        "Wanted: Norvik Trail Runner 3",
        "Norvik CX-200 Camera repair service",
        "Norvik CX-200 Camera user manual",
    ],
)
def test_what_is_only_about_the_product_is_not_it(title: str) -> None:
    assert weigh(title, goods=GOODS).product is None


@pytest.mark.parametrize(
    "title",
    [
        "Norvik Trail Runner 3 with extra laces",
        "Norvik CX-200 Camera + case",
        "Norvik CX-200 Camera + lens care kit",
        "Norvik CX-200 Camera, case included",
        "Shoes for men Norvik Trail Runner 3",
    ],
)
def test_a_bundle_is_the_product(title: str) -> None:
    assert weigh(title, goods=GOODS).product is not None


def test_item_numbers_decide() -> None:
    assert weigh("Runner shoe, black", goods=GOODS, gtin="4006381333931").product == "TR3"
    assert weigh("Norvik Trail Runner 3", goods=GOODS, gtin="9780471782667").product_probability < 0.1
    assert weigh("Norvik shoe NV-CX200B", goods=GOODS, mpn="nv cx200b").product_probability > 0.5


def test_the_price_of_the_variant_that_is_named_counts() -> None:
    small = Variant(sku="TR3-K", name="kids", price=Money(amount=price("60").amount, currency="USD"))
    goods = catalog(product(variants=(small,)))
    assert weigh("Norvik Trail Runner 3 kids", "57", goods=goods).price_ratio == pytest.approx(0.95)
    assert weigh("Norvik Trail Runner 3", "149", goods=goods).price_ratio == pytest.approx(1.0)
