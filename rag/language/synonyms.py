"""What readers call otherwise than the page does."""

from __future__ import annotations

import functools
from importlib.resources import files


def _lines(name: str) -> list[list[str]]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


SAME = tuple(map(frozenset, _lines("synonyms.txt")))
"""Folded words that stand for one another, in groups."""

_CITIES = {province: tuple(cities) for province, *cities in _lines("provinces.txt")}


@functools.lru_cache(maxsize=1 << 12)  # asked of the same words for each sentence found
def like(term: str) -> tuple[str, ...]:
    """The words that a page may have for a reader's `term`, itself left out."""
    same = (w for group in SAME if term in group for w in sorted(group))
    return tuple(dict.fromkeys(w for w in same if w != term))


def within(province: str) -> tuple[str, ...]:
    """The cities of a province of China, named with 省 or without; none of any other word."""
    return _CITIES.get(province.removesuffix("省"), ())
