"""An archive for tests of the page: two real seeds, answers composed by hand."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from rag.chat import Archive, Status
from rag.errors import QuestionError, SourceError
from rag.llm.fetch import LlmFetch
from rag.records import (
    Answer,
    Article,
    Citation,
    DateMention,
    Hit,
    Passage,
    Scope,
    Sentence,
    Settable,
    Source,
    Span,
    Turn,
    content_id,
)
from rag.settings import Settings
from rag.ui import web

SEEDS = Path(__file__).parents[1] / "seeds"
OPENING = "001_73a1dee357f1bfe3.txt"
LATER = "002_533f3fb35a51bfd2.txt"

Script = Callable[[str, threading.Event], Iterator[Answer]]


def source(file: str) -> Source:
    return Source(file, (SEEDS / file).read_bytes().decode(), "0" * 64)


def passage(page: Source, words: str, **known: object) -> Passage:
    """The passage of `page` that is exactly `words`, which must stand in it."""
    start = page.raw.index(words)
    spans = (Span(start, start + len(words)),)
    name = content_id(page.sha256, page.file, spans)
    dates = known.pop("dates", ())
    article = Article(name, page.file, spans, words, dates=dates, **known)  # type: ignore[arg-type]
    return Passage(name, article, 0, spans, words, dates)  # type: ignore[arg-type]


def cited(n: int, of: Passage, quote: str, raw: str, verified: bool = True) -> Citation:
    start = raw.index(quote, of.spans[0].start)
    return Citation(n, of, quote, (Span(start, start + len(quote)),), verified)


def answer(
    question: str, *sentences: Sentence, citations: Sequence[Citation] = (), **more: object
) -> Answer:
    """An answer; without sentences, the refusal."""
    rest: dict[str, object] = {
        "standalone": question,
        "language": "zh",
        "hits": (),
        "reason": "",
        "as_of": None,
        "confidence": 1.0,
        "generator": "extractive",
        "kind": "when",
    }
    return Answer(
        question=question,
        sentences=sentences,
        citations=tuple(citations),
        abstained=not sentences,
        **(rest | more),  # type: ignore[arg-type]
    )


def opening(question: str) -> Answer:
    """The answer about the opening of 模速空间: two citations, from two papers."""
    page, later = source(OPENING), source(LATER)
    opened = "上海“模速空間”創新生態社區暨人工智能大模型產業生態集聚區揭牌"
    ceremony = f"9月28日，{opened}儀式在徐匯西岸隆重舉辦。"
    start = page.raw.index(ceremony)
    day = DateMention(
        Span(start, start + 5), dt.date(2023, 9, 28), dt.date(2023, 9, 28), "issue year"
    )
    told = passage(
        page,
        ceremony,
        title=opened,
        date=dt.date(2023, 10, 2),
        issue=40,
        total_issue=1746,
        script="hant",
        dates=(day,),
    )
    recalled = passage(
        later,
        "2023年9月,上海徐汇区“模速空间”正式揭牌。",
        title="模速空间的“北斗七星”将如何闪耀?",
        date=dt.date(2025, 5, 12),
        issue=18,
        total_issue=1829,
    )
    return answer(
        question,
        Sentence(ceremony, (1,), True),
        Sentence(recalled.text, (2,), True),
        citations=(
            cited(1, told, ceremony, page.raw),
            cited(2, recalled, recalled.text, later.raw),
        ),
        hits=(Hit(told, 0.9), Hit(recalled, 0.8)),
        as_of=dt.date(2025, 5, 12),
    )


def refusal(question: str) -> Answer:
    told = opening(question)
    return answer(question, hits=told.hits, reason="没有一段说到它。", confidence=0.1)


@dataclass
class FakeArchive:
    """What the page asks of an archive, with a script in place of search and models."""

    script: Script
    pages: dict[str, Source] = field(default_factory=dict)
    coverage: tuple[dt.date, dt.date] | None = (dt.date(2023, 6, 26), dt.date(2026, 1, 5))
    generator: str = "extractive"
    ahead: int | None = None
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    scopes: list[Scope | None] = field(default_factory=list)
    kinds: list[Settable | None] = field(default_factory=list)

    def stream(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        *,
        scope: Scope | None = None,
        kind: Settable | None = None,
        stop: threading.Event | None = None,
        **_: object,
    ) -> Iterator[Answer]:
        if not question.strip():
            raise QuestionError("The question is empty. Type one.")
        if len(question) > 1000:
            raise QuestionError("The question is too long; 1000 characters are allowed.")
        self.asked.append((question, tuple(turns)))
        self.scopes.append(scope)
        self.kinds.append(kind)
        for answer in self.script(question, stop or threading.Event()):
            yield replace(answer, kind=kind or answer.kind)

    def ask(self, question: str, turns: Sequence[Turn] = (), **_: object) -> Answer:
        hurry = threading.Event()
        hurry.set()
        *_, last = self.script(question, hurry)
        return last

    def source(self, file: str) -> Source:
        if file in self.pages:
            return self.pages[file]
        if (SEEDS / file).is_file():
            return source(file)
        raise SourceError(f"The archive has no file called {file}.")

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(hit.passage.article for hit in opening("").hits)

    def article(self, id_: str) -> Article:
        for article in self.articles:
            if article.id == id_:
                return article
        raise SourceError(f"The archive has no article {id_}.")

    def search(self, query: str, k: int = 10, scope: Scope | None = None) -> tuple[Hit, ...]:
        return opening(query).hits[:k]

    def period(self, question: str) -> tuple[dt.date, dt.date] | None:
        return (dt.date(2023, 1, 1), dt.date(2023, 12, 31)) if "2023年" in question else None

    def place(self, stop: threading.Event) -> int | None:
        return self.ahead

    def status(self) -> Status:
        return Status("v1", 5, 21, 96, ("use-multilingual",), self.generator, self.coverage)


def by_question(question: str, stop: threading.Event) -> Iterator[Answer]:
    """The opening where 揭牌 is asked for, else the refusal."""
    yield opening(question) if "揭牌" in question else refusal(question)


def always(question: str, stop: threading.Event) -> Iterator[Answer]:
    """The opening, whatever is asked."""
    yield opening(question)


def slowly(question: str, stop: threading.Event) -> Iterator[Answer]:
    """Quoted evidence at once, then a writer that goes on until it is stopped."""
    quoted = opening(question)
    yield quoted
    first = replace(quoted, sentences=quoted.sentences[:1], generator="llm")
    yield first
    stop.wait(60)
    yield replace(first, sentences=quoted.sentences)


@contextmanager
def served(
    archive: Archive,
    fetch: LlmFetch | None = None,
    feedback: Path | None = None,
    settings: Settings | None = None,
) -> Iterator[str]:
    """The address of a server of `archive`."""
    settings = settings or Settings(fetch_llm=False, feedback=feedback or Path(os.devnull))
    with web.served(web.app(archive, fetch or LlmFetch(settings), settings)) as address:
        yield address


@contextmanager
def scripted(
    script: Script, fetch: LlmFetch | None = None, feedback: Path | None = None
) -> Iterator[str]:
    with served(cast(Archive, FakeArchive(script)), fetch, feedback) as address:
        yield address
