"""The generators by name, as they are set: the model that is here is loaded once."""

from __future__ import annotations

import functools
import threading
from pathlib import Path
from typing import Any

from .. import models
from ..catalogue import CATALOGUE
from ..errors import ModelError
from ..llm.engines import Llama, Transformers
from ..llm.generate import Generator, InProcess
from ..llm.remote import OpenAI
from ..settings import GeneratorName, Settings
from .quote import Extractive


def generator(settings: Settings, name: GeneratorName) -> Generator:
    """The generator called `name`; "auto" is the local LLM once its weights are here."""
    match name:
        case "extractive":
            return Extractive()
        case "transformers":
            return _transformers(settings.transformers)
        case "openai":
            return OpenAI.from_environment()
        case "llama":
            return _llama(weights(settings) or _missing(settings))
        case "auto":
            here = weights(settings)
            return _llama(here) if here else Extractive()


def weights(settings: Settings) -> Path | None:
    """The GGUF file that is set, where it is here. Raises ChecksumError."""
    if settings.llm in CATALOGUE:
        return models.find(settings.llm, settings.models)
    path = Path(settings.llm)
    return path if path.is_file() else None


# A model is loaded once in a process, however many ask at once.
_one = threading.Lock()


@functools.cache
def _loaded(kind: type[Llama] | type[Transformers], source: Any) -> InProcess:
    return kind(source)


def _llama(path: Path) -> InProcess:
    with _one:
        return _loaded(Llama, path)


def _transformers(name: str) -> InProcess:
    with _one:
        return _loaded(Transformers, name)


def _missing(settings: Settings) -> Path:
    raise ModelError(
        f"The language model {settings.llm} is not here. Run: huiwen models pull {settings.llm}, "
        "or set `llm` to a GGUF file."
    )
