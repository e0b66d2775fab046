"""Terms of English texts in lower case: modifiers that are nouns or adjectives, and a typical last noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.annotation.matching import Tagged
from flows.annotation.openvocabulary.borders import Odds, find_start, odds_of
from flows.annotation.openvocabulary.heads import Head, read_heads, read_words, technical_words
from flows.records import Mention
from flows.text import lazy_pattern

_MOST_MODIFIERS = 6
_LONGEST_WORD = 25  # longer ones are several words of a damaged text
_MOST_COORDINATED = 12  # words of a term with "and" in it
_HYPHEN = Odds(0.3, -9.0)  # high-end: no term begins with a hyphen
_KNOWN_PART = Odds(2.0, 2.0)
_WORD = lazy_pattern(r"[A-Za-z][A-Za-z-]+$")
_LOWER = lazy_pattern(r"[a-z][a-z-]+$")
_CAPITAL = lazy_pattern(r"[A-Z][\w-]*$")
_ACRONYM = lazy_pattern(r"[A-Z]{2,}$|[1-9]G$")
_DETERMINERS = ("the", "a", "an")
_QUOTED_BEFORE = lazy_pattern(r"(?:“[^“”\n.;]{2,40}”|(?<![\w.,])\"[^\"\n.;]{2,40}\") $")
_LONGEST_QUOTE = 44
_BE = ("is", "are", "was", "were", "be", "been")
# What describes a term before a comma: a safe, green bamboo system; not a little practice, bamboo therapy.
_ADJECTIVE = lazy_pattern(
    r"\w*(?:al|ive|ic|able|ible|ous|ful|ent|ant|ary|ed|ern|ized|ised|ile|ar)|small|large|big|safe|clean|green"
    r"|new|old|high|low|strong|open|fair|free|smart|deep|fast|near|modern|wide"
)
_ANY = ("every", "each", "any", "another", "which", "what", "no")
_STOPS = (".", "!", "?", ":", "§")


def find_terms(tagged: Tagged, words: Sequence[str], known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the terms of a text by last noun; `known` mentions can be parts of them."""
    heads = read_heads("en")
    parts = {position for mention in known for position in range(mention.start, mention.end)}
    whole = {(mention.start, mention.end) for mention in known}
    for index, word in enumerate(words):
        head = heads.get(word)
        if head is None or tagged.tokens[index] in whole or _describes_next_noun(words, index):
            continue
        first, score = _read_back(tagged, words, parts, index)
        first += _opens_with_verb(words, first, index)
        begin = _find_begin(words, first, index)
        if begin is None or not _is_term(head, words[begin:index], word):
            continue
        kind = _type_of(head, words, index)
        if kind == "PROGRAMME" and words[begin - 1 : begin] and words[begin - 1] in _ANY:
            continue  # after every new kelp campaign
        if kind == "TERM" and not _is_long(words[begin:index], head):
            continue
        begin = _with_capitals(tagged, words, begin, kind)
        if any(len(one) > _LONGEST_WORD for one in words[begin:index]):
            continue
        start, end = tagged.tokens[begin][0], tagged.tokens[index][1]
        if kind == "PROGRAMME":
            start = start_with_quote(tagged.text, start)
        score = round(min(0.9, 0.6 + score / 20), 2)
        yield Mention(start, end, tagged.text[start:end], kind, source="pattern", score=score)


def start_with_quote(text: str, start: int) -> int:
    """Return the start of a programme's name with the part in quotation marks before it.

    >>> the “Good Kelp” |recruitment program -> “Good Kelp” recruitment program
    """
    quoted = _QUOTED_BEFORE.search(text, max(0, start - _LONGEST_QUOTE), start)
    return quoted.start() if quoted else start


def _read_back(tagged: Tagged, words: Sequence[str], parts: set[int], index: int) -> tuple[int, float]:
    """Return the likeliest first word of the term that ends in word `index`, and its odds."""
    odds: list[Odds] = []
    for place in range(index - 1, max(-1, index - 1 - _MOST_MODIFIERS), -1):
        if words[place] == "-":
            odds.insert(0, _HYPHEN)
            continue
        if not _WORD.match(words[place]) or words[place][:1].isupper():
            break
        is_part = tagged.tokens[place][0] in parts
        odds.insert(0, _KNOWN_PART if is_part else odds_of(words[place], "en"))
    chosen, score = find_start(odds)
    first = index - len(odds) + chosen
    while first and first < index and words[first - 1] == "-" and _WORD.match(words[first - 2]):
        first -= 2  # the start of a compound belongs to it: large-scale
    return first, score


def _opens_with_verb(words: Sequence[str], first: int, last: int) -> bool:
    """Return whether the first word of a term is the verb of the clause, and more words come before the last.

    >>> must import battery technology; the ability to access semiconductor equipment
    """
    if first and words[first].endswith("ing") and words[first - 1] in _BE:
        return True  # researchers are testing drugs
    if not first or first + 1 >= last:
        return False
    if words[first - 1] in read_words("auxiliaries"):
        return True
    is_led = first > 1 and words[first - 2] in read_words("leading_to")
    return words[first - 1] == "to" and words[first] in read_words("verbs_en") and not is_led


def _without_praise(words: Sequence[str], first: int, last: int) -> int:
    """Return the first word of a term without words that count, compare or praise it.

    >>> more flexible bamboo trading mechanisms; put in place bamboo payment systems
    """
    while first < last and words[first + 1] != "-" and words[first] in read_words("praise"):
        first += 1
    return first


