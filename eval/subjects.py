"""What is put to the test: the product, and the pipeline of the tutorials beside it."""

from __future__ import annotations

import datetime as dt
import functools
import re
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np

from rag import chat
from rag.answering.generators import generator
from rag.errors import SourceError
from rag.language.text import language
from rag.llm import generate, prompt
from rag.records import (
    Answer,
    Article,
    Citation,
    Evidence,
    Hit,
    Passage,
    Sentence,
    Source,
    Span,
    Turn,
    content_id,
)
from rag.retrieval import ingest
from rag.retrieval.encode import Encoder
from rag.retrieval.store import Version
from rag.settings import GeneratorName, Settings

CHUNK = 500
TOP = 4


class Subject(Protocol):
    """What can be asked: `chat.Archive` or `Naive`."""

    def ask(
        self, question: str, turns: Sequence[Turn] = (), *, generator: GeneratorName | None = None
    ) -> Answer: ...

    def source(self, file: str) -> Source: ...


def huiwen(
    version: Version, encoder: Encoder, settings: Settings, today: dt.date | None
) -> chat.Archive:
    """The product as `chat.Archive.open` makes it, on an open version and a fixed day."""
    ingest.check(version.manifest, settings, encoder)
    return chat.Archive(
        version,
        encoder,
        functools.partial(generator, settings),
        settings.generator,
        settings.top_k,
        today,
        followups=settings.followups,
    )


def passages(version: Version) -> list[Passage]:
    """Every passage of a version that is in the archive."""
    rows = np.flatnonzero(version.alive())
    return version.passages([int(row) for row in rows])


class Naive:
    """The tutorial pipeline: chunks of 500 characters, dense top 4, all in one prompt.

    Its answer is the model's text as it is; what it marks [n] it cites, and a chunk is
    quoted whole. It refuses when the model says that the text does not tell. With the
    generator "extractive", which has no model, its answer is the nearest chunk.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        encoder: Encoder,
        generators: Callable[[GeneratorName], generate.Generator],
        default: GeneratorName,
    ) -> None:
        self._sources = {source.file: source for source in sources}
        self._encoder = encoder
        self._generators = generators
        self._default = default
        self.chunks = tuple(chunk for source in sources for chunk in chunks(source))
        self._vectors = encoder.passages([chunk.text for chunk in self.chunks])

    @classmethod
    def of(cls, version: Version, encoder: Encoder, settings: Settings) -> Naive:
        """Over the same files as an index version, with the same models."""
        sources = [source for file in version.files() if (source := version.source(file))]
        make = functools.partial(generator, settings)
        return cls(sources, encoder, make, settings.generator)

    def ask(
        self, question: str, turns: Sequence[Turn] = (), *, generator: GeneratorName | None = None
    ) -> Answer:
        """The answer of the model to one prompt with the nearest chunks."""
        start = time.perf_counter()
        spoken = language(question)
        asked = " ".join([*(turn.question for turn in turns[-1:]), question])
        cosines = self._vectors @ self._encoder.query(asked)
        best = np.argsort(-cosines, kind="stable")[:TOP]
        hits = tuple(Hit(self.chunks[i], float(cosines[i]), dense=float(cosines[i])) for i in best)
        searched = time.perf_counter()
        evidence = tuple(
            Evidence(n, hit.passage, hit.passage.text, hit.passage.spans, 1.0)  # nothing is doubted
            for n, hit in enumerate(hits, 1)
        )
        teller = self._generators(generator or self._default)
        if teller.name == "extractive":
            text = f"{evidence[0].text}[1]" if evidence else ""
        else:
            text = "".join(teller.draft(asked, evidence, spoken))
        refused = not text.strip() or prompt.declined(text)
        cited = [] if refused else [evidence[n - 1] for n in _marks(text) if n <= len(evidence)]
        end = time.perf_counter()
        return Answer(
            question=question,
            standalone=asked,
            language=spoken,
            sentences=() if refused else (_sentence(text, cited),),
            citations=tuple(Citation(e.n, e.passage, e.text, e.spans, True) for e in cited),
            hits=hits,
            abstained=refused,
            reason=text if refused else "",
            as_of=None,
            confidence=max(0.0, min(1.0, float(hits[0].score))) if hits else 0.0,
            generator=teller.name,
            timing_ms={
                "search": round(1000 * (searched - start), 1),
                "generate": round(1000 * (end - searched), 1),
                "total": round(1000 * (end - start), 1),
            },
        )

    def source(self, file: str) -> Source:
        """The raw page of `file`. Raises SourceError where there is none."""
        if file not in self._sources:
            raise SourceError(f"The archive has no file called {file}.")
        return self._sources[file]


def chunks(source: Source) -> Iterator[Passage]:
    """A file cut every 500 characters, whatever stands there."""
    raw = source.raw
    for position, at in enumerate(range(0, len(raw), CHUNK)):
        spans = (Span(at, min(at + CHUNK, len(raw))),)
        text = raw[spans[0].start : spans[0].end]
        if text.strip():
            id_ = content_id(source.sha256, source.file, spans)
            yield Passage(id_, Article(id_, source.file, spans, text), position, spans, text)


def _marks(text: str) -> list[int]:
    return list(dict.fromkeys(int(n) for n in re.findall(r"[\[［【](\d{1,2})[\]］】]", text)))


def _sentence(text: str, cited: Sequence[Evidence]) -> Sentence:
    bare = re.sub(r"\s*[\[［【]\d{1,2}[\]］】]", "", text).strip()
    return Sentence(bare, tuple(e.n for e in cited), bool(cited))
