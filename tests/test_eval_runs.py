from __future__ import annotations

import ast
import dataclasses
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eval import plots, report, retrieval
from eval.__main__ import app
from eval.cases import Maker, cases
from eval.documents import documents
from eval.metrics import figures
from eval.questions import Question, Quote, read_collection
from eval.runs import Bench, read_run, relevant_passages, run, score
from eval.subjects import CHUNK, Naive, chunks
from eval.words import ZH
from rag.errors import SourceError
from rag.records import Answer, Citation, Evidence, Hit, Sentence, Source, Span
from rag.retrieval.encode import Encoder
from rag.settings import Settings

ROOT = Path(__file__).parents[1]
QUESTIONS = [
    {
        "id": "a",
        "question": "徐汇区区长是谁？",
        "lang": "zh",
        "type": "fact",
        "answerable": True,
        "answers": [["王华"]],
        "evidence": [{"file": "002_533f3fb35a51bfd2.txt", "quote": "区委副书记、区长王华"}],
    },
    {
        "id": "b",
        "question": "植物园北区什么时候开放？",
        "lang": "zh",
        "type": "date",
        "answerable": True,
        "answers": [["9月28日"]],
        "evidence": [],
    },
    {
        "id": "c",
        "question": "zzz qqq xxx?",
        "lang": "en",
        "type": "offtopic",
        "answerable": False,
        "answers": [],
        "evidence": [],
    },
]


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(json.dumps(q, ensure_ascii=False) for q in QUESTIONS), "utf-8")
    return path


