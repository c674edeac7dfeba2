"""What a question is about, in the words of the pages that were found for it.

A page says 王华 for "老王", 经信委 for the 经济信息化委, 献唱 where a reader asks who sang, and
Chinese for all of an English question. `alternatives` gives what may stand for one term, and
`Terms` weighs all of a question and says how far a text has them.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence

from ..expected.roles import loose_role
from ..language import gloss
from ..language.people import CALLED, SURNAMES, people, placed, posts
from ..language.provinces import cities
from ..language.synonyms import SAME, like
from ..language.text import fold, names, rarity, sentences, tokens, word_frequency
from .question import Question
from .topic import BROUGHT, HAN_TERM, YEAR, Term, asking

# What may be said of anything.
_OF_ANYTHING = frozenset(
    """
    解决 处理 应对 情况 问题 要求 内容 办法 措施 规模 影响 原因 结果 电话 电话号码 地址 面积 价格
    票价 门票 费用 人数 数量 名单 时间 日期 历年
    """.split()
)
_KNOWN = 0.6  # from how much of a name a text counts as having it: its abbreviation will do
_UNKNOWN = 3.0  # the weight of an English word that the evidence has no word for
_NEAREST = 4  # translations whose like may stand for an English word, too
_AROUND = 6  # characters on either side of a word within which it is cut anew, or is a name
_LONGEST_CUT = 3  # characters of what jieba may have cut out of other words
_COMMON = 1000  # times in jieba's corpus, from which on a word is one of every day
_QUALIFIES = "老新旧大小"
_DOES = "修施查包管关支解盖养"  # verbs that are surnames, too
_RUN = re.compile(r"\d+k")  # a race of 10 km
_YEAR_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_MAY_BE = re.compile(rf"(?=([{SURNAMES}][\u4e00-\u9fff]{{1,2}}))")
_DISTRICT = re.compile(r"..[区市县省]")  # 徐汇 is 徐汇区
_DEPUTY = re.compile(r"副(?=\w{2})\w{0,2}[长记任席]?")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,5}")


class Terms:
    """The terms of a question, each with what may stand for it on pages and with its weight;
    `people` are those of them who are somebody there.

    `near` is what was found, folded, and `idf` weighs terms in Chinese; those of a question in
    English weigh by how few of the sentences of `near` have a word for them.
    """

    def __init__(self, question: Question, near: str, idf: Mapping[str, float]) -> None:
        self.near = near
        said: list[str] = []
        if question.language == "en":
            said = [near[a:b] for a, b in sentences(near)]
        # What the pages call an office, by its words.
        words, pattern = loose_role(fold(question.text))
        holders = sorted({*re.findall(pattern, near)}) if words else []
        called = dict.fromkeys(tokens(words), holders)
        self.people = _people(question.said, near)
        self._all: list[tuple[str, tuple[str, ...], float]] = []
        asked = [(t, meant) for t, meant in chinese(question, near) if not self._of_name(t.word)]
        asked += [(Term(name), (name,)) for name in self.people]
        for term, meant in asked:
            other = tuple(dict.fromkeys((*called.get(term.word, ()), *meant)))
            weight = max((idf.get(t, 1.0) for t in tokens(term.word)), default=1.0)
            if said:
                having = sum(any(word in s for word in other) for s in said)
                weight = math.log(1 + len(said) / (having + 0.5)) if having else _UNKNOWN
                weight *= len(term.word.split())
            elif not any(word in near for word in other):
                weight *= rarity(term.word)
            self._all.append((term.word, other, weight * term.weight))
        self._total = sum(weight for *_, weight in self._all) or 1.0
        brought = {term.word for term in question.terms if term.weight == BROUGHT}
        self._brought = [known for known in self._all if known[0] in brought]
        self._own = [known for known in self._all if known[0] not in brought]
        self._deputies = "副" in fold(question.text)
        self._share: dict[str, float] = {}  # by text: a headline's comes often

    @functools.cached_property
    def phrased(self) -> frozenset[str]:
        """The words of English phrases that a dictionary has as one."""
        return frozenset(w for term, *_ in self._all if " " in term for w in term.split())

    def _of_name(self, word: str) -> bool:
        """Whether a word is one of the people, or what jieba has left of one (石|玉兰)."""
        return any(word in name for name in self.people)

    def held(self, text: str) -> float:
        """The share of the terms, by weight, that folded `text` has."""
        if text not in self._share:
            said = text if self._deputies else _DEPUTY.sub(" ", text)
            has = (w * self._has(t, other, said) for t, other, w in self._all)
            self._share[text] = sum(has) / self._total
        return self._share[text]

    def brought(self, text: str) -> float:
        """The same of those that earlier turns brought."""
        has = sum(w * self._has(t, other, text) for t, other, w in self._brought)
        return has / (sum(w for *_, w in self._brought) or 1.0)

    def touched(self, text: str) -> bool:
        """Whether folded `text` has any term that is the question's own, and not of anything."""
        own = (known for known in self._own if known[0] not in _OF_ANYTHING)
        return any(self._has(t, other, text) >= 0.5 for t, other, _ in own)

    def elsewhere(self, text: str) -> float:
        """The share of the terms, by weight, that others of `near` have and folded `text` not."""
        lacks = sum(
            w
            for t, other, w in self._all
            if self._has(t, other, text) < 0.5 <= self._has(t, other, self.near)
        )
        return lacks / self._total

    def known(self, name: str, text: str) -> bool:
        """Whether folded `text` has a name, or what may stand for it."""
        return self._has(name, alternatives(name, text), text) >= _KNOWN

    def _has(self, term: str, other: Sequence[str], text: str) -> float:
        """1 where `text` has a term, less where it only has its abbreviation or some of it."""
        for word in other:  # a character may be a part of another word: then the text is cut
            if word in text and (len(word) > 1 or word in _tokens(text)):
                return 1.0
        abbreviation = _abbreviation(term)
        if abbreviation is None:
            return 0.0
        # 经信委 is 经济信息化委, and 环保大会 the 生态环境保护大会.
        if abbreviation.search(text):
            return 0.6
        if term in self.near:
            return 0.0
        return 0.4 * sum(c in text for c in term) / len(term)


