"""What kind of thing the words of a question ask for: a day, a number, somebody, all of some.

Patterns are of folded questions, in Chinese and English. Whether a page tells such a thing is
`expect`'s to say.
"""

from __future__ import annotations

import re
from typing import Literal

from .figures import HOUSE
from .things import SO_MANY

Asked = Literal[
    "when", "how many", "author", "who", "where", "page", "which", "why", "whether", "what"
]

WORDS = "个?字(?![画号典体幕母])"
"""How characters are counted of a slogan that is asked for: 哪八个字, no 哪些字画."""

# Nothing but a noun: 2022年特斯拉交付量. Who won it, or how, is asked with words of asking.
_NOUN_ALONE = (
    r"^(?!.*(?:谁|哪|什么|怎|如何|为何|为啥|几|多少|吗|[获夺取拿赢]得|拿[到了下]|得了))[^，。]*"
)
_ENGLISH_NOUN_ALONE = (
    r"^(?!.*\b(?:wh\w+|how)\b|(?:is|are|was|were|did|do|does|has|have|can|will)\b)[a-z\d' -]*"
)
# Of which an English question asks for all: what companies.
_SEVERAL = (
    "companies|firms|enterprises|institutions|universities|units|organi[sz]ations|measures|projects"
    "|events|activities|cities|places|districts|countries|awards|topics|tasks|steps|requirements"
    "|suggestions|forums|models|prizes|venues|streets|towns|villages|services|schools|departments"
)
_ASKED: tuple[tuple[Asked, str], ...] = (
    (
        "author",
        r"(?:谁|哪(?:[位个名]|.{0,2}记者)[^？?，,。请]{0,4})(?:写|拍|采写|撰|报道|摄|供稿)"
        r"|(?:(?:记者|作者).{0,4}|摄影[师者]?的?(?:记者)?[是由]?)(?:谁|哪|叫)"
        r"|(?<![部签公专])署(?:的?名)?[^，。？?]{0,4}(?:谁|哪[位个名])|署名的?(?:是|记者|作者)"
        r"|\bwho (?:wrote|reported|photographed|took (?=.*\b(?:photo|picture)))"
        rf"|{_NOUN_ALONE}(?:摄影[者师]?|作者|记者|撰稿人?)[？?]?$"
        r"|\b(?:reporters?|authors?|photographers?)\b",
    ),
    (
        "page",
        r"(?:第几|哪一?个?|几号)[版页]|翻到.{0,3}几|\b(?:which|what) page\b|\bpage number\b",
    ),
    (
        "when",
        r"什么时候|何时|哪一?[天日年期]|哪个?[月]|(?<!农历)[几哪]月"
        r"|(?<!电话)(?<!电话是)[几哪]号(?!线|楼|(?:投放|充电|接种|检票|集合|服务|上车)点"
        r"|[出入检][站口]|[厅馆库桌窗墩摊]|门(?!诊)|院(?!士)|码头|车间|厂房|展[厅馆位区台])"
        r"(?!(?<=[路街弄巷道]几号)(?:[？?，,。的]|$))|几时"
        r"|什么日子|日期"
        r"|^(?!.*哪[些几二三四五六七八九十][^天年月日号]).*(?<!长)时间[？?]?$"
        r"|(?<!长)时间是|(?<![哪这那])几点(?!建议|意见|要求|希望|启示)|哪[几两三四]天|什么时间"
        r"|年份|几月几"
        r"|(?:星期|周|礼拜)几"
        r"|\bwhen\b|\b(?:which|what) issue\b(?= .*\b(?:report|print|publish|carr|mention|appear))"
        r"|(?<!within )\b(?:what|which|on what) (?:dates?|(?:week)?day|year|time|month)\b"
        rf"|{_ENGLISH_NOUN_ALONE}\b(?<!up to )(?:dates?|year|opening time)\s?[?]?$",
    ),
    ("which", SO_MANY),
    # 那几条原则是什么: they are to be named, not counted.
    (
        "which",
        r"(?:概括|归纳|总结|列[出举]|梳理|简述)[^，,]*(?<![十百有了])几[个条项点大类种]"
        r"|(?<![十百这那近])几[个条项点大类种](?!月|小时|星期)[^，,]*(?:[是有]|叫做?)"
        r"(?:什么|啥)[？?]?$",
    ),
    (
        "how many",
        rf"{_ENGLISH_NOUN_ALONE}\b(?:prices?|fees?|costs?|population|area|budget|rates?|gdp)"
        r"(?: (?:in )?\d{4})?\s?[?]?$|"
        rf"{_NOUN_ALONE}(?:门票|成绩|席位|名额|震级|市值|面积|造价|人口|[票学车房地]价"
        r"|租金|学费|(?<![新思])高度|长度|宽度"
        r"|海拔|预算|投资额?|产值|电话|电话号码|(?:咨询|投诉|报修|服务|监督)热线"
        r"|[\u4e00-\u9fff](?<![质力能商考器胆打测衡丈计思尽])量)[？?]?$|"
        r"比分|几比几|\bscore\b|(?:什么|多大)数[值字]|数值(?:是|为)?[多什]"
        r"|(?:人数|人次|[总产销数出进客存]口?量|率|票房|收入|营收|总[额值]|[金产]额"
        r"|gdp|价格?)"
        r"(?:是|为|有|达)?[？?]?$|多少"
        r"|"
        r"(?<![哪这那近前后])几(?!次(?:提到|强调|讲到|谈到|说到)的)"
        r"(?:[个家位名项次场条届年期版人岁成天种块门座所间部台栋辆件张份本篇支棵道句节幢只站]"
        r"|[枚桩票幅艘趟瓶口](?!号|径|岸))"
        r"(?!.*(?:哪[几些二两三四五六七八九十]|(?:分别|各)(?:自|是|讲|叫|说)?的?(?:什么|啥|谁)))"
        r"|(?<![哪这那近前后十百好短])几(?:分钟|个?(?:小时|钟头)|秒钟|公里)(?![内后前外里中的])"
        r"|(?<![十百好这那哪近前后])几[亩斤吨米匹架盏株艘]"
        r"|第几|多[大高长远宽重久]|百分之几|比例|占比|几成"
        r"|电话是?[几哪]号|哪个(?:电话|号码)|[打拨]哪个|(?:电话|热线|号码)是?(?:什么|啥)"
        rf"|{HOUSE}|几号线|几折|农历|怎么卖|什么价|花钱|收费(?![站处口员难])|免费吗"
        r"|[要收付]钱吗|要不要钱"
        r"|\b(?:which|what) edition\b"
        r"|\bhow (?:many|much|long|large|big|tall|old|far|wide|often)\b|\bcompare the number of\b"
        r"|\b(?:what|which) (?:\w+ ){0,3}(?:number|share|percentage|proportion|price|gdp"
        r"|population)\b"
        r"|\bwhat (?:did|does|do|will) .*\bcost\b"
        r"|^(?!.*\b(?:wh\w+|how)\b|(?:is|are|was|were|did|do|does|has|have|can|will)\b).*"
        r"\b(?:share|number|price|cost|area|population|height|length) of\b"
        r"|\bwhat (?:is|was|were|are) .*\b(?:gdp|price|revenue|cost|budget|population|area"
        r"|height|number)\b",
    ),
    (
        "who",
        rf"{_NOUN_ALONE}(?:[金银铜]牌|最佳[男女]?(?:主角|配角|演员|导演|编剧|新人))[？?]?$|"
        r"(?:冠军|亚军|季军|得主|年轻人|老人|青年|小伙子?|姑娘|男子|女子|选手|居民|村民|工人)"
        r"(?:的?名字)?叫(?:什么|啥)"
        r"|(?:导演|编剧|主演|作者|演员|冠军|得主|书记|[区市县局院校]长|主席|主任|总裁|创始人"
        r"|负责人)[？?]?$|谁|哪[几一两二三四五六七八九十]?[位名](?!置)"
        r"|哪[几两二三四五六七八九十]个人(?![才工大民行气力造体文口物])"
        r"|哪些?个?[省市区镇]?(?:里(?!人))?的?"
        r"(?:领导|人(?!才|.*(?:免|不收|不要钱|优惠|补贴|申请|资格|可以|优先))"
        r"|专家|干部|教授|记者)"
        r"|(?:冠军|亚军|季军|[金银铜]牌)[^，。？?]{0,4}是?哪一?[对组]"
        r"|哪些[^，。？?]{0,8}(?:人|代表|嘉宾)"
        r"(?=上台|发言|讲话|演讲|致辞|出席|参加|到场|获奖|受表彰)|什么人(?![工才民文机])"
        r"|哪[支个][\u4e00-\u9fff]{0,2}队(?!伍里)|何人"
        r"|\bwho(?:m|se)?\b|\b(?:which|what) (?:\w+ ){0,2}(?:professor|official|leader"
        r"|mayor|person)s?\b"
        r"|\bwhich (?:\w+ ){0,2}(?:president|secretary|director|minister|dean"
        r"|chair(?:man|woman|person)?|executive|scholar|expert|athlete|runner|player|scientist"
        r"|researcher|artist|entrepreneur|team|club|speaker|guest|judge|designer|architect)s?\b"
        r"(?=[?,]| (?:won|gave|spoke|came|finished|took|led|made|was|were|is|has|from|of|in|at|on)"
        r"\b)",
    ),
    (
        "where",
        r"哪里|哪儿|籍贯|祖籍|老家|在哪(?!一?[年天]|[些几两三]?个?(?:方面|领域|环节|问题))|何处"
        r"|什么地方|哪个?(?:地方|小区|街道|场馆|场地|会场|城市)"
        r"|哪一?条(?:马?路(?!线|径)|街|大[街道]|弄堂|巷)|地点|地址"
        r"|\bwhere\b|\b(?:which|what) (?:\w+ )?(?:place|venue)\b"
        r"|\b(?:which|what) (?:(?!(?:did|does|do|is|was|will|has|makes?|the|a)\b)\w+ ){0,2}"
        r"cit(?:y|ies)\b",
    ),
    (
        "why",
        r"(?<![成作称以])为什么(?!样)|为何|为啥|咋会|什么原因|\bwhy\b"
        r"|怎么(?:会(?!见|谈|面)|就(?![医餐业诊读近地])|又|突然)"
        r"|怎么(?:没|不)(?!样|同)|怎么[\u4e00-\u9fff]{0,2}[涨跌降升停关推晚](?:价|迟|后)?了[？?]?$",
    ),
    (
        "which",
        rf"哪[些几两二三四五六七八九十](?!{WORDS})|有些什么|包[括含]了?(?:什么|啥)|列出|分别"
        rf"|\bwhich\b|\blist\b|\bname the\b|\bwhat (?!do\b|does\b|did\b)(?:\w+ )?(?:{_SEVERAL})\b",
    ),
    (
        "whether",
        r"吗[？?]?$|是否|有没有|是不是|([能会开要])不\1|[^么]没有[？?]|^(?:is|are|was|were"
        r"|do|does|did|can|has|have)\b",
    ),
)
_WH = re.compile(r"\b(?:who(?:m|se)?|when|where|which|what|why|how)\b")
_MANY = re.compile(
    r"哪几|哪些|哪[两二三四五六七八九十]|都有|包[括含]了?(?:什么|啥)|有谁|有哪|分别|列出|各是"
    r"|\blist\b"
    rf"|\b(?:which|what) (?:two|three|dates|{_SEVERAL})\b"
    r"|(?:哪[天年月日]|几[点号日时月])(?!几[号日])[开起]?始?[、，]?(?:到|至|[几哪])"
)
_SPEECH = re.compile(
    r"(?:讲|说)[了过]?些?(?:哪些|什么)(?:[^，。？?]{0,6}话|[？?]?$)"
    r"|(?:夸|称赞|赞扬)[^，。的]{0,8}(?:什么|怎[么样])|讲话(?:内容|要点)"
    r"|(?:讲|说)[了过]?一?句(?:.{0,16}话|什么|啥)|怎么(?:说|看|评价|讲)"
    r"|^(?!.*(?:报道|报纸|文章|新闻|这篇)).*(?<!被)怎么(?:形容|描述|回忆)"
    r"|^(?!.*\b(?:papers?|pages?|articles?|reports?|headlines?|story)\b.*\bsay)"
    r".*\b(?:what (?:did|does|do|has|had|else)\b.*\bsa(?:y|id)|how did\b.*\bdescribe)\b"
)


def kind(said: str) -> Asked:
    """What kind of thing a folded question asks for."""
    wh = _first_wh(said)
    return next((asked for asked, pattern in _ASKED if re.search(pattern, wh)), "what")


def several(said: str) -> bool:
    """Whether all of some are asked for, or two at least."""
    return bool(_MANY.search(said))


def speech(said: str) -> bool:
    """Whether it is asked what somebody said."""
    return bool(_SPEECH.search(said))


def _first_wh(said: str) -> str:
    """A folded English question without the words of asking that come after the first: "which
    platforms moved in when it opened" asks which."""
    first = _WH.search(said)
    if not first or re.search(r"[\u4e00-\u9fff]{4}", said[: first.start()]):
        return said
    return said[: first.end()] + _WH.sub(" ", said[first.end() :])
