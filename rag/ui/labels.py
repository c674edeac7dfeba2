"""The page's own words, in Chinese and in English."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..errors import (
    ChecksumError,
    FeedbackError,
    GeneratorError,
    HuiwenError,
    IndexVersionError,
    LockedError,
    ModelError,
    QuestionError,
    SettingsError,
    SourceError,
)
from ..language import dates
from ..records import Intent, Language

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language; those with braces are filled in with `format`."""

    language: Language
    name: str
    motto: str
    languages: str
    question: str
    placeholder: str
    ask: str
    stop: str
    new: str
    greeting: str
    chat: str
    evidence: str
    no_evidence: str
    looking: str
    writing: str
    second_look: str
    empty: str
    too_long: str
    citation: str
    unverified: str
    near: str
    near_why: str
    covers: str
    gone: str
    understood: str
    as_of: str
    quoted: str
    written: str
    raw_page: str
    back: str
    issue: str
    total_issue: str
    page: str
    not_before: str
    undated: str
    dated: str
    holds: str
    answers_by: str
    searches_with: str
    fetching: str
    fetch_failed: str
    alone: str
    follow: str
    taken_alone: str
    period: str
    any_time: str
    any_time_chosen: str
    as_asked: str
    since: str
    until: str
    year: str
    copy: str
    retry: str
    edit: str
    up: str
    down: str
    why_verdict: str
    send: str
    thanks: str
    conversations: str
    unnamed: str
    manage: str
    rename: str
    conversation_name: str
    delete: str
    export: str
    ahead: str
    keys: str
    ask_what: str
    ask_who: str
    ask_when: str
    ask_author: str
    tab_ask: str
    tab_browse: str
    seek_words: str
    seek: str
    all_issues: str
    all_sections: str
    nothing_found: str
    found: str
    bar: str
    over_time: str
    all_years: str
    holds_articles: str
    too_long_words: str
    home: str
    cite: str
    mended: str
    as_it_is: str
    repaired: str
    scanned: str
    linked: str
    open_article: str
    previous: str
    next: str
    why_this: str
    scores: str
    scored_words: str
    comma: str
    tab_add: str
    add_files: str
    add_hint: str
    add_index: str
    stages: str
    indexing: str
    indexed: str
    tab_trials: str
    trials_hint: str
    question_set: str
    readers_set: str
    writer: str
    how_many: str
    start: str
    run_begins: str
    asked_so_far: str
    run_done: str
    reports: str
    no_thumbs: str
    no_article: str
    missing: str
    kind: str
    mended_quote: str
    shortened: str
    download: str
    one_line: str
    by_model: str

    def date(self, day: dt.date) -> str:
        if self.language == "zh":
            return dates.written(day)
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


