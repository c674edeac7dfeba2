"""What paper a page is of, and of what place: what every page of it speaks of unsaid.

The pages of 徐汇报 say 区长 where a reader says 徐汇区区长. So the place of a paper is no word
that tells its sentences apart, and tells them all from those of another paper.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from ..language import gloss
from ..language.text import fold, han_count, places, tagged
from ..reading import lines as printed

_HEAD = 30  # lines that are not blank among which a page's name stands
_FOOT = 2  # of those at its end
_SAID = 3  # times that a page speaks of its place, its name aside; once of a long name
_NAME = re.compile(
    r"今日([\u4e00-\u9fff]{2,6})"
    r"|《?([\u4e00-\u9fff]{2,10}?)(?:[日晚早晨时商新导周快校]报|时讯|通讯|新闻|报)》?(?:数字报.*)?"
)
_SPOKEN = 3  # times that a page says a name which is no news to its readers
_SUFFIX = r"[区县市省镇乡州](?![长委政级属人域])"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its `name` and the place or body that it is of, its `home`; both folded."""

    name: str
    home: str

    def named(self, said: str) -> bool:
        """Whether folded `said` names it or its home."""
        if han_count(said):
            return self.name in said or self.home in said
        return next(self._spans(said, home=True), None) is not None

    def _spans(self, said: str, *, home: bool) -> Iterator[tuple[int, int]]:
        if home and not han_count(said):
            words = re.finditer(r"[a-z]{4,}", said)
            first = [self.home[:size] for size in range(2, len(self.home) + 1)]
            yield from (m.span() for m in words if any(gloss.romanised(m[0], f) for f in first))
            return
        pattern = rf"《?{self.name}》?"
        if home:  # and the larger place that it is in: 上海徐汇区
            larger = "|".join(places(said)) or r"(?!)"
            pattern += rf"|(?:(?:{larger})[省市]?)?{self.home}(?:{_SUFFIX})?"
        yield from (m.span() for m in re.finditer(pattern, said))


def paper(raw: str) -> Paper | None:
    """The paper that a page is of, by a line near its top or at its foot; None where none
    names it."""
    said = fold(raw)
    lines = [line for line in said.splitlines() if line.strip()]
    running = [name for whole in lines[-_FOOT:] if (name := printed.paper(whole)).endswith("报")]
    for whole in (*lines[:_HEAD], *running):
        own = printed.paper(whole)
        line = "".join((own if own.endswith("报") else whole).split())
        match = _NAME.fullmatch(line)
        if match is None:
            continue
        home = match[1] or match[2]
        name = line.strip("《").partition("》")[0]
        if said.replace(name, "").count(home) >= (_SAID if len(home) < 5 else 1):
            return Paper(name, home)
    return None


_WIDE = 0.4  # of a page, between the first and the last time that it says a name


class Papers:
    """The papers that the pages of an archive are of; `raw` gives the text of a file."""

    def __init__(self, raw: Callable[[str], str]) -> None:
        self.of = functools.lru_cache(1 << 14)(lambda file: paper(raw(file)))
        self._said = functools.lru_cache(1 << 7)(lambda file: fold(raw(file)))

    def among(self, files: Iterable[str]) -> tuple[Paper, ...]:
        """The papers of `files`, as far as their pages name them, each once."""
        return tuple(dict.fromkeys(filter(None, map(self.of, files))))

    def home(self, file: str, asked: Collection[str]) -> str:
        """The place that a page is of: its paper's, else the one of `asked` that it speaks of;
        "" where it is of none that is known."""
        if known := self.of(file):
            return known.home
        return next((home for home in asked if home in self._said(file)), "")

    def spoken(self, file: str, names: Collection[str]) -> frozenset[str]:
        """Those of `names` that a page says again and again, so that each sentence need not;
        somebody not in one story only, but from one end of it to the other."""
        said = self._said(file)
        often = (name for name in names if said.count(name) >= _SPOKEN)
        wide = _WIDE * len(said)
        return frozenset(n for n in often if said.rfind(n) - said.find(n) > wide * _somebody(n))


def _somebody(name: str) -> bool:
    """Whether a name is a person's, as jieba tells."""
    return [flag for _, flag in tagged(name)] == ["nr"]


def without(text: str, papers: Collection[Paper], *, homes: bool) -> str:
    """`text` with blanks for the names of papers, and for their `homes` too, as long as before."""
    for one in papers:
        for start, end in one._spans(fold(text), home=homes):
            text = text[:start] + " " * (end - start) + text[end:]
    return text
