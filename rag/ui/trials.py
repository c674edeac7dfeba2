"""Question sets run from the page: chosen, watched, and their report opened.

What asks and measures is the package `eval`, which stands on this one and is not known to
it; so it is run as a program of its own, and offered only where it is installed.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import sys
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import HuiwenError
from ..markup import Html, el, join
from ..records import Language
from ..serving.feedback import Feedback
from ..settings import Settings
from .labels import LABELS, Labels
from .page import note, trouble

if TYPE_CHECKING:
    import gradio as gr

View = dict[Any, Any]

READERS = "readers"
"""The set that is made of readers' thumbs up."""

LAST = 12
"""Reports that are listed, the newest."""


def sets() -> dict[str, Path]:
    """The question sets that come with `eval`, by name; none where it is not installed."""
    found = importlib.util.find_spec("eval")
    folders = found.submodule_search_locations if found else None
    return {
        path.name.removesuffix(".jsonl"): path
        for folder in folders or ()
        for path in sorted((Path(folder) / "questions").glob("*.jsonl"))
    }


class Trials:
    """Makes the components for question sets and answers their events."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._feedback = Feedback(settings.feedback)
        self._sets = sets()

    def build(self) -> None:
        """Make the components, in the tab that is open."""
        import gradio as gr

        plain: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}
        with gr.Column(elem_id="hw-trials"):
            self.hint = gr.HTML(elem_id="hw-trials-hint", **plain)
            with gr.Row(elem_id="hw-trial"):
                self.set = gr.Dropdown(list(self._sets), value=next(iter(self._sets)), scale=2)
                self.generator = gr.Dropdown(["extractive", "auto"], value="extractive", scale=1)
                self.limit = gr.Number(20, minimum=1, maximum=100_000, precision=0, scale=1)
                self.start = gr.Button(elem_id="hw-start", variant="primary", size="sm", scale=0)
                self.stop = gr.Button(elem_id="hw-halt", size="sm", scale=0, visible=False)
            self.told = gr.HTML(elem_id="hw-progress", **plain)
            self.reports = gr.HTML(elem_id="hw-reports", **plain)

    @property
    def outputs(self) -> list[Any]:
        """The components that its events may change."""
        asked = [self.set, self.generator, self.limit, self.start, self.stop]
        return [self.hint, *asked, self.told, self.reports]

    def wire(self, language: gr.Radio) -> None:
        """Answer the events."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asked = [self.set, self.generator, self.limit, language]
        running = self.start.click(self.run, asked, self.outputs, concurrency_limit=1, **quiet)
        self.stop.click(self.idle, language, self.outputs, cancels=[running], queue=False, **quiet)

    def speak(self, language: Language) -> View:
        """Everything of it in `language`."""
        import gradio as gr

        words = LABELS[language]
        choices = [(name, name) for name in self._sets]
        choices.append((words.readers_set, READERS))
        return {
            self.hint: el("p", words.trials_hint),
            self.set: gr.update(label=words.question_set, choices=choices),
            self.generator: gr.update(
                label=words.writer,
                choices=[(words.quoted, "extractive"), (words.by_model, "auto")],
            ),
            self.limit: gr.update(label=words.how_many),
            self.start: gr.update(value=words.start),
            self.stop: gr.update(value=words.stop),
            self.reports: self._reports(words),
        }

    async def run(
        self, name: str, generator: str, limit: float | None, language: Language
    ) -> AsyncIterator[View]:
        """Ask the questions of a set, told how far it is, and write the report."""
        import gradio as gr

        words = LABELS[language]
        folder = self._settings.runs
        out = folder / f"{name}-{generator}-{time.strftime('%Y%m%d-%H%M%S')}.jsonl"
        busy = {self.start: gr.update(visible=False), self.stop: gr.update(visible=True)}
        yield busy | {self.told: _bar(out, words)}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            questions = self._sets.get(name) or self._readers()
            if questions is None:
                yield self.idle(language) | {self.told: note(words.no_thumbs)}
                return
            most = ["--limit", str(int(limit))] if limit else []
            asking = ["run", str(questions), "--out", str(out), "--generator", generator, *most]
            page = str(out.with_suffix(".html"))
            for arguments in (asking, ["report", str(out), "--html", page, "--language", language]):
                async with aclosing(self._program(arguments)) as waits:
                    async for _ in waits:
                        yield {self.told: _bar(out, words)}
        except (HuiwenError, OSError) as error:
            told = trouble(HuiwenError, str(error), words)
            yield self.idle(language) | {self.told: note(told, "alert")}
            return
        yield self.idle(language) | {self.told: note(words.run_done)}

    def idle(self, language: Language) -> View:
        """Nothing is being run."""
        import gradio as gr

        return {
            self.start: gr.update(visible=True),
            self.stop: gr.update(visible=False),
            self.told: "",
            self.reports: self._reports(LABELS[language]),
        }

    def _readers(self) -> Path | None:
        """A set made of what readers found right; None where nothing was."""
        rows = list(self._feedback.questions())
        if not rows:
            return None
        path = self._settings.runs / f"{READERS}.jsonl"
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        path.write_text("".join(lines), encoding="utf-8")
        return path

    async def _program(self, arguments: list[str]) -> AsyncGenerator[None, None]:
        """Run `python -m eval`, giving way now and then; it ends when nobody looks on.

        Raises HuiwenError, with what the program said, where it fails.
        """
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "eval", *arguments),
            env=os.environ | environment(self._settings),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        said = asyncio.ensure_future(program.communicate())
        try:
            while not said.done():
                await asyncio.wait({said}, timeout=0.5)
                yield
            _, told = await said
            if program.returncode:
                raise HuiwenError(told.decode(errors="replace").strip().split("\n")[-1])
        finally:
            if program.returncode is None:
                program.terminate()
                await said

    def _reports(self, words: Labels) -> Html:
        """The reports that are there, the newest first."""
        pages = sorted(self._settings.runs.glob("*.html"), key=lambda p: -p.stat().st_mtime)
        if not pages:
            return join()
        rows = [
            el("li", el("a", page.stem, href=f"/runs/{page.name}", target="_blank"))
            for page in pages[:LAST]
        ]
        return join(el("h2", words.reports), el("ul", *rows))


def environment(settings: Settings) -> dict[str, str]:
    """`settings` as the variables that another program of ours reads them from."""
    plain = settings.model_dump(mode="json", exclude_none=True)
    return {
        f"HUIWEN_{name.upper()}": value if isinstance(value, str) else json.dumps(value)
        for name, value in plain.items()
    }


def _bar(out: Path, words: Labels) -> Html:
    """How many questions are answered, by the lines of the run."""
    lines = out.read_text(encoding="utf-8").split("\n")[:-1] if out.exists() else []
    total = json.loads(lines[0])["run"]["count"] if lines else 0
    done = max(len(lines) - 1, 0)
    told = words.asked_so_far.format(done=done, total=total) if total else words.run_begins
    bar = el("progress", value=str(done), max=str(max(total, 1)), aria_label=told)
    return el("p", bar, " ", told, class_="hw-fetch", role="status")
