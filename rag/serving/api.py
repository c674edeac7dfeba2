"""REST under `/api/v1`: ask, search, articles, issues; an OpenAPI page that loads nothing.

Errors are JSON, `{"error": {"type", "message"}}`, their message a sentence to act on.
"""

# No `from __future__ import annotations`: FastAPI reads those of the functions below, which
# name what is imported late.

import datetime as dt
import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from .. import __version__, markup
from ..chat import LONGEST_QUESTION
from ..errors import GeneratorError, HuiwenError, LockedError, QuestionError, SourceError
from ..records import Answer, Article, Scope, Settable, Turn
from ..settings import GeneratorName
from .issues import Issue, issues
from .service import Service
from .wire import article_json, hit_json, linked_json, plain

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI
    from fastapi.responses import JSONResponse

MAX_BODY = 2**20
"""Bytes of a request: a long conversation has some 50 kB."""

MAX_TURNS = 50
MAX_HITS = 100
MAX_LISTED = 1000


class Bounds(BaseModel):
    """What part of the archive is looked at; what is left out is open."""

    model_config = ConfigDict(extra="forbid")

    since: dt.date | None = Field(None, description="First issue date, YYYY-MM-DD.")
    until: dt.date | None = Field(None, description="Last issue date, YYYY-MM-DD.")
    issue: int | None = Field(None, ge=0)
    page: int | None = Field(None, ge=0)
    section: str = Field("", max_length=100)
    title: str = Field("", max_length=200, description="Words that the headline has.")

    def scope(self) -> Scope:
        return Scope(self.since, self.until, self.issue, self.page, self.section, self.title)


class Earlier(BaseModel):
    """One earlier question of the conversation and its answer."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=LONGEST_QUESTION)
    answer: str = Field("", max_length=20_000)
    standalone: str = Field("", max_length=LONGEST_QUESTION)


class Asked(Bounds):
    """A question, what was said before it, and where to look."""

    question: str = Field(description=f"At most {LONGEST_QUESTION} characters.")
    turns: list[Earlier] = Field([], max_length=MAX_TURNS)
    generator: GeneratorName | None = Field(None, description="What writes the answer.")
    kind: Settable | None = Field(
        None, description="What kind of question it is; by default its words tell."
    )
    stream: bool = Field(False, description="Server-sent events: the answer each time it grows.")


class Sought(Bounds):
    """A search."""

    q: str = Field(description=f"At most {LONGEST_QUESTION} characters.")
    k: int = Field(10, ge=1, le=MAX_HITS, description="How many passages.")


class Listed(BaseModel):
    """Which articles are listed."""

    model_config = ConfigDict(extra="forbid")

    issue: str = Field("", description="The key of an issue: its date, or “undated”.")
    section: str = Field("", max_length=100)
    offset: int = Field(0, ge=0)
    limit: int = Field(100, ge=1, le=MAX_LISTED)


def add(server: "FastAPI", service: Service) -> None:
    """Give `server` the API and its way to tell errors."""
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import HTMLResponse
    from starlette.exceptions import HTTPException

    server.add_exception_handler(HuiwenError, _told)
    server.add_exception_handler(RequestValidationError, _invalid)
    server.add_exception_handler(HTTPException, _refused)
    router = _router(service)

    @router.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(_docs(server.openapi()))

    @router.api_route("/{path:path}", methods=["GET", "POST"], include_in_schema=False)
    def nothing(path: str) -> None:
        raise HTTPException(404, f"There is nothing at /api/v1/{path}. Look at /api/v1/docs.")

    server.include_router(router)


def problem(status: int, kind: str, message: str) -> "JSONResponse":
    """The JSON response that tells an error, in the shape that OpenAI's clients read."""
    from fastapi.responses import JSONResponse

    error = {"type": kind, "message": message, "param": None, "code": None}
    return JSONResponse({"error": error}, status)


def status_of(error: HuiwenError) -> int:
    """The HTTP status of an error: whose turn it is to do something."""
    match error:
        case QuestionError():
            return 400
        case SourceError():
            return 404
        case LockedError():
            return 409
        case GeneratorError():
            return 502
        case _:
            return 503


