"""Who is named, and with which office."""

from __future__ import annotations

import pytest

from rag.language.people import holders, holds_post, people, posts, proper

TEXT = (
    "市委副书记王小明，区委书记李敏，区委副书记、区长张华出席。"
    "教授赵文、馆长周平作报告。陈光现任主任。副馆长吴斌、郑洁主持。"
)


def test_names_stand_with_their_offices() -> None:
    assert list(holders("区长", TEXT)) == ["张华"]
    assert "文明" not in people(TEXT)


def test_a_word_before_to_is_nobody() -> None:
    assert people("节假日、周末到公园游玩") == ()
    assert people("市委书记王小明到现场慰问") == ("王小明",)


def test_a_place_is_nobody() -> None:
    assert people("徐汇") == ()
    assert "徐汇" not in people("徐汇说，欢迎来。")
    assert people("石埠新村门口的王小明说，路修好了。") == ("王小明",)
    assert people("会织“芦扉花”“蝴蝶纹”，也会绣花。") == ()
    assert people("“张桂梅”获得了什么奖") == ("张桂梅",)
    assert people("校长王建华中学毕业后回到这里") == ("王建华",)
    assert people("嘉宾席上的代表与来宾") == ()


def test_what_somebody_is_may_stand_before_a_name_that_nobody_knows() -> None:
    assert people("交给第一棒火炬手--罗致焕，他是冠军") == ("罗致焕",)
    assert people("嫌疑人毛致焕被捕") == ("毛致焕",)
    assert people("干部应该说到做到") == ()
    assert people("现场，游客对灯光秀赞不绝口，民警冒大雨在岗") == ()
    assert people("党员包片、干部值守") == ()


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("张华现在担任区长。", [("张华", "区长")]),
        ("区长是张华。", [("张华", "区长")]),
        ("馆长周平出席。", [("周平", "馆长")]),
        ("李敏是这个区的区委书记。", [("李敏", "书记")]),
        ("会议由李敏主持。", []),
        ("李敏于9月接替调任外地的张华担任馆长。", [("李敏", "馆长")]),
        ("会议决定李敏接任馆长。", [("李敏", "馆长")]),
    ],
)
def test_an_office_that_is_said_to_be_held(sentence: str, said: list[tuple[str, str]]) -> None:
    assert list(posts(sentence)) == said


@pytest.mark.parametrize(
    ("name", "role", "held"),
    [
        ("张华", "区长", True),
        ("张华", "副书记", True),  # the first of two offices
        ("张华", "书记", False),  # a deputy's is another
        ("李敏", "书记", True),
        ("李敏", "区长", False),  # the next one's
        ("周平", "馆长", True),
        ("周平", "教授", False),  # the one's before, in the same row
        ("陈光", "主任", True),
        ("郑洁", "副馆长", True),  # a row of the same office
        ("郑洁", "馆长", False),
    ],
)
def test_an_office_is_held_by_whom_the_page_names_with_it(name: str, role: str, held: bool) -> None:
    assert holds_post(name, role, TEXT) is held


def test_a_second_title_may_stand_between_an_office_and_its_holder() -> None:
    assert list(holders("校长", "校长、中国工程院院士叶青等出席。")) == ["叶青"]
    assert list(holders("局长", "会议任命栾晓峰为区民政局局长。")) == ["栾晓峰"]
    assert list(holders("区长", "决定任命闻柏舟为副区长、代理区长。")) == ["闻柏舟"]
    assert list(holders("主任", "34岁的何静娴以1027票当选居委会主任。")) == ["何静娴"]
    assert list(holders("校长", "可提供学位1620个,校长为赵春雷。")) == ["赵春雷"]


def test_somebody_may_be_named_without_an_office() -> None:
    assert people("开车的是宋玉兰，49岁。") == ("宋玉兰",)
    assert people("孙女裘晓蔓在读大三。") == ("裘晓蔓",)
    assert people("51岁的邹冬生来自安徽。") == ("邹冬生",)
    assert people("食堂的发起人王淑珍今年72岁。") == ("王淑珍",)
    assert people("发掘领队高逸鸣指着脚下说，就是这里。") == ("高逸鸣",)
    for text in ("，于是把门打开", "，时间一直很紧", "，曲艺名家的表演", "途经龙华站、华泾西站"):
        assert people(text) == ()
    assert people("2019年赵拴牢家有几亩苹果园？") == ("赵拴牢",)


def test_a_word_of_every_day_is_nobody() -> None:
    assert people("车上的常客她大都叫得出名字。") == ()
    assert proper("这位老师傅获得了什么荣誉？") == []


def test_an_office_is_given_to_whom_it_says() -> None:
    assert [*holders("院长", "院长由大学教授戚南星担任。")] == ["戚南星"]
    assert [*holders("区长", "副区长由王华担任。")] == []
    assert [*holders("副县长", "副县长、防汛指挥部指挥王立华现场指挥")] == []
    assert [*holders("副县长", "副县长、防汛指挥部总指挥王立华出席")] == ["王立华"]
    assert [*holders("区长", "任命王华为副区长、代理区长。")] == ["王华"]


def test_an_office_after_another_is_held_too() -> None:
    assert ("陆晓峰", "副县长") in posts("陆晓峰任县委常委、副县长，接替顾建国。")
    assert ("王华", "区长") not in posts("王华任区委副书记、李明任区长。")
