"""Names that neither the lexicon nor a rule knows: found by the trained models, joined with what is known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.annotation.matching import Tagged, mark_nested
from flows.errors import ConfigurationError
from flows.records import Mention
from flows.text import HAN

if TYPE_CHECKING:
    from flows.annotation.names.network import NetworkReader

METRICS_FILE = "metrics.json"
# Types whose mentions may be part of a longer name.
_PARTS_OF_NAMES = ("GPE", "ORG", "PERSON")
_DEFAULT_THRESHOLD = 0.5
# A word that the dictionary knows as no name, or an acronym (VAT), is a name only if the model is this sure.
_SURE = 0.9
_KINDS_OF_PLACES = frozenset(
    (
        "直辖市",
        "自治区",
        "自治州",
        "自治县",
        "特别行政区",
        "省",
        "市",
        "县",
        "区",
        "州",
        "乡",
        "镇",
        "村",
        "国",
        "省区市",
        "中心城区",
        "主城区",
        "城区",
        "市区",
        "城镇",
        "乡村",
        "都市",
        "大都市",
    )
)
# Adjectives of countries and continents: "Chinese characteristics" names no place.
_ADJECTIVES = frozenset(
    (
        "Chinese",
        "American",
        "British",
        "Japanese",
        "Korean",
        "Russian",
        "German",
        "French",
        "Italian",
        "Spanish",
        "Indian",
        "Dutch",
        "Australian",
        "Canadian",
        "European",
        "Asian",
        "African",
        "Western",
        "Eastern",
        "Taiwanese",
        "Israeli",
        "Soviet",
        "Vietnamese",
        "Brazilian",
        "Swedish",
        "Swiss",
    )
)
# What ends so is the post of a person, or a group of people, not the organisation.
_POSTS = ("常委", "委员", "书记", "主席", "主任", "部长", "局长", "干部", "代表")
_PEOPLE = ("同胞", "人民", "民众", "群众", "侨胞", "主义")
_ACRONYM = re.compile(r"[A-Z]{2,5}")
# One-character short forms of countries; a row of them (中欧, 中日韩) is no single place.
_COUNTRIES = frozenset("中美日韩俄英法德欧印澳加越朝蒙巴土伊以叙乌")
_HAN_ONLY = re.compile(f"[{HAN}·•]+")
_EDGES = re.compile(rf"[{HAN}A-Za-z0-9À-ɏ]")


@dataclass(slots=True)
class LanguageModel:
    """The network of one language, the columns of its output that are labels of names, and the least score by type."""

    language: str
    network: NetworkReader
    columns: list[int]
    thresholds: dict[str, float]
    version: str


class EntityModel:
    """The models of both languages; `version` names what they were trained to.

    Chinese texts, mixed ones and those without words go to the Chinese model, English ones to the English model. The score
    of a mention is the geometric mean of the probabilities (softmax) of the labels of its tokens; metrics.json of each model
    says how often mentions of a given score were right on held-out sentences.
    """

    def __init__(self, models: Sequence[LanguageModel]) -> None:
        from flows.annotation.names.network import WordSplitter

        self.models = {model.language: model for model in models}
        self.version = "+".join(
            f"{model.language}{model.version}" for model in sorted(models, key=lambda item: item.language)
        )
        self._splitter = WordSplitter()

    def find(self, batch: Sequence[Tagged]) -> list[tuple[Mention, ...]]:
        """Return the names found in each text, by start, disjoint, whatever else is known of it."""
        found: list[tuple[Mention, ...]] = [()] * len(batch)
        for language in ("zh", "en"):
            model = self.models.get(language)
            chosen = [
                index
                for index, item in enumerate(batch)
                if item.tokens and (item.language == "en") == (language == "en")
            ]
            if model and chosen:
                for index, mentions in zip(
                    chosen, self._find(model, [batch[index] for index in chosen]), strict=True
                ):
                    found[index] = mentions
        return found

    def _find(self, model: LanguageModel, batch: Sequence[Tagged]) -> Iterator[tuple[Mention, ...]]:
        tokens = [self._splitter.split(tagged) for tagged in batch]
        scores = model.network.score([tagged.text for tagged in batch], tokens)
        for tagged, spans, rows in zip(batch, tokens, scores, strict=True):
            yield tuple(self._read_mentions(model, tagged.text, spans, rows))

    def _read_mentions(
        self, model: LanguageModel, text: str, tokens: list[tuple[int, int]], scores: Any
    ) -> Iterator[Mention]:
        from flows.annotation.names.decoding import decode_spans, to_probabilities

        for first, last, kind, score in decode_spans(to_probabilities(scores, model.columns)):
            start, end = tokens[first][0], tokens[last - 1][1]
            surface = text[start:end]
            if score < model.thresholds.get(kind, _DEFAULT_THRESHOLD) or not looks_like_name(surface, kind):
                continue
            is_doubtful = _ACRONYM.fullmatch(surface) or self._splitter.is_common_word(surface)
            if last - first == 1 and score < _SURE and is_doubtful:
                continue
            yield Mention(start, end, surface, kind, source="model", score=round(score, 2))


def looks_like_name(surface: str, kind: str) -> bool:
    """Say whether `surface` has the form of a name of its type.

    No name has a line break in it, begins with a sign, or ends with one other than a bracket or full stop; none is a single
    Latin letter, a kind of place (直辖市), a country's adjective (Chinese), a row of short forms of countries (中日韩), a post (常委) or a group of people (同胞). A
    person's has no digits; a Chinese one has two characters or more, but for short forms of places; an English one a capital.
    """
    if (
        "\n" in surface
        or not _EDGES.match(surface[0])
        or not (_EDGES.match(surface[-1]) or surface[-1] in ".)）”\"'’")
    ):
        return False
    if (
        surface in _KINDS_OF_PLACES
        or (kind == "GPE" and surface in _ADJECTIVES)
        or surface.startswith(("直辖市", "自治区"))
    ):
        return False
    if kind == "GPE" and len(surface) > 1 and _COUNTRIES.issuperset(surface):
        return False
    if surface.endswith(_POSTS if kind == "ORG" else _PEOPLE):
        return False
    if kind == "PERSON" and any(char.isdigit() for char in surface):
        return False
    if _HAN_ONLY.fullmatch(surface):
        return len(surface) > 1 or kind == "GPE"
    return len(surface) > 1 and any(char.isupper() or re.match(f"[{HAN}]", char) for char in surface)


def merge_entities(known: Sequence[Mention], found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Join mentions that are known (lexicon, rules, aliases) with `found` ones; the known stay, all of them.

    A found one with the span of a known one, inside one, or across the border of one is dropped. One that contains known
    names becomes the outer mention (a university's institute with the city in its name) if it adds a character to them, an
    organisation two; one that contains anything else (a term, a date, a title) is dropped. By start, the longer first,
    `nested` marked.
    """
    kept = [mention for mention in found if _may_stand(mention, known)]
    return tuple(mark_nested(sorted([*known, *kept], key=lambda mention: (mention.start, -mention.end))))


