"""What asks for the contents of the paper: what an issue prints, what was held on a day, what
issues there are, or where a matter is told of.

All patterns are of folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..language.people import ROLES, people
from ..language.text import fold
from ..records import Article

# What such a question is made of, its time aside.
_ASKS = re.compile(
    r"(?:报道|刊登|登载|登|讲|写|说|有|是|发生|介绍|关注)[了过的]*(?:些|一些)?"
    r"(?:什么|哪些|哪几[篇条个]|啥)"
    r"|(?:什么|哪些|啥|主要|哪几[篇条个])(?:新闻|内容|文章|消息|报道|大事|要闻|事情?|标题)"
    r"|(?:概括|总结|概述|梳理|介绍|说说|讲讲|列出).{0,20}"
    r"(?:新闻|内容|报道|要闻|文章|大事|[那这]期|报纸)"
    r"|^.{0,16}(?:头条|要闻|新闻|头版|目录|最新消息)(?:新闻|标题)?[？?]?$"
    r"|\bwhat(?:'s| is| was)? (?:in|on)\b.{0,20}\b(?:issue|paper|front page)\b"
    r"|\b(?:what|which|list|summari[sz]e|any|tell me)\b.{0,40}\b(?:news|stor(?:y|ies)|headlines?"
    r"|articles?|report(?:ed)?|print(?:ed)?|about|cover(?:ed)?|happen(?:ed)?|contents?|topics?)\b"
)
_NEWS = re.compile(
    r"新闻|报道|文章|消息|要闻|大事|头版|头条|报纸|徐汇报|内容|[那这哪]期|一期|\d\s?期|登|刊"
    r"|发生"
    r"|\b(?:news|stor(?:y|ies)|headlines?|articles?|papers?|newspaper|issues?|report(?:ed)?"
    r"|print(?:ed)?|happen(?:ed)?|archive|contents?)\b"
)
_HELD = re.compile(
    r"(?:办|举办|举行|召开|开|发生|有)[了过的]*是?(?:些|一些)?(?:什么|哪些|哪几[个场次项件]|啥)"
    r"(?:样的)?(?:重[要大]的?)?"
    r"(?:大事|事情?|活动|会议?|大会|仪式|动作)"
    r"|\b(?:what|which) (?:events?|meetings?|activities)\b"
)
# 曹立强依次出席了哪些会议
_ATTENDED = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,16}?)(?:先后|依次|相继|分别|一共|共|都|还)*(?:出席|参加)[了过的]*"
    r"(?:什么|哪些|哪几[个场次项])(?:重要的?)?(?:会议?|活动|大会|仪式)"
)
_OFFICE = re.compile(rf"[\u4e00-\u9fff]{{0,6}}(?:{ROLES})(?:同志)?")
_NUMBERED = re.compile(r"(总)?第\s?(\d+)\s?期")
_OF_PAPER = re.compile(r"什么(?:样的?)?报纸?[？?]?$")  # 徐汇报是什么报纸
_WORDS = frozenset(
    """
    新闻 报道 报导 文章 消息 要闻 大事 大事记 头版 头条 头版头条 报纸 报 徐汇报 内容 主要 主要内容
    期 一期 最新 最新消息 最近 近期 当期 本期 全部 所有 重要 重大 登 登载 登出 刊 刊登 刊载
    发生 事 事情 讲
    写 说 关注 版 版面 首版 标题 题目 资料 资料库 库 档案 库里 里面 报纸库 徐汇 徐汇区 上海 全区
    区里 梳理 概括 总结 概述 介绍 说说 列出 讲讲 列 目录 收录 都 篇 条 还有 第 几期 那期 这期
    news story stories headline headlines article articles paper papers newspaper issue issues
    report reports reported print printed happen happened archive content contents topic topics
    front page cover covers covered main latest recent recently summarize summarise list any
    xuhui district there about all lead top between
    """.split()
)

_OF_ISSUES = _WORDS | frozenset(
    """
    份 期号 收 收录 收藏 涵盖 覆盖 包含 时间范围 时间跨度 日期 年份 范围 跨度 时段 时间段 最早
    第一期 最后 最晚 头一 第一 这里 起止 一期 有没有
    edition editions available cover covers span period dates date year years collection earliest
    oldest first last newest most time times range hold holds
    """.split()
)

_OF_EVENTS = _WORDS | frozenset(
    """
    办 举办 举行 召开 开 会 会议 大会 活动 仪式 动作 先后 每天 当天 天 两天 三天 几天 大型
    重大 重要 接 些 搞 上午 下午 晚上 依次 接连 相继 陆续 连续 各 几件 件 要事 揭牌 揭牌仪式
    event events meeting meetings activity activities held take took place day days
    """.split()
)

# Which issues there are: how many, the first, the last.
_PAPERS = r"(?:报纸|[期份]报|期刊|[期份](?=[？?。]|$))"
_HOLDS = re.compile(
    rf"(?:哪些|有什么|哪几[期份]|(?<!第)几[期份]|多少[期份])的?{_PAPERS}"
    r"|(?:最[早新近晚后]|[第头]一|最后)的?那?一?[期份](?:报纸?)?[是在]?(?:哪|什么时[候间]|何时|几)"
    r"|(?:有|总共|一共|共)(?:多少|几)期(?:报纸?)?[？?]?$"
    r"|期号(?:分别|各|都)*[是有]"
    r"|(?:收录|涵盖|覆盖|收藏|包含)[^，。？?]{0,8}(?:时[间段]|日期|年份|范围)"
    r"|(?:时间|日期|年份)(?:范围|跨度)"
    r"|\b(?:what|which|list|how many|any)\b.{0,24}\b(?:issues|(?:news)?papers|editions)\b"
    r"|\b(?:earliest|oldest|first|latest|newest|last|most recent) (?:issue|paper|edition)\b"
    r"|\b(?:period|time span|dates?|years?) .{0,20}\b(?:cover|span|hold)"
)
_FIRST = re.compile(
    r"最[早先]的?那?一?[期份]|[第头]一[期份]"
    r"|\b(?:earliest|oldest|(?:very )?first) (?:issue|paper|edition)"
)
_LAST = re.compile(r"最[后晚]的?那?一?[期份]|\blast (?:issue|paper|edition)\b")
# All that is printed of a matter: 哪些文章提到了西岸.
_ARTICLE = "(?:报道|报导|文章|新闻|消息|稿件|稿子)"
_TELLS = "(?:提到|提及|提过|讲到|写到|涉及|说到|谈到|出现|报道|报导|介绍|关注|刊登|登|写|讲)[了过]?"
_SOME = "(?:哪些|哪几[篇条则个]|多少[篇条则]|几[篇条则]|什么)"
_ARE = f"(?:都?有{_SOME}?(?:{_ARTICLE})?[吗呢]?|吗|有没有)"
_MATTERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?!.*(?:会上|全会|会议|方案|报告|[他她]).*内容).{{0,8}}{_SOME}的?(?:{_ARTICLE}|内容)"
        rf"[里中上]?[都有]?{_TELLS}(?![得上度最])(?P<matter>.+)",
        rf".{{0,12}}?(?:关于|有关(?!于)|涉及|提[到及])(?P<matter>.+)的{_ARTICLE}{_ARE}?",
        r".{0,8}?[和跟与同]?(?P<matter>[^有，,和跟与同][^有，,]*?)的?(?:相关|有关)的?"
        rf"{_ARTICLE}{_ARE}?",
        rf"(?P<matter>[^有，,]+?)(?:方面|领域)都?有{_SOME}的?{_ARTICLE}",
        r"(?P<matter>.+?)都?(?:出现|登|刊登|见)[在于过]*了?"
        rf"哪[些几][篇期条]?(?:{_ARTICLE}|期|报纸)[里中上]?",
        rf"哪[些几]期的?(?:报纸)?[里中上]?[都有]?{_TELLS}(?P<matter>.+)",
        r"(?:which|what|how many) (?:of the )?(?:articles?|stories|reports?|issues?|pages?) "
        r"(?:in .{3,20} )?(?:that )?"
        r"(?:mention|cover|talk about|are about|deal with|discuss|refer to|report(?:ed)? on)"
        r"(?:s|ed)? (?P<matter>.+)",
        r"(?:please )?(?:(?:list|show|find|give)(?: me)?|are there|is there|do you have|any)\b"
        r".{0,12}?\b(?:articles?|stories|reports?|news|coverage) "
        r"(?:about|on|mentioning|of|covering) (?P<matter>.+)",
    )
)
# When it was printed, which the question's days tell; what was spoken of before, no matter.
_TIME_OF = re.compile(r" (?:in|of|during|from) (?:the )?(?:[a-z]+ )?\d{4}(?: issues?)?$")
_POINTS = re.compile(
    r"^(?:[这那该此其][个件些里场篇]?|[他她它]们?|一下|过)|^(?:it|him|her|them|this|that|these)$"
)
_ASKING = re.compile(
    r"什么|啥|哪|谁|多少|几|怎|吗|何|[，,。；]|\b(?:who|what|when|where|which|why|how)\b"
)


def holdings(said: str, about: Iterable[str]) -> bool:
    """Whether a folded question, of the terms `about`, asks which issues there are."""
    return bool(_HOLDS.search(said)) and set(about) <= _OF_ISSUES


def first(said: str) -> bool:
    """Whether a folded question is about the first issue of all."""
    return bool(_FIRST.search(said))


def last(said: str) -> bool:
    """Whether a folded question is about the last issue of all."""
    return bool(_LAST.search(said))


def matter(said: str) -> str:
    """The matter of which a folded question asks for all that is printed: 西岸 of
    "哪些文章提到了西岸"; "" where it asks for nothing such."""
    asks = said.strip().rstrip("？?。. ")
    found = next(filter(None, (pattern.fullmatch(asks) for pattern in _MATTERS)), None)
    name = found["matter"].strip(' “”"「」《》') if found else ""
    name = _TIME_OF.sub("", re.sub(r"^(?:the|a|an) ", "", name))
    return "" if len(name) < 2 or _ASKING.search(name) or _POINTS.search(name) else name


def either(matter: str) -> list[str]:
    """The matters of which one is enough: 李强 and 王华 of "李强和王华"."""
    found = re.split(r"、|以及|和(?![平谐睦])|与(?!会)|\s+(?:and|or)\s+", matter)
    return found if all(len(part.strip()) > 1 for part in found) else [matter]


def by_issue(said: str) -> bool:
    """Whether a folded question asks in which issues something is told, no matter how often."""
    return bool(re.search(r"哪[些几]期|\bissues\b", said))


def held(said: str, about: Iterable[str]) -> bool:
    """Whether a folded question, of the terms `about`, asks what was held on the days it names,
    or what of that somebody attended."""
    name, asking = _attended(said)
    own = {t for t in about if t in asking}
    return bool(name or _HELD.search(said)) and {*about} - own <= _OF_EVENTS


def attended(said: str) -> str:
    """Who is asked in a folded question what they attended, by name, with an office or without;
    "" where nobody is."""
    return _attended(said)[0]


def _attended(said: str) -> tuple[str, str]:
    """The same, and the words that ask so."""
    match = _ATTENDED.search(said)
    names = people(match["who"]) if match else ()
    if match is None or len(names) != 1:
        return "", ""
    office = match["who"].replace(names[0], "", 1).lstrip("年月日号")
    known = not office or _OFFICE.fullmatch(office)
    return (names[0], match[0]) if known else ("", "")


def asked(said: str, about: Iterable[str]) -> bool:
    """Whether a folded question, of the terms `about`, asks what is in the paper."""
    wants = _ASKS.search(said) and _NEWS.search(said) and not _OF_PAPER.search(said)
    number = {"总第", "第", "s"} if _NUMBERED.search(said) else {"s"}  # "what's in it"
    if first(said):
        number |= {"第一", "第一期", "最早"}
    number |= {t for t in about if t.isdigit() or t[0] == "期"} if len(number) > 1 else set()
    return bool(wants) and set(about) <= _WORDS | number


def numbered(question: str, article: Article) -> bool:
    """Whether an article is of the issue that a question names by its number; True where it
    names none."""
    numbers = _NUMBERED.findall(fold(question))
    if not numbers:
        return True
    total, number = numbers[-1]  # what earlier turns named stands before it
    return int(number) == (article.total_issue if total else article.issue)
