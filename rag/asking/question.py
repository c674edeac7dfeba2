"""A question understood: what it wants, what it is about, and of what time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from ..expected.expect import Expected
from ..expected.kinds import Asked
from ..language import dates
from ..language.text import fold, language, verbs
from ..records import Intent, Language, Settable
from . import acts, contents, topic
from .days import Days, asked_days, period, undated
from .papers import Paper, imprint, without

# What a masthead tells: of the paper and its issues.
_OF_PAPER = re.compile(
    r"期数|版数|总第|几期|多少期|[多几]少?个?版|准印|数字[报版]|网址|网站|农历"
    r"|星期几|周几|报纸?.{0,6}(?:免费|钱|买|订)|主办|出刊|零售价|定价|多少钱一份|一份.{0,3}多少钱"
    r"|新闻热线|报社|社址|报纸?的?(?:地址|电话|邮编|联系)|联系[^，。？?]{0,8}报(?![名告到])"
    r"|美编|校对|创刊|邮箱|编辑部|总编|发行|投稿|印刷|主编|责任编辑|责编|印数|印了?多少份"
    r"|出几[回次]|多久(?:出|发行|印)一?[次期份]|[几哪][号天日]出(?![生发现台])|办的报|爆料"
    r"|(?:哪|[那这](?![^，。？?]{0,8}[里上中下](?:所?(?:说|讲|提|写|登|印|预告|介绍|报道))))一?期"
    r"|报是?(?:由|归)?(?:谁|哪[个家].{0,3})办"
    r"|刊号|总期号|报[^。？?]{0,12}主管(?:单位|部门)|出版|见报|报头|\bissues?\b"
    r"|(?<!\bin the )(?<!\bto the )(?<!\bby the )\bpaper\b"
    r"|\bwho publish|\bcopy of (?:the|this) (?:\w+ )?(?:news)?paper\b"
    r"|\bweb ?(?:site|address)\b|\bdigital edition\b|\blunar\b"
)
_OF_CONTENTS = re.compile(
    r"(?:头版|本期|今日|要闻)导读|导读[里上中栏]|要目|版面预告|头版[^，。？?]{0,4}预告|\bteasers?\b"
)
_QUOTE_MARK = re.compile(r"[“”「」『』《》\"]")
# Where it is printed, its date cut out: it says where to look, not what is told there.
_PRINTED = re.compile(
    r"(?:,? as )?\b(?:quoted|reported|told|mentioned|printed|described)?\s?"
    r"(?:in|by|according to) (?:the|this) (?:news)?paper\b(?=\s*(?:[,.?;!]|$))"
    r"|头版(?:上)?的?(?:导读|预告)[里上中]?(?:[说讲]|提到)?|导读[里上中](?:[说讲]|提到)?"
    r"|\bpage \d+\b|\bissue of\s{2,}|\bthe\s{2,}issue\b"
    r"|(?:(?<![\u4e00-\u9fff])报纸?|报纸|报道|版面)[上里中]"
    r"(?:所?(?:出现|提到|提及|登|写|说|讲|介绍|报道)(?:过|到)?)的",
    re.IGNORECASE,
)
_PAPER_WORDS = frozenset(
    "徐汇报 报纸 报 期 总第 头版 出版 登出 刊登 消息 报道 见报 登 出 印 哪期 日期".split()
)

_TIMELINE = re.compile(
    r"历程|时间线|先后顺序|沿革|大事记|来龙去脉|按时间|一步步|\btimeline\b|\bchronolog"
)
_SUMMARISE = re.compile(
    r"(?:介绍|说说|讲讲|概括|概述|总结|梳理|归纳)(?:一下|下)"
    r"|^请?(?:介绍|概括|概述|总结|梳理|说说|归纳)"
    r"|(?:报道|文章|新闻|消息|决议|方案|通知|公告|规划|稿子)[里中都主要大概]*[讲说写]了?"
    r"(?:些|的是)?(?:什么|啥)(?:内容)?[？?]?$"
    r"|(?:主要内容|大意|梗概|概要|(?:报道|文章|新闻)的?要点)(?:是什么|呢)?[？?]?$"
    r"|\b(?:summari[sz]e|describe|overview|outline|(?:main|key) points|gist)\b|\btell me about\b"
)
_WANTED = re.compile(r"什么|啥|怎|如何|何|哪|多少|几|吗|呢|谁|[？?]|\b(?:what|how)\b")
_COMPARE = re.compile(
    r"比较(?![少多大小高低好难没有常])|对比|相比|[跟和与].{1,20}比(?![什赛例重])"
    r"|有(?:什么|哪些|何)(?:不同|区别|差别|变化)|变化|变成|换成|从(?:多少|几)(?!钱|块|元).{0,8}到"
    r"|从(?:\d+年.{0,4})?到(?:\d+年)?.{0,12}(?:[涨升降增加减扩变]到?|提高|减少)(?:了|到|成)*多少"
    r"|换人|换过(?!几次)|这[几两三]年|前后(?:各|分别|是?哪)|历年|逐年|怎么变(?:的|化)"
    r"|(?<![第连])[两几]任(?!务)|先后|历任|各是|同一个"
    r"|\b(?:compare[ds]?|difference|differ|changed?|versus)\b"
)
_LATEST = re.compile(
    r"现在|目前|如今|眼下|最新|当前|最近(?:的?[一那这]|召开|举行|的)"
    r"|\b(?:now|currently|current|latest)\b"
)

# A plain word for a kind that a reader sets: what it wants, such a question wants. To compare
# is to ask the same of several times or issues.
_PLAIN: dict[Settable, str] = {
    "who": "谁",
    "when": "什么时候",
    "where": "哪里",
    "how many": "多少",
    "which": "哪些",
    "what": "什么",
    "said": "说了什么话",
    "timeline": "什么时候",
    "summarise": "什么",
    "contents": "什么",
}
# A number of something, in digits: not of a date, nor of one in a row (第3).
_FIGURE = r"(?<![第\d.,])(?!(?:19|20)\d\d年)\d[\d.,]*(?![\d.,月日])"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone, and what was understood of it.

    `own` is `text` without what earlier turns brought, `searched` what is searched for: no name
    of a paper, unless that is asked about, which bounds a search to its mastheads, and no
    quotation of earlier turns. `told` is the answer before, where it leans on that, `kind` what
    kind of question it is. `terms` are what it is about; `period` the days that it names, from
    the first to the last, `days` each of its dates. `named` are what an answer must not be
    without: quoted words, ordinals, numbers, Latin names; `proper` the names of people, places
    and bodies, `places` the larger places among them, `verbs` what is said to happen, `homes`
    the places of the papers that it is about, which are among no others; `matter` that of which
    it asks for all that is printed, else "".
    `latest`: it asks of now; `of_paper`: of the paper and its issues; `of_issue`: when a
    story was printed; `of_contents`: of the list of headlines under a masthead.
    """

    text: str
    own: str
    searched: str
    language: Language
    expected: Expected
    kind: Intent
    terms: tuple[topic.Term, ...]
    period: dates.Range | None
    days: tuple[Days, ...]
    named: tuple[str, ...]
    proper: tuple[str, ...]
    places: tuple[str, ...]
    verbs: tuple[str, ...]
    homes: tuple[str, ...]
    matter: str
    told: str
    latest: bool
    of_paper: bool
    of_issue: bool
    of_contents: bool

    @classmethod
    def of(
        cls,
        text: str,
        today: dt.date,
        context: str = "",
        told: str = "",
        kind: Settable | None = None,
        papers: Collection[Paper] = (),
    ) -> Question:
        """`text` understood; `context` is that part of it which earlier turns brought, and
        `told` what the last of them was answered, where it leans on that. `kind` is what the
        reader says it is, None where that is left to its words; `papers` are those that what
        was found for it is of."""
        own = text.removeprefix(context)
        asks = own[topic.core(own) :]
        named = tuple(paper for paper in papers if paper.named(fold(text)))
        dated = without(text, named, homes=False)  # 今日青屿 is no day
        time = period(dated, today)
        asking = without(asks, named, homes=False)
        bare = _PRINTED.sub(" ", undated(asking, today))
        about = without(bare, named, homes=True)
        mine = topic.about(about)
        homes = tuple(dict.fromkeys(paper.home for paper in named))
        expected = _expected(own, kind)
        several = asked_days(dated, today)
        brought = topic.terms(undated(without(context, named, homes=True), today))
        brought = tuple(t for t in brought if t not in mine)
        of_paper = bool(_OF_PAPER.search(fold(own)))
        of_masthead = of_paper and expected.asked != "page"
        matter = _matter(own)
        return cls(
            text=text,
            own=own,
            # A search for what is in the paper is not for its name.
            searched=_unquoted(context)
            + (own if of_masthead or not mine else dated[len(text) - len(own) :]),
            language=language(text),
            expected=expected,
            kind=kind or _kind(own, expected, several, mine, matter),
            terms=(*map(topic.Term, mine), *(topic.Term(t, topic.BROUGHT) for t in brought)),
            period=time,
            days=several,
            named=tuple(n for n in _must_have(bare, today, fold(own)) if n not in homes),
            proper=topic.proper_names(about),
            places=tuple(p for p in topic.larger_places(bare) if not p.startswith(homes)),
            verbs=tuple(w for w in verbs(bare) if w in mine),
            homes=homes,
            matter=matter,
            of_paper=of_paper,
            told=told if context else "",
            of_issue=_of_issue(expected, own, mine),
            of_contents=bool(_OF_CONTENTS.search(fold(own))),
            latest=bool(_LATEST.search(fold(context + asks))),
        )

    @property
    def said(self) -> str:
        """Its own words, folded."""
        return fold(self.own)

    @property
    def about(self) -> tuple[str, ...]:
        """The words of its own terms."""
        return tuple(term.word for term in self.terms if term.weight == 1)

    @property
    def imprint(self) -> str:
        """The pattern of what it asks of the paper itself: its address, who prints it; else ""."""
        return imprint(self.said, self.about) if self.of_paper else ""

    @property
    def act(self) -> str:
        """What happened whose day it asks for: 通车 of "哪天通车的"; else ""."""
        return acts.act(self.own, self.language) if self.expected.asked == "when" else ""

    @property
    def caused(self) -> tuple[str, ...]:
        """The verbs whose cause it asks for: 拖, 改建 of 为什么拖了三年才改建."""
        return acts.caused(self.own) if self.expected.asked == "why" else ()


