"""What an index costs as it grows: `python -m bench.retrieval --news NEWS.jsonl.xz`.

For each size, that many news texts (a fixed shuffle, so that a smaller archive is part of a
larger) are written as files and indexed as a reader would index a folder. Measured are

- **passages/s** of the whole run, and its **share** of the **bare** encoder's on `--bare` of
  the same passages, evenly spaced, embedded just before and just after; with `--rounds`, the
  median of as many, by turns, for a machine whose speed moves;
- **CPU ms** a passage of the run and of the bare encoder (user and system, all threads), and
  the share by them: what a machine that others use as well disturbs least;
- **add 100 s**, an update with 100 more texts, and **none s**, one with nothing new;
- in a process of its own, which has opened the index and the encoder: **open s**,
  **query ms** (p50, p95 of `search` in a second round, all that it asks of the encoder known
  from the first), the same **encoding too** (the first round: the query's vector, and those of
  the sentences of the best passages), and **MiB**, the most memory it held;
- **indexing MiB**, the most memory that the indexing process held so far;
- **bytes** a passage on disk.

`--vectors FOLDER` remembers vectors between runs: all but the rates then stays true, and
the output says so. `--out FILE` keeps each size as it is done; sizes in it are skipped.
"""

from __future__ import annotations

import argparse
import functools
import json
import lzma
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.retrieval import Remembered
from rag.reading import articles, sources
from rag.retrieval import ingest, store
from rag.retrieval.encode import Encoder, Vectors
from rag.retrieval.manifest import read_manifest
from rag.retrieval.search import search
from rag.settings import Settings

from .reading import peak

ADDED = 100
QUERIES = 200
SEED = 7
Row = dict[str, Any]


class _Known(Encoder):
    """An encoder that knows again what it was asked once."""

    def __init__(self, encoder: Encoder) -> None:
        self.names = encoder.names
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    def query(self, text: str) -> Vectors:
        return self._again(text, lambda: self._encoder.query(text))

    def sentences(self, texts: Sequence[str]) -> Vectors:
        return self._again("\n".join(texts), lambda: self._encoder.passages(texts))

    def _again(self, key: str, encode: Callable[[], Vectors]) -> Vectors:
        if key not in self._known:
            self._known[key] = encode()
        return self._known[key]


