"""Maintain the lexicon: check it, add rows, exchange it as SKOS, and count it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path

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
    read_rows,
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
from flows.errors import ConfigurationError, StoreError, UsageError, reason_of, terminal_locale
from flows.records import UNCOUNTED, AnnotationVersion
from flows.store import Store, all_mentions, all_passages

_SHOWN = 10  # errors of a refused change
START = "<!-- statistics: `zhengce lexicon stats --write` writes what stands from here -->"
END = "<!-- to here -->"
# Columns of the statistics, with their short names in tables.
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


def check_lexicon(folder: Path, store: Store | None = None) -> tuple[int, list[Finding]]:
    """Return the number of concepts and all findings: errors, then warnings, then notes.

    Conflicts between entries, and with the texts of `store`, are checked only if there is no error.
    """
    concepts, problems = read_lexicon(folder)
    problems += _check_whole(folder, concepts)
    findings = list(map(_as_finding, problems))
    if not any(finding.level == "error" for finding in findings):
        tagged = [concept for concept in concepts if not concept.is_word]
        findings += [*find_hidden_surfaces(tagged), *find_broken_words(tagged)]
        if store is not None:
            findings += _check_against(store, concepts)
    return len(concepts), sorted(findings, key=lambda finding: LEVELS.index(finding.level))


def _as_finding(problem: Problem | Finding) -> Finding:
    if isinstance(problem, Finding):
        return problem
    return Finding(problem.level, problem.place, problem.code, problem.values)


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
    tagged = [concept for concept in concepts if not concept.is_word]  # general words are not mentions
    yield from report_never_met(tagged, counts)
    yield from report_gaps(tagged, gaps)


def _annotated(store: Store, lexicon_hash: str, others: dict[str, int]) -> Iterator[Passage]:
    """Yield counted passages with mentions of concepts; count those of another lexicon in `others`.

    Furniture and the like are annotated without mentions, so their words have not been missed.

    Both queries return the same order, so neither is kept in memory.
    """
    groups = groupby(all_mentions(store), key=lambda row: row.passage_id)
    group = next(groups, None)
    for row in all_passages(store):
        mentions: list[tuple[int, int, str]] = []
        if group and group[0] == row.passage_id:
            mentions = [(entry.start, entry.end, entry.concept) for entry in group[1] if entry.concept]
            group = next(groups, None)
        others["passages"] += AnnotationVersion.read(row.lexicon_hash or "").lexicon != lexicon_hash
        if row.lexicon_hash and row.kind not in UNCOUNTED:
            yield row.passage_id, row.text, mentions
    if group:
        raise StoreError("curation.store_changed", path=store.path)


def add_concept(folder: Path, concept: Concept, file: str = "") -> Merged:
    """Add one row.

    Raises UsageError for a duplicate id or an unknown file, ConfigurationError for a row that fails the
    check.
    """
    names = [path.name for path in sorted(folder.glob("*.csv"))]
    target = file or FILES.get(concept.type, "")
    if file and not names:
        raise UsageError("curation.no_lexicon_files", file=file, folder=folder)
    if file and file not in names:
        raise UsageError("curation.unknown_lexicon_file", file=file, folder=folder, known=names)
    if (known := load_lexicon(folder).concepts.get(concept.id)) is not None:
        raise UsageError("curation.duplicate_id", id=concept.id, place=known.place)
    return _merge(folder, [placed(concept, "new row")], {concept.id: target})


def export_lexicon(folder: Path, target: Path) -> int:
    """Write the lexicon as SKOS, in the format of the file's ending; return the number of concepts.

    Raises UsageError for an ending of another format.
    """
    from flows.annotation.lexicon import format_of, to_skos  # loads rdflib

    name = format_of(target)
    lexicon = load_lexicon(folder)
    content = to_skos(lexicon.concepts.values(), name)
    try:
        write_files(target.parent, {target.name: content})
    except OSError as error:
        raise UsageError("curation.unwritable_file", path=target, problem=reason_of(error)) from None
    return len(lexicon)


def import_lexicon(source: Path, folder: Path) -> Merged:
    """Merge the concepts of a SKOS or CSV file into the CSV files of `folder`, which are created if missing.

    A CSV file has the lexicon's columns, as `zhengce corrections teach` writes them. Rows are replaced by id
    or added; none is removed. If SKOS has no label for a concept in a language, its names in that language
    are unchanged. Raises ConfigurationError, and changes nothing, if the result does not pass the check.
    """
    from flows.annotation.lexicon import keep_names, read_skos  # loads rdflib

    if not source.is_file():
        raise UsageError("curation.missing_file", path=source)
    if source.suffix.lower() == ".csv":
        return _merge(folder, read_rows(source), {})
    read = read_skos(source)
    known: dict[str, Concept] = {}
    if any(folder.glob("*.csv")):
        known = {concept.id: concept for concept in read_lexicon(folder)[0]}
    notes = list(read.left_out)
    concepts = [keep_names(new, known.get(new.id), notes) for new in read.concepts]
    merged = _merge(folder, concepts, read.files)
    return replace(merged, warnings=(*notes, *merged.warnings))


def _merge(folder: Path, concepts: Sequence[Concept], files: dict[str, str]) -> Merged:
    def check(whole: list[Concept]) -> list[Problem]:
        found = list(_check_whole(folder, whole))
        errors = [problem for problem in found if problem.level == "error"]
        if len(errors) > 1:  # for a single error, the merge reports it
            messages = [one.message_in(terminal_locale()).rstrip(".。") for one in errors[:_SHOWN]]
            shown = [f"{one.place}: {text}" for one, text in zip(errors, messages, strict=False)]
            if len(errors) > _SHOWN:
                shown.append("...")
            values = {"count": len(errors), "errors": "; ".join(shown)}
            raise ConfigurationError("curation.lexicon_refused", **values)
        return found

    merged = merge_concepts(folder, concepts, files, check)
    if merged.files and has_statistics(folder):
        write_statistics(folder)
    return merged


@dataclass(frozen=True, slots=True)
class TypeStatistics:
    """Figures of the concepts of one type, or of `all`.

    `both_languages` is the share with labels in both languages. Forms are counted per concept and language,
    as mean and maximum. The last figures are the numbers of abbreviations, and of concepts with dates, a
    Wikidata number, a strategy, and negative contexts.
    """

    type: str
    concepts: int
    both_languages: float
    zh_mean: float
    en_mean: float
    zh_most: int
    en_most: int
    abbreviations: int
    dated: int
    wikidata: int
    strategy: int
    negative_contexts: int

    def as_dict(self) -> dict[str, str | int | float]:
        """Return the figures by column."""
        return asdict(self)


def count_lexicon(concepts: Iterable[Concept]) -> list[TypeStatistics]:
    """Return the statistics per type, sorted, and those of all concepts."""
    by_type: dict[str, list[Concept]] = {}
    everything = list(concepts)
    for concept in everything:
        by_type.setdefault(concept.type, []).append(concept)
    return [_count(name, group) for name, group in [*sorted(by_type.items()), ("all", everything)]]


def _count(name: str, group: Sequence[Concept]) -> TypeStatistics:
    zh = [len(set(concept.zh_surfaces)) for concept in group]
    en = [len({*concept.en_surfaces, *concept.en_abbreviations}) for concept in group]
    number = len(group) or 1
    return TypeStatistics(
        type=name,
        concepts=len(group),
        both_languages=round(sum(bool(concept.zh and concept.en) for concept in group) / number, 3),
        zh_mean=round(sum(zh) / number, 2),
        en_mean=round(sum(en) / number, 2),
        zh_most=max(zh, default=0),
        en_most=max(en, default=0),
        abbreviations=sum(len(concept.zh_abbreviations) + len(concept.en_abbreviations) for concept in group),
        dated=sum(bool(concept.valid_from or concept.valid_to) for concept in group),
        wikidata=sum(bool(concept.wikidata) for concept in group),
        strategy=sum(bool(concept.strategy) for concept in group),
        negative_contexts=sum(bool(concept.not_in) for concept in group),
    )


def statistics_markdown(concepts: Iterable[Concept]) -> str:
    """Return the statistics as a Markdown table."""
    lines = [
        f"| {' | '.join(STATISTICS_COLUMNS.values())} |",
        f"|---|{'---:|' * (len(STATISTICS_COLUMNS) - 1)}",
    ]
    for row in count_lexicon(concepts):
        values = row.as_dict()
        lines.append(f"| {' | '.join(_show(values[key]) for key in STATISTICS_COLUMNS)} |")
    return "\n".join(lines)


def _show(value: str | float) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def has_statistics(folder: Path) -> bool:
    """Return whether the README.md beside the lexicon's folder has the marks for the statistics."""
    path = folder.parent / "README.md"
    return path.is_file() and START in path.read_text(encoding="utf-8")


def write_statistics(folder: Path) -> Path:
    """Write the statistics of the lexicon in `folder` between the marks of the README.md beside it.

    Raises ConfigurationError if the marks are missing.
    """
    path = folder.parent / "README.md"
    content = path.read_text(encoding="utf-8") if path.is_file() else ""
    before, start, rest = content.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ConfigurationError("curation.missing_marks", path=path, start=START, end=END)
    table = statistics_markdown(load_lexicon(folder).concepts.values())
    write_files(path.parent, {path.name: f"{before}{START}\n\n{table}\n\n{END}{after}"})
    return path
