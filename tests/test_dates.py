"""Dates: in news, in mastheads, in questions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language import dates
from rag.language import mentions as named

D = dt.date
ISSUE = D(2023, 10, 2)


def one(text: str, issue: dt.date | None = ISSUE) -> tuple[dt.date, dt.date, str]:
    (mention,) = dates.mentions(text, issue)
    return mention.first, mention.last, mention.rule


@pytest.mark.parametrize(
    ("text", "issue", "first", "last"),
    [
        ("9月28日，仪式举行", ISSUE, D(2023, 9, 28), D(2023, 9, 28)),
        ("9月28日，儀式舉行", ISSUE, D(2023, 9, 28), D(2023, 9, 28)),
        ("6月25日上午", D(2023, 6, 26), D(2023, 6, 25), D(2023, 6, 25)),
        ("5月6日下午", D(2025, 5, 12), D(2025, 5, 6), D(2025, 5, 6)),
        ("于 2025 年 7 月 14 日召开", None, D(2025, 7, 14), D(2025, 7, 14)),
        ("２０２５年７月１４日", None, D(2025, 7, 14), D(2025, 7, 14)),
        ("二〇二五年七月十四日", None, D(2025, 7, 14), D(2025, 7, 14)),
        ("到二〇三五年", None, D(2035, 1, 1), D(2035, 12, 31)),
        ("民国112年5月6日", None, D(2023, 5, 6), D(2023, 5, 6)),
        ("2023-10-02 电", None, D(2023, 10, 2), D(2023, 10, 2)),
        ("6月19日至20日", D(2023, 6, 26), D(2023, 6, 19), D(2023, 6, 20)),
        ("将于7月6日-7月8日举办", D(2023, 6, 26), D(2023, 7, 6), D(2023, 7, 8)),
        ("12月29日至1月3日", D(2024, 1, 5), D(2023, 12, 29), D(2024, 1, 3)),
        ("2023年9月揭牌", None, D(2023, 9, 1), D(2023, 9, 30)),
        ("2021—2025年", None, D(2021, 1, 1), D(2025, 12, 31)),
        ("2023年上半年", None, D(2023, 1, 1), D(2023, 6, 30)),
        ("今年一季度", ISSUE, D(2023, 1, 1), D(2023, 3, 31)),
        ("今年以来", ISSUE, D(2023, 1, 1), ISSUE),
        ("去年", ISSUE, D(2022, 1, 1), D(2022, 12, 31)),
        ("明年3月", ISSUE, D(2024, 3, 1), D(2024, 3, 31)),
        ("昨日", ISSUE, D(2023, 10, 1), D(2023, 10, 1)),
        ("後天", ISSUE, D(2023, 10, 4), D(2023, 10, 4)),
        ("上周", ISSUE, D(2023, 9, 25), D(2023, 10, 1)),
        ("上週五", ISSUE, D(2023, 9, 29), D(2023, 9, 29)),
        ("近日", ISSUE, D(2023, 9, 18), ISSUE),
        ("本月", ISSUE, D(2023, 10, 1), D(2023, 10, 31)),
        ("上月28日", ISSUE, D(2023, 9, 28), D(2023, 9, 28)),
        ("28日，", ISSUE, D(2023, 9, 28), D(2023, 9, 28)),
        ("岁末年初", D(2025, 12, 31), D(2025, 12, 1), D(2026, 1, 31)),
        ("年底", D(2026, 1, 5), D(2025, 12, 1), D(2025, 12, 31)),
        ("“十四五”规划", None, D(2021, 1, 1), D(2025, 12, 31)),
        ("十五五期间", None, D(2026, 1, 1), D(2030, 12, 31)),
        ("「十五五」時期", None, D(2026, 1, 1), D(2030, 12, 31)),
        ("上世纪九十年代", None, D(1990, 1, 1), D(1999, 12, 31)),
    ],
)
def test_a_mention(text: str, issue: dt.date | None, first: dt.date, last: dt.date) -> None:
    assert one(text, issue)[:2] == (first, last)


@pytest.mark.parametrize(
    "text",
    ["3个月内", "地铁6号线", "第5日", "2月30日", "13月5日", "12版", "十月革命纪念馆"[2:], "1829期"],
)
def test_what_is_no_date(text: str) -> None:
    assert dates.mentions(text, ISSUE) == ()


@pytest.mark.parametrize(
    ("text", "issue", "expected"),
    [
        ("12月29日", D(2023, 1, 5), D(2022, 12, 29)),
        ("1月5日", D(2023, 12, 28), D(2024, 1, 5)),
        ("3月1日", D(2023, 10, 2), D(2023, 3, 1)),
    ],
)
def test_the_year_is_the_issues_but_at_its_edges(
    text: str, issue: dt.date, expected: dt.date
) -> None:
    assert one(text, issue)[0] == expected


def test_without_an_issue_a_date_needs_a_year_in_its_paragraph() -> None:
    assert dates.mentions("9月28日，今年，昨日，近日", None) == ()
    _, second = dates.mentions("2022年3月1日召开，5月6日闭幕", None)
    assert (second.first, second.rule) == (D(2022, 5, 6), "year nearby")
    assert len(dates.mentions("2022年3月1日召开\n5月6日闭幕", None)) == 1


def test_a_bare_day_takes_the_month_just_spoken_of() -> None:
    _, second = dates.mentions("5月30日开幕，31日闭幕", D(2023, 10, 2))
    assert second.first == D(2023, 5, 31)


def test_a_masthead() -> None:
    assert dates.printed("2025 年\n5 月 12 日\n星期一\n乙巳年四月十五") == D(2025, 5, 12)
    assert dates.printed("准印證號(B)0150 / 第40期(總第1746期) / 2023年10月2日 星期一") == ISSUE
    assert dates.printed("第40期") is None
    # The lunar months of a masthead are not the months of the news.
    assert len(dates.mentions("2025年7月21日 星期一 乙巳年六月廿七", None)) == 1


def test_weekday_and_lunar_date_outvote_a_misread_figure() -> None:
    assert dates.printed("2025年7月27日 星期一 乙巳年六月廿七") == D(2025, 7, 21)
    assert dates.printed("2025年7月21日 星期二 乙巳年六月廿七") == D(2025, 7, 21)


@pytest.mark.parametrize(
    ("year", "written", "day"),
    [
        (2025, "乙巳年六月廿七", D(2025, 7, 21)),
        (2025, "乙巳年闰六月初一", D(2025, 7, 25)),
        (2023, "癸卯年闰二月初一", D(2023, 3, 22)),
        (2024, "癸卯年腊月三十", D(2024, 2, 9)),
        (2000, "庚辰年正月初一", D(2000, 2, 5)),
    ],
)
def test_lunar_dates(year: int, written: str, day: dt.date) -> None:
    assert dates.from_lunar(year, written) == day
    assert dates.from_lunar(year, "甲子年六月廿七") is None


def test_the_latest_past_day_of_an_undated_page() -> None:
    text = "2025年12月29日下午，会议举行。2026年重点工作。将于2026年3月1日起施行，到二〇三五年。"
    assert dates.latest_past(text) == D(2025, 12, 29)
    assert dates.latest_past("近日") is None


TODAY = D(2026, 1, 5)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2023年的区长是谁？", (D(2023, 1, 1), D(2023, 12, 31))),
        ("去年区长是谁", (D(2025, 1, 1), D(2025, 12, 31))),
        ("2025年5月发生了什么", (D(2025, 5, 1), D(2025, 5, 31))),
        ("2024年以来", (D(2024, 1, 1), TODAY)),
        ("2025年以前", (D.min, D(2024, 12, 31))),
        ("近三年", (D(2023, 1, 1), TODAY)),
        ("2023年和2025年有什么不同", (D(2023, 1, 1), D(2025, 12, 31))),
        ("Who was the mayor in 2023?", (D(2023, 1, 1), D(2023, 12, 31))),
        ("since May 2025", (D(2025, 5, 1), TODAY)),
        ("from 26 to 28 September 2023", (D(2023, 9, 26), D(2023, 9, 28))),
        ("on 26, 27 and 28 September 2023", (D(2023, 9, 26), D(2023, 9, 28))),
        ("September 26-28, 2023", (D(2023, 9, 26), D(2023, 9, 28))),
        ("from 28 to 26 September 2023", (D(2023, 9, 26), D(2023, 9, 26))),
        ("page 12 and 28 September 2023", (D(2023, 9, 28), D(2023, 9, 28))),
        ("26th-28th Sept 2023", (D(2023, 9, 26), D(2023, 9, 28))),
        ("on July 14, 2025", (D(2025, 7, 14), D(2025, 7, 14))),
        ("last year", (D(2025, 1, 1), D(2025, 12, 31))),
        ("区长是谁", None),
        ("最近有什么活动", None),
        ("十五五规划说了什么", None),
    ],
)
def test_the_scope_of_a_question(question: str, expected: tuple[dt.date, dt.date] | None) -> None:
    assert dates.period(question, TODAY) == expected


ALPHABET = (
    "0123456789年月日号至-—今去明昨上下周本近十一二五〇四“”规划世纪代季度底初 \n，将since May"
)


@given(st.text(ALPHABET, max_size=60), st.none() | st.dates())
def test_any_text_is_read(text: str, issue: dt.date | None) -> None:
    at = 0
    for mention in dates.mentions(text, issue):
        assert at <= mention.start < mention.end <= len(text)
        assert mention.first <= mention.last
        at = mention.end
    dates.printed(text)
    dates.latest_past(text)
    if issue:
        dates.period(text, issue)


_WORDS = """
2 9 28 ２ １９ 2023 二〇二三 民国 年 月 日 号 至 — - . 一 三 十 廿 正 腊 闰 初 甲子 乙巳
农历 今年 本年 去年 上年 前年 明年 后年 当年 同年 本月 上个月 下月 当月 份 上旬 底 末 年初
岁末 年内 上半年 下半年 前三季度 季度 当天 同日 今晨 昨晚 前天 明日 后天 上周 本周 这周 下周
近日 日前 连日来 不久前 最近 世纪 20 二十 上 年代 五 “ ” 规划 以来 春季 的 。 节
""".split()


@given(st.lists(st.sampled_from([*_WORDS, " ", "\n"]), max_size=12).map("".join))
def test_looking_only_where_a_date_may_begin_misses_none(s: str) -> None:
    everywhere = [match.span() for match in named._PATTERN.finditer(s)]
    assert [match.span() for match in named._dates(s)] == everywhere


def test_a_bare_day_may_have_a_space_and_a_friday_is_no_plan() -> None:
    (day,) = named.mentions("27 日，快艇交付县医院。", dt.date(2025, 9, 30))
    assert day.first == dt.date(2025, 9, 27)
    (friday,) = named.mentions("上周五晚，美食节开幕。", dt.date(2022, 10, 18))
    assert friday.first == dt.date(2022, 10, 14)
    assert not named.of_plan(friday.rule)
    assert named.of_plan("十五五")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-08-16 11:08，正文：社区食堂开张", D(2023, 8, 16)),
        ("2023-08-1611:08:55，正文：社区食堂开张", D(2023, 8, 16)),
        ("http://www.example.cn  2023年07月29日 13:52  来源：社区网", D(2023, 7, 29)),
        ("来源：人民日报 | 2023年08月10日 10:19:57，正文：社区食堂开张", D(2023, 8, 10)),
        ("社区食堂开张\n2023-08-18 来源：社区网\n昨日，食堂开张。", D(2023, 8, 18)),
        ("\n2023年9月28日\n社区食堂开张", D(2023, 9, 28)),
        ("Nov 23, 2022 ... 社区食堂开张", D(2022, 11, 23)),
        ("[ 2023/08/10  20:15 ]，正文：社区食堂开张", D(2023, 8, 10)),
        ("社区网 > 新闻  2023-08-07 08:44:02  ，正文：社区食堂开张", D(2023, 8, 7)),
        ("时间：2026-03-01 14:00", None),
        ("2023年9月28日，社区食堂开张。", None),
        ("活动时间 2023年10月8日 14:00", None),
        ("发布会将于2026年3月1日 10:00 举行", None),
        ("演出时间\n2026.1.1 19:30", None),
        ("区史大事记\n1949年5月27日\n上海解放", None),
        ("2024/5/1 - 2024/5/5\n市集开张", None),
        ("发布于2023-07-29 原载1949年5月28日", None),
        ("2023-02-30 11:08，正文：没有这一天", None),
        ("昨日，社区食堂开张。", None),
    ],
)
def test_the_day_that_a_text_begins_with(text: str, day: dt.date | None) -> None:
    assert dates.dateline(text) == day


def test_a_date_in_both_languages_is_one() -> None:
    found = dates.named("2023/9/28徐汇, May 2025", None)
    assert [(m.start, m.end) for m in found] == [(0, 9), (13, 21)]
    assert dates.without("2023/9/28徐汇, May 2025", found, "") == "徐汇, "


def test_a_day_is_written_with_its_year_once() -> None:
    day = D(2023, 9, 28)
    assert dates.written(day) == "2023年9月28日"
    assert dates.written(D(2023, 10, 2), day) == "10月2日"


def test_a_monthly_gives_its_days_their_year() -> None:
    told = dates.mentions("羊肉节11月19日至27日举行，昨日筹备。", None, D(2022, 11, 1))
    assert [(m.first, m.last, m.rule) for m in told] == [
        (D(2022, 11, 19), D(2022, 11, 27), "year nearby")
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("2023一季度的增长率", "2023一季度"),
        ("2022上半年", "2022上半年"),
        ("2022第三季度", "2022第三季度"),
        ("2022年春运", "2022年"),
        ("2023年春风行动", "2023年"),
        ("2023年春开学", "2023年春"),
        ("2025年秋考入大学", "2025年秋"),
        ("2025年夏令营", "2025年"),
        ("2025年秋季班的课", "2025年"),
        ("2025年秋季招聘会", "2025年"),
        ("2025年秋季的课", "2025年秋季"),
        ("2025年夏季招募志愿者", "2025年夏季"),
    ],
)
def test_a_part_of_a_year(said: str, words: str) -> None:
    found = [said[m.start : m.end] for m in dates.mentions(said, None)]
    assert found == [words]
