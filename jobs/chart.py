"""Draws the precision-recall curve and the reliability of probabilities as one SVG picture."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from jobs.figures import PREVALENCE, Sample, curve, reliability

#: Pixels: side of a panel's square, margin around it, height of the title.
SIDE, MARGIN, TITLE = 300, 56, 34
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#222}.title{font-size:14px;font-weight:600}"
    ".grid{stroke:#ddd}.ours{stroke:#0b5cad;stroke-width:2;fill:none}.ideal{stroke:#999;stroke-dasharray:4 3}"
    "circle{fill:#0b5cad;fill-opacity:.75}"
)


def svg(report: dict[str, Any], sample: Sample) -> str:
    """The picture of a report: left the curve, right what was said against what was true, both at 6.6 %."""
    width, height = 2 * (SIDE + 2 * MARGIN), SIDE + 2 * MARGIN + TITLE
    area = report["pr_auc"][f"{PREVALENCE:.1%}"]
    curves = [
        *_panel(0, f"PR-AUC {_shown(area)}", "recall", "precision"),
        _line(0, _steps(curve(sample))),
        *_panel(1, f"ECE {_shown(report['ece'])}", "probability said", "share of counterfeits"),
        '<path class="ideal" d="M{} {}L{} {}"/>'.format(*_at(1, 0, 0), *_at(1, 1, 1)),
        *_dots(reliability(sample)),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    ground = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    return "\n".join([head, f"<style>{_STYLE}</style>", ground, *curves, "</svg>"]) + "\n"


def _shown(estimate: dict[str, Any]) -> str:
    value, low, high = (estimate[name] for name in ("value", "low", "high"))
    if value is None:
        return "not known"
    return f"{value:.3f}" if low is None else f"{value:.3f} ({low:.3f} to {high:.3f})"


def _at(panel: int, x: float, y: float) -> tuple[float, float]:
    """The pixel of a point in a panel's unit square."""
    return round(panel * (SIDE + 2 * MARGIN) + MARGIN + x * SIDE, 1), round(TITLE + MARGIN / 2 + (1 - y) * SIDE, 1)


def _panel(panel: int, title: str, across: str, up: str) -> Iterator[str]:
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        for one, other in (((tick, 0), (tick, 1)), ((0, tick), (1, tick))):
            yield '<path class="grid" d="M{} {}L{} {}"/>'.format(*_at(panel, *one), *_at(panel, *other))
        yield _text(panel, tick, -0.06, f"{tick:g}")
        yield _text(panel, -0.02, tick - 0.01, f"{tick:g}", anchor="end")
    yield _text(panel, 0.5, 1.06, title, style="title")
    yield _text(panel, 0.5, -0.13, across)
    x, y = _at(panel, -0.14, 0.5)
    yield f'<text x="{x}" y="{y}" text-anchor="middle" transform="rotate(-90 {x} {y})">{escape(up)}</text>'


def _text(panel: int, x: float, y: float, text: str, *, anchor: str = "middle", style: str = "") -> str:
    left, top = _at(panel, x, y)
    return f'<text class="{style}" x="{left}" y="{top}" text-anchor="{anchor}">{escape(text)}</text>'


def _steps(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The curve as the stairs that its area is computed from."""
    before = 0.0
    for recall, precision in points:
        if recall > before:
            yield before, precision
            yield recall, precision
            before = recall


def _line(panel: int, points: Iterable[tuple[float, float]]) -> str:
    path = "L".join("{} {}".format(*_at(panel, x, y)) for x, y in points)
    return f'<path class="ours" d="M{path}"/>' if path else ""


def _dots(bins: Iterable[tuple[float, float, float]]) -> Iterator[str]:
    """One dot a bin, larger where more listings are."""
    for said, true, share in bins:
        x, y = _at(1, said, true)
        yield f'<circle cx="{x}" cy="{y}" r="{3 + 9 * share**0.5:.1f}"/>'
