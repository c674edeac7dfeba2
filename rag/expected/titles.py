"""What something is called or said to be: a name, a theme, a title, a formula, what it is.

All patterns are of folded text.
"""

from __future__ import annotations

import re

from ..language.people import ROLES, people
from ..language.synonyms import like
from .kinds import WORDS
from .points import LOOSELY, longest_row
from .things import QUOTES

# 2+4+N, 1+1=2
_FORMULA_ASKED = re.compile(
    r"几加几|公式|算式|等式|(?<![样站办款])式子(?!女)|带(?:个|有)?(?:[加减乘等]号|[xn](?![\da-z]))"
    r"|\b(?:formula|equation)\b"
)
_FORMULA = re.compile(
    r"[\da-z一二三四五六七八九十]\s?[+×=]\s?[\da-z一二三四五六七八九十]"
    r"|[\u4e00-\u9fff]\s?=\s?[\u4e00-\u9fff]"
)
# What something is used as now.
_USE_ASKED = re.compile(
    r"(?:派|有)什么用[场处]|[做作]什么用|什么用途"
    r"|[拿用]来[做作干当]什么"
    r"|[变改]成了?什么(?:样的)?(?:地方|场所)?[？?]?$"
)
_USED_BEFORE = re.compile("原[是为来先]|曾|前身|以前|过去|从前")
_USED = re.compile(r"改[成为建造作装]|用[作于来]|变[成为身]|成[了为]|[当化]作|作为|辟[为出]")
_TAKEN_ASKED = re.compile(r"以(?:什么|何|啥)作?为([\u4e00-\u9fff]{2,6})(?=[，。？?]|$)")
# What somebody lives by.
_JOB_ASKED = re.compile(
    r"做(?:什么|啥)工作|干(?:什么|啥)工作|干哪一?行"
    r"|(?:什么|哪[个种]?)(?:职业|行当)(?=[？?，,。的]|$)|以什么为生"
)
_DOES = re.compile(r"[做干](?:什么|啥)的(?!用)")  # of somebody the same; of a firm, what it makes
_SOMEBODY = re.compile(r"[他她]|[这那哪]位|师傅|阿姨|老[人伴]|爷|奶奶|丈夫|妻子|下岗|退休")
_JOB = re.compile(
    rf"{ROLES}|职业|工作|上班|任职|从事|[教老]师|医生|护士|职[员工]|司机|师傅|经营|打工|务农"
    r"|种[地田菜]|开(?:店|车|出租)"
    r"|退休|学生|[店船业股摊]主|老板|[渔农村]民|律师|[民交]警|警察|干部|记者|[工程设计厨]师|会计"
    r"|[画作音艺]家"
    r"|[\u4e00-\u9fff]员(?![会额])|[\u4e00-\u9fff]工(?![作程地业具艺资会商期厂序])|读[大小研高初]"
)
# What the page has coined for it, and sets in quotation marks.
_COINED = re.compile(
    r"(?:怎么|如何|怎样)(?:来)?概括|概括(?:为|成|的)|一句话|哪句话|口号|什么题目|题目是"
    rf"|哪[几一两二三四五六七八九十]+{WORDS}"
    r"|\b(?:slogans?|mottos?|shorthand|catchphrase|summed up|summing up)\b"
)
_SET_OFF = re.compile(r"[“\"「《]([^“”\"「」《》]+)[”\"」》]")
_NAME_SET_OFF = re.compile(r"[“\"「《]([^“”\"「」《》，。！？!?]{2,10})[”\"」》]")
_PLAN = re.compile("十[一二三四五六七]五")  # “十五五” is no slogan
_TITLE = re.compile(
    r"[“\"「《]([^“”\"「」《》，。！？!?]{1,20})[”\"」》]"
)  # no words of somebody's
_TITLED = r"(?:围绕|以|就|题为|关于)[“\"「《]"  # what a talk was about
# A work, which has a title; and what is called by nothing else where a page tells of it.
_WORK_ASKED = re.compile(
    r"哪一?(?:[出部]戏|部(?!分)[^，。？?]{0,3}(?:电影|影片|书|作品|小说|剧)|本书"
    r"|首(?:歌|曲|(?=[？?，,。]|$))|支曲|幅画)"
)
_TEXT = re.compile("《([^》]+)》(?!杂志|期刊)")
_TEXT_ASKED = re.compile("(?:学|读|讲|念|引用|发表|撰写)[^，。？?]{0,6}哪一?篇(?:文章|文献|论文)")
_IN_FULL = ("全称", "全名")
_NAMED_IN_FULL = re.compile("全称|全名|简称|缩写|即|是指|[（(]")
_OWN_NAMED = ("吉祥物", "会徽", "校训", "主题曲", *_IN_FULL)
_NAMES_ASKED = re.compile(r"(?:分别|各自?|都)叫(?:做|什么|啥)|[取起]了?些?什么名字|有?哪些名字")
_SLOGAN_ASKED = re.compile(r"口号|\b(?:slogans?|mottos?|catchphrases?)\b")
_MARK = re.compile(r"[“\"「《]")
_SLOGAN = re.compile(r"[“\"「](?:[^“”\"「」]{5,30})[”\"」]")  # no “四个全面”
_CALLED_SO = frozenset("格局 布局 体系 模式 机制 战略".split())
# What a thing in quotation marks is, as it stands behind its name: “模速空间”创新生态社区.
_SORT = (
    "(?:[社园街小]区|平台|中心|基地|品牌|项目|计划|工程|行动|机制|模式|活动|空间|系统|模型|产品"
    "|组织|联盟|协会|公司|企业|机构|展览?|[节会](?!上|议|见)|服务站|驿站|[馆院厂店](?!长)"
    "|工作法|体系|矩阵|课程|栏目)"
)
_STANDING = re.compile(r"身份|角色")
_AS = re.compile(r"作为|担任|承办|主办|协办|[以为].{2,12}身份|角色")
_WRITTEN_NAME = re.compile("《([^》]+)")
_OF_KIND = 6  # characters of what says no more than what kind of paper it is: 《实施方案》
_MEETING_ASKED = re.compile(
    r"(?:召开|举行|举办|承办|开)[了过的是]*(?:什么|哪一?[个场次])(?:重要)?"
    r"(?:会议|[全大]会|会)(?=[？?，,。]|$)"
    r"|\b(?:what|which) (?:\w+ ){0,2}(?:meeting|conference|plenary|plenum)\b(?! (?:room|hall|cent))"
    r"(?=.*\bh[eo]ld\b)"
)
# Which meeting it was, not that somebody chaired "the meeting".
_MEETING_HELD = re.compile(
    r"(?<![社机音乐动委协商员展])会议?(?:[(（][^()（）]{1,6}[)）])?"
    r"[^，。；,;]{0,24}(?:举行|召开|举办|开幕)"
    r"|(?:举行|召开|举办)了?(?!系列|多场|各|\d+场)[^，。；]{2,40}(?<![社机音乐动委协商员展])会"
)
_BROADCAST = re.compile("节目|栏目")
_ON_AIR = re.compile("做客|直播间|访谈|节目|栏目")
_WRITTEN = re.compile(r"文件|方案|文章|著作|报告|办法|意见|决议|规划|条例")


