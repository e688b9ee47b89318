"""What marketplaces say of units sold becomes a figure, a bound and a period; wishes and reviews do not."""

import pytest

from crawler.readers.sales_text import read_sales


@pytest.mark.parametrize(
    ("raw", "value", "more", "period"),
    [
        ("已售10万+件", 100_000, True, None),
        ("已拼1.2万件", 12_000, False, None),
        ("月销 2000+", 2_000, True, "30d"),
        ("500+人付款", 500, True, None),
        ("11623人付款", 11_623, False, None),
        ("30天热销1.5万件", 15_000, False, "30d"),
        ("近90天已售300+", 300, True, "90d"),
        ("84 sold", 84, False, None),
        ("1,000+ sold", 1_000, True, None),
        ("10,000+", 10_000, True, None),
        ("5 mil vendidos", 5_000, False, None),
        ("+5mil vendidos", 5_000, True, None),
        ("Nuevo | +500 vendidos", 500, True, None),
        ("1K+ bought in past month", 1_000, True, "30d"),
        ("ขายแล้ว 1.2พัน ชิ้น", 1_200, False, None),
        ("2,5 rb terjual", 2_500, False, None),
        ("Terjual 1 jt+", 1_000_000, True, None),
        ("Đã bán 3,4k", 3_400, False, None),
        ("10.000+ sold", 10_000, True, None),
        ("4.8 (312 reviews) 1,234 sold", 1_234, False, None),
        ("Продано 1 200", 1_200, False, None),
        ("более 5 тыс. заказов", 5_000, True, None),
        ("本店已拼4.3万件", 43_000, False, None),
        ("年销1万+", 10_000, True, "365d"),
        ("12 sold in last 24 hours", 12, False, "1d"),
        ("1.0千件已售", 1_000, False, None),
        (322, 322, False, None),
    ],
)
def test_sales_are_read(raw: object, value: int, more: bool, period: str | None) -> None:
    sales = read_sales(raw)
    assert sales is not None
    assert (sales.value, sales.lower_bound, sales.period) == (value, more, period)
    assert sales.raw == str(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "56人想要",
        "已有5.8万+人评价",
        "4.8 (312 reviews)",
        "200+人加购",
        "全店总售10万+件",
        "",
        None,
        "包邮",
        "Sold by Nordhaus",
        "99 watching",
    ],
)
def test_what_is_no_sales_is_none(raw: object) -> None:
    assert read_sales(raw) is None
