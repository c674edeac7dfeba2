"""Paths to index versions: what changed is read, what is gone leaves, what fails is named."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from rag.errors import IndexVersionError, SourceError
from rag.reading import sources
from rag.records import Source
from rag.retrieval import ingest, store
from rag.retrieval.encode import Encoder, Hashing
from rag.retrieval.manifest import read_manifest
from rag.retrieval.search import search
from rag.retrieval.segment import SegmentWriter
from rag.settings import Settings

from .conftest import SEEDS

PAGE = "区里开了新图书馆\n\n11月3日，区图书馆新馆在东安路开放，藏书八十万册。"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    shutil.copytree(SEEDS, tmp_path / "pages")
    return tmp_path / "pages"


def ids(settings: Settings) -> dict[str, str]:
    version = store.Version.open(settings.index)
    rows = [int(r) for r in version.alive().nonzero()[0]]
    return {p.id: p.text for p in version.passages(rows)}


def test_nothing_new_is_no_new_version(settings: Settings, encoder: Encoder) -> None:
    before = read_manifest(settings.index).id
    report = ingest.build([SEEDS], settings, encoder)
    assert (report.version, report.added, report.changed, report.removed) == (before, (), (), ())
    assert report.kept == 5


def test_files_come_change_and_go(settings: Settings, encoder: Encoder, archive: Path) -> None:
    ingest.build([archive], settings, encoder)
    before = ids(settings)

    (archive / "new.txt").write_text(PAGE, encoding="utf-8")
    report = ingest.build([], settings, encoder)
    assert report.added == ("new.txt",)
    assert before.items() <= ids(settings).items()
    version = store.Version.open(settings.index)
    assert search(version, encoder, "区图书馆新馆在哪里开放", 1)[0].passage.file == "new.txt"

    (archive / "new.txt").write_text(PAGE.replace("东安路", "天钥桥路"), encoding="utf-8")
    report = ingest.build([], settings, encoder)
    assert report.changed == ("new.txt",)
    assert not any("东安路" in text for text in ids(settings).values())

    (archive / "new.txt").unlink()
    report = ingest.build([], settings, encoder)
    assert report.removed == ("new.txt",)
    assert ids(settings) == before
    assert "new.txt" not in store.Version.open(settings.index).files()


def test_a_story_printed_twice_is_linked(
    settings: Settings, encoder: Encoder, archive: Path
) -> None:
    (archive / "one.txt").write_text(STORY, encoding="utf-8")
    (archive / "two.txt").write_text(STORY, encoding="utf-8")
    ingest.build([archive], settings, encoder)
    version = store.Version.open(settings.index)
    (one,), (two,) = (version.articles(name) for name in ("one.txt", "two.txt"))
    assert one.links == (two.id,)
    assert two.links == (one.id,)


STORY = PAGE + "馆长说，欢迎大家常来。" * 3


def links(settings: Settings, *files: str) -> list[tuple[str, ...]]:
    """The files to which the last article of each of `files` is linked."""
    version = store.Version.open(settings.index)
    file_of = {a.id: a.file for a in version.articles()}
    return [tuple(file_of[i] for i in version.articles(f)[-1].links) for f in files]


def test_links_go_both_ways_across_updates_and_vanish_with_a_file(
    settings: Settings, encoder: Encoder, archive: Path
) -> None:
    for name in ("one.txt", "two.txt"):
        (archive / name).write_text(STORY, encoding="utf-8")
        ingest.build([archive], settings, encoder)
    assert links(settings, "one.txt", "two.txt") == [("two.txt",), ("one.txt",)]
    version = store.Version.open(settings.index)
    assert len(version.segments) == 3
    hit = search(version, encoder, "区图书馆新馆在哪里开放", 1)[0]
    assert len(hit.passage.article.links) == 1
    (archive / "one.txt").unlink()
    ingest.build([archive], settings, encoder)
    assert links(settings, "two.txt") == [()]


def test_a_jump_is_found_when_its_second_page_comes_later(
    settings: Settings, encoder: Encoder, archive: Path
) -> None:
    head = "徐汇报\n\n第18期 总第1829期 本期16版\n\n2025年5月12日 星期一\n\n"
    going = "跨河大桥主体贯通\n\n龙吴路跨河大桥主体结构贯通，大桥全长一千二百米。（下转第2版）"
    coming = "（上接第1版）\n\n龙吴路跨河大桥建成后，两岸居民过河只要五分钟，主体结构有三层。"
    (archive / "later.txt").write_text(head + coming, encoding="utf-8")
    ingest.build([archive], settings, encoder)
    assert links(settings, "later.txt") == [()]
    (archive / "front.txt").write_text(head + going, encoding="utf-8")
    ingest.build([archive], settings, encoder)
    assert links(settings, "later.txt", "front.txt") == [("front.txt",), ("later.txt",)]


def test_merging_changes_nothing_that_is_found(
    settings: Settings, encoder: Encoder, archive: Path
) -> None:
    ingest.build([archive], settings, encoder)
    for i in range(store.FANOUT + 1):
        (archive / f"{i}.txt").write_text(f"{STORY}第{i}天开放。", encoding="utf-8")
        if i == 2:
            (archive / "0.txt").unlink()
        ingest.build([archive], settings, encoder)
    version = store.Version.open(settings.index)
    assert len(version.segments) < store.FANOUT
    assert len(version.alive()) == len(version)  # the dead are gone
    fresh_settings = settings.model_copy(update={"index": settings.index.parent / "fresh"})
    ingest.build([archive], fresh_settings, encoder)
    fresh = store.Version.open(fresh_settings.index)
    assert ids(settings) == ids(fresh_settings)
    assert version.manifest.counts == fresh.manifest.counts
    assert version.articles() == fresh.articles()
    for query in ("模速空间什么时候揭牌", "新图书馆第三天"):
        a, b = search(version, encoder, query, 5), search(fresh, encoder, query, 5)
        assert [h.passage for h in a] == [h.passage for h in b]
        assert [h.lexical for h in a] == pytest.approx([h.lexical for h in b])


def test_what_did_not_change_is_not_parsed_again(
    settings: Settings, encoder: Encoder, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest.build([archive], settings, encoder)
    opened: list[str] = []

    def read(path: Path, file: str) -> Source:
        opened.append(file)
        return Source(file, PAGE, sources.fingerprint(path))

    monkeypatch.setattr(sources, "read", read)
    (archive / "new.txt").write_text(PAGE, encoding="utf-8")
    assert ingest.build([archive], settings, encoder).kept == 5
    assert opened == ["new.txt"]


def test_a_change_that_keeps_size_and_time_is_seen(
    settings: Settings, encoder: Encoder, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "_UNSETTLED", 0)  # so that even fresh files are remembered
    page = archive / "new.txt"
    page.write_text(PAGE, encoding="utf-8")
    ingest.build([archive], settings, encoder)
    stat = page.stat()
    page.write_text(PAGE.replace("东安路", "钱江路"), encoding="utf-8")
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert page.stat().st_size == stat.st_size
    assert ingest.build([archive], settings, encoder).changed == ("new.txt",)


def test_one_bad_file_does_not_stop_the_rest(
    settings: Settings, encoder: Encoder, archive: Path
) -> None:
    (archive / "empty.txt").write_bytes(b"")
    (archive / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (archive / "good.txt").write_text(PAGE, encoding="utf-8")
    report = ingest.build([archive], settings, encoder)
    assert report.added == ("good.txt",)
    assert set(report.failed) == {"empty.txt", "binary.txt"}


def test_a_file_that_goes_bad_keeps_what_was_read(
    settings: Settings, encoder: Encoder, archive: Path
) -> None:
    (archive / "new.txt").write_text(PAGE, encoding="utf-8")
    ingest.build([archive], settings, encoder)
    before = ids(settings)
    (archive / "new.txt").write_bytes(b"")
    report = ingest.build([archive], settings, encoder)
    assert set(report.failed) == {"new.txt"}
    assert ids(settings) == before


def test_nothing_readable_leaves_the_index(
    settings: Settings, encoder: Encoder, tmp_path: Path
) -> None:
    before = ids(settings)
    (tmp_path / "bad.txt").write_bytes(b"\0\0\0")
    for path in (tmp_path / "bad.txt", tmp_path / "missing"):
        with pytest.raises(SourceError):
            ingest.build([path], settings, encoder)
    assert ids(settings) == before


def test_batches_change_nothing_and_one_that_cannot_be_written_loses_nothing(
    settings: Settings, encoder: Encoder, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ids(settings)
    monkeypatch.setattr(ingest, "_BATCH", 1)  # a file at a time
    ingest.build([SEEDS], settings, encoder, rebuild=True)
    assert ids(settings) == before

    add, pages = SegmentWriter.add, []

    def full_disk(writer: SegmentWriter, *batch: Any) -> None:
        pages.append(batch)
        if len(pages) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        add(writer, *batch)

    monkeypatch.setattr(SegmentWriter, "add", full_disk)
    with pytest.raises(OSError, match="No space left"):
        ingest.build([archive], settings, encoder, rebuild=True)
    assert ids(settings) == before


def test_another_model_asks_for_a_rebuild(settings: Settings, encoder: Encoder) -> None:
    other = Encoder([Hashing()], {"another": "1"})
    with pytest.raises(IndexVersionError, match=r"another.*huiwen index --rebuild"):
        ingest.build([SEEDS], settings, other)
    assert ingest.build([SEEDS], settings, other, rebuild=True).kept == 0


def test_ranks_do_not_depend_on_segments(
    settings: Settings, encoder: Encoder, archive: Path
) -> None:
    (archive / "new.txt").write_text(PAGE, encoding="utf-8")
    ingest.build([archive], settings, encoder)
    grown = store.Version.open(settings.index)
    fresh_settings = settings.model_copy(update={"index": settings.index.parent / "fresh"})
    ingest.build([archive], fresh_settings, encoder)
    fresh = store.Version.open(fresh_settings.index)
    assert len(grown.segments) == 2
    assert len(fresh.segments) == 1
    for query in ("模速空间什么时候揭牌", "新图书馆", "区委书记曹立强"):
        a, b = search(grown, encoder, query, 3), search(fresh, encoder, query, 3)
        assert [h.passage.id for h in a] == [h.passage.id for h in b]
