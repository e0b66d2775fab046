"""The roles of an event: who, what, and with or by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from flows.annotation.events.parties import Party
from flows.annotation.events.rules import Rule
from flows.text import lazy_pattern

# Kinds of parties that can't be the actor of an action.
NO_ACTORS = {
    "listed": frozenset(("GPE", "PERSON", "PROGRAMME")),
    "merged": frozenset(("PERSON", "GPE")),
    "acquired": frozenset(("GPE",)),
    "funded": frozenset(("PERSON", "GPE", "PROGRAMME")),
    "designated": frozenset(("PERSON", "PROGRAMME")),
    "opened": frozenset(("PERSON", "PROGRAMME")),
    "granted_access": frozenset(("PERSON", "GPE", "PROGRAMME")),
    "appointed": frozenset(("GPE", "ORG", "PROGRAMME")),
    "issued": frozenset(("PROGRAMME",)),
    "founded": frozenset(("PERSON", "GPE")),
}
# Actions with one event per actor: "A and B were designated" is two events.
DEALT_OUT = frozenset(("designated", "listed", "funded", "sanctioned", "granted_access"))
# Bodies that grant access and report it. A part of a firm (事业部, 分部) is not one.
_ORGAN = lazy_pattern(
    "(?<!事业)(?<!分)部$|(?:委|委员会|局|署|办|办公室|国务院|中央|政府|国会|议会|欧盟|东盟|白宫)$"
    r"|\b(?:Ministry|Commission|Administration|Council|Congress|Parliament|Government|White House)\b"
)
# Actions that places hardly ever take: a name that a model took for a place may be a firm's.
_OF_FIRMS = frozenset(("listed", "acquired", "merged"))
# Things that a model takes for bodies: a Hong Kong IPO that raised 5 billion dollars.
_OFFERING = lazy_pattern(r"\b(?:IPOs?|[Ll]isting|[Oo]ffering|[Dd]ebut)$")
_SURNAME = lazy_pattern(r"[A-Z][a-z]{3,}(?<!com)(?<!tech)(?<!corp)(?<!soft)")
_FUNDS = ("基金", "Fund", "fund")  # programmes that found, or are founded
# Facilities that a model takes for places.
_FACILITY = ("机场", "港", "电站", "电厂", "大桥", "铁路", "医院", "大学")


class Award(NamedTuple):
    """One award of several that a verb states, with the stretch in which its own date is.

    >>> was named a Little Giant in 2019 and a Manufacturing Champion in 2021
    """

    start: int
    end: int
    text: str
    dates: tuple[int, int]
    giver: Party | None = None


@dataclass(frozen=True, slots=True)
class Roles:
    """The actor (who acted or was acted on, by the rule's frame), the object in words, and the counterpart.

    `subject` is the party that a later verb of the sentence may share. `further` are the other actors of a
    list, each with its own event. `awards` are what a verb with several dates states, each with its own
    event; `own_dates` is the stretch with the date of one of them. `own_objects` are the objects of the
    actors, one each, as start, end and words: A and B were named X and Y respectively. `allies` are further
    states that did the same as the counterpart, each with its own event: A, B and C imposed sanctions on D.
    `dates_each` are the stretches with the dates of the actors, one each.
    """

    actor: Party
    object: str = ""
    object_start: int = 0
    object_end: int = 0
    object_entity: str = ""
    counterpart: Party | None = None
    subject: Party | None = None
    further: tuple[Party, ...] = ()
    others: tuple[Party, ...] = ()  # the other objects of a list, each with its own event
    awards: tuple[Award, ...] = ()
    own_dates: tuple[int, int] = (0, 0)
    own_objects: tuple[tuple[int, int, str], ...] = ()
    allies: tuple[Party, ...] = ()
    dates_each: tuple[tuple[int, int], ...] = ()

    def each(self) -> Iterator[Roles]:
        """Yield one set of roles per actor, per object of a list, and per state that did the same."""
        yield from self._each_of_one()
        for ally in self.allies:
            yield from replace(self, counterpart=ally)._each_of_one()

    def _each_of_one(self) -> Iterator[Roles]:
        if self.own_objects:
            for actor, (start, end, text) in zip((self.actor, *self.further), self.own_objects, strict=True):
                yield replace(self, actor=actor, object=text, object_start=start, object_end=end)
            return
        if self.dates_each:
            for actor, dates in zip((self.actor, *self.further), self.dates_each, strict=True):
                yield replace(self, actor=actor, own_dates=dates)
            return
        for actor in (self.actor, *self.further):
            if self.awards:
                yield from (replace(self, actor=actor)._with_award(award) for award in self.awards)
                continue
            yield replace(self, actor=actor)
            for other in self.others:
                yield replace(
                    self,
                    actor=actor,
                    object=other.text,
                    object_start=other.start,
                    object_end=other.end,
                    object_entity=other.entity,
                )

    def _with_award(self, award: Award) -> Roles:
        return replace(
            self,
            object=award.text,
            object_start=award.start,
            object_end=award.end,
            counterpart=award.giver or self.counterpart,
            own_dates=award.dates,
        )

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield the spans of the parts that occur in the text."""
        if self.actor.end:
            yield self.actor.start, self.actor.end
        if self.object_end:
            yield self.object_start, self.object_end
        if self.counterpart is not None:
            yield self.counterpart.start, self.counterpart.end

    def start_of_rest(self, first: int) -> int:
        """Return the first place where sums of this event may be: not before its subject."""
        return max(first, self.subject.start) if self.subject else first


def has_object(rule: Rule, words: str) -> bool:
    """Return whether the words after (or before) a verb are an object that its rule accepts."""
    if rule.object:
        return bool(rule.object.search(words))
    return bool(words) or rule.object_is_optional


def _is_mistaken(party: Party, action: str) -> bool:
    """Return whether a name that a model took for a place may still be the actor: a firm or a facility."""
    return action in _OF_FIRMS or (action == "granted_access" and party.text.endswith(_FACILITY))


def _is_surname(party: Party) -> bool:
    """Return whether a name that was guessed is one word that may be a surname: Halder became president."""
    return party.kind != "PROGRAMME" and not party.is_listed and _SURNAME.fullmatch(party.text) is not None


def is_offering(party: Party) -> bool:
    """Return whether a name is that of an issue of shares, which does nothing."""
    return _OFFERING.search(party.text) is not None


def may_act(party: Party, rule: Rule) -> bool:
    """Return whether a party of this kind can be the actor of a rule. A guessed person always can."""
    action = rule.action
    if is_offering(party):
        return False
    if "only_people" in rule.traits:
        return party.kind == "PERSON"
    if party.kind == "PERSON" and ("people_act" in rule.traits or not party.is_listed):
        return True
    if party.kind == "GPE" and not party.is_listed and _is_mistaken(party, action):
        return True
    if action == "appointed" and _is_surname(party):
        return True
    if action == "founded" and party.kind == "PROGRAMME" and not party.text.endswith(_FUNDS):
        return False
    if action == "funded" and party.kind == "PROGRAMME" and party.text.endswith(_FUNDS):
        return True
    if "zones_act" in rule.traits and party.kind == "GPE" and party.text.endswith("区"):
        return True  # 自由贸易试验区, 自治区
    if action in ("granted_access", "listed") and _ORGAN.search(party.text):
        return False  # 工信部通报，某产品获批上市: the ministry is granted nothing
    if party.kind == "GPE" and "places_act" in rule.traits:
        return True
    return party.kind not in NO_ACTORS.get(action, frozenset())
