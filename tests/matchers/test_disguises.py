"""Whatever hides a brand, the evidence cites text that stands where it says, and no field is too odd to read."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from domain.catalog import Alias, AliasKind
from domain.context import Context
from domain.listing import Listing
from matchers import screen
from tests.factory import NOON, catalog
from tests.matchers.weighing import codes, index, weigh

SPELLINGS: dict[str, tuple[str, str, str]] = {
    "N_o_r_v_i_k shoes": ("E1", "N_o_r_v_i_k", "deliberate"),
    "shoes (Nor🔥vik)": ("E1", "Nor🔥vik", "deliberate"),
    "🇳🇴🇷🇻🇮🇰 shoes": ("E1", "🇳🇴🇷🇻🇮🇰", "deliberate"),
    "ɴᴏʀᴠɪᴋ shoes": ("E1", "ɴᴏʀᴠɪᴋ", "deliberate"),
    "ꓠorvik shoes": ("E1", "ꓠorvik", "deliberate"),
    "Ոorvik shoes": ("E1", "Ոorvik", "deliberate"),
    "NоR\u200bv1k shoes": ("E1", "NоR\u200bv1k", "deliberate"),
    "n o r v 1 k shoes": ("E1", "n o r v 1 k", "deliberate"),
    "N0rv*k shoes": ("E1", "N0rv*k", "deliberate"),
    "Nor*vik shoes": ("E1", "Nor*vik", "deliberate"),
    "N@rvik shoes": ("E1", "N@rvik", "deliberate"),
    "ʞᴉʌɹou shoes": ("E1", "ʞᴉʌɹou", "deliberate"),
    "\u202ekivroN\u202c shoes": ("E1", "kivroN", "deliberate"),
    "Ｎｏｒｖｉｋ shoes": ("E1", "Ｎｏｒｖｉｋ", "deliberate"),
    "N\u0338o\u0338rvik shoes": ("E1", "N\u0338o\u0338rvik", "deliberate"),
    "Nor vik shoes": ("E1", "Nor vik", "accidental"),
    "nuoweike 跑鞋": ("E1", "nuoweike", "accidental"),
    "诺*维克 鞋": ("E1", "诺*维克", "deliberate"),
    "诺唯克 跑鞋": ("E2", "诺唯克", "evasion"),
    "onrvik shoes": ("E3", "onrvik", "typo"),
    "NORVIKKKK shoes": ("E3", "NORVIKKKK", "typo"),
    "N\ufe0forvik shoes": ("E1", "N\ufe0forvik", "deliberate"),
    "norvikshoes": ("E3", "norvikshoes", "glued"),
    "newnorvik": ("E3", "newnorvik", "glued"),
}


@pytest.mark.parametrize(("title", "told"), SPELLINGS.items(), ids=map(ascii, SPELLINGS))
def test_the_spelling_is_seen_through_and_cited(title: str, told: tuple[str, str, str]) -> None:
    verdict = weigh(title, brand=None)
    assert verdict.brand == "Norvik"
    clue = next(clue for clue in verdict.evidence if clue.code in ("E1", "E2", "E3"))
    assert (clue.code, clue.observed, clue.level) == told
    assert (clue.where, clue.reference) == ("title", "Norvik")
    assert told[1] in title


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Nоrvik shoes", "U+043E CYRILLIC SMALL LETTER O for o"),
        ("Nor\u200bvik shoes", "U+200B ZERO WIDTH SPACE put in"),
        ("N0rv1k shoes", "0 for o; 1 for i"),
        ("N.o.r.v.i.k shoes", ". put in"),
        ("NORVlK shoes", "l for i"),
        ("𝐍𝐨𝐫𝐯𝐢𝐤 shoes", "U+1D40D MATHEMATICAL BOLD CAPITAL N for n"),
    ],
)
def test_the_sentence_names_what_was_undone(title: str, named: str) -> None:
    clue = next(clue for clue in weigh(title, brand=None).evidence if clue.code == "E1")
    assert named in clue.text


@pytest.mark.parametrize(
    "title", ["ノルヴィックの靴", "노르빅 신발", "Кроссовки Норвик", "حذاء نورفيك", "諾維克 跑鞋", "Norvik™ shoes"]
)
def test_an_honest_spelling_in_another_script_is_no_evasion(title: str) -> None:
    verdict = weigh(title, brand=None)
    assert verdict.brand == "Norvik"
    assert not {"E1", "E2", "E3"} & codes(verdict)


@pytest.mark.parametrize(
    "title", ["🇮🇹 Leather bag", "鲜花为您送达", "Весенние ботинки", "Nor way vik ing", "Model NRV1K-20"]
)
def test_other_words_are_no_hidden_brand(title: str) -> None:
    assert weigh(title, brand=None).brand is None


CHINESE = catalog(
    name="Nalor", aliases=(Alias(text="华为"), Alias(text="爱马仕"), Alias(text="NL", kind=AliasKind.NICKNAME))
)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("花为手机", "E2"),
        ("爱马屎包", "E2"),
        ("爱*马仕 包", "E1"),
        ("爱 马 仕 包", "E1"),
        ("N*L包包", "E1"),
        ("華為手機", None),
        ("愛馬仕", None),
    ],
)
def test_chinese_names_are_seen_through(title: str, code: str | None) -> None:
    verdict = weigh(title, goods=CHINESE, brand=None)
    assert verdict.brand == "Nalor"
    assert [clue.code for clue in verdict.evidence if clue.code in ("E1", "E2", "E3")] == ([code] if code else [])


NATIVE = catalog(aliases=(Alias(text="Норвик"), Alias(text="نورفيك")))


@pytest.mark.parametrize(
    "hidden", ["Нoрвик", "Н0рвик", "Н*рвик", "Н.о.р.в.и.к", "Н о р в и к", "نور*يك", "نـو.ر.ف.ي.ك"]
)
def test_names_in_other_alphabets_are_seen_through(hidden: str) -> None:
    verdict = weigh(f"{hidden} 43", goods=NATIVE, brand=None)
    assert [clue.level for clue in verdict.evidence if clue.code == "E1"] == ["deliberate"]
    assert "E1" not in codes(weigh("Норвика 43", goods=NATIVE, brand=None))


def test_a_brand_in_two_fields_is_put_together() -> None:
    verdict = weigh("Running shoes Nor", brand=None, description="vik new season")
    assert verdict.brand == "Norvik"
    assert ("E1", "Nor", "title") in {(clue.code, clue.observed, clue.where) for clue in verdict.evidence}


def _noise(chance: random.Random) -> str:
    points = [*range(32, 0x250), *range(0x370, 0x600), *range(0x2000, 0x2100), *range(0x4E00, 0x4F00), 0xD800, 0x1F1E6]
    return "".join(chr(chance.choice(points)) for _ in range(60))


HIDE: tuple[Callable[[str, random.Random], str], ...] = (
    lambda name, chance: chance.choice((".", " ", "🔥", "\u200b", "-", "*", "\u0301", "_", "  ")).join(name),
    lambda name, chance: name.replace("o", chance.choice("0оο")).replace("i", chance.choice("1!іι")),
    lambda name, chance: name[:3] + chance.choice("*#_@\u00ad") + name[4:],
    lambda name, chance: "".join(chr(ord(c.lower()) - 97 + chance.choice((0x1F1E6, 0x1D41A, 0xFF41))) for c in name),
)


def test_what_is_cited_stands_in_the_field() -> None:
    chance = random.Random(7)
    for _ in range(150):
        hidden = chance.choice(HIDE)("Norvik", chance)
        fields: dict[str, Any] = {
            "title": f"{_noise(chance)} {hidden} {_noise(chance)}",
            "description": f"{hidden} {_noise(chance)}",
            "brand": _noise(chance)[:8],
        }
        listing = Listing(marketplace="bazaar", listing_id="1", **fields)
        for clue in screen(listing, (), index(), Context(at=NOON)).evidence:
            if clue.where in fields and clue.observed is not None:
                assert clue.observed in fields[clue.where], (clue, fields)


@pytest.mark.parametrize(
    "text",
    [
        "Br4nd " * 170_000,
        "a-" * 500_000,
        "a b " * 250_000,
        "\u202eאבa\u202c" * 200_000,
        "\ud800N\udfff" * 300_000,
        "克耐" * 500_000,
    ],
    ids=["leet", "signs", "letters", "directions", "surrogates", "characters"],
)
def test_a_megabyte_of_anything_is_read(text: str) -> None:
    assert weigh(text, brand=None, description=text).findings is not None
