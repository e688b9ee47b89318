"""AliExpress' public result page, which robots.txt allows: products in a script, sixty to a page."""

import json
from html import escape
from typing import Any
from urllib.parse import quote, unquote

from demo.gateway.call import Call, Refused
from demo.gateway.faults import PUNISH_PAGE
from demo.gateway.goods import Goods
from demo.gateway.parameters import Wrong, check, text, whole
from demo.gateway.state import Api, Gateway
from demo.shop import Answer, missing, page

_PER_PAGE, _PAGES = 60, 60
_HEAD, _TAIL = "/w/wholesale-", ".html"


def _answer(gateway: Gateway, call: Call) -> Answer:
    if call.method != "GET" or not call.path.endswith(_TAIL):
        raise Refused("missing")
    try:
        check(call.query, {"page": whole(1, _PAGES), "SearchText": text(), "sortType": text(), "g": text()})
    except Wrong:
        raise Refused("missing") from None
    words = unquote(call.path[len(_HEAD) : -len(_TAIL)]).replace("-", " ")
    found = [goods for goods in gateway.of("aliexpress") if goods.holds(words)]
    place = int(call.query.get("page", "1"))
    shown = found[(place - 1) * _PER_PAGE : place * _PER_PAGE]
    fields = {
        "mods": {"itemList": {"content": [_card(gateway, goods) for goods in shown]}},
        "pageInfo": {"page": place, "pageSize": _PER_PAGE, "totalResults": len(found)},
    }
    state = {"hierarchy": {"root": "root"}, "data": {"root": {"fields": fields}}}
    script = json.dumps(state, ensure_ascii=False).replace("</", "<\\/")
    return page(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(words)} - AliExpress</title></head>'
        "<body><script>window._dida_config_ = {pageName: 'search-pc'};/*!-->init-data-start--*/\n"
        f"window._dida_config_._init_data_= {{ data: {script} }}/*!-->init-data-end--*/</script>"
        '<div id="root"></div></body></html>'
    )


def _card(gateway: Gateway, goods: Goods) -> dict[str, Any]:
    cost = goods.costs("USD")
    facts = quote(json.dumps({"shipFrom": goods.seller.country, "itemId": goods.number}))
    return {
        "productId": goods.number,
        "redirectedId": goods.number,
        "itemType": "productV3",
        "itemCardType": "app_us_local_card" if goods.seller.country == "US" else "app_global_card",
        "title": {"displayTitle": goods.title, "seoTitle": goods.title},
        "image": {"imgUrl": gateway.image(goods.images[0]).removeprefix("https:"), "imgWidth": 350, "imgHeight": 350},
        "prices": {
            "salePrice": {
                "minPrice": float(cost),
                "currencyCode": "USD",
                "cent": int(cost * 100),
                "formattedPrice": f"US ${cost}",
            },
            **(
                {"originalPrice": {"minPrice": float(goods.listed_at("USD")), "currencyCode": "USD"}}
                if goods.list_price
                else {}
            ),
        },
        "evaluation": {"starRating": 4.7},
        "trade": {"tradeDesc": f"{goods.sales} sold"},
        "trace": {"pdpParams": {"pdp_cdi": facts}},
        "lunchTime": f"{goods.listed.isoformat()} 00:00:00",
    }


def _refuse(name: str, detail: str) -> Answer:
    return page(PUNISH_PAGE) if name == "punish" else missing()


PAGE = Api(
    name="aliexpress-pages",
    claims=lambda call: call.path.startswith("/w/wholesale-"),
    answer=_answer,
    refuse=_refuse,
    errors=frozenset({"missing", "punish"}),
    throttled="punish",
    found=lambda gateway, query: [goods.number for goods in gateway.of("aliexpress") if goods.holds(query)],
    reach=_PER_PAGE * _PAGES,
)
