"""The background fetch of the LLM, with the pull itself replaced."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rag import models
from rag.catalogue import CATALOGUE
from rag.errors import ChecksumError, ModelError
from rag.llm.fetch import Fetch, LlmFetch
from rag.settings import Settings

LLM = next(model for model in CATALOGUE.values() if model.name.startswith("qwen"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(models=tmp_path, llm=LLM.name, generator="auto", fetch_llm=True)


def finish(fetch: LlmFetch) -> None:
    fetch._thread.join(10)
    assert not fetch._thread.is_alive()


def test_a_fetch_tells_how_far_it_is_and_ends(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Fetch] = []

    def pull(name: str, cache: Path, progress: models.Progress) -> Path:
        assert (name, cache) == (LLM.name, settings.models)
        progress(40, 100)
        seen.append(fetch.state)
        return cache

    monkeypatch.setattr(models, "pull", pull)
    fetch = LlmFetch(settings, then=lambda: seen.append(fetch.state))
    fetch.start()
    finish(fetch)
    assert seen == [Fetch("running", 40, 100)] * 2, "told once, then called when it was here"
    assert fetch.state.stage == "done"


def test_a_failed_fetch_says_why(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def pull(*_: object) -> Path:
        raise ModelError("No source could be reached.")

    monkeypatch.setattr(models, "pull", pull)
    fetch = LlmFetch(settings)
    fetch.start()
    finish(fetch)
    assert (fetch.state.stage, fetch.state.reason) == ("failed", "No source could be reached.")


def test_stop_ends_it_at_the_next_word_of_progress(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def pull(name: str, cache: Path, progress: models.Progress) -> Path:
        begun.set()
        go_on.wait(10)
        progress(1, 2)
        raise AssertionError("went on after it was stopped")

    monkeypatch.setattr(models, "pull", pull)
    fetch = LlmFetch(settings)
    fetch.start()
    assert begun.wait(10)
    threading.Timer(0.05, go_on.set).start()
    fetch.stop()
    assert fetch.state == Fetch()


@pytest.mark.parametrize(
    "change",
    [{"fetch_llm": False}, {"generator": "extractive"}, {"llm": "some/file.gguf"}],
    ids=str,
)
def test_what_is_not_wanted_is_not_fetched(
    settings: Settings, change: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "pull", lambda *_: pytest.fail("fetched"))
    fetch = LlmFetch(settings.model_copy(update=change))
    fetch.start()
    fetch.stop()
    assert fetch.state == Fetch()


def test_what_is_here_is_not_fetched(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "pull", lambda *_: pytest.fail("fetched"))
    monkeypatch.setattr(models, "find", lambda name, cache: cache / name)
    fetch = LlmFetch(settings)
    fetch.start()
    assert fetch.state == Fetch()


def test_a_damaged_file_is_told_and_serving_goes_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(name: str, cache: Path) -> Path:
        raise ChecksumError("other bytes")

    monkeypatch.setattr(models, "find", find)
    fetch = LlmFetch(settings)
    fetch.start()
    assert fetch.state == Fetch("failed", reason="other bytes")
