"""Which of the best sentences answers, as a model sees it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from rag.llm.choice import weighed

from .clippings import evidence


def found(*scores: float) -> tuple:
    texts = [f"第{n}句。" for n in range(len(scores))]
    return tuple(replace(e, score=s) for e, s in zip(evidence(*texts), scores, strict=True))


def likely(*shares: float) -> list[float]:
    return [math.log(share) for share in shares]


def test_the_sentence_that_is_clearly_likelier_comes_first() -> None:
    best = found(0.9, 0.9, 0.9)
    assert weighed(best, likely(0.05, 0.05, 0.1, 0.8)) == (best[2], best[0], best[1])
    assert weighed(best, likely(0.05, 0.35, 0.5, 0.1)) == best


def test_a_sentence_that_is_unsure_of_itself_must_be_the_likelier() -> None:
    shares = likely(0.05, 0.2, 0.7, 0.05)
    sure, unsure = found(0.9, 0.9, 0.9), found(0.95, 0.3, 0.3)
    assert weighed(sure, shares)[0] is sure[1]
    assert weighed(unsure, shares) == unsure


@pytest.mark.parametrize(
    ("score", "none", "told"),
    [
        (0.70, 0.4, False),
        (0.94, 0.4, True),
        (0.94, 0.9, False),
        (0.70, 0.1, True),
    ],
)
def test_its_doubts_and_ours_are_added(score: float, none: float, told: bool) -> None:
    assert bool(weighed(found(score), likely(none, 1 - none))) is told
