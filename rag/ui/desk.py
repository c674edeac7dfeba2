"""The evidence of a conversation to HTML: citations, and the pages they stand on. Pure.

Anchors and refs are those of `page`.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..markup import Html, el, join
from ..records import Answer, Article, Citation, Edit, Hit, Passage, Span
from .labels import RULES, Labels
from .page import days, do, lang, mended_note, where

Coverage = tuple[dt.date, dt.date] | None
Marks = Sequence[tuple[Span, str]]
"""Spans with the ref they belong to; they may overlap."""

NEAR = 3
"""Passages shown beside a refusal."""


def evidence(
    answers: Sequence[Answer],
    raw: Callable[[str], str],
    coverage: Coverage,
    labels: Labels,
    *,
    first_turn: int = 1,
) -> Html:
    """The evidence of a conversation, that of its last answer open at its first citation.

    `raw` gives the raw page of a file: each cited page is there once, whole, with the
    characters of every citation marked. `first_turn` is the number of the first answer.
    """
    turns = [(a, _exhibits(a, turn)) for turn, a in enumerate(answers, first_turn)]
    exhibits = [x for _, items in turns for x in items]
    if not exhibits:
        return el("div", el("p", labels.no_evidence, class_="hw-empty"), class_="hw-desk")
    opened = turns[-1][1][0] if turns[-1][1] else None
    files = list(dict.fromkeys(x.passage.file for x in exhibits))
    page_of = {file: f"hw-page-{i}" for i, file in enumerate(files)}
    sections = [
        el(
            "section",
            *_heading(answer, coverage, labels),
            *(_card(x, page_of[x.passage.file], raw, labels, on=x is opened) for x in items),
            class_="hw-turn",
            hidden=answer is not answers[-1],
        )
        for answer, items in turns
    ]
    pages = [_page(page_of[f], f, raw(f), exhibits, opened, labels) for f in files]
    return el(
        "div",
        el("p", labels.gone, class_="hw-gone", role="status", hidden=True),
        el("div", *sections, class_="hw-cards"),
        *pages,
        class_="hw-desk",
        data_first=opened.ref if opened else "",
    )


def marked(
    raw: str,
    marks: Marks,
    on: str = "",
    *,
    spans: Sequence[Span] | None = None,
    edits: Sequence[Edit] = (),
    rules: Mapping[str, str] | None = None,
) -> Html:
    """Raw characters as text, each run that a mark covers in a `<mark>`.

    A `<mark>` names its refs in `data-refs`; those of ref `on` are lit. `spans` are the
    characters, by default all of `raw`, in the order given. What one of `edits` mended is
    marked as such, under the name that `rules` gives its rule.
    """
    edges = sorted({e for span, _ in marks for e in span} | {e for ed in edits for e in ed.span})
    parts: list[str] = []
    for span in spans or [Span(0, len(raw))]:
        inside = edges[bisect.bisect_right(edges, span.start) : bisect.bisect_left(edges, span.end)]
        for start, end in itertools.pairwise([span.start, *inside, span.end]):
            piece = raw[start:end]
            if rule := next((e.rule for e in edits if e.span.holds(start)), ""):
                name = (rules or {}).get(rule, rule)
                piece = edited(piece, name)
            if refs := dict.fromkeys(ref for span, ref in marks if span.holds(start)):
                lit = "hw-on" if on in refs else ""
                piece = el("mark", piece, class_=lit, data_refs=" ".join(refs))
            parts.append(piece)
    return join(*parts)


def edited(piece: str, rule: str) -> Html:
    """Raw characters that were mended, blank ones made visible by the style."""
    kind = "hw-edit hw-gap" if piece.isspace() else "hw-edit"
    return el("span", piece, class_=kind, title=rule)


def mended(article: Article, labels: Labels) -> str:
    """What was mended of an article, by rule."""
    if not article.edits:
        return labels.as_it_is
    counts = Counter(RULES[labels.language].get(e.rule, e.rule) for e in article.edits)
    return labels.mended.format(
        edits=labels.comma.join(f"{rule} {n}" for rule, n in counts.items())
    )


@dataclass(frozen=True, slots=True)
class _Exhibit:
    """Words of a page under the name that the page's anchors use."""

    ref: str
    number: str
    passage: Passage
    quote: str
    spans: tuple[Span, ...]
    verified: bool
    hit: Hit | None = None
    mended: bool = False


