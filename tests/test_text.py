from __future__ import annotations

import itertools
import re

import jieba
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.language import text


@given(st.text())
def test_folding_keeps_every_offset(s: str) -> None:
    assert len(text.fold(s)) == len(s)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_folding_twice_is_folding_once(s: str) -> None:
    assert text.fold(text.fold(s)) == text.fold(s)


@given(st.text() | st.text(alphabet="徐Σσς９Ａİ①…\xa0，：e\u0301"))
@example("ΑΣ")
def test_narrowing_a_text_narrows_each_of_its_characters(s: str) -> None:
    assert text._narrow(s) == s.translate(text._NARROW)


def test_folding_width_case_and_script() -> None:
    assert text.fold("ＷＡＩＣ　２０２３　營收") == "waic 2023 营收"


def test_both_ways_to_write_what_are_one() -> None:
    assert text.fold("甚麼時候") == text.fold("什么时候") == "什么时候"


def test_tokens_of_both_scripts_are_the_same() -> None:
    assert text.tokens("上海“模速空間”創新生態社區") == text.tokens("上海“模速空间”创新生态社区")
    assert "模速" in text.tokens("模速空间") or "模速空间" in text.tokens("模速空间")


_CUTTER = jieba.Tokenizer()
_FRAGMENTS = (
    *(
        "上海人民广播电台",
        "人工智能大模型",
        "区委书记曹立强",
        "东莨菪碱",
        "的",
        "在",
        "了",
        "〇",
        "龥鿕",
        "𠀀",
        "é",
    ),
    *(
        "2023",
        "2023-08-09",
        "3.5",
        "3.5%",
        "5%-10%",
        "a股",
        "t恤",
        "at&t",
        "c++",
        "gdp",
        "x_1",
        "1.2.3",
    ),
    *("a", "t", "9", ".", "%", "-", "_", "+", "#", "&", " ", "\n", "，", "。"),
)


@settings(deadline=None)  # the first example loads the dictionaries
@given(st.lists(st.sampled_from(_FRAGMENTS) | st.text(max_size=2), max_size=8).map("".join))
def test_the_fast_cut_is_that_of_jieba(s: str) -> None:
    folded = text.fold(s)
    searched = [word for word in _CUTTER.cut_for_search(folded) if re.match(r"\w", word)]
    assert text.tokens(s) == searched
    cut = [(at, end) for word, at, end in _CUTTER.tokenize(folded) if re.match(r"\w", word)]
    assert text.words(s) == cut


def test_punctuation_is_no_token() -> None:
    assert text.tokens("，。！？“”…—") == []


@given(st.text(alphabet="徐汇区。！？\n\r “”a.B 1"))
def test_sentences_cover_the_text(s: str) -> None:
    ranges = text.sentences(s)
    assert "".join(s[a:b] for a, b in ranges) == s
    assert all(a < b for a, b in ranges)


def test_sentences_end_after_their_closing_quote() -> None:
    s = "他说：“好。”大家鼓掌！3.5亿元。Mr. A"
    assert [s[a:b] for a, b in text.sentences(s)] == [
        "他说：“好。”",
        "大家鼓掌！",
        "3.5亿元。",
        "Mr.",
        " A",
    ]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("模速空间是什么时候揭牌的？", "zh"),
        ("Who is 曹立强?", "en"),
        ("MiniMax CEO 是谁", "zh"),
        ("When did it open?", "en"),
        ("WAIC 2023", "en"),
        ("2023？", "zh"),
    ],
)
def test_language(question: str, language: str) -> None:
    assert text.language(question) == language


@pytest.mark.parametrize(
    ("s", "script"),
    [("徐汇报", "hans"), ("徐匯報", "hant"), ("Xuhui Bao", "other"), ("上海", "hans")],
)
def test_script(s: str, script: str) -> None:
    assert text.script(s) == script


def test_a_long_run_without_punctuation_is_cut_in_stretches() -> None:
    run = "龘" * 2500  # no sentence: jieba's time would grow with its square
    assert "".join(text.tokens(run)) == run
    ranges = text.words(run)
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(run)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(ranges))
    assert max(end - start for start, end in ranges) <= 1000


def test_sentences_are_cut_whole() -> None:
    sentence = "最为关键、民生治理提质最为有利的一个时期，" * 100
    assert len(sentence) > 2000
    assert len(text.words(sentence)) == 100 * len(text.words(sentence[:21]))


def test_proper_names() -> None:
    assert "上海" in text.entities("上海的區長是誰")
    assert text.entities("主题是什么") == []


def test_verbs() -> None:
    assert text.verbs("大会哪天闭幕") == ["闭幕"]


def test_a_year_in_chinese_figures_is_found_by_arabic_ones() -> None:
    assert text.tokens("到二〇三五年") == text.tokens("到2035年")


def test_a_name_is_rarer_than_a_word_of_every_day() -> None:
    assert text.rarity("去") == text.rarity("才") == 0.2
    assert 0.2 < text.rarity("打算") < text.rarity("节目") < 1
    assert text.rarity("珠穆朗玛峰") == text.rarity("曹立强") == 1


def test_a_straight_mark_that_opens_is_of_the_next_sentence() -> None:
    said = '食堂还没有开门。"家里就我一个人,没味道。"老人说。他点头:"好。"然后走了。'
    cut = [said[a:b] for a, b in text.sentences(said)]
    assert cut[:2] == ["食堂还没有开门。", '"家里就我一个人,没味道。"']
    assert cut[3:] == ['他点头:"好。"', "然后走了。"]


@pytest.mark.parametrize(
    ("said", "cut"),
    [
        ('他说："第一句。\n第二句。"\n走了。', ['他说："第一句。', '\n第二句。"', "\n走了。"]),
        ('他说：“今天很好。"她走了。', ['他说：“今天很好。"', "她走了。"]),
    ],
)
def test_a_mark_that_closes_what_began_above_stays(said: str, cut: list[str]) -> None:
    assert [said[a:b] for a, b in text.sentences(said)] == cut
