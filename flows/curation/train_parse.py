"""Train and measure the English parser on a treebank in CoNLL-U."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from flows.annotation.figures.parsed import mend
from flows.annotation.parsing import (
    Grammar,
    Parser,
    ParseSchedule,
    ParseScores,
    TreebankSentence,
    load_pipeline,
    measure_parse,
    read_treebank,
    save_parser,
    sentence_of,
    train_parse,
)
from flows.curation.cards import write_parser_card
from flows.curation.train import next_version
from flows.errors import UsageError
from flows.records import ReportMessage, report_nothing
from flows.text import lazy_pattern

_SCHEDULE = ParseSchedule()
# The second stage: the treebank again, sentences drawn from the grammar, and those of training passages.
_SECOND = ParseSchedule(passes=4, rate=0.0005, warm_up=100)
_DRAWN, _SEED = 8000, 7
_SENTENCES = lazy_pattern(r"(?<=[.!?;]) +(?=[A-Z“\"($])|(?<=[.!?][\"”’)]) +|\n+")
_FIGURE = lazy_pattern(r"\d|percent")
_WORDS = range(4, 60)  # of a sentence
_ENGLISH = 0.9  # share of ASCII characters
_OTHER_SENTENCES = 3  # every third sentence without a figure


class ParserTraining(NamedTuple):
    """The folder of a new parser, and its scores on the test sentences (or else on the held-out ones)."""

    folder: Path
    scores: ParseScores


def retrain_parser(
    folder: Path,
    models: Path,
    schedules: tuple[ParseSchedule, ParseSchedule] = (_SCHEDULE, _SECOND),
    report: ReportMessage = report_nothing,
    *,
    start: Path | None = None,
    drawn: int = _DRAWN,
) -> ParserTraining:
    """Train on `folder`: `*train*`, `*dev*` and `*test*` files (.conllu or .conllu.gz).

    The first stage learns the train files. The second learns these again, `drawn` sentences of the grammar
    under `models/parsing`, and the English sentences of the training passages as the first stage reads them,
    with their trees repaired. With `start`, the folder of an earlier parser, only the second stage is run.
    The new version is a folder under `models/artefacts/parse_en`. The same files yield the same weights on
    the same machine. Raises UsageError if there is nothing to learn from.
    """
    train, held_out, test = (_read(folder, part) for part in ("train", "dev", "test"))
    if not train:
        raise UsageError("curation.no_treebank", folder=folder)
    report(f"{len(train)} sentences, {len(held_out)} held out, {len(test)} of the test")
    watched = held_out or train[:1]
    made = Grammar(models / "parsing" / "grammar.toml", _SEED).draw(drawn)
    report(f"{len(made)} sentences of the grammar")
    nlp = load_pipeline(start) if start else train_parse(train, watched, schedules[0], report, later=made)
    own = _read_own(models / "training", nlp)
    report(f"{len(own)} sentences of training passages")
    nlp = train_parse([*train, *made, *own], watched, schedules[1], report, start=nlp)
    scores = measure_parse(nlp, test or watched)
    versions = models / "artefacts" / "parse_en"
    target = versions / next_version(versions)
    sizes = {"train": len(train), "dev": len(held_out), "test": len(test)}
    taught = {**sizes, "grammar": len(made), "passages": len(own)}
    metrics = {"language": "en", "sentences": taught, "test": scores._asdict()}
    save_parser(nlp, target, metrics)
    write_parser_card(target, scores, sizes)
    return ParserTraining(target, scores)


def _read(folder: Path, part: str) -> list[TreebankSentence]:
    files = sorted((*folder.rglob(f"*{part}*.conllu"), *folder.rglob(f"*{part}*.conllu.gz")))
    return [sentence for file in files for sentence in read_treebank(file)]


def _read_own(folder: Path, nlp: Any) -> list[TreebankSentence]:
    """Return the English sentences of the training passages, parsed by `nlp` and repaired."""
    parser = Parser(None, "", nlp)
    chosen = [
        sentence
        for number, sentence in enumerate(_split_own(folder))
        if _FIGURE.search(sentence) or number % _OTHER_SENTENCES == 0
    ]
    trees = (parser.parse(sentence) for sentence in chosen)
    return [own for tree in trees if tree and (own := sentence_of(mend(tree)))]


def _split_own(folder: Path) -> list[str]:
    """Return the English sentences of all training passages, each once, in their order."""
    found: dict[str, None] = {}
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            text = json.loads(line).get("text", "")
            if sum(map(str.isascii, text)) < _ENGLISH * len(text):
                continue
            sentences = (sentence.strip() for sentence in _SENTENCES.split(text))
            found.update(dict.fromkeys(one for one in sentences if len(one.split()) in _WORDS))
    return list(found)
