"""Writing the lexicon's CSV files: rows in one fixed form and order, checked before a byte changes."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.annotation.lexicon.checking import Problem, refusal_of
from flows.annotation.lexicon.model import LEXICON_COLUMNS, Concept
from flows.annotation.lexicon.reading import read_lexicon
from flows.errors import ConfigurationError

# The file of a new row by its type, unless the caller names another one.
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
    """The outcome of a merge: ids by outcome, files written, warnings about merged rows.

    `places` maps the id of each merged row to its place.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()


def format_rows(concepts: Iterable[Concept]) -> str:
    """Return the text of a whole file: header, rows in the given order, lists joined by `|`, LF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(LEXICON_COLUMNS)
    for concept in concepts:
        cells = (getattr(concept, name) for name in LEXICON_COLUMNS)
        writer.writerow(["|".join(cell) if isinstance(cell, tuple) else cell for cell in cells])
    return out.getvalue()


def file_of(concept: Concept) -> str:
    """Return the name of the file of a concept (its place is `terms.csv:12`)."""
    return concept.place.rpartition(":")[0]


def merge_concepts(
    folder: Path,
    new_rows: Sequence[Concept],
    files: Mapping[str, str],
    check: Callable[[list[Concept]], Iterable[Problem]],
) -> Merged:
    """Merge rows into the files of `folder`.

    A row with a known id replaces the present row. Others are inserted at their sorted place in `files[id]`
    or the file of their type. The resulting lexicon is checked first: if it has an error, raises
    ConfigurationError and changes nothing.
    """
    old_rows: list[Concept] = []
    if any(folder.glob("*.csv")):
        old_rows, problems = read_lexicon(folder)
        _refuse(problems)
    known = {concept.id: concept for concept in old_rows}
    new_ids = {new.id for new in new_rows}
    found = list(check([*(old for old in old_rows if old.id not in new_ids), *new_rows]))
    _refuse(found)
    homes = {new.id: _home_of(new, known, files) for new in new_rows}
    touched = sorted({homes[new.id] for new in new_rows if known.get(new.id) != new})
    contents = {name: format_rows(_arrange(old_rows, new_rows, name, homes)) for name in touched}
    places = _read_back(folder, contents, new_rows)
    write_files(folder, contents)
    return Merged(
        tuple(new.id for new in new_rows if new.id not in known),
        tuple(new.id for new in new_rows if new.id in known and known[new.id] != new),
        tuple(new.id for new in new_rows if known.get(new.id) == new),
        tuple(touched),
        {identifier: places[identifier] for identifier in new_ids if identifier in places},
        tuple(problem for problem in found if problem.place in {new.place for new in new_rows}),
    )


def _home_of(new: Concept, known: Mapping[str, Concept], files: Mapping[str, str]) -> str:
    if new.id in known:
        return file_of(known[new.id])
    return files.get(new.id) or FILES.get(new.type, "")


def _refuse(problems: Iterable[Problem]) -> None:
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise refusal_of(errors)


def _arrange(
    old_rows: Sequence[Concept], new_rows: Sequence[Concept], name: str, homes: Mapping[str, str]
) -> list[Concept]:
    """Return the rows of one file: replaced in place, new ones before the first row with a greater id."""
    replacing = {new.id: new for new in new_rows if homes[new.id] == name}
    rows = [replacing.pop(old.id, old) for old in old_rows if file_of(old) == name]
    for new in replacing.values():
        place = next((index for index, row in enumerate(rows) if row.id > new.id), len(rows))
        rows.insert(place, new)
    return rows


def _read_back(folder: Path, contents: Mapping[str, str], new_rows: Sequence[Concept]) -> dict[str, str]:
    """Read the lexicon as it would be after the merge, and return places by id.

    Raises ConfigurationError if a value does not survive (a `|`, a control character).
    """
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for path in folder.glob("*.csv"):
            shutil.copy(path, copy / path.name)
        for file, content in contents.items():
            (copy / file).write_text(content, encoding="utf-8", newline="")
        concepts, problems = read_lexicon(copy)
    _refuse(problems)
    found = {concept.id: concept for concept in concepts}
    for new in new_rows:
        if found.get(new.id) != new:
            raise ConfigurationError("annotation.unkeepable_row", place=new.place, id=new.id)
    return {concept.id: concept.place for concept in concepts}


def write_files(folder: Path, contents: Mapping[str, str]) -> None:
    """Write files, each by renaming a finished draft over it, so that readers never see half a file."""
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
    """Return the concept with another place, for messages about rows that are not yet in a file."""
    return replace(concept, place=place)


def keep_names(new: Concept, old: Concept | None, notes: list[Problem]) -> Concept:
    """Return a row read from SKOS that keeps the present row's names in a language without a label there.

    A thesaurus may have only one language, and a tool may write tags that no reader knows: neither means that
    the names are wrong. Kept names and lists that become empty are reported in `notes`.
    """
    if old is None:
        return new
    for language in ("zh", "en"):
        lists = [f"{language}_{kind}" for kind in ("variants", "abbreviations")]
        forms = {getattr(new, language), *(form for name in lists for form in getattr(new, name))}
        if (label := getattr(old, language)) and not getattr(new, language):
            kept = {name: getattr(old, name) for name in lists}
            if forms != {""}:
                kept = {name: tuple(form for form in getattr(new, name) if form != label) for name in lists}
            new = replace(new, **{language: label}, **kept)
            values = {"language": language, "label": label}
            notes.append(Problem("warning", new.place, "annotation.names_kept", values))
        for name in lists:
            lost = [form for form in getattr(old, name) if form not in {*forms, getattr(new, language)}]
            if lost and not getattr(new, name):
                values = {"column": name, "forms": lost}
                notes.append(Problem("warning", new.place, "annotation.forms_lost", values))
    return new
