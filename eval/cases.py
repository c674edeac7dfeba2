"""Question sets to cases: who is asked what, over which documents.

RGB's tests (Chen et al. 2024, "Benchmarking Large Language Models in Retrieval-Augmented
Generation") give a question five documents. Noise robustness: a share of them does not
hold the answer. Negative rejection: none does. Information integration: each holds a
part. Counterfactual robustness: those that should hold the answer say another. Beside
that, "retrieved" lets the pipeline find its documents among those of all questions.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Literal

from rag.language.text import language
from rag.retrieval.encode import Encoder
from rag.retrieval.store import Version
from rag.settings import Settings

from .documents import indexed
from .questions import (
    Altered,
    Form,
    Question,
    holds_conversations,
    read_collection,
    read_conversations,
    read_questions,
    read_rgb,
)
from .runs import Bench, Case
from .subjects import Naive, huiwen, passages

Pipeline = Literal["huiwen", "naive"]
Documents = Literal["given", "retrieved"]
Test = Literal["noise", "rejection", "integration", "counterfactual"]

GIVEN = 5
"""Documents a question is given."""

NOISE: dict[Test, tuple[float, ...]] = {
    "noise": (0.0, 0.2, 0.4, 0.6, 0.8),
    "rejection": (1.0,),
    "integration": (0.0, 0.2, 0.4),
    "counterfactual": (0.0,),
}
"""The shares of documents without the answer that RGB's authors measure."""


class Maker:
    """Makes benches of one pipeline with one set of models, "today" being a fixed day."""

    def __init__(
        self, pipeline: Pipeline, encoder: Encoder, settings: Settings, today: dt.date | None
    ) -> None:
        self._pipeline = pipeline
        self._encoder = encoder
        self._settings = settings
        self._today = today

    def over(self, version: Version) -> Bench:
        """A bench over an open index version."""
        if self._pipeline == "naive":
            naive = Naive.of(version, self._encoder, self._settings)
            return Bench(naive, naive.chunks)
        archive = huiwen(version, self._encoder, self._settings, self._today)
        return Bench(archive, passages(version))

    @contextmanager
    def over_texts(self, texts: Sequence[str]) -> Iterator[Bench]:
        """A bench over texts as they are, each a document."""
        with indexed(texts, self._settings, self._encoder) as version:
            yield self.over(version)


def last_issue(version: Version) -> dt.date | None:
    """The day that questions are asked on where none is named; None where no date is known."""
    return max((d for a in version.articles() if (d := a.printed)), default=None)


@contextmanager
def cases(
    path: Path, form: Form, maker: Maker, version: Version | None, documents: Documents
) -> Iterator[list[Case]]:
    """The cases of a file; `version` is the index that questions of our own form are about."""
    with ExitStack() as stack:
        match form:
            case "jsonl":
                if version is None:
                    raise ValueError("questions of our own form are about an index version")
                yield list(_about(path, maker.over(version)))
            case "squad":
                collection = read_collection(path, "squad")
                bench = stack.enter_context(maker.over_texts(collection.passages))
                yield [Case((q,), _open(bench)) for q in collection.questions]
            case "rgb":
                items = read_rgb(path)
                if documents == "given":
                    yield list(_given(items, maker))
                else:
                    yield list(_retrieved(items, maker, stack))


def kinds(items: Iterable[Altered]) -> tuple[Test, ...]:
    """What a file of RGB is for: it has forged documents, several groups, or neither."""
    if any(item.forged for item in items):
        return ("counterfactual",)
    if any(len(item.positive) > 1 for item in items):
        return ("integration",)
    return ("noise", "rejection")


def given(item: Altered, test: Test, noise: float) -> tuple[str, ...]:
    """The documents that a question is given, shuffled; always the same for a question."""
    wrong = math.ceil(GIVEN * noise)
    match test:
        case "counterfactual":
            held = list(item.forged[: GIVEN - wrong])
        case "integration":  # one of each part even where that leaves less room for noise
            held = list(_in_turn(item.positive))[: max(GIVEN - wrong, len(item.positive))]
        case _:
            short = 0 if test == "rejection" else GIVEN - len(item.negative)
            held = list(item.positive[0][: max(GIVEN - wrong, short)])
    documents = [*held, *item.negative[: GIVEN - len(held)]]
    random.Random(f"RGB {item.id}").shuffle(documents)  # noqa: S311 (an order, no secret)
    return tuple(documents)


def _about(path: Path, bench: Bench) -> Iterator[Case]:
    same = _open(bench)
    if holds_conversations(path):
        yield from (Case(talk.turns, same) for talk in read_conversations(path))
    else:
        yield from (Case((question,), same) for question in read_questions(path))


def _given(items: Sequence[Altered], maker: Maker) -> Iterator[Case]:
    for test in kinds(items):
        for noise in NOISE[test]:
            for item in items:
                texts = given(item, test, noise)
                kind = test if test == "rejection" else f"{test}, noise {noise:g}"
                question = _question(item, kind, texts)
                yield Case((question,), functools.partial(maker.over_texts, texts))


def _retrieved(items: Sequence[Altered], maker: Maker, stack: ExitStack) -> Iterator[Case]:
    """Each question over the documents of all; for rejection, without any that answers one."""
    held = {text for item in items for group in item.positive for text in group}
    pool = tuple(dict.fromkeys(text for item in items for text in item.documents))
    for test in kinds(items):
        texts = pool
        if test == "rejection":
            texts = tuple(text for text in pool if text not in held)
        bench = stack.enter_context(maker.over_texts(texts))
        for item in items:
            question = _question(item, f"{test}, retrieved", texts)
            yield Case((question,), _open(bench))


def _question(item: Altered, kind: str, texts: Sequence[str]) -> Question:
    held = {text for group in item.positive for text in group}
    question = Question(
        id=f"{kind}/{item.id}",
        text=item.question,
        lang=language(item.question),
        type=kind,
        answers=item.answers,
        relevant=frozenset(i for i, text in enumerate(texts) if text in held),
        fake=item.fake,
    )
    if kind.startswith("rejection"):
        return replace(question, answerable=False, answers=())
    return question


def _open(bench: Bench) -> Callable[[], AbstractContextManager[Bench]]:
    """A bench that is open already and that a case leaves open."""
    return lambda: nullcontext(bench)


def _in_turn(groups: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first of each group, then the second of each, and so on."""
    for n in range(max(map(len, groups), default=0)):
        yield from (group[n] for group in groups if n < len(group))
