"""What is asked of a reader of pages, and the marks it gets. Definitions:

**Joins.** A *cut* is a place inside a paragraph where two characters that belong side by
side stand apart on the page; its class is what stands between them: a `space`, one
`line` end, a `blank` line, or, where there are characters that belong elsewhere or the
pieces stand in another order, a `stitch`. A *join* is a place where an article's text
has two characters side by side, nothing between, that stand apart on the page.
Precision is the share of the joins that are right, recall the share of the cuts that
are joined. A join is wrong when the characters are of two stories, are not neighbours
in theirs, should have a space, or ran on over the end of a paragraph or headline that
the page shows (blank line, indent). Not counted, for or against: cuts after the end of
a sentence (a page does not say whether a paragraph ends there), between Chinese and
Latin (a matter of style), in headlines and bylines, and around jump notes, Markdown and
labels of pictures.

**Order.** The same over stitches alone, whitespace allowed between: of the places where
an article's text goes on with a character that is not the next of the page, how many
are right; of the stitches, how many are made.

**Boundary F1.** A boundary is a place between two successive characters of the page
where the owner changes: from story to story, or from a story to furniture and back
(furniture, contents and masthead articles are one owner). Precision and recall of the
reader's boundaries, at the exact character. **B³ F1**: for each story character, how
much of its article is its story and how much of its story is in its article, averaged.
**Whole**: stories of which one article has at least 95 % of the characters, and hardly
any other (5 %).

**Metadata**, over the article with most of a story's characters: title (alone or with its
subtitle: a page does not say whether a second line is one; stories continued from
another page are not asked), names of the byline, source credit; over all articles of a
page: date, issue, total issue, pages. Whitespace, width of brackets, and words like
记者 aside.

**Lost**: story characters in no story or caption (share); of a paragraph that the clean story
itself says twice, one copy counts for both. **Twice**: those in two.
**Furniture**: characters of mastheads and contents lists inside a story. **Invented**:
articles whose text is not the raw characters of their spans.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rag.records import Article, read_spans

from .pages import Mark, Page, Unit

_ENDS = "。！？…；”’」』）"
_ROLES = re.compile(
    r"(?:本報|本报)?(?:見習|见习|首席|全媒体|全媒體)?(?:記者|记者|通訊員|通讯员|報道|报道|攝影|摄影|来源|來源)"
    r"|[\s□■◎●()（）:：/、，,]"
)


@dataclass(slots=True)
class Rate:
    """Right ones, those given and those wanted."""

    right: int = 0
    given: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """Sums over pages; `report()` makes the figures."""

    pages: int = 0
    joins: dict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    wrong: Counter[str] = field(default_factory=Counter)
    order: Rate = field(default_factory=Rate)
    boundaries: Rate = field(default_factory=Rate)
    cubed: list[tuple[float, float]] = field(default_factory=list)
    whole: Rate = field(default_factory=Rate)
    facts: dict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    characters: Counter[str] = field(default_factory=Counter)
    invented: int = 0

    def report(self) -> dict[str, object]:
        joins = Rate(*(sum(getattr(r, f) for r in self.joins.values()) for f in Rate.__slots__))
        characters = max(self.characters["story"], 1)
        count = max(len(self.cubed), 1)
        cubed_p, cubed_r = (sum(c[i] for c in self.cubed) / count for i in (0, 1))
        facts = {name: rate.recall for name, rate in sorted(self.facts.items())}
        asked = Rate(
            found=sum(r.found for r in self.facts.values()),
            wanted=sum(r.wanted for r in self.facts.values()),
        )
        return {
            "pages": self.pages,
            "joins": {"precision": joins.precision, "recall": joins.recall, "made": joins.given},
            "joins_by_class": {
                name: {"precision": r.precision, "recall": r.recall, "cuts": r.wanted}
                for name, r in sorted(self.joins.items())
            },
            "wrong_joins": dict(self.wrong.most_common()),
            "order": {"precision": self.order.precision, "recall": self.order.recall},
            "boundary_f1": self.boundaries.f1,
            "b3_f1": 2 * cubed_p * cubed_r / (cubed_p + cubed_r) if cubed_p + cubed_r else 0.0,
            "whole": {"precision": self.whole.precision, "recall": self.whole.recall},
            "metadata": asked.recall,
            "metadata_by_field": facts,
            "lost": self.characters["lost"] / characters,
            "twice": self.characters["twice"] / characters,
            "furniture": self.characters["furniture"],
            "invented": self.invented,
        }


class Place(NamedTuple):
    """Where a raw character belongs: unit and position in it."""

    unit: int
    position: int


def score(page: Page, articles: Sequence[Article], into: Scores) -> list[str]:
    """Adds what was read of `page` to the sums; returns what was wrong, one line each."""
    raw = page.source.raw
    into.pages += 1
    into.invented += sum(read_spans(raw, a.spans) != a.text for a in articles)
    return [
        *_score_joins(page, articles, into),
        *_score_articles(page, articles, into),
        *_score_facts(page, articles, into),
    ]


def _offsets(article: Article) -> list[int]:
    return [offset for start, end in article.spans for offset in range(start, end)]


def _cuts(page: Page) -> Iterator[tuple[Place, str, bool]]:
    """Every cut of the page: the place before it, its class, and whether it is scored as a join."""
    at: dict[Place, list[int]] = defaultdict(list)
    for offset, place in enumerate(map(Place, page.owner, page.position)):
        if place.unit >= 0:
            at[place].append(offset)
    for place, offsets in at.items():
        following = at.get(Place(place.unit, place.position + 1))
        if following is None or any(offset + 1 in following for offset in offsets):
            continue
        name = min(
            (_between(page, a, b) for a in offsets for b in following),
            key=("space", "line", "blank", "stitch").index,
        )
        unit: Unit = page.units[place.unit]
        char, gap = unit.text[place.position], unit.gaps[place.position]
        yield place, name, gap == "" and char not in _ENDS


def _between(page: Page, a: int, b: int) -> str:
    """The class of the cut between raw characters `a` and `b`."""
    gap = page.source.raw[a + 1 : b]
    if b < a or gap.strip():
        return "stitch"
    breaks = gap.count("\n")
    return "space" if breaks == 0 else "line" if breaks == 1 else "blank"


def _score_joins(page: Page, articles: Sequence[Article], into: Scores) -> list[str]:
    """Precision from what the articles' texts do, recall from what the page's cuts want."""
    joined: set[Place] = set()
    followed: set[Place] = set()
    notes = []
    for article in articles:
        if article.kind not in ("story", "caption"):
            continue
        offsets = _offsets(article)
        solid = [n for n, o in enumerate(offsets) if not page.source.raw[o].isspace()]
        for m, n in itertools.pairwise(solid):
            a, b, beside = offsets[m], offsets[n], n == m + 1
            if _successor(page, a, b):
                place = Place(page.owner[a], page.position[a])
                followed.add(place)
                if beside:
                    joined.add(place)
            if b != a + 1 and Mark.NEUTRAL not in (page.owner[a], page.owner[b]):
                notes += _mark_join(page, a, b, into, beside=beside)
    for place, name, scored in _cuts(page):
        unit = page.units[place.unit]
        if name == "stitch" and unit.gaps[place.position] == "":
            into.order.wanted += 1
            into.order.found += place in followed
        if scored:
            into.joins[name].wanted += 1
            into.joins[name].found += place in joined
            if place not in joined:
                k = place.position + 1
                around = f"{unit.text[max(0, k - 10) : k]}|{unit.text[k : k + 10]}"
                notes.append(f"missed join ({name}): {around}")
    return notes


def _mark_join(page: Page, a: int, b: int, into: Scores, *, beside: bool) -> list[str]:
    """Marks an article's going on from raw character `a` to `b`, `beside` it or not."""
    name = _between(page, a, b)
    if name == "stitch":
        into.order.given += 1
        into.order.right += _successor(page, a, b)
    wrong = _wrong(page, a, b, name)
    if not beside or wrong == "not scored":
        return []
    into.joins[name].given += 1
    into.joins[name].right += not wrong
    if not wrong:
        return []
    into.wrong[f"{wrong}, {name}"] += 1
    return [f"wrong join ({wrong}, {name}): {_quote(page, a, b)}"]


