"""What asks nothing of the pages."""

from __future__ import annotations

import pytest

from rag.asking import courtesies
from rag.language.text import fold


@pytest.mark.parametrize(
    "said",
    [
        "你好",
        "您好！",
        "你好，请问你是谁？",
        "你是谁开发的？",
        "謝謝",
        "非常感谢您",
        "hello",
        "Hi there!"[:3],
        "你能回答什么问题？",
        "这里可以问些什么？",
        "怎么用这个？",
        "What can you do?",
        "Who are you?",
        "What questions can I ask?",
        "ok",
        "？",
    ],
)
def test_a_greeting_is_no_question(said: str) -> None:
    assert courtesies.only(fold(said))


@pytest.mark.parametrize(
    "said",
    [
        "你好，徐汇区的区长是谁？",
        "王华是谁？",
        "谢谢，那2025年呢？",
        "好八连在哪里？",
        "hello kitty 主题乐园在哪？",
        "What can residents do about noise?",
        "怎么用？",  # of whatever was spoken of
        "怎么用医保卡？",
    ],
)
def test_a_question_with_a_greeting_is_one(said: str) -> None:
    assert not courtesies.only(fold(said))


def test_a_long_hum_is_judged_at_once() -> None:
    assert not courtesies.only("嗯" * 5000 + "那")
