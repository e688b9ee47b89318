"""How many hidden brand names are found in real titles, and how many clean titles are taken for hiding one.

Run: python -m benchmarks.quality.obfuscation [--half tuned|held-out] [--misses] [--data DIR]
"""

import argparse
import json
import re
import textwrap
import time
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from rapidfuzz import fuzz

from benchmarks.material import folder
from config.lexicons import load_lexicons
from domain.catalog import Brand
from matchers.brands import BrandIndex
from matchers.readings import readings
from matchers.terms import LexiconIndex
from matchers.text import examined

#: Invented names and names of the kind that is faked most, of 5 to 12 letters.
NAMES = """
Norvik Adidas Chanel Rolex Gucci Prada Hermes Burberry Timberland Samsung Logitech Panasonic Balenciaga Lacoste
Reebok Casio Seiko Garmin Pandora Moncler Birkenstock Givenchy Versace Cartier Longines Breitling Sennheiser
Makita Dyson Oakley Swarovski Tissot Asics Saucony Merrell Havaianas Kipling Samsonite Montblanc Lancome
Clinique Nintendo Playmobil Thule Zolvera Quintara Marvessa Brantico Velmora Tarquell Okivano Lumetra
Pexandra Drovenna Halvorsen Cortivex Yandrel Fenwola Ostrelia Wexnar
"""
#: Up to four letters, and words of everyday language: printed apart.
SHORT = "Nike Puma Dior Fila Bose Ugg Jbl Ecco Zara Rado"
WORDS = "Coach Boss Vans Omega Canon Apple Guess Fossil Supreme Champion Converse Diesel"
#: Names of several words, with their spaces.
SEVERAL = (
    "Louis Vuitton",
    "North Face",
    "Calvin Klein",
    "New Balance",
    "Canada Goose",
    "Tarvo Lindqvist",
    "Hollin Rae",
)

_CYRILLIC = dict(zip("aceopxyikmtbhs", "асеорхуікмтвһѕ", strict=True))
_GREEK = dict(zip("aoviknpt", "αονικηρτ", strict=True))
_CAPITALS = dict(zip("ABEHIKMNOPTXYZ", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True))
_LEET = dict(zip("aeiostlbg", "431057186", strict=True)) | {"z": "2"}
_SIGNS = {"a": "@", "s": "$", "i": "!", "l": "|", "e": "€"}
_SMALL_CAPS = dict(zip("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", strict=True))
_MARKS = "\u0301\u0300\u0302\u0303\u0308\u0327\u0323\u030a"
_EMOJI = "🔥✨⭐❤💎👟🎁"


def _some(name: str, table: dict[str, str], chance: Random, number: int) -> str | None:
    """The name with so many of its letters replaced; None when it has too few."""
    places = [n for n, c in enumerate(name) if c in table or c.lower() in table]
    if len(places) < number:
        return None
    chosen = set(chance.sample(places, number))
    return "".join((table.get(c) or table[c.lower()]) if n in chosen else c for n, c in enumerate(name))


def _all(name: str, table: dict[str, str]) -> str | None:
    read = "".join(table.get(c) or table.get(c.lower(), c) for c in name)
    return read if read != name else None


def _inner(name: str, chance: Random) -> int:
    return chance.randrange(1, len(name) - 1)


def _styled(name: str, chance: Random) -> str:
    kind = chance.randrange(3)
    if kind == 0:
        return "".join(_SMALL_CAPS.get(c.lower(), c) for c in name)
    start = (0x1D400, 0x1D5D4)[kind - 1]
    return "".join(chr(start + (ord(c) - 65 if c.isupper() else ord(c) - 71)) for c in name)


def _accented(name: str, chance: Random) -> str:
    return "".join(c + (chance.choice(_MARKS) if n == 1 or chance.random() < 0.5 else "") for n, c in enumerate(name))


def _star(name: str, chance: Random) -> str:
    place = _inner(name, chance)
    return name[:place] + "*" + name[place + 1 :]


def _dropped(name: str, chance: Random) -> str:
    place = _inner(name, chance)
    return name[:place] + name[place + 1 :]


