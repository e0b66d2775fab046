"""Measure exact links in glued documents, and the time and memory of aligning long ones.

python -m tests.benchmarks.alignment            links of the held-out set, without and with sentence vectors
python -m tests.benchmarks.alignment --speed    seconds and peak memory for 1,000 to 10,000 sentences
"""

from __future__ import annotations

import argparse
import resource
import time

from flows.alignment.linking import (
    AlignmentResources,
    align_units,
    glue_sets,
    load_resources,
    measure_links,
    read_pairs,
)
from flows.annotation.matching import PlainCounter
from flows.embedding import find_encoder
from flows.workspace import Workspace
from tests.benchmarks.texts import SHARED

PAIRS = SHARED / "parallel" / "wmt_zh_en.tsv"
_SEEDS = (2, 3, 4)


def load() -> AlignmentResources:
    """Return the installed artefact with the lexicon's concepts, and the encoder if there is one."""
    workspace = Workspace()
    concepts = PlainCounter(workspace.lexicon).count
    return load_resources(workspace.settings.models_folder / "artefacts", concepts, find_encoder())


def print_scores(stage: AlignmentResources) -> None:
    """Print precision, recall and F1 of exact links in documents of the last set, which was not used for training."""
    for name, pairs in list(read_pairs(PAIRS).items())[-1:]:
        for seed in _SEEDS:
            documents = glue_sets([pairs], 20, seed)
            plain = measure_links(documents, stage.without_encoder())
            line = f"{name} seed {seed}: without vectors P {plain.precision:.4f} R {plain.recall:.4f} F1 {plain.f1:.4f}"
            if stage.encoder:
                full = measure_links(documents, stage)
                line += f", with P {full.precision:.4f} R {full.recall:.4f} F1 {full.f1:.4f}"
            print(line, flush=True)


def print_speed(stage: AlignmentResources) -> None:
    """Print process seconds and peak memory per number of sentences."""
    pairs = [pair for own in read_pairs(PAIRS).values() for pair in own]
    for size in (1000, 2500, 5000, 10_000):
        zh, en = ([pair[side] for pair in pairs[:size]] for side in (0, 1))
        for name, own in (("without", stage.without_encoder()), ("with", stage)):
            if name == "with" and not stage.encoder:
                continue
            start = time.process_time()
            align_units(zh, en, own)
            seconds = time.process_time() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{size:6,} sentences {name} vectors: {seconds:6.1f} s, peak {peak:5.0f} MB", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", action="store_true")
    chosen = parser.parse_args()
    (print_speed if chosen.speed else print_scores)(load())
