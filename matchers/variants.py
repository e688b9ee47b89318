"""The variant of a product that a text names: sizes with their units, colours, editions and packs."""

import re
from collections.abc import Mapping

#: Units by what they measure, each with its size in the first of them.
DIMENSIONS: Mapping[str, Mapping[str, float]] = {
    "volume": {"ml": 1, "cl": 10, "l": 1000, "litre": 1000, "liter": 1000, "floz": 29.57},
    "weight": {"g": 1, "mg": 0.001, "kg": 1000, "oz": 28.35, "lb": 453.6, "lbs": 453.6},
    "length": {"mm": 1, "cm": 10, "m": 1000, "ft": 304.8, "inch": 25.4, "in": 25.4, '"': 25.4, "''": 25.4},
    "memory": {"gb": 1, "mb": 1 / 1024, "tb": 1024, "go": 1, "gig": 1},
    "power": {"w": 1, "watt": 1, "kw": 1000},
    "charge": {"mah": 1, "ah": 1000},
    "voltage": {"v": 1, "volt": 1},
    "frequency": {"mhz": 1, "ghz": 1000},
    "turns": {"rpm": 1, "k": 1000},
    "pixels": {"mp": 1, "megapixel": 1},
    "pack": {
        "pack": 1,
        "pk": 1,
        "pc": 1,
        "pcs": 1,
        "piece": 1,
        "count": 1,
        "ct": 1,
        "pair": 1,
        "set": 1,
        "user": 1,
        "stück": 1,
    },
}
_UNIT = {unit: (dimension, size) for dimension, units in DIMENSIONS.items() for unit, size in units.items()}
_MEASURED = re.compile(
    r"(?<![\w.])(\d{1,5}(?:[.,]\d{1,3})?)\s?-?\s?("
    + "|".join(map(re.escape, sorted(_UNIT, key=len, reverse=True)))
    + r")s?(?![a-z0-9])"
)
_DIGIT = re.compile(r"\d")
_PACK_OF = re.compile(r"\b(?:pack|set|lot|box|case) of (\d{1,4})\b|(?<![\w.])(\d{1,3}) ?x (?=\d)")

_COLOURS = {
    "black": "black noir schwarz negro nero preto zwart чёрный черный 黑 黑色 ブラック siyah đen hitam",
    "white": "white blanc blanche weiß weiss blanco bianco branco wit белый 白 白色 ホワイト beyaz trắng putih",
    "red": "red rouge rot rojo rosso vermelho rood красный 红色 レッド kırmızı merah",
    "blue": "blue bleu blau azul blu blauw синий 蓝色 ブルー mavi biru navy",
    "green": "green vert grün grun verde groen зелёный зеленый 绿色 グリーン yeşil hijau",
    "grey": "grey gray gris grau grigio cinza grijs серый 灰色 グレー gri charcoal graphite",
    "silver": "silver argent silber plata argento prata zilver серебристый 银色 シルバー platinum titanium chrome",
    "pink": "pink rose rosa roze розовый 粉色 ピンク pembe fuchsia magenta",
    "yellow": "yellow jaune gelb amarillo giallo amarelo geel жёлтый желтый 黄色 イエロー sarı kuning",
    "gold": "gold or golden oro ouro goud золотой 金色 ゴールド altın emas",
    "purple": "purple violet lila morado viola roxo paars фиолетовый 紫色 パープル mor ungu",
    "orange": "orange naranja arancione laranja oranje оранжевый 橙色 オレンジ turuncu",
    "brown": "brown marron braun marrón marrone marrom bruin коричневый 棕色 ブラウン kahverengi coklat tan",
    "beige": "beige cream ivory crème",
    "clear": "clear transparent crystal",
}
_COLOUR = {word: name for name, words in _COLOURS.items() for word in words.split() if word != "or"}

#: Words that tell editions of one work apart, and the edition that each means.
EDITIONS = {
    word: name
    for name, words in {
        "upgrade": "upgrade upg upsell upd update mise aggiornamento actualización",
        "professional": "professional pro prof",
        "standard": "standard std",
        "premium": "premium prem",
        "deluxe": "deluxe dlx",
        "home": "home",
        "student": "student academic education edu school teacher scholar étudiant",
        "small": "small mini compact",
        "ultimate": "ultimate ult extreme ultra max",
        "basic": "basic lite light essential starter elements",
        "plus": "plus",
        "server": "server",
        "mac": "mac macintosh osx",
        "windows": "windows win pc xp vista",
        "license": "license licence lic olp licenza volume",
        "business": "business enterprise corporate",
        "family": "family household",
        "refurbished": "refurbished refurb renewed",
        "eau de parfum": "edp parfum",
        "eau de toilette": "edt toilette",
        "cologne": "edc cologne",
    }.items()
    for word in words.split()
}

#: Words that make another model of a name that they follow ("Pulse Pro").
SUFFIXES = frozenset(("pro", "plus", "max", "mini", "ultra", "lite", "se", "xl", "gt", "evo", "neo", "junior", "kids"))

#: The same words as other scripts spell them.
SPELT_SUFFIXES = {
    word: name
    for name, words in {
        "mini": "ミニ 미니 мини ميني มินิ 迷你",
        "pro": "プロ 프로 برو โปร",
        "plus": "プラス 플러스 плюс بلس พลัส",
        "max": "マックス 맥스 макс ماكس แม็กซ์",
        "ultra": "ウルトラ 울트라 ультра الترا อัลตร้า",
        "lite": "ライト 라이트 лайт لايت ไลท์",
    }.items()
    for word in words.split()
}


def colour(word: str) -> str | None:
    """The colour that a word names, in one form for all languages."""
    return _COLOUR.get(word)


def measured(folded: str) -> dict[str, frozenset[str]]:
    """The measures of a text by dimension, each value in the smallest unit of its dimension."""
    found: dict[str, set[str]] = {}
    if not _DIGIT.search(folded):
        return {}
    for match in _MEASURED.finditer(folded):
        dimension, size = _UNIT[match[2]]
        found.setdefault(dimension, set()).add(f"{float(match[1].replace(',', '.')) * size:.3g}")
    for match in _PACK_OF.finditer(folded):
        found.setdefault("pack", set()).add(str(int(match[1] or match[2])))
    return {dimension: frozenset(values) for dimension, values in found.items()}


def unmeasured(folded: str) -> str:
    """The text without its measures."""
    return _MEASURED.sub(" ", folded) if _DIGIT.search(folded) else folded
