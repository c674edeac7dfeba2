"""What a question is about: its terms, and what an answer must not be without."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from ..expected.things import summed
from ..language import gloss
from ..language.people import CALLED, SURNAMES, proper
from ..language.text import (
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
    跟 一起 一同 概括 请概括 报上
    署名 徐汇报 人 个人 同一 同一个 时间 多长 长时间 多长时间 时 提到 据说 属于 一份
    今天 明天 后天
    按 按照 先后 列出 列举 大事 大事记 地方 哪些地方
    好 好的 嗯 喂 你好 您好 谢谢 那么 麻烦
    the a an of in on at to for from by with and or is are
    was were be did do does has have had who whom whose what when where which why how many
    much time that this it its there their they he she newspaper article report tell me
    held hold holds post position office take takes took place
    please said say name named called going about can could would will been total altogether
    two three four five six seven eight nine ten according true really
    summarize summarise overview outline gist brief briefly 听说 真的 确实
"""
_QUOTED = re.compile(r"[“「『《\"]([^”」』》\"]{2,30})[”」』》\"]")
_BLANK = re.compile(r"什么|哪(?!吒)|几个|多少|某|[○xX_]{2}|…|\.\.\.")  # “什么徐汇、什么城区”
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
    r"(?:[那这哪][一二两三四五六七八九十几]?|同一|几"
    r"|[一二两三四五六七八九十](?=[个家位项名]))[期天版年月日号个家位条项份篇种次届场座块名]"
    r"|几样(?![板本])|什么|要(?=[出交花付收](?:多少|几))"
    r"|多少(?:家(?![庭长人属乡具电里教])"
    r"|种(?![类目树子植族田花地质苗业养源畜]|粮(?!食)|棉|菜(?=的)))?|[登刊]在|为什么"
)
_WHO_WENT = re.compile(r"(谁|哪些人|哪[几些]位|哪[几些]位?领导)都?(?:[去来到]了|去过)(?=[？?]?$)")
_CAME_WHO = re.compile(
    r"(?<![提收见遇看找受得感带做达听想拿])(?:来|到)[了过](?=谁|哪[几些一两二三]?[位名])"
)
PULLED = re.compile(
    r"([\u4e00-\u9fff])(?:的|了|过|个|的是"
    r"|了个)([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
"""A verb of two characters with 的, 了 or the like between them: 揭的牌."""

_RARE = 50  # times in jieba's corpus, under which a word may be a name
# Whose head is asked for: 商汤的CEO.
_EMPLOYER = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[那里的]))("
    r"(?:(?![这那哪其该本它他她的是就也和与由任前])[\u4e00-\u9fff]){2,6}?)"
    r"(?:公司|集团|科技)?的(?:现任)?(?:ceo|首席执行官|创始人|创办人|董事长|总裁|掌门人)"
)
# Which firm: 商汤科技.
_FIRM = re.compile(
    r"(?:^|(?<=[，,、。：:；;年月日的和与及]))(?:关于|请问|一下|今年|去年|小区)*+"
    r"((?:(?![哪什几这那该本是其各多每家的和与及在里于为由到把一])[\u4e00-\u9fff]){2,4}?)"
    r"(?<![区市县镇省])"
    r"(?:科技(?![园馆部局厅节周委大展论创投金工])|集团|药业|股份|公司)"
)
# 全会上提的: nobody called 上提.
_AT_MEETING = re.compile(r"(?<=[会式坛场])上(?!海)[\u4e00-\u9fff]")
_THAT = re.compile("[那这][宗起桩批件支首间所条处场种位届部款]")  # what jieba takes for a name
_NAME = re.compile(r"(?!(.)\1(.)\2)[\u4e00-\u9fff]{2}")  # no 修修补补
_SENDER = re.compile(
    r"((?:(?![的是由了这那本今每其我你他])[\u4e00-\u9fff]){1,7}[委局办院校部厅会])(?<![选指特调])派"
    r"(?:了|出|来|去)*(?:谁|哪[几一两]?[位个名])"
)
_SENT = re.compile("委派(?=[了出来去]{0,2}(?:谁|哪))")  # 市科委|派了谁
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
_GENITIVE = re.compile(r"(?<=[a-z])['’]s?\b(?![a-z])|(?<![a-z])['’]s\b")
_PLAN = re.compile(r"\b1([1-9])th five[- ]year plan\b")
LATIN_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_NUMBER = re.compile(
    r"(?<![\d.])(?!\d+(?:st|nd|rd|th)\b)\d[\d,.]*(?:[+-](?:\d+|[a-z]{1,2}(?![a-z])))*"
    r"(?:%|\s?[个家位名项次场条届期版种块])?"
)
YEAR = re.compile(r"(?:19|20)\d\d")
HAN_TERM = re.compile(r"(?:(?![的了是在和与有被把从哪谁几])[\u4e00-\u9fff]){2,}")
"""Chinese characters in a row, none of which only joins others."""
BROUGHT = 0.3
"""The weight of a term that earlier turns bring, beside those of the question itself."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question, folded, and how it weighs: what earlier turns bring weighs less."""

    word: str
    weight: float = 1.0


