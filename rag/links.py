"""Which articles tell the same, and which go on with another."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from . import text
from .lines import jump
from .records import Article

_NOT_WORD = re.compile(r"[\W_]+")
_SHINGLE = 5  # characters
_BANDS, _ROWS = 20, 5  # a pair of Jaccard 0.55 shares a band two times in three, of 0.8 always
_SAME = 0.6
_CONTINUES = 0.05  # of its words that the second part of a story must share with the first


def link(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The same articles, each with the ids of those that repeat or continue it in `links`.

    Repeats are stories alike in `_SAME` of their shingles or more, of any issue, found by
    MinHash and banding (Broder 1997; near linear in the number of articles). A jump
    (下转第2版) is linked to the arrival (上接第1版) of the same issue that speaks most
    alike, and to none in doubt.
    """
    links: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in itertools.chain(_repeats(articles), _jumps(articles)):
        links[a.id].add(b.id)
        links[b.id].add(a.id)
    return tuple(replace(a, links=tuple(sorted(links[a.id] - {a.id}))) for a in articles)


def _repeats(articles: Sequence[Article]) -> Iterator[tuple[Article, Article]]:
    told = [a for a in articles if a.kind in {"story", "caption"}]
    shingles = [_shingles(a) for a in told]
    buckets: defaultdict[tuple[int, bytes], list[int]] = defaultdict(list)
    for i, grams in enumerate(shingles):
        if grams:
            for band, key in enumerate(_signature_bands(grams)):
                buckets[band, key].append(i)
    seen: set[tuple[int, int]] = set()
    for members in buckets.values():
        # A story printed a hundred times is a chain, not ten thousand pairs.
        for pair in itertools.pairwise(members):
            if pair not in seen:
                seen.add(pair)
                a, b = shingles[pair[0]], shingles[pair[1]]
                if len(a & b) >= _SAME * len(a | b):
                    yield told[pair[0]], told[pair[1]]


def _shingles(article: Article) -> set[str]:
    said = _NOT_WORD.sub("", text.fold(article.text))
    return {said[k : k + _SHINGLE] for k in range(len(said) - _SHINGLE + 1)}


def _signature_bands(grams: Iterable[str]) -> Iterator[bytes]:
    """MinHash of a set, `_BANDS` keys of `_ROWS` hashes each."""
    hashed = np.array([zlib.crc32(g.encode()) for g in sorted(grams)], dtype=np.uint64)
    generator = np.random.default_rng(1)
    factors = generator.integers(1, 1 << 31, _BANDS * _ROWS, dtype=np.uint64) * 2 + 1
    shifts = generator.integers(0, 1 << 31, _BANDS * _ROWS, dtype=np.uint64)
    least = ((hashed[:, None] * factors + shifts) >> np.uint64(16)).min(axis=0)
    for band in range(_BANDS):
        yield least[band * _ROWS : (band + 1) * _ROWS].tobytes()


def _jumps(articles: Sequence[Article]) -> Iterator[tuple[Article, Article]]:
    leaving: defaultdict[dt.date, list[Article]] = defaultdict(list)
    arriving: list[Article] = []
    for article in articles:
        if article.date is None or article.kind != "story":
            continue
        paragraphs = article.text.split("\n")
        if _way(paragraphs[-1]) == "to":
            leaving[article.date].append(article)
        if any(_way(p) == "from" for p in paragraphs[:3]):
            arriving.append(article)
    for article in arriving:
        words = set(text.tokens(article.text))
        alike = sorted(
            ((_shared(words, a), a) for a in leaving[article.date or dt.date.min]),
            key=lambda scored: -scored[0],
        )
        sure = len(alike) == 1 or (len(alike) > 1 and alike[0][0] > 1.3 * alike[1][0])
        if sure and alike[0][0] >= _CONTINUES:
            yield alike[0][1], article


def _way(paragraph: str) -> str:
    found = jump(paragraph.strip())
    return found[0] if found else ""


def _shared(words: set[str], other: Article) -> float:
    long = {word for word in words if len(word) > 1}
    return len(long & set(text.tokens(other.text))) / max(1, len(long))
