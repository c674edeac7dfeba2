"""A query to hits: dense and lexical scores, normalised and added.

Scores are fused, not ranks: on the archives measured, reciprocal rank fusion is worse
than BM25 alone on half of them, while the sum of min–max normalised scores beats both
its parts (eval/results/retrieval.md).
"""

from __future__ import annotations

import numpy as np

from .encode import Encoder
from .evidence import covered
from .evidence import terms as about
from .records import Hit, Scope
from .store import Rows, Vectors, Version
from .text import tokens

CANDIDATES = 200
"""How many of the best by each part are scored by both."""

LEXICAL = 0.5
"""The share of the lexical part in a query whose words the archive all knows."""


def search(
    version: Version, encoder: Encoder, query: str, k: int = 10, scope: Scope | None = None
) -> tuple[Hit, ...]:
    """The `k` best passages of `version` for `query` within `scope`, best first."""
    alive = version.alive(scope)
    if not alive.any() or k < 1:
        return ()
    vector = encoder.query(query)
    terms = list(dict.fromkeys(tokens(query)))
    lexical, found, idf = version.lexical(terms)
    near, _ = version.nearest(vector, max(k, CANDIDATES), alive)
    rows = np.union1d(near, _best(np.where(alive, lexical, 0), max(k, CANDIDATES)))
    dense = version.cosines(vector, rows)
    share = LEXICAL * covered(about(query) or terms, found, idf)
    # An English question shares few words with Chinese pages: BM25 then sees next to
    # nothing of it, and its scores are trusted as little.
    fused = (1 - share) * _unit(dense, float(dense.min())) + share * _unit(lexical[rows], 0)
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


def _unit(scores: Vectors, low: float) -> Vectors:
    """Scores with `low` at 0 and the best at 1."""
    high = float(scores.max(initial=low))
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
