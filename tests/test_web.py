"""The page without a browser: what its handlers show, and what its server gives out."""

from __future__ import annotations

import asyncio
import datetime as dt
import html
import json
import os
import re
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import gradio as gr
import pytest
from fastapi.testclient import TestClient

import app
from rag.answering.refusal import REFUSAL
from rag.chat import Archive
from rag.errors import FeedbackError, GeneratorError, SettingsError
from rag.llm.fetch import Fetch, LlmFetch
from rag.records import Answer, Scope, Settable, Span
from rag.serving.feedback import Feedback
from rag.serving.service import Service
from rag.settings import Settings
from rag.ui import conversations, transcript, web
from rag.ui import room as rooms
from rag.ui.conversations import Conversation, Exchange
from rag.ui.labels import KINDS, LABELS, MENDED, TROUBLE
from rag.ui.talk import Talk, View

from . import reading_room as rr
from .test_page import NASTY, Reader

ZH, EN = LABELS["zh"], LABELS["en"]
UNVEILED = "模速空间是什么时候揭牌的？"


def furnished(script: rr.Script = rr.by_question) -> tuple[Talk, rr.FakeArchive]:
    """A place to ask whose archive answers by `script`, its components made."""
    whole, archive = housed(script)
    return whole.talking, archive


def housed(script: rr.Script = rr.by_question) -> tuple[rooms.Room, rr.FakeArchive]:
    """A room whose archive answers by `script`, its components made."""
    archive = rr.FakeArchive(script)
    settings = Settings(fetch_llm=False, feedback=Path(os.devnull))
    room = rooms.Room(Service(cast(Archive, archive)), LlmFetch(settings), settings)
    room.build()
    return room, archive


def within(work: Callable[[], Awaitable[None]], seconds: float = 30) -> None:
    """Run `work`; a test that hangs fails instead."""
    asyncio.run(asyncio.wait_for(work(), seconds))


def asked(
    room: Talk, question: str, talk: Conversation | None = None, reader: str = "r"
) -> list[View]:
    views: list[View] = []

    async def ask() -> None:
        earlier = talk or Conversation()
        views.extend([v async for v in room.answer(question, earlier, (), "zh", reader)])

    within(ask)
    return views


def spoken(*answers: Answer) -> Conversation:
    return Conversation(tuple(map(Exchange, answers)))


def talk(room: Talk, view: View) -> str:
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
    assert [a.question for a in last[room.talk].answers] == [UNVEILED]
    assert last[room.keeper.manage]["interactive"]
    assert not last[room.stop]["visible"]
    assert last[room.ask]["visible"]


def test_the_conversation_goes_on() -> None:
    room, archive = furnished()
    earlier = asked(room, UNVEILED)[-1][room.talk]
    last = asked(room, "谁出席了？", earlier)[-1]
    turns = archive.asked[-1][1]
    assert [(t.question, t.answer) for t in turns] == [(UNVEILED, rr.opening("").text)]
    assert [m["role"] for m in last[room.chat]] == ["user", "assistant"] * 2
    assert REFUSAL["zh"] in talk(room, last)
    assert Reader(last[room.desk]).having(id="hw-1-1"), "the first answer's evidence is kept"
    assert Reader(last[room.desk]).having(id="hw-2-h1")


def test_a_long_conversation_keeps_its_last_evidence() -> None:
    room, _ = furnished()
    earlier = spoken(*(rr.opening("x"),) * (transcript.REMEMBERED + 2))
    desk = Reader(asked(room, UNVEILED, earlier)[-1][room.desk])
    last = transcript.REMEMBERED + 3
    assert desk.having(id=f"hw-{last}-1")
    assert desk.having(id=f"hw-{last - transcript.REMEMBERED + 1}-1")
    assert not desk.having(id=f"hw-{last - transcript.REMEMBERED}-1")


@pytest.mark.parametrize(
    ("question", "told"),
    [("", ZH.empty), (" \n ", ZH.empty), ("很" * 20_000, "20000")],
    ids=["nothing", "spaces", "too long"],
)
def test_what_cannot_be_asked_is_told_and_kept(question: str, told: str) -> None:
    room, _ = furnished()
    earlier = spoken(rr.opening(UNVEILED))
    last = asked(room, question, earlier)[-1]
    assert told in talk(room, last)
    assert "9月28日" in talk(room, last)
    assert last[room.box] == question
    assert last[room.talk] == earlier
    assert last[room.ask]["visible"]


