"""Adding files from the page: what is read is shown, what is indexed answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import gradio as gr
import pytest
from fastapi.testclient import TestClient

from rag.chat import Archive
from rag.llm.fetch import LlmFetch
from rag.retrieval import store
from rag.retrieval.manifest import read_manifest
from rag.serving.service import Service
from rag.settings import Settings
from rag.ui import web
from rag.ui.adding import Adding, View
from rag.ui.labels import LABELS

from .test_page import Reader

ZH = LABELS["zh"]
NEWS = (
    "灯塔图书馆迁址\n\n本报讯 记者 王某\n\n"
    "2024年3月5日，灯塔图书馆迁到梧桐路十二号，新馆藏书八万册。\n"
)


@pytest.fixture
def adding(settings: Settings, tmp_path: Path) -> Iterator[Adding]:
    ours = settings.model_copy(update={"added": tmp_path / "added"})
    service = Service(Archive.open(ours))
    adding = Adding(service, ours)
    with gr.Blocks():
        adding.build()
    yield adding
    service.archive.close()


def file(tmp_path: Path, name: str, content: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(content)
    return str(path)


def added(adding: Adding, *files: str) -> list[View]:
    async def run() -> list[View]:
        return [view async for view in adding.add(files, "zh")]

    return asyncio.run(asyncio.wait_for(run(), 60))


def test_what_is_read_is_shown_and_a_bad_file_says_why(adding: Adding, tmp_path: Path) -> None:
    good = file(tmp_path, "灯塔.txt", NEWS.encode())
    bad = file(tmp_path, "坏<b>.txt", b"\x00\x01\x02" * 50)
    view = adding.read([good, bad], "zh")
    text = Reader(view[adding.told]).text
    assert "灯塔图书馆迁址" in text
    assert "坏<b>.txt" in text
    assert str(tmp_path) not in text, "a reader learns nothing of the machine's folders"
    assert view[adding.index]["interactive"]
    assert not adding.read([bad], "zh")[adding.index]["interactive"]
    assert not adding.read(None, "zh")[adding.index]["interactive"]


def test_what_is_added_answers_beside_the_rest(adding: Adding, tmp_path: Path) -> None:
    service = adding._service
    before = service.archive
    files = before.status().files
    views = added(
        adding,
        file(tmp_path, "灯塔.txt", NEWS.encode()),
        file(tmp_path, "坏.txt", b"\x00\x01\x02" * 50),
    )
    assert any("progress" in dict(Reader(view[adding.told]).elements) for view in views)
    now = service.archive.status()
    told = ZH.indexed.format(n=1, articles=now.articles, passages=now.passages)
    assert told in Reader(views[-1][adding.told]).text
    assert service.archive.status().files == files + 1
    answer = service.archive.ask("灯塔图书馆迁到了哪里？")
    assert "梧桐路十二号" in answer.text
    assert before.status().files == files, "who reads the old version goes on with it"
    roots = read_manifest(adding._settings.index).roots
    assert str(adding._settings.added) in roots
    assert [p.name for p in adding._settings.added.iterdir()] == ["灯塔.txt"]


def test_an_index_that_is_being_written_is_told(adding: Adding, tmp_path: Path) -> None:
    with store.writer(adding._settings.index):
        last = added(adding, file(tmp_path, "灯塔.txt", NEWS.encode()))[-1]
    assert "Another process" in Reader(last[adding.told]).text
    assert last[adding.index]["interactive"]


@pytest.mark.parametrize(
    ("given", "may"),
    [
        ({}, True),
        ({"host": "0.0.0.0"}, False),
        ({"host": "0.0.0.0", "adding": True}, True),
        ({"adding": False}, False),
    ],
)
def test_on_the_network_nothing_is_added_unless_it_is_wanted(
    built: Path, given: dict[str, object], may: bool
) -> None:
    settings = Settings.load(
        index=built, encoders=("hashing",), generator="extractive", fetch_llm=False, **given
    )
    archive = Archive.open(settings)
    with TestClient(web.app(archive, LlmFetch(settings), settings), "http://localhost") as client:
        made = {c["props"].get("elem_id") for c in client.get("/config").json()["components"]}
        assert ("hw-files" in made) == may
        sent = client.post("/gradio_api/upload", files={"files": ("a.txt", b"x")})
        assert (sent.status_code != 403) == may
    archive.close()
