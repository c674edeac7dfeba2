"""Evidence for tests of what reads it: each text a clipping of one issue."""

from __future__ import annotations

import datetime as dt

from rag.language.dates import mentions
from rag.records import Article, DateMention, Evidence, Passage, Span


def evidence(*texts: str, title: str = "模速空间揭牌", same: bool = False) -> tuple[Evidence, ...]:
    issue = dt.date(2023, 10, 2)
    out = []
    for n, text in enumerate(texts, 1):
        spans = (Span(0, len(text)),)
        article = Article("a" if same else f"a{n}", "f.txt", spans, text, title=title, date=issue)
        found = [(Span(m.start, m.end), m.first, m.last, m.rule) for m in mentions(text, issue)]
        passage = Passage(f"p{n}", article, 0, spans, text, tuple(DateMention(*d) for d in found))
        out.append(Evidence(n, passage, text, spans, 1.0))
    return tuple(out)
