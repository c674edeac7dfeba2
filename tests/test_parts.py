"""A question of several parts is taken apart; one that asks of two things together is not."""

from __future__ import annotations

import pytest

from rag.asking.parts import parts


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("新馆有多少册藏书？什么时候开放的？", ("新馆有多少册藏书", "什么时候开放的？")),
        ("新馆何时动工，由谁设计？", ("新馆何时动工", "由谁设计？")),
        ("新館何時動工，由誰設計？", ("新館何時動工", "由誰設計？")),
        ("馆长和副馆长分别是谁？", ("馆长是谁？", "副馆长是谁？")),
        ("《海边》的导演和主演是谁？", ("《海边》的导演是谁？", "《海边》的主演是谁？")),
        ("运动会的时间和地点？", ("运动会的时间？", "运动会的地点？")),
        (
            "2021年和2022年的客流量分别是多少？",
            ("2021年的客流量是多少？", "2022年的客流量是多少？"),
        ),
        ("北京和上海的新任市长是谁？", ("北京的新任市长是谁？", "上海的新任市长是谁？")),
        (
            "区里2023年和2025年财政收入分别增长了多少？",
            ("区里2023年财政收入增长了多少？", "区里2025年财政收入增长了多少？"),
        ),
        (
            "共和新路、和平公园，分别在哪个区？",
            ("共和新路在哪个区？", "和平公园在哪个区？"),
        ),
        (
            "请列出：新馆动工、老馆闭馆和区长到馆，各在哪天？",
            ("新馆动工在哪天？", "老馆闭馆在哪天？", "区长到馆在哪天？"),
        ),
        (
            "新馆的几个日子：什么时候动工、什么时候开放？",
            ("新馆的几个日子：什么时候动工", "什么时候开放？"),
        ),
        (
            "馆里的藏书，2021年落成时、2022年和2023年6月各有多少册？",
            (
                "馆里的藏书，2021年落成时有多少册？",
                "馆里的藏书，2022年有多少册？",
                "馆里的藏书，2023年6月有多少册？",
            ),
        ),
        (
            "Who is the mayor and how many people live there?",
            ("Who is the mayor", "how many people live there?"),
        ),
    ],
)
def test_each_part_is_a_question(question: str, asked: tuple[str, ...]) -> None:
    assert parts(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "新馆什么时候开放？",
        "中国和美国什么时候建立邦交？",  # together
        "甲校和乙校签了什么协议？",
        "《诗与刀》的作者是谁？",  # a title
        "新馆和旧馆有什么区别？",
        "我想写篇文章，新馆何时开放？",  # what is said before asks nothing
        "项目由谁发布，什么职务？",  # nothing of its own
        "2023年和2025年的区长是同一个人吗？",
        "书展在什么时间、什么地点举行？",
        "历史、艺术、科技三个馆有多少展品？",
        "小区有电梯、有停车位，各位业主怎么看？",
        "教育局、卫健委联合发文，各部门分别负责什么？",
        "《与狼共舞》、《远方》两部片子何时上映？",
        "、，各在哪天？",
        "Who spoke on art and music?",
    ],
)
def test_one_question_stays_one(question: str) -> None:
    assert parts(question) == (question,)
