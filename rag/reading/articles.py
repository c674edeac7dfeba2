"""A page to its articles, and articles to passages."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..language import dates, text
from ..records import Article, DateMention, Edit, Kind, Passage, Source, Span, content_id
from . import layout
from . import lines as printed
from .aligned import AlignedText
from .lines import Line
from .repair import RULES, repair
from .stitch import Laid, stories


def read(source: Source, rules: Collection[str] = RULES) -> tuple[Article, ...]:
    """The articles of a page: masthead, list of headlines, then stories as they begin.

    Every character of the page that is not white space is in exactly one article, or in
    an edit that took it out. A repair whose rule is not in `rules` is not made.
    """
    mended, edits = repair(source, rules)
    zones = layout.zones(mended)
    issue = layout.issue(zones)
    not_before = month = None
    if issue.date is None and not zones.head:
        issue = replace(issue, date=dates.dateline(source.raw[:_HEAD]))
    if issue.date is None:
        head, body = ("\n".join(line.text for line in part) for part in (zones.head, zones.body))
        month = dates.printed_month(head)
        not_before = month or dates.latest_past(body)
    drafts = [_masthead(zones.head)] if zones.head else []
    drafts += [_entry(line) for line in zones.contents]
    drafts += _stories(zones.body, rules)
    page = _Page(source, issue, not_before, month, frozenset(rules), edits)
    return tuple(page.article(draft) for draft in drafts)


@dataclass(slots=True)
class _Draft:
    """An article in the making: `paragraphs` of lines, in reading order.

    `moved` are lines that stood elsewhere on the page, by the rule that moved them.
    """

    kind: Kind = "story"
    section: str = ""
    page: int | None = None
    title: str = ""
    subtitle: str = ""
    byline: list[str] = field(default_factory=list)
    credit: str = ""
    paragraphs: list[list[Line]] = field(default_factory=list)
    moved: dict[int, str] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)


_HEAD = 400  # characters in which a text of the web says when it is of
_PAPER = re.compile(r"《([^》]{2,12}[报報刊])》")


def _masthead(head: Sequence[Line]) -> _Draft:
    name = _PAPER.search("\n".join(line.text for line in head))
    title = name[1] if name else printed.paper(head[0].text) or head[0].text
    return _Draft("masthead", title=title, paragraphs=[[line] for line in head])


_PAGE_MARK = re.compile(
    r"^[■□▪▷▶]?\s?[A-Z]?\d{1,2}\s*版?[\s▶▷►)）.．、|｜:：]*(?=\D)"
    r"|[\s.…·>»→▶►|｜/／\-—（(]*(?:[详詳]?[见見刊转轉])?\s*第?\s*[A-Z]?\d{1,2}\s*版?[)）]?$"
    r"|\s第?[二三四五六七八九十]{1,2}版$"
)


def _entry(line: Line) -> _Draft:
    """One line of a list of headlines."""
    page = printed.listed_page(line.text)
    title = line.text if page is None else _PAGE_MARK.sub("", line.text, count=1).strip()
    return _Draft("contents", page=page, title=title, paragraphs=[[line]])


# From the pieces of a story to a draft


def _stories(body: Sequence[Line], rules: Collection[str]) -> list[_Draft]:
    parts = layout.parts(body)
    pieces = [part.piece for part in parts]
    if "duplicate" in rules:
        pieces = layout.with_repeats(pieces)
    threads = stories(pieces, turning="stitch" in rules, late="headline" in rules)
    threads.sort(key=lambda thread: min(laid.piece for laid in thread))
    drafts = [_draft([(parts[laid.piece], laid) for laid in thread]) for thread in threads]
    if "duplicate" in rules:
        for draft in drafts:
            _drop_duplicates(draft)
    return drafts


def _draft(thread: Sequence[tuple[layout.Part, Laid]]) -> _Draft:
    draft = _Draft()
    for before, (part, laid) in zip([None, *thread], thread, strict=False):
        if before is not None and laid.piece != before[1].piece + 1:
            draft.moved[part.lines[0].start] = "stitch"
        if laid.role in {"title", "subtitle", "subhead"}:
            _head(draft, part, laid)
        elif laid.role == "repeat":
            draft.edits += [Edit("duplicate", span) for x in part.lines for span in x.spans]
        elif laid.role == "text":
            _body(draft, part.lines, laid.joins)
        else:
            _foot(draft, part)
    texts = (part.lines[0].start for part, laid in thread if laid.role == "text")
    top = min(texts, default=None)
    for first in (part.lines[0] for part, laid in thread if laid.role in {"title", "subtitle"}):
        if top is not None and top < first.start:
            draft.moved[first.start] = "headline"
        else:
            draft.moved.pop(first.start, None)
    return draft


def _head(draft: _Draft, part: layout.Part, laid: Laid) -> None:
    signs = [x for x in part.lines if printed.kind(x.text) in {"byline", "note"}]
    heading = [x for x in part.lines if x not in signs]
    said = "".join(x.text for x in heading)
    draft.byline += [x.text for x in part.byline]
    if laid.role == "title" or (laid.joins and not draft.subtitle):
        draft.title += said
    elif laid.role == "subtitle":
        draft.subtitle += said if laid.joins or not draft.subtitle else f" {said}"
    if laid.joins and draft.paragraphs:
        draft.paragraphs[-1] += heading
    elif heading:
        draft.paragraphs.append(heading)
    draft.paragraphs += [[x] for x in signs]


def _body(draft: _Draft, run: Sequence[Line], joins: bool) -> None:
    first, *others = run
    if joins and draft.paragraphs:
        draft.paragraphs[-1].append(first)
    else:
        draft.paragraphs.append([first])
    for line in others:
        if line.indented:
            draft.paragraphs.append([line])
        else:
            draft.paragraphs[-1].append(line)


def _foot(draft: _Draft, part: layout.Part) -> None:
    """What is set apart from the text: a box's name, a credit, a jump."""
    first = part.lines[0]
    kind = printed.kind(first.text)
    if kind == "label":
        draft.section = first.text
        draft.kind = "caption" if re.search(r"[图摄]", text.fold(first.text)) else "story"
    elif kind == "credit":
        draft.credit = first.text
    draft.byline += [x.text for x in part.byline]
    draft.paragraphs.append(list(part.lines))


