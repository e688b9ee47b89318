"""The words around a figure, in the languages of the marketplaces, that say what it is the price of."""

import re

_PERIOD = (
    r"(?:mo|mth|month|months|mois|monat|monate|mes|meses|mese|mesi|mês|maand|mån|månad|md|mies|miesiąc|мес|ay|wk|week|"
    r"semaine|woche|yr|year|an|jahr|año|anno|ano|jaar)\b|月|年|개월"
)
_UNIT = (
    r"(?:\d+(?:[.,]\d+)?\s?)?(?:kg|g|gr|mg|lb|lbs|oz|ml|cl|dl|l|ltr|liter|litre|litro|m|m²|m2|m³|m3|cm|ft|sq\.? ?ft|yd|"
    r"100)\b"
)


def _before(*words: str) -> re.Pattern[str]:
    """The words at the end of what stands before a figure."""
    return re.compile(rf"(?:{'|'.join(words)})\s*[:.(]?\s*$", re.IGNORECASE)


def _after(*words: str) -> re.Pattern[str]:
    """The words at the start of what stands after a figure."""
    return re.compile(rf"\s*(?:{'|'.join(words)})", re.IGNORECASE)


INSTALMENT_AFTER = _after(
    rf"\*?\s*/\s?(?:{_PERIOD})",
    rf"\*?\s*(?:per|a|pro|par|al|por|ao|im|per il|na|/|в)\s+(?:{_PERIOD})",
    r"\*?\s*(?:monthly|monatlich|mensuel|mensile|mensais|mensal|mensuales|mtl\b|p[./]?\s?m(?:aand)?\.?(?!\w)|(?:bi-?)?weekly)",
    r"\*?\s*[x×*]\s?\d{1,2}\b",
    rf"\*?\s*(?:for|over|pendant)\s+\d+\s+(?:{_PERIOD})",
    r"/\s?期",
)
INSTALMENT_BEFORE = _before(
    r"\b\d{1,2}\s?(?:[x×]|vezes|cuotas|pagos|mensualités|mensualidades|raten|rate|rat|payments|taksit|期)"
    r"(?:\s?(?:de|of|von|zu|à|da|a|x|sem juros de))?",
    r"instal+ments?\s?(?:of|from)?|payments of|raten (?:ab|zu|von)",
    r"платеж\w* по|в рассрочку|monthly(?: payments?)?(?: of| from)?|monatlich(?: ab)?|分期|每期|月供",
)
UNIT_AFTER = _after(rf"\*?\s*(?:/|per|pro|je|par|por|al|à|=|每)\s?{_UNIT}")
UNIT_BEFORE = _before(
    r"\d\s?(?:kg|g|ml|l|oz|lb|m)\s?=|grundpreis|unit price|prix (?:au|unitaire)[^:]{0,12}|per (?:kg|l|oz)|/\s?(?:kg|l)"
)
FROM_BEFORE = _before(
    r"\b(?:from(?: only| just)?|starting (?:at|from)|starts at|as low as|ab|desde|a partir d[eo]|à partir de|"
    r"dès|vanaf|från)",
    r"\b(?:fra(?: kun)?|od|от|da|a partire da|mulai(?: dari)?|từ|alkaen|min\.?)|เริ่มต้น|最低|تبدأ من|ابتداء من|يبدأ من",
)
FROM_AFTER = _after(r"起|から|より|부터|～|〜|~|\+(?!\s*[^\s\d]?\s?\d)|(?:and|&|or) (?:up|more)\b")
LIST_BEFORE = _before(
    r"\b(?:was|were|before|reg(?:ular)?\.?(?: price)?|list(?: price)?|rrp|msrp|srp|uvp|mrp|instead of|"
    r"old price|compare at)",
    r"\b(?:original(?:ly| price)?|retail(?: price)?|statt|vorher|früher|alter preis|avant|au lieu de|"
    r"prix conseillé|antes)",
    r"\b(?:prima|van|de)|原价|原價|定价|市场价|参考価格|通常価格|定価|정가|بدلا من",
)
#: What is no price of the goods: savings, thresholds, shipping, deposits.
OTHER_BEFORE = _before(
    r"(?:\b(?:sav(?:e|ing|ings)(?: up to)?|you save|discount|coupon|off|deposit|cash ?back|trade.?in|credit|"
    r"earn|gift card)"
    r"|\b(?:sparen(?: sie)?|gespart|ersparnis|rabatt|économisez|ahorras?|shipping(?: cost)?|delivery|postage|"
    r"livraison|porto)"
    r"|\b(?:versand(?:kosten)?|orders? (?:over|above|from|of|with)(?: at least)?|at least|"
    r"min(?:imum)?\.? (?:order|spend))"
    r"|\b(?:spend|over|under|below|above|up to|bis zu|tax|vat|mwst|(?:sub)?total|approx(?:\.|imately)?)"
    r"|\b(?:ca\.?|environ|circa)|立减|优惠|满|运费|邮费|(?:^|\s)\+|(?:^|"
    r"[(\[:])\s*-)"
    r"\s*(?:for|of|from|von|de)?"
)
OTHER_AFTER = _after(
    r"\)?\s*(?:off\b|discount|rabatt|coupon|shipping|delivery|p&p|versand|porto|saved|savings|cash ?back|deposit|"
    r"运费|券)",
    r"\)?\s*(?:de réduction|de descuento|di sconto|de desconto)",
)
#: Prices that are not the one to be paid for the new goods.
UNSURE_BEFORE = _before(
    r"\b(?:ex(?:cl)?\.?(?:uding)? ?(?:tax|vat)|net(?:to)?|hors taxes?|ht|exkl\.? mwst\.?|bid|gebot|used|gebraucht)",
    r"(?<![\d.,])\d{1,4}\s?(?:for|für|pour|por|per|voor|\+|or more|and up|pcs\.?|units?|stück|[-–]\s?\d{1,4})",
)
PRICE_WORDS = re.compile(
    r"\b(?:price|prices|our|low|lowest|best|great|regular|now|only|sale|special|today|deal|offer|final|"
    r"current|web|online|"
    r"your|preis|jetzt|nur|prix|précio|precio|preço|prezzo|prijs|cena|pris|harga|fiyat|цена|incl|vat|tax|mwst|ttc|inkl|"
    r"each|piece|pc|pcs)\b|价格?|售价|現價|现价|価格|税込|税抜|السعر|سعر",
    re.IGNORECASE,
)
RANGE_DASH = re.compile(r"\s*(?:-|–|—|~|〜|～|至|到|\bto\b|\bbis\b|\bà\b|\ba\b|\bhasta\b)\s*", re.IGNORECASE)
#: A thousand or a million in short, or cents written apart: the figure is not what it seems.
CUT_SHORT = re.compile(r"\s?(?:k|m|mil|mn|bn)\b", re.IGNORECASE)
SPLIT_CENTS = re.compile(r"\s\d{2}(?!\d)")
