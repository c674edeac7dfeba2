from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from eval.cases import given, kinds
from eval.metrics import locate
from eval.questions import (
    Altered,
    Collection,
    Question,
    converted,
    guess_form,
    read_collection,
    read_conversations,
    read_questions,
    read_rgb,
)
from rag.errors import SourceError

from .conftest import SEEDS

SETS = Path(__file__).parents[1] / "eval" / "questions"

SQUAD = {
    "data": [
        {
            "paragraphs": [
                {
                    "context": "甲在乙。",
                    "qas": [
                        {
                            "id": "q1",
                            "question": "甲在哪?",
                            "answers": [{"text": "乙"}, {"text": "乙"}],
                        },
                        {"id": "q2", "question": "谁在乙?", "answers": [{"text": "甲"}]},
                    ],
                },
                {"context": "丙在丁。", "qas": [{"id": "q3", "question": "丙?", "answers": []}]},
            ]
        },
        {
            "paragraphs": [
                {"context": "甲在乙。", "qas": [{"id": "q4", "question": "?", "answers": []}]}
            ]
        },
    ]
}
NOISY = {
    "id": 3,
    "query": "几人?",
    "answer": ["12人"],
    "positive": ["p0", "p1"],
    "negative": ["n0", "n1", "n2", "n3", "n4", "n5"],
}
BOTH = {
    "id": 4,
    "query": "何时?",
    "answer": ["1月3日", ["一月十二", "1月12日"]],
    "positive": [["a0", "a1"], ["b0"]],
    "negative": ["n0", "p1"],
}
FORGED = {
    "id": 5,
    "query": "几席?",
    "answer": "70",
    "fakeanswer": "170",
    "positive": ["t0", "t1"],
    "positive_wrong": ["f0", "f1"],
    "negative": ["n0", "n1", "n2"],
}


def write(path: Path, *rows: object, packed: bool = False) -> Path:
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    path.write_bytes(lzma.compress(data) if packed else data)
    return path


def rgb(tmp_path: Path, *rows: object) -> tuple[Altered, ...]:
    return read_rgb(write(tmp_path / "rgb.jsonl.xz", *rows, packed=True))


@pytest.mark.parametrize("packed", [False, True])
def test_squad_contexts_are_passages_once(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path / "set.json", SQUAD, packed=packed)
    assert guess_form(path) == "squad"
    read = read_collection(path, None)
    assert read.passages == ("甲在乙。", "丙在丁。")
    assert [(q.id, q.relevant) for q in read.questions] == [
        ("q1", {0}), ("q2", {0}), ("q3", {1}), ("q4", {0}),
    ]  # fmt: skip
    assert read.questions[0].answers == (("乙",),)


def test_a_collection_in_another_script() -> None:
    read = Collection("set", ("上海植物园",), (Question("q", "植物园在哪？", "zh"),))
    other = converted(read, passages="hant")
    assert (other.passages, other.questions) == (("上海植物園",), read.questions)
    assert converted(other, "hans", "hant").questions[0].text == "植物園在哪？"
    assert converted(other, "hans").passages == read.passages


def test_questions_of_another_language_are_joined_by_id(tmp_path: Path) -> None:
    english = {
        "data": [
            {
                "paragraphs": [
                    {
                        "context": "C",
                        "qas": [{"id": "q2", "question": "Who is there?", "answers": []}],
                    }
                ]
            }
        ]
    }
    chinese = write(tmp_path / "zh.json", SQUAD)
    read = read_collection(chinese, "squad", write(tmp_path / "en.json", english))
    assert [(q.id, q.text, q.lang, q.relevant) for q in read.questions] == [
        ("q2", "Who is there?", "en", {0})
    ]
    other = {"data": [{"paragraphs": [{"context": "C", "qas": [{"id": "x", "question": "?"}]}]}]}
    with pytest.raises(SourceError, match="No question id"):
        read_collection(chinese, "squad", write(tmp_path / "no.json", other))


