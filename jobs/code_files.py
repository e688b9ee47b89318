"""Reads the lists of authentication codes that a catalog names: one code a line."""

from collections.abc import Mapping
from pathlib import Path

from domain.catalog import Catalog
from domain.errors import InputError
from matchers.codes import CodeLists, squeeze


def code_lists(catalog: Catalog) -> Mapping[str, CodeLists]:
    """The codes of each product that has any, by SKU; raises InputError naming a list that can't be read."""
    return {
        product.sku: CodeLists(issued=_codes(product.codes.issued), burnt=_codes(product.codes.burnt))
        for _, product in catalog.products()
        if product.codes
    }


def _codes(source: str | None) -> frozenset[str]:
    if source is None:
        return frozenset()
    try:
        lines = Path(source).read_text("utf-8", "replace").splitlines()
    except (OSError, ValueError) as error:
        raise InputError(f"The list of codes {source} can't be read: {error}") from None
    return frozenset(code for line in lines if (code := squeeze(line)))
