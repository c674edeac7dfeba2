"""Every expected value here was worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import metrics
from rag.records import Span


def row(
    *,
    right: bool,
    answerable: bool = True,
    abstained: bool = False,
    confidence: float = 0.5,
    **scores: Any,
) -> metrics.Row:
    made = {
        "right": right,
        "misled": None,
        "f1": 0.0,
        "valid": 0,
        "apt": 0,
        "evidence": 0,
        "evidence_cited": 0,
        "cited_sentences": 0,
        "retrieval": None,
    }
    return {
        "answerable": answerable,
        "abstained": abstained,
        "confidence": confidence,
        "citations": [None] * scores.pop("citations", 0),
        "sentences": [None] * scores.pop("sentences", 0),
        "timing_ms": scores.pop("timing_ms", {}),
        "scores": made | scores,
    }


# Four questions with an answer (right, wrong, wrong, refused), three without (refused twice).
ROWS = [
    row(
        right=True,
        citations=2,
        valid=2,
        apt=1,
        evidence=1,
        evidence_cited=1,
        sentences=1,
        cited_sentences=1,
        f1=0.5,
        confidence=0.9,
    ),
    row(
        right=False,
        citations=1,
        valid=1,
        apt=0,
        evidence=2,
        evidence_cited=1,
        sentences=2,
        cited_sentences=1,
        confidence=0.6,
    ),
    row(
        right=False,
        citations=1,
        valid=0,
        apt=1,
        evidence=1,
        evidence_cited=0,
        sentences=1,
        confidence=0.6,
    ),
    row(right=False, abstained=True, evidence=1, confidence=0.1),
    row(right=True, answerable=False, abstained=True, confidence=0.2),
    row(right=True, answerable=False, abstained=True, confidence=0.1),
    row(
        right=False,
        answerable=False,
        citations=1,
        valid=1,
        sentences=1,
        cited_sentences=1,
        confidence=0.3,
    ),
]


def test_figures_by_hand() -> None:
    value = {name: f.value for name, f in metrics.figures(ROWS).items()}
    assert value == pytest.approx(
        {
            "accuracy": 3 / 7,
            "accuracy, answerable": 1 / 4,
            "right when answered": 1 / 4,
            "character F1": 0.5 / 4,
            "refusal precision": 2 / 3,
            "refusal recall": 2 / 3,
            "refusal F1": 2 / 3,
            "citation validity": 4 / 5,
            "citation precision": 2 / 4,  # of the answerable questions' four citations
            "evidence recall": 2 / 5,  # a refusal recalls nothing
            "cited sentences": 3 / 5,
        }
    )


def test_outcomes() -> None:
    assert [metrics.outcome(r) for r in ROWS] == [
        "right", "wrong", "wrong", "missed", "refused", "refused", "invented",
    ]  # fmt: skip


def test_retrieval_by_hand() -> None:
    relevant = {"a": {1, 2}, "b": {7}, "c": {9}}
    found = {"a": [5, 1, 6, 2], "b": [7], "c": []}
    each = metrics.retrieval_by_question(relevant, found)
    dcg = 1 / math.log2(3) + 1 / math.log2(5)
    ideal = 1 + 1 / math.log2(3)
    assert each["a"] == pytest.approx(
        {"ndcg@10": dcg / ideal, "hit@1": 0, "hit@5": 1, "mrr@10": 1 / 2, "recall@10": 1}
    )
    assert set(each["b"].values()) == {1.0}
    assert set(each["c"].values()) == {0.0}
    mean = metrics.retrieval(relevant, found)
    assert mean["mrr@10"] == pytest.approx((0.5 + 1 + 0) / 3, abs=1e-6)


def test_a_question_with_nothing_relevant_is_left_out() -> None:
    assert metrics.retrieval_by_question({"a": set()}, {"a": [1]}) == {}


def test_the_eleventh_place_counts_for_nothing() -> None:
    each = metrics.retrieval_by_question({"a": {10}}, {"a": list(range(11))})
    assert set(each["a"].values()) == {0.0}


def test_a_bootstrap_interval_holds_its_value_and_repeats() -> None:
    ratios = np.array([[1.0, 1.0]] * 30 + [[0.0, 1.0]] * 70)
    first, second = metrics.bootstrap(ratios), metrics.bootstrap(ratios)
    assert first == second
    assert first.value == pytest.approx(0.3)
    # 1.96 · √(0.3 · 0.7 / 100) is 0.09
    assert first.low == pytest.approx(0.21, abs=0.02)
    assert first.high == pytest.approx(0.39, abs=0.02)


def test_a_sure_thing_has_no_width() -> None:
    figure = metrics.bootstrap(np.array([[1.0, 1.0]] * 5))
    assert (figure.value, figure.low, figure.high) == (1, 1, 1)


def test_permutation_exact_by_hand() -> None:
    # Three pairs differ, all one way: of 2³ exchanges, the seen one and its mirror are as far.
    ones, zeros = np.array([[1.0, 1.0]] * 3), np.array([[0.0, 1.0]] * 3)
    assert metrics.permutation_test(ones, zeros) == pytest.approx(2 / 8)
    assert metrics.permutation_test(ones, ones) == 1.0
    # One of two pairs each way: every exchange is as far as none at all.
    mixed = np.array([[1.0, 1.0], [0.0, 1.0]])
    assert metrics.permutation_test(mixed, mixed[::-1]) == 1.0


def test_permutation_by_sampling_finds_what_is_plain() -> None:
    ones, zeros = np.array([[1.0, 1.0]] * 40), np.array([[0.0, 1.0]] * 40)
    assert metrics.permutation_test(ones, zeros) == pytest.approx(1 / 10001)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30))
def test_p_is_a_share_and_symmetric(pairs: list[tuple[bool, bool]]) -> None:
    a = np.array([[float(x), 1.0] for x, _ in pairs])
    b = np.array([[float(y), 1.0] for _, y in pairs])
    p = metrics.permutation_test(a, b)
    assert 0 < p <= 1
    assert p == pytest.approx(metrics.permutation_test(b, a), abs=0.05)


def test_risk_and_coverage_by_hand() -> None:
    curve = metrics.risk_coverage(ROWS)
    # Answered: right at .9, two wrong at .6 together, invented at .3; seven questions in all.
    by_hand = np.array([(1 / 7, 0), (3 / 7, 2 / 3), (4 / 7, 3 / 4)])
    assert np.array(curve) == pytest.approx(by_hand)
    # (1·0 + 2·2/3 + 1·3/4) / 4
    assert metrics.area_under_risk(curve) == pytest.approx((4 / 3 + 3 / 4) / 4)
    assert metrics.area_under_risk([]) == 0


def test_calibration_by_hand() -> None:
    bins = metrics.calibration(ROWS)
    by_hand = np.array([(0.3, 0, 1), (0.6, 0, 2), (0.9, 1, 1)])
    assert np.array([(b.confidence, b.accuracy, b.count) for b in bins]) == pytest.approx(by_hand)
    # (1·.3 + 2·.6 + 1·.1) / 4
    assert metrics.calibration_error(bins) == pytest.approx(0.4)


def test_latency_is_of_the_questions_that_had_the_stage() -> None:
    rows = [
        row(right=True, timing_ms={"search": 10.0, "generate": 100.0}),
        row(right=True, timing_ms={"search": 30.0}),
    ]
    stages = metrics.latency(rows)
    assert stages["search"]["p50"] == pytest.approx(20)
    assert stages["generate"]["n"] == 1


RAW = "第一句。\n钟晓\n\n咏 说了。钟晓咏又说。"


def test_a_quote_is_found_wherever_it_stands() -> None:
    places = metrics.locate("钟 晓咏", "a.txt", RAW)
    assert [sorted(w.places) for w in places] == [[5, 6, 9], [14, 15, 16]]
    assert metrics.locate("不在", "a.txt", RAW) == []
    assert metrics.locate(" ", "a.txt", RAW) == []


def test_words_meet_when_half_of_the_shorter_is_shared() -> None:
    quote = metrics.Words.of("a.txt", [Span(5, 14)], RAW)  # 钟晓咏说了。
    assert len(quote.places) == 6
    assert metrics.Words.of("a.txt", [Span(5, 7)], RAW).meets(quote)
    assert metrics.Words.of("a.txt", [Span(0, 7)], RAW).meets(quote) is False  # 2 of 6
    assert metrics.Words.of("a.txt", [Span(0, 10)], RAW).meets(quote)  # 3 of 6
    assert not metrics.Words.of("b.txt", [Span(5, 14)], RAW).meets(quote)
