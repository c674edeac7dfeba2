"""The issues of an archive, their contents, and what hits have in common. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..records import Article


@dataclass(frozen=True, slots=True)
class Issue:
    """The articles of one day's paper; `date` is None for those whose day is unknown."""

    date: dt.date | None
    issue: int | None
    total_issue: int | None
    articles: tuple[Article, ...]

    def of(self, articles: Sequence[Article]) -> Issue:
        """The issue with these of its articles only."""
        return replace(self, articles=tuple(articles))

    @property
    def key(self) -> str:
        """Its name in an address: the ISO date, or "undated"."""
        return self.date.isoformat() if self.date else "undated"


def issues(articles: Iterable[Article]) -> tuple[Issue, ...]:
    """Every issue, newest first, the undated last; contents by page, then as given."""
    by_day: dict[dt.date | None, list[Article]] = {}
    for article in articles:
        by_day.setdefault(article.date, []).append(article)
    days = sorted(by_day, key=lambda day: day or dt.date.min, reverse=True)
    return tuple(_issue(day, by_day[day]) for day in days)


def years(articles: Sequence[Article]) -> dict[int, int]:
    """How many of `articles` each year has, without gaps between the first and the last.

    An article without a date counts by its "not before".
    """
    found = Counter(day.year for a in articles if (day := a.printed))
    return {y: found[y] for y in range(min(found), max(found) + 1)} if found else {}


def sections(articles: Iterable[Article]) -> dict[str, int]:
    """How many of `articles` each section has, the largest first."""
    return dict(Counter(a.section for a in articles if a.section).most_common())


def _issue(day: dt.date | None, articles: list[Article]) -> Issue:
    known = articles if day else []
    return Issue(
        day,
        next((a.issue for a in known if a.issue is not None), None),
        next((a.total_issue for a in known if a.total_issue is not None), None),
        tuple(sorted(articles, key=lambda a: a.page or 1 << 30)),
    )
