"""Columns: pages laid out in boxes whose reading order is known."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading.columns import Box, flow


def column(x: float, y: float, lines: int, name: str, width: float = 100) -> list[Box]:
    """Lines 10 high, 15 apart, the last one short."""
    return [
        Box(
            x,
            y + 15 * n,
            x + (width if n + 1 < lines else width / 3),
            y + 15 * n + 10,
            f"{name}{n}",
        )
        for n in range(lines)
    ]


def words(boxes: list[Box]) -> list[str]:
    return flow(boxes).split()


@pytest.mark.parametrize("columns", [1, 2, 3, 5])
def test_columns_are_read_left_to_right(columns):
    page = [box for c in range(columns) for box in column(120 * c, 0, 12, f"c{c}-")]
    assert words(random.Random(1).sample(page, len(page))) == [box.text for box in page]


def test_a_headline_across_columns_comes_before_what_is_under_it():
    page = [
        *[Box(0, 0, 340, 30, "head"), Box(0, 35, 300, 55, "deck")],
        *column(0, 80, 10, "a"),
        *column(120, 80, 10, "b"),
        *column(240, 80, 10, "c"),
        Box(0, 250, 340, 280, "second"),
        *column(0, 300, 10, "d"),
        *column(120, 300, 10, "e"),
        *column(240, 300, 10, "f"),
    ]
    assert words(random.Random(2).sample(page, len(page))) == [box.text for box in page]


def test_stories_of_unlike_columns_one_above_the_other():
    page = [
        *column(0, 0, 12, "a"),
        *column(120, 0, 12, "b"),
        *column(240, 0, 12, "c"),
        *column(0, 220, 12, "d", width=160),
        *column(180, 220, 12, "e", width=160),
    ]
    assert words(random.Random(3).sample(page, len(page))) == [box.text for box in page]


def test_an_indent_or_a_gap_begins_a_paragraph_and_words_share_a_line():
    page = [
        Box(0, 0, 100, 10, "one"),
        Box(20, 15, 100, 25, "two"),
        Box(0, 30, 40, 40, "three"),
        Box(60, 31, 100, 41, "four"),
        Box(0, 70, 100, 80, "five"),
    ]
    assert flow(page) == "one\n\ntwo\nthree four\n\nfive"


@given(
    st.lists(
        st.builds(
            lambda x, y, w, h, n: Box(x, y, x + w, y + h, f"w{n}"),
            *[st.floats(0, 1000)] * 2,
            *[st.floats(0.1, 500)] * 2,
            st.integers(0, 99),
        ),
        max_size=60,
    )
)
def test_no_box_is_lost_or_read_twice(boxes):
    assert sorted(flow(boxes).replace("w", " w").split()) == sorted(box.text for box in boxes)