LABELS: dict[Language, Labels] = {
    "zh": Labels(
        language="zh",
        name="汇问",
        motto="问报纸，每句话都有原文为证",
        languages="界面语言",
        question="问题",
        placeholder="用中文（简繁皆可）或英文提问",
        ask="提问",
        stop="停止",
        new="新对话",
        greeting="想知道报上说了什么？",
        chat="问答",
        evidence="出处",
        no_evidence=(
            "回答里的每个编号，都指向报纸上的原话。提问之后，原话和它所在的版面会出现在这里。"
        ),
        looking="正在翻阅报纸……",
        writing="还在往下写，先看已经核对过的……",
        second_look="请模型把这些段落再看一遍……",
        empty="还没有写问题。写下想知道的事，再按“提问”。",
        too_long="这个问题有 {length} 个字，最多 {most} 个。请用一两句话问一件事。",
        citation="出处",
        unverified="未经核实",
        near="最接近的段落",
        near_why="下面的段落与问题最接近，但没有回答它。",
        covers="这里收有{since}至{until}的报纸。",
        gone="这条出处属于较早的回答，已不在手边；再问一次就能看到。",
        understood="理解为：{question}",
        as_of="最新依据：{date}的报纸",
        quoted="摘录原文",
        written="{generator} 执笔，逐句核对过原文",
        raw_page="版面",
        back="回到回答",
        issue="第{n}期",
        total_issue="总第{n}期",
        page="第{n}版",
        not_before="不早于{date}",
        undated="日期未载",
        dated="“{words}”即{date}",
        holds="{files} 个版面，{articles} 篇报道，{passages} 个段落",
        answers_by="作答：{generator}",
        searches_with="检索：{encoders}",
        fetching="现在摘录原文作答；语言模型正在下载 {percent}%（{done} / {total} MB），"
        "好了会自动换上。",
        fetch_failed="语言模型没有下载成功，仍摘录原文作答。",
        alone="照字面再问",
        follow="接着上文问",
        taken_alone="没有接上文。",
        period="时间：{when}",
        any_time="不限",
        any_time_chosen="不限（你选的）",
        as_asked="照问题",
        since="{date}以来",
        until="截至{date}",
        year="{year}年",
        copy="复制",
        retry="重答",
        edit="改问题",
        up="有用",
        down="不对",
        why_verdict="说说为什么（可以不写）",
        send="送出",
        thanks="谢谢，记下了。",
        conversations="对话",
        unnamed="新的对话",
        manage="导出…",
        rename="改名",
        conversation_name="对话的名字",
        delete="删除",
        export="导出：",
        ahead="模型正忙，前面还有 {n} 个问题；已经核对过的先放在这里……",
        ask_what="“{title}”讲了什么？",
        ask_who="{name}是什么职务？",
        ask_when="“{title}”是哪天的事？",
        ask_author="“{title}”是谁写的？",
        keys="Enter 提问 · Shift+Enter 换行 · / 到问题框 · Esc 停止 · [ ] 上一条、下一条出处",
        tab_ask="问答",
        tab_browse="翻阅",
        seek_words="找词句，比如“人工智能”",
        seek="查找",
        all_issues="全部各期",
        all_sections="全部栏目",
        nothing_found="没有找到。换个说法，或者去掉日期和栏目的限制。",
        found="找到 {n} 篇",
        bar="{year}年：{n} 篇",
        over_time="各年篇数，点一年只看那年",
        all_years="全部各年",
        holds_articles="{n} 篇",
        too_long_words="要找的词句太长了，请用几个词。",
        home="← 回到汇问",
        cite="引用格式",
        mended="修补：{edits}",
        as_it_is="与原版一字不差，没有修补。",
        repaired="修补后",
        scanned="原版",
        linked="相关的报道",
        open_article="整篇报道与引用格式",
        previous="‹ 上一条",
        next="下一条 ›",
        why_this="为什么找到它",
        scores="相关 {score}（语义 {dense}，词语 {lexical}）",
        scored_words="命中：{words}",
        comma="、",
        tab_add="添加",
        add_files="文件",
        add_hint="把报纸的文件拖到这里（{kinds}），先看读出了什么，再编入索引。",
        add_index="编入索引",
        stages="读取 修补 向量 写入",
        indexing="{stage}：{done} / {total}",
        indexed="编好了 {n} 个文件，现在共有 {articles} 篇报道、{passages} 个段落，可以提问了。",
        tab_trials="题集",
        trials_hint="用一套写好答案的题考一考这里的回答：选题集，看进度，打开报告。",
        question_set="题集",
        readers_set="读者认为对的回答",
        writer="作答",
        how_many="题数",
        start="开始",
        run_begins="准备中……",
        asked_so_far="已答 {done} / {total} 题",
        run_done="问完了，报告在下面。",
        reports="报告",
        no_thumbs="还没有读者说哪个回答有用。",
        missing="没有找到这一问的答案：{question}",
        no_article="这里没有这篇报道；它所在的版面或许已经重新读过，请回到汇问再找。",
        download="下载 .{form}",
        one_line="一行文字",
        by_model="语言模型（没有就摘录原文）",
        kind="问的是：{kind}",
        mended_quote="引文修补过：接起了断开的字句，或略去了夹在中间的字，与版面不只差空白",
        shortened="有几项没有依据，已略去",
    ),
    "en": Labels(
        language="en",
        name="Huiwen",
        motto="Ask the paper; every sentence shows the words it came from",
        languages="Language of this page",
        question="Question",
        placeholder="Ask in Chinese or English",
        ask="Ask",
        stop="Stop",
        new="New",
        greeting="What did the paper say?",
        chat="Questions and answers",
        evidence="Evidence",
        no_evidence="Every number in an answer points at words of the paper. "
        "Once you have asked, those words and the page they stand on appear here.",
        looking="Leafing through the paper…",
        writing="Still at work; what stands here has been checked already…",
        second_look="The model takes a second look at these passages…",
        empty="There is no question yet. Type what you want to know, then press Ask.",
        too_long="That question has {length} characters; the most is {most}. "
        "Ask for one thing, in a sentence or two.",
        citation="Citation",
        unverified="not verified",
        near="Nearest passages",
        near_why="These come nearest to the question but do not answer it.",
        covers="The archive covers issues from {since} to {until}.",
        gone="That citation belongs to an early answer, no longer at hand; ask again to see it.",
        understood="Understood as: {question}",
        as_of="Newest issue cited: {date}",
        quoted="quoted from the page",
        written="written by {generator}, each sentence checked against the page",
        raw_page="The page",
        back="Back to the answer",
        issue="issue {n}",
        total_issue="whole number {n}",
        page="page {n}",
        not_before="not before {date}",
        undated="undated",
        dated="“{words}” is {date}",
        holds="{files} pages, {articles} articles, {passages} passages",
        answers_by="Answers: {generator}",
        searches_with="Search: {encoders}",
        fetching="Answers are quotations for now; the language model is being fetched, "
        "{percent}% ({done} of {total} MB), and takes over by itself.",
        fetch_failed="The language model could not be fetched; answers stay quotations.",
        alone="take it by itself",
        follow="as a follow-up",
        taken_alone="Taken by itself.",
        period="Time: {when}",
        any_time="any",
        any_time_chosen="any, as you chose",
        as_asked="as asked",
        since="since {date}",
        until="until {date}",
        year="{year}",
        copy="Copy",
        retry="Ask again",
        edit="Edit question",
        up="Helpful",
        down="Not right",
        why_verdict="Say why, if you like",
        send="Send",
        thanks="Thank you, noted.",
        conversations="Conversations",
        unnamed="New conversation",
        manage="Export…",
        rename="Rename",
        conversation_name="Name of the conversation",
        delete="Delete",
        export="Export as",
        ahead="The model is busy: {n} ahead of you. What stands here has been checked already…",
        ask_what="What does “{title}” say?",
        ask_who="What position does {name} hold?",
        ask_when="On which day was “{title}”?",
        ask_author="Who wrote “{title}”?",
        keys="Enter asks · Shift+Enter new line · / question box · Esc stops · "
        "[ ] previous, next citation",
        tab_ask="Ask",
        tab_browse="Browse",
        seek_words="Words to look for",
        seek="Search",
        all_issues="All issues",
        all_sections="All sections",
        nothing_found="Nothing was found. Try other words, or take the issue, section or year "
        "away.",
        found="{n} articles",
        bar="{year}: {n} articles",
        over_time="Articles by year; click one to see that year alone",
        all_years="All years",
        holds_articles="{n} articles",
        too_long_words="That is too long to look for; use a few words.",
        home="← Back to Huiwen",
        cite="Cite this article",
        mended="Mended: {edits}",
        as_it_is="Exactly as scanned; nothing was mended.",
        repaired="Repaired",
        scanned="As scanned",
        linked="Continued or repeated in",
        open_article="Whole article, how to cite it",
        previous="‹ Previous",
        next="Next ›",
        why_this="Why it was found",
        scores="Relevance {score} (meaning {dense}, words {lexical})",
        scored_words="Words: {words}",
        comma=", ",
        tab_add="Add",
        add_files="Files",
        add_hint="Drop the paper's files here ({kinds}), see what is read, then index them.",
        add_index="Index them",
        stages="reading mending embedding writing",
        indexing="{stage}: {done} of {total}",
        indexed="{n} files are in; the archive has {articles} articles in {passages} passages "
        "now. Ask away.",
        tab_trials="Question sets",
        trials_hint="Test the answers with questions whose answers are known: choose a "
        "set, watch it run, open the report.",
        question_set="Question set",
        readers_set="What readers found right",
        writer="Answers by",
        how_many="How many",
        start="Start",
        run_begins="Getting ready…",
        asked_so_far="{done} of {total} answered",
        run_done="Done; the report is below.",
        reports="Reports",
        no_thumbs="No reader has found an answer helpful yet.",
        missing="No answer was found to this part: {question}",
        no_article="There is no such article here; its page may have been read anew. "
        "Look for it in Huiwen.",
        download="download .{form}",
        one_line="One line",
        by_model="the language model, else quotations",
        kind="Asks for: {kind}",
        mended_quote="mended quote: it joins broken text or leaves out characters of the page, "
        "not only white space",
        shortened="unsupported items left out",
    ),
}

