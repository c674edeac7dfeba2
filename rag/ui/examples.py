"""Questions to begin asking with, drawn from what an archive holds: those that it answers."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..language.people import titled
from ..language.text import fold
from ..records import Answer, Article
from . import references
from .labels import Labels

OFFERED = 3
"""Questions, no two about the same story."""

TRIED = 6
"""Questions of each form that are tried at most."""

SHORTEST, LONGEST = 6, 28
"""Characters of a headline that can be asked about."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question about a story; `held` are folded words that an answer has, one of each group."""

    question: str
    article: Article
    held: tuple[tuple[str, ...], ...] = ()

    def answered(self, answer: Answer) -> bool:
        """Whether an answer is from its story and tells what is asked for.

        A headline by itself tells nothing: it is in the question.
        """
        said = fold("\n".join(s.text for s in answer.sentences if s.text not in self.question))
        cited = {c.passage.article.id for c in answer.citations}
        held = all(any(word in said for word in words) for words in self.held)
        return bool(said) and self.article.id in cited and held


def offered(
    articles: Sequence[Article], ask: Callable[[str], Answer], labels: Labels
) -> tuple[str, ...]:
    """Up to `OFFERED` questions that `ask` answers, one of each form before the next of one."""
    stories = list(_newest(articles))
    forms = [
        itertools.islice(form(stories, labels), TRIED) for form in (_what, _who, _when, _author)
    ]
    found: list[Example] = []
    while forms and len(found) < OFFERED:
        for form in list(forms):
            told = {e.article.id for e in found}
            fresh = (e for e in form if e.article.id not in told)
            good = next((e for e in fresh if e.answered(ask(e.question))), None)
            if good is None:
                forms.remove(form)
            else:
                found.append(good)
    return tuple(e.question for e in found[:OFFERED])


def _newest(articles: Sequence[Article]) -> Iterator[Article]:
    """Stories, the newest first, one of each file before the next."""
    stories = sorted(
        (a for a in articles if a.kind == "story"),
        key=lambda a: a.printed or dt.date.min,
        reverse=True,
    )
    turn: dict[str, int] = {}
    order: list[tuple[int, int]] = []
    for i, a in enumerate(stories):
        turn[a.file] = turn.get(a.file, -1) + 1
        order.append((turn[a.file], i))
    return (stories[i] for _, i in sorted(order))


def _what(stories: Sequence[Article], labels: Labels) -> Iterator[Example]:
    for a in stories:
        if title := _headline(a):
            yield Example(labels.ask_what.format(title=title), a)


def _who(stories: Sequence[Article], labels: Labels) -> Iterator[Example]:
    asked: set[str] = set()
    for a in stories:
        for office, name in titled(fold(a.text)):
            if name not in asked:
                asked.add(name)
                yield Example(labels.ask_who.format(name=name), a, ((office,), (name,)))


def _when(stories: Sequence[Article], labels: Labels) -> Iterator[Example]:
    for a in stories:
        days = [d for d in a.dates if d.start == d.end]
        if days and (title := _headline(a)):
            years = tuple(str(d.start.year) for d in days)
            yield Example(labels.ask_when.format(title=title), a, (years,))


def _author(stories: Sequence[Article], labels: Labels) -> Iterator[Example]:
    for a in stories:
        names = tuple(fold(name) for name in references.authors(a.byline))
        if names and (title := _headline(a)):
            yield Example(labels.ask_author.format(title=title), a, (names,))


def _headline(article: Article) -> str:
    """A headline to be quoted; "" where it is too short or too long for it."""
    title = article.title.replace("“", "‘").replace("”", "’")
    return title if SHORTEST <= len(title) <= LONGEST else ""
