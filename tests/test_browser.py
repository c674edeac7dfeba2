"""The page in a real, headless Chromium, over the seeds.

With SCREENSHOTS set to a folder, pictures of the page are left there.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import pytest

from rag import models
from rag.answering.refusal import REFUSAL
from rag.catalogue import CATALOGUE
from rag.chat import Archive
from rag.llm.fetch import Fetch, LlmFetch
from rag.records import Scope
from rag.retrieval import ingest
from rag.retrieval.encode import Encoder
from rag.serving.feedback import Feedback
from rag.settings import Settings
from rag.ui.labels import KINDS, LABELS, MENDED, Labels

from . import reading_room as rr
from .reading_room import scripted, served
from .test_page import NASTY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

UNVEILED = "模速空间是什么时候揭牌的？"
ZH, EN = LABELS["zh"], LABELS["en"]
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium: `apt install chromium`, or name one in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The seeds, read with the model of the settings where its weights are here."""
    settings = Settings.load(
        seeds=rr.SEEDS,
        index=tmp_path_factory.mktemp("index"),
        generator="extractive",
        fetch_llm=False,
    )
    if any(models.find(n, settings.models) is None for n in settings.encoders if n in CATALOGUE):
        settings = settings.model_copy(update={"encoders": ("hashing",)})
    encoder = Encoder.open(settings.encoders, settings.models)
    ingest.build([settings.seeds], settings, encoder)
    archive = Archive.open(settings)
    yield archive
    archive.close()


@contextmanager
def visit(
    browser: Browser, address: str, width: int = 1440, height: int = 900, **context: Any
) -> Iterator[Page]:
    """The page at `address`; fails where it asks another host for anything or has an error."""
    context = {"locale": "zh-CN", "color_scheme": "light"} | context
    tab = browser.new_context(viewport={"width": width, "height": height}, **context)
    page = tab.new_page()
    page.set_default_timeout(20_000)
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(address)
    page.locator("#hw-go").wait_for()
    page.locator(".hw-mast").wait_for()
    yield page
    here = urlsplit(address).netloc
    elsewhere = [u for u in asked if urlsplit(u).netloc not in (here, "")]
    assert len(asked) > 5
    assert elsewhere == []
    assert wrong == []
    tab.close()


def ask(page: Page, question: str, turn: int = 1) -> None:
    """Ask, and wait until answer number `turn` is whole."""
    page.locator("#hw-box textarea").fill(question)
    page.locator("#hw-box textarea").press("Enter")
    page.locator(".hw-answer").nth(turn - 1).wait_for()
    page.locator("#hw-go").wait_for()


def lit(page: Page) -> list[str]:
    """The highlighted characters that stand within the box of the page that is shown."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".hw-page:not([hidden]) mark.hw-on")]
            .filter((mark) => {
                const box = mark.closest(".hw-raw, .hw-mended").getBoundingClientRect();
                const own = mark.getBoundingClientRect();
                return own.top >= box.top && own.top < box.bottom;
            }).map((mark) => mark.textContent)"""
    )


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        from PIL import Image  # Gradio brings it

        page.wait_for_timeout(400)
        picture = Image.open(io.BytesIO(page.screenshot()))
        picture.convert("RGB").quantize(96).save(Path(folder) / name, optimize=True)


def test_the_answer_and_the_words_it_came_from(browser: Browser, archive: Archive) -> None:
    with served(archive) as address, visit(browser, address, 1280, 800) as page:
        ask(page, UNVEILED)
        answer = page.locator(".hw-answer").inner_text()
        assert "9月28日" in answer
        assert "2023" in answer
        card = page.locator(".hw-card", has_text=rr.OPENING).first
        number = card.locator(".hw-number").inner_text()
        page.locator(".hw-cite", has_text=f"[{number}]").first.click()
        assert rr.OPENING in page.locator(".hw-card.hw-on").inner_text()
        assert rr.OPENING in page.locator(".hw-page:not([hidden]) h2").inner_text()
        assert "9月28日" in "".join(lit(page))
        raw = page.locator(".hw-page:not([hidden]) .hw-raw").text_content()
        assert raw == archive.source(rr.OPENING).raw
        picture(page, "page.png")


