"""A query to hits: dense and lexical scores, normalised and added.

Scores are fused, not ranks: on every Chinese set measured, reciprocal rank fusion is worse
than BM25 alone, while the sum of the two scores is better than its better part
(eval/results/retrieval.md). In three steps:

* candidates: the nearest vectors and the best of BM25, each score as a part of the query's
  best;
* feedback: candidates like the first few of them gain (Rocchio 1971, on vectors), for a
  story is told in several issues;
* the best sentences of each of the first (Akkalyoncu Yilmaz et al. 2019, "Birch"): a passage
  counts two parts by the whole, two by the sentence in it that fits the query best, which had
  better have a thing of the kind that a question asks for, and one by how many characters of
  the query's words three sentences in a row have, for 演唱 is told by 献唱 as well. Here a
  word of an English question is told by any Chinese one that a dictionary, or its sound, gives.

What a reader types to the letter is meant to the letter. A quoted phrase bounds the search
to the passages that have its words, where there are any; a passage without the quotations,
names, numbers and dates of the query loses some of its score.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..asking.topic import covered
from ..asking.topic import terms as terms_of
from ..asking.wording import alternatives
from ..expected.expect import Expected
from ..language import dates
from ..language.mentions import PLAN
from ..language.text import (
    arabic_years,
    fold,
    han_count,
    language,
    names,
    sentences,
    tokens,
    unspaced,
)
from ..records import Hit, Passage, Scope
from . import links
from .encode import Encoder, Reranker
from .store import Version
from .vectors import Rows, Vectors

CANDIDATES = 200
"""How many of the best by each part are scored by both."""

LEXICAL = 0.7
"""The share of the lexical part in a query whose words the archive all knows.

Between 0.65 and 0.8 the five dev sets differ by less than 0.01 nDCG@10, as do the next two.
"""

FEEDBACK, MODELS, SHARPNESS = 0.1, 3, 0.1
"""The share of feedback, from how many of the first, and how fast their weight falls."""

RERANKED = 16
"""How many of the first are read sentence by sentence."""

WHOLE, NEAR = 0.4, 1 / 3
"""The share of the whole passage in its score, and of three sentences in a row in that of its
sentences: a fifth of all. Between 0.15 and 0.3 of all the five dev sets differ by less than 0.003.
"""

TOLD = 0.2
"""What a sentence gains that has what is asked for (a day, a number of what), beside one that
has not. RGB gains .018 nDCG@10, English over Chinese .003, the rest under .001."""

TWIN = 0.8
"""From which share of their shingles on two passages are one hit."""

EXACT = 0.2
"""What a passage loses of its score that has none of the query's names, numbers and dates."""

