"""A question understood: what it wants, what it is about, and of what time."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from . import contents, dates, gloss, mentions
from .expect import Expected
from .papers import Paper, without
from .people import CALLED, SURNAMES, proper
from .records import Intent, Language, Settable
from .text import (
    fold,
    han_count,
    language,
    names,
    places,
    tagged,
    tokens,
    verbs,
    word_frequency,
)
from .wants import Asked, summed

# Words of asking: they say what is wanted, not what it is about.
_ASKING = """
    什么 什么时候 时候 何时 谁 哪 哪里 哪儿 哪些 哪个 哪家 哪几 哪位 哪天 哪年 哪月 哪一
    花 钱 花钱 当 担任 出任 换成 变成 何人 谁家 为啥 几处 哪几处 各有 那位 那个
    哪几位 几位 姓甚名谁 姓名 啥 哪一年 哪一天 哪一期
    多少 几 几个 几家 多久 怎么 怎样 怎么样 如何 为什么 为何 是否 有没有 是不是 能不能 可以 什么样
    请问 请 告诉 我 你 您 我们 一下 知道 想 问 吗 呢 啊 吧 的 了 过 着 是 在 有 和 与 及 或 地
    把 被 给 对 于 由 从 到 向 就 都 也 还 又 这 那 这个 那个 这次 那次 其 该 它 他 她 们 中 个
    家 位 前后 各
    上 下 里 说 叫 做 干 到底 究竟 目前 现在 当时 一共 总共 具体 分别 关于 有关 报道 报纸 哪一位
    一位 文章 新闻 介绍 内容 情况 名字 叫做 大概 那天 那场 那期 那年 那份 那篇 那条 一个 想要
    徐汇报 人 个人 同一 同一个 时间 多长 长时间 多长时间 时 提到 据说 属于 一份
    好 好的 嗯 喂 你好 您好 谢谢 那么 麻烦
    the a an of in on at to for from by with and or is are
    was were be did do does has have had who whom whose what when where which why how many
    much that this it its there their they he she newspaper article report tell me
    held hold holds post position office take takes took place
    please said say name named called going about can could would will been total altogether
    two three four five six seven eight nine ten according