def run(
    rows: Sequence[str], count: int, name: str, vectors: Path | None, bare: int, rounds: int
) -> Row:
    """The figures of the first `count` of `rows` with the encoder `name`.

    It is built `rounds` times, the bare encoder timed before and after each.
    """
    with tempfile.TemporaryDirectory(prefix="huiwen-bench-") as folder:
        root, pages = Path(folder), Path(folder, "pages")
        _write(pages, rows, 0, count)
        settings = Settings.load(index=root / "index", encoders=(name,))
        encoder = _encoder(settings, name, vectors)
        sample = _passages(pages, settings, bare)
        encoder.passages(sample[:64])
        build = functools.partial(
            ingest.build, [pages], settings, encoder, rebuild=True, progress=_told
        )
        times = _by_turns(build, lambda: encoder.passages(sample), rounds)
        passages = read_manifest(settings.index).counts["passages"]
        times[:, 1] /= len(sample)
        shares = times[:, 1] * passages / times[:, 0]  # by the clock, and by CPU
        (built_s, built_cpu), (bare_s, bare_cpu) = np.median(times, axis=0).tolist()
        share, share_cpu = np.median(shares, axis=0).round(3).tolist()
        size = sum(p.stat().st_size for p in settings.index.rglob("*") if p.is_file())
        queries = [row.partition("正文：")[2][:30] for row in rows[: count + ADDED]]
        queries = queries[:: max(1, len(queries) // QUERIES)][:QUERIES]
        served = _served(settings, name, queries)
        _write(pages, rows, count, count + ADDED)
        time.sleep(2.1)  # so that the files are old enough to be known by their times
        start = time.perf_counter()
        ingest.build([], settings, encoder)
        added = time.perf_counter() - start
        start = time.perf_counter()
        ingest.build([], settings, encoder)
        none = time.perf_counter() - start
    return {
        "texts": count,
        "passages": passages,
        "index s": round(built_s, 1),
        "passages/s": round(passages / built_s, 1),
        "bare passages/s": round(1 / bare_s, 1),
        "share": share,
        "CPU ms": round(1000 * built_cpu / passages, 2),
        "bare CPU ms": round(1000 * bare_cpu, 2),
        "share by CPU": share_cpu,
        "rounds": rounds,
        "shares": shares[:, 0].round(3).tolist(),
        "vectors remembered": vectors is not None,
        "add 100 s": round(added, 2),
        "none s": round(none, 2),
        **served,
        "indexing MiB": round(peak()),
        "bytes a passage": round(size / max(1, passages)),
    }


def _by_turns(
    work: Callable[[], object], bare: Callable[[], object], rounds: int
) -> NDArray[np.float64]:
    """For each round, `work` and the mean of the `bare` before and after it, (rounds, 2, 2): each
    by the clock and of CPU."""
    out, before = [], _timed(bare)
    for _ in range(rounds):
        took, after = _timed(work), _timed(bare)
        out.append((took, np.mean([before, after], axis=0)))
        before = after
    return np.array(out)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that `work` takes: by the clock, and of CPU in all threads of this process."""
    start, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - cpu


def _encoder(settings: Settings, name: str, vectors: Path | None) -> Encoder:
    if vectors is None:
        return Encoder.open([name], settings.models)
    kept = Remembered(name, settings, vectors)
    return Encoder([kept], {name: kept.revision})


def _write(pages: Path, rows: Sequence[str], start: int, end: int) -> None:
    for number in range(start, end):
        path = pages / f"{number // 1000:03d}" / f"{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rows[number], encoding="utf-8")


def _passages(pages: Path, settings: Settings, count: int) -> list[str]:
    """What is embedded of files taken evenly, until `count` passages are found."""
    paths = sorted(pages.rglob("*.txt"))
    out: list[str] = []
    for path in paths[:: max(1, len(paths) * 3 // max(1, count))]:
        source = sources.read(path, path.name)
        for article in articles.read(source):
            found = articles.passages(article, source, settings.passage_chars)
            out += [ingest.searchable(passage) for passage in found]
    return out


def _served(settings: Settings, name: str, queries: Sequence[str]) -> Row:
    """Opening, memory and query times, of a process that does nothing else."""
    command = [sys.executable, "-m", "bench.retrieval", "--serve", str(settings.index)]
    asked = json.dumps(queries)
    done = subprocess.run(
        [*command, "--encoder", name], input=asked, capture_output=True, text=True, check=True
    )
    out: Row = json.loads(done.stdout)
    return out


def serve(index: Path, name: str, queries: Sequence[str]) -> Row:
    """Open `index` and search it for each query, twice."""
    settings = Settings.load(index=index, encoders=(name,))
    start = time.perf_counter()
    version = store.Version.open(index)
    opened = time.perf_counter() - start
    with closing(version):
        encoder = _Known(Encoder.open([name], settings.models))
        encoder.query("汇问")  # it loads when first asked
        took: list[float] = []
        for query in (*queries, *queries):
            start = time.perf_counter()
            search(version, encoder, query, 10)
            took.append(1000 * (time.perf_counter() - start))
        whole = np.percentile(took[: len(queries)], (50, 95)).round(1).tolist()
        known = np.percentile(took[len(queries) :], (50, 95)).round(1).tolist()
    return {
        "open s": round(opened, 3),
        **dict(zip(("query p50 ms", "query p95 ms"), known, strict=True)),
        **dict(zip(("encoding too p50 ms", "encoding too p95 ms"), whole, strict=True)),
        "serving MiB": round(_own_peak()),
    }


def _own_peak() -> float:
    """The most memory held since this program was started, in MiB.

    Linux counts what the parent held at the fork into `ru_maxrss`; VmHWM starts anew.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    high = [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
    return high[0] if high else peak()


SHOWN = (
    *("texts", "passages", "index s", "passages/s", "share", "add 100 s", "none s", "open s"),
    *("query p50 ms", "query p95 ms", "encoding too p95 ms", "serving MiB", "indexing MiB"),
    "bytes a passage",
)
GROWING = ("index s", "add 100 s", "open s", "query p50 ms", "query p95 ms", "serving MiB")
EXPECTED = (1_000_000, 10_000_000)


def expected(rows: Sequence[Row], name: str, passages: int) -> float:
    """What `name` comes to, by a straight line through the sizes (least squares).

    A cost that was not seen to grow is expected to stay.
    """
    sizes = np.array([row["passages"] for row in rows], float)
    values = np.array([row[name] for row in rows], float)
    slope, base = np.polyfit(sizes, values, 1)
    return float(base + slope * passages) if slope > 0 else float(values.mean())


def table(rows: Sequence[Row]) -> str:
    """The sizes and what is expected beyond them, in Markdown."""
    lines = ["| " + " | ".join(SHOWN) + " |", "|---" * len(SHOWN) + "|"]
    lines += ["| " + " | ".join(str(row[name]) for name in SHOWN) + " |" for row in rows]
    for passages in EXPECTED if len(rows) > 1 else ():
        cells: Mapping[str, str] = {
            name: f"{expected(rows, name, passages):,.4g}" for name in GROWING
        }
        shown = {"texts": "*expected*", "passages": f"{passages:,}", **cells}
        lines.append("| " + " | ".join(shown.get(name, "") for name in SHOWN) + " |")
    return "\n".join(lines)


_COLOURS = ("#c0392b", "#2471a3", "#1e8449", "#7d3c98", "#b9770e", "#566573")


def picture(rows: Sequence[Row]) -> str:
    """Each growing cost against passages, both axes logarithmic, as an SVG image."""
    width, height, left, bottom = 760, 420, 60, 40

    def place(passages: float, value: float) -> str:
        x = left + (np.log10(passages) - 3) / 4 * (width - left - 170)
        y = height - bottom - (np.log10(max(value, 1e-3)) + 3) / 9 * (height - bottom - 15)
        return f"{x:.1f},{y:.1f}"

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
    ]
    for power in range(3, 8):
        x, y = place(10**power, 1e-3).split(",")
        out.append(f'<text x="{x}" y="{float(y) + 18}" text-anchor="middle">10^{power}</text>')
    for power in range(-3, 7):
        x, y = place(1000, 10.0**power).split(",")
        out.append(f'<path stroke="#ddd" d="M{x} {y}H{width - 170}"/>')
        out.append(f'<text x="{left - 6}" y="{float(y) + 4}" text-anchor="end">10^{power}</text>')
    for name, colour in zip(GROWING, _COLOURS, strict=True):
        points = [(row["passages"], row[name]) for row in rows]
        far = [points[-1], *((n, expected(rows, name, n)) for n in EXPECTED)]
        for line, dash in ((points, ""), (far, ' stroke-dasharray="4 4"')):
            path = " ".join(place(*point) for point in line)
            out.append(f'<polyline fill="none" stroke="{colour}"{dash} points="{path}"/>')
        out += [
            f'<circle r="3" fill="{colour}" cx="{p[0]}" cy="{p[1]}"/>'
            for p in (place(*point).split(",") for point in points)
        ]
        x, y = place(*far[-1]).split(",")
        out.append(f'<text x="{float(x) + 6}" y="{float(y) + 4}" fill="{colour}">{name}</text>')
    middle = (left + width - 170) / 2
    out.append(f'<text x="{middle}" y="{height - 4}" text-anchor="middle">passages</text></svg>')
    return "\n".join(out) + "\n"


def _told(stage: str, done: int, total: int) -> None:
    if done == total or done % 100 == 0:
        sys.stderr.write(f"{stage} {done}/{total}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--news", type=Path, help="crud_news.jsonl.xz")
    parser.add_argument("--texts", default="1000,4000,16000,63568", help="sizes, with commas")
    parser.add_argument("--encoder", default="use-multilingual")
    parser.add_argument("--bare", type=int, default=4096, help="passages for the bare encoder")
    parser.add_argument("--rounds", type=int, default=1, help="times that each size is indexed")
    parser.add_argument("--vectors", type=Path, help="where vectors are remembered")
    parser.add_argument("--out", type=Path, help="a JSON file that sizes are added to")
    parser.add_argument("--picture", type=Path, help="an SVG file")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        print(json.dumps(serve(options.serve, options.encoder, json.load(sys.stdin))))
        return
    rows: list[Row] = []
    if options.out and options.out.exists():
        rows = json.loads(options.out.read_text(encoding="utf-8"))
    wanted = [int(n) for n in options.texts.split(",")]
    texts: list[str] = []
    for count in (n for n in wanted if n not in {row["texts"] for row in rows}):
        texts = texts or _load(options.news or parser.error("--news is needed"))
        if count + ADDED > len(texts):
            parser.error(f"{len(texts)} texts, of which {ADDED} are added at the end")
        rows.append(
            run(texts, count, options.encoder, options.vectors, options.bare, options.rounds)
        )
        if options.out:
            options.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    rows.sort(key=lambda row: int(row["texts"]))
    if options.picture and len(rows) > 1:
        options.picture.write_text(picture(rows), encoding="utf-8")
    print(json.dumps(rows) if options.json else table(rows))


def _load(path: Path) -> list[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    random.Random(SEED).shuffle(texts)
    return texts


if __name__ == "__main__":
    main()
