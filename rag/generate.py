"""Generators: a question and its evidence to a draft whose sentences carry `[n]`.

    Llama         a GGUF file, read in this process by llama.cpp (xllamacpp)
    Transformers  any causal language model of transformers, on the GPU where there is one
    OpenAI        any server that speaks OpenAI's chat completions

(The fourth, `evidence.Extractive`, needs no model.) A draft is only a draft: `cite` checks
it. What the models are told is `prompt.prompt`, whose unchanging part comes first, so that a
model in this process has read it before the first question comes.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import math
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from .errors import GeneratorError
from .prompt import NO_ANSWER, Message, prompt
from .records import Evidence, Language

if TYPE_CHECKING:
    from httpx import Client

logger = logging.getLogger(__name__)

LONGEST_ANSWER = 220
"""Tokens of a draft."""

_GATE = "\n\nDo the passages above state the answer? Answer only yes or no."
SURE = 0.9
"""Log-odds; see `Llama`. Of 39 questions on the seeds, the answerable have 1.1 or more, the
near misses 0.8 or less, all but one. The model's own refusals caught 5 of 14."""

# Each sentence ends in a mark, before or after its full stop. A small model that leaves marks
# out of half its answers then puts the right ones, and its words are the same.
_GRAMMAR: dict[Language, str] = {
    "zh": rf"""root ::= "{NO_ANSWER["zh"]}" | s ("\n"? s)*
s ::= [^\[\]\n。！？]+ [。！？]? m "。"?
m ::= ("[" [1-9] [0-9]? "]")+
""",
    "en": rf"""root ::= "{NO_ANSWER["en"]}" | s ("\n"? s)*
s ::= [^\[\]\n]+ m "."?
m ::= ("[" [1-9] [0-9]? "]")+
""",
}
_STOPS = ["\n\n", "\n问题", "\nQuestion", "</"]

Hear = Callable[[dict[str, Any]], bool]
"""Takes a chunk of a streamed chat completion; False when no more is wanted."""

Write = Callable[[str], bool]
"""Takes a piece of a draft ("" where there is none yet); False when no more is wanted."""

Engine = Callable[[list[Message], Language, Write], None]
"""A loaded model: answers messages, a piece at a time, until done or not wanted."""


class Generator(Protocol):
    """What drafts answers. `draft` raises GeneratorError, then or while it is read."""

    @property
    def name(self) -> str: ...

    def draft(
        self,
        question: str,
        evidence: Sequence[Evidence],
        language: Language,
        stop: threading.Event | None = None,
    ) -> Iterator[str]:
        """Pieces of the draft as they are written; it ends early when `stop` is set."""
        ...


class _Draft:
    """A draft on its way from the thread that writes it to the one that reads it."""

    def __init__(
        self,
        messages: list[Message],
        language: Language,
        stop: threading.Event | None = None,
    ) -> None:
        self.messages = messages
        self.language = language
        self.stop = stop or threading.Event()
        self._left = threading.Event()
        self._pieces: SimpleQueue[str | GeneratorError | None] = SimpleQueue()
        self._until = float("inf")

    def begin(self, seconds: float) -> None:
        """Its turn has come; it may take `seconds`."""
        self._until = time.monotonic() + seconds

    def write(self, piece: str) -> bool:
        if piece:
            self._pieces.put(piece)
        return self.wanted

    @property
    def wanted(self) -> bool:
        return not (self._left.is_set() or self.stop.is_set() or time.monotonic() > self._until)

    def leave(self) -> None:
        """Nobody reads it any more."""
        self._left.set()

    def end(self, error: GeneratorError | None = None) -> None:
        self._pieces.put(error)

    def read(self) -> Iterator[str]:
        """The pieces as they come, until the last, `stop` or the deadline.

        Raises the writer's error; and GeneratorError where the deadline passes without a word.
        """
        said = False
        try:
            while not self.stop.is_set():
                try:
                    piece = self._pieces.get(timeout=0.05)
                except Empty:
                    if time.monotonic() < self._until:
                        continue
                    if said:
                        return
                    raise GeneratorError(
                        "The model did not begin its answer in time; the machine may be busy. "
                        "Ask again, or take the quoted answer."
                    ) from None
                if piece is None:
                    return
                if isinstance(piece, GeneratorError):
                    raise piece
                said = True
                yield piece
        finally:
            self.leave()


