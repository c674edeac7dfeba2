"""Generators: a question and its evidence to a draft whose sentences carry `[n]`.

    quote.Extractive      quotes the evidence; needs no model
    engines.Llama         a GGUF file, read in this process by llama.cpp (xllamacpp)
    engines.Transformers  any causal language model of transformers, on the GPU if there is one
    remote.OpenAI         any server that speaks OpenAI's chat completions

What they share is here: the protocol, a draft on its way from the thread that writes it, and
the line in which readers wait for a model in this process. A draft is only a draft: `cite`
checks it. What the models are told is `prompt.prompt`, whose unchanging part comes first, so
that a model in this process has read it before the first question comes.
"""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Literal, Protocol, runtime_checkable

from ..errors import GeneratorError
from ..records import Evidence, Language
from .prompt import Message, choosing, prompt

LONGEST_ANSWER = 220
"""Tokens of a draft."""

STOPS = ["\n\n", "\n问题", "\nQuestion", "</"]
"""Where a draft ends, whatever a model would add."""

Write = Callable[[str], bool]
"""Takes a piece of a draft ("" where there is none yet); False when no more is wanted."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a model is asked: chat messages, and in what language it should answer them.

    `labels`: where it has to choose, the words of one token among which; the draft is then no
    prose but the log-probability of each, in their order.
    `writes`: an answer that cites evidence, or one question, of at most `longest` tokens.
    """

    messages: list[Message]
    language: Language
    labels: tuple[str, ...] = ()
    longest: int = LONGEST_ANSWER
    writes: Literal["answer", "question"] = "answer"

    @classmethod
    def of(cls, question: str, evidence: Sequence[Evidence], language: Language) -> Task:
        return cls(prompt(question, evidence, language), language)

    @classmethod
    def choice(cls, question: str, options: Sequence[Evidence]) -> Task:
        labels = tuple(str(place) for place in range(len(options) + 1))
        return cls(choosing(question, options), "zh", labels)


Engine = Callable[[Task, Write], None]
"""A loaded model: does a task, a piece at a time, until done or not wanted."""


class Generator(Protocol):
    """What drafts answers. `draft` raises GeneratorError, then or while it is read."""

    @property
    def name(self) -> str: ...

    def draft(
        self,
        question: str,
        evidence: Sequence[Evidence],
        language: Language,
        stop: threading.Event | None = None,
    ) -> Iterator[str]:
        """Pieces of the draft as they are written; it ends early when `stop` is set."""
        ...


@runtime_checkable
class Model(Generator, Protocol):
    """A generator that can be given any task, as a language model can."""

    def tell(
        self, task: Task, stop: threading.Event | None = None, seconds: float | None = None
    ) -> Iterator[str]:
        """Pieces of what it writes, within `seconds` from now. Raises GeneratorError."""
        ...


class Draft:
    """A draft on its way from the thread that writes it to the one that reads it."""

    def __init__(self, task: Task, stop: threading.Event | None = None) -> None:
        self.task = task
        self.stop = stop or threading.Event()
        self._left = threading.Event()
        self._pieces: SimpleQueue[str | GeneratorError | None] = SimpleQueue()
        self._until = float("inf")

    def begin(self, seconds: float) -> None:
        """From now on it may take `seconds`, or what is left of those it was given before."""
        self._until = min(self._until, time.monotonic() + seconds)

    def write(self, piece: str) -> bool:
        if piece:
            self._pieces.put(piece)
        return self.wanted

    @property
    def wanted(self) -> bool:
        return not (self._left.is_set() or self.stop.is_set() or time.monotonic() > self._until)

    def leave(self) -> None:
        """Nobody reads it any more."""
        self._left.set()

    def end(self, error: GeneratorError | None = None) -> None:
        self._pieces.put(error)

    def read(self) -> Iterator[str]:
        """The pieces as they come, until the last, `stop` or the deadline.

        Raises the writer's error; and GeneratorError where the deadline passes without a word.
        """
        said = False
        try:
            while not self.stop.is_set():
                try:
                    piece = self._pieces.get(timeout=0.05)
                except Empty:
                    piece = None
                    if time.monotonic() <= self._until:
                        continue
                if isinstance(piece, GeneratorError):
                    raise piece
                if piece is None:
                    if said or time.monotonic() <= self._until:
                        return
                    raise GeneratorError(
                        "The model did not begin its answer in time; the machine may be busy. "
                        "Ask again, or take the quoted answer."
                    )
                said = True
                yield piece
        finally:
            self.leave()


