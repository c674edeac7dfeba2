"""When something was: what a question asks for, and words that tell it.

All patterns are of folded text.
"""

from __future__ import annotations

import re

_UNTIL_ASKED = re.compile(
    r"为止|截[止至]|最[晚迟]|期限|(?:[办开演放续用看关展])到(?:哪|什么时候|几)"
    r"|(?:什么时候|何时|哪[天年月]|几[号月])(?:结束|截止|到期|闭幕|关闭)"
    r"|\bwhen (?:do|does|did|will|is)\b.*\b(?:end|close|finish|expire)"
    r"|\bdeadline\b|\buntil (?:when|what)\b|\blast until\b|\bby (?:when|what)\b"
)
_UNTIL = re.compile(
    r"(?:[至到]|截[至止]|延[长续]至)[^，。；\d]{0,4}(?:\d{4}年)?\d+[月日](?:\d+日)?"
    r"|\d+[月日][^，。；]{0,5}(?:截止|为止|止|结束|闭幕|前|到期)"
)
# From when, and until when only: 公示期至4月26日.
_FROM_ASKED = re.compile(
    r"从(?:哪|几|什么时候|何时)|(?:哪[天年月]|几[号月]|什么时候|何时)(?:就|才)?(?:开始|起)"
    r"|(?:施行|实施|启用|生效|起[售征])[^，。？?]{0,8}(?:时间|日期)[？?]?$"
    r"|\bwhen (?:do|does|did|will)\b.*\b(?:start|begin)\b"
)
_SOME_DAY = re.compile(r"\d+[月日]|[今明昨前去][天日年晚]|[下本上]个?[周月]|星期|周[一-日]|日起")
_UNTIL_ONLY = 0.2  # the part of its telling since when that is left to what says until when
# 通车满百天: not the day of it.
_SINCE = re.compile(r"(?:已?满|过去|整整)[一二三四五六七八九十百\d]+(?:天|周年|年|个月)")
# When it was done, and what says only when it is to be.
_DONE_ASKED = re.compile(
    r"(?:什么时候|何时|几时|哪一?[天年月日]|几[月号])(?!.*(?:计划|预计|将|拟|打算))"
    r"[^，。？?]{1,12}的[？?]?$"
    r"|(?:后来|实际|真正|最[后终](?=(?:是|到底|在)?[什何哪几]))"
    r"(?!.*(?:计划|预计|将|拟|打算))[^，,。？?]{0,8}(?:什么时候|何时|哪一?[天年月日]|几[月号])"
    r"|\bwhen (?:did|was|were)\b.*\b(?:actually|finally|eventually|in the end)\b"
)
_PLANNED = re.compile(
    r"(?:计划|预计|力争|争取|有望|(?<![虚模])拟|(?<!麻)将(?![军士领]))[于在至到]?[^，。；,;]{0,16}"
    r"(?:\d+[年月日]|[今明后]年|年[底内])"
)
_NOT_TO_THE_DAY = 0.5
_WEEKDAY_ASKED = re.compile(
    r"(?:星期|周|礼拜)几|(?<!第)(?:一|每)个?(?:星期|周|礼拜)[里中]?哪[几一两]?天"
    r"|\bday of the week\b|\bweekday\b"
)
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
_TO_BE_TOLD = re.compile(r"(?:时间|日期)[^，。；]{0,4}(?:另行通知|另行公布|待定|未定)")
_YEAR_ASKED = re.compile(r"哪一?年(?!.{0,3}[月日天])|年份|\b(?:what|which) year\b")
# 乾隆二十三年, 民国十二年
_REIGN = (
    r"(?:洪武|永乐|宣德|成化|弘治|正德|嘉靖|隆庆|万历|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光"
    r"|咸丰|同治|光绪|宣统|民国|贞观|开元|天宝|熙宁|元丰|淳熙|至正)"
    r"[元一二三四五六七八九十\d]{1,3}年(?!来|级|间)"
)
_YEAR = re.compile(rf"\d{{4}}年|[〇零一二三四五六七八九]{{4}}年|[去今前]年|年代|{_REIGN}")
_HABIT_ASKED = re.compile(r"一般|通常|平时|平常|每[天周月年]|\busually\b")
_HABIT = re.compile(
    r"每[个逢]?[周天月日年晚早]|每(?:个)?(?:星期|礼拜)|逢[一二三四五六七八九十周]"
    r"|周[一二三四五六日末]"
)
# What is done on days of the week: 哪几天可以打.
_OPEN_ASKED = re.compile(
    r"(?:哪[几两三]天|几号)[^，。？?]{0,4}(?:可以|能(?!不)|开放|营业|接种|办理?|上课|坐诊|出诊|休)"
    r"|(?:[看坐出接就]诊|门诊|接待|办公|服务|开馆|授课|上课)(?:的?时间|安排)"
)
_RANGE = re.compile(
    r"\d+[月日][^，。；]{0,6}?\s?(?:[至到]|[—–~-]+)\s?(?:\d{4}年)?\d+(?:月\d+)?[月日]"
)
_HOUR_ASKED = re.compile(r"(?<![哪这那])几点(?!建议|意见|要求|启示)|\bwhat time\b(?! of)")
_HOURS_ASKED = re.compile(r"几点[^，。？?]{0,6}[到至]几点")
_HOUR = re.compile(
    r"(?<![\d.])\d{1,2}\s?(?:[时点](?:\d{1,2}分?)?|[:：]\d\d)(?!\d)"
    r"|[一二两三四五六七八九十]{1,2}点(?:半|整|[钟\d])"
    r"|[一二三四五六七八九十]{1,2}时(?!半会)"
    r"(?=[半整许正起止]|[一二三四五六七八九十]{1,3}分|开始?|结束|[，。、至到])"
    r"|[一二三四五六七八九十]{1,2}点(?=[许正]|[一二三四五六七八九十]{1,3}分)"
    r"|(?:(?<=[早晚午晨])|(?<=停在|开到|关到|定在|等到))[一二两三四五六七八九十]{1,2}点"
    r"(?!多?[个条建要意])"
)
_DATE = re.compile(r"\d+月|\d{4}年|[〇零一二三四五六七八九]{4}年")
# To the day.
_DAY_ASKED = re.compile(
    r"哪[一几两三]?[天日]|[几哪][号日](?!线|楼)|几月几|什么日子|\b(?:what|which) (?:day|date)\b"
)


