from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from rag.records import Scope
from rag.retrieval import ingest
from rag.retrieval.encode import Encoder, Reranker
from rag.retrieval.search import newest_first, search
from rag.retrieval.store import Version
from rag.settings import Settings


@pytest.fixture(scope="module")
def version(built: Path) -> Version:
    return Version.open(built)


def test_either_script_finds_the_same(version: Version, encoder: Encoder) -> None:
    simplified = search(version, encoder, "上海植物园北区改建", 5)
    traditional = search(version, encoder, "上海植物園北區改建", 5)
    assert [h.passage.id for h in simplified] == [h.passage.id for h in traditional]
    assert "植物園北區" in simplified[0].passage.text


def test_hits_carry_their_evidence(version: Version, encoder: Encoder) -> None:
    hits = search(version, encoder, "闫俊杰说了什么", 5)
    assert "俊杰" in " ".join(hits[0].terms)
    assert hits[0].lexical > 0
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert all(0 <= h.score <= 1 + 1e-6 for h in hits)


def test_a_scope_is_applied_inside_the_search(version: Version, encoder: Encoder) -> None:
    scope = Scope(since=dt.date(2025, 1, 1), until=dt.date(2025, 6, 30))
    hits = search(version, encoder, "模速空间", 40, scope)
    assert {h.passage.file[:3] for h in hits} == {"002"}
    assert sum(1 + len(h.duplicates) for h in hits) == int(version.alive(scope).sum())


def test_nothing_in_scope_is_no_hit(version: Version, encoder: Encoder) -> None:
    assert search(version, encoder, "模速空间", 5, Scope(since=dt.date(2031, 1, 1))) == ()


def test_unknown_words_leave_the_dense_part(version: Version, encoder: Encoder) -> None:
    hits = search(version, encoder, "zzzz qqqq", 3)
    assert all(h.lexical == 0 and h.terms == () for h in hits)
    assert hits[0].dense == max(h.dense for h in hits)


def test_a_quoted_phrase_bounds_the_search(version: Version, encoder: Encoder) -> None:
    hits = search(version, encoder, "“北斗七星”是哪些企业", 40)
    assert hits
    assert all("北斗七星" in h.passage.article.title + h.passage.text for h in hits)


def test_a_phrase_that_no_page_has_bounds_nothing(version: Version, encoder: Encoder) -> None:
    assert search(version, encoder, "“从未印过的话”模速空间", 5)


def test_a_plan_is_no_quotation(tmp_path: Path, encoder: Encoder) -> None:
    version = _archive(tmp_path, encoder, "“十五五”规划开编。", "新馆列入规划，明年动工。")
    found = search(version, encoder, "“十五五”期间的新馆何时动工？")
    assert any("动工" in hit.passage.text for hit in found)


def test_what_is_typed_to_the_letter_comes_first(version: Version, encoder: Encoder) -> None:
    """Of two issues that tell of the same, the one with the query's number."""
    for number in ("近200家", "近400家"):
        first = search(version, encoder, f"模速空间{number}大模型企业", 3)[0]
        assert number in "".join(first.passage.text.split())


def test_a_date_is_found_as_it_was_resolved(version: Version, encoder: Encoder) -> None:
    first = search(version, encoder, "2023年9月28日揭牌", 3)[0]
    assert "2023年9月28日" not in first.passage.text
    assert any(d.start == dt.date(2023, 9, 28) for d in first.passage.dates)


def test_a_passage_counts_by_its_best_sentence(version: Version, encoder: Encoder) -> None:
    hits = search(version, encoder, "闫俊杰", 3)
    assert hits[0].sentence == max(h.sentence for h in hits) > 0.5


def test_more_hits_are_the_same_hits_and_more(version: Version, encoder: Encoder) -> None:
    few, many = (search(version, encoder, "上海植物园", k) for k in (3, 30))
    assert [h.passage.id for h in many[:3]] == [h.passage.id for h in few]


def test_newest_first(version: Version, encoder: Encoder) -> None:
    hits = newest_first(search(version, encoder, "徐汇", 30))
    days = [h.passage.article.date or h.passage.article.not_before for h in hits]
    assert days == sorted(days, key=lambda d: d or dt.date.min, reverse=True)
    assert days[0] != days[-1]


