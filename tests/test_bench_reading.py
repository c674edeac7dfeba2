"""The invented pages say the truth about themselves, and the marks mean what they say."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest

from bench import fuzz_reading, mastheads, news, pages
from bench.pages import Mark, Page
from bench.reading import run
from bench.scores import Scores, _unsaid, score
from rag.reading.aligned import merge
from rag.records import Article, Source, Span, read_spans

TOPICS = ("图书馆", "体育场", "植物园", "步行街", "养老院", "渡口", "菜市场", "博物馆")
SENTENCES = (
    "7月18日，{t}改造工程在滨江新区正式开工，周边三个社区的居民代表参加了开工仪式。",
    "工程总投资约2.3亿元，计划用时14个月，完工后{t}的使用面积将扩大一倍以上。",
    "“我们等这一天等了很久，{t}离家近，老人孩子都用得着。”家住附近的陈阿姨说。",
    "据施工单位介绍，{t}在改造期间不停止服务，各个区域分批围挡、分批开放。",
    "项目负责人表示，设计方案先后听取了四百多条意见，其中近三成被采纳。",
    "街道还在现场设立服务点，解答居民关于噪声、停车和出行路线的疑问。",
    "今年以来，全区已有11个同类项目完成更新，惠及居民超过6万人。",
    "下一步，相关部门将加快 Wi-Fi 6 网络和无障碍设施建设，让{t}更加便利。",
)


def texts() -> list[news.News]:
    out = []
    for n, topic in enumerate(TOPICS):
        body = "".join(SENTENCES[(k * (n + 1)) % 8 if n % 2 else k] for k in range(8))
        row = f"2023-07-{19 + n} 10:20，正文：{body.format(t=topic)}广告声明：文内含有链接"
        cleaned = news.clean(row)
        assert cleaned is not None
        out.append(cleaned)
    return out


NEWS = texts()
PAGES = [pages.make(NEWS, 7, number) for number in range(40)]


def true_reading(page: Page) -> list[Article]:
    """What a perfect reader would say of the page."""
    raw, out = page.source.raw, []
    newline, space = raw.index("\n"), raw.find(" ")
    for number, unit in enumerate(page.units):
        at: dict[int, int] = {}
        for offset, (owner, position) in enumerate(zip(page.owner, page.position, strict=True)):
            if owner == number:
                at.setdefault(position, offset)
        spans = []
        for position in sorted(at):
            spans.append(Span(at[position], at[position] + 1))
            if unit.gaps[position] == "\n":
                spans.append(Span(newline, newline + 1))
            if unit.gaps[position] == " ":
                spans.append(Span(space, space + 1))
        head = page.masthead
        out.append(
            Article(
                id=str(number),
                file=page.source.file,
                spans=merge(spans),
                text=read_spans(raw, spans),
                kind=unit.kind,
                title=unit.title or "",
                byline="□ 记者 " + " ".join(unit.names) if unit.names else "",
                source_credit=f"（来源：{unit.credit}）" if unit.credit else "",
                date=head.date,
                issue=head.issue,
                total_issue=head.total_issue,
                pages=head.pages,
            )
        )
    return out


def marks(change=lambda page, read: read) -> Scores:
    scores = Scores()
    for page in PAGES:
        score(page, change(page, true_reading(page)), scores)
    return scores


def test_a_page_follows_from_its_seed():
    assert pages.make(NEWS, 7, 3) == PAGES[3]
    assert pages.make(NEWS, 8, 3) != PAGES[3]


def test_every_character_of_a_page_is_known():
    for page in PAGES:
        found = set()
        for char, owner, position in zip(page.source.raw, page.owner, page.position, strict=True):
            if owner >= 0:
                assert page.units[owner].text[position] == char
                found.add((owner, position))
            else:
                assert position == -1
            assert owner == Mark.NEUTRAL or not char.isspace()
        for number, unit in enumerate(page.units):
            assert len(unit.gaps) == len(unit.text)
            missing = {p for p in range(len(unit.text)) if (number, p) not in found}
            assert not missing or (unit.kind == "story" and unit.title is None)


def test_the_pages_have_what_they_are_said_to_have():
    raws = [page.source.raw for page in PAGES]
    assert len({page.masthead.layout for page in PAGES}) >= 6
    assert any("匯" in raw or "報" in raw for raw in raws)
    scores = marks()
    assert {name for name, rate in scores.joins.items() if rate.wanted > 10} >= {
        "space",
        "line",
        "blank",
        "stitch",
    }
    placed = [(number, page) for page in PAGES for number, unit in enumerate(page.units)]
    first = [page.position[page.owner.index(n)] for n, page in placed]
    assert any(first), "no headline stands after its story's beginning"
    doubled = [len(set(zip(p.owner, p.position, strict=True)) - {(-2, -1)}) for p in PAGES]
    story = [sum(owner >= 0 for owner in page.owner) for page in PAGES]
    assert any(known < printed for known, printed in zip(doubled, story, strict=True))


def test_a_perfect_reader_gets_full_marks():
    report = marks().report()
    assert report["joins"]["precision"] == report["joins"]["recall"] == 1.0
    assert report["order"] == {"precision": 1.0, "recall": 1.0}
    assert report["boundary_f1"] == report["metadata"] == 1.0
    assert report["b3_f1"] == pytest.approx(1.0)
    assert report["whole"] == {"precision": 1.0, "recall": 1.0}
    assert report["lost"] == report["twice"] == report["furniture"] == report["invented"] == 0


def whole_page(page: Page, read: list[Article]) -> list[Article]:
    raw = page.source.raw
    return [dataclasses.replace(read[0], spans=(Span(0, len(raw)),), text=raw, kind="story")]


def test_a_page_read_as_one_article_joins_nothing_and_has_no_boundaries():
    report = marks(whole_page).report()
    assert report["joins"]["recall"] == report["boundary_f1"] == 0.0
    assert report["furniture"] > 0
    assert report["b3_f1"] < 0.8


def test_an_article_left_out_is_lost_and_one_given_twice_is_counted():
    assert marks(lambda _, read: read[1:]).report()["lost"] > 0.2
    again = marks(lambda _, read: [*read, read[0]]).report()
    assert again["twice"] > 0.2
    assert again["lost"] == 0


def test_of_a_paragraph_said_twice_one_copy_is_enough_a_third_text_is_not():
    said, other = "大桥今天通车。", "渡口明天停航。"
    text = said + other + said
    size = len(said)
    first, middle, last = (set(range(n * size, (n + 1) * size)) for n in range(3))
    assert _unsaid(text, first | middle, last, last) == set()
    assert _unsaid(text, first | middle, last, set()) == last  # it was not taken out as a copy
    assert _unsaid(text, first, middle | last, middle | last) == middle | last
    assert _unsaid(text, first | last, middle, middle) == middle


def test_letters_that_are_not_the_pages_are_invented():
    def add(_: Page, read: list[Article]) -> list[Article]:
        return [dataclasses.replace(read[0], text=read[0].text + "字"), *read[1:]]

    assert marks(add).invented == len(PAGES)


def test_running_on_over_paragraphs_and_into_other_stories_is_wrong():
    def flat(page: Page, read: list[Article]) -> list[Article]:
        def tight(article: Article) -> Article:
            spans = [s for s in article.spans if page.source.raw[s.start : s.end] != "\n"]
            kept = [
                Span(o, o + 1) for s in spans for o in range(*s) if not page.source.raw[o].isspace()
            ]
            text = read_spans(page.source.raw, kept)
            return dataclasses.replace(article, spans=merge(kept), text=text)

        return [tight(article) for article in read]

    scores = marks(flat)
    assert any(fault.startswith("ran on") for fault in scores.wrong)
    assert scores.report()["joins"]["recall"] == 1.0

    def mixed(page: Page, read: list[Article]) -> list[Article]:
        spans = merge(Span(o, o + 1) for o, c in enumerate(page.source.raw) if not c.isspace())
        text = read_spans(page.source.raw, spans)
        return [dataclasses.replace(read[0], spans=spans, text=text)]

    scores = marks(mixed)
    assert any(fault.startswith("two owners") for fault in scores.wrong)
    assert scores.report()["order"]["recall"] < 0.5


def test_wrong_facts_are_seen():
    def wrong(_: Page, read: list[Article]) -> list[Article]:
        return [dataclasses.replace(a, title="无题", date=dt.date(1999, 1, 1)) for a in read]

    fields = marks(wrong).report()["metadata_by_field"]
    assert fields["title"] == fields["date"] == 0.0
    assert fields["byline"] == fields["issue"] == 1.0


def test_run_reports_time_and_memory():
    known = {page.source.raw: page for page in PAGES}
    report = run(lambda source: true_reading(known[source.raw]), NEWS, 10, 7)
    assert report["pages"] == 10
    assert report["seconds_per_1000_pages"] > 0
    assert report["peak_memory_mib"] >= report["memory_growth_mib"] >= 0


def test_texts_with_bylines_of_their_own_are_passed_over():
    body = "".join(SENTENCES).format(t="渡口")
    assert news.clean(f"2023-07-19，正文：（记者 王伟）{body}") is None
    assert news.clean(body) is None
    cleaned = news.clean(f"2023年07月19日，正文：{body}返回搜狐，查看更多责任编辑：")
    assert cleaned is not None
    assert "".join(cleaned.paragraphs) == body
    assert 8 <= len(cleaned.headline) <= 26


@pytest.mark.parametrize(
    ("date", "moon"),
    [
        (dt.date(2023, 1, 22), "癸卯年正月初一"),
        (dt.date(2023, 4, 1), "癸卯年闰二月十一"),
        (dt.date(2023, 6, 22), "癸卯年五月初五"),
        (dt.date(2023, 9, 29), "癸卯年八月十五"),
    ],
)
def test_lunar_dates_are_right(date, moon):
    assert mastheads.lunar(date) == moon


def test_mastheads_say_the_facts_they_are_asked_for():
    for seed in range(200):
        rng = random.Random(seed)
        head = mastheads.draw(rng, dt.date(2023, 7, 21), traditional=False)
        said = "".join(head.lines).replace(" ", "")
        for fact in (head.issue, head.total_issue, head.pages):
            assert fact is None or str(fact) in said
        assert (head.date is None) == (head.layout == "none")


class TestFuzzing:
    def test_inputs_follow_from_the_seed_and_differ(self):
        seeds = [page.source.raw for page in PAGES[:3]]
        one, two = ([fuzz_reading.mutate(seeds, random.Random(n)) for n in range(50)] for _ in "ab")
        assert one == two
        assert len(set(one)) > 40

    @pytest.mark.parametrize(
        ("reader", "fault"),
        [
            (lambda s: 1 / 0, "crash"),
            (lambda s: [Article("", "", (Span(0, 1),), "错")], "text is not its spans"),
            (lambda s: [Article("", "", (Span(0, 99),), s.raw)], "span outside"),
            (lambda s: [Article("", "", (Span(0, 2),), s.raw[:2])] * 2, "read twice"),
        ],
    )
    def test_every_broken_rule_is_seen(self, monkeypatch, reader, fault):
        monkeypatch.setattr(fuzz_reading.articles, "read", reader)
        assert any(line.startswith(fault) for line in fuzz_reading.faults("一二三四", 60))

    def test_a_sound_reader_passes(self, monkeypatch):
        def sound(source: Source) -> list[Article]:
            return [Article("", "", (Span(0, len(source.raw)),), source.raw)]

        monkeypatch.setattr(fuzz_reading.articles, "read", sound)
        assert fuzz_reading.run(["一二三四"], 50, 1, 60, None) == 0
