"""Train and measure the alignment artefact, on a dictionary and on sentence pairs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from flows.alignment.linking import (
    AlignmentResources,
    Concepts,
    Glued,
    LinkScores,
    glue_sets,
    measure_links,
    read_pairs,
    save_weights,
    train_table,
    train_weights,
)
from flows.curation.cards import write_alignment_card
from flows.curation.train import next_version
from flows.embedding import Encoder
from flows.errors import UsageError
from flows.records import ReportMessage, report_nothing

_DOCUMENTS = 30
_SEED = 1
METRICS_FILE = "metrics.json"


class AlignmentTraining(NamedTuple):
    """The folder of the new artefact, and its scores on documents of the set not used for training."""

    folder: Path
    plain: LinkScores
    with_meaning: LinkScores | None


def retrain_alignment(
    dictionary: Path,
    pairs: Path,
    models: Path,
    concepts: Concepts | None = None,
    encoder: Encoder | None = None,
    report: ReportMessage = report_nothing,
) -> AlignmentTraining:
    """Train on a dictionary in CEDICT's format and on a TSV file of sentence pairs (columns zh, en, set).

    Documents are assembled from the pairs: those of all sets but the last are for training, those of the last
    for measuring. The new version is a folder under `models/artefacts/alignment`. Raises UsageError if the
    pairs have fewer than two sets.
    """
    sets = list(read_pairs(pairs).values())
    if len(sets) < 2:
        raise UsageError("curation.one_set", path=pairs)
    table = train_table(dictionary)
    report(f"{len(table.words):,} Chinese words, {len(table.stems):,} English stems")
    bare = AlignmentResources(table, {}, concepts, encoder, "")
    taught = glue_sets(sets[:-1], _DOCUMENTS, _SEED)
    stage = AlignmentResources(table, train_weights(taught, bare, report), concepts, encoder, "")
    held_out = glue_sets(sets[-1:], _DOCUMENTS, _SEED + 1)
    scores = measure_both(held_out, stage)
    versions = models / "artefacts" / "alignment"
    target = versions / next_version(versions)
    target.mkdir(parents=True)
    table.save(target)
    save_weights(target, stage.weights)
    _write_metrics(target, table_size=len(table.words), documents=len(taught), scores=scores)
    write_alignment_card(target, len(table.words), *scores)
    return AlignmentTraining(target, *scores)


def measure_both(
    documents: Sequence[Glued], stage: AlignmentResources
) -> tuple[LinkScores, LinkScores | None]:
    """Return the scores without sentence vectors, and with them if there is an encoder."""
    plain = measure_links(documents, stage.without_encoder())
    return plain, measure_links(documents, stage) if stage.encoder else None


def _write_metrics(
    folder: Path, *, table_size: int, documents: int, scores: tuple[LinkScores, LinkScores | None]
) -> None:
    named = {"plain": scores[0]._asdict(), "with_meaning": scores[1]._asdict() if scores[1] else None}
    card = {"words": table_size, "documents": documents, "held_out": named}
    (folder / METRICS_FILE).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
