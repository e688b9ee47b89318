"""How offers of each nature are made: wording, price against new, photos, and who sells them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from demo import texts
from demo.offers import Nature
from domain.listing import Condition

Titles = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """`price` is a span of shares of the price when new; `photos` says whose they are, one choice an offer.

    `brand_field` lists what sellers write there: `true`, `none` or a literal text.
    """

    titles: Titles
    price: tuple[float, float]
    photos: tuple[str, ...]
    role: str
    brand_field: tuple[str, ...] = ("true", "true", "none")
    condition: Condition = Condition.NEW
    remarks: Titles = field(default_factory=dict)
    codes: float = 0.0


RECIPES: dict[Nature, Recipe] = {
    Nature.OPEN_FAKE: Recipe(titles=texts.OPEN, price=(0.15, 0.6), photos=("copy", "copy", "official", "edited"),
        role="replica"),
    Nature.VEILED_FAKE: Recipe(
        titles=texts.CLEAN, price=(0.15, 0.42), photos=("copy", "official", "edited"), role="replica",
            brand_field=("none", "OEM"), remarks=texts.HINTS,
    ),
    Nature.STOLEN_PHOTO: Recipe(titles=texts.NAMELESS, price=(0.15, 0.35), photos=("official",), role="cheap",
        brand_field=("none", "unbranded")),
    Nature.EDITED_PHOTO: Recipe(titles=texts.NAMELESS, price=(0.15, 0.35), photos=("edited",), role="cheap",
        brand_field=("none", "unbranded")),
    Nature.UNDERPRICED: Recipe(titles=texts.CLEAN, price=(0.15, 0.42), photos=("official", "own", "copy"),
        role="cheap", codes=0.3),
    Nature.GREY_SELLER: Recipe(titles=texts.GREY, price=(0.6, 0.85), photos=("official", "own"), role="grey",
        codes=0.5),
    Nature.COPYCAT: Recipe(titles=texts.COPYCAT, price=(0.2, 0.5), photos=("no name",), role="cheap",
        brand_field=("none",)),
    Nature.UNDETECTABLE: Recipe(titles=texts.CLEAN, price=(0.8, 0.95), photos=("copy",), role="trader"),
    Nature.AUTHORISED: Recipe(titles=texts.CLEAN, price=(0.7, 1.0), photos=("official",), role="authorised",
        brand_field=("true",), codes=0.9),
    Nature.HONEST_RESELLER: Recipe(titles=texts.CLEAN, price=(0.74, 1.05), photos=("official", "own"), role="trader",
        codes=0.6),
    Nature.SECOND_HAND: Recipe(titles=texts.USED, price=(0.3, 0.65), photos=("own",), role="private",
        condition=Condition.USED),
    Nature.REFURBISHED: Recipe(titles=texts.REFURBISHED, price=(0.56, 0.75), photos=("own",), role="trader",
        condition=Condition.REFURBISHED),
    Nature.GUARANTEE: Recipe(titles=texts.GUARANTEE, price=(0.8, 1.0), photos=("official", "own"), role="trader",
        codes=0.4),
    Nature.BUNDLE: Recipe(titles=texts.BUNDLE, price=(0.95, 1.15), photos=("own", "official"), role="trader"),
    Nature.MULTIPACK: Recipe(titles=texts.PACK, price=(0.82, 0.92), photos=("several",), role="trader"),
    Nature.RIVAL: Recipe(titles=texts.CLEAN, price=(0.6, 1.05), photos=("official", "own"), role="trader",
        brand_field=("true",), codes=0.5),
    Nature.NO_NAME: Recipe(titles=texts.NAMELESS, price=(0.8, 1.2), photos=("own",), role="cheap",
        brand_field=("none", "unbranded")),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """Something that names the brand and is not its goods: `price` in USD; `{w}` is the word on it."""

    titles: Titles
    shape: str
    price: tuple[int, int]
    category: str
    word: str = "{b}"
    role: str = "private"
    condition: Condition = Condition.NEW


ODDITIES: dict[Nature, tuple[Oddity, ...]] = {
    Nature.EMPTY_BOX: (
        Oddity(
            titles={"en": ("{b} {m} empty box only, no product",), "de": ("{b} {m} nur Leerkarton, ohne Inhalt",),
                "zh": ("{b} {m} 空盒 仅包装盒",)},
            shape="box", price=(4, 14), category="packaging", condition=Condition.USED,
        ),
    ),
    Nature.BOOK: (
        Oddity(titles={"en": ("The {b} Story: how {m} was made (paperback)", "{b} design archive, illustrated book")},
            shape="book", price=(12, 38), category="books", role="trader"),
        Oddity(titles={"de": ("Buch: Die Geschichte von {b} (Taschenbuch)",), "fr": ("Livre : l'histoire de {b}",)},
            shape="book", price=(12, 38), category="books", role="trader"),
    ),
    Nature.POSTER: (
        Oddity(titles={"en": ("{b} {m} poster art print 30x40", "Vintage style {b} wall print"),
            "fr": ("Affiche {b} {m} 30x40",)}, shape="poster", price=(9, 29), category="prints", role="trader"),
    ),
    Nature.HOMONYM: (
        Oddity(titles={"en": ("{b} Press: Field Guide to Alpine Flowers", "{b} Press - Selected Poems")},
            shape="book", price=(9, 26), category="books", word="{b} Press", role="trader"),
        Oddity(titles={"en": ("{b} Valley wildflower honey 500 g", "Honey from {b} Valley, raw")}, shape="jar",
            price=(7, 15), category="food", word="{b} Valley", role="trader"),
    ),
    Nature.WANTED: (
        Oddity(titles={"en": ("Wanted: {b} {m}, any condition", "Repair service for {b} {m}"), "de": ("Suche {b} {m}",
            "Reparatur von {b} {m}")}, shape="poster", price=(5, 30), category="services"),
    ),
}  # fmt: skip

#: How many offers of each nature stand on each site.
PLAN: dict[str, dict[Nature, int]] = {
    "bazaar": {
        Nature.OPEN_FAKE: 7, Nature.VEILED_FAKE: 7, Nature.STOLEN_PHOTO: 3, Nature.EDITED_PHOTO: 3,
            Nature.UNDERPRICED: 5,
        Nature.GREY_SELLER: 4, Nature.COPYCAT: 3, Nature.UNDETECTABLE: 2, Nature.AUTHORISED: 14,
            Nature.HONEST_RESELLER: 17,
        Nature.SECOND_HAND: 19, Nature.REFURBISHED: 5, Nature.GUARANTEE: 7, Nature.BUNDLE: 5, Nature.MULTIPACK: 4,
        Nature.ACCESSORY: 12, Nature.USED_PARTS: 8, Nature.EMPTY_BOX: 4, Nature.RIVAL: 12, Nature.NO_NAME: 4,
            Nature.BOOK: 5,
        Nature.POSTER: 4, Nature.HOMONYM: 6, Nature.WANTED: 4, Nature.PRIVATE: 3, Nature.VANISHED: 2, Nature.BROKEN: 1,
    },
    "outlet": {
        Nature.OPEN_FAKE: 5, Nature.VEILED_FAKE: 4, Nature.STOLEN_PHOTO: 3, Nature.EDITED_PHOTO: 3,
            Nature.UNDERPRICED: 4,
        Nature.GREY_SELLER: 2, Nature.COPYCAT: 2, Nature.UNDETECTABLE: 1, Nature.HONEST_RESELLER: 12,
            Nature.SECOND_HAND: 6,
        Nature.REFURBISHED: 3, Nature.GUARANTEE: 2, Nature.BUNDLE: 2, Nature.MULTIPACK: 2, Nature.ACCESSORY: 8,
            Nature.USED_PARTS: 2,
        Nature.RIVAL: 16, Nature.NO_NAME: 4, Nature.BOOK: 1, Nature.POSTER: 2,
    },
    "dealer": {
        Nature.AUTHORISED: 22, Nature.BUNDLE: 3, Nature.MULTIPACK: 3, Nature.ACCESSORY: 9, Nature.REFURBISHED: 2,
            Nature.RIVAL: 17,
        Nature.BOOK: 1,
    },
    "app": {
        Nature.OPEN_FAKE: 2, Nature.VEILED_FAKE: 2, Nature.STOLEN_PHOTO: 1, Nature.UNDERPRICED: 1,
            Nature.HONEST_RESELLER: 3,
        Nature.ACCESSORY: 1, Nature.RIVAL: 4,
    },
    "aliexpress": {
        Nature.OPEN_FAKE: 3, Nature.VEILED_FAKE: 3, Nature.STOLEN_PHOTO: 2, Nature.EDITED_PHOTO: 1,
            Nature.UNDERPRICED: 2,
        Nature.COPYCAT: 1, Nature.HONEST_RESELLER: 3, Nature.ACCESSORY: 4, Nature.RIVAL: 4, Nature.NO_NAME: 3,
    },
    "taobao": {
        Nature.OPEN_FAKE: 3, Nature.STOLEN_PHOTO: 1, Nature.EDITED_PHOTO: 1, Nature.UNDERPRICED: 1,
            Nature.HONEST_RESELLER: 3,
        Nature.ACCESSORY: 2, Nature.RIVAL: 3, Nature.NO_NAME: 1,
    },
    "ebay": {
        Nature.OPEN_FAKE: 1, Nature.VEILED_FAKE: 1, Nature.EDITED_PHOTO: 1, Nature.UNDERPRICED: 1,
            Nature.HONEST_RESELLER: 4,
        Nature.SECOND_HAND: 8, Nature.ACCESSORY: 2, Nature.RIVAL: 1,
    },
}  # fmt: skip
