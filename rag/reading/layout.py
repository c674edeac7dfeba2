"""What stands together on a page: its masthead, its list of headlines, its pieces of stories."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ..language import dates, text
from ..language.numerals import number
from . import lines as printed
from . import tables
from .lines import UNDER_TITLE, Line, LineKind, Piece, Role


@dataclass(frozen=True, slots=True)
class Issue:
    """What the page says of the issue it is of, and of itself."""

    date: dt.date | None
    number: int | None
    total: int | None
    pages: int | None
    page: int | None
    section: str


@dataclass(frozen=True, slots=True)
class Zones:
    """The lines of the masthead, of the list of headlines under it, and all others."""

    head: tuple[Line, ...]
    contents: tuple[Line, ...]
    body: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that stand together on the page, and the piece they are to `stitch`."""

    lines: tuple[Line, ...]
    piece: Piece
    byline: tuple[Line, ...] = ()


# The masthead and the list of headlines

# Not of a licence: 准印证(B)第0150号.
_NUMBER = re.compile(
    r"(?<![总總)）字证證])(?<![)）字证證]\s)第\s*([\d,]+)(?:\s?[、—–-]\s?\d+)?\s*[期号號]"
    rf"|第\s?({printed.NUMBER_IN_WORDS})\s?期(?=\s?[(（]?[总總]第)"
)
_TOTAL = re.compile(
    r"[总總](?:第|刊?[号號][:：]?)?\s*([\d,]+)\s*[期号號]?"
    rf"|[总總]第\s?({printed.NUMBER_IN_WORDS})\s?期"
)
_PAGES = re.compile(
    r"(?:本期|今日|今天|共|出)\s*(?:共|出)?\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
    r"|^(\d{1,3})\s*版$",
    re.MULTILINE,
)
_LIST_NAMED = re.compile(
    r"(?:今日|本期|要[闻聞])?(?:[导導][读讀]|要目|看[点點])\s*[:：]?$"
    r"|版面[导導][航览覽]$|[内內][页頁]$"
)
_PAGE_FIRST = re.compile(r"[A-Z]?\d{1,2}(?![、\d])")
_PAGE_SAID = re.compile(r"第?\s?\d{1,2}\s?版")
_CONTACT = re.compile(
    r"\S@\S|(?:[电電][话話]|[热熱][线線]|[邮郵]政?[编編][码碼]?)\s?[:：]?\s?\d{6,}"
)
_CONTACT_WORDS = 8  # Chinese characters: 新闻热线, 投稿邮箱
_FOR_ALL = re.compile(r"[报報]名|[请請]|[咨諮]|[发發]送")
_MONTH_ENDS = re.compile(r"\d{4}\s?年\s?\d{1,2}\s?月$")
_DAY = re.compile(r"\d{1,2}\s?日\s(?:星期|[周週])[一二三四五六日天]$")
_LISTED = 30  # characters of a headline in a list
_HEAD = 12  # lines of stories that may stand above the last line of a masthead


def zones(mended: Sequence[Line]) -> Zones:
    """Which lines are the masthead's and which the list of headlines.

    A masthead may stand anywhere and in pieces; a short line among its lines is one of
    them, whatever the scanner made of it. The list of headlines stands above all text, or
    under a masthead at the foot of the page.
    """
    kinds = [printed.kind(line.text) for line in mended]
    at = [
        i for i, kind in enumerate(kinds) if kind == "masthead" and _stands_free(mended, kinds, i)
    ]
    if at[:1] == [1] and printed.page_named(mended[0].text):
        at = [0, *at]  # above the date of an inner page
    text_at = next((i for i in range(len(mended)) if _runs(mended, i)), len(mended))
    top = max((i for i in at if i < text_at), default=-1)
    if top + 1 - sum(i <= top for i in at) > _HEAD:
        top = at[0]
    between = {i + 1 for i in at if i + 2 in at}
    head = {
        *at,
        *(i for i in {*range(top), *between} if kinds[i] == "text" and len(mended[i].text) <= 4),
        *(i for i in between if i < top and kinds[i] == "text" and _contact(mended[i].text)),
        *(i + 1 for i in at if _MONTH_ENDS.search(mended[i].text) and _is_day(mended, i + 1)),
    }
    end = top + 1
    while end < text_at and kinds[end] == "text" and not mended[end].marked:
        end += 1
    listed = [
        i
        for i in range(end)
        if i not in head
        and not _goes_on(mended, i)
        and (printed.listed_page(mended[i].text) is not None or printed.section(mended[i].text))
    ]
    if top >= 0:  # a line between two of the list is of the list, its number lost
        listed += range(top + 1, max(listed, default=-1) + 1)
    listed += (*_foot(mended, at), *_named_lists(mended, max(end, 1)))
    head |= {i for i in listed if kinds[i] == "masthead" or _only_contact(mended[i].text)}
    contents = set(listed) - head
    return Zones(
        tuple(line for i, line in enumerate(mended) if i in head),
        tuple(line for i, line in enumerate(mended) if i in contents),
        tuple(line for i, line in enumerate(mended) if i not in head and i not in contents),
    )


