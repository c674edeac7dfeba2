"""Follow-ups made to stand alone."""

from __future__ import annotations

import datetime as dt

import pytest

from rag.followup import context, standalone
from rag.records import Turn

TODAY = dt.date(2026, 1, 1)


def whole(question: str, *turns: tuple[str, str]) -> str:
    return standalone(question, [Turn(q, a, q) for q, a in turns], TODAY)


OPENED = ("图书馆新馆是哪天开放的？", "2023年11月3日：11月3日，图书馆新馆开放。")
HEAD = ("2023年的馆长是谁？", "区长王华、馆长李敏出席。")


@pytest.mark.parametrize(
    ("question", "turn", "made"),
    [
        ("那2025年呢？", HEAD, "2025年的馆长是谁？"),
        ("他讲了什么？", HEAD, "2023年的馆长：李敏讲了什么？"),
        ("那天谁出席了？", OPENED, "图书馆新馆开放：2023年11月3日谁出席了？"),
        ("在哪里？", OPENED, "图书馆新馆开放：在哪里？"),
        ("在哪裡？", ("圖書館新館是哪天開放的？", ""), "圖書館新館開放：在哪裡？"),
        ("会上放了什么片子？", ("誰在大會上作總結？", ""), "在大會上作總結：会上放了什么片子？"),
        ("专委会呢？", ("促进会有多少个分会？", "13个"), "促进会有多少个专委会？"),
        ("空间上呢？", ("产业上要搞什么格局？", "1+5"), "空间上要搞什么格局？"),
        ("7月21日那期呢？", ("2025年5月12日的报是第几期？", ""), "2025年7月21日那期的报是第几期？"),
        ("And how many firms does it serve?", ("Who is the CEO of MiniMax?", ""),
         "CEO MiniMax：how many firms does it serve?"),
    ],
)  # fmt: skip
def test_what_it_leans_on_is_put_in(question: str, turn: tuple[str, str], made: str) -> None:
    assert whole(question, turn) == made


@pytest.mark.parametrize(
    "question",
    ["上海植物园北区改建历时几年？", "Who wrote Hamlet?", "模速空间是什么时候揭牌的？"],
)
def test_another_topic_is_left_alone(question: str) -> None:
    assert whole(question, OPENED) == question
    assert whole("那天谁出席了？") == "那天谁出席了？"


def test_what_earlier_turns_brought_can_be_told_apart() -> None:
    assert context(whole("在哪里？", OPENED)) == "图书馆新馆开放："
    assert context("在哪里？") == ""
