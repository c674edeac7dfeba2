"""Of whom or what a sentence tells: not of men where women are asked about, nor of the fourth of a
line, another year's figures or another's appointment.

All patterns are of folded text.
"""

from __future__ import annotations

import functools
import re

from ..language.numerals import number
from ..language.people import people
from ..language.text import abroad, places

# What is asked about, how a page has it, and what is another. Men's results bear no mark often.
_NTH = r"(?<![哪这那上下同每十一二三四五六七八九两])"
_SUBJECTS = frozenset("语文 数学 英语 物理 化学 生物 历史 地理 政治 体育 音乐 美术".split())
_OTHERS = (
    (r"女|\bwom[ae]n|\bfemale|\bgirl", "女", "男"),
    (
        r"\bm[ae]n's\b|^(?!.*女).*男(?:[子生]?[组单双队]|子[\d一二三四五六七八九十百千]+米)",
        "男",
        r"^[^，,；;。]{0,16}女[子生]?(?:[组单双队半全]|\d)",
    ),
    (r"(?<!中)小学|\bprimary school", "小学", "初中|高中"),
    (r"初中|\bjunior high", "初中|中学|中小学", "(?<!中)小学|高中"),
    (r"高中|\bsenior high", "高中|中学|中小学", "(?<!中)小学|初中"),
    ("轮椅", "轮椅", "男子|女子|男女"),
    ("正式", "正式", "试开放|试运营|试营业|试运行"),
    ("春季", "春季", "秋季"),
    ("秋季", "秋季", "春季"),
    (
        r"占[到了]?全国|全国的?(?:百分|多少|几成|比例)"
        r"|\b(?:percentage|percent|share|proportion) of"
        r" (?:china's|the (?:country|nation)'s|all chinese)",
        r"(?:全国|国内|我国|中国)[^，。；,;]{0,16}(?:\d[\d.]*[%‰]|[一二三四五六七八九]成|占比)"
        r"|占[^，。；,;]{0,8}国|[居列排]全国",
        r"\d[\d.]*[%‰]",
    ),
    (
        r"(?:多少|几)[位名个]?女(?!儿|排|足|篮|子)"
        r"|女(?:性|代表|委员|职工|党员|选手)[^，。？?]{0,4}多少",
        "女|妇|姐妹",
        r"\d[位名人]",
    ),
    ("第二[多高大长]", "第二|其次|次之", "最[多高大长]"),
    ("国家级", "国家|全国", "[省市区县]级"),
    ("省级", "(?<!申报)(?<!申请)(?<!争创)省", "[市区县]级"),
    ("(?<!城)市级", "市级|全市|[\u4e00-\u9fff]市", "省级|[区县]级"),
    ("上半年", "上半年|1[至到-]6月|前六个?月", "下半年"),
    ("下半年", "下半年|7[至到-]12月", "上半年"),
    (f"{_NTH}(?:一|首)期", "一期|首期", f"{_NTH}[二三]期"),
    (f"{_NTH}二期", "二期", f"{_NTH}[一三首]期"),
    (f"{_NTH}三期", "三期", f"{_NTH}[一二首]期"),
    (r"最高|\bhighest", "最高", "最低"),
    (r"最低|\blowest", "最低", "最高"),
    ("单打", "单打|[男女]单", "双打"),
    ("双打", "双打|[男女混]双", "单打"),
    *(
        (f"{s}(?:学?科(?!技|学)|老师|教师|课|岗)", s, "|".join(sorted(_SUBJECTS - {s})))
        for s in sorted(_SUBJECTS)
    ),
    # 历时3年 is no number of months.
    (
        r"(?:几|多少)个月",
        r"(?:\d|[一二两三四五六七八九十])个月|月龄|半年|[周天]",
        r"(?:历时|用时|耗时|历经|为期)[^，。；,;]{0,4}(?:[2-9]|\d\d|[二两三四五六七八九十]{1,3})年",
    ),
    ("常住人口", "常住", "户籍"),
    ("户籍人口", "户籍", "常住"),
    # What the winner's name stands beside may say no more than that he won.
    ("男单", "男单|男子?单|单打", "^[^，,；;。]{0,16}(?:女单|[男女混]双)"),
    ("女单", "女单|女子?单|单打", "^[^，,；;。]{0,16}(?:男单|[男女混]双)"),
    ("混双|混合[双组]", "混双|混合", "^[^，,；;。]{0,16}[男女](?:[单双]|子组)"),
    ("一审", "一审|判处|判决被告", "二审|终审|再审"),
    ("二审", "二审|终审|上诉|改判|维持原判|撤销|再次审议|[中高]院", "一审"),
)


