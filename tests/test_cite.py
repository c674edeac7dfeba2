"""Nothing unchecked is shown as cited: facts must stand in the evidence."""

from __future__ import annotations

import datetime as dt

import pytest

from rag.answering import cite
from rag.records import Article, DateMention, Evidence, Passage, Span

from . import clippings

RAW = (
    "9月28日，上海“模速空间”在徐汇西岸揭牌，近200家企业入驻。MiniMax的负责人闫俊杰出席。\n"
    "第二句说的是图书馆，藏书八十万册。"
)
FIRST = RAW.index("MiniMax")
SECOND = RAW.index("第二句")


def evidence(n: int, start: int, end: int) -> Evidence:
    dates = (DateMention(Span(0, 5), dt.date(2023, 9, 28), dt.date(2023, 9, 28), "issue"),)
    article = Article(
        id="a", file="f.txt", spans=(Span(0, len(RAW)),), text=RAW, title="模速空间揭牌",
        date=dt.date(2023, 10, 2), page=1, issue=40, total_issue=1746, dates=dates,
    )  # fmt: skip
    passage = Passage("p", article, 0, article.spans, RAW, dates)
    return Evidence(n, passage, RAW[start:end], (Span(start, end),), 1.0)


ALL = (evidence(1, 0, FIRST), evidence(2, FIRST, SECOND - 1), evidence(3, SECOND, len(RAW)))


def check(draft: str):
    return cite.check(draft, ALL, lambda _file: RAW)


@pytest.mark.parametrize(
    "sentence",
    [
        "上海模速空间于2023年9月28日在徐汇西岸揭牌[1]。",
        "模速空間在徐匯西岸揭牌，近２００家企業入駐。[1]",
        "2023年9月28日[1]",
        "2023年，上海“模速空间”在徐汇西岸揭牌[1]。",
        "据2023年10月2日第40期报道，“模速空间”在徐汇西岸揭牌[1]。",
        "闫俊杰是MiniMax的负责人。[2]",
        "图书馆藏书八十万册。【3】",
        "图书馆藏书80万册。[3]",
        "9月28日，上海“模速 空间”在徐汇西岸揭牌[1]。",  # a space that the page lacks
        "The space was unveiled on 28 September 2023. [1]",
        "It opened on September 28, 2023 with nearly 200 companies. [1]",
        "It opened on 2023-09-28 with nearly 200 companies (模速空间). [1]",
    ],
)
def test_what_the_page_says_is_verified(sentence: str) -> None:
    (checked,), cited = check(sentence)
    assert checked.verified
    assert checked.citations == (1,)
    assert cited[0].verified
    assert "[" not in checked.text


@pytest.mark.parametrize(
    "sentence",
    [
        "模速空间于2022年9月28日在徐汇西岸揭牌[1]。",  # another year
        "模速空间于9月29日在徐汇西岸揭牌[1]。",  # another day
        "模速空间于2023年10月2日在徐汇西岸揭牌[1]。",  # the day of the issue
        "近400家企业入驻上海模速空间[1]。",  # another number
        "近20家企业入驻上海模速空间[1]。",  # the beginning of a number
        "近200人入驻上海模速空间[1]。",  # of something else
        "上海“模速产业空间”在徐汇西岸揭牌[1]。",  # a quotation with a word more
        "模速空间揭牌仪式由王伟明主持，近200家企业入驻。[1]",  # somebody else
        "第二句说的是2023年9月28日的图书馆。[3]",  # the day of another sentence
        "OpenAI的负责人闫俊杰出席[2]。",  # another name
        "图书馆藏书“百万”册[3]。",  # a quotation that is none
        "图书馆藏书九十万册。[3]",  # another Chinese number
        "区里明年要建三条地铁线，票价很便宜。[1]",  # something else altogether
        "It opened with great joy. [1]",  # nothing that could be looked up
        "Nearly 300 companies moved in. [1]",
        "The space was unveiled on 29 September 2023. [1]",
        "The space was unveiled in September 2022. [1]",
    ],
)
def test_what_it_does_not_say_is_not(sentence: str) -> None:
    (checked,), cited = check(sentence)
    assert not checked.verified
    assert checked.citations == ()
    assert cited == ()


