"""The bars on real saved pages, where they are present."""

from collections import Counter

from benchmarks.pages import FIELDS, aligned, cases, confidently_wrong, scored
from tests.material import SHARED, needs_shared


@needs_shared
def test_the_fields_of_saved_pages_are_right_and_no_wrong_price_is_exact() -> None:
    score: Counter[bool] = Counter()
    for case in cases(SHARED / "data"):
        for one, truth in zip(aligned(case.found(), case.truths), case.truths, strict=True):
            assert not confidently_wrong(one, truth), case.name
            score.update(fine for name, fine in scored(one, truth).items() if name in FIELDS)
    assert score.total() >= 500
    assert score[True] >= 0.97 * score.total()
