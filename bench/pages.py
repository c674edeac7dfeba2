"""Invented newspaper pages as OCR leaves them, each with the truth about every character.

    news texts → stories → blocks → lines → pieces of columns → one page of text

A page prints two to four stories. Each is broken into lines of 12–28 characters, its
column is cut in up to four pieces at places where a sentence is still open, and the
pieces of stories that share columns come in turn. Headlines stand before, after or
between the pieces of their story; about 1 % of the paragraphs are printed twice; spaces
and blank lines fall into words. Everything follows from the seed.

What truly cannot be told from a page is marked so and never scored; see `Gap`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from rag.language.text import to_traditional
from rag.records import Source

from . import mastheads
from .news import News, Story, dress, name

Gap = Literal["", " ", "\n", "?"]
"""What belongs between two neighbouring characters of a story: nothing (they are one
word or sentence, and must be joined), a space, a break (the end of a paragraph or of a
headline), or "?": either is right, or the page cannot say. "?" stands between Chinese
and Latin, inside headlines and bylines, and after the end of a sentence."""

_ENDS = "。！？…；”’」』）)"
_NEVER_FIRST = "，。、；：！？”’」』》）),;:!?%％…—·"
_NEVER_LAST = "“‘「『《（("
_LATIN = re.compile(r"[A-Za-z0-9.%\-+/]")
_DATE_UNIT = "年月日号號时時"


class Mark(IntEnum):
    """Owners of characters that are in no story; owners from 0 up are units."""

    FURNITURE = -1  # mastheads, labels, imprints
    NEUTRAL = -2  # whitespace, Markdown, jump notes, labels of captions: kept or dropped
    CONTENTS = -3  # headlines of other pages, with their numbers


@dataclass(slots=True)
class Unit:
    """A story or a caption as it should be read: `text[i]`, `gaps[i]`, `text[i + 1]`, …

    `text` has no whitespace. `title` and the rest are what the reader should find; a
    `title` of None is not scored (captions; stories that come from another page).
    """

    kind: Literal["story", "caption"]
    text: str = ""
    gaps: list[Gap] = field(default_factory=list)
    title: str | None = None
    subtitle: str = ""
    names: tuple[str, ...] = ()
    credit: str = ""

    def add(self, block: str) -> range:
        """Appends a block; the positions of its characters that are not whitespace."""
        start = len(self.text)
        chars = [(i, c) for i, c in enumerate(block) if not c.isspace()]
        for (i, a), (j, b) in itertools.pairwise(chars):
            self.gaps.append(_gap(a, b, spaced=j > i + 1))
        self.gaps.append("\n")
        self.text += "".join(c for _, c in chars)
        return range(start, len(self.text))

    def open(self, block: str) -> range:
        """The same for headlines and bylines, inside which no gap is scored."""
        where = self.add(block)
        self.gaps[where.start : where.stop - 1] = ["?"] * (len(where) - 1)
        return where


@dataclass(frozen=True, slots=True)
class Page:
    """`owner[i]` of raw character i is a unit's number or a `Mark`; `position[i]` the
    place in that unit's text, -1 where there is none."""

    source: Source
    owner: tuple[int, ...]
    position: tuple[int, ...]
    units: tuple[Unit, ...]
    masthead: mastheads.Masthead


@dataclass(frozen=True, slots=True)
class _Line:
    """Characters with positions (-1: not of the story), what follows them, and whether
    the sentence goes on after them."""

    chars: tuple[tuple[str, int], ...]
    end: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """How the OCR tool of a page writes: what a line's end becomes, and the like."""

    width: int
    line_end: str
    paragraph_end: str
    spaces: float
    blanks: float
    narrow: bool
    markdown: str
    traditional: bool


class _Sheet:
    """The page while it is written."""

    def __init__(self) -> None:
        self.raw: list[str] = []
        self.owner: list[int] = []
        self.position: list[int] = []

    def write(self, text: str, owner: int, positions: Sequence[int] = ()) -> None:
        at = iter(positions)
        for char in text:
            known = not char.isspace()
            self.raw.append(char)
            self.owner.append(owner if known else Mark.NEUTRAL)
            self.position.append(next(at, -1) if known else -1)

    def lines(self, lines: Sequence[_Line], owner: int) -> None:
        for n, line in enumerate(lines):
            for char, position in line.chars:
                self.raw.append(char)
                self.owner.append(Mark.NEUTRAL if position < 0 else owner)
                self.position.append(position)
            self.write(line.end if n + 1 < len(lines) else "\n\n", Mark.NEUTRAL)


