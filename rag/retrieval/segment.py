"""One segment of an index: immutable files, written once and opened for reading.

`archive.sqlite` holds the pages, their articles and passages, and what links are found by;
beside it stand the vectors (`vectors`) and BM25 (`lexical`). Row i is the i-th passage in
all three. The rows of an article follow one another, and so do the articles of a file.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import IndexVersionError
from ..language.text import fold
from ..records import (
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
from . import links
from .lexical import FILES as LEXICAL_FILES
from .lexical import Builder, Lexical
from .links import End, Shingles
from .vectors import VECTORS, VectorBuilder, VectorIndex, Vectors

ARCHIVE = "archive.sqlite"
FILES = (ARCHIVE, VECTORS, *LEXICAL_FILES)
"""What every segment has; a large one has more (`vectors.NEAR`)."""
REBUILD = "Run: huiwen index --rebuild"

_COMPARED = 8
"""How many articles of a band a new one is compared with: the last printed.

A notice printed ten thousand times would otherwise be compared fifty million times.
"""

_SCHEMA = """
CREATE TABLE source (file TEXT PRIMARY KEY, sha256 TEXT NOT NULL, raw TEXT NOT NULL);
CREATE TABLE article (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file TEXT NOT NULL, day INTEGER,
  issue INTEGER, page INTEGER, section TEXT NOT NULL, title TEXT NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, record TEXT NOT NULL);
CREATE INDEX article_file ON article (file);
CREATE TABLE passage (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, article INTEGER NOT NULL,
  position INTEGER NOT NULL, spans TEXT NOT NULL);
