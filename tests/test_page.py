"""What readers, pages and models say is text; what is marked is what is cited."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import re
import string
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import errors, markup
from rag.records import Article, Citation, Edit, Intent, Passage, Sentence, Span
from rag.ui import desk, page
from rag.ui.labels import KINDS, LABELS, MENDED, TROUBLE, Labels
from rag.ui.transcript import writing

from . import reading_room as rr

ZH, EN = LABELS["zh"], LABELS["en"]
COVERAGE = (dt.date(2023, 6, 26), dt.date(2026, 1, 5))
NASTY = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"' $$x$$ **b** `c` {{v}} ${1+1} [n](u)"
    "\n\n# h"
)

# Control characters aside, which no character reference can name.
written = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t"))


class Reader(HTMLParser):
    """What a browser would see of an HTML text: elements with attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.marks: list[tuple[str, str, bool]] = []  # text, refs, lit
        self._mark: dict[str, str | None] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._mark = dict(attrs) if tag == "mark" else self._mark

    def handle_endtag(self, tag: str) -> None:
        self._mark = None if tag == "mark" else self._mark

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._mark is not None:
            refs = self._mark["data-refs"] or ""
            self.marks.append((data, refs, "hw-on" in (self._mark.get("class") or "")))

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def having(self, **attributes: str) -> list[dict[str, str | None]]:
        """The attributes of the elements that have these."""
        wanted = {k.rstrip("_").replace("_", "-"): v for k, v in attributes.items()}
        return [
            a
            for _, a in self.elements
            if all(v in (a.get(k) or "").split() for k, v in wanted.items())
        ]


@given(written, written)
def test_any_text_stays_text(content: str, attribute: str) -> None:
    html = markup.el("p", content, title=attribute)
    seen = Reader(html)
    assert seen.text == content
    assert seen.elements == [("p", {"title": attribute})]
    inert = set(html.removeprefix("<p title=").removesuffix("</p>")) & set(string.punctuation)
    assert inert <= set('&#;">'), "a character that Markdown, LaTeX or a template could read"
    assert "\n" not in html


def test_only_html_is_not_escaped() -> None:
    inner = markup.el("b", "x<y")
    assert markup.el("p", inner, str(inner)) == f"<p>{inner}{markup.text(str(inner))}</p>"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40), st.data())
def test_marks_cover_exactly_the_spans(raw: str, data: st.DataObject) -> None:
    edge = st.integers(0, len(raw))
    spans = data.draw(st.lists(st.tuples(edge, edge).map(lambda e: Span(*sorted(e))), max_size=6))
    marks = [(span, f"1-{i}") for i, span in enumerate(spans)]
    seen = Reader(desk.marked(raw, marks, on="1-0"))
    assert seen.text == raw
    for span, ref in marks:
        marked = [(text, lit) for text, refs, lit in seen.marks if ref in refs.split()]
        assert "".join(text for text, _ in marked) == raw[span.start : span.end]
        assert all(lit for _, lit in marked) or ref != "1-0"


def test_a_sentence_carries_its_citations() -> None:
    seen = Reader(page.said(rr.opening("揭牌？"), 3, "", ZH))
    assert [a["href"] for a in seen.having(class_="hw-cite")] == ["#hw-3-1", "#hw-3-2"]
    assert "9月28日" in seen.text
    assert "2025年5月12日" in seen.text  # the newest issue it rests on


def test_the_kind_of_question_is_shown_and_others_are_a_click_away() -> None:
    told = dataclasses.replace(rr.opening("?"), kind="how many")
    for labels in (ZH, EN):
        seen = Reader(page.said(told, 2, "", labels))
        assert labels.kind.format(kind=KINDS[labels.language]["how many"]) in seen.text
        links = [a["href"] or "" for a in seen.having(class_="hw-do")]
        kinds = [link.rpartition("-kind-2-")[2] for link in links if "-kind-2-" in link]
        assert set(kinds) == set(page.KINDS_BY_LINK) - {"how-many"}
        assert labels.as_asked not in seen.text
    chosen = page.said(told, 2, "", ZH, taken=page.Understood(kind="how many"))
    assert Reader(chosen).having(href="#hw-do-kind-2-asked")
    assert "-kind-" not in html.unescape(
        page.said(dataclasses.replace(told, kind=None), 2, "", ZH)
    ), "an early answer, of which it is not known"