def titled(said: str) -> bool:
    """Whether a work or a text is asked for, which has a title, or names are."""
    return any(asked.search(said) for asked in (_WORK_ASKED, _TEXT_ASKED, _NAMES_ASKED))


def meeting(said: str, text: str) -> float | None:
    """How far `text` tells which meeting was held; None where `said` does not ask that."""
    if not _MEETING_ASKED.search(said):
        return None
    return 1.0 if _MEETING_HELD.search(text) else LOOSELY


def written(said: str) -> bool:
    """Whether it is asked which text somebody read out, studied or wrote."""
    return bool(_TEXT_ASKED.search(said))


def serves_as(said: str, text: str) -> float | None:
    """How far `text` tells what is taken for something (以什么为主线); None where `said` does not
    ask that."""
    asked = _TAKEN_ASKED.search(said)
    if asked is None:
        return None
    told = rf"以[^，。；]{{1,30}}为[^，。；]{{0,4}}{asked[1]}|{asked[1]}(?:是|为|：|:)"
    return 1.0 if re.search(told, text) else 0.3


def job(said: str) -> bool:
    """Whether it is asked what somebody lives by."""
    of_somebody = _DOES.search(said) and (_SOMEBODY.search(said) or people(said))
    return bool(_JOB_ASKED.search(said) or of_somebody)


def own_named(said: str, thing: str) -> str:
    """What is asked for that a page calls by no other name; "" where nothing such is."""
    asked = (name for name in _OWN_NAMED if name == thing or re.search(f"{name}(?:是|叫)", said))
    return next(asked, "")


def names(said: str, text: str) -> int:
    """How many names `text` gives, where `said` asks for names: 取名“乐乐”和“苗苗”."""
    if not _NAMES_ASKED.search(said):
        return 0
    return max(len(_SET_OFF.findall(text)), text.count("叫"))  # 哥哥叫大宝，弟弟叫小宝


def quoted(said: str, text: str) -> int:
    """How many names `text` sets off, which `said` has not."""
    return len({m[1] for m in _NAME_SET_OFF.finditer(text) if m[1] not in said})


def lives_by(text: str) -> float:
    """How far `text` tells what somebody lives by."""
    return 1.0 if _JOB.search(text) else 0.3


