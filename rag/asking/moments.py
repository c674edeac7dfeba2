"""The time that a follow-up points at, named: 那天, 第二天, 首日, 那年, that day, the next year."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

from ..language import dates
from ..language.mentions import Mention
from ..language.numerals import IN_ENGLISH, number
from ..language.text import fold, language, replaced
from ..records import Language, Turn
from . import pointers

_DAY = dt.timedelta(days=1)
_LONGEST_EVENT = 31  # days

# Days by their place: the day before an event, its first, its last, the day after its first.
_BEFORE = re.compile(
    r"前一天|头一天|前一日|\bthe (?:day before|previous day)\b(?! \w)", re.IGNORECASE
)
_FIRST = re.compile(
    r"(?:它的?)?(?:第一天|首日)|\b(?:on )?(?:its|the) (?:first|opening) day\b", re.IGNORECASE
)
_LAST = re.compile(
    r"(?:它的?)?最后一[天日]|\b(?:on )?(?:its|the) (?:last|final|closing) day\b", re.IGNORECASE
)
_AFTER = re.compile(
    r"第二天|次日|翌日|(?<![年月周天])后一天"
    r"|\b(?:on )?the (?:(?:next|following) day|day after)\b(?! \w)",
    re.IGNORECASE,
)
_THAT_DAY = re.compile(
    r"那一?[天日]|当[天日]|同一?[天日]|当时|那时候?|\b(?:on )?(?:that|the same) day\b"
    r"|(?<!by )\bthen\b",
    re.IGNORECASE,
)
_THAT_ISSUE = re.compile(r"[那这同]一?期(?:报纸?)?里?|\b(?:that|the same) issue\b", re.IGNORECASE)
_YEARS = {
    -1: r"(?:前|上)一年|\b(?:in )?the (?:year before|previous year)\b(?! \w)",
    0: r"那一?年|当年|同年|\b(?:in )?(?:that|the same) year\b",
    1: r"第二年|次年|翌年|[后下]一年"
    r"|\b(?:in )?the (?:(?:next|following) year|year after)\b(?! \w)",
}

_NUMBER = r"[一二两三四五六七八九十]{1,3}|\d{1,2}"
_YEARS_AWAY = re.compile(
    rf"(?:^|(?<=[，,]))(?:再?过了?|到了?|那么?|又)*(?P<n>{_NUMBER})年"
    r"(?:[以之]?(?P<on>后)|[以之]?前(?!后))"
    rf"|\b(?P<many>one|{'|'.join(IN_ENGLISH)}|\d{{1,2}}) years?"
    r" (?:(?P<later>later|on(?=[,?.]|$)|after(?:wards)?(?=[,?.]|$))|earlier|before(?=[,?.]|$))\b",
    re.IGNORECASE,
)


def named(asked: str, turns: Sequence[Turn], today: dt.date) -> str:
    """`asked` with the days and years that it points at as the last turns give them; a
    month or day without a year gets that of the last question."""
    spoken = language(asked)
    asked = _with_year(asked, turns[-1], today)
    event = next(_events(turns[-3:], today), None)
    if event:
        first, last = event
        places = [(_FIRST, first), (_LAST, last)] if first != last else []
        places += [(_BEFORE, first - _DAY), (_AFTER, first + _DAY)]
        for place, then in places:
            asked = replaced(place, _written(then, spoken), asked)
    day = next((first for first, last in _events(turns[-3:], today) if first == last), None)
    if day:
        asked = _put(_written(day, spoken), _THAT_DAY, asked)
        issue = f"the issue of {day}" if spoken == "en" else f"{_written(day, spoken)}那期"
        asked = _put(issue, _THAT_ISSUE, asked)
    year = next((m.first.year for t in reversed(turns[-3:]) for m in _told(t, today)), None)
    if year and not dates.mentions(asked, today):
        for step, pattern in _YEARS.items():
            written = f"in {year + step}" if spoken == "en" else f"{year + step}年"
            asked = _put(written, re.compile(pattern, re.IGNORECASE), asked)
        asked = _years_away(asked, year)
    return asked


def _put(day: str, pattern: re.Pattern[str], asked: str) -> str:
    """`day` for what points back; what has its own day before it in the question is left."""
    said = fold(asked)
    for match in reversed([*pattern.finditer(said)]):
        if match[0].isascii() or pointers.back(said, match.start()):
            asked = asked[: match.start()] + day + asked[match.end() :]
    return asked


def _years_away(asked: str, year: int) -> str:
    """`asked` with its "三年后", counted from `year`, as a year."""
    away = _YEARS_AWAY.search(fold(asked))
    if away is None:
        return asked
    many = away["n"] or away["many"]
    years = IN_ENGLISH.get(many) or (1 if many == "one" else number(many))
    if years is None:  # 两三年后
        return asked
    then = year + (years if away["on"] or away["later"] else -years)
    written = f"in {then}" if away["many"] else f"{then}年"
    return asked[: away.start()] + written + asked[away.end() :]


def _with_year(asked: str, turn: Turn, today: dt.date) -> str:
    said = dates.mentions(turn.whole, today)
    year = next((m.first.year for m in said if m.rule in ("full", "month", "year")), None)
    if year is None:
        return asked
    for mention in reversed(dates.mentions(asked, today)):
        if mention.rule == "issue year":
            asked = f"{asked[: mention.start]}{year}年{asked[mention.start :]}"
    return asked


def _events(turns: Sequence[Turn], today: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """The days that turns spoke of, the last turn's first: those it named, then those it was
    told."""
    for turn in reversed(turns):
        told = dates.mentions(turn.answer, today)
        for one, other in itertools.pairwise(told):  # as answers in English begin
            if turn.answer[one.end : other.start] == " to " and one.first < other.last:
                yield one.first, other.last
        for mention in _told(turn, today):
            if mention.rule == "full" and (mention.last - mention.first).days < _LONGEST_EVENT:
                yield mention.first, mention.last


def _told(turn: Turn, today: dt.date) -> Iterator[Mention]:
    for mention in (*dates.named(turn.whole, today), *dates.named(turn.answer, today)):
        if mention.rule in ("full", "month", "year"):
            yield mention


def _written(day: dt.date, spoken: Language) -> str:
    return f"on {day}" if spoken == "en" else dates.written(day)
