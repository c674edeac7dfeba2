"""A question held against the sentences found for it: what is known of each, and what to doubt.

A sentence is described by a few plain numbers (`weights.Features`): how much of the question it
holds, by itself and with what stands around it, whether it has the thing that is asked for, and
whether it is of the time asked about. `weights` says what they come to.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping, Sequence

from ..asking.acts import begun, opens, outright
from ..asking.question import Question
from ..asking.topic import YEAR, firms
from ..asking.wording import Terms, alternatives, compound, miscut
from ..expected.points import LOOSELY
from ..language import dates
from ..language.people import holders, offices, people
from ..language.text import fold, folded, places, province, unspaced
from ..records import Article, Hit, Passage
from . import named, timely
from .units import CLAUSE, Unit, after, headline, so_far
from .units import lead as lead_of
from .weights import Doubts, Features, Leanings

ABROAD = 0.3
"""The part of its being timely that is left to a sentence of another place."""

ASKED = 0.4
"""The part of its telling that is left to a sentence which puts a question itself."""

UNDONE = 0.6
"""The part of its telling a day that is left to a sentence which says of something else that it
was then: 开工 where 通车 is asked for."""

UNCOUNTED = 0.5
"""The part of its telling that is left to a sentence which counts other things, or tells of men
where women are asked about."""

OF_STORY = 0.6
"""How far a sentence tells the points that are asked for which only its story tells."""

UNSAID = 0.2
"""How far a sentence tells what somebody said that has nobody say anything."""

ELSEWHEN = 0.5
"""How far a sentence is of another time where only its story names the days asked about."""

SAID = 0.6
"""The share of a question's words that a line of contents has which may well be its answer."""

OUTRIGHT = 0.5
"""The part of the doubt in a line of contents that is left to such."""

OTHERS = 0.35
"""The share of an office's words that others than its holder's have, where it is another's."""

GOES_ON = 0.7
"""How far a sentence tells what is asked for that is of the story of the answer before, so that
it need not have the question's words."""

RARE = 0.35
"""How much of a question a sentence is taken to hold that has what few have: a formula, or
“四个最”."""

