"""Questions as readers say them, in the words of papers."""

from __future__ import annotations

import pytest

from rag.asking.colloquial import plain


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("会啥时候开的？", "会什么时候开的？"),
        ("这楼咋样？", "这楼怎么样？"),
        ("节庆干嘛挪到五月？", "节庆为什么挪到五月？"),
        ("他们在干嘛？", "他们在干嘛？"),
        ("区长换过人吗", "区长这几年各是谁？"),
        ("民政局局長換人了嗎？", "民政局局長这几年各是谁？"),
        ("李强职务怎么变的？", "李强这几年各是什么职务？"),
        ("区长换了届吗？", "区长换了届吗？"),
        ("有什么让人咋舌的数字？", "有什么让人咋舌的数字？"),
        ("滨江步道长换了吗", "滨江步道长换了吗"),
    ],
)
def test_what_is_said_is_put_as_papers_would(said: str, written: str) -> None:
    assert plain(said) == written