class InProcess:
    """A model in this process: loaded once, when first needed, and asked by one reader
    at a time, in the order they came.

    `load` makes its engine and raises GeneratorError; `seconds` is the most that one draft
    may take once its turn has come. One thread does both, so the engine meets no other.
    """

    def __init__(self, name: str, load: Callable[[], Engine], seconds: float = 90) -> None:
        self.name = name
        self._load = load
        self._seconds = seconds
        self._line: list[_Draft] = []
        self._changed = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None

    def draft(
        self,
        question: str,
        evidence: Sequence[Evidence],
        language: Language,
        stop: threading.Event | None = None,
    ) -> Iterator[str]:
        """Pieces of the draft. Its place in the line is taken now, not when it is read."""
        return self._join(_Draft(prompt(question, evidence, language), language, stop)).read()

    def place(self, stop: threading.Event) -> int | None:
        """How many drafts are before the one that was asked for with `stop`; 0 when it is
        being written, None when it is done."""
        with self._changed:
            return next((i for i, d in enumerate(self._line) if d.stop is stop), None)

    def warm(self) -> None:
        """Load the model and let it read the unchanging part of the prompt, in the background.

        What goes wrong is told to the first who asks.
        """
        languages: tuple[Language, ...] = ("en", "zh")
        for language in languages:
            self._join(_Draft(prompt("", (), language), language))

    def close(self) -> None:
        """Stop what is being written and let the model go. Can be called twice."""
        with self._changed:
            self._closed = True
            for draft in self._line:
                draft.leave()
            self._changed.notify_all()
        if self._thread:
            self._thread.join(timeout=10)

    def _join(self, draft: _Draft) -> _Draft:
        with self._changed:
            if self._closed:
                raise GeneratorError(f"The model {self.name} is closed. Start Huiwen again.")
            self._line.append(draft)
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self.name, daemon=True)
                self._thread.start()
                atexit.register(self.close)
        return draft

    def _work(self) -> None:
        engine: Engine | None = None
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._line or self._closed)
                if not self._line:
                    return
                draft = self._line[0]
            error: GeneratorError | None = None
            try:
                if draft.wanted:
                    engine = engine or self._load()
                    draft.begin(self._seconds)
                    engine(draft.messages, draft.language, draft.write)
            except GeneratorError as failure:
                error = failure
            except Exception as failure:  # noqa: BLE001 - of libraries that document none
                error = GeneratorError(f"The model {self.name} failed: {failure}.")
                error.__cause__ = failure
            finally:
                with self._changed:
                    self._line.remove(draft)
                draft.end(error)


class Llama(InProcess):
    """A GGUF file read in this process by llama.cpp.

    A small model answers whatever it is asked, but asked whether the evidence states the
    answer, it knows. So that is asked first, and it drafts only where its log-odds of yes
    over no are more than `sure`; otherwise the draft is `NO_ANSWER`. The second question
    costs half a second, for the evidence has been read. `threads`: of the CPU; by default
    as many as the cores this process may use.
    """

    def __init__(self, path: Path, threads: int | None = None, sure: float = SURE) -> None:
        super().__init__(path.stem, lambda: _llama(path, threads or _cores(), sure))


class Transformers(InProcess):
    """A causal language model of transformers: a folder, or a name on the hub.

    On the GPU where there is one. Code that a model brings is never run.
    """

    def __init__(self, name: str) -> None:
        super().__init__(Path(name).name, lambda: _transformers(name))


def _llama(path: Path, threads: int, sure: float) -> Engine:
    if not path.is_file():
        raise GeneratorError(f"There is no model {path}. Fetch it with `huiwen models pull`.")
    import torch  # noqa: F401 - brings the libgomp that xllamacpp links to but does not carry
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx, params.n_parallel = 2 * 3072, 2  # a slot for the prefix of each language
    params.n_batch = 128  # how often it looks up from a prompt; no slower than 2048
    params.cache_ram_mib = 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.verbosity = 3 if logger.isEnabledFor(logging.DEBUG) else 0
    # The server listens on a port of this machine whether it is wanted or not: lock it.
    params.api_keys, params.ui, params.endpoint_slots = [secrets.token_hex(32)], False, False
    try:
        server = xllamacpp.Server(params)
    except RuntimeError as error:
        raise GeneratorError(
            f"The model {path} cannot be loaded: it is damaged, no GGUF, or there is not enough "
            "memory. Check it with `huiwen models verify`, or take the extractive generator."
        ) from error

    def ask(messages: list[Message], language: Language, hear: Hear, **how: Any) -> None:
        failures: list[str] = []

        def take(chunk: dict[str, Any]) -> bool:
            if "error" in chunk:
                failures.append(str(chunk["error"].get("message", "no reason given")))
                return True
            return not hear(chunk)

        server.handle_chat_completions(
            {
                "messages": messages,
                "temperature": 0,
                "seed": 1,
                "stream": True,
                "return_progress": True,  # so that `take` is called while the prompt is read
                "cache_prompt": True,
                "id_slot": 0 if language == "zh" else 1,
                "chat_template_kwargs": {"enable_thinking": False},
                **how,
            },
            take,
        )
        if failures:
            raise GeneratorError(f"The model {path.stem} cannot answer: {failures[0]}.")

    def answer(messages: list[Message], language: Language, write: Write) -> None:
        odds: list[float] = []

        def weigh(chunk: dict[str, Any]) -> bool:
            odds.extend(_log_odds(chunk))
            return write("")

        *rest, asked = messages
        gate = [*rest, asked | {"content": asked["content"] + _GATE}]
        ask(gate, language, weigh, max_tokens=1, logprobs=True, top_logprobs=20)
        if odds and odds[0] <= sure:
            write(NO_ANSWER[language])
        elif write(""):
            ask(
                messages,
                language,
                lambda chunk: write(_piece(chunk)),
                max_tokens=LONGEST_ANSWER,
                stop=_STOPS,
                grammar=_GRAMMAR[language],
            )

    return answer


