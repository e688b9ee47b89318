"""The plan of the set: classes and their counts, languages, marketplaces, splits and price ratios."""

from __future__ import annotations

from dataclasses import dataclass

SPLITS = ("train", "valid", "test")
TEST_LANGUAGES = ("th", "tr", "pt")
TEST_BRANDS = ("Aurelio Vanti", "Brightwell", "Dravik", "Fjordane", "Mako", "Thundra")
OPEN_SPLIT_SHARES = (50.0, 20.0, 15.0)
TEST_BRAND_SHARE = 0.45
NETWORK_CELLS = (
    ("zh", "train"),
    ("en", "train"),
    ("ru", "train"),
    ("es", "train"),
    ("ko", "valid"),
    ("id", "valid"),
    ("en", "test"),
    ("tr", "test"),
    ("pt", "test"),
)
LANGUAGES = {
    "en": 13,
    "zh": 11,
    "ru": 8,
    "es": 7,
    "de": 6,
    "ja": 6,
    "ko": 6,
    "fr": 6,
    "it": 6,
    "ar": 5,
    "vi": 5.5,
    "id": 5.5,
    "pt": 5.5,
    "tr": 5,
    "th": 4.5,
}


@dataclass(frozen=True)
class Place:
    """A marketplace with its currency, the country of its sellers and who sells there: r(etail) p(rivate) f(akes)."""

    name: str
    currency: str
    country: str
    who: str


@dataclass(frozen=True)
class Kind:
    """A class of the benchmark with its count, its truth, its text pool and the sellers it comes from."""

    count: int
    truth: str
    pool: str
    role: str
    ratio: tuple[float, float] = (0.8, 1.05)


