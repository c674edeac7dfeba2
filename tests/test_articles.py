"""From a page to articles, passages and links: on small pages, one rule at a time."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading import articles
from rag.reading import lines as printed
from rag.reading.repair import RULES
from rag.records import Article, Source, Span, content_id, read_spans
from rag.retrieval import links

HEAD = "徐汇报\n\n第18期 总第1829期 本期16版\n\n2025年5月12日 星期一\n\n"
BRIDGE = (
    "5月10日上午，龙吴路跨河大桥主体结构贯通，建设单位负责人表示，大桥全长一千二百米，"
    "计划明年通车。大桥建成后，两岸居民过河时间将从半小时缩短到五分钟。施工方采用夜间吊装"
    "工艺，减少对航道的影响。"
)
CHOIR = (
    "昨日，社区合唱团在文化馆举行专场演出，六十位退休教师登台演唱。合唱团成立十年来，"
    "每周三次排练从不间断，团员平均年龄六十八岁。指挥李老师说，唱歌让大家的晚年生活更加充实。"
)


def read(raw: str, without: str = "") -> tuple[Article, ...]:
    return articles.read(Source("a.txt", raw, "0"), [r for r in RULES if r != without])


def stories(raw: str, without: str = "") -> list[Article]:
    return [a for a in read(raw, without) if a.kind == "story"]


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def test_a_sentence_cut_by_line_ends_is_whole_again() -> None:
    raw = f"大桥主体贯通\n\n□ 记者 王一\n\n{BRIDGE[:30]}\n\n{BRIDGE[30:44]}\n{BRIDGE[44:]}"
    (story,) = stories(raw)
    assert BRIDGE in story.text
    assert (story.title, story.byline) == ("大桥主体贯通", "记者 王一")
    assert {e.rule for e in story.edits} == {"line break", "blank line"}
    (apart,) = stories(raw, "blank line")
    assert BRIDGE[:30] + "\n" + BRIDGE[30:] in apart.text


def test_columns_that_interleave_are_stitched() -> None:
    cut, other = BRIDGE.index("五分钟") + 1, CHOIR.index("充实") + 1
    raw = page(
        "大桥主体贯通",
        "□ 记者 王一",
        BRIDGE[:cut],
        "合唱团举行专场演出",
        "□ 记者 李二",
        CHOIR[:other],
        BRIDGE[cut:],
        CHOIR[other:],
    )
    bridge, choir = stories(raw)
    assert BRIDGE in bridge.text
    assert CHOIR in choir.text
    assert "stitch" in {e.rule for e in bridge.edits}
    assert all(BRIDGE not in a.text for a in stories(raw, "stitch"))


def test_a_headline_that_stands_after_its_story() -> None:
    raw = page(
        "大桥主体贯通", "□ 记者 王一", BRIDGE, CHOIR, "社区合唱团举行专场演出", "□ 记者 李二"
    )
    bridge, choir = stories(raw)
    assert bridge.title == "大桥主体贯通"
    assert (choir.title, choir.byline) == ("社区合唱团举行专场演出", "记者 李二")
    assert choir.text.startswith("社区合唱团举行专场演出\n□ 记者 李二\n昨日")
    assert "headline" in {e.rule for e in choir.edits}


def test_a_headline_broken_in_two_and_one_of_two_lines() -> None:
    raw = page("社区合唱团举行专场演", "出迎来满堂喝彩", "□ 记者 李二", CHOIR)
    assert stories(raw)[0].title == "社区合唱团举行专场演出迎来满堂喝彩"
    raw = page("唱响金色晚年", "社区合唱团举行专场演出", "□ 记者 李二", CHOIR)
    (story,) = stories(raw)
    assert (story.title, story.subtitle) == ("唱响金色晚年", "社区合唱团举行专场演出")


def test_a_paragraph_printed_twice_is_told_once() -> None:
    raw = page("大桥主体贯通", "□ 记者 王一", BRIDGE, BRIDGE, "（来源：区建委）")
    (story,) = stories(raw)
    assert story.text.count("夜间吊装") == 1
    assert story.source_credit == "区建委"
    doubled = [e.span for e in story.edits if e.rule == "duplicate"]
    assert sum(span.end - span.start for span in doubled) == len(BRIDGE)
    assert stories(raw, "duplicate")[0].text.count("夜间吊装") == 2


def test_a_copy_may_be_misread_but_not_say_something_else() -> None:
    misread = BRIDGE.replace("夜间吊装", "夜问吊装")
    assert stories(page("龙吴路大桥贯通", BRIDGE, misread))[0].text.count("吊装") == 1
    for other in (BRIDGE.replace("一千二百", "一千三百"), BRIDGE.replace("夜间吊装", "整体顶推")):
        assert stories(page("龙吴路大桥贯通", BRIDGE, other))[0].text.count("5月10日上午") == 2


@pytest.mark.parametrize(
    "line",
    [
        "今日（8月18日）出版的《人民日报》、",
        "中新网8月19日电 2023年8月9日",
        "由区科学技术协会主办",
        "自2022年3月25日起至2024年12月31日期间",
        "气象台发出台风警报",
    ],
)
def test_a_line_of_a_story_is_no_masthead(line: str) -> None:
    read_of = [a.kind for a in read(page(HEAD.strip(), BRIDGE, line, CHOIR)) if line in a.text]
    assert read_of == ["story"]


def test_a_unit_on_the_next_line_is_no_list_of_headlines() -> None:
    raw = page(
        HEAD.strip(),
        "12 钱学森博物馆焕新开放",
        "现代、古典、民谣、击乐......8",
        "月27日，乐团登台。" + CHOIR,
    )
    assert [a.title for a in read(raw) if a.kind == "contents"] == ["钱学森博物馆焕新开放"]


def test_a_masthead_and_its_list_at_the_foot_of_a_page() -> None:
    foot = page("徐汇报", "2025年5月", "12", "星期一 乙巳年四月十五", "第18期 总第1829期")
    listed = page("钱学森博物馆焕新开放 详见2版", "职工技能大赛今起报名 >>11版")
    found = read(page("龙吴路大桥贯通", BRIDGE, foot, listed))
    assert [(a.kind, a.page) for a in found if a.kind != "masthead"] == [
        ("contents", 2),
        ("contents", 11),
        ("story", None),
    ]
    assert "12" in found[0].text.split("\n")


def test_a_long_line_is_the_next_headline_a_short_one_a_subhead() -> None:
    long, short = "退休教师合唱团十年坚持排练登上文化馆舞台", "大桥全长一千二百米"
    assert [a.title for a in stories(page("龙吴路大桥贯通", BRIDGE, long, CHOIR))] == [
        "龙吴路大桥贯通",
        long,
    ]
    (story,) = stories(page("龙吴路大桥贯通", BRIDGE, short, "大桥" + BRIDGE[10:60] + "。"))
    assert short in story.text


def test_a_short_line_whose_words_a_dated_text_has_is_a_headline_no_subhead() -> None:
    lead = "12月13日，第五届合唱大赛决赛在文化馆举行，三十支合唱团登台，大桥建设者也来了。"
    found = stories(page("龙吴路大桥贯通", "□ 记者 王一", BRIDGE, "第五届合唱大赛落幕", lead))
    assert [story.title for story in found] == ["龙吴路大桥贯通", "第五届合唱大赛落幕"]
    built = "2021年3月5日，龙吴路大桥开工，三年来建设者克服困难推进大桥建设。"
    opens = "2024年9月1日，龙吴路大桥将正式通车，市民过江更方便。"
    sections = ("建设历程", built, "通车时间", opens)
    (story,) = stories(page("龙吴路大桥贯通", "□ 记者 王一", BRIDGE, *sections))
    assert "建设历程" in story.text


LINES = ("东馆 9:00—22:00", "西馆 9:00—21:00(周一闭馆)", "南馆 9:00—20:30")


@pytest.mark.parametrize(
    "above",
    [
        "夏天到了，下列展馆延长开放，入馆须预约。",
        "夏天到了，不少展馆延长开放，首批及时间：",
        "",
    ],
)
def test_a_list_of_lines_belongs_to_its_notice_line_by_line(above: str) -> None:
    found = stories(page("三座展馆延长开放", above, *LINES))
    assert [story.title for story in found] == ["三座展馆延长开放"]
    assert found[0].text.split("\n")[-3:] == [*LINES]


def test_a_list_has_lines_of_other_forms_and_a_telephone_at_its_end() -> None:
    lines = (LINES[0], "北馆 全年开放", *LINES[1:], "咨询电话：58610932")
    found = stories(page("三座展馆延长开放", *lines, "大桥主体贯通", "□ 记者 王一", BRIDGE))
    assert [story.title for story in found] == ["三座展馆延长开放", "大桥主体贯通"]
    assert found[0].text.split("\n")[-5:] == [*lines]


def test_a_headline_after_a_list_is_none_of_its_lines() -> None:
    raw = page("三座展馆延长开放", *LINES, "大桥：主体贯通", "□ 记者 王一", BRIDGE)
    assert [story.title for story in stories(raw)] == ["三座展馆延长开放", "大桥：主体贯通"]


def test_a_text_of_the_web_has_its_own_day_where_no_masthead_says_one() -> None:
    (story,) = read(f"2025-05-12 08:30，正文：{BRIDGE}")
    assert story.date == dt.date(2025, 5, 12)
    assert story.dates[0].start == dt.date(2025, 5, 10)  # 5月10日, of that year
    assert {a.date for a in read(page(HEAD, f"2024-01-02 08:30，正文：{BRIDGE}"))} == {
        dt.date(2025, 5, 12)
    }


def test_masthead_and_contents_are_citable() -> None:
    raw = HEAD + page("12 钱学森博物馆焕新开放", "专场演出周末开锣 详见5版", "大桥主体贯通", BRIDGE)
    masthead, first, second, story = read(raw)
    assert (masthead.kind, masthead.title) == ("masthead", "徐汇报")
    assert (first.kind, first.title, first.page) == ("contents", "钱学森博物馆焕新开放", 12)
    assert (second.kind, second.title, second.page) == ("contents", "专场演出周末开锣", 5)
    assert (story.title, story.date) == ("大桥主体贯通", dt.date(2025, 5, 12))
    assert (story.issue, story.total_issue, story.pages) == (18, 1829, 16)


@pytest.mark.parametrize(
    "head",
    [
        "2023年10月2日 星期一 ｜ 第40期 總第1746期 ｜ 本期8版",
        "总第1746期\n\n第40期\n\n本期8版\n\n二〇二三年十月二日",
        "NEWS DAILY\n\n今日8版  2023-10-02  第40号 总1746号",
        "癸卯年八月十八\n星期一\n2023 年\n10 月 2 日\n本期 8 版\n第 40 期\n（总第 1746 期）",
    ],
)
def test_mastheads_of_other_papers(head: str) -> None:
    (story,) = stories(f"{head}\n\n大桥主体贯通\n\n{BRIDGE}")
    assert (story.date, story.issue, story.total_issue) == (dt.date(2023, 10, 2), 40, 1746)
    assert (story.pages, story.title) == (8, "大桥主体贯通")


def test_an_old_paper_has_its_numbers_in_words() -> None:
    head = """
