"""Names as sellers write them find their product; what differs in number, size, word or brand is another product."""

import pytest

from domain.catalog import Money, Variant
from tests.factory import catalog, price, product
from tests.matchers.weighing import weigh

SHOP = catalog(
    product(sku="TR3", name="Norvik Trail Runner 3", aliases=("Trail Runner III",)),
    product(sku="TR4", name="Norvik Trail Runner 4"),
    product(sku="AERO", name="Norvik Aero Swift Running Shoes"),
    product(sku="SERUM-30", name="Norvik Hydra Glow Serum 30 ml", category="cosmetics"),
    product(sku="SERUM-50", name="Norvik Hydra Glow Serum 50 ml", category="cosmetics"),
    product(sku="CREAM", name="Norvik Hydra Glow Cream", category="cosmetics"),
    product(sku="CAM", name="Norvik CX-200 Camera", mpn="NV-CX200B", category="cameras"),
    product(sku="BAG", name="Norvik Summit 25L Backpack", category="bags"),
    product(sku="PRO", name="Norvik Pulse Pro Headphones", category="headphones"),
    product(sku="PULSE", name="Norvik Pulse Headphones", category="headphones"),
)


@pytest.mark.parametrize(
    ("title", "sku"),
    [
        ("Norvik Trail Runner 3 Men's Running Shoes Size 42 Black Free Shipping", "TR3"),
        ("Norvik Trail Runner 3 跑鞋 男 正品", "TR3"),
        ("norvik trailrunner 3 sneakers 2024 new", "TR3"),
        ("Кроссовки Norvik Trail Runner 3 мужские", "TR3"),
        ("zapatillas Norvik Aero Swift hombre talla 42", "AERO"),
        ("Norvik HydraGlow Serum 30 ML x2", "SERUM-30"),
        ("Norvik Hydra Glow serum 50ml hyaluronic new sealed", "SERUM-50"),
        ("Norvik Hydra Glow cream 50ml", "CREAM"),
        ("Norvik Summit 25 L rucksack blau", "BAG"),
        ("NORVIK CX 200 digital camera 24MP", "CAM"),
        ("Norvik camera NVCX200B black", "CAM"),
        ("Norvik Pulse Pro wireless headphones noise cancelling", "PRO"),
        ("auriculares Norvik Pulse Pro", "PRO"),
        ("Norvik Pulse headphones bluetooth", "PULSE"),
    ],
)
def test_the_whole_name_is_sure_however_it_is_written(title: str, sku: str) -> None:
    verdict = weigh(title, goods=SHOP, brand=None)
    assert verdict.product == sku
    assert verdict.product_probability >= 0.9


@pytest.mark.parametrize(
    "title",
    [
        "Norvik Trail Runner 2",
        "Norvik CX-210 camera",
        "Norvik Summit 40L Backpack",
        "Norvik Pulse Lite Headphones",
        "Norvik Trail Runner 3 Pro",
        "Salomon trail runner 3",
        "Nike Pegasus 40 running shoes",
        "Norvik running shoes",
        "running shoes men black breathable",
        "camera 200x zoom",
    ],
)
def test_another_model_or_brand_is_not_matched(title: str) -> None:
    assert weigh(title, goods=SHOP, brand=None).product is None


@pytest.mark.parametrize("title", ["Norvik Hydra Glow Serum", "Norvik Trail Runner shoes", "Norvik Hydra Glow"])
def test_words_that_several_products_share_name_none_of_them(title: str) -> None:
    assert weigh(title, goods=SHOP, brand=None).product is None


def test_the_probability_does_not_depend_on_the_price() -> None:
    cheap, full = (weigh("Norvik Trail Runner 3 shoes", amount, goods=SHOP) for amount in ("9.00", "149.00"))
    assert cheap.product_probability == full.product_probability


@pytest.mark.parametrize(
    ("title", "ratio"),
    [
        ("Norvik Hydra Glow Serum 30ml", 0.5),
        ("Norvik Hydra Glow Serum 30 ML new", 0.5),
        ("Norvik Hydra Glow Serum 0.1 l", 0.25),
        ("Norvik Hydra Glow Serum schwarz", 0.3),
    ],
)
def test_a_variant_is_known_by_its_size_or_colour_in_any_words(title: str, ratio: float) -> None:
    def variant(sku: str, amount: str, **attributes: str) -> Variant:
        money = Money(amount=price(amount).amount, currency="USD")
        return Variant(sku=sku, attributes=tuple(attributes.items()), price=money)

    variants = (
        variant("V30", "60.00", Size="30 ml"),
        variant("V100", "120.00", Size="100 ml"),
        variant("BLACK", "100.00", Colour="black"),
    )
    goods = catalog(product(sku="SERUM", name="Norvik Hydra Glow Serum", variants=variants))
    assert weigh(title, "30.00", goods=goods).price_ratio == pytest.approx(ratio)


@pytest.mark.parametrize("title", ["x1-" * 400_000, "norvik " * 150_000, "\ud800\udfff 3", "", "3" * 1_000_000])
def test_an_odd_title_names_no_product(title: str) -> None:
    assert weigh(title, goods=SHOP, brand=None).product is None
