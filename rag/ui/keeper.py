"""Conversations that are kept: the list of them, their names, their files, the browser's store.

The reader's browser keeps each conversation under a key of its own (static/page.js), so that
two tabs add to what is kept and neither writes over the other's.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from ..records import Language
from ..serving.service import Service
from . import conversations, export
from .conversations import Conversation
from .labels import LABELS

if TYPE_CHECKING:
    import gradio as gr

View = dict[Any, Any]
"""New values or updates by component, as Gradio takes them."""

Shelf = tuple[Conversation, ...]
"""The conversations of a reader, newest first."""


class Keeper:
    """Makes the components for what is kept and says what changes in them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def build_list(self) -> None:
        """Make the list of conversations and what opens their manager, in the row that is open."""
        import gradio as gr

        self.picker = gr.Dropdown(
            elem_id="hw-picker", show_label=False, container=False, filterable=False
        )
        self.manage = gr.Button(size="sm", elem_id="hw-manage")

    def build_manager(self) -> None:
        """Make what can be done with a conversation as a whole, in the column that is open."""
        import gradio as gr

        with gr.Row(elem_id="hw-manager", visible=False) as self.manager:
            self.name = gr.Textbox(show_label=False, container=False, max_lines=1, scale=2)
            self.rename = gr.Button(size="sm", scale=0)
            self.delete = gr.Button(size="sm", scale=0, elem_id="hw-delete")
            self.exports = {
                form: gr.Button(size="sm", scale=0, elem_id=f"hw-export-{form}")
                for form in export.FORMS
            }
        self.parcel = gr.Textbox(elem_id="hw-parcel", show_label=False)  # see `pack`
        self.store = gr.Textbox(elem_id="hw-store", show_label=False)  # see `keep`
        self.managing = gr.State(False)
        self.talk = gr.State(Conversation())
        self.shelf = gr.State(())

    @property
    def outputs(self) -> list[Any]:
        """The components that its views may change."""
        parts = [self.talk, self.shelf, self.store, self.picker, self.manage, self.name]
        return [
            *parts,
            *(self.rename, self.delete, self.manager, self.managing),
            *self.exports.values(),
        ]

    def wire(self, language: gr.Radio, at_once: dict[str, Any]) -> None:
        """Answer the events that leave the conversation as it is; `at_once` says how."""
        import gradio as gr

        told = [self.talk, self.shelf, language]
        unfolding = [self.managing, self.talk]
        self.manage.click(self.unfold, unfolding, self.outputs, **at_once)
        gr.on(
            [self.rename.click, self.name.submit],
            self.call,
            [self.name, *told],
            self.outputs,
            **at_once,
        )
        for form, button in self.exports.items():
            button.click(
                partial(self.pack, form), [self.talk, language], self.parcel, **at_once
            ).then(None, self.parcel, None, js="(parcel) => huiwen.save(parcel)", **at_once)
        self.store.change(None, self.store, None, js="(kept) => huiwen.keep(kept)", **at_once)

    def speak(self, talk: Conversation, shelf: Shelf, language: Language) -> View:
        """Everything of it in `language`."""
        import gradio as gr

        words = LABELS[language]
        return {
            self.manage: gr.update(value=words.manage, interactive=bool(talk.exchanges)),
            self.name: gr.update(label=words.conversation_name),
            self.rename: gr.update(value=words.rename),
            self.delete: gr.update(value=words.delete),
            self.picker: self.picked(talk, shelf, language),
        } | {
            button: gr.update(value=f"{words.export} {form.upper()}")
            for form, button in self.exports.items()
        }

    def restored(self, records: Any) -> Shelf:
        """The conversations that the browser kept: a list of records as JSON, newest first."""
        archive = self._service.archive
        library = conversations.Library(archive.article, lambda file: archive.source(file).raw)
        try:
            return conversations.restored(json.loads(records), library)
        except (TypeError, ValueError):  # whatever a browser sends may be anything
            return ()

    def keep(self, talk: Conversation, shelf: Shelf, language: Language) -> View:
        """`talk` put first on the shelf and into the browser.

        The browser is told which exchanges were known here: what else it has of the
        conversation came from another tab, and stays.
        """
        if not talk.exchanges:
            return {self.talk: talk}
        before = next((c for c in shelf if c.id == talk.id), talk)
        known = [e.id for c in (before, talk) for e in c.exchanges]
        shelf = (talk, *(c for c in shelf if c.id != talk.id))[: conversations.KEPT]
        return {
            self.talk: talk,
            self.shelf: shelf,
            self.store: json.dumps({"record": conversations.record(talk), "known": known}),
            self.name: talk.title,
            self.picker: self.picked(talk, shelf, language),
        }

    def forget(self, talk: Conversation, shelf: Shelf) -> tuple[Shelf, View]:
        """The shelf without `talk`, and the browser told so."""
        rest = tuple(c for c in shelf if c.id != talk.id)
        return rest, {self.store: json.dumps({"forget": talk.id})}

    def heard(self, records: Any, talk: Conversation, shelf: Shelf, language: Language) -> View:
        """The shelf as another tab has left it; the open conversation stays as it is here."""
        own = {c.id: c for c in shelf if c.id == talk.id}
        now = tuple(own.get(c.id, c) for c in self.restored(records))
        return {self.shelf: now, self.picker: self.picked(talk, now, language)}

    def call(self, name: str, talk: Conversation, shelf: Shelf, language: Language) -> View:
        """Give a conversation another name."""
        return self.keep(talk.called(name), shelf, language)

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

    def picked(self, talk: Conversation, shelf: Shelf, language: Language) -> Any:
        """The list of conversations, the open one chosen."""
        import gradio as gr

        words = LABELS[language]
        choices = [(c.title, c.id) for c in shelf]
        if talk.id not in {c.id for c in shelf}:
            choices.insert(0, (talk.title or words.unnamed, talk.id))
        return gr.update(choices=choices, value=talk.id, label=words.conversations)
