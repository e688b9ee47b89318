"""What is written in the photos: words for fakes, the brand, contacts, and the name of the shop they come from."""

import re
from collections.abc import Iterable, Iterator, Sequence

from domain.evidence import Evidence
from domain.lexicon import Sense
from domain.listing import SHOP
from domain.photo import Bank, ListingPhoto
from matchers.brands import BrandHit, BrandIndex, Manner
from matchers.contacts import contacts
from matchers.photos import PhotoMatch, banked
from matchers.subject import Subject, clue
from matchers.terms import Found
from matchers.text import Text, examined, fold

#: What is heard of a photo; it says nothing of the kind of goods, their state or their number.
HEARD = frozenset({Sense.ADMISSION, Sense.HINT, Sense.COMMUNITY, Sense.AVOIDANCE, Sense.CONTACT})
#: Letters of a name from which on it is believed: reading patterns and textures gives short words.
SURE_LETTERS, SURE_SIGNS = 4, 2
#: Letters of a single word for fakes from which on it is believed: the short ones are something else elsewhere.
SURE_WORD = 6
_ALBUM = re.compile(r"yupoo|又拍|相册")
_HOST = re.compile(
    r"(?<![@\w.-])(?:https?://)?(?:www\.)?(?P<host>(?P<name>[a-z0-9][a-z0-9-]{2,40})"
    r"\.(?:com|net|org|shop|store|online|top|cc|cn|ru|de|fr|it|es|eu|co\.uk|com\.br|in|vn|tr|me))(?![\w-])"
)
#: Hosts that are nobody's shop: messengers are contacts and told as such.
_NO_SHOP = frozenset(
    "instagram facebook tiktok youtube twitter pinterest weibo whatsapp telegram wechat google gmail apple".split()  # noqa: SIM905
)


def texts(photos: Iterable[ListingPhoto], matches: Iterable[PhotoMatch]) -> tuple[Text, ...]:
    """The words of each photo that was read, as fields; pictures of the ignore bank say nothing."""
    ignored = {match.photo.position for match in banked(matches, Bank.IGNORE)}
    return tuple(
        examined(f"images[{photo.position}]", "\n".join(photo.words))
        for photo in photos
        if photo.words and photo.position not in ignored
    )


def heard(found: Found) -> bool:
    """Whether a term counts that was read from a photo; a short word may be a snatch of another one."""
    word = found.quote
    least = SURE_LETTERS if found.sense is Sense.CONTACT else SURE_WORD
    return found.sense in HEARD and not (word.isascii() and word.isalpha() and len(word) < least)


def brands(written: Iterable[Text], index: BrandIndex) -> Iterator[BrandHit]:
    """The brands that photos name plainly: a letter read wrong is no disguise."""
    for text in written:
        for hit in index.find(text, ()):
            least = SURE_LETTERS if hit.name.letters.isascii() else SURE_SIGNS
            if hit.manner is Manner.PLAIN and len(hit.name.letters) >= least:
                yield hit


def evidence(subject: Subject) -> tuple[Evidence, ...]:
    """A brand that only photos name, contacts in photos, and photos of another shop or of an album."""
    written = [text for text in subject.texts if text.in_photo]
    return (*_named(subject), *_contact(subject, written), *_elsewhere(subject, written)) if written else ()


def _named(subject: Subject) -> Iterator[Evidence]:
    hits = [hit for hit in subject.brand_hits if hit.brand is subject.brand]
    if hits and all(hit.text.in_photo for hit in hits):
        if banked(subject.photo_matches, Bank.OFFICIAL, sure=True):
            return  # told already: the photo is the brand's
        text = f"The photo says “{hits[0].quote}”, but no text names the brand."
        yield clue("E4", "photo", text, where=hits[0].text.where, observed=hits[0].quote, reference=hits[0].brand.name)


def _contact(subject: Subject, written: Sequence[Text]) -> Iterator[Evidence]:
    """A way to the seller past the platform; a shop of one's own may be called."""
    if subject.listing.marketplace == SHOP or subject.meant(Sense.CONTACT):
        return
    for text in written:
        for kind, value in sorted(contacts([text.raw], in_photo=True))[:1]:
            yield clue("E6", "contact", f"The photo shows a contact: {kind}.", where=text.where, observed=value)
            return


def _elsewhere(subject: Subject, written: Sequence[Text]) -> Iterator[Evidence]:
    own = [name for name in map(_letters, _own(subject)) if len(name) >= SURE_LETTERS]
    for text in written:
        if album := _ALBUM.search(text.folded):
            said = f"The photo is from an album for buyers of copies: “{text.quote(*album.span())}”."
            yield clue("I4", "album", said, where=text.where, observed=text.quote(*album.span()))
            return
        for found in _HOST.finditer(text.folded):
            name = _letters(found["name"])
            if name not in _NO_SHOP and not any(name in one or one in name for one in own):
                said = f"The photo names another shop: “{text.quote(*found.span('host'))}”."
                yield clue("I4", "shop", said, where=text.where, observed=text.quote(*found.span("host")))
                return


def _own(subject: Subject) -> Iterator[str]:
    """Names that a photo of this listing may honestly show: its seller's, the platform's, the brand's and dealers'."""
    listing, brand = subject.listing, subject.brand
    yield from (listing.marketplace, listing.seller.name or "", listing.seller.id or "", listing.brand or "")
    yield (listing.seller.url or "").partition("://")[2].partition("/")[0].removeprefix("www.")
    yield (listing.url or "").partition("://")[2].partition("/")[0].removeprefix("www.")
    if brand is not None:
        yield from (brand.name, *(alias.text for alias in brand.aliases))
        yield from (seller.name or seller.seller_id for seller in brand.authorised_sellers)


def _letters(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())
