"""Resources for aligning: translation table, link weights, concepts, and an encoder if there is one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flows.alignment.linking.candidates import MEANING, WEIGHTS_FILE, Weights, load_weights
from flows.alignment.linking.translations import TABLE_FILE, TranslationTable, load_table
from flows.alignment.linking.vectors import Concepts
from flows.embedding import Encoder
from flows.errors import ConfigurationError

ARTEFACT = "alignment"
# Increased whenever the same texts with the same artefacts are linked differently.
ALIGNMENT_VERSION = "1"


@dataclass(frozen=True, slots=True)
class AlignmentResources:
    """The trained parts and the finder of a text's concepts; `version` changes with any of them."""

    table: TranslationTable
    weights: Mapping[str, Weights]
    concepts: Concepts | None
    encoder: Encoder | None
    version: str

    def without_encoder(self) -> AlignmentResources:
        """Return the same resources without sentence vectors."""
        return replace(self, encoder=None, version=self.version.partition("+")[0])


def load_resources(
    artefacts: Path, concepts: Concepts | None = None, encoder: Encoder | None = None, lexicon: str = ""
) -> AlignmentResources:
    """Read the newest version under a folder of models (`alignment/0001`).

    `lexicon` is the hash of the lexicon behind `concepts`. Raises ConfigurationError if there is no version
    or the newest is damaged.
    """
    versions = sorted(path.parent for path in (artefacts / ARTEFACT).glob(f"[0-9]*/{WEIGHTS_FILE}"))
    if not versions:
        raise ConfigurationError("alignment.no_artefact", path=artefacts / ARTEFACT)
    newest = versions[-1]
    table, weights = load_table(newest), load_weights(newest)
    parts = (TABLE_FILE, WEIGHTS_FILE)
    content = hashlib.sha256(b"".join((newest / part).read_bytes() for part in parts)).hexdigest()[:8]
    if not any(MEANING in own.features for own in weights.values()):
        encoder = None  # trained without sentence vectors
    version = "-".join(filter(None, (ALIGNMENT_VERSION, newest.name, content, lexicon)))
    if encoder:
        version += f"+{encoder.version}"
    return AlignmentResources(table, weights, concepts, encoder, version)
