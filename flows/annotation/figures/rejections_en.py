"""English figures that state no indicator's value: named rejections, each with a sentence for the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.units import PERCENT
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

TOKEN = lazy_pattern(r"\0|(?:[a-z0-9&'’./%+-]|,(?=\d))+")
_AFTER_BARE = lazy_pattern(
    r"$|[.,;:)\]\n]| (?:by|in|on|per|from|at|over|for|during|or|compared|this|last|while|as|of|to|through"
    r"|within|between|annually|yearly|and \d|respectively)(?![a-z])"
)
_STATING_PREPOSITIONS = frozenset(("of", "to", "at", "by"))
_DURATION = lazy_pattern(
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|some|few) (?:more )?"
    r"(?:years|months|weeks|days|decades|quarters)"
)
_REACHING = frozenset(("reach", "reached", "to"))
_BOUNDS = frozenset(("<", ">", "<=", ">="))
# Inner words that nonetheless end the object of a figure.
_NO_INNER = frozenset(("by", "from", "with", "to", "at"))
_ARTICLES = frozenset(("the", "its", "their", "our", "a", "these", "per"))
_LONGEST_OBJECT = 14  # words
_RELATIVES = (["which"], ["who"])
_COVERING = frozenset(("cover", "covers", "covered"))
_BEING = frozenset(("be", "been", "being", "is", "are", "was", "were"))
_SMALL, _LARGE = 10, 100
# Verbs with which a particle is no change. With edged, closed or picked it is one: closed up 3 percent.
_PARTED = {
    "over": lazy_pattern(
        "hand(?:s|ed|ing)?|turn(?:s|ed|ing)?|takes?|took|taken|taking|gave|given|carried|mull(?:s|ed)?"
    ),
    "up": lazy_pattern(
        "set(?:s|ting)?|line[sd]?|lining|puts?|putting|holds?|held|holding|winds?|wound|winding|give[sn]?"
        "|gave|giving|take[sn]?|took|taking|buys?|bought|buying|snap(?:s|ped|ping)|free[sd]?|freeing|brings?"
        "|brought|rack(?:s|ed|ing)?|soak(?:s|ed|ing)?|cough(?:s|ed)?|pony|ponied|signs?|signed|signing|ties?"
        "|tied|tying|draws?|drew|drawn|use[sd]?|using|call(?:s|ed|ing)?"
    ),
    "down": lazy_pattern(
        "writes?|wrote|written|writing|turn(?:s|ed|ing)?|puts?|putting|holds?|held|lays?|laid|shut(?:s|ting)?"
        "|hand(?:s|ed)|hunt(?:s|ed)|track(?:s|ed)|tears?|tore|torn|sets?|pass(?:es|ed)"
    ),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around a figure, moments replaced by GAP.

    `left` are all tokens before it in the clause; `tail` those taken off its end (verbs, bounds,
    prepositions), last first; `rest` the others. `phrase` is the noun phrase at the end of `rest`, `verb` the
    verb whose object is the phrase or the figure, `subject` the verb's subject; each may be "". `after` is
    the text after the figure, `counted` the noun phrase in it that a bare number counts. `is_first` marks the
    first figure of the sentence.
    """

    figure: Figure
    left: list[str]
    tail: list[str]
    rest: list[str]
    phrase: str
    verb: str
    subject: str
    after: str
    counted: str
    is_first: bool

    @property
    def has_statement(self) -> bool:
        """Whether the tail contains a verb that states something: reached, grew, exceeded."""
        return not load_words().statements.isdisjoint(self.tail)

    @property
    def is_stated(self) -> bool:
        """Whether anything joins the figure to the phrase before it."""
        if self.has_statement or not _STATING_PREPOSITIONS.isdisjoint(self.tail):
            return True
        return not self.after.startswith(" of ") and not _BOUNDS.isdisjoint(self.effects)

    @property
    def effects(self) -> list[str]:
        """The effects of the tail's words, last first, "" for none.

        A particle is part of its verb and no change: set up with 5 billion, handed over 5 cars.
        """
        effects = [load_words().tails[word] for word in self.tail]
        before = [*self.tail, *self.rest[-1:]][1:]
        for place, (word, verb) in enumerate(zip(self.tail, before, strict=False)):
            # Fees were put up 3 percent; the buyers take over 70 percent.
            is_put = verb.startswith("put") and not _BEING.isdisjoint(self.rest[-2:])
            is_rate = (is_put or word == "over") and self.figure.unit == PERCENT
            is_parted = word in _PARTED and _PARTED[word].fullmatch(verb)
            if is_parted and not is_rate and "by" not in self.tail:
                effects[place] = ""
        return effects

    @property
    def last_noun(self) -> str:
        """The last word of the phrase."""
        return self.phrase.split(" ")[-1]

    @property
    def lacks_phrase(self) -> bool:
        """Whether the phrase before the figure can't be the indicator by itself."""
        return not self.phrase or self.phrase in load_words().generic or bool(self.verb) or not self.is_stated


