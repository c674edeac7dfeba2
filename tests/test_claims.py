"""What readers have heard and would have confirmed."""

from __future__ import annotations

import datetime as dt

import pytest

from rag.asking.claims import opened, plain

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("听说徐汇有400家大模型企业，对吗？", "徐汇有400家大模型企业吗？"),
        ("聽說徐匯有400家企業，是真的嗎？", "徐匯有400家企業嗎？"),
        ("我想核实一下，王华是徐汇区区长吗？", "王华是徐汇区区长吗？"),
        ("网上说植物园北区改建花了三个亿，真的假的", "植物园北区改建花了三个亿吗？"),
        ("展览在徐家汇办，是不是？", "展览在徐家汇办吗？"),
        ("听说书院什么时候开放？", "听说书院什么时候开放？"),
        ("北區改建聽說花了三個億，是真的嗎？", "北區改建花了三個億嗎？"),
        ("据说书院有5万平米？", "书院有5万平米吗？"),
        ("据说书院有多大？", "据说书院有多大？"),
        ("这组数据说明经济增长了，对吗？", "这组数据说明经济增长了吗？"),
        ("这个机构靠谱吗？", "这个机构靠谱吗？"),
        ("这样做对吗？", "这样做对吗？"),
        ("徐汇有400家企业对吗", "徐汇有400家企业吗？"),
        ("对吗？", "对吗？"),
        ("区长是谁？", "区长是谁？"),
        ("Is it true that Mosu Space opened in 2024?",) * 2,
    ],
)
def test_what_frames_a_claim_is_taken_off(said: str, claim: str) -> None:
    assert plain(said) == claim


@pytest.mark.parametrize(
    ("claim", "asks"),
    [
        ("模速空间不是2024年揭牌的吗", [("模速空间是什么时候揭牌的？", "2024年")]),
        ("模速空间是不是2023年9月揭牌的？", [("模速空间是什么时候揭牌的？", "2023年9月")]),
        ("模速空間是2024年揭牌的嗎？", [("模速空間是什麼時候揭牌的？", "2024年")]),
        ("有50家单位签了协议吗？", [("有多少家单位签了协议？", "50家")]),
        ("落地的备案大模型占上海的51%吗？", [("落地的备案大模型占上海的多少？", "51%")]),
        ("改建花了三个亿吗？", [("改建花了多少？", "三个亿")]),
        ("徐汇区区长是李强吗？", [("徐汇区区长是谁？", "李强")]),
        ("花展在徐家汇举行吗？", [("花展在哪里举行？", "徐家汇")]),
        ("徐汇报第40期是不是头版？", []),
        ("区委九次全会通过决议了吗？", []),
        ("MiniMax是徐汇的企业吗？", []),
        ("书院几点开门吗？", []),
        ("区长是谁？", []),
        ("2025年徐汇的区长叫什么？", []),
        ("2023年9月底是不是去了龙华？", []),
        ("部署工作的是罗华品副区长吗？", [("部署工作的是谁？", "罗华品副区长")]),
        ("王华是徐汇区区长吗？", [("谁是徐汇区区长？", "王华")]),
        ("区长是王华还是钟晓咏？", [("区长是谁？", "王华还是钟晓咏")]),
        ("花展是在植物园还是在龙华办的", [("花展是在哪里办的？", "植物园还是在龙华")]),
        ("企业有没有超过300家？", [("企业有多少家？", "超过300家")]),
        ("召开的是不是十次全会？", [("召开的是第几次全会？", "十")]),
        ("热线是区委书记接的吗", [("热线是谁接的？", "区委书记")]),
        ("坐地铁方便还是坐公交方便？", []),
        ("isn't Cao Liqiang the mayor?", [("Who is the mayor?", "Cao Liqiang")]),
        ("Was the Mosu Space unveiled in 2022?", [("When was the Mosu Space unveiled?", "2022")]),
        (
            "Is it true that Mosu Space opened in 2024?",
            [("When is it that Mosu Space opened?", "2024")],
        ),
        ("Is Wang Hua the district mayor?", [("Who is the district mayor?", "Wang Hua")]),
        (
            "Does Mosu Space have 500 companies?",
            [("How many companies does Mosu Space have?", "500 ")],
        ),
        ("When did Mosu Space open in 2023?", []),
        ("Did it open in 2023 or 2024?", [("When did it open?", "2023 or 2024")]),
        ("Were the two sessions held in January?", []),
        ("Is it true that in 2023 it was moved?", [("When is it that it was moved?", "2023")]),
        ("模速空间是一家公司吗？", []),
        ("建成十五分钟生活圈了吗？", []),
        ("徐汇有八万人体育场吗？", []),
        ("老人满80岁有补贴吗？", []),
        ("2020年3月外卖能送进小区吗？", []),
        ("氢能公交2023年开通了吗？", [("氢能公交什么时候开通了？", "2023年")]),
        ("他现在还当区长吗？", []),
        ("报纸提到人工智能了吗？", []),
        ("王华是区长还是区委书记？", []),
        ("徐汇区有金山寺吗？", []),
        ("这是“十五五”规划的目标吗？", []),
    ],
)
def test_a_claim_is_asked_for_what_it_claims(claim: str, asks: list[tuple[str, str]]) -> None:
    assert list(opened(claim, TODAY)) == asks
