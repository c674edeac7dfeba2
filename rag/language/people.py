"""Who is named in a text, as far as form tells, and who is named with an office.

A name is a surname and a character or two, where what stands after it may follow a name. All
patterns are of folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .text import entities, names, word_frequency

ROLES = (
    r"(?:书记|(?:副?理|监)事长|[区市县镇乡省州处部局院校馆会司所厂科组队站课团董事秘书执行行]长"
    r"|主任"
    r"|主席|总裁|总经理|经理|董事长"
    r"|老总|创始人|负责人|主理人|掌门人|传承人|教授|秘书长|总监|院士|主编|总编辑?|ceo|首席执行官"
    r"|老板|执行长"
    r"|副?总指挥|(?<=指挥部)指挥(?!员|中心|部)|发言人|店长|主播|工程师|设计师|规划师|建筑师|教练"
    r"|院长)"
)
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹"
    "黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫"
    "庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包"
    "司柏宁柯阮桂闵习诸吉华沙应冉冷仇简骆岑卓饶巫敖冀蔺屠蒲仲瞿晏栗缪荆楼巩臧芮糜边佟阚谌仝褚栾刀"
    "朴窦郜鄢储郎阙娄滕宓邬逄苟竺戚郗惠贡奚茅嵇濮佘鞠虞昝邴芦郦雍柴慕茹艾戈匡寇沃巢蒯荀盖桓裘郁宗"
    "杭宫厉戎符束邰胥莘姬桑燕浦晁蔚麦冼池蓝粟肖闻喻卞湛禹狄酆钮羿扈郏庾逯缑亢仉訾笪谯亓禚麴郄缪"
)
_COMMON = 100  # times in jieba's corpus: a word, not a name (文明, 高水平)
_VERB_FIRST = re.compile("[修建造拆架挖铺种卖换买搬].$")  # 修桥: a verb and its object
_OFTEN = 50  # the same of what jieba itself takes for a name (常客, 师傅)
_PLACE_END = "区市省县镇乡路街桥闸渠湾港江河山岸村馆园院校社报会部局厅委办网站队团号楼组"
_PLACE_GOES_ON = re.compile(
    "新村|村(?![里口前民])|[东南西北中]?路(?![过经上遇演边口])|[东南西北老]?街(?!道办)|古?镇(?!里)"
    "|新苑|公园|大桥"
    "|小区|码头|花园|公寓|宾馆|酒店|饭店|大厦|地铁站"
)
_KNOWN_BEFORE = re.compile(rf"(?:{ROLES}|[居市村渔牧]民|记者|老人|医生|老师|同志|志愿者)$")
_ROW_GOES_ON = re.compile("[”」』][、和]?[“「『]")
_ROW_BEFORE = re.compile("[”」』][、和]?[“「『]$")
_FAR = 6  # characters after an office in which a name, and what may follow it, stand
_HAN = r"(?:(?![的了])[\u4e00-\u9fff])"  # of a name
_AFTER_NAME = (
    r"(?=[，,。、；;:：“”\"（(\s)）]|$|\d{4}年|等|率|主持|出席"
    r"|表示|指出|强调|介绍|说|作|在|为"
    r"|与|和|同志|任|担任|摄|报道|代表|围绕|就"
    r"|列席|宣布|致辞|领学|参加|带|教授|先生|女士|做客|分别|传达|走访|调研|会见|讲话|发言"
    r"|凭|捐|夺|摘|拿下|卫冕|领衔|创办|设计|今年|回忆|感叹|直言|笑"
    r"|担心|站[在着了起]|坐[在着到]|指[着向]|[拿拉握望看抱蹲]着|当选|连任|以及|及(?!时|其)|赴|前往"
    r"|来到|到(?!底|处|达)|深入|认为|透露|告诉|补充|[也都还是被]|昨[日天晚]|上个?[周月]|本[周月]"
    r"|去年|今[年日天晨晚]|当[日天选]|近日|日前|一行"
    r"|首先|随后|走[进访上]|看望|考察|视察|慰问|检查|察看|参观|签署|揭牌|接受|获得|荣获|听取|提出"
    r"|要求|呼吁"
    r"|回应"
    r"|回答|坦言|感慨|一起|共同|解释|提醒|承诺|讲述|总结|部署|陪同|见证|主讲|授课|剪彩|点评|坦承"
    r"|感谢|欢迎|祝贺|[发公颁]布|通报)"
)
# Characters that foreign names are written in: three in a row, or parts joined by a dot.
_SOUNDS = (
    "阿埃艾安昂奥澳巴班邦保鲍贝本比彼宾波博伯布采查察楚茨达戴丹当道德登邓迪蒂丁东杜多恩尔法凡范菲"
    "费芬丰冯夫弗福盖甘冈戈格根贡古瓜哈海汉豪赫黑亨洪侯胡华怀霍基吉加贾简杰金卡凯坎康考柯科可克肯"
    "孔库奎拉莱兰朗劳勒雷黎里理利莉丽连林琳卢鲁伦罗洛马玛迈麦曼梅门蒙米密明莫默姆穆拿娜纳奈南内嫩"
    "尼妮涅宁牛纽农努诺欧帕潘庞佩彭皮平坡珀普齐奇恰乔切钦琼让热日荣瑞若萨塞赛桑瑟森沙珊尚绍舍申圣"
    "施什史士舒斯丝思司松苏索塔泰坦汤特腾提汀廷通图托瓦万旺威维韦伟文翁沃乌武西希锡夏香肖歇谢辛欣"
    "兴休雅亚延扬杨耶伊依易因英永尤约泽扎詹兹祖佐"
)
_IN_A_PART = f"[{_SOUNDS}卜合买孜吾江娅木]"  # 阿卜杜拉·热合曼
_FOREIGN = re.compile(rf"{_IN_A_PART}{{1,8}}(?:[·•・]{_IN_A_PART}{{1,8}})+|[{_SOUNDS}]{{3,8}}")
_NAMED = re.compile(rf"([{SURNAMES}]{_HAN}{{1,2}}?){_AFTER_NAME}")
# Whom a page names without an office: 徒弟刘苗, 51岁的邹冬生, 开车的是宋玉兰.
_KNOWN_AS = re.compile(
    r"(?:名?叫|的是|岁的|分别[为是由]|[冠亚季]军[是为由]?|得主[是为]?|领队|发起人|带头人|牵头人"
    r"|创办人|第[一二三]名[是为]?|[居村市股渔牧]民|老人|师傅|徒弟|师[兄弟傅]|司机|[医护]士|医生"
    r"|大夫|[教老]师|工人|[职员焊电木钳]工|工程师|技师"
    r"|[队班站店厂]长|店主|老板|摊主|业主|房东|厨师|社工|志愿者|[男女]生|阿婆|大爷|大妈|教练|选手"
    r"|传承人|画家|作家|艺术家"
    r"|研究员|学者|讲师|律师|队员|球员|演员|导演|编剧|[歌火旗水射投舵]手|炬手|嫌疑人|被告人?"
    r"|委员|嘉宾|获得者|同学|学生|丈夫|妻子|老伴|爱人"
    r"|[祖伯叔舅姨岳][父母]|[父母]亲|[儿孙]子|[女孙]女|女儿|哥哥|弟弟|姐姐|妹妹|奶奶|爷爷"
    rf"|阿姨)[\s—-]{{0,2}}"
    rf"(?:{_NAMED.pattern}|([{SURNAMES}]{_HAN}{{2}})(?=[跑住拿捧抱拎骑做学教白以]))"
)
_OWNER = re.compile(
    rf"(?:^|[年月日，,、。的])\s?([{SURNAMES}]{_HAN}(?![国名专大作画艺人]){_HAN})"
    r"(?=家(?:里|有|的|种|住|几))"
)
OFFICE = re.compile(rf"(?:常务)?副?(?:{ROLES}|常委)")  # 部长 is among the roles
_HOLDS = re.compile(
    rf"([{SURNAMES}]{_HAN}{{1,2}}?)(?:同志)?"
    r"(?:[现时曾仍再]|现在|目前|当时|此前|在[^，。；;]{2,10}?)*"
    rf"(?:是|为|任|[担出接继兼连]任|当选为?)[^，。；;任是为]{{0,16}}?((?:常务)?副?{ROLES})"
)
# 李敏接替(调任外地的)王小明担任馆长: the office is 李敏's.
_SUCCEEDED = re.compile(r"接[替任][^，。；;]{0,16}$")
_SUCCEEDS = re.compile(
    rf"([{SURNAMES}]{_HAN}(?:(?![于在今去本接]){_HAN})?)(?:同志)?"
    r"(?:[于在今去本][^，。；;]{0,8})?接替"
    rf"[^，。；;]{{2,24}}?任[^，。；任是为]{{0,16}}?((?:常务)?副?{ROLES})"
)
_HELD_BY = re.compile(
    rf"((?:常务)?副?{ROLES})(?:(?:现在|目前|当时)?"
    rf"(?:是|为|叫|由))?([{SURNAMES}]{_HAN}{{1,2}}?){_AFTER_NAME}"
)
CALLED = re.compile(
    rf"老(?P<old>[{SURNAMES}])|"
    rf"(?P<of>[{SURNAMES}])(?:老师|师傅|阿姨|女士|先生|医生|大夫|奶奶|爷爷|大[爷妈伯娘哥姐]|婆婆"
    r"|阿[婆公伯]|老[人伯太]|警官|校长|书记|[叔伯婶嫂])"
)
"""Somebody by surname alone: 老杜, 邹师傅."""
_ALONE = re.compile(rf"\s*([{SURNAMES}]{_HAN}{{1,2}})[。.]?(?:\[\d+\])*\s*")  # a short answer


def proper(text: str) -> list[str]:
    """The names of people, places, bodies and works in `text`, folded: what jieba takes for such,
    but for the words of every day that its dictionary has among people's."""
    somebody = {*names(text)}
    return [
        word
        for word in entities(text)
        if word not in somebody
        or word[0] in SURNAMES
        or (word_frequency(word) < _OFTEN and not _VERB_FIRST.match(word))
    ]