def _contact(line: str) -> bool:
    """Whether a line among a masthead's is how to reach the paper, not what a notice asks for."""
    return len(line) <= _LISTED and bool(_CONTACT.search(line)) and not _FOR_ALL.search(line)


def _only_contact(line: str) -> bool:
    """Whether a line is how to reach the paper, and nothing else: no headline with a number."""
    return _contact(line) and text.han_count(line) <= _CONTACT_WORDS and not _PAGE_SAID.search(line)


def _is_day(mended: Sequence[Line], i: int) -> bool:
    """Whether a line is the day of the month that the one above it ends with."""
    return i < len(mended) and bool(_DAY.match(mended[i].text))


def _runs(mended: Sequence[Line], i: int) -> bool:
    """Whether a line is running text: a headline in a list may have a comma, too."""
    line = mended[i].text
    if not printed.running(line):
        return False
    beside = [m.text for m in (*mended[max(0, i - 1) : i], *mended[i + 1 : i + 2])]
    listed = len(line) <= _LISTED and _paged(line) and any(map(_paged, beside))
    return not listed


def _paged(line: str) -> bool:
    """Whether a line begins with the page of its headline: no 1、 and no result at its end."""
    return bool(_PAGE_FIRST.match(line)) and printed.listed_page(line) is not None


def _foot(mended: Sequence[Line], at: Sequence[int]) -> range:
    """The list of headlines at the foot of a page, where nothing follows it: under a masthead or
    its own name (导读), or each with its page (3版 …)."""
    start = end = next((i for i in range(len(mended), 0, -1) if i - 1 not in at), 0)
    while start > 0 and printed.listed_page(mended[start - 1].text) is not None:
        start -= 1
    pages = [printed.listed_page(line.text) or 0 for line in mended[start:end]]
    if start - 1 in at:
        return range(start, end)
    if len(pages) < 2 or pages != sorted({*pages}) or pages[0] < 2:
        return range(0)
    if start > 0 and _LIST_NAMED.match(mended[start - 1].text):
        return range(start - 1, end)
    named = all(_PAGE_SAID.match(line.text) for line in mended[start:end])
    return range(start, end) if named else range(0)


def _named_lists(mended: Sequence[Line], start: int) -> Iterator[int]:
    """The lines of the lists of headlines that have a name (导读) and stand among the stories."""
    for i in range(start, len(mended)):
        if _LIST_NAMED.match(mended[i].text):
            below = (line.text for line in mended[i + 1 :])
            pages = [*itertools.takewhile(bool, map(printed.listed_page, below))]
            if len(pages) > 1 and pages == sorted({*filter(None, pages)}):
                yield from range(i, i + 1 + len(pages))


def _goes_on(mended: Sequence[Line], i: int) -> bool:
    """Whether a line ends in a figure that the next one says the unit of: 8 / 月27日."""
    return i + 1 < len(mended) and bool(_UNIT.match(mended[i + 1].text))


_UNIT = re.compile(r"[年月日号號时時点點%％]")


def _stands_free(mended: Sequence[Line], kinds: Sequence[LineKind], i: int) -> bool:
    """Whether a line like a masthead's is one: not set in running text, and clear by
    itself, beside another, or at the page's edge."""
    above = i > 0 and mended[i].gap == 1 and printed.running(mended[i - 1].text)
    below = i + 1 < len(mended) and mended[i + 1].gap == 1 and printed.running(mended[i + 1].text)
    if above or below or printed.running(mended[i].text):
        return False
    if not mended[i].marked and printed.masthead_alone(mended[i].text):
        return True
    if i > 0 and printed.running(mended[i - 1].text) and not printed.closed(mended[i - 1].text):
        return False  # it ends the sentence above, behind a blank line
    near = (*kinds[max(0, i - 2) : i], *kinds[i + 1 : i + 3])
    return i < 3 or i >= len(mended) - 2 or "masthead" in near


