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

ASKS = (
    r"[谁誰哪啥几幾]|[什甚][么麼]|多少|何[时時地處处人]|多[久大长長高远遠重]|[为為]何|怎[么麼样樣]"
    r"|如何"
)
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
_START = rf"(?:{_DATE}|{_SAME_YEAR}|{_NTH}|{_SOON})"
_MOMENT = r"(?:[时時后後前起末底初月天日周]|期[间間]|那[次期]|那[会會][儿兒])"
_ONE = re.compile(rf"{_START}[^，,：:？?、；;]{{0,18}}$")
_EARLIER = re.compile(rf"(?:{_START}[^，,：:？?、；;]{{0,12}}、)+$")
_JOIN = re.compile(rf"[和与與跟同]|、(?={_START})")
_ENDS = (
    re.compile(
        r"(?P<two>[^，,？?、]{2,20}?)(?P<of>(?:的[^，,]{1,12}?)?)"
        rf"(?:{EACHLY}|先[后後])(?P<rest>.+)"
    ),
    re.compile(
        r"(?P<two>[^，,？?、]{2,20}?)(?P<of>)(?:相?比(?:[较較起][来來]?)?)?[，,]"
        rf"(?P<before>[^？?]*?){EACHLY}(?P<rest>.+)"
    ),
)
_SAME = 4  # characters at their end by which two questions ask the same
_WHOLE = 0.7  # how long, of the first, a question is that names all it is of
_BOTH = re.compile(r"的?[这這]?[两兩][届屆次期年]的?")  # 2015年和2025年两届运动会
_WHICH_MORE = re.compile(
    r"[，,？?][^，,？?]*?(?:哪一?[期次个個届家场場][^，,？?、]{0,6}[多少厚贵貴高大长長快好早晚]"
    r"|[换換]人了|[多大高长長]了[还還]是|翻了(?:多少|[几幾])|差了?多少)[^，,？?]*[？?]?$"
)
_MORE = re.compile(
    r"(?:哪一?[期次个個届][^，,？?、]{0,6}[多厚贵貴高大长長]|是(?:不是)?同一[^，,]*)$"
)
DIFFERS = re.compile(
    r"(?:有(?:什[么麼]|哪些|何))(?:不同|不一[样樣]|[区區][别別]|差[别別异異])[？?]?$"
)
"""What asks of two things how they differ: what each is."""

_THE_SAME = re.compile("是(?:不是)?同一[个個]?人[吗嗎]?[？?，,](?=.*(?:分[别別]|各))")
_YEARS = re.compile(
    r"(?<!\d)\d{4}(?:[、，,和与與]\d{4})+(?:[这這]?[两兩二三四五六](?:个|個)?年份?|年)"
)
_GREW = re.compile(
    rf"(?:(?P<head>[^？?]*?)[，,]?)[从從自由](?P<one>{_START}[^，,到]{{0,12}}?)[，,]?[到至]"
    rf"(?P<two>{_START}[^，,由从從]{{0,14}}?)(?:[，,](?P<of>[^，,由从從]{{2,16}}))?"
    r"[，,]?[由从從](?:多少|[几幾])(?P<unit>[^，,多少几幾]{0,2}?)"
    r"(?:[变變增发發扩擴涨漲降加减減提上][^，,多几幾]{0,4})(?:多少|[几幾])(?P=unit)[？?]?"
)


def of_times(question: str) -> tuple[str, ...]:
    """The question of each of the times that a question asks the same of; none where it asks
    nothing such."""
    if grew := _GREW.fullmatch(question):
        return _grown(grew)
    asking = _THE_SAME.sub("，", _YEARS.sub(_each_year, question))
    asking = DIFFERS.sub("分别是什么？", asking)
    for join in _JOIN.finditer(asking):
        one = _ONE.search(asking[: join.start()])
        for end in _ENDS if one else ():
            after = end.match(asking[join.end() :])
            if one and after and re.search(ASKS, after["rest"]):
                head, rest = asking[: one.start()], _rest(after)
                times = _times(one[0], after["two"], after["of"])
                asks = re.search(ASKS, head) and len(re.findall(rf"[，,][^，,]*(?:{ASKS})", rest))
                if times and not asks:
                    return _asked(head, times, rest)
    return ()


def _each_year(years: re.Match[str]) -> str:
    """2017年、2020年 of "2017、2020两个年份"."""
    return "、".join(f"{year}年" for year in re.findall(r"\d{4}", years[0]))


