"""Browsing and the articles' own pages: what is listed, filtered, shown and cited."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rag.chat import Archive
from rag.llm.fetch import LlmFetch
from rag.records import Article, Edit, Span
from rag.serving import issues
from rag.serving.service import Service
from rag.settings import Settings
from rag.ui import desk, leaf, listing, references, web
from rag.ui.labels import LABELS, RULES
from rag.ui.shelves import Shelves, View

from . import reading_room as rr
from .test_page import NASTY, Reader

ZH, EN = LABELS["zh"], LABELS["en"]


@pytest.fixture(scope="module")
def archive(built: Path) -> Iterator[Archive]:
    settings = Settings.load(index=built, encoders=("hashing",), generator="extractive")
    archive = Archive.open(settings)
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def shelves(archive: Archive) -> Shelves:
    import gradio as gr

    shelves = Shelves(Service(archive))
    with gr.Blocks():
        shelves.build()
    return shelves


def entries(view: View, shelves: Shelves) -> list[str]:
    """The ids of the articles that are listed."""
    links = [a["href"] or "" for a in Reader(view[shelves.list]).having(class_="hw-entry")]
    return [link.removeprefix("/article/") for link in links]


def article(**known: Any) -> Article:
    text = known.pop("text", "甲。")
    return Article("a1", "p.txt", (Span(0, len(text)),), text, **known)


def test_issues_are_newest_first_and_whole(archive: Archive) -> None:
    found = issues.issues(archive.articles)
    days = [i.date for i in found]
    assert days[:-1] == sorted((d for d in days if d), reverse=True)
    assert days[-1] is None
    assert sum(len(i.articles) for i in found) == len(archive.articles)
    assert {a.date for i in found for a in i.articles if i.date} == set(days[:-1])


def test_years_have_no_gaps() -> None:
    some = [article(date=dt.date(y, 5, 1)) for y in (2021, 2023, 2023)]
    assert issues.years([*some, article()]) == {2021: 1, 2022: 0, 2023: 2}
    assert issues.years([article()]) == {}


def test_without_words_the_issues_are_listed(shelves: Shelves, archive: Archive) -> None:
    view = shelves.speak("zh", None, None, None, None)
    text = Reader(view[shelves.list]).text
    for issue in issues.issues(archive.articles):
        assert listing.named(issue, ZH) in text


def test_an_issue_opens_its_contents(shelves: Shelves, archive: Archive) -> None:
    issue = issues.issues(archive.articles)[0]
    order = {"verb": "issue", "turn": 0, "argument": issue.key}
    view = shelves.do(order, "zh", "", "", "", None)
    assert view[shelves.issue]["value"] == issue.key
    assert entries(view, shelves) == [a.id for a in issue.articles]


def test_a_search_is_narrowed_by_year_issue_and_section(shelves: Shelves, archive: Archive) -> None:
    known = {a.id: a for a in archive.articles}
    whole = shelves.show("zh", "人工智能", "", "", None)
    years = {known[i].date.year for i in entries(whole, shelves) if known[i].date}
    assert years == {2023, 2025}
    order = {"verb": "year", "turn": 0, "argument": "2023"}
    view = shelves.do(order, "zh", "人工智能", "", "", None)
    assert {known[i].date.year for i in entries(view, shelves) if known[i].date} == {2023}
    (bar,) = Reader(view[shelves.chart]).having(aria_current="true")
    assert "2023" in (bar["title"] or "")
    assert len(Reader(view[shelves.chart]).having(class_="hw-year")) == 3, "the others stay"
    again = shelves.do(order | {"argument": "all"}, "zh", "人工智能", "", "", 2023)
    assert entries(again, shelves) == entries(whole, shelves)
    issue = shelves.show("zh", "人工智能", "2023-10-02", "", None)
    assert {known[i].date for i in entries(issue, shelves)} == {dt.date(2023, 10, 2)}
    part = next(a for a in archive.articles if a.section)
    cut = shelves.show("zh", part.text[:12], "", part.section, None)
    assert {known[i].section for i in entries(cut, shelves)} == {part.section}


def test_what_has_nothing_of_the_words_is_not_listed(shelves: Shelves, archive: Archive) -> None:
    listed = entries(shelves.show("zh", "北斗七星", "", "", None), shelves)
    assert "北斗七星" in next(a.text for a in archive.articles if a.id == listed[0])
    assert len(listed) < len(archive.articles) / 2


def test_facets_count_what_each_choice_would_leave(shelves: Shelves, archive: Archive) -> None:
    known = {a.id: a for a in archive.articles}

    def counted(view: View, box: Any) -> dict[str, int]:
        named = {key: re.findall(r"(\d+)\D*$", words) for words, key in view[box]["choices"] if key}
        return {key: int(number[0]) for key, number in named.items()}

    for words in ("", "徐汇区"):
        whole = shelves.show("zh", words, "", "", None)
        by_section = counted(whole, shelves.section)
        assert by_section
        for section, n in by_section.items():
            left = shelves.show("zh", words, "", section, None)
            assert sum(counted(left, shelves.issue).values()) == n
            assert counted(left, shelves.section) == by_section
        for key, n in counted(whole, shelves.issue).items():
            view = shelves.show("zh", words, key, "", None)
            listed = entries(view, shelves)
            assert len(listed) == n
            assert {known[i].date for i in listed} == {issues.issues([known[listed[0]]])[0].date}
            assert counted(view, shelves.issue) == counted(whole, shelves.issue)


def test_an_issue_without_any_keeps_its_name(shelves: Shelves) -> None:
    view = shelves.show("zh", "北斗七星", "2023-10-02", "no such section", 2025)
    chosen = {key: words for words, key in view[shelves.issue]["choices"]}
    assert "0" in chosen["2023-10-02"].split("·")[-1]
    assert view[shelves.year] is None


def test_nothing_found_and_too_long_are_told(shelves: Shelves) -> None:
    assert ZH.nothing_found in shelves.show("zh", "x", "", "no such section", None)[shelves.list]
    assert ZH.too_long_words in shelves.show("zh", "很" * 2000, "", "", None)[shelves.list]


@pytest.mark.parametrize("order", [None, {}, [1], {"verb": "year", "argument": "x"}])
def test_an_order_that_is_none_shows_all(shelves: Shelves, order: Any) -> None:
    assert shelves.do(order, "zh", "", "", "", None)[shelves.year] is None


def test_the_chart_is_as_high_as_it_counts() -> None:
    seen = Reader(listing.chart({2021: 1, 2022: 0, 2023: 4}, 2023, EN))
    heights = [a["style"] for a in seen.having(class_="hw-bar")]
    assert heights == ["height: 25%", "height: 0%", "height: 100%"]
    assert [a["aria-label"] for a in seen.having(class_="hw-year")][2] == "2023: 4 articles"
    assert Reader(listing.chart({}, None, EN)).elements == []


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    settings = Settings(fetch_llm=False)
    server = web.app(archive, LlmFetch(settings), settings)
    with TestClient(server, "http://127.0.0.1") as client:
        yield client


def test_every_article_has_a_page_with_its_words(client: TestClient, archive: Archive) -> None:
    for found in archive.articles:
        reply = client.get(f"/article/{found.id}")
        assert reply.status_code == 200
        text = Reader(reply.text).text
        assert found.text in text
        assert not re.search(r"(?:src|href)=\"?(?:https?:)?//", reply.text)


def test_an_article_page_speaks_the_readers_language(client: TestClient, archive: Archive) -> None:
    address = f"/article/{archive.articles[0].id}"
    english = client.get(address, headers={"accept-language": "en-GB,en;q=0.9,zh;q=0.5"}).text
    assert EN.cite in html.unescape(english)
    chosen = {"accept-language": "en-GB", "cookie": "huiwen-language=zh"}
    assert ZH.cite in html.unescape(client.get(address, headers=chosen).text)
    chinese = client.get(address, headers={"accept-language": "zh-TW"}).text
    assert ZH.cite in html.unescape(chinese)


def test_an_article_that_is_not_there_says_so(client: TestClient) -> None:
    reply = client.get("/article/<b>x</b>")
    assert reply.status_code == 404
    assert "<b>" not in reply.text


def test_a_nasty_article_is_shown_as_it_is() -> None:
    nasty = article(text=NASTY, title=NASTY, byline=NASTY, section=NASTY)
    page = leaf.leaf(nasty, NASTY, NASTY, [nasty], ZH)
    assert "alert(1)" not in re.findall(r"<script[^>]*>([^<]*)", page)
    assert "img" not in {tag for tag, _ in Reader(page).elements}
    assert NASTY in Reader(page).text


def test_what_was_mended_is_marked_where_it_was() -> None:
    raw = "前文。甲 乙\n\n丙。后文"
    spans = (Span(3, 4), Span(5, 6), Span(8, 10))
    edits = (Edit("space", Span(4, 5)), Edit("blank line", Span(6, 8)))
    mended = Article("a", "p", spans, "甲乙丙。", edits=edits)
    seen = Reader(leaf.scanned(mended, raw, ZH))
    assert seen.text == raw[3:10]
    assert [a["title"] for a in seen.having(class_="hw-edit")] == [
        RULES["zh"]["space"],
        RULES["zh"]["blank line"],
    ]
    assert "多余的空格 1" in desk.mended(mended, ZH)


def test_every_rule_of_repair_has_a_chinese_name(archive: Archive) -> None:
    assert {e.rule for a in archive.articles for e in a.edits} <= set(RULES["zh"])


TOLD = article(
    title="100%的“好”_事",
    byline="本报记者 刘坤 朱亮、陈文卿 通讯员 王某",
    date=dt.date(2023, 10, 2),
    issue=40,
    page=2,
)


def test_references() -> None:
    assert references.gbt7714(TOLD, "徐汇报") == (
        "刘坤, 朱亮, 陈文卿, 等. 100%的“好”_事[N]. 徐汇报, 2023-10-02(2)."
    )
    assert references.gbt7714(article(), "") == "p.txt[N]."
    made = references.bibtex(TOLD, "徐汇报")
    for line in (
        "author = {刘坤 and 朱亮 and 陈文卿 and 王某}",
        "title = {100\\%的“好”\\_事}",
        "journal = {徐汇报}",
        "year = {2023}",
        "month = oct",
        "number = {40}",
    ):
        assert line in made
    assert made.count("{") - made.count("\\{") == made.count("}") - made.count("\\}")
    assert references.plain(TOLD, "徐汇报").startswith("刘坤 朱亮 陈文卿 王某，“100%")


def test_a_reference_is_taken_away_as_a_file(client: TestClient, archive: Archive) -> None:
    found = next(a for a in archive.articles if a.title and a.date)
    page = client.get(f"/article/{found.id}").text
    links = [a["href"] or "" for tag, a in Reader(page).elements if tag == "a" and "download" in a]
    assert links == [f"/article/{found.id}.{form}" for form in ("txt", "bib")]
    for link, words in zip(links, ("[N]", "@article{"), strict=True):
        reply = client.get(link)
        name = f"huiwen-{link.removeprefix('/article/')}"
        assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert words in reply.text
    assert client.get(f"/article/{found.id}.exe").status_code == 404
    assert client.get("/article/none.bib").status_code == 404


def test_the_paper_is_named_by_its_masthead(archive: Archive) -> None:
    opening = next(a for a in archive.articles if a.file == rr.OPENING)
    assert references.paper(opening, archive.articles) == "徐匯報"
    assert references.paper(article(), archive.articles) == "徐汇报"
    assert references.paper(article(), []) == ""
