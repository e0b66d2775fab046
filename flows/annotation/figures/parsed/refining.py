"""Readings of English figures, refined by the tree of their sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.parsed.dates import (
    Part,
    goes_on_with,
    is_another_time_named,
    is_done_by_now,
    is_of_announcement,
    is_rate_of,
    may_date,
    moments_of_baselines,
    only_moment,
)
from flows.annotation.figures.parsed.kinds import KindFound, kind_by_tree
from flows.annotation.figures.parsed.mending import mend
from flows.annotation.figures.parsed.moments import moment_by_tree
from flows.annotation.figures.parsed.nodes import Node, make_nodes
from flows.annotation.figures.parsed.phrases import name_twin, whole_subject
from flows.annotation.figures.parsed.rules import Found, choose_by_tree
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.settling import find_runs
from flows.annotation.figures.statements import DECISIVE, Kind, Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS, load_units
from flows.annotation.figures.words_en import load_words
from flows.annotation.parsing import Parser
from flows.text import Shadow

# Reasons of the word-based rules for rejecting a figure that hold whatever the tree shows.
_FINAL = frozenset(("follows_a_noun", "precedes_a_verb", "is_within_a_sentence"))


# A plan's demand, and the word-based rules that read such figures as well as the tree does.
_DEMAND = re.compile(r"[^a-z]*(?:[a-z]+ ){0,6}?we (?:will|should|must|shall) ")
_PLAIN = frozenset(
    (
        "choose_counted",
        "choose_reached",
        "choose_stated_phrase",
        "choose_changed",
        "choose_object_of_doing",
        "choose_multiplied",
    )
)
# Somebody's intention right before a figure, whatever verb is above it: plans to lift exports by 5%.
_INTENDED = re.compile(
    r"(?<![a-z])(?:plans|aims|intends|pledges|pledged|vows|vowed|seeks|hopes|wants|(?:is|are) set|targets"
    r"|promises|promised|is due|are due|was|were) to (?!have )(?:[a-z0-9’'/&-]+ ){1,14}$"
)
_SET = re.compile(
    r" (?:[a-z-]+ ){0,4}?(?:as (?:the|a|an|its|our|their) (?:[a-z]+ )?(?:target|goal)"
    r"|(?:has|have) been set (?:as|for))(?![a-z])"
)
# Rules whose indicator is the subject of a clause.
_SUBJECT_RULES = frozenset(("choose_changed_subject", "choose_predicate"))
# Rules by which a bare number continues what was counted before.
_PART_RULES = frozenset(
    (
        "choose_counted_before",
        "choose_gapped",
        "choose_parallel",
        "choose_part_of_first",
        "choose_part_of_them",
        "choose_some_of_many",
    )
)
# Verbs that are left where the subject of a figure is not found: Russia aimed at ten times that number.
_NO_INDICATORS = frozenset(
    ("aim", "aimed", "aims", "can", "could", "may", "might", "shall", "should", "will", "would")
)
_UNTIL = ("until ", "till ", "when ", "once ", "before ", "after ", "if ", "because ", "although ")
_WANTING = frozenset(
    ("wants", "want", "wanted", "expects", "expect", "expected", "seeks", "demands", "hopes")
)
_NEAR, _AHEAD = 110, 120  # code points before a figure
_LEAST_LARGE, _THOUSANDS = 1000, re.compile(r"\d{1,3}(?:,\d{3})+")
_LEAST_PART = 10  # of the 62 projects, 17
_NUMBER = re.compile(r"(?:[a-z-]+ )?(?:number of |population|headcount|workforce)")
_NUMBERED = re.compile(r"(?<![a-z])(?:number of [^,;.]{3,80}|population|headcount|workforce) [a-z ]{2,24}$")
_RATE = re.compile(r" per \d")
_SUMS = frozenset(("losses", "profit", "profits", "revenue", "revenues", "income", "earnings", "turnover"))
# Signs between the members of a list.
_BULLETS = re.compile("[;§•]")
# A numbered label before a sentence: "2. Batteries:".
_LABEL = re.compile(r"\W{0,4}(?:\d{1,2}|[a-z])[.)] [^:.;\d]{0,90}[a-z)]: ")


class TreeReader:
    """Reads the sentences of one text by their trees; only those with figures are parsed."""

    def __init__(self, parser: Parser, text: str, shadow: Shadow, section: Kind) -> None:
        self._parser = parser
        self._text = text
        self._shadow = shadow
        self._section = section

    def refine(
        self, sentence: Sentence, readings: Mapping[int, Reading]
    ) -> tuple[dict[int, Reading], dict[int, Moment | None]]:
        """Return the readings refined by the tree, and each figure's moment; unchanged if there is no tree.

        The members of a list with semicolons or bullets are parsed one by one. Plain demands (we will raise
        the rate to 20 percent) are left to the word-based readers, which are as good and cheaper.
        """
        refined: dict[int, Reading] = {}
        moments: dict[int, Moment | None] = {}
        for start, end in _segments(sentence):
            indices = [index for index in readings if start <= sentence.figures[index].start < end]
            chosen = {index: readings[index] for index in indices}
            is_plain = _is_plain_demand(sentence.text[start:end], chosen.values())
            if is_plain or not _may_be_stated(
                sentence.text, [(sentence.figures[index], readings[index]) for index in indices]
            ):
                refined.update({index: item for index, item in chosen.items() if not item.is_rejected})
            else:
                self._refine_part(sentence, self._place(sentence, start, end), chosen, refined, moments)
        return refined, moments

    def _place(self, sentence: Sentence, start: int, end: int) -> Part:
        """Return the part of a sentence in [start, end), with its tree if it has one."""
        first, last = self._shadow.span(start, end)

        def place(begin: int, finish: int) -> tuple[int, int]:
            low, high = self._shadow.span(begin, max(finish, begin + 1))
            return low - first, high - first

        figures = {}
        for index, figure in enumerate(sentence.figures):
            if start <= figure.start < end:
                low, high = place(figure.start, min(figure.end, end))
                noun_end = place(figure.start, min(max(figure.end, figure.noun_end), end))[1]
                figures[index] = (figure, low, high, noun_end)
        dated = [moment for moment in sentence.moments if start <= moment.start < end]
        spans = [place(moment.start, min(moment.end, end)) for moment in dated]
        tree = self._parser.parse(self._text[first:last])
        return Part(tree and mend(tree), figures, dated, spans)

    def _refine_part(
        self,
        sentence: Sentence,
        part: Part,
        readings: Mapping[int, Reading],
        refined: dict[int, Reading],
        moments: dict[int, Moment | None],
    ) -> None:
        """Add the readings and moments of one part of a sentence to those found before."""
        if part.tree is None or not part.tree.words:
            refined.update({index: item for index, item in readings.items() if not item.is_rejected})
            return
        made = make_nodes(part.tree, list(part.figures.values()), part.spans)
        nodes = dict(zip(part.figures, made, strict=True))
        dated = any(moment.role != "base" for moment in part.moments)
        taken = moments_of_baselines(part, readings)
        for index, reading in readings.items():
            place = sentence.figures[index].start
            read = reading if reading.is_baseline else self._refine(nodes[index], reading, sentence, place)
            if read.is_rejected:
                continue
            refined[index] = read
            _sign_by_verb(nodes[index], read)
            _inherit_change(sentence, index, refined)
            if dated:
                moments[index] = _choose_moment(sentence, part, nodes[index], index, read, taken, moments)
            _restate(sentence, index, refined, moments)
        kept = {index: refined[index] for index in readings if index in refined}
        for run in find_runs(sentence, kept):
            _deal([nodes[index] for index in run], [kept[index] for index in run])
            last, ahead = kept[run[-1]], sentence.text[sentence.start : sentence.figures[run[0]].start]
            if last.rule == "choose_conjunct" and not last.indicator:
                last.indicator = name_twin(kept[run[0]].indicator, ahead)

    def _refine(self, node: Node, reading: Reading, sentence: Sentence, place: int) -> Reading:
        if node.is_count and _spans_a_verb(node):
            return replace(reading, is_rejected=True)
        found = choose_by_tree(node)
        kind = kind_by_tree(node)
        earlier_kind = sentence.kind_before(place, DECISIVE)
        is_aimed = found is not None and found.rule == "choose_aimed"
        if is_aimed or (kind.kind != "target" and _is_meant(sentence, place, node.figure)):
            kind = KindFound("target", is_certain=True)
        chosen = self._choose_kind(reading, kind, earlier_kind)
        read = replace(reading, kind=chosen, is_illustration=kind.is_illustration)
        if kind.kind and not read.kind:
            read.default = kind.kind
        if found is not None and found.rule == "choose_apposed" and not reading.kind:
            read.kind = "actual"
        elif not (kind.kind or chosen) and _opens_a_statement(node):
            read.default, read.is_statement = "actual", True
        if found is not None and found.rule == "choose_changed_subject" and _is_nearer(node, reading, found):
            return read
        if found is None and _ends_in_intention(node, reading):
            # The ministry wants 50 percent. Exports are expected to be 40 percent below the forecast.
            read.indicator, are_expected, _ = reading.indicator.partition(" are expected")
            if not are_expected:
                read.indicator = ""
        if found is None and reading.indicator.rpartition(" ")[2] in _NO_INDICATORS:
            return replace(read, is_rejected=True)
        if found is None or (found.indicator and not any(map(str.isalpha, found.indicator))):
            return read
        if found.indicator.endswith("-"):
            return read  # ends inside a word that a line break split
        is_part = found.rule in _PART_RULES or (
            node.figure.value >= _LEAST_PART and bool(_NUMBER.match(found.indicator.lower()))
        )
        is_stated = _is_written_out(node) or _is_object_of_a_verb(node) or _opens_a_clause(node)
        is_final = reading.rule in _FINAL and not is_stated
        is_final = is_final or reading.rule == "describes_places"
        if reading.is_rejected and not is_part and (is_final or not _is_measured(node)):
            return read
        indicator = found.indicator
        is_double = reading.rule == "choose_counted" and " and " in reading.indicator
        fuller = tuple(f"{indicator.lower()} {preposition} " for preposition in ("of", "on", "for"))
        if is_double or reading.indicator.startswith(fuller):
            indicator = reading.indicator  # travel and dining vouchers, imports of steel
        if found.rule in _SUBJECT_RULES:
            indicator = whole_subject(node, indicator)
        return replace(
            read,
            indicator=indicator,
            subject=_without_measure(found.subject),
            rule=found.rule,
            unit=_unit_before(node) or read.unit,
            is_rejected=False,
            is_by_tree=True,
        )

    def _choose_kind(self, reading: Reading, found: KindFound, earlier_kind: Kind) -> Kind:
        """Return the kind by the tree if it is certain, or else that of the words or the section.

        `earlier_kind` is the kind set by a word such as "will" earlier in the sentence.
        """
        if found.is_certain:
            return found.kind
        if self._section or (earlier_kind == "target" and not reading.kind):
            return reading.kind
        return reading.kind or found.kind


def _choose_moment(
    sentence: Sentence,
    part: Part,
    node: Node,
    index: int,
    read: Reading,
    taken: Collection[int],
    moments: Mapping[int, Moment | None],
) -> Moment | None:
    """Return the date of a figure by the tree, or else its part's only one; `taken` date starting values."""
    if due := sentence.due_of_goal(index):
        return due
    dated = [
        number
        for number, moment in enumerate(part.moments)
        if moment.role != "base"
        and may_date(part, number, index)
        and not is_done_by_now(node, part, number)
        and not (read.kind == "target" and is_of_announcement(node, part, number))
    ]
    own = [
        number
        for number in dated
        if (read.is_baseline or number not in taken) and not sentence.is_of_goal(index, part.moments[number])
    ]
    starts = [start for _, start, _, _ in part.figures.values()]
    chosen = moment_by_tree(node, [part.spans[number] for number in own], starts)
    if chosen is not None:
        if is_another_time_named(part, part.spans[own[chosen]][1], node.tree.starts[min(node.own)]):
            return None
        return part.moments[own[chosen]]
    if read.rule == "choose_multiplied_to" and index - 1 in moments:
        return moments[index - 1]
    only = only_moment(node, part, read.kind)
    free = [part.moments[number] for number in dated if read.is_baseline or number not in taken]
    return only if only in free else None


