"""The five seeds, as a careful reader reads them: golden facts, none of them in the code."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from rag.reading import articles
from rag.records import Article, Source, read_spans

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
D = dt.date


def _read(path: Path) -> tuple[Source, tuple[Article, ...]]:
    data = path.read_bytes()
    source = Source(path.name, data.decode(), hashlib.sha256(data).hexdigest())
    return source, articles.read(source)


PAGES = [_read(path) for path in SEEDS]
STORIES = [[a for a in found if a.kind in {"story", "caption"}] for _, found in PAGES]


def test_titles_and_bylines() -> None:
    assert [[(a.title, a.subtitle, a.byline) for a in page] for page in STORIES] == [
        [
            ("牢记嘱托担使命 砥砺奋进谱新篇", "十一届区委九次全会通过重磅《实施方案》", ""),
            ("中国共产党上海市徐汇区第十一届委员会第九次全体会议决议", "", ""),
        ],
        [
            (
                "徐匯區召開區委區政府主題教育讀書班暨區委中心組學習(擴大)會",
                "",
                "記者 劉坤 朱亮 陳文卿",
            ),
            ("我區生態文明建設領導小組(擴大)會議暨生態環境保護大會舉行", "", "記者 劉坤 陳文卿"),
            (
                "上海“模速空間”創新生態社區暨人工智能大模型產業生態集聚區揭牌",
                "",
                "記者 曹香玉 朱亮 陳文卿",
            ),
            ("圖片新聞", "", ""),
        ],
        [
            ("扎实推动习近平总书记重要讲话精神 在徐汇落地生根、开花结果", "", ""),
            ("大字新闻", "", ""),
            ("模速空间的“北斗七星”将如何闪耀?", "", "记者 王永娟"),
            ("图片新闻", "", ""),
        ],
        [
            (
                "10个共建协议集中签约 30项共建项目合力推进 2023年徐汇区区域化党建工作推进会举行",
                "",
                "记者 刘坤 陈文卿",
            ),
            ("2023世界人工智能大会将启幕", "徐汇带来科技和产业的盛宴", "记者 曹香玉"),
            ("徐汇区党政代表团赴盐城市、泰州市考察调研", "", "记者 刘坤"),
        ],
        [("徐汇区“两会”党员负责人会议举行", "", ""), ("", "", "")],
    ]


def test_where_each_story_begins_and_ends() -> None:
    ends = [[(a.text.split("\n")[1][:4], a.text[-6:]) for a in page] for page in STORIES]
    assert ends == [
        [("十一届区", "高地而努力。"), ("(202", "源:区委办)")],
        [
            ("□ 記者", "揚革命精神。"),
            ("□ 記者", "下一步工作。"),
            ("□ 記者", "下轉第2版)"),
            ("為進一步", "亮 攝影報道"),
        ],
        [
            ("5月6日", "源:区委办)"),
            ("□ 5月", "管干部参加。"),
            ("□ 记者", "下转第2版)"),
            ("2025", "宣 摄影报道"),
        ],
        [("□记者 ", "品出席活动。"), ("徐汇带来", "政策礼包”。"), ("□记者 ", "建设等情况。")],
        [("2025", "：区人大办)"), ("全会认为", "源：区委办)")],
    ]


def test_issues() -> None:
    issues = [(p[0].date, p[0].issue, p[0].total_issue, p[0].pages) for _, p in PAGES]
    assert issues == [
        (D(2025, 7, 21), 28, 1839, 20),
        (D(2023, 10, 2), 40, 1746, None),
        (D(2025, 5, 12), 18, 1829, 16),
        (D(2023, 6, 26), 26, 1732, None),
        (None, None, None, None),
    ]
    assert {a.not_before for a in PAGES[4][1]} == {D(2025, 12, 29)}
    assert {a.not_before for _, page in PAGES[:4] for a in page} == {None}


def test_scripts_and_credits() -> None:
    assert [{a.script for a in page} for page in STORIES] == [
        {"hans"},
        {"hant"},
        {"hans"},
        {"hans"},
        {"hans"},
    ]
    credited = [[a.source_credit for a in page if a.source_credit] for page in STORIES]
    assert credited == [["区委办"], [], ["区委办"], [], ["区人大办", "区委办"]]


def test_contents_and_mastheads_can_be_cited() -> None:
    listed = [[(a.title, a.page) for a in found if a.kind == "contents"] for _, found in PAGES]
    assert listed[0] == [
        ('问诊民生痛点 区长王华做客"夏令热线"', None),
        ("《人民日报》关注上海徐汇", 2),
        ("《上海市关于支持互联网优质内容创作的若干举措》政策问答", 2),
    ]
    assert listed[2] == [
        ("专刊 徐汇劳模先进巡礼", None),
        ("钱学森博物馆焕新开放", 12),
        ("臻园小区物业解维修难题", 3),
    ]
    mastheads = ["".join(a.text for a in found if a.kind == "masthead") for _, found in PAGES]
    assert all("(B)0150" in text and "http://www.xuhuibao.com" in text for text in mastheads[:4])
    assert not any("APP" in text or "抖音" in text for text in mastheads)


def test_the_sentence_cut_by_a_column_is_whole() -> None:
    whole = "新旧动能转换最为关键、民生治理提质最为有利的一个时期。"
    first, second = STORIES[4]
    assert whole in second.text
    assert first.text.count("姚黎红、俞晓红、施斌出席会议。") == 1
    assert "duplicate" in {e.rule for e in first.edits}
    assert "stitch" in {e.rule for e in second.edits}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (0, "确保完成全年目标任务,实现"),
        (0, '锻造忠诚、干净、担当的高素质干部队伍,以优良党风凝聚党心民心,为"建设新徐汇'),
        (0, "第十一届委员会于2025年7月14日召开第九次全体会议。"),
        (1, "區委副書記、區長鍾曉詠出席儀式"),
        (1, "把困難估計得更充分一些"),
        (2, "深刻领会习近平总书记考察上海的重大意义,牢记殷殷嘱托、勇担时代使命"),
        (2, "要按照习近平总书记为上海和徐汇现代化建设"),
        (3, "居民和职工都得实惠"),
        (4, "“十五五”时期徐汇经济社会发展必须遵循以下原则"),
    ],
)
def test_words_cut_by_lines_are_whole(page: int, words: str) -> None:
    assert sum(words in a.text for a in STORIES[page]) == 1


def test_dates_of_events() -> None:
    def named(page: int) -> set[tuple[dt.date, dt.date]]:
        return {(d.start, d.end) for a in STORIES[page] for d in a.dates}

    assert (D(2025, 7, 14), D(2025, 7, 14)) in named(0)
    assert {(D(2023, 9, n), D(2023, 9, n)) for n in (26, 27, 28)} <= named(1)
    assert {(D(2025, 5, 6),) * 2, (D(2023, 9, 1), D(2023, 9, 30))} <= named(2)
    assert {(D(2023, 6, 19), D(2023, 6, 20)), (D(2023, 7, 6), D(2023, 7, 8))} <= named(3)
    assert {(D(2026, 1, 1), D(2030, 12, 31)), (D(2035, 1, 1), D(2035, 12, 31))} <= named(4)


@pytest.mark.parametrize("page", PAGES, ids=[source.file for source, _ in PAGES])
def test_every_character_is_in_one_article_or_taken_out(
    page: tuple[Source, tuple[Article, ...]],
) -> None:
    source, found = page
    owned: Counter[int] = Counter()
    for article in found:
        assert read_spans(source.raw, article.spans) == article.text
        owned.update(
            i for a, b in article.spans for i in range(a, b) if not source.raw[i].isspace()
        )
    assert set(owned.values()) == {1}
    left = "".join(c for i, c in enumerate(source.raw) if i not in owned and not c.isspace())
    for known in (*FURNITURE, "姚黎红、俞晓红、施斌出席会议。"):
        left = left.replace(known, "")
    assert set(left) <= set("<>#*")


FURNITURE = (
    "徐匯通APP上海徐匯微信上海徐匯发布微博上海徐匯抖音",
    "徐汇通APP上海徐汇微信上海徐汇发布微博上海徐汇抖音",
)
