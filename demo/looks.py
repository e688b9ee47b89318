"""How a thing is to look: its shape, colours, proportions and badge."""

from dataclasses import dataclass

from demo.relief import Colour

WHITE: Colour = (236, 235, 230)
BLACK: Colour = (26, 26, 29)
STEEL: Colour = (176, 178, 184)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The look of a product; `build` seeds its proportions, `badge` is a number of `BADGES`, `word` its lettering."""

    shape: str
    base: Colour
    accent: Colour
    trim: Colour
    build: int = 0
    badge: int = 0
    word: str = ""
