"""What a question wants to be told, and whether words tell it."""

from __future__ import annotations

import re

import pytest

from rag.expected.expect import Expected
from rag.expected.points import LOOSELY, longest_row
from rag.language.text import fold


def test_who_and_what_something_is() -> None:
    who = Expected.of("王小明是什么人？")
    assert (who.asked, who.holder) == ("who", "王小明")
    assert who.told("馆长王小明致辞。", 0, 0) > who.told("王小明说，要修路。", 0, 0)
    for question in ("书香谷是什么？", "什么是“书香谷”？", "书香谷指什么"):
        what = Expected.of(question)
        assert what.subject == "书香谷"
        assert what.told("“书香谷”阅读社区开放。", 0, 0) > what.told("书香谷揭牌。", 0, 0)
    assert Expected.of("活动的主题是什么？").subject == ""


def test_what_somebody_said_is_in_his_own_words() -> None:
    asked = Expected.of("馆长在会上说了什么？")
    assert asked.speech
    assert asked.told("馆长指出，要多开夜场。", 0, 0) > asked.told("周文说，馆长来了。", 0, 0)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("新馆是什么时候开放的？", "when"),
        ("新館是何時開放的？", "when"),
        ("When did it open?", "when"),
        ("来了多少人？", "how many"),
        ("谁主持仪式？", "who"),
        ("哪几位领导出席？", "who"),
        ("哪些区领导去了？", "who"),
        ("这两年的局长是谁？", "who"),
        ("新馆在哪里？", "where"),
        ("哪些街道有食堂？", "which"),
        ("要抓好几个“稳”，是稳哪几样？", "which"),
        ("这条消息在第几版？", "page"),
        ("这篇是谁写的？", "author"),
        ("展览的导演", "who"),
        ("参观的人数", "how many"),
        ("今年8月的出口量", "how many"),
        ("介绍一下新馆", "what"),
        ("必须遵循的几条原则是什么？", "which"),
        ("归纳新馆的几项工作", "which"),
        ("这次定了几条原则？", "how many"),
        ("几个项目有什么进展？", "how many"),
        ("简述区里有几个街道", "how many"),
        ("近几个月有什么新政策？", "what"),
        ("哪三个人工智能企业入驻？", "which"),
        ("桂林路几号通车？", "when"),
        ("小店在甜爱巷几号？", "how many"),
        ("讲了哪几点要求？", "which"),
        ("哪五个人作了发言？", "who"),
        ("馆长强调了哪几点？", "which"),
        ("部署会由谁主持？", "who"),
        ("签署备忘录的是谁？", "who"),
        ("火炬几号点燃？", "when"),
        ("垃圾分类几号试点？", "when"),
        ("在十几米高空救人的是谁？", "who"),
        ("可以去几号投放点？", "what"),
        ("十件实事都包括什么？", "which"),
        ("Between which dates must one book?", "when"),
        ("那篇稿子署的是哪位记者的名？", "author"),
        ("Who took the floor for the library?", "who"),
        ("On which weekday is it closed?", "when"),
        ("他家种了几亩果园？", "how many"),
        ("哪些展厅延长了开放时间？", "which"),
        ("Which complaint did readers bring to the mayor?", "which"),
        ("Which district mayor came?", "who"),
        ("Library opening date", "when"),
        ("West Bund ticket price", "how many"),
        ("植物园北区门票", "how many"),
        ("花展 龙华街道展台 照片的摄影者", "author"),
    ],
)
def test_what_is_asked_for(question: str, kind: str) -> None:
    assert Expected.of(question).asked == kind


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("有多少家企业？", "近200家企业", "来了200人"),
        ("有几个版？", "本期20版", "下转第2版"),
        ("东湾街道党委书记是谁？", "东湾街道党工委书记王立华", "街道团工委书记李敏"),
        ("区长是谁？", "李敏以高票当选区长", "李敏当选馆长"),
        ("气价调整涉及多少户居民？", "涉及3万户居民", "每立方3元"),
        ("住院总共花了多少钱？", "共付医药费8600元", "住了12天"),
        ("大桥一共花了多少钱？", "总投资6.8亿元", "充一次电1.2元"),
        ("哪位住户不肯签字？", "卡在一楼：柏建军担心挡光", "住户都签了字"),
        ("起点在哪儿？", "起点：体育中心北门", "半程马拉松开跑"),
        ("三个教学点设在哪里？", "夜校设渡口、青砚等3个教学点", "夜校开班"),
        ("体验馆由谁主持？", "体验馆由傅青岚主理", "馆长傅青岚出席"),
        ("这一段设几座站？", "设西站、东站等8座车站", "全长13.6公里"),
        ("收到多少件代表建议？", "收到代表建议87件", "到会218名"),
        ("每平方米每月的价钱是多少？", "每平方米每月4.8元", "供热面积655万平方米"),
        ("谁当选了市人大常委会主任？", "杜玉成当选市人大常委会主任", "杜玉成当选市长"),
        ("新当选的区纪委书记是谁？", "选举王华为区纪委书记", "李敏当选区委书记"),
        ("这家公司是谁创办的？", "公司由王华、李敏等创办", "公司昨日揭牌"),
        ("占了几成？", "占全市的61%", "占地61公顷"),
        ("一张票多少钱？", "每张50元", "共50张"),
        ("来了多少观众？", "三百多人", "三百多家"),
        ("第几届？", "第六届", "六家"),
        ("局长是谁？", "局长李敏出席", "副局长李敏出席"),
        ("市委书记是谁？", "市委书记李敏出席", "区委书记李敏出席"),
        ("2021年的粮食总产量是多少？", "总产量为1308亿斤", "12月10日公布2021年总产量"),
        ("决赛的冠军是谁？", "最后诺瓦克·德约科维奇夺冠", "冠军将在周日产生"),
        ("这家公司的老总叫什么？", "其首席执行官李敏表示", "其服务超5万家企业"),
        ("去年的出生率是多少？", "人口出生率为7.52‰", "出生1062万人"),
        ("车展的汽车销量？", "共售出3万多辆", "前八个月的销量是一个原因"),
        ("代表团运动员数量", "派出四十四名运动员", "第三次派出运动员"),
        ("谁为新馆揭牌？", "李敏为新馆揭牌", "新馆昨日揭牌(记者 张华 王小明)"),
        ("机房有多少个机柜？", "算力1200P，机柜640架", "投资5.3亿元"),
        ("有多少家企业入驻？", "入驻企业400家", "推动企业一体化发展"),
        ("装了多少部电梯？", "电梯40部", "电梯1号通过验收"),
        ("第二期有多少名学员？", "学员520人", "增至14门"),
        ("良品率有多高？", "提高到83%", "32米高"),
        ("冠军队的成绩是多少？", "以1分58秒36夺冠", "860名选手参加"),
        ("新店在永嘉路几号？", "位于永嘉路81号", "位于永嘉路"),
        ("哪五个人发言？", "李敏、王小明、张华、周文、朱敏作发言", "来了五个人"),
        ("石钟停在几点钟？", "停在八点的石钟照旧", "1927年建成"),
        ("新馆几点关门？", "晚八点关门", "要做到三点，一是准时"),
        ("老楼是谁盖的？", "老楼是李敏的祖父李昌吉1927年所建", "老楼有三层"),
        ("签约提了哪两个条件？", "条件只有两个：不改门额，老树不能砍。", "条件不高"),
        ("How many companies are there?", "近200家", "200人"),
        ("Who is the mayor?", "市长李敏出席", "副市长李敏出席"),
    ],
)
def test_words_that_have_it_and_words_that_have_not(question: str, has: str, lacks: str) -> None:
    expected = Expected.of(question)
    assert expected.told(has, 0, 0) == 1
    assert expected.told(lacks, 0, 0) < 0.5


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("How many square metres of floor space are there?", "建筑面积3.5万平方米", "近200家企业"),
        ("How much space does it take?", "占地3.5公顷", "投资3万元"),
        ("How much did the firms pay at the Reading Space launch?", "出资3000万元", "近200家"),
        ("Who won the race?", "李敏获得第一名", "李敏出席"),
        ("Which team came second?", "镇队获第二名", "镇队夺冠"),
        ("Which two cities did they visit?", "赴盐城市、泰州市考察", "在盐城市察看新馆、旧馆"),
        ("她的老家是哪里的？", "她是嘉兴市人，今年退休", "户籍老人免费接种"),
        ("县里有多少个收费站？", "设东、西、南等4个收费站", "收费15元"),
        ("新馆总投资多少？", "总投资3亿元", "奖金3万元"),
        ("冠军有多少奖金？", "冠军奖金3万元", "报名费100元"),
        ("过路费要交多少？", "小客车收费15元", "总投资62亿元，设收费站4个"),
        ("谁主持的会议？", "李敏主持会议", "李敏指出，要多开夜场"),
        ("是哪位老师教的？", "教师李敏任教", "护士李敏报了名"),
        ("石滩镇的书记是谁？", "石滩镇党委书记李敏说", "茶溪镇党委书记李敏说"),
        ("李敏还兼任什么职务？", "馆长李敏出席", "李敏出席"),
        ("会场设在哪里？", "在学术中心举行", "馆长、区长在多个分会场列席"),
        ("李敏的徒弟叫什么名字？", "其徒弟王小明也来了", "李敏11岁跟师傅学艺"),
        ("年销量是多少？", "全年卖出3000台", "营业收入345亿元，同比增长8%"),
        ("去年的总票房是多少？", "累计票房60亿元", "上海以2.6亿元票房居首"),
        ("全市棉花产量", "棉花产量30万吨", "产量为31个省产量之和"),
        ("机场旅客吞吐量是多少？", "旅客吞吐量达5000万人次", "吞吐量1000万人次以上的机场增多"),
        ("大桥有多长？", "主桥长366米", "在百米高空吊装"),
        ("地震的震级", "发生5.5级地震", "十年里有两次震级相当"),
        ("区长接了几个电话？", "接听来电9个", "热线64080801"),
        ("配了几台桥吊、多少辆无人集卡？", "桥吊9台、无人集卡46辆", "320人到场"),
        ("How long is the quay?", "岸线长1180米", "工期30个月"),
        ("联赛的冠军是谁？", "李敏获得冠军", "卫冕冠军李敏退赛"),
        ("最佳女主角是谁？", "李敏获得最佳女主角", "李敏入围最佳女主角"),
        ("女子组谁赢了？", "女子组300米：医院队 1分19秒77", "女子组300米决赛开始"),
        ("戏里的老船工是谁演的？", "老船工的扮演者李敏说", "导演由李敏担任"),
        ("葬礼在哪里举行？", "葬礼在滨江会堂举行", "葬礼将于周六下午举行"),
        ("哪个国家主办了文化周？", "文化周由泰国主办", "文化周借助国家平台举办"),
        ("新馆的吉祥物叫什么？", "吉祥物取名“乐乐”", "新馆的吉祥物发布"),
        ("台风是哪天几点登陆的？", "八日凌晨三时四十分登陆", "台风登陆"),
    ],
)
def test_words_that_have_it_and_words_that_have_not_in_the_form_of_news(
    question: str, has: str, lacks: str
) -> None:
    expected = Expected.of(question)
    assert expected.told(has, 0, 0) > LOOSELY
    assert expected.told(lacks, 0, 0) <= LOOSELY


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("新院区地址在哪？", "新院区设在枫林路180号", "枫林街道新院区3月底启用"),
        ("主论坛在徐汇的哪个场馆开？", "在艺术中心举行", "主论坛将在徐汇举办"),
        ("罗佳在哪所中学教体育？", "罗佳在枫林中学教体育", "冠军是中学体育老师罗佳"),
        ("第300台电梯装在哪个小区？", "在田林十二村交付", "第300台电梯交付"),
        ("她原来在哪家车企上班？", "她原来在灵步汽车集团上班", "她辞职回来学手艺"),
        ("展品会送到哪里？", "展品将移交市博物馆", "展品是市里的宝贝"),
        ("Where was the meeting held?", "在学术中心举行", "会议审议通过上海市的决议"),
    ],
)
def test_a_place_is_told_where_something_is_said_to_be(question: str, has: str, lacks: str) -> None:
    expected = Expected.of(question)
    assert expected.formal
    assert expected.told(has, 0, 0) > LOOSELY >= expected.told(lacks, 0, 0)


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("新馆是哪家单位设计的？", "由城建设计院设计", "新馆巧用空间设计"),
        ("工程由哪个部门牵头？", "由区发改委牵头", "坚持教育科技人才一体化发展"),
        ("哪家医院开了夜间门诊？", "区妇幼保健院开设夜间门诊", "全区开设夜间门诊"),
        ("新馆是哪家设计院设计的？", "由城建设计院设计", "市人民医院昨日开业"),
        ("机器狗是哪家企业造的？", "由灵步科技公司研发", "机器狗续航4小时"),
    ],
)
def test_a_body_is_named(question: str, has: str, lacks: str) -> None:
    expected = Expected.of(question)
    assert expected.strict
    assert expected.told(has, 0, 0) > expected.told(lacks, 0, 0) == 0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("这个模型是哪家公司研发的？", "由MiniMax自主研发"),
        ("检查是哪个部门开展的？", "区市场监管局开展检查"),
        ("检查是哪个部门开展的？", "交警开展检查"),
        ("报告是哪个机构发布的？", "艾瑞咨询发布"),
        ("哪位老师获奖？", "语文老师李敏获奖"),
        ("手术是哪位医生做的？", "主任医师李敏做了手术"),
        ("会议在哪家酒店召开？", "在衡山宾馆召开"),
        ("展览在哪个公园举办？", "在上海植物园举办"),
        ("展览在哪里看？", "在中山公园亮相"),
        ("会议在哪里举行？", "在西岸时尚中心举行，当天闭幕"),
        ("徐汇区的大会在哪里举办？", "大会在徐汇西岸会展中心拉开帷幕"),
        ("起点在哪里？", "从徐家汇公园出发"),
        ("这家公司的董事长是谁？", "灵步科技公司董事长李敏"),
        ("参加活动的街道书记是谁？", "天平街道书记李敏"),
        ("停车费多少钱？", "首小时15元,之后每小时10元"),
        ("MiniMax获得了多少投资？", "完成2.5亿美元融资"),
        ("How many people came to the square?", "来了3000人"),
        ("Who won the bid for the bridge?", "总经理李敏中标"),
        ("李敏担任什么职务？", "政协委员李敏"),
        ("谁致辞？", "李敏致欢迎辞"),
        ("What did students learn?", "学生们学习了剪纸"),
        ("一个月租金多少钱？", "月租金1.5万元"),
        ("一个学期学费多少钱？", "每学期学费12000元"),
        ("这幅画拍卖多少钱？", "这幅画以1.2亿元成交"),
        ("一张年卡多少钱？", "年卡售价一百元"),
        ("哪些“银发”志愿者获奖？", "王华、李明、陈志强三名志愿者获奖"),
        ("报道怎么形容这座老洋房？", "这座老洋房宛如一艘巨轮"),
        ("展出了哪些字画？", "展出了《春》、《夏》、《秋》"),
    ],
)
def test_a_right_sentence_need_not_say_it_in_one_way_only(question: str, text: str) -> None:
    assert Expected.of(question).told(fold(text), 0, 0) > LOOSELY


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("一个班有多少个学生？", "每个班不超过45个学生"),
        ("一户能领几个垃圾桶？", "每户发放2个垃圾桶"),
        ("有多少名志愿者参与服务？", "每个周末都有300名志愿者上岗服务"),
        ("候车站有几个座位？", "每个候车亭装有4个座位"),
        ("新馆的藏书量是多少？", "藏书量达50万册的新图书馆昨日开馆"),
        ("企业的产值有多少？", "这家年产值超过2亿元的企业，去年搬到了开发区"),
        ("合作社去年利润多少？", "合作社去年净赚80万元"),
        ("店里一天的销售额多少？", "小店一天能卖3000多元"),
        ("降水量多少？", "最大雨量达120毫米"),
        ("合格率多少？", "98%的产品达标"),
        ("全县粮食总产量是多少？", "2023年，全县粮食产量达45.6万吨"),
        ("电影总票房是多少？", "影片最终以5.3亿元票房收官"),
        ("总共成交了多少钱？", "成交额604.8万元，这是我市第一笔碳汇交易"),
        ("2023年公司营收多少？", "公司3月发布的年报显示，营收达35亿元"),
        ("2023年公司营收是多少？", "公司营收35亿元，其中上半年15亿元"),
        ("2022年上半年的营收是多少？", "2022年的1月至6月份的营业收入为42.21亿元"),
        ("2023年书展接待读者多少人次？", "8月的书展接待读者30万人次"),
        ("谁演唱了主题曲？", "主题曲由歌手毛阿敏演唱"),
        ("女主角谁演？", "女主角由倪妮担任"),
        ("谁获得冠军？", "卫冕冠军王强再次登顶"),
        ("上届冠军是谁？", "上届冠军上海队遭遇两连败"),
        ("最佳辩手是谁？", "辩论会上，三中的李明同学当选"),
        ("How long will the road be closed?", "道路将封闭30天"),
        ("How long is the trip by the new railway?", "全程仅需2小时"),
        ("步道多长？", "全长8公里高架步道"),
        ("家里几口？", "一家四口"),
    ],
)
def test_what_is_told_in_other_words_is_told(question: str, text: str) -> None:
    expected = Expected.of(question)
    assert expected.told(text, 0, 0) > LOOSELY
    assert not expected.of_another(text)