def issue(page: Zones) -> Issue:
    """The issue as its masthead has it, and the page's number and section."""
    said = "\n".join(line.text for line in page.head)

    def value(pattern: re.Pattern[str]) -> int | None:
        match = pattern.search(said)
        if match is None:
            return None
        return number((match[1] or match[match.re.groups]).replace(",", ""))

    first = printed.page_named(page.head[0].text) if page.head else None
    folios = (*(printed.folio(line.text) for line in page.head), first)
    folio = next(filter(None, folios), (None, ""))
    return Issue(dates.printed(said), value(_NUMBER), value(_TOTAL), value(_PAGES), *folio)


# From lines to parts


def parts(body: Sequence[Line]) -> list[Part]:
    """Lines that belong together whatever the page's order, each part with its role."""
    # A line like a masthead's that zones() left here stands inside running text.
    kinds = [kind if kind != "masthead" else "text" for kind in map(_kind, body)]
    rows = tables.rows(body, kinds, functools.partial(_may_head, signed=False))
    found: list[Part] = []
    i = 0
    while i < len(body):
        line, kind = body[i], kinds[i]
        if i in rows:
            if found and found[-1].piece.role == "text":  # 时间如下： is all of its sentence
                found[-1] = replace(found[-1], piece=replace(found[-1].piece, closed=True))
            elif found and found[-1].piece.role in _TITLES:  # of the list, not within a story
                piece = replace(found[-1].piece, role="heading", signed=True)
                found[-1] = replace(found[-1], piece=piece)
            row = list(itertools.takewhile(rows.__contains__, range(i, len(body))))
            part = _part("text", [replace(body[j], indented=True) for j in row])
            found.append(replace(part, piece=replace(part.piece, closed=True)))
            i = row[-1]
        elif (kind == "byline" and line.text[0] in "(（") or _closes(body, i, rows):
            found.append(_part("tail", [line], (line,)))
        elif kind in UNDER_TITLE and found and found[-1].piece.role in _TITLES:
            found[-1] = _signed(found[-1], line, kind)
        elif kind in UNDER_TITLE:
            piece = Piece("byline", text.fold(line.text), signed=True)
            found.append(Part((line,), piece, (line,) if kind == "byline" else ()))
        else:
            run = _run(body, kinds, i, rows)
            found.append(_part(_role(run, kinds, i, body), run))
            i += len(run) - 1
        i += 1
    return found


_TITLES = frozenset({"heading", "either", "byline"})


def _kind(line: Line) -> LineKind:
    return printed.kind(line.text)


def _signed(heading: Part, line: Line, kind: LineKind) -> Part:
    """A headline with what stands under it: a byline, a note."""
    role: Role = "byline" if heading.piece.role == "byline" else "heading"
    piece = replace(heading.piece, role=role, signed=True)
    byline = (*heading.byline, line) if kind == "byline" else heading.byline
    return Part((*heading.lines, line), piece, byline)


def _role(run: Sequence[Line], kinds: Sequence[LineKind], i: int, body: Sequence[Line]) -> Role:
    """The role of the run of lines that begins with line `i`."""
    line, kind = run[0], kinds[i]
    jump = printed.jump(line.text)
    if kind == "label":
        return "box"
    if kind == "jump" and jump is not None and jump[0] == "from":
        return "arrival"
    if kind in {"credit", "jump"} or printed.photo_credit(line.text) == line.text:
        return "tail"
    signed = i + 1 < len(body) and kinds[i + 1] in UNDER_TITLE
    alone = not line.indented or signed or _by_itself(body, i + len(run) - 1)
    if not alone or not (_may_head(line, signed) or _leads(body, kinds, i)):
        return "text"
    if len(run) > 1:  # a headline of two lines at most
        return "either" if len(run) == 2 and _may_head(run[1], signed=False) else "text"
    return "heading" if line.marked or signed else "either"


def _closes(body: Sequence[Line], i: int, rows: Collection[int]) -> bool:
    """Whether a line is names in brackets that close the story above: (杜 蘅)."""
    if i == 0 or not printed.closing(body[i].text):
        return False
    ended = i - 1 in rows or not _may_head(body[i - 1], signed=False)
    return ended and (i + 1 == len(body) or body[i + 1].gap > 1)


def _leads(body: Sequence[Line], kinds: Sequence[LineKind], i: int) -> bool:
    """Whether a line with one comma is the first of two headlines: over one with a byline."""
    line = body[i].text
    without = _COMMAS.sub("", line, count=1)
    if len(line) > 24 or without == line or _TOLD.search(line) or i + 2 >= len(body):
        return False
    bare = replace(body[i], text=without)
    above = i == 0 or printed.closed(body[i - 1].text)
    under = kinds[i + 2] in UNDER_TITLE and body[i + 2].text[0] not in "(（"
    return above and under and _may_head(bare, signed=False) and _may_head(body[i + 1], signed=True)


