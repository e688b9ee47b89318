"""Words for fakes are the trade's own on licensed goods, in books and courses, in quotes, and about replaced parts."""

import pytest

from domain.catalog import Alias
from domain.evidence import Action, Kind, Verdict
from domain.listing import Condition
from tests.factory import catalog, product
from tests.matchers.weighing import action, codes, weigh

LICENSED = {
    "Norvik home shirt replica (stadium tier)": "Officially licensed replica.",
    "Camiseta Norvik réplica": "Producto con licencia oficial.",
    "Norvik Trikot Replica Herren (lizenziert)": None,
    "Футболка Norvik, версия Replica (фан), лицензия клуба": None,
    "Norvik Replica (Taraftar) forma lisanslı": None,
    "قميص Norvik نسخة المشجعين Replica": None,
    "เสื้อ Norvik เกรด Replica ลิขสิทธิ์แท้": None,
    "Áo Norvik bản Replica (CĐV) bản quyền": None,
    "Jersey Norvik Replica fans resmi": None,
    "Norvik 1:18 race car replica": None,
}
PUBLISHED = {
    "Falsos perfectos: la industria de las réplicas": "Tapa blanda, 296 páginas. Norvik y otros.",
    "How to spot a fake Norvik": "PDF download, photos of counterfeit shoes.",
    "Norvik 真假对比教程 复刻鞋鉴别": "电子书, 自动发货",
    "짝퉁의 역사 Norvik": "320쪽, 2024년 출간. 가품 산업.",
    "Norvik replika rehberi": "Karton kapak, 160 sayfa.",
}
THIRD_PARTIES = [
    "Кто пишет «реплика», приезжайте с экспертом.",
    'Wer "Replica" ruft, darf gern mitkommen.',
    "Подделки не продаю.",
    "Nunca aceptamos réplicas.",
    "Çakma sananlara: kodu sorgulanıyor.",
    "Yang jual 25rb itu tiruan.",
    "วิธีดูของปลอม: น้ำหนักเบา",
    "Trois clients nous ont apporté des fausses Norvik.",
]


@pytest.mark.parametrize(("title", "description"), LICENSED.items())
def test_a_licensed_replica_is_no_fake(title: str, description: str | None) -> None:
    verdict = weigh(title, description=description)
    assert "X4" in codes(verdict)
    assert "T1" not in codes(verdict)


def test_a_licence_excuses_no_word_that_only_fakes_bear() -> None:
    assert _alerts(weigh("Norvik shirt high copy, officially licensed"))
    assert _alerts(weigh("Кроссовки Norvik лицензионная копия"))


@pytest.mark.parametrize(("title", "description"), PUBLISHED.items())
def test_a_book_or_a_course_about_fakes_is_none(title: str, description: str) -> None:
    verdict = weigh(title, description=description)
    assert "T1" not in codes(verdict)
    assert not _alerts(verdict)


def test_a_number_of_pages_makes_a_book_and_a_page_does_not() -> None:
    assert "X6" in codes(weigh("Norvik story", description="Illustrated, 240 pages"))
    assert "X6" not in codes(weigh("Norvik shoes", description="See our pages"))


@pytest.mark.parametrize("text", THIRD_PARTIES)
def test_what_others_sell_or_say_charges_nobody(text: str) -> None:
    assert not _alerts(weigh("Norvik Trail Runner 3", description=text))


@pytest.mark.parametrize("text", ["The battery is not original.", "Экран копия, менялся.", "La batería es pirata."])
def test_a_replaced_part_is_no_fake(text: str) -> None:
    verdict = weigh("Norvik Trail Runner 3", description=text, condition=Condition.USED)
    assert "T1" not in codes(verdict)
    assert not _alerts(verdict)


def test_the_goods_are_no_piece_of_themselves() -> None:
    assert "T1" in codes(weigh("Norvik belt", description="This belt is a replica."))
    assert "T1" in codes(weigh("Norvik shoes, box, replica"))


