"""A model on a server: any that speaks OpenAI's chat completions."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import GeneratorError
from ..records import Evidence, Language
from .generate import STOPS, Draft, Task, piece

if TYPE_CHECKING:
    from httpx import Client


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
        return self.tell(Task.of(question, evidence, language), stop)

    def tell(
        self, task: Task, stop: threading.Event | None = None, seconds: float | None = None
    ) -> Iterator[str]:
        """The same of any task."""
        draft = Draft(task, stop)
        draft.begin(seconds or self._seconds)
        threading.Thread(target=self._write, args=(draft,), name="openai", daemon=True).start()
        return draft.read()

    def _write(self, draft: Draft) -> None:
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

    def _tell(self, client: Client, draft: Draft, *, retry: bool) -> bool:
        """Ask, and pass on what comes; False where nothing came and a retry may help."""
        import httpx

        request = client.build_request(
            "POST",
            self._url,
            headers=self._headers,
            json={
                "model": self.name,
                "messages": draft.task.messages,
                "max_tokens": draft.task.longest,
                "temperature": 0,
                "seed": 1,
                "stop": STOPS,
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
                if data == "[DONE]" or not draft.write(piece(json.loads(data))):
                    break
        return True
