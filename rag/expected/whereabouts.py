"""Where something is, and which body it was: what a question asks for, and words that tell it.

A page has places and bodies in every sentence. Only some are where something is ("在学术中心举
行", "移交市博物馆") or are named at all ("城建设计院"; not "中学体育老师"). All patterns are of
folded text.
"""

from __future__ import annotations

import re

from ..language.text import abroad, brands, places
from .points import LOOSELY, longest_row

_PLACE = re.compile(
    r"(?:在|于|位于|赴|前往|来到|来自|地处|坐落|入驻|选址|至|到|落户"
    r"|从)[\u4e00-\u9fffa-z“”\"·]{2,20}"
    r"|[省市县村州](?!民|场|委|长|属)|(?:路|街道|镇|中心|馆|园|西岸|东岸|滨江|广场|会场|陵园|港|厅"
    r"|大厦|小区|校区|湾"
    r"|服务站|示范点|展台)"
)
_CITY = re.compile(r"[\u4e00-\u9fff](?![城全本上超夜股都])[\u4e00-\u9fff][市州](?![民场委长区])")
# A place of one kind: its name ends so.
_KIND_OF_PLACE = re.compile(
    r"哪一?[个座条家所间处]?(?:[^，,。？?]{2,4}的)?(街道|社区|小区|居委会?|村|镇|乡|马路|路|大街"
    r"|大道|街|弄堂|巷"
    r"|中学|小学|大学|学校|医院|法院|公园|剧院|剧场|博物馆|图书馆|体育馆|酒店|宾馆|商场)"
)
_UNIVERSITIES = "交大|复旦|清华|北大|[师理财]大"
_SCHOOLS = "[一二三四五六七八九女附]中"
_KIND_CALLED = {
    **dict.fromkeys(("马路", "路", "大街", "大道", "街", "弄堂", "巷"), "路|街(?!道)|弄|巷|大道"),
    "小区": "小区|[苑园里村坊邨城]|公寓|花园",
    "学校": f"[大中小]学|学院|学校|校区|附小|{_UNIVERSITIES}|{_SCHOOLS}",
    "大学": f"大学|学院|{_UNIVERSITIES}",
    "中学": f"中学|学校|{_SCHOOLS}",
    "小学": "小学|学校|附小",
    "法院": "法院|中院",
    "镇": "镇|乡",
    "乡": "乡|镇",
    "街道": "街道|镇",
    "公园": "园|绿地",
    **dict.fromkeys(("酒店", "宾馆"), "酒店|宾馆|饭店|大厦|之星"),
    **dict.fromkeys(("剧院", "剧场"), "剧院|剧场|戏院|音乐厅|舞台|广场|大厅"),
    **dict.fromkeys(("博物馆", "图书馆", "体育馆"), "馆|中心|体育场|足球场"),
    "商场": "商场|广场|百货|购物中心|天地|商城|商店|来福士|[港汇城]",
    "医院": "医院|院区|(?:保健|卫生)院|卫生服务中心",
    "社区": "社区|[苑园里村坊邨]",
    "居委会": "居委",
    "村": "村|镇|[寨屯庄]",
}
_BEFORE_A_NAME = re.compile("[的是由在到去从于至了往赴进对向]")
_SHORT_NAME = re.compile("[省市区县镇].|.园|复旦|清华|[北交]大|[一二三四五六七八九女]中")
_NO_NAME = re.compile(
    "[一某这那每各全本该哪]|[公花校家果乐]园|[我你他她它]们?"
    "|.*(?:[道公马线思铁出]路|[大上逛]街|[城乡农山]村)$"
)
_PAPER = re.compile(r"[\u4e00-\u9fff]{2,3}[商日晚早晨时青]报(?![名道到告])")  # 北京商报 is no city
_CITY_ASKED = re.compile(
    r"\b(?:which|what) (?:(?!(?:did|does|do|is|was|will|has|makes?|the|a)\b)\w+ ){0,2}"
    r"cit(?:y|ies)\b"
    r"|(?:哪[几些一两二三四五]?[个座]?|什么)城市|城市[是在]哪"
)
_PLACES_ASKED = re.compile(r"哪[几些]个?(?:地方|地点|小区|街道|场馆|城市)")
# Where something is or is held, said outright, or by the way.
_STANDS = re.compile(
    r"设[在于]|(?<![建开])设(?![施备计立置有])[^，。；,;]{2,24}\d+个[^，。；]{0,4}[点站处馆]"
    r"|(?:[起终]|[地站点]|停靠)[点址][:：]|位于|坐落|地处|地址|地点|选址|落户|搬[进到至]"
    r"|迁[至到入]|[路街道弄]\d+[号弄]|花落(?!谁)"
    r"|[路街巷弄](?:弄堂)?口(?![子罩头岸径号袋碑味感语音])"
    r"|(?:举办|主办|承办)(?:城市|地)"
    r"|在(?![^，。；,;]{0,8}(?:\d[年月日时点]|当天))(?P<at>[^，。；,;]{1,16})"
    r"(?:举行|举办|召开|开幕|揭牌|启动|开[业馆课讲班]|揭幕|落成)"
)
_AT = re.compile(
    r"(?:(?<![现正存走处])在(?!此|这|内|全|会[上前后]|活动|(?:多个|各)?分?会场|现场|线上"
    r"|[^，。；,;]{0,6}(?:\d[年月日时点]|期间|之际|时候|之?中(?![心学山华国医南北原])|之下)"
    r"|[^，。；,;]{0,8}(?:论坛|大会|会议|讲话|致辞|报告|采访)(?:[上时]|中(?!心))"
    r"|[^，。；,;]{0,20}(?:仪式|典礼|座谈会)上|周[一二三四五六日末]|星期"
    r"|[^，。；,;]{0,12}(?:平台|过程|基础|领域|赛道|背景|方面|同时|情况|前提|条件|框架))"
    r"|(?<![由对关基鉴属位])于(?!\d|是|今|周[一二三四五六日末]|星期)|赴|前往|来到|来自|入驻|走进"
    r"|进入|抵达"
    r"|(?<![受达得感做看听收提遇直等回])到(?!底|\d|期|位|来|会)|(?<![过失除])去(?!年|世|掉|向|了解)"
    r"|(?<![甚乃直以截])至(?!今|少|于|\d)|从(?!事|而|业|严|来|此|不|未|中|今|\d)|[起终]点[为是]"
    r"|改[由为到至在]"
    r"|回到|移交|调[任往至]|转任|送[到往至]|捐给)"
    r"(?P<at>[\u4e00-\u9fffa-z“”\"·]{2,14})"
)
_DONE_THERE = re.compile(r"举[行办]|召开|开幕|揭牌|启动|亮相|拉开|考察|调研|参观|出发")
# Where somebody goes or something is taken.
_GOES_ASKED = re.compile(
    r"(?:转移|疏散|转运|撤离|(?<![播欢])送|[运撤移])[到去往至进]了?(?:什么地方|哪[里儿个]|何处)"
)
_GOES = re.compile(
    r"(?:[转移搬迁送运调撤散置][到至往入进在]|前往|进入|入住|赴)([\u4e00-\u9fff]{2,8})"
)
_LEAVES_ASKED = re.compile(
    r"从(?:哪[里儿]|什么地方|何处)(?:出发|起飞|启程|始发|开出|发车|起跑|起航)"
    r"|(?:出发|起飞|始发|起跑)(?:地|点|站)?[是在为]?(?:哪|什么地方)"
)
_LEAVES = re.compile(r"[起始]点|出发|始发|启程|起飞|起航|起跑|从[^，。；]{2,12}(?:开|发车|驶)")
_FIGURATIVE = re.compile(
    r"是个?什么地方|(?:放|体现|表现|反映|[好难新美强差错赢特]|优势|亮点|重点|问题|原因|关键|差距"
    r"|区别|不同)(?:就|都)?在(?:哪|什么地方)"
)
_HOME_ASKED = re.compile(r"(?:哪里|哪儿|什么地方)的?人|籍贯|祖籍|老家")
_HOME = re.compile(
    r"[省市县镇村州京津沪渝]人(?=[，,。、；])|(?<!户)籍(?!贯)|来自|生于|出生|老家|家乡"
)