def _router(service: Service) -> "APIRouter":
    from fastapi import APIRouter, Query
    from sse_starlette import EventSourceResponse

    router = APIRouter(prefix="/api/v1", max_body_size=MAX_BODY)

    @router.post("/ask", summary="Ask a question", response_model=None)
    async def ask(asked: Asked) -> dict[str, Any] | EventSourceResponse:
        """The checked answer with its citations, as `huiwen ask --json` prints it.

        With `stream`, events called `answer`, the first with the evidence alone; the last,
        `done`, is the whole answer. `error` ends the stream where something fails.
        """
        turns = [Turn(t.question, t.answer, t.standalone) for t in asked.turns]
        how: dict[str, Any] = {
            "generator": asked.generator,
            "scope": asked.scope(),
            "kind": asked.kind,
        }
        if asked.stream:
            return EventSourceResponse(_events(service, asked.question, turns, how), sep="\n")
        return linked_json(await service.ask(asked.question, turns, **how))

    @router.get("/search", summary="Find passages")
    def search(sought: Annotated[Sought, Query()]) -> dict[str, Any]:
        """The best passages, best first, with the scores of each part."""
        hits = service.archive.search(sought.q, sought.k, sought.scope())
        return {"query": sought.q, "hits": [hit_json(n, hit) for n, hit in enumerate(hits, 1)]}

    @router.get("/issues", summary="List the issues")
    def all_issues() -> dict[str, Any]:
        """Every issue, newest first."""
        return {"issues": [_issue(i) for i in issues(service.archive.articles)]}

    @router.get("/articles", summary="List articles")
    def articles(listed: Annotated[Listed, Query()]) -> dict[str, Any]:
        """Articles by issue, the newest first, in page order, without their text."""
        found = [
            article
            for issue in issues(service.archive.articles)
            if listed.issue in ("", issue.key)
            for article in issue.articles
            if listed.section in ("", article.section)
        ]
        part = found[listed.offset : listed.offset + listed.limit]
        return {"total": len(found), "articles": [_entry(a) for a in part]}

    @router.get("/articles/{id}", summary="Read an article")
    def article(id: str) -> dict[str, Any]:
        """Its words, what is known of it, and what was mended, in spans of the raw page."""
        found = service.archive.article(id)
        known = {"id": found.id, "file": found.file, "links": found.links}
        return known | article_json(found)

    @router.get("/health", summary="Whether it answers, and with what")
    def health() -> dict[str, Any]:
        """The index version and the models in use."""
        now = service.archive.status()
        names = "version files articles passages encoders generator".split()
        since, until = now.coverage or (None, None)
        known = {name: getattr(now, name) for name in names}
        return {"status": "ok", **known, "coverage": {"since": since, "until": until}}

    @router.get("/version", summary="The program's version and the index's")
    def version() -> dict[str, str]:
        """Both change what an answer says."""
        return {"version": __version__, "index": service.archive.status().version}

    return router


async def _events(
    service: Service, question: str, turns: list[Turn], how: dict[str, Any]
) -> AsyncIterator[dict[str, str]]:
    answer: Answer | None = None
    try:
        async for answer in service.stream(question, turns, **how):
            yield {"event": "answer", "data": dumps(linked_json(answer))}
        if answer:
            yield {"event": "done", "data": dumps(linked_json(answer))}
    except HuiwenError as error:
        told = {"type": type(error).__name__, "message": str(error)}
        yield {"event": "error", "data": dumps({"error": told})}


def dumps(value: Any) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False, default=plain)


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "key": issue.key,
        "date": issue.date,
        "issue": issue.issue,
        "total_issue": issue.total_issue,
        "articles": len(issue.articles),
        "files": sorted({a.file for a in issue.articles}),
    }


def _entry(article: Article) -> dict[str, Any]:
    names = "id file title subtitle byline date not_before issue page section kind".split()
    return {name: getattr(article, name) for name in names}


async def _told(_request: Any, error: Exception) -> Any:
    assert isinstance(error, HuiwenError)
    return problem(status_of(error), type(error).__name__, str(error))


async def _invalid(_request: Any, error: Exception) -> Any:
    """What is wrong with each field, in a sentence."""
    wrong = []
    for e in error.errors():  # type: ignore[attr-defined] # a RequestValidationError
        where = ".".join(str(part) for part in e["loc"][1:]) or "the request"
        wrong.append(f"{where}: {e['msg']}")
    return problem(422, "invalid_request_error", "; ".join(wrong) + ". See /api/v1/docs.")


async def _refused(_request: Any, error: Exception) -> Any:
    status, detail = error.status_code, error.detail  # type: ignore[attr-defined] # HTTPException
    return problem(status, "invalid_request_error", str(detail))


def _docs(schema: dict[str, Any]) -> markup.Html:
    """The API on one page, made of its OpenAPI description."""
    parts = [
        markup.el("h1", f"{schema['info']['title']} API"),
        markup.el("p", schema["info"]["description"]),
        markup.el("p", markup.el("a", "openapi.json", href="/api/v1/openapi.json")),
    ]
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            parts += [
                markup.el("h2", markup.el("code", f"{method.upper()} {path}")),
                markup.el("p", markup.el("b", operation["summary"]), ". "),
                markup.el("p", operation.get("description", "")),
                _fields(operation, schema),
            ]
    return markup.document("Huiwen API", markup.el("main", *parts, class_="hw-docs"), "en")


def _fields(operation: dict[str, Any], schema: dict[str, Any]) -> markup.Html:
    """The fields of a request, whether they stand in the address or in the body."""
    rows = [(p["name"], p["schema"], p.get("required")) for p in operation.get("parameters", ())]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if ref := body.get("schema", {}).get("$ref"):
        model = schema["components"]["schemas"][ref.rsplit("/", 1)[-1]]
        needed = model.get("required", ())
        rows += [(name, field, name in needed) for name, field in model["properties"].items()]
    if not rows:
        return markup.join()
    cells = [
        markup.el(
            "tr",
            markup.el("th", markup.el("code", name), scope="row"),
            markup.el("td", _type(field)),
            markup.el("td", "needed" if needed else _default(field)),
            markup.el("td", field.get("description", "")),
        )
        for name, field, needed in rows
    ]
    return markup.el("table", markup.el("tbody", *cells))


def _default(field: dict[str, Any]) -> str:
    value = field.get("default")
    return "may be left out" if value in (None, "", []) else f"else {json.dumps(value)}"


def _type(field: dict[str, Any]) -> str:
    """The type of a field in a few words."""
    if "anyOf" in field:
        return " or ".join(name for one in field["anyOf"] if (name := _type(one)))
    if "enum" in field:
        return " | ".join(map(str, field["enum"]))
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}"
    known = str(field.get("format") or field.get("type", "any"))
    return "" if known == "null" else known