def _successor(page: Page, a: int, b: int) -> bool:
    """Whether raw character `b` is the one to read after `a`."""
    return page.owner[a] >= 0 and (page.owner[b], page.position[b]) == (
        page.owner[a],
        page.position[a] + 1,
    )


def _wrong(page: Page, a: int, b: int, name: str) -> str:
    """What is wrong with joining raw characters `a` and `b`: "" nothing, or "not scored"."""
    if page.owner[a] != page.owner[b]:
        return "two owners"
    if page.owner[a] < 0:
        return "not scored"
    if not _successor(page, a, b):
        return "wrong place"
    gap = page.units[page.owner[a]].gaps[page.position[a]]
    if gap == " ":
        return "lost space"
    if gap == "\n":  # over a column's end nobody can see whether a paragraph ends
        return "not scored" if name in ("stitch", "space") else "ran on"
    scored = gap == "" and page.source.raw[a] not in _ENDS
    return "" if scored else "not scored"


def _quote(page: Page, a: int, b: int) -> str:
    raw = page.source.raw
    return f"{raw[max(0, a - 9) : a + 1]!r} + {raw[b : b + 10]!r}"


def _score_articles(page: Page, articles: Sequence[Article], into: Scores) -> list[str]:
    """Boundaries, B³, whole stories, and what was lost or read twice."""
    size = len(page.source.raw)
    reader, times = [-1] * size, [0] * size  # the story article of each character; in how many
    for number, article in enumerate(articles):
        for offset in set(_offsets(article)):
            times[offset] += 1
            if article.kind in ("story", "caption"):
                reader[offset] = number
    solid = [
        o for o in range(size) if not page.source.raw[o].isspace() and page.owner[o] != Mark.NEUTRAL
    ]
    _score_boundaries(page, solid, reader, times, into)
    present: dict[int, set[int]] = defaultdict(set)  # unit → its positions on the page
    both: dict[tuple[int, int], set[int]] = defaultdict(set)  # … of them in an article
    for offset in solid:
        unit, number, position = page.owner[offset], reader[offset], page.position[offset]
        into.characters["furniture"] += unit < 0 <= number
        if unit >= 0:
            present[unit].add(position)
            into.characters["twice"] += times[offset] > 1
            if number >= 0:
                both[unit, number].add(position)
    sizes = Counter(reader[o] for o in solid if reader[o] >= 0)
    _cubed(both, sizes, present, into)
    into.whole.wanted += len(present)
    into.whole.given += len(sizes)
    for (unit, number), shared in both.items():
        fits = len(shared) >= 0.95 * max(len(present[unit]), sizes[number])
        into.whole.right += fits
        into.whole.found += fits
    edits = (e for article in articles for e in article.edits if e.rule == "duplicate")
    duplicates = {o for edit in edits for o in range(*edit.span)}
    notes = []
    for unit, positions in present.items():
        kept = set().union(*(s for (u, _), s in both.items() if u == unit))
        taken_out = {page.position[o] for o in duplicates if page.owner[o] == unit}
        lost = _unsaid(page.units[unit].text, kept, positions - kept, taken_out)
        into.characters["story"] += len(positions)
        into.characters["lost"] += len(lost)
        if lost:
            some = "".join(page.units[unit].text[p] for p in sorted(lost)[:20])
            notes.append(f"lost {len(lost)} characters of story {unit}: {some!r}…")
    return notes


