"""Two linear models: which sentence is the best, and does it answer.

`BEST` orders the sentences of the hits (a softmax over them); `ANSWERS` and `CONSTANT` give
the probability that the best one answers (logistic regression over the reasons to doubt it).
Both were fitted by `python -m bench.weights eval/questions/xuhui.jsonl` on the development
questions alone, with an L2 penalty; it prints their cross-validated figures too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple


class Features(NamedTuple):
    """What is known of one sentence as an answer to one question; each in [0, 1] or so.

    Shares of the question's terms, by weight: in the sentence (`said`), with its headline and
    the sentence before (`near`), with the first of its story too (`lead`), in its passage
    (`passage`), in its best clause (`clause`), and in the best clause that has the thing asked
    for (`beside`). `told`: it has such a thing. `named`: it has the names and numbers of the
    question. `timely`: it is of the time asked about. `title`: the share in its headline. `run`:
    the longest run of characters shared. `asks`: it is itself a question. `astray`: it is dated,
    and not of the days asked about. `untold`, `untimely`: not at all, where it could be.
    `place`: masthead or contents where those are asked for, -1 where not. `found`: the score of
    its passage.
    """

    said: float
    near: float
    lead: float
    passage: float
    story: float
    chars: float
    run: float
    cosine: float
    nearest: float
    told: float
    clause: float
    beside: float
    timely: float
    named: float
    headline: float
    place: float
    length: float
    found: float
    title: float
    asks: float
    astray: float
    untold: float
    untimely: float


class Doubts(NamedTuple):
    """Why the best sentence may not answer; each 0 where there is no such reason.

    `untold`: the thing asked for is of a kind that can be told, and is not there. `short`: a
    list with too few items. `untimely`: of another time. `unnamed`: without a quoted word, an
    ordinal or a number of the question; `stranger`: without a name that is in it; `undone`:
    without its verb. `contents`:
    only a headline of the contents tells of it. `foreign`: neither its words nor its sense are
    near; `apart`: its words are not. `elsewhere`: what it lacks of the question, other
    sentences have. `open`: of what is asked, no form can be told. The rest speaks for it.
    """

    untold: float
    short: float
    office: float
    untimely: float
    unnamed: float
    stranger: float
    undone: float
    contents: float
    foreign: float
    apart: float
    elsewhere: float
    open: float
    lead: float
    beside: float
    nearest: float


BEST = Features(
    said=1.88,
    near=2.22,
    lead=2.20,
    passage=1.92,
    story=2.29,
    chars=0.65,
    run=1.34,
    cosine=1.32,
    nearest=1.63,
    told=2.32,
    clause=1.87,
    beside=2.00,
    timely=1.02,
    named=0.66,
    headline=-1.43,
    place=0.31,
    length=-0.61,
    found=1.56,
    title=0.83,
    asks=-0.29,
    astray=-0.55,
    untold=-6.00,
    untimely=-6.00,
)
ANSWERS = Doubts(
    untold=-4.29,
    short=-3.29,
    office=-3.22,
    untimely=-6.00,
    unnamed=-2.90,
    stranger=-1.26,
    undone=-0.60,
    contents=-2.66,
    foreign=-2.74,
    apart=-1.72,
    elsewhere=1.47,
    open=0.03,
    lead=0.27,
    beside=0.89,
    nearest=0.21,
)
CONSTANT = 1.97


def answers(doubts: Doubts) -> float:
    """The probability that a sentence answers, in [0, 1]."""
    return 1 / (1 + math.exp(-dot(ANSWERS, doubts) - CONSTANT))


def dot(weights: Sequence[float], features: Sequence[float]) -> float:
    """Σ weight · feature."""
    return sum(w * f for w, f in zip(weights, features, strict=True))
