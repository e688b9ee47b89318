"""The weight of every clue in bits (log2 of its likelihood ratio), in one table that a brand manager can review."""

from dataclasses import dataclass

from domain.evidence import Group, Kind

#: Version of the computation that the weights belong to; raise it when a matcher's meaning changes.
MATCHER_VERSION = "3"

#: log2 odds that a listing found by a brand's name is counterfeit before any clue: 6.6 % (Ozon E-CUP 2025).
PRIOR_BITS = -3.8
#: log2 odds are `slope * (bits + prior) + offset`, fitted at 6.6 % on set A's validation split and set D together:
#: most honest listings have no clue at all, which a sum of clues does not count.
CALIBRATION_SLOPE, CALIBRATION_OFFSET = 1.2, -0.4
#: From these probabilities on a finding asks for an alert, or for a review.
ALERT_FROM, REVIEW_FROM = 0.90, 0.20
#: A product is taken as matched for facts about its price and recalls from this probability on, named from the other.
PRODUCT_SURE, PRODUCT_NAMED = 0.90, 0.50
#: From this probability on the product of an accused listing tells the brand, though not the product.
PRODUCT_GUESSED = 0.20
#: Between this probability and `PRODUCT_SURE` price clues count half, below it they are void.
PRODUCT_LIKELY = 0.80


@dataclass(frozen=True, slots=True)
class Weight:
    """One row: what a clue of a level is worth, for which suspicion, and where the figure comes from."""

    code: str
    level: str
    group: Group
    finding: Kind
    bits: float
    source: str


