"""When a model's words may stand for what is quoted."""

from __future__ import annotations

import pytest

from rag.expected.expect import Expected
from rag.llm.prose import loops, retold, tellable

from .clippings import evidence


@pytest.mark.parametrize(
    ("question", "draft", "quote", "kept"),
    [
        ("几时揭牌的？", "2023年9月28日揭牌。", "9月28日揭牌。", True),
        ("几时揭牌的？", "在西岸揭牌。", "9月28日揭牌。", False),
        ("When was it unveiled?", "It was unveiled on 28 September 2023.", "9月28日揭牌。", True),
        ("有多少家企业？", "有近400家企业。", "汇聚近400家企业。", True),
        ("有多少家企业？", "有很多企业。", "汇聚近400家企业。", False),
        ("徐汇区区长是谁？", "区长是王华。", "区委副书记、区长王华主持会议。", True),
        ("徐汇区区长是谁？", "区长主持会议。", "区委副书记、区长王华主持会议。", False),
        ("Who is the mayor?", "It is Wang Hua.", "区委副书记、区长王华主持会议。", True),
        ("Who is the mayor?", "It is the District Head.", "区委副书记、区长王华主持会议。", False),
        ("谁出席了仪式？", "王华出席。", "区委书记曹立强、区长王华出席仪式。", False),
        ("有哪三种树？", "有银杏、香樟。", "种了银杏、香樟、水杉。", False),
        ("有哪三种树？", "有银杏、香樟和水杉。", "种了银杏、香樟、水杉。", False),
        ("有哪三种树？", "有银杏、香樟、水杉。", "种了银杏、香樟、水杉。", True),
        ("是谁发布的，什么职务？", "李敏发布项目。", "组织部长李敏发布项目。", False),
        ("是谁发布的，什么职务？", "组织部长李敏发布项目。", "组织部长李敏发布项目。", True),
        ("为什么要改建？", "因为设施老化。", "由于设施老化，2020年起改建。", True),
    ],
)
def test_prose_keeps_what_was_asked_for(question: str, draft: str, quote: str, kept: bool) -> None:
    assert retold(Expected.of(question), draft, [quote]) is kept


def test_a_short_answer_is_not_patched_together() -> None:
    quotes = ["要打造核心技术策源地，推动算法突破，释放高质量语料价值，建立开放平台。"]
    asked = Expected.of("那份部署里算打造哪一块“地”？")
    assert not retold(asked, "打造高质量语料价值。[1]", quotes)
    assert retold(asked, "打造核心技术策源地。[1]", quotes)
    assert retold(asked, "核心技术策源地，释放高质量语料价值[1]", quotes)


def test_each_quotation_is_kept() -> None:
    asked = Expected.of("徐汇区区长是谁？")
    quotes = ["区委副书记、区长王华主持会议。", "区委副书记、区长钟晓咏出席仪式。"]
    assert not retold(asked, "区长是王华。", quotes)
    assert retold(asked, "2023年区长是钟晓咏，2025年是王华。", quotes)


def test_enumerations_are_quoted() -> None:
    row = evidence("区领导甲某某、乙某某、丙某某、丁某某出席。")
    assert not tellable(Expected.of("哪些区领导出席？"), row)
    assert tellable(Expected.of("活动在哪里举行？"), row)
    assert tellable(Expected.of("哪些区领导出席？"), evidence("区领导甲某某出席。"))


def test_a_model_that_goes_round_is_seen() -> None:
    assert loops("总书记来徐汇考察，亲临徐汇考察，亲临徐汇考察，亲临徐汇考察")
    assert loops("It is in Xuhui. It is in Xuhui. It is in Xuhui. ")
    assert not loops("要讲政治、讲规矩、讲纪律，要抓创新、抓产业、抓人才。")
    assert not loops("2023年6月19日至20日，2025年5月12日。")
