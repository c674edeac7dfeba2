"""Chinese and English text for search: folding, tokens, sentences, script, language.

Sole owner of jieba and OpenCC. Folding serves search and comparison only; what is
shown and cited is never folded. A folded string has the length of the original, so
offsets in one are offsets in the other.
"""

from __future__ import annotations

import functools
import itertools
import logging
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from ..records import Language, Script
from .numerals import number, swapped

_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_CHAR = re.compile(f"[{_HAN}]")
_HAN_RUN = re.compile(f"[{_HAN}]+")
_WH_WORDS = frozenset("who what when where which why how whose".split())
_FUNCTION_WORDS = _WH_WORDS | frozenset(
    "a an the of in on at to for from by with and or is are was were be been do does did has have "
    "many much that this it its".split()
)
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_MOSTLY = 5  # Latin words to a run of Chinese, from which on a question is English
_WORDLIKE = re.compile(r"\w")

_LANDMARK = re.compile("[江河湖海山岛湾桥路街村镇乡区园站港门口]$")

# A sentence ends at a full stop and what closes after it, or at a line's end. An ASCII
# full stop counts only before a space and a capital: "3.5", "www.xuhuibao.com" are not ends.
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)\"]*|\.(?=\s+[A-Z])|\n")


class _Narrow(dict[int, int]):
    """Code point → its half-width lower-case form where that is one code point (NFKC)."""

    def __missing__(self, code: int) -> int:
        narrow = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = ord(narrow) if len(narrow) == 1 else code
        return self[code]


_NARROW = _Narrow()
# What is wide in most texts: to replace these and ask whether any is left takes a third of the
# time that `translate` does.
_WIDE = tuple(zip("，：；！？（）％０１２３４５６７８９\xa0", ",:;!?()%0123456789 ", strict=True))


@functools.cache
def _opencc(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)


@functools.cache
def _jieba() -> Any:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


@functools.cache
def _fast() -> Any:
    """jieba's cut in Rust: the same dictionary and model, an order of magnitude faster."""
    import rjieba

    return rjieba.Jieba()


@functools.cache
def _tagger() -> Any:
    import jieba.posseg

    return jieba.posseg.POSTokenizer(_jieba())


def fold(text: str) -> str:
    """Width, case and script folded, and 甚么 as 什么; as long as `text`, character for
    character."""
    narrow = _narrow(text)
    simplified: str = _opencc("t2s").convert(narrow)
    if len(simplified) != len(narrow):
        # A phrase that OpenCC would lengthen or shorten: convert the characters one by one.
        by_one = (c if len(s := _opencc("t2s").convert(c)) != 1 else s for c in narrow)
        simplified = "".join(by_one)
    return simplified.replace("甚么", "什么")


@functools.lru_cache(maxsize=1 << 12)
def folded(text: str) -> str:
    """`fold`, remembered: for what all sentences of a passage or a story have in common."""
    return fold(text)


def _narrow(text: str) -> str:
    """`text.translate(_NARROW)`, sooner."""
    narrow = swapped(text.lower(), _WIDE)
    # Σ is the one letter that is lower-cased by what stands beside it.
    if len(narrow) == len(text) and "Σ" not in text and unicodedata.is_normalized("NFKC", narrow):
        return narrow
    return text.translate(_NARROW)


def replaced(pattern: re.Pattern[str], new: str, text: str) -> str:
    """`text` with `new` for what matches in its folded form; the rest in its own characters."""
    kept, at = "", 0
    for match in pattern.finditer(fold(text)):
        kept, at = kept + text[at : match.start()] + new, match.end()
    return kept + text[at:]


def to_simplified(text: str) -> str:
    """Traditional to Simplified, by phrase (OpenCC t2s)."""
    converted: str = _opencc("t2s").convert(text)
    return converted


def to_traditional(text: str) -> str:
    """Simplified to Traditional, by phrase (OpenCC s2t)."""
    converted: str = _opencc("s2t").convert(text)
    return converted


def arabic_years(folded: str) -> str:
    """二〇三五年 as 2035年."""
    return _YEAR.sub(lambda year: str(number(year[0])), folded)


