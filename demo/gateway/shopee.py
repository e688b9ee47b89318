"""Shopee: the affiliate interface, a GraphQL question in a body that is signed as it stands."""

import json
import re
from collections.abc import Iterable
from typing import Any

from demo.gateway import signatures
from demo.gateway.call import Call, Refused
from demo.gateway.goods import Goods
from demo.gateway.parameters import Param, Wrong, check, number, text
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, data

_WINDOW = 10 * 60
_HEADER = re.compile(r"SHA256 Credential=([^,\s]+),\s*Timestamp=(\d{10}),\s*Signature=([0-9a-f]{64})")
_TOKEN = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+)|([$\w]+)|([(){}\[\]:,!]))')
#: By name: code and message of the documented error; all come with status 200.
_ERRORS = {
    "system_error": (10000, "system error"),
    "parse_error": (10010, "request parsing error"),
    "invalid_header": (10020, "Invalid Authorization Header"),
    "invalid_credential": (10020, "Invalid Credential"),
    "invalid_signature": (10020, "Invalid Signature"),
    "invalid_timestamp": (10020, "Request Expired"),
    "rate_limited": (10030, "Rate limit exceeded"),
    "access_denied": (10031, "access deny"),
    "no_access": (10035, "You currently do not have access to the Shopee Affiliate Open API Platform."),
    "business_error": (11000, "business error"),
    "invalid_parameter": (11001, "Params Error"),
}
_ARGUMENTS: dict[str, Param] = {
    "keyword": text(),
    "listType": number(0, 6),
    "sortType": number(1, 5),
    "page": number(1),
    "limit": number(1, 50),
    "matchId": number(),
    **{name: number() for name in ("shopId", "itemId", "productCatId")},
    **{name: Param(lambda value: isinstance(value, bool)) for name in ("isAMSOffer", "isKeySeller")},
}
#: Currency by the country of the interface's host.
_CURRENCIES = {
    "sg": "SGD",
    "com.my": "MYR",
    "co.th": "THB",
    "vn": "VND",
    "ph": "PHP",
    "co.id": "IDR",
    "com.br": "BRL",
    "tw": "TWD",
}
_HOST = "open-api.affiliate.shopee."


def listing_id(goods: Goods) -> str:
    """Shop and item, as in the addresses of the site."""
    return f"{goods.seller.number}.{goods.short}"


def _pool(gateway: Gateway) -> Iterable[Goods]:
    return (goods for goods in gateway.of("shopee") if goods.affiliate)


def _answer(gateway: Gateway, call: Call) -> Answer:
    match = _HEADER.fullmatch(call.headers.get("authorization", ""))
    if match is None:
        raise Refused("invalid_header")
    if match[1] != gateway.keys.get("SHOPEE_APP_ID"):
        raise Refused("invalid_credential")
    if abs(int(match[2]) - call.at.timestamp()) > _WINDOW:
        raise Refused("invalid_timestamp")
    if match[3] != signatures.shopee(match[1], match[2], call.body, gateway.keys["SHOPEE_APP_SECRET"]):
        raise Refused("invalid_signature")
    asked = call.document
    if call.method != "POST" or call.media_type != "application/json" or not isinstance(asked, dict):
        raise Refused("parse_error")
    variables = asked.get("variables") or {}
    if not isinstance(variables, dict):
        raise Refused("parse_error", "variables")
    question, arguments = _question(str(asked.get("query", "")), variables)
    try:
        check(arguments, _ARGUMENTS)
    except Wrong as wrong:
        raise Refused("invalid_parameter", str(wrong)) from None
    return data({"data": {"productOfferV2": _chosen(_offers(gateway, arguments, _country(call)), question)}})


def _country(call: Call) -> str:
    """The country whose host was asked for, Singapore when the host says nothing."""
    host = call.headers.get("host", "")
    return host.removeprefix(_HOST) if host.removeprefix(_HOST) in _CURRENCIES else "sg"