_PRESS = "报(?!告|道|名|到|考|销|价)"
# What bodies are called that a question may ask for.
_BODIES = {
    "大学": "大学|学院|交大|复旦|清华|北大",
    "学校": "大学|学院|学校|中学|小学|校区",
    "医院": "医院|院区|(?:保健|卫生)院|卫生服务中心|诊所",
    "银行": "银行|行",
    "博物馆": "博物[馆院]|(?:美术|纪念|陈列|展览|科技|艺术)馆|故宫",
    "图书馆": "图书馆|书[房院]",
    "街道": "街道|镇",
    "小区": "小区|[苑园里村坊邨]",
    "国家": "[\u4e00-\u9fff]国(?![家内际民庆有企产务籍旗])|[我中]国",
    "城市": "[市城]",
    "设计院": "设计院|[^医法剧影学]院(?![士长落区里内外])|(?:设计|研究|事务)所",
    "事务所": "(?:设计|研究|事务)所|设计院",
    "研究院": "[院所]",
    "研究所": "[院所]",
    "承建方": "公司|集团|企业|建工|路桥|工程局|[院局厂]",
    "媒体": f"{_PRESS}|[网台社]",
    "报纸": _PRESS,
    "大报": _PRESS,
}
# A body that did something, of whatever kind.
_BODY_ASKED = re.compile(
    r"哪一?[个家所]?(?:[^，,。？?的]{0,6}的)?(单位|部门|公司|企业|[车药国民央]企|集团|机构|设计院"
    r"|事务所|厂家?)(?!的人|里|展|房)"
)
# 参观了哪个馆
_SORT_ASKED = re.compile(r"哪一?[个家座所间]([馆园站桥塔寺])(?=[？?，,。]|$)")
# "which company runs it", not "what did the company build".
_ENGLISH_BODY = re.compile(
    r"\b(?:which|what) "
    r"(?:(?!(?:did|does|do|is|was|were|are|will|has|had|the|a|an|of|on|at|in|to|by|from)\b)"
    r"[\w-]+ ){0,3}"
    r"(company|firm|enterprise|university|hospital|school|bank|bureau|department|museum|library"
    r"|subdistrict)"
    r"(?='s\b| (?:is|was|do|does|did|has|had|will|won|built|made|took|led|gave|runs?|owns?|\w+ed)\b"
    r"|[?,]|$)"
)
_IN_CHINESE = {
    **dict.fromkeys(("company", "firm", "enterprise"), "公司"),
    **dict.fromkeys(("bureau", "department"), "部门"),
    "university": "大学",
    "hospital": "医院",
    "school": "学校",
    "bank": "银行",
    "museum": "博物馆",
    "library": "图书馆",
    "subdistrict": "街道",
}
_BUREAUS = (
    r"常委会|委员会|局(?!面|限|部)|委(?!员|托|会|书记|常委|副)"
    r"|(?<![主承协举开督查申])办(?!理|事|公|学|法|好)|(?<![全内外大局干])部(?!分|署|门|长)"
    r"|(?<![好到各用长短随处])处(?!理|于|在|罚|长)|厅|署|中心|总队|支队|交警|公安|城管|联合会|妇联"
    r"|团委|街道|镇|乡"
)
_FIRMS = r"公司|集团|科技|能源|实业|股份|药业|建工|路桥|工程局|银行|厂"
_BODY_NAMED = {
    **dict.fromkeys(("公司", "企业", "国企", "民企", "央企"), _FIRMS),
    "药企": "药业|制药|医药(?!城|产业|行业|卫生)|生物(?!医|多样)",
    "车企": "汽车|上汽|大众|通用|比亚迪|特斯拉|蔚来",
    **dict.fromkeys(("厂", "厂家"), f"{_FIRMS}|生物|制药"),
    "部门": _BUREAUS,
}
_ANY_BODY = (
    rf"{_FIRMS}|{_BUREAUS}|大学|学院|学校|中学|小学|医院|[院所社馆]|协会|学会|商会|联盟|电视台"
    r"|实验室"
    r"|咨询|组织|智库|平台"
)
_ALONE = re.compile(r"交警|公安|城管|妇联|团委|法院|检察院")  # bodies that need no name before it
_LATIN_NAME = re.compile(r"[a-z]{3,}")
_BUILDER_ASKED = re.compile(
    r"哪[个一]?家?(?:公司|企业|单位)[^，,]{0,4}(?:承[建包]|施工|中标|修|建[的造])"
    r"|(?:承[建包]|施工|中标).{0,4}哪家"
)