_SAYS = frozenset("指出 表示 强调 认为 要求 介绍 透露 提出 提到 谈到 讲到 希望".split())
_FORESEEN = re.compile(
    r"(?<!\d{4})年后[^。；]{0,20}(?:将|(?<![社大展协年委机])会(?=[有达增减超变]))"
)
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_ASKS = re.compile(r"[?？]|什么(?!样?的?都)|怎么样|如何|是谁|哪[些个里位]|多少|吗[。!]?$")
_QUOTATION = re.compile('^[“"「『]')
_LAST_YEAR = re.compile(r"[去上]一?年(?!级)|\blast year\b|\bthe year before\b")
_PRICES = re.compile(r"元\s?[/／]|[单單]位[:：]\s?元")
_PRICE = re.compile(r"(?:^|(?<=\s))([\u4e00-\u9fff（）()]{2,12}\s?\d+(?:\.\d+)?)(?=\s|$)")
_DIGIT = r"[\d二两三四五六七八九十百千万]"
_ASKED_THERE = re.compile(r"[问問][:：]")  # of a column that answers readers
# What tells of a firm begins with it.
_FIRM_FIRST = re.compile(
    r"[“\"]?(?!(?:ai|gdp|waic|app|cctv|ceo|vr|led)(?![a-z\d]))"
    r"(?!(?:[这那该本其各据]|上市|我们)[\u4e00-\u9fff]{0,3}(?:科技|集团|公司))"
    r"(?:[a-z][a-z\d.&-]*\s?[\u4e00-\u9fff]{0,5}?"
    r"|[\u4e00-\u9fff]{2,6}(?:科技|集团|公司|药业|股份))(?=[以是的已在由为将正有,，])"
)
_OPEN = re.compile(r"[?？][”\"』」]?\s*$")
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
        said = fold(question.text)
        self._proper = [
            name
            for name in proper
            if name in terms.near
            or not (name in terms.phrased or compound(name) or miscut(name, said, terms.near))
        ]
        meant = (word for place in question.places for word in alternatives(place, terms.near))
        self._here = [word[:2] for word in meant if places(word)]
        self._sought, self._caused = question.act, question.caused
        known = bool(self._sought) and terms.known(self._sought, terms.near)
        self._act = self._sought if known else ""
        self._firms = firms(question.own)
        # It leans on the day of earlier turns, if on any.
        self._undated = question.own != question.text and not dates.named(question.own, None)
        # Who held an office in a year, and nobody of an event.
        one = bool(question.expected.role) and not question.expected.many
        self._in_year = one and not self._undated and timely.of_years(question.days)
        self._people = [n for n in self._proper if n in terms.people or people(n)]
        self._bare = _bare(question.own)
        words = [word for word in question.about if len(word) > 1]
        self._alone = question.own == question.text and bool(words)
        self._imprint = re.compile(question.imprint) if question.imprint else None
        self._coming = [word for word in question.about if YEAR.fullmatch(word)]
        office = question.expected.did
        self._officers = {*holders(office, terms.near)} if office else set()
        self._number: re.Pattern[str] | None = None
        self._topical: dict[str, float] = {}  # by article
        self._acts: dict[tuple[str, str], bool] = {}  # by a passage and its sentence
        self._another: dict[tuple[str, str], bool] = {}  # by a sentence and the one before it

    def features(self, unit: Unit, found: float) -> Features:
        """What the words of a sentence tell; `found` is the score of its hit, and its cosines
        are left at 0."""
        article = unit.passage.article
        text, title = folded(unit.text), folded(article.title)
        lead = lead_of(article.text, title) if article.kind in ("story", "caption") else ""
        before = folded(unit.before)
        head = self._head(unit)
        near = f"{title}\n{head}\n{before}\n{text}"
        # 退休后打算做什么？ The sentence after it answers that.
        after_asking = f"{before}\n{text}" if _OPEN.search(before) else text
        clause, beside = self._clauses(text)
        expected = self.question.expected
        abroad = self._abroad(f"{before}{text}", text, article.file)
        of_time = timely.far(self.question.days, unit, office=self._in_year)
        of_time *= ABROAD if abroad else 1.0
        exact, days = timely.told(unit, text, self.question.days)
        told = expected.told(
            # The page of a line of contents is no number of whatever.
            title if article.kind == "contents" else _priced(article.text, text, expected.said),
            exact,
            days,
            article.kind == "contents" and article.page is not None,
        )
        if not self._counted(text) or expected.of_another(text):
            told *= UNCOUNTED
        told = max(told, self._in_points(article, unit))
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
            passage=self._terms.held(f"{title}\n{head}\n{folded(unit.passage.text)}"),
            story=self._terms.held(so_far(article.text, unit.text)),
            chars=sum(c in text for c in self._characters) / max(1, len(self._characters)),
            run=min(_RUN, _longest_run(self._bare, _bare(unit.text))) / _RUN,
            cosine=0.0,
            nearest=0.0,
            told=told,
            clause=clause,
            beside=beside,
            timely=of_time,
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
            astray=float(
                abroad or (timely.astray(self.question.days, unit) and not self._of_last_year(unit))
            ),
            untold=float(expected.strict and told == 0),
            untimely=float(of_time == 0),
        )

    def _in_points(self, article: Article, unit: Unit) -> float:
        """How far a sentence tells the points that are asked for: wholly, where it announces them
        or is one of them; in part, where its story tells as many."""
        of = self.question.expected
        if of.run(article.text, unit.text):
            return OF_STORY if of.put_forward else 1.0  # who put them forward is named once
        return OF_STORY if of.items > 1 and len(of.runs(article.text)) == 1 else 0.0

    def _of_last_year(self, unit: Unit) -> bool:
        """Whether a report of a year is asked what it tells of the year before (去年), and a unit
        of such a report has that."""
        year = unit.passage.article.date
        return bool(
            _LAST_YEAR.search(self.question.said)
            and _LAST_YEAR.search(folded(unit.text))
            and year
            and any(day.meet(year, year) for day in self.question.days)
        )

    def _counted(self, text: str) -> bool:
        """Whether folded `text` has a number beside what the question counts, as far as the
        pages have a word for that."""
        if self._number is None:
            thing = self.question.expected.counted
            near = self._terms.near
            words = [w for w in alternatives(thing, near) if w in near] if thing else []
            either = "|".join(map(re.escape, words))
            beside = (
                rf"{_DIGIT}[^，。；,;]{{0,8}}(?:{either})|(?:{either})[^，。；,;]{{0,8}}{_DIGIT}"
            )
            self._number = re.compile(beside if words else "")
        return bool(self._number.search(text))

    def doubts(self, unit: Unit, known: Features) -> Doubts:
        """Why a sentence that was found best may not answer."""
        expected = self.question.expected
        article = unit.passage.article
        near, about = self._near(unit)
        own = f"{folded(unit.before)}\n{folded(unit.text)}"
        told = f"{near}\n{so_far(article.text, unit.text)}"
        lead = max(known.lead, self._terms.held(about)) if expected.asked == "when" else known.lead
        if self._terms.touched(near):
            lead = max(lead, 0.5 * self.topical(article))
        elif self._alone and not self._terms.touched(f"{told}\n{about}"):
            lead = 0.0  # no more than characters of its words, in others
        of_other_year = bool(expected.figure) and timely.beside(self.question.days, unit)
        # What goes on with a story need not say again what that is of.
        same_story = self._told_before(unit.passage)
        goes_on = same_story and expected.strict and known.told >= GOES_ON
        lead = max(lead, 0.5) if goes_on else lead
        rare = expected.formula or (expected.items > 2 and expected.echo)
        if rare and known.told == 1:
            lead = max(lead, RARE)
        told_there = expected.strict and known.told >= (0.6 if expected.body else 1)
        return Doubts(
            untold=float(known.untold or (expected.speech and known.told <= UNSAID)),
            short=expected.short(known.told),
            office=float(bool(expected.role) and self._unsure(known.told, near, told, unit)),
            untimely=ELSEWHEN if self._elsewhen(known, article) else known.untimely,
            unnamed=max(
                named.unmet(self.question.named, near, article, self.question.kind == "compare"),
                self._of_another(unit),
                _of_other_bureau(expected.bureau, own, told),
            ),
            undone=3.0 if self._other_act(unit) else self._undone(about, goes_on),
            stranger=self._missing(unit, own, f"{told}\n{about}"),
            contents=(OUTRIGHT if known.said >= SAID and not expected.name else 1.0)
            * float(
                article.kind in ("contents", "masthead")
                and expected.asked != "page"
                and self.question.kind != "summarise"
                and not self.question.of_paper
                and not self.question.of_issue
                and not (article.kind == "contents" and (self.question.of_contents or told_there))
            ),
            foreign=self._foreign(lead, known.nearest, near, article.file),
            apart=0.0 if self.question.of_paper else max(0.0, 1 - 4 * lead),
            astray=known.astray
            if (known.timely < 0.9 or of_other_year) and not (same_story and self._undated)
            else 0.0,
            beside=known.beside,
        )

    def _unsure(self, told: float, near: str, story: str, unit: Unit) -> bool:
        """Whether it is not sure who holds the office asked for, of which so much is told: nobody
        stands beside it, or it may be another's, for folded `near` has too few of the question's
        words, which its `story` so far may have, with one holder of such an office."""
        if self.question.expected.many:
            return False
        if 0 < told < (GOES_ON if self._told_before(unit.passage) else 1):
            return True
        if self.question.language == "en" or self.question.kind == "compare":
            return False
        if self._terms.elsewhere(near) <= OTHERS:
            return False
        role = self.question.expected.role
        several = self._firms or self._its(unit)  # a story tells of one firm after another
        alone = len({*holders(role, folded(unit.passage.article.text))}) == 1
        return bool(several) or not alone or self._terms.elsewhere(story) > OTHERS

    def leanings(self, unit: Unit, known: Features) -> Leanings:
        """What else speaks for or against a sentence whose features are `known`."""
        article, expected, text = unit.passage.article, self.question.expected, folded(unit.text)
        unsaid = expected.speech and known.told <= UNSAID
        of_another = self._of_another(unit) or self._of_other_office(unit)
        puts = bool(_OPEN.search(text)) * (1 + bool(_ASKED_THERE.match(unit.text)))
        one_of_all = expected.listing and not expected.items and known.told <= UNSAID
        return Leanings(
            topical=self.topical(article),
            same_story=float(known.timely > 0 and self._told_before(unit.passage)),
            due=float(known.told > LOOSELY and self._due(unit)),
            second=float(headline(article.text, unit.text)),
            foreseen=float(self._foreseen(text)),
            puts=float(puts),
            other_day=float(self._other_day(known)),
            other_act=float(self._other_act(unit)),
            unlisted=float(one_of_all),
            short=expected.short(known.told) * (expected.asked == "what"),
            passed=float(unsaid or self._elsewhen(known, article) or of_another),
        )

    def _near(self, unit: Unit) -> tuple[str, str]:
        """A unit with its headline, what stands before it and the first of its story, folded;
        and that with what stands after it, where a day is asked for: news says the day first, and
        then what happened on it."""
        article = unit.passage.article
        near = fold(f"{article.title}\n{self._head(unit)}\n{unit.before}\n{unit.text}")
        near += "\n" + lead_of(article.text, fold(article.title))
        return near, f"{near}\n{after(unit)}" if self.question.expected.asked == "when" else near

    def _head(self, unit: Unit) -> str:
        """What announces a point, folded, where the point itself has a word of the question."""
        return folded(unit.head) if self._terms.touched(folded(unit.text)) else ""

    def _other_act(self, unit: Unit) -> bool:
        """Whether it is asked when something happened that news calls by a name of its own, and
        nothing near a unit speaks of that: 封顶 where it is asked since when a bridge is used."""
        act, text = self._sought, folded(unit.text)
        if not act or opens(act, text) or not (outright(act) or begun(act, text)):
            return False
        key = unit.passage.id, unit.text
        if key not in self._acts:
            both = outright(act) and outright(text)
            title = folded(unit.passage.article.title)
            own = f"{title}\n{folded(unit.before)}\n{text}\n{after(unit)}"
            near = own if both else self._near(unit)[1]  # its lead may tell of the other
            self._acts[key] = not self._terms.known(act, near)
        return self._acts[key]

    def _elsewhen(self, known: Features, article: Article) -> bool:
        """Whether a sentence is of the days asked about only as its story names them, which is of
        another time."""
        return 0.5 < known.timely <= 0.6 and timely.elsewhen(self.question.days, article)

    def _of_another(self, unit: Unit) -> bool:
        """Whether a sentence tells of men where women are asked about, and the like; whether its
        words are another's, who is named before them; whether the paper itself is asked about, and
        it has not what of that is."""
        key = unit.text, unit.before
        if self._imprint and not self._imprint.search(folded(unit.text)):
            return True
        if key not in self._another:
            expected, text = self.question.expected, folded(unit.text)
            told = f"{folded(unit.before)}{text}" if _QUOTATION.match(text) else text
            self._another[key] = expected.of_another(text) or expected.of_another_speaker(told)
        return self._another[key]

    def _its(self, unit: Unit) -> bool:
        """Whether a unit tells who holds the office asked for of whatever was named just before."""
        role = self.question.expected.role
        return bool(role) and bool(re.search(rf"其\s?(?:{role})", folded(unit.text)))

    def _missing(self, unit: Unit, own: str, near: str) -> float:
        """How far a name that is asked about is missing: of what is said to be its own, in the
        unit's folded words `own`, else in folded `near`; 2 where the unit is of another firm."""
        article = unit.passage.article
        if self._its(unit):
            return 2 * self._stranger(own, article)
        return 2.0 if self._of_other_firm(unit) else self._stranger(near, article)

    def _of_other_firm(self, unit: Unit) -> bool:
        """Whether it is asked of a firm, and a unit tells of another, with which it begins."""
        text = folded(unit.text)
        lacks = self._firms and not any(self._terms.known(firm, text) for firm in self._firms)
        return bool(lacks) and bool(_FIRM_FIRST.match(text))

    def _stranger(self, near: str, article: Article) -> float:
        """1 where folded `near` is without a name that is asked about (doubled where it is to say
        whose office is told), 2 where its article is without somebody of whom another tells. A
        page that speaks of something again and again need not repeat it; an article must have
        whom it is asked about."""
        lacks = [name for name in self._proper if not self._terms.known(name, near)]
        whole = folded(f"{article.title}\n{article.text}") if lacks else ""
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

    def _undone(self, near: str, goes_on: bool) -> float:
        """The share of the question's verbs that folded `near` has no word for; 2.5 where it
        has not that whose cause is asked."""
        # 建 of 为什么建桥 may be a part of 建设 there.
        caused = [v in near or self._terms.known(v, near) for v in self._caused]
        if caused and (not caused[0] or 2 * sum(caused) <= len(caused)):
            return 2.5
        strict = self.question.expected.strict and not goes_on
        about = [v for v in self.question.verbs if v not in _SAYS] if strict else []
        undone = sum(not self._terms.known(verb, near) for verb in about)
        return undone / len(about) if about else 0.0

    def _other_day(self, known: Features) -> bool:
        """Whether a sentence is dated, and printed, on other days than the one asked about."""
        one = len(self.question.days) == 1 and self.question.days[0]
        return bool(one and one.first == one.last and known.astray and known.timely < 0.9)

    def _of_other_office(self, unit: Unit) -> bool:
        """Whether it is asked who of an office did something, and a unit names only such as hold
        another in what was found: 区委书记曹立强 where it is which 副区长."""
        if not self._officers:
            return False
        named = {*people(folded(unit.text))}
        near = self._terms.near
        return not self._officers & named and any(offices(name, near) for name in named)

    def _due(self, unit: Unit) -> bool:
        """Whether a unit, or what announces it, has a year of the question that was to come when
        it was asked: 2035年, 二〇三五年."""
        said = f"{folded(unit.head)}\n{folded(unit.text)}" if self._coming else ""
        return any(self._terms.known(year, said) for year in self._coming)

    def _foreseen(self, text: str) -> bool:
        """Whether a figure is asked for, and folded `text` only foresees one, as nobody asked."""
        asks = self.question.expected.figure and "年后" not in self.question.expected.said
        return bool(asks and _FORESEEN.search(text))

    def topical(self, article: Article) -> float:
        """The share of what earlier turns brought, by weight, that an article has."""
        if article.id not in self._topical:
            text = folded(f"{article.title}\n{article.text}")
            self._topical[article.id] = self._terms.brought(text)
        return self._topical[article.id]

    def _told_before(self, passage: Passage) -> bool:
        """Whether the answer before was from the story of `passage`."""
        told = unspaced(self.question.told)
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
        return (names - len(named.lacking(self.question.named, near)) - unmet) / names

    def _place(self, kind: str) -> float:
        if self.question.of_issue:
            return -1.0 if kind == "masthead" else 0.0
        if kind == "masthead":
            return 1.0 if self.question.of_paper else -1.0
        if kind == "contents":
            # Of who did it, a story tells more than its headline.
            asked = self.question.expected.asked
            if asked == "page" or self.question.of_contents:
                return 1.0
            return -2.0 if asked == "who" else -0.3
        return 0.0


