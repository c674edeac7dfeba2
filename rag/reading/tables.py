"""Which lines of a page are rows of a table or of a list, each a paragraph by itself.

Three of a kind in a row, or several prices in one line:

    名次 街镇 得分      男子组                  东园 5:00—22:00     青菜1.80 土豆1.35 鸡蛋4.90
    1 湖南路街道 91.4   1 基普鲁托 1:05:42      西园 全年开放
    2 天平路街道 90.8   2 高原 1:07:10          南园 5:00—20:30
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from . import lines as printed
from .lines import UNDER_TITLE, Line, LineKind


def rows(
    body: Sequence[Line], kinds: Sequence[LineKind], may_head: Callable[[Line], bool]
) -> set[int]:
    """The lines of lists: three in a row or more of times, prices or "place: what", each a
    paragraph by itself, under a headline or a line that ends a sentence or announces them."""
    plain = [  # text, and no headline by what stands under it
        kind == "text" and under not in UNDER_TITLE
        for kind, under in zip(kinds, (*kinds[1:], "text"), strict=False)
    ]
    forms = [
        _form(line.text) if may and not line.marked else 0
        for line, may in zip(body, plain, strict=True)
    ]
    for i in range(1, len(forms) - 1):  # "西侧 全年开放" between two with their hours
        if forms[i - 1] == forms[i + 1] and kinds[i] == "text" and _may_row(body[i].text):
            forms[i] = forms[i - 1]
    for i in range(len(forms) - 2, -1, -1):  # 男子组, above its results
        if kinds[i] == "text" and group(body[i].text):
            forms[i] = forms[i + 1]
    out = {i for i, line in enumerate(body) if plain[i] and priced(line.text)}
    for form, alike in itertools.groupby(range(len(body)), key=forms.__getitem__):
        row = list(alike)
        if form and row[0] and len(row) >= _ROW_LEAST:
            headed = row[0] > 1 and _heads_columns(body[row[0] - 1].text, body[row[-1]].text)
            if headed:  # 名次 街镇 得分
                row = [row[0] - 1, *row]
            above = body[row[0] - 1]
            ends = above.text.endswith(_TELLS) or (
                printed.closed(above.text) and (headed or form <= _SURE)
            )
            if ends or may_head(above):
                after = row[-1] + 1
                while after < len(body) and _ends_rows(body[after], form):
                    row.append(after)
                    after += 1
                out |= {*row}
    return out


def _heads_columns(line: str, row: str) -> bool:
    """Whether a line has the heads of as many columns as a row."""
    # 金 银 may have been closed up to 金银.
    return bool(_COLUMNS.match(line)) and 0 <= len(row.split()) - len(line.split()) <= 1


def _ends_rows(line: Line, form: int) -> bool:
    """Whether a line under rows of a form is of them: a telephone, who gives the figures, a last
    row of figures that is set otherwise."""
    if printed.TELEPHONE.match(line.text) or _GIVEN.search(line.text):
        return True
    return form >= _SURE and _form(without_aside(line.text)) in (_SURE, _SURE + 1)


def _form(line: str) -> int:
    """Which of `_ROWS` a line is, from 1; 0 for none."""
    if not _may_row(line):
        return 0
    return next((n for n, pattern in enumerate(_ROWS, 1) if pattern.search(line)), 0)


def _may_row(line: str) -> bool:
    return 4 <= len(line) <= 60 and not (printed.pausing(line) or _NO_ROW.search(line))


_ROW_LEAST = 3
_TELLS = ("：", ":")
_NO_ROW = re.compile(r"[。！!？?；;]|[（(][^)）]*$")
# A time or a day of the week, "place: what", a price, a rank, a name and its figures, a number.
_ROWS = tuple(
    map(
        re.compile,
        (
            r"\d{1,2}[:：]\d\d|[周週][一二三四五六日末]|24\s?小[时時]|全天",
            r"^[^：:，,]{2,12}[：:].",
            r"\d\s?元",
            r"^(?:第\s?[\d一二三四五六]{1,2}\s?名|\d{1,2})\s\S+\s\D{0,4}\d\S{0,8}$",
            r"^[^\W\d][^\d，,、：:]{1,15}\s\D{0,4}\d\S{0,8}"
            r"(?:\s\S{1,8}){0,5}$",
            r"^\d{1,2}[.．、](?!\d).{4,}",
        ),
    )
)
_SURE = 4  # of them; others are headlines, too: 社区食堂 新增12家
_GIVEN = re.compile(r"^[（(]?[^（()），。:：]{2,24}提供[)）]?$")
_COLUMNS = re.compile(r"^(?:[^\W\d]{1,4}[ \u3000]+){1,5}[^\W\d]{1,4}$")
"""The heads of the columns above such rows."""
_PRICE = r"[^\W\d][^\s\d，,。；;：:]{0,9}\s?\d+(?:\.\d+)?[^\s\d，,。；;：:]{0,3}"
_PRICES = re.compile(rf"^(?:{_PRICE}\s+){{2,}}{_PRICE}(?:\s?[(（][^()（）]{{2,20}}[)）])?$")
"""Three of them or more in one line: 青菜1.80 土豆1.35 鸡蛋4.90."""
_GROUP = re.compile(
    r"^[\u4e00-\u9fff]{0,3}[男女]子?[\u4e00-\u9fff]{0,3}(?:[组組]|[单單双雙]打)\s?[:：]?$"
)
_ASIDE = re.compile(r"[(（][^()（）]{2,24}[)）]$")


def priced(line: str) -> bool:
    """Whether a line is three prices or more."""
    return bool(_PRICES.match(line))


def group(line: str) -> bool:
    """Whether a line says whose the rows under it are: 男子组."""
    return bool(_GROUP.match(line))


def without_aside(line: str) -> str:
    """A line without the brackets that it ends in: 一周菜价 of 一周菜价(元/斤,9月14日)."""
    return _ASIDE.sub("", line)