@pytest.mark.parametrize("text", ["新馆达到国际水平", "新馆受到市民欢迎", "新馆甚至超过旧馆"])
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert Expected.of("新馆在哪里？").told(text, 0, 0) <= LOOSELY


def test_how_many_are_asked_for_may_be_in_figures() -> None:
    assert Expected.of("除了本区3家，其他5家是哪些？").items == 5
    assert Expected.of("前三家是哪些？").items == 3


def test_an_english_theme_is_told_as_one() -> None:
    expected = Expected.of("What was the theme of the sixth forum?")
    assert expected.thing == "主题"
    assert expected.told("主题是未来", 0, 0) > expected.told("论坛昨日开幕", 0, 0)


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("女子组冠军是谁？", "男子组冠军李敏", True),
        ("女子组冠军是谁？", "男子组李敏、女子组王芳", False),
        ("男子组冠军是谁？", "冠军李敏；女子组冠军王芳", False),
        ("女子组比男子组快多少？", "男子组用时1小时", False),
        ("一期什么时候开放？", "二期今天开放", True),
        ("Who won the women's race?", "男子组冠军李敏", True),
        ("初中缺多少学位？", "小学学位1.39万个", True),
        ("新馆何时开放？", "二期今天开放", False),
        ("轮椅组冠军有多少奖金？", "男女冠军各3万元", True),
        ("新馆哪天正式开放？", "新馆9月28日试开放", True),
        ("得票第二多的是哪个项目？", "得票最高的是停车项目", True),
        ("初中什么时候开学？", "全区中小学9月1日开学", False),
        ("哪一期报道了西岸项目开工？", "西岸项目二期开工", False),
        ("女子单打冠军是谁？", "女单冠军李敏,双打冠军王芳", False),
        ("哪年列入省级非遗？", "2016年列入市级非遗名录", True),
        ("王小明哪天被任命为馆长？", "会议任命李敏为副馆长,接受王小明辞职的请求", True),
        ("王小明哪天被任命为馆长？", "会议任命王小明为馆长", False),
        ("王小明被任命为什么职务？", "会议任命了李敏、王小明为副馆长", False),
        ("王小明哪年当选代表？", "2018年他当选为代表", False),
        ("王小明何时补选为委员？", "王小明、李敏补选为委员", False),
        ("2022年度医保要交多少钱？", "2023年度医保每人350元", True),
        ("2022年度用水多少吨？", "2022年每户用电1000度,用水20吨", False),
        ("2021年度优秀企业有哪些？", "2020—2022年度优秀企业是甲、乙", False),
        ("市级文明村有几个？", "省级文明村1个,嘉兴市文明村5个", False),
        ("哪年列入省级非遗？", "2021年列入省非遗名录", False),
        ("28路的票价是多少？", "26路票价2元", True),
        ("28路的票价是多少？", "26路2元，28路3元", False),
        ("哪年列入省级非遗？", "2016年列入市级名录，正申报省级", True),
        ("李敏不当馆长以后去了哪里？", "馆长李敏出席", True),
        ("李敏不当馆长以后去了哪里？", "李敏调任文化局局长", False),
        ("后来搬去哪里了？", "3月从老街搬进新馆", False),
        ("第一名是哪个项目？", "馆长说，第一步要修路", True),
        ("奥运冠军王立华向学校捐了什么？", "王立华向学校捐赠了图书", False),
        ("打赢蓝天保卫战有哪些措施？", "要减少扬尘，加快改造", False),
        ("马拉松冠军是哪个队的？", "王立华第一个冲过终点", False),
        ("图书馆原来在哪里？", "由旧址搬到新馆", False),
        ("用药不当后会有哪些症状？", "可能头晕", False),
        ("12幢楼加装电梯花了多久？", "6幢楼用时3个月", False),
        ("1号楼何时交付？", "2号楼已封顶，一号楼5月1日交付", False),
        ("2022年度第二批项目有哪些？", "2022年度第一批项目公布", True),
        ("哪个项目得了第一？", "大赛昨日举行决赛", True),
        ("哪个项目得了第一？", "“夜归灯”以94分夺冠", False),
        ("李敏之前在哪里任职？", "会议任命李敏为馆长", True),
        ("李敏之前在哪里任职？", "李敏曾任副馆长", False),
        ("那块地以前是做什么用的？", "这里正在建新馆", True),
        ("那块地以前是做什么用的？", "由老菜场改建", False),
        ("地震造成多少人遇难？", "30人赶赴震中救援", True),
        ("地震造成多少人遇难？", "已致7人死亡", False),
        ("事故中多少人受伤？", "3人轻伤", False),
        ("受伤的老人被送到哪里？", "老人随即被送往区中心医院", False),
        ("多少人遇难？", "共夺去12条性命", False),
        ("3号线什么时候通车？", "2号线9月通车，另外票价不变", True),
        ("李敏是哪一天被任命为馆长的？", "3月10日，馆长李敏出席", True),
        ("李敏是哪一天被任命为馆长的？", "3月10日，会议任命李敏为馆长", False),
        ("首架飞机哪天交付？", "3月1日，第二架飞机交付", True),
        ("中国首艘航母叫什么？", "我国第二艘航空母舰海试", False),
        ("上海首家食堂在哪里？", "这是全国第三家食堂，位于浦东", False),
        ("南洋大学的前身是什么？", "始于1902年创建的师范学堂", False),
        ("第一家旗舰店开在哪里？", "首家旗舰店落户西岸，第二家在建", False),
        ("第二批哪天搬？", "首批408户已搬，其余264户6月15日前搬", False),
        ("新馆为什么先试开放，没有直接开馆？", "为进一步便民，新馆试开放", True),
        ("李敏为什么不跑了？", "李敏因膝伤改当嘉宾", False),
        ("园区为什么叫“新空间”？", "8家企业分别为甲、乙", True),
        ("园区为什么取名“新空间”？", "取名寓意新生", False),
        ("居住证怎么办，要不要预约？", "市民可在线申请", False),
        ("怎么解决停车不方便的问题？", "新建了立体车库", False),
        ("为什么不收费？", "由财政全额补贴", False),
        ("为什么叫外卖的人多了？", "打工的人多", False),
        ("为什么叫衡山路？", "路以衡山为名", False),
        ("得奖的是哪部作品？", "《长河》捧得金爵杯", False),
        ("电气集团是哪年成立的？", "电气公司成立于1985年", False),
        ("几个月能拿到证？", "90日办结，有效期5年", False),
        ("得奖的是哪个街道的展台？", "图为龙湖街道展台", True),
        ("得奖的是哪个街道的展台？", "龙湖街道展台获金奖", False),
        ("What percentage of China's models came from it?", "占全市的61%,成为全国高地", True),
        ("What percentage of China's models came from it?", "占全国的61%", False),
        ("试开放要持续几个月？", "改建历时3年,9月28日试开放", True),
        ("工期要几个月？", "工期18个月,2年后开放", False),
        ("新城共治联盟是哪年成立的？", "2012年9月,区党建促进会成立", True),
        ("新城共治联盟是哪年成立的？", "2012年,联盟在区党建促进会成立之后组建", False),
    ],
)
def test_what_tells_of_the_other_of_two(question: str, text: str, another: bool) -> None:
    assert Expected.of(question).of_another(text) is another


