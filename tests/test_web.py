"""The page without a browser: what its handlers show, and what its server gives out."""

from __future__ import annotations

import asyncio
import html
import json
import re
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

import app
from rag import room as rooms
from rag import web
from rag.chat import REFUSAL, Archive
from rag.errors import GeneratorError, SettingsError
from rag.fetch import Fetch, LlmFetch
from rag.labels import LABELS
from rag.records import Answer
from rag.service import Service
from rag.settings import Settings

from . import reading_room as rr
from .test_page import NASTY, Reader

ZH, EN = LABELS["zh"], LABELS["en"]
UNVEILED = "模速空间是什么时候揭牌的？"


def furnished(script: rr.Script = rr.by_question) -> tuple[rooms.Room, rr.FakeArchive]:
    """A room whose archive answers by `script`, its components made."""
    archive = rr.FakeArchive(script)
    room = rooms.Room(Service(cast(Archive, archive)), LlmFetch(Settings(fetch_llm=False)))
    room.build()
    return room, archive


def within(work: Callable[[], Awaitable[None]], seconds: float = 30) -> None:
    """Run `work`; a test that hangs fails instead."""
    asyncio.run(asyncio.wait_for(work(), seconds))


def asked(
    room: rooms.Room, question: str, answers: tuple[Answer, ...] = (), reader: str = "r"
) -> list[rooms.View]:
    views: list[rooms.View] = []

    async def ask() -> None:
        views.extend([v async for v in room.answer(question, answers, "zh", reader)])

    within(ask)
    return views


def talk(room: rooms.Room, view: rooms.View) -> str:
    return "\n".join(Reader(message["content"]).text for message in view[room.chat])


def test_an_answer_comes_with_its_evidence_and_ends_the_run() -> None:
    room, _ = furnished()
    first, *_, last = asked(room, UNVEILED)
    assert UNVEILED in talk(room, first)
    assert ZH.looking in talk(room, first)
    assert first[room.box] == ""
    assert first[room.stop]["visible"]
    assert "9月28日" in talk(room, last)
    marks = Reader(last[room.desk]).marks
    assert next(text for text, _, lit in marks if lit).startswith("9月28日")
    assert [a.question for a in last[room.answers]] == [UNVEILED]
    assert not last[room.stop]["visible"]
    assert last[room.ask]["visible"]


def test_the_conversation_goes_on() -> None:
    room, archive = furnished()
    answers = asked(room, UNVEILED)[-1][room.answers]
    last = asked(room, "谁出席了？", answers)[-1]
    turns = archive.asked[-1][1]
    assert [(t.question, t.answer) for t in turns] == [(UNVEILED, rr.opening("").text)]
    assert [m["role"] for m in last[room.chat]] == ["user", "assistant"] * 2
    assert REFUSAL["zh"] in talk(room, last)
    assert Reader(last[room.desk]).having(id="hw-1-1"), "the first answer's evidence is kept"
    assert Reader(last[room.desk]).having(id="hw-2-h1")


def test_a_long_conversation_keeps_its_last_evidence() -> None:
    room, _ = furnished()
    answers = (rr.opening("x"),) * (rooms.REMEMBERED + 2)
    desk = Reader(asked(room, UNVEILED, answers)[-1][room.desk])
    last = rooms.REMEMBERED + 3
    assert desk.having(id=f"hw-{last}-1")
    assert desk.having(id=f"hw-{last - rooms.REMEMBERED + 1}-1")
    assert not desk.having(id=f"hw-{last - rooms.REMEMBERED}-1")


@pytest.mark.parametrize(
    ("question", "told"),
    [("", ZH.empty), (" \n ", ZH.empty), ("很" * 20_000, "20000")],
    ids=["nothing", "spaces", "too long"],
)
def test_what_cannot_be_asked_is_told_and_kept(question: str, told: str) -> None:
    room, _ = furnished()
    earlier = (rr.opening(UNVEILED),)
    last = asked(room, question, earlier)[-1]
    assert told in talk(room, last)
    assert "9月28日" in talk(room, last)
    assert last[room.box] == question
    assert last[room.answers] == earlier
    assert last[room.ask]["visible"]


