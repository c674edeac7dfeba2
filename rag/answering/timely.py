"""Of what time a sentence is, held against the days that a question asks about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ..asking.days import LOOSE, Days, definite
from ..language.dates import BARE_YEAR
from ..language.mentions import of_plan
from ..records import Article, DateMention, Passage, dates_within
from .units import DATED, Unit

REPORTED = dt.timedelta(days=31)
"""How long after an event the paper still prints it."""

ANNOUNCED = dt.timedelta(days=60)
"""How long before and after an event a paper tells of it."""

YEARS = 2
"""How near a year must be to the one asked about to be taken for it."""

PRINTED = 0.9
"""How far a unit is of the time in which it was printed."""

_PLANS = re.compile(r"(?:计划|規劃|规划|计劃|計劃|行[动動]|方案|[纲綱]要)[^。]{0,6}[（(]\s?\d{4}")
_COMPARED = re.compile(r"(?:[比较較]|恢[复復]到|超[过過])(\d{4})年|(\d{4})年同期")
_FOR_COMPARISON = re.compile(rf"(?:{_COMPARED.pattern})(?!年?的?[^，。；,;]{{0,8}}\d)")
_YEAR_BEFORE = re.compile(r"[去上]一?年同期|[比较較][去上]一?年")
_BARE_YEAR = re.compile(rf"(?<![A-Za-z\d.])({BARE_YEAR})")
_DAY = re.compile(r"\d+月\d+日")


def far(days: Sequence[Days], unit: Unit, *, office: bool = False) -> float:
    """How far a unit is of the time that is asked about, in [0, 1]; 1 where none is. An `office` is
    held when the paper is printed, whatever other days its story names."""
    of_time = max((_of_time(day, unit) for day in days), default=1.0)
    other = office and of_time < PRINTED and unit.passage.article.printed is not None
    return 0.0 if other else of_time


def of_years(days: Sequence[Days]) -> bool:
    """Whether years are asked about, each as a whole."""
    return bool(days) and all(_is_year(day.first, day.last) for day in days)


def astray(days: Sequence[Days], unit: Unit) -> bool:
    """Whether a unit is dated, and by none of the days asked about; the year that its figures are
    compared with is no date of it."""
    compared = _compared(unit.text)
    if _YEAR_BEFORE.search(unit.text):  # the year before the one that it names, else its issue's
        named = [d.start.year for d in unit.dates if d.rule == "full"]
        issue = unit.passage.article.date
        compared |= {max(named, default=issue.year if issue else 0) - 1}
    dated = [d for d in unit.dates if d.rule not in LOOSE and d.start.year not in compared]
    return bool(days and dated) and not any(day.meet(d.start, d.end) for day in days for d in dated)


def _compared(text: str) -> set[int]:
    """The years that what a text tells is compared with: 超过2022年."""
    return {int(year) for years in _COMPARED.findall(text) for year in years if year}


def _only_compared(text: str) -> set[int]:
    """Those of them of which it tells nothing: they have no figure, and are not named besides."""
    compared = _compared(text)
    rest = _FOR_COMPARISON.sub("", text) if compared else ""
    return {year for year in compared if f"{year}年" not in rest}


def beside(days: Sequence[Days], unit: Unit) -> bool:
    """Whether one year is asked about, and a unit is of the year before or after it or so: what
    was printed in a year may be of the last."""
    if len(days) != 1 or not _is_year(days[0].first, days[0].last):
        return False
    years = [d.start.year for d in unit.dates if _is_year(d.start, d.end)]
    return any(abs(year - days[0].first.year) <= YEARS for year in years)


def elsewhen(days: Sequence[Days], article: Article) -> bool:
    """Whether a story that names the days asked about is of another time: printed long before or
    after, or, undated, where it names later days."""
    named = [d for d in article.dates if (d.end - d.start).days < 62]
    printed = article.printed or max((d.end for d in named), default=None)
    near = (d for d in article.dates if any(day.meet(d.start, d.end) for day in days))
    return printed is not None and all(
        max(d.start - printed, printed - d.end) > ANNOUNCED for d in near
    )


def printed_for(day: Days, issue: dt.date | None) -> bool:
    """Whether an issue is of the days `day`, or of the month after, which still prints them."""
    return issue is not None and day.first <= issue <= day.last + REPORTED


def told(unit: Unit, text: str, days: Sequence[Days]) -> tuple[int, int]:
    """How many dates a unit names to the day (a week or so counts), and how many at all; not the
    year or the month that the question names by itself. Where nothing says when it was printed,
    "9月8日" is no date yet, and yet it tells when."""
    asked = [(day.first, day.last) for day in days if day.first < day.last]
    told = [d for d in unit.dates if definite(d.rule) and (d.start, d.end) not in asked]
    exact = sum(d.to_the_day for d in told)
    if unit.passage.article.printed:
        return exact, len(told)
    years = {f"{first.year}年" for first, last in asked if _is_year(first, last)}
    formed = [day for day in DATED.findall(text) if day not in years]
    return max(exact, len(_DAY.findall(text))), max(len(told), len(formed))


def _of_time(day: Days, unit: Unit) -> float:
    """How far a unit is of `day`: by its own dates, its issue's, its passage's, its story's."""
    article = unit.passage.article
    issue = article.printed
    printed = day.meet(issue, issue) if issue and day.any_year else printed_for(day, issue)
    printed = printed and not (day.first == day.last != issue and _near_by(day, unit))
    compared = _only_compared(unit.text)
    own = _bare(day, unit.text) or any(
        day.meet(d.start, d.end)
        for d in unit.dates
        if not _of_plan(d, day, unit.text)
        and not (_is_year(d.start, d.end) and d.start.year in compared)
    )
    head = any(day.meet(d.start, d.end) for d in dates_within(article.dates, unit.head_spans))
    near = any(day.meet(d.start, d.end) for d in _unplanned(day, unit.passage))
    short = (d for d in _unplanned(day, article) if not _is_long(d, day))
    story = any(day.meet(d.start, d.end) for d in short)
    anytime = issue is None and all(d.rule in LOOSE for d in unit.dates)
    known = ((own or head, 1.0), (printed, PRINTED), (near, 0.85), (story, 0.6), (anytime, 0.5))
    return next((far for is_so, far in known if is_so), 0.3 if day.any_year else 0.0)