def holders(role: str, text: str) -> Iterator[str]:
    """Those named right after an office, in folded text, or right before "教授" and the like, or
    said to hold it ("任命栾晓峰为民政局局长"), each once."""
    yield from dict.fromkeys(_holders(role, text))


def _holders(role: str, text: str) -> Iterator[str]:
    deputy = "" if role.startswith(("副", "常务副")) else r"(?<!副)(?<!副\S)"
    second = rf"(?:、[^，。；、]{{0,10}}?(?:{ROLES}))*"  # 校长、中国工程院院士
    after = rf"{second}\s?([{SURNAMES}]{_HAN}{{1,2}}?){_AFTER_NAME}"
    for match in re.finditer(rf"{deputy}(?:{role}){after}", text):
        yield match[1]
    for match in re.finditer(rf"([{SURNAMES}]{_HAN}{{1,2}})(?:{role})", text):
        after_name = re.search(r"教授|院士|总(?!\))|老板", role)  # of a row of roles, (?<!总)经理
        if after_name and match[1][-1] not in _PLACE_END:
            yield match[1]
    appointed = rf"(?:任命|选举|[补增推]选|决定)([{SURNAMES}]{_HAN}{{1,2}}?)[为任]"
    appointed += "[^，。；为任]{0,40}?"
    for match in re.finditer(rf"{appointed}{deputy}(?:{role})", text):
        yield match[1]
    elected = rf"([{SURNAMES}]{_HAN}{{1,2}}?)(?:同志)?"
    elected += r"(?:以?[高全满多]票|以\d+票|成功|顺利|正式|[再继][次续])?(?:当选|连任|获任)为?"
    for match in re.finditer(rf"{elected}[^，。；、]{{0,16}}?{deputy}(?:{role})", text):
        yield match[1]
    by = rf"(?:[^，。；]{{0,14}}?{ROLES})?([{SURNAMES}]{_HAN}{{1,2}})(?=[担兼出]任)"
    for match in re.finditer(rf"{deputy}(?:{role})由{by}", text):
        yield match[1]
    held = re.compile(rf"{'' if deputy else '(?:常务)?副?'}(?:{role})")
    yield from (name for name, office in posts(text) if held.fullmatch(office))


