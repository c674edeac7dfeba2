"""What a printed line is, told from its own characters: byline, credit, masthead, contents …

Lines come in either script. The tests below fold nothing and move nothing; they only look.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from ..language.numerals import number
from ..records import Span

LineKind = Literal[
    "text",  # running text, or a headline: its neighbours tell
    "byline",  # □ 记者 刘坤 陈文卿
    "credit",  # (来源:区委办)
    "label",  # 图片新闻: the name of a box
    "photo",  # 徐宣 摄影报道
    "jump",  # (下转第2版), (上接第1版)
    "note",  # (2025年7月14日……通过): what stands under the title of a document
    "masthead",
    "furniture",
    "contents",
]

Role = Literal[
    "text",  # lines of running text
    "heading",  # a headline, its byline included
    "either",  # a line that may be one or the other
    "byline",  # a byline that no headline stands above
    "tail",  # what stands under a story: a credit, a photographer's name
    "box",  # the name of a box, 图片新闻
    "arrival",  # (上接第1版)
]


UNDER_TITLE: frozenset[LineKind] = frozenset({"byline", "note"})
"""What stands under a headline and is of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page as mended: its raw `spans`, what they say, and how it was set.

    `gap` is the number of line ends above it, `marked` whether an OCR tool called it a
    heading (`bold`: in bold type only), `indented` whether it was set in, as the first line
    of a paragraph is.
    """

    spans: tuple[Span, ...]
    text: str
    gap: int
    marked: bool = False
    bold: bool = False
    indented: bool = False

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together on a page. `said` is its text, folded, its lines joined.

    `closed`: it ends a sentence. `starts`: it surely begins a paragraph (an indent).
    `signed`: it has a byline. `minor`: a heading in bold, which seldom is a headline.
    `ends`: its story ends with it (下转第2版). `repeats`: the piece whose last words it
    prints again, -1 for none.
    """

    role: Role
    said: str
    closed: bool = True
    starts: bool = False
    signed: bool = False
    minor: bool = False
    ends: bool = False
    repeats: int = -1


_HAN = r"㐀-鿿豈-﫿〇"
_CLOSERS = r"”’」』）)】》〉\"'"
# A notice's own telephone, which ends it; that of the paper (新闻热线) is its masthead's.
TELEPHONE = re.compile(
    r"^(?:[咨諮][询詢]|[监監]督|[报報]名|[联聯][系繫]|服[务務]|[预預][约約]|投[诉訴]|[办辦]理)"
    r"(?:[电電][话話]|[热熱][线線])[:：]\s?[\d—–\- ]{6,}(?:[(（][^)）]*[)）])?\s*$"
)
_END = re.compile(rf"[。！？!?…][{_CLOSERS}]*$")
_PAUSE = re.compile(r"[，、；：,;:—\-《〈“‘「『（(]$")
_RUNNING = re.compile(r"[。！？；;]|[，,](?![^“”\"「」]{0,12}[”\"」])")

