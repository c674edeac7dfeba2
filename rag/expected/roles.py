"""Whose office a question asks for, or who holds which: what it calls them, and what a page does.

All patterns are of folded text.
"""

from __future__ import annotations

import re

from ..language import gloss
from ..language.people import ROLES, SURNAMES, people
from ..language.text import word_frequency

_ROLE_ASKED = re.compile(rf"((?:副|常务副)?\s?{ROLES})")
_HOLDER_ASKED = re.compile(
    r"(?![\u4e00-\u9fffa-z])"
    r"|又?的?是|叫|由|现在|目前|当时|那时|这[几两]年|到底|究竟|换|的?(?:名字|姓名)|姓|为|一职|位"
    r"|[，,]"
)
_WHO = re.compile(r"谁|哪[几一两二三]?[位名]|名字|叫|哪[两几]个")
_ROLES_ASKED = re.compile(rf"(?:哪[些几两二三四]|有几)[位个名]?((?:常务)?副?{ROLES})")
_LEADERS = re.compile(r"哪[几些两二三]?[位名]?[区市]?领导")
_BODY = re.compile(
    r"(人大)(?:常委会?|常务委员会)?$|((?:[省市区县镇乡校院纪党工团]|信息化|改革)?委)(?:员会)?$"
    r"|(政协)$"
)
_ASKED_BEFORE = re.compile(r"^(?:请问|谁是|现任|新任|当时的?|现在的?|如今的?|前任?|原)+")
_BUREAU = re.compile(rf"([\u4e00-\u9fff]{{2,8}})局的?(?:现任|新任)?(?=局?{ROLES})")
_BODIES_CALLED = {
    "人大": "人大(?:常委会?|常务委员会)?",
    "党委": "党工?委",
    "纪委": "纪[检工]?委",
    "团委": "团[省市区县工]?委",
}
_SAME_ROLE = (
    ("ceo", "首席执行官", "执行长"),
    ("老板", "老总", "掌门人", "ceo", "首席执行官", "执行长", "董事长", "总经理", "店主"),
    ("创始人", "创办人", "创立者"),
    ("设计师", "设计者", "建筑师"),
)
_IN_CHARGE = re.compile(
    r"(?:谁|哪[位个])(?:来|在)?(?:负责管?理?|管理|掌管|主管|当家)(?=的|[？?，,]|$)"
)
# What the 负责人 of something may be called.
_HEADS = "负责人|[馆院校局处站所队会店园厂社科行部]长|主任|(?<!总)经理|董事长|主席|书记"
_ENGLISH_ROLES = (
    (r"\b(?:vice|deputy) (?:district )?(?:mayor|head|chief|governor)\b", "副[市区]长"),
    (
        r"\bdistrict (?:mayor|head|chief|governor)\b"
        r"|\b(?:mayor|head|chief|governor) of (?:the )?(?:[\w-]+ )?district\b",
        "区长",
    ),
    (
        r"\b(?:runs?|ran|leads?|led|heads?|headed|governs?|governed|in charge of)\b"
        r"(?= (?:the )?(?:[\w'-]+ )?district\b)",
        "区长",
    ),
    (r"\bmayor\b", "[市区县镇]长"),
    (r"\bceo\b|\bchief executive\b|\bboss\b", "ceo|首席执行官|执行长"),
    (r"\bvice[- ]president\b|\bvp\b", "副(?:总裁|校长|主席|会长|院长)"),
    (r"\bparty secretary\b|\bsecretary\b", "书记"),
    (r"\bprofessor\b", "教授"),
    (r"\bfound(?:er|ers|ed)\b(?! in| by)", "创始人|创办人|发起人"),
    (r"\bcppcc\b|\bpolitical consultative\b", "政协\\s?主席"),
    (r"\bpeople'?s congress\b", "人大(?:常委会?|常务委员会)?\\s?主任"),
    (r"\bchair(?:man|woman|person|s)\b", "主席|主任"),
    (r"\bdirector\b", "主任|局长|处长|院长|馆长"),
    (r"\bhead of\b|\bin charge of\b|\bmanager of\b", _HEADS),
)
_OF_A_UNIT = re.compile(
    r"\b(?:village|university|college|school|subdistrict|sub-district|street|town|community|company"
    r"|branch|hospital|academy|institute|group|commission|committee|bureau|department|court|office"
    r"|centre|center|party school|league|union)\b"
)
_POST_ASKED = re.compile(
    rf"([{SURNAMES}](?:(?!的)[\u4e00-\u9fff]){{1,2}}?)"
    r"(?:[，,]?[到在]?\d+年(?:\d+月)?(?:[初底末][^，,]{0,10}?)?)?"
    r"[又则却]?(?:[调转]到.{0,8}?|离开[^，,]{0,8}[，,])?(?:在.{0,8}?)?"
    r"(?:[还又]?兼[着任]?|是|当|[担出]?任)(?:的是)?"
    r"(?:什么|哪些?(?!领导|身份|官))(?:职务?|职位|领导|身份|官|头衔)"
)
# 改任什么了, 去了哪里任职, 调去哪里当局长
_MOVED = re.compile(
    r"[改转升调接]任了?(?:什么|何职|哪[里儿])"
    rf"|(?:[去到调]{{1,2}}了?|在)(?:哪[里儿]|什么(?:地方|单位))(?:任职|[当做](?:了|上)?(?:{ROLES}))"
)
_ENGLISH_POST = re.compile(
    r"what(?: is| was|'s) (?P<whose>[\u4e00-\u9fff]{2,4}|[a-z]{2,6} [a-z]{2,12})'s"
    r" (?:new |current )?(?:job|post(?! office)|position|title|office(?! (?:build|block|space)))\b"
    r"|what (?:post|position|job|title|office) (?:does|did|has|had)"
    r" (?P<who>[\u4e00-\u9fff]{2,4}|[a-z]{2,6} [a-z]{2,12}) (?:hold|held|have)\b"
)
# Who somebody is, asked by name.
_WHO_IS = re.compile(
    rf"([{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?:同志)?(?:到底|究竟)?(?:是|又是)"
    r"(?:谁|什么人|何人|哪位|何许人"
    r"|做什么的|干什么的|什么来头)[？?]?"
    rf"|(?:请问)?谁是([{SURNAMES}][\u4e00-\u9fff]{{1,2}})[？?]?"
)
_ENGLISH_WHO_IS = re.compile(r"who(?: is|'s| was) ([a-z]{2,6}) ([a-z]{2,12})\s?\??")


