"""`AlignedText`: whatever is cut, joined or moved, it knows the page behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading.aligned import AlignedText, merge
from rag.records import Span, read_spans

RAW = st.text("甲乙丙丁戊 \n。a1", max_size=40)


@st.composite
def aligned(draw: st.DrawFn) -> AlignedText:
    raw = draw(RAW)
    offset = st.integers(0, len(raw))
    pairs = draw(st.lists(st.tuples(offset, offset), max_size=6))
    return AlignedText(raw, [Span(min(p), max(p)) for p in pairs])


def holds(text: AlignedText) -> bool:
    return read_spans(text.raw, text.spans) == text.text and merge(text.spans) == text.spans


@given(aligned(), st.data())
def test_a_slice_is_the_strings_slice(text: AlignedText, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = text.slice(start, end)
    assert holds(part)
    assert part.text == text.text[start:end]
    assert read_spans(text.raw, text.raw_spans(start, end)) == text.text[start:end]


@given(aligned(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_deletion_leaves_the_rest(text: AlignedText, ranges: list[tuple[int, int]]) -> None:
    inside = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ranges]
    gone = {i for a, b in inside for i in range(a, b)}
    left = text.delete(inside)
    assert holds(left)
    assert left.text == "".join(c for i, c in enumerate(text.text) if i not in gone)


@given(aligned(), st.data())
def test_joins_and_reorderings_keep_the_map(text: AlignedText, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    a, b = text.slice(0, cut), text.slice(cut, len(text))
    assert a + b == text
    assert holds(b + a)
    assert (b + a).text == b.text + a.text


@given(aligned())
def test_a_raw_offset_is_found_where_it_stands(text: AlignedText) -> None:
    for offset in range(len(text.raw)):
        at = text.find(offset)
        kept = any(start <= offset < end for start, end in text.spans)
        assert (at is not None) == kept
        if at is not None:
            assert text.raw_spans(at, at + 1) == (Span(offset, offset + 1),)


def test_the_whole_page() -> None:
    whole = AlignedText.whole("一页")
    assert (whole.text, whole.spans, len(whole), str(whole)) == ("一页", (Span(0, 2),), 2, "一页")
    assert whole != "一页"


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        AlignedText("一", [Span(0, 2)])
    with pytest.raises(IndexError):
        AlignedText.whole("一").raw_spans(0, 2)
    with pytest.raises(ValueError, match="two pages"):
        AlignedText.whole("一") + AlignedText.whole("二")
