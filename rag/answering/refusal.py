"""What is said where no answer is given, and why none is."""

from __future__ import annotations

from collections.abc import Sequence

from ..asking.question import Question
from ..asking.topic import terms
from ..language.text import tokens
from ..records import Answer, Evidence, Hit, Language
from .quote import Extractive

REFUSAL: dict[Language, str] = {
    "zh": "现有报纸里没有找到这个问题的答案。",
    "en": "The archive does not hold the answer to this question.",
}

_NO_ISSUE: dict[Language, str] = {
    "zh": "库里没有那段时间的报纸。",
    "en": "The archive has no issue of that time.",
}

NOT_ASKED: dict[Language, str] = {
    "zh": "这里按报纸的原文回答：问报上的人、事、时间、数字，如“区长是谁？”；"
    "或者问“库里有哪些报纸？”“哪些文章提到了人工智能？”",
    "en": "Answers come from the words of the papers: ask who, when, where or how many, such as "
    "“Who is the district mayor?”; or “What issues are there?”, “Which articles mention AI?”",
}

_UNTOLD: dict[Language, str] = {
    "zh": "没有提到“{}”的报道。",
    "en": "Nothing that was found tells of “{}”.",
}

ENOUGH = 0.74
"""The least confidence at which evidence is given as an answer."""


def refused(question: str, spoken: Language) -> Answer:
    """A question without an answer, before anything was looked for."""
    return Answer(
        question=question,
        standalone=question,
        language=spoken,
        sentences=(),
        citations=(),
        hits=(),
        abstained=True,
        reason="",
        as_of=None,
        confidence=0.0,
        generator=Extractive.name,
    )


def enough(found: Sequence[Evidence]) -> bool:
    """Whether evidence, best first, is given as an answer."""
    return bool(found) and found[0].score >= ENOUGH


def why(asked: Question, hits: Sequence[Hit], spoken: Language) -> str:
    """Why a question is refused: what of it the nearest passages do not have."""
    if asked.matter:
        return _UNTOLD[spoken].format(asked.matter)
    if asked.kind == "contents":
        return _NO_ISSUE[spoken]
    if spoken == "en":
        return "The nearest passages do not answer it."
    near = set().union(*(set(tokens(h.passage.text)) for h in hits)) if hits else set()
    missing = [t for t in terms(asked.text) if t not in near]
    if missing:
        return f"最接近的段落里没有提到：{'、'.join(missing)}。"
    return "最接近的段落提到了相关内容，但没有回答这个问题。"