def _offers(gateway: Gateway, asked: dict[str, Any], country: str) -> dict[str, Any]:
    found = [
        goods
        for goods in _pool(gateway)
        if goods.holds(asked.get("keyword", ""))
        and asked.get("shopId", int(goods.seller.number)) == int(goods.seller.number)
        and asked.get("itemId", int(goods.short)) == int(goods.short)
    ]
    size, place = asked.get("limit", 20), asked.get("page", 1)
    nodes = [_node(gateway, goods, country) for goods in found[(place - 1) * size : place * size]]
    more = {"page": place, "limit": size, "hasNextPage": place * size < len(found), "scrollId": None}
    return {"nodes": nodes, "pageInfo": more}


def _node(gateway: Gateway, goods: Goods, country: str) -> dict[str, Any]:
    price = str(goods.costs(_CURRENCIES[country]))
    return {
        "itemId": int(goods.short),
        "productName": goods.title,
        "price": price,
        "priceMin": price,
        "priceMax": price,
        "priceDiscountRate": 50 if goods.list_price else 0,
        "sales": goods.sales,
        "ratingStar": "4.7",
        "imageUrl": gateway.image(goods.images[0]),
        "shopId": int(goods.seller.number),
        "shopName": goods.seller.name,
        "shopType": [1] if goods.seller.business else [],
        "productLink": f"https://shopee.{country}/product/{goods.seller.number}/{goods.short}",
        "offerLink": f"https://shope.ee/{goods.short}",
        "productCatIds": [100012, 100065, 0],
        "commissionRate": "0.05",
        "sellerCommissionRate": "0.03",
        "shopeeCommissionRate": "0.02",
        "commission": "1.00",
        "appExistRate": "0.05",
        "periodStartTime": 1_700_000_000,
        "periodEndTime": 32_503_651_199,
    }


def _chosen(value: Any, wanted: dict[str, Any]) -> Any:
    """Of a value the fields that were asked for."""
    if isinstance(value, list):
        return [_chosen(one, wanted) for one in value]
    if unknown := wanted.keys() - value.keys():
        raise Refused("parse_error", f"Cannot query field {min(unknown)}")
    return {name: _chosen(value[name], inner) if inner else value[name] for name, inner in wanted.items()}


def _question(query: str, variables: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields wanted of `productOfferV2`, nested, and its arguments."""
    tokens, place = [], 0
    while place < len(query.rstrip()):
        match = _TOKEN.match(query, place)
        if match is None:
            raise Refused("parse_error", f"Syntax Error at {place}")
        tokens.append(match[0].strip())
        place = match.end()
    if "productOfferV2" not in tokens:
        raise Refused("parse_error", "no productOfferV2")
    rest = tokens[tokens.index("productOfferV2") + 1 :][::-1]
    arguments: dict[str, Any] = {}
    try:
        if rest[-1] == "(":
            rest.pop()
            while (name := rest.pop()) != ")":
                if name != ",":
                    if rest.pop() != ":":
                        raise Refused("parse_error", name)
                    arguments[name] = _value(rest.pop(), variables)
        if rest.pop() != "{":
            raise Refused("parse_error", "productOfferV2 must have a selection of subfields")
        return _selection(rest), arguments
    except IndexError:
        raise Refused("parse_error", "Unexpected end") from None


def _selection(rest: list[str]) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    while (name := rest.pop()) != "}":
        if name == ",":
            continue
        wanted[name] = {}
        if rest[-1] == "{":
            rest.pop()
            wanted[name] = _selection(rest)
    return wanted


def _value(token: str, variables: dict[str, Any]) -> Any:
    if token.startswith("$"):
        if token[1:] not in variables:
            raise Refused("parse_error", f"variable {token} is not defined")
        return variables[token[1:]]
    try:
        return json.loads(token)
    except ValueError:
        raise Refused("parse_error", token) from None


def _refuse(name: str, detail: str) -> Answer:
    code, said = _ERRORS[name]
    said = f"{said}: {detail}" if detail else said
    return data({"errors": [{"message": f"error [{code}]: {said}", "extensions": {"code": code, "message": said}}]})


APIS = (
    Api(
        name="shopee",
        claims=lambda call: call.path == "/graphql",
        answer=_answer,
        refuse=_refuse,
        errors=frozenset(_ERRORS),
        throttled="rate_limited",
        found=lambda gateway, query: [listing_id(goods) for goods in _pool(gateway) if goods.holds(query)],
    ),
)
