"""Currency signs as shops write them, the decimals of each currency, and which mark groups thousands where."""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Signs that are followed or preceded by a figure; several currencies mean that the page or its locale decides.
#: The first is taken without a hint only when the sign stands in `USUALLY_FIRST`.
SIGNS: dict[str, tuple[str, ...]] = {
    "$": ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU"), "US$": ("USD",),
    "US $": ("USD",), "U$S": ("USD",), "CA$": ("CAD",), "C$": ("CAD",), "C $": ("CAD",), "CAD$": ("CAD",),
    "USD$": ("USD",), "AUD$": ("AUD",), "HKD$": ("HKD",), "SGD$": ("SGD",), "AU$": ("AUD",), "AU $": ("AUD",),
    "A$": ("AUD",), "NZ$": ("NZD",), "HK$": ("HKD",), "HK $": ("HKD",), "S$": ("SGD",), "SG$": ("SGD",),
    "NT$": ("TWD",), "NT": ("TWD",), "NTD": ("TWD",), "MX$": ("MXN",), "Mex$": ("MXN",), "AR$": ("ARS",),
    "R$": ("BRL",), "RD$": ("DOP",), "J$": ("JMD",), "€": ("EUR",), "Euro": ("EUR",), "euros": ("EUR",),
    "euro": ("EUR",), "£": ("GBP", "EGP", "LBP"), "¥": ("CNY", "JPY"), "￥": ("CNY", "JPY"), "￦": ("KRW",),
    "￡": ("GBP",), "CN¥": ("CNY",), "JP¥": ("JPY",), "RMB": ("CNY",), "元": ("CNY", "TWD", "HKD"), "円": ("JPY",),
    "₩": ("KRW",), "원": ("KRW",), "₹": ("INR",), "Rs.": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "Rs": ("INR", "PKR", "LKR", "NPR", "MUR"), "৳": ("BDT",), "Tk": ("BDT",), "₫": ("VND",), "đ": ("VND",),
    "Rp": ("IDR",), "Rp.": ("IDR",), "RM": ("MYR",), "₱": ("PHP",), "Php": ("PHP",), "฿": ("THB",), "บาท": ("THB",),
    "₽": ("RUB",), "руб.": ("RUB",), "руб": ("RUB",), "р.": ("RUB",), "₴": ("UAH",), "грн": ("UAH",), "₸": ("KZT",),
    "тг": ("KZT",), "₺": ("TRY",), "TL": ("TRY",), "zł": ("PLN",), "zl": ("PLN",), "Kč": ("CZK",), "Ft": ("HUF",),
    "lei": ("RON", "MDL"), "Lei": ("RON", "MDL"), "лв.": ("BGN",), "лв": ("BGN",), "kn": ("HRK",), "din.": ("RSD",),
    "kr.": ("DKK", "SEK", "NOK", "ISK"), "kr": ("SEK", "NOK", "DKK", "ISK"), "Kr": ("SEK", "NOK", "DKK", "ISK"),
    "SFr.": ("CHF",), "Fr.": ("CHF",), "sFr.": ("CHF",), "SR": ("SAR",), "S.R": ("SAR",), "ر.س": ("SAR",),
    "ريال": ("SAR", "QAR", "OMR", "YER"), "﷼": ("SAR", "IRR"), "د.إ": ("AED",), "درهم": ("AED", "MAD"),
    "Dhs": ("AED", "MAD"), "Dhs.": ("AED",), "DH": ("MAD", "AED"), "Dh": ("MAD", "AED"), "د.م.": ("MAD",),
    "LE": ("EGP",), "L.E.": ("EGP",), "L.E": ("EGP",), "E£": ("EGP",), "ج.م": ("EGP",), "جنيه": ("EGP",),
    "KD": ("KWD",), "K.D.": ("KWD",), "د.ك": ("KWD",), "BD": ("BHD",), "د.ب": ("BHD",), "JD": ("JOD",),
    "د.أ": ("JOD",), "دينار": ("KWD", "JOD", "BHD", "TND", "IQD"), "ر.ع.": ("OMR",), "ر.ق": ("QAR",), "QR": ("QAR",),
    "DT": ("TND",), "TND": ("TND",), "د.ت": ("TND",), "د.ج": ("DZD",), "DA": ("DZD",), "د.ع": ("IQD",),
    "تومان": ("IRT",), "₪": ("ILS",), "ש״ח": ("ILS",), 'ש"ח': ("ILS",), "₦": ("NGN",), "KSh": ("KES",),
    "KSh.": ("KES",), "Ksh": ("KES",), "GH₵": ("GHS",), "₵": ("GHS",), "GH¢": ("GHS",), "FCFA": ("XOF", "XAF"),
    "CFA": ("XOF", "XAF"), "R": ("ZAR",), "S/": ("PEN",), "S/.": ("PEN",), "Bs": ("BOB", "VES"),
    "Bs.": ("BOB", "VES"), "₲": ("PYG",), "Gs.": ("PYG",), "₡": ("CRC",), "₾": ("GEL",), "₼": ("AZN",),
    "֏": ("AMD",), "$ CA": ("CAD",), "MOP$": ("MOP",), "AR $": ("ARS",), "$U": ("UYU",), "B/.": ("PAB",),
    "块": ("CNY",), "塊": ("TWD",), "圓": ("TWD", "HKD"), "yuan": ("CNY",), "yen": ("JPY",), "baht": ("THB",),
    "đồng": ("VND",), "VNĐ": ("VND",), "VNđ": ("VND",), "rupees": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "рублей": ("RUB",), "рубля": ("RUB",), "р": ("RUB",), "сум": ("UZS",), "сом": ("KGS",), "дин.": ("RSD",),
    "дин": ("RSD",), "ден": ("MKD",), "гривень": ("UAH",), "₮": ("MNT",), "៛": ("KHR",), "₭": ("LAK",),
    "⃁": ("SAR",), "ریال": ("SAR", "IRR", "YER"), "R.O.": ("OMR",), "د.ل": ("LYD",), "ل.ل": ("LBP",),
    "NIS": ("ILS",), "TSh": ("TZS",), "USh": ("UGX",), "pesos": ("MXN", "ARS", "CLP", "COP", "PHP", "UYU"),
    "₨": ("INR", "PKR", "LKR", "NPR", "MUR"), "kr.-": ("DKK",), "Euros": ("EUR",), "EURO": ("EUR",),
    "złotych": ("PLN",), "NZ $": ("NZD",), "MX $": ("MXN",), "SG $": ("SGD",), "S $": ("SGD",), "A $": ("AUD",),
    "NT $": ("TWD",), "R $": ("BRL",), "COL$": ("COP",), "Col$": ("COP",), "TT$": ("TTD",), "BZ$": ("BZD",),
    "Bds$": ("BBD",), "EC$": ("XCD",), "FJ$": ("FJD",), "N$": ("NAD",), "F CFA": ("XOF", "XAF"), "රු": ("LKR",),
    "රු.": ("LKR",), "บ.": ("THB",), "ر.ع": ("OMR",), "dollars": ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD"),
    "dollar": ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD"), "人民币": ("CNY",), "人民幣": ("CNY",),
    "港币": ("HKD",), "港幣": ("HKD",), "港元": ("HKD",), "台币": ("TWD",), "台幣": ("TWD",), "美元": ("USD",),
    "美金": ("USD",), "日元": ("JPY",), "欧元": ("EUR",), "歐元": ("EUR",), "韩元": ("KRW",), "英镑": ("GBP",),
}  # fmt: skip