_C, _G = Kind.COUNTERFEIT, Group
# Rows of T1, T2, E1 to E6, P1, P2, P4, I1 to I3, S2 to S8 and X1 to X9 were moved from their sources' figures toward
# what set A's training split, the hard cases and two parts of set D say, as `fakewatch learn` would do it.
# fmt: off
TABLE = (
    Weight("T1", "title",         _G.ADMISSION, _C, +8.6, "0 of 31,251 clean titles say so"),
    Weight("T1", "description",   _G.ADMISSION, _C, +5.0, "as in titles, but descriptions quote and warn"),
    Weight("T1", "beside",        _G.ADMISSION, _C, +8.5, "description: by name, at once, in several words"),
    Weight("T1", "doubtful",      _G.ADMISSION, _C, +3.0, "in quotation marks, or among denials: often another's"),
    Weight("T1", "grades",        _G.ADMISSION, _C, +7.5, "three grades of copies: 0 of 1,400 honest listings"),
    Weight("T1", "attributes",    _G.ADMISSION, _C, +5.0, "judgement"),
    Weight("T1", "seller",        _G.ADMISSION, _C, +4.5, "judgement"),
    Weight("T1", "photo",         _G.ADMISSION, _C, +4.0, "judgement: words read from a photo may be misread"),
    Weight("T2", "hint",          _G.ADMISSION, _C, +2.8, "0.01 to 0.07 % of clean titles"),
    Weight("T2", "several",       _G.ADMISSION, _C, +6.2, "judgement: two grades, or one and a contact"),
    Weight("T3", "one",           _G.ADMISSION, _C, +1.5, "judgement"),
    Weight("T3", "several",       _G.ADMISSION, _C, +3.0, "judgement"),
    Weight("T4", "weak",          _G.ADMISSION, _C, +1.0, "vendor practice"),
    Weight("T5", "avoidance",     _G.ADMISSION, _C, +4.0, "vendor rules, Korea"),
    Weight("T6", "other goods",   _G.ADMISSION, _C, +1.0, "parts are honestly called not original"),
    Weight("T6", "fitting",       _G.ADMISSION, _C, +1.0, "aftermarket parts are honestly called not original"),
    Weight("T6", "piece",         _G.ADMISSION, _C, +0.5, "honest sellers tell that a part was replaced"),
    Weight("C1", "title",         _G.ADMISSION, Kind.COPYCAT, +6.0, "vendors keep it apart from counterfeit"),
    Weight("C1", "description",   _G.ADMISSION, Kind.COPYCAT, +4.0, "judgement"),
    Weight("E1", "deliberate",    _G.EVASION,   _C, +8.0, "0 to 0.006 % false hits on 31,177 titles"),
    Weight("E1", "accidental",    _G.EVASION,   _C, +1.0, "judgement"),
    Weight("E2", "evasion",       _G.EVASION,   _C, +5.0, "seller lists"),
    Weight("E2", "nickname",      _G.EVASION,   _C, +0.5, "honest resale uses nicknames"),
    Weight("E3", "glued",         _G.EVASION,   _C, +0.3, "judgement: hashtags and shop names do so too"),
    Weight("E3", "typo",          _G.EVASION,   _C, +1.5, "innocent typing errors exist"),
    Weight("E4", "photo",         _G.EVASION,   _C, +1.2, "vendor practice"),
    Weight("E5", "missing",       _G.EVASION,   _C, +0.2, "likelihood ratio 1.5 on 197,198 listings"),
    Weight("E5", "unbranded",     _G.EVASION,   _C, +1.0, "judgement"),
    Weight("E6", "contact",       _G.EVASION,   _C, +1.0, "Ghost Data 2019; vendor rules, Korea"),
    Weight("B1", "model",         _G.PRODUCT,   _C, +0.0, "says whose goods are meant, no more"),
    Weight("P1", "0.15",          _G.PRICE,     _C, +4.2, "honest offers below .3: 0.2 to 1.4 %"),
    Weight("P1", "0.25",          _G.PRICE,     _C, +4.6, "honest offers below .3: 0.2 to 1.4 %"),
    Weight("P1", "0.35",          _G.PRICE,     _C, +3.5, "honest offers below .4: 0.9 to 2.6 %"),
    Weight("P1", "0.50",          _G.PRICE,     _C, +2.1, "honest offers below .5: 1.6 to 4.9 %"),
    Weight("U1", "alert",         _G.PRICE,     Kind.UNDERPRICED, +10.0, "a fact; honest below .5: 1.6 to 4.9 %"),
    Weight("U1", "watch",         _G.PRICE,     Kind.UNDERPRICED, +10.0, "a fact; honest offers below .7: 8 to 15 %"),
    Weight("U1", "minimum",       _G.PRICE,     Kind.UNDERPRICED, +10.0, "a fact: the brand's own minimum price"),
    Weight("P2", "usual",         _G.PRICE,     _C, -1.7, "fakes near the full price exist"),
    Weight("P2", "above",         _G.PRICE,     _C, -0.3, "fakes near the full price exist"),
    Weight("P4", "0.25",          _G.PRICE,     _C, +2.6, "as P1, but the product is not told"),
    Weight("P4", "0.50",          _G.PRICE,     _C, +1.6, "as P1, but the product is not told"),
    Weight("P3", "flat",          _G.PRICE,     _C, +1.0, "judgement"),
    Weight("S4", "confirmed",     _G.NETWORK,   _C, +3.0, "vendors link sellers by contacts; halves in 180 days"),
    Weight("S4", "several",       _G.NETWORK,   _C, +4.0, "vendors link sellers by contacts; halves in 180 days"),
    Weight("S4", "suspected",     _G.NETWORK,   _C, +1.5, "judgement: nobody confirmed the other's offence"),
    Weight("S4", "names",         _G.NETWORK,   _C, +2.0, "judgement: honest dealers sell under one name"),
    Weight("S5", "brands",        _G.SELLER,    _C, +2.8, "vendor practice"),
    Weight("S7", "one",           _G.SELLER,    _C, +3.6, "who offers one fake offers others"),
    Weight("S7", "several",       _G.SELLER,    _C, +5.5, "who offers some fakes offers others"),
    Weight("S7", "none",          _G.SELLER,    _C, -2.6, "who offers one fake offers others"),
    Weight("I1", "same",          _G.IMAGE,     _C, +8.0, "designs of cryptomarket studies"),
    Weight("I1", "edited",        _G.IMAGE,     _C, +3.5, "designs of cryptomarket studies"),
    Weight("I1", "details",       _G.IMAGE,     _C, +1.0, "judgement: only a part fits"),
    Weight("I2", "official",      _G.IMAGE,     _C, +0.2, "fakes use genuine photos, and so do resellers"),
    Weight("I2", "details",       _G.IMAGE,     _C, +0.5, "judgement: only a part fits"),
    Weight("I2", "corroborated",  _G.IMAGE,     _C, +1.5, "judgement"),
    Weight("I6", "same",          _G.IMAGE,     Kind.IMAGE_MISUSE, +2.5, "judgement"),
    Weight("I6", "edited",        _G.IMAGE,     Kind.IMAGE_MISUSE, +3.0, "judgement"),
    Weight("I1", "flooded",       _G.IMAGE,     _C, +0.0, "a photo at so many sellers is a catalog picture"),
    Weight("I2", "flooded",       _G.IMAGE,     _C, +0.0, "a photo at so many sellers is a catalog picture"),
    Weight("I4", "album",         _G.EVASION,   _C, +2.0, "judgement: photo albums that copies are ordered from"),
    Weight("I4", "shop",          _G.NETWORK,   _C, +2.0, "judgement: a watermark of another shop"),
    Weight("I3", "shared",        _G.NETWORK,   _C, +0.2, "473,000 shared images (Cheung 2019)"),
    Weight("K1", "other",         _G.PRODUCT,   _C, +1.0, "judgement: boxes and tags get mixed up"),
    Weight("K2", "burnt",         _G.PRODUCT,   _C, +6.0, "the brand knows that this code was copied"),
    Weight("K2", "unknown",       _G.PRODUCT,   _C, +4.0, "judgement: lists of issued codes may lag behind"),
    Weight("K3", "shared",        _G.NETWORK,   _C, +3.0, "each code stands on one piece of goods"),
    Weight("S2", "90",            _G.SELLER,    _C, +2.3, "seller age, Ozon sample"),
    Weight("S2", "180",           _G.SELLER,    _C, +0.7, "seller age, Ozon sample"),
    Weight("S2", "old",           _G.SELLER,    _C, -1.6, "seller age, Ozon sample"),
    Weight("S3", "3",             _G.SELLER,    _C, +2.4, "listing age, Ozon sample"),
    Weight("S3", "30",            _G.SELLER,    _C, +1.9, "listing age, Ozon sample"),
    Weight("S3", "old",           _G.SELLER,    _C, -3.0, "listing age, Ozon sample"),
    Weight("S8", "one",           _G.REVIEWS,   _C, +2.1, "judgement"),
    Weight("S8", "several",       _G.REVIEWS,   _C, +3.1, "star ratings say nothing, words do"),
    Weight("S9", "authorised",    _G.CONTEXT,   _C, -8.0, "vendors put the whitelist first"),
    Weight("G1", "title",         _G.ADMISSION, Kind.GREY_MARKET, +5.0, "judgement"),
    Weight("G1", "description",   _G.ADMISSION, Kind.GREY_MARKET, +4.0, "judgement"),
    Weight("R1", "recalled",      _G.RECALL,    Kind.RECALLED, +10.0, "a fact stated by the catalog"),
    Weight("X1", "accessory",     _G.CONTEXT,   _C, -4.3, "'for' in titles: likelihood ratio 0.20"),
    Weight("X3", "condition",     _G.CONTEXT,   _C, -4.3, "vendors demand new goods for price rules"),
    Weight("X5", "denied",        _G.CONTEXT,   _C, -1.0, "seller lists"),
    Weight("X4", "trade",         _G.CONTEXT,   _C, -2.2, "licensed replicas: toys, models, jerseys"),
    Weight("X6", "other",         _G.CONTEXT,   _C, -4.9, "judgement"),
    Weight("X7", "sample",        _G.CONTEXT,   _C, -3.9, "judgement"),
    Weight("X8", "look-alike",    _G.CONTEXT,   _C, -3.4, "what calls itself a look-alike is no counterfeit"),
    Weight("X9", "rival",         _G.CONTEXT,   _C, -4.9, "the form that marketplaces ask of rivals"),
)
# fmt: on

