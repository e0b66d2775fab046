"""Read how English clauses state figures: the share will reach 50 percent, cut emissions by 18 percent."""

from __future__ import annotations

from flows.annotation.figures.indicator_rules_en import choose_indicator
from flows.annotation.figures.norms import is_penalty
from flows.annotation.figures.numbers import counted_words
from flows.annotation.figures.rejections_en import TOKEN, Clause
from flows.annotation.figures.signs import choose_sign, is_below_zero, is_change_below_zero
from flows.annotation.figures.statements import BELOW_ZERO, Kind, Reading, Sentence
from flows.annotation.figures.units import PERCENT, TIMES, end_of_rate, load_units
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_en import load_words
from flows.records import BOUNDS
from flows.text import lazy_pattern

_REACH = 240  # code points read before a figure
_LONGEST_TAIL = 12  # words
_TAIL_SIZES = (6, 5, 4, 3, 2, 1)
_LONGEST_PHRASE = 16
_YEAR_BEHIND = lazy_pattern(r" \((?:19|20)\d\d\)")  # total assets: RMB 1.2 trillion (2023)
# Attribution of what follows: our model suggests that China's share ...
_REPORTED = lazy_pattern(
    r"^.{2,80}? (?:suggests?|suggested|shows?|showed|estimates?|estimated|says?|said|finds?|found|reports?"
    r"|reported|indicates?|indicated|argues?|argued|believes?|believed|thinks?|notes?|noted|claims?"
    r"|claimed|told (?:us|me|reporters)) that "
    r"|^.{2,80}? (?:said|says|told (?:us|me|reporters)) $"
)
# The same amount in another unit, before the noun measured.
_CONVERSION = lazy_pattern(r" [(\[](?:about |around |over |roughly )?[\d.,]+ [a-z ]{1,40}[)\]](?= of )")
# A large number of firms means many, not a count given by a bare number.
_NUMBER_OF = lazy_pattern(
    r"(?<!large )(?<!small )(?<!certain )(?<!limited )(?<!huge )(?<!vast )\bnumber of ([a-z0-9&' -]{3,70})"
)
_POPULATION = lazy_pattern(
    r"(?:(?:total|permanent|resident|registered|urban|rural|working-age|human) )+population"
    r"(?: (?:of|in|at|by) .+)?"
)
_BEFORE_GERUNDS = frozenset(("of", "by", "for", "thereby", "in", "while", "and"))
_BEFORE_ADJECTIVES = frozenset(("the", "an", "a", "of", "their", "its", "per"))
_BEFORE_NOUNS = frozenset(("the", "a", "an", "of", "on", "in", "for", "with", "its", "their", "by"))
# Before a value with which another is compared: already above the | 16.6 billion yuan of 2021.
_ABOVE_THE = lazy_pattern(
    r"(?<![a-z])(?:above|below|beyond|exceeding|than|short of) (?:the|its) "
    r"(?P<previous>(?:previous|earlier|former|prior) )?$"
)
_OF_BEFORE = lazy_pattern(
    r"(?: [a-z]+){0,2}? (?:(?:of|in) (?:the (?:whole )?(?:previous|preceding|same|year before)|(?:19|20)\d\d)"
    r"|recorded|reported|a year (?:earlier|before|ago))"
)
_TIMES_OF = (" the ", " its ", " his ", " her ", " their ", " that ", " as ")
_LIKE_PRESENT = ("cut", "put", "set", "hit", "let")
_PAST_ENDINGS = ("ed", "ought", "uilt", "pent")


def read_figure(sentence: Sentence, index: int) -> Reading | None:
    """Return what figure `index` of an English sentence states, None if it states no indicator's value."""
    figure = sentence.figures[index]
    begin, finish = sentence.clause_of(figure)
    first, last = max(begin, figure.start - 120), min(finish, figure.end + 60)
    words = load_words()
    if words.excluded_clause.search(sentence.text, first, last):
        return None
    if words.penal.search(sentence.text, first, last) and not _is_penalty(sentence, index):
        return None
    clause = _read_clause(sentence, index)
    is_origin = "from" in clause.effects and figure.value_to is None and not figure.is_multiple
    if is_origin and not _is_source(sentence, index, clause):
        bounds = (effect for effect in clause.effects if effect in BOUNDS)
        return Reading(clause.phrase, next(bounds, "="), is_baseline=True)
    is_above = _ABOVE_THE.search(sentence.text, max(begin, figure.start - 30), figure.start)
    if is_above and (is_above["previous"] or _OF_BEFORE.match(sentence.text, figure.end)):
        return Reading(clause.phrase, "=", is_baseline=True)
    choice = choose_indicator(clause)
    sign = choose_sign(clause, sentence, index)
    if is_below_zero(sentence, figure):
        if not is_change_below_zero(sentence, figure):
            return Reading("", sign.comparator, rule=BELOW_ZERO, is_rejected=True)
        sign = sign._replace(comparator="-")  # grew 5 percent, 3 percent and -2 percent
    kind = _kind_of(clause) or sentence.kind_in(begin, figure.start, finish, weak=True)
    is_dated = bool(_YEAR_BEHIND.match(sentence.text, figure.end))
    ahead = sentence.text[figure.start : min(sentence.end, figure.start + 200)]
    return Reading(
        choice.indicator,
        sign.comparator,
        "actual" if sentence.start_of_contrast(figure.start) else kind,
        _default_kind(clause, sentence.text[figure.start : figure.end], is_dated=is_dated),
        _find_baseline(sentence, begin, finish, index),
        is_respective="respectively" in ahead,
        rule=choice.rule,
        is_rejected=choice.is_rejected,
        is_stated=clause.is_stated,
        bound=sign.bound,
    )