def test_a_failing_generator_is_told_and_the_question_kept() -> None:
    def fail(question: str, stop: threading.Event) -> Iterator[Answer]:
        raise GeneratorError("The server at <b>x</b> is away.")
        yield

    room, archive = furnished()
    archive.script = fail
    last = asked(room, "问")[-1]
    assert "The server at <b>x</b> is away." in talk(room, last)
    assert TROUBLE[GeneratorError] in talk(room, last)
    assert last[room.box] == "问"


def test_a_quotation_that_stands_in_says_why_in_the_pages_language() -> None:
    def fail(question: str, stop: threading.Event) -> Iterator[Answer]:
        yield replace(rr.opening(question), reason="The server is away.")

    room, _ = furnished(fail)
    told = talk(room, asked(room, "问")[-1])
    assert TROUBLE[GeneratorError] in told
    assert "The server is away." in told


def test_a_verdict_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(gr, "Warning", told.append)
    (tmp_path / "file").write_text("")
    room, _ = furnished()
    room._feedback = Feedback(tmp_path / "file" / "feedback.sqlite")
    talk = spoken(rr.opening(UNVEILED))
    room.do(order("up", 1), talk, (), "zh")
    judged = Conversation((replace(talk.exchanges[0], verdict="up"),))
    room.explain("好", judged.exchanges[0].id, judged, "zh")
    assert len(told) == 2
    assert all(TROUBLE[FeedbackError] in Reader(words).text for words in told)


def test_stop_keeps_what_is_shown_and_does_not_wait() -> None:
    deaf = threading.Event()
    heard: list[threading.Event] = []

    def script(question: str, stop: threading.Event) -> Iterator[Answer]:
        heard.append(stop)
        yield rr.opening(question)
        deaf.wait(60)  # a generator that reads its prompt and hears nothing

    room, archive = furnished()
    archive.script = script
    views: list[View] = []

    async def ask() -> None:
        async for view in room.answer(UNVEILED, Conversation(), (), "zh", "r"):
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
    assert [a.question for a in views[-1][room.talk].answers] == [UNVEILED]
    assert views[-1][room.ask]["visible"]


def test_stop_before_anything_is_shown_gives_the_question_back() -> None:
    def script(question: str, stop: threading.Event) -> Iterator[Answer]:
        stop.wait(60)
        return
        yield

    room, archive = furnished()
    archive.script = script
    views: list[View] = []

    async def ask() -> None:
        async for view in room.answer("问", Conversation(), (), "zh", "r"):
            views.append(view)
            room.halt("r")

    within(ask)
    assert views[-1][room.box] == "问"
    assert views[-1][room.talk].exchanges == ()


def test_a_reader_who_leaves_stops_the_generator() -> None:
    heard: list[threading.Event] = []

    def script(question: str, stop: threading.Event) -> Iterator[Answer]:
        heard.append(stop)
        yield rr.opening(question)
        stop.wait(60)

    room, archive = furnished()
    archive.script = script

    async def leave() -> None:
        views = room.answer(UNVEILED, Conversation(), (), "zh", "r")
        await anext(views)
        await anext(views)
        await views.aclose()  # as Gradio does with the events of a closed tab

    within(leave)
    assert heard[0].is_set()


def test_twenty_readers_at_once() -> None:
    room, _ = furnished()

    async def ask(reader: str) -> View:
        return [v async for v in room.answer(UNVEILED, Conversation(), (), "zh", reader)][-1]

    async def together() -> None:
        lasts = await asyncio.gather(*(ask(f"r{i}") for i in range(20)))
        assert all(len(last[room.talk].exchanges) == 1 for last in lasts)

    within(together)


def test_there_is_nothing_to_take_away_at_first() -> None:
    room, _ = furnished()
    assert not room.greet("zh", "[]")[room.keeper.manage]["interactive"]
    kept = json.dumps([conversations.record(spoken(rr.opening(UNVEILED)))])
    assert room.greet("zh", kept)[room.keeper.manage]["interactive"]