def _bare(day: Days, text: str) -> bool:
    """Whether a year is asked about that a text has without saying so: 2022清明档."""
    year = day.first.year if _is_year(day.first, day.last) else 0
    return bool(year) and str(year) in _BARE_YEAR.findall(text)


def _is_long(date: DateMention, day: Days) -> bool:
    """Whether a date is a long time, and a short one is asked about: 2025年以来 where it is
    2025年7月."""
    return date.end - date.start > 2 * REPORTED >= 2 * (day.last - day.first)


def _near_by(day: Days, unit: Unit) -> bool:
    """Whether a unit names a day near `day`, which had come when it was printed."""
    issue = unit.passage.article.date or dt.date.max
    told = (d for d in unit.dates if definite(d.rule) and d.start == d.end <= issue)
    return any(abs(d.start - day.first) <= REPORTED for d in told)


def _is_year(first: dt.date, last: dt.date) -> bool:
    return 300 < (last - first).days < 367


def _unplanned(day: Days, of: Passage | Article) -> list[DateMention]:
    """The dates of a passage or a story but those of plans of years."""
    return [d for d in of.dates if not _of_plan(d, day, of.text)]


def _of_plan(date: DateMention, day: Days, text: str) -> bool:
    """Whether a date is that of a plan of years, and days of less than two years are asked about:
    十四五, 三年行动方案（2024—2026年）."""
    years = of_plan(date.rule) or ((date.end - date.start).days > 366 and _PLANS.search(text))
    return bool(years) and (day.last - day.first).days < 2 * 366
