"""The words around a figure, in the languages of the marketplaces, that say what it is the price of."""

import re

_PERIOD = (
    r"(?:(?:mo|mth|month|months|mois|monat|monate|mes|meses|mês|mese|mesi|maand|mån|månad|md|måned|mies|"
    r"miesiąc\w*|měsíc|"
    r"hó|мес|месяц\w*|міс\w*|ay|ayda|bulan|bln|tháng|wk|week|semaine|woche|semana|нед|yr|year|an|jahr|año|anno|ano|"
    r"jaar|год)\b|月|年|期|개월|월|เดือน|شهر)"
)
_UNIT = (
    r"(?:(?:\d+(?:[.,]\d+)?\s?)?(?:kg|g|gr|mg|lb|lbs|oz|fl\.? ?oz|ml|cl|dl|l|ltr|liter|litre|litro|litr|m|m²|m2|"
    r"m³|m3|cm|"
    r"ft|sq\.? ?ft|yd|кг|г|мл|л|м|kilo|kilos|gram|gramm|grammes|100)\b|\d*(?:斤|公斤|克|千克|毫升|米|กก\.?|กรัม|"
    r"كجم|كغ))"
)
_EACH = (
    r"(?:ea|each|pc|pcs|piece|item|unit|ct|count|pair|stk|stück|stuk|st|pz|pezzo|szt|ks|db|adet|buah|cái|pièce|pieza|"
    r"unidad|unid|unité|ud|un|шт|пара)\b\.?|個|个|件|只|双|枚|本|개|ชิ้น"
)


def _before(*words: str) -> re.Pattern[str]:
    """The words at the end of what stands before a figure."""
    return re.compile(rf"(?:{'|'.join(words)})\s*[:.(]?\s*$", re.IGNORECASE)


def _after(*words: str) -> re.Pattern[str]:
    """The words at the start of what stands after a figure."""
    return re.compile(rf"\s*(?:{'|'.join(words)})", re.IGNORECASE)


