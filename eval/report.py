"""A run as one HTML page that needs nothing else, and the comparison of two runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from rag.errors import SourceError
from rag.records import Language

from . import metrics, plots
from .metrics import Figure, Row, outcome
from .words import Words

Run = tuple[Mapping[str, Any], Sequence[Row]]

OUTCOMES = {
    "right": "answered, right",
    "refused": "refused, rightly",
    "missed": "refused, though the pages tell",
    "wrong": "answered, wrong",
    "invented": "answered, though the pages do not tell",
}
FAILED = ("missed", "wrong", "invented")

CARDS = {
    "accuracy": "of all questions: answered right, or rightly refused",
    "right when answered": "of the questions it answered",
    "refusal F1": "refusing what the pages do not tell, and nothing else",
    "refusal recall": "of the questions the pages do not answer",
    "citation validity": "of citations: their words stand where they point",
    "citation precision": "of citations: they meet the evidence written down",
    "evidence recall": "of the evidence written down: it was cited",
    "cited sentences": "of sentences: they rest on a checked citation",
    "character F1": "the answer's characters against what was asked for",
    "recall@10": "of the passages with the evidence: they were found",
    "nDCG@10": "how high they stood",
    "misled": "of answers: they say what a forged document says",
}
_ASSETS = Path(__file__).parent


def compare(first: Sequence[Row], second: Sequence[Row]) -> dict[str, Any]:
    """Two runs over the questions they share: figures, their difference B − A with its p
    (paired permutation test), and the questions that B wins and loses.

    Raises SourceError where they share none.
    """
    b_by_id = {row["id"]: row for row in second}
    pairs = [(row, b_by_id[row["id"]]) for row in first if row["id"] in b_by_id]
    if not pairs:
        raise SourceError("The two runs have no question in common.")
    a_rows, b_rows = [a for a, _ in pairs], [b for _, b in pairs]
    a_figures, b_figures = metrics.figures(a_rows), metrics.figures(b_rows)
    return {
        "questions": len(pairs),
        "figures": {
            name: {
                "a": a_figures[name].value,
                "b": b_figures[name].value,
                "difference": b_figures[name].value - a_figures[name].value,
                "p": metrics.permutation_test(
                    metrics.parts(a_rows, name), metrics.parts(b_rows, name)
                ),
            }
            for name in a_figures
            if name in b_figures
        },
        "wins": _turned(pairs, lambda a, b: b > a),
        "losses": _turned(pairs, lambda a, b: b < a),
    }


def _turned(
    pairs: Sequence[tuple[Row, Row]], how: Callable[[bool, bool], bool]
) -> list[dict[str, str]]:
    return [
        {"id": a["id"], "question": a["question"], "a": outcome(a), "b": outcome(b)}
        for a, b in pairs
        if how(bool(a["scores"]["right"]), bool(b["scores"]["right"]))
    ]


def page(
    head: Mapping[str, Any],
    rows: Sequence[Row],
    beside: Run | None = None,
    language: Language = "en",
) -> str:
    """The report of a run; `beside` is another run whose figures stand next to it."""
    say = Words(language)
    compared = compare(beside[1], rows) if beside else None
    name = f"{head['questions']}: {_subject(head)}"
    body = "".join(
        [
            _top(head, rows, beside, say),
            _figures(metrics.figures(rows), beside, compared, say),
            _tables(rows, say),
            _drawings(rows, beside, say),
            _comparison(beside, compared, say),
            _questions(rows, say),
            _made(head, rows, say),
        ]
    )
    style = (_ASSETS / "report.css").read_text(encoding="utf-8")
    script = (_ASSETS / "report.js").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="{"zh-Hans" if language == "zh" else "en"}">'
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(name)}</title><style>{style}</style>"
        f'<button id="theme" type="button" aria-label="{say("Light or dark")}">◐</button>'
        f"<main>{body}</main><script>{script}</script></html>"
    )


def _top(head: Mapping[str, Any], rows: Sequence[Row], beside: Run | None, say: Words) -> str:
    counts = _outcomes(rows)
    legend = "".join(
        f'<span class="{name}"><i></i><b>{counts[name]}</b> {say(words)}</span>'
        for name, words in OUTCOMES.items()
        if counts[name]
    )
    said = say(" beside {other}", other=escape(_subject(beside[0]))) if beside else ""
    return (
        f'<div class="kicker">汇问 Huiwen · {say("evaluation")}</div>'
        f"<h1>{escape(head['questions'])}: {escape(_subject(head))}{said}</h1>"
        f'<p class="verdict">{_verdict(rows, say)}</p>'
        f'<div class="big">{plots.stacked(counts)}</div><div class="legend">{legend}</div>'
    )


def _verdict(rows: Sequence[Row], say: Words) -> str:
    """The whole run in two or three sentences."""
    counts = _outcomes(rows)
    told = counts["right"] + counts["wrong"] + counts["missed"]
    untold = counts["refused"] + counts["invented"]
    cited = sum(len(row["citations"]) for row in rows)
    valid = sum(row["scores"]["valid"] for row in rows)
    parts = []
    if told:
        parts.append(
            say(
                "Of {told} questions that the pages answer, <b>{right} were answered right</b>, "
                "{wrong} wrong, and {missed} were refused.",
                told=told,
                **counts,
            )
        )
    if untold:
        parts.append(
            say(
                "Of {untold} that they do not answer, <b>{refused} were refused</b> and "
                "{invented} were answered all the same.",
                untold=untold,
                **counts,
            )
        )
    if cited:
        every = "Every one of {cited} citations says what its page says."
        some = "{valid} of {cited} citations says what its page says."
        parts.append(say(every if valid == cited else some, valid=valid, cited=cited))
    return " ".join(parts)


def _figures(
    made: Mapping[str, Figure],
    beside: Run | None,
    compared: Mapping[str, Any] | None,
    say: Words,
) -> str:
    other = metrics.figures(beside[1]) if beside else {}
    cards = []
    for name, words in CARDS.items():
        if name not in made:
            continue
        figure = made[name]
        delta = ""
        if compared and name in compared["figures"]:
            row = compared["figures"][name]
            words_of_it = say(
                "{value} in the other, {difference}, p&nbsp;{p}",
                value=f"{row['a']:.3f}",
                difference=f"{row['difference']:+.3f}",
                p=_p(row["p"]),
            )
            delta = f'<div class="delta">{words_of_it}</div>'
        cards.append(
            f'<div class="card"><h3>{escape(say(name))}</h3><div class="value">{figure.value:.3f}'
            f"<small>{figure.low:.2f}–{figure.high:.2f}</small></div>"
            f"{plots.whisker(figure, other.get(name))}"
            f'<p class="note">{escape(say(words))}</p>{delta}</div>'
        )
    note = say(
        "Beside each value its 95 % interval, by bootstrap over questions. Definitions: "
        "docs/metrics.md."
    )
    return (
        f'<h2>{say("Figures")}</h2><p class="note">{note}</p>'
        f'<div class="cards">{"".join(cards)}</div>'
    )


def _tables(rows: Sequence[Row], say: Words) -> str:
    columns = ("right when answered", "citation precision", "evidence recall", "recall@10")
    lines = []
    for title, key in (("By type", "type"), ("By language", "lang"), ("By script", "script")):
        lines.append(f'<tr class="group"><td colspan="{4 + len(columns)}">{say(title)}</td></tr>')
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault(row[key], []).append(row)
        for name, group in groups.items():
            made = metrics.figures(group)
            cells = "".join(f'<td class="number">{_cell(made.get(c))}</td>' for c in columns)
            lines.append(
                f'<tr><td>{escape(name)}</td><td class="number">{len(group)}</td>'
                f'<td class="bar">{plots.stacked(_outcomes(group))}</td>'
                f'<td class="number">{_cell(made["accuracy"])}</td>{cells}</tr>'
            )
    heads = "".join(f'<th class="number">{say(c)}</th>' for c in ("accuracy", *columns))
    return (
        f"<h2>{say('Where it does well and where it does not')}</h2>"
        f'<div class="scroll"><table><tr><th></th><th class="number">{say("questions")}</th>'
        f"<th>{say('outcome')}</th>"
        f"{heads}</tr>{''.join(lines)}</table></div>"
    )


def _drawings(rows: Sequence[Row], beside: Run | None, say: Words) -> str:
    curve = metrics.risk_coverage(rows)
    other = metrics.risk_coverage(beside[1]) if beside else []
    bins = metrics.calibration(rows)
    area, gap = metrics.area_under_risk(curve), metrics.calibration_error(bins)
    note = say(
        "The surest answers should be the right ones: then the first curve starts low and the "
        "dots of the second lie on the diagonal."
    )
    plotted = (
        (
            "Risk and coverage",
            say("mean risk {area}; 0 is best", area=f"{area:.3f}"),
            plots.risk_coverage(curve, other, say),
        ),
        (
            "Calibration",
            say("expected calibration error {gap}; 0 is best", gap=f"{gap:.3f}"),
            plots.calibration(bins, say),
        ),
        (
            "Latency by stage",
            say("bar: median; line: 95th percentile"),
            plots.latency(metrics.latency(rows)),
        ),
    )
    cards = "".join(
        f'<div class="card"><h3>{say(title)}</h3><div class="note">{told}</div>{drawn}</div>'
        for title, told, drawn in plotted
    )
    return (
        f"<h2>{say('How far to trust its confidence')}</h2>"
        f'<p class="note">{note}</p><div class="plots">{cards}</div>'
    )


def _comparison(beside: Run | None, compared: Mapping[str, Any] | None, say: Words) -> str:
    if not beside or not compared:
        return ""
    lists = "".join(
        f'<div class="card long"><h3>{say(title)} ({len(compared[key])})</h3><ol class="hits">'
        + "".join(
            f"<li>{escape(item['question'])} <span>{escape(item['id'])}: "
            f"{say(item['a'])} → {say(item['b'])}</span></li>"
            for item in compared[key]
        )
        + "</ol></div>"
        for title, key in (("Won", "wins"), ("Lost", "losses"))
    )
    return (
        f"<h2>{say('Against {other}', other=escape(_subject(beside[0])))}</h2>"
        f'<p class="note">{say("{n} questions in common.", n=compared["questions"])}</p>'
        f'<div class="plots">{lists}</div>'
    )


def _questions(rows: Sequence[Row], say: Words) -> str:
    counts = _outcomes(rows)
    chips = "".join(
        f'<button type="button" class="chip {name}" data-outcome="{name}" '
        f'aria-pressed="{str(name in FAILED).lower()}"><i></i>{say(name)} {counts[name]}</button>'
        for name in OUTCOMES
        if counts[name]
    )
    note = say("Those that failed are shown first of all; press a colour to see others.")
    types = "".join(f"<option>{escape(t)}</option>" for t in dict.fromkeys(r["type"] for r in rows))
    return (
        f'<h2>{say("The questions")}</h2><p class="note">{note}</p>'
        f'<div class="tools">{chips}<select id="kind" aria-label="{say("Type")}">'
        f'<option value="">{say("every type")}</option>{types}</select>'
        f'<input id="words" type="search" aria-label="{say("Search")}" '
        f'placeholder="{say("Search questions, answers and quotes")}">'
        f'<button id="unfold" type="button" aria-pressed="false" data-other="{say("Fold all")}">'
        f"{say('Unfold all')}</button>"
        '<span class="note" id="count" style="margin:0"></span></div>'
        f"{''.join(_question(row, say) for row in rows)}"
        f'<p class="empty" id="none" hidden>{say("No question is like that.")}</p>'
    )


def _question(row: Row, say: Words) -> str:
    before = " → ".join(escape(q) for q in row["before"])
    after = say("after: {before}", before=before)
    asked_before = f'<span class="before">{after}</span>' if before else ""
    return (
        f'<details class="q {outcome(row)}" data-outcome="{outcome(row)}" '
        f'data-type="{escape(row["type"])}"><summary>{asked_before}'
        f'<span class="text">{escape(row["question"])}</span>'
        f'<span class="badge">{say(outcome(row))} · {escape(row["id"])} · {say("confidence")} '
        f'{row["confidence"]:.2f}</span></summary><div class="columns">'
        f"<div><h4>{say('What is right')}</h4>{_wanted(row, say)}</div>"
        f"<div><h4>{say('What was said')}</h4>{_said(row)}</div>"
        f"<div><h4>{say('What was found')}</h4>{_found(row, say)}</div></div></details>"
    )


def _wanted(row: Row, say: Words) -> str:
    if not row["answerable"]:
        return f'<span class="want">{say("a refusal")}</span>'
    between = f" <em>{say('or')}</em> "
    answers = "".join(
        f'<span class="want">{between.join(map(escape, group))}</span>' for group in row["answers"]
    )
    quotes = "".join(
        f"<blockquote>{escape(' '.join(e['quote'].split()))}"
        f"<cite>{escape(e['file'])}</cite></blockquote>"
        for e in row["evidence"]
    )
    return f"<p>{answers}</p>{quotes}"


def _said(row: Row) -> str:
    if row["abstained"]:
        said, why = escape(row["answer"]), escape(row["reason"])
        return f'<p class="said">{said}</p><p class="note">{why}</p>'
    said = "".join(
        escape(s["text"]) + "".join(f"<sup>{n}</sup>" for n in s["citations"]) + " "
        for s in row["sentences"]
    )
    relevant = set(row["relevant"])
    quotes = "".join(
        f'<blockquote class="{"apt" if c["passage"] in relevant else ""}"><sup>{c["n"]}</sup> '
        f"{escape(' '.join(c['quote'].split()))}<cite>"
        + escape(" · ".join(str(part) for part in (c["title"], c["date"], c["file"]) if part))
        + "</cite></blockquote>"
        for c in row["citations"]
    )
    return f'<p class="said">{said}</p>{quotes}'


def _found(row: Row, say: Words) -> str:
    hits = "".join(
        f'<li class="{"yes" if hit["relevant"] else ""}">{escape(hit["title"] or hit["file"])} '
        f"<span>{hit['score']:.2f}</span></li>"
        for hit in row["hits"]
    )
    return f'<ol class="hits">{hits}</ol>' if hits else f'<p class="note">{say("nothing")}</p>'


def _made(head: Mapping[str, Any], rows: Sequence[Row], say: Words) -> str:
    by = Counter(row["generator"] for row in rows)
    facts = {**head, say("answers by"): ", ".join(f"{name} {n}" for name, n in by.items())}
    lines = "".join(
        f"<dt>{escape(str(name))}</dt><dd>{_fact(value)}</dd>" for name, value in facts.items()
    )
    steady = set(by) <= {"extractive"}
    note = (
        "Two runs of the same code on the same index give the same figures to the last digit; "
        "only the times differ."
        if steady
        else "The questions, the search and the checks are deterministic. The model's text is not "
        "quite: sums in another order of threads can turn a close choice of a word, and on a "
        "busy machine a draft may meet its time limit. Times differ from run to run."
    )
    made = f'<p class="note">{say(note)}</p><dl class="made">{lines}</dl>'
    return f"<h2>{say('How this was made')}</h2>{made}"


def _subject(head: Mapping[str, Any]) -> str:
    return f"{head['pipeline']}, {head['generator']}"


def _outcomes(rows: Sequence[Row]) -> dict[str, int]:
    counts = Counter[str](outcome(row) for row in rows)
    return {name: counts[name] for name in OUTCOMES}


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "<small>–</small>"
    return f"{figure.value:.2f} <small>{figure.low:.2f}–{figure.high:.2f}</small>"


def _p(p: float) -> str:
    return f"{p:.3f}" if p >= 0.001 else "&lt;&nbsp;0.001"


def _fact(value: Any) -> str:
    if isinstance(value, Mapping):
        value = ", ".join(f"{k}: {v}" for k, v in value.items() if v not in (None, ""))
    return f"<code>{escape(str(value))}</code>"
