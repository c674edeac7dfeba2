"""Question sets and collections of passages: ours, SQuAD form, RGB, plain JSONL.

Every file may be xz-compressed.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from rag.errors import SourceError
from rag.language.text import language, to_simplified, to_traditional
from rag.records import Language

Form = Literal["squad", "rgb", "jsonl"]
ToScript = Literal["hans", "hant"]
Answers = tuple[tuple[str, ...], ...]
"""Right when every inner tuple has a member in the answer."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a page that hold an answer."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what is right; `evidence` may be empty where nobody wrote it down.

    `relevant` are the passages (their numbers in a `Collection`) that hold the answer.
    """

    id: str
    text: str
    lang: Language
    type: str = "fact"
    answerable: bool = True
    answers: Answers = ()
    evidence: tuple[Quote, ...] = ()
    relevant: frozenset[int] = frozenset()
    fake: str = ""  # what forged documents say instead


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions of which each needs the ones before."""

    id: str
    turns: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages, each a document of its own, and questions about them."""

    name: str
    passages: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Altered:
    """A question of RGB: documents that hold the answer, that do not, and forged ones.

    `positive` has one group of documents for each part of the answer; `forged` say
    `fake` where the true ones have the answer.
    """

    id: str
    question: str
    answers: Answers
    positive: tuple[tuple[str, ...], ...]
    negative: tuple[str, ...]
    forged: tuple[str, ...] = ()
    fake: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """All of its documents, each once."""
        groups = [text for group in self.positive for text in group]
        return tuple(dict.fromkeys((*groups, *self.negative, *self.forged)))


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a JSONL file in the form of ours. Raises SourceError."""
    return tuple(_question(row, row["id"]) for row in _rows(path, ("id", "question")))


def read_conversations(path: Path) -> tuple[Conversation, ...]:
    """The conversations of a JSONL file. Raises SourceError."""
    return tuple(
        Conversation(
            row["id"],
            tuple(_question(turn, f"{row['id']}/{n}") for n, turn in enumerate(row["turns"], 1)),
        )
        for row in _rows(path, ("id", "turns"))
    )


def holds_conversations(path: Path) -> bool:
    """Whether a file of questions is one of conversations."""
    return "turns" in next(_rows(path, ()), {})


def read_rgb(path: Path) -> tuple[Altered, ...]:
    """The questions of one of RGB's files (Chen et al. 2024). Raises SourceError."""
    return tuple(_altered(row) for row in _rows(path, ("id", "query", "answer", "positive")))


def read_collection(path: Path, form: Form | None, questions: Path | None = None) -> Collection:
    """Passages and questions to measure retrieval with.

    SQuAD: the contexts, deduplicated; relevant is a question's own. RGB: all documents of
    all questions, deduplicated; relevant are the positive ones. JSONL: `{id, text}` a
    line, and a file of `questions` whose `relevant` names ids. `questions` of a SQuAD set
    are asked instead of the file's own, joined by question id. Raises SourceError.
    """
    form = form or guess_form(path)
    name = path.name.split(".")[0]
    match form:
        case "squad":
            collection = _squad(name, _json(path))
            return _ask_instead(collection, questions) if questions else collection
        case "rgb":
            if questions:
                raise SourceError("RGB's files carry their own questions: leave out --questions.")
            return _pooled(name, read_rgb(path))
        case "jsonl":
            return _plain(name, path, questions)


def converted(
    collection: Collection, passages: ToScript | None = None, questions: ToScript | None = None
) -> Collection:
    """The collection with its passages, and its questions, in that script (OpenCC)."""
    scripts: dict[ToScript | None, Callable[[str], str]]
    scripts = {"hans": to_simplified, "hant": to_traditional, None: str}
    asked = (replace(q, text=scripts[questions](q.text)) for q in collection.questions)
    named = [
        f"{what} {to}" for what, to in (("passages", passages), ("questions", questions)) if to
    ]
    return Collection(
        " ".join([collection.name, *named]),
        tuple(map(scripts[passages], collection.passages)),
        tuple(asked),
    )


def guess_form(path: Path) -> Form:
    """What form a file seems to have, by its first object."""
    text = read_text(path).lstrip()
    try:
        first = json.loads(text.partition("\n")[0])
    except ValueError:
        return "squad"
    return "squad" if "data" in first else "rgb" if "positive" in first else "jsonl"


def read_text(path: Path) -> str:
    """A UTF-8 file, xz-compressed or not. Raises SourceError."""
    try:
        data = path.read_bytes()
        return (lzma.decompress(data) if data[:6] == b"\xfd7zXZ\0" else data).decode()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {error}.") from error