def somebody(said: str) -> str:
    """Who it is asked of, by name, who that is: 王华 of "王华是谁", "caoliqiang" of "who is Cao
    Liqiang?"; "" where nobody is."""
    if found := _WHO_IS.fullmatch(said):
        return found[1] or ("" if word_frequency(found[2]) else found[2])
    english = _ENGLISH_WHO_IS.fullmatch(said)
    if english is None:
        return ""
    return _somebody(*english.groups())


def _somebody(*name: str) -> str:
    """A name as it stands, or as it is spelled (caoliqiang); "" where it is nobody's."""
    if len(name) == 1:
        return name[0]
    spelled = all(map(gloss.readable, name))
    known = spelled and any(gloss.romanised(name[0], character) for character in SURNAMES)
    return "".join(name) if known else ""


def post_of(said: str) -> str:
    """Whose office is asked for; "" where nobody's is."""
    if found := _POST_ASKED.search(said):
        return found[1]
    if _MOVED.search(said):
        return next(iter(people(said)), "")
    english = _ENGLISH_POST.search(said)
    return _somebody(*(english["whose"] or english["who"]).split()) if english else ""


def several(said: str) -> bool:
    """Whether those who hold an office together are asked for: 哪些副区长."""
    return bool(_ROLES_ASKED.search(said))


def speaker(said: str) -> str:
    """The pattern of those by whose words a question asks; "" where it names nobody."""
    roles = [m[0] for m in re.finditer(rf"[总副]?{ROLES}", said)]
    called = [next((group for group in _SAME_ROLE if role in group), (role,)) for role in roles]
    named = [rf"(?<![总副]){role}" for group in called for role in group]
    return "|".join([*named, *map(re.escape, people(said))])


def _english_role(said: str) -> tuple[str, str]:
    """The words by which a folded English question names an office, and the pattern of what a
    page calls it; both "" where it names none: a dictionary has no 区长 for "district mayor"."""
    for asked, told in _ENGLISH_ROLES:
        if words := re.search(asked, said):
            of_all = "party" in words[0] and not _OF_A_UNIT.search(said)
            # "which complaint reached the mayor" asks for no mayor
            before = said[: words.start()]
            other = re.search(r"\bwhich\b(?! (?:[\w'-]+ ){0,3}$)", before) and "who" not in before
            held = r"[区县市]委\s?书记" if of_all and told == "书记" else told
            return ("", "") if other else (words[0], held)
    return "", ""


def loose_role(said: str) -> tuple[str, str]:
    """The words by which a folded question names an office that a page calls otherwise, and the
    pattern of what it may call it; both "" where it names none: 负责人 is a 馆长 there."""
    heads = "负责人" in said or _IN_CHARGE.search(said)
    return ("负责人 负责 管理 负责管理", _HEADS) if heads else _english_role(said)


def did(said: str) -> str:
    """The pattern of the office of whoever is asked to have done something, who need not be named
    with it there: 副区长 of "哪位副区长作了总结"; "" where nobody such is."""
    return _did(said, *_english_role(said))


def _did(said: str, words: str, english: str) -> str:
    """The same, where English `words` name an office that a page calls `english`."""
    verb = r"(?!(?:is|was|are|were|of|in|at|for|from|by|on|to|did|does|has|had)\b)[a-z]"
    if words and re.search(rf"\bwhich {re.escape(words)} {verb}", said):
        return english
    found = re.search(
        rf"哪[一两]?[位个名]((?:常务)?副?{ROLES})(?!助理|医[师生]|委员|秘书|员)[^，。,？?]{{2,}}",
        said,
    )
    return found[1] if found else ""


def role(said: str) -> str:
    """The pattern of the office whose holder is asked for, with the body that it is of."""
    if _IN_CHARGE.search(said):
        return _HEADS
    words, english = _english_role(said)
    if _did(said, words, english):
        return ""
    found = [m for m in _ROLE_ASKED.finditer(said) if _HOLDER_ASKED.match(said, m.end())]
    if several := _ROLES_ASKED.search(said):
        return several[1]
    if english or not found or not _WHO.search(said) or _LEADERS.search(said):
        return english
    role = found[0][1].strip()
    if role == "负责人":
        return _HEADS
    same = next((group for group in _SAME_ROLE if role in group), ())
    of = _BODY.search(said[: found[0].start()])
    body = next((part for part in of.groups() if part), "") if of else ""
    body = _BODIES_CALLED.get(body, body)
    return "|".join(same) or (rf"{body}\s?{role}" if body else role)


def bureau(said: str) -> str:
    """The pattern of the bureau whose head is asked for, as pages have it in full: 文旅局 of
    文化和旅游局; "" where no such is."""
    found = _BUREAU.search(said)
    name = _ASKED_BEFORE.sub("", found[1]) if found else ""
    name = re.sub("^.*(?:省|(?<!城)市|区|县|州)(?=..)", "", name)
    between = "[^，。；、]{0,4}?"
    return between.join(name) + between + "局" if name else ""