def titled(text: str) -> Iterator[tuple[str, str]]:
    """Offices and those named right after them, in folded text, each pair once."""
    found = (
        (office[0], name)
        for office in re.finditer(ROLES, text)
        for name in holders(office[0], text[office.start() : office.end() + _FAR])
    )
    yield from dict.fromkeys(found)


def posts(sentence: str) -> Iterator[tuple[str, str]]:
    """Who is said to hold which office in a folded sentence: "钟晓咏现任区长", "区长是钟晓咏"."""
    for held in _HOLDS.finditer(sentence):
        if not _SUCCEEDED.search(sentence, 0, held.start()):
            yield held[1], held[2]
    yield from ((next_[1], next_[2]) for next_ in _SUCCEEDS.finditer(sentence))
    yield from ((held[2], held[1]) for held in _HELD_BY.finditer(sentence))


def offices(name: str, text: str) -> Iterator[str]:
    """The offices that folded `text` names right before somebody, or before a row of names:
    "区委副书记、区长钟晓咏", "副区长王志华、罗华品"."""
    others = [other for other in people(text) if other != name]
    for at in (m.start() for m in re.finditer(re.escape(name), text)):
        before = re.split(r"[，。；;：:\n”]", text[max(0, at - 40) : at])[-1]
        named = re.split("|".join(map(re.escape, others)) or r"\Z", before)
        own = next((part for part in reversed(named) if part not in ("", "、", "和", "与")), "")
        yield from (office[0] for office in OFFICE.finditer(own))


