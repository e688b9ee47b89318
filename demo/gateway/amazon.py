"""Amazon's Creators interface: search and items by tokens of two generations, ten pages of ten."""

from collections.abc import Mapping
from typing import Any

from demo.gateway import oauth
from demo.gateway.call import Call, Refused
from demo.gateway.goods import Goods
from demo.gateway.parameters import Param, Wrong, check, listed, number, one_of, shaped, text
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, data

_PER_PAGE, _PAGES = 10, 10
#: The currency of each marketplace's prices.
_CURRENCIES = {
    "www.amazon.com": "USD",
    **{f"www.amazon.{land}": "EUR" for land in ("de", "fr", "it", "es", "nl", "com.be", "ie")},
    **{f"www.amazon.{land}": money for land, money in (("co.uk", "GBP"), ("co.jp", "JPY"), ("se", "SEK"))},
    **{f"www.amazon.{land}": money for land, money in (("ca", "CAD"), ("com.mx", "MXN"), ("com.br", "BRL"))},
    **{f"www.amazon.{land}": money for land, money in (("com.au", "AUD"), ("sg", "SGD"), ("ae", "AED"))},
    **{f"www.amazon.{land}": money for land, money in (("eg", "EGP"), ("com.tr", "TRY"), ("sa", "SAR"))},
    **{f"www.amazon.{land}": money for land, money in (("in", "INR"), ("pl", "PLN"))},
}
#: By name: status, type, reason and message of the documented error.
_ERRORS = {
    "validation": (400, "ValidationException", "FieldValidationFailed", "One or more fields are not valid."),
    "cannot_parse": (400, "ValidationException", "CannotParse", "The request body can't be read."),
    "invalid_partner_tag": (400, "ValidationException", "InvalidPartnerTag", "The partner tag is not yours."),
    "invalid_associate": (400, "ValidationException", "InvalidAssociate", "No associate of this marketplace."),
    "unknown_operation": (400, "ValidationException", "UnknownOperation", "There is no such operation."),
    "missing_credential": (401, "UnauthorizedException", "MissingCredential", "No credential was sent."),
    "invalid_token": (401, "UnauthorizedException", "InvalidToken", "The token is not valid."),
    "token_expired": (401, "UnauthorizedException", "TokenExpired", "The token has run out."),
    "associate_not_eligible": (
        *(403, "AccessDeniedException", "AssociateNotEligible"),
        "Your account does not currently meet the eligibility requirements.",
    ),
    "authorization_failed": (403, "AccessDeniedException", "AuthorizationFailed", "Not allowed."),
    "throttled": (429, "ThrottleException", "Throttled", "The request was denied due to request throttling."),
    "internal": (500, "InternalServerException", "Other", "An internal error occurred."),
}
_WORDS = ("actor", "artist", "author", "brand", "keywords", "title", "searchIndex", "currencyOfPreference")
_IMAGES = tuple(
    f"images.{which}.{size}" for which in ("primary", "variants") for size in ("small", "medium", "large", "highRes")
)
_OFFERS = tuple(
    f"offersV2.listings.{one}"
    for one in (
        *("availability", "condition", "dealDetails", "isBuyBoxWinner", "loyaltyPoints"),
        *("merchantInfo", "price", "type"),
    )
)
_INFO = tuple(
    f"itemInfo.{one}"
    for one in (
        *("byLineInfo", "classifications", "contentInfo", "contentRating", "externalIds", "features"),
        *("manufactureInfo", "productInfo", "technicalInfo", "title", "tradeInInfo"),
    )
)
_NODES = ("browseNodeInfo.browseNodes", "browseNodeInfo.browseNodes.ancestor", "browseNodeInfo.browseNodes.salesRank")
_RESOURCES = frozenset({*_IMAGES, *_OFFERS, *_INFO, *_NODES, "browseNodeInfo.websiteSalesRank", "parentASIN"})
_ASKED = Param(lambda value: isinstance(value, list) and set(map(str, value)) <= _RESOURCES | {"searchRefinements"})
_BOTH: dict[str, Param] = {
    "partnerTag": text(required=True),
    "resources": _ASKED,
    "condition": one_of("Any", "New"),
    "languagesOfPreference": listed(str, 1),
    "properties": Param(lambda value: isinstance(value, dict)),
}
_SEARCH: dict[str, Param] = {
    **_BOTH,
    **{name: text() for name in _WORDS},
    "itemPage": number(1, _PAGES),
    "itemCount": number(1, _PER_PAGE),
    "minPrice": number(1),
    "maxPrice": number(1),
    "minReviewsRating": number(1, 4),
    "minSavingPercent": number(1, 99),
    "browseNodeId": shaped(r"\d{1,19}"),
    "availability": one_of("Available", "IncludeOutOfStock"),
    "deliveryFlags": listed(str, 4),
    "sortBy": one_of(
        *("AvgCustomerReviews", "Featured", "NewestArrivals", "Price:HighToLow", "Price:LowToHigh", "Relevance")
    ),
}
_ITEMS = {**_BOTH, "itemIds": listed(str, 10, required=True), "currencyOfPreference": text()}


