"""The question sets are true to the pages: every quote is there, every answer is in its quotes."""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import opencc
import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
QUESTIONS = ROOT / "eval" / "questions" / "xuhui.jsonl"
CONVERSATIONS = ROOT / "eval" / "questions" / "conversations.jsonl"

KEYS = ["id", "question", "lang", "type", "answerable", "answers", "evidence"]
LEAST = {
    "fact": 52,
    "list": 15,
    "date": 15,
    "masthead": 12,
    "changed": 12,
    "traditional": 15,
    "english": 20,
    "cut": 6,
    "nearmiss": 32,
    "offtopic": 10,
    "injection": 5,
}
NEVER_ANSWERABLE = {"nearmiss", "offtopic"}
MAYBE_ANSWERABLE = {"injection"}
FULL_DATE = re.compile(r"(\d{4}年)(\d{1,2}月\d{1,2}日)")

to_simplified = opencc.OpenCC("t2s").convert


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def squeeze(text):
    return re.sub(r"\s", "", text)


def fold(text):
    return to_simplified(squeeze(unicodedata.normalize("NFKC", text)).lower())


@cache
def page(name):
    return squeeze((SEEDS / name).read_text(encoding="utf-8"))


ROWS = read(QUESTIONS)
TALKS = read(CONVERSATIONS)
TURNS = [
    pytest.param(turn, id=f"{talk['id']}-{n}")
    for talk in TALKS
    for n, turn in enumerate(talk["turns"], 1)
]
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
each_turn = pytest.mark.parametrize("turn", TURNS)


def check_answers_and_evidence(item):
    """Well-formed; each quote on its page; each inner list met by the quotes."""
    for alternatives in item["answers"]:
        assert isinstance(alternatives, list)
        assert alternatives
        assert all(isinstance(one, str) and one.strip() == one and one for one in alternatives)
    for piece in item["evidence"]:
        assert list(piece) == ["file", "quote"]
        assert (SEEDS / piece["file"]).is_file()
        assert squeeze(piece["quote"])
        assert squeeze(piece["quote"]) in page(piece["file"]), piece
    quotes = [fold(piece["quote"]) for piece in item["evidence"]]
    for alternatives in item["answers"]:
        assert any(found(fold(one), quotes) for one in alternatives), alternatives


def found(answer, quotes):
    """In one quote; or a full date whose day is in one quote and whose year is on the masthead."""
    if any(answer in quote for quote in quotes):
        return True
    date = FULL_DATE.fullmatch(answer)
    return bool(date) and all(any(part in quote for quote in quotes) for part in date.groups())


def test_ids_do_not_repeat():
    ids = [row["id"] for row in ROWS] + [talk["id"] for talk in TALKS]
    assert [i for i, n in Counter(ids).items() if n > 1] == []


def test_questions_do_not_repeat():
    assert [q for q, n in Counter(fold(row["question"]) for row in ROWS).items() if n > 1] == []


def test_enough_of_each_type():
    counts = Counter(row["type"] for row in ROWS)
    assert set(counts) == set(LEAST)
    assert {name: counts[name] for name, least in LEAST.items() if counts[name] < least} == {}
    assert len(ROWS) >= 190


def test_every_seed_is_asked_about():
    named = {piece["file"] for row in ROWS for piece in row["evidence"]}
    assert named == {path.name for path in SEEDS.glob("*.txt")}


@each_row
def test_row(row):
    assert list(row) == KEYS
    assert re.fullmatch(row["type"] + r"-\d{3}", row["id"])
    assert row["question"].strip() == row["question"] != ""
    assert row["lang"] in {"zh", "en"}
    assert (row["lang"] == "en") == (not re.search(r"[\u4e00-\u9fff]", row["question"]))
    assert isinstance(row["answerable"], bool)
    assert row["answerable"] == bool(row["answers"]) == bool(row["evidence"])
    if row["type"] not in MAYBE_ANSWERABLE:
        assert row["answerable"] == (row["type"] not in NEVER_ANSWERABLE)
    check_answers_and_evidence(row)


def test_types_keep_their_script():
    for row in ROWS:
        if row["type"] == "traditional":
            assert to_simplified(row["question"]) != row["question"], row["id"]
        if row["type"] == "english":
            assert row["lang"] == "en", row["id"]


def test_injections_are_of_both_kinds():
    assert {row["answerable"] for row in ROWS if row["type"] == "injection"} == {True, False}


def test_enough_conversations():
    assert len(TALKS) >= 15
    for talk in TALKS:
        assert list(talk) == ["id", "turns"]
        assert re.fullmatch(r"conversation-\d{3}", talk["id"])
        assert 2 <= len(talk["turns"]) <= 4, talk["id"]


@each_turn
def test_turn(turn):
    assert list(turn) == ["question", "answers", "evidence"]
    assert turn["question"].strip() == turn["question"] != ""
    assert turn["answers"]
    assert turn["evidence"]
    check_answers_and_evidence(turn)


ELSEWHERE = sorted((ROOT / "eval" / "elsewhere").iterdir())


@pytest.mark.parametrize("archive", ELSEWHERE, ids=lambda archive: archive.name)
def test_other_papers_hold_the_evidence_of_their_questions(archive):
    pages = {path.name: squeeze(path.read_text("utf-8")) for path in (archive / "pages").iterdir()}
    for path in archive.glob("questions*.jsonl"):
        rows = read(path)
        talks = read(path.with_name(path.name.replace("questions", "conversations")))
        turns = [turn for talk in talks for turn in talk["turns"]]
        assert len({row["id"] for row in rows}) == len(rows) >= 40
        assert len(turns) >= 20
        for item in rows:
            assert bool(item["answers"]) == item["answerable"]
        for item in (*rows, *turns):
            assert bool(item["answers"]) == bool(item["evidence"])
            for piece in item["evidence"]:
                assert squeeze(piece["quote"]) in pages[piece["file"]], piece