#: The clues of a group are correlated: the strongest counts whole, the second half, and the sum is capped.
CAPS = {
    Group.ADMISSION: (9.0, -1.0),
    Group.EVASION: (8.0, -1.0),
    Group.PRICE: (5.0, -1.0),
    Group.IMAGE: (8.0, -1.0),
    Group.SELLER: (6.0, -5.0),
    Group.NETWORK: (4.0, 0.0),
    Group.REVIEWS: (2.5, -1.0),
    Group.CONTEXT: (0.0, -8.5),
}

#: Clues that may alert alone.
DECISIVE = ("T1", "I1", "S1")

#: S1, the seller's confirmed rate, smoothed with four listings at the base rate; from so many confirmed it is decisive.
SELLER_PRIOR_LISTINGS, SELLER_PRIOR_RATE = 4, 0.07
SELLER_CAP, SELLER_FLOOR, SELLER_DECISIVE = 4.5, -2.0, 3

#: Tiers of the price as a share of the reference: below `alert` it is reported, below `watch` noted; a minimum price
#: counts as broken below its own share. Tiers of P1 are the levels of its rows.
UNDERPRICED_ALERT, UNDERPRICED_WATCH, MINIMUM_BROKEN = 0.50, 0.70, 0.85
#: Outside these shares a price is a reading error rather than an offer (1.5 decades below, one above).
READABLE_FROM, READABLE_TO = 0.03, 10.0
#: Other sellers stand in for a missing reference from so many on; a price counts as low among theirs from so many
#: robust standard deviations on, and their spread is drawn toward the usual one as if so many more had been seen.
PEERS, PEERS_DEVIATION, PEERS_SPREAD, PEERS_SHRINK = 5, 3.0, 0.22, 5
#: A sale is general when this share of the authorised sellers is below this share of the reference.
SALE_SHARE, SALE_BELOW = 0.30, 0.90
#: What is usual for goods of a season of an earlier year, as a share of their reference.
PAST_SEASON = 0.70
#: Models at one price, and brands at half the price, from which on they tell of a seller.
FLAT_MODELS, CHEAP_BRANDS = 5, 4
#: A seller's other listings tell of this one from this share of them on; their silence tells from so many on.
TELLING_SHARE, SILENT = 0.20, 3
#: Names of one hand from which on it hides.
HAND_NAMES = 3
#: Suspicion by association fades: it halves in so many days.
HALF_LIFE_DAYS = 180
#: How often a clean exact price is read right.
PRICE_CLEAN = 0.99