def test_a_row_may_be_numbered_or_set_apart_by_semicolons() -> None:
    assert longest_row(fold("一是抓进度，按时完工；二是抓质量；三是抓安全")) == 3
    assert longest_row(fold("第一，抓进度；第二，抓质量；第三，抓安全")) == 3
    assert longest_row(fold("已完成三件，分别是：新增学位；加装电梯；建成食堂")) == 3


def test_what_a_thing_is_said_to_be() -> None:
    expected = Expected.of("论坛的主题是什么？")
    told = [
        expected.told(text, 0, 0)
        for text in ("论坛以“未来”为主题", "主题是未来", "围绕“未来”展开", "论坛昨日开幕")
    ]
    assert told == [1, 1, 0.6, 0.4]
    assert not Expected.of("他讲的是什么？").thing


def test_a_place_that_is_no_place_may_be_told_in_any_words() -> None:
    expected = Expected.of("葬礼在哪里举行？")
    assert expected.strict
    assert expected.told("在滨江会堂举行", 0, 0) > expected.told("9月3日举行", 0, 0) == 0
    assert Expected.of("代表团从哪里来？").told("代表团来自上海", 0, 0) > 0
    assert not Expected.of("战略基点放在哪里？").strict


def test_who_is_asked_about_is_not_the_answer() -> None:
    expected = Expected.of("李敏这个角色是谁演的？")
    assert expected.told("观众关心李敏的结局", 0, 0) == 0
    assert expected.told("演员王小明、张华出席", 0, 0) < expected.told("演员王小明饰演李敏", 0, 0)


