"""Asking: the conversation, the box for questions, and the conversations that are kept."""

from __future__ import annotations

import datetime as dt
import json
import threading
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from . import conversations, examples, export, markup, page
from .conversations import Conversation, Exchange
from .errors import HuiwenError
from .feedback import Feedback, Verdict
from .labels import LABELS
from .records import Answer, Language, Scope
from .service import AT_ONCE, Service
from .transcript import Transcript, trouble, writing

if TYPE_CHECKING:
    import gradio as gr

OFFERED = 3
"""Example questions."""

_VERDICTS: dict[str, Verdict] = {"up": "up", "down": "down"}

View = dict[Any, Any]
"""New values or updates by component, as Gradio takes them."""

Shelf = tuple[Conversation, ...]
"""The conversations of a reader, newest first."""


class Talk:
    """Makes the components for asking and answers their events.

    What is shown of a conversation is made from it anew each time. The reader's browser
    keeps the conversations; nothing of them stays here once the reader has left.
    """

    def __init__(self, service: Service, feedback: Feedback) -> None:
        self._service = service
        self._feedback = feedback
        self._transcript = Transcript(service)
        self._stops: dict[str, threading.Event] = {}  # of the readers being answered

    def build(self) -> None:
        """Make the components, in the column that is open."""
        import gradio as gr

        self.chat = gr.Chatbot(
            elem_id="hw-chat",
            show_label=False,
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            height="100%",
            layout="bubble",
            group_consecutive_messages=False,
        )
        with gr.Row(elem_id="hw-examples") as self.examples:
            self._questions = {language: self._answerable(language) for language in LABELS}
            self.offered = [gr.Button(q, size="sm") for q in self._questions["zh"]]
        with gr.Row(elem_id="hw-reason", visible=False) as self.why:
            self.reason = gr.Textbox(show_label=False, container=False, max_lines=3, scale=4)
            self.send = gr.Button(size="sm", scale=0)
        self.box = gr.Textbox(
            elem_id="hw-box", show_label=False, lines=1, max_lines=6, container=False
        )
        with gr.Row(elem_id="hw-buttons"):
            self.new = gr.Button(size="sm", elem_id="hw-new")
            self.picker = gr.Dropdown(
                elem_id="hw-picker", show_label=False, container=False, filterable=False
            )
            self.manage = gr.Button(size="sm", elem_id="hw-manage")
            self.stop = gr.Button(size="sm", elem_id="hw-stop", visible=False)
            self.ask = gr.Button(size="sm", elem_id="hw-go", variant="primary")
        with gr.Row(elem_id="hw-manager", visible=False) as self.manager:
            self.name = gr.Textbox(show_label=False, container=False, max_lines=1, scale=2)
            self.rename = gr.Button(size="sm", scale=0)
            self.delete = gr.Button(size="sm", scale=0, elem_id="hw-delete")
            self.exports = {
                form: gr.Button(size="sm", scale=0, elem_id=f"hw-export-{form}")
                for form in export.FORMS
            }
        self.parcel = gr.Textbox(elem_id="hw-parcel", show_label=False)  # see `pack`
        self.managing = gr.State(False)
        self.talk = gr.State(Conversation())
        self.shelf = gr.State(())
        self.reader = gr.State("")
        self.editing = gr.State(0)  # the exchange that the next question replaces
        self.judged = gr.State("")  # the exchange whose verdict a reason may follow
        # What keeps it from being read is the browser; the secret only has to stay the same.
        self.store = gr.BrowserState([], storage_key="huiwen-conversations", secret="huiwen")  # noqa: S106

    @property
    def outputs(self) -> list[Any]:
        """The components that its events may change."""
        parts = [self.chat, self.box, self.desk, self.examples, self.ask, self.stop, self.new]
        parts += [self.talk, self.shelf, self.store, self.picker, self.manage, self.name]
        parts += [self.rename, self.delete, self.why, self.reason, self.send, self.editing]
        parts += [self.judged, self.manager, self.managing]
        return [*parts, *self.exports.values(), *self.offered]

    def build_desk(self) -> None:
        """Make the place for the evidence, in the column that is open."""
        import gradio as gr

        self.desk = gr.HTML(
            elem_id="hw-desk",
            apply_default_css=False,
            js_on_load="watch('value', () => huiwen.laid(element));",
        )

    def wire(self, language: gr.Radio, order: gr.JSON, hands: dict[str, gr.HTML]) -> None:
        """Answer the events; `order` is what one of the `hands` brings."""
        import gradio as gr

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        at_once: dict[str, Any] = quiet | {"queue": False}
        in_line: dict[str, Any] = quiet | {"concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
        everything = self.outputs
        told = [self.talk, self.shelf, language, self.reader]
        given = "(...given) => huiwen.given(given)"
        asked: list[tuple[Any, list[Any]]] = [(self.box, [self.box.submit, self.ask.click])]
        asked += [(button, [button.click]) for button in self.offered]
        asking = [
            gr.on(on, self.answer, [question, *told, self.editing], everything, **in_line)
            for question, on in asked
        ]
        asking.append(
            hands["ask"].click(self.again, [order, *told], everything, js=given, **in_line)
        )
        hands["do"].click(self.do, [order, *told[:3]], everything, js=given, **at_once)
        self.stop.click(self.halt, self.reader, None, **at_once)
        clearing = [self.shelf, language]
        self.new.click(self.clear, clearing, everything, cancels=asking, **at_once)
        opening = [self.picker, self.shelf, language]
        self.picker.input(self.open, opening, everything, cancels=asking, **at_once)
        self.manage.click(self.unfold, [self.managing, self.talk], everything, **at_once)
        gr.on(
            [self.rename.click, self.name.submit],
            self.call,
            [self.name, *told[:3]],
            everything,
            **at_once,
        )
        self.delete.click(self.forget, told[:3], everything, cancels=asking, **at_once)
        for form, button in self.exports.items():
            button.click(
                partial(self.pack, form), [self.talk, language], self.parcel, **at_once
            ).then(None, self.parcel, None, js="(parcel) => huiwen.save(parcel)", **at_once)
        gr.on(
            [self.send.click, self.reason.submit],
            self.explain,
            [self.reason, self.judged, self.talk, language],
            everything,
            **at_once,
        )

    async def answer(
        self,
        question: str,
        talk: Conversation,
        shelf: Shelf,
        language: Language,
        reader: str,
        editing: int = 0,
    ) -> AsyncIterator[View]:
        """The conversation as the answer grows, its evidence first."""
        base = talk.before(editing) if editing else talk
        async for view in self._asked(
            Exchange(_bare(question)), base, talk, shelf, language, reader
        ):
            yield view

    async def again(
        self, order: Any, talk: Conversation, shelf: Shelf, language: Language, reader: str
    ) -> AsyncIterator[View]:
        """A question asked once more, as it was or as the reader corrects it.

        The last answer gives way to the new one; an earlier one stays, and the new one
        comes after all that was said.
        """
        verb, turn, argument = _order(order, talk)
        if not turn:
            return
        before, wanted = talk.before(turn), talk.exchanges[turn - 1]
        if verb in ("alone", "follow"):
            wanted = replace(wanted, alone=verb == "alone")
        elif verb == "when":
            wanted = replace(wanted, scope=_scope(argument))
        base = before if turn == len(talk.exchanges) else talk
        async for view in self._asked(wanted, base, talk, shelf, language, reader, before):
            yield view

    async def _asked(
        self,
        wanted: Exchange,
        base: Conversation,
        talk: Conversation,
        shelf: Shelf,
        language: Language,
        reader: str,
        before: Conversation | None = None,
    ) -> AsyncIterator[View]:
        """`base` with the answer to what is `wanted`; `talk` again where there is none.

        A follow-up is understood by what was said `before`, by default all of `base`.
        """
        import gradio as gr

        stop = self._stops[reader] = threading.Event()
        question = wanted.answer.question
        made: Exchange | None = None
        busy = {
            self.box: "",
            self.editing: 0,
            self.examples: gr.update(visible=False),
            self.why: gr.update(visible=False),
            self.ask: gr.update(visible=False),
            self.stop: gr.update(visible=True),
        }
        try:
            looking = page.note(LABELS[language].looking)
            said = [page.question(question)] if question.strip() else []
            yield busy | {self.chat: self._transcript.messages(base, language, said, looking)}
            turns = [] if wanted.alone else [e.turn for e in (before or base).exchanges]
            async for answer, ahead in self._service.follow(
                question, turns, scope=wanted.scope, stop=stop
            ):
                made = Exchange(answer, wanted.scope, wanted.alone)
                yield self._show(base.with_exchange(made), language, writing(ahead, language))
            if made is None:
                yield self._idle(talk) | self._show(talk, language) | {self.box: question}
                return
            done = base.with_exchange(made)
            yield self._idle(done) | self._show(done, language) | self._keep(done, shelf, language)
        except HuiwenError as error:
            told = trouble(error, question, language)
            chat = self._transcript.messages(talk, language, [], told)
            yield self._idle(talk) | {self.chat: chat, self.box: question}
        finally:
            stop.set()
            if self._stops.get(reader) is stop:
                del self._stops[reader]

    def halt(self, reader: str) -> None:
        """Stop: what is shown of the answer stays; a question without one returns to the box."""
        if stop := self._stops.get(reader):
            stop.set()

    def do(self, order: Any, talk: Conversation, shelf: Shelf, language: Language) -> View:
        """Edit the last question, or say what is thought of an answer."""
        import gradio as gr

        verb, turn, _ = _order(order, talk)
        if not turn:
            return {self.chat: gr.skip()}
        exchange = talk.exchanges[turn - 1]
        if verb == "edit":
            return {self.box: exchange.answer.question, self.editing: turn}
        verdict = _VERDICTS.get(verb)
        if verdict is None:
            return {self.chat: gr.skip()}
        try:
            self._feedback.give(exchange.id, exchange.answer, verdict)
        except HuiwenError as error:
            gr.Warning(page.trouble(type(error), str(error), LABELS[language]))
            return {self.chat: gr.skip()}
        judged = replace(exchange, verdict=verdict)
        exchanges = (*talk.exchanges[: turn - 1], judged, *talk.exchanges[turn:])
        talk = replace(talk, exchanges=exchanges)
        return {
            self.talk: talk,
            self.chat: self._transcript.messages(talk, language),
            self.why: gr.update(visible=True),
            self.reason: gr.update(value="", placeholder=LABELS[language].why_verdict),
            self.judged: exchange.id,
        } | self._keep(talk, shelf, language)

    def explain(self, reason: str, judged: str, talk: Conversation, language: Language) -> View:
        """Why the reader thinks so, beside the verdict."""
        import gradio as gr

        for exchange in talk.exchanges:
            if exchange.id == judged and exchange.verdict and reason.strip():
                try:
                    self._feedback.give(judged, exchange.answer, exchange.verdict, reason)
                except HuiwenError as error:
                    gr.Warning(page.trouble(type(error), str(error), LABELS[language]))
                    return {self.why: gr.skip()}
                gr.Info(LABELS[language].thanks, duration=3)
        return {self.why: gr.update(visible=False)}

    def clear(self, shelf: Shelf, language: Language) -> View:
        """A new conversation."""
        return self._open(Conversation(), shelf, language)

    def open(self, name: str, shelf: Shelf, language: Language) -> View:
        """One of the conversations that are kept."""
        found = next((c for c in shelf if c.id == name), Conversation())
        return self._open(found, shelf, language)

    def call(self, name: str, talk: Conversation, shelf: Shelf, language: Language) -> View:
        """Give a conversation another name."""
        short = " ".join(name.split())[: conversations.LONGEST_NAME]
        return self._keep(replace(talk, name=short), shelf, language)

    def forget(self, talk: Conversation, shelf: Shelf, language: Language) -> View:
        """Delete a conversation; a new one is open then."""
        rest = tuple(c for c in shelf if c.id != talk.id)
        return self._open(Conversation(), rest, language) | {self.store: conversations.kept(rest)}

    def unfold(self, managing: bool, talk: Conversation) -> View:
        """Show or hide what can be done with the conversation as a whole."""
        import gradio as gr

        return {
            self.managing: not managing,
            self.manager: gr.update(visible=not managing),
            self.name: talk.title,
        }

    def pack(self, form: str, talk: Conversation, language: Language) -> str:
        """A file of the conversation, for page.js to hand to the reader."""
        kind, write = export.FORMS[form]
        text = write(talk, LABELS[language])
        return json.dumps({"name": f"huiwen.{form}", "type": kind, "text": text})

    def greet(self, language: Language, records: Any) -> View:
        """The conversations that the browser kept, the newest open."""
        archive = self._service.archive
        library = conversations.Library(archive.article, lambda file: archive.source(file).raw)
        shelf = conversations.restored(records, library)
        talk = shelf[0] if shelf else Conversation()
        known = {self.reader: uuid.uuid4().hex, self.talk: talk, self.shelf: shelf}
        return self._idle(talk) | self.speak(talk, shelf, language, "") | known

    def speak(self, talk: Conversation, shelf: Shelf, language: Language, reader: str) -> View:
        """Everything of it in `language`."""
        import gradio as gr

        words = LABELS[language]
        view = {
            self.box: gr.update(placeholder=words.placeholder, label=words.question),
            self.ask: gr.update(value=words.ask),
            self.stop: gr.update(value=words.stop),
            self.new: gr.update(value=words.new),
            self.manage: gr.update(value=words.manage),
            self.name: gr.update(label=words.conversation_name),
            self.rename: gr.update(value=words.rename),
            self.delete: gr.update(value=words.delete),
            self.reason: gr.update(label=words.why_verdict, placeholder=words.why_verdict),
            self.send: gr.update(value=words.send),
            self.picker: self._picked(talk, shelf, language),
        }
        view |= {
            button: gr.update(value=f"{words.export} {form.upper()}")
            for form, button in self.exports.items()
        }
        view |= {
            button: gr.update(value=question)
            for button, question in zip(self.offered, self._questions[language], strict=False)
        }
        if reader in self._stops:  # the answer on its way brings the rest
            return view
        view |= self._show(talk, language)
        view[self.chat] = gr.update(
            value=view[self.chat],
            label=words.chat,
            placeholder=markup.join(
                markup.el("p", words.greeting, class_="hw-greeting"),
                markup.el("p", words.keys, class_="hw-keys"),
            ),
        )
        return view

    def _open(self, talk: Conversation, shelf: Shelf, language: Language) -> View:
        import gradio as gr

        return (
            self._idle(talk)
            | self._show(talk, language)
            | {
                self.shelf: shelf,
                self.box: "",
                self.editing: 0,
                self.why: gr.update(visible=False),
                self.name: talk.title,
                self.picker: self._picked(talk, shelf, language),
            }
        )

    def _keep(self, talk: Conversation, shelf: Shelf, language: Language) -> View:
        """`talk` put first on the shelf, and the shelf into the browser."""
        if not talk.exchanges:
            return {self.talk: talk}
        shelf = (talk, *(c for c in shelf if c.id != talk.id))[: conversations.KEPT]
        return {
            self.talk: talk,
            self.shelf: shelf,
            self.store: conversations.kept(shelf),
            self.name: talk.title,
            self.picker: self._picked(talk, shelf, language),
        }

    def _picked(self, talk: Conversation, shelf: Shelf, language: Language) -> Any:
        """The list of conversations, the open one chosen."""
        import gradio as gr

        words = LABELS[language]
        choices = [(c.title, c.id) for c in shelf]
        if not talk.exchanges:
            choices.insert(0, (words.unnamed, talk.id))
        return gr.update(choices=choices, value=talk.id, label=words.conversations)

    def _show(self, talk: Conversation, language: Language, writing: str = "") -> View:
        """The conversation and its evidence."""
        return {
            self.chat: self._transcript.messages(talk, language, writing=writing),
            self.desk: self._transcript.evidence(talk, language),
        }

    def _idle(self, talk: Conversation) -> View:
        """Nothing on its way: `talk` is the conversation."""
        import gradio as gr

        return {
            self.talk: talk,
            self.examples: gr.update(visible=not talk.exchanges),
            self.ask: gr.update(visible=True),
            self.stop: gr.update(visible=False),
        }

    def _answerable(self, language: Language) -> list[str]:
        """Questions about what the newest issues hold, those that the archive answers."""
        archive, asked = self._service.archive, LABELS[language].example
        offered: list[str] = []
        for title in examples.headlines(archive.articles):
            question = asked.format(title=title)
            if (
                len(offered) < OFFERED
                and not archive.ask(question, generator="extractive").abstained
            ):
                offered.append(question)
        return offered


def _bare(question: str) -> Answer:
    """A question that has no answer yet."""
    return Answer(question, question, "zh", (), (), (), True, "", None, 0.0, "")


def _order(order: Any, talk: Conversation) -> tuple[str, int, str]:
    """Verb, exchange and argument of an order from the browser; exchange 0 where it is none."""
    match order:
        case {"verb": str(verb), "turn": int(turn), "argument": str(argument)}:
            return (verb, turn, argument) if 0 < turn <= len(talk.exchanges) else ("", 0, "")
    return "", 0, ""


def _scope(when: str) -> Scope | None:
    """The part of the archive that a reader chose: "all", "asked" or a year."""
    if when.isdigit() and 1 <= int(when) <= dt.MAXYEAR:
        return Scope(since=dt.date(int(when), 1, 1), until=dt.date(int(when), 12, 31))
    return Scope(since=dt.date.min) if when == "all" else None