def terms(question: str) -> tuple[str, ...]:
    """The tokens of a question that say what it is about, each once."""
    cut = (t[:-1] if _GLUED.search(t) and not word_frequency(t) else t for t in tokens(question))
    return tuple(dict.fromkeys(t for t in cut if t not in asking() and not _asks(t)))


def _asks(word: str) -> bool:
    """Whether a word asks, whatever it counts by: 哪支, 哪款. No 哪吒."""
    return word[0] == "哪" and tagged(word)[0][1][0] == "r"


def covered(about: Sequence[str], have: Container[str], idf: Mapping[str, float]) -> float:
    """The share of the terms `about`, by weight of idf, that are among `have`; in [0, 1]."""
    total = sum(idf.get(t, 1.0) for t in about)
    return sum(idf.get(t, 1.0) for t in about if t in have) / total if total else 0.0


def named(question: str) -> tuple[str, ...]:
    said = fold(question)
    spoken = language(question)  # in an English question, what is in Latin letters is no name
    quoted = [
        m[1]
        for m in _QUOTED.finditer(said)
        if (not han_less(m[1]) or spoken == "zh") and not (summed(m[0]) or _blank(m))
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


def _blank(quoted: re.Match[str]) -> bool:
    """Whether a quotation has what is to be filled in, and is no title."""
    return quoted[0][0] in '“「"' and bool(_BLANK.search(quoted[1]))


def _numeral(number: int) -> str:
    """十五 of 15, up to 19."""
    ones = "一二三四五六七八九"[number % 10 - 1] if number % 10 else ""
    return "十" * (number >= 10) + ones


def about(question: str) -> tuple[str, ...]:
    """The terms of a question, an office that is glued to a place and a verb that is pulled
    apart ("徐汇区长": 区长, "揭的牌": 揭牌) among them."""
    said = _CAME_WHO.sub("出席", _planned(fold(question)))
    said = _POINTING.sub(" ", _GENITIVE.sub(" ", said))
    said = _ENGLISH_ORDINAL.sub(" ", said) if han_less(question) else said
    said = _WHO_WENT.sub(r"\1出席", _SENT.sub("委 派", said))
    for verb in verbs(said):
        said = said.replace(f"来{verb}", f" {verb}")  # 由谁来主持: nobody comes
    found = dict.fromkeys(terms(said))
    for match in PULLED.finditer(said):
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
    for name in proper_names(question):
        if name[0] in SURNAMES and len(name) == 3 and not word_frequency(name):
            for piece in [t for t in found if t in name]:  # 曹立|强, 康|文华
                del found[piece]
            found[name] = None
        # 王华上了电视: no 王华上
        found = {(name if t[:-1] == name and not word_frequency(t) else t): None for t in found}
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


def core(text: str) -> int:
    """Where the sentence begins that asks: what readers say before it is not the question."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text.rstrip("。！!？?.” "))]
    ends += [m.end() for m in _ASKS.finditer(fold(text))]
    return max((end for end in ends if _says(text[end:])), default=0)


def _says(text: str) -> bool:
    """Whether a text says of what it asks: no "会是哪天开的？"."""
    said = terms(_POINTING.sub(" ", fold(text)))
    return len(said) >= 2 and any(len(term) > 1 for term in said)


def proper_names(question: str) -> tuple[str, ...]:
    """The names of people, places and bodies in a question; no words of every day that jieba has
    among them (城市, 换人)."""
    said = fold(question)
    found = [w for w in proper(question) if _NAME.match(w)]
    at_meeting = _AT_MEETING.findall(said)
    found = [_whole(w, said) for w in found if not gloss.plain(w) and w not in at_meeting]
    senders = (body for body in _SENDER.findall(said) if not word_frequency(body))
    found += (*firms(question), *senders)
    if han_less(question):
        for name in _romanised(question):
            question = question.replace(name, name.replace(" ", ""))
        capital = [m[0].lower() for m in re.finditer(r"(?<=[a-z,] )[A-Z][A-Za-z]+", question)]
        found = [w for w in capital if w not in _OF_NAMES]
    return tuple(dict.fromkeys(w for w in found if w not in asking() and not _THAT.match(w)))


def firms(question: str) -> list[str]:
    """The firms in a question that no dictionary has, without what says that they are: 商汤科技."""
    said = fold(question)
    found = (*_EMPLOYER.findall(said), *_FIRM.findall(said))
    return [name for name in found if word_frequency(name) < _RARE and not gloss.plain(name)]


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


def larger_places(question: str) -> tuple[str, ...]:
    """The larger places in a question; in English, what is written as Chinese names are."""
    if han_less(question):
        return tuple(n for n in proper_names(question) if _is_place(n))
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