def test_a_new_conversation_is_empty() -> None:
    room, _ = furnished()
    view = room.clear((), "zh")
    assert view[room.talk].exchanges == ()
    assert view[room.chat] == []
    assert ZH.no_evidence in view[room.desk]
    assert view[room.examples]["visible"]
    assert not view[room.keeper.manage]["interactive"], "nothing to take away yet"


def test_everything_speaks_the_language_chosen() -> None:
    room, _ = housed()
    for language, labels in LABELS.items():
        view = room.speak(spoken(rr.refusal("?")), (), language, "r")
        assert labels.name in Reader(view[room.head]).text
        assert labels.near in Reader(view[room.talking.desk]).text
        assert view[room.talking.ask]["value"] == labels.ask
        assert view[room.talking.box]["placeholder"] == labels.placeholder
        assert view[room.shelves.seek]["value"] == labels.seek


def test_the_status_line_tells_of_the_fetch() -> None:
    room, archive = housed()

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
    room, _ = furnished(rr.always)
    first = room.offer("zh")[room.offered[0]]
    assert first["value"] == "“模速空间的‘北斗七星’将如何闪耀?”讲了什么？"
    other = rr.FakeArchive(lambda question, stop: iter([rr.refusal(question)]))
    room._service.archive = cast(Archive, other)
    for language in LABELS:
        view = room.offer(language)
        assert [view[button]["visible"] for button in room.offered] == [False] * 3


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    archive = cast(Archive, rr.FakeArchive(rr.by_question))
    settings = Settings(fetch_llm=False)
    server = web.app(archive, LlmFetch(settings), settings)
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
    parts = zip(asking["outputs"], done["output"]["data"], strict=True)
    drawn = "".join(json.dumps(v) for i, v in parts if made[i] in ("hw-chat", "hw-desk"))
    assert "<script" not in drawn
    assert '<mark class=\\"hw&#45;on\\"' in drawn
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


def ordered(room: Talk, order: Any, talk: Conversation) -> list[View]:
    """The views of an order that asks anew."""
    views: list[View] = []

    async def ask() -> None:
        views.extend([v async for v in room.again(order, talk, (), "zh", "r")])

    within(ask)
    return views


def order(verb: str, turn: int, argument: str = "") -> dict[str, Any]:
    return {"verb": verb, "turn": turn, "argument": argument}


def test_the_last_answer_gives_way_to_another_an_earlier_one_stays() -> None:
    room, archive = furnished()
    talk = spoken(rr.refusal("甲？"), rr.refusal("乙？"))
    last = ordered(room, order("retry", 2), talk)[-1][room.talk]
    assert [a.question for a in last.answers] == ["甲？", "乙？"]
    assert last.exchanges[1].id != talk.exchanges[1].id
    more = ordered(room, order("retry", 1), talk)[-1][room.talk]
    assert [a.question for a in more.answers] == ["甲？", "乙？", "甲？"]
    assert archive.asked[-1][1] == (), "an earlier question is understood by what was before it"


@pytest.mark.parametrize(
    ("argument", "scope"),
    [
        ("2023", Scope(since=dt.date(2023, 1, 1), until=dt.date(2023, 12, 31))),
        ("all", Scope(since=dt.date.min)),
        ("asked", None),
        ("99999", None),
    ],
)
def test_the_period_is_corrected_with_a_click(argument: str, scope: Scope | None) -> None:
    room, archive = furnished()
    talk = ordered(room, order("when", 1, argument), spoken(rr.refusal("甲？")))[-1][room.talk]
    assert archive.scopes[-1] == scope
    assert talk.exchanges[-1].scope == scope
    ordered(room, order("retry", 1), talk)
    assert archive.scopes[-1] == scope, "asked again, it is asked alike"


