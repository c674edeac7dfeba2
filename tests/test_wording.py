"""What the words of a question are called on the pages."""

from __future__ import annotations

import datetime as dt

import pytest

from rag.asking.question import Question
from rag.asking.wording import Terms, alternatives, chinese, compound, miscut
from rag.language import gloss

TODAY = dt.date(2026, 1, 1)


def of(text: str) -> Question:
    return Question.of(text, TODAY)


def test_a_romanised_name_is_one_word() -> None:
    asked = of("Who is Cao Liqiang?")
    assert [t.word for t in asked.terms] == ["caoliqiang"]
    assert asked.proper == ("caoliqiang",)
    assert alternatives("caoliqiang", "区委书记曹立强主持会议") == ("曹立强",)
    assert "westbund" not in [t.word for t in of("What is on at West Bund?").terms]


def test_a_year_to_come_is_a_word_of_the_question() -> None:
    assert "2035" in {term.word for term in of("到2035年要建成什么？").terms}
    assert alternatives("2035", "到二〇三五年建成") == ("二〇三五",)


def test_english_words_find_chinese_ones() -> None:
    near = "泰州市市长参观博物馆，模速空间揭牌"
    assert alternatives("mayor", near) == ("市长",)
    assert alternatives("museum", near) == ("博物馆",)
    assert "泰州" in alternatives("taizhou", near)
    assert "模速" in alternatives("mosu", near)
    assert alternatives("hamlet", near) == ("hamlet",)


def test_what_papers_say_goes_before_what_a_dictionary_has() -> None:
    assert alternatives("conference", "大会在会议中心举行，会晤多次") == ("大会", "会议", "会晤")
    assert alternatives("important", "要抓好重要工作") == ("重要",)
    assert alternatives("canteens", "社区食堂开放") == ("食堂",)
    assert alternatives("xuhui", "徐汇区的徐汇滨江") == ("徐汇区", "徐汇")
    assert (gloss.press("park"), gloss.press("parking")) == (("公园", "园区"), ("停车",))
    assert gloss.press("unveiled")[0] == "揭牌"
    assert alternatives("women", "男子组、女子组10公里跑") == ("女子", "女")
    assert alternatives("10k", "男子组、女子组10公里跑") == ("10公里",)
    assert gloss.press("far") == gloss.press("planer") == ()
    assert gloss.press("spoke")[0] == "发言"
    assert gloss.press("used") == gloss.press("using") == gloss.press("use")
    assert gloss.press("wind") == gloss.press("seed") == gloss.press("usd") == ()
    assert gloss.press("planned")[0] == "规划"
    assert gloss.phrases("open-source models")[0][1] == ("开源",)


def test_the_words_of_an_english_phrase_are_one_term() -> None:
    asked = of("Who spoke for Shanghai Jiao Tong University?")
    terms = {term.word: words for term, words in chinese(asked, "上海交通大学党委副书记")}
    assert terms["shanghai jiao tong university"] == ("上海交通大学",)
    assert not {"jiao", "tong", "university"} & set(terms)
    # What papers have a word for goes before what a dictionary has, here Xuhui District.
    who = chinese(of("Who is the Xuhui district head?"), "徐汇区区长")
    assert ("district head", ("区长",)) in [(term.word, words) for term, words in who]
    # What no page has is asked for word by word.
    assert "jiao" in {term.word for term, _ in chinese(asked, "复旦大学")}


def test_a_word_that_is_cut_wrong_is_cut_as_the_pages_have_it() -> None:
    near = "浑沙河二桥开工，由路桥集团承建。"
    words = [term.word for term, _ in chinese(of("当年修浑沙河二桥花了多少钱？"), near)]
    assert "浑沙河二桥" in words
    assert "修浑" not in words


def test_a_province_may_be_told_by_its_cities() -> None:
    assert alternatives("江苏", "赴盐城市、泰州市考察") == ("盐城", "泰州")
    assert alternatives("江苏省", "赴盐城市考察") == ("盐城",)
    assert alternatives("江苏", "江苏与盐城") == ("江苏",)
    assert alternatives("盐城", "江苏") == ("盐城",)
    assert alternatives("广西", "桂林公园在桂林路") == ("广西",)
    assert alternatives("海南", "上海口腔医院") == ("海南",)


def test_somebody_called_by_the_surname_is_told_of_by_the_name() -> None:
    assert alternatives("邹师傅", "51岁的邹冬生每天四点半上岗。") == ("邹冬生",)
    assert alternatives("老杜", "开车的是杜满仓，六十岁。") == ("杜满仓",)


def test_somebody_of_the_pages_is_one_name() -> None:
    near = "会议选举石玉兰为县人大常委会主任。"
    terms = Terms(of("石玉兰是哪一年参加工作的？"), near, {})
    assert terms.people == ("石玉兰",)
    assert terms.known("石玉兰", near)
    assert not Terms(of("石玉兰是哪一年参加工作的？"), "公园的玉兰开了。", {}).people
    assert not Terms(of("沙棠是哪一年设区的？"), "沙棠区区长周文说。", {}).people


def test_who_is_in_charge_has_an_office_of_the_page() -> None:
    asked = of("县博物馆的负责人是谁？")
    terms = Terms(asked, "县博物馆馆长闵素介绍。", {})
    assert terms.held("县博物馆馆长闵素介绍。") == 1


def test_how_far_a_text_has_the_terms() -> None:
    near = "新馆由经济信息化委揭牌，王志华出席。"
    terms = Terms(of("新馆是经信委揭牌的吗？"), near, {})
    assert terms.held(near) > terms.held("新馆揭牌。") > terms.held("旧馆搬迁。") == 0
    assert terms.touched("新馆开放。")
    assert not terms.touched("旧馆搬迁。")
    assert terms.known("经信委", near)
    assert not terms.known("王华", near)
    assert terms.elsewhere("旧馆搬迁。") > terms.elsewhere("新馆揭牌。") > 0
    assert terms.elsewhere(near) == 0


def test_a_word_of_every_day_that_no_page_has_weighs_little() -> None:
    usual, strange = Terms(of("才去图书馆"), "图书馆", {}), Terms(of("天鹅图书馆"), "图书馆", {})
    assert usual.held("图书馆") > strange.held("图书馆") + 0.1


@pytest.mark.parametrize(
    ("name", "said", "near", "cut"),
    [
        ("修林", "修林机厂老房子", "林机厂旧址", True),
        ("委开", "徐汇区委开的是什么会", "徐汇区委常委会", True),
        ("上于", "人代会上于长河报的数", "代表于长河说", True),
        ("张晓娜", "张晓娜获得了什么奖", "李晓娜获得了金奖", False),
        ("新泾镇", "新泾镇召开了会议", "华泾镇召开了会议", False),
        ("王刚", "区长王刚来了", "区长王华", False),  # somebody else
        ("长宁", "上海市长宁区", "上海市长讲话", False),  # a word
        ("天平街道", "天平街道长者食堂", "湖南街道长者食堂", False),
        ("沙河", "浑沙河", "浑沙河大桥", False),  # it is there
    ],
)
def test_a_name_that_jieba_cut_out_of_others_is_none(
    name: str, said: str, near: str, cut: bool
) -> None:
    assert miscut(name, said, near) is cut


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("施工队", True),
        ("老寿星", True),
        ("修房子", True),
        ("新麦", True),
        ("王建国", False),
        ("李文彬", False),
        ("徐汇", False),
        ("石玉兰", False),
    ],
)
def test_what_is_put_together_from_words_of_every_day_is_no_name(name: str, plain: bool) -> None:
    assert compound(name) is plain
