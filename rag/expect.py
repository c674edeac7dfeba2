"""What a question wants to be told, and whether words can tell it.

"几家" wants a number of 家, "谁是区长" somebody named beside 区长, "哪五个" five things in a
row. A sentence that speaks of the matter without such a thing does not answer: most
questions that an archive cannot answer are of that kind. All patterns are of folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .people import ROLES, SURNAMES, holders, people
from .text import fold, words

Asked = Literal[
    "when", "how many", "author", "who", "where", "page", "which", "why", "whether", "what"
]

_ASKED: tuple[tuple[Asked, str], ...] = (
    (
        "author",
        r"(?:谁|哪[位个名]?.{0,4})(?:写|拍|采写|撰|报道|摄)|(?:记者|作者|摄影).{0,4}(?:谁|哪|叫)"
        r"|\bwho (?:wrote|reported|photographed|took)\b|\b(?:reporters?|authors?|photographers?)\b",
    ),
    (
        "page",
        r"(?:第几|哪一?个?|几号)[版页]|翻到.{0,3}几|\b(?:which|what) page\b|\bpage number\b",
    ),
    (
        "when",
        r"什么时候|何时|哪一?[天日年]|哪个?[月]|(?<!农历)[几哪]月|[几哪]号(?!线|楼)|几时"
        r"|什么日子|日期"
        r"|(?:(?<!长)时间|日期)[？?]?$|(?<!长)时间是|几点|哪[几两三四]天|什么时间|年份|几月几"
        r"|\bwhen\b|\b(?:what|which|on what) (?:date|day|year|time|month)\b",
    ),
    (
        "how many",
        r"(?:人数|人次|[总产销数出进客存]口?量|率|票房|收入|营收|总[额值]|[金产]额|gdp|价格?)(?:是|为|有|达)?[？?]?$|多少|(?<![哪这那近前后])几[个家位名项次场条届年期版人岁成天种块](?!.*哪[几些])"
        r"|第几|多[大高长远宽重久]|百分之几|比例|占比|几成"
        r"|几号线|农历|怎么卖|什么价|花钱|收费|免费吗|\bhow (?:many|much|long|large|big"
        r"|tall|old|far|wide|often)\b"
        r"|\b(?:what|which) (?:\w+ ){0,3}(?:number|share|percentage|proportion|price|gdp"
        r"|population)\b"
        r"|\bwhat (?:is|was|were|are) .*\b(?:gdp|price|revenue|cost|budget|population|area"
        r"|height|number)\b",
    ),
    (
        "who",
        r"(?:导演|编剧|主演|作者|演员|冠军|得主|书记|[区市县局院校]长|主席|主任|总裁|创始人|负责人)[？?]?$|谁|哪[几一两二三四五六七八九十]?[位名](?!置)|哪些?个?[省市区镇]?里?的?(?:领导|人(?!才)"
        r"|专家|干部|教授|记者)|什么人|何人"
        r"|\bwho(?:m|se)?\b|\b(?:which|what) (?:\w+ ){0,2}(?:professor|official|leader"
        r"|mayor|person)s?\b",
    ),
    (
        "where",
        r"哪里|哪儿|在哪(?!一?[年天])|何处|什么地方|哪个?(?:地方|地点|小区|街道|场馆|城市)"
        r"|地点|地址"
        r"|\bwhere\b|\b(?:which|what) (?:\w+ )?(?:place|city|cities|venue)\b",
    ),
    ("why", r"为什么|为何|什么原因|怎么会|\bwhy\b"),
    (
        "which",
        r"哪[些几两二三四五六七八九十]|有些什么|列出|分别|哪几|\bwhich\b|\blist\b|\bname the\b",
    ),
    (
        "whether",
        r"吗[？?]?$|是否|有没有|是不是|([能会开要])不\1|[^么]没有[？?]|^(?:is|are|was|were"
        r"|do|does|did|can|has|have)\b",
    ),
)

_FIGURE = r"(?:\d[\d,.]*|[〇零一二两三四五六七八九十百千]+)(?:多|余|来)?[万亿]*(?:多|余)?"
_COUNTERS = "个家位名项次场条届期版页人岁种类块座台套处件部篇本册辆栋层吨米度亩"
# A number of whatever: no time (前八个月, 9月), no article (一个), no one in a row (第三).
_ANY_FIGURE = (
    r"(?<![第\d.,])(?!(?:19|20)\d\d(?:[^\d.,万亿]|$))"
    r"\d[\d,.]*(?:多|余)?[万亿]*(?![\d.,]|\s?个?[年月日时])"
    r"|(?<![第前近后上下])(?:[〇零二两三四五六七八九十百千]|一[二三四五六七八九百千万亿])"
    rf"[〇零一二三四五六七八九十百千]*(?:多|余|来)?(?:[万亿]+|[成倍半{_COUNTERS}])(?![年月天日])"
)
_COUNT = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ENGLISH_COUNT = dict(zip("two three four five six seven eight nine ten".split(), range(2, 11),
                          strict=True))  # fmt: skip
# Counters that stand for one another: 3家机构, 3个机构.
_ALIKE = (
    "家个所",
    "位名人个",
    "版页",
    "项个",
    "次届",
    "场次",
    "条项个",
    "种类个",
    "个家项名座处",
    "天日",
    "年岁",
)
_COUNTED = re.compile(
    r"(?:多少"
    r"|几)\s?([个家位名项次场条届期版人岁种块座台套处件部])?\s?([\u4e00-\u9fff])?"
)
_ENGLISH_COUNTED = (
    (r"pages?", "版页"),
    (r"compan(?:y|ies)|firms?|institutions?|organi[sz]ations?|universities|units?", "家个所"),
    (r"countries|regions|cities|models?|branches|committees|points", "个"),
    (r"projects?|agreements?|measures|items?", "项个"),
    (r"forums?|events?|meetings?|sessions?", "场次个"),
)
_MEASURED: tuple[tuple[str, str, str], ...] = (
    # what is asked for, how a question asks for it, how a page says it
    (
        "charge",
        r"怎么卖|什么价|花钱"
        r"|收费|免费吗|门票|票价",
        rf"(?:{_FIGURE})\s*(?:元|块钱)|免费|收费",
    ),
    (
        "money",
        r"多少(?:钱|[万亿]?(?:美|港|日|欧)?元|块钱|经费|资金)|(?:价格|租金|票价|工资|薪资"
        r"|薪酬|收入|营业额|营收|产值"
        r"|gdp|房价|投资额?|融资?|成本|费用|预算|补贴|奖金).{0,8}(?:多少|多高|几|多大)"
        r"|融了多少|投[了资]?多少|花了?多少"
        r"|\bhow much\b(?!.*\b(?:space|time|water|land)\b)|\b(?:cost|price|gdp|revenue"
        r"|budget|rent|salary)\b",
        rf"(?:{_FIGURE})\s*(?:美|港|日|欧)?(?:元|块钱|镑)",
    ),
    (
        "share",
        r"率(?:.{0,4}多少|是|为)?[？?]?$|百分之几|百分比|比例|占比|几成|占(?!地).{0,6}(?:多少|几)(?![家个项位名])"
        r"|增长.{0,3}多少|\bshare\b|\bpercent|\bproportion\b",
        r"\d[\d.]*\s?[%‰]|[百千]分之|\d个百分点|[一二三四五六七八九]成|[一二三四五]分之[一二三四]"
        r"|(?:近|超|过)?半(?:数)?",
    ),
    (
        "duration",
        r"多久|多长时间|(?<![这那近前后哪])几[年天](?!级)|(?<![这那近前后哪])几个?(?:月"
        r"|星期|小时)|多少(?:年|天|个?小时|分钟)|历时|\bhow long\b|\bhow many (?:years"
        r"|days|months)\b",
        rf"(?<!\d)(?!(?:19|20)\d\d年)(?:{_FIGURE})\s*(?:周?年|天|个月|星期|周|小时|分钟)(?!\d|代|度|级)",
    ),
    (
        "address",
        r"门牌|(?:具体)?地址|几号(?!线|楼)(?=.*地址)|\baddress\b",
        r"[路街弄道]\s?\d+\s?[弄号]",
    ),
    (
        "phone",
        r"电话|手机|联系方式|热线号|\bphone\b",
        r"(?<!\d)\d{3,4}-?\d{7,8}(?!\d)"
        r"|(?<!\d)\d{5,11}(?!\d)",
    ),
    ("line", r"几号线|哪条线", r"\d+号线"),
    ("lunar", r"农历|阴历", r"[正一二三四五六七八九十冬腊]月(?:初|廿|[一二三]?十)"),
    ("area", r"公顷|多少亩|平方|面积|占地|多大", r"公顷|亩|平方"),
    ("height", r"多高|海拔|\bhow (?:tall|high)\b", rf"(?:{_FIGURE})\s?(?:米|层)"),
    ("length", r"多[长远宽](?!时间)|里程|\bhow far\b", rf"(?:{_FIGURE})\s?(?:公里|千米|米)"),
    (
        "people",
        r"人数(?:是|为)?[？?]?$|多少(?:个|名|位)?(?:\w{0,2})(?:人|观众|市民|员工|学生|居民|游客|来电|读者|代表|职工)"
        r"|\bhow many (?:\w+ )?(?:people|visitors|employees|workers|citizens|residents"
        r"|students|calls)\b",
        rf"(?:{_FIGURE})\s*(?:名|位(?!一体)|人(?!工)|户|通|个(?:人|员工|市民|观众|居民|家庭|学生"
        rf"|电话|来电))",
    ),
)

_ROLE_ASKED = re.compile(rf"((?:副|常务副)?\s?{ROLES})")
_HOLDER_ASKED = re.compile(
    r"(?![\u4e00-\u9fffa-z])"
    r"|是|叫|由|现在|目前|当时|那时|这[几两]年|到底|究竟|换|的?(?:名字|姓名)|姓|为|一职|位|[，,]"
)
_WHO = re.compile(r"谁|哪[几一两二三]?[位名]|名字|叫|哪[两几]个")
_LEADERS = re.compile(r"哪[几些两二三]?[位名]?[区市]?领导")
_BODY = re.compile(
    r"(人大)(?:常委会?|常务委员会)?$|((?:[省市区县镇乡校院]|信息化|改革)?委)(?:员会)?$|(政协)$"
)
_SAME_ROLE = (
    ("ceo", "首席执行官", "老板", "老总", "执行长", "掌门人"),
    ("创始人", "创办人", "创立者"),
)
_ENGLISH_ROLES = (
    (r"\b(?:vice|deputy) mayor\b", "副[市区]长"),
    (r"\bdistrict (?:mayor|head|chief|governor)\b", "区长"),
    (r"\bmayor\b", "[市区县镇]长"),
    (r"\bceo\b|\bchief executive\b|\bboss\b", "ceo|首席执行官|执行长"),
    (r"\bparty secretary\b|\bsecretary\b", "书记"),
    (r"\bprofessor\b", "教授"),
    (r"\bfounder\b", "创始人|创办人"),
    (r"\bchair(?:man|woman|person)\b", "主席|主任"),
    (r"\bdirector\b", "主任|局长|处长|院长|馆长"),
)

_PLACE = re.compile(
    r"(?:在|于|位于|赴|前往|来到|来自|地处|坐落|入驻|选址|至|到|落户|从)[\u4e00-\u9fffa-z“”\"·]{2,20}"
    r"|[省市县村州](?!民|场|委|长|属)|(?:路|街道|镇|中心|馆|园|西岸|东岸|滨江|广场|会场|陵园|港|厅|大厦|小区|校区|湾"
    r"|服务站|示范点|展台)"
)
_FIGURATIVE = re.compile(
    r"(?:放|体现|表现|反映|[好难新美强差错赢特]|优势|亮点|重点|问题|原因|关键|差距|区别|不同)(?:就|都)?在(?:哪|什么地方)"
)
_SAID = re.compile(r"指出|表示|强调|认为|说[，:：“]|介绍[，:：]?|称[，:：]")
_MANY = re.compile(
    r"哪几|哪些|哪[两二三四五六七八九十]|都有|有谁|有哪|分别|列出|各是|\blist\b"
    r"|\bwhich (?:two|three)\b"
)
_DATES = re.compile(
    r"(?:\d{4}|[〇零一二三四五六七八九]{4})年(?:度|初|底|末)?|\d+月份?(?:\d+[日号])?|\d+日"
)
# Who won: a person, a team, a work.
_WINNER = re.compile(r"冠军|亚军|季军|金牌|银牌|铜牌|得主|获奖者|夺冠|获胜|赢")
_CONTENDER = re.compile(r"[\u4e00-\u9fff]{1,6}队(?!伍)|《|“|俱乐部")
_NAME_ASKED = re.compile(r"([\u4e00-\u9fff]{2})(?:的名[字称])?(?:是?叫|名[字称])(?:做|什么|啥|是)")
_BEING_ASKED = re.compile(
    r"(?!分别|具体|到底|究竟|各自)([\u4e00-\u9fff](?![的了都也就])[\u4e00-\u9fff])(?:是|为)(?:什么|啥)[？?]?$"
)
# What somebody is asked to have done: 谁主持, 哪位领导宣布.
_DOER = re.compile(
    r"(?:谁|哪[几一两]?[位名](?:[区市]?领导|教授|专家|同志)?)(?:来|去|出面|负责|在会上|在.{2,6}上)?"
    r"([\u4e00-\u9fff](?![的了过])[\u4e00-\u9fff])"
)
_DATE = re.compile(r"\d+月|\d{4}年|[〇零一二三四五六七八九]{4}年")
# Who wrote it did not do it.
_REPORTERS = re.compile(
    r"[(（][^()（）]{0,8}(?:记者|通讯员)[^()（）]{0,30}[)）]|□.{0,4}记者.{0,12}"
)
_SOMEBODY = re.compile(r"领导|同志|代表|委员|负责人|干部|居民|人士|常委会")
_POST_ASKED = re.compile(
    rf"([{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:在.{{0,8}}?)?(?:是|当|担?任)(?:的是)?"
    r"什么(?:职务?|职位|领导|身份|官|头衔)"
)
_WRITTEN = re.compile(r"文件|方案|文章|著作|报告|办法|意见|决议|规划|条例")
_SPEECH = re.compile(
    r"(?:讲|说)了?(?:哪些|什么)话|讲话(?:内容|要点)|怎么(?:说|看|评价|讲)|\bsa(?:y"
    r"|id)\b"
)
_QUOTED_THING = re.compile(
    r"哪[几二两三四五六七八九十些]?[个种块条类样]?[“\"「]([\u4e00-\u9fff])[”\"」]"
)
_THING_ASKED = re.compile(r"(?:什么|哪一?[个种项条座份次届门家套支张部场类])(?=[\u4e00-\u9fff]{2})")
_ANYTHING = re.compile(r"样|东西|内容|时候|地方|意思|名字|情况|工作|方面|问题|活动|事情|单位|机构")
_ITEM = r"[^，。；：,;:、!?！？\n]{1,24}"
_ROW = re.compile(rf"{_ITEM}(?:、{_ITEM})+")
# “大装置一大模型一应用”: a dash, which OCR may read as 一.
_DASHED_ROW = re.compile(
    r"[“\"「]([^”\"」，。]{2,10}(?:[一—–\-+·][^”\"」，。一—–\-+·]{2,10}){1,8})[”\"」]"
)
_QUOTED_ROW = re.compile(r"(?:“[^”]{1,16}”){2,}")
_CLAUSES = re.compile(r"[，,。；;！!？?\n]")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a question wants.

    `figure` is the pattern of the number that is asked for, `role` that of the office whose
    holder is, `items` how many things a list should have (0: as many as there are), `thing`
    what the answer is called ("什么计划": 计划), `name` and `being` whether that is what it is
    called by or said to be ("叫什么", "主题是什么"), `holder` the one whose office is, `doing`
    what somebody is asked to have done, `said` the question folded.
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
    said: str = ""

    @classmethod
    def of(cls, question: str) -> Expected:
        said = fold(question).strip()
        asked: Asked = next((kind for kind, pattern in _ASKED if re.search(pattern, said)), "what")
        role = _role(said) if asked in ("who", "author", "what", "which") else ""
        if role and asked == "what" and re.search(r"叫|是", said):
            asked = "who"
        if role and asked == "which" and re.search(r"\bwhich\b", said):
            asked = "who"
        return cls(
            asked=asked,
            figure=_figure(said) if asked == "how many" else "",
            role=role if asked == "who" else "",
            items=_items(said) if asked in ("who", "which", "where", "what", "how many") else 0,
            being=asked == "what" and bool(_BEING_ASKED.search(said)),
            thing=_thing(said) if asked in ("what", "which", "where") else "",
            speech=bool(_SPEECH.search(said)),
            many=bool(_MANY.search(said)),
            name=bool(_NAME_ASKED.search(said)),
            said=said,
            doing=doer[1] if asked == "who" and (doer := _DOER.search(said)) else "",
            holder=post[1] if (post := _POST_ASKED.search(said)) else "",
        )

    @property
    def strict(self) -> bool:
        """Whether it can be told of words that they have no such thing."""
        return (
            self.asked in ("when", "who", "author", "page")
            or bool(self.figure)
            or len(self.thing) == 1
            or self.placed
        )

    @property
    def placed(self) -> bool:
        """Whether a place on the map is asked for: no "难在哪里"."""
        return self.asked == "where" and not _FIGURATIVE.search(self.said)

    def told(self, text: str, exact_days: int, days: int, listed: bool = False) -> float:
        """How far folded `text` has such a thing, in [0, 1]; 0.5 where none can be named.

        `exact_days` and `days` are how many dates it names, to the day and at all.
        """
        if self.speech and not _SAID.search(text):
            return 0.2
        told = 0.5
        match self.asked:
            case "when":
                told = 1.0 if exact_days else 0.6 * bool(days)
            case "how many" if self.figure:
                told = float(any(m[0] not in self.said for m in self._figures(text)))
            case "author":
                told = float(bool(re.search(r"记者|摄影|作者|通讯员|撰文|文/|图/", text)))
            case "who":
                told = self._holder(text)
            case "where":
                told = 0.8 if _PLACE.search(text) else 0.0 if self.placed else 0.5
            case "page":
                told = float(listed or bool(re.search(r"第\s?\d+\s?版", text)))
            case "which":
                told = self._row(text)
            case "what" | "why" | "whether":
                told = self._thing(text)
        return told

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

    def _figures(self, text: str) -> Iterator[re.Match[str]]:
        """The figures of the kind asked for, the years and days of dates left out."""
        return re.finditer(self.figure, _DATES.sub(lambda date: " " * len(date[0]), text))

    def _holder(self, text: str) -> float:
        text = _REPORTERS.sub("", text)
        if self.role and not self.many:
            if any(True for _ in holders(self.role, text)):
                return 1.0
            return 0.4 if people(text) else 0.0
        found = [name for name in people(text) if name not in self.said]
        if not found:
            return self._somebody(text)
        if self.many:
            return 0.3 + 0.7 * min(1.0, len(found) / max(3, self.items))
        if self.doing and self.doing in text:
            did = any(re.search(rf"{n}[^，。；,;]{{0,12}}{self.doing}", text) for n in found)
            return 1.0 if did else 0.7
        return 0.8 if self.doing else 1.0

    def _somebody(self, text: str) -> float:
        """The same of a text that names no person: a team or a work may have won."""
        if _WINNER.search(self.said):
            return 0.6 if _CONTENDER.search(text) else 0.1
        return (0.4 if self.many else 0.1) if _SOMEBODY.search(text) else 0.0

    def _row(self, text: str) -> float:
        if len(self.thing) == 1:
            ends = len(re.findall(rf"{self.thing}[”\"」]?(?=[，,。；;]|$)", text))
            return float(ends > 0)
        row = longest_row(text)
        if self.items:
            return 1.0 if row >= self.items else 0.5 if row >= 2 else 0.2
        return 1.0 if row >= 2 else 0.5

    def _thing(self, text: str) -> float:
        if self.items:
            return self._row(text)
        if self.thing and (self.name or self.being):
            return self._called(text)
        if self.holder:
            return 1.0 if re.search(rf"{ROLES}[^，。；,]{{0,8}}{self.holder}", text) else 0.2
        if self.thing and _WRITTEN.search(self.thing):
            return 1.0 if "《" in text else 0.4
        if self.thing:
            shared = sum(c in text for c in self.thing) / len(self.thing)
            return 1.0 if self.thing in text else 0.3 + 0.4 * shared
        return 0.5

    def _called(self, text: str) -> float:
        """The same of what a thing is called or what it is: a theme, a slogan, a mascot."""
        thing = self.thing
        if self.name:
            beside = rf"[”\"」》a-z\d]\s?.{{0,4}}{thing}|{thing}.{{0,4}}[“\"「《]"
            return 1.0 if re.search(beside, text) else 0.5 if thing in text else 0.3
        beside = rf"[”\"」》].{{0,4}}{thing}|{thing}.{{0,6}}[“\"「《是为:：]|为{thing}"
        some = thing in text or re.search(r"[“\"「《]", text)
        return 1.0 if re.search(beside, text) else 0.6 if some else 0.4


def longest_row(text: str) -> int:
    """How many things the longest enumeration of folded `text` has; 1 where there is none."""
    rows = [row[0].count("、") + 1 for row in _ROW.finditer(text)]
    rows += [row[0].count("“") for row in _QUOTED_ROW.finditer(text)]
    rows += [len(re.findall(r"[一—–\-+·]+", row[1])) + 1 for row in _DASHED_ROW.finditer(text)]
    heads = [clause.strip()[:2] for clause in _CLAUSES.split(text) if len(clause.strip()) > 3]
    rows += [heads.count(head) for head in set(heads)]
    return max(rows, default=1)


def _figure(said: str) -> str:
    """The pattern of the number that a question asks for."""
    for _, asked, told in _MEASURED:
        if re.search(asked, said):
            return told
    if re.search(r"准印证|编号|网址|代码|号码", said):
        return r"\d{3,}"
    return _ordinal(said) or _counted(said)


def _ordinal(said: str) -> str:
    """The pattern of an ordinal, such as the number of an issue; "" where none is asked for."""
    if re.search(r"\bissue number\b|期数|总第?几期|总第?期?.{0,8}(?:多少|几)期", said):
        return r"第?\s?\d+\s?期"
    ordinal = re.search(r"第几([届期次版个名号])", said)
    if ordinal is None:
        return ""
    return rf"第?\s?(?:\d+|[一二三四五六七八九十]+)\s?{ordinal[1]}"


def _counted(said: str) -> str:
    """The pattern of a number of what is counted; of any number where that has no counter."""
    for english, counters in _ENGLISH_COUNTED:
        if re.search(rf"\b(?:how many|number of) (?:\w+[ -]){{0,2}}(?:{english})\b", said):
            return rf"(?<![第\d])(?:{_FIGURE})\s?[{counters}]"
    counted = _COUNTED.search(said)
    unit = (
        next((c for c in reversed(counted.groups()) if c and c in _COUNTERS), "") if counted else ""
    )
    if not unit:
        return _ANY_FIGURE
    alike = next((group for group in _ALIKE if group[0] == unit), unit)
    return rf"(?<![第\d])(?:{_FIGURE})\s?[{alike}]"


def english_role(said: str) -> tuple[str, str]:
    """The words by which a folded English question names an office, and the pattern of what a
    page calls it; both "" where it names none: a dictionary has no 区长 for "district mayor"."""
    for asked, told in _ENGLISH_ROLES:
        if words := re.search(asked, said):
            return words[0], told
    return "", ""


def _role(said: str) -> str:
    """The pattern of the office whose holder is asked for, with the body that it is of."""
    _, english = english_role(said)
    found = [m for m in _ROLE_ASKED.finditer(said) if _HOLDER_ASKED.match(said, m.end())]
    if english or not found or not _WHO.search(said) or _LEADERS.search(said):
        return english
    role = found[0][1].strip()
    if re.search(rf"哪[一两]?[位个名]{role}[^，。,？?]{{2,}}", said):
        return ""  # somebody who did a thing, and need not be named with the office there
    same = next((group for group in _SAME_ROLE if role in group), ())
    of = _BODY.search(said[: found[0].start()])
    body = next((part for part in of.groups() if part), "") if of else ""
    if body == "人大":
        body = "人大(?:常委会?|常务委员会)?"
    return "|".join(same) or (rf"{body}\s?{role}" if body else role)


def _items(said: str) -> int:
    count = re.search(r"[哪这那]([二两三四五六七八九])(?=[个家位名种块条项大座场件类样])", said)
    if count:
        return _COUNT[count[1]]
    quoted = re.search(r"“([二两三四五六七八九])(?:[个大种条项点类]|百”)", said)
    if quoted and re.search(r"分别|具体|哪几|哪些", said):
        return _COUNT.get(quoted[1], 0)
    english = re.search(
        rf"\b(?:which|what|name"
        rf"|list)\b.{{0,8}}?\b({'|'.join(_ENGLISH_COUNT)})\b",
        said,
    )
    return _ENGLISH_COUNT[english[1]] if english else 0


def _thing(said: str) -> str:
    """What the answer is called: the noun after 什么, 哪个 or 哪种, or before 叫什么."""
    named = _QUOTED_THING.search(said) or _NAME_ASKED.search(said) or _BEING_ASKED.search(said)
    if named:
        return named[1]
    asked = _THING_ASKED.search(said)
    rest = said[asked.end() :] if asked else ""
    start, end = next(iter(words(rest)), (1, 1))
    noun = rest[start:end]
    return noun if start == 0 and len(noun) >= 2 and not _ANYTHING.match(noun) else ""
