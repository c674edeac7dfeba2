"""The page and its server: one archive, many readers, nothing that leaves the machine."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .chat import Archive
from .errors import HuiwenError, SettingsError
from .fetch import LlmFetch
from .room import Room
from .settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

_STATIC = Path(__file__).parent / "static"

# The browser itself holds the promise that no request leaves the machine.
_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


def app(archive: Archive, fetch: LlmFetch) -> FastAPI:
    """The ASGI application: the page at `/`."""
    import gradio as gr
    from fastapi import FastAPI

    server = FastAPI(title="Huiwen", openapi_url=None)
    server.add_middleware(_Guarded)
    gr.mount_gradio_app(
        server,
        Room(archive, fetch).build(),
        path="/",
        theme=_theme(),
        head=_head(),
        favicon_path=str(_STATIC / "seal.svg"),
        footer_links=[],
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
                app(archive, fetch), log_level="warning", timeout_graceful_shutdown=3
            )
            say(f"Huiwen is at http://{f'[{host}]' if ':' in host else host}:{port}\n")
            with suppress(KeyboardInterrupt):  # Ctrl-C, which uvicorn has heeded already
                uvicorn.Server(config).run(sockets=[listener])
        finally:
            fetch.stop()
            archive.close()


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
    """ASGI middleware: the headers that keep the page to itself."""

    def __init__(self, inner: Callable[..., Awaitable[None]]) -> None:
        self._inner = inner

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
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
