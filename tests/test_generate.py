"""Generators: what models are told, who is asked next, and servers that misbehave."""

from __future__ import annotations

import datetime as dt
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import models
from rag.dates import mentions
from rag.errors import GeneratorError
from rag.generate import InProcess, Llama, OpenAI, Transformers, Write
from rag.prompt import NO_ANSWER, Message, declined, prompt
from rag.records import Article, DateMention, Evidence, Language, Passage, Span
from rag.settings import Settings

SOON = 20.0  # seconds; what is waited for comes long before


def evidence(*texts: str, title: str = "模速空间揭牌", same: bool = False) -> tuple[Evidence, ...]:
    issue = dt.date(2023, 10, 2)
    out = []
    for n, text in enumerate(texts, 1):
        spans = (Span(0, len(text)),)
        article = Article("a" if same else f"a{n}", "f.txt", spans, text, title=title, date=issue)
        found = [(Span(m.start, m.end), m.first, m.last, m.rule) for m in mentions(text, issue)]
        passage = Passage(f"p{n}", article, 0, spans, text, tuple(DateMention(*d) for d in found))
        out.append(Evidence(n, passage, text, spans, 1.0))
    return tuple(out)


# What models are told


ANYTHING = st.text(
    st.sampled_from("<>/[]|123资料源sourc问题：:im_endINST\n \t好")
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


@given(question=ANYTHING, text=ANYTHING, title=ANYTHING, language=st.sampled_from(["zh", "en"]))
def test_no_document_or_question_can_leave_its_place(
    question: str, text: str, title: str, language: Language
) -> None:
    plain = prompt("好", evidence("好", title="好"), language)[1]["content"]
    asked = prompt(question, evidence(text, title=title), language)[1]["content"]
    for mark in "<>[]":
        assert asked.count(mark) == plain.count(mark)
    assert asked.count("\n") == plain.count("\n")


@given(question=ANYTHING, text=ANYTHING)
def test_the_unchanging_part_comes_first(question: str, text: str) -> None:
    system, user = prompt(question, evidence(text), "zh")
    other_system, other_user = prompt("谁？", evidence("别的。"), "zh")
    assert system == other_system
    assert user["content"][:5] == other_user["content"][:5]


def test_evidence_stands_under_its_headline_once() -> None:
    told = prompt("谁？", evidence("甲说。", "乙说。", same=True), "zh")[1]["content"]
    assert "《模速空间揭牌》（见报：2023-10-02）\n[1] 甲说。\n[2] 乙说。\n" in told
    assert told.endswith("问题：谁？")
    assert "（issue 2023-10-02）" in prompt("Who?", evidence("甲说。"), "en")[1]["content"]


def test_evidence_is_in_the_readers_script() -> None:
    page = evidence("區長鍾曉詠出席。", title="揭牌")
    assert "区长钟晓咏出席。" in prompt("区长是谁？", page, "zh")[1]["content"]
    assert "區長鍾曉詠出席。" in prompt("區長是誰？", page, "zh")[1]["content"]


def test_dates_are_told_in_full() -> None:
    told = prompt("谁？", evidence("9月28日揭牌，昨天开放。2012年9月成立，今年扩建。"), "zh")[1]
    assert (
        "2023年9月28日揭牌，昨天（2023年10月1日）开放。2012年9月成立，今年扩建。" in told["content"]
    )


def test_dates_are_found_where_columns_cut_the_words() -> None:
    raw = "区长9月出席。——记者8月6日报道。"
    spans = (Span(9, len(raw)), Span(0, 7))
    text = raw[9:] + raw[:7]
    day = dt.date(2025, 8, 6)
    dates = (
        DateMention(Span(11, 15), day, day, "issue year"),
        DateMention(Span(2, 4), dt.date(2025, 9, 1), dt.date(2025, 9, 30), "issue year"),
    )
    article = Article("a", "f.txt", spans, text)
    item = Evidence(1, Passage("p", article, 0, spans, text, dates), text, spans, 1.0)
    told = prompt("谁？", (item,), "zh")[1]["content"]
    assert "[1] 记者2025年8月6日报道。区长2025年9月出席。" in told


def test_lines_cut_by_columns_are_joined_and_spaces_kept() -> None:
    told = prompt("谁？", evidence("智联世界 生态\n未来 WAIC\n2023"), "zh")[1]["content"]
    assert "智联世界 生态未来 WAIC 2023" in told


@pytest.mark.parametrize(
    "draft",
    [
        *NO_ANSWER.values(),
        "资料中没有提到模速空间的占地面积。",
        "資料中沒有提到。",
        "The sources do not mention the price.",
        " ",
    ],
)
def test_a_draft_that_declines(draft: str) -> None:
    assert declined(draft)


@pytest.mark.parametrize(
    "draft", ["区长是王华[1]。", "近400家[1]。报道没有提到名单[1]。", "Wang Hua [1]."]
)
def test_a_draft_that_answers(draft: str) -> None:
    assert not declined(draft)


# Models in this process, and who is asked next


class Fake:
    """An engine that answers each question with what the test puts into it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.begun = threading.Semaphore(0)
        self.go = threading.Semaphore(0)
        self.cut = threading.Event()
        self.loads = 0

    def load(self) -> Callable[[list[Message], Language, Write], None]:
        self.loads += 1
        return self.answer

    def answer(self, messages: list[Message], language: Language, write: Write) -> None:
        self.asked.append(messages[-1]["content"].rpartition("：")[2])
        self.begun.release()
        write("甲")
        while not self.go.acquire(timeout=0.01):
            if not write(""):
                self.cut.set()
                return
        write("乙[1]。")


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def model(fake: Fake) -> Iterator[InProcess]:
    model = InProcess("fake", fake.load)
    yield model
    model.close()


def ask(model: InProcess, question: str, stop: threading.Event | None = None) -> Iterator[str]:
    return model.draft(question, evidence("甲乙。"), "zh", stop)


def eventually(true: Callable[[], bool]) -> None:
    until = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < until
        time.sleep(0.005)


def test_readers_are_served_in_the_order_they_came(model: InProcess, fake: Fake) -> None:
    stops = [threading.Event() for _ in range(4)]
    drafts = [ask(model, str(i), stops[i]) for i in range(4)]
    assert fake.begun.acquire(timeout=SOON)
    assert [model.place(stop) for stop in stops] == [0, 1, 2, 3]
    fake.go.release()
    assert "".join(drafts[0]) == "甲乙[1]。"
    eventually(lambda: [model.place(stop) for stop in stops] == [None, 0, 1, 2])
    fake.go.release(3)
    assert {"".join(draft) for draft in reversed(drafts[1:])} == {"甲乙[1]。"}
    assert fake.asked == ["0", "1", "2", "3"]
    assert fake.loads == 1


def test_a_stopped_draft_ends_at_once_and_gives_way(model: InProcess, fake: Fake) -> None:
    stop = threading.Event()
    first, second = ask(model, "1", stop), ask(model, "2")
    assert next(first) == "甲"
    stop.set()
    assert list(first) == []
    assert fake.cut.wait(SOON)
    fake.go.release()
    assert "".join(second) == "甲乙[1]。"


def test_a_reader_who_leaves_is_not_waited_for(model: InProcess, fake: Fake) -> None:
    first, waiting = ask(model, "1"), threading.Event()
    second = ask(model, "2", waiting)
    next(first)
    waiting.set()
    assert list(second) == []
    first.close()  # type: ignore[attr-defined]
    eventually(lambda: model.place(waiting) is None)
    assert fake.asked == ["1"]


def test_a_model_that_does_not_begin_in_time(fake: Fake) -> None:
    def slow(messages: list[Message], language: Language, write: Write) -> None:
        while write(""):
            time.sleep(0.005)

    model = InProcess("slow", lambda: slow, seconds=0.05)
    with pytest.raises(GeneratorError, match="in time"):
        list(ask(model, "1"))
    model.close()


def test_a_deadline_keeps_what_was_said(fake: Fake) -> None:
    model = InProcess("slow", fake.load, seconds=0.05)
    assert list(ask(model, "1")) == ["甲"]
    model.close()


def test_a_model_that_fails_says_so_and_is_asked_again(fake: Fake) -> None:
    def bad(messages: list[Message], language: Language, write: Write) -> None:
        raise RuntimeError("out of memory")

    loads = iter([GeneratorError("The weights are away. Fetch them."), bad, bad])

    def load() -> Any:
        what = next(loads)
        if isinstance(what, GeneratorError):
            raise what
        return what

    model = InProcess("bad", load)
    with pytest.raises(GeneratorError, match="weights are away"):
        list(ask(model, "1"))
    with pytest.raises(GeneratorError, match="bad failed: out of memory"):
        list(ask(model, "2"))
    model.close()


def test_closing_ends_every_draft(fake: Fake) -> None:
    model = InProcess("fake", fake.load)
    drafts = [ask(model, "1"), ask(model, "2")]
    assert next(drafts[0]) == "甲"
    model.close()
    assert [list(draft) for draft in drafts] == [[], []]
    with pytest.raises(GeneratorError, match="closed"):
        ask(model, "3")


def test_a_file_that_is_missing_or_no_model(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="huiwen models pull"):
        list(ask(Llama(tmp_path / "none.gguf"), "1"))
    (tmp_path / "bad.gguf").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(GeneratorError, match="cannot be loaded"):
        list(ask(Llama(tmp_path / "bad.gguf"), "1"))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A causal language model of a few thousand random weights, over bytes."""
    from tokenizers import Tokenizer, decoders, pre_tokenizers
    from tokenizers.models import BPE
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, set_seed

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    raw = Tokenizer(BPE({letter: i for i, letter in enumerate(letters)}, []))
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|end|>")
    tokenizer.chat_template = (
        "{% for m in messages %}{{ m.role }}: {{ m.content }}<|end|>{% endfor %}assistant: "
    )
    set_seed(1)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=4096,
    )
    folder = tmp_path_factory.mktemp("tiny")
    LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_transformers_drafts_and_stops(tiny: Path) -> None:
    model = Transformers(str(tiny))
    whole = list(ask(model, "谁？"))
    assert "".join(whole)
    stop = threading.Event()
    draft = ask(model, "谁？", stop)
    first = next(draft)
    stop.set()
    assert list(draft) == []
    assert "".join(whole).startswith(first)
    model.close()


