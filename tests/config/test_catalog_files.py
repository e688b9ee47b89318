"""Catalog files as people write them, and what is said when one is wrong."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from config.catalog_files import read_catalog, write_catalog
from domain.catalog import (
    Alias,
    AliasKind,
    AuthorisedSeller,
    Brand,
    Catalog,
    Codes,
    Mark,
    Money,
    Product,
    Recall,
    Variant,
)
from domain.errors import InputError
from tests.factory import catalog, product

WHOLE = """
brands:
  - name: Norvik
    aliases: [{text: 诺维克, kind: official}, {text: N家, kind: nickname}, {text: N0rvik, kind: evasion}]
    homonyms: [Norvik Press]            # honest uses of the same word
    marks: [{office: CNIPA, number: "12345678", classes: [25], territory: [NO, CN], expires: 2031-05-01}]
    authorised_sellers: [{marketplace: tmall, seller_id: 725677994, name: Norvik旗舰店, until: 2027-01-01}]
    products:
      - sku: 0012
        name: Norvik Trail Runner 3
        aliases: [Trail Runner III]
        gtin: 0012345600012
        category: shoes
        price: {amount: 149.00, currency: usd}
        images: [img/sku-1-a.jpg, "https://www.norvik.example/a.jpg"]
        variants: [{sku: 0012-42, attributes: {Size: 42}}]
        codes: {issued: codes.txt}
        recalled: {date: 2026-03-01, batches: [7, 8]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a photo and a file of codes."""
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "sku-1-a.jpg").touch()
    (tmp_path / "codes.txt").touch()
    return tmp_path


def whole(folder: Path) -> Catalog:
    shoe = Product(
        sku="0012",
        name="Norvik Trail Runner 3",
        aliases=("Trail Runner III",),
        gtin="0012345600012",
        category="shoes",
        price=Money(amount=Decimal("149.00"), currency="USD"),
        images=(str(folder / "img" / "sku-1-a.jpg"), "https://www.norvik.example/a.jpg"),
        variants=(Variant(sku="0012-42", attributes=(("Size", "42"),)),),
        codes=Codes(issued=str(folder / "codes.txt")),
        recalled=Recall(date=date(2026, 3, 1), batches=("7", "8")),
    )
    return Catalog(
        brands=(
            Brand(
                name="Norvik",
                aliases=(
                    Alias(text="诺维克"),
                    Alias(text="N家", kind=AliasKind.NICKNAME),
                    Alias(text="N0rvik", kind=AliasKind.EVASION),
                ),
                homonyms=("Norvik Press",),
                marks=(
                    Mark(
                        office="CNIPA",
                        number="12345678",
                        classes=(25,),
                        territory=("NO", "CN"),
                        expires=date(2031, 5, 1),
                    ),
                ),
                authorised_sellers=(
                    AuthorisedSeller(
                        marketplace="tmall", seller_id="725677994", name="Norvik旗舰店", until=date(2027, 1, 1)
                    ),
                ),
                products=(shoe,),
            ),
        )
    )


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def sheet(path: Path, rows: list[list[object]], *, title: str = "Sheet1") -> Path:
    book = Workbook()
    book.active.title = title  # type: ignore[union-attr]
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path


def complaint(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_catalog(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    return message.removeprefix(str(path))


def test_a_whole_yaml_file(folder: Path) -> None:
    assert read_catalog(written(folder / "catalog.yml", WHOLE)) == whole(folder)


def test_json_numbers_keep_their_digits(folder: Path) -> None:
    one_product = '{"sku": 1, "name": "x", "price": {"amount": 9.90, "currency": "EUR"}}'
    text = f'{{"brands": [{{"name": "N", "products": [{one_product}]}}]}}'
    found = read_catalog(written(folder / "catalog.json", text)).brands[0].products[0]
    assert found == Product(sku="1", name="x", price=Money(amount=Decimal("9.90"), currency="EUR"))
    assert str(found.price and found.price.amount) == "9.90"


#: Texts that formats and spreadsheet programs like to change.
AWKWARD = (
    *(
        "=1+1",
        "+49 30",
        "-5",
        "@home",
        "'quoted",
        "'=x",
        "null",
        "~",
        "no",
        "1.10",
        "007",
        "1e5",
        "07:00",
        "2026-01-01",
    ),
    *("a;b", "a, b", 'say "hi"', "诺维克 🥾", "# hash", "a: b", "- a", "{x}", "*a", "&a", "!a", "%a", "a\\;b"),
)


@pytest.mark.parametrize("name", ["out.yml", "out.json", "out.csv", "out.xlsx"])
def test_what_is_written_reads_the_same(folder: Path, name: str) -> None:
    awkward = [
        product(sku=f"{text} {number}", name=text, aliases=(text, "second"), mpn=text, price=None)
        for number, text in enumerate(AWKWARD)
    ]
    full = whole(folder).brands[0].products[0]
    mixed = replace(full, sku="M", variants=(), min_price=Money(amount=Decimal(99), currency="EUR"), pack=2)
    only_map = product(sku="O", price=None, min_price=Money(amount=Decimal("12.5"), currency="CNY"), season="FW26")
    of_variants = product(
        sku="P", variants=(Variant(sku="=V", name="-1", attributes=(("Größe", "4;2"), ("C", "x=y"))),)
    )
    before = Catalog(
        brands=(
            Brand(name="Norvik", products=(full, mixed, only_map, of_variants)),
            Brand(name="=Ärger", products=tuple(awkward)),
        )
    )
    assert write_catalog(before, folder / name) == ()
    assert read_catalog(folder / name) == before


@pytest.mark.parametrize("name", ["out.yml", "out.json"])
def test_a_whole_catalog_survives_yaml_and_json(folder: Path, name: str) -> None:
    write_catalog(whole(folder), folder / name)
    assert read_catalog(folder / name) == whole(folder)
    assert "img/sku-1-a.jpg" in (folder / name).read_text()
    assert str(folder) not in (folder / name).read_text()


def test_a_sheet_says_what_it_can_not_hold(folder: Path) -> None:
    left_out = write_catalog(whole(folder), folder / "out.csv")
    assert left_out == (
        "aliases of Norvik",
        "homonyms of Norvik",
        "marks of Norvik",
        "authorised sellers of Norvik",
    )
    assert read_catalog(folder / "out.csv").brands[0].products == whole(folder).brands[0].products


def test_no_cell_of_a_written_sheet_runs_as_a_formula(folder: Path) -> None:
    write_catalog(catalog(product(name='=HYPERLINK("http://evil.example")', aliases=("+1", "@x"))), folder / "o.xlsx")
    cells = [cell for row in load_workbook(folder / "o.xlsx").active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert "f" not in {cell.data_type for cell in cells}
    assert [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "@"))] == []
    write_catalog(catalog(product(name="=1+1")), folder / "o.csv")
    assert ",'=1+1," in (folder / "o.csv").read_text(encoding="utf-8-sig")


GOODS = "Brand;SKU;Name;Min Price;currency\nNorvik;A-1;{name};99,50;EUR\n"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Größe Ärmel é", "utf-8"),
        ("Größe Ärmel é", "utf-8-sig"),
        ("Größe Ärmel é", "cp1252"),
        ("Größe", "cp1252"),
        ("Café “crème” – 5 €", "cp1252"),
        ("诺维克越野跑鞋", "gb18030"),
        ("诺维克 Trail Runner 鞋", "gb18030"),
        ("诺维克", "utf-16"),
    ],
)
def test_csv_is_read_in_the_encodings_of_spreadsheet_programs(folder: Path, name: str, encoding: str) -> None:
    path = written(folder / "goods.csv", GOODS.format(name=name).encode(encoding))
    found = read_catalog(path).brands[0].products[0]
    assert (found.sku, found.name) == ("A-1", name)
    assert found.min_price == Money(amount=Decimal("99.50"), currency="EUR")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_is_found(folder: Path, delimiter: str) -> None:
    rows = [["sku", "brand", "name", "aliases"], ["1", "Norvik", "Shoe", '"a;b"'], ["", "", "", ""]]
    path = written(folder / "goods.csv", "\r\n".join(delimiter.join(row) for row in rows))
    assert read_catalog(path).brands[0].products == (Product(sku="1", name="Shoe", aliases=("a", "b")),)


@pytest.mark.parametrize(
    ("price", "currency", "expected"),
    [
        ("149.00", "USD", ("149.00", "USD")),
        ("149", "usd", ("149", "USD")),
        ("149,00", "eur", ("149.00", "EUR")),
        ("€ 1.299,00", "", ("1299.00", "EUR")),
        ("1,299.00", "USD", ("1299.00", "USD")),
        ("1299.00 CNY", "", ("1299.00", "CNY")),
    ],
)
def test_prices_in_sheets_are_read_as_written(
    folder: Path, price: str, currency: str, expected: tuple[str, str]
) -> None:
    path = written(folder / "g.csv", f"brand\tsku\tname\tprice\tcurrency\nN\t1\tx\t{price}\t{currency}\n")
    found = read_catalog(path).brands[0].products[0].price
    assert found == Money(amount=Decimal(expected[0]), currency=expected[1])


def test_xlsx_numbers_keep_their_digits(folder: Path) -> None:
    path = sheet(
        folder / "goods.xlsx",
        [
            ["Brand", "SKU", "Name", "GTIN", "Price", "Currency", "Pack", "Recalled"],
            ["Norvik", 1001, "A", 4006381333931, 149.95, "EUR", 2, date(2026, 3, 1)],
            ["Norvik", "0012", "B", "0012345600012", 0.1 + 0.2, "EUR", None, None],
            [None, None, None, None, None, None, None, None],
            ["Norvik", 1.5, "C", 12345600012, 20.0, "JPY", None, None],
        ],
    )
    book = load_workbook(path)
    book.active["D5"].number_format = "0000000000000"  # type: ignore[index]
    book.save(path)
    found = read_catalog(path).brands[0].products
    assert [(p.sku, p.gtin, str(p.price.amount) if p.price else "") for p in found] == [
        ("1001", "4006381333931", "149.95"),
        ("0012", "0012345600012", "0.3"),
        ("1.5", "0012345600012", "20"),
    ]
    assert (found[0].pack, found[0].recalled) == (2, Recall(date=date(2026, 3, 1)))


def test_the_sheet_called_products_is_read_before_the_first(folder: Path) -> None:
    path = sheet(folder / "goods.xlsx", [["notes"], ["none"]])
    book = load_workbook(path)
    book.create_sheet("products").append(["brand", "sku", "name"])
    book["products"].append(["Norvik", "1", "x"])
    book.save(path)
    assert read_catalog(path).brands[0].products == (Product(sku="1", name="x"),)


def test_variants_are_rows_that_name_their_product(folder: Path) -> None:
    text = "brand,sku,name,variant_of,attributes\nN,V,,P,Size=42; Color=red\nN,P,Shoe,,\n"
    found = read_catalog(written(folder / "g.csv", text)).brands[0].products
    assert found == (
        Product(sku="P", name="Shoe", variants=(Variant(sku="V", attributes=(("Size", "42"), ("Color", "red"))),)),
    )


def one(*lines: str) -> str:
    return "\n        ".join(["brands:\n  - name: Norvik\n    products:\n      - sku: S-1", *lines]) + "\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("brands: []\n", " names no brand"),
        ("brand: []\n", "brand is an unknown key: did you mean 'brands'?"),
        (one(), ", line 4: brands 'Norvik'.products 'S-1'.name is missing."),
        (
            one("name: a", "nmae: b"),
            ", line 6: brands 'Norvik'.products 'S-1'.nmae is an unknown key: did you mean 'name'?",
        ),
        (one("name: a", "gtin: 12345"), "a GTIN has 8, 12, 13 or 14 digits"),
        (one("name: a", "price: 12"), "price must be a block of keys with values, not '12'."),
        (one("name: a", "price: {amount: free, currency: EUR}"), "must be a plain amount such as 149.00, not 'free'."),
        (one("name: a", "price: {amount: 12}"), "price.currency is missing."),
        (one("name: a", "price: {amount: 12, currency: EURO}"), "currency is 'EURO': write an ISO 4217 code"),
        (one("name: a", "price: {amount: 0, currency: EUR}"), "price.amount must be more than 0"),
        (one("name: a", "price: {amount: nan, currency: EUR}"), "price.amount must be a number, not 'nan'."),
        (one("name: a", "price: {amount: 1.299, currency: EUR}"), "EUR has 2 decimals: thousands take no point"),
        (one("name: a", "pack: 0"), "pack must be at least 1, not '0'."),
        (one("name: a", "recalled: {date: soon}"), "recalled.date is 'soon': write a date such as 2027-01-31."),
        (one("name: a", "images: [img/none.jpg]"), "images of 'S-1': there is no photo"),
        (one("name: a", "codes: {burnt: none.txt}"), "codes of 'S-1': there is no file"),
        (one("name: a", f"images: [{'x' * 300}]"), "there is no photo"),
        (one("name: a", "- sku: S-2"), ", line 6: this is not YAML"),
        (
            "brands:\n  - {name: A, marks: [{office: X, number: 1, classes: [46]}]}\n",
            "classes item 1 must be at most 45",
        ),
        ("brands:\n  - {name: A, marks: [{office: X, number: 1, territory: [China]}]}\n", "ISO 3166 codes such as CN"),
        (
            "brands:\n  - {name: A, aliases: [{text: B, kind: funny}]}\n",
            "kind is 'funny': it must be 'official', 'nickname'",
        ),
        ("brands:\n  - {name: A}\n  - {name: A}\n", ", line 3: the brand 'A' stands there twice: join both."),
        (
            "brands:\n  - name: A\n    products: [{sku: 1, name: x}, {sku: 1, name: y}]\n",
            "the SKU '1' stands there twice",
        ),
    ],
)
def test_each_mistake_is_named_with_its_place_and_remedy(folder: Path, text: str, sentence: str) -> None:
    message = complaint(written(folder / "catalog.yml", text))
    assert sentence in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", " is empty: its first row must name the columns"),
        ("brand,sku\nN,1\n", ", row 1: the column 'name' is missing."),
        ("brand,sku,name,colour\n", "the column 'colour' is unknown: known are"),
        ("brand,sku,name,prise\n", "the column 'prise' is unknown: did you mean 'price'?"),
        ("brand,sku,name,sku\n", "the column 'sku' stands there twice"),
        ("brand,sku,name\n,1,x\n", ", row 2: brand is empty"),
        ("brand,sku,name\nN,,x\n", ", row 2: brands 'N'.products 'x'.sku is missing."),
        ("brand,sku,name\nN,1,x,y\n", ", row 2: a cell stands in a column without a name"),
        ("brand,sku,name,,\nN,1,x,,y\n", ", row 2: a cell stands in a column without a name"),
        ("brand,sku,name\nN,1,x\n\nN,1,y\n", ", row 4: the SKU '1' stands there twice"),
        ("brand,sku,name,price,currency\nN,1,x,call us,EUR\n", "must be a plain amount such as 149.00, not 'call us'."),
        ("brand,sku,name,price\nN,1,x,12\n", "price.currency is missing."),
        ("brand,sku,name,gtin\nN,1,x,1.9E+11\n", "keep it as text so that none gets lost"),
        ("brand,sku,name,images\nN,1,x,none.jpg\n", ", row 2: images of '1': there is no photo"),
        ("brand,sku,name,variant_of\nN,V,x,P\n", ", row 2: variant_of is 'P', but no row has this SKU"),
        ("brand,sku,name,variant_of,attributes\nN,P,x,,\nN,V,,P,big\n", "attributes must be a block of keys"),
        ('brand,sku,name\nN,1,"x\n', "this is not CSV"),
        ("brand,sku,name\n", " names no brand"),
    ],
)
def test_each_mistake_of_a_sheet_is_named_with_its_row(folder: Path, text: str, sentence: str) -> None:
    message = complaint(written(folder / "goods.csv", text))
    assert sentence in message
    assert "\n" not in message


def test_all_mistakes_of_a_file_are_told_at_once(folder: Path) -> None:
    products = [{"sku": str(number), "price": {"amount": "x", "currency": "EUR"}} for number in range(6)]
    path = written(folder / "c.json", json.dumps({"brands": [{"name": "N", "products": products}]}))
    message = complaint(path)
    assert message.startswith(" has 12 problems:\n  brands 'N'.products '0'.name is missing.")
    assert message.endswith("\n  and 2 more.")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("c.json", '{"brands": [}', ", line 1: this is not JSON"),
        ("c.json", '{"brands": [], "brands": []}', "the key 'brands' stands twice"),
        ("c.json", "[" * 100_000, "nested too deeply"),
        ("c.json", "", " is empty"),
        ("c.xlsx", "no zip", " is no XLSX workbook that can be read"),
        ("c.xlsx", b"PK\x05\x06" + b"\0" * 18, " is no XLSX workbook that can be read"),
        ("c.xls", "old", ": a catalog is a .yml, .yaml, .json, .csv, .xlsx file"),
    ],
)
def test_a_file_that_is_no_catalog_is_explained(folder: Path, name: str, content: str | bytes, sentence: str) -> None:
    assert sentence in complaint(written(folder / name, content))


def test_a_missing_file_is_explained(folder: Path) -> None:
    assert "does not exist" in complaint(folder / "none.csv")
    assert "can't be read" in complaint((folder / "dir.yml").mkdir() or folder / "dir.yml")


def test_a_place_that_can_not_be_written_is_named(folder: Path) -> None:
    for name in ("none/out.yml", "none/out.csv", "none/out.xlsx"):
        with pytest.raises(InputError, match="can't be written"):
            write_catalog(catalog(), folder / name)
