"""Index versions on disk. Sole owner of faiss.

    index/
      CURRENT                     the id of the version that answers
      versions/<id>.json          manifest: settings, models, segments with per-file SHA-256
      segments/<id>/              immutable: archive.sqlite, vectors.faiss, BM25 files

A version is a list of segments and, for each, the rows that have left it. An update
writes the segment of what is new and a manifest that names it beside the old ones, so
its cost is that of the change. Everything is written aside and renamed into place;
`CURRENT` is replaced last. A reader keeps the files that it opened.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from .errors import IndexVersionError, LockedError
from .lexical import FILES as LEXICAL_FILES
from .lexical import Lexical, inverse_document_frequency
from .records import (
    Article,
    DateMention,
    Edit,
    Passage,
    Scope,
    Source,
    Span,
    dates_within,
    read_spans,
)
from .text import fold

FORMAT = 2
ARCHIVE, VECTORS = "archive.sqlite", "vectors.faiss"
SEGMENT_FILES = (ARCHIVE, VECTORS, *LEXICAL_FILES)
KEPT_VERSIONS = 2
SAMPLE = 4096  # passages that the archive's mean vector is taken from
REBUILD = "Run: huiwen index --rebuild"

Rows = NDArray[np.int64]
Vectors = NDArray[np.float32]

_SCHEMA = """
CREATE TABLE source (file TEXT PRIMARY KEY, sha256 TEXT NOT NULL, raw TEXT NOT NULL);
CREATE TABLE article (
  id TEXT PRIMARY KEY, file TEXT NOT NULL, position INTEGER NOT NULL, date TEXT, issue INTEGER,
  page INTEGER, section TEXT NOT NULL, title TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE passage (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL,
  position INTEGER NOT NULL, spans TEXT NOT NULL);
CREATE INDEX passage_article ON passage (article);
CREATE INDEX article_file ON article (file, position);
"""


@dataclass(frozen=True, slots=True)
class Member:
    """A segment as a version has it: `dead` are its sources that have left the archive."""

    id: str
    files: dict[str, tuple[str, int]]  # name → SHA-256, bytes
    dead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index version is made of; the file itself is named by its own hash."""

    settings: dict[str, Any]
    encoders: dict[str, str]  # name → revision
    roots: tuple[str, ...]
    counts: dict[str, int]
    members: tuple[Member, ...]

    def dump(self) -> str:
        """The canonical JSON."""
        body = {
            "format": FORMAT,
            "settings": self.settings,
            "encoders": self.encoders,
            "roots": self.roots,
            "counts": self.counts,
            "segments": [
                {"id": m.id, "files": m.files, "dead": list(m.dead)} for m in self.members
            ],
        }
        return json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1) + "\n"

    @property
    def id(self) -> str:
        return hashlib.sha256(self.dump().encode()).hexdigest()[:16]

    @classmethod
    def parse(cls, text: str) -> Manifest:
        body = json.loads(text)
        if body["format"] != FORMAT:
            raise ValueError(f"format {body['format']}, this program reads {FORMAT}")
        members = tuple(
            Member(s["id"], {n: (f[0], f[1]) for n, f in s["files"].items()}, tuple(s["dead"]))
            for s in body["segments"]
        )
        return cls(
            body["settings"], body["encoders"], tuple(body["roots"]), body["counts"], members
        )