def _doubled(name: str, chance: Random) -> str:
    place = _inner(name, chance)
    return name[:place] + name[place] + name[place:]


def _swapped(name: str, chance: Random) -> str | None:
    places = [n for n in range(len(name) - 1) if name[n].lower() != name[n + 1].lower()]
    place = chance.choice(places)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _glued(name: str, chance: Random) -> str:
    word = chance.choice(("shoes", "bag", "watch", "style", "outlet", "store", "sneakers", "new", "shop", "original"))
    return name + word if chance.random() < 0.7 else word + name


def _mixed(name: str, chance: Random) -> str:
    """Two tricks at once."""
    middle = len(name) // 2
    kind = chance.randrange(4)
    first = _some(name[:middle], _CYRILLIC, chance, 1) or name[:middle]
    second = _some(name[middle:], _LEET, chance, 1) or name[middle:]
    if kind == 0:
        return first + "\u200b" + second
    if kind == 1:
        return ".".join(first + second)
    if kind == 2:
        return first + second
    return " ".join(name[:middle] + second)


#: The attacks; an attack that a name does not allow gives None.
ATTACKS: dict[str, Callable[[str, Random], str | None]] = {
    "homoglyph one": lambda n, r: _some(n, r.choice((_CYRILLIC, _GREEK)), r, 1) or _some(n, _CYRILLIC, r, 1),
    "homoglyph all": lambda n, r: _all(n, _CYRILLIC) if r.random() < 0.7 else _all(n.upper(), _CAPITALS),
    "leet one": lambda n, r: _some(n, r.choice((_LEET, _LEET, _SIGNS)), r, 1) or _some(n, _LEET, r, 1),
    "leet two": lambda n, r: _some(n, _LEET, r, 2),
    "spaced": lambda n, r: " ".join(n),
    "dotted": lambda n, r: r.choice("._·").join(n),
    "hyphen": lambda n, r: n[: (p := _inner(n, r))] + "-" + n[p:] if r.random() < 0.5 else "-".join(n),
    "zero-width": lambda n, r: r.choice("\u200b\u200c\u2060\u00ad").join((n[: (p := _inner(n, r))], n[p:])),
    "full-width": lambda n, r: "".join(chr(ord(c) + 0xFEE0) for c in n),
    "diacritic": _accented,
    "emoji split": lambda n, r: r.choice(_EMOJI).join(n if r.random() < 0.5 else (n[: (p := _inner(n, r))], n[p:])),
    "star mask": _star,
    "drop": _dropped,
    "double": _doubled,
    "swap": _swapped,
    "glued": _glued,
    "styled": _styled,
    "mixed": _mixed,
}  # fmt: skip


def clean_titles(data: Path) -> list[str]:
    """Every different title of the labelled pairs and the saved listings, and their descriptions cut to that length."""
    found: dict[str, None] = {}
    for row in _rows(data):
        found |= {
            row[field]: None for field in ("title", "title_orig", "name", "tags") if isinstance(row.get(field), str)
        }
        found |= dict.fromkeys(textwrap.wrap(row.get("description") or "", 90))
    return list(found)


