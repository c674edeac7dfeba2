"""Dates: those a text names, the one of a masthead, the time that a question is about.

`mentions` (with `latest_past`) reads running text, `printed` a masthead, whose weekday
and lunar date check its figures, and `scope` a question.
"""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Iterator

from .mentions import (
    BRANCHES,
    STEMS,
    VAGUE,
    Mention,
    Range,
    latest_past,
    mentions,
    month_after,
    of_plan,
    whole_month,
    years,
)
from .numerals import number, plain

__all__ = [
    "BARE_YEAR",
    "Mention",
    "Range",
    "dateline",
    "english",
    "from_lunar",
    "latest_past",
    "mentions",
    "named",
    "period",
    "printed",
    "printed_month",
    "without",
    "written",
]

_DAY = dt.timedelta(days=1)

_WEEKDAY = re.compile(r"(?:星期|周|礼拜)\s?([一二三四五六日天])")
_LUNAR = re.compile(
    rf"([{STEMS}][{BRANCHES}])\s?年\s?(闰)?(正|[一二三四五六七八九十冬腊]{{1,2}}|十[一二])月"
    r"\s?(大|小)?\s?(初[一二三四五六七八九十]|[一二三]?十[一二三四五六七八九]?"
    r"|廿[一二三四五六七八九]?|卅)"
)

# The lunar years 1949–2050, one number a year: bit i says whether month i+1 (a leap month
# counted in its place) has 30 days, bits 13–16 the month that is repeated, the rest how many
# days after 1 January the year begins. Computed with lunar_python 1.4.8.
_LUNAR_FIRST = 1949
_LUNAR_YEARS = (
    "38f52d 5e0536 480aad 34b5aa 5805b2 420da5 2e7d4a 540d4a 3d0a95 600a97 4c0556 36cab5 5a0ad5 "
    "4606d2 308ea5 560ea5 40064a 286c97 4e0a9b 3af55a 5e056a 480b69 34b752 5a0b52 420b25 2c964b "
    "520a4b 3d14ab 6002ad 4a056d 36cb69 5c0da9 460d92 309d25 560d25 415a4d 640a56 4e02b6 38c5b5 "
    "5e06d5 480ea9 34be92 5a0e92 440d26 2c6a56 500a57 3d14d6 62035a 4a06d5 36b6c9 5c0749 460693 "
    "2e952b 54052b 3e0a5b 2a555a 4e056a 38fb55 600ba4 4a0b49 32ba93 580a95 42052d 2c8aad 500ab5 "
    "3d35aa 6205d2 4c0da5 36dd4a 5c0d4a 460c95 30952e 540556 3e0ab5 2a55b2 5006d2 38cea5 5e0725 "
    "48064b 32ac97 560cab 42055a 2c6ad6 520b69 3d7752 620b52 4c0b25 36da4b 5a0a4b 4404ab 2ea55b "
    "5405ad 3e0b6a 2a5b52 500d92 3afd25 5e0d25 480a55 32b4ad 5804b6 4005b5 2c6daa"
)


def printed(text: str) -> dt.date | None:
    """The date a masthead prints.

    Where the weekday and the lunar date agree with one another on a day of the same
    weeks and not with the printed figures, two witnesses outvote one.
    """
    text = plain(text)
    day = next((m.first for m in mentions(text, None) if m.rule == "full"), None)
    weekday = _WEEKDAY.search(text)
    lunar = _LUNAR.search(text)
    if lunar is None or weekday is None:
        return day
    wanted = ("一二三四五六日".find(weekday[1].replace("天", "日"))) % 7
    if day is not None and day.weekday() == wanted:
        return day
    years = [day.year] if day is not None else _stated_years(text)
    for year in years:
        other = from_lunar(year, lunar.group())
        if other is not None and other.weekday() == wanted:
            return other
    return day


def printed_month(text: str) -> dt.date | None:
    """The first day of the month that the masthead of a monthly prints."""
    return next((m.first for m in mentions(plain(text), None) if m.rule == "month"), None)


def dateline(text: str) -> dt.date | None:
    """The day that one of the first lines of a text from the web begins with, before its time or
    its source: "2023年07月29日 13:52 来源：…", "Nov 23, 2022 ..."; None where none does."""
    lines = plain(text.lstrip("\ufeff \t\r\n")).split("\n")
    for n, line in enumerate(lines[:_FIRST_LINES]):
        # The day of an event may stand under a headline, too, but names no source.
        day = _SOURCED.match(line) or (_TIMED.match(line) if n == 0 else None)
        if day:
            with contextlib.suppress(ValueError):  # 2023-02-30
                return dt.date(int(day["y"]), int(day["m"]), int(day["d"]))
        snippet = next(iter(english(line[:_SNIPPET])), None)
        if snippet and snippet.start == 0 and _DOTS.match(line, snippet.end):
            return snippet.first if snippet.first == snippet.last else None
    return None


