"""Names unknown to the lexicon and the rules, found by trained models."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from flows.annotation.matching import Tagged
from flows.annotation.names.judging import (
    FoundNames,
    is_abstract_noun,
    is_common_word,
    is_cut,
    is_damaged,
    is_heading,
    is_surname,
    looks_like_name,
    settle_kind,
)
from flows.errors import ConfigurationError
from flows.records import Mention
from flows.text import HAN, has_han, lazy_pattern

if TYPE_CHECKING:
    from flows.annotation.names.decoding import ScoredSpan
    from flows.annotation.names.network import NetworkReader

METRICS_FILE = "metrics.json"
_LANGUAGES = ("zh", "en")
_DEFAULT_THRESHOLD = 0.5
NameSetting = Literal["sure", "full"]
# The lowest scores of `sure` names.
_LEAST_SURE = {
    "zh": {"PERSON": 0.9, "ORG": 0.85, "GPE": 0.9},
    "en": {"PERSON": 0.95, "ORG": 0.95, "GPE": 0.95},
}
# A word that the dictionary has, but not as a name, or an acronym (VAT), is a name only at this score.
_SURE = 0.9
# Likewise an English word that is mostly in lower case, or ends like an abstract noun (licences).
_SURE_OF_WORD = 0.97
_TWO_PEOPLE = lazy_pattern(f"([{HAN}]{{2,4}})[ \u3000]+([{HAN}]{{2,4}})")
_ACRONYM = lazy_pattern(r"[A-Z]{2,5}")
# 碧迪（BD）: the name of a firm in letters, not a person's.
_GOES_ON = ("监督管理机构", "管理信息系统", "城市")
_ENDS_OF_OFFICES = ("院", "局", "部", "委", "会", "公司", "集团")
_ARTICLE = "the "
_LETTERS_AFTER = lazy_pattern(r"\s?[（(]\s?[A-Z][A-Z0-9&.-]{1,7}\s?[)）]")


class Network(NamedTuple):
    """A trained network that reads words, and the columns of its output that are labels of names."""

    reader: NetworkReader
    columns: list[int]


@dataclass(frozen=True)
class LanguageModel:
    """The network of one language, loaded by `load` when a first text needs it.

    `thresholds` are the lowest scores by type.
    """

    language: str
    load: Callable[[], Network]
    thresholds: dict[str, float]
    version: str

    @cached_property
    def network(self) -> Network:
        """The network; loading takes a second. Raises ConfigurationError if it is damaged or foreign."""
        return self.load()


class EntityModel:
    """The models of both languages; `version` identifies their training and the names that they return.

    Chinese and mixed texts, and those without words, go to the Chinese model; English ones go to the English
    model. The score of a mention is the geometric mean of the probabilities (softmax) of its tokens' labels.
    Each model's metrics.json reports how often mentions of a given score were right on held-out sentences.
    """

    def __init__(self, models: Sequence[LanguageModel]) -> None:
        from flows.annotation.names.network import WordSplitter  # imports numpy and jieba's dictionary

        self.models = {model.language: model for model in models}
        self.names: NameSetting = "full"
        self._splitter = WordSplitter()

    def with_names(self, names: NameSetting) -> EntityModel:
        """Return the same models, set to return `full` names or only `sure` ones."""
        other = copy(self)
        other.names = names
        return other

    def load(self) -> None:
        """Load the networks now, so that processes forked later share them.

        Raises ConfigurationError if one is damaged or was made for another network.
        """
        for model in self.models.values():
            _ = model.network

    @property
    def version(self) -> str:
        """The versions of the models, with a suffix if only sure names are returned."""
        return _join_versions({model.language: model.version for model in self.models.values()}, self.names)

    def find(self, batch: Sequence[Tagged]) -> list[tuple[Mention, ...]]:
        """Return the names found in each text, by start and disjoint; they may overlap known mentions."""
        found: list[tuple[Mention, ...]] = [()] * len(batch)
        places: dict[str, list[int]] = {language: [] for language in _LANGUAGES}
        for index, item in enumerate(batch):
            if item.tokens:
                places["en" if item.language == "en" else "zh"].append(index)
        for language, chosen in places.items():
            model = self.models.get(language)
            if model and chosen:
                results = self._find(model, [batch[index] for index in chosen])
                for index, mentions in zip(chosen, results, strict=True):
                    found[index] = mentions
        return found

    def _find(self, model: LanguageModel, batch: Sequence[Tagged]) -> Iterator[tuple[Mention, ...]]:
        from flows.annotation.names.decoding import decode_spans, to_probabilities  # imports numpy

        reader, columns = model.network
        tokens = [self._splitter.split(tagged) for tagged in batch]
        scores = reader.score([tagged.text for tagged in batch], tokens)
        found = decode_spans(to_probabilities(scores, columns), [len(spans) for spans in tokens])
        for tagged, spans, decoded in zip(batch, tokens, found, strict=True):
            yield tuple(self._read_mentions(model, tagged, spans, decoded))

    def _read_mentions(
        self, model: LanguageModel, tagged: Tagged, tokens: list[tuple[int, int]], found: Sequence[ScoredSpan]
    ) -> Iterator[Mention]:
        text = tagged.text
        if model.language == "en" and is_damaged(text):
            return
        spans = [(tokens[first][0], tokens[last - 1][1], kind) for first, last, kind, _ in found]
        names = FoundNames(text, spans, tagged.mentions)
        ends = {one.end for one in tagged.mentions}
        for (begin, end, guessed), (first, last, _, score) in zip(spans, found, strict=True):
            start = begin + len(_ARTICLE) * text.startswith(_ARTICLE, begin)
            surface = text[start:end]
            kind = settle_kind(surface, guessed)
            if score < self._least_score(model, surface, kind, is_one_word=last - first == 1):
                continue
            if not looks_like_name(surface, kind) or names.is_ordinary_word(start, end, kind, score):
                continue
            if kind == "ORG" and is_heading(surface):
                continue
            if _is_ruled_out_after(text, surface, kind, end) or is_cut(text, start, end, kind, ends):
                continue
            for first_place, last_place in part_people(surface, kind, start):
                part = text[first_place:last_place]
                yield Mention(first_place, last_place, part, kind, source="model", score=round(score, 2))

    def _least_score(self, model: LanguageModel, surface: str, kind: str, *, is_one_word: bool) -> float:
        """Return the lowest score of a name: that of its kind, or higher for a word that may be none."""
        least = model.thresholds.get(kind, _DEFAULT_THRESHOLD)
        if self.names == "sure":
            least = max(least, _LEAST_SURE[model.language].get(kind, _SURE))
        return max(least, self._least_of_word(surface)) if is_one_word else least

    def _least_of_word(self, surface: str) -> float:
        folded = surface.lower()
        if is_common_word(folded) or is_common_word(folded.removesuffix("s")) or is_abstract_noun(folded):
            return _SURE_OF_WORD
        if _ACRONYM.fullmatch(surface) or self._splitter.is_common_word(surface):
            return _SURE
        return 0.0


def part_people(surface: str, kind: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the span of a name, or of two names with a blank between that the model took for one."""
    names = _TWO_PEOPLE.fullmatch(surface) if kind == "PERSON" else None
    if names is None or not (is_surname(names[1][0]) and is_surname(names[2][0])):
        yield start, start + len(surface)
        return
    for number in (1, 2):
        yield start + names.start(number), start + names.end(number)


