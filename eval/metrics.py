"""What is measured, as pure functions. Definitions, formulas and sources: docs/metrics.md.

A figure is a ratio of two sums over questions, so that one bootstrap serves them all:
`FIGURES` gives for each the part of one row above and below the line.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG
from numpy.typing import NDArray

from rag.records import Span

Row = Mapping[str, Any]
"""One question's line of a run (docs/metrics.md, "A run")."""

Ratio = tuple[float, float]
Outcome = Literal["right", "wrong", "missed", "refused", "invented"]

RESAMPLES, SEED = 2000, 20250721
PERMUTATIONS = 10000

_RETRIEVAL = {
    "ndcg@10": nDCG @ 10,
    "hit@1": Success @ 1,
    "hit@5": Success @ 5,
    "mrr@10": RR @ 10,
    "recall@10": R @ 10,
}


def retrieval(
    relevant: Mapping[str, Set[int]], found: Mapping[str, Sequence[int]]
) -> dict[str, float]:
    """Mean nDCG@10, hit@1, hit@5, MRR@10 and recall@10 over the questions of `relevant`."""
    each = retrieval_by_question(relevant, found)
    return {
        name: round(sum(values[name] for values in each.values()) / max(len(each), 1), 6)
        for name in _RETRIEVAL
    }


def retrieval_by_question(
    relevant: Mapping[str, Set[Any]], found: Mapping[str, Sequence[Any]]
) -> dict[str, dict[str, float]]:
    """The same for each question that has something relevant; nothing found counts 0."""
    qrels = {q: {str(i): 1 for i in items} for q, items in relevant.items() if items}
    # trec_eval ranks by score: the place in the list stands for it, so that nothing ties.
    run = {q: {str(i): -float(n) for n, i in enumerate(found.get(q, ()))} for q in qrels}
    out = {q: dict.fromkeys(_RETRIEVAL, 0.0) for q in qrels}
    name_of = {measure: name for name, measure in _RETRIEVAL.items()}
    for value in ir_measures.iter_calc(list(name_of), qrels, run):
        out[value.query_id][name_of[value.measure]] = float(value.value)
    return out


@dataclass(frozen=True, slots=True)
class Words:
    """Characters of a page that are not white space, by their places in the raw file."""

    file: str
    places: frozenset[int]

    @classmethod
    def of(cls, file: str, spans: Sequence[Span], raw: str) -> Words:
        places = {i for a, b in spans for i in range(a, b) if not raw[i : i + 1].isspace()}
        return cls(file, frozenset(places))

    def shared(self, other: Words) -> int:
        return len(self.places & other.places) if self.file == other.file else 0

    def meets(self, other: Words) -> bool:
        """Half of the shorter of the two is in the other."""
        return 2 * self.shared(other) >= max(1, min(len(self.places), len(other.places)))


def locate(quote: str, file: str, raw: str) -> list[Words]:
    """Every place of a quote on a page, white space aside."""
    wanted = "".join(quote.split())
    places = [i for i, c in enumerate(raw) if not c.isspace()]
    bare = "".join(raw[i] for i in places)
    starts = []
    at = bare.find(wanted) if wanted else -1
    while at >= 0:
        starts.append(at)
        at = bare.find(wanted, at + 1)
    return [Words(file, frozenset(places[s : s + len(wanted)])) for s in starts]


def outcome(row: Row) -> Outcome:
    """What became of a question: answered right or wrong, missed; rightly refused, invented."""
    if row["answerable"]:
        return "missed" if row["abstained"] else "right" if row["scores"]["right"] else "wrong"
    return "refused" if row["abstained"] else "invented"


def _accuracy(row: Row) -> Ratio:
    return float(row["scores"]["right"]), 1


def _answerable(row: Row) -> Ratio:
    return (float(row["scores"]["right"]), 1) if row["answerable"] else (0, 0)


def _when_answered(row: Row) -> Ratio:
    return (0, 0) if row["abstained"] else (float(row["scores"]["right"]), 1)


def _f1(row: Row) -> Ratio:
    return (row["scores"]["f1"], 1) if row["answerable"] else (0, 0)


def _refusal_precision(row: Row) -> Ratio:
    return (float(not row["answerable"]), 1) if row["abstained"] else (0, 0)


def _refusal_recall(row: Row) -> Ratio:
    return (0, 0) if row["answerable"] else (float(row["abstained"]), 1)


def _refusal_f1(row: Row) -> Ratio:
    hit = 2.0 * (row["abstained"] and not row["answerable"])
    return hit, hit + (row["abstained"] == row["answerable"])


def _validity(row: Row) -> Ratio:
    return row["scores"]["valid"], len(row["citations"])


def _citation_precision(row: Row) -> Ratio:
    return (row["scores"]["apt"], len(row["citations"])) if row["answerable"] else (0, 0)


def _evidence_recall(row: Row) -> Ratio:
    return row["scores"]["evidence_cited"], row["scores"]["evidence"]


def _cited(row: Row) -> Ratio:
    return row["scores"]["cited_sentences"], len(row["sentences"])


def _misled(row: Row) -> Ratio:
    misled = row["scores"]["misled"]
    return (0, 0) if misled is None else (float(misled), 1)


def _retrieved(name: str) -> Callable[[Row], Ratio]:
    def ratio(row: Row) -> Ratio:
        found = row["scores"]["retrieval"]
        return (found[name], 1) if found else (0, 0)

    return ratio