def _log_odds(chunk: dict[str, Any]) -> Iterator[float]:
    """Log-odds of yes over no, where a chunk brings the likeliest tokens of its place."""
    for choice in chunk.get("choices", ()):
        for place in (choice.get("logprobs") or {}).get("content") or ():
            mass = {"yes": 1e-6, "no": 1e-6}
            for token in place["top_logprobs"]:
                for word in mass:
                    if token["token"].strip().lower().startswith(word):
                        mass[word] += math.exp(token["logprob"])
            yield math.log(mass["yes"] / mass["no"])


def _transformers(name: str) -> Engine:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, TextStreamer

    device = "cuda" if torch.cuda.is_available() else "cpu"
    if torch.backends.mps.is_available():
        device = "mps"
    try:
        tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=False)
        model = AutoModelForCausalLM.from_pretrained(name, trust_remote_code=False, dtype="auto")
        model = model.to(device).eval()
    except (OSError, ValueError, RuntimeError) as error:
        raise GeneratorError(
            f"The model {name} cannot be loaded: {str(error).splitlines()[0]} "
            "Name a folder or a hub model of a causal language model."
        ) from error
    if not tokenizer.chat_template:
        raise GeneratorError(f"The model {name} has no chat template. Take an instruct model.")

    class Streamer(TextStreamer):  # type: ignore[misc]
        def __init__(self, write: Write) -> None:
            super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=True)
            self._write = write

        def on_finalized_text(self, text: str, *_: Any, **__: Any) -> None:
            self._write(text)

    def answer(messages: list[Message], _: Language, write: Write) -> None:
        inputs = tokenizer.apply_chat_template(
            messages,
            add_generation_prompt=True,
            return_tensors="pt",
            sanitize_control_tokens=True,
            enable_thinking=False,
        ).to(device)
        with torch.inference_mode():
            model.generate(
                **inputs,
                max_new_tokens=LONGEST_ANSWER,
                do_sample=False,
                stop_strings=_STOPS,
                tokenizer=tokenizer,
                streamer=Streamer(write),
                stopping_criteria=[lambda *_, **__: not write("")],
            )

    return answer


def _cores() -> int:
    """The physical cores that this process may run on; -1 (llama.cpp counts) where unknown."""
    if not hasattr(os, "sched_getaffinity"):
        return -1
    siblings = "/sys/devices/system/cpu/cpu{}/topology/thread_siblings_list"
    allowed = os.sched_getaffinity(0)
    try:
        return len({Path(siblings.format(cpu)).read_text("ascii") for cpu in allowed})
    except OSError:
        return len(allowed)


