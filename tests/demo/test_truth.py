"""What the service said is held against the truth, class by class, with honest intervals."""

import pytest

from demo.offers import UNSEEN, Nature, address, expectation
from demo.truth import Share, Tally, compare, text
from demo.world import World, build
from domain.evidence import Action, Finding, Kind


@pytest.fixture(scope="module")
def world() -> World:
    return build(1)


def finding(kind: Kind, action: Action = Action.ALERT) -> Finding:
    return Finding(kind=kind, probability=0.9, bits=5.0, action=action)


def said(world: World, *, to: Nature | None = None, action: Action = Action.ALERT) -> Tally:
    """Everybody right, and besides that a wrong finding on each offer of one nature."""
    rows = []
    for offer in (offer for offer in world.offers if offer.visible):
        due = sorted(expectation(offer.nature).findings)
        findings = [finding(due[0], action)] if due and offer.nature is not Nature.UNDETECTABLE else []
        if offer.nature is to:
            findings.append(finding(Kind.RECALLED, action))
        path = address(offer)
        rows.append((path if path.startswith("https:") else f"http://127.0.0.1:5{path}?ref=x", findings))
    return compare(world, rows)


def test_all_found_and_nothing_wrong(world: World) -> None:
    tally = said(world)
    assert tally.recall().rate == tally.precision(alerts=True).rate == 1.0
    assert {line.nature for line in tally.lines} == set(Nature) - UNSEEN
    assert all(line.collected == line.offers for line in tally.lines)


def test_what_a_source_does_not_show_is_told_and_counts_neither_way(world: World) -> None:
    tally = said(world)
    hidden = [offer for offer in world.offers if not offer.visible]
    assert sum(line.hidden for line in tally.lines) == len(hidden) > 0
    assert sum(line.offers + line.hidden for line in tally.lines) == sum(o.nature not in UNSEEN for o in world.offers)
    assert f"not visible to this source: {len(hidden)} listings more on taobao" in text(tally)


def test_a_silent_service_misses_everything_and_errs_in_nothing(world: World) -> None:
    tally = compare(world, [])
    assert tally.recall().rate == 0.0
    assert tally.precision().whole == 0
    assert tally.precision().interval == (0.0, 1.0)


def test_wrong_flags_count_against_precision_in_their_class(world: World) -> None:
    tally = said(world, to=Nature.SECOND_HAND)
    line = next(line for line in tally.lines if line.nature is Nature.SECOND_HAND)
    assert line.wrong == line.wrongly_alerted == line.offers
    assert tally.precision().part == tally.recall().part
    assert tally.precision().whole == tally.recall().part + line.offers


def test_a_review_is_a_case_but_no_alert_and_a_watch_is_neither(world: World) -> None:
    reviewed = said(world, action=Action.REVIEW)
    assert reviewed.recall().rate == 1.0
    assert reviewed.recall(alerts=True).rate == 0.0
    assert said(world, action=Action.WATCH).recall().rate == 0.0


def test_the_interval_is_wilsons() -> None:
    low, high = Share(part=8, whole=10).interval
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    wide_low, wide_high = Share(part=8, whole=10).elsewhere
    assert wide_low < low < high < wide_high
    assert Share(part=10, whole=10).interval[1] == 1.0


def test_the_table_names_every_class_and_both_rates(world: World) -> None:
    shown = text(said(world, to=Nature.RIVAL))
    for nature in set(Nature) - UNSEEN:
        assert nature.value in shown
    assert "cases: recall" in shown
    assert "100.0%" in shown
