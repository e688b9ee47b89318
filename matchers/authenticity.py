"""What the codes in the photos say: whose item number it is, and whether an authentication code is known or copied."""

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from domain.evidence import Evidence
from domain.photo import ListingPhoto
from matchers.codes import CodeLists, squeeze
from matchers.subject import Subject, clue
from matchers.weights import PRODUCT_NAMED

#: One authentication code at so many sellers is copied: each stands on one piece of goods.
SELLERS = 3
#: Shorter content is no authentication code.
SHORTEST = 6


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """Item numbers that contradict the offer, and authentication codes that are burnt, unknown or shown by many."""
    return tuple(found for photo in subject.photos for found in _of_photo(photo, subject))


def _of_photo(photo: ListingPhoto, subject: Subject) -> Iterator[Evidence]:
    product = subject.match.entry.product.sku if subject.match and subject.probability >= PRODUCT_NAMED else None
    where = f"images[{photo.position}]"
    sellers = dict(subject.context.code_sellers)
    for code in photo.fingerprint.codes:
        kind, _, content = code.partition(":")
        if kind == "gtin":
            known = subject.match.entry.gtins if product and subject.match else frozenset()
            if known and content not in known:
                text = "The bar code in the photo is another article's than the one offered."
                yield clue("K1", "other", text, where=where, observed=content, reference=min(known))
            continue
        lists = subject.index.codes.get(product, CodeLists()) if product else CodeLists()
        said = authentications(content)
        if copied := next((one for one in said if one in lists.burnt), None):
            text = "The authentication code in the photo is on the brand's list of copied codes."
            yield clue("K2", "burnt", text, where=where, observed=copied, reference="list of copied codes")
        elif lists.issued and said and lists.issued.isdisjoint(said) and (odd := _alike(said, lists.issued)):
            text = "The authentication code in the photo has the form of the brand's, but was never issued."
            yield clue("K2", "unknown", text, where=where, observed=odd, reference="list of issued codes")
        elif said and sellers.get(code, 0) >= SELLERS and (_alike(said, lists.issued) or set(said) & lists.issued):
            text = f"{sellers[code]} sellers show one and the same authentication code."
            yield clue("K3", "shared", text, where=where, observed=content, reference=str(sellers[code]))


def authentications(content: str) -> tuple[str, ...]:
    """The codes that a QR code may carry: its content, or the last step and the values of its link."""
    parts = [content]
    if "://" in content:
        try:
            link = urlsplit(content)
        except ValueError:
            return ()
        parts = [link.path.rstrip("/").rsplit("/", 1)[-1], *(value for _, value in parse_qsl(link.query))]
    return tuple(code for part in parts if len(code := squeeze(part)) >= SHORTEST)


def _alike(said: Iterable[str], issued: frozenset[str]) -> str | None:
    """The code that is built as all issued ones are: letters and digits at the same places."""
    forms = {_form(code) for code in issued}
    return next((code for code in said if _form(code) in forms), None) if len(forms) == 1 else None


def _form(code: str) -> str:
    return "".join("0" if c.isdigit() else "a" for c in code)


def printed_gtins(photos: Iterable[ListingPhoto]) -> frozenset[str]:
    """The trade item numbers that are printed in the photos."""
    codes = (code.partition(":") for photo in photos for code in photo.fingerprint.codes)
    return frozenset(content for kind, _, content in codes if kind == "gtin")
