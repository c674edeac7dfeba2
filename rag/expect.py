"""What a question wants to be told, and whether words can tell it.

"几家" wants a number of 家, "谁是区长" somebody named beside 区长, "哪五个" five things in a
row. A sentence that speaks of the matter without such a thing does not answer: most
questions that an archive cannot answer are of that kind. All patterns are of folded text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import wants, whereabouts
from .figures import counter, figure, other_money
from .mentions import number
from .people import ROLES, SURNAMES, holders, offices, people, posts
from .points import longest_row
from .synonyms import like
from .text import fold, tagged
from .wants import QUOTES, Asked
from .weights import LOOSELY

_SAYS = r"(?:指出|表示|强调|认为|说|称|要求|介绍|透露|提出)"
_SAID = re.compile(
    r"(?:围绕|以|就).{2,60}(?:作|做|讲)|指出|表示|强调|认为|说[，:：“]|介绍[，:：]?|称[，:：]"
    r"|[”\"」][^，,。”\"」]{0,24}(?<![小传学])(?:说|介绍|感叹|坦言|直言|回忆)[道着]?(?:[。.,，]|$)|^[“\"「].*[”\"」]$"
)
_ALTOGETHER = re.compile(r"[一总]共|总计|合计|总数")
_TOTAL = re.compile(r"共|总|合计|累计|全部")
_DATES = re.compile(
    r"(?:\d{4}|[〇零一二三四五六七八九]{4})年(?:度|初|底|末)?|\d+月份?(?:\d+[日号])?|\d+日"
)
# Who won: a person, a team, a work.
_WINNER = re.compile(
    r"冠军|亚军|季军|金牌|银牌|铜牌|头名|第[一二三]名|(?:跑|得|拿|夺|排|获)了?第[一二三]|前[二三四五六]名|得主|获奖者|夺冠|夺魁|获胜|赢"
    r"|\b(?:came|finish\w*|placed?) (?:second|third)\b|\b(?:second|third) (?:place|prize)\b"
    r"|\bw[io]n(?:s|ners?)?\b|\bchampions?\b|\b(?:gold|top) (?:medal|prize|award)"
    r"|\bfirst (?:place|prize)"
)
_WON = re.compile(rf"{_WINNER.pattern}|二、三名|[夺获捧]|第一|[首头]名|折桂|胜|中标|竞得")
# The second is not the first, nor the first the second.
_PLACED = (
    (
        re.compile(r"冠军|金牌|夺冠|夺魁|头名|第一名"),
        re.compile(r"冠军|金[牌奖]|夺冠|夺魁|[首头]名|第一|折桂|胜"),
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
        re.compile(r"季军|铜牌|铜奖|第三(?!届|次|期|季|代|批)|三等|[二两]、三名"),
    ),
)
_UNTIL_ASKED = re.compile(
    r"为止|截[止至]|最[晚迟]|期限|(?:[办开演放续用看关展])到(?:哪|什么时候|几)|(?:什么时候|何时|哪[天年月]|几[号月])(?:结束|截止|到期|闭幕|关闭)"
    r"|\bwhen (?:do|does|did|will|is)\b.*\b(?:end|close|finish|expire)"
    r"|\bdeadline\b|\buntil (?:when|what)\b|\blast until\b|\bby (?:when|what)\b"
)
_UNTIL = re.compile(
    r"(?:[至到]|截[至止]|延[长续]至)[^，。；\d]{0,4}(?:\d{4}年)?\d+[月日](?:\d+日)?|\d+[月日][^，。；]{0,5}(?:截止|为止|止|结束|闭幕|前|到期)"
)
# From when, and until when only: 公示期至4月26日.
_FROM_ASKED = re.compile(
    r"从(?:哪|几|什么时候|何时)|(?:哪[天年月]|几[号月]|什么时候|何时)(?:就|才)?(?:开始|起)"
    r"|\bwhen (?:do|does|did|will)\b.*\b(?:start|begin)\b"
)
_SOME_DAY = re.compile(r"\d+[月日]|[今明昨前去][天日年晚]|[下本上]个?[周月]|星期|周[一-日]|日起")
_UNTIL_ONLY = 0.2  # the part of its telling since when that is left to what says until when
# 通车满百天: not the day of it.
_SINCE = re.compile(r"(?:已?满|过去|整整)[一二三四五六七八九十百\d]+(?:天|周年|年|个月)")
_CAUSE = re.compile(
    r"因为|由于|原因|(?<![成作称选认视])为(?:进一步|更好|全面|深入|[贯落推加提满解方防避确保缓庆纪迎响适改丰使][\u4e00-\u9fff])|以?(?:减少|避免|防止|便于|缓解)|目的是|主因|(?<!基)因(?!此|素|地|而)|(?<![成作称分认视])为了?(?=[\u4e00-\u9fff]{2,12}[，,])|鉴于|出于|旨在|以便|导致|考虑到|所以|受.{1,10}影响"
)
_WEEKDAY_ASKED = re.compile(r"(?:星期|周|礼拜)几|\bday of the week\b")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
_TO_BE_TOLD = re.compile(r"(?:时间|日期)[^，。；]{0,4}(?:另行通知|另行公布|待定|未定)")
_YEAR_ASKED = re.compile(r"哪一?年(?!.{0,3}[月日天])|年份|\b(?:what|which) year\b")
_YEAR = re.compile(r"\d{4}年|[〇零一二三四五六七八九]{4}年|[去今前]年|年代")
_HABIT_ASKED = re.compile(r"一般|通常|平时|平常|每[天周月年]|\busually\b")
_HABIT = re.compile(
    r"每[个逢]?[周天月日年晚早]|每(?:个)?(?:星期|礼拜)|逢[一二三四五六七八九十周]|周[一二三四五六日末]"
)
_HOUR_ASKED = re.compile(r"(?<![哪这那])几点(?!建议|意见|要求|启示)|\bwhat time\b(?! of)")
_HOUR = re.compile(
    r"(?<![\d.])\d{1,2}\s?(?:[时点](?:\d{1,2}分?)?|[:：]\d\d)(?!\d)|[一二两三四五六七八九十]{1,2}点(?:半|整|[钟\d])"
)
_TEAM_ASKED = re.compile(r"哪[支个].{0,2}队|\b(?:which|what) (?:\w+ ){0,2}(?:team|club)")
_CONTENDER = re.compile(r"[\u4e00-\u9fff]{1,6}队(?!伍)|《|“|俱乐部")
_KIN = re.compile(
    "丈夫|妻子|老伴|爱人|父亲|母亲|爸爸|妈妈|爷爷|奶奶|外公|外婆|[儿孙]子|女儿|孙女|外孙|哥哥|弟弟|姐姐|妹妹|舅舅|舅妈|姑[姑妈]|叔叔|伯[伯父]|姨妈|阿姨|岳[父母]|侄[子女]|外甥|搭档|战友|徒弟|师[傅父]|学生|同事|邻居|朋友"
)
_DATE = re.compile(r"\d+月|\d{4}年|[〇零一二三四五六七八九]{4}年")
# Who wrote it did not do it.
_REPORTERS = re.compile(
    r"[(（][^()（）]{0,8}(?:记者|通讯员)[^()（）]{0,30}[)）]|□.{0,4}记者.{0,12}"
)
_SOMEBODY = re.compile(r"领导|同志|代表|委员(?!会)|负责人|干部|居民|人士|常委会")
# What a page says outright of who did it.
_OUTRIGHT = re.compile(
    r"主持|传达|陪同|宣布|宣读|颁奖|剪彩|致辞|领誓|领学|带队|率队|说明|主讲|授课"
    r"|签|签约|签署|签字|签协议|发言|接待|迎接|执笔|起草|策展|设计|讲解|领读|翻译|解说|裁判|开球|点火|带领"
)
_DONE_AS = {"致辞": "致.{0,3}[辞词]", "颁奖": "颁"}
_TOWN = re.compile(
    r"((?:(?![的这那哪该某在所和与及由到])[\u4e00-\u9fff]){2,4})(街道|镇|乡|村|商会|协会|社区)"
)
_TOWN_OFFICE = re.compile(rf"{_TOWN.pattern}(?:党[委工组支]\S{{0,2}})?{ROLES}")
# What is asked about, how a page has it, and what is another. Men's results bear no mark often.
_NTH = r"(?<![哪这那上下同每十一二三四五六七八九两])"
_OTHERS = (
    (r"女|\bwom[ae]n|\bfemale|\bgirl", "女", "男"),
    (r"(?<!中)小学|\bprimary school", "小学", "初中|高中"),
    (r"初中|\bjunior high", "初中|中学|中小学", "(?<!中)小学|高中"),
    (r"高中|\bsenior high", "高中|中学|中小学", "(?<!中)小学|初中"),
    ("轮椅", "轮椅", "男子|女子|男女"),
    ("正式", "正式", "试开放|试运营|试营业|试运行"),
    ("春季", "春季", "秋季"),
    ("秋季", "秋季", "春季"),
    (r"占[到了]?全国|全国的?(?:百分|多少|几成|比例)", "全国|国内|我国|中国", r"\d[\d.]*[%‰]"),
    (
        r"(?:多少|几)[位名个]?女(?!儿|排|足|篮|子)|女(?:性|代表|委员|职工|党员|选手)[^，。？?]{0,4}多少",
        "女|妇|姐妹",
        r"\d[位名人]",
    ),
    ("第二[多高大长]", "第二|其次|次之", "最[多高大长]"),
    ("上半年", "上半年|1[至到-]6月|前六个?月", "下半年"),
    ("下半年", "下半年|7[至到-]12月", "上半年"),
    (f"{_NTH}(?:一|首)期", "一期|首期", f"{_NTH}[二三]期"),
    (f"{_NTH}二期", "二期", f"{_NTH}[一三首]期"),
    (f"{_NTH}三期", "三期", f"{_NTH}[一二首]期"),
    (r"最高|\bhighest", "最高", "最低"),
    (r"最低|\blowest", "最低", "最高"),
    ("单打", "单打|[男女]单", "双打"),
    ("双打", "双打|[男女混]双", "单打"),
)
# What they are who are asked for; anybody may be an 专家 or a 代表.
_PERSON_ASKED = re.compile(
    r"哪[几一两二三四五]?[位名个](老师|教师|医生|医师|大夫|护士|科学家|律师|厨师|司机|教练|记者|学生|同学)"
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
# 2+4+N, 1+1=2
_FORMULA_ASKED = re.compile(r"公式|算式|等式|\b(?:formula|equation)\b")
_FORMULA = re.compile(r"[\da-z一二三四五六七八九十]\s?[+×=]\s?[\da-z一二三四五六七八九十]")
# To the day.
_DAY_ASKED = re.compile(
    r"哪一?[天日]|[几哪][号日](?!线|楼)|几月几|什么日子|\b(?:what|which) (?:day|date)\b"
)
# What the page has coined for it, and sets in quotation marks.
_COINED = re.compile(
    r"(?:怎么|如何|怎样)(?:来)?概括|概括(?:为|成|的)|一句话|哪句话|口号|什么题目|题目是"
    r"|\b(?:slogans?|mottos?|shorthand|catchphrase|summed up|summing up)\b"
)
_SET_OFF = re.compile(r"[“\"「《]([^“”\"「」《》]+)[”\"」》]")
# 会议建议，…
_PUT_FORWARD = re.compile(r"提[了出过]{0,2}(?:哪些|哪几[条点个项]|什么)(建议|要求|意见|希望)")
_TITLED = r"(?:围绕|以|就|题为|关于)[“\"「《]"  # what a talk was about
# 不属于本区的是哪几家: those of whom a page tells otherwise.
_NOT_THESE = re.compile(r"(?:不属于|不在)[^，。？?]{0,8}的?(?:是|有)哪")
_OF_OTHERS = re.compile(r"不|未|没|非|除|外|其[他余]|另|还|等|无|缺")
_NUMERAL = r"[\d〇零一二两三四五六七八九十百千万亿多余]"
_NTH_OF = re.compile(r"第([一二三四五六七八九十百\d]+)(代|任|批|轮|季|站|棒)")
_FIRST_OF = re.compile("首(?=[代任批轮季站棒])")
# A work, which has a title; and what is called by nothing else where a page tells of it.
_WORK_ASKED = re.compile(
    r"哪一?(?:[出部]戏|部(?!分)[^，。？?]{0,3}(?:电影|影片|书|作品|小说|剧)|本书|首歌|支曲|幅画)"
)
_OWN_NAMED = ("吉祥物", "会徽", "校训", "主题曲")
_NAMES_ASKED = re.compile(r"(?:分别|各自?|都)叫(?:做|什么|啥)|[取起]了?些?什么名字|有?哪些名字")
_STANDING = re.compile(r"身份|角色")
_AS = re.compile(r"作为|担任|承办|主办|协办|[以为].{2,12}身份|角色")
_WRITTEN = re.compile(r"文件|方案|文章|著作|报告|办法|意见|决议|规划|条例")
_NUMBER_AFTER = (
    r"\d[\d,.]*(?:多|余)?[万亿]*\s?[个家位名人项次场条座块台套处部间支艘架辆张所户件册幢栋]"
)


def _nth(text: str) -> set[tuple[int | None, str]]:
    """Which of a line folded `text` names: the second 代 of 第二代, as (2, "代")."""
    return {(number(m[1]), m[2]) for m in _NTH_OF.finditer(text)}


@functools.lru_cache(maxsize=64)
def _told_apart(said: str) -> tuple[tuple[str, str], ...]:
    """How pages have what a folded question asks about, of those that are told apart, and what
    is another. Remembered: it is asked of each sentence found."""
    asked = [(own, other) for asks, own, other in _OTHERS if re.search(asks, said)]
    return tuple((own, other) for own, other in asked if not re.search(other, said))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a question wants.

    `figure` is the pattern of the number that is asked for, `role` that of the office whose
    holder is, `items` how many things a list should have (0: as many as there are), `thing`
    what the answer is called ("什么计划": 计划), `name` and `being` whether that is what it is
    called by or said to be ("叫什么", "主题是什么"), `holder` the one whose office is, or who is
    asked about altogether, `subject` the thing that is ("模速空间是什么"), `doing` what somebody
    is asked to have done, `speaker` the pattern of who is asked to have said something, `said`
    the question folded.
    """

    asked: Asked
    figure: str = ""
    role: str = ""
    items: int = 0
    thing: str = ""
    speech: bool = False
    many: bool = False
    name: bool = False
    being: bool = False
    holder: str = ""
    doing: str = ""
    subject: str = ""
    speaker: str = ""
    said: str = ""

    @classmethod
    def of(cls, question: str) -> Expected:
        said = fold(question).strip()
        if somebody := wants.somebody(said):
            return cls(asked="who", holder=somebody, said=said)
        asked = wants.kind(said)
        role = wants.role(said) if asked in ("who", "author", "what", "which") else ""
        if role and asked == "what" and re.search(r"叫|是", said):
            asked = "who"
        if role and asked == "which" and re.search(r"\bwhich\b", said):
            asked = "who"
        listed = asked in ("who", "which", "where", "what", "how many")
        return cls(
            asked=asked,
            figure=figure(said) if asked == "how many" else "",
            role=role if asked == "who" else "",
            items=wants.items(said) if listed else 0,
            being=asked == "what" and wants.being(said),
            thing=wants.thing(said) if asked in ("what", "which", "where") else "",
            speech=(speech := wants.speech(said)),
            speaker=wants.speaker(said) if speech else "",
            many=wants.several(said),
            name=wants.name(said),
            said=said,
            doing=wants.doing(said) if asked == "who" else "",
            holder=wants.post_of(said),
            subject=wants.subject(said) if asked == "what" else "",
        )

    @property
    def strict(self) -> bool:
        """Whether it can be told of words that they have no such thing."""
        return (
            self.asked in ("when", "who", "author", "page")
            or bool(self.figure)
            or len(self.thing) == 1
            or self.placed
            or bool(self.body)
            or self.kin
        )

    @property
    def counted(self) -> str:
        """What a number is asked of: 品种 of 多少个品种, "seats" of "how many seats"."""
        return wants.counted(self.said) if self.asked == "how many" else ""

    @property
    def body(self) -> str:
        """The school, hospital or the like that is asked for: 大学 of 哪所大学."""
        return whereabouts.body(self.said, self.thing) if self.asked in ("what", "which") else ""

    @property
    def kin(self) -> bool:
        """Whether it is asked what somebody's child, teacher or the like is called."""
        return self.name and bool(_KIN.fullmatch(self.thing))

    @property
    def _person(self) -> str:
        """The pattern of what somebody is who is asked for (哪位老师); "" where anybody may be."""
        asked = _PERSON_ASKED.search(self.said)
        return _PERSON_CALLED.get(asked[1], asked[1]) if asked else ""

    @property
    def formal(self) -> bool:
        """Whether news tells what is asked for in a form of its own: "A主持", "在B举行"."""
        who = self.asked == "who" and (self._person or _OUTRIGHT.fullmatch(self.doing))
        what = self.asked == "what" and self.holder
        hour = self.asked == "when" and _HOUR_ASKED.search(self.said)
        of_names = (_WORK_ASKED, _NAMES_ASKED)
        titled = any(of.search(self.said) for of in of_names) or self._own_named
        return bool(who or what or hour or titled or self.placed or self.figure)

    @property
    def _own_named(self) -> str:
        """What is asked for that a page calls by no other name; "" where nothing such is."""
        asked = (n for n in _OWN_NAMED if n == self.thing or re.search(f"{n}(?:是|叫)", self.said))
        return next(asked, "") if self.asked == "what" else ""

    @property
    def daily(self) -> bool:
        """Whether a day is asked for, no month or year."""
        return self.asked == "when" and not self.many and bool(_DAY_ASKED.search(self.said))

    @property
    def points(self) -> bool:
        """Whether what is asked for may be told point by point, in as many sentences."""
        return self.asked in ("which", "what") and wants.points(self.said)

    @property
    def listing(self) -> bool:
        """Whether all of some are asked for, which a page may set out as a list."""
        return self.asked in ("which", "what", "where") and (self.many or self.items > 1)

    @property
    def ending(self) -> str:
        """What each point of a row ends with: 地 of “六个‘地’”; else ""."""
        return self.thing if len(self.thing) == 1 else ""

    @property
    def placed(self) -> bool:
        """Whether a place on the map is asked for: no "难在哪里"."""
        return self.asked == "where" and whereabouts.placed(self.said)

    def short(self, told: float) -> float:
        """How far a sentence falls short that tells so much: a list of too few, or not in the
        form in which news tells such a thing."""
        items = self.items >= 2 and self.asked in ("which", "what") and len(self.thing) != 1
        since = self.asked == "when" and _FROM_ASKED.search(self.said) and told <= _UNTIL_ONLY
        return float(bool((items and told <= 0.5) or (self.formal and told <= LOOSELY) or since))

    def told(self, text: str, exact_days: int, days: int, listed: bool = False) -> float:
        """How far folded `text` has such a thing, in [0, 1]; 0.5 where none can be named.

        `exact_days` and `days` are how many dates it names, to the day and at all.
        """
        if self.speech and not _SAID.search(text):
            return 0.2
        if self.speaker and re.search(rf"(?:{self.speaker})[^，。；,“]{{0,6}}{_SAYS}", text):
            return 1.0
        told = 0.5
        match self.asked:
            case "who" | "what" if self.holder:
                told = self._office(text)
            case "when":
                told = self._day(text, exact_days, days)
            case "how many" if self.figure:
                told = self._number(text)
            case "author":
                told = float(bool(re.search(r"记者|摄影|作者|通讯员|撰文|文/|图/", text)))
            case "who":
                told = self._holder(text)
            case "where":
                told = whereabouts.told(self.said, text, self.items)
            case "page":
                told = float(listed or bool(re.search(r"第\s?\d+\s?版", text)))
            case "which" if self.many or self.items or not self.body:
                told = self._row(text)
            case "why":
                told = 1.0 if _CAUSE.search(text) else 0.4
            case "what" | "which" | "whether":
                told = self._thing(text)
        return told

    def of_another(self, text: str) -> bool:
        """Whether folded `text` tells of men where the women are asked about, of the fourth of a
        line where it is the second, and the like."""
        told_apart = _told_apart(self.said)
        if any(re.search(o, text) and not re.search(own, text) for own, o in told_apart):
            return True
        if _NOT_THESE.search(self.said) and not _OF_OTHERS.search(text):
            return True
        nth = _nth(self.said)
        told = _nth(_FIRST_OF.sub("第一", text)) if nth else set()
        alike = {(n, unit) for n, unit in told if unit in {unit for _, unit in nth}}
        return bool(alike) and not nth & alike

    def of_another_speaker(self, text: str) -> bool:
        """Whether it is asked what somebody said, and folded `text`, in which somebody says
        something, names only others."""
        if not self.speaker or _KIN.search(self.said) or not _SAID.search(text):
            return False
        if re.search(self.speaker, text):
            return False
        named = people(text)
        if not people(self.said):  # whoever holds an office need not be named with it
            return bool(named) and all([*offices(name, text)] for name in named)
        return bool(named) and not any(name in self.said for name in named)

    def beside(self, clause: str) -> float:
        """The same of a clause, whose dates are not known but by their form."""
        if self.asked == "when":
            return float(bool(_DATE.search(clause)))
        return self.told(clause, 0, 0)

    def hinted(self, text: str) -> float:
        """The same as far as plain patterns tell, which is fast: of somebody, nothing."""
        return 0.5 if self.asked in ("who", "author") else self.beside(text)

    def values(self, text: str) -> tuple[str, ...]:
        """The things of that kind in folded `text`: figures, or those named beside the role."""
        if self.asked == "how many" and self.figure:
            return tuple(m[0].strip() for m in self._figures(text))
        if self.asked == "who" and self.role:
            return tuple(holders(self.role, text))
        return ()

    def _day(self, text: str, exact_days: int, days: int) -> float:
        if _WEEKDAY_ASKED.search(self.said):
            return float(bool(_WEEKDAY.search(text)))
        if _HABIT_ASKED.search(self.said) and _HABIT.search(text):
            return 1.0
        if _YEAR_ASKED.search(self.said):
            return 1.0 if _YEAR.search(text) else 0.6 * bool(days)
        if _HOUR_ASKED.search(self.said):
            hours = len(_HOUR.findall(text))
            return 0.3 * bool(days) if not hours else 0.7 if self.many and hours < 2 else 1.0
        told = 1.0 if exact_days else 0.7 * bool(days)
        if _UNTIL_ASKED.search(self.said) and not _UNTIL.search(text):
            told *= 0.6
        rest = _UNTIL.sub("", text)
        if _FROM_ASKED.search(self.said) and rest != text and not _SOME_DAY.search(rest):
            told *= _UNTIL_ONLY
        if _SINCE.search(text) or _TO_BE_TOLD.search(text):
            told *= 0.7
        return 0.7 * told if self.many and days < 2 else told

    def _number(self, text: str) -> float:
        told = float(any(m[0] not in self.said for m in self._figures(text)))
        if not told and self.counted:  # 机柜640架: the thing, and then its number
            told = float(bool(re.search(rf"{re.escape(self.counted)}\s?{_NUMBER_AFTER}", text)))
        if told and (("元" in self.figure and other_money(self.said, text)) or self._other(text)):
            return LOOSELY
        part = _ALTOGETHER.search(self.said) and not _TOTAL.search(text)
        return 0.7 * told if part else told

    def _other(self, text: str) -> bool:
        """Whether it counts by another counter, and has no word of what is counted: 38个科室
        where it is asked 几台核磁共振."""
        unit = counter(self.said)
        if not unit or unit in "人名位块" or re.search(rf"{_NUMERAL}\s?{unit}", text):
            return False
        counted = re.search(rf"[多少几]\s?{unit}([\u4e00-\u9fff]{{2,8}})", self.said)
        words = tagged(counted[1]) if counted else []
        things = [word for word, flag in words if len(word) > 1 and flag[0] not in "vdpurm"]
        return bool(things) and not any(w in text for t in things for w in (t, *like(t)))

    def _figures(self, text: str) -> Iterator[re.Match[str]]:
        """The figures of the kind asked for, the years and days of dates left out."""
        return re.finditer(self.figure, _DATES.sub(lambda date: " " * len(date[0]), text))

    def _holder(self, text: str) -> float:
        text = _REPORTERS.sub("", text)
        if self.role and (not self.many or wants.offices(self.said)):
            return self._held(self._own_town(text))
        found = [name for name in people(text) if name not in self.said]
        if not found or self._lost(text):
            return self._somebody(text)
        if self._person and not re.search(self._person, text):
            return LOOSELY
        if self.many:
            return 0.3 + 0.7 * min(1.0, len(found) / max(3, self.items))
        return self._did(found, text)

    def _held(self, text: str) -> float:
        """How far it tells who holds the office that is asked for."""
        held = len({*holders(self.role, text)})
        if held:
            return 0.4 + 0.6 * min(1.0, held / (3 if self.many else 1))
        office = rf"(?<!副)(?:{self.role})\s?[{SURNAMES}][\u4e00-\u9fff]{{2}}"
        named = re.search(office, text) and not self.many
        return 0.9 if named else 0.25 * bool(people(text))

    def _did(self, found: Sequence[str], text: str) -> float:
        """How far it tells that one of those `found` in it did what is asked about."""
        words = (
            [_DONE_AS[self.doing]] if self.doing in _DONE_AS else [self.doing, *like(self.doing)]
        )
        doing = "|".join(word for word in words if word and re.search(word, text))
        if doing:
            on = r"(?:[^，。；,;]{0,12}|(?:围绕|以|就)[^。；]{0,60})"  # 围绕“…”作辅导报告
            did = any(re.search(rf"{n}{on}(?:{doing})", text) for n in found)
            return 1.0 if did else 0.7
        if _OUTRIGHT.fullmatch(self.doing):
            return LOOSELY
        return 0.8 if self.doing else 1.0

    def _own_town(self, text: str) -> str:
        """Folded `text` without the offices of other towns and bodies than the one asked about."""
        asked = {m[2]: m[1] for m in _TOWN.finditer(self.said)}
        if not asked:
            return text
        return _TOWN_OFFICE.sub(
            lambda m: m[0] if asked.get(m[2], m[1])[-2:] in m[1] else "，", text
        )

    def _lost(self, text: str) -> bool:
        """Whether a winner is asked for, and folded `text` tells of none in that place."""
        placed = next((has for asks, has in _PLACED if asks.search(self.said)), _WON)
        return bool(_WINNER.search(self.said)) and not placed.search(text)

    def _somebody(self, text: str) -> float:
        """The same of a text that names no person: a team or a work may have won."""
        if _WINNER.search(self.said):
            return 0.0 if self._lost(text) else 0.6 * bool(_CONTENDER.search(text))
        if _TEAM_ASKED.search(self.said):
            return 0.6 * bool(_CONTENDER.search(text))
        return (0.4 if self.many else 0.1) if _SOMEBODY.search(text) else 0.0

    def _row(self, text: str) -> float:
        if len(self.thing) == 1:
            ends = re.search(rf"{self.thing}[”\"」]?(?=[，,。；;]|$)", text)
            begins = re.findall(rf"[、，,“抓]{self.thing}[\u4e00-\u9fff]", text)  # 稳就业、稳企业
            often = text.count(self.thing) >= max(3, self.items - 1)  # 最为集中、最为凸显
            return float(bool(ends) or len(begins) > 1 or often)
        if put := _PUT_FORWARD.search(self.said):
            return 1.0 if re.search(rf"{put[1]}[，,：:]", text) else 0.5
        row = longest_row(text)
        if _NAMES_ASKED.search(self.said):  # 取名“乐乐”和“苗苗”, 哥哥叫大宝，弟弟叫小宝
            row = max(row, len(_SET_OFF.findall(text)), text.count("叫"))
        if self.items:
            return 1.0 if row >= self.items else 0.5 if row >= 2 else 0.2
        return 1.0 if row >= 2 else 0.2 if self.many else 0.5

    def _thing(self, text: str) -> float:
        if self.kin:
            return 0.6 * (self.thing in text and any(n not in self.said for n in people(text)))
        if self.items:
            return self._row(text)
        if self.subject:
            return self._defined(text)
        if self.body:
            return 0.6 if whereabouts.named(self.body, self.said, text) else 0.0
        if any(of.search(self.said) for of in (_WORK_ASKED, _FORMULA_ASKED, _COINED)):
            return 1.0 if self._coined(text) else 0.3
        return self._noun(text) if self.thing else 0.5

    def _coined(self, text: str) -> bool:
        """Whether it has a formula, the title of a talk or what is set off by quotation marks."""
        if _FORMULA_ASKED.search(self.said):
            return bool(_FORMULA.search(text))
        if "题目" in self.said:
            return bool(re.search(_TITLED, text))
        return any(m[1] not in self.said for m in _SET_OFF.finditer(text))

    def _noun(self, text: str) -> float:
        """The same of what the answer is called."""
        if self.name or self.being:
            return self._called(text)
        if _STANDING.search(self.thing):
            return 1.0 if _AS.search(text) else 0.4
        if _WRITTEN.search(self.thing):
            return 1.0 if "《" in text else 0.4
        shared = sum(c in text for c in self.thing) / len(self.thing)
        called = (self.thing, *like(self.thing))
        return 1.0 if any(word in text for word in called) else 0.3 + 0.4 * shared

    def _office(self, text: str) -> float:
        """How far it tells the office of the one asked about, another than the question has."""
        beside = re.search(rf"({ROLES})[^，。；,]{{0,8}}{self.holder}", text)
        found = [*offices(self.holder, text), *([beside[1]] if beside else [])]
        found += [office for name, office in posts(text) if name == self.holder]
        found += re.findall(rf"[\u4e00-\u9fff](?:长|委员|顾问|代表|理事|会员){self.holder}", text)
        return 1.0 if any(office not in self.said for office in found) else 0.2

    def _defined(self, text: str) -> float:
        """How far it says what the thing asked about is: "X是…", "作为…，X…", “X”社区."""
        name = re.escape(self.subject)
        quoted = re.search(rf"[“\"「]{name}[”\"」][\u4e00-\u9fffa-z]{{4}}", text)
        bare = QUOTES.sub("", text)
        says = (
            rf"{name}(?:就?是|指|即|系|为(?!了|[主核中])|[，,]?作为)"
            rf"|作为[^。；]{{4,40}}[，,][^。；]{{0,20}}{name}"
        )
        return 1.0 if quoted or re.search(says, bare) else 0.6 if self.subject in bare else 0.3

    def _called(self, text: str) -> float:
        """The same of what a thing is called or what it is: a theme, a slogan, a mascot."""
        thing = self.thing
        row = longest_row(text) > 1 or len(_SET_OFF.findall(text)) > 1
        if self._own_named not in text or (_NAMES_ASKED.search(self.said) and not row):
            return 0.3
        if self.name:
            beside = rf"[”\"」》a-z\d]\s?.{{0,4}}{thing}|{thing}.{{0,4}}[“\"「《]"
            if re.search(beside, text):
                return 1.0
            return 0.5 if thing in text else 0.3
        beside = (
            rf"[”\"」》].{{0,4}}{thing}|{thing}.{{0,6}}[“\"「《是为:：]|为[^，,。；]{{0,3}}{thing}"
        )
        some = thing in text or re.search(r"[“\"「《]", text)
        return 1.0 if re.search(beside, text) else 0.6 if some else 0.4
