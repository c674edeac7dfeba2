"""The page and its server: one archive, many readers, nothing that leaves the machine."""

from __future__ import annotations

import errno
import socket
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .. import __version__
from ..chat import Archive
from ..errors import HuiwenError, SettingsError
from ..llm.fetch import LlmFetch
from ..reading import sources
from ..serving import api, completions, tools
from ..serving.service import Service
from ..settings import Settings, is_local
from . import pages
from .room import Room

if TYPE_CHECKING:
    from fastapi import FastAPI

_STATIC = Path(__file__).parent / "static"

# The browser itself holds the promise that no request leaves the machine.
_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)

_WAYS_IN = ("/api/v1/", "/v1/", "/mcp")

_ABOUT = (
    "Answers about a newspaper archive, every sentence with the words of the page behind it. "
    "OpenAI's clients are served at /v1, tools of the Model Context Protocol at /mcp."
)


def app(archive: Archive, fetch: LlmFetch, settings: Settings) -> FastAPI:
    """The ASGI application: the page at `/`, REST, OpenAI's and MCP's ways in beside it.

    Served at an address of this machine alone, it answers only what is asked by a name of
    this machine.
    """
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    service = Service(archive)
    protocol = tools.tools(service)
    mcp_routes = tools.routes(protocol)

    @asynccontextmanager
    async def lifespan(_server: FastAPI) -> AsyncIterator[None]:
        async with protocol.session_manager.run():
            yield

    server = FastAPI(
        title="Huiwen",
        description=_ABOUT,
        version=__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    server.add_middleware(_Guarded, settings=settings)
    api.add(server, service)
    server.include_router(completions.router(service))
    server.include_router(pages.router(service))
    server.router.routes.extend(mcp_routes)
    server.mount("/huiwen", StaticFiles(directory=_STATIC))
    if settings.may_add:
        server.mount("/runs", StaticFiles(directory=settings.runs, check_dir=False))
    gr.mount_gradio_app(
        server,
        Room(service, fetch, settings).build(),
        path="/",
        theme=_theme(),
        head=_head(),
        favicon_path=str(_STATIC / "seal.svg"),
        footer_links=[],
        max_file_size=sources.MAX_BYTES,
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        show_error=True,
    )
    return server


def serve(settings: Settings) -> None:
    """Serve the page until interrupted; the LLM is fetched meanwhile where it is wanted.

    Raises SettingsError where the port cannot be had (before anything is loaded),
    IndexVersionError and ModelError where the archive cannot be opened.
    """
    import uvicorn

    say = sys.stderr.write
    with listen(settings.host, settings.port) as listener:
        host, port = listener.getsockname()[:2]
        say("opening the archive …\n")
        archive = Archive.open(settings)
        fetch = LlmFetch(settings, then=archive.warm)
        try:
            fetch.start()
            try:
                archive.warm()
            except HuiwenError as error:  # the page goes on with quotations, and says why
                say(f"{error}\n")
            config = uvicorn.Config(
                app(archive, fetch, settings), log_level="warning", timeout_graceful_shutdown=3
            )
            say(f"Huiwen is at http://{f'[{host}]' if ':' in host else host}:{port}\n")
            with suppress(KeyboardInterrupt):  # Ctrl-C, which uvicorn has heeded already
                uvicorn.Server(config).run(sockets=[listener])
        finally:
            fetch.stop()
            archive.close()


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of `app`, served on a free port of this machine in a thread meanwhile."""
    import uvicorn

    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join(30)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any that is free. Raises SettingsError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        why = f"cannot be listened on: {error.strerror or error}"
        if error.errno == errno.EADDRINUSE:
            why = "is in use, perhaps by another Huiwen. Stop that one"
            raise SettingsError(
                f"Port {port} on {host} {why}, or choose another: --port {port + 1}."
            ) from error
        raise SettingsError(
            f"Port {port} on {host} {why}. Try another --host or --port."
        ) from error


def _head() -> str:
    """The page's style and script. Gradio would rewrite a style given as `css`, badly."""
    style, script = (
        (_STATIC / name).read_text(encoding="utf-8") for name in ("page.css", "page.js")
    )
    return f"<style>{style}</style><script>{script}</script>"


def _theme() -> Any:
    """Fonts that the reader's system has; colours are in page.css."""
    import gradio as gr

    sans = ["Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"]
    return gr.themes.Base(
        primary_hue="red",
        neutral_hue="stone",
        font=["system-ui", *sans, "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )


class _Guarded:
    """ASGI middleware: what keeps the page to itself, and other sites' scripts from it.

    A request that changes something and comes from a page of another origin is refused; and
    where the server is `local`, so is any that does not name this machine, for its name may
    be another site's that was pointed here (DNS rebinding).
    """

    def __init__(self, inner: Callable[..., Awaitable[None]], settings: Settings) -> None:
        self._inner = inner
        self._local, self._adding = settings.local, settings.may_add

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and (refusal := self._refusal(scope)):
            await refusal(scope, receive, send)
            return

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"content-security-policy", _POLICY.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"same-origin"),
                ]
            await send(message)

        await self._inner(scope, receive, guarded if scope["type"] == "http" else send)

    def _refusal(self, scope: Any) -> Any:
        """The response that refuses a request; None where it is welcome."""
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if self._local and not is_local(urlsplit(f"//{host}").hostname or ""):
            return api.problem(
                421,
                "invalid_request_error",
                f"This Huiwen answers on this machine only, not as {host}. Ask it at "
                "http://127.0.0.1, or serve it with --host.",
            )
        if scope["path"].startswith("/gradio_api/upload") and not self._adding:
            return api.problem(
                403,
                "invalid_request_error",
                "Files cannot be added here. Whoever serves the page may allow it: "
                "HUIWEN_ADDING=true.",
            )
        size = headers.get(b"content-length", b"")
        if scope["path"].startswith(_WAYS_IN) and size.isdigit() and int(size) > api.MAX_BODY:
            return api.problem(
                413,
                "invalid_request_error",
                f"The request has {int(size)} bytes; at most {api.MAX_BODY} are read. Send fewer "
                "turns.",
            )
        origin = headers.get(b"origin")
        if origin is None or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return None
        if urlsplit(origin.decode("latin-1").lower()).netloc == host:
            return None
        return api.problem(
            403,
            "invalid_request_error",
            f"A page of {origin.decode('latin-1')} may not ask here. Ask from a page of {host}.",
        )
