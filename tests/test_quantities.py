"""A number is the same however it is written, and another where it counts something else."""

from __future__ import annotations

import pytest

from rag.language.quantities import quantities, says
from rag.language.text import fold


def held(one: str, text: str) -> bool:
    (said,) = quantities(fold(one))
    return says(said, list(quantities(fold(text))))


@pytest.mark.parametrize(
    ("one", "text"),
    [
        ("3.5亿元", "投资35000万元"),
        ("三亿五千万元", "投资3.5亿元"),
        ("３家", "其中三家是新的"),
        ("400家企业", "近400家大模型企业"),
        ("5万家", "服务超5万家企业"),
        ("50,000 firms", "服务超5万家企业"),
        ("5 million people", "五百万人"),
        ("61%", "占百分之六十一"),
        ("61 percent", "占61%"),
        ("10个单位", "10家单位"),
        ("二〇三五年", "到2035年"),
        ("three companies", "徐汇占三家"),
        ("200多个国家", "覆盖200个国家"),
    ],
)
def test_the_same_number(one: str, text: str) -> None:
    assert held(one, text)


@pytest.mark.parametrize(
    ("one", "text"),
    [
        ("300家", "来了300人"),
        ("20家", "近200家"),
        ("3.5亿元", "3.5万元"),
        ("61%", "61家"),
        ("2023家", "2023年"),
        ("4家", "模型V4"),
    ],
)
def test_another_number(one: str, text: str) -> None:
    assert not held(one, text)


def test_what_is_no_number() -> None:
    assert not list(quantities("一个人、十五五规划、千万不要、v6版本里的东西"))