def test_a_row_is_counted() -> None:
    assert longest_row("有甲组、乙组、丙组三组") == 3
    assert longest_row("“甲组”“乙组”") == 2
    assert longest_row("坚持一，坚持二，坚持三") >= 1
    assert longest_row("没有列举") == 1


def test_a_row_may_be_set_with_dashes() -> None:
    assert longest_row("以“大平台—大数据—小应用”为核心") == 3
    assert longest_row("以“大平台一大数据一小应用”为核心") == 3
    assert longest_row("以“世界一流企业”为目标") < 3


def test_what_is_coined_is_in_quotation_marks() -> None:
    asked = Expected.of("空间布局是怎么概括的？")
    assert asked.told("构建“一带一轴”发展格局。", 0, 0) > asked.told("要优化空间布局。", 0, 0)
    talk = Expected.of("那堂课讲的是什么题目？")
    assert talk.told("围绕“斗争精神”作报告。", 0, 0) > talk.told("拥护“两个确立”。", 0, 0)


def test_a_school_must_be_named() -> None:
    asked = Expected.of("他是哪所大学毕业的？")
    assert asked.strict
    assert asked.told("他在东湾大学读书。", 0, 0) > 0 == asked.told("他说要创新。", 0, 0)


def test_things_that_are_counted_and_named_by_a_character() -> None:
    ends = Expected.of("干部要有四种“气”，是哪四种？")
    assert (ends.items, ends.thing) == (4, "气")
    assert ends.told("要有走在前列的志气，全面推进。", 0, 0) == 1
    assert Expected.of("要有哪四股“气”？").items == 4
    assert Expected.of("主题是哪八个字？").items == 0
    begins = Expected.of("讲的四个“稳”是哪四个？")
    assert begins.told("抓好稳就业、稳企业、稳市场、稳预期。", 0, 0) == 1
    assert begins.told("要办好会议。", 0, 0) == 0


def test_what_somebody_lives_by() -> None:
    asked = Expected.of("李敏平时做什么工作？")
    assert asked.formal
    for text in ("李敏是快递员。", "退休前是船厂钳工。", "区政协主席李敏出席。"):
        assert asked.told(text, 0, 0) == 1
    assert asked.told("鼓手李敏今年19岁，是全场最年轻的。", 0, 0) <= LOOSELY


def test_what_a_firm_does_is_no_living() -> None:
    asked = Expected.of("灵步科技是做什么的？")
    assert not asked.formal
    assert asked.told("灵步科技主要研发机器人。", 0, 0) > LOOSELY


def test_whom_something_is_put_to_does_not_put_it() -> None:
    asked = Expected.of("居民向区长提了哪些建议？")
    assert asked.told("区长要求，抓好生产", 0, 0) < 1
    assert not asked.of_another_speaker("居委会书记王立华说，希望增设车位")
    points = Expected.of("区长提出哪三方面要求？")
    assert points.told("区长要求，提升站位、强化担当、狠抓落实", 0, 0) == 1


def test_what_is_said_after_a_colon_is_said() -> None:
    asked = Expected.of("王华看到后怎么说？")
    told = asked.told("王华站了很久:“是先人的。”", 0, 0)
    assert told > asked.told("王华带着孙子来看，站了很久。", 0, 0)


