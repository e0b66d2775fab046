"""How English clauses state figures: the share will reach 50 percent, build 100 factories, cut emissions by 18 percent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.statements import GAP, Kind, Reading, Sentence
from flows.annotation.figures.units import CURRENCIES, ENGLISH_COUNTED, POINTS, TIME_UNITS, TIMES
from flows.annotation.figures.words_en import (
    AFTER_BARE,
    AFTER_NOUNS,
    BULK,
    CAN_MULTIPLY,
    CAUSES,
    CHANGE_AFTER,
    DOINGS,
    FINITE,
    FUTURE,
    GENERIC,
    HAVING,
    HEADS,
    INNER,
    LEAD_IN,
    MODALS,
    MOVERS,
    MULTIPLIED,
    NO_CLAUSE,
    NO_COUNT,
    NOUNS_IN_ING,
    NUMBER_OF,
    NUMBERED,
    PAST,
    PAST_VERBS,
    QUANTITIES,
    QUOTED,
    STOPS,
    SUFFIX,
    SUFFIX_SIGNS,
    TAIL_VERBS,
    TAILS,
    TIME_BEFORE,
    TOKEN,
    TRANSITIVE,
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words before a figure: all, those taken off the end (last first), the rest, and what the rest is made of.

    `phrase` is the noun phrase before the figure, `verb` what it (or the figure) is the object of, `subject` that verb's.
    """

    left: list[str]
    tail: list[str]
    rest: list[str]
    phrase: str
    verb: str
    subject: str


def is_figure(text: str, figure: Figure) -> bool:
    """Return whether a figure may state anything: no numbering (Article 17), no time but one that something comes to."""
    before = text[max(0, figure.start - 24) : figure.start]
    surface = text[figure.start : figure.end]
    if text.startswith((" ≈", "≈", " ="), figure.end):
        return False
    if figure.is_multiple:
        is_verb = (
            surface not in ("double", "triple")
            or CAN_MULTIPLY.search(before)
            or MULTIPLIED.match(text, figure.end)
        )
        return bool(is_verb)
    if figure.noun_end or not figure.unit:
        is_first = not before.strip() or before.rstrip()[-1] in ".!?§"
        if is_first and figure.value < 1000 and not figure.is_scaled:
            return False  # a page number; a sentence begins with a number in words
        is_year = 1900 <= figure.value <= 2100 and "," not in surface and not figure.is_scaled
        if (
            is_year
            or NO_COUNT.search(before)
            or QUOTED.search(text, max(0, figure.start - 42), figure.start)
            or (surface[0] == "0" and "." not in surface)
        ):
            return False
    if NUMBERED.search(before) and not figure.is_scaled and figure.unit not in ("%", POINTS, *CURRENCIES):
        return False
    return (figure.unit != "degrees" and figure.unit not in TIME_UNITS) or bool(TIME_BEFORE.search(before))


def read_figure(sentence: Sentence, index: int) -> Reading | None:
    """Return what figure `index` of an English sentence states; None where it states no indicator's value."""
    figure = sentence.figures[index]
    begin, finish = sentence.clause_of(figure)
    before = sentence.figures[index - 1] if index else None
    low = max(begin, max(before.end, before.noun_end) if before else sentence.start, figure.start - 240)
    high = sentence.figures[index + 1].start if index + 1 < len(sentence.figures) else sentence.end
    if NO_CLAUSE.search(sentence.text, max(begin, figure.start - 120), min(finish, figure.end + 60)):
        return None
    clause = _read_clause(_tokens(sentence, low, figure.start))
    if any(TAILS[word] == "from" for word in clause.tail) and not figure.is_multiple:
        return Reading(clause.phrase, "=", is_baseline=True)
    right_start = figure.noun_end or figure.end
    suffix = SUFFIX.match(sentence.text, figure.end, min(high, figure.end + 20)) or SUFFIX.match(
        sentence.text, right_start, min(high, right_start + 20)
    )
    after = sentence.text[figure.end : min(finish, high, figure.end + 160)]
    sign = _choose_sign(figure, clause, suffix, after)
    indicator = _choose_indicator(sentence, figure, clause, after)
    if indicator is None:
        return None
    kind = _kind_of(clause) or sentence.kind_in(begin, figure.start, finish, weak=True)
    return Reading(
        indicator,
        sign,
        kind,
        _default_kind(clause, sentence.text[figure.start : figure.end]),
        _baseline(sentence, begin, finish, index),
        is_respective="respectively" in sentence.text[figure.start : min(sentence.end, figure.start + 200)],
    )


def _tokens(sentence: Sentence, start: int, end: int) -> list[str]:
    parts, position = [], start
    for moment in sentence.moments_in(start, end):
        parts += [sentence.text[position : moment.start], GAP]
        position = moment.end
    return TOKEN.findall("".join([*parts, sentence.text[position:end]]))


