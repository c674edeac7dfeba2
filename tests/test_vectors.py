"""The nearest vectors, exact and in cells, with and without a scope."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag.retrieval import vectors
from rag.retrieval.vectors import NEAR, VectorBuilder, VectorIndex

RNG = np.random.default_rng(5)
CENTRES = RNG.standard_normal((40, 32))
POINTS = (CENTRES[RNG.integers(0, 40, 3000)] + 0.5 * RNG.standard_normal((3000, 32))).astype("f4")
POINTS /= np.linalg.norm(POINTS, axis=1, keepdims=True)
ALL = np.ones(len(POINTS), bool)


def index(folder: Path) -> VectorIndex:
    builder = VectorBuilder(32)
    builder.add(POINTS[:1000])
    builder.add(POINTS[1000:])
    assert builder.save(folder)[0] == "vectors.faiss"
    return VectorIndex(folder)


def test_few_vectors_are_searched_exactly(tmp_path: Path) -> None:
    found = index(tmp_path)
    assert not (tmp_path / NEAR).exists()
    for query in POINTS[:20]:
        rows, cosines = found.nearest(query, 10, ALL)
        wanted = np.sort(POINTS @ query)[::-1][:10]
        assert cosines == pytest.approx(wanted, abs=1e-3)
        assert found.cosines(query, rows) == pytest.approx(cosines, abs=1e-6)
    assert found.read(np.array([7, 3])) == pytest.approx(POINTS[[7, 3]], abs=1e-3)


def test_many_vectors_are_searched_in_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "EXACT", 500)
    found = index(tmp_path)
    assert (tmp_path / NEAR).exists()
    scope = np.arange(len(POINTS)) % 3 == 0
    for alive in (ALL, scope):
        share = []
        for query in POINTS[:50]:
            rows, cosines = found.nearest(query, 10, alive)
            exact = np.argsort(-np.where(alive, POINTS @ query, -2))[:10]
            share.append(len(set(rows.tolist()) & set(exact.tolist())) / 10)
            assert alive[rows].all()
            assert (np.diff(cosines) <= 0).all()
            assert cosines == pytest.approx(POINTS[rows] @ query, abs=1e-3)
        assert np.mean(share) > 0.7


def test_a_narrow_scope_is_exact_in_cells_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "EXACT", 500)
    found = index(tmp_path)
    alive = np.zeros(len(POINTS), bool)
    alive[[5, 700, 2999]] = True
    rows, _ = found.nearest(POINTS[5], 10, alive)
    assert set(rows.tolist()) == {5, 700, 2999}
    assert len(found.nearest(POINTS[5], 10, ~ALL)[0]) == 0


def test_the_same_vectors_give_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "EXACT", 500)
    written = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        index(folder)
        written.append([p.read_bytes() for p in sorted(folder.iterdir())])
    assert written[0] == written[1]
