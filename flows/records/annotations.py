"""The annotations of a passage: mentions, citations, figures, events, directives and labels."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, get_args

MENTION_TYPES = (
    "TERM",
    "PROGRAMME",
    "ORG",
    "PERSON",
    "GPE",
    "TECH",
    "DOC",
    "EVENT",
    "MONEY",
    "PERCENT",
    "DATE",
    "QUANTITY",
)


class AnnotationVersion(NamedTuple):
    """The versions that a passage's mentions, figures and citations depend on.

    `lexicon` is the lexicon's hash, `tagging` the version of the code, `entities` the version of the entity
    model. `key` is the form in the store: lexicon-tagging.entities.
    """

    lexicon: str
    tagging: str
    entities: str

    @property
    def key(self) -> str:
        """The version as one text."""
        return f"{self.lexicon}-{self.tagging}.{self.entities}"

    @classmethod
    def read(cls, key: str) -> AnnotationVersion:
        """Return the version in a key; the hash contains no dash, the tagging no full stop."""
        lexicon, _, rest = key.partition("-")
        tagging, _, entities = rest.partition(".")
        return cls(lexicon, tagging, entities)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a passage, in code points of its text: `passage.text[start:end] == text`.

    `nested` spans are inside or across another mention: they count in the series of their own concept, not in
    totals. `entity` is the id shared by all mentions of one thing. It is the concept's if the lexicon has one
    (a department has that of its body), or else made from the name; it is empty for what has no identity (a
    date, a sum). `source` is lexicon, rule (also for a short form that the document itself introduces), model
    or pattern (a name or term missing from the lexicon, found by its form); `score` is 1 except for the last
    two.
    """

    start: int
    end: int
    text: str
    type: str
    concept: str = ""
    source: str = "lexicon"
    score: float = 1.0
    nested: bool = False
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that a passage names by 《title》, English title or number.

    `passage.text[start:end] == text`, the name as written. `title` is that document's folded title, `number`
    its normalised document number, `concept` the lexicon's id; each may be empty, but never all. `relation`
    is one of RELATIONS. `date` is the ISO date (or year) of the cited document if the passage states it next
    to the name, or else "".
    """

    start: int
    end: int
    text: str
    relation: str
    title: str = ""
    number: str = ""
    concept: str = ""
    date: str = ""


FigureKind = Literal["target", "actual", "norm"]
Relation = Literal[
    "according_to",
    "implementing",
    "issuing",
    "amending",
    "repealing",
    "suspending",
    "resuming",
    "mentioning",
]
RELATIONS: tuple[Relation, ...] = get_args(Relation)


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that a passage states for an indicator.

    `passage.text[start:end] == text`, the value as written. `value` (and `value_to`, the upper end of a
    range) are plain numbers in `unit`: 1.5万亿元 is 1.5e12 CNY; a percentage is in %, a growth to a multiple
    (翻一番) in `times`. `comparator` is one of COMPARATORS: the relation of the value to the indicator.
    `deadline` is the year or ISO date by which (or in which) it holds, `baseline` the starting value or year
    as written. `kind` is `target` (to be reached), `actual` (reached) or `norm` (a limit, rate or amount laid
    down by a rule or the conditions of a scheme). `period_start` and `period_end` are the ends of a period
    that the value covers (2019 to 2022); the end is also the deadline. `rule` names the rule that read the
    figure. `score` is the share of such figures that were right in checks by eye. `bound` is one of BOUNDS
    for a change or multiple that has one: 增长9%以上 has the comparator + and the bound >=.
    """

    start: int
    end: int
    text: str
    indicator: str
    value: float
    unit: str
    subject: str = ""
    value_to: float | None = None
    comparator: str = "="
    deadline: str = ""
    baseline: str = ""
    kind: str = "target"
    period_start: str = ""
    period_end: str = ""
    rule: str = ""
    score: float = 0.5
    bound: str = ""


# The score from which a figure counts as sure: of a sample of 300, more than nine in ten were right.
SURE_SCORE = 0.95


