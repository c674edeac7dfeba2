"""Answers to HTML: what was said, and the pages it was taken from. Pure.

What is shown comes from three who are not trusted: the reader, the page that was scanned
and the model that wrote. All of it goes through `el`, which escapes every string that is
not itself the work of `el`; so no character of theirs can become markup, Markdown, LaTeX
or a template.

A citation is named by its ref: the number of the answer in the conversation, a hyphen
and the citation's own number ("2-1"); a passage near a refused question has an h before
its number ("2-h1"). The anchor of a ref is "hw-" and the ref.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .labels import Labels
from .records import Answer, Article, Citation, Passage, Sentence, Span

Coverage = tuple[dt.date, dt.date] | None

NEAR = 3
"""Passages shown beside a refusal."""

_INERT = {code: f"&#{code};" for code in range(128) if code != 32 and not chr(code).isalnum()}


class Html(str):
    """Markup made by `el`; any other string is text."""

    __slots__ = ()


def text(plain: str) -> Html:
    """`plain` with every ASCII character that some markup gives a meaning escaped."""
    return Html(plain.translate(_INERT))


def join(*content: str) -> Html:
    """The parts one after the other, those that are not `Html` escaped."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in content))


def el(tag: str, *content: str, **attributes: str | bool) -> Html:
    """An element; strings that are not `Html` are escaped, in it and in its attributes.

    An attribute is written as Python allows (`class_`, `data_page`); True stands without
    a value, False not at all.
    """
    given = "".join(
        f" {name.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{text(value)}"')
        for name, value in attributes.items()
        if value is not False
    )
    return Html(f"<{tag}{given}>{join(*content)}</{tag}>")


def document(title: str, body: Html, language: str) -> Html:
    """A page of its own, with the style of the reading room."""
    head = el(
        "head",
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        el("title", title),
        Html('<link rel="stylesheet" href="/huiwen/page.css">'),
        Html('<link rel="icon" href="/huiwen/seal.svg">'),
        Html('<script src="/huiwen/theme.js"></script>'),
    )
    return Html("<!doctype html>" + el("html", head, el("body", body), lang=language))


def question(asked: str) -> Html:
    """The reader's own words, as text."""
    return el("div", asked, class_="hw-question")


def note(message: str, kind: str = "status") -> Html:
    """A sentence of the page itself in the conversation; `kind` is its ARIA role."""
    return el("div", message, class_=f"hw-note hw-{kind}", role=kind)


def said(answer: Answer, turn: int, refusal: str, labels: Labels, *, writing: bool = False) -> Html:
    """What the archive says to a question: each sentence with its citation numbers.

    `turn` counts the answers of a conversation from 1; `refusal` is said where the
    archive abstains; `writing` where more is coming.
    """
    parts = []
    if answer.standalone != answer.question:
        understood = labels.understood.format(question=answer.standalone)
        parts.append(el("p", understood, class_="hw-understood"))
    if answer.abstained:
        parts.append(el("p", refusal, class_="hw-refusal"))
    else:
        parts += [_sentence(sentence, turn, labels) for sentence in answer.sentences]
    if answer.reason:
        parts.append(el("p", answer.reason, class_="hw-why"))
    if writing:
        parts.append(el("p", labels.writing, class_="hw-writing"))
    elif not answer.abstained:
        parts.append(el("p", _footnote(answer, labels), class_="hw-foot"))
    return el("div", *parts, class_="hw-answer", lang=answer.language)


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


def marked(raw: str, marks: Sequence[tuple[Span, str]], on: str = "") -> Html:
    """The raw page as text, each run of characters that a span covers in a `<mark>`.

    `marks` are spans with the ref they belong to; spans may overlap. A `<mark>` names its
    refs in `data-refs`; those of ref `on` are lit.
    """
    cuts = sorted({0, len(raw), *(edge for span, _ in marks for edge in span)})
    parts: list[str] = []
    for start, end in itertools.pairwise(cuts):
        refs = dict.fromkeys(ref for span, ref in marks if span.start <= start < span.end)
        piece = raw[start:end]
        if refs:
            lit = "hw-on" if on in refs else ""
            parts.append(el("mark", piece, class_=lit, data_refs=" ".join(refs)))
        else:
            parts.append(piece)
    return join(*parts)


@dataclass(frozen=True, slots=True)
class _Exhibit:
    """Words of a page under the name that the page's anchors use."""

    ref: str
    number: str
    passage: Passage
    quote: str
    spans: tuple[Span, ...]
    verified: bool


