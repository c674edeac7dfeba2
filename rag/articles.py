"""A page to its articles, and articles to passages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from . import dates, text
from . import lines as printed
from .aligned import AlignedText
from .records import Article, DateMention, Edit, Kind, Passage, Source, Span, content_id
from .repair import RULES, Line, repair
from .stitch import Laid, Piece, Role, stories


@dataclass(frozen=True, slots=True)
class _Issue:
    """What the masthead says of the issue."""

    date: dt.date | None
    number: int | None
    total: int | None
    pages: int | None


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines that stand together on the page, and the piece they are to `stitch`."""

    lines: tuple[Line, ...]
    piece: Piece
    byline: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Draft:
    """An article in the making: `paragraphs` of lines, in reading order."""

    kind: Kind = "story"
    section: str = ""
    title: list[str] = field(default_factory=list)
    subtitle: list[str] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    credit: str = ""
    paragraphs: list[list[Line]] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


def read(source: Source, rules: Collection[str] = RULES) -> tuple[Article, ...]:
    """The articles of a page, in the order in which they begin: masthead, contents, stories.

    Every character of the page that is not white space is in exactly one article, or in
    an edit that took it out. Without a rule in `rules` its repairs are not made.
    """
    mended, edits = repair(source, rules)
    head, contents, body = _zones(mended)
    issue = _issue(head)
    not_before = None
    if issue.date is None:
        not_before = dates.latest_past("\n".join(line.text for line in body))
    drafts = [
        _Draft(kind, paragraphs=[[line] for line in lines])
        for kind, lines in (("masthead", head), ("contents", contents))
        if lines
    ]
    drafts += _stories(body, rules)
    return tuple(_article(source, draft, issue, not_before, edits) for draft in drafts)


# The masthead and the list of headlines


_NUMBER = re.compile(r"(?<![总總])第\s*([\d,]+)\s*[期号號]")
_TOTAL = re.compile(r"[总總](?:第|刊?[号號][:：]?)?\s*([\d,]+)\s*[期号號]?")
_PAGES = re.compile(r"(?:本期|今日|今天|共|出)\s*(?:共|出)?\s*(\d{1,3})\s*版|^(\d{1,3})\s*版$")