#: Learning: so many judged cases move the weights, fewer only the priors; a brand's own threshold needs this many.
LEARN_ALL_FROM, LEARN_BRAND_FROM = 200, 50
#: How far learning lets go without proof (standard deviations of its priors): a factor around 1, the prior and a
#: brand's share in bits around 0, slope and offset of the calibration. [judgement]
SPREAD_FACTOR, SPREAD_PRIOR, SPREAD_BRAND, SPREAD_CALIBRATION = 0.35, 1.5, 1.0, (0.25, 1.0)
#: A learned threshold keeps at least this precision by its lower 90 % bound.
PRECISION_TARGET = 0.90


#: Facts that outweigh what the texts say of a product: its probability is at least this, or for the last seven at most.
#: A catalog's names are exact, and a fake's price says nothing of what it imitates: the pairs of shops teach neither.
FACTS = {
    "name": 0.98,  # the whole name and the brand, and no other number, size, edition or code
    "name_coded": 0.90,  # the same, but the title has a model code that the name lacks
    "name_alone": 0.97,  # the whole name and nothing else, the brand not named
    "model": 0.84,  # the brand and all words of the name but those that describe it, and no other kind of goods
    "model_and_kind": 0.92,  # the brand, all words of the model, no everyday ones alone, and its kind of goods
    "word_and_kind": 0.84,  # the brand, telling words of the model, and its kind of goods
    "word": 0.78,  # the same without the kind
    "word_alone": 0.60,  # the same, but the words are everyday ones or a number of the name is missing
    "code": 0.95,  # a model code agrees and the brand is named
    "photo": 0.85,  # a verified photo, and no number disagrees
    "photo_and_kind": 0.95,  # the same, and the title names the product's kind of goods
    "other_number": 0.05,  # a number of the name is missing, another stands in its place, and no code agrees
    "shared": 0.45,  # the words of the name that the title has are in another product's name as well
    "suffix": 0.45,  # a word that makes another model ("Pro") follows the name
    "other_quality": 0.45,  # in the name's own language the title gives the goods another quality
    "everyday": 0.45,  # a name of everyday words without the kind of goods, and neither these nor the brand are named
    "part": 0.20,  # neither the brand nor the whole name, no code
    "kind_only": 0.05,  # no word of the name but those that describe its kind of goods, no code
}
#: How likely a product is when the title has words of its model, the brand is named nowhere, and the words, the kind
#: of goods and a number tell at least so much: an invented word alone 1, with the kind of goods 1.4. [judgement]
MODEL_ALONE = ((2.0, 0.85), (1.6, 0.75), (1.2, 0.60), (0.9, 0.40), (0.6, 0.25))
#: Stated item numbers (GTIN) that agree, or disagree, decide: these are the probabilities then.
GTIN_SAME, GTIN_OTHER = 0.995, 0.02

_ROWS = {(row.code, row.level): row for row in TABLE}


def weight(code: str, level: str) -> Weight:
    """The row of a clue."""
    return _ROWS[code, level]