def _strip_tail(words: list[str]) -> tuple[list[str], list[str]]:
    """Take verbs, bounds and prepositions off the end; return them, last first, and the rest."""
    tail: list[str] = []
    words = list(words)
    while words and len(tail) < 12:
        for size in (6, 5, 4, 3, 2, 1):
            word = " ".join(words[-size:])
            if len(words) >= size and word in TAILS:
                tail.append(word)
                del words[-size:]
                break
        else:
            break
    return tail, words


def _read_clause(left: list[str]) -> _Clause:
    """Take the words before a figure apart: verbs and bounds at the end, the noun phrase, and the verb that it is the object of."""
    tail, rest = _strip_tail(left)
    words = rest[len(rest) - 1 - rest[::-1].index("we") :] if "we" in rest[1:] else rest
    has_verb = any(word in TAIL_VERBS for word in tail)
    verb, subject, cut = "", "", 0
    for index, word in enumerate(words):
        if _is_verb(words, index) and not (has_verb and index == len(words) - 1):  # value added should be cut
            verb, cut = word, index + 1
            subject = subject or _trim(words[:index])
    words = words[cut:]
    if not verb:
        finite = next((index for index, word in enumerate(words) if index and word in FINITE), len(words))
        words = words[:finite] if finite > 1 or len(words) == finite else words
    return _Clause(left, tail, rest, _trim(words), verb, subject)


def _is_verb(words: list[str], index: int) -> bool:
    word, before = words[index], words[index - 1] if index else ""
    following = words[index + 1] if index + 1 < len(words) else ""
    is_participle = word.endswith("ing") and word not in NOUNS_IN_ING
    is_first = index == 0 and not word.endswith(("ing", "ed"))
    if not is_first and (following in AFTER_NOUNS or following in MODALS):
        return False  # spending on science, imports of oil
    if is_participle and (index == 0 or before in ("of", "by", "for", "thereby", "in", "while", "and")):
        return True
    if word not in TRANSITIVE or word in NOUNS_IN_ING:
        return False
    if word.endswith("ed") and before in ("the", "an", "a", "of", "their", "its", "per"):
        return False  # the added value, the number of registered nurses
    return (
        index == 0
        or before in MODALS
        or before.endswith("ly")
        or word.endswith(("ed", "ought", "uilt", "pent"))
    )


def _trim(words: list[str]) -> str:
    while words and (words[0] in HEADS or words[0].endswith("ly")):
        if words[0] in ("of", "for"):
            return ""
        words = words[1:]
    while words and (words[-1] in HEADS or words[-1] in ("annual", "average")):
        words = words[:-1]
    if len(words) == 1 and words[0].endswith("ing") and words[0] not in NOUNS_IN_ING:
        return ""
    return " ".join(words[-16:]).replace(GAP, "").replace("  ", " ").strip(" .'")


def _choose_sign(figure: Figure, clause: _Clause, suffix: re.Match[str] | None, after: str) -> str:
    tail, verb = clause.tail, clause.verb
    effects = [TAILS[word] for word in tail if TAILS[word]]
    if figure.is_multiple:
        return "x"
    change = next(
        (TAILS[word] for word in tail if TAILS[word] in ("+", "-") and (word not in CAUSES or "by" in tail)),
        "",
    )
    if "=" in effects and (not change or effects.index("=") < effects.index(change)):
        change = ""
    if not change and TRANSITIVE.get(verb) in ("+", "-") and "by" in tail:
        change = TRANSITIVE[verb]
    if not change and not figure.noun_end and (noun := CHANGE_AFTER.match(after)):
        change = "+" if noun["up"] else "-"
    if not change and figure.unit == POINTS:
        change = "+"
    if change and not figure.noun_end:
        return change
    if figure.value_to is not None:
        return "range"
    if figure.unit == TIMES:
        return "x"
    if suffix and suffix.lastgroup:
        return SUFFIX_SIGNS[suffix.lastgroup]
    return next((effect for effect in effects if effect not in "=+-"), "=")