_NOT_WORD = re.compile(r"[\W_]+")
_LONG = 15  # characters of a paragraph that does not recur by chance
_BACK = 60  # paragraphs looked back at, so that a long page takes no longer a character
_MISREAD = 20  # characters of a paragraph in which a scanner may misread one


def _drop_duplicates(draft: _Draft) -> None:
    """A paragraph that its story has already printed, perhaps scanned a little otherwise."""
    if len(draft.paragraphs) < 2:
        return
    known: list[str] = []
    kept: list[list[Line]] = []
    for paragraph in draft.paragraphs:
        said = _NOT_WORD.sub("", text.fold("".join(line.text for line in paragraph)))
        if len(said) >= _LONG and any(_same(said, other) for other in known[-_BACK:]):
            draft.edits += [Edit("duplicate", span) for x in paragraph for span in x.spans]
        else:
            kept.append(paragraph)
            known.append(said)
    draft.paragraphs = kept


def _same(said: str, other: str) -> bool:
    """Whether two texts differ in characters misread one by one alone.

    Another figure, or another word of two characters, is another text.
    """
    if len(said) != len(other):
        return False
    if said == other:
        return True
    unlike = [i for i, (a, b) in enumerate(zip(said, other, strict=True)) if a != b]
    return (
        len(unlike) <= len(said) // _MISREAD
        and all(b - a > 1 for a, b in itertools.pairwise(unlike))
        and not any(_FIGURE.match(said[i] + other[i]) for i in unlike)
    )


_FIGURE = re.compile(r".?[\d一二三四五六七八九十百千万亿两零〇]")


# From a draft to an article