def asin(goods: Goods) -> str:
    """The ASIN of goods: ten letters and digits."""
    letters, rest = "", int(goods.short)
    for _ in range(8):
        rest, place = divmod(rest, 36)
        letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] + letters
    return f"B0{letters}"


def _answer(gateway: Gateway, call: Call) -> Answer:
    if call.method != "POST" or call.path not in ("/catalog/v1/searchItems", "/catalog/v1/getItems"):
        raise Refused("unknown_operation", call.path)
    _authorised(gateway, call)
    asked = call.document
    if call.media_type != "application/json" or not isinstance(asked, dict):
        raise Refused("cannot_parse")
    currency = _CURRENCIES.get(call.headers.get("x-marketplace", ""))
    if currency is None:
        raise Refused("validation", "x-marketplace")
    try:
        check(asked, _SEARCH if call.path.endswith("searchItems") else _ITEMS)
    except Wrong as wrong:
        raise Refused("validation", wrong.name) from None
    if asked["partnerTag"] != gateway.keys.get("AMAZON_PARTNER_TAG"):
        raise Refused("invalid_partner_tag")
    answer = _search if call.path.endswith("searchItems") else _items
    return data(answer(gateway, asked, currency, call.headers["x-marketplace"]))


def _authorised(gateway: Gateway, call: Call) -> None:
    given = call.headers.get("authorization", "")
    version = gateway.keys.get("AMAZON_CREDENTIAL_VERSION", "3.1")
    token, _, rest = given.removeprefix("Bearer ").partition(", Version ")
    if not given.startswith("Bearer "):
        raise Refused("missing_credential")
    if rest != ("" if version.startswith("3.") else version) or not gateway.issued("amazon.access", token):
        raise Refused("invalid_token")
    if not gateway.holds("amazon.access", token):
        raise Refused("token_expired")


def _search(gateway: Gateway, asked: Mapping[str, Any], currency: str, host: str) -> dict[str, Any]:
    words = " ".join(asked[name] for name in _WORDS[:6] if name in asked)
    if not words:
        raise Refused("validation", "keywords")
    least, most = asked.get("minPrice", 0), asked.get("maxPrice", 10**12)
    found = [
        goods
        for goods in gateway.of("amazon")
        if goods.holds(words)
        and least <= goods.costs(currency) * (1 if currency == "JPY" else 100) <= most
        and (asked.get("condition") != "New" or not goods.used)
    ]
    size, place = asked.get("itemCount", _PER_PAGE), asked.get("itemPage", 1)
    shown = found[(place - 1) * size : place * size]
    url = f"https://{host}/s?k={words.replace(' ', '+')}&tag={asked['partnerTag']}"
    result: dict[str, Any] = {"totalResultCount": len(found), "searchURL": url}
    if not shown:
        none = {"code": "NoResults", "message": "No results found for your request."}
        return {"searchResult": result, "errors": [none]}
    result["items"] = [_item(gateway, goods, asked, currency, host) for goods in shown]
    return {"searchResult": result}


def _items(gateway: Gateway, asked: Mapping[str, Any], currency: str, host: str) -> dict[str, Any]:
    known = {asin(goods): goods for goods in gateway.of("amazon")}
    items = [_item(gateway, known[one], asked, currency, host) for one in asked["itemIds"] if one in known]
    errors = [
        {"code": "ItemNotFound", "message": f"The item {one} is not accessible."}
        for one in asked["itemIds"]
        if one not in known
    ]
    return {"itemsResult": {"items": items}, **({"errors": errors} if errors else {})}


