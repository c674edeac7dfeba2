"""A second look: a language model says which of the best sentences answers, or that none does.

Asked for an answer, a small model gives one whatever the evidence. Shown the three best
sentences and asked for the number of the one that answers, its log-probabilities tell what the
words of a sentence do not: of the 68 questions of `second.jsonl` they part those with an
answer from those without as well as our own doubts do (area under the ROC curve .92 and .94),
both together better (.96); given RGB's news, where our doubts then reached .67, they reach .91.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..records import Evidence

OPTIONS = 3
"""Sentences among which it chooses: what it reads takes its time."""

UNSEEN = ("when", "page")
"""What a model is not believed to see where evidence is not enough: that a day is of another act
is told by rules, and so is the number of a page.

Of 717 questions of eleven sets it brought back 3 such days that were right, and 7 of those whose
day is not there; of all else 5 and 2.
"""

SURE = 2.4
"""Log-odds that there is an answer, the model's and the evidence's own together, under which
nothing is told."""

WORTH = 0.5
"""How sure evidence must be of itself for a model to be asked of it where it alone is not enough.

Of 24 questions of thirteen sets whose answer was refused so, the sum of both brought back 10 (and 4
wrong ones); of 149 without an answer it answered one. Under this, next to nothing comes back.
"""

STEP = 1.0
"""How much likelier, as a logarithm, the next sentence must be to take the place of the best: a
small model likes what stands in the middle."""

OWN = 0.5
"""The weight of how sure a sentence is of itself, as log-odds, beside the model's logarithm.

Of 527 questions of eleven sets with an answer, the sentence that the model takes instead of the
first was right where the first was wrong in 6, and the reverse in 7; so weighed, in 5 and 1.
"""


def weighed(found: Sequence[Evidence], likely: Sequence[float]) -> tuple[Evidence, ...]:
    """`found` with the sentence first that is chosen; empty where none answers.

    `likely`: the log-probability that none does, then of each of the first of `found`. The
    constants were set on the 190 questions of `xuhui.jsonl`, `second.jsonl` and RGB that are
    answered with one sentence: between 2.1, the surest of those without an answer but two, and
    2.5, the least sure of those with one but one. Of RGB's questions without an answer it
    refuses few: what is found for them is too near.
    """
    none, *each = likely
    odds = math.log1p(-min(math.exp(none), 1 - 1e-9)) - none
    if odds + _logit(found[0].score) < SURE:
        return ()
    own = [OWN * _logit(item.score) for item in found[: len(each)]]
    best = max(range(len(each)), key=lambda place: each[place] - STEP * place + own[place])
    return (found[best], *found[:best], *found[best + 1 :])


def _logit(share: float) -> float:
    return math.log(share / (1 - share)) if 0 < share < 1 else math.copysign(math.inf, share - 0.5)
