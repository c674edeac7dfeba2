"""The reading room: the components of the page and what they do."""

from __future__ import annotations

import threading
import uuid
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

from . import page
from .chat import LONGEST_QUESTION, REFUSAL
from .errors import HuiwenError, QuestionError
from .fetch import LlmFetch
from .labels import LABELS
from .records import Answer, Language, Turn
from .service import AT_ONCE, Service

if TYPE_CHECKING:
    import gradio as gr

REMEMBERED = 10
"""Answers of a conversation whose evidence stays on the page."""

EXAMPLES = (
    "模速空间是什么时候揭牌的？",
    "上海植物園北區改建歷時幾年？",
    "模速空间的“北斗七星”是哪几家企业？",
    "When will the WAIC 2023 plenary be held in Xuhui?",
)
"""Questions offered to a reader, those of them that the archive can answer."""

View = dict[Any, Any]
"""New values or updates by component, as Gradio takes them."""

Answers = tuple[Answer, ...]


class Room:
    """Makes the components and answers their events.

    A conversation is the tuple of its answers; everything shown is made from it anew.
    """

    def __init__(self, service: Service, fetch: LlmFetch) -> None:
        self._service = service
        self._fetch = fetch
        self._stops: dict[str, threading.Event] = {}  # of the readers being answered

    def build(self) -> gr.Blocks:
        """The page. Every string of it is in both languages; it opens in the browser's."""
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
            with gr.Row(elem_id="hw-room"):
                with gr.Column(elem_id="hw-talk"):
                    self.chat = gr.Chatbot(
                        elem_id="hw-chat",
                        show_label=False,
                        buttons=[],
                        latex_delimiters=[],
                        height="100%",
                        layout="bubble",
                        group_consecutive_messages=False,
                    )
                    with gr.Row(elem_id="hw-examples") as self.examples:
                        offered = [gr.Button(q, size="sm") for q in self._answerable()]
                    self.box = gr.Textbox(
                        elem_id="hw-box", show_label=False, lines=1, max_lines=6, container=False
                    )
                    with gr.Row(elem_id="hw-buttons"):
                        self.new = gr.Button(size="sm", elem_id="hw-new")
                        self.stop = gr.Button(size="sm", elem_id="hw-stop", visible=False)
                        self.ask = gr.Button(size="sm", elem_id="hw-go", variant="primary")
                with gr.Column(elem_id="hw-look"):
                    self.desk = gr.HTML(
                        elem_id="hw-desk",
                        apply_default_css=False,
                        js_on_load="watch('value', () => huiwen.laid(element));",
                    )
            self.answers = gr.State(())
            self.reader = gr.State("")
            self._wire(blocks, offered)
        return blocks

    def _wire(self, blocks: gr.Blocks, offered: list[gr.Button]) -> None:
        import gradio as gr

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        at_once: dict[str, Any] = quiet | {"queue": False}
        everything = [self.head, self.status, self.chat, self.box, self.desk, self.examples]
        everything += [self.ask, self.stop, self.new, self.language, self.answers]
        asking = [
            gr.on(
                triggers,
                self.answer,
                [question, self.answers, self.language, self.reader],
                everything,
                concurrency_limit=AT_ONCE,
                concurrency_id="ask",
                **quiet,
            )
            for question, triggers in [
                (self.box, [self.box.submit, self.ask.click]),
                *((button, [button.click]) for button in offered),
            ]
        ]
        self.stop.click(self.halt, self.reader, None, **at_once)
        self.new.click(self.clear, self.language, everything, cancels=asking, **at_once)
        told = [self.answers, self.language, self.reader]
        self.language.input(
            self.speak, told, everything, js="(...given) => huiwen.chosen(given)", **at_once
        )
        blocks.load(
            self.greet,
            self.language,
            [*everything, self.reader],
            js="(...given) => huiwen.preferred(given)",
            **at_once,
        )
        timer = gr.Timer(1.5)
        timer.tick(self.tick, [self.language], [self.status, timer], **at_once)

    async def answer(
        self, question: str, answers: Answers, language: Language, reader: str
    ) -> AsyncIterator[View]:
        """The conversation as the answer grows, its evidence first."""
        import gradio as gr

        stop = self._stops[reader] = threading.Event()
        shown: Answer | None = None
        asked = [page.question(question)] if question.strip() else []
        busy = {
            self.box: "",
            self.examples: gr.update(visible=False),
            self.ask: gr.update(visible=False),
            self.stop: gr.update(visible=True),
        }
        try:
            looking = page.note(LABELS[language].looking)
            yield busy | {self.chat: self._talk(answers, language, asked, looking)}
            turns = [Turn(a.question, a.text, a.standalone) for a in answers]
            async for shown in self._service.stream(question, turns, stop=stop):
                yield self._show((*answers, shown), language, writing=True)
            done = (*answers, shown) if shown else answers
            view = self._idle(done) | self._show(done, language)
            yield view if shown else view | {self.box: question}
        except HuiwenError as error:
            trouble = page.note(_trouble(error, question, language), "alert")
            talk = self._talk(answers, language, [], trouble)
            yield self._idle(answers) | {self.chat: talk, self.box: question}
        finally:
            stop.set()
            if self._stops.get(reader) is stop:
                del self._stops[reader]

    def halt(self, reader: str) -> None:
        """Stop: what is shown of the answer stays; a question without one returns to the box."""
        if stop := self._stops.get(reader):
            stop.set()

    def clear(self, language: Language) -> View:
        """A new conversation."""
        return self._idle(()) | self._show((), language) | {self.box: ""}

    def greet(self, language: Language) -> View:
        """The page as a reader finds it, with a name for the reader."""
        return self.speak((), language, "") | {self.reader: uuid.uuid4().hex}

    def speak(self, answers: Answers, language: Language, reader: str) -> View:
        """Everything in `language`."""
        import gradio as gr

        words = LABELS[language]
        seal = page.el("span", "汇问", class_="hw-seal", aria_hidden="true")
        name = page.el("h1", words.name)
        view = {
            self.head: page.el("div", seal, name, page.el("p", words.motto), class_="hw-mast"),
            self.status: self._status(language),
            self.language: gr.update(value=language, label=words.languages),
            self.box: gr.update(placeholder=words.placeholder, label=words.question),
            self.ask: gr.update(value=words.ask),
            self.stop: gr.update(value=words.stop),
            self.new: gr.update(value=words.new),
        }
        if reader in self._stops:  # the answer on its way brings the rest
            return view
        view |= self._show(answers, language)
        view[self.chat] = gr.update(
            value=view[self.chat],
            label=words.chat,
            placeholder=page.el("p", words.greeting, class_="hw-greeting"),
        )
        return view

    def tick(self, language: Language) -> tuple[str, Any]:
        """The status line, and whether to look again."""
        import gradio as gr

        running = self._fetch.state.stage == "running"
        return self._status(language), gr.Timer(active=running)

    def _show(self, answers: Answers, language: Language, *, writing: bool = False) -> View:
        """The conversation and its evidence."""
        words = LABELS[language]
        recent = answers[-REMEMBERED:]
        desk = page.evidence(
            recent,
            lambda file: self._service.archive.source(file).raw,
            self._service.archive.coverage,
            words,
            first_turn=len(answers) - len(recent) + 1,
        )
        return {self.chat: self._talk(answers, language, writing=writing), self.desk: desk}

    def _idle(self, answers: Answers) -> View:
        """Nothing on its way: `answers` are the conversation."""
        import gradio as gr

        return {
            self.answers: answers,
            self.examples: gr.update(visible=not answers),
            self.ask: gr.update(visible=True),
            self.stop: gr.update(visible=False),
        }

    def _talk(
        self,
        answers: Answers,
        language: Language,
        asked: list[page.Html] | None = None,
        last: page.Html | None = None,
        *,
        writing: bool = False,
    ) -> list[dict[str, str]]:
        """The messages of a conversation; `asked` and `last` are not part of it yet."""
        messages: list[dict[str, str]] = []
        for turn, a in enumerate(answers, 1):
            more = writing and turn == len(answers)
            said = page.said(a, turn, REFUSAL[a.language], LABELS[language], writing=more)
            messages += _message("user", page.question(a.question)) + _message("assistant", said)
        for question in asked or ():
            messages += _message("user", question)
        return messages + (_message("assistant", last) if last else [])

    def _status(self, language: Language) -> page.Html:
        """Models in use, what the index holds, and how far a fetch is."""
        words = LABELS[language]
        try:
            now = self._service.archive.status()
        except HuiwenError as error:
            return page.note(str(error), "alert")
        generator = words.quoted if now.generator == "extractive" else now.generator
        parts = [
            words.holds.format(files=now.files, articles=now.articles, passages=now.passages),
            words.answers_by.format(generator=generator),
            words.searches_with.format(encoders=" + ".join(now.encoders)),
        ]
        if now.coverage:
            parts.insert(1, "–".join(map(words.date, now.coverage)))
        line = page.el("p", " · ".join(parts))
        fetch = self._fetch.state
        if fetch.stage == "running":
            percent = 100 * fetch.done // max(fetch.total, 1)
            mb = {"done": f"{fetch.done / 1e6:.0f}", "total": f"{fetch.total / 1e6:.0f}"}
            told = words.fetching.format(percent=percent, **mb)
            bar = page.el("progress", value=str(fetch.done), max=str(max(fetch.total, 1)))
            return page.join(line, page.el("p", bar, told, class_="hw-fetch", role="status"))
        if fetch.stage == "failed":
            told = words.fetch_failed.format(reason=fetch.reason)
            return page.join(line, page.el("p", told, class_="hw-fetch", role="status"))
        return line

    def _answerable(self) -> Iterator[str]:
        for question in EXAMPLES:
            if not self._service.archive.ask(question, generator="extractive").abstained:
                yield question


def _trouble(error: HuiwenError, question: str, language: Language) -> str:
    """What to tell a reader, in their language where the fault is the question's."""
    if not isinstance(error, QuestionError):
        return str(error)
    if not question.strip():
        return LABELS[language].empty
    return LABELS[language].too_long.format(length=len(question.strip()), most=LONGEST_QUESTION)


def _message(role: str, content: page.Html) -> list[dict[str, str]]:
    return [{"role": role, "content": content}]