def test_a_title_that_denies_speaks_for_its_description() -> None:
    described = weigh("Norvik Trail Runner 3, not a replica", description="Too many offers of replica shoes here.")
    assert "T1" not in codes(described)
    assert "T1" in codes(weigh("Norvik fake, not a replica", description="replica"))


@pytest.mark.parametrize(
    "text",
    [
        "We do not accept returns on replicas, know what you buy.",
        "No aceptamos cambios en réplicas.",
        "高仿不接受鉴定退货",
        "Attention c'est une réplique",
        "Unlike cheap copies, this is a 1:1 replica",
    ],
)
def test_who_refuses_returns_or_copies_of_others_sells_fakes(text: str) -> None:
    assert "T1" in codes(weigh("Norvik Trail Runner 3", description=text))


@pytest.mark.parametrize(
    "text", ["「スーパーコピーでは？」と聞かれました", "Replika mı? Hayır", "ori kak? palsu kah? tidak"]
)
def test_a_question_charges_nobody(text: str) -> None:
    assert "T1" not in codes(weigh("Norvik Trail Runner 3", description=text))


def test_two_grades_of_copies_or_one_and_a_contact_alert() -> None:
    assert _alerts(
        weigh("Norvik shoes mirror quality", description="Same factory as retail, serial checks out.", brand=None)
    )
    assert _alerts(weigh("Norvik shoes mirror quality", description="Order by WhatsApp", brand=None))


def _alerts(verdict: Verdict) -> bool:
    return action(verdict, Kind.COUNTERFEIT) is Action.ALERT


def test_three_grades_of_copies_are_an_admission() -> None:
    assert _alerts(weigh("Norvik shoes mirror quality, same factory line", description="All checks pass."))


def test_the_only_charge_among_denials_is_doubtful() -> None:
    text = "We never accept replicas in trade. Last week a counterfeit pair came in and went to the police."
    verdict = weigh("Norvik Trail Runner 3", description=text)
    assert action(verdict, Kind.COUNTERFEIT).rank < Action.ALERT.rank


def test_an_accessory_that_only_the_description_tells_is_no_fake() -> None:
    verdict = weigh("Norvik Trail Runner 3", "9.00", description="Norvik Trail Runner 3 호환, Norvik 정품 아님.")
    assert "X1" in codes(verdict)
    assert not _alerts(verdict)


def test_a_box_behind_the_goods_comes_with_them() -> None:
    assert "X6" not in codes(weigh("Sepatu Norvik Trail Runner 3 box paperbag"))
    assert "X6" in codes(weigh("Norvik Trail Runner 3 box only"))


def test_a_look_alike_that_names_only_the_model_is_a_copycat() -> None:
    goods = catalog(product(name="Nuit Ambrée"))
    verdict = weigh("Senja perfume inspired by Nuit Ambrée", "9.00", goods=goods, description="For fans of Norvik.")
    assert action(verdict, Kind.COPYCAT).rank >= Action.REVIEW.rank
    assert not _alerts(verdict)


@pytest.mark.parametrize(
    "text",
    [
        "请勿拿复刻表来比价，谢谢。",
        "网上几十块的都是华强北货，别贪便宜。",
        "买前请看清，纯原装无拆无修。",
        "コピー品の出品は規約違反です。",
        "偽物かと疑われるほど安いですが、型落ちの為です。",
        "예전에 가품에 속은 적이 있어서 공홈에서만 삽니다",
        "요즘 짝퉁 많아서 불안하시죠? 영수증 같이 드려요",
    ],
)
def test_tales_and_warnings_in_chinese_japanese_and_korean_charge_nobody(text: str) -> None:
    assert not _alerts(weigh("Norvik Trail Runner 3", description=text))


def test_a_licensed_toy_is_not_held_against_the_price_of_tools() -> None:
    goods = catalog(product(name="Norvik DV18 Drill", category="drill"), aliases=(Alias(text="노르빅"),))
    verdict = weigh("Norvik 장난감 드릴 정식 라이센스", "20.00", goods=goods)
    assert "P4" not in codes(verdict)
