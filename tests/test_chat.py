"""Asking the seeds, with the model that needs no weights and a scripted generator."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Iterator, Sequence
from typing import get_args

import pytest

from rag.answering import refusal
from rag.answering.quote import Extractive
from rag.answering.refusal import REFUSAL
from rag.chat import LONGEST_QUESTION, Archive
from rag.errors import GeneratorError, IndexVersionError, QuestionError, SourceError
from rag.llm.generate import Generator, InProcess, Task, Write
from rag.records import Evidence, Language, Settable, Turn, read_spans
from rag.retrieval.encode import Encoder
from rag.retrieval.store import Version
from rag.settings import Settings

from .conftest import SEEDS

UNVEILED = "模速空间是什么时候揭牌的？"


class Scripted:
    """A generator that says what it is told to; `{n}` becomes the evidence's own number."""

    name = "scripted"

    def __init__(self, *pieces: str, fails: str = "") -> None:
        self.pieces, self.fails = pieces, fails
        self.asked: list[tuple[str, int]] = []

    def draft(
        self,
        question: str,
        evidence: Sequence[Evidence],
        language: Language,
        stop: threading.Event | None = None,
    ) -> Iterator[str]:
        self.asked.append((question, len(evidence)))
        for piece in self.pieces:
            if stop and stop.is_set():
                return
            yield piece
        if self.fails:
            raise GeneratorError(self.fails)


@pytest.fixture(scope="module")
def archive(built, encoder: Encoder) -> Archive:
    return Archive(Version.open(built), encoder, lambda _name: Extractive())


def with_generator(built, encoder: Encoder, generator: Generator) -> Archive:
    return Archive(Version.open(built), encoder, lambda _name: generator)


def test_the_day_is_given_in_full_and_cited(archive: Archive) -> None:
    answer = archive.ask(UNVEILED)
    assert not answer.abstained
    assert "2023年9月28日" in answer.text
    files = {c.passage.file for c in answer.citations}
    assert "001_73a1dee357f1bfe3.txt" in files
    cited = [c for c in answer.citations if c.passage.file.startswith("001")]
    assert "9月28日" in read_spans(archive.source(cited[0].passage.file).raw, cited[0].spans)


def test_every_citation_is_the_page(archive: Archive) -> None:
    for question in (UNVEILED, "上海植物園北區改建歷時幾年？", "谁主持了2025年5月6日的会议？"):
        answer = archive.ask(question)
        assert answer.citations
        for c in answer.citations:
            raw = (SEEDS / c.passage.file).read_bytes().decode()
            assert "".join(read_spans(raw, c.spans).split()) == "".join(c.quote.split())
            assert c.verified
        used = {n for s in answer.sentences for n in s.citations}
        assert used == {c.n for c in answer.citations}
        assert all(s.verified and s.citations for s in answer.sentences)


@pytest.mark.parametrize(
    "question", ["红烧肉怎么烧才不腻？", "Who wrote Hamlet?", "猫打喷嚏怎么办"]
)
def test_what_is_not_there_is_refused(archive: Archive, question: str) -> None:
    answer = archive.ask(question)
    assert answer.abstained
    assert answer.sentences == ()
    assert answer.citations == ()
    assert answer.reason
    assert answer.hits  # the nearest passages are shown all the same


def test_evidence_comes_before_prose(built, encoder: Encoder) -> None:
    scripted = Scripted("模速空间于2023年9月28日", "在徐汇西岸揭牌。[1]", "\n")
    first, *_, last = with_generator(built, encoder, scripted).stream(UNVEILED)
    assert first.generator == "extractive"
    assert first.citations
    assert last.generator == "scripted"
    assert last.text == "模速空间于2023年9月28日在徐汇西岸揭牌。[1]"


def test_invented_sentences_never_reach_the_reader(built, encoder: Encoder) -> None:
    scripted = Scripted("模速空间于2023年9月28日揭牌。[1]", "门票每人五十元，周一闭馆。[1]")
    answers = list(with_generator(built, encoder, scripted).stream(UNVEILED))
    assert not any("门票" in a.text for a in answers)
    assert "揭牌" in answers[-1].text


@pytest.mark.parametrize(
    "draft",
    [
        "它在2019年3月1日揭牌。[1]",  # not what the page says
        "模速空间在徐汇西岸揭牌。[1]",  # no date, and a date was asked for
    ],
)
def test_what_was_asked_for_is_quoted_where_prose_does_not_tell_it(
    built, encoder: Encoder, draft: str
) -> None:
    answer = with_generator(built, encoder, Scripted(draft)).ask(UNVEILED)
    assert answer.generator == "extractive"
    assert "9月28日" in answer.text


