"""A question and its hits to the sentences that bear on it.

Sentences, not passages, are what an answer cites. Each is described by a few plain numbers
(`Features`): how much of the question it holds, by itself and with what stands around it,
whether it has the thing that is asked for, and whether it is of the time asked about; `weights`
says which sentence is the best by them, and whether the best one answers at all.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Collection, Mapping, Sequence

from .mentions import PLAN, number, of_plan
from .people import people
from .points import run_of
from .question import LOOSE, Days, Question, begun, definite, outright
from .records import Article, DateMention, Evidence, Hit, Passage
from .text import fold, places, province, sentences
from .units import CLAUSE, DATED, Unit, after, clauses
from .weights import BEST, Doubts, Features, answers, dot
from .wording import Terms, alternatives

BUDGET = 600
"""Characters of evidence that a generator is given, about 400 tokens."""

SENSED = 32
"""Sentences whose sense is compared with the question's: embedding is what takes time."""

REPORTED = dt.timedelta(days=31)
"""How long after an event the paper still prints it."""

Similarity = Callable[[list[str]], Sequence[float]]
"""The cosine of the question with each of a list of texts."""

ABROAD = 0.3
"""The part of its being timely that is left to a sentence of another place."""

ASKED = 0.4
"""The part of its telling that is left to a sentence which puts a question itself."""

UNDONE = 0.75
"""The part of its telling a day that is left to a sentence which says of something else that it
was then: 开工 where 通车 is asked for."""

UNCOUNTED = 0.5
"""The part of its telling that is left to a sentence which counts other things, or tells of men
where women are asked about."""

UNSAID = 0.2
"""How far a sentence tells what somebody said that has nobody say anything."""

ELSEWHEN = 0.5
"""How far a sentence is of another time where only its story names the days asked about."""

ANNOUNCED = dt.timedelta(days=60)
"""How long before and after an event a paper tells of it."""

OTHERS = 0.35
"""The share of an office's words that others than its holder's have, where it is another's."""

TOPICAL = 3.0
"""What a sentence gains at most from being of a story that is about what was asked before."""

PUT = 2.0
"""What a sentence loses that puts a question itself."""

OTHER_DAY = 2.0
"""What a sentence loses that is dated otherwise than by the day asked about."""

PASSED = 4.0
"""What a sentence loses that cannot answer: without anything said where somebody's words are asked
for, of another time, or of the other of two."""

SAME_STORY = 1.5
"""What a sentence gains from being of the story that the answer before was from."""

YEARS = 2
"""How near a year must be to the one asked about to be taken for it."""

GOES_ON = 0.8
"""How far a sentence tells what is asked for that is of the story of the answer before, so that
it need not have the question's words."""

_DAY = re.compile(r"\d+月\d+日")
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_ALIKE = {
    "家": "家个所",
    "个": "个家项位名",
    "项": "项个",
    "位": "位名人",
    "届": "届",
    "版": "版页",
}
_ASKS = re.compile(r"[?？]|什么(?!样?的?都)|怎么样|如何|是谁|哪[些个里位]|多少|吗[。!]?$")
_QUOTATION = re.compile('^[“"「『]')
_OPEN = re.compile(r"[?？][”\"』」]?\s*$")
_ORDINAL = re.compile(r"[一二三四五六七八九十百\d]+[届次期版号]|第[一二三四五六七八九十]+")
_LONG = 150  # characters of a sentence that has room for anything
_RUN = 8  # characters in a row that no two texts share by chance


