"""What an index version is made of, and whether its files are those that were written."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import IndexVersionError
from .segment import REBUILD

FORMAT = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A segment as a version has it: `dead` are its files that have left the archive.

    `counts` are of what is left: files, articles, passages; `rows` counts all passages.
    """

    id: str
    files: dict[str, tuple[str, int]]  # name → SHA-256, bytes
    rows: int
    counts: dict[str, int]
    dead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index version is made of; the file itself is named by its own hash."""

    settings: dict[str, Any]
    encoders: dict[str, str]  # name → revision
    roots: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many files, articles and passages the archive has."""
        names = ("files", "articles", "passages")
        return {name: sum(m.counts[name] for m in self.members) for name in names}

    def dump(self) -> str:
        """The canonical JSON."""
        body = {
            "format": FORMAT,
            "settings": self.settings,
            "encoders": self.encoders,
            "roots": self.roots,
            "counts": self.counts,
            "segments": [
                {
                    "id": m.id,
                    "files": m.files,
                    "rows": m.rows,
                    "counts": m.counts,
                    "dead": list(m.dead),
                }
                for m in self.members
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
            Member(
                s["id"],
                {n: (f[0], f[1]) for n, f in s["files"].items()},
                s["rows"],
                s["counts"],
                tuple(s["dead"]),
            )
            for s in body["segments"]
        )
        return cls(body["settings"], body["encoders"], tuple(body["roots"]), members)


def read_manifest(root: Path, id_: str | None = None) -> Manifest:
    """The manifest of version `id_`, else of the current one. Raises IndexVersionError."""
    id_ = id_ or current(root)
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
        check(root, member)
    return manifest


def current(root: Path) -> str:
    """The id of the version that answers. Raises IndexVersionError where there is none."""
    try:
        return (root / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise IndexVersionError(f"There is no index in {root} yet. Run: huiwen index") from error


def check(root: Path, member: Member) -> None:
    """Hold a segment's files against the manifest.

    Hashing gigabytes at every start would be felt, so what was hashed once is known by
    its size and time of change; `verify` forgets that and hashes again. A copy of an index
    is hashed when it is first opened.
    """
    folder, memo = root / "segments" / member.id, root / "verified" / member.id
    now = _stamps(root, member)
    if memo.exists() and memo.read_text(encoding="utf-8") == now:
        return
    for name, (sha256, _) in member.files.items():
        if digest(folder / name)[0] != sha256:
            raise IndexVersionError(
                f"{folder / name} is not the file that was written (SHA-256 differs). {REBUILD}"
            )
    with contextlib.suppress(PermissionError):  # a read-only index is hashed at each start
        _remember(root, member, now)


def trust(root: Path, member: Member) -> None:
    """Take a segment's files, which were hashed as they were written, for what they should be."""
    _remember(root, member, _stamps(root, member))


def _stamps(root: Path, member: Member) -> str:
    """What tells a segment's files from changed ones. Raises IndexVersionError."""
    known = {}
    for name, (sha256, size) in member.files.items():
        path = root / "segments" / member.id / name
        try:
            stat = path.stat()
        except OSError as error:
            raise IndexVersionError(f"{path} is missing. {REBUILD}") from error
        if stat.st_size != size:
            raise IndexVersionError(
                f"{path} has {stat.st_size} bytes, its manifest says {size}. {REBUILD}"
            )
        known[name] = [sha256, stat.st_mtime_ns, stat.st_ino]
    return json.dumps(known)


def _remember(root: Path, member: Member, stamps: str) -> None:
    memo = root / "verified" / member.id
    memo.parent.mkdir(exist_ok=True)
    replace_text(memo, stamps)


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 and length in bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def replace_text(path: Path, text: str) -> None:
    """Write `text` aside, synced, and rename it into place."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}-", delete=False
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
