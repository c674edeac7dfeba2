"""A follow-up made to stand alone, by rules: what it leans on is put in front of it.

    那天市里来了哪位副市长？   →  模速空间揭牌：2023年9月28日市里来了哪位副市长？
    那2025年呢？               →  2025年徐汇区的区长是谁？
    专委会呢？                 →  徐汇区域党建促进会有多少个专委会？

What comes before the colon is the topic of the earlier turns. A question that names
something of its own and points at nothing is left as it is, and so is one that says that it
is about something else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..expected.expect import Expected
from ..expected.kinds import Asked
from ..language import dates, gloss
from ..language.mentions import of_plan
from ..language.people import ROLES, SURNAMES, proper
from ..language.text import fold, language, names, replaced, word_frequency
from ..records import Turn
from . import acts, claims, contents, courtesies, ellipsis, moments, pointers, referents
from .topic import about, terms

LONGEST = 400
"""Characters of a question made whole."""

_ANEW = re.compile(
    r"^(?:(?:我们?)?换个?(?:话题|问题)|插一?句(?:话|嘴)?|打个岔|题外话|(?:先|再)?问一?个?别的"
    r"|岔开一下|说个别的|(?:on )?(?:an?other|a different) (?:topic|subject|note)"
    r"|(?:let's )?chang(?:e|ing) the (?:topic|subject))[\s，,。：:.;；]+",
    re.IGNORECASE,
)
# To what was spoken of before.
_BACK = (
    r"(?:再|又|那|我们|还是)*(?:(?:说回|[说讲]?回到|回过头来?[说问])"
    r"(?:刚才|前面|之前)(?:说|讲|问|提)?"
    r"|说回|[说讲]?回到(?=[^，,]{2,8}[，,])|回过头来?[说问])"
)
_OPENS = re.compile(
    r"^(?:那么?(?![天日期年次时个场份里会种样位届家月些边块阵条座栋幢所只本篇笔批班段])"
    r"|那(?=会上)|而(?!且)"
    rf"|{_BACK}的?"
    r"|后来呢[？?，,](?=.*[\u4e00-\u9fff])"
    r"|再往[前后](?:[\d一二三四五六七八九十几两]+个?[年月天期届])?[，,]"
    r"|(?:还有|另外|再|再[问说]一[个下](?:问题)?|还?想(?:再|接着)?问(?:一下)?|接着问"
    r"|顺便问(?:一[下句])?|对了|请问)[，,：:\s]+"
    r"|(?:还有|另外|再|而且)(?!谁|哪|什么|几|多少|没有|其他|别的|[呢吗]|一?个|一?次)"
    r"|请问|and\b|but\b|then\b|so\b|by the way\b)[，,\s]*",
    re.IGNORECASE,
)
# 不是这个，我问的是2023年的
_MEANT = re.compile(
    r"(?:(?:不[对是]?的?|不是[这那]个(?:问题|意思)?|我[没不是]*问[这那]个"
    r"|不是[^，,。]{2,8}(?=[，,]是)"
    r"|(?:我?问)?错了|sorry|no|not that(?: one)?|not what i asked)[，,。！!.]\s*)*+"
    r"(?:我?(?:是想?|想)?(?:问|说|指)的是|我的意思是|我是[问说指](?:的是)?"
    r"|(?<=[，,。！!.])\s*(?:应该)?是"
    r"|i(?: really)? (?:mean|meant|(?:was|am) asking (?:about|for)|asked (?:about|for)) "
    r"|(?<=[，,。！!])|(?<=no,)\s(?=in \d{4}))[，,：:\s]*"
)
_SAY_AGAIN = re.compile(r"再[说讲]|重[说复]|\bagain\b")
_WONDERS = re.compile(r"什么|啥|谁|哪|几|多少|怎|如何|为何|[吗呢]|\b(?:wh\w+|how)\b")
_MORE = re.compile(
    r"^(?:还有|其他的?|别的|另外的?)(?:别的|其他的?|吗|呢|没有)*[？?]?$"
    r"|^(?:还有什么|还有哪些)[？?]?$"
    r"|^(?:what|anything|who|where) else\b[^?]{0,12}\?*$",
    re.IGNORECASE,
)
_LAST_ISSUE = re.compile(
    r"最[新近后]的?那?一?[期份]|\b(?:latest|newest|last|most recent) (?:issue|paper)"
)
# After how many there are, which they are: 有哪些？
_WHICH = re.compile(
    r"^(?:都|具体|分别|那)*[有是]?(?:哪些|哪几[个家位名项座条]|什么|谁)(?:呢|啊|来着)?[？?]*$"
)
_HOW_MANY = re.compile(r"(?:一共|总共|共)?有?(?:多少|几)[个家位名项座条所种件场]")
_MORE_OF = re.compile(r"^还有(?P<asks>谁|什么人|哪[些几][个家位名项]?|什么)(?:人|的)?[？?]?$")
_IN_DETAIL = re.compile(
    r"^(?:能|可以|可否|请)?(?:再|更)?(?:说|讲|介绍|展开|谈)?得?(?:再|更)?(?:详细|具体|展开)"
    r"(?:一?[些点])?"
    r"(?:地?[说讲介绍谈]{0,2})?(?:一下|[说讲]+)?[吗呢吧么]?[？?。]?$|^展开(?:讲讲|说说)[？?。]?$"
    r"|^(?:tell me more|(?:give me |any )?more details?)\b[^?]{0,15}\??$",
    re.IGNORECASE,
)
_ELSE = re.compile(r"(who|what|where) else\b", re.IGNORECASE)
_WH = re.compile(r"(?:how (?:many|much|long|old)|which|what|who|when|where|why)\b", re.IGNORECASE)
_TAIL = re.compile(r"(?:是|有|叫|指|在|第|[讲说谈写登办做]了?)*(?:什么|谁|哪|多少|几)[^，,]*$")
_THEN_ASKS = re.compile(r"^(?P<what>[^，,？?]{1,16}?)的?呢[，,](?P<rest>.+)$")
_TIME_AGAIN = re.compile(
    r"(?:到了?|那)?(\d{2,4}年(?:\d{1,2}月|[春夏秋冬][天季]?|[上下]半年)?)[底初末]?"
    r"(?:又|则|就|已经?|那时|的时候)*"
    r"(?:[换变改]?成了?|[换变改]为?了?|改由|[是为有]|叫)?"
    r"(?:谁|哪[位个]|(?:多少|几)[个家人名位项次场所]?)了?[？?]?$"
)
_ENGLISH_TIME_AGAIN = re.compile(
    r"(?:who|what|how (?:many|much))(?: (?:is|was|were|are) (?:it|there|they))? "
    r"(?:in|on|by) ((?:[a-z]+ )?(?:\d{1,2}, )?\d{4})\??",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"[大盛峰论年]会|会[议谈场]|推进会|研讨|论坛|仪式|典礼|活动|讲座|展览?|赛|节"
    r"|event|meeting|ceremony|forum|conference|festival|exhibition",
    re.IGNORECASE,
)
_THING = re.compile(
    r"^(?:占|增[长加]|减少|提高|下降|同比|比|相当|达到)|[它其此]|[这那该](?![天日时年次场会期])"
    r"|\b(?:its?|their|them|these|those)\b",
    re.I,
)
# Of a contest. No 女子中学, no 专业组织.
_CLASS = re.compile(
    r"(?:[男女](?:[子生]组?(?![中大学篮排足])|[单双队组])"
    r"|(?:公开|[成青少]年|儿童|老年|高中|初中|小学|专业|业余)组(?![织成建合])队?)(?:\d+米)?"
)
_COUNT = r"(?:多少|第?几)[个家位名项次场条届期种类块座所年月天版层]?"
_ASKS = re.compile(
    r"几[点时](?:[半钟整])?(?:[到至]几[点时][半钟整]?)?"
    r"(?:开始|开放|[开关]门|关闭|结束|[开关](?![\u4e00-\u9fff]))?"
    r"|请问|一共|总共|发生[了过]?什么"
    rf"|(?:是|在|有|叫)?(?:什么(?:时候|地方|日子|名字|内容|样)?|何时|{_COUNT}|谁"
    r"|多[大久长高远重](?:岁数|年纪|年龄)?|几岁|为什么|为何|怎么样?"
    r"|哪(?:[一几两二三四五六七八九十]?[天年月日位家个些名项期版种座条]|里|儿)?)"
    r"|[？?。！!]|[吗呢]$|的$"
)
_ENGLISH_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|which|why|how|many|much|is|are|was|were|did|do|does|has"
    r"|have|had|the|a|an|of|and|at|in|on|to|by|for|it|its|they|their|be|been|will|can|there)\b"
    r"|[?.!]",
    re.IGNORECASE,
)
# No word, and no scrap of two (人能领, 来水, 栋楼): a name.
_STRANGE = re.compile(
    r"(?![栋座条张幢比跟与从按])"
    r"[^\W\da-z了的那哪里能该会不到来去要有没给让把被就都还再又很前后]{2,}"
)
_FIGURE = r"\d{2,}(?!\d|\s?[米度元岁%人天])"  # no measure: 男子200米
_DOER = re.compile("[谁誰][\u4e00-\u9fff]{2}(?=的)")  # 谁领学的: no name, though no word
_TIME = re.compile(r"\d|[年月日天]$")
_PARTS = re.compile(
    r"那会儿?|那时候?|那阵子?|时候|年间|[那期份天的到了和与及在至从起\s]+|\b(?:in|on|and)\b"
)
# What comes of a thing, or was before, is of no day that it was asked about before.
_ANOTHER_TIME = re.compile(
    r"[以之从從此]前|原[来來先]|早年|[后後][来來]|最[后後终終]"
    r"|[现現]在|目前|如今|[以之][后後]|[实實][际際]|重新[开開]"
    r"|修[它好复缮繕]|\b(?:now|later|eventually)\b",
    re.I,
)
_OUTCOME = re.compile(r"最[后终]|实际|后来|结果|现在|目前|如今")
# Something else of the same days or of the next: 前一天下午区里开的又是什么会？
_ANOTHER_EVENT = re.compile(
    r"^(?:前|后|第二|同|那|当|次|翌|头)一?[天日](?!.*[他她它其]).{0,14}"
    r"(?:(?:开|举行|举办|发生)的?又是|又(?:召?开|举行|举办|发生)了?(?:什么|哪)"
    r"|(?:别的|其他)(?:活动|会议?(?!场|展)|大?事))"
)
_CLAUSE = re.compile(r"[，,；;]")
_WHEN_ONLY = re.compile(r"(?:[那当][天日晚夜年]|的?时候?|期间|[以之]?[前后])$")
# Of what nobody names here: 改造的时候哪些东西没动？
_DURING = re.compile(
    "(?:改造|改建|建设|施工|装修|修缮|搬迁|开放|开幕|开工|运营|比赛|演出|参观|考察"
    "|调研|会谈|签约|讨论|发言|讲话|揭牌)(?:的时候|时(?![间期代段速长装])|期间|过程中|当天|那天)"
)
_EVERY_DAY = 100  # times in jieba's corpus
_GRADE = re.compile(r"[高初大研][一二三四]")  # no person: 高三的学生
_FEW = 8  # characters of content within which a question says too little to stand alone
_FEW_WORDS = 4  # the same of an English one, which names nothing
# 2023年6月出访时的馆长
_OCCASION = re.compile(r"(?<=[年月日])[^，,。：年月日]{2,16}(?<![小工同])时的")


@dataclass(frozen=True, slots=True)
class Whole:
    """A question made whole. `open`: it leans on what rules cannot name for certain."""

    text: str
    open: bool = False


def standalone(question: str, turns: Sequence[Turn], today: dt.date) -> Whole:
    """`question` with what it leans on of `turns`; `question` itself where it leans on none."""
    anew = replaced(_ANEW, "", question)
    turns = [turn for turn in turns if not courtesies.only(fold(turn.question))]
    if not turns or anew != question or courtesies.only(fold(question)):
        return Whole(anew if turns else question)
    asked = replaced(_OPENS, "", replaced(_OPENS, "", question))
    if re.match(_BACK, fold(question)):
        turns = _gone_back(asked, turns)
    meant, whole = _corrected(question)
    asked = meant or asked
    again = _TIME_AGAIN.match(fold(moments.named(asked, turns, today)))
    if again and _alike(asked, turns[-1].whole):  # 2025年又是谁？
        asked = f"{again[1]}呢？"
    elif again := _ENGLISH_TIME_AGAIN.fullmatch(asked):  # who is it in 2025?
        asked = f"what about {again[1]}?"
    elif (doubted := claims.doubted(asked, today)) or not leans(meant or question):
        return Whole(_told(doubted, turns) if doubted else _within(asked, turns, today))
    before = turns[-1].whole
    if whole or _complete(asked, before):
        return Whole(asked)
    made = _again(asked, before) or ellipsis.moved(before, asked) or _of_day(asked, turns, today)
    if made:
        return Whole(made[:LONGEST])
    asked, sure = referents.named(asked, turns, today)
    what = ellipsis.changed(asked, before.removeprefix(ellipsis.context(before)))
    if what:
        made_so = _swapped(before, what, today)
        return Whole(made_so.text[:LONGEST], made_so.open or not sure)
    split = _THEN_ASKS.match(asked)
    if split:
        asked = f"{split['what']}{split['rest']}"
    topic = _topic(
        before,
        today,
        dated=bool(dates.named(asked, today) or _ANOTHER_TIME.search(question)),
        own=bool(_THING.search(fold(asked))),
    )
    return Whole(_of(topic, asked), not sure)


def _gone_back(asked: str, turns: Sequence[Turn]) -> Sequence[Turn]:
    """`turns` to the last before the latest that speaks of what `asked` begins with; all, where
    none does."""
    about = [t for t in terms(_CLAUSE.split(asked)[0]) if len(t) > 1]
    for last in range(len(turns) - 1, 0, -1):
        said = fold(f"{turns[last - 1].whole}\n{turns[last - 1].answer}")
        if any(term in said for term in about):
            return turns[:last]
    return turns


def _of(topic: str, asked: str) -> str:
    """A question with what it is about before it, where that is known."""
    if _OUTCOME.search(fold(asked)):
        topic = replaced(ellipsis.FORESEEN, "", topic)
    own = _CLASS.search(fold(asked))
    if own and own[0][:2] not in fold(topic):  # 男子200米 is not of what was 女子500米
        topic = replaced(_CLASS, "", topic)
    return f"{topic}{ellipsis.TOPIC}{asked}"[-LONGEST:] if topic else asked


def _told(asked: Asked, turns: Sequence[Turn]) -> str:
    """The question that last asked for a thing of that kind; the last, if none did."""
    before = (turn.whole for turn in reversed(turns))
    return next((q for q in before if Expected.of(q).asked == asked), turns[-1].whole)


def _corrected(question: str) -> tuple[str, bool]:
    """What is meant by one who was misunderstood, and whether that is a question by itself:
    "2023年呢？" of "不是这个，我问的是2023年的"; "" where nobody says so."""
    found = _MEANT.match(fold(question))
    meant = question[found.end() :] if found and found.end() else ""
    meant = replaced(_OPENS, "", meant)
    if not meant or courtesies.only(fold(meant)) or _SAY_AGAIN.search(fold(meant)):
        return "", False
    points = pointers.points(meant) or referents.points(fold(meant))
    if _WONDERS.search(fold(meant)):
        alone = not leans(meant) if language(meant) == "en" else _names(_undated(meant))
        return meant, alone and not points
    about = "what about {}?" if language(question) == "en" else "{}呢？"
    return (meant if meant[-1] in "？?吧" else about.format(meant.rstrip("的。. "))), False


def _of_archive(question: str) -> bool:
    """Whether a question asks which issues there are, or what is in the first or the last."""
    said, words = fold(question), about(_undated(question))
    end = contents.first(said) or _LAST_ISSUE.search(said)
    return contents.holdings(said, words) or bool(end and contents.asked(said, words))


def leans(question: str) -> bool:
    """Whether a question points back, or names too little to be understood alone."""
    said = fold(question)
    if pointers.points(question) or _MORE.search(said) or _IN_DETAIL.search(said):
        return True
    if referents.of_post(said) or (language(question) == "en" and referents.to_post(said)):
        return True
    if _DURING.match(said) and not _proper(question):
        return True
    undated = _undated(question)
    if language(question) == "en":
        content = _ENGLISH_ASKS.sub(" ", undated).split()
        strange = any(w[:1].isupper() or not gloss.chinese(w.lower()) for w in content[1:])
        named = strange or bool(re.search(r"[“\"\d]|(?<=[a-z] )[A-Z]", undated))
        return not named and len(content) <= (_FEW_WORDS if undated == question else 1)
    if undated != question:  # of a time of its own: what it asks may be said in a word
        return not any(len(t) > 1 for t in terms(undated))
    return not _names(question) and sum(len(t) for t in terms(question) if len(t) < 4) <= _FEW


def _within(asked: str, turns: Sequence[Turn], today: dt.date) -> str:
    """A question that could stand alone and names nothing, with the topic that it may be of."""
    if language(asked) == "en" or _names(_undated(asked)) or _of_archive(asked):
        return asked
    before = turns[-1].whole
    dated = _undated(asked) != asked or bool(_ANOTHER_TIME.search(asked))
    topic = _topic(before, today, dated=dated, own=False)
    return _of(topic, asked)


def _apart_from_plans(question: str, today: dt.date) -> list[dates.Mention]:
    """The dates of a question but those of plans: 十四五 is a name."""
    return [m for m in dates.named(question, today) if not of_plan(m.rule)]


def _undated(question: str) -> str:
    return dates.without(question, dates.named(question, None))


def _names(question: str) -> bool:
    """Whether a Chinese question names something: a proper name, letters, figures, a quotation."""
    question = _DOER.sub("", question)
    if _proper(question) or re.search(rf"[a-z]{{3}}|[“「《\"]|{_FIGURE}", fold(question)):
        return True
    return any(map(_strange, terms(question)))


def _proper(question: str) -> list[str]:
    """The proper names in a question, no word of every day that jieba has among them (东西)."""
    found = proper(question)
    return [
        w
        for w in found
        if not (_GRADE.fullmatch(w) or (gloss.plain(w) and word_frequency(w) >= _EVERY_DAY))
    ]


def _strange(term: str) -> bool:
    name = _STRANGE.fullmatch(term) or re.fullmatch(rf"[{SURNAMES}]..|[前后].滩?", term)
    return bool(name) and not word_frequency(term)


def _alike(asked: str, before: str) -> bool:
    """Whether two questions want the same kind of thing."""
    new, old = Expected.of(asked), Expected.of(before.removeprefix(ellipsis.context(before)))
    return new.asked == old.asked or (new.asked == "who" and "姓" in old.said)


def _complete(asked: str, before: str) -> bool:
    """Whether it asks of the archive, or the like of something else that it names: it has all it
    needs."""
    if _of_archive(asked):
        return True
    if language(asked) == "en":
        what = ellipsis.changed(asked, before)
        return len(what.split()) > _FEW_WORDS and bool(re.search(r"[A-Z\d]", what))
    if pointers.points(asked) or referents.of_post(fold(asked)):
        return False
    mine, old = terms(asked), terms(before)
    alike = any(t in old for t in mine) and Expected.of(asked).asked == Expected.of(before).asked
    return alike and _names(asked) and any(t not in old for t in mine)


def _again(asked: str, before: str) -> str:
    """The question before asked for more, or in detail; "" where it is not."""
    head, said = ellipsis.context(before), fold(asked)
    own = before.removeprefix(head)
    if language(asked) == "en":
        else_ = _ELSE.match(asked)
        if else_ and re.search(rf"\b{else_[1]}\b", own, re.IGNORECASE):
            return head + re.sub(rf"\b{else_[1]}\b", r"\g<0> else", own, count=1, flags=re.I)
        more, all_ = f"{own.rstrip('? ')}, and what else?", f"Tell me about: {own}"
    else:
        of = _MORE_OF.match(said)
        at = fold(own).find(of["asks"]) if of else -1
        if at >= 0:
            start = at - (own[:at].endswith(("有", "是")))
            return f"{head}{own[:start]}还有{own[at:]}"
        more, all_ = f"{own.rstrip('？?。')}，还有呢？", f"请详细介绍{_bare(own)}"
    if _WHICH.match(said) and (counted := _HOW_MANY.search(fold(own))):
        done = own[: counted.start()].endswith(("了", "过", "着"))  # 签了哪些协议
        return f"{head}{own[: counted.start()]}{'' if done else '有'}哪些{own[counted.end() :]}"
    if _MORE.search(said):
        return head + more
    return head + all_ if _IN_DETAIL.search(said) else ""


def _of_day(asked: str, turns: Sequence[Turn], today: dt.date) -> str:
    """`asked` with its day named, where it is of something else than was spoken of; "" where it
    is not, or the day is not known."""
    dated = moments.named(asked, turns, today) if _ANOTHER_EVENT.search(fold(asked)) else asked
    return dated if dated != asked else ""


def _swapped(before: str, what: str, today: dt.date) -> Whole:
    """The question before, asked of something else: of another time, of another thing, of both."""
    head = ellipsis.context(before)
    own = before.removeprefix(head)
    when = dates.named(what, today)
    thing = dates.without(what, when, "") if when else ""
    both = len(_PARTS.sub("", thing)) > 1
    if _OUTCOME.fullmatch(fold(what)) and ellipsis.FORESEEN.search(fold(own)):
        plain = dates.without(own, _apart_from_plans(own, today), "")
        return Whole(head + replaced(ellipsis.FORESEEN, what, plain))  # 计划投资多少
    one_day = when and when[0].first == when[0].last
    if one_day and not both and Expected.of(own).asked == "when":
        asks = f"What happened {what}?" if language(own) == "en" else f"{what}有什么？"
        return Whole(f"{_topic(before, today, dated=True, own=True)}{ellipsis.TOPIC}{asks}")
    if both and re.search(rf"{ROLES}$", fold(thing)):  # at another time, on no such occasion
        before = replaced(_OCCASION, "", before)
    dated = ellipsis.redated(before, what.replace(thing, "") if both else what, today)
    if dated is None:
        return _with_other(before, what, today)
    return _with_other(dated, thing.lstrip("的"), today) if both else Whole(dated)


def _with_other(before: str, what: str, today: dt.date) -> Whole:
    head = ellipsis.context(before)
    own = before.removeprefix(head)
    act = acts.act(own, language(own)) if Expected.of(own).asked == "when" else ""
    if act and act in own and acts.alone(what):  # 那通车呢？ after 哪天合龙的
        before_it, _, after_it = own.rpartition(act)
        return Whole(head + before_it + what + after_it)
    made = ellipsis.swapped(own, what) if language(own) == language(what) else None
    if made:
        return Whole(head + made)
    topic = _topic(before, today, dated=bool(_OUTCOME.search(fold(what))), own=True)
    if language(what) == "en":
        asks = _WH.match(own)
        return Whole(f"{topic}{ellipsis.TOPIC}{asks[0] if asks else 'What'} {what}?", open=True)
    tail = _TAIL.search(fold(own)) if language(own) == "zh" else None
    asked = ellipsis.attribute(what) or (own[tail.start() :] if tail else "呢？")
    return Whole(_of(topic, f"{what}{asked}"), open=tail is None)


def _topic(before: str, today: dt.date, *, dated: bool, own: bool) -> str:
    """What the conversation is about, in the words of its questions; without their dates where
    `dated`. Not `own`: what the last of them asked is left out, unless that was an event."""
    if dated:
        before = dates.without(before, _apart_from_plans(before, today), "")
    if language(before) == "en":
        return " ".join(_ENGLISH_ASKS.sub(" ", before.replace(ellipsis.TOPIC, " ")).split())
    head, _, last = before.rpartition(ellipsis.TOPIC)
    bare = _bare(last)
    if head and (all(_TIME.search(t) for t in terms(bare)) or not (own or _new(bare, head))):
        bare = ""  # "到2035年呢": the next question may be of another
    first, *others = head.split("，")
    if others and len(_undated(first).strip("的")) < 2:  # 2022年8月，南门的采样点
        first = f"{first}，{others[0]}"
    return "，".join(part for part in (first.lstrip("的"), bare) if part)


def _new(bare: str, head: str) -> bool:
    """Whether what the last question asked brought an event, a place or a body of its own."""
    said, known = fold(bare), fold(head) + "".join(names(bare))
    own = [*proper(bare), *re.findall(r"[a-z]{3,}|“[^”]+”", said)]
    own = [n for n in own if not re.search(f"[{SURNAMES}]{n}", said)]  # 康|文华
    return bool(_MEETING.search(said)) or any(name not in known for name in own)


def _bare(question: str) -> str:
    """A question without what asks in it, its beginning and its end; without title marks, for
    a search takes what stands in them to the letter."""
    said = replaced(_OPENS, "", question).rstrip("？?。！! ")
    clauses = [
        re.sub("[《》]", "", replaced(_ASKS, "", c)).strip(" 的了") for c in _CLAUSE.split(said)
    ]
    # What is asked after the clause that names something is asked of that.
    named = next((i for i, clause in enumerate(clauses) if _says(clause)), len(clauses))
    return "，".join(filter(None, clauses[: named + 1])).lstrip("的")


def _says(clause: str) -> bool:
    """Whether a clause names something; one that only says when does not: 台风那晚."""
    undated = _undated(clause)
    if _WHEN_ONLY.search(undated) and not proper(undated):
        return False
    return bool(proper(undated)) or sum(len(t) > 1 for t in terms(undated)) > 1
