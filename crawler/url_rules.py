"""Tables of the URLs under which marketplaces show an item, of their short links, and of pages that only pass on."""

from dataclasses import dataclass
from typing import Literal

_ID = r"\d{4,25}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One family of item URLs.

    `hosts` and `path` match whole and in either case; an app's address has the host `scheme:host`. The id is the group
    `id` of the path, else the first of the `query` parameters that begins with what `number` matches; a rule with
    neither names its id by other groups. `canonical` and `listing` are filled with the groups, `id` and `host`.
    """

    marketplace: str
    hosts: str
    path: str
    canonical: str
    query: tuple[str, ...] = ()
    number: str = _ID
    listing: str = "{id}"
    case: Literal["", "upper", "lower"] = ""


_SUB = r"(?:[\w-]+\.)*"
_ASIN = r"(?P<id>B[0-9A-Z]{9}|\d{9}[\dX])"

_TAOBAO, _TMALL = "https://item.taobao.com/item.htm?id={id}", "https://detail.tmall.com/item.htm?id={id}"
_GOOFISH, _1688 = "https://www.goofish.com/item?id={id}", "https://detail.1688.com/offer/{id}.html"
_JD, _PDD = "https://item.jd.com/{id}.html", "https://mobile.yangkeduo.com/goods.html?goods_id={id}"
_ALIEXPRESS, _TEMU = "https://www.aliexpress.com/item/{id}.html", "https://www.temu.com/goods.html?goods_id={id}"
_ALIBABA, _DHGATE = "https://www.alibaba.com/product-detail/_{id}.html", "https://www.dhgate.com/product/x/{id}.html"
_AMAZON, _EBAY = "https://www.{site}/dp/{id}", "https://www.ebay.com/itm/{id}"
_DOUYIN = "https://haohuo.jinritemai.com/views/product/item2?id={id}"
_FACEBOOK, _ETSY = "https://www.facebook.com/marketplace/item/{id}/", "https://www.etsy.com/listing/{id}"
_SHOPEE, _LAZADA = "https://{site}/product/{shop}/{item}", "https://www.{site}/products/i{id}.html"
_OWN_HOST = "https://{host}/product/{id}/"
_MELI_OFFER, _MELI_GROUP = "https://{host}/{country}-{number}-_JM", "https://{host}/{kind}/{id}"

_TAOBAO_ID, _ALIEXPRESS_ID = ("id", "itemId", "item_id", "itemNumId"), ("productId", "productIds", "itemId", "objectId")
_TAOBAO_HOST, _TMALL_HOST, _1688_HOST = rf"{_SUB}taobao\.com", rf"{_SUB}tmall\.(?:com|hk)", rf"{_SUB}1688\.com"
_JD_HOST = rf"{_SUB}(?:(?:yiyao|jkcs)?jd\.com|jd\.hk)"
_PDD_HOST = rf"{_SUB}(?:yangkeduo|pinduoduo)\.com|pinduoduo:.*"
_ALIEXPRESS_HOST, _ALIBABA_HOST = rf"{_SUB}aliexpress\.(?:com|us|ru)", rf"{_SUB}alibaba\.com"
_AMAZON_HOST = (
    rf"{_SUB}(?P<site>amazon\.(?:com|com\.(?:mx|br|be|tr|au)|co\.(?:uk|jp|za)"
    r"|ca|de|fr|it|es|nl|se|pl|ie|ae|sa|eg|in|sg|cn))"
)
_EBAY_HOST = rf"{_SUB}ebay\.(?:com|co\.uk|com\.(?:au|hk|sg|my|cn|tw)|de|fr|it|es|at|ch|ie|pl|nl|be|ca|in|ph|us)|ebay:.*"
_MELI_HOST = (
    rf"{_SUB}(?:mercadolibre\.(?:com|cl|co\.cr|com\.(?:ar|bo|co|do|ec|gt|hn|mx|ni|pa|pe|py|sv|uy|ve))"
    r"|mercadolivre\.com(?:\.br)?)"
)
_SHOPEE_HOST = (
    rf"{_SUB}(?P<site>shopee\.(?:com|sg|tw|vn|ph|cl|pl|es|fr|in|co\.(?:th|id)|com\.(?:my|br|co|mx|ar))|xiapibuy\.com)"
)
_LAZADA_HOST = rf"{_SUB}(?P<site>lazada\.(?:sg|vn|com|co\.(?:th|id)|com\.(?:my|ph)))"
_DARAZ_HOST = rf"{_SUB}(?P<site>daraz\.(?:pk|lk|com\.(?:bd|np))|shop\.com\.mm)"
_ALLEGRO_HOST = rf"{_SUB}(?P<site>allegro\.(?:pl|cz|sk|hu))"

#: Asked in this order. A host that stands here is never taken for a shop of its own.
RULES: tuple[Rule, ...] = (
    Rule("goofish", rf"{_SUB}goofish\.com|2\.taobao\.com", r".*/(?:item|detail)\b.*", _GOOFISH, ("id", "itemId")),
    Rule("goofish", r"(?:market|h5)\.m\.taobao\.com", r".*idle.*", _GOOFISH, ("id", "itemId")),
    Rule("goofish", r"fleamarket:.*", r".*", _GOOFISH, ("id", "itemId")),
    Rule("tmall", _TMALL_HOST, r"/(?:.*/)?(?:item/|i)(?P<id>\d{5,20})\.html?", _TMALL),
    Rule("tmall", rf"{_TMALL_HOST}|tmall:.*", r".*/(?:item|detail|index)(?:\.html?)?", _TMALL, _TAOBAO_ID),
    Rule("tmall", r"detail\.(?:liangxinyao\.com|yao\.95095\.com)", r"/item\.html?", _TMALL, ("id",)),
    Rule("taobao", _TAOBAO_HOST, r"/(?:.*/)?(?:item/|i)(?P<id>\d{5,20})\.html?", _TAOBAO),
    Rule("taobao", _TAOBAO_HOST, r".*/(?:item|detail|home|index)(?:\.html?)?", _TAOBAO, _TAOBAO_ID),
    Rule("taobao", r"(?:taobao|tbopen):.*", r".*", _TAOBAO, _TAOBAO_ID),
    Rule("1688", _1688_HOST, r"/(?:.*/)?(?:offer|pic)/(?P<id>\d{5,20})\.html?", _1688),
    Rule("1688", rf"{_1688_HOST}|wireless1688:.*", r".*", _1688, ("offerId", "offer_id")),
    Rule("jd", _JD_HOST, r"/(?:product/)?(?P<id>\d{4,20})\.html", _JD),
    Rule("jd", _JD_HOST, r".*/(?:item|ware|product|goods)\b.*", _JD, ("wareId", "skuId", "sku")),
    Rule("pinduoduo", _PDD_HOST, r".*", _PDD, ("goods_id", "goodsId", "gid")),
    Rule(
        "aliexpress",
        _ALIEXPRESS_HOST,
        r"/(?:.*/)?(?:item|item-desc|i|store/product)/(?:[^/]*/)?(?:\d+_)?(?P<id>\d{6,20})(?:\.html?)?/?",
        _ALIEXPRESS,
    ),
    Rule("aliexpress", rf"{_ALIEXPRESS_HOST}|aliexpress:.*", r".*", _ALIEXPRESS, _ALIEXPRESS_ID, r"\d{6,20}"),
    Rule(
        "alibaba",
        _ALIBABA_HOST,
        r"/(?:product-detail|pla)/(?:[^/]*[_-])?(?P<id>\d{6,20})\.html",
        _ALIBABA,
    ),
    Rule("alibaba", _ALIBABA_HOST, r"/product/(?P<id>\d{6,20})(?:[/-].*)?(?:\.html)?", _ALIBABA),
    Rule("temu", rf"{_SUB}temu\.com", r"/(?:.*[/-])?g-(?P<id>\d{6,25})\.html", _TEMU),
    Rule("temu", rf"{_SUB}temu\.com|temu:.*", r".*", _TEMU, ("goods_id",)),
    Rule(
        "amazon",
        _AMAZON_HOST,
        r"/(?:.*/)?(?:dp|d|o|asin|gp/product|gp/aw/(?:d|ol)|gp/offer-listing|product-reviews"
        rf"|exec/obidos(?:/tg/detail/-)?)/(?:(?:product|glance|asin)/)*{_ASIN}(?:/.*)?",
        _AMAZON,
        case="upper",
    ),
    Rule(
        "amazon",
        r"(?:www\.)?amzn\.com",
        rf"/(?:dp/|gp/product/)?{_ASIN}(?:/.*)?",
        "https://www.amazon.com/dp/{id}",
        case="upper",
    ),
    Rule("ebay", _EBAY_HOST, r"/(?:ulk/)?(?:itm|i)/(?:[^/]*/)?(?P<id>\d{9,15})/?", _EBAY),
    Rule("ebay", _EBAY_HOST, r"/buy/browse/v1/item/v1\|(?P<id>\d{9,15})\|\d+", _EBAY),
    Rule(
        "ebay",
        _EBAY_HOST,
        r"/(?:ws/ebayisapi\.dll|.*viewitem|itm|p)\b.*",
        _EBAY,
        ("item", "iid", "itemId"),
        r"\d{9,15}",
    ),
    Rule("ebay", r"ebay:.*", r".*", _EBAY, ("id", "item"), r"\d{9,15}"),
    Rule("etsy", rf"{_SUB}etsy\.com", r"/(?:.*/)?listings?/(?P<id>\d{5,15})(?:/.*)?", _ETSY),
    Rule(
        "walmart",
        rf"{_SUB}(?P<site>walmart\.(?:com|ca|com\.mx))",
        r"/(?:\w\w/)?(?:ip|reviews/product)/(?:.*/)?(?P<id>\w*\d\w*)/?",
        "https://www.{site}/ip/{id}",
    ),
    Rule(
        "mercadolibre",
        _MELI_HOST,
        r"(?P<page>/(?:.*/)?u?p/ML[A-Z]U?\d+).*",
        "https://{host}{page}",
        ("wid", "item_id", "pdp_filters"),
        r"(?:item_id:)?ML[A-Z]\d{6,}",
        case="upper",
    ),
    Rule(
        "mercadolibre-catalog",
        _MELI_HOST,
        r"/(?:.*/)?(?P<kind>u?p)/(?P<id>ML[A-Z]U?\d+)(?:/.*)?",
        _MELI_GROUP,
        case="upper",
    ),
    Rule(
        "mercadolibre",
        _MELI_HOST,
        r"/(?:.*/)?(?P<country>ML[A-Z])-?(?P<number>\d{6,})(?:[-/].*)?",
        _MELI_OFFER,
        listing="{country}{number}",
        case="upper",
    ),
    Rule("shopee", _SHOPEE_HOST, r"/(?:.*-)?i\.(?P<shop>\d+)\.(?P<item>\d+)/?", _SHOPEE, listing="{shop}.{item}"),
    Rule("shopee", _SHOPEE_HOST, r"/(?:.*/)?product/(?P<shop>\d+)/(?P<item>\d+)/?", _SHOPEE, listing="{shop}.{item}"),
    Rule("lazada", _LAZADA_HOST, r"/(?:.*[-/])?i(?P<id>\d{5,20})(?:-s\d+)?(?:\.html)?", _LAZADA),
    Rule("lazada", _LAZADA_HOST, r".*", _LAZADA, ("itemId",)),
    Rule("daraz", _DARAZ_HOST, r"/(?:.*[-/])?i(?P<id>\d{5,20})(?:-s\d+)?(?:\.html)?", _LAZADA),
    Rule(
        "rakuten",
        r"(?:item|m)\.rakuten\.co\.jp",
        r"/(?P<shop>[\w.-]+)/(?:n/)?(?P<item>(?!c/|c$)[^/]+)/?",
        "https://item.rakuten.co.jp/{shop}/{item}/",
        listing="{shop}:{item}",
        case="lower",
    ),
    Rule("dhgate", rf"{_SUB}dhgate\.com", r"/(?:\w\w/)?(?:product|p)/(?:[^/]*/)?(?P<id>\d{5,15})\.html", _DHGATE),
    Rule(
        "douyin",
        rf"{_SUB}jinritemai\.com",
        r".*(?:product|detail|goods|item).*",
        _DOUYIN,
        ("id", "product_id", "productId"),
    ),
    Rule(
        "facebook",
        rf"{_SUB}facebook\.com",
        r"/(?:marketplace/(?:[\w-]+/)?item|commerce/listing)/(?P<id>\d{6,20})(?:/.*)?",
        _FACEBOOK,
    ),
    Rule("facebook", r"fb:marketplace.*", r".*", _FACEBOOK, ("id", "productID")),
    Rule(
        "allegro",
        _ALLEGRO_HOST,
        r"/(?P<kind>oferta|nabidka|ponuka|ajanlat)/(?:.*-)?(?P<id>\d{6,15})/?",
        "https://{site}/{kind}/{id}",
    ),
    Rule(
        "allegro", _ALLEGRO_HOST, r"/(?:produkt|show_item\.php)\b.*", "https://{site}/oferta/{id}", ("offerId", "item")
    ),
    Rule("made-in-china", rf"{_SUB}made-in-china\.com", r"/product/(?P<id>[A-Za-z]{8,20})(?:/.*)?", _OWN_HOST),
    Rule(
        "tokopedia",
        rf"{_SUB}tokopedia\.com",
        r"/(?!(?:p|search|find|discovery|help|blog)/)(?P<shop>[\w.-]+)/(?P<item>[\w.-]+)/?",
        "https://www.tokopedia.com/{shop}/{item}",
        listing="{shop}/{item}",
    ),
    Rule(
        "vinted",
        rf"{_SUB}(?P<site>vinted\.(?:\w\w|com?(?:\.\w\w)?))",
        r"/(?:.*/)?items/(?P<id>\d{5,15})(?:-.*)?",
        "https://www.{site}/items/{id}",
    ),
    Rule(
        "ozon",
        rf"{_SUB}(?P<site>ozon\.(?:ru|kz|by))",
        r"/(?:.*/)?product/(?:[^/]*-)?(?P<id>\d{5,15})(?:/.*)?",
        "https://www.{site}/product/{id}/",
    ),
    Rule(
        "wildberries",
        rf"{_SUB}wildberries\.\w\w",
        r"/(?:.*/)?catalog/(?P<id>\d{5,15})(?:/.*)?",
        "https://www.wildberries.ru/catalog/{id}/detail.aspx",
    ),
    Rule(
        "coupang",
        rf"{_SUB}coupang\.com",
        r"/(?:vp|vm)/products/(?P<id>\d{4,20})(?:/.*)?",
        "https://www.coupang.com/vp/products/{id}",
    ),
    Rule(
        "flipkart",
        rf"{_SUB}flipkart\.com",
        r"/(?:.*/)?p/(?P<id>itm[0-9a-z]{8,20})/?",
        "https://www.flipkart.com/p/p/{id}",
    ),
    Rule(
        "tiktok",
        rf"{_SUB}tiktok\.com",
        r"/(?:.*/)?(?:view/product|pdp/[^/]*)/(?P<id>\d{10,25})/?",
        "https://shop.tiktok.com/view/product/{id}",
    ),
    Rule(
        "smartstore",
        rf"{_SUB}(?:smartstore|brand|shopping)\.naver\.com",
        r"/(?P<shop>[\w-]+)/products/(?P<id>\d{5,20})/?",
        "https://smartstore.naver.com/{shop}/products/{id}",
    ),
    Rule(
        "11st",
        rf"{_SUB}11st\.co\.kr",
        r"/(?:.*/)?products/(?P<id>\d{5,20})(?:/.*)?",
        "https://www.11st.co.kr/products/{id}",
    ),
    Rule(
        "mercari",
        rf"{_SUB}(?P<site>mercari\.com)",
        r"/(?P<kind>item|us/item)/(?P<id>m\d{8,15})/?",
        "https://{host}/{kind}/{id}",
    ),
    Rule(
        "depop", rf"{_SUB}depop\.com", r"/(?:\w\w/)?products/(?P<id>[\w-]+)/?", "https://www.depop.com/products/{id}/"
    ),
    Rule(
        "shein",
        rf"{_SUB}shein\.(?:com?|com?\.\w\w|\w\w)",
        r"/(?:.*-)p-(?P<id>\d{4,15})(?:-.*)?\.html",
        "https://{host}/x-p-{id}.html",
    ),
    Rule(
        "poshmark",
        rf"{_SUB}poshmark\.(?:com|ca|in|com\.au)",
        r"/listing/(?:[^/]*-)?(?P<id>[0-9a-f]{24})/?",
        "https://{host}/listing/{id}",
    ),
)

#: Names that lead to an item after a redirect; with a slash, the path that does.
SHORT_LINKS: tuple[str, ...] = (
    *(r"(?:[me]\.)?tb\.cn", r"s\.click\.(?:taobao|tmall|aliexpress)\.com", r"uland\.taobao\.com", r"qr\.1688\.com"),
    *(r"u\.jd\.com", r"3\.cn", r"p\.pinduoduo\.com", r"a\.aliexpress\.(?:com|ru)", r"(?:www\.)?alibaba\.com/x/.+"),
    *(r"temu\.to", r"share\.temu\.com", r"amzn\.(?:to|eu|asia|in)", r"a\.co", r"ebay\.(?:us|to)", r"etsy\.me"),
    *(r"walmrt\.us", r"(?:www\.)?mercadoli(?:bre|vre)\.com(?:\.\w\w)?/sec/.+", r"shp\.ee", r"shope\.ee"),
    *(
        r"s\.shopee\.[\w.]+",
        r"s\.(?:lazada|daraz)\.[\w.]+",
        r"(?:a\.)?r10\.to",
        r"link\.dhgate\.com",
        r"v\.douyin\.com",
    ),
    *(r"fb\.me", r"v[tm]\.(?:tokopedia|tiktok)\.com", r"tokopedia\.link", r"dl\.flipkart\.com", r"link\.coupang\.com"),
    *(r"(?:www\.)?ozon\.ru/t/.+", r"bit\.ly", r"t\.co", r"t\.cn", r"tinyurl\.com", r"goo\.gl", r"is\.gd", r"dwz\.cn"),
    *(r"ow\.ly", r"cutt\.ly", r"rebrand\.ly", r"xhslink\.com", r"url\.cn", r"\w+\.app\.link", r"[\w-]+\.page\.link"),
)

#: Pages that only pass on to the address in one of these parameters.
PASSES_ON: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?:www\.)?google\.[\w.]+/(?:url|imgres|aclk)", ("q", "url", "imgrefurl", "adurl")),
    (r"lm?\.facebook\.com/l\.php", ("u",)),
    (r"rover\.ebay\.[\w.]+/.*", ("mpre", "loc")),
    (r"[\w.]*click\.aliexpress\.com/.*", ("dl_target_url", "dlTargetUrl")),
    (r"[\w.]*aliexpress\.(?:com|us|ru)/(?:.*share.*|goto.*)", ("redirectUrl", "url")),
    (r"(?:www\.)?amazon\.[\w.]+/(?:sspa/click|gp/slredirect/.*|gp/r\.html)", ("url", "U")),
    (r"hb\.afl\.rakuten\.co\.jp/.*", ("pc", "m")),
    (r"(?:www\.)?mercadoli[bv]re\.[\w.]+/gz/.*", ("go",)),
    (r"(?:www\.)?awin1\.com/.*", ("ued", "p")),
    (r"click\.linksynergy\.com/.*", ("murl",)),
    (r"go\.(?:redirectingat|skimresources)\.com/.*", ("url",)),
)
