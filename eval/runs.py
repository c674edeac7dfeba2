"""A run: every question asked, one line a question, written as soon as it is answered.

The first line of a file says what was run (`Header`); each other is a question's row:
what `ask --json` gives, what was asked for, what was found, and the scores.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import rag
from rag.catalogue import CATALOGUE
from rag.errors import SourceError
from rag.language.text import script
from rag.records import Answer, Passage, Turn, read_spans
from rag.serving.wire import answer_json, plain
from rag.settings import GeneratorName, Settings

from .answers import character_f1, right
from .metrics import Row, Words, locate, retrieval_by_question
from .questions import Question, read_text
from .subjects import Subject

# What may differ between the two parts of a run that was interrupted.
_MAY_DIFFER = {"machine", "software", "started"}


@dataclass(frozen=True, slots=True)
class Bench:
    """A subject and the passages it searches, of which the relevant ones are picked out."""

    subject: Subject
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Case:
    """Questions asked one after the other (one, or a conversation), and of whom."""

    turns: tuple[Question, ...]
    bench: Callable[[], AbstractContextManager[Bench]]


def run(
    cases: Sequence[Case],
    header: Mapping[str, Any],
    out: Path,
    *,
    generator: GeneratorName | None = None,
    jobs: int = 1,
    tell: TextIO = sys.stderr,
) -> list[Row]:
    """Ask what `out` does not have yet and add it there; all rows, by id.

    `out` must be of the same run, or not there. Raises SourceError where it is of
    another, HuiwenError where a question cannot be asked; what was answered is kept.
    """
    done = _resume(out, header)
    asked = sum(len(case.turns) for case in cases)
    progress = _Progress(asked, len(done), tell)
    lock = threading.Lock()
    stop = threading.Event()

    with out.open("a", encoding="utf-8") as file:
        if not done and out.stat().st_size == 0:
            _write(file, {"run": dict(header)})

        def work(case: Case) -> None:
            for row in _ask(case, done, generator, stop):
                with lock:
                    done[row["id"]] = row
                    _write(file, row)
                    progress.tell(row)

        waiting = [case for case in cases if any(q.id not in done for q in case.turns)]
        with ThreadPoolExecutor(jobs) as pool:
            futures = [pool.submit(work, case) for case in waiting]
            try:
                wait(futures, return_when=FIRST_EXCEPTION)
            finally:
                stop.set()
                pool.shutdown(cancel_futures=True)
            for future in futures:
                if not future.cancelled():
                    future.result()
    ids = [question.id for case in cases for question in case.turns]
    return [done[id_] for id_ in ids]


def read_run(path: Path) -> tuple[dict[str, Any], list[Row]]:
    """The header and the rows, by id, of a run, xz-compressed or not. Raises SourceError."""
    lines = _lines(path)
    if not lines or "run" not in lines[0]:
        raise SourceError(f"{path} is no run: its first line does not say what was run.")
    return lines[0]["run"], sorted(lines[1:], key=lambda row: str(row["id"]))


def header(  # what a figure must be read with
    *,
    questions: Path,
    count: int,
    pipeline: str,
    generator: GeneratorName,
    settings: Settings,
    encoders: Mapping[str, str],
    index: str,
    today: dt.date | None,
    options: Mapping[str, Any],
) -> dict[str, Any]:
    """What was run, on what and with what: the first line of a run."""
    return {
        "questions": questions.name,
        "questions_sha256": hashlib.sha256(questions.read_bytes()).hexdigest(),
        "count": count,
        "pipeline": pipeline,
        "generator": generator,
        "options": dict(options),
        "settings": {**settings.shaping(), "top_k": settings.top_k},
        "encoders": dict(encoders),
        "llm": _llm(settings, generator),
        "index": index,
        "today": today and today.isoformat(),
        "code": revision(),
        "started": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "machine": {
            "system": platform.platform(terse=True),
            "processor": _processor(),
            "cores": os.cpu_count(),
        },
        "software": {
            "python": platform.python_version(),
            **{
                name: importlib.metadata.version(name)
                for name in ("torch", "onnxruntime", "sentence-transformers", "faiss-cpu")
            },
        },
    }


def revision() -> dict[str, str]:
    """The version, git's name for the checkout where it is one, and a hash of rag's code."""
    package = Path(rag.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode() + file.read_bytes())
    described = ""
    if (package.parent / ".git").exists():
        command = ["git", "-C", str(package.parent), "describe", "--always", "--dirty", "--tags"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
            described = done.stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            described = "a checkout that git cannot read"
    return {
        "version": importlib.metadata.version("huiwen"),
        "git": described,
        "rag_sha256": digest.hexdigest()[:16],
    }


def score(
    question: Question, answer: Answer, bench: Bench, relevant: frozenset[str]
) -> dict[str, Any]:
    """What the figures are made of (docs/metrics.md); `relevant` are passage ids."""

    def raw(file: str) -> str:
        return bench.subject.source(file).raw

    said = [Words.of(c.passage.file, c.spans, raw(c.passage.file)) for c in answer.citations]
    valid = {
        c.n: _bare(read_spans(raw(c.passage.file), c.spans)) == _bare(c.quote)
        for c in answer.citations
    }
    told = [place for e in question.evidence for place in locate(e.text, e.file, raw(e.file))]
    if told:
        apt = sum(any(words.meets(place) for place in told) for words in said)
        held = sum(
            any(_covered(place, said) for place in locate(e.text, e.file, raw(e.file)))
            for e in question.evidence
        )
    else:
        apt = sum(c.passage.id in relevant for c in answer.citations)
        held = int(apt > 0)
    shown = "" if answer.abstained else " ".join(s.text for s in answer.sentences)
    found = retrieval_by_question({"": relevant}, {"": [h.passage.id for h in answer.hits]})
    return {
        "right": (
            right(question.answers, shown)
            if question.answerable and shown
            else answer.abstained and not question.answerable
        ),
        "misled": right([[question.fake]], shown) if question.fake else None,
        "f1": round(character_f1(question.answers, shown), 6) if question.answers else 0.0,
        "valid": sum(valid.values()),
        "apt": apt,
        "evidence": len(question.evidence) or int(bool(relevant)),
        "evidence_cited": held,
        "cited_sentences": sum(any(valid.get(n) for n in s.citations) for s in answer.sentences),
        "retrieval": {k: round(v, 6) for k, v in found[""].items()} if relevant else None,
    }


def relevant_passages(question: Question, bench: Bench) -> frozenset[str]:
    """The ids of the passages that hold half of a piece of evidence, or half of which it is."""
    if question.relevant:
        return frozenset(p.id for p in bench.passages if int(p.file) in question.relevant)
    out: set[str] = set()
    for piece in question.evidence:
        raw = bench.subject.source(piece.file).raw
        places = locate(piece.text, piece.file, raw)
        own = [p for p in bench.passages if p.file == piece.file]
        words = {p.id: Words.of(p.file, p.spans, raw) for p in own}
        out |= {p.id for p in own if any(words[p.id].meets(place) for place in places)}
    return frozenset(out)


def _ask(
    case: Case, done: Mapping[str, Row], generator: GeneratorName | None, stop: threading.Event
) -> Iterator[dict[str, Any]]:
    turns: list[Turn] = []
    with case.bench() as bench:
        for question in case.turns:
            if stop.is_set():
                return
            row = done.get(question.id)
            if row is None:
                answer = bench.subject.ask(question.text, turns, generator=generator)
                row = _row(question, answer, bench, turns)
                yield row
            turns.append(Turn(row["question"], row["answer"], row["standalone"]))


def _row(question: Question, answer: Answer, bench: Bench, turns: Sequence[Turn]) -> dict[str, Any]:
    relevant = relevant_passages(question, bench)
    return {
        "id": question.id,
        "type": question.type,
        "lang": question.lang,
        "script": script(question.text),
        "before": [turn.question for turn in turns],
        "answerable": question.answerable,
        "answers": question.answers,
        "evidence": [{"file": e.file, "quote": e.text} for e in question.evidence],
        **answer_json(answer),
        "hits": [
            {
                "passage": hit.passage.id,
                "file": hit.passage.file,
                "title": hit.passage.article.title,
                "score": round(hit.score, 4),
                "relevant": hit.passage.id in relevant,
            }
            for hit in answer.hits
        ],
        "relevant": sorted(relevant),
        "scores": score(question, answer, bench, relevant),
    }


def _covered(place: Words, said: Iterable[Words]) -> bool:
    """Whether half of a piece of evidence is in the citations together."""
    seen = set().union(*(w.places for w in said if w.file == place.file))
    return 2 * len(seen & place.places) >= len(place.places)


def _bare(text: str) -> str:
    return "".join(text.split())


def _resume(out: Path, header: Mapping[str, Any]) -> dict[str, Row]:
    if not out.exists() or out.stat().st_size == 0:
        out.parent.mkdir(parents=True, exist_ok=True)
        return {}
    _cut_half_line(out)
    before, rows = read_run(out)
    differ = [
        name
        for name in header
        if name not in _MAY_DIFFER and before.get(name) != json.loads(_json(header[name]))
    ]
    if differ:
        raise SourceError(
            f"{out} is of another run ({', '.join(differ)} differ). "
            "Give another --out, or --fresh to begin it anew."
        )
    return {str(row["id"]): row for row in rows}


def _cut_half_line(out: Path) -> None:
    """Drop a last line that was being written when the run was killed."""
    data = out.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        with out.open("r+b") as file:
            file.truncate(whole)


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in read_text(path).split("\n") if line]
    except ValueError as error:
        raise SourceError(f"{path} cannot be read as a run: {error}.") from error


def _write(file: TextIO, row: Mapping[str, Any]) -> None:
    file.write(_json(row) + "\n")
    file.flush()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=plain)


def _llm(settings: Settings, generator: GeneratorName) -> dict[str, str] | None:
    if generator == "extractive":
        return None
    if generator in ("llama", "auto") and settings.llm in CATALOGUE:
        files = CATALOGUE[settings.llm].files
        return {"name": settings.llm, "sha256": max(files, key=lambda f: f.size).sha256}
    return {"name": settings.transformers if generator == "transformers" else settings.llm}


def _processor() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as info:
            named = (line.partition(":")[2].strip() for line in info if "model name" in line)
            return next(named, platform.machine())
    except OSError:
        return platform.processor() or platform.machine()


class _Progress:
    """On stderr: how many are done, how many right, how long it will take.

    One line that is rewritten; where nobody watches (a log), a line now and then.
    """

    def __init__(self, total: int, before: int, out: TextIO) -> None:
        self._total, self._before, self._out = total, before, out
        self._done = self._right = 0
        self._start = self._told = time.monotonic()

    def tell(self, row: Row) -> None:
        self._done += 1
        self._right += bool(row["scores"]["right"])
        now, last = time.monotonic(), self._before + self._done == self._total
        if now - self._told < (0.2 if self._out.isatty() else 15) and not last:
            return
        self._told = now
        each = (now - self._start) / self._done
        left = int(each * (self._total - self._before - self._done))
        line = (
            f"{self._before + self._done}/{self._total}  "
            f"{100 * self._right / self._done:.0f} % right  {each:.2f} s each  "
            f"{left // 60} min {left % 60:02d} s left"
        )
        self._out.write(f"\r{line}   " if self._out.isatty() and not last else f"\r{line}   \n")
        self._out.flush()
