"""Evidence to an answer: quoted, then in a model's words; no sentence is shown unchecked."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..asking.question import Question
from ..errors import GeneratorError, ModelError
from ..llm import choice, prose
from ..llm.generate import Generator, InProcess
from ..llm.prompt import declined
from ..records import Answer, Citation, Evidence, Passage, Sentence, Span
from . import cite, quote
from .quote import Extractive, chosen


class Clock:
    """Milliseconds since the question came, by stage."""

    def __init__(self) -> None:
        self._start = self._lap = time.perf_counter()
        self._marks: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """`stage` ends now; it began when the one before it ended. A second time is added."""
        now = time.perf_counter()
        self._marks[stage] = self._marks.get(stage, 0.0) + 1000 * (now - self._lap)
        self._lap = now

    def first(self, stage: str) -> None:
        """`stage` has come, counted from the question; only the first time counts."""
        self._marks.setdefault(stage, 1000 * (time.perf_counter() - self._start))

    def read(self) -> dict[str, float]:
        total = 1000 * (time.perf_counter() - self._start)
        return {stage: round(ms, 1) for stage, ms in (*self._marks.items(), ("total", total))}


@dataclass(frozen=True, slots=True)
class Answering:
    """One question being answered.

    `bare` is its refusal, which an answer is made from; `raw` gives the raw page of a file,
    `printed` the passages of the issue of a day. `part`: it is one of several asked at once,
    whose answers stand one after another; `timed`: which are of different times.
    """

    asked: Question
    bare: Answer
    clock: Clock
    raw: Callable[[str], str]
    printed: Callable[[dt.date], Sequence[Passage]]
    part: bool = False
    timed: bool = False

    def quoted(self, found: Sequence[Evidence]) -> Answer:
        """The answer that needs no model."""
        quoting = Extractive(self.asked, timed=self.timed)
        draft = "".join(quoting.draft(self.bare.standalone, found, self.bare.language))
        return self._checked(quoting, draft, found)

    def generated(
        self,
        load: Callable[[], Generator],
        quoted: Answer,
        found: Sequence[Evidence],
        stop: threading.Event | None = None,
    ) -> Iterator[Answer]:
        """What is quoted in the words of the generator that `load` gives, as its sentences are
        finished; the quoted answer where it fails, or where its words lose what was asked for.

        Where a model sees no answer, a refusal; where it sees it in another sentence, that one
        is quoted first. Evidence that was not enough to be `quoted` is told where a model that
        chooses among its sentences sees an answer.
        """
        if not self._tellable(found):
            return
        try:
            teller = load()
            if teller.name == Extractive.name:
                return
            seen = self._second_look(teller, found, stop)
            if not seen:
                yield self._clocked(replace(self.bare, generator=teller.name))
                return
            if seen is not found:
                self.clock.lap("choose")
            elif quoted.abstained:
                return
            if quoted.abstained or seen[0] is not found[0]:
                quoted = self.quoted(seen)
                yield self._clocked(quoted)
            if not quoted.abstained and self._tellable(seen):
                yield from self._told(teller, quoted, seen, stop)
        except (GeneratorError, ModelError) as error:
            if not quoted.abstained:  # a refusal stands, with its own reason
                yield self._clocked(replace(quoted, reason=str(error)))

    def _tellable(self, found: Sequence[Evidence]) -> bool:
        told = chosen(self.asked, found)
        # Of several times, each number stands with the issue that has it.
        timed = self.timed and bool(self.asked.expected.figure)
        return (
            not timed
            and self.asked.kind != "contents"
            and prose.tellable(self.asked.expected, told)
        )

    def _second_look(
        self, teller: Generator, found: Sequence[Evidence], stop: threading.Event | None
    ) -> Sequence[Evidence]:
        """`found` as a model in this process orders it, where one sentence is the answer; empty
        where it sees none. Raises GeneratorError."""
        page = self.asked.expected.asked == "page"  # (下转第2版) looks like no answer
        if page or not isinstance(teller, InProcess) or len(chosen(self.asked, found)) != 1:
            return found
        sentences = [item for item in found if item.score]  # a masthead's line has none
        likely = teller.choose(self.asked.text, sentences[: choice.OPTIONS], stop)
        if not likely:
            return found
        return quote.with_issues(self.asked, choice.weighed(sentences, likely), self.printed)

    def _told(
        self,
        teller: Generator,
        quoted: Answer,
        seen: Sequence[Evidence],
        stop: threading.Event | None,
    ) -> Iterator[Answer]:
        """The draft of what of `seen` is quoted as it grows, then the answer. What it cites, it
        cites with the masthead's line where that is quoted too. Raises GeneratorError."""
        told = chosen(self.asked, seen)
        cited = [*told, *(e for e in seen if e.score == 0 and e not in told)]
        draft, shown = "", 0
        for piece in teller.draft(self.bare.standalone, told, self.bare.language, stop):
            draft += piece
            if prose.loops(draft):
                break
            self.clock.first("first_word")
            whole = draft[: _finished(draft)]
            if len(whole) > shown:
                shown = len(whole)
                so_far = self._retelling(teller, whole, cited)
                if not so_far.abstained:
                    yield self._clocked(so_far)
        self.clock.lap("generate")
        if stop and stop.is_set():
            draft = draft[: _finished(draft)]
        answer = self._retelling(teller, draft, cited)
        if draft and declined(draft):
            answer = replace(self.bare, generator=teller.name)
        elif answer.abstained or prose.loops(draft) or not self._retold(answer, told):
            answer = quoted
        yield self._clocked(answer)

    def _retelling(self, teller: Generator, draft: str, cited: Sequence[Evidence]) -> Answer:
        """A draft checked against what it retells, and the mastheads' lines beside that."""
        return self._checked(teller, quote.with_issue_marks(draft, cited), cited)

    def _retold(self, answer: Answer, told: Sequence[Evidence]) -> bool:
        said = " ".join(sentence.text for sentence in answer.sentences)
        if self.part and not prose.names(said, [term.word for term in self.asked.terms]):
            return False
        if self.asked.kind == "summarise" and 2 * len(answer.citations) <= len(told):
            return False  # it leaves out most of the story
        return prose.retold(self.asked.expected, said, [item.text for item in told])

    def _checked(self, teller: Generator, draft: str, found: Sequence[Evidence]) -> Answer:
        """The sentences of `draft` that the evidence holds, else the refusal."""
        sentences, citations = cite.check(draft, found, self.raw, self.bare.standalone)
        kept = tuple(s for s in sentences if s.verified)
        if not kept:
            return replace(self.bare, generator=teller.name)
        issues = [d for c in citations if (d := c.passage.article.date)]
        return replace(
            self.bare,
            sentences=kept,
            citations=citations,
            abstained=False,
            reason="",
            as_of=max(issues, default=None),
            generator=teller.name,
        )

    def _clocked(self, answer: Answer) -> Answer:
        return replace(answer, timing_ms=self.clock.read())


