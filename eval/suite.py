"""Every set at once, each over its own pages: what a change gives here and costs there.

`sets.toml` names the sets (`Set`). Each archive is indexed anew, for what reads its pages may be
what was changed.
"""

from __future__ import annotations

import io
import multiprocessing
import operator
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from rag.errors import SourceError
from rag.retrieval import ingest
from rag.retrieval.encode import Encoder
from rag.retrieval.store import Version
from rag.settings import Settings

from .cases import Maker, cases, last_issue
from .metrics import Row, outcome
from .runs import header, read_run, run

ROOT = Path(__file__).parent
SETS = ROOT / "sets.toml"
_HEAD = """\
| set | answerable (or turns) | right | refused though there | not there | refused |
|---|---|---|---|---|---|"""
_AT_ONCE = 8  # sets of one archive that one process takes, for the others not to wait for it


@dataclass(frozen=True, slots=True)
class Tally:
    """What the rows of a set came to, as counts of questions."""

    answerable: int
    right: int
    wrongly: int
    """Refused though the pages answer."""
    unanswerable: int
    refused: int

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Tally:
        became = [outcome(row) for row in rows]
        refused, invented = became.count("refused"), became.count("invented")
        return cls(
            answerable=len(became) - refused - invented,
            right=became.count("right"),
            wrongly=became.count("missed"),
            unanswerable=refused + invented,
            refused=refused,
        )

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(operator.add, astuple(self), astuple(other)))


