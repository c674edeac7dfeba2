"""Conversations, and how a reader's browser keeps them.

A browser keeps records of plain JSON, without the pages: an article is named by its id, its
words by their spans. What comes back is checked against the archive as it is now, for the
index may have changed, and whatever a browser sends may be anything.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError

from ..errors import SourceError
from ..records import (
    Answer,
    Article,
    Citation,
    Hit,
    Intent,
    Language,
    Passage,
    Scope,
    Sentence,
    Settable,
    Span,
    Turn,
    dates_within,
    in_one_piece,
    read_spans,
)

KEPT = 40
"""Conversations that a browser keeps; the oldest give way."""

LONGEST = 100
"""Exchanges of a conversation that are kept."""

NEAR = 3
"""Passages that are kept beside a refusal."""

LONGEST_NAME = 60


def _new_id() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as it was asked, and its answer.

    `scope` is the part of the archive the reader chose, None where it was left to the
    question; `alone` where the reader wanted it understood without what was said before;
    `kind` the kind of question the reader set, None where its words told; `verdict` what the
    reader thought of it.
    """

    answer: Answer
    scope: Scope | None = None
    alone: bool = False
    kind: Settable | None = None
    verdict: Literal["", "up", "down"] = ""
    id: str = field(default_factory=_new_id)

    @property
    def turn(self) -> Turn:
        return Turn(self.answer.question, self.answer.text, self.answer.standalone)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Exchanges under a name; while that is empty, the first question is the name."""

    exchanges: tuple[Exchange, ...] = ()
    name: str = ""
    id: str = field(default_factory=_new_id)

    @property
    def title(self) -> str:
        first = self.exchanges[0].answer.question if self.exchanges else ""
        return (self.name or " ".join(first.split()))[:LONGEST_NAME]

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(e.answer for e in self.exchanges)

    def with_exchange(self, exchange: Exchange) -> Conversation:
        return replace(self, exchanges=(*self.exchanges, exchange))

    def called(self, name: str) -> Conversation:
        return replace(self, name=" ".join(name.split())[:LONGEST_NAME])

    def before(self, turn: int) -> Conversation:
        """What was said before exchange number `turn`, counted from 1."""
        return replace(self, exchanges=self.exchanges[: turn - 1])


@dataclass(frozen=True, slots=True)
class Library:
    """What is asked of the archive: an article by its id, the raw text of a file.

    Both raise SourceError where the archive has none.
    """

    article: Callable[[str], Article]
    raw: Callable[[str], str]


def record(conversation: Conversation) -> dict[str, Any]:
    """What a browser keeps of a conversation."""
    body = _Conversation(
        id=conversation.id,
        name=conversation.name,
        exchanges=[_pack_exchange(e) for e in conversation.exchanges[-LONGEST:]],
    )
    packed: dict[str, Any] = body.model_dump(mode="json")
    return packed


def restored(records: Any, library: Library) -> tuple[Conversation, ...]:
    """The conversations that `records` hold, checked against the archive.

    A citation whose article or words are gone is left out, and a sentence without any of
    its citations is no longer verified. A record that is none is passed over: it was
    written by another version, or not by us.
    """
    found = []
    for record in records if isinstance(records, list) else []:
        try:
            found.append(_unpack(_Conversation.model_validate(record), library))
        except ValidationError:
            continue
    return tuple(found)


class _Words(BaseModel):
    passage: str
    article: str
    position: int
    spans: list[Span]


class _Cited(BaseModel):
    n: int
    words: _Words
    quote: str
    spans: list[Span]


class _Said(BaseModel):
    text: str
    citations: list[int]
    verified: bool
    repaired: bool = False


class _Near(BaseModel):
    words: _Words
    score: float
    dense: float
    lexical: float
    sentence: float = 0.0
    terms: list[str]


class _Exchange(BaseModel):
    id: str
    question: str
    standalone: str
    language: Language
    sentences: list[_Said]
    citations: list[_Cited]
    near: list[_Near]
    reason: str
    as_of: dt.date | None
    confidence: float
    generator: str
    kind: Intent | None = None
    missing: list[str] = []
    scope: Scope | None = None
    alone: bool = False
    kind_set: Settable | None = None
    verdict: Literal["", "up", "down"] = ""


class _Conversation(BaseModel):
    id: str
    name: str = Field("", max_length=LONGEST_NAME)
    exchanges: list[_Exchange] = Field(max_length=LONGEST)


def _pack_exchange(exchange: Exchange) -> _Exchange:
    a = exchange.answer
    return _Exchange(
        id=exchange.id,
        question=a.question,
        standalone=a.standalone,
        language=a.language,
        sentences=[
            _Said(
                text=s.text,
                citations=list(s.citations),
                verified=s.verified,
                repaired=s.repaired,
            )
            for s in a.sentences
        ],
        citations=[
            _Cited(n=c.n, words=_words(c.passage), quote=c.quote, spans=list(c.spans))
            for c in a.citations
        ],
        near=[
            _Near(
                words=_words(h.passage),
                score=h.score,
                dense=h.dense,
                lexical=h.lexical,
                sentence=h.sentence,
                terms=list(h.terms),
            )
            for h in _worth_keeping(a)
        ],
        reason=a.reason,
        as_of=a.as_of,
        confidence=a.confidence,
        generator=a.generator,
        kind=a.kind,
        missing=list(a.missing),
        scope=exchange.scope,
        alone=exchange.alone,
        kind_set=exchange.kind,
        verdict=exchange.verdict,
    )


def _worth_keeping(answer: Answer) -> list[Hit]:
    """The hits that are shown: the nearest of a refusal, else those that are cited."""
    cited = {c.passage.id for c in answer.citations}
    return [h for h in answer.hits if h.passage.id in cited] if cited else [*answer.hits[:NEAR]]


def _words(passage: Passage) -> _Words:
    return _Words(
        passage=passage.id,
        article=passage.article.id,
        position=passage.position,
        spans=list(passage.spans),
    )


def _unpack(record: _Conversation, library: Library) -> Conversation:
    exchanges = tuple(_unpack_exchange(e, library) for e in record.exchanges)
    return Conversation(exchanges, record.name, record.id)


def _unpack_exchange(record: _Exchange, library: Library) -> Exchange:
    citations = tuple(
        Citation(c.n, passage, c.quote, tuple(c.spans), True, not in_one_piece(raw, c.spans))
        for c in record.citations
        if (passage := _passage(c.words, library))
        and _reads(raw := library.raw(passage.file), c.spans, c.quote)
    )
    standing = {c.n for c in citations}
    sentences = tuple(
        Sentence(
            s.text,
            tuple(s.citations),
            s.verified and not standing.isdisjoint(s.citations),
            s.repaired,
        )
        for s in record.sentences
    )
    hits = tuple(
        Hit(passage, h.score, h.dense, h.lexical, h.sentence, tuple(h.terms))
        for h in record.near
        if (passage := _passage(h.words, library))
    )
    answer = Answer(
        question=record.question,
        standalone=record.standalone,
        language=record.language,
        sentences=sentences,
        citations=citations,
        hits=hits,
        abstained=not sentences,
        reason=record.reason,
        as_of=record.as_of,
        confidence=record.confidence,
        generator=record.generator,
        kind=record.kind,
        missing=tuple(record.missing),
    )
    return Exchange(answer, record.scope, record.alone, record.kind_set, record.verdict, record.id)


def _passage(words: _Words, library: Library) -> Passage | None:
    """The passage with these words; None where the archive has them no more."""
    try:
        article = library.article(words.article)
        raw = library.raw(article.file)
    except SourceError:
        return None
    spans = tuple(words.spans)
    if not spans or not all(0 <= s.start < s.end <= len(raw) for s in spans):
        return None
    dates = dates_within(article.dates, spans)
    return Passage(words.passage, article, words.position, spans, read_spans(raw, spans), dates)


def _reads(raw: str, spans: list[Span], quote: str) -> bool:
    """Whether the raw characters of `spans` are the quote, whitespace aside."""
    inside = all(0 <= s.start < s.end <= len(raw) for s in spans)
    return inside and "".join(read_spans(raw, spans).split()) == "".join(quote.split())
