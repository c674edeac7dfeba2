"""The ways in beside the page: REST, a real OpenAI client and a real MCP client."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient
from mcp.client import Client
from openai import BadRequestError, NotFoundError, OpenAI

import rag
from rag.answering.refusal import REFUSAL
from rag.chat import Archive
from rag.errors import GeneratorError
from rag.llm.fetch import LlmFetch
from rag.records import Answer
from rag.settings import Settings
from rag.ui import web

from . import reading_room as rr
from .test_web import UNVEILED

NO_FETCH = Settings(fetch_llm=False)


@pytest.fixture(scope="module")
def archive(built: Path) -> Iterator[Archive]:
    """The seeds themselves, with the encoder that needs no weights."""
    settings = Settings.load(index=built, encoders=("hashing",), generator="extractive")
    archive = Archive.open(settings)
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    server = web.app(archive, LlmFetch(NO_FETCH), NO_FETCH)
    with TestClient(server, "http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="module")
def address(archive: Archive) -> Iterator[str]:
    with rr.served(archive) as address:
        yield address


def events(text: str) -> list[tuple[str, Any]]:
    """Name and data of each server-sent event."""
    found = re.findall(r"event: (\w+)\ndata: (.*)\n", text)
    return [(name, json.loads(data)) for name, data in found]


def scripted_client(script: rr.Script) -> TestClient:
    archive = rr.FakeArchive(rr.by_question)
    server = web.app(cast(Archive, archive), LlmFetch(NO_FETCH), NO_FETCH)
    archive.script = script
    return TestClient(server, "http://127.0.0.1")


def test_an_answer_as_json(client: TestClient, archive: Archive) -> None:
    answer = client.post("/api/v1/ask", json={"question": UNVEILED}).json()
    assert not answer["abstained"]
    assert answer["sentences"][0]["verified"]
    for cited in answer["citations"]:
        raw = archive.source(cited["file"]).raw
        assert "".join(raw[a:b] for a, b in cited["spans"]).split() == cited["quote"].split()
        assert client.get(f"/api/v1/articles/{cited['article']}").json()["file"] == cited["file"]


def test_an_answer_in_its_own_time(client: TestClient) -> None:
    body = {"question": UNVEILED, "until": "2023-12-31"}
    answer = client.post("/api/v1/ask", json=body).json()
    assert answer["citations"]
    assert {c["date"][:4] for c in answer["citations"]} == {"2023"}


def test_an_answer_of_another_kind(client: TestClient) -> None:
    body = {"question": UNVEILED, "kind": "timeline"}
    answer = client.post("/api/v1/ask", json=body).json()
    assert answer["kind"] == "timeline"
    assert len(answer["sentences"]) > 1
    streamed = client.post("/api/v1/ask", json=body | {"stream": True})
    assert events(streamed.text)[-1][1]["answer"] == answer["answer"]
    wrong = client.post("/api/v1/ask", json=body | {"kind": "why"})
    assert wrong.status_code == 422
    assert "'how many'" in wrong.json()["error"]["message"]


def test_an_answer_as_it_grows(client: TestClient) -> None:
    reply = client.post("/api/v1/ask", json={"question": UNVEILED, "stream": True})
    assert reply.headers["content-type"].startswith("text/event-stream")
    (first, _), *_, (last, whole) = events(reply.text)
    assert (first, last) == ("answer", "done")
    assert whole["citations"]


def test_a_stream_that_fails_says_so() -> None:
    def fail(question: str, stop: threading.Event) -> Iterator[Answer]:
        yield rr.opening(question)
        raise GeneratorError("The server x is away. Ask again.")

    with scripted_client(fail) as client:
        said = events(client.post("/api/v1/ask", json={"question": "?", "stream": True}).text)
        assert said[-1][0] == "error"
        assert said[-1][1]["error"]["message"] == "The server x is away. Ask again."
        plain = client.post("/api/v1/ask", json={"question": "?"})
        assert (plain.status_code, plain.json()["error"]["type"]) == (502, "GeneratorError")


def test_a_follow_up_brings_its_turns() -> None:
    archive = rr.FakeArchive(rr.by_question)
    server = web.app(cast(Archive, archive), LlmFetch(NO_FETCH), NO_FETCH)
    body = {"question": "谁？", "turns": [{"question": "甲？", "answer": "乙。"}]}
    with TestClient(server, "http://127.0.0.1") as client:
        client.post("/api/v1/ask", json=body)
    assert [(t.question, t.answer) for t in archive.asked[-1][1]] == [("甲？", "乙。")]


def test_search_within_a_scope(client: TestClient) -> None:
    hits = client.get("/api/v1/search", params={"q": "模速空间", "k": 5}).json()["hits"]
    assert len(hits) == 5
    assert [h["rank"] for h in hits] == [1, 2, 3, 4, 5]
    asked = {"q": "模速空间", "since": "2025-01-01", "until": "2025-12-31"}
    scoped = client.get("/api/v1/search", params=asked).json()["hits"]
    assert scoped
    assert {h["date"][:4] for h in scoped if h["date"]} == {"2025"}


def test_issues_and_articles(client: TestClient, archive: Archive) -> None:
    issues = client.get("/api/v1/issues").json()["issues"]
    days = [i["date"] for i in issues if i["date"]]
    assert days == sorted(days, reverse=True)
    assert sum(i["articles"] for i in issues) == len(archive.articles)
    one = client.get("/api/v1/articles", params={"issue": issues[0]["key"]}).json()
    assert one["total"] == issues[0]["articles"]
    whole = client.get("/api/v1/articles", params={"limit": 3, "offset": 2}).json()
    assert (whole["total"], len(whole["articles"])) == (len(archive.articles), 3)
    article = client.get(f"/api/v1/articles/{one['articles'][0]['id']}").json()
    raw = archive.source(article["file"]).raw
    assert "".join(raw[a:b] for a, b in article["spans"]) == article["text"]


def test_health_and_version(client: TestClient, archive: Archive) -> None:
    health = client.get("/api/v1/health").json()
    assert health["status"] == "ok"
    assert health["articles"] == len(archive.articles)
    told = client.get("/api/v1/version").json()
    assert told == {"version": rag.__version__, "index": archive.status().version}


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "told"),
    [
        ("POST", "/api/v1/ask", {"question": " "}, 400, "empty"),
        ("POST", "/api/v1/ask", {"question": "很" * 1001}, 400, "1001"),
        ("POST", "/api/v1/ask", {}, 422, "question"),
        ("POST", "/api/v1/ask", {"question": "?", "sice": "2020-01-01"}, 422, "sice"),
        ("GET", "/api/v1/search?q=x&k=0", None, 422, "k: .*1"),
        ("GET", "/api/v1/search?q=x&since=yesterday", None, 422, "since"),
        ("GET", "/api/v1/articles/none", None, 404, "no article none"),
        ("GET", "/api/v1/nothing", None, 404, "/api/v1/docs"),
        ("POST", "/v1/chat/completions", {"model": "huiwen", "messages": []}, 422, "messages"),
    ],
)
def test_errors_are_json_and_say_what_to_do(
    client: TestClient, method: str, path: str, body: Any, status: int, told: str
) -> None:
    reply = client.request(method, path, json=body)
    assert reply.status_code == status
    assert re.search(told, reply.json()["error"]["message"])


def test_a_body_beyond_the_limit_is_refused(client: TestClient) -> None:
    turns = [{"question": "?", "answer": "长" * 20_000}] * 50
    reply = client.post("/api/v1/ask", json={"question": "?", "turns": turns})
    assert reply.status_code == 413
    assert "error" in reply.json()


def test_the_description_loads_nothing_from_elsewhere(client: TestClient) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    assert {"/api/v1/ask", "/api/v1/search", "/v1/chat/completions"} <= set(schema["paths"])
    page = client.get("/api/v1/docs").text
    for path in schema["paths"]:
        assert path.rsplit("/", 1)[-1].strip("{}") in page
    assert re.findall(r"(?:src|href)=\"?(?:https?:)?//", page) == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1"}, 200),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"host": "localhost:7860"}, 200),
        ({"host": "[::1]:7860"}, 200),
        ({"host": "rebound.example"}, 421),
        ({"host": "rebound.example", "origin": "http://rebound.example"}, 421),
    ],
)
def test_other_sites_are_kept_out(client: TestClient, headers: dict[str, str], status: int) -> None:
    reply = client.post("/api/v1/ask", json={"question": UNVEILED}, headers=headers)
    assert reply.status_code == status
    if status != 200:
        assert reply.json()["error"]["message"]


def test_a_server_on_the_network_has_many_names(archive: Archive) -> None:
    server = web.app(archive, LlmFetch(NO_FETCH), NO_FETCH.model_copy(update={"host": "0.0.0.0"}))
    with TestClient(server, "http://papers.example") as client:
        assert client.get("/api/v1/health").status_code == 200
        crossing = {"origin": "https://elsewhere.example"}
        assert client.post("/api/v1/ask", json={}, headers=crossing).status_code == 403


def openai(address: str) -> OpenAI:
    return OpenAI(base_url=f"{address}v1", api_key="none", max_retries=0)


def test_an_openai_client_asks(address: str, archive: Archive) -> None:
    client = openai(address)
    assert [m.id for m in client.models.list()] == ["huiwen", "huiwen-extractive"]
    done = client.chat.completions.create(
        model="huiwen", messages=[{"role": "user", "content": UNVEILED}], temperature=0
    )
    message = done.choices[0].message
    assert message.content == archive.ask(UNVEILED).text
    for annotation in message.annotations or []:
        cited = annotation.url_citation
        assert re.fullmatch(r"\[\d+\]", message.content[cited.start_index : cited.end_index])
        assert cited.url.startswith(f"{address}article/")
    assert message.annotations
    assert done.model_extra is not None
    assert done.model_extra["citations"][0]["verified"]


def test_an_openai_client_streams(address: str, archive: Archive) -> None:
    stream = openai(address).chat.completions.create(
        model="huiwen-extractive", messages=[{"role": "user", "content": UNVEILED}], stream=True
    )
    chunks = list(stream)
    said = "".join(c.choices[0].delta.content or "" for c in chunks)
    assert said == archive.ask(UNVEILED).text
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].model_extra is not None
    assert chunks[-1].model_extra["citations"]


def test_an_openai_client_converses_and_is_refused() -> None:
    archive = rr.FakeArchive(rr.by_question)
    with rr.served(cast(Archive, archive)) as address:
        done = openai(address).chat.completions.create(
            model="huiwen",
            messages=[
                {"role": "system", "content": "Say what is not there."},
                {"role": "user", "content": "甲？"},
                {"role": "assistant", "content": "乙。"},
                {"role": "user", "content": [{"type": "text", "text": "生日？"}]},
            ],
        )
        question, turns = archive.asked[-1]
        assert question == "生日？"
        assert [(t.question, t.answer) for t in turns] == [("甲？", "乙。")]
        assert done.choices[0].message.content == REFUSAL["zh"]
        assert done.model_extra is not None
        assert done.model_extra["abstained"]


def test_an_openai_client_is_told_what_is_wrong(address: str) -> None:
    client = openai(address)
    with pytest.raises(NotFoundError, match="huiwen-extractive"):
        client.chat.completions.create(model="other", messages=[{"role": "user", "content": "?"}])
    with pytest.raises(BadRequestError, match="question"):
        client.chat.completions.create(
            model="huiwen", messages=[{"role": "assistant", "content": "?"}]
        )
    picture: Any = [{"type": "image_url", "image_url": {"url": "data:,"}}]
    with pytest.raises(BadRequestError, match="Only text"):
        client.chat.completions.create(
            model="huiwen", messages=[{"role": "user", "content": picture}]
        )


def test_what_is_streamed_is_never_taken_back() -> None:
    quoted = rr.opening("?")
    first = replace(quoted, sentences=quoted.sentences[:1], generator="llm")
    both = replace(quoted, generator="llm")
    failed = replace(quoted, sentences=quoted.sentences[1:], reason="It failed.")

    def said(*answers: Answer) -> tuple[list[str], dict[str, Any]]:
        with scripted_client(lambda _question, _stop: iter(answers)) as client:
            body = {"model": "huiwen", "stream": True}
            body |= {"messages": [{"role": "user", "content": "?"}]}
            text = client.post("/v1/chat/completions", json=body).text
        chunks = [json.loads(line[6:]) for line in text.split("\n") if line.startswith("data: {")]
        pieces = [c["choices"][0]["delta"].get("content") for c in chunks]
        return [p for p in pieces if p], chunks[-1]["choices"][0]["delta"]

    pieces, _ = said(quoted, first, both)
    assert pieces[0] == first.text
    assert "".join(pieces) == both.text
    pieces, last = said(quoted, first, failed)
    assert "".join(pieces) == f"{first.text}\n\n{failed.text}"
    for annotation in last["annotations"]:
        place = annotation["url_citation"]
        marked = "".join(pieces)[place["start_index"] : place["end_index"]]
        assert re.fullmatch(r"\[\d\]", marked)


def test_an_mcp_client_uses_the_tools(address: str, archive: Archive) -> None:
    async def use() -> None:
        async with Client(f"{address}mcp") as client:
            listed = await client.list_tools()
            assert {t.name for t in listed.tools} == {"search", "ask", "read_article"}
            found = await client.call_tool("search", {"query": "模速空间", "k": 2})
            assert found.structured_content is not None
            hits = found.structured_content["hits"]
            assert len(hits) == 2
            rows = await client.call_tool("ask", {"question": UNVEILED, "kind": "timeline"})
            assert len(rows.structured_content["sentences"]) > 1
            told = await client.call_tool("ask", {"question": UNVEILED, "until": "2023-12-31"})
            assert told.structured_content is not None
            answer = told.structured_content
            assert answer["citations"][0]["date"] == "2023-10-02"
            read = await client.call_tool("read_article", {"article": hits[0]["article"]})
            assert read.structured_content is not None
            assert read.structured_content["text"] == archive.article(hits[0]["article"]).text
            wrong = await client.call_tool("read_article", {"article": "none"})
            assert wrong.is_error
            assert "no article none" in str(wrong.content)
            empty = await client.call_tool("ask", {"question": " "})
            assert empty.is_error

    asyncio.run(asyncio.wait_for(use(), 60))


def test_an_mcp_client_of_another_site_is_refused(client: TestClient) -> None:
    reply = client.post("/mcp", json={}, headers={"origin": "https://elsewhere.example"})
    assert reply.status_code == 403
