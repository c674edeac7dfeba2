"""One article as a page of its own: its words, raw and mended, and how to cite it. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..markup import Html, document, el, join
from ..records import Article
from . import references
from .desk import edited, mended
from .labels import RULES, Labels
from .listing import titled
from .page import lang, where


def leaf(
    article: Article, raw: str, newspaper: str, linked: Sequence[Article], labels: Labels
) -> Html:
    """The page at `/article/<id>`; `linked` are the articles that continue or repeat it."""
    known = [where(article, labels), article.byline, article.source_credit]
    body = el(
        "main",
        el("p", el("a", labels.home, href="/")),
        el("h1", titled(article)),
        el("p", article.subtitle, class_="hw-subtitle") if article.subtitle else "",
        el("p", " · ".join(part for part in known if part), class_="hw-meta"),
        _texts(article, raw, labels),
        _linked(linked, labels),
        el("h2", labels.cite),
        *(
            _reference(name, write(article, newspaper), article, labels)
            for name, write in references.FORMS.items()
        ),
        class_="hw-leaf",
    )
    return document(titled(article), body, "zh-Hans" if labels.language == "zh" else "en")


def lost(labels: Labels) -> Html:
    """The page of an address at which there is no article."""
    home = el("p", el("a", labels.home, href="/"))
    body = el("main", el("h1", labels.no_article), home, class_="hw-leaf")
    return document(labels.name, body, "zh-Hans" if labels.language == "zh" else "en")


def scanned(article: Article, raw: str, labels: Labels) -> Html:
    """The raw page from the article's first character to its last.

    What was mended is marked with its rule, and what belongs to others is dim.
    """
    spans = [*article.spans, *(e.span for e in article.edits)]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    cuts = sorted({first, last, *(edge for s in spans for edge in s)})
    parts: list[str] = []
    for start, end in itertools.pairwise(cuts):
        piece = raw[start:end]
        rule = next((e.rule for e in article.edits if e.span.holds(start)), "")
        if rule:
            words = RULES[labels.language].get(rule, rule)
            parts.append(edited(piece, words))
        elif any(s.holds(start) for s in article.spans):
            parts.append(piece)
        else:
            parts.append(el("span", piece, class_="hw-other"))
    return join(*parts)


def _texts(article: Article, raw: str, labels: Labels) -> Html:
    """Both texts; without script, both stand there."""
    tongue = lang(article)
    switch = el(
        "p",
        el("button", labels.repaired, type="button", data_show="repaired", aria_pressed="true"),
        " ",
        el("button", labels.scanned, type="button", data_show="scanned", aria_pressed="false"),
        class_="hw-switch",
        hidden=True,
    )
    return el(
        "div",
        switch,
        el("p", mended(article, labels), class_="hw-meta"),
        el("div", article.text, class_="hw-words", data_text="repaired", lang=tongue),
        el("h2", labels.scanned, data_text="scanned"),
        el(
            "div",
            scanned(article, raw, labels),
            class_="hw-words",
            data_text="scanned",
            lang=tongue,
        ),
        class_="hw-texts",
    )


def _linked(linked: Sequence[Article], labels: Labels) -> Html:
    if not linked:
        return join()
    rows = [el("li", el("a", titled(a), href=f"/article/{a.id}")) for a in linked]
    return join(el("h2", labels.linked), el("ul", *rows))


def _reference(name: str, text: str, article: Article, labels: Labels) -> Html:
    """A reference to be copied, or taken away as a file."""
    files = [
        el(
            "a",
            labels.download.format(form=form),
            href=f"/article/{article.id}.{form}",
            download=True,
        )
        for form, (of, _) in references.FILES.items()
        if of == name
    ]
    shown = labels.one_line if name == references.PLAIN else name
    return join(el("h3", shown, *files), el("pre", text, tabindex="0"))
