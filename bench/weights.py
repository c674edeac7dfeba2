"""Fits `rag.answering.weights`: `python -m bench.weights eval/questions/xuhui.jsonl [--news RGB]`.

Needs an index (`huiwen index`). `--news`: questions of RGB's form, each with its five documents
at a noise of 0.4, which count `SHARE` in the order of sentences (those that hold the answer are
to come first), so that what five pages do not teach is learnt from other news. Whether the best
one answers is learnt from the first file alone: learning it from RGB's rejections too made it
worse on ours, and refused fewer of theirs where as many of the answerable are refused.

Prints the two models and, cross-validated, how often the best sentence meets the evidence written
down, and how many questions without an answer are refused where a given share of those with one
is. Questions that the same story answers, or comes nearest to answering, are left out together:
a story that is judged was not learnt from.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, StratifiedGroupKFold, cross_val_predict

from eval.answers import right
from eval.cases import Maker, given
from eval.metrics import Words, locate
from eval.questions import Question as Asked
from eval.questions import read_questions, read_rgb
from rag.answering.weights import Doubts, Features
from rag.asking.question import Question
from rag.chat import Archive
from rag.retrieval.encode import Encoder
from rag.settings import Settings

NEVER = -6.0
"""The weight, not fitted, of what cannot answer by its nature: `untold` and `untimely`."""

FIXED = np.array([NEVER if name in ("untold", "untimely") else 0.0 for name in Features._fields])
PENALTY = 0.5
FOLDS = 8
RUNS = 5
"""Ways in which the stories are dealt to the folds."""
SHARE = 0.3
"""What a question of `--news` counts beside one of ours."""

Matrix = NDArray[np.float64]
Example = tuple[Matrix, NDArray[np.bool_], float]
"""The features of the sentences found for a question, which are evidence, what it counts."""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--news", type=Path, help="questions of RGB's form, to learn order from")
    parser.add_argument("--today", type=dt.date.fromisoformat)
    options = parser.parse_args()
    settings = Settings.load(generator="extractive")
    archive = Archive.open(settings)
    today = options.today or (archive.coverage or [dt.date.max])[-1]
    asked = read_questions(options.questions)
    read = [described(archive, question, today) for question in asked]
    features = [r[0] for r in read]
    apt = [r[2] for r in read]
    with_evidence = np.array([i for i, a in enumerate(apt) if a.any()])
    stories = np.array([r[3][int(np.argmax(r[2]))] for r in read])
    news = list(of_news(options.news, settings)) if options.news else []
    best = np.zeros(len(asked), int)
    hits, shares = [], []
    for seed in range(RUNS):
        folds = GroupKFold(FOLDS, shuffle=True, random_state=seed)
        for train, test in folds.split(with_evidence, groups=stories[with_evidence]):
            fitted = order([(features[i], apt[i], 1.0) for i in with_evidence[train]] + news)
            for i in with_evidence[test]:
                best[i] = int(np.argmax(features[i] @ fitted))
                hits.append(apt[i][best[i]])
                shares.append(_share(features[i], apt[i], fitted))
    print(f"best sentence is evidence, cross-validated: {np.mean(hits):.3f} of "
          f"{len(with_evidence)} (mean log-likelihood {np.mean(np.log(shares)):.3f})")  # fmt: skip
    fitted = order([(features[i], apt[i], 1.0) for i in with_evidence] + news)
    for i in sorted(set(range(len(asked))) - set(with_evidence.tolist())):
        best[i] = int(np.argmax(features[i] @ fitted))
    fitted_hits = [apt[i][np.argmax(features[i] @ fitted)] for i in with_evidence]
    print(f"the same, fitted: {np.mean(fitted_hits):.3f}")
    if news:
        held = np.mean([good[np.argmax(x @ fitted)] for x, good, _ in news])
        print(f"best sentence of the news holds the answer, fitted: {held:.3f} of {len(news)}")
    print(_written("BEST", Features, fitted))
    doubts = np.array([r[1][b] for r, b in zip(read, best, strict=True)])
    nearest = np.array([r[3][b] for r, b in zip(read, best, strict=True)])
    refusals(doubts, np.array([question.answerable for question in asked]), nearest)


def described(
    archive: Archive, asked: Asked, today: dt.date
) -> tuple[Matrix, Matrix, NDArray[np.bool_], list[str]]:
    """Features and doubts of every sentence found for a question, which are evidence, and the
    story of each."""
    question = Question.of(asked.text, today)
    reading, known = archive.describe(question)
    places = [
        place
        for e in asked.evidence
        for place in locate(e.text, e.file, archive.source(e.file).raw)
    ]
    said = [
        Words.of(unit.passage.file, unit.spans, archive.source(unit.passage.file).raw)
        for unit, _ in known
    ]
    doubts = [reading.doubts(unit, features) for unit, features in known]
    return (
        np.array([features for _, features in known]),
        np.array(doubts),
        np.array([any(words.meets(place) for place in places) for words in said]),
        [unit.passage.article.id for unit, _ in known],
    )


def of_news(path: Path, settings: Settings) -> Iterator[Example]:
    """Questions of RGB's form; the sentences that are evidence hold one of the answers."""
    maker = Maker("huiwen", Encoder.open(settings.encoders, settings.models), settings, None)
    for item in read_rgb(path):
        with maker.over_texts(given(item, "noise", 0.4)) as bench:
            assert isinstance(bench.subject, Archive)
            question = Question.of(item.question, dt.date.max)
            known = bench.subject.describe(question)[1]
        answers = [[one for group in item.answers for one in group]]
        good = np.array([right(answers, unit.text) for unit, _ in known])
        if good.any():
            yield np.array([features for _, features in known]), good, SHARE


def order(examples: Sequence[Example]) -> Matrix:
    """Weights that put evidence first: maximum likelihood of a softmax over each question."""

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = 0.0, np.zeros_like(weights)
        for x, good, weight in examples:
            scores = x @ np.where(FIXED != 0, FIXED, weights)
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            share = chance[good].sum() + 1e-12
            total -= weight * np.log(share)
            slope -= weight * (x.T @ (np.where(good, chance / share, 0) - chance))
        slope[FIXED != 0] = 0
        return total + PENALTY * float(weights @ weights), slope + 2 * PENALTY * weights

    found: Any = minimize(loss, np.zeros(len(FIXED)), jac=True, method="L-BFGS-B")
    weights: Matrix = np.where(FIXED != 0, FIXED, found.x)
    return weights


def _share(x: Matrix, good: NDArray[np.bool_], weights: Matrix) -> float:
    """The probability that the softmax gives to evidence."""
    scores = x @ weights
    chance = np.exp(scores - scores.max())
    return float(chance[good].sum() / chance.sum()) + 1e-12


def refusals(doubts: Matrix, answerable: NDArray[np.bool_], stories: NDArray[np.str_]) -> None:
    """Fit and print the model that says whether the best sentence answers."""
    model = LogisticRegression(C=3, max_iter=2000)
    untimely = Doubts._fields.index("untimely")
    never = NEVER * doubts[:, untimely]
    doubts = np.delete(doubts, untimely, axis=1)
    runs = [
        cross_val_predict(
            model, doubts, answerable, method="predict_proba", groups=stories,
            cv=StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed),
        )[:, 1]
        for seed in range(RUNS)
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
