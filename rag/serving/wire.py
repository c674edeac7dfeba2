"""Answers, articles and hits as JSON: one shape for the command line, the API and files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ..answering.refusal import REFUSAL
from ..records import Answer, Article, Citation, Hit


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as `ask --json` prints it."""
    return {
        "question": answer.question,
        "standalone": answer.standalone,
        "language": answer.language,
        "kind": answer.kind,
        "answer": said(answer),
        "abstained": answer.abstained,
        "reason": answer.reason,
        "as_of": answer.as_of,
        "confidence": round(answer.confidence, 4),
        "generator": answer.generator,
        "missing": answer.missing,
        "sentences": [
            {
                "text": s.text,
                "citations": s.citations,
                "verified": s.verified,
                "repaired": s.repaired,
            }
            for s in answer.sentences
        ],
        "citations": [citation_json(c) for c in answer.citations],
        "timing_ms": answer.timing_ms,
    }


def linked_json(answer: Answer) -> dict[str, Any]:
    """An answer whose citations name their articles too, for those who can open them."""
    return answer_json(answer) | {"citations": linked_citations(answer)}


def linked_citations(answer: Answer) -> list[dict[str, Any]]:
    """The citations of an answer, each with the id of its article."""
    return [citation_json(c) | {"article": c.passage.article.id} for c in answer.citations]


def said(answer: Answer) -> str:
    """The answer's words with their citation marks, or the refusal."""
    return REFUSAL[answer.language] if answer.abstained else answer.text


def citation_json(c: Citation) -> dict[str, Any]:
    """A citation as it stands in an answer."""
    return {
        "n": c.n,
        "passage": c.passage.id,
        "file": c.passage.file,
        "title": c.passage.article.title,
        "date": c.passage.article.date,
        "issue": c.passage.article.issue,
        "page": c.passage.article.page,
        "quote": c.quote,
        "spans": c.spans,
        "verified": c.verified,
        "mended": c.mended,
    }


def article_json(article: Article) -> dict[str, Any]:
    """An article as `read --json` prints it."""
    names = (
        "title subtitle byline date not_before issue total_issue pages page section "
        "source_credit script kind text spans"
    ).split()
    record = {name: getattr(article, name) for name in names}
    record["dates"] = [
        {"span": d.span, "from": d.start, "to": d.end, "rule": d.rule} for d in article.dates
    ]
    record["edits"] = [{"rule": e.rule, "span": e.span} for e in article.edits]
    return record


def hit_json(rank: int, hit: Hit) -> dict[str, Any]:
    """A hit as `search --json` prints it."""
    passage, article = hit.passage, hit.passage.article
    return {
        "rank": rank,
        "passage": passage.id,
        "article": article.id,
        "file": passage.file,
        "title": article.title,
        "date": article.date,
        "issue": article.issue,
        "page": article.page,
        "text": passage.text,
        "spans": passage.spans,
        "score": round(hit.score, 6),
        "dense": round(hit.dense, 6),
        "lexical": round(hit.lexical, 6),
        "sentence": round(hit.sentence, 6),
        "terms": hit.terms,
        "duplicates": [{"passage": p.id, "file": p.file} for p in hit.duplicates],
    }


def plain(value: Any) -> Any:
    """What `json` cannot write of the above, as it can: for `json.dumps(default=plain)`."""
    return value.isoformat() if isinstance(value, dt.date) else list(value)