_NAME = (
    rf"(?:[{_HAN}·]{{2,5}}|[{_HAN}] [{_HAN}](?![{_HAN}])"
    r"|[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+){0,2})"
)
_ROLE = (
    r"(?:(?:本[报報刊台]|首席|[见見][习習]|[实實][习習]|特[约約派]|全媒[体體]|融媒[体體])?"
    r"(?:[记記]者|通[讯訊][员員])|(?:撰稿人?|撰文|作者|[编編][辑輯]|[摄攝]影|整理|[综綜]合|文"
    r"|[图圖])"
    r"(?=[\s/／|｜:：]))"
)
_GAP = r"[\s/／|｜、,，:：;；]*"
_BYLINE = re.compile(
    # No 编辑 齐冉 校对 沈约: who made the page, not the story.
    r"^(?!(?:本[版期])?(?:[责責]任)?[编編][辑輯].*(?:校[对對]|[视視][觉覺]|照排|美[编編]|版[面式]))"
    rf"[□■◇◆◎●○▪▫\-—*(（]?\s*{_ROLE}(?:{_GAP}{_ROLE})*(?:{_GAP}(?:{_ROLE}|{_NAME})(?![{_HAN}]))+"
    r"(?:\s*(?:[报報]道|[摄攝]影?[报報]道|[摄攝]|文|[图圖]|[综綜]合))?[)）]?$"
)
_SIGNED = re.compile(
    rf"[（(]\s*(?P<who>{_ROLE}(?:{_GAP}{_ROLE})*"
    rf"(?:{_GAP}(?:{_ROLE}|{_NAME})(?![{_HAN}]))+)\s*[)）]$"
)
_NAMES_ONLY = re.compile(rf"^[□■◇◆◎●▪]\s*(?:[{_HAN}·]{{2,4}})(?:[\s、]+[{_HAN}·]{{2,4}})*$")
# What may close a story: (杜 蘅), (宁可 池语), (区人大办); not (试行), (图片新闻), (一等奖).
_SIGNER = rf"(?:[{_HAN}]\s?[{_HAN}]|[{_HAN}]{{2,4}})"
_CLOSING = re.compile(
    r"^[（(](?![第附图圖表上中下续續注全节節摘待未完])"
    rf"(?:{_SIGNER}(?:[\s、]+{_SIGNER})*|[{_HAN}]{{2,8}}[办辦局委部院会會社处處])"
    rf"(?:(?<=\s[{_HAN}])|(?<![行案稿版篇图圖表期章节節季集页頁上中下续續"
    r"刊文题題类類组組闻聞奖獎声聲"
    r"一二三四五六七八九十]))[)）]$"
)
_CREDIT = re.compile(
    r"^[（(【\[]?\s*(?:[来來]源|稿源|文字[来來]源|[资資]料[来來]源|供稿|摘[自编編]|[转轉][载載]自)"
    r"\s*[:：]?\s*\S.{0,30}?[)）】\]]?$"
    r"|^(?P<giver>[（(])?[^（()），。:：]{2,20}(?:[局委办辦部院馆館社站处處会會]|中心|公司)"
    r"\s?提供(?(giver)[)）])$"
)
_JUMP = (
    r"[（(【\[]?\s*[▶►→]?(?P<way>[上][接]|[紧緊]接|[下][转轉]|[转轉][接]?|[续續])\s*第?\s*"
    r"(?P<page>[A-Z]?\s?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版[^)）】\]\n。，]{0,20}[)）】\]]?"
)
_JUMP_LINE = re.compile(rf"^{_JUMP}$")
_JUMP_TO = re.compile(rf"{_JUMP}$")
_LABEL = re.compile(
    r"^[【\[〔]?(?:[图圖]片新[闻聞]|大字新[闻聞]|[简簡短快][讯訊]|[简簡]明新[闻聞]"
    r"|一句[话話]新[闻聞]|"
    r"新[闻聞][图圖]片|[图圖]片[报報]道|[图圖]片故事|[图圖][说說]新[闻聞]|[摄攝]影[报報]道|"
    r"要[闻聞]速[览覽]|新[闻聞]速[递遞览覽])[】\]〕]?$"
)
_PHOTOGRAPHER = rf"(?:[{_HAN}] [{_HAN}]|[{_HAN}·]{{2,4}})"
_PHOTO = re.compile(
    rf"(?:^|[。！？”』」\s（(])(?P<who>(?:(?:本[报報]|[记記]者|通[讯訊][员員])\s*)*"
    rf"{_PHOTOGRAPHER}(?:[\s、/／]+{_PHOTOGRAPHER}){{0,2}}"
    rf"(?:(?:(?<=[记記]者[{_HAN}]{{2}})|(?<=[记記]者[{_HAN}]{{3}}))[摄攝]"
    r"|\s*(?:[摄攝]影[报報]道|[摄攝]影|供[图圖]|文[/／]?[图圖]|[图圖][/／]?文)"
    r"|[\s/／]+[摄攝图圖]))[)）]?$"
)
_NOTE = re.compile(
    r"^[（(].{0,12}\d{4}\s*年.*(?:通[过過]|[发發]布|批准|修[订訂])[)）]$"
    r"|^[（(](?:截[至止]|按|[^()（）]*[单單]位[:：])[^()（）]{1,20}[)）]$"
)
_QR = re.compile(
    r"^(?![^a-zA-Z]*[，。！？])[^，。！？]{0,12}?"
    r"(?:APP|App|app|微信|微博|抖音|快手|微信公[众眾][号號]|"
    r"公[众眾][号號]|[视視][频頻][号號]|客[户戶]端|二[维維][码碼]|小程序|小红书|[头頭][条條][号號]|"
    r"[扫掃]一[扫掃].{0,8}|[扫掃][码碼].{0,8}|[关關]注我[们們])$"
)
_LEADER = r"(?:\s|[.…·]{2,}|>{1,3}|[»→▶►]|[-—]{1,4}|[|｜/／])"
_CONTENTS = re.compile(
    r"^(?:(?:[■□▪]\s?(?=\d{1,2}\s?版)|[▷▶]\s?)?(?P<lead>[A-Z]?\d{1,2})"
    r"(?:\s*[)）.．、|｜:：▶▷►](?!\d)\s*|\s+|\s*版\s*[:：]?\s*"
    r"|(?=[《“\"「]))"
    rf"(?=[{_HAN}《“\"「A-Z\d]).*"
    rf"|(?P<word>[一二三四五六七八九十]{{1,2}})\s?版[\s:：]+(?=[{_HAN}《“\"「])\S{{6,}}$"
    rf"|\S.*?{_LEADER}\s*第?\s*(?P<tail>[A-Z]?\d{{1,2}})\s?版?"
    r"|(?!.*(?:》|方案|指南|手册|手冊|教材|[词詞詞]典|[试試]行)\s第)"
    r"\S{4,}.*?\s第?(?P<ordinal>[二三四五六七八九十]{1,2})版"
    r"|\S.*?[（(]?(?:[详詳]?[见見刊]|[转轉])\s*第?\s*(?P<see>[A-Z]?\d{1,2})\s*版[)）]?"
    r"|\S.*?[^\d年月日]\s*[（(]第?\s*(?P<note>[A-Z]?\d{1,2})\s*版[)）])$"
)
_MEASURE = re.compile(r"^\d{1,2}\s+(?:[年月日号時时点家个個名位项項条條岁歲万亿]|余)")
_SECTION = re.compile(
    r"^(?:专刊|專刊|特刊|专版|專版|导读|導讀|今日导读|要闻导读|本期导读|要目|目录)(?:\s|$|[:：])"
)