MENDED = "※"
"""Marks a citation whose quote was mended."""

KINDS: dict[Language, dict[Intent, str]] = {
    "zh": {
        "who": "谁",
        "when": "什么时候",
        "where": "哪里",
        "how many": "多少",
        "which": "哪些",
        "what": "什么",
        "said": "说了什么",
        "why": "为什么",
        "whether": "是不是",
        "compare": "前后对比",
        "timeline": "来龙去脉",
        "summarise": "大意",
        "contents": "登了什么",
    },
    "en": {
        "who": "who",
        "when": "when",
        "where": "where",
        "how many": "how many",
        "which": "which ones",
        "what": "what",
        "said": "what was said",
        "why": "why",
        "whether": "whether",
        "compare": "a comparison",
        "timeline": "a timeline",
        "summarise": "a summary",
        "contents": "what is in the paper",
    },
}
"""What each kind of question is called."""

RULES: dict[Language, dict[str, str]] = {
    "zh": {
        "space": "多余的空格",
        "blank line": "断开的段落",
        "line break": "断开的行",
        "furniture": "版面杂项",
        "markup": "标记符号",
        "stitch": "挪回原处的断句",
        "headline": "挪回原处的标题",
        "vertical": "竖排的字",
        "duplicate": "重复的字句",
    },
    "en": {
        "blank line": "broken paragraph",
        "line break": "broken line",
        "stitch": "sentence moved back",
        "headline": "headline moved back",
        "vertical": "vertical writing",
    },
}
"""What the rules of repair are called; a rule that is not here goes by its own name."""

TROUBLE: dict[type[HuiwenError], str] = {
    HuiwenError: "出了差错，这件事没有做成。",
    SettingsError: "有一项设置用不了，请告诉管理这里的人。",
    SourceError: "这个文件读不了：它可能是空的、坏的，或者不是能读的格式。",
    ModelError: "要用的模型不在这里，或者装不进来。",
    ChecksumError: "模型的文件与登记的不符，没有用它。",
    IndexVersionError: "索引打不开，需要重建：huiwen index。",
    LockedError: "索引正在由别的程序编写，请等它写完再试。",
    QuestionError: "这个问题没法问，请换一种问法。",
    FeedbackError: "你的意见没能记下来，请稍后再试。",
    GeneratorError: "语言模型没有写成，请看摘录的原文，或者再问一次。",
}
"""What a reader of Chinese is told of an error, whose own words are English."""
