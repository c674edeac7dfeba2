"""Browsing: issues by date, their contents, and search with facets."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import HuiwenError, QuestionError
from ..markup import join
from ..records import Article, Hit, Language, Scope
from ..serving.issues import Issue, issues, sections, years
from ..serving.service import Service
from . import listing
from .labels import LABELS, Labels
from .page import alert, note

if TYPE_CHECKING:
    import gradio as gr

LOOKED_AT = 100
"""Passages that a search on the page brings."""

NEAREST = 0.6
"""What has none of the words is listed from this part of the nearest passage's cosine on."""

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
        return {
            self.words: gr.update(placeholder=said.seek_words, label=said.seek_words),
            self.seek: gr.update(value=said.seek),
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
                issue = argument
        return self.show(language, words, issue, section, year)

    def show(
        self,
        language: Language,
        words: str | None,
        issue: str | None,
        section: str | None,
        year: int | None,
    ) -> View:
        """The issues, the contents of one, or what a search found.

        Each facet counts what there is under the choices made in the others. A box that was
        never touched holds None.
        """
        said = LABELS[language]
        asked, section = (words or "").strip(), section or ""
        whole = {i.key: i for i in issues(self._service.archive.articles)}
        issue = issue if issue in whole else ""
        year = None if issue else year  # an issue is of one year

        @functools.cache
        def hits(issue: str, section: str, year: int | None) -> tuple[Hit, ...]:
            found = self._hits(asked, whole.get(issue), section, year)
            all_of_it = found if not (issue or section or year) else hits("", "", None)
            nearest = NEAREST * max((h.dense for h in all_of_it), default=0.0)
            return tuple(h for h in found if h.terms or h.dense >= nearest > 0)

        def found(issue: str, section: str, year: int | None) -> Sequence[Article]:
            if asked:
                return list(
                    {
                        h.passage.article.id: h.passage.article for h in hits(issue, section, year)
                    }.values()
                )
            of = whole[issue].articles if issue else self._service.archive.articles
            return [a for a in of if section in ("", a.section) and year in (None, _year(a))]

        try:
            view = self._facets(found, whole, issue, section, year, said)
            if asked:
                body = listing.results(hits(issue, section, year), said)
            elif issue:
                body = listing.contents(whole[issue].of(found(issue, section, year)), said)
            else:
                body = listing.papers(issues(found("", section, year)), said)
        except HuiwenError as error:
            long = isinstance(error, QuestionError)
            body = note(said.too_long_words, "alert") if long else alert(error, said)
            return {self.list: body, self.chart: join(), self.year: year}
        return view | {self.list: body, self.year: year}

    def _facets(
        self,
        found: Callable[[str, str, int | None], Sequence[Article]],
        whole: Mapping[str, Issue],
        issue: str,
        section: str,
        year: int | None,
        said: Labels,
    ) -> View:
        """What can be chosen, and how many articles each choice would leave."""
        import gradio as gr

        papers = issues(found("", section, year))
        if issue and issue not in {i.key for i in papers}:
            papers = (whole[issue].of(()), *papers)
        parts = sections(found(issue, "", year))
        if section:
            parts.setdefault(section, 0)
        chart = join() if issue else listing.chart(years(found("", section, None)), year, said)
        return {
            self.chart: chart,
            self.issue: gr.update(
                choices=[(said.all_issues, ""), *((listing.named(i, said), i.key) for i in papers)],
                value=issue,
                label=said.all_issues,
            ),
            self.section: gr.update(
                choices=[(said.all_sections, ""), *((f"{p} ({n})", p) for p, n in parts.items())],
                value=section,
                label=said.all_sections,
            ),
        }

    def _hits(
        self, words: str, issue: Issue | None, section: str, year: int | None
    ) -> tuple[Hit, ...]:
        """What is found of an issue, a section and a year. Raises QuestionError."""
        since = until = issue.date if issue else None
        if year is not None:
            since, until = dt.date(year, 1, 1), dt.date(year, 12, 31)
        hits = self._service.archive.search(words, LOOKED_AT, Scope(since, until, section=section))
        if issue is None:
            return hits
        kept = {a.id for a in issue.articles}
        return tuple(h for h in hits if h.passage.article.id in kept)


def _year(article: Article) -> int | None:
    day = article.printed
    return day.year if day else None
