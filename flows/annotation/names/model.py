"""Names that neither the lexicon nor a rule knows: found by trained models, joined with what is known."""

from __future__ import annotations

import json
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from flows.annotation.matching import Tagged, mark_nested
from flows.annotation.names.gazetteer import read_han_words
from flows.errors import ConfigurationError
from flows.records import Mention
from flows.text import HAN, has_han

if TYPE_CHECKING:
    from flows.annotation.names.decoding import ScoredSpan
    from flows.annotation.names.network import NetworkReader

METRICS_FILE = "metrics.json"
_LANGUAGES = ("zh", "en")
# Types whose mentions may be part of a longer name.
_PARTS_OF_NAMES = ("GPE", "ORG", "PERSON")
_DEFAULT_THRESHOLD = 0.5
NameSetting = Literal["sure", "full"]
# The least scores of `sure` names.
_LEAST_SURE = {
    "zh": {"PERSON": 0.9, "ORG": 0.85, "GPE": 0.9},
    "en": {"PERSON": 0.95, "ORG": 0.95, "GPE": 0.95},
}
# A word that the dictionary knows as no name, or an acronym (VAT), is a name only if the model is this sure.
_SURE = 0.9
# So is an English word that is mostly written in lower case, or ends like an abstract noun (licences).
_SURE_OF_WORD = 0.97
_NOUN = re.compile(r"[a-z]{3,}(?:tion|ment|ness|ity|ance|ence|ship|ency|ancy|ism|ing)s?")
# 碧迪（BD）: the name in letters of a firm, not of a person.
_LETTERS_AFTER = re.compile(r"\s?[（(]\s?[A-Z][A-Z0-9&.-]{1,7}\s?[)）]")
_WORD = re.compile(r"[^\W\d_]+")
_PART_OF_TEXT = re.compile(r"\b(?:Chapter|Section|Keywords|Box \d+)\b|\bKey words\b")
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "s", "the", "to", "with")
)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_DIRECTIONS = "东南西北"  # 南极 and 东北 are names of regions
_ENDS_OF_BODIES = "院会局委府党社军联厅队校部"
_SURE_PLACE = 0.85  # of a word that is a name, too (安康)
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?) ")  # adds nothing to a name: the Yangtze River Delta
_ENDS_IN_VERB = re.compile(
    r" (?:will|would|shall|should|can|could|must|is|are|was|were|has|have|had|does|did|says|said)$",
    re.IGNORECASE,
)
_BEFORE_ACTS = r"(?:[等也还一]|\d+[日号]|同志|先生|女士){0,2}"
_HAN_NAME = re.compile(f"[{HAN}·•]+")
_FIRST_CHARACTER = re.compile(rf"[{HAN}A-Za-z0-9À-ɏ]")
_LAST_CHARACTER = re.compile(rf"[{HAN}A-Za-z0-9À-ɏ.)）”\"'’]$")


@dataclass(frozen=True, slots=True)
class _NoNames:
    """The tables of `names.toml`."""

    kinds_of_places: frozenset[str]
    adjectives: frozenset[str]
    posts: tuple[str, ...]
    people: tuple[str, ...]
    countries: frozenset[str]
    more_countries: frozenset[str]
    things: frozenset[str]
    surnames: frozenset[str]
    bodies: frozenset[str]
    kinds: dict[str, str]  # by name
    post: re.Pattern[str]  # before a person
    acts: re.Pattern[str]  # behind a person
    acts_of_surnamed: re.Pattern[str]  # behind a person with a Chinese surname
    firm: re.Pattern[str]  # behind a firm
    partner: re.Pattern[str]  # behind the second firm of two: 与中兴签署协议


@cache
def _load_no_names() -> _NoNames:
    table = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
    return _NoNames(
        frozenset(table["kinds_of_places"].split()),
        frozenset(table["adjectives"].split()),
        tuple(table["posts"].split()),
        tuple(table["people"].split()),
        frozenset(table["countries"]),
        frozenset(table["countries"] + table["more_countries"]),
        frozenset(table["things"].split()),
        frozenset(table["surnames"]) - {"\n"},
        frozenset(table["bodies"].split()),
        {name: kind for kind, names in table["kinds"].items() for name in names.split()},
        re.compile(rf"(?:{'|'.join(table['posts_of_people'].split())})$"),
        re.compile(_BEFORE_ACTS + f"(?:{'|'.join(table['acts'].split())})"),
        re.compile(_BEFORE_ACTS + f"(?:{'|'.join((table['acts'] + table['acts_of_surnamed']).split())})"),
        re.compile("|".join(table["firms"].split())),
        re.compile("|".join(table["acts_of_partners"].split())),
    )


