"""Domain values to JSON and back, and what is refused on the way."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator

import config
from domain.alert import Message
from domain.case import Judgement, Standing
from domain.catalog import Alias, Catalog, Codes, Mark, Recall, Variant
from domain.collected import RobotsDecision, Sighting
from domain.context import Context, Rates
from domain.errors import InputError
from domain.evidence import Verdict
from domain.listing import Listing
from domain.outcome import NoListing, Outcome
from domain.photo import Fingerprint, ListingPhoto, ReferencePhoto
from domain.run import RunReport
from domain.watch import Watch
from domain.wire import PAIRS, from_wire, listing_line, match_line, no_listing_line, to_wire
from tests.factory import NOON, catalog, listing, price, product, verdict

SCHEMAS = Path(config.__file__).parent / "schemas"
#: A value of each leaf type, so that every field of a dataclass can be filled.
LEAVES: dict[Any, Any] = {
    str: "text 文字 ‘quoted’",
    int: 7,
    float: 0.1,
    bool: True,
    bytes: b"\x00\xff",
    Decimal: Decimal("1299.00"),
    date: date(2031, 5, 1),
    datetime: NOON,
    time: time(7, 30),
}


def filled(kind: Any) -> Any:
    """A value of a type with every optional part present."""
    if kind == PAIRS:
        return (("Größe", "42"), ("Color", "黑色"))
    if get_origin(kind) in (Union, UnionType):
        return filled(next(option for option in get_args(kind) if option is not type(None)))
    if get_origin(kind) is tuple:
        args = get_args(kind)
        return (filled(args[0]), filled(args[0])) if args[-1] is Ellipsis else tuple(map(filled, args))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: filled(hints[field.name]) for field in fields(kind)})  # type: ignore[operator]
    return list(kind)[-1] if issubclass(kind, Enum) else LEAVES[kind]


KINDS = (
    *(Listing, Catalog, Verdict, NoListing, Watch, Standing, Judgement, Context, Rates, Fingerprint, ListingPhoto),
    *(ReferencePhoto, Sighting, RobotsDecision, RunReport, Message),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_survives_the_way_through_json(kind: type) -> None:
    value = filled(kind)
    assert from_wire(kind, json.loads(json.dumps(to_wire(value)))) == value


@pytest.mark.parametrize(
    "value",
    [listing(), catalog(), verdict(), Watch(key="k", marketplace="shop"), Context(at=NOON)],
    ids=lambda value: type(value).__name__,
)
def test_defaults_survive_too(value: Any) -> None:
    assert from_wire(type(value), json.loads(json.dumps(to_wire(value)))) == value


def test_missing_and_null_fields_take_their_defaults() -> None:
    read = from_wire(Listing, {"v": 1, "marketplace": "bazaar", "listing_id": "1", "seller": None, "images": None})
    assert read == Listing(marketplace="bazaar", listing_id="1")


def test_numbers_among_attributes_become_texts() -> None:
    read = from_wire(Listing, {"marketplace": "bazaar", "listing_id": "1", "attributes": {"Size": 42}})
    assert read.attributes == (("Size", "42"),)


def test_amounts_keep_their_digits_and_times_become_utc() -> None:
    moment = datetime(2026, 11, 22, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    line = listing_line(listing(price=price("149.00"), seen_at=moment, attributes=(("Size", "42"),)))
    assert next(iter(line)) == "v"
    assert line["price"]["amount"] == "149.00"
    assert line["seen_at"] == "2026-11-22T12:00:00Z"
    assert line["attributes"] == {"Size": "42"}
    assert to_wire(Decimal("1E+3")) == "1000"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"listing_id": "1"}, "marketplace is missing"),
        ({"marketplace": "m", "listing_id": 1}, "listing_id is 1, expected str"),
        ({"marketplace": "m", "listing_id": "1", "titel": "x"}, "titel is an unknown key"),
        ({"marketplace": "m", "listing_id": "1", "images": [{"url": 1}]}, r"images\[0\].url is 1"),
        ({"marketplace": "m", "listing_id": "1", "images": "x"}, "images is 'x', expected a list"),
        ({"marketplace": "m", "listing_id": "1", "attributes": []}, "expected an object of texts"),
        ({"marketplace": "m", "listing_id": "1", "price": {"amount": "NaN"}}, "price.amount is 'NaN'"),
        ({"marketplace": "m", "listing_id": "1", "price": {"amount": 1.5}}, "price.amount is 1.5"),
        ({"marketplace": "m", "listing_id": "1", "price": {"amount": "12,50"}}, "price.amount is '12,50'"),
        ({"marketplace": "m", "listing_id": "1", "pack": True}, "pack is True, expected int"),
        ({"marketplace": "m", "listing_id": "1", "condition": "mint"}, "expected new, used, refurbished, for_parts"),
        ({"marketplace": "m", "listing_id": "1", "seen_at": "2026-11-22T12:00:00"}, "a time with its zone"),
        ({"marketplace": "m", "listing_id": "1", "listed_at": "yesterday"}, "listed_at is 'yesterday', expected date"),
        ({"marketplace": "m", "listing_id": "1", "listed_at": 5}, "listed_at is 5, expected date"),
        ({"marketplace": "m", "listing_id": "1", "attributes": {"Size": None}}, "attributes.Size is None"),
        ({"marketplace": "m", "listing_id": "1", "price": {"amount": "1e999999999"}}, "expected an amount of money"),
        ({"marketplace": "m", "listing_id": "1", "seller": {"rating": float("nan")}}, "expected a finite number"),
        ({"marketplace": "m", "listing_id": "1", "seller": {"rating": 10**400}}, "seller.rating is 1000"),
        ([], "expected an object"),
    ],
)
def test_a_wrong_field_is_named_with_what_it_should_be(data: Any, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        from_wire(Listing, data)


def schema(name: str) -> Draft202012Validator:
    described = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(described)
    return Draft202012Validator(described, format_checker=Draft202012Validator.FORMAT_CHECKER)


def described_fields(kind: type) -> dict[str, set[str]]:
    """The field names of a dataclass and of all it holds, by class name in small letters."""
    found = {kind.__name__.lower(): {field.name for field in fields(kind)}}
    for hint in get_type_hints(kind).values():
        if hint == PAIRS:
            continue
        for inner in (hint, *get_args(hint)):
            if isinstance(inner, type) and is_dataclass(inner):
                found |= described_fields(inner)
    return found


@pytest.mark.parametrize(("name", "kind"), [("listing", Listing), ("catalog", Catalog), ("outcome", NoListing)])
def test_the_schemas_know_exactly_the_fields_of_the_domain(name: str, kind: type) -> None:
    described = schema(name).schema
    blocks = {kind.__name__.lower(): described, **described.get("$defs", {})}
    blocks.pop("amount", None)
    assert {block: set(at["properties"]) - {"v"} for block, at in blocks.items()} == described_fields(kind)


def test_printed_lines_fit_their_schemas() -> None:
    rich = filled(Listing)
    for value in (rich, listing(), Listing(marketplace="shop", listing_id="1")):
        schema("listing").validate(json.loads(json.dumps(listing_line(value))))
    schema("outcome").validate(no_listing_line(NoListing(url="u", outcome=Outcome.CAPTCHA, reason="r")))
    clue = verdict().evidence[0]
    for where in ("title", "images[3]"):
        found = verdict(
            evidence=(type(clue)(**{**{f.name: getattr(clue, f.name) for f in fields(clue)}, "where": where}),)
        )
        schema("match").validate(json.loads(json.dumps(match_line(listing(), found))))


def test_schemas_refuse_what_the_formats_do_not_have() -> None:
    line = listing_line(listing())
    assert not schema("listing").is_valid({**line, "extras": {}})
    assert not schema("listing").is_valid({**line, "price": {**line["price"], "amount": 149.0}})
    assert not schema("listing").is_valid({**line, "listed_at": "yesterday"})
    assert not schema("match").is_valid({**match_line(listing(), verdict()), "product_probability": 1.5})
    assert not schema("catalog").is_valid({"brands": [{"products": []}]})


def test_a_catalog_with_everything_fits_its_schema() -> None:
    rich = product(
        gtin="4006381333931",
        variants=(Variant(sku="V", attributes=(("Size", "42"),)),),
        codes=Codes(issued="codes.txt"),
        recalled=Recall(date=date(2026, 1, 2)),
    )
    whole = catalog(rich, aliases=(Alias(text="诺维克"),), marks=(Mark(office="CNIPA", number="1", classes=(25,)),))
    schema("catalog").validate(to_wire(whole))
