"""The bars on real saved shop pages, where they are present."""

from benchmarks.pages import cases, confidently_wrong, scored
from crawler.readers import read
from tests.material import SHARED, needs_shared


@needs_shared
def test_title_price_and_currency_are_right_and_no_wrong_price_is_exact() -> None:
    right = []
    for name, page, truth in cases(SHARED / "data"):
        result = read(page)
        assert isinstance(result, tuple), name
        assert not confidently_wrong(result[0], truth), name
        score = scored(result[0], truth)
        right.append(all(score[field] for field in ("title", "price_amount", "price_currency")))
    assert len(right) >= 12
    assert sum(right) >= 0.95 * len(right)