def test_numbers_in_a_quotation_are_of_the_quotation() -> None:
    found = clippings.evidence("会上开展“1+3+X”述学，来了20人。")
    for said, right in (("“1+3+X”", True), ("“1+4+X”", False)):
        sentence = f"2023年10月2日报道：会上开展{said}述学，来了20人。[1]"
        ((checked,), _) = cite.check(sentence, found, lambda _file: found[0].text)
        assert checked.verified is right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("徐汇区委书记曹立强出席揭牌仪式。[1]", True),
        ("区长钟晓咏出席揭牌仪式。[1]", True),
        ("曹立强是徐汇区委书记，出席揭牌仪式。[1]", True),
        ("徐汇区委书记钟晓咏出席揭牌仪式。[1]", False),
        ("区长曹立强出席揭牌仪式。[1]", False),
        ("钟晓咏是徐汇区委书记，出席揭牌仪式。[1]", False),
    ],
)
def test_nobody_is_given_the_office_of_another(sentence: str, right: bool) -> None:
    found = clippings.evidence("徐汇区委书记曹立强，区委副书记、区长钟晓咏出席揭牌仪式。")
    ((checked,), _) = cite.check(sentence, found, lambda _file: found[0].text)
    assert checked.verified is right


def test_a_wrong_or_missing_mark_is_mended() -> None:
    for mark in ("[1]", "", "[9]"):
        (checked,), cited = check(f"图书馆藏书八十万册{mark}。")
        assert checked.verified
        assert cited[0].quote.startswith("第二句")


def test_two_pieces_may_hold_a_sentence_together() -> None:
    (checked,), cited = check("近200家企业入驻，图书馆藏书八十万册[1][3]。")
    assert checked.citations == (1, 2)
    assert [c.quote[:3] for c in cited] == ["9月2", "第二句"]


def test_marks_follow_the_order_of_use() -> None:
    sentences, cited = check(
        "图书馆藏书八十万册。[3]\n闫俊杰是MiniMax的负责人。[2]\n藏书八十万册。[3]"
    )
    assert [s.citations for s in sentences] == [(1,), (2,), (1,)]
    assert [c.n for c in cited] == [1, 2]


def test_a_quote_that_the_raw_page_does_not_have_is_no_citation() -> None:
    item = ALL[0]
    forged = Evidence(1, item.passage, item.text.replace("200", "900"), item.spans, 1.0)
    sentences, cited = cite.check("近900家企业入驻。[1]", [forged], lambda _file: RAW)
    assert cited == ()
    assert not sentences[0].verified


def test_words_as_they_stand_need_no_other_proof() -> None:
    undated = Article(id="b", file="f.txt", spans=(Span(0, len(RAW)),), text=RAW)
    passage = Passage("q", undated, 0, undated.spans, RAW)
    item = Evidence(1, passage, RAW[:FIRST], (Span(0, FIRST),), 1.0)
    (checked,), _ = cite.check(f"{item.text}[1]", [item], lambda _file: RAW)
    assert checked.verified


def test_an_empty_draft_has_no_sentences() -> None:
    assert check(" \n[1]。\n") == ((), ())


TOLD = "MiniMax的负责人闫俊杰出席。\n图书馆藏书三百册，馆长李敏。\n出席的有张立、王成、周文。"


def lines(text: str = TOLD, *days: DateMention) -> tuple[Evidence, ...]:
    """Each line of a page as evidence, of one story."""
    article = Article(id="l", file="f.txt", spans=(Span(0, len(text)),), text=text, dates=days)
    passage = Passage("l", article, 0, article.spans, text, days)
    ends = [len(part) for part in text.split("\n")]
    starts = [sum(ends[:n]) + n for n in range(len(ends))]
    spans = [Span(start, start + size) for start, size in zip(starts, ends, strict=True)]
    return tuple(Evidence(n, passage, text[a:b], (Span(a, b),), 1.0) for n, (a, b) in
                 enumerate(spans, 1))  # fmt: skip


@pytest.mark.parametrize(
    ("question", "draft", "verified"),
    [
        ("MiniMax的负责人是谁？", "闫俊杰。[1]", True),
        ("图书馆的馆长是谁？", "李敏[2]", True),
        ("图书馆有多少册藏书？", "300册。[2]", True),
        ("博物馆的讲解员是谁？", "李敏[2]", False),  # another house, another post
        ("机器人公司有多少员工？", "300。[2]", False),
        ("机器人公司的CEO是谁？", "闫俊杰。[1]", False),
        ("机器人公司的CEO是谁？", "MiniMax的负责人闫俊杰出席。[1]", True),  # says it all itself
        ("", "李敏[2]", True),  # nobody says what was asked
    ],
)
def test_a_bare_name_or_number_must_stand_beside_what_is_asked(
    question: str, draft: str, *, verified: bool
) -> None:
    (checked,), _ = cite.check(draft, lines(), lambda _: TOLD, question)
    assert checked.verified is verified


