"""A follow-up made to stand alone, by rules: what it leans on is put in front of it.

    那天市里来了哪位副市长？   →  模速空间揭牌：2023年9月28日市里来了哪位副市长？
    那2025年呢？               →  2025年徐汇区的区长是谁？
    专委会呢？                 →  徐汇区域党建促进会有多少个专委会？

What comes before the colon is the topic of the earlier turns. A question that names
something of its own and points at nothing is left as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from . import dates
from .expect import Expected
from .people import ROLES, people
from .question import terms
from .records import Turn
from .text import fold, language, names, proper, word_frequency

TOPIC = "："
LONGEST = 400
"""Characters of a question made whole."""

_POINTS = re.compile(
    r"[他她它]|[那这该其此](?!样|么)|同一?[期天年]|当[天日时年场期]|会上|里面|上面"
    r"|再往|前[一两]个|后[一两]个|第[一二三]个"
    r"|^(?:还有|另外|再|同)|呢(?:[，,？?]|$)"
    r"|\b(?:it|its|he|his|she|her|they|their|them|that|those|these|this|there|then|also)\b"
    r"|^(?:and|what about|how about)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:那么?(?![天日期年次时个场份里会种样])|那(?=会上)|还有|另外|再往[前后]|再|而"
    r"|and\b|then\b|so\b)[，,\s]*",
    re.IGNORECASE,
)
_ONLY = re.compile(r"^(?P<what>[^，,？?]{1,24}?)的?呢[？?]?$")
_ABOUT = re.compile(r"^(?:what|how) about (?P<what>.+?)\??$", re.IGNORECASE)
_THEN_ASKS = re.compile(r"^(?P<what>[^，,？?]{1,16}?)的?呢[，,](?P<rest>.+)$")
_COUNTED = re.compile(
    r"((?:多少"
    r"|几)[个家位名项次场条届期种类块座]?)([^，,？?的了]{1,12})(?=[？?]?$)"
)
_THAT_DAY = re.compile(
    r"那[一]?[天日]|当[天日]|当时|那时"
    r"|\b(?:that|the same) day\b|\bthen\b",
    re.IGNORECASE,
)
_THAT_ISSUE = re.compile(r"[那这同]一?期里?|\bthat issue\b", re.IGNORECASE)
_PERSON = re.compile(r"[他她](?!们)|\b(?:he|she|him)\b|\b(?:his|her)\b", re.IGNORECASE)
_POST = re.compile(
    r"\b(?:that|the same|this) (?:post|position|job|office)\b|[这那]个?(?:职务|职位"
    r"|位置)",
    re.I,
)
_ENGLISH_POST = re.compile(
    r"(?:district |vice |deputy )?mayor|ceo|party secretary|secretary|director"
    r"|chair(?:man|woman)?|professor",
    re.IGNORECASE,
)
_NTH = re.compile(r"第([一二三四五])个|([前后])一?[个者]")
_ASKS = re.compile(
    r"(?:是|在|有|叫)?(?:什么(?:时候|地方|日子|名字|内容|样)?|何时|多少|几|谁"
    r"|哪(?:[一几两二三四五六七八九十]?[天年月日位家个些名项期版种座条]|里|儿)?)"
    r"|[？?。！!]|[吗呢]$|的$"
)
_ENGLISH_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|which|why|how|many|much|is|are|was|were|did|do|does|has"
    r"|have|had|the|a|an|of|and|at|in|on|to)\b|[?.!]",
    re.IGNORECASE,
)
_STRANGE = re.compile(r"[^\W\da-z了的那哪里]{2,}")  # no word, and no scrap of two: a name
_TIME = re.compile(r"\d|[年月日天]$")
_FEW = 8  # characters of content within which a question says too little to stand alone


def standalone(question: str, turns: Sequence[Turn], today: dt.date) -> str:
    """`question` with what it leans on of `turns`; `question` itself where it leans on none."""
    if not turns or not leans(question):
        return question
    before = turns[-1].standalone or turns[-1].question
    asked = _OPENS.sub("", question)
    only = _ONLY.match(asked) or _ABOUT.match(asked)
    if only:
        return _swapped(before, only["what"], today)[:LONGEST]
    split = _THEN_ASKS.match(asked)
    if split:
        asked = f"{split['what']}{split['rest']}"
    asked = _pointed(asked, turns, today)
    topic = _topic(before, today, dated=bool(dates.mentions(asked, today) or dates.english(asked)))
    return f"{topic}{TOPIC}{asked}"[-LONGEST:] if topic else asked


def context(whole: str) -> str:
    """The part of a question made whole that earlier turns brought, its colon included."""
    head, colon, _ = whole.partition(TOPIC)
    return f"{head}{colon}" if colon else ""


def leans(question: str) -> bool:
    """Whether a question points back, or names too little to be understood alone."""
    if _POINTS.search(fold(question)):
        return True
    if language(question) == "en":
        return False
    own = terms(question)
    named = proper(question) or re.search(r"[a-z]{3}|[“「《\"]|\d{2,}", fold(question))
    strange = any(_STRANGE.fullmatch(t) and not word_frequency(t) for t in own)
    return not (named or strange) and sum(len(t) for t in own if len(t) < 4) <= _FEW


def _swapped(before: str, what: str, today: dt.date) -> str:
    """The question before, asked of something else."""
    head = context(before)
    own = before.removeprefix(head)
    new = [*dates.mentions(what, today), *dates.english(what)]
    if new:
        old = [*dates.mentions(before, today)] or [*dates.english(before)]
        if new[0].rule == "issue year" and old:
            what = f"{old[0].first.year}年{what}"
        for mention in reversed(old[1:]):
            before = before[: mention.start] + before[mention.end :]
        if old:
            return before[: old[0].start] + what + before[old[0].end :]
        return f"{what}{before}"
    counted = _COUNTED.search(own)
    if counted:
        return head + own[: counted.start(2)] + what + own[counted.end(2) :]
    for size in (2, 1):  # 产业上 … 空间上呢
        alike = re.search(
            rf"[\u4e00-\u9fff]{{1,{max(1, len(what) - size)}}}{re.escape(what[-size:])}", own
        )
        if len(what) > size and alike and alike[0] != what:
            return head + own.replace(alike[0], what, 1)
    tail = re.search(r"(?:是|有|叫|指|在)*(?:什么|谁|哪|多少|几)[^，,]*$", own)
    topic = _topic(before, today, dated=False)
    return f"{topic}{TOPIC}{what}{tail[0] if tail else '呢？'}"


def _pointed(asked: str, turns: Sequence[Turn], today: dt.date) -> str:
    """`asked` with the person, the day, the issue and the post that it points at named."""
    english = language(asked) == "en"
    before, answer = turns[-1].standalone or turns[-1].question, turns[-1].answer
    who = _person(before, answer)
    if who:
        asked = _PERSON.sub(
            f"{who}'s" if re.search(r"\bhis\b|\bher\b", asked, re.I) else who, asked
        )
    day = next((d for t in reversed(turns[-2:]) if (d := _day(t, today))), None)
    if day:
        written = day.isoformat() if english else f"{day.year}年{day.month}月{day.day}日"
        asked = _THAT_DAY.sub(written, asked)
        asked = _THAT_ISSUE.sub(f"{written}那期", asked)
    post = _ENGLISH_POST.search(before) if english else re.search(ROLES, fold(before))
    if post:
        asked = _POST.sub(f"the post of {post[0]}" if english else post[0], asked)
    nth = _NTH.search(asked)
    row = re.search(r"[\u4e00-\u9fff]{2,6}(?:[、和与][\u4e00-\u9fff]{2,6})+", before)
    if nth and row:
        items = re.split(r"[、和与]", row[0])
        items[0] = items[0][-2:] if len(items[0]) > 3 else items[0]
        place = -1 if nth[2] == "后" else 0 if nth[2] else "一二三四五".index(nth[1])
        if place < len(items):
            asked = asked[: nth.start()] + items[place][:3].removesuffix("是") + asked[nth.end() :]
    return asked


def _person(before: str, answer: str) -> str:
    """Who the turn before was about: who was asked for, else who was asked about."""
    wanted = Expected.of(before.removeprefix(context(before)))
    told = fold(answer)
    if wanted.asked == "who":
        return next(iter(wanted.values(told) or people(told)), "")
    return next(iter(people(fold(before)) or names(before) or people(told)), "")


def _day(turn: Turn, today: dt.date) -> dt.date | None:
    """The day that a turn spoke of: the one it named, else the first that it was told."""
    said = [*dates.mentions(turn.standalone or turn.question, today)]
    told = [*dates.mentions(turn.answer, today), *dates.english(turn.answer)]
    return next((m.first for m in said + told if m.first == m.last and m.rule == "full"), None)


def _topic(before: str, today: dt.date, *, dated: bool) -> str:
    """What the question before was about, in its own words; without its date where `dated`."""
    if dated:
        for mention in sorted(
            [*dates.mentions(before, today), *dates.english(before)], key=lambda m: -m.start
        ):
            if mention.rule.endswith("五"):  # the plan, not the time
                continue
            before = before[: mention.start] + before[mention.end :]
    if language(before) == "en":
        return " ".join(_ENGLISH_ASKS.sub(" ", before.replace(TOPIC, " ")).split())
    head, _, own = before.rpartition(TOPIC)
    bare = _without(_ASKS, _OPENS.sub("", own).rstrip("？?。！! ")).strip("，, 的了")
    if head and all(_TIME.search(t) for t in terms(bare)):
        bare = ""  # "到2035年呢": the next question may be of another
    return "，".join(part for part in (head.split("，")[0], bare) if part)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """`text` without what matches in its folded form, which is as long."""
    kept, at = "", 0
    for match in pattern.finditer(fold(text)):
        kept, at = kept + text[at : match.start()], match.end()
    return kept + text[at:]