FIGURES: dict[str, Callable[[Row], Ratio]] = {
    "accuracy": _accuracy,
    "accuracy, answerable": _answerable,
    "right when answered": _when_answered,
    "character F1": _f1,
    "refusal precision": _refusal_precision,
    "refusal recall": _refusal_recall,
    "refusal F1": _refusal_f1,
    "citation validity": _validity,
    "citation precision": _citation_precision,
    "evidence recall": _evidence_recall,
    "cited sentences": _cited,
    "misled": _misled,
    "nDCG@10": _retrieved("ndcg@10"),
    "MRR@10": _retrieved("mrr@10"),
    "recall@10": _retrieved("recall@10"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its bootstrap 95 % interval; `n` is the sum below the line."""

    value: float
    low: float
    high: float
    n: float


def figures(rows: Sequence[Row]) -> dict[str, Figure]:
    """Every figure of `FIGURES` that `rows` can give."""
    out = {}
    for name in FIGURES:
        ratios = parts(rows, name)
        if ratios[:, 1].sum():
            out[name] = bootstrap(ratios)
    return out


def parts(rows: Sequence[Row], figure: str) -> NDArray[np.float64]:
    """What each row gives to a figure, above and below the line; shape (rows, 2)."""
    return np.array([FIGURES[figure](row) for row in rows], float).reshape(-1, 2)


def bootstrap(ratios: NDArray[np.float64]) -> Figure:
    """Σ above / Σ below with a percentile interval over resampled questions (Efron 1979).

    `ratios` has shape (questions, 2). The seed is fixed: the same rows, the same interval.
    """
    ratios = ratios[ratios[:, 1] > 0]
    above, below = ratios.sum(axis=0)
    random = np.random.default_rng(SEED)
    # How often each question is drawn, rather than which: one matrix product does the rest.
    times = random.multinomial(len(ratios), np.full(len(ratios), 1 / len(ratios)), RESAMPLES)
    sums = times @ ratios
    low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])
    return Figure(*(float(value) for value in (above / below, low, high, below)))


def permutation_test(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Two-sided p of the difference of two ratios over the same questions (Fisher 1935).

    Were both runs alike, each question's two rows could change places. Both arrays have
    shape (questions, 2). Exact where at most 14 questions differ, else by 10,000 random
    exchanges, the one seen counted among them.
    """
    gap = first - second
    gap = gap[np.any(gap != 0, axis=1)]
    if not len(gap):
        return 1.0
    exact = len(gap) <= 14
    swapped = (
        np.array(list(itertools.product((0, 1), repeat=len(gap))))
        if exact
        else np.random.default_rng(SEED).integers(0, 2, (PERMUTATIONS, len(gap)))
    )
    moved = swapped @ gap
    differences = np.abs(_quotient(first.sum(0) - moved) - _quotient(second.sum(0) + moved))
    seen = abs(_quotient(first.sum(0)) - _quotient(second.sum(0))) - 1e-9
    alike = int(np.sum(differences >= seen))
    return alike / len(swapped) if exact else (1 + alike) / (1 + len(swapped))


def _quotient(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Above / below along the last axis; 0 where nothing is below."""
    above, below = sums[..., 0], sums[..., 1]
    out: NDArray[np.float64] = np.zeros_like(above, float)
    return np.divide(above, below, out=out, where=below > 0)


def risk_coverage(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """(coverage, risk) as answers are taken by falling confidence (El-Yaniv & Wiener 2010).

    Coverage is the share of all questions answered, risk the share of those that are
    wrong. Answers of equal confidence come in together.
    """
    answered = sorted((r for r in rows if not r["abstained"]), key=lambda r: -r["confidence"])
    out, wrong = [], 0
    for n, row in enumerate(answered, 1):
        wrong += not row["scores"]["right"]
        if n == len(answered) or answered[n]["confidence"] < row["confidence"]:
            out.append((n / len(rows), wrong / n))
    return out


def area_under_risk(curve: Sequence[tuple[float, float]]) -> float:
    """The mean risk over the coverage that is reached; 0 is best."""
    if not curve:
        return 0.0
    before = [0.0, *(coverage for coverage, _ in curve)]
    area = sum((c - b) * risk for b, (c, risk) in zip(before, curve, strict=False))
    return area / curve[-1][0]


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: how sure they were and how many were right."""

    confidence: float
    accuracy: float
    count: int


def calibration(rows: Sequence[Row], bins: int = 10) -> list[Bin]:
    """Answers in bins of equal width of confidence; empty ones left out."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        if not row["abstained"]:
            groups.setdefault(min(int(row["confidence"] * bins), bins - 1), []).append(row)
    return [
        Bin(
            sum(r["confidence"] for r in group) / len(group),
            sum(r["scores"]["right"] for r in group) / len(group),
            len(group),
        )
        for _, group in sorted(groups.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap, by count (Guo et al. 2017)."""
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.confidence - b.accuracy) for b in bins) / total if total else 0.0


def latency(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Percentiles in ms of each stage, over the questions that went through it."""
    stages = dict.fromkeys(stage for row in rows for stage in row["timing_ms"])
    out = {}
    for stage in stages:
        values = [row["timing_ms"][stage] for row in rows if stage in row["timing_ms"]]
        p50, p90, p95, p99 = np.percentile(values, [50, 90, 95, 99]).tolist()
        out[stage] = {"p50": p50, "p90": p90, "p95": p95, "p99": p99, "n": len(values)}
    return out