INSTALMENT_AFTER = _after(
    rf"\*?\s*[x×*/]\s?(?:\d{{1,2}}\s?)?{_PERIOD}",
    rf"\*?\s*(?:per|a|pro|par|al|por|ao|im|per il|na|/|в|а|за|i|pr\.?|mỗi|każdego)\s+{_PERIOD}",
    r"\*?\s*(?:monthly|monatlich|mensuel|mensile|mensais|mensal|mensuales|mtl\b|p[./]?\s?m(?:aand)?\.?(?!\w)|"
    r"(?:bi-?)?weekly)",
    r"\*?\s*(?:месячно|ежемесячно|щомісяця|شهريا|شهرياً|miesięcznie|měsíčně|månedligt|aylık)",
    r"\*?\s*[x×*]\s?\d{1,2}\b",
    rf"\*?\s*(?:for|over|pendant|auf|über)\s+\d+\s+{_PERIOD}",
    r"/\s?期",
)
INSTALMENT_BEFORE = _before(
    r"\b\d{1,2}\s?(?:[x×]|vezes|cuotas|pagos|mensualités|mensualidades|meses|raten|rate|rat|payments|taksit|дн\w*|"
    r"months|期|回|دفعات|أقساط)\s?(?:sin inter[eé]s(?:es)?|sem juros|sans frais|zonder rente|interest.free|x|×|"
    r"بقيمة)?"
    r"\s?(?:de|of|von|zu|à|da|a|po|по|at|sem juros de)?",
    r"instal+ments?\s?(?:of|from)?|payments of|raten (?:ab|zu|von)|\bemi(?: (?:from|of|starts? (?:at|from)))?",
    r"(?:плат[её]ж\w*|месяц\w*|мес\.?) (?:по|×|x)|в рассрочку|monthly(?: payments?)?(?: of| from)?|monatlich(?: ab)?",
    r"pay in \d+(?: x| of)?|分期|每期|月供|租金|月租|日租|月々|毎月|月額|분할|할부|(?<!\w)월|مقابل قسط|قسط شهري|"
    r"cicilan|trả góp|ผ่อน(?:ชำระ)?|"
    r"taksitle|aylık",
)
UNIT_AFTER = _after(
    rf"\*?\s*(?:/|per|pro|je|par|por|al|à|le|la|il|el|das|=|每|за|за 1)\s?{_UNIT}",
    r"每(?:斤|"
    r"公斤|克)",
)
UNIT_BEFORE = _before(
    r"\d\s?(?:kg|g|ml|l|oz|lb|m)\s?=|grundpreis|unit price|prix (?:au|unitaire)[^:]{0,12}|per (?:kg|l|oz)|"
    r"/\s?(?:kg|l)",
    r"\d\s?(?:g|kg|ml|l)\s?(?:あたり|当たり|당)|\d+\s?克",
)
FROM_BEFORE = _before(
    r"\b(?:from(?: only| just)?|starting (?:at|from)|starts (?:at|from)|as low as|ab|desde|a partir d[eo]|"
    r"à partir de|"
    r"dès|vanaf|från|already from|już od)",
    r"\b(?:fra(?: kun)?|od|от|від|да|da|a partire da|mulai(?: dari)?|từ|chỉ từ|alkaen|min\.?|από)|"
    r"เริ่มต้น(?:ที่)?|最低|"
    r"تبدأ من|(?<!\w)من|ابتداء من|ابتداءً من|يبدأ من|החל מ-?",
)
FROM_AFTER = _after(
    r"起|から|より|부터|～|〜|~|\+(?=\s*(?:$|[^\w\s$€£¥₽₹]))"
    r"|(?:and|&|or|et|oder|y|o|e) (?:up|more|plus|mehr|más|più)\b|onwards\b|以上|"
    r"-?['’]?(?:den|dan|ten|tan) başlayan"
)
LIST_BEFORE = _before(
    r"\b(?:was|were|before|reg(?:ular)?\.?(?: price)?|list(?: price)?|rrp|msrp|srp|uvp|mrp|m\.r\.p\.?|instead of|"
    r"old price|compare at|typical(?:ly)?|orig\.?|u\.p\.?|prp)",
    r"\b(?:original(?:ly| price)?|retail(?: price)?|statt|vorher|früher|alter preis|avant|au lieu de|"
    r"prix conseillé|antes)",
    r"\b(?:prima|invece di|van|de|старая цена|вместо|było|zamiast|cena regularna|före|ord\.?(?: pris)?|førpris|"
    r"eski fiyat)",
    r"原价|原價|定价|市场价|吊牌价|划线价|日常价|参考価格|通常価格|定価|メーカー希望小売価格|정가|정상가|"
    r"بدلا من|بدلاً من|قبل|giá gốc|ราคาเดิม|ปกติ",
)
#: What the buyer pays in the end, beside other figures: after a coupon, on sale, with tax.
PAYABLE_BEFORE = _before(
    r"\b(?:now(?: only)?|sale(?: price)?|special(?: price)?|your price|deal(?: price)?|jetzt(?: nur)?|nur|ahora|"
    r"por|agora|"
    r"maintenant|adesso|nu(?: voor)?|teraz|nyní|сейчас|новая цена|şimdi|sekarang|chỉ còn|incl\.? (?:tax|vat)|ttc)",
    r"现价|現價|现售价|券后价?|券後價?|到手价?|活动价|促销价|秒杀价|特价|特價|特価|セール価格|クーポン利用で|"
    r"クーポン適用(?:後|で)|"
    r"税込(?:価格)?|할인가|판매가|쿠폰\s?적용가|الآن|السعر الحالي|ลดเหลือ|เหลือ",
)
PAYABLE_AFTER = _after(
    r"\(?(?:ttc|税込(?![価格:]*\s?¥?\d)|incl?\.? (?:vat|tax|btw|gst)|brutto|inkl\.? (?:mwst|moms)|with coupon|"
    r"after coupon)"
)
#: What is no price of the goods: savings, thresholds, shipping, deposits, sizes, the same in another currency.
OTHER_BEFORE = _before(
    r"(?:\b(?:sav(?:e|ing|ings)(?: up to)?|you save|discount|coupon|deposit|cash ?back|trade.?in(?: value|"
    r" credit)?|credit|"
    r"earn|gift card|size|größe|gr\.|taille|talla|tamanho|taglia|maat|размер)"
    r"|\b(?:sparen(?: sie)?|gespart|ersparnis|rabatt|économisez|ahorras?|shipping(?: cost)?|delivery|postage|"
    r"livraison|porto|frete|envío|доставка)"
    r"|\b(?:versand(?:kosten)?|orders? (?:over|above|from|of|with)(?: at least)?|at least|zzgl\.?|plus|"
    r"min(?:imum)?\.? (?:order|spend))"
    r"|\b(?:spend|over|under|below|above|up to|bis zu|tax|vat|mwst|(?:sub)?total|approx(?:\.|imately)?|about|roughly)"
    r"|\b(?:ca\.?|environ|circa|ungefähr|около)|≈|约|約|立减|优惠券?|代金券|红包|满|减|运费|邮费|定金|订金|押金|"
    r"首付|头期款|送料|배송비|쿠폰|"
    r"尺码|サイズ|(?:^|\s|[^\W\d_])\+|(?:^|[(\[:])\s*-)"
    r"\s*(?:for|of|from|von|de)?"
)
OTHER_AFTER = _after(
    r"\)?\s*(?:off\b|discount|rabatt|coupon|shipping|delivery|p&p|versand|porto|saved|savings|cash ?back|deposit|"
    r"(?:运费|优惠|券(?!后))(?![券:]*\s?[¥\d]))",
    r"\)?\s*(?:de réduction|de descuento|di sconto|de desconto)",
)
#: A minus right before a figure with nothing but words before it.
NEGATIVE_BEFORE = re.compile(r"(?:^|\D)(?<!\d)(?:^|(?<=[\s$€£¥(]))-$")
#: Prices without tax, which the buyer does not pay.
NET_BEFORE = _before(
    r"\b(?:ex(?:cl)?\.?(?:uding)? ?(?:tax|vat|gst|btw)|net(?:to)?(?: price)?|hors taxes?|^ht|exkl\.? mwst\.?)|"
    r"税抜(?:価格|き)?|税别|未税|本体(?:価格)?"
)
NET_AFTER = _after(
    r"\(?(?:ex(?:cl)?\.?(?:uding)? ?(?:tax|vat|gst|btw)|\+ ?(?:tax|vat|gst|mwst|iva|kdv|áfa|moms|btw|dph|ндс|"
    r"tva|ppn)\b|plus (?:tax|vat|gst)|"
    r"zzgl\.? (?:ges\.? )?mwst|ht\b|hors taxes?|netto|税抜(?![価格:]*\s?¥?\d)|税[別别]|税前|\+税|bez (?:dph|"
    r"vat)|без ндс)"
)
#: Prices that are not the one to be paid for one new piece.
UNSURE_BEFORE = _before(
    r"\b(?:bid|gebot|used(?: \(\d+\))?(?: from)?|gebraucht|б/у|中古|member(?:s)?(?: price)?|prime(?: price)?)|"
    r"会员价|会員価格|学生价|新人价|首单价|학생가",
    r"^\s*[~∼]|\bmax\.?|maximum|(?<![\d.,])\d{1,4}\s?(?:/|for|für|pour|por|per|voor|за|\+|or more|and up|pcs\.?|"
    r"units?|stück|件|个|個|[-–]\s?\d{1,4})",
)
UNSURE_AFTER = _after(
    r"for \d+\b|대(?!\w)|台(?!\w)|(?:with |mit |con |avec )?prime\b|for members|с картой|\+\s*(?!(?:送料|"
    r"доставк|shipping|frete|env[ií]|"
    r"livr|vers|porto|delivery|p&p|tax|vat))[^\W\d_]{2}",
    r"/\s*(?:lot|set|pack|box|dozen|case|批|箱|打)\b",
)
EACH_AFTER = _after(rf"\(?\s?(?:/|per|pro|par|por|je|za|за|a|na)?\s?(?:{_EACH})", r"cada|pro stück|la pièce|l'unité")
#: An arrow from an old price to the one that is paid.
ARROW_AFTER = _after("→|➡|⇒|=>|->")
#: Per something that is not known.
SLASH_AFTER = _after(r"/\s?(?!(?-i:[A-Z]{3}\b)|R\$|US)[^\W\d_]")
PRICE_WORDS = re.compile(
    r"\b(?:price|prices|our|low|lowest|best|great|regular|now|only|sale|special|today|deal|offer|final|"
    r"current|web|online|"
    r"your|preis|jetzt|nur|prix|précio|precio|preço|prezzo|prijs|cena|pris|harga|fiyat|цена|incl|vat|tax|mwst|"
    r"ttc|inkl|"
    r"each|piece|pc|pcs|or|ou|oder|em até|em|"
    r"inclusive of all taxes|gross|free shipping|qty|pack of|off)\b|"
    r"送料無料|送料込|包邮|价格?|售价|現價|现价|価格|税込|税抜|السعر|سعر",
    re.IGNORECASE,
)
RANGE_DASH = re.compile(
    r"\s*(?:-|–|—|~|〜|～|至|到|\bto\b|\bbis\b|\bà\b|\ba\b|\bhasta\b|\bdo\b|\bдо\b|\btot\b|\btill\b|\bđến\b|ถึง)\s*",
    re.IGNORECASE,
)
#: What may be the lower end of a range stands before.
RANGE_BEFORE = re.compile(r"\d\s?[-–—~〜]\s?$")
#: Figures right before may belong to it ("49 90 zł").
FIGURE_BEFORE = re.compile(r"(?<![\w.,])\d{1,3}\s$")
RANGE_AND = re.compile(r"\s*(?:\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b|和)\s*", re.IGNORECASE)
BETWEEN = re.compile(r"\b(?:between|zwischen|entre|tra|между)\s*$", re.IGNORECASE)
#: A thousand or a million in short, or cents written apart: the figure is not what it seems.
CUT_SHORT = re.compile(r"\s?(?:k|m|mil|mn|mln|bn|tr|cr|万|萬|만|千|천|亿|億)(?![^\W_]|\.\w)", re.IGNORECASE)
SPLIT_CENTS = re.compile(r"\s\d{2}(?![\d.,'])(?!\s\d)")
#: The patterns for what stands behind a figure, and for what stands ahead of one.
BEHIND = (INSTALMENT_AFTER, UNIT_AFTER, PAYABLE_AFTER, NET_AFTER, OTHER_AFTER, FROM_AFTER, EACH_AFTER, RANGE_DASH)
AHEAD = (INSTALMENT_BEFORE, UNIT_BEFORE, PAYABLE_BEFORE, NET_BEFORE, OTHER_BEFORE, FROM_BEFORE, LIST_BEFORE)
