"""Kills an indexing process at random moments: `python -m bench.kill_index --kills 200`.

A child process makes the archive now of these pages, now of those; it is killed (SIGKILL)
after a random part of the time that an update takes. After each kill the index is opened,
every file of it hashed, its passages held against those of an archive built in peace of
the same pages, and a question asked. Prints what was found; exit status 1 where anything
was not whole. POSIX only. Uses the encoder that needs no weights.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import numpy as np

from rag.retrieval import ingest, store
from rag.retrieval.encode import Encoder
from rag.retrieval.manifest import verify
from rag.retrieval.search import search
from rag.settings import Settings

STATES = 6
QUESTION = "图书馆新馆在哪里开放"


def pages(folder: Path, state: int, rng: random.Random) -> Path:
    """A folder of pages; half of them are in every state, the others in some."""
    root = folder / f"state-{state}"
    root.mkdir(parents=True)
    for n in range(24):
        if n % 2 and (n + state) % STATES < 3:
            continue
        changed = state if n % 10 == 0 else 0
        told = "".join(
            f"{n}号{rng.choice('东西南北')}街的图书馆第{i}个新馆开放。" for i in range(30)
        )
        (root / f"{n:03d}.txt").write_text(
            f"第{n}座图书馆开放\n\n{changed}区里的消息。{told}", encoding="utf-8"
        )
    return root


def contents(index: Path) -> tuple[frozenset[str], str]:
    """The ids of the passages of the current version, and the first that a question finds."""
    encoder = Encoder.open(["hashing"], Path())
    verify(index)
    with closing(store.Version.open(index)) as version:
        rows = [int(row) for row in np.flatnonzero(version.alive())]
        found = frozenset(p.id for p in version.passages(rows))
        if version.manifest.counts["passages"] != len(found):
            raise AssertionError("the manifest counts other passages than there are")
        return found, search(version, encoder, QUESTION, 1)[0].passage.id


def killed_after(seconds: float, roots: list[Path], settings: Settings, first: int) -> bool:
    """Whether a child that goes from state to state was killed while it was writing."""
    child = os.fork()
    if not child:
        encoder = Encoder.open(["hashing"], Path())
        for step in range(1000):
            ingest.build([roots[(first + step) % STATES]], settings, encoder)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return any(settings.index.glob(".tmp-*"))


def run(kills: int, seed: int) -> dict[str, object]:
    """The outcome of `kills` kills."""
    rng = random.Random(seed)
    faults: list[str] = []
    seen: Counter[int] = Counter()
    writing = 0
    with tempfile.TemporaryDirectory(prefix="huiwen-kill-") as folder:
        place = Path(folder)
        roots = [pages(place, state, random.Random(1)) for state in range(STATES)]
        encoder = Encoder.open(["hashing"], Path())
        whole: list[frozenset[str]] = []
        start = time.perf_counter()
        for state, root in enumerate(roots):
            peace = Settings.load(index=place / f"peace-{state}", encoders=("hashing",))
            ingest.build([root], peace, encoder)
            whole.append(contents(peace.index)[0])
        update = (time.perf_counter() - start) / STATES
        settings = Settings.load(index=place / "index", encoders=("hashing",))
        ingest.build([roots[0]], settings, encoder)
        for kill in range(kills):
            after = rng.uniform(0, 3 * update)
            writing += killed_after(after, roots, settings, rng.randrange(STATES))
            try:
                found, first = contents(settings.index)
                if found not in whole or first not in found:
                    faults.append(f"kill {kill}: {len(found)} passages of no whole version")
                else:
                    seen[whole.index(found)] += 1
            except Exception as error:  # noqa: BLE001 (whatever it is, it is the finding)
                faults.append(f"kill {kill}: {type(error).__name__}: {error}")
            sys.stderr.write(f"\r{kill + 1}/{kills}, {len(faults)} faults")
    return {
        "kills": kills,
        "seed": seed,
        "found half-written files": writing,
        "whole": kills - len(faults),
        "states that answered": dict(sorted(seen.items())),
        "faults": faults,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    outcome = run(options.kills, options.seed)
    print(json.dumps(outcome, ensure_ascii=False))
    sys.exit(bool(outcome["faults"]))


if __name__ == "__main__":
    main()
