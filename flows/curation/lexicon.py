"""Keep the lexicon: check it against itself and a store, add a row, hand it out and take it in as SKOS, count it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from flows.annotation.classifier import load_taxonomy
from flows.annotation.lexicon import (
    FILES,
    Concept,
    Lexicon,
    Merged,
    Problem,
    check_concepts,
    load_lexicon,
    merge_concepts,
    placed,
    read_lexicon,
    write_files,
)
from flows.annotation.matching import (
    LEVELS,
    Finding,
    Passage,
    check_references,
    compare_with_texts,
    find_broken_words,
    find_hidden_surfaces,
    report_gaps,
    report_never_met,
)
from flows.errors import ConfigurationError, StoreError, UsageError
from flows.records import AnnotationVersion
from flows.store import Store, export_mentions, export_passages

START = "<!-- statistics: `zhengce lexicon stats --write` writes what stands from here -->"
END = "<!-- to here -->"


def check_lexicon(folder: Path, store: Store | None = None) -> tuple[int, list[Finding]]:
    """Return the number of concepts and all findings: errors, then warnings, then notes.

    What rows do to each other and to the texts of `store` is looked at only once there is no error.
    """
    concepts, problems = read_lexicon(folder)
    problems += _check_whole(folder, concepts)
    findings = [
        problem
        if isinstance(problem, Finding)
        else Finding(problem.level, problem.place, problem.code, problem.values)
        for problem in problems
    ]
    if not any(finding.level == "error" for finding in findings):
        findings += [*find_hidden_surfaces(concepts), *find_broken_words(concepts)]
        if store is not None:
            findings += _check_against(store, concepts)
    return len(concepts), sorted(findings, key=lambda finding: LEVELS.index(finding.level))


def _check_whole(folder: Path, concepts: list[Concept]) -> Iterator[Problem]:
    yield from check_concepts(concepts)
    taxonomy = folder.parent / "taxonomy.toml"
    yield from check_references(concepts, load_taxonomy(taxonomy).strategies if taxonomy.is_file() else None)


def _check_against(store: Store, concepts: list[Concept]) -> Iterator[Finding]:
    current = Lexicon(concepts).hash
    others = {"passages": 0}
    counts, gaps = compare_with_texts(concepts, _annotated(store, current, others))
    if others["passages"]:
        yield Finding("info", str(store.path), "annotation.other_lexicon", others, "store")
    yield from report_never_met(concepts, counts)
    yield from report_gaps(concepts, gaps)


def _annotated(store: Store, lexicon_hash: str, others: dict[str, int]) -> Iterator[Passage]:
    """Yield annotated passages with their mentions of concepts; passages that another lexicon annotated are counted in `others`.

    Both reads come in the same order, so that neither has to be held in memory.
    """
    groups = groupby(export_mentions(store), key=lambda row: row["passage_id"])
    group = next(groups, None)
    for row in export_passages(store):
        mentions: list[tuple[int, int, str]] = []
        if group and group[0] == row["passage_id"]:
            mentions = [
                (entry["start"], entry["end"], entry["concept"]) for entry in group[1] if entry["concept"]
            ]
            group = next(groups, None)
        others["passages"] += AnnotationVersion.read(row["lexicon_hash"] or "").lexicon != lexicon_hash
        if row["lexicon_hash"]:
            yield row["passage_id"], row["text"], mentions
    if group:
        raise StoreError(f"{store.path}: another run wrote to the store while it was read; check again")


def add_concept(folder: Path, concept: Concept, file: str = "") -> Merged:
    """Add one row; raises UsageError for a known id or an unknown file, ConfigurationError for what the check refuses."""
    names = [path.name for path in sorted(folder.glob("*.csv"))]
    target = file or FILES.get(concept.type, "")
    if file and file not in names:
        raise UsageError(f"--file {file!r}: no such file in {folder}; there are {', '.join(names) or 'none'}")
    if (known := load_lexicon(folder).concepts.get(concept.id)) is not None:
        raise UsageError(
            f"--id {concept.id!r} stands already at {known.place}; edit that row, or choose another id"
        )
    return _merge(folder, [placed(concept, "new row")], {concept.id: target})


def export_lexicon(folder: Path, target: Path) -> int:
    """Write the lexicon as SKOS in Turtle; returns the number of concepts."""
    from flows.annotation.lexicon import to_turtle

    lexicon = load_lexicon(folder)
    content = to_turtle(lexicon.concepts.values())
    try:
        write_files(target.parent, {target.name: content})
    except OSError as error:
        raise UsageError(f"{target}: can't be written ({error.strerror})") from None
    return len(lexicon)


def import_lexicon(source: Path, folder: Path) -> Merged:
    """Merge the concepts of a Turtle file into the CSV files of `folder` (made where missing): rows are replaced by id or added,
    none is removed; raises ConfigurationError, and changes nothing, where the whole would not pass the check."""
    from flows.annotation.lexicon import read_turtle

    if not source.is_file():
        raise UsageError(f"{source}: no such file")
    concepts, files = read_turtle(source)
    return _merge(folder, concepts, files)


def _merge(folder: Path, concepts: Sequence[Concept], files: dict[str, str]) -> Merged:
    merged = merge_concepts(folder, concepts, files, lambda whole: _check_whole(folder, whole))
    if merged.files and has_statistics(folder):
        write_statistics(folder)
    return merged


def count_lexicon(concepts: Iterable[Concept]) -> list[dict[str, Any]]:
    """Return one row a type and one for all: concepts, share with labels in both languages, forms a concept and language
    (mean and most), abbreviations, and how many concepts have dates, a Wikidata number, a strategy, negative contexts."""
    by_type: dict[str, list[Concept]] = {}
    everything = list(concepts)
    for concept in everything:
        by_type.setdefault(concept.type, []).append(concept)
    return [_count(name, group) for name, group in [*sorted(by_type.items()), ("all", everything)]]


def _count(name: str, group: list[Concept]) -> dict[str, Any]:
    forms = {
        "zh": [len(set(concept.zh_surfaces)) for concept in group],
        "en": [len({*concept.en_surfaces, *concept.en_abbreviations}) for concept in group],
    }
    number = len(group) or 1
    return {
        "type": name,
        "concepts": len(group),
        "both_languages": round(sum(bool(concept.zh and concept.en) for concept in group) / number, 3),
        **{f"{language}_mean": round(sum(forms[language]) / number, 2) for language in forms},
        **{f"{language}_most": max(forms[language], default=0) for language in forms},
        "abbreviations": sum(
            len(concept.zh_abbreviations) + len(concept.en_abbreviations) for concept in group
        ),
        "dated": sum(bool(concept.valid_from or concept.valid_to) for concept in group),
        "wikidata": sum(bool(concept.wikidata) for concept in group),
        "strategy": sum(bool(concept.strategy) for concept in group),
        "negative_contexts": sum(bool(concept.not_in) for concept in group),
    }


STATISTICS_COLUMNS = {
    "type": "type",
    "concepts": "rows",
    "both_languages": "both",
    "zh_mean": "zh",
    "zh_most": "most",
    "en_mean": "en",
    "en_most": "most",
    "abbreviations": "abbr",
    "dated": "dated",
    "wikidata": "Q",
    "strategy": "strat",
    "negative_contexts": "not_in",
}


def statistics_markdown(concepts: Iterable[Concept]) -> str:
    """Return the statistics as a Markdown table."""
    lines = [
        f"| {' | '.join(STATISTICS_COLUMNS.values())} |",
        f"|---|{'---:|' * (len(STATISTICS_COLUMNS) - 1)}",
    ]
    for row in count_lexicon(concepts):
        cells = (
            f"{row[key]:.2f}" if isinstance(row[key], float) else str(row[key]) for key in STATISTICS_COLUMNS
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def has_statistics(folder: Path) -> bool:
    """Return whether the README.md beside the lexicon's folder has the marks for them."""
    path = folder.parent / "README.md"
    return path.is_file() and START in path.read_text(encoding="utf-8")


def write_statistics(folder: Path) -> Path:
    """Put the statistics of the lexicon in `folder` between the marks of the README.md beside it."""
    path = folder.parent / "README.md"
    before, start, rest = (path.read_text(encoding="utf-8") if path.is_file() else "").partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ConfigurationError(f"{path}: lacks the marks {START} and {END}")
    table = statistics_markdown(load_lexicon(folder).concepts.values())
    write_files(path.parent, {path.name: f"{before}{START}\n\n{table}\n\n{END}{after}"})
    return path