def alternatives(term: str, near: str) -> tuple[str, ...]:
    """The words of folded `near` that may stand for a `term`: the term itself where it is
    there, else its like, or the cities of a province, and for an English one what papers say for
    it, a dictionary or its sound gives."""
    called = CALLED.fullmatch(term)
    if called:
        surname = called["old"] or called["of"]  # 邹师傅 is told of as 邹冬生
        named = [name for name in people(near) if name[0] == surname]
        return tuple(dict.fromkeys([term] * (term in near) + named)) or (term,)
    if (within := cities(term, near)) and term not in near:  # 盐城 is in 江苏
        return tuple(city for city in within if city in _tokens(near)) or (term,)
    if same := like(term):
        return tuple(w for w in sorted({term, *same}) if w in near) or (term,)
    if written := _written(term):
        return tuple(w for w in (term, *written) if w in near) or (term,)
    if not re.fullmatch(r"[a-z'-]+", term) or re.search(rf"(?<![a-z]){term}(?![a-z])", near):
        return (term,)
    printed, likely = gloss.press(term), gloss.chinese(term)
    nearest = set(likely[:_NEAREST])
    likes = (w for group in SAME if group & nearest for w in sorted(group))
    found = [w for w in dict.fromkeys([*likely, *likes]) if w in near]
    if any(w in found for w in printed):  # 重要, no 要
        found = [w for w in found if len(w) > 1 or w in printed]
    if not found and gloss.readable(term):
        found = _sounding(term, near)
    found = [*found[:8], *(w[:2] for w in found[:1] if _DISTRICT.fullmatch(w))]
    return tuple(found) or (term,)


def _written(term: str) -> tuple[str, ...]:
    """How a page may write a year or the length of a race, which a reader typed in digits."""
    if YEAR.fullmatch(term):
        return (term.translate(_YEAR_DIGITS),)
    return (f"{term[:-1]}公里", f"{term[:-1]} 公里") if _RUN.fullmatch(term) else ()


def chinese(asked: Question, near: str) -> list[tuple[Term, tuple[str, ...]]]:
    """The terms of a question, each with the words of folded `near` that may stand for it; the
    words of an English phrase that a dictionary has, and `near` too, are one term."""
    terms = list(asked.terms)
    found: list[tuple[Term, tuple[str, ...]]] = []
    for words, known in gloss.phrases(asked.said) if asked.language == "en" else ():
        if asking().issuperset(words):  # "how many"
            continue
        here = tuple(w for w in known if w in near)
        if here:
            terms = [t for t in terms if t.word not in words]
            found.append((Term(" ".join(words)), here))
    if asked.language == "zh":
        said = asked.said
        terms = [new for term in terms for new in _recut(term, said, near)]
        terms = list({term.word: term for term in reversed(terms)}.values())[::-1]
    return found + [(term, alternatives(term.word, near)) for term in terms]


