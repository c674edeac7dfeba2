"""What thing a question asks for: what it is called, how many there are, of what it is said.

All patterns are of folded text.
"""

from __future__ import annotations

import itertools
import re

from ..language.numerals import IN_ENGLISH, number
from ..language.text import tagged, word_frequency, words

_COUNTED_WORD = re.compile(
    r"\bhow many (?P<en>[a-z]+)"
    r"|(?:多少|几)[个家位名项次场条届座种块台套处件部篇]?(?P<zh>[\u4e00-\u9fff]{2,6})"
)
_COUNTED_BEFORE = re.compile(
    r"(?![今去前][年天]|[全本][市区县镇国省])([\u4e00-\u9fff]{2})"
    r"(?:一共|总共|共计|共)有?(?:多少|几)"
    r"[个家位名项场条届座种块台套处件部篇][？?]?$"
)
_NAME_ASKED = re.compile(
    r"(?!分别|各自|都是)([\u4e00-\u9fff](?!的)[\u4e00-\u9fff])(?:的名[字称])?(?:是?叫|的?名[字称])"
    r"(?:做|什么|啥|是)"
)
_BEING_ASKED = re.compile(
    r"(?!分别|具体|到底|究竟|各自)([\u4e00-\u9fff](?![的了都也就])[\u4e00-\u9fff])(?:是|为)"
    r"(?:什么|啥)[？?]?$"
    r"|([\u4e00-\u9fff]{2})(?:是?(?:怎么|如何|怎样))(?:来)?概括的?[？?]?$"
)
_ENGLISH_BEING = re.compile(
    r"\bwh(?:at|ich) (?:is|was|were|are|did|does|will) (?:[\w'-]+ ){0,5}?"
    r"(theme|slogan|motto|mascot|goal)s?\b(?! park)"
    r"|\bwhat (theme|slogan|motto|mascot|goal)\b"
)
_BEING = {"theme": "主题", "slogan": "口号", "motto": "口号", "mascot": "吉祥物", "goal": "目标"}
_WHAT_IS = re.compile(
    r"(?:请问|到底|究竟|所谓的?)?(?:什么是|何为)[“\"「]?(.{2,12}?)[”\"」]?[？?]?"
    r"|(?:请问)?[“\"「]?([^的，,。“”]{2,12}?)[”\"」]?(?:到底|究竟)?(?:是[干做]|做)什么用?的[？?]?"
    r"|(?:请问)?[“\"「]?([^的，,。“”]{2,12}?)[”\"」]?(?:到底|究竟)?(?:是|指)的?(?:什么|啥)"
    r"(?:东西|意思|概念|地方)?[？?]?"
)
_ATTRIBUTE = re.compile(
    r"(?:主题|口号|目标|任务|重点|内容|原因|吉祥物|名称|标题|标准|定位|主线|关键|特点|特色|亮点"
    r"|作用|意义"
    r"|方式|方法|措施|要求|原则|结果|数字?|职务|身份|理由|目的|主张|理念|精神|格局|角色|战略|题目"
    r"|名字)$"
)
_QUOTED_THING = re.compile(
    r"哪[几二两三四五六七八九十些]?[个种块条类样股张]?[“\"「]"
    r"([\u4e00-\u9fff]|[\u4e00-\u9fff]{2}(?=[”\"」](?:[？?，,。；]|$)))[”\"」]"
    r"|[几两三四五六七八九]个[“\"「]([\u4e00-\u9fff])[”\"」](?=.*(?:哪|分别|具体|什么))"
)
_COUNTED_THING = re.compile(
    r"([二两三四五六七八九])[个种条大项类块股张]?(?:[\u4e00-\u9fff]{2,5}的)?[“\"「]"
    r"(?:[^”\"」]{1,4}[…·.]+)?([\u4e00-\u9fff])[”\"」]"
    r"(?=.*(?:哪|列|分别|具体|什么|逐|写出|说出)|[。.？?]?$)"
)
# 五大功能区分别叫什么
_GREAT = re.compile(
    r"([三四五六七八九])大[\u4e00-\u9fff]{2,6}(?:分别|各|都)(?:叫|是|在|有)?(?:哪|什么)"
    r"(?!定位|优惠|特|变)"
)
_COUNTABLE = ("n", "nz", "vn", "an", "j", "l", "v")  # as jieba marks words: no place, no time
SO_MANY = (
    r"^(?!.*(?:什么|哪|谁|几|多少|怎|吗|党的|中共)).*的([二三四五六七八九])(?:大(?!会|代表)|项)"
    r"[\u4e00-\u9fff]{2,6}(?<!时间|地[点址]|面积|人口|产值|比分|得主|教练|原因|结果|名单|金额|数量)"
    r"[？?]?$"
)
"""The pattern of a noun that is all the question: 站点的六项功能."""

