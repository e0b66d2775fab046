"""Reading the lexicon's CSV files: rows with their places, and problems of form."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from flows.annotation.lexicon.checking import Problem, check_concepts, refusal_of
from flows.annotation.lexicon.model import LEXICON_COLUMNS, Concept, Lexicon
from flows.errors import ConfigurationError
from flows.text import lazy_pattern

_LISTS = ("zh_variants", "en_variants", "zh_abbreviations", "en_abbreviations", "not_in")
_ODD = lazy_pattern(r"[\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff\ufffd\ue000-\uf8ff]")
_SHOWN = 20  # errors listed when a lexicon can't be loaded


def load_lexicon(folder: Path) -> Lexicon:
    """Load every CSV file of `folder`; raises ConfigurationError with file and line of each error."""
    if not folder.is_dir():
        raise ConfigurationError("annotation.no_lexicon_folder", path=folder)
    concepts, problems = read_lexicon(folder)
    errors = [problem for problem in (*problems, *check_concepts(concepts)) if problem.level == "error"]
    if errors:
        raise ConfigurationError("annotation.lexicon_errors", count=len(errors), errors=_list_errors(errors))
    return Lexicon(concepts)


def _list_errors(errors: list[Problem]) -> object:
    """Return the errors as a value of a message, one per line, in the language in which it is shown."""
    lines: list[object] = [
        {
            "code": "annotation.problem_at",
            "values": {"place": problem.place, "told": {"code": problem.code, "values": problem.values}},
        }
        for problem in errors[:_SHOWN]
    ]
    if len(errors) > _SHOWN:
        lines.append(f"... (+{len(errors) - _SHOWN})")
    listed = lines.pop()
    for line in reversed(lines):
        listed = {"code": "annotation.problems_in_lines", "values": {"first": line, "rest": listed}}
    return listed


def read_lexicon(folder: Path) -> tuple[list[Concept], list[Problem]]:
    """Read the rows of all files, in the order of file names and lines, with problems of form."""
    concepts: list[Concept] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.csv")):
        for found in _read_file(path):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                concepts.append(found)
    if not concepts and not problems:
        problems.append(Problem("error", str(folder), "annotation.empty_lexicon"))
    return concepts, problems


def read_rows(path: Path) -> list[Concept]:
    """Return the rows of one CSV file with the lexicon's columns.

    Raises ConfigurationError, with file and line, if a row is malformed.
    """
    found = list(_read_file(path))
    problems = [one for one in found if isinstance(one, Problem) and one.level == "error"]
    if problems:
        raise refusal_of(problems)
    return [one for one in found if isinstance(one, Concept)]


def _read_file(path: Path) -> Iterator[Concept | Problem]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Problem("error", path.name, "annotation.not_utf8", {"byte": error.start})
        return
    if text.startswith("\ufeff"):
        yield Problem("warning", f"{path.name}:1", "annotation.byte_order_mark")
        text = text[1:]
    if "\r" in text:
        yield Problem("warning", path.name, "annotation.windows_line_ends")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(rows, [])
        if tuple(header) != LEXICON_COLUMNS:
            columns = ",".join(LEXICON_COLUMNS)
            yield Problem("error", f"{path.name}:1", "annotation.wrong_columns", {"columns": columns})
            return
        for row in rows:
            if any(cell.strip() for cell in row):
                yield from _read_row(row, f"{path.name}:{rows.line_num}")
    except csv.Error as error:
        yield Problem("error", f"{path.name}:{rows.line_num}", "annotation.not_csv", {"reason": str(error)})


def _read_row(row: list[str], place: str) -> Iterator[Concept | Problem]:
    if len(row) != len(LEXICON_COLUMNS):
        counts = {"found": len(row), "expected": len(LEXICON_COLUMNS)}
        yield Problem("error", place, "annotation.wrong_cell_count", counts)
        return
    cells = dict(zip(LEXICON_COLUMNS, row, strict=True))
    if odd := tuple(name for name, cell in cells.items() if _ODD.search(cell)):
        yield Problem("error", place, "annotation.odd_characters", {"columns": odd})
    if ragged := tuple(name for name, cell in cells.items() if cell != cell.strip()):
        yield Problem("warning", place, "annotation.spaces_around", {"columns": ragged})
    values = {name: cell.strip() for name, cell in cells.items()}
    lists = {
        name: tuple(part.strip() for part in values.pop(name).split("|") if part.strip()) for name in _LISTS
    }
    yield Concept(**values, **lists, place=place)  # type: ignore[arg-type]
