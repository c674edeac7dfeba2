"""Paths to a new index version. The only writer."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from typing import Any

from ..errors import IndexVersionError, SourceError
from ..language import text
from ..reading import articles, sources
from ..records import Article, Passage, Source
from ..settings import Settings
from . import store
from .encode import Encoder
from .manifest import Manifest, Member, replace_text
from .segment import Segment, SegmentWriter

Progress = Callable[[str, int, int], None]

SEEN = "seen.json"
"""Beside the versions: the files that were hashed, by size and times."""

_UNSETTLED = 2_000_000_000  # ns: a file changed so shortly before may change again unseen
_BATCH = 1024  # passages embedded at once
_FIRST = 64  # and at first, then twice as many each time: the encoder need not wait for more


@dataclass(frozen=True, slots=True)
class Report:
    """What an indexing run did. `failed` maps each file that was left out to the reason."""

    version: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    articles: int
    passages: int
    failed: dict[str, str]


def build(
    paths: Sequence[Path],
    settings: Settings,
    encoder: Encoder,
    *,
    rebuild: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Make the archive of `settings.index` the files and folders `paths`.

    Files whose bytes are in the index already are kept as they are; changed and new
    ones are read and embedded; those that are gone leave. `paths` empty: the paths of
    the last time, else `settings.seeds`. A file that cannot be read is named in the
    report and leaves the rest alone. `progress(stage, done, total)`.

    Raises SourceError where nothing at all can be read (the index stays as it was),
    LockedError where another process is writing, IndexVersionError where the index is
    damaged or was built with other settings and `rebuild` is not set.
    """
    tell = progress or (lambda _stage, _done, _total: None)
    with store.writer(settings.index):
        old = None if rebuild else _current(settings, encoder)
        roots = [Path(p) for p in paths] or _roots(old, settings)
        known = old.files() if old else {}
        found = _looked_at(list(sources.walk(roots)), settings.index / SEEN, tell)
        changed = [(file, path) for file, path, sha256 in found if known.get(file) != sha256]
        reader = _Reader(settings, changed)
        older = old.segments if old else ()
        members = _segments(reader, settings, encoder, older, tell)
        if not reader.read and len(changed) == len(found):
            raise SourceError(_nothing(roots, reader.failed))
        # A file that is there but cannot be read today keeps what was read of it before.
        gone = known.keys() - {file for file, _, _ in found}
        gone |= known.keys() & set(reader.read)
        if old:
            kept = map(store.without, old.manifest.members, old.segments, repeat(sorted(gone)))
            members = [member for member in kept if member] + members
        tell("write", 0, 1)
        members = store.merged(settings.index, members)
        names = tuple(str(root) for root in roots)
        manifest = Manifest(settings.shaping(), encoder.names, names, tuple(members))
        if old is None or manifest != old.manifest:
            store.publish(settings.index, manifest)
        tell("write", 1, 1)
        if old:
            old.close()
    return Report(
        version=manifest.id,
        added=tuple(file for file in reader.read if file not in known),
        changed=tuple(file for file in reader.read if file in known),
        removed=tuple(sorted(gone - set(reader.read))),
        kept=len(found) - len(changed),
        articles=manifest.counts["articles"],
        passages=manifest.counts["passages"],
        failed=reader.failed,
    )


def check(manifest: Manifest, settings: Settings, encoder: Encoder) -> None:
    """Raise IndexVersionError where an index was not built with these settings and models."""
    if manifest.encoders != encoder.names:
        raise IndexVersionError(
            f"The index {settings.index} was built with {_named(manifest.encoders)}, and "
            f"{_named(encoder.names)} is set. Set `encoders` back, or run: huiwen index --rebuild"
        )
    if manifest.settings != settings.shaping():
        raise IndexVersionError(
            f"The index {settings.index} was built with settings {manifest.settings}, now they "
            f"are {settings.shaping()}. Set them back, or run: huiwen index --rebuild"
        )


def _current(settings: Settings, encoder: Encoder) -> store.Version | None:
    if not (settings.index / "CURRENT").exists():
        return None
    version = store.Version.open(settings.index)
    check(version.manifest, settings, encoder)
    return version


def _roots(old: store.Version | None, settings: Settings) -> list[Path]:
    return [Path(root) for root in old.manifest.roots] if old else [settings.seeds]