def holds_post(name: str, role: str, text: str) -> bool:
    """Whether folded `text` names somebody with an office, a deputy's being another: among
    those before the name ("区委副书记、区长钟晓咏"), or as `posts` says it."""
    return (name, role) in posts(text) or role in offices(name, text)


def people(text: str) -> tuple[str, ...]:
    """Who is named in folded `text`, as far as form tells: a surname and a word or two."""
    alone = _ALONE.fullmatch(text)
    if alone and word_frequency(alone[1]) < _COMMON and not placed(alone[1]):
        return (alone[1],)
    likely = [
        w
        for w in names(text)
        if w[0] in SURNAMES and 2 <= len(w) <= 3 and word_frequency(w) < _OFTEN
    ]
    formal = [
        m[1]
        for m in re.finditer(
            rf"(?:{ROLES}|[、，:：]|同志|记者"
            rf"|主持人|选举|补选|推选|推举|任命|聘任)\s?{_NAMED.pattern}",
            text,
        )
    ]
    known = [m[1] or m[2] for m in _KNOWN_AS.finditer(text)] + _OWNER.findall(text)
    formal += [n for n in known if not word_frequency(n) and word_frequency(n[:2]) < _COMMON]
    # 周末到公园, 方面深入推进: words, where only 到 tells that it might be a name.
    formal = [m for m in formal if not (word_frequency(m) and re.search(rf"{m}[到深]", text))]
    likely = [w for w in likely if not any(m != w and m.startswith(w) for m in formal)]  # 裘晓|蔓
    found = dict.fromkeys([*likely, *formal, *filter(_sounded, _FOREIGN.findall(text))])
    return tuple(w for w in found if len(w) > 1 and not (placed(w) or _of_place(w, text)))


def _of_place(name: str, text: str) -> bool:
    """Whether `text` goes on after it, wherever it stands there, as after a part of a place's name
    (石埠新村), or has it in a row of things set off by quotation marks (“芦扉花”“蝴蝶纹”)."""
    return all(
        (_PLACE_GOES_ON.match(text, at.end()) and not _KNOWN_BEFORE.search(text[: at.start()]))
        or _ROW_GOES_ON.match(text, at.end())
        or _ROW_BEFORE.search(text[: at.start()])
        for at in re.finditer(re.escape(name), text)
    )


def placed(name: str) -> bool:
    """Whether it is a place, or one without what it is: 徐汇, for there is a 徐汇区."""
    return name[-1] in _PLACE_END or any(word_frequency(name + end) for end in "区市县省")


def _sounded(run: str) -> bool:
    """Whether characters stand for sounds alone: no two of them are a common word (根本保)."""
    return all(word_frequency(run[i : i + 2]) < _COMMON for i in range(len(run) - 1))
