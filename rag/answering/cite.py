"""A draft and its evidence to checked sentences with citations. Pure.

A sentence of a draft is kept where the evidence it cites holds it: every number with what it
counts, every date, name and quotation in it stands in the evidence (after folding of numerals,
width and script), whoever holds an office holds it there, and most of its words stand there.
Where it cites the wrong evidence, or none, the evidence that does hold it is cited instead. Of a
list, the items that nothing holds are cut. A sentence that is only a name or a number says
nothing by itself: the evidence must have it beside what the question is about. What nothing
holds is marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..asking.topic import terms
from ..asking.wording import alternatives
from ..language import dates, gloss
from ..language.people import holds_post, posts
from ..language.quantities import quantities, says
from ..language.text import fold, han_count, names, tokens, unspaced
from ..records import Citation, Evidence, Sentence, Span, in_one_piece, read_spans
from . import label

WORDS_HELD = 0.6
"""The share of a sentence's words that its evidence must have."""

VERBATIM = 12
"""Characters of a quotation that needs no other proof."""

BARE = 2
"""Words of two characters or more, its facts aside, up to which a sentence says nothing alone."""

BESIDE = 0.5
"""The share of the question's words that must stand beside such a sentence's facts."""

NEAR = 120
"""Characters of the story before a piece of evidence that tell what it speaks of."""

