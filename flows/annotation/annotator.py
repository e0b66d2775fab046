"""The Annotator: passages in, annotations out. Built once, passed in; everything it makes carries its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.annotation.features import extract_features
from flows.annotation.lexicon import load_lexicon
from flows.annotation.strategies import StrategyModel, load_model
from flows.annotation.tagging import Tagged, Tagger
from flows.annotation.taxonomy import Taxonomy, load_taxonomy
from flows.errors import ConfigurationError
from flows.records import Annotation

# Changes when tokens or mentions of the same text with the same lexicon come out otherwise; stored annotations are then made anew.
TAGGING_VERSION = "2"


@dataclass(slots=True)
class Annotator:
    """Tagger and classifier together. `model` may be absent: then passages get no strategies."""

    tagger: Tagger
    taxonomy: Taxonomy
    model: StrategyModel | None

    @property
    def lexicon_hash(self) -> str:
        return f"{self.tagger.lexicon.hash}-{TAGGING_VERSION}"

    @property
    def model_version(self) -> str:
        return self.model.version if self.model else "none"

    def annotate(self, texts: Sequence[str]) -> list[Annotation]:
        """Annotate a batch; pure, and the same for a text alone or among others."""
        tagged = [self.tagger.tag(text) for text in texts]
        if self.model is None:
            return [_plain(item) for item in tagged]
        probabilities = self.model.predict([extract_features(item, self.tagger.lexicon) for item in tagged])
        return [self._classified(item, row) for item, row in zip(tagged, probabilities, strict=True)]

    def _classified(self, tagged: Tagged, probabilities: Sequence[float]) -> Annotation:
        model = self.model
        assert model is not None
        by_kind: dict[str, dict[str, float]] = {"strategy": {}, "instrument": {}}
        for label, probability in zip(model.labels, probabilities, strict=True):
            by_kind[model.kinds[label]][label] = float(probability)
        plain = _plain(tagged)
        return Annotation(
            plain.language,
            plain.tokens,
            plain.mentions,
            by_kind["strategy"],
            tuple(model.choose(probabilities, "strategy")),
            by_kind["instrument"],
            tuple(model.choose(probabilities, "instrument")),
        )


def _plain(tagged: Tagged) -> Annotation:
    tokens = tuple((tagged.text[start:end], start, end) for start, end in tagged.tokens)
    return Annotation(tagged.language, tokens, tagged.mentions)


def load_annotator(models: Path) -> Annotator:
    """Load lexicon, taxonomy and the newest strategy model from a models folder.

    Raises ConfigurationError where one is wrong or missing. jieba's dictionary is read here, so that forked workers share it.
    """
    if not models.is_dir():
        raise ConfigurationError(f"{models}: no models folder; set ZHENGCE_MODELS or run inside the project")
    tagger = Tagger(load_lexicon(models / "lexicon"))
    tagger.cutter.load()
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    return Annotator(tagger, taxonomy, load_model(models / "artefacts" / "strategies", taxonomy.hash))