def _zones(mended: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines of the masthead, of the list of headlines under it, and all others.

    A short line among the masthead's is one of them, whatever the scanner made of it.
    """
    kinds = [printed.kind(line.text) for line in mended]
    at = [i for i, kind in enumerate(kinds) if kind == "masthead"]
    first_text = next(
        (i for i, line in enumerate(mended) if printed.running(line.text)), len(mended)
    )
    top = max((i for i in at if i < first_text), default=-1)
    head = {*at, *(i for i in range(top) if kinds[i] == "text" and len(mended[i].text) <= 4)}
    if top >= 0 and top - len([i for i in head if i < top]) > 12:
        top = at[0]
    end = top + 1
    while (
        end < len(mended) and kinds[end] == "text" and end < first_text and not mended[end].marked
    ):
        end += 1
    listed = [
        i
        for i in range(end)
        if i not in head
        and (printed.listed_page(mended[i].text) is not None or printed.section(mended[i].text))
    ]
    below = range(top + 1, max(listed, default=-1) + 1) if at else listed
    contents = {*listed, *below}
    return (
        [line for i, line in enumerate(mended) if i in head],
        [line for i, line in enumerate(mended) if i in contents and i not in head],
        [line for i, line in enumerate(mended) if i not in head and i not in contents],
    )


def _issue(head: Sequence[Line]) -> _Issue:
    said = "\n".join(line.text for line in head)

    def value(pattern: re.Pattern[str]) -> int | None:
        match = pattern.search(said)
        return int((match[1] or match[match.re.groups]).replace(",", "")) if match else None

    return _Issue(dates.printed(said), value(_NUMBER), value(_TOTAL), value(_PAGES))


# From lines to parts


def _parts(body: Sequence[Line]) -> list[_Part]:
    """Lines that belong together whatever the page's order, each part with its role."""
    kinds = [printed.kind(line.text) for line in body]
    parts: list[_Part] = []
    i = 0
    while i < len(body):
        line, kind = body[i], kinds[i]
        i += 1
        role: Role
        if kind in {"byline", "note"} and parts and parts[-1].piece.role in {"heading", "either"}:
            last = parts[-1]
            piece = replace(last.piece, role="heading", signed=True)
            byline = (*last.byline, line) if kind == "byline" else last.byline
            parts[-1] = _Part((*last.lines, line), piece, byline)
            continue
        if kind in {"byline", "note"}:
            piece = Piece("byline", text.fold(line.text), gap=line.gap)
            parts.append(_Part((line,), piece, (line,) if kind == "byline" else ()))
            continue
        jump = printed.jump(line.text)
        if kind == "label":
            role = "box"
        elif kind == "jump" and jump is not None and jump[0] == "from":
            role = "arrival"
        elif kind in {"credit", "jump"} or printed.photo_credit(line.text) == line.text:
            role = "tail"
        else:
            signed = i < len(body) and kinds[i] in {"byline", "note"}
            if not _may_head(line, signed):
                role = "text"
            elif line.marked or signed:
                role = "heading"
            else:
                role = "either"
        run = [line]
        if role in {"text", "either"} and not _heads_alone(body, kinds, i - 1):
            while (
                i < len(body)
                and body[i].gap == 1
                and kinds[i] == "text"
                and not body[i].marked
                and not (i + 1 < len(body) and kinds[i + 1] in {"byline", "note"})
                and not printed.jump(run[-1].text)
                and printed.photo_credit(body[i].text) != body[i].text
            ):
                run.append(body[i])
                i += 1
            if len(run) > 1 and role == "either":
                short = len(run) == 2 and _may_head(run[1], signed=False)
                role = "either" if short else "text"
        parts.append(_part(role, run))
    return parts


def _part(role: Role, run: Sequence[Line]) -> _Part:
    said = "".join(line.text for line in run)
    jump = printed.jump(run[-1].text)
    away = jump is not None and jump[0] == "to"
    piece = Piece(
        role,
        text.fold(said),
        closed=printed.closed(run[-1].text) or away or bool(printed.photo_credit(run[-1].text)),
        starts=run[0].indented and role == "text",
        marked=run[0].marked,
        ends=away,
        gap=run[0].gap,
    )
    return _Part(tuple(run), piece)


def _may_head(line: Line, signed: bool) -> bool:
    """Whether the line may be a headline: short, and without a sentence's punctuation."""
    if line.marked:
        return True
    if len(line.text) > 60 or line.indented or printed.pausing(line.text):
        return False
    if signed:
        return len(line.text) <= 45
    return not printed.running(line.text) and not printed.closed(line.text)


def _heads_alone(body: Sequence[Line], kinds: Sequence[str], i: int) -> bool:
    """Whether a line that text follows closely is a headline nevertheless."""
    if i + 1 >= len(body) or not _may_head(body[i], signed=False):
        return False
    return body[i].marked or (body[i + 1].indented and not body[i].indented)


def _stories(body: Sequence[Line], rules: Collection[str]) -> list[_Draft]:
    parts = _parts(body)
    pieces = [part.piece for part in parts]
    if "duplicate" in rules:
        pieces = _with_repeats(pieces)
    threads = stories(pieces)
    threads.sort(key=lambda thread: min(laid.index for laid in thread))
    return [_draft([(parts[laid.index], laid) for laid in thread], rules) for thread in threads]


def _with_repeats(pieces: Sequence[Piece]) -> list[Piece]:
    """A piece that is the end of an earlier one printed again knows which."""
    ends: dict[str, int] = {}
    out: list[Piece] = []
    for i, piece in enumerate(pieces):
        known = ends.get(piece.said[-_AGAIN:]) if piece.role == "text" else None
        if known is not None and len(piece.said) >= _AGAIN:
            again = pieces[known].said.endswith(piece.said)
            out.append(replace(piece, repeats=known) if again else piece)
        else:
            out.append(piece)
        if piece.role == "text":
            ends.setdefault(piece.said[-_AGAIN:], i)
    return out


_AGAIN = 8  # fewer characters than this may recur by chance


def _draft(thread: Sequence[tuple[_Part, Laid]], rules: Collection[str]) -> _Draft:
    draft = _Draft()
    above = True  # no text yet: headings belong to the headline
    for part, laid in thread:
        first, *others = part.lines
        if laid.role in {"title", "subhead"}:
            heading = [x for x in part.lines if printed.kind(x.text) not in {"byline", "note"}]
            note = [x for x in part.lines if printed.kind(x.text) == "note"]
            if laid.role == "title":
                draft.title.append("".join(x.text for x in heading))
            elif above:
                draft.subtitle.append("".join(x.text for x in heading))
            draft.byline += [x.text for x in part.byline]
            if heading:
                draft.paragraphs.append(heading)
            draft.paragraphs += [[x] for x in (*note, *part.byline)]
        elif laid.role == "box":
            draft.section = first.text
            if "图" in text.fold(first.text) or "摄" in text.fold(first.text):
                draft.kind = "caption"
            draft.paragraphs.append([first])
        elif laid.role == "repeat":
            draft.edits += [Edit("duplicate", span) for x in part.lines for span in x.spans]
        elif laid.role == "text":
            above = False
            if laid.joins and draft.paragraphs:
                draft.paragraphs[-1].append(first)
            else:
                draft.paragraphs.append([first])
            for line in others:
                if line.indented:
                    draft.paragraphs.append([line])
                else:
                    draft.paragraphs[-1].append(line)
        else:
            if printed.kind(first.text) == "credit":
                draft.credit = first.text
            draft.byline += [x.text for x in part.byline]
            draft.paragraphs.append(list(part.lines))
    return draft


_BULLET = re.compile(r"^[□■◇◆◎●○▪▫\-—*]\s*")
_CREDITED = re.compile(r"^[（(【\[]?\s*(?:\S{0,4}[来來]源|稿源|供稿)\s*[:：]?\s*|[)）】\]]\s*$")


def _article(
    source: Source, draft: _Draft, issue: _Issue, not_before: dt.date | None, edits: Sequence[Edit]
) -> Article:
    spans: list[Span] = []
    made = list(draft.edits)
    for paragraph in draft.paragraphs:
        if spans:
            newline = source.raw.rfind("\n", 0, paragraph[0].start)
            if newline < 0:
                newline = source.raw.find("\n")
            spans.append(Span(newline, newline + 1))
        for line in paragraph:
            spans += line.spans
        for a, b in zip(paragraph, paragraph[1:], strict=False):
            if a.end <= b.start and not source.raw[a.end : b.start].strip():
                made.append(Edit("blank line" if b.gap > 1 else "line break", Span(a.end, b.start)))
            else:
                made.append(Edit("stitch", Span(b.start, b.end)))
    aligned = AlignedText(source.raw, spans)
    lines = [line for paragraph in draft.paragraphs for line in paragraph]
    inside = {(line.start, line.end) for line in lines}
    mine = [e for e in edits if any(a <= e.span.start and e.span.end <= b for a, b in inside)]
    return Article(
        id=content_id(source.sha256, source.file, aligned.spans),
        file=source.file,
        spans=aligned.spans,
        text=aligned.text,
        kind=draft.kind,
        title="".join(draft.title) or draft.section,
        subtitle=" ".join(draft.subtitle),
        byline=" ".join(_BULLET.sub("", line) for line in draft.byline),
        source_credit=_CREDITED.sub("", draft.credit),
        date=issue.date,
        not_before=not_before,
        issue=issue.number,
        total_issue=issue.total,
        pages=issue.pages,
        section=draft.section,
        script=text.script(aligned.text),
        dates=_mentions(aligned, issue.date),
        edits=tuple(sorted([*mine, *made], key=lambda e: e.span)),
    )


def _mentions(aligned: AlignedText, issued: dt.date | None) -> tuple[DateMention, ...]:
    found = []
    for mention in dates.mentions(aligned.text, issued):
        spans = aligned.raw_spans(mention.start, mention.end)
        last = spans[-1].end if spans[-1].end > spans[0].start else spans[0].end
        found.append(
            DateMention(Span(spans[0].start, last), mention.first, mention.last, mention.rule)
        )
    return tuple(found)


# Passages


def passages(article: Article, source: Source, max_chars: int) -> tuple[Passage, ...]:
    """Runs of whole sentences of an article, each at most `max_chars` long.

    A sentence that is longer by itself is cut after a clause, or where it must be.
    """
    aligned = AlignedText(source.raw, article.spans)
    return tuple(
        _passage(article, aligned, position, start, end)
        for position, (start, end) in enumerate(_packed(aligned.text, max_chars))
    )


def _passage(
    article: Article, aligned: AlignedText, position: int, start: int, end: int
) -> Passage:
    spans = aligned.raw_spans(start, end)
    return Passage(
        id=content_id("", article.id, spans),
        article=article,
        position=position,
        spans=spans,
        text=aligned.text[start:end],
        dates=tuple(
            d for d in article.dates if any(s.start <= d.span.start < s.end for s in spans)
        ),
    )


_CLAUSE = re.compile(r"[，,；;：:、]")


def _packed(whole: str, max_chars: int) -> Iterable[tuple[int, int]]:
    """Ranges of `whole`, space at their ends left out, no longer than `max_chars`."""
    packed: list[tuple[int, int]] = []
    start = end = 0
    for a, b in text.sentences(whole):
        if b - start > max_chars and end > start:
            packed.append((start, end))
            start = end
        while b - start > max_chars:
            clauses = [m.end() for m in _CLAUSE.finditer(whole, start, start + max_chars)]
            cut = max((c for c in clauses if c > start + max_chars // 2), default=start + max_chars)
            packed.append((start, cut))
            start = cut
        end = b
    packed.append((start, end))
    for a, b in packed:
        piece = whole[a:b]
        lead = len(piece) - len(piece.lstrip())
        tail = len(piece.rstrip())
        if tail > lead:
            yield a + lead, a + tail