"""
# What a masthead tells: of the paper and its issues.
_OF_PAPER = re.compile(
    r"期数|总第|第几期|几期|多少期|[多几]少?个?版|准印|数字[报版]|网址|网站|农历"
    r"|星期几|周几|报纸?.{0,6}(?:免费|钱|买|订)|主办|出刊|零售价|定价|多少钱一份|一份.{0,3}多少钱"
    r"|新闻热线|报社|创刊|邮箱|编辑部|总编|发行|投稿|印刷|主编|责任编辑|责编|印数|印了?多少份|出几[回次]|[几哪][号天日]出(?![生发现台])|办的报|准印|爆料"
    r"|[那这哪]一?期|刊号|出版|见报|报头|\bissues?\b|\bpaper\b"
    r"|\bweb ?(?:site|address)\b|\bdigital edition\b|\blunar\b"
)
_QUOTED = re.compile(r"[“「『《\"]([^”」』》\"]{2,30})[”」』》\"]")
_QUOTE_MARK = re.compile(r"[“”「」『』《》\"]")
_ORDINAL = re.compile(
    r"(?<=第)(?!一次)([一二三四五六七八九十百]+|\d+)([届次期版号])"
    r"|(?<![哪这那一每首])([二三四五六七八九十百]+)([届次])"
    r"|(?<![哪这那一每首近前后分学共过])([二三四五六七八九十]+)(期)(?![间末初望待限货])"
)
# What is asked stands after these, in the same sentence even.
_ASKS = re.compile(
    r"(?:告诉|告知|回答)(?:我|我们|大家)?[：:，,]?|请问|(?:我|我们)?想(?:知道|问问?|了解)(?:一下)?"
    r"|\btell me\b|\bi(?: want| would like|'d like) to know\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[。！!]+[”」』》]?|>|\.\s(?=[A-Z])")
# Parts of many a name, which its page may call otherwise.
_OF_NAMES = frozenset(
    "road street lane university college school institute academy company group committee council "
    "district county city province town village party new materials technology centre center park "
    "community bridge museum library hospital bank association conference forum bureau office "
    "international national health station port airport festival games league cup plan".split()
)
# Cut out before words are: jieba glues them to what follows.
_POINTING = re.compile(
    r"(?:[那这哪][一二两三四五六七八九十几]?|同一|几|[一二两三四五六七八九十](?=[个家位项名]))[期天版年月日号个家位条项份篇种次届场座块名]"
    r"|什么|多少(?:家(?![庭长人属乡具电里教]))?|[登刊]在|为什么"
)
# Where it is printed, its date cut out: it says where to look, not what is told there.
_PRINTED = re.compile(r"\bpage \d+\b|\bissue of\s{2,}|\bthe\s{2,}issue\b", re.IGNORECASE)
_WHO_WENT = re.compile(r"(谁|哪些人|哪[几些]位|哪[几些]位?领导)都?(?:[去来到]了|去过)(?=[？?]?$)")
_CAME_WHO = re.compile(
    r"(?<![提收见遇看找受得感带做达听想拿])(?:来|到)[了过](?=谁|哪[几些一两二三]?[位名])"
)
_PAPER_WORDS = frozenset(
    "徐汇报 报纸 报 期 总第 头版 出版 登出 刊登 消息 报道 见报 登 出 印 哪期 日期".split()
)
_PULLED = re.compile(
    r"([\u4e00-\u9fff])(?:的|了|过|个|的是"
    r"|了个)([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
_GLUED = re.compile(r".[是的了在]$")  # what jieba takes for the end of a name: 王华是, 期是
_OFFICE = re.compile(r"[区市县镇校院局处馆]长|书记|主席|主任")
# The ninth plenum, the 11th committee: 第九, 第十一. Not what won third place.
_ENGLISH_ORDINALS = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_MONTH = (
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|ust|t?ember|ober)?"
)
_ENGLISH_ORDINAL = re.compile(
    rf"\b{_MONTH} \d+(?:st|nd|rd|th)\b"
    r"|(?<!on the )(?<!and )(?<!-)\b"
    rf"(?:({'|'.join(_ENGLISH_ORDINALS)})|(1?\d)(?:st|nd|rd|th))\b"
    r"(?!-| (?:issue|time|place|prize|most|largest|biggest|highest|half|quarter|century|of)\b)"
    rf"(?! {_MONTH}\b)"
)
_LATIN = re.compile(r"[a-z][a-z0-9.+-]*[a-z0-9]|[a-z]", re.IGNORECASE)
_ASIDE = re.compile(r"[（(]([\u4e00-\u9fff]{2,12})[)）]")
_GENITIVE = re.compile(r"(?<=[a-z])['’]s?\b(?![a-z])")
_PLAN = re.compile(r"\b1([1-9])th five[- ]year plan\b")
LATIN_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_NUMBER = re.compile(
    r"(?<![\d.])(?!\d+(?:st|nd|rd|th)\b)\d[\d,.]*(?:[+-][\da-z]+)*(?:%|\s?[个家位名项次场条届期版种块])?"
)
LOOSE = mentions.VAGUE | frozenset(
    "年初 年底 年末 岁末 年内 岁末年初 年末岁初 上半年 下半年 前三季度".split()
)
"""Rules of dates that do not say what time a question asks about, or when a thing happened."""

_YEAR_SAID = re.compile(r"\d{4}年")  # 2025年初 says when, 年初 does not
_CEREMONY = re.compile(r"(?:仪式|典礼|活动)$|^(?:[举进]行|举办|办)")
_TIMELINE = re.compile(
    r"历程|时间线|先后顺序|沿革|大事记|来龙去脉|按时间|一步步|\btimeline\b|\bchronolog"
)
_SUMMARISE = re.compile(
    r"(?:介绍|说说|讲讲|概括|概述|总结|梳理|归纳)(?:一下|下)|^请?(?:介绍|概括|概述|总结|梳理|说说|归纳)"
    r"|\b(?:summari[sz]e|describe|overview|outline)\b|\btell me about\b"
)
_WANTED = re.compile(r"什么|啥|怎|如何|何|哪|多少|几|吗|呢|谁|[？?]|\b(?:what|how)\b")
_COMPARE = re.compile(
    r"比较(?![少多大小高低好难没有常])|对比|相比|[跟和与].{1,20}比(?![什赛例重])|有(?:什么|哪些|何)(?:不同|区别|差别|变化)|变化|变成|换成|从(?:多少|几).{0,8}到"
    r"|从(?:\d+年.{0,4})?到(?:\d+年)?.{0,12}(?:[涨升降增加减扩变]到?|提高|减少)(?:了|到|成)*多少"
    r"|换人|这[几两三]年|前后各|(?<![第连])[两几]任(?!务)|先后|历任|各是|同一个|\b(?:compare[ds]?|difference|differ|changed?|versus)\b"
)
_LATEST = re.compile(
    r"现在|目前|如今|眼下|最新|当前|最近(?:的?[一那这]|召开|举行|的)|\b(?:now|currently|current|latest)\b"
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

YEAR = re.compile(r"(?:19|20)\d\d")
HAN_TERM = re.compile(r"(?:(?![的了是在和与有被把从哪谁几])[\u4e00-\u9fff]){2,}")
"""Chinese characters in a row, none of which only joins others."""
_WHEN = re.compile(
    r"[什啥]么?时[候间]|什么日子|何时|几时|哪一?个?[天日年月]|几[月号日点]|(?:时间|日期)"
)

_WHY = re.compile(r"为[什甚]么|为何|为啥|什么原因|怎么会|咋会")
# What a cause is asked of is the verb after these.
_LIGHT = frozenset(
    """
    叫 造成 引起 引发 发生 出现 没有 没 不让 不能 不会 获得 得到 成为 受 受到 受欢迎 用 选择
    进行 取得
    要 搞 会 能 能够 是 有 让 把 被 可以 想 说 讲 看 觉得 认为 需要 应该 来 去 到 开始 决定
    """.split()
)
_ALONE = frozenset("拖挑涨停关搬拆建改换降减加晚")  # verbs of one character that jieba finds well
_ENGLISH_ACTS = (
    (
        r"^(?!.*\b(?:end|finish|complet)).*\b(?:construction|rebuilding|renovation|building work)\b"
        r".{0,60}\b(?:start|begin)\b"
        r"|\b(?:start|begin) (?:the )?(?:construction|rebuilding|renovation)"
        r"|\bbreak ground\b",
        "开工",
    ),
    (r"\bgo on sale\b", "开售"),
    (r"\bdid .*\bgraduate\b", "毕业"),
    (r"\bdid .*\bretire\b", "退休"),
    (r"\bwas .*\bborn\b", "出生"),
    (r"\bdid .*\b(?:die|pass away)\b", "去世"),
    (r"\b(?:was|were|be) (?:demolished|torn down)\b|\bdemolish\b", "拆除"),
)
_BEGUN = re.compile("开工|动工|开建|奠基|封顶|签约|立项|招标")
_OUTRIGHT = re.compile(
    "(创刊|建厂|建校|建馆|施行|生效|离开|启程|开航|首航|开幕|闭幕|开学|开课|毕业|放假|开售|发售|预售|售票|关门|闭馆|闭园|打烊|开工|动工|开建|奠基|封顶|竣工|完工"
    "|通车|通航|停运|开园|开馆|开业|停业|歇业|揭牌|签约|公示|投产|停产|复工|复课|去世|逝世|出生|退休|就任|上任"
    "|卸任|离任|辞职|调任|当选|获批|立项|招标|中标|颁奖|获奖|首演|首映|上映|播出|交付|交房|拆除)"
    "(?!后|之后|以来|金|证|企业|名单|处|的)"
)
# 大会的开幕仪式是…; no "去世的老王是…"
_OUTRIGHT_LAST = re.compile(
    _OUTRIGHT.pattern + "(?:仪式|典礼|日子)?(?:的?时间|日期)?[是在从自将会定于]*$"
)

BROUGHT = 0.3
"""The weight of a term that earlier turns bring, beside those of the question itself."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question, folded, and how it weighs: what earlier turns bring weighs less."""

    word: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Days:
    """The days `first` to `last`, both included; of any year where the question says none."""

    first: dt.date
    last: dt.date
    any_year: bool = False

    def meet(self, first: dt.date, last: dt.date) -> bool:
        """Whether the days `first` to `last` are some of them."""
        if self.any_year:
            return (self.first.month, self.first.day) <= (last.month, last.day) and (
                first.month,
                first.day,
            ) <= (self.last.month, self.last.day)
        return self.first <= last and first <= self.last


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
    the places of the papers that it is about, which are among no others.
    `latest`: it asks of now; `of_paper`: of the paper and its issues; `of_issue`: when a
    story was printed.
    """

    text: str
    own: str
    searched: str
    language: Language
    expected: Expected
    kind: Intent
    terms: tuple[Term, ...]
    period: dates.Range | None
    days: tuple[Days, ...]
    named: tuple[str, ...]
    proper: tuple[str, ...]
    places: tuple[str, ...]
    verbs: tuple[str, ...]
    homes: tuple[str, ...]
    told: str
    latest: bool
    of_paper: bool
    of_issue: bool

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
        spoken = language(text)
        own = text.removeprefix(context)
        named = tuple(paper for paper in papers if paper.named(fold(text)))
        dated = without(text, named, homes=False)  # 今日青屿 is no day
        days = period(dated, today)
        asking = without(own[_core(own) :], named, homes=False)
        bare = _PRINTED.sub(" ", _undated(asking, today))
        about = without(bare, named, homes=True)
        mine = _about(about)
        homes = tuple(dict.fromkeys(paper.home for paper in named))
        expected = _expected(own, kind)
        several = _days(dated, today)
        brought = terms(_undated(without(context, named, homes=True), today))
        brought = tuple(t for t in brought if t not in mine)
        of_paper = bool(_OF_PAPER.search(fold(own)))
        return cls(
            text=text,
            own=own,
            searched=_unquoted(context)
            + (own if of_paper or not mine else dated[len(text) - len(own) :]),
            language=spoken,
            expected=expected,
            kind=kind or _kind(own, expected, several, mine),
            terms=(*map(Term, mine), *(Term(t, BROUGHT) for t in brought)),
            period=days,
            days=several,
            # A plan's year is a word of it; its sentences need not repeat that.
            named=tuple(
                n
                for n in _named(bare)
                if not (YEAR.fullmatch(n) and int(n) > today.year) and n not in homes
            ),
            proper=_proper(about),
            places=tuple(p for p in _places(bare) if not p.startswith(homes)),
            verbs=tuple(w for w in verbs(bare) if w in mine),
            homes=homes,
            of_paper=of_paper,
            told=told if context else "",
            of_issue=_of_issue(expected, own, mine),
            latest=bool(_LATEST.search(fold(context + own[_core(own) :]))),
        )

    @property
    def about(self) -> tuple[str, ...]:
        """The words of its own terms."""
        return tuple(term.word for term in self.terms if term.weight == 1)

    @property
    def act(self) -> str:
        """What happened whose day a question asks for: 通车 of "哪天通车的"; else ""."""
        if self.expected.asked != "when":
            return ""
        if self.language == "en":
            own = fold(self.own)
            return next((act for asks, act in _ENGLISH_ACTS if re.search(asks, own)), "")
        before, _, after = _WHEN.sub("\n", fold(self.own)).rpartition("\n")
        if named := _OUTRIGHT.search(after) or _OUTRIGHT_LAST.search(before):
            return named[1]
        parts = (_CEREMONY.sub("", part) for part in (after.split("的")[0], before))
        said = [t for part in parts for t in terms(part)[-1:]]
        return next((t for t in said if len(t) > 1 and HAN_TERM.fullmatch(t)), "")

    @property
    def caused(self) -> tuple[str, ...]:
        """The verbs after the "why" of a Chinese question: 拖, 改建 of 为什么拖了三年才改建."""
        if self.expected.asked != "why":
            return ()
        said = tagged(_WHY.split(fold(self.own))[-1])
        verbs = (w for w, flag in said if flag[0] == "v" and w not in _LIGHT)
        return tuple(w for w in verbs if len(w) > 1 or w in _ALONE)


def outright(words: str) -> bool:
    """Whether folded words have an act for which news has a word of its own: 开幕, 动工, 闭馆."""
    return bool(_OUTRIGHT.search(words))


def begun(act: str, words: str) -> bool:
    """Whether folded words tell of a stage before an act: of no beginning, if that is the act."""
    return act not in ("开始", "启动") and bool(_BEGUN.search(words))


def _unquoted(context: str) -> str:
    """What earlier turns brought, which no quotation mark there makes a bound of this search."""
    return _QUOTE_MARK.sub(" ", context)


def _kind(own: str, expected: Expected, days: Sequence[Days], about: Sequence[str]) -> Intent:
    """What kind of question its words say it is."""
    said = fold(own)
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


def definite(rule: str) -> bool:
    """Whether a date found by `rule` says when: no "近日", and no five-year plan."""
    return rule not in LOOSE and not mentions.of_plan(rule)


def terms(question: str) -> tuple[str, ...]:
    """The tokens of a question that say what it is about, each once."""
    cut = (t[:-1] if _GLUED.search(t) and not word_frequency(t) else t for t in tokens(question))
    return tuple(dict.fromkeys(t for t in cut if t not in asking()))


def covered(about: Sequence[str], have: Container[str], idf: Mapping[str, float]) -> float:
    """The share of the terms `about`, by weight of idf, that are among `have`; in [0, 1]."""
    total = sum(idf.get(t, 1.0) for t in about)
    return sum(idf.get(t, 1.0) for t in about if t in have) / total if total else 0.0


def period(question: str, today: dt.date) -> dates.Range | None:
    """The days that a question is about, both ends included; None where it names none.

    A day without a year ("5月12日那期") is left to its words: nobody says which year.
    """
    if any(m.rule == "issue year" for m in dates.mentions(question, today)):
        return None
    asked = dates.scope(question, today)
    # What is yet to come was not printed then: a plan's horizon, not the time asked about.
    return None if asked and asked[0] > today else asked


def _days(question: str, today: dt.date) -> tuple[Days, ...]:
    """The dates that a question names, in its order, those that hold another left out."""
    said = [*dates.mentions(question, today)]
    if language(question) == "en":
        said += dates.english(question)
    found = [
        Days(m.first, m.last, m.rule == "issue year")
        for m in sorted(said, key=lambda m: m.start)
        if (definite(m.rule) or _YEAR_SAID.match(question[m.start : m.end])) and m.first <= today
    ]
    return tuple(
        d
        for d in dict.fromkeys(found)
        if not any(o != d and d.first <= o.first and o.last <= d.last for o in found)
    )


def _named(question: str) -> tuple[str, ...]:
    said = fold(question)
    spoken = language(question)  # in an English question, what is in Latin letters is no name
    quoted = [
        m[1]
        for m in _QUOTED.finditer(said)
        if (not han_less(m[1]) or spoken == "zh") and not summed(m[0])
    ]
    ordinals = [m[0] for m in _ORDINAL.finditer(said)]
    if spoken == "en":
        ordinals += [
            f"第{_numeral(int(m[2]) if m[2] else _ENGLISH_ORDINALS.index(m[1]) + 2)}"
            for m in _ENGLISH_ORDINAL.finditer(_PLAN.sub(" ", said))
            if m[1] or m[2]
        ]
    numbers = [m[0].rstrip(",.") for m in _NUMBER.finditer(_PLAN.sub(" ", said))]
    latin = [m[0] for m in _LATIN.finditer(said) if spoken == "zh" and len(m[0]) > 2]
    aside = _ASIDE.findall(question) if spoken == "en" else []  # "(主攻方向)": the page's word
    return tuple(dict.fromkeys([*quoted, *ordinals, *numbers, *latin, *map(fold, aside)]))


def _numeral(number: int) -> str:
    """十五 of 15, up to 19."""
    ones = "一二三四五六七八九"[number % 10 - 1] if number % 10 else ""
    return "十" * (number >= 10) + ones


def _about(question: str) -> tuple[str, ...]:
    """The terms of a question, an office that is glued to a place and a verb that is pulled
    apart ("徐汇区长": 区长, "揭的牌": 揭牌) among them."""
    said = _CAME_WHO.sub("出席", _planned(fold(question)))
    said = _POINTING.sub(" ", _GENITIVE.sub(" ", said))
    said = _ENGLISH_ORDINAL.sub(" ", said) if han_less(question) else said
    said = _WHO_WENT.sub(r"\1出席", said)
    for verb in verbs(said):
        said = said.replace(f"来{verb}", f" {verb}")  # 由谁来主持: nobody comes
    found = dict.fromkeys(terms(said))
    for match in _PULLED.finditer(said):
        if word_frequency(match[1] + match[2]) and not word_frequency(said[match.start() :][:2]):
            found = dict.fromkeys([t for t in found if t not in match.groups()])
            found[match[1] + match[2]] = None
    for name in _romanised(question):
        found = dict.fromkeys(t for t in found if t not in name.lower().split())
        found[name.lower().replace(" ", "")] = None
    for office in (m[0] for m in _OFFICE.finditer(said) if m[0] not in found):
        found.pop(office[-1], None)  # what jieba leaves of it: 徐汇区|长
        found[office] = None
    for called in CALLED.finditer(said):
        if not _astride(said, called):
            found = dict.fromkeys(t for t in found if not _overlaps(t, called))
            found[called[0]] = None
    for name in _proper(question):
        if name[0] in SURNAMES and len(name) == 3 and not word_frequency(name):
            for piece in [t for t in found if t in name]:  # 曹立|强, 康|文华
                del found[piece]
            found[name] = None
    return tuple(found)


def _astride(said: str, called: re.Match[str]) -> bool:
    """Whether a dictionary's word has a part of what may be somebody's name: 工程|师, 老|石库门."""
    start, end = called.span()
    after = called.start("old") if called["old"] else start
    words = (
        said[max(0, start - 1) : start + 1],
        said[start : end + 1] if called["of"] else called[0],
    )
    return any(
        len(word) > 1 and word_frequency(word)
        for word in (*words, said[after : end + 1], said[after : end + 2])
    )


def _overlaps(term: str, match: re.Match[str]) -> bool:
    """Whether a term stands where a match does, and is not a part of it only."""
    around = match.string[max(0, match.start() - len(term) + 1) : match.end() + len(term) - 1]
    return term in around


def _whole(name: str, said: str) -> str:
    """A given name with the surname that jieba cut off ("康|文华")."""
    at = said.find(name)
    named = len(name) == 2 and at > 0 and said[at - 1] in SURNAMES and name in names(said)
    return said[at - 1] + name if named else name


def _of_issue(expected: Expected, own: str, about: Sequence[str]) -> bool:
    """Whether a question asks for the day of the issue that prints something."""
    asks = expected.asked == "when" and re.search(r"[那这哪]一?期|出版|见报|登出|刊登", fold(own))
    return bool(asks) and any(t not in _PAPER_WORDS and not t.isdigit() for t in about)


def _undated(text: str, today: dt.date) -> str:
    """`text` without the dates that it names."""
    found = [*dates.mentions(text, today)]
    if language(text) == "en":
        found += dates.english(text)
    for mention in sorted(found, key=lambda m: -m.start):
        if mention.first <= today and not mentions.of_plan(mention.rule):
            text = text[: mention.start] + " " + text[mention.end :]
    return text


def _core(text: str) -> int:
    """Where the sentence begins that asks: what readers say before it is not the question."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text.rstrip("。！!？?.” "))]
    ends += [m.end() for m in _ASKS.finditer(fold(text))]
    return max((end for end in ends if len(terms(text[end:])) >= 2), default=0)


