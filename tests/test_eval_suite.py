from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eval import suite
from eval.__main__ import app
from eval.questions import holds_conversations
from eval.suite import NOTHING, Set, Tally, changes, chosen, read_sets, table
from rag.errors import SourceError

SETS = read_sets()


def row(id_: str, *, answerable: bool, abstained: bool, right: bool, answer: str = "") -> Any:
    return {
        "id": id_,
        "question": f"{id_}？",
        "answerable": answerable,
        "abstained": abstained,
        "answer": answer,
        "scores": {"right": right},
    }


ROWS = [
    row("a", answerable=True, abstained=False, right=True, answer="甲"),
    row("b", answerable=True, abstained=False, right=False, answer="乙"),
    row("c", answerable=True, abstained=True, right=False),
    row("d", answerable=False, abstained=True, right=True),
    row("e", answerable=False, abstained=False, right=False, answer="丙"),
]


def written(path: Path, rows: list[Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    lines = [{"run": {}}, *rows]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def test_every_file_of_questions_is_a_set_and_every_set_has_pages() -> None:
    root = suite.ROOT
    files = {*(root / "questions").glob("*.jsonl"), *(root / "elsewhere").glob("*/*.jsonl")}
    assert {one.path for one in SETS} == files
    assert len(SETS) == len(files)
    for one in SETS:
        assert list(one.pages.glob("*.txt")), one.name
        assert ("conversations" in one.name) == holds_conversations(one.path)


def test_sets_called_unseen_are_not_said_to_be_looked_at() -> None:
    assert not any(one.looked_at for one in SETS if "unseen" in one.name)
    assert {one.looked_at for one in SETS} == {True, False}


def test_a_tally_counts_each_question_once() -> None:
    tally = Tally.of(ROWS)
    assert tally == Tally(answerable=3, right=1, wrongly=1, unanswerable=2, refused=1)
    assert tally + tally == Tally(6, 2, 2, 4, 2)
    assert Tally.of([]) == NOTHING


def test_every_turn_of_a_conversation_counts_a_right_refusal_as_right() -> None:
    one = chosen(SETS, ["questions/conversations17"])[0]
    assert one.tally(ROWS) == Tally(answerable=5, right=2, wrongly=1, unanswerable=0, refused=0)


def test_a_table_has_a_line_a_set_at_first_sight_and_now_and_sums_those_alike() -> None:
    pages = suite.ROOT.parent / "seeds"
    told = {
        Set("questions/one", pages, True, "by others", {"right": 1, "wrongly": 2}): Tally(
            4, 2, 1, 0, 0
        ),
        Set("questions/two", pages, True): Tally(6, 6, 0, 2, 1),
        Set("questions/conversations", pages, False): Tally(8, 4, 0, 0, 0),
    }
    lines = table(told).splitlines()
    assert lines[2] == "| `questions/one`, by others | 4 | 0.25 → 0.50 | 0.50 → 0.25 |  |  |"
    assert lines[3] == "| `questions/two` | 6 | 1.00 | 0.00 | 2 | 0.50 |"
    assert lines[5] == (
        "| **questions about the seeds, looked at** (2) | 10 | 0.80 | 0.10 | 2 | 0.50 |"
    )
    assert lines[6].startswith("| **turns about the seeds, never looked at** (1) | 8 | 0.50 |")


def test_sets_are_chosen_by_a_part_of_their_name() -> None:
    assert {one.name for one in chosen(SETS, ["twelfth"])} == {"questions/twelfth"}
    assert chosen(SETS, []) == SETS
    with pytest.raises(SourceError, match=r"No set .* has nowhere in its name"):
        chosen(SETS, ["nowhere"])


def test_a_set_that_is_named_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "sets.toml"
    path.write_text('["questions/nowhere"]\nlooked_at = true\n', "utf-8")
    with pytest.raises(SourceError, match=r"questions/nowhere, but .* is not there"):
        read_sets(path)


def test_what_changed_is_told_by_what_became_of_it_and_by_its_words(tmp_path: Path) -> None:
    one = chosen(SETS, ["twelfth"])[0]
    before, after = tmp_path / "before", tmp_path / "after"
    written(one.run(before), ROWS)
    assert changes([one], before, after) == []  # nothing there to compare it with
    other = row("b", answerable=True, abstained=False, right=True, answer="丁")
    same = row("c", answerable=True, abstained=True, right=False)
    written(one.run(after), [other, same, row("z", answerable=True, abstained=True, right=False)])
    [(name, was, is_)] = changes([one], before, after)
    assert (name, was["answer"], is_["answer"]) == ("questions/twelfth", "乙", "丁")


def test_the_sets_are_asked_over_their_own_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIWEN_ENCODERS", '["hashing"]')
    sets = ["lanwan/conversations", "questions/unseen_conversations6"]
    result = CliRunner().invoke(
        app, ["suite", str(tmp_path / "a"), *sets, "--jobs", "1"], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    assert "| `elsewhere/lanwan/conversations` | 24 |" in result.stdout
    assert "**turns about the seeds, never looked at** (1)" in result.stdout
    for one in chosen(SETS, sets):
        assert one.run(tmp_path / "a").exists()
    written(one.run(tmp_path / "b"), [])
    again = CliRunner().invoke(
        app, ["suite", str(tmp_path / "b"), sets[0], "--against", str(tmp_path / "a")]
    )
    assert "→" not in again.stderr  # the same answers again
