"""Shared fixtures: the seeds indexed once with the model that needs no weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rag.retrieval import ingest
from rag.retrieval.encode import Encoder
from rag.settings import Settings

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder.open(["hashing"], Path())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """An index of the seeds that no test may write to."""
    index = tmp_path_factory.mktemp("index")
    ingest.build([SEEDS], Settings.load(index=index, encoders=("hashing",)), encoder)
    return index


@pytest.fixture
def settings(built: Path, tmp_path: Path) -> Settings:
    """Settings over a copy of that index."""
    shutil.copytree(built, tmp_path / "index")
    return Settings.load(
        index=tmp_path / "index", encoders=("hashing",), generator="extractive", fetch_llm=False
    )
