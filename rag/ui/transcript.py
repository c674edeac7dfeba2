"""A conversation as it is shown: messages, and the evidence beside them."""

from __future__ import annotations

import datetime as dt

from .. import markup
from ..answering.refusal import REFUSAL
from ..chat import LONGEST_QUESTION
from ..errors import HuiwenError, QuestionError
from ..records import Language
from ..serving.issues import years
from ..serving.service import Service
from . import desk, page
from .conversations import Conversation, Exchange
from .labels import LABELS

REMEMBERED = 10
"""Answers of a conversation whose evidence stays on the page."""

YEARS = 12
"""Years of the archive, the newest, that a question can be narrowed to with a click."""

Messages = list[dict[str, str]]
"""As Gradio's chatbot takes them."""


class Transcript:
    """Shows conversations with the archive that `service` has now."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def evidence(self, talk: Conversation, language: Language) -> markup.Html:
        """What the last answers cite."""
        archive, recent = self._service.archive, talk.answers[-REMEMBERED:]
        return desk.evidence(
            recent,
            lambda file: archive.source(file).raw,
            archive.coverage,
            LABELS[language],
            first_turn=len(talk.answers) - len(recent) + 1,
        )

    def messages(
        self,
        talk: Conversation,
        language: Language,
        asked: list[markup.Html] | None = None,
        last: markup.Html | None = None,
        *,
        writing: str = "",
    ) -> Messages:
        """The messages of a conversation; `asked` and `last` are not part of it yet."""
        messages: Messages = []
        known = list(years(self._service.archive.articles))[-YEARS:]
        for turn, e in enumerate(talk.exchanges, 1):
            at_end = turn == len(talk.exchanges)
            said = page.said(
                e.answer,
                turn,
                REFUSAL[e.answer.language],
                LABELS[language],
                taken=self._taken(e, known),
                verdict=e.verdict,
                last=at_end,
                writing=writing if at_end else "",
            )
            messages += _message("user", page.question(e.answer.question))
            messages += _message("assistant", said)
        for question in asked or ():
            messages += _message("user", question)
        return messages + (_message("assistant", last) if last else [])

    def _taken(self, exchange: Exchange, known: list[int]) -> page.Understood:
        """How a question was understood."""
        scope = exchange.scope
        if scope is None:
            period = self._service.archive.period(exchange.answer.standalone)
            return page.Understood(period, False, exchange.alone, known, exchange.kind)
        since, until = scope.since or dt.date.min, scope.until or dt.date.max
        wide = since == dt.date.min and until == dt.date.max
        days = None if wide else (since, until)
        return page.Understood(days, True, exchange.alone, known, exchange.kind)


def writing(ahead: int | None, language: Language, abstained: bool) -> str:
    """What is told while an answer grows; `abstained`: there is none so far."""
    words = LABELS[language]
    if ahead:
        return words.ahead.format(n=ahead)
    return words.second_look if abstained else words.writing


def trouble(error: HuiwenError, question: str, language: Language) -> markup.Html:
    """What to tell a reader whose question was not answered."""
    words = LABELS[language]
    if not isinstance(error, QuestionError):
        return page.alert(error, words)
    length = len(question.strip())
    told = words.too_long.format(length=length, most=LONGEST_QUESTION) if length else words.empty
    return page.note(told, "alert")


def _message(role: str, content: markup.Html) -> Messages:
    return [{"role": role, "content": content}]
