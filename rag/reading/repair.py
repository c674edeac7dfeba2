"""A scanned page to clean lines: rules that delete, each named, recorded and switchable.

No rule replaces or inserts a character. What a line *is* and where it belongs is decided
later (`stitch`, `articles`); here only what stands inside the lines is mended.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator

from ..language import text
from ..records import Edit, Source, Span, read_spans
from . import lines as printed
from .lines import Line

# In the order they are applied. The last five are applied by `stitch` and `articles`.
RULES = (
    "furniture",  # 徐汇通 APP: labels beside QR codes
    "markup",  # ## and ** left by an OCR tool, < > around an address
    "space",  # spaces inside words, numbers and dates
    "vertical",  # a heading printed one character a line
    "duplicate",  # a paragraph printed twice
    "line break",  # a sentence cut by the end of a line
    "blank line",  # a sentence cut by empty lines
    "stitch",  # a sentence, or a story, cut by the column of another
    "headline",  # a headline that stands after its story
)

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CJK = rf"\"',;:!?()%{_HAN}\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’—…·"
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_MARKUP = re.compile(
    r"^#{1,6}(?=\s)\s*|^>\s+"
    r"|(?P<open>(?<!\*)\*\*(?=[^\s*]))|(?P<shut>(?<=[^\s*])\*\*(?!\*))|^__(?=[^\s_])|(?<=[^\s_])__$"
)
_HEADING = re.compile(r"^(?:#{1,6}\s|\*\*.+\*\*$|__.+__$)")
_ADDRESS = re.compile(r"(?:https?\s*:\s*/\s*/|www\s*\.)[\w\s./:?=&%\-]*[\w/]", re.ASCII)
_GAP = re.compile(r"(?<=\S)[^\S\n]+(?=\S)")
_IN_TITLE = re.compile(r"《[^《》]*》?")
_WORD_SEAM = 1.0  # nats by which a word across a space must beat the pieces


def repair(
    source: Source, rules: Collection[str] = RULES
) -> tuple[tuple[Line, ...], tuple[Edit, ...]]:
    """The lines of a page with what is inside them mended, and what was done."""
    raw = source.raw
    edits: list[Edit] = []
    mended: list[Line] = []
    found = list(_trimmed(raw))
    gaps = [
        raw.count("\n", a, b) or 1
        for a, (b, _) in zip([0, *(e for _, e in found)], found, strict=False)
    ]
    sentence = [printed.running(raw[a:b]) or printed.closed(raw[a:b]) for a, b in found]
    for i, (start, end) in enumerate(found):
        gap = gaps[i]
        # A line is part of a sentence where one set closely above or below it is.
        beside = (i > 0 and gap == 1 and sentence[i - 1]) or (
            i + 1 < len(found) and gaps[i + 1] == 1 and sentence[i + 1]
        )
        removed = list(_removals(raw[start:end], rules, sentence[i] or beside))
        edits += [Edit(rule, Span(start + a, start + b)) for rule, a, b in removed]
        spans = tuple(_rest(start, end, [(start + a, start + b) for _, a, b in removed]))
        if spans:
            marked = "markup" in rules and bool(_HEADING.match(raw[start:end]))
            indented = raw.endswith(_INDENTS, 0, start)
            bold = marked and not raw.startswith("#", start)
            mended.append(Line(spans, read_spans(raw, spans), gap, marked, bold, indented))
    if "vertical" in rules:
        mended, made = _upright(mended)
        edits += made
    if "furniture" in rules:
        mended, made = _without_furniture(mended)
        edits += made
    return tuple(mended), tuple(edits)


def _trimmed(raw: str) -> Iterator[tuple[int, int]]:
    """Where each line that is not blank stands, without the space around it."""
    for match in _LINE.finditer(raw):
        line = match.group()
        body = line.strip(_SPACE)
        if body:
            start = match.start() + len(line) - len(line.lstrip(_SPACE))
            yield start, start + len(body)


_SPACE = "".join(c for c in map(chr, range(0x3001)) if c.isspace() and c not in "\r\n")


_INDENTS = ("\u3000\u3000", "\t", "    ", "\u2003")


def _rest(start: int, end: int, removed: list[tuple[int, int]]) -> Iterator[Span]:
    """What is left of `start` to `end`."""
    for a, b in sorted(removed):
        if a > start:
            yield Span(start, a)
        start = max(start, b)
    if end > start:
        yield Span(start, end)


def _removals(line: str, rules: Collection[str], sentence: bool) -> Iterator[tuple[str, int, int]]:
    """Rule and range of what is to go from a line; `sentence`: it is part of one."""
    if "markup" in rules:
        marks = list(_MARKUP.finditer(line)) if any(c in line for c in "#>*_") else []
        paired = sum(bool(m["open"]) or bool(m["shut"]) for m in marks) % 2 == 0
        stars = (m for m in marks if paired or "*" not in m.group())
        yield from (("markup", *m.span()) for m in stars)
    addresses = [m.span() for m in _ADDRESS.finditer(line)] if "/" in line or "www" in line else []
    if "markup" in rules:
        for a, b in addresses:
            if line[a - 1 : a] == "<":
                yield "markup", a - 1, a
            if line[b : b + 1] == ">":
                yield "markup", b, b + 1
    if "space" in rules:
        for a, b in addresses:
            yield from (("space", a + m.start(), a + m.end()) for m in _GAP.finditer(line[a:b]))
        if len(line.split(None, 1)) > 1 and printed.kind(line) in {"text", "note"}:
            yield from (("space", a, b) for a, b in _stray_spaces(line, sentence))


_BETWEEN_CJK = re.compile(rf"[{_CJK}] [{_CJK}]")
_BETWEEN_HAN = re.compile(rf"[{_HAN}] [{_HAN}]")
_DIGITS_APART = re.compile(r"\d [\d.%％]|[.] \d")
_IN_NUMBER = re.compile(
    rf"{_DIGITS_APART.pattern}|\d [年月日号號时時分点點元万萬億亿%％]|[年月至到] \d"
    rf"|[,，、;；:：] [{_HAN}]"
)
_BEFORE_DATE = re.compile(rf"[{_HAN}]\d+\s*[年月日号]")  # 于 2025 年
_CUT_DATE = re.compile(r"\d\s+\d+\s*[年月日]")
_NUMBERED = re.compile(r"^[A-Z]?\d{1,2}[)）.、]?$")


def _stray_spaces(line: str, body: bool) -> Iterator[tuple[int, int]]:
    """Spaces that cut a word, a number or a date, or that only a column's edge put there.

    A headline's and a 《title》's spaces stand for punctuation and stay, unless a word of
    the dictionary goes across one; running Chinese (`body`) has no spaces of its own.
    """
    names = len(printed.photo_credit(line) or printed.signature(line))
    credit = len(line) - names - 1 if names else len(line)
    titled = {i for m in _IN_TITLE.finditer(line) for i in range(*m.span())}
    dated = bool(_CUT_DATE.search(line))
    folded = ""
    for match in _GAP.finditer(line):
        a, b = match.span()
        if a >= credit or (a < 6 and _NUMBERED.match(line[:a])):
            continue
        around = f"{line[a - 1]} {line[b]}"
        if _BETWEEN_CJK.match(around):
            stray = body and (a not in titled or not _BETWEEN_HAN.match(around))
            if not stray:
                folded = folded or text.fold(line)
                stray = text.seam(folded[max(0, a - 6) : a], folded[b : b + 6]) > _WORD_SEAM
        elif body:
            stray = bool(_IN_NUMBER.match(around)) or bool(
                _BEFORE_DATE.match(line[a - 1] + line[b : b + 8])
            )
        else:
            stray = dated and bool(_DIGITS_APART.match(around))
        if stray:
            yield a, b


def _upright(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """Lines of a single character, one under the other, made one line."""
    out: list[Line] = []
    edits: list[Edit] = []
    run: list[Line] = []

    def close() -> None:
        if len(run) >= 3:
            edits.extend(Edit("vertical", Span(a.end, b.start)) for a, b in itertools.pairwise(run))
            spans = tuple(span for line in run for span in line.spans)
            out.append(Line(spans, "".join(line.text for line in run), run[0].gap))
        else:
            out.extend(run)
        run.clear()

    for line in lines:
        single = len(line.text) == 1 and text.han_count(line.text) == 1
        if run and not (single and line.gap <= 2):
            close()
        if single:
            run.append(line)
        else:
            out.append(line)
    close()
    return out, edits


def _without_furniture(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """Labels of QR codes gone: two or more together, or one beside the masthead."""
    label = [printed.furniture(line.text) for line in lines]
    beside = [printed.kind(line.text) == "masthead" for line in lines]
    kept: list[Line] = []
    edits: list[Edit] = []
    for i, line in enumerate(lines):
        neighbours = [j for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        if label[i] and any(label[j] or beside[j] for j in neighbours):
            edits += [Edit("furniture", span) for span in line.spans]
        else:
            kept.append(line)
    return kept, edits
