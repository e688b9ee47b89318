"""Figures of quality agree with their definitions, and with what can be counted by hand."""

import numpy as np
import pytest

from jobs.figures import Sample, Share, curve, estimates, reliability


def sample(positive: list[int], score: list[float], probability: list[float] | None = None) -> Sample:
    return Sample(
        positive=np.array(positive, bool),
        score=np.array(score, np.float64),
        probability=np.array(probability or [0.5] * len(score), np.float64),
        cluster=np.arange(len(score)),
    )


@pytest.fixture(scope="module")
def many() -> Sample:
    """300 listings with many equal scores, some without any."""
    chance = np.random.default_rng(3)
    positive = chance.random(300) < 0.2
    score = np.round(chance.normal(positive * 1.5, 1.0), 1)
    score[chance.random(300) < 0.2] = -np.inf
    probability = np.where(np.isfinite(score), 1 / (1 + np.exp(-score)), 0)
    return Sample(positive=positive, score=score, probability=probability, cluster=chance.integers(0, 60, 300))


@pytest.mark.parametrize(("name", "prevalence"), [("raw", None), ("6.6%", 0.066), ("2%", 0.02), ("15%", 0.15)])
def test_the_area_is_the_precision_averaged_over_the_recall_gained(
    many: Sample, name: str, prevalence: float | None
) -> None:
    count = many.positive.sum()
    own, others = (1, 1) if prevalence is None else (prevalence / count, (1 - prevalence) / (300 - count))
    weights = np.where(many.positive, own, others)
    expected = before = 0.0
    for threshold in sorted(set(many.score), reverse=True):
        passed = many.score >= threshold
        recall = weights[passed & many.positive].sum() / weights[many.positive].sum()
        expected += (recall - before) * weights[passed & many.positive].sum() / weights[passed].sum()
        before = recall
    found = estimates(many, {}, draws=200)[f"pr_auc@{name}"]
    assert found.value == pytest.approx(expected)
    assert found.low is not None
    assert found.high is not None
    assert found.low < expected < found.high


def test_brier_and_calibration_error_follow_their_definitions(many: Sample) -> None:
    found = estimates(many, {}, draws=0)
    count = many.positive.sum()
    weights = np.where(many.positive, 0.066 / count, 0.934 / (300 - count))
    assert found["brier"].value == pytest.approx((weights * (many.probability - many.positive) ** 2).sum())
    assert found["ece"].value == pytest.approx(sum(share * abs(said - true) for said, true, share in reliability(many)))
    assert sum(share for _, _, share in reliability(many)) == pytest.approx(1)


def test_recall_at_a_precision_is_the_most_that_any_threshold_reaches() -> None:
    found = estimates(sample([1, 1, 0, 1, 0], [5, 4, 3, 2, 1]), {}, draws=0)
    assert found["recall_at_precision_90@raw"].value == pytest.approx(2 / 3)
    assert curve(sample([1, 0], [2, 1]), None) == [(1.0, 1.0), (1.0, 0.5)]


def test_equal_scores_pass_together_and_are_looked_at_in_any_order() -> None:
    tied = sample([1] * 30 + [0] * 70, [1.0] * 100)
    found = estimates(tied, {}, draws=0)
    assert found["precision_at_50"].value == pytest.approx(0.3)
    assert found["pr_auc@raw"].value == pytest.approx(0.3)


def test_whole_sellers_are_drawn_the_same_way_each_time(many: Sample) -> None:
    alone = Sample(positive=many.positive, score=many.score, probability=many.probability, cluster=np.arange(300))
    shares = {"a share": Share(asked=many.positive, hit=many.score > 0)}
    assert estimates(many, shares) == estimates(many, shares)
    assert estimates(many, shares)["pr_auc@raw"] != estimates(alone, shares)["pr_auc@raw"]


def test_what_never_happened_is_still_in_doubt() -> None:
    shares = {"alerts recall": Share(asked=np.array([1, 0], bool), hit=np.array([1, 1], bool)),
              "alerts false": Share(asked=np.array([0, 1], bool), hit=np.array([1, 0], bool))}  # fmt: skip
    found = estimates(sample([1, 0], [2, 1]), shares, draws=50)
    assert found["alerts false"].value == 0
    assert found["alerts false"].high == pytest.approx(0.79, abs=0.01)
    assert found["alerts precision"].value == 1


@pytest.mark.parametrize("positive", [[0, 0], [1, 1]])
def test_without_listings_of_both_kinds_nothing_is_claimed(positive: list[int]) -> None:
    found = estimates(sample(positive, [1, 2]), {"x": Share(asked=np.zeros(2, bool), hit=np.ones(2, bool))}, draws=20)
    assert {found[name].value for name in ("pr_auc@raw", "pr_auc@2%", "recall_at_precision_90@6.6%", "x")} == {None}
