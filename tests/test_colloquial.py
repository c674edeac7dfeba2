"""Questions as readers say them, in the words of papers."""

from __future__ import annotations

import pytest

from rag.asking.colloquial import plain


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("会啥时候开的？", "会什么时候开的？"),
        ("这楼咋样？", "这楼怎么样？"),
        ("他当时是什么职务？我说的是李强", "李强当时是什么职务？"),
        ("5月6日区委开的什么会？", "5月6日区委召开了什么会议？"),
        ("产业格局怎么叫？", "产业格局叫什么？"),
        ("救护车怎么叫？", "救护车怎么叫？"),
        ("没开什么会？", "没开什么会？"),
        ("他的职务是什么？我问的是时间", "他的职务是什么？我问的是时间"),
        ("节庆干嘛挪到五月？", "节庆为什么挪到五月？"),
        ("他们在干嘛？", "他们在干嘛？"),
        ("区长换过人吗", "区长这几年各是谁？"),
        ("民政局局長換人了嗎？", "民政局局長这几年各是谁？"),
        ("李强职务怎么变的？", "李强这几年各是什么职务？"),
        ("区长换了届吗？", "区长换了届吗？"),
        ("有什么让人咋舌的数字？", "有什么让人咋舌的数字？"),
        ("滨江步道长换了吗", "滨江步道长换了吗"),
        ("徐汇区 区长 2025", "2025年徐汇区区长"),
        ("李强 职务", "李强是什么职务？"),
        ("二期是哪天动的工？", "二期是哪天动工的？"),
        ("市场从几号起关的门", "市场从几号起关门的"),
        ("新馆动的工程有多大？", "新馆动的工程有多大？"),
        ("副区长名单", "副区长有哪些？"),
        ("面积 模速空间", "模速空间的面积"),
        ("西岸 体育", "西岸 体育"),
        ("徐汇区 区长是谁", "徐汇区 区长是谁"),
        ("2022春运哪天开始？", "2022年春运哪天开始？"),
        ("2023國慶有什麼活動？", "2023年國慶有什麼活動？"),
        ("2023徐汇区区长是谁", "2023年徐汇区区长是谁"),
        ("2000本书捐给谁？", "2000本书捐给谁？"),
        ("2000美元是谁捐的？", "2000美元是谁捐的？"),
        ("2000个座位是哪个剧场的？", "2000个座位是哪个剧场的？"),
        ("2000平方米的绿地在哪里？", "2000平方米的绿地在哪里？"),
        ("植物园north area的design定位是什么", "植物园北区的设计定位是什么"),
        ("徐汇AI company有多少家", "徐汇AI企业有多少家"),
        ("模速空间的logo是谁画的", "模速空间的logo是谁画的"),
        ("Who replaced Li Qiang as mayor by 2025?", "Who is the mayor in 2025?"),
        ("Who is the chief executive of MiniMax?", "Who is the CEO of MiniMax?"),
        ("Who succeeded Li Qiang as the district mayor?", "Who is the district mayor now?"),
        ("特斯拉model y多少钱", "特斯拉model y多少钱"),
        ("metro city在徐汇哪里？", "metro city在徐汇哪里？"),
        ("art021什么时候开幕？", "art021什么时候开幕？"),
        ("区长 王华 讲话", "区长 王华 讲话"),
        ("徐汇区 区长 书记", "徐汇区 区长 书记"),
        ("2023 2024 徐汇 GDP", "2023 2024 徐汇 GDP"),
        (
            "How did the number of firms grow between 2023 and May 2025?",
            "How many firms in 2023? How many firms in May 2025?",
        ),
    ],
)
def test_what_is_said_is_put_as_papers_would(said: str, written: str) -> None:
    assert plain(said) == written