def test_as_many_places_as_are_asked_for() -> None:
    asked = Expected.of("他们去了哪两个城市？")
    assert asked.told("赴盐城市、泰州市考察。", 0, 0) > asked.told("在盐城市听取介绍。", 0, 0)


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("报名要交多少钱？", "报名费半程120元。", "半程4000人。"),
        ("报名费要多少？", "报名费120元。", "4000人参加。"),
        ("每台能拿多少维保补贴？", "每台每年补贴2000元。", "办法2025年起施行。"),
        ("法院判商家另赔多少？", "赔偿3840元。", "案号第26号。"),
        ("完成任务用了多长时间？", "仅用4分32秒。", "7名队员参加。"),
        ("几天内办完？", "5个工作日内办结。", "有5个窗口。"),
        ("学生卡打几折？", "由七折降到五折。", "学生卡可以充值。"),
        ("该打哪个电话？", "可拨打热线“12319”。", "可以打电话。"),
        ("它星期几不开？", "每周一闭馆。", "9月28日开馆。"),
        ("联赛的冠军是谁？", "城东队夺冠。", "揭幕战城东队2比2战平城西队。"),
        ("是哪家设计院设计的？", "由同济设计院设计。", "大桥全长8.7公里。"),
        ("水库是哪家公司承建的？", "由朔原路桥集团承建。", "总库容1180万立方米。"),
        ("有多少个座位？", "设阅览座位1100个。", "三百人到场。"),
        ("有多少免费车位？", "免费停车位120个。", "摊位费8元。"),
        ("能容纳多少学生？", "可提供学位1620个。", "占地45亩。"),
        ("总共多少证居民？", "涉及居民2368证。", "占地45亩。"),
        ("打了多少针疫苗？", "接种疫苗三千针。", "60岁以上居民专场。"),
        ("捐了多少本日志？", "捐出60本航海日志。", "捐款8000元。"),
        ("是哪一年盖的？", "建于1979年。", "10月28日排起了长队。"),
        ("他是哪里人？", "他来自安徽。", "他在园区工作。"),
        ("他的徒弟叫什么名字？", "徒弟刘苗接过方向盘。", "开车的是宋玉兰。"),
        ("从几点开到几点？", "4时30分至7时30分。", "7时30分收摊。"),
        ("老板叫什么名字？", "董事长卢新宇介绍。", "总经理办公室在二楼。"),
        ("亚军是谁？", "陈明获得第二名。", "冠军是陈明。"),
        ("第一名被哪支队拿走了？", "城东队夺冠。", "24支队伍参赛。"),
        ("为啥推迟？", "推迟是因为消防验收。", "明年5月开放。"),
        ("经理今年多大年纪？", "61岁的经理带队。", "新增车位2200个。"),
        ("涨了几个点？", "同比增长6.1%。", "共4家。"),
        ("第一期有几门课？", "首期6门课。", "180名学员。"),
        ("总部在哪座城市？", "总部设在杭州。", "从初次见面到签约用了43天。"),
        ("传习所设在哪里？", "传习所设在古埠街18号。", "送戏进12所学校。"),
        ("新开了哪几条航线？", "新开仁川、釜山、大阪三条航线。", "港口新开三条航线。"),
        ("它在里面是什么身份？", "本区作为承办单位。", "本区打造论坛矩阵。"),
        ("“四个稳”分别稳什么？", "抓好稳就业、稳企业、稳市场。", "推进稳增长。"),
        ("馆里谁负责？", "馆长白松年说。", "白松年很高兴。"),
        ("首任院长是谁？", "首任院长由教授戚南星担任。", "院长办公室在二楼。"),
        ("一共开了几家门店？", "开出30家门店。", "30门课程。"),
        ("冠军是谁？", "冠军是陈明。", "亚军是陈明。"),
        ("哪支队伍最先赶到？", "城东队最先赶到。", "三千人参加。"),
        ("哪个城市先试点？", "杭州率先试点。", "门店在全市开张。"),
        ("负责人是谁？", "馆长白松年说。", "有关方面负责人出席。"),
        ("代理区长是哪位？", "任命郑海棠为副区长、代理区长。", "区长会议召开。"),
        ("会议由谁主持？", "全会由区委常委会主持。", "全会审议了报告。"),
        ("机房现在派什么用场？", "机房改成了咖啡馆。", "机房建于1958年。"),
        ("主题是哪八个字？", "主题为“智联世界 生态未来”。", "大会将于7月举行。"),
        ("馆长讲了哪几个“坚持”？", "要坚持规划先行。", "会议由馆长主持。"),
        ("肉包卖多少钱一个？", "肉包2元，豆浆1.5元。", "总投资约86亿元。"),
        ("一份午餐多少钱？", "午餐15元。", "全镇投资3000万元。"),
        ("医保一年交多少钱？", "个人缴费标准为每人400元。", "总投资3000万元。"),
        ("种了多少棵树？", "种下乌桕520株。", "200名志愿者到场。"),
        ("传承人是谁？", "传承人邬巧云说。", "她是代表性传承人。"),
        ("总设计师是哪位？", "总设计师叶正平说。", "把设计师请到楼里。"),
        ("新馆一星期里哪天不开门？", "周一闭馆。", "4月10日开放。"),
        ("书市开了几个点？", "共设28个点。", "增长3%。"),
        ("上市的发行价每股多少元？", "发行价每股12元。", "营业收入187亿元。"),
        ("她得了多少张票？", "她得了981票。", "她今年32岁。"),
        ("专家说了几条规定？", "提出三条规定。", "落实中央八项规定。"),
        ("大会要讲好哪三组关系？", "讲好快与慢、大与小、人与物。", "讲好快与慢。"),
        ("要选哪几种人？", "选三种人：明白人、热心人、干净人。", "关系大家，关系子孙。"),
        ("老馆打算拿来做什么？", "老馆将改建为护理中心。", "老馆有三层。"),
        ("要以什么为主线？", "要以改革为工作主线。", "要改革开放，抓好主线。"),
        ("村民转移到什么地方？", "村民全部转到村小学操场。", "在大岭头村组织演练。"),
        ("拍卖的钱给了谁？", "拍卖款捐给县慈善总会。", "金奖由钟茂林获得。"),
    ],
)
def test_what_tells_a_thing_of_that_kind(question: str, has: str, lacks: str) -> None:
    wanted = Expected.of(question)
    assert wanted.told(has, 0, 0) > wanted.told(lacks, 1, 1)


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("展览办到哪天为止？", "展期至10月8日。", "5月18日开展。"),
        ("报名最晚哪天？", "3月18日截止。", "3月30日开跑。"),
        ("大桥哪天通车的？", "11月28日通车。", "3月8日通车满一百天。"),
    ],
)
def test_a_day_is_of_what_is_asked(question: str, has: str, lacks: str) -> None:
    wanted = Expected.of(question)
    assert wanted.told(has, 1, 1) > wanted.told(lacks, 1, 1)


def test_a_sum_of_all_is_said_to_be_one() -> None:
    wanted = Expected.of("一共毕业了多少人？")
    assert wanted.told("共有毕业生6518人。", 0, 0) > wanted.told("到基层的有742人。", 0, 0)


def test_what_is_counted() -> None:
    assert Expected.of("展出多少个品种？").counted == "品种"
    assert Expected.of("How many seats are there?").counted == "seats"
    assert Expected.of("多少人？").counted == ""


def test_the_noun_that_is_asked_for_is_the_last_of_its_row() -> None:
    assert Expected.of("哪家全国性大报关注了这里？").thing == "大报"
    assert Expected.of("照着什么概念去做的？").thing == "概念"


def test_where_something_leaves_from_is_told_as_such() -> None:
    expected = Expected.of("游船从哪里出发？")
    start, elsewhere = "以十六铺码头为起点", "在滨江举行首航仪式"
    assert expected.told(start, 0, 0) > expected.told(elsewhere, 0, 0) > LOOSELY


@pytest.mark.parametrize(
    "question", ["党的三大召开地点", "开放的五大场馆地址", "昨晚的五大联赛比分", "社区的四点半学校"]
)
def test_what_has_a_number_is_no_list_of_so_many(question: str) -> None:
    assert not Expected.of(question).items


def test_what_is_counted_may_stand_before_the_number() -> None:
    assert Expected.of("辖区里双拥服务阵地总共多少个？").counted == "阵地"
    assert Expected.of("三个亭子分别叫什么？").thing != "分别"
    assert not Expected.of("社区食堂，浦东一共有多少家？").counted
    assert not Expected.of("演唱会今年总共几场？").counted


def test_a_sum_of_the_readers_own_is_no_quotation() -> None:
    wanted = Expected.of("“四个稳”分别是什么？")
    assert (wanted.items, wanted.thing) == (4, "稳")
    often = "发展机遇最为集中、优势最为凸显、转换最为关键"
    assert Expected.of("有四个“最”，分别是什么？").told(often, 0, 0) == 1


def test_who_may_is_no_question_of_names() -> None:
    assert Expected.of("哪些人可以免票？").asked == "which"
    assert Expected.of("哪些人出席了？").asked == "who"
    assert Expected.of("有哪些企业的人上台讲话？").asked == "who"


def test_whom_a_deed_is_asked_of_is_no_deed() -> None:
    assert Expected.of("谁主持会议？").doing == "主持"
    assert Expected.of("哪位大学的负责人到场？").doing == ""


def test_a_habit_has_no_date() -> None:
    assert Expected.of("一般什么时候开课？").told("每周六下午开课。", 0, 0) == 1
    assert Expected.of("什么时候开课？").told("每周六下午开课。", 0, 0) == 0


