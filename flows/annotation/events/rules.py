"""The rules for events: one per way of saying that something happened, read from two tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from flows.records import EVENT_ACTIONS
from flows.text import PatternIndex, count_han, lazy_pattern, read_patterns

_HERE = Path(__file__).parent
Frame = Literal[
    "did",
    "passive",
    "received",
    "gave",
    "undergone",
    "happened",
    "begun",
    "built",
    "owned",
    "noun",
    "sold",
    "went",
    "congratulated",
]
Trait = Literal[
    "actor_follows_with",
    "actor_is_last",
    "any_document",
    "bank_gives",
    "bare_title",
    "body_acts",
    "body_gives",
    "document_is_object",
    "is_adjunct",
    "life_tells",
    "makes_body",
    "may_be_a_work",
    "needs_no_date",
    "needs_no_sign",
    "no_object",
    "only_people",
    "own_clause",
    "own_subject",
    "people_act",
    "places_act",
    "two_actors",
    "zones_act",
]
_NOTHING = lazy_pattern(r"(?!)")
# English verbs whose past participle differs from the past tense; the rules list only the past tense.
_PARTICIPLES = {
    "took": "taken",
    "gave": "given",
    "went": "gone",
    "began": "begun",
    "became": "become",
    "broke": "broken",
    "chose": "chosen",
    "drew": "drawn",
}
_IRREGULAR = lazy_pattern(rf"\b(?:{'|'.join(_PARTICIPLES)})\b")
_HAVE = ("has", "have", "had", "having")
# An English auxiliary in a pattern, and the adverbs that may follow it: was later acquired.
_AUXILIARY = lazy_pattern(
    r"\(\?:was\|were(?:\|(?:been|being|got))*\) |(?<=[|:(])(?:was|were|been) (?=[a-z(])"
)
_ADVERB = (
    r"(?:(?:also|then|later|first|again|soon|since|both|all|once|in (?:[a-z]+ )?\d{4}|(?!near|alleged"
    r"|reported|supposed|purported|wrong|false|mistaken|incorrect|erroneous|possib|probab|potential|like"
    r"|unlike|hard|bare|rare)[a-z]+ly) )?"
)
_SINCE = ("", "since ", "also ", "now ", "already ", "just ", "recently ")


class Example(NamedTuple):
    """A sentence and what its rule reads in it; "" for a missing part."""

    sentence: str
    actor: str
    object: str
    counterpart: str
    date: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of stating an event: `frame` says what the subject of `verb` is (see rules_en.toml).

    `present` is the verb in the present tense, which chronicles and news use for past events. `object` must
    match in the words of the object, `subject` in those of the subject. `needs` must match in the verb's
    stretch, and `excluded` must not. `context` must match in the passage; in Chinese, in the sentence or
    shortly before it. If `strong` matches at the verb or shortly after it, the event is certain, and the
    subject may be a name missing from every list. `instruments` are policy instruments, each with the words
    of the object that make the event one of them. `traits` change how the readers treat this rule (see
    rules_en.toml).
    """

    name: str
    action: str
    frame: Frame
    verb: re.Pattern[str]
    present: re.Pattern[str] | None
    object: re.Pattern[str] | None
    subject: re.Pattern[str] | None
    excluded: re.Pattern[str]
    needs: re.Pattern[str] | None
    context: re.Pattern[str] | None
    object_is_optional: bool
    object_is_party: bool
    strong: re.Pattern[str] | None
    giver_is_optional: bool
    instrument: str
    instruments: tuple[tuple[str, re.Pattern[str]], ...]
    traits: frozenset[Trait]
    examples: tuple[Example, ...]

    def instrument_of(self, words: str) -> str:
        """Return the policy instrument of an event whose object, in lower case, is `words`; may be ""."""
        return next((name for name, pattern in self.instruments if pattern.search(words)), self.instrument)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language shared by the readers, as patterns on lower-case text.

    The fields from `endings` to `bound` serve names missing from every list (`unlisted`, `wholes`). Strings
    are parts of patterns.
    """

    hedges: re.Pattern[str]
    stops: re.Pattern[str]
    pronouns: re.Pattern[str]
    prepositions: re.Pattern[str]
    bodies: re.Pattern[str]
    firms: re.Pattern[str]
    between: re.Pattern[str]
    organs: re.Pattern[str]
    happened: re.Pattern[str]
    openers: frozenset[str]
    endings: str
    leads: str
    followers: str
    classes: re.Pattern[str]
    adverbs: re.Pattern[str]
    no_names: re.Pattern[str]
    joints: re.Pattern[str]
    surnames: str
    bound: re.Pattern[str]


def choose_language(text: str, language: str) -> str:
    """Return the language whose rules read a text: its own, or the dominant one if it is mixed."""
    if language in ("zh", "en"):
        return language
    return "zh" if 4 * count_han(text) > len(text) else "en"


@cache
def load_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, zh or en, in the order in which they are tried."""
    rows = read_patterns(_HERE / f"rules_{language}.toml")["rule"]
    objects = {row["name"]: row["object"] for row in rows if "object" in row}
    for row in rows:
        if other := row.get("objects_of"):
            row["object"] = objects[other]
    return tuple(_read_rule(row, language) for row in rows)


class VerbPattern(NamedTuple):
    """The verb of a rule, or its form in the present tense."""

    rule: Rule
    pattern: re.Pattern[str]
    is_present: bool


