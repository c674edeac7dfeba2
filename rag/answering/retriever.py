"""The passages in which the answer to a question is looked for."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from ..asking.question import Question
from ..asking.wording import chinese
from ..language import gloss
from ..language.synonyms import like
from ..language.text import fold, tokens
from ..records import Hit, Scope
from ..retrieval import search
from ..retrieval.encode import Encoder, Reranker
from ..retrieval.store import Version
from ..retrieval.vectors import Vectors
from . import timely

READ = 24
"""Passages in which the answer is looked for."""


@dataclass(frozen=True, slots=True)
class Retriever:
    """An index version and the models that search it; `top_k` the passages that a reader sees."""

    version: Version
    encoder: Encoder
    reranker: Reranker | None
    top_k: int

    def find(
        self, query: str, k: int, scope: Scope | None, vector: Vectors | None = None
    ) -> tuple[Hit, ...]:
        """The `k` best passages for `query`, best first; `vector` is its own, where known."""
        return search.search(self.version, self.encoder, query, k, scope, vector, self.reranker)

    def hits(
        self, asked: Question, scope: Scope | None, vector: Vectors, least: int = READ
    ) -> tuple[Hit, ...]:
        """The hits of a question; those of the time it names first, where it names one.

        An English question is searched again with the Chinese words, of those that the first
        search brought up, that its own may stand for.
        """
        find = functools.partial(self.find, vector=vector)
        query = asked.searched
        if asked.language == "en":
            first = find(query, 4 * self.top_k, scope)
            query = self._in_chinese(asked, fold("\n".join(h.passage.text for h in first)))
        else:
            for term in asked.terms:
                others = like(term.word)
                if others and not self._known(term.word):
                    known = " ".join(filter(self._known, others))
                    query = fold(query).replace(term.word, known) if known else query
        count = max(least, self.top_k)
        hits = find(query, count, scope)
        days = asked.period
        if scope not in (None, Scope()) or days is None or days[1] == dt.date.max:
            return hits
        then = find(query, count, Scope(since=days[0], until=days[1] + timely.REPORTED))
        seen = {hit.passage.id for hit in then}
        return then + tuple(hit for hit in hits if hit.passage.id not in seen)

    def _in_chinese(self, asked: Question, near: str) -> str:
        """The words of folded `near` that those of an English question may stand for, and what
        papers say for them that stands elsewhere in the archive."""
        found: dict[str, None] = {}
        for term, words in chinese(asked, near):
            if term.word.isdigit():  # 2035 is 二〇三五 there: search knows
                found[term.word] = None
                continue
            found |= dict.fromkeys([*words, *filter(self._known, like(term.word))])
            if words == (term.word,):
                found |= dict.fromkeys(filter(self._known, gloss.press(term.word)))
        for _, words in gloss.phrases(asked.said):
            found |= dict.fromkeys(filter(self._known, words))
        return " ".join(found) or asked.searched

    def _known(self, word: str) -> bool:
        """Whether the archive has `word`."""
        return all(self.version.lexical([part])[1] for part in tokens(word))