def test_what_is_told_point_by_point() -> None:
    for question in (
        "讲了哪三方面要求？",
        "明年抓哪几项重点工作？",
        "要打造的三个“地”。",
        "概括一下全区明年的重点工作。",
        "明年打算从哪几个方面着力？",
        "对明年作了哪几个方面的部署？",
        "排了哪几个重点方向？",
        "要当好、打好、跑好的分别是什么？",
        "要打造的六个“地”，逐一写出来",
        "What did the plenum set as priorities for 2026?",
        "Which three requirements did he name?",
    ):
        assert Expected.of(question).points, question
    for question in (
        "哪三个人发言？",
        "有多少个方面？",
        "新馆在哪里？",
        "哪些工作岗位最缺人？",
        "哪些重点人群可以接种？",
        "公交车开往哪个方向？",
        "9月26日十点工作安排是什么？",
        "徐汇、长宁、静安分别有哪些景点？",
        "哪些企业是重点企业？",
    ):
        assert not Expected.of(question).points, question
    assert Expected.of("讲了哪三方面要求？").items == 3
    assert Expected.of("要当好、打好、跑好的分别是什么？").items == 3
    assert Expected.of("除了甲校，另外八家是哪些？").items == 8
    assert Expected.of("概括要打造的六个“地”。").echo == "地"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("第10个开放的公园叫什么名字？", "第10个开放的公园名为“星光公园”。"),
        ("全区13个街镇有哪些新变化？", "街镇新增口袋公园、步道、书屋。"),
        ("王华参加了什么会议？", "王华参加全区防汛工作会议。"),
        ("他们的模式是什么？", "推行“三师联创”模式。"),
    ],
)
def test_what_only_looks_like_a_roll_a_meeting_or_a_layout(question: str, text: str) -> None:
    asked = Expected.of(question)
    assert asked.items == 0
    assert asked.told(text, 0, 0) == 1


def test_what_is_coined_is_not_what_the_question_quotes() -> None:
    asked = Expected.of("“新馆”的口号是什么？")
    assert asked.told("打出“人人爱读书”。", 0, 0) > asked.told("走进“新馆”。", 0, 0)
    assert asked.told('走进"新馆"。', 0, 0) == asked.told("走进“新馆”。", 0, 0)


def test_a_formula_is_told_by_its_signs() -> None:
    asked = Expected.of("布局用哪个公式来概括？")
    assert asked.told("构建“2+4+N”布局。", 0, 0) > asked.told("构建“四大”布局。", 0, 0)
    assert asked.told("电话021-6472。", 0, 0) == asked.told("构建“四大”布局。", 0, 0)
    assert asked.told("总积分=基础分+加分。", 0, 0) > asked.told("构建“四大”布局。", 0, 0)
    assert not Expected.of("一站式子女服务叫什么？").formula


def test_a_place_that_the_question_names_is_not_the_answer() -> None:
    asked = Expected.of("滨江半程马拉松的终点在哪里？")
    assert asked.told("终点在绿地。", 0, 0) > asked.told("滨江半程马拉松11月20日鸣枪。", 0, 0)
    pictured = Expected.of("照片上是哪个街道的展台？")
    assert pictured.told("图为龙华街道展台。", 0, 0) > pictured.told("昨日游人如织。", 0, 0)
    several = Expected.of("食堂设在哪几个街道？")
    assert several.told("分布在东安、枫林和虹梅三处", 0, 0) > several.told("设在东安街道", 0, 0)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("司机戴永红说了什么？", "我跑了十六年，第一次不用备防滑链。”司机戴永红说。"),
        ("支书怎么说那时的情形？", "“水涨到腰的时候，最后一户刚出来。”"),
        ("会议提了哪些建议？", "会议建议，要引入物业，加装电梯。"),
        ("学习会请了哪位专家来讲课？", "研究员郁清源围绕“人口”作专题辅导。"),
    ],
)
def test_what_was_said_in_whichever_order(question: str, text: str) -> None:
    asked = Expected.of(question)
    assert asked.told(text, 0, 0) > asked.told("昨日，工程通车。", 0, 0)


def test_until_when_in_english() -> None:
    asked = Expected.of("When does the exhibition end?")
    assert asked.told("展览持续至6月20日。", 1, 1) > asked.told("5月25日，展览开展。", 1, 1)


def test_the_years_of_a_project_are_no_money() -> None:
    assert Expected.of("改造花了多少年？").told("工程历时3年。", 0, 0) == 1
    assert Expected.of("改造花了多少钱？").told("工程历时3年。", 0, 0) == 0
    asked = Expected.of("融资伙伴计划有多少家机构参加？")
    assert asked.told("近30家机构启动融资伙伴计划。", 0, 0) == 1
    assert Expected.of("这一期印了多少份？").told("第28期，共20版。", 0, 0) == 0


def test_those_who_are_left_are_told_as_others() -> None:
    asked = Expected.of("不属于本区的是哪几家？")
    assert asked.of_another("本区有3家，为甲校、乙校、丙校。")
    assert not asked.of_another("其余六家为丁校、戊校。")
    assert Expected.of("除了甲校，剩下八家是哪些？").items == 8


def test_the_second_of_a_line_is_not_the_fourth() -> None:
    asked = Expected.of("糕团店的第二代传人是谁？")
    assert asked.of_another("第四代传人沈岚说。")
    assert not asked.of_another("第2代传人沈方、第四代传人沈岚。")
    assert not asked.of_another("第28期")


@pytest.mark.parametrize(
    ("question", "doing"),
    [
        ("展览的策展人是谁？", "策展"),
        ("谁是这次的主持人？", "主持"),
        ("会上谁作了交流发言？", "发言"),
        ("在会上签协议的是哪位？", "签"),
        ("Who was the master of ceremonies?", "主持"),
        ("Who welcomed the delegation?", "接待"),
    ],
)
def test_what_somebody_is_asked_to_have_done(question: str, doing: str) -> None:
    assert Expected.of(question).doing == doing


def test_which_company_is_one_that_is_named() -> None:
    asked = Expected.of("Which shipping company runs the port?")
    assert (
        asked.told("港口由远星集团运营。", 0, 0) > asked.told("察看集装箱航线、码头。", 0, 0) == 0
    )
    assert Expected.of("Which guest speakers were due?").asked == "who"


def test_a_course_in_photography_has_no_photographer() -> None:
    assert Expected.of("手机摄影课是哪位老师教的？").asked == "who"
    assert Expected.of("照片的摄影师是谁？").asked == "author"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("新店开在哪条路上？", "新店开在新华路。"),
        ("展览在哪个博物馆办？", "展览在上海博物馆开幕。"),
        ("活动在哪个街道举行？", "活动在徐家汇街道举行。"),
        ("她在哪所大学读书？", "她考上了复旦。"),
        ("展览从哪天开始？", "展览将于9日开始。"),
        ("哪天起免费？", "自下周一起免费。"),
        ("免费开放多少天？", "免费开放15天。"),
        ("决赛比分是几比几？", "东风队以25:18拿下首局。"),
        ("第一任馆长是谁？", "首任馆长为王芳，第二任李敏。"),
        ("两只熊猫分别叫什么？", "取名“乐乐”和“苗苗”。"),
        ("发了多少份问卷？", "发放问卷300张。"),
        ("What did the company build?", "公司建成大桥。"),
    ],
)
def test_a_plain_sentence_that_answers_is_not_held_to_fall_short(question: str, text: str) -> None:
    asked, said = Expected.of(question), fold(text)
    told = asked.told(said, 0, 1)
    assert not asked.short(told)
    assert told > 0
    assert not asked.of_another(said)


def test_whoever_holds_an_office_need_not_be_named_with_it() -> None:
    assert not Expected.of("区长讲了什么？").of_another_speaker("王芳强调，要抓落实。")
    assert Expected.of("李敏讲了什么？").of_another_speaker("王芳强调，要抓落实。")


