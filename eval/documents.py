"""Texts as an archive: each a page of one article of one passage, in a folder that goes away."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from rag.language import dates
from rag.language.text import script, tokens
from rag.records import Article, DateMention, Passage, Source, Span, content_id
from rag.retrieval import ingest, store
from rag.retrieval.encode import Encoder, Vectors
from rag.retrieval.manifest import Manifest
from rag.retrieval.segment import Segment
from rag.settings import Settings


@contextmanager
def indexed(
    texts: Sequence[str], settings: Settings, encoder: Encoder, vectors: Vectors | None = None
) -> Iterator[store.Version]:
    """An index version of `texts` as they are; row i is `texts[i]`, embedded as `vectors[i]`.

    Written and read by the product's own store, so that what is measured is what ships.
    """
    sources, articles, passages = zip(*documents(texts), strict=True)
    searched = [ingest.searchable(p) for p in passages]
    if vectors is None:
        vectors = encoder.passages(searched)
    with tempfile.TemporaryDirectory(prefix="huiwen-eval-") as folder:
        root = Path(folder)
        writer = store.begin(root, vectors.shape[1])
        writer.add(sources, articles, passages, vectors, map(tokens, searched))
        member = store.seal(root, writer)
        manifest = Manifest(settings.shaping(), encoder.names, (), (member,))
        segment = Segment(root / "segments" / member.id)
        with closing(store.Version(manifest, [segment])) as version:
            yield version


def documents(texts: Sequence[str]) -> Iterator[tuple[Source, Article, Passage]]:
    """The records of each text, as a page without a masthead would be read; its file is called by
    its number."""
    for i, text in enumerate(texts):
        file, sha256 = f"{i:08d}", hashlib.sha256(text.encode()).hexdigest()
        spans = (Span(0, len(text)),)
        id_ = content_id(sha256, file, spans)
        named = tuple(
            DateMention(Span(m.start, m.end), m.first, m.last, m.rule)
            for m in dates.mentions(text, None)
        )
        article = Article(id_, file, spans, text, script=script(text), dates=named)
        yield Source(file, text, sha256), article, Passage(id_, article, 0, spans, text, named)


def number(passage: Passage) -> int:
    """Which of the texts a passage is."""
    return int(passage.file)
