"""How well the pieces of a page go together: how their characters join, what they speak of.

Scores are in nats, as evidence that two pieces belong together against chance; `stitch`
adds them up. Each is worked out once for a page.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Sequence

from ..language import text
from .lines import Piece

_SURE_START = -9.0  # a sentence left open, "continued" by what begins one

_STARTS = re.compile(
    r"(?:[“「『(（【]?\s*)?(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日[,，上下晚凌]|今年|去年|近日"
    r"|日前|昨天|昨日|今天|近年来"
    r"|本报讯|本报记者|新华社|记者|据[^，,]{1,12}[,，]|[^，,。]{2,10}[讯电]\s*[(（]|此外|同时[,，]"
    r"|另外|不过|但是|然而"
    r"|目前|当前|随着|为了|为进一步|在此|对此|会上|会议|第[一二三四五六七八九十]|其中|因此|所以"
    r"|同样|当天|当日|当时"
    r"|[^，,。]{2,8}(?:表示|认为|指出|强调|介绍|透露|说)[,，:：]"
)
_LEADS = re.compile(
    r"(?:【[^】]{2,12}】|[(（][^)）]{2,14}[)）])?(?:"
    r"(?:20\d\d年)?\d{1,2}月\d{1,2}日|\d{1,2}日[,，上下晚]|本报讯|本报[^，,。]{0,6}讯"
    r"|新华社|中新[社网]|[^，,。\d]{2,10}\d{1,2}月\d{1,2}日[电讯]|昨[天日]|近日|日前"
    r"|[^，,。]{2,8}(?:讯|消息)[,，:： ])"
)
_CANNOT_START = re.compile(r"[,，。.、;；:：!！?？)）》」』”’%％~…—]|[的了着们性吗呢吧之]")
_DIGIT_PAIR = re.compile(r"[\d.]\|[\d.%％年月日时点万亿元个名人米吨倍届号]")
_OPENING, _CLOSING = "“‘《（(「『【", "”’》）)」』】"
_BRACKET = re.compile(f"[{_OPENING}{_CLOSING}]")
_PARTNER = dict(zip(_CLOSING, _OPENING, strict=True))


class Joins:
    """How well the end of one piece goes on in the beginning of another."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._scores: dict[tuple[int, int], float] = {}
        self._begins: dict[int, float] = {}
        self._brackets = [_brackets(piece.said) for piece in pieces]

    @functools.cached_property
    def _grams(self) -> frozenset[str]:
        """Every three and four characters that the page prints in a row."""
        return frozenset(
            piece.said[k : k + size]
            for piece in self.pieces
            for size in (3, 4)
            for k in range(len(piece.said) - size + 1)
        )

    def begins(self, i: int) -> float:
        """Evidence that a piece begins a sentence rather than goes on with one."""
        if i not in self._begins:
            piece = self.pieces[i]
            score = 0.0
            if piece.starts:
                score += 1.5
            elif _CANNOT_START.match(piece.said):
                score -= 5.0
            elif _STARTS.match(piece.said):
                score += 1.0
            if self._brackets[i][0]:
                score -= 3.0
            self._begins[i] = score
        return self._begins[i]

    def leads(self, i: int) -> bool:
        """Whether a piece begins as news stories do."""
        return bool(_LEADS.match(self.pieces[i].said))

    def dispatch(self, i: int) -> bool:
        """Whether a piece begins as only a story of its own does."""
        return self.pieces[i].said.startswith(("本报讯", "【本报讯】"))

    def score(self, a: int, b: int) -> float:
        """Evidence that `b` goes on with the sentence that `a` leaves open."""
        known = self._scores.get((a, b))
        if known is None:
            known = self._scores[a, b] = self._score(a, b)
        return known

    def _score(self, a: int, b: int) -> float:
        left, right = self.pieces[a].said, self.pieces[b].said
        if self.pieces[b].starts:
            return _SURE_START
        seam = text.seam(left[-6:], right[:6])
        # Of true cuts in news 63 % cut no word, of chance ones 98 %; where one is cut, the
        # ratio grows with the seam (4,700 cuts and 14,000 chance pairs counted).
        score = min(5.5, 0.3 + 0.55 * seam) if seam > 0.01 else -0.45
        score += self._printed(left, right)
        if _DIGIT_PAIR.match(f"{left[-1:]}|{right[:1]}"):
            score += 1.5
        if _CANNOT_START.match(right):
            score += 1.5 if not re.match(r"[,，。、;；:：!！?？]", left[-1:]) else -6.0
        elif _STARTS.match(right) and left[-1:] not in ",，、:：":
            score -= 1.5
        open_left, open_right = self._brackets[a][1], self._brackets[b][0]
        if open_left and open_right:
            score += 3.0 if _PARTNER[open_right[0]] == open_left[-1] else -1.0
        elif open_right:
            score -= 3.0
        elif open_left:
            score -= 0.5
        return score

    def headline(self, above: int, b: int) -> bool:
        """Whether a headline goes on in `b`: a word is cut, or the page prints them in a row."""
        left, right = self.pieces[above].said, self.pieces[b].said
        return text.seam(left[-6:], right[:6]) > 2.0 or self._printed(left, right) > 2.0

    def _printed(self, left: str, right: str) -> float:
        """Whether the page prints the characters about the cut in a row elsewhere."""
        best = 0.0
        for back, ahead, worth in ((2, 2, 4.0), (1, 2, 2.0), (2, 1, 2.0)):
            gram = left[-back:] + right[:ahead]
            if len(gram) == back + ahead and gram in self._grams:
                best = max(best, worth)
        return best


