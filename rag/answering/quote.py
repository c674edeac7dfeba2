"""The answer that needs no language model: the evidence quoted as it stands.

One sentence, most of the time. More where one cannot be enough: for each of the times that
a question holds against one another, for each answer where the issues differ, and for a list
that the page tells a sentence at a time. A day is given in full before its quotation, for a
page says "9月28日" where its readers knew the year.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Callable, Iterator, Sequence

from ..asking.days import Days
from ..asking.question import Question
from ..expected.points import Run, longest_row
from ..language.people import offices, people
from ..language.synonyms import like
from ..language.text import fold, rarity
from ..records import Article, DateMention, Evidence, Language, Passage, place, sliced
from . import label, summary
from .timely import printed_for

ALIKE = 0.6
"""The part of the best sentence's score that another must have to be told beside it."""

SAME_MATTER = 0.55
"""The part of what the best sentence's story has of a question that another's must have for the
two to be told beside each other."""

LISTED = 3
"""Things in a row that are all that is asked for, where no number of them is."""

_OWN = 3  # characters of the ends of a row by which a question has it
_ROW = re.compile("[^，,。；;：:]+、[^，,。；;：:]+")
_ATTENDED = re.compile(r"出席|参加|到会|列席")
_CHAIRED = re.compile(r"[\u4e00-\u9fff]{2}主持(?:会议|仪式|活动)?")
_ALSO = re.compile(r"[^，,。；;]{0,10}(?:(?<![归偿生])还(?![是款原清乡书本没未])|此外|另外|同时)")
_BESIDE = 300  # characters that may stand between what is listed and what goes on with it
_NEXT = 60  # characters that may stand between a day and what happened on it
_YEAR_ASKED = re.compile(r"哪一?年|年份|\b(?:what|which) year\b")
_MARK = re.compile(r"\[(\d+)\]")
_CHANGED = re.compile(
    r"这[几两三]年|换人|变[成化为]|前后|先后|历任|各是|分别"
    r"|[，、][^，、]{0,2}后来[^，。]{0,6}(?:多少|几|谁)"
)


class Extractive:
    """The generator that quotes. `asked` is the question understood, where that is known; `timed`:
    it is one of several that are of different times, so that each says when it was told."""

    name = "extractive"

    def __init__(self, asked: Question | None = None, *, timed: bool = False) -> None:
        self._asked = asked
        self._timed = timed

    def draft(
        self,
        question: str,
        evidence: Sequence[Evidence],
        language: Language,
        stop: threading.Event | None = None,
    ) -> Iterator[str]:
        """Pieces of text, each one quoted sentence with its `[n]`."""
        today = max((d for e in evidence if (d := _issue(e))), default=dt.date.max)
        asked = self._asked or Question.of(question, today)
        told = chosen(asked, evidence)
        several = _differ(told) or bool(self._timed and asked.days)
        for item in told:
            if stop and stop.is_set():
                return
            before = label.before(asked, item, language, several=several)
            yield f"{before}{' '.join(item.text.split())}[{item.n}]{_issue_mark(item, evidence)}\n"


def with_issues(
    asked: Question,
    evidence: Sequence[Evidence],
    printed: Callable[[dt.date], Sequence[Passage]],
) -> tuple[Evidence, ...]:
    """`evidence` and, where the answer rests on when it was printed, the line of the masthead
    that says so: issues that differ, a story's issue asked for, a day whose year is.

    `printed` gives the passages of the issue of a day.
    """
    told = chosen(asked, evidence)
    if not told or told[0].passage.article.kind == "masthead":
        return tuple(evidence)
    year = asked.kind == "when" and _YEAR_ASKED.search(asked.said)
    differ = asked.kind != "compare" and not asked.days and _differ(told)
    if not (asked.of_issue or year or differ):
        return tuple(evidence)
    out = list(evidence)
    for item in told:
        day = _issue(item)
        if day is None or any(d.rule == "full" for d in item.dates):
            continue
        lines = [p for p in printed(day) if p.article.kind == "masthead"]
        lines.sort(key=lambda p: p.file != item.passage.file)
        out += [e for p in lines[:1] if (e := _issue_line(p, day, len(out) + 1))]
    return tuple(out)


def with_points(
    asked: Question,
    evidence: Sequence[Evidence],
    passages: Callable[[Article], Sequence[Passage]],
) -> tuple[Evidence, ...]:
    """`evidence` and, where a question is answered point by point, the words of each point.

    `passages` gives those of an article.
    """
    found = _run(asked, evidence)
    if found is None:
        return tuple(evidence)
    item, run = found
    article = item.passage.article
    own = passages(article)
    surer = item.score > evidence[0].score  # than what is of no such points
    out = [item, *(other for other in evidence if other is not item)] if surer else [*evidence]
    for low, high in run.points:
        spans = sliced(article.spans, low, high)
        inside = (p for p in own if all(place(p.spans, span) is not None for span in spans))
        passage = next(inside, None)
        if passage is None:  # it goes on in the next
            return tuple(evidence)
        words = article.text[low:high]
        out.append(Evidence(len(out) + 1, passage, words, spans, item.score, item.held))
    return tuple(out)


