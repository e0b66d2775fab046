"""Train and measure the models of names, from a folder of texts and IOB2 files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from flows.annotation.lexicon import Lexicon, load_compiled
from flows.annotation.matching import Tagger
from flows.annotation.names import (
    ENTITY_LABELS,
    Ground,
    Schedule,
    Scores,
    Sentence,
    WordTables,
    add_words,
    annotate_by_lexicon,
    correct_by_lexicon,
    load_entities,
    measure_model,
    measure_reliability,
    read_iob2,
    read_teacher,
    save_pipeline,
    swap_names,
    train_names,
    wrap_pipeline,
)
from flows.curation.cards import write_name_card
from flows.curation.train import next_version
from flows.errors import UsageError
from flows.records import ReportMessage, report_nothing
from flows.text import lazy_pattern, split_sentences

_LOWER_WORD = lazy_pattern(r"\b[a-z]+\b")
_LENGTHS = {"zh": (8, 180), "en": (30, 500)}
_SCHEDULES = {
    "zh": Schedule(first_passes=2, last_passes=1, weight=4, sample=16000),
    "en": Schedule(first_passes=2, last_passes=1, weight=3, sample=4000, drop=0.3, batch=1000),
}
# From the weights of an earlier model.
_CONTINUED = Schedule(first_passes=2, weight=3, last_rate=0.0005, drop=0.35, warm_up=50)
# The lowest scores that count: about the best F1 on held-out sentences, slightly higher where policy texts,
# checked manually, had more errors among uncertain mentions.
_THRESHOLDS = {
    "zh": {"PERSON": 0.55, "ORG": 0.45, "GPE": 0.5},
    "en": {"PERSON": 0.5, "ORG": 0.5, "GPE": 0.5},
}
_SWAPPED = {"zh": 2, "en": 4}
_HELD_OUT_BLOCK, _HELD_OUT_EVERY = 20, 5
_COMMON = 3
_LISTED = "listed_"

# Precision, recall, F1 and spans by type of name.
ScoreTable = dict[str, dict[str, float | int]]


class NameTraining(NamedTuple):
    """The folder of a new model of names, and its scores on held-out sentences."""

    folder: Path
    held_out: ScoreTable


def retrain_names(
    folder: Path,
    models: Path,
    language: str,
    teacher: Path | None = None,
    report: ReportMessage = report_nothing,
    start: Path | None = None,
) -> NameTraining:
    """Train on `folder`. The new version is a folder under `models/artefacts`.

    `*train*.iob2` is gold. `*dev*.iob2` is held out; without a train file, every fifth block of twenty
    sentences is held out and the rest is gold. `*test*` files are never read. `*.txt` and `*.jsonl` (field
    `text`) are texts in which the lexicon teaches its names. `names_PERSON.txt`, `names_ORG.txt` and
    `names_GPE.txt` (one name per line) are further names to insert into gold sentences. `listed_KIND.txt` are
    names whose words are marked for the network, `clusters.tsv` maps words to cluster numbers; both are
    stored with the model. `teacher` is a JSONL file of spans. `start` is the folder of an earlier model,
    whose training continues. Raises UsageError if there is nothing to learn from.
    """
    tagger = Tagger(load_compiled(models / "lexicon"))
    gold, held_out = _read_gold(folder)
    taught = list(read_teacher(teacher)) if teacher else []
    known = {sentence.text for sentence in (*gold, *held_out)}
    silver = [correct_by_lexicon(item, tagger.tag(item.text)) for item in taught if item.text not in known]
    texts = [text for text in _read_texts(folder, language) if text not in known]
    common = _common_words(texts) if language == "en" else frozenset[str]()
    silver += [annotate_by_lexicon(tagger.tag(text), common) for text in texts]
    times = _SWAPPED[language]
    if start is not None:
        times -= 1
    swapped = _swap(gold, _read_names(folder, tagger.lexicon, language), times)
    report(
        f"{len(gold)} gold sentences, {len(swapped)} with other names, {len(silver)} silver; "
        f"{len(held_out)} held out"
    )
    ground = Ground(_read_tables(folder), start)
    schedule = _CONTINUED if start else _SCHEDULES[language]
    learned = add_words(gold, taught)
    nlp = train_names(language, learned, [*silver, *swapped], held_out, tagger, schedule, ground, report)
    model = wrap_pipeline(nlp, language, _THRESHOLDS[language])
    held_out_scores = _tabulate(measure_model(model, held_out, tagger))
    metrics = {
        "language": language,
        "gold": len(gold),
        "silver": len(silver),
        "teacher": teacher is not None,
        "thresholds": _THRESHOLDS[language],
        "held_out": held_out_scores,
        "reliability": measure_reliability(wrap_pipeline(nlp, language), held_out, tagger),
    }
    versions = models / "artefacts" / f"ner_{language}"
    target = versions / next_version(versions)
    save_pipeline(nlp, language, target, metrics)
    write_name_card(target, language, held_out_scores)
    return NameTraining(target, held_out_scores)


def evaluate_entities(file: Path, models: Path) -> dict[str, ScoreTable]:
    """Return span scores on an IOB2 file: for lexicon and rules, for the model alone, and for both."""
    tagger = Tagger(load_compiled(models / "lexicon"))
    model = load_entities(models / "artefacts")
    if model is None:
        raise UsageError("curation.no_name_model", folder=models / "artefacts")
    sentences = read_iob2(file)
    if not sentences:
        raise UsageError("curation.no_sentences", file=file)
    return {
        "lexicon and rules": _tabulate(measure_model(None, sentences, tagger, with_known=True)),
        "model": _tabulate(measure_model(model, sentences, tagger)),
        "together": _tabulate(measure_model(model, sentences, tagger, with_known=True)),
    }


def _tabulate(scores: Mapping[str, Scores]) -> ScoreTable:
    return {kind: score.as_row() for kind, score in scores.items()}


def _read_gold(folder: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Return the gold sentences and the held-out ones."""
    files = [path for path in sorted(folder.rglob("*.iob2")) if "test" not in path.stem]
    train = [sentence for path in files if "train" in path.stem for sentence in read_iob2(path)]
    others = [sentence for path in files if "train" not in path.stem for sentence in read_iob2(path)]
    if train:
        return train, others
    if not others:
        raise UsageError("curation.no_gold", folder=folder)
    gold, held_out = list[Sentence](), list[Sentence]()
    for index, sentence in enumerate(others):
        block = index // _HELD_OUT_BLOCK % _HELD_OUT_EVERY
        (held_out if block == _HELD_OUT_EVERY - 1 else gold).append(sentence)
    return gold, held_out


