"""Describe the labelled passages for others: the card of the data set, and its Croissant metadata."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from flows import __version__
from flows.annotation import write_front
from flows.annotation.classifier import EXTRACT_LABELS, Example, Taxonomy, load_taxonomy, read_examples
from flows.output import hash_file
from flows.reports.packages import CROISSANT_FILE, About, RecordField, RecordFile, describe_dataset
from flows.text import this_day

CARD_FILE = "README.md"
# Labels of a second reading, without texts: they measure agreement, and are not used for training.
SECOND_READING = "second_reading.jsonl"
EXTRACTS_FOLDER = "extracts"
_NAME, _TITLE = "zhengce-policy-passages", "Policy passages with strategies and instruments"
_FIELDS = (
    RecordField("id", "string", "identifies the passage"),
    RecordField("group", "string", "passages of a group must not be on both sides of a split"),
    RecordField("language", "string", "zh or en"),
    RecordField("genre", "string", "kind of text, such as plan, notice or analysis"),
    RecordField("period", "string", "decades that the passage is written for"),
    RecordField("text", "string", "the passage"),
    RecordField("labels", "string", "strategies, that with most text first; none: other", is_repeated=True),
    RecordField("instruments", "string", "policy instruments", is_repeated=True),
    RecordField("note", "string", "remark of the labeller; mostly blank"),
)
_SECOND_FIELDS = (
    RecordField("passage", "string", "hash of the passage's text"),
    RecordField("id", "string", "the passage"),
    RecordField("labels", "string", "strategies of the second reading", is_repeated=True),
    RecordField("instruments", "string", "instruments of the second reading", is_repeated=True),
)
_EXTRACT_FIELDS = (
    RecordField("passage", "string", "hash of the passage's text"),
    RecordField("group", "string", "the document; passages of a group must not be on both sides of a split"),
    RecordField("language", "string", "zh or en"),
    RecordField("genre", "string", "kind of text; translated: put into English for the training"),
    RecordField("labels", "string", "strategies and instruments", is_repeated=True),
    RecordField("unsure", "string", "labels that count neither way", is_repeated=True),
    RecordField("taxonomy", "string", "hash of the taxonomy that the passage was read by"),
)


def labelled_files(models: Path) -> list[Path]:
    """Return the files with labelled passages of a models folder, by name."""
    return sorted(path for path in (models / "training").glob("*.jsonl") if path.name != SECOND_READING)


def write_training_card(models: Path) -> list[Path]:
    """Write README.md and croissant.json of `models/training`; return the paths.

    The day of publication is unchanged until a file changes. Raises ConfigurationError for a broken line.
    """
    folder, taxonomy = models / "training", load_taxonomy(models / "taxonomy.toml")
    files = [path for path in labelled_files(models) if _count_lines(path)]
    examples = {path.name: read_examples([path], taxonomy) for path in files}
    card, metadata = folder / CARD_FILE, folder / CROISSANT_FILE
    card.write_text(_describe_card(examples, taxonomy, folder), encoding="utf-8")
    written = json.dumps(_describe_files(folder, examples), ensure_ascii=False, indent=1)
    metadata.write_text(f"{written}\n", encoding="utf-8")
    return [card, metadata]


def _describe_card(examples: Mapping[str, Sequence[Example]], taxonomy: Taxonomy, folder: Path) -> str:
    every = [example for some in examples.values() for example in some]
    counts = Counter(label for example in every for label in example.labels)
    languages = [language for language in ("zh", "en") if any(each.language == language for each in every)]
    front = write_front(
        {
            "language": languages,
            "license": "apache-2.0",
            "pretty_name": _TITLE,
            "size_categories": [_size_category(len(every))],
            "source_datasets": ["original"],
            "task_categories": ["text-classification"],
            "task_ids": ["multi-label-classification"],
            "tags": ["policy", "china", "multi-label"],
            "configs": [
                {"config_name": "default", "data_files": [{"split": "train", "path": list(examples)}]}
            ],
        }
    )
    template = Path(__file__).with_name("training_card.md").read_text(encoding="utf-8")
    return front + template.format(
        passages=len(every),
        files="\n".join(_file_row(name, some) for name, some in examples.items()),
        second=_describe_second(folder / SECOND_READING),
        extracts=_describe_extracts(folder / EXTRACTS_FOLDER / EXTRACT_LABELS),
        labels="\n".join(
            f"| {category.id} | {category.kind} | {counts[category.id]:,} |"
            for category in taxonomy.categories
        ),
    )


def _file_row(name: str, examples: Sequence[Example]) -> str:
    languages = Counter(example.language for example in examples)
    plain = sum(not example.labels for example in examples)
    return f"| {name} | {len(examples):,} | {languages['zh']:,} | {languages['en']:,} | {plain:,} |"


def _describe_second(path: Path) -> str:
    if not path.is_file():
        return "There is no second reading."
    return (
        f"`{path.name}` has the labels of a second reading of {_count_lines(path):,} passages, without "
        "texts; nothing is trained on it."
    )


def _describe_extracts(path: Path) -> str:
    if not path.is_file():
        return "There are no extracts."
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    languages = Counter(line["language"] for line in lines)
    plain = sum(not line["labels"] for line in lines)
    counts = f"{languages['zh']:,} zh, {languages['en']:,} en; {plain:,} without a label"
    return (
        f"`{EXTRACTS_FOLDER}/` has what {len(lines):,} other passages teach ({counts}), without their texts: "
        f"`{path.name}` has their labels, `features.npz` hashes of those of their words that the passages "
        "above have, too."
    )


def _describe_files(folder: Path, examples: Mapping[str, Sequence[Example]]) -> dict[str, object]:
    files = [
        _record_file(folder / name, f"{len(some):,} labelled passages", _FIELDS)
        for name, some in examples.items()
    ]
    second, extracts = folder / SECOND_READING, folder / EXTRACTS_FOLDER / EXTRACT_LABELS
    if second.is_file():
        files.append(_record_file(second, "labels of a second reading", _SECOND_FIELDS))
    if extracts.is_file():
        files.append(_extracts_file(extracts))
    return describe_dataset(
        About(
            name=_NAME,
            description=f"{_TITLE}, in Chinese and English, written for the classifier of zhengce.",
            license="https://spdx.org/licenses/Apache-2.0.html",
            url="./",
            version=__version__,
            published=_day_of(folder / CROISSANT_FILE, files),
            creator="The zhengce developers",
            keywords=("policy", "China", "multi-label classification"),
        ),
        files,
    )


def _record_file(path: Path, description: str, fields: Sequence[RecordField]) -> RecordFile:
    return RecordFile(
        path.stem,
        path.name,
        "application/jsonlines",
        path.stat().st_size,
        hash_file(path),
        description,
        fields,
        ["id"],
    )


def _extracts_file(path: Path) -> RecordFile:
    return RecordFile(
        EXTRACTS_FOLDER,
        f"{EXTRACTS_FOLDER}/{path.name}",
        "application/jsonlines",
        path.stat().st_size,
        hash_file(path),
        "labels of passages without their texts",
        _EXTRACT_FIELDS,
        ["passage"],
    )


def _day_of(path: Path, files: Sequence[RecordFile]) -> str:
    """Return the day in the metadata at `path` if it describes the same files, else today."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        if [entry["sha256"] for entry in known["distribution"]] == [file.sha256 for file in files]:
            return str(known["datePublished"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # none yet, or not ours
    return this_day().isoformat()


def _size_category(count: int) -> str:
    """Return the Hub's name for a number of rows."""
    names = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))
    return next((name for most, name in names if count < most), "100K<n<1M")


def _count_lines(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").split("\n"))