def _without_measure(subject: str) -> str:
    """Return a subject, "" if it is itself a measure: Loss attributable to owners (2022: profit of 98)."""
    first = subject.lower().partition(" ")[0]
    return "" if first == "loss" or first in _SUMS else subject


def _sign_by_verb(node: Node, read: Reading) -> None:
    """Give a change by an amount the sign of its verb: the government cut subsidies by 40 percent."""
    if "by" not in node.cases or node.is_count or read.comparator != "=":
        return
    tree, tails = node.tree, load_words().tails
    verb = tree.words[node.governor]
    sign = tails.get(verb) or tails.get(verb.removesuffix("s"), "")
    between = tree.words[node.governor + 1 : min(node.own)]
    is_only = not any(tails.get(word) in ("+", "-") for word in between)
    if sign in ("+", "-") and tree.tags[node.governor].startswith("VB") and between and is_only:
        read.comparator = sign


def _inherit_change(sentence: Sentence, index: int, refined: Mapping[int, Reading]) -> None:
    """Make a figure without a verb a change if the one before is.

    Rents rose 7 percent and prices 11 percent. Or the same change in another unit: increased $35 million, or
    12 percent.
    """
    before, read = refined.get(index - 1), refined[index]
    if before is None or before.comparator not in ("+", "-") or read.comparator != "=":
        return
    between = sentence.text[sentence.figures[index - 1].end : sentence.figures[index].start]
    is_gapped = read.rule == "choose_gapped_clause" or (
        read.rule == "choose_that_of" and between.split()[-1] not in load_words().tails
    )
    if is_gapped or between == ", or ":
        read.comparator = before.comparator


