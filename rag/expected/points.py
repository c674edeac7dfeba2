"""What a story tells point by point, and the part of the page that says each point.

    全会要求，要打造人才汇聚地，坚持…。要打造策源地，推动…。要打造标杆地，…。
    一是抓进度，…。二是抓质量，…。
    以对党忠诚为根本 ¶ 要旗帜鲜明…。 ¶ 以实干实绩为导向 ¶ 要聚焦…。
    今年要办的实事 ①新建食堂 3 家 ②改造小区 14 个 ③…
    他提出三点要求。一是进度要晒出来，…；二是质量要验得住，…。
    下列公园延长开放。 ¶ 东园 5:00—22:00 ¶ 西园 5:00—21:00 ¶ 南园 5:00—20:30

A run is of sentences that begin alike one after another, of the subheads of a story, of what is
numbered in circles or in one sentence, or of short lines in a row. What introduces a sentence
("全会要求，") begins a run of its own.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..language.numerals import number
from ..language.text import fold, sentences

LEAST = 3
"""Points that make a run; of numbered and of introduced ones, one less."""

LOOSELY = 0.4
"""How far a sentence tells that has words of the kind asked for, but not in the form in which news
tells such a thing."""

WHOLE = 200
"""Characters of a run up to which each of its sentences is a point whole, not its first clause."""

_CIRCLED = re.compile(r"[①-⑳][^①-⑳]+?(?=\s*(?:[①-⑳。；]|$|\n(?![^\n]*[①-⑳])))")

_INTRODUCED = re.compile(
    r"[^，,。；：:]{0,24}(?:指出|强调|要求|提出|提到|表示|认为|明确|部署|希望|说)[，,：:]\s?"
)
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十](?:是|要|[,，]|者|、(?![一二三四五六七八九十]))|首先|其次|再次|最后"
    r"|[（(]?[一二三四五六七八九十\d][)）]|\d[.．、](?!\d)"
)
_MUST = re.compile(r"[要须](?![求点闻素塞害])")
_CLAUSE = re.compile(r"[^，,。；;：:！!？?\n]{5,}")
_SUBHEAD = re.compile(
    r"(?![□■●▲\s]|.*(?:记者|通讯员|摄影|摄$|供图|版$))[^。，；,;：:！!？?□]{4,24}"
)
_ENDED = re.compile(r"[。！!？?”」）)]\s*$")
_ANNOUNCES = re.compile(
    r"[：:]\s*$|以下|如下|下列|下述|(?:排名|排行榜?|名次|名单|一览表?)\s*$"
    r"|[二两三四五六七八九十\d][个点条项件大处类方][^，。]{0,12}[”。]\s*$"
)
# How each point of one sentence begins: 一是, 二要.
_ENUMERATED = re.compile(
    r"(?:^|(?<=[，,。；;：:\s]))(?:第?[一二三四五六七八九](?:是|要|[、，,](?![一二三四五六七八九]))"
    r"|\d{1,2}[.．、](?=\s?[\u4e00-\u9fff]))"
)

_ITEM = r"[^，。；：,;:、!?！？\n]{1,24}"
_ROW = re.compile(rf"{_ITEM}(?:、{_ITEM})+")
_AND_LAST = re.compile("、[^、]{2,}(?:和|以及)[^、]{2,}$")
# “大装置一大模型一应用”: a dash, which OCR may read as 一.
_DASHED_ROW = re.compile(
    r"[“\"「]([^”\"」，。]{2,10}(?:[一—–\-+·][^”\"」，。一—–\-+·]{2,10}){1,8})[”\"」]"
)
_BY_SEMICOLON = re.compile(r"[：:](?:[^。：:；;]*[；;]){2}[^。：:]*")
_QUOTED_ROW = re.compile(r"(?:“[^”]{1,16}”){2,}")
# 条件只有两个:不改门额,龙眼树不能砍
_COUNTED = re.compile(
    r"[有为是][：:]?([二两三四五六])[个条点项种类][^，,。；;：:“”]{0,8}[：:]("
    r"(?:[^，,。；;]{2,24}[，,]){1,5}[^，,。；;]{2,24})(?=[。；;]|$)"
)
_CLAUSES = re.compile(r"[，,。；;！!？?\n]")
_CLAUSE_END = re.compile(r"[；;。，,\s]+$")
_LINE = re.compile(
    r"(?=.*[\d：:])(?!.*[：:]$)(?!.*(?:记者|通讯员|摄影|电话|联系))[^。！!？?]{4,60}"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Run:
    """Points in a row: the characters of a story that say each; `start` is where the sentence
    begins that announces them, `end` where that of the last ends. `listed`: they are set out as a
    list, in lines or numbered, and are nothing else."""

    start: int
    end: int
    points: tuple[tuple[int, int], ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence: characters `start` to `end` of its story, folded, and at which of its own it
    begins to say something, what introduces it aside."""

    start: int
    end: int
    text: str
    introduced: bool
    body: int

    @classmethod
    def of(cls, story: str, start: int, end: int) -> _Said:
        text = fold(story[start:end])
        match = _INTRODUCED.match(text)
        blank = len(text) - len(text.lstrip())
        return cls(start, end, text, bool(match), match.end() if match else blank)

    @property
    def head(self) -> str:
        """The two Chinese characters that it begins with; "" where it begins with others."""
        found = _HAN.match(self.text, self.body)
        return found[0] if found else ""

    @property
    def begins(self) -> str:
        """What others may begin with too: any number as "1", and 要 whatever must be done."""
        if _NUMBERED.match(self.text, self.body):
            return "1"
        return "要" if _MUST.match(self.text, self.body) else self.head

    @property
    def first(self) -> tuple[int, int]:
        """The characters of the story that are its first clause of some length."""
        clause = _CLAUSE.search(self.text, self.body)
        return self.start + self.body, self.start + clause.end() if clause else self.end

    @property
    def whole(self) -> tuple[int, int]:
        """The characters of the story that it is, what introduces it and the space around aside."""
        return self.start + self.body, self.start + len(self.text.rstrip())