def same(one: str, other: str) -> bool:
    """Whether two questions ask the same of two times, so that neither leans on the other."""
    ends = zip(reversed(one.rstrip("？?")), reversed(other.rstrip("？?")), strict=False)
    shared = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], ends))
    whole = len(other) > _WHOLE * len(one)  # no 2025年又有多少家
    dated = all(re.search(rf"{_DATE}|{_NTH}", ask) for ask in (one, other))
    return whole and dated and shared >= _SAME


def _times(one: str, time: str, of: str) -> list[str]:
    """Two times in full, of which `time` is the second and `of` what is said after it; none where
    they are not both times, or it is said of both."""
    bare, other = re.match(_START, one), _with_year(one, _MORE.sub("", time + of))
    if not bare or not _are_times(one, other):
        return []
    own = one[bare.end() :]
    if shared := _BOTH.search(other):  # 2015年和2025年两届运动会
        said = other[shared.end() :]
        return [f"{one}{said}", f"{other[: shared.start()]}{said}"]
    if re.search(_NTH, one) and re.match(_NTH, other):
        return _in_order(one, other, own)
    said_of_both = _of_both(one, own, other, time, of)
    return [] if said_of_both is None else [one + said_of_both, _with_own(other, own)]


def _with_year(one: str, other: str) -> str:
    """A second time with the year of the first, where it names none: 7月11日, 同年10月."""
    if year := re.match(r"\d{4}年", one):
        other = re.sub(rf"^{_SAME_YEAR}", year[0], other)
        other = f"{year[0]}{other}" if re.match(r"\d{1,2}月", other) else other
    return other


def _are_times(one: str, other: str) -> bool:
    """Whether of two that begin as times do, or end so, one at least is definite, and the second
    is not two more."""
    definite = any(re.match(rf"{_DATE}|{_NTH}", time) for time in (one, other))
    timely = re.match(_START, other) or re.search(rf"{_MOMENT}(?:的|$)", other)
    return definite and bool(timely) and not re.search("[和与與跟、及]", other)


def _in_order(one: str, other: str, own: str) -> list[str]:
    """Two in a row, each with what both are of: 十一届九次和十次全会."""
    last = [*re.finditer(_NTH, one)]
    if last[-1].end() == len(one) and not re.search(f"{_NTH}$", other):
        one += re.sub(f"^{_NTH}", "", other)
    before = one[: last[-1].start()]
    return [one, before + other if len(last) > 1 else _with_own(other, own)]


def _of_both(one: str, own: str, other: str, time: str, of: str) -> str | None:
    """What is said after the second time that is of the first, too: 2021年和退休时的里程; None
    where that is not clear."""
    if of and "的" not in one:
        return of if own or re.search(f"{_MOMENT}$|^{_START}$", time) else None
    started = re.match(_START, other)
    said = other[started.end() :] if started else ""
    if own or not said or re.search(f"{_MOMENT}$", other):
        return ""
    return said if said.startswith("的") else None


def _with_own(other: str, own: str) -> str:
    """A bare time with what the first is of: 第三届 of "第七届运动会和第三届"."""
    alone = re.fullmatch(_START, other) and not re.search(f"{_MOMENT}$", own)
    return other + own if alone else other


def _rest(after: re.Match[str]) -> str:
    """What is asked of each, without what holds them against one another: 哪期更厚."""
    before = re.sub("是不是[^，,]*", "", after.groupdict().get("before") or "")
    rest = _WHICH_MORE.sub("", after["rest"])
    if "before" not in after.groupdict():
        return rest
    said = "".join(_WHICH_MORE.sub("", f"，{part}") for part in re.split("[，,]", before))
    return f"{said}{rest}" if said.startswith("，") else f"，{said}{rest}"


def _asked(head: str, times: list[str], rest: str) -> tuple[str, ...]:
    if earlier := _EARLIER.search(head):
        times = [*earlier[0].rstrip("、").split("、"), *times]
        head = head[: earlier.start()]
    return tuple(f"{head}{time}{rest}" for time in times)


def _grown(grew: re.Match[str]) -> tuple[str, ...]:
    """How many there were at each of the two times between which their number changed."""
    has = f"有多少{grew['unit']}" if grew["unit"] else "是多少"
    head = f"{grew['head']}，" if grew["head"] else ""
    of = f"，{grew['of']}" if grew["of"] else ""
    return tuple(f"{head}{grew[time]}{of}{has}？" for time in ("one", "two"))
