"""BM25 over `text.tokens`, built once and opened by memory map. Sole owner of bm25s.

The variant is Lucene's (Kamphuis et al. 2020, "Which BM25 do you mean?") as bm25s
computes it ahead of time: an index holds one score for each term of each passage.
Segments of one archive are scored with the archive's document frequencies, not with
their own. Length is still normalised by the segment's mean, which differs little
between segments of one newspaper.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import IndexVersionError

K1, B = 0.6, 0.6
"""Saturation and length, by nDCG@10 on five sets. Less than the usual 1.5 and 0.75: in a short
passage a word said twice says little more than once."""

FILES = (
    "data.csc.index.npy",
    "indices.csc.index.npy",
    "indptr.csc.index.npy",
    "vocab.index.json",
    "params.index.json",
)


class Lexical:
    """The BM25 index of one segment: `len()` passages, numbered from 0."""

    def __init__(self, bm25: Any) -> None:
        self._bm25 = bm25
        self._vocabulary: Mapping[str, int] = bm25.vocab_dict

    @classmethod
    def build(cls, token_lists: Sequence[Sequence[str]]) -> Lexical:
        """An index of passages given as lists of tokens."""
        import bm25s

        bm25 = bm25s.BM25(method="lucene", k1=K1, b=B)
        # bm25s refuses a corpus without a single token; an empty word stands in for it.
        lists = [list(tokens) or [""] for tokens in token_lists]
        # Its vocabulary is made in the order of a set, which differs between two runs of
        # Python; an index must not: the ids are given in the order of first appearance.
        ids: dict[str, int] = {}
        corpus = [[ids.setdefault(token, len(ids)) for token in tokens] for tokens in lists]
        bm25.index((corpus, ids), show_progress=False)
        return cls(bm25)

    @classmethod
    def open(cls, folder: Path) -> Lexical:
        """The index in `folder`, memory-mapped. Raises IndexVersionError."""
        import bm25s

        try:
            return cls(bm25s.BM25.load(str(folder), mmap=True, load_corpus=False))
        except (OSError, ValueError, KeyError, json.JSONDecodeError) as error:
            raise IndexVersionError(
                f"The BM25 index {folder} cannot be read ({error}). Run: huiwen index --rebuild"
            ) from error

    def save(self, folder: Path) -> None:
        """Write `FILES` into `folder`."""
        self._bm25.save(str(folder), show_progress=False)

    def __len__(self) -> int:
        return int(self._bm25.scores["num_docs"])

    def document_frequency(self, token: str) -> int:
        """How many passages have `token`."""
        i = self._vocabulary.get(token)
        if i is None:
            return 0
        pointers = self._bm25.scores["indptr"]
        return int(pointers[i + 1] - pointers[i])

    def scores(
        self, tokens: Sequence[str], idf: Mapping[str, float]
    ) -> tuple[NDArray[np.float32], dict[str, NDArray[np.int32]]]:
        """BM25 scores of all passages, shape (len(self),), and the passages of each term.

        `idf` holds the archive's inverse document frequency of each token.
        """
        found: dict[str, NDArray[np.int32]] = {}
        out = np.zeros(len(self), np.float32)
        arrays = self._bm25.scores
        for token, times in Counter(tokens).items():
            i = self._vocabulary.get(token)
            if i is None:
                continue
            at = slice(int(arrays["indptr"][i]), int(arrays["indptr"][i + 1]))
            rows = np.asarray(arrays["indices"][at])
            own = inverse_document_frequency(len(rows), len(self))
            # A passage stands at most once in a term's list, so no add.at is needed.
            out[rows] += np.asarray(arrays["data"][at]) * np.float32(times * idf[token] / own)
            found[token] = rows
        return out, found


def inverse_document_frequency(having: int, of: int) -> float:
    """Lucene's idf of a term that `having` of `of` passages have; always positive."""
    return math.log(1 + (of - having + 0.5) / (having + 0.5))
