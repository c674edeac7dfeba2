"""Paths to a new index version. The only writer."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import articles, links, sources, store, text
from .encode import Encoder
from .errors import IndexVersionError, SourceError
from .lexical import Lexical
from .records import Article, Passage, Source
from .settings import Settings

Progress = Callable[[str, int, int], None]


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
        read, failed = _read(roots, tell)
        if not read:
            raise SourceError(_nothing(roots, failed))
        new = [s for s in read if known.get(s.file) != s.sha256]
        # A file that is there but cannot be read today keeps what was read of it before.
        gone = known.keys() - {s.file for s in read} - failed.keys()
        gone |= {s.file for s in new} & known.keys()
        members = list(old.manifest.members) if old else []
        if gone and old:
            members = [
                _without(member, segment, gone)
                for member, segment in zip(members, old.segments, strict=True)
            ]
            members = [
                member
                for member, segment in zip(members, old.segments, strict=True)
                if len(member.dead) < len(segment.files())
            ]
        if new:
            members.append(_segment(new, settings, encoder, tell))
        manifest = _manifest(members, roots, settings, encoder)
        if old is None or manifest != old.manifest:
            store.publish(settings.index, manifest)
        if old:
            old.close()
    return Report(
        version=manifest.id,
        added=tuple(s.file for s in new if s.file not in known),
        changed=tuple(s.file for s in new if s.file in known),
        removed=tuple(sorted(gone - {s.file for s in new})),
        kept=len(read) - len(new),
        articles=manifest.counts["articles"],
        passages=manifest.counts["passages"],
        failed=failed,
    )


def check(manifest: store.Manifest, settings: Settings, encoder: Encoder) -> None:
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


def _read(roots: Iterable[Path], tell: Progress) -> tuple[list[Source], dict[str, str]]:
    found = list(sources.walk(roots))
    read: list[Source] = []
    failed: dict[str, str] = {}
    for i, (file, path) in enumerate(found, 1):
        try:
            read.append(sources.read(path, file))
        except SourceError as error:
            failed[file] = str(error)
        tell("read", i, len(found))
    return read, failed


def _nothing(roots: Sequence[Path], failed: dict[str, str]) -> str:
    where = ", ".join(map(str, roots))
    reasons = " ".join(failed.values())
    return f"Nothing in {where} can be read, so the index stays as it was. {reasons}".strip()


def _without(member: store.Member, segment: store.Segment, gone: Iterable[str]) -> store.Member:
    dead = {*member.dead, *(segment.files().keys() & set(gone))}
    return dataclasses.replace(member, dead=tuple(sorted(dead)))


def _segment(
    new: Sequence[Source], settings: Settings, encoder: Encoder, tell: Progress
) -> store.Member:
    pages: list[Article] = []
    passages: list[Passage] = []
    for i, source in enumerate(new, 1):
        for article in articles.read(source):
            pages.append(article)
            passages += articles.passages(article, source, settings.passage_chars)
        tell("repair", i, len(new))
    pages = list(links.link(pages))
    searched = [searchable(p) for p in passages]
    vectors = encoder.passages(searched, lambda done, total: tell("embed", done, total))
    lexical = Lexical.build([text.tokens(s) for s in searched])
    tell("write", 0, 1)
    member = store.write_segment(settings.index, new, pages, passages, vectors, lexical)
    tell("write", 1, 1)
    return member


def searchable(passage: Passage) -> str:
    """What is embedded and tokenised of a passage: its headline, then its words."""
    title = passage.article.title
    return passage.text if not title or title in passage.text else f"{title}\n{passage.text}"


def _manifest(
    members: Sequence[store.Member], roots: Iterable[Path], settings: Settings, encoder: Encoder
) -> store.Manifest:
    counts = {"files": 0, "articles": 0, "passages": 0}
    for member in members:
        segment = store.Segment(settings.index / "segments" / member.id)
        counts["files"] += len(segment.files()) - len(member.dead)
        counts["articles"] += sum(a.file not in member.dead for a in segment.articles())
        counts["passages"] += len(segment) - len(segment.rows_of(member.dead))
        segment.close()
    return store.Manifest(
        settings=settings.shaping(),
        encoders=encoder.names,
        roots=tuple(str(root) for root in roots),
        counts=counts,
        members=tuple(members),
    )


def _named(encoders: dict[str, str]) -> str:
    return " + ".join(f"{name} ({revision[:12]})" for name, revision in encoders.items())
