"""Who did something, held an office or won: what a question asks for, and words that tell it.

All patterns are of folded text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language.people import ROLES, SURNAMES, holders, people
from ..language.synonyms import like
from ..language.text import abroad, names, places, tagged
from . import roles
from .points import LOOSELY

# What somebody is asked to have done: 谁主持, 哪位领导宣布, 主持人是谁.
_DOER = re.compile(
    r"(?:谁|哪[几一两]?[位名](?:[区市]?领导|教授|专家|同志)?+)"
    r"(?:来|去|出面|负责|在会上|在.{2,6}上|正?在|[作做]了?(?:主旨|大会|交流|专题|表态)"
    r"|牵头|带头|具体|亲自|(?:代表|派).{1,8}(?=发言))?(?:[作做]了?(?:主旨|大会|交流|专题|表态)?)?"
    r"(?!当|任|做|担|是|在)([\u4e00-\u9fff](?![的了过])[\u4e00-\u9fff])"
)
_SPOKEN = frozenset("汇报 报告 通报 总结 说明 讲话".split())  # which jieba takes for nouns
_DOES = "主持|策展|设计|讲解|摄影|起草|发言|领读|翻译|解说|裁判|剪彩"
_DOER_CALLED = re.compile(
    rf"({_DOES})(?:人|师|者|员|嘉宾)?的?(?:名字)?(?:[是叫由]|都有)(?:谁|哪[几一两些]?[位个名]?)"
    rf"|谁是.{{0,12}}({_DOES})(?:人|师|者|员|嘉宾)[？?]?$"
    rf"|(?:谁|哪[位个])来?(?:担任|出任|当|做)的?({_DOES})(?:人|师|者|员|嘉宾)?(?=[的？?，,]|$)"
)
_DONE_BY = re.compile(r"([^，。？?]{2,10})的(?:人|领导|同志)?(?:是|有)(?:谁|哪[几一两]?[位个名])")
_ENGLISH_DOERS = (
    (
        r"\b(?:mc|emceed?|moderat\w+|presided|chaired)\b|\bmaster of ceremonies\b",
        "主持",
    ),
    (r"\b(?:drafted|wrote the (?:plan|draft))\b", "起草"),
    (r"\bdesigned\b|\b(?:designer|architect)\b", "设计"),
    (r"\b(?:welcomed|received|greeted)\b.*\b(?:delegation|visitors|guests)\b", "接待"),
    (r"\bcut the ribbon\b", "剪彩"),
    (r"\b(?:interpreted|translated|interpreter|translator)\b", "翻译"),
)
# A row of results, whose first is the winner: 女子组300米：市人民医院队 1分19秒77.
_RESULT = (
    r"(?:[组级赛]|[\d百千]米)[^，。；:：]{0,6}[:：]\s?[\u4e00-\u9fff]{2,10}\s?"
    r"(?:[（(][^（）()]{1,12}[）)]\s?)?"
    r"\d[\d:：]*\s?(?:小时|分|秒|环)"
)
# Who won: a person, a team, a work.
_WINNER = re.compile(
    r"冠军|亚军|季军|[金银铜][牌奖]|最佳[\u4e00-\u9fff]{2,4}|[一二三]等奖|头名|第[一二三]名"
    r"|(?:跑|得|拿|夺|排|获)了?第[一二三]|前[二三四五六]名|得主|获奖者|夺冠|夺魁|获胜|赢"
    r"|奖(?:又|还|都|是)?(?:颁|发给|给|归|花落|被|由)"
    r"|\b(?:came|finish\w*|placed?) (?:second|third)\b|\b(?:second|third) (?:place|prize)\b"
    r"|\bw[io]n(?:s|ners?)?\b|\bchampions?\b|\b(?:gold|top) (?:medal|prize|award)"
    r"|\bfirst (?:place|prize)"
)
_FIRST = r"第一(?:[个位](?=[^，。]{0,4}[冲撞到过跑])|(?![步时批线书季期次位个届轮]))"
_WON = re.compile(
    rf"{_WINNER.pattern}|{_RESULT}|二、三名|[夺捧]|获(?![悉批得])|获得|奖(?!励|补)|{_FIRST}"
    r"|[首头]名|折桂|胜"
    r"|中标|竞得|授予|评为|荣膺|入选|登顶|撞线|当选"
)
# The second is not the first, nor the first the second.
_PLACED = (
    (
        re.compile(r"冠军|金牌|夺冠|夺魁|头名|第一名"),
        re.compile(rf"{_RESULT}|冠军(?![战赛杯联争])|金[牌奖]|夺冠|夺魁|[首头]名|{_FIRST}|折桂|胜"),
    ),
    (
        re.compile(
            r"亚军|银牌|第二名|(?:跑|得|拿|夺|排|获)了?第二"
            r"|\b(?:came|finish\w*|placed?) second\b|\bsecond (?:place|prize)\b"
        ),
        re.compile(r"亚军|银牌|银奖|第二(?!届|次|期|季|代|批)|二等"),
    ),
    (
        re.compile(
            r"季军|铜牌|第三名|(?:跑|得|拿|夺|排|获)了?第三"
            r"|\b(?:came|finish\w*|placed?) third\b|\bthird (?:place|prize)\b"
        ),
        re.compile(r"季军(?![战赛争])|铜牌|铜奖|第三(?!届|次|期|季|代|批)|三等|[二两]、三名"),
    ),
)
_CHAMPION_BEFORE = re.compile("卫冕|上一?届|往届|历届|前一?届|去年")
_CHAMPION_AGAIN = re.compile("再次|再度|成功卫冕|卫冕成功|蝉联|登顶|撞线")
# Not who won what is asked about: who held the title before, or was only named for it.
_NO_WINNER = re.compile(
    r"(?:卫冕|[前历往]届?|上[一届]届?)[^，。；,;]{0,4}(?:冠军|得主|金牌)"
    r"|(?:提名|入围)[^，。；,;]{0,8}最佳[\u4e00-\u9fff]{2,4}"
    r"|最佳[\u4e00-\u9fff]{2,4}(?:奖)?的?(?:提名|入围)|获得?[^，。；,;]{0,16}提名"
)
# Which of several won: no "what did the champion give".
_PRIZE = r"(?:第[一二三]名?|[冠亚季]军|[金银铜](?:、[金银铜])*[牌奖]|[一二三]等奖|[头大]奖|头名)"
_WON_ASKED = re.compile(
    rf"{_PRIZE}的?(?:分别|各)?(?:[是叫由为归])?哪"
    rf"|[得获拿夺摘捧赢][得下走到了取]*{_PRIZE}[^，。？?]{{0,4}}的[是有为]哪"
    rf"|哪[^，。？?]{{0,10}}[得获拿夺摘捧赢][得下走到了取]*{_PRIZE}|哪[^，。？?]{{0,10}}夺[冠魁]"
    rf"|{_PRIZE}[^，。？?]{{0,4}}被哪"
    r"|\bwhich\b[^?]{0,40}\b(?:won|win|came (?:first|second|third)|finished|placed)\b"
)
_TEAM_ASKED = re.compile(r"哪[支个].{0,2}队|\b(?:which|what) (?:\w+ ){0,2}(?:team|club)")
_CONTENDER = re.compile(r"[\u4e00-\u9fff]{1,6}队(?!伍)|《|“|俱乐部")
_PLAYED = "队|[男女][足篮排]|击败|战胜|力克|不敌|负于|[获夺]得?|[胜负]"
# Who wrote it did not do it.
_REPORTERS = re.compile(
    r"[(（][^()（）]{0,8}(?:记者|通讯员)[^()（）]{0,30}[)）]|□.{0,4}记者.{0,12}"
)
_PHOTOGRAPHER = re.compile(
    r"(?:^|(?<=[\s。！”]))[\u4e00-\u9fff]{2,4}(?<!拍)\s?摄(?:影(?:报道)?)?(?=\s*(?:$|[\n。]))"
)
_PICTURE = re.compile(
    r"照片|(?<![试企])图(?!书|谋)|拍(?!卖)|摄|\b(?:photo|picture|image|shown?)|\bwhose\b"
)
_SOMEBODY = re.compile(r"领导|同志|代表(?!性|作)|委员(?!会)|负责人|干部|居民|人士|常委会")
# What a page says outright of who did it.
_OUTRIGHT = re.compile(
    r"主持|传达|陪同|宣布|宣读|颁奖|剪彩|致辞|领誓|领学|带队|率队|说明|主讲|授课"
    r"|签|签约|签署|签字|签协议|发言|接待|迎接|执笔|起草|策展|设计|讲解|领读|翻译|解说|裁判|开球"
    r"|点火|带领|创办|创立|创建|发起"
)
_DONE_AS = {"致辞": "致.{0,3}[辞词]", "颁奖": "颁"}
_TOWN = re.compile(
    r"((?:(?![的这那哪该某在所和与及由到])[\u4e00-\u9fff]){2,4})(街道|镇|乡|村|商会|协会|社区)"
)
_TOWN_OFFICE = re.compile(rf"{_TOWN.pattern}(?:党[委工组支]\S{{0,2}})?{ROLES}")
# What they are who are asked for; anybody may be an 专家 or a 代表.
_PERSON_ASKED = re.compile(
    r"哪[几一两二三四五]?[位名个](老师(?!傅)|教师|医生|医师|大夫|护士|科学家|律师|厨师|司机|教练"
    r"|记者|学生|同学)"
)
# All of some kind of people, of whom a page gives the names.
_PLAYERS_ASKED = re.compile(
    r"哪[些几][^，。？?的]{0,8}(?:选手|运动员|球员|演员|嘉宾|歌手|院士|作家|主演)(?!的)"
    r"|主演[是有]哪"
)
# To whom something went: somebody, or a body.
_BEFORE_ASKED = re.compile(
    r"前(?:任|[\u4e00-\u9fff]{0,4}长)|上一?任|原[任来是]|原[^，。？?]{0,4}[长任]"
    r"|老[馆院校厂]长|首任|历任|曾"
    r"|[以之]前|那时|当[时年]|\b(?:former|ex|previous|before|first)\b"
)
_SOMEBODY_NAMED = rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
_GIVEN_ASKED = re.compile("[给予]了?谁")
_GIVEN = re.compile(
    r"(?:捐|赠|送|交|颁|发|付|卖|租|让|转|献)(?:出|赠|献|送|付|发|让)?[给予与](?![予以])"
)
# How a page may say what they are.
_PERSON_CALLED = {
    **dict.fromkeys(("老师", "教师"), "老师|教"),
    **dict.fromkeys(("医生", "医师", "大夫"), "医|大夫"),
    **dict.fromkeys(("学生", "同学"), "[学同]|级"),
    "护士": "护",
    "科学家": "科学|院士|研究|教授|博士",
    "律师": "律",
    "司机": "司机|驾|开车|师傅",
}


# Who made a work, or plays in it.
_OF_WORK_ASKED = re.compile(
    r"(导演|主演|编剧|主唱)(?:(?:分别|都)?[是有](?:谁|哪)|[？?]?$)"
    r"|(演)的?(?:是|了)?谁|谁(?:来)?[饰扮]?(演)(?![讲唱奏示习说绎练员技])"
)
_OF_WORK = {
    "导演": "导演|执导|导的",
    "主演": "主演|[出饰参]演|领衔|饰|[男女]主|主角|等[^，。；]{0,8}演员|集结|加盟",
    "编剧": "编剧|剧本|编写|撰写|创作",
    "主唱": "唱",
    "演": "[饰扮出]演|饰|(?<!导)演(?![员出唱艺奏讲变])|(?<!导演)由[^，。；]{2,6}担[任纲]"
    "|塑造|一角|扮|反串",
}


def doing(said: str) -> str:
    """What somebody is asked to have done: 主持 of "谁主持"."""
    if called := _DOER_CALLED.search(said):
        return str(next(filter(None, called.groups())))
    if english := next((does for asks, does in _ENGLISH_DOERS if re.search(asks, said)), ""):
        return english
    found = _DOER.search(said)
    if found and (found[1] in _SPOKEN or tagged(found[1])[0][1][0] not in "nts"):
        return found[1]
    before = _DONE_BY.search(said)
    done = [word for word, flag in tagged(before[1]) if flag[0] == "v"] if before else []
    return next((word for word in reversed(done) if len(word) > 1 or word == "签"), "")


def formal(said: str, doing: str) -> bool:
    """Whether news says in a form of its own who it was: "A主持", a 老师 by name, a 导演,
    who plays a part."""
    return bool(_person(said) or of_work(said) or _OUTRIGHT.fullmatch(doing))


def players(said: str) -> bool:
    """Whether all of some players, guests or the like are asked for, of whom a page gives names."""
    return bool(_PLAYERS_ASKED.search(said))


def told(said: str, text: str, role: str, many: bool, items: int, doing: str) -> float:
    """How far `text` tells who it is that `said` asks for; in [0, 1].

    `role` is the pattern of the office that somebody holds, `many` whether all who do are asked
    for, `items` how many, `doing` what somebody did; each may be empty.
    """
    text = _REPORTERS.sub("", text)
    if not _PICTURE.search(said):
        text = _PHOTOGRAPHER.sub("", text)
    if role and (not many or roles.several(said)):
        return _held(role, many, _in_office(said, role, _own_town(said, text)))
    found = [name for name in people(text) if name not in said]
    if not found and _GIVEN_ASKED.search(said) and _GIVEN.search(text):
        return 0.8  # to whom, which may be a body
    if not found or _lost(said, text):
        by = _OUTRIGHT.fullmatch(doing) and re.search(
            rf"(?<!理)由(?!大家)[^，。；,;]{{2,12}}{doing}", text
        )
        return 1.0 if by else _somebody(said, text, many)  # 全会由区委常委会主持
    person = _person(said) or of_work(said)
    if person and not re.search(person, text):
        return LOOSELY
    if many:
        return 0.3 + 0.7 * min(1.0, len(found) / max(3, items))
    return _did(doing, found, text)


def of_work(said: str) -> str:
    """How a page says who made a work that is asked for: its 导演; "" where nobody such is."""
    asked = _OF_WORK_ASKED.search(said)
    return _OF_WORK[next(filter(None, asked.groups()))] if asked else ""


def _person(said: str) -> str:
    """The pattern of what somebody is who is asked for (哪位老师); "" where anybody may be."""
    asked = _PERSON_ASKED.search(said)
    return _PERSON_CALLED.get(asked[1], asked[1]) if asked else ""


def _held(role: str, many: bool, text: str) -> float:
    """How far it tells who holds the office that is asked for."""
    held = len({*holders(role, text)})
    if held:
        return 0.4 + 0.6 * min(1.0, held / (3 if many else 1))
    office = rf"(?<!副)(?:{role})\s?([{SURNAMES}][\u4e00-\u9fff]{{2}})"
    if not many and (named := re.search(office, text)):
        return 1.0 if named[1] in names(text) else 0.9
    return 0.25 * bool(people(text))


def _did(doing: str, found: Sequence[str], text: str) -> float:
    """How far it tells that one of those `found` in it did what is asked about."""
    words = [_DONE_AS[doing]] if doing in _DONE_AS else [doing, *like(doing)]
    done = "|".join(word for word in words if word and re.search(word, text))
    if done:
        on = r"(?:[^，。；,;]{0,12}|(?:围绕|以|就)[^。；]{0,60})"  # 围绕“…”作辅导报告
        did = any(re.search(rf"{n}{on}(?:{done})", text) for n in found)
        return 1.0 if did else 0.7
    if _OUTRIGHT.fullmatch(doing):
        return LOOSELY
    return 0.8 if doing else 1.0


def _in_office(said: str, role: str, text: str) -> str:
    """`text` without those who held the office before, unless `said` asks of them."""
    if _BEFORE_ASKED.search(said):
        return text
    begins = r"(?:^|(?<=[，。；、,;”\s区市县省]))"  # no 太原市
    former = rf"{begins}(?:前任|原)[^，。；、副]{{0,6}}?(?:{role})\s?{_SOMEBODY_NAMED}"
    return re.sub(former, "", text)


def _own_town(said: str, text: str) -> str:
    """`text` without the offices of other towns and bodies than the one asked about."""
    asked = {m[2]: m[1] for m in _TOWN.finditer(said)}
    if not asked:
        return text
    return _TOWN_OFFICE.sub(lambda m: m[0] if asked.get(m[2], m[1])[-2:] in m[1] else "，", text)


def other_winner(said: str, text: str) -> bool:
    """Whether it is asked which of several won, and `text` tells of no winner in that place."""
    return bool(_WON_ASKED.search(said)) and _lost(said, text)


def _lost(said: str, text: str) -> bool:
    """Whether a winner is asked for, and `text` tells of none in that place."""
    placed = next((has for asks, has in _PLACED if asks.search(said)), _WON)
    again = _CHAMPION_AGAIN.search(text) or _CHAMPION_BEFORE.search(said)
    own = text if again else _NO_WINNER.sub("", text)
    return bool(_WINNER.search(said)) and not placed.search(own)


def _plays(text: str) -> bool:
    """Whether a country or a town won, lost or scored in `text`."""
    where = "|".join(map(re.escape, (*places(text), *abroad(text))))
    return bool(where) and bool(re.search(rf"(?:{where})(?:以?\d|{_PLAYED})", text))


def _somebody(said: str, text: str, many: bool) -> float:
    """The same of a text that names no person: a team or a work may have won."""
    team = _TEAM_ASKED.search(said)
    # A country's or a town's team is mostly called by that alone: 克罗地亚击败摩洛哥.
    contends = _CONTENDER.search(text) or (team and _plays(text))
    if _WINNER.search(said):
        return 0.0 if _lost(said, text) else 0.6 * bool(contends)
    if team:
        return 0.6 * bool(contends)
    return (0.4 if many else 0.1) if _SOMEBODY.search(text) else 0.0