碇 門 報\n\nDINGMEN BAO\n\n一九九九年八月二十日　星期五\n\n己卯年七月初十\n
第一百六十六期(總第二〇七一期)　今日四版\n\n碇報登字第〇一七號　零售每份三角\n
社址:碇門縣鼓山路廿二號　電話:六二二七一四八\n\n三版 汐浦縣來我縣學夾苗
"""
    contents, story = (
        a for a in read(page(head.strip(), "大桥主体贯通", BRIDGE)) if a.kind != "masthead"
    )
    assert (story.title, story.date) == ("大桥主体贯通", dt.date(1999, 8, 20))
    assert (story.issue, story.total_issue, story.pages) == (166, 2071, 4)
    assert (contents.kind, contents.page) == ("contents", 3)


@pytest.mark.parametrize(
    "head",
    [
        "2025.06.05 THU 要闻 · 经济 01—02\n\n总第3318号 CN(州)内-013",
        "中共岚渡市委机关报\n\n2025年6月5日\n\n星期四",
        "06 文化教育\n\n2025/6/5 星期四\n\n主編：白曉嵐 編輯：尤佳 電話：5523118",
    ],
)
def test_lines_of_mastheads(head: str) -> None:
    (story,) = stories(f"{head}\n\n大桥主体贯通\n\n{BRIDGE}")
    assert (story.title, story.date) == ("大桥主体贯通", dt.date(2025, 6, 5))


def test_a_column_of_the_paper_has_a_number_of_its_own() -> None:
    (story,) = stories(page(HEAD.strip(), "党史故事", "第八期", BRIDGE))
    assert story.issue == 18


def test_a_folio_gives_page_and_section() -> None:
    (story,) = stories(f"A02 要闻\n\n大桥主体贯通\n\n{BRIDGE}")
    assert (story.page, story.section) == (2, "要闻")


@pytest.mark.parametrize(
    "line",
    [
        "徐匯報 2022年11月14日 星期一 第2版 要闻 責任編輯 方志成 版式 林秋",
        "2022年11月14日 星期一 责任编辑 张三 版式 李小四 第02版 要闻",
        "2022年11月14日 星期一 | 责任编辑 张三 | 要闻 | 02版",
        "2022年11月14日 星期一 A02 要闻",
    ],
)
def test_the_running_line_of_an_inner_page_is_its_masthead(line: str) -> None:
    for raw in (page("大桥主体贯通", BRIDGE, line), page(line, "大桥主体贯通", BRIDGE)):
        (story,) = stories(raw)
        assert (story.title, story.date) == ("大桥主体贯通", dt.date(2022, 11, 14))
        assert (story.page, story.section) == (2, "要闻")


@pytest.mark.parametrize(
    "line",
    ["工业 设计大赛", "消防 检查大行动", "疫苗 B12 接种", "《论语》 第3版", "要闻 | 区委全会"],
)
def test_what_a_running_line_has_makes_none_without_a_date(line: str) -> None:
    found = read(page(HEAD.strip(), "大桥主体贯通", BRIDGE, line, "□ 记者 王一", CHOIR))
    assert not any(line in a.text for a in found if a.kind == "masthead")
    assert {a.section for a in found} == {""}


@pytest.mark.parametrize(
    "line",
    [
        "A2 要闻 2022年11月14日 星期一",
        "02版 要闻 2022年11月14日 星期一 责任编辑：张三 电子邮箱：abc@example.org",
        "2 要闻\n\n2022年11月14日 星期一 责任编辑 卫岚 电话 5550 1088",
    ],
)
def test_a_running_line_may_begin_with_its_page(line: str) -> None:
    (story,) = stories(page(line, "大桥主体贯通", BRIDGE))
    assert (story.title, story.date) == ("大桥主体贯通", dt.date(2022, 11, 14))
    assert (story.page, story.section) == (2, "要闻")


@pytest.mark.parametrize(
    "licence",
    [
        "浙内准字第 K037 号",
        "苏新出准印JS-S157号",
        "沪内资准字(2020)第012号",
        "连续性内部资料出版物 准印证号：川A-039",
        "中共某某县委主管 某某县融媒体中心主办",
        "某某区融媒体中心 主办",
        "新闻热线 021-54190733",
        "新闻热线：5550 1088 邮箱：abc@example.org",
    ],
)
def test_the_imprint_of_other_papers(licence: str) -> None:
    for head in (page(licence, HEAD.strip()), page(HEAD.strip(), licence)):
        masthead, story = read(page(head, "大桥主体贯通", BRIDGE))
        assert licence.split(maxsplit=1)[0] in masthead.text
        assert (story.title, story.issue, story.date) == ("大桥主体贯通", 18, dt.date(2025, 5, 12))


@pytest.mark.parametrize("tail", ["", " / 新聞熱線 021-65551234"])
def test_an_imprint_of_one_line(tail: str) -> None:
    line = f"浙內準字第 K037 號 / 第19期(總第1256期) / 2024年5月20日 星期一{tail}"
    (story,) = stories(page("嵐 溪 報", line, "大桥主体贯通", BRIDGE))
    assert (story.issue, story.total_issue, story.date) == (19, 1256, dt.date(2024, 5, 20))


def test_a_listed_headline_may_have_a_comma() -> None:
    listed = page("3 高考查分时间表", "6)老剧场要修了,想听听您的意见", "08 春夏之交,蕨菜怎么吃")
    found = read(page(HEAD.strip(), listed, "大桥主体贯通", BRIDGE))
    assert [a.page for a in found if a.kind == "contents"] == [3, 6, 8]


@pytest.mark.parametrize(
    "lines",
    [
        ("7 项举措", "2025年5月12日 星期一"),
        ("1、打开窗户，通风换气", "2、勤洗手，戴口罩", "3、多喝水，早休息"),
        ("国药准字H20053012",),
        ("邮箱：abc@example.org", "邮编：200030"),
    ],
)
def test_what_looks_like_an_imprint_or_a_list_is_text(lines: tuple[str, ...]) -> None:
    found = read(page(HEAD.strip(), "大桥主体贯通", BRIDGE, "健康", *lines, CHOIR))
    assert all(lines[0] not in a.text for a in found if a.kind != "story")


def test_a_day_and_its_weekday_name_no_page() -> None:
    assert {a.page for a in read(page("12 星期一", HEAD.strip(), "大桥主体贯通", BRIDGE))} == {None}


@pytest.mark.parametrize("last", ["1 东湾队", "100路 晚班 9"])
def test_a_table_at_the_foot_is_no_list_of_headlines(last: str) -> None:
    found = read(page(HEAD.strip(), "大桥主体贯通", BRIDGE, "专版 赛事排名", "2 西湾队", last))
    assert not [a for a in found if a.kind == "contents"]


@pytest.mark.parametrize("name", ["导读\n\n", ""])
def test_a_list_at_the_foot_under_no_masthead(name: str) -> None:
    listed = page("2版 冬季取暖安全提示", "6版 2418名考生赴考，考点在这里")
    found = read(page(HEAD.strip(), "大桥主体贯通", BRIDGE, name + listed))
    assert [(a.page, a.title) for a in found if a.kind == "contents" and a.page] == [
        (2, "冬季取暖安全提示"),
        (6, "2418名考生赴考，考点在这里"),
    ]
    assert [a.text for a in found if a.kind == "story"] == [f"大桥主体贯通\n{BRIDGE}"]


def test_a_page_named_after_a_headline_is_no_folio() -> None:
    found = read(page(HEAD.strip(), "钱学森博物馆焕新开放 第3版", "大桥主体贯通", BRIDGE))
    assert [(a.title, a.page) for a in found if a.kind == "contents"] == [
        ("钱学森博物馆焕新开放", 3)
    ]


def test_boxes_and_captions() -> None:
    raw = page(CHOIR, "图片新闻", "图为市民在江边散步，享受春日", "徐宣 摄影报道")
    caption = next(a for a in read(raw) if a.kind == "caption")
    assert (caption.title, caption.section) == ("图片新闻", "图片新闻")
    assert caption.text.endswith("徐宣 摄影报道")


def test_a_byline_in_brackets() -> None:
    assert stories(page("大桥贯通", BRIDGE, "（记者 王一 李二）"))[0].byline == "记者 王一 李二"
    assert stories(page("大桥贯通", BRIDGE + "（通讯员 张三）"))[0].byline == "通讯员 张三"


def test_the_words_of_an_english_text_stay_apart() -> None:
    (story,) = stories("The bridge over the river was\nclosed on Monday, and it will\nreopen soon.")
    assert "was\nclosed" in story.text


def test_passages_are_whole_sentences_of_one_article() -> None:
    raw = page("大桥主体贯通", "□ 记者 王一", BRIDGE, CHOIR)
    source = Source("a.txt", raw, "0")
    for article in articles.read(source):
        found = articles.passages(article, source, 80)
        assert [p.position for p in found] == list(range(len(found)))
        assert all(len(p.text) <= 80 for p in found)
        assert all(read_spans(raw, p.spans) == p.text for p in found)
        joined = "".join(p.text for p in found)
        assert "".join(joined.split()) == "".join(article.text.split())
        assert all(p.text[-1] in "。一" for p in found)
        assert {d for p in found for d in p.dates} == set(article.dates)


def test_a_long_sentence_is_cut_at_a_clause() -> None:
    raw = "甲" * 30 + "，" + "乙" * 30 + "，" + "丙" * 200
    source = Source("a.txt", raw, "0")
    (article,) = articles.read(source)
    found = [p.text for p in articles.passages(article, source, 50)]
    assert found[0] == "甲" * 30 + "，"
    assert max(map(len, found)) <= 50
    assert "".join(found) == raw


# What must hold on any page


def sound(raw: str) -> None:
    source = Source("a.txt", raw, "0")
    found = articles.read(source)
    owned: Counter[int] = Counter()
    for article in found:
        assert read_spans(raw, article.spans) == article.text
        assert article.id == content_id("0", "a.txt", article.spans)
        owned.update(i for a, b in article.spans for i in range(a, b) if not raw[i].isspace())
        assert all(0 <= d.span.start < d.span.end <= len(raw) for d in article.dates)
        for passage in articles.passages(article, source, 60):
            assert read_spans(raw, passage.spans) == passage.text
            assert 0 < len(passage.text) <= 60
    assert all(count == 1 for count in owned.values())
    removed = {"furniture", "markup", "duplicate"}
    gone = {i for a in found for e in a.edits if e.rule in removed for i in range(*e.span)}
    for i, c in enumerate(raw):
        if not c.isspace() and i not in owned:
            assert i in gone or _outside(found, i)
    for article in found:
        links.bands(links.shingles(article))
        links.ends(article)


def _outside(found: tuple[Article, ...], i: int) -> bool:
    """Furniture stands between articles and is no article's edit."""
    return not any(Span(a, b).start <= i < b for f in found for a, b in f.spans)