@pytest.mark.parametrize(
    ("argument", "kind"),
    [("how-many", "how many"), ("timeline", "timeline"), ("asked", None), ("why", None)],
)
def test_the_kind_is_corrected_with_a_click(argument: str, kind: Settable | None) -> None:
    room, archive = furnished()
    talk = ordered(room, order("kind", 1, argument), spoken(rr.refusal("甲？")))[-1][room.talk]
    assert archive.kinds[-1] == kind
    assert talk.exchanges[-1].kind == kind
    assert talk.answers[-1].kind == kind or "when"
    ordered(room, order("when", 1, "2023"), talk)
    assert archive.kinds[-1] == kind, "another time, the same kind"


def test_a_follow_up_is_taken_by_itself_with_a_click() -> None:
    room, archive = furnished()
    earlier = spoken(rr.refusal("甲？"), rr.refusal("那乙呢？"))
    alone = ordered(room, order("alone", 2), earlier)[-1]
    assert archive.asked[-1] == ("那乙呢？", ())
    assert ZH.taken_alone in talk(room, alone)
    ordered(room, order("follow", 2), alone[room.talk])
    assert [t.question for t in archive.asked[-1][1]] == ["甲？"]


@pytest.mark.parametrize(
    "wrong", [None, {}, order("retry", 3), order("retry", 0), [1], order("when", -1, "all")]
)
def test_an_order_that_is_none_changes_nothing(wrong: Any) -> None:
    room, archive = furnished()
    asked = len(archive.asked)
    assert ordered(room, wrong, spoken(rr.refusal("甲？"))) == []
    assert len(archive.asked) == asked
    assert set(room.do(wrong, spoken(rr.refusal("甲？")), (), "zh")) == {room.chat}


def test_an_edited_question_takes_the_place_of_the_old_one() -> None:
    room, _ = furnished()
    earlier = spoken(rr.refusal("甲？"), rr.refusal("乙？"))
    view = room.do(order("edit", 2), earlier, (), "zh")
    assert (view[room.box], view[room.editing]) == ("乙？", 2)
    views: list[View] = []

    async def ask() -> None:
        views.extend([v async for v in room.answer("丙？", earlier, (), "zh", "r", 2)])

    within(ask)
    assert [a.question for a in views[-1][room.talk].answers] == ["甲？", "丙？"]
    assert views[0][room.editing] == 0


def test_the_place_in_the_line_is_told() -> None:
    def script(question: str, stop: threading.Event) -> Iterator[Answer]:
        yield rr.opening(question)
        time.sleep(0.4)
        yield rr.opening(question)

    room, archive = furnished()
    archive.script, archive.ahead = script, 3
    told = "".join(talk(room, view) for view in asked(room, UNVEILED))
    assert ZH.ahead.format(n=3) in told


def test_conversations_are_kept_opened_named_and_deleted() -> None:
    room, _ = furnished()
    first = asked(room, UNVEILED)[-1]
    keeper, shelf = room.keeper, first[room.shelf]
    record = json.loads(first[keeper.store])["record"]
    assert [e["question"] for e in record["exchanges"]] == [UNVEILED]
    again = room.greet("zh", json.dumps([record]))
    assert again[room.talk] == first[room.talk]
    assert "9月28日" in talk(room, {room.chat: again[room.chat]["value"]})
    view = keeper.call("揭牌的事", again[room.talk], shelf, "zh")
    assert json.loads(view[keeper.store])["record"]["name"] == "揭牌的事"
    assert ("揭牌的事", view[room.talk].id) in view[keeper.picker]["choices"]
    opened = room.open(view[room.talk].id, view[room.shelf], "zh")
    assert opened[room.talk] == view[room.talk]
    gone = room.forget(view[room.talk], view[room.shelf], "zh")
    assert gone[room.shelf] == ()
    assert json.loads(gone[keeper.store]) == {"forget": view[room.talk].id}
    assert gone[room.talk].exchanges == ()