def _proper(question: str) -> tuple[str, ...]:
    """The names of people, places and bodies in a question; no words of every day that jieba has
    among them (城市, 换人)."""
    said = fold(question)
    found = [w for w in proper(question) if re.match(r"[\u4e00-\u9fff]{2}", w)]
    found = [_whole(w, said) for w in found if not gloss.plain(w)]
    if han_less(question):
        for name in _romanised(question):
            question = question.replace(name, name.replace(" ", ""))
        capital = [m[0].lower() for m in re.finditer(r"(?<=[a-z,] )[A-Z][A-Za-z]+", question)]
        found = [w for w in capital if w not in _OF_NAMES]
    return tuple(dict.fromkeys(w for w in found if w not in asking()))


def _planned(said: str) -> str:
    """Folded English with a plan's number as Chinese says it: 15th five-year plan, 十五五."""
    return _PLAN.sub(lambda m: f" {_numeral(10 + int(m[1]))}五 ", said)


def _romanised(question: str) -> list[str]:
    """The Chinese names in an English question, which are one word there: Cao Liqiang."""
    found = [m[0] for m in LATIN_NAME.finditer(question)] if han_less(question) else []
    halves = [name.split() for name in found]
    return [f"{a} {b}" for a, b in halves if _surname(a) and gloss.readable(b)]


def _surname(word: str) -> bool:
    """Whether an English word may be a Chinese surname."""
    return any(gloss.romanised(word, character) for character in SURNAMES)


def _places(question: str) -> tuple[str, ...]:
    """The larger places in a question; in English, what is written as Chinese names are."""
    if han_less(question):
        return tuple(n for n in _proper(question) if _is_place(n))
    return tuple(dict.fromkeys(places(question)))


def _is_place(name: str) -> bool:
    """Whether a name in Latin letters is a place's: of Chinese syllables, or Brazil."""
    if len(name) >= 5 and gloss.readable(name):
        return True
    return any(tagged(word) == [(word, "ns")] for word in gloss.chinese(name)[:3])


def han_less(text: str) -> bool:
    """Whether `text` is in Latin letters altogether."""
    return han_count(text) == 0


@functools.cache
def asking() -> frozenset[str]:
    """The words of asking, which say what is wanted."""
    return frozenset(tokens(_ASKING))
