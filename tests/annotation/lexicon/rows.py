"""Rows of a lexicon for the tests, and their files."""

from __future__ import annotations

from pathlib import Path

from flows.annotation.lexicon.model import LEXICON_COLUMNS

HEADER = ",".join(LEXICON_COLUMNS) + "\n"
GOOD = (
    "one-system,TERM,试点体制,pilot system,试点制度,trial system,试制,PS,反试点体制,,"
    "whole_of_nation,2019,2021-05,our own,Q12\n"
)


def row(**cells: str) -> str:
    values = {"id": "two-system", "type": "TERM", "zh": "示范体制", "en": "model system"} | cells
    return ",".join(values.get(name, "") for name in LEXICON_COLUMNS) + "\n"


def write(folder: Path, *files: str) -> Path:
    for number, content in enumerate(files):
        (folder / f"{number}.csv").write_text(content, encoding="utf-8")
    return folder