def _json(path: Path) -> Any:
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise SourceError(f"{path} is not JSON: {error}. Is --format right?") from error


def _rows(path: Path, needed: Iterable[str]) -> Iterator[dict[str, Any]]:
    for n, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SourceError(f"{path}, line {n}, is not JSON: {error}.") from error
        if missing := [name for name in needed if name not in row]:
            raise SourceError(f"{path}, line {n}, has no {', '.join(missing)}.")
        yield row


def _question(row: Mapping[str, Any], id_: str) -> Question:
    answers = tuple(tuple(group) for group in row.get("answers", ()))
    return Question(
        id=id_,
        text=row["question"],
        lang=row.get("lang") or language(row["question"]),
        type=row.get("type", "turn" if "/" in id_ else "fact"),
        answerable=row.get("answerable", bool(answers)),
        answers=answers,
        evidence=tuple(Quote(e["file"], e["quote"]) for e in row.get("evidence", ())),
    )


def _altered(row: Mapping[str, Any]) -> Altered:
    positive = row["positive"]
    groups = positive if positive and isinstance(positive[0], list) else [positive]
    answer = row["answer"] if isinstance(row["answer"], list) else [row["answer"]]
    fake = row.get("fakeanswer", "")
    return Altered(
        id=str(row["id"]),
        question=row["query"],
        # A part of the answer that may be said in several ways is a list itself.
        answers=tuple(tuple(map(str, a)) if isinstance(a, list) else (str(a),) for a in answer),
        positive=tuple(tuple(group) for group in groups),
        negative=tuple(row.get("negative", ())),
        forged=tuple(row.get("positive_wrong", ())),
        fake=str(fake[0] if isinstance(fake, list) else fake),
    )


def _squad(name: str, body: Mapping[str, Any]) -> Collection:
    number: dict[str, int] = {}
    questions = []
    for article in body["data"]:
        for paragraph in article["paragraphs"]:
            at = number.setdefault(paragraph["context"], len(number))
            for qa in paragraph["qas"]:
                told = tuple(dict.fromkeys(answer["text"] for answer in qa.get("answers", ())))
                questions.append(
                    Question(
                        id=str(qa["id"]),
                        text=qa["question"],
                        lang=language(qa["question"]),
                        answerable=not qa.get("is_impossible", False),
                        answers=(told,) if told else (),
                        relevant=frozenset([at]),
                    )
                )
    return Collection(name, tuple(number), tuple(questions))


def _ask_instead(collection: Collection, path: Path) -> Collection:
    other = {q.id: q for q in _squad(path.name, _json(path)).questions}
    both = [(q, other[q.id]) for q in collection.questions if q.id in other]
    if not both:
        raise SourceError(f"No question id of {path} is in {collection.name}.")
    questions = tuple(
        Question(q.id, new.text, new.lang, q.type, q.answerable, q.answers, (), q.relevant)
        for q, new in both
    )
    return Collection(
        f"{path.name.split('.')[0]}→{collection.name}", collection.passages, questions
    )


def _pooled(name: str, altered: Iterable[Altered]) -> Collection:
    number: dict[str, int] = {}
    questions = []
    for item in altered:
        for text in item.documents:
            number.setdefault(text, len(number))
        relevant = frozenset(number[text] for group in item.positive for text in group)
        questions.append(
            Question(
                id=item.id,
                text=item.question,
                lang=language(item.question),
                answers=item.answers,
                relevant=relevant,
            )
        )
    return Collection(name, tuple(number), tuple(questions))


def _plain(name: str, path: Path, questions: Path | None) -> Collection:
    if questions is None:
        raise SourceError("Passages in JSONL need a file of questions: --questions FILE.")
    rows = list(_rows(path, ("id", "text")))
    number = {str(row["id"]): i for i, row in enumerate(rows)}
    asked = []
    for row in _rows(questions, ("id", "question", "relevant")):
        if unknown := [id_ for id_ in row["relevant"] if str(id_) not in number]:
            raise SourceError(
                f"{questions}: question {row['id']} names passage {unknown[0]}, "
                f"which {path} has not."
            )
        relevant = frozenset(number[str(id_)] for id_ in row["relevant"])
        asked.append(
            Question(
                id=str(row["id"]),
                text=row["question"],
                lang=language(row["question"]),
                relevant=relevant,
            )
        )
    return Collection(name, tuple(row["text"] for row in rows), tuple(asked))
