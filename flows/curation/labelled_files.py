"""The files of labelled passages in a models folder."""

from __future__ import annotations

from pathlib import Path

# Labels of a second reading, without texts: they measure agreement, and nothing is trained on them.
SECOND_READING = "second_reading.jsonl"


def labelled_files(models: Path) -> list[Path]:
    """Return the files with labelled passages, by name."""
    return sorted(path for path in (models / "training").glob("*.jsonl") if path.name != SECOND_READING)
