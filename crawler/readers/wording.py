"""What shops call the state of the goods and whether they can be had, as words and as schema.org terms."""

import re
from typing import Any

from crawler.readers.text import folded
from domain.listing import Availability, Condition

_AVAILABILITY_TERMS = {
    "instock": Availability.IN_STOCK,
    "in_stock": Availability.IN_STOCK,
    "limitedavailability": Availability.IN_STOCK,
    "onlineonly": Availability.IN_STOCK,
    "instoreonly": Availability.IN_STOCK,
    "available": Availability.IN_STOCK,
    "outofstock": Availability.OUT_OF_STOCK,
    "oos": Availability.OUT_OF_STOCK,
    "soldout": Availability.OUT_OF_STOCK,
    "unavailable": Availability.OUT_OF_STOCK,
    "preorder": Availability.PREORDER,
    "presale": Availability.PREORDER,
    "backorder": Availability.PREORDER,
    "madetoorder": Availability.PREORDER,
    "discontinued": Availability.DISCONTINUED,
}

#: In the order in which they are looked for: "not in stock" must not be read as "in stock".
_AVAILABILITY_WORDS: tuple[tuple[Availability, str], ...] = (
    (Availability.DISCONTINUED, r"discontinued|nicht mehr lieferbar|停产|abgekündigt"),
    (
        Availability.OUT_OF_STOCK,
        (
            r"out[ -]of[ -]stock|sold[ -]?out|\bunavailable|not (?:in stock|available)|no stock|ausverkauft|"
            r"vergriffen|nicht (?:verfügbar|auf lager|lieferbar|vorrätig)|épuisé|rupture de stock|indisponible|"
            r"agotado|sin stock|no disponible|esgotado|indispon[ií]vel|esaurito|non disponibile|uitverkocht|"
            r"niet (?:op voorraad|leverbaar)|slutsåld|udsolgt|utsolgt|loppuunmyyty|brak w magazynie|niedostępn|"
            r"wyprzedan|vyprodáno|není skladem|elfogyott|нет в наличии|распродано|немає в наявності|tükendi|"
            r"stokta yok|habis|hết hàng|สินค้าหมด|売り切れ|在庫切れ|在庫なし|품절|缺货|无货|售罄|已售完|"
            r"غير متوفر|نفد|נגמר המלאי|אזל"
        ),
    ),
    (
        Availability.PREORDER,
        (r"pre-?order|vorbestell|précommande|pre-?venta|预售|預購|予約(?:受付|商品)|ön sipariş|предзаказ"),
    ),
    (
        Availability.IN_STOCK,
        (
            r"in[ -]stock|\bavailable now|ready to ship|(?:sofort |ab lager )?lieferbar|auf lager|vorrätig|"
            r"sofort verfügbar|"
            r"en stock|disponib(?:le|ile)|disponível|em estoque|em stock|op voorraad|i lager|på lager|varastossa|"
            r"dostępny|na stanie|skladem|készleten|raktáron|în stoc|в наличии|є в наявності|stokta(?! yok)|tersedia|"
            r"còn hàng|"
            r"มีสินค้า|在庫あり|재고 있음|有货|現貨|现货|متوفر|متاح|במלאי|σε απόθεμα|διαθέσιμο"
        ),
    ),
)
_CONDITION_TERMS = {
    "new": Condition.NEW,
    "brandnew": Condition.NEW,
    "used": Condition.USED,
    "preowned": Condition.USED,
    "refurbished": Condition.REFURBISHED,
    "renewed": Condition.REFURBISHED,
    "damaged": Condition.FOR_PARTS,
    "forparts": Condition.FOR_PARTS,
}


def availability(term: Any) -> Availability | None:
    """A schema.org term or URL, a feed's word, or a sentence of the page, as an availability."""
    text = folded(term)
    if not text:
        return None
    last = re.sub(r"[^a-z_]", "", text.rstrip("/").rpartition("/")[2].rpartition(":")[2].lower())
    return _AVAILABILITY_TERMS.get(last) or _AVAILABILITY_TERMS.get(last.replace("_", "")) or availability_words(text)


def availability_words(text: str) -> Availability | None:
    """What a visible sentence such as "In stock (27 available)" says."""
    return next((kind for kind, words in _AVAILABILITY_WORDS if re.search(words, text, re.IGNORECASE)), None)


def condition(term: Any) -> Condition | None:
    """A schema.org term or URL or a feed's word as a condition."""
    text = folded(term)
    if not text:
        return None
    last = re.sub(r"[^a-z]", "", text.rstrip("/").rpartition("/")[2].lower()).removesuffix("condition")
    return _CONDITION_TERMS.get(last)
