"""What paper a page is of, and what that makes of a question."""

from __future__ import annotations

import datetime as dt

import pytest

from rag.asking.papers import Paper, Papers, paper, without
from rag.asking.question import Question
from rag.reading import articles
from rag.records import Source

TODAY = dt.date(2026, 1, 1)
STORIES = "安河区委召开会议。安河区图书馆开放。\n读者说，安河的夜市热闹。\n安河发布消息。\n"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("安 河 报\n", Paper("安河报", "安河")),
        ("安河時訊\n\n《安河時訊》數字報 http://example.cn\n", Paper("安河时讯", "安河")),
        ("《安河报》数字报 <http://example.cn>\n", Paper("安河报", "安河")),
        ("今日安河\n", Paper("今日安河", "安河")),
        ("人民日报\n", None),  # the page does not speak of a 人民
        ("今日关注\n", None),
        ("安河区委开会\n", None),
    ],
)
def test_a_line_near_the_top_names_the_paper(head: str, found: Paper | None) -> None:
    assert paper(head + STORIES) == found


def test_the_running_line_at_the_foot_names_the_paper() -> None:
    foot = "安河报 2022年11月14日 星期一 第2版 要闻 责任编辑 王小明"
    assert paper(f"(上接第1版)\n{STORIES}{foot}\n") == Paper("安河报", "安河")


def test_the_name_of_a_section_is_no_papers() -> None:
    raw = f"社区新闻 2025年3月5日 第3版\n安河报\n{STORIES}社区 社区 社区\n"
    assert paper(raw) == Paper("安河报", "安河")


def test_a_university_speaks_of_itself_by_name_but_once() -> None:
    page = "东海理工大学报\n第11期\n东海理工大学举行毕业典礼。我校有毕业生6518人。"
    assert paper(page) == Paper("东海理工大学报", "东海理工大学")


def test_the_place_of_the_paper_is_no_word_of_the_question() -> None:
    known = [Paper("今日安河", "安河")]
    asked = Question.of("2025年9月30日的《今日安河》里，安河区的区长是谁？", TODAY, papers=known)
    assert [term.word for term in asked.terms] == ["区长"]
    assert asked.homes == ("安河",)
    assert [day.first for day in asked.days] == [dt.date(2025, 9, 30)]  # 今日 is no day here
    other = Question.of("临江区的区长是谁？", TODAY, papers=known)
    assert other.homes == ()


def test_an_office_keeps_its_character() -> None:
    blank = without("安河区长和安河区委", [Paper("安河报", "安河")], homes=True)
    assert blank.split() == ["区长和", "区委"]
    assert len(blank) == 9


def test_a_home_is_known_by_its_sound() -> None:
    asked = Question.of(
        "Who is the mayor of Anhe District?", TODAY, papers=[Paper("安河报", "安河")]
    )
    assert asked.homes == ("安河",)
    assert "anhe" not in {term.word for term in asked.terms}


def test_a_monthly_is_not_before_its_month() -> None:
    raw = "邻里安河\n2022年11月号\n\n安河镇举办羊肉节，十八家店参加，居民说好吃又热闹。\n"
    source = Source("monthly.txt", raw, "0")
    assert {article.not_before for article in articles.read(source)} == {dt.date(2022, 11, 1)}


def test_a_page_that_names_no_paper_is_of_the_place_it_speaks_of() -> None:
    raw = {
        "a.txt": f"安河报\n{STORIES}",
        "b.txt": "(上接第1版) 安河的春天。",
        "c.txt": "临江市、临江路、临江桥",
    }
    papers = Papers(raw.__getitem__)
    assert papers.among(raw) == (Paper("安河报", "安河"),)
    assert [papers.home(file, ["安河"]) for file in raw] == ["安河", "安河", ""]
    assert papers.spoken("c.txt", ["临江", "安河"]) == {"临江"}


def test_who_is_told_of_in_one_story_only_is_not_spoken_of_all_over_the_page() -> None:
    story = "摆摊的冯阿大，大家都知道冯阿大，冯阿大今年五十岁。\n"
    page = story + "河西街修好了路，装上了灯。\n" * 10 + "河西街\n"
    known = Papers(lambda _: "河西街的集市\n" + page)
    assert known.spoken("a", ["冯阿大", "河西街"]) == {"河西街"}