#: Codes of ISO 4217 that are recognised in running text, only in capitals.
CODES = _set(
    "AED ARS AUD AZN BDT BGN BHD BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DOP DZD EGP EUR GBP GEL GHS GTQ HKD HRK HUF"
    " IDR ILS INR IQD ISK JMD JOD JPY KES KRW KWD KZT LBP LKR LYD MAD MDL MUR MXN MYR NGN NOK NPR NZD OMR PAB PEN PHP"
    " BYN KGS MKD MNT MMK KHR LAK BND NIO HNL JMD TTD ETB LYD MOP SYP XPF IRR BWP MZN YER"
    " PKR PLN PYG QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD TZS UAH UGX USD UYU UZS VND XAF XOF ZAR ZMW"
)
USUALLY_FIRST = frozenset({"$", "£", "lei", "Lei", "dollar", "dollars"})

#: Decimals that are ever shown, where it is not two (ISO 4217 for the first two sets, shop practice for the third).
THREE_DECIMALS = _set("BHD JOD KWD LYD OMR TND")
NO_DECIMALS = _set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF")
SELDOM_DECIMALS = _set("AMD COP CRC HUF IDR IQD IRR IRT KHR KZT LAK MMK MNT RSD TZS UZS")

_REGION_CURRENCY = dict(
    pair.split("=")
    for pair in _set(
        "US=USD CA=CAD AU=AUD NZ=NZD HK=HKD SG=SGD TW=TWD MX=MXN AR=ARS CL=CLP CO=COP UY=UYU CN=CNY JP=JPY KR=KRW"
        " IN=INR PK=PKR LK=LKR NP=NPR MU=MUR GB=GBP UK=GBP EG=EGP LB=LBP SE=SEK NO=NOK DK=DKK IS=ISK RO=RON MD=MDL "
        " SA=SAR QA=QAR OM=OMR YE=YER AE=AED MA=MAD KW=KWD JO=JOD BH=BHD TN=TND IQ=IQD SD=SDG BO=BOB VE=VES CH=CHF"
        " PL=PLN CZ=CZK HU=HUF BG=BGN RU=RUB UA=UAH TR=TRY BR=BRL ZA=ZAR MY=MYR PH=PHP TH=THB VN=VND ID=IDR IL=ILS"
        " NG=NGN KE=KES GH=GHS PE=PEN SN=XOF CI=XOF CM=XAF IR=IRR DE=EUR AT=EUR FR=EUR IT=EUR ES=EUR NL=EUR BE=EUR"
        " IE=EUR PT=EUR FI=EUR GR=EUR SK=EUR SI=EUR EE=EUR LV=EUR LT=EUR LU=EUR"
        " DZ=DZD KZ=KZT UZ=UZS KG=KGS BY=BYN"
        " GE=GEL AZ=AZN AM=AMD RS=RSD MK=MKD BD=BDT MN=MNT MM=MMK KH=KHR LA=LAK MO=MOP BN=BND CR=CRC"
        " GT=GTQ HN=HNL NI=NIO"
        " DO=DOP PA=PAB PY=PYG BW=BWP ET=ETB TZ=TZS UG=UGX LY=LYD"
    )
)
#: Marketplaces that sell in one currency only, where the sign leaves it open.
CURRENCY_OF_MARKETPLACE = {
    name: code
    for code, names in {
        "CNY": "taobao tmall 1688 jd pinduoduo pdd yangkeduo douyin xianyu goofish weidian kaola suning dangdang dewu"
        " xiaohongshu vip vipshop",
        "JPY": "rakuten mercari yahoo_auctions yahooauctions zozotown zozo paypayfleamarket rakuma fril",
        "KRW": "coupang gmarket 11st auction_kr bunjang joongna smartstore",
        "INR": "flipkart meesho myntra snapdeal ajio indiamart",
        "IDR": "tokopedia bukalapak blibli",
        "VND": "tiki sendo chotot",
        "RUB": "wildberries ozon avito youla",
        "TRY": "hepsiburada trendyol n11 sahibinden",
        "TWD": "ruten pchome momoshop",
        "USD": "walmart target bestbuy poshmark stockx temu_us newegg",
        "BRL": "magazineluiza magalu americanas",
        "UAH": "rozetka prom_ua",
        "PLN": "ceneo",
        "NZD": "trademe",
        "ZAR": "takealot",
    }.items()
    for name in names.split()
}
#: Country domains that shops of any country use.
_GENERIC_DOMAINS = frozenset({"CO", "ME", "IO", "TV", "LA", "AM", "LY", "GE"})
_LANGUAGE_REGION = {"ja": "JP", "ko": "KR", "zh": "CN", "sv": "SE", "nb": "NO", "nn": "NO", "no": "NO", "da": "DK",
                    "is": "IS", "ro": "RO", "hi": "IN", "ur": "PK",
                    "fa": "IR", "vi": "VN", "th": "TH", "he": "IL"}  # fmt: skip

