"""Train and measure the models of names from a folder of texts and IOB2 files."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from flows.annotation.lexicon import Lexicon, load_lexicon
from flows.annotation.matching import Tagger
from flows.annotation.names import (
    ENTITY_LABELS,
    Schedule,
    Scores,
    Sentence,
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
from flows.errors import UsageError

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?|[^\n]+")
_SENTENCE_ENGLISH = re.compile(r"[^\n]+?(?:[.!?](?=\s+[A-Z“\"(])|$)", re.MULTILINE)
_LOWER_WORD = re.compile(r"\b[a-z]+\b")
_LENGTHS = {"zh": (8, 180), "en": (30, 500)}
_SCHEDULES = {
    "zh": Schedule(first_passes=2, last_passes=1, weight=3, sample=8000),
    "en": Schedule(first_passes=2, last_passes=1, weight=3, sample=4000, drop=0.3, batch=1000),
}
# The least scores that count: about the best F1 on held-out sentences, a little higher where policy texts, read by eye,
# had more wrong ones among the unsure.
_THRESHOLDS = {
    "zh": {"PERSON": 0.55, "ORG": 0.45, "GPE": 0.5},
    "en": {"PERSON": 0.6, "ORG": 0.6, "GPE": 0.6},
}
_SWAPPED = {"zh": 2, "en": 4}
_HELD_OUT_BLOCK, _HELD_OUT_EVERY = 20, 5
Report = Callable[[str], None]


def retrain_names(
    folder: Path,
    models: Path,
    language: str,
    teacher: Path | None = None,
    report: Report = lambda message: None,
) -> tuple[Path, dict[str, Any]]:
    """Train on `folder`; returns the folder of the new version under `models/artefacts` and its metrics.

    `*train*.iob2` is gold; `*dev*.iob2` is held out, or, where there is no train file, split: every fifth block of twenty
    sentences is held out. `*test*` files are never read. `*.txt` and `*.jsonl` (field `text`) are texts on which the lexicon
    teaches its names; `names_PERSON.txt`, `names_ORG.txt`, `names_GPE.txt` (one a line) are further names to put into gold
    sentences. `teacher` is a JSONL file of spans. Raises UsageError where there is nothing to learn from.
    """
    tagger = Tagger(load_lexicon(models / "lexicon"))
    gold, held_out = _read_gold(folder)
    taught = list(read_teacher(teacher)) if teacher else []
    known = {sentence.text for sentence in (*gold, *held_out)}
    silver = [correct_by_lexicon(item, tagger.tag(item.text)) for item in taught if item.text not in known]
    texts = [text for text in _read_texts(folder, language) if text not in known]
    common = _common_words(texts) if language == "en" else frozenset[str]()
    silver += [annotate_by_lexicon(tagger.tag(text), common) for text in texts]
    swapped = _swap(gold, _read_names(folder, tagger.lexicon, language), _SWAPPED[language])
    report(
        f"{len(gold)} gold sentences, {len(swapped)} with other names, {len(silver)} silver; {len(held_out)} held out"
    )
    nlp = train_names(
        language, add_words(gold, taught), [*silver, *swapped], held_out, tagger, _SCHEDULES[language], report
    )
    model = wrap_pipeline(nlp, language, _THRESHOLDS[language])
    metrics = {
        "language": language,
        "gold": len(gold),
        "silver": len(silver),
        "teacher": teacher is not None,
        "thresholds": _THRESHOLDS[language],
        "held_out": _rows(measure_model(model, held_out, tagger)),
        "reliability": measure_reliability(wrap_pipeline(nlp, language), held_out, tagger),
    }
    target = _next_version(models / "artefacts" / f"ner_{language}")
    save_pipeline(nlp, language, target, metrics)
    return target, metrics


def evaluate_entities(file: Path, models: Path) -> dict[str, dict[str, Any]]:
    """Return span scores on an IOB2 file, by type, of: lexicon and rules, the model alone, both together."""
    tagger = Tagger(load_lexicon(models / "lexicon"))
    model = load_entities(models / "artefacts")
    if model is None:
        raise UsageError(f"{models / 'artefacts'}: no model of names; run `zhengce train ner`")
    sentences = read_iob2(file)
    if not sentences:
        raise UsageError(f"{file}: no sentences in it")
    return {
        "lexicon and rules": _rows(measure_model(None, sentences, tagger, with_known=True)),
        "model": _rows(measure_model(model, sentences, tagger)),
        "together": _rows(measure_model(model, sentences, tagger, with_known=True)),
    }


def _rows(scores: dict[str, Scores]) -> dict[str, Any]:
    return {kind: score.as_row() for kind, score in scores.items()}


def _read_gold(folder: Path) -> tuple[list[Sentence], list[Sentence]]:
    files = [path for path in sorted(folder.rglob("*.iob2")) if "test" not in path.stem]
    train = [sentence for path in files if "train" in path.stem for sentence in read_iob2(path)]
    others = [sentence for path in files if "train" not in path.stem for sentence in read_iob2(path)]
    if train:
        return train, others
    if not others:
        raise UsageError(
            f"{folder}: no IOB2 file to learn from (named *train*.iob2 or *dev*.iob2; *test* files are never read)"
        )
    is_held_out = [
        index // _HELD_OUT_BLOCK % _HELD_OUT_EVERY == _HELD_OUT_EVERY - 1 for index in range(len(others))
    ]
    pairs = list(zip(others, is_held_out, strict=True))
    return [item for item, held in pairs if not held], [item for item, held in pairs if held]


def _read_texts(folder: Path, language: str) -> Iterator[str]:
    """Yield the sentences of the folder's texts, each once, of a length that teaches something."""
    least, most = _LENGTHS[language]
    pattern = _SENTENCE if language == "zh" else _SENTENCE_ENGLISH
    seen: set[str] = set()
    for text in _read_files(folder):
        for match in pattern.finditer(text):
            sentence = match[0].strip()
            if least <= len(sentence) <= most and sentence not in seen:
                seen.add(sentence)
                yield sentence


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that the texts write in lower case three times or more."""
    counts = Counter(word for text in texts for word in _LOWER_WORD.findall(text))
    return frozenset(word for word, count in counts.items() if count > 2)


def _read_files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.txt")):
        if not path.stem.startswith("names_"):
            yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield str(json.loads(line).get("text", ""))


def _read_names(folder: Path, lexicon: Lexicon, language: str) -> dict[str, list[str]]:
    """Return names by type, of the lexicon and of the folder's lists."""
    names: dict[str, list[str]] = {kind: [] for kind in ENTITY_LABELS}
    for concept in lexicon.concepts.values():
        if concept.type in names and (name := concept.zh if language == "zh" else concept.en):
            names[concept.type].append(name)
    for kind, known in names.items():
        path = folder / f"names_{kind}.txt"
        if path.is_file():
            known.extend(
                line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
            )
    return names


def _swap(gold: Iterable[Sentence], names: dict[str, list[str]], times: int) -> list[Sentence]:
    random = Random(1)
    named = [sentence for sentence in gold if sentence.spans]
    return [swap_names(sentence, names, random) for _ in range(times) for sentence in named]


def _next_version(folder: Path) -> Path:
    numbers = [int(path.name) for path in folder.glob("*") if re.fullmatch(r"\d+", path.name)]
    return folder / f"{max(numbers, default=0) + 1:04}"
