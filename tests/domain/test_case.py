"""When a case opens, and when it speaks up again."""

import pytest

from domain.case import Standing, opens, reason_to_alert, standing, worse
from domain.evidence import Action, Finding, Kind
from tests.factory import verdict


def finding(bits: float = 8.0, action: Action = Action.ALERT, kind: Kind = Kind.COUNTERFEIT) -> Finding:
    return Finding(kind=kind, probability=0.9, bits=bits, action=action)


def at(*findings: Finding, price_ratio: float | None = None) -> Standing:
    return Standing(findings=findings, price_ratio=price_ratio)


@pytest.mark.parametrize(
    ("action", "brand", "expected"),
    [
        (Action.ALERT, "Norvik", True),
        (Action.REVIEW, "Norvik", True),
        (Action.WATCH, "Norvik", False),
        (Action.NONE, "Norvik", False),
        (Action.ALERT, None, False),
    ],
)
def test_a_case_opens_for_a_review_or_alert_of_a_known_brand(action: Action, brand: str | None, expected: bool) -> None:
    assert opens(verdict(findings=(finding(action=action),), brand=brand)) is expected


def test_the_standing_is_what_the_verdict_says() -> None:
    assert standing(verdict(findings=(finding(),), price_ratio=0.4)) == at(finding(), price_ratio=0.4)


def test_a_new_case_that_asks_for_an_alert_is_told() -> None:
    assert reason_to_alert(at(finding()), told=None, judged=None) == "New case."


def test_a_case_for_review_only_is_not_told() -> None:
    assert reason_to_alert(at(finding(action=Action.REVIEW)), told=None, judged=None) is None


@pytest.mark.parametrize("bits", [8.0, 9.5, 10.9, 2.0])
def test_cosmetic_change_stays_silent(bits: float) -> None:
    assert reason_to_alert(at(finding(bits)), told=at(finding()), judged=None) is None


def test_three_more_bits_are_told() -> None:
    assert worse(at(finding(8.0)), at(finding(11.0))) == "The evidence for counterfeit grew from 8.0 to 11.0 bits."


def test_a_new_kind_of_suspicion_is_told() -> None:
    now = at(finding(), finding(kind=Kind.GREY_MARKET))
    assert worse(at(finding()), now) == "It is now suspected to be grey market."


def test_a_suspicion_that_rose_to_an_alert_is_told() -> None:
    before = at(finding(4.0, Action.REVIEW))
    assert reason_to_alert(at(finding(6.0)), told=None, judged=before) == "It is now suspected to be counterfeit."


@pytest.mark.parametrize(("ratio", "told"), [(0.2, True), (0.26, True), (0.3, False), (0.4, False), (None, False)])
def test_a_price_that_fell_by_a_third_is_told(ratio: float | None, told: bool) -> None:
    reason = worse(at(finding(), price_ratio=0.4), at(finding(), price_ratio=ratio))
    assert (reason is not None) is told


def test_a_falling_price_alone_is_no_alert() -> None:
    review = finding(action=Action.REVIEW)
    assert worse(at(review, price_ratio=0.6), at(review, price_ratio=0.1)) is None


def test_a_judged_case_speaks_up_only_when_worse_than_both_told_and_judged() -> None:
    told, judged = at(finding(8.0)), at(finding(10.0))
    assert reason_to_alert(at(finding(11.5)), told=told, judged=judged) is None
    assert reason_to_alert(at(finding(13.0)), told=told, judged=judged) is not None


def test_getting_better_stays_silent() -> None:
    assert reason_to_alert(at(finding(5.0), price_ratio=0.9), told=at(finding(), price_ratio=0.2), judged=None) is None