PLACES: dict[str, tuple[Place, ...]] = {
    "en": (
        Place("ebay", "USD", "US", "rpf"),
        Place("amazon", "USD", "US", "r"),
        Place("aliexpress", "USD", "CN", "rf"),
        Place("dhgate", "USD", "CN", "rf"),
        Place("etsy", "USD", "US", "rf"),
        Place("vinted", "GBP", "GB", "p"),
        Place("ebay", "GBP", "GB", "rp"),
        Place("amazon", "INR", "IN", "r"),
        Place("shop", "USD", "US", "rf"),
    ),
    "zh": (
        Place("taobao", "CNY", "CN", "rpf"),
        Place("pinduoduo", "CNY", "CN", "rf"),
        Place("jd", "CNY", "CN", "r"),
        Place("tmall", "CNY", "CN", "r"),
    ),
    "ja": (
        Place("rakuten", "JPY", "JP", "r"),
        Place("mercari", "JPY", "JP", "pf"),
        Place("amazon", "JPY", "JP", "rf"),
        Place("shop", "JPY", "JP", "rf"),
    ),
    "ko": (Place("coupang", "KRW", "KR", "rpf"), Place("shop", "KRW", "KR", "rf")),
    "ru": (
        Place("ozon", "RUB", "RU", "rf"),
        Place("avito", "RUB", "RU", "rpf"),
        Place("aliexpress", "RUB", "CN", "rf"),
    ),
    "ar": (
        Place("noon", "AED", "AE", "r"),
        Place("amazon", "SAR", "SA", "rf"),
        Place("noon", "EGP", "EG", "rf"),
        Place("shop", "SAR", "SA", "pf"),
    ),
    "es": (
        Place("mercadolibre", "MXN", "MX", "rpf"),
        Place("amazon", "EUR", "ES", "r"),
        Place("vinted", "EUR", "ES", "p"),
        Place("aliexpress", "EUR", "CN", "rf"),
        Place("shop", "EUR", "ES", "rf"),
    ),
    "pt": (
        Place("mercadolibre", "BRL", "BR", "rp"),
        Place("shopee", "BRL", "BR", "rpf"),
        Place("amazon", "BRL", "BR", "r"),
    ),
    "fr": (
        Place("vinted", "EUR", "FR", "pf"),
        Place("amazon", "EUR", "FR", "r"),
        Place("ebay", "EUR", "FR", "rpf"),
        Place("shop", "EUR", "FR", "rf"),
    ),
    "de": (
        Place("ebay", "EUR", "DE", "rpf"),
        Place("amazon", "EUR", "DE", "rf"),
        Place("vinted", "EUR", "DE", "pf"),
        Place("shop", "EUR", "DE", "rf"),
    ),
    "it": (
        Place("vinted", "EUR", "IT", "pf"),
        Place("ebay", "EUR", "IT", "rpf"),
        Place("amazon", "EUR", "IT", "r"),
        Place("shop", "EUR", "IT", "rf"),
    ),
    "tr": (Place("trendyol", "TRY", "TR", "rf"), Place("amazon", "TRY", "TR", "r"), Place("shop", "TRY", "TR", "pf")),
    "vi": (Place("shopee", "VND", "VN", "rpf"), Place("lazada", "VND", "VN", "rf"), Place("tiki", "VND", "VN", "r")),
    "th": (Place("shopee", "THB", "TH", "rpf"), Place("lazada", "THB", "TH", "rf")),
    "id": (
        Place("tokopedia", "IDR", "ID", "rpf"),
        Place("shopee", "IDR", "ID", "rf"),
        Place("lazada", "IDR", "ID", "r"),
    ),
}
CLASSES: dict[str, Kind] = {
    "open_admission": Kind(240, "counterfeit", "open_admission", "fake", (0.05, 0.6)),
    "slang_only": Kind(150, "counterfeit", "slang_only", "fake", (0.05, 0.6)),
    "obfuscated_brand": Kind(180, "counterfeit", "obfuscated", "fake", (0.05, 0.6)),
    "brand_in_image_only": Kind(90, "counterfeit", "image_only", "fake", (0.04, 0.4)),
    "price_only": Kind(120, "counterfeit", "clean", "quiet", (0.08, 0.345)),
    "near_retail_clean": Kind(120, "counterfeit", "clean", "quiet", (0.8, 1.0)),
    "stolen_photo": Kind(100, "counterfeit", "clean", "fresh", (0.3, 0.85)),
    "known_fake_photo": Kind(100, "counterfeit", "clean", "quiet", (0.12, 0.75)),
    "linked_network": Kind(60, "counterfeit", "clean", "network", (0.15, 0.65)),
    "fantasy_product": Kind(40, "counterfeit", "fantasy", "fake", (0.05, 0.6)),
    "genuine_new": Kind(900, "genuine", "clean", "retail", (0.8, 1.1)),
    "genuine_sale": Kind(300, "genuine", "genuine_sale", "retail", (0.5, 0.75)),
    "authorised": Kind(300, "genuine", "authorised", "authorised", (0.8, 1.0)),
    "used_genuine": Kind(450, "genuine", "used", "private", (0.25, 0.7)),
    "accessory": Kind(700, "other", "accessory", "accessory", (1.8, 26)),
    "bundle_with_accessory": Kind(150, "genuine", "bundle", "retail", (0.75, 1.15)),
    "spare_part": Kind(350, "other", "spare", "accessory", (2, 40)),
    "multipack": Kind(200, "genuine", "multipack", "retail", (0.72, 0.95)),
    "variant_bait": Kind(150, "genuine", "variant_bait", "retail", (0.02, 0.3)),
    "currency_trap": Kind(150, "genuine", "clean", "retail", (0.8, 1.1)),
    "licensed_replica": Kind(200, "other", "replica_model", "misc", (6, 70)),
    "copycat": Kind(200, "copycat", "copycat", "misc", (0.05, 0.4)),
    "sample_or_box": Kind(200, "other", "sample", "misc", (0.02, 0.16)),
    "refurbished_or_grey": Kind(200, "genuine", "refurb", "retail", (0.45, 0.78)),
    "book_service_wanted": Kind(150, "other", "book", "misc", (5, 45)),
    "negation_or_guarantee": Kind(150, "genuine", "negation", "retail", (0.78, 1.05)),
    "homonym": Kind(100, "other", "homonym", "misc", (3, 60)),
    "lookalike_photo": Kind(150, "other", "rival", "misc", (0.15, 0.8)),
    "rival_product": Kind(150, "other", "rival", "misc", (0.15, 0.9)),
}
PLACE_LANGUAGES = {
    "tmall": "zh",
    "taobao": "zh",
    "jd": "zh",
    "pinduoduo": "zh",
    "aliexpress": "en ru es",
    "ozon": "ru",
    "amazon": "en de fr it ja es ar",
    "ebay": "en de fr it",
    "shopee": "vi id",
    "lazada": "vi id",
    "mercadolibre": "es",
    "coupang": "ko",
    "rakuten": "ja",
    "shop": "en ko de fr",
}
TEST_PLACE_LANGUAGES = {
    "shopee": "th pt vi",
    "lazada": "th id",
    "mercadolibre": "pt es",
    "amazon": "tr pt en de",
    "shop": "tr en",
}


def shares(total: int, weights: list[float]) -> list[int]:
    """Divides a total by weights, giving the leftovers to the largest remainders."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    counts = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda i: (counts[i] - exact[i], i))
    for i in order[: total - sum(counts)]:
        counts[i] += 1
    return counts


def cells(name: str) -> list[tuple[str, str, int]]:
    """Lists how many listings of a class each language and split gets."""
    count = CLASSES[name].count
    if name == "linked_network":
        parts = shares(count, [1.0] * len(NETWORK_CELLS))
        return [(language, split, n) for (language, split), n in zip(NETWORK_CELLS, parts, strict=True)]
    keys: list[tuple[str, str]] = []
    weights: list[float] = []
    for language, weight in LANGUAGES.items():
        if language in TEST_LANGUAGES:
            keys.append((language, "test"))
            weights.append(weight * sum(OPEN_SPLIT_SHARES))
            continue
        for split, share in zip(SPLITS, OPEN_SPLIT_SHARES, strict=True):
            keys.append((language, split))
            weights.append(weight * share)
    return [(*key, n) for key, n in zip(keys, shares(count, weights), strict=True)]