@dataclass(slots=True)
class LanguageModel:
    """The network of one language.

    `columns` are the columns of its output that are labels of names, `thresholds` the least score by type.
    """

    language: str
    network: NetworkReader
    columns: list[int]
    thresholds: dict[str, float]
    version: str


class EntityModel:
    """The models of both languages; `version` names what they were trained to and which names they give.

    Chinese and mixed texts and those without words go to the Chinese model, English ones to the English
    model. The score of a mention is the geometric mean of the probabilities (softmax) of the labels of its
    tokens; metrics.json of each model tells how often mentions of a given score were right on held-out
    sentences.
    """

    def __init__(self, models: Sequence[LanguageModel]) -> None:
        from flows.annotation.names.network import WordSplitter  # imports numpy and jieba's dictionary

        self.models = {model.language: model for model in models}
        self.names: NameSetting = "full"
        self._splitter = WordSplitter()

    def with_names(self, names: NameSetting) -> EntityModel:
        """Return the same models that give `full` names, or only `sure` ones."""
        other = copy(self)
        other.names = names
        return other

    @property
    def version(self) -> str:
        """The versions of the models; it says where only sure names are given."""
        ordered = sorted(self.models.values(), key=lambda model: model.language)
        versions = "+".join(f"{model.language}{model.version}" for model in ordered)
        return versions if self.names == "full" else f"{versions}+{self.names}"

    def find(self, batch: Sequence[Tagged]) -> list[tuple[Mention, ...]]:
        """Return the names found in each text, by start, disjoint, whatever else is known of it."""
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

        tokens = [self._splitter.split(tagged) for tagged in batch]
        scores = model.network.score([tagged.text for tagged in batch], tokens)
        found = decode_spans(to_probabilities(scores, model.columns), [len(spans) for spans in tokens])
        for tagged, spans, decoded in zip(batch, tokens, found, strict=True):
            yield tuple(self._read_mentions(model, tagged, spans, decoded))

    def _read_mentions(
        self, model: LanguageModel, tagged: Tagged, tokens: list[tuple[int, int]], found: Sequence[ScoredSpan]
    ) -> Iterator[Mention]:
        text = tagged.text
        spans = [(tokens[first][0], tokens[last - 1][1], kind) for first, last, kind, _ in found]
        beside = _Row(text, spans, tagged.mentions)
        for first, last, guessed, score in found:
            start, end = tokens[first][0], tokens[last - 1][1]
            surface = text[start:end]
            kind = _load_no_names().kinds.get(surface, guessed)
            least = model.thresholds.get(kind, _DEFAULT_THRESHOLD)
            if self.names == "sure":
                least = max(least, _LEAST_SURE[model.language].get(kind, _SURE))
            if score < least or not looks_like_name(surface, kind):
                continue
            if last - first == 1 and score < self._least_score(surface):
                continue
            if beside.is_word(start, end, kind, score):
                continue
            if kind == "ORG" and score < _SURE_OF_WORD and _is_heading(surface):
                continue
            if surface.endswith("政府") and text.startswith("间", end):
                continue  # 联合国政府间气候变化专门委员会
            if kind == "PERSON" and has_han(surface) and _LETTERS_AFTER.match(text, end):
                continue
            yield Mention(start, end, surface, kind, source="model", score=round(score, 2))

    def _least_score(self, surface: str) -> float:
        """Return the least score of a name of one word: higher for what may be no name."""
        folded = surface.lower()
        if (
            folded in _common_words()
            or folded.removesuffix("s") in _common_words()
            or _NOUN.fullmatch(folded)
        ):
            return _SURE_OF_WORD
        if _ACRONYM.fullmatch(surface) or self._splitter.is_common_word(surface):
            return _SURE
        return 0.0