# What is told point by point.
_POINTS_ASKED = re.compile(
    r"(?:哪[些几]?|几|[二两三四五六七八九十])[个条项点大件组对]{0,2}(?:重点)?"
    r"(?:方面|实事|建议|意见|要求|原则|关系|任务|(?:工作)?重点"
    r"|举措|措施|着力点|抓手|部署|要点|工作|事情?)"
    r"(?=[？?，,。；是有呢]|的?要求|[提作讲谈]|[着入]手|发力|来[抓做推开]|$)"
    r"|(?:哪[些几]|几|[三四五六])个?(?:方面|重点)"
    r"(?:的?(?:部署|安排|工作|任务|努力)|[发用着]力|推进)"
    r"|(?:哪[些几]|几|[三四五六])个?(?:重点|主攻)方向"
    r"|\bwhat (?:are|were) (?:[\w'-]+ ){0,4}(?:priorities|requirements|principles|tasks|measures)\b"
    r"|\bas (?:its |the |key )?priorities\b"
    r"|\bwhich (?:\w+ ){0,2}(?:priorities|requirements|principles)\b"
    r"|哪[几三四五六](?:点|条(?=[？?，,。]|$))"
    r"|(?:哪[几两三四五六]?|[几两三四五六])层(?:意思|含义|意义|要求)"
    r"|[三四五六]点(?=要求|意见|希望|建议)"
    r"|(?:概括|归纳|总结|概述|列[出举]|主要).{0,30}"
    r"(?:建议|实事|要求|重点(?:工作|方向|任务)?|部署|要点|举措|任务|原则)(?=[？?，,。；]|$)"
    r"|(?<=[”\"」])(?:应该|要|该)?(?:怎么|如何)(?:做|写|抓)[？?]?$"
)
# “四个稳”: a reader's own sum of what a page says one by one.
_QUOTED_COUNT = re.compile(
    r"[“\"「]([二两三四五六七八九])[个项条块股张颗道座把]((?!一)[\u4e00-\u9fff])[”\"」]"
)
_THING_ASKED = re.compile(
    r"(?:什么样?的?|怎样的|哪一?[个种项条座份次届门家套支张部场类所档])(?=[\u4e00-\u9fff]{2})"
)
_ANYTHING = re.compile(
    r"样|的|东西|内容|时候|地方|意思|名字|情况|工作|方面|问题|活动|事情|单位|机构"
)
# As many as are named in a row: 当好、打好、跑好的分别是什么.
_KEYED = re.compile(
    r"((?:[^，,、。？?]{1,8}、){2,}[^，,、。？?]{1,8}?)(?:[的所]分别|各自?打了?个?什么比方)"
)
# Of those whose number is known, the names: 那43个大模型的名单.
_ROLL = re.compile(
    r"(?<![\d第二三四五六七八九十百])(?:[1-9]\d|[二三四五六七八九]?十[一二三四五六七八九]?)[多余]?"
    r"[个家位名项所座条种款][^，,。？?]{0,16}(?:[，,]?的?(?:完整)?名单|是哪几[个家位项条种])"
)
_LONG = 9  # a list of more has so many at least
QUOTES = re.compile(r"[“”\"「」]")


def counted(said: str) -> str:
    """What a number is asked of: 品种 of 多少个品种 and of 品种总共多少个, "seats" of "how many
    seats"."""
    before = _COUNTED_BEFORE.search(said)
    if before and word_frequency(before[1]) and tagged(before[1])[0][1] in _COUNTABLE:
        return before[1]
    found = _COUNTED_WORD.search(said)
    if found is None:
        return ""
    if found["en"]:
        return found["en"]
    start, end = next(iter(words(found["zh"])), (1, 1))
    return found["zh"][start:end] if start == 0 and end > 1 else ""