def test_the_kind_is_kept_with_the_conversation() -> None:
    room, _ = furnished()
    asked_anew = ordered(room, order("kind", 1, "timeline"), spoken(rr.opening(UNVEILED)))[-1]
    record = json.loads(asked_anew[room.keeper.store])["record"]
    again = room.greet("zh", json.dumps([record]))[room.talk]
    assert again == asked_anew[room.talk]
    assert (again.answers[0].kind, again.exchanges[0].kind) == ("timeline", "timeline")
    for form in ("md", "html", "json"):
        text = html.unescape(json.loads(room.keeper.pack(form, again, "zh"))["text"])
        assert "timeline" if form == "json" else KINDS["zh"]["timeline"] in text
    for name in ("kind", "kind_set"):  # as an earlier version kept it
        del record["exchanges"][0][name]
    (old,) = room.greet("zh", json.dumps([record]))[room.shelf]
    assert old.answers[0].text == again.answers[0].text
    assert old.answers[0].kind is None


def test_what_is_kept_of_mended_quotes_and_lists_is_still_marked() -> None:
    room, _ = furnished()
    told = rr.opening(UNVEILED)
    first, second = told.sentences
    told = replace(told, sentences=(first, replace(second, repaired=True)))
    quote, rest = told.citations
    (span,) = quote.spans
    page = rr.source(rr.OPENING).raw
    before = page.rindex("記者", 0, span.start)
    words = (Span(before, before + 2), span)
    joined = replace(quote, quote=f"記者{quote.quote}", spans=words, mended=True)
    kept = conversations.record(spoken(replace(told, citations=(joined, rest))))
    (again,) = room.greet("zh", json.dumps([kept]))[room.shelf]
    assert [c.mended for c in again.answers[0].citations] == [True, False]
    text = json.loads(room.keeper.pack("md", again, "zh"))["text"]
    assert text.count(MENDED) == 1
    assert text.count(ZH.shortened) == 1


def test_what_another_tab_keeps_is_heard_of() -> None:
    room, _ = furnished()
    here, there = spoken(rr.opening(UNVEILED)), spoken(rr.refusal("生日？"))
    shelf = room.keeper.keep(here, (), "zh")[room.shelf]
    longer = here.with_exchange(Exchange(rr.refusal("乙？")))
    records = json.dumps([conversations.record(c) for c in (there, longer)])
    order = {"verb": "heard", "turn": 0, "argument": records}
    view = room.do(order, here, shelf, "zh")
    assert [c.id for c in view[room.shelf]] == [there.id, here.id]
    later = room.keeper.keep(here, view[room.shelf], "zh")
    known = json.loads(later[room.keeper.store])["known"]
    assert set(known) == {here.exchanges[0].id}, "what was asked there stays there"


@pytest.mark.parametrize(
    "records", [None, "", "x", "[1]", '[{"id": "x"}]', '[{"exchanges": [null]}]', "{}", 7]
)
def test_what_a_browser_sends_may_be_anything(records: Any) -> None:
    room, _ = furnished()
    assert room.greet("zh", records)[room.shelf] == ()


def test_a_verdict_and_its_reason_are_kept(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "feedback.sqlite")
    room, _ = furnished()
    room._feedback = feedback
    talk = spoken(rr.opening(UNVEILED), rr.refusal("生日？"))
    view = room.do(order("up", 1), talk, (), "zh")
    assert view[room.talk].exchanges[0].verdict == "up"
    view = room.do(order("down", 2), view[room.talk], (), "zh")
    with gr.Blocks():
        room.explain("明明有", view[room.judged], view[room.talk], "zh")
    up, down = feedback.rows()
    assert (up["verdict"], down["verdict"], down["reason"]) == ("up", "down", "明明有")
    (question,) = feedback.questions()
    assert question["question"] == UNVEILED
    assert question["evidence"][0]["file"] == rr.OPENING


def test_a_conversation_is_exported_with_its_citations() -> None:
    room, _ = furnished()
    conversation = spoken(rr.opening(NASTY), rr.refusal("生日？"))
    for form in ("md", "html", "json"):
        parcel = json.loads(room.keeper.pack(form, conversation, "zh"))
        assert parcel["name"] == f"huiwen.{form}"
        assert "9月28日" in parcel["text"]
        assert rr.OPENING.replace("_", "\\_" if form == "md" else "_") in html.unescape(
            parcel["text"]
        )
        assert REFUSAL["zh"] in html.unescape(parcel["text"])
        if form == "html":
            assert "script" not in {tag for tag, _ in Reader(parcel["text"]).elements}
        if form == "md":
            assert "<script>" not in parcel["text"]
