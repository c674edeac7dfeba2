"""Follow-ups made to stand alone."""

from __future__ import annotations

import datetime as dt

import pytest

from rag.asking.ellipsis import context
from rag.asking.followup import Whole, leans, standalone
from rag.records import Turn

TODAY = dt.date(2026, 1, 1)


def made(question: str, *turns: tuple[str, str]) -> Whole:
    return standalone(question, [Turn(q, a, q) for q, a in turns], TODAY)


def whole(question: str, *turns: tuple[str, str]) -> str:
    return made(question, *turns).text


def talk(*turns: str) -> str:
    """The last of several questions made whole, each after those before it as they were made."""
    said: list[Turn] = []
    for turn in turns:
        question, _, answer = turn.partition(" / ")
        text = standalone(question, said, TODAY).text
        said.append(Turn(question, answer, text))
    return text


OPENED = ("图书馆新馆是哪天开放的？", "2023年11月3日：11月3日，图书馆新馆开放。")
HEAD = ("2023年的馆长是谁？", "区长王华、馆长李敏出席。")
FAIR = ("海棠节什么时候举行？", "2025年4月2日至4月10日：海棠节于4月2日至10日举行。")
HOMES = ("东湾区2024年有多少家养老院？", "全区有养老院32家。")
MAYOR = ("2024年东湾区的区长是谁？", "区委书记陈明主持会议，区长李强出席。")
BOTH = ("東灣區和西湖區的產值各是多少？", "東灣區300億元，西湖區280億元。")
TEACHER = ("請問哪位教授在東灣大講堂講課？", "東灣大學陳明教授作專題講座。")
CHIEF = ("Who is the mayor of Dongwan?", "李强 (Li Qiang): 区长李强出席。")
CHIEF_2024 = ("Who was the mayor of Dongwan in 2024?", "李强 (Li Qiang): 区长李强出席。")
FAIR_EN = ("When did the Haitang Fair open?", "2025-04-02 to 2025-04-10: 海棠节举行。")


