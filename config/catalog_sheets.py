"""Products as a sheet: one row a product or variant, columns in any order."""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from config.schema import listed, nearest
from config.sheets import read_rows, write_rows
from config.sources import Source
from domain.catalog import Catalog
from domain.errors import InputError
from domain.listing import Basis
from domain.price_text import read_price
from domain.wire import to_wire

#: Each column with the place of its value in a product's block; the items of a `[]` stand between semicolons.
COLUMNS: Mapping[str, str] = {
    "brand": "",
    "sku": "sku",
    "name": "name",
    "aliases": "aliases[]",
    "gtin": "gtin",
    "mpn": "mpn",
    "category": "category",
    "price": "price.amount",
    "currency": "price.currency",
    "min_price": "min_price.amount",
    "pack": "pack",
    "season": "season",
    "images": "images[]",
    "counterfeit_images": "counterfeit_images[]",
    "ignore_images": "ignore_images[]",
    "codes_issued": "codes.issued",
    "codes_burnt": "codes.burnt",
    "recalled": "recalled.date",
    "recall_reason": "recalled.reason",
    "recall_batches": "recalled.batches[]",
    "recall_reference": "recalled.reference",
    "variant_of": "",
    "attributes": "attributes",
}
_PRICES = ("price", "min_price")
_PLAIN_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?: ([A-Z]{3}))?")


def read_sheet(path: Path) -> Source:
    """The products of a CSV or XLSX file as the blocks of a catalog file, with the row of each.

    Raises InputError naming rows, columns and remedies when the sheet itself is wrong.
    """
    numbered = [(number, row) for number, row in enumerate(read_rows(path), start=1) if any(row)]
    if not numbered:
        raise InputError(f"{path} is empty: its first row must name the columns, at least brand, sku and name.")
    columns = [re.sub(r"[\s-]+", "_", name.lower()) for name in numbered[0][1]]
    wrong = [*_wrong_columns(columns), *_nameless(columns, numbered)]
    if wrong:
        raise InputError(listed(Source(path=path, data=None), wrong))
    return _source(path, [(number, dict(zip(columns, cells, strict=False))) for number, cells in numbered[1:]])


def write_sheet(catalog: Catalog, path: Path) -> tuple[str, ...]:
    """Writes the products; tells what of each brand a sheet does not hold, in words such as `marks of Norvik`."""
    write_rows(path, [list(COLUMNS), *_rows(catalog)])
    return tuple(
        f"{fact.replace('_', ' ')} of {brand.name}"
        for brand in catalog.brands
        for fact in ("aliases", "homonyms", "marks", "authorised_sellers", "rights_holder", "documents")
        if getattr(brand, fact)
    )


def _wrong_columns(columns: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(filter(None, columns)):
        if name not in COLUMNS:
            yield f"row 1: the column '{name}' is unknown: {nearest(name, list(COLUMNS))}"
        elif columns.count(name) > 1:
            yield f"row 1: the column '{name}' stands there twice: keep one."
    for name in ("brand", "sku", "name"):
        if name not in columns:
            yield f"row 1: the column '{name}' is missing."


def _nameless(columns: list[str], numbered: list[tuple[int, list[str]]]) -> Iterator[str]:
    for number, row in numbered:
        if any(cell and not column for cell, column in zip_longest(row, columns)):
            yield (
                f"row {number}: a cell stands in a column without a name: name the column, or put quotes round a text "
                "that holds the separator."
            )


def _source(path: Path, rows: list[tuple[int, dict[str, str]]]) -> Source:
    source = Source(path=path, data={"brands": []})
    brands: dict[str, tuple[int, list[Any]]] = {}
    products: dict[str, tuple[tuple[str | int, ...], dict[str, Any]]] = {}
    wrong = []
    for number, row in rows:
        if row.get("variant_of"):
            continue
        if not row["brand"]:
            wrong.append(f"row {number}: brand is empty: write the brand in every row.")
            continue
        place, siblings = brands.setdefault(row["brand"], (len(brands), []))
        trail: tuple[str | int, ...] = ("brands", place, "products", len(siblings))
        siblings.append(_block(row))
        products[row["sku"]] = trail, siblings[-1]
        source.places[trail] = f"row {number}"
    for number, row in rows:
        if not (sku := row.get("variant_of")):
            continue
        if sku not in products:
            wrong.append(f"row {number}: variant_of is '{sku}', but no row has this SKU: name the product's SKU.")
            continue
        trail, product = products[sku]
        variants = product.setdefault("variants", [])
        source.places[(*trail, "variants", len(variants))] = f"row {number}"
        variants.append(_block(row))
    if wrong:
        raise InputError(listed(source, wrong))
    source.data["brands"] = [{"name": name, "products": siblings} for name, (_, siblings) in brands.items()]
    return source


def _block(row: dict[str, str]) -> dict[str, Any]:
    """A product or variant as a block of a catalog file; empty cells are not written."""
    block: dict[str, Any] = {}
    for column, target in COLUMNS.items():
        cell = row.get(column)
        if not cell or not target or column == "currency":
            continue
        value = _attributes(cell) if column == "attributes" else _items(cell) if target.endswith("[]") else cell
        *outer, key = target.removesuffix("[]").split(".")
        inner = block.setdefault(outer[0], {}) if outer else block
        inner[key] = value
        if column in _PRICES:
            inner.update(_money(cell, row.get("currency", "").upper()))
    return block


def _money(cell: str, currency: str) -> dict[str, str]:
    amount, code = cell, currency or None
    if plain := _PLAIN_AMOUNT.fullmatch(cell):
        amount, code = plain[1], plain[2] or code
    elif (price := read_price(cell, currency=code)) and price.basis is Basis.EXACT:
        amount, code = str(price.amount), price.currency
    return {"amount": amount, "currency": code} if code else {"amount": amount}


def _items(cell: str) -> list[str]:
    parts = (part.strip().replace("\\;", ";") for part in re.split(r"(?<!\\);|\n", cell))
    return [part for part in parts if part]


def _attributes(cell: str) -> dict[str, str] | str:
    pairs = [part.partition("=") for part in _items(cell)]
    return {key.strip(): value.strip() for key, _, value in pairs} if all(equals for _, equals, _ in pairs) else cell


def _rows(catalog: Catalog) -> Iterator[list[str]]:
    for brand, product in catalog.products():
        yield _row(to_wire(product), brand=brand.name)
        for variant in product.variants:
            yield _row(to_wire(variant), brand=brand.name, variant_of=product.sku)


def _row(block: dict[str, Any], **fixed: str) -> list[str]:
    currency = next((block[price]["currency"] for price in _PRICES if block.get(price)), "")
    return [fixed.get(column) or _cell(block, column, currency) for column in COLUMNS]


def _cell(block: dict[str, Any], column: str, currency: str) -> str:
    if column == "currency":
        return currency
    value: Any = block
    for key in filter(None, COLUMNS[column].removesuffix("[]").split(".")):
        value = (value or {}).get(key)
    if value is block or not value:
        return ""
    if column in _PRICES and block[column]["currency"] != currency:
        return f"{value} {block[column]['currency']}"
    if isinstance(value, dict):
        value = [f"{key}={text}" for key, text in value.items()]
    return "; ".join(item.replace(";", "\\;") for item in value) if isinstance(value, list) else str(value)
