"""What is asked: names, codes, goods without a name, spellings that dodge; never what finds everything."""

import pytest

from domain.catalog import Alias, AliasKind, Brand, Catalog, Product, Variant
from domain.queries import generated, seen_as
from domain.query import Kind, Query
from domain.ranking import Asking, Ranked, chosen, ranked
from domain.spellings import evasions
from tests.factory import catalog, product

NORVIK = catalog(
    product(mpn="NV-TR3-01", gtin="0190000000017", aliases=("Trail Runner III",)),
    product(sku="N-2", name="City Pack 20", category="bags", variants=(Variant(sku="NCP20-BLK"),)),
    aliases=(
        Alias(text="诺维克"),
        Alias(text="N家", kind=AliasKind.NICKNAME),
        Alias(text="N0rvik", kind=AliasKind.EVASION),
        Alias(text="NV", kind=AliasKind.NICKNAME),
    ),
    homonyms=("Norwik",),
)


def texts(queries: tuple[Query, ...], kind: Kind) -> list[str]:
    return [query.text for query in queries if query.kind is kind]


def test_a_catalog_is_asked_for_in_every_way_that_a_seller_may_write() -> None:
    queries = generated(NORVIK, photos={"SKU-1": "SKU-1 a.jpg"}, sellers=("s1", "s2"))
    assert [query.text for query in queries[:2]] == ["Norvik", "诺维克"]
    assert texts(queries, Kind.ALIAS) == ["N家", "NV shoes", "NV bags"]
    assert texts(queries, Kind.PRODUCT) == [
        "Norvik Trail Runner 3",
        "Norvik Trail Runner III",
        "Norvik City Pack 20",
    ]
    assert texts(queries, Kind.CODE) == ["NV-TR3-01", "0190000000017", "NCP20-BLK"]
    assert texts(queries, Kind.GENERIC) == ["trail runner shoes", "city pack bags"]
    assert {"n0rvik", "norvic", "n.o.r.v.i.k", "nrvik"} & {t.casefold() for t in texts(queries, Kind.EVASION)}
    assert "norwik" not in texts(queries, Kind.EVASION)
    assert texts(queries, Kind.PHOTO) == ["SKU-1 a.jpg"]
    assert texts(queries, Kind.SELLER) == ["s1", "s2"]


def test_what_search_engines_take_for_the_same_is_asked_once() -> None:
    shoes = Product(sku="1", name="ＮＯＲＶＩＫ  trail-runner", aliases=("Norvik Trail Runner",))
    queries = generated(Catalog(brands=(Brand(name="Norvik", products=(shoes,)), Brand(name="norvik"))))
    assert len({seen_as(query.text) for query in queries}) == len(queries)
    assert texts(queries, Kind.PRODUCT) == ["ＮＯＲＶＩＫ  trail-runner"]


@pytest.mark.parametrize("name", ["On", "Q", "The", "12", "!!", "Best Shop"])
def test_a_name_that_finds_everything_is_never_asked_alone(name: str) -> None:
    queries = generated(catalog(product(name="Cloud", sku="1", category="shoes"), name=name))
    assert seen_as(name) not in {seen_as(query.text) for query in queries}
    assert f"{name} Cloud" in texts(queries, Kind.PRODUCT)


@pytest.mark.parametrize(
    ("name", "some"),
    [("Norvik", {"norv1k", "n.o.r.v.i.k", "norvic"}), ("Louis Vuitton", {"louisvuitton", "louis vuiton"})],
)
def test_spellings_are_few_and_those_that_sellers_use(name: str, some: set[str]) -> None:
    found = evasions(name)
    assert some <= set(found)
    assert len(found) <= 8
    assert all(spelling.isascii() and spelling != name.casefold() for spelling in found)


def words(*names: str, kind: Kind = Kind.PRODUCT) -> list[Query]:
    return [Query(kind=kind, text=name) for name in names]


def asked(query: Query, age: int, *, new: int = 0, cases: int = 0, calls: int = 1) -> Asking:
    return Asking(query=query, calls=calls, listings=50, new=new, cases=cases, age=age)


def order(ranking: tuple[Ranked, ...]) -> list[str]:
    return [one.query.text for one in ranking]


def test_what_found_much_comes_before_the_untried_and_the_untried_before_what_found_nothing() -> None:
    good, untried, *bad = words("good", "untried", "bad 1", "bad 2", "bad 3")
    past = [asked(query, age, new=9 * (query is good)) for age in range(5) for query in (good, *bad)]
    assert order(ranked([*bad, untried, good], past)) == ["good", "untried", "bad 1", "bad 2", "bad 3"]


def test_a_case_weighs_more_than_news_and_calls_count() -> None:
    cases, news, dear = words("cases", "news", "dear")
    past = [asked(cases, 0, new=5, cases=5), asked(news, 0, new=20), asked(dear, 0, new=20, calls=40)]
    assert order(ranked([dear, news, cases], past)) == ["cases", "news", "dear"]


def test_a_query_that_rests_has_its_turn_again_and_every_one_is_tried() -> None:
    queries, past, turns = words("good", *(f"bad {n}" for n in range(9))), list[Asking](), list[str]()
    for _ in range(60):
        now = [one.query for one in chosen(ranked(queries, past), calls=2) if one.asked] if past else queries[:2]
        turns += [query.text for query in now]
        past = [Asking(query=a.query, calls=1, listings=9, new=a.new, cases=0, age=a.age + 1) for a in past]
        past += [asked(query, 0, new=9 * (query.text == "good")) for query in now]
    assert turns.count("good") > 45
    assert all(turns.count(f"bad {n}") >= 3 for n in range(9))


def test_brand_names_stay_in_whatever_they_find_and_the_rest_fits_the_budget() -> None:
    (brand,) = words("Norvik", kind=Kind.BRAND)
    dear, cheap, other = words("dear", "cheap", "other")
    past = [asked(brand, 0, calls=9), asked(dear, 0, new=99, calls=6), asked(cheap, 0, new=9), asked(other, 0)]
    found = chosen(ranked([other, cheap, dear, brand], past), calls=10)
    assert [one.query.text for one in found if one.asked] == ["Norvik", "cheap"]
    assert [one.query.text for one in chosen(found, calls=5) if one.asked] == ["Norvik"]
    assert len([one for one in chosen(found, most=2) if one.asked]) == 2
