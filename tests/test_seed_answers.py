"""What a reader of the five seeds gets, with the real embedding model and quoted answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import models
from rag.answering.quote import Extractive
from rag.chat import Archive
from rag.records import read_spans
from rag.retrieval import ingest
from rag.retrieval.encode import Encoder
from rag.retrieval.store import Version
from rag.settings import Settings

from .conftest import SEEDS

here = all(models.find(name, Settings().models) for name in Settings().encoders)
pytestmark = pytest.mark.skipif(not here, reason="the encoder is not here: huiwen models pull")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    settings = Settings.load(index=tmp_path_factory.mktemp("real") / "index")
    encoder = Encoder.open(settings.encoders, settings.models)
    ingest.build([SEEDS], settings, encoder)
    return Archive(Version.open(settings.index), encoder, lambda _name: Extractive())


@pytest.mark.parametrize(
    ("question", "file", "cited"),
    [
        ("模速空间是什么时候揭牌的？", "001", "9月28日"),
        ("区委九次全会是什么时候召开的？", "000", "7月14日"),
        ("谁在全会上就《实施方案》作了说明？", "000", "曹立强"),
        ("上海植物園北區改建歷時幾年？", "001", "歷時3年"),
        ("上海智能算力加速計劃由哪些企業啟動？", "001", "火山引擎"),
        ("模速空间占上海市备案大模型总量的百分之多少？", "002", "61%"),
        ("北斗七星核心矩阵有哪些企业？", "002", "斑马智行"),
        ("钱学森博物馆的报道登在第几版？", "002", "12"),
        ("2023世界人工智能大会什么时候举办？", "003", "7月6日"),
        ("徐汇区区域党建促进会是哪年成立的？", "003", "2012年9月"),
        ("徐匯區黨政代表團去了哪兩座城市考察？", "003", "盐城市、泰州市"),
        ("两会党员负责人会议是谁主持的？", "004", "曹立强"),
        ("2025年徐汇区的区长是谁？", "002", "区长王华"),
        ("2025年5月6日徐汇区委开了什么会？", "002", "区委常委会扩大会议举行"),
        ("2023年7月6日徐汇开了什么会？", "003", "科学前沿全体会议"),
        ("2023年6月徐汇党政代表团考察了江苏的哪两个城市？", "003", "盐城市、泰州市"),
        ("徐汇要构建什么样的现代化产业格局？", "004", "1+5+X"),
        ("2026年的重點工作裡頭，主攻的方向是哪個？", "004", "以人工智能为主攻方向"),
        ("2035年要建成什么样？", "004", "典范城区"),
        ("生态环境保护大会由哪位副区长作工作总结？", "001", "高世均"),
        ("2025年7月那次区委全会到底通过了个什么文件？", "000", "而努力的实施方案"),
        ("區委書記談安全時一再提到的那道算式是什麼？", "001", "100-1=0"),
        ("概括一下徐汇2026年经济社会发展的重点工作。", "004", "以扩大内需为战略基点"),
        ("2023年6月代表团在盐城都去看了哪些地方？", "003", "盐城港大丰港区"),
        ("Which subdistrict's stand is shown at the 2025 flower show?", "002", "龙华街道展台"),
        ("Who is the CEO of MiniMax?", "002", "闫俊杰"),
        ("模速空间当初是哪一天正式挂牌的？", "001", "9月28日"),  # another page has the month
        ("据《徐汇报》报道，模速空间周边有多少家大模型企业？", "002", "近400家"),
        ("When will the World Artificial Intelligence Conference 2023 be held?", "003", "7月6日"),
    ],
)
def test_a_question_is_answered_from_its_page(
    archive: Archive, question: str, file: str, cited: str
) -> None:
    answer = archive.ask(question)
    assert not answer.abstained
    for c in answer.citations:
        raw = (SEEDS / c.passage.file).read_bytes().decode()
        assert c.verified
        assert "".join(read_spans(raw, c.spans).split()) == "".join(c.quote.split())
    quotes = {"".join(c.quote.split()) for c in answer.citations if c.passage.file[:3] == file}
    assert any(cited in quote for quote in quotes), answer.text


def test_the_day_has_its_year(archive: Archive) -> None:
    assert "2023年9月28日" in archive.ask("模速空间是什么时候揭牌的？").text


@pytest.mark.parametrize(
    "question",
    ["红烧肉怎么烧才不腻？", "珠穆朗瑪峰有多高？", "特斯拉股票现在能买吗？", "Who wrote Hamlet?"],
)
def test_what_is_in_no_page_is_refused(archive: Archive, question: str) -> None:
    answer = archive.ask(question)
    assert answer.abstained
    assert answer.citations == ()
    assert answer.hits


@pytest.mark.parametrize(
    "question",
    [
        "植物园北区的门票多少钱？",  # the thing asked for is told of nothing
        "2023年徐汇区政协主席是谁？",  # of another year only
        "十一届区委第八次全会哪天开的？",  # another meeting
        "“一带一轴五大功能区”里是哪五个功能区？",  # fewer items than are asked for
        "钱学森博物馆几点关门？",  # a headline of the contents and no more
    ],
)
def test_what_is_beside_the_topic_is_refused(archive: Archive, question: str) -> None:
    assert archive.ask(question).abstained


def test_answers_that_differ_by_issue_are_both_given(archive: Archive) -> None:
    text = archive.ask("徐汇区的区长是谁？").text
    assert text.index("2023年") < text.index("钟晓咏") < text.index("2025年") < text.index("王华")


def test_every_passage_is_raw_characters(archive: Archive) -> None:
    version = archive._version
    for passage in version.passages([int(row) for row in version.alive().nonzero()[0]]):
        raw = Path(SEEDS / passage.file).read_bytes().decode()
        assert read_spans(raw, passage.spans) == passage.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "2026年徐汇的经济社会发展打算重点抓哪几个方面？",
            ("扩大内需", "人工智能", "城市更新", "民生福祉", "精细化"),
        ),
        ("曹立强在2023年9月27日的读书班上讲了哪三方面要求？", ("忠誠", "實幹", "底線")),
        (
            "区委九次全会决议要打造的六个“地”是哪些？",
            ("汇聚", "策源", "标杆", "示范", "承载", "实践"),
        ),
        (
            "2023年9月26日到28日，徐汇先后办了哪些大事？",
            ("生態環境保護大會", "讀書班", "揭牌儀式"),
        ),
        (
            "模速空间揭牌、习近平总书记到模速空间调研，各在哪一天？",
            ("2023年9月28日", "2025年4月29日"),
        ),
        (
            "请按日期先后说说2025年这几件事：区委常委会扩大会议、区委九次全会、区两会党员负责人会议。",
            ("2025年7月14日",),
        ),
    ],
)
def test_what_is_told_in_several_places_is_told_whole_and_in_order(
    archive: Archive, question: str, told: tuple[str, ...]
) -> None:
    answer = archive.ask(question)
    places = [answer.text.find(part) for part in told]
    assert -1 not in places
    assert places == sorted(places)
    for c in answer.citations:
        raw = (SEEDS / c.passage.file).read_bytes().decode()
        assert "".join(read_spans(raw, c.spans).split()) == "".join(c.quote.split())
    assert all(sentence.citations for sentence in answer.sentences)


def test_the_issues_there_are_are_told_in_their_order(archive: Archive) -> None:
    answer = archive.ask("库里有哪些报纸？")
    assert [c.passage.file[:3] for c in answer.citations] == ["003", "001", "002", "000", "004"]
    assert "第26期(总第1732期) / 2023年6月26日" in answer.text
    assert "2023年6月26日" in archive.ask("最早的一期是什么时候的？").text


def test_what_tells_of_a_matter_is_told_issue_by_issue(archive: Archive) -> None:
    answer = archive.ask("哪些文章提到了MiniMax？")
    assert {c.passage.file[:3] for c in answer.citations} == {"001", "002"}
    assert all("minimax" in c.quote.lower() for c in answer.citations)
    issues = archive.ask("哪几期提到了人工智能？")
    assert len(issues.citations) == 5
    nothing = archive.ask("有没有关于养老的报道？")
    assert nothing.abstained
    assert "养老" in nothing.reason


@pytest.mark.parametrize("said", ["你好", "hello", "你能回答什么问题？"])
def test_a_greeting_is_told_what_to_ask(archive: Archive, said: str) -> None:
    answer = archive.ask(said)
    assert answer.abstained
    assert answer.hits == ()
    assert "“" in answer.reason


@pytest.mark.parametrize("question", ["报社地址在哪？", "印刷单位是哪家？", "责任编辑是谁？"])
def test_what_no_imprint_has_is_refused(archive: Archive, question: str) -> None:
    assert archive.ask(question).abstained


def test_parts_of_different_years_say_of_which_they_are(archive: Archive) -> None:
    text = archive.ask("2023年和2025年徐汇的区长分别是谁？").text
    told = ["2023年6月26日报道", "钟晓咏", "2025年5月12日报道", "王华"]
    assert [text.find(part) for part in told] == sorted(text.find(part) for part in told)
    assert -1 not in [text.find(part) for part in told]


def test_northern_words_of_asking_are_those_of_the_paper(archive: Archive) -> None:
    assert "2025年12月29日" in archive.ask("徐汇“两会”的党员负责人会议啥时候开的？").text