def _how_many(met: str) -> re.Pattern[str]:
    """How it is asked how many met with something: 多少人遇难."""
    return re.compile(
        rf"(?:多少|几)[名个位]?[^，。？?]{{0,5}}(?:{met})"
        rf"|(?:{met})[^，。？?]{{0,5}}(?:多少|几)[名个位]?人"
    )


# What a text must have that tells what is asked so: whom a page tells otherwise (不属于本区的是哪
# 几家), what somebody was before, what after.
_MUST_HAVE = (
    (  # when it was to be, as was said at first
        re.compile(
            r"(?:原[来先本]?[说定]|原计划|当[初时][说定]|最早[说定])[^，,。？?]{0,8}"
            r"(?:什么时候|何时|哪一?[天年月]|几[月号])"
        ),
        re.compile(
            r"计划|预计|原定|力争|争取|有望|预期|定于|[年月][底内中]|(?<![虚模])拟"
            r"|(?<!麻)将(?![军士领])"
        ),
    ),
    (
        re.compile(
            r"(?:以前|之前|原来|原先|从前|过去)(?:是|做|当)?(?:干|做|用作|作)?(?:什么|啥)(?:用|的)"
            r"|(?:以前|原来|原先|从前)是(?:个)?(?:什么|啥)(?:地方|样|房子|单位)?[？?]?$"
            r"|前身是(?:什么|啥|哪|谁)[^的]{0,4}$|原来是?[拿用由](?:什么|啥)"
        ),
        re.compile(
            r"原|曾|前身|旧|以前|之前|此前|过去|昔"
            r"|改[建造]|[由将把].{1,30}[改变]|[更改]名|合并|[初时]名"
            r"|始[建于]|创[办建立]|年[前代]|退休前|本是"
        ),
    ),
    # Why something was not done.
    (
        re.compile(
            r"(?:为什么|为何|为啥)[^；;。？?]{0,24}?没有?"
            r"(?=[直马立先再去开办让用按]|[\u4e00-\u9fff]{2}$)"
            r"|(?:为什么|为何|为啥|怎么(?=[还就都会又一]{0,2}(?:没|不(?!用))))"
            r"[^，,；;。？?]{0,12}?(?:没有?|不(?![断仅但同足少夜错]|得不))"
            r"(?![\u4e00-\u9fff]{0,4}的)[\u4e00-\u9fff]{2,6}了?[？?]?$"
        ),
        re.compile(
            r"[没未无难缺尚仍待暂免停]|不(?![少仅断同但])|限|紧张|取消|推迟|延期|改为"
            r"|正在|应予|保留|财政"
            r"|补贴|施工|为(?:了|保|满|避|防|便|确)|因(?!此|素|地)|由于|鉴于|受.{1,8}影响"
        ),
    ),
    # Why it is called so.
    (
        re.compile(
            r"(?:为什么|为何|为啥)(?:要|会|给?[它他她])?"
            r"(?:(?:就?叫)?[取起]名|命名|就?叫(?:[“\"「]|这个|作|做)"
            r"|叫(?![停醒好板屈苦座人来车号外救家老他她])(?:(?![的了])[\u4e00-\u9fff]){2,6}[？?]?$)"
            r"|(?:名字|名称)[^，。？?]{0,3}"
            r"(?:由来|怎么来|从何而来|有什么(?:含义|寓意|说法|讲究|来历))"
        ),
        re.compile(
            r"[取起更]名|命名|寓意|意[为即思]|得名|名[字称]|象征|含义|谐音|之意|称[为作]|此称"
            r"|为名|叫|名为"
            r"|改[今现]?名|”(?:代表|指)|指的是|取[“自]|源[于自]"
        ),
    ),
    (
        re.compile(r"(?:得|获|拿|中)了?[大]?奖[^，。？?]{0,6}[是有](?:哪|谁|什么)"),
        re.compile(r"奖|获|评[为出选]|冠|[第首][一名]|捧|摘|荣[膺获登]|表彰|名单|金牌|[一二三]等"),
    ),
    (
        re.compile(r"垫底|(?:倒数第|末)[一位名]|排(?:名|在)?最后"),
        re.compile(
            r"垫底|倒数|末[位名尾]|最[后低少末差]|落后|降级|仅[得积获]|负|[列排]在?第|一枚未"
        ),
    ),
    (
        re.compile(r"得票(?:数|率)?(?:最[多高]|第[一二三])|票数(?:最[多高]|第[一二三])"),
        re.compile(r"(?<!投)票|当选|榜首|居首"),
    ),
    (
        _how_many("遇难|死亡|丧生|身亡"),
        re.compile("遇难|死|亡|丧[生命]|罹难|性命|去世|离世|遗体|牺牲"),
    ),
    (_how_many("受伤"), re.compile("伤")),
    (
        re.compile(r"(?:哪一?年|什么时候|何时|几时)(?:建造|修建|[造建盖修])(?:成|好|起来)?的"),
        re.compile(
            r"(?<![改新扩])建(?!设|议|筑|党)|落成|竣工|完工|盖|修(?!改|订)|(?<![改制创打])造"
        ),
    ),
    (
        re.compile(
            r"(?:什么时候|何时|哪一?[天年月])[^，。？?]{0,4}"
            r"(?:被?任命|当选|上任|就任|当上|当的|担任|接任)"
        ),
        re.compile(
            r"任命|选举|当选|[补推增]选|上任|就任|履新|[担出接继]任|接替|当上|任[^务期职教何]"
        ),
    ),
    (
        re.compile(r"(?:不属于|不在)[^，。？?]{0,8}的?(?:是|有)哪"),
        re.compile(r"不|未|没|非|除|外|其[他余]|另|还|等|无|缺"),
    ),
    (
        re.compile(
            r"(?:之前|以前|此前|从前|原来|过去|曾经?)[^，。？?]{0,4}"
            r"(?:任职|任什么|担任|当过?什么|[做干]过?什么(?=工作|职)|干过?哪|什么职务)"
        ),
        re.compile(
            "曾|原任|此前|之前|以前|历任|任过|当过|做过|开过|前任|原来|原[^，。]{1,12}长"
            "|卸任|调任|出身"
            "|原[是为]|前(?=[是在为当做])"
        ),
    ),
    (
        re.compile(
            r"(?:不[当做][^，。？?]{1,12}[长任师员记席理授]|[卸离]任|离开[^，。？?]{0,8}|免职"
            r"|辞职)[以之]?后(?!果)"
            r"[^，。？?]{0,6}[去到调在][了往到任]?哪(?![天年月])"
            r"|(?:之后|以后|后来)[^，。？?]{0,6}(?:任职|担任什么|任什么|调[到去往])"
        ),
        re.compile("调|转任|改任|[出接]任|担任|履新|赴任|任命|退休"),
    ),
)
# Of what is held again and again elsewhere: 北京冬奥会, 索契冬奥会.
_EDITION = re.compile(
    r"([\u4e00-\u9fff]{2})(冬奥会|奥运会|残奥会|世界杯|亚运会|全运会|锦标赛|世锦赛|世博会|大运会)"
)
_COMPARES = re.compile(r"继|超[越过]|相?比|曾|参加过|时隔")
_FISCAL = re.compile(r"(?<![\d—–-])(\d{4})(年度)")
# Which of those that are numbered: 28路, 3号线.
_NUMBERED = re.compile(
    r"(?<![\d.第])(\d+)\s?(路(?![演口]))|(\d+|[一二三四五六七八九十]+)\s?(号线|号楼|号门|号馆|号院)"
)
# When which body was founded: of one kind where another is asked about, it was not that one.
_BODY = (
    r"(联盟|[促推]进会|联合会|[协学商工]会|理事会|基金会|委员会|公司|集团|中心|研究[院所]|实验室"
    r"|工作[站室]|党[委支]部?|合作社)"
)
_BODIES_ALIKE = (("公司", "集团"), ("中心", "研究院", "研究所", "实验室"))  # of one body
_FOUNDED = "(?:成立|创立|创办|建立|设立|组建)"
_FOUNDED_ASKED = re.compile(
    rf"{_BODY}[是于在]?(?:什么时候|何时|哪一?[年月天])[^，。？?]{{0,6}}{_FOUNDED}"
)
_FOUNDED_TOLD = re.compile(rf"{_BODY}(?:[于在][^，。；,;]{{1,10}})?(?:正式|宣告)?{_FOUNDED}")
_APPOINTED = re.compile("任命|当选|补选|推选")
_NTH_KINDS, _NTH_THINGS = "代任批轮季站棒", "架辆艘台家座所枚颗例"
_NTH_OF = re.compile(rf"第([一二三四五六七八九十百\d]+)([{_NTH_KINDS}])")
# Of a thing only where the same is counted, and of all there is: 首架C919, 第二架C919.
_NTH_THING = re.compile(
    rf"(?<!全[球国市省区])(?<!世界|国内|亚洲|我国|中国)第([一二三四五六七八九十百\d]+)"
    rf"([{_NTH_THINGS}][^\W_]{{2}})"
)
_THE_REST = re.compile(r"(?:其[余他]|剩[下余])[^，。]{0,2}\d")  # 首批408户，其余264户: of both
_FIRST_OF = re.compile(f"首(?=[{_NTH_KINDS}{_NTH_THINGS}])")