def _exhibits(answer: Answer, turn: int) -> tuple[_Exhibit, ...]:
    """What an answer cites; where it abstains, the passages that came nearest."""
    if answer.abstained:
        return tuple(
            _Exhibit(f"{turn}-h{i}", "", hit.passage, hit.passage.text, hit.passage.spans, True)
            for i, hit in enumerate(answer.hits[:NEAR], 1)
        )

    def exhibit(c: Citation) -> _Exhibit:
        return _Exhibit(f"{turn}-{c.n}", str(c.n), c.passage, c.quote, c.spans, c.verified)

    return tuple(exhibit(c) for c in answer.citations)


def _sentence(sentence: Sentence, turn: int, labels: Labels) -> Html:
    marks = [
        el(
            "a",
            el("span", labels.citation, class_="hw-hidden"),
            f"[{n}]",
            class_="hw-cite",
            href=f"#hw-{turn}-{n}",
        )
        for n in sentence.citations
    ]
    if sentence.verified:
        return el("p", sentence.text, *marks)
    flag = el("span", labels.unverified, class_="hw-flag")
    return el("p", el("span", sentence.text), *marks, " ", flag, class_="hw-unverified")


def _footnote(answer: Answer, labels: Labels) -> str:
    how = labels.quoted
    if answer.generator != "extractive":
        how = labels.written.format(generator=answer.generator)
    parts = [how]
    if answer.as_of:
        parts.insert(0, labels.as_of.format(date=labels.date(answer.as_of)))
    return " · ".join(parts)


def _heading(answer: Answer, coverage: Coverage, labels: Labels) -> Iterator[Html]:
    """What stands over the evidence of an answer."""
    if not answer.abstained:
        return
    yield el("h3", labels.near)
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
        el("p", " · ".join(_issue(article, labels)), class_="hw-meta"),
        el("blockquote", x.quote, lang=_lang(article)),
        el("p", " · ".join(dates), class_="hw-dates") if dates else "",
        "" if x.verified else el("p", labels.unverified, class_="hw-flag"),
        el("a", labels.back, class_="hw-back", href="#hw-chat"),
        class_="hw-card hw-on" if on else "hw-card",
        id=f"hw-{x.ref}",
        tabindex="-1",
        data_page=page_id,
    )


def _lang(article: Article) -> str:
    """The language tag that makes a browser draw the characters as the page has them."""
    return {"hans": "zh-Hans", "hant": "zh-Hant", "other": ""}[article.script]


def _dates(x: _Exhibit, raw: str, labels: Labels) -> Iterator[str]:
    """What the dates come to that the words name without their year."""
    for mention in x.passage.dates:
        words = raw[mention.span.start : mention.span.end]
        inside = any(s.start <= mention.span.start < s.end for s in x.spans)
        if inside and str(mention.start.year) not in words:
            date = _days(mention.start, mention.end, labels)
            yield labels.dated.format(words=words, date=date)


def _days(start: dt.date, end: dt.date, labels: Labels) -> str:
    return labels.date(start) if start == end else f"{labels.date(start)}–{labels.date(end)}"


def _issue(article: Article, labels: Labels) -> Iterator[str]:
    """Date, issue, page and file of an article, as far as the page says."""
    if article.date:
        yield labels.date(article.date)
    elif article.not_before:
        yield labels.not_before.format(date=labels.date(article.not_before))
    else:
        yield labels.undated
    if article.issue is not None:
        yield labels.issue.format(n=article.issue)
    if article.total_issue is not None:
        yield labels.total_issue.format(n=article.total_issue)
    if article.page is not None:
        yield labels.page.format(n=article.page)
    yield article.file


def _page(
    page_id: str,
    file: str,
    raw: str,
    exhibits: Sequence[_Exhibit],
    opened: _Exhibit | None,
    labels: Labels,
) -> Html:
    """A raw page in a box of its own, whitespace as it is."""
    marks = [(span, x.ref) for x in exhibits if x.passage.file == file for span in x.spans]
    title = el("h3", labels.raw_page, " ", el("code", file))
    words = el(
        "div",
        marked(raw, marks, opened.ref if opened else ""),
        class_="hw-raw",
        tabindex="0",
        role="region",
        aria_label=f"{labels.raw_page} {file}",
        lang=next(_lang(x.passage.article) for x in exhibits if x.passage.file == file),
    )
    shown = opened is not None and opened.passage.file == file
    return el("section", title, words, class_="hw-page", id=page_id, hidden=not shown)