def test_no_speech_is_asked_where_somebody_is_praised() -> None:
    assert not Expected.of("表扬了哪些人？").speech
    assert not Expected.of("How many people said yes?").speech
    assert Expected.of("What did the mayor say?").speech


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("要以什么样的责任感来做工作？", "责任感"),
        ("去了哪档热线节目？", "节目"),
        ("近期要抓的几个“稳”，具体是哪几样？", "稳"),
    ],
)
def test_what_the_answer_is_called(question: str, thing: str) -> None:
    assert Expected.of(question).thing == thing


def test_what_somebody_did_may_look_like_a_noun() -> None:
    assert Expected.of("会上是谁汇报搭建情况的？").doing == "汇报"
    assert Expected.of("狮子是哪位老师傅补刻的？").told("老匠人颜福全补刻的", 0, 0) > LOOSELY


def test_how_a_quoted_thing_is_done_is_told_by_points() -> None:
    assert Expected.of("馆长说“后半篇文章”要怎么做？").points
    assert not Expected.of("新馆要怎么做？").points


def test_a_plan_does_not_tell_when_it_was_done() -> None:
    done = Expected.of("文化园是什么时候开园的？")
    planned, opened = "计划明年10月开园。", "2022年10月开园的文化园迎客。"
    assert done.told(opened, 0, 1) > done.told(planned, 0, 1)
    both = "5月1日，文化园开园，将于2025年扩建。"
    assert done.told(both, 1, 2) == Expected.of("文化园什么时候开园？").told(both, 1, 2)
    plan = Expected.of("文化园计划什么时候开园？")
    assert plan.told(opened, 0, 1) == plan.told(planned, 0, 1)


def test_a_month_tells_less_of_a_day_than_a_span_of_days() -> None:
    day = Expected.of("暖气哪天开始送？")
    assert day.told("供热时间为11月15日至3月15日", 0, 1) > day.told("2018年11月供热", 0, 1)


def test_the_womens_race_is_not_the_mens() -> None:
    race = Expected.of("Who won the men's 500 metres?")
    assert race.of_another("女子500米冠军为李敏")
    assert not race.of_another("李敏夺冠，女子组冠军为王芳")  # men's results bear no mark often
    assert not Expected.of("男子组和女子组的冠军是谁？").of_another("女子组冠军为王芳")
    assert not Expected.of("男子跳河救人是在哪里？").of_another("一名女子落水，李明跳河救人")


def test_an_office_in_english_may_be_a_vice_presidents() -> None:
    who = Expected.of("Which Tengda vice president spoke at the forum?")
    assert who.asked == "who"
    assert who.told("腾达公司副总裁李敏发言。", 0, 0) > who.told("校长王芳发言。", 0, 0)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("2021年机场旅客吞吐量", "how many"),
        ("地震的震级", "how many"),
        ("这批货的质量？", "what"),
        ("男子500米的金牌", "who"),
        ("谁负责测量？", "who"),
        ("为什么减少用水量？", "why"),
        ("怎样申请名额？", "what"),
        ("哪个国家获得金牌？", "what"),
        ("她获得最佳女主角", "what"),
        ("电影节最佳女主角", "who"),
    ],
)
def test_a_noun_alone_asks_for_what_it_names(question: str, kind: str) -> None:
    assert Expected.of(question).asked == kind


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("《海边》的导演是谁？", "影片由李敏执导", "演员李敏也来了"),
        ("哪支球队得了季军？", "甲队获季军", "乙队将参加季军战"),
        ("大会在哪里举办？", "举办城市花落成都", "在大会主论坛上作了发言"),
        ("印度首店开在哪个城市？", "在印度孟买开业", "在印度开业"),
        ("展会在哪个城市办？", "在成都市举办", "对北京商报记者说"),
        ("《海边》的主演", "女主李敏颜值在线", "李敏演唱的主题歌好听"),
        ("《海边》的主演有哪些？", "由李敏、王立华领衔主演", "这部剧很好看"),
        ("哪些选手获奖？", "李敏、王立华获奖", "选手们都获得了奖牌"),
        ("影片票房多少？", "票房突破2.6亿元", "票房比去年增长12%"),
        ("今年的棉花产量", "总产量598万吨", "产量占全省的34%"),
        ("物价上涨了多少？", "同比上涨2.1%", "预计降至2.9%"),
        ("城镇化率达到多少？", "城镇化率达到65%", "铁路覆盖率达99.1%"),
        ("甲队在联赛的成绩", "甲队最终止步八强", "第3轮甲队对阵乙队"),
        ("王小明在公开赛的成绩", "王小明晋级八强", "对决世界排名第2的选手"),
        ("孩子们参观了哪个馆？", "参观了区公共安全教育馆", "来到街道参加活动"),
        ("拉的是哪首曲子？", "小提琴演奏《丰收渔歌》", "小提琴拉得好"),
        ("门诊的看诊时间", "每周一看诊", "门诊很受欢迎"),
        ("为什么办陪护班？", "为了切实解决外来务工人员的后顾之忧，办起陪护班", "陪护班开班"),
        ("玩了哪两种游戏？", "无论是“24点”，还是“数字接龙”，都好玩", "孩子们玩了游戏"),
        ("站点的六项功能", "有排摸、筹集、匹配、提升、帮扶、指导", "站点有多项功能"),
        ("世界杯季军是哪支球队？", "克罗地亚2比1获世界杯季军", "季军战又给了他们机会"),
        ("电影的总票房收入", "年度总票房共计300.67亿元", "总营业额300.67亿元"),
    ],
)
def test_what_tells_who_and_where(question: str, has: str, lacks: str) -> None:
    expected = Expected.of(question)
    assert expected.told(has, 0, 0) > LOOSELY >= expected.told(lacks, 0, 0)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("取得了哪些成绩？", "新建公园三座、道路五条、学校两所"),
        ("为什么取消成绩？", "因为他服用兴奋剂"),
        ("开业一周年庆典是哪天？", "6月18日举行开业一周年庆典"),
        ("大熊猫运到哪里？", "大熊猫落户上海动物园"),
        ("垃圾分类覆盖率多少？", "垃圾分类已覆盖98%的小区，参与率达九成"),
        ("医保报销率是多少？", "报销比例达75%，参保率99%"),
        ("学费涨了多少？", "学费从3000元调整为3600元"),
        ("养老金上涨了多少？", "每月上调120元"),
        ("话剧的票房电话是多少？", "票房电话：63581234"),
        ("票房增长了多少？", "票房同比增长23%"),
        ("多少票友参加？", "120名票友参加"),
        ("共收到多少张选票？", "有效票482票"),
        ("增值税率是几个点？", "增值税率由17%降至16%"),
        ("奖品颁给了谁？", "区文明办把奖牌颁给了王小明。"),
        ("哪些外国选手参赛？", "安娜·伊万诺娃、德米特里·斯米尔诺夫参赛"),
        ("会议以什么为主线？", "会议主线是高质量发展"),
    ],
)
def test_what_answers_is_not_held_to_fall_short(question: str, text: str) -> None:
    wanted = Expected.of(question)
    assert not wanted.short(wanted.told(fold(text), 1, 1))


def test_a_month_and_its_day_are_one_day() -> None:
    assert not Expected.of("新馆是几月几号动工的？").many
    assert Expected.of("展览从几月到几月？").many


