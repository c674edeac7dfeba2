"""What readers say otherwise than papers: 啥, 咋, 区长换过人吗."""

from __future__ import annotations

import re

from ..language.text import replaced

_SAID = (
    (re.compile("啥(?:子(?!女))?"), "什么"),
    (re.compile("咋(?![舌呼咋])"), "怎么"),
    # 干嘛挪到五月; no 在干嘛
    (re.compile(r"(?<![能在])干[嘛吗](?=[^，,。？?！!了的呢啊]{2})"), "为什么"),
    (
        re.compile(
            r"(?:(?<=[区市县镇局院校馆部会]长)|(?<=委书记)|(?<=主任)|(?<=主席)|(?<=总裁))"
            r"(?:有没有|是否|到底)?换(?:(?:过|了)人?|人(?:过|了)?)"
            r"(?:吗|没有?)?[？?]?$"
        ),
        "这几年各是谁？",
    ),
    (re.compile(r"的?职务(?:怎么变(?:的|化)?|变化)[？?]?$"), "这几年各是什么职务？"),
)


def plain(question: str) -> str:
    """A question in the words of papers, as far as rules know."""
    for said, written in _SAID:
        question = replaced(said, written, question)
    return question
