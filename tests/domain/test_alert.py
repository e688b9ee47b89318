"""Who is told, when, and how often delivery is tried."""

from datetime import UTC, datetime, time, timedelta

import pytest

from domain.alert import RETRY_MINUTES, Channel, Recipient, due, grave, retry_at, told_about
from domain.case import Standing
from domain.evidence import Action, Finding, Kind
from tests.factory import NOON


def recipient(**changes: object) -> Recipient:
    values: dict[str, object] = {"channel": Channel.EMAIL, "target": "brand@norvik.example"}
    return Recipient(**{**values, **changes})  # type: ignore[arg-type]


def test_a_digest_waits_for_the_recipients_local_hour() -> None:
    berlin = recipient(at=time(7), timezone="Europe/Berlin")
    assert due(berlin, NOON, is_grave=False) == datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    early = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    assert due(berlin, early, is_grave=False) == datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("who", "is_grave"),
    [(recipient(), False), (recipient(each=True, at=time(7)), False), (recipient(at=time(7)), True)],
    ids=["after each run", "immediately", "grave"],
)
def test_others_are_told_at_once(who: Recipient, is_grave: bool) -> None:
    assert due(who, NOON, is_grave=is_grave) == NOON


def test_brands_narrow_what_is_told() -> None:
    assert told_about(recipient(), "Norvik")
    assert told_about(recipient(brands=("Norvik",)), "Norvik")
    assert not told_about(recipient(brands=("Norvik",)), "Sørdal")


@pytest.mark.parametrize(
    ("kind", "probability", "expected"),
    [(Kind.COUNTERFEIT, 0.97, True), (Kind.COUNTERFEIT, 0.969, False), (Kind.UNDERPRICED, 0.999, False)],
)
def test_only_a_near_certain_counterfeit_is_grave(kind: Kind, probability: float, expected: bool) -> None:
    found = Finding(kind=kind, probability=probability, bits=9.0, action=Action.ALERT)
    assert grave(Standing(findings=(found,))) is expected


def test_delivery_is_tried_ever_later_and_then_given_up() -> None:
    waits = [retry_at(tries, NOON) for tries in range(1, len(RETRY_MINUTES) + 2)]
    assert waits[:-1] == [NOON + timedelta(minutes=minutes) for minutes in RETRY_MINUTES]
    assert waits[-1] is None


def test_recipients_are_told_apart_by_channel_and_target() -> None:
    hook = recipient(channel=Channel.WEBHOOK, target="https://hooks.norvik.example/")
    assert {recipient().key, hook.key} == {"email:brand@norvik.example", "webhook:https://hooks.norvik.example/"}