_COMMA_DECIMAL = _set(
    "bg ca cs da de el es et eu fi fr gl hr hu id is it lt lv nb nl nn no pl pt ro ru sk sl sr sv tr uk vi"
)
_POINT_DECIMAL = _set("en zh ja ko th he hi ms")
_POINT_REGIONS = _set("CH LI MX US PR DO GT HN NI PA PE SV")
_POINT_CURRENCIES = _set(
    "AED AUD BDT CNY EGP GBP GHS HKD ILS INR JPY KES KRW MXN MYR NGN NZD PHP PKR QAR SAR SGD THB TWD USD"
)
_COMMA_CURRENCIES = _set("ARS BGN BRL CLP COP CZK DKK HUF IDR ISK NOK PLN PYG RON RUB SEK TRY UAH UYU VND")

_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u4e00-\u9fff\uac00-\ud7a3]+\.?")
_LETTER_SIGN = re.compile(r"[^\W\d_]")


def _guarded(sign: str) -> str:
    """The sign as a pattern: one made of letters is no part of a longer word."""
    if _UNSPACED.fullmatch(sign):
        return re.escape(sign)
    if sign == "$":
        return r"(?<![A-Z])\$"  # of a country that is not known
    before = r"(?<![^\W\d_])" if _LETTER_SIGN.match(sign) else ""
    after = r"(?![^\W\d_])" if _LETTER_SIGN.match(sign[-1]) else ""
    return before + re.escape(sign) + after


