"""A question asked again of something else: what changes is put where its like stood.

    那2025年呢？  after  2023年的馆长是谁？        →  2025年的馆长是谁？
    书记呢？      after  2023年的区长是谁？        →  2023年的书记是谁？
    西湖区呢？    after  东湾区有多少家养老院？    →  西湖区有多少家养老院？
    幼儿园呢？    after  东湾区有多少家养老院？    →  东湾区有多少幼儿园？

What is like what is told by form: dates, offices, the names of places and bodies by how they
end, what is counted by where it stands.
"""

from __future__ import annotations

import datetime as dt
import re

from ..language import dates
from ..language.mentions import of_plan
from ..language.people import ROLES, people, proper
from ..language.text import fold, language, replaced, words

TOPIC = "："
"""What stands between the topic that earlier turns brought and the question."""

_NTH = r"第[一二三四五六七八九十\d]+"
_ONLY = re.compile(
    rf"^(?=.*呢[？?。]?$|{_NTH}[届期次批][？?]$)"
    r"(?P<what>[^，,？?]{1,24}?)(?:的?(?:又|都)?呢[？?。]?|[？?])$"
)
_ABOUT = re.compile(
    r"^(?:what|how) about (?P<what>[^,?]+?)\??$"
    r"|^(?P<at>(?:in|on|for|during|by|as of)"
    r" (?!.*\b(?:what|when|where|which|who(?:m|se)?|why|how)\b)[^,?]{2,40}?"
    r"|(?!.*\b(?:wh\w+|how|is|are|was|were|did|do|does|has|have|had|can|will)\b)"
    r"(?:[\w'-]+ ){0,7}[\w'-]+)\?$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:又|都|各|分别)?(?:是谁|是什么时候|是哪[天年位]|是多少|有多少|是什么|在哪[里儿]?)[？?]?$"
)
_INSTEAD = re.compile(
    r"^(?:[光单]是?(?=\d)|换成?|改成|到了(?=\d)"
    r"|如果是|要是|至于|关于|说到|再说|再看|同样是?)"
)
_THEN = re.compile(r"那会儿?|那时候?|那阵子?|的?时候$")
_THAT_ONE = re.compile(
    r"(?<=..)(?:的?(?:那|这)[条篇个家份件位张段场次届]"
    r"|(?:那|这)件事|[那这][边里儿])$"
)
_NOW = re.compile(r"^(?:(?:那|到)?(?:现在|目前|如今|眼下|最近)|(?:right |as of )?now|today)$", re.I)
FORESEEN = re.compile(
    r"(?<![\u4e00-\u9fff]平)(?:原[来先本]?[说定]|原[来先]|原计划|当初说?|起初|一开始)(?!居)"
    r"|(?<![\u4e00-\u9fff]的)(?:计划|预计|打算|最早)"
    r"(?=[总共花投建要在于]|(?:什么时候|何时|哪|几|多少)|开[工放]|[通竣完]|预算|多少)"
)
"""What says that something was only to be, or was so at first: no 雏鹰计划."""

_OFFICE = re.compile(
    r"(?:[区市省县镇]?(?:人大常委会?|人大|政协|纪委|党委|党组|团委|政府|委)|常务|副|前|现任)*"
    rf"(?:{ROLES})"
)
_ENGLISH_OFFICE = re.compile(
    r"(?:district |deputy |vice |former )*(?:mayor|ceo|party secretary|secretary|director|head"
    r"|curator|chair(?:man|woman)?|principal|professor|deputy)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:多少|(?<![第哪])几)(?!钱|[元月年天岁折成][？?]?$|点(?!位))"
    r"(?P<unit>[个家位名项次场条届期种类块座所]?)(?P<thing>[^，,？?的了]{1,12})(?=[？?]?$)"
)
_TAKEN = re.compile(r"以(?:什么|何|啥)作?为([\u4e00-\u9fff]{2,6})[？?]?$")  # 以什么为主线
_SERVES = re.compile(
    "^.{0,4}(?:主线|重点|主题|抓手|核心|目标|特色|基点|方向|导向|支撑|突破口|载体|动力|根本)$"
)
_ANY = "个项条"
"""Counters that go with most things."""

_GENDER = re.compile(r"(男|女)(?:[子生][组队]?|[组队单双])(?:选手|冠军)?(?:的(?:冠军)?)?")
_DIGIT = "[一二两三四五六七八九十\\d]"
_BODY = "区市省县镇乡村路街道馆园院校学所站厂港会局社店中心公司集团"
_TOWNS = ("街道", "镇", "乡")
# No part of a name: 的, 是, what asks, what joins, figures.
NAME = r"(?:(?![的是在有和与及了过被把由从对向请问哪什么多几谁那这年月日届期])[\u4e00-\u9fff])"
"""A character of a name."""
_ATTRIBUTES = (
    (r"地点|地址|位置|场地|会场", "在哪里？"),
    (r"时间|日期|日子", "是什么时候？"),
    (r"门票|票价|价格|费用|学费|租金|收费|造价", "是多少钱？"),
    (r"人数|数量|面积|电话|总额|金额|规模|人口|比例|占比|总投资|产值|gdp", "是多少？"),
    (r"成绩|战绩|得分|得票", "是多少？"),
    (r"职务|职位", "是什么？"),
    (r"原因|理由", "是什么？为什么？"),
    (r"结果|后来|最后|下文|结局|[年月天]后", "怎么样了？"),
    (rf"{ROLES}|主持人|嘉宾|作者|记者|导演|设计师|主讲人?|主办方|发言人", "是谁？"),
    (r"主题|题目|名称|名字|内容|口号|目标|议程|特色|亮点", "是什么？"),
)


