"""What happened: the act whose day a question asks for, the verbs whose cause it asks for."""

from __future__ import annotations

import re

from ..language.text import fold, tagged, word_frequency
from ..records import Language
from .topic import HAN_TERM, PULLED, terms

_CEREMONY = re.compile(r"(?:仪式|典礼|活动)$|^(?:[举进]行|举办|办)")
_WHEN = re.compile(
    r"[什啥]么?时[候间]|什么日子|何时|几时|哪一?个?[天日年月]|几[月号日点]|(?:时间|日期)"
)
_WHY = re.compile(r"为什么|为何|为啥|什么原因|怎么会|咋会")
# What a cause is asked of is the verb after these.
_LIGHT = frozenset(
    """
    想到 打算 叫 造成 引起 引发 发生 出现 没有 没 没能 未能 没法 不让 不能 不会 获得 得到
    成为 受 受到 受欢迎 用 选择 进行 取得
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
_NO_ACT = frozenset("tsfnrj")  # how jieba marks times, places, nouns and names
_BEGUN = re.compile("开工|动工|开建|奠基|封顶|签约|立项|招标")
# A 会议 that is held may be one before it opens: 党员负责人会议.
_HELD = re.compile(
    r"(?:节|展览?|赛|运动会|博览会|交易会|[花庙灯车书]会)(?![^，。；,;]{0,20}会议)"
    r"[^，。；,;]{0,20}(?:举行|举办|拉开帷幕)"
)
_OUTRIGHT = re.compile(
    "(创刊|建厂|建校|建馆|施行|生效|离开|启程|开航|首航|首飞|发射(?!塔|场|架)|下水(?!道|管|井)"
    "|加冕|登基|就职|宣誓|完婚"
    "|退役(?!军人|士兵|老兵)|服役|开赛|开播|开机|杀青|收官|开幕|闭幕|开学|开课|毕业|放假|开售|发售"
    "|预售|售票|关门|闭馆|闭园|打烊|开工|动工|开建|奠基|封顶|竣工|完工"
    "|通车|通航|停运|开园|开馆|开业|停业|歇业|揭牌|签约|公示|投产|停产|复工|复课|去世|逝世|出生"
    "|退休|就任|上任"
    "|卸任|离任|辞职|调任|当选|获批|立项|招标|中标|颁奖|获奖|首演|首映|上映|播出|交付|交房|拆除)"
    "(?!后|之后|以来|金|证|企业|名单|处|的)"
)
# 大会的开幕仪式是…; no "去世的老王是…"
_OUTRIGHT_LAST = re.compile(
    _OUTRIGHT.pattern + "(?:仪式|典礼|日子)?(?:的?时间|日期)?[是在从自将会定于]*$"
)


def act(own: str, spoken: Language) -> str:
    """What happened whose day the question `own` asks for: 通车 of "哪天通车的"; else ""."""
    if spoken == "en":
        english = fold(own)
        return next((act for asks, act in _ENGLISH_ACTS if re.search(asks, english)), "")
    before, _, after = _WHEN.sub("\n", PULLED.sub(_whole, fold(own))).rpartition("\n")
    if named := _OUTRIGHT.search(after) or _OUTRIGHT_LAST.search(before):
        return named[1]
    parts = (_CEREMONY.sub("", part) for part in (after.split("的")[0], before))
    later, earlier = ([*terms(part)[-1:]] for part in parts)
    said = [*later, *filter(_happens, earlier)]
    return next((t for t in said if len(t) > 1 and HAN_TERM.fullmatch(t)), "")


def _happens(term: str) -> bool:
    """Whether a term may be what happened: no 晚上, no 区里, no 房子."""
    (_, flag), *more = tagged(term)
    return outright(term) or bool(more) or flag[0] not in _NO_ACT


def _whole(pulled: re.Match[str]) -> str:
    """A verb that is pulled apart as a word: 停产 of 停的产."""
    verb = pulled[1] + pulled[2]
    return verb if word_frequency(verb) else pulled[0]


def caused(own: str) -> tuple[str, ...]:
    """The verbs after the "why" of a Chinese question: 拖, 改建 of 为什么拖了三年才改建."""
    said = tagged(_WHY.split(fold(own))[-1])
    verbs = (w for w, flag in said if flag[0] == "v" and w not in _LIGHT)
    return tuple(w for w in verbs if len(w) > 1 or w in _ALONE)


def outright(words: str) -> bool:
    """Whether folded words have an act for which news has a word of its own: 开幕, 动工, 闭馆."""
    return bool(_OUTRIGHT.search(words))


def alone(words: str) -> bool:
    """Whether words are such an act and nothing else: no 书展开幕, no 颁奖仪式."""
    return bool(_OUTRIGHT.fullmatch(fold(words)))


def opens(act: str, words: str) -> bool:
    """Whether it is the opening that is asked for, and folded words tell that a festival, a fair or
    the like is held: of its first day, that is."""
    return act == "开幕" and bool(_HELD.search(words))


def begun(act: str, words: str) -> bool:
    """Whether folded words tell of a stage before an act: of no beginning, if that is the act."""
    return act not in ("开始", "启动") and bool(_BEGUN.search(words))
