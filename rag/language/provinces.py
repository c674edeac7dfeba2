"""Which cities and prefectures are in which province of China."""

from __future__ import annotations

import functools
import re

from .lists import rows

_ROAD = r"(?![东西南北中]?[一二三]?(?:路|街道?|公园|医院|河|站|里弄|时代))"  # 桂林路 is in Shanghai


@functools.cache
def _cities() -> dict[str, re.Pattern[str]]:
    return {
        province: re.compile(f"(?:{'|'.join(cities)}){_ROAD}")
        for province, *cities in rows("provinces.txt")
    }


def cities(province: str, text: str) -> tuple[str, ...]:
    """The cities of a province, named with 省 or without, that folded `text` names, each once and
    as far as its characters tell; none where it is no province's name."""
    named = _cities().get(province.removesuffix("省"))
    return tuple(dict.fromkeys(named.findall(text))) if named else ()
