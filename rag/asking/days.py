"""What time a question is about: the dates that it names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ..language import dates, mentions
from ..language.text import language

LOOSE = mentions.VAGUE | frozenset(
    "年初 年底 年末 岁末 年内 岁末年初 年末岁初 上半年 下半年 前三季度".split()
)
"""Rules of dates that do not say what time a question asks about, or when a thing happened."""
_AHEAD = dt.timedelta(days=92)  # a paper tells of what is to be in so many days
_NOVEMBER = 11
_YEAR_END = re.compile(r"\d年(?:[底末]|年底|年末)$")
_YEAR_SAID = re.compile(r"\d{4}年")  # 2025年初 says when, 年初 does not


@dataclass(frozen=True, slots=True)
class Days:
    """The days `first` to `last`, both included; of any year where the question says none."""

    first: dt.date
    last: dt.date
    any_year: bool = False

    def meet(self, first: dt.date, last: dt.date) -> bool:
        """Whether the days `first` to `last` are some of them."""
        if self.any_year:
            return (self.first.month, self.first.day) <= (last.month, last.day) and (
                first.month,
                first.day,
            ) <= (self.last.month, self.last.day)
        return self.first <= last and first <= self.last


def definite(rule: str) -> bool:
    """Whether a date found by `rule` says when: no "近日", and no five-year plan."""
    return rule not in LOOSE and not mentions.of_plan(rule)


def period(question: str, today: dt.date) -> dates.Range | None:
    """The days that a question is about, both ends included; None where it names none.

    A day without a year ("5月12日那期") is left to its words: nobody says which year.
    """
    if any(m.rule == "issue year" for m in dates.mentions(question, today)):
        return None
    asked = dates.period(question, today)
    if asked and any(m.first == asked[0] for m in _at_year_end(question, today)):
        asked = asked[0].replace(month=_NOVEMBER, day=1), asked[1]
    # What is yet to come was not printed then: a plan's horizon, not the time asked about.
    return None if asked and asked[0] > today else asked


def asked_days(question: str, today: dt.date) -> tuple[Days, ...]:
    """The dates that a question names, in its order, those that hold another left out."""
    ends = _at_year_end(question, today)
    found = [
        Days(
            m.first.replace(month=_NOVEMBER, day=1) if m in ends else m.first,
            m.last,
            m.rule == "issue year",
        )
        for m in _said(question, today)
        if (definite(m.rule) or _YEAR_SAID.match(question[m.start : m.end]))
        and (m.first <= today or (m.rule == "full" and m.last <= today + _AHEAD))
    ]
    return tuple(
        d
        for d in dict.fromkeys(found)
        if not any(o != d and d.first <= o.first and o.last <= d.last for o in found)
    )


def _at_year_end(question: str, today: dt.date) -> list[mentions.Mention]:
    """The dates of a question that are the end of a year, which a reader says of November too."""
    said = dates.mentions(question, today)
    return [m for m in said if _YEAR_END.search(question[m.start : m.end])]


def undated(text: str, today: dt.date, *, whole: bool = False) -> str:
    """`text` without the dates that it names, those to come left; `whole`: without any."""
    found = (m for m in _said(text, today) if not mentions.of_plan(m.rule))
    return dates.without(text, (m for m in found if whole or m.first <= today))


def _said(text: str, today: dt.date) -> tuple[mentions.Mention, ...]:
    """The dates in a text; a bare 2023 is one in English alone."""
    return dates.named(text, today) if language(text) == "en" else dates.mentions(text, today)
