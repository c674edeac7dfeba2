"""What a story tells point by point."""

from __future__ import annotations

import pytest

from rag.expected.points import announced, run_of, runs

MUSTS = (
    "全区召开会议。会议要求，要建好新馆，方便读者。要办好夜场，延长时间。要管好旧馆，留住记忆。"
    "会议强调，要抓落实。"
)
SUBHEADS = (
    "新馆开放\n□ 记者 周文\n馆长李敏指出，要办好新馆。\n以读者为先\n要延长开放的时间，多开夜场。\n"
    "以安全为本\n要查清每一处隐患，装好护栏。\n以环境为要\n要种好每一棵树，留住鸟鸣。\n新馆共有三层。"
)


def points(story: str) -> list[list[str]]:
    return [[story[a:b] for a, b in run.points] for run in runs(story)]


def test_sentences_that_begin_alike_are_a_run_which_an_introduction_ends() -> None:
    assert points(MUSTS) == [
        ["要建好新馆，方便读者。", "要办好夜场，延长时间。", "要管好旧馆，留住记忆。"]
    ]


def test_of_a_long_run_each_sentence_says_its_point_first() -> None:
    long = MUSTS.replace("方便读者", "方便读者" * 50)
    assert points(long) == [["要建好新馆", "要办好夜场", "要管好旧馆"]]


def test_subheads_are_a_run() -> None:
    assert points(SUBHEADS) == [["以读者为先", "以安全为本", "以环境为要"]]


def test_numbered_points_are_a_run_of_two() -> None:
    numbered = ["一是抓好进度，按时完工。", "二是抓好质量，不留隐患。"]
    assert points("".join(numbered)) == [numbered]
    assert len(points("第一，抓好进度。第二，抓好质量。")) == 1


def test_what_is_numbered_in_circles_is_a_run() -> None:
    story = "今年要办的实事\n①新建食堂 3 家 ②改造小区 14 个\n③扩建门诊楼\n政府作了报告。"
    assert points(story) == [["①新建食堂 3 家", "②改造小区 14 个", "③扩建门诊楼"]]
    assert run_of(story, "今年要办的实事", 0) is not None


def test_what_only_announces_the_points_is_none_of_them() -> None:
    story = (
        "会上强调，要抓好明年的重点。要以新馆为龙头，带动周边。"
        "要以夜场为抓手，方便读者。要以旧馆为底色。"
    )
    assert [p[:6] for p in points(story)[-1]] == ["要以新馆为龙", "要以夜场为抓", "要以旧馆为底"]
    best = run_of(story, "会上强调，要抓好明年的重点。", 0)
    assert best is not None
    assert len(best.points) == 3


def test_two_rows_in_circles_are_two_runs() -> None:
    assert len(points("实事①建馆 ②修路 ③种树\n大事①办会 ②开馆 ③通车\n")) == 2


def test_what_one_sentence_numbers_is_a_run_with_what_announces_it() -> None:
    story = "馆长李敏提出三点要求。一是开放要晒出来，贴在门口；二是藏书要多；三要听意见。李敏说。"
    run = run_of(story, "馆长李敏提出三点要求。", 3)
    assert run is not None
    assert [story[a:b] for a, b in run.points] == [
        "一是开放要晒出来，贴在门口",
        "二是藏书要多",
        "三要听意见",
    ]
    assert run_of(story, "馆长李敏提出三点要求。", 0, listed=True) == run
    assert run_of(MUSTS, "要办好夜场，延长时间。", 0, listed=True) is None


def test_lines_in_a_row_are_a_run_with_what_stands_before_them() -> None:
    story = (
        "夏天延长开放\n下列展馆延长开放，入馆须预约。\n东馆 9:00—22:00\n西馆 9:00—21:00\n"
        "南馆 9:00—20:30(周一闭馆)\n监督电话：64713309"
    )
    run = run_of(story, "下列展馆延长开放，入馆须预约。", 0, listed=True)
    assert run is not None
    assert [story[a:b][:2] for a, b in run.points] == ["东馆", "西馆", "南馆"]
    announced = "首批展馆及时间：\n东馆 9:00\n西馆 9:00\n南馆 9:00"
    assert [len(p) for p in points(announced)] == [3]


@pytest.mark.parametrize(
    "story",
    [
        "我们去看新馆了。我们借到书了。我们很高兴来。",
        "1.2万人前来报名。3.5万人参加比赛。",
        "一、二期工程完工。三、四期工程开工。",
        "",
        "馆长说，周一闭馆。读者来了。",
        "要建好新馆。要办好夜场。",
        "\n",
    ],
)
def test_no_run(story: str) -> None:
    assert points(story) == []


def test_a_sentence_has_the_run_that_it_announces_or_is_in_of_the_number_asked() -> None:
    announces = run_of(SUBHEADS, "馆长李敏指出，要办好新馆。", 3)
    assert announces is not None
    assert run_of(SUBHEADS, "馆长李敏指出，要办好新馆。", 4) is None
    assert run_of(SUBHEADS, "新馆共有三层。", 3) is None
    assert run_of(MUSTS, "要办好夜场，延长时间。", 0) is not None
    assert run_of(MUSTS, "不在文中。", 0) is None


def test_the_points_asked_for_may_have_to_end_alike() -> None:
    story = "会议提出，要打造读书地，多开夜场。要打造展览地，引进名作。要打造会客地，迎来远客。"
    assert run_of(story, "要打造展览地，引进名作。", 3, "地") is not None
    assert run_of(story, "要打造展览地，引进名作。", 3, "城") is None


def test_of_a_ranking_the_first_are_told() -> None:
    story = "新增企业排名\n星联大厦 146家\n双塔 121家\n智塔 118家\n绿洲 97家\n"
    found = run_of(story, "星联大厦 146家", 3, listed=True, ranked=True)
    assert found
    assert [story[a:b] for a, b in found.points] == ["星联大厦 146家", "双塔 121家", "智塔 118家"]
    assert run_of(story, "星联大厦 146家", 3, listed=True) is None
    mixed = story.replace("118", "190")
    assert run_of(mixed, "星联大厦 146家", 3, listed=True, ranked=True) is None


def test_a_headline_with_a_figure_is_none_of_its_rows() -> None:
    story = '"12345"满意度前五\n1 湖南路 97.2%\n2 康健 96.8%\n3 龙华 96.5%\n'
    found = run_of(story, '"12345"满意度前五', 0, listed=True)
    assert found
    assert len(found.points) == 3


def test_a_point_has_the_sentence_that_announces_it() -> None:
    story = "会上强调，要抓好明年的重点。要以新馆为龙头。要以夜场为抓手。要以旧馆为底色。散会。"
    at = announced(story, "要以夜场为抓手。")
    assert at
    assert story[slice(*at)] == "会上强调，要抓好明年的重点。"
    assert announced(story, "会上强调，要抓好明年的重点。") is None
    assert announced(story, "散会。") is None


def test_points_of_which_none_announces_the_others_are_all_points() -> None:
    story = "全会强调，要当好排头兵。要打好主动仗。要跑好接力赛。要种好责任田。全会指出，要抓。"
    assert run_of(story, "要打好主动仗。", 3) is None


def test_the_first_may_announce_as_many_as_are_asked_for() -> None:
    story = "全会强调，要全面推进。要当好排头兵。要打好主动仗。要跑好接力赛。全会指出，要抓落实。"
    found = run_of(story, "要打好主动仗。", 3)
    assert found
    assert [story[a:b] for a, b in found.points] == [
        "要当好排头兵。",
        "要打好主动仗。",
        "要跑好接力赛。",
    ]
