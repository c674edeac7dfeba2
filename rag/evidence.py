"""A question and its hits to the sentences that bear on it, and their plain quotation.

Sentences, not passages, are what an answer cites: they are scored by how much of the
question they hold (tokens weighted by idf), by what their headline and passage hold of
it, by the cosine with the question, and by whether they have what is asked for: a date
for "when", a number for "how many".
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import threading
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from . import dates
from .records import DateMention, Evidence, Hit, Language, Passage, Span, dates_within
from .text import fold, names, sentences, tokens

Asked = Literal["when", "author", "who", "where", "how many", "which", "why", "what"]

BUDGET = 600
"""Characters of evidence that a generator is given, about 400 tokens."""

REPORTED = dt.timedelta(days=31)
"""How long after an event the paper still prints it."""

OTHER_TIME = 0.6
"""What is left of the score of a sentence that is of another time than the question."""

_ASKED: tuple[tuple[Asked, str], ...] = (
    (
        "when",
        r"什么时候|何时|哪一?[天日年月]|几[月号日]|几时|什么日子|多久|日期|时间是"
        r"|\bwhen\b|\bwhat (?:date|day|year|time)\b",
    ),
    (
        "how many",
        r"多少|几[个家名位项次场条]|第几|多[大高]|百分之几"
        r"|\bhow (?:many|much)\b|\bwhat (?:number|share|percentage)\b",
    ),
    (
        "author",
        r"(?:谁|哪[位个名]?.{0,4})(?:写|拍|采写|撰|报道|摄)|(?:记者|作者|摄影).{0,4}(?:谁|哪|叫)"
        r"|\bwho (?:wrote|reported|photographed|took)\b|\b(?:reporters?|authors?|photographers?)\b",
    ),
    ("who", r"谁|哪[位些]?(?:领导|人|专家)|什么人|何人|\bwho(?:m|se)?\b"),
    ("where", r"哪里|哪儿|在哪|何处|什么地方|\bwhere\b"),
    ("why", r"为什么|为何|什么原因|怎么会|\bwhy\b"),
    ("which", r"哪些|哪几|有些什么|列出|分别|\bwhich\b|\blist\b"),
)

# Words of asking: they say what is wanted, not what it is about.
_ASKING = """
    什么 什么时候 时候 何时 谁 哪 哪里 哪儿 哪些 哪个 哪家 哪几 哪位 哪天 哪年 哪月 哪一
    多少 几 几个 几家 多久 怎么 怎样 怎么样 如何 为什么 为何 是否 有没有 是不是 能不能 可以
    请问 请 告诉 我 你 您 我们 一下 知道 想 问 吗 呢 啊 吧 的 了 过 着 是 在 有 和 与 及 或
    把 被 给 对 于 由 从 到 向 就 都 也 还 又 这 那 这个 那个 这次 那次 其 该 它 他 她 们 中
    上 下 里 说 叫 做 干 到底 究竟 目前 现在 当时 一共 总共 具体 分别 关于 有关 报道 报纸
    徐汇报 文章 新闻 介绍 内容 情况 the a an of in on at to for from by with and or is are
    was were be did do does has have had who whom whose what when where which why how many
    much that this it its there their they he she according newspaper article report tell me
    please said say