def _may_stand(mention: Mention, known: Sequence[Mention]) -> bool:
    overlapping = [other for other in known if other.start < mention.end and mention.start < other.end]
    if not overlapping:
        return True
    names = all(other.type in _PARTS_OF_NAMES for other in overlapping)
    within = all(mention.start <= other.start and other.end <= mention.end for other in overlapping)
    covered = {position for other in overlapping for position in range(other.start, other.end)}
    least = 2 if mention.type == "ORG" else 1
    return names and within and mention.end - mention.start - len(covered) >= least


def load_entities(folder: Path) -> EntityModel | None:
    """Load the newest model of each language under `folder` (`ner_zh/0001`, `ner_en/0001`); None where there is none.

    Raises ConfigurationError where one is damaged or was made for another network.
    """
    paths = {language: _newest(folder / f"ner_{language}") for language in ("zh", "en")}
    if not any(paths.values()):
        return None
    return EntityModel([_load_language(language, path) for language, path in paths.items() if path])


def _newest(folder: Path) -> Path | None:
    versions = sorted(path for path in folder.glob("[0-9]*") if (path / "config.cfg").is_file())
    return versions[-1] if versions else None


def _load_language(language: str, path: Path) -> LanguageModel:
    import spacy

    from flows.annotation.names.decoding import name_labels
    from flows.annotation.names.network import COMPONENT, NetworkReader, register_network, set_features

    register_network()
    try:
        nlp = set_features(spacy.load(path), language)
        labels = list(nlp.get_pipe(COMPONENT).labels)
        columns = [labels.index(label) for label in name_labels()]
        metrics = json.loads((path / METRICS_FILE).read_text(encoding="utf-8"))
    except Exception as error:  # noqa: BLE001 - spaCy raises many kinds for a damaged or foreign folder
        raise ConfigurationError(
            f"{path}: can't be loaded ({type(error).__name__}: {error}); run `zhengce train ner` or remove the folder"
        ) from None
    version = f"{path.name}-{metrics.get('digest', '')[:8]}"
    return LanguageModel(
        language, NetworkReader(nlp, language), columns, metrics.get("thresholds", {}), version
    )
