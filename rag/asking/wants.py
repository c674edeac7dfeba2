"""What the words of a question ask for: its kind, and the thing that is to be told.

Patterns of folded questions, in Chinese and English. Whether a page tells such a thing is
`expect`'s to say.
"""

from __future__ import annotations

import itertools
import re
from typing import Literal

from ..language import gloss
from ..language.people import ROLES, SURNAMES, people
from ..language.text import tagged, word_frequency, words
from .figures import HOUSE

Asked = Literal[
    "when", "how many", "author", "who", "where", "page", "which", "why", "whether", "what"
]

WORDS = "个?字(?![画号典体幕母])"
"""How characters are counted of a slogan that is asked for: 哪八个字, no 哪些字画."""

# Nothing but a noun: 2022年特斯拉交付量. Who won it, or how, is asked with words of asking.
_NOUN_ALONE = (
    r"^(?!.*(?:谁|哪|什么|怎|如何|为何|为啥|几|多少|吗|[获夺取拿赢]得|拿[到了下]|得了))[^，。]*"
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
        r"|(?<!within )\b(?:what|which|on what) (?:dates?|(?:week)?day|year|time|month)\b",
    ),
    # 那几条原则是什么: they are to be named, not counted.
    (
        "which",
        r"(?:概括|归纳|总结|列[出举]|梳理|简述)[^，,]*(?<![十百有了])几[个条项点大类种]"
        r"|(?<![十百这那近])几[个条项点大类种](?!月|小时|星期)[^，,]*(?:[是有]|叫做?)"
        r"(?:什么|啥)[？?]?$",
    ),
    (
        "how many",
        rf"{_NOUN_ALONE}(?:成绩|席位|名额|震级|市值|面积|造价|人口|[票学车房地]价"
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
        r"(?!.*(?:哪[几些]|(?:分别|各)(?:自|是|讲|叫|说)?的?(?:什么|啥|谁)))"
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
        r"|\bwhere\b|\b(?:which|what) (?:\w+ )?(?:place|city|cities|venue)\b",
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

_COUNT = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ENGLISH_COUNT = dict(zip("two three four five six seven eight nine ten".split(), range(2, 11),
                          strict=True))  # fmt: skip
_WH = re.compile(r"\b(?:who(?:m|se)?|when|where|which|what|why|how)\b")
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
_MANY = re.compile(
    r"哪几|哪些|哪[两二三四五六七八九十]|都有|包[括含]了?(?:什么|啥)|有谁|有哪|分别|列出|各是"
    r"|\blist\b"
    rf"|\b(?:which|what) (?:two|three|dates|{_SEVERAL})\b"
    r"|(?:哪[天年月日]|几[点号日时月])(?!几[号日])[开起]?始?[、，]?(?:到|至|[几哪])"
)
_COUNTED_WORD = re.compile(
    r"\bhow many (?P<en>[a-z]+)"
    r"|(?:多少|几)[个家位名项次场条届座种块台套处件部篇]?(?P<zh>[\u4e00-\u9fff]{2,6})"
)
_NAME_ASKED = re.compile(r"([\u4e00-\u9fff]{2})(?:的名[字称])?(?:是?叫|名[字称])(?:做|什么|啥|是)")
_BEING_ASKED = re.compile(
    r"(?!分别|具体|到底|究竟|各自)([\u4e00-\u9fff](?![的了都也就])[\u4e00-\u9fff])(?:是|为)"
    r"(?:什么|啥)[？?]?$"
)
_ENGLISH_BEING = re.compile(
    r"\bwh(?:at|ich) (?:is|was|were|are|did|does|will) (?:[\w'-]+ ){0,5}?"
    r"(theme|slogan|motto|mascot|goal)s?\b(?! park)"
    r"|\bwhat (theme|slogan|motto|mascot|goal)\b"
)
_BEING = {"theme": "主题", "slogan": "口号", "motto": "口号", "mascot": "吉祥物", "goal": "目标"}
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
_POST_ASKED = re.compile(
    rf"([{SURNAMES}](?:(?!的)[\u4e00-\u9fff]){{1,2}}?)"
    r"(?:[，,]?[到在]?\d+年(?:\d+月)?(?:[初底末][^，,]{0,10}?)?)?"
    r"[又则却]?(?:[调转]到.{0,8}?|离开[^，,]{0,8}[，,])?(?:在.{0,8}?)?"
    r"(?:[还又]?兼[着任]?|是|当|[担出]?任)(?:的是)?"
    r"(?:什么|哪些?(?!领导|身份|官))(?:职务?|职位|领导|身份|官|头衔)"
)
# Who somebody is, asked by name; and what a thing is, asked by nothing but its name.
_WHO_IS = re.compile(
    rf"([{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?:同志)?(?:到底|究竟)?(?:是|又是)"
    r"(?:谁|什么人|何人|哪位|何许人"
    r"|做什么的|干什么的|什么来头)[？?]?"
    rf"|(?:请问)?谁是([{SURNAMES}][\u4e00-\u9fff]{{1,2}})[？?]?"
)
_ENGLISH_WHO_IS = re.compile(r"who(?: is|'s| was) ([a-z]{2,6}) ([a-z]{2,12})\s?\??")
_WHAT_IS = re.compile(
    r"(?:请问|到底|究竟|所谓的?)?(?:什么是|何为)[“\"「]?(.{2,12}?)[”\"」]?[？?]?"
    r"|(?:请问)?[“\"「]?([^的，,。“”]{2,12}?)[”\"」]?(?:到底|究竟)?(?:是[干做]|做)什么用?的[？?]?"
    r"|(?:请问)?[“\"「]?([^的，,。“”]{2,12}?)[”\"」]?(?:到底|究竟)?(?:是|指)的?(?:什么|啥)"
    r"(?:东西|意思|概念|地方)?[？?]?"
)
_ATTRIBUTE = re.compile(
    r"(?:主题|口号|目标|任务|重点|内容|原因|吉祥物|名称|标题|标准|定位|主线|关键|特点|特色|亮点"
    r"|作用|意义"
    r"|方式|方法|措施|要求|原则|结果|数字?|职务|身份|理由|目的|主张|理念|精神|格局|角色|战略|题目"
    r"|名字)$"
)
_SPEECH = re.compile(
    r"(?:讲|说)[了过]?些?(?:哪些|什么)(?:[^，。？?]{0,6}话|[？?]?$)"
    r"|(?:夸|称赞|赞扬)[^，。的]{0,8}(?:什么|怎[么样])|讲话(?:内容|要点)"
    r"|(?:讲|说)[了过]?一?句(?:.{0,16}话|什么|啥)|怎么(?:说|看|评价|讲)"
    r"|^(?!.*(?:报道|报纸|文章|新闻|这篇)).*(?<!被)怎么(?:形容|描述|回忆)"
    r"|^(?!.*\b(?:papers?|pages?|articles?|reports?|headlines?|story)\b.*\bsay)"
    r".*\b(?:what (?:did|does|do|has|had|else)\b.*\bsa(?:y|id)|how did\b.*\bdescribe)\b"
)
_QUOTED_THING = re.compile(
    r"哪[几二两三四五六七八九十些]?[个种块条类样股张]?[“\"「]"
    r"([\u4e00-\u9fff]|[\u4e00-\u9fff]{2}(?=[”\"」](?:[？?，,。；]|$)))[”\"」]"
    r"|[几两三四五六七八九]个[“\"「]([\u4e00-\u9fff])[”\"」](?=.*(?:哪|分别|具体|什么))"
)
_COUNTED_THING = re.compile(
    r"([二两三四五六七八九])[个种条大项类块股张]?[“\"「]"
    r"(?:[^”\"」]{1,4}[…·.]+)?([\u4e00-\u9fff])[”\"」](?=.*(?:哪|列|分别|具体|什么)|[。.？?]?$)"
)
# 五大功能区分别叫什么
_GREAT = re.compile(
    r"([三四五六七八九])大[\u4e00-\u9fff]{2,6}(?:分别|各|都)(?:叫|是|在|有)?(?:哪|什么)"
    r"(?!定位|优惠|特|变)"
)
# What is told point by point.
_POINTS_ASKED = re.compile(
    r"(?:哪[些几]?|几|[二两三四五六七八九十])[个条项点大件组对]{0,2}(?:重点)?"
    r"(?:方面|实事|建议|意见|要求|原则|关系|任务|(?:工作)?重点"
    r"|举措|措施|着力点|抓手|部署|要点|工作|事情?)"
    r"(?=[？?，,。；是有呢]|的?要求|[提作讲谈]|[着入]手|发力|$)"
    r"|哪[几三四五六](?:点|条(?=[？?，,。]|$))"
    r"|(?:哪[几两三四五六]?|[几两三四五六])层(?:意思|含义|意义|要求)"
    r"|[三四五六]点(?=要求|意见|希望|建议)"
    r"|(?:概括|归纳|总结|概述|列[出举]|主要).{0,30}"
    r"(?:建议|实事|要求|重点|部署|要点|举措|任务|原则)(?=[？?，,。；]|$)"
    r"|(?<=[”\"」])(?:应该|要|该)?(?:怎么|如何)(?:做|写|抓)[？?]?$"
)
# “四个稳”: a reader's own sum of what a page says one by one.
_QUOTED_COUNT = re.compile(
    r"[“\"「]([二两三四五六七八九])[个项条块股张颗道座把]((?!一)[\u4e00-\u9fff])[”\"」]"
)
_THING_ASKED = re.compile(
    r"(?:什么样?的?|怎样的|哪一?[个种项条座份次届门家套支张部场类所档])(?=[\u4e00-\u9fff]{2})"
)
_ANYTHING = re.compile(
    r"样|的|东西|内容|时候|地方|意思|名字|情况|工作|方面|问题|活动|事情|单位|机构"
)
QUOTES = re.compile(r"[“”\"「」]")


def kind(said: str) -> Asked:
    """What kind of thing a folded question asks for."""
    wh = _first_wh(said)
    return next((asked for asked, pattern in _ASKED if re.search(pattern, wh)), "what")


def somebody(said: str) -> str:
    """Who it is asked of, by name, who that is: 王华 of "王华是谁", "caoliqiang" of "who is Cao
    Liqiang?"; "" where nobody is."""
    if found := _WHO_IS.fullmatch(said):
        return found[1] or ("" if word_frequency(found[2]) else found[2])
    english = _ENGLISH_WHO_IS.fullmatch(said)
    if english is None or not all(map(gloss.readable, english.groups())):
        return ""
    surname, given = english.groups()
    known = any(gloss.romanised(surname, character) for character in SURNAMES)
    return surname + given if known else ""


def post_of(said: str) -> str:
    """Whose office is asked for; "" where nobody's is."""
    found = _POST_ASKED.search(said)
    return found[1] if found else ""


def doing(said: str) -> str:
    """What somebody is asked to have done: 主持 of "谁主持"."""
    if called := _DOER_CALLED.search(said):
        return called[1] or called[2]
    if english := next((does for asks, does in _ENGLISH_DOERS if re.search(asks, said)), ""):
        return english
    found = _DOER.search(said)
    if found and (found[1] in _SPOKEN or tagged(found[1])[0][1][0] not in "nts"):
        return found[1]
    before = _DONE_BY.search(said)
    done = [word for word, flag in tagged(before[1]) if flag[0] == "v"] if before else []
    return next((word for word in reversed(done) if len(word) > 1 or word == "签"), "")


def counted(said: str) -> str:
    """What a number is asked of: 品种 of 多少个品种, "seats" of "how many seats"."""
    found = _COUNTED_WORD.search(said)
    if found is None:
        return ""
    if found["en"]:
        return found["en"]
    start, end = next(iter(words(found["zh"])), (1, 1))
    return found["zh"][start:end] if start == 0 and end > 1 else ""


def several(said: str) -> bool:
    """Whether all of some are asked for, or two at least."""
    return bool(_MANY.search(said))


def offices(said: str) -> bool:
    """Whether those who hold an office together are asked for: 哪些副区长."""
    return bool(_ROLES_ASKED.search(said))


def summed(quoted: str) -> bool:
    """Whether a quotation is a reader's own sum: “四个稳”."""
    return bool(_QUOTED_COUNT.fullmatch(quoted))


def speech(said: str) -> bool:
    """Whether it is asked what somebody said."""
    return bool(_SPEECH.search(said))


def name(said: str) -> bool:
    """Whether it is asked what something is called."""
    return bool(_NAME_ASKED.search(said))


def points(said: str) -> bool:
    """Whether it is asked what a page may tell point by point: 哪三方面要求."""
    asked = (_POINTS_ASKED, _COUNTED_THING, _QUOTED_THING)
    return any(pattern.search(said) for pattern in asked)


def echoed(said: str) -> bool:
    """Whether it is asked for all that a page tells with a word: 哪几个“坚持”."""
    return bool(_QUOTED_THING.search(said))


def being(said: str) -> bool:
    """Whether it is asked what something is said to be: 主题是什么."""
    return bool(_BEING_ASKED.search(said) or _ENGLISH_BEING.search(said))


def _first_wh(said: str) -> str:
    """A folded English question without the words of asking that come after the first: "which
    platforms moved in when it opened" asks which."""
    first = _WH.search(said)
    if not first or re.search(r"[\u4e00-\u9fff]{4}", said[: first.start()]):
        return said
    return said[: first.end()] + _WH.sub(" ", said[first.end() :])


def speaker(said: str) -> str:
    """The pattern of those by whose words a question asks; "" where it names nobody."""
    roles = [m[0] for m in re.finditer(rf"[总副]?{ROLES}", said)]
    called = [next((group for group in _SAME_ROLE if role in group), (role,)) for role in roles]
    named = [rf"(?<![总副]){role}" for group in called for role in group]
    return "|".join([*named, *map(re.escape, people(said))])


def subject(said: str) -> str:
    """What a question asks the being of, where it asks nothing else."""
    match = _WHAT_IS.fullmatch(said)
    name = next((part for part in match.groups() if part), "") if match else ""
    return "" if _ATTRIBUTE.search(name) else QUOTES.sub("", name)


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


def role(said: str) -> str:
    """The pattern of the office whose holder is asked for, with the body that it is of."""
    if _IN_CHARGE.search(said):
        return _HEADS
    _, english = _english_role(said)
    found = [m for m in _ROLE_ASKED.finditer(said) if _HOLDER_ASKED.match(said, m.end())]
    if several := _ROLES_ASKED.search(said):
        return several[1]
    if english or not found or not _WHO.search(said) or _LEADERS.search(said):
        return english
    role = found[0][1].strip()
    if re.search(rf"哪[一两]?[位个名]{role}[^，。,？?]{{2,}}", said):
        return ""  # somebody who did a thing, and need not be named with the office there
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


def items(said: str) -> int:
    count = re.search(
        r"(?:[哪这那前]|另外|剩下|其[他余])([二两三四五六七八九]|(?<![哪这那前])[2-9])"
        r"(?=个(?!字(?![画号典体幕母]))|[家位名种块条项大座场件类样股处所支对组层]"
        r"|点(?!钟|半|整|式)"
        r"|方面)",
        said,
    )
    if count:
        return int(count[1]) if count[1].isdigit() else _COUNT[count[1]]
    if counted := _COUNTED_THING.search(said) or _GREAT.search(said):
        return _COUNT[counted[1]]
    if quoted := _QUOTED_COUNT.search(said):
        return _COUNT[quoted[1]]
    quoted = re.search(r"“([二两三四五六七八九])(?:[个大种条项点类]|百”)", said)
    if quoted and re.search(r"分别|具体|哪几|哪些", said):
        return _COUNT.get(quoted[1], 0)
    english = re.search(
        rf"\b(?:which|what|name"
        rf"|list)\b.{{0,8}}?\b({'|'.join(_ENGLISH_COUNT)})\b",
        said,
    )
    return _ENGLISH_COUNT[english[1]] if english else 0


def thing(said: str) -> str:
    """What the answer is called: the noun after 什么, 哪个 or 哪种, or before 叫什么."""
    if counted := _COUNTED_THING.search(said) or _QUOTED_COUNT.search(said):
        return counted[2]
    named = _QUOTED_THING.search(said) or _NAME_ASKED.search(said) or _BEING_ASKED.search(said)
    if named:
        called: str = next(filter(None, named.groups()))
        return called
    if english := _ENGLISH_BEING.search(said):
        return _BEING[english[1] or english[2]]
    asked = _THING_ASKED.search(said)
    rest = said[asked.end() :] if asked else ""
    noun = _head(rest)
    return noun if len(noun) >= 2 and not _ANYTHING.match(noun) else ""


def _head(rest: str) -> str:
    """The noun that a folded text begins with: 大报 of "全国性大报关注了"."""
    start, end = next(iter(words(rest)), (1, 1))
    if start:
        return ""
    noun = ("n", "a", "b", "j", "vn")  # 发展 of 发展格局
    row = list(itertools.takewhile(lambda word: word[1].startswith(noun), tagged(rest)))
    while len(row) > 1 and row[-1][1] == "vn":  # 事务所设计
        row.pop()
    if len(row) < 2 or row[0][0] != rest[:end] or row[-1][1][0] != "n":
        return rest[:end]
    last = row[-1][0]
    return last if len(last) > 1 else row[-2][0] + last