class _Row:
    """The names that a model found in a text, and whether a word is no name among them."""

    def __init__(
        self, text: str, spans: Sequence[tuple[int, int, str]], known: Sequence[Mention] = ()
    ) -> None:
        self.text = text
        self.kinds = {border: kind for start, end, kind in spans for border in (start, -end)}
        self.spans = spans
        self.known = known
        self._people: frozenset[str] | None = None

    def is_word(self, start: int, end: int, kind: str, score: float) -> bool:
        """Return whether a Chinese word, of those that jieba takes for names, is an ordinary one here.

        >>> 法治、德治相结合 -> no PERSON 德治
        >>> 盐湖产业集群 -> no GPE 盐湖
        >>> 设施联通、贸易畅通 -> no ORG 联通
        >>> 汪洋指出 -> PERSON 汪洋
        >>> 光华今年投资 -> ORG 光华
        """
        word, known = self.text[start:end], read_han_words()
        if word in known.words:
            if kind == "PERSON":
                return word not in self._find_people()
            if kind == "ORG":
                return word[-1] not in _ENDS_OF_BODIES and not self._is_firm(start, end)
            return word[0] not in _DIRECTIONS
        if kind == "ORG" and word in known.verbs:
            return not (self._is_firm(start, end) or self._is_listed(start, end, kind))
        return (
            kind == "GPE" and word in known.also_names and score < _SURE_PLACE and word[0] not in _DIRECTIONS
        )

    def _find_people(self) -> frozenset[str]:
        """Return the words that name people somewhere in the text: by a post, an act or the lexicon."""
        if self._people is None:
            words = {self.text[start:end] for start, end, kind in self.spans if kind == "PERSON"}
            words &= read_han_words().words
            posts = [one.text for one in self.known if one.type == "PERSON"]
            people = {
                word for word in words if any(post.startswith(word) or post.endswith(word) for post in posts)
            }
            people.update(
                self.text[start:end]
                for start, end, kind in self.spans
                if kind == "PERSON" and self.text[start:end] in words and self._is_person(start, end)
            )
            self._people = frozenset(people)
        return self._people

    def _is_person(self, start: int, end: int) -> bool:
        words = _load_no_names()
        if words.post.search(self.text, max(0, start - 3), start) or words.acts.match(self.text, end):
            return True
        if not is_surname(self.text[start]):
            return False
        return bool(words.acts_of_surnamed.match(self.text, end)) or self._is_listed(start, end, "PERSON")

    def _is_firm(self, start: int, end: int) -> bool:
        """Return whether a word names a firm: 联通公司, 恒力与中兴签署协议."""
        words = _load_no_names()
        if words.firm.match(self.text, end):
            return True
        return self.text[max(0, start - 1) : start] in ("与", "和") and bool(
            words.partner.match(self.text, end)
        )

    def _is_listed(self, start: int, end: int, kind: str) -> bool:
        """Return whether a name of the same kind stands beside a span in a row (、 or 和)."""
        before, behind = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        return (before in ("、", "和") and self.kinds.get(1 - start) == kind) or (
            behind in ("、", "和") and self.kinds.get(end + 1) == kind
        )


def _is_heading(surface: str) -> bool:
    """Return whether words look like an English heading and not like the name of a body.

    All are common words and none names a kind of body (Stronger Industrial Foundations), or one names a part
    of a text (Chapter).
    """
    words = _WORD.findall(surface.lower())
    if _PART_OF_TEXT.search(surface):
        return True
    if len(words) < 2 or has_han(surface) or not _load_no_names().bodies.isdisjoint(words):
        return False
    return all(_is_ordinary(word) for word in words)


def _is_ordinary(word: str) -> bool:
    singular = re.sub(r"(?<=[hsx])es$|(?<!s)s$", "", word)
    common = _common_words()
    return word in common or singular in common or word in _SMALL_WORDS or bool(_NOUN.fullmatch(word))