@pytest.mark.parametrize(
    ("question", "turn", "text"),
    [
        ("那2025年呢？", HEAD, "2025年的馆长是谁？"),
        ("两年后呢？", HEAD, "2025年的馆长是谁？"),
        ("五年后有多少人？", OPENED, "图书馆新馆开放：2028年有多少人？"),
        ("六年后一天来多少人？", OPENED, "图书馆新馆开放：2029年一天来多少人？"),
        ("And two years later?", CHIEF_2024, "Who was the mayor of Dongwan in 2026?"),
        # Scraps that jieba makes are no names.
        ("什么人能领？", OPENED, "图书馆新馆开放：什么人能领？"),
        ("为什么会涨？", OPENED, "图书馆新馆开放：为什么会涨？"),
        ("一共涉及多少栋楼？", OPENED, "图书馆新馆开放：一共涉及多少栋楼？"),
        ("为什么要换人？", OPENED, "图书馆新馆开放：为什么要换人？"),
        ("高三的学生也能进吗？", OPENED, "图书馆新馆开放：高三的学生也能进吗？"),
        ("东湾在里头做什么？", OPENED, "图书馆新馆开放：东湾在里头做什么？"),
        ("男子200米是哪个队赢的？", ("女子500米谁第一？", "石埠队第一。"),
         "第一：男子200米是哪个队赢的？"),
        ("那26日那场呢？", ("11月19日那场讲座谁主讲？", "李敏主讲。"), "11月26日那场讲座谁主讲？"),
        ("光9月呢？", ("2018年前三季度收入是多少？", "46亿元。"), "2018年9月收入是多少？"),
        ("实际呢？", ("大桥原定哪天通车？", "计划5月1日通车。"), "大桥实际哪天通车？"),
        ("现在呢？", ("大桥原来说哪年通车？", "计划2025年通车。"), "大桥现在哪年通车？"),
        ("后来呢？谁接任了？", ("2023年谁当馆长？", "馆长李敏出席。"), "当馆长：谁接任了？"),
        ("现在呢？", ("雏鹰计划有多少人参加？", "30人。"), "现在雏鹰计划有多少人参加？"),
        ("10月呢？", ("去年9月有多少投诉？", "46件。"), "2025年10月有多少投诉？"),
        ("实际呢？", ("“十四五”规划原计划投资多少？", "46亿元。"), "“十四五”规划实际投资多少？"),
        ("两三年后它有多少家？", ("2020年有多少家店？", "30家。"),
         "2020年店：两三年后它有多少家？"),
        ("How many came five years after it opened?", FAIR_EN,
         "Haitang Fair open：How many came five years after it opened?"),
        ("有位记者采访了他，他怎么说？", ("馆长是谁？", "馆长李敏出席。"),
         "馆长：有位记者采访了李敏，李敏怎么说？"),
        ("女生有几个？", ("第三女子中学的校长是谁？", "李敏。"),
         "第三女子中学的校长：女生有几个？"),
        ("他之前做什么？", ("2023年当馆长的是谁？", "馆长李敏出席。"), "当馆长：李敏之前做什么？"),
        ("第二年有个外卖员也捐了，他叫什么？", ("2023年谁当联络人？", "联络人李敏说。"),
         "当联络人：2024年有个外卖员也捐了，他叫什么？"),
        ("一年前呢？", HEAD, "2022年的馆长是谁？"),
        ("后来谁来了？", OPENED, "图书馆新馆开放：后来谁来了？"),
        ("他多大？", ("修表的陈明师傅2021年多大岁数，在店里坐了多少年？", "七十岁。"),
         "修表的陈明师傅2021年：陈明多大？"),
        ("2025年又是谁？", HEAD, "2025年的馆长是谁？"),
        ("那天又来了多少人？", OPENED, "图书馆新馆开放：2023年11月3日又来了多少人？"),
        ("前一天下午区里又开了什么会？", OPENED, "2023年11月2日下午区里又开了什么会？"),
        ("保留了哪些东西？", OPENED, "图书馆新馆开放：保留了哪些东西？"),
        (
            "改造的时候原来的哪些东西尽量留着没动？",
            OPENED,
            "图书馆新馆开放：改造的时候原来的哪些东西尽量留着没动？",
        ),
        ("他讲了什么？", HEAD, "2023年的馆长：李敏讲了什么？"),
        ("那天谁出席了？", OPENED, "图书馆新馆开放：2023年11月3日谁出席了？"),
        ("为什么？", OPENED, "图书馆新馆开放：为什么？"),
        ("会上放了什么片子？", ("誰在大會上作總結？", ""), "在大會上作總結：会上放了什么片子？"),
        ("那通车呢？", ("大桥是什么时候合龙的？", "4月12日合龙。"), "大桥是什么时候通车的？"),
        ("成绩呢？", ("长跑谁拿了第一？", "贾明第一。"), "长跑拿了第一：成绩是多少？"),
        ("专委会呢？", ("促进会有多少个分会？", "13个"), "促进会有多少个专委会？"),
        ("空间上呢？", ("产业上要搞什么格局？", "1+5"), "空间上要搞什么格局？"),
        ("7月21日那期呢？", ("2025年5月12日的报是第几期？", ""), "2025年7月21日那期的报是第几期？"),
        ("And how many firms does it serve?", ("Who is the CEO of MiniMax?", ""),
         "CEO MiniMax：how many firms does it serve?"),
        # asked again of another time, office, place, thing
        ("那现在呢？", MAYOR, "现在东湾区的区长是谁？"),
        ("换成2025年呢？", MAYOR, "2025年东湾区的区长是谁？"),
        ("到了2025年是谁？", MAYOR, "2025年东湾区的区长是谁？"),
        ("那2025年的副区长呢？", MAYOR, "2025年东湾区的副区长是谁？"),
        ("人大常委会主任呢？", MAYOR, "2024年东湾区的人大常委会主任是谁？"),
        ("西湖区呢？", MAYOR, "2024年西湖区的区长是谁？"),
        (
            "那石犀镇呢？",
            ("东湾街道卫生中心哪几天可以打疫苗？", "周二"),
            "石犀镇卫生中心哪几天可以打疫苗？",
        ),
        ("那西湖区呢？", HOMES, "西湖区2024年有多少家养老院？"),
        ("幼儿园呢？", HOMES, "东湾区2024年有多少幼儿园？"),
        ("那滨江美术馆呢？", OPENED, "滨江美术馆是哪天开放的？"),
        ("南山區呢？", BOTH, "南山區的產值是多少？"),
        ("專委會呢？", ("促進會有多少個分會？", "13個"), "促進會有多少個專委會？"),
        ("換成2025年呢？", ("2024年東灣區的區長是誰？", ""), "2025年東灣區的區長是誰？"),
        ("那書記是誰？", ("2024年東灣區的區長是誰？", ""), "2024年東灣區的書記是誰？"),
        ("現在呢？", ("2024年東灣區的區長是誰？", ""), "現在東灣區的區長是誰？"),
        ("主動仗呢？", ("要跑好接力賽，那是指什麼？", ""),
         "要跑好接力賽：主動仗是指什麼？"),
        ("那華為呢？", ("誰代表騰訊發言？", ""), "誰代表華為發言？"),
        ("And of Xihu?", CHIEF, "Who is the mayor of Xihu?"),
        ("What about Xihu?", CHIEF, "Who is the mayor of Xihu?"),
        ("And in 2023?", CHIEF, "Who is the mayor of Dongwan in 2023?"),
        ("And the secretary?", CHIEF, "Who is the secretary of Dongwan?"),
        ("2023年那会儿呢？", HOMES, "东湾区2023年有多少家养老院？"),
        ("滨江美术馆那条呢？", ("东湾小区登在第几版？", ""), "东湾小区登：滨江美术馆登在第几版？"),
        # asked for no more than another property
        ("在哪里？", OPENED, "图书馆新馆在哪里开放的？"),
        ("在哪裡？", ("圖書館新館是哪天開放的？", ""), "圖書館新館在哪里開放的？"),
        ("地点呢？", FAIR, "海棠节在哪里举行？"),
        ("门票呢？", OPENED, "图书馆新馆开放：门票是多少钱？"),
        ("馆长呢？", OPENED, "图书馆新馆开放：馆长是谁？"),
        ("后来呢？", OPENED, "图书馆新馆开放：后来怎么样了？"),
        # more of it
        ("还有呢？", OPENED, "图书馆新馆是哪天开放的，还有呢？"),
        ("还有谁？", ("谁出席了海棠节？", "李强。"), "还有谁出席了海棠节？"),
        ("能说得详细点吗？", OPENED, "请详细介绍图书馆新馆开放"),
        ("Who else?", ("Who attended the Fair?", ""), "Who else attended the Fair?"),
        # the time that it points at
        ("首日来了多少人？", FAIR, "海棠节举行：2025年4月2日来了多少人？"),
        ("最后一天呢？", FAIR, "海棠节举行：2025年4月10日有什么？"),
        ("第二天办了什么活动？", OPENED, "图书馆新馆开放：2023年11月4日办了什么活动？"),
        ("第二年呢？", HOMES, "东湾区2025年有多少家养老院？"),
        ("比2023年多了多少？", HOMES, "东湾区养老院：比2023年多了多少？"),
        ("他7月参加了什么活动？", MAYOR, "东湾区的区长：李强2024年7月参加了什么活动？"),
        ("當天誰主持？", ("圖書館是哪天開放的？", "2023年11月3日：開放。"),
         "圖書館開放：2023年11月3日誰主持？"),
        ("Who spoke on the opening day?", FAIR_EN, "Haitang Fair open：Who spoke on 2025-04-02?"),
        ("区长那天说了什么？", OPENED, "图书馆新馆开放：区长2023年11月3日说了什么？"),
        ("区长那时候说了什么？", OPENED, "图书馆新馆开放：区长2023年11月3日说了什么？"),
        ("他讲的是什么？", ("2025年5月7日给中心组讲课的是谁？", "康文华[1]"),
         "2025年5月7日给中心组讲课：康文华讲的是什么？"),
        # the one that it points at
        ("前者增長了多少？", BOTH, "東灣區和西湖區的產值各：東灣區增長了多少？"),
        ("後一個呢？", BOTH, "西湖區的產值是多少？"),
        ("后一个城市看了什么？", ("代表团去了哪两个城市？", "代表团赴青州市、丰州市考察。"),
         "代表团去了城市：丰州看了什么？"),
        ("講的是什麼題目？", TEACHER, "教授在東灣大講堂講課：陳明講的是什麼題目？"),
        ("他代表华鼎讲了什么？", ("谁发言？", "大学书记顾锋，华鼎公司副总裁、总经理张军发言。"),
         "发言：张军代表华鼎讲了什么？"),
        ("他是什么职务？", ("谁发布的？", "围绕高水平开放，组织部长陈明发布。"),
         "发布：陈明是什么职务？"),
        ("去了丰州哪家工厂？", ("代表团看了青州哪个港？", ""),
         "代表团看了青州港：去了丰州哪家工厂？"),
        ("谁领学的？", ("读书班哪天开的？", ""), "读书班开：谁领学的？"),
        ("她是副馆长吗？", ("谁出席？", "馆长李敏，副馆长苏梅出席。"), "出席：苏梅是副馆长吗？"),
        ("他的包子卖多少钱？", ("新村门口摆摊的冯阿大原来做什么？", "他在东湾宾馆当厨师。"),
         "新村门口摆摊的冯阿大原来做：冯阿大的包子卖多少钱？"),
        ("他写了什么？", ("鲁迅什么时候来过土山湾？", "1927年。"),
         "鲁迅来过土山湾：鲁迅写了什么？"),
        ("门票多少钱？", ("土山湾博物馆几点开放？", "9点"), "土山湾博物馆：门票多少钱？"),
        ("粽子呢？", ("去年卖了多少月饼？", ""), "去年卖了多少粽子？"),
        ("女子组呢？", ("速滑赛男子初中组500米谁拿了第一？", ""),
         "速滑赛女子初中组500米谁拿了第一？"),
        ("修它花了多少钱？", ("2013年地震给东湾石刻添了处裂缝，对吗？", ""),
         "地震给东湾石刻添了处裂缝：修它花了多少钱？"),
        ("这个馆长是谁？", ("东湾图书馆什么时候开放？", ""), "东湾图书馆开放：这个馆长是谁？"),
        ("他们校几个班？", ("上海交通大学附属学校在哪？", ""),
         "上海交通大学附属学校：上海交通大学附属学校几个班？"),
        ("他们村倒了几间房？", ("台风那晚，后澳村的书记在哪里？", "书记郑水木在祠堂。"),
         "台风那晚：后澳村倒了几间房？"),
        ("村里有人受伤吗？", ("台风那晚，后澳村的书记在哪里？", "书记郑水木在祠堂。"),
         "台风那晚：后澳村有人受伤吗？"),
        ("那战略基点呢？", ("全会说要以什么为主攻方向？", ""), "全会说要以什么为战略基点？"),
        ("到了2025年5月馆长又是谁？", ("2023年6月去青州考察时的馆长是谁？", ""),
         "2025年5月馆长是谁？"),
        ("那2025年呢？", ("2023年开馆时的馆长是谁？", ""), "2025年开馆时的馆长是谁？"),
        ("书记是哪天前去调研的？", ("东湾博物馆哪天揭牌？", ""),
         "东湾博物馆揭牌：书记是哪天前去调研的？"),
        ("地点呢？", ("论坛以什么为主题？", ""), "论坛以为主题：地点在哪里？"),
        ("西湾街道呢？", ("东湾街道以什么为抓手？", ""), "西湾街道以什么为抓手？"),
        ("2024年花展呢？", ("2023年书展开幕时的天气怎么样？", ""),
         "2024年花展开幕时的天气怎么样？"),
        ("那五楼呢？", ("23号楼装电梯，六楼每户要出多少钱？", ""),
         "23号楼装电梯，五楼每户要出多少钱？"),
        ("地铁站那边呢？", ("新村南门的采样点几点到几点开？", ""),
         "新村南门的采样点：地铁站几点到几点开？"),
        ("On what date was it held?", ("Who chaired the Fair?", ""),
         "chaired Fair：On what date was it held?"),
        ("2025年春天又有多少家？", ("2023年企业有多少家？", ""), "2025年春天企业有多少家？"),
        ("到2025年底又是什么身份？", ("李强2023年是什么职务？", ""),
         "李强职务：李强到2025年底又是什么身份？"),
        ("Who is it in 2025?", ("Who was the mayor in 2023?", ""), "Who was the mayor in 2025?"),
        ("那第五届？", ("第三届书展有多少人？", ""), "第五届书展有多少人？"),
        ("前后修了几年？", ("新馆的工程何时完工？", ""), "新馆的工程完工：前后修了几年？"),
        ("那块湿地多大？", ("新馆何时开放？", ""), "新馆开放：那块湿地多大？"),
        ("有哪些？", ("新馆现在有多少家商店？", "有近四十家商店。"), "新馆现在有哪些商店？"),
        ("最早那期讲了什么？", ("库里有哪些报纸？", ""), "最早那期讲了什么？"),
        ("他什么时候上任的？", ("东湾的馆长是谁？", "2023年馆长张明出席。2025年馆长李强讲话。"),
         "东湾的馆长：李强什么时候上任的？"),
        ("那天谁出席了？", ("2023年9月28日发生了什么？", ""), "2023年9月28日谁出席了？"),
        ("2023年又是什么职务？", ("李强担任什么职务？", ""),
         "李强担任职务：李强2023年又是什么职务？"),
        ("有哪些？", ("区里签了多少个协议？", ""), "区里签了哪些协议？"),
        ("Which issues mention him?", ("mayor：What did 李强 do?", "馆长张明主持。"),
         "mayor 李强：Which issues mention 李强?"),
        ("What did he say?", CHIEF, "mayor Dongwan：What did 李强 say?"),
        ("Which vice mayor came?", FAIR_EN, "Haitang Fair open：Which vice mayor came?"),
    ],
)  # fmt: skip
def test_what_it_leans_on_is_put_in(question: str, turn: tuple[str, str], text: str) -> None:
    assert whole(question, turn) == text


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        # The person is asked about; then the day, of which only the event matters.
        (["2025年5月7日给东湾区委讲课的是谁？ / 会上，处长吴文华作报告。",
          "他讲的是什么？ / 吴文华讲了减负。", "那天的会谁主持？"],
         "给东湾区委讲课：2025年5月7日的会谁主持？"),
        # An event that a follow-up brings stays.
        (["东湾区的区长是谁？ / 区长李强出席。", "他8月参加了哪个论坛？ / 滨江论坛。",
          "会上谁发言？"],
         "东湾区的区长，李强8月参加了论坛：会上谁发言？"),
        # Who was told of two turns ago.
        (["东湾区的区长是谁？ / 区长李强出席。", "那里有多少人口？ / 80万。", "他是哪里人？"],
         "东湾区的区长：李强是哪里人？"),
        # Another topic is followed up in its turn.
        ([f"{OPENED[0]} / {OPENED[1]}", "滨江美术馆有几层？ / 三层。", "它的面积呢？"],
         "滨江美术馆：它的面积是多少？"),
        # Back to what was spoken of before the last.
        (["东湾区有多少家食堂？ / 19家。", "滨江美术馆有几层？ / 三层。",
          "回到刚才的食堂，一顿饭多少钱？"],
         "东湾区食堂：食堂，一顿饭多少钱？"),
        # And to a year.
        (["2023年的馆长是谁？ / 馆长李敏出席。", "2024年呢？ / 馆长王强出席。",
          "回到2023年，他什么时候上任的？"],
         "馆长：2023年，李敏什么时候上任的？"),
        # Years one after the other.
        ([f"{HOMES[0]} / 32家。", "那2023年呢？ / 30家。", "2022年呢？"],
         "东湾区2022年有多少家养老院？"),
    ],
)  # fmt: skip
def test_conversations_of_several_turns(turns: list[str], text: str) -> None:
    assert talk(*turns) == text