def test_numbers_of_several_times_stand_with_their_issues(built, encoder: Encoder) -> None:
    asked = with_generator(built, encoder, Scripted("模速空间及周边便汇聚了近400家大模型企业。[1]"))
    answer = asked.ask("2023年10月和2025年5月，大模型企业分别有多少家？")
    assert answer.generator == "extractive"
    assert "2025年5月12日报道" in answer.text


def test_a_generator_that_finds_no_answer_is_believed(built, encoder: Encoder) -> None:
    answer = with_generator(built, encoder, Scripted("资料中没有提到。")).ask(UNVEILED)
    assert answer.abstained
    assert answer.citations == ()
    assert answer.generator == "scripted"


def choosing(*likely: float) -> InProcess:
    """A model in this process that chooses so, and says what it is shown."""

    def engine(task: Task, write: Write) -> None:
        if task.labels:
            write(" ".join(map(str, likely)))
        else:
            shown = task.messages[-1]["content"]
            write("".join(re.findall(r"\[1\] (.*)|$", shown)) + "[1]")

    return InProcess("choosing", lambda: engine)


PUBLISHED = "30个重点党建项目是哪位领导公布的？"


def test_a_model_that_sees_no_answer_makes_a_refusal(built, encoder: Encoder) -> None:
    asked = with_generator(built, encoder, choosing(-0.01, -5, -5, -5))
    *before, last = asked.stream(PUBLISHED)
    assert before
    assert not before[0].abstained  # the quotation was there first
    assert last.abstained
    assert last.generator == "choosing"


def test_a_model_may_see_the_answer_in_another_sentence(built, encoder: Encoder) -> None:
    quoted, *_, last = with_generator(built, encoder, choosing(-5, -5, -0.01, -5)).stream(PUBLISHED)
    assert not last.abstained
    assert last.citations[0].quote != quoted.citations[0].quote
    assert all(citation.verified for citation in last.citations)


@pytest.mark.parametrize(
    ("teller", "told"),
    [
        (choosing(-5, -0.01, -5, -5), True),
        (choosing(-0.01, -5, -5, -5), False),
        (Scripted("王华公布。[1]"), False),  # one that cannot choose is not asked
    ],
)
def test_a_model_may_see_an_answer_where_evidence_is_not_enough(
    built, encoder: Encoder, monkeypatch: pytest.MonkeyPatch, teller: Generator, told: bool
) -> None:
    monkeypatch.setattr(refusal, "ENOUGH", 1.0)
    first, *others = with_generator(built, encoder, teller).stream(PUBLISHED)
    assert first.abstained
    assert [first, *others][-1].abstained is not told