def test_following_a_citation(browser: Browser) -> None:
    with scripted(rr.by_question) as address, visit(browser, address) as page:
        ask(page, UNVEILED)
        assert lit(page)[0].startswith("9月28日")
        begun = time.perf_counter()
        page.locator(".hw-cite").nth(1).click()
        assert lit(page) == ["2023年9月,上海徐汇区“模速空间”正式揭牌。"]
        print(f"citation to highlight: {1000 * (time.perf_counter() - begun):.0f} ms")
        assert rr.LATER in page.locator(".hw-card.hw-on").inner_text()
        page.locator(".hw-cite").nth(0).focus()
        page.keyboard.press("Enter")
        assert lit(page)[0].startswith("9月28日")
        assert page.evaluate("document.activeElement.id") == "hw-1-1", "the keyboard follows"
        page.locator(".hw-head").nth(1).click()  # the card's own heading opens it as well
        assert rr.LATER in page.locator(".hw-page:not([hidden]) h2").inner_text()


def test_a_refusal_and_then_an_earlier_citation(browser: Browser) -> None:
    with scripted(rr.by_question) as address, visit(browser, address) as page:
        ask(page, UNVEILED)
        ask(page, "区长的生日是哪天？", 2)
        assert REFUSAL["zh"] in page.locator(".hw-answer").nth(1).inner_text()
        assert page.locator(".hw-turn:not([hidden]) h2").inner_text() == ZH.near
        assert "2026年1月5日" in page.locator(".hw-turn:not([hidden])").inner_text()
        page.locator(".hw-answer").nth(0).locator(".hw-cite").nth(1).click()
        assert rr.LATER in page.locator(".hw-card.hw-on").inner_text()
        picture(page, "refusal.png")
        page.locator("#hw-new").click()
        page.locator(".hw-empty").wait_for()
        assert page.locator(".hw-answer").count() == 0


def test_a_readers_words_stay_words(browser: Browser) -> None:
    question = f"{NASTY}\n    揭牌"
    with scripted(rr.by_question) as address, visit(browser, address) as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        page.locator("#hw-box textarea").fill(question)
        page.locator("#hw-go").click()
        page.locator(".hw-answer").wait_for()
        said = page.locator("#hw-chat .hw-question")
        assert said.text_content() == question
        assert said.locator("*").count() == 0


def test_stop_keeps_what_is_there(browser: Browser) -> None:
    with scripted(rr.slowly) as address, visit(browser, address) as page:
        page.locator("#hw-box textarea").fill(UNVEILED)
        page.locator("#hw-go").click()
        page.locator(".hw-writing").wait_for()
        assert "9月28日" in lit(page)[0], "the evidence is there while the answer is written"
        page.locator("#hw-stop").click()
        page.locator("#hw-go").wait_for()
        assert "9月28日" in page.locator(".hw-answer").inner_text()
        assert page.locator(".hw-writing").count() == 0


@pytest.mark.parametrize(("question", "told"), [("  ", ZH.empty), ("很" * 20_000, "20000")])
def test_what_cannot_be_asked(browser: Browser, question: str, told: str) -> None:
    with scripted(rr.by_question) as address, visit(browser, address) as page:
        page.locator("#hw-box textarea").fill(question)
        page.locator("#hw-go").click()
        page.locator("#hw-chat .hw-alert", has_text=told).wait_for()
        assert page.locator("#hw-box textarea").input_value() == question


def test_both_languages(browser: Browser) -> None:
    with scripted(rr.by_question) as address, visit(browser, address, locale="en-GB") as page:
        page.locator("#hw-head h1", has_text=EN.name).wait_for()
        ask(page, UNVEILED)
        assert "2 Oct 2023" in page.locator(".hw-card").first.inner_text()
        picture(page, "page-en.png")
        page.locator("#hw-language label", has_text="中文").click()
        page.locator("#hw-head h1", has_text=ZH.name).wait_for()
        page.locator("#hw-go", has_text=ZH.ask).wait_for()
        page.locator(".hw-card", has_text="2023年10月2日").first.wait_for()
        page.reload()  # the choice is remembered
        page.locator("#hw-head h1", has_text=ZH.name).wait_for()
        assert page.evaluate("document.documentElement.lang") == "zh-Hans"


