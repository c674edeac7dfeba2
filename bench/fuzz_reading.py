"""Random and mutated pages for the reader: `python -m bench.fuzz_reading --runs 100000`.

Of every input it must hold that reading does not crash, ends in time, gives spans inside
the page, texts that are their spans' raw characters, and no character of the page that is
not whitespace in two articles. An input that breaks a rule is written to `--keep` and the
run goes on; the exit status is 1 when there was one.

Inputs are mutations of the pages in `--seeds` (cut, doubled, swapped, spliced with one
another, with noise dropped in) and random strings of what such pages are made of.
With `--atheris` the mutations are atheris's, led by coverage (Linux, `pip install atheris`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rag.reading import articles, sources
from rag.records import Source

_SCRAPS = (
    *("\n", "\n\n", "\n\n\n\n", " ", "　", "\r\n", "\f", "\t", "\u200b", "\ufeff", "\u2028", "\0"),
    *(
        "。",
        "，",
        "、",
        "：",
        "“",
        "”",
        "（",
        "）",
        "《",
        "》",
        "…",
        "——",
        "□",
        "■",
        "# ",
        "**",
        "|",
    ),
    *(
        "□ 记者 刘坤 朱亮",
        "本报记者 王伟",
        "（来源：区委办）",
        "(下转第2版)",
        "(上接第1版)",
        "图片新闻",
    ),
    *(
        "2025年7月21日 星期一",
        "二〇二五年十二月",
        "第28期(总第1839期)",
        "本期 20 版",
        "99999年99月99日",
    ),
    *("2月30日", "昨日", "上周", "“十五五”", "0000", "9" * 40, "十" * 20, "第" + "9" * 30 + "期"),
    *(
        "徐汇通 APP",
        "XU HUI BAO",
        "摄影报道",
        "12 钱学森博物馆焕新开放",
        "<b>",
        "&amp;",
        "http://a.b",
    ),
    *(
        "A",
        "é",
        "𠮷",
        "\U0001f600",
        "e\u0301",
        "\ud7ff",
        "ﬁ",
        "①",
        "㎡",
        "汉字",
        "徐匯區",
        "的",
        "了",
    ),
)


def mutate(pages: Sequence[str], rng: random.Random) -> str:
    """One input: a piece of a page with up to eight things done to it, or scraps alone."""
    if rng.random() < 0.15:
        return "".join(rng.choices(_SCRAPS, k=rng.randint(0, 60)))
    page = rng.choice(pages)
    if rng.random() < 0.85:
        start = rng.randrange(len(page))
        page = page[start : start + int(rng.expovariate(1 / 500)) + 1]
    for _ in range(rng.randint(0, 8)):
        a, b = sorted(rng.choices(range(len(page) + 1), k=2))
        other = rng.choice(pages)
        c = rng.randrange(len(other))
        page = rng.choice(
            (
                page[:a] + rng.choice(_SCRAPS) + page[a:],
                page[:a] + page[min(b, a + rng.randint(1, 60)) :],
                page[:a] + page[a : a + 80] + page[a:],
                page[b:] + page[a:b] + page[:a],
                page[:a] + other[c : c + 120] + page[a:],
                page[:a] + page[a:b].replace("\n", "") + page[b:],
                page[:a] + rng.choice(_SCRAPS).join(page[a : a + 20]) + page[a + 20 :],
            )
        )
    return page


def faults(page: str, seconds: float) -> list[str]:
    """The rules that reading `page` breaks, `seconds` being the most CPU time it may take."""
    source = Source("fuzz.txt", page, hashlib.sha256(page.encode("utf-8", "replace")).hexdigest())
    start = time.process_time()
    try:
        read = articles.read(source)
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        return [f"crash: {type(error).__name__}: {error}"]
    taken = time.process_time() - start
    out = [f"slow: {taken:.1f} s for {len(page)} characters"] if taken > seconds else []
    times: Counter[int] = Counter()
    for article in read:
        if any(not 0 <= start < end <= len(page) for start, end in article.spans):
            out.append(f"span outside the page: {article.spans}")
        if "".join(page[start:end] for start, end in article.spans) != article.text:
            out.append(f"text is not its spans: {article.text[:40]!r}")
        inside = [o for start, end in article.spans for o in range(start, end)]
        times.update(o for o in inside if o < len(page) and not page[o].isspace())
    twice = [o for o, count in times.items() if count > 1]
    if twice:
        out.append(f"read twice: {len(twice)} characters, first {page[min(twice) :][:20]!r}")
    return out


def run(pages: Sequence[str], runs: int, seed: int, seconds: float, keep: Path | None) -> int:
    """How many of `runs` inputs broke a rule."""
    rng, broken, slowest = random.Random(seed), 0, 0.0
    kinds: Counter[str] = Counter()
    began = time.perf_counter()
    for number in range(runs):
        page = mutate(pages, rng)
        start = time.process_time()
        wrong = faults(page, seconds)
        slowest = max(slowest, time.process_time() - start)
        if wrong:
            broken += 1
            kinds.update(fault.partition(":")[0] for fault in wrong)
            _keep(page, wrong, keep, first=broken <= 10)
        if number % 5000 == 4999:
            rate = (number + 1) / (time.perf_counter() - began)
            print(f"{number + 1} inputs, {rate:.0f}/s, {broken} broken", file=sys.stderr)
    figures = {
        "runs": runs,
        "seed": seed,
        "broken": broken,
        "by_fault": dict(kinds),
        "inputs_per_second": runs / (time.perf_counter() - began),
        "slowest_seconds": slowest,
    }
    print(json.dumps(figures, ensure_ascii=False))
    return broken


def _keep(page: str, wrong: Sequence[str], keep: Path | None, *, first: bool) -> None:
    if first:
        print(*wrong, sep="\n", file=sys.stderr)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(page.encode("utf-8", "replace")).hexdigest()[:16]
        (keep / f"{name}.txt").write_bytes(page.encode("utf-8", "replace"))


def _atheris(pages: Sequence[str], runs: int, seed: int, seconds: float, folder: Path) -> None:
    """Lets atheris make the inputs, beginning with the seeds; it stops at the first fault."""
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        (corpus / f"seed{number}").write_bytes(page.encode())

    def one(data: bytes) -> None:
        wrong = faults(data.decode("utf-8", "ignore"), seconds)
        if wrong:
            raise AssertionError("; ".join(wrong))

    for name, module in list(sys.modules.items()):
        if name.startswith("rag."):
            for function in vars(module).values():
                if getattr(function, "__module__", None) == name and hasattr(function, "__code__"):
                    atheris.instrument_func(function)
    options = [f"-runs={runs}", f"-seed={seed}", "-max_len=12000", f"-artifact_prefix={folder}/"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0, help="CPU time for one input")
    parser.add_argument("--keep", type=Path, help="folder for inputs that break a rule")
    parser.add_argument("--atheris", action="store_true", help="needs --keep")
    options = parser.parse_args()
    pages = [sources.read(path, name).raw for name, path in sources.walk([options.seeds])]
    if options.atheris:
        if options.keep is None:
            parser.error("--atheris needs --keep")
        _atheris(pages, options.runs, options.seed, options.seconds, options.keep)
    elif run(pages, options.runs, options.seed, options.seconds, options.keep):
        sys.exit(1)


if __name__ == "__main__":
    main()
