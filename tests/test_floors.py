"""The floors of rag/: a module imports only from lower floors (docs: README, Layout)."""

from __future__ import annotations

import ast
import itertools
import sys
import tomllib
from pathlib import Path
from unicodedata import east_asian_width

import pytest

ROOT = Path(__file__).parents[1]

# Packages from the bottom up, "" for what stands in rag/ itself, and the floors of each.
PACKAGES = [
    ("", "catalogue errors markup records | models settings"),
    (
        "language",
        "gloss lists numerals | mentions provinces quantities synonyms | dates text | people",
    ),
    (
        "reading",
        "aligned charset columns lines | cohesion repair sources tables | layout stitch | articles",
    ),
    (
        "expected",
        "others periods points roles things timing | doers figures whereabouts | kinds | titles"
        " | expect",
    ),
    (
        "asking",
        "claims colloquial contents courtesies days ellipsis papers pointers times topic"
        " | acts moments | parts question referents | followup wording",
    ),
    ("retrieval", "encode lexical links vectors | segment | manifest | store | ingest search"),
    ("llm", "choice fetch prompt prose | generate | engines remote rephrase"),
    (
        "answering",
        "label named units weights | cite summary timely | quote"
        " | answer features generators refusal retriever | contents evidence",
    ),
    ("", "chat"),
    ("serving", "feedback issues service wire | api | completions tools"),
    (
        "ui",
        "conversations labels references | examples page | desk export listing trials"
        " | adding keeper leaf shelves transcript | pages talk | room | web",
    ),
    ("", "cli"),
]
FLOORS = [
    [f"{package}.{module}".lstrip(".") for module in floor.split()]
    for package, floors in PACKAGES
    for floor in floors.split("|")
]
FLOOR = {module: floor for floor, modules in enumerate(FLOORS) for module in modules}

# Heavy libraries, each with the one module that may import it, and only inside a function.
OWNERS = {
    "jieba": "language.text",
    "rjieba": "language.text",
    "opencc": "language.text",
    "torch": "retrieval.encode llm.engines",
    "sentence_transformers": "retrieval.encode",
    "onnxruntime": "retrieval.encode",
    "transformers": "llm.engines",
    "xllamacpp": "llm.engines",
    "faiss": "retrieval.vectors",
    "gradio": "ui.room ui.talk ui.keeper ui.shelves ui.adding ui.trials ui.web",
    "fastapi": "serving.api serving.completions ui.pages ui.web",
    "starlette": "serving.api ui.web",
    "sse_starlette": "serving.api serving.completions",
    "mcp": "serving.tools",
    "uvicorn": "ui.web",
    "selectolax": "reading.sources",
    "pypdfium2": "reading.sources",
    "rapidocr": "reading.sources",
    "PIL": "reading.sources",
}

PATHS = {
    ".".join(path.relative_to(ROOT / "rag").with_suffix("").parts): path
    for path in sorted((ROOT / "rag").rglob("*.py"))
    if path.stem not in {"__init__", "__main__"}
}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def own_imports(tree: ast.AST, module: str) -> set[str]:
    """The modules of `rag` that a tree, which is of `module`, imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = f"rag.{module}".split(".")[: -node.level]
            origin = ".".join([*above, *filter(None, [node.module])])
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
            continue
        else:
            continue
        found |= {origin} | {f"{origin}.{alias.name}" for alias in node.names}
    return {name.removeprefix("rag.") for name in found} & set(FLOOR)


def libraries(tree: ast.AST) -> set[str]:
    """The top-level packages that a tree imports, ours left out."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_every_module_has_a_floor() -> None:
    assert set(PATHS) == set(FLOOR)


def test_readme_shows_the_floors() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## Layout")[2].partition("\n## ")[0]
    rows = [line.rsplit("|", 2)[1] for line in table.splitlines() if line.startswith("| `")]
    shown = [row.replace("·", "|").replace("`", "").split() for row in rows]
    assert shown == [floors.split() for _, floors in PACKAGES]


@pytest.mark.parametrize("module", FLOOR)
def test_imports_go_down(module: str) -> None:
    used = own_imports(parsed(PATHS[module]), module)
    above = {name for name in used if FLOOR[name] >= FLOOR[module]}
    assert not above, f"{module} is on floor {FLOOR[module]} and imports {above}"


@pytest.mark.parametrize("module", FLOOR)
def test_functions_import_nothing_of_ours(module: str) -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    inside = [n for n in ast.walk(parsed(PATHS[module])) if isinstance(n, functions)]
    assert not set().union(*(own_imports(function, module) for function in inside))


@pytest.mark.parametrize("module", FLOOR)
def test_heavy_libraries_have_one_owner_and_load_late(module: str) -> None:
    tree = parsed(PATHS[module])
    foreign = {lib for lib in libraries(tree) & set(OWNERS) if module not in OWNERS[lib].split()}
    assert not foreign
    at_top = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    assert not set().union(*map(libraries, at_top)) & set(OWNERS)


@pytest.mark.parametrize("module", FLOOR)
def test_lines_fit(module: str) -> None:
    """Ruff lets a string without a space be as long as it likes, which a pattern often is."""
    lines = PATHS[module].read_text(encoding="utf-8").splitlines()
    columns = [sum(1 + (east_asian_width(c) in "WF") for c in line) for line in lines]
    long = [n for n, c in enumerate(columns, 1) if c > 100 and "# noqa" not in lines[n - 1]]
    assert not long


def test_rag_never_imports_eval() -> None:
    assert not any("eval" in libraries(parsed(path)) for path in PATHS.values())


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {}).values()
    declared = " ".join(itertools.chain(project["dependencies"], *extras)).lower()
    used = set().union(*(libraries(parsed(path)) for path in PATHS.values()))
    come_along = {"fastapi": "gradio", "uvicorn": "gradio", "starlette": "gradio"}
    come_along |= {"sse_starlette": "mcp"}
    called = {"PIL": "pillow", "faiss": "faiss-cpu"} | come_along
    for library in used - set(sys.stdlib_module_names) - {"rag"}:
        assert called.get(library, library).replace("_", "-") in declared, library