def test_rgb_pools_all_documents_once(tmp_path: Path) -> None:
    path = write(tmp_path / "rgb.jsonl", NOISY, BOTH, FORGED)
    assert guess_form(path) == "rgb"
    read = read_collection(path, None)
    assert len(read.passages) == len(set(read.passages))
    assert set(read.passages) == {
        *("p0", "p1", "n0", "n1", "n2", "n3", "n4", "n5", "a0", "a1", "b0", "t0", "t1", "f0", "f1")
    }
    relevant = [{read.passages[i] for i in q.relevant} for q in read.questions]
    # A document that another question has as noise is still what it is.
    assert relevant == [{"p0", "p1"}, {"a0", "a1", "b0"}, {"t0", "t1"}]
    assert read.questions[1].answers == (("1月3日",), ("一月十二", "1月12日"))


def test_jsonl_passages_with_their_questions(tmp_path: Path) -> None:
    passages = write(tmp_path / "p.jsonl", {"id": "a", "text": "甲"}, {"id": "b", "text": "乙"})
    asked = write(tmp_path / "q.jsonl", {"id": 1, "question": "甲?", "relevant": ["b"]})
    assert read_collection(passages, None, asked).questions[0].relevant == {1}
    with pytest.raises(SourceError, match="--questions"):
        read_collection(passages, None)
    wrong = write(tmp_path / "w.jsonl", {"id": 1, "question": "甲?", "relevant": ["c"]})
    with pytest.raises(SourceError, match="names passage c"):
        read_collection(passages, None, wrong)


@pytest.mark.parametrize(
    ("data", "named"),
    [(b"{]", "line 1, is not JSON"), (b"{}", "has no id"), (b"\xff\xfe", "cannot be read")],
)
def test_a_broken_file_is_named(tmp_path: Path, data: bytes, named: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=named):
        read_questions(path)
    with pytest.raises(SourceError, match="cannot be read"):
        read_questions(tmp_path / "none.jsonl")


@pytest.mark.parametrize("name", ["xuhui", "second", "unseen"])
def test_our_own_questions_are_read_and_their_evidence_is_on_the_page(name: str) -> None:
    questions = read_questions(SETS / f"{name}.jsonl")
    assert len({q.id for q in questions}) == len(questions)
    for question in questions:
        assert bool(question.answers and question.evidence) is question.answerable
        for piece in question.evidence:
            raw = (SEEDS / piece.file).read_text("utf-8")
            assert locate(piece.text, piece.file, raw), question.id


def test_our_own_conversations_are_read() -> None:
    talks = read_conversations(SETS / "conversations.jsonl")
    assert talks[0].turns[1].id == "conversation-001/2"
    assert all(turn.answerable and turn.type == "turn" for talk in talks for turn in talk.turns)


def test_noise_is_the_share_without_the_answer(tmp_path: Path) -> None:
    (item,) = rgb(tmp_path, NOISY)
    assert kinds([item]) == ("noise", "rejection")
    assert sorted(given(item, "noise", 0.8)) == ["n0", "n1", "n2", "n3", "p0"]
    # Two documents hold the answer, so three are noise even where none is asked for.
    assert sorted(given(item, "noise", 0.0)) == ["n0", "n1", "n2", "p0", "p1"]
    assert sorted(given(item, "rejection", 1.0)) == ["n0", "n1", "n2", "n3", "n4"]
    assert given(item, "noise", 0.4) == given(item, "noise", 0.4)


def test_integration_gives_every_part(tmp_path: Path) -> None:
    (item,) = rgb(tmp_path, BOTH)
    assert kinds([item]) == ("integration",)
    assert set(given(item, "integration", 0.0)) == {"a0", "a1", "b0", "n0", "p1"}
    assert {"a0", "b0"} <= set(given(item, "integration", 0.8))


def test_counterfactual_gives_the_forged(tmp_path: Path) -> None:
    (item,) = rgb(tmp_path, FORGED)
    assert kinds([item]) == ("counterfactual",)
    assert set(given(item, "counterfactual", 0.0)) == {"f0", "f1", "n0", "n1", "n2"}
    assert (item.answers, item.fake) == ((("70",),), "170")
