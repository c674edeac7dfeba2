"""An article as a reference: GB/T 7714, BibTeX, one plain line. Pure.

GB/T 7714—2015, 4.2.2 and 8: a newspaper article is 作者. 题名[N]. 报纸名, 日期(版次).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..records import Article

_ROLE = re.compile(
    r"^(?:本报|本報|见习|見習|实习|實習|首席|特约|特約)*"
    r"(?:记者|記者|通讯员|通訊員|作者|摄影|攝影|编辑|編輯|供稿|图文|圖文|文|图|圖)?[:：/]?$"
)
_BIBTEX = {
    **{c: f"\\{c}" for c in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MOST = 3  # authors that GB/T 7714 names before 等


def paper(article: Article, articles: Sequence[Article]) -> str:
    """The name of the paper: the masthead of its own page, else of the archive's first."""
    heads = [a for a in articles if a.kind == "masthead" and a.title]
    own = [a for a in heads if a.file == article.file]
    return (own or heads)[0].title if heads else ""


def authors(byline: str) -> tuple[str, ...]:
    """The names in a byline, without what its people do."""
    return tuple(w for w in re.split(r"[\s、,，;；]+", byline) if w and not _ROLE.match(w))


def gbt7714(article: Article, newspaper: str) -> str:
    """As GB/T 7714—2015 has it; what the page does not say is left out."""
    names = authors(article.byline)
    who = ", ".join(names[:_MOST]) + (", 等" if len(names) > _MOST else "")
    title = " ".join(f"{article.title} {article.subtitle}".split()) or article.file
    page = f"({article.page})" if article.page is not None else ""
    day = article.date.isoformat() if article.date else ""
    where = ", ".join(part for part in (newspaper, day) if part) + page
    return " ".join(f"{part}." for part in (who, f"{title}[N]", where) if part)


def bibtex(article: Article, newspaper: str) -> str:
    """An `@article` of BibTeX, its characters escaped for TeX."""
    fields = {
        "author": " and ".join(authors(article.byline)),
        "title": " ".join(f"{article.title} {article.subtitle}".split()) or article.file,
        "journal": newspaper,
        "number": str(article.issue) if article.issue is not None else "",
        "pages": str(article.page) if article.page is not None else "",
    }
    lines = [f"  {name} = {{{_tex(value)}}}" for name, value in fields.items() if value]
    if article.date:
        month = _MONTHS[article.date.month - 1]
        lines += [f"  year = {{{article.date.year}}}", f"  month = {month}"]
        lines.append(f"  day = {{{article.date.day}}}")
    return f"@article{{huiwen-{article.id},\n" + ",\n".join(lines) + "\n}"


def plain(article: Article, newspaper: str) -> str:
    """One line that anyone can read."""
    title = f"“{article.title}”" if article.title else article.file
    known = [
        " ".join(authors(article.byline)),
        title,
        newspaper,
        article.date.isoformat() if article.date else "",
        f"第{article.issue}期" if article.issue is not None else "",
        f"第{article.page}版" if article.page is not None else "",
    ]
    return "，".join(part for part in known if part)


Form = Callable[[Article, str], str]
"""Writes an article of a newspaper of that name."""

PLAIN = "text"
FORMS: dict[str, Form] = {"GB/T 7714": gbt7714, "BibTeX": bibtex, PLAIN: plain}
"""The writers by the name of their form."""

FILES: dict[str, tuple[str, str]] = {
    "txt": ("GB/T 7714", "text/plain"),
    "bib": ("BibTeX", "application/x-bibtex"),
}
"""The form and media type of a file with a reference, by its suffix."""


def _tex(value: str) -> str:
    return "".join(_BIBTEX.get(c, c) for c in value)
