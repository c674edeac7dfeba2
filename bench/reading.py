"""How well pages are read: `python -m bench.reading --news NEWS.jsonl.xz`.

Makes pages of which every character is known (`bench.pages`), has `rag.reading.articles.read`
read them, and compares; `bench.scores` says what each figure means. **Memory growth** is
how much the process's peak rose after the first tenth of the pages; seconds are CPU time
of reading alone, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rag.reading import articles
from rag.records import Article, Source

from . import news, pages
from .scores import Scores, score

if sys.platform != "win32":
    import resource

Reader = Callable[[Source], Sequence[Article]]


def run(
    read: Reader, texts: Sequence[news.News], count: int, seed: int, show: int = 0
) -> dict[str, object]:
    """The figures for `count` pages; the worst `show` pages go to stderr with their faults."""
    scores, seconds = Scores(), 0.0
    worst: list[tuple[int, int, list[str]]] = []
    early = peak()
    for number in range(count):
        if number == max(1, count // 10):
            early = peak()
        page = pages.make(texts, seed, number)
        start = time.process_time()
        articles = read(page.source)
        seconds += time.process_time() - start
        notes = score(page, articles, scores)
        if show:
            worst = sorted([*worst, (len(notes), number, notes)], reverse=True)[:show]
    for faults, number, notes in worst:
        print(f"--- page {number}: {faults} faults", *notes, sep="\n", file=sys.stderr)
    return {
        **scores.report(),
        "seed": seed,
        "seconds_per_1000_pages": 1000 * seconds / max(count, 1),
        "peak_memory_mib": peak(),
        "memory_growth_mib": peak() - early,
    }


def peak() -> float:
    """The most memory this process has held, in MiB; 0 on Windows, which does not say."""
    if sys.platform == "win32":
        return 0.0
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--news", type=Path, required=True, help="crud_news.jsonl.xz")
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="faults of the N worst")
    parser.add_argument("--page", type=int, help="print this page, its truth and its reading")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts = news.load(options.news, 5 * options.pages + 5, random.Random(options.seed))
    if options.page is not None:
        page = pages.make(texts, options.seed, options.page)
        print(page.source.raw)
        for article in articles.read(page.source):
            print(f"--- {article.kind}: {article.title} | {article.byline}\n{article.text}")
        return
    figures = run(articles.read, texts, options.pages, options.seed, options.show)
    print(json.dumps(figures, ensure_ascii=False, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
