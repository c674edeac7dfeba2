"""When a model is asked to put a quotation into its own words, and when its words may stand.

Which sentences answer is settled before a model is asked; it only says them as an answer. A
small model that does so well with one sentence loses names out of a list and figures out of
a masthead. Those are quoted. And of what it says, whatever was asked for must be left: a date,
a number, a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ..expected.expect import Expected
from ..expected.points import longest_row
from ..language import dates, gloss
from ..language.people import OFFICE, people
from ..language.text import fold, han_count
from ..records import Evidence

ROW = 2
"""Things in an enumeration that is rather quoted than told."""

SHORT = 24
"""Characters of an answer that must be the page's own words where it echoes no question."""

ECHO = 4
"""Characters in a row that an answer has from its question."""

_CLAUSES = re.compile(r"[，,、；;。]")
_NO_WORD = re.compile(r"\[\d+\]|因为|由于|[是为的了有在叫]|[\W_]+")  # and what joins words
_LOOP = re.compile(r"([^\d、\s].{3,60}?)\1\1")
_POST = re.compile(r"职务|职位|头衔|什么身份|\b(?:position|title|post)\b")
_LATIN = re.compile(r"[a-z]+")
_ATTENDED = re.compile(r"出席|参加|到会|列席|\battend")  # seldom by one alone
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def tellable(asked: Expected, chosen: Sequence[Evidence]) -> bool:
    """Whether a model could say what is quoted any better than the page does."""
    if any(item.passage.article.kind != "story" for item in chosen):
        return False
    if asked.points and len(chosen) > 1:
        return False
    listed = asked.many or asked.items > 1 or asked.asked == "which"
    return not (listed and any(longest_row(fold(item.text)) >= ROW for item in chosen))


def retold(asked: Expected, draft: str, quotes: Sequence[str]) -> bool:
    """Whether `draft` has, of each quotation, what the question asks for and the quotation has,
    and says it, where it is short, as the page does.

    Of a thing that has no form of its own (why, what) nothing can be said; so it has.
    """
    said = fold(draft)
    return all(_kept(asked, said, fold(q)) for q in quotes) and not _patched(asked, said, quotes)


def names(draft: str, words: Sequence[str]) -> bool:
    """Whether `draft` says what it is of, in one of the question's `words`: a bare date or name
    among the answers to several questions does not."""
    said = fold(draft)
    return any(word in said for word in words)


def _patched(asked: Expected, said: str, quotes: Sequence[str]) -> bool:
    """Whether a few words, none of them the question's, are put together from several places of
    a page: each is there, and the page does not say what they say."""
    undated = dates.without(said, dates.mentions(said, None), "")
    clauses = [_NO_WORD.sub("", clause) for clause in _CLAUSES.split(undated)]
    bare = "".join(clauses)
    if len(bare) > SHORT or not han_count(bare) or _run(bare, asked.said) >= ECHO:
        return False
    page = _NO_WORD.sub("", fold("".join(quotes)))
    return any(_run(clause, page) < len(clause) - 1 for clause in clauses)


def _run(one: str, other: str) -> int:
    """Characters of the longest string that is in both."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def loops(draft: str) -> bool:
    """Whether a model goes round in circles: the same words three times in a row."""
    return bool(_LOOP.search(draft))


def _read(name: str, said: str) -> bool:
    """Whether `said` has two or three words in a row that are how `name` is read: wang hua."""
    words = _LATIN.findall(said)
    runs = (words[i : i + size] for size in (2, 3) for i in range(len(words) - size + 1))
    return any(gloss.romanised("".join(run), name) for run in runs)


def _kept(asked: Expected, said: str, quote: str) -> bool:
    if _POST.search(asked.said) and OFFICE.search(quote) and not OFFICE.search(said):
        return False
    match asked.asked:
        case "when":
            return bool(dates.mentions(said, None) or dates.english(said))
        case "how many" | "page":
            figures = {d for value in asked.values(quote) for d in _DIGITS.findall(value)}
            return not figures or not figures.isdisjoint(_DIGITS.findall(said))
        case "who" | "author":
            named = asked.values(quote) or tuple(n for n in people(quote) if n not in asked.said)
            found = [name for name in named if name in said or _read(name, said)]
            several = asked.many or _ATTENDED.search(asked.said)
            return not named or len(found) >= (len(named) if several else max(1, asked.items))
        case "which":
            return longest_row(said) >= min(longest_row(quote), asked.items or ROW)
        case _:
            return True
