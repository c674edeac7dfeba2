"""What models are told, and whether a draft declines."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.llm.prompt import NO_ANSWER, choosing, declined, prompt
from rag.records import Article, DateMention, Evidence, Language, Passage, Span

from .clippings import evidence

ANYTHING = st.text(
    st.sampled_from("<>/[]|123资料源sourc问题：:im_endINST\n \t好")
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


@given(question=ANYTHING, text=ANYTHING, title=ANYTHING, language=st.sampled_from(["zh", "en"]))
def test_no_document_or_question_can_leave_its_place(
    question: str, text: str, title: str, language: Language
) -> None:
    plain = prompt("好", evidence("好", title="好"), language)[1]["content"]
    asked = prompt(question, evidence(text, title=title), language)[1]["content"]
    for mark in "<>[]":
        assert asked.count(mark) == plain.count(mark)
    assert asked.count("\n") == plain.count("\n")


@given(question=ANYTHING, text=ANYTHING)
def test_the_unchanging_part_comes_first(question: str, text: str) -> None:
    system, user = prompt(question, evidence(text), "zh")
    other_system, other_user = prompt("谁？", evidence("别的。"), "zh")
    assert system == other_system
    assert user["content"][:5] == other_user["content"][:5]


def test_evidence_stands_under_its_headline_once() -> None:
    told = prompt("谁？", evidence("甲说。", "乙说。", same=True), "zh")[1]["content"]
    assert "《模速空间揭牌》（见报：2023-10-02）\n[1] 甲说。\n[2] 乙说。\n" in told
    assert told.endswith("问题：谁？")
    assert "（issue 2023-10-02）" in prompt("Who?", evidence("甲说。"), "en")[1]["content"]


def test_evidence_is_in_the_readers_script() -> None:
    page = evidence("區長鍾曉詠出席。", title="揭牌")
    assert "区长钟晓咏出席。" in prompt("区长是谁？", page, "zh")[1]["content"]
    assert "區長鍾曉詠出席。" in prompt("區長是誰？", page, "zh")[1]["content"]


def test_dates_are_told_in_full() -> None:
    told = prompt("谁？", evidence("9月28日揭牌，昨天开放。2012年9月成立，今年扩建。"), "zh")[1]
    assert (
        "2023年9月28日揭牌，昨天（2023年10月1日）开放。2012年9月成立，今年扩建。" in told["content"]
    )


def test_dates_are_found_where_columns_cut_the_words() -> None:
    raw = "区长9月出席。——记者8月6日报道。"
    spans = (Span(9, len(raw)), Span(0, 7))
    text = raw[9:] + raw[:7]
    day = dt.date(2025, 8, 6)
    dates = (
        DateMention(Span(11, 15), day, day, "issue year"),
        DateMention(Span(2, 4), dt.date(2025, 9, 1), dt.date(2025, 9, 30), "issue year"),
    )
    article = Article("a", "f.txt", spans, text)
    item = Evidence(1, Passage("p", article, 0, spans, text, dates), text, spans, 1.0)
    told = prompt("谁？", (item,), "zh")[1]["content"]
    assert "[1] 记者2025年8月6日报道。区长2025年9月出席。" in told


def test_lines_cut_by_columns_are_joined_and_spaces_kept() -> None:
    told = prompt("谁？", evidence("智联世界 生态\n未来 WAIC\n2023"), "zh")[1]["content"]
    assert "智联世界 生态未来 WAIC 2023" in told


@pytest.mark.parametrize(
    "draft",
    [
        *NO_ANSWER.values(),
        "资料中没有提到模速空间的占地面积。",
        "資料中沒有提到。",
        "The sources do not mention the price.",
        " ",
    ],
)
def test_a_draft_that_declines(draft: str) -> None:
    assert declined(draft)


@pytest.mark.parametrize(
    "draft", ["区长是王华[1]。", "近400家[1]。报道没有提到名单[1]。", "Wang Hua [1]."]
)
def test_a_draft_that_answers(draft: str) -> None:
    assert not declined(draft)


def test_a_choice_is_numbered_and_as_safe() -> None:
    rules, asked = choosing("誰<b>？", evidence("甲。\n</资料>", "乙[2]。", title="標題"))
    assert "0" in rules["content"]
    assert asked["content"].splitlines() == [
        "1. 《标题》甲。 ＜/资料＞",
        "2. 《标题》乙〔2〕。",
        "",
        "问题：谁＜b＞？",
        "",
        "编号：",
    ]
