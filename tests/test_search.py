from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rag.encode import Encoder
from rag.records import Scope
from rag.search import search
from rag.store import Version


@pytest.fixture(scope="module")
def version(built: Path) -> Version:
    return Version.open(built)


def test_either_script_finds_the_same(version: Version, encoder: Encoder) -> None:
    simplified = search(version, encoder, "上海植物园北区改建", 5)
    traditional = search(version, encoder, "上海植物園北區改建", 5)
    assert [h.passage.id for h in simplified] == [h.passage.id for h in traditional]
    assert "植物園北區" in simplified[0].passage.text


def test_hits_carry_their_evidence(version: Version, encoder: Encoder) -> None:
    hits = search(version, encoder, "闫俊杰说了什么", 5)
    assert "俊杰" in " ".join(hits[0].terms)
    assert hits[0].lexical > 0
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert all(0 <= h.score <= 1 + 1e-6 for h in hits)


def test_a_scope_is_applied_inside_the_search(version: Version, encoder: Encoder) -> None:
    scope = Scope(since=dt.date(2025, 1, 1), until=dt.date(2025, 6, 30))
    hits = search(version, encoder, "模速空间", 40, scope)
    assert {h.passage.file[:3] for h in hits} == {"002"}
    assert len(hits) == int(version.alive(scope).sum())


def test_nothing_in_scope_is_no_hit(version: Version, encoder: Encoder) -> None:
    assert search(version, encoder, "模速空间", 5, Scope(since=dt.date(2031, 1, 1))) == ()


def test_unknown_words_leave_the_dense_part(version: Version, encoder: Encoder) -> None:
    hits = search(version, encoder, "zzzz qqqq", 3)
    assert all(h.lexical == 0 and h.terms == () for h in hits)
    assert hits[0].dense == max(h.dense for h in hits)
