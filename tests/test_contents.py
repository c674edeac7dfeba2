"""What asks for the contents of an issue, and the headlines that answer."""

from __future__ import annotations

import datetime as dt

import pytest

from rag.asking.contents import LONGEST, events, headlines
from rag.asking.question import Question
from rag.records import Article, DateMention, Kind, Passage, Span

from .test_question import TODAY


def story(raw: str, kind: Kind = "story", position: int = 0) -> Passage:
    spans = (Span(0, len(raw)),)
    title = raw.split("\n", maxsplit=1)[0]
    article = Article(id=raw, file="f", spans=spans, text=raw, kind=kind, title=title)
    return Passage(raw, article, position, spans, raw)


@pytest.mark.parametrize(
    "question",
    [
        "2025年5月徐汇报报道了什么?",
        "2025年5月12日那期头版有哪些文章？",
        "最新一期讲了什么？",
        "头版头条是什么？",
        "2023年徐汇发生了什么大事",
        "概括一下2025年7月21日的报纸",
        "总第1829期讲了什么？",
        "第40期有哪些报道？",
        "最近一期的头条",
        "What's in the issue of 12 May 2025?",
        "Summarize the news of May 2025.",
        "What happened in Xuhui in 2023?",
    ],
)
def test_a_question_for_the_contents(question: str) -> None:
    assert Question.of(question, TODAY).kind == "contents"


@pytest.mark.parametrize(
    "question",
    [
        "有没有关于教育的新闻？",
        "医疗方面有什么消息？",
        "2025年5月12日那期是第几期？",
        "那期有几版？",
        "徐汇报是什么报纸？",
        "谁写了头版的报道？",
        "What did the mayor report?",
    ],
)
def test_a_question_of_some_subject_is_another(question: str) -> None:
    assert Question.of(question, TODAY).kind != "contents"


@pytest.mark.parametrize(
    "question",
    [
        "2023年9月26日、27日、28日这三天，徐汇先后办了哪些大事？",
        "2025年5月6日徐汇开的是什么会？",
        "What meetings were held in Xuhui on May 7, 2025?",
    ],
)
def test_what_was_held_on_days_is_the_contents_of_them(question: str) -> None:
    assert Question.of(question, TODAY).kind == "contents"


@pytest.mark.parametrize(
    "question", ["区里开了哪些会？", "2025年5月6日的会有哪些人出席？", "2023年9月有什么展览活动？"]
)
def test_what_was_held_at_no_time_or_of_some_subject_is_not(question: str) -> None:
    assert Question.of(question, TODAY).kind != "contents"


def test_stories_come_before_captions_and_what_other_pages_have() -> None:
    issue = [
        story("12 学校换新颜", "contents"),
        story("区图书馆新馆开放\n11月3日，新馆开放。"),
        story("新馆内景，朱文摄影。", "caption"),
        story("第18期 总第1829期", "masthead"),
        story("馆长说，周一闭馆。", position=1),
    ]
    found = headlines("登了什么？", [issue])
    assert [e.text for e in found] == ["区图书馆新馆开放", "新馆内景，朱文摄影。", "12 学校换新颜"]
    assert [e.n for e in found] == [1, 2, 3]
    assert [e.text for e in headlines("头条是什么？", [issue])] == ["区图书馆新馆开放"]


def test_a_continued_story_is_named_by_its_words() -> None:
    (found,) = headlines("登了什么？", [[story("（上接第1版）\n会议通过了决议和规划。")]])
    assert found.text == "会议通过了决议和规划。"


def test_a_day_without_a_paper_is_told_by_what_is_dated_so() -> None:
    raw = "11月3日，新馆开放。近日，食堂增加了五家。周一闭馆一天。"
    day, near = dt.date(2023, 11, 3), (dt.date(2023, 11, 1), dt.date(2023, 11, 6))
    dates = (
        DateMention(Span(0, 5), day, day, "issue year"),
        DateMention(Span(11, 13), *near, "近日"),
    )
    spans = (Span(0, len(raw)),)
    passage = Passage("p", Article("a", "f", spans, raw, dates=dates), 0, spans, raw, dates)
    asked = Question.of("2023年11月3日发生了什么？", TODAY)
    assert asked.kind == "contents"
    assert [e.text for e in events(asked.days, [[passage]])] == ["11月3日，新馆开放。"]
    other = Question.of("2023年11月4日发生了什么？", TODAY)
    assert events(other.days, [[passage]]) == ()


def test_a_reader_is_not_given_a_whole_year() -> None:
    def many():
        while True:  # an archive without end: only what is shown may be read
            yield [story(f"第{n}条消息登出来了。") for n in range(7)]

    assert len(headlines("登了什么？", many())) == LONGEST