def _is_penalty(sentence: Sentence, index: int) -> bool:
    """Return whether a sum or share beside a word of penalties is the amount of one."""
    figure = sentence.figures[index]
    if figure.unit not in (PERCENT, TIMES) and figure.unit[:3] not in load_units().currencies:
        return False
    if figure.unit == TIMES and not sentence.text.startswith(_TIMES_OF, figure.end):
        return False  # fined 12 times
    return is_penalty(sentence.text, sentence.start, figure.start, figure.end, sentence.end)


def _is_source(sentence: Sentence, index: int, clause: Clause) -> bool:
    """Return whether a count only shows where something is from: officials from 90 countries."""
    figure = sentence.figures[index]
    tails = load_words().tails
    is_changed = any(tails.get(word) in ("+", "-") for word in clause.left)
    if not figure.noun_end or clause.tail[:1] != ["from"] or is_changed:
        return False
    following = sentence.figures[index + 1 : index + 2]
    between = "".join(sentence.text[figure.noun_end : other.start] for other in following)
    if between.rstrip().endswith(" to"):
        return False
    return not index or clause.left[:1] == ["from"]


def _read_clause(sentence: Sentence, index: int) -> Clause:
    """Split the words before a figure into tail, noun phrase, and the verb that governs it."""
    figure = sentence.figures[index]
    begin, finish = sentence.clause_of(figure)
    low = max(begin, sentence.start, figure.start - _REACH)
    if index:
        before = sentence.figures[index - 1]
        low = max(low, end_of_rate(sentence.text, max(before.end, before.noun_end)))
    left = _tokens(sentence, low, figure.start)
    tail, rest = _strip_tail(left)
    phrase, verb, subject = _find_phrase(tail, rest)
    return Clause(
        figure,
        left,
        tail,
        rest,
        phrase,
        verb,
        subject,
        after=_text_after(sentence, index, finish),
        counted=counted_words(sentence.text, figure),
        is_first=figure.start == sentence.figures[0].start,
    )


def _text_after(sentence: Sentence, index: int, finish: int) -> str:
    """Return the text after a figure in its clause, without a conversion: 30 mu (2 hectares) of orchards."""
    figure = sentence.figures[index]
    if converted := _CONVERSION.match(sentence.text, figure.end, min(sentence.end, figure.end + 60)):
        return sentence.text[converted.end() : min(sentence.end, converted.end() + 120)]
    start = figure.end
    if sentence.text.startswith((" a ", " an "), start):
        start = end_of_rate(sentence.text, start)  # $1,050 a ton in America
    return sentence.text[start : min(finish, sentence.next_start(index), figure.end + 160)]


def _tokens(sentence: Sentence, start: int, end: int) -> list[str]:
    parts, position = [], start
    for moment in sentence.moments_in(start, end):
        parts += [sentence.text[position : moment.start], GAP]
        position = moment.end
    return TOKEN.findall("".join([*parts, sentence.text[position:end]]))


def _strip_tail(left: list[str]) -> tuple[list[str], list[str]]:
    """Return the verbs, bounds and prepositions at the end of `left`, last first, and the rest."""
    tails = load_words().tails
    tail: list[str] = []
    words = list(left)
    while words and len(tail) < _LONGEST_TAIL:
        for size in _TAIL_SIZES:
            word = " ".join(words[-size:])
            if len(words) >= size and word in tails:
                tail.append(word)
                del words[-size:]
                break
        else:
            break
    return tail, words


def _find_phrase(tail: list[str], rest: list[str]) -> tuple[str, str, str]:
    """Return the noun phrase at the end of `rest`, the verb whose object it is, and that verb's subject."""
    vocabulary = load_words()
    words = rest
    if "we" in rest[1:]:  # a new clause begins
        words = rest[len(rest) - 1 - rest[::-1].index("we") :]
    has_statement = not vocabulary.statements.isdisjoint(tail)
    verb, subject, cut = "", "", 0
    for index, word in enumerate(words):
        is_noun = has_statement and index == len(words) - 1  # value added should be cut
        if not is_noun and _is_verb(words, index):
            verb, cut = word, index + 1
            subject = subject or _trim(words[:index])
    words = words[cut:]
    if not verb:
        places = (
            index
            for index, word in enumerate(words)
            if index and word in vocabulary.finite and words[index - 1] not in _BEFORE_NOUNS
        )
        finite = next(places, len(words))
        if finite > 1:
            words = words[:finite]
    return _trim(words), verb, subject