_PHRASE = re.compile(r"[“「『《\"]([^“”「」『』《》\"]{2,40})[”」』》\"]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LATIN_NAME = re.compile(r"\b(?:[A-Z][A-Za-z0-9.+&-]*|[a-z]+[A-Z0-9][A-Za-z0-9.+&-]*)\b")


def search(
    version: Version,
    encoder: Encoder,
    query: str,
    k: int = 10,
    scope: Scope | None = None,
    vector: Vectors | None = None,
    reranker: Reranker | None = None,
) -> tuple[Hit, ...]:
    """The `k` best passages of `version` for `query` within `scope`, best first.

    `vector` is the query's, where the caller has it already. With a `reranker`, half of the
    score of each of the best few is what it says of them.
    """
    alive = _quoting(version, query, version.alive(scope))
    if not alive.any() or k < 1:
        return ()
    if vector is None:
        vector = encoder.query(query)
    terms = _counted(list(terms_of(query)) or list(dict.fromkeys(tokens(query))))
    lexical, found, idf = version.lexical(terms)
    # A word that no page has may have been cut in another way there: 为主|攻 has no 主攻.
    pieces = [c for t in terms if t not in found and han_count(t) == len(t) > 1 for c in t]
    if pieces:
        terms = [*terms, *dict.fromkeys(pieces)]
        lexical, found, idf = version.lexical(terms)
    near, _ = version.nearest(vector, max(k, CANDIDATES), alive)
    rows = np.union1d(near, _best(np.where(alive, lexical, 0), max(k, CANDIDATES)))
    dense = version.cosines(vector, rows)
    # An English question shares few words with Chinese pages: BM25 then sees next to
    # nothing of it, and its scores are trusted as little.
    share = LEXICAL * covered(terms, found, idf)
    fused = (1 - share) * _of_best(dense) + share * _of_best(lexical[rows])
    fused = (1 - FEEDBACK) * fused + FEEDBACK * _feedback(version, rows, fused)
    first = np.lexsort((rows, -fused))[: k + RERANKED]
    passages = version.passages([int(row) for row in rows[first]])
    texts = [passage.text for passage in passages[:RERANKED]]
    folded = [fold(text) for text in texts]
    asked = _Asked.of(query, terms, idf, folded)
    said = _sentences(encoder, texts, folded, vector, asked, share)
    scores = WHOLE * fused[first]
    scores[: len(said)] += (1 - WHOLE) * said
    exact = _Exact.of(query, terms)
    known = [*folded, *[""] * (len(passages) - len(folded))]
    scores *= [1 - EXACT * exact.missing(p, text) for p, text in zip(passages, known, strict=True)]
    if reranker:
        best = np.argsort(-scores, kind="stable")[:RERANKED]
        scores /= 2
        scores[best] += reranker.scores(query, [_headed(passages[i]) for i in best]) / 2
    hits = (
        Hit(
            passage=passages[i],
            score=float(scores[i]),
            dense=float(dense[first[i]]),
            lexical=float(lexical[rows[first[i]]]),
            sentence=float(said[i]) if i < len(said) else 0.0,
            terms=tuple(
                t for t in dict.fromkeys(terms) if t in found and _has(found[t], rows[first[i]])
            ),
        )
        for i in np.argsort(-scores, kind="stable")
    )
    return _folded(hits, k)


def newest_first(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The same hits by the date of their issue; where it is unknown, by "not before"."""

    def day(hit: Hit) -> dt.date:
        article = hit.passage.article
        return article.printed or dt.date.min

    return tuple(sorted(hits, key=day, reverse=True))


@dataclass(frozen=True, slots=True)
class _Exact:
    """The names, quotations, numbers and dates of a query: what is meant to the letter."""

    names: tuple[str, ...]  # squeezed
    numbers: tuple[str, ...]
    dates: tuple[tuple[str, dates.Mention], ...]  # as typed, squeezed, and what they come to

    @classmethod
    def of(cls, query: str, terms: Sequence[str]) -> _Exact:
        """`terms` are what the query is about: a capital may begin a word of asking."""
        said = dates.mentions(query, None)
        people = names(query)
        latin = [n for n in map(fold, _LATIN_NAME.findall(query)) if {*tokens(n)} & {*terms}]
        return cls(
            names=tuple(map(_squeezed, dict.fromkeys([*_PHRASE.findall(query), *people, *latin]))),
            numbers=tuple(dict.fromkeys(_NUMBER.findall(fold(dates.without(query, said))))),
            dates=tuple((_squeezed(query[m.start : m.end]), m) for m in said),
        )

    def missing(self, passage: Passage, folded: str) -> float:
        """The share of them that a passage, its headline and its issue lack, in [0, 1].

        `folded` is its text, where that has been folded already.
        """
        wanted = len(self.names) + len(self.numbers) + len(self.dates)
        if not wanted:
            return 0.0
        article = passage.article
        text = f"{fold(article.title)}\n{folded or fold(passage.text)}"
        numbers = {
            *_NUMBER.findall(arabic_years(text)),
            str(article.issue),
            str(article.total_issue),
        }
        squeezed = unspaced(text)
        held = sum(name in squeezed for name in self.names)
        held += sum(number in numbers for number in self.numbers)
        held += sum(words in squeezed or _speaks_of(passage, day) for words, day in self.dates)
        return 1 - held / wanted


def _headed(passage: Passage) -> str:
    """The words of a passage under its headline."""
    return f"{passage.article.title}\n{passage.text}"


def _speaks_of(passage: Passage, day: dates.Mention) -> bool:
    """Whether a passage, or its issue, is of the days that a query names, or may well be."""
    issue = passage.article.date
    if issue is None:
        return True
    days = [(issue, issue), *((d.start, d.end) for d in passage.dates)]
    return any(start <= day.last and day.first <= end for start, end in days)


def _quoting(version: Version, query: str, alive: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Those of `alive` that have all words of what stands in quotes in the query.

    All of them where none has: a reader may quote from memory. That the words stand in a row
    is seen when a passage is read (`_Exact`).
    """
    for phrase in _PHRASE.findall(query):
        if PLAN.fullmatch(phrase):  # it is always printed so: the quotation marks ask for nothing
            continue
        words = list(dict.fromkeys(tokens(phrase)))
        _, found, _ = version.lexical(words)
        if words and len(found) == len(words):
            having = np.zeros_like(alive)
            having[functools.reduce(np.intersect1d, found.values())] = True
            having &= alive
            alive = having if having.any() else alive
    return alive


def _squeezed(text: str) -> str:
    """Folded, without its space: an OCR'd page has some inside its words."""
    return unspaced(fold(text))


def _folded(hits: Iterable[Hit], k: int) -> tuple[Hit, ...]:
    """The first `k` hits, those that print nearly the same folded into the best of them."""
    kept: list[Hit] = []
    said: list[links.Shingles] = []
    for hit in hits:
        grams = links.shingled(hit.passage.text)
        same = (i for i, other in enumerate(said) if links.alike(grams, other, TWIN))
        if (i := next(same, None)) is not None:
            kept[i] = replace(kept[i], duplicates=(*kept[i].duplicates, hit.passage))
        elif len(kept) < k:
            kept.append(hit)
            said.append(grams)
        else:
            break
    return tuple(kept)


def _has(rows: Rows, row: int) -> bool:
    """Whether `row` is among `rows`, which ascend."""
    at = int(np.searchsorted(rows, row))
    return at < len(rows) and int(rows[at]) == row


def _best(scores: Vectors, k: int) -> Rows:
    """The rows of the `k` highest scores above 0, in no order."""
    k = min(k, len(scores))
    rows = np.argpartition(-scores, k - 1)[:k]
    return rows[scores[rows] > 0]


def _counted(terms: Sequence[str]) -> list[str]:
    """`terms`, those twice that are not a part of another: jieba's search cut of 杰克逊 has 杰克
    and 克逊 as well, which were not typed as words."""
    return [*terms, *(t for t in terms if not any(t in other != t for other in terms))]


def _of_best(scores: Vectors) -> Vectors:
    """Scores as parts of the best; what is below 0 says nothing."""
    best = float(scores.max(initial=0))
    return (np.maximum(scores, 0) / (best or 1.0)).astype(np.float32)


def _feedback(version: Version, rows: Rows, fused: Vectors) -> Vectors:
    """How like the first few candidates each is."""
    first = np.lexsort((rows, -fused))[:MODELS]
    weights = np.exp((fused[first] - fused[first[0]]) / SHARPNESS)
    wanted = (weights / weights.sum()) @ version.vectors(rows[first])
    return _of_best(version.cosines(wanted, rows))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a query is about, and what may stand for it in the passages that are read.

    `terms` are the words that may stand for each term, with its share of the weight of all;
    `pieces` those for each character of a Chinese term, and for each other one. `known` is the
    share of the terms that the passages have, where they were asked for in English.
    """

    terms: tuple[tuple[Sequence[str], float], ...]
    pieces: tuple[Sequence[str], ...]
    known: float
    expected: Expected

    @classmethod
    def of(
        cls, query: str, terms: Sequence[str], idf: Mapping[str, float], texts: Sequence[str]
    ) -> _Asked:
        """What `query` is about, as the folded `texts` may say it."""
        stand: dict[str, tuple[str, ...]] = {t: (t,) for t in terms}
        known = 0.0
        if language(query) == "en":
            near = "\n".join(texts)
            stand = {t: alternatives(t, near) for t in stand}
            known = covered(terms, {t for t, words in stand.items() if _found_in(near, words)}, idf)
        # A day is told in many ways, and `_Exact` knows them; a year mostly as it is.
        days = (day for day in dates.mentions(query, None) if day.first == day.last)
        dated = {t for day in days for t in tokens(query[day.start : day.end])}
        pieces = [
            [(c,) for c in t] if not t.isascii() else [stand[t]] for t in stand if t not in dated
        ]
        weight = {t: covered(terms, (t,), idf) for t in stand}
        return cls(
            terms=tuple((words, weight[t]) for t, words in stand.items()),
            pieces=tuple(dict.fromkeys(words for piece in pieces for words in piece)),
            known=known,
            expected=Expected.of(query),
        )

    @property
    def words(self) -> frozenset[str]:
        """All that is looked for in a sentence."""
        return frozenset(w for words in (*(t for t, _ in self.terms), *self.pieces) for w in words)

    def held(self, found: Set[str]) -> float:
        """The share of the terms, by weight, that is among the words `found`."""
        return sum(weight for words, weight in self.terms if not found.isdisjoint(words))

    def near(self, found: Set[str]) -> float:
        """The share of the pieces that is."""
        has = sum(not found.isdisjoint(words) for words in self.pieces)
        return has / max(1, len(self.pieces))


def _sentences(
    encoder: Encoder,
    texts: Sequence[str],
    folded: Sequence[str],
    vector: Vectors,
    asked: _Asked,
    share: float,
) -> Vectors:
    """The score of the best sentences of each text, which comes as it is and folded.

    Of one alone: its cosine, its share of the terms, and whether it has what is asked for. Of
    three in a row: their share of the pieces.
    """
    share = max(share, LEXICAL * asked.known)
    words = asked.words
    of: list[int] = []
    said: list[str] = []
    fits: list[float] = []
    near = np.zeros(len(texts), np.float32)
    for i, (text, alike) in enumerate(zip(texts, folded, strict=True)):
        found: list[set[str]] = [set()]
        for start, end in sentences(text):
            of.append(i)
            said.append(text[start:end].strip())
            found.append(_found_in(alike[start:end], words))
            told = TOLD * (asked.expected.hinted(alike[start:end]) - 0.5)
            fits.append(share * asked.held(found[-1]) + told)
        rows = zip(found, found[1:], [*found[2:], set()], strict=False)
        near[i] = max((asked.near(a | b | c) for a, b, c in rows), default=0.0)
    alone = np.zeros(len(texts), np.float32)
    cosines = _of_best(encoder.sentences(said) @ vector)
    np.maximum.at(alone, of, (1 - share) * cosines + np.array(fits, np.float32))
    return (1 - NEAR) * alone + NEAR * share / LEXICAL * near


def _found_in(folded: str, words: Iterable[str]) -> set[str]:
    """Those of `words` that a text has; looked for, which is faster than cutting it."""
    return {w for w in words if (w in folded if not w.isascii() else _word(w).search(folded))}


@functools.lru_cache(maxsize=1024)
def _word(term: str) -> re.Pattern[str]:
    """A number or a Latin word that is not a part of a longer one."""
    return re.compile(rf"(?<![a-z0-9]){re.escape(term)}(?![a-z0-9])")
