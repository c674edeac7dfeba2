"""The pages beside the reading room: one for each article, at its permanent link."""

# No `from __future__ import annotations`: see `api`.

from typing import TYPE_CHECKING

from ..errors import SourceError
from ..records import Language
from ..serving.service import Service
from . import leaf, references
from .labels import LABELS, Labels

if TYPE_CHECKING:
    from fastapi import APIRouter, Request


def router(service: Service) -> "APIRouter":
    """The routes of the pages, in the reader's language."""
    from fastapi import APIRouter, Request
    from fastapi.responses import HTMLResponse, Response

    routes = APIRouter(include_in_schema=False)

    @routes.get("/article/{id}.{form}")
    def reference(id: str, form: str, request: Request) -> Response:
        archive = service.archive
        try:
            found = archive.article(id)
            name, kind = references.FILES[form]
        except (SourceError, KeyError):
            return HTMLResponse(leaf.lost(_labels(request)), 404)
        text = references.FORMS[name](found, references.paper(found, archive.articles)) + "\n"
        taken = f'attachment; filename="huiwen-{found.id}.{form}"'
        return Response(text, media_type=kind, headers={"content-disposition": taken})

    @routes.get("/article/{id}")
    def article(id: str, request: Request) -> HTMLResponse:
        labels = _labels(request)
        archive = service.archive
        try:
            found = archive.article(id)
        except SourceError:
            return HTMLResponse(leaf.lost(labels), 404)
        known = {a.id: a for a in archive.articles}
        linked = [known[other] for other in found.links if other in known]
        newspaper = references.paper(found, archive.articles)
        raw = archive.source(found.file).raw
        return HTMLResponse(leaf.leaf(found, raw, newspaper, linked, labels))

    return routes


def _labels(request: "Request") -> Labels:
    """The words of the language chosen on the page (static/page.js), else of the browser's."""
    chosen = request.cookies.get("huiwen-language", "")
    return LABELS[spoken(chosen or request.headers.get("accept-language", ""))]


def spoken(accepted: str) -> Language:
    """The language of a page by what a browser accepts: Chinese unless it begins otherwise."""
    first = accepted.partition(",")[0].strip().lower()
    return "zh" if not first or first.startswith("zh") or first == "*" else "en"