def test_a_failing_generator_is_told_and_the_question_kept() -> None:
    def fail(question: str, stop: threading.Event) -> Iterator[Answer]:
        raise GeneratorError("The server at <b>x</b> is away.")
        yield

    room, archive = furnished()
    archive.script = fail
    last = asked(room, "问")[-1]
    assert "The server at <b>x</b> is away." in talk(room, last)
    assert last[room.box] == "问"


def test_stop_keeps_what_is_shown_and_does_not_wait() -> None:
    deaf = threading.Event()
    heard: list[threading.Event] = []

    def script(question: str, stop: threading.Event) -> Iterator[Answer]:
        heard.append(stop)
        yield rr.opening(question)
        deaf.wait(60)  # a generator that reads its prompt and hears nothing

    room, archive = furnished()
    archive.script = script
    views: list[rooms.View] = []

    async def ask() -> None:
        async for view in room.answer(UNVEILED, (), "zh", "r"):
            views.append(view)
            if len(views) == 2:
                room.halt("somebody else")
                assert not heard[0].is_set()
                room.halt("r")

    try:
        within(ask)
    finally:
        deaf.set()
    assert heard[0].is_set()
    assert [a.question for a in views[-1][room.answers]] == [UNVEILED]
    assert views[-1][room.ask]["visible"]


def test_stop_before_anything_is_shown_gives_the_question_back() -> None:
    def script(question: str, stop: threading.Event) -> Iterator[Answer]:
        stop.wait(60)
        return
        yield

    room, archive = furnished()
    archive.script = script
    views: list[rooms.View] = []

    async def ask() -> None:
        async for view in room.answer("问", (), "zh", "r"):
            views.append(view)
            room.halt("r")

    within(ask)
    assert views[-1][room.box] == "问"
    assert views[-1][room.answers] == ()


def test_a_reader_who_leaves_stops_the_generator() -> None:
    heard: list[threading.Event] = []

    def script(question: str, stop: threading.Event) -> Iterator[Answer]:
        heard.append(stop)
        yield rr.opening(question)
        stop.wait(60)

    room, archive = furnished()
    archive.script = script

    async def leave() -> None:
        views = room.answer(UNVEILED, (), "zh", "r")
        await anext(views)
        await anext(views)
        await views.aclose()  # as Gradio does with the events of a closed tab

    within(leave)
    assert heard[0].is_set()


def test_twenty_readers_at_once() -> None:
    room, _ = furnished()

    async def ask(reader: str) -> rooms.View:
        return [v async for v in room.answer(UNVEILED, (), "zh", reader)][-1]

    async def together() -> None:
        lasts = await asyncio.gather(*(ask(f"r{i}") for i in range(20)))
        assert all(len(last[room.answers]) == 1 for last in lasts)

    within(together)


def test_a_new_conversation_is_empty() -> None:
    room, _ = furnished()
    view = room.clear("zh")
    assert view[room.answers] == ()
    assert view[room.chat] == []
    assert ZH.no_evidence in view[room.desk]
    assert view[room.examples]["visible"]


def test_everything_speaks_the_language_chosen() -> None:
    room, _ = furnished()
    for language, labels in LABELS.items():
        view = room.speak((rr.refusal("?"),), language, "r")
        assert labels.name in Reader(view[room.head]).text
        assert labels.near in Reader(view[room.desk]).text
        assert view[room.ask]["value"] == labels.ask
        assert view[room.box]["placeholder"] == labels.placeholder


