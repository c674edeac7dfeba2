from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.answers import character_f1, fold, right


@pytest.mark.parametrize(
    "written",
    [
        "2023-09-28",
        "2023/09/28",
        "2023.9.28",
        "28 September 2023",
        "28th of September, 2023",
        "September 28, 2023",
        "Sept. 28 2023",
        "2023年9月28日",
        "2023 年 09 月 28 日",
        "２０２３年９月２８日",
        "二〇二三年九月二十八日",
        "二〇二三年九月廿八日",
        "2023年9月28号",
    ],
)
def test_one_day_however_it_is_written(written: str) -> None:
    assert fold(written) == "2023年9月28日"
    assert right([["2023年9月28日"]], f"揭牌是在{written}。")
    assert right([[written]], "2023-09-28")
    assert right([["9月28日"]], written)
    assert not right([["2022年9月28日"]], written)
    assert not right([["9月2日"]], written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三家", "3家"),
        ("二十", "20"),
        ("三百五十", "350"),
        ("一千零二十四", "1,024"),
        ("1.5万", "15000"),
        ("一万五千", "15,000"),
        ("3 000亿", "3 000亿"),
        ("百分之六十一", "61%"),
        ("61 per cent", "61％"),
        ("sixteen pages", "16 pages"),
        ("鍾曉詠", "钟晓咏"),
        ("ＳｅｎｓｅＮｏｖａ Ｖ6", "sensenovaV6"),
        ("September 2012", "2012年9月"),
        ("2012-09", "二〇一二年九月"),
        ("6日—8日", "6日-8日"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("gold", "answer", "expected"),
    [
        ("3家", "共有43家", False),
        ("3家", "共有3家", True),
        ("3家", "共有3.3家", False),
        ("400", "400多家", True),
        ("400", "1400", False),
        ("3版", "见第03版", True),  # leading zeros may stand in the answer …
        ("03版", "见第3版", False),  # … and must, where they are asked for
        ("2", "2.5", False),
        ("2", "共 2 20 个", True),
        ("7月8日", "7月6日至8日举行", True),
        ("July 8", "July 6–8, 2023", True),
        ("7月9日", "7月6日至8日举行", False),
        ("12 钱学森", "12钱学森", True),
        ("王华", "区长王华[1]", True),
        ("1", "区长王华[1]", False),  # a citation's mark is no answer
        ("20", "二〇二三年", False),
    ],
)
def test_whole_numbers_only(gold: str, answer: str, expected: bool) -> None:
    assert right([[gold]], answer) is expected


def test_every_list_has_a_member() -> None:
    answers = [["钟晓咏", "鍾曉詠"], ["王华"]]
    assert right(answers, "2023年是鍾曉詠，2025年是王华。")
    assert not right(answers, "是王华。")
    assert not right(answers, "")


def test_f1_by_hand() -> None:
    # said: 是 王 华 (3), told: 王 华 (2), shared 2: 2·2 / (3 + 2)
    assert character_f1([["王华"]], "是王华。[1]") == pytest.approx(0.8)
    # the better of two alternatives: 400 and 家 shared, of 400 家 and 400 家
    assert character_f1([["四百余家", "400家"]], "四百家") == pytest.approx(1.0)
    # two lists are told together: 王 华 钟 晓 咏 (5) of which 2 are said
    assert character_f1([["王华"], ["钟晓咏"]], "王华") == pytest.approx(4 / 7)
    assert character_f1([["王华"]], "") == 0


@given(
    st.text(
        alphabet="一二十百千万〇两0123456789.,- 年月日号至的September MayJuly家第版", max_size=40
    )
)
def test_a_text_holds_itself(text: str) -> None:
    assert fold(text) == fold(f" {text}\n")
    assert right([[text]], text)


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_are_read(value: int) -> None:
    assert fold(_chinese(value)) == str(value)


def _chinese(value: int) -> str:
    """A number below 10⁸ in Chinese numerals, as schools teach it."""
    high, low = divmod(value, 10_000)
    if high:
        gap = "零" if 0 < low < 1000 else ""
        return _chinese(high) + "万" + gap + (_chinese(low) if low else "")
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if zero and out else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        else:
            zero = True
    return out