def placed(said: str) -> bool:
    """Whether a place on the map is asked for where a folded question asks where: no
    "难在哪里"."""
    return not _FIGURATIVE.search(said)


def told(said: str, text: str, items: int) -> float:
    """How far folded `text` tells where, in [0, 1]; `items` is how many places are asked for."""
    if (home := _HOME_ASKED.search(said)) or _CITY_ASKED.search(said):
        return float(bool(_HOME.search(text))) if home else _cities(said, text, items)
    if not placed(said):
        return 0.5
    near = (text[max(0, m.start() - 2) : m.end()] for m in _PLACE.finditer(text))
    place = any(name not in said for name in near)
    if items > 1 or _PLACES_ASKED.search(said):
        several = max(len({*places(text)}), longest_row(text)) >= max(2, items)
        return 1.0 if several else LOOSELY * place
    return _outright(said, text) or LOOSELY * place


def _outright(said: str, text: str) -> float:
    """How far folded `text` says where, and no place by the way; 0 where it does not."""
    kind = _KIND_OF_PLACE.search(said)
    if called := _KIND_CALLED.get(kind[1], kind[1]) if kind else "":
        return 0.8 * _has_named(called, said, text)
    if _LEAVES_ASKED.search(said):
        anywhere = _STANDS.search(text) or _AT.search(text)
        return 1.0 if _LEAVES.search(text) else 0.6 * bool(anywhere)
    if _GOES_ASKED.search(said) and any(m[1] not in said for m in _GOES.finditer(text)):
        return 1.0
    if any(not m["at"] or m["at"] not in said for m in _STANDS.finditer(text)):
        return 1.0
    return 0.8 * any(_DONE_THERE.split(m["at"])[0] not in said for m in _AT.finditer(text))


