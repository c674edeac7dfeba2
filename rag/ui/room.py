"""The reading room: what stands around asking and browsing, and the order of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import markup
from ..errors import HuiwenError
from ..llm.fetch import LlmFetch
from ..records import Language
from ..serving.feedback import Feedback
from ..serving.service import Service
from ..settings import Settings
from . import page
from .adding import Adding
from .keeper import Shelf, View
from .labels import LABELS
from .shelves import Shelves
from .talk import Talk
from .trials import Trials, sets

if TYPE_CHECKING:
    import gradio as gr

    from .conversations import Conversation


class Room:
    """The whole page. Every string of it is in both languages; it opens in the browser's."""

    def __init__(self, service: Service, fetch: LlmFetch, settings: Settings) -> None:
        self._service = service
        self._fetch = fetch
        self.talking = Talk(service, Feedback(settings.feedback))
        self.shelves = Shelves(service)
        self.adding = Adding(service, settings) if settings.may_add else None
        self.trials = Trials(settings) if settings.may_add and sets() else None

    def build(self) -> gr.Blocks:
        """Its components and their events."""
        import gradio as gr

        words = LABELS["zh"]
        plain: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}
        blocks = gr.Blocks(title="汇问 Huiwen", analytics_enabled=False, fill_width=True)
        with blocks:
            with gr.Row(elem_id="hw-top"):
                self.head = gr.HTML(elem_id="hw-head", **plain)
                self.language = gr.Radio(
                    [("中文", "zh"), ("English", "en")],
                    value="zh",
                    label=words.languages,
                    elem_id="hw-language",
                    container=False,
                )
            self.status = gr.HTML(elem_id="hw-status", **plain)
            with gr.Tabs(elem_id="hw-tabs"):
                with gr.Tab(words.tab_ask, id="ask") as self.ask_tab, gr.Row(elem_id="hw-room"):
                    with gr.Column(elem_id="hw-talk"):
                        self.talking.build()
                    with gr.Column(elem_id="hw-look"):
                        self.talking.build_desk()
                with gr.Tab(words.tab_browse, id="browse") as self.browse_tab:
                    self.shelves.build()
                if self.adding:
                    with gr.Tab(words.tab_add, id="add") as self.add_tab:
                        self.adding.build()
                if self.trials:
                    with gr.Tab(words.tab_trials, id="trials") as self.trials_tab:
                        self.trials.build()
            with gr.Row(elem_id="hw-hands"):  # how page.js gives orders: see there
                hands = {
                    kind: gr.HTML(js_on_load=f"huiwen.hand('{kind}', trigger);")
                    for kind in ("ask", "do", "browse")
                }
                order = gr.JSON()
            self._wire(blocks, order, hands)
        return blocks

    def _wire(self, blocks: gr.Blocks, order: gr.JSON, hands: dict[str, gr.HTML]) -> None:
        import gradio as gr

        at_once: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "queue": False,
        }
        talking = self.talking
        talking.wire(self.language, order, hands)
        self.shelves.wire(self.language, order, hands["browse"])
        own = [self.head, self.status, self.language, self.ask_tab, self.browse_tab]
        everything = [*own, *talking.outputs, *self.shelves.outputs]
        if self.adding:
            everything += [self.add_tab, *self.adding.outputs]
            browsed = [self.language, *self.shelves.state]
            shown = [self.status, *self.shelves.outputs, *talking.offered]
            self.adding.wire(self.language).then(self.grown, browsed, shown, **at_once)
        if self.trials:
            everything += [self.trials_tab, *self.trials.outputs]
            self.trials.wire(self.language)
        told = [talking.talk, talking.shelf, self.language, talking.reader]
        self.language.input(
            self.speak,
            [*told, *self.shelves.state],
            everything,
            js="(...given) => huiwen.chosen(given)",
            **at_once,
        )
        blocks.load(
            self.greet,
            [self.language, talking.keeper.store],
            [*everything, talking.reader],
            js="(...given) => huiwen.preferred(given)",
            **at_once,
        )
        timer = gr.Timer(1.5)
        timer.tick(self.tick, [self.language], [self.status, timer], **at_once)

    def greet(self, language: Language, records: Any) -> View:
        """The page as a reader finds it, the newest conversation open."""
        shelves = self.shelves.speak(language)
        return self._speak(language) | self.talking.greet(language, records) | shelves

    def speak(
        self, talk: Conversation, shelf: Shelf, language: Language, reader: str, *browsed: Any
    ) -> View:
        """Everything in `language`."""
        said = self.talking.speak(talk, shelf, language, reader)
        return self._speak(language) | said | self.shelves.speak(language, *browsed)

    def grown(self, language: Language, *browsed: Any) -> View:
        """What changes once the archive has grown."""
        grown = {self.status: self._status(language)} | self.talking.offer(language)
        return grown | self.shelves.speak(language, *browsed)

    def _speak(self, language: Language) -> View:
        import gradio as gr

        words = LABELS[language]
        seal = markup.el("span", "汇问", class_="hw-seal", aria_hidden="true")
        name = markup.el("h1", words.name)
        view = {
            self.head: markup.el("div", seal, name, markup.el("p", words.motto), class_="hw-mast"),
            self.status: self._status(language),
            self.language: gr.update(value=language, label=words.languages),
            self.ask_tab: gr.update(label=words.tab_ask),
            self.browse_tab: gr.update(label=words.tab_browse),
        }
        if self.adding:
            view |= {self.add_tab: gr.update(label=words.tab_add)} | self.adding.speak(language)
        if self.trials:
            view |= {self.trials_tab: gr.update(label=words.tab_trials)}
            view |= self.trials.speak(language)
        return view

    def tick(self, language: Language) -> tuple[str, Any]:
        """The status line, and whether to look again."""
        import gradio as gr

        running = self._fetch.state.stage == "running"
        return self._status(language), gr.Timer(active=running)

    def _status(self, language: Language) -> markup.Html:
        """Models in use, what the index holds, and how far a fetch is."""
        words = LABELS[language]
        try:
            now = self._service.archive.status()
        except HuiwenError as error:
            return page.alert(error, words)
        generator = words.quoted if now.generator == "extractive" else now.generator
        parts = [
            words.holds.format(files=now.files, articles=now.articles, passages=now.passages),
            words.answers_by.format(generator=generator),
            words.searches_with.format(encoders=" + ".join(now.encoders)),
        ]
        if now.coverage:
            parts.insert(1, "–".join(map(words.date, now.coverage)))
        line = markup.el("p", " · ".join(parts))
        fetch = self._fetch.state
        if fetch.stage == "running":
            percent = 100 * fetch.done // max(fetch.total, 1)
            mb = {"done": f"{fetch.done / 1e6:.0f}", "total": f"{fetch.total / 1e6:.0f}"}
            told = words.fetching.format(percent=percent, **mb)
            most = str(max(fetch.total, 1))
            bar = markup.el("progress", value=str(fetch.done), max=most, aria_label=told)
            fetched = markup.el("p", bar, told, class_="hw-fetch", role="status")
            return markup.join(line, fetched)
        if fetch.stage == "failed":
            why = markup.el("span", fetch.reason, lang="en", class_="hw-detail")
            failed = [words.fetch_failed, " ", why]
            return markup.join(line, markup.el("p", *failed, class_="hw-fetch", role="status"))
        return line
