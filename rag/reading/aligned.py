"""`AlignedText`: a repaired string that knows the raw characters behind its own.

A repair only deletes, joins and reorders, so a repaired text *is* a list of raw
spans read in order. Nothing else is stored; every operation is on the list.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable

from ..records import Span, place, read_spans


class AlignedText:
    """A string made of `spans` of `raw`, read in the order given.

    Characters of the text are numbered from 0; `raw_spans(a, b)` goes from text to page,
    in O(log n) of the spans, and `find(raw_offset)` from page to text.
    """

    __slots__ = ("_starts", "raw", "spans", "text")

    def __init__(self, raw: str, spans: Iterable[Span]) -> None:
        self.raw = raw
        self.spans = merge(spans)
        if any(start < 0 or end > len(raw) for start, end in self.spans):
            raise ValueError(f"spans reach outside the {len(raw)} raw characters")
        self.text = read_spans(raw, self.spans)
        lengths = (end - start for start, end in self.spans)
        self._starts = list(itertools.accumulate(lengths, initial=0))

    @classmethod
    def whole(cls, raw: str) -> AlignedText:
        """The unrepaired page."""
        return cls(raw, [Span(0, len(raw))])

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AlignedText):
            return NotImplemented
        return self.raw == other.raw and self.spans == other.spans

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"AlignedText({self.text!r})"

    def __add__(self, other: AlignedText) -> AlignedText:
        if self.raw is not other.raw and self.raw != other.raw:
            raise ValueError("texts of two pages cannot be joined")
        return AlignedText(self.raw, self.spans + other.spans)

    def slice(self, start: int, end: int) -> AlignedText:
        """Characters `start` to `end` of the text."""
        return AlignedText(self.raw, self.raw_spans(start, end))

    def delete(self, ranges: Iterable[tuple[int, int]]) -> AlignedText:
        """The text without the given ranges of its characters (any order, may overlap)."""
        kept: list[Span] = []
        at = 0
        for start, end in sorted(ranges):
            if start > at:
                kept += self.raw_spans(at, start)
            at = max(at, end)
        return AlignedText(self.raw, [*kept, *self.raw_spans(at, len(self.text))])

    def raw_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The raw spans behind characters `start` to `end`.

        Raises IndexError where they are not inside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"{start}:{end} is outside a text of {len(self.text)} characters")
        out: list[Span] = []
        i = bisect.bisect_right(self._starts, start) - 1
        while start < end:
            base, span = self._starts[i], self.spans[i]
            stop = min(end, self._starts[i + 1])
            out.append(Span(span.start + start - base, span.start + stop - base))
            start, i = stop, i + 1
        return tuple(out)

    def find(self, offset: int) -> int | None:
        """Where the raw character at `offset` first stands in the text; None where it is gone.

        Linear in the number of spans, which may be in any order.
        """
        return place(self.spans, Span(offset, offset + 1))


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters in the same order with touching spans made one, empty ones gone."""
    out: list[Span] = []
    for start, end in spans:
        if start >= end:
            continue
        if out and out[-1].end == start:
            out[-1] = Span(out[-1].start, end)
        else:
            out.append(Span(start, end))
    return tuple(out)
