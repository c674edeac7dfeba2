"""What a reader has heard and would have confirmed: 听说模速空间是2024年揭牌的，对吗？

A claim is looked for as it stands. Where the pages do not say it, they are asked for what it
claims, 模速空间是什么时候揭牌的, so that the reader learns what they do say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..expected.kinds import Asked
from ..language import dates
from ..language.mentions import VAGUE, Mention, of_plan
from ..language.people import ROLES, SURNAMES, people, placed
from ..language.quantities import quantities, says
from ..language.text import fold, language, replaced, script, tagged, to_traditional
from ..records import DateMention, Evidence

Finder = Callable[[str], Iterable[tuple[int, int, str]]]

_FIRST = 2
"""So many of the evidence, best first, are what a reader takes for the answer."""

_HEARD = re.compile(
    r"^(?:(?:我是?|[想要请]|帮我?|麻烦|跟?[您你])*+(?:核实|确认|求证|查证)(?:一?下)?(?:个事)?"
    r"[，,：:\s]*)?"
    r"(?:我?(?:听说|据说|听(?:人|人家)说|有人说|人家说|大家都?说|都说|网上说|网传|看到有人说"
    r"|记得好?像?)(?:过|了)?[，,：:\s]*)?"
)
_HEARD_SAID = re.compile(
    rf"{_HEARD.pattern}|(?<![英语])听说(?!读|比赛|能力|考试)|(?<![数证])据说(?!明)"
)
_SHORTEST = 4  # characters, under which nothing is claimed: 是真的吗？
# 这个机构靠谱吗 asks that itself; 徐汇有400家企业对吗 does not.
_IS_IT = re.compile(
    r"(?:(?:[，,、\s]+|(?<=[\u4e00-\u9fff])(?=这|那))(?:这|这个|那)?(?:是|说法|消息|数字|事儿?)?"
    r"(?:到底|究竟)?"
    r"(?:不?对不对|不[对是]吗|[对是][吗吧么]|是不是(?:啊|真的?|这样)?|是?真的吗|真的假的|是真是假"
    r"|是真的(?:还是假的)?|属实吗|是否属实|没错吧|没记错吧|有这回事[吗么]|有没有这回事|确有其事吗"
    r"|正确吗|准确吗|可信吗|靠谱吗|是这样[吗吧])"
    r"|(?<=.{6})(?:不?对不对|[对是]吗|是?真的吗))[？?。\s]*$"
)
_WHETHER = "是不是|是否|不是"
_ENDS = r"(?:吗|吧|(?<![什怎这那多])么)[？?。\s]*$"
_OR = re.compile(r"[，,]?还是[是在]?")
_ASKS = re.compile(rf"是不是|是否|还是|^难道|有没有(?=超过?|达到|近|到?\d)|{_ENDS}")
_ASKS_ELSE = re.compile(
    r"什么|啥|谁|哪|几|多[少大高长久远重]|怎|如何|为何|有没有(?!超过?|达到|近|到?\d)|能不能"
    r"|可不可以|会不会|要不要|[能可]以?.*吗"
)
_HEARD_IN_ENGLISH = re.compile(
    r"^(?:is it (?:true|correct|right|really true) that|i(?:'ve| have)? ?(?:heard|read|was told)"
    r"(?: that)?|someone (?:said|told me)(?: that)?|apparently,?|can you confirm(?: that)?"
    r"|please confirm(?: that)?) +",
    re.IGNORECASE,
)
_IS_IT_IN_ENGLISH = re.compile(
    r",? *(?:(?:is|was) (?:that|this|it) (?:right|true|correct|so)|right|correct|true"
    r"|(?:is|was|did|does|do|has|have)n't (?:it|he|she|they))\s*\?+$",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"^(is|are|was|were|did|does|do|has|have|had|will)(?:n't)?\b(?! (?:there|it) any\b)",
    re.IGNORECASE,
)

_UNIT = (
    r"(?:平方米|平米|平方公里|公里|公顷|千米|分钟|小时|周年"
    r"|[家个位名项次场条种块座套台所间部栋辆件张份篇支岁人天年元吨米亩户])"
)
# An amount; no ordinal (第40期), no name (1号线), no session (九次全会).
_AMOUNT = re.compile(
    r"(?<![第满])(?<![\d.十届])(?:将?近|大?约|超过?|不到|至少|差不多|足足|整整)?"
    rf"(?:\d[\d,.]*(?:[%％]|[万亿]?[多余]?(?P<unit>{_UNIT})|[万亿]+(?![\u4e00-\u9fff]))"
    r"|百分之[\d一二三四五六七八九十]+"
    rf"|(?!一{_UNIT})[一二两三四五六七八九十百千]+"
    rf"(?:个亿|[万亿]?[多余]?(?P<counted>{_UNIT})|[万亿]+(?![\u4e00-\u9fff])))"
    r"(?!次?会议|全会|代会|月|级|中全会|号|体育|广场|礼堂"
    r"|(?<=[钟时年])[^，,。]{0,6}[圈馆店])"
)
_IS_HELD_BY = re.compile(
    rf"(?<=长是|记是|任是|席是|裁是)([{SURNAMES}][\u4e00-\u9fff]{{1,2}})$"
    rf"|(?<=[是由])([{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=(?:常务)?副?{ROLES})"
    rf"|([{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=还是[{SURNAMES}])"
    rf"|(?<=还是)([{SURNAMES}][\u4e00-\u9fff]{{1,2}})$"
    rf"|(?<=是)((?:[区市县]委)?{ROLES})(?=[\u4e00-\u9fff]{{1,4}}的$)"
)
_NO_MORE = re.compile(
    rf"(?:难道|应该|好像|我记得|我以为|{_WHETHER}|是|有|叫|在|真的)*+(?:{_ENDS})?[？?\s]*"
)
_NO_PERSON = re.compile("[寺庙城园路]$")
_NTH = re.compile(r"第?[一二三四五六七八九十\d]+(?=[届次期])")
_AS_A_CLAIM = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (rf"{_ENDS}|[？?。\s]+$|呢$|真的|是否(?![在由从于])", ""),
        (_WHETHER, "是"),
        ("有没有", "有"),
    )
)
_CALLED = re.compile(rf"同志|先生|女士|(?:常务)?副?{ROLES}(?![是由])")
_PLACE = re.compile(
    r"((?:是|就)?(?:(?<![现存正实所内])在|(?<![提达得看听说想感遇收受])到"
    r"|位于|设在|落户|地点是))([\u4e00-\u9fff“”\"]{2,14}?)"
    r"(?=举[行办]|召开|开(?:的|幕|$)|办(?:的|$)|揭牌|设立|建|还是|[的了]?$)"
)
_ENGLISH_AMOUNT = re.compile(
    r"(?<!\bthe )(?<!\bthese )(?<!\bthose )\b"
    r"(?:(?:more than|over|nearly|about|almost|around|at least|only) )?"
    r"(?!(?:19|20)\d\d\b)"
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|fifty|hundred)"
    r"(?: (?:hundred|thousand|million|billion))? "
    r"(?=((?:[a-z]+ )?(?!(?:as|is|was|has|its|his|this)\b)[a-z]+s)\b)",
    re.IGNORECASE,
)
_ENGLISH_HOLDER = re.compile(
    r"^([Ii]s|[Ww]as)(?:n't)? (?:M[rs]\.? )?([A-Z][a-z]+ [A-Z][a-z]+) (?=the )"
)
_ON = re.compile(r"\b(?:in|on|by|since|from)\s+$", re.IGNORECASE)

# What may be done is no day that is claimed: 能送进小区吗.
_MAY = re.compile(
    r"(?:(?<![智功性节动氢储产核新万职可才不效潜势机多全])能(?![力源耗效级量])"
    r"|可以|允许|需要|用得着)[^，,。？?]{1,16}吗[？?]?$"
)


def plain(question: str) -> str:
    """A question without what frames a claim, which is left with its 吗; as it is where it makes
    none."""
    if language(question) == "en":
        return question
    claim = replaced(_IS_IT, "", question)
    bare = replaced(_HEARD_SAID, "", claim)
    said_so = bare != claim and not _ASKS_ELSE.search(fold(bare))
    framed = claim != question or (said_so and question.endswith(("？", "?")))
    if not framed and not _ASKS.search(fold(question)):
        return question
    claim = bare if framed else replaced(_HEARD, "", claim)
    if framed and not _ASKS.search(fold(claim)):
        claim = claim.rstrip("？? ")
        if not _ASKS_ELSE.search(fold(claim)):
            claim += "嗎？" if "嗎" in question else "吗？"
    return claim if len(claim) > _SHORTEST else question


def opened(question: str, today: dt.date) -> Iterator[tuple[str, str]]:
    """The questions that a claim would answer, the likeliest first, each with what it claims:
    ("模速空间是什么时候揭牌的", "2024年"). None of what is no claim."""
    if language(question) == "en":
        yield from _opened_in_english(question)
        return
    said = fold(question)
    if not _ASKS.search(said) or _ASKS_ELSE.search(_ASKS.sub("", said)) or _MAY.search(said):
        return
    claim = question
    for pattern, put in _AS_A_CLAIM:
        claim = replaced(pattern, put, claim)
    said = fold(claim)
    focus = re.search(r"(?<!还)是", said)
    found = [
        *_days(said, today),
        *_amounts(said),
        *_somebody(said),
        *_place(said),
        *(_in_a_row(said) if focus else ()),
    ]
    either = [
        (start, end, put)
        for start, first, put in found
        for second, end, _ in found
        if _OR.fullmatch(said, first, second)
    ]
    # What 是 puts forward is claimed; what the sentence begins with says of when it is.
    after = [one for one in found if one[0] > (focus.start() if focus else 0)]
    if _OR.search(said):
        after = either
    elif not after:
        after = [*_somebody(said)]
    for start, end, put in sorted(after, reverse=True):
        asks = to_traditional(put) if script(question) == "hant" else put
        yield f"{claim[:start]}{asks}{claim[end:]}？", claim[start:end]


def doubted(question: str, today: dt.date) -> Asked | None:
    """What kind of thing a question doubts that was just told, where it says no more than another
    day, number or name: "how many" of 不是500家吗？, "whether" of 真的吗？; None of others."""
    said = fold(plain(question))
    if language(question) == "en" or not _ASKS.search(said):
        return None
    kind: Asked = "whether"
    kinds: tuple[tuple[Asked, Finder], ...]
    kinds = (("when", lambda s: _days(s, today)), ("how many", _amounts), ("who", _somebody))
    for of, find in kinds:
        for start, end, _ in sorted(find(said), reverse=True):
            said, kind = f"{said[:start]}{said[end:]}", of
    return kind if _NO_MORE.fullmatch(said) else None


def confirmed(claimed: str, found: Sequence[Evidence], today: dt.date) -> bool:
    """Whether the first of the evidence has what is claimed: the day, the amount, the name."""
    claim = fold(claimed).replace("平米", "平方米")
    told = fold("\n".join(e.text for e in found[:_FIRST]))
    days = dates.named(claim, today)
    if days:
        return any(_within(date, days[0], claim) for e in found[:_FIRST] for date in e.dates)
    if amounts := list(quantities(claim)):
        return all(says(amount, list(quantities(told))) for amount in amounts)
    return claim in told


def measured(claimed: str) -> bool:
    """Whether what is claimed is a day or an amount, which a page that tells it would have."""
    return bool(re.search(r"\d", claimed)) or any(quantities(fold(claimed)))


def _within(told: DateMention, meant: Mention, claim: str) -> bool:
    """Whether a date that is told lies in the days that are claimed, in any year where the claim
    names none."""
    if re.search(r"\d{4}|年", claim):
        return meant.first <= told.start and told.end <= meant.last
    first, last = (meant.first.month, meant.first.day), (meant.last.month, meant.last.day)
    return first <= (told.start.month, told.start.day) and (told.end.month, told.end.day) <= last


def _days(said: str, today: dt.date) -> Iterator[tuple[int, int, str]]:
    """Where a claim names a day, and what asks for it."""
    for day in dates.mentions(said, today):
        if day.rule not in VAGUE and not of_plan(day.rule):
            yield day.start, day.end, "什么时候"


def _amounts(said: str) -> Iterator[tuple[int, int, str]]:
    for amount in _AMOUNT.finditer(said):
        if not dates.mentions(amount[0], dt.date.min):
            yield *amount.span(), f"多少{amount['unit'] or amount['counted'] or ''}"


def _somebody(said: str) -> Iterator[tuple[int, int, str]]:
    held_by = [next(filter(None, found.groups())) for found in _IS_HELD_BY.finditer(said)]
    names = [*held_by, *(n for n in people(said) if not any(h.startswith(n) for h in held_by))]
    for name in names:
        if placed(name) or name == said or _NO_PERSON.search(name):
            continue
        at = said.find(name)
        held = _CALLED.match(said, at + len(name))
        yield at, held.end() if held else at + len(name), "谁"


def _in_a_row(said: str) -> Iterator[tuple[int, int, str]]:
    for nth in _NTH.finditer(said):
        yield *nth.span(), "第几"


def _place(said: str) -> Iterator[tuple[int, int, str]]:
    for place in _PLACE.finditer(said):
        *before, (_, flag) = tagged(place[2])
        if flag in ("ns", "nt", "s") or placed(place[2]) or (flag[0] == "n" and not before):
            yield *place.span(2), "哪里"


def _opened_in_english(question: str) -> Iterator[tuple[str, str]]:
    claim = _HEARD_IN_ENGLISH.sub("", _IS_IT_IN_ENGLISH.sub("", question)).rstrip("? .")
    asks = _AUXILIARY.match(claim)
    if not asks and claim == question.rstrip("? ."):
        return
    if holder := _ENGLISH_HOLDER.match(claim):
        yield f"Who {holder[1].lower()} {claim[holder.end() :]}?", holder[2]
    days = dates.english(claim)
    if days:
        last = days[-1]
        either = len(days) > 1 and claim[days[-2].end : last.start].strip() == "or"
        start = days[-2].start if either else last.start
        rest = f"{_ON.sub('', claim[:start])}{claim[last.end :]}"
        yield f"When {_asked(rest, asks)}?", claim[start : last.end]
    for amount in _ENGLISH_AMOUNT.finditer(claim):
        what = amount[1]
        rest = f"{claim[: amount.start()]}{claim[amount.end() + len(what) :]}"
        yield f"How many {what} {_asked(rest, asks)}?", amount[0]


def _asked(rest: str, asks: object) -> str:
    """The rest of a question after its first words, or of a claim that is none."""
    rest = " ".join(rest.split())
    return rest[:1].lower() + rest[1:] if asks else f"is it that {rest}"
