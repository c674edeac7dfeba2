"""A query to hits: dense and lexical scores, normalised and added.

Scores are fused, not ranks: on every Chinese set measured, reciprocal rank fusion is worse
than BM25 alone, while the sum of the two scores, each as a part of the query's best, is as
good as its better part or better (eval/results/retrieval.md).
"""

from __future__ import annotations

import numpy as np

from .encode import Encoder
from .question import covered
from .question import terms as about
from .records import Hit, Scope
from .store import Rows, Vectors, Version
from .text import tokens

CANDIDATES = 200
"""How many of the best by each part are scored by both."""

LEXICAL = 0.7
"""The share of the lexical part in a query whose words the archive all knows.

Between 0.6 and 0.7 the five dev sets differ by less than 0.005 nDCG@10.
"""


def search(
    version: Version,
    encoder: Encoder,
    query: str,
    k: int = 10,
    scope: Scope | None = None,
    vector: Vectors | None = None,
) -> tuple[Hit, ...]:
    """The `k` best passages of `version` for `query` within `scope`, best first.

    `vector` is the query's, where the caller has it already.
    """
    alive = version.alive(scope)
    if not alive.any() or k < 1:
        return ()
    if vector is None:
        vector = encoder.query(query)
    terms = list(dict.fromkeys(tokens(query)))
    lexical, found, idf = version.lexical(terms)
    near, _ = version.nearest(vector, max(k, CANDIDATES), alive)
    rows = np.union1d(near, _best(np.where(alive, lexical, 0), max(k, CANDIDATES)))
    dense = version.cosines(vector, rows)
    # An English question shares few words with Chinese pages: BM25 then sees next to
    # nothing of it, and its scores are trusted as little.
    share = LEXICAL * covered(about(query) or terms, found, idf)
    fused = (1 - share) * _of_best(dense) + share * _of_best(lexical[rows])
    order = np.lexsort((rows, -fused))[:k]
    passages = version.passages([int(row) for row in rows[order]])
    return tuple(
        Hit(
            passage=passage,
            score=float(fused[i]),
            dense=float(dense[i]),
            lexical=float(lexical[rows[i]]),
            terms=tuple(t for t in terms if t in found and rows[i] in found[t]),
        )
        for i, passage in zip(order, passages, strict=True)
    )


def _best(scores: Vectors, k: int) -> Rows:
    """The rows of the `k` highest scores above 0, in no order."""
    k = min(k, len(scores))
    rows = np.argpartition(-scores, k - 1)[:k]
    return rows[scores[rows] > 0]


def _of_best(scores: Vectors) -> Vectors:
    """Scores as parts of the best; what is below 0 says nothing."""
    best = float(scores.max(initial=0))
    return (np.maximum(scores, 0) / (best or 1.0)).astype(np.float32)
