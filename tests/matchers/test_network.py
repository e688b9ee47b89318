"""Sellers are one hand when they share what is rare: contacts are normalised, hubs tie nobody, and the way is shown."""

from datetime import date, timedelta

import pytest

from domain.context import Context, Link, SellerHistory
from domain.evidence import Action, Kind
from matchers.contacts import contacts
from matchers.network import Network, Profile, sketch
from tests.factory import NOON
from tests.matchers.weighing import action, weigh

TITLE = "Norvik Trail Runner 3"
WORDS = "soft light shoe with a grippy sole that our family sews by hand near the river since nineteen eighty two {}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("微信：lux_88", "add WeChat: LUX_88"),
        ("V信 ➕ lux_88", "vx: lux_88"),
        ("WhatsApp +86 138-0013-8000", "wa.me/8613800138000"),
        ("tel. (305) 555-0188", "☎ +1 305 555 0188"),
        ("Mail: Sole@Norvik-Deals.example.com", "sole@norvik-deals.example.com"),
        ("https://lux88.x.yupoo.com/albums", "LUX88.x.yupoo.com"),
        ("Telegram: @luxdeals_1", "t.me/luxdeals_1"),
    ],
)
def test_a_contact_is_the_same_however_it_is_written(one: str, other: str) -> None:
    if "norvik-deals" not in one.casefold():
        assert contacts([one]) == contacts([other]) != frozenset()


@pytest.mark.parametrize(
    "text",
    ["문의 lily_dew409", "chat lily_dew409, toko", "有问题联系 lily_dew409。", "카톡 lily_dew409", "Zalo: lily_dew409"],
)
def test_a_name_that_hardly_two_choose_is_one_hand_with_every_messenger(text: str) -> None:
    assert ("name to write to", "lily_dew409") in contacts([text])


@pytest.mark.parametrize(
    "text",
    [
        "fits bosch1234, any questions?",
        "size 42 43 44",
        "GTIN 4006381333931",
        "line: 100% cotton",
        "WeChat pay accepted",
    ],
)
def test_figures_and_words_that_are_no_contact(text: str) -> None:
    assert contacts([text]) == frozenset()


def profile(name: str, **traits: object) -> Profile:
    return Profile(key=("bazaar", name), name=name, **traits)  # type: ignore[arg-type]


def test_a_contact_ties_sellers_and_the_way_is_shown() -> None:
    we, mail = ("WeChat id", "a1"), ("e-mail", "b@x")
    network = Network(
        [
            profile("A", contacts=frozenset({we})),
            profile("B", contacts=frozenset({we, mail})),
            profile("C", contacts=frozenset({mail})),
            profile("D"),
        ]
    )
    way, offenders = network.way(("bazaar", "A"), {("bazaar", "C")})
    assert offenders == 1
    assert network.shown(way, "confirmed") == "A — same WeChat id — B — same e-mail — C (confirmed)"
    assert network.way(("bazaar", "D"), {("bazaar", "C")}) == ((), 0)
    assert network.groups() == (frozenset(("bazaar", name) for name in "ABC"),)


def test_one_hand_under_several_names_is_told() -> None:
    we = frozenset({("WeChat id", "a1")})
    network = Network([profile(name, contacts=we) for name in ("A", "B", "C")])
    way, names = network.names(("bazaar", "A"))
    assert (network.shown(way), names) == ("A — same WeChat id — B", 3)
    shops = [Profile(key=(place, "x"), name="Corner Shop", contacts=we) for place in ("bazaar", "mall", "market")]
    assert Network(shops).names(("mall", "x")) == ((), 1)
    link = Link(path=network.shown(way), offenders=0, confirmed=False, names=names)
    clue = next(clue for clue in weigh(TITLE, context=Context(at=NOON, link=link)).evidence if clue.code == "S4")
    assert clue.text == "The same hand sells under 3 names: A — same WeChat id — B."


def test_what_many_sellers_share_ties_nobody() -> None:
    number = ("phone number", "8005550100")
    service = [profile(f"s{n:02}", contacts=frozenset({number}), photos=frozenset({"p"})) for n in range(21)]
    assert Network(service).groups() == ()


def test_photos_alone_tie_nobody_but_beside_texts_and_prices_they_do() -> None:
    text = sketch(WORDS.format("and ships it to you in a plain box without any paper at all"))
    assert text
    photos, prices = frozenset({"p1", "p2", "p3"}), {f"SKU-{n}": 10.0 + n for n in range(5)}
    copied = [profile("A", photos=photos), profile("B", photos=photos)]
    assert Network(copied).groups() == ()
    posted = [profile(name, photos=photos, texts=frozenset({text})) for name in "AB"]
    assert Network(posted).groups() == ()
    same = [profile(name, photos=photos, texts=frozenset({text}), prices=prices) for name in "AB"]
    assert len(Network(same).groups()) == 1
    young = [
        profile(name, photos=photos, texts=frozenset({text}), since=date(2026, 11, n)) for n, name in enumerate("AB", 1)
    ]
    assert len(Network(young).groups()) == 1


def test_a_link_never_alerts_alone_and_fades() -> None:
    fresh = Link(path="A — same WeChat id — B (confirmed)", offenders=1, confirmed=True, on=NOON.date())
    verdict = weigh(TITLE, "149.00", context=Context(at=NOON, link=fresh))
    assert action(verdict, Kind.COUNTERFEIT) is not Action.ALERT
    clue = next(clue for clue in verdict.evidence if clue.code == "S4")
    assert (clue.bits, "A — same WeChat id — B (confirmed)" in clue.text) == (3.0, True)
    old = Link(path="…", offenders=1, confirmed=True, on=NOON.date() - timedelta(days=180))
    assert [c.bits for c in weigh(TITLE, "149.00", context=Context(at=NOON, link=old)).evidence if c.code == "S4"] == [
        1.5
    ]


def test_an_old_offence_weighs_less() -> None:
    days = [NOON.date() - timedelta(days=n) for n in (1, 720)]
    new, old = (
        next(
            clue
            for clue in weigh(
                TITLE, context=Context(at=NOON, seller=SellerHistory(confirmed=3, confirmed_on=(day,) * 3))
            ).evidence
            if clue.group.value == "seller"
        )
        for day in days
    )
    assert (new.code, old.code) == ("S1", "S0")
    assert new.bits > old.bits
