"""Write the lexicon's CSV files: rows in one fixed form, each at its sorted place, checked before a byte is changed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.annotation.lexicon.model import LEXICON_COLUMNS, Concept, Problem, read_lexicon
from flows.errors import ConfigurationError

# Where a new row of a type goes when nobody says otherwise.
FILES = {
    "TERM": "terms.csv",
    "PROGRAMME": "programmes.csv",
    "ORG": "institutions.csv",
    "TECH": "technologies.csv",
    "GPE": "places.csv",
    "PERSON": "people.csv",
    "EVENT": "events.csv",
    "DOC": "documents.csv",
}


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: ids by what became of them, the files written, and the warnings about the rows it brought."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()


def format_rows(concepts: Iterable[Concept]) -> str:
    """Return a whole file: header, then the rows in the order given; lists joined by `|`, line ends `\\n`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(LEXICON_COLUMNS)
    for concept in concepts:
        cells = (getattr(concept, name) for name in LEXICON_COLUMNS)
        writer.writerow(["|".join(cell) if isinstance(cell, tuple) else cell for cell in cells])
    return out.getvalue()


def file_of(concept: Concept) -> str:
    """Return the name of the file in which a concept stands (its place is `terms.csv:12`)."""
    return concept.place.rpartition(":")[0]


def merge_concepts(
    folder: Path,
    news: Sequence[Concept],
    files: Mapping[str, str],
    check: Callable[[list[Concept]], Iterable[Problem]],
) -> Merged:
    """Put `news` into the files of `folder`: a known id replaces its row, another goes to its sorted place in `files[id]`
    or the file of its type.

    The lexicon as it would be is checked first; raises ConfigurationError, and changes nothing, where it would have an error.
    """
    olds, problems = read_lexicon(folder) if any(folder.glob("*.csv")) else ([], [])
    _refuse(problems)
    known = {concept.id: concept for concept in olds}
    homes = {
        new.id: file_of(known[new.id]) if new.id in known else files.get(new.id) or FILES.get(new.type, "")
        for new in news
    }
    ids = {new.id for new in news}
    found = list(check([*(old for old in olds if old.id not in ids), *news]))
    _refuse(found)
    touched = sorted({homes[new.id] for new in news if known.get(new.id) != new})
    contents = {name: format_rows(_arrange(olds, news, name, homes)) for name in touched}
    places = _read_back(folder, contents, news)
    write_files(folder, contents)
    return Merged(
        tuple(new.id for new in news if new.id not in known),
        tuple(new.id for new in news if new.id in known and known[new.id] != new),
        tuple(new.id for new in news if known.get(new.id) == new),
        tuple(touched),
        {identifier: places[identifier] for identifier in ids if identifier in places},
        tuple(problem for problem in found if problem.place in {new.place for new in news}),
    )


def _refuse(problems: Iterable[Problem]) -> None:
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        more = (
            f" (and {len(errors) - 1} more; nothing was changed)"
            if len(errors) > 1
            else " (nothing was changed)"
        )
        raise ConfigurationError(f"{errors[0].place}: {errors[0].message}{more}")


def _arrange(
    olds: Sequence[Concept], news: Sequence[Concept], name: str, homes: Mapping[str, str]
) -> list[Concept]:
    """Return the rows of one file: replaced in place, new ones before the first row with a greater id."""
    replacing = {new.id: new for new in news if homes[new.id] == name}
    rows = [replacing.pop(old.id, old) for old in olds if file_of(old) == name]
    for new in replacing.values():
        at = next((index for index, row in enumerate(rows) if row.id > new.id), len(rows))
        rows.insert(at, new)
    return rows


def _read_back(folder: Path, contents: Mapping[str, str], news: Sequence[Concept]) -> dict[str, str]:
    """Read the lexicon as it would be; returns places by id. Raises where a value doesn't come back (a `|`, a control character)."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for path in folder.glob("*.csv"):
            shutil.copy(path, copy / path.name)
        for file, content in contents.items():
            (copy / file).write_text(content, encoding="utf-8", newline="")
        concepts, problems = read_lexicon(copy)
    _refuse(problems)
    found = {concept.id: concept for concept in concepts}
    for new in news:
        if found.get(new.id) != new:
            raise ConfigurationError(
                f"{new.place}: {new.id} holds a | or spaces at an end, which a row can't keep (nothing was changed)"
            )
    return {concept.id: concept.place for concept in concepts}


def write_files(folder: Path, contents: Mapping[str, str]) -> None:
    """Write files, each by renaming a finished one over it: a reader sees the old or the new file, never a part."""
    folder.mkdir(parents=True, exist_ok=True)
    pending: list[tuple[Path, Path]] = []
    try:
        for name, content in contents.items():
            path, draft = folder / name, folder / f".{name}.{os.getpid()}.draft"
            pending.append((draft, path))
            draft.write_text(content, encoding="utf-8", newline="")
            if path.exists():
                shutil.copymode(path, draft)
        for draft, path in pending:
            draft.replace(path)
    finally:
        for draft, _ in pending:
            draft.unlink(missing_ok=True)


def placed(concept: Concept, place: str) -> Concept:
    """Return the concept with another place, for messages about rows that stand in no file yet."""
    return replace(concept, place=place)
