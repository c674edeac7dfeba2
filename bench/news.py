"""News texts as stories of a paper: headline, byline, paragraphs, credit.

The texts are CRUD-RAG's (`id, text`, a JSON object a line, xz): one long line each,
that begins with its date. What web sites leave in them is cut off, and texts that carry
their own bylines are passed over, so that what a page says of its authors is known.
"""

from __future__ import annotations

import datetime as dt
import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rag.language import text

_DATED = re.compile(r"\s*(\d{4})[-年](\d{1,2})[-月](\d{1,2})[日]?[^，]{0,12}，正文：")
_SITE = re.compile(
    r"(广告声明：|声明：|特别提示|风险提示：|返回搜狐|责任编辑|更多精彩内容|本文属于原创文章|免责声明|来源：|编辑[：/]|\(完\)|（完）|https?:).*$",
    re.DOTALL,
)
_UNWANTED = re.compile(
    r"原标题|广告|正文|记者[ ：:]|[（(【](?:记者|编译|作者|文|图)|[电讯] ?[（(]|通讯员|摄[）)影]|"
    r"[图文][/：]|IT之家|消息[:：]|[×↓▼►●■◆★①②]|查看|点击|扫码|二维码|资料图|"
    r"[a-z]{3,}\.(?:com|cn)|@|_|[\ue000-\uf8ff]"
)
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）)]*")
_CLAUSE = re.compile(r"[^，。！？；：,;]+")
_LEAD = re.compile(
    r"(?:北京时间|当地时间|日前|近日|据悉|据[^，]{0,8}(?:报道|消息)|今[天日]|昨[天日]|目前|连日来|"
    r"记者[^，]{0,4}获悉)"
)
_NOT_A_HEADLINE = re.compile(
    r"^(?:据|但|而|也|并|且|其|在|以|从|为|对|将|还|与|同时|此|该|这|那|他|她|它|我|随着|由于|如果|当|根据|通过|日|月|因|"
    r"\d|第[一二三]|会上|活动|现场|本报|就|即便|咱|尊敬|针对|当时)|"
    r"消息|获悉|了解到|表示|爆料|[称说道]$|发布$|日起$|时许|\d时|新华社|记者|摄|[的地得了着过和与及时后前中上下]$|[“”‘’《》（）()【】、…—]|综合报道|\d[:：]\d|[\d.]$"
)
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余"
_GIVEN = "伟芳娜敏静磊军洋勇艳杰娟涛明超霞平刚桂文辉玲桐宇晨欣怡佳俊峰雪梅琳昊然子涵书瑶思远志鹏"
_OFFICES = (
    "区委办",
    "区府办",
    "区融媒体中心",
    "区文旅局",
    "区教育局",
    "市人大办",
    "新华社",
    "人民日报",
)


@dataclass(frozen=True, slots=True)
class News:
    """A cleaned text: its day and its paragraphs."""

    date: dt.date
    headline: str
    deck: str  # a second line of the headline, may be empty
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What a paper prints. `byline` is the line as printed, `names` the people in it."""

    title: str
    subtitle: str
    byline: str
    names: tuple[str, ...]
    byline_last: bool
    paragraphs: tuple[str, ...]
    subheads: tuple[int, ...]  # which of the paragraphs are headings inside the story
    credit: str  # "来源：…" without brackets, may be empty
    date: dt.date


def load(path: Path, count: int, rng: random.Random) -> list[News]:
    """`count` usable texts drawn from the file (fewer where it has fewer), shuffled."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = list(lines)
    rng.shuffle(rows)
    out: list[News] = []
    for row in rows:
        news = clean(json.loads(row)["text"])
        if news is not None:
            out.append(news)
            if len(out) == count:
                break
    return out


