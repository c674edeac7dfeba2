"""Whether an answer says what is right: both folded to one form of numerals and dates.

`fold` makes equal what means the same: script, width and case; 三家 and 3家, 二十 and 20,
1.5万 and 15,000, 百分之六十一 and 61%; 2023-09-28, 28 September 2023 and
二〇二三年九月二十八日. White space goes, except where it keeps two numbers apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rag.language.text import to_simplified

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_TWENTY = str.maketrans({"廿": "二十", "卅": "三十"})
_WORDS = {
    word: str(value)
    for words, step in (
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen",
            1,
        ),
        ("_ _ twenty thirty forty fifty sixty seventy eighty ninety hundred", 10),
    )
    for value, word in zip(range(0, 200, step), words.split(), strict=False)
    if word != "_"
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may(?!\s+(?:be|not|have|also))"
    r"|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?[-–—~]\s?(?P<last>\d{1,2})(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ENGLISH_DATES = [
    re.compile(rf"(?<![a-z]){_MONTH}\s*{_DAY}(?!\d)(?:,?\s*{_YEAR}(?!\d))?"),
    re.compile(rf"(?<![\d.]){_DAY}\s*(?:of\s+)?{_MONTH}(?:,?\s*{_YEAR}(?!\d))?"),
    re.compile(rf"(?<![a-z]){_MONTH},?\s*{_YEAR}(?!\d)"),
]
_ISO = re.compile(
    r"(?<![\d.-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])"
    r"(?:(?P=sep)(?P<day>0?[1-9]|[12]\d|3[01]))?(?!\d|[-/.]\d)"
)
_NUMBER_WORD = re.compile(rf"(?<![a-z])(?:{'|'.join(_WORDS)})(?![a-z])")
_CHINESE = re.compile("[〇零一二三四五六七八九两十百千万亿廿卅]+")
# A space without which two numbers would become one; \x1f is a space to `re`, too.
_FIGURES, _KEPT = "〇零一二三四五六七八九两", "\x1f"
_APART = re.compile(
    rf"(?<=\d)\s+(?=[\d{_FIGURES}])|(?<=\d[.,])\s+(?=\d)|(?<=[{_FIGURES}十百千万亿])\s+(?=\d)"
)
_MYRIAD_OF = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)([万亿]+)")
_NAMED = re.compile(
    r"(?:(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日?"
    r"(?:[至到-](?:(?P<month2>\d{1,2})月)?(?P<last>\d{1,2})日)?"
)
_MARKS = re.compile(r"[\[［【]\d{1,2}(?:[,，、]\s?\d{1,2})*[\]］】]")


def right(answers: Sequence[Sequence[str]], answer: str) -> bool:
    """Whether every inner list has a member in `answer`. True of no lists: nothing is asked."""
    folded = fold(_MARKS.sub("", answer))
    return all(any(_contains(folded, fold(one)) for one in group) for group in answers)


def character_f1(answers: Sequence[Sequence[str]], answer: str) -> float:
    """The overlap of an answer with what is right, in characters; SQuAD's F1 (2016).

    Of each inner list the member counts that gives the best score on its own. Words of
    Latin letters and numbers count as one character each.
    """
    said = _characters(_MARKS.sub("", answer))
    best = [
        max((_characters(one) for one in group), key=lambda told: _f1(said, told))
        for group in answers
    ]
    return _f1(said, sum(best, Counter()))


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """One form for all that means the same."""
    text = to_simplified(unicodedata.normalize("NFKC", text).lower())
    text = _NUMBER_WORD.sub(lambda m: _WORDS[m[0]], text)
    # Chinese is written without spaces; OCR puts some in. English needs them a while yet.
    text = _APART.sub(_KEPT, text)
    text = re.sub(rf"(?<![a-z0-9.,])[^\S{_KEPT}]+|[^\S{_KEPT}]+(?![a-z0-9])", "", text)
    for pattern in _ENGLISH_DATES:
        text = pattern.sub(_english_date, text)
    text = _ISO.sub(_iso_date, text)
    text = re.sub(rf"[^\S{_KEPT}]+", "", text).replace(_KEPT, " ")
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"百分之([〇零一二三四五六七八九十百两\d.]+)", r"\1%", text)
    text = _CHINESE.sub(lambda m: _arabic(m[0].translate(_TWENTY)), text)
    text = _MYRIAD_OF.sub(_multiplied, text)
    text = re.sub(r"(?<=\d)\s?per\s?cent(?![a-z])", "%", text)
    text = re.sub(r"(?<![\d.])0([1-9])(?=[月日号])", r"\1", text)
    text = re.sub(r"(?<=月)(\d{1,2})号", r"\1日", text)
    return re.sub(r"[‐‑‒–—−~]+", "-", text)


def _contains(answer: str, gold: str) -> bool:
    """Whether folded `gold` is in the folded answer, and not as a part of a longer number.

    Leading zeros may stand before its number, so 3 is in 03 and 03 is not in 3.
    """
    before = r"(?<!\d)(?<!\d\.)0*" if gold[:1].isdigit() else ""
    after = r"(?!\d|\.\d)" if gold[-1:].isdigit() else ""
    if re.search(before + re.escape(gold) + after, answer):
        return True
    day = _NAMED.fullmatch(gold)
    if day is None or day["last"]:
        return False
    wanted = (day["month"], day["day"])
    return any(
        wanted in ((m["month"], m["day"]), (m["month2"] or m["month"], m["last"]))
        and day["year"] in (None, m["year"])
        for m in _NAMED.finditer(answer)
    )


def _english_date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month = 1 + _MONTHS.index(parts["month"][:3])
    day = f"{int(parts['day'])}" if parts.get("day") else ""
    if parts.get("last"):
        day += f"-{int(parts['last'])}"
    year = f"{parts['year']}年" if parts.get("year") else ""
    return f"{year}{month}月{day}日" if day else f"{year}{month}月"


def _iso_date(match: re.Match[str]) -> str:
    year, month, day = match["year"], int(match["month"]), match["day"]
    if not day and match["sep"] != "-":  # 2023.5 and 2023/5 are numbers as often as months
        return match[0]
    return f"{year}年{month}月" + (f"{int(day)}日" if day else "")


def _arabic(numeral: str) -> str:
    """Chinese numerals as digits; figures said one by one ("二〇二三") stay in their places."""
    if not any(c in _UNITS or c in _MYRIADS for c in numeral):
        return "".join(str(_DIGITS[c]) for c in numeral)
    if set(numeral) <= set(_MYRIADS):  # the 万 of "1.5万", or of 万科
        return numeral
    total = section = 0
    digit: int | None = None
    for c in numeral:
        if c in _DIGITS:
            digit = (digit or 0) * 10 + _DIGITS[c]
        elif c in _UNITS:
            section += (1 if digit is None else digit or 1) * _UNITS[c]
            digit = None
        else:
            total = (total + section + (digit or 0) or 1) * _MYRIADS[c]
            section, digit = 0, None
    return str(total + section + (digit or 0))


def _multiplied(match: re.Match[str]) -> str:
    value = float(match[1])
    for unit in match[2]:
        value *= _MYRIADS[unit]
    return f"{value:.10g}" if value < 1e10 else f"{value:.0f}"


def _characters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z]+|\d+(?:\.\d+)?|[^\W_]", fold(text)))


def _f1(said: Counter[str], told: Counter[str]) -> float:
    """2·overlap / (characters said + characters told)."""
    size = said.total() + told.total()
    return 2 * (said & told).total() / size if size else 0.0