def tokens(text: str) -> list[str]:
    """Folded words for BM25: jieba's search cut (words and the words inside them); a year that
    is written in Chinese figures is one in Arabic ones."""
    found: list[str] = []
    alike: list[str] = []  # runs in a row that are cut at once: a call costs more than a cut
    for run in _RUN.findall(arabic_years(fold(text))):
        if _ALIKE.fullmatch(run):
            alike.append(run)
            continue
        found += _cut_alike(alike)
        alike.clear()
        for block in _BLOCK.findall(run):
            if _ALIKE.fullmatch(block):
                found += _fast().cut_for_search(block)
            elif _LATIN_BLOCK.fullmatch(block):
                found += filter(_WORDLIKE.match, _LATIN_PART.findall(block))
            else:
                found += filter(_WORDLIKE.match, _jieba().cut_for_search(block))
    return found + _cut_alike(alike)


def _cut_alike(runs: Sequence[str]) -> list[str]:
    return [word for word in _fast().cut_for_search(" ".join(runs)) if word != " "] if runs else []


def words(text: str) -> list[tuple[int, int]]:
    """Ranges of the words of `text`, punctuation and space left out, none overlapping."""
    found: list[tuple[int, int]] = []
    for start, block in _blocks(fold(text)):
        at = start
        for word in (_fast() if _ALIKE.fullmatch(block) else _jieba()).cut(block):
            if _WORDLIKE.match(word):
                found.append((at, at + len(word)))
            at += len(word)
    return found


# What jieba cuts by its dictionary, whole; any other character is a word, or none, by itself.
_BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+|\w")
# Blocks that jieba-rs cuts as jieba does: Chinese and plain figures. What joins Latin letters
# it has rules of its own for.
_ALIKE = re.compile(r"(?:[\u4e00-\u9fd5]++|[0-9]++(?:\.[0-9]++)?+%?+(?![a-zA-Z0-9+#&._%\-]))+")


# What jieba cuts by this pattern alone, for its dictionary has no such words (but c# and c++).
_LATIN_BLOCK = re.compile(r"[a-z0-9&._%\-]+")
_LATIN_PART = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?%?|[^a-z0-9]+")

_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")

# jieba's time grows with the square of a run without punctuation or space. No sentence has
# runs nearly as long as this; what does is cut there, inside a word perhaps.
_RUN = re.compile(r"[\w+#&.%\-]{1,1000}")


def _blocks(folded: str) -> Iterator[tuple[int, str]]:
    """What may be cut by itself of a folded text, each with where it begins."""
    for run in _RUN.finditer(folded):
        for block in _BLOCK.finditer(run[0]):
            yield run.start() + block.start(), block[0]


_REGION = re.compile(r"..[区市县省州]$")
_QUARTER = re.compile(r"^(?:[老新主旧中]?城|[市郊社小园景校库街片港厂矿灾])区$")  # of any town


def names(text: str) -> list[str]:
    """What jieba takes for the names of people in `text`, folded; two characters or more."""
    return [word for word, flag in _tagged(text) if flag == "nr" and len(word) > 1]


def entities(text: str) -> list[str]:
    """What jieba takes for names of people, places, bodies and works in `text`, folded."""
    of = ("nr", "ns", "nt", "nz")
    return [word for word, flag in _tagged(text) if flag[:2] in of and len(word) > 1]


def brands(text: str) -> list[str]:
    """What jieba takes for the names of bodies and works in `text`, folded."""
    return [word for word, flag in _tagged(text) if flag in ("nt", "nz") and len(word) > 1]


def places(text: str) -> list[str]:
    """What jieba's dictionary has for districts, counties and larger places in `text`, folded:
    闵行区, and 杭州, for there is a 杭州市."""
    return [
        word
        for word, flag in _tagged(text)
        if flag == "ns"
        and not _QUARTER.search(word)
        and (_REGION.search(word) or any(word_frequency(word + end) for end in "市省县"))
    ]


def abroad(text: str) -> list[str]:
    """The countries and cities abroad in `text`, folded, as far as jieba's dictionary has them
    (印度, 孟买): its places that are no region of China, no river and no road."""
    here = {*places(text), "城市"}
    found = (word for word, flag in _tagged(text) if flag == "ns" and word not in here)
    return [w for w in found if len(w) > 1 and not (_QUARTER.search(w) or _LANDMARK.search(w))]


def province(place: str) -> bool:
    """Whether the name of a place, in full or short, is a province's: 江苏省, 广东."""
    return place[-1] == "省" or word_frequency(f"{place}省") > 0