def used(said: str, text: str) -> float | None:
    """How far `text` tells what something is used as; None where `said` does not ask that."""
    if not _USE_ASKED.search(said):
        return None
    was = _USED_BEFORE if re.search("以前|原来|原先|过去|从前", said) else _USED
    return 1.0 if was.search(text) else 0.3


def set_off(said: str) -> bool:
    """Whether a formula, a slogan or a title is asked for, which a page sets off."""
    return any(asked.search(said) for asked in (_WORK_ASKED, _FORMULA_ASKED, _COINED))


def formula(said: str) -> bool:
    """Whether a formula is asked for: 2+4+N."""
    return bool(_FORMULA_ASKED.search(said))


def has_set_off(said: str, text: str) -> bool:
    """Whether `text` has a formula, the title of a talk or what is set off by quotation marks."""
    if formula(said):
        return bool(_FORMULA.search(text))
    if _SLOGAN_ASKED.search(said):
        return any(m[0] not in said for m in _SLOGAN.finditer(text))
    if "题目" in said:
        return bool(re.search(_TITLED, text))
    if written(said):
        return any(title not in said for title in _TEXT.findall(text))
    if _WORK_ASKED.search(said):
        return any(m[1] not in said for m in _TITLE.finditer(text))
    return any(m[1] not in said and not _PLAN.fullmatch(m[1]) for m in _SET_OFF.finditer(text))


def of_kind(thing: str, text: str) -> float:
    """How far `text` has what is called a `thing`; in [0, 1]."""
    if _STANDING.search(thing):
        return 1.0 if _AS.search(text) else 0.4
    if _WRITTEN.search(thing):
        named = max(map(len, _WRITTEN_NAME.findall(text)), default=0)
        return 1.0 if named > _OF_KIND else 0.7 if named else 0.4
    if _BROADCAST.search(thing):
        return 1.0 if _ON_AIR.search(text) else 0.8 if "《" in text else 0.4
    shared = sum(c in text for c in thing) / len(thing)
    called = (thing, *like(thing))
    return 1.0 if any(word in text for word in called) else 0.3 + 0.4 * shared


def called(said: str, thing: str, name: bool, text: str) -> float:
    """How far `text` tells what a `thing` is: a theme, a slogan; or, by `name`, is called."""
    return min(_called(said, thing, name, text), _of_sort(said, thing, text))


def _called(said: str, thing: str, name: bool, text: str) -> float:
    if thing in _IN_FULL:
        return 1.0 if _NAMED_IN_FULL.search(text) else 0.3
    row = longest_row(text) > 1 or len(_SET_OFF.findall(text)) > 1
    if own_named(said, thing) not in text or (_NAMES_ASKED.search(said) and not row):
        return 0.3
    if name:
        beside = rf"(?:[”\"」》a-z]|\d(?!\d*年))\s?.{{0,5}}{thing}|{thing}.{{0,4}}[“\"「《]"
        if re.search(beside, text):
            return 1.0
        if own_named(said, thing) and not re.search('叫|名为|取名|命名|[“"「《]', text):
            return 0.3
        return 0.5 if thing in text else 0.3
    beside = rf"[”\"」》].{{0,4}}{thing}|{thing}.{{0,6}}[“\"「《是为:：]|为[^，,。；]{{0,3}}{thing}"
    # A slogan is known by its marks, a layout is called so.
    marks = _SLOGAN if thing == "口号" else _MARK
    some = thing in text or (thing not in _CALLED_SO and marks.search(text))
    return 1.0 if re.search(beside, text) else 0.6 if some else 0.4


def _of_sort(said: str, thing: str, text: str) -> float:
    """How far `text` may tell what a layout is called that `said` qualifies: 空间布局, no 产业布局;
    “一带一轴”发展格局 may well be it."""
    of = (
        re.search(rf"([\u4e00-\u9fff](?![的个种新项])[\u4e00-\u9fff])[总大]?{thing}", said)
        if thing in _CALLED_SO
        else None
    )
    if of is None or of[1] in text:
        return 1.0
    return LOOSELY if any(word in text for word in _CALLED_SO) else 0.3


def defined(subject: str, text: str) -> float:
    """How far `text` says what the thing asked about is: "X是…", "作为…，X…", “X”社区."""
    name = re.escape(subject)
    quoted = re.search(rf"[“\"「]{name}[”\"」][\u4e00-\u9fffa-z]{{0,14}}?{_SORT}", text)
    bare = QUOTES.sub("", text)
    says = (
        rf"{name}(?:就?是|指|即|系|为(?!了|[主核中])|[，,]?作为)"
        rf"|作为[^。；]{{4,40}}[，,][^。；]{{0,20}}{name}"
    )
    return 1.0 if quoted or re.search(says, bare) else 0.6 if subject in bare else 0.3
