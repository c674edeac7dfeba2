"""Of what part of a year a figure is: of a quarter, of so many months, of the whole.

What is counted by the year is counted by the quarter and the month too, and the one is no answer
where the other is asked for. All patterns are of folded text.
"""

from __future__ import annotations

import re

from ..language.numerals import number

# What is counted over a time.
_COUNTED_OVER = re.compile(
    r"[产销货吞付客流口存电水]量|增加值|总值|gdp|营收|收入|利润|票房|产值|销售额|进出口|投资额"
    r"|吞吐|交付|人次|(?:增长|失业|出生|入住|城镇化)率|增[长速]|同比|环比"
)
# What is held once a year: its month is no part of the year's figure.
_EVENT = re.compile(r"[节展赛会]|假|暑|高考|中考|春运|档")
# Months of a report, of what a figure is of, and of what it is compared with.
_BESIDE = re.compile(
    r"(?<=[，,：:])其中[^。；]*|比[^，。；]{1,8}"
    r"|(?<![\d至到—–-])\d{1,2}月(?:\d{1,2}日)?份?(?=发布|公布|公开|统计|调查|的)"
    r"|\d{4}年同期"
)
_YEAR = (1, 12)
_NUMERAL = r"[一二三四五六七八九十\d]+"
_MONTHS = re.compile(
    r"(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年"
    rf"|[前头](?P<to>{_NUMERAL})个?(?P<unit>月|季度)"
    r"|(?<!\d)1月?\s?(?:[至到]|[-—~–]+)\s?(?P<last>\d+)月"
    r"|(?P<year>全年|年度|(?:19|20)\d\d年(?!\d|[一二三四上下前头春夏秋冬1-4]|底|末|初|来|以来|起))"
    r"|(?<![\d至到—~–-])(?P<month>\d{1,2})月"
    r"(?:份|(?!\d|底|末|初|[上中下]旬|起|以来|\s?(?:[至到—~–-])))"
)


def other(said: str, text: str) -> bool:
    """Whether `said` asks for what is counted over a year or a part of it, and `text` has only
    figures of other parts."""
    if not _COUNTED_OVER.search(said):
        return False
    asked = _parts(said)
    if not asked or (asked == {_YEAR} and _EVENT.search(said)):
        return False
    told = _parts(_BESIDE.sub("", text))
    return bool(told) and not asked & told


def _parts(text: str) -> set[tuple[int, int]]:
    """The parts of a year that `text` names, from month to month."""
    return {_months(match) for match in _MONTHS.finditer(text)}


def _months(match: re.Match[str]) -> tuple[int, int]:
    if quarter := match["quarter"]:
        last = 3 * (number(quarter) or 0)
        return last - 2, last
    if match["half"]:
        return (1, 6) if match["half"] == "上" else (7, 12)
    if match["to"]:
        return 1, (number(match["to"]) or 0) * (3 if match["unit"] == "季度" else 1)
    if match["last"]:
        return 1, int(match["last"])
    if match["month"]:
        return int(match["month"]), int(match["month"])
    return _YEAR
