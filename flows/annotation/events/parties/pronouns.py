"""Words that refer to a party named before them: 该公司, 其, the company, its."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.parties.english_pronouns import find_english_antecedent
from flows.annotation.events.parties.heading import from_heading
from flows.annotation.events.parties.party import Party
from flows.annotation.events.rules import load_words

_FAR = 200  # names before a pronoun that it may refer to
# Defines a name: 某某股份有限公司(以下简称“公司”).
_CALLED = re.compile(r"\((?:以下|下)简称[“\"]?(?:本)?公司[”\"]?\)")
_GOVERNED = re.compile("[由向从对被与和给为获]")  # before a name that the sentence is not about
# Endings of the names that a Chinese noun with 该 refers to: 该校 to a university.
_KINDS = {
    "该校": ("大学", "学院", "学校", "中学"),
    "该院": ("研究院", "科学院", "医院", "学院", "设计院"),
    "该所": ("研究所", "交易所", "所"),
    "该行": ("银行",),
    "该中心": ("中心",),
}


def find_pronouns(plain: str, language: str, parties: Sequence[Party], subject: str) -> list[Party]:
    """Return the words that refer to a party named before them, or else to `subject`.

    `subject` is the body named by the headings above the passage, or "". "The company" and "it" refer to the
    body that the sentences are about, "the bank" to such a bank, "he" to the last person, 该公司 to the last
    firm and 该校 to the last university.
    """
    found: list[Party] = []
    earlier: list[Party] = []
    position = 0
    defined = _find_defined(plain, parties)
    for match in load_words(language).pronouns.finditer(plain):
        while position < len(parties) and parties[position].end <= match.start():
            earlier.append(parties[position])
            position += 1
        if position < len(parties) and _is_of_name(match, parties[position], language):
            continue
        if language == "en":
            last = find_english_antecedent(plain, match, earlier[-_FAR:], subject)
        else:
            last = _find_chinese_antecedent(plain, match, earlier[-_FAR:]) or from_heading(subject)
            if defined and defined.end <= match.start() and "公司" in match[0]:
                last = defined
        if last is not None:
            is_owner = match[0] == "its"
            found.append(
                replace(last, start=match.start(), end=match.end(), is_resolved=True, is_owner=is_owner)
            )
            if not is_owner:
                earlier.append(found[-1])
    return found


def _find_defined(plain: str, parties: Sequence[Party]) -> Party | None:
    """Return the firm that a report defines as "the company": 某某股份有限公司(以下简称“公司”)."""
    called = _CALLED.search(plain)
    if called is None:
        return None
    return next((party for party in parties if party.end == called.start()), None)


def _is_of_name(pronoun: re.Match[str], party: Party, language: str) -> bool:
    """Return whether a name overlaps a pronoun, or follows it in apposition: the robot maker Haiwei.

    A place before "-based" only says where a firm is from: the Suzhou-based maker.
    """
    if language == "zh":
        return party.start < pronoun.end()
    if party.start < pronoun.end():
        return party.kind != "GPE" or not pronoun.string.startswith("-based", party.end)
    return party.start == pronoun.end() + 1 and " " in pronoun[0]


def _find_chinese_antecedent(plain: str, found: re.Match[str], earlier: Sequence[Party]) -> Party | None:
    """Return which of the parties before it, ordered by start, a Chinese pronoun refers to, or None."""
    if found[0] == "其":
        return _first_of_sentence(plain, earlier)
    if kind := _KINDS.get(found[0]):
        kinds = (party for party in reversed(earlier) if party.kind == "ORG" and party.text.endswith(kind))
        return next(kinds, None)
    organs = load_words("zh").organs
    bodies = [party for party in earlier if party.kind == "ORG" and not organs.search(party.text.lower())]
    free = (party for party in reversed(bodies) if not _GOVERNED.match(plain, party.start - 1))
    return next(free, bodies[-1] if bodies else None)


def _first_of_sentence(plain: str, earlier: Sequence[Party]) -> Party | None:
    """Return the first body in the sentence of the last one."""
    first: Party | None = None
    stop = 0
    for party in reversed(earlier):
        if party.kind != "ORG":
            continue
        if first is None:
            stop = max(plain.rfind(mark, 0, party.start) for mark in (". ", "。", "; "))
        elif party.start < stop:
            break
        first = party
    return first
