"""The command line as a process: what it prints, where, and how it exits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rag.records import read_spans
from rag.ui.labels import LABELS, MENDED

from .conftest import SEEDS


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds and their index, to run commands in."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(SEEDS, home / "seeds")
    assert huiwen(home, "index").returncode == 0
    return home


def huiwen(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "HUIWEN_ENCODERS": '["hashing"]',
        "HUIWEN_GENERATOR": "extractive",
        "HF_HUB_OFFLINE": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "rag", *arguments],
        cwd=home,
        env=environment | variables,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def objects(run: subprocess.CompletedProcess[str]) -> list[dict]:
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_ask_prints_one_object(home: Path) -> None:
    (answer,) = objects(huiwen(home, "ask", "模速空间是什么时候揭牌的？", "--json"))
    assert list(answer) == (
        "question standalone language kind answer abstained reason as_of confidence generator "
        "missing sentences citations timing_ms".split()
    )
    assert "2023年9月28日" in answer["answer"]
    citation = next(c for c in answer["citations"] if c["file"].startswith("001"))
    assert list(citation) == (
        "n passage file title date issue page quote spans verified mended".split()
    )
    assert citation["date"] == "2023-10-02"
    assert citation["issue"] == 40
    raw = (SEEDS / citation["file"]).read_bytes().decode()
    read = read_spans(raw, citation["spans"])
    assert "9月28日" in read
    assert "".join(read.split()) == "".join(citation["quote"].split())


def test_a_question_is_asked_as_another_kind(home: Path) -> None:
    asked = "ask", "模速空间是什么时候揭牌的？"
    (rows,) = objects(huiwen(home, *asked, "--kind", "timeline", "--json"))
    assert rows["kind"] == "timeline"
    assert len(rows["sentences"]) > 1
    wrong = huiwen(home, *asked, "--kind", "why")
    assert wrong.returncode == 2
    assert "how many" in wrong.stderr, "it says which there are"


def test_a_mended_quote_is_marked(home: Path) -> None:
    asked = "ask", "2025年5月12日的徐汇报是总第几期？"
    (answer,) = objects(huiwen(home, *asked, "--json"))
    assert [c["mended"] for c in answer["citations"]] == [True]
    assert f"{MENDED} {LABELS['zh'].mended_quote}" in huiwen(home, *asked).stdout


def test_a_refusal_is_an_answer(home: Path) -> None:
    (answer,) = objects(huiwen(home, "ask", "红烧肉怎么烧才不腻？", "--json"))
    assert answer["abstained"]
    assert answer["answer"].startswith("现有报纸里没有找到")
    assert answer["citations"] == answer["sentences"] == []


def test_search_prints_one_object_a_hit(home: Path) -> None:
    hits = objects(huiwen(home, "search", "上海植物园", "-k", "3", "--json"))
    assert [h["rank"] for h in hits] == [1, 2, 3]
    half = ("--from", "2025-01-01", "--to", "2025-06-30")
    scoped = objects(huiwen(home, "search", "模速空间", "-k", "50", *half, "--json"))
    assert {h["file"][:3] for h in scoped} == {"002"}


def test_read_prints_one_object_an_article(home: Path) -> None:
    articles = objects(huiwen(home, "read", "seeds/001_73a1dee357f1bfe3.txt", "--json"))
    raw = (SEEDS / "001_73a1dee357f1bfe3.txt").read_bytes().decode()
    wanted = (
        "title subtitle byline date not_before issue total_issue page section source_credit "
        "script text spans edits"
    )
    for article in articles:
        assert set(wanted.split()) <= set(article)
        assert read_spans(raw, article["spans"]) == article["text"]
    assert {a["issue"] for a in articles} == {40}
    assert huiwen(home, "read", "seeds/001_73a1dee357f1bfe3.txt").returncode == 0


def test_index_again_changes_nothing(home: Path) -> None:
    (report,) = objects(huiwen(home, "index", "--json"))
    assert report["added"] == report["changed"] == report["removed"] == []
    assert report["kept"] == 5
    (status,) = objects(huiwen(home, "index", "--status", "--json"))
    assert status["version"] == report["version"]
    assert status["files"] == 5


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ask", "  "], "Type what you want to know"),
        (["ask", "问" * 20_000], "the most is"),
        (["read", "nowhere.txt"], "nowhere.txt"),
        (["index", "nowhere"], "nowhere"),
        (["models", "pull", "gpt-9"], "gpt-9"),
    ],
)
def test_an_error_is_a_line_on_stderr(home: Path, arguments: list[str], says: str) -> None:
    run = huiwen(home, *arguments)
    assert run.returncode == 1
    assert run.stdout == ""
    assert says in run.stderr
    assert "Traceback" not in run.stderr


def test_no_index_says_how_to_make_one(tmp_path: Path) -> None:
    run = huiwen(tmp_path, "ask", "区长是谁")
    assert run.returncode == 1
    assert "huiwen index" in run.stderr


def test_another_model_is_named(home: Path) -> None:
    run = huiwen(home, "ask", "区长是谁", HUIWEN_PASSAGE_CHARS="200")
    assert run.returncode == 1
    assert "huiwen index --rebuild" in run.stderr


def test_bad_files_are_told_and_the_rest_is_indexed(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "home")
    (tmp_path / "home/seeds/empty.txt").write_bytes(b"")
    run = huiwen(tmp_path / "home", "index", "--json")
    assert run.returncode == 1
    assert json.loads(run.stdout)["kept"] == 5
    assert "empty.txt" in run.stderr


def test_wrong_usage_exits_2(home: Path) -> None:
    assert huiwen(home, "search").returncode == 2
    assert huiwen(home, "nothing").returncode == 2


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from rag.cli import app; "
        "heavy = {'torch', 'gradio', 'faiss', 'transformers', 'sentence_transformers', 'jieba', "
        "'opencc', 'onnxruntime', 'xllamacpp'}; print(heavy & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
