"""Training of the network that finds names: on a teacher's and the lexicon's sentences, then on gold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from flows.annotation.matching import Tagger
from flows.annotation.names.decoding import (
    ENTITY_LABELS,
    OUTSIDE,
    Span,
    align_spans,
    label_tokens,
    name_labels,
)
from flows.annotation.names.features import list_words
from flows.annotation.names.learning.scores import Scores, score_spans
from flows.annotation.names.learning.sentences import UNCERTAIN, Sentence
from flows.annotation.names.learning.starting import Ground, copy_weights, load_start
from flows.annotation.names.merging import merge_entities
from flows.annotation.names.model import METRICS_FILE, EntityModel, LanguageModel, Network
from flows.annotation.names.network import (
    COMPONENT,
    NetworkReader,
    WordSplitter,
    build_language,
    fast_operations,
    make_doc,
    read_tables,
)
from flows.records import ReportMessage, report_nothing

_SEED = 7
_UNKNOWN = ""  # spaCy learns nothing from a token without a label
_BINS = (0.5, 0.7, 0.8, 0.9, 0.97)
_FIRST_SAMPLE = 300  # examples from which spaCy infers the sizes of the network


@dataclass(frozen=True, slots=True)
class Schedule:
    """Length and speed of training, in two stages: silver with gold, then gold with a sample of the silver.

    `weight` is the number of times each gold sentence occurs in a pass of the first stage; `batch` is a
    number of words. The learning rate rises for `warm_up` steps, then falls linearly to `floor` times its
    value.
    """

    first_passes: int = 2
    last_passes: int = 4
    weight: int = 3
    sample: int = 6000
    rate: float = 0.001
    last_rate: float = 0.0005
    drop: float = 0.2
    batch: int = 1500
    warm_up: int = 100
    floor: float = 0.03


def train_names(
    language: str,
    gold: Sequence[Sentence],
    silver: Sequence[Sentence],
    held_out: Sequence[Sentence],
    tagger: Tagger,
    schedule: Schedule,
    ground: Ground,
    report: ReportMessage = report_nothing,
) -> Any:
    """Return a trained spaCy pipeline for `language`; reports span F1 on `held_out` after each pass.

    The weights are averages over the training steps; those after the pass with the best F1 are kept. Training
    from an earlier model has only one stage: silver and gold at the lower rate.
    """
    from thinc.api import fix_random_seed, set_current_ops

    set_current_ops(fast_operations())
    fix_random_seed(_SEED)
    random = Random(_SEED)
    kinds = sorted({kind for sentence in (*gold, *silver) for _, _, kind in sentence.words} - {UNCERTAIN})
    start = load_start(ground.start).get_pipe(COMPONENT) if ground.start else None
    labels = start.labels if start else [*name_labels(), *(f"word-{kind}" for kind in kinds)]
    nlp = build_language(language, labels, ground.tables)
    maker = _ExampleMaker(nlp, language, tagger)
    gold_examples = [maker.make(sentence) for sentence in gold]
    silver_examples = [maker.make(sentence) for sentence in silver]
    first = silver_examples + gold_examples * schedule.weight
    optimizer = nlp.initialize(lambda: random.sample(first, min(_FIRST_SAMPLE, len(first))))
    if start:
        copy_weights(start.model, nlp.get_pipe(COMPONENT).model)
    optimizer.grad_clip = 1.0
    optimizer.averages = {}
    last = gold_examples * 2 + random.sample(silver_examples, min(schedule.sample, len(silver_examples)))
    stages = [
        _Stage("silver and gold", first, schedule.first_passes, schedule.rate),
        _Stage("gold", last, schedule.last_passes, schedule.last_rate),
    ]
    if start:
        stages = [_Stage("silver and gold, continued", first, schedule.first_passes, schedule.last_rate)]
    best, weights = -1.0, dict[Any, Any]()
    for stage in stages:
        for number in _run_passes(nlp, optimizer, stage, schedule, random):
            with nlp.use_params(optimizer.averages):
                scores = measure_model(wrap_pipeline(nlp, language), held_out, tagger)
            report(f"{stage.name}, pass {number}: {format_scores(scores)}")
            if scores["all"].f1 > best:
                best = scores["all"].f1
                weights = {key: average.copy() for key, average in optimizer.averages.items()}
    return _set_weights(nlp, weights)


def _set_weights(nlp: Any, weights: Mapping[Any, Any]) -> Any:
    for node in nlp.get_pipe(COMPONENT).model.walk():
        for name in node.param_names:
            if (node.id, name) in weights:
                node.set_param(name, weights[node.id, name])
    return nlp


class _Stage(NamedTuple):
    """One stage of training: its examples, the number of passes over them, and the learning rate."""

    name: str
    examples: list[Any]
    passes: int
    rate: float


class _ExampleMaker:
    """A maker of spaCy's training examples: our tokens, one label per token."""

    def __init__(self, nlp: Any, language: str, tagger: Tagger) -> None:
        self.nlp, self.language, self.tagger, self.splitter = nlp, language, tagger, WordSplitter()
        self.tables = read_tables(nlp)

    def make(self, sentence: Sentence) -> Any:
        """Return the training example of a sentence."""
        from spacy.training import Example

        tokens = self.splitter.split(self.tagger.tag(sentence.text))
        doc = make_doc(self.nlp, list_words(sentence.text, tokens, self.language, self.tables))
        labels = label_tokens(len(tokens), align_spans(tokens, sentence.spans))
        for index, kind in _label_words(tokens, sentence.words).items():
            if labels[index] == OUTSIDE:
                labels[index] = {UNCERTAIN: _UNKNOWN}.get(kind, f"word-{kind}")
        if sentence.is_partial:
            labels = [_UNKNOWN if label == OUTSIDE else label for label in labels]
        reference = doc.copy()
        for token, label in zip(reference, labels, strict=True):
            token.tag_ = label
        return Example(doc, reference)


