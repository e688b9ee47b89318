"""Names of brands, models, sellers and shops, put together from syllables so that every seed gives its own."""

from random import Random

from domain.catalog import Alias, AliasKind

#: Beginnings and middles with their Chinese sound; no real word comes of them.
_HEADS = (
    ("Zo", "佐"), ("Kve", "奎"), ("Vra", "弗拉"), ("Ty", "蒂"), ("Bro", "布罗"), ("Ju", "尤"), ("Ska", "斯卡"),
    ("Dre", "德雷"), ("Fjo", "菲奥"), ("Gwa", "格瓦"), ("Hyl", "希"), ("Mae", "迈"), ("Oxa", "奥克萨"), ("Pru", "普鲁"),
    ("Quo", "阔"), ("Rhe", "瑞"),
)  # fmt: skip
_HEARTS = (
    ("lva", "尔瓦"), ("xo", "克索"), ("ndri", "恩德里"), ("ske", "斯凯"), ("rvo", "尔沃"), ("zia", "齐亚"),
    ("tho", "托"), ("kka", "卡"), ("lmi", "尔米"), ("vei", "维"),
)  # fmt: skip
_TAILS = (
    ("ren", "伦"), ("nk", "恩克"), ("qvist", "奎斯特"), ("dor", "多"), ("lex", "莱克斯"), ("mar", "马尔"),
    ("sson", "松"), ("vik", "维克"), ("tec", "泰克"), ("nor", "诺尔"),
)  # fmt: skip
_MODEL_HEADS = (
    "Tar",
    "Kel",
    "Vor",
    "Sev",
    "Run",
    "Bex",
    "Mol",
    "Pyr",
    "Dax",
    "Lum",
    "Cor",
    "Nym",
    "Ost",
    "Hal",
    "Fen",
    "Zep",
    "Wyn",
    "Gra",
)
_MODEL_TAILS = ("vo", "zu", "dra", "qo", "mi", "xan", "tri", "lok", "via", "nox", "pex", "ru")
_FIRST = (
    "Mila",
    "Jonas",
    "Aiko",
    "Pedro",
    "Lena",
    "Tomasz",
    "Chloé",
    "Wei",
    "Sofia",
    "Liam",
    "Nora",
    "Ivan",
    "Hana",
    "Marco",
    "Elif",
    "Ruth",
)
_TRADES = ("Outdoor", "Sports", "Gear", "Trading", "Store", "Depot", "Handel", "Boutique", "Market", "Supplies")


class Names:
    """Gives names out, none of them twice."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._heads = chance.sample(_HEADS, len(_HEADS))
        self._models = chance.sample([a + b for a in _MODEL_HEADS for b in _MODEL_TAILS], 120)
        self._people = chance.sample(_FIRST, len(_FIRST))

    def brand(self) -> tuple[str, str]:
        """A coined brand with its Chinese transcription; each has another beginning, so that no two look alike."""
        parts = (self._heads.pop(), self._chance.choice(_HEARTS), self._chance.choice(_TAILS))
        return "".join(latin for latin, _ in parts), "".join(chinese for _, chinese in parts)

    def model(self) -> str:
        """A coined model name with its generation."""
        return f"{self._models.pop()} {self._chance.randint(2, 9)}"

    def shop(self) -> str:
        """The name of a trader."""
        return f"{self._models.pop()}{self._models.pop().lower()} {self._chance.choice(_TRADES)}"

    def person(self) -> str:
        """The name under which a private person sells."""
        return f"{self._people.pop()} {self._chance.randint(12, 98)}"


def aliases(name: str, chinese: str) -> tuple[Alias, ...]:
    """The other names of a brand: official in Chinese, a nickname, and a spelling that dodges searches."""
    swaps = {"a": "4", "e": "3", "o": "0", "i": "1"}
    place = max(name.lower().rfind(letter) for letter in swaps)
    return (
        Alias(text=chinese, kind=AliasKind.OFFICIAL),
        Alias(text=f"{name[0]}家", kind=AliasKind.NICKNAME),
        Alias(text=name[:place] + swaps[name[place].lower()] + name[place + 1 :], kind=AliasKind.EVASION),
    )


_CYRILLIC = str.maketrans("aeopcxyiAEOPCXTKMHB", "аеорсхуіАЕОРСХТКМНВ")
_LEET = str.maketrans("aeoi", "4301")


def veiled(name: str, chance: Random) -> str:
    """A brand written so that people read it and plain searches do not find it."""
    middle = len(name) // 2
    return chance.choice(
        (
            name.translate(_CYRILLIC),
            name[:2] + name[2:].translate(_CYRILLIC),
            name.translate(_LEET),
            " ".join(name),
            ".".join(name),
            name[:middle] + "*" + name[middle + 1 :],
            name[:middle] + "\u200b" + name[middle:],
            "-".join((name[:2], name[2:middle], name[middle:])),
        )
    )


def gtin(chance: Random) -> str:
    """A GTIN-13 of the range for use within a company (prefix 2), with its check digit."""
    digits = "2" + "".join(str(chance.randrange(10)) for _ in range(11))
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-total % 10)
