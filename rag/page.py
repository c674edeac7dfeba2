"""Answers to HTML: what was said, and the pages it was taken from. Pure.

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
from .markup import Html, el, join
from .records import Answer, Article, Citation, Passage, Sentence, Span

Coverage = tuple[dt.date, dt.date] | None

NEAR = 3
"""Passages shown beside a refusal."""


def question(asked: str) -> Html:
    """The reader's own words, as text."""
    return el("div", asked, class_="hw-question")


def note(message: str, kind: str = "status") -> Html:
    """A sentence of the page itself in the conversation; `kind` is its ARIA role."""
    return el("div", message, class_=f"hw-note hw-{kind}", role=kind)


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question was taken: the days it is about, who said so, and what else there is.

    `period` is None for all days; `chosen` where the reader set it; `alone` where the
    reader wanted the question taken by itself; `years` are those of the archive.
    """

    period: tuple[dt.date, dt.date] | None = None
    chosen: bool = False
    alone: bool = False
    years: Sequence[int] = ()


def said(
    answer: Answer,
    turn: int,
    refusal: str,
    labels: Labels,
    *,
    taken: Understood | None = None,
    verdict: str = "",
    last: bool = True,
    writing: str = "",
) -> Html:
    """What the archive says to a question: each sentence with its citation numbers.

    `turn` counts the answers of a conversation from 1; `refusal` is said where the
    archive abstains; `writing` says that more is coming; `last` where nothing was asked
    since.
    """
    parts = list(_understood(answer, turn, taken or Understood(), labels))
    if answer.abstained:
        parts.append(el("p", refusal, class_="hw-said hw-refusal"))
    else:
        parts += [_sentence(sentence, turn, labels) for sentence in answer.sentences]
    if answer.reason:
        parts.append(el("p", answer.reason, class_="hw-why"))
    if writing:
        parts.append(el("p", writing, class_="hw-writing"))
    else:
        if not answer.abstained:
            parts.append(el("p", _footnote(answer, labels), class_="hw-foot"))
        parts.append(_actions(turn, verdict, last, labels))
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


def days(start: dt.date, end: dt.date, labels: Labels) -> str:
    """A day or a run of days, both ends included, as a reader would say it."""
    if start == end:
        return labels.date(start)
    if end == dt.date.max:
        return labels.since.format(date=labels.date(start))
    if start == dt.date.min:
        return labels.until.format(date=labels.date(end))
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return labels.year.format(year=start.year)
    return f"{labels.date(start)}–{labels.date(end)}"


def source(article: Article, labels: Labels) -> str:
    """Headline, date, issue, page and file of an article on one line."""
    return " · ".join([f"《{article.title}》", where(article, labels)][not article.title :])


def where(article: Article, labels: Labels) -> str:
    """Date, issue, page and file of an article on one line."""
    return " · ".join(_issue(article, labels))


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
        return el("p", sentence.text, *marks, class_="hw-said")
    flag = el("span", labels.unverified, class_="hw-flag")
    return el("p", el("span", sentence.text), *marks, " ", flag, class_="hw-said hw-unverified")


def do(verb: str, turn: int, words: str, argument: str = "", **attributes: str | bool) -> Html:
    """A link that page.js turns into an order to the server, or carries out itself."""
    href = f"#hw-do-{verb}-{turn}" + (f"-{argument}" if argument else "")
    return el("a", words, class_="hw-do", href=href, **attributes)


def _understood(answer: Answer, turn: int, taken: Understood, labels: Labels) -> Iterator[Html]:
    """How the question was taken, each part with what corrects it."""
    if answer.standalone != answer.question:
        yield el(
            "p",
            labels.understood.format(question=answer.standalone),
            " ",
            do("alone", turn, labels.alone),
            class_="hw-understood",
        )
    elif taken.alone:
        follow = do("follow", turn, labels.follow)
        yield el("p", labels.taken_alone, " ", follow, class_="hw-understood")
    if taken.period is None and not taken.chosen:
        when = labels.any_time
    elif taken.period is None:
        when = labels.any_time_chosen
    else:
        when = days(*taken.period, labels)
    wide = taken.period is not None
    others = [do("when", turn, labels.any_time, "all")] if wide else []
    others += [do("when", turn, str(year), str(year)) for year in taken.years]
    if taken.chosen:
        others.append(do("when", turn, labels.as_asked, "asked"))
    if others:
        summary = el("summary", labels.period.format(when=when))
        yield el("details", summary, *_apart(others), class_="hw-understood")


def _actions(turn: int, verdict: str, last: bool, labels: Labels) -> Html:
    """What can be done with an answer."""
    links = [do("copy", turn, labels.copy), do("retry", turn, labels.retry)]
    if last:
        links.append(do("edit", turn, labels.edit))
    for given, words in (("up", labels.up), ("down", labels.down)):
        mark = "✓ " if verdict == given else ""
        links.append(do(given, turn, mark + words))
    return el("p", *_apart(links), class_="hw-actions")


def _apart(links: Sequence[Html]) -> Iterator[str]:
    for link in links:
        yield from (link, " ")


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
        el("p", where(article, labels), class_="hw-meta"),
        el("blockquote", x.quote, lang=lang(article)),
        el("p", " · ".join(dates), class_="hw-dates") if dates else "",
        "" if x.verified else el("p", labels.unverified, class_="hw-flag"),
        el(
            "p",
            el("a", labels.open_article, href=f"/article/{article.id}", target="_blank"),
            el("a", labels.back, class_="hw-back", href="#hw-chat"),
            class_="hw-more",
        ),
        class_="hw-card hw-on" if on else "hw-card",
        id=f"hw-{x.ref}",
        tabindex="-1",
        data_page=page_id,
    )


def lang(article: Article) -> str:
    """The language tag that makes a browser draw the characters as the page has them."""
    return {"hans": "zh-Hans", "hant": "zh-Hant", "other": ""}[article.script]


def _dates(x: _Exhibit, raw: str, labels: Labels) -> Iterator[str]:
    """What the dates come to that the words name without their year."""
    for mention in x.passage.dates:
        words = raw[mention.span.start : mention.span.end]
        inside = any(s.start <= mention.span.start < s.end for s in x.spans)
        if inside and str(mention.start.year) not in words:
            date = days(mention.start, mention.end, labels)
            yield labels.dated.format(words=words, date=date)


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
        lang=next(lang(x.passage.article) for x in exhibits if x.passage.file == file),
    )
    shown = opened is not None and opened.passage.file == file
    return el("section", title, words, class_="hw-page", id=page_id, hidden=not shown)