def test_an_example_is_asked_with_a_click(browser: Browser) -> None:
    with scripted(rr.always) as address, visit(browser, address) as page:
        example = page.locator("#hw-examples button").first
        offered = example.inner_text()
        example.click()
        page.locator(".hw-answer").wait_for()
        assert page.locator("#hw-chat .hw-question").inner_text() == offered


def test_the_status_line_follows_the_fetch(browser: Browser) -> None:
    fetch = LlmFetch(Settings(fetch_llm=False))
    fetch.state = Fetch("running", 370, 1000)
    with scripted(rr.by_question, fetch) as address, visit(browser, address) as page:
        page.locator(".hw-fetch", has_text="37%").wait_for()
        fetch.state = Fetch("done", 1000, 1000)
        page.locator(".hw-fetch").wait_for(state="detached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_overflows(browser: Browser, width: int, scheme: str) -> None:
    height = 844 if width == 390 else 768
    with (
        scripted(rr.by_question) as address,
        visit(browser, address, width, height, color_scheme=scheme) as page,
    ):
        ask(page, UNVEILED)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
        if width == 390:  # the evidence stands below, and a citation leads there and back
            talk, look = page.locator("#hw-talk"), page.locator("#hw-look")
            assert (
                look.bounding_box()["y"] >= talk.bounding_box()["y"] + talk.bounding_box()["height"]
            )
            page.locator(".hw-cite").nth(1).click()
            assert look.bounding_box()["y"] < height / 2
            picture(page, f"page-{width}-{scheme}.png")
            page.locator(".hw-card.hw-on .hw-back").click()
            assert page.locator(".hw-answer").bounding_box()["y"] >= 0
        else:
            assert page.locator(".hw-raw:visible").bounding_box()["height"] > 200
            assert page.evaluate("document.documentElement.scrollHeight") <= height
            picture(page, f"page-{width}-{scheme}.png")


def test_conversations_survive_a_reload_and_are_taken_away(
    browser: Browser, tmp_path: Path
) -> None:
    given = tmp_path / "feedback.sqlite"
    with (
        scripted(rr.by_question, feedback=given) as address,
        visit(browser, address, accept_downloads=True) as page,
    ):
        ask(page, UNVEILED)
        page.locator("#hw-new").click()
        page.locator(".hw-empty").wait_for()
        ask(page, "生日？")
        page.reload()
        page.locator(".hw-question", has_text="生日？").wait_for()
        page.locator("#hw-picker input").click()
        page.locator("#hw-picker [role=option]", has_text=UNVEILED).click()
        page.locator(".hw-answer", has_text="9月28日").wait_for()
        page.locator("#hw-manage").click()
        for form in ("md", "html", "json"):
            with page.expect_download() as download:
                page.locator(f"#hw-export-{form}").click()
            text = download.value.path().read_text(encoding="utf-8")
            assert download.value.suggested_filename == f"huiwen.{form}"
            assert "9月28日" in text
            assert rr.OPENING.replace("_", "\\_" if form == "md" else "_") in html.unescape(text)
        picture(page, "keep.png")
        page.locator("#hw-manager input, #hw-manager textarea").first.fill("揭牌的事")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('#hw-picker input').value == '揭牌的事'")
        page.reload()
        page.locator(".hw-answer", has_text="9月28日").wait_for()
        page.locator("#hw-manage").click()
        page.locator("#hw-delete").click()
        page.locator(".hw-empty").wait_for()
        page.reload()
        page.locator(".hw-question", has_text="生日？").wait_for()


def test_two_tabs_keep_what_both_were_asked(browser: Browser) -> None:
    with scripted(rr.by_question) as address, visit(browser, address) as page:
        ask(page, UNVEILED)
        other = page.context.new_page()
        other.goto(address)
        other.locator(".hw-question", has_text=UNVEILED).wait_for()
        ask(other, "谁出席了？", 2)
        ask(page, "生日？", 2)  # knows nothing of the other's second question
        other.locator("#hw-new").click()
        other.locator(".hw-empty").wait_for()
        ask(other, "区长是谁？")
        page.locator("#hw-picker input").click()
        page.locator("#hw-picker [role=option]", has_text="区长是谁？").wait_for()
        other.close()
        page.reload()
        page.locator(".hw-question", has_text="区长是谁？").wait_for()
        page.locator("#hw-picker input").click()
        page.locator("#hw-picker [role=option]", has_text=UNVEILED).click()
        page.locator(".hw-question").nth(2).wait_for()
        said = page.locator(".hw-question").all_inner_texts()
        assert said == [UNVEILED, "谁出席了？", "生日？"]


def test_a_verdict_is_given_with_its_reason(browser: Browser, tmp_path: Path) -> None:
    given = tmp_path / "feedback.sqlite"
    with scripted(rr.by_question, feedback=given) as address, visit(browser, address) as page:
        ask(page, UNVEILED)
        page.locator(".hw-do", has_text=ZH.down).click()
        page.locator("#hw-reason textarea").fill("日子不对")
        page.locator("#hw-reason button").click()
        page.locator(".hw-do", has_text=f"✓ {ZH.down}").wait_for()
        page.locator("#hw-reason").wait_for(state="hidden")
    (row,) = Feedback(given).rows()
    assert (row["verdict"], row["reason"]) == ("down", "日子不对")


def test_a_question_is_corrected_with_a_click(browser: Browser) -> None:
    archive = rr.FakeArchive(rr.by_question)
    allowed = ["clipboard-read", "clipboard-write"]
    with (
        served(cast(Archive, archive)) as address,
        visit(browser, address, permissions=allowed) as page,
    ):
        ask(page, f"2023年{UNVEILED}")
        page.locator(".hw-answer summary", has_text="2023年").click()
        page.locator(".hw-do[href='#hw-do-when-1-2025']").click()
        page.locator(".hw-answer summary", has_text="2025年").wait_for()
        assert archive.scopes[-1] == Scope(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
        page.locator("#hw-go").wait_for()
        page.locator(".hw-do", has_text=ZH.copy).click()
        page.locator(".hw-do", has_text="✓").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("9月28日")
        assert copied.split("\n")[0].endswith("[1]")
        page.locator(".hw-do", has_text=ZH.edit).click()
        page.wait_for_function("document.querySelector('#hw-box textarea').value.length > 5")
        page.locator("#hw-box textarea").fill("生日？")
        page.keyboard.press("Enter")
        page.locator(".hw-refusal").wait_for()
        assert page.locator(".hw-question").all_inner_texts() == ["生日？"]


@pytest.mark.parametrize(("locale", "labels"), [("zh-CN", ZH), ("en-GB", EN)])
@pytest.mark.parametrize("width", [1440, 390])
def test_a_question_is_asked_as_another_kind(
    browser: Browser, archive: Archive, width: int, locale: str, labels: Labels
) -> None:
    names = KINDS[labels.language]
    with served(archive) as address, visit(browser, address, width, locale=locale) as page:
        ask(page, UNVEILED)
        understood = page.locator(".hw-answer summary", has_text=labels.kind.split("{")[0])
        assert names["when"] in understood.inner_text()
        quoted = page.locator(".hw-said").count()
        understood.click()
        page.locator(".hw-do[href='#hw-do-kind-1-timeline']").click()
        page.locator(".hw-answer summary", has_text=names["timeline"]).wait_for()
        page.locator("#hw-go").wait_for()
        assert page.locator(".hw-said").count() > quoted
        picture(page, f"kind-{width}-{labels.language}.png")
        page.reload()  # and it is kept
        page.locator(".hw-answer summary", has_text=names["timeline"]).click()
        page.locator(".hw-do", has_text=labels.as_asked).click()
        page.locator(".hw-answer summary", has_text=names["when"]).wait_for()
        page.locator("#hw-go").wait_for()  # closing the page while an answer comes is an error


def test_a_mended_quote_is_marked(browser: Browser, archive: Archive) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    with served(archive) as address, visit(browser, address, permissions=allowed) as page:
        ask(page, "2025年5月12日的徐汇报是总第几期？")
        cited = page.locator(".hw-cite", has_text=MENDED)
        assert cited.get_attribute("title") == ZH.mended_quote
        assert page.locator(".hw-foot", has_text=ZH.mended_quote).is_visible()
        cited.click()
        assert ZH.mended_quote in page.locator(".hw-card.hw-on").inner_text()
        page.locator(".hw-do", has_text=ZH.copy).click()
        page.locator(".hw-do", has_text="✓").wait_for()
        assert MENDED not in page.evaluate("navigator.clipboard.readText()")
        picture(page, "mended-quote.png")


def test_all_of_it_by_keyboard(browser: Browser) -> None:
    with scripted(rr.slowly) as address, visit(browser, address) as page:
        page.locator("body").click(position={"x": 5, "y": 5})
        page.keyboard.press("/")
        page.keyboard.type(UNVEILED)
        page.keyboard.press("Enter")
        page.locator(".hw-writing").wait_for()
        page.keyboard.press("Escape")
        page.locator("#hw-go").wait_for()
        page.locator("h1").click()
        assert "9月28日" in lit(page)[0]


def test_the_keys_step_through_the_citations(browser: Browser) -> None:
    with scripted(rr.by_question) as address, visit(browser, address) as page:
        ask(page, UNVEILED)
        page.locator("h1").click()
        page.keyboard.press("]")
        assert rr.LATER in page.locator(".hw-card.hw-on").inner_text()
        page.keyboard.press("[")
        assert rr.OPENING in page.locator(".hw-card.hw-on").inner_text()


def test_scanned_and_mended(browser: Browser) -> None:
    with scripted(rr.by_question) as address, visit(browser, address) as page:
        ask(page, UNVEILED)
        page.locator(".hw-page:not([hidden]) h2 .hw-do", has_text=ZH.repaired).click()
        assert page.locator(".hw-raw:visible").count() == 0
        assert lit(page)[0].startswith("9月28日")
        page.locator(".hw-card.hw-on .hw-do", has_text=ZH.next).click()
        assert lit(page) == ["2023年9月,上海徐汇区“模速空间”正式揭牌。"]
        picture(page, "mended.png")
        page.locator(".hw-page:not([hidden]) h2 .hw-do", has_text=ZH.scanned).click()
        page.locator(".hw-card.hw-on summary", has_text=ZH.why_this).click()
        assert "0.80" in page.locator(".hw-card.hw-on .hw-why").inner_text()


def test_a_screen_reader_is_not_read_markup(browser: Browser) -> None:
    with scripted(rr.by_question) as address, visit(browser, address) as page:
        ask(page, UNVEILED)
        page.wait_for_function("!document.querySelector(\"#hw-chat [aria-label*='<']\")")


def test_browsing_to_an_article(browser: Browser, archive: Archive) -> None:
    with served(archive) as address, visit(browser, address) as page:
        page.locator("button[role=tab]", has_text=ZH.tab_browse).click()
        page.locator(".hw-list .hw-do").first.click()
        page.locator("#hw-found h2").wait_for()
        page.locator(".hw-do", has_text=ZH.all_issues).click()
        page.locator(".hw-do", has_text=ZH.all_issues).wait_for(state="hidden")
        page.locator("#hw-words input, #hw-words textarea").first.fill("人工智能")
        page.keyboard.press("Enter")
        page.locator(".hw-entry").first.wait_for()
        page.locator(".hw-year", has_text="2023").click()
        page.locator(".hw-year.hw-on").wait_for()
        assert "2025年" not in page.locator("#hw-found").inner_text()
        picture(page, "browse.png")
        page.goto(f"{address.rstrip('/')}{page.locator('.hw-entry').first.get_attribute('href')}")
        page.locator(".hw-words:visible").wait_for()
        repaired = page.locator(".hw-words:visible").text_content()
        page.locator(".hw-switch button").nth(1).click()
        assert page.locator(".hw-words:visible").text_content() != repaired
        assert "[N]" in page.locator(".hw-leaf pre").first.inner_text()
        picture(page, "article.png")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_nothing_bars_a_reader(
    browser: Browser, archive: Archive, locale: str, scheme: str
) -> None:
    """axe-core finds nothing serious or critical, wherever the reader is."""
    from axe_playwright_python.sync_playwright import Axe

    found: dict[str, list[str]] = {}

    def look(page: Page, where: str) -> None:
        page.wait_for_timeout(300)
        seen = Axe().run(page).response
        assert seen["passes"], "axe looked"
        for violation in seen["violations"]:
            if violation["impact"] in ("serious", "critical"):
                at = [node["html"][:160] for node in violation["nodes"][:3]]
                found[f"{where}: {violation['id']}"] = at

    with (
        served(archive) as address,
        visit(browser, address, locale=locale, color_scheme=scheme) as page,
    ):
        look(page, "at first")
        ask(page, UNVEILED)
        page.locator("#hw-manage").click()
        page.locator(".hw-do[href='#hw-do-up-1']").click()
        for summary in page.locator(".hw-answer summary").all():
            summary.click()
        look(page, "an answer")
        page.set_viewport_size({"width": 390, "height": 844})
        look(page, "an answer on a telephone")
        page.set_viewport_size({"width": 1440, "height": 900})
        ask(page, "Who won the football world cup?", 2)
        look(page, "a refusal")
        page.locator("button[role=tab]").nth(1).click()
        page.locator(".hw-list").wait_for()
        look(page, "browsing")
        page.locator("button[role=tab]").nth(2).click()
        page.locator("#hw-files").wait_for()
        look(page, "adding")
        page.locator("button[role=tab]").nth(3).click()
        page.locator("#hw-trial").wait_for()
        look(page, "question sets")
        page.goto(f"{address}article/{archive.articles[3].id}")
        look(page, "an article")
        page.goto(f"{address}api/v1/docs")
        look(page, "the API")
    assert found == {}


def test_a_file_is_dropped_in_and_asked(browser: Browser, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "index")
    settings = Settings.load(
        index=tmp_path / "index",
        added=tmp_path / "added",
        feedback=tmp_path / "feedback.sqlite",
        encoders=("hashing",),
        generator="extractive",
        fetch_llm=False,
    )
    news = tmp_path / "灯塔.txt"
    news.write_text("灯塔图书馆迁址\n\n2024年3月5日，灯塔图书馆迁到梧桐路十二号。\n", "utf-8")
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"\x00\x01\x02" * 50)
    with (
        served(Archive.open(settings), settings=settings) as address,
        visit(browser, address) as page,
    ):
        page.locator("button[role=tab]", has_text=ZH.tab_add).click()
        page.locator("#hw-files input[type=file]").set_input_files([str(news), str(bad)])
        page.locator("#hw-read h2", has_text="坏.txt").wait_for()
        assert "灯塔图书馆迁址" in page.locator("#hw-read").inner_text()
        picture(page, "adding.png")
        page.locator("#hw-index").click()
        page.locator("#hw-read .hw-status", has_text="6").wait_for(timeout=60_000)
        page.locator("#hw-status", has_text="6 个版面").wait_for()
        page.locator("button[role=tab]", has_text=ZH.tab_ask).click()
        ask(page, "灯塔图书馆迁到了哪里？")
        assert "梧桐路十二号" in page.locator(".hw-answer").inner_text()


def test_a_question_set_is_run_and_its_report_opened(
    browser: Browser, built: Path, tmp_path: Path
) -> None:
    settings = Settings.load(
        index=built,
        runs=tmp_path / "runs",
        feedback=tmp_path / "feedback.sqlite",
        encoders=("hashing",),
        generator="extractive",
        fetch_llm=False,
    )
    with (
        served(Archive.open(settings), settings=settings) as address,
        visit(browser, address) as page,
    ):
        page.locator("button[role=tab]", has_text=ZH.tab_trials).click()
        page.locator("#hw-trial input[type=number]").fill("5")
        page.locator("#hw-start").click()
        page.locator("#hw-progress progress").wait_for()
        page.locator("#hw-reports a").wait_for(timeout=60_000)
        picture(page, "trials.png")
        page.goto(f"{address.rstrip('/')}{page.locator('#hw-reports a').get_attribute('href')}")
        assert "版面上" in page.locator("main").inner_text()