def _item(gateway: Gateway, goods: Goods, asked: Mapping[str, Any], currency: str, host: str) -> dict[str, Any]:
    """What was asked for by `resources`, and nothing else."""
    wanted = asked.get("resources", [])
    shown: dict[str, Any] = {
        "asin": asin(goods),
        "detailPageURL": f"https://{host}/dp/{asin(goods)}?tag={asked['partnerTag']}&linkCode=osi&th=1&psc=1",
    }
    if "parentASIN" in wanted:
        shown["parentASIN"] = asin(goods)
    for which, addresses in (("primary", goods.images[:1]), ("variants", goods.images[1:])):
        sizes = [size for size in ("small", "medium", "large", "highRes") if f"images.{which}.{size}" in wanted]
        if sizes and addresses:
            sets = [
                {
                    ("hiRes" if size == "highRes" else size): {
                        "url": gateway.image(address),
                        "height": 500,
                        "width": 500,
                    }
                    for size in sizes
                }
                for address in addresses
            ]
            shown.setdefault("images", {})[which] = sets[0] if which == "primary" else sets
    if "itemInfo.title" in wanted:
        title = {"displayValue": goods.title, "label": "Title", "locale": "en_US"}
        shown.setdefault("itemInfo", {})["title"] = title
    if "itemInfo.byLineInfo" in wanted and goods.brand:
        brand = {"displayValue": goods.brand, "label": "Brand", "locale": "en_US"}
        shown.setdefault("itemInfo", {})["byLineInfo"] = {"brand": brand}
    if offer := _offer(goods, wanted, currency):
        shown["offersV2"] = {"listings": [offer]}
    if any(one.startswith("browseNodeInfo") for one in wanted):
        node = {"id": "679255011", "displayName": goods.category, "contextFreeName": goods.category, "isRoot": False}
        shown["browseNodeInfo"] = {"browseNodes": [node]}
    return shown


def _offer(goods: Goods, wanted: list[str], currency: str) -> dict[str, Any]:
    sign = {"USD": "$", "GBP": "£", "JPY": "¥"}.get(currency, "€")
    price: dict[str, Any] = {"money": _money(goods.costs(currency), currency, sign)}
    if goods.list_price:
        basis = _money(goods.listed_at(currency), currency, sign)
        price["savingBasis"] = {"money": basis, "savingBasisType": "LIST_PRICE", "savingBasisTypeLabel": "List Price"}
    whole: dict[str, Any] = {
        "price": price,
        "merchantInfo": {"id": f"A{goods.seller.number}", "name": goods.seller.name},
        "condition": {"value": "Used" if goods.used else "New", "subCondition": "Good" if goods.used else "Unknown"},
        "availability": {"type": "IN_STOCK" if goods.in_stock else "OUT_OF_STOCK", "minOrderQuantity": 1},
        "isBuyBoxWinner": True,
        "type": "LISTING",
    }
    return {name: value for name, value in whole.items() if f"offersV2.listings.{name}" in wanted}


def _money(amount: Any, currency: str, sign: str) -> dict[str, Any]:
    return {"amount": float(amount), "currency": currency, "displayAmount": f"{sign}{amount}"}


def _token(gateway: Gateway, call: Call) -> Answer:
    keys, newer = gateway.keys, call.path == "/auth/o2/token"
    if call.method != "POST" or call.media_type != (
        "application/json" if newer else "application/x-www-form-urlencoded"
    ):
        raise Refused("invalid_request")
    given = call.document if newer else call.params
    asked = oauth.fields(given, "client_credentials", "client_id", "client_secret", "scope")
    credential = (keys.get("AMAZON_CREDENTIAL_ID"), keys.get("AMAZON_CREDENTIAL_SECRET"))
    if (asked["client_id"], asked["client_secret"]) != credential:
        raise Refused("invalid_client")
    if newer != keys.get("AMAZON_CREDENTIAL_VERSION", "3.1").startswith("3."):
        raise Refused("invalid_client", "another version")
    if asked["scope"] != ("creatorsapi::default" if newer else "creatorsapi/default"):
        raise Refused("invalid_scope")
    token = gateway.issue("amazon.access", 3600)
    return data({"access_token": token, "token_type": "bearer", "expires_in": 3600})


def _refuse(name: str, detail: str) -> Answer:
    status, kind, reason, said = _ERRORS[name]
    fields = {"fieldList": [{"name": detail, "message": "is not valid"}]} if name == "validation" and detail else {}
    return data({"type": kind, "reason": reason, "message": said, **fields}, status=status)


APIS = (
    Api(
        name="amazon",
        claims=lambda call: call.path.startswith("/catalog/v1/"),
        answer=_answer,
        refuse=_refuse,
        errors=frozenset(_ERRORS),
        throttled="throttled",
        found=lambda gateway, query: [asin(goods) for goods in gateway.of("amazon") if goods.holds(query)],
        reach=_PER_PAGE * _PAGES,
    ),
    Api(
        name="amazon.token",
        claims=lambda call: (
            call.path == "/oauth2/token" or (call.path == "/auth/o2/token" and b"refresh_token" not in call.body)
        ),
        answer=_token,
        refuse=oauth.refuse,
        errors=oauth.ERRORS,
        throttled="rate_limited",
    ),
)