def test_what_is_printed_twice_is_one_hit(tmp_path: Path, encoder: Encoder) -> None:
    story = "徐汇区政务服务中心新大厅昨日启用，设有四十个窗口，可办理六百余项事项。"
    for day in (1, 2):
        text = f"徐汇报\n2024年3月{day}日 第{day}期\n\n新大厅启用\n{story}\n"
        (tmp_path / f"{day}.txt").write_text(text, encoding="utf-8")
    settings = Settings.load(index=tmp_path / "index", encoders=("hashing",))
    ingest.build([tmp_path / "1.txt", tmp_path / "2.txt"], settings, encoder)
    with closing(Version.open(settings.index)) as version:
        first, *rest = search(version, encoder, "政务服务中心新大厅", 5)
    assert {p.file for p in (first.passage, *first.duplicates)} == {"1.txt", "2.txt"}
    assert all("四十个窗口" not in h.passage.text for h in rest)


def _archive(folder: Path, encoder: Encoder, *stories: str) -> Version:
    """Pages of one story each, called 0.txt, 1.txt and so on."""
    for i, story in enumerate(stories):
        text = f"徐汇报\n2024年3月{i + 1}日 第{i + 1}期\n\n本区新闻\n{story}\n"
        (folder / f"{i}.txt").write_text(text, encoding="utf-8")
    settings = Settings.load(index=folder / "index", encoders=("hashing",))
    ingest.build(sorted(folder.glob("*.txt")), settings, encoder)
    return Version.open(settings.index)


def test_a_word_is_told_by_one_that_shares_a_character(tmp_path: Path, encoder: Encoder) -> None:
    stories = (
        "乐队昨晚在滨江绿地播放了国歌。",
        "乐队昨晚在滨江绿地献唱了国歌。",
    )
    with closing(_archive(tmp_path, encoder, *stories)) as version:
        blind = np.zeros(encoder.dimensions, np.float32)
        hits = search(version, encoder, "乐队在滨江绿地演唱国歌", 2, vector=blind)
        assert hits[0].passage.file == "1.txt"
        assert hits[0].lexical == hits[1].lexical


def test_an_english_question_finds_the_chinese_words(tmp_path: Path, encoder: Encoder) -> None:
    stories = (
        "昨日，区图书馆新馆开放，读者排起了长队，馆内座位一度坐满。",
        "昨日，植物园的牡丹开花，游客排起了长队，园内步道一度站满。",
        "昨日，体育馆的球赛开打，球迷排起了长队，馆内看台一度坐满。",
    )
    with closing(_archive(tmp_path, encoder, *stories)) as version:
        for asked, file in (("library readers", 0), ("peonies in the garden", 1)):
            first, second, *_ = search(version, encoder, f"Where are the {asked}?", 3)
            assert first.passage.file == f"{file}.txt"
            assert first.sentence > second.sentence


def test_a_part_of_a_word_weighs_half_of_a_word(tmp_path: Path, encoder: Encoder) -> None:
    stories = ("食堂昨日装修完工。", "从北京来的大学生昨日离开。")
    with closing(_archive(tmp_path, encoder, *stories)) as version:
        hits = search(version, encoder, "北京大学食堂", 2)
        lexical = {hit.passage.file: hit.lexical for hit in hits}
        assert lexical["0.txt"] > lexical["1.txt"] > 0


def test_a_word_that_the_pages_cut_in_another_way_is_found(
    tmp_path: Path, encoder: Encoder
) -> None:
    stories = ("全年工作以智能制造为主攻方向。", "全年工作以安居乐业为优先方向。")
    with closing(_archive(tmp_path, encoder, *stories)) as version:
        assert version.lexical(["主攻"])[1] == {}
        blind = np.zeros(encoder.dimensions, np.float32)
        hits = search(version, encoder, "全年主攻什么", 2, vector=blind)
        assert hits[0].passage.file == "0.txt"
        assert hits[0].lexical > hits[1].lexical


def test_a_year_in_chinese_figures_is_the_number_that_was_typed(
    tmp_path: Path, encoder: Encoder
) -> None:
    stories = ("到二〇三五年，建成一流城区。", "到二〇三〇年，建成一流城区。")
    with closing(_archive(tmp_path, encoder, *stories)) as version:
        for year, file in (("2035", 0), ("2030", 1)):
            first, second = search(version, encoder, f"到{year}年建成什么", 2)
            assert first.passage.file == f"{file}.txt"
            assert first.score > second.score


def test_a_reranker_reads_the_best_and_decides_among_them(
    version: Version, encoder: Encoder
) -> None:
    class Likes:
        """A cross-encoder that wants one word."""

        def predict(self, inputs: list[tuple[str, str]], **_: object) -> list[float]:
            return [float("备案" in text) for _, text in inputs]

    plain = search(version, encoder, "模速空间的企业", 10)
    ranked = search(version, encoder, "模速空间的企业", 10, reranker=Reranker(Likes))
    assert "备案" not in plain[-1].passage.text
    held = ["备案" in h.passage.text for h in ranked]
    assert held == sorted(held, reverse=True)
    assert any(held)
    assert not all(held)