def _read_texts(folder: Path, language: str) -> Iterator[str]:
    """Yield the sentences of the folder's texts, each once, if their length makes them useful."""
    shortest, longest = _LENGTHS[language]
    seen: set[str] = set()
    for text in _read_files(folder):
        for start, end in split_sentences(text):
            sentence = text[start:end]
            if shortest <= len(sentence) <= longest and sentence not in seen:
                seen.add(sentence)
                yield sentence


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that occur in lower case in the texts at least three times."""
    counts = Counter(word for text in texts for word in _LOWER_WORD.findall(text))
    return frozenset(word for word, count in counts.items() if count >= _COMMON)


def _read_files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.txt")):
        if not path.stem.startswith(("names_", _LISTED)):
            yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield str(json.loads(line).get("text", ""))


def _read_names(folder: Path, lexicon: Lexicon, language: str) -> dict[str, list[str]]:
    """Return the names in the lexicon and the folder's lists, by type."""
    names: dict[str, list[str]] = {kind: [] for kind in ENTITY_LABELS}
    for concept in lexicon.concepts.values():
        name = {"zh": concept.zh, "en": concept.en}[language]
        if name and concept.type in names:
            names[concept.type].append(name)
    for kind, known in names.items():
        path = folder / f"names_{kind}.txt"
        if path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines()
            known.extend(line.strip() for line in lines if line.strip())
    return names


def _read_tables(folder: Path) -> WordTables:
    """Return the folder's lists `listed_KIND.txt` and the clusters in `clusters.tsv` (word and number)."""
    names = {
        path.stem.removeprefix(_LISTED): path.read_text(encoding="utf-8").splitlines()
        for path in sorted(folder.glob(f"{_LISTED}*.txt"))
    }
    path = folder / "clusters.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return WordTables(names, {word: int(number) for word, number in (line.split("\t") for line in lines)})


def _swap(gold: Iterable[Sentence], names: dict[str, list[str]], times: int) -> list[Sentence]:
    random = Random(1)
    named: Sequence[Sentence] = [sentence for sentence in gold if sentence.spans]
    return [swap_names(sentence, names, random) for _ in range(times) for sentence in named]