SIGN_PATTERN = "|".join(_guarded(sign) for sign in sorted({*SIGNS, *CODES}, key=len, reverse=True))


def region_currency(locale: str | None) -> str | None:
    """The currency of the locale's region (`de-CH` is CHF), for languages of one country also without a region."""
    language, region = split_locale(locale)
    return _REGION_CURRENCY.get(region or _LANGUAGE_REGION.get(language, ""))


def split_locale(locale: str | None) -> tuple[str, str]:
    """`de_CH.UTF-8` or `zh-Hans-CN` as language `zh` and region `CN`; what is missing is an empty string."""
    parts = re.split(r"[-_.]", locale or "")
    return parts[0].lower(), next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), "")


def currency_of(sign: str, *, declared: str | None, locale: str | None) -> str | None:
    """The ISO 4217 code of a written sign; `declared` and then the locale decide an ambiguous one, else None."""
    if sign in CODES:
        return sign
    possible = SIGNS[sign]
    if len(possible) == 1:
        return possible[0]
    for hint in (declared, region_currency(locale)):
        if hint in possible:
            return hint
    return possible[0] if sign in USUALLY_FIRST and not declared else None


def convention_of(sign: str) -> str:
    """A currency whose way of writing numbers all currencies of a sign share, as `CNY` for `¥`."""
    return sign if sign in CODES else SIGNS[sign][0]


def decimal_mark(currency: str | None, locale: str | None) -> str | None:
    """`.` or `,` as the locale, or without one the currency, writes decimals; None where both are usual."""
    language, region = split_locale(locale)
    if region in _POINT_REGIONS or language in _POINT_DECIMAL:
        return "."
    if language in _COMMA_DECIMAL:
        return ","
    if currency in _POINT_CURRENCIES:
        return "."
    return "," if currency in _COMMA_CURRENCIES else None


def currency_of_marketplace(name: str) -> str | None:
    """The only currency of a marketplace by its slug or host (`taobao`, `item.taobao.com`), None for others."""
    parts = reversed(re.split(r"[./:-]", name.casefold()))
    return next((CURRENCY_OF_MARKETPLACE[part] for part in parts if part in CURRENCY_OF_MARKETPLACE), None)


def locale_of_host(locale: str | None, host: str) -> str | None:
    """The locale, with the region of the host's country domain where it names none; None when nothing is known."""
    language, region = split_locale(locale)
    *_, above, country = ("", *host.upper().split("."))
    national = country not in _GENERIC_DOMAINS or above in ("COM", "NET", "ORG")
    if not region and country in _REGION_CURRENCY and national:
        region = country
    sold_in = currency_of_marketplace(host)
    if sold_in and not region:
        region = next(name for name, code in _REGION_CURRENCY.items() if code == sold_in)
    return f"{language}-{region}" if region else language or None
