"""The dates that Chinese news names, resolved against the date of the issue that prints them.

Positions are those of the text given. A date in the text never takes a year from
nowhere: from the issue, from the same paragraph, or not at all.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .numerals import number, plain

Range = tuple[dt.date, dt.date]

_DAY = dt.timedelta(days=1)
_RECENT = dt.timedelta(days=14)  # how far back 近日 reaches
_NEARBY = 80  # characters within which a date lends its year or month to the next

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"

_N = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_Y = r"(?:(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3}|民国\s?\d{1,3})"
_REL = r"(?:今年|本年|去年|上年|前年|明年|后年|当年|同年)"
_TO = r"\s?(?:至|到|—+|–|-|~|～|－)\s?"
# What a season makes a word with: 春运, 夏令营. No 秋考入, no 春装修.
_SEASONAL = (
    "[节奥笋令风播耕灌茶晚训游卷菜粮种捕泳窗雨雪苗眠瓜虫衣储]|运(?![到往营来送])|招(?![募收聘])"
    "|联(?![合系])|考(?![入上取])|收(?![到购获])|装(?!修)|分(?![配别])|至(?![今次翌二\\d])"
    "|花(?![了费])"
)
_PART = (
    r"(?:以来|上半年|下半年|前三季度|第?[一二三四1-4]季度|年?初(?![中级步])|年?[底末]|年中"
    rf"|[春夏秋冬](?:季(?!班|学期|招[生聘]|入学|运动会|广交会|交易会)|天|(?!季|天|{_SEASONAL})))"
)
_THIRD = r"(?:上旬|中旬|下旬|初|底|末)"

_PATTERN = re.compile(
    rf"""
      (?P<lunar>(?:[{STEMS}][{BRANCHES}]\s?年|农历)\s?闰?[正一二三四五六七八九十冬腊]{{1,2}}月
          (?:\s?[大小])?\s?(?:初|廿|[一二三]?十)?[一二三四五六七八九十]?)
    | (?P<iso>(?<!\d)(?P<iy>(?:19|20)\d\d)(?P<sep>[-/.])(?P<im>\d{{1,2}})(?P=sep)(?P<id>\d{{1,2}})
          (?![\d.]))
    | (?P<plan>(?:(?<=[“"「『‘])(?P<p1>[一二三四五六七八九])五(?=[”"」』’])
          |(?P<p2>[二三]?十[一二三四五六七八九]?)\s?五(?=[”"」』’]|规划|规劃|期间|时期|计划)))
    | (?P<decade>(?P<century>20|21|二十|上)\s?世纪\s?(?P<tens>[一二三四五六七八九]十|\d0)\s?年代)
    | (?P<day>(?:(?P<dy>(?<!\d){_Y})\s?年\s?|(?P<dr>{_REL})的?\s?)?
          (?<!\d)(?P<dm>{_N})\s?月\s?(?P<dd>{_N})\s?
          (?:日|号(?!线|楼|院|馆|门|地)|(?={_TO}{_N}\s?[日号]))
          (?:{_TO}(?:(?P<ey>{_Y})\s?年\s?)?(?:(?P<em>{_N})\s?月\s?)?(?P<ed>{_N})\s?[日号])?)
    | (?P<ofmonth>(?P<om>本月|上月|上个月|下月|下个月|当月)\s?(?P<od>{_N})\s?[日号])
    | (?P<month>(?:(?P<my>(?<!\d){_Y})\s?年\s?|(?P<mr>{_REL})的?\s?)?
          (?:(?<![\d个])(?P<mm>{_N}))(?:{_TO}(?P<mn>{_N}))?\s?月(?:份|(?P<third>{_THIRD}))?
          (?![饼球亮台\d]))
    | (?P<years>(?<!\d)(?P<ya>{_Y})\s?年?{_TO}(?P<yb>{_Y})\s?年)
    | (?P<year>(?<!\d)(?P<yy>{_Y})(?:\s?年(?!代)度?(?:的?(?P<ypart>{_PART}))?
          |(?P<ybare>[上下]半年|第?[一二三四]季度)))
    | (?P<rel>(?P<rr>{_REL})(?:的?(?P<rpart>{_PART}))?)
    | (?P<edge>岁末年初|年末岁初|年初|年底|年末|岁末|年内|上半年|下半年|前三季度
          |(?<![前两三四几个])[一二三四]季度)
    | (?P<thatday>(?:当天|当日|同日)(?!往返))
    | (?P<today>今天|今日(?!头条)|今晨|今晚|今早|昨天|昨日|昨晚|昨夜|前天|明天|明日|后天)
    | (?P<week>(?P<ww>上周|本周|这周|下周)(?:(?P<wd>[一二三四五六日天末])(?![年月]))?)
    | (?P<amonth>本月|上月|上个月|下月|下个月)
    | (?P<recent>近日|日前(?!往)|近期|连日来|近来|不久前|最近)
    | (?P<bare>(?<![\d.第每近连续共前约满达期隔]) (?P<bd>\d{{1,2}})\s?日
          (?:{_TO}(?P<be>\d{{1,2}})日)?(?![内游均线元间后游元报版]))
    """,
    re.VERBOSE,
)
# How a date may begin: the pattern above is tried only there.
_NUMERAL = r"[\d〇零○一二三四五六七八九十廿卅]"
_FIRST = re.compile(
    rf"{_NUMERAL}(?={_NUMERAL}{{0,4}}+(?:\s五)?\s?"
    r"(?:[年月日号世季至到—+–~～－./”\"」』’规期时计-]|[上下]半年|第.季))"
    rf"|[{STEMS}][{BRANCHES}]|农历|民国|前三|不久|连日|最近|上世"
    r"|[今本去上前明后当同年岁下这昨近日](?=[年月天日晨晚早夜周个半初底末内前期来])"
)
_FUTURE = re.compile(r"(?:将|拟|定于|预计|届时|有望|起施行|截至|开幕在即)[^，。,；]{0,8}$")
_PARAGRAPH = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` of a text name the days `first` to `last`, both included."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    rule: str

    @property
    def exact(self) -> bool:
        """One day, or a few that the text counts out, rather than a month or a year."""
        return (self.last - self.first).days < 15 and self.rule not in VAGUE


VAGUE = frozenset({"近日", "日前", "近期", "连日来", "近来", "不久前", "最近"})


PLAN = re.compile(r"[二三]?十?[一二三四五六七八九]五")
"""How a five-year plan is called: 十五五."""


def of_plan(rule: str) -> bool:
    """Whether `rule` names a five-year plan ("十五五"), whose years are not the time of what is
    told."""
    return rule.endswith("五") and "周" not in rule  # no Friday


@functools.lru_cache(maxsize=4)  # a page of one undated story is asked for twice
def mentions(text: str, issue: dt.date | None, month: dt.date | None = None) -> tuple[Mention, ...]:
    """The dates that `text` names, in order, as far as they can be resolved.

    `issue` is the day the text was printed. Without it only dates that carry a year,
    or stand near one that does, are resolved; `month`, the first day of the month of which it
    is, as a monthly's masthead prints it, is such a one.
    """
    stated = Mention(0, 0, *whole_month(month.year, month.month), "month") if month else None
    text = plain(text)
    breaks = iter([m.start() for m in _PARAGRAPH.finditer(text)] + [len(text)])
    paragraph = next(breaks)
    found: list[Mention] = []
    near = stated
    for match in _dates(text):
        if match.start() > paragraph:
            near = stated
            while match.start() > paragraph:
                paragraph = next(breaks)
        resolved = _resolve(match, issue, near)
        if resolved is not None:
            (first, last), rule = resolved
            near = Mention(*match.span(), first, last, rule)
            found.append(near)
    return tuple(found)


def _dates(text: str) -> Iterator[re.Match[str]]:
    """What `_PATTERN.finditer` finds, in a tenth of the time."""
    at = 0
    while first := _FIRST.search(text, at):
        at = first.start()
        match = _PATTERN.match(text, at)
        at = match.end() if match else at + 1
        if match:
            yield match


def latest_past(text: str) -> dt.date | None:
    """The latest day that an undated text speaks of as past: it was not printed before."""
    found, text = mentions(text, None), plain(text)
    past = [
        m.last
        for m in found
        if m.exact and not _FUTURE.search(text[max(0, m.start - 12) : m.start])
    ]
    return max(past, default=None)


# How each kind of mention is resolved. `near` is the mention before it in the paragraph.

Resolved = tuple[Range, str] | None


def _resolve(match: re.Match[str], issue: dt.date | None, near: Mention | None) -> Resolved:
    if near is not None and match.start() - near.end > _NEARBY:
        near = None
    if match["lunar"]:  # another calendar's month and day
        return None
    kind = next(name for name in _RESOLVERS if match[name])
    try:
        resolved = _RESOLVERS[kind](match, issue, near)
    except (ValueError, OverflowError):  # 2月30日, 13月: not a date after all
        return None
    if resolved is None or resolved[0][0] > resolved[0][1]:
        return None
    return resolved


def _year(numeral: str) -> int:
    if numeral.startswith("民国"):
        return 1911 + int(numeral.removeprefix("民国"))
    return _number(numeral)


def _number(numeral: str) -> int:
    value = number(numeral)
    if value is None:
        raise ValueError(numeral)
    return value


def _relative_year(word: str, issue: dt.date | None, near: Mention | None) -> int | None:
    if word in {"当年", "同年"}:
        return near.first.year if near else None
    if issue is None:
        return None
    return issue.year + {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}[word[0]]


def _assumed_year(
    month: int, day: int, issue: dt.date | None, near: Mention | None
) -> tuple[int, str] | None:
    """The year of a date without one, and the rule that gave it."""
    stated = near is not None and near.rule in {"full", "month", "year", "year nearby"}
    if near is not None and stated and (issue is None or near.first.year != issue.year):
        return near.first.year, "year nearby"
    if issue is None:
        return None
    ahead = (dt.date(issue.year, month, min(day, 28)) - issue).days
    # In January 12月29日 is last year's; in late December 1月5日 is next year's.
    year = issue.year - (ahead > 183) + (ahead < -330)
    return year, "issue year"


def _iso(match: re.Match[str], *_: object) -> Resolved:
    day = dt.date(int(match["iy"]), int(match["im"]), int(match["id"]))
    return (day, day), "full"


def _plan(match: re.Match[str], *_: object) -> Resolved:
    ordinal = _number(match["p1"] or match["p2"])
    first = {1: 1953, 2: 1958}.get(ordinal, 1966 + 5 * (ordinal - 3))
    return years(first, first + 4), f"{match['p1'] or match['p2']}五"


def _decade(match: re.Match[str], *_: object) -> Resolved:
    tens = _number(match["tens"])
    first = (2000 if match["century"] in {"21", "二十一"} else 1900) + tens
    return years(first, first + 9), "decade"


def _day(match: re.Match[str], issue: dt.date | None, near: Mention | None) -> Resolved:
    month, day = _number(match["dm"]), _number(match["dd"])
    if match["dy"]:
        year, rule = _year(match["dy"]), "full"
    elif match["dr"]:
        stated = _relative_year(match["dr"], issue, near)
        if stated is None:
            return None
        year, rule = stated, match["dr"]
    else:
        assumed = _assumed_year(month, day, issue, near)
        if assumed is None:
            return None
        year, rule = assumed
    first = last = dt.date(year, month, day)
    if match["ed"]:
        last = dt.date(
            _year(match["ey"]) if match["ey"] else year,
            _number(match["em"]) if match["em"] else month,
            _number(match["ed"]),
        )
        if last < first and not match["ey"]:  # 12月29日至1月3日
            last = last.replace(year=year + 1)
    return (first, last), rule


def _of_month(match: re.Match[str], issue: dt.date | None, near: Mention | None) -> Resolved:
    month = _relative_month(match["om"], issue, near)
    if month is None:
        return None
    day = month.replace(day=_number(match["od"]))
    return (day, day), match["om"]


def _month(match: re.Match[str], issue: dt.date | None, near: Mention | None) -> Resolved:
    month = _number(match["mm"])
    if match["my"]:
        year, rule = _year(match["my"]), "month"
    elif match["mr"]:
        stated = _relative_year(match["mr"], issue, near)
        if stated is None:
            return None
        year, rule = stated, match["mr"]
    else:
        assumed = _assumed_year(month, 28 if issue is None else issue.day, issue, near)
        if assumed is None:
            return None
        year, rule = assumed
    first, last = whole_month(year, month)
    if match["mn"]:
        last = whole_month(year, _number(match["mn"]))[1]
    third = match["third"]
    if third:
        begin, end = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20)}.get(third, (21, last.day))
        first, last = first.replace(day=begin), last.replace(day=end)
    return (first, last), rule


def _year_span(match: re.Match[str], *_: object) -> Resolved:
    return years(_year(match["ya"]), _year(match["yb"])), "year"


def _year_only(match: re.Match[str], issue: dt.date | None, _: object) -> Resolved:
    year = _year(match["yy"])
    return _part_of(year, match["ypart"] or match["ybare"], issue), "year"


def _relative(match: re.Match[str], issue: dt.date | None, near: Mention | None) -> Resolved:
    year = _relative_year(match["rr"], issue, near)
    return None if year is None else (_part_of(year, match["rpart"], issue), match["rr"])


def _edge(match: re.Match[str], issue: dt.date | None, _: object) -> Resolved:
    word = match["edge"]
    if issue is None:
        return None
    if word in {"岁末年初", "年末岁初"}:
        year = issue.year - (issue.month <= 3)
        return (dt.date(year, 12, 1), whole_month(year + 1, 1)[1]), word
    if word == "年内":
        return years(issue.year, issue.year), word
    year = issue.year
    if word in {"年底", "年末", "岁末"} and issue.month == 1:
        year -= 1  # printed in January, the year's end is the one just past
    return _part_of(year, word, issue), word


def _that_day(match: re.Match[str], _: object, near: Mention | None) -> Resolved:
    if near is None or near.first != near.last:
        return None
    return (near.first, near.first), match["thatday"]


def _today(match: re.Match[str], issue: dt.date | None, _: object) -> Resolved:
    if issue is None:
        return None
    word = match["today"]
    offset = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}[word[0]]
    day = issue + offset * _DAY
    return (day, day), word


def _week(match: re.Match[str], issue: dt.date | None, _: object) -> Resolved:
    if issue is None:
        return None
    offset = {"上": -7, "本": 0, "这": 0, "下": 7}[match["ww"][0]]
    monday = issue + (offset - issue.weekday()) * _DAY
    first, last = monday, monday + 6 * _DAY
    if match["wd"] == "末":
        first = monday + 5 * _DAY
    elif match["wd"]:
        first = last = monday + "一二三四五六日".find(match["wd"].replace("天", "日")) * _DAY
    return (first, last), match["week"]


def _a_month(match: re.Match[str], issue: dt.date | None, near: Mention | None) -> Resolved:
    month = _relative_month(match["amonth"], issue, near)
    if month is None:
        return None
    return whole_month(month.year, month.month), match["amonth"]


def _recent(match: re.Match[str], issue: dt.date | None, _: object) -> Resolved:
    return None if issue is None else ((issue - _RECENT, issue), match["recent"])


def _bare(match: re.Match[str], issue: dt.date | None, near: Mention | None) -> Resolved:
    """19日: of the month just spoken of, else the latest such day up to the issue."""
    day = int(match["bd"])
    if near is not None and near.exact:
        first, rule = near.first.replace(day=day), "month nearby"
        if day < near.first.day - 20:  # 30日 … 2日
            first = month_after(near.first, 1).replace(day=day)
    elif issue is not None:
        month = issue if day <= issue.day else month_after(issue, -1)
        first, rule = month.replace(day=day), "issue month"
    else:
        return None
    last = first.replace(day=int(match["be"])) if match["be"] else first
    return (first, last), rule


_RESOLVERS: dict[str, Callable[[re.Match[str], dt.date | None, Mention | None], Resolved]] = {
    "iso": _iso,
    "plan": _plan,
    "decade": _decade,
    "day": _day,
    "ofmonth": _of_month,
    "month": _month,
    "years": _year_span,
    "year": _year_only,
    "rel": _relative,
    "edge": _edge,
    "thatday": _that_day,
    "today": _today,
    "week": _week,
    "amonth": _a_month,
    "recent": _recent,
    "bare": _bare,
}


def years(first: int, last: int) -> Range:
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


def whole_month(year: int, month: int) -> Range:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def month_after(day: dt.date, months: int) -> dt.date:
    """The first day of the month that is `months` after that of `day`."""
    at = day.year * 12 + day.month - 1 + months
    return dt.date(at // 12, at % 12 + 1, 1)


def _relative_month(word: str, issue: dt.date | None, near: Mention | None) -> dt.date | None:
    if word == "当月":
        return near.first.replace(day=1) if near else None
    return None if issue is None else month_after(issue, {"上": -1, "本": 0, "下": 1}[word[0]])


def _part_of(year: int, part: str | None, issue: dt.date | None) -> Range:
    """The part of a year that 以来, 上半年, 一季度, 年初, 年底 and the seasons name."""
    first, last = 1, 12
    if part is None:
        return years(year, year)
    if part.endswith("以来"):
        return dt.date(year, 1, 1), max(issue or dt.date(year, 12, 31), dt.date(year, 1, 1))
    if part.endswith("季度") and part != "前三季度":
        quarter = _number(part[-3])
        first, last = 3 * quarter - 2, 3 * quarter
    elif part[0] in "春夏秋冬":
        first = {"春": 3, "夏": 6, "秋": 9, "冬": 11}[part[0]]  # 立冬 is in November
        last = min(first + 2, 12)
    else:
        first, last = {
            "上半年": (1, 6),
            "下半年": (7, 12),
            "前三季度": (1, 9),
            "年中": (6, 7),
            "年初": (1, 2),
            "初": (1, 2),
        }.get(part, (12, 12))
    return dt.date(year, first, 1), whole_month(year, last)[1]