def summed(quoted: str) -> bool:
    """Whether a quotation is a reader's own sum: “四个稳”."""
    return bool(_QUOTED_COUNT.fullmatch(quoted))


def name(said: str) -> bool:
    """Whether it is asked what something is called."""
    return bool(_NAME_ASKED.search(said))


def points(said: str) -> bool:
    """Whether it is asked what a page may tell point by point: 哪三方面要求."""
    asked = (_POINTS_ASKED, _COUNTED_THING, _QUOTED_THING, _KEYED)
    return any(pattern.search(said) for pattern in asked)


def echoed(said: str) -> bool:
    """Whether it is asked for all that a page tells with a word: 哪几个“坚持”."""
    return bool(_QUOTED_THING.search(said))


def being(said: str) -> bool:
    """Whether it is asked what something is said to be: 主题是什么."""
    return bool(_BEING_ASKED.search(said) or _ENGLISH_BEING.search(said))


def subject(said: str) -> str:
    """What a question asks the being of, where it asks nothing else."""
    match = _WHAT_IS.fullmatch(said)
    name = next((part for part in match.groups() if part), "") if match else ""
    return "" if _ATTRIBUTE.search(name) else QUOTES.sub("", name)


def items(said: str) -> int:
    count = re.search(
        r"(?:[哪这那前]|另外|剩下|其[他余])([二两三四五六七八九]|(?<![哪这那前])[2-9])"
        r"(?=个(?!字(?![画号典体幕母]))|[家位名种块条项大座场件类样股处所支对组层]"
        r"|点(?!钟|半|整|式)"
        r"|方面)",
        said,
    )
    if count:
        return number(count[1]) or 0
    if counted := _COUNTED_THING.search(said) or _GREAT.search(said) or re.search(SO_MANY, said):
        return number(counted[1]) or 0
    if quoted := _QUOTED_COUNT.search(said):
        return number(quoted[1]) or 0
    if keyed := _KEYED.search(said):
        return len(re.split("、|和(?![平谐])", keyed[1]))
    quoted = re.search(r"“([二两三四五六七八九])(?:[个大种条项点类]|百”)", said)
    if quoted and re.search(r"分别|具体|哪几|哪些", said):
        return number(quoted[1]) or 0
    english = re.search(
        rf"\b(?:which|what|name"
        rf"|list)\b.{{0,8}}?\b({'|'.join(IN_ENGLISH)})\b(?!-)",
        said,
    )
    of_roll = _LONG if _ROLL.search(said) else 0
    return IN_ENGLISH[english[1]] if english else of_roll


def thing(said: str) -> str:
    """What the answer is called: the noun after 什么, 哪个 or 哪种, or before 叫什么."""
    if counted := _COUNTED_THING.search(said) or _QUOTED_COUNT.search(said):
        return counted[2]
    named = _QUOTED_THING.search(said) or _NAME_ASKED.search(said) or _BEING_ASKED.search(said)
    if named:
        called: str = next(filter(None, named.groups()))
        return called
    if english := _ENGLISH_BEING.search(said):
        return _BEING[english[1] or english[2]]
    asked = _THING_ASKED.search(said)
    rest = re.sub("^[\u4e00-\u9fff]{1,3}性的", "", said[asked.end() :]) if asked else ""
    noun = _head(rest)
    return noun if len(noun) >= 2 and not _ANYTHING.match(noun) else ""


def _head(rest: str) -> str:
    """The noun that a folded text begins with: 大报 of "全国性大报关注了"."""
    start, end = next(iter(words(rest)), (1, 1))
    if start:
        return ""
    noun = ("n", "a", "b", "j", "vn")  # 发展 of 发展格局
    row = list(itertools.takewhile(lambda word: word[1].startswith(noun), tagged(rest)))
    while len(row) > 1 and row[-1][1] == "vn":  # 事务所设计
        row.pop()
    if len(row) < 2 or row[0][0] != rest[:end] or row[-1][1][0] != "n":
        return rest[:end]
    last = row[-1][0]
    return last if len(last) > 1 else row[-2][0] + last