def _stated_years(text: str) -> list[int]:
    return [int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)]


def from_lunar(year: int, written: str) -> dt.date | None:
    """The day of a lunar date such as 乙巳年六月廿七 that falls in or just after solar `year`."""
    match = _LUNAR.search(plain(written))
    table = _LUNAR_YEARS.split()
    if match is None:
        return None
    named, leap, month_name, _, day_name = match.groups()
    month = {"正": 1, "冬": 11, "腊": 12}.get(month_name) or number(month_name)
    day = number(day_name)
    for lunar_year in (year, year - 1):
        if not 0 <= lunar_year - _LUNAR_FIRST < len(table):
            continue
        cycle = (lunar_year - 4) % 60
        if named != STEMS[cycle % 10] + BRANCHES[cycle % 12] or not month or not day:
            continue
        packed = int(table[lunar_year - _LUNAR_FIRST], 16)
        repeated = packed >> 13 & 15
        position = month - 1 + (bool(repeated) and (month > repeated or bool(leap)))
        lengths = [29 + (packed >> i & 1) for i in range(position)]
        new_year = dt.date(lunar_year, 1, 1) + (packed >> 17) * _DAY
        return new_year + (sum(lengths) + day - 1) * _DAY
    return None


_FIRST_LINES, _SNIPPET = 3, 24  # lines; characters of a day in English
_DAY_OF_TEXT = r"(?P<y>(?:19|20)\d\d)\s?[年./-]\s?(?P<m>\d{1,2})\s?[月./-]\s?(?P<d>\d{1,2})日?"
_TIME = r"\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
_SOURCED = re.compile(
    rf"(?:https?://\S+\s+)?[^。！？!?；;\d]{{0,40}}?{_DAY_OF_TEXT}(?:{_TIME})?"
    r"[\s\])】）]*[，,\s]*(?:正文|来源)"
)
_TIMED = re.compile(
    r"(?:https?://\S+\s+|[\s|｜]*"
    r"|(?:来源|发布(?!会)|发表|更新(?!改)|日期)[^。！？!?；;\d]{0,30}?[于:：|｜\s]\s*)"
    rf"{_DAY_OF_TEXT}(?:{_TIME}|\s*$)"
)
_DOTS = re.compile(r"\s*(?:\.\.\.|…|$)")

BARE_YEAR = (
    r"(?:19|20)\d\d(?=[\u4e00-\u9fff]{2})"
    r"(?![年度届屆號号期级級版款型代个個家位名人项項次场場条條种種块塊元万萬亿億余餘多千米吨噸"
    r"亩畝户戶套台座张張份册冊辆輛路弄室幢栋棟本斤只棵株支架件箱盒袋瓶包粒颗顆盏盞艘头頭面片把"
    r"双雙对對副根组組枚针針克集天字点點步度瓦卡]|平[方米]|公[里斤顷頃尺]|[美欧歐港]元"
    r"|[日韩韓][元圆圓]|小[时時]|分[钟鐘]|毫[升米克]|英[里尺镑鎊])"
)
"""A year before what is of it: 2022春运. No 2022个."""

