"""What is known about a passage: mentions, citations, figures, events, directives and labels."""

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
    """What a passage's mentions, figures and citations were made with.

    `lexicon` is the lexicon's hash, `tagging` the version of the code, `entities` the version of the entity
    model. `key` is the form that the store keeps: lexicon-tagging.entities.
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
        """Return the version that a key stands for; the hash holds no dash, the tagging no full stop."""
        lexicon, _, rest = key.partition("-")
        tagging, _, entities = rest.partition(".")
        return cls(lexicon, tagging, entities)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a passage, in code points of its text: `passage.text[start:end] == text`.

    `nested` spans lie inside or across another mention: they count in the series of their own concept, not in
    totals. `entity` is the id that all mentions of one thing share: the concept's where the lexicon has one
    (a department has that of its body), else one made from the name; empty for what has no identity (a date,
    a sum). `source` is lexicon, rule (also for a short form that the document itself introduces), model or
    pattern (a name or term that no list holds, found by its form); `score` is 1 but for the last two.
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
    """A passage names another document by 《title》, English title or number.

    `passage.text[start:end] == text`, the name as written. `title` is that document's folded title,
    `number` its normalised document number, `concept` the lexicon's id; each may be empty, never all.
    `relation` is one of RELATIONS. `date` is the ISO date (or year) of the cited document where the passage
    gives it beside the name, else "".
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
RELATIONS = ("according_to", "implementing", "issuing", "amending", "repealing", "mentioning")


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that a passage states of an indicator.

    `passage.text[start:end] == text`, the value as written. `value` (and `value_to`, the upper end of a
    range) are plain numbers in `unit`: 1.5万亿元 is 1.5e12 CNY; a percentage is in %, a growth to a multiple
    (翻一番) in `times`. `comparator` is one of COMPARATORS: what the value is to the indicator. `deadline` is
    the year or ISO date by which (or in which) it holds, `baseline` the starting value or year as written,
    `kind` is `target` (to be reached), `actual` (has been) or `norm` (a limit, rate or amount that a rule or
    the conditions of a scheme lay down). `period_start` and `period_end` are the ends
    of a period that the value covers (2019 to 2022); the end is the deadline, too. `rule` names what read the
    figure, and `score` is the share of such figures that were right where they were checked by eye. `bound`
    is one of BOUNDS for a change or multiple that has one: 增长9%以上 has the comparator + and the bound >=.
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


# The score from which a figure counts as sure: of 300 such figures drawn, more than nine in ten were right.
SURE_SCORE = 0.95


# Equal, about, at least, more than, at most, less than, a range, and changes by an amount or to a multiple.
COMPARATORS = ("=", "~", ">=", ">", "<=", "<", "range", "+", "-", "x")
BOUNDS = ("~", ">=", ">", "<=", "<")
CHANGES = ("+", "-", "x")


# What events tell of an actor, in the order in which tables list them.
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
    `granted_access` and `appointed` is who was so; of the others, who did it. `object` is what it was about
    in the words of the text, `counterpart` who gave, decided or took part. `value` is the sum in `unit`.
    `date` is an ISO year, month or day and `date_to` the end of a period; `date_source` is text, or document
    where the document's date completes it (今天, "in March"), or "" where there is no date. `is_resolved`
    says that the text has a pronoun or "the company" for the actor. `rule` is the rule that read it, `score`
    a confidence from 0 to 1.
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


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive of a passage: `passage.text[start:end] == text`, the word that gives the force.

    `grade` is one of DIRECTIVE_GRADES. `addressee` and `object` are who is asked and for what, in the words
    of the passage, with their places; an addressee that the clause does not name is empty, at (0, 0). `rule`
    is the rule that read it.
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
    """The number of tokens of a passage, and of the characters in them."""

    tokens: int
    characters: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is known about one passage.

    `tokens` are (text, start, end), in order, and cover all but white space. What is on its way to a store
    has their `size` instead: a store keeps no more, and they are the most of what travels.

    `loose` are the concepts whose surfaces stand in the text more (or less) often than they are mentioned,
    each with how much more often.
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

    def measure(self) -> TokenSize:
        """Return how many tokens and characters of tokens there are."""
        return self.size or TokenSize(len(self.tokens), sum(end - start for _, start, end in self.tokens))

    def without_tokens(self) -> Annotation:
        """Return the same with the size of the tokens in their place."""
        return replace(self, tokens=(), size=self.measure())
