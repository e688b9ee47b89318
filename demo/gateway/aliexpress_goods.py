"""How AliExpress' interfaces show goods: text and image search, one product, and the affiliate pool."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from demo.gateway.goods import Goods
from demo.gateway.state import Gateway


def pool(gateway: Gateway) -> Iterable[Goods]:
    """The goods that affiliates may promote."""
    return (goods for goods in gateway.of("aliexpress") if goods.affiliate)


def off(goods: Goods) -> int:
    """By how many per cent the price is below the struck one."""
    return int(100 - goods.price * 100 / (goods.list_price or goods.price))


def _bare(address: str) -> str:
    return address.removeprefix("https:")


def _item(goods: Goods) -> str:
    return f"https://www.aliexpress.com/item/{goods.number}.html"


def _sold(goods: Goods) -> str:
    return f"{goods.sales // 1000 * 1000:,}+" if goods.sales >= 1000 else str(goods.sales)


def text_search(gateway: Gateway, goods: list[Goods], params: Mapping[str, str]) -> dict[str, Any]:
    """One page of a text search; every amount is a decimal string."""
    size, place, money = int(params.get("pageSize", "20")), int(params.get("pageIndex", "1")), params["currency"]
    shown = goods[(place - 1) * size : place * size]
    products = [
        {
            "itemId": one.number,
            "title": one.title,
            "itemMainPic": _bare(gateway.image(one.images[0])),
            "itemUrl": _bare(_item(one)),
            "salePrice": str(one.costs("CNY")),
            "salePriceCurrency": "CNY",
            "originalPrice": str(one.listed_at("CNY")),
            "originalPriceCurrency": "CNY",
            "targetSalePrice": str(one.costs(money)),
            "targetOriginalPrice": str(one.listed_at(money)),
            "targetOriginalPriceCurrency": money,
            "discount": f"{off(one)}%",
            "score": "4.7",
            "evaluateRate": "94.0%",
            "orders": _sold(one),
            "cateId": "200000532",
            "type": "search",
        }
        for one in shown
    ]
    found = {"pageIndex": place, "pageSize": size, "totalCount": len(goods)}
    return {
        "aliexpress_ds_text_search_response": {
            "code": "200",
            "msg": "success",
            "data": {**found, "products": {"selection_search_product": products}},
            "request_id": "demo",
        }
    }


def image_search(gateway: Gateway, goods: list[Goods], params: Mapping[str, str]) -> dict[str, Any]:
    """The goods that look like a photo, as the older image search shows them."""
    money = params.get("target_currency", "USD")
    products = [
        {
            "product_id": int(one.number),
            "product_title": one.title,
            "product_main_image_url": gateway.image(one.images[0]),
            "product_detail_url": _item(one),
            "target_sale_price": str(one.costs(money)),
            "target_sale_price_currency": money,
            "target_original_price": str(one.listed_at(money)),
            "target_original_price_currency": money,
            "evaluate_rate": "94.0%",
            "lastest_volume": str(one.sales),
            "shop_id": one.seller.number,
            "shop_url": f"https://www.aliexpress.com/store/{one.seller.number}",
            "first_level_category_name": one.category,
        }
        for one in goods
    ]
    return {
        "aliexpress_ds_image_search_response": {
            "rsp_code": "200",
            "rsp_msg": "success",
            "total_record_count": len(goods),
            "data": {"products": {"traffic_image_product_d_t_o": products}},
            "request_id": "demo",
        }
    }


def image_search_2(gateway: Gateway, goods: list[Goods], asked: Mapping[str, str]) -> dict[str, Any]:
    """The goods that look like a photo, as the newer image search shows them."""
    money = asked.get("currency", "USD")
    products = [
        {
            "product_id": one.number,
            "title": one.title,
            "image_url": gateway.image(one.images[0]),
            "product_detail_url": f"{_item(one)}?skuId=12{one.number}",
            "price": {
                "sale": {"value": str(one.costs(money)), "currency": money},
                "original": {"value": str(one.listed_at(money)), "currency": money},
            },
            "discount": str(off(one)),
            "evaluate_rate": "4.7",
            "volume": _sold(one),
            "category": {"first_level": {"name": one.category, "id": "322"}},
            "shop_id": int(one.seller.number),
            "similarity_score": "0.967",
        }
        for one in goods[:50]
    ]
    result = {
        "ret": True,
        "data": {"products": products},
        "total_count": len(products),
        "pagination": {"has_next": False, "page_no": 1, "page_count": 1, "page_size": max(1, len(products))},
        "empty": not products,
    }
    return {"aliexpress_ds_image_searchV2_response": {"result": result, "request_id": "demo"}}


def product(gateway: Gateway, params: Mapping[str, str]) -> dict[str, Any]:
    """One product with its store; a product that does not exist is code 605."""
    one = next((goods for goods in gateway.of("aliexpress") if goods.number == params["product_id"]), None)
    if one is None:
        gone = {"rsp_code": 605, "rsp_msg": "ITEM_ID_NOT_FOUND", "request_id": "demo"}
        return {"aliexpress_ds_product_get_response": gone}
    money = params.get("target_currency", "USD")
    sku = {
        "sku_id": f"12{one.number}",
        "sku_attr": "14:29",
        "sku_price": str(one.listed_at(money)),
        "offer_sale_price": str(one.costs(money)),
        "currency_code": money,
        "sku_available_stock": 57 if one.in_stock else 0,
        "ae_sku_property_dtos": {
            "ae_sku_property_d_t_o": [
                {"sku_property_name": name, "sku_property_value": value} for name, value in one.attributes.items()
            ]
        },
    }
    named = {"Brand Name": one.brand, **one.attributes} if one.brand else one.attributes
    result = {
        "ae_item_base_info_dto": {
            "product_id": int(one.number),
            "subject": one.title,
            "detail": f"<div>{one.description}</div>",
            "mobile_detail": "",
            "avg_evaluation_rating": "4.7",
            "evaluation_count": "12",
            "sales_count": _sold(one),
            "product_status_type": "onSelling",
            "category_id": 200000532,
            "currency_code": "CNY",
        },
        "ae_item_sku_info_dtos": {"ae_item_sku_info_d_t_o": [sku]},
        "ae_multimedia_info_dto": {"image_urls": ";".join(gateway.image(image) for image in one.images)},
        "ae_item_properties": {
            "ae_item_property": [{"attr_name": name, "attr_value": value} for name, value in named.items()]
        },
        "package_info_dto": {"package_type": False, "gross_weight": "0.500", "package_length": 30},
        "logistics_info_dto": {"ship_to_country": params["ship_to_country"], "delivery_time": 7},
        "ae_store_info": {
            "store_id": int(one.seller.number),
            "store_name": one.seller.name,
            "store_country_code": one.seller.country,
            "item_as_described_rating": "4.7",
            "communication_rating": "4.8",
            "shipping_speed_rating": "4.6",
        },
    }
    done = {"result": result, "rsp_code": 200, "rsp_msg": "Call succeeds", "request_id": "demo"}
    return {"aliexpress_ds_product_get_response": done}


def affiliate_query(gateway: Gateway, params: Mapping[str, str]) -> dict[str, Any]:
    """One page of the affiliate pool; prices are bounded in cents of the target currency."""
    money = params.get("target_currency", "USD")
    least, most = int(params.get("min_sale_price", "0")), int(params.get("max_sale_price", str(10**12)))
    goods = [
        one
        for one in pool(gateway)
        if one.holds(params.get("keywords", "")) and least <= one.costs(money) * 100 <= Decimal(most)
    ]
    size, place = int(params.get("page_size", "50")), int(params.get("page_no", "1"))
    shown = goods[(place - 1) * size : place * size]
    return _affiliate(gateway, "product_query", shown, params, place, len(goods), -(-len(goods) // size))


def affiliate_detail(gateway: Gateway, params: Mapping[str, str]) -> dict[str, Any]:
    """Products of the affiliate pool by id; unknown ids are left out."""
    wanted = set(params["product_ids"].split(","))
    goods = [one for one in pool(gateway) if one.number in wanted]
    return _affiliate(gateway, "productdetail_get", goods, params, 1, len(goods), 1)


def _affiliate(
    gateway: Gateway, name: str, shown: list[Goods], params: Mapping[str, str], place: int, total: int, pages: int
) -> dict[str, Any]:
    key = f"aliexpress_affiliate_{name}_response"
    if not shown:
        empty = {"resp_code": 405, "resp_msg": "The result is empty"}
        return {key: {"resp_result": empty, "request_id": "demo"}}
    result = {
        "current_page_no": place,
        "current_record_count": len(shown),
        "total_page_no": pages,
        "total_record_count": total,
        "products": {"product": [_promoted(gateway, one, params.get("target_currency", "USD")) for one in shown]},
    }
    done = {"resp_code": 200, "resp_msg": "Call succeeds", "result": result}
    return {key: {"resp_result": done, "request_id": "demo"}}


def _promoted(gateway: Gateway, one: Goods, money: str) -> dict[str, Any]:
    return {
        "product_id": int(one.number),
        "product_title": one.title,
        "product_detail_url": _item(one),
        "product_main_image_url": gateway.image(one.images[0]),
        "product_small_image_urls": {"string": [gateway.image(image) for image in one.images]},
        "product_video_url": "",
        "sale_price": str(one.costs("CNY")),
        "sale_price_currency": "CNY",
        "original_price": str(one.listed_at("CNY")),
        "original_price_currency": "CNY",
        "target_sale_price": str(one.costs(money)),
        "target_sale_price_currency": money,
        "target_original_price": str(one.listed_at(money)),
        "target_original_price_currency": money,
        "discount": f"{off(one)}%",
        "evaluate_rate": "94.0%",
        "lastest_volume": one.sales,
        "commission_rate": "7.0%",
        "promotion_link": f"https://s.click.aliexpress.com/s/{one.short}",
        "shop_id": int(one.seller.number),
        "shop_name": one.seller.name,
        "shop_url": f"https://www.aliexpress.com/store/{one.seller.number}",
        "first_level_category_id": 322,
        "first_level_category_name": one.category,
        "second_level_category_id": 200000532,
        "second_level_category_name": one.category,
        "platform_product_type": "ALL",
        "ship_to_days": "ship to US in 7 days",
        "sku_id": int(f"12{one.number}"),
    }