# The time a question is about.

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
# The first of several days, and what stands between it and the last: 26 to; 26, 27 and.
_TO = r"(?:st|nd|rd|th)?\s*(?:-|–|to|through)\s*"
_AND = r"(?:st|nd|rd|th)?(?:,\s*\d{1,2}(?:st|nd|rd|th)?)*,?\s*and\s*"
_ENGLISH = re.compile(
    rf"""\b(?:
      (?P<m1>{_MONTH_NAMES})\.?\s+(?:(?P<f1>\d{{1,2}})(?:{_TO}|{_AND}))?
      (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)
    | (?:(?<![\d.:,-])(?<!page\s)(?<!vol\s)(?<!no\s)(?<!issue\s)(?<!score\s)
        (?P<f2>\d{{1,2}}){_TO}
      |(?:(?<=on\s)|(?<=between\s)|(?<=from\s)|(?<=of\s))(?P<f3>\d{{1,2}}){_AND})?
      (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?
      (?P<m2>{_MONTH_NAMES})\.?,?\s+(?P<y2>(?:19|20)\d\d)
    | (?P<m3>{_MONTH_NAMES})\.?,?\s+(?:of\s+)?(?P<y3>(?:19|20)\d\d)
    | (?P<y4>(?:19|20)\d\d)(?!\s*[-\d年月])
    | (?P<word>(?:last|this|next)\s+(?:year|month|week)|yesterday|today)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|after|from)\s+$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:before|until|till|prior to)\s+$", re.IGNORECASE)
_LAST_YEARS = re.compile(
    r"(?:过去|近|最近)\s?([一二两三四五六七八九十\d]{1,2})\s?年(?!级)"
    r"|(?:last|past)\s+(\d{1,2})\s+years",
    re.I,
)


def period(question: str, today: dt.date) -> Range | None:
    """The days a question asks about ("2023年的", "去年", "since May 2025"); None for any.

    Several dates give the range from the first to the last. 近日 and the like, and the
    five-year plans, say too little about when the answer was printed and are left out.
    """
    asked = plain(question)
    spans = [
        _open_ended(asked, m.start, m.end, m.first, m.last, today)
        for m in mentions(question, today)
        if m.rule not in VAGUE and not of_plan(m.rule)
    ]
    spans += list(_english(asked, today))
    last = _LAST_YEARS.search(asked)
    count = None if last is None else number(last[1] or last[2])
    if count is not None:
        spans.append((years(today.year - count, today.year)[0], today))
    if not spans:
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)


def english(text: str) -> tuple[Mention, ...]:
    """The dates with a year in an English text ("28 September 2023", "May 2025", "2023")."""
    found = []
    for match in _ENGLISH.finditer(text):
        if match["word"]:  # "last year", counted from a day that the text does not tell
            continue
        with contextlib.suppress(ValueError):  # "June 31, 2025"
            first, last = _english_range(match, dt.date.min)
            found.append(Mention(match.start(), match.end(), first, last, "full"))
    return tuple(found)


def named(text: str, today: dt.date | None) -> tuple[Mention, ...]:
    """All dates in a text, Chinese and English, in its order; of two that overlap, the longer."""
    found: list[Mention] = []
    for one in sorted([*mentions(text, today), *english(text)], key=lambda m: m.start - m.end):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda m: m.start))


def without(text: str, found: Iterable[Mention], blank: str = " ") -> str:
    """`text` with `blank` for each of the dates `found` in it."""
    for mention in sorted(found, key=lambda m: -m.start):
        text = text[: mention.start] + blank + text[mention.end :]
    return text


def written(day: dt.date, after: dt.date | None = None) -> str:
    """A day as Chinese writes it; the year left out where it is that of `after`."""
    year = "" if after and after.year == day.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def _open_ended(
    question: str, start: int, end: int, first: dt.date, last: dt.date, today: dt.date
) -> Range:
    """The range with 以来 and 以前, since and before, taken in."""
    before, after = question[max(0, start - 10) : start], question[end : end + 3].lstrip()
    if after.startswith(("以来", "以后", "之后", "至今", "起")) or _SINCE.search(before):
        return first, max(today, last)
    if after.startswith(("以前", "之前", "前")) or _UNTIL.search(before):
        return dt.date.min, first - _DAY
    return first, last


def _english(question: str, today: dt.date) -> Iterator[Range]:
    for match in _ENGLISH.finditer(question):
        try:
            first, last = _english_range(match, today)
        except ValueError:  # "June 31, 2025"
            continue
        span = _first_day(match) and re.search(r"\bfrom\s+$", question[: match.start()], re.I)
        # "from 26 to 28 May" is not open
        yield (first, last) if span else _open_ended(question, *match.span(), first, last, today)


def _first_day(match: re.Match[str]) -> str:
    """The first of several days that an English date names; "" where it names one."""
    return match["f1"] or match["f2"] or match["f3"] or ""


def _english_range(match: re.Match[str], today: dt.date) -> Range:
    month, year = match["m1"] or match["m2"], match["y1"] or match["y2"]
    if month:
        last = dt.date(int(year), _MONTHS[month.lower()], int(match["d1"] or match["d2"]))
        first = int(_first_day(match) or last.day)
        return (last.replace(day=first) if 0 < first < last.day else last), last
    if match["m3"]:
        return whole_month(int(match["y3"]), _MONTHS[match["m3"].lower()])
    if match["y4"]:
        return years(int(match["y4"]), int(match["y4"]))
    return _english_relative(match["word"].lower().split(), today)


def _english_relative(words: list[str], today: dt.date) -> Range:
    if len(words) == 1:
        day = today - (words[0] == "yesterday") * _DAY
        return day, day
    step = {"last": -1, "this": 0, "next": 1}[words[0]]
    if words[1] == "year":
        return years(today.year + step, today.year + step)
    if words[1] == "month":
        first = month_after(today, step)
        return whole_month(first.year, first.month)
    monday = today + (7 * step - today.weekday()) * _DAY
    return monday, monday + 6 * _DAY
