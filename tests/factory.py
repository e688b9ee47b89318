"""Builders of domain values with sensible defaults, so that a test names only what it is about."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from domain.catalog import AuthorisedSeller, Brand, Catalog, Money, Product
from domain.evidence import Action, Evidence, Finding, Group, Kind, Verdict
from domain.listing import Condition, Image, Listing, Price, Seller

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def listing(**changes: Any) -> Listing:
    """A new pair of shoes at an honest price from an unknown seller."""
    values: dict[str, Any] = {
        "marketplace": "bazaar",
        "listing_id": "1001",
        "url": "https://bazaar.example/item/1001",
        "title": "Norvik Trail Runner 3",
        "price": price("149.00"),
        "condition": Condition.NEW,
        "seller": Seller(id="s1", name="Corner Shop"),
        "images": (Image(url="https://bazaar.example/photo/1001.jpg"),),
        "seen_at": NOON,
    }
    return Listing(**{**values, **changes})


def price(amount: str, currency: str = "USD", **changes: Any) -> Price:
    """An exact price."""
    return Price(amount=Decimal(amount), currency=currency, raw=f"{amount} {currency}", **changes)


def product(**changes: Any) -> Product:
    """The trail shoe of the fictional brand."""
    values: dict[str, Any] = {
        "sku": "SKU-1",
        "name": "Norvik Trail Runner 3",
        "category": "shoes",
        "price": Money(amount=Decimal("149.00"), currency="USD"),
    }
    return Product(**{**values, **changes})


def catalog(*products: Product, **changes: Any) -> Catalog:
    """One brand, Norvik, with one authorised seller and the products given (one by default)."""
    values: dict[str, Any] = {
        "name": "Norvik",
        "authorised_sellers": (AuthorisedSeller(marketplace="bazaar", seller_id="official"),),
        "products": products or (product(),),
    }
    return Catalog(brands=(Brand(**{**values, **changes}),))


def verdict(**changes: Any) -> Verdict:
    """A suspected counterfeit that asks for an alert."""
    values: dict[str, Any] = {
        "product": "SKU-1",
        "brand": "Norvik",
        "product_probability": 0.98,
        "findings": (Finding(kind=Kind.COUNTERFEIT, probability=0.95, bits=8.0, action=Action.ALERT),),
        "price_ratio": 0.2,
        "evidence": (
            Evidence(
                code="T1",
                group=Group.ADMISSION,
                finding=Kind.COUNTERFEIT,
                bits=6.0,
                observed="replica",
                reference=None,
                where="title",
                text="The title calls the goods a replica.",
            ),
        ),
        "weighed_by": "v1",
    }
    return Verdict(**{**values, **changes})