CREATE TABLE band (key INTEGER, article INTEGER, PRIMARY KEY (key, article)) WITHOUT ROWID;
CREATE TABLE repeat (article TEXT, other TEXT, PRIMARY KEY (article, other)) WITHOUT ROWID;
CREATE TABLE jump (day INTEGER, article TEXT, way TEXT, words BLOB);
CREATE INDEX jump_day ON jump (day);
"""


@dataclass(frozen=True, slots=True)
class _Columns:
    """What scopes ask for, of each article in order; 0 where it is not known."""

    day: NDArray[np.int32]
    issue: NDArray[np.int32]
    page: NDArray[np.int32]
    passages: NDArray[np.int32]  # how many it has


class Segment:
    """One immutable segment, open for reading: `len()` passages in rows from 0."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self._db = sqlite3.connect(
                f"{(folder / ARCHIVE).absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
            (last,) = self._db.execute("SELECT max(row) FROM passage").fetchone()
            self.vectors = VectorIndex(folder)
        except (sqlite3.Error, RuntimeError) as error:
            raise IndexVersionError(
                f"The index segment {folder} cannot be read ({error}). {REBUILD}"
            ) from error
        self._count = 0 if last is None else int(last) + 1
        # The passages of one search, and of the next, are of the same few articles.
        self._article = functools.lru_cache(256)(functools.partial(_numbered, self._db))
        self.lexical = Lexical.open(folder)
        if not len(self) == len(self.vectors) == len(self.lexical):
            raise IndexVersionError(
                f"The index segment {folder} does not agree with itself: {len(self)} passages, "
                f"{len(self.vectors)} vectors, {len(self.lexical)} in BM25. {REBUILD}"
            )

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        self._db.close()

    def files(self) -> dict[str, str]:
        """File name → SHA-256 of each source."""
        return dict(self._db.execute("SELECT file, sha256 FROM source ORDER BY file"))

    def counts(self, files: Iterable[str]) -> dict[str, int]:
        """How many files, articles and passages those of `files` are that are here."""
        query = "SELECT count(*), sum(last - first) FROM article WHERE file = ?"
        here = [f for f in files if self.source(f)]
        found = [self._db.execute(query, [file]).fetchone() for file in here]
        return {
            "files": len(here),
            "articles": sum(articles for articles, _ in found),
            "passages": sum(passages or 0 for _, passages in found),
        }

    def source(self, file: str) -> Source | None:
        row = self._db.execute(
            "SELECT file, raw, sha256 FROM source WHERE file = ?", [file]
        ).fetchone()
        return Source(*row) if row else None

    def kept(self, dead: Iterable[str]) -> NDArray[np.bool_]:
        """Which rows are not of the files `dead`, shape (len(self),)."""
        out = np.ones(len(self), bool)
        query = "SELECT first, last FROM article WHERE file = ?"
        for file in dead:
            for first, last in self._db.execute(query, [file]):
                out[first:last] = False
        return out

    @functools.cached_property
    def _columns(self) -> _Columns:
        query = "SELECT day, issue, page, last - first FROM article ORDER BY number"
        table = [[value or 0 for value in row] for row in self._db.execute(query)]
        return _Columns(*np.array(table, np.int32).reshape(-1, 4).T)

    def matching(self, scope: Scope) -> NDArray[np.bool_]:
        """Which rows are passages whose article is in `scope`, shape (len(self),)."""
        of = self._columns
        asked = np.ones(len(of.day), bool)
        if scope.since is not None:
            asked &= of.day >= scope.since.toordinal()
        if scope.until is not None:
            asked &= (of.day > 0) & (of.day <= scope.until.toordinal())
        if scope.issue is not None:
            asked &= of.issue == scope.issue
        if scope.page is not None:
            asked &= of.page == scope.page
        if scope.section:
            asked &= self._having("section = ?", scope.section)
        if scope.title:
            asked &= self._having("instr(title, ?) > 0", fold(scope.title))
        out: NDArray[np.bool_] = np.repeat(asked, of.passages)
        return out

    @functools.cached_property
    def issue_days(self) -> NDArray[np.int32]:
        """The ordinal of the issue date of each row; 0 where it is not known."""
        out: NDArray[np.int32] = np.repeat(self._columns.day, self._columns.passages)
        return out

    def _having(self, condition: str, value: str) -> NDArray[np.bool_]:
        """Which articles meet a condition of ours on a value of the reader's."""
        out = np.zeros(len(self._columns.day), bool)
        query = f"SELECT number FROM article WHERE {condition}"  # noqa: S608 (bound value)
        for (number,) in self._db.execute(query, [value]):
            out[number] = True
        return out

    def articles(self, file: str | None = None) -> list[Article]:
        """The articles of one file or of all, in page order."""
        query = "SELECT record, raw FROM article JOIN source USING (file) {} ORDER BY number"
        if file is None:
            rows = self._db.execute(query.format(""))
        else:
            rows = self._db.execute(query.format("WHERE file = ?"), [file])
        return [_unpack(record, raw) for record, raw in rows]

    def passages(self, rows: Iterable[int]) -> list[Passage]:
        """The passages in `rows`, in that order."""
        query = (
            "SELECT passage.id, position, spans, number, raw FROM passage "
            "JOIN article ON number = article JOIN source USING (file) WHERE row = ?"
        )
        out = []
        for row in rows:
            id_, position, spans_json, number, raw = self._db.execute(query, [int(row)]).fetchone()
            article = self.numbered(number)
            spans = tuple(Span(*pair) for pair in json.loads(spans_json))
            dates = dates_within(article.dates, spans)
            out.append(Passage(id_, article, position, spans, read_spans(raw, spans), dates))
        return out

    def days(self, dead: Collection[str]) -> tuple[dt.date, dt.date] | None:
        """The first and the last issue date of files that are not `dead`, as far as known."""
        query = "SELECT file, min(day), max(day) FROM article WHERE day NOT NULL GROUP BY file"
        known = [(a, b) for file, a, b in self._db.execute(query) if file not in dead]
        if not known:
            return None
        first, last = min(a for a, _ in known), max(b for _, b in known)
        return dt.date.fromordinal(first), dt.date.fromordinal(last)

    def file_of(self, article: str) -> str | None:
        """The file of the article with that id, None where it is not here."""
        found = self._db.execute("SELECT file FROM article WHERE id = ?", [article]).fetchone()
        return found and str(found[0])

    def rows(self, article: str) -> range:
        """The rows of the passages of the article with that id; none where it is not here."""
        query = "SELECT first, last FROM article WHERE id = ?"
        first, last = self._db.execute(query, [article]).fetchone() or (0, 0)
        return range(first, last)

    def repeats(self, article: str) -> list[str]:
        """The articles, of this segment or older ones, that were found to repeat `article`."""
        query = "SELECT other FROM repeat WHERE article = ?"
        return [other for (other,) in self._db.execute(query, [article])]

    def ends(self, day: dt.date) -> list[End]:
        """The jumps of an issue."""
        query = "SELECT article, way, words FROM jump WHERE day = ?"
        return [
            End(article, day, way, np.frombuffer(words, np.uint32))
            for article, way, words in self._db.execute(query, [day.toordinal()])
        ]

    def filed(self, keys: Iterable[int]) -> Counter[int]:
        """The articles filed under any of `keys`, with how many they share; by number."""
        query = "SELECT article FROM band WHERE key = ? ORDER BY article DESC LIMIT ?"
        return Counter(
            number for key in keys for (number,) in self._db.execute(query, [key, _COMPARED])
        )

    def numbered(self, number: int) -> Article:
        """The article with that number in this segment."""
        return self._article(number)