def _looked_at(
    found: Sequence[tuple[str, Path]], memo: Path, tell: Progress
) -> list[tuple[str, Path, str]]:
    """Name, path and SHA-256 of each file; "" for one that cannot be opened.

    A file is not read again whose size, times and inode are those it was hashed with.
    That the change time (which no program can set back) is among them, and lies well
    before the hashing, is what makes this safe: git's rule for its index. Windows has no
    such time, so there every file is hashed.
    """
    seen: dict[str, list[Any]] = {}
    with contextlib.suppress(OSError, ValueError):  # it is only a memory: hash again
        seen = json.loads(memo.read_text(encoding="utf-8"))
    fresh: dict[str, list[Any]] = {}
    out = []
    for i, (file, path) in enumerate(found, 1):
        try:
            now = time.time_ns()
            stat = path.stat()
            stamp = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
            key = str(path.absolute())
            sha256 = seen[key][-1] if seen.get(key, [])[:-1] == stamp else sources.fingerprint(path)
            settled = now - max(stat.st_mtime_ns, stat.st_ctime_ns) > _UNSETTLED
            if settled and sys.platform != "win32":
                fresh[key] = [*stamp, sha256]
        except (OSError, SourceError):
            sha256 = ""  # reading it says why
        out.append((file, path, sha256))
        tell("look", i, len(found))
    if fresh != seen:
        replace_text(memo, json.dumps(fresh))
    return out


def _nothing(roots: Sequence[Path], failed: dict[str, str]) -> str:
    where = ", ".join(map(str, roots))
    reasons = " ".join(failed.values())
    return f"Nothing in {where} can be read, so the index stays as it was. {reasons}".strip()


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some pages, ready to be embedded; `done` counts the files so far."""

    pages: list[Source]
    articles: list[Article]
    passages: list[Passage]
    searched: list[str]
    done: int


class _Reader:
    """Reads files a batch at a time; knows afterwards which were read and which failed."""

    def __init__(self, settings: Settings, files: Sequence[tuple[str, Path]]) -> None:
        self._chars, self._files = settings.passage_chars, files
        self.read: list[str] = []
        self.failed: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._files)

    def batches(self) -> Iterator[_Batch]:
        batch, enough = _Batch([], [], [], [], 0), min(_FIRST, _BATCH)
        for done, (file, path) in enumerate(self._files, 1):
            try:
                source = sources.read(path, file)
            except SourceError as error:
                self.failed[file] = str(error)
                continue
            self.read.append(file)
            batch.pages.append(source)
            for article in articles.read(source):
                batch.articles.append(article)
                for passage in articles.passages(article, source, self._chars):
                    batch.passages.append(passage)
                    batch.searched.append(searchable(passage))
            if len(batch.passages) >= enough:
                yield replace(batch, done=done)
                batch, enough = _Batch([], [], [], [], 0), min(2 * enough, _BATCH)
        if batch.pages:
            yield replace(batch, done=len(self._files))


def _segments(
    reader: _Reader,
    settings: Settings,
    encoder: Encoder,
    older: Sequence[Segment],
    tell: Progress,
) -> list[Member]:
    """The new segments of what `reader` reads: one, unless it is more than one may hold.

    While a batch is embedded, a thread beside writes the one before it and reads the next.
    """
    members: list[Member] = []
    opened: list[Segment] = []
    writer: SegmentWriter | None = None
    added: Future[None] | None = None
    done = 0

    with ThreadPoolExecutor(1, "index") as beside:
        batches = reader.batches()
        coming = beside.submit(next, batches, None)
        while batch := coming.result():
            coming = beside.submit(next, batches, None)
            inside = done  # the files before this batch; the encoder counts passages
            vectors = encoder.passages(
                batch.searched,
                lambda n, of: tell("embed", inside + (batch.done - inside) * n // of, len(reader)),  # noqa: B023 (called here)
            )
            done = batch.done
            if added:
                added.result()
            if writer and writer.counts["passages"] + _BATCH > store.FULL:
                members.append(store.seal(settings.index, writer, [*older, *opened]))
                opened.append(Segment(settings.index / "segments" / members[-1].id))
                writer = None
            writer = writer or store.begin(settings.index, vectors.shape[1])
            words = map(text.tokens, batch.searched)
            added = beside.submit(
                writer.add, batch.pages, batch.articles, batch.passages, vectors, words
            )
        if added:
            added.result()
    if writer:
        members.append(store.seal(settings.index, writer, [*older, *opened]))
    for segment in opened:
        segment.close()
    return members


def searchable(passage: Passage) -> str:
    """What is embedded and tokenised of a passage: its headline, then its words."""
    title = passage.article.title
    return passage.text if not title or title in passage.text else f"{title}\n{passage.text}"


def _named(encoders: dict[str, str]) -> str:
    return " + ".join(f"{name} ({revision[:12]})" for name, revision in encoders.items())
