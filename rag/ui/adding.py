"""Adding files from the page: read, shown, and indexed, with the reader looking on."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..chat import Archive
from ..errors import HuiwenError, SourceError
from ..markup import Html, el, join
from ..reading import articles, sources
from ..records import Language
from ..retrieval import ingest
from ..retrieval.encode import Encoder
from ..retrieval.manifest import read_manifest
from ..serving.service import Service
from ..settings import Settings
from .desk import mended
from .labels import LABELS, Labels
from .listing import titled
from .page import alert, note, trouble, where

if TYPE_CHECKING:
    import gradio as gr

View = dict[Any, Any]


@dataclass
class _Work:
    """How far an indexing run is."""

    stage: str = "read"
    done: int = 0
    total: int = 1
    report: ingest.Report | None = None
    kept: list[Path] = field(default_factory=list)


class Adding:
    """Makes the components for adding files and answers their events.

    A file that can be read is shown as it was read; it joins the archive when the reader
    says so: it is copied into the folder `settings.added`, which becomes one of the paths
    of the index. A file that cannot be read says why, and leaves the others alone.
    """

    def __init__(self, service: Service, settings: Settings) -> None:
        self._service = service
        self._settings = settings

    def build(self) -> None:
        """Make the components, in the tab that is open."""
        import gradio as gr

        plain: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}
        with gr.Column(elem_id="hw-adding"):
            self.hint = gr.HTML(elem_id="hw-add-hint", **plain)
            self.files = gr.File(
                elem_id="hw-files",
                file_count="multiple",
                file_types=list(sources.SUFFIXES),
                show_label=False,
                height=160,
            )
            self.index = gr.Button(elem_id="hw-index", variant="primary", interactive=False)
            self.told = gr.HTML(elem_id="hw-read", **plain)

    @property
    def outputs(self) -> list[Any]:
        """The components that its events may change."""
        return [self.hint, self.files, self.index, self.told]

    def wire(self, language: gr.Radio) -> Any:
        """Answer the events; what comes after an indexing run follows what is given back."""
        import gradio as gr

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        told = [self.files, language]
        changed = [self.files.upload, self.files.delete, self.files.clear]
        gr.on(changed, self.read, told, self.outputs, **quiet)
        return self.index.click(self.add, told, self.outputs, concurrency_limit=1, **quiet)

    def speak(self, language: Language) -> View:
        """Everything of it in `language`."""
        import gradio as gr

        words = LABELS[language]
        return {
            self.hint: el("p", words.add_hint.format(kinds=" ".join(sources.SUFFIXES))),
            self.files: gr.update(label=words.add_files),
            self.index: gr.update(value=words.add_index),
        }

    def read(self, files: Sequence[str] | None, language: Language) -> View:
        """What the files hold, as they are read."""
        import gradio as gr

        words = LABELS[language]
        shown, good = [], 0
        for path in map(Path, files or ()):
            try:
                source = sources.read(path, path.name)
                found = articles.read(source)
            except SourceError as error:
                why = trouble(type(error), str(error).replace(str(path), path.name), words)
                shown.append(join(el("h2", path.name), note(why, "alert")))
                continue
            good += 1
            rows = [
                el(
                    "li",
                    el("b", titled(a)),
                    el("p", f"{where(a, words)} · {mended(a, words)}", class_="hw-meta"),
                )
                for a in found
            ]
            shown.append(join(el("h2", path.name), el("ol", *rows, class_="hw-list")))
        return {self.told: join(*shown), self.index: gr.update(interactive=good > 0)}

    async def add(self, files: Sequence[str] | None, language: Language) -> AsyncIterator[View]:
        """Index the files, told how far it is; the archive then answers from them too."""
        import gradio as gr

        words = LABELS[language]
        work = _Work()
        busy = {self.index: gr.update(interactive=False)}
        yield busy | {self.told: _bar(work, words)}
        task = asyncio.ensure_future(self._service.run(lambda: self._index(files or (), work)))
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=0.3)
                yield {self.told: _bar(work, words)}
            await task
        except HuiwenError as error:
            again = {self.index: gr.update(interactive=True)}
            yield again | {self.told: alert(error, words)}
            return
        yield {self.told: _done(work, words), self.files: None}

    def _index(self, files: Sequence[str], work: _Work) -> None:
        """Copy what can be read, index it with all the rest, and answer from it."""
        folder = self._settings.added
        folder.mkdir(parents=True, exist_ok=True)
        for path in map(Path, files):
            try:
                sources.read(path, path.name)
            except SourceError:  # told when it was dropped in
                continue
            work.kept.append(Path(shutil.copyfile(path, folder / path.name)))
        roots = [Path(root) for root in read_manifest(self._settings.index).roots]
        if folder.resolve() not in {root.resolve() for root in roots}:
            roots.append(folder)

        def tell(stage: str, done: int, total: int) -> None:
            work.stage, work.done, work.total = stage, done, total

        encoder = Encoder.open(self._settings.encoders, self._settings.models)
        work.report = ingest.build(roots, self._settings, encoder, progress=tell)
        self._service.archive = Archive.open(self._settings)


def _bar(work: _Work, words: Labels) -> Html:
    stage = words.stages.split()["read repair embed write".split().index(work.stage)]
    told = words.indexing.format(stage=stage, done=work.done, total=work.total)
    bar = el("progress", value=str(work.done), max=str(max(work.total, 1)), aria_label=told)
    return el("p", bar, " ", told, class_="hw-fetch", role="status")


def _done(work: _Work, words: Labels) -> Html:
    report = work.report
    if report is None:
        raise AssertionError("an indexing run that is over has a report")
    told = words.indexed.format(
        n=len(work.kept), articles=report.articles, passages=report.passages
    )
    failed = [
        note(join(f"{file}: ", trouble(SourceError, why, words)), "alert")
        for file, why in report.failed.items()
        if file in {path.name for path in work.kept}
    ]
    return join(note(told), *failed)
