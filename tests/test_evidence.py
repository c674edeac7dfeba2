"""Which sentences bear on a question, and how they are quoted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from rag.answering import evidence, timely
from rag.answering.features import Reading
from rag.answering.quote import Extractive, chosen, of_then, with_points
from rag.answering.units import units
from rag.asking.question import Question
from rag.records import Article, DateMention, Evidence, Hit, Kind, Passage, Span, read_spans

TODAY = dt.date(2026, 1, 1)
RAW = (
    "图书馆新馆开放\n11月3日，区图书馆新馆在东安路开放。馆长李敏主持仪式，来了三百人。"
    "以后周一闭馆。\n食堂今年增加五家。"
)


def hit(raw: str = RAW, kind: Kind = "story", date: dt.date | None = dt.date(2023, 11, 6)) -> Hit:
    day = DateMention(Span(8, 13), dt.date(2023, 11, 3), dt.date(2023, 11, 3), "issue year")
    dates = (day,) if "11月3日" in raw else ()
    article = Article(
        id="a",
        file="f",
        spans=(Span(0, len(raw)),),
        text=raw,
        kind=kind,
        title="图书馆新馆开放",
        date=date,
        dates=dates,
    )
    return Hit(Passage("p", article, 0, article.spans, raw, dates), 1.0)


def pick(question: str, *hits: Hit, budget: int = 600):
    reading = Reading(Question.of(question, TODAY), hits, {})
    found = [(unit, h.score) for h in hits for unit in units(h.passage)]
    known = evidence.describe(reading, found, lambda texts: [0.0] * len(texts))
    return evidence.pick(reading, known, budget)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("图书馆新馆什么时候开放？", "11月3日"),
        ("新馆开放仪式谁主持？", "李敏"),
        ("新馆开放来了多少人？", "三百人"),
        ("今年食堂增加了几家？", "五家"),
    ],
)
def test_the_best_sentence_answers(question: str, answer: str) -> None:
    assert answer in pick(question, hit())[0].text


def test_evidence_is_raw_sentences_numbered_from_one() -> None:
    found = pick("图书馆新馆什么时候开放？", hit())
    assert [e.n for e in found] == list(range(1, len(found) + 1))
    assert all(read_spans(RAW, e.spans) == e.text for e in found)
    assert all(0 <= e.score <= 1 for e in found)


def test_the_budget_is_kept_but_for_the_best() -> None:
    assert len(pick("图书馆新馆什么时候开放？", hit(), budget=1)) == 1
    assert sum(len(e.text) for e in pick("图书馆新馆", hit(), budget=40)) <= 40


def test_a_masthead_is_quoted_whole() -> None:
    raw = "徐汇报\n第28期 (总第1839期)\n2025年7月21日"
    (only,) = pick("总期数是多少？", hit(raw, "masthead"))
    assert only.text == raw


def test_the_period_asked_about_comes_first() -> None:
    old, new = (
        hit(date=dt.date(2023, 11, 6)),
        hit(RAW.replace("11月3日", "某日"), date=dt.date(2025, 5, 1)),
    )
    assert pick("2025年图书馆新馆在哪里开放", old, new)[0].passage.article.date == dt.date(
        2025, 5, 1
    )
    assert pick("2023年图书馆新馆在哪里开放", new, old)[0].passage.article.date == dt.date(
        2023, 11, 6
    )


@pytest.mark.parametrize(
    "question",
    [
        "新馆开放仪式上馆长讲了哪些话？",
        "新馆建设花了多少钱？",
        "2025年新馆的馆长是谁？",
        "新馆第三次扩建是什么时候？",
        "新馆有哪五个展厅？",
    ],
)
def test_doubt_where_the_thing_asked_for_is_not_there(question: str) -> None:
    sure = pick("图书馆新馆什么时候开放？", hit())[0].score
    assert pick(question, hit())[0].score < 0.55 < sure


def test_doubt_where_a_sentence_is_dated_otherwise_and_the_page_not_at_all() -> None:
    asked = "2021年区里新增多少个岗位？"
    sure = []
    for year in (2021, 2020):
        found = hit(f"{year}年区里新增8000个岗位。", date=None).passage
        said = (DateMention(Span(0, 5), dt.date(year, 1, 1), dt.date(year, 12, 31), "year"),)
        passage = replace(found, article=replace(found.article, dates=said), dates=said)
        sure.append(pick(asked, Hit(passage, 1.0))[0].score)
    assert sure[0] - sure[1] > 0.2


def test_an_office_in_english_is_what_the_page_calls_it() -> None:
    raw = "区长李敏昨日出席图书馆新馆开放仪式。\n市民王华昨日走进图书馆新馆，借了三本书。"
    (best, *_) = pick("Who is the district mayor?", hit(raw))
    assert "李敏" in best.text
    assert best.score > 0.74


def test_a_byline_is_quoted_with_what_it_is_set_under() -> None:
    raw = "图书馆新馆开放\n□ 记者 李小明\n11月3日，区图书馆新馆在东安路开放。\n周文 摄影报道"
    found = pick("图书馆新馆开放的稿子是哪个记者写的？", hit(raw))
    assert found[0].text == "图书馆新馆开放\n□ 记者 李小明"
    assert any(e.text.endswith("东安路开放。\n周文 摄影报道") for e in found)


def test_who_said_it_is_quoted_with_what_was_said() -> None:
    raw = "图书馆新馆开放。“新馆让街坊多了一处书房。”图书馆新馆馆长说。"
    told = [unit.text for unit in units(hit(raw).passage)]
    assert told[-1] == "“新馆让街坊多了一处书房。”图书馆新馆馆长说。"
    assert "图书馆新馆馆长说。" not in told


def test_a_place_that_nothing_found_speaks_of_is_not_answered_of_another() -> None:
    assert pick("徐汇区图书馆什么时候开放？", hit())[0].score > 0.74
    assert pick("闵行区图书馆什么时候开放？", hit())[0].score < 0.5
    assert pick("When did the library of Minhang open?", hit())[0].score < 0.5


def test_the_speaker_of_a_story_counts_for_its_later_sentences() -> None:
    raw = "区长周文说，要修路。要种树。要建桥。再建一座图书馆。"
    reading = Reading(Question.of("周文要建什么？", TODAY), [hit(raw)], {})
    last = list(units(hit(raw).passage))[-1]
    assert reading.features(last, 1.0).story > reading.features(last, 1.0).said


def test_only_the_likeliest_by_their_words_are_embedded() -> None:
    raw = "\n".join(f"第{n}处菜场今年开门营业。" for n in range(2 * evidence.SENSED))
    embedded: list[str] = []

    def similarity(texts: list[str]) -> list[float]:
        embedded.extend(texts)
        return [0.0] * len(texts)

    reading = Reading(Question.of("第60处菜场开了没有？", TODAY), [hit(raw)], {})
    found = [(unit, 1.0) for unit in units(hit(raw).passage)]
    known = evidence.describe(reading, found, similarity)
    assert len(known) == evidence.SENSED
    assert sum("第60处" in text for text in embedded)
    assert len(embedded) < 4 * evidence.SENSED


def test_a_day_is_quoted_in_full() -> None:
    question = "图书馆新馆什么时候开放？"
    found = pick(question, hit())
    zh = next(Extractive().draft(question, found, "zh"))
    assert zh == "2023年11月3日：11月3日，区图书馆新馆在东安路开放。[1]\n"
    en = next(Extractive().draft("When did the library open?", found, "en"))
    assert en.startswith("2023-11-03: ")
    other = next(Extractive().draft("图书馆新馆在哪里？", found, "zh"))
    assert other.startswith("11月3日")


def test_no_hits_no_evidence() -> None:
    assert pick("图书馆") == ()


def test_a_timeline_is_told_in_the_order_of_events_each_with_its_day() -> None:
    raw = "2023年5月8日图书馆新馆落成。2021年3月图书馆新馆动工。图书馆新馆很大。"
    day, month = dt.date(2023, 5, 8), dt.date(2021, 3, 1)
    dates = (
        DateMention(Span(0, 9), day, day, "full"),
        DateMention(Span(17, 24), month, dt.date(2021, 3, 31), "full"),
    )
    article = Article("a", "f", (Span(0, len(raw)),), raw, date=dt.date(2023, 5, 9), dates=dates)
    passage = Passage("p", article, 0, article.spans, raw, dates)
    question = "图书馆新馆的建设历程"
    found = pick(question, Hit(passage, 1.0))
    told = list(Extractive().draft(question, found, "zh"))
    assert [line[:10] for line in told] == ["2021年3月：20", "2023年5月8日："]


STORY = (
    "修表铺的陈明\n陈明在平安路修了五十年钟表。退休后打算做什么？"
    "他说要教徒弟。修好一块怀表收八十元。"
)


def test_a_question_of_the_page_is_answered_by_what_comes_after() -> None:
    raw = "老人的打算\n退休后打算做什么？他想了半天说，回村给小学看锅炉。区里今年新开五家食堂。"
    assert "锅炉" in pick("老人退休后打算做什么？", hit(raw))[0].text


def test_what_the_talk_is_of_comes_first() -> None:
    other = hit("食堂开张\n食堂一份套餐收十五元。")
    other = replace(other, passage=replace(other.passage, id="q"))
    asked = Question.of("陈明修表铺：一次收多少钱？", TODAY, "陈明修表铺：")
    reading = Reading(asked, [hit(STORY), other], {})
    assert reading.topical(hit(STORY).passage.article) > 0.9


def test_somebody_whom_the_article_has_not_is_a_stranger() -> None:
    sure = pick("陈明修一块怀表收多少元？", hit(STORY))[0].score
    assert pick("李海波修一块怀表收多少元？", hit(STORY))[0].score < sure


def test_somebody_of_whom_another_article_tells_is_the_more_a_stranger() -> None:
    other = hit("李海波的展览\n摄影师李海波在平安路办展。")
    other = replace(other, passage=replace(other.passage, id="q"))
    question = "李海波修一块怀表收多少元？"
    alone, beside = pick(question, hit(STORY)), pick(question, hit(STORY), other)
    assert "八十元" in alone[0].text
    told = next(e for e in beside if "八十元" in e.text)
    assert told.score < alone[0].score


def test_what_goes_on_with_a_story_need_not_repeat_its_words() -> None:
    before, ask = "陈明在平安路修了五十年钟表。", "陈明的店：保养要多少元？"
    reading = [
        Reading(Question.of(ask, TODAY, "陈明的店：", told), [hit(STORY)], {})
        for told in (before, "")
    ]
    unit = next(u for u in units(hit(STORY).passage) if "八十元" in u.text)
    after, anew = (r.doubts(unit, r.features(unit, 1.0)) for r in reading)
    assert after.undone == 0 < anew.undone


def test_the_cities_of_a_province_are_not_abroad() -> None:
    asked = Question.of("周文去广东看了哪两座城市？", TODAY)
    raw = "周文率团出访\n5月9日，周文率团赴深圳、佛山考察。"
    reading = Reading(asked, [hit(raw)], {})
    unit = next(u for u in units(hit(raw).passage) if "佛山" in u.text)
    assert reading.features(unit, 1.0).astray == 0


def test_the_number_of_the_year_before_is_not_that_of_the_year_asked_about() -> None:
    sure = []
    for year in (2023, 2022):
        found = hit(f"{year}年产值286亿元。").passage
        said = (DateMention(Span(0, 5), dt.date(year, 1, 1), dt.date(year, 12, 31), "year"),)
        passage = replace(found, article=replace(found.article, dates=said), dates=said)
        sure.append(pick("2023年的产值是多少亿元？", Hit(passage, 1.0))[0].score)
    assert sure[0] - sure[1] > 0.15


def test_a_masthead_answers_only_what_is_asked_of_the_paper() -> None:
    masthead = hit("第18期（总第1829期） 免费交流", kind="masthead")
    assert pick("这期是总第几期？", masthead)[0].score > 0.5
    assert pick("书展的门票多少钱？", masthead)[0].score < 0.5


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("新馆开放仪式谁主持？", "李敏主持新馆开放仪式。", "李敏指出，新馆开放仪式要办好。"),
        (
            "新馆开放仪式在哪里举行？",
            "新馆开放仪式在学术中心举行。",
            "新馆开放仪式举行，市里很重视。",
        ),
        ("新馆号哪天发射？", "新馆号11月3日升空。", "新馆号11月3日签了合同。"),
        ("新馆号哪天首飞的？", "新馆号11月3日首飞。", "新馆号11月3日签了合同。"),
        ("新馆总投资多少？", "新馆总投资3亿元。", "新馆开放，冠军奖金3万元。"),
        ("新馆女子组冠军是谁？", "新馆女子组冠军王芳。", "新馆男子组冠军李敏。"),
        ("新馆哪天开工？", "新馆11月3日开工。", "新馆11月3日开放。"),
        ("新馆哪天启用？", "新馆11月3日启用。", "新馆11月3日封顶。"),
        ("新馆公示从哪天开始？", "新馆公示从11月3日开始。", "新馆公示期至11月3日。"),
        ("新馆为什么拖了三年？", "因为下雨，新馆拖了三年。", "为进一步便民，新馆三年建成。"),
        ("新馆的吉祥物是什么？", "新馆的吉祥物是“书宝”。", "新馆的主题是“书香”。"),
        ("新馆专场唱哪出戏？", "新馆专场唱《罗汉钱》。", "新馆唱沪剧专场，凭卡领票。"),
        ("新馆女子组谁跑了第二？", "新馆女子组李敏第二。", "新馆女子组第二届冠军王芳。"),
        ("新馆有多少名女代表？", "新馆有女代表20名。", "新馆有委员35名。"),
        (
            "李敏在哪所学校学会计？",
            "李敏在新馆财经学校学会计。",
            "李敏学会计，从父亲手里接过新馆。",
        ),
        (
            "新馆的四大展区分别叫什么？",
            "新馆有文、史、哲、艺四大展区。",
            "新馆设四大展区，服务读者。",
        ),
        ("新馆哪天动工的？", "新馆11月3日奠基。", "新馆11月3日举行座谈。"),
        ("新馆几点钟关门？", "新馆每晚9点关门。", "新馆11月3日关门谢客。"),
        ("新馆的主持人是谁？", "新馆开放，李敏主持。", "新馆开放，馆长李敏出席。"),
        ("在新馆签约的是谁？", "李敏在新馆签约。", "李敏在新馆作主旨发言。"),
        ("新馆第二代馆主叫什么？", "新馆第二代馆主李敏。", "新馆第四代馆主李敏。"),
        ("新馆开在哪条马路上？", "新馆开在东安路。", "新馆在东安滨江举行揭牌仪式。"),
        ("新馆装了几台轿厢？", "新馆装了2个轿厢。", "新馆有38个科室。"),
        ("新馆球赛决赛比分多少？", "新馆球赛决赛3:1。", "新馆球赛有236人参加。"),
        ("新馆报名要交多少钱？", "新馆报名费50元。", "新馆冠军奖金2万元。"),
        (
            "新馆书香节哪天开幕？",
            "11月3日，新馆书香节举行。",
            "11月3日，新馆书香节党员负责人会议举行。",
        ),
    ],
)
def test_doubt_what_is_near_but_not_what_is_asked(question: str, told: str, not_told: str) -> None:
    sure, unsure = (pick(question, hit(f"新馆简讯\n{raw}"))[0].score for raw in (told, not_told))
    assert unsure < 0.74 < sure


def test_what_begins_with_another_firm_is_of_that() -> None:
    raw = "北斗七星\n稀方科技以大模型为核心。MiniMax 以开源见长,新模型服务5万家企业。"
    sure, unsure = (
        pick(f"{firm}的新模型服务了多少家企业？", hit(raw))[0].score
        for firm in ("MiniMax", "稀方科技")
    )
    assert unsure < 0.74 < sure


def test_words_that_follow_another_are_his() -> None:
    raw = "新馆简讯\n王芳跑完全程。“越跑越轻。”李敏得了冠军。"
    assert pick("王芳说了什么？", hit(raw))[0].score > 0.74
    assert pick("李敏说了什么？", hit(raw))[0].score < 0.74


def test_a_story_that_only_names_the_time_is_of_another() -> None:
    def sure(date: dt.date) -> float:
        raw = "新馆开放\n11月3日，新馆开放。\n新馆冠军是李敏。"
        found = hit(raw, date=date)
        apart = replace(found, passage=replace(found.passage, dates=()))
        return pick("2023年11月3日新馆的冠军是谁？", apart)[0].score

    assert sure(dt.date(2025, 11, 6)) < 0.74 < sure(dt.date(2023, 11, 6))
    assert sure(dt.date(2023, 10, 30)) > 0.74  # announced


def test_the_ninth_is_not_the_tenth_in_english() -> None:
    asked = "When did the committee hold its ninth plenum?"
    ninth, tenth, figure = (
        pick(asked, hit(f"新馆开放\n11月3日，区委{nth}次全会召开。"))[0].score
        for nth in ("九", "十", "第9")
    )
    assert tenth < 0.55 < ninth
    assert figure == ninth


def test_a_story_of_one_meeting_need_not_repeat_which() -> None:
    raw = (
        "会议昨天在会议中心举行，来了三百人。\n\n区委第十次全体会议由书记主持，大家学习了文件。"
        "\n\n代表们分组讨论了一整天，气氛热烈。\n\n会议提出，要建成“一带一轴”空间格局，修好三条路。"
    )
    asked = "区委十次全会提出的“一带一轴”是哪方面的格局？"
    (best, *_) = pick(asked, hit(raw))
    assert "空间格局" in best.text
    (of_two, *_) = pick(asked, hit(raw.replace("由书记", "与第九次全体会议一样由书记")))
    assert of_two.score < best.score


def test_whose_office_it_is_stands_just_before() -> None:
    raw = "复旦大学迎来了新生。\n\n同济大学发布了消息。其校长张华说，今年会更好。"
    own, other = (pick(f"{name}大学的校长是谁？", hit(raw))[0] for name in ("同济", "复旦"))
    assert own.score > other.score


def test_a_sentence_of_another_year_is_of_another_time_where_the_page_has_no_date() -> None:
    raw = "2021年全区售出汽车三百辆。汽车卖得好。"
    said = DateMention(Span(0, 5), dt.date(2021, 1, 1), dt.date(2021, 12, 31), "year")
    article = Article("a", "f", (Span(0, len(raw)),), raw, dates=(said,))
    undated = Hit(Passage("p", article, 0, article.spans, raw, (said,)), 1.0)
    assert pick("2022年全区售出汽车多少辆？", undated)[0].score < 0.1
    assert pick("2021年全区售出汽车多少辆？", undated)[0].score > 0.7


def test_a_row_of_prices_has_the_unit_that_stands_above_it() -> None:
    raw = "东门市场菜价（元/500克）\n猪腿肉 12.5 比上周涨0.3\n草鱼 9.8 持平\n摊主收费5元。"
    assert pick("猪腿肉卖多少钱？", hit(raw))[0].text.startswith("猪腿肉 12.5")
    raw = "东门市场菜价（元/500克）\n青菜1.80 鸡蛋4.90 猪腿肉12.50\n摊主收费5元。"
    assert pick("猪腿肉卖多少钱？", hit(raw))[0].text.startswith("青菜1.80 鸡蛋4.90 猪腿肉12.50")
    assert (
        pick("东门市场的辣椒卖多少钱一斤？", hit(raw))[0].score
        < 0.5
        < pick("东门市场的鸡蛋卖多少钱一斤？", hit(raw))[0].score
    )


def test_the_year_that_a_figure_is_compared_with_is_no_date_of_it() -> None:
    raw = "五一假期接待游客126万人次，恢复到2019年同期的104%。"
    said = DateMention(Span(20, 25), dt.date(2019, 1, 1), dt.date(2019, 12, 31), "year")
    article = Article("a", "f", (Span(0, len(raw)),), raw, date=dt.date(2021, 5, 10), dates=(said,))
    (unit,) = units(Passage("p", article, 0, article.spans, raw, (said,)))
    assert not timely.astray(Question.of("2021年接待游客多少？", TODAY).days, unit)
    other = replace(unit, text=raw.replace("恢复到2019年同期", "2019年"))
    assert timely.astray(Question.of("2021年接待游客多少？", TODAY).days, other)


def test_last_year_asked_of_a_report_is_the_year_before_it() -> None:
    raw = "合作社去年销售额4260万元。"
    said = DateMention(Span(3, 5), dt.date(2022, 1, 1), dt.date(2022, 12, 31), "去年")
    article = Article("a", "f", (Span(0, len(raw)),), raw, date=dt.date(2023, 6, 5), dates=(said,))
    report = Hit(Passage("p", article, 0, article.spans, raw, (said,)), 1.0)
    asked = "合作社2023年的报告说去年销售额多少？"
    assert pick(asked, report)[0].score > pick("合作社2023年销售额多少？", report)[0].score


def test_a_day_of_something_else_is_not_the_best_where_the_act_has_its_own_sentence() -> None:
    raw = "大桥工程10月8日开工，请市民绕行大桥工程。人们议论着。9月28日通车。"
    days = tuple(
        DateMention(Span(raw.index(said), raw.index(said) + len(said)), day, day, "issue year")
        for said, day in (("10月8日", dt.date(2023, 10, 8)), ("9月28日", dt.date(2023, 9, 28)))
    )
    article = Article("a", "f", (Span(0, len(raw)),), raw, date=dt.date(2023, 11, 6), dates=days)
    found = pick("大桥工程哪天通车？", Hit(Passage("p", article, 0, article.spans, raw, days), 1.0))
    assert "通车" in found[0].text


def test_days_of_the_week_tell_when_something_may_be_done() -> None:
    asked = Question.of("疫苗哪几天可以打？", TODAY).expected
    assert asked.told("周二、周四 13:00—16:30", 0, 0) > asked.told("2021年10月", 0, 1)
    span = Question.of("花展从哪天办到哪天？", TODAY).expected
    assert span.told("花展3月29日至5月6日举行", 0, 1) > span.told("花展3月29日开幕", 1, 1)


def test_a_line_of_contents_answers_what_it_says_nearly_whole() -> None:
    line = hit("2 图书馆新馆焕新开放", kind="contents")
    assert pick("哪座图书馆新馆焕新开放了？", line)[0].score > 0.74
    assert pick("图书馆新馆焕新开放，来了多少读者？", line)[0].score < 0.74
    teaser = hit("2 馆长做客“书香热线”", kind="contents")
    asked = "馆长去哪档节目聊了藏书？"
    sure = (pick(q, teaser)[0].score for q in (f"头版导读里，{asked}", asked))
    assert next(sure) > next(sure)


def test_the_year_that_a_question_names_does_not_tell_when() -> None:
    raw = "新馆简讯\n2023年新馆开馆，专班统筹做好工作。"
    found = hit(raw)
    year = DateMention(Span(5, 10), dt.date(2023, 1, 1), dt.date(2023, 12, 31), "year")
    of_year = replace(found, passage=replace(found.passage, dates=(year,)))
    assert pick("2023年新馆的开馆时间？", of_year)[0].score < 0.74
    assert pick("新馆哪一年开馆？", of_year)[0].score > 0.74


def test_another_day_than_the_one_asked_about_is_another() -> None:
    raw = "新馆简讯\n11月3日，新馆召开会议。"
    other, same = (pick(f"2023年11月{day}日新馆开了什么会？", hit(raw))[0].score for day in (4, 3))
    assert other < 0.74 < same


def test_a_day_to_come_is_no_day_of_it() -> None:
    raw = "新馆简讯\n李敏汇报了新馆进度：11月8日前建成。"
    day = DateMention(Span(15, 20), dt.date(2023, 11, 8), dt.date(2023, 11, 8), "issue year")
    found = hit(raw)
    dated = replace(found, passage=replace(found.passage, dates=(day,)))
    asked = "2023年11月5日的会上是谁汇报了新馆进度？"
    assert pick(asked, dated)[0].score > 0.74


def test_all_that_end_alike_are_told() -> None:
    raw = "新馆简讯\n读者要有爱书的心气。要有攻书的锐气。要有读书的朝气。新馆开放。"
    found = pick("馆长要求读者拿出哪几股“气”，概括一下？", hit(raw))
    asked = Question.of("馆长要求读者拿出哪几股“气”，概括一下？", TODAY)
    said = "".join(Extractive(asked).draft("", found, "zh"))
    assert [said.count(word) for word in ("心气", "锐气", "朝气", "开放")] == [1, 1, 1, 0]


def test_a_summary_tells_nothing_twice() -> None:
    raw = "新馆简讯\n新馆在东安路开放。\n新馆在东安路开放。\n新馆藏书十万册。"
    found = pick("介绍一下新馆", hit(raw))
    said = "".join(Extractive(Question.of("介绍一下新馆", TODAY)).draft("", found, "zh"))
    assert said.count("东安路") == 1
    again = (*found, replace(found[0], n=9))  # printed again: the best stays
    said = "".join(Extractive(Question.of("介绍一下新馆", TODAY)).draft("", again, "zh"))
    assert found[0].text.split("\n")[0] in said


def test_the_year_that_a_question_names_is_no_date_where_the_page_has_none() -> None:
    for told, dated in (("2022年，各地都忙着过冬", 0), ("2022年5月8日，峰会开幕", 1)):
        *_, unit = units(hit(f"峰会\n{told}。", date=None).passage)
        days = Question.of("2022年峰会的时间？", TODAY).days
        assert bool(timely.told(unit, unit.text, days)[1]) is bool(dated)


def test_the_years_of_a_plan_are_no_time_of_what_is_told() -> None:
    raw = "馆长李敏解读《三年行动方案（2024—2026年）》。"
    years = DateMention(Span(10, 20), dt.date(2024, 1, 1), dt.date(2026, 12, 31), "full")
    article = Article("a", "f", (Span(0, len(raw)),), raw, date=dt.date(2024, 5, 20))
    article = replace(article, dates=(years,))
    (unit,) = units(Passage("p", article, 0, article.spans, raw, (years,)))
    assert timely.far(Question.of("2025年9月的馆长是谁？", TODAY).days, unit) == 0
    assert timely.far(Question.of("2024年到2026年的方案谁解读？", TODAY).days, unit) > 0
    raw = "2021年至2024年，李敏任馆长。"
    term = DateMention(Span(0, 11), dt.date(2021, 1, 1), dt.date(2024, 12, 31), "full")
    article = replace(article, text=raw, dates=(term,), date=None)
    (unit,) = units(Passage("p", article, 0, article.spans, raw, (term,)))
    assert timely.far(Question.of("2023年的馆长是谁？", TODAY).days, unit) == 1


def test_the_page_of_a_listed_headline_is_no_number_of_anything() -> None:
    listed = hit("2版 图书馆入户登记，您配合了吗", kind="contents")
    listed = replace(
        listed,
        passage=replace(
            listed.passage,
            article=replace(listed.passage.article, title="图书馆入户登记，您配合了吗"),
        ),
    )
    assert pick("图书馆登记下来有多少？", listed)[0].score < 0.5


def test_a_masthead_has_no_number_of_anything_but_the_paper() -> None:
    masthead = hit("甲集团报 甲集团主办 第24期 2023年12月28日", kind="masthead")
    assert pick("甲集团去年利润是多少？", masthead)[0].score < 0.5


def test_of_what_has_the_month_the_day_is_told_elsewhere() -> None:
    month = DateMention(Span(0, 7), dt.date(2024, 1, 1), dt.date(2024, 1, 31), "month")
    day = DateMention(Span(0, 4), dt.date(2024, 1, 8), dt.date(2024, 1, 8), "issue year")
    asked = Question.of("新馆是几月几号动工的？", TODAY)
    one, other = hit("新馆2024年1月开工。"), hit("该项目今年1月8日开工。")
    told = tuple(
        Evidence(n, replace(h.passage, dates=(d,)), h.passage.text, h.passage.spans, 0.9, held)
        for n, h, d, held in ((1, one, month, 0.9), (2, other, day, 0.2))
    )
    assert [e.n for e in chosen(asked, told)] == [2]


def test_of_two_in_a_row_each_is_told_with_its_number() -> None:
    asked = Question.of("第三届和第七届长跑的参赛人数各是多少？", TODAY)
    raws = ("第七届长跑6000人参赛。", "第三届长跑鸣枪。", "第三届长跑2800人参赛。")
    told = tuple(
        Evidence(n, hit(raw).passage, raw, hit(raw).passage.spans, 0.9, 0.9)
        for n, raw in enumerate(raws, 1)
    )
    assert sorted(e.n for e in chosen(replace(asked, kind="compare"), told)) == [1, 3]


def test_a_point_has_the_words_of_what_announces_it() -> None:
    raw = (
        "新馆简讯\n馆长强调，要抓好2027年的重点工作。要以夜场为主攻方向，多开几晚。"
        "要以旧馆为底色。新馆开放。"
    )
    found = pick("新馆2027年的重点工作，主攻方向是什么？", hit(raw))
    assert found[0].text == "要以夜场为主攻方向，多开几晚。"


def test_a_year_to_come_is_looked_for_outright() -> None:
    raw = "新馆简讯\n新馆要建成读者满意的馆。到二〇三五年，成为一流的馆。"
    assert pick("新馆2035年要建成什么样？", hit(raw))[0].text == "到二〇三五年，成为一流的馆。"


def test_what_is_foreseen_says_less_than_what_is() -> None:
    raw = "新馆简讯\n按此估算，5年后新馆藏书率将达到70%。今年新馆藏书率达到65%。"
    assert "65%" in pick("新馆藏书率达到多少？", hit(raw))[0].text
    assert "70%" in pick("5年后新馆藏书率达到多少？", hit(raw))[0].text


def test_the_year_that_a_figure_is_compared_with_is_not_the_time_of_it() -> None:
    raw = "新馆简讯\n2023年新馆来了50万人，超过2022年。2022新馆盘点：来了40万人。"
    assert "40万" in pick("2022年新馆来了多少人？", hit(raw, date=None))[0].text
    whole = "新馆简讯\n2022年新馆来了40万人，2023年超过2022年。新馆昨日来了2022名读者。"
    assert "40万" in pick("2022年新馆来了多少人？", hit(whole, date=None))[0].text


def test_what_is_called_so_is_better_than_what_only_speaks_of_it() -> None:
    raw = (
        "新馆简讯\n2022年新馆吉祥物发布，历届新馆吉祥物一览。"
        "这个吉祥物的名字是“乐乐”，意为欢乐。新馆开放了。"
    )
    assert "乐乐" in pick("新馆吉祥物叫什么？", hit(raw))[0].text


def test_a_second_headline_says_less_than_its_story() -> None:
    raw = (
        "图书馆新馆开放\n全会通过新馆《方案》\n"
        "11月3日，全会举行，审议通过《关于建设新馆的实施方案》。"
    )
    assert "关于建设新馆" in pick("全会审议通过了什么方案？", hit(raw))[0].text


def test_a_formula_is_told_with_few_of_its_words() -> None:
    raw = "新馆简讯\n馆长说，安全要记住“100-1=0”的道理。新馆开放。"
    assert pick("谈到安全时一再搬出来的算式是什么？", hit(raw))[0].score > 0.74


def test_a_long_time_does_not_place_a_story_in_one_of_its_months() -> None:
    raw = "新馆简讯\n2025年以来，新馆成绩不少。全会通过决议。"
    found = hit(raw, date=dt.date(2025, 12, 29))
    year = DateMention(Span(5, 12), dt.date(2025, 1, 1), dt.date(2025, 12, 29), "since")
    article = replace(found.passage.article, dates=(year,))
    since = replace(found, passage=replace(found.passage, article=article, dates=()))
    unit = next(u for u in units(since.passage) if "决议" in u.text)
    (july,) = Question.of("2025年7月全会通过了什么？", TODAY).days
    assert timely.far((july,), unit) == 0.0


def test_of_several_times_each_number_is_from_its_own_issue() -> None:
    then, now = (
        Evidence(n, replace(found.passage, id=str(n)), text, (Span(0, 5),), score, 0.5)
        for n, (found, text, score) in enumerate(
            (
                (hit(date=dt.date(2023, 11, 6)), "新馆有读者近200人。", 0.9),
                (hit(date=dt.date(2025, 5, 12)), "新馆有读者近400人。", 0.95),
            ),
            1,
        )
    )
    asked = Question.of("2023年11月，新馆有多少读者？", TODAY)
    assert of_then(asked, (now, then)) == (then, now)
    assert of_then(Question.of("新馆有多少读者？", TODAY), (now, then)) == (now, then)


def test_who_of_an_office_did_it_is_nobody_else() -> None:
    raw = (
        "新馆简讯\n书记曹立强、副馆长高世均出席会议。"
        "曹立强指出，新馆的读者工作要总结。高世均就新馆的读者工作作了总结。"
    )
    found = pick("新馆的读者工作是哪位副馆长作总结的？", hit(raw))
    assert found[0].text == "高世均就新馆的读者工作作了总结。"


def test_a_list_may_go_on_in_another_sentence() -> None:
    raw = "新馆简讯\n代表团前往新馆、旧馆参观新馆。馆长陪同。代表团还前往南馆、北馆参观新馆。"
    found = pick("代表团参观了哪些馆？", hit(raw))
    told = chosen(Question.of("代表团参观了哪些馆？", TODAY), found)
    assert [e.text[:5] for e in told] == ["代表团前往", "代表团还前"]


def test_points_say_how_sure_their_own_sentence_is() -> None:
    raw = (
        "新馆简讯\n会议要求，要打造读书地，多开夜场。要打造展览地，引进名作。"
        "要打造会客地，迎来远客。"
    )
    found, elsewhere = hit(raw), hit("新馆简讯\n馆长说，三馆都好。")
    asked = Question.of("新馆要打造的三个“地”分别是什么？", TODAY)
    other = replace(pick(asked.text, elsewhere)[0], score=0.5, held=0.5)
    own = next(e for e in pick(asked.text, found) if "展览地" in e.text)
    own = replace(own, n=2, score=0.8, held=0.5)
    told = with_points(asked, (other, own), lambda _article: [found.passage])
    assert told[0] is own
    assert [e.text[3:6] for e in chosen(asked, told)] == ["读书地", "展览地", "会客地"]


def two_issues(first: str, second: str) -> tuple[Evidence, ...]:
    """What two issues say, each in a story of its own."""
    out = []
    for n, (raw, year) in enumerate(((first, 2023), (second, 2025)), 1):
        own = hit(raw, date=dt.date(year, 11, 6)).passage
        article = replace(own.article, id=str(n), title="简讯")
        passage = replace(own, id=str(n), article=article)
        out.append(Evidence(n, passage, raw, own.spans, 0.9, 0.3))
    return tuple(out)


def test_issues_are_told_beside_each_other_where_they_tell_of_the_same() -> None:
    asked = Question.of("新馆的食堂有多少座位？", TODAY)
    same = two_issues("新馆的食堂有座位60个。", "新馆的食堂有座位90个。")
    other = two_issues("新馆的食堂有座位60个。", "旧厂里有座位90个。")
    assert chosen(asked, same) == same
    assert chosen(asked, other) == other[:1]
    changed = Question.of("新馆的食堂原有多少座位、后来有多少？", TODAY)
    assert len(chosen(changed, other)) == 2


def test_why_takes_the_sentence_that_has_the_reason() -> None:
    raw = "新馆简讯\n新馆开放推迟了三个月。施工单位解释，这是受连续降雨影响。馆长来了。"
    asked = Question.of("新馆开放为什么推迟？", TODAY)
    told = chosen(asked, pick(asked.text, hit(raw)))
    assert [e.text[:4] for e in told] in (["施工单位"], ["新馆开放", "施工单位"])
    assert any("降雨" in e.text for e in told)


def test_an_office_is_held_when_the_paper_is_printed() -> None:
    raw = "大桥开工\n馆长李敏宣布开工。\n计划2024年建成。"
    found = hit(raw, date=dt.date(2023, 11, 6)).passage
    year = (DateMention(Span(17, 22), dt.date(2024, 1, 1), dt.date(2024, 12, 31), "year"),)
    passage = replace(found, article=replace(found.article, dates=year), dates=year)
    unit = next(u for u in units(passage) if "李敏" in u.text)
    asked = Question.of("2024年的馆长是谁？", TODAY)
    assert timely.far(asked.days, unit) > 0.5
    assert timely.far(asked.days, unit, office=True) == 0
    assert timely.of_years(asked.days)
    assert not timely.of_years(Question.of("2024年5月6日谁到会？", TODAY).days)
    now = Question.of("2023年的馆长是谁？", TODAY)
    assert timely.far(now.days, unit, office=True) == timely.PRINTED


def test_a_holder_in_a_story_of_the_body_need_not_have_its_name_again() -> None:
    raw = (
        "馆里的新事\n东湾文化图书馆昨天开放，市民排队进馆看书借书，十分热闹。"
        "首任馆长李敏说，以后周一闭馆。"
    )
    alone = pick("东湾文化图书馆的馆长是谁？", hit(raw))[0]
    two = pick("东湾文化图书馆的馆长是谁？", hit(f"{raw}美术馆馆长王华也来了。"))
    assert "李敏" in alone.text
    of_her = next(e for e in two if "李敏" in e.text)
    assert alone.score >= of_her.score


def test_a_story_that_goes_on_is_of_the_day_that_was_asked_about() -> None:
    raw = "供热问答\n11月3日点火试运行，11月3日正式供热。"
    told, context = "11月3日点火试运行", "2024年的供热："
    unit = next(u for u in units(hit(raw).passage) if "正式" in u.text)
    ask = f"{context}哪天正式供热？"
    after, anew = (
        Reading(Question.of(ask, TODAY, context, before), [hit(raw)], {}) for before in (told, "")
    )
    assert after.doubts(unit, after.features(unit, 1.0)).astray == 0
    assert anew.doubts(unit, anew.features(unit, 1.0)).astray == 1
