"""BM25 over `text.tokens`: postings built once, opened by memory map, scored with numpy.

The variant is Lucene's (Kamphuis et al. 2020, "Which BM25 do you mean?"). A segment keeps
how often each term stands in each passage, and how long the passages are; what belongs to
the whole archive (document frequencies, mean length) is given with the query, so a passage
scores the same in a segment of its own and in a large one, and merging segments changes
no score. Libraries that compute scores ahead of time (bm25s) fix both for each segment,
and load a vocabulary of strings at opening; here a term is known by a 64-bit hash, found
by binary search in the map. Two of a million terms collide once in 37 million archives.
"""

from __future__ import annotations

import hashlib
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import IndexVersionError

K1, B = 0.6, 0.6
"""Saturation and length, by nDCG@10 on five sets. Less than the usual 1.5 and 0.75: in a short
passage a word said twice says little more than once."""

FILES = ("terms.npy", "starts.npy", "rows.npy", "counts.npy", "lengths.npy")

_MOST = np.iinfo(np.uint16).max


class Lexical:
    """The BM25 index of one segment: `len()` passages, numbered from 0.

    `terms` are hashes, ascending; the passages of term i, ascending, and how often each
    has it are `rows` and `counts` from `starts[i]` to `starts[i + 1]`; `lengths` are the
    passages' numbers of tokens.
    """

    def __init__(
        self,
        terms: NDArray[np.uint64],
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        counts: NDArray[np.uint16],
        lengths: NDArray[np.int32],
    ) -> None:
        self._terms, self._starts, self._rows, self._counts = terms, starts, rows, counts
        self._lengths = lengths
        self._norms = (0.0, np.zeros(0, np.float32))

    @classmethod
    def build(cls, token_lists: Iterable[Sequence[str]]) -> Lexical:
        """An index of passages given as lists of tokens."""
        builder = Builder()
        for tokens in token_lists:
            builder.add(tokens)
        return builder.finish()

    @classmethod
    def merged(cls, parts: Sequence[tuple[Lexical, NDArray[np.bool_]]]) -> Lexical:
        """The passages of several indexes, one after the other; of each, those that are kept."""
        terms, rows, counts, lengths = [], [], [], []
        offset = 0
        for part, kept in parts:
            renumbered = np.cumsum(kept) - 1 + offset
            own = kept[part._rows]
            terms.append(np.repeat(part._terms, np.diff(part._starts))[own])
            rows.append(renumbered[part._rows[own]].astype(np.int32))
            counts.append(part._counts[own])
            lengths.append(part._lengths[kept])
            offset += int(kept.sum())
        join = np.concatenate
        return cls._inverted(join(terms), join(rows), join(counts), join(lengths))

    @classmethod
    def open(cls, folder: Path) -> Lexical:
        """The index in `folder`, memory-mapped. Raises IndexVersionError."""
        try:
            return cls(*(np.asarray(np.load(folder / name, mmap_mode="r")) for name in FILES))
        except (OSError, ValueError, EOFError) as error:
            raise IndexVersionError(
                f"The BM25 index {folder} cannot be read ({error}). Run: huiwen index --rebuild"
            ) from error

    def save(self, folder: Path) -> None:
        """Write `FILES` into `folder`."""
        arrays: list[NDArray[Any]] = [self._terms, self._starts, self._rows]
        arrays += [self._counts, self._lengths]
        for name, values in zip(FILES, arrays, strict=True):
            np.save(folder / name, values)

    def __len__(self) -> int:
        return len(self._lengths)

    @property
    def token_count(self) -> int:
        """How many tokens all passages have together."""
        return int(self._lengths.sum(dtype=np.int64))

    def document_frequencies(self, tokens: Iterable[str]) -> dict[str, int]:
        """How many passages have each of those of `tokens` that any has."""
        return {t: int(self._starts[i + 1] - self._starts[i]) for t, i in self._found(tokens)}

    def scores(
        self, tokens: Sequence[str], idf: Mapping[str, float], mean_length: float
    ) -> tuple[NDArray[np.float32], dict[str, NDArray[np.int32]]]:
        """BM25 scores of all passages, shape (len(self),), and the passages of each term.

        `idf` holds the archive's inverse document frequency of each token, `mean_length`
        is that of its passages, in tokens.
        """
        if self._norms[0] != mean_length:
            norms = K1 * (1 - B + B * self._lengths / max(mean_length, 1e-9))
            self._norms = (mean_length, norms.astype(np.float32))
        norms = self._norms[1]
        found: dict[str, NDArray[np.int32]] = {}
        out = np.zeros(len(self), np.float32)
        asked = Counter(tokens)
        for token, i in self._found(asked):
            at = slice(int(self._starts[i]), int(self._starts[i + 1]))
            rows = self._rows[at]
            counts = self._counts[at].astype(np.float32)
            # A passage stands at most once in a term's list, so no add.at is needed.
            out[rows] += np.float32(asked[token] * idf[token]) * counts / (counts + norms[rows])
            found[token] = rows
        return out, found

    def _found(self, tokens: Iterable[str]) -> Iterable[tuple[str, int]]:
        """Those of `tokens` that are in the index, with their places in it."""
        asked = list(dict.fromkeys(tokens))
        hashes = np.array([_hash(token) for token in asked], np.uint64)
        places = np.searchsorted(self._terms, hashes)
        for token, place, own in zip(asked, places.tolist(), hashes, strict=True):
            if place < len(self._terms) and self._terms[place] == own:
                yield token, place

    @classmethod
    def _inverted(
        cls,
        terms: NDArray[np.uint64],
        rows: NDArray[np.int32],
        counts: NDArray[np.uint16],
        lengths: NDArray[np.int32],
    ) -> Lexical:
        """The index of postings in order of their passages."""
        order = np.argsort(terms, kind="stable")
        known, first = np.unique(terms[order], return_index=True)
        starts = np.append(first, len(terms)).astype(np.int64)
        return cls(known, starts, rows[order], counts[order], lengths)


class Builder:
    """Takes passages one by one; some 6 bytes are held for each term of each."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__  # a new term gets the next number
        self._terms, self._counts = array("i"), array("H")
        self._distinct, self._lengths = array("i"), array("i")

    def add(self, tokens: Sequence[str]) -> None:
        """The next passage."""
        asked = Counter(tokens)
        self._terms.extend(map(self._numbers.__getitem__, asked))
        few = len(tokens) <= _MOST
        self._counts.extend(asked.values() if few else [min(n, _MOST) for n in asked.values()])
        self._distinct.append(len(asked))
        self._lengths.append(len(tokens))

    def finish(self) -> Lexical:
        """The index of all that was added."""
        hashes = np.fromiter(map(_hash, self._numbers), np.uint64, len(self._numbers))
        distinct = np.array(self._distinct, np.int32)
        return Lexical._inverted(
            hashes[np.array(self._terms, np.int32)],
            np.repeat(np.arange(len(distinct), dtype=np.int32), distinct),
            np.array(self._counts, np.uint16),
            np.array(self._lengths, np.int32),
        )


def inverse_document_frequency(having: int, of: int) -> float:
    """Lucene's idf of a term that `having` of `of` passages have; always positive."""
    return math.log(1 + (of - having + 0.5) / (having + 0.5))


def _hash(token: str) -> int:
    return int.from_bytes(hashlib.blake2b(token.encode(), digest_size=8).digest(), "little")
