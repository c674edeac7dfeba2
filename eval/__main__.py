"""`python -m eval`: run, suite, retrieval, report, compare."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from platformdirs import user_cache_path
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rag.errors import HuiwenError, SourceError
from rag.records import Language
from rag.retrieval.encode import Encoder
from rag.retrieval.store import Version
from rag.settings import GeneratorName, Settings

from . import report as reporting
from . import retrieval as searching
from . import suite as suites
from .cases import Documents, Maker, Pipeline, cases, last_issue
from .metrics import Row, figures, outcome
from .questions import Form, ToScript, converted, guess_form, read_collection
from .runs import header, read_run
from .runs import run as ask_all

VECTORS = user_cache_path("huiwen", appauthor=False) / "vectors"

app = typer.Typer(
    help="Question sets, metrics, runs and reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False)

Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]
FormOption = Annotated[
    Form | None, typer.Option("--format", help="Default: what the file looks like.")
]


def main() -> None:
    """Run the command line; a `HuiwenError` becomes a line on stderr and exit status 1."""
    try:
        app()
    except HuiwenError as error:
        err.print(f"[red]eval:[/red] {escape(str(error))}")
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("Stopped. The same command goes on where it was.")
        sys.exit(130)


@app.command()
def run(
    questions: Annotated[Path, typer.Argument(help="Questions, conversations, SQuAD or RGB.")],
    to: Annotated[
        Path | None, typer.Option("--out", help="The run; one that is there is gone on with.")
    ] = None,
    pipeline: Annotated[
        Pipeline, typer.Option(help="The product, or the one beside it.")
    ] = "huiwen",
    generator: Annotated[GeneratorName, typer.Option(help="What writes the answers.")] = "auto",
    form: FormOption = None,
    documents: Annotated[
        Documents, typer.Option(help="RGB: its documents, or those our search finds.")
    ] = "given",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only so many, spread over the file.")
    ] = None,
    types: Annotated[list[str] | None, typer.Option("--type", help="Only of this type.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Questions at a time.")] = 1,
    today: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="What 去年 counts from; default: the last issue."),
    ] = None,
    fresh: Annotated[bool, typer.Option(help="Begin anew where the run is there.")] = False,
    as_json: Json = False,
) -> None:
    """Ask every question; one row a question, written at once."""
    settings = Settings.load()
    form = form or guess_form(questions)
    to = to or Path(f"{questions.name.split('.')[0]}-{pipeline}-{generator}.jsonl")
    if fresh:
        to.unlink(missing_ok=True)
    version = Version.open(settings.index) if form == "jsonl" else None
    encoder = Encoder.open(settings.encoders, settings.models)
    day = today.date() if today else last_issue(version) if version else None
    with cases(
        questions, form, Maker(pipeline, encoder, settings, day), version, documents
    ) as all_:
        chosen = [case for case in all_ if not types or case.turns[0].type in types]
        if limit and limit < len(chosen):  # spread over the file, so that all types have some
            chosen = [chosen[i * len(chosen) // limit] for i in range(limit)]
        if not chosen:
            raise SourceError(f"{questions} has no question of the type asked for.")
        head = header(
            questions=questions,
            count=sum(len(case.turns) for case in chosen),
            pipeline=pipeline,
            generator=generator,
            settings=settings,
            encoders=encoder.names,
            index=version.id if version else "made for the run",
            today=day,
            options={
                "documents": documents if form == "rgb" else None,
                "limit": limit,
                "types": types,
            },
        )
        rows = ask_all(chosen, head, to, generator=generator, jobs=jobs)
    err.print(
        f"{len(rows)} rows in {to}. Look at them: python -m eval report {to} --html report.html"
    )
    _show(head, rows, as_json)


@app.command()
def retrieval(
    passages: Annotated[Path, typer.Argument(help="SQuAD form, RGB or JSONL; may be xz.")],
    questions: Annotated[
        Path | None, typer.Option(help="Questions of another file over the same passages.")
    ] = None,
    form: FormOption = None,
    passages_in: Annotated[
        ToScript | None, typer.Option(help="Convert the passages to this script first.")
    ] = None,
    questions_in: Annotated[
        ToScript | None, typer.Option(help="Convert the questions to this script first.")
    ] = None,
    cache: Annotated[Path, typer.Option(help="Where vectors are kept between runs.")] = VECTORS,
    as_json: Json = False,
) -> None:
    """Measure retrieval on passages as given: the default, and each of its parts alone."""
    collection = read_collection(passages, form, questions)
    collection = converted(collection, passages_in, questions_in)
    measured = searching.measure(collection, Settings.load(), cache)
    if as_json:
        _emit(measured)
        return
    for metric in next(iter(measured["systems"].values())):
        sys.stdout.write(searching.table([measured], metric) + "\n\n")


@app.command()
def report(
    path: Annotated[Path, typer.Argument(metavar="RUN", help="A run.")],
    html: Annotated[Path | None, typer.Option(help="Write one self-contained page.")] = None,
    beside: Annotated[Path | None, typer.Option(help="Another run to show beside it.")] = None,
    language: Annotated[Language, typer.Option(help="Of the page: zh or en.")] = "en",
    as_json: Json = False,
) -> None:
    """Show what a run came to."""
    head, rows = read_run(path)
    other = read_run(beside) if beside else None
    if html:
        html.write_text(reporting.page(head, rows, other, language), encoding="utf-8")
        err.print(f"Written to {html}.")
    if as_json or not html:
        _show(head, rows, as_json)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(metavar="A", help="A run.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="A run of the same questions.")],
    as_json: Json = False,
) -> None:
    """Show which questions two runs win and lose, and whether it could be chance."""
    difference = reporting.compare(read_run(first)[1], read_run(second)[1])
    if as_json:
        _emit({"a": str(first), "b": str(second), **difference})
        return
    table = Table("figure", "A", "B", "B − A", "p")
    for name, row in difference["figures"].items():
        table.add_row(name, *(f"{row[k]:.3f}" for k in ("a", "b", "difference", "p")))
    out.print(table)
    for title, ids in (("B wins", "wins"), ("B loses", "losses")):
        out.print(f"[bold]{title} {len(difference[ids])}[/bold]")
        for item in difference[ids]:
            out.print(
                f"  {item['id']}  {escape(item['question'])}  [dim]{item['a']} → {item['b']}[/dim]"
            )


@app.command()
def suite(
    to: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the runs go, one a set.")],
    names: Annotated[
        list[str] | None, typer.Argument(help="Only sets with one of these in their name.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="Runs of before: show which questions changed.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes.")] = 2,
) -> None:
    """Ask all sets, quoting, each over its own pages; a table in Markdown on stdout."""
    if against and against.resolve() == to.resolve():
        raise SourceError(f"{to} would be written over before it is compared: give another FOLDER.")
    sets = suites.chosen(suites.read_sets(), names or ())
    suites.ask(sets, to, Settings.load(), jobs)
    sys.stdout.write(suites.table(suites.tallies(sets, to)))
    if against:
        for name, was, row in suites.changes(sets, against, to):
            became = " → ".join(dict.fromkeys((outcome(was), outcome(row))))
            told = f"{name} {row['id']}  {became}  {row['question']}"
            err.print(escape("\n    ".join((told, was["answer"], row["answer"]))), soft_wrap=True)


def _show(head: Mapping[str, Any], rows: Sequence[Row], as_json: bool) -> None:
    made = figures(rows)
    if as_json:
        named = {name: asdict(figure) for name, figure in made.items()}
        _emit({"run": head, "figures": named, "ids": [row["id"] for row in rows]})
        return
    table = Table("figure", "value", "95 % interval", "of")
    for name, f in made.items():
        table.add_row(name, f"{f.value:.3f}", f"{f.low:.3f} to {f.high:.3f}", f"{f.n:g}")
    out.print(table)


def _emit(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
