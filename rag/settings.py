"""Settings: defaults < `huiwen.toml` < environment (`HUIWEN_…`) < flags."""

from __future__ import annotations

import hashlib
import ipaddress
import json
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from .errors import SettingsError

GeneratorName = Literal["auto", "extractive", "llama", "transformers", "openai"]
Followups = Literal["rules", "model"]


class Settings(BaseSettings):
    """One frozen object; `Settings.load()` makes it and turns mistakes into `SettingsError`."""

    model_config = SettingsConfigDict(
        env_prefix="HUIWEN_", toml_file="huiwen.toml", frozen=True, extra="forbid"
    )

    seeds: Path = Field(Path("seeds"), description="Indexed when nothing else is named.")
    index: Path = Field(Path("index"), description="Where index versions live.")
    models: Path = Field(
        user_cache_path("huiwen", appauthor=False) / "models",
        description="The cache of model weights.",
    )
    feedback: Path = Field(
        user_data_path("huiwen", appauthor=False) / "feedback.sqlite",
        description="Where readers' thumbs up and down are kept.",
    )
    adding: bool | None = Field(
        None,
        description="Let readers add files from the page; by default where it is served to "
        "this machine alone.",
    )
    added: Path = Field(
        user_data_path("huiwen", appauthor=False) / "added",
        description="Where files added from the page are kept.",
    )
    runs: Path = Field(
        user_data_path("huiwen", appauthor=False) / "runs",
        description="Where runs of question sets and their reports are kept.",
    )
    encoders: tuple[str, ...] = Field(
        ("use-multilingual",),
        description="Catalogue names, hub names or folders of sentence-transformers models.",
    )
    reranker: str = Field(
        "", description="Hub name or folder of a cross-encoder that reads the best passages again."
    )
    generator: GeneratorName = "auto"
    llm: str = Field("qwen2.5-coder-1.5b", description="Catalogue name or path of a GGUF file.")
    transformers: str = Field(
        "Qwen/Qwen3-0.6B", description="Hub name or folder for `--generator transformers`."
    )
    followups: Followups = Field(
        "rules",
        description='"model": let the language model make a follow-up stand alone where rules '
        "leave it open, or find nothing.",
    )
    fetch_llm: bool = Field(True, description="Let `serve` fetch the LLM in the background.")
    passage_chars: int = Field(300, ge=50, le=4000, description="Longest passage, in characters.")
    top_k: int = Field(8, ge=1, le=100, description="Passages looked at for an answer.")
    host: str = "127.0.0.1"
    port: int = Field(7860, ge=0, le=65535)

    @property
    def local(self) -> bool:
        """Whether `host` can be reached from this machine alone."""
        return is_local(self.host)

    @property
    def may_add(self) -> bool:
        """Whether readers may add files from the page."""
        return self.local if self.adding is None else self.adding

    @classmethod
    def load(cls, **flags: Any) -> Settings:
        """Settings with `flags` (those that are not None) on top.

        Raises SettingsError where a file, the environment or a flag is wrong.
        """
        try:
            return cls(**{k: v for k, v in flags.items() if v is not None})
        except ValidationError as error:
            wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise SettingsError(
                f"A setting is wrong: {wrong}. Look at huiwen.toml and HUIWEN_* variables."
            ) from error
        except ValueError as error:  # TOML that does not parse, JSON in a variable that does not
            raise SettingsError(f"huiwen.toml or HUIWEN_* cannot be read: {error}") from error

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    def shaping(self) -> dict[str, Any]:
        """The settings that shape an index: change one and it must be rebuilt."""
        return {"encoders": list(self.encoders), "passage_chars": self.passage_chars}

    def fingerprint(self) -> str:
        """16 hex digits over `shaping()`."""
        canonical = json.dumps(self.shaping(), sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def is_local(host: str) -> bool:
    """Whether a host is this machine, seen from itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
