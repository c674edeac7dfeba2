"""How quick and how light the page is: `python -m bench.page`.

Serves the archive of the settings, quoting only, and looks at it in a headless Chromium.

- **First paint** (ms): the browser's first contentful paint, the median of cold visits (an
  empty cache each) of a server that has answered before.
- **Weight** (kB as sent, requests): everything that a cold visit fetches until two seconds
  bring nothing new, beside a bare `gr.ChatInterface` of the same Gradio.
- **Click to highlight** (ms): from the click on a citation to the next frame in which its
  words are lit and stand within the box; the worst of many clicks.
- **Readers at once**: each asks through the page's own queue, as a browser does, at the same
  moment; seconds until the evidence is there, p50 and p95, and errors.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import statistics
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from playwright.sync_api import Browser, Request, sync_playwright

from rag.chat import Archive
from rag.llm.fetch import LlmFetch
from rag.settings import Settings
from rag.ui import web

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]

_PAINT = """() => new Promise((done) => {
  const seen = performance.getEntriesByName("first-contentful-paint")[0];
  if (seen) return done(seen.startTime);
  new PerformanceObserver((list) => {
    const found = list.getEntriesByName("first-contentful-paint")[0];
    if (found) done(found.startTime);
  }).observe({ type: "paint", buffered: true });
})"""

_CLICKS = """async (rounds) => {
  const frame = () => new Promise(requestAnimationFrame);
  const took = [];
  for (let i = 0; i < rounds; i++) {
    for (const link of document.querySelectorAll("#hw-chat .hw-cite")) {
      const ref = link.getAttribute("href").slice("#hw-".length);
      const begun = performance.now();
      link.click();
      for (;;) {
        await frame();
        const mark = [...document.querySelectorAll(".hw-page:not([hidden]) .hw-raw mark.hw-on")]
          .find((one) => one.dataset.refs.split(" ").includes(ref));
        const box = mark?.closest(".hw-raw").getBoundingClientRect();
        const own = mark?.getBoundingClientRect();
        if (own && own.top >= box.top && own.top < box.bottom) break;
        if (performance.now() - begun > 5000) throw new Error(`${ref} was not lit`);
      }
      took.push(performance.now() - begun);
    }
  }
  return took;
}"""


@contextmanager
def browsing(chromium: str) -> Iterator[Browser]:
    """A browser of its own; Playwright keeps the thread's event loop while it is open."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def bare() -> Any:
    """The least chat that Gradio makes."""
    import gradio as gr
    from fastapi import FastAPI

    chat = gr.ChatInterface(lambda message, _history: message)
    return gr.mount_gradio_app(FastAPI(), chat, path="/")


def visited(browser: Browser, address: str, times: int) -> dict[str, float]:
    """First paint and weight of cold visits."""
    paints, sizes, counts = [], [], []
    for _ in range(times):
        tab = browser.new_context(viewport={"width": 1440, "height": 900})
        page = tab.new_page()
        tracer = tab.new_cdp_session(page)
        tracer.send("Network.enable")
        received: list[float] = []
        asked: list[str] = []
        tracer.on(
            "Network.loadingFinished", lambda e, to=received: to.append(e["encodedDataLength"])
        )
        page.on("request", partial(_note, asked))
        page.goto(address)
        before = -1
        while before < len(asked):  # the page keeps a stream open: the network is never idle
            before = len(asked)
            page.wait_for_timeout(2000)
        paints.append(page.evaluate(_PAINT))
        sizes.append(sum(received) / 1000)
        counts.append(len(asked))
        tab.close()
    return {
        "first_paint_ms": round(statistics.median(paints)),
        "kB": round(statistics.median(sizes)),
        "requests": round(statistics.median(counts)),
    }


def _note(to: list[str], request: Request) -> None:
    to.append(request.url)


def clicked(browser: Browser, address: str, question: str, rounds: int) -> dict[str, float]:
    """How long a citation takes to be lit."""
    tab = browser.new_context(viewport={"width": 1440, "height": 900})
    page = tab.new_page()
    page.goto(address)
    page.locator(".hw-mast").wait_for()
    page.locator("#hw-box textarea").fill(question)
    page.locator("#hw-go").click()
    page.locator(".hw-cite").first.wait_for()
    page.locator("#hw-go").wait_for()
    took = page.evaluate(_CLICKS, rounds)
    tab.close()
    return {
        "clicks": len(took),
        "median_ms": round(statistics.median(took)),
        "worst_ms": round(max(took)),
    }


async def together(address: str, readers: int, questions: list[str]) -> dict[str, Any]:
    """Seconds to the evidence for `readers` who ask at the same moment."""
    limits = httpx.Limits(max_connections=4 * readers)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        config = (await client.get("config")).json()
        names = {c["id"]: c["props"].get("elem_id") for c in config["components"]}
        asking = next(
            d
            for d in config["dependencies"]
            if any(names.get(target) == "hw-go" for target, _ in d["targets"])
        )
        took = await asyncio.gather(
            *(_ask(client, names, asking, questions[i % len(questions)]) for i in range(readers))
        )
    done = sorted(t for t in took if t is not None)
    return {
        "readers": readers,
        "errors": readers - len(done),
        "evidence_p50_s": round(statistics.median(done), 2) if done else None,
        "evidence_p95_s": round(done[int(0.95 * (len(done) - 1))], 2) if done else None,
    }


async def _ask(
    client: httpx.AsyncClient, names: dict[int, Any], asking: Any, question: str
) -> float | None:
    """Seconds until the evidence is there; None where an error comes instead."""
    at = {"hw-box": question, "hw-language": "zh"}
    session = uuid.uuid4().hex
    body = {
        "data": [at.get(names[i]) for i in asking["inputs"]],
        "fn_index": asking["id"],
        "session_hash": session,
    }
    begun = time.perf_counter()
    (await client.post("gradio_api/queue/join", json=body)).raise_for_status()
    evidence = None
    async with client.stream(
        "GET", "gradio_api/queue/data", params={"session_hash": session}
    ) as reply:
        async for line in reply.aiter_lines():
            if evidence is None and "hw-cite" in line.replace("&#45;", "-"):
                evidence = time.perf_counter() - begun
            if '"msg":"process_completed"' in line.replace(" ", ""):
                return evidence if '"success":true' in line.replace(" ", "") else None
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--visits", type=int, default=7)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--question", default="模速空间是什么时候揭牌的？")
    parser.add_argument("--questions", type=Path, help="a question set, for the readers at once")
    args = parser.parse_args()
    asked = [args.question]
    if args.questions:
        lines = args.questions.read_text(encoding="utf-8").splitlines()
        asked = [json.loads(line)["question"] for line in lines if line.strip()]
    chromium = shutil.which("chromium") or sys.exit("No chromium: apt install chromium")
    with TemporaryDirectory() as folder:
        settings = Settings.load(
            generator="extractive", fetch_llm=False, feedback=Path(folder) / "feedback.sqlite"
        )
        archive = Archive.open(settings)
        archive.warm()
        told: dict[str, Any] = {}
        with web.served(web.app(archive, LlmFetch(settings), settings)) as address:
            with browsing(chromium) as browser:
                visited(browser, address, 1)
                told["page"] = visited(browser, address, args.visits)
                told["click"] = clicked(browser, address, args.question, 10)
            told["at_once"] = asyncio.run(together(address, args.readers, asked))
        with web.served(bare()) as address, browsing(chromium) as browser:
            visited(browser, address, 1)
            told["bare_gradio_chat"] = visited(browser, address, args.visits)
        archive.close()
    sys.stdout.write(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
