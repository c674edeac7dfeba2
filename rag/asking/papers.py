"""What paper a page is of, and of what place: what every page of it speaks of unsaid.

The pages of 徐汇报 say 区长 where a reader says 徐汇区区长. So the place of a paper is no word
that tells its sentences apart, and tells them all from those of another paper.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from ..language import gloss
from ..language.text import fold, han_count, places, tagged
from ..reading import lines as printed

_HEAD = 30  # lines that are not blank among which a page's name stands
_FOOT = 2  # of those at its end
_SAID = 3  # times that a page speaks of its place, its name aside; once of a long name
_NAME = re.compile(
    r"今日([\u4e00-\u9fff]{2,6})"
    r"|《?([\u4e00-\u9fff]{2,10}?)(?:[日晚早晨时商新导周快校]报|时讯|通讯|新闻|报)》?(?:数字报.*)?"
)
# What a masthead or an imprint tells: how a question asks for it, how a page has it.
_IMPRINT = (
    (r"地址|社址|在哪|\baddress", r"址|[路街道巷弄]\s?\d+\s?号"),
    (r"电话|热线|联系|\bphone", r"(?<!\d)\d{3,4}-?\d{7,8}(?!\d)|电话|热线"),
    (r"邮箱|投稿|\bmail", "@|邮箱|投稿"),
    (r"邮编|邮政编码|\bpostcode", "邮编|邮政编码"),
    (r"印刷|承印|\bprinted by|\bprinter", "印刷|承印|印务|印制"),
    (r"主办|报是?(?:由|归)?(?:谁|哪[个家].{0,3})(?:办|出版)|\bpublish", "主办|主管|出版|编印"),
    ("主管", "主管"),
    ("刊号", r"刊号|\bcn\s?\d"),
    ("准印", "准印"),
    ("主编|总编", "主编|总编"),
    (r"编辑(?!部)|责编|\beditor", "编辑|责编"),
    ("美编|版式", "美编|美术|版式"),
    ("校对", "校对"),
    ("发行", "发行"),
    ("创刊", "创刊"),
    (r"网址|网站|\bweb", r"http|www|\.c(?:om|n)|网址|网站"),
)
_OF_IMPRINT = frozenset(
    """
    报社 报 报纸 徐汇报 本报 贵报 地址 社址 电话 热线 新闻 新闻热线 联系 联系方式 联系电话 邮箱
    电子邮箱 投稿 邮编 邮政 编码 邮政编码 印刷 印刷厂 承印 单位 部门 主办 主办单位 主办方 主办者
    主管 主管单位 国内 统一 刊号 期刊号 准印 准印证 准印证号 证号 号 号码 主编 总编 总编辑 编辑
    责任 责任编辑 责编 美编 版式 校对 发行 发行量 创刊 网址 网站 官网 机构 公司 纸 办 哪家
    paper newspaper address phone number telephone email mail postcode printer printed
    publisher published publishes bao editor editors web website site address issue
    """.split()
)
_SPOKEN = 3  # times that a page says a name which is no news to its readers
_SUFFIX = r"[区县市省镇乡州](?![长委政级属人域])"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its `name` and the place or body that it is of, its `home`; both folded."""

    name: str
    home: str

    def named(self, said: str) -> bool:
        """Whether folded `said` names it or its home."""
        if han_count(said):
            return self.name in said or self.home in said
        return next(self._spans(said, home=True), None) is not None

    def _spans(self, said: str, *, home: bool) -> Iterator[tuple[int, int]]:
        if home and not han_count(said):
            words = re.finditer(r"[a-z]{4,}", said)
            first = [self.home[:size] for size in range(2, len(self.home) + 1)]
            yield from (m.span() for m in words if any(gloss.romanised(m[0], f) for f in first))
            return
        pattern = rf"《?{self.name}》?"
        if home:  # and the larger place that it is in: 上海徐汇区
            larger = "|".join(places(said)) or r"(?!)"
            pattern += rf"|(?:(?:{larger})[省市]?)?{self.home}(?:{_SUFFIX})?"
        yield from (m.span() for m in re.finditer(pattern, said))


def paper(raw: str) -> Paper | None:
    """The paper that a page is of, by a line near its top or at its foot; None where none
    names it."""
    said = fold(raw)
    lines = [line for line in said.splitlines() if line.strip()]
    running = [name for whole in lines[-_FOOT:] if (name := printed.paper(whole)).endswith("报")]
    for whole in (*lines[:_HEAD], *running):
        own = printed.paper(whole)
        line = "".join((own if own.endswith("报") else whole).split())
        match = _NAME.fullmatch(line)
        if match is None:
            continue
        home = match[1] or match[2]
        name = line.strip("《").partition("》")[0]
        if said.replace(name, "").count(home) >= (_SAID if len(home) < 5 else 1):
            return Paper(name, home)
    return None


def imprint(said: str, about: Iterable[str]) -> str:
    """The pattern of what a folded question, of the terms `about`, asks of the paper itself; ""
    where it asks for nothing that an imprint tells."""
    if not _OF_IMPRINT.issuperset(about):
        return ""
    return next((has for asks, has in _IMPRINT if re.search(asks, said)), "")


_WIDE = 0.4  # of a page, between the first and the last time that it says a name


class Papers:
    """The papers that the pages of an archive are of; `raw` gives the text of a file."""

    def __init__(self, raw: Callable[[str], str]) -> None:
        self.of = functools.lru_cache(1 << 14)(lambda file: paper(raw(file)))
        self._said = functools.lru_cache(1 << 7)(lambda file: fold(raw(file)))

    def among(self, files: Iterable[str]) -> tuple[Paper, ...]:
        """The papers of `files`, as far as their pages name them, each once."""
        return tuple(dict.fromkeys(filter(None, map(self.of, files))))

    def home(self, file: str, asked: Collection[str]) -> str:
        """The place that a page is of: its paper's, else the one of `asked` that it speaks of;
        "" where it is of none that is known."""
        if known := self.of(file):
            return known.home
        return next((home for home in asked if home in self._said(file)), "")

    def spoken(self, file: str, names: Collection[str]) -> frozenset[str]:
        """Those of `names` that a page says again and again, so that each sentence need not;
        somebody not in one story only, but from one end of it to the other."""
        said = self._said(file)
        often = (name for name in names if said.count(name) >= _SPOKEN)
        wide = _WIDE * len(said)
        return frozenset(n for n in often if said.rfind(n) - said.find(n) > wide * _somebody(n))


def _somebody(name: str) -> bool:
    """Whether a name is a person's, as jieba tells."""
    return [flag for _, flag in tagged(name)] == ["nr"]


def without(text: str, papers: Collection[Paper], *, homes: bool) -> str:
    """`text` with blanks for the names of papers, and for their `homes` too, as long as before."""
    for one in papers:
        for start, end in one._spans(fold(text), home=homes):
            text = text[:start] + " " * (end - start) + text[end:]
    return text
