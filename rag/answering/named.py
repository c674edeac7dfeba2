"""Whether a sentence has the names and numbers that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language.mentions import PLAN
from ..language.numerals import number
from ..language.synonyms import like
from ..language.text import folded
from ..records import Article

_ALIKE = {
    "家": "家个所",
    "个": "个家项位名",
    "项": "项个",
    "位": "位名人",
    "届": "届",
    "版": "版页",
}
ELSEWHERE = 0.4
"""How far a name is lacking that a sentence is without, and its story has."""

_DIGITS = r"[〇零一二三四五六七八九十百\d]"
_ORDINAL = re.compile(r"[一二三四五六七八九十百\d]+[届次期版号]|第[一二三四五六七八九十]+")


def lacking(named: Sequence[str], near: str) -> list[str]:
    """Those of the names that folded `near` is without."""
    return [name for name in named if not _stands(name, near)]


def unmet(named: Sequence[str], near: str, article: Article, compared: bool) -> float:
    """The share of the names that folded `near` lacks; 1 where an ordinal is among them, for the
    eighth session is not the ninth. The number of its issue is known of each article, and the
    plan that it speaks of; of two that are `compared`, each has one; what its story says elsewhere
    is lacking by `ELSEWHERE`."""
    lacks = [name for name in lacking(named, near) if not _understood(name, article)]
    ordinals = [name for name in named if _ORDINAL.fullmatch(name)]
    missing = [name for name in ordinals if name in lacks]
    if compared and len(missing) < len(ordinals):
        lacks = [name for name in lacks if name not in missing]
        missing = []
    whole = folded(article.text) if lacks else ""
    short = sum(ELSEWHERE if name in whole and not name[0].isdigit() else 1.0 for name in lacks)
    return 1.0 if missing else short / max(1, len(named))


def _understood(name: str, article: Article) -> bool:
    """Whether each sentence of an article is of what is named, and need not repeat it."""
    whole = folded(article.text)
    plan = PLAN.fullmatch(name) and name in whole
    nth = name[0] == "第" and _stands(name, whole)  # of an English question, of whatever it is
    return bool(plan) or nth or _of_issue(name, article) or _only_one(name, whole)


def _only_one(name: str, whole: str) -> bool:
    """Whether a story tells of one in a row, and that is the one named: 十次 where it has no
    other 全会 than the 第十次."""
    if name[-1] not in "届次" or not (nth := number(name[:-1].removeprefix("第"))):
        return False
    of = rf"(?=全会|会议|{_DIGITS}+次|人大|政协|委员)"
    told = re.findall(rf"第\s?({_DIGITS}+){name[-1]}|({_DIGITS}+){name[-1]}{of}", whole)
    return {number(one or other) for one, other in told} == {nth}


def _of_issue(name: str, article: Article) -> bool:
    """Whether a name is the number of an article's issue, or its year: 512期, 3128号, 2024."""
    number = re.fullmatch(r"(\d+)[期号]?", name)
    year = article.date.year if article.date else None
    return number is not None and int(number[1]) in (article.issue, article.total_issue, year)


def _stands(name: str, near: str) -> bool:
    """Whether folded `near` has a name or a number of the question."""
    counted = re.fullmatch(r"(\d[\d,.]*)\s?([家个项位名次场条届期版种块])", name)
    if counted:
        counters = _ALIKE.get(counted[2], counted[2])
        return bool(re.search(rf"(?<![\d.]){re.escape(counted[1])}(?:多|余)?\s?[{counters}]", near))
    if name[0] == "第" and _ORDINAL.fullmatch(name):  # the ninth of whatever: 九次, 九届
        digits = r"\d〇一二三四五六七八九十百"
        nth = rf"(?:{name[1:]}|{number(name[1:])})"
        unit = "[次届期版批轮]|号(?![线楼院门])|中全会"
        said = rf"(?:第\s?|(?<![{digits}])(?={nth}(?:{unit}))){nth}(?![{digits}]|[年月日])"
        return bool(re.search(said, near))  # no 十分重要
    if name[0] == "一" and len(name) == 2 and f"首{name[1]}" in near:  # 第一期 is 首期
        return True
    if name[0].isdigit():
        return bool(re.search(rf"(?<![\d.]){re.escape(name)}(?![\d])", near))
    return any(word in near for word in (name, *like(name)))