def _unsaid(text: str, kept: set[int], lost: set[int], taken_out: set[int]) -> set[int]:
    """The positions of `lost` but those `taken_out` as duplicates whose words are kept.

    Some clean texts say a paragraph twice. A page shows no difference between that and a
    paragraph printed twice: where one copy is kept, what the other says is not lost.
    """
    said = "".join(char if n in kept else "\n" for n, char in enumerate(text))
    spared: set[int] = set()
    run: list[int] = []
    for position in [*sorted(lost & taken_out), -1]:
        if run and position != run[-1] + 1:
            if text[run[0] : run[-1] + 1] in said:
                spared.update(run)
            run = []
        run.append(position)
    return lost - spared


def _score_boundaries(
    page: Page, solid: Sequence[int], reader: Sequence[int], times: Sequence[int], into: Scores
) -> None:
    """Where the owner changes from one character of `solid` to the next."""
    read = {(page.owner[o], page.position[o]) for o in solid if times[o]}
    # Of a paragraph printed twice one copy may be dropped: that is no boundary, nor a loss.
    kept = [
        o
        for o in solid
        if page.owner[o] < 0 or times[o] or (page.owner[o], page.position[o]) not in read
    ]
    pairs = list(itertools.pairwise(kept))
    truth = {o: page.owner[o] if page.owner[o] >= 0 else -1 for o in kept}
    wanted = {b for a, b in pairs if truth[a] != truth[b]}
    given = {b for a, b in pairs if reader[a] != reader[b]}
    right = len(wanted & given)
    into.boundaries.right += right
    into.boundaries.given += len(given)
    into.boundaries.found += right
    into.boundaries.wanted += len(wanted)