class Reading:
    """A question held against what was found for it.

    `idf` weighs the question's terms; `hits` say which words of the page an English term
    may stand for; `homes` are the places of the papers, by file, where that is known, `spoken`
    the names that a page speaks of again and again, so that each sentence need not.
    """

    def __init__(
        self,
        question: Question,
        hits: Sequence[Hit],
        idf: Mapping[str, float],
        homes: Mapping[str, str] | None = None,
        spoken: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.question = question
        self._homes = homes or {}
        self._spoken = spoken or {}
        texts = [fold(f"{h.passage.article.title}\n{h.passage.text}") for h in hits]
        terms = self._terms = Terms(question, "\n".join(texts), idf)
        self._characters = {c for word in question.about if _HAN_WORD.match(word) for c in word}
        proper = dict.fromkeys((*question.proper, *terms.people))
        self._proper = [name for name in proper if name not in terms.phrased]
        meant = (word for place in question.places for word in alternatives(place, terms.near))
        self._here = [word[:2] for word in meant if places(word)]
        self._sought, self._caused = question.act, question.caused
        known = bool(self._sought) and terms.known(self._sought, terms.near)
        self._act = self._sought if known else ""
        self._people = [n for n in self._proper if n in terms.people or people(n)]
        self._bare = _bare(question.own)
        self._number: re.Pattern[str] | None = None
        self._topical: dict[str, float] = {}  # by article
        self._another: dict[tuple[str, str], bool] = {}  # by a sentence and the one before it

    def features(self, unit: Unit, found: float) -> Features:
        """What the words of a sentence tell; `found` is the score of its hit, and its cosines
        are left at 0."""
        article = unit.passage.article
        text, title = _folded(unit.text), _folded(article.title)
        lead = _lead(article.text, title) if article.kind in ("story", "caption") else ""
        before = _folded(unit.before)
        near = f"{title}\n{before}\n{text}"
        # 退休后打算做什么？ The sentence after it answers that.
        after_asking = f"{before}\n{text}" if _OPEN.search(before) else text
        clause, beside = self._clauses(text)
        expected = self.question.expected
        abroad = self._abroad(f"{before}{text}", text, article.file)
        timely = ABROAD * self.timely(unit) if abroad else self.timely(unit)
        exact, days = _days_told(unit, text)
        told = expected.told(
            text,
            exact,
            days,
            article.kind == "contents" and article.page is not None,
        )
        if not self._counted(text) or expected.of_another(text):
            told *= UNCOUNTED
        if self._in_points(article, unit):
            told = 1.0
        if _OPEN.search(text):
            told *= ASKED
        if self._act and not self._terms.known(self._act, text):
            told *= UNDONE
        if self.question.of_issue:
            about = self._terms.held(title) >= 0.5 * self._terms.held(near)
            told = float(article.date is not None) * (1.0 if about else 0.5)
        return Features(
            said=self._terms.held(after_asking),
            near=self._terms.held(near),
            lead=self._terms.held(f"{near}\n{lead}"),
            passage=self._terms.held(f"{title}\n{_folded(unit.passage.text)}"),
            story=self._terms.held(_so_far(article.text, unit.text)),
            chars=sum(c in text for c in self._characters) / max(1, len(self._characters)),
            run=min(_RUN, _longest_run(self._bare, _bare(unit.text))) / _RUN,
            cosine=0.0,
            nearest=0.0,
            told=told,
            clause=clause,
            beside=beside,
            timely=timely,
            named=self._named(f"{near}\n{lead}"),
            headline=float(
                article.kind == "story"
                and (text.split("\n")[0].strip() in title)
                and expected.asked != "author"
                and not self.question.of_issue
            ),
            place=self._place(article.kind),
            length=min(1.0, len(text) / _LONG),
            found=found,
            title=self._terms.held(title),
            asks=float(bool(_ASKS.search(text))),
            astray=max(self._astray(unit), float(abroad)),
            untold=float(expected.strict and told == 0),
            untimely=float(timely == 0),
        )

    def _in_points(self, article: Article, unit: Unit) -> bool:
        """Whether a sentence announces the points that are asked for, or is one of them."""
        of = self.question.expected
        if not (of.points or of.listing):
            return False
        return (
            run_of(article.text, unit.text, of.items, of.ending, listed=not of.points) is not None
        )

    def _counted(self, text: str) -> bool:
        """Whether folded `text` has a number beside what the question counts, as far as the
        pages have a word for that."""
        if self._number is None:
            thing = self.question.expected.counted
            near = self._terms.near
            words = [w for w in alternatives(thing, near) if w in near] if thing else []
            either = "|".join(map(re.escape, words))
            beside = rf"\d[^，。；,;]{{0,5}}(?:{either})|(?:{either})[^，。；,;]{{0,5}}\d"
            self._number = re.compile(beside if words else "")
        return bool(self._number.search(text))

    def doubts(self, unit: Unit, known: Features) -> Doubts:
        """Why a sentence that was found best may not answer."""
        expected = self.question.expected
        article = unit.passage.article
        near = fold(f"{article.title}\n{unit.before}\n{unit.text}")
        near += "\n" + _lead(article.text, fold(article.title))
        # News says the day first, and then what happened on it.
        about = f"{near}\n{after(unit)}" if expected.asked == "when" else near
        told = f"{near}\n{_so_far(article.text, unit.text)}"
        lead = max(known.lead, self._terms.held(about)) if expected.asked == "when" else known.lead
        if self._terms.touched(near):
            lead = max(lead, 0.5 * self.topical(article))
        # What goes on with a story need not say again what that is of.
        goes_on = expected.strict and known.told >= GOES_ON and self.told_before(unit.passage)
        lead = max(lead, 0.5) if goes_on else lead
        return Doubts(
            untold=float(known.untold or (expected.speech and known.told <= UNSAID)),
            short=expected.short(known.told),
            office=float(
                bool(expected.role)
                and not expected.many
                and (
                    0 < known.told < 1
                    or (
                        self.question.language == "zh"
                        and self.question.kind != "compare"
                        and self._terms.elsewhere(near) > OTHERS
                    )
                )
            ),
            untimely=ELSEWHEN if self.elsewhen(known, article) else known.untimely,
            unnamed=max(self._unnamed(near, article), self.of_another(unit)),
            undone=self._undone(about, _folded(unit.text), goes_on),
            stranger=self._stranger(f"{told}\n{about}", article),
            contents=float(
                article.kind in ("contents", "masthead")
                and expected.asked != "page"
                and self.question.kind != "summarise"
                and not self.question.of_paper
                and not (expected.strict and known.told >= (0.6 if expected.body else 1))
                and not self.question.of_issue
            ),
            foreign=self._foreign(lead, known.nearest, near, article.file),
            apart=0.0 if self.question.of_paper else max(0.0, 1 - 4 * lead),
            astray=known.astray if known.timely < 0.9 or self._of_other_year(unit) else 0.0,
            beside=known.beside,
        )

    def elsewhen(self, known: Features, article: Article) -> bool:
        """Whether a sentence is of the days asked about only as its story names them, which is of
        another time: printed long before or after, or, undated, where it names later days."""
        if not 0.5 < known.timely <= 0.6:
            return False
        days = [d for d in article.dates if (d.end - d.start).days < 62]
        printed = article.date or article.not_before or max((d.end for d in days), default=None)
        near = (d for d in article.dates if any(q.meet(d.start, d.end) for q in self.question.days))
        return printed is not None and all(
            max(d.start - printed, printed - d.end) > ANNOUNCED for d in near
        )

    def of_another(self, unit: Unit) -> bool:
        """Whether a sentence tells of men where women are asked about, and the like; whether its
        words are another's, who is named before them."""
        key = unit.text, unit.before
        if key not in self._another:
            expected, text = self.question.expected, _folded(unit.text)
            told = f"{_folded(unit.before)}{text}" if _QUOTATION.match(text) else text
            self._another[key] = expected.of_another(text) or expected.of_another_speaker(told)
        return self._another[key]

    def _stranger(self, near: str, article: Article) -> float:
        """1 where folded `near` is without a name that is asked about, 2 where its article is
        without somebody of whom another tells. A page that speaks of something again and again
        need not repeat it; an article must have whom it is asked about."""
        lacks = [name for name in self._proper if not self._terms.known(name, near)]
        whole = _folded(f"{article.title}\n{article.text}") if lacks else ""
        missing = [n for n in lacks if n in self._people and not self._terms.known(n, whole)]
        if any(name in self._terms.people for name in missing):
            return 2.0
        return float(bool(missing) or not {*lacks} <= {*self._spoken.get(article.file, ())})

    def _foreign(self, lead: float, nearest: float, near: str, file: str) -> float:
        """How far neither words nor sense are near; wholly where it is of a place that nothing
        found speaks of, or its paper is of another."""
        if self._elsewhere_printed(near, file):
            return 1.0
        if any(not self._terms.known(place, self._terms.near) for place in self.question.places):
            return 1.0
        return 0.0 if self.question.of_paper else max(0.0, 1 - 2 * max(lead, nearest))

    def _undone(self, near: str, text: str, goes_on: bool) -> float:
        """The share of the question's verbs that folded `near` has no word for; 3 where it has
        none for the act whose day is asked for, and news calls that by its name, or the sentence
        tells of an earlier stage: 封顶 where it is asked since when a bridge is used; 2.5 where it
        has not that whose cause is asked."""
        act = self._sought
        if act and not self._terms.known(act, near) and (outright(act) or begun(act, text)):
            return 3.0
        # 建 of 为什么建桥 may be a part of 建设 there.
        caused = [v in near or self._terms.known(v, near) for v in self._caused]
        if caused and (not caused[0] or 2 * sum(caused) <= len(caused)):
            return 2.5
        about = self.question.verbs if self.question.expected.strict and not goes_on else ()
        undone = sum(not self._terms.known(verb, near) for verb in about)
        return undone / len(about) if about else 0.0

    def timely(self, unit: Unit) -> float:
        """How far a unit is of the time that is asked about; 1 where none is."""
        if not self.question.days:
            return 1.0
        return max(_of_time(day, unit) for day in self.question.days)

    def other_day(self, known: Features) -> bool:
        """Whether a sentence is dated, and printed, on other days than the one asked about."""
        one = len(self.question.days) == 1 and self.question.days[0]
        return bool(one and one.first == one.last and known.astray and known.timely < 0.9)

    def topical(self, article: Article) -> float:
        """The share of what earlier turns brought, by weight, that an article has."""
        if article.id not in self._topical:
            text = _folded(f"{article.title}\n{article.text}")
            self._topical[article.id] = self._terms.brought(text)
        return self._topical[article.id]

    def told_before(self, passage: Passage) -> bool:
        """Whether the answer before was from the story of `passage`."""
        told = "".join(self.question.told.split())
        middle = max(0, len(told) // 2 - _RUN)
        run = told[middle : middle + 2 * _RUN]
        return len(told) >= _RUN and run in _close(passage.article.text)

    def _clauses(self, text: str) -> tuple[float, float]:
        best = beside = 0.0
        parts = [m[0] for m in CLAUSE.finditer(text)]
        for size, share in ((1, 1.0), (2, 0.95), (3, 0.9)):
            for i in range(len(parts) - size + 1):
                window = "".join(parts[i : i + size])
                held = share * self._terms.held(window)
                best = max(best, held)
                if held > beside and self.question.expected.beside(window) >= 0.6:
                    beside = held
        return best, beside

    def _unnamed(self, near: str, article: Article) -> float:
        """The share of the names and numbers that folded `near` lacks; 1 where an ordinal is
        among them, for the eighth session is not the ninth. The number of its issue is known of
        each article, and the plan that it speaks of; of two that are compared, each has one."""
        lacks = [name for name in self._lacks(near) if not _understood(name, article)]
        ordinals = [name for name in self.question.named if _ORDINAL.fullmatch(name)]
        lacking = [name for name in ordinals if name in lacks]
        if self.question.kind == "compare" and len(lacking) < len(ordinals):
            lacks = [name for name in lacks if name not in lacking]
            lacking = []
        return 1.0 if lacking else len(lacks) / max(1, len(self.question.named))

    def _lacks(self, near: str) -> list[str]:
        return [name for name in self.question.named if not _stands(name, near)]

    def _astray(self, unit: Unit) -> float:
        """1 where a sentence is dated, and by none of the days asked about."""
        days, dates = self.question.days, [d for d in unit.dates if d.rule not in LOOSE]
        if not days or not dates:
            return 0.0
        return float(not any(day.meet(d.start, d.end) for day in days for d in dates))

    def _of_other_year(self, unit: Unit) -> bool:
        """Whether the number of one year is asked for, and a sentence tells that of the year
        before or after it or so: what was printed in a year may be of the last."""
        days = self.question.days
        if (
            not self.question.expected.figure
            or len(days) != 1
            or not _is_year(days[0].first, days[0].last)
        ):
            return False
        years = [d.start.year for d in unit.dates if _is_year(d.start, d.end)]
        return any(abs(year - days[0].first.year) <= YEARS for year in years)

    def _abroad(self, near: str, text: str, file: str) -> bool:
        """Whether a sentence is of another place than the one asked about: it does not name that,
        and the last that is named in it, or before it, is another, or its paper is another's."""
        if self._elsewhere_printed(near, file):
            return True
        if not self._here or any(self._terms.known(place, text) for place in self.question.places):
            return False
        named = [p for p in places(near) if not p.startswith(self.question.homes)]
        if not named or (not province(named[-1]) and any(map(province, self.question.places))):
            return False  # 深圳 may be of 广东
        return named[-1][:2] not in self._here

    def _elsewhere_printed(self, near: str, file: str) -> bool:
        """Whether the paper of `file` is of another place than the one asked about, and folded
        `near` does not name that."""
        home, asked = self._homes.get(file), self.question.homes
        if not asked or home is None:
            return False
        return home not in asked and not any(name in near for name in asked)

    def _named(self, near: str) -> float:
        names = len(self.question.named) + len(self._people)
        if not names:
            return 0.5
        unmet = sum(not self._terms.known(name, near) for name in self._people)
        return (names - len(self._lacks(near)) - unmet) / names

    def _place(self, kind: str) -> float:
        if self.question.of_issue:
            return -1.0 if kind == "masthead" else 0.0
        if kind == "masthead":
            return 1.0 if self.question.of_paper else -1.0
        if kind == "contents":
            # Of who did it, a story tells more than its headline.
            asked = self.question.expected.asked
            return 1.0 if asked == "page" else -2.0 if asked == "who" else -0.3
        return 0.0


def pick(
    reading: Reading, known: Sequence[tuple[Unit, Features]], budget: int = BUDGET
) -> tuple[Evidence, ...]:
    """The sentences that bear most on a question, best first, numbered from 1.

    Their score is how sure it is that they answer. Sentences are taken until `budget`
    characters are spent; the best is taken whatever its length.
    """

    out: list[Evidence] = []
    spent = 0
    for unit, features in sorted(known, key=lambda one: -_rank(reading, *one)):
        if out and spent + len(unit.text) > budget:
            continue
        spent += len(unit.text)
        score = answers(reading.doubts(unit, features))
        held = max(features.beside, features.clause)
        out.append(Evidence(len(out) + 1, unit.passage, unit.text, unit.spans, score, held))
    return tuple(out)


def _rank(reading: Reading, unit: Unit, known: Features) -> float:
    """How well a sentence answers, by what is known of it and by what was talked of before."""
    same = known.timely > 0 and reading.told_before(unit.passage)
    topical = TOPICAL * reading.topical(unit.passage.article) + SAME_STORY * same
    put = PUT * bool(_OPEN.search(_folded(unit.text)))
    expected = reading.question.expected
    unsaid = expected.speech and known.told <= UNSAID
    elsewhen = reading.elsewhen(known, unit.passage.article)
    passed = PASSED * (unsaid or elsewhen or reading.of_another(unit))
    return dot(BEST, known) + topical - put - passed - OTHER_DAY * reading.other_day(known)


def describe(
    reading: Reading, found: Sequence[tuple[Unit, float]], similarity: Similarity
) -> list[tuple[Unit, Features]]:
    """The units that may be the best, of those given with the score of their hit, and their
    features. Words are compared first; only the `SENSED` best by them are embedded."""
    known = [(unit, reading.features(unit, score)) for unit, score in found]
    known.sort(key=lambda one: -_rank(reading, *one))
    parts = [[unit.text, *clauses(unit.text)] for unit, _ in known[:SENSED]]
    cosines = iter(similarity([text for part in parts for text in part]) if parts else ())
    out = []
    for (unit, words), part in zip(known, parts, strict=False):
        whole, *pieces = (max(0.0, float(next(cosines))) for _ in part)
        out.append((unit, words._replace(cosine=whole, nearest=max(pieces))))
    return out


def _days_told(unit: Unit, text: str) -> tuple[int, int]:
    """How many dates a unit names to the day (a week or so counts), and how many at all. Where
    nothing says when it was printed, "9月8日" is no date yet, and yet it tells when."""
    told = [d for d in unit.dates if definite(d.rule)]
    exact = sum((d.end - d.start).days < 15 for d in told)
    if unit.passage.article.date or unit.passage.article.not_before:
        return exact, len(told)
    return max(exact, len(_DAY.findall(text))), max(len(told), len(DATED.findall(text)))


def _of_time(day: Days, unit: Unit) -> float:
    """How far a unit is of `day`: by its own dates, its issue's, its passage's, its story's."""
    article = unit.passage.article
    issue = article.date or article.not_before
    printed = issue and (
        day.meet(issue, issue) if day.any_year else day.first <= issue <= day.last + REPORTED
    )
    own = any(day.meet(d.start, d.end) for d in unit.dates if not _of_plan(d, day))
    near = any(day.meet(d.start, d.end) for d in unit.passage.dates)
    story = any(day.meet(d.start, d.end) for d in article.dates)
    known = ((own, 1.0), (printed, 0.9), (near, 0.85), (story, 0.6), (issue is None, 0.5))
    return next((far for is_so, far in known if is_so), 0.3 if day.any_year else 0.0)


def _is_year(first: dt.date, last: dt.date) -> bool:
    return 300 < (last - first).days < 367


def _of_plan(date: DateMention, day: Days) -> bool:
    """Whether a date is a five-year plan, and days of less than two years are asked about."""
    return of_plan(date.rule) and (day.last - day.first).days < 2 * 366


def _of_issue(name: str, article: Article) -> bool:
    """Whether a name is the number of an article's issue, or its year: 512期, 3128号, 2024."""
    number = re.fullmatch(r"(\d+)[期号]?", name)
    year = article.date.year if article.date else None
    return number is not None and int(number[1]) in (article.issue, article.total_issue, year)


def _understood(name: str, article: Article) -> bool:
    """Whether each sentence of an article is of what is named, and need not repeat it."""
    whole = _folded(article.text)
    plan = PLAN.fullmatch(name) and name in whole
    nth = name[0] == "第" and _stands(name, whole)  # of an English question, of whatever it is
    return bool(plan) or nth or _of_issue(name, article)


def _stands(name: str, near: str) -> bool:
    """Whether folded `near` has a name or a number of the question."""
    counted = re.fullmatch(r"(\d[\d,.]*)\s?([家个项位名次场条届期版种块])", name)
    if counted:
        counters = _ALIKE.get(counted[2], counted[2])
        return bool(re.search(rf"(?<![\d.]){re.escape(counted[1])}(?:多|余)?\s?[{counters}]", near))
    if name[0] == "第" and _ORDINAL.fullmatch(name):  # the ninth of whatever: 九次, 九届
        digits = r"\d〇一二三四五六七八九十百"
        nth = rf"(?:{name[1:]}|{number(name[1:])})"
        return bool(re.search(rf"(?<![{digits}]){nth}(?![{digits}]|[年月日])", near))
    if name[0] == "一" and len(name) == 2 and f"首{name[1]}" in near:  # 第一期 is 首期
        return True
    if name[0].isdigit():
        return bool(re.search(rf"(?<![\d.]){re.escape(name)}(?![\d])", near))
    return name in near


@functools.lru_cache(maxsize=1 << 12)
def _folded(text: str) -> str:
    """`fold`, for what one passage or story has in common for all its sentences."""
    return fold(text)


@functools.lru_cache(maxsize=1 << 10)
def _close(text: str) -> str:
    return "".join(text.split())


@functools.lru_cache(maxsize=1 << 12)
def _bare(text: str) -> str:
    return re.sub(r"[\W_的]+", "", fold(text))


@functools.lru_cache(maxsize=1 << 10)
def _lead(text: str, title: str) -> str:
    """The first sentence of a story's text that is not its headline, folded."""
    for start, end in sentences(text):
        sentence = fold(text[start:end]).strip()
        if len(sentence) >= 15 and sentence not in title:
            return sentence
    return ""


@functools.lru_cache(maxsize=1 << 12)
def _so_far(story: str, sentence: str) -> str:
    """A story to the end of one of its sentences, folded; the whole where it is not in it."""
    at = story.find(sentence)
    return fold(story[: at + len(sentence)] if at >= 0 else story)


def _longest_run(one: str, other: str) -> int:
    """Characters of the longest string that is in both, counted to `_RUN`."""
    for size in range(min(_RUN, len(one)), 0, -1):
        if any(one[i : i + size] in other for i in range(len(one) - size + 1)):
            return size
    return 0
