"""Readings of English figures, refined by the tree of their sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.parsed.dates import SentencePart, moments_of_baselines
from flows.annotation.figures.parsed.intentions import is_so_far
from flows.annotation.figures.parsed.kinds import KindFound, kind_by_tree
from flows.annotation.figures.parsed.mending import mend
from flows.annotation.figures.parsed.nodes import Node, make_nodes
from flows.annotation.figures.parsed.phrases import name_twin, whole_subject
from flows.annotation.figures.parsed.refining.admission import (
    FINAL,
    LEAST_PART,
    is_plain_demand,
    may_be_stated,
    segments,
)
from flows.annotation.figures.parsed.refining.antecedents import (
    find_owner_before,
    find_owner_within,
    find_pronoun,
    is_pronoun,
    opens_sentence,
)
from flows.annotation.figures.parsed.refining.changes import (
    inherit_apposed,
    inherit_change,
    inherit_demanded,
    inherit_gapped,
    inherit_named,
    inherit_whole,
    sign_by_verb,
)
from flows.annotation.figures.parsed.refining.completing import complete_demand, complete_names
from flows.annotation.figures.parsed.refining.dating import choose_moment, restate
from flows.annotation.figures.parsed.refining.dealing import deal, deal_changes
from flows.annotation.figures.parsed.refining.indications import (
    ends_in_intention,
    has_lost_verb,
    is_meant,
    is_measured,
    is_nearer,
    is_object_of_a_verb,
    is_written_out,
    opens_a_clause,
    opens_a_statement,
    spans_a_verb,
    unit_before,
    unit_of_sum,
    unit_of_whole,
)
from flows.annotation.figures.parsed.rules import PRONOUN, TreeChoice, choose_by_tree
from flows.annotation.figures.settling import find_runs, names_measure
from flows.annotation.figures.statements import BELOW_ZERO, DECISIVE, Kind, Reading, Sentence
from flows.annotation.figures.words_en import load_words
from flows.annotation.parsing import Parser
from flows.text import Shadow, lazy_pattern, split_sentences

_SHARE = "share of "
_SENTENCES_BACK = 2  # in which a pronoun may have its noun
# Rules whose indicator is the subject of a clause.
_SUBJECT_RULES = frozenset(("choose_changed_subject", "choose_predicate"))
# Rules by which a bare number continues what was counted before.
_PART_RULES = frozenset(
    (
        "choose_counted_among",
        "choose_counted_before",
        "choose_gapped",
        "choose_parallel",
        "choose_part_of_first",
        "choose_part_of_them",
        "choose_some_of_many",
    )
)
# Rules whose figures are stated as they are.
_STATED_RULES = ("choose_apposed", "choose_pointed")
# Rules by which several bare numbers are parts of one count.
_MEMBER_RULES = frozenset(("choose_counted_among", "choose_part_of_first"))
# Verbs that are left where the subject of a figure is not found: Russia aimed at ten times that number.
_NO_INDICATORS = frozenset(
    ("aim", "aimed", "aims", "can", "could", "may", "might", "shall", "should", "will", "would")
)
# Words that name nothing where the tree finds no name: just short of, on top of.
_NOTHING_NAMED = lazy_pattern(
    r"(?:just |well |far |slightly |a little |on )?(?:short|shy|top|ahead)", re.IGNORECASE
)
# The period after a measure, which is its date: revenue for the year (ended).
_PERIOD = lazy_pattern(
    r" (?:for|in|during) (?:(?:19|20)\d\d|the"
    r" (?:(?:three|six|nine|twelve|full|financial|fiscal|first|second|third|fourth) ){0,2}"
    r"(?:years?|months|quarter|half|period)(?: (?:ended|ending))?)$",
    re.IGNORECASE,
)
# Who caps something, and the verb read as a noun: law caps foreign ownership.
_CAPPING = lazy_pattern(
    r"^(?:[A-Za-z]+ ){0,2}(?:law|act|rules?|bill|regulation|decree|treaty) (?:caps|limits|fixes) "
)
# A demand read as a part of what it names: ensure average coal consumption is kept below.
_ENSURING = lazy_pattern(r"^ensure (?:that )?", re.IGNORECASE)
# The second of two nouns has its own sum: 3,400 workers and sales | of 2 billion yuan.
_OF_SUM = lazy_pattern(r" (?:of|worth) (?:[a-z]+ ){0,2}(?:\d|[$€£¥]|rmb|us)")
_NUMBER = lazy_pattern(r"(?:[a-z-]+ )?(?:number of |population|headcount|workforce)")
_SUMS = frozenset(("losses", "profit", "profits", "revenue", "revenues", "income", "earnings", "turnover"))


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
        for start, end in segments(sentence):
            indices = [index for index in readings if start <= sentence.figures[index].start < end]
            chosen = {index: readings[index] for index in indices}
            is_plain = is_plain_demand(sentence.text[start:end], chosen.values())
            if is_plain or not may_be_stated(
                sentence.text, [(sentence.figures[index], readings[index]) for index in indices]
            ):
                for index, item in chosen.items():
                    if not item.is_rejected:
                        name = complete_demand(sentence.text, sentence.figures[index], item.indicator)
                        refined[index] = replace(item, indicator=name)
            else:
                part = self._place(sentence, start, end)
                nodes = self._refine_part(sentence, part, chosen, refined, moments)
                self._resolve_pronouns(start, nodes, refined)
        return refined, moments

    def _place(self, sentence: Sentence, start: int, end: int) -> SentencePart:
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
        return SentencePart(tree and mend(tree), figures, dated, spans)

    def _refine_part(
        self,
        sentence: Sentence,
        part: SentencePart,
        readings: Mapping[int, Reading],
        refined: dict[int, Reading],
        moments: dict[int, Moment | None],
    ) -> Mapping[int, Node]:
        """Add the readings and moments of one part of a sentence to those found before; return its nodes."""
        if part.tree is None or not part.tree.words:
            refined.update({index: item for index, item in readings.items() if not item.is_rejected})
            return {}
        made = make_nodes(part.tree, list(part.figures.values()), part.spans)
        nodes = dict(zip(part.figures, made, strict=True))
        dated = any(moment.role != "base" for moment in part.moments)
        taken = moments_of_baselines(part, readings)
        for index, reading in readings.items():
            place = sentence.figures[index].start
            is_settled = reading.is_baseline or reading.rule == BELOW_ZERO
            read = reading if is_settled else self._refine(nodes[index], reading, sentence, place)
            if read.is_rejected:
                continue
            refined[index] = read
            sign_by_verb(nodes[index], read)
            inherit_change(sentence, index, refined)
            inherit_whole(sentence, index, refined)
            inherit_apposed(sentence, index, refined)
            inherit_gapped(sentence, index, refined)
            inherit_named(nodes[index], sentence, index, refined)
            inherit_demanded(nodes[index], sentence, index, refined)
            if dated:
                moments[index] = choose_moment(sentence, part, nodes[index], index, read, taken, moments)
            restate(sentence, index, refined, moments)
        kept = {index: refined[index] for index in readings if index in refined}
        for run in find_runs(sentence, kept):
            if deal([nodes[index] for index in run], [kept[index] for index in run]):
                deal_changes(sentence, kept, run)
            last, ahead = kept[run[-1]], sentence.text[sentence.start : sentence.figures[run[0]].start]
            if last.rule == "choose_conjunct" and not last.indicator:
                last.indicator = name_twin(kept[run[0]].indicator, ahead)
        complete_names(nodes, {index: refined[index] for index in readings if index in refined})
        return nodes

    def _resolve_pronouns(
        self, start: int, nodes: Mapping[int, Node], refined: Mapping[int, Reading]
    ) -> None:
        """Add the subjects that figures of a part of a sentence have by a pronoun."""
        for index, node in nodes.items():
            read = refined.get(index)
            if read is None or read.subject or not read.indicator:
                continue
            meant = self._find_antecedent(start, node, read.indicator)
            is_measure = names_measure(meant)
            if read.indicator == PRONOUN and is_measure:  # the tariff is new; it stands at 35 percent
                read.indicator, read.is_resolved = meant, True
            elif (
                read.indicator != PRONOUN and meant and (not is_measure or read.indicator.startswith(_SHARE))
            ):
                read.subject, read.is_resolved = meant, True

    def _find_antecedent(self, start: int, node: Node, name: str) -> str:
        """Return whom the pronoun means that has what a figure measures, "" for none or an open one."""
        tree, pronoun = node.tree, find_pronoun(node, name)
        if pronoun is None:
            return ""
        if (owner := find_owner_within(node, pronoun)) or not opens_sentence(tree, pronoun):
            return owner
        place, _ = self._shadow.span(start, start + 1)
        before = self._text[self._text.rfind("\n", 0, place) + 1 : place]
        for first, last in reversed(split_sentences(before)[-_SENTENCES_BACK:]):
            former = self._parser.parse(before[first:last])
            found = former and find_owner_before(mend(former), node, tree.words[pronoun])
            if not found or not is_pronoun(found):
                return found or ""
        return ""

    def _refine(self, node: Node, reading: Reading, sentence: Sentence, place: int) -> Reading:
        if node.is_count and spans_a_verb(node):
            return replace(reading, is_rejected=True)
        found = choose_by_tree(node)
        kind = kind_by_tree(node)
        earlier_kind = sentence.kind_before(place, DECISIVE)
        is_aimed = found is not None and found.rule == "choose_aimed"
        if is_aimed or (
            kind.kind != "target" and is_meant(sentence, place, node.figure) and not is_so_far(node)
        ):
            kind = KindFound("target", is_certain=True)
        chosen = self._choose_kind(reading, kind, earlier_kind)
        read = replace(reading, kind=chosen, is_illustration=kind.is_illustration)
        if kind.kind and not read.kind:
            read.default = kind.kind
        if found is not None and found.rule in _STATED_RULES and not reading.kind:
            read.kind = "actual"
        elif not (kind.kind or chosen) and (opens_a_statement(node) or has_lost_verb(node)):
            read.default, read.is_statement = "actual", True
        if found is not None and found.rule == "choose_changed_subject" and is_nearer(node, reading, found):
            return read
        if found is None and ends_in_intention(node, reading):
            # The ministry wants 50 percent. Exports are expected to be 40 percent below the forecast.
            read.indicator, are_expected, _ = reading.indicator.partition(" are expected")
            if not are_expected:
                read.indicator = ""
        if found is None and _NOTHING_NAMED.fullmatch(reading.indicator):
            read.indicator = ""
        if found is None and reading.indicator.rpartition(" ")[2] in _NO_INDICATORS:
            return replace(read, is_rejected=True)
        if found is None or (found.indicator and not any(map(str.isalpha, found.indicator))):
            return read
        if found.indicator.endswith("-"):
            return read  # ends inside a word that a line break split
        is_part = found.rule in _PART_RULES or (
            node.figure.value >= LEAST_PART and bool(_NUMBER.match(found.indicator.lower()))
        )
        is_stated = is_written_out(node) or is_object_of_a_verb(node) or opens_a_clause(node)
        is_final = reading.rule in FINAL and not is_stated
        is_final = is_final or reading.rule == "describes_places"
        if reading.is_rejected and not is_part and (is_final or not is_measured(node)):
            return read
        if found.rule == "choose_yardstick":
            read.comparator, read.bound = "=", ""
        return replace(
            read,
            indicator=_whole_indicator(node, reading, found),
            subject=_without_measure(found.subject),
            rule=found.rule,
            unit=_unit_of(node, found) or read.unit,
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


def _unit_of(node: Node, found: TreeChoice) -> str:
    """Return the unit that a bare number takes from a figure before it, or ""."""
    if found.rule == "choose_part_of_which":
        return unit_of_sum(node)
    if found.rule in _MEMBER_RULES:
        return unit_of_whole(node)
    return unit_before(node)


def _whole_indicator(node: Node, reading: Reading, found: TreeChoice) -> str:
    """Return the indicator by the tree, or by the words if these name more, without the period after it."""
    indicator = found.indicator
    is_double = reading.rule == "choose_counted" and " and " in reading.indicator
    text = node.tree.text.lower()
    is_double = is_double and not _OF_SUM.match(text, text.find(reading.indicator) + len(reading.indicator))
    fuller = tuple(f"{indicator.lower()} {preposition} " for preposition in ("of", "on", "for", "in"))
    if is_double or reading.indicator.startswith(fuller):
        indicator = reading.indicator  # travel and dining vouchers, imports of steel
    if found.rule in _SUBJECT_RULES:
        indicator = whole_subject(node, indicator)
    return _CAPPING.sub("", _PERIOD.sub("", _ENSURING.sub("", indicator))) or indicator


def _without_measure(subject: str) -> str:
    """Return a subject, "" if it is itself a measure: Loss attributable to owners (2022: profit of 98).

    A phrase with a preposition is none either: according | to filings, the fund took a 5 percent stake.
    Nor is a mere amount or aim: a total of 280 km of roads were built.
    """
    subject = _ENSURING.sub("", subject)
    first = subject.lower().partition(" ")[0]
    is_phrase = subject.startswith(("to ", "of ", "by ", "with "))
    is_generic = subject.lower() in load_words().generic
    return "" if is_phrase or is_generic or first == "loss" or first in _SUMS else subject
