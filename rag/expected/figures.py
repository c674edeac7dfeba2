"""What number a question asks for (how many of what, how much, how long), and words that tell it.

All patterns are of folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..language.synonyms import like
from ..language.text import tagged
from . import periods
from .points import LOOSELY

HOUSE = r"(?:路|街(?!道)|弄|巷|大道)几号(?=[？?，,。的]|$)"
"""How the number of a house is asked for, in a street."""

_FIGURE = r"(?:\d[\d,.]*|[〇零一二两三四五六七八九十百千]+)(?:多|余|来)?[万亿]*(?:多|余)?"
# Counters only where a number of them is asked for: elsewhere they begin other words.
_SELDOM = "张票针剂盏棵株艘趟瓶袋盆幅枚桩宗首门间支节幢站份"
_COUNTERS = "个家位名项次场条届期版页人岁种类块座台套处件部篇本册辆栋层吨米度亩"
# 花了多少年, 融资计划有多少家: no money.
_MUCH = rf"多少(?!\s?(?!个[亿万])[{_COUNTERS}{_SELDOM}年天])"
# A number of whatever: no time (前八个月, 9月), no article (一个), no one in a row (第三).
_ANY_FIGURE = (
    rf"(?<![第\d.,])(?!(?:19|20)\d\d(?:[^\d.,万亿元{_COUNTERS}]|$))"
    r"\d[\d,.]*(?:多|余)?[万亿]*(?![\d.,]|\s?个?[年月日时])"
    r"|(?<![第前近后上下])(?:[〇零二两三四五六七八九十百千]|一[二三四五六七八九百千万亿])"
    rf"[〇零一二三四五六七八九十百千]*(?:多|余|来)?(?:[万亿]+|[成倍半{_COUNTERS}])(?![年月天日])"
)
# Counters that stand for one another: 3家机构, 3个机构.
_ALIKE = (
    "家个所户",
    "位名人个",
    "名位人个",
    "所家个",
    "处个座家",
    "座个处幢",
    "台架部个",
    "部台个",
    "套个",
    "户家个",
    "门项个",
    "版页",
    "项个",
    "次届",
    "场次",
    "条项个",
    "种类个",
    "个家项名座处人位条",
    "天日",
    "棵株",
    "株棵",
    "年岁",
    "份张套册个项",
    "枚块个金",
    "张票份",
    "票张份",
)
# Words that begin as a counter does: 门店, 节目, 部门.
_WORDS = (
    r"票[价房据面务友证]|张[姓家贴罗]|份额|针[对织]|首[次先都席]|瓶颈|门[店诊类户]|节[目点日水]"
    r"|站[点台]|支[部行]"
    r"|部[门队]"
)
_COUNTED = re.compile(
    r"(?:多少"
    rf"|几)\s?((?!{_WORDS})[个家位名项次场条届期版人岁种块座台套处件部门间支节幢站份张])?\s?"
    rf"((?!{_WORDS})[\u4e00-\u9fff])?"
)
_ENGLISH_COUNTED = (
    (r"pages?", "版页"),
    (r"compan(?:y|ies)|firms?|institutions?|organi[sz]ations?|universities|units?", "家个所"),
    (r"countries|regions|cities|models?|branches|committees|points", "个"),
    (r"projects?|agreements?|measures|items?", "项个"),
    (r"forums?|events?|meetings?|sessions?", "场次个"),
)
_METRES = rf"(?:{_FIGURE})\s?(?:公里|千米|米)(?!高(?!架|速)|深)"
_MEASURED: tuple[tuple[str, str, str], ...] = (
    # what is asked for, how a question asks for it, how a page says it
    (
        "charge",
        r"怎么卖|什么价|花钱|[要收付]钱吗|要不要钱"
        r"|收费(?![站处口员难])|免费吗|门票|票价",
        rf"(?:{_FIGURE})\s*(?:元|块钱)|免费|不(?:付费|收费|要钱|花钱)|收费(?![站处口员])"
        r"|[一二三四五六七八九]折",
    ),
    (
        "money",
        r"多少(?:钱|金额|经费|资金|[\u4e00-\u9fff]{0,4}"
        r"(?:(?<!免)费(?!站)|补贴|补助|津贴|奖金|工资|月薪|罚款|租金|押金)"
        r"|[万亿]?(?:美|港|日|欧)?元|块钱)|"
        rf"(?<![免消浪自公])费(?!站|者|券|生)[^，,。；]{{0,4}}{_MUCH}|"
        r"(?:价钱|单价|均价|[水电气热]价)[^，。]{0,4}(?:是?多少[钱元]?(?=[？?，,。]|$)|几[元块])"
        r"|[赔罚捐付缴](?:偿|款|了)?多少(?![本册件幅张份套台个人位])|(?:基金|资金|盘子).{0,4}多大"
        r"|(?:价格|租金|票价|工资|薪资"
        r"|薪酬|收入|营业额|营收|产值"
        rf"|gdp|房价|投资额?|融资?|成本|费用|预算|补贴|奖金).{{0,8}}(?:{_MUCH}|多高|几|多大)"
        rf"|(?:融了|投[了资]?|花了?){_MUCH}"
        r"|\bhow much\b(?! (?:\w+ )?(?:space|time|water|land|area)\b)|\b(?:cost|price|gdp|revenue"
        r"|budget|rent|salary)\b",
        rf"(?:{_FIGURE})\s*(?:美|港|日|欧)?"
        r"(?:元|块(?:钱|[一二两三四五六七八九](?![\u4e00-\u9fff]?[块个])|(?=[，。、；,;]|$))|镑)",
    ),
    (
        "takings",
        r"票房(?:收入|成绩)?(?:是|为|有|达到?|突破)?(?:了)?(?:多少|几)?[？?]?$",
        rf"(?:{_FIGURE})\s*(?:[万亿](?:美|港|日|欧)?元?|元)",
    ),
    (
        "amount",
        r"(?:产|销|出|进|客|存|[交给成]付|吞吐|成交|流|降雨)口?量(?:是|为|有|达)?"
        r"(?:多少|几)?[？?]?$",
        rf"(?:{_ANY_FIGURE})(?!\s?(?:[%‰]|个?百分点|个[省市县区国机]))",
    ),
    (
        "share",
        r"率(?:.{0,4}多少|[是为有达到高]{0,3}(?:多高|几)|是|为)?[？?]?$|百分之(?:几|多少)|百分比"
        r"|比例|占比|几成|占(?!地).{0,6}(?:多少|几)(?![家个项位名])"
        r"|增长.{0,3}多少|(?:几个百分|[增涨升降跌减高低差率税息](?:了|是|为|有|达)?几个)点"
        r"|\bshare\b|\bpercent"
        r"|\bproportion\b",
        r"\d[\d.]*\s?[%‰]|[百千]分之|\d个百分点|[一二三四五六七八九]成|[一二三四五]分之[一二三四]"
        r"|(?:近|超|过)?半(?:数)?",
    ),
    (
        "length",
        r"\bhow long (?:is|was|are|were) (?!.*\b(?:construction|trip|ride|journey)\b)"
        r"(?:[\w'-]+ ){1,4}?(?:quay|bridge|tunnel|line|road|street|path|trail|wall|berth|runway"
        r"|track|railway|walkway|route|river|section|viaduct|canal)s?\s*\??$",
        _METRES,
    ),
    (
        "duration",
        r"多久|多长时间|(?<![这那近前后哪])几[年天](?!级)|(?<![这那近前后哪])几个?(?:月"
        r"|星期|小时|钟头|分钟)|多少(?:年|天|个?小时|分钟)|历时|\bhow long\b|\bhow many (?:years"
        r"|days|months)\b",
        rf"(?<!\d)(?!(?:19|20)\d\d年)(?:{_FIGURE})\s*"
        r"(?:周?年|天|个月|星期|周|小时|分钟?(?:\s?\d+\s?秒\d*)?|秒\d*|(?:个)?工作日)"
        r"(?!\d|代|度|级|之)",
    ),
    (
        "standing",
        r"成绩[？?]?$",
        r"\d+\s?(?:[-—:：比]\s?\d|强|小?时|[分秒环米])"
        r"|(?<!世界排名)第[一二三四五六七八九十\d]+(?![\d届次期轮站场局盘天年])|[冠亚季]军"
        r"|[金银铜]牌|[四八]强|出局|淘汰|晋级|出线|夺|负于|击败|战胜|[胜负平]",
    ),
    (
        "result",
        r"成绩.{0,4}(?:多少|怎么?样|如何|是什么|呢)|什么成绩",
        r"\d+\s?(?:小?时|[分秒环])(?![店钟会之公])\s?\d*",
    ),
    (
        "address",
        r"门牌|(?:具体)?地址|几号(?!线|楼)(?=.*地址)|"
        rf"{HOUSE}|\baddress\b",
        r"[路街弄巷道]\s?\d+\s?[弄号]",
    ),
    (
        "phone",
        r"(?<![几少][个通])(?<!多少)电话|手机|联系方式|热线号|[打拨]哪个|热线是|\bphone\b",
        r"(?<!\d)\d{3,4}-?\d{7,8}(?!\d)"
        r"|(?<!\d)\d{5,11}(?!\d)",
    ),
    (
        "score",
        r"比分|几比几|\bscore\b",
        r"[\d一二两三四五六七八九十]+\s?比\s?[\d一二两三四五六七八九十]+"
        r"|(?<![\d:：])\d{1,3}\s?[:：]\s?\d{1,3}(?![\d:：])"
        r"|(?:以|[战胜负击败分]).{0,8}\d{1,3}[-—]\d{1,3}|\d{1,3}[-—]\d{1,3}.{0,6}[战胜负击败取拿]",
    ),
    ("degrees", r"多少度|几度|气温|室温|温度", rf"(?:{_FIGURE})\s?(?:℃|度|摄氏度|°)"),
    ("discount", r"几折|打折", r"[一二三四五六七八九\d.]+折|半价|免费"),
    ("line", r"几号线|哪条线", r"\d+号线"),
    ("lunar", r"农历|阴历", r"[正一二三四五六七八九十冬腊]月(?:初|廿|[一二三]?十)"),
    (
        "area",
        r"\bsquare (?:met|feet|foot|kilomet|mile)|\bfloor (?:space|area)\b|\bhectares?\b"
        r"|\bhow much (?:\w+ )?(?:space|land|area)\b|公顷|多少亩|(?<!每)(?<!一)平方|面积|占地"
        r"|(?:馆|园|房|地|楼|厅|场|店|校区|中心).{0,6}多大",
        rf"(?:{_FIGURE})\s?(?:公顷|亩|平方)",
    ),
    (
        "age",
        r"多大(?:年纪|岁数|年龄|了)|几岁|多少岁|年龄(?:是|多)|\bhow old\b",
        rf"(?:{_FIGURE})\s?周?岁|生于|\d{{4}}年(?:出)?生|[六七八九]旬|\d0后",
    ),
    ("height", r"多高|海拔|\bhow (?:tall|high)\b", rf"(?:{_FIGURE})\s?(?:米|层)"),
    (
        "length",
        r"多[长远宽](?!时间)|里程|\bhow far\b",
        _METRES,
    ),
    ("household", r"几口(?!井|岸|径|锅|水)|多少口人", rf"(?:{_FIGURE})\s?[口人]"),
    ("pages", r"(?<![出再])版数(?!量)|版面数", rf"(?<!第)(?<!第\s)(?:{_FIGURE})\s?版(?!权|本)"),
    ("grade", r"震级|[几多少]级(?!别|台阶)", rf"(?:{_FIGURE})\s?级|震级[^，。；\d]{{0,8}}\d"),
    (
        "people",
        r"人数(?:是|为)?[？?]?$"
        r"|(?:员工|职工|社员|会员|学生|师生|选手|党员|志愿者)数(?![学字据量]).{0,10}(?:多少|几)"
        r"|多少(?:个|名|位)?(?![件份条项座台套张场次辆架艘])"
        r"(?:\w{0,2})(?<!无)"
        r"(?:人|观众|市民|员工|学生|居民|游客|来电|读者|代表|职工|.{0,2}者)"
        r"|\bhow many (?:\w+ )?(?:people|visitors|employees|workers|citizens|residents"
        r"|students|calls)\b",
        rf"(?!一\s?[人名位])(?:{_FIGURE})\s*"
        r"(?:名|位(?!一体)|人(?!工)|户|通|个(?:人|员工|市民|观众|居民|家庭|学生"
        rf"|电话|来电)|证(?![券书件明实据号]))|学位\s?\d+",
    ),
)


# What money is for: how a question says so, and how a page does. A fare is no investment.
_BUILT = r"投资|造价|耗资|总共花|一共花|(?:建|修|造)[^，,]{0,8}花|\b(?:invest|cost to build|spent)"
_MONEY = (
    (
        _BUILT,
        r"投资|造价|耗资|投入|出资|筹资|融资|领投|资金|经费|斥资",
    ),
    (r"买[来了]?[^，,]{0,6}花|购[买置入]?[^，,]{0,6}(?:花|多少)", "买|购"),
    (r"押金|保证金|\bdeposit\b", "押金|保证金"),
    (r"租金|月租|房租|\brent\b", "租"),
    (r"奖金|\bprize", r"奖金|冠军|亚军|奖"),
    (r"工资|月薪|薪|报酬|\b(?:salary|wage)", r"薪|工资|报酬|待遇|工钱"),
    (r"补贴|补助|津贴|\bsubsid", r"补|津贴|资助|奖励|扶持|支持"),
    (r"每股|发行价|股价", r"每股|发行价|股价"),
    (r"罚款|赔偿|赔了|\bfined?\b(?! arts?)", r"罚|赔"),
    (r"产值|营收|销售额|营业额|\brevenue", r"产值|营收|营业|销售"),
    (
        r"门票|票价|票.{0,3}多少钱|收费(?![站处口员])|(?:停车|过路|通行|挂号|报名|学|房|餐)费"
        r"|住一晚"
        r"|[交付缴收]多少钱|报名.{0,12}多少钱"
        r"|\b(?:tickets?|fares?|fees?)\b",
        r"票价|门票|票\d|收费(?![站处口员])|费用|免费|[交付缴收]\d|缴费|每人每年"
        r"|(?:停车|过路|通行|挂号|报名|学|房|餐)费",
    ),
)
_WORKS = re.compile(r"投资|造价|耗资|[建修造]|工程|[桥馆廊路园]")
# The price of one of something sold: no sum of millions.
_EACH = "份碗张斤杯瓶盒只袋趟"
_PRICE_ASKED = re.compile(
    rf"(?<!拍)卖(?:多少|几块)|怎么卖|(?:多少|几块)钱一[个{_EACH}]"
    rf"|一[{_EACH}][^，,。？?]{{0,8}}(?:多少|几块)钱"
    r"|几块钱|\bhow much is (?:a|an|one)\b"
)
_PRICE = re.compile(
    rf"[一每][{_EACH}][^，。]{{0,6}}[\d一二两三四五六七八九十百千]|[卖售]价?\d|免费(?!交流|赠阅)"
    r"|(?<![\d.])(?:\d{1,5}(?:\.\d+)?|\d{1,2}(?:\.\d+)?万)\s?[元块]"
    r"|[一二两三四五六七八九十百千][元块]"
)
_GROWN_ASKED = re.compile(r"[增上][长涨升加]了?(?:多少|几)|涨了?(?:多少|几)(?!次)")
_GROWN = re.compile(
    r"[增涨升翻扩超贵抬拔]|提高|[上下]调|[比较].{0,8}多|同比|环比|倍|多了|[由从].{1,12}[到至为]"
)
# What only says of which things a sentence tells: 1000万人次以上的机场, 票房低于一千万的影片.
_THRESHOLD = re.compile(
    rf"{_FIGURE}[^，。；、\d的]{{0,4}}(?:以上|以下|以内)的(?=[\u4e00-\u9fff])"
    rf"|(?:低于|不足){_FIGURE}[^，。；、\d的]{{0,3}}的(?=[\u4e00-\u9fff])"
)
# Of each of several, where the sum of them is asked for: 每个小组4支球队.
_EACH_OF = re.compile(
    rf"每[个支组队家班户桌站](?!周|月|星期|工作日|季|学期|假|楼层)[^，。；,;]{{0,8}}?{_FIGURE}"
)
_EACH_ASKED = re.compile(r"每|平均|[一各](?:[个支组队家班户桌站村]|街道)")
# What is measured, asked by its noun: 2022年特斯拉交付量. No 数量, 总额, 名额, 面值: their nouns
# stand before them.
_MEASURE = re.compile(
    r"(?P<stem>票房(?:收入)?|营收|收入|利润|生产总值"
    r"|[\u4e00-\u9fff]?[^\W\d数总金名定限面的](?=[量额值率]))[量额值率]?"
    r"(?:同比|环比)?(?:[增上][长涨加升]了?|下[降跌滑]了?)?(?:是|为|有|达到?|突破)*"
    r"(?:了?多少|几)?[？?]?$"
)
_MEASURED_AS = {"销": "卖售", "产": "收", "客": "游人", "水": "雨"}
_SOME_MEASURE = re.compile(
    r"营收|营业收入|票房|利润|增加值|[\u4e00-\u9fff](?<![数质力能商考器胆打测衡思尽大])[量额率]"
    r"(?![领先队部])"
)
_RATE = re.compile(r"([\u4e00-\u9fff]{2})率(?![领先队部军])")
_HOW_MUCH = re.compile(
    r"(人口|(?<=[产行]业)规模|(?<=市场)规模|(?<=经济)规模)(?:总?数)?"
    r"(?:是|有|为|达到?)?(?:多少|多大|几)"
)
_HOW_BIG = re.compile(r"\bhow (?:big|large) (?:is|was|are|were)\b")
_ALTOGETHER = re.compile(r"[一总]共|总计|合计|总数")
_TOTAL = re.compile(r"共|总|合计|累计|全部")
_TOTAL_OF = re.compile(r"总(?!投资|面积|建筑|长|数)(?:票房|营收|收入|[产销客运]\S?量|额|人[数次])")
_RANKED = re.compile("榜首|居首|首位|名列|第一(?:[位名]|(?=[，。；,;]))")
_DATES = re.compile(
    r"(?:\d{4}|[〇零一二三四五六七八九]{4})年(?:度|初|底|末)?|\d+月份?(?:\d+[日号])?|\d+日|八项规定"
)
_NUMERAL = r"[\d〇零一二两三四五六七八九十百千万亿多余]"
_NUMBER_AFTER = (
    r"\d[\d,.]*(?:多|余)?[万亿]*\s?[个家位名人项次场条座块台套处部间支艘架辆张所户件册幢栋]"
)


def told(said: str, text: str, figure: str, counted: str) -> float:
    """How far `text` tells the number, of the pattern `figure`, that `said` asks of what is
    `counted`; in [0, 1]."""
    told = any(m[0] not in said for m in found(figure, _without_thresholds(said, text)))
    if not told and counted:  # 机柜640架: the thing, and then its number
        told = bool(re.search(rf"{re.escape(counted)}\s?{_NUMBER_AFTER}", text))
    money = "元" in figure and (other_money(said, text) or _too_much(said, text))
    other = (_of_other, _of_other_rate, _of_other_measure, _unmeasured, periods.other)
    if told and (money or any(of(said, text) for of in other)):
        return LOOSELY
    altogether = _ALTOGETHER.search(said) or _TOTAL_OF.search(said)
    part = altogether and not _TOTAL.search(text)
    if part and _RANKED.search(text):  # 上海以2.6亿元票房居首
        return LOOSELY * told
    return 0.7 * told if part or _of_each(said, text, figure) else float(told)


def found(figure: str, text: str) -> Iterator[re.Match[str]]:
    """The numbers of the pattern `figure` in `text`, the years and days of dates left out."""
    return re.finditer(figure, _DATES.sub(lambda date: " " * len(date[0]), text))


def _of_other(said: str, text: str) -> bool:
    """Whether it counts by another counter, and has no word of what is counted: 38个科室
    where it is asked 几台核磁共振."""
    unit = counter(said)
    alike = "张票份" if unit in "张票" else unit
    if not unit or unit in "人名位块" or re.search(rf"{_NUMERAL}\s?[{alike}]", text):
        return False
    counted = re.search(rf"[多少几]\s?{unit}([\u4e00-\u9fff]{{2,8}})", said)
    words = tagged(counted[1]) if counted else []
    things = [word for word, flag in words if len(word) > 1 and flag[0] not in "vdpurm"]
    return bool(things) and not any(w in text for t in things for w in (t, *like(t)))


def _of_other_rate(said: str, text: str) -> bool:
    """Whether a rate is asked for, or by how much something grew, and `text` has no word of that,
    or only of other rates."""
    if _GROWN_ASKED.search(said) and not _GROWN.search(text):
        return True
    asked, told = _RATE.findall(said), _RATE.findall(text)
    if not (asked and told) or re.search("比[例率]", text):
        return False
    return not any(c in text for stem in asked for c in stem)


def _without_thresholds(said: str, text: str) -> str:
    """`text` without the figures that only say of which things it tells, where a measure is
    asked for."""
    if re.search("以上|以下|以内|低于|不足", said) or not _MEASURE.search(said):
        return text
    return _THRESHOLD.sub("", text)


def _unmeasured(said: str, text: str) -> bool:
    """Whether it is asked how much of something there is that has no unit (规模多大), and `text`
    has no word of that."""
    asked = _HOW_MUCH.search(said)
    words: tuple[str, ...] = (asked[1], *like(asked[1])) if asked else ()
    if _HOW_BIG.search(said):
        words = ("规模", "产值", "亿", "面积", "平方", "公顷", "亩")
    elif "population" in said:
        words = ("人口",)
    return bool(words) and not any(word in text for word in words)


def _of_each(said: str, text: str, figure: str) -> bool:
    """Whether `text` has the figure asked for only of each of several, which `said` does not
    ask."""
    if _EACH_ASKED.search(said) or not counter(said) or not _EACH_OF.search(text):
        return False
    return not any(found(figure, _EACH_OF.sub("", text)))


def _of_other_measure(said: str, text: str) -> bool:
    """Whether a measure is asked for by its noun, and `text` has no word of that but of another:
    销量 where it tells of 营业收入."""
    asked = _MEASURE.search(said)
    if not asked or not _SOME_MEASURE.search(text):
        return False
    stem = asked["stem"]
    words = (*stem, *like(stem), *(word for c in stem for word in _MEASURED_AS.get(c, "")))
    return not any(word in text for word in words if word not in "总年")


def _too_much(said: str, text: str) -> bool:
    """Whether the price of one of something is asked for, and `text` has but large sums."""
    return bool(_PRICE_ASKED.search(said)) and not _PRICE.search(text)


def other_money(said: str, text: str) -> bool:
    """Whether a folded question says what money is for, and folded `text` speaks only of other."""
    asked = [told for asks, told in _MONEY if re.search(asks, said)]
    if not asked or any(re.search(told, text) for told in asked):
        return False
    built = re.search(_BUILT, said) and _WORKS.search(said)
    if built and not re.search(r"[万亿]", text):  # 1.2元 built no bridge
        return True
    return any(re.search(told, text) for _, told in _MONEY)


# Places for something: 座位, 车位. A page may name them before the number: 阅览座位1100个.
_ROOM = re.compile(r"(?:多少|几)[个张]?[\u4e00-\u9fff]{0,4}?([座床车学岗泊摊展席铺]位)")


def figure(said: str) -> str:
    """The pattern of the number that a folded question asks for: 几家, a number of 家."""
    if room := _ROOM.search(said):
        thing = room[1]
        return rf"{thing}\s?(?:{_FIGURE})|(?:{_FIGURE})\s?[个张]?[\u4e00-\u9fff]{{0,6}}{thing}"
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
    if re.search(r"\b(?:which|what) edition\b", said):
        return r"第\s?(?:\d+|[一二三四五六七八九十]+)\s?届|首届"
    ordinal = re.search(r"第几([届期次版个名号])", said)
    if ordinal is None:
        return ""
    return rf"第?\s?(?:\d+|[一二三四五六七八九十]+)\s?{ordinal[1]}"


def counter(said: str) -> str:
    """The counter of what a folded question counts: 台 of 几台核磁共振; "" where it has none."""
    return next(iter(_units(said)), "")


def _units(said: str) -> list[str]:
    """The counters of what a folded question counts, the last first: 站 and 座 of 几座站."""
    counted = _COUNTED.search(said)
    units = counted.groups() if counted else ()
    found = [c for c in reversed(units) if c and c in _COUNTERS + _SELDOM]
    return found[:1] if found[1:] == ["个"] else found


def _counted(said: str) -> str:
    """The pattern of a number of what is counted; of any number where that has no counter."""
    for english, counters in _ENGLISH_COUNTED:
        if re.search(rf"\b(?:how many|number of) (?:\w+[ -]){{0,2}}(?:{english})\b", said):
            return rf"(?<![第\d])(?:{_FIGURE})\s?[{counters}]"
    units = _units(said)
    if not units:
        return _ANY_FIGURE
    alike = "".join(next((group for group in _ALIKE if group[0] == u), u) for u in units)
    return rf"(?<![第\d])(?!一\s?[{alike}])(?:{_FIGURE})\s?[{alike}]"  # 一场盛宴 is no count