@pytest.mark.parametrize(
    "question",
    [
        "上海植物园北区改建历时几年？",
        "Who wrote Hamlet?",
        "模速空间是什么时候揭牌的？",
        "李强参加了什么活动？",
        "地铁21号线什么时候通车？",
        "2024年底丰州港的吞吐量是多少？",
        "東灣區這幾年換了幾任區長？",
        "社会上对滨江论坛有什么评价？",
        "因此受益的青州居民有多少？",
        "滨江论坛开幕那天，来了哪位副市长？",
        "2024年那次青州大会在哪里开的？",
        "丰州的环保大会上，那份方案是谁宣布的？",
        "青州市长陈明来东湾视察，把它比成什么？",
        "How many museums are there in Dongwan?",
        "Which firm that makes robots came to the Haitang Fair?",
    ],
)
def test_another_topic_is_left_alone(question: str) -> None:
    assert made(question, OPENED) == Whole(question)
    assert whole("那天谁出席了？") == "那天谁出席了？"


def test_the_like_of_another_time_is_asked_anew() -> None:
    mayor = ("东湾区区长2023年5月是谁？", "周文。")
    assert whole("到2025年又换成了谁？", mayor) == "东湾区区长2025年是谁？"
    assert whole("2025年又是誰？", mayor) == "东湾区区长2025年是谁？"
    assert whole("到2025年2月变成多少家？", HOMES) == "东湾区2025年2月有多少家养老院？"