def _restate(
    sentence: Sentence, index: int, refined: Mapping[int, Reading], moments: dict[int, Moment | None]
) -> None:
    """Give a figure that restates the one before, or its rate, the same date, and a rate the same kind."""
    if index - 1 not in refined or not moments.get(index - 1):
        return
    between = sentence.text[sentence.figures[index - 1].end : sentence.figures[index].start]
    if is_rate_of(between):
        refined[index].kind = refined[index - 1].kind
        moments[index] = moments[index - 1]
    elif not moments.get(index) and goes_on_with(between, sentence.text[sentence.figures[index].end :]):
        moments[index] = moments[index - 1]


def _segments(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the members of a list with semicolons or bullets, or the whole sentence if it has none."""
    position = sentence.start
    if label := _LABEL.match(sentence.text, position, sentence.end):
        yield position, label.end()
        position = label.end()
    for match in _BULLETS.finditer(sentence.text, position, sentence.end):
        yield position, match.end()
        position = match.end()
    if position < sentence.end:
        yield position, sentence.end


def _is_plain_demand(text: str, readings: Collection[Reading]) -> bool:
    """Return whether all figures of a part of a sentence are plainly worded demands."""
    if not _DEMAND.match(text) and text.split(" ", 1)[0] not in load_words().transitive:
        return False
    return all(
        reading.rule in (_PLAIN if not reading.is_rejected else _FINAL)
        and (reading.kind or reading.default) != "actual"
        for reading in readings
        if not reading.is_baseline
    )


def _is_nearer(node: Node, reading: Reading, found: Found) -> bool:
    """Return whether the words name the subject of a figure, but the tree one before another figure."""
    text = node.tree.text.lower()
    first, last = reading.indicator.partition(" ")[0], reading.indicator.rpartition(" ")[2]
    if reading.rule != "choose_stated_phrase" or node.before is None or reading.is_rejected:
        return False
    if load_words().measure_nouns.isdisjoint((first, last)) or reading.indicator.startswith(_UNTIL):
        return False
    end = node.tree.ends[max(node.before.own)]
    place, other = text.find(reading.indicator, end), text.find(found.indicator.lower())
    return end <= place < node.tree.starts[min(node.own)] and 0 <= other < end


def _ends_in_intention(node: Node, reading: Reading) -> bool:
    """Return whether the words name only somebody who wants something and the verb, not a measure."""
    is_share = node.figure.unit in (PERCENT, POINTS)
    last = reading.indicator.rpartition(" ")[2]
    return is_share and last in _WANTING


def _opens_a_statement(node: Node) -> bool:
    """Return whether a sentence states something rather than demands it: 70 percent of engineers hold ..."""
    tree = node.tree
    is_first = not any(tag.startswith(("VB", "MD", "TO")) for tag in tree.tags[: min(node.own)])
    if not (is_first and load_tree_words().future.isdisjoint(tree.words)):
        return False  # the governance of 30 key lakes will be advanced
    return any(word.isalpha() for word in tree.words[max(node.own) + 1 :])


def _is_meant(sentence: Sentence, place: int, figure: Figure) -> bool:
    """Return whether the words around a figure make it a goal, whatever verb is above it."""
    start = max(sentence.start, place - _AHEAD)
    is_intended = _INTENDED.search(sentence.text, start, figure.start)
    return bool(is_intended or _SET.match(sentence.text, figure.end))


def _may_be_stated(text: str, pairs: Collection[tuple[Figure, Reading]]) -> bool:
    """Return whether a figure in a part of a sentence is stated, or may be according to its tree."""
    has_count = any(figure.noun_end and not reading.is_rejected for figure, reading in pairs)
    for figure, reading in pairs:
        if not reading.is_rejected or figure.is_scaled or (figure.unit and reading.rule not in _FINAL):
            return True
        if reading.rule == "follows_a_noun" and figure.noun_end and figure.value >= _LEAST_PART:
            return True  # operates 12 plants: the word may be a verb
        is_number = not figure.unit and figure.value >= _LEAST_PART
        is_numbered = is_number and _NUMBERED.search(text, max(0, figure.start - _NEAR), figure.start)
        if is_numbered or _RATE.match(text, figure.end):
            return True
        if has_count and not figure.unit and figure.value >= _LEAST_PART:
            return True
    return False


def _is_object_of_a_verb(node: Node) -> bool:
    """Return whether a count is the object of the verb directly before it: operates 12 plants."""
    before = min(node.own) - 1
    is_verb = before >= 0 and node.tree.tags[before].startswith("VB")
    return node.is_count and is_verb and node.relation == "obj" and node.governor == before


def _opens_a_clause(node: Node) -> bool:
    """Return whether a count is the subject of a clause: said that 412 firms had applied."""
    tree, first, place = node.tree, min(node.own), node.head + 1
    if not node.is_count or node.relation != "nsubj" or node.figure.value < _LEAST_PART or first < 1:
        return False
    before = tree.words[first - 1]
    is_led_to = before in ("that", ",") or before in load_tree_words().times or first - 1 in node.blocked
    return is_led_to and tree.tags[place : place + 1] in (["VBD"], ["VBP"]) and first < node.head


def _is_written_out(node: Node) -> bool:
    """Return whether a number is written so that it is not a page number: 23 million."""
    words = [node.tree.words[index] for index in node.own]
    is_large = node.figure.value >= _LEAST_LARGE and not node.figure.is_scaled
    if is_large and any(map(_THOUSANDS.fullmatch, words)):
        return True  # 8,900 is neither a page nor a year
    return node.figure.is_scaled and any(
        word in ("thousand", "million", "billion", "trillion") for word in words
    )


def _spans_a_verb(node: Node) -> bool:
    """Return whether a verb separates a number from what it seems to count: a stray page number."""
    tags = node.tree.tags[max(node.own) + 1 : node.head]
    return any(tag in ("VB", "VBP", "VBZ", "MD") for tag in tags)


def _unit_before(node: Node) -> str:
    """Return the unit of the count before, for a bare number that continues it."""
    if node.figure.unit or not node.before or not node.before.is_count:
        return ""
    return node.before.figure.unit


def _deal(nodes: list[Node], readings: list[Reading]) -> None:
    """Give each figure of a list with "respectively" its own subject: BYD and CATL spent 1 and 2 billion."""
    first = nodes[0]
    subject = first.subject_of(first.verb(), by_agent=False)  # "by 78 percent" is no agent
    if subject is None or subject in first.blocked:
        return
    members = [subject, *first.tree.children(subject, "conj")]
    if len(members) != len(nodes):
        return
    names = [first.phrase(member) for member in members]
    indicators = [reading.indicator for reading in readings if reading.is_by_tree and reading.indicator]
    wholes = [node.part_of(node.head, "of") for node in nodes if node.figure.unit == PERCENT]
    shared = next((name for name in reversed(indicators) if name not in names), "")
    for node, whole in zip(nodes, wholes, strict=False):
        if whole is not None and node.is_noun(whole):
            shared = f"share of {node.phrase(whole)}"
    if not shared or " " not in shared:
        shared = _complement(nodes[-1]) or shared
    for name, reading in zip(names, readings, strict=True):
        reading.indicator = shared or name
        reading.subject = name if shared else ""
        reading.is_by_tree, reading.rule = True, "deal"


def _complement(node: Node) -> str:
    """Return the verb and complement of the last in a list of sums: spent on research."""
    tree, verb = node.tree, node.verb()
    for child in (*tree.children(node.head, "nmod", "obl"), *tree.children(verb, "obl")):
        cases = tree.cases(child)
        is_behind = child > node.head and child not in node.blocked
        if is_behind and cases and cases[0] not in ("of", "by") and node.is_noun(child):
            return f"{tree.words[verb]} {cases[0]} {node.phrase(child)}"
    return ""


def _is_measured(node: Node) -> bool:
    figure = node.figure
    is_sum = figure.unit in (PERCENT, POINTS) or figure.unit in load_units().currencies
    following = node.tree.words[max(node.own) + 1 : max(node.own) + 3]
    is_rate = following[:1] == ["per"] and following[-1][:1].isdigit()  # 2.5 per 1,000 people
    return (
        is_sum
        or figure.is_worded
        or _is_written_out(node)
        or is_rate
        or (node.is_count and figure.value >= 2)
        or bool(figure.unit)
    )
