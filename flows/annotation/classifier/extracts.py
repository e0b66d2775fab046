"""Extracts of labelled passages, kept without their texts: hashes of their words, and their labels.

A classifier that may be passed on can thus learn from texts that may not. A folder of extracts has three
files. `labels.jsonl` has one line per passage: hash, group, language, genre, labels, the labels that its
reader was not sure of, and the taxonomy that was used. `taxonomies.json` has the labels of each taxonomy.
`features.npz` has the features of each sentence, in no order and as hashes. It has only features that occur
in passages with texts too: a word that occurs in none of those is left out.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from flows.annotation.classifier.examples import Example
from flows.annotation.classifier.features import SENTENCE, split_sentences
from flows.annotation.classifier.rows import LEAST_POSITIVES, Row
from flows.annotation.classifier.taxonomy import Taxonomy
from flows.errors import ConfigurationError
from flows.records import digest

EXTRACT_LABELS, _TAXONOMIES, _FEATURES = "labels.jsonl", "taxonomies.json", "features.npz"
_NEW = ".new"  # ends the name of a file that is not yet in place
_STRINGS, _LISTS = ("passage", "group", "language", "genre", "taxonomy"), ("labels", "unsure")
_HASH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Extract:
    """One passage: its line of `labels.jsonl`, and the hashes of the features of each sentence, sorted."""

    line: Mapping[str, Any]
    sentences: Sequence[Sequence[int]]


def add_extracts(
    examples: Sequence[Example], rows: Sequence[Row], known: set[str], taxonomy: Taxonomy, folder: Path
) -> int:
    """Add labelled passages to a folder of extracts, replacing those that it has already.

    `rows` are the rows of the examples, `known` the names of the features that may be kept. Returns the
    number of extracts then in the folder. Raises ConfigurationError if files are damaged.
    """
    extracts, asked = _load(folder)
    kept = {extract.line["passage"]: extract for extract in extracts}
    asked[taxonomy.hash] = sorted((*taxonomy.strategies, *taxonomy.instruments))
    for example, row in zip(examples, rows, strict=True):
        sentences = [
            sorted(_hash(name) for name in part if name in known) for part in split_sentences(row.features)
        ]
        extract = Extract(_describe(example, taxonomy.hash), sentences)
        kept[extract.line["passage"]] = extract
    _save([kept[passage] for passage in sorted(kept)], asked, folder)
    return len(kept)


def read_extracts(folder: Path, known: Iterable[str], taxonomy: Taxonomy) -> list[Row]:
    """Return the rows of a folder of extracts, [] if there is none.

    `known` are the feature names that hashes are looked up in. Other hashes are dropped, and so are labels
    that the taxonomy lacks. Labels of the taxonomy that did not exist when a passage was read are unsure.
    Raises ConfigurationError if files are damaged.
    """
    names = {_hash(name): name for name in known}
    labels = frozenset((*taxonomy.strategies, *taxonomy.instruments))
    extracts, asked = _load(folder)
    rows = [_make_row(extract, names, labels, asked[extract.line["taxonomy"]]) for extract in extracts]
    found = Counter(label for row in rows for label in row.labels - row.unsure)
    rare = frozenset(label for label in labels if found[label] < LEAST_POSITIVES)
    return [replace(row, untaught=rare) for row in rows]


def _make_row(
    extract: Extract, names: Mapping[int, str], labels: frozenset[str], asked: Iterable[str]
) -> Row:
    line, features = extract.line, []
    for sentence in extract.sentences:
        features += [names[number] for number in sentence if number in names]
        features.append(SENTENCE)
    return Row(
        tuple(features),
        frozenset(line["labels"]) & labels,
        line["group"],
        line["language"],
        line["genre"],
        unsure=(frozenset(line["unsure"]) & labels) | (labels - frozenset(asked)),
        extracted=True,
    )


def _describe(example: Example, taxonomy: str) -> Mapping[str, Any]:
    return {
        "passage": digest(example.text),
        "group": example.group,
        "language": example.language,
        "genre": example.genre,
        "labels": sorted(example.labels),
        "unsure": sorted(example.ignored),
        "taxonomy": taxonomy,
    }


def _save(extracts: Sequence[Extract], asked: Mapping[str, Sequence[str]], folder: Path) -> None:
    """Write the extracts; each hash is stored once, and features are indices into the list of hashes.

    Labels and features belong together, but two files cannot be replaced at once. So both new files are
    complete before the labels and then the features move into place: see `_find_features`.
    """
    parts = [part for extract in extracts for part in extract.sentences]
    hashes = sorted({number for part in parts for number in part})
    places = {number: place for place, number in enumerate(hashes)}
    lines = "".join(f"{json.dumps(extract.line, ensure_ascii=False)}\n" for extract in extracts)
    folder.mkdir(parents=True, exist_ok=True)
    if (found := _find_features(folder)) != folder / _FEATURES:
        found.replace(folder / _FEATURES)
    _new(folder, _TAXONOMIES).write_text(f"{json.dumps(asked, indent=1)}\n", encoding="utf-8")
    _new(folder, _TAXONOMIES).replace(folder / _TAXONOMIES)
    _new(folder, EXTRACT_LABELS).write_text(lines, encoding="utf-8")
    with _new(folder, _FEATURES).open("wb") as file:
        np.savez_compressed(
            file,
            hashes=np.array(hashes, dtype=np.uint64),
            features=np.array([places[number] for part in parts for number in part], dtype=np.uint32),
            sentences=np.array([len(part) for part in parts], dtype=np.uint32),
            passages=np.array([len(extract.sentences) for extract in extracts], dtype=np.uint32),
        )
    _new(folder, EXTRACT_LABELS).replace(folder / EXTRACT_LABELS)
    _new(folder, _FEATURES).replace(folder / _FEATURES)


def _new(folder: Path, name: str) -> Path:
    return folder / f"{name}{_NEW}"


def _find_features(folder: Path) -> Path:
    """Return the file with the features: the new one if only the labels were moved into place."""
    new = _new(folder, _FEATURES)
    if new.exists() and not _new(folder, EXTRACT_LABELS).exists():
        return new
    return folder / _FEATURES


def _load(folder: Path) -> tuple[list[Extract], dict[str, list[str]]]:
    """Return the extracts of a folder, and the labels of each taxonomy that was used."""
    if not (folder / EXTRACT_LABELS).exists() and not (folder / _FEATURES).exists():
        return [], {}
    try:
        written = (folder / EXTRACT_LABELS).read_text("utf-8").split("\n")
        lines = [_check_line(json.loads(line)) for line in written if line]
        asked = json.loads((folder / _TAXONOMIES).read_text("utf-8"))
        if not all(_is_list_of_strings(labels) for labels in asked.values()):
            raise ValueError(f"{_TAXONOMIES} has something else than labels")
        with np.load(_find_features(folder)) as stored:
            extracts = _unpack(lines, {name: stored[name] for name in stored.files})
        if missing := {extract.line["taxonomy"] for extract in extracts} - asked.keys():
            raise ValueError(f"no taxonomy {min(missing)}")
        return extracts, asked
    except Exception as error:  # noqa: BLE001 - a damaged or foreign file raises many kinds
        reason = f"{type(error).__name__}: {error}"
        raise ConfigurationError("annotation.damaged_extracts", path=folder, reason=reason) from None


def _check_line(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a line of `labels.jsonl`; raises ValueError or KeyError if it is not one that `_save` writes."""
    for name in _STRINGS:
        if not isinstance(line[name], str):
            raise ValueError(f"{name} is not a string: {line[name]!r}")
    for name in _LISTS:
        if not _is_list_of_strings(line[name]):
            raise ValueError(f"{name} is not a list of labels: {line[name]!r}")
    return {name: line[name] for name in line if name in _STRINGS or name in _LISTS}


def _is_list_of_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _unpack(lines: Sequence[Mapping[str, Any]], arrays: Mapping[str, Any]) -> list[Extract]:
    """Return the extracts of both files; raises ValueError, KeyError or IndexError if they do not match."""
    if any(array.dtype.kind != "u" or array.ndim != 1 for array in arrays.values()):
        raise ValueError(f"{_FEATURES} has something else than numbers from 0")
    hashes = arrays["hashes"][arrays["features"]].tolist()
    ends = [0, *accumulate(arrays["sentences"].tolist())]
    borders = [0, *accumulate(arrays["passages"].tolist())]
    if (len(lines), ends[-1], borders[-1]) != (len(borders) - 1, len(hashes), len(ends) - 1):
        raise ValueError("the files do not belong together")
    sentences = [hashes[first:last] for first, last in pairwise(ends)]
    return [
        Extract(line, sentences[first:last])
        for line, (first, last) in zip(lines, pairwise(borders), strict=True)
    ]


def _hash(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=_HASH_BYTES).digest(), "big")
