"""A question that asks the same of two times or more, of which different pages tell:

食堂2020年刚开张时和2025年3月调价后各收多少钱？
    →  食堂2020年刚开张时收多少钱？ | 食堂2025年3月调价后收多少钱？
第七届运动会和第三届比，参赛人数各是多少？
    →  第七届运动会，参赛人数是多少？ | 第三届运动会，参赛人数是多少？
从2022年开园时到2025年，企业由多少家增加到多少家？
    →  2022年开园时，企业有多少家？ | 2025年，企业有多少家？
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

WH = (
    r"[谁誰哪啥]|[什甚][么麼]|多少|何[时時地處处人]|多[久大长長高远遠重]|[为為]何|怎[么麼样樣]|如何"
)
"""What asks by itself; 几 may count (十几家)."""

_ASKS = rf"[几幾]|{WH}"
EACHLY = (
    r"(?:各自|各(?=[是有为為在占达達多几幾卖賣发發花用报報叫讲講说說跑划收需得通]|[种種]了)"
    r"|分[别別]|依次)"
)
"""What says that something is asked of each of some."""

_NTH = r"第?[一二三四五六七八九十\d]+[届屆次期]"
_DATE = (
    r"(?:\d{4}年(?:度|[春夏秋冬][天季]?)?(?:\d{1,2}月(?:\d{1,2}[日号號])?)?(?:[初底末]|中(?!秋))?"
    r"|\d{1,2}月\d{1,2}[日号號])"
)
_SAME_YEAR = r"[当當同]年"
_SOON = r"[刚剛]|原[来來先]|起初|[当當]初|最[后後终終初新]|[后後][来來]|如今|[现現]在|目前"
_PART = rf"(?:{_NTH}|[一二三四]季度|[上下]半年)"
_START = rf"(?:{_DATE}|{_SAME_YEAR}|{_NTH}|{_SOON})"
_MOMENT = r"(?:[时時后後前起末底初月天日周]|期[间間]|那[次期]|那[会會][儿兒])"
_ONE = re.compile(rf"{_START}[^，,：:？?、；;]{{0,18}}$")
_EARLIER = re.compile(rf"(?:{_START}[^，,：:？?、；;]{{0,12}}、)+$")
_JOIN = re.compile(
    r"(?<!共)和(?![平谐諧睦田国國])|[与與](?![会會民])|跟(?![踪蹤拍])"
    rf"|同(?![济濟心行步期年比])|、(?={_START})"
)
OPEN = re.compile("《[^》]*$|“[^”]*$|「[^」]*$")
"""A title or a quotation that has begun."""

_ENDS = (
    re.compile(
        r"(?P<two>[^，,？?、]{2,20}?)(?P<of>(?:的[^，,]{1,12}?)?)"
        rf"(?:{EACHLY}|先[后後](?=[是在有说說]))(?P<rest>.+)"
    ),
    re.compile(
        r"(?P<two>[^，,？?、]{2,20}?)(?P<of>)(?:相?比(?:[较較起][来來]?)?)?[，,]"
        rf"(?P<before>[^？?]*?){EACHLY}(?P<rest>.+)"
    ),
)
_BOTH = re.compile(
    r"的?(?:先[后後])?[这這]?[两兩](?:个月|個月|天|[届屆次期年])的?"
)  # 2015年和2025年两届运动会
_OF_YEAR = (
    r"\d{4}年(?:度|\d{1,2}月(?:\d{1,2}[日号])?|[春夏秋冬][天季]?)?"
    r"(?:[^，,。年的和与與、]{1,6}时)?[初底末]?"
)
_OF_MONTH = r"(?<=\D)\d{1,2}月(?:\d{1,2}[日号])?"  # of the year said before: 2023年6月和10月
_TIMES = re.compile(
    rf"(?P<head>.*?)(?P<times>{_OF_YEAR}(?:[和与與、](?:{_OF_YEAR}|{_OF_MONTH}))+)"
    rf"(?:[这這那]?[二两兩三四五][次期])?(?P<what>[^，,年各分依]{{1,20}})?{EACHLY}(?P<rest>.*)"
)
_SAME = 4  # characters at their end by which two questions ask the same
_WHOLE = 0.7  # how long, of the first, a question is that names all it is of
_WHICH_MORE = re.compile(
    r"[，,？?][^，,？?]*?(?:哪一?[期次个個届家场場][^，,？?、]{0,6}[多少厚贵貴高大长長快好早晚]"
    r"|[换換]人了|[多大高长長]了[还還]是|翻了(?:多少|[几幾])|差了?多少)[^，,？?]*[？?]?$"
)
# Which of the times was the first, or what all of them come to, is asked of them together.
_SUMMED = re.compile("[谁誰]先|哪一?[年个個届次].?先|一共|总共|總共|合[计計]|加起[来來]")
_MORE = re.compile(
    r"(?:哪一?[期次个個届][^，,？?、]{0,6}[多厚贵貴高大长長]|是(?:不是)?同一[^，,]*)$"
)
_ASPECT = (
    "(?:内容|內容|地[点點址]|时间|時間|日期|主[题題]|口[号號]|事情?|[议議][题題]|[目主][标標旨]"
    "|任[务務]|重[点點]|成[绩績]|[规規]模|人[数數]|[数數]量|[价價]格|票[价價]|面[积積]|冠[军軍]"
    "|[线線]路|路[线線]|增速|产值|產值|人口|金[额額]|收入|条件|條件|待遇|[补補][贴貼])"
)
_DIFFERS = re.compile(r"有(?:什[么麼]|哪些|何)(?:不同|不一[样樣]|[区區][别別]|差[别别异異])[？?]?$")
_OF_ASPECT = re.compile(rf"{_ASPECT}(?:相比)?(?:[，,][^，,]*)?$")
_THE_SAME = re.compile("是(?:不是)?同一[个個]?人[吗嗎]?[？?，,](?=.*(?:分[别別]|各))")
_YEARS = re.compile(
    r"(?<!\d)\d{4}(?:[、，,和与與]\d{4})+(?:[这這]?[两兩二三四五六](?:个|個)?年份?|年)"
)
_GREW = re.compile(
    rf"(?:(?P<head>[^？?]*?)[，,]?)[从從自由](?P<one>{_START}[^，,到]{{0,12}}?)[，,]?[到至]"
    rf"(?P<two>(?:{_START}|\d{{1,2}}月|年[初底末])"
    rf"(?:[^，,由从從到再]{{0,14}}(?=[，,])|[^，,由从從到再]{{0,12}}?{_MOMENT})?)"
    r"(?:[，,]?(?P<of>[^，,由从從]{2,16}))?"
    r"[，,]?[由从從](?:多少|[几幾])(?P<unit>[^，,多少几幾]{0,2}?)"
    r"(?:[变變增发發扩擴涨漲降加减減提上][^，,多几幾]{0,4})(?:多少|[几幾])(?P=unit)[？?]?"
)


def of_times(question: str) -> tuple[str, ...]:
    """The question of each of the times that a question asks the same of; itself where it asks
    of them together, none where it asks nothing such."""
    if grew := _GREW.fullmatch(question):
        return _grown(grew)
    asking = of_each(_THE_SAME.sub("，", _YEARS.sub(_each_year, question)))
    for join in _JOIN.finditer(asking):
        before = asking[: join.start()]
        one = None if OPEN.search(before) else _ONE.search(before)
        for end in _ENDS if one else ():
            after = end.match(asking[join.end() :])
            if one and after and re.search(_ASKS, after["rest"]):
                head, rest = asking[: one.start()], _rest(after)
                times = _times(one[0], after["two"], after["of"])
                asks = re.search(_ASKS, head) and len(re.findall(rf"[，,][^，,]*(?:{_ASKS})", rest))
                if times and _SUMMED.search(after[0]):
                    return (question,)
                if times and not asks:
                    return _asked(head, one[0], times, rest)
    if found := _TIMES.fullmatch(question):
        of_year = _of_year(re.split("[和与與、]", found["times"]))
        return tuple(f"{found['head']}{t}{found['what'] or ''}{found['rest']}" for t in of_year)
    return ()


def _of_year(times: Sequence[str]) -> Iterator[str]:
    """Some times, each that names none with the year that was named before it."""
    year = ""
    for time in times:
        named = re.match(r"\d{4}年", time)
        year = named[0] if named else year
        yield time if named else year + time


def of_each(question: str) -> str:
    """A question how two things differ in something, as one of what that is of each."""
    differs = _DIFFERS.search(question)
    if differs and _OF_ASPECT.search(question, 0, differs.start()):
        return question[: differs.start()] + "分别是什么？"
    return question


def same(one: str, other: str) -> bool:
    """Whether two questions ask the same of two times, so that neither leans on the other."""
    ends = zip(reversed(one.rstrip("？?")), reversed(other.rstrip("？?")), strict=False)
    shared = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], ends))
    whole = len(other) > _WHOLE * len(one)  # no 2025年又有多少家
    dated = all(re.search(rf"{_DATE}|{_NTH}", ask) for ask in (one, other))
    in_year = not re.search(r"\d{4}年", one) or bool(re.search(r"\d{4}年", other))
    return whole and dated and in_year and shared >= _SAME


def _each_year(years: re.Match[str]) -> str:
    """2017年、2020年 of "2017、2020两个年份"."""
    return "、".join(f"{year}年" for year in re.findall(r"\d{4}", years[0]))


def _times(one: str, time: str, of: str) -> list[str]:
    """Two times in full, of which `time` is the second and `of` what is said after it; none where
    they are not both times, or what is said of both is not clear."""
    bare, other = re.match(_START, one), _with_year(one, _MORE.sub("", time + of))
    if not bare or not _are_times(one, other):
        return []
    own = one[bare.end() :]
    if shared := _BOTH.search(other):  # 2015年和2025年两届运动会
        said = other[shared.end() :]
        return [f"{one}{said}", f"{other[: shared.start()]}{said}"]
    if re.search(_NTH, one) and re.match(_NTH, other):
        return _in_order(one, other)
    said_of_both = _of_both(one, own, other, time, of)
    return [] if said_of_both is None else [one + said_of_both, _with_own(other, own)]


def _with_year(one: str, other: str) -> str:
    """A second time with the year and the month of the first, where it names none: 7月11日,
    同年10月, 2日, 秋天, 年底."""
    year, month = re.match(r"\d{4}年", one), re.match(r"(?:\d{4}年)?\d{1,2}月(?=\d)", one)
    if month and re.match(r"\d{1,2}[日号號]", other):
        return month[0] + other
    if not year:
        return other
    other = re.sub(rf"^{_SAME_YEAR}", year[0], other)
    if re.match(r"\d{1,2}月|[春夏秋冬][天季]?|[一二三四]季度|[上下]半年", other):
        return year[0] + other
    return re.sub("^年(?=[初中底末])", year[0], other)


def _are_times(one: str, other: str) -> bool:
    """Whether of two that begin as times do, or end as moments do, one at least is definite, and
    the second is not two more."""
    definite = any(re.match(rf"{_DATE}|{_NTH}", time) for time in (one, other))
    timely = re.match(_START, other) or re.search(rf"{_MOMENT}(?:的|$)", other)
    return definite and bool(timely) and not re.search("[和与與跟、及]", other)


def _in_order(one: str, other: str) -> list[str]:
    """Two in a row, each with what both are of: 十一届九次和十次全会, 第九届运动会和第十届的地点;
    none where that is not clear."""
    last = [*re.finditer(_NTH, one)]
    own, before = one[last[-1].end() :], one[: last[0 if len(last) == 1 else -1].start()]
    other, _, aspect = other.partition("的")
    said = re.sub(rf"^(?:{_NTH})+", "", other)
    if not own:
        one += said
    elif not said:
        other += own
    elif said != own and not all(re.search(f"{_MOMENT}$", part) for part in (own, said)):
        return []
    if len(re.findall(_NTH, other)) < len(last):
        other = before + other
    of = f"的{aspect}" if aspect and "的" not in one else ""
    return [one + of, other + (f"的{aspect}" if aspect else "")]


def _of_both(one: str, own: str, other: str, time: str, of: str) -> str | None:
    """What is said after the second time that is of the first, too: 2021年和退休时的里程; None
    where that is not clear."""
    if of and "的" not in one:
        return of if own or re.search(f"{_MOMENT}$|^{_START}$", time) else None
    started = re.match(_START, other)
    said = other[started.end() :] if started else ""
    if own and said.startswith(own):  # 1984年奥运会和2008年奥运会中国
        return said.removeprefix(own)
    if re.fullmatch(_PART, own) and (part := re.match(_PART, said)):  # 2025年一季度和二季度GDP
        return said[part.end() :]
    if not said or re.search(f"{_MOMENT}$", other):
        return ""
    moment = re.match(rf".*?{_MOMENT}(?!{_MOMENT})", said)
    if moment and re.search(f"{_MOMENT}$", own):  # 2020年改造前和2023年改造后面积
        return said[moment.end() :]
    return "" if own else said if said.startswith("的") else None


def _with_own(other: str, own: str) -> str:
    """A bare time with what the first is of: 2024年 of "2025年的降雨量跟2024年"."""
    bare = other.removesuffix("的")
    alone = re.fullmatch(_START, bare) and not re.search(f"{_MOMENT}$", own)
    return bare + own if alone else other


def _rest(after: re.Match[str]) -> str:
    """What is asked of each, without what holds them against one another: 哪期更厚."""
    before = re.sub("是不是[^，,]*", "", after.groupdict().get("before") or "")
    rest = re.sub(EACHLY, "", _WHICH_MORE.sub("", after["rest"]))
    if "before" not in after.groupdict():
        return rest
    said = "".join(_WHICH_MORE.sub("", f"，{part}") for part in re.split("[，,]", before))
    return f"{said}{rest}" if said.startswith("，") else f"，{said}{rest}"


def _asked(head: str, one: str, times: list[str], rest: str) -> tuple[str, ...]:
    """The question of each of `times`, the first of which is `one` in full, and of those that a
    row of them has before it."""
    if earlier := _EARLIER.search(head):
        of = times[0].removeprefix(one)
        times = [*(t + of for t in earlier[0].rstrip("、").split("、")), *times]
        head = head[: earlier.start()]
    return tuple(f"{head}{time}{rest}" for time in times)


def _grown(grew: re.Match[str]) -> tuple[str, ...]:
    """How many there were at each of the two times between which their number changed."""
    has = f"有多少{grew['unit']}" if grew["unit"] else "是多少"
    head = f"{grew['head']}，" if grew["head"] else ""
    of = re.sub(f"{EACHLY}$", "", grew["of"] or "")
    times = (grew["one"], _with_year(grew["one"], grew["two"]))
    return tuple(f"{head}{time}{f'，{of}' if of else ''}{has}？" for time in times)
