"""The archive as its readers meet it: search it, ask it, open what it cites."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from .answering import contents, evidence, quote, refusal, summary
from .answering.answer import Answering, Clock, joined
from .answering.features import Reading
from .answering.generators import generator
from .answering.retriever import Retriever
from .answering.units import Unit, units
from .answering.weights import Features
from .asking import claims, colloquial, courtesies, ellipsis, followup, parts, times
from .asking.days import period
from .asking.papers import Papers
from .asking.question import Question
from .errors import GeneratorError, ModelError, QuestionError, SourceError
from .language import dates
from .language.text import fold, language, tokens
from .llm import choice, rephrase
from .llm.generate import Generator, InProcess, Model
from .records import Answer, Article, Evidence, Hit, Scope, Settable, Source, Turn
from .retrieval import ingest
from .retrieval.encode import Encoder, Reranker
from .retrieval.store import Version
from .retrieval.vectors import Vectors
from .settings import Followups, GeneratorName, Settings

Read = tuple[Question, tuple[Hit, ...], tuple[Evidence, ...]]
"""A question as it was understood, what was found for it, and the evidence in that, best first."""

LONGEST_QUESTION = 1000
"""Characters; a longer text is not a question, and no model here could read it."""


@dataclass(frozen=True, slots=True)
class Status:
    """What answers: the index version, what it holds and which models are in use."""

    version: str
    files: int
    articles: int
    passages: int
    encoders: tuple[str, ...]
    generator: str
    coverage: tuple[dt.date, dt.date] | None


@dataclass(frozen=True, slots=True)
class _Way:
    """How a question is to be answered. `part`: it is one of several, which are `timed` where they
    are of different times."""

    generator: GeneratorName
    scope: Scope | None
    kind: Settable | None
    stop: threading.Event | None
    clock: Clock
    part: bool = False
    timed: bool = False


class Archive:
    """An open index version and the models that read it.

    `generators` gives the generator of a name. `today` is what "去年" is counted from,
    by default the day on which a question is asked (the last issue's, where the time asked about
    would come after that). `followups`: whether a language model is asked for what a follow-up
    means where rules cannot tell.
    """

    def __init__(
        self,
        version: Version,
        encoder: Encoder,
        generators: Callable[[GeneratorName], Generator],
        default: GeneratorName = "auto",
        top_k: int = 8,
        today: dt.date | None = None,
        reranker: Reranker | None = None,
        followups: Followups = "rules",
    ) -> None:
        self._version = version
        self._encoder = encoder
        self._generators = generators
        self._default = default
        self._retriever = Retriever(version, encoder, reranker, top_k)
        self._today = today
        self._followups = followups
        self._papers = Papers(lambda file: self.source(file).raw)

    @classmethod
    def open(cls, settings: Settings) -> Archive:
        """The current index version of `settings.index`, read with the models set there.

        Raises IndexVersionError where the index is missing, damaged or of other models,
        ModelError where a model is not here.
        """
        version = Version.open(settings.index)
        encoder = Encoder.open(settings.encoders, settings.models)
        ingest.check(version.manifest, settings, encoder)
        return cls(
            version,
            encoder,
            functools.partial(generator, settings),
            settings.generator,
            settings.top_k,
            reranker=Reranker.open(settings.reranker) if settings.reranker else None,
            followups=settings.followups,
        )

    def close(self) -> None:
        self._version.close()

    def search(self, query: str, k: int = 10, scope: Scope | None = None) -> tuple[Hit, ...]:
        """The `k` best passages for `query`, best first. Raises QuestionError."""
        return self._retriever.find(_asked(query), k, scope)

    def ask(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        *,
        generator: GeneratorName | None = None,
        scope: Scope | None = None,
        kind: Settable | None = None,
    ) -> Answer:
        """The checked answer; `stream` without what comes before the last."""
        *_, answer = self.stream(question, turns, generator=generator, scope=scope, kind=kind)
        return answer

    def stream(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        *,
        generator: GeneratorName | None = None,
        scope: Scope | None = None,
        kind: Settable | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Answer]:
        """The answer so far, each time it grows; the last is whole.

        The first comes with the evidence: what the pages say, quoted and checked. With a
        generator, its sentences follow, each checked before it is shown. `kind` is what kind
        of question the reader says it is; without it, its words tell. The parts of a question
        are answered one after another. Raises QuestionError for what cannot be asked.
        """
        way = _Way(generator or self._default, scope, kind, stop, Clock())
        asked = claims.plain(colloquial.plain(_asked(question)))
        if courtesies.only(fold(asked)):
            spoken = language(question)
            yield replace(
                refusal.refused(question, spoken),
                reason=refusal.NOT_ASKED[spoken],
                timing_ms=way.clock.read(),
            )
            return
        whole = followup.standalone(asked, turns, self._now())
        head = ellipsis.context(whole.text) if whole.text != asked else ""  # a reader's own colon
        first, *others = parts.parts(whole.text.removeprefix(head))
        asks = (head + first, *others)
        if len(asks) == 1:
            yield from self._answers(question, whole, turns, way)
            return
        periods = {days for ask in asks if (days := self.period(ask))}
        way = replace(way, part=True, timed=len(periods) > 1)
        told: list[Answer] = []
        for ask in asks:
            before = [Turn(a.question, a.text, a.standalone) for a in told]
            alone = bool(told) and times.same(told[0].question, ask)
            part = followup.standalone(ask, () if alone else before, self._now())
            ended: Answer | None = None
            for ended in self._answers(ask, part, before, way):
                yield joined(question, whole.text, [*told, ended])
            if ended:
                told.append(ended)

    def _answers(
        self, question: str, whole: followup.Whole, turns: Sequence[Turn], way: _Way
    ) -> Iterator[Answer]:
        """`stream` for a question that is one, made whole."""
        spoken = language(question)
        read = functools.partial(self._read, turns=turns, way=way)
        rephrased = functools.partial(self._rephrased, question, turns, way)
        asked, hits, found = read((whole.open and rephrased()) or whole.text)
        if whole.text != question and not whole.open and not refusal.enough(found):
            made = rephrased()
            again = read(made) if made else (asked, hits, found)
            if refusal.enough(again[2]):
                asked, hits, found = again
        asked, hits, found = self._confirmed((asked, hits, found), read)
        if way.timed and (refusal.enough(then := quote.of_then(asked, found))):
            found = then
        confidence = found[0].score if found else 0.0
        bare = replace(
            refusal.refused(question, spoken),
            standalone=asked.text,
            hits=hits,
            reason=refusal.why(asked, hits, spoken),
            confidence=confidence,
            kind=asked.kind,
        )
        answering = Answering(
            asked,
            bare,
            way.clock,
            raw=lambda file: self.source(file).raw,
            printed=self._version.printed,
            part=way.part,
            timed=way.timed,
        )
        quoted = answering.quoted(found) if refusal.enough(found) else bare
        yield replace(quoted, timing_ms=way.clock.read())
        doubted = (
            asked.expected.asked not in choice.UNSEEN
            and choice.WORTH <= confidence < refusal.ENOUGH
        )
        if not quoted.abstained or doubted:
            load = functools.partial(self._generators, way.generator)
            yield from answering.generated(load, quoted, found, way.stop)

    def _confirmed(self, first: Read, read: Callable[[str], Read]) -> Read:
        """What was read for a question `first`; where it is a claim that this does not bear out,
        what is read for what it claims."""
        asked, hits, found = first
        for ask, claimed in claims.opened(asked.text, self._now()):
            if refusal.enough(found) and claims.confirmed(claimed, found, self._now()):
                return first
            again = read(ask)
            if refusal.enough(again[2]):
                return again
            if claims.measured(claimed):  # whatever has the rest of it does not bear it out
                found = ()
        return asked, hits, found

    def _rephrased(self, question: str, turns: Sequence[Turn], way: _Way) -> str:
        """A follow-up as a language model makes it stand alone; "" where none is asked, or
        what it writes will not do."""
        if self._followups == "rules":
            return ""
        made = ""
        with contextlib.suppress(GeneratorError, ModelError):  # told to who asks for an answer
            model = self._generators(way.generator)
            if isinstance(model, Model):
                made = rephrase.rephrased(model, question, turns, way.stop)
        way.clock.lap("rephrase")
        return made

    def _read(self, standalone: str, turns: Sequence[Turn], way: _Way) -> Read:
        """A question understood, its hits, and the evidence in them."""
        told = turns[-1].answer if turns else ""
        context = ellipsis.context(standalone)
        today = self._today_of(standalone)
        asked = Question.of(standalone, today, context, told, way.kind)
        vector = self._encoder.query(standalone)
        hits = self._retriever.hits(asked, way.scope, vector)
        papers = self._papers.among(hit.passage.file for hit in hits)
        if any(paper.named(fold(standalone)) for paper in papers):
            unread, asked = asked, Question.of(standalone, today, context, told, way.kind, papers)
            # 今日青屿 is no day, and 据《徐汇报》 not what is looked for.
            if (asked.period, asked.searched) != (unread.period, unread.searched):
                hits = self._retriever.hits(asked, way.scope, vector)
        way.clock.lap("search")
        if asked.kind == "contents":
            found = contents.told(self._retriever, asked, hits, way.scope, self._now())
        else:
            own = vector if asked.own == asked.text else self._encoder.query(asked.own)
            found = evidence.pick(*self.describe(asked, hits, own))
            found = summary.summed(
                asked, found, self._version.of_article, self._encoder.sentences, own
            )
            found = quote.with_points(asked, found, self._version.of_article)
            found = quote.with_issues(asked, found, self._version.printed)
        way.clock.lap("evidence")
        return asked, hits, found

    def warm(self) -> None:
        """Load what the first question would wait for: encoder, dictionaries, a local LLM."""
        for question in ("徐汇区的区长是谁？", "Who is the mayor?"):
            self.describe(Question.of(question, self._now()))
        teller = self._generators(self._default)
        if isinstance(teller, InProcess):
            teller.warm()
            if self._followups == "model":
                teller.tell(rephrase.task("", ()))

    def source(self, file: str) -> Source:
        """The raw page of `file`. Raises SourceError where the archive has none."""
        source = self._version.source(file)
        if source is None:
            raise SourceError(f"The archive has no file called {file}.")
        return source

    @functools.cached_property
    def articles(self) -> tuple[Article, ...]:
        """Every article, by file and in page order."""
        return tuple(self._version.articles())

    def article(self, id_: str) -> Article:
        """The article with this id. Raises SourceError where the archive has none."""
        if id_ not in self._by_id:
            raise SourceError(f"The archive has no article {id_}. It may have been read anew.")
        return self._by_id[id_]

    @functools.cached_property
    def _by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}

    @property
    def coverage(self) -> tuple[dt.date, dt.date] | None:
        """The dates of the first and the last issue; None where none is known."""
        return self._version.coverage

    def period(self, question: str) -> tuple[dt.date, dt.date] | None:
        """The days, both included, that a question is about; None where it names none."""
        return period(question, self._today_of(question))

    def place(self, stop: threading.Event) -> int | None:
        """How many readers the model answers before the one who is asking with `stop`.

        0 while theirs is being written; None where it waits for nobody.
        """
        teller = self._generators(self._default)
        return teller.place(stop) if isinstance(teller, InProcess) else None

    def status(self) -> Status:
        counts = self._version.manifest.counts
        return Status(
            version=self._version.id,
            files=counts["files"],
            articles=counts["articles"],
            passages=counts["passages"],
            encoders=tuple(self._encoder.names),
            generator=self._generators(self._default).name,
            coverage=self.coverage,
        )

    def _today_of(self, question: str) -> dt.date:
        """The day from which the "去年" of a question counts: today, or that of the last issue
        where it would be of a time after that."""
        now, known = self._now(), self.coverage
        asked = dates.period(question, now)
        return known[1] if known and asked and known[1] < asked[0] <= now else now

    def _now(self) -> dt.date:
        return self._today or dt.datetime.now().astimezone().date()

    def describe(
        self, asked: Question, hits: Sequence[Hit] | None = None, vector: Vectors | None = None
    ) -> tuple[Reading, list[tuple[Unit, Features]]]:
        """What is known of each sentence of `hits` that may answer a question, as it is read.

        `vector` is that of the question's own words. Both are found where they are not given.
        """
        own = self._encoder.query(asked.own) if vector is None else vector
        if hits is None:
            hits = self._retriever.hits(asked, None, self._encoder.query(asked.text))
        words = tokens(" ".join([asked.text, *(t.word for t in asked.terms)]))
        files = {hit.passage.file for hit in hits}
        homes = {file: self._papers.home(file, asked.homes) for file in files}
        spoken = {file: self._papers.spoken(file, asked.proper) for file in files}
        reading = Reading(asked, hits, self._version.idf(words), homes, spoken)

        def similarity(texts: list[str]) -> Sequence[float]:
            cosines: Sequence[float] = (self._encoder.sentences(texts) @ own).tolist()
            return cosines

        found = [(unit, hit.score) for hit in hits for unit in units(hit.passage)]
        return reading, evidence.describe(reading, found, similarity)


def _asked(question: str) -> str:
    """The question without the space around it. Raises QuestionError."""
    # A lone half of a surrogate pair is no character, and no library below takes it for one.
    question = question.encode("utf-8", "ignore").decode().strip()
    if not question:
        raise QuestionError("The question is empty. Type what you want to know.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question)} characters; the most is {LONGEST_QUESTION}. "
            "Ask for one thing, in a sentence or two."
        )
    return question
