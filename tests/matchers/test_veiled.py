"""Names in Chinese, Japanese, Korean, Thai and Arabic are seen through, and what only looks like one is left alone."""

import pytest

from domain.catalog import Alias, AliasKind, Brand, Catalog, Product
from tests.matchers.weighing import codes, weigh

GOODS = Catalog(
    brands=(
        Brand(name="Kailo", aliases=(Alias(text="凯乐"),)),
        Brand(name="Bokemaru", aliases=(Alias(text="波可丸"), Alias(text="ボケマルン"))),
        Brand(name="Nerevatsa", aliases=(Alias(text="ネレヴァツァ"), Alias(text="네레바차"), Alias(text="เนเรวัตซา"))),
        Brand(name="Zentaro", aliases=(Alias(text="ゼンタロ"), Alias(text="젠타로"))),
        Brand(name="Brightwell", aliases=(Alias(text="브라이트웰"),)),
        Brand(name="Velmora", aliases=(Alias(text="فيلمورا"), Alias(text="Вельмора"))),
        Brand(
            name="Fjellvarg",
            aliases=(Alias(text="狼头", kind=AliasKind.NICKNAME),),
            products=(Product(sku="1", name="Fjellvarg Tundrax parka"),),
        ),
        Brand(name="Hart & Sable"),
        Brand(name="Boulder"),
    )
)

DELIBERATE = {
    "波K丸 手办": ("Bokemaru", "波K丸", "K for 可"),
    "波ke丸 手办": ("Bokemaru", "波ke丸", ""),
    "限量波某丸手办": ("Bokemaru", "波某丸", "for 可"),
    "波◯丸 手办": ("Bokemaru", "波◯丸", "for 可"),
    "ネレ◯ツァ 財布": ("Nerevatsa", "ネレ◯ツァ", "U+25EF LARGE CIRCLE for ヴァ"),
    "ゼ×タロ 包丁": ("Zentaro", "ゼ×タロ", "for ン"),
    "ゼンタ口 包丁": ("Zentaro", "ゼンタ口", "for ロ"),
    "ゼ ン タ ロ 包丁": ("Zentaro", "ゼ ン タ ロ", "blanks put in"),
    "젠.타.로 칼": ("Zentaro", "젠.타.로", ". put in"),
    "브라2트웰 등": ("Brightwell", "브라2트웰", "2 for 이"),
    "네레*바차 가방": ("Nerevatsa", "네레*바차", "* put in"),
    "젠ㅌㅏ로 칼": ("Zentaro", "젠ㅌㅏ로", ""),
    "เน.เร.วัต.ซา กระเป๋า": ("Nerevatsa", "เน.เร.วัต.ซา", ". put in"),
    "فيـلمـ..ـورا عطر": ("Velmora", "فيـلمـ..ـورا", "ARABIC TATWEEL put in"),
    "Вель\u200bмора духи": ("Velmora", "Вель\u200bмора", "ZERO WIDTH SPACE put in"),
    "BeльMopa духи": ("Velmora", "BeльMopa", "for в"),
    "В*льм0ра духи": ("Velmora", "В*льм0ра", "* for е"),
    "Веlмора духи": ("Velmora", "Веlмора", "“Веlмора” for “Velmora”"),
    "فيلمorا عطر": ("Velmora", "فيلمorا", ""),
    "Zen타로 칼": ("Zentaro", "Zen타로", ""),
    "🐺头 羽绒服": ("Fjellvarg", "🐺头", "for 狼"),
    "F*jell varg parka": ("Fjellvarg", "F*jell varg", "* put in"),
    "Bri*htwel* lamp": ("Brightwell", "Bri*htwel*", "* for g"),
    "H*rt and S*ble purse": ("Hart & Sable", "H*rt and S*ble", "* for a"),
    "Boulḑeŗ mug": ("Boulder", "Boulḑeŗ", "CEDILLA for d"),
}


@pytest.mark.parametrize(("title", "told"), DELIBERATE.items(), ids=map(ascii, DELIBERATE))
def test_a_veiled_name_is_a_deliberate_one(title: str, told: tuple[str, str, str]) -> None:
    verdict = weigh(title, goods=GOODS, brand=None)
    (clue,) = (clue for clue in verdict.evidence if clue.code == "E1")
    assert (verdict.brand, clue.observed, clue.level) == (*told[:2], "deliberate")
    assert told[2] in clue.text


@pytest.mark.parametrize(
    ("title", "brand", "code"),
    [
        ("K乐 跑鞋", "Kailo", "E2"),
        ("正品K🐔乐 跑鞋", "Kailo", "E2"),
        ("ぜん太郎 包丁", "Zentaro", "E2"),
        ("Welmohra parfum", "Velmora", "E3"),
        ("Brightwell lamp", "Brightwell", None),
    ],
)
def test_what_might_be_chance_is_called_less(title: str, brand: str, code: str | None) -> None:
    verdict = weigh(title, goods=GOODS, brand=None)
    assert verdict.brand == brand
    assert {"E1", "E2", "E3"} & codes(verdict) == ({code} if code else set())


@pytest.mark.parametrize(
    "title",
    [
        "AK乐高 积木",
        "K乐队 海报",
        "K歌 麦克风",
        "音乐 凯 旋 门",
        "波波 K丸子 500g",
        "鱼丸*500g",
        "ネ◯ネ ぬいぐるみ",
        "ゼリー×6個",
        "がぜん太郎 絵本",
        "양말 5+1 세트",
        "فيلم .. رعب",
        "狼 🐺 头盔",
        "F家居 拖鞋",
        "Çelik Łódź Boşluk",
        "sh*t happens and S*ble",
        "Bright w*ll art",
    ],
)
def test_honest_text_that_looks_alike_names_nobody(title: str) -> None:
    assert weigh(title, goods=GOODS, brand=None).brand is None


def test_an_initial_means_a_house_only_beside_another_clue() -> None:
    assert weigh("F家 羽绒服", goods=GOODS, brand=None).brand is None
    assert weigh("F家 羽绒服 Tundrax", goods=GOODS, brand=None).brand == "Fjellvarg"
    assert weigh("F家 羽绒服 🐺头", goods=GOODS, brand=None).brand == "Fjellvarg"
