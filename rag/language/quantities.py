"""Numbers with what they count: 近400家, 三亿五千万元, 百分之六十一, 5 million.

A number is the same however it is written (3.5亿 = 35000万), and another where it counts
something else (300家 is not 300人). All texts are folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from .numerals import IN_ENGLISH, MYRIADS, TENS, amount

_ENGLISH = {"thousand": 10**3, "million": 10**6, "billion": 10**9}

# Longer units first. Of counters that stand for one another, any group that has both will do.
_UNIT = (
    r"平方公里|平方米|公里|公顷|小时|分钟|人次|百分点|[美港欧日]元"
    r"|[家个位名人户所项条件届次场期版页种类款块元座处栋台套部篇本册幅层吨克米亩年月日"
    r"天周岁通门张倍度%]"
)
_ALIKE = (
    "家个所 位名人个户 人次人个 项个条件 届次 场次个 版页 天日 年岁周 种类个款 座处栋个 块元"
    " 部个篇 期个"
)
_NUMBER = re.compile(
    r"(?P<share>百分之)?(?:"
    r"(?<![a-z\d.])(?P<figure>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d])"
    r"|(?P<chinese>[〇零一二三四五六七八九两十百千万亿]+)"
    r"|(?<![a-z])(?P<word>two|three|four|five|six|seven|eight|nine|ten)(?![a-z])"
    r")(?:\s?(?P<many>[十百千万亿]+|thousand|million|billion))?"
    r"\s?[多余来几]?\s?(?P<unit>" + _UNIT + r")?(?P<percent>per ?cent)?"
)


class Quantity(NamedTuple):
    """A number, its unit ("" where none is said), and where in the text it stands."""

    value: Decimal
    unit: str
    start: int
    end: int


def quantities(folded: str) -> Iterator[Quantity]:
    """The numbers of a folded text. A lone Chinese numeral counts only before a unit (三家),
    and 一 not at all: 一家 is as often "a company"."""
    for match in _NUMBER.finditer(folded):
        unit = "%" if match["share"] or match["percent"] else match["unit"] or ""
        if match["figure"]:
            value = Decimal(match["figure"].replace(",", ""))
        elif match["word"]:
            value = Decimal(IN_ENGLISH[match["word"]])
        else:
            numeral = match["chinese"]
            known = amount(numeral)
            alone = len(numeral) == 1 and (not unit or numeral == "一")
            if known is None or alone or set(numeral) <= set("百千万亿"):
                continue
            value = Decimal(known)
        many = match["many"] or ""
        for step in [many] if many in _ENGLISH else many:
            value *= (_ENGLISH | TENS | MYRIADS)[step]
        yield Quantity(value.normalize(), unit, match.start(), match.end())


def says(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether one of `others` is the same number, of a unit that may be the same."""
    return any(o.value == one.value and _alike(o.unit, one.unit) for o in others)


def _alike(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    return any(one in group and other in group for group in _ALIKE.split())
