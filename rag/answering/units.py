"""What of a passage may be quoted: its sentences, or a masthead or a headline as a whole."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..expected.points import announced
from ..language.text import fold, sentences
from ..records import DateMention, Passage, Span, dates_within, sliced

CLAUSE = re.compile(r"[^，,；;。！？!?\n]+[，,；;。！？!?\n]?")
"""A clause of folded text, with the mark that ends it."""

DATED = re.compile(r"\d+月|\d{4}年|[昨今明]天|当天|次日")
"""What names a date in folded text, by its form."""

_BYLINE = re.compile(
    r"[□\s(]*(?:本报)?(?:记者|通讯员)\s?[\u4e00-\u9fff\s]{2,24}$"
    r"|[\u4e00-\u9fff\s]{2,16}(?:摄影|文字|图文|摄|文/图)\s?(?:报道)?$"
)
# "…。”他说。": who said what stands before it.
_ATTRIBUTION = re.compile(
    r"[^，,。；;“”\"！!？?\n]{2,20}(?:表示|说|说道|指出|介绍|介绍道|强调|认为|坦言|告诉记者"
    r"|透露)[。.]?$"
)
_HEADLINE = 40  # characters of the longest headline
_MARKED_END = re.compile('[。！？!?…；：”"）)]$')
_BEFORE = 1200  # characters of a story in which the sentence before a passage is


@dataclass(frozen=True, slots=True)
class Unit:
    """What may be quoted: a sentence of a story, or the whole of a masthead or a headline."""

    passage: Passage
    text: str
    spans: tuple[Span, ...]
    before: str  # the sentence before it, which often names what it speaks of
    head: str = ""  # what announces the points that it is one of
    head_spans: tuple[Span, ...] = ()

    @property
    def dates(self) -> tuple[DateMention, ...]:
        return dates_within(self.passage.dates, self.spans)


def units(passage: Passage) -> Iterator[Unit]:
    """The parts of a passage that may be quoted."""
    if passage.article.kind in ("masthead", "contents"):
        text = passage.text
        low, high = len(text) - len(text.lstrip()), len(text.rstrip())
        if low < high:
            yield Unit(passage, text[low:high], sliced(passage.spans, low, high), "")
        return
    before = _sentence_before(passage)
    last: int | None = None
    for start, end in _quotable(passage.text):
        # A byline says nothing without what it is set under, nor does who said it.
        said = fold(passage.text[start:end])
        quoted = fold(before).endswith(("”", '"'))
        joined = _BYLINE.match(said) or (quoted and _ATTRIBUTION.match(said))
        low = last if joined and last is not None else start
        text = passage.text[low:end]
        head = announced(passage.article.text, text)
        said = passage.article.text[slice(*head)].strip() if head else ""
        of = sliced(passage.article.spans, *head) if head else ()
        yield Unit(passage, text, sliced(passage.spans, low, end), before, said, of)
        before, last = text, low


def _sentence_before(passage: Passage) -> str:
    """The sentence of the story that stands before a passage; "" where none does."""
    story = passage.article.text
    at = story.find(passage.text)
    earlier = list(_quotable(story[max(0, at - _BEFORE) : at])) if at > 0 else []
    offset = max(0, at - _BEFORE)
    return story[offset + earlier[-1][0] : offset + earlier[-1][1]] if earlier else ""


def after(unit: Unit) -> str:
    """What follows a sentence in its passage, to the next that names a date; folded."""
    text = unit.passage.text
    at = text.find(unit.text)
    rest = text[at + len(unit.text) :] if at >= 0 else ""
    kept = itertools.takewhile(
        lambda sentence: not DATED.search(sentence),
        (fold(rest[a:b]) for a, b in sentences(rest)),
    )
    return "".join(itertools.islice(kept, 2))


def clauses(text: str) -> list[str]:
    """The clauses of a sentence in pairs, each but the last with the one after it."""
    parts = [m[0] for m in CLAUSE.finditer(text)]
    return ["".join(parts[i : i + 2]) for i in range(max(1, len(parts) - 1))] or [text]


@functools.lru_cache(maxsize=1 << 10)
def lead(text: str, title: str) -> str:
    """The first sentence of a story's text that is not its headline, folded."""
    for start, end in sentences(text):
        sentence = fold(text[start:end]).strip()
        if len(sentence) >= 15 and sentence not in title:
            return sentence
    return ""


@functools.lru_cache(maxsize=1 << 12)
def so_far(story: str, sentence: str) -> str:
    """A story to the end of one of its sentences, folded; the whole where it is not in it."""
    at = story.find(sentence)
    return fold(story[: at + len(sentence)] if at >= 0 else story)


@functools.lru_cache(maxsize=1 << 12)
def headline(story: str, sentence: str) -> bool:
    """Whether a sentence of a story is one of the headlines that it begins with: a short line that
    ends in no mark, after such lines only and before a longer one."""
    head, found, rest = story.partition(sentence)
    before = [*head.split("\n")[:-1], sentence]
    after = itertools.dropwhile(_heading, rest.lstrip("\n").split("\n"))
    return bool(found) and all(map(_heading, before)) and len(next(after, "")) >= _HEADLINE


def _heading(line: str) -> bool:
    """Whether a line may be a headline: it is short and ends in no mark."""
    return len(line) < _HEADLINE and not _MARKED_END.search(line)


def _quotable(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences that say something, without the space around them."""
    for start, end in sentences(text):
        sentence = text[start:end]
        if len(sentence.strip()) >= 6:
            yield start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip())
