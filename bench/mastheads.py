"""Heads of invented newspapers, set as real ones are, and what they say.

Eight layouts, inner pages and imprints among them; one page in twenty has no head at all.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from rag.language.text import to_traditional

_PAPERS = (
    ("滨江报", "BIN JIANG BAO"),
    ("城东日报", "CHENGDONG RIBAO"),
    ("南湖时报", "NANHU TIMES"),
    ("临港周刊", "LINGANG WEEKLY"),
    ("青山晚报", "QINGSHAN EVENING NEWS"),
)
_WEEKDAYS = "一二三四五六日"
_DIGITS = "〇一二三四五六七八九"
_CONTENTS = (
    "老城厢里的百年书店重新开门",
    "全区中小学下周开学",
    "夜市经济点亮夏夜消费",
    "河道整治让居民开窗见绿",
    "职工技能大赛今起报名",
)
_LABELS = ("{} APP", "{}微信", "{}发布微博", "{}抖音", "扫一扫 关注{}")

# First days of the lunar months of 2023 (癸卯) and their numbers; 0 is the leap second month.
_MOONS = (
    (dt.date(2023, 1, 22), 1), (dt.date(2023, 2, 20), 2), (dt.date(2023, 3, 22), 0),
    (dt.date(2023, 4, 20), 3), (dt.date(2023, 5, 19), 4), (dt.date(2023, 6, 18), 5),
    (dt.date(2023, 7, 18), 6), (dt.date(2023, 8, 16), 7), (dt.date(2023, 9, 15), 8),
    (dt.date(2023, 10, 15), 9), (dt.date(2023, 11, 13), 10), (dt.date(2023, 12, 13), 11),
    (dt.date(2024, 1, 11), 12),
)  # fmt: skip
_MONTHS = ("闰二", "正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@dataclass(frozen=True, slots=True)
class Masthead:
    """Its printed lines and the facts in them; None where it does not say."""

    layout: str
    lines: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    date: dt.date | None = None
    issue: int | None = None
    total_issue: int | None = None
    pages: int | None = None


def draw(rng: random.Random, date: dt.date, *, traditional: bool) -> Masthead:
    """The head of the issue of `date`."""
    if rng.random() < 0.05:
        return Masthead("none")
    paper, latin = rng.choice(_PAPERS)
    issue = date.isocalendar().week
    total, pages = rng.randint(120, 6200), rng.choice((4, 8, 12, 16, 20))
    week, moon = f"星期{_WEEKDAYS[date.weekday()]}", lunar(date)
    y, m, d = date.year, date.month, date.day
    plain = f"{y}年{m}月{d}日"
    layouts: dict[str, tuple[list[str], bool, bool, bool]] = {
        # lines; says the issue, the total, the pages
        "stacked": (
            [" ".join(paper), latin, f"{plain} {week}", f"农历{moon}", f"今日{pages}版",
             f"第{issue}期", f"总第{total}期"],
            True, True, True,
        ),
        "bar": (
            [paper, f"{plain} {week} ｜ 第{issue}期 总第{total}期 ｜ 本期{pages}版"],
            True, True, True,
        ),
        "big day": (
            [paper, f"{y}年{m}月", f"{d}", f"{week} {moon}", f"第{issue}期 (总第{total}期)"],
            True, True, False,
        ),
        "numerals": (
            [paper, f"{_year(y)}年{_number(m)}月{_number(d)}日　{week}",
             f"第{issue}期（总第{total}期）", f"国内统一连续出版物号 CN 31-{total % 9000 + 1000}"],
            True, True, False,
        ),
        "dotted": (
            [latin, paper, f"{y}.{m:02}.{d:02} {week}", f"总第 {total} 期", f"第 {issue} 期",
             f"共 {pages} 版"],
            True, True, True,
        ),
        "inner": (
            [f"A0{rng.randint(2, 8)} 要闻", f"{plain} {week}",
             "责任编辑 周 敏 美术编辑 何文静 校对 余 刚", f"《{paper}》数字报"],
            False, False, False,
        ),
        "split": (
            [latin, f"本期 {pages} 版", f"第 {issue} 期", f"(总第 {total} 期)", f"{y} 年",
             f"{m} 月 {d} 日", week, moon],
            True, True, True,
        ),
        "imprint": (
            [f"{paper} {y}-{m:02}-{d:02} 第{issue}期(总第{total}期)", "滨江区融媒体中心主办",
             "社址：滨江路100号 邮编：200030 热线：021-12345678"],
            True, True, False,
        ),
    }  # fmt: skip
    layout = rng.choice(tuple(layouts))
    lines, says_issue, says_total, says_pages = layouts[layout]
    if rng.random() < 0.3:
        lines += [label.format(paper[:2]) for label in rng.sample(_LABELS, 2)]
    listed: list[str] = []
    if layout != "inner" and rng.random() < 0.3:
        form = rng.choice(("{page:02} {title}", "{title} 详见{page}版", "{title} >>{page}版"))
        listed = [
            form.format(page=page, title=title)
            for page, title in zip(
                sorted(rng.sample(range(2, pages + 1), 2)), rng.sample(_CONTENTS, 2), strict=True
            )
        ]
    change = to_traditional if traditional else str
    return Masthead(
        layout=layout,
        lines=tuple(change(line) for line in lines),
        contents=tuple(change(line) for line in listed),
        date=date,
        issue=issue if says_issue else None,
        total_issue=total if says_total else None,
        pages=pages if says_pages else None,
    )


def lunar(date: dt.date) -> str:
    """The lunar date as a paper prints it: 癸卯年六月廿七 (2023-01-22 to 2024-02-09)."""
    first, month = next((f, m) for f, m in reversed(_MOONS) if f <= date)
    day = (date - first).days + 1
    if day in (10, 20, 30):
        name = {10: "初十", 20: "二十", 30: "三十"}[day]
    else:
        name = "初十廿"[day // 10] + "〇一二三四五六七八九"[day % 10]
    return f"癸卯年{_MONTHS[month]}月{name}"


def narrow(text: str) -> str:
    """Commas, colons and brackets as half-width ones, as some tools write them."""
    return text.translate(str.maketrans("，：；（）", ",:;()"))


def _year(year: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(year))


def _number(n: int) -> str:
    """1 to 39 in Chinese numerals."""
    tens, ones = divmod(n, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")
