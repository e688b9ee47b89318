"""Names that platforms give to what goods are and cost, in plain form: lower case, letters and digits only."""

import re
from typing import Any


def plain(name: Any) -> str:
    """The name of a key in plain form: `sale_price` and `salePrice` are one."""
    return re.sub(r"[^a-z0-9]", "", str(name).lower())


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


#: Objects that only wrap the goods.
WRAPPERS = _names(
    "product item listing node attributes productinfo iteminfo listingcard goods article productcard productdata "
    "info detail data value content basic baseinfo basicinfo source fields main summary hit card offer "
    "productsummary itembasic core record document productdescription enrichment"
)
#: Lists of named values.
PROPERTIES = _names("params parameters properties attributes extra fields customfields")
TITLES = _names(
    "title productname goodsname itemname producttitle listingtitle itemtitle goodstitle name subject displayname "
    "fullname titles headline shortname heading label productdisplayname"
)
#: Where a name is given by kind or language.
TITLE_TEXTS = _names("title text value rendered displaytitle longtitle en default name full")
IDS = _names(
    "listingid itemid goodsid offerid adid auctionid postid nmid usitemid tcin asin id productid idproduct iditem "
    "contentid articleid articlenumber productnumber itemno prdno code productcode sku skuid styleid pid uuid uid "
    "objectid"
)
#: Addresses of the goods.
LINKS = _names(
    "url link permalink href producturl itemurl detailurl goodsurl listingurl canonicalurl weburl itemweburl "
    "shareurl landingpageurl pdpurl productpageurl productlink itemlink seourl targeturl relativeurl path urlpath "
    "baseurl uri fullurl pageurl deeplink"
)
PHOTOS = _names(
    "mainimage primaryimage mainimageurl primaryimageurl coverimage mainphoto coverphoto covershot cover image "
    "imageurl img imgurl goodsimg picurl photo photourl picture pictureurl pic searchimage productimage "
    "productimageurl featuredimage defaultimage displayimage displaypicture imagesrc imageinfo tileimage images "
    "photos pictures photourls imageurls imgs imagelist productimages medialist medias media gallery picturesdata "
    "mediaurl preview previewimage largeimage smallimage smallpicture thumbnailimage thumbnailurl thumburl "
    "thumbnail thumb thumbnails imagethumbnail primaryphoto imagepath iconurl avatar imagelinks hdthumburl "
    "mediaurls"
)
#: Lists of all photos.
GALLERIES = _names("images photos pictures photourls imageurls gallery medialist media productimages")
#: Where a photo keeps its address, the largest first.
URL_KEYS = _names(
    "original originalurl fullsizeurl full fullurl zoom xxl xl hires largeurls large largeurl image700 high url "
    "src secureurl imageurl href link uri image path medium mediumurl small smallurls smallurl thumbnail thumb "
    "default main primary images formats photo data urls sizes"
)
SELLERS = _names(
    "seller sellerinfo shop store merchant vendor supplier sellerdetails shopinfo storeinfo merchantinfo soldby "
    "user owner creator mall company sellerprofile advertiser author"
)
#: What stands before `id` and `name` in fields beside the goods.
SELLER_KINDS = _names("seller shop store merchant supplier mall vendor creator user")
SELLER_NAMES = _names(
    "name shopname storename sellername login username nickname nick displayname title companyname merchantname "
    "suppliername mallname screenname fullname firstname"
)
SELLER_IDS = _names(
    "id sellerid shopid storeid merchantid userid supplierid mallid vendorid uid code partyid memberid accountid uuid"
)
STOCK = _names(
    "availability stockstatus availabilitystatus inventorystatus instock isinstock isavailable available soldout "
    "issoldout sold issold outofstock isoutofstock status inventory stock stockquantity availablequantity "
    "quantity"
)
SOLD_OUT = frozenset(_names("isoutofstock issold issoldout outofstock sold soldout"))
SALES = _names(
    "soldcount salescount itemssold unitssold soldquantity sold sales historicalsold totalsold ordercount orders "
    "countsold salestext soldtext"
)
PHOTO = re.compile(
    r"^(?:main|primary|cover|front|default|featured|product|item|large|big|goods|card|list|hd|full|first|hero|small)*"
    r"(?:image|img|photo|picture|pic|thumb(?:nail)?)(?:url|src|link|path|uri|href|s|list)*$"
)

VALUES = _names(
    "amount value val price priceamount pricevalue localizedvalue decimalprice decimalvalue doublevalue number "
    "raw numericvalue centamount amountcents cents minorunits amountminor unitamount amountinminorunits "
    "valueinminorunits priceincents pricecents amountincents"
)
#: Texts that show a price.
SHOWN = _names(
    "formatted formattedprice formattedvalue formattedamount display displayprice displayvalue displayamount "
    "displaystring pricetext text pricestring pricestr string amountwithsymbol pricefmt withsymbol localized "
    "pricedisplay priceformatted label formattedcurrent displaytext"
)
CURRENCIES = _names(
    "currency currencycode currencyid currencyname pricecurrency currencyiso currencyisocode isocode isocurrency "
    "currencyunit priceunit localcurrency displaycurrency"
)
#: By how many decimal places figures are moved.
EXPONENTS = _names("fractiondigits exponent currencyexponent currencyminorunit minorunit scale decimalplaces")
#: What tells several prices apart.
LABELS = _names("type pricetype name label kind key id code")
PRICE = re.compile(r"price|^mrp$|^msrp$|^rrp$|^pricing$|^lowestask$|^offers?$|^buybox$")
#: Figures that are no price of the goods.
NO_PRICE = re.compile(
    r"ship|deliver|freight|perunit|unitprice|priceper|permonth|monthly|instal|emi$|deposit|saving|saved|percent|"
    r"discountamount|discountvalue|pricedrop|history|type|level|badge|tier|wholesale|bulk|tax|vat|fee$|symbol|update|"
    r"date|valid|rule|bucket|facet|filter|sort|status|flag|(?<!dis)count(?!ed)|score|future|member|plus|vip|coupon|"
    r"point|cash|bid|increment|reserve|buying|buyer|usd|converted|competitor|gift|insurance|warranty|protection|"
    r"exchange|rental|label|comparison|lastprice|floor|^is|^has|^show|id$"
)
#: Figures that need not say so in an object that is a price.
INSIDE = re.compile(
    r"^(?:amount|value|val|cents|current|original|sale|regular|list|listed|offered|was|now|min|max|low|high|promotional|"
    r"final|selling|discounted|raw|number|market|retail|special|minimum|maximum|base|basic|product|total|start|stop|end|"
    r"gross|currentretail|regretail)$|price"
)
#: Figures that count cents.
MINOR = re.compile(r"cent(?:s|amount)?$|^cents|incents|minor|priceu$|pence|kopecks|fen$|subunits")
