"""What readers thought of answers, kept in an SQLite file: a question set in the making."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from ..errors import FeedbackError
from ..records import Answer

Verdict = Literal["up", "down"]

LONGEST_REASON = 1000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
  id TEXT PRIMARY KEY, at TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
  question TEXT NOT NULL, language TEXT NOT NULL, abstained INTEGER NOT NULL,
  generator TEXT NOT NULL, said TEXT NOT NULL, evidence TEXT NOT NULL)
"""
_COLUMNS = "id at verdict reason question language abstained generator said evidence".split()


class Feedback:
    """The file at `path`, made when the first verdict is given."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def give(self, id_: str, answer: Answer, verdict: Verdict, reason: str = "") -> None:
        """Remember what a reader thinks of the answer called `id_`; the last word counts.

        Raises FeedbackError where it cannot be written.
        """
        row = [
            id_,
            dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            verdict,
            reason.strip()[:LONGEST_REASON],
            answer.standalone,
            answer.language,
            answer.abstained,
            answer.generator,
            json.dumps([s.text for s in answer.sentences], ensure_ascii=False),
            json.dumps(
                [{"file": c.passage.file, "quote": c.quote} for c in answer.citations],
                ensure_ascii=False,
            ),
        ]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self._path)) as db, db:
                db.execute(_SCHEMA)
                marks = ", ".join("?" * len(row))
                db.execute(f"INSERT OR REPLACE INTO feedback VALUES ({marks})", row)  # noqa: S608 (marks are ours)
        except (OSError, sqlite3.Error) as error:
            raise FeedbackError(
                f"{self._path} cannot be written ({error}). Set `feedback` to a file that can."
            ) from error

    def rows(self) -> Iterator[dict[str, Any]]:
        """Everything that was said, oldest first. Raises FeedbackError."""
        if not self._path.exists():
            return
        try:
            with contextlib.closing(sqlite3.connect(self._path)) as db:
                found = db.execute(f"SELECT {', '.join(_COLUMNS)} FROM feedback ORDER BY rowid")  # noqa: S608 (ours)
                for values in found.fetchall():
                    row = dict(zip(_COLUMNS, values, strict=True))
                    row["abstained"] = bool(row["abstained"])
                    yield row | {name: json.loads(row[name]) for name in ("said", "evidence")}
        except (sqlite3.Error, ValueError) as error:
            raise FeedbackError(
                f"{self._path} cannot be read ({error}). Move it away, or set `feedback`."
            ) from error

    def questions(self) -> Iterator[dict[str, Any]]:
        """The answers that readers found right, as questions for `eval`.

        What was said stands as the answer, any of its sentences or quotes enough: shorten
        it to the words that matter. What readers found wrong is no question yet, for nobody
        has said what is right.
        """
        for row in self.rows():
            if row["verdict"] != "up":
                continue
            quotes = [e["quote"] for e in row["evidence"]]
            yield {
                "id": row["id"],
                "question": row["question"],
                "lang": row["language"],
                "type": "reader",
                "answerable": not row["abstained"],
                "answers": [] if row["abstained"] else [[*row["said"], *quotes]],
                "evidence": row["evidence"],
            }