def verbs(text: str) -> list[str]:
    """What jieba takes for verbs of two characters or more in `text`, folded."""
    return [word for word, flag in _tagged(text) if flag in ("v", "vn") and len(word) > 1]


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of `text`, folded, punctuation included, with jieba's parts of speech."""
    return [(word, flag) for word, flag in _tagger().cut(fold(text))]


def _tagged(text: str) -> Iterator[tuple[str, str]]:
    """The words of `text`, folded, with their parts of speech."""
    return itertools.chain.from_iterable(map(_tags, _RUN.findall(fold(text))))


@functools.lru_cache(1 << 14)
def _tags(run: str) -> tuple[tuple[str, str], ...]:
    """Remembered: a passage's runs come again as its sentences' and for the next question."""
    return tuple((word, flag) for word, flag in _tagger().cut(run))


def word_frequency(word: str) -> int:
    """How often jieba's dictionary has seen `word`; 0 where it is not a word."""
    return int(_jieba().FREQ.get(word, 0))


def rarity(word: str) -> float:
    """How rare a word is in Chinese, from 0.2 (才, 去) to 1 (门票, 珠穆朗玛峰, any name)."""
    return min(1.0, max(0.2, (math.log(_jieba().total / max(1, word_frequency(word))) - 6) / 5))


def seam(left: str, right: str) -> float:
    """How much likelier `left` and `right` are as one run of words than as two, in nats.

    Both folded. 0 where no word of the dictionary goes across; 民|生 is about 5. A unigram
    model over jieba's word counts, its best segmentation found by dynamic programming.
    """
    apart = _likelihood(left) + _likelihood(right)
    return _likelihood(left + right) - apart


@functools.lru_cache(maxsize=1 << 16)
def _likelihood(run: str) -> float:
    """Log-probability of the best segmentation of `run` (at most a dozen characters)."""
    frequency = _jieba().FREQ.get
    log_total = math.log(_jieba().total)
    best = [0.0]
    for end in range(1, len(run) + 1):
        best.append(
            max(
                best[start] + math.log(frequency(run[start:end], 0) or end - start == 1) - log_total
                for start in range(max(0, end - 6), end)
                if end - start == 1 or frequency(run[start:end], 0)
            )
        )
    return best[-1]


def sentences(text: str) -> list[tuple[int, int]]:
    """Ranges of the sentences; together they cover `text`, line ends included."""
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if text[end - 1] == '"' and _opens(text, end - 1):
            end -= 1
        if text[start:end].strip():
            yield start, end
            start = end
    if start < len(text):
        yield start, len(text)


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark opens what is said next: in its line none before it is left open,
    and one after it closes."""
    start, ends, closes = text.rfind("\n", 0, at) + 1, text.find("\n", at), text.find('"', at + 1)
    if closes < 0 or 0 <= ends < closes or text.count('"', start, at) % 2:
        return False
    return text.count("“", start, at) <= text.count("”", start, at)


def unspaced(text: str) -> str:
    """`text` without white space, which OCR puts anywhere."""
    return "".join(text.split())


def han_count(text: str) -> int:
    """How many Chinese characters `text` has."""
    return len(_HAN_CHAR.findall(text))


def language(text: str) -> Language:
    """The language of a question.

    English where there is no Chinese, or where English function words outnumber the
    runs of Chinese ("Who is 曹立强?"); "MiniMax CEO 是谁" stays Chinese.
    """
    runs = len(_HAN_RUN.findall(text))
    latin = _LATIN_WORD.findall(text)
    if not runs:
        return "en" if latin else "zh"
    asks = bool(latin) and latin[0].lower() in _WH_WORDS  # Who founded Xinghe (星河)?
    english = sum(word.lower() in _FUNCTION_WORDS for word in latin) + asks > runs
    return "en" if english or len(latin) >= _MOSTLY * runs else "zh"


def script(text: str) -> Script:
    """Simplified or Traditional, by the characters that exist in only one of them.

    Text whose characters exist in both is "hans"; text without Chinese is "other".
    """
    if not _HAN_CHAR.search(text):
        return "other"
    simplified = to_simplified(text)
    if simplified == text:
        return "hans"
    traditional = to_traditional(text)
    only_traditional = sum(a != b for a, b in zip(text, simplified, strict=False))
    only_simplified = sum(a != b for a, b in zip(text, traditional, strict=False))
    return "hant" if only_traditional > only_simplified else "hans"