def _cities(said: str, text: str, items: int) -> float:
    text = _PAPER.sub(" ", text)
    named = {place[:2] for place in places(text) if not place.endswith(("区", "县"))}
    if items > 1:
        return 1.0 if len(named) >= items else LOOSELY
    if named or _CITY.search(text):
        return 0.8
    return 0.6 * bool(abroad(said) and any(place not in said for place in abroad(text)))


def body(said: str, thing: str) -> str:
    """The school, hospital or the like that a folded question asks for: 大学 of 哪所大学; ""
    where it asks for none. `thing` is what its answer is called."""
    if _BUILDER_ASKED.search(said):
        return "承建方"
    if asked := _BODY_ASKED.search(said):
        return asked[1]
    if asked := _SORT_ASKED.search(said):
        return asked[1]
    if asked := _ENGLISH_BODY.search(said):
        return _IN_CHINESE[asked[1]]
    return next((name for name in _BODIES if thing.startswith(name)), "")


def named(body: str, said: str, text: str) -> bool:
    """Whether folded `text` names such a body, one that the question does not name itself: as
    such bodies are called, in Latin letters, or by a name that jieba knows."""
    if len(body) == 1:
        called = re.findall(
            rf"[\u4e00-\u9fff](?![这那一该此])[\u4e00-\u9fff]{body}(?![长员内里])", text
        )
        return any(name not in said for name in called)
    if body == "国家":
        countries = re.findall(_BODIES[body], text)
        return any(name not in said for name in (*abroad(text), *countries))
    if known := _BODIES.get(body):
        return bool(re.search(known, text))
    latin, own = _LATIN_NAME.findall(text), body not in ("药企", "车企")
    if any(name not in said for name in (*latin, *(brands(text) if own else ()))):
        return True
    alone = body == "部门" and _ALONE.search(text)
    return bool(alone) or _has_named(_BODY_NAMED.get(body, _ANY_BODY), said, text)


def _has_named(ends: str, said: str, text: str) -> bool:
    """Whether folded `text` has a name that ends so, which a question does not have: 新华路,
    区委, 豫园; no "是船厂" and no "由小学"."""
    for run in re.finditer(rf"[\u4e00-\u9fff]{{1,3}}(?:{ends})", text):
        name = _BEFORE_A_NAME.split(run[0][:-1])[-1] + run[0][-1]
        own = len(name) > 2 or _SHORT_NAME.fullmatch(name)
        if own and name not in said and not _NO_NAME.match(name):
            return True
    return False