def _must_have(asking: str, today: dt.date, said: str) -> Iterator[str]:
    """What an answer to `asking` must not be without; `said` is the whole question, folded."""
    for name in topic.named(undated(asking, today, whole=True)):
        # A plan's year is a word of it; its sentences need not repeat that.
        to_come = topic.YEAR.fullmatch(name) and int(name) > today.year
        if not to_come and not _times(name, said):
            yield name


def _times(name: str, said: str) -> bool:
    """Whether 三次 is as many times as a question names years: no 二次会议."""
    return name.endswith("次") and bool(re.search(rf"[年月日]{name}(?!会|全|党|代|常)", said))


def _unquoted(context: str) -> str:
    """What earlier turns brought, which no quotation mark there makes a bound of this search."""
    return _QUOTE_MARK.sub(" ", context)


def _matter(own: str) -> str:
    """The matter of which a question asks for all that is printed, in its own characters."""
    said = fold(own)
    name = contents.matter(said)
    at = said.find(name)
    return own[at : at + len(name)]


def _kind(
    own: str, expected: Expected, days: Sequence[Days], about: Sequence[str], matter: str
) -> Intent:
    """What kind of question its words say it is."""
    said = fold(own)
    if contents.holdings(said, about) or matter:
        return "contents"
    if expected.asked in ("what", "which") and (
        contents.asked(said, about) or (days and contents.held(said, about))
    ):
        return "contents"
    if _TIMELINE.search(said):
        return "timeline"
    told_once = expected.asked in ("when", "where")  # 什么时候变成: how it was before is not asked
    if (_COMPARE.search(said) and not told_once) or len(days) > 1:
        return "compare"
    # No question: a topic. What is said of the paper, its masthead tells.
    bare = expected.asked == "what" and not (_WANTED.search(said) or _OF_PAPER.search(said))
    return "summarise" if bare or _SUMMARISE.search(said) else _wants(expected)