def test_a_refusal_keeps_its_reason_where_a_model_fails(
    built, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def engine(task: Task, write: Write) -> None:
        raise GeneratorError("no room")

    monkeypatch.setattr(refusal, "ENOUGH", 1.0)
    broken = with_generator(built, encoder, InProcess("broken", lambda: engine))
    (only,) = broken.stream(PUBLISHED)
    assert only.abstained
    assert only.reason != "no room"


def test_a_model_that_cannot_choose_leaves_the_quotation(built, encoder: Encoder) -> None:
    def engine(task: Task, write: Write) -> None:
        raise GeneratorError("no room")

    quoted, last = with_generator(built, encoder, InProcess("broken", lambda: engine)).stream(
        PUBLISHED
    )
    assert last.citations == quoted.citations
    assert last.reason == "no room"


def test_figures_of_a_masthead_are_not_told_in_prose(built, encoder: Encoder) -> None:
    scripted = Scripted("总第1829期。[1]")
    answer = with_generator(built, encoder, scripted).ask("2025年5月12日的徐汇报是总第几期？")
    assert scripted.asked == []
    assert "1829" in answer.text


def test_a_models_year_is_cited_with_the_masthead_that_says_it(built, encoder: Encoder) -> None:
    told = "上海“模速空间”创新生态社区暨人工智能大模型产业生态集聚区揭牌仪式在徐汇西岸隆重举办"
    said = f"2023年9月28日，{told}。[1]"
    asked = "模速空间是哪一年哪一天揭的牌？"
    answer = with_generator(built, encoder, Scripted(said)).ask(asked)
    assert answer.generator == "scripted"
    assert [c.passage.article.kind for c in answer.citations] == ["story", "masthead"]
    assert answer.sentences[0].citations == (1, 2)


def test_a_generator_that_fails_leaves_the_quotation(built, encoder: Encoder) -> None:
    scripted = Scripted("模速", fails="The server is away. Start it.")
    answer = with_generator(built, encoder, scripted).ask(UNVEILED)
    assert answer.generator == "extractive"
    assert "2023年9月28日" in answer.text
    assert answer.reason == "The server is away. Start it."


def test_stopping_keeps_what_there_is(built, encoder: Encoder) -> None:
    stop = threading.Event()
    stop.set()
    answers = list(with_generator(built, encoder, Scripted("x")).stream(UNVEILED, stop=stop))
    assert answers[-1].citations


def test_nothing_is_generated_without_evidence(built, encoder: Encoder) -> None:
    scripted = Scripted("莎士比亚。[1]")
    assert with_generator(built, encoder, scripted).ask("Who wrote Hamlet?").abstained
    assert scripted.asked == []


@pytest.mark.parametrize("question", ["", "  \n ", "区" * (LONGEST_QUESTION + 1), "问" * 20_000])
def test_what_is_no_question_says_so(archive: Archive, question: str) -> None:
    with pytest.raises(QuestionError, match=r"Type what|the most is"):
        archive.ask(question)


def test_a_follow_up_is_understood_with_the_turn_before(archive: Archive) -> None:
    first = archive.ask("2023年徐汇区的区长是谁？")
    assert "钟晓咏" in first.text
    turns = [Turn(first.question, first.text, first.standalone)]
    then = archive.ask("那2025年呢？", turns)
    assert then.standalone == "2025年徐汇区的区长是谁？"
    assert "王华" in then.text


def test_a_kind_that_is_set_changes_the_answer(archive: Archive) -> None:
    asked = {kind: archive.ask(UNVEILED, kind=kind) for kind in get_args(Settable)}
    assert all(answer.kind == kind for kind, answer in asked.items())
    assert archive.ask(UNVEILED).kind == "when"
    assert asked["when"].text == archive.ask(UNVEILED).text
    rows = [s.text.split("：")[0] for s in asked["timeline"].sentences]
    assert len(rows) > 1
    assert all(re.fullmatch(r"\d{4}年\d+月(?:\d+日.*)?", row) for row in rows)
    compared = {c.passage.article.date for c in asked["compare"].citations}
    assert len(compared) > 1
    assert len(asked["summarise"].sentences) > 1
    assert len({c.passage.article.id for c in asked["summarise"].citations}) == 1
    assert re.search(r"\d+(?:多)?家", asked["how many"].text)


def test_an_issue_is_told_by_its_headlines(archive: Archive) -> None:
    answer = archive.ask("2025年5月徐汇报报道了什么？")
    assert answer.kind == "contents"
    assert {c.passage.file for c in answer.citations} == {"002_533f3fb35a51bfd2.txt"}
    assert "模速空间的“北斗七星”将如何闪耀" in answer.text
    newest = archive.ask("最新一期有哪些新闻？")
    assert {c.passage.file for c in newest.citations} == {"004_eda1e247c60a1ac7.txt"}
    for number in ("总第1829期", "第18期"):
        issue = archive.ask(f"{number}有哪些新闻？")
        assert issue.text == answer.text
    day = archive.ask("2025年5月7日发生了什么？")
    assert "中心组学习" in day.text
    assert len(day.citations) == 1
    none = archive.ask("2024年徐汇报报道了什么？")
    assert none.abstained
    assert none.reason == "库里没有那段时间的报纸。"


def test_offices_that_differ_are_both_told(archive: Archive) -> None:
    answer = archive.ask("罗华品在区里当什么领导？")
    assert {c.passage.file[:3] for c in answer.citations} == {"001", "004"}
    assert "常委何雅" in answer.text
    one = archive.ask("王华是什么人？")  # 区委副书记、区长 is 区长 in another issue
    assert len(one.sentences) == 1


def test_the_parts_of_a_question_are_answered_one_after_another(archive: Archive) -> None:
    answer = archive.ask("模速空间有多少家企业？是哪一年揭牌的？")
    assert "近400家" in answer.text
    assert "2023年" in answer.text
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    used = {n for s in answer.sentences for n in s.citations}
    assert used == {c.n for c in answer.citations}
    both = archive.ask("人大常委会主任和政协主席分别是谁？")
    assert "李新华" in both.text
    assert "黄冲" in both.text


def test_a_part_is_not_told_as_a_bare_date(built, encoder: Encoder) -> None:
    asked = "模速空间是什么时候揭牌的？上海植物园北区是哪一年开始改建的？"
    bare = with_generator(built, encoder, Scripted("2023年9月28日。[1]")).ask(asked)
    assert "揭牌" in bare.text  # whose day it is
    alone = with_generator(built, encoder, Scripted("2023年9月28日。[1]")).ask(UNVEILED)
    assert alone.text == "2023年9月28日。[1]"


def test_a_part_without_an_answer_is_named(archive: Archive) -> None:
    answer = archive.ask("模速空间是什么时候揭牌的？珠穆朗玛峰有多高？")
    assert not answer.abstained
    assert "2023年9月28日" in answer.text
    assert answer.missing == ("珠穆朗玛峰有多高？",)
    neither = archive.ask("珠穆朗玛峰有多高？长江有多长？")
    assert neither.abstained
    assert (neither.citations, neither.missing) == ((), ())


def test_a_model_that_goes_round_is_not_shown(built, encoder: Encoder) -> None:
    round_ = Scripted(*["模速空间在西岸揭牌，"] * 9, "[1]。")
    answer = with_generator(built, encoder, round_).ask(UNVEILED)
    assert answer.generator == Extractive.name


def test_a_summary_says_nothing_twice(archive: Archive) -> None:
    quotes = [c.quote for c in archive.ask("介绍一下上海植物园北区改建").citations]
    assert len(quotes) == 3
    assert not any(q in other for q in quotes for other in quotes if other is not q)


def test_prose_that_leaves_out_most_of_a_summary_is_not_told(built, encoder: Encoder) -> None:
    asked = "总结一下2023年区域化党建工作推进会的报道"
    short = Scripted("2023年徐汇区区域化党建工作推进会在中科院上海学术活动中心举行。[1]")
    answer = with_generator(built, encoder, short).ask(asked)
    assert short.asked
    assert answer.generator == "extractive"
    assert len(answer.sentences) > 2


@pytest.mark.parametrize(
    ("claim", "told", "untold"),
    [
        ("听说模速空间是2024年揭牌的，对吗？", "9月28日", ""),
        ("徐汇区区长是李强吗？", "区长王华", "李强"),
        ("有人说模速空间有1000家企业，是真的吗", "近400家", "1000家"),
        ("Is it true that the Mosu Space was unveiled in 2022?", "9月28日", "2022"),
    ],
)
def test_a_claim_that_no_page_makes_is_answered_with_what_they_say(
    archive: Archive, claim: str, told: str, untold: str
) -> None:
    answer = archive.ask(claim)
    assert told in answer.text
    assert not untold or untold not in answer.text


def test_a_number_that_no_page_bears_out_is_refused(archive: Archive) -> None:
    assert archive.ask("上海植物园北区改建听说花了三个亿，是真的吗？").abstained


def test_a_question_is_embedded_once(built, encoder: Encoder, monkeypatch) -> None:
    asked: list[str] = []
    query = encoder.query
    monkeypatch.setattr(encoder, "query", lambda text: asked.append(text) or query(text))
    Archive(Version.open(built), encoder, lambda _name: Extractive()).ask("2023年的区长是谁？")
    assert asked == ["2023年的区长是谁？"]


def test_an_unknown_file_is_an_error(archive: Archive) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.txt"):
        archive.source("nowhere.txt")


def test_the_time_a_question_names_comes_first(archive: Archive) -> None:
    for year in (2023, 2025):
        first = archive.ask(f"{year}年徐汇区的区长是谁？").hits[0].passage.article
        day = first.date or first.not_before
        assert day is not None
        assert day.year == year
    # No issue is of 2035, but one speaks of it.
    assert not archive.ask("到2035年重要发展指标要达到什么水平？").abstained


def test_status_and_coverage(archive: Archive) -> None:
    status = archive.status()
    assert status.files == 5
    assert status.passages == len(archive._version)
    assert status.coverage is not None
    assert [day.isoformat() for day in status.coverage] == ["2023-06-26", "2025-12-29"]


def test_opening_with_other_settings_is_refused(settings: Settings) -> None:
    other = settings.model_copy(update={"passage_chars": 200})
    with pytest.raises(IndexVersionError, match="huiwen index --rebuild"):
        Archive.open(other)


def test_refusals_are_constants_in_both_languages() -> None:
    assert set(REFUSAL) == {"zh", "en"}


def test_a_time_after_the_last_issue_is_counted_from_that(archive: Archive) -> None:
    year = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    assert archive.period("今年开了什么会？") == year
    assert archive.period("2025年开了什么会？") == year


def test_the_place_of_the_paper_need_not_be_said(archive: Archive) -> None:
    """The page says 区长 where the reader says 徐汇区区长; another's is not told for it."""
    for question in (
        "2025年徐汇区区长是谁？",
        "2025年上海市徐汇区的区长是谁？",
        "2025年区长是谁？",
    ):
        assert "王华" in archive.ask(question).text
    assert archive.ask("2025年虹江区的区长是谁？").abstained
