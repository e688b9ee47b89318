"""Open admissions are found in every lexicon language; denials, guarantees, materials and honest trades are not."""

import pytest

from domain.evidence import Action, Kind
from domain.listing import Review
from tests.factory import catalog, product
from tests.matchers.weighing import action, codes, weigh

ADMISSIONS = {
    "en": "Norvik replica sneakers",
    "en-phrase": "Norvik shoes, not genuine",
    "en-leet": "Norvik rep11ca shoes",
    "en-copy": "Norvik master copy shoes",
    "zh": "诺维克 高仿 跑鞋",
    "zh-town": "Norvik 运动鞋 莆田 纯原",
    "ja": "Norvik スニーカー スーパーコピー",
    "ko": "Norvik 레플리카 운동화",
    "zh-cut": "Norvik 高*仿 手表",
    "zh-not": "Norvik 不是正品 跑鞋",
    "ko-cut": "Norvik 짝 퉁 가방",
    "ru-cut": "Norvik р е п л и к а",
    "ru": "кроссовки Norvik люкс копия",
    "ar": "حذاء Norvik هاي كوبي",
    "es": "zapatillas Norvik réplica",
    "pt": "tênis Norvik falsificado",
    "fr": "baskets Norvik contrefaçon",
    "de": "Norvik Schuhe, kein Original",
    "it": "scarpe Norvik contraffatte replica",
    "tr": "Norvik çakma ayakkabı",
    "vi": "giày Norvik super fake",
    "vi-pretty": "túi Norvik đẹp hàng fake so với auth",
    "th": "รองเท้า Norvik งานก๊อป",
    "id": "sepatu Norvik KW super",
    "id-comma": "sepatu Norvik ini bukan ori, KW aja",
}
HONEST = [
    "Norvik Trail Runner 3, not a replica",
    "Norvik Trail Runner 3 money back if fake",
    "Norvik boots with faux fur",
    "Norvik vintage fake leather jacket",
    "Norvik スニーカー 偽物ではありません",
    "Norvik 正品 假一赔十",
    "Norvik 高仿真 花",
    "Norvik çakmak",
    "Norvik scale model replica",
    "Norvik AAA batteries",
    "Norvik generator 5 KW",
    "Norvik コピー用紙",
    "Norvik 가품 시 200% 환불",
    "We do not sell fakes, replicas or copies: Norvik",
    "Tired of fakes? Norvik store",
    "No compres imitaciones, Norvik original",
    "Norvik оригинал, не копия и не реплика",
    "Norvik çanta taklit ürün değil",
    "Norvik bolsa imitação de couro",
    "Norvik, como nuevo o no. Original, con caja",
    "Norvik นาฬิกา ไม่ใช่ของปลอม",
    "Norvik 짝퉁 절대 안 팝니다",
    "Norvik 1/18 diecast replica",
]


@pytest.mark.parametrize("title", ADMISSIONS.values(), ids=ADMISSIONS.keys())
def test_an_open_admission_alerts_in_every_language(title: str) -> None:
    verdict = weigh(title)
    assert "T1" in codes(verdict)
    assert action(verdict, Kind.COUNTERFEIT) is Action.ALERT


@pytest.mark.parametrize("title", HONEST)
def test_honest_words_raise_no_admission(title: str) -> None:
    verdict = weigh(title)
    assert not {"T1", "T2"} & codes(verdict)
    assert action(verdict, Kind.COUNTERFEIT).rank < Action.REVIEW.rank


@pytest.mark.parametrize(
    "title", ["Norvik shoes, no box, fake", "Norvik no original, réplica", "Norvik genuino réplica"]
)
def test_a_denial_of_something_else_excuses_nothing(title: str) -> None:
    assert "T1" in codes(weigh(title))


def test_a_counterfeit_toy_is_no_licensed_replica() -> None:
    assert "T1" in codes(weigh("Norvik toy counterfeit"))
    assert "T1" not in codes(weigh("Norvik toy replica"))


POLICIES = [
    "If you find any item to be fake we will refund you in full.",
    "Please be aware that there are many replicas on the market.",
    "Sollte sich ein Artikel als Fälschung herausstellen, erhalten Sie Ihr Geld zurück.",
    "Если товар окажется подделкой, вернем деньги.",
    "市场上假货很多，请认准官方旗舰店购买。",
    "最近、偽物が多く出回っています。",
    "시중에 짝퉁이 많으니 주의하세요.",
]


@pytest.mark.parametrize("text", POLICIES)
def test_a_shops_policy_and_a_warning_charge_nobody(text: str) -> None:
    assert not {"T1", "T2"} & codes(weigh("Norvik Trail Runner 3", description=text))


REVIEWS = {
    "Definitely fake, do not buy": True,
    "Stopped working, not original": True,
    "Sahte ürün, almayın": True,
    "偽物でした": True,
    "Not fake, I love it": False,
    "I was afraid it is fake but it's original": False,
    "Боялась, что подделка, но оригинал": False,
    "偽物かと心配でしたが本物でした": False,
    "Is it fake?": False,
}


@pytest.mark.parametrize(("text", "accuses"), REVIEWS.items())
def test_reviews_accuse_only_when_they_mean_it(text: str, accuses: bool) -> None:
    assert ("S8" in codes(weigh("Norvik Trail Runner 3", reviews=(Review(text=text),)))) is accuses