# What a masthead is made of. A line that little else is left of, once these are taken out,
# is one of its lines, in whatever order they stand.
_NUMBER = r"[\d,]{1,6}"
_NUMBERS = r"\d{1,6}\s?[、—–-]\s?\d{1,6}\s?期"  # of two in one: 第20、21期合刊
NUMBER_IN_WORDS = r"[〇零○一二三四五六七八九十百]{2,8}"
"""How an old paper has the number of its issue: 第一百四十六期(總第二八〇三期)."""
_YEAR = r"(?:\d{4}|二[〇零○]..|一九[〇零○一二三四五六七八九]{2})\s*年"
_PAPER = (
    rf"[《「]?(?:[{_HAN}]\s?){{1,7}}"
    r"(?:(?<![警情捷喜海预預举舉回])[报報]|周刊|週刊|新[闻聞])[》」]?"
)
_EDITORS = (
    r"(?:[责責]任|[美][术術式]?|本版|[图圖]片|[执執]行|[见見][习習]|值班|副?[总總]|副)?"
    r"(?:[编編][辑輯]|主[编編]|[总總][编編]|校[对對]|美[编編]|[版式面]*[设設][计計]|[检檢][查校]"
    r"|[组組]版|版式|(?:[责責][编編]|[视視][觉覺]|照排|[统統][筹籌])(?=[\s:：]))"
)
_EDITOR = rf"{_EDITORS}\s*[:：]?\s*(?:[{_HAN}]\s?){{2,3}}"
_MAIL = r"(?:投稿|[电電]子)?[邮郵][箱编編][:：]?\s?\S+"
_TELEPHONE = r"(?:[电電][话話]|(?:新[闻聞]|全媒[体體])?[热熱][线線])\s?\d[\d—–\- ]{5,}"
_ELEMENTS = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            "issue": rf"第\s*{_NUMBER}\s*[期号號]|第\s*{_NUMBERS}(?:合刊)?"
            rf"|第\s?{NUMBER_IN_WORDS}\s?期(?=\s?[(（]?[总總]第)",
            "total": rf"[总總]第\s?{_NUMBERS}"
            rf"|[（(]?[总總](?:第|刊?[号號][:：]?)?\s*{_NUMBER}\s*[期号號]?[)）]?"
            rf"|[（(]?[总總]第\s?{NUMBER_IN_WORDS}\s?期[)）]?",
            "opens": r"^(?:第\s*)?(?:[A-D]\d{1,2}|0\d|\d{1,2}\s*版)\s*[:：|｜/·]?\s*"
            rf"(?!星期|[周週第总總今本共农農内內免])[{_HAN}]{{2,4}}(?=\s)",
            "pages": r"(?:[本今]期|今日|今天|本报今日|共)?\s*(?:共|出)?\s*"
            r"(?:(?!0)\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
            r"(?:\s?[(（]含[^)）]{2,10}[)）]|\s另出\S{2,6}版)?",
            "date": rf"{_YEAR}\s*\S{{1,3}}\s*月\s*\S{{1,3}}\s*[日号號]"
            r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
            "month": rf"{_YEAR}\s*\S{{1,2}}\s*月\s*[号號刊]",
            "period": r"(?:[双雙]|半)[月年]刊|[周週旬月季]刊(?=\s|$)"
            r"|[每逢][月周週旬季]\S{0,10}?出[版刊]",
            "folio": r"^(?:第\s*)?(?:[A-Z]\d{1,2}|[A-Z]?\d{1,2}\s*版)\s*[:：|｜/·]?\s*"
            rf"[{_HAN}]{{0,4}}$"
            rf"|^[{_HAN}]{{2,4}}\s*[|｜/·]?\s*(?:[A-Z]\d{{1,2}}|第?\d{{1,2}}\s*版)$",
            "partdate": r"\d{4}\s*年(?:\s*\d{1,2}\s*月(?=\s*$))?|\d{1,2}\s*月\s*\d{1,2}\s*日",
            "weekday": r"(?:星期|[周週]|[礼禮]拜)\s?[一二三四五六日天]",
            "english_day": r"\b(?:MON|TUE|WED|THU|FRI|SAT|SUN)\b",
            "lunar": r"(?:[农農][历曆])?\s*[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]\s?年?"
            r"\s?(?:[闰閏]?(?:正|十?[一二三四五六七八九十冬腊臘])月\s?[大小]?\s?\S{1,3}"
            rf"(?:\s(?:[明今]日|距)[{_HAN}]{{2,6}})?)?",
            "lunarday": r"[农農][历曆]\s?[闰閏]?\S{1,2}月\s?\S{1,3}",
            "licence": rf"(?<![药藥健批不械])[{_HAN}]?(?:[内內]部?[资資]?料?|新出)?"
            r"(?<![药藥健批不械])"
            r"(?:[准準]印[证證]?\s*[号號]?\s*[:：]?\s*"
            rf"[(（]?(?:[{_HAN}]?[A-Z]|\d{{4}}|[{_HAN}](?=[)）]))?[)）]?"
            r"\s*第?\s?(?:[A-Z]\s?)?[\dA-Z\-—–]*\s?[号號]?"
            r"|[准準]字\s*(?:[(（]?\d{4}[)）]|[A-Z]{1,3})?\s*第?\s?"
            r"(?:[A-Z]\s?)?[\dA-Z\-]*\d\s?[号號]?)"
            rf"|[{_HAN}]{{1,4}}登[记記]?字第\s?[\d〇零一二三四五六七八九十]{{1,8}}\s?[号號]",
            "cn": r"(?:[国國][内內外])?[统統]一(?:[连連][续續]出版物|刊)[号號]?\s*[:：]?"
            r"|CN\s*\d\d\s*[-—]\s*\d{4}(?:/\S+)?|ISSN\s*[\dX\-]+"
            rf"|CN\s?[(（][{_HAN}][)）]\s?[内內]\s?[-—]?\s?\d+",
            "post": r"(?:[邮郵][发發])?代[号號]\s*[:：]?\s*\d+\s*[-—]\s*\d+",
            "price": r"(?:零售|每份|定[价價])\S{0,4}?[:：]?\s*[\d.]+\s*元"
            r"|(?:零售|定[价價])\S{0,2}[一二三四五六七八九]角",
            "free": (
                r"(?:[连連][续續]性)?[内內]部[资資]料(?:性?出版物)?"
                r"|免[费費](?:交流|[赠贈][阅閱]|派[发發送])"
                r"|[赠贈][阅閱]|[内內]部交流"
            ),
            "postcode": r"[邮郵](?:政)?[编編](?:[码碼])?\s?[:：]?\s?\d{6}",
            "account": r"(?:官方)?微信(?:公[众眾][号號])?\s?[:：]\s?\S+",
            "url": rf"(?:[{_HAN}]{{2,6}}之窗\s?)?"
            r"<?(?:https?\s*[:：]\s*//|www\s*\.)[\w./\-\s]*?[\w/]>?(?=\s|$|[^\w./\-])",
            "digital": r"[数數]字[报報]|[电電]子[报報]|[网網]址\s*[:：]?",
            "editors": (
                rf"^(?:[■□▪]?\s?(?:本期)?{_EDITOR}(?:\s+|$))+"
                rf"(?:{_TELEPHONE}|{_MAIL})?$"
                rf"|^(?:{_EDITOR}\s+){{2,}}[电電][话話][:：]\s?\d[\d—–\-]{{5,}}$"
                rf"|(?<=出版\s)(?:{_EDITOR}(?:\s+|$))+$"
            ),
            # What only a running line has, beside its date: "… 第2版 要闻 责任编辑 方志成".
            "place": rf"(?<=[\s|｜])(?:[{_HAN}]{{2,4}}\s?[|｜·]\s?)?"
            r"(?:第\s*[A-Z]?\d{1,2}\s*版|0\d\s*版|[A-D]\d\d(?!\d))"
            rf"(?:[\s:：|｜/·]+[{_HAN}]{{2,4}}(?=[\s|｜]|$))?"
            rf"|(?<=[\s|｜])[{_HAN}]{{2,4}}(?:\s?[·・]\s?[{_HAN}]{{2,4}})?\s+0\d"
            r"(?:\s?[—–-]\s?0\d)?$",
            "edited": rf"(?<=[\s|｜])(?:{_EDITOR}(?:[\s|｜]+|$))+",
            "telephone": rf"(?<=[\s|｜]){_TELEPHONE}",
            "publisher": r"^主管(?:\s主[办辦])?\s\S{3,19}[委部局府社会會心]$"
            r"|(?:^|(?<=\s))(?!\S*[由在])"
            r"\S{2,20}\s?(?:主[办辦管]|出版|承[办辦]|[编編]印)(?=\s|$)"
            r"|^中共\S{2,12}委(?:[员員][会會])?[机機][关關][报報]$",
            "staff": r"新[闻聞][热熱][线線]\s?[:：]?\s?\d[\d—–\-/ ]{5,}"
            r"|(?:主[办辦管]|出版|承[办辦印])\s*[:：]\s*\S+(?:\s\S{1,11}[委府会會部局院社])?"
            r"|(?:(?:[责責]任|[总總])?[编編][辑輯]?"
            r"|(?:本[报報]|[编編][辑輯]部)新?[地社]?址|[社地]址|[电電][话話]"
            r"|(?:新[闻聞])?[热熱][线線])"
            r"\s*[:：]\s*\S+",
            "mail": r"[信邮郵]箱\s?[:：]?\s?\S+@\S+?(?=[邮郵\s]|$)"
            r"|(?:(?:投稿|[电電]子)?[邮郵][箱编編]|E-?mail)\s*[:：]\s*\S+",
            "paper": rf"^{_PAPER}(?=$|\s|[》」])|《{_PAPER}》",
        }.items()
    )
)
_PAGE_NAMED = re.compile(
    rf"^(\d{{1,2}})\s+((?:[{_HAN}]{{0,2}}"
    r"(?:新[闻聞]|要[闻聞]|[综綜]合|民生|社[区區會会]|文化|副刊|[专專][题題版刊]"
    r"|[经經][济濟]|[时時]政|科教|[体體]育|健康|教育|[区區]域|[县縣]市|[国國][内內际際]"
    r"|[评評][论論]|[党黨]建|法治"
    r"|生活|[财財][经經]|都市|人物|影像|文[艺藝]|[视視][点點]|街[镇鎮]|基[层層])))"
    rf"(?:[·・][{_HAN}]{{2,4}})?(?:\s{_PAPER})?$"
)
_ANYBODYS = frozenset({"postcode", "account"})  # a notice may have them, too
_RUNNING_LINE = frozenset({"opens", "place", "edited", "telephone", "english_day"})
_CLEAR = frozenset(
    {"issue", "total", "pages", "date", "month", "licence", "cn", "post", "editors", "folio"}
)
_LATIN_NAME = re.compile(r"^(?:[A-Z]{2,}\s*){1,5}$")
_SPACED_NAME = re.compile(rf"^(?:[{_HAN}]\s){{1,7}}[报報刊]$")


