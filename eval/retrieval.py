"""Retrieval of the product and of its parts on passages and questions of anyone."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.language.text import tokens
from rag.retrieval import ingest, search, store
from rag.retrieval.encode import Encoder, Vectors
from rag.settings import Settings

from .documents import documents, indexed, number
from .metrics import retrieval
from .questions import Collection

DEPTH = 10
RRF_K, RRF_DEPTH = 60, 100
"""Of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)."""


class Remembered:
    """A model whose vectors are kept on disk, by its revision and the text's hash.

    A `rag.retrieval.encode.SentenceModel`, to be put into an `Encoder` in the place of the model.
    """

    def __init__(self, name: str, settings: Settings, cache: Path) -> None:
        self._model = Encoder.open([name], settings.models)
        self.revision = self._model.names[name]
        cache.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(cache / f"{self.revision[:32]}.sqlite", timeout=60)
        self._db.execute("PRAGMA synchronous = OFF")  # it is only a cache
        self._db.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB)")

    def encode_document(self, inputs: list[str], **_: Any) -> Vectors:
        return self._remember("passage", inputs, self._model.passages)

    def encode_query(self, inputs: list[str], **_: Any) -> Vectors:
        return self._remember(
            "query", inputs, lambda texts: np.stack([self._model.query(text) for text in texts])
        )

    def _remember(
        self, kind: str, inputs: Sequence[str], encode: Callable[[list[str]], Vectors]
    ) -> Vectors:
        keys = [hashlib.sha256(f"{kind}\0{text}".encode()).digest() for text in inputs]
        known: dict[bytes, Vectors] = {}
        for key in keys:
            row = self._db.execute("SELECT value FROM vector WHERE key = ?", [key]).fetchone()
            if row:
                known[key] = np.frombuffer(row[0], np.float32)
        missing = {k: t for k, t in zip(keys, inputs, strict=True) if k not in known}
        if missing:
            known |= zip(missing, encode(list(missing.values())), strict=True)
            with self._db:
                self._db.executemany(
                    "INSERT OR REPLACE INTO vector VALUES (?, ?)",
                    [(key, known[key].tobytes()) for key in missing],
                )
        return np.stack([known[key] for key in keys])

    def close(self) -> None:
        self._db.close()


def measure(collection: Collection, settings: Settings, cache: Path) -> dict[str, Any]:
    """The table of one collection: each system's figures, and what they were made with.

    `default` is what the product finds, by `search.search` on an index of the passages as
    they are. Beside it its parts: BM25, the dense vectors of all models and of each, and
    reciprocal rank fusion of the two.
    """
    kept = {name: Remembered(name, settings, cache) for name in settings.encoders}
    encoder = Encoder(list(kept.values()), {name: model.revision for name, model in kept.items()})
    vectors = _embedded(encoder, collection)
    alone = {n: _matrix(m, collection.passages) for n, m in kept.items()} if len(kept) > 1 else {}
    names = ("default", "bm25", "dense", "rrf", *alone)
    rankings: dict[str, dict[str, list[int]]] = {name: {} for name in names}
    took: list[float] = []
    with indexed(collection.passages, settings, encoder, vectors) as version:
        everything = version.alive()
        for question in _told(collection.questions, "questions"):
            vector = encoder.query(question.text)
            start = time.perf_counter()
            rankings["default"][question.id] = _found(version, encoder, question.text)
            took.append(1000 * (time.perf_counter() - start))
            scores, _, _ = version.lexical(list(dict.fromkeys(tokens(question.text))))
            lexical = _best(scores, RRF_DEPTH, least=0)
            dense = version.nearest(vector, RRF_DEPTH, everything)[0].tolist()
            rankings["bm25"][question.id] = lexical[:DEPTH]
            rankings["dense"][question.id] = dense[:DEPTH]
            rankings["rrf"][question.id] = fuse_ranks(lexical, dense)[:DEPTH]
            for name, matrix in alone.items():
                own = kept[name].encode_query([question.text])[0]
                rankings[name][question.id] = _best(matrix @ own, DEPTH)
    for model in kept.values():
        model.close()
    relevant = {q.id: q.relevant for q in collection.questions}
    return {
        "dataset": collection.name,
        "passages": len(collection.passages),
        "questions": len(collection.questions),
        "settings": {**settings.shaping(), "passage_chars": None, "models": encoder.names},
        "search_ms": {"p50": _percentile(took, 50), "p95": _percentile(took, 95)},
        "systems": {name: retrieval(relevant, found) for name, found in rankings.items()},
    }


def fuse_ranks(*rankings: Sequence[int]) -> list[int]:
    """Reciprocal rank fusion: the sum of 1 / (60 + rank), best first, ties by number."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            scores[item] = scores.get(item, 0.0) + 1 / (RRF_K + rank)
    return sorted(scores, key=lambda item: (-scores[item], item))


def table(measured: Sequence[Mapping[str, Any]], metric: str = "ndcg@10") -> str:
    """A Markdown table: a row for each system, a column for each collection."""
    systems = list(dict.fromkeys(name for m in measured for name in m["systems"]))
    head = [f"{m['dataset']} ({m['passages']}, {m['questions']} q)" for m in measured]
    lines = [f"| {metric} | " + " | ".join(head) + " |", "|---" * (len(measured) + 1) + "|"]
    for system in systems:
        cells = [m["systems"].get(system, {}).get(metric) for m in measured]
        shown = " | ".join("" if cell is None else f"{cell:.4f}" for cell in cells)
        lines.append(f"| {system} | {shown} |")
    return "\n".join(lines)


def _found(version: store.Version, encoder: Encoder, question: str) -> list[int]:
    """The numbers of the passages that the product finds; a folded duplicate follows its hit."""
    hits = search.search(version, encoder, question, DEPTH)
    return [number(p) for hit in hits for p in (hit.passage, *hit.duplicates)][:DEPTH]


def _embedded(encoder: Encoder, collection: Collection) -> Vectors:
    texts = [ingest.searchable(p) for _, _, p in documents(collection.passages)]

    def tell(done: int, total: int) -> None:
        if done % 1024 == 0 or done == total:
            sys.stderr.write(f"vectors {done}/{total}\n")

    return encoder.passages(texts, tell)


def _matrix(model: Remembered, texts: Sequence[str]) -> Vectors:
    return Encoder([model], {"": model.revision}).passages(texts)


def _best(scores: NDArray[np.float32], k: int, least: float | None = None) -> list[int]:
    order = np.argsort(-scores, kind="stable")[:k]
    return [int(i) for i in order if least is None or scores[i] > least]


def _told(items: Sequence[Any], what: str) -> Iterator[Any]:
    """The items, with progress and the time left on stderr."""
    start = time.monotonic()
    for done, item in enumerate(items, 1):
        yield item
        if done % 500 == 0 or done == len(items):
            left = (time.monotonic() - start) / done * (len(items) - done)
            sys.stderr.write(f"{what} {done}/{len(items)}, {left:.0f} s left\n")


def _percentile(values: Sequence[float], q: float) -> float:
    return round(float(np.percentile(values, q)), 2) if values else 0.0
