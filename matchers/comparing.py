"""Whether a word leads to a brand's name: "inspired by the famous scent of …", "alternativa al reloj …"."""

import re
from collections.abc import Iterable

from domain.lexicon import Sense
from matchers.goods import ARTICLES
from matchers.index import Index
from matchers.terms import Found

#: Characters between a word that compares and the name that it compares with.
REACH = 45
#: How words begin that sellers say of the name that they compare with, or of the price.
_FAME = (
    *("famo", "celebr", "iconi", "mitic", "mythi", "legend", "lendar", "leggend", "popul", "popol"),
    *("conoc", "reconoc", "conhec", "known", "beruhmt", "bekannt", "beliebt", "fameu", "queridin"),
    *("acces", "acess", "asequib", "econom", "barat", "cheap", "affordab"),
    *("carisim", "costosissim", "carissim", "favorit", "preferid", "preferit", "clasic", "classic", "claramente"),
    *("marca", "marchio", "marque", "brand", "modelo", "modello", "modele", "luxury"),
    *("извест", "знаменит", "популярн", "легендар", "культов", "бренд", "марк", "модел", "дорог", "люксов"),
    *("unlu", "meshur", "efsane", "pahali", "marka", "modelin", "shahir", "شهير", "الشهير", "مشهور", "المشهور"),
    *("معروف", "المعروف", "فاخر", "الفاخر", "ماركه", "براند", "العالمي", "الغالي", "موديل", "تصميم"),
    *("terkenal", "ikonik", "mahal", "mewah", "noi", "tieng", "dinh", "dam", "แบรนด์", "รุ่น", "ของ", "ยี่ห้อ", "ตัวดัง"),
)
#: Words that only say of which kind something is.
_OF = frozenset({"of", "de", "di"})
#: Languages that write behind a noun what describes it: a style behind the brand's name is one of its own goods.
NOUN_FIRST = frozenset({"ar", "es", "fr", "it", "pt", "ru"})
_CLAUSE = re.compile(r"[.,;:!?|،。，\n]")


def leads(found: Found, places: Iterable[tuple[int, int]], index: Index) -> bool:
    """Whether only articles, praise, names of goods and of models stand between a word and the name beside it.

    Before the name a single word for a style stands with many a noun ("estilo tote Norvik", "estilo de bolso"): it
    leads over such only behind an article or praise. Behind the name a look-alike alone is told ("Norvik çanta tarzı").
    """
    ends = [end for _, end in places if 0 <= found.start - end <= REACH]
    behind = found.sense is Sense.COPYCAT and found.language not in NOUN_FIRST
    if behind and ends and _parted(found, max(ends), found.start, index, few=False):
        return True
    starts = [start for start, _ in places if 0 <= start - found.end <= REACH]
    single = not any(character.isspace() for character in found.quote.strip())
    return bool(starts) and _parted(found, found.end, min(starts), index, few=single)


def followed(found: Found) -> bool:
    """Whether a word goes on behind a term in its clause."""
    return found.text.folded[found.end :].lstrip(" ")[:1].isalnum()


def _parted(found: Found, start: int, end: int, index: Index, *, few: bool) -> bool:
    """Whether nothing that matters stands between; `few` words may."""
    text = found.text
    if _CLAUSE.search(text.folded, start, end):
        return False
    between = [word for word in text.words if start <= word.start and word.end <= end]
    if sum(map(str.isalnum, text.folded[start:end])) > sum(len(word.text) for word in between):
        return False  # a part of a run without spaces stands there
    if all(word.text in ARTICLES or word.text.startswith(_FAME) for word in between):
        return True
    first = between[0].text
    if few and not (first in ARTICLES or first.startswith(_FAME)):
        return False
    if few and found.sense is Sense.COPYCAT and first in _OF:
        return False
    plain = {word.start for word in (*index.kinds.qualities(text), *index.kinds.description(text))}
    return all(
        word.start in plain
        or word.text in ARTICLES
        or word.text.startswith(_FAME)
        or word.text.isdecimal()
        or word.text in index.products.vocabulary
        for word in between
    )