def _rows(data: Path) -> Iterator[dict[str, Any]]:
    for file in sorted((data / "matching").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            pair = json.loads(line)
            yield from (pair["left"], pair["right"])
    for file in sorted((data / "listings").glob("*.jsonl")):
        yield from map(json.loads, file.read_text("utf-8").splitlines())
    for file in sorted((data / "listings").glob("*.json")):
        yield from json.loads(file.read_text("utf-8"))


def half_of(text: str, half: str) -> bool:
    """Whether a title or name belongs to a half; the halves are the same on every run."""
    return half == "all" or (zlib.crc32(text.encode()) % 2 == 0) == (half == "tuned")


def attacked(names: Iterable[str], titles: Sequence[str], seeds: Iterable[int]) -> Iterator[tuple[str, str, str]]:
    """(name, attack, title) for each name and attack; places and letters are drawn from the seed."""
    for name in names:
        for attack, change in ATTACKS.items():
            for seed in seeds:
                chance = Random(f"{name} {attack} {seed}")
                written = name if chance.random() < 0.6 else name.upper() if chance.random() < 0.5 else name.lower()
                hidden = change(written, chance)
                if hidden is None:
                    continue
                words = chance.choice(titles).split()
                words.insert(chance.choice((0, 0, chance.randrange(len(words) + 1))), hidden)
                yield name, attack, " ".join(words)


def plain(text: str) -> str:
    """A text without case, accents and invisible characters."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))


def ours(names: Sequence[str]) -> Callable[[str], set[str]]:
    """The names that this project finds in a title."""
    index = BrandIndex([Brand(name=name) for name in names], LexiconIndex(load_lexicons()).ordinary)

    def find(title: str) -> set[str]:
        text = examined("title", title)
        return {hit.brand.name for hit in index.find(text, tuple(readings(text)))}

    return find


def baselines(names: Sequence[str]) -> dict[str, Callable[[str], set[str]]]:
    """What others do."""
    exact = {name: re.compile(rf"\b{name}\b", re.IGNORECASE) for name in names}

    def partial(cut: int) -> Callable[[str], set[str]]:
        return lambda title: {n for n in names if fuzz.partial_ratio(n.lower(), title.lower()) >= cut}

    return {
        "exact word": lambda title: {n for n, p in exact.items() if p.search(title)},
        "exact word after NFKD": lambda title: {n for n, p in exact.items() if p.search(plain(title))},
        "partial_ratio 80": partial(80),
        "partial_ratio 85": partial(85),
        "partial_ratio 90": partial(90),
    }


def literally(name: str, title: str) -> bool:
    """Whether a name stands in a title as it is, alone or in a longer word."""
    return name.lower() in plain(title)


def main() -> None:
    """Prints recall by attack and by kind of name, and false hits, of one half of names and titles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("tuned", "held-out", "all"), default="held-out")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    titles = clean_titles(folder(given.data))
    groups = {
        "5 letters and more": [n for n in NAMES.split() if half_of(n, given.half)],
        "short": [n for n in SHORT.split() if half_of(n, given.half)],
        "everyday words": [n for n in WORDS.split() if half_of(n, given.half)],
        "several words": [n for n in SEVERAL if half_of(n, given.half)],
    }
    names = [n for group in groups.values() for n in group]
    mine = [title for title in titles if half_of(title, given.half)]
    numbers = ", ".join(f"{len(group)} {kind}" for kind, group in groups.items())
    print(f"half: {given.half}; names: {numbers}; clean titles: {len(mine):,} of {len(titles):,}")
    finders = {**baselines(names), "ours": ours(names)}
    cases = {key: list(attacked(group, mine, range(given.seeds))) for key, group in groups.items()}
    for finder, find in finders.items():
        found = {key: [(attack, name in find(title)) for name, attack, title in c] for key, c in cases.items()}
        started = time.process_time()
        false: list[tuple[str, str]] = []
        for title in mine:
            false += [(n, title) for n in find(title) if not literally(n, title)]
        cost = (time.process_time() - started) / len(mine) * 1000
        found["all"] = [hit for hits in found.values() for hit in hits]
        recalls = "  ".join(f"{key} {sum(hit for _, hit in f) / len(f):.3f}" for key, f in found.items())
        wrong = len({title for _, title in false})
        print(f"{finder:22} recall: {recalls}  false: {wrong} titles ({wrong / len(mine):.3%})  {cost:.3f} ms a title")
    by_attack: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for key in groups:
        for attack, hit in found[key]:
            by_attack[attack][key].append(hit)
    for attack in ATTACKS:
        shares = (f"{key} {sum(h) / len(h):.3f}" for key, h in by_attack[attack].items() if h)
        print(f"  {attack:14}", *shares, sep="  ")
    if given.misses:
        print("false:", *Counter(false).most_common(80), sep="\n  ")
        print("missed:")
        for group in cases.values():
            for name, attack, title in group:
                if name not in find(title):
                    print(f"  {name} {attack}: {title!r}")


if __name__ == "__main__":
    main()