# Equal, about, at least, more than, at most, less than, a range, and changes by an amount or to a multiple.
COMPARATORS = ("=", "~", ">=", ">", "<=", "<", "range", "+", "-", "x")
BOUNDS = ("~", ">=", ">", "<=", "<")
CHANGES = ("+", "-", "x")


# The actions of events, in the order in which tables list them.
EventAction = Literal[
    "founded",
    "designated",
    "listed",
    "funded",
    "invested",
    "acquired",
    "merged",
    "sanctioned",
    "opened",
    "granted_access",
    "appointed",
    "issued",
]
EVENT_ACTIONS: tuple[EventAction, ...] = get_args(EventAction)


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing that happened to an actor: `passage.text[start:end] == text`, all of its parts.

    `action` is one of EVENT_ACTIONS. The actor of `designated`, `listed`, `funded`, `sanctioned`,
    `granted_access` and `appointed` is the one that this was done to; of the others, the one that acted.
    `object` is what it was about, in the words of the text; `counterpart` is who gave, decided or took part.
    `value` is the sum in `unit`. `date` is an ISO year, month or day and `date_to` the end of a period.
    `date_source` is text, or document if the document's date completes it (今天, "in March"), or "" without a
    date. `is_resolved` means that the text has a pronoun or "the company" for the actor. `rule` is the rule
    that found it, `score` a confidence from 0 to 1.
    """

    start: int
    end: int
    text: str
    actor: str
    action: str
    object: str = ""
    counterpart: str = ""
    actor_entity: str = ""
    object_entity: str = ""
    counterpart_entity: str = ""
    value: float | None = None
    unit: str = ""
    date: str = ""
    date_to: str = ""
    date_source: str = ""
    instrument: str = ""
    is_resolved: bool = False
    rule: str = ""
    score: float = 1.0


# The scale of directives, from what is tried to what is binding without exception.
DIRECTIVE_GRADES = {1: "explores", 2: "encourages", 3: "promotes", 4: "requires", 5: "binds strictly"}
DIRECTIVE_GRADES_IN_CHINESE = {1: "探索", 2: "鼓励", 3: "推动", 4: "要求", 5: "严格约束"}


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive of a passage: `passage.text[start:end] == text`, the word that gives the force.

    `grade` is one of DIRECTIVE_GRADES. `addressee` and `object` are who is asked and for what, in the words
    of the passage, with their positions. An addressee that the clause does not name is empty, at (0, 0).
    `rule` is the rule that found it.
    """

    start: int
    end: int
    text: str
    grade: int
    addressee_start: int = 0
    addressee_end: int = 0
    addressee: str = ""
    object_start: int = 0
    object_end: int = 0
    object: str = ""
    rule: str = ""


class TokenSize(NamedTuple):
    """The number of tokens in a passage, and of the characters in them."""

    tokens: int
    characters: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """All annotations of one passage.

    `tokens` are (text, start, end), in order, and cover all but white space. Annotations sent to a store have
    their `size` instead: a store keeps no more, and tokens are the largest part.

    `loose` are the concepts whose surfaces occur in the text more (or less) often than they are mentioned,
    each with the difference. `fault` is the error of the program that left the passage with the mentions of
    lexicon and rules alone; it is not stored.
    """

    language: str
    tokens: tuple[tuple[str, int, int], ...]
    mentions: tuple[Mention, ...]
    strategies: dict[str, float] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    instrument_probabilities: dict[str, float] = field(default_factory=dict)
    instruments: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    events: tuple[Event, ...] = ()
    directives: tuple[Directive, ...] = ()
    loose: tuple[tuple[str, int], ...] = ()
    size: TokenSize | None = None
    fault: str = ""

    def measure(self) -> TokenSize:
        """Return the number of tokens and of the characters in them."""
        return self.size or TokenSize(len(self.tokens), sum(end - start for _, start, end in self.tokens))

    def without_tokens(self) -> Annotation:
        """Return the same annotation with the size of the tokens instead of the tokens."""
        return replace(self, tokens=(), size=self.measure())
