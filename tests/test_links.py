"""Repeats and jumps: what proposes a pair, and what decides it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from rag.records import Article, Span
from rag.retrieval import links

BRIDGE = (
    "5月10日上午，龙吴路跨河大桥主体结构贯通，建设单位负责人表示，大桥全长一千二百米，"
    "计划明年通车。大桥建成后，两岸居民过河时间将从半小时缩短到五分钟。施工方采用夜间吊装"
    "工艺，减少对航道的影响。"
)
CHOIR = "昨日，社区合唱团在文化馆举行专场演出，六十位退休教师登台演唱。指挥李老师很高兴。"
DAY = dt.date(2025, 5, 12)


def article(id_: str, text: str, **fields: object) -> Article:
    return Article(id_, f"{id_}.txt", (Span(0, len(text)),), text, date=DAY, **fields)  # type: ignore[arg-type]


def test_a_story_scanned_otherwise_is_alike_and_shares_a_band() -> None:
    one = links.shingles(article("a", BRIDGE))
    # Another script, other marks, a character misread.
    two = links.shingles(article("b", BRIDGE.replace("结构", "結 構").replace("半小时", "半小吋")))
    other = links.shingles(article("c", CHOIR))
    assert links.alike(one, two)
    assert set(links.bands(one)) & set(links.bands(two))
    assert not links.alike(one, other)
    assert not set(links.bands(one)) & set(links.bands(other))


def test_bands_find_pairs_as_the_banding_formula_says() -> None:
    rng = np.random.default_rng(3)

    def share(jaccard: float) -> float:
        found = 0
        for _ in range(300):
            grams = rng.integers(0, 1 << 63, 400, dtype=np.uint64)
            common = int(400 * jaccard)
            rest = (400 - common) // 2
            a = np.unique(grams[: common + rest])
            b = np.unique(np.concatenate([grams[:common], grams[common + rest :]]))
            found += bool(set(links.bands(a)) & set(links.bands(b)))
        return found / 300

    for jaccard in (0.3, 0.55, 0.8):  # 1 - (1 - s^5)^20
        assert share(jaccard) == pytest.approx(1 - (1 - jaccard**5) ** 20, abs=0.1)


def test_mastheads_and_scraps_are_not_compared() -> None:
    assert not len(links.shingles(article("a", BRIDGE, kind="masthead")))
    assert links.bands(links.shingles(article("b", "大桥"))) == []
    assert not links.alike(links.shingles(article("b", "大")), links.shingles(article("c", "大")))


def ends(*articles: Article) -> list[links.End]:
    return [end for a in articles for end in links.ends(a)]


def test_a_jump_goes_on_where_the_same_words_arrive() -> None:
    half = BRIDGE.index("大桥建成")
    front = article("front", BRIDGE[:half] + "（下转第2版）")
    inner = article("inner", "（上接第1版）\n" + BRIDGE[half:] + "跨河大桥的建设单位表示感谢。")
    choir = article("choir", CHOIR + "（下转第3版）")
    assert links.jumps(ends(front, inner, choir)) == [("front", "inner")]
    assert links.jumps(ends(choir, inner, front)) == [("front", "inner")]
    assert links.jumps(ends(choir, inner)) == []


def test_a_jump_in_doubt_goes_nowhere() -> None:
    half = BRIDGE.index("大桥建成")
    fronts = [article(name, BRIDGE[:half] + "（下转第2版）") for name in "ab"]
    inner = article("inner", "（上接第1版）\n" + BRIDGE[half:])
    assert links.jumps(ends(*fronts, inner)) == []


def test_a_story_that_arrives_and_leaves_does_not_join_itself() -> None:
    middle = article("middle", "（上接第1版）\n" + BRIDGE + "\n（下转第3版）")
    assert [end.way for end in links.ends(middle)] == ["to", "from"]
    assert links.jumps(ends(middle)) == []