"""

_DIGITS = re.compile(r"\d|[一二三四五六七八九十百千万亿两]")
_DEPUTY = re.compile(r"副(?=\w{2})\w{0,2}[长记任席]?")
_BESIDE = 6  # characters within which a title stands before the name of who holds it

Similarity = Callable[[list[str]], Sequence[float]]


def asked(question: str) -> Asked:
    """What kind of thing a question asks for."""
    folded = fold(question)
    return next((kind for kind, pattern in _ASKED if re.search(pattern, folded)), "what")


def terms(question: str) -> tuple[str, ...]:
    """The tokens of a question that say what it is about, each once."""
    return tuple(dict.fromkeys(t for t in tokens(question) if t not in _asking()))


def period(question: str, today: dt.date) -> dates.Range | None:
    """The days that a question is about, both ends included; None where it names none.

    A day without a year ("5月12日那期") is left to its words: nobody says which year.
    """
    if any(m.rule == "issue year" for m in dates.mentions(question, today)):
        return None
    return dates.scope(question, today)


def pick(
    question: str,
    hits: Sequence[Hit],
    idf: Mapping[str, float],
    similarity: Similarity,
    today: dt.date,
    budget: int = BUDGET,
) -> tuple[Evidence, ...]:
    """The sentences of `hits` that bear most on `question`, best first, numbered from 1.

    `idf` weighs the question's terms; `similarity` gives the cosine of the question with
    each of a list of sentences; `today` is what "去年" is counted from. Sentences are
    taken until `budget` characters are spent; the best is taken whatever its length.
    """
    found = [unit for hit in hits for unit in _units(hit.passage)]
    if not found:
        return ()
    near = set().union(*(tokens(f"{h.passage.article.title}\n{h.passage.text}") for h in hits))
    asked_of = _Question.of(question, idf, near, today)
    cosines = similarity([unit.text for unit in found])
    scored = [
        (asked_of.score(unit, float(cosine)), i)
        for i, (unit, cosine) in enumerate(zip(found, cosines, strict=True))
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    if asked_of.period:
        # Who was mayor in 2023 is not to be told from a page of 2025, where one of 2023 tells.
        timely = [pair for pair in scored if asked_of.timely(found[pair[1]]) > OTHER_TIME]
        if timely and timely[0][0] >= 0.75 * scored[0][0]:
            scored = timely
    out: list[Evidence] = []
    spent = 0
    for score, i in scored:
        unit = found[i]
        if out and spent + len(unit.text) > budget:
            continue
        spent += len(unit.text)
        out.append(Evidence(len(out) + 1, unit.passage, unit.text, unit.spans, score))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What may be quoted: a sentence of a story, or the whole of a masthead or contents."""

    passage: Passage
    text: str
    spans: tuple[Span, ...]
    before: str  # the sentence before it, which often names what it speaks of

    @property
    def dates(self) -> tuple[DateMention, ...]:
        return dates_within(self.passage.dates, self.spans)


@dataclass(frozen=True, slots=True)
class _Question:
    """A question taken apart for scoring."""

    about: tuple[str, ...]
    asked: Asked
    idf: Mapping[str, float]
    known: float  # how much of it the hits have words for
    deputies: bool
    period: dates.Range | None

    @classmethod
    def of(
        cls, question: str, idf: Mapping[str, float], near: Container[str], today: dt.date
    ) -> _Question:
        days = period(question, today)
        bare = question
        if days:
            for mention in reversed(dates.mentions(question, today)):
                bare = bare[: mention.start] + " " + bare[mention.end :]
        about = terms(bare)
        known = covered(about, near, idf)
        return cls(about, asked(question), idf, known, "副" in question, days)

    def score(self, unit: _Unit, cosine: float) -> float:
        """How much a unit bears on the question, in [0, 1]."""
        title = unit.passage.article.title
        said, near, all_said = (
            covered(self.about, self._tokens(text), self.idf)
            for text in (
                unit.text,
                f"{title}\n{unit.before}\n{unit.text}",
                f"{title}\n{unit.passage.text}",
            )
        )
        # What its words cannot tell of a question in another language, the cosine must.
        words = 0.65 * (0.2 + 0.8 * self.known)
        held = (
            words * (0.54 * said + 0.38 * near + 0.08 * all_said)
            + (0.85 - words) * max(0.0, cosine)
            + 0.15 * self._has(unit)
        )
        # A headline is what a story is about, seldom what it says.
        if unit.passage.article.kind == "story" and fold(unit.text) in fold(title):
            held *= 0.7
        return held * self.timely(unit)

    def _tokens(self, text: str) -> set[str]:
        """The tokens of `text`; a deputy's title is not that of the head."""
        return set(tokens(text if self.deputies else _DEPUTY.sub(" ", text)))

    def _has(self, unit: _Unit) -> float:
        """1 where a unit has the kind of thing that is asked for; 0.5 where any would do."""
        match self.asked:
            case "when":
                return 1.0 if any(d.start == d.end for d in unit.dates) else 0.4 * bool(unit.dates)
            case "how many":
                return float(bool(_DIGITS.search(unit.text)))
            case "author":
                byline = unit.passage.article.byline
                return float("摄影" in fold(unit.text) or (byline != "" and byline in unit.text))
            case "who":
                return self._names_one(unit)
            case _:
                return 0.5

    def _names_one(self, unit: _Unit) -> float:
        """1 where somebody is named right after a term of the question ("区长王华")."""
        text = fold(unit.text if self.deputies else _DEPUTY.sub(" ", unit.text))
        people = names(text)
        if not people:
            return 0.0
        titles = "|".join(re.escape(t) for t in self.about if len(t) > 1 and t not in people)
        holders = "|".join(map(re.escape, people))
        beside = rf"(?:{titles})[^，。；,;]{{0,{_BESIDE}}}?(?:{holders})"
        return 1.0 if titles and re.search(beside, text) else 0.5

    def timely(self, unit: _Unit) -> float:
        """1 where a unit speaks of the period asked about, less where only its issue does."""
        if not self.period:
            return 1.0
        first, last = self.period
        if any(d.start <= last and first <= d.end for d in unit.dates):
            return 1.0
        issue = unit.passage.article.date
        if issue is None:
            return 0.8
        return 0.9 if first <= issue <= last + REPORTED else OTHER_TIME