def make(news: Sequence[News], seed: int, number: int) -> Page:
    """Page `number` of the run with `seed`, from its share of `news`."""
    rng = random.Random(f"{seed}/{number}")
    traditional = rng.random() < 0.2
    look = _look(rng, traditional=traditional)
    count = rng.choice((2, 2, 3, 3, 3, 4))
    picked = [news[(number * 5 + i) % len(news)] for i in range(count + 1)]
    stories = [dress(n, rng, traditional=traditional) for n in picked[:count]]
    latest = max(story.date for story in stories)
    masthead = mastheads.draw(
        rng, latest + dt.timedelta(days=rng.randint(1, 4)), traditional=traditional
    )
    sheet = _Sheet()
    at_top = rng.random() < 0.92
    if at_top:
        _print_masthead(sheet, masthead, look)
    units: list[Unit] = []
    for group in _groups(stories, rng):
        _print_group(sheet, group, units, look, rng)
    if rng.random() < 0.25:
        _print_caption(sheet, picked[count], units, look, rng)
    if not at_top:
        _print_masthead(sheet, masthead, look)
    raw = "".join(sheet.raw)
    source = Source(f"{number:04}.txt", raw, hashlib.sha256(raw.encode()).hexdigest())
    return Page(source, tuple(sheet.owner), tuple(sheet.position), tuple(units), masthead)


def _look(rng: random.Random, *, traditional: bool) -> _Look:
    line_end = rng.choices(("\n", " ", ""), (70, 15, 15))[0]
    return _Look(
        width=rng.randint(12, 28),
        line_end=line_end,
        paragraph_end=rng.choice(("\n\n", "\n\n", "\n\n", "\n\n\n", "\n　　")),
        spaces=rng.choice((0.0, 0.002, 0.006)),
        blanks=rng.choice((0.0, 0.01, 0.04)),
        narrow=not traditional and rng.random() < 0.25,
        markdown=rng.choice(("# ", "## ")) if rng.random() < 0.1 else "",
        traditional=traditional,
    )


def _groups(stories: Sequence[Story], rng: random.Random) -> list[list[Story]]:
    """Stories that share columns: mostly two, sometimes one alone or three."""
    out, rest = [], list(stories)
    while rest:
        size = min(len(rest), rng.choices((1, 2, 3), (20, 65, 15))[0])
        out.append(rest[:size])
        rest = rest[size:]
    return out


def _print_masthead(sheet: _Sheet, masthead: mastheads.Masthead, look: _Look) -> None:
    for line in masthead.lines:
        sheet.write(f"{line}\n\n", Mark.FURNITURE)
    for line in masthead.contents:
        sheet.write(f"{line}\n\n", Mark.CONTENTS)
    if masthead.lines and not look.markdown:
        sheet.write("\n", Mark.NEUTRAL)


def _print_group(
    sheet: _Sheet, group: Sequence[Story], units: list[Unit], look: _Look, rng: random.Random
) -> None:
    """The stories' pieces in turn, as columns that they share are read."""
    queues: list[list[tuple[int, list[_Line]]]] = []
    for story in group:
        unit = Unit("story")
        head, body, tail = _set_story(story, unit, look, rng)
        placement = rng.choices(("before", "after", "between"), (76, 12, 12))[0]
        pieces = _cut(body, rng.randint(2, 4) if len(group) > 1 else rng.choice((1, 1, 2)), rng)
        pieces[-1] += tail
        if placement == "before" and len(body) > 8 and rng.random() < 0.05:
            head = [_neutral(_jump("(上接第1版)", look, rng))]
            unit.title, unit.subtitle = None, ""
            unit.names = unit.names if story.byline_last else ()
        if placement == "after":
            pieces[-1] += head
        else:  # a headline stands on top of a column: the first of its story, or the second
            at = 1 if placement == "between" and len(pieces) > 1 else 0
            pieces[at] = head + pieces[at]
        queue = [(len(units), piece) for piece in pieces]
        units.append(unit)
        queues.append(queue)
    if len(queues) > 1 and rng.random() < 0.35:  # nested: one story lies inside another
        first, *inner = queues
        queues = [[*first[:1], *(piece for queue in inner for piece in queue), *first[1:]]]
    while any(queues):
        for queue in queues:
            if queue:
                owner, piece = queue.pop(0)
                sheet.lines(piece, owner)


def _set_story(
    story: Story, unit: Unit, look: _Look, rng: random.Random
) -> tuple[list[_Line], list[_Line], list[_Line]]:
    """Headline lines, body lines and what closes the story; fills in the unit."""
    unit.title, unit.subtitle, unit.names = story.title, story.subtitle, story.names
    unit.credit = story.credit.partition("：")[2]
    head = _heading(unit, story.title, rng, look.markdown)
    if story.subtitle:
        head += _heading(unit, story.subtitle, rng, "")
    if story.byline and not story.byline_last:
        head.append(_whole(story.byline, unit.open(story.byline)))
    body: list[_Line] = []
    for n, paragraph in enumerate(story.paragraphs):
        text = mastheads.narrow(paragraph) if look.narrow else paragraph
        where = unit.add(text)
        lines = (
            [_whole(text, where)] if n in story.subheads else _wrap(unit, text, where, look, rng)
        )
        body += lines
        if rng.random() < 0.01:
            body += lines
    tail: list[_Line] = []
    if story.byline_last:
        tail.append(_whole(story.byline, unit.open(story.byline)))
    if story.credit:
        credit = rng.choice(("({})", "（{}）")).format(story.credit)
        tail.append(_whole(credit, unit.open(credit)))
    elif rng.random() < 0.06:
        tail.append(_neutral(_jump("(下转第2版)", look, rng)))
    return head, body, tail


