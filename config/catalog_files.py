"""Catalog files: YAML and JSON hold everything, CSV and XLSX the products."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from config.catalog_schema import CatalogBlock
from config.catalog_sheets import read_sheet, write_sheet
from config.schema import listed, located, problems
from config.sources import Source, read_source
from domain.catalog import Catalog, Codes, Product
from domain.errors import InputError
from domain.wire import from_wire, to_wire

_SHEETS = (".csv", ".xlsx")
_TEXTS = (".yml", ".yaml", ".json")
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_PHOTOS = ("images", "counterfeit_images", "ignore_images")


def read_catalog(path: Path) -> Catalog:
    """The catalog in a file, photos as absolute paths or URLs.

    Raises InputError naming file, line or row, field and remedy of everything that is wrong.
    """
    source = read_sheet(path) if _kind(path) in _SHEETS else read_source(path)
    try:
        block = CatalogBlock.model_validate(source.data)
    except ValidationError as found:
        raise InputError(listed(source, problems(found, source, CatalogBlock))) from None
    if not block.brands:
        raise InputError(f"{path} names no brand: write one under 'brands', with its name and products.")
    catalog = _resolved(from_wire(Catalog, block.model_dump()), path.absolute().parent)
    if wrong := [*_twins(catalog, source), *_absent(catalog, source)]:
        raise InputError(listed(source, wrong))
    return catalog


def write_catalog(catalog: Catalog, path: Path) -> tuple[str, ...]:
    """Writes a catalog so that reading it gives the same again, photos beside the file by their relative path.

    A sheet holds only the products: what else there was is told, in words such as `marks of Norvik`.
    """
    shown = _moved(catalog, path.absolute().parent)
    try:
        if _kind(path) in _SHEETS:
            return write_sheet(shown, path)
        content = _without_empty(to_wire(shown))
        if path.suffix.lower() == ".json":
            path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        else:
            text = yaml.dump(content, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=120)
            path.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise InputError(f"{path} can't be written: {problem.strerror or problem}.") from None
    return ()


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in _SHEETS + _TEXTS:
        raise InputError(f"{path}: a catalog is a {', '.join(_TEXTS + _SHEETS)} file: save it as one of these.")
    return kind


def _is_url(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _resolved(catalog: Catalog, folder: Path) -> Catalog:
    return _with_files(catalog, lambda name: os.path.normpath(folder / name))


def _moved(catalog: Catalog, folder: Path) -> Catalog:
    def beside(name: str) -> str:
        path = Path(name)
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else name

    return _with_files(catalog, beside)


def _with_files(catalog: Catalog, place: Callable[[str], str]) -> Catalog:
    """The catalog with each path of a photo or code file put elsewhere; URLs stay."""

    def product(old: Product) -> Product:
        changes: dict[str, Any] = {
            bank: tuple(name if _is_url(name) else place(name) for name in getattr(old, bank)) for bank in _PHOTOS
        }
        if old.codes:
            issued, burnt = old.codes.issued, old.codes.burnt
            changes["codes"] = Codes(issued=issued and place(issued), burnt=burnt and place(burnt))
        return replace(old, **changes)

    return Catalog(brands=tuple(replace(b, products=tuple(map(product, b.products))) for b in catalog.brands))


def _products(catalog: Catalog) -> Iterator[tuple[tuple[str | int, ...], Product]]:
    for number, brand in enumerate(catalog.brands):
        for place, product in enumerate(brand.products):
            yield ("brands", number, "products", place), product


def _twins(catalog: Catalog, source: Source) -> Iterator[str]:
    names = [brand.name for brand in catalog.brands]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield located(source, ("brands", number), f"the brand '{name}' stands there twice: join both.")
    seen: set[str] = set()
    for trail, product in _products(catalog):
        variants = [variant.sku for variant in product.variants]
        own = {product.sku, *variants}
        for sku in sorted(own & seen | {sku for sku in variants if variants.count(sku) > 1}):
            yield located(source, (*trail, "sku"), f"the SKU '{sku}' stands there twice: give each its own.")
        seen |= own


def _absent(catalog: Catalog, source: Source) -> Iterator[str]:
    for trail, product in _products(catalog):
        for bank in _PHOTOS:
            for position, name in enumerate(getattr(product, bank)):
                if not _is_url(name) and not _is_file(name):
                    missing = f"{bank} of '{product.sku}': there is no photo {name}: check the path."
                    yield located(source, (*trail, bank, position), missing)
        for name in (product.codes.issued, product.codes.burnt) if product.codes else ():
            if name and not _is_file(name):
                missing = f"codes of '{product.sku}': there is no file {name}: check the path."
                yield located(source, (*trail, "codes"), missing)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:
        return False


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item not in (None, [], {})}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value
