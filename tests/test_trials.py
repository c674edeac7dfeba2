"""Question sets run from the page: the real `eval`, as the program it is."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import gradio as gr
import pytest

from rag.serving.feedback import Feedback
from rag.settings import Settings
from rag.ui import trials
from rag.ui.labels import LABELS

from . import reading_room as rr
from .test_page import Reader

ZH = LABELS["zh"]


@pytest.fixture
def room(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trials.Trials:
    monkeypatch.setenv("PYTHONPATH", str(rr.SEEDS.parent))
    monkeypatch.chdir(tmp_path)
    room = trials.Trials(
        settings.model_copy(
            update={"runs": tmp_path / "runs", "feedback": tmp_path / "feedback.sqlite"}
        )
    )
    with gr.Blocks():
        room.build()
    return room


def run(room: trials.Trials, name: str, limit: int) -> list[trials.View]:
    async def ask() -> list[trials.View]:
        return [view async for view in room.run(name, "extractive", limit, "zh")]

    return asyncio.run(asyncio.wait_for(ask(), 120))


def test_the_sets_of_eval_are_offered(room: trials.Trials) -> None:
    assert {"xuhui", "conversations"} <= set(trials.sets())
    choices = dict(room.speak("zh")[room.set]["choices"])
    assert choices["xuhui"] == "xuhui"
    assert choices[ZH.readers_set] == trials.READERS


def test_a_set_is_run_and_its_report_is_there(room: trials.Trials) -> None:
    views = run(room, "xuhui", 3)
    assert any("progress" in dict(Reader(view[room.told]).elements) for view in views)
    assert ZH.run_done in Reader(views[-1][room.told]).text
    (link,) = Reader(views[-1][room.reports]).having(target="_blank")
    report = room._settings.runs / Path(str(link["href"])).name
    assert "<main>" in report.read_text(encoding="utf-8")
    lines = report.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["run"]["count"] == len(lines) - 1 == 3


def test_what_readers_found_right_is_a_set(room: trials.Trials) -> None:
    refused = run(room, trials.READERS, 3)[-1]
    assert ZH.no_thumbs in Reader(refused[room.told]).text
    Feedback(room._settings.feedback).give("f1", rr.opening("模速空间是什么时候揭牌的？"), "up")
    assert ZH.run_done in Reader(run(room, trials.READERS, 3)[-1][room.told]).text


def test_what_fails_is_told(room: trials.Trials) -> None:
    room._sets["broken"] = Path("no-such-file.jsonl")
    last = run(room, "broken", 3)[-1]
    assert Reader(last[room.told]).having(role="alert")
    assert last[room.start]["visible"]


def test_a_run_that_is_stopped_leaves_no_program_behind(
    room: trials.Trials, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[asyncio.subprocess.Process] = []
    create = asyncio.create_subprocess_exec

    async def noted(*command: str, **how: object) -> asyncio.subprocess.Process:
        begun.append(await create(*command, **how))
        return begun[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)

    async def leave() -> None:
        views = room.run("xuhui", "extractive", None, "zh")
        await anext(views)
        await anext(views)
        await views.aclose()

    asyncio.run(asyncio.wait_for(leave(), 60))
    (program,) = begun
    assert program.returncode is not None


def test_settings_are_handed_on_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = Settings.load(index=tmp_path, encoders=("hashing", "x"), top_k=3, fetch_llm=False)
    for name, value in trials.environment(given).items():
        monkeypatch.setenv(name, value)
    assert Settings.load() == given