class SegmentWriter:
    """Writes a segment into `folder`, a batch at a time; `finish` completes it.

    Some 4 kB are held for each passage until then.
    """

    def __init__(self, folder: Path, dimensions: int) -> None:
        self.folder = folder
        self.counts = {"files": 0, "articles": 0, "passages": 0}
        # The file stands aside until it is whole and synced: a journal would guard nothing.
        self._db = sqlite3.connect(folder / ARCHIVE, isolation_level=None, check_same_thread=False)
        self._db.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCHEMA} BEGIN;")
        self._vectors = VectorBuilder(dimensions)
        self._lexical = Builder()
        self._copied: list[tuple[Lexical, NDArray[np.bool_]]] = []
        self._bands: list[tuple[int, int]] = []
        self._new: dict[int, list[int]] = {}  # number of an article → its keys

    def add(
        self,
        sources: Sequence[Source],
        articles: Sequence[Article],
        passages: Sequence[Passage],
        vectors: Vectors,
        token_lists: Iterable[Sequence[str]],
    ) -> None:
        """Pages with their articles and their articles' passages, all in the same order."""
        insert = self._db.executemany
        insert("INSERT INTO source VALUES (?, ?, ?)", [(s.file, s.sha256, s.raw) for s in sources])
        sizes = Counter(p.article.id for p in passages)
        row, number = self.counts["passages"], self.counts["articles"]
        numbers = {}
        for article in articles:
            last = row + sizes[article.id]
            numbers[article.id] = number
            self._insert_article(number, article, row, last)
            row, number = last, number + 1
        insert(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?)",
            [
                (row, p.id, numbers[p.article.id], p.position, json.dumps(p.spans))
                for row, p in enumerate(passages, self.counts["passages"])
            ],
        )
        self._vectors.add(vectors)
        for tokens in token_lists:
            self._lexical.add(tokens)
        self._count(len(sources), len(articles), len(passages))

    def _insert_article(self, number: int, a: Article, first: int, last: int) -> None:
        day = a.printed and a.printed.toordinal()
        known = (a.id, a.file, day, a.issue, a.page, a.section, fold(a.title), first, last)
        self._db.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [number, *known, _pack(a)],
        )
        self._new[number] = links.bands(links.shingles(a))
        for end in links.ends(a):
            self._db.execute(
                "INSERT INTO jump VALUES (?, ?, ?, ?)",
                [end.day.toordinal(), end.article, end.way, end.words.tobytes()],
            )

    def copy(self, segment: Segment, dead: Sequence[str]) -> None:
        """What `segment` holds of files that are not `dead`: nothing is computed anew.

        Copies come before what is added.
        """
        kept = segment.kept(dead)
        old = segment._db
        gone = set(dead)
        insert = self._db.executemany
        sources = old.execute("SELECT file, sha256, raw FROM source ORDER BY rowid")
        files = self._insert_some("source", 3, (s for s in sources if s[0] not in gone))
        numbers: dict[int, int] = {}
        left: set[str] = set()
        row = self.counts["passages"]
        for number, *rest, first, last, record in old.execute("SELECT * FROM article"):
            if rest[1] in gone:
                left.add(rest[0])
                continue
            numbers[number] = self.counts["articles"] + len(numbers)
            values = (numbers[number], *rest, row, row + last - first, record)
            insert("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [values])
            row += last - first
        at = np.cumsum(kept) - 1 + self.counts["passages"]
        passages = old.execute("SELECT * FROM passage")
        copied = self._insert_some(
            "passage",
            5,
            ((int(at[r]), id_, numbers[a], *rest) for r, id_, a, *rest in passages if kept[r]),
        )
        bands = old.execute("SELECT key, article FROM band")
        self._bands += [(key, numbers[n]) for key, n in bands if n in numbers]
        pairs = old.execute("SELECT article, other FROM repeat")
        self._insert_some("repeat", 2, ((a, b) for a, b in pairs if not left & {a, b}))
        ends = old.execute("SELECT * FROM jump")
        self._insert_some("jump", 4, (end for end in ends if end[1] not in left))
        for rows in segment.vectors.blocks(kept):
            self._vectors.add(segment.vectors.read(rows))
        self._copied.append((segment.lexical, kept))
        self._count(files, len(numbers), copied)

    def _insert_some(self, table: str, columns: int, rows: Iterable[Sequence[Any]]) -> int:
        marks = ", ".join("?" * columns)
        done = self._db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608 (names are ours)
        return done.rowcount

    def _count(self, files: int, articles: int, passages: int) -> None:
        added = {"files": files, "articles": articles, "passages": passages}
        self.counts = {name: count + added[name] for name, count in self.counts.items()}

    def finish(self, older: Sequence[Segment] = ()) -> list[str]:
        """Complete the files, links to articles in `older` among them; the files' names."""
        with ThreadPoolExecutor(2, "segment") as beside:
            vectors = beside.submit(self._vectors.save, self.folder)
            words = beside.submit(self._save_words)
            self._link(older)
            self._db.execute("COMMIT")
            self._db.close()
            words.result()
            return [ARCHIVE, *vectors.result(), *LEXICAL_FILES]

    def _save_words(self) -> None:
        lexical = self._lexical.finish()
        if self._copied:
            lexical = Lexical.merged([*self._copied, (lexical, np.ones(len(lexical), bool))])
        lexical.save(self.folder)

    def _link(self, older: Sequence[Segment]) -> None:
        """File the new articles by their keys, and note which repeat another."""
        pairs = sorted({*self._repeats_here(), *self._repeats_in(older)})
        both = sorted({*pairs, *((b, a) for a, b in pairs)})
        self._insert_some("repeat", 2, both)
        filed = _in_order([*self._bands, *self._filed()])
        self._insert_some("band", 2, zip(*(column.tolist() for column in filed), strict=True))

    def _filed(self) -> Iterator[tuple[int, int]]:
        """The keys of the new articles, each with the number of its article."""
        return ((key, number) for number, keys in self._new.items() for key in keys)

    def _repeats_here(self) -> Iterator[tuple[str, str]]:
        """The pairs of new articles that repeat one another, by id."""
        keys, numbers = _in_order(self._filed())
        proposed: set[tuple[int, int]] = set()
        for step in range(1, _COMPARED + 1):
            same = np.flatnonzero(keys[step:] == keys[:-step])
            proposed |= set(zip(numbers[same].tolist(), numbers[same + step].tolist(), strict=True))
        read = functools.lru_cache(4096)(lambda number: _compared(_numbered(self._db, number)))
        for a, b in sorted(proposed):
            (one, of_one), (two, of_two) = read(a), read(b)
            if a != b and links.alike(of_one, of_two):
                yield one, two

    def _repeats_in(self, older: Sequence[Segment]) -> Iterator[tuple[str, str]]:
        """The pairs of a new article and an older one that repeat one another, by id."""
        for segment in older:
            read = functools.lru_cache(4096)(lambda n, s=segment: _compared(s.numbered(n)))
            for number, keys in self._new.items():
                own: tuple[str, Shingles] | None = None
                for other, _ in segment.filed(keys).most_common(_COMPARED):
                    own = own or _compared(_numbered(self._db, number))
                    id_, of_other = read(other)
                    if links.alike(own[1], of_other):
                        yield own[0], id_


def _in_order(filed: Iterable[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Keys, ascending, and the numbers of their articles."""
    pairs = np.fromiter(itertools.chain.from_iterable(filed), np.int64).reshape(-1, 2)
    keys, numbers = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].T
    return keys, numbers


def _compared(article: Article) -> tuple[str, Shingles]:
    return article.id, links.shingles(article)


def _numbered(db: sqlite3.Connection, number: int) -> Article:
    query = "SELECT record, raw FROM article JOIN source USING (file) WHERE number = ?"
    return _unpack(*db.execute(query, [number]).fetchone())


def _pack(article: Article) -> str:
    """An article as JSON; its text is left out, for it is its spans, and so are its links."""
    left_out = {"text", "links"}
    fields = {name: getattr(article, name) for name in Article.__slots__ if name not in left_out}
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
    return Article(spans=spans, text=read_spans(raw, spans), **fields)