def test_transformers_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match="cannot be loaded"):
        list(ask(Transformers(str(tmp_path)), "1"))


# Servers

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


# The real model


@pytest.fixture(scope="module")
def llama() -> Iterator[Llama]:
    settings = Settings.load()
    path = models.find("qwen2.5-coder-1.5b", settings.models)
    if path is None:
        pytest.skip("needs the LLM: huiwen models pull qwen2.5-coder-1.5b")
    model = Llama(path)
    yield model
    model.close()


OPENING = (
    "9月28日，上海“模速空間”創新生態社區揭牌儀式在徐匯西岸隆重舉辦。"
    "徐匯區委書記曹立強，區委副書記、區長鍾曉詠出席儀式。"
)


@pytest.mark.slow
def test_the_real_model_answers_and_declines(llama: Llama) -> None:
    llama.warm()
    page = evidence(OPENING, title="上海“模速空間”揭牌")
    when = "".join(llama.draft("模速空间是什么时候揭牌的？", page, "zh"))
    assert "2023年9月28日" in when
    assert not declined(when)
    assert declined("".join(llama.draft("上海迪士尼乐园的门票多少钱？", page, "zh")))
    where = "".join(llama.draft("揭牌儀式在哪裡舉辦？", page, "zh"))
    assert "徐匯西岸" in where


@pytest.mark.slow
def test_the_real_model_stops(llama: Llama) -> None:
    stop = threading.Event()
    pieces = llama.draft("谁出席了揭牌仪式？", evidence(OPENING), "zh", stop)
    next(pieces)
    stop.set()
    assert list(pieces) == []
    assert "".join(llama.draft("区长是谁？", evidence(OPENING), "zh"))