_MARK = re.compile(r"\s*[\[［【]\s*(\d{1,2}(?:\s*[,，、;；]\s*\d{1,2})*)\s*[\]］】]")
_END = re.compile(
    r"(?:[。！？!?…]+[”’」』）)\"]*|\.(?=\s|\[|$))(?:\s*[\[［【][\d\s,，、;；]+[\]］】])*|\n+"
)
_QUOTED = re.compile(r"[“「『《\"]([^”」』》\"]{2,200})[”」』》\"]")
_LATIN = re.compile(r"[A-Za-z]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_NAME = re.compile(r"[a-z][a-z0-9.+&-]*[a-z0-9]", re.IGNORECASE)
_ROMANISED = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}\b")
# A list: after a verb or a colon, items with 、 between them, the last after 、 or 和.
_ROW = re.compile(
    r"(?P<items>[^、，。；：:,;\n]{1,24}(?:、[^、，。；：:,;\n]{1,24}?)+)(?=等|[，。；,;\n]|$)"
)
_OPENS_ROW = re.compile(r"^.*(?:有|是|为|包括|分别|叫|由|即)")
_LAST_OF_ROW = re.compile(r"以及|和|与|及")
# The date of an issue is that of the paper; of an event only where its words say so.
_PRINTED = re.compile(
    r"[报報刊期版登載载]|\b(?:issue|paper|newspaper|published|reported)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a draft without its marks, and the evidence numbers it cited."""

    text: str
    cited: tuple[int, ...]
    end: int  # in the draft, its marks included


def claims(draft: str) -> Iterator[Claim]:
    """The sentences of a draft, each with the marks `[n]` that stand in or after it."""
    at = 0
    for end in [m.end() for m in _END.finditer(draft)] + [len(draft)]:
        piece, at = draft[at:end], max(at, end)
        cited = [int(n) for m in _MARK.finditer(piece) for n in re.findall(r"\d+", m[1])]
        text = _MARK.sub("", piece).strip()
        if text.strip("。.！!？?…，,;；:：“”\"'- "):
            yield Claim(text, tuple(dict.fromkeys(cited)), at)


def check(
    draft: str, evidence: Sequence[Evidence], raw: Callable[[str], str], question: str = ""
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The sentences of `draft` and the citations they rest on, numbered from 1.

    `raw` gives the raw page of a file; `question` is what the draft answers, where that is
    known. A sentence is verified when a verified citation holds it, and repaired when items of
    its list were cut for that. Citations stand in the order of their first use.
    """
    numbers: dict[int, int] = {}
    out: list[Sentence] = []
    sound = tuple(e for e in evidence if is_quote(e.text, e.spans, raw(e.passage.file)))
    for said in claims(draft):
        claim, held, repaired = _checked(said, sound, question)
        for item in held:
            numbers.setdefault(item.n, len(numbers) + 1)
        out.append(Sentence(claim.text, tuple(numbers[e.n] for e in held), bool(held), repaired))
    by_number = {e.n: e for e in evidence}

    def cited(n: int, item: Evidence) -> Citation:
        mended = not in_one_piece(raw(item.passage.file), item.spans)
        return Citation(n, item.passage, item.text, item.spans, True, mended)

    return tuple(out), tuple(cited(n, by_number[e]) for e, n in numbers.items())


def _checked(
    claim: Claim, evidence: Sequence[Evidence], question: str
) -> tuple[Claim, tuple[Evidence, ...], bool]:
    """A claim, what holds it, and whether items of its list were cut so that something does."""
    whole = unspaced(fold(claim.text))
    fit = tuple(
        e
        for e in evidence
        if not question or whole == unspaced(fold(e.text)) or _beside(claim.text, e, question)
    )
    held = holding(claim, fit)
    if held:
        return claim, held, False
    for row in _ROW.finditer(claim.text):
        shorter = _without_unheld(claim.text, row, fit)
        held = holding(Claim(shorter, claim.cited, claim.end), fit) if shorter else ()
        if held:
            return Claim(shorter, claim.cited, claim.end), held, True
    return claim, (), False


def _without_unheld(text: str, row: re.Match[str], evidence: Sequence[Evidence]) -> str:
    """`text` without the items of its list that no evidence has; "" where none or all go."""
    opens = _OPENS_ROW.match(row["items"])
    head = opens[0] if opens else ""
    *items, last = row["items"].removeprefix(head).split("、")
    items += [part for part in _LAST_OF_ROW.split(last) if part]
    grounds = [_ground((e,)) for e in evidence]
    kept = [i for i in items if any(unspaced(fold(i)) in unspaced(g) for g in grounds)]
    if not kept or len(kept) == len(items):
        return ""
    return text[: row.start()] + head + "、".join(kept) + text[row.end() :]


def _beside(sentence: str, item: Evidence, question: str) -> bool:
    """Whether evidence may speak of what is asked, where a sentence does not say what it is
    about: a bare name or number. True of any other sentence."""
    rest = fold(sentence)
    for found in dates.named(sentence, None):
        rest = rest.replace(fold(sentence[found.start : found.end]), " ")
    own = [t for t in terms(rest) if len(t) > 1 and not t[0].isdigit()]
    about = [t for t in terms(question) if len(t) > 1]
    if len(own) > BARE or not about or any(t in fold(sentence) for t in about):
        return True
    article = item.passage.article
    at = article.text.find(item.text)
    near = fold(f"{article.title}\n{article.text[max(0, at - NEAR) : max(0, at)]}\n{item.text}")
    known = sum(len(t) for t in about if any(w in near for w in alternatives(t, near)))
    return known >= BESIDE * sum(map(len, about))


def is_quote(quote: str, spans: Sequence[Span], raw: str) -> bool:
    """Whether the raw characters of `spans`, whitespace aside, are `quote`."""
    return unspaced(read_spans(raw, spans)) == unspaced(quote)


def holding(claim: Claim, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence that holds a claim: what it cites, else the best of the rest.

    Where no single sentence holds it, those that it cites may hold it together.
    """
    cited = tuple(e for e in evidence if e.n in claim.cited)
    alone = tuple(e for e in cited if holds(claim.text, (e,)))
    if alone:
        return alone + tuple(e for e in cited if e not in alone and _dates(claim.text, e, alone))
    if len(cited) > 1 and holds(claim.text, cited):
        return cited
    rest = [e for e in evidence if e.n not in claim.cited and holds(claim.text, (e,))]
    return tuple(sorted(rest, key=lambda e: -_words_held(claim.text, _ground((e,))))[:1])


def _dates(sentence: str, masthead: Evidence, others: Sequence[Evidence]) -> bool:
    """Whether a masthead's line tells the day or the year that a sentence names of its issue."""
    article = masthead.passage.article
    if article.kind != "masthead" or article.date not in [e.passage.article.date for e in others]:
        return False
    years = {mention.first.year for mention in dates.named(sentence, None)}
    return article.date is not None and article.date.year in years


def holds(sentence: str, evidence: Sequence[Evidence]) -> bool:
    """Whether `evidence` together says what `sentence` says, as far as code can tell."""
    quoted = any(_verbatim(label.without(sentence, e), e.text) for e in evidence)
    return quoted or _grounded(sentence, evidence)


def _grounded(sentence: str, evidence: Sequence[Evidence]) -> bool:
    """Whether every fact of `sentence` stands in `evidence`, and most of its words."""
    ground = _ground(evidence)
    days = [(d.start, d.end) for e in evidence for d in e.dates]
    issues = [(day, day) for e in evidence if (day := e.passage.article.date)]
    printed = bool(_PRINTED.search(sentence))
    rest = label.PRINTED.sub(lambda ours: " " * len(ours[0]), fold(sentence))
    english = _is_english(sentence)
    anchors = 0
    said = dates.named(sentence, None)  # ours before a quotation
    for mention in said:
        # A day is not held by a page that only names its month; the reverse is.
        held = days + issues if printed or mention.first < mention.last else days
        ends = mention.first == mention.last and any(mention.first in day for day in days)
        if not ends and not any(mention.first <= a and b <= mention.last for a, b in held):
            return False
        anchors += 1
    rest = dates.without(rest, said)  # folded: a character for each
    known = list(quantities(ground))
    for match in _ROMANISED.finditer(sentence):
        if all(map(gloss.readable, match[0].split())):
            if not _sounds(match[0].split(), ground):
                return False
            anchors += 1
            rest = rest.replace(fold(match[0]), " ")
    bare = unspaced(ground)
    for number in sorted(quantities(rest), key=lambda q: -q.start):
        if not says(number, known):
            return False
        rest = rest[: number.start] + " " + rest[number.end :]
        anchors += 1
    quoted = [match[1] for match in _QUOTED.finditer(fold(sentence))]  # its numbers and all
    for fact in (*quoted, *(_CHINESE if english else _NAME).findall(_QUOTED.sub(" ", rest))):
        if unspaced(fact) not in bare and fact not in label.WORDS:
            return False
        anchors += 1
    if not english:
        return _worded(rest, ground)
    # Its words cannot be looked up in Chinese evidence: it must at least stand on a number, a
    # date or a name that can.
    return anchors > 0 or any(name in ground for name in _NAME.findall(rest))


def _worded(rest: str, ground: str) -> bool:
    """Whether folded `ground` has the names of Chinese words, their offices and most of them."""
    named = all(name in ground for name in names(rest))
    held = all(holds_post(name, role, ground) for name, role in posts(rest) if name in ground)
    return named and held and _words_held(rest, ground) >= WORDS_HELD


def _verbatim(sentence: str, text: str) -> bool:
    """Whether a sentence of some length is the words of `text` as they stand, but for footnote
    marks, which look like ours."""
    said = unspaced(sentence)
    return len(said) >= VERBATIM and said in unspaced(_MARK.sub("", text))


def _sounds(name: Sequence[str], ground: str) -> bool:
    """Whether Chinese characters of `ground`, one after the other, are read as `name`."""
    spoken = "".join(name)
    return any(
        gloss.romanised(spoken, run[i : i + size])
        for run in _CHINESE.findall(ground)
        for size in range(len(name), 5)
        for i in range(len(run) - size + 1)
    )


def _ground(evidence: Sequence[Evidence]) -> str:
    """Everything a sentence may take from evidence, folded: words, headline, byline, issue."""
    parts: list[str] = []
    for item in evidence:
        article = item.passage.article
        parts += [item.text, article.title, article.byline]
        parts += [f"第{n}期" for n in (article.issue, article.total_issue) if n is not None]
        if article.page is not None:
            parts += [f"第{article.page}版", f"page {article.page}"]
    return fold("\n".join(parts))


def _is_english(sentence: str) -> bool:
    return len(_LATIN.findall(sentence)) > han_count(sentence)


def _words_held(sentence: str, ground: str) -> float:
    """The share of a sentence's words of two characters or more that `ground` has."""
    words = [t for t in tokens(sentence) if len(t) > 1]
    if not words:
        return 1.0
    have = set(tokens(ground))
    return sum(len(w) for w in words if w in have) / sum(len(w) for w in words)
