"""What readers say otherwise than papers: 啥, 咋, 区长换过人吗, keywords, a word of English."""

from __future__ import annotations

import re

from ..language import gloss
from ..language.dates import BARE_YEAR
from ..language.people import ROLES, SURNAMES, people
from ..language.text import fold, language, replaced

_SAID = (
    (re.compile("啥(?:子(?!女))?"), "什么"),
    (re.compile("咋(?![舌呼咋])"), "怎么"),
    # 干嘛挪到五月; no 在干嘛
    (re.compile(r"(?<![能在])干[嘛吗](?=[^，,。？?！!了的呢啊]{2})"), "为什么"),
    (
        re.compile(
            r"(?:(?<=[区市县镇局院校馆部会]长)|(?<=委书记)|(?<=主任)|(?<=主席)|(?<=总裁))"
            r"(?:有没有|是否|到底)?换(?:(?:过|了)人?|人(?:过|了)?)"
            r"(?:吗|没有?)?[？?]?$"
        ),
        "这几年各是谁？",
    ),
    (re.compile(r"(?:怎么称呼|(?<![车卖号])怎么叫)(?=[？?。]?$)"), "叫什么"),
    # 区委开了什么会
    (
        re.compile(
            r"(?<![不没要公展张])(?:召开|举行|举办|开)(?:了|过|的是?)(?:什么|哪一?[个场次])"
            r"(?:重要)?会(?:议)?(?=[？?，,。]|$)"
        ),
        "召开了什么会议",
    ),
    (re.compile(r"的?职务(?:怎么变(?:的|化)?|变化)[？?]?$"), "这几年各是什么职务？"),
    (re.compile(r"的职务[？?]?$"), "是什么职务？"),
    (re.compile(r"(?<=[区市县局院校]长)的?名单[？?]?$"), "有哪些？"),
)
# 什么时候动的工
_PARTED = re.compile(
    r"([关開开動动通封挂掛揭退結结搬剪停復复投竣奠])的"
    r"([門门工車车頂顶牌休婚家彩業业產产基])(?![\u4e00-\u9fff])"
)

# 他当时是什么职务？我说的是李强
_MEANT = re.compile(
    r"(?P<before>[^他她]{0,40}(?<![其吉]))[他她](?!们)(?P<after>[^，。？?]{1,40}[？?]?)"
    rf"[，,。；;\s]*我[说指]的是(?P<whom>[{SURNAMES}][\u4e00-\u9fff]{{1,2}})[。？?]?"
)
# 徐汇区 区长 2025
_ASKS = re.compile(
    r"[？?，,。！!：:；;“”\"《》]|什么|啥|谁|哪|几|多少|怎|吗|呢|如何|为何|是不是|是否|请"
    r"|介绍|总结|概括"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE_YEAR = re.compile(f"^({BARE_YEAR})")  # 2022春运哪天开始
_TIME = re.compile(r"(?:(?:19|20)\d\d年?|今年|去年)?(?:\d{1,2}月(?:\d{1,2}[日号])?)?(?:初|底|末)?")
_OFFICE = re.compile(f"(?:副|常务副)?{ROLES}")
_ATTRIBUTE = re.compile(
    rf"(?:(?:现任|副)?{ROLES}|时间|日期|地点|地址|面积|数量|人数|名单|价格|票价|电话|职务|作者"
    r"|记者|摄影者?|原因|内容|主题|口号|目标|名称|规模|占比|比例|期数|总数|成员)"
)
_WORDS = re.compile(
    r"\s?(?<![A-Za-z\d&.\-])(?<!& )([a-z]{3,}(?: [a-z]{2,}){0,2})(?!\s?[A-Za-z\d&.\-])\s?"
)
# Who came after somebody is who held the office then.
_SUCCEEDED = re.compile(
    r"who (?:has )?(?:replaced|succeeded|took over from|followed) .+? as (?:the )?(?P<role>[^,?]+?)"
    r"(?: (?:in|by|since) (?P<year>\d{4}))?\??",
    re.IGNORECASE,
)
_CHIEF = re.compile(
    r"\bchief executive(?: officer)?(?! of (?:the )?[\w-]+ district)\b", re.IGNORECASE
)
_GREW = re.compile(
    r"how (?:much )?(?:did|has|have) the number of (?P<what>.+?) "
    r"(?:grow|grown|change[d]?|increase[d]?|rise|risen|develop(?:ed)?|go up|gone up)"
    r" (?:between (?P<first>.+?) and|from (?P<since>.+?) to) (?P<last>.+?)\??",
    re.IGNORECASE,
)


def plain(question: str) -> str:
    """A question in the words of papers, as far as rules know."""
    if language(question) == "en":
        return _english(question)
    question = _BARE_YEAR.sub(r"\1年", _joined(question))
    question = _named(question)
    question = _PARTED.sub(r"\1\2的", _in_chinese(question))
    for said, written in _SAID:
        question = replaced(said, written, question)
    return question


def _english(question: str) -> str:
    question = _CHIEF.sub("CEO", question)
    if found := _SUCCEEDED.fullmatch(question):
        return f"Who is the {found['role']} {'in ' + found['year'] if found['year'] else 'now'}?"
    if found := _GREW.fullmatch(question):
        times = (found["first"] or found["since"], found["last"])
        whens = (t if re.match("last|this", t) else f"in {t}" for t in times)
        return " ".join(f"How many {found['what']} {when}?" for when in whens)
    return question


def _named(question: str) -> str:
    """A question with whom it means in the place of a pronoun: 他…？我说的是李强."""
    found = _MEANT.fullmatch(question)
    if found is None or gloss.plain(found["whom"]):
        return question
    return "".join(found.group("before", "whom", "after"))


def _joined(question: str) -> str:
    """Keywords as one phrase: the time first, what is asked of the thing last."""
    words = question.split()
    if len(words) < 2 or _ASKS.search(fold(question)):
        return question
    times = [word for word in words if _TIME.fullmatch(fold(word))]
    asked = [word for word in words if _ATTRIBUTE.fullmatch(fold(word))]
    things = [word for word in words if word not in (*times, *asked)]
    if not (times or asked) or len(times) > 1 or len(asked) > 1:
        return question
    time, attribute = (fold("".join(found)) for found in (times, asked))
    if _OFFICE.fullmatch(attribute) and any(people(fold(w)) == (fold(w),) for w in things):
        return question  # 区长 王华 讲话
    year = "年" if _YEAR.fullmatch(time) else ""
    of = "的" if things and asked and not re.fullmatch(ROLES, attribute) else ""
    return f"{time}{year}{' '.join(things)}{of}{''.join(asked)}"


def _in_chinese(question: str) -> str:
    """A Chinese question without the plain words of English in it: 徐汇有多少家company."""
    return _WORDS.sub(_chinese, question)


def _chinese(words: re.Match[str]) -> str:
    """What papers say for a word or a phrase of English; as it is where they have none, or one of
    a single character, which might be of anything. Several words may be a name: metro city."""
    said = gloss.listed(words[1])
    return said[0] if said and len(said[0]) > 1 else words[0]
