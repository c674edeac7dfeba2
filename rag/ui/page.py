"""Answers to HTML: what was said to a question, and how it was understood. Pure.

A citation is named by its ref: the number of the answer in the conversation, a hyphen
and the citation's own number ("2-1"); a passage near a refused question has an h before
its number ("2-h1"). The anchor of a ref is "hw-" and the ref.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from ..errors import GeneratorError, HuiwenError
from ..markup import Html, el, join
from ..records import Answer, Article, Intent, Sentence, Settable
from .labels import KINDS, MENDED, TROUBLE, Labels

KINDS_BY_LINK: dict[str, Settable] = {kind.replace(" ", "-"): kind for kind in get_args(Settable)}
"""The kinds of question that a reader may ask for, as links name them."""


def question(asked: str) -> Html:
    """The reader's own words, as text."""
    return el("div", asked, class_="hw-question")


def note(message: str, kind: str = "status") -> Html:
    """A sentence of the page itself in the conversation; `kind` is its ARIA role."""
    return el("div", message, class_=f"hw-note hw-{kind}", role=kind)


def trouble(kind: type[HuiwenError], detail: str, labels: Labels) -> Html:
    """An error of that kind in the page's language, its own English words below."""
    if labels.language == "en":
        return join(detail)
    told = next(TROUBLE[c] for c in kind.__mro__ if c in TROUBLE)
    return join(told, " ", el("span", detail, lang="en", class_="hw-detail"))


def alert(error: HuiwenError, labels: Labels) -> Html:
    """An error where an answer was awaited."""
    return note(trouble(type(error), str(error), labels), "alert")


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question was taken: the days it is about, who said so, and what else there is.

    `period` is None for all days; `chosen` where the reader set it; `alone` where the
    reader wanted the question taken by itself; `years` are those of the archive; `kind` is
    the kind of question that the reader set.
    """

    period: tuple[dt.date, dt.date] | None = None
    chosen: bool = False
    alone: bool = False
    years: Sequence[int] = ()
    kind: Settable | None = None


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
    mended = {c.n for c in answer.citations if c.mended}
    greeted = answer.abstained and answer.kind is None and not answer.hits  # nothing was asked
    if greeted:
        parts.append(el("p", answer.reason, class_="hw-said"))
    elif answer.abstained:
        parts.append(el("p", refusal, class_="hw-said hw-refusal"))
    else:
        parts += [_sentence(sentence, mended, turn, labels) for sentence in answer.sentences]
    for part in answer.missing:
        parts.append(el("p", labels.missing.format(question=part), class_="hw-why"))
    if answer.reason and not greeted:
        failed = not answer.abstained  # a quotation stands in for what was not written
        why = trouble(GeneratorError, answer.reason, labels) if failed else answer.reason
        parts.append(el("p", why, class_="hw-why"))
    if writing:
        parts.append(el("p", writing, class_="hw-writing"))
    else:
        if not answer.abstained:
            parts.append(el("p", _footnote(answer, labels), class_="hw-foot"))
        if mended:
            parts.append(el("p", mended_note(labels), class_="hw-foot"))
        parts.append(_actions(turn, verdict, last, labels))
    return el("div", *parts, class_="hw-answer", lang=answer.language)


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


def kind(of: Intent, labels: Labels) -> str:
    """What kind of question it was taken for."""
    return labels.kind.format(kind=KINDS[labels.language][of])


def mended_note(labels: Labels) -> str:
    """What the mark of a mended quote means."""
    return f"{MENDED} {labels.mended_quote}"


def caveat(sentence: Sentence, labels: Labels) -> str:
    """What a reader should know of a sentence; "" where there is nothing."""
    if not sentence.verified:
        return labels.unverified
    return labels.shortened if sentence.repaired else ""


def _sentence(sentence: Sentence, mended: Container[int], turn: int, labels: Labels) -> Html:
    marks = [
        el(
            "a",
            el("span", labels.citation, class_="hw-hidden"),
            f"[{n}]",
            el("span", MENDED, class_="hw-mend") if n in mended else "",
            class_="hw-cite",
            href=f"#hw-{turn}-{n}",
            title=n in mended and labels.mended_quote,
        )
        for n in sentence.citations
    ]
    doubt = caveat(sentence, labels)
    flag = (" ", el("span", doubt, class_="hw-flag")) if doubt else ()
    if sentence.verified:
        return el("p", sentence.text, *marks, *flag, class_="hw-said")
    return el("p", el("span", sentence.text), *marks, *flag, class_="hw-said hw-unverified")


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
        yield _correctable(labels.period.format(when=when), others)
    if answer.kind:
        names = KINDS[labels.language]
        others = [
            do("kind", turn, names[other], link)
            for link, other in KINDS_BY_LINK.items()
            if other != answer.kind
        ]
        if taken.kind:
            others.append(do("kind", turn, labels.as_asked, "asked"))
        yield _correctable(kind(answer.kind, labels), others)


def _correctable(understood: str, others: Sequence[Html]) -> Html:
    """What was understood, and behind it what it may be instead."""
    return el("details", el("summary", understood), *_apart(others), class_="hw-understood")


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


def lang(article: Article) -> str:
    """The language tag that makes a browser draw the characters as the page has them."""
    return {"hans": "zh-Hans", "hant": "zh-Hant", "other": ""}[article.script]


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
