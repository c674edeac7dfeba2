"""Texts to unit vectors, pairs to scores. Sole owner of sentence-transformers (and onnxruntime).

Several models may stand side by side: their normalised vectors, each divided by
√(number of models), are concatenated, so that an inner product is the mean of the
models' cosines and one FAISS index serves them all.
"""

from __future__ import annotations

import functools
import hashlib
import re
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from .. import models
from ..catalogue import CATALOGUE
from ..errors import ModelError
from ..language.text import to_simplified

Vectors = NDArray[np.float32]
_BATCH = 32
_REMEMBERED = 8192  # vectors of sentences, 16 MB of 512 dimensions


class SentenceModel(Protocol):
    """What is asked of a `sentence_transformers.SentenceTransformer`."""

    def encode_query(self, inputs: list[str], **options: Any) -> Any: ...

    def encode_document(self, inputs: list[str], **options: Any) -> Any: ...


class Encoder:
    """Texts to unit vectors with one or more models.

    `names` maps each model's name to its revision (a SHA-256), in the order in which
    their vectors are concatenated; an index remembers it.
    """

    def __init__(self, models: Sequence[SentenceModel], names: dict[str, str]) -> None:
        if not models:
            raise ModelError("No embedding model is set. Name at least one in `encoders`.")
        self._models = tuple(models)
        self._recent: dict[str, Vectors] = {}
        self._lock = threading.Lock()
        self.names = names

    @classmethod
    def open(cls, names: Sequence[str], cache: Path) -> Encoder:
        """The models `names`: of the catalogue, hub names or folders.

        Each is loaded when the first text is encoded: an index that is up to date is
        opened without them. A catalogue model must be in `cache` already (`huiwen models
        pull`). Raises ModelError where one is not, and at first use where one cannot be
        loaded.
        """
        paths = {name: _path(name, cache) for name in names}
        return cls(
            [
                Hashing() if name == Hashing.name else _Late(name, path)
                for name, path in paths.items()
            ],
            {name: _revision(name, path) for name, path in paths.items()},
        )

    def passages(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """Vectors of `texts`, shape (len(texts), dimensions).

        `progress(done, total)` is called after each batch.
        """
        # Longest first, so that a batch pads little; put back in order at the end.
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        out: Vectors | None = None
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            vectors = self._join(m.encode_document for m in self._models)(
                [to_simplified(texts[i]) for i in batch]
            )
            if out is None:
                out = np.empty((len(texts), vectors.shape[1]), np.float32)
            out[batch] = vectors
            if progress:
                progress(min(at + _BATCH, len(order)), len(order))
        return out if out is not None else np.empty((0, self.dimensions), np.float32)

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`, as `passages` gives them, those of the latest remembered.

        For the sentences of the passages that a search ranks: the same ones are asked for
        again when their evidence is picked, and by the next reader.
        """
        with self._lock:  # readers at once ask for the same ones: they are encoded once
            vectors = {text: v for text in texts if (v := self._recent.get(text)) is not None}
            missing = [text for text in dict.fromkeys(texts) if text not in vectors]
            if missing:
                vectors |= zip(missing, self.passages(missing), strict=True)
                self._recent |= {text: vectors[text] for text in missing}
                for text in list(self._recent)[: max(0, len(self._recent) - _REMEMBERED)]:
                    del self._recent[text]
        return np.stack([vectors[text] for text in texts]) if texts else self.passages([])

    def query(self, text: str) -> Vectors:
        """The vector of one question, shape (dimensions,)."""
        vectors: Vectors = self._join(m.encode_query for m in self._models)([to_simplified(text)])
        first: Vectors = vectors[0]
        return first

    @property
    def dimensions(self) -> int:
        return int(self.query("汇").shape[0])

    def _join(self, encoders: Any) -> Callable[[list[str]], Vectors]:
        encoders = list(encoders)

        def encode(texts: list[str]) -> Vectors:
            parts = [
                np.asarray(
                    e(texts, normalize_embeddings=True, batch_size=_BATCH, show_progress_bar=False),
                    np.float32,
                )
                for e in encoders
            ]
            joined: Vectors = np.hstack(parts) / np.float32(np.sqrt(len(parts)))
            return joined

        return encode


class PairModel(Protocol):
    """What is asked of a `sentence_transformers.CrossEncoder`."""

    def predict(self, inputs: list[tuple[str, str]], **options: Any) -> Any: ...


class Reranker:
    """A cross-encoder: how well a text answers a query, both read together.

    Better than vectors and far slower, so only the best few passages are shown to one.
    """

    def __init__(self, load: Callable[[], PairModel]) -> None:
        self._load = load
        self._lock = threading.Lock()

    @classmethod
    def open(cls, name: str) -> Reranker:
        """The model `name`, of the hub or a folder; loaded at first use (ModelError)."""
        return cls(lambda: _cross_encoder(name))

    @functools.cached_property
    def _model(self) -> PairModel:
        return self._load()

    def scores(self, query: str, texts: Sequence[str]) -> Vectors:
        """A score in [0, 1] for each text, shape (len(texts),)."""
        pairs = [(to_simplified(query), to_simplified(text)) for text in texts]
        with self._lock:  # two readers at once must not load it twice
            model = self._model
        scores = model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return np.asarray(scores, np.float32)


class Hashing:
    """A model without weights: character bigrams hashed into 256 dimensions.

    It finds the same characters, not the same meaning. For tests, and for trying the
    rest on a machine that has no model.
    """

    name = "hashing"
    revision = "1"

    def encode_document(self, inputs: list[str], **_: Any) -> Vectors:
        out = np.zeros((len(inputs), 256), np.float32)
        for row, text in zip(out, inputs, strict=True):
            for pair in zip(text, text[1:] + " ", strict=True):
                row[zlib.crc32("".join(pair).encode()) % 256] += 1
        norms: Vectors = np.linalg.norm(out, axis=1, keepdims=True)
        out /= np.maximum(norms, 1e-9)
        return out

    encode_query = encode_document


class _Late:
    """A sentence-transformers model that is loaded by whoever needs it first."""

    def __init__(self, name: str, path: Path) -> None:
        self._name, self._path = name, path
        self._lock = threading.Lock()

    @functools.cached_property
    def _model(self) -> SentenceModel:
        return _load(self._name, self._path)

    def _ready(self) -> SentenceModel:
        with self._lock:  # two readers at once must not load it twice
            return self._model

    def encode_query(self, inputs: list[str], **options: Any) -> Any:
        return self._ready().encode_query(inputs, **options)

    def encode_document(self, inputs: list[str], **options: Any) -> Any:
        return self._ready().encode_document(inputs, **options)


def _path(name: str, cache: Path) -> Path:
    if name not in CATALOGUE:
        return Path(name)
    path = models.find(name, cache)
    if path is None:
        raise ModelError(
            f"The embedding model {name} is not here yet. Run: huiwen models pull {name}"
        )
    return path


def _load(name: str, path: Path) -> SentenceModel:
    graph = path if path.suffix == ".onnx" else next(iter(sorted(path.glob("*.onnx"))), None)
    try:
        from sentence_transformers import SentenceTransformer

        if graph is not None:
            model = SentenceTransformer(modules=[_string_graph(graph)], device="cpu")
        else:
            model = SentenceTransformer(str(path if path.exists() else name), device="cpu")
            model.prompts = prompts(name, model.prompts)
    except Exception as error:  # a dozen libraries below raise as they like
        raise ModelError(
            f"The embedding model {name} cannot be loaded: {error}. "
            "Set `encoders` to a catalogue name, a hub name or a folder (huiwen models list)."
        ) from error
    return model  # type: ignore[no-any-return]


# What their cards ask for and their own configurations leave out.
_PROMPTS = {
    r"\be5-(?:small|base|large)": {"query": "query: ", "document": "passage: "},
    r"\bbge-\w+-zh": {"query": "为这个句子生成表示以用于检索相关文章："},
}


def prompts(name: str, own: Mapping[str, str]) -> dict[str, str]:
    """The prompts of a model: its `own` where it has any, else what its family is known by.

    E5: Wang et al. 2022; BGE: Xiao et al. 2023.
    """
    if any(own.values()):
        return dict(own)
    known = (p for pattern, p in _PROMPTS.items() if re.search(pattern, name.lower()))
    return {**own, **next(known, {})}


def _cross_encoder(name: str) -> PairModel:
    try:
        import torch
        from sentence_transformers import CrossEncoder

        model = CrossEncoder(name, activation_fn=torch.nn.Sigmoid())
    except Exception as error:  # a dozen libraries below raise as they like
        raise ModelError(
            f"The reranker {name} cannot be loaded: {error}. "
            "Set `reranker` to a hub name or a folder of a cross-encoder, or leave it out."
        ) from error
    return model  # type: ignore[no-any-return]


def _string_graph(graph: Path) -> Any:
    """An ONNX graph that takes strings, as a sentence-transformers module.

    USE-multilingual keeps its tokenizer inside the graph (onnxruntime-extensions).
    """
    import onnxruntime
    import onnxruntime_extensions
    import torch
    from sentence_transformers.base.modules import InputModule

    class StringGraph(InputModule):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            options = onnxruntime.SessionOptions()
            options.register_custom_ops_library(onnxruntime_extensions.get_library_path())
            options.intra_op_num_threads = 1
            self.session = onnxruntime.InferenceSession(
                str(graph), options, providers=["CPUExecutionProvider"]
            )
            self.input = self.session.get_inputs()[0].name
            self.pool = ThreadPoolExecutor(torch.get_num_threads(), "encode")

        def preprocess(
            self, inputs: list[str], prompt: str | None = None, **_: Any
        ) -> dict[str, Any]:
            return {"texts": [(prompt or "") + text for text in inputs]}

        def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
            # Each text by itself. The graph scales its 8-bit numbers by the largest of a batch,
            # so a text's vector would depend on its neighbours; and it is no slower.
            vectors = np.concatenate(list(self.pool.map(self.one, features["texts"])))
            features["sentence_embedding"] = torch.from_numpy(vectors)
            return features

        def one(self, text: str) -> Vectors:
            vector: Vectors
            (vector,) = self.session.run(None, {self.input: np.array([text], dtype=object)})
            return vector

        def get_embedding_dimension(self) -> int:
            return int(self.session.get_outputs()[0].shape[1])

        def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
            raise NotImplementedError("the graph is read-only: copy the .onnx file instead")

    return StringGraph()


def _revision(name: str, path: Path) -> str:
    """What identifies the weights: the catalogue's SHA-256, else that of the weight files."""
    if name == Hashing.name:
        return Hashing.revision
    if name in CATALOGUE:
        return max(CATALOGUE[name].files, key=lambda file: file.size).sha256
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else []:
        if file.suffix in {".safetensors", ".bin", ".onnx", ".json"}:
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest() if path.is_dir() else f"hub:{name}"
