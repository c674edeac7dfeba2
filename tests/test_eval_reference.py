"""Thirty questions with the real embedding model, held against the figures committed.

After a change that is meant to move them: the command in eval/README.md writes them anew.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from eval.cases import Maker, cases
from eval.metrics import figures
from eval.runs import run
from rag import models
from rag.retrieval import ingest
from rag.retrieval.encode import Encoder
from rag.retrieval.store import Version
from rag.settings import Settings

ROOT = Path(__file__).parents[1]
COMMITTED = json.loads((ROOT / "eval" / "results" / "quick.json").read_text("utf-8"))
HEADLINE = (
    "accuracy",
    "right when answered",
    "refusal F1",
    "citation validity",
    "citation precision",
    "evidence recall",
    "cited sentences",
    "recall@10",
)


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Today's figures of the questions whose figures are committed."""
    folder = tmp_path_factory.mktemp("reference")
    names = tuple(COMMITTED["run"]["encoders"])
    settings = Settings.load(index=folder / "index", encoders=names, generator="extractive")
    if missing := [n for n in names if models.find(n, settings.models) is None]:
        pytest.skip(f"{', '.join(missing)} not in the cache: huiwen models pull")
    encoder = Encoder.open(names, settings.models)
    ingest.build([ROOT / "seeds"], settings, encoder)
    version = Version.open(settings.index)
    questions = ROOT / "eval" / "questions" / COMMITTED["run"]["questions"]
    day = version.articles() and max(a.date for a in version.articles() if a.date)
    maker = Maker("huiwen", encoder, settings, day)
    with cases(questions, "jsonl", maker, version, "given") as made:
        wanted = set(COMMITTED["ids"])
        chosen = [case for case in made if case.turns[0].id in wanted]
        rows = run(chosen, {}, folder / "run.jsonl", tell=io.StringIO())
    assert len(rows) == len(wanted)
    return {name: figure.value for name, figure in figures(rows).items()}


@pytest.mark.parametrize("name", HEADLINE)
def test_no_headline_figure_has_dropped_by_more_than_its_interval(
    now: dict[str, float], name: str
) -> None:
    committed = COMMITTED["figures"][name]
    assert now[name] >= committed["low"], (
        f"{name} was {committed['value']:.3f} (95 % interval from {committed['low']:.3f}) "
        f"and is {now[name]:.3f}"
    )


def test_every_citation_says_what_its_page_says(now: dict[str, float]) -> None:
    assert now["citation validity"] == 1
