"""Commands on the models of names: train ner, evaluate-ner."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from flows.cli.commands.shared import read_settings

_COLUMNS = {name: name for name in ("by", "type", "precision", "recall", "f1", "spans")}
_NUMBERS = ("precision", "recall", "f1", "spans")


def train_ner(folder: Path, *, language: Literal["zh", "en"] = "zh", teacher: Path | None = None) -> int:
    """Train the model of names on a folder of IOB2 files and texts; the new version is used from then on.

    Parameters
    ----------
    folder
        With *train*.iob2 and *dev*.iob2 (Universal NER), and texts (*.txt, *.jsonl) on which the lexicon
        teaches its names.
    language
        Of the texts: zh or en.
    teacher
        JSONL with what another model found: {"text": "…", "spans": [[0, 3, "PERSON"]]} a line.
    """
    from flows.curation import retrain_names
    from flows.output import messages

    target, held_out = retrain_names(folder, read_settings().models_folder, language, teacher, messages.print)
    _print_scores({"model": held_out}, f"{target} (held-out sentences)")
    return 0


def evaluate_ner(file: Path) -> int:
    """Measure the names found in an IOB2 file: by lexicon and rules, by the model, by both together.

    Parameters
    ----------
    file
        Sentences with their names, such as those of Universal NER; PER, ORG and LOC are read as PERSON, ORG
        and GPE.
    """
    from flows.curation import evaluate_entities

    _print_scores(
        evaluate_entities(file, read_settings().models_folder),
        f"{file.name}: spans exact in borders and type",
    )
    return 0


def _print_scores(scores: dict[str, dict[str, Any]], title: str) -> None:
    from flows.output import print_table

    rows = [
        {"by": name, "type": kind, **row} for name, kinds in scores.items() for kind, row in kinds.items()
    ]
    print_table(rows, _COLUMNS, title=title, right=_NUMBERS)
