"""Who is asked next by a model in this process, and drafts that are stopped, late or fail."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rag.errors import GeneratorError
from rag.llm.generate import Engine, InProcess, Task, Write

from .clippings import evidence

SOON = 20.0  # seconds; what is waited for comes long before


class Fake:
    """An engine that answers each question with what the test puts into it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.begun = threading.Semaphore(0)
        self.go = threading.Semaphore(0)
        self.cut = threading.Event()
        self.loads = 0

    def load(self) -> Engine:
        self.loads += 1
        return self.answer

    def answer(self, task: Task, write: Write) -> None:
        self.asked.append(task.messages[-1]["content"].rpartition("：")[2])
        self.begun.release()
        write("甲")
        while not self.go.acquire(timeout=0.01):
            if not write(""):
                self.cut.set()
                return
        write("乙[1]。")


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def model(fake: Fake) -> Iterator[InProcess]:
    model = InProcess("fake", fake.load)
    yield model
    model.close()


def ask(model: InProcess, question: str, stop: threading.Event | None = None) -> Iterator[str]:
    return model.draft(question, evidence("甲乙。"), "zh", stop)


def eventually(true: Callable[[], bool]) -> None:
    until = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < until
        time.sleep(0.005)


def test_readers_are_served_in_the_order_they_came(model: InProcess, fake: Fake) -> None:
    stops = [threading.Event() for _ in range(4)]
    drafts = [ask(model, str(i), stops[i]) for i in range(4)]
    assert fake.begun.acquire(timeout=SOON)
    assert [model.place(stop) for stop in stops] == [0, 1, 2, 3]
    fake.go.release()
    assert "".join(drafts[0]) == "甲乙[1]。"
    eventually(lambda: [model.place(stop) for stop in stops] == [None, 0, 1, 2])
    fake.go.release(3)
    assert {"".join(draft) for draft in reversed(drafts[1:])} == {"甲乙[1]。"}
    assert fake.asked == ["0", "1", "2", "3"]
    assert fake.loads == 1


def test_a_stopped_draft_ends_at_once_and_gives_way(model: InProcess, fake: Fake) -> None:
    stop = threading.Event()
    first, second = ask(model, "1", stop), ask(model, "2")
    assert next(first) == "甲"
    stop.set()
    assert list(first) == []
    assert fake.cut.wait(SOON)
    fake.go.release()
    assert "".join(second) == "甲乙[1]。"


def test_a_reader_who_leaves_is_not_waited_for(model: InProcess, fake: Fake) -> None:
    first, waiting = ask(model, "1"), threading.Event()
    second = ask(model, "2", waiting)
    next(first)
    waiting.set()
    assert list(second) == []
    first.close()  # type: ignore[attr-defined]
    eventually(lambda: model.place(waiting) is None)
    assert fake.asked == ["1"]


def test_a_model_that_does_not_begin_in_time(fake: Fake) -> None:
    def slow(task: Task, write: Write) -> None:
        while write(""):
            time.sleep(0.005)

    model = InProcess("slow", lambda: slow, seconds=0.05)
    with pytest.raises(GeneratorError, match="in time"):
        list(ask(model, "1"))
    model.close()


def test_a_deadline_keeps_what_was_said(fake: Fake) -> None:
    model = InProcess("slow", fake.load, seconds=0.05)
    assert list(ask(model, "1")) == ["甲"]
    model.close()


def test_a_task_waits_no_longer_than_it_may(model: InProcess, fake: Fake) -> None:
    first = ask(model, "1")
    assert fake.begun.acquire(timeout=SOON)
    with pytest.raises(GeneratorError, match="in time"):
        list(model.tell(Task.of("2", (), "zh"), seconds=0.05))
    fake.go.release()
    assert "".join(first) == "甲乙[1]。"


def test_a_model_that_fails_says_so_and_is_asked_again(fake: Fake) -> None:
    def bad(task: Task, write: Write) -> None:
        raise RuntimeError("out of memory")

    loads = iter([GeneratorError("The weights are away. Fetch them."), bad, bad])

    def load() -> Any:
        what = next(loads)
        if isinstance(what, GeneratorError):
            raise what
        return what

    model = InProcess("bad", load)
    with pytest.raises(GeneratorError, match="weights are away"):
        list(ask(model, "1"))
    with pytest.raises(GeneratorError, match="bad failed: out of memory"):
        list(ask(model, "2"))
    model.close()


def test_closing_ends_every_draft(fake: Fake) -> None:
    model = InProcess("fake", fake.load)
    drafts = [ask(model, "1"), ask(model, "2")]
    assert next(drafts[0]) == "甲"
    model.close()
    assert [list(draft) for draft in drafts] == [[], []]
    with pytest.raises(GeneratorError, match="closed"):
        ask(model, "3")
