"""The records that the parts hand to one another. All are frozen; none does I/O.

    index: seed file → Source → AlignedText → Article → Passage → index version
    ask:   question + turns → standalone query → Hits → draft → Answer

Spans are offsets into `Source.raw`, counted in Unicode code points, half open.
The text of an article or a passage is exactly its spans' raw characters in
order, so a text can never say what the page does not.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Script = Literal["hans", "hant", "other"]
Language = Literal["zh", "en"]
Kind = Literal["story", "caption", "contents", "masthead"]
Settable = Literal[
    "who",
    "when",
    "where",
    "how many",
    "which",
    "what",
    "said",
    "compare",
    "timeline",
    "summarise",
    "contents",
]
"""The kinds of question that a reader may ask for; "said": what somebody said.

Not "why" and "whether": there is no telling by their form which words answer these, so a question
taken for one of them is answered as "what" is.
"""
Intent = Literal[Settable, "why", "whether"]
"""What kind of question it is."""


class Span(NamedTuple):
    """Raw characters `start` (included) to `end` (excluded)."""

    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Whether the character at `at` is one of them."""
        return self.start <= at < self.end


def read_spans(raw: str, spans: Sequence[Span]) -> str:
    """The raw characters of `spans`, in the order given."""
    return "".join(raw[start:end] for start, end in spans)


def in_one_piece(raw: str, spans: Sequence[Span]) -> bool:
    """Whether `spans`, in the order given, are one run of `raw`, white space aside."""
    start, end = min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)
    return "".join(read_spans(raw, spans).split()) == "".join(raw[start:end].split())


def place(spans: Sequence[Span], span: Span) -> int | None:
    """Where in the text of `spans` the raw characters of `span` begin; None where they are not
    whole in one of them. Linear in the number of spans, which may be in any order."""
    at = 0
    for start, end in spans:
        if start <= span.start and span.end <= end:
            return at + span.start - start
        at += end - start
    return None


def sliced(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The raw spans behind characters `start` to `end` of the text of `spans`."""
    out: list[Span] = []
    at = 0
    for a, b in spans:
        low, high = max(start, at), min(end, at + b - a)
        if low < high:
            out.append(Span(a + low - at, a + high - at))
        at += b - a
    return tuple(out)


def content_id(sha256: str, file: str, spans: Sequence[Span]) -> str:
    """16 hex digits of the SHA-256 of a file's content, its name and spans in it."""
    named = f"{sha256}\0{file}\0" + ",".join(f"{start}-{end}" for start, end in spans)
    return hashlib.sha256(named.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read.

    `file` is its name to readers (a POSIX path below the indexed folder), `raw`
    the decoded text with its newlines as they are, `sha256` that of its bytes.
    """

    file: str
    raw: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One repair: the rule that made it and the raw characters it removed or moved."""

    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date (or range of days, both ends included) that a text names.

    `span` is raw; `rule` says how it was resolved ("full", "issue year", "今年", …).
    """

    span: Span
    start: dt.date
    end: dt.date
    rule: str

    @property
    def to_the_day(self) -> bool:
        """One day, or a few that the text counts out, rather than a month or a year."""
        return (self.end - self.start).days < 15


def dates_within(dates: Sequence[DateMention], spans: Sequence[Span]) -> tuple[DateMention, ...]:
    """Those of `dates` that begin in one of `spans`."""
    return tuple(d for d in dates if any(s.holds(d.span.start) for s in spans))


@dataclass(frozen=True, slots=True)
class Article:
    """One story of a page: what a reader cites.

    `date` is the issue's; where the page does not say, it is None and
    `not_before` is the latest past date in the text. `spans` are the raw
    characters of `text`, headline included, in reading order.
    """

    id: str
    file: str
    spans: tuple[Span, ...]
    text: str
    kind: Kind = "story"
    title: str = ""
    subtitle: str = ""
    byline: str = ""
    source_credit: str = ""
    date: dt.date | None = None
    not_before: dt.date | None = None
    issue: int | None = None
    total_issue: int | None = None
    pages: int | None = None
    page: int | None = None
    section: str = ""
    script: Script = "hans"
    dates: tuple[DateMention, ...] = ()
    edits: tuple[Edit, ...] = ()
    links: tuple[str, ...] = ()  # ids of articles that continue or repeat this one

    @property
    def printed(self) -> dt.date | None:
        """The day of its issue, or else after which that was; None where neither is known."""
        return self.date or self.not_before


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: what is embedded, found and cited.

    `position` counts the passages of an article from 0. `dates` are those of the
    article that fall into the passage.
    """

    id: str
    article: Article
    position: int
    spans: tuple[Span, ...]
    text: str
    dates: tuple[DateMention, ...] = ()

    @property
    def file(self) -> str:
        return self.article.file


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of the archive a search looks at; None and "" leave a side open.

    `since` and `until` (both included) bound the issue's date; an article whose date
    is unknown counts by its "not before". `title` must be in the headline.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    issue: int | None = None
    page: int | None = None
    section: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a query found.

    `score` is the fused one, in [0, 1]; `dense` is the cosine and `lexical` the
    BM25 score before fusion, `sentence` the score of its best sentences, in [0, 1];
    `terms` are the query's tokens that matched.
    """

    passage: Passage
    score: float
    dense: float = 0.0
    lexical: float = 0.0
    sentence: float = 0.0
    terms: tuple[str, ...] = ()
    duplicates: tuple[Passage, ...] = ()  # near-identical passages folded into this hit


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one passage that bear on a question, numbered `n` from 1.

    A draft cites it as `[n]`. `text` is the raw characters of `spans`: whole
    sentences of the passage, in its order. `score` in [0, 1] says how likely it is that they
    answer, `held` what share of the question's words they have.
    """

    n: int
    passage: Passage
    text: str
    spans: tuple[Span, ...]
    score: float
    held: float = 0.0

    @property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates that its own words name."""
        return dates_within(self.passage.dates, self.spans)


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation and the answer it got."""

    question: str
    answer: str
    standalone: str = ""

    @property
    def whole(self) -> str:
        """The question made to stand alone, where it was, else as it was asked."""
        return self.standalone or self.question


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a page. `verified`: the raw characters of `spans` are the quote.

    `mended`: they are not one run of the page, for a repair joined, moved or left out more
    than white space.
    """

    n: int
    passage: Passage
    quote: str
    spans: tuple[Span, ...]
    verified: bool
    mended: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer; `citations` are the numbers of its citations.

    `repaired`: items of its list that nothing held were cut.
    """

    text: str
    citations: tuple[int, ...]
    verified: bool
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question got: checked sentences and their citations, or the refusal.

    `standalone` is the question made independent of earlier turns, `kind` the kind it was
    answered as, understood or set by the reader (None: it was not kept); `as_of` the date of
    the newest issue the answer rests on; `confidence` in [0, 1]; `missing` those parts of the
    question that have no answer, where others have; `timing_ms` milliseconds by stage.
    """

    question: str
    standalone: str
    language: Language
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    abstained: bool
    reason: str
    as_of: dt.date | None
    confidence: float
    generator: str
    kind: Intent | None = None
    missing: tuple[str, ...] = ()
    timing_ms: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole answer with its citation marks, as shown."""
        return "".join(s.text + "".join(f"[{n}]" for n in s.citations) for s in self.sentences)
