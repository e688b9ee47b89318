"""A listing as it is compared with products: its words, its numbers, and what kind of thing it calls itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.listing import Listing
from matchers.codes import gtin, model_code, squeeze
from matchers.comparison import Side
from matchers.text import Word, fold, unspaced
from matchers.wording import MORE, ROMAN, singular, wording

_GTIN_FIELDS = frozenset({"upc", "ean", "gtin", "isbn", "isbn-13", "isbn-10", "barcode"})
_CODE_FIELDS = frozenset({"mpn", "model", "model number", "item number", "sku", "货号", "型号", "型番", "артикул"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A listing as it is compared with products.

    `side` is its title without a brand's name and what else it says; `numbers` are its stated numbers, `gtins` those
    that may be trade item numbers, `declared` those that it calls so. `brands` are the names of brands found, `rival`
    says that the brand field names somebody else, `photographed` holds the SKUs whose verified photo it shows. `kinds`
    are the kinds of goods that the title names, `sorts` those of the listing's category, `qualities` the title's words
    that only describe goods, `described` the names of kinds and what describes them, `understood` all that means
    something in a lexicon.
    """

    side: Side
    numbers: frozenset[str]
    gtins: frozenset[str]
    declared: frozenset[str]
    brands: frozenset[str]
    rival: bool = False
    photographed: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    qualities: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    understood: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """The words of the title."""
        return self.side.name.known


def offer(
    listing: Listing,
    title: str,
    *,
    further: str = "",
    brands: frozenset[str],
    rival: bool = False,
    photographed: frozenset[str] = frozenset(),
    kinds: frozenset[str] = frozenset(),
    sorts: frozenset[str] = frozenset(),
    qualities: frozenset[str] = frozenset(),
    described: frozenset[str] = frozenset(),
    understood: frozenset[str] = frozenset(),
) -> Offer:
    """What is compared of a listing; `title` is folded and as it reads, `further` what else the listing says."""
    declared = [listing.gtin, *(value for name, value in listing.attributes if fold(name) in _GTIN_FIELDS)]
    models = [listing.mpn, *(value for name, value in listing.attributes if fold(name) in _CODE_FIELDS)]
    others = [*models, listing.sku]
    known = gtins(declared)
    return Offer(
        side=Side(
            name=wording(title),
            more=wording(further, MORE) if further else None,
            stated=frozenset(code for code in map(squeeze, filter(None, models)) if model_code(code)),
        ),
        numbers=frozenset(squeeze(code) for code in (*declared, *others) if code),
        gtins=known | long_gtins(others),
        declared=known,
        brands=brands,
        rival=rival,
        photographed=photographed,
        kinds=kinds,
        sorts=sorts,
        qualities=qualities,
        described=described,
        understood=understood,
    )


def gtins(codes: Iterable[str | None]) -> frozenset[str]:
    return frozenset(number for code in codes if code and (number := gtin(code)))


def long_gtins(codes: Iterable[str | None]) -> frozenset[str]:
    """The GTINs among codes of any kind: a short number passes the check digit too often by chance."""
    return gtins(code for code in codes if code and len(squeeze(code)) >= 12)


def tokens(found_words: Iterable[Word]) -> frozenset[str]:
    """Words as products are compared: unspaced scripts by pairs of characters, Roman numerals as digits, no plurals."""
    found: set[str] = set()
    for word in found_words:
        if unspaced(word.text):
            found.update(word.text[n : n + 2] for n in range(max(1, len(word.text) - 1)))
        else:
            found.add(singular(ROMAN.get(word.text, word.text)))
    return frozenset(found)
