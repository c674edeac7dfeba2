"""OpenAI's chat completions, so that any client of theirs can ask the archive.

The last message of the user is the question, the ones before it are the conversation;
system messages are not heard, for the archive answers by its own rules. An answer ends with
its sources as `annotations` (OpenAI's URL citations, at the `[n]` they belong to) and whole
in `citations`.
"""

# No `from __future__ import annotations`: see `api`.

import time
import uuid
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field

from ..errors import HuiwenError, QuestionError
from ..records import Answer, Turn
from ..settings import GeneratorName
from .api import MAX_BODY, MAX_TURNS, dumps, problem
from .service import Service
from .wire import linked_citations, said

if TYPE_CHECKING:
    from fastapi import APIRouter
    from fastapi.responses import JSONResponse

MODELS: dict[str, GeneratorName | None] = {"huiwen": None, "huiwen-extractive": "extractive"}
"""The models offered: what is set, and quotations only."""


class Part(BaseModel):
    """A part of a message; only text is understood."""

    type: str
    text: str = ""


class Message(BaseModel):
    """One message of a conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[Part] | None = None

    @property
    def words(self) -> str:
        """What it says. Raises QuestionError where it is not text."""
        if isinstance(self.content, list):
            if any(part.type != "text" for part in self.content):
                raise QuestionError("Only text can be asked. Leave pictures and sound out.")
            return "".join(part.text for part in self.content)
        return self.content or ""


class Completion(BaseModel):
    """What is asked for; fields that mean nothing to an archive are passed over."""

    model: str
    messages: list[Message] = Field(min_length=1, max_length=2 * MAX_TURNS + 2)
    stream: bool = False
    n: int = Field(1, ge=1, le=1, description="The archive has one answer.")


def router(service: Service) -> "APIRouter":
    """The routes under `/v1`."""
    from fastapi import APIRouter, Request
    from fastapi.responses import JSONResponse
    from sse_starlette import EventSourceResponse

    routes = APIRouter(prefix="/v1", max_body_size=MAX_BODY)

    @routes.get("/models", summary="The models, as OpenAI lists them")
    def models() -> dict[str, Any]:
        """What is set, and quotations only."""
        return {"object": "list", "data": [_model(name) for name in MODELS]}

    @routes.get("/models/{name}", summary="One model", response_model=None)
    def model(name: str) -> dict[str, Any] | JSONResponse:
        """As in the list."""
        return _model(name) if name in MODELS else _unknown(name)

    @routes.post("/chat/completions", summary="Ask as of OpenAI", response_model=None)
    async def complete(
        asked: Completion, request: Request
    ) -> dict[str, Any] | JSONResponse | EventSourceResponse:
        """The checked answer as a chat completion, streamed sentence by sentence with `stream`."""
        if asked.model not in MODELS:
            return _unknown(asked.model)
        question, turns = conversation(asked.messages)
        generator = MODELS[asked.model]
        base = str(request.base_url)
        if asked.stream:
            stream = service.stream(question, turns, generator=generator)
            return EventSourceResponse(_chunks(stream, asked.model, base), sep="\n")
        answer = await service.ask(question, turns, generator=generator)
        message = {
            "role": "assistant",
            "content": said(answer),
            "refusal": None,
            "annotations": annotations(answer, base),
        }
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return {**_head(asked.model, "chat.completion"), "choices": [choice], **_sources(answer)}

    return routes


def conversation(messages: list[Message]) -> tuple[str, list[Turn]]:
    """The question that ends `messages`, and the turns before it. Raises QuestionError."""
    heard = [m for m in messages if m.role in ("user", "assistant")]
    if not heard or heard[-1].role != "user":
        raise QuestionError("The last message must be the user's: it is the question.")
    turns: list[Turn] = []
    for message in heard[:-1]:
        if message.role == "user":
            turns.append(Turn(message.words, ""))
        elif turns:
            turns[-1] = Turn(turns[-1].question, message.words)
    return heard[-1].words, turns


def annotations(answer: Answer, base: str, at: int = 0) -> list[dict[str, Any]]:
    """Where each citation mark stands in the words said, and the article it leads to.

    The answer's words begin at character `at`.
    """
    found = []
    cited = {c.n: c for c in answer.citations}
    for sentence in answer.sentences:
        at += len(sentence.text)
        for n in sentence.citations:
            mark = f"[{n}]"
            article = cited[n].passage.article
            place = {
                "start_index": at,
                "end_index": at + len(mark),
                "title": article.title or article.file,
                "url": f"{base}article/{article.id}",
            }
            found.append({"type": "url_citation", "url_citation": place})
            at += len(mark)
    return found


async def _chunks(stream: AsyncIterator[Answer], model: str, base: str) -> AsyncIterator[str]:
    """The answer in pieces that follow one another.

    What is quoted first gives way to what a generator writes, and a piece that is sent
    cannot be taken back: so quotations are held until it is known that they stay.
    """
    head = _head(model, "chat.completion.chunk")

    def chunk(delta: dict[str, Any], end: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": end, "logprobs": None}
        return dumps({**head, "choices": [choice], **more})

    yield chunk({"role": "assistant", "content": ""})
    sent, answer = "", None
    try:
        async for answer in stream:
            if answer.generator != "extractive" and answer.text.startswith(sent):
                yield chunk({"content": answer.text[len(sent) :]})
                sent = answer.text
    except HuiwenError as error:
        yield dumps({"error": {"type": type(error).__name__, "message": str(error)}})
        return
    if answer is None:
        return
    whole = said(answer)
    begins = 0
    if not whole.startswith(sent):  # the generator failed on its way: the quotations stand
        whole, begins = f"{sent}\n\n{whole}", len(sent) + 2
    if rest := whole[len(sent) :]:
        yield chunk({"content": rest})
    yield chunk({"annotations": annotations(answer, base, begins)}, "stop", **_sources(answer))
    yield "[DONE]"


def _sources(answer: Answer) -> dict[str, Any]:
    return {
        "citations": linked_citations(answer),
        "abstained": answer.abstained,
        "reason": answer.reason,
    }


def _head(model: str, kind: str) -> dict[str, Any]:
    name = f"chatcmpl-{uuid.uuid4().hex}"
    return {"id": name, "object": kind, "created": int(time.time()), "model": model}


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "huiwen"}


def _unknown(name: str) -> "JSONResponse":
    return problem(
        404, "invalid_request_error", f"There is no model {name}. Take {' or '.join(MODELS)}."
    )