_COMMAS = re.compile(r"[，,](?!$)")
_TOLD = re.compile(r"^(?:据|據|[记記]者|目前|此外|同[时時]|另外|近日|日前|昨)|[后後][，,]|[说說]")


def _run(
    body: Sequence[Line], kinds: Sequence[LineKind], i: int, rows: Collection[int]
) -> list[Line]:
    """Line `i` and the lines of text set closely under it."""
    run = [body[i]]
    if kinds[i] != "text" or body[i].marked or _heads_alone(body, i):
        return run
    if printed.photo_credit(body[i].text) == body[i].text:
        return run
    for j in range(i + 1, len(body)):
        line = body[j]
        apart = line.gap > 1 or kinds[j] != "text" or line.marked or j in rows
        apart = apart or _heads(body, kinds, j) or _closes(body, j, rows)
        if apart or printed.jump(run[-1].text) or printed.photo_credit(line.text) == line.text:
            break
        run.append(line)
    return run


def _part(role: Role, run: Sequence[Line], byline: tuple[Line, ...] = ()) -> Part:
    said = "".join(line.text for line in run)
    jump = printed.jump(run[-1].text)
    away = jump is not None and jump[0] == "to"
    piece = Piece(
        role,
        text.fold(_SPACES.sub("", said)),
        closed=printed.closed(run[-1].text) or away or bool(printed.photo_credit(run[-1].text)),
        starts=role == "text" and bool(run[0].indented or _BEGINS.match(run[0].text)),
        signed=bool(byline),
        minor=run[0].bold,
        ends=away,
    )
    return Part(tuple(run), piece, byline)


_SPACES = re.compile(r"\s+")


def _may_head(line: Line, signed: bool) -> bool:
    """Whether the line may be a headline: short, and without a sentence's punctuation."""
    if line.marked:
        return True
    if len(line.text) > 60 or printed.pausing(line.text) or printed.TELEPHONE.match(line.text):
        return False
    if tables.priced(line.text):
        return False
    if tables.group(line.text):  # 男子组, above its results
        return False
    if signed:  # it may be a question, or have a comma; it is not a statement
        return len(line.text) <= 45 and line.text[-1] not in "。…"
    return not printed.running(tables.without_aside(line.text)) and not printed.closed(line.text)


def _heads(body: Sequence[Line], kinds: Sequence[LineKind], i: int) -> bool:
    """Whether a line set closely under a sentence's end is a headline all the same.

    It has a byline under it, or is a paragraph by itself that no full stop ends.
    """
    if not printed.closed(body[i - 1].text):
        return False
    if i + 1 < len(body) and kinds[i + 1] in UNDER_TITLE:
        return _may_head(body[i], signed=True)
    lines = 1 if _by_itself(body, i) else 2
    paragraph = body[i : i + lines]
    return (
        body[i].indented
        and _by_itself(body, i + lines - 1)
        and all(_may_head(line, signed=False) for line in paragraph)
    )


def _by_itself(body: Sequence[Line], i: int) -> bool:
    """Whether a line is the last of its paragraph."""
    return i + 1 >= len(body) or body[i + 1].gap > 1 or body[i + 1].indented


def _heads_alone(body: Sequence[Line], i: int) -> bool:
    """Whether a line that text follows closely is a headline nevertheless."""
    if i + 1 >= len(body) or not _may_head(body[i], signed=False):
        return False
    below = body[i + 1]
    if body[i].marked or (below.indented and not body[i].indented):
        return True
    # Not a column's first line: what stands closely under it is no line of a column.
    opens = _DISPATCH.match(below.text) or len(below.text) >= max(_UNCUT, 3 * len(body[i].text))
    ended = i == 0 or printed.closed(body[i - 1].text) or _kind(body[i - 1]) != "text"
    apart = body[i].gap != 1 and below.gap == 1 and ended
    return bool(apart and opens and not _LEADS_IN.search(body[i].text))


_LEADS_IN = re.compile(
    r"(?:[说說称稱为為是]|表示|介[绍紹]|了解|[获獲]悉)$|^[\d年月日号號时時上下午早晚中\s]+$"
)


_NEWS = r"本[报報刊][讯訊]"
_DISPATCH = re.compile(rf"{_NEWS}|[问問][:：]")
_BEGINS = re.compile(rf"{_NEWS}|[△▲▼▽图圖].*[摄攝]$")
_UNCUT = 45  # characters, more than a line of a column has


def with_repeats(pieces: Sequence[Piece]) -> list[Piece]:
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
