"""What a question wants to be told, and whether words can tell it.

"几家" wants a number of 家, "谁是区长" somebody named beside 区长, "哪五个" five things in a
row. A sentence that speaks of the matter without such a thing does not answer: most
questions that an archive cannot answer are of that kind. All patterns are of folded text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .figures import figure
from .people import ROLES, SURNAMES, holders, people
from .synonyms import like
from .text import fold, places, tagged, words

Asked = Literal[
    "when", "how many", "author", "who", "where", "page", "which", "why", "whether", "what"
]

_ASKED: tuple[tuple[Asked, str], ...] = (
    (
        "author",
        r"(?:谁|哪(?:[位个名]|.{0,2}记者)[^？?，,。请]{0,4})(?:写|拍|采写|撰|报道|摄)|(?:记者|作者|摄影).{0,4}(?:谁|哪|叫)"
        r"|\bwho (?:wrote|reported|photographed|took)\b|\b(?:reporters?|authors?|photographers?)\b",
    ),
    (
        "page",
        r"(?:第几|哪一?个?|几号)[版页]|翻到.{0,3}几|\b(?:which|what) page\b|\bpage number\b",
    ),
    (
        "when",
        r"什么时候|何时|哪一?[天日年期]|哪个?[月]|(?<!农历)[几哪]月|(?<!电话)(?<!电话是)[几哪]号(?!线|楼)|几时"
        r"|什么日子|日期"
        r"|(?:(?<!长)时间|日期)[？?]?$|(?<!长)时间是|几点|哪[几两三四]天|什么时间|年份|几月几"
        r"|(?:星期|周|礼拜)几"
        r"|\bwhen\b|(?<!within )\b(?:what|which|on what) (?:date|day|year|time|month)\b",
    ),
    (
        "how many",
        r"(?:人数|人次|[总产销数出进客存]口?量|率|票房|收入|营收|总[额值]|[金产]额|gdp|价格?)(?:是|为|有|达)?[？?]?$|多少|(?<![哪这那近前后])几[个家位名项次场条届年期版人岁成天种块](?!.*哪[几些])"
        r"|第几|多[大高长远宽重久]|百分之几|比例|占比|几成"
        r"|电话是?[几哪]号|哪个(?:电话|号码)|[打拨]哪个|(?:电话|热线|号码)是?(?:什么|啥)"
        r"|几号线|几折|农历|怎么卖|什么价|花钱|收费|免费吗|\bhow (?:many|much|long|large|big"
        r"|tall|old|far|wide|often)\b"
        r"|\b(?:what|which) (?:\w+ ){0,3}(?:number|share|percentage|proportion|price|gdp"
        r"|population)\b"
        r"|\bwhat (?:is|was|were|are) .*\b(?:gdp|price|revenue|cost|budget|population|area"
        r"|height|number)\b",
    ),
    (
        "who",
        r"(?:导演|编剧|主演|作者|演员|冠军|得主|书记|[区市县局院校]长|主席|主任|总裁|创始人|负责人)[？?]?$|谁|哪[几一两二三四五六七八九十]?[位名](?!置)|哪些?个?[省市区镇]?(?:里(?!人))?的?(?:领导|人(?!才|.*(?:免|不收|不要钱|优惠|补贴|申请|资格|可以|优先))"
        r"|专家|干部|教授|记者)|什么人(?![工才民文机])|何人"
        r"|\bwho(?:m|se)?\b|\b(?:which|what) (?:\w+ ){0,2}(?:professor|official|leader"
        r"|mayor|person)s?\b",
    ),
    (
        "where",
        r"哪里|哪儿|籍贯|祖籍|老家|在哪(?!一?[年天]|[些几两三]?个?(?:方面|领域|环节|问题))|何处|什么地方|哪个?(?:地方|地点|小区|街道|场馆|城市)"
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

_COUNT = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ENGLISH_COUNT = dict(zip("two three four five six seven eight nine ten".split(), range(2, 11),
                          strict=True))  # fmt: skip
_WH = re.compile(r"\b(?:who(?:m|se)?|when|where|which|what|why|how)\b")
_ROLE_ASKED = re.compile(rf"((?:副|常务副)?\s?{ROLES})")
_HOLDER_ASKED = re.compile(
    r"(?![\u4e00-\u9fffa-z])"
    r"|的?是|叫|由|现在|目前|当时|那时|这[几两]年|到底|究竟|换|的?(?:名字|姓名)|姓|为|一职|位|[，,]"
)
_WHO = re.compile(r"谁|哪[几一两二三]?[位名]|名字|叫|哪[两几]个")
_ROLES_ASKED = re.compile(rf"(?:哪[些几两二三四]|有几)[位个名]?((?:常务)?副?{ROLES})")
_LEADERS = re.compile(r"哪[几些两二三]?[位名]?[区市]?领导")
_BODY = re.compile(
    r"(人大)(?:常委会?|常务委员会)?$|((?:[省市区县镇乡校院]|信息化|改革)?委)(?:员会)?$|(政协)$"
)
_SAME_ROLE = (
    ("ceo", "首席执行官", "执行长"),
    ("老板", "老总", "掌门人", "ceo", "首席执行官", "执行长", "董事长", "总经理", "店主"),
    ("创始人", "创办人", "创立者"),
)
_ENGLISH_ROLES = (
    (r"\b(?:vice|deputy) (?:district )?(?:mayor|head|chief|governor)\b", "副[市区]长"),
    (r"\bdistrict (?:mayor|head|chief|governor)\b", "区长"),
    (r"\bmayor\b", "[市区县镇]长"),
    (r"\bceo\b|\bchief executive\b|\bboss\b", "ceo|首席执行官|执行长"),
    (r"\bparty secretary\b|\bsecretary\b", "书记"),
    (r"\bprofessor\b", "教授"),
    (r"\bfounder\b", "创始人|创办人"),
    (r"\bcppcc\b|\bpolitical consultative\b", "政协\\s?主席"),
    (r"\bpeople'?s congress\b", "人大(?:常委会?|常务委员会)?\\s?主任"),
    (r"\bchair(?:man|woman|person|s)\b", "主席|主任"),
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
_SAYS = r"(?:指出|表示|强调|认为|说|称|要求|介绍|透露|提出)"
_SAID = re.compile(
    r"(?:围绕|以|就).{2,60}(?:作|做|讲)|指出|表示|强调|认为|说[，:：“]|介绍[，:：]?|称[，:：]"
)
_MANY = re.compile(
    r"哪几|哪些|哪[两二三四五六七八九十]|都有|有谁|有哪|分别|列出|各是|\blist\b"
    r"|\bwhich (?:two|three)\b|(?:哪[天年月日]|几[点号日时月])[开起]?始?[、，]?(?:到|至|[几哪])"
)
_COUNTED_WORD = re.compile(
    r"\bhow many (?P<en>[a-z]+)"
    r"|(?:多少|几)[个家位名项次场条届座种块台套处件部篇]?(?P<zh>[\u4e00-\u9fff]{2,6})"
)
_ALTOGETHER = re.compile(r"[一总]共|总计|合计|总数")
_TOTAL = re.compile(r"共|总|合计|累计|全部")
_DATES = re.compile(
    r"(?:\d{4}|[〇零一二三四五六七八九]{4})年(?:度|初|底|末)?|\d+月份?(?:\d+[日号])?|\d+日"
)
# Who won: a person, a team, a work.
_WINNER = re.compile(r"冠军|亚军|季军|金牌|银牌|铜牌|得主|获奖者|夺冠|获胜|赢")
_WON = re.compile(rf"{_WINNER.pattern}|[夺获捧]|第一|[首头]名|折桂|胜")
_WEEKDAY_ASKED = re.compile(r"(?:星期|周|礼拜)几|\bday of the week\b")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
_YEAR_ASKED = re.compile(r"哪一?年(?!.{0,3}[月日天])|年份|\b(?:what|which) year\b")
_YEAR = re.compile(r"\d{4}年|[〇零一二三四五六七八九]{4}年|[去今前]年|年代")
_HABIT_ASKED = re.compile(r"一般|通常|平时|平常|每[天周月年]|\busually\b")
_HABIT = re.compile(
    r"每[个逢]?[周天月日年晚早]|每(?:个)?(?:星期|礼拜)|逢[一二三四五六七八九十周]|周[一二三四五六日末]"
)
_HOUR_ASKED = re.compile(r"几点(?!建议|意见|要求|启示)|\bwhat time\b(?! of)")
_HOUR = re.compile(
    r"(?<![\d.])\d{1,2}\s?(?:[时点](?:\d{1,2}分?)?|[:：]\d\d)(?!\d)|[一二两三四五六七八九十]{1,2}点(?:半|整|[钟\d])"
)
_CONTENDER = re.compile(r"[\u4e00-\u9fff]{1,6}队(?!伍)|《|“|俱乐部")
_HOME_ASKED = re.compile(r"(?:哪里|哪儿|什么地方)的?人|籍贯|祖籍|老家")
_HOME = re.compile(r"[省市县镇村州京津沪渝]人(?=[，,。、；])|籍(?!贯)|来自|生于|出生|老家|家乡")
_NAME_ASKED = re.compile(r"([\u4e00-\u9fff]{2})(?:的名[字称])?(?:是?叫|名[字称])(?:做|什么|啥|是)")
_KIN = re.compile(
    "丈夫|妻子|老伴|爱人|父亲|母亲|爸爸|妈妈|爷爷|奶奶|外公|外婆|[儿孙]子|女儿|孙女|外孙|哥哥|弟弟|姐姐|妹妹|徒弟|师[傅父]|学生|同事|邻居|朋友"
)
_BEING_ASKED = re.compile(
    r"(?!分别|具体|到底|究竟|各自)([\u4e00-\u9fff](?![的了都也就])[\u4e00-\u9fff])(?:是|为)(?:什么|啥)[？?]?$"
)
# What somebody is asked to have done: 谁主持, 哪位领导宣布.
_DOER = re.compile(
    r"(?:谁|哪[几一两]?[位名](?:[区市]?领导|教授|专家|同志)?+)(?:来|去|出面|负责|在会上|在.{2,6}上|正?在)?"
    r"(?!当|任|做|担)([\u4e00-\u9fff](?![的了过])[\u4e00-\u9fff])"
)
_QUOTES = re.compile(r"[“”\"「」]")
_DATE = re.compile(r"\d+月|\d{4}年|[〇零一二三四五六七八九]{4}年")
# Who wrote it did not do it.
_REPORTERS = re.compile(
    r"[(（][^()（）]{0,8}(?:记者|通讯员)[^()（）]{0,30}[)）]|□.{0,4}记者.{0,12}"
)
_SOMEBODY = re.compile(r"领导|同志|代表|委员|负责人|干部|居民|人士|常委会")
_POST_ASKED = re.compile(
    rf"([{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:[，,]?[到在]?\d+年(?:\d+月)?)?(?:在.{{0,8}}?)?(?:是|当|担?任)(?:的是)?"
    r"什么(?:职务?|职位|领导|身份|官|头衔)"
)
# Who somebody is, asked by name; and what a thing is, asked by nothing but its name.
_WHO_IS = re.compile(
    rf"([{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?:同志)?(?:到底|究竟)?(?:是|又是)(?:谁|什么人|何人|哪位|何许人"
    r"|做什么的|干什么的|什么来头)[？?]?"
)
_WHAT_IS = re.compile(
    r"(?:请问|到底|究竟|所谓的?)?(?:什么是|何为)[“\"「]?(.{2,12}?)[”\"」]?[？?]?"
    r"|(?:请问)?[“\"「]?([^的，,。“”]{2,12}?)[”\"」]?(?:到底|究竟)?(?:是|指)的?(?:什么|啥)(?:东西|意思|概念|地方)?[？?]?"
)
# What the page has coined for it, and sets in quotation marks.
_COINED = re.compile(
    r"(?:怎么|如何|怎样)(?:来)?概括|概括(?:为|成|的)|一句话|哪句话|公式|口号|什么题目|题目是"
    r"|\b(?:slogans?|mottos?|formula|catchphrase|summed up|summing up)\b"
)
_TITLED = r"(?:围绕|以|就|题为|关于)[“\"「《]"  # what a talk was about
_ATTRIBUTE = re.compile(
    r"(?:主题|口号|目标|任务|重点|内容|原因|吉祥物|名称|标题|标准|定位|主线|关键|特点|特色|亮点|作用|意义"
    r"|方式|方法|措施|要求|原则|结果|数字?|职务|身份|理由|目的|主张|理念|精神|格局|角色|战略|题目|名字)$"
)
_WRITTEN = re.compile(r"文件|方案|文章|著作|报告|办法|意见|决议|规划|条例")
_SPEECH = re.compile(
    r"(?:讲|说)[了过]?些?(?:哪些|什么)(?:话|[？?]?$)|讲话(?:内容|要点)|怎么(?:说|看|评价|讲)|\bsa(?:y"
    r"|id)\b"
)
_QUOTED_THING = re.compile(
    r"哪[几二两三四五六七八九十些]?[个种块条类样]?[“\"「]([\u4e00-\u9fff])[”\"」]"
)
_COUNTED_THING = re.compile(
    r"([二两三四五六七八九])[个种条大项类]?[“\"「](?:[^”\"」]{1,4}[…·.]+)?([\u4e00-\u9fff])[”\"」](?=.*(?:哪|列|分别|具体|什么))"
)
_THING_ASKED = re.compile(
    r"(?:什么|哪一?[个种项条座份次届门家套支张部场类所])(?=[\u4e00-\u9fff]{2})"
)
_PRESS = "报(?!告|道|名|到|考|销|价)"
# What bodies are called that a question may ask for.
_BODIES = {
    "大学": "大学|学院|交大|复旦|清华|北大",
    "学校": "大学|学院|学校|中学|小学|校区",
    "医院": "医院",
    "银行": "银行|行",
    "街道": "街道|镇",
    "小区": "小区|[苑园里村坊邨]",
    "国家": "国",
    "城市": "[市城]",
    "设计院": "[院所]",
    "研究院": "[院所]",
    "研究所": "[院所]",
    "承建方": "公司|集团|企业|建工|路桥|工程局|[院局厂]",
    "媒体": f"{_PRESS}|[网台社]",
    "报纸": _PRESS,
    "大报": _PRESS,
}
_BUILDER_ASKED = re.compile(
    r"哪[个一]?家?(?:公司|企业|单位)[^，,]{0,4}(?:承[建包]|施工|中标|修|建[的造])|(?:承[建包]|施工|中标).{0,4}哪家"
)
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
        wh = _first_wh(said)
        asked: Asked = next((kind for kind, pattern in _ASKED if re.search(pattern, wh)), "what")
        role = _role(said) if asked in ("who", "author", "what", "which") else ""
        if role and asked == "what" and re.search(r"叫|是", said):
            asked = "who"
        if role and asked == "which" and re.search(r"\bwhich\b", said):
            asked = "who"
        somebody = _WHO_IS.fullmatch(said)
        if somebody:
            return cls(asked="who", holder=somebody[1], said=said)
        return cls(
            asked=asked,
            figure=figure(said) if asked == "how many" else "",
            role=role if asked == "who" else "",
            items=_items(said) if asked in ("who", "which", "where", "what", "how many") else 0,
            being=asked == "what" and bool(_BEING_ASKED.search(said)),
            thing=_thing(said) if asked in ("what", "which", "where") else "",
            speech=(speech := bool(_SPEECH.search(said))),
            speaker=_speaker(said) if speech else "",
            many=bool(_MANY.search(said)),
            name=bool(_NAME_ASKED.search(said)),
            said=said,
            doing=doer[1] if asked == "who" and (doer := _DOER.search(said)) else "",
            holder=post[1] if (post := _POST_ASKED.search(said)) else "",
            subject=_subject(said) if asked == "what" else "",
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
        found = _COUNTED_WORD.search(self.said) if self.asked == "how many" else None
        if found is None:
            return ""
        if found["en"]:
            return found["en"]
        start, end = next(iter(words(found["zh"])), (1, 1))
        return found["zh"][start:end] if start == 0 and end > 1 else ""

    @property
    def body(self) -> str:
        """The school, hospital or the like that is asked for: 大学 of 哪所大学."""
        asks = self.asked in ("what", "which")
        if asks and _BUILDER_ASKED.search(self.said):
            return "承建方"
        return next((b for b in _BODIES if asks and self.thing.startswith(b)), "")

    @property
    def kin(self) -> bool:
        """Whether it is asked what somebody's child, teacher or the like is called."""
        return self.name and bool(_KIN.fullmatch(self.thing))

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
                told = self._place(text)
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
        return 0.7 * told if self.many and days < 2 else told

    def _number(self, text: str) -> float:
        told = float(any(m[0] not in self.said for m in self._figures(text)))
        part = _ALTOGETHER.search(self.said) and not _TOTAL.search(text)
        return 0.7 * told if part else told

    def _place(self, text: str) -> float:
        if _HOME_ASKED.search(self.said):
            return float(bool(_HOME.search(text)))
        place = bool(_PLACE.search(text))
        if self.items > 1:
            several = max(len({*places(text)}), longest_row(text)) >= self.items
            return 1.0 if several else 0.4 * place
        return 0.8 if place else 0.0 if self.placed else 0.5

    def _figures(self, text: str) -> Iterator[re.Match[str]]:
        """The figures of the kind asked for, the years and days of dates left out."""
        return re.finditer(self.figure, _DATES.sub(lambda date: " " * len(date[0]), text))

    def _holder(self, text: str) -> float:
        text = _REPORTERS.sub("", text)
        if self.role and (not self.many or _ROLES_ASKED.search(self.said)):
            held = len({*holders(self.role, text)})
            enough = 3 if self.many else 1
            if held:
                return 0.4 + 0.6 * min(1.0, held / enough)
            named = re.search(rf"(?<!副)(?:{self.role})\s?[{SURNAMES}][\u4e00-\u9fff]{{2}}", text)
            return 0.9 if named and not self.many else 0.4 * bool(people(text))
        found = [name for name in people(text) if name not in self.said]
        if not found or (_WINNER.search(self.said) and not _WON.search(text)):
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
            return 0.6 * bool(_CONTENDER.search(text) and _WON.search(text))
        return (0.4 if self.many else 0.1) if _SOMEBODY.search(text) else 0.0

    def _row(self, text: str) -> float:
        if len(self.thing) == 1:
            ends = re.search(rf"{self.thing}[”\"」]?(?=[，,。；;]|$)", text)
            begins = re.findall(rf"[、，,“抓]{self.thing}[\u4e00-\u9fff]", text)  # 稳就业、稳企业
            return float(bool(ends) or len(begins) > 1)
        row = longest_row(text)
        if self.items:
            return 1.0 if row >= self.items else 0.5 if row >= 2 else 0.2
        return 1.0 if row >= 2 else 0.5

    def _thing(self, text: str) -> float:
        if self.items:
            return self._row(text)
        if self.subject:
            return self._defined(text)
        if _COINED.search(self.said):
            spoken = "题目" in self.said
            return 1.0 if re.search(_TITLED if spoken else r"[“\"「《]", text) else 0.3
        return self._noun(text) if self.thing else 0.5

    def _noun(self, text: str) -> float:
        """The same of what the answer is called."""
        if self.name or self.being:
            return self._called(text)
        if self.body:
            return 0.6 if re.search(_BODIES[self.body], text) else 0.0
        if _WRITTEN.search(self.thing):
            return 1.0 if "《" in text else 0.4
        shared = sum(c in text for c in self.thing) / len(self.thing)
        called = (self.thing, *like(self.thing))
        return 1.0 if any(word in text for word in called) else 0.3 + 0.4 * shared

    def _office(self, text: str) -> float:
        """How far it tells the office of the one asked about."""
        return 1.0 if re.search(rf"{ROLES}[^，。；,]{{0,8}}{self.holder}", text) else 0.2

    def _defined(self, text: str) -> float:
        """How far it says what the thing asked about is: "X是…", "作为…，X…", “X”社区."""
        name = re.escape(self.subject)
        quoted = re.search(rf"[“\"「]{name}[”\"」][\u4e00-\u9fffa-z]{{4}}", text)
        bare = _QUOTES.sub("", text)
        says = (
            rf"{name}(?:就?是|指|即|系|为(?!了|[主核中])|[，,]?作为)"
            rf"|作为[^。；]{{4,40}}[，,][^。；]{{0,20}}{name}"
        )
        return 1.0 if quoted or re.search(says, bare) else 0.6 if self.subject in bare else 0.3

    def _called(self, text: str) -> float:
        """The same of what a thing is called or what it is: a theme, a slogan, a mascot."""
        thing = self.thing
        if self.name:
            beside = rf"[”\"」》a-z\d]\s?.{{0,4}}{thing}|{thing}.{{0,4}}[“\"「《]"
            if re.search(beside, text):
                return 1.0
            if self.kin:
                return 0.6 * (thing in text and any(n not in self.said for n in people(text)))
            return 0.5 if thing in text else 0.3
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