@cache
def _common_words() -> frozenset[str]:
    """Return the English words of `common_en.txt`."""
    lines = Path(__file__).with_name("common_en.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_common_word(word: str) -> bool:
    """Return whether an English word in lower case is an ordinary one."""
    return word in _common_words()


def is_surname(character: str) -> bool:
    """Return whether a character is a common Chinese surname."""
    return character in _load_no_names().surnames


def looks_like_name(surface: str, kind: str) -> bool:
    """Return whether `surface` has the form of a name of its type.

    No name contains a line break, begins with a sign, or ends with one other than a bracket, quotation mark
    or full stop. None is a kind of place (直辖市), a country's adjective (Chinese), a row of short forms of
    countries (中日韩), the side of one in talks (巴方), a post (常委), a group of people (同胞) or a single
    Latin letter. A body or place ends in no auxiliary verb ("Beijing will"). A person's name has no digits. A
    Chinese name has two characters or more, but for short forms of places; an English one has a capital.
    """
    if "\n" in surface or not _FIRST_CHARACTER.match(surface) or not _LAST_CHARACTER.search(surface):
        return False
    if surface in _load_no_names().things or _is_no_place(surface, kind) or _names_people(surface, kind):
        return False
    if kind != "PERSON" and _ENDS_IN_VERB.search(surface):
        return False
    if kind == "PERSON" and any(char.isdigit() for char in surface):
        return False
    if _HAN_NAME.fullmatch(surface):
        return len(surface) > 1 or kind == "GPE"
    return len(surface) > 1 and (has_han(surface) or any(char.isupper() for char in surface))


def _is_no_place(surface: str, kind: str) -> bool:
    words = _load_no_names()
    if surface in words.kinds_of_places or surface.startswith(("直辖市", "自治区")):
        return True
    if len(surface) == 2 and surface[1] == "方" and surface[0] in words.more_countries:
        return True
    if kind == "ORG" and len(surface) == 2 and surface[0] == "中" and surface[1] in words.more_countries:
        return True
    if kind != "GPE":
        return False
    return surface in words.adjectives or (len(surface) > 1 and words.countries.issuperset(surface))


def _names_people(surface: str, kind: str) -> bool:
    endings = {"ORG": _load_no_names().posts}
    return surface.endswith(endings.get(kind, _load_no_names().people))


def merge_entities(known: Sequence[Mention], found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Join known mentions (lexicon, rules, aliases), which stay, with `found` ones.

    Only a body or place that is the given name of a person (清华 of 彭清华) does not stay.

    A found mention with the span of a known one, inside one, or across the border of one is dropped. One that
    contains known names becomes the outer mention (a university's institute with the city in its name) if it
    adds a character to them, an organisation two; one that contains anything else (a term, a date, a title)
    is dropped. The result is sorted by start, the longer first, with `nested` marked.
    """
    people = {(one.start, one.end): one.text for one in found if one.type == "PERSON"}
    known = [mention for mention in known if not _is_given_name(mention, people)]
    ordered = sorted(known, key=lambda mention: mention.start)
    starts = [mention.start for mention in ordered]
    reached = list(accumulate((mention.end for mention in ordered), max))
    kept = [one for one in found if _may_stay(one, _find_overlapping(one, ordered, starts, reached))]
    return tuple(mark_nested(sorted([*known, *kept], key=lambda mention: (mention.start, -mention.end))))


def _is_given_name(mention: Mention, people: Mapping[tuple[int, int], str]) -> bool:
    """Return whether a person's name is one surname and the mention of a body or place behind it."""
    if mention.type not in ("ORG", "GPE"):
        return False
    name = people.get((mention.start - 1, mention.end), "")
    return name[:1] in _load_no_names().surnames


def _find_overlapping(
    mention: Mention, ordered: Sequence[Mention], starts: Sequence[int], reached: Sequence[int]
) -> list[Mention]:
    """Return the mentions, ordered by start, that overlap one; `reached` is how far those up to each go."""
    overlapping = []
    for index in range(bisect_left(starts, mention.end) - 1, -1, -1):
        if reached[index] <= mention.start:
            break
        if mention.start < ordered[index].end:
            overlapping.append(ordered[index])
    return overlapping


def _may_stay(mention: Mention, overlapping: Sequence[Mention]) -> bool:
    if not overlapping:
        return True
    if mention.source == "rule" and (mention.type in ("ORG", "EVENT") or mention.text.startswith("中国")):
        return all(
            _lies_within(other, mention) for other in overlapping
        )  # 台州市民航局, 中国（山东）自贸试验区
    names = all(other.type in _PARTS_OF_NAMES for other in overlapping)
    within = all(mention.start <= other.start and other.end <= mention.end for other in overlapping)
    covered = {position for other in overlapping for position in range(other.start, other.end)}
    # A character before a body is no longer name, but 中国队 is no country.
    least = 2 if mention.type == "ORG" and not mention.text.endswith("队") else 1
    return names and within and len(_ARTICLE.sub("", mention.text)) - len(covered) >= least


def _lies_within(other: Mention, mention: Mention) -> bool:
    """Return whether a mention lies inside another and is shorter."""
    is_same = (other.start, other.end) == (mention.start, mention.end)
    return mention.start <= other.start and other.end <= mention.end and not is_same


def load_entities(folder: Path) -> EntityModel | None:
    """Load the newest model of each language under `folder` (`ner_zh/0001`); None where there is none.

    Raises ConfigurationError where one is damaged or was made for another network.
    """
    paths = {language: _newest(folder / f"ner_{language}") for language in _LANGUAGES}
    models = [_load_language(language, path) for language, path in paths.items() if path]
    return EntityModel(models) if models else None


def _newest(folder: Path) -> Path | None:
    versions = sorted(path for path in folder.glob("[0-9]*") if (path / "config.cfg").is_file())
    return next(reversed(versions), None)


def _load_language(language: str, path: Path) -> LanguageModel:
    import spacy  # takes a second to import

    from flows.annotation.names.decoding import name_labels
    from flows.annotation.names.network import COMPONENT, NetworkReader, register_network, set_features

    register_network()
    try:
        nlp = set_features(spacy.load(path), language)
        labels = list(nlp.get_pipe(COMPONENT).labels)
        columns = [labels.index(label) for label in name_labels()]
        metrics = json.loads((path / METRICS_FILE).read_text(encoding="utf-8"))
    except Exception as error:  # noqa: BLE001 - spaCy raises many kinds for a damaged or foreign folder
        reason = f"{type(error).__name__}: {error}"
        raise ConfigurationError("annotation.damaged_names_model", path=path, reason=reason) from None
    version = f"{path.name}-{metrics.get('digest', '')[:8]}"
    thresholds = metrics.get("thresholds", {})
    return LanguageModel(language, NetworkReader(nlp, language), columns, thresholds, version)
