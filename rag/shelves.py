"""Browsing: issues by date, their contents, and search with facets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import listing
from .errors import HuiwenError, QuestionError
from .issues import Issue, issues, sections, years
from .labels import LABELS
from .markup import Html, join
from .page import alert, note
from .records import Article, Hit, Language, Scope
from .service import Service

if TYPE_CHECKING:
    import gradio as gr

LOOKED_AT = 100
"""Passages that a search on the page brings."""

View = dict[Any, Any]


class Shelves:
    """Makes the components for browsing and answers their events.

    Without words to look for it shows the issues, or the contents of the one chosen; with
    them, what they found, narrowed by issue, section and year.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    def build(self) -> None:
        """Make the components, in the tab that is open."""
        import gradio as gr

        plain: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}
        with gr.Column(elem_id="hw-shelves"):
            with gr.Row(elem_id="hw-seek"):
                self.words = gr.Textbox(
                    elem_id="hw-words", show_label=False, container=False, max_lines=1, scale=4
                )
                self.issue = gr.Dropdown(
                    elem_id="hw-issue", show_label=False, container=False, scale=2
                )
                self.section = gr.Dropdown(
                    elem_id="hw-section", show_label=False, container=False, scale=1
                )
                self.seek = gr.Button(size="sm", elem_id="hw-find", variant="primary", scale=0)
            self.chart = gr.HTML(elem_id="hw-over-time", **plain)
            self.list = gr.HTML(elem_id="hw-found", **plain)
        self.year = gr.State(None)

    @property
    def state(self) -> list[Any]:
        """What the reader has chosen."""
        return [self.words, self.issue, self.section, self.year]

    @property
    def outputs(self) -> list[Any]:
        """The components that its events may change."""
        return [*self.state, self.seek, self.chart, self.list]

    def wire(self, language: gr.Radio, order: gr.JSON, hand: gr.HTML) -> None:
        """Answer the events; `order` is what `hand` brings."""
        import gradio as gr

        at_once: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "queue": False,
        }
        told = [language, *self.state]
        gr.on(
            [self.words.submit, self.seek.click, self.issue.input, self.section.input],
            self.show,
            told,
            self.outputs,
            **at_once,
        )
        given = "(...given) => huiwen.given(given)"
        hand.click(self.do, [order, *told], self.outputs, js=given, **at_once)

    def speak(
        self,
        language: Language,
        words: str | None = "",
        issue: str | None = "",
        section: str | None = "",
        year: int | None = None,
    ) -> View:
        """Everything of it in `language`."""
        import gradio as gr

        said = LABELS[language]
        archive = self._service.archive
        papers = [(listing.named(i, said), i.key) for i in issues(archive.articles)]
        parts = [(f"{name} ({n})", name) for name, n in sections(archive.articles).items()]
        return {
            self.words: gr.update(placeholder=said.seek_words, label=said.seek_words),
            self.seek: gr.update(value=said.seek),
            self.issue: gr.update(
                choices=[(said.all_issues, ""), *papers], value=issue or "", label=said.all_issues
            ),
            self.section: gr.update(
                choices=[(said.all_sections, ""), *parts],
                value=section or "",
                label=said.all_sections,
            ),
        } | self.show(language, words, issue, section, year)

    def do(
        self,
        order: Any,
        language: Language,
        words: str | None,
        issue: str | None,
        section: str | None,
        year: int | None,
    ) -> View:
        """A click on a year or an issue of what is shown."""
        match order:
            case {"verb": "year", "argument": str(argument)}:
                year = int(argument) if argument.isdigit() else None
            case {"verb": "issue", "argument": str(argument)}:
                issue = argument if argument in {i.key for i in self._issues()} else ""
        return {self.issue: issue or ""} | self.show(language, words, issue, section, year)

    def show(
        self,
        language: Language,
        words: str | None,
        issue: str | None,
        section: str | None,
        year: int | None,
    ) -> View:
        """The issues, the contents of one, or what a search found.

        A box that was never touched holds None.
        """
        said = LABELS[language]
        found = {i.key: i for i in self._issues()}
        chosen = found.get(issue or "")
        if not words or not words.strip():
            body, counts = self._papers(language, chosen, section or "", year)
        else:
            try:
                body, counts = self._found(language, words, chosen, section or "", year)
            except HuiwenError as error:
                long = isinstance(error, QuestionError)
                body = note(said.too_long_words, "alert") if long else alert(error, said)
                counts = {}
        chart = listing.chart(counts, year, said) if chosen is None else join()
        return {self.list: body, self.chart: chart, self.year: year}

    def _papers(
        self,
        language: Language,
        chosen: Issue | None,
        section: str,
        year: int | None,
    ) -> tuple[Html, dict[int, int]]:
        said = LABELS[language]
        articles = [a for a in self._service.archive.articles if section in ("", a.section)]
        if chosen:
            kept = tuple(a for a in chosen.articles if section in ("", a.section))
            issue = Issue(chosen.date, chosen.issue, chosen.total_issue, kept)
            return listing.contents(issue, said), {}
        mine = [a for a in articles if year in (None, _year(a))]
        return listing.papers(issues(mine), said), years(articles)

    def _found(
        self, language: Language, words: str, chosen: Issue | None, section: str, year: int | None
    ) -> tuple[Html, dict[int, int]]:
        """Results, and how many articles each year has of them when none is chosen."""
        day = chosen.date if chosen else None
        scope = Scope(since=day, until=day, section=section)
        hits = self._service.archive.search(words, LOOKED_AT, scope)
        if chosen:
            kept = {a.id for a in chosen.articles}
            hits = tuple(h for h in hits if h.passage.article.id in kept)
        if year is None:
            narrowed: Sequence[Hit] = hits
        else:
            whole = Scope(dt.date(year, 1, 1), dt.date(year, 12, 31), section=section)
            narrowed = self._service.archive.search(words, LOOKED_AT, whole)
        articles = {h.passage.article.id: h.passage.article for h in hits}
        return listing.results(narrowed, LABELS[language]), years(list(articles.values()))

    def _issues(self) -> tuple[Issue, ...]:
        return issues(self._service.archive.articles)


def _year(article: Article) -> int | None:
    day = article.date or article.not_before
    return day.year if day else None