def _wants(expected: Expected) -> Intent:
    other: dict[Asked, Intent] = {"author": "who", "page": "where"}
    if expected.speech:
        return "said"
    return other.get(expected.asked) or cast(Intent, expected.asked)


def _expected(own: str, kind: Settable | None) -> Expected:
    """What a question wants: by its own words where they are of the `kind` that a reader set,
    or would be with that kind's plain word; else what that word wants."""
    expected = Expected.of(own)
    if kind not in _PLAIN:
        return expected
    plain = Expected.of(_PLAIN[kind])
    if _wants(expected) == _wants(plain):
        return expected
    expected = Expected.of(f"{own} {_PLAIN[kind]}")
    if (expected.asked, expected.speech) != (plain.asked, plain.speech):
        expected = replace(plain, said=fold(own).strip())
    any_number = plain.figure and expected.figure == plain.figure
    return replace(expected, figure=_FIGURE) if any_number else expected


def _of_issue(expected: Expected, own: str, about: Sequence[str]) -> bool:
    """Whether a question asks for the day of the issue that prints something."""
    issue = r"[那这哪]一?期|出版|见报|登出|刊登|\b(?:which|what) issue\b"
    asks = expected.asked == "when" and re.search(issue, fold(own))
    return bool(asks) and any(t not in _PAPER_WORDS and not t.isdigit() for t in about)