def _label_words(tokens: Sequence[tuple[int, int]], words: Sequence[Span]) -> dict[int, str]:
    """Return the kind of word that each token begins in."""
    kinds = {position: kind for start, end, kind in words for position in range(start, end)}
    return {index: kinds[start] for index, (start, _) in enumerate(tokens) if start in kinds}


def _run_passes(nlp: Any, optimizer: Any, stage: _Stage, schedule: Schedule, random: Random) -> Iterator[int]:
    """Train a stage, yielding the number of each pass when it is done."""
    from spacy.training.batchers import minibatch_by_words

    size = sum(len(example.x) for example in stage.examples)
    total = max(1, stage.passes * size // schedule.batch)
    step = 0
    for number in range(1, stage.passes + 1):
        random.shuffle(stage.examples)
        batches = minibatch_by_words(
            stage.examples, size=schedule.batch, tolerance=0.2, discard_oversize=False
        )
        for batch in batches:
            step += 1
            warm_up_factor = min(1.0, step / schedule.warm_up)
            optimizer.learn_rate = stage.rate * warm_up_factor * max(schedule.floor, 1 - step / total)
            nlp.update(batch, sgd=optimizer, drop=schedule.drop)
        yield number


def wrap_pipeline(nlp: Any, language: str, thresholds: dict[str, float] | None = None) -> EntityModel:
    """Return a pipeline in memory as an EntityModel of one language; without `thresholds` all names count."""
    labels = list(nlp.get_pipe(COMPONENT).labels)
    columns = [labels.index(label) for label in name_labels()]
    least = thresholds or dict.fromkeys(ENTITY_LABELS, 0.0)
    network = Network(NetworkReader(nlp, language), columns)
    return EntityModel([LanguageModel(language, lambda: network, least, "trial")])


def find_spans(
    model: EntityModel | None, texts: Iterable[str], tagger: Tagger, *, with_known: bool
) -> Iterator[list[tuple[Span, float]]]:
    """Yield the names of each text with their scores: the model's, or merged with the known ones.

    When merged, only outermost names count, as in the figures of a corpus.
    """
    tagged = [tagger.tag(text) for text in texts]
    found = model.find(tagged) if model else [()] * len(tagged)
    for item, mentions in zip(tagged, found, strict=True):
        merged = mentions
        if with_known:
            merged = merge_entities(item.mentions, mentions)
        yield [
            ((m.start, m.end, m.type), m.score) for m in merged if m.type in ENTITY_LABELS and not m.nested
        ]


def measure_model(
    model: EntityModel | None, sentences: Sequence[Sentence], tagger: Tagger, *, with_known: bool = False
) -> dict[str, Scores]:
    """Return span scores by type; `with_known` without a model measures lexicon and rules alone."""
    found = find_spans(model, (sentence.text for sentence in sentences), tagger, with_known=with_known)
    return score_spans(
        [sentence.spans for sentence in sentences], [[span for span, _ in spans] for spans in found]
    )


def measure_reliability(
    model: EntityModel, sentences: Sequence[Sentence], tagger: Tagger
) -> list[dict[str, float | int]]:
    """Return, by range of scores, the number of the model's mentions and the share that was right."""
    counts = {edge: [0, 0] for edge in (0.0, *_BINS)}
    found = find_spans(model, (sentence.text for sentence in sentences), tagger, with_known=False)
    for sentence, spans in zip(sentences, found, strict=True):
        for span, score in spans:
            count = counts[max(edge for edge in counts if edge <= score)]
            count[0] += 1
            count[1] += span in sentence.spans
    return [
        {"from": edge, "mentions": total, "precision": round(right / total, 3)}
        for edge, (total, right) in counts.items()
        if total
    ]


def format_scores(scores: dict[str, Scores]) -> str:
    """Return the scores on one line: type, F1, precision and recall."""
    return ", ".join(
        f"{kind} {score.f1:.3f} ({score.precision:.2f}/{score.recall:.2f})" for kind, score in scores.items()
    )


def save_pipeline(nlp: Any, language: str, folder: Path, metrics: Mapping[str, Any]) -> None:
    """Write the pipeline in spaCy's format, and metrics.json with a digest of the weights.

    The words of training are left out.
    """
    pipe = nlp.get_pipe(COMPONENT)
    clean = build_language(language, pipe.labels, read_tables(nlp))
    clean.initialize()
    weights = pipe.model.to_bytes()
    clean.get_pipe(COMPONENT).model.from_bytes(weights)
    about = "Names of people, organisations and places in policy texts"
    clean.meta.update(
        lang=language,
        name=f"zhengce_ner_{language}",
        description=about,
        license="CC BY-SA 4.0",
        spacy_version=">=3.8,<4",
    )
    folder.mkdir(parents=True, exist_ok=True)
    clean.to_disk(folder)
    digest = hashlib.sha256(weights).hexdigest()[:16]
    text = json.dumps({"digest": digest, **metrics}, ensure_ascii=False, indent=1)
    (folder / METRICS_FILE).write_text(text + "\n", encoding="utf-8")