def _cubed(
    both: dict[tuple[int, int], set[int]],
    sizes: dict[int, int],
    present: dict[int, set[int]],
    into: Scores,
) -> None:
    """B³ precision and recall of each story character (Bagga and Baldwin 1998)."""
    for unit, positions in present.items():
        precision = recall = 0.0
        found = 0
        for (u, number), shared in both.items():
            if u == unit:
                found += len(shared)
                precision += len(shared) * len(shared) / max(sizes[number], 1)
                recall += len(shared) * len(shared) / len(positions)
        into.cubed.append((precision / found if found else 0.0, min(1.0, recall / len(positions))))


def _score_facts(page: Page, articles: Sequence[Article], into: Scores) -> list[str]:
    notes: list[str] = []

    def ask(name: str, wanted: object, given: object, *, right: bool) -> None:
        into.facts[name].wanted += 1
        into.facts[name].found += right
        if not right:
            notes.append(f"{name}: wanted {wanted!r}, got {given!r}")

    stories = [a for a in articles if a.kind in ("story", "caption")]
    offsets = [set(_offsets(a)) for a in stories]
    for number, unit in enumerate(page.units):
        mine = {o for o, owner in enumerate(page.owner) if owner == number}
        shared, best = max(((len(mine & o), n) for n, o in enumerate(offsets)), default=(0, -1))
        article = stories[best] if shared else Article("", "", (), "")
        if unit.kind == "caption":
            continue
        if unit.title is not None:
            titles = {_plain(unit.title), _plain(unit.title + unit.subtitle)}
            found = {_plain(article.title), _plain(article.title + article.subtitle)}
            ask("title", unit.title, article.title, right=bool(titles & found))
        names = _plain("".join(unit.names))
        ask("byline", unit.names, article.byline, right=_plain(article.byline) == names)
        credit = _plain(article.source_credit)
        ask("credit", unit.credit, article.source_credit, right=credit == _plain(unit.credit))
    for name in ("date", "issue", "total_issue", "pages"):
        wanted = getattr(page.masthead, name)
        given = {getattr(a, name) for a in stories} or {None}
        ask(name, wanted, given, right=given == {wanted})
    return notes


def _plain(text: str) -> str:
    return _ROLES.sub("", text)
