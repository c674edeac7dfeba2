"""The floors of rag/: a module imports only from lower floors (docs: README, Layout)."""

from __future__ import annotations

import ast
import itertools
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS = [
    "errors records catalogue mentions",
    "settings text aligned dates models lines charset columns labels issues"
    " gloss weights quantities figures synonyms markup conversations feedback references",
    "cohesion",
    "sources repair layout stitch encode lexical people prompt page fetch links vectors units"
    " papers points",
    "articles segment wants contents parts generate listing desk trials examples pointers"
    " whereabouts",
    "expect",
    "store question leaf engines remote ellipsis moments",
    "wording",
    "ingest search evidence followup rephrase quote cite prose choice",
    "generators answering",
    "chat",
    "wire service",
    "api export transcript shelves pages adding",
    "completions tools keeper",
    "talk",
    "room",
    "web",
    "cli",
]
FLOOR = {module: floor for floor, modules in enumerate(FLOORS) for module in modules.split()}

# Heavy libraries, each with the one module that may import it, and only inside a function.
OWNERS = {
    "jieba": "text",
    "rjieba": "text",
    "opencc": "text",
    "torch": "encode engines",
    "sentence_transformers": "encode",
    "onnxruntime": "encode",
    "transformers": "engines",
    "xllamacpp": "engines",
    "faiss": "vectors",
    "gradio": "room talk keeper shelves adding trials web",
    "fastapi": "api completions pages web",
    "starlette": "api web",
    "sse_starlette": "api completions",
    "mcp": "tools",
    "uvicorn": "web",
    "selectolax": "sources",
    "pypdfium2": "sources",
    "rapidocr": "sources",
    "PIL": "sources",
}

MODULES = sorted((ROOT / "rag").glob("*.py"))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def own_imports(tree: ast.AST) -> set[str]:
    """The modules of `rag` that a tree imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        module = getattr(node, "module", None) or ""
        if isinstance(node, ast.ImportFrom) and (node.level or module.startswith("rag")):
            name = module.removeprefix("rag").strip(".")
            found |= {name.split(".")[0]} if name else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("rag.")}
    return found & set(FLOOR)


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
    assert {p.stem for p in MODULES} - {"__init__", "__main__"} == set(FLOOR)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_imports_go_down(path: Path) -> None:
    if path.stem in FLOOR:
        above = {m for m in own_imports(parsed(path)) if FLOOR[m] >= FLOOR[path.stem]}
        assert not above, f"{path.stem} is on floor {FLOOR[path.stem]} and imports {above}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_functions_import_nothing_of_ours(path: Path) -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    inside = [n for n in ast.walk(parsed(path)) if isinstance(n, functions)]
    assert not set().union(*map(own_imports, inside), set())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_heavy_libraries_have_one_owner_and_load_late(path: Path) -> None:
    tree = parsed(path)
    foreign = {lib for lib in libraries(tree) & set(OWNERS) if path.stem not in OWNERS[lib].split()}
    assert not foreign
    at_top = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    assert not set().union(*map(libraries, at_top), set()) & set(OWNERS)


def test_rag_never_imports_eval() -> None:
    assert not any("eval" in libraries(parsed(path)) for path in MODULES)


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {}).values()
    declared = " ".join(itertools.chain(project["dependencies"], *extras)).lower()
    used = set().union(*(libraries(parsed(path)) for path in MODULES))
    come_along = {"fastapi": "gradio", "uvicorn": "gradio", "starlette": "gradio"}
    come_along |= {"sse_starlette": "mcp"}
    called = {"PIL": "pillow", "faiss": "faiss-cpu"} | come_along
    for library in used - set(sys.stdlib_module_names) - {"rag"}:
        assert called.get(library, library).replace("_", "-") in declared, library