@functools.lru_cache(maxsize=256)
def runs(story: str) -> tuple[Run, ...]:
    """The runs of points in the text of a story, in order; one may be part of another."""
    said = [_Said.of(story, start, end) for start, end in sentences(story)]
    found = (_in_sentences, _in_clauses, _in_lines, _in_subheads)
    return (*(run for of in found for run in of(said)), *_in_circles(story, said))


def run_of(
    story: str,
    sentence: str,
    wanted: int,
    thing: str = "",
    *,
    listed: bool = False,
    ranked: bool = False,
) -> Run | None:
    """The run that a sentence of a story announces or is part of: one of `wanted` points (0: of
    any number) that end with `thing`, or only one that is `listed`, or the first of one that is
    `ranked`; None where there is none."""
    at = story.find(sentence)
    after = at + len(sentence)
    near = [
        run
        for run in fitting(story, wanted, thing, listed=listed, ranked=ranked)
        if (run.start <= at and after <= run.end)
        or (0 <= at < run.start and not story[after : run.start].strip())
    ]
    return min(
        near, key=lambda r: (at >= r.points[0][0], r.end - r.start, len(r.points)), default=None
    )


def fitting(
    story: str, wanted: int, thing: str = "", *, listed: bool = False, ranked: bool = False
) -> list[Run]:
    """The runs of a story that have `wanted` points (0: any number), which end with `thing`; only
    those that are set out as a list where `listed`; where `ranked`, also the first points of those
    that have more, and whose figures only fall or only rise."""
    ends = re.compile(rf"{re.escape(thing)}[”\"」]?(?:[，,。；;]|$)")
    found = [
        run
        for run in runs(story)
        if wanted in (0, len(run.points))
        and run.listed >= listed
        and (not thing or all(ends.search(fold(story[a:b])) for a, b in run.points))
    ]
    # 全会强调，要全面推进。要当好…。要打好…。: the first may be what announces the others.
    if not (found or thing or listed):
        found = [
            replace(run, points=run.points[1:])
            for run in runs(story)
            if 1 < wanted == len(run.points) - 1 and _announces(story, run)
        ]
    longer = (r for r in runs(story) if ranked and r.listed and len(r.points) > wanted)
    return found + [
        replace(run, points=run.points[:wanted]) for run in longer if _in_order(story, run)
    ]


def _announces(story: str, run: Run) -> bool:
    """Whether the first point of a run announces the others, which are more alike:
    "全会强调，要全面推进。要当好…。要打好…。"."""
    first, *others = ({*fold(story[low:high])[:4]} for low, high in run.points)
    introduced = _INTRODUCED.match(fold(story[run.start : run.points[0][1]]))
    return bool(introduced) and bool(set.intersection(*others) - first)


def announced(story: str, sentence: str) -> tuple[int, int] | None:
    """The characters of a story that are the sentence which begins the run that another sentence
    of it is a point of: "全会强调，要抓好2026年工作。" of "要以…为主攻方向，…。"; None of one that
    begins its run, or is in none."""
    at = story.find(sentence)
    around = [r.start for r in runs(story) if 0 <= r.start < at and at + len(sentence) <= r.end]
    if not around:
        return None
    return next((s for s in sentences(story) if s[0] == max(around)), None)


def _in_order(story: str, run: Run) -> bool:
    """Whether the last figures of the points of a run only fall or only rise."""
    figures = [_FIGURE.findall(story[low:high]) for low, high in run.points]
    if not all(figures):
        return False
    last = [float(found[-1].replace(",", "")) for found in figures]
    return last in (sorted(last), sorted(last, reverse=True))