NOTHING = Tally(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Set:
    """A file of questions or conversations and the pages it is about.

    `looked_at`: whether what it got was read question by question, so that rules were mended with
    it in sight; else it was looked at as figures only. `first`: what of its `Tally` was written
    down at first sight.
    """

    name: str
    pages: Path
    looked_at: bool
    about: str = ""
    first: Mapping[str, int] = field(default_factory=dict, hash=False)

    @property
    def path(self) -> Path:
        return ROOT / f"{self.name}.jsonl"

    @property
    def conversations(self) -> bool:
        return "conversations" in self.path.name

    @property
    def kind(self) -> str:
        """Which others it is summed up with."""
        what = "turns" if self.conversations else "questions"
        where = "the seeds" if self.pages.name == "seeds" else "other pages"
        return f"{what} about {where}, {'' if self.looked_at else 'never '}looked at"

    def tally(self, rows: Iterable[Row]) -> Tally:
        """What its rows came to; of a conversation every turn counts, rightly refused ones as
        right."""
        told = Tally.of(rows)
        if not self.conversations:
            return told
        turns = told.answerable + told.unanswerable
        return Tally(turns, told.right + told.refused, told.wrongly, 0, 0)

    def run(self, folder: Path) -> Path:
        """Where its run is among those of a suite."""
        return folder / f"{self.name.replace('/', '-')}.jsonl"


def read_sets(path: Path = SETS) -> tuple[Set, ...]:
    """The sets, in their order. Raises SourceError where a file that is named is not there."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    sets = tuple(_set(name, entry) for name, entry in told.items())
    for one in sets:
        if not one.path.is_file():
            raise SourceError(f"{path} names {one.name}, but {one.path} is not there.")
    return sets


def chosen(sets: Sequence[Set], words: Sequence[str]) -> tuple[Set, ...]:
    """Those whose name has one of `words`, all where there are none. Raises SourceError."""
    out = tuple(one for one in sets if not words or any(word in one.name for word in words))
    if not out:
        raise SourceError(f"No set of {SETS} has {' or '.join(words)} in its name.")
    return out


def ask(sets: Sequence[Set], folder: Path, settings: Settings, jobs: int = 1) -> None:
    """Ask every question, quoting only; one run a set in `folder`, in place of what was there."""
    folder.mkdir(parents=True, exist_ok=True)
    of = defaultdict(list)
    for one in sets:
        of[one.pages].append(one)
    work = [
        group[i : i + _AT_ONCE] for group in of.values() for i in range(0, len(group), _AT_ONCE)
    ]
    work.sort(key=len, reverse=True)
    # Not forked: the encoder's threads would not come along.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        for done in [pool.submit(_over_one_archive, group, folder, settings) for group in work]:
            done.result()


def tallies(sets: Iterable[Set], folder: Path) -> dict[Set, Tally]:
    """What each set came to in the runs of `folder`. Raises SourceError where one is missing."""
    return {one: one.tally(read_run(one.run(folder))[1]) for one in sets}


def changes(sets: Iterable[Set], before: Path, after: Path) -> list[tuple[str, Row, Row]]:
    """Questions of which something else became, or that are told in other words: the set, the
    rows of both. Sets that are in one of the folders only are left out."""
    out = []
    for one in sets:
        if one.run(before).exists() and one.run(after).exists():
            old = {row["id"]: row for row in read_run(one.run(before))[1]}
            for row in read_run(one.run(after))[1]:
                was = old.get(row["id"])
                if was and (outcome(was), was["answer"]) != (outcome(row), row["answer"]):
                    out.append((one.name, was, row))
    return out


def table(told: Mapping[Set, Tally]) -> str:
    """A table in Markdown: each set at first sight and now, then the sums of those alike."""
    groups: dict[str, list[Set]] = {}
    for one in told:
        groups.setdefault(one.kind, []).append(one)
    lines = [_HEAD]
    for one, now in told.items():
        name = f"`{one.name}`" + (f", {one.about}" if one.about else "")
        lines.append(_line(name, one.first, now))
    for kind, group in groups.items():
        known = set.intersection(*({*one.first} for one in group))
        first = {part: sum(one.first[part] for one in group) for part in known}
        name = f"**{kind}** ({len(group)})"
        lines.append(_line(name, first, sum((told[one] for one in group), NOTHING)))
    return "\n".join(lines) + "\n"


def _line(name: str, first: Mapping[str, int], now: Tally) -> str:
    def cell(part: str, whole: int) -> str:
        parts = [first[part]] if part in first else []
        return " → ".join(f"{n / whole:.2f}" for n in [*parts, getattr(now, part)] if whole)

    return (
        f"| {name} | {now.answerable} | {cell('right', now.answerable)} |"
        f" {cell('wrongly', now.answerable)} | {now.unanswerable or ''} |"
        f" {cell('refused', now.unanswerable)} |"
    )


def _set(name: str, entry: Mapping[str, Any]) -> Set:
    folder = (ROOT / name).parent
    pages = ROOT.parent / "seeds" if folder.name == "questions" else folder / "pages"
    return Set(name, pages, entry["looked_at"], entry.get("about", ""), entry.get("first", {}))


def _over_one_archive(sets: Sequence[Set], folder: Path, settings: Settings) -> None:
    """Index the pages of `sets`, which are the same, in a folder that goes away; ask them all."""
    encoder = Encoder.open(settings.encoders, settings.models)
    with tempfile.TemporaryDirectory(prefix="huiwen-suite-") as index:
        settings = settings.model_copy(update={"index": Path(index), "generator": "extractive"})
        ingest.build([sets[0].pages], settings, encoder)
        with closing(Version.open(settings.index)) as version:
            today = last_issue(version)
            maker = Maker("huiwen", encoder, settings, today)
            for one in sets:
                with cases(one.path, "jsonl", maker, version, "given") as all_:
                    head = header(
                        questions=one.path,
                        count=sum(len(case.turns) for case in all_),
                        pipeline="huiwen",
                        generator="extractive",
                        settings=settings,
                        encoders=encoder.names,
                        index=version.id,
                        today=today,
                        options={},
                    )
                    one.run(folder).unlink(missing_ok=True)
                    run(all_, head, one.run(folder), generator="extractive", tell=io.StringIO())
