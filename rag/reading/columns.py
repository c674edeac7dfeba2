"""Boxes of text on a page become text in the order of its columns.

For pages set in horizontal lines. A page is cut along gutters, the upright gaps between
columns (recursive X-Y cut, Nagy and Seth 1984); a few boxes may lie across a gutter, as
headlines do, and then divide the columns into what is above and below them.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_GUTTER = 0.5  # narrowest gutter, in line heights
_ACROSS = 0.3  # most of the boxes that may lie across one
_PARAGRAPH = 0.95  # blank height that parts paragraphs, in line heights
_INDENT = 1.2  # indent that begins one, in line heights
_DEEPEST = 16  # cuts inside cuts; a real page has three or four
_CANDIDATES = 400  # places tried for a gutter


@dataclass(frozen=True, slots=True)
class Box:
    """Text on one line and where it stands; any unit, `top` < `bottom`, `left` < `right`."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def flow(boxes: Sequence[Box]) -> str:
    """The text of a page: one line each, a blank line between paragraphs and blocks."""
    kept = [box for box in boxes if box.text.strip() and box.height > 0]
    return "\n\n".join(_lines(block) for block in _blocks(kept))


def _blocks(boxes: Sequence[Box], depth: int = 0) -> list[Sequence[Box]]:
    """The boxes in runs without a column in them, in reading order."""
    if len(boxes) < 4 or depth >= _DEEPEST:
        return [boxes] if boxes else []
    x = _gutter(boxes)
    if x is None:
        for upper, lower in _halves(boxes):
            if _gutter(upper) is not None or _gutter(lower) is not None:
                return _blocks(upper, depth + 1) + _blocks(lower, depth + 1)
        return [boxes]
    left = [box for box in boxes if box.right <= x]
    right = [box for box in boxes if box.left >= x]
    across = sorted((b for b in boxes if b.left < x < b.right), key=lambda b: b.middle)
    out: list[Sequence[Box]] = []
    ends = [*(box.middle for box in across), float("inf")]
    above = float("-inf")
    for n, end in enumerate(ends):
        for side in (left, right):
            out += _blocks([b for b in side if above <= b.middle < end], depth + 1)
        out += [[across[n]]] if n < len(across) else []
        above = end
    return _rejoined(out, across)


def _rejoined(blocks: list[Sequence[Box]], across: Sequence[Box]) -> list[Sequence[Box]]:
    """Lines across the gutter that follow one another are one block: a headline, a lead."""
    wide = set(map(id, across))
    out: list[Sequence[Box]] = []
    for block in blocks:
        joins = out and all(id(b) in wide for b in (*block, *out[-1]))
        out[-1:] = [[*out[-1], *block]] if joins else [*out[-1:], block]
    return out


def _gutter(boxes: Sequence[Box]) -> float | None:
    """The x that fewest boxes lie across, with columns side by side left and right of it."""
    if len(boxes) < 4:
        return None
    line = statistics.median(box.height for box in boxes)
    edges = sorted({box.right for box in boxes})
    found: list[tuple[int, float, float]] = []
    for edge in edges[:: max(1, len(edges) // _CANDIDATES)]:
        after = min((b.left for b in boxes if b.left >= edge), default=edge)
        across = sum(b.left < edge < b.right for b in boxes)
        if after - edge >= _GUTTER * line and across <= _ACROSS * len(boxes):
            found.append((across, edge - after, (edge + after) / 2))
    return next((x for *_, x in sorted(found) if _parts(boxes, x, 2 * line)), None)


def _parts(boxes: Sequence[Box], x: float, least: float) -> bool:
    """Whether columns stand side by side at `x`, and what lies across has no neighbours."""
    left = [b for b in boxes if b.right <= x]
    right = [b for b in boxes if b.left >= x]
    across = [b for b in boxes if b.left < x < b.right]
    return _abreast(left, right, least) and not any(
        a.top < b.middle < a.bottom or b.top < a.middle < b.bottom
        for a in across
        for b in (*left, *right)
    )


def _abreast(left: Sequence[Box], right: Sequence[Box], least: float) -> bool:
    """Whether both hold two lines or more and stand side by side over `least` of height."""
    if min(len(left), len(right)) < 2:
        return False
    top = max(min(b.top for b in side) for side in (left, right))
    bottom = min(max(b.bottom for b in side) for side in (left, right))
    return bottom - top >= least


def _halves(boxes: Sequence[Box]) -> list[tuple[Sequence[Box], Sequence[Box]]]:
    """What is above and below the widest level gaps, widest first, five at most."""
    ordered = sorted(boxes, key=lambda b: b.top)
    deepest = itertools.accumulate((b.bottom for b in ordered), max)
    gaps = [
        (ordered[n + 1].top - low, n + 1)
        for n, low in enumerate(deepest)
        if n + 1 < len(ordered) and ordered[n + 1].top > low
    ]
    return [(ordered[:n], ordered[n:]) for _, n in sorted(gaps, reverse=True)[:5]]


def _lines(block: Sequence[Box]) -> str:
    """The block's text; boxes beside one another share a line."""
    rows: list[list[Box]] = []
    for box in sorted(block, key=lambda b: b.middle):
        if rows and box.middle < rows[-1][0].bottom and box.top < rows[-1][0].middle:
            rows[-1].append(box)
        else:
            rows.append([box])
    line = statistics.median(box.height for box in block)
    edge = min(box.left for box in block)
    out = ""
    for n, row in enumerate(rows):
        row.sort(key=lambda b: b.left)
        if n:
            blank = min(b.top for b in row) - max(b.bottom for b in rows[n - 1])
            indented = row[0].left - edge > _INDENT * line
            out += "\n\n" if indented or blank > _PARAGRAPH * line else "\n"
        for m, box in enumerate(row):
            apart = m and box.left - row[m - 1].right > 0.3 * line
            out += f" {box.text.strip()}" if apart else box.text.strip()
    return out
