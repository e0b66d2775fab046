"""Parties of events: named firms, bodies, persons and places, and the words that refer to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.annotation.events.capitals import (
    Sweep,
    find_capitals,
    is_chinese_person,
    split_mention,
    split_title,
    within,
)
from flows.annotation.events.rules import choose_language, find_first_verb, load_words
from flows.annotation.names import is_common_word, make_entity_id
from flows.records import Mention

_TYPES = frozenset(("ORG", "PERSON", "GPE", "PROGRAMME"))
_TRUSTED = frozenset(("lexicon", "rule"))  # sources whose types are not guesses
_WITHIN_NAMES = frozenset(("TERM", "TECH"))  # Haiwei Semiconductors
_POSSESSIVE = re.compile(r"[’']s?$")
_LEAD = re.compile(r"(?:of|in|at|by|from|and|the)\s(?=[A-Z])")
# Verbs and prepositions that take "it" as their object.
_BEFORE_IT = re.compile(
    r"\b(?:put|added|placed|gave|given|granted|lent|awarded|fin(?:ed|ing)|named|bought|acquired|included"
    r"|told|ordered|barred|banned|sold|of|by|with|to|on|against|in|into|for|from|over)\s$"
)
# Before "the company" as the object of a deal: took control of the company.
_BEFORE_DEALT = re.compile(
    r"\b(?:acquired|bought|purchased|absorbed|took over|control of|(?:stake|shares?|holding|interest) in"
    r"|(?:percent|per cent|%|shares|majority|half|third|quarter) of|(?:invest\w*|yuan|dollars|euros) in"
    r"|(?:yuan|dollars|euros|money|capital) into|merged with|(?:acquisition|takeover|purchase) of) $"
)
_SHARES = re.compile(r" (?:shares|stock|equity|share capital|voting rights)\b")  # 15 percent of its shares
# The founder, an alumnus of Haiwei: the text is not about Haiwei.
_APPOSITION = re.compile(r",\s(?:an?|the|formerly|once|previously|until)\s[^,.]{0,40}$")
_JOINT = re.compile(r",?\s(?:and\s)?(?:the\s)?")  # between the names of a list
_YEARS_OLD = re.compile(r"the \d")
# Founded in 2023 by a team from Haiwei, it makes: not Haiwei.
_PARTICIPLE_BEFORE = re.compile(
    r"\W*(?:(?:first|originally|newly|jointly)\s)?(?:[a-z]+ed|built|set up|spun off|born)\s"
    r"(?:in|by|on|as|from|with|at)\b[^;.!?]{0,160},\s"
)
_EARLIER = 24  # names before a pronoun that it may refer to
_FAR = 200  # the same for "he" and 该校
_CALLED = re.compile(r"\((?:以下|下)简称[“\"]?(?:本)?公司[”\"]?\)")
_GOVERNED = re.compile("[由向从对被与和给为获]")  # before a name that the sentence is not about
_SENTENCE = 1200  # code points of a sentence at most
_BEFORE = 34  # code points before a name in which a preposition is looked for
OWNER_BEFORE = re.compile(r"\b[\w-]+[’']s?\s$")  # by China's Haiwei
_POSSESSIVE_MARK = re.compile(r"[’']")
_SEVERAL_WORDS = re.compile(r"\s")  # a single word that a model took for a person may be a firm
# Nouns that refer only to bodies with these words in their names.
_NAMED_BY = {
    "bank": "bank",
    "university": "univ",
    "institute": "institute",
    "bourse": "exchange",
    "exchange": "exchange",
    "fund": "fund",
    "academy": "academy",
}
_BRACKET = re.compile(
    r"\s\((?:[A-Z][a-z]+|US|UK|HK)\)"
    r"(?P<legal>\s(?:Co(?:mpany|rporation|rp)?\.?,?\s)?(?:Ltd|Limited|Inc|LLC|Co)\b\.?)?"
)
# Endings of the names that a Chinese noun with 该 refers to: 该校 to a university.
_KINDS = {
    "该校": ("大学", "学院", "学校", "中学"),
    "该院": ("研究院", "科学院", "医院", "学院", "设计院"),
    "该所": ("研究所", "交易所", "所"),
    "该行": ("银行",),
    "该中心": ("中心",),
}
_CHINESE_SUFFIX = re.compile(r"(?:集团|公司|股份|有限公司|有限责任公司|股份有限公司){1,3}")


@dataclass(frozen=True, slots=True)
class Party:
    """A name in a text, in code points, with its entity; `is_resolved` marks a pronoun that refers to it."""

    start: int
    end: int
    text: str
    entity: str
    kind: str
    is_resolved: bool = False
    is_owner: bool = False  # "its": what follows belongs to the party
    is_listed: bool = True  # False: found by a model or by its capitals, so its kind is a guess


def find_parties(text: str, language: str, mentions: Sequence[Mention]) -> list[Party]:
    """Return the named parties of a passage, disjoint and ordered by start.

    Untagged English names are found by their capitals. One that only extends a mention's name
    (Haiwei Semiconductors Co., Ltd.) keeps the mention's entity.
    """
    named = [
        mention
        for mention, is_hidden in zip(mentions, _hidden(language, mentions), strict=True)
        if mention.type in _TYPES and not is_hidden
    ]
    if language == "en":
        return _as_bodies(_join_capitals(text, named, mentions))
    return [_lengthen(text, _as_party(mention)) for mention in named]


def _hidden(language: str, mentions: Sequence[Mention]) -> Iterator[bool]:
    """Yield per mention whether a longer name hides it; an event's name with a verb does not hide who acts.

    >>> 华为被列入实体清单 -> 华为 is none the less named
    """
    end = 0  # of the last event's name
    for mention in mentions:
        yield mention.nested and not (mention.type == "ORG" and mention.end <= end)
        if mention.type == "EVENT" and find_first_verb(mention.text.lower(), language) >= 0:
            end = max(end, mention.end)


def _as_bodies(parties: list[Party]) -> list[Party]:
    """Return the parties; a guessed person whose name is part of a body's name becomes that body.

    >>> Suzhou Haiwei, Haiwei -> both stand for Suzhou Haiwei
    """
    bodies = {word: party for party in parties if party.kind == "ORG" for word in party.text.split()[1:]}
    return [
        replace(party, entity=bodies[party.text].entity, kind="ORG")
        if party.kind == "PERSON" and not party.is_listed and party.text in bodies
        else party
        for party in parties
    ]


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
            last = _find_english(plain, match, earlier[-_FAR:], subject)
        else:
            last = _find_antecedent(plain, match, earlier[-_FAR:], language) or _from_heading(subject)
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


def find_silent(language: str, parties: Sequence[Party], place: int, subject: str) -> Party | None:
    """Return the firm that a line of a chronicle leaves out: `subject`, else the first one before `place`."""
    organs = load_words(language).organs
    firms = (
        party
        for party in parties
        if party.kind == "ORG" and party.end <= place and not organs.search(party.text.lower())
    )
    found = _from_heading(subject) or next(firms, None)
    return replace(found, start=0, end=0, is_resolved=True) if found else None


def _find_antecedent(
    plain: str, found: re.Match[str], earlier: Sequence[Party], language: str
) -> Party | None:
    """Return which of the parties before it, ordered by start, a Chinese pronoun refers to, or None."""
    if found[0] == "其":
        return _first_of_sentence(plain, earlier)
    if kind := _KINDS.get(found[0]):
        kinds = (party for party in reversed(earlier) if party.kind == "ORG" and party.text.endswith(kind))
        return next(kinds, None)
    organs = load_words(language).organs
    bodies = [party for party in earlier if party.kind == "ORG" and not organs.search(party.text.lower())]
    free = (party for party in reversed(bodies) if not _GOVERNED.match(plain, party.start - 1))
    return next(free, bodies[-1] if bodies else None)


def _find_english(plain: str, found: re.Match[str], earlier: Sequence[Party], subject: str) -> Party | None:
    """Return which of the parties before it, ordered by start, an English pronoun refers to, or None.

    In "The ministry put it on a list", "it" is not the ministry. A body that a sentence is about takes
    precedence over one named in passing (the product won over Feinlager; an alumnus of Feinlager).
    """
    pronoun, place = found[0], found.start()
    word = pronoun.rpartition(" ")[2]
    if pronoun in ("he", "she") or _YEARS_OLD.match(pronoun):
        persons = [party for party in reversed(earlier) if party.kind == "PERSON"]
        return next((one for one in persons if not is_governed(plain, one)), next(iter(persons), None))
    organs = load_words("en").organs
    bodies = [party for party in earlier[-_EARLIER:] if _is_topic(party)]
    if pronoun in ("it", "its", "they"):
        begin = _sentence_start(plain, place)
        if _PARTICIPLE_BEFORE.fullmatch(plain, begin, place):
            bodies = [party for party in bodies if party.end <= begin]
        is_dealt = pronoun == "its" and _SHARES.match(plain, found.end())
        if is_dealt and _BEFORE_DEALT.search(plain, max(0, place - _BEFORE), place):
            bodies = _without_actor(plain, bodies, place)
        if pronoun == "it" and _BEFORE_IT.search(plain, max(0, place - 12), place):
            bodies = _without_actor(plain, bodies, place)
            if near := [party for party in bodies if party.start >= begin]:
                return next((one for one in near if not is_governed(plain, one)), near[-1])
    elif key := _NAMED_BY.get(word):
        bodies = [party for party in bodies if key in party.text.lower()]
    else:
        bodies = [party for party in bodies if not organs.search(party.text.lower())]
        if _BEFORE_DEALT.search(plain, max(0, place - _BEFORE), place):
            bodies = _without_actor(plain, bodies, place)
        if pronoun.count(" ") > 1:
            return _find_described(plain, bodies) or _from_heading(subject)
    heading = _from_heading(subject)
    return _choose_topic(plain, bodies, heading)


def _find_described(plain: str, bodies: Sequence[Party]) -> Party | None:
    """Return the firm that a noun describes (the chip designer): the one named most often, or the first."""
    free = [party for party in bodies if not is_governed(plain, party)]
    if not free and len({party.entity for party in bodies}) == 1:
        return bodies[-1]  # lifted its ban on Haiwei; the chip designer
    counts = Counter(party.entity for party in free)
    best = max(counts.values(), default=0)
    return next((party for party in free if counts[party.entity] == best), None)


def _is_topic(party: Party) -> bool:
    """Return whether a pronoun may refer to a party; short unlisted names (PCs, R1) are mostly not bodies."""
    if party.kind != "ORG":
        return party.kind == "PERSON" and not party.is_listed and not _SEVERAL_WORDS.search(party.text)
    return party.is_listed or party.is_resolved or len(party.text) > 3


def _without_actor(plain: str, bodies: Sequence[Party], place: int) -> list[Party]:
    """Return the bodies without the one that acts on "it": the last ungoverned one of its sentence."""
    start = _sentence_start(plain, place)
    inside = [party for party in bodies if party.start >= start]
    governed: set[int] = set()
    for number, party in enumerate(inside):
        follows = number and _JOINT.fullmatch(plain, inside[number - 1].end, party.start)
        if is_governed(plain, party) or (follows and number - 1 in governed):
            governed.add(number)
    actors = [party for number, party in enumerate(inside) if number not in governed]
    if not actors:
        return [one for one in bodies if one.end <= start]
    return [one for one in bodies if one.entity != actors[-1].entity]


def _choose_topic(plain: str, bodies: Sequence[Party], heading: Party | None) -> Party | None:
    """Return the body that sentences are about: the first ungoverned one of the nearest sentence.

    A body of an earlier sentence takes precedence over one that only owns something (Haiwei's engineers),
    unless the owner occurs again.
    """
    owner: Party | None = None
    last = list(bodies)
    while last:
        start = _sentence_start(plain, last[-1].start)
        inside = [party for party in last if party.start >= start]
        for party in inside:
            if is_governed(plain, party):
                continue
            if not _POSSESSIVE_MARK.match(plain, party.end):
                is_again = owner and sum(one.entity == owner.entity for one in bodies) > 1
                return owner if is_again else party
            owner = owner or party
        last = last[: -len(inside)]
    passing = (
        party
        for party in reversed(bodies)
        if not _APPOSITION.search(plain[max(0, party.start - 60) : party.start])
    )
    return owner or heading or next(passing, None)


def _sentence_start(plain: str, place: int) -> int:
    """Return the start of the sentence at `place`, at most `_SENTENCE` code points before it."""
    first = max(0, place - _SENTENCE)
    return max(first, *(plain.rfind(mark, first, place) + 1 for mark in (". ", "; ", "! ", "? ")))


def is_governed(plain: str, party: Party) -> bool:
    """Return whether a preposition or a participle with "by" precedes an English name."""
    before = plain[max(0, party.start - _BEFORE) : party.start]
    return bool(load_words("en").prepositions.search(OWNER_BEFORE.sub("", before)))


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


def _from_heading(subject: str) -> Party | None:
    return Party(0, 0, subject, make_entity_id("ORG", subject), "ORG") if subject else None


def find_subject(text: str, language: str, mentions: Sequence[Mention]) -> str:
    """Return the first firm that a heading or title names, as written there, or "".

    Common words in capitals are not a firm: AI Education.
    """
    language = choose_language(text, language)
    organs = load_words(language).organs
    bodies = (
        party.text
        for party in find_parties(text, language, mentions)
        if party.kind == "ORG" and (party.is_listed or not _is_common(party.text))
    )
    return next((name for name in bodies if not organs.search(name.lower())), "")


def _is_common(name: str) -> bool:
    words = [word for word in name.lower().split() if len(word) > 2]
    return name.isascii() and bool(words) and all(map(is_common_word, words))


def _as_party(mention: Mention) -> Party:
    name = _POSSESSIVE.sub("", mention.text)
    end, is_listed, kind = mention.start + len(name), mention.source in _TRUSTED, mention.type
    if lead := _LEAD.match(name):  # a model's "of Bank of China"
        name = name[lead.end() :]
        return Party(end - len(name), end, name, make_entity_id(kind, name), kind, is_listed=is_listed)
    if kind == "PERSON" and is_chinese_person(name):
        is_listed = True
    if kind != "ORG" and not is_listed and load_words("en").firms.fullmatch(name.lower().split(" ")[-1]):
        return Party(mention.start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)
    entity = mention.entity or mention.concept or make_entity_id(kind, name)
    return Party(mention.start, end, name, entity, kind, is_listed=is_listed)


def _as_parties(text: str, mention: Mention, mentions: Sequence[Mention]) -> Iterator[Party]:
    """Yield the parties of an English mention: split if a model joined two, and without a date at the end."""
    spans = split_mention(text, mention, mentions)
    if spans == [(mention.start, mention.end)]:
        yield _as_party(mention)
        return
    for start, end in spans:
        near = within(mentions, start, end)
        nested = (one for one in near if (one.start, one.end) == (start, end) and one.type in _TYPES)
        if inner := next(nested, None):
            yield _as_party(inner)
        else:
            name, kind = _POSSESSIVE.sub("", text[start:end]), mention.type
            entity = make_entity_id(kind, name)
            yield Party(start, start + len(name), name, entity, kind, is_listed=False)


def _lengthen(text: str, party: Party) -> Party:
    """Return a Chinese party with the 公司 or 集团 that follows its name."""
    match = _CHINESE_SUFFIX.match(text, party.end) if party.kind == "ORG" else None
    if not match:
        return party
    return replace(party, end=match.end(), text=text[party.start : match.end()])


def _join_capitals(text: str, named: Sequence[Mention], mentions: Sequence[Mention]) -> list[Party]:
    """Merge tagged names with capitalised words; if two overlap, the longer is kept."""
    tagged = Sweep([party for mention in named for party in _as_parties(text, mention, mentions)])
    others = Sweep([mention for mention in mentions if mention.type not in _TYPES])
    replaced: set[int] = set()
    found: list[Party] = []
    for start, end in find_capitals(text, mentions):  # in order, disjoint
        inside = tagged.overlapping(start, end)
        if any(party.start < start or end < party.end for party in inside):
            continue
        if _is_other(start, end, others.overlapping(start, end)):
            continue
        if inside and end - start - sum(party.end - party.start for party in inside) < 2:
            continue
        replaced.update(party.start for party in inside)
        found.append(_name_capitals(text[start:end], start, inside))
    found += [party for party in tagged.spans if party.start not in replaced]
    return _join_brackets(text, sorted(found, key=lambda party: party.start))


def _is_other(start: int, end: int, inside: Sequence[Mention]) -> bool:
    """Return whether capitalised words are a title, date, sum or term, and not a name that contains one."""
    if any(
        mention.type not in _WITHIN_NAMES or mention.start < start or end < mention.end for mention in inside
    ):
        return True
    return any(mention.end - mention.start > end - start - 3 for mention in inside)


def _name_capitals(name: str, start: int, inside: Sequence[Party]) -> Party:
    """Return capitalised words as a person if a post, a person's name or pinyin shows one, else as a body."""
    skipped, has_post = split_title(name)
    ends_with_person = bool(inside) and inside[-1].kind == "PERSON" and inside[-1].end == start + len(name)
    is_person = is_chinese_person(name[skipped:])
    if is_person or (has_post and (ends_with_person or not inside)):
        start, name = start + skipped, name[skipped:]
        entity = next((party.entity for party in inside if party.start == start), "")
        is_listed = is_person or any(party.is_listed for party in inside)
        return Party(
            start,
            start + len(name),
            name,
            entity or make_entity_id("PERSON", name),
            "PERSON",
            is_listed=is_listed,
        )
    first = next((party for party in inside if party.start == start and party.kind == "ORG"), None)
    entity = first.entity if first else make_entity_id("ORG", name)
    return Party(start, start + len(name), name, entity, "ORG", is_listed=bool(inside))


def _join_brackets(text: str, parties: Sequence[Party]) -> list[Party]:
    """Return the parties, with a place in brackets made part of a firm's name: Haiwei (Suzhou) Ltd."""
    found: list[Party] = []
    for party in parties:
        if found and party.start < found[-1].end:
            continue
        bracket = _BRACKET.match(text, party.end) if party.kind == "ORG" else None
        is_firm = load_words("en").firms.fullmatch(party.text.lower().split(" ")[-1])
        if bracket and (is_firm or bracket["legal"]):
            found.append(replace(party, end=bracket.end(), text=text[party.start : bracket.end()]))
        else:
            found.append(party)
    return found
