"""The LLM fetched in the background, while readers are served without it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from .. import models
from ..catalogue import CATALOGUE
from ..errors import HuiwenError
from ..settings import Settings


@dataclass(frozen=True, slots=True)
class Fetch:
    """How the fetch stands; `done` and `total` in bytes, `reason` where it failed."""

    stage: Literal["none", "running", "done", "failed"] = "none"
    done: int = 0
    total: int = 0
    reason: str = ""


class LlmFetch:
    """Fetches `settings.llm` in a thread of its own; `state` says how far it is.

    `then` is called there once the weights are here.
    """

    def __init__(self, settings: Settings, then: Callable[[], None] = lambda: None) -> None:
        self._settings = settings
        self._then = then
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fetch-llm", daemon=True)
        self.state = Fetch()

    def start(self) -> None:
        """Start, where the settings want the LLM, it is in the catalogue and is not here."""
        s = self._settings
        wanted = s.fetch_llm and s.generator in ("auto", "llama") and s.llm in CATALOGUE
        try:
            if wanted and models.find(s.llm, s.models) is None:
                self.state = Fetch("running", 0, CATALOGUE[s.llm].size)
                self._thread.start()
        except HuiwenError as error:  # other bytes under its name: answers stay quotations
            self.state = Fetch("failed", reason=str(error))

    def stop(self) -> None:
        """Stop at the next word of progress; what has come is kept for another time."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        try:
            models.pull(self._settings.llm, self._settings.models, self._tell)
            self._then()
            self.state = replace(self.state, stage="done")
        except HuiwenError as error:
            self.state = replace(self.state, stage="failed", reason=str(error))
        except _StoppedError:
            self.state = Fetch()

    def _tell(self, done: int, total: int) -> None:
        if self._over.is_set():
            raise _StoppedError
        self.state = Fetch("running", done, total)


class _StoppedError(Exception):
    """Ends a pull from within its report of progress."""