_WHEN_OR_WHERE = re.compile(
    r"是?(?:什么时候|何时|哪[一几]?天|几号|几月几[日号]|什么日子)|是?在?(?:哪里|哪儿|什么地方|何处)"
)
_WHERE_AND_WHEN = (
    (
        "在哪里",
        re.compile(
            r"(?:是|又)?在?(?:哪里|哪儿|什么地方|何处)的?|(?:活动|举办)?地[点址](?:呢|在哪里)?"
        ),
    ),
    (
        "是哪天",
        re.compile(r"(?:又?是|在)?(?:什么时候|何时|哪一?天|几号)的?|(?:举办)?(?:时间|日期)呢?"),
    ),
)


_CAPITALS = re.compile(r"(?<=[a-z,] )(?:the )?[A-Z][\w'-]*(?: (?:of (?:the )?)?[A-Z][\w'-]*)*")


def context(whole: str) -> str:
    """The part of a question made whole that earlier turns brought, its colon included."""
    head, colon, _ = whole.partition(TOPIC)
    return f"{head}{colon}" if colon else ""


def changed(asked: str, before: str) -> str:
    """What a follow-up puts in the place of something, where it is no more than that; else ""."""
    only = _ONLY.match(asked)
    if only:
        return replaced(_THAT_ONE, "", replaced(_INSTEAD, "", only["what"]))
    if language(asked) == "en":
        about = _ABOUT.match(asked)
        return (about["what"] or about["at"]) if about else ""
    same = _ASKING.search(fold(asked))
    again = same[0].rstrip("？?").removeprefix("又") if same else ""
    if same and fold(before).rstrip("？?").endswith(again):
        return replaced(_INSTEAD, "", asked[: same.start()])
    return ""


def redated(before: str, what: str, today: dt.date) -> str | None:
    """`before` asked of the time that `what` names; None where it names none."""
    what = replaced(_THEN, "", what)
    new = dates.named(what, today)
    if not new:
        if not _NOW.search(fold(what)):
            return None
        before = replaced(FORESEEN, "", before)
    old = [m for m in dates.named(before, today) if not of_plan(m.rule)]
    if new and old and new[0].rule in ("issue year", "issue month"):
        then = old[0].first
        month = f"{then.month}月" if new[0].rule == "issue month" else ""
        year = "" if old[0].rule.startswith("issue") else f"{then.year}年"
        what = f"{year}{month}{what}"
    before = dates.without(before, old[1:], "")
    if old:
        return before[: old[0].start] + what.removeprefix("in ") + before[old[0].end :]
    if language(before) == "en":
        at = what if re.match(r"(?:in|on|during|by|as of|for|now|right)\b", what) else f"in {what}"
        return f"{before.rstrip('? ')} {at}?"
    head, colon, own = before.rpartition(TOPIC)
    return f"{head}{colon}{what}{own}"


def _swapped_ordinal(own: str, what: str) -> str:
    """The question `own` of another in its row (第五届 for 第三届); "" where it names none."""
    nth = re.fullmatch(rf"{_NTH}([届期次批])", fold(what))
    same = re.compile(f"{_NTH}{nth[1]}") if nth else None
    return replaced(same, what, own) if same and len(same.findall(fold(own))) == 1 else ""


def swapped(own: str, what: str) -> str | None:
    """The question `own` with `what` in the place of its like; None where it has none."""
    if language(own) == "en":
        bare = re.sub(r"^(?:the|a|an) ", "", what)
        return _swapped_office(_ENGLISH_OFFICE, own, bare) or _swapped_capitals(own, what)
    if whose := _GENDER.fullmatch(fold(what)):
        other = "男" if whose[1] == "女" else "女"
        of = [m.start() for m in re.finditer(rf"(?<!妇){other}(?=[子单双生队组选])", fold(own))]
        if len(of) == 1:
            return own[: of[0]] + whose[1] + own[of[0] + 1 :]
    counted = _COUNTED.search(fold(own))
    if counted and counted["thing"][-1] == fold(what)[-1]:
        return _recounted(counted, own, what)
    for found in (
        _swapped_ordinal(own, what),
        _swapped_taken(own, what),
        _swapped_office(_OFFICE, own, what),
        _swapped_person(own, what),
        _swapped_name(own, what),
    ):
        if found:
            return found
    if counted and not attribute(what):
        return _recounted(counted, own, what)
    return _swapped_alike(own, what)