def _exhibits(answer: Answer, turn: int) -> tuple[_Exhibit, ...]:
    """What an answer cites; where it abstains, the passages that came nearest."""
    if answer.abstained:
        return tuple(
            _Exhibit(
                f"{turn}-h{i}", "", hit.passage, hit.passage.text, hit.passage.spans, True, hit
            )
            for i, hit in enumerate(answer.hits[:NEAR], 1)
        )

    found = {hit.passage.id: hit for hit in answer.hits}

    def exhibit(c: Citation) -> _Exhibit:
        hit = found.get(c.passage.id)
        ref = f"{turn}-{c.n}"
        return _Exhibit(ref, str(c.n), c.passage, c.quote, c.spans, c.verified, hit, c.mended)

    return tuple(exhibit(c) for c in answer.citations)


def _heading(answer: Answer, coverage: Coverage, labels: Labels) -> Iterator[Html]:
    """What stands over the evidence of an answer."""
    if not answer.abstained:
        return
    yield el("h2", labels.near)
    yield el("p", labels.near_why, class_="hw-near")
    if coverage:
        since, until = map(labels.date, coverage)
        yield el("p", labels.covers.format(since=since, until=until), class_="hw-near")


def _card(
    x: _Exhibit, page_id: str, raw: Callable[[str], str], labels: Labels, *, on: bool
) -> Html:
    """One citation: what it is from, its words, and what their dates come to."""
    article = x.passage.article
    head = el(
        "a",
        el("span", x.number, class_="hw-number") if x.number else "",
        el("span", article.title or article.section or x.passage.file, class_="hw-title"),
        class_="hw-head",
        href=f"#hw-{x.ref}",
    )
    dates = list(_dates(x, raw(x.passage.file), labels))
    return el(
        "article",
        head,
        el("p", where(article, labels), class_="hw-meta"),
        el("blockquote", x.quote, lang=lang(article)),
        el("p", " · ".join(dates), class_="hw-dates") if dates else "",
        el("p", mended_note(labels), class_="hw-dates") if x.mended else "",
        "" if x.verified else el("p", labels.unverified, class_="hw-flag"),
        el(
            "p",
            do("previous", 0, labels.previous),
            do("next", 0, labels.next),
            el("a", labels.open_article, href=f"/article/{article.id}", target="_blank"),
            el("a", labels.back, class_="hw-back", href="#hw-chat"),
            class_="hw-more",
        ),
        _scores(x.hit, labels),
        class_="hw-card hw-on" if on else "hw-card",
        id=f"hw-{x.ref}",
        tabindex="-1",
        data_page=page_id,
    )


def _dates(x: _Exhibit, raw: str, labels: Labels) -> Iterator[str]:
    """What the dates come to that the words name without their year."""
    for mention in x.passage.dates:
        words = raw[mention.span.start : mention.span.end]
        inside = any(s.start <= mention.span.start < s.end for s in x.spans)
        if inside and str(mention.start.year) not in words:
            date = days(mention.start, mention.end, labels)
            yield labels.dated.format(words=words, date=date)


def _scores(hit: Hit | None, labels: Labels) -> Html:
    """Why a passage was found, for those who ask."""
    if hit is None:
        return join()
    said = labels.scores.format(
        score=f"{hit.score:.2f}", dense=f"{hit.dense:.2f}", lexical=f"{hit.lexical:.1f}"
    )
    words = labels.scored_words.format(words=labels.comma.join(hit.terms)) if hit.terms else ""
    return el("details", el("summary", labels.why_this), el("p", said, " ", words), class_="hw-why")


def _page(
    page_id: str,
    file: str,
    raw: str,
    exhibits: Sequence[_Exhibit],
    opened: _Exhibit | None,
    labels: Labels,
) -> Html:
    """A raw page in a box of its own, and what was made of its cited articles in another."""
    mine = [x for x in exhibits if x.passage.file == file]
    marks = [(span, x.ref) for x in mine for span in x.spans]
    articles = list({x.passage.article.id: x.passage.article for x in mine}.values())
    on = opened.ref if opened else ""
    edits = [edit for article in articles for edit in article.edits]
    scanned = marked(raw, marks, on, edits=edits, rules=RULES[labels.language])
    repaired = [
        el(
            "section",
            el("p", mended(article, labels), class_="hw-meta"),
            el("div", marked(raw, marks, on, spans=article.spans)),
            lang=lang(article),
        )
        for article in articles
    ]
    return el(
        "section",
        el(
            "h2",
            labels.raw_page,
            " ",
            el("code", file),
            " ",
            do("text", 0, labels.repaired, data_other=labels.scanned),
        ),
        _box(scanned, "hw-raw", f"{labels.scanned} {file}", lang=lang(articles[0])),
        _box(join(*repaired), "hw-mended", f"{labels.repaired} {file}", hidden=True),
        class_="hw-page",
        id=page_id,
        hidden=opened is None or opened.passage.file != file,
    )


def _box(words: Html, kind: str, name: str, **more: str | bool) -> Html:
    """A text that is scrolled in its own box."""
    return el("div", words, class_=kind, tabindex="0", role="region", aria_label=name, **more)
