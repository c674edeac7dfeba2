"""The words of a report. In English they are written where they stand; here they are in Chinese."""

from __future__ import annotations

from rag.records import Language


class Words:
    """Says what a report says in English, in the language of its reader."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, english: str, **filled: object) -> str:
        """The phrase, its braces filled in; one that has no translation is a name and stays."""
        said = ZH.get(english, english) if self.language == "zh" else english
        return said.format(**filled) if filled else said


ZH = {
    # outcomes and their names
    "right": "答对",
    "refused": "拒答得当",
    "missed": "不该拒答",
    "wrong": "答错",
    "invented": "无中生有",
    "answered, right": "答了，答对",
    "refused, rightly": "拒答，应当如此",
    "refused, though the pages tell": "拒答，其实版面上有",
    "answered, wrong": "答了，答错",
    "answered, though the pages do not tell": "答了，其实版面上没有",
    # figures
    "accuracy": "正确率",
    "right when answered": "作答时的正确率",
    "refusal F1": "拒答 F1",
    "refusal recall": "拒答召回率",
    "citation validity": "引文有效率",
    "citation precision": "引文准确率",
    "evidence recall": "依据召回率",
    "cited sentences": "有引文的句子",
    "character F1": "字符 F1",
    "recall@10": "召回率@10",
    "nDCG@10": "nDCG@10",
    "misled": "受误导",
    "of all questions: answered right, or rightly refused": "全部题目中，答对或拒答得当的",
    "of the questions it answered": "作答的题目中",
    "refusing what the pages do not tell, and nothing else": "版面上没有的就拒答，别的都不拒答",
    "of the questions the pages do not answer": "版面上没有答案的题目中",
    "of citations: their words stand where they point": "引文中，所指之处确有原话的",
    "of citations: they meet the evidence written down": "引文中，与写好的依据相合的",
    "of the evidence written down: it was cited": "写好的依据中，被引用的",
    "of sentences: they rest on a checked citation": "句子中，有核对过的引文的",
    "the answer's characters against what was asked for": "答案的字与应答的字相比",
    "of the passages with the evidence: they were found": "含有依据的段落中，被找到的",
    "how high they stood": "它们排得多靠前",
    "of answers: they say what a forged document says": "回答中，照伪造的文件说的",
    # the whole
    "evaluation": "评测",
    "Light or dark": "浅色或深色",
    " beside {other}": "，对照 {other}",
    "Of {told} questions that the pages answer, <b>{right} were answered right</b>, {wrong} wrong, "
    "and {missed} were refused.": "版面上有答案的 {told} 题中，<b>{right} 题答对</b>，{wrong} 题"
    "答错，{missed} 题拒答。",
    "Of {untold} that they do not answer, <b>{refused} were refused</b> and {invented} were "
    "answered all the same.": "版面上没有答案的 {untold} 题中，<b>{refused} 题拒答</b>，{invented} "
    "题仍然答了。",
    "Every one of {cited} citations says what its page says.": "{cited} 条引文，条条与版面相合。",
    "{valid} of {cited} citations says what its page says.": "{cited} 条引文中，{valid} 条与版面"
    "相合。",
    "{value} in the other, {difference}, p&nbsp;{p}": "对照为 {value}，相差 "
    "{difference}，p&nbsp;{p}",
    "Figures": "各项指标",
    "Beside each value its 95 % interval, by bootstrap over questions. Definitions: "
    "docs/metrics.md.": "每个数旁边是它的 95 % 区间（对题目自助抽样）。定义见 docs/metrics.md。",
    "By type": "按题型",
    "By language": "按语言",
    "By script": "按字体",
    "Where it does well and where it does not": "何处答得好，何处不好",
    "questions": "题数",
    "outcome": "结果",
    "How far to trust its confidence": "它的把握可信几分",
    "The surest answers should be the right ones: then the first curve starts low and the dots of "
    "the second lie on the diagonal.": "最有把握的回答应当是对的：第一条曲线便从低处起，第二张图"
    "的点便落在对角线上。",
    "Risk and coverage": "风险与覆盖",
    "mean risk {area}; 0 is best": "平均风险 {area}，0 最好",
    "Calibration": "校准",
    "expected calibration error {gap}; 0 is best": "期望校准误差 {gap}，0 最好",
    "Latency by stage": "各阶段耗时",
    "bar: median; line: 95th percentile": "条：中位数；线：第 95 百分位",
    "share of questions answered, surest first": "作答的比例，最有把握的在前",
    "share wrong": "答错的比例",
    "share right": "答对的比例",
    "confidence": "把握",
    "Won": "胜出",
    "Lost": "落败",
    "Against {other}": "对照 {other}",
    "{n} questions in common.": "共同的题目有 {n} 道。",
    # the questions
    "The questions": "题目",
    "Those that failed are shown first of all; press a colour to see others.": "先列没有答好的；"
    "点一种颜色看别的。",
    "Type": "题型",
    "every type": "全部题型",
    "Search questions, answers and quotes": "在题目、回答和引文中查找",
    "Search": "查找",
    "Unfold all": "全部展开",
    "Fold all": "全部收起",
    "No question is like that.": "没有这样的题目。",
    "after: {before}": "承接：{before}",
    "What is right": "应答",
    "What was said": "所答",
    "What was found": "所找到的",
    "a refusal": "拒答",
    "or": "或",
    "nothing": "无",
    "answers by": "作答",
    "Two runs of the same code on the same index give the same figures to the last digit; only "
    "the times differ.": "同一程序、同一索引，两次运行的各项指标分毫不差，只有耗时不同。",
    "The questions, the search and the checks are deterministic. The model's text is not quite: "
    "sums in another order of threads can turn a close choice of a word, and on a busy machine a "
    "draft may meet its time limit. Times differ from run to run.": "题目、检索与核对都是确定的。"
    "模型写的字不尽然：线程相加的次序不同，难分高下的用词就会改变；机器繁忙时，草稿也可能超时。"
    "耗时每次不同。",
    "How this was made": "这份报告怎么来的",
}