def joined(question: str, standalone: str, told: Sequence[Answer]) -> Answer:
    """The answers to the parts of a question as one; the parts that have none are `missing`."""
    given = [answer for answer in told if not answer.abstained]
    last = (given or told)[-1]
    numbers: dict[tuple[str, tuple[Span, ...]], int] = {}
    citations: list[Citation] = []
    sentences: list[Sentence] = []
    for answer in given:
        own = {cited.n: cited for cited in answer.citations}
        for said in answer.sentences:
            # The same quotation, with a day or an issue before it or without, is told once.
            if any(said.text.endswith(s.text) or s.text.endswith(said.text) for s in sentences):
                continue
            keys = [(own[n].passage.id, own[n].spans) for n in said.citations]
            for n, key in zip(said.citations, keys, strict=True):
                if key not in numbers:
                    numbers[key] = len(numbers) + 1
                    citations.append(replace(own[n], n=numbers[key]))
            sentences.append(replace(said, citations=tuple(numbers[key] for key in keys)))
    hits = {hit.passage.id: hit for answer in told for hit in answer.hits}
    return replace(
        last,
        question=question,
        standalone=standalone,
        sentences=tuple(sentences),
        citations=tuple(citations),
        hits=tuple(hits.values()),
        abstained=not given,
        reason=last.reason,
        missing=tuple(a.question for a in told if a.abstained) if given else (),
        as_of=max((a.as_of for a in given if a.as_of), default=None),
        confidence=min(answer.confidence for answer in given or told),
        kind=told[0].kind,
        timing_ms=told[-1].timing_ms,
    )


def _finished(draft: str) -> int:
    """Where the last finished sentence of a growing draft ends, its citation marks included."""
    ends = [claim.end for claim in cite.claims(draft)]
    return ends[-2] if len(ends) > 1 else 0
