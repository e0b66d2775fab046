"""Commands about the lexicon: check, list, show."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from flows.commands.shared import TableFormat, open_lexicon, read_settings
from flows.errors import UsageError


def lexicon_check(folder: Path | None = None, *, format: Literal["table", "json"] = "table") -> int:
    """Check the lexicon's files; exit code 1 if there is an error.

    Parameters
    ----------
    folder
        Another folder of CSV files than the one in use.
    """
    from flows.annotation.lexicon import check_concepts, read_lexicon
    from flows.rendering import messages, print_json, print_table

    concepts, problems = read_lexicon(folder or read_settings().models_folder / "lexicon")
    problems += check_concepts(concepts)
    rows = [{"level": problem.level, "place": problem.place, "message": problem.message} for problem in problems]
    errors = sum(problem.level == "error" for problem in problems)
    if format == "json":
        print_json(rows)
    elif rows:
        print_table(rows, {"level": "level", "place": "place", "message": "message"})
    messages.print(f"{len(concepts):,} concepts, {errors} errors, {len(rows) - errors} warnings")
    return 1 if errors else 0


def lexicon_list(text: str = "", *, type: str = "", format: TableFormat = "table") -> int:
    """List concepts, or those that have TEXT in an id or surface."""
    from flows.annotation.lexicon import CONCEPT_TYPES
    from flows.folding import fold_label
    from flows.rendering import print_csv, print_json, print_table

    if type and type.upper() not in CONCEPT_TYPES:
        raise UsageError(f"--type {type!r}: known are {' '.join(CONCEPT_TYPES)}")
    wanted = fold_label(text)
    rows = [
        {
            "id": concept.id,
            "type": concept.type,
            "zh": concept.zh,
            "en": concept.en,
            "forms": " | ".join(concept.surfaces[1:]),
        }
        for concept in open_lexicon().concepts.values()
        if (not type or concept.type == type.upper())
        and any(wanted in fold_label(form) for form in (concept.id, *concept.surfaces))
    ]
    columns = {name: name for name in ("id", "type", "zh", "en", "forms")}
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, list(columns))
    else:
        print_table(rows, columns)
    return 0 if rows else 1


def lexicon_show(name: str) -> int:
    """Show one concept, by id or any surface in either language."""
    from dataclasses import asdict

    from flows.rendering import print_table

    concept = open_lexicon().find(name)
    if concept is None:
        raise UsageError(f"{name!r}: no such concept; `zhengce lexicon list {name}` looks for similar ones")
    rows = [
        {"field": key, "value": " | ".join(value) if isinstance(value, tuple) else value}
        for key, value in asdict(concept).items()
        if value
    ]
    print_table(rows, {"field": "field", "value": "value"})
    return 0
