"""How well sellers of one hand are found: pairs within the groups found against pairs of a generated trade.

Hands run one to six sellers; 85 % of them give a contact, nine times in ten and written differently each time. Seven to
nine in ten of their sellers show the hand's own photos, reworded descriptions and prices, six the day of registration.
Around them stand honest sellers who share what strangers share: a service hotline, catalog photos, a supplier's photos
and description, the same list prices, a platform's text.
Run it with `python -m benchmarks.quality.network [SEED...]`.
"""

import random
import sys
from datetime import date, timedelta
from itertools import combinations

from matchers.contacts import contacts
from matchers.network import Key, Network, Profile, sketch

HANDS, STRANGERS, SUPPLIERS, MODELS = 150, 600, 40, 60
_WRITTEN = (
    "WeChat: {0}",
    "加微信 {0} 看更多",
    "VX：{0}",
    "contact me, wechat id {0}",
    "Whatsapp +86 {1}",
    "wa.me/86{1}",
    "tel. {1}",
    "mail {0}@mail.test.invalid",
)
_PLATFORM = (
    "We ship within three days and accept returns for thirty days. Please leave five stars when you are content."
)


class Trade:
    """A generated trade: profiles, and which hand each seller belongs to."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = [
            "".join(self.chance.choices("bcdfghklmnprstvaeiou", k=self.chance.randint(3, 8))) for _ in range(4000)
        ]
        self.hands: dict[Key, int] = {}
        self.profiles: list[Profile] = []
        list_prices = {f"SKU-{n}": round(self.chance.uniform(20, 300), 2) for n in range(MODELS)}
        for hand in range(HANDS):
            self._hand(hand, list_prices)
        suppliers = [(self._photos(4), self._text(), self.chance.uniform(0.4, 0.9)) for _ in range(SUPPLIERS)]
        for stranger in range(STRANGERS):
            self._stranger(HANDS + stranger, list_prices, suppliers)

    def _text(self) -> str:
        return " ".join(self.chance.choices(self.words, k=self.chance.randint(30, 120)))

    def _photos(self, count: int) -> frozenset[str]:
        return frozenset(f"{self.chance.getrandbits(64):x}" for _ in range(count))

    def _reworded(self, text: str) -> str:
        return " ".join(
            word if self.chance.random() > 0.02 else self.chance.choice(self.words) for word in text.split()
        )

    def _add(self, hand: int, **traits: object) -> None:
        key = ("bazaar", f"seller {len(self.profiles)}")
        self.hands[key] = hand
        self.profiles.append(Profile(key=key, name=key[1], **traits))  # type: ignore[arg-type]

    def _hand(self, hand: int, list_prices: dict[str, float]) -> None:
        chance = self.chance
        handle, number = (
            f"{chance.choice(self.words)}_{chance.randint(10, 9999)}",
            f"13{chance.randint(10**8, 10**9 - 1)}",
        )
        own, text, day = self._photos(6), self._text(), date(2026, 1, 1) + timedelta(days=chance.randint(0, 300))
        prices = {
            sku: round(price * chance.uniform(0.1, 0.4), 2)
            for sku, price in chance.sample(sorted(list_prices.items()), 12)
        }
        tells = chance.random() < 0.85
        for _ in range(chance.choice((1, 2, 2, 3, 4, 6))):
            written = [chance.choice(_WRITTEN).format(handle, number)] if tells and chance.random() < 0.9 else []
            if written and chance.random() < 0.6:
                written.append(_WRITTEN[0].format(handle, number))
            shown = self._reworded(text) if chance.random() < 0.7 else self._text()
            self._add(
                hand,
                contacts=contacts([f"{shown} {' / '.join(written)}"]),
                photos=frozenset(chance.sample(sorted(own), 4)) if chance.random() < 0.85 else self._photos(3),
                texts=_sketches(f"{shown} {_PLATFORM}"),
                prices=dict(list(prices.items())[: chance.randint(6, 12)]) if chance.random() < 0.7 else {},
                since=day + timedelta(days=chance.randint(0, 2)) if chance.random() < 0.6 else None,
            )

    def _stranger(
        self, hand: int, list_prices: dict[str, float], suppliers: list[tuple[frozenset[str], str, float]]
    ) -> None:
        chance = self.chance
        photos, text, prices = self._photos(3), self._text(), {}
        if chance.random() < 0.4:
            photos, text, share = chance.choice(suppliers)
            if chance.random() < 0.3:
                prices = {
                    sku: round(price * share * chance.uniform(0.95, 1.05), 2) for sku, price in list_prices.items()
                }
        said = "Hotline 0800 555 0100" if chance.random() < 0.1 else ""
        if chance.random() < 0.2:
            said += f" WeChat: {chance.choice(self.words)}{chance.randint(100, 99999)}"
        self._add(
            hand,
            contacts=contacts([said]),
            photos=photos | ({"catalog photo"} if chance.random() < 0.5 else frozenset()),
            texts=_sketches(f"{text} {_PLATFORM}"),
            prices=prices,
            since=date(2026, 1, 1) + timedelta(days=chance.randint(0, 300)) if chance.random() < 0.5 else None,
        )


def _sketches(text: str) -> frozenset[tuple[int, ...]]:
    found = sketch(text)
    return frozenset([found] if found else ())


def measured(seed: int) -> tuple[float, float]:
    """Pairwise precision and recall on one trade."""
    trade = Trade(seed)
    found = {
        tuple(sorted(pair)) for group in Network(trade.profiles).groups() for pair in combinations(sorted(group), 2)
    }
    keys = sorted(trade.hands)
    true = {pair for pair in combinations(keys, 2) if trade.hands[pair[0]] == trade.hands[pair[1]]}
    right = len(found & true)
    return right / len(found) if found else 1.0, right / len(true)


if __name__ == "__main__":
    figures = [measured(int(seed)) for seed in sys.argv[1:] or range(1, 11)]
    for number, (precision, recall) in enumerate(figures, 1):
        print(f"trade {number}: pairwise precision {precision:.4f}, recall {recall:.4f}")
    means = [sum(column) / len(figures) for column in zip(*figures, strict=True)]
    print(f"mean of {len(figures)}: pairwise precision {means[0]:.4f}, recall {means[1]:.4f}")
