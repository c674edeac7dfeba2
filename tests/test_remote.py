"""Servers of language models, and servers that misbehave."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from rag.errors import GeneratorError
from rag.llm.generate import Model, Task
from rag.llm.prompt import prompt
from rag.llm.remote import OpenAI

from .clippings import evidence

SOON = 20.0  # seconds; what is waited for comes long before

KEY = "sk-secret-1234567890"


class Server:
    """A chat completions server on this machine that answers as the test says."""

    def __init__(self) -> None:
        self.script: list[int] = []  # the statuses of the first answers; then 200
        self.pieces = ["区长是", "王华", "[1]。"]
        self.lines: list[str] = []  # what follows the pieces
        self.hold = threading.Event()  # waited for after the first piece
        self.hold.set()
        self.requests: list[tuple[str, str | None, dict[str, Any]]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.requests.append((self.path, self.headers["Authorization"], body))
                status = server.script.pop(0) if server.script else 200
                self.send_response(status)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                if status != 200:
                    self.wfile.write(f'{{"error": "bad key {KEY}"}}'.encode())
                    return
                role = {"choices": [{"delta": {"role": "assistant", "content": None}}]}
                self.say("data: " + json.dumps(role))
                for piece in server.pieces:
                    chunk = {"choices": [{"delta": {"content": piece}}]}
                    self.say("data: " + json.dumps(chunk, ensure_ascii=False))
                    server.hold.wait(SOON)
                for line in server.lines or [': ping\n\ndata: {"choices": []}', "data: [DONE]"]:
                    self.say(line)

            def say(self, line: str) -> None:
                self.wfile.write(f"{line}\n\n".encode())
                self.wfile.flush()

            def log_message(self, *_: object) -> None: ...

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        self.hold.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def draft(generator: OpenAI, stop: threading.Event | None = None) -> Iterator[str]:
    return generator.draft("区长是谁？", evidence("区长王华。"), "zh", stop)


def test_a_server_streams(server: Server) -> None:
    generator = OpenAI(server.url + "/", "m", KEY)
    assert list(draft(generator)) == server.pieces
    [(path, authorization, body)] = server.requests
    assert path == "/v1/chat/completions"
    assert authorization == f"Bearer {KEY}"
    assert body["model"] == generator.name == "m"
    assert body["messages"] == prompt("区长是谁？", evidence("区长王华。"), "zh")
    assert body["temperature"] == 0


def test_a_server_is_given_any_task(server: Server) -> None:
    generator = OpenAI(server.url, "m")
    task = Task([{"role": "user", "content": "谁？"}], "zh", longest=40, writes="question")
    assert isinstance(generator, Model)
    assert list(generator.tell(task)) == server.pieces
    [(_, _, body)] = server.requests
    assert (body["messages"], body["max_tokens"]) == (task.messages, 40)


def test_a_task_has_its_own_deadline(server: Server) -> None:
    server.hold.clear()
    task = Task([{"role": "user", "content": "谁？"}], "zh")
    assert list(OpenAI(server.url, "m").tell(task, seconds=0.2)) == ["区长是"]


def test_a_server_without_a_key(server: Server) -> None:
    assert list(draft(OpenAI(server.url, "m"))) == server.pieces
    assert server.requests[0][1] is None


def test_a_stream_can_be_stopped(server: Server) -> None:
    server.hold.clear()
    stop = threading.Event()
    pieces = draft(OpenAI(server.url, "m"), stop)
    assert next(pieces) == "区长是"
    stop.set()
    assert list(pieces) == []


@pytest.mark.parametrize("status", [500, 503, 429])
def test_one_retry(server: Server, status: int) -> None:
    server.script = [status]
    assert list(draft(OpenAI(server.url, "m", pause=0))) == server.pieces
    server.script = [status, status]
    with pytest.raises(GeneratorError, match=str(status)):
        list(draft(OpenAI(server.url, "m", pause=0)))
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("status", "says"), [(401, "OPENAI_API_KEY"), (404, "HUIWEN_OPENAI_MODEL"), (302, "refuses")]
)
def test_what_a_retry_cannot_help(server: Server, status: int, says: str) -> None:
    server.script = [status]
    with pytest.raises(GeneratorError, match=says):
        list(draft(OpenAI(server.url, "m", pause=0)))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "line", ['data: {"error": {"message": "x"}}', "data: no json", "data: [1]"]
)
def test_a_stream_that_breaks_off(server: Server, line: str) -> None:
    server.lines = [line]
    pieces = draft(OpenAI(server.url, "m"))
    assert [next(pieces) for _ in server.pieces] == server.pieces
    with pytest.raises(GeneratorError, match="broke off"):
        next(pieces)


def test_a_server_that_is_away(server: Server) -> None:
    server.close()
    with pytest.raises(GeneratorError, match="cannot be reached"):
        list(draft(OpenAI(server.url, "m", pause=0)))


def test_the_key_is_told_to_nobody(
    server: Server, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    generator = OpenAI(server.url, "m", KEY, pause=0)
    told = [repr(generator), str(generator)]
    list(draft(generator))
    for script in ([401], [500, 500], [400]):
        server.script = list(script)
        with pytest.raises(GeneratorError) as failure:
            list(draft(generator))
        told += [str(failure.value), repr(failure.value.__cause__), repr(failure.value.__context__)]
    for url, key in (
        (server.url, KEY + "\n密"),
        (server.url.replace("//", f"//user:{KEY}@"), ""),
        (f"{server.url}?key={KEY}", ""),
    ):
        with pytest.raises(GeneratorError) as failure:
            OpenAI(url, "m", key)
        told += [str(failure.value), repr(failure.value.__context__)]
    told += [caplog.text, *capsys.readouterr()]
    assert not [text for text in told if KEY in text]


def test_the_environment_names_the_server(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "HUIWEN_OPENAI_MODEL"):
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(GeneratorError, match="OPENAI_BASE_URL"):
        OpenAI.from_environment()
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    with pytest.raises(GeneratorError, match="HUIWEN_OPENAI_MODEL"):
        OpenAI.from_environment()
    monkeypatch.setenv("HUIWEN_OPENAI_MODEL", "m")
    monkeypatch.setenv("OPENAI_API_KEY", f" {KEY}\n")
    assert list(draft(OpenAI.from_environment())) == server.pieces
    assert server.requests[0][1] == f"Bearer {KEY}"
    monkeypatch.setenv("OPENAI_BASE_URL", "ftp://x")
    with pytest.raises(GeneratorError, match="http"):
        OpenAI.from_environment()