Rejection = Callable[[Clause], bool]


def find_object(after: str) -> str:
    """Return the noun phrase of at most 14 words at the start of `after`, following a space, or ""."""
    vocabulary = load_words()
    if not after.startswith(" "):
        return ""
    words: list[str] = []
    found = TOKEN.findall(after[:140])
    for place, word in enumerate(found[:_LONGEST_OBJECT]):
        if not words and word in _ARTICLES:
            words += [word] * (found[place : place + 2] == ["per", "capita"])
            continue
        is_last = place + 1 == len(found)
        is_inside = bool(words) and word in vocabulary.inner and word not in _NO_INNER and not is_last
        if word in vocabulary.stops and not is_inside:
            break
        words.append(word.strip("."))
    while words and words[-1] in vocabulary.stops:
        words.pop()
    return " ".join(words).strip(" .'")


def follows_a_noun(clause: Clause) -> bool:
    """Reject a count right after a noun: a page number or part of a name.

    Examples
    --------
    We will implement trade and investment 35 integration projects. → (nothing)
    """
    if not clause.counted or clause.tail or not clause.rest:
        return False
    words, last = load_words(), clause.rest[-1]
    is_joined = last.endswith(("ed", "ing", "ly")) or last in words.transitive or last in words.lead_ins
    return clause.verb != last and not is_joined


def precedes_a_verb(clause: Clause) -> bool:
    """Reject a page number before a verb.

    Examples
    --------
    The strategy will cover 108 improve services. → (nothing)
    """
    return clause.counted.split(" ")[0] in load_words().transitive


def is_small_count(clause: Clause) -> bool:
    """Reject a count below ten that nothing states.

    Examples
    --------
    It has 4 goals. → (nothing)
    """
    if not clause.counted or clause.figure.value >= _SMALL:
        return False
    return clause.verb not in load_words().transitive and not any(clause.effects)


def describes_places(clause: Clause) -> bool:
    """Reject a population that only shows which places are meant.

    Examples
    --------
    Towns with a population of 3 million will grow. → (nothing)
    """
    if clause.counted:
        return False
    return "with" in clause.rest and clause.phrase.endswith(("population", "populations"))


def is_within_a_sentence(clause: Clause) -> bool:
    """Reject a bare number with the sentence continuing after it: a page number left in the text.

    Examples
    --------
    Marine 101 awareness will be enhanced. → (nothing)
    """
    return not clause.counted and not clause.figure.unit and not _AFTER_BARE.match(clause.after)


def is_unstated_number(clause: Clause) -> bool:
    """Reject a bare number that is small or not stated of the phrase before it.

    Examples
    --------
    The population of the area is 100,000. → (nothing)
    Five years on it had 94,000. → (nothing)
    """
    if clause.counted or clause.figure.unit:
        return False
    if _DURATION.fullmatch(clause.phrase):
        return True
    is_large = clause.figure.value > _LARGE or not _REACHING.isdisjoint(clause.tail)
    return not (clause.is_stated and is_large) or clause.after.startswith("-")


def is_of_relative(clause: Clause) -> bool:
    """Reject what a relative clause states of another thing than the figure before measures.

    Examples
    --------
    The age is to rise to 65 by 2040, and benefits, which cover less than 20 percent, are low. → (nothing)
    """
    is_changed = any(effect and effect in "+-" for effect in clause.effects)
    is_statement = is_changed or not _COVERING.isdisjoint(clause.tail)
    return not clause.is_first and clause.rest[-1:] in _RELATIVES and not clause.phrase and is_statement


REJECTIONS: tuple[Rejection, ...] = (
    follows_a_noun,
    precedes_a_verb,
    is_small_count,
    describes_places,
    is_within_a_sentence,
    is_unstated_number,
    is_of_relative,
)