def of_then(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """`evidence` of a question that is one of several which ask how many there were at their
    times: what was printed then, or names the time, comes first where it answers about as well.
    """
    if len(asked.days) != 1 or not asked.expected.figure or not evidence:
        return tuple(evidence)
    time, best = asked.days[0], evidence[0]
    then = (
        e
        for e in evidence
        if e.score >= ALIKE * best.score
        and asked.expected.values(fold(e.text))
        and (_is_of(time, e) or printed_for(time, _issue(e)))
    )
    first = next(then, best)
    return (first, *(e for e in evidence if e is not first))


def _run(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, Run] | None:
    """The points that answer a question, and the evidence that announces them or is among them;
    None where it is not asked for such, or one sentence has them all."""
    expected = asked.expected
    if asked.kind in ("compare", "timeline"):
        return None
    for item in evidence:
        if item.score < ALIKE * evidence[0].score or item.held < ALIKE * evidence[0].held:
            continue
        if longest_row(_unasked(fold(item.text), expected.said)) >= (expected.items or LISTED):
            return None
        story = item.passage.article.text
        run = expected.run(story, item.text)
        if run is None and (expected.items or (expected.points and item is evidence[0])):
            fit = expected.runs(story, listed=not (expected.points and expected.items))
            run = fit[0] if len(fit) == 1 else None
        if run:
            return item, run
    return None


def _unasked(text: str, said: str) -> str:
    """Folded `text` without the rows of things that a question names itself."""

    def own(row: re.Match[str]) -> str:
        head, *middle, last = row[0].split("、")
        own = (head[-_OWN:], *middle, last[:_OWN])
        return "" if all(part in said for part in own) else row[0]

    return _ROW.sub(own, text)


def _by_point(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The points that answer a question, in the order of their story."""
    found = _run(asked, evidence)
    if found is None:
        return ()
    article = found[0].passage.article
    at = [sliced(article.spans, low, high) for low, high in found[1].points]
    told = {e.spans: e for e in evidence if e.passage.article.id == article.id and e.spans in at}
    return tuple(told[spans] for spans in at) if len(told) == len(at) else ()


def _issue_line(masthead: Passage, day: dt.date, n: int) -> Evidence | None:
    """The date that a masthead prints; None where it does not spell it out."""
    for date in masthead.dates:
        at = place(masthead.spans, date.span)
        if date.start == date.end == day and at is not None:
            text = masthead.text[at : at + date.span.end - date.span.start]
            return Evidence(n, masthead, text, (date.span,), 0.0)
    return None


def with_issue_marks(draft: str, evidence: Sequence[Evidence]) -> str:
    """`draft` with the mark of the masthead's line after that of what was printed under it."""
    marks = {str(item.n): _issue_mark(item, evidence) for item in evidence}
    return _MARK.sub(lambda mark: mark[0] + marks.get(mark[1], ""), draft)


def _issue_mark(item: Evidence, evidence: Sequence[Evidence]) -> str:
    """The mark of the masthead's line that says when a piece of evidence was printed."""
    for other in evidence:
        masthead = other.passage.article.kind == "masthead" and other.score == 0
        if masthead and other is not item and other.passage.article.date == _issue(item):
            return f"[{other.n}]"
    return ""


def chosen(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What of the evidence is quoted, in the order in which it is."""
    if not evidence:
        return ()
    if asked.kind == "contents":
        return tuple(evidence)
    for rule in (_by_point, _by_event, _by_time, _by_ordinal, _by_issue, _by_item, _by_link):
        told = rule(asked, evidence)
        if len(told) > 1:
            return told
    return _newest(asked, evidence) or _of_story(asked, evidence) or (_to_the_day(asked, evidence),)


def _newest(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What the newest issue has, where now is asked about, or the paper at no time."""
    masthead = evidence[0].passage.article.kind == "masthead" and asked.of_paper
    if asked.days or not (asked.latest or masthead):
        return ()
    held = ALIKE * evidence[0].held if asked.expected.listing else 0.0
    good = [
        e
        for e in evidence
        if e.score >= ALIKE * evidence[0].score
        and (e.passage.article.kind == "masthead" if masthead else e.held >= held)
    ]
    telling = [e for e in good if asked.expected.values(fold(e.text))]
    return (max(telling or good, key=_day),)


def _of_story(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Some sentences of one story, each said once, in its order, where it is to be summed up."""
    if asked.kind != "summarise":
        return ()
    own = evidence[0].passage.article
    once: dict[str, Evidence] = {}  # each text, the best of it
    for item in evidence:
        if item.passage.article.id == own.id:
            once.setdefault(item.text, item)
    more = list(once.values())
    # A sentence with the byline under it says no more than the sentence.
    bare = [e for e in more if not any(o.text in e.text for o in more if o.text != e.text)]
    count = summary.LONGEST if summary.is_story(asked, own) else 3
    return tuple(sorted(bare[:count], key=lambda e: (e.passage.position, e.spans)))


def _to_the_day(asked: Question, evidence: Sequence[Evidence]) -> Evidence:
    """The best; where the day is asked for, and it has "2023年9月", what has a day of that."""
    best, *rest = evidence
    if not asked.expected.daily or any(d.to_the_day for d in best.dates):
        return best
    acts = (asked.act, *like(asked.act)) if asked.act else ()
    good = (
        e
        for e in rest
        if e.score >= ALIKE * best.score
        and (e.held >= ALIKE * best.held or any(act in fold(e.text) for act in acts))
    )
    return next((e for e in good if any(_within(d, best.dates) for d in e.dates)), best)


def _within(day: DateMention, longer: Sequence[DateMention]) -> bool:
    """Whether a date is one day, of one of those that are longer."""
    return day.start == day.end and any(d.start <= day.start <= d.end for d in longer)


def _by_event(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The dated sentences about it in the order of what they tell, for a timeline."""
    if asked.kind != "timeline":
        return ()
    enough, held = ALIKE * evidence[0].score, ALIKE * max(e.held for e in evidence)
    dated = [e for e in evidence if label.event(e) and e.score >= enough and e.held >= held]
    return tuple(sorted(dated, key=lambda e: next((d.start, d.end) for d in label.event(e))))


def _by_time(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The best for each of the times that the question names."""
    times = list(asked.days)
    if len(times) == 1 and asked.of_paper and (times[0].last - times[0].first).days > 31:
        ends = (times[0].first, times[0].last)
        if ends[0].day != 1 or ends[0].month != 1:  # 从2023年6月26日到2025年7月21日
            times = [Days(day, day) for day in ends]
    if len(times) < 2:
        return _distinct_issues(asked, evidence)
    found = [_telling(asked, [e for e in evidence if _is_of(time, e)]) for time in times]
    return tuple(dict.fromkeys(e for some in found for e in some))


def _telling(asked: Question, own: Sequence[Evidence]) -> Sequence[Evidence]:
    """The first of some evidence, of that with the number or the name that is asked for."""
    valued = bool(asked.expected.role or asked.expected.figure)
    telling = [e for e in own if valued and asked.expected.values(fold(e.text))] or own
    whose = [name for name in people(fold(asked.text)) if len(name) > 2]
    of_them = [e for e in telling if any(name in fold(e.text) for name in whose)]
    return (of_them or telling)[:1]


def _by_ordinal(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The best for each of two in a row that are compared: 第九届, 第十二届."""
    if asked.kind != "compare":
        return ()
    ordinals = [name for name in asked.named if name[-1] in "届次期" and name[:-1]]
    if len(ordinals) < 2:
        return ()
    near = [(e, fold(f"{e.passage.article.title}\n{e.passage.text}")) for e in evidence]
    found = [_telling(asked, [e for e, text in near if name in text]) for name in ordinals]
    return tuple(dict.fromkeys(e for some in found for e in some))


def _distinct_issues(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What the mastheads of a year say, where a question asks of the issues of that year."""
    if not (asked.of_paper and asked.days and evidence[0].passage.article.kind == "masthead"):
        return ()
    (time, *_) = asked.days
    if (time.last - time.first).days < 31:
        return ()
    told = {
        _day(e): e for e in evidence if e.passage.article.kind == "masthead" and _is_of(time, e)
    }
    return tuple(told[day] for day in sorted(told))


def _by_issue(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The best of each issue, where the issues give different answers to a question that
    names no time: who holds an office, how many there are. Of one that compares, the best of
    each issue that answers about as well, where what they say cannot be told apart."""
    comparing = asked.kind == "compare"
    if not comparing and (asked.days or asked.latest):
        return ()
    formless = comparing and not (asked.expected.role or asked.expected.figure)
    changed = bool(_CHANGED.search(fold(asked.text)))
    enough = (0.4 if changed else ALIKE) * evidence[0].score
    told: dict[tuple[str, ...], Evidence] = {}
    for item in evidence:
        values = (str(_day(item)),) if formless else _value(asked, item)
        if asked.expected.holder and any({*values} & {*known} for known in told):
            continue  # one office of several: 区委副书记、区长
        seen = {_day(e) for e in told.values()}
        # An office is held at all times; what else is asked about was at one.
        held = asked.expected.role or asked.expected.holder
        office = bool(held) and asked.own == asked.text
        alike = office or (
            item.held >= ALIKE * evidence[0].held
            and (
                comparing
                or changed
                or _of_it(asked, item) >= SAME_MATTER * _of_it(asked, evidence[0])
            )
        )
        if values and alike and item.score >= enough and _issue(item) and _day(item) not in seen:
            told.setdefault(values, item)
    return tuple(sorted(told.values(), key=_day)) if len(told) > 1 else ()


def _of_it(asked: Question, item: Evidence) -> float:
    """The share that the story of a piece of evidence has of what a question in Chinese is about,
    by how rare the words are; 1 of another, whose words are not the page's."""
    if asked.language == "en":
        return 1.0
    article = item.passage.article
    text = fold(f"{article.title}\n{article.text}")
    rare = {term.word: rarity(term.word) for term in asked.terms}
    return sum(rare[t] for t in rare if t in text) / (sum(rare.values()) or 1.0)


def _value(asked: Question, item: Evidence) -> tuple[str, ...]:
    """What a piece of evidence answers: a figure, a name, the offices of the one asked about."""
    if asked.expected.holder:
        return tuple(offices(asked.expected.holder, fold(item.text)))
    return asked.expected.values(fold(item.text))[:1]


def _by_item(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The sentences of a story that tell one item each ("要有…的心气。", "要有…的志气。"): as many
    as are asked for, or all."""
    wanted, thing = asked.expected.items or len(evidence), asked.expected.thing
    if wanted < 2 or len(thing) != 1:
        return ()
    ends = re.compile(rf"{thing}[”\"」]?(?=[，,。；;])")
    own = evidence[0].passage.article.id
    having = [e for e in evidence if e.passage.article.id == own and ends.search(fold(e.text))]
    return tuple(sorted(having[:wanted], key=lambda e: (e.passage.position, e.spans)))


def _by_link(asked: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The best and its neighbour, where only both answer: the day, and who did it then; those
    who attended, and who was in the chair."""
    best, *rest = evidence
    text = fold(f"{best.passage.article.title}\n{best.text}")
    own = [e for e in rest if e.passage.id == best.passage.id]
    if asked.kind == "when":
        missing = [w for w in (*asked.proper, *asked.verbs) if w not in text]
        for item in own:
            named = any(w in fold(item.text) for w in missing)
            if named and not item.dates and 0 <= _gap(best, item) <= _NEXT:
                return (best, item)
    if asked.kind == "why" and not _causes(asked, best):
        for item in own:
            if _causes(asked, item) and 0 <= _gap(best, item) <= _NEXT:
                return (best, item)
    if asked.expected.listing and not asked.expected.items:
        for item in rest:
            if _goes_on(best, item):
                return tuple(sorted((best, item), key=lambda e: e.spans))
    if asked.expected.asked == "who" and asked.expected.many and _ATTENDED.search(text):
        for item in own:
            if _CHAIRED.search(fold(item.text)) and 0 <= _gap(item, best) <= 2:
                return (item, best)
    return ()


def _causes(asked: Question, item: Evidence) -> bool:
    """Whether a piece of evidence gives a reason, where one is asked for."""
    return asked.expected.told(fold(item.text), 0, 0) == 1.0


def _goes_on(best: Evidence, item: Evidence) -> bool:
    """Whether of two sentences near each other, which answer about as well, the second goes on
    with what the first lists: 代表团还前往…."""
    if item.passage.article.id != best.passage.article.id:
        return False
    first, second = sorted((best, item), key=lambda e: e.spans)
    alike = item.score >= ALIKE * best.score and item.held >= ALIKE * best.held
    return alike and bool(_ALSO.match(fold(second.text))) and 0 <= _gap(first, second) <= _BESIDE


def _gap(first: Evidence, second: Evidence) -> int:
    """Raw characters between the end of one piece of evidence and the beginning of another."""
    return second.spans[0].start - first.spans[-1].end


def _is_of(time: Days, item: Evidence) -> bool:
    issue = _issue(item)
    return any(time.meet(d.start, d.end) for d in item.dates) or bool(
        issue and time.meet(issue, issue)
    )


def _issue(item: Evidence) -> dt.date | None:
    return item.passage.article.printed


def _day(item: Evidence) -> dt.date:
    return _issue(item) or dt.date.min


def _differ(told: Sequence[Evidence]) -> bool:
    return len({_day(e) for e in told}) > 1
