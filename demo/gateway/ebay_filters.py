"""The words and filters of an eBay search, and what eBay does with a filter that it can't read."""

import re
from typing import Any

from demo.gateway.goods import PER_DOLLAR, Goods

_OPTIONS = ("FIXED_PRICE", "AUCTION", "BEST_OFFER", "CLASSIFIED_AD")


def matches(goods: Goods, words: str) -> bool:
    """Words are all wanted; of `(a, b)` one is enough."""
    for choice in re.findall(r"\(([^)]*)\)", words):
        if not any(goods.holds(word) for word in choice.split(",")):
            return False
    return goods.holds(re.sub(r"\([^)]*\)", " ", words))


def rules_of(given: str) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The filters that are understood; of the others each is left out and warned about, as the real one does."""
    rules: dict[str, str] = {}
    warnings = []
    for rule in re.split(r",(?![^\[{]*[\]}])", given) if given else []:
        name, _, value = rule.partition(":")
        right = {
            "buyingOptions": r"\{(?:%s)(?:\|(?:%s))*\}" % (("|".join(_OPTIONS),) * 2),
            "price": r"\[\d*(?:\.\d+)?(?:\.\.\d*(?:\.\d+)?)?\]",
            "priceCurrency": "|".join(PER_DOLLAR),
            "sellers": r"\{[^{}]+\}",
            "itemLocationCountry": "[A-Z]{2}",
            "conditions": r"\{(?:NEW|USED|UNSPECIFIED)(?:\|(?:NEW|USED))*\}",
            "itemStartDate": r"\[.*\]",
        }.get(name)
        if right and re.fullmatch(right, value):
            rules[name] = value
        else:
            warnings.append(_warning(12002 if right is None else 12014, name))
    if "price" in rules and "priceCurrency" not in rules:
        del rules["price"]
        warnings.append(_warning(12015, "priceCurrency"))
    return rules, warnings


def _warning(number: int, name: str) -> dict[str, Any]:
    return {
        "errorId": number,
        "domain": "API_BROWSE",
        "category": "REQUEST",
        "message": "The filter is not valid and was ignored.",
        "parameters": [{"name": "filter", "value": name}],
    }


def passes(goods: Goods, rules: dict[str, str], currency: str) -> bool:
    """Whether goods keep to the filters; without one about it, auctions do not."""
    options = rules.get("buyingOptions", "{FIXED_PRICE}").strip("{}").split("|")
    low, _, high = rules.get("price", "[..]").strip("[]").partition("..")
    conditions = rules.get("conditions", "{NEW|USED}").strip("{}").split("|")
    return (
        ("AUCTION" if goods.auction else "FIXED_PRICE") in options
        and float(low or 0) <= goods.costs(rules.get("priceCurrency", currency)) <= float(high or 10**12)
        and ("USED" if goods.used else "NEW") in conditions
        and ("sellers" not in rules or username(goods) in rules["sellers"].strip("{}").split("|"))
        and rules.get("itemLocationCountry", goods.seller.country) == goods.seller.country
    )


def username(goods: Goods) -> str:
    """The seller's name on the site."""
    return goods.seller.name.lower().replace(" ", "_")