def _people(said: str, near: str) -> tuple[str, ...]:
    """The names in a folded question that are somebody's on the pages, as far as form tells."""
    found: list[str] = []
    for match in _MAY_BE.finditer(said):
        for name in (match[1], match[1][:2]):
            at = -1 if word_frequency(name) else near.find(name)
            if at < 0 or re.search(rf"{name}[区县市省镇乡街路村]", near):
                continue
            around = near[max(0, at - _AROUND) : at + 4 * _AROUND]
            if name in people(around) or any(name == held for held, _ in posts(around)):
                found.append(name)
                break
    return tuple(dict.fromkeys(found))


def _recut(term: Term, said: str, near: str) -> Iterator[Term]:
    """A term that no dictionary has and no page, cut as the pages have its characters with those
    around them in the question `said`: 修浑|沙河|二桥 is cut 浑沙河二桥. As it is where they
    have none."""
    word = term.word
    at = said.find(word)
    if at < 0 or word in near or word_frequency(word) or not HAN_TERM.fullmatch(word):
        yield term
        return
    found = [run for i in range(at, at + len(word)) if (run := _run_at(i, said, near))]
    found = [r for r in dict.fromkeys(found) if not any(r != o and r in o for o in found)]
    if not found:
        yield term
    yield from (Term(run, term.weight) for run in found)


def miscut(name: str, said: str, near: str) -> bool:
    """Whether a name that folded `near` has nowhere is none, for the pages have it but for one
    character, with what stands beside that in the question `said`: 修林 of 修林机厂, 委开 of
    区委开会. What begins with a surname may be somebody, and what ends as places do a place."""
    at, end = said.find(name), said.find(name) + len(name)
    known = name in near or word_frequency(name) or name[0] in SURNAMES or placed(name)
    if at < 0 or known or len(name) > _LONGEST_CUT:
        return False
    beside = 1 + (len(name) == 2)  # so many characters more make three in a row
    runs = (said[at + 1 : end + beside], said[max(0, at - beside) : end - 1])
    return any(len(run) >= len(name) - 1 + beside and run in near for run in runs)


def compound(name: str) -> bool:
    """Whether what jieba takes for a name is plain words: 施工|队, 老|寿星, 修|房子, 新|麦."""
    first, rest = name[0], name[1:]
    if first in _QUALIFIES and (gloss.plain(rest) or not word_frequency(name)):
        return True
    if len(name) != 3:
        return False
    if first in _DOES and gloss.plain(rest) and word_frequency(rest) >= _COMMON:
        return True
    return gloss.plain(name[:2]) and word_frequency(name[:2]) >= _COMMON


def _run_at(at: int, said: str, near: str) -> str:
    """The longest run of characters around one of `said` that `near` has; "" under two."""
    first, last = max(0, at - _AROUND), min(len(said), at + _AROUND)
    for size in range(last - first, 1, -1):
        for start in range(max(first, at - size + 1), min(at, last - size) + 1):
            run = said[start : start + size]
            if run in near and HAN_TERM.fullmatch(run):
                return run
    return ""


def _sounding(word: str, near: str) -> list[str]:
    found: dict[str, None] = {}
    first = {c for c in {*near} if gloss.begins(word, c)}
    for run in re.findall(r"[\u4e00-\u9fff]+", near):
        starts = [i for i, c in enumerate(run) if c in first]
        for size in (2, 3, 1):
            for i in starts:
                piece = run[i : i + size]
                if len(piece) == size and piece not in found and gloss.romanised(word, piece):
                    found[piece] = None
        if len(found) > 8:
            break
    return [w for w in found if len(w) > 1] or list(found)


@functools.lru_cache(maxsize=1 << 10)
def _abbreviation(term: str) -> re.Pattern[str] | None:
    """A Chinese term with a few characters more between its own; None of any other, and of a
    name of two characters, which would be somebody else's (王华, 王志华)."""
    if not _NAME.fullmatch(term) or (len(term) == 2 and term in names(term)):
        return None
    return re.compile(r"[^，。；,;\s]{0,4}?".join(term))


@functools.lru_cache(maxsize=1 << 12)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(tokens(text))