def _is_ruled_out_after(text: str, surface: str, kind: str, end: int) -> bool:
    """Return whether the text after a name shows that it is not a name: 联合国政府间气候变化专门委员会."""
    if surface.endswith("政府") and text.startswith("间", end):
        return True
    if kind == "ORG" and not surface.endswith(_ENDS_OF_OFFICES) and text.startswith(_GOES_ON, end):
        return True  # 国务院证券|监督管理机构, 样例国家中心|城市
    return kind == "PERSON" and has_han(surface) and bool(_LETTERS_AFTER.match(text, end))


def load_entities(folder: Path) -> EntityModel | None:
    """Return the newest model of each language under `folder` (`ner_zh/0001`), or None if there is none.

    A network is loaded when a first text needs it. Raises ConfigurationError if a model's metrics can't be
    read.
    """
    models = [_read_language(language, path) for language, path in _newest_models(folder).items()]
    return EntityModel(models) if models else None


def read_entities_version(folder: Path, names: NameSetting) -> str:
    """Return the version of what `load_entities` would load, without loading it; "" if there is no model."""
    paths = _newest_models(folder)
    versions = {language: _version_of(path, _read_metrics(path)) for language, path in paths.items()}
    return _join_versions(versions, names) if versions else ""


def _join_versions(versions: Mapping[str, str], names: NameSetting) -> str:
    """Return the version of the models of some languages that return these names."""
    joined = "+".join(f"{language}{version}" for language, version in sorted(versions.items()))
    return joined if names == "full" else f"{joined}+{names}"


def _newest_models(folder: Path) -> dict[str, Path]:
    paths = {language: _newest(folder / f"ner_{language}") for language in _LANGUAGES}
    return {language: path for language, path in paths.items() if path}


def _newest(folder: Path) -> Path | None:
    versions = sorted(path for path in folder.glob("[0-9]*") if (path / "config.cfg").is_file())
    return next(reversed(versions), None)


def _read_language(language: str, path: Path) -> LanguageModel:
    metrics = _read_metrics(path)
    load = partial(_load_network, language, path)
    return LanguageModel(language, load, metrics.get("thresholds", {}), _version_of(path, metrics))


def _load_network(language: str, path: Path) -> Network:
    import spacy  # takes a second to import

    from flows.annotation.names.decoding import name_labels
    from flows.annotation.names.network import COMPONENT, NetworkReader, register_network, set_features

    register_network()
    try:
        nlp = set_features(spacy.load(path), language)
        labels = list(nlp.get_pipe(COMPONENT).labels)
        columns = [labels.index(label) for label in name_labels()]
    except Exception as error:  # noqa: BLE001 - spaCy raises many kinds for a damaged or foreign folder
        raise _damaged(path, error) from None
    return Network(NetworkReader(nlp, language), columns)


def _read_metrics(path: Path) -> dict[str, Any]:
    try:
        metrics = json.loads((path / METRICS_FILE).read_text(encoding="utf-8"))
        return dict(metrics)
    except (OSError, TypeError, ValueError) as error:
        raise _damaged(path, error) from None


def _damaged(path: Path, error: Exception) -> ConfigurationError:
    reason = f"{type(error).__name__}: {error}"
    return ConfigurationError("annotation.damaged_names_model", path=path, reason=reason)


def _version_of(path: Path, metrics: Mapping[str, Any]) -> str:
    return f"{path.name}-{metrics.get('digest', '')[:8]}"
