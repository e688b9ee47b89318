"""Which queries a run asks: those that found most of late, and now and then one that has to show what it finds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log, sqrt
from statistics import fmean

from domain.queries import key
from domain.query import Kind, Query

#: How much what was found a run earlier still counts: a run of twenty runs ago counts a third.
FADING = 0.95
#: A listing that became a case is worth this many that are merely new. [judgement]
CASE_WORTH = 5
#: Calls that a query takes, as long as none of its watch was ever asked. [judgement]
FIRST_CALLS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What one query brought in one run: listings shown, those new among them, and those that became cases.

    `age` is how many runs of the watch ago that was, 0 the last one.
    """

    query: Query
    calls: int
    listings: int
    new: int
    cases: int
    age: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A query with its sums over the past runs; `score` orders queries, `cost` is how many calls it takes."""

    query: Query
    times: int = 0
    calls: int = 0
    listings: int = 0
    new: int = 0
    cases: int = 0
    score: float = 0.0
    cost: float = FIRST_CALLS
    asked: bool = False


def ranked(queries: Sequence[Query], past: Iterable[Asking]) -> tuple[Ranked, ...]:
    """The queries, most promising first; those of a brand's own name before all, equals in the order given.

    A query's worth in one run is its new listings and cases per call, as a share of the best of that run. The score is
    the discounted mean of that, begun with one run that never was, in which it brought the mean of its kind (itself
    begun with the best there can be), and what it may be better by: sqrt(ln n / 4 n_i), n_i the discounted runs in
    which the query was asked and n their sum. That is UCB1-tuned with the largest variance there is (Auer,
    Cesa-Bianchi and Fischer 2002, Machine Learning 47, section 4), discounted as D-UCB (Garivier and Moulines 2011,
    On upper-confidence bound policies for switching bandit problems).
    """
    history: dict[tuple[str, str], list[tuple[Asking, float]]] = defaultdict(list)
    for asking, share in _shares(past):
        history[key(asking.query)].append((asking, share))
    of_kind: dict[Kind, list[float]] = defaultdict(list)
    costs: dict[Kind, list[int]] = defaultdict(list)
    for query in queries:
        for asking, share in history[key(query)]:
            of_kind[query.kind].append(share)
            costs[query.kind].append(asking.calls)
    usual = fmean(calls for kind in costs.values() for calls in kind) if costs else FIRST_CALLS
    runs = sum(FADING**asking.age for askings in history.values() for asking, _ in askings)
    found = []
    for query in queries:
        askings = history[key(query)]
        weights = [FADING**asking.age for asking, _ in askings]
        begun = fmean((1.0, *of_kind[query.kind]))
        plays = 1 + sum(weights)
        worth = (begun + sum(w * share for w, (_, share) in zip(weights, askings, strict=True))) / plays
        found.append(
            Ranked(
                query=query,
                times=len(askings),
                calls=sum(asking.calls for asking, _ in askings),
                listings=sum(asking.listings for asking, _ in askings),
                new=sum(asking.new for asking, _ in askings),
                cases=sum(asking.cases for asking, _ in askings),
                score=worth + sqrt(log(1 + runs) / (4 * plays)),
                cost=fmean([a.calls for a, _ in askings] or costs[query.kind] or [usual]),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.query.kind is not Kind.BRAND, -one.score)))


def chosen(ranking: Sequence[Ranked], *, calls: float = float("inf"), most: int | None = None) -> tuple[Ranked, ...]:
    """The ranking with what a run asks marked: the first queries whose calls and number fit, and brand names anyway."""
    left, places, marked = calls, most if most is not None else len(ranking), []
    for one in ranking:
        asked = one.query.kind is Kind.BRAND or (one.cost <= left and places > 0)
        marked.append(replace(one, asked=asked))
        if asked:
            left, places = left - one.cost, places - 1
    return tuple(marked)


def _shares(past: Iterable[Asking]) -> list[tuple[Asking, float]]:
    """Each asking with what a call of it brought, as a share of the best in its run."""
    rates = [(asking, (asking.new + CASE_WORTH * asking.cases) / max(asking.calls, 1)) for asking in past]
    best: dict[int, float] = defaultdict(float)
    for asking, rate in rates:
        best[asking.age] = max(best[asking.age], rate)
    return [(asking, rate / best[asking.age] if best[asking.age] else 0.0) for asking, rate in rates]
