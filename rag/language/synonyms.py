"""What readers call otherwise than the page does."""

from __future__ import annotations

import functools

from .lists import rows

SAME = tuple(map(frozenset, rows("synonyms.txt")))
"""Folded words that stand for one another, in groups."""


@functools.lru_cache(maxsize=1 << 12)  # asked of the same words for each sentence found
def like(term: str) -> tuple[str, ...]:
    """The words that a page may have for a reader's `term`, itself left out."""
    same = (w for group in SAME if term in group for w in sorted(group))
    return tuple(dict.fromkeys(w for w in same if w != term))