@functools.lru_cache(maxsize=4096)
def kind(line: str) -> LineKind:
    """What `line` is by itself; "text" where only its neighbours can tell."""
    if len(line) <= 60:
        for pattern, name in _SHORT:
            if pattern.search(line):
                return name
    if len(line) <= 120 and _NOTE.search(line):
        return "note"
    return "masthead" if masthead(line) else "text"


_SHORT: tuple[tuple[re.Pattern[str], LineKind], ...] = (
    (_LABEL, "label"),
    (_JUMP_LINE, "jump"),
    (_CREDIT, "credit"),
    (_BYLINE, "byline"),
    (_NAMES_ONLY, "byline"),
)


# What only a sentence has: a pause, a date that goes on in the next line or opens a
# dispatch (8月19日电), and between the elements of a masthead words that govern them.
_SENTENCE = re.compile(
    r"[，,、；;]$|(?:年|月|\d年\d\d?月)\s*\d{1,2}$|\d[日号號](?:[电電讯訊]|[文报報]$)"
)
_GOVERNS = re.compile(
    r"[在於于即自从從至由据據的是和与與及将將凡△]|期[间間]|[时時][间間]|[报報]道|[发發]布"
)


def masthead(line: str) -> bool:
    """Whether the line is made of what mastheads are made of, and of little else."""
    if len(line) > 160 or _END.search(line) or _SENTENCE.search(line):
        return False
    if _LATIN_NAME.match(line) or _SPACED_NAME.match(line):
        return True
    elements = _elements(line)
    if not elements:
        return False
    rest = line
    for match in reversed(elements):
        rest = rest[: match.start()] + rest[match.end() :]
    if _GOVERNS.search(rest):
        return False
    rest = re.sub(r"[\W_]+", "", rest)
    found = {match.lastgroup for match in elements}
    return len(rest) <= (2 if len(found) == 1 else 4 + len(line) // 10)


@functools.lru_cache(maxsize=4096)
def _elements(line: str) -> tuple[re.Match[str], ...]:
    """What of a masthead's elements a line has; those of a running line only beside a date."""
    found = list(_ELEMENTS.finditer(line))
    dated = any(match.lastgroup == "date" for match in found)
    if {match.lastgroup for match in found} <= {"mail", *_ANYBODYS}:
        return ()
    return tuple(m for m in found if dated or m.lastgroup not in _RUNNING_LINE)


def masthead_alone(line: str) -> bool:
    """Whether a masthead's line is so clear that it may stand apart from the others."""
    found = {match.lastgroup for match in _elements(line)} - _ANYBODYS
    return len(found) > 1 or bool(found & _CLEAR) or bool(_LATIN_NAME.match(line))


def _element(line: str, *names: str) -> str:
    """The first element of a masthead's line that has one of the `names`; else ""."""
    elements = _elements(line) if masthead(line) else ()
    return next((match.group() for match in elements if match.lastgroup in names), "")


def folio(line: str) -> tuple[int, str] | None:
    """The page and the section that a masthead's line such as A02 要闻 names."""
    said = _element(line, "folio", "opens", "place")
    if not said:
        return None
    digits, names = re.search(r"\d+", said), re.search(rf"(?![第版])[{_HAN}]{{2,4}}", said)
    section = names.group() if names and names.group()[-1] not in "报報" else ""
    return int(digits.group()) if digits else 0, section


def page_named(line: str) -> tuple[int, str] | None:
    """The same of a line without 版 (2 综合新闻), which a list of headlines may have as well: ask
    where it stands."""
    match = _PAGE_NAMED.match(line)
    return (int(match[1]), match[2]) if match else None


def paper(line: str) -> str:
    """The name of the paper that a masthead's line has, 《徐汇报》 without its marks; else ""."""
    return _element(line, "paper").strip("《「》」")


def furniture(line: str) -> bool:
    """A label beside a QR code. A headline may look the same: ask for two together."""
    return len(line) <= 20 and bool(_QR.match(line))


def listed_page(line: str) -> int | None:
    """The page a line of a front page's list of headlines points to; None for another line."""
    match = _CONTENTS.match(line) if len(line) <= 60 and not _END.search(line) else None
    if match is None or _MEASURE.match(line) or folio(line):
        return None
    page = next(filter(None, match.groups()))
    return number(page.lstrip(ascii_uppercase))


def section(line: str) -> bool:
    """专刊 徐汇劳模先进巡礼: a line that announces a section or a list."""
    return len(line) <= 30 and bool(_SECTION.match(line))


def closing(line: str) -> bool:
    """Whether the line is names in brackets, as closes a story: ask what stands above it, for a
    title may have such a line under it as well."""
    return len(line) <= 24 and bool(_CLOSING.match(line))


def signature(line: str) -> str:
    """The byline in brackets that a story's last line ends with; else nothing."""
    match = _SIGNED.search(line)
    return match["who"] if match else ""


def photo_credit(line: str) -> str:
    """朱亮 摄影报道, where the line is that or ends with it; else nothing."""
    # How it must end, for most lines are long and end otherwise.
    match = _PHOTO.search(line) if line.rstrip(")）\n")[-1:] in "道影图圖文摄攝" else None
    return line[match.start("who") :].strip() if match else ""


def jump(line: str) -> tuple[Literal["to", "from"], str] | None:
    """The way and the page of a jump that the line is or ends with."""
    match = _JUMP_TO.search(line) if "版" in line[-24:] else None
    if match is None:
        return None
    return ("from" if match["way"][0] in "上紧緊" or match["way"] == "接" else "to", match["page"])


def closed(line: str) -> bool:
    """Whether the line ends a sentence."""
    return bool(_END.search(line) or TELEPHONE.match(line))


def pausing(line: str) -> bool:
    """Whether the line ends where a sentence goes on: a comma, an open bracket."""
    return bool(_PAUSE.search(line))


def running(line: str) -> bool:
    """Whether the line has the punctuation of running text, which headlines avoid."""
    return bool(_RUNNING.search(line))
