"""Numerals as Chinese writes them, read: 廿七, 一百四十六, 二〇三五, 三亿五千万.

`number` reads those of dates and ordinals, `amount` those of what is counted, which go on to
万 and 亿. Each leaves alone what would be something else there: 十五五 is the fifteenth plan.
"""

from __future__ import annotations

from collections.abc import Iterable

# One character for one, so that positions hold.
_PLAIN = tuple(
    zip(
        "０１２３４５６７８９／．－：後週號歲內個國農曆閏時間當連從來壹貳",
        "0123456789/.-:后周号岁内个国农历闰时间当连从来一二",
        strict=True,
    )
)
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
"""What multiplies within a myriad, and the myriads; `amount` reads with both."""

IN_ENGLISH = {w: i for i, w in enumerate("two three four five six seven eight nine ten".split(), 2)}
"""Numbers as English spells them."""


def plain(text: str) -> str:
    """`text` with the variants of numerals and of a date's characters made one, 1 for 1."""
    return swapped(text, _PLAIN)


def swapped(text: str, variants: Iterable[tuple[str, str]]) -> str:
    """`text` with each variant made usual; far faster than `translate`, for most texts have few."""
    for variant, usual in variants:
        if variant in text:
            text = text.replace(variant, usual)
    return text


def number(numeral: str) -> int | None:
    """A numeral below 1,000, or one written digit by digit ("廿七", "一百四十六", "二〇三五")."""
    numeral = plain(numeral).strip()
    if numeral.isdigit():
        return int(numeral)
    hundreds, hundred, rest = numeral.rpartition("百")
    if hundred:
        high, low = _DIGITS.get(hundreds), number(rest.lstrip("零〇")) if rest else 0
        return None if high is None or low is None else 100 * high + low
    if len(numeral) > 2 and all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    numeral = numeral.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    tens, ten, units = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(numeral)
    high, low = _DIGITS.get(tens or "一"), _DIGITS.get(units or "〇")
    return None if high is None or low is None else 10 * high + low


def amount(numeral: str) -> int | None:
    """The value of a folded numeral of any size, digit by digit (二〇二三) or not; None where it
    has none ("十五五")."""
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = section = 0
    digit: int | None = None
    for c in numeral:
        if c in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[c]
        elif c in TENS:
            section += (1 if digit is None else digit or 1) * TENS[c]
            digit = None
        else:
            part = section + (digit or 0)
            total = (total + part) * 10**8 if c == "亿" else total + part * 10**4
            section, digit = 0, None
    return total + section + (digit or 0)
