"""A question and its hits to the sentences that bear on it.

Sentences, not passages, are what an answer cites: the best by their features, as far as a budget
goes, each with how sure it is that it answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..records import Evidence
from .features import Reading
from .units import Unit, clauses
from .weights import BEST, LEANS, Features, answers, dot

BUDGET = 600
"""Characters of evidence that a generator is given, about 400 tokens."""

SENSED = 32
"""Sentences whose sense is compared with the question's: embedding is what takes time."""

Similarity = Callable[[list[str]], Sequence[float]]
"""The cosine of the question with each of a list of texts."""


def pick(
    reading: Reading, known: Sequence[tuple[Unit, Features]], budget: int = BUDGET
) -> tuple[Evidence, ...]:
    """The sentences that bear most on a question, best first, numbered from 1.

    Their score is how sure it is that they answer. Sentences are taken until `budget`
    characters are spent; the best is taken whatever its length.
    """

    out: list[Evidence] = []
    spent = 0
    for unit, features in sorted(known, key=lambda one: -_rank(reading, *one)):
        if out and spent + len(unit.text) > budget:
            continue
        spent += len(unit.text)
        score = answers(reading.doubts(unit, features))
        held = max(features.beside, features.clause)
        out.append(Evidence(len(out) + 1, unit.passage, unit.text, unit.spans, score, held))
    return tuple(out)


def _rank(reading: Reading, unit: Unit, known: Features) -> float:
    """How well a sentence answers, beside the others."""
    return dot(BEST, known) + dot(LEANS, reading.leanings(unit, known))


def describe(
    reading: Reading, found: Sequence[tuple[Unit, float]], similarity: Similarity
) -> list[tuple[Unit, Features]]:
    """The units that may be the best, of those given with the score of their hit, and their
    features. Words are compared first; only the `SENSED` best by them are embedded."""
    known = [(unit, reading.features(unit, score)) for unit, score in found]
    known.sort(key=lambda one: -_rank(reading, *one))
    parts = [[unit.text, *clauses(unit.text)] for unit, _ in known[:SENSED]]
    cosines = iter(similarity([text for part in parts for text in part]) if parts else ())
    out = []
    for (unit, words), part in zip(known, parts, strict=False):
        whole, *pieces = (max(0.0, float(next(cosines))) for _ in part)
        out.append((unit, words._replace(cosine=whole, nearest=max(pieces))))
    return out
