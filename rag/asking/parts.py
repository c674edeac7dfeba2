"""A question of several parts, each of which has an answer of its own.

    新馆何时动工，花了多少钱？       →  新馆何时动工 | 花了多少钱？
    区长和书记分别是谁？             →  区长是谁？ | 书记是谁？
    《海边》的导演和主演是谁？       →  《海边》的导演是谁？ | 《海边》的主演是谁？
    新馆动工、老馆闭馆，各在哪天？   →  新馆动工在哪天？ | 老馆闭馆在哪天？
    2021年落成时和2023年6月分别有多少人？  →  2021年落成时有多少人？ | 2023年6月有多少人？

A part that leans on the one before it is a follow-up of it. What is asked of two things
together ("A和B签了什么协议") is left as it is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ..language.people import ROLES
from ..language.text import language, tagged
from . import times
from .acts import outright
from .times import EACHLY, OPEN

# 几号, 几月几日; no 几号楼
_NTH_DAY = r"(?<![过過前这這十好])[几幾](?:月[几幾])?[日号號](?![线線楼樓院门門台臺选選馆館])"
# 几家, of nothing that was named before: no 这几家, 十几家
_SOME = (
    r"(?<![过過前這这那哪十好近後后])[几幾]"
    r"[个個家位名項项次场場届屆份种種门門座間间所部台栋棟辆輛件张張篇本道幅枚艘條条]"
    r"(?!月|小[时時]|星期|[“\"「])"
)
_ASKS = re.compile(
    rf"[谁誰哪啥]|[几幾]加[几幾]|[什甚][么麼]|多少|{_NTH_DAY}|何[时時地处處人]"
    r"|多[久大长長高远遠重]|[为為]何|怎[么麼样樣]|如何"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_OF = 6  # characters before the first count that say what it is of
_ASKS_OR_COUNTS = re.compile(rf"{_ASKS.pattern}|{_SOME}")
_ENDS = re.compile(r"[？?；;]+|[，,](?:以及|并且|而且|又|还有|另外)?|以及|还有")
_ENGLISH_ASKS = re.compile(r"\b(?:who|what|when|where|which|why|how)\b", re.IGNORECASE)
_ENGLISH_ENDS = re.compile(rf"\?+\s*|;\s*|,?\s+and\s+(?={_ENGLISH_ASKS.pattern})", re.IGNORECASE)
_ROW_END = re.compile("、")
_DAY_ASKS = re.compile(
    r"[什甚][么麼](?:[时時][候间間]|日子)|何[时時]|哪[一几幾两兩三]?[天年日]"
    rf"|{_NTH_DAY}"
)
# What asks by itself: where each of a row does, they are as many questions.
_ROW_ASKS = re.compile(rf"{_DAY_ASKS.pattern}|[谁誰]|多少|以[什甚][么麼]作?[为為]|第[几幾]版")
_ROW = re.compile(
    r"(?:.*[：:])?(?P<of>[^，,：:？?]{0,3}\d{4}年[^，,：:？?、]{0,8}[，,])?"
    r"(?P<row>[^，,：:？?]+)[，,](?:[这這][几幾两兩三四五六][^，,各分]{1,3})?"
    r"(?P<first>哪一?[个個场場项項件次][^，,]{0,4}[先早前][^，,]{0,4}[，,])?"
    rf"{EACHLY}(?P<rest>[^，,]*(?:{_ASKS.pattern})[^，,]*)"
)
_PLEASE = (
    r"(?:[请請][问問]?|麻烦|麻煩)?(?:按.{0,4}(?:先[后後]|[时時][间間]|[顺順]序))?"
    r"(?:[说說]明|列出|[说說][说說]|[讲講][讲講]|告[诉訴]我|梳理|[理排捋]一[理排捋])?"
    r"(?:一下)?[把将將]?"
)
_COURSE = "经历|經歷|进展|進展|经过|經過|过程|過程|历程|歷程"
# The same without a pause: 请按先后说明开工、封顶和通车分别在什么时候
_ROW_AT_ONCE = re.compile(
    rf"{_PLEASE}(?:(?P<of>[^，,：:？?]{{2,20}}?)的?(?:{_COURSE}|节点|節點)[：:])?"
    r"(?P<row>[^，,：:？?]+、[^，,：:？?]+?)"
    rf"(?:(?<!的)(?:{EACHLY}|先[后後])(?P<rest>[是在有]{{0,2}}(?:{_ROW_ASKS.pattern})[^，,]*)"
    r"|的(?:日期|时间|時間)(?:(?:依次|分[别別]|按[^，,]{0,6})?[列排说說讲講][^，,]{0,4})?[。？?]?)"
)
# 请按先后说说2025年这几件事：九次全会、新馆开工、老馆闭馆
_THESE = re.compile(
    rf"{_PLEASE}(?P<of>[^，,：:？?、]{{0,20}}?)的?"
    r"(?:[这這]|以下|下面)[几幾两兩三四五六]?[件个個][大要]?"
    r"(?:事情?|[节節][点點])[：:](?P<row>[^：:？?]+、[^：:？?]+?)(?P<rest>)[。？?]?"
)
_HELD = re.compile(r"(?:会议?|會議?|[论論][坛壇]|[仪儀]式|典[礼禮]|活[动動]|[展赛賽节節])$")
# 新馆从公示、开工到开放，各在哪天; 从开工到开放，新馆的这两个节点各在哪天
_FROM_TO = re.compile(
    rf"{_PLEASE}(?P<of>[^，,：:？?、]*?)[从從](?P<row>[^：:？?]+?到[^：:？?]+?)"
    r"(?:[，,](?:(?P<its>[^，,：:？?、]{2,12}?)的)?(?:[这這][几幾两兩三四五六][^，,各分]{1,6})?)?"
    rf"(?:(?:{EACHLY}|先[后後](?=[发發]生))(?P<rest>[^，,]*(?:{_ROW_ASKS.pattern})[^，,]*)"
    rf"|的?(?:{_COURSE}|时间|時間)[。？?]?)"
)
_THESE_STEPS = re.compile(r"[这這](?:些|[几幾两兩三四五六])个?(?:[节節][点點]|步|[环環][节節])$")
_NTH = r"第?[一二三四五六七八九十\d]+[期届屆批]"
_NTH_DONE = re.compile(rf"(?P<nth>{_NTH})(?:先[后後])?(?P<act>[^，、]+)")
_STEPS = re.compile(r"、|[，,]?再?(?<![报報签簽提收得感直回])到(?![底达達任岗崗期校])|[，,][从從]?")
# 从哪天到哪天: one span of days, which is not cut.
_SPAN = re.compile(
    rf"[从從自](?:{_DAY_ASKS.pattern}|[几幾])[^，,、]*[，,、]?[到至](?:{_DAY_ASKS.pattern}|[几幾])"
)
_PAUSES, _PRIVATE = "，,、", "\ue000\ue001\ue002"
_HIDDEN, _SHOWN = str.maketrans(_PAUSES, _PRIVATE), str.maketrans(_PRIVATE, _PAUSES)
_YEAR_OF = re.compile(r"\d{4}年(?:\d{1,2}月)?[初中底末]?的")
_LAST_TWO = re.compile(r"(.{2,}?)(?:以及|和(?![平谐諧与與])|[与與](?![会會])|及)(.{2,})")
_JOINS = ("和", "与", "與", "及", "以及", "跟")
_EACH = re.compile(rf"分[别別]|各(?=[是有為为在占达][^，,]{{0,4}}(?:{_ASKS.pattern}))")
_TOGETHER = re.compile(
    r"之[间間]|共同|同一|一起|合作|[联聯]合|[签簽]|[关關][系係]|[区區][别別]|不同|[两兩][国國]"
    r"|[双雙]方|邦交"
    r"|相[差距比]|比(?![赛賽例重分])|哪一?[年届屆次](?!.*(?:分[别別]|各))"
    r"|一共|总共|總共|合[计計]|加起[来來]"
)
_TWO_QUOTED = re.compile(
    r"([“「《][^”」》]+[”」》])[和与與跟]([“「《][^”」》]+[”」》])"
    r"|(最[^，,和的]{1,3}的?)[和与與跟](最[^，,和的]{1,3}的?)"
)
_DAYS_IN_A_ROW = re.compile(
    r"\d[日号號](?:[、，]\d{1,2}[日号號])+.*(?:有|办了?|辦了?|[举舉]行了?|[开開]了?)"
    r"(?:[什甚][么麼]|哪些|哪[几幾][个個件场場])(?:重要|大)?(?:活[动動]|大?事|[会會][议議]?)"
)
_NO_ACT = re.compile(r"[，,的\d]|第.|[年月日届屆期次]")
_SHORT = 8  # characters of a thing that is asked for beside another
# What may be asked of a thing: two of these in a row are two questions.
_ASPECT = re.compile(
    r"(?:时间|日期|地点|地址|场馆|结果|原因|过程|主题|内容|名称|名字|人数|人次|数量|数目|金额"
    r"|收入|营收"
    r"|价格|票价|产量|面积|规模|目标|类型|职务|年龄|导演|编剧|主演|演员|作者|冠军|亚军|得主"
    rf"|处理器|型号|{ROLES})$"
)
# What is asked once more, of the same: 为什么叫“模速空间”，有什么说法？
_ASIDE = re.compile("有?(?:说法|讲究|来历|由来|缘由|含义|寓意|用意|来头)是?")
_MEASURED = re.compile(r"多少|什么时候|何时|哪[里儿天年月日]|多[大高长久]")
_NAMES = ("ns", "nr", "nz", "nt", "j", "m", "eng")
_BREAKS = ("uj", "ul", "d", "p", "c", "r", "x", "uz", "ug")  # parts of speech that end a name
_IN_ORDER = re.compile(r"[，,][请請]?按[^，,]{0,4}(?:先[后後]|[时時][间間]|[顺順]序)[^，,]{0,6}$")
WHEN = "是什么时候？"
"""What is asked of each of a row, where their dates are asked for."""

PLAIN = 12
"""Characters of what is asked of two names, up to which it is asked of each of them."""

_LIKE = 0.3
"""How like each other two words must be, of 1, to stand in the same place of two names."""


def parts(question: str) -> tuple[str, ...]:
    """The questions that `question` is made of, in its order; itself where it is one."""
    hidden = _SPAN.sub(lambda span: span[0].translate(_HIDDEN), question)
    found = tuple(part.translate(_SHOWN) for part in _parted(_IN_ORDER.sub("", hidden)))
    return found if len(found) > 1 else (question,)


def _parted(question: str) -> tuple[str, ...]:
    if language(question) == "en":
        return _apart(question, _ENGLISH_ENDS, _ENGLISH_ASKS)
    if _DAYS_IN_A_ROW.search(question):
        return (question,)  # what was held on them is told day by day
    if each := _at_times(question):
        return each
    rows = (row.fullmatch(question) for row in (_THESE, _ROW, _ROW_AT_ONCE))
    found = next(filter(None, rows), None)
    if found and (each := _each_of(found, _items(found["row"]) or _two(found))):
        return each
    # Where the second asks the same of another year, both are one.
    counted = not re.search(r"[，,][^，,]*(?:\d{4}年|具[体體]|分[别別]|各[是有])", question)
    first = re.search(_SOME, question)
    counted = counted and bool(first and len(_HAN.findall(question[: first.start()])) >= _OF)
    clauses = _apart(question, _ENDS, _ASKS_OR_COUNTS if counted else _ASKS)
    several = [part for clause in clauses for part in _named(_apart(clause, _ROW_END, _ROW_ASKS))]
    if len(several) > 1:
        return tuple(several)
    differ = _distributed(times.of_each(question))
    return differ if len(differ) > 1 else (question,)


def _at_times(question: str) -> tuple[str, ...]:
    """The questions of what happened one after another, or of each of some times; none where it
    asks of no such."""
    found = _FROM_TO.fullmatch(question)
    if found and (each := _each_of(found, _steps(found))):
        return each
    return times.of_times(question)


def _each_of(found: re.Match[str], row: Sequence[str]) -> tuple[str, ...]:
    """The question of each of a row; none where their dates are asked for, and they have none."""
    if len(row) < 2 or not (found["rest"] or _dated(row)):
        return ()
    of, year = found["of"] or "", _YEAR_OF.match(row[0])
    if year and not any(re.search(r"\d{4}年", item) for item in row[1:]):
        row = [row[0], *(f"{year[0]}{item}" for item in row[1:])]  # 2025年的A、B
    if not of and "its" in found.groupdict():
        of = found["its"] or ""
    return tuple(f"{of}{item}{found['rest'] or WHEN}" for item in row)


def _steps(found: re.Match[str]) -> list[str]:
    """What happened one after another, "A、B到C"; none where two of whatever are not dated."""
    steps = [step for step in _STEPS.split(_THESE_STEPS.sub("", found["row"])) if step]
    if done := _NTH_DONE.fullmatch(steps[-1]):  # 一期、二期、三期先后启用
        steps = [s + done["act"] if re.fullmatch(_NTH, s) else s for s in steps[:-1]]
        steps.append(done["nth"] + done["act"])
    if any(len(step) < 2 or step[0] == "的" for step in steps):
        return []
    asks_days = bool(found["rest"] and _DAY_ASKS.search(found["rest"]))
    plain = len(steps) > 2 and "、" in found["row"]
    return steps if plain or (asks_days and _dated(steps)) else []


def _named(row: Sequence[str]) -> Iterator[str]:
    """The questions of a row, what the first is of before those that name nothing: 新馆
    什么时候开工、什么时候开放."""
    first = _DAY_ASKS.search(row[0])
    of = re.sub(f"^{_PLEASE}", "", row[0][: first.start()]) if first else ""
    yield row[0]
    yield from (f"{of}{part}" if _DAY_ASKS.match(part) else part for part in row[1:])


def _dated(row: Sequence[str]) -> bool:
    """Whether most of a row are things that happen, which have dates."""
    return 2 * sum(map(_happens, row)) > len(row)


def _happens(item: str) -> bool:
    """Whether one of a row is something that happens: no 周六, no 瑞金."""
    verbs = (word for word, tag in tagged(item) if tag[0] == "v" and len(word) > 1)
    return outright(item) or bool(_HELD.search(item)) or any(verbs)


def _items(row: str) -> list[str]:
    """The things of a row, "A、B和C"; none where a name or a quotation is cut by its marks."""
    *first, last = row.split("、")
    if not first or any(len(item) < 2 or OPEN.search(item) for item in (*first, last)):
        return []
    two = _LAST_TWO.fullmatch(last)
    return [*first, *(two.groups() if two else (last,))]


def _two(found: re.Match[str]) -> list[str]:
    """The two things of which it is asked which was first, and when each was."""
    first = found.groupdict().get("first")
    two = _LAST_TWO.fullmatch(found["row"]) if first else None
    act = re.search("[先早前]([\u4e00-\u9fff]{2,4})[，,]$", first) if first else None
    return [f"{one}{act[1] if act else ''}" for one in two.groups()] if two else []


def _apart(question: str, ends: re.Pattern[str], asks: re.Pattern[str]) -> tuple[str, ...]:
    """The clauses that ask something of their own, each with those before it that do not."""
    found: list[str] = []
    at = start = 0
    for low, high in (*(m.span() for m in ends.finditer(question)), (len(question),) * 2):
        clause = question[start:low].strip("？?。. ")
        own = asks.sub("", clause)
        if len(own) > 1 and own != clause and not (_ASPECT.fullmatch(own) or _ASIDE.fullmatch(own)):
            found.append(clause)
            at, start = start, high
    return (*found[:-1], question[at:].strip()) if len(found) > 1 else (question,)


def _distributed(question: str) -> tuple[str, ...]:
    """The same question of each of two things, where it is asked of each of them."""
    words = tagged(question)
    at = next((i for i, (word, _) in enumerate(words) if word in _JOINS), 0)
    ends = [0, *itertools.accumulate(len(word) for word, _ in words)]
    if not 0 < at < len(words) - 1 or ends[-1] != len(question):
        return (question,)
    if _TOGETHER.search(question) or OPEN.search(question[: ends[at]]):
        return (question,)
    if quoted := _TWO_QUOTED.search(question):
        rest = question[quoted.end() :]
        before = question[: quoted.start()]
        if _EACH.search(rest):
            return tuple(
                _EACH.sub("", f"{before}{name}{rest}") for name in filter(None, quoted.groups())
            )
    left, right = _row(words[:at], words[at + 1 :])
    if whole := _to_each(words, at, right):
        left, right = whole
    before, one = question[: ends[at - left]], question[ends[at - left] : ends[at]]
    other, rest = question[ends[at + 1] : ends[at + 1 + right]], question[ends[at + 1 + right] :]
    # WAIC2022和2023
    if re.fullmatch(r"\d+年?", other) and (year := re.search(r"[A-Za-z](\d+)$", one)):
        before, one = before + one[: year.start(1)], year[1]
    if _ASKS.search(other) or not _each(words[at - 1], words[at + right], rest):
        return (question,)
    return tuple(_EACH.sub("", f"{before}{name}{rest}") for name in (one, other))


def _to_each(words: Sequence[tuple[str, str]], at: int, right: int) -> tuple[int, int] | None:
    """How many words on either side of `at` are two acts of which something is asked each, where
    the second goes on to the very 分别, beyond the `right` words: 主体封顶和正式启用分别在哪天."""
    rest = "".join(word for word, _ in words[at + 1 :])
    each = _EACH.search(rest)
    ends = [*itertools.accumulate(len(word) for word, _ in words[at + 1 :])]
    if not each or each.start() not in ends or each.start() > _SHORT:
        return None
    size = ends.index(each.start()) + 1
    other, before = rest[: each.start()], [word for word, _ in words[:at]]
    lengths = {k: sum(map(len, before[-k:])) for k in range(1, min(len(before), size + 2) + 1)}
    left = min(lengths, key=lambda k: (abs(lengths[k] - each.start()), k))
    acts = all(map(_happens, ("".join(before[-left:]), other)))
    plain = not _NO_ACT.search("".join(before[-left:]) + other)
    return (left, size) if size > right and acts and plain else None


def _each(last: tuple[str, str], other: tuple[str, str], rest: str) -> bool:
    """Whether `rest` is asked of each of two things, whose last words these are."""
    if _EACH.search(rest):
        return True
    if _ASPECT.search(last[0]) and _ASPECT.search(other[0]):
        return True
    names = last[1] in _NAMES and other[1] in _NAMES
    plain = len(rest) <= PLAIN and _ASKS.search(rest)
    return names and bool(plain or _MEASURED.search(rest) or _ASPECT.search(rest.rstrip("？?")))


def _row(left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """How many words the last name of `left` and the first of `right` have: as many as are
    most like each other word by word, else all to the next that is of no name."""
    best, size = 0.0, 0
    for k in range(1, min(len(left), len(right), 6) + 1):
        if any(tag in _BREAKS for _, tag in (left[-k], right[k - 1])):
            break
        like = sum(map(_alike, left[-k:], right[:k])) / k
        if like >= max(best, _LIKE):
            best, size = like, k
    if size:
        return size, size
    return max(1, _run(left[::-1])), max(1, _run(right))


def _run(words: Sequence[tuple[str, str]]) -> int:
    """How many of the first `words` may be of one name."""
    ends = (i for i, (_, tag) in enumerate(words) if tag in _BREAKS or tag[0] in "vtm")
    return next(ends, len(words))


def _alike(one: tuple[str, str], other: tuple[str, str]) -> float:
    """1 for the same word, else a half for the part of speech and up to a half for what of
    their characters is shared."""
    if one[0] == other[0]:
        return 1.0
    shared = len({*one[0]} & {*other[0]}) / max(len(one[0]), len(other[0]))
    return 0.5 * (one[1] == other[1]) + 0.5 * shared