def daily(said: str) -> bool:
    """Whether a day is asked for, no month or year."""
    return bool(_DAY_ASKED.search(said))


def hourly(said: str) -> bool:
    """Whether an hour is asked for."""
    return bool(_HOUR_ASKED.search(said))


def ends_only(said: str, told: float) -> bool:
    """Whether it is asked since when, and what tells so much tells only until when."""
    return bool(_FROM_ASKED.search(said)) and told <= _UNTIL_ONLY


def dated(text: str) -> bool:
    """Whether `text` has a date, by its form."""
    return bool(_DATE.search(text))


def told(said: str, text: str, exact_days: int, days: int, many: bool) -> float:
    """How far `text` tells the time that `said` asks for, `many` of them; in [0, 1].

    `exact_days` and `days` are how many dates it names, to the day and at all.
    """
    if _WEEKDAY_ASKED.search(said):
        return float(bool(_WEEKDAY.search(text)))
    if _HABIT_ASKED.search(said) and _HABIT.search(text):
        return 1.0
    if _OPEN_ASKED.search(said) and not exact_days and _WEEKDAY.search(text):
        return 0.8
    if _YEAR_ASKED.search(said):
        return 1.0 if _YEAR.search(text) else 0.6 * bool(days)
    if hourly(said):
        hours = len(_HOUR.findall(text))
        one = 0.5 if _HOURS_ASKED.search(said) else 0.7
        return 0.3 * bool(days) if not hours else one if many and hours < 2 else 1.0
    month = _NOT_TO_THE_DAY if daily(said) and not _RANGE.search(text) else 0.7
    told = 1.0 if exact_days else month * bool(days)
    planned = _DONE_ASKED.search(said) and _PLANNED.search(text)
    if planned and not dated(_PLANNED.sub("", text)):
        told *= 0.6
    if _UNTIL_ASKED.search(said) and not _UNTIL.search(text):
        told *= 0.6
    rest = _UNTIL.sub("", text)
    if _FROM_ASKED.search(said) and rest != text and not _SOME_DAY.search(rest):
        told *= _UNTIL_ONLY
    if _SINCE.search(text) or _TO_BE_TOLD.search(text):
        told *= 0.7
    return 0.7 * told if many and days < 2 and not _RANGE.search(text) else told
