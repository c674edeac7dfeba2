"""Linear models: which sentence is the best, and does it answer.

`BEST` orders the sentences of the hits (a softmax over them); `ANSWERS` and `CONSTANT` give
the probability that the best one answers (logistic regression over the reasons to doubt it).
Both were fitted by `python -m bench.weights eval/questions/xuhui.jsonl --news …` on the
development questions, the order of sentences on the even half of RGB (zh_refine) too, with an L2
penalty; it prints their cross-validated figures. Fitted again after `text.rarity` came, they
moved by hundredths and answered two questions less of those they were fitted on: they were left.
`LEANS`, set by hand, is added to `BEST`: what these questions had too few of to be fitted to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple


class Features(NamedTuple):
    """What is known of one sentence as an answer to one question; each in [0, 1] or so.

    Shares of the question's terms, by weight: in the sentence (`said`), with its headline and
    the sentence before (`near`), with the first of its story too (`lead`), in its passage
    (`passage`), in its story so far (`story`), in its headline (`title`), in its best clause
    (`clause`), and in the best clause that has the thing asked for (`beside`). `chars`: the share
    of their characters in it. `run`: the longest run of characters shared. `cosine`: that of it
    and the question; `nearest`: the best of its clauses, two by two. `told`: it has such a thing.
    `named`: it has the names, people's among them, and the numbers of the question. `timely`: it
    is of the time asked about, and of no other place. `headline`: it is its story's. `length`: how
    long it is. `asks`: it is itself a question. `astray`: it is dated, and not of the days asked
    about, or of another place. `untold`, `untimely`: not at all, where it could be. `place`:
    masthead or contents where those are asked for, -1 where not. `found`: the score of its passage.
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

    `untold`: the thing asked for is of a kind that can be told, and is not there. `short`: a list
    with too few items, or not told in the form in which news tells it. `office`: it is not sure
    who in it holds the office asked for, or another's is told of. `untimely`: of another
    time. `unnamed`: without a quoted word, an ordinal or a number of the question, or of the other
    of two (men where women are asked about); `stranger`: without a name that is in it, twice where
    its story is without somebody of whom another tells, or it is of another firm; `undone`:
    without its verb, thrice where that is what news says outright (开幕). `contents`: only a
    headline of the contents tells of it, or a masthead of what is not about the paper.
    `foreign`: neither its words nor its sense are near, or it is of a place that nothing found
    speaks of, or its paper is of another place; `apart`: its words are not. `astray`: it is
    dated and printed on other days than those asked about. `beside` speaks for it.
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
    astray: float
    beside: float


class Leanings(NamedTuple):
    """What else speaks for a sentence or against it, each 0 where nothing does.

    `topical`: the share that its story has of what earlier turns brought; `same_story`: it is of
    the story that the answer before was from; `due`: it has the coming year that is named. The
    rest speak against it. `second`: one of several headlines, its story mostly tells more;
    `foreseen`: it only foresees the figure (5年后将达到70%); `puts`: it puts a question itself, two
    where a reader of the page does; `other_day`: dated otherwise than by the one day asked about;
    `other_act`: of something else than the act whose day is asked for; `unlisted`: one thing where
    all of some are asked for; `short`: not told in the form in which news tells it (`Doubts`).
    `passed`: it cannot answer, without anything said where somebody's
    words are asked for, of another time, or of the other of two.
    """

    topical: float
    same_story: float
    due: float
    second: float
    foreseen: float
    puts: float
    other_day: float
    other_act: float
    unlisted: float
    short: float
    passed: float


BEST = Features(
    said=1.49,
    near=1.58,
    lead=1.99,
    passage=1.95,
    story=2.17,
    chars=0.85,
    run=1.30,
    cosine=1.06,
    nearest=1.49,
    told=2.73,
    clause=1.51,
    beside=1.73,
    timely=1.01,
    named=0.83,
    headline=-1.19,
    place=0.38,
    length=-0.56,
    found=1.32,
    title=0.76,
    asks=-0.63,
    astray=-0.53,
    untold=-6.00,
    untimely=-6.00,
)
LEANS = Leanings(
    topical=3.0,
    same_story=1.5,
    due=1.5,
    second=-0.3,
    foreseen=-0.5,
    puts=-2.0,
    other_day=-2.0,
    other_act=-2.0,
    unlisted=-1.0,
    short=-1.0,
    passed=-4.0,
)
ANSWERS = Doubts(
    untold=-4.21,
    short=-3.34,
    office=-3.03,
    untimely=-6.00,
    unnamed=-2.97,
    stranger=-1.28,
    undone=-0.94,
    contents=-2.55,
    foreign=-2.72,
    apart=-1.77,
    astray=-2.30,
    beside=1.11,
)
CONSTANT = 2.39


def answers(doubts: Doubts) -> float:
    """The probability that a sentence answers, in [0, 1]."""
    return 1 / (1 + math.exp(-dot(ANSWERS, doubts) - CONSTANT))


def dot(weights: Sequence[float], features: Sequence[float]) -> float:
    """Σ weight · feature."""
    return sum(w * f for w, f in zip(weights, features, strict=True))
