"""Train and measure the English parser on a treebank in CoNLL-U."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from flows.annotation.parsing import (
    ParseSchedule,
    ParseScores,
    TreebankSentence,
    measure_parse,
    read_treebank,
    save_parser,
    train_parse,
)
from flows.curation.cards import write_parser_card
from flows.curation.train import Report, next_version, silent
from flows.errors import UsageError

_SCHEDULE = ParseSchedule()


class ParserTraining(NamedTuple):
    """The folder of a new parser, and its scores on the test sentences (or else on the held-out ones)."""

    folder: Path
    scores: ParseScores


def retrain_parser(
    folder: Path, models: Path, schedule: ParseSchedule = _SCHEDULE, report: Report = silent
) -> ParserTraining:
    """Train on `folder`: `*train*`, `*dev*` and `*test*` files (.conllu or .conllu.gz).

    The new version is a folder under `models/artefacts/parse_en`. Only the train files are used for training;
    the same files yield the same weights on the same machine. Raises UsageError if there is nothing to learn
    from.
    """
    train, held_out, test = (_read(folder, part) for part in ("train", "dev", "test"))
    if not train:
        raise UsageError("curation.no_treebank", folder=folder)
    report(f"{len(train)} sentences, {len(held_out)} held out, {len(test)} of the test")
    nlp = train_parse(train, held_out or train[:1], schedule, report)
    scores = measure_parse(nlp, test or held_out or train[:1])
    versions = models / "artefacts" / "parse_en"
    target = versions / next_version(versions)
    sizes = {"train": len(train), "dev": len(held_out), "test": len(test)}
    save_parser(nlp, target, {"language": "en", "sentences": sizes, "test": scores._asdict()})
    write_parser_card(target, scores, sizes)
    return ParserTraining(target, scores)


def _read(folder: Path, part: str) -> list[TreebankSentence]:
    files = sorted((*folder.rglob(f"*{part}*.conllu"), *folder.rglob(f"*{part}*.conllu.gz")))
    return [sentence for file in files for sentence in read_treebank(file)]