PIECES = [
    *(
        "。",
        "，",
        "、",
        "\n",
        "\n\n",
        "\n\n\n",
        " ",
        "　　",
        "”",
        "“",
        "《",
        "》",
        "(",
        "）",
        "**",
        "# ",
    ),
    *(
        "记者 王一",
        "□ 记者 李二",
        "（来源：新华社）",
        "图片新闻",
        "(下转第2版)",
        "（上接第1版）",
        "大\n字\n新\n闻",
    ),
    *(
        "2025年5月12日",
        "星期一",
        "第18期",
        "总第1829期",
        "本期16版",
        "徐汇报",
        "12 博物馆开放",
        "徐汇通 APP",
    ),
    *(
        BRIDGE[:30],
        BRIDGE[30:],
        CHOIR[:25],
        CHOIR[25:],
        "大桥主体贯通",
        "\ufeff",
        "\r\n",
        "\x0b",
        "a b",
        "1 2",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_page_is_read_soundly(raw: str) -> None:
    sound(raw)


@given(st.text(max_size=60))
def test_any_text_is_read_soundly(raw: str) -> None:
    sound(raw)


def test_a_listed_page_may_have_any_letter() -> None:
    assert printed.listed_page("V6 钱学森博物馆焕新开放") == 6
    assert printed.listed_page("钱学森博物馆焕新开放 …… A12版") == 12


def test_a_line_like_an_imprint_that_ends_a_sentence_is_text() -> None:
    said = BRIDGE + "主编表示，这份杂志面向全区居民，\n\n每双月10日出版\n"
    raw = HEAD + "区里办起一份新杂志\n□ 记者 王娟\n" + said
    assert "面向全区居民，每双月10日出版" in read(raw)[-1].text.replace("\n", "")


@pytest.mark.parametrize(
    "closing", ["(杜 蘅)", "(祁玥)", "(宁 可 池 语)", "（通讯员 佟 舟）", "(区人大办)", "(体 文)"]
)
def test_names_in_brackets_close_a_story(closing: str) -> None:
    raw = page(HEAD, "东港大桥主体贯通", BRIDGE, closing, "社区合唱团招新", CHOIR)
    assert [a.title for a in stories(raw)] == ["东港大桥主体贯通", "社区合唱团招新"]
    assert stories(raw)[0].byline.replace(" ", "") == closing.strip("()（）").replace(" ", "")


@pytest.mark.parametrize(
    "line",
    [
        "(试行)",
        "(草案)",
        "(图片新闻)",
        "(全文完)",
        "(上)",
        "(一)",
        "(截至9月14日)",
        "(附图)",
        "（掌声）",
    ],
)
def test_other_words_in_brackets_close_none(line: str) -> None:
    assert not printed.closing(line)


@pytest.mark.parametrize("note", ["（小小说）", "（组诗）", "（徐汇区）", "（一等奖）"])
def test_what_stands_under_a_title_closes_no_story(note: str) -> None:
    raw = page(HEAD, "社区合唱团举行演出", CHOIR, "父亲的旧船", note, "□ 王一", BRIDGE)
    assert [a.title for a in stories(raw)] == ["社区合唱团举行演出", "父亲的旧船"]


def test_names_of_winners_stay_under_their_prizes() -> None:
    names = ("征文获奖名单", "（一等奖）", "王一 李二 张三", "（二等奖）", "赵四 钱五 孙六")
    text = "\n".join(a.text for a in stories(page(HEAD, "大桥贯通", BRIDGE, *names)))
    bare, wanted = text.replace(" ", ""), [name.replace(" ", "") for name in names]
    places = [bare.index(name) for name in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "line",
    [
        *("统筹推进", "视觉盛宴", "视觉障碍者", "统筹协调", "第3、4号线", "第12-15号楼"),
        *("15日 星期四 晴", "邮编：200030", "微信：longwu88", "新址：虹漕路88号"),
        *("报名网址 上海人才网", "派出所新址：虹漕路88号", "主管 教育的副区长调研"),
    ],
)
def test_lines_of_notices_and_headlines_are_no_mastheads(line: str) -> None:
    assert printed.kind(line) != "masthead"


def test_the_days_of_a_calendar_stay_in_it() -> None:
    days = ("15日 星期四\n图书馆举办亲子阅读", "16日 星期五\n文化馆放映老电影")
    raw = page(HEAD, "大桥贯通", BRIDGE, "一周活动预告", "本周活动安排如下：", *days)
    text = "".join(a.text for a in stories(raw))
    assert "15日 星期四" in text
    assert "16日 星期五" in text


def test_the_day_under_its_month_is_of_the_masthead() -> None:
    raw = page("乡讯版", "青崖新报", "2020年9月\n25日 星期五", "总第1032期", "大桥贯通", BRIDGE)
    assert read(raw)[0].date == dt.date(2020, 9, 25)


def test_numbers_behind_bullets_are_no_pages() -> None:
    raw = page(
        HEAD, "龙吴路大桥贯通", "● 3 个工作日办结", "● 5 项服务上门", "● 8 类人员免费", BRIDGE
    )
    assert not [a for a in read(raw) if a.kind == "contents"]
    assert stories(raw)[0].title == "龙吴路大桥贯通"


@pytest.mark.parametrize("line", ["市民王大爷说", "夜间作业时间为", "5月10日上午"])
def test_what_leads_into_a_long_line_is_no_headline(line: str) -> None:
    raw = page(HEAD, "龙吴路大桥贯通", "□ 记者 王一", BRIDGE, f"{line}\n{CHOIR}")
    assert [a.title for a in stories(raw)] == ["龙吴路大桥贯通"]


def test_a_line_that_ends_with_who_provides_is_no_credit() -> None:
    said = "5月10日，食堂开张，主要为\n附近居民和老年人 提供\n午餐和晚餐，每份十五元。"
    text = stories(page(HEAD, "食堂开张", said))[0].text.replace(" ", "")
    assert "主要为附近居民和老年人提供午餐和晚餐" in text


@pytest.mark.parametrize("line", ["图/视觉中国 文/王一", "记者 王一 编辑 李二 校对 张三"])
def test_a_byline_may_name_who_read_the_proofs(line: str) -> None:
    assert printed.kind(line) == "byline"


@pytest.mark.parametrize("line", ["据了解，大桥明年通车", "大桥通车后，居民很高兴"])
def test_a_statement_above_a_headline_is_none(line: str) -> None:
    raw = page(HEAD, "东港大桥贯通", BRIDGE, line, "社区合唱团举行演出", "□ 记者 李二", CHOIR)
    assert [a.title for a in stories(raw)] == ["东港大桥贯通", "社区合唱团举行演出"]


def test_headlines_with_figures_under_a_story_are_no_table() -> None:
    briefs = ("社区食堂 新增12家", "老年学堂 扩容30%", "公园绿地 新增5处")
    raw = page(HEAD, "龙吴路大桥贯通", BRIDGE, *briefs, CHOIR)
    assert len(stories(raw)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "邮编 200030 零售每份0.50元",
        "海棠湾之窗 http://www.htwnews.net",
        "数字报:www.htwb.cn 微信公众号:海棠湾发布",
        "本报地址:灯塔路66号 邮编547310",
        "第20、21期合刊",
        "總第545、546期",
        "今日6版(含开渔特刊2版)",
        "戊戌年五月廿九 明日六月初一",
        "主管 主办 中共青崖县委宣传部",
        "本期責編 卜凡 校对 温如玉",
        "责编 关咏诗 版面设计 许敏",
        "编辑 齐 冉 校对 沈 约",
    ],
)
def test_more_lines_of_mastheads(line: str) -> None:
    assert printed.kind(line) == "masthead"


def test_a_date_in_pieces_under_another_line() -> None:
    raw = page(
        "今日8版", "2017年11月", "3", "星期五 农历丁酉年九月十五", "海棠湾报", "大桥贯通", BRIDGE
    )
    assert read(raw)[0].date == dt.date(2017, 11, 3)


def test_two_numbers_of_one_issue() -> None:
    head = read(page("第20、21期合刊", "总第545、546期", "2014年5月23日 星期五", BRIDGE))[0]
    assert (head.issue, head.total_issue) == (20, 545)


def test_a_list_at_the_foot_above_the_editors() -> None:
    raw = page(HEAD, "大桥贯通", BRIDGE, "今日看点", "二版 夜市摊主的一天", "三版 副刊灯塔的故事")
    found = read(raw + "\n\n责编 卜 凡 视觉 齐 冉")
    assert [a.page for a in found if a.kind == "contents"] == [None, 2, 3]
    assert "视觉" in found[0].text


@pytest.mark.parametrize(
    "table",
    [
        ("单位 金牌 银牌 铜牌", "白鹭港街道 23 18 20", "汐山镇 19 21 14", "区教育局 17 9 16"),
        ("名次 街镇 得分", "1 湖南路街道 91.4", "2 天平路街道 90.8", "3 康健街道 88.9"),
        ("青菜 2.80 2.20", "猪肉(后腿) 17.8 去年同日 13.2", "鸡蛋 4.60 持平"),
        ("男子组", "1 基普(肯尼亚) 1:05:42", "2 高原 1:07:10", "女子组", "1 苏荷 1:16:08"),
        ("1.老旧住宅加装电梯120台", "2.新增社区托育600个", "3.新建社区食堂8家"),
        ("青菜1.80 土豆1.35 鸡蛋4.90 五花肉14.50",),
    ],
)
def test_a_table_belongs_to_its_headline_row_by_row(table: tuple[str, ...]) -> None:
    raw = page(HEAD, "东港大桥主体贯通", BRIDGE, "一周榜单", "(截至9月14日)", *table)
    last = stories(raw)[-1]
    assert last.title == "一周榜单"
    assert last.text.splitlines() == ["一周榜单", "(截至9月14日)", *table]


def test_a_headline_closely_above_its_dispatch_is_one() -> None:
    raw = page(HEAD, "东港大桥主体贯通", BRIDGE) + "\n\n社区合唱团招新\n本报讯 " + CHOIR
    assert stories(raw)[-1].title == "社区合唱团招新"


def test_the_first_of_two_headlines_may_have_a_comma() -> None:
    raw = page(HEAD, "休渔百日,渔港重闻汽笛", "千艘渔船出海", "□本报记者 骆小川 费 敏", BRIDGE)
    [story] = stories(raw)
    assert (story.title, story.subtitle) == ("休渔百日,渔港重闻汽笛", "千艘渔船出海")
    assert story.byline == "本报记者 骆小川 费 敏"


def test_a_caption_ends_with_its_photographer() -> None:
    caption = "▲图为昨天下午,渔民在船头挂起红绸。 本报记者 鲍 磊 摄"
    raw = page(HEAD, "东港大桥主体贯通", BRIDGE, caption, "一周菜价", "青菜1.80 土豆1.35 鸡蛋4.90")
    assert stories(raw)[-1].title == "一周菜价"


@pytest.mark.parametrize(
    "listed",
    [
        ("02版 家庭医生签约十年", "06版 高铁新城再添一校"),
        ("秋粮丰收在望 第二版", "周末妈妈 第三版", "山上访古碑 第四版"),
        ("■ 厕所改造完成15.8万户 >>3版", "■ 蔬菜大棚注意加固 >>8版"),
    ],
)
def test_a_list_with_a_name_may_stand_among_the_stories(listed: tuple[str, ...]) -> None:
    raw = page(HEAD, "大桥贯通", BRIDGE, "导读", *listed, "社区合唱团招新", CHOIR)
    found = [a for a in read(raw) if a.kind == "contents"]
    assert len(found) == 1 + len(listed)
    assert all(a.page for a in found[1:])
    assert not any(a.title.endswith("版") for a in found)
    assert "版" not in "".join(a.text for a in read(raw) if a.kind == "story")


@pytest.mark.parametrize(
    "line", ["总编辑 梁爱国", "县融媒体中心出版 总编辑 田晓禾", "准印证号:JL08—0216"]
)
def test_who_edits_the_paper_is_of_its_masthead(line: str) -> None:
    assert printed.kind(line) == "masthead"