def _in_sentences(said: Sequence[_Said]) -> Iterator[Run]:
    """The runs of sentences that begin alike. Of all but the first, too, where these are more
    alike: "要抓好重点工作。要以…。要以…。"."""
    rows: list[list[int]] = []
    for i, sentence in enumerate(said):
        alike = rows and sentence.begins and sentence.begins == said[rows[-1][0]].begins
        if alike and not sentence.introduced:
            rows[-1].append(i)
        else:
            rows.append([i])
    for row in rows:
        first, *others = (said[i] for i in row)
        before = said[row[0] - 1] if row[0] else first
        announced = bool(_ANNOUNCES.search(before.text))
        if len(row) < LEAST - (first.begins == "1" or first.introduced):
            continue
        if first.begins == first.head and not (first.introduced or announced):
            continue  # 我们…。我们…。我们…。
        start = before.start if announced else first.start
        end = said[row[-1]].end
        points = tuple(said[i].whole if end - first.start <= WHOLE else said[i].first for i in row)
        yield Run(start, end, points, listed=first.begins == "1")
        if len(others) >= LEAST and {o.head for o in others} == {others[0].head} - {first.head}:
            yield Run(start, end, points[1:])


def _in_clauses(said: Sequence[_Said]) -> Iterator[Run]:
    """The runs that one sentence numbers: "一是…；二是…。"; with what announces them before it."""
    for before, sentence in itertools.pairwise((*said[:1], *said)):
        marks = [m.start() for m in _ENUMERATED.finditer(sentence.text)]
        if len(marks) < LEAST - 1:
            continue
        parts = itertools.pairwise((*marks, len(sentence.text)))
        ends = ((a, a + len(_CLAUSE_END.sub("", sentence.text[a:b]))) for a, b in parts)
        start = before.start if _ANNOUNCES.search(before.text) else sentence.start
        spans = tuple((sentence.start + a, sentence.start + b) for a, b in ends)
        yield Run(start, sentence.end, spans, listed=True)


def _in_lines(said: Sequence[_Said]) -> Iterator[Run]:
    """The runs of short lines in a row, each with a figure or a colon, and what stands before
    them."""
    lines = [bool(_LINE.fullmatch(sentence.text.strip())) for sentence in said]
    for is_line, group in itertools.groupby(range(len(said)), key=lines.__getitem__):
        row = list(group)
        if is_line and row[0] == 0:  # a headline with a figure
            row = row[1:]
        if is_line and len(row) >= LEAST:
            start = said[row[0] - 1].start
            yield Run(start, said[row[-1]].end, tuple(said[i].whole for i in row), listed=True)


def _in_subheads(said: Sequence[_Said]) -> Iterator[Run]:
    """The run of a story's subheads: short lines between paragraphs."""
    found = [
        i
        for i in range(2, len(said) - 1)
        if _SUBHEAD.fullmatch(said[i].text.strip())
        and _ENDED.search(said[i - 1].text)
        and len(said[i + 1].text.strip()) > len(said[i].text.strip())
    ]
    if len(found) >= LEAST:
        heads = tuple(said[i].whole for i in found)
        # What stands between them is told for itself: the run is where it is announced.
        yield Run(said[found[0] - 1].start, said[found[0]].end, heads)


def _in_circles(story: str, said: Sequence[_Said]) -> Iterator[Run]:
    """The run of what is numbered ①, ②, ③."""
    rows: list[list[tuple[int, int]]] = []
    for match in _CIRCLED.finditer(story):
        if match[0][0] == "①" or not rows:
            rows.append([])
        rows[-1].append(match.span())
    for row in rows:
        if len(row) >= LEAST:
            before = [sentence.start for sentence in said if sentence.end <= row[0][0]]
            yield Run(before[-1] if before else row[0][0], row[-1][1], tuple(row))


def longest_row(text: str) -> int:
    """How many things the longest enumeration of folded `text` has; 1 where there is none."""
    rows = [row[0].count("、") + 1 + bool(_AND_LAST.search(row[0])) for row in _ROW.finditer(text)]
    rows += [row[0].count("“") for row in _QUOTED_ROW.finditer(text)]
    rows += [len(re.findall(r"[一—–\-+·]+", row[1])) + 1 for row in _DASHED_ROW.finditer(text)]
    rows += [len(re.findall("[；;]", row[0])) + 1 for row in _BY_SEMICOLON.finditer(text)]
    counted = ((number(row[1]), re.split("[，,]", row[2])) for row in _COUNTED.finditer(text))
    rows += [len(told) for said, told in counted if said == len(told)]
    heads = [clause.strip()[:2] for clause in _CLAUSES.split(text) if len(clause.strip()) > 3]
    rows += [heads.count(head) for head in set(heads)]
    return max(1, len(_ENUMERATED.findall(text)), *rows)