class OpenAI:
    """A server that speaks OpenAI's chat completions, such as vLLM, Ollama or OpenAI's own.

    `pause`, in seconds, is what it waits before its one retry, when the server cannot be
    reached or answers 429 or 5xx; `seconds` is the most that a draft may take. The key goes
    into one request header and nowhere else.
    """

    def __init__(
        self, base_url: str, model: str, key: str = "", pause: float = 1, seconds: float = 120
    ) -> None:
        import httpx

        self.name = model
        self._pause = pause
        self._seconds = seconds
        try:
            self._url = httpx.URL(base_url.rstrip("/") + "/chat/completions")
        except httpx.InvalidURL:
            self._url = httpx.URL()
        if self._url.scheme not in {"http", "https"} or not self._url.host:
            raise GeneratorError("OPENAI_BASE_URL is no http address, such as https://host/v1.")
        if self._url.userinfo or self._url.query:  # httpx logs addresses
            raise GeneratorError(
                "OPENAI_BASE_URL may hold no password and no query. A key belongs into "
                "OPENAI_API_KEY."
            )
        if not key.isascii() or not key.isprintable():
            raise GeneratorError("OPENAI_API_KEY has characters that no key has. Copy it again.")
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    @classmethod
    def from_environment(cls) -> OpenAI:
        """The server, key and model of OPENAI_BASE_URL, OPENAI_API_KEY and
        HUIWEN_OPENAI_MODEL. Raises GeneratorError where they do not say enough."""
        key, model = (
            os.environ.get(v, "").strip() for v in ("OPENAI_API_KEY", "HUIWEN_OPENAI_MODEL")
        )
        base_url = os.environ.get("OPENAI_BASE_URL", "").strip()
        if not base_url and not key:
            raise GeneratorError(
                "No server is named. Set OPENAI_BASE_URL (or, for OpenAI's own, only "
                "OPENAI_API_KEY) and HUIWEN_OPENAI_MODEL."
            )
        if not model:
            raise GeneratorError("Set HUIWEN_OPENAI_MODEL to a model of the server.")
        return cls(base_url or "https://api.openai.com/v1", model, key)

    @property
    def _where(self) -> str:
        return f"{self._url.host}{f':{self._url.port}' if self._url.port else ''}"

    def draft(
        self,
        question: str,
        evidence: Sequence[Evidence],
        language: Language,
        stop: threading.Event | None = None,
    ) -> Iterator[str]:
        """Pieces of the draft."""
        draft = _Draft(prompt(question, evidence, language), language, stop)
        draft.begin(self._seconds)
        threading.Thread(target=self._write, args=(draft,), name="openai", daemon=True).start()
        return draft.read()

    def _write(self, draft: _Draft) -> None:
        import httpx

        error: GeneratorError | None = None
        try:
            with httpx.Client(timeout=httpx.Timeout(60, connect=10)) as client:
                for retry in (True, False):
                    if not draft.wanted or self._tell(client, draft, retry=retry):
                        break
                    draft.stop.wait(self._pause)
        except GeneratorError as failure:
            error = failure
        except httpx.TimeoutException:
            error = GeneratorError(f"The server {self._where} stopped answering. Ask again.")
        except (httpx.HTTPError, ValueError, OSError) as failure:
            error = GeneratorError(
                f"The server {self._where} broke off ({type(failure).__name__})."
            )
        finally:
            draft.end(error)

    def _tell(self, client: Client, draft: _Draft, *, retry: bool) -> bool:
        """Ask, and pass on what comes; False where nothing came and a retry may help."""
        import httpx

        request = client.build_request(
            "POST",
            self._url,
            headers=self._headers,
            json={
                "model": self.name,
                "messages": draft.messages,
                "max_tokens": LONGEST_ANSWER,
                "temperature": 0,
                "seed": 1,
                "stop": _STOPS,
                "stream": True,
            },
        )
        try:
            response = client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.RemoteProtocolError):
            if retry:
                return False
            raise GeneratorError(
                f"The server {self._where} cannot be reached. Start it, or look at "
                "OPENAI_BASE_URL; the quoted answer needs no server."
            ) from None
        with contextlib.closing(response):
            status = response.status_code
            if status == 429 or status >= 500:
                if retry:
                    return False
                raise GeneratorError(f"The server {self._where} is overloaded or ill ({status}).")
            if status in {401, 403}:
                raise GeneratorError(
                    f"The server {self._where} refuses the key ({status}). Look at OPENAI_API_KEY."
                )
            if status != 200:
                raise GeneratorError(
                    f"The server {self._where} refuses the question ({status}). Look at "
                    "OPENAI_BASE_URL and HUIWEN_OPENAI_MODEL."
                )
            for line in response.iter_lines():
                data = line.removeprefix("data:").strip()
                if not line.startswith("data:") or not data:
                    continue
                if data == "[DONE]" or not draft.write(_piece(json.loads(data))):
                    break
        return True


def _piece(chunk: Any) -> str:
    """The text in a chunk of a streamed chat completion; "" where it brings none."""
    if not isinstance(chunk, dict) or "error" in chunk:
        raise GeneratorError("The server broke off its answer with an error. Ask again.")
    choices = chunk.get("choices") or [{}]
    piece = (choices[0].get("delta") or {}).get("content")
    return piece if isinstance(piece, str) else ""
