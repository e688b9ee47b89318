"""How much of the goods is in one piece: volume or weight, as a name states it."""

import re
from collections.abc import Iterable

#: Units in millilitres and grams; a plain ounce is one of both, by what it is compared with.
_ML = {"ml": 1.0, "cl": 10.0, "dl": 100.0, "l": 1000.0, "lt": 1000.0, "ltr": 1000.0, "liter": 1000.0, "litre": 1000.0,
       "litro": 1000.0, "floz": 29.5735, "毫升": 1.0, "升": 1000.0, "мл": 1.0, "л": 1000.0, "مل": 1.0}  # fmt: skip
_GRAM = {"g": 1.0, "gr": 1.0, "gm": 1.0, "gram": 1.0, "grams": 1.0, "kg": 1000.0, "lb": 453.592, "lbs": 453.592,
         "克": 1.0, "千克": 1000.0, "公斤": 1000.0, "г": 1.0, "гр": 1.0, "кг": 1000.0}  # fmt: skip
_OUNCE = {"oz": (29.5735, 28.3495), "ounce": (29.5735, 28.3495), "ounces": (29.5735, 28.3495)}
_UNITS = "|".join(sorted((*_ML, *_GRAM, *_OUNCE, r"fl\.?\s?oz"), key=len, reverse=True))
_MEASURE = re.compile(
    rf"(?<![\w.,/])(?:(?P<times>\d{{1,2}})\s?[x×*]\s?)?(?P<amount>\d{{1,4}}(?:[.,]\d{{1,2}})?)\s?(?P<unit>{_UNITS})\.?(?![^\W\d_])",
    re.IGNORECASE,
)
#: The same size in two systems of units ("100 ml / 3.4 oz") agrees to so much.
_ALIKE = 0.06


def size(texts: Iterable[str]) -> tuple[str, float] | None:
    """`ml` or `g` with the amount that the first text with any measure states; None when it states several.

    Of `100 ml / 3.4 fl oz` both say the same.
    """
    for text in texts:
        found = [_read(match) for match in _MEASURE.finditer(text)]
        if found:
            first = next((one for one in found if len(one) == 1), found[0])
            kind, amount = next(iter(first.items()))
            same = amount > 0 and all(kind in one and abs(one[kind] / amount - 1) <= _ALIKE for one in found)
            return (kind, amount) if same else None
    return None


def _read(match: re.Match[str]) -> dict[str, float]:
    """The measure in millilitres, in grams, or for an ounce in both."""
    amount = float(match["amount"].replace(",", ".")) * int(match["times"] or 1)
    unit = re.sub(r"[.\s]", "", match["unit"].lower())
    if unit in _OUNCE:
        volume, mass = _OUNCE[unit]
        return {"ml": amount * volume, "g": amount * mass}
    return {"ml": amount * _ML[unit]} if unit in _ML else {"g": amount * _GRAM[unit]}


def times(ours: tuple[str, float] | None, theirs: tuple[str, float] | None) -> float:
    """How many of theirs are in ours; 1 when either is unknown or they measure different things."""
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return 1.0
    ratio = ours[1] / theirs[1]
    return ratio if abs(ratio - 1) > _ALIKE and 1 / 20 <= ratio <= 20 else 1.0