def clean(row: str) -> News | None:
    """The story in one text; None where it is not fit for a page whose truth is known."""
    dated = _DATED.match(row)
    if dated is None:
        return None
    body = _SITE.sub("", row[dated.end() :])
    body = re.sub(r"[\s\u3000\xa0\u200b]+", " ", body.replace("**", "")).strip()
    body = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", body)
    sentences = [m.group().strip() for m in _SENTENCE.finditer(body)]
    flat = "".join(sentences)
    if _UNWANTED.search(flat) or not 240 <= len(flat) <= 1000:
        return None
    if text.han_count(flat) < 0.7 * len(flat) or flat.count("“") != flat.count("”"):
        return None
    try:
        date = dt.date(*map(int, dated.groups()))
    except ValueError:
        return None
    headlines = list(_headlines(sentences))
    if not headlines or date.year != 2023:
        return None
    headline, deck = headlines[0], next((h for h in headlines[1:] if h not in headlines[0]), "")
    if deck and len(headline) + len(deck) <= 22:
        headline, deck = f"{headline} {deck}", ""
    return News(date, headline, deck, tuple(_paragraphs(sentences)))


def _headlines(sentences: list[str]) -> Iterator[str]:
    """Clauses of the first sentences that could stand over the story (8–26 characters)."""
    for sentence in sentences[:3]:
        for match in _CLAUSE.finditer(sentence):
            clause = _LEAD.sub("", match.group()).strip()
            if 8 <= len(clause) <= 26 and not _NOT_A_HEADLINE.search(clause):
                yield clause


def _paragraphs(sentences: list[str]) -> Iterator[str]:
    """Sentences in paragraphs of some 60 to 200 characters; a quotation stays whole."""
    taken = ""
    for sentence in sentences:
        taken += sentence
        wanted = 60 + 20 * (len(sentence) % 5)
        if len(taken) >= wanted and taken.count("“") == taken.count("”"):
            yield taken
            taken = ""
    if taken:
        yield taken


def name(rng: random.Random) -> str:
    """An invented person."""
    return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2))))


def dress(news: News, rng: random.Random, *, traditional: bool) -> Story:
    """What an editor makes of a text."""
    names = tuple(name(rng) for _ in range(rng.choice((1, 1, 2, 3))))
    reporters = " ".join(names)
    style = rng.random()
    byline, last = "", False
    if style < 0.62:
        forms = (
            "□ 记者 {}",
            "□记者 {}",
            "■ 本报记者 {}",
            "本报记者 {}",
            "◎记者 {}",
            "记者 {} 报道",
        )
        byline = rng.choice(forms).format(reporters)
        if len(names) > 2:
            byline = f"□ 记者 {' '.join(names[:-1])} 通讯员 {names[-1]}"
    elif style < 0.75:
        byline, last = f"（记者 {reporters}）", True
    else:
        names = ()
    paragraphs = list(news.paragraphs)
    subheads: list[int] = []
    if len(paragraphs) >= 4 and rng.random() < 0.15:
        for at in (len(paragraphs) - 2, 1):
            clauses = [c for c in _CLAUSE.findall(paragraphs[at]) if re.fullmatch(r"\D{6,12}", c)]
            heads = [c for c in clauses if not _NOT_A_HEADLINE.search(c)]
            if heads:
                paragraphs.insert(at, heads[0])
                subheads = [at, *(n + 1 for n in subheads)]
    story = Story(
        title=news.headline,
        subtitle=news.deck if rng.random() < 0.2 else "",
        byline=byline,
        names=names,
        byline_last=last,
        paragraphs=tuple(paragraphs),
        subheads=tuple(subheads),
        credit=f"来源：{rng.choice(_OFFICES)}" if rng.random() < 0.25 else "",
        date=news.date,
    )
    if not traditional:
        return story
    return replace(
        story,
        title=text.to_traditional(story.title),
        subtitle=text.to_traditional(story.subtitle),
        byline=text.to_traditional(story.byline),
        names=tuple(map(text.to_traditional, story.names)),
        paragraphs=tuple(map(text.to_traditional, story.paragraphs)),
        credit=text.to_traditional(story.credit),
    )
