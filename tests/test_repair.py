"""Repairs inside lines: each deletes, is recorded, and can be switched off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading.repair import RULES, repair
from rag.records import Source, read_spans


def lines(raw: str, *without: str) -> list[str]:
    mended, _ = repair(Source("a.txt", raw, ""), [r for r in RULES if r not in without])
    return [line.text for line in mended]


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        (
            '在收官"十四五"、谋划"十五 五"的关键之 年,习近平',
            '在收官"十四五"、谋划"十五五"的关键之年,习近平',
        ),
        ("会于 2025 年 7 月 14 日召开。", "会于2025年7月14日召开。"),
        ("至5000块以下。8 月14日，雷军", "至5000块以下。8月14日，雷军"),
        ("眼外观问题 ,也将大大助益。", "眼外观问题,也将大大助益。"),
        ('持续优化,要求 "力争走在前列"。', '持续优化,要求"力争走在前列"。'),
        ("《关于支持优质内 容创作的举措》政策问答", "《关于支持优质内容创作的举措》政策问答"),
    ],
)
def test_stray_spaces_go(raw: str, mended: str) -> None:
    assert lines(raw) == [mended]
    assert lines(raw, "space") == [raw]


@pytest.mark.parametrize(
    "raw",
    [
        "牢记嘱托担使命 砥砺奋进谱新篇",
        "深化思想認識 提高政治自覺",
        "通过《关于贯彻重要讲话精神 抢抓机遇 走在前列 为上海努力的方案》。",
        "推动 AI 科技创新与 Open CSG 合作。",
        "□ 記者 劉坤 朱亮 陳文卿",
        "12 钱学森博物馆焕新开放",
        "自然生境。朱亮 攝影報道",
    ],
)
def test_spaces_that_mean_something_stay(raw: str) -> None:
    assert lines(raw) == [raw]


def test_a_line_close_to_a_sentence_is_part_of_it() -> None:
    assert lines("仁爱 礁坐滩军舰已经多\n年，甚至更久。")[0] == "仁爱礁坐滩军舰已经多"
    assert lines("仁爱 礁坐滩军舰已经多\n\n年，甚至更久。")[0] == "仁爱 礁坐滩军舰已经多"


def test_markup_goes_and_marks_headings() -> None:
    raw = "# 大标题\n\n**小标题**  \n正文 <http://www. xuhuibao.com>。\n\n他说了****，很**重要**。"
    mended, edits = repair(Source("a.md", raw, ""))
    assert [line.text for line in mended] == [
        "大标题",
        "小标题",
        "正文 http://www.xuhuibao.com。",
        "他说了****，很重要。",
    ]
    assert [(line.marked, line.bold) for line in mended][:3] == [
        (True, False),
        (True, True),
        (False, False),
    ]
    assert {edit.rule for edit in edits} == {"markup", "space"}


def test_furniture_goes_where_two_stand_together() -> None:
    assert lines("徐汇通 APP\n\n上海徐汇微信\n\n正文。") == ["正文。"]
    assert lines("徐汇通 APP\n\n上海徐汇微信\n\n正文。", "furniture")[0] == "徐汇通 APP"
    assert lines("徐汇上线办事小程序\n\n正文。") == ["徐汇上线办事小程序", "正文。"]


def test_an_upright_heading_is_one_line() -> None:
    assert lines("大\n字\n新\n闻\n\n正文。") == ["大字新闻", "正文。"]
    assert lines("大\n字\n新\n闻", "vertical") == ["大", "字", "新", "闻"]


@given(st.text("甲乙1 2年月日\n#*_<>《》“”，。\t\u3000a\ufeff", max_size=80))
def test_what_is_left_and_what_was_removed_are_the_page(raw: str) -> None:
    mended, edits = repair(Source("a.txt", raw, ""))
    kept = sorted(i for line in mended for a, b in line.spans for i in range(a, b))
    assert len(kept) == len(set(kept))
    gone = {i for edit in edits for i in range(*edit.span)}
    for i, c in enumerate(raw):
        assert c.isspace() or (i in set(kept)) != (i in gone)
    for line in mended:
        assert read_spans(raw, line.spans) == line.text
