"""Issues, contents and search results to HTML, and a chart of hits over time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..markup import Html, el, join
from ..records import Article, Hit
from ..serving.issues import Issue
from .labels import Labels
from .page import days, do, where

SNIPPET = 110
"""Characters of a passage that are shown of a hit."""


def papers(found: Sequence[Issue], labels: Labels) -> Html:
    """Every issue, its contents a click away."""
    rows = [
        el(
            "li",
            do("issue", 0, named(issue, labels), issue.key),
            el("p", "　".join(_heads(issue.articles)), class_="hw-snippet"),
        )
        for issue in found
    ]
    return el("ol", *rows, class_="hw-list")


def contents(issue: Issue, labels: Labels) -> Html:
    """The articles of an issue in page order."""
    back = el("p", do("issue", 0, labels.all_issues))
    rows = [_row(a, el("p", a.byline, class_="hw-meta")) for a in issue.articles]
    return join(back, el("h2", named(issue, labels)), el("ol", *rows, class_="hw-list"))


def results(hits: Iterable[Hit], labels: Labels) -> Html:
    """What a search found, the best passage of each article, best first."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.passage.article.id, hit)
    if not best:
        return el("p", labels.nothing_found, class_="hw-empty")
    rows = [
        _row(
            hit.passage.article,
            el("p", where(hit.passage.article, labels), class_="hw-meta"),
            el("p", _snippet(hit.passage.text), class_="hw-snippet"),
        )
        for hit in best.values()
    ]
    count = el("p", labels.found.format(n=len(best)), class_="hw-meta", role="status")
    return join(count, el("ol", *rows, class_="hw-list"))


def chart(counts: Mapping[int, int], chosen: int | None, labels: Labels) -> Html:
    """A bar for each year, as high as it has articles; a click keeps that year alone."""
    most = max(counts.values(), default=0)
    if not most:
        return join()
    bars = []
    for year, count in counts.items():
        bar = el("span", class_="hw-bar", style=f"height: {round(100 * count / most)}%")
        number = el("span", str(count), class_="hw-count", aria_hidden="true")
        words = labels.bar.format(year=year, n=count)
        href = f"#hw-do-year-0-{'all' if year == chosen else year}"
        link = el(
            "a",
            number,
            el("span", bar, class_="hw-shaft", aria_hidden="true"),
            el("span", str(year), aria_hidden="true"),
            class_="hw-do hw-year" + (" hw-on" if year == chosen else ""),
            href=href,
            title=words,
            aria_label=words,
            aria_current="true" if year == chosen else "false",
        )
        bars.append(el("li", link))
    whole = do("year", 0, labels.all_years, "all") if chosen is not None else ""
    caption = el("p", labels.over_time, " ", whole, class_="hw-meta")
    return join(caption, el("ul", *bars, class_="hw-chart", aria_label=labels.over_time))


def named(issue: Issue, labels: Labels) -> str:
    """An issue as a reader calls it."""
    known = [days(issue.date, issue.date, labels) if issue.date else labels.undated]
    if issue.issue is not None:
        known.append(labels.issue.format(n=issue.issue))
    known.append(labels.holds_articles.format(n=len(issue.articles)))
    return " · ".join(known)


def titled(article: Article) -> str:
    """Its headline, else where it stands."""
    return article.title or article.section or article.file


def _heads(articles: Iterable[Article]) -> list[str]:
    return [a.title for a in articles if a.kind == "story" and a.title][:4]


def _row(article: Article, *more: Html) -> Html:
    link = el("a", titled(article), href=f"/article/{article.id}", class_="hw-entry")
    return el("li", link, *more)


def _snippet(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SNIPPET else f"{line[:SNIPPET]}…"
