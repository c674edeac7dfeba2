"""What an issue prints, what issues there are and where a matter is told of, as evidence.

No sentence of a story answers "2025年5月报道了什么": its contents do, story by story. A day on
which no paper was printed is told by the sentences that are dated so, and so is what was held then
("9月26日到28日办了哪些大事"). What issues there are, their mastheads say; where a matter is told of
("哪些文章提到了西岸"), the articles that have it.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..asking import contents
from ..asking.days import Days
from ..asking.question import Question
from ..asking.wording import Terms
from ..language.mentions import VAGUE
from ..language.text import fold, tokens, unspaced
from ..records import Evidence, Hit, Kind, Passage, Scope, place, sliced
from ..retrieval.store import Version
from . import timely
from .retriever import Retriever
from .units import Unit, units

LONGEST = 12
"""Headlines that are given; whoever wants them all opens the issue."""

MENTIONS = 96
"""Passages among which those are that tell of a matter, where all of them are asked for."""

TOLD_OF = 0.95
"""The share of the words of such a matter that an article must have."""

_NO_TIME = dt.timedelta()
_LEAD = re.compile(r"头条|\b(?:lead|top) stor(?:y|ies)\b")
_REFERENCE = re.compile(r"[(（]?[上下][接转]")
_ORDER: tuple[Kind, ...] = ("story", "caption", "contents")
_ISSUE_NUMBER = re.compile(r"第\s?\d+\s?期(?:\s?[(（]?\s?总第\s?\d+\s?期)?")


def told(
    retriever: Retriever, asked: Question, hits: Sequence[Hit], scope: Scope | None, today: dt.date
) -> tuple[Evidence, ...]:
    """What a time's issues print; where that is asked for, or none was printed then, what
    happened then."""

    said = asked.said

    def of(
        after: dt.timedelta = _NO_TIME, before: dt.timedelta = _NO_TIME
    ) -> Iterator[list[Passage]]:
        for day in _days(retriever.version, asked, hits, scope, after, before):
            yield retriever.version.printed(day, scope)

    def stories() -> tuple[Evidence, ...]:
        return headlines(asked.own, of())

    def happened() -> tuple[Evidence, ...]:
        whose = contents.attended(said)
        reported = events(asked.days, of(after=timely.REPORTED), whose)
        return reported or events(asked.days, of(before=timely.ANNOUNCED), whose)

    if asked.matter:
        return _mentions(retriever, asked, scope, today)
    if contents.holdings(said, asked.about):
        days = _days(retriever.version, asked, hits, scope)[::-1]
        ends = days if len(days) <= LONGEST else (days[0], days[-1])
        return imprints(retriever.version.printed(day, scope) for day in ends)
    if asked.days and contents.held(said, asked.about):
        return happened() or stories()
    return stories() or happened()


def _days(
    version: Version,
    asked: Question,
    hits: Sequence[Hit],
    scope: Scope | None,
    after: dt.timedelta = _NO_TIME,
    before: dt.timedelta = _NO_TIME,
) -> list[dt.date]:
    """The days of the issues that a question is of, newest first; the newest alone, or the first
    of all, where it asks for that, of those among `hits` that have the number it names. Of those,
    too, that were printed so long `after` its days, or `before` them."""
    days = version.issues(version.alive(scope))
    of = [
        d for d in days if not asked.days or any(w.meet(d - after, d + before) for w in asked.days)
    ]
    if asked.latest and (not of or not asked.days):
        of = days[:1]
    if contents.first(said := asked.said):
        of = of[-1:]
    elif contents.last(said):
        of = of[:1]
    named = [h for h in hits if contents.numbered(asked.text, h.passage.article)]
    if len(named) < len(hits):
        known = {hit.passage.article.date for hit in named}
        of = [day for day in of if day in known]
    return of


def _mentions(
    retriever: Retriever, asked: Question, scope: Scope | None, today: dt.date
) -> tuple[Evidence, ...]:
    """Where the archive tells of the matter of a question, in the time that it names: by the
    articles that have all its words, of those found first."""
    sought = Question.of(asked.matter, today)
    hits = retriever.hits(sought, scope, retriever.encoder.query(asked.matter), MENTIONS)
    near = fold("\n".join(hit.passage.text for hit in hits))
    idf = retriever.version.idf(tokens(asked.matter))
    either = [(part, Question.of(part, today)) for part in contents.either(asked.matter)]
    names = [(unspaced(fold(part)), Terms(of, near, idf)) for part, of in either]

    def has(text: str) -> float:
        said = unspaced(fold(text))
        return max(1.0 if name in said else terms.held(said) for name, terms in names)

    articles = {hit.passage.article.id: hit.passage.article for hit in hits}
    of = [
        article
        for article in articles.values()
        if not asked.days or any(w.meet(d, d) for w in asked.days if (d := article.printed))
        if has(f"{article.title}{article.text}") >= TOLD_OF
    ]
    passages = (retriever.version.of_article(article) for article in of)
    return mentions(passages, has, once=contents.by_issue(asked.said))


def events(
    days: Sequence[Days], issues: Iterable[Sequence[Passage]], whose: str = ""
) -> tuple[Evidence, ...]:
    """The sentences of `issues` that tell what happened on `days`, by their dates, until
    `LONGEST` are found; the earliest first. Where it is of what somebody attended, those of
    stories that have the folded name `whose`."""
    told = (
        (min(found), unit)
        for passages in issues
        for passage in passages
        if passage.article.kind in _ORDER and (not whose or whose in fold(passage.article.text))
        for unit in units(passage)
        if (
            found := [
                date.start
                for date in unit.dates
                if date.rule not in VAGUE and date.to_the_day
                if any(when.meet(date.start, date.end) for when in days)
            ]
        )
    )
    first = sorted(itertools.islice(told, LONGEST), key=lambda one: one[0])
    return _evidence(unit for _, unit in first)


def headlines(question: str, issues: Iterable[Sequence[Passage]]) -> tuple[Evidence, ...]:
    """The headlines of `issues`, the passages of each, until `LONGEST` are found: stories before
    captions and what is announced of other pages; the lead alone where that is asked for."""
    leads = bool(_LEAD.search(fold(question)))
    found: list[Unit] = []
    for passages in issues:
        first = [p for p in passages if not p.position and p.article.kind in _ORDER]
        first.sort(key=lambda p: _ORDER.index(p.article.kind))
        for passage in first[:1] if leads else first:
            unit = next((u for u in units(passage) if not _REFERENCE.match(u.text)), None)
            found += [unit] if unit else []
        if len(found) >= LONGEST:
            break
    return _evidence(found[:LONGEST])


def imprints(issues: Iterable[Sequence[Passage]]) -> tuple[Evidence, ...]:
    """What the masthead of each of some issues says of its number and date, of each the passages;
    of one without a masthead, the sentence by whose date it is placed in time."""
    found: list[tuple[Passage, int, int]] = []
    for passages in issues:
        known = (at for p in passages if (at := _imprint(p)))
        line = next(known, None) or next(filter(None, map(_latest, passages)), None)
        found += [line] if line else []
    return tuple(
        Evidence(n, p, p.text[low:high], sliced(p.spans, low, high), 1.0, 1.0)
        for n, (p, low, high) in enumerate(found, 1)
    )


def _latest(passage: Passage) -> tuple[Passage, int, int] | None:
    """The sentence of an undated page that has the day after which it was printed."""
    article = passage.article
    for unit in units(passage) if article.date is None else ():
        if any(date.end == article.not_before for date in unit.dates):
            low = passage.text.find(unit.text)
            return passage, low, low + len(unit.text)
    return None


def _imprint(masthead: Passage) -> tuple[Passage, int, int] | None:
    """Where a masthead has the number and the date of its issue; None where it has not."""
    if masthead.article.kind != "masthead":
        return None
    number = _ISSUE_NUMBER.search(fold(masthead.text))
    at = [number.span()] if number else []
    for date in masthead.dates:
        low = place(masthead.spans, date.span)
        if low is not None and date.start == masthead.article.date:
            at.append((low, low + date.span.end - date.span.start))
    if not at:
        return None
    return masthead, min(low for low, _ in at), max(high for _, high in at)


def mentions(
    articles: Iterable[Sequence[Passage]], has: Callable[[str], float], *, once: bool
) -> tuple[Evidence, ...]:
    """Of each of some articles, of each the passages, the headline where that has what is sought,
    else the sentence that has most of it; the newest first, `once`: of each issue the first.

    `has` says how much of it a text has.
    """
    told: dict[object, Unit] = {}
    for passages in articles:
        own = [unit for p in passages for unit in units(p)]
        article = passages[0].article
        best = own[0] if has(article.title) >= 1 else max(own, key=lambda unit: has(unit.text))
        told.setdefault(_printed(best) if once else article.id, best)
    found = list(itertools.islice(told.values(), LONGEST))
    return _evidence(sorted(found, key=_printed, reverse=True))


def _evidence(told: Iterable[Unit]) -> tuple[Evidence, ...]:
    """Sentences as evidence that is sure, numbered as they come."""
    return tuple(
        Evidence(n, unit.passage, unit.text, unit.spans, 1.0, 1.0) for n, unit in enumerate(told, 1)
    )


def _printed(unit: Unit) -> dt.date:
    """The day of a sentence's issue, or after which that was, as far as it is known."""
    return unit.passage.article.printed or dt.date.min
