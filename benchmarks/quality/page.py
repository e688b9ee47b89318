"""Writes what was measured as a page for readers, and the headline into the README."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality.sets import READ, UNREAD

Figures = Mapping[str, Any]
#: Rows of the headline: name, figure, and digits.
ROWS = (
    ("PR-AUC", "pr_auc@6.6%"),
    ("recall at precision .90", "recall_at_precision_90@6.6%"),
    ("recall at precision .95", "recall_at_precision_95@6.6%"),
    ("precision of the first 50", "precision_at_50"),
    ("recall of alerts", "alerts recall"),
    ("false alarms, share of all that is no counterfeit", "alerts false"),
    ("calibration error (ECE)", "ece"),
    ("product right", "product"),
)
PLAIN = {"red-team": "Set B, red team", "bench-core": "Set A, bench-core", "other-brands": "Set D, other brands"}


def interval(estimate: Figures, digits: int = 3) -> str:
    """A figure with its 95 % interval."""
    value, low, high = (estimate.get(name) for name in ("value", "low", "high"))
    if value is None:
        return "–"
    return f"{value:.{digits}f}" + ("" if low is None else f" ({low:.{digits}f}–{high:.{digits}f})")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table."""
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "---|" * len(columns)
    yield from ("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)
    yield ""


def headline(kept: Figures) -> str:
    """The headline figures of each set as one table."""
    sets = kept["sets"]
    rows = [(name, *(interval(found["figures"][key]) for found in sets.values())) for name, key in ROWS]
    worst = [
        f"{found['worst_class']['per_1000']['value'] / 1000:.3f} ({found['worst_class']['class']})"
        for found in sets.values()
    ]
    best = [max(found["baselines"].items(), key=lambda pair: pair[1] or 0.0) for found in sets.values()]
    rows.append(("false alarms in the worst class", *worst))
    rows.append(("PR-AUC of the best baseline", *(f"{value:.3f} ({name})" for name, value in best)))
    columns = [f"{PLAIN.get(name, name)}, {found['listings']:,} listings" for name, found in sets.items()]
    return "\n".join(table(("at 6.6 % counterfeits, 95 % interval", *columns), rows))


def text(results: Sequence[Figures], kept: Figures) -> str:
    """Everything that was measured, the red team's set first."""
    lines = [
        f"Measured on {kept['date']} with version {kept['version']} (`{kept['weighed_by']}`): `{kept['command']}`.",
        "",
        headline(kept),
    ]
    for result in results:
        lines += [*_set(result)]
    return "\n".join(lines)


def _set(result: Figures) -> Iterator[str]:
    ours = result["ours"]
    counts = ", ".join(f"{count} {truth}" for truth, count in ours["listings"].items())
    split = f", split `{result['split']}`" if result["split"] else ""
    yield f"### {PLAIN.get(result['name'], result['name'])}"
    yield ""
    yield f"{counts}; {ours['unsure']} unsure left out{split}. SHA-256 `{result['sha256'][:16]}…`."
    if result["agreement"] is not None:
        yield f"Two people labelled it apart: Cohen's κ {result['agreement']:.2f}."
    yield ""
    if result["alone"]:
        yield from _alone(result["alone"])
    yield from _against(result)
    yield from _by_prevalence(ours)
    yield from _classes(ours)
    yield from _without(result["without"])
    if "learned" in result:
        yield from _learned(result["learned"])
    explained, cost = ours["explanations"], ours["cost"]
    yield (
        f"{explained['alerts']} alerts; {len(explained['listings'])} of them fail a check of their explanation. "
        f"{cost['listing_ms']:.1f} ms a listing, one core."
    )
    yield ""


def _against(result: Figures) -> Iterator[str]:
    ours = result["ours"]
    own = {
        f"{name}@6.6%": ours[name]["6.6%"] for name in ("pr_auc", "recall_at_precision_90", "recall_at_precision_95")
    }
    own |= {"precision_at_50": ours["precision_at_50"], "alerts precision": ours["alerts"]["precision"]}
    own |= {"alerts recall": ours["alerts"]["recall"]}
    worst = ours["worst_class"]
    own["worst class"] = {"class": worst["class"], "value": worst["per_1000"]["value"] / 1000}
    rows = [
        (
            name,
            *(interval(found[key]) for key in ("pr_auc@6.6%", "recall_at_precision_90@6.6%")),
            *(interval({"value": found[key]["value"]}) for key in ("precision_at_50", "alerts precision")),
            interval({"value": found["alerts recall"]["value"]}),
            f"{found['worst class']['value']:.3f} ({found['worst class']['class']})",
        )
        for name, found in {"**Fakewatch**": own, **result["baselines"]}.items()
    ]
    columns = ("", "PR-AUC", "recall at precision .90", "first 50 right", "alerts right", "recall of alerts",
               "false alarms, worst class")  # fmt: skip
    yield from table(columns, rows)


def _alone(parts: Mapping[str, Figures]) -> Iterator[str]:
    yield (
        f"`{'` and `'.join(READ)}` were looked at while rules were mended, and took part in a fit of the weights; "
        f"`{UNREAD}` is sealed and was only measured, by its figures and once for the calibration."
    )
    yield ""
    rows = [
        (name, *(interval(found[key]) for key in ("pr_auc@6.6%", "recall_at_precision_90@6.6%")))
        for name, found in parts.items()
    ]
    yield from table(("alone", "PR-AUC", "recall at precision .90"), rows)


def _by_prevalence(ours: Figures) -> Iterator[str]:
    names = {"pr_auc": "PR-AUC", "recall_at_precision_90": "recall at precision .90",
             "recall_at_precision_95": "recall at precision .95"}  # fmt: skip
    shares = list(ours["pr_auc"])
    rows = [(name, *(interval(ours[key][share]) for share in shares)) for key, name in names.items()]
    yield from table(
        ("counterfeits make up", *(share.replace("%", " %").replace("raw", "as in the set") for share in shares)), rows
    )


def _classes(ours: Figures) -> Iterator[str]:
    yield "False alarms by class, the worst first. Facts (underpriced, grey market, recalled) may be true all the same."
    yield ""
    rows = [
        (row["class"], row["listings"], row["alerts"], interval(row["per_1000"], 0), row["reviews"], row["facts"])
        for row in ours["false_alarms"]
    ]
    yield from table(("class", "listings", "alerts", "per 1,000", "reviews", "facts"), rows)
    for by in ("class", "language"):
        yield f"Counterfeits found, by {by}."
        yield ""
        found = [
            (row[by], row["listings"], *(interval(row[step], 2) for step in ("alert", "review", "case")))
            for row in ours[f"recall_by_{by}"]
        ]
        yield from table((by, "listings", "alert", "or review", "any case"), found)


def _without(ranking: Figures) -> Iterator[str]:
    yield "The ranking without the clues of one group (what a group does for another stays)."
    yield ""
    rows = [
        (f"without {group}" if group else "all groups", *(interval({"value": value}) for value in found.values()))
        for group, found in ranking.items()
    ]
    yield from table(("", "PR-AUC", "recall at precision .90", "at .95", "first 50 right"), rows)


def _learned(found: Figures) -> Iterator[str]:
    yield (
        f"`fakewatch learn` from {found['cases']} judged cases, asked on other sellers' listings, and as a check for "
        "leaks on listings drawn at random."
    )
    yield ""
    rows = [
        (
            name,
            *(
                f"{interval({'value': both['shipped'][key]})} → {interval({'value': both['learned'][key]})}"
                for key in ("pr_auc@6.6%", "recall_at_precision_90@6.6%", "ece")
            ),
        )
        for name, both in (("split by seller", found["by_seller"]), ("split at random", found["at_random"]))
    ]
    yield from table(("", "PR-AUC", "recall at precision .90", "ECE"), rows)


def between(document: str, name: str, content: str) -> str:
    """A document with what stands between the marks of a name replaced."""
    marks = f"<!-- {name} -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    if not pattern.search(document):
        raise ValueError(f"there is no place marked {marks[0]}")
    return pattern.sub(lambda _: f"{marks[0]}\n{content.strip()}\n{marks[1]}", document)


def write(root: Path, content: str, kept: Figures) -> None:
    """Puts the results into docs/quality.md and the headline into the README."""
    for name, mark, made in (("docs/quality.md", "results", content), ("README.md", "headline", headline(kept))):
        path = root / name
        path.write_text(between(path.read_text(encoding="utf-8"), mark, made), encoding="utf-8")
