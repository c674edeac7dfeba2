"""Small drawings as SVG text, coloured by the page's CSS variables."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from .metrics import Bin, Figure
from .words import Words

WIDTH, HEIGHT, LEFT, BOTTOM = 420, 280, 46, 38

Curve = Sequence[tuple[float, float]]


def whisker(figure: Figure, beside: Figure | None = None) -> str:
    """A value on a line from 0 to 1 with its interval, and another's below it in grey."""
    parts = '<line class="track" x1="0" x2="200" y1="9" y2="9"/>' + _whisker(figure, 9, "own")
    parts += _whisker(beside, 20, "other") if beside else ""
    box = f"-4 0 208 {26 if beside else 18}"
    return f'<svg class="whisker" viewBox="{box}" aria-hidden="true">{parts}</svg>'


def stacked(counts: Mapping[str, int]) -> str:
    """One bar of outcomes, each as wide as its share."""
    total = sum(counts.values()) or 1
    at, parts = 0.0, ""
    for name, count in counts.items():
        width = 1000 * count / total
        parts += (
            f'<rect class="{name}" x="{at:.2f}" y="0" width="{width:.2f}" height="10">'
            f"<title>{count} {name}</title></rect>"
        )
        at += width
    box = 'viewBox="0 0 1000 10" preserveAspectRatio="none" role="img"'
    return f'<svg class="stacked" {box}>{parts}</svg>'


def risk_coverage(curve: Curve, beside: Curve, say: Words) -> str:
    """The share of wrong answers as more questions are answered, surest first."""
    highest = max([0.1, *(risk for _, risk in (*curve, *beside))])
    top = math.ceil(highest * 10) / 10
    marks = ""
    for points, name in ((beside, "other"), (curve, "own")):
        if not points:
            continue
        line = " ".join(f"{_x(c):.1f},{_y(r / top):.1f}" for c, r in points)
        coverage, risk = points[-1]
        marks += (
            f'<polyline class="curve {name}" points="{line}"/>'
            f'<circle class="{name}" cx="{_x(coverage):.1f}" cy="{_y(risk / top):.1f}" r="4">'
            f"<title>{coverage:.0%} answered, {risk:.0%} of them wrong</title></circle>"
        )
    answered = say("share of questions answered, surest first")
    return _frame(marks, answered, say("share wrong"), top)


def calibration(bins: Sequence[Bin], say: Words) -> str:
    """How often answers of a confidence are right; the size of a dot is how many they are."""
    most = max((b.count for b in bins), default=1)
    dots = "".join(
        f'<circle class="own dot" cx="{_x(b.confidence):.1f}" cy="{_y(b.accuracy):.1f}" '
        f'r="{3 + 9 * (b.count / most) ** 0.5:.1f}"><title>{b.count} answers of confidence about '
        f"{b.confidence:.2f}: {b.accuracy:.0%} right</title></circle>"
        for b in bins
    )
    line = " ".join(f"{_x(b.confidence):.1f},{_y(b.accuracy):.1f}" for b in bins)
    diagonal = f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
    drawn = f'{diagonal}<polyline class="curve own thin" points="{line}"/>{dots}'
    return _frame(drawn, say("confidence"), say("share right"), 1)


def latency(stages: Mapping[str, Mapping[str, float]]) -> str:
    """The median of each stage as a bar, the 95th percentile as a line beyond it."""
    scale = 190 / max((s["p95"] for s in stages.values()), default=1)
    rows = ""
    for i, (name, stage) in enumerate(stages.items()):
        y, end = 34 * i + 8, 92 + stage["p95"] * scale
        rows += (
            f'<text x="84" y="{y + 13}" class="name">{escape(name)}</text>'
            f'<rect class="own" x="92" y="{y}" width="{stage["p50"] * scale:.1f}" height="18"/>'
            f'<path class="own range" d="M92 {y + 9}H{end:.1f}M{end:.1f} {y + 3}v12"/>'
            f'<text x="{end + 8:.1f}" y="{y + 13}">{_time(stage["p50"])} · '
            f"{_time(stage['p95'])}</text>"
        )
    box = f"0 0 {WIDTH} {34 * len(stages) + 10}"
    return f'<svg class="plot" viewBox="{box}" role="img">{rows}</svg>'


def _whisker(figure: Figure, y: int, name: str) -> str:
    low, high, at = (f"{200 * v:.1f}" for v in (figure.low, figure.high, figure.value))
    return (
        f'<line class="{name} range" x1="{low}" x2="{high}" y1="{y}" y2="{y}"/>'
        f'<circle class="{name}" cx="{at}" cy="{y}" r="3.6"/>'
    )


def _time(ms: float) -> str:
    return f"{ms / 1000:.1f} s" if ms >= 1000 else f"{ms:.0f} ms"


def _frame(inside: str, x_name: str, y_name: str, top: float) -> str:
    grid = ""
    for share in (i / 5 for i in range(6)):
        y = f"{_y(share):.1f}"
        grid += (
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - 10}" y1="{y}" y2="{y}"/>'
            f'<text class="name" x="{LEFT - 6}" y="{_y(share) + 4:.1f}">{share * top:.0%}</text>'
            f'<text class="middle" x="{_x(share):.1f}" y="{HEIGHT - BOTTOM + 16}">'
            f"{share:.0%}</text>"
        )
    middle = f"translate(12 {(HEIGHT - BOTTOM) / 2:.0f}) rotate(-90)"
    names = (
        f'<text class="middle axis" x="{(LEFT + WIDTH) / 2:.0f}" y="{HEIGHT - 4}">{x_name}</text>'
        f'<text class="middle axis" transform="{middle}">{y_name}</text>'
    )
    box = f"0 0 {WIDTH} {HEIGHT}"
    return f'<svg class="plot" viewBox="{box}" role="img">{grid}{names}{inside}</svg>'


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - 10 - LEFT)


def _y(share: float) -> float:
    return (HEIGHT - BOTTOM) - share * (HEIGHT - BOTTOM - 12)