def of_another(said: str, text: str) -> bool:
    """Whether `text` tells of men where `said` asks about the women, of the fourth of a line
    where it is the second, and the like."""
    if any(re.search(o, text) and not re.search(own, text) for own, o in _told_apart(said)):
        return True
    if any(asks.search(said) and not has.search(text) for asks, has in _MUST_HAVE):
        return True
    if _APPOINTED.search(said) and _of_others_post(said, text):
        return True
    if _of_other_edition(said, text) or _of_other_body(said, text):
        return True
    asked = _numbered(said)
    told = _numbered(text) if asked and not _THE_REST.search(text) else {}
    return any(kind in told and not numbers & told[kind] for kind, numbers in asked.items())


def _of_other_edition(said: str, text: str) -> bool:
    """Whether `text` tells of what was held elsewhere than what `said` names, and not of that."""
    asked, told = _editions(said), _editions(text)
    if asked & told or _COMPARES.search(text):
        return False
    return bool({kind for _, kind in asked} & {kind for _, kind in told})


def _of_other_body(said: str, text: str) -> bool:
    """Whether it is asked when a body was founded, and `text` says that of one of another kind."""
    asked = _FOUNDED_ASKED.search(said)
    told = {m[1] for m in _FOUNDED_TOLD.finditer(text)} if asked else set()
    if asked is None or not told:
        return False
    alike = next((kinds for kinds in _BODIES_ALIKE if asked[1] in kinds), (asked[1],))
    named = said[: asked.start(1)][-2:]
    return not (told.intersection(alike) or asked[1] in text or (len(named) > 1 and named in text))