def test_the_status_line_tells_of_the_fetch() -> None:
    room, archive = furnished()

    def line() -> tuple[str, bool]:
        told, timer = room.tick("zh")
        return Reader(told).text, timer.active

    text, again = line()
    for known in ("21 篇", "2023年6月26日", "use-multilingual", ZH.quoted):
        assert known in text
    assert not again
    room._fetch.state = Fetch("running", 370_000_000, 1_000_000_000)
    text, again = line()
    assert "37%" in text
    assert again
    room._fetch.state = Fetch("failed", reason="No source could be <reached>.")
    text, again = line()
    assert "No source could be <reached>." in text
    assert not again
    room._fetch.state = Fetch("done", 1, 1)
    archive.generator = "qwen"
    assert "qwen" in line()[0]


def test_only_what_the_archive_answers_is_offered() -> None:
    room, archive = furnished()
    assert list(room._answerable()) == [q for q in rooms.EXAMPLES if "揭牌" in q]
    archive.script = lambda question, stop: iter([rr.refusal(question)])
    assert list(room._answerable()) == []


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    archive = cast(Archive, rr.FakeArchive(rr.by_question))
    server = web.app(archive, LlmFetch(Settings(fetch_llm=False)))
    with TestClient(server, "http://127.0.0.1") as client:
        yield client


def test_the_page_asks_nothing_of_other_hosts(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "https:" not in page.headers["content-security-policy"]
    # What a browser would fetch: scripts, styles and images, not the names in <meta>.
    elsewhere = r"<(?:script|link|img)[^>]*(?:src|href)=[\"'](?:https?:)?//[^\"']+"
    fetched = re.findall(elsewhere, page.text)
    assert fetched == []
    assert not re.search(r"url\([\"']?https?:", client.get("/theme.css").text)
    config = client.get("/config").json()
    assert config["analytics_enabled"] is False
    assert not config.get("stylesheets")


def test_no_file_of_the_machine_is_served(client: TestClient) -> None:
    for name in ("pyproject.toml", str(rr.SEEDS / rr.OPENING), "/etc/hostname", "../app.py"):
        assert client.get(f"/gradio_api/file={name}").status_code in (403, 404), name


def test_no_handler_is_an_endpoint(client: TestClient) -> None:
    info = client.get("/gradio_api/info").json()
    assert info["named_endpoints"] == {}
    assert info["unnamed_endpoints"] == {}


def test_a_question_goes_through_the_server(client: TestClient) -> None:
    """The wiring: from the button to the evidence, with a reader's nasty question."""
    config = client.get("/config").json()
    made = {c["id"]: c["props"].get("elem_id") for c in config["components"]}
    asking = next(
        d
        for d in config["dependencies"]
        if any(made.get(target) == "hw-go" for target, _ in d["targets"])
    )
    question = NASTY + "揭牌"
    data: list[Any] = [question if made[i] == "hw-box" else None for i in asking["inputs"]]
    data[asking["inputs"].index(next(i for i in made if made[i] == "hw-language"))] = "zh"
    body = {"data": data, "fn_index": asking["id"], "session_hash": "s"}
    assert client.post("/gradio_api/queue/join", json=body).status_code == 200
    stream = client.get("/gradio_api/queue/data", params={"session_hash": "s"}).text
    messages = [json.loads(line[6:]) for line in stream.splitlines() if line.startswith("data: ")]
    done = next(m for m in messages if m["msg"] == "process_completed")
    assert done["success"], done
    assert "<script" not in stream
    assert '<mark class=\\"hw&#45;on\\"' in stream
    assert "#hw-1-1" in html.unescape(stream)


def test_a_port_in_use_is_told_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive, "open", lambda _settings: pytest.fail("opened the archive"))
    with web.listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"Port {port} .*in use.*--port {port + 1}"):
            web.serve(Settings(port=port))


def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(SettingsError, match=r"192\.0\.2\.1.*--host"):
        web.listen("192.0.2.1", 0)


def test_app_tells_an_error_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def serve(_settings: Settings) -> None:
        raise SettingsError("Port 1 is in use.")

    monkeypatch.setattr(web, "serve", serve)
    with pytest.raises(SystemExit, match="Port 1 is in use"):
        app.main()
