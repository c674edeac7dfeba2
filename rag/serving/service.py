"""One archive and its many readers: asked in threads, stopped at once, replaced when it grows."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from ..chat import Archive
from ..records import Answer, Scope, Settable, Turn
from ..settings import GeneratorName

AT_ONCE = 20
"""Readers answered at the same time; others wait for a thread."""

T = TypeVar("T")


class Service:
    """What the page and the API ask. `archive` is the index version that answers now.

    A version that is replaced goes on for those who are reading it.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._threads = ThreadPoolExecutor(AT_ONCE, "ask")

    async def run(self, work: Callable[[], T]) -> T:
        """`work` done in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def stream(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        *,
        generator: GeneratorName | None = None,
        scope: Scope | None = None,
        kind: Settable | None = None,
    ) -> AsyncIterator[Answer]:
        """The answer so far, each time it grows, as `Archive.stream` gives it."""
        last: Answer | None = None
        async for answer, _ in self.follow(
            question, turns, generator=generator, scope=scope, kind=kind
        ):
            if answer is not last:
                last = answer
                yield answer

    async def follow(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        *,
        generator: GeneratorName | None = None,
        scope: Scope | None = None,
        kind: Settable | None = None,
        stop: threading.Event | None = None,
    ) -> AsyncIterator[tuple[Answer, int | None]]:
        """The answer so far and how many are before it at the model, when either changes.

        A generator can be deaf for seconds while it reads its prompt: `stop` does not wait
        for it, nor does a reader who leaves.
        """
        stop = stop or threading.Event()
        archive = self.archive
        stream = archive.stream(
            question, turns, generator=generator, scope=scope, kind=kind, stop=stop
        )
        loop = asyncio.get_running_loop()
        answer: Answer | None = None
        place: int | None = None
        try:
            while True:
                step = loop.run_in_executor(self._threads, _next, stream)
                while not step.done():
                    if stop.is_set():
                        return
                    await asyncio.wait({step}, timeout=0.1)
                    now = None if step.done() else archive.place(stop)
                    if answer and now != place:
                        place = now
                        yield answer, place
                if (more := await step) is None:
                    return
                answer = more
                yield answer, place
        finally:
            stop.set()

    async def ask(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        *,
        generator: GeneratorName | None = None,
        scope: Scope | None = None,
        kind: Settable | None = None,
    ) -> Answer:
        """The whole answer."""
        stream = self.stream(question, turns, generator=generator, scope=scope, kind=kind)
        return [answer async for answer in stream][-1]


def _next(stream: Iterator[Answer]) -> Answer | None:
    return next(stream, None)