@pytest.fixture
def main(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUIWEN_INDEX", str(settings.index))
    monkeypatch.setenv("HUIWEN_ENCODERS", '["hashing"]')

    def call(*words: str) -> str:
        result = CliRunner().invoke(app, words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    return call


def test_a_run_writes_a_header_and_a_row_a_question(main: Any, asked: Path, tmp_path: Path) -> None:
    out = tmp_path / "run.jsonl"
    told = json.loads(
        main("run", str(asked), "--out", str(out), "--generator", "extractive", "--json")
    )
    head, rows = read_run(out)
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert head["encoders"] == {"hashing": "1"}
    assert re.fullmatch("[0-9a-f]{16}", head["index"])
    assert len(head["code"]["rag_sha256"]) == 16
    assert head["today"] == "2025-12-29"
    assert told["figures"].keys() == figures(rows).keys()
    assert rows[0]["relevant"]
    for row in rows:
        assert row["scores"]["valid"] == len(row["citations"])
        assert set(row) >= {"question", "standalone", "answer", "abstained", "timing_ms", "hits"}


def test_two_runs_give_the_same_figures(main: Any, asked: Path, tmp_path: Path) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        jobs = "1" if name == "one.jsonl" else "2"
        main("run", str(asked), "--out", name, "--generator", "extractive", "--jobs", jobs)
    (_, one), (_, two) = (read_run(tmp_path / name) for name in ("one.jsonl", "two.jsonl"))
    for row in (*one, *two):
        row.pop("timing_ms")  # type: ignore[attr-defined]
    assert one == two


def test_an_interrupted_run_goes_on(main: Any, asked: Path, tmp_path: Path) -> None:
    out = tmp_path / "run.jsonl"
    command = ("run", str(asked), "--out", str(out), "--generator", "extractive")
    main(*command)
    lines = out.read_bytes().splitlines(keepends=True)
    marked = lines[1].replace("徐汇区区长是谁".encode(), "已经问过".encode(), 1)
    # Killed in the middle of its third line.
    out.write_bytes(lines[0] + marked + lines[2][:50])
    main(*command)
    again = out.read_bytes().splitlines(keepends=True)
    assert again[:2] == [lines[0], marked]  # what was answered is not asked anew
    assert [row["id"] for row in read_run(out)[1]] == ["a", "b", "c"]
    main(*command)
    assert out.read_bytes().splitlines(keepends=True) == again


def test_a_run_of_something_else_is_not_gone_on_with(main: Any, asked: Path) -> None:
    main("run", str(asked), "--out", "run.jsonl", "--generator", "extractive")
    with pytest.raises(SourceError, match=r"another run \(pipeline differ\)"):
        main(
            "run",
            str(asked),
            "--out",
            "run.jsonl",
            "--generator",
            "extractive",
            "--pipeline",
            "naive",
        )
    main(
        "run",
        str(asked),
        "--out",
        "run.jsonl",
        "--generator",
        "extractive",
        "--pipeline",
        "naive",
        "--fresh",
    )


def test_limit_and_type(main: Any, asked: Path, tmp_path: Path) -> None:
    main("run", str(asked), "--out", "l.jsonl", "--generator", "extractive", "--limit", "2")
    assert [row["id"] for row in read_run(tmp_path / "l.jsonl")[1]] == ["a", "b"]
    main("run", str(asked), "--out", "t.jsonl", "--generator", "extractive", "--type", "date")
    assert [row["id"] for row in read_run(tmp_path / "t.jsonl")[1]] == ["b"]


def test_a_conversation_is_asked_in_order_and_resumed(main: Any, tmp_path: Path) -> None:
    talks = tmp_path / "talks.jsonl"
    talk = {
        "id": "t",
        "turns": [
            {"question": "模速空间是哪天揭牌的？", "answers": [["9月28日"]]},
            {"question": "那天谁出席了？", "answers": [["陈杰"]]},
        ],
    }
    talks.write_text(json.dumps(talk), "utf-8")
    out = tmp_path / "run.jsonl"
    command = ("run", str(talks), "--out", str(out), "--generator", "extractive")
    main(*command)
    whole = read_run(out)[1]
    assert [row["id"] for row in whole] == ["t/1", "t/2"]
    assert whole[1]["before"] == ["模速空间是哪天揭牌的？"]
    assert "模速空间" in whole[1]["standalone"]
    out.write_bytes(b"".join(out.read_bytes().splitlines(keepends=True)[:2]))
    main(*command)
    second = read_run(out)[1][1]
    assert {**second, "timing_ms": 0} == {**whole[1], "timing_ms": 0}


class Told:
    """A subject that says what it was told to say."""

    def __init__(self, answer: Answer, raw: str) -> None:
        self.answer, self.raw = answer, raw

    def ask(self, question: str, turns: Any = (), *, generator: Any = None) -> Answer:
        return dataclasses.replace(self.answer, question=question)

    def source(self, file: str) -> Source:
        return Source(file, self.raw, "0")


RAW = "区长王华说，会议在二〇二五年七月十四日召开。别的事情也有许多。"


def told(text: str, quotes: list[tuple[str, Span]], abstained: bool = False) -> Bench:
    source = Source("a.txt", RAW, "0")
    (passage,) = chunks(source)
    answer = Answer(
        question="",
        standalone="",
        language="zh",
        sentences=() if abstained else (Sentence(text, (1,), True),),
        citations=tuple(
            Citation(n, passage, quote, (span,), True) for n, (quote, span) in enumerate(quotes, 1)
        ),
        hits=(Hit(passage, 1.0),),
        abstained=abstained,
        reason="",
        as_of=None,
        confidence=0.5,
        generator="told",
    )
    return Bench(Told(answer, RAW), (passage,))


def scored(bench: Bench, question: Question) -> dict[str, Any]:
    answer = bench.subject.ask(question.text)
    return score(question, answer, bench, relevant_passages(question, bench))


WHO = Question("w", "谁?", "zh", answers=(("王华",),), evidence=(Quote("a.txt", "区长王华"),))


def test_scores_by_hand() -> None:
    made = scored(told("是王华。", [("区长王华说", Span(0, 5)), ("别的事情", Span(22, 26))]), WHO)
    assert made["right"] is True
    assert (made["valid"], made["apt"], made["evidence"], made["evidence_cited"]) == (2, 1, 1, 1)
    assert made["cited_sentences"] == 1
    assert made["retrieval"]["mrr@10"] == 1


def test_a_quote_that_is_not_in_its_spans_is_not_valid_whatever_it_says_of_itself() -> None:
    made = scored(told("是王华。", [("区长李明说", Span(0, 5))]), WHO)
    assert (made["valid"], made["cited_sentences"]) == (0, 0)


def test_refusing_is_right_only_where_there_is_no_answer() -> None:
    silent = told("", [], abstained=True)
    assert scored(silent, WHO)["right"] is False
    nothing = Question("n", "谁?", "zh", answerable=False)
    assert scored(silent, nothing)["right"] is True
    assert scored(told("是王华。", [("王华", Span(2, 4))]), nothing)["right"] is False


def test_the_naive_chunks_are_the_file(encoder: Encoder) -> None:
    source = Source("a.txt", "汇" * 1201, "0")
    cut = list(chunks(source))
    assert [len(c.text) for c in cut] == [CHUNK, CHUNK, 201]
    assert "".join(c.text for c in cut) == source.raw


def test_the_naive_pipeline_gives_the_model_four_chunks_and_believes_it(encoder: Encoder) -> None:
    seen: list[tuple[Evidence, ...]] = []

    class Model:
        name = "model"

        def draft(self, _: str, evidence: Any, *__: Any) -> Iterator[str]:
            seen.append(evidence)
            yield from ("区长是", "王五[2]。[9]")

    sources = [
        Source(f"{n}.txt", text * 100, "0")
        for n, text in enumerate(("区长", "天气", "植物", "公园", "编号"))
    ]
    naive = Naive(sources, encoder, lambda _: Model(), "llama")
    answer = naive.ask("区长是谁？")
    assert [e.n for e in seen[0]] == [1, 2, 3, 4]
    assert seen[0][0].passage.file == "0.txt"
    assert answer.text == "区长是王五。[2]"  # what is no chunk's number is not cited
    assert [c.quote for c in answer.citations] == [seen[0][1].text]


def test_the_naive_pipeline_refuses_when_the_model_does(encoder: Encoder) -> None:
    class Model:
        name = "model"

        def draft(self, *_: Any) -> Iterator[str]:
            yield "资料中没有提到。"

    naive = Naive([Source("a.txt", RAW, "0")], encoder, lambda _: Model(), "llama")
    answer = naive.ask("区长是谁？")
    assert answer.abstained
    assert answer.citations == ()


@pytest.mark.parametrize("pipeline", ["huiwen", "naive"])
@pytest.mark.parametrize("documents", ["given", "retrieved"])
def test_rgb_is_asked_by_its_protocol(
    pipeline: Any, documents: Any, encoder: Encoder, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "rgb.jsonl"
    item = {
        "id": 1,
        "query": "植物园北区有几座温室？",
        "answer": ["12座"],
        "positive": ["植物园北区有12座温室。"],
        "negative": ["天气晴朗。", "公园开放。"],
    }
    path.write_text(json.dumps(item), "utf-8")
    with cases(path, "rgb", Maker(pipeline, encoder, settings, None), None, documents) as made:
        rows = run(made, {"count": len(made)}, tmp_path / "run.jsonl", tell=io.StringIO())
    by_type = {row["type"]: row for row in rows}
    if documents == "given":
        assert list(by_type) == [f"noise, noise {n:g}" for n in (0, 0.2, 0.4, 0.6, 0.8)] + [
            "rejection"
        ]
        assert by_type["noise, noise 0"]["scores"]["right"]
    else:
        assert list(by_type) == ["noise, retrieved", "rejection, retrieved"]
        assert by_type["noise, retrieved"]["hits"][0]["relevant"]
    rejection = by_type["rejection" if documents == "given" else "rejection, retrieved"]
    assert not rejection["answerable"]
    assert rejection["relevant"] == []
    assert all("12" not in hit["passage"] or not hit["relevant"] for hit in rejection["hits"])


def test_a_document_has_the_dates_that_its_words_name() -> None:
    ((_, article, passage),) = documents(["天气晴朗。2021年售出100万辆。"])
    assert [(d.start.year, d.span) for d in passage.dates] == [(2021, Span(5, 10))]
    assert article.dates == passage.dates


def test_retrieval_of_the_product_and_its_parts(tmp_path: Path) -> None:
    contexts = ["上海植物园北区开放。", "区长王华讲话。", "模速空间揭牌。"]
    data = {
        "data": [
            {
                "paragraphs": [
                    {"context": c, "qas": [{"id": str(i), "question": c[:5], "answers": []}]}
                    for i, c in enumerate(contexts)
                ]
            }
        ]
    }
    path = tmp_path / "set.json"
    path.write_text(json.dumps(data), "utf-8")
    settings = Settings.load(encoders=("hashing",))
    first, second = (
        retrieval.measure(read_collection(path, None), settings, tmp_path / "cache")
        for _ in range(2)
    )
    assert (first["dataset"], first["passages"], first["questions"]) == ("set", 3, 3)
    assert first["systems"].keys() == {"default", "bm25", "dense", "rrf"}
    assert first["systems"] == second["systems"]
    assert first["systems"]["default"] == dict.fromkeys(
        ("ndcg@10", "hit@1", "hit@5", "mrr@10", "recall@10"), 1.0
    )


def test_vectors_are_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    settings = Settings.load(encoders=("hashing",))
    whole = Encoder.passages

    def counted(self: Encoder, texts: Any, *rest: Any) -> Any:
        calls.append(len(texts))
        return whole(self, texts, *rest)

    monkeypatch.setattr(Encoder, "passages", counted)
    model = retrieval.Remembered("hashing", settings, tmp_path)
    first = model.encode_document(["一二", "三四"])
    assert calls == [2]
    again = retrieval.Remembered("hashing", settings, tmp_path).encode_document(["三四", "一二"])
    assert calls == [2]
    assert (first[::-1] == again).all()


def test_ranks_are_fused_by_hand() -> None:
    # 7: 1/61 + 1/62; 5: 1/61; 9: 1/62
    assert retrieval.fuse_ranks([5, 7], [7, 9]) == [7, 5, 9]


class Page(HTMLParser):
    """The tags of a page, each with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))


def test_a_report_stands_alone_and_escapes_what_it_shows(main: Any, asked: Path) -> None:
    nasty = {
        "id": "x",
        "question": "<script>alert(1)</script>\"'&王华是谁",
        "answers": [["<b>王华</b>"]],
    }
    with asked.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps(nasty))
    main("run", str(asked), "--out", "run.jsonl", "--generator", "extractive")
    main(
        "run",
        str(asked),
        "--out",
        "naive.jsonl",
        "--generator",
        "extractive",
        "--pipeline",
        "naive",
    )
    main("report", "run.jsonl", "--html", "out.html", "--beside", "naive.jsonl")
    text = Path("out.html").read_text("utf-8")
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert [a["data-outcome"] for tag, a in page.tags if tag == "details"]
    assert sum(tag == "details" for tag, _ in page.tags) == 4
    assert not [a for _, a in page.tags if "src" in a or "href" in a]
    assert "url(" not in text
    assert "http" not in text.replace("http-equiv", "")
    assert "&lt;script&gt;alert(1)" in text


def test_a_report_speaks_chinese(main: Any, asked: Path) -> None:
    main("run", str(asked), "--out", "run.jsonl", "--generator", "extractive")
    main("report", "run.jsonl", "--html", "zh.html", "--beside", "run.jsonl", "--language", "zh")
    text = Path("zh.html").read_text("utf-8")
    assert 'lang="zh-Hans"' in text
    shown = text.partition("<main>")[2].partition("<script>")[0]
    phrases = [english for english in ZH if " " in english and "{" not in english]
    assert [english for english in phrases if english in shown] == []
    assert "版面上有答案的" in shown


def test_every_phrase_of_a_report_is_in_chinese() -> None:
    said, written = set(), set()
    for module in (report, plots):
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written.add(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                said |= {a.value for a in node.args if isinstance(a, ast.Constant)}
    said |= {*report.OUTCOMES, *report.OUTCOMES.values(), *report.CARDS, *report.CARDS.values()}
    assert said <= set(ZH)
    assert set(ZH) <= written, "nothing is translated that is not said"
    for english, chinese in ZH.items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", chinese))


def test_compare_tells_wins_from_losses(main: Any, asked: Path, tmp_path: Path) -> None:
    main("run", str(asked), "--out", "a.jsonl", "--generator", "extractive")
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines[1:]]
    for row, right in zip(rows, (False, True, True), strict=True):
        row["scores"]["right"] = right
    (tmp_path / "a.jsonl").write_text("\n".join([lines[0], *map(json.dumps, rows)]), "utf-8")
    for row, right in zip(rows, (True, True, False), strict=True):
        row["scores"]["right"] = right
    (tmp_path / "b.jsonl").write_text("\n".join([lines[0], *map(json.dumps, rows)]), "utf-8")
    told = json.loads(main("compare", "a.jsonl", "b.jsonl", "--json"))
    assert [item["id"] for item in told["wins"]] == ["a"]
    assert [item["id"] for item in told["losses"]] == ["c"]
    assert told["figures"]["accuracy"] == pytest.approx(
        {"a": 2 / 3, "b": 2 / 3, "difference": 0, "p": 1}
    )
    main("compare", "a.jsonl", "b.jsonl")


def test_runs_without_a_common_question_cannot_be_compared() -> None:
    with pytest.raises(SourceError, match="no question in common"):
        report.compare([{"id": "a"}], [{"id": "b"}])