def _first_wh(said: str) -> str:
    """A folded English question without the words of asking that come after the first: "which
    platforms moved in when it opened" asks which."""
    first = _WH.search(said)
    if not first or re.search(r"[\u4e00-\u9fff]{4}", said[: first.start()]):
        return said
    return said[: first.end()] + _WH.sub(" ", said[first.end() :])


def _speaker(said: str) -> str:
    """The pattern of those by whose words a question asks; "" where it names nobody."""
    named = [rf"(?<![总副]){m[0]}" for m in re.finditer(rf"[总副]?{ROLES}", said)]
    return "|".join([*named, *map(re.escape, people(said))])


def _subject(said: str) -> str:
    """What a question asks the being of, where it asks nothing else."""
    match = _WHAT_IS.fullmatch(said)
    name = next((part for part in match.groups() if part), "") if match else ""
    return "" if _ATTRIBUTE.search(name) else _QUOTES.sub("", name)


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
    if several := _ROLES_ASKED.search(said):
        return several[1]
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
    count = re.search(r"[哪这那前]([二两三四五六七八九])(?=[个家位名种块条项大座场件类样])", said)
    if count:
        return _COUNT[count[1]]
    if counted := _COUNTED_THING.search(said):
        return _COUNT[counted[1]]
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
    if counted := _COUNTED_THING.search(said):
        return counted[2]
    named = _QUOTED_THING.search(said) or _NAME_ASKED.search(said) or _BEING_ASKED.search(said)
    if named:
        return named[1]
    asked = _THING_ASKED.search(said)
    rest = said[asked.end() :] if asked else ""
    noun = _head(rest)
    return noun if len(noun) >= 2 and not _ANYTHING.match(noun) else ""


def _head(rest: str) -> str:
    """The noun that a folded text begins with: 大报 of "全国性大报关注了"."""
    start, end = next(iter(words(rest)), (1, 1))
    if start:
        return ""
    row = list(itertools.takewhile(lambda word: word[1][0] in "nabj", tagged(rest)))
    if len(row) < 2 or row[0][0] != rest[:end] or row[-1][1][0] != "n":
        return rest[:end]
    last = row[-1][0]
    return last if len(last) > 1 else row[-2][0] + last