def _heading(unit: Unit, text: str, rng: random.Random, mark: str) -> list[_Line]:
    """A headline, in two lines where it is long."""
    where = unit.open(text)
    half = text.find(" ") if " " in text else len(text) // 2
    if len(text) < 15 or rng.random() < 0.5 or _LATIN.match(text[half]):
        return [_whole(text, where, mark)]
    cut = len(text[:half].replace(" ", ""))
    first, second = (
        _whole(text[:half], where[:cut], mark),
        _whole(text[half:].lstrip(), where[cut:]),
    )
    return [_Line(first.chars, rng.choice(("\n", "\n\n", " ")), goes_on=False), second]


def _whole(text: str, where: Sequence[int], mark: str = "") -> _Line:
    at = iter(where)
    chars = [(c, -1) for c in mark] + [(c, -1 if c.isspace() else next(at)) for c in text]
    return _Line(tuple(chars), "\n\n", goes_on=False)


def _jump(note: str, look: _Look, rng: random.Random) -> str:
    note = rng.choice((note, note.replace("(", "（").replace(")", "）"), note.replace("第", "")))
    return to_traditional(note) if look.traditional else note


def _neutral(text: str) -> _Line:
    return _Line(tuple((c, -1) for c in text), "\n\n", goes_on=False)


def _wrap(unit: Unit, text: str, where: range, look: _Look, rng: random.Random) -> list[_Line]:
    """A paragraph in lines, as a Chinese compositor breaks them, with an OCR tool's noise."""
    chars: list[tuple[str, int]] = []
    lines: list[list[tuple[str, int]]] = []
    at = iter(where)
    for n, char in enumerate(text):
        breakable = n and char not in _NEVER_FIRST and text[n - 1] not in _NEVER_LAST
        if breakable and len(chars) >= look.width and not _word(text[n - 1], char):
            lines.append(chars)
            chars = []
        if char.isspace():
            if chars:
                chars.append((char, -1))
            continue
        position = next(at)
        if chars and unit.gaps[position - 1] == "" and not _word(text[n - 1], char):
            noise = _noise(text[n - 1], look, rng)
            chars += [(c, -1) for c in noise]
        chars.append((char, position))
    lines.append(chars)
    out = []
    for n, line in enumerate(lines):
        last = n + 1 == len(lines)
        goes_on = not last and line[-1][0] not in _ENDS and line[-1][1] >= 0
        end = look.paragraph_end if last else look.line_end
        if end == "" and unit.gaps[_last(line)] == " ":
            end = " "  # two Latin words
        if goes_on and rng.random() < look.blanks:
            end = "\n\n"
        out.append(_Line(tuple(line), end, goes_on))
    return out


def _last(line: Sequence[tuple[str, int]]) -> int:
    return next(position for _, position in reversed(line) if position >= 0)


def _noise(before: str, look: _Look, rng: random.Random) -> str:
    """A space, or rarely a blank line, inside a sentence."""
    if before in _ENDS or before in _NEVER_LAST:
        return ""
    if rng.random() < look.spaces:
        return " "
    return "\n\n" if rng.random() < look.blanks / 50 else ""


def _word(a: str, b: str) -> bool:
    return bool(_LATIN.match(a) and _LATIN.match(b))


def _gap(a: str, b: str, *, spaced: bool) -> Gap:
    """What belongs between `a` and `b` of one paragraph."""
    if _LATIN.match(a) and _LATIN.match(b):
        return " " if spaced else ""
    if a in _ENDS:
        return "?"
    if (a.isdigit() and b in _DATE_UNIT) or (a in _DATE_UNIT and b.isdigit()):
        return ""
    return "?" if _LATIN.match(a) or _LATIN.match(b) or spaced else ""


def _cut(lines: list[_Line], count: int, rng: random.Random) -> list[list[_Line]]:
    """At most `count` pieces of a story, each but the last ending in an open sentence."""
    places = [n for n in range(3, len(lines) - 2) if lines[n - 1].goes_on]
    cuts: list[int] = []
    for place in rng.sample(places, len(places)):
        if len(cuts) + 1 < count and all(abs(place - cut) >= 3 for cut in cuts):
            cuts.append(place)
    bounds = [0, *sorted(cuts), len(lines)]
    return [lines[a:b] for a, b in itertools.pairwise(bounds)]


def _print_caption(
    sheet: _Sheet, news: News, units: list[Unit], look: _Look, rng: random.Random
) -> None:
    """A picture's story: label, text, photographer."""
    label, credit = "图片新闻", f"{name(rng)} {rng.choice(('摄影报道', '摄'))}"
    text = news.paragraphs[0]
    if look.traditional:
        label, credit, text = map(to_traditional, (label, credit, text))
    unit = Unit("caption")
    lines = _wrap(unit, text, unit.add(text), look, rng)
    lines.append(_whole(credit, unit.open(credit)))
    sheet.lines([_neutral(label)], Mark.NEUTRAL)
    sheet.lines(lines, len(units))
    units.append(unit)