def _brackets(said: str) -> tuple[str, str]:
    """Brackets closed but never opened in a piece, and those left open at its end."""
    unopened: list[str] = []
    stack: list[str] = []
    for c in _BRACKET.findall(said):
        if c in _OPENING:
            stack.append(c)
        elif stack and stack[-1] == _PARTNER[c]:
            stack.pop()
        elif not stack:
            unopened.append(c)
    return "".join(unopened[:1]), "".join(stack[-1:])


def _words(said: str) -> set[str]:
    """The words of two characters and more."""
    return {said[a:b] for a, b in text.words(said) if b - a > 1}


class Topics:
    """A cache language model: a story's words come again, others as the dictionary has them.

    A mixture of the story's own words (weight `_CACHE`) and of chance: jieba's counts and,
    so that what all stories speak of tells none apart, the page's (`_PAGE`). Words are not
    independent, so the evidence is tempered, and kept within bounds.
    """

    _YOUNG = 60
    _CACHE, _PAGE, _TEMPER, _LEAST, _MOST = 0.3, 0.05, 0.7, -8.0, 4.0

    def __init__(self, pieces: Sequence[Piece]) -> None:
        bits: dict[str, int] = {}
        self._chances: list[float] = []
        self._words: list[tuple[int, ...]] = []
        self.bags: list[int] = []
        self._gains: dict[tuple[int, int, int], float] = {}
        here: Counter[str] = Counter()
        bags = []
        for piece in pieces:
            # One piece by itself is not compared with any: its words are not asked for.
            bags.append(_words(piece.said) if len(pieces) > 1 else set())
            here.update(bags[-1])
        total = here.total()
        for word in sorted(here):
            bits[word] = len(bits)
            # jieba's dictionary counts some 60 million words
            usual = (text.word_frequency(word) or 1) / 6e7
            self._chances.append(usual + self._PAGE * here[word] / total)
        for bag in bags:
            self._words.append(tuple(bits[word] for word in bag))
            self.bags.append(sum(1 << bits[word] for word in bag))

    def gain(self, i: int, bag: int) -> float:
        """Evidence that piece `i` speaks of what a story with the words `bag` speaks of."""
        shared = self.bags[i] & bag
        length = 25 + bag.bit_count() // 25 * 25
        known = self._gains.get((i, shared, length))
        if known is None:
            # A story of few words so far says little of what it will not speak of.
            cache = self._CACHE * length / (length + self._YOUNG)
            share, rest = cache / length, 1 - cache
            total = sum(
                math.log(share / self._chances[w] + rest) if shared >> w & 1 else math.log(rest)
                for w in self._words[i]
            )
            known = max(self._LEAST, min(self._MOST, self._TEMPER * total))
            self._gains[i, shared, length] = known
        return known