class InProcess:
    """A model in this process: loaded once, when first needed, and asked by one reader
    at a time, in the order they came.

    `load` makes its engine and raises GeneratorError; `seconds` is the most that one draft
    may take once its turn has come. One thread does both, so the engine meets no other.
    """

    def __init__(self, name: str, load: Callable[[], Engine], seconds: float = 90) -> None:
        self.name = name
        self._load = load
        self._seconds = seconds
        self._line: list[Draft] = []
        self._changed = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None

    def draft(
        self,
        question: str,
        evidence: Sequence[Evidence],
        language: Language,
        stop: threading.Event | None = None,
    ) -> Iterator[str]:
        """Pieces of the draft. Its place in the line is taken now, not when it is read."""
        return self.tell(Task.of(question, evidence, language), stop)

    def tell(
        self, task: Task, stop: threading.Event | None = None, seconds: float | None = None
    ) -> Iterator[str]:
        """The same of any task; `seconds` is the most that it may wait and write."""
        draft = Draft(task, stop)
        if seconds is not None:
            draft.begin(seconds)
        return self._join(draft).read()

    def choose(
        self, question: str, options: Sequence[Evidence], stop: threading.Event | None = None
    ) -> tuple[float, ...]:
        """The log-probability that none of `options` answers, then that each is the one that
        does; () where it was stopped. Raises GeneratorError."""
        told = "".join(self.tell(Task.choice(question, options), stop)).split()
        return tuple(map(float, told)) if len(told) == len(options) + 1 else ()

    def place(self, stop: threading.Event) -> int | None:
        """How many drafts are before the one that was asked for with `stop`; 0 when it is
        being written, None when it is done."""
        with self._changed:
            return next((i for i, d in enumerate(self._line) if d.stop is stop), None)

    def warm(self) -> None:
        """Load the model and let it read the unchanging part of the prompt, in the background.

        What goes wrong is told to the first who asks.
        """
        languages: tuple[Language, ...] = ("en", "zh")
        for language in languages:
            self._join(Draft(Task.of("", (), language)))
        self._join(Draft(Task.choice("", ())))

    def close(self) -> None:
        """Stop what is being written and let the model go. Can be called twice."""
        with self._changed:
            self._closed = True
            for draft in self._line:
                draft.leave()
            self._changed.notify_all()
        if self._thread:
            self._thread.join(timeout=10)

    def _join(self, draft: Draft) -> Draft:
        with self._changed:
            if self._closed:
                raise GeneratorError(f"The model {self.name} is closed. Start Huiwen again.")
            self._line.append(draft)
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self.name, daemon=True)
                self._thread.start()
                atexit.register(self.close)
        return draft

    def _work(self) -> None:
        engine: Engine | None = None
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._line or self._closed)
                if not self._line:
                    return
                draft = self._line[0]
            error: GeneratorError | None = None
            try:
                if draft.wanted:
                    engine = engine or self._load()
                    draft.begin(self._seconds)
                    engine(draft.task, draft.write)
            except GeneratorError as failure:
                error = failure
            except Exception as failure:  # noqa: BLE001 - of libraries that document none
                error = GeneratorError(f"The model {self.name} failed: {failure}.")
                error.__cause__ = failure
            finally:
                with self._changed:
                    self._line.remove(draft)
                draft.end(error)


def piece(chunk: Any) -> str:
    """The text in a chunk of a streamed chat completion; "" where it brings none."""
    if not isinstance(chunk, dict) or "error" in chunk:
        raise GeneratorError("The server broke off its answer with an error. Ask again.")
    choices = chunk.get("choices") or [{}]
    piece = (choices[0].get("delta") or {}).get("content")
    return piece if isinstance(piece, str) else ""