def test_what_a_question_names_itself_is_not_pointed_at() -> None:
    asked = "Who is the Youth League secretary now, and who was it before?"
    assert whole(asked, ("When did the library open?", "On 1 May.")) == asked


def test_a_possessive_may_mean_what_the_question_names() -> None:
    assert not leans("When did the Xuhui District Committee hold its ninth plenary session?")
    assert leans("When did it hold its ninth plenary session?")
    assert leans("What was its theme?")
    assert leans("On which day does Xuhui host its meeting?")


def test_what_names_nothing_keeps_the_topic() -> None:
    asked = "造机器人的那家公司叫什么？"
    assert made(asked, OPENED) == Whole(f"图书馆新馆开放：{asked}")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("换个话题，食堂几点开门？", "食堂几点开门？"),
        ("插一句，食堂几点开门？", "食堂几点开门？"),
        ("先问个别的，食堂几点开门？", "食堂几点开门？"),
        ("Another topic: who runs the canteen?", "who runs the canteen?"),
        ("那东湾美术馆是哪天开放的？", "东湾美术馆是哪天开放的？"),
    ],
)
def test_who_says_that_it_is_another_topic_is_believed(question: str, text: str) -> None:
    assert whole(question, OPENED) == text


@pytest.mark.parametrize(
    ("question", "turn", "open_"),
    [
        ("他讲了什么？", HEAD, False),
        ("他讲了什么？", ("那天哪些人出席了？", "王华、李敏出席。"), True),
        ("他讲了什么？", OPENED, True),
        ("第二个有几层？", OPENED, True),
        ("And the museum?", ("When did the Haitang Library open?", ""), True),
        ("那2025年呢？", HEAD, False),
    ],
)
def test_what_rules_cannot_name_is_known(question: str, turn: tuple[str, str], open_: bool) -> None:
    assert made(question, turn).open is open_