def _units(passage: Passage) -> Iterator[_Unit]:
    if passage.article.kind in ("masthead", "contents"):
        text = passage.text
        low, high = len(text) - len(text.lstrip()), len(text.rstrip())
        if low < high:
            yield _Unit(passage, text[low:high], _slice(passage, low, high), "")
        return
    before = ""
    for start, end in _quotable(passage.text):
        text = passage.text[start:end]
        yield _Unit(passage, text, _slice(passage, start, end), before)
        before = text


@functools.cache
def _asking() -> frozenset[str]:
    return frozenset(tokens(_ASKING))


def covered(about: Sequence[str], have: Container[str], idf: Mapping[str, float]) -> float:
    """The share of the terms `about`, by weight of idf, that are among `have`; in [0, 1]."""
    total = sum(idf.get(t, 1.0) for t in about)
    return sum(idf.get(t, 1.0) for t in about if t in have) / total if total else 0.0


class Extractive:
    """The generator that needs no model: it quotes the evidence as it stands.

    A question that asks when is answered with the date in full before the quotation,
    for a page says "9月28日" where its readers knew the year.
    """

    name = "extractive"

    def draft(
        self,
        question: str,
        evidence: Sequence[Evidence],
        language: Language,
        stop: threading.Event | None = None,
    ) -> Iterator[str]:
        """Pieces of text, each one quoted sentence with its `[n]`."""
        wanted = asked(question)
        most = 3 if wanted in ("which", "what", "why") else 2
        best = [e for e in evidence if e.score >= 0.85 * evidence[0].score][:most]
        for item in best:
            if stop and stop.is_set():
                return
            before = _day(item, language) if wanted == "when" else _page(item)
            yield f"{before}{' '.join(item.text.split())}[{item.n}]\n"


def _quotable(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences that say something, without the space around them."""
    for start, end in sentences(text):
        sentence = text[start:end]
        if len(sentence.strip()) >= 6:
            yield start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip())


def _slice(passage: Passage, start: int, end: int) -> tuple[Span, ...]:
    """The raw spans behind characters `start` to `end` of a passage."""
    out: list[Span] = []
    at = 0
    for a, b in passage.spans:
        low, high = max(start, at), min(end, at + b - a)
        if low < high:
            out.append(Span(a + low - at, a + high - at))
        at += b - a
    return tuple(out)


def _page(item: Evidence) -> str:
    """The page that a headline of the contents points to."""
    article = item.passage.article
    return f"第{article.page}版：" if article.kind == "contents" and article.page else ""


def _day(item: Evidence, language: Language) -> str:
    """The first exact day that the evidence names, in full."""
    inside = [d for d in item.dates if d.start == d.end]
    if not inside:
        return ""
    day = inside[0].start
    if language == "en":
        return f"{day.isoformat()}: "
    return f"{day.year}年{day.month}月{day.day}日："
