"""The fictional brand with its products, and the rivals that make the same kind of things."""

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from demo.badge import BADGES
from demo.looks import Design
from demo.names import Names, gtin
from demo.offers import Ware
from demo.photos import PhotoSpec
from demo.relief import Colour, mixed
from domain.catalog import Money

#: Shape, products of the brand, and the span of prices in USD.
CATEGORIES = {
    "shoes": ("shoe", 3, (119, 189)),
    "backpacks": ("backpack", 3, (89, 219)),
    "headphones": ("headphones", 2, (149, 379)),
    "watches": ("watch", 2, (179, 519)),
    "jackets": ("jacket", 2, (159, 419)),
    "bottles": ("bottle", 2, (29, 49)),
}
_BASES: tuple[Colour, ...] = (
    (38, 68, 92), (196, 58, 48), (70, 92, 60), (208, 204, 194), (44, 44, 50), (222, 146, 40), (92, 70, 110), (46, 122,
    124),
    (160, 112, 76), (110, 124, 140), (148, 30, 66), (228, 196, 72), (28, 96, 168), (86, 60, 50), (178, 188, 168),
    (214, 118, 122),
)  # fmt: skip
_ACCENTS: tuple[Colour, ...] = (
    (240, 122, 40), (244, 222, 70), (232, 204, 152), (60, 132, 186), (226, 64, 84), (110, 210, 160), (236, 236, 232),
    (150, 110, 220), (30, 34, 40),
)  # fmt: skip
_TRIMS: tuple[Colour, ...] = ((30, 30, 34), (58, 50, 44), (84, 86, 94), (40, 52, 68), (122, 84, 52), (66, 74, 60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Everything made: the watched brand's wares and the others'."""

    brand: str
    chinese: str
    badge: int
    own: tuple[Ware, ...]
    rivals: tuple[Ware, ...]
    no_names: tuple[Ware, ...]


def design(chance: Random, shape: str, base: Colour, *, badge: int, word: str) -> Design:
    """A new design in a base colour, with an accent that stands out from it."""
    far = [accent for accent in _ACCENTS if sum(abs(a - b) for a, b in zip(accent, base, strict=True)) > 190]
    return Design(
        shape=shape,
        base=base,
        accent=chance.choice(far),
        trim=chance.choice(_TRIMS),
        build=chance.randrange(1000),
        badge=badge,
        word=word,
    )


def _price(chance: Random, span: tuple[int, int]) -> Money:
    return Money(amount=Decimal(chance.randint(*span)) - chance.choice((Decimal(0), Decimal("0.05"))), currency="USD")


def official_photos(look: Design, chance: Random) -> tuple[PhotoSpec, ...]:
    """The brand's own studio photos of a product."""
    scenes = ("white", chance.choice(("white", "grey")), chance.choice(("white", "grey", "tinted")))
    count = chance.choice((2, 3, 3))
    return tuple(
        PhotoSpec(design=look, view=view, scene=scene, seed=chance.randrange(10**6))
        for view, scene in enumerate(scenes[:count])
    )


def make(chance: Random, names: Names) -> Goods:
    """The brand's fourteen products, five rivals with two or three each in its categories, and nameless goods."""
    brand, chinese = names.brand()
    emblems = chance.sample(range(BADGES), BADGES)
    initials = f"{brand[0]}{brand[len(brand) // 2]}".upper()
    own, rivals, no_names = [], [], []
    for category, (shape, count, span) in CATEGORIES.items():
        for base in chance.sample(_BASES, count):
            look = design(chance, shape, base, badge=emblems[0], word=brand)
            code = f"{initials}-{shape[0].upper()}{chance.randint(1000, 9999)}"
            own.append(
                Ware(
                    brand=brand,
                    chinese=chinese,
                    model=names.model(),
                    category=category,
                    design=look,
                    price=_price(chance, span),
                    sku=code,
                    gtin=gtin(chance),
                    mpn=code.replace("-", ""),
                    official=official_photos(look, chance),
                )
            )
    for emblem in emblems[1:]:
        name, spelled = names.brand()
        for category in chance.sample(list(CATEGORIES), 4):
            shape, _, span = CATEGORIES[category]
            model_of = chance.choice([ware for ware in own if ware.category == category])
            base = chance.choice((mixed(model_of.design.base, chance.choice(_BASES), 0.3), chance.choice(_BASES)))
            look = design(chance, shape, base, badge=emblem, word=name)
            rivals.append(
                Ware(
                    brand=name,
                    chinese=spelled,
                    model=names.model(),
                    category=category,
                    design=look,
                    price=_price(chance, (span[0] // 2, span[1])),
                    gtin=gtin(chance),
                    official=official_photos(look, chance),
                )
            )
    for category, (shape, _, span) in CATEGORIES.items():
        for _ in range(2):
            look = design(chance, shape, chance.choice(_BASES), badge=chance.choice(emblems[1:]), word="")
            price = _price(chance, (span[0] // 5, span[0] // 3))
            no_names.append(Ware(brand=None, chinese="", model="", category=category, design=look, price=price))
    return Goods(
        brand=brand, chinese=chinese, badge=emblems[0], own=tuple(own), rivals=tuple(rivals), no_names=tuple(no_names)
    )


def counterfeited(look: Design, chance: Random) -> Design:
    """How a copy of a product looks: nearly the same, colours a little off."""
    return replace(
        look,
        base=mixed(look.base, chance.choice(_BASES), 0.12),
        accent=mixed(look.accent, chance.choice(_ACCENTS), 0.15),
    )
