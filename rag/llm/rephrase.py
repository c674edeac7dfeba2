"""A follow-up that rules cannot settle, made to stand alone by a language model.

A small model writes such a question well or makes one up. So what it writes is taken only where
code finds nothing in it that the reader or the archive did not say, and nothing of the reader's
question missing.

It is asked only where `followups` is set to "model", which it is not by default. Of the 45
follow-ups of the development conversations the model of 1.5 billion parameters wrote 8 that are
taken; each was answered as the rules' question is, and none of the others would have mended a
wrong answer, but 9 would have spoilt a right one. It took 8 seconds each (on a busy machine).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence

from ..asking.topic import terms
from ..expected.expect import Expected
from ..language import gloss
from ..language.people import proper
from ..language.text import fold, language, script, to_traditional
from ..records import Turn
from .generate import Model, Task
from .prompt import rewriting

SECONDS = 8.0
"""The most that it may take, its wait for other readers included."""

LONGEST = 40
"""Tokens of what it writes."""

_MOST = {"zh": 120, "en": 240}  # characters
_FIGURE = re.compile(r"\d+|[〇一二三四五六七八九十百千]{2,}")
_POINTING = re.compile(
    r"[他她它]们?|[那这][个些位家次天年里场]?|其中|当[天时年]|前者|后者|还有?|第[一二三四五]个"
    r"|[前后]一个"
    r"|\b(?:it|its|he|his|she|her|him|they|their|them|these|those|one|else|also|then|same)\b"
)
_ELLIPTIC = re.compile(r"呢[？?]?$|^(?:and|what about|how about)\b")


def task(question: str, turns: Sequence[Turn]) -> Task:
    """What a model is asked."""
    return Task(rewriting(question, turns), language(question), longest=LONGEST, writes="question")


def rephrased(
    model: Model, question: str, turns: Sequence[Turn], stop: threading.Event | None = None
) -> str:
    """`question` as `model` makes it stand alone; "" where what it writes will not do.

    Raises GeneratorError where it fails, or does not begin in time.
    """
    written = "".join(model.tell(task(question, turns), stop, SECONDS))
    made = written.strip().strip('“”"「」').removeprefix("改写：").strip()
    if script(question) == "hant" and script(made) == "hans":
        made = to_traditional(made)
    return made if faithful(made, question, turns) else ""


def faithful(made: str, question: str, turns: Sequence[Turn]) -> bool:
    """Whether `made` is one question, in the language of `question`, that asks what that asks,
    points at nothing, and has no word that is neither in it nor in `turns`."""
    spoken, written, asked = language(question), fold(made), fold(question)
    if not re.fullmatch(r"[^?？：\n]+[?？]", made) or len(made) > _MOST[spoken]:
        return False
    if language(made) != spoken or written in {asked, *(fold(t.question) for t in turns)}:
        return False
    said = fold(" ".join([question, *(f"{t.question} {t.standalone} {t.answer}" for t in turns)]))
    told = {*_FIGURE.findall(written), *proper(made), *terms(made)}
    kept = {t for t in terms(_POINTING.sub(" ", asked)) if len(t) > 1} - {"about", "there"}
    wants = Expected.of(question).asked
    return (
        not _POINTING.search(written)
        and all(_in(word, said) for word in told)
        and all(_in(word, written) for word in kept)
        and (wants in ("what", Expected.of(made).asked) or bool(_ELLIPTIC.search(asked)))
    )


def _in(word: str, said: str) -> bool:
    """Whether folded `said` has a word, an English one in whatever form."""
    if word.isascii() and word.isalpha():
        return gloss.stem(word) in {gloss.stem(w) for w in re.findall("[a-z]+", said)}
    return word in said
