"""Asking: the conversation, the box for questions, and what is thought of answers."""

from __future__ import annotations

import datetime as dt
import itertools
import threading
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from .. import markup
from ..chat import Archive
from ..errors import HuiwenError
from ..records import Answer, Language, Scope
from ..serving.feedback import Feedback, Verdict
from ..serving.service import AT_ONCE, Service
from . import examples, page
from .conversations import Conversation, Exchange
from .keeper import Keeper, Shelf, View
from .labels import LABELS
from .transcript import Transcript, trouble, writing

if TYPE_CHECKING:
    import gradio as gr

_VERDICTS: dict[str, Verdict] = {"up": "up", "down": "down"}


class Talk:
    """Makes the components for asking and answers their events.

    What is shown of a conversation is made from it anew each time. The reader's browser
    keeps the conversations; nothing of them stays here once the reader has left.
    """

    def __init__(self, service: Service, feedback: Feedback) -> None:
        self._service = service
        self._feedback = feedback
        self._transcript = Transcript(service)
        self.keeper = Keeper(service)
        self._stops: dict[str, threading.Event] = {}  # of the readers being answered
        self._drawn: dict[Language, tuple[Archive, tuple[str, ...]]] = {}  # examples, from where
        for language in LABELS:  # the first reader need not wait for them
            self._questions(language)

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
            self.offered = [gr.Button(size="sm") for _ in range(examples.OFFERED)]
        with gr.Row(elem_id="hw-reason", visible=False) as self.why:
            self.reason = gr.Textbox(show_label=False, container=False, max_lines=3, scale=4)
            self.send = gr.Button(size="sm", scale=0)
        self.box = gr.Textbox(
            elem_id="hw-box", show_label=False, lines=1, max_lines=6, container=False
        )
        with gr.Row(elem_id="hw-buttons"):
            self.new = gr.Button(size="sm", elem_id="hw-new")
            self.keeper.build_list()
            self.stop = gr.Button(size="sm", elem_id="hw-stop", visible=False)
            self.ask = gr.Button(size="sm", elem_id="hw-go", variant="primary")
        self.keeper.build_manager()
        self.talk, self.shelf = self.keeper.talk, self.keeper.shelf
        self.reader = gr.State("")
        self.editing = gr.State(0)  # the exchange that the next question replaces
        self.judged = gr.State("")  # the exchange whose verdict a reason may follow

    @property
    def outputs(self) -> list[Any]:
        """The components that its events may change."""
        parts = [self.chat, self.box, self.desk, self.examples, self.ask, self.stop, self.new]
        parts += [self.why, self.reason, self.send, self.editing, self.judged]
        return [*parts, *self.offered, *self.keeper.outputs]

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
        opening = [self.keeper.picker, self.shelf, language]
        self.keeper.picker.input(self.open, opening, everything, cancels=asking, **at_once)
        deleting = self.keeper.delete.click
        deleting(self.forget, told[:3], everything, cancels=asking, **at_once)
        self.keeper.wire(language, at_once)
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
        elif verb == "kind":
            wanted = replace(wanted, kind=page.KINDS_BY_LINK.get(argument))
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
                question, turns, scope=wanted.scope, kind=wanted.kind, stop=stop
            ):
                made = Exchange(answer, wanted.scope, wanted.alone, wanted.kind)
                told = writing(ahead, language, answer.abstained)
                yield self._show(base.with_exchange(made), language, told)
            if made is None:
                yield self._idle(talk) | self._show(talk, language) | {self.box: question}
                return
            done = base.with_exchange(made)
            yield (
                self._idle(done)
                | self._show(done, language)
                | self.keeper.keep(done, shelf, language)
            )
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
        """Edit the last question, say what is thought of an answer, hear of other tabs."""
        import gradio as gr

        if isinstance(order, dict) and order.get("verb") == "heard":
            return self.keeper.heard(order.get("argument"), talk, shelf, language)
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
        } | self.keeper.keep(talk, shelf, language)

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

    def forget(self, talk: Conversation, shelf: Shelf, language: Language) -> View:
        """Delete a conversation; a new one is open then."""
        rest, gone = self.keeper.forget(talk, shelf)
        return self._open(Conversation(), rest, language) | gone

    def greet(self, language: Language, records: Any) -> View:
        """The conversations that the browser kept, the newest open."""
        shelf = self.keeper.restored(records)
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
            self.reason: gr.update(label=words.why_verdict, placeholder=words.why_verdict),
            self.send: gr.update(value=words.send),
        }
        view |= self.keeper.speak(talk, shelf, language) | self.offer(language)
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
                self.keeper.name: talk.title,
                self.keeper.picker: self.keeper.picked(talk, shelf, language),
            }
        )

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
            self.keeper.manage: gr.update(interactive=bool(talk.exchanges)),
            self.ask: gr.update(visible=True),
            self.stop: gr.update(visible=False),
        }

    def offer(self, language: Language) -> View:
        """Example questions about what the archive holds now."""
        import gradio as gr

        questions = self._questions(language)
        return {
            button: gr.update(value=question, visible=bool(question))
            for button, question in itertools.zip_longest(self.offered, questions, fillvalue="")
        }

    def _questions(self, language: Language) -> tuple[str, ...]:
        """Those that are offered in `language`, drawn anew when the archive is another."""
        archive = self._service.archive
        drawn_from, questions = self._drawn.get(language, (None, ()))
        if drawn_from is not archive:
            ask = partial(archive.ask, generator="extractive")
            questions = examples.offered(archive.articles, ask, LABELS[language])
            self._drawn[language] = archive, questions
        return questions


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