@dataclass(frozen=True, slots=True)
class _Page:
    """What the articles of a page have in common."""

    source: Source
    issue: layout.Issue
    not_before: dt.date | None
    month: dt.date | None
    rules: frozenset[str]
    edits: Sequence[Edit]

    def article(self, draft: _Draft) -> Article:
        spans, edits = self._composed(draft)
        aligned = AlignedText(self.source.raw, spans)
        source, issue = self.source, self.issue
        return Article(
            id=content_id(source.sha256, source.file, aligned.spans),
            file=source.file,
            spans=aligned.spans,
            text=aligned.text,
            kind=draft.kind,
            title=draft.title or draft.section,
            subtitle=draft.subtitle,
            byline=" ".join(_BULLET.sub("", line) for line in draft.byline) or _signature(draft),
            source_credit=_CREDITED.sub("", draft.credit),
            date=issue.date,
            not_before=self.not_before,
            issue=issue.number,
            total_issue=issue.total,
            pages=issue.pages,
            page=issue.page if draft.page is None else draft.page,
            section=draft.section or issue.section,
            script=text.script(aligned.text),
            dates=tuple(_mentions(aligned, issue.date, self.month)),
            edits=edits,
        )

    def _composed(self, draft: _Draft) -> tuple[list[Span], tuple[Edit, ...]]:
        """The spans of a draft, a line end between paragraphs, and the edits made in it."""
        spans: list[Span] = []
        edits = list(draft.edits)
        for paragraph in draft.paragraphs:
            before: Line | None = None
            for line in paragraph:
                rule = self._join(before, line, draft)
                apart = before is None or rule not in self.rules
                words = before is not None and _WORDS.match(before.text[-1] + line.text[0])
                if spans and (apart or words):
                    spans += _line_end(self.source.raw, line)
                elif before is not None and rule != "stitch":
                    edits.append(Edit(rule, Span(before.end, line.start)))
                if line.start in draft.moved:
                    edits.append(Edit(draft.moved[line.start], Span(line.start, line.end)))
                spans += line.spans
                before = line
        edits += self._inside(draft)
        return spans, tuple(sorted(edits, key=lambda e: (e.span, e.rule)))

    @staticmethod
    def _join(before: Line | None, line: Line, draft: _Draft) -> str:
        if line.start in draft.moved or (before is not None and before.end > line.start):
            return "stitch"
        return "blank line" if line.gap > 1 else "line break"

    def _inside(self, draft: _Draft) -> Iterator[Edit]:
        """The page's edits within the lines of a draft."""
        lines = sorted((x.start, x.end) for paragraph in draft.paragraphs for x in paragraph)
        at = 0
        for edit in sorted(self.edits, key=lambda e: e.span):
            while at < len(lines) and lines[at][1] < edit.span.end:
                at += 1
            if at < len(lines) and lines[at][0] - 8 <= edit.span.start:  # a mark before a line
                yield edit


_BULLET = re.compile(r"^[□■◇◆◎●○▪▫\-—*(（]\s*|[)）]$")
_CREDITED = re.compile(
    r"^[（(【\[]?\s*(?:\S{0,2}[来來]源|稿源|供稿|[摘转轉][自编編载載]+)\s*[:：]?\s*"
    r"|^[（(]|(?:\s*提供)?[)）】\]]\s*$|\s*提供$"
)
# Two words of a Latin text need the line end between them.
_WORDS = re.compile(r"[A-Za-z][A-Za-z\d]|[\d,.;:!?][A-Za-z]")


def _line_end(raw: str, line: Line) -> list[Span]:
    """The line end above a line; for the first line of a page, the page's first."""
    at = raw.rfind("\n", 0, line.start)
    at = raw.find("\n") if at < 0 else at
    return [Span(at, at + 1)] if at >= 0 else []


def _signature(draft: _Draft) -> str:
    """The name in brackets at the end of the text, where no byline stands by itself."""
    last = (p for p in reversed(draft.paragraphs) if printed.kind(p[-1].text) == "text")
    said = "".join(line.text for line in next(last, []))
    return printed.signature(said[-60:])


def _mentions(
    aligned: AlignedText, issued: dt.date | None, month: dt.date | None
) -> Iterator[DateMention]:
    for mention in dates.mentions(aligned.text, issued, month):
        spans = aligned.raw_spans(mention.start, mention.end)
        # A date cut by a column keeps the span of its first piece.
        end = spans[-1].end if spans[-1].start >= spans[0].start else spans[0].end
        yield DateMention(Span(spans[0].start, end), mention.first, mention.last, mention.rule)


# Passages


def passages(article: Article, source: Source, max_chars: int) -> tuple[Passage, ...]:
    """Runs of whole sentences of an article, each at most `max_chars` characters long.

    A sentence that is longer by itself is cut after a clause, or where it must be.
    """
    aligned = AlignedText(source.raw, article.spans)
    found: list[Passage] = []
    for start, end in _packed(aligned.text, max_chars):
        spans = aligned.raw_spans(start, end)
        named = content_id(source.sha256, source.file, spans)
        inside = tuple(d for d in article.dates if any(a <= d.span.start < b for a, b in spans))
        found.append(Passage(named, article, len(found), spans, aligned.text[start:end], inside))
    return tuple(found)


_CLAUSE = re.compile(r"[，,；;：:、]")


def _packed(whole: str, max_chars: int) -> Iterator[tuple[int, int]]:
    """Ranges of `whole`, space at their ends left out, no longer than `max_chars`."""
    packed: list[tuple[int, int]] = []
    start = end = 0
    for a, b in text.sentences(whole):
        if b - start > max_chars and a > start:
            packed.append((start, a))
            start = a
        while b - start > max_chars:
            clauses = [m.end() for m in _CLAUSE.finditer(whole, start, start + max_chars)]
            cut = max((c for c in clauses if c > start + max_chars // 2), default=start + max_chars)
            packed.append((start, cut))
            start = cut
        end = b
    for a, b in [*packed, (start, end)]:
        piece = whole[a:b]
        lead, tail = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if tail > lead:
            yield a + lead, a + tail