def test_what_earlier_turns_brought_can_be_told_apart() -> None:
    assert context(whole("为什么？", OPENED)) == "图书馆新馆开放："
    assert context("在哪里？") == ""


@pytest.mark.parametrize(
    ("before", "said", "text"),
    [
        ("2025年东湾区的区长是谁？", "不是这个，我问的是2023年的", "2023年东湾区的区长是谁？"),
        ("规划上是什么布局？", "不对，是产业格局", "规划上是什么产业格局？"),
        ("新馆在哪里？", "不是这个，我问的是“青枫计划”讲了什么", "“青枫计划”讲了什么"),
        ("新馆在哪里？", "不对", "新馆：不对"),
        ("东湾区的区长是谁？", "不对，2023年是谁", "2023年东湾区的区长是谁？"),
        ("东湾区的区长是谁？", "我是说2023年", "2023年东湾区的区长是谁？"),
        ("东湾区的区长是谁？", "我问错了，是书记", "东湾区的书记是谁？"),
        ("东湾区的区长是谁？", "不，谢谢", "不，谢谢"),
        ("Who is the mayor?", "I mean the deputy mayor", "Who is the deputy mayor?"),
        ("Who is the mayor?", "No, I mean when was he born?", "mayor：when was he born?"),
        ("Who was the mayor in 2025?", "No, I meant 2023", "Who was the mayor in 2023?"),
        (
            "Who was the mayor in 2023?",
            "who held the post in 2025?",
            "mayor：who held the post of mayor in 2025?",
        ),
    ],
)
def test_who_was_misunderstood_says_what_is_meant(before: str, said: str, text: str) -> None:
    assert standalone(said, [Turn(before, "", before)], TODAY).text == text


def test_who_doubts_what_was_told_is_told_again() -> None:
    asked = ["新馆什么时候开放？", "来了多少读者？", "谁主持？"]
    turns = [Turn(question, "", question) for question in asked]
    for said, question in [
        ("不是2024年吗？", asked[0]),
        ("我记得是500人，不对吗", asked[1]),
        ("不是王华吗？", asked[2]),
        ("真的吗？", asked[2]),
        ("是周先生吗？", asked[2]),
    ]:
        assert standalone(said, turns, TODAY).text == question
    assert standalone("食堂是不是500人？", turns, TODAY).text != asked[1]


def test_thanks_are_no_topic() -> None:
    turns = [Turn("新馆在哪里？", "", ""), Turn("谢谢", "", "谢谢")]
    assert standalone("什么时候开放？", turns, TODAY).text == "新馆：什么时候开放？"
