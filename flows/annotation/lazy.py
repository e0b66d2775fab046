"""An annotator that is loaded when a passage needs it: its versions alone tell which passages do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.annotation.annotator import Annotator, load_annotator, make_version
from flows.annotation.classifier import load_model, load_taxonomy
from flows.annotation.lexicon import Lexicon, load_compiled
from flows.annotation.names import NameSetting, read_entities_version
from flows.annotation.parsing import load_parser
from flows.errors import ConfigurationError
from flows.records import AnnotationVersion, NameChoice


@dataclass(frozen=True, slots=True)
class LazyAnnotator:
    """An annotator with its lexicon and versions, which are known before it is loaded.

    `versions` are those of its annotations by choice of names, `names` its own choice ("none" without an
    entity model), `model_version` and `kinds` those of its classifier. `load` returns the annotator.
    """

    lexicon: Lexicon
    versions: Mapping[NameChoice, AnnotationVersion]
    names: NameChoice
    model_version: str
    kinds: Mapping[str, str]
    load: Callable[[], Annotator]

    @classmethod
    def of(cls, annotator: Annotator) -> LazyAnnotator:
        """Wrap an annotator that is already loaded."""
        others: dict[NameChoice, Annotator] = {
            "none": annotator.without_entities(),
            "sure": annotator.with_names("sure"),
            "full": annotator.with_names("full"),
        }
        return cls(
            annotator.tagger.lexicon,
            {choice: other.version for choice, other in others.items()},
            annotator.entities.names if annotator.entities else "none",
            annotator.model_version,
            annotator.model.kinds if annotator.model else {},
            lambda: annotator,
        )


def load_lazily(models: Path, compiled: Path | None = None, names: NameSetting = "full") -> LazyAnnotator:
    """Return the annotator that `load_annotator` loads from a models folder, with its versions.

    They are read from the files in half a second; loading takes four. Raises ConfigurationError for a wrong
    lexicon, taxonomy or classifier; a damaged entity model is found when a text needs it.
    """
    if not models.is_dir():
        raise ConfigurationError("annotation.no_models_folder", path=models)
    artefacts = models / "artefacts"
    lexicon, parser = load_compiled(models / "lexicon", compiled), load_parser(artefacts)
    model = load_model(artefacts / "strategies", load_taxonomy(models / "taxonomy.toml"))
    full, sure = (read_entities_version(artefacts, setting) for setting in ("full", "sure"))
    entities: dict[NameChoice, str] = {"none": "", "sure": sure, "full": full}
    return LazyAnnotator(
        lexicon,
        {choice: make_version(lexicon, version, parser) for choice, version in entities.items()},
        names if full else "none",
        model.version,
        model.kinds,
        cache(lambda: load_annotator(models, compiled).with_names(names)),
    )