def _find_begin(words: Sequence[str], first: int, last: int) -> int | None:
    """Return the first word of a term, with what "and" joins to it, without praise; None if it is unclear."""
    begin = _with_coordinates(words, first, last)
    if begin is not None and begin < first:
        return begin
    bare = _without_praise(words, first, last)
    if bare == last or (begin is None and bare == first):
        return None
    return bare


def _with_coordinates(words: Sequence[str], first: int, last: int) -> int | None:
    """Return the first word of a term with what "and" joins to its first word, or None if that is unclear.

    The whole begins after the article, or after the verb that governs it. Other terms, and words in the
    plural, before "and" are names of their own.

    >>> the food and drug safety system; improve planning and supply assurance mechanisms
    >>> None: the use of bamboo and timber trading mechanisms
    """
    if not first or words[first - 1] not in ("and", ","):
        return first
    if first == last:
        return None  # and funds
    is_joined = words[first - 1] == "and" and words[first - 2 : first - 1] != [","]
    heads = read_heads("en")
    for place in range(first - 1, max(-1, first - _MOST_COORDINATED), -1):
        word = words[place]
        if word.lower() in (*_DETERMINERS, *read_words("governing_en")):
            is_whole = is_joined or _is_row(words, place + 1, first, last)
            if not is_whole:
                return first
            return _anchor(words, place + 1, first)
        if word in heads or (_is_plural(word) and words[place + 1] in ("and", ",")):
            return first
        is_part = word in ("and", ",", "-") or (
            _LOWER.match(word) and word not in read_words("function_words")
        )
        if not is_part:
            break
    if is_joined:
        return None
    return first


def _is_row(words: Sequence[str], begin: int, first: int, last: int) -> bool:
    """Return whether the commas before a term separate its own modifiers.

    A comma alone does so if no list of names continues after the term.

    >>> a safe, green, and open bamboo system; not the path, bamboo theory, and system
    """
    before = words[begin:first]
    if words[first - 1] == "and":
        return before.count(",") > 1
    if not _ADJECTIVE.fullmatch(words[first - 2]) and words[first - 3 : first - 2] != ["-"]:
        return False
    return first < last and "and" not in before and words[last + 1 : last + 2] not in ([","], ["and"])


def _anchor(words: Sequence[str], begin: int, first: int) -> int:
    """Return the first word of a coordinated term; praise (more robust and, sound) is left out."""
    praise = read_words("praise")
    if words[begin] in ("more", "most", "other", "same") or not words[begin].isidentifier():
        return first
    if all(word in ("and", ",") or word in praise for word in words[begin:first]):
        return first
    if words[begin] == "sound":
        begin = _without_praise(words, begin, first)
    if not words[begin].isidentifier():
        return first
    return begin


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _with_capitals(tagged: Tagged, words: Sequence[str], first: int, kind: str) -> int:
    """Return the first word of a term with the name or acronym before it.

    >>> the Green Lake water control project, AI risk management systems
    """
    begin = first
    while begin > max(0, first - _MOST_COORDINATED) and tagged.text[
        tagged.tokens[begin - 1][1] : tagged.tokens[begin][0]
    ] in (" ", ""):
        before = words[begin - 1]
        if before == "-" and begin > 1 and begin < first and _CAPITAL.match(words[begin - 2]):
            begin -= 2
            continue
        is_name = _CAPITAL.match(before) if kind == "PROGRAMME" else _ACRONYM.match(before)
        opens = begin == 1 or words[begin - 2] in _STOPS
        is_first = begin == first and not _ACRONYM.match(before)
        if not is_name or before in ("The", "A", "An") or (opens and is_first):
            break
        begin -= 1
    return begin


def _type_of(head: Head, words: Sequence[str], index: int) -> str:
    """Return the type of a lower-case term; several projects are not the name of a programme.

    What networks, platforms, models and the making of things are for can make them none: a rail network.
    """
    if head.type == "PROGRAMME" and words[index].endswith("s"):
        return "TERM"
    is_weak = head.type == "TECH" and words[index] in (*head.weak, "manufacturing")
    if is_weak and words[index - 1] in read_words("infrastructure"):
        return "TERM"
    return head.type


def _describes_next_noun(words: Sequence[str], index: int) -> bool:
    """Return whether the next word is a noun that the head only describes: "technology transfer"."""
    if index + 1 == len(words) or not _WORD.match(words[index + 1]):
        return False
    return odds_of(words[index + 1], "en").inside > 1.2


def _is_term(head: Head, modifiers: Sequence[str], last: str) -> bool:
    modifiers = [word for word in modifiers if word != "-"]
    named = [word for word in modifiers if word not in head.general]
    if not named or len(" ".join([*modifiers, last])) < head.least:
        return False
    if head.type == "TECH":
        return any(word in technical_words("en") for word in named)
    if head.type == "PROGRAMME":
        return len(modifiers) >= 2
    return len(modifiers) + 1 >= head.tokens


def _is_long(modifiers: Sequence[str], head: Head) -> bool:
    """Return whether a term has two modifiers; a compound counts as two, a general one (long-term) as one."""
    compounds = " ".join(word for word in modifiers if word not in ("and", ",")).replace(" - ", "-").split()
    count = sum(2 if "-" in one and one not in head.general else 1 for one in compounds)
    return count + 1 >= max(head.tokens, 3)