def _editions(text: str) -> set[tuple[str, str]]:
    """What `text` names that is held again and again elsewhere, and where: 北京冬奥会."""
    named = _EDITION.findall(text)
    where = {*places(text), *abroad(text)} if named else set()
    return {(place, kind) for place, kind in named if place in where}


def _of_others_post(said: str, text: str) -> bool:
    """Whether `text` tells of an appointment, and not of that of whom `said` names."""
    named = people(said)
    held = "|".join(
        rf"(?:任命|选举|补选|推选)[^。；，,]{{0,40}}{n}"
        rf"|{n}[^。；]{{0,24}}(?:[当补推]选|被|[出担接]任)"
        for n in named
    )
    others = _APPOINTED.search(text) and any(name not in named for name in people(text))
    return bool(named and others) and not re.search(held, text)


def _numbered(text: str) -> dict[str, set[int | None]]:
    """The numbers by which folded `text` names things, by their kind: 28 of 28路, 2 of 第二代."""
    line = _FIRST_OF.sub("第一", text)
    found: dict[str, set[int | None]] = {}
    for pattern in (_FISCAL, _NUMBERED, _NTH_OF, _NTH_THING):
        for match in pattern.finditer(line):
            nth, kind = filter(None, match.groups())
            found.setdefault(kind, set()).add(number(nth))
    return found


@functools.lru_cache(maxsize=64)
def _told_apart(said: str) -> tuple[tuple[str, str], ...]:
    """How pages have what a folded question asks about, of those that are told apart, and what
    is another. Remembered: it is asked of each sentence found."""
    asked = [(own, other) for asks, own, other in _OTHERS if re.search(asks, said)]
    return tuple((own, other) for own, other in asked if not re.search(other, said))