def test_a_mended_quote_is_marked_and_the_mark_explained() -> None:
    told = rr.opening("?")
    plain, other = told.citations
    mended = dataclasses.replace(other, mended=True)
    answer = dataclasses.replace(told, citations=(plain, mended))
    for labels in (ZH, EN):
        seen = Reader(page.said(answer, 1, "", labels))
        assert [a.get("title") for a in seen.having(class_="hw-cite")] == [
            None,
            labels.mended_quote,
        ]
        assert seen.text.count(MENDED) == 2, "at the citation, and in the legend"
        cards = Reader(desk.evidence([answer], lambda f: rr.source(f).raw, None, labels))
        assert cards.texts.count(f"{MENDED} {labels.mended_quote}") == 1
        assert MENDED not in Reader(page.said(told, 1, "", labels)).text


def test_what_is_not_verified_says_so_in_words() -> None:
    doubtful = rr.answer("?", Sentence("据说如此。", (), False))
    for labels in (ZH, EN):
        seen = Reader(page.said(doubtful, 1, "", labels))
        assert seen.having(class_="hw-unverified")
        assert labels.unverified in seen.text
    sure = Reader(page.said(rr.opening("?"), 1, "", ZH))
    assert not sure.having(class_="hw-unverified")
    assert ZH.unverified not in sure.text


def test_a_list_that_lost_items_says_so() -> None:
    shorter = rr.answer("?", Sentence("出席的有张立、王成。", (1,), True, repaired=True))
    for labels in (ZH, EN):
        seen = Reader(page.said(shorter, 1, "", labels))
        assert labels.shortened in seen.text
        assert not seen.having(class_="hw-unverified")
    assert ZH.shortened not in Reader(page.said(rr.opening("?"), 1, "", ZH)).text


def test_a_nasty_answer_is_shown_as_it_is() -> None:
    nasty = rr.answer(
        NASTY,
        Sentence(NASTY, (1,), True),
        reason=NASTY,
        standalone=NASTY + "?",
        generator=NASTY,
        missing=(NASTY,),
    )
    for said in (page.said(nasty, 1, NASTY, ZH), page.question(NASTY), page.note(NASTY)):
        seen = Reader(said)
        ours = {"div", "p", "a", "span", "details", "summary"}
        assert {tag for tag, _ in seen.elements} <= ours
        assert NASTY in seen.text
        assert "\n" not in said


def test_a_nasty_page_is_shown_as_it_is() -> None:
    source = rr.Source(NASTY, f"甲。{NASTY}。乙。", "0" * 64)
    words = f"{NASTY}。"
    cited = rr.passage(source, words, title=NASTY, section=NASTY)
    told = rr.answer(
        "?", Sentence("甲", (1,), True), citations=[rr.cited(1, cited, words, source.raw)]
    )
    seen = Reader(desk.evidence([told], lambda file: source.raw, None, ZH))
    assert not {"script", "img"} & {tag for tag, _ in seen.elements}
    assert source.raw in seen.text
    assert [text for text, _, _ in seen.marks] == [words, words], "as scanned and as mended"


def test_evidence_opens_at_the_first_citation_of_the_last_answer() -> None:
    answers = [rr.opening("一"), rr.opening("二")]
    seen = Reader(desk.evidence(answers, lambda f: rr.source(f).raw, COVERAGE, ZH))
    (whole,) = seen.having(class_="hw-desk")
    assert whole["data-first"] == "2-1"
    assert ["hidden" in turn for turn in seen.having(class_="hw-turn")] == [True, False]
    assert [card["id"] for card in seen.having(class_="hw-on") if "id" in card] == ["hw-2-1"]
    lit = [text for text, _, on in seen.marks if on]
    assert len(lit) == 2, "as scanned and as mended"
    assert all("9月28日" in words for words in lit)
    shown = [p for p in seen.having(class_="hw-page") if "hidden" not in p]
    (card,) = seen.having(id="hw-2-1")
    assert [p["id"] for p in shown] == [card["data-page"]]
    assert len(seen.having(class_="hw-page")) == 2, "a page stands there once"


def test_evidence_says_where_it_is_from() -> None:
    text = Reader(desk.evidence([rr.opening("?")], lambda f: rr.source(f).raw, None, ZH)).text
    for known in ("2023年10月2日", "第40期", "总第1746期", rr.OPENING, "“9月28日”即2023年9月28日"):
        assert known in text
    english = Reader(desk.evidence([rr.opening("?")], lambda f: rr.source(f).raw, None, EN)).text
    for known in ("2 Oct 2023", "issue 40", "“9月28日” is 28 Sep 2023"):
        assert known in english