def _choose_indicator(sentence: Sentence, figure: Figure, clause: _Clause, after: str) -> str | None:
    """Return the noun phrase measured: the subject or object before, or what is counted; "" to go on with the one before."""
    tail, rest, phrase, verb = clause.tail, clause.rest, clause.phrase, clause.verb
    is_stated = any(word in TAIL_VERBS for word in tail) or any(
        word in ("of", "to", "at", "by") for word in tail
    )
    if not after.startswith(" of "):
        is_stated = is_stated or any(TAILS[word] in ("<", ">", "<=", ">=") for word in tail)
    if figure.noun_end:
        counted = sentence.text[figure.end : figure.noun_end].strip()
        is_measured = tail and tail[-1] == "of" and phrase.split(" ")[-1] in QUANTITIES
        is_reached = (
            phrase
            and phrase not in GENERIC
            and (
                any(word in TAIL_VERBS for word in tail)
                or ("to" in tail and (verb in MOVERS or TRANSITIVE.get(verb) in ("+", "-")))
            )
        )
        if (
            not tail
            and rest
            and verb != rest[-1]
            and not rest[-1].endswith(("ed", "ing", "ly"))
            and rest[-1] not in TRANSITIVE
            and rest[-1] not in LEAD_IN
        ):
            return None  # a page number or a name: Study-tour 110 programs
        if counted.split(" ")[0] in TRANSITIVE:
            return None  # a page number before a verb
        if figure.value < 10 and verb not in TRANSITIVE and not any(TAILS[word] for word in tail):
            return None  # lists 4 priorities
        return phrase if is_measured or is_reached else counted
    if "with" in rest and phrase.endswith(("population", "populations")):
        return None  # towns with a population of 100,000
    if not figure.unit:
        if not AFTER_BARE.match(after):
            return None  # a page number within a sentence
        return (
            phrase
            if is_stated
            and (figure.value > 100 or set(tail) & {"reach", "reached", "to"})
            and not after.startswith("-")
            else None
        )
    if figure.is_multiple:
        item = _object_of(after)
        return item or phrase
    if (
        tail
        and tail[-1] == "of"
        and after.startswith(" of ")
        and phrase.split(" ")[-1] in DOINGS
        and (item := _object_of(after[3:]))
    ):
        return item
    if phrase and is_stated and phrase not in GENERIC:
        return phrase
    if (
        not phrase
        and any(word in TAIL_VERBS for word in tail)
        and not verb
        and figure.start > sentence.figures[0].start
    ):
        return ""  # and accounted for 21 percent of what is another thing
    if after.startswith(" of "):
        item = _object_of(after[3:])
        return phrase if phrase and verb and item.split(" ")[0] in BULK else item or phrase
    if match := CHANGE_AFTER.match(after):
        return _object_of(after[match.end() - 1 :]) or phrase
    if not phrase or phrase in GENERIC or verb or not is_stated:
        item = _object_of(after)
        if (
            not item
            and (
                match := re.match(
                    r" (?:\w+ ){0,4}?(?:in|for|on|to) (?:build |develop |support |improve )?", after
                )
            )
            and not phrase
            and (verb or (rest and rest[0] not in INNER))
        ):
            item = _object_of(after[match.end() - 1 :])
        if item:
            return item
    return phrase or clause.subject


def _object_of(after: str) -> str:
    """Return the noun phrase that `after` begins with, of at most 12 words."""
    words: list[str] = []
    if not after.startswith(" "):
        return ""
    found = TOKEN.findall(after[:140])
    for place, word in enumerate(found[:14]):
        if word in STOPS and not (
            words
            and word in INNER
            and word not in ("by", "from", "with", "to", "at")
            and place + 1 < len(found)
        ):
            if not words and word in ("the", "its", "their", "our", "a", "all", "these", "per"):
                continue
            break
        words.append(word.strip("."))
    while words and words[-1] in STOPS:
        words.pop()
    return " ".join(words).strip(" .'")


def _kind_of(clause: _Clause) -> Kind:
    """Return actual where the figure's verb is past, target where the clause begins with a plain verb (Build 30 centers)."""
    words = [word for word in clause.left if word != GAP]
    words = words[1:] if words[:1] == ["and"] else words
    last = clause.verb or (clause.rest[-1] if clause.rest else "")
    is_demand = bool(words) and words[0] == last and last in TRANSITIVE and not last.endswith(("ed", "ing"))
    is_past = (
        PAST_VERBS.intersection(clause.tail)
        or last in PAST
        or last.endswith("ed")
        or HAVING.intersection(clause.tail)
    )
    if is_demand:
        return "target"
    return "actual" if is_past and not FUTURE.intersection(words) else ""


def _default_kind(clause: _Clause, surface: str) -> Kind:
    """Return actual where a word before the figure may be a past or present form, else target: plans leave out their verbs."""
    if any(word.endswith("ed") or word in FINITE or word in PAST for word in (*clause.left, surface)):
        return "actual"
    has_subject = clause.phrase and not clause.verb and any(word in TAIL_VERBS for word in clause.tail)
    return "actual" if has_subject and not FUTURE.intersection(clause.left) else "target"


def _baseline(sentence: Sentence, begin: int, finish: int, index: int) -> str:
    figure = sentence.figures[index]
    if index:
        before = sentence.figures[index - 1]
        lead = sentence.text[max(begin, before.start - 6) : before.start]
        if before.start >= begin and lead.endswith("from "):
            moments = [
                moment
                for moment in sentence.moments_in(before.end, figure.start)
                if moment.start - before.end < 3
            ]
            return sentence.text[before.start : moments[0].end if moments else before.end]
    bases = [
        moment for moment in sentence.moments_in(begin, min(sentence.end, finish)) if moment.role == "base"
    ]
    return sentence.text[bases[0].start : bases[0].end] if bases else ""


def count_unit(indicator: str) -> str:
    """Return what "the number of X" counts, "" where it says no plural."""
    match = NUMBER_OF.search(indicator.lower())
    words = match[1].split() if match else []
    stop = next(
        (place for place, word in enumerate(words) if word in STOPS or word.endswith("ed")), len(words)
    )
    return ENGLISH_COUNTED.name(words[:stop]) if stop and words[stop - 1].endswith(("s", "people")) else ""