def moved(before: str, asked: str) -> str:
    """The question before with its when or where changed for that of `asked`, which is no more
    ("在哪里？", "地点呢？" after "…是哪天开放的？"); "" where either has none."""
    new = next((p for p, only in _WHERE_AND_WHEN if only.fullmatch(fold(asked).strip("？? "))), "")
    old = _WHEN_OR_WHERE.search(fold(before))
    return before[: old.start()] + new + before[old.end() :] if new and old else ""


def attribute(what: str) -> str:
    """What is asked by naming no more than a property ("地点呢": 在哪里？); "" for others."""
    said = fold(what)
    return next((asks for of, asks in _ATTRIBUTES if re.search(rf"(?:{of})$", said)), "")


def name(run: str, *, last: bool = False) -> str:
    """What a run of characters names at its beginning or, `last`, at its end."""
    found = re.search(f"(?:(?![去赴到来往访至]){NAME})+$" if last else f"^{NAME}+", run)
    return found[0] if found else run


def _recounted(counted: re.Match[str], own: str, what: str) -> str:
    unit = counted["unit"]
    keep = unit in _ANY or counted["thing"][-1] == fold(what)[-1]
    end = counted.end("unit") if keep else counted.start("unit")
    return own[:end] + what + own[counted.end() :]


def _swapped_office(office: re.Pattern[str], own: str, what: str) -> str | None:
    """An office for an office; as far as the two agree on what stands before, once."""
    old, new = office.search(fold(own)), office.search(fold(what))
    if old is None or new is None or new.end() != len(what):
        return None
    start = own.find(what[: new.start()]) if new.start() else -1  # "东湾区的书记呢"
    at = start if 0 <= start < old.start() else old.start()
    return own[:at] + what + own[old.end() :]


def _swapped_taken(own: str, what: str) -> str | None:
    """What something is taken for: 以什么为主线, and then 重点."""
    taken = _TAKEN.search(fold(own)) if _SERVES.search(what) else None
    return own[: taken.start(1)] + what + own[taken.end(1) :] if taken else None


def _swapped_person(own: str, what: str) -> str | None:
    new, old = people(fold(what)), people(fold(own))
    if not new or not old or len(new[0]) != len(what):
        return None
    return own[: (at := fold(own).index(old[0]))] + what + own[at + len(old[0]) :]


def _swapped_name(own: str, what: str) -> str | None:
    """A place or a body for one that ends alike, or for a row of such; else a name for the
    only one there is."""
    said, end = fold(own), fold(what)[-1]
    ends = "(?:街道|镇|乡)" if fold(what).endswith(_TOWNS) else end
    one = f"(?:{NAME}{{1,10}}?{ends})+"
    row = re.search(f"{one}(?:[、和与及]{one})*", said) if end in _BODY and len(what) > 2 else None
    if row is None or row[0] == fold(what):
        return _swapped_only(own, what)
    start, rest = row.start(), own[row.end() :]
    if re.search("[、和与及]", row[0]):  # each of them was asked about
        rest = re.sub("^(.*?)(?:各自|各|分别|分別)(?=[是有])", r"\1", rest)
    elif len(row[0]) > len(what) + 2:
        start = row.end() - len(what)
    return own[:start] + what + rest


def _swapped_only(own: str, what: str) -> str | None:
    """A name for the only one that the question has, where what follows is no part of that."""
    old, new = proper(own), "".join(proper(what))
    if len(old) != 1 or not new or len(what) > len(new) + 1:
        return None
    at = fold(own).find(old[0])
    end = at + len(old[0])
    after = next((fold(own[s:e]) for s, e in words(own) if s == end), "")
    return None if after and after[-1] in _BODY else own[:at] + what + own[end:]


def _swapped_capitals(own: str, what: str) -> str | None:
    """A name for the only one that an English question has, as capitals tell."""
    runs = [r for r in _CAPITALS.finditer(own) if not dates.english(r[0])]
    what = re.sub(r"^(?:of|by|for|at|in|to) ", "", what)
    if len(runs) != 1 or not _CAPITALS.fullmatch(f"a {what}", 2):
        return None
    return own[: runs[0].start()] + what + own[runs[0].end() :]


def _swapped_alike(own: str, what: str) -> str | None:
    """What ends alike ("产业上": 空间上), of no more characters, from where a word begins; a
    numbered thing ("五楼") for a numbered one, if there is any."""
    for size in (2, 1):
        if len(what) <= size:
            continue
        tail = re.escape(what[-size:])
        numbered = [*re.finditer(f"(?<={_DIGIT}){tail}", own)] if re.match(_DIGIT, what) else []
        for match in numbered or re.finditer(tail, own):
            first = max(0, match.end() - max(len(what), size + 1))
            run = re.search(rf"{NAME}*$", own[first : match.start()])
            begin = match.start() - (len(run[0]) if run else 0)
            start = _word_start(own, begin, match.start())
            if start is not None and own[start : match.end()] != what:
                return own[:start] + what + own[match.end() :]
    return None


def _word_start(text: str, first: int, last: int) -> int | None:
    """Where the first word begins that does so at `first` or later, but before `last`."""
    return next((s for s, _ in words(text) if first <= s < last), None)
