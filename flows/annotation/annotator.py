"""The Annotator: passages in, annotations out. Built once, passed in; everything it makes carries its versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.annotation.citations import find_citations
from flows.annotation.classifier import StrategyModel, Taxonomy, extract_features, load_model, load_taxonomy
from flows.annotation.figures import find_targets, settle_kinds
from flows.annotation.lexicon import load_lexicon
from flows.annotation.matching import Tagged, Tagger
from flows.annotation.names import (
    Context,
    EntityModel,
    find_aliases,
    link_mention,
    load_entities,
    merge_entities,
    spell_out,
)
from flows.errors import ConfigurationError
from flows.records import Annotation, MadeWith, Mention, Target

# Changes when the same text with the same lexicon and models comes out otherwise; stored annotations are then made anew.
TAGGING_VERSION = "8"


@dataclass(slots=True)
class Annotator:
    """Tagger, entity model and classifier together. The models may be absent: then passages get no names beyond the
    lexicon's and the rules', and no strategies."""

    tagger: Tagger
    taxonomy: Taxonomy
    model: StrategyModel | None
    entities: EntityModel | None = None

    @property
    def lexicon_hash(self) -> str:
        """What the mentions were made with: lexicon, version of tagging, entity model."""
        return MadeWith(
            self.tagger.lexicon.hash, TAGGING_VERSION, self.entities.version if self.entities else "none"
        ).key

    @property
    def model_version(self) -> str:
        return self.model.version if self.model else "none"

    def without_entities(self) -> Annotator:
        """Return the same annotator without the entity model."""
        return replace(self, entities=None)

    def annotate(self, texts: Sequence[str], contexts: Sequence[Context] = ()) -> list[Annotation]:
        """Annotate a batch; pure, and the same for a text alone or among others.

        `contexts`, one a text, say what the text's document tells of it.
        """
        tagged = [self.tagger.tag(text) for text in texts]
        annotations = [
            self._complete(item, names, own)
            for item, names, own in zip(
                tagged, self._find_names(tagged), contexts or [Context()] * len(tagged), strict=True
            )
        ]
        if self.model is None:
            return annotations
        probabilities = self.model.predict([extract_features(item, self.tagger.lexicon) for item in tagged])
        return [self._classified(item, row) for item, row in zip(annotations, probabilities, strict=True)]

    def _find_names(self, tagged: Sequence[Tagged]) -> Sequence[Sequence[Mention]]:
        return self.entities.find(tagged) if self.entities else [()] * len(tagged)

    def _complete(self, tagged: Tagged, names: Sequence[Mention], context: Context) -> Annotation:
        """Join the mentions of all sources, link them, and read citations and targets off them."""
        aliases = context.aliases
        known = (
            merge_entities(tagged.mentions, find_aliases(tagged.text, aliases, tagged.mentions))
            if aliases
            else tagged.mentions
        )
        mentions = tuple(link_mention(mention) for mention in merge_entities(known, names))
        tokens = tuple((tagged.text[start:end], start, end) for start, end in tagged.tokens)
        return Annotation(
            tagged.language,
            tokens,
            mentions,
            citations=tuple(spell_out(made, aliases) for made in find_citations(tagged.text, mentions)),
            targets=_find_targets(tagged, mentions, context),
            loose=_find_loose(tagged.plain, mentions),
        )

    def _classified(self, plain: Annotation, probabilities: Sequence[float]) -> Annotation:
        model = self.model
        assert model is not None
        by_kind: dict[str, dict[str, float]] = {"strategy": {}, "instrument": {}}
        for label, probability in zip(model.labels, probabilities, strict=True):
            by_kind[model.kinds[label]][label] = float(probability)
        return replace(
            plain,
            strategies=by_kind["strategy"],
            labels=tuple(model.choose(probabilities, "strategy")),
            instrument_probabilities=by_kind["instrument"],
            instruments=tuple(model.choose(probabilities, "instrument")),
        )


def _find_targets(tagged: Tagged, mentions: Sequence[Mention], context: Context) -> tuple[Target, ...]:
    """Return the figures of a passage, read without the page numbers in its flow, with their text as it stands there."""
    found = find_targets(context.without_pages(tagged.text), tagged.language, mentions, context.section)
    return tuple(
        replace(made, text=tagged.text[made.start : made.end]) for made in settle_kinds(found, context.date)
    )


def _find_loose(plain: Mapping[str, int], mentions: Sequence[Mention]) -> tuple[tuple[str, int], ...]:
    """Return the concepts whose plain count is not that of their mentions, each with the difference."""
    places = {
        (mention.start, mention.end, mention.type, mention.concept) for mention in mentions if mention.concept
    }
    strict = Counter(concept for *_, concept in places)
    return tuple(
        (name, gap) for name in sorted({*plain, *strict}) if (gap := plain.get(name, 0) - strict[name])
    )


def load_annotator(models: Path) -> Annotator:
    """Load lexicon, taxonomy and the newest models from a models folder.

    Raises ConfigurationError where one is wrong or missing. jieba's dictionary is read here, so that forked workers share it.
    """
    if not models.is_dir():
        raise ConfigurationError(f"{models}: no models folder; set ZHENGCE_MODELS or run inside the project")
    tagger = Tagger(load_lexicon(models / "lexicon"))
    tagger.cutter.load()
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    model = load_model(models / "artefacts" / "strategies", taxonomy.hash)
    return Annotator(tagger, taxonomy, model, load_entities(models / "artefacts"))
