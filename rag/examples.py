"""Headlines to begin asking with, drawn from what an archive holds. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from .records import Article

TRIED = 12
"""Headlines at most."""

SHORTEST, LONGEST = 6, 28
"""Characters of a headline that can be asked about."""


def headlines(articles: Sequence[Article]) -> Iterator[str]:
    """Headlines of stories, the newest first, one of each file before the next."""
    stories = [
        a
        for a in sorted(articles, key=lambda a: a.date or a.not_before or dt.date.min, reverse=True)
        if a.kind == "story" and SHORTEST <= len(a.title) <= LONGEST
    ]
    turn: dict[str, int] = {}
    order: list[tuple[int, int, Article]] = []
    for a in stories:
        turn[a.file] = turn.get(a.file, -1) + 1
        order.append((turn[a.file], len(order), a))
    for _, _, a in sorted(order, key=lambda entry: entry[:2])[:TRIED]:
        yield a.title.replace("“", "‘").replace("”", "’")
