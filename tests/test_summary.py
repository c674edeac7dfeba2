"""A story that is to be summed up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from rag.answering.quote import chosen
from rag.answering.summary import LONGEST, is_story, summed
from rag.asking.question import Question
from rag.records import Evidence
from rag.retrieval.vectors import Vectors

from .clippings import evidence

TODAY = dt.date(2026, 1, 1)
SAID = [
    "11月3日，区图书馆新馆在东安路正式开放。",
    "馆长李敏说，新馆藏书六十万册。",
    "馆长李敏说，新馆藏书达到六十万册。",
    "读者周先生带着孙子一早就来排队。",
    "以后新馆每周一闭馆，晚上开到九点。",
    "停车场能停一百二十辆小汽车。",
    "老馆将改作少年儿童图书馆使用。",
    "好。",
]
STORY = replace(evidence("".join(SAID), title="区图书馆新馆开放")[0], held=1.0)


def of(question: str) -> Question:
    return Question.of(question, TODAY)


def vectors(texts: list[str]) -> Vectors:
    """A direction for each text; the two of the books are one, and nearest to all."""
    found = np.eye(len(SAID), dtype=np.float32)[[SAID.index(text) for text in texts]]
    books = [SAID[1], SAID[2]]
    for i, text in enumerate(texts):
        if text in books:
            found[i] = np.eye(len(SAID), dtype=np.float32)[1]
    return found


def summary(question: str, story: Evidence = STORY) -> tuple[Evidence, ...]:
    asked = of(question)
    found = summed(
        asked, (story,), lambda _: [story.passage], vectors, np.zeros(len(SAID), np.float32)
    )
    return chosen(asked, found)


@pytest.mark.parametrize(
    "question",
    ["总结一下图书馆新馆开放的报道", "图书馆新馆开放的主要内容", "图书馆新馆的报道讲了什么？"],
)
def test_a_summary_begins_with_what_happened_and_says_nothing_twice(question: str) -> None:
    told = [item.text for item in summary(question)]
    assert told[0] == SAID[0]
    assert len(told) == LONGEST
    assert told == sorted(told, key=SAID.index)
    assert len({SAID[1], SAID[2]} & {*told}) == 1  # what stands for most is told, once
    assert SAID[7] not in told


def test_what_is_cited_stands_on_the_page() -> None:
    for item in summary("总结一下图书馆新馆开放的报道"):
        (span,) = item.spans
        assert STORY.passage.text[span.start : span.end] == item.text


def test_only_what_names_the_story_is_of_all_of_it() -> None:
    article = STORY.passage.article
    assert is_story(of("介绍一下区图书馆新馆"), article)
    assert not is_story(of("介绍一下滨江灯会"), article)
    assert not is_story(of("图书馆新馆什么时候开放？"), article)
    assert not is_story(of("总结图书馆新馆开放"), replace(article, kind="masthead"))
    found = (STORY,)
    asked = of("图书馆新馆什么时候开放？")
    assert summed(asked, found, lambda _: [STORY.passage], vectors, np.zeros(8)) == found


def test_a_report_of_what_no_page_tells_is_not_summed_up() -> None:
    little = replace(STORY, held=0.3)
    none = (np.zeros(8), lambda _: [STORY.passage])
    assert summed(of("概括一下滨江灯会的报道"), (little,), none[1], vectors, none[0]) == ()
    assert summed(of("介绍一下滨江灯会"), (little,), none[1], vectors, none[0]) == (little,)
