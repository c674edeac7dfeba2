"""What an issue prints: its headlines, for a question that asks what is in the paper.

No sentence of a story answers "2025年5月报道了什么": its contents do, story by story. A day on
which no paper was printed is told by the sentences that are dated so, and so is what was held then
("9月26日到28日办了哪些大事").
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from ..language.mentions import VAGUE
from ..language.text import fold
from ..records import Article, Evidence, Kind, Passage
from .units import units

LONGEST = 12
"""Headlines that are given; whoever wants them all opens the issue."""

# What such a question is made of, its time aside.
_ASKS = re.compile(
    r"(?:报道|刊登|登载|登|讲|写|说|有|是|发生|介绍|关注)[了过的]*(?:些|一些)?"
    r"(?:什么|哪些|哪几[篇条个]|啥)"
    r"|(?:什么|哪些|啥|主要|哪几[篇条个])(?:新闻|内容|文章|消息|报道|大事|要闻|事情?|标题)"
    r"|(?:概括|总结|概述|梳理|介绍|说说|讲讲|列出).{0,20}"
    r"(?:新闻|内容|报道|要闻|文章|大事|[那这]期|报纸)"
    r"|^.{0,16}(?:头条|要闻|新闻|头版|目录)(?:新闻|标题)?[？?]?$"
    r"|\bwhat(?:'s| is| was)? (?:in|on)\b.{0,20}\b(?:issue|paper|front page)\b"
    r"|\b(?:what|which|list|summari[sz]e|any|tell me)\b.{0,40}\b(?:news|stor(?:y|ies)|headlines?"
    r"|articles?|report(?:ed)?|print(?:ed)?|about|cover(?:ed)?|happen(?:ed)?|contents?|topics?)\b"
)
_NEWS = re.compile(
    r"新闻|报道|文章|消息|要闻|大事|头版|头条|报纸|徐汇报|内容|[那这哪]一?期|一期|\d\s?期|登|刊"
    r"|发生"
    r"|\b(?:news|stor(?:y|ies)|headlines?|articles?|papers?|newspaper|issues?|report(?:ed)?"
    r"|print(?:ed)?|happen(?:ed)?|archive|contents?)\b"
)
_HELD = re.compile(
    r"(?:办|举办|举行|召开|开|发生|有)[了过的]*是?(?:些|一些)?(?:什么|哪些|哪几[个场次项件]|啥)"
    r"(?:样的)?"
    r"(?:大事|事情?|活动|会议?|大会|仪式|动作)"
    r"|\b(?:what|which) (?:events?|meetings?|activities)\b"
)
_NUMBERED = re.compile(r"(总)?第\s?(\d+)\s?期")
_OF_PAPER = re.compile(r"什么(?:样的?)?报纸?[？?]?$")  # 徐汇报是什么报纸
_LEAD = re.compile(r"头条|\b(?:lead|top) stor(?:y|ies)\b")
_LONG = 15  # days, from which on a date does not say when something happened
_REFERENCE = re.compile(r"[(（]?[上下][接转]")
_ORDER: tuple[Kind, ...] = ("story", "caption", "contents")
_WORDS = frozenset(
    """
    新闻 报道 报导 文章 消息 要闻 大事 大事记 头版 头条 头版头条 报纸 报 徐汇报 内容 主要 主要内容
    期 一期 最新 最近 近期 当期 本期 全部 所有 重要 重大 登 登载 登出 刊 刊登 刊载 发生 事 事情 讲
    写 说 关注 版 版面 首版 标题 题目 资料 资料库 库 档案 库里 里面 报纸库 徐汇 徐汇区 上海 全区
    区里 梳理 概括 总结 概述 介绍 说说 列出 讲讲 列 目录 收录 都 篇 条 还有 第 几期 那期 这期
    news story stories headline headlines article articles paper papers newspaper issue issues
    report reports reported print printed happen happened archive content contents topic topics
    front page cover covers covered main latest recent recently summarize summarise list any
    xuhui district there about all lead top
    """.split()
)

_OF_HOLDING = _WORDS | frozenset(
    """
    办 举办 举行 召开 开 会 会议 大会 活动 仪式 动作 先后 每天 当天 天 两天 三天 几天 大型
    重大 接 些 搞 上午 下午 晚上
    event events meeting meetings activity activities held take took place day days
    """.split()
)


def held(said: str, about: Iterable[str]) -> bool:
    """Whether a folded question, of the terms `about`, asks what was held on the days it names."""
    return bool(_HELD.search(said)) and set(about) <= _OF_HOLDING


def asked(said: str, about: Iterable[str]) -> bool:
    """Whether a folded question, of the terms `about`, asks what is in the paper."""
    wants = _ASKS.search(said) and _NEWS.search(said) and not _OF_PAPER.search(said)
    number = {"总第", "第", "s"} if _NUMBERED.search(said) else {"s"}  # "what's in it"
    number |= {t for t in about if t.isdigit() or t[0] == "期"} if len(number) > 1 else set()
    return bool(wants) and set(about) <= _WORDS | number


def numbered(question: str, article: Article) -> bool:
    """Whether an article is of the issue that a question names by its number; True where it
    names none."""
    number = _NUMBERED.search(fold(question))
    if number is None:
        return True
    return int(number[2]) == (article.total_issue if number[1] else article.issue)


class When(Protocol):
    """Days that a question names."""

    def meet(self, first: dt.date, last: dt.date) -> bool: ...


def events(days: Sequence[When], issues: Iterable[Sequence[Passage]]) -> tuple[Evidence, ...]:
    """The sentences of `issues` that tell what happened on `days`, by their dates, until
    `LONGEST` are found; the earliest first."""
    told = (
        (min(found), passage, unit)
        for passages in issues
        for passage in passages
        if passage.article.kind in _ORDER
        for unit in units(passage)
        if (
            found := [
                date.start
                for date in unit.dates
                if date.rule not in VAGUE and (date.end - date.start).days < _LONG
                if any(when.meet(date.start, date.end) for when in days)
            ]
        )
    )
    first = sorted(itertools.islice(told, LONGEST), key=lambda one: one[0])
    return tuple(
        Evidence(n, passage, unit.text, unit.spans, 1.0, 1.0)
        for n, (_, passage, unit) in enumerate(first, 1)
    )


def headlines(question: str, issues: Iterable[Sequence[Passage]]) -> tuple[Evidence, ...]:
    """The headlines of `issues`, the passages of each, until `LONGEST` are found: stories before
    captions and what is announced of other pages; the lead alone where that is asked for."""
    leads = bool(_LEAD.search(fold(question)))
    found: list[Evidence] = []
    for passages in issues:
        first = [p for p in passages if not p.position and p.article.kind in _ORDER]
        first.sort(key=lambda p: _ORDER.index(p.article.kind))
        for passage in first[:1] if leads else first:
            unit = next((u for u in units(passage) if not _REFERENCE.match(u.text)), None)
            if unit:
                n = len(found) + 1
                found.append(Evidence(n, passage, unit.text, unit.spans, 1.0, 1.0))
        if len(found) >= LONGEST:
            break
    return tuple(found[:LONGEST])
