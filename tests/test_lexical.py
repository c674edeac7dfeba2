"""BM25 against its formula, whole and merged."""

from __future__ import annotations

import math
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from rag.retrieval.lexical import FILES, K1, B, Lexical, inverse_document_frequency

RNG = random.Random(1)
WORDS = [f"词{i}" for i in range(60)]
LISTS = [[RNG.choice(WORDS[: 1 + i % 60]) for _ in range(RNG.randint(0, 40))] for i in range(200)]
QUERY = ["词1", "词1", "词20", "词45", "没有"]


def by_the_formula(lists: list[list[str]], mean: float, idf: dict[str, float]) -> list[float]:
    out = []
    for tokens in lists:
        counts, score = Counter(tokens), 0.0
        for token in QUERY:
            norm = K1 * (1 - B + B * len(tokens) / mean)
            score += idf[token] * counts[token] / (counts[token] + norm)
        out.append(score)
    return out


def weights(lexical: Lexical) -> dict[str, float]:
    having = lexical.document_frequencies(QUERY)
    return {t: inverse_document_frequency(having.get(t, 0), len(lexical)) for t in QUERY}


def test_scores_are_those_of_the_formula(tmp_path: Path) -> None:
    Lexical.build(LISTS).save(tmp_path)
    lexical = Lexical.open(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == set(FILES)
    assert lexical.token_count == sum(map(len, LISTS))
    for mean in (10.0, 20.0):
        scores, rows = lexical.scores(QUERY, weights(lexical), mean)
        assert scores == pytest.approx(by_the_formula(LISTS, mean, weights(lexical)), abs=1e-5)
    assert set(rows) == {t for t in QUERY if any(t in tokens for tokens in LISTS)}
    assert rows["词20"].tolist() == [i for i, tokens in enumerate(LISTS) if "词20" in tokens]


def test_merged_is_as_if_built_at_once() -> None:
    keep = np.array([i % 3 > 0 for i in range(100)])
    parts = [Lexical.build(LISTS[:100]), Lexical.build(LISTS[100:])]
    merged = Lexical.merged([(parts[0], keep), (parts[1], np.ones(100, bool))])
    rest = [tokens for tokens, kept in zip(LISTS, keep, strict=False) if kept] + LISTS[100:]
    whole = Lexical.build(rest)
    assert merged.document_frequencies(WORDS) == whole.document_frequencies(WORDS)
    (scores, rows), (other_scores, other_rows) = (
        lexical.scores(QUERY, weights(whole), 20) for lexical in (merged, whole)
    )
    assert scores.tolist() == other_scores.tolist()
    assert {t: r.tolist() for t, r in rows.items()} == {
        t: r.tolist() for t, r in other_rows.items()
    }


def test_passages_without_a_word(tmp_path: Path) -> None:
    Lexical.build([[], []]).save(tmp_path)
    lexical = Lexical.open(tmp_path)
    scores, rows = lexical.scores(["词"], {"词": 1.0}, 0.0)
    assert (scores.tolist(), rows) == ([0.0, 0.0], {})
    assert math.isclose(inverse_document_frequency(0, 0), math.log(2))
