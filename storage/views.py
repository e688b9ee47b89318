"""The SQL views for analysts, as `docs/database.md` documents them and the migrations create them."""

from typing import Any

from sqlalchemy import Column, Float, Integer, MetaData, Table
from sqlalchemy.types import TypeEngine

from storage.columns import Amount, UtcDateTime, Words

_WORDS, _WHEN, _COUNT, _AMOUNT, _SHARE = Words(), UtcDateTime(), Integer(), Amount(), Float()
# Apart from the tables, so that migrations are not generated for views.
_METADATA = MetaData()


def _view(name: str, **columns: TypeEngine[Any]) -> Table:
    return Table(name, _METADATA, *(Column(column, kind) for column, kind in columns.items()))


OPEN_CASES = _view(
    "open_cases",
    case_id=_COUNT,
    opened_at=_WHEN,
    brand=_WORDS,
    sku=_WORDS,
    product=_WORDS,
    kind=_WORDS,
    probability=_SHARE,
    action=_WORDS,
    marketplace=_WORDS,
    listing_key=_WORDS,
    url=_WORDS,
    title=_WORDS,
    price=_AMOUNT,
    currency=_WORDS,
    reference_price=_AMOUNT,
    reference_currency=_WORDS,
    price_ratio=_SHARE,
    seller_id=_WORDS,
    seller_name=_WORDS,
    first_seen=_WHEN,
    last_seen=_WHEN,
    gone_at=_WHEN,
)

SELLERS_BY_RISK = _view(
    "sellers_by_risk",
    marketplace=_WORDS,
    seller=_WORDS,
    seller_name=_WORDS,
    listings=_COUNT,
    open_cases=_COUNT,
    confirmed=_COUNT,
    dismissed=_COUNT,
    expected_fakes=_SHARE,
    first_seen=_WHEN,
    last_seen=_WHEN,
)

PRICE_GAPS = _view(
    "price_gaps",
    marketplace=_WORDS,
    listing_key=_WORDS,
    url=_WORDS,
    title=_WORDS,
    brand=_WORDS,
    sku=_WORDS,
    product=_WORDS,
    price=_AMOUNT,
    currency=_WORDS,
    reference_price=_AMOUNT,
    reference_currency=_WORDS,
    price_ratio=_SHARE,
    seller_id=_WORDS,
    seller_name=_WORDS,
    last_seen=_WHEN,
)

RUN_HEALTH = _view(
    "run_health",
    watch=_WORDS,
    marketplace=_WORDS,
    last_run=_COUNT,
    last_started=_WHEN,
    last_ended=_WHEN,
    last_outcome=_WORDS,
    last_reason=_WORDS,
    last_success=_WHEN,
    runs_since_success=_COUNT,
    listings=_COUNT,
    new_observations=_COUNT,
    fetches=_COUNT,
    coverage=_WORDS,
)

VIEWS = (OPEN_CASES, SELLERS_BY_RISK, PRICE_GAPS, RUN_HEALTH)
