"""Our own words before a quotation: written, and read again when a sentence is checked.

"2023年9月28日：", "2025年7月21日报道：", "《题》：", "Reported on 2025-07-21: ": a day in full, for
a page says "9月28日" where its readers knew the year; when it was printed; under which headline;
who is meant.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..asking.question import Question
from ..language import dates, gloss
from ..language.mentions import whole_month
from ..language.text import fold, unspaced
from ..records import Article, DateMention, Evidence, Language, place

WORDS = frozenset(("reported", "issue", "on", "of", "to", "page"))
"""The Latin ones among them."""

PRINTED = re.compile(r"^reported on(?= \d)|^(?:page|issue of)(?= \d)")
"""Those before a day, or a page, of the paper; folded."""

_NEAR = 16  # characters from a date in which a reporter says that he heard
_HEARD = re.compile(
    r"[记記]者.{0,12}?(?:[获獲]悉|了解|[见見]到)|^.{0,8}[从從].{2,10}(?:[获獲]悉|了解)"
)
_MARKS = re.compile(r"[。！？!?…]+")


def before(asked: Question, item: Evidence, language: Language, *, several: bool) -> str:
    """Our own words before a quotation: the page, the day in full, who is meant."""
    article = item.passage.article
    wanted = asked.expected.asked
    issue = article.date
    if article.kind == "contents" and article.page and wanted == "page":
        return _paged(article.page, language)
    if issue and asked.of_issue:
        return _issued(issue, language)
    if asked.kind == "timeline" and event(item):
        return _dated(event(item)[0], language)
    when = _when(asked, item, language) if wanted == "when" else ""
    listed = article.title and asked.matter
    if listed and unspaced(item.text) != unspaced(article.title):
        return _titled(article, language)
    if issue and several and not when and article.kind != "masthead":
        return _printed(issue, language)
    return _romanised(asked, item) if language == "en" and wanted == "who" else when


def _paged(page: int, language: Language) -> str:
    return f"Page {page}: " if language == "en" else f"第{page}版："


def _printed(day: dt.date, language: Language) -> str:
    return f"Reported on {day}: " if language == "en" else f"{dates.written(day)}报道："


def _issued(day: dt.date, language: Language) -> str:
    return f"Issue of {day}: " if language == "en" else f"{dates.written(day)}的报纸："


def _titled(article: Article, language: Language) -> str:
    """Where a quotation stands: the day of its issue and its headline."""
    title = " ".join(_MARKS.sub(" ", article.title).split())  # a mark would end our sentence
    if language == "en":
        printed = f"Reported on {article.date}" if article.date else "Reported"
        return f"{printed} in 《{title}》: "
    return f"{dates.written(article.date) if article.date else ''}《{title}》："


def _when(asked: Question, item: Evidence, language: Language) -> str:
    """The days that the evidence names, in full: one, or the first and the last."""
    inside = [d for d in item.dates if d.to_the_day]
    if len(item.dates) == 1:  # 今年3月
        inside = inside or [d for d in item.dates if _is_month(d)]
    if not inside or item.passage.article.kind == "masthead":
        return ""
    told = [d for d in inside if not _reported(item, d)]
    return _dated(_nearest(asked, told or inside), language)


def _dated(day: DateMention, language: Language) -> str:
    """A date in full, as it stands before what happened then: a day, a month, or from … to."""
    first, last = day.start, day.end
    month = _is_month(day)
    if language == "en":
        if month:
            return f"{calendar.month_name[first.month]} {first.year}: "
        return f"{first}{'' if first == last else f' to {last}'}: "
    if month:
        return f"{first.year}年{first.month}月："
    return f"{dates.written(first)}{'' if first == last else f'至{dates.written(last, first)}'}："


def _is_month(day: DateMention) -> bool:
    return (day.start, day.end) == whole_month(day.start.year, day.start.month)


def _reported(item: Evidence, date: DateMention) -> bool:
    """Whether a date is that of the reporter's hearing: "昨日，记者从区里获悉"."""
    at = place(item.spans, date.span)
    return at is not None and bool(_HEARD.search(item.text[at : at + _NEAR]))


def _nearest(asked: Question, inside: Sequence[DateMention]) -> DateMention:
    """Of the dates that a sentence names, that of the time asked about, else the first."""
    for day in asked.days:
        for date in inside:
            if day.meet(date.start, date.end):
                return date
    return inside[0]


def _romanised(asked: Question, item: Evidence) -> str:
    """The one who is asked for, by name and sound: "闫俊杰 (Yan Junjie): "."""
    name = next(iter(asked.expected.values(fold(item.text))), "")
    sound = gloss.sound(name)
    return f"{name} ({sound}): " if sound else ""


def event(item: Evidence) -> tuple[DateMention, ...]:
    """The dates of what a sentence tells, to the month at least."""
    return tuple(d for d in item.dates if (d.end - d.start).days <= 31)


def without(sentence: str, item: Evidence) -> str:
    """`sentence` without our own words before a quotation of `item`, where it begins with such:
    what they say of its day, its issue or its headline is true then."""
    ours = next((words for words in _true(item) if sentence.startswith(words)), "")
    return sentence.removeprefix(ours)


def _true(item: Evidence) -> Iterator[str]:
    """All that may stand before a quotation of `item` and say where or when it is."""
    article = item.passage.article
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        if article.title:
            yield _titled(article, language)
            yield _titled(replace(article, date=None), language)
        if article.page:
            yield _paged(article.page, language)
        if article.date:
            yield _printed(article.date, language)
            yield _issued(article.date, language)
        yield from (_dated(date, language) for date in item.dates)