def _priced(story: str, row: str, asked: str) -> str:
    """A folded row of a list of prices with its unit, which stands above the list: 12.5元 of
    "猪后腿肉 12.5" under （元/500克）; of that which folded `asked` names, if it is in Chinese, or
    of all where it asks for the list."""
    if re.search(r"[，,。；;：:]", row) or not _PRICES.search(story):
        return row
    whole = not _HAN_WORD.search(asked) or re.search("菜价|物价|价目|价格表", asked)

    def with_unit(price: re.Match[str]) -> str:
        name = re.sub(r"[\W\d]+", "", price[1])
        named = any(name[i : i + 2] in asked for i in range(len(name) - 1))
        return f"{price[1]}元" if whole or named else price[1]

    return _PRICE.sub(with_unit, row)


def _of_other_bureau(asked: str, own: str, told: str) -> bool:
    """Whether folded words are of the head of another bureau than the one of the pattern `asked`:
    by their own, else by the story so far."""
    return not re.search(asked, own) and ("局局长" in own or not re.search(asked, told))


@functools.lru_cache(maxsize=1 << 10)
def _close(text: str) -> str:
    return unspaced(text)


@functools.lru_cache(maxsize=1 << 12)
def _bare(text: str) -> str:
    return re.sub(r"[\W_的]+", "", fold(text))


def _longest_run(one: str, other: str) -> int:
    """Characters of the longest string that is in both, counted to `_RUN`."""
    for size in range(min(_RUN, len(one)), 0, -1):
        if any(one[i : i + size] in other for i in range(len(one) - size + 1)):
            return size
    return 0