def test_early_answers_keep_their_numbers() -> None:
    html = desk.evidence([rr.opening("?")], lambda f: rr.source(f).raw, None, ZH, first_turn=7)
    assert Reader(html).having(id="hw-7-1")


def test_a_refusal_shows_what_came_nearest_and_what_the_archive_covers() -> None:
    said = Reader(page.said(rr.refusal("生日？"), 1, "没有答案。", ZH)).text
    assert "没有答案。" in said
    assert "没有一段说到它。" in said
    seen = Reader(desk.evidence([rr.refusal("生日？")], lambda f: rr.source(f).raw, COVERAGE, ZH))
    assert ZH.near in seen.text
    assert "2023年6月26日" in seen.text
    assert "2026年1月5日" in seen.text
    assert [a["id"] for a in seen.having(class_="hw-card")] == ["hw-1-h1", "hw-1-h2"]


def test_a_greeting_is_answered_with_what_to_ask() -> None:
    greeted = dataclasses.replace(rr.refusal("你好"), hits=(), kind=None)
    said = Reader(page.said(greeted, 1, "没有答案。", ZH)).text
    assert greeted.reason in said
    assert "没有答案。" not in said


def test_without_evidence_the_desk_says_what_it_is_for() -> None:
    bare = rr.answer("?")
    for answers in ([], [bare]):
        assert ZH.no_evidence in Reader(desk.evidence(answers, str, None, ZH)).text


@pytest.mark.parametrize("field", [f.name for f in dataclasses.fields(Labels)])
def test_both_languages_say_it_and_fill_in_the_same(field: str) -> None:
    zh, en = getattr(ZH, field), getattr(EN, field)
    assert zh
    assert en
    assert set(re.findall(r"{\w+}", zh)) == set(re.findall(r"{\w+}", en))


def test_every_kind_has_a_name() -> None:
    assert all(set(names) == set(get_args(Intent)) for names in KINDS.values())


def test_every_error_is_told_in_the_pages_language() -> None:
    kinds = {v for v in vars(errors).values() if isinstance(v, type)} & {
        errors.HuiwenError,
        *errors.HuiwenError.__subclasses__(),
        *(c for k in errors.HuiwenError.__subclasses__() for c in k.__subclasses__()),
    }
    assert kinds == set(TROUBLE)
    for kind in kinds:
        told = Reader(page.alert(kind("<b>5</b> is wrong."), ZH)).text
        assert told == f"{TROUBLE[kind]} <b>5</b> is wrong."
        assert Reader(page.alert(kind("It is wrong."), EN)).text == "It is wrong."


def test_the_evidence_says_why_it_was_found() -> None:
    told = rr.opening("?")
    hit = dataclasses.replace(told.hits[0], dense=0.61, lexical=12.3, terms=("模速", "揭牌"))
    answer = dataclasses.replace(told, hits=(hit,))
    text = Reader(desk.evidence([answer], lambda f: rr.source(f).raw, None, ZH)).text
    for known in (ZH.why_this, "0.90", "0.61", "12.3", "模速、揭牌"):
        assert known in text


def test_the_mended_text_stands_beside_the_raw_one() -> None:
    raw = "前文。甲 乙丙。后文"
    spans = (Span(3, 4), Span(5, 8))
    article = Article("a", "p", spans, "甲乙丙。", edits=(Edit("space", Span(4, 5)),))
    passage = Passage("a", article, 0, spans, "甲乙丙。")
    cited = Citation(1, passage, "甲乙丙。", spans, True)
    told = rr.answer("?", Sentence("甲", (1,), True), citations=[cited])
    html = desk.evidence([told], lambda _file: raw, None, ZH)
    scanned, _, repaired = html.partition('class="hw&#45;mended"')
    assert raw in Reader(scanned).text
    assert Reader(scanned).having(class_="hw-edit")[0]["title"] == "多余的空格"
    assert "甲乙丙。" in Reader(f"<div {repaired}").text
    assert [text for text, _, _ in Reader(html).marks] == ["甲", "乙丙。", "甲", "乙丙。"]


def test_what_is_told_while_an_answer_grows() -> None:
    words = LABELS["zh"]
    assert writing(None, "zh", abstained=False) == words.writing
    assert writing(None, "zh", abstained=True) == words.second_look
    assert "2" in writing(2, "zh", abstained=True)
