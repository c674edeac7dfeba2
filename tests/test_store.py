"""Index versions: whole or an error that says what to do."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import numpy as np
import pytest

from rag.errors import IndexVersionError, LockedError
from rag.records import Scope, read_spans
from rag.retrieval import ingest, segment, store
from rag.retrieval.encode import Encoder
from rag.retrieval.manifest import read_manifest, verify
from rag.settings import Settings

from .conftest import SEEDS


def segment_files(index: Path) -> list[Path]:
    return sorted(p for p in (index / "segments").rglob("*") if p.is_file())


def test_what_was_written_is_read(settings: Settings) -> None:
    version = store.Version.open(settings.index)
    assert set(version.files()) == {p.name for p in SEEDS.glob("*.txt")}
    rows = np.flatnonzero(version.alive())
    for passage in version.passages([int(r) for r in rows]):
        raw = (SEEDS / passage.file).read_bytes().decode()
        assert passage.text == read_spans(raw, passage.spans)
        assert passage.text.strip()
    source = version.source("001_73a1dee357f1bfe3.txt")
    assert source is not None
    assert source.raw.encode() == (SEEDS / source.file).read_bytes()


def test_the_same_input_gives_the_same_version(
    built: Path, tmp_path: Path, encoder: Encoder
) -> None:
    settings = Settings.load(index=tmp_path / "again", encoders=("hashing",))
    ingest.build([SEEDS], settings, encoder)
    assert read_manifest(tmp_path / "again") == read_manifest(built)


def test_no_index_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(IndexVersionError, match="huiwen index"):
        store.Version.open(tmp_path)


@pytest.mark.parametrize("name", segment.FILES)
@pytest.mark.parametrize("harm", ["missing", "truncated", "flipped"])
def test_a_damaged_file_is_named(settings: Settings, name: str, harm: str) -> None:
    (path,) = [p for p in segment_files(settings.index) if p.name == name]
    data = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        half = len(data) // 2
        flipped = data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :]
        path.write_bytes(data[:half] if harm == "truncated" else flipped)
    with pytest.raises(IndexVersionError) as caught:
        store.Version.open(settings.index)
    assert name in str(caught.value)
    assert "huiwen index --rebuild" in str(caught.value)


def test_verify_hashes_again_what_the_clock_hides(settings: Settings) -> None:
    store.Version.open(settings.index).close()
    (path,) = [p for p in segment_files(settings.index) if p.name == segment.ARCHIVE]
    stat, data = path.stat(), bytearray(path.read_bytes())
    data[-1] ^= 1
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    with pytest.raises(IndexVersionError, match=segment.ARCHIVE):
        verify(settings.index)


def test_a_changed_manifest_is_refused(settings: Settings) -> None:
    (path,) = (settings.index / "versions").glob("*.json")
    body = json.loads(path.read_text(encoding="utf-8"))
    body["segments"][0]["counts"]["passages"] += 1
    path.write_text(json.dumps(body), encoding="utf-8")
    with pytest.raises(IndexVersionError, match="changed after it was written"):
        store.Version.open(settings.index)


@pytest.mark.parametrize("harm", ["{", '{"format": 0}'])
def test_rebuilding_mends_what_cannot_be_read(
    settings: Settings, encoder: Encoder, harm: str
) -> None:
    (path,) = (settings.index / "versions").glob("*.json")
    path.write_text(harm, encoding="utf-8")
    with pytest.raises(IndexVersionError, match="huiwen index --rebuild"):
        ingest.build([SEEDS], settings, encoder)
    ingest.build([SEEDS], settings, encoder, rebuild=True)
    assert len(store.Version.open(settings.index)) > 0
    assert len(list((settings.index / "versions").iterdir())) == 1


def test_a_second_writer_is_turned_away(settings: Settings, encoder: Encoder) -> None:
    with store.writer(settings.index), pytest.raises(LockedError, match="Another process"):
        ingest.build([SEEDS], settings, encoder)


def test_a_scope_bounds_the_rows(settings: Settings) -> None:
    version = store.Version.open(settings.index)

    def files(scope: Scope) -> set[str]:
        rows = np.flatnonzero(version.alive(scope))
        return {p.file[:3] for p in version.passages([int(r) for r in rows])}

    import datetime as dt

    assert files(Scope(since=dt.date(2023, 1, 1), until=dt.date(2023, 12, 31))) == {"001", "003"}
    assert files(Scope(issue=18)) == {"002"}
    assert files(Scope(title="模速空间", until=dt.date(2023, 12, 31))) == {"001"}
    assert files(Scope(since=dt.date(2030, 1, 1))) == set()


def test_issues_are_the_days_in_a_scope(settings: Settings) -> None:
    version = store.Version.open(settings.index)
    everything = version.issues(version.alive())
    assert everything == sorted(everything, reverse=True)
    assert len(everything) == 5
    until = dt.date(2023, 12, 31)
    assert version.issues(version.alive(Scope(until=until))) == everything[-2:]
    assert version.issues(version.alive(Scope(issue=999))) == []


def test_coverage_is_that_of_the_articles_that_are_left(
    settings: Settings, encoder: Encoder
) -> None:
    kept = sorted(SEEDS.glob("*.txt"))[:3]
    for paths in ([SEEDS], kept):
        ingest.build(paths, settings, encoder)
        version = store.Version.open(settings.index)
        days = [day for a in version.articles() if (day := a.date or a.not_before)]
        assert version.coverage == (min(days), max(days))


def test_a_reader_keeps_its_version(settings: Settings, encoder: Encoder, tmp_path: Path) -> None:
    version = store.Version.open(settings.index)
    before = version.passages([0])
    for i in range(store.KEPT_VERSIONS + 2):
        page = tmp_path / "more" / f"{i}.txt"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"新闻第{i}条\n\n本报今天报道了第{i}件事，大家都很高兴。", encoding="utf-8")
        ingest.build([tmp_path / "more"], settings, encoder)
    assert len(list((settings.index / "versions").iterdir())) == store.KEPT_VERSIONS
    assert version.passages([0]) == before
    assert version.source(before[0].file) is not None
    assert len(version.nearest(encoder.query("徐汇"), 5, version.alive())[0]) == 5


def test_a_writer_that_was_killed_leaves_nothing(settings: Settings, encoder: Encoder) -> None:
    (settings.index / ".tmp-dead").mkdir()
    ingest.build([], settings, encoder)
    assert not list(settings.index.glob(".tmp-*"))


def test_many_updates_leave_few_segments_and_copy_little() -> None:
    sizes: list[tuple[int, int]] = []
    copied = 0
    for _ in range(365):
        sizes.append((300, 300))
        while group := store.to_merge(sizes):
            together = sum(sizes[i][0] for i in group)
            copied += together
            sizes = [s for i, s in enumerate(sizes) if i not in group] + [(together, together)]
    assert sum(alive for alive, _ in sizes) == 365 * 300
    assert len(sizes) <= 3 * store.FANOUT
    assert copied <= 4 * 365 * 300


def test_what_is_half_dead_is_written_anew_and_no_segment_outgrows_its_bound() -> None:
    assert store.to_merge([(900, 900), (399, 800)]) == [1]
    assert store.to_merge([(900, 900), (400, 800)]) == []
    assert store.to_merge([(store.FULL, store.FULL)] * 20) == []
    third = int(store.FULL * 0.3)
    assert store.to_merge([(third, third)] * 5) == [0, 1, 2]
    assert store.to_merge([(1, 1)] * 7) == []
    assert store.to_merge([(1, 1)] * 8) == [*range(8)]