def test_what_is_cited_stands_in_the_field() -> None:
    for title in ("Norvik Ｒｅｐｌｉｃａ shoes", "Norvik 高 * 仿 鞋", "Norvik répl\u200bica", "Norvik rep1ica bag"):
        cited = [clue.observed for clue in weigh(title).evidence if clue.where == "title" and clue.code == "T1"]
        assert cited
        assert all(observed in title for observed in cited if observed)


def test_a_double_denial_clears_nothing() -> None:
    assert "T1" in codes(weigh("Norvik 偽物ではないとは限らない"))


def test_without_a_brand_of_the_catalog_nothing_is_suspected() -> None:
    verdict = weigh("replica handbag 1:1", brand=None)
    assert verdict.brand is None
    assert verdict.findings == ()


def test_a_grade_of_copies_alone_is_for_a_person() -> None:
    assert action(weigh("Norvik shoes mirror quality"), Kind.COUNTERFEIT) is Action.REVIEW


def test_a_look_alike_is_a_copycat_and_its_price_proves_nothing() -> None:
    verdict = weigh("Shoes inspired by Norvik Trail Runner 3", "20.00")
    assert action(verdict, Kind.COPYCAT) is Action.REVIEW
    assert action(verdict, Kind.UNDERPRICED) is Action.NONE
    assert "P1" not in codes(verdict)


@pytest.mark.parametrize(
    "text",
    [
        "Norvik'ten esinlendik, kendi markamız.",
        "Norvik Trail Runner'a alternatif.",
        "Бюджетная альтернатива Norvik.",
        "Похожи на кроссовки Norvik, но дешевле.",
        "يغنيك عن حذاء Norvik بنص السعر",
    ],
)
def test_a_look_alike_that_only_the_description_tells_is_heard_too(text: str) -> None:
    verdict = weigh("Trail Runner 3", "20.00", brand=None, description=text)
    assert {"C1", "X8"} <= codes(verdict)
    assert "P1" not in codes(verdict)


@pytest.mark.parametrize("title", ["Norvik'e uyumlu bağcık", "Norvik V9 muadil batarya", "شاشة بديلة Norvik V9"])
def test_what_fits_the_goods_is_no_look_alike_of_them(title: str) -> None:
    verdict = weigh(title, "3.00", brand=None)
    assert action(verdict, Kind.COPYCAT) is Action.NONE
    assert "X1" in codes(verdict)


def test_a_print_in_some_style_is_no_look_alike() -> None:
    for title in ("Vintage style Norvik wall print", "Poster inspired by Norvik"):
        verdict = weigh(title, brand=None)
        assert "X6" in codes(verdict)
        assert action(verdict, Kind.COPYCAT) is Action.NONE
        assert verdict.action.rank < Action.REVIEW.rank


def test_a_description_that_names_the_goods_a_replica_alerts_but_one_that_warns_does_not() -> None:
    admitted = weigh("Norvik Trail Runner 3", description="High-quality replica of the Norvik shoe.")
    warned = weigh("Norvik Trail Runner 3", description="Beware of replica Norvik shoes sold elsewhere.")
    assert action(admitted, Kind.COUNTERFEIT) is Action.ALERT
    assert "T1" not in codes(warned)


def test_two_reviews_that_say_fake_count() -> None:
    verdict = weigh("Norvik Trail Runner 3", reviews=(Review(text="It is a fake!"), Review(text="подделка")))
    assert [clue.level for clue in verdict.evidence if clue.code == "S8"] == ["several"]


def test_a_grey_import_is_its_own_suspicion() -> None:
    verdict = weigh("Norvik Trail Runner 3 並行輸入品")
    assert action(verdict, Kind.GREY_MARKET) is Action.REVIEW
    assert action(verdict, Kind.COUNTERFEIT).rank < Action.REVIEW.rank


def test_a_word_of_the_products_own_name_is_no_charge() -> None:
    goods = catalog(product(name="Copy Cat Second Edition"))
    verdict = weigh("Copy Cat, Second Edition", goods=goods)
    assert verdict.product == "SKU-1"
    assert not {"T1", "T2", "X3"} & codes(verdict)


def test_what_a_copy_works_with_does_not_make_it_a_part() -> None:
    for description in ("高仿耳机，兼容苹果安卓。", "コピー品です。迅速に対応。", "Replica, fits iPhone."):
        verdict = weigh("Norvik Trail Runner 3", description=description)
        assert "T1" in codes(verdict)
        assert "T6" not in codes(verdict)


@pytest.mark.parametrize(
    "text", ["It is boxed. Sadly this is not the real one.", "Handelt sich um Nachbauten von den bekannten Schuhen."]
)
def test_a_description_that_says_so_in_words_admits_it(text: str) -> None:
    """German "den" is no Vietnamese "đền" (to refund), which would take the charge back."""
    verdict = weigh("Norvik Trail Runner 3", description=text)
    assert "T1" in codes(verdict)
    assert "X5" not in codes(verdict)


def test_a_piece_that_begins_a_sentence_is_what_it_speaks_of() -> None:
    verdict = weigh("Norvik Trail Runner 3", description="Box is a replacement, not the original one.")
    assert "T1" not in codes(verdict)


def test_an_if_of_one_language_makes_no_guarantee_of_another() -> None:
    text = "Réplica, se ve igual que el de tienda. Envío gratis. Devolución en 30 días."
    assert action(weigh("Norvik Trail Runner 3", description=text), Kind.COUNTERFEIT) is Action.ALERT
