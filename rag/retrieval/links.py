"""Which articles tell the same, and which go on with another.

Pure, and an article at a time, so that an index can keep what is needed of each and find
the links of what is new without reading the old again.

- **Repeats** are alike in `SAME` of their shingles or more. MinHash with banding (Broder
  1997; Leskovec et al., Mining of Massive Datasets, 3.4) proposes them: two articles that
  share one of their `bands` are compared.
- A **jump** (下转第2版) goes on where a page of the same issue arrives (上接第1版) and
  speaks most alike; in doubt it goes nowhere.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..language import text
from ..reading.lines import jump
from ..records import Article

Shingles = NDArray[np.uint64]
"""The distinct runs of `_SHINGLE` characters of a text, hashed, ascending."""

SAME = 0.6
_SHINGLE = 5
_BANDS, _ROWS = 20, 5  # a pair of Jaccard 0.55 shares a band two times in three, of 0.8 always
_CONTINUES = 0.05  # of its words that the second part of a story must share with the first
_CLEARLY = 1.3  # times as alike as the next best

_NOT_WORD = re.compile(r"[\W_]+")
_RANDOM = np.random.default_rng(1)
_POWERS = _RANDOM.integers(1, 1 << 63, _SHINGLE, dtype=np.uint64) | np.uint64(1)
_FACTORS = _RANDOM.integers(1, 1 << 63, _BANDS * _ROWS, dtype=np.uint64) | np.uint64(1)
_MIXED = _RANDOM.integers(1, 1 << 63, _ROWS, dtype=np.uint64) | np.uint64(1)


def shingles(article: Article) -> Shingles:
    """What is compared of an article: nothing of mastheads and lists of headlines."""
    told = article.kind in {"story", "caption"}
    return shingled(article.text) if told else np.zeros(0, np.uint64)


def shingled(words: str) -> Shingles:
    """The shingles of a text, script, width, case, space and punctuation aside."""
    said = _NOT_WORD.sub("", text.fold(words)).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(said, np.uint32).astype(np.uint64)
    if len(codes) < _SHINGLE:
        return np.zeros(0, np.uint64)
    hashes = np.sort(np.convolve(codes, _POWERS[::-1], "valid"))
    distinct: Shingles = hashes[np.append(True, hashes[1:] != hashes[:-1])]  # np.unique is slower
    return distinct


def bands(grams: Shingles) -> list[int]:
    """The keys under which a set of shingles is filed, 64-bit and signed; none for none."""
    if not len(grams):
        return []
    # Multiply-shift hashing: the high half of the product is what is well mixed.
    least = (_FACTORS[:, None] * grams).min(axis=1) >> np.uint64(32)
    keys = (least.reshape(_BANDS, _ROWS) * _MIXED).sum(axis=1, dtype=np.uint64)
    return [int(key) for key in (keys + np.arange(_BANDS, dtype=np.uint64)).astype(np.int64)]


def alike(a: Shingles, b: Shingles, least: float = SAME) -> bool:
    """Whether the Jaccard similarity of two sets is `least` or more."""
    if min(len(a), len(b)) < least * max(len(a), len(b)):
        return False
    both = len(np.intersect1d(a, b, assume_unique=True))
    return both > 0 and both >= least * (len(a) + len(b) - both)


@dataclass(frozen=True, slots=True)
class End:
    """Where an article leaves for another page or arrives from one.

    `words` are the article's words of two characters or more, hashed, ascending.
    """

    article: str
    day: dt.date
    way: Literal["to", "from"]
    words: NDArray[np.uint32]


def ends(article: Article) -> list[End]:
    """The jumps at the end and at the beginning of an article whose issue's date is known."""
    if article.date is None or article.kind != "story":
        return []
    paragraphs = article.text.split("\n")
    ways: list[Literal["to", "from"]] = []
    if _way(paragraphs[-1]) == "to":
        ways.append("to")
    if any(_way(p) == "from" for p in paragraphs[:3]):
        ways.append("from")
    if not ways:
        return []
    hashed = [zlib.crc32(word.encode()) for word in text.tokens(article.text) if len(word) > 1]
    words = np.unique(np.array(hashed, np.uint32))
    return [End(article.id, article.date, way, words) for way in ways]


def jumps(issue: Sequence[End]) -> list[tuple[str, str]]:
    """Of the ends of one day: the articles that leave, with those where they arrive."""
    found = []
    for arrival in (end for end in issue if end.way == "from"):
        leaving = [end for end in issue if end.way == "to" and end.article != arrival.article]
        scored = sorted(((_shared(arrival, end), end.article) for end in leaving), reverse=True)
        sure = len(scored) == 1 or (len(scored) > 1 and scored[0][0] > _CLEARLY * scored[1][0])
        if sure and scored[0][0] >= _CONTINUES:
            found.append((scored[0][1], arrival.article))
    return found


def _way(paragraph: str) -> str:
    found = jump(paragraph.strip())
    return found[0] if found else ""


def _shared(arrival: End, leaving: End) -> float:
    common = np.intersect1d(arrival.words, leaving.words, assume_unique=True)
    return len(common) / max(1, len(arrival.words))