@cache
def list_verbs(language: str) -> tuple[VerbPattern, ...]:
    """Return the verb patterns of all rules, in order."""
    return tuple(
        VerbPattern(rule, pattern, is_present)
        for rule in load_rules(language)
        for pattern, is_present in ((rule.verb, False), (rule.present, True))
        if pattern is not None
    )


@cache
def index_verbs(language: str) -> PatternIndex:
    """Return an index of `list_verbs`; English verbs begin a word: co-founded, but not Shanghai-listed."""
    patterns = [verb.pattern for verb in list_verbs(language)]
    return PatternIndex(patterns, r"(?:(?<!\w-)|(?<=\bco-)|(?<=\bre-))\b\w" if language == "en" else "")


def find_first_verb(text: str, language: str) -> int:
    """Return the place of the first verb of any rule in lower-case text, or -1."""
    verbs = list_verbs(language)
    for place, numbers in index_verbs(language).find(text, 0, len(text)):
        for number in numbers:
            if verbs[number].pattern.match(text, place):
                return place
    return -1


@cache
def load_words(language: str) -> Words:
    """Return the shared words of a language, zh or en."""
    row = read_patterns(_HERE / "words.toml")[language]
    is_english = language == "en"

    def whole(key: str) -> re.Pattern[str]:
        """Match the words of a key; English ones as whole words."""
        if key not in row:
            return _NOTHING
        pattern = _spaced(row[key])
        return re.compile(rf"\b(?:{pattern})\b" if is_english else f"(?:{pattern})")

    ending = rf"(?:^|(?<=\W))(?:{row['prepositions']})(?: the| a| an| its| their)?\s*$"
    return Words(
        hedges=whole("hedges"),
        stops=whole("stops"),
        pronouns=whole("pronouns"),
        prepositions=re.compile(ending if is_english else f"(?:{row['prepositions']})$"),
        bodies=whole("bodies"),
        between=re.compile(rf"\s?(?:(?:{_spaced(row.get('between', ''))})\s?)*"),
        firms=whole("firms"),
        organs=whole("organs"),
        happened=whole("happened"),
        openers=frozenset(row.get("openers", "").split("|")),
        endings=row.get("endings", ""),
        leads=row.get("leads", ""),
        followers=row.get("followers", ""),
        classes=whole("classes"),
        adverbs=whole("adverbs"),
        no_names=whole("no_names"),
        joints=whole("joints"),
        surnames=row.get("surnames", ""),
        bound=whole("bound"),
    )


@cache
def load_facilities() -> dict[str, str]:
    """Return the endings of Chinese facility names, by the minimum number of letters before them."""
    return dict(read_patterns(_HERE / "words.toml")["facilities"])


def _read_rule(row: Mapping[str, object], language: str) -> Rule:
    """Return a row of the table as a rule. Raises ValueError if its action is unknown."""
    if row["action"] not in EVENT_ACTIONS:
        raise ValueError(f"rule {row['name']}: no action {row['action']!r}")
    verb = str(row["pattern"])
    instruments = row.get("instruments", {})
    examples = row.get("examples", [])
    assert isinstance(instruments, dict)
    assert isinstance(examples, list)
    return Rule(
        name=str(row["name"]),
        action=str(row["action"]),
        frame=row["frame"],  # type: ignore[arg-type]  # the tests run every rule
        verb=re.compile(
            rf"\b(?:{_spaced(_with_adverbs(_with_perfect(verb)))})\b" if language == "en" else verb
        ),
        present=re.compile(rf"\b(?:{_spaced(str(row['present']))})\b") if "present" in row else None,
        object=_optional(row, "object"),
        subject=_optional(row, "subject"),
        excluded=_optional(row, "excluded") or _NOTHING,
        needs=_optional(row, "needs"),
        context=_optional(row, "context"),
        object_is_optional=bool(row.get("optional_object")),
        object_is_party=bool(row.get("object_is_party")),
        strong=_optional(row, "strong"),
        giver_is_optional=bool(row.get("optional_giver")),
        instrument=str(row.get("instrument", "")),
        instruments=tuple((name, re.compile(pattern)) for name, pattern in instruments.items()),
        traits=_read_traits(row),
        examples=tuple(Example(*example) for example in examples),
    )


def _with_perfect(pattern: str) -> str:
    """Return an English verb pattern with the perfect of irregular verbs added: took -> has since taken."""

    def add_perfect(verb: re.Match[str]) -> str:
        word = _PARTICIPLES[verb[0]]
        auxiliaries = "|".join(rf"(?<=\b{have} {since}{word})" for have in _HAVE for since in _SINCE)
        return rf"(?:{verb[0]}|{word}(?:{auxiliaries})(?<!\bto have {word}))"

    return _IRREGULAR.sub(add_perfect, pattern)


def _with_adverbs(pattern: str) -> str:
    """Return an English verb pattern with an optional adverb after each auxiliary: was |later| acquired."""
    return _AUXILIARY.sub(lambda auxiliary: auxiliary[0] + _ADVERB, pattern)


def _read_traits(row: Mapping[str, object]) -> frozenset[Trait]:
    """Return the traits of a row. Raises ValueError if one is unknown."""
    traits = row.get("traits", [])
    assert isinstance(traits, list)
    if unknown := set(traits).difference(get_args(Trait)):
        raise ValueError(f"rule {row['name']}: no trait {min(unknown)!r}")
    return frozenset(traits)


def _optional(row: Mapping[str, object], key: str) -> re.Pattern[str] | None:
    return re.compile(_spaced(str(row[key]))) if key in row else None


def _spaced(pattern: str) -> str:
    """Let each blank of a pattern match any white space."""
    return pattern.replace(" ", r"\s")