def _is_verb(words: list[str], index: int) -> bool:
    """Return whether a word is a verb with an object, by its form and its neighbours."""
    vocabulary = load_words()
    word, before = words[index], "".join(words[max(0, index - 1) : index])
    following = "".join(words[index + 1 : index + 2])
    is_first = index == 0 and not word.endswith(("ing", "ed"))
    if not is_first and (following in vocabulary.after_nouns or following in vocabulary.modals):
        return False  # spending on science, imports of oil
    if word in vocabulary.nouns_in_ing:
        return False
    if word in vocabulary.attributes_in_ing and following in vocabulary.measure_nouns:
        return False  # operating expenses
    if word.endswith("ing") and "-" not in word and (index == 0 or before in _BEFORE_GERUNDS):
        return True
    if word not in vocabulary.transitive or (word.endswith("ed") and before in _BEFORE_ADJECTIVES):
        return False  # the added value, the number of registered nurses
    is_led_to = index == 0 or before in vocabulary.modals or before.endswith("ly")
    return is_led_to or word.endswith(_PAST_ENDINGS)


def _is_adverb(word: str) -> bool:
    """Return whether a word ends like an adverb and is not an adjective or noun: hourly pay."""
    return word.endswith("ly") and word not in load_words().no_adverbs


def _trim(words: list[str]) -> str:
    """Return words as a noun phrase, without words that only lead to it or trail after it."""
    vocabulary = load_words()
    while words and (words[0] in vocabulary.heads or _is_adverb(words[0])):
        if words[0] in ("of", "for"):
            return ""
        words = words[1:]
    while words and (words[-1] in vocabulary.heads or words[-1] in ("annual", "average")):
        words = words[:-1]
    if len(words) == 1 and words[0].endswith("ing") and words[0] not in vocabulary.nouns_in_ing:
        return ""
    phrase = " ".join(words[-_LONGEST_PHRASE:]).replace(GAP, "").replace("  ", " ").strip(" .'")
    if phrase.count(" that ") > 1 or " who " in phrase:
        return phrase
    return _REPORTED.sub("", f"{phrase} ").strip()


def _kind_of(clause: Clause) -> Kind:
    """Return actual if the figure's verb is past, target if the clause begins with a plain verb, or ""."""
    vocabulary = load_words()
    words = [word for word in clause.left if word != GAP]
    if words[:1] == ["and"]:
        del words[0]
    last = clause.verb or "".join(clause.rest[-1:])
    is_plain = last in vocabulary.transitive and not last.endswith(("ed", "ing"))
    is_plain = is_plain and (last not in vocabulary.past or last in _LIKE_PRESENT)  # built at a cost of
    if words[:1] == [last] and is_plain and last != "has":
        return "target"  # operate 30 ports; but: , has a staff of 300
    forms = (vocabulary.past_statements, vocabulary.having)
    has_past_tail = any(not past.isdisjoint(clause.tail) for past in forms)
    is_past = has_past_tail or last in vocabulary.past or last.endswith("ed")
    return "actual" if is_past and vocabulary.future.isdisjoint(words) else ""


def _default_kind(clause: Clause, surface: str, *, is_dated: bool) -> Kind:
    """Return actual if a year follows the figure or a word before it may be a past or present form."""
    if is_dated:
        return "actual"
    vocabulary = load_words()
    words = (*clause.left, surface)
    if any(word.endswith("ed") or word in vocabulary.finite or word in vocabulary.past for word in words):
        return "actual"
    has_subject = clause.phrase and not clause.verb and clause.has_statement
    return "actual" if has_subject and vocabulary.future.isdisjoint(clause.left) else "target"


def _find_baseline(sentence: Sentence, begin: int, finish: int, index: int) -> str:
    """Return the starting value or base of comparison of a figure, as in the folded text."""
    figure = sentence.figures[index]
    if index:
        before = sentence.figures[index - 1]
        lead = sentence.text[max(begin, before.start - 6) : before.start]
        if before.start >= begin and lead.endswith("from "):
            moments = sentence.moments_in(before.end, figure.start)
            dated = (moment.end for moment in moments if moment.start - before.end < 3)
            return sentence.text[before.start : next(dated, before.end)]
    moments = sentence.moments_in(begin, min(sentence.end, finish))
    bases = (sentence.text[moment.start : moment.end] for moment in moments if moment.role == "base")
    return next(bases, "")


def count_unit(indicator: str) -> str:
    """Return what "the number of X" counts, "" if X names no plural; a population counts people."""
    if _POPULATION.fullmatch(indicator.lower()):
        return "people"
    stops = load_words().stops
    match = _NUMBER_OF.search(indicator.lower())
    if not match:
        return ""
    words = match[1].split()
    ends = (place for place, word in enumerate(words) if word in stops or word.endswith("ed"))
    stop = next(ends, len(words))
    if not stop or not words[stop - 1].endswith(("s", "people")):
        return ""
    return load_units().name_counted(words[:stop])
