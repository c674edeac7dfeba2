"""Whom and what a follow-up points at, named: 他, 第二个城市, 那个职务, 他们村, 又是什么职务."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence

from ..expected.expect import KIN, Expected
from ..language import gloss
from ..language.people import ROLES, people, placed, proper, titled
from ..language.text import fold, language, names, replaced
from ..records import Turn
from . import ellipsis, moments
from .topic import LATIN_NAME, terms

_PERSON = re.compile(
    r"(?<![其吉])[他她](?![们人乡国])(?:本人)?|\b(?:he|she|him)\b|\b(?:his|her)\b", re.IGNORECASE
)
# 有个外卖员也捐了，他叫什么: of whom the question itself tells.
_NEW_PERSON = re.compile(
    r"有一?[个位名](?:(?![他她])[\u4e00-\u9fff]){0,8}(?:[员人生工师手者民友]|老[伯人师]|阿[姨婆])"
    r"(?:(?![他她])[\u4e00-\u9fff]){0,8}[，,][^，,]{0,4}[他她](?:是|叫|姓|来自|在哪|哪)"
)
_POST = re.compile(
    r"\b(?:that|the same|this) (?:post|position|job|office)\b"
    r"|\bthe (?:post|position|job)\b(?! (?:of|fair|market|cent|office))"
    r"|[这那]个?(?:职务|职位|位置)",
    re.I,
)
_ENGLISH_POST = re.compile(
    r"(?:district |vice |deputy )*(?:mayor|ceo|party secretary|secretary|director"
    r"|chair(?:man|woman)?|professor)",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"第([一二三四五])[个家座位](?:城市|地方|国家|单位|公司|项目)?"
    r"|([前后])(?:一?[个家座位](?:城市|地方|国家|单位|公司|项目)?|者)"
)
_ROW = re.compile(r"[\u4e00-\u9fff]{2,12}(?:[、和与][\u4e00-\u9fff]{2,12})+")
# What a person does; the one who was asked for before is meant, where nobody is named.
_DOES = re.compile(
    r"^(?:又|还|都|主要|具体|究竟|到底|一共|总共)*"
    r"(?:[讲说谈](?!话|座|明|法|解|台|堂)|表示|强调|指出"
    r"|介绍|提出|宣布|担任|来自|毕业|出生|做过|当过|做了|是哪里人|是什么(?:职务|身份|人))"
)
_POST_AGAIN = re.compile(
    r"[又则却]?(?:是|当|[担出]?任)(?:的是)?什么(?:职务?|职位|领导|身份|官|头衔)"
)
# 他们村, 村里: the village that was spoken of.
_BODY_MEANT = re.compile(
    r"(?:[他她它]们|(?<!应)该|[那这]个?)(?P<of>[村镇乡厂校院馆])(?:里|子)?"
    r"(?![长士民友对服区舍亲镇委])"
    r"|^(?P<in>[村镇乡厂校院馆])(?:里(?!乡)|子)"
)


def named(asked: str, turns: Sequence[Turn], today: dt.date) -> tuple[str, bool]:
    """`asked` with the person, the days, the issue and the post that it points at named, and
    whether they could be, for certain."""
    english = language(asked) == "en"
    before = turns[-1].whole
    sure = True
    if _PERSON.search(asked) and not _NEW_PERSON.search(fold(asked)):
        who = _meant(_people(turns), asked, turns)
        sure = len(who) == 1
        if Expected.of(before).role and not sure:
            who = who[-1:]  # the newest that holds the office is told last
        if who:
            own = re.search(r"\b(?:his|her (?!\?))\b", asked, re.I)
            asked = replaced(_PERSON, f"{who[0]}'s" if own else who[0], asked)
    elif _DOES.match(fold(asked)) and Expected.of(before).asked == "who":
        who = _people(turns[-1:])
        asked = who[0] + asked if len(who) == 1 else asked
    elif of_post(fold(asked)):
        asked = _as_written(Expected.of(before).holder, before) + asked
    asked = moments.named(asked, turns, today)
    if (meant := _BODY_MEANT.search(fold(asked))) and (body := _body(meant, turns)):
        asked = asked[: meant.start()] + body + asked[meant.end() :]
    post = _ENGLISH_POST.search(before) if english else re.search(ROLES, fold(before))
    if post:
        asked = replaced(_POST, f"the post of {post[0]}" if english else post[0], asked)
    nth = _NTH.search(fold(asked))
    if nth:
        item = _nth(-1 if nth[2] == "后" else 0 if nth[2] else "一二三四五".index(nth[1]), turns)
        sure = sure and bool(item)
        asked = asked[: nth.start()] + item + asked[nth.end() :] if item else asked
    return asked, sure


def points(said: str) -> bool:
    """Whether a folded question points at somebody or at an office: 他, 那个职务."""
    return bool(_PERSON.search(said)) or to_post(said)


def to_post(said: str) -> bool:
    """Whether a folded question points at an office: 那个职务, that post."""
    return bool(_POST.search(said))


def of_post(said: str) -> bool:
    """Whether a folded question asks for an office and names nobody: 2025年又是什么职务."""
    return bool(_POST_AGAIN.search(said)) and not people(said)


def _body(meant: re.Match[str], turns: Sequence[Turn]) -> str:
    """The name of the village, the school or the like that the turns last spoke of."""
    end = meant["of"] or meant["in"]
    for turn in reversed(turns[-3:]):
        for text in (turn.whole, turn.answer):
            found = re.findall(rf"{ellipsis.NAME}{{1,12}}{end}(?=[\u4e00-\u9fff])", text)
            if found:
                return ellipsis.name(found[0], last=True)
    return ""


def _nth(place: int, turns: Sequence[Turn]) -> str:
    """What stands at a place of the row that the turns last spoke of: of a question's, else of
    one of things that end alike ("盐城市、泰州市") in an answer; "" where there is none."""
    asked = [_ROW.finditer(t.whole) for t in reversed(turns[-3:])]
    told = [_ROW.finditer(t.answer) for t in reversed(turns[-3:])]
    for row in itertools.chain(*asked):
        items = [item for item in re.split(r"[、和与]", row[0]) if item]
        if place < len(items):
            return ellipsis.name(items[place], last=place == 0)
    for row in itertools.chain(*told):
        items = [item for item in re.split(r"[、和与]", row[0]) if item]
        first = ellipsis.name(items[0], last=True)
        others = [i[: i.find(first[-1]) + 1] for i in items[1:]]
        if all(len(i) > 1 for i in others) and place < len(items):
            return [first, *others][place].removesuffix("市")
    return ""


def _people(turns: Sequence[Turn]) -> tuple[str, ...]:
    """Who the last turn was about that was about anybody: who was asked for, else who was
    asked about, else who was told of. In the characters of the turn."""
    for turn in reversed(turns[-3:]):
        before = turn.whole
        own = before.removeprefix(ellipsis.context(before))
        wanted, said, told = Expected.of(own), fold(own), fold(turn.answer)
        known = {*names(own)}
        named = people(said) or [
            n for n in proper(own) if n in known and not placed(n) and not KIN.fullmatch(n)
        ]
        if not named and language(own) == "en":  # who was meant by an English question before
            named = re.findall(r"[\u4e00-\u9fff]{2,4}", said)
        asked = tuple(n for n in named if n in said)
        if wanted.asked == "who":
            held = [name for _, name in titled(told)]
            found = wanted.values(told) or tuple(n for n in held or people(told) if n not in said)
            did = [n for n in found if wanted.doing and _did(n, wanted.doing, told)]
            found = tuple(did) or found
            text = turn.answer if found else own
            found = found or asked
        else:
            topic = ellipsis.context(before)
            asked, text = (asked, own) if asked else (people(fold(topic)), topic)
            found, text = (asked, text) if asked else (people(told), turn.answer)
            if not found and (office := re.search(rf"[总副]?{ROLES}", own)):  # 总书记来徐汇
                found, text = (office[0],), own
        found = found or tuple(m[0] for m in LATIN_NAME.finditer(turn.answer) if _sounds(m[0]))
        found = tuple(dict.fromkeys(found))
        if found:
            return tuple(_as_written(n, text) for n in found)
    return ()


def _meant(who: tuple[str, ...], asked: str, turns: Sequence[Turn]) -> tuple[str, ...]:
    """Of several people the one who is told of with most of what is asked, where that is one:
    "他代表腾讯讲了什么？" means 腾讯公司副总裁张立军. What is told stands before the name."""
    who = tuple(name for name in who if name not in asked)
    said = terms(_PERSON.sub(" ", fold(asked)))
    answers = "\n".join(turn.answer for turn in turns[-3:])
    shared, at = dict.fromkeys(who, 0), 0
    for name in re.finditer("|".join(map(re.escape, who)), answers) if who else ():
        before = re.split(r"[。；;\n]", fold(answers[at : name.start()]))[-1]
        shared[name[0]] = max(shared[name[0]], sum(term in before for term in said))
        at = name.end()
    most = tuple(name for name in who if shared[name] == max(shared.values()))
    return most if len(most) == 1 else who


def _sounds(name: str) -> bool:
    """Whether a name in Latin letters may be a Chinese one."""
    return all(map(gloss.readable, name.split()))


def _did(name: str, doing: str, told: str) -> bool:
    return bool(re.search(rf"{name}[^，。；,;]{{0,12}}{doing}", told))


def _as_written(name: str, text: str) -> str:
    """A folded name in the characters of the text that it was found in."""
    at = fold(text).find(name)
    return text[at : at + len(name)] if at >= 0 else name
