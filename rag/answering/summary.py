"""The sentences that sum up a story, where one is to be summed up.

What happened comes first. The others are near to all of the story and to the question and, of
those, least like what is told already (maximal marginal relevance; Carbonell and Goldstein, 1998).
They are quoted in the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from ..asking.question import Question
from ..asking.wording import Terms
from ..language.text import fold, unspaced
from ..records import Article, Evidence, Passage
from ..retrieval.vectors import Vectors
from .units import Unit, units

LONGEST = 5
"""Sentences of a summary."""

_OF = 0.7  # the share of a question's terms that a story's headline and its first words have
_LEAD = 200  # characters of those
_SHORTEST, _LONG = 12, 120  # characters of a sentence that tells something, and of one that is long
_NEW = 0.3  # how much weighs what a sentence has in common with those that are told already
_KNOWN = 0.45  # the least share of the question's words that the report of something has
_STORY_ASKED = re.compile("报道|文章|新闻|消息")
_SENTENCE = re.compile('[。！？!?][”』」"]?$')


def is_story(asked: Question, article: Article) -> bool:
    """Whether it is all of an article that a question would have summed up."""
    if asked.kind != "summarise" or article.kind not in ("story", "caption"):
        return False
    begins = fold(f"{article.title}\n{article.text[:_LEAD]}")
    return Terms(asked, fold(f"{article.title}\n{article.text}"), {}).held(begins) >= _OF


def summed(
    asked: Question,
    evidence: Sequence[Evidence],
    passages: Callable[[Article], Sequence[Passage]],
    vectors: Callable[[list[str]], Vectors],
    question: Vectors,
) -> tuple[Evidence, ...]:
    """The summary of the story that the best of `evidence` is of, where that is asked for; else
    the evidence as it is, and none where a report is asked for of what no page has.

    `passages` gives those of an article, `vectors` a normalised one, shape (n, d), for each text,
    `question` the question's, shape (d,).
    """
    if asked.kind != "summarise" or not evidence:
        return tuple(evidence)
    best = evidence[0]
    if _STORY_ASKED.search(asked.said) and best.held < _KNOWN:
        return ()
    if not is_story(asked, best.passage.article):
        return tuple(evidence)
    told = [
        unit
        for passage in passages(best.passage.article)
        for unit in units(passage)
        if _SENTENCE.search(unit.text.rstrip()) and len(unspaced(unit.text)) >= _SHORTEST
    ]
    if len(told) <= 1:
        return tuple(evidence)
    found = sorted(_representative(told, vectors([unit.text for unit in told]), question))
    return tuple(
        Evidence(n, told[i].passage, told[i].text, told[i].spans, best.score, best.held)
        for n, i in enumerate(found, 1)
    )


def _representative(told: Sequence[Unit], vectors: Vectors, question: Vectors) -> list[int]:
    """Which of the sentences stand for all of them, the first among them."""
    centre = vectors.mean(axis=0)
    short = np.array([1.0 if len(unit.text) <= _LONG else 0.8 for unit in told])
    near = short * (vectors @ (centre / (np.linalg.norm(centre) or 1.0)) + vectors @ question)
    alike = vectors @ vectors.T
    found = [0]
    while len(found) < min(LONGEST, len(told)):
        gain = (1 - _NEW) * near - _NEW * alike[:, found].max(axis=1)
        gain[found] = -np.inf
        found.append(int(gain.argmax()))
    return found