@pytest.mark.parametrize(
    ("draft", "kept"),
    [
        ("出席的有张立、王成、孙悟空和周文。[3]", "出席的有张立、王成、周文。"),
        ("出席的有张立、孙悟空。[3]", "出席的有张立。"),
        ("出席的有孙悟空、王成等。", "出席的有王成等。"),
    ],
)
def test_of_a_list_only_what_nothing_holds_is_cut(draft: str, kept: str) -> None:
    (checked,), cited = cite.check(draft, lines(), lambda _: TOLD)
    assert (checked.text, checked.verified, checked.repaired) == (kept, True, True)
    assert cited[0].quote.startswith("出席的有")


def test_a_whole_list_is_left_as_it_is() -> None:
    (checked,), _ = cite.check("出席的有张立、王成和周文。[3]", lines(), lambda _: TOLD)
    assert (checked.text, checked.repaired) == ("出席的有张立、王成和周文。", False)
    (none,), _ = cite.check("出席的有孙悟空、猪八戒。[3]", lines(), lambda _: TOLD)
    assert not none.verified


def test_the_first_and_the_last_day_of_a_range_are_held() -> None:
    text = "大会将于7月6日至8日举办。"
    days = DateMention(Span(4, 11), dt.date(2023, 7, 6), dt.date(2023, 7, 8), "issue")
    for day, held in (("6", True), ("8", True), ("7", False)):
        (checked,), _ = cite.check(f"2023-07-0{day}: {text}", lines(text, days), lambda _: text)
        assert checked.verified is held


@pytest.mark.parametrize(
    ("page", "kept", "mended"),
    [
        ("馆长李敏出席仪式。", [(0, 9)], False),
        ("馆长李敏\n\n 出席仪式。", [(0, 4), (7, 12)], False),  # white space is no difference
        ("馆长李敏【广告】出席仪式。", [(0, 4), (8, 13)], True),  # left out
        ("出席仪式。馆长李敏", [(5, 9), (0, 5)], True),  # moved
    ],
)
def test_a_quote_that_is_not_one_run_of_the_page_is_mended(
    page: str, kept: list[tuple[int, int]], *, mended: bool
) -> None:
    spans = tuple(Span(*span) for span in kept)
    article = Article("a", "f.txt", spans, "馆长李敏出席仪式。")
    item = Evidence(1, Passage("p", article, 0, spans, article.text), article.text, spans, 1.0)
    (checked,), (cited,) = cite.check(f"{article.text}[1]", [item], lambda _file: page)
    assert checked.verified
    assert cited.mended is mended


def test_a_page_with_footnote_marks_of_its_own_can_be_quoted() -> None:
    page = "峰会[2]于2022年11月15日在巴厘岛举行[7]，各国元首出席会议。"
    spans = (Span(0, len(page)),)
    article = Article("a", "f.txt", spans, page, title="峰会")
    item = Evidence(1, Passage("p", article, 0, spans, page), page, spans, 1.0)
    (checked,), (cited,) = cite.check(f"{page}[1]", [item], lambda _file: page)
    assert checked.verified
    assert cited.quote == page


@pytest.mark.parametrize(
    ("label", "verified"),
    [
        ("2023年10月2日报道：", True),
        ("Reported on 2023-10-02: ", True),
        ("2023年9月28日：", True),  # a day that it names
        ("2023年10月2日《模速空间揭牌》：", True),
        ("第1版：", True),
        ("第2版：", False),
        ("2023年10月9日报道：", False),  # another day than its issue's
        ("2023年10月2日《别的标题》：", False),
        ("2023年2月30日报道：", False),  # no day
        ("9999-99-99: ", False),
        ("2023-09-28 to 2023-99-99: ", False),
        ("2023年9月28日至99年99日：", False),
    ],
)
def test_the_day_of_the_issue_may_stand_before_a_quotation(label: str, verified: bool) -> None:
    (checked,), _ = check(f"{label}{RAW[:FIRST]}[1]")
    assert checked.verified is verified
