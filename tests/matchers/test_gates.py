"""What goes with a product is told from the product, by what is named first and by "for", in every language."""

import pytest

from domain.evidence import Action, Kind
from tests.factory import catalog, product
from tests.matchers.weighing import action, codes, weigh

GOODS = catalog(
    product(sku="PHONE", name="Norvik X15 Smartphone", aliases=("Norvik X15",), category="phones"),
    product(sku="WATCH", name="Norvik Brumel 2 Watch", aliases=("Norvik Brumel 2",), category="watches"),
    product(sku="VACUUM", name="Norvik V9 Vacuum Cleaner", aliases=("Norvik V9",), category="vacuum cleaners"),
)
ACCESSORIES = {
    "en": "Case for Norvik X15",
    "en, behind": "Norvik X15 case clear",
    "en, rival first": "ESR cover compatible with Norvik X15 / X14 / X13",
    "en, part": "Norvik Brumel 2 watch strap 22mm",
    "de": "Schutzhülle kompatibel mit Norvik X15",
    "de, hyphen": "Norvik X15-Hülle Leder",
    "fr": "Bracelet cuir pour montre Norvik Brumel 2",
    "es": "Correa de cuero para reloj Norvik Brumel 2",
    "pt": "Película de vidro para Norvik X15",
    "it": "Cinturino compatibile Norvik Brumel 2",
    "ru": "Фильтр для пылесоса Norvik V9",
    "tr": "Norvik X15 için kılıf",
    "ar": "سير جلد لساعة Norvik Brumel 2",
    "vi": "Ốp lưng cho Norvik X15",
    "th": "เคสสำหรับ Norvik X15",
    "id": "Casing untuk Norvik X15",
    "zh": "适用 Norvik X15 手机壳",
    "ja": "Norvik X15 用ケース",
    "ko": "Norvik X15 호환 강화유리",
}
PRODUCTS = {
    "en, with": "Norvik X15 with case and charger",
    "en, list": "Norvik V9 Vacuum Cleaner HEPA filter 60 min battery",
    "en, fits others": "Norvik X15 Smartphone, compatible with all networks",
    "de": "Norvik Brumel 2 Uhr Lederarmband Saphirglas",
    "fr": "Montre Norvik Brumel 2 bracelet cuir",
    "es": "Aspiradora Norvik V9 filtro HEPA",
    "ru": "Norvik X15 с чехлом и зарядкой",
    "zh": "Norvik X15 送手机壳",
    "ja": "Norvik X15 ケース付き",
    "ko": "Norvik X15 케이스 포함",
    "tr": "Norvik X15 kılıf hediyeli",
    "th": "Norvik X15 พร้อมเคส",
    "ar": "Norvik X15 مع كفر",
    "vi": "Norvik X15 kèm ốp lưng",
}
OTHERS = {
    "book": "Norvik V9 Bedienungsanleitung",
    "box": "Norvik Brumel 2 空箱",
    "repair": "Ремонт экрана Norvik X15",
    "wanted": "Busco Norvik X15",
    "wanted, at the end": "Norvik X15 삽니다",
}


@pytest.mark.parametrize("title", ACCESSORIES.values(), ids=ACCESSORIES.keys())
def test_an_accessory_is_not_the_product_and_its_price_says_nothing(title: str) -> None:
    verdict = weigh(title, "9.00", goods=GOODS, brand=None)
    assert verdict.product is None
    assert "X1" in codes(verdict)
    assert verdict.action is not Action.ALERT


@pytest.mark.parametrize("title", PRODUCTS.values(), ids=PRODUCTS.keys())
def test_the_product_with_its_details_or_with_something_added_is_the_product(title: str) -> None:
    verdict = weigh(title, goods=GOODS)
    assert verdict.product is not None
    assert not {"X1", "X6"} & codes(verdict)


@pytest.mark.parametrize("title", OTHERS.values(), ids=OTHERS.keys())
def test_books_boxes_services_and_wanted_ads_are_something_else(title: str) -> None:
    verdict = weigh(title, "9.00", goods=GOODS, brand=None)
    assert "X6" in codes(verdict)
    assert action(verdict, Kind.UNDERPRICED) is Action.NONE


@pytest.mark.parametrize(
    "title",
    ["Norvik replica, rubber strap, sapphire glass", "Norvik реплика, ремешок каучук", "Norvik replika, kayış kauçuk"],
)
def test_a_detail_of_what_is_called_a_copy_is_no_accessory(title: str) -> None:
    verdict = weigh(title, brand=None)
    assert "T1" in codes(verdict)
    assert "X1" not in codes(verdict)
