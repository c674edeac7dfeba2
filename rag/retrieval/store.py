"""Index versions on disk: write, open, verify, merge, prune.

    index/
      CURRENT                     the id of the version that answers
      versions/<id>.json          manifest: settings, models, segments with per-file SHA-256
      segments/<id>/              immutable: pages, vectors, BM25 (`segment`)
      verified/<id>               what was hashed here, by size and time of change

A version is a list of segments and, for each, the files that have left it. An update
writes the segment of what is new and a manifest that names it beside the old ones, so
its cost is that of the change. Everything is written aside and renamed into place;
`CURRENT` is replaced last. A reader keeps the files that it opened. Which kind of FAISS
index a segment has is a matter of its size; `vectors` has the rule.

Small segments are merged as in any log-structured store (O'Neil et al. 1996; Lucene's
LogMergePolicy): `FANOUT` of about a size become one, so that a passage is copied, never
embedded or cut into words again, a logarithmic number of times in its life.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import hashlib
import json
import math
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from ..errors import IndexVersionError, LockedError
from ..records import Article, Passage, Scope, Source
from . import links
from .lexical import inverse_document_frequency
from .manifest import (
    Manifest,
    Member,
    check,
    current,
    digest,
    read_manifest,
    replace_text,
    trust,
)
from .segment import Segment, SegmentWriter
from .vectors import Rows, Vectors

KEPT_VERSIONS = 2
FANOUT = 8
"""How many segments of a size are merged."""
FULL = 1 << 18
"""The most passages of one segment: what a writer holds of it in memory is about 1 GB."""

_LEAST = 512  # passages; segments below it are of one size


class Version:
    """An index version, open for reading. Rows number the passages of all its segments."""

    def __init__(self, manifest: Manifest, segments: Sequence[Segment]) -> None:
        self.manifest = manifest
        self.segments = tuple(segments)
        self._dead = [frozenset(member.dead) for member in manifest.members]
        self._offsets = np.cumsum([0, *(len(s) for s in self.segments)])
        kept = [s.kept(dead) for s, dead in self._files()]
        self._alive = np.concatenate([np.zeros(0, bool), *kept])
        tokens = sum(s.lexical.token_count for s in self.segments)
        self._mean_length = tokens / max(1, len(self._alive))
        self._jumps: dict[dt.date, list[tuple[str, str]]] = {}

    @classmethod
    def open(cls, root: Path) -> Version:
        """The current version below `root`, each file checked against its manifest.

        Raises IndexVersionError, naming the file and the command that rebuilds it.
        """
        for attempt in range(3):
            id_ = current(root)
            try:
                manifest = read_manifest(root, id_)
                for member in manifest.members:
                    check(root, member)
                return cls(manifest, [Segment(root / "segments" / m.id) for m in manifest.members])
            except IndexVersionError:
                # A writer may have replaced and pruned the version between two of our reads.
                if attempt == 2 or current(root) == id_:
                    raise
        raise AssertionError("unreachable")

    def __len__(self) -> int:
        return int(self._alive.sum())

    @property
    def id(self) -> str:
        return self.manifest.id

    def close(self) -> None:
        for segment in self.segments:
            segment.close()

    def alive(self, scope: Scope | None = None) -> NDArray[np.bool_]:
        """Which rows are in the archive and in `scope`, shape (all rows,)."""
        if scope is None or scope == Scope():
            return self._alive
        asked = [segment.matching(scope) for segment in self.segments]
        within: NDArray[np.bool_] = np.concatenate([np.zeros(0, bool), *asked])
        within &= self._alive
        return within

    def issues(self, alive: NDArray[np.bool_]) -> list[dt.date]:
        """The issue dates of the rows `alive`, as far as they are known, newest first."""
        days = {
            int(day)
            for offset, end, segment in self._parts()
            for day in np.unique(segment.issue_days[alive[offset:end]])
        }
        return [dt.date.fromordinal(day) for day in sorted(days, reverse=True) if day]

    def nearest(self, vector: Vectors, k: int, alive: NDArray[np.bool_]) -> tuple[Rows, Vectors]:
        """The `k` rows among `alive` nearest to the unit `vector`, best first; their cosines."""
        rows, found = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for offset, end, segment in self._parts():
            own, cosines = segment.vectors.nearest(vector, k, alive[offset:end])
            rows.append(own + offset)
            found.append(cosines)
        all_rows, all_found = np.concatenate(rows), np.concatenate(found)
        best = np.argsort(-all_found, kind="stable")[:k]
        return all_rows[best], all_found[best]

    def cosines(self, vector: Vectors, rows: Rows) -> Vectors:
        """The cosine of each of `rows` with the unit `vector`."""
        out = np.zeros(len(rows), np.float32)
        for offset, end, segment in self._parts():
            mine = (rows >= offset) & (rows < end)
            if mine.any():
                out[mine] = segment.vectors.cosines(vector, rows[mine] - offset)
        return out

    def vectors(self, rows: Rows) -> Vectors:
        """The vectors of `rows`, shape (len(rows), dimensions)."""
        out = np.zeros((len(rows), self.segments[0].vectors.dimensions), np.float32)
        for offset, end, segment in self._parts():
            mine = (rows >= offset) & (rows < end)
            if mine.any():
                out[mine] = segment.vectors.read(rows[mine] - offset)
        return out

    def idf(self, tokens: Iterable[str]) -> dict[str, float]:
        """The archive's inverse document frequency of each token."""
        having = dict.fromkeys(tokens, 0)
        for segment in self.segments:
            for token, count in segment.lexical.document_frequencies(having).items():
                having[token] += count
        return {t: inverse_document_frequency(n, len(self._alive)) for t, n in having.items()}

    def lexical(self, tokens: Sequence[str]) -> tuple[Vectors, dict[str, Rows], dict[str, float]]:
        """BM25 of all rows; the rows of each known token, ascending; the idf of every token."""
        idf = self.idf(tokens)
        scores = np.zeros(len(self._alive), np.float32)
        found: dict[str, list[Rows]] = {}
        for offset, end, segment in self._parts():
            scores[offset:end], rows = segment.lexical.scores(tokens, idf, self._mean_length)
            for token, own in rows.items():
                found.setdefault(token, []).append(own.astype(np.int64) + offset)
        return scores, {token: np.concatenate(parts) for token, parts in found.items()}, idf

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages in `rows`, in that order."""
        at = np.searchsorted(self._offsets, rows, side="right") - 1
        found = [
            self.segments[i].passages([int(row) - int(self._offsets[i])])[0]
            for i, row in zip(at, rows, strict=True)
        ]
        linked = {a.id: self._linked(a) for a in {p.article.id: p.article for p in found}.values()}
        return [replace(p, article=linked[p.article.id]) for p in found]

    def of_article(self, article: Article) -> list[Passage]:
        """The passages of an article, in the order in which it prints them."""
        for offset, _, segment in self._parts():
            if rows := segment.rows(article.id):
                return self.passages([offset + row for row in rows])
        return []

    def printed(self, day: dt.date, scope: Scope | None = None) -> list[Passage]:
        """The passages of the issue of a day, of those in `scope`."""
        rows = self.alive(replace(scope or Scope(), since=day, until=day)).nonzero()[0]
        return self.passages(rows.tolist())

    def source(self, file: str) -> Source | None:
        """The page called `file`, as it was when it was indexed."""
        for segment, dead in self._files():
            if file not in dead and (source := segment.source(file)):
                return source
        return None

    def files(self) -> dict[str, str]:
        """File name → SHA-256 of every source in the archive."""
        return {
            file: sha256
            for segment, dead in self._files()
            for file, sha256 in segment.files().items()
            if file not in dead
        }

    def articles(self, file: str | None = None) -> list[Article]:
        """The articles of one file or of the archive, by file and in page order."""
        found = [
            self._linked(article)
            for segment, dead in self._files()
            for article in segment.articles(file)
            if article.file not in dead
        ]
        return sorted(found, key=lambda article: article.file)  # it keeps the order of a page

    @functools.cached_property
    def coverage(self) -> tuple[dt.date, dt.date] | None:
        """The dates of the first and the last issue; None where none is known."""
        known = [days for s, dead in self._files() if (days := s.days(dead))]
        return (min(a for a, _ in known), max(b for _, b in known)) if known else None

    def _linked(self, article: Article) -> Article:
        """The article with the links that it has in this version, whichever part is older."""
        found = {id_ for segment in self.segments for id_ in segment.repeats(article.id)}
        alive = {id_ for id_ in found if self._holds(id_)}
        if article.date is not None:
            pairs = [p for p in self._jumps_of(article.date) if article.id in p]
            alive |= {id_ for pair in pairs for id_ in pair}
        return replace(article, links=tuple(sorted(alive - {article.id})))

    def _jumps_of(self, day: dt.date) -> list[tuple[str, str]]:
        """Where the articles of an issue go on, all its pages taken together."""
        if day not in self._jumps:
            ends = [
                end
                for segment, dead in self._files()
                for end in segment.ends(day)
                if segment.file_of(end.article) not in dead
            ]
            self._jumps[day] = links.jumps(ends)
        return self._jumps[day]

    def _holds(self, article: str) -> bool:
        return any(
            (file := segment.file_of(article)) is not None and file not in dead
            for segment, dead in self._files()
        )

    def _parts(self) -> Iterator[tuple[int, int, Segment]]:
        for i, segment in enumerate(self.segments):
            yield int(self._offsets[i]), int(self._offsets[i + 1]), segment

    def _files(self) -> Iterator[tuple[Segment, frozenset[str]]]:
        """Each segment with the files that have left it."""
        yield from zip(self.segments, self._dead, strict=True)


@contextlib.contextmanager
def writer(root: Path) -> Iterator[None]:
    """Hold the one writer's lock on `root`. Raises LockedError at once when it is taken."""
    root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(root / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockedError(
            f"Another process is writing the index {root}. Wait for it, then try again."
        ) from error
    try:
        for leftover in root.glob(".tmp-*"):  # of a writer that was killed
            shutil.rmtree(leftover)
        yield
    finally:
        lock.release()


def begin(root: Path, dimensions: int) -> SegmentWriter:
    """A writer of a segment that stands aside until it is sealed."""
    return SegmentWriter(Path(tempfile.mkdtemp(prefix=".tmp-", dir=root)), dimensions)


def seal(root: Path, writer: SegmentWriter, older: Sequence[Segment] = ()) -> Member:
    """Complete a segment, linked to the articles of `older`, and put it in its place."""
    aside = writer.folder
    files = {name: digest(aside / name) for name in writer.finish(older)}
    id_ = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
    place = root / "segments" / id_
    place.parent.mkdir(exist_ok=True)
    if place.exists():  # the same bytes, from an update that was not finished or is kept
        shutil.rmtree(aside)
    else:
        for file in aside.iterdir():
            _sync(file)
        aside.rename(place)
    member = Member(id_, files, writer.counts["passages"], writer.counts)
    trust(root, member)
    return member


def without(member: Member, segment: Segment, gone: Iterable[str]) -> Member | None:
    """`member` less the files `gone`; None where nothing of it is left."""
    leaving = [f for f in gone if f not in member.dead and segment.source(f)]
    if not leaving:
        return member
    lost = segment.counts(leaving)
    counts = {name: count - lost[name] for name, count in member.counts.items()}
    if not counts["files"]:
        return None
    return replace(member, counts=counts, dead=tuple(sorted({*member.dead, *leaving})))


def merged(root: Path, members: Sequence[Member]) -> list[Member]:
    """The members with those merged that `to_merge` names."""
    out = list(members)
    while group := to_merge([(m.counts["passages"], m.rows) for m in out]):
        parts = [Segment(root / "segments" / out[i].id) for i in group]
        writer = begin(root, parts[0].vectors.dimensions)
        for i, part in zip(group, parts, strict=True):
            writer.copy(part, out[i].dead)
        member = seal(root, writer)
        for part in parts:
            part.close()
        out[group[0]] = member
        out = [m for i, m in enumerate(out) if i not in group[1:]]
    return out


def to_merge(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """Which segments to merge next, given how many passages each has alive and in all.

    First one more than half of which is dead; then `FANOUT` of a size, by powers of
    `FANOUT`, or as many as fill a segment. None where all is well.
    """
    for i, (alive, rows) in enumerate(sizes):
        if alive < rows / 2:
            return [i]
    levels: dict[int, list[int]] = {}
    for i, (alive, _) in enumerate(sizes):
        if alive <= FULL / 2:
            levels.setdefault(int(math.log(max(1, alive / _LEAST), FANOUT)), []).append(i)
    for _, group in sorted(levels.items()):
        total, taken = 0, list[int]()
        for i in group:
            if total + sizes[i][0] <= FULL and len(taken) < FANOUT:
                total += sizes[i][0]
                taken.append(i)
        if len(taken) == FANOUT or (total > FULL / 2 and len(taken) > 1):
            return taken
    return []


def publish(root: Path, manifest: Manifest) -> str:
    """Make `manifest` the current version of `root` and prune old ones; its id."""
    folder = root / "versions"
    folder.mkdir(exist_ok=True)
    replace_text(folder / f"{manifest.id}.json", manifest.dump())
    replace_text(root / "CURRENT", manifest.id + "\n")
    _prune(root, manifest.id)
    return manifest.id


def _prune(root: Path, newest: str) -> None:
    """Keep the newest versions that can be read, and the segments they name."""
    readable: list[tuple[bool, int, Path, Manifest]] = []
    for path in (root / "versions").glob("*.json"):
        try:
            manifest = read_manifest(root, path.stem)
        except IndexVersionError:  # of another format, or damaged: why it was rebuilt
            path.unlink()
        else:
            readable.append((path.stem == newest, path.stat().st_mtime_ns, path, manifest))
    readable.sort(key=lambda version: version[:2])
    for _, _, path, _ in readable[:-KEPT_VERSIONS]:
        path.unlink()
    kept = {m.id for *_, manifest in readable[-KEPT_VERSIONS:] for m in manifest.members}
    for folder in (root / "segments").iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder)
            (root / "verified" / folder.name).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
