"""Every shape that can be drawn, and the reliefs made of them."""

from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Any

from demo import hard_goods, soft_goods, sundries
from demo.looks import Design
from demo.relief import Relief

SHAPES: dict[str, Callable[[Relief, Design, Random], None]] = {
    "shoe": soft_goods.shoe,
    "backpack": soft_goods.backpack,
    "headphones": hard_goods.headphones,
    "watch": hard_goods.watch,
    "jacket": soft_goods.jacket,
    "bottle": hard_goods.bottle,
    "strap": sundries.strap,
    "laces": sundries.laces,
    "pads": sundries.pads,
    "pouch": sundries.pouch,
    "box": sundries.box,
    "book": sundries.book,
    "poster": sundries.poster,
    "jar": sundries.jar,
}

#: How a product is turned: as it is, slightly away, and seen from its other side.
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"squeeze": 0.90, "shear": 0.05},
    {"squeeze": 0.94, "shear": -0.04, "mirrored": True},
)


@lru_cache(maxsize=64)
def relief(design: Design, view: int) -> Relief:
    """The relief of a design in one of the `VIEWS`; the same design always has the same proportions."""
    chance = Random(f"{design.shape} {design.build}")  # noqa: S311
    made = Relief(**VIEWS[view % len(VIEWS)])
    SHAPES[design.shape](made, design, chance)
    return made
