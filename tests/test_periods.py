"""What is counted over a part of a year is no answer where another part is asked about."""

from __future__ import annotations

import pytest

from rag.expected import periods


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2021年销量是多少", "一季度销量3.2万辆"),
        ("2022年上半年的营收", "前三季度营收9亿元"),
        ("2022年8月汽车出口量", "2022年汽车出口量311万辆"),
        ("2024年增加值增长多少", "1-2月增加值同比增长7.5%"),
        ("二季度客流量", "一季度客流量30万人次"),
    ],
)
def test_another_part_is_another(asked: str, told: str) -> None:
    assert periods.other(asked, told)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2024年头三个月财政收入多少", "一季度财政收入72.4亿元"),
        ("2022年上半年的营收", "1至6月，营收9亿元"),
        ("2021年销量是多少", "全年销量3.2万辆，其中四季度1万辆"),
        ("2021年销量是多少", "销量3.2万辆"),
        ("2022年秋有多少家食堂", "前十个月供餐63.7万人次，食堂46家"),
        ("一季度开工多少个项目", "全年开工42个项目"),
    ],
)
def test_the_same_part_is_none(asked: str, told: str) -> None:
    assert not periods.other(asked, told)