class Segment:
    """One immutable segment, open for reading: `len()` passages in rows from 0."""

    def __init__(self, folder: Path) -> None:
        import faiss

        self.folder = folder
        try:
            self._db = sqlite3.connect(
                f"{(folder / ARCHIVE).absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
            self._count = int(self._db.execute("SELECT count(*) FROM passage").fetchone()[0])
            self._vectors = faiss.read_index(str(folder / VECTORS), faiss.IO_FLAG_MMAP)
        except (sqlite3.Error, RuntimeError) as error:
            raise IndexVersionError(
                f"The index segment {folder} cannot be read ({error}). {REBUILD}"
            ) from error
        self.lexical = Lexical.open(folder)
        if not len(self) == self._vectors.ntotal == len(self.lexical):
            raise IndexVersionError(
                f"The index segment {folder} does not agree with itself: {len(self)} passages, "
                f"{self._vectors.ntotal} vectors, {len(self.lexical)} in BM25. {REBUILD}"
            )

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        self._db.close()

    @property
    def dimensions(self) -> int:
        return int(self._vectors.d)

    def nearest(self, vector: Vectors, k: int, alive: NDArray[np.bool_]) -> tuple[Rows, Vectors]:
        """The `k` rows among `alive` nearest to `vector`, best first, and their cosines."""
        import faiss

        selector = faiss.IDSelectorBitmap(np.packbits(alive, bitorder="little"))
        found, rows = self._vectors.search(
            vector[None, :], min(k, len(self)), params=faiss.SearchParameters(sel=selector)
        )
        kept = rows[0] >= 0
        return rows[0][kept], found[0][kept]

    def cosines(self, vector: Vectors, rows: Rows) -> Vectors:
        """The cosine of each of `rows` with `vector`."""
        out: Vectors = self._vectors.reconstruct_batch(rows) @ vector
        return out

    def vectors(self, rows: Rows) -> Vectors:
        """The vectors of `rows`, shape (len(rows), dimensions)."""
        out: Vectors = self._vectors.reconstruct_batch(rows)
        return out

    def files(self) -> dict[str, str]:
        """File name → SHA-256 of each source."""
        return dict(self._db.execute("SELECT file, sha256 FROM source ORDER BY file"))

    def source(self, file: str) -> Source | None:
        row = self._db.execute(
            "SELECT file, raw, sha256 FROM source WHERE file = ?", [file]
        ).fetchone()
        return Source(*row) if row else None

    def rows_of(self, files: Iterable[str]) -> Rows:
        """The rows of the passages of `files`."""
        query = (
            "SELECT row FROM passage JOIN article ON article.id = passage.article WHERE file = ?"
        )
        rows = [row for file in files for (row,) in self._db.execute(query, [file])]
        return np.array(rows, np.int64)

    def matching(self, scope: Scope) -> Rows:
        """The rows of the passages whose article is in `scope`."""
        conditions: dict[str, Any] = {
            "date >= ?": scope.since and scope.since.isoformat(),
            "date <= ?": scope.until and scope.until.isoformat(),
            "issue = ?": scope.issue,
            "page = ?": scope.page,
            "section = ?": scope.section or None,
            "instr(title, ?) > 0": fold(scope.title) or None,
        }
        asked = {sql: value for sql, value in conditions.items() if value is not None}
        where = " AND ".join(asked) or "1"
        query = (
            f"SELECT row FROM passage JOIN article ON article.id = passage.article WHERE {where}"  # noqa: S608 (the conditions are ours, the values are bound)
        )
        return np.array([row for (row,) in self._db.execute(query, [*asked.values()])], np.int64)

    def articles(self, file: str | None = None) -> list[Article]:
        """The articles of one file or of all, in page order."""
        rows = self._db.execute(
            "SELECT record, raw FROM article JOIN source USING (file) "
            "WHERE ?1 IS NULL OR file = ?1 ORDER BY file, position",
            [file],
        )
        return [_unpack(record, raw) for record, raw in rows]

    def passages(self, rows: Iterable[int]) -> list[Passage]:
        """The passages in `rows`, in that order."""
        query = (
            "SELECT passage.id, passage.position, spans, record, raw FROM passage "
            "JOIN article ON article.id = passage.article JOIN source USING (file) WHERE row = ?"
        )
        articles: dict[str, Article] = {}
        out = []
        for row in rows:
            id_, position, spans_json, record, raw = self._db.execute(query, [int(row)]).fetchone()
            article = articles.setdefault(record, _unpack(record, raw))
            spans = tuple(Span(*pair) for pair in json.loads(spans_json))
            dates = dates_within(article.dates, spans)
            out.append(Passage(id_, article, position, spans, read_spans(raw, spans), dates))
        return out


class Version:
    """An index version, open for reading. Rows number the passages of all its segments."""

    def __init__(self, manifest: Manifest, segments: Sequence[Segment]) -> None:
        self.manifest = manifest
        self.segments = tuple(segments)
        self._offsets = np.cumsum([0, *(len(s) for s in self.segments)])
        self._alive = np.ones(int(self._offsets[-1]), bool)
        for (offset, _, segment), member in zip(self._parts(), manifest.members, strict=True):
            self._alive[offset + segment.rows_of(member.dead)] = False

    @classmethod
    def open(cls, root: Path) -> Version:
        """The current version below `root`, each file checked against its manifest.

        Raises IndexVersionError, naming the file and the command that rebuilds it.
        """
        for attempt in range(3):
            id_ = _current(root)
            try:
                manifest = read_manifest(root, id_)
                for member in manifest.members:
                    _check(root, member)
                return cls(manifest, [Segment(root / "segments" / m.id) for m in manifest.members])
            except IndexVersionError:
                # A writer may have replaced and pruned the version between two of our reads.
                if attempt == 2 or _current(root) == id_:
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
        asked = np.zeros_like(self._alive)
        for offset, _, segment in self._parts():
            asked[offset + segment.matching(scope)] = True
        return asked & self._alive

    def nearest(self, vector: Vectors, k: int, alive: NDArray[np.bool_]) -> tuple[Rows, Vectors]:
        """The `k` rows among `alive` nearest to the unit `vector`, best first; their cosines."""
        rows, found = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for offset, end, segment in self._parts():
            own, cosines = segment.nearest(vector, k, alive[offset:end])
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
                out[mine] = segment.cosines(vector, rows[mine] - offset)
        return out

    def vectors(self, rows: Rows) -> Vectors:
        """The vectors of `rows`, shape (len(rows), dimensions)."""
        out = np.zeros((len(rows), self.segments[0].dimensions), np.float32)
        for offset, end, segment in self._parts():
            mine = (rows >= offset) & (rows < end)
            if mine.any():
                out[mine] = segment.vectors(rows[mine] - offset)
        return out

    @functools.cached_property
    def centre(self) -> Vectors:
        """The mean vector of the archive, shape (dimensions,), from at most `SAMPLE` passages."""
        rows = np.unique(np.linspace(0, len(self._alive) - 1, SAMPLE).astype(np.int64))
        mean: Vectors = self.vectors(rows).mean(axis=0)
        return mean

    def idf(self, tokens: Iterable[str]) -> dict[str, float]:
        """The archive's inverse document frequency of each token."""
        return {
            token: inverse_document_frequency(
                sum(s.lexical.document_frequency(token) for s in self.segments), len(self._alive)
            )
            for token in set(tokens)
        }

    def lexical(self, tokens: Sequence[str]) -> tuple[Vectors, dict[str, Rows], dict[str, float]]:
        """BM25 of all rows; the rows of each known token; the idf of every token."""
        idf = self.idf(tokens)
        scores = np.zeros(len(self._alive), np.float32)
        found: dict[str, list[Rows]] = {}
        for offset, end, segment in self._parts():
            scores[offset:end], rows = segment.lexical.scores(tokens, idf)
            for token, own in rows.items():
                found.setdefault(token, []).append(own.astype(np.int64) + offset)
        return scores, {token: np.concatenate(parts) for token, parts in found.items()}, idf

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages in `rows`, in that order."""
        at = np.searchsorted(self._offsets, rows, side="right") - 1
        return [
            self.segments[i].passages([int(row) - int(self._offsets[i])])[0]
            for i, row in zip(at, rows, strict=True)
        ]

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
        return [
            article
            for segment, dead in self._files()
            for article in segment.articles(file)
            if article.file not in dead
        ]

    def _parts(self) -> Iterator[tuple[int, int, Segment]]:
        for i, segment in enumerate(self.segments):
            yield int(self._offsets[i]), int(self._offsets[i + 1]), segment

    def _files(self) -> Iterator[tuple[Segment, frozenset[str]]]:
        """Each segment with the sources that have left it."""
        for segment, member in zip(self.segments, self.manifest.members, strict=True):
            yield segment, frozenset(member.dead)


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


def write_segment(
    root: Path,
    sources: Sequence[Source],
    articles: Sequence[Article],
    passages: Sequence[Passage],
    vectors: Vectors,
    lexical: Lexical,
) -> Member:
    """Write an immutable segment; row i is `passages[i]`, `vectors[i]` and BM25's i."""
    import faiss

    aside = Path(tempfile.mkdtemp(prefix=".tmp-", dir=root))
    _write_archive(aside / ARCHIVE, sources, articles, passages)
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    faiss.write_index(flat, str(aside / VECTORS))
    lexical.save(aside)
    files = {name: _digest(aside / name) for name in SEGMENT_FILES}
    id_ = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
    place = root / "segments" / id_
    place.parent.mkdir(exist_ok=True)
    if place.exists():  # the same bytes, from an update that was not finished or is kept
        shutil.rmtree(aside)
    else:
        for file in aside.iterdir():
            _sync(file)
        aside.rename(place)
    return Member(id_, files)


def publish(root: Path, manifest: Manifest) -> str:
    """Make `manifest` the current version of `root` and prune old ones; its id."""
    folder = root / "versions"
    folder.mkdir(exist_ok=True)
    _replace(folder / f"{manifest.id}.json", manifest.dump())
    _replace(root / "CURRENT", manifest.id + "\n")
    _prune(root, manifest.id)
    return manifest.id


def read_manifest(root: Path, id_: str | None = None) -> Manifest:
    """The manifest of version `id_`, else of the current one. Raises IndexVersionError."""
    id_ = id_ or _current(root)
    path = root / "versions" / f"{id_}.json"
    try:
        manifest = Manifest.parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexVersionError(f"{path} cannot be read ({error}). {REBUILD}") from error
    if manifest.id != id_:
        raise IndexVersionError(f"{path} was changed after it was written. {REBUILD}")
    return manifest


def verify(root: Path) -> Manifest:
    """Hash every file of the current version anew. Raises IndexVersionError."""
    manifest = read_manifest(root)
    for member in manifest.members:
        (root / "verified" / member.id).unlink(missing_ok=True)
        _check(root, member)
    return manifest


def _current(root: Path) -> str:
    try:
        return (root / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise IndexVersionError(f"There is no index in {root} yet. Run: huiwen index") from error


def _check(root: Path, member: Member) -> None:
    """Hold a segment's files against the manifest.

    Hashing gigabytes at every start would be felt, so what was hashed once is known by
    its size and time of change; `verify` forgets that and hashes again.
    """
    folder, memo = root / "segments" / member.id, root / "verified" / member.id
    stamps = {}
    for name, (sha256, size) in member.files.items():
        path = folder / name
        try:
            stat = path.stat()
        except OSError as error:
            raise IndexVersionError(f"{path} is missing. {REBUILD}") from error
        if stat.st_size != size:
            raise IndexVersionError(
                f"{path} has {stat.st_size} bytes, its manifest says {size}. {REBUILD}"
            )
        stamps[name] = [sha256, stat.st_mtime_ns, stat.st_ino]
    if memo.exists() and memo.read_text(encoding="utf-8") == json.dumps(stamps):
        return
    for name, (sha256, _) in member.files.items():
        if _digest(folder / name)[0] != sha256:
            raise IndexVersionError(
                f"{folder / name} is not the file that was written (SHA-256 differs). {REBUILD}"
            )
    with contextlib.suppress(PermissionError):  # a read-only index is hashed at each start
        memo.parent.mkdir(exist_ok=True)
        _replace(memo, json.dumps(stamps))


def _prune(root: Path, current: str) -> None:
    """Keep the newest versions that can be read, and the segments they name."""
    readable: list[tuple[bool, int, Path, Manifest]] = []
    for path in (root / "versions").glob("*.json"):
        try:
            manifest = read_manifest(root, path.stem)
        except IndexVersionError:  # of another format, or damaged: why it was rebuilt
            path.unlink()
        else:
            readable.append((path.stem == current, path.stat().st_mtime_ns, path, manifest))
    readable.sort(key=lambda version: version[:2])
    for _, _, path, _ in readable[:-KEPT_VERSIONS]:
        path.unlink()
    kept = {m.id for *_, manifest in readable[-KEPT_VERSIONS:] for m in manifest.members}
    for folder in (root / "segments").iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder)
            (root / "verified" / folder.name).unlink(missing_ok=True)


def _write_archive(
    path: Path, sources: Sequence[Source], articles: Sequence[Article], passages: Sequence[Passage]
) -> None:
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.executescript(_SCHEMA)
        db.executemany(
            "INSERT INTO source VALUES (?, ?, ?)", [(s.file, s.sha256, s.raw) for s in sources]
        )
        db.executemany(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    a.id,
                    a.file,
                    i,
                    (d := a.date or a.not_before) and d.isoformat(),
                    a.issue,
                    a.page,
                    a.section,
                    fold(a.title),
                    _pack(a),
                )
                for i, a in enumerate(articles)
            ],
        )
        db.executemany(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?)",
            [
                (row, p.id, p.article.id, p.position, json.dumps(p.spans))
                for row, p in enumerate(passages)
            ],
        )


def _pack(article: Article) -> str:
    """An article as JSON; its text is left out, for it is its spans."""
    fields = {name: getattr(article, name) for name in Article.__slots__ if name != "text"}
    fields["edits"] = [[e.rule, e.span] for e in article.edits]
    fields["dates"] = [[d.span, d.start, d.end, d.rule] for d in article.dates]
    return json.dumps(fields, ensure_ascii=False, default=dt.date.isoformat)


def _unpack(record: str, raw: str) -> Article:
    fields = json.loads(record)
    spans = tuple(Span(*pair) for pair in fields.pop("spans"))
    day = dt.date.fromisoformat
    for name in ("date", "not_before"):
        fields[name] = fields[name] and day(fields[name])
    fields["edits"] = tuple(Edit(rule, Span(*span)) for rule, span in fields["edits"])
    fields["dates"] = tuple(
        DateMention(Span(*span), day(start), day(end), rule)
        for span, start, end, rule in fields["dates"]
    )
    fields["links"] = tuple(fields["links"])
    return Article(spans=spans, text=read_spans(raw, spans), **fields)


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _replace(path: Path, text: str) -> None:
    """Write `text` aside and rename it into place."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}-", delete=False
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
