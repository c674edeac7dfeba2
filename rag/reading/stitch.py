"""Whose is the next piece? The pieces of a page put into stories, by beam search.

Columns of several stories interleave, so a story goes on behind pieces of others, and a
headline may stand after its story. Pieces are taken in the page's order and each is laid
to one of the stories open so far, or begins one. A laying is scored in nats, as evidence
that both belong together against chance:

* how the characters join: a word across the cut (`text.seam`), a quotation left open here
  and closed there, characters the page itself prints in a row (`cohesion.Joins`);
* what the piece speaks of: a cache language model of each story (Kuhn and De Mori 1990),
  its words against jieba's dictionary (`cohesion.Topics`);
* what stands where: a piece that cannot begin a sentence, one that surely does; a headline
  without a story; a story without a headline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from .cohesion import Joins, Topics
from .lines import Piece

BEAM = 24  # readings kept, for each number of stories that lack a headline
WINDOW = 12.0  # nats by which a reading may be worse than the best and stay
OPEN_STORIES = 6  # of which, most recent first, a piece may continue one
KEPT_STORIES = 12  # older ones are told to their end, so that a long page takes no longer

# Evidence in nats. Measured where it can be (the seam, below); else set by hand.
# Turning from one story to another, by whether each stops inside a sentence: a column's edge
# cuts sentences more often than it falls between two.
_TURNS = {(True, True): -1.5, (True, False): -4.0, (False, True): -2.5, (False, False): -9.0}
_HEADLESS = -6.0  # a story that begins without a headline
_EMPTY = -9.0  # a headline that never gets a story
_DANGLING = -3.0  # a story that ends inside a sentence
_HUNGRY = -4.0  # turning from a headline before its text
_SUBHEAD = -1.5
_SUBHEAD_LENGTH = 13  # characters; longer ones are headlines, most likely
_LONG_SUBHEAD = -3.5
_SERIES = 1.0  # subheads come in series
_UNSIGNED = -2.5  # a headline without a byline, where the story before has not ended
_MINOR = -4.0  # and one that was only set in bold
_DOUBT = -0.8  # pieces that join worse are left apart
_ODD = -2.5  # a line like a headline that is a text; twice where it begins one
_ECHO = 3.0  # a headline's words printed again, in a row, in a text
_REPEAT = 6.0  # the words at which a column left off, printed again where it goes on
_CUT_IN = -6.0  # a subhead inside a sentence, or in a box
_TWO_TAILS = -4.0  # a credit under what a jump had ended
_TWO_BYLINES = -6.0
_LEAD = 1.5  # a story's first words, 本报讯 or a date, under its headline
_LEAD_BELOW = -4.0  # 本报讯 under a subhead, or words that it has: another story's
_LATE = -1.0  # a headline set after its story


class Laid(NamedTuple):
    """Where a piece, by its number, lies in a story. `joins`: it goes on in the sentence, or
    the headline, of the one before."""

    piece: int
    role: Literal["title", "subtitle", "subhead", "text", "repeat", "tail", "box", "arrival"]
    joins: bool = False


class _Thread(NamedTuple):
    """A story so far; `laid` is a linked list, newest first."""

    laid: tuple[object, Laid] | None
    last: int  # its last piece of text, -1 for none
    bag: int  # the words in it, a bit each
    titled: bool
    bodied: bool
    mask: int  # its pieces of text, a bit each
    echoed: int  # the pieces that its headings are printed again in
    fed: bool  # text has come since its last heading
    signed: bool
    done: bool
    box: bool
    divided: bool  # by subheads


_NEW = _Thread(
    None,
    last=-1,
    bag=0,
    titled=False,
    bodied=False,
    mask=0,
    echoed=0,
    fed=False,
    signed=False,
    done=False,
    box=False,
    divided=False,
)


class _State(NamedTuple):
    """A reading of the pieces so far: its stories, which is the last one, and how many of
    them lack a headline or a text. `told` is a linked list of stories that cannot go on."""

    score: float
    threads: tuple[_Thread, ...]
    now: int
    untitled: int
    unbodied: int
    told: tuple[object, _Thread] | None = None


class _Way(NamedTuple):
    """A way to lay a piece, not yet gone: onto story `at` of `state`, or as a new one (-1)."""

    score: float
    state: _State
    at: int
    role: Literal[
        "title", "late", "subtitle", "subhead", "text", "repeat", "tail", "box", "arrival"
    ]
    joins: bool
    untitled: int
    unbodied: int


def stories(
    pieces: Sequence[Piece], *, turning: bool = True, late: bool = True
) -> list[list[Laid]]:
    """The likeliest stories of the page, each a list of its pieces in reading order.

    Every piece is in exactly one. Linear in the number of pieces. Without `turning` no
    story goes on behind another; without `late` no headline stands after its story.
    """
    if not pieces:
        return []
    reading = _Reading(pieces, turning, late)
    states = [_State(0.0, (), -1, 0, 0)]
    for i in range(len(pieces)):
        states = reading.best([way for state in states for way in reading.ways(state, i)], i)
    last = max(states, key=reading.final)
    threads: list[_Thread] = [*_unlinked(last.told), *last.threads]
    return [_in_order(_unlinked(thread.laid)) for thread in threads]


def _unlinked(link: Any) -> list[Any]:
    """What a linked list holds, oldest first."""
    found = []
    while link is not None:
        link, newest = link
        found.append(newest)
    return found[::-1]


def _in_order(laid: list[Laid]) -> list[Laid]:
    """Pieces in reading order: headlines that stood behind their story go before it."""
    headline = {"title", "subtitle"}
    return [x for x in laid if x.role in headline] + [x for x in laid if x.role not in headline]


class _Reading:
    """The scores of one page, each worked out once.

    What a piece speaks of is scored against the story, of those open, that it fits best:
    a reading with fewer and larger stories must not gain by their size.
    """

    def __init__(self, pieces: Sequence[Piece], turning: bool, late: bool) -> None:
        self.pieces = pieces
        self.turning, self.late = turning, late
        self.joins = Joins(pieces)
        self.topics = Topics(pieces)
        self.echoes = _echoes(pieces)

    def best(self, ways: list[_Way], i: int) -> list[_State]:
        """The best few ways to lay piece `i`, for each number of stories that lack something.

        What a story lacks is paid for late, so readings that differ in it do not compete.
        """
        ways.sort(key=lambda way: -way.score)
        kept: list[_State] = []
        counts: Counter[tuple[int, int]] = Counter()
        seen: set[object] = set()
        for way in ways:
            if way.score < ways[0].score - WINDOW:
                break
            need = min(2, way.untitled), min(2, way.unbodied)
            if counts[need] >= BEAM:
                continue
            state = self.gone(way, i)
            # Two readings alike in all that the future asks for: the better one does.
            shape = (*((t.last, t.titled, t.fed, t.done) for t in state.threads), state.now)
            if shape not in seen:
                seen.add(shape)
                counts[need] += 1
                kept.append(state)
        return kept

    def gone(self, way: _Way, i: int) -> _State:
        """The reading with piece `i` laid that way."""
        state, piece, role = way.state, self.pieces[i], way.role
        thread = _NEW if way.at < 0 else state.threads[way.at]
        laid = Laid(i, "title" if role == "late" else role, way.joins)
        grown = thread._replace(laid=(thread.laid, laid), bag=thread.bag | self.topics.bags[i])
        if role == "text":
            grown = grown._replace(
                last=i, mask=thread.mask | 1 << i, bodied=True, fed=True, done=piece.ends
            )
        elif role in {"title", "late", "subtitle", "subhead"}:
            grown = grown._replace(
                titled=thread.titled or role != "subhead",
                signed=piece.signed or thread.signed,
                echoed=thread.echoed | self.echoes[i],
                fed=thread.fed and role != "subhead",
                divided=thread.divided or role == "subhead",
            )
        elif role == "tail":
            signed = thread.signed or piece.signed
            grown = grown._replace(done=True, bodied=True, fed=True, signed=signed)
        elif role in {"box", "arrival"}:
            grown = grown._replace(titled=True, box=role == "box")
        if way.at < 0:
            threads, now = (*state.threads, grown), len(state.threads)
        else:
            threads = (*state.threads[: way.at], grown, *state.threads[way.at + 1 :])
            now = way.at if not thread.done else state.now
        grown_to = _State(way.score, threads, now, way.untitled, way.unbodied, state.told)
        return grown_to if len(threads) <= KEPT_STORIES else self._retired(grown_to)

    def _retired(self, state: _State) -> _State:
        """The reading with its oldest story told to the end."""
        oldest = int(state.now == 0)
        thread = state.threads[oldest]
        return _State(
            state.score + self._lacks(thread),
            state.threads[:oldest] + state.threads[oldest + 1 :],
            state.now - (state.now > oldest),
            state.untitled - (not thread.titled),
            state.unbodied - (not thread.bodied),
            (state.told, thread),
        )

    def final(self, state: _State) -> float:
        """The score with what each story still lacks at the foot of the page."""
        return state.score + sum(map(self._lacks, state.threads))

    def _lacks(self, thread: _Thread) -> float:
        lack = 0.0 if thread.bodied else _EMPTY
        if thread.bodied and not thread.fed:
            lack += _HUNGRY
        if not thread.done and self._open(thread):
            lack += _DANGLING
        return lack

    def ways(self, state: _State, i: int) -> Iterator[_Way]:
        """Every way to lay piece `i`."""
        role = self.pieces[i].role
        if role in {"text", "either"}:
            yield from self._as_text(state, i)
        if role in {"heading", "either", "byline"}:
            yield from self._as_heading(state, i)
        if role in {"tail", "byline"}:
            yield self._as_tail(state, i)
        if role in {"box", "arrival"}:
            yield _Way(state.score, state, -1, role, False, state.untitled, state.unbodied + 1)

    def _recent(self, state: _State) -> list[int]:
        """The stories that may go on, the latest few."""
        threads = state.threads
        if not self.turning:
            return [state.now] if threads and not threads[state.now].done else []
        return [j for j in range(len(threads)) if not threads[j].done][-OPEN_STORIES:]

    def _as_text(self, state: _State, i: int) -> Iterator[_Way]:
        piece = self.pieces[i]
        begins = self.joins.begins(i)
        recent = self._recent(state)
        topics = [self.topics.gain(i, state.threads[at].bag) for at in recent]
        best = max(0.0, *topics, 0.0)
        base = state.score
        odd = 0.0
        if piece.role == "either":
            base += _ODD - (_ECHO if self.echoes[i] else 0.0)
            odd = _ODD
        hungry = self._left_hungry(state)
        for at, topic in zip(recent, topics, strict=True):
            thread = state.threads[at]
            if piece.repeats >= 0 and thread.last == piece.repeats:
                yield _Way(
                    base + _REPEAT, state, at, "repeat", False, state.untitled, state.unbodied
                )
            link = self.joins.score(thread.last, i) if self._open(thread) else begins
            gain = link + min(0.0, topic - best)
            gain += 0.0 if self._open(thread) else odd
            if thread.echoed >> i & 1:
                gain += _ECHO
            if self.joins.leads(i) and not thread.fed:
                under = self.echoes[self._above(thread).piece] >> i & 1
                told = under or self.joins.dispatch(i)
                gain += _LEAD if not thread.bodied else _LEAD_BELOW if told else -_LEAD
            stays = at == state.now
            if not stays:
                gain += self._turn(state, thread) + hungry
            joins = self._open(thread) and link > _DOUBT
            unbodied = state.unbodied - (not thread.bodied)
            yield _Way(base + gain, state, at, "text", joins, state.untitled, unbodied)
        gain = (
            begins
            + hungry
            + odd
            + min(0.0, -best)
            + (_HEADLESS if state.threads else _HEADLESS / 2)
            + (_LEAD if self.joins.leads(i) else 0.0)
        )
        yield _Way(base + gain, state, -1, "text", False, state.untitled + 1, state.unbodied)

    @staticmethod
    def _above(thread: _Thread) -> Laid:
        """The piece laid last."""
        assert thread.laid is not None
        return thread.laid[1]

    def _left_hungry(self, state: _State) -> float:
        """What it costs to turn from a headline or a box before its text has come."""
        if state.now < 0 or state.threads[state.now].fed:
            return 0.0
        return _EMPTY if state.threads[state.now].box else _HUNGRY

    def _open(self, thread: _Thread) -> bool:
        """Whether the story stops inside a sentence."""
        return thread.last >= 0 and not self.pieces[thread.last].closed

    def _turn(self, state: _State, to: _Thread) -> float:
        """What it costs to go on with another story than the last one."""
        now = state.threads[state.now]
        if now.done:
            return 0.0 if self._open(to) else -1.0
        return _TURNS[self._open(now), self._open(to)]

    def _as_heading(self, state: _State, i: int) -> Iterator[_Way]:
        piece, echoes = self.pieces[i], self.echoes[i]
        hungry = self._left_hungry(state)
        cut = self._cuts(i)
        last = len(state.threads)
        near = sorted({*self._recent(state), *range(max(0, last - 3), last)})
        topics = [self.topics.gain(i, state.threads[at].bag) for at in near]
        base = state.score + cut - max(0.0, *topics, 0.0)
        gain = hungry
        if not piece.signed and state.now >= 0 and not state.threads[state.now].done:
            gain += _UNSIGNED + (_MINOR if piece.minor else 0.0)
        yield _Way(base + gain, state, -1, "title", False, state.untitled, state.unbodied + 1)
        for at, topic in zip(near, topics, strict=True):
            thread = state.threads[at]
            stays = at == state.now
            if self.late and not thread.titled and thread.bodied:
                gain = _LATE + topic
                if echoes:  # does the story's text say again what the headline says?
                    gain += _ECHO if echoes & thread.mask else -_ECHO / 2
                yield _Way(
                    base + gain, state, at, "late", False, state.untitled - 1, state.unbodied
                )
            above = self._above(thread)
            if stays and above.role in {"title", "subtitle"} and not thread.signed:  # it goes on
                joins = self.joins.headline(above.piece, i)
                gain = max(0.0, self.joins.score(above.piece, i))
                yield _Way(
                    base + gain, state, at, "subtitle", joins, state.untitled, state.unbodied
                )
            elif thread.bodied and not thread.done and not piece.signed:
                gain = _SUBHEAD + topic / 2 + (_SERIES if thread.divided else 0.0)
                gain += _LONG_SUBHEAD if len(piece.said) > _SUBHEAD_LENGTH else 0.0
                gain += 0.0 if stays else self._turn(state, thread) + hungry
                gain += _CUT_IN if self._open(thread) or thread.box else 0.0
                yield _Way(base + gain, state, at, "subhead", False, state.untitled, state.unbodied)

    def _cuts(self, i: int) -> float:
        """What it costs to take for a headline what goes on, inside a word, in the text below."""
        if self.pieces[i].role != "either" or i + 1 == len(self.pieces):
            return 0.0
        if self.pieces[i + 1].role != "text":
            return 0.0
        return -max(0.0, self.joins.score(i, i + 1) - 1.0)

    def _as_tail(self, state: _State, i: int) -> _Way:
        if not state.threads:
            return _Way(state.score, state, -1, "tail", False, 1, 0)
        thread = state.threads[state.now]
        piece = self.pieces[i]
        gain = _TWO_TAILS if thread.done and self._above(thread).role != "tail" else 0.0
        if piece.signed and thread.signed:
            gain += _TWO_BYLINES
        if self._open(thread) and not thread.box:
            gain += _DANGLING
        unbodied = state.unbodied - (not thread.bodied)
        return _Way(state.score + gain, state, state.now, "tail", False, state.untitled, unbodied)


def _echoes(pieces: Sequence[Piece]) -> list[int]:
    """For each heading, the pieces of text that say it again: a third of its 4-grams or more."""
    out = [0] * len(pieces)
    headings = [i for i, piece in enumerate(pieces) if piece.role in {"heading", "either"}]
    if not headings:
        return out
    grams = {
        i: {pieces[i].said[k : k + 4] for k in range(len(pieces[i].said) - 3)} for i in headings
    }
    wanted: dict[str, list[int]] = {}
    for i in headings:
        for gram in grams[i]:
            wanted.setdefault(gram, []).append(i)
    for j, piece in enumerate(pieces):
        if piece.role != "text":
            continue
        said = piece.said
        seen: Counter[int] = Counter()
        for gram in {said[k : k + 4] for k in range(len(said) - 3)} & wanted.keys():
            seen.update(wanted[gram][:20])
        for i, count in seen.items():
            if 3 * count >= len(grams[i]):
                out[i] |= 1 << j
    return out
