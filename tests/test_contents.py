"""What asks for the contents of an issue, and the headlines that answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from rag.answering.contents import LONGEST, events, headlines, imprints, mentions
from rag.asking import contents
from rag.asking.question import Question
from rag.language.text import fold
from rag.records import Article, DateMention, Kind, Passage, Span

from .test_question import TODAY


def story(raw: str, kind: Kind = "story", position: int = 0) -> Passage:
    spans = (Span(0, len(raw)),)
    title = raw.split("\n", maxsplit=1)[0]
    article = Article(id=raw, file="f", spans=spans, text=raw, kind=kind, title=title)
    return Passage(raw, article, position, spans, raw)


@pytest.mark.parametrize(
    "question",
    [
        "2025年5月徐汇报报道了什么?",
        "2025年5月12日那期头版有哪些文章？",
        "最新一期讲了什么？",
        "头版头条是什么？",
        "2023年徐汇发生了什么大事",
        "概括一下2025年7月21日的报纸",
        "总第1829期讲了什么？",
        "第40期有哪些报道？",
        "最近一期的头条",
        "What's in the issue of 12 May 2025?",
        "Summarize the news of May 2025.",
        "What happened in Xuhui in 2023?",
    ],
)
def test_a_question_for_the_contents(question: str) -> None:
    assert Question.of(question, TODAY).kind == "contents"


@pytest.mark.parametrize(
    "question",
    [
        "2025年5月12日那期是第几期？",
        "关于安全的要求有哪些？",
        "关于新馆的报道是谁写的？",
        "人民日报关注的是哪几个企业？",
        "哪些企业出席了揭牌仪式？",
        "What issues did the meeting discuss?",
        "What did the report on Mosu Space say?",
        "那期有几版？",
        "徐汇报是什么报纸？",
        "谁写了头版的报道？",
        "What did the mayor report?",
    ],
)
def test_a_question_of_some_subject_is_another(question: str) -> None:
    assert Question.of(question, TODAY).kind != "contents"


@pytest.mark.parametrize(
    "question",
    [
        "库里有哪些报纸？",
        "一共收了多少期报纸？",
        "这份报纸最早一期是哪天的？",
        "最新一期报纸是什么时候的？",
        "2023年有哪几期报纸？",
        "这几期的期号分别是多少？",
        "What issues are in the archive?",
        "How many issues are there?",
        "What period does the archive cover?",
    ],
)
def test_a_question_for_the_issues_there_are(question: str) -> None:
    asked = Question.of(question, TODAY)
    assert asked.kind == "contents"
    assert contents.holdings(fold(question), asked.about)


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("哪些文章提到了西岸？", "西岸"),
        ("关于人工智能的报道有哪些？", "人工智能"),
        ("有没有关于教育的新闻？", "教育"),
        ("2025年有哪些关于模速空间的报道？", "模速空间"),
        ("曹立强出现在哪些报道里？", "曹立强"),
        ("哪几期提到了“100-1=0”？", "100-1=0"),
        ("党建相关的报道有哪些", "党建"),
        ("和西岸有关的新闻", "西岸"),
        ("医疗方面有什么消息？", "医疗"),
        ("哪幾篇報道寫到了植物園？", "植物园"),
        ("Which articles mention MiniMax?", "minimax"),
        ("Are there any stories about the botanical garden?", "botanical garden"),
        ("which articles mention the West Bund", "west bund"),
        ("Is there news on the marathon in 2025?", "marathon"),
        ("哪些文章提到了这个地方？", ""),
        ("哪些报道提到过他们？", ""),
        ("哪些新闻写得好？", ""),
        ("会上什么内容讲到创新？", ""),
        ("徐汇区的区长是谁？", ""),
        ("哪些文章提到了谁？", ""),
        ("2025年5月徐汇报报道了什么?", ""),
    ],
)
def test_the_matter_of_which_all_that_is_printed_is_asked_for(question: str, matter: str) -> None:
    assert contents.matter(fold(question)) == matter
    assert not matter or Question.of(question, TODAY).kind == "contents"


def test_an_issue_is_told_by_the_line_of_its_masthead() -> None:
    raw = "XU HUI BAO\n本期 16 版\n第 18 期\n(总第 1829 期)\n内部资料\n2025 年\n5 月 12 日\n星期一"
    at, day = raw.index("2025"), dt.date(2025, 5, 12)
    dates = (DateMention(Span(at, raw.index("日") + 1), day, day, "full"),)
    spans = (Span(0, len(raw)),)
    article = Article("m", "f", spans, raw, kind="masthead", date=day, dates=dates)
    masthead = Passage("m", article, 0, spans, raw, dates)
    bare = "会议于12月29日举行。会上传达了精神。"
    later = dt.date(2025, 12, 29)
    dates = (DateMention(Span(3, 9), later, later, "issue year"),)
    spans = (Span(0, len(bare)),)
    undated = Article("u", "g", spans, bare, not_before=later, dates=dates)
    story = Passage("u", undated, 0, spans, bare, dates)
    one, two = imprints([[masthead], [story]])
    assert one.text == raw[raw.index("第 18") : raw.index("日") + 1]
    assert one.spans == (Span(raw.index("第 18"), raw.index("日") + 1),)
    assert two.text == "会议于12月29日举行。"


def test_a_matter_is_told_of_by_headline_or_by_the_sentence_that_has_it() -> None:
    early, late = dt.date(2023, 6, 1), dt.date(2025, 5, 12)

    def printed(raw: str, day: dt.date) -> list[Passage]:
        spans = (Span(0, len(raw)),)
        article = Article(raw, "f", spans, raw, title=raw.partition("\n")[0], date=day)
        return [Passage(raw, article, 0, spans, raw)]

    articles = [
        printed("区图书馆新馆开放\n周一起，新馆接待读者。", early),
        printed("河边的事\n步道贯通了。步道尽头是新馆。", late),
        printed("又一条\n居民说，新馆的灯很亮。", late),
    ]

    def has(text: str) -> float:
        return float("新馆" in text)

    found = mentions(articles, has, once=False)
    assert [e.text for e in found] == [
        "步道尽头是新馆。",
        "居民说，新馆的灯很亮。",
        "区图书馆新馆开放",
    ]
    of_issues = mentions(articles, has, once=True)
    assert [e.text for e in of_issues] == ["步道尽头是新馆。", "区图书馆新馆开放"]


@pytest.mark.parametrize(
    "question",
    [
        "2023年9月26日、27日、28日这三天，徐汇先后办了哪些大事？",
        "2025年5月6日徐汇开的是什么会？",
        "What meetings were held in Xuhui on May 7, 2025?",
        "Which events took place in Xuhui from 26 to 28 September 2023?",
        "What happened in Xuhui between 26 and 28 September 2023?",
        "2023年9月26日到28日，徐汇这三天里依次有哪些大事？",
        "2023年9月26日至28日，区里接连举行了哪些重要活动？",
        "2023年9月26日到28日，徐汇区每天各有什么大会或揭牌活动？",
        "2023年9月26日、27日，区委书记曹立强依次出席了哪些会议和活动？",
    ],
)
def test_what_was_held_on_days_is_the_contents_of_them(question: str) -> None:
    assert Question.of(question, TODAY).kind == "contents"


@pytest.mark.parametrize(
    "question", ["区里开了哪些会？", "2025年5月6日的会有哪些人出席？", "2023年9月有什么展览活动？"]
)
def test_what_was_held_at_no_time_or_of_some_subject_is_not(question: str) -> None:
    assert Question.of(question, TODAY).kind != "contents"


def test_stories_come_before_captions_and_what_other_pages_have() -> None:
    issue = [
        story("12 学校换新颜", "contents"),
        story("区图书馆新馆开放\n11月3日，新馆开放。"),
        story("新馆内景，朱文摄影。", "caption"),
        story("第18期 总第1829期", "masthead"),
        story("馆长说，周一闭馆。", position=1),
    ]
    found = headlines("登了什么？", [issue])
    assert [e.text for e in found] == ["区图书馆新馆开放", "新馆内景，朱文摄影。", "12 学校换新颜"]
    assert [e.n for e in found] == [1, 2, 3]
    assert [e.text for e in headlines("头条是什么？", [issue])] == ["区图书馆新馆开放"]


def test_a_continued_story_is_named_by_its_words() -> None:
    (found,) = headlines("登了什么？", [[story("（上接第1版）\n会议通过了决议和规划。")]])
    assert found.text == "会议通过了决议和规划。"


def test_a_day_without_a_paper_is_told_by_what_is_dated_so() -> None:
    raw = "11月3日，新馆开放。近日，食堂增加了五家。周一闭馆一天。"
    day, near = dt.date(2023, 11, 3), (dt.date(2023, 11, 1), dt.date(2023, 11, 6))
    dates = (
        DateMention(Span(0, 5), day, day, "issue year"),
        DateMention(Span(11, 13), *near, "近日"),
    )
    spans = (Span(0, len(raw)),)
    passage = Passage("p", Article("a", "f", spans, raw, dates=dates), 0, spans, raw, dates)
    asked = Question.of("2023年11月3日发生了什么？", TODAY)
    assert asked.kind == "contents"
    assert [e.text for e in events(asked.days, [[passage]])] == ["11月3日，新馆开放。"]
    other = Question.of("2023年11月4日发生了什么？", TODAY)
    assert events(other.days, [[passage]]) == ()


def test_what_somebody_attended_is_told_by_the_stories_that_have_them() -> None:
    assert contents.attended("曹立强依次出席了哪些会议和活动？") == "曹立强"
    assert contents.attended("2025年5月王华出席了哪些活动？") == "王华"
    assert contents.attended("这几天区里有哪些会议？") == ""
    assert contents.attended("曹立强在龙华出席了哪些活动？") == ""
    assert contents.attended("曹立强和王华出席了哪些活动？") == ""
    day = dt.date(2023, 11, 3)
    date = DateMention(Span(0, 5), day, day, "issue year")
    held = [
        replace(passage, dates=(date,))
        for passage in map(
            story, ("11月3日，新馆开放。李敏出席。", "11月3日，食堂开业。周文出席。")
        )
    ]
    asked = Question.of("2023年11月3日李敏出席了哪些活动？", TODAY)
    assert [e.text for e in events(asked.days, [held], "李敏")] == ["11月3日，新馆开放。"]
    assert len(events(asked.days, [held])) == 2


def test_a_reader_is_not_given_a_whole_year() -> None:
    def many():
        while True:  # an archive without end: only what is shown may be read
            yield [story(f"第{n}条消息登出来了。") for n in range(7)]

    assert len(headlines("登了什么？", many())) == LONGEST
