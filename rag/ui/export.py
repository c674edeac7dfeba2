"""A conversation as a file of its own: Markdown, HTML, JSON, with its citations."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from .. import markup
from ..records import Answer, Citation
from ..serving.wire import linked_json, plain, said
from . import page
from .conversations import Conversation
from .labels import Labels

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!$])")


def as_json(conversation: Conversation, _labels: Labels) -> str:
    """The answers as the API gives them, under the conversation's name."""
    body = {
        "name": conversation.title,
        "answers": [linked_json(answer) for answer in conversation.answers],
    }
    return json.dumps(body, ensure_ascii=False, indent=1, default=plain) + "\n"


def as_markdown(conversation: Conversation, labels: Labels) -> str:
    """Questions as headings, answers as they are shown, sources quoted below each."""
    parts = [f"# {_md(conversation.title)}"]
    for answer in conversation.answers:
        parts += [f"## {_md(answer.question)}", *_answer_md(answer, labels)]
    return "\n\n".join(parts) + "\n"


def as_html(conversation: Conversation, labels: Labels) -> str:
    """A page that stands for itself: nothing in it is fetched."""
    parts = [markup.el("h1", conversation.title)]
    for answer in conversation.answers:
        sources = [
            markup.el(
                "li",
                markup.el("blockquote", c.quote),
                markup.el("p", _from(c, labels)),
                value=str(c.n),
            )
            for c in answer.citations
        ]
        parts += [
            markup.el("h2", answer.question),
            *(markup.el("p", words, class_="taken") for words in _taken(answer, labels)),
            *(markup.el("p", words) for words in _said(answer, labels)),
            markup.el("ol", *sources),
        ]
    head = markup.el(
        "head", markup.Html('<meta charset="utf-8">'), markup.el("title", conversation.title)
    )
    style = markup.Html(f"<style>{_STYLE}</style>")
    body = markup.el("body", style, markup.el("main", *parts))
    lang = "zh-Hans" if labels.language == "zh" else "en"
    return "<!doctype html>" + markup.el("html", head, body, lang=lang)


FORMS: dict[str, tuple[str, Callable[[Conversation, Labels], str]]] = {
    "md": ("text/markdown", as_markdown),
    "html": ("text/html", as_html),
    "json": ("application/json", as_json),
}
"""Media type and writer by the suffix of the file."""

_STYLE = (
    "body{font:1rem/1.8 serif;color:#2b2620;background:#fffdf8;margin:2rem}"
    "main{max-width:44rem;margin:auto}blockquote,.taken{margin:0;color:#6d6355}li p{margin:0}"
)


def _answer_md(answer: Answer, labels: Labels) -> Iterator[str]:
    yield from (_md(words) for words in (*_taken(answer, labels), *_said(answer, labels)))
    for c in answer.citations:
        quote = " ".join(c.quote.split())
        yield f"> {_md(f'[{c.n}]')} {_md(quote)}\n>\n> — {_md(_from(c, labels))}"


def _from(c: Citation, labels: Labels) -> str:
    known = page.source(c.passage.article, labels)
    return f"{known} · {page.mended_note(labels)}" if c.mended else known


def _taken(answer: Answer, labels: Labels) -> Iterator[str]:
    """How the question was understood."""
    if answer.standalone != answer.question:
        yield labels.understood.format(question=answer.standalone)
    if answer.kind:
        yield page.kind(answer.kind, labels)


def _said(answer: Answer, labels: Labels) -> Iterator[str]:
    """The answer sentence by sentence, what is not verified or not whole marked as such."""
    if answer.abstained:
        yield said(answer)
    for s in answer.sentences:
        marks = "".join(f"[{n}]" for n in s.citations)
        doubt = page.caveat(s, labels)
        yield s.text + marks + (f" ({doubt})" if doubt else "")
    yield from (labels.missing.format(question=part) for part in answer.missing)
    if answer.reason:
        yield answer.reason


def _md(text: str) -> str:
    """`text` on one line, with no character that Markdown would read."""
    line = _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", line))
