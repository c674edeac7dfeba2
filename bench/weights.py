"""Fits `rag.weights`: `python -m bench.weights eval/questions/xuhui.jsonl`.

Needs an index (`huiwen index`). Prints the two models and, ten-fold cross-validated, how often
the best sentence meets the evidence written down, and how many questions without an answer
are refused where a given share of those with one is.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_predict

from eval.metrics import Words, locate
from eval.questions import Question as Asked
from eval.questions import read_questions
from rag.chat import Archive
from rag.question import Question
from rag.settings import Settings
from rag.weights import Doubts, Features

NEVER = -6.0
"""The weight, not fitted, of what cannot answer by its nature: `untold` and `untimely`."""

FIXED = np.array([NEVER if name in ("untold", "untimely") else 0.0 for name in Features._fields])
PENALTY = 0.5
FOLDS = 10

Matrix = NDArray[np.float64]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--today", type=dt.date.fromisoformat)
    options = parser.parse_args()
    archive = Archive.open(Settings.load(generator="extractive"))
    today = options.today or (archive.coverage or [dt.date.max])[-1]
    asked = read_questions(options.questions)
    read = [described(archive, question, today) for question in asked]
    features = [r[0] for r in read]
    apt = [r[2] for r in read]
    with_evidence = np.array([i for i, a in enumerate(apt) if a.any()])
    best = np.zeros(len(asked), int)
    for train, test in KFold(FOLDS, shuffle=True, random_state=0).split(with_evidence):
        fitted = order([features[i] for i in with_evidence[train]],
                       [apt[i] for i in with_evidence[train]])  # fmt: skip
        for i in with_evidence[test]:
            best[i] = int(np.argmax(features[i] @ fitted))
    hit = np.mean([apt[i][best[i]] for i in with_evidence])
    print(f"best sentence is evidence, cross-validated: {hit:.3f} of {len(with_evidence)}")
    fitted = order([features[i] for i in with_evidence], [apt[i] for i in with_evidence])
    for i in sorted(set(range(len(asked))) - set(with_evidence.tolist())):
        best[i] = int(np.argmax(features[i] @ fitted))
    print(_written("BEST", Features, fitted))
    doubts = np.array([r[1][b] for r, b in zip(read, best, strict=True)])
    refusals(doubts, np.array([question.answerable for question in asked]))


def described(
    archive: Archive, asked: Asked, today: dt.date
) -> tuple[Matrix, Matrix, NDArray[np.bool_]]:
    """Features and doubts of every sentence found for a question, and which are evidence."""
    question = Question.of(asked.text, today)
    reading, found, known = archive.describe(question)
    places = [
        place
        for e in asked.evidence
        for place in locate(e.text, e.file, archive.source(e.file).raw)
    ]
    said = [
        Words.of(unit.passage.file, unit.spans, archive.source(unit.passage.file).raw)
        for unit, _ in found
    ]
    doubts = [reading.doubts(unit, f) for (unit, _), f in zip(found, known, strict=True)]
    return (
        np.array(known),
        np.array(doubts),
        np.array([any(words.meets(place) for place in places) for words in said]),
    )


def order(features: Sequence[Matrix], apt: Sequence[NDArray[np.bool_]]) -> Matrix:
    """Weights that put evidence first: maximum likelihood of a softmax over each question."""

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = 0.0, np.zeros_like(weights)
        for x, good in zip(features, apt, strict=True):
            scores = x @ np.where(FIXED != 0, FIXED, weights)
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            share = chance[good].sum() + 1e-12
            total -= np.log(share)
            slope -= x.T @ (np.where(good, chance / share, 0) - chance)
        slope[FIXED != 0] = 0
        return total + PENALTY * float(weights @ weights), slope + 2 * PENALTY * weights

    found: Any = minimize(loss, np.zeros(len(FIXED)), jac=True, method="L-BFGS-B")
    weights: Matrix = np.where(FIXED != 0, FIXED, found.x)
    return weights


def refusals(doubts: Matrix, answerable: NDArray[np.bool_]) -> None:
    """Fit and print the model that says whether the best sentence answers."""
    model = LogisticRegression(C=3, max_iter=2000)
    untimely = Doubts._fields.index("untimely")
    never = NEVER * doubts[:, untimely]
    doubts = np.delete(doubts, untimely, axis=1)
    runs = [
        cross_val_predict(
            model, doubts, answerable, method="predict_proba",
            cv=StratifiedKFold(FOLDS, shuffle=True, random_state=seed),
        )[:, 1]
        for seed in range(5)
    ]  # fmt: skip
    odds = np.log(np.mean(runs, axis=0) / (1 - np.mean(runs, axis=0))) + never
    sure = 1 / (1 + np.exp(-odds))
    print(f"area under the ROC curve, cross-validated: {roc_auc_score(answerable, sure):.3f}")
    for share in (0.02, 0.04, 0.06, 0.1):
        least = np.quantile(sure[answerable], share)
        refused = np.mean(sure[~answerable] < least)
        print(
            f"refusing {share:.2f} of the answerable (below {least:.2f}): {refused:.3f} of others"
        )
    model.fit(doubts, answerable)
    print(_written("ANSWERS", Doubts, np.insert(model.coef_[0], untimely, NEVER)))
    print(f"CONSTANT = {model.intercept_[0]:.2f}")


def _written(name: str, kind: Any, weights: Matrix) -> str:
    pairs = (f"{field}={w:.2f}" for field, w in zip(kind._fields, weights, strict=True))
    return f"{name} = {kind.__name__}({', '.join(pairs)})"


if __name__ == "__main__":
    main()
