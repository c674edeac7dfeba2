"""Example questions: of several forms, each answered from its own story."""

from __future__ import annotations

import datetime as dt

from rag.records import Answer, Article, Citation, DateMention, Passage, Sentence, Span
from rag.ui import examples
from rag.ui.labels import LABELS

from . import reading_room as rr

ZH = LABELS["zh"]


def story(name: str, title: str, text: str, year: int, **known: object) -> Article:
    day = dt.date(year, 3, 5)
    dates = (DateMention(Span(0, 1), day, day, "full"),)
    spans = (Span(0, len(text)),)
    return Article(name, f"{name}.txt", spans, text, title=title, date=day, dates=dates, **known)  # type: ignore[arg-type]


LIGHT = story("a", "灯塔图书馆迁到新址", "5日，灯塔区区长王小明宣布迁馆。", 2024)
BRIDGE = story("b", "梧桐路大桥合龙", "大桥合龙。", 2023, byline="记者 李华")
ROAD = story("c", "梧桐路改造完成", "道路通车。", 2022)


def telling(article: Article, question: str, text: str) -> Answer:
    cited = Citation(1, Passage("p", article, 0, article.spans, text), text, article.spans, True)
    return rr.answer(question, Sentence(text, (1,), True), citations=[cited])


def archive(question: str) -> Answer:
    """Answers of each story what its text says, and when and by whom."""
    article = next((a for a in (LIGHT, BRIDGE, ROAD) if a.title in question), LIGHT)
    return telling(article, question, f"{article.date}，{article.byline}：{article.text}")


def test_no_two_are_of_one_form_or_one_story() -> None:
    found = examples.offered((ROAD, LIGHT, BRIDGE), archive, ZH)
    assert found == (
        ZH.ask_what.format(title=LIGHT.title),
        ZH.ask_when.format(title=BRIDGE.title),
        ZH.ask_what.format(title=ROAD.title),
    ), "the only one named is of a story that was asked about"


def test_an_answer_that_does_not_tell_is_no_example() -> None:
    def headlines(question: str) -> Answer:
        return telling(LIGHT, question, LIGHT.title)

    def elsewhere(question: str) -> Answer:
        return telling(ROAD, question, "2024年，区长王小明。")

    for ask in (headlines, elsewhere, rr.refusal):
        assert examples.offered((LIGHT,), ask, ZH) == ()


def test_an_office_is_asked_for_where_the_answer_names_it() -> None:
    def office(question: str) -> Answer:
        text = "灯塔区区长王小明宣布迁馆。" if "王小明" in question else LIGHT.title
        return telling(LIGHT, question, text)

    assert examples.offered((LIGHT,), office, ZH) == (ZH.ask_who.format(name="王小明"),)