def test_requirements_of_so_many_sides_are_told_by_points() -> None:
    assert Expected.of("他讲了哪三个方面的要求？").points
    assert Expected.of("要处理好哪三组关系？").points


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("新馆面积", "新馆占地12亩。", "新馆揭牌。"),
        ("服务站的电话", "服务站电话6620199。", "服务站开放了。"),
        ("签约要钱吗？", "居民个人不付费。", "居民可以签约。"),
        ("全区人口有多少？", "全区人口38万。", "全区有12家食堂。"),
        ("人工智能产业规模多大？", "产业规模达200亿元。", "8家企业备案。"),
        ("How big is the AI industry?", "产业规模达200亿元。", "8家企业备案。"),
        ("Who founded the company?", "创始人王小明致辞。", "经理王小明致辞。"),
        ("Who is Cao Liqiang?", "区委书记曹立强出席。", "曹立强说，要修路。"),
        ("王小明的老公叫什么？", "王小明的丈夫李建国来了。", "王小明来了。"),
        ("成果展是为什么办的？", "因地基不稳，展览改期。", "展览在周五开幕。"),
        ("助教一次最多能用几分钟？", "每次不超过15分钟。", "每周用两次。"),
        ("这期的版数是多少？", "本期 20 版 第28期", "第40期 第3版"),
        ("公司的员工数有多少？", "公司现有员工860人。", "融资1200万元。"),
        ("剃头摊摆在什么地方？", "新华路弄堂口的剃头师傅出摊了。", "剃头师傅3月出摊。"),
        ("排前三名的街道有哪些？", "1.南湖街道 92分 2.东湖街道 91分 3.西湖街道 90分", "街道排名"),
        ("全会通过了什么文件？", "通过《关于建设新馆的实施方案》。", "通过重磅《实施方案》。"),
        ("区长上了哪个节目？", "区长做客夏令热线。", "区长说，要修路。"),
        ("谈安全时一再提到的算式是什么？", "牢记“100-1=0”。", "牢记“安全第一”。"),
        ("用一个带加号的说法怎么讲？", "构建“1+5+X”格局。", "他说，要修路。"),
        ("Which subdistrict had the booth?", "图为龙湖街道展台。", "花展开幕。"),
        ("Which museum does the page say reopened?", "南湖博物馆焕新开放。", "模型上线了。"),
        ("领学的是哪一篇文章？", "李敏领学《实践论》。", "李敏领学“1+3+X”。"),
        ("“十五五”的产业格局怎么概括？", "构建“1+5+X”现代化产业格局。", "构建“一带一轴”发展格局。"),
        ("区委召开了什么会议？", "区委中心组学习(扩大)会举行。", "李敏主持会议。"),
        (
            "六个要打造的“地”分别是哪些？",
            "要打造策源地，打造标杆地。",
            "六个部门到场，要打造新城。",
        ),
        ("搭了几个联盟，报上举了哪三个？", "“甲联盟”“乙联盟”“丙联盟”。", "3人到场。"),
        (
            "那43个模型的名单有哪些？",
            "甲、乙、丙、丁、戊、己、庚、辛、壬。",
            "43个模型落地，占全市的61%。",
        ),
        ("Which meeting did the committee hold?", "第九次全体会议举行。", "有关负责人列席全会。"),
        ("区里开了什么全会？", "第九次全会召开。", "区委委员出席全会。"),
        ("区里来了哪两位领导？", "副区长李敏出席。", "市民先睹为快。朱亮 摄影报道"),
        ("Which two northern cities did they tour?", "赴盐城市、泰州市考察。", "前往街道、社区。"),
    ],
)
def test_what_short_questions_want(question: str, text: str, other: str) -> None:
    asked = Expected.of(question)
    assert asked.told(fold(text), 0, 0) > asked.told(fold(other), 0, 0)


@pytest.mark.parametrize(
    ("question", "text", "of_another"),
    [
        ("这楼是哪年造的？", "楼房建于1957年。", False),
        ("这楼是哪年造的？", "改造于9月13日动工。", True),
        ("常住人口有多少？", "户籍人口94万。", True),
        ("数学老师招了谁？", "语文(5名)冯晓彤", True),
        ("历史建筑有哪些？", "体育馆开放。", False),
    ],
)
def test_more_of_what_is_told_apart(question: str, text: str, of_another: bool) -> None:
    assert Expected.of(question).of_another(fold(text)) is of_another


def test_the_head_of_a_bureau_is_of_that_bureau() -> None:
    bureau = Expected.of("区文旅局局长是谁？").bureau
    assert re.search(bureau, "区文化和旅游局局长李强")
    assert not re.search(bureau, "区民政局局长李强")
    assert Expected.of("区长是谁？").bureau == ""


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("这条路会成为什么样的街？", "what"),
        ("What companies moved in?", "which"),
        ("老人怎么就餐？", "what"),
        ("Did the number of firms increase?", "whether"),
        ("Which issue was discussed?", "which"),
        ("几小时后他去了哪里？", "where"),
        ("短短几分钟内谁进了球？", "who"),
        ("沿江十几公里建了什么？", "what"),
        ("What did the city do in 2024?", "what"),
        ("Which secretary attended the opening?", "who"),
        ("Which issue reported the opening?", "when"),
    ],
)
def test_no_cause_and_all_of_some(question: str, asked: str) -> None:
    assert Expected.of(question).asked == asked


def test_the_party_secretary_is_the_districts() -> None:
    assert "区" in Expected.of("Who is the Party secretary of Xuhui?").role
    assert Expected.of("Who is the Party secretary of the university?").role == "书记"


def test_who_did_something_need_not_be_named_with_the_office_there() -> None:
    asked = Expected.of("哪位副区长作了工作总结？")
    assert (asked.role, asked.did) == ("", "副区长")
    english = Expected.of("Which deputy district head summed up the work?")
    assert english.role == ""
    assert re.search(english.did, "副区长")
    assert Expected.of("副区长是谁？").did == ""
    assert Expected.of("哪位主任医师做的手术？").did == ""
    assert Expected.of("Which deputy district head is in charge?").did == ""


def test_the_noun_that_is_asked_for_may_be_qualified() -> None:
    assert Expected.of("什么年级的学生参加了？").thing == "年级"
    assert Expected.of("哪家全国性的大报关注了新馆？").body == "大报"


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("沈明华离开区里后去了哪里任职？", "沈明华"),
        ("What was Weng Liping's job by 2020?", "wengliping"),
        ("what post does 温如玉 hold in the new clinic?", "温如玉"),
        ("what is the district's position?", ""),
        ("第一任馆长去了哪里任职？", ""),
    ],
)
def test_whose_post_is_asked_for(question: str, holder: str) -> None:
    assert Expected.of(question).holder == holder


def test_who_moved_to_a_post_holds_it() -> None:
    asked = Expected.of("沈明华离开区里后去了哪里任职？")
    assert asked.told("原区委书记沈明华已调任市政协副主席。", 0, 0) == 1
    assert asked.told("李敏接替调任外地的沈明华担任县委书记。", 0, 0) < 1
    assert asked.told("沈明华宣布王华担任区长。", 0, 0) < 1
    assert asked.told("沈明华不再担任区委书记。", 0, 0) < 1


def test_a_former_holder_holds_it_no_more() -> None:
    asked = Expected.of("图书馆的馆长是谁？")
    assert asked.told("前任馆长方若蘅到了文化局。", 0, 0) < asked.told("馆长方若蘅说。", 0, 0)
    assert asked.told("校长由原一小副校长梅素琴担任，馆长方若蘅说。", 0, 0) == 1
    assert Expected.of("太原市市长是谁？").told("太原市市长耿彦波出席。", 0, 0) == 1
    assert Expected.of("原区长是谁？").told("原区长李敏出席。", 0, 0) == 1
    assert Expected.of("图书馆的前任馆长是谁？").told("前任馆长方若蘅说。", 0, 0) == 1


def test_what_was_planned_is_told_as_a_plan() -> None:
    asked = Expected.of("大桥原来说什么时候通车？")
    assert asked.of_another("10月10日，大桥全线通车。")
    assert not asked.of_another("大桥计划2025年底通车。")
    assert not Expected.of("大桥什么时候通车的？").of_another("10月10日，大桥全线通车。")


@pytest.mark.parametrize(
    ("told", "other"), [("此前任水务局副局长。", True), ("今天任副区长。", False)]
)
def test_what_somebody_did_before(told: str, other: bool) -> None:
    assert Expected.of("梁雁之前是做什么工作的？").of_another(told) is not other
