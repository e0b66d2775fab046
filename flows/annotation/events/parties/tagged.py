"""Names that a list, rule or model tagged, as parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.annotation.events.parties.capitals import QUALIFIER, is_chinese_person, split_mention
from flows.annotation.events.parties.party import Party, unlisted_party
from flows.annotation.events.rules import load_words
from flows.annotation.names import make_entity_id
from flows.records import Mention
from flows.text import lazy_pattern, within

PARTY_TYPES = frozenset(("ORG", "PERSON", "GPE", "PROGRAMME"))
_TRUSTED = frozenset(("lexicon", "rule"))  # sources whose types are not guesses
_POSSESSIVE = lazy_pattern(r"[’']s?$")
_YEAR = lazy_pattern(r"(?:1[89]|20)\d\d\s(?=[A-Z])")
_LEAD = lazy_pattern(r"(?:of|in|at|by|from|and|the)\s(?=[A-Z])")


def as_party(mention: Mention) -> Party:
    """Return a tagged name as a party; a guessed type yields to pinyin (Liu Haiwen) or a word for firms."""
    name = _POSSESSIVE.sub("", mention.text)
    end, is_listed, kind = mention.start + len(name), mention.source in _TRUSTED, mention.type
    lead = _LEAD.match(name)
    if lead is None and kind == "ORG" and mention.source != "lexicon":
        lead = _YEAR.match(name)  # In 2010 Haiwei Bearings
        lead = lead or QUALIFIER.match(name)  # Suzhou-based Haiwei Bearings
    if lead:  # a model's "of Bank of China"
        name = name[lead.end() :]
        return Party(end - len(name), end, name, make_entity_id(kind, name), kind, is_listed=is_listed)
    if kind == "PERSON" and is_chinese_person(name):
        is_listed = True
    if kind != "ORG" and not is_listed and load_words("en").firms.fullmatch(name.lower().split(" ")[-1]):
        return Party(mention.start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)
    entity = mention.entity or mention.concept or make_entity_id(kind, name)
    return Party(mention.start, end, name, entity, kind, is_listed=is_listed)


def as_parties(text: str, mention: Mention, mentions: Sequence[Mention]) -> Iterator[Party]:
    """Yield the parties of an English mention: split if a model joined two, and without a date at the end."""
    spans = split_mention(text, mention, mentions)
    if spans == [(mention.start, mention.end)]:
        yield as_party(mention)
        return
    for start, end in spans:
        near = within(mentions, start, end)
        nested = (one for one in near if (one.start, one.end) == (start, end) and one.type in PARTY_TYPES)
        if inner := next(nested, None):
            yield as_party(inner)
        else:
            name = _POSSESSIVE.sub("", text[start:end])
            yield unlisted_party(text, start, start + len(name), mention.type)
