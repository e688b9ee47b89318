"""The command that measures how right the matchers are: `evaluate`."""

import json
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.screen_text import counting, out, table
from domain.errors import InputError
from jobs import chart as drawing
from jobs import evaluate as job
from jobs.labelled import Split


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command()(evaluate)


def evaluate(
    labelled: Annotated[Path, typer.Argument(help='Listings, one JSON object a line, each with its "label".')],
    catalog: Annotated[Path, typer.Option(help="The catalog: YAML, JSON, CSV or XLSX.")],
    split: Annotated[Split | None, typer.Option(help="Only listings labelled with this split.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    report: Annotated[Path | None, typer.Option("-o", "--out", help="Where to write the report, as JSON.")] = None,
    chart: Annotated[Path | None, typer.Option(help="Where to draw the curve and the reliability, as SVG.")] = None,
) -> None:
    """Measures on listings whose truth is known how often Fakewatch is right; offline, no database.

    A label is "counterfeit", "copycat", "genuine", "other" or "unsure", or an object with "truth" and, as known,
    "class", "product", "seller_cluster", "template", "language", "split".

    Example: [bold]fakewatch evaluate labelled.jsonl --catalog catalog.yml --chart quality.svg[/bold]
    """
    with counting("listings") as progress:
        task = progress.add_task("listings", total=None)
        found, sample = job.run(
            labelled,
            catalog,
            split=split,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    if report:
        _write(report, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    if chart:
        _write(chart, drawing.svg(found, sample))
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        _show(found)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} can't be written: {error.strerror}.") from None


def _show(found: dict[str, Any]) -> None:
    counts = ", ".join(f"{count} {truth}" for truth, count in found["listings"].items())
    out.print(f"{counts}; {found['unsure']} unsure, left out", markup=False)
    if found["listings_with_unusable_photos"]:
        out.print(f"{found['listings_with_unusable_photos']} listings have a photo that can't be used", markup=False)
    ranking = [
        (name, *(_interval(found[key][prevalence]) for prevalence in found["pr_auc"]))
        for key, name in (
            ("pr_auc", "PR-AUC"),
            ("recall_at_precision_90", "recall at precision .90"),
            ("recall_at_precision_95", "recall at precision .95"),
        )
    ]
    _headed("Ranking, at each share of counterfeits, with 95 % intervals", ("figure", *found["pr_auc"]), ranking)
    alerts = found["alerts"]
    rows = [
        ("precision of alerts at 6.6%", alerts["precision"]),
        ("recall of alerts", alerts["recall"]),
        ("recall of alerts and reviews", alerts["recall_with_review"]),
        ("precision of the first 50", found["precision_at_50"]),
        ("copycats called so", found["copycat"]["review"]),
        ("product right", found["product"]),
        ("calibration error (ECE) at 6.6%", found["ece"]),
        ("Brier score at 6.6%", found["brier"]),
    ]
    _headed("Alerts and probabilities", ("figure", "value"), [(name, _interval(estimate)) for name, estimate in rows])
    if brands := found["precision_at_10_of_brand"]:
        worst = min(brands, key=lambda brand: brands[brand])
        out.print(f"first 10 of each brand: {_mean(brands.values()):.0%} right, worst {worst} {brands[worst]:.0%}")
    _headed(
        "False alarms by class, the worst first; facts (underpriced, grey market, recalled) may be true",
        ("class", "listings", "alerts", "per 1,000", "reviews", "facts"),
        [
            (row["class"], row["listings"], row["alerts"], _interval(row["per_1000"], 0), row["reviews"], row["facts"])
            for row in found["false_alarms"]
        ],
    )
    for by in ("class", "language"):
        _headed(
            f"Counterfeits found, by {by}",
            (by, "listings", "alert", "or review", "any case"),
            [
                (row[by], row["listings"], *(_interval(row[step]) for step in ("alert", "review", "case")))
                for row in found[f"recall_by_{by}"]
            ],
        )
    out.print("")
    explained = found["explanations"]
    failed = [(check, count) for check, count in explained["failed"].items() if count]
    out.print(f"{explained['alerts']} alerts explained, {len(explained['listings'])} of them not as they should be")
    for check, count in failed:
        out.print(f"  {count} fail: {check}")
    cost = found["cost"]
    photo = "" if cost["photo_ms"] is None else f", {cost['photo_ms']:.0f} ms a photo"
    out.print(f"{cost['listing_ms']:.1f} ms a listing{photo}, one core")


def _headed(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    out.print(f"\n{title}", markup=False)
    table(None, columns, rows)


def _interval(estimate: dict[str, Any], digits: int = 3) -> str:
    value, low, high = estimate["value"], estimate["low"], estimate["high"]
    if value is None:
        return "-"
    return f"{value:.{digits}f}" + ("" if low is None else f" ({low:.{digits}f} to {high:.{digits}f})")


def _mean(values: Collection[float]) -> float:
    return sum(values) / len(values)
