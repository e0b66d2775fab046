"""Congratulations on an office in Chinese: 致电某人,祝贺他当选主席."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.annotation.events.chinese.objects import words_from
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles, has_object
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.names import make_entity_id
from flows.text import HAN, start_of

# Words between a person and the verb of a congratulation: 莫迪总理再次当选, but not 莫迪之子当选.
_IN_HONOUR = re.compile(r"(?:总统|总理|首相|主席|总书记|书记|议长|国王|秘书长|总干事|阁下|同志|先生|女士)*")
_FOREIGN_PERSON = re.compile(rf"[{HAN}]{{1,12}}(?:·[{HAN}]{{1,8}}){{1,3}}")
_NO_PERSON = re.compile("[、的和与及之]|领导|率领|获胜|赢得|[党军队派盟]$")
_SECOND_HEADLINE = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")  # 祝贺甲当选总统 乙向甲致贺电


def read_congratulation(sentence: Sentence, verb: Verb, last: int) -> Roles | None:
    """Read 致电某人,祝贺他当选主席: the person congratulated took the office on an earlier day."""
    first, end = verb.match.span("actor")
    names = [party for party in sentence.parties if first <= party.start and party.end <= end]
    persons = [party for party in names if party.kind == "PERSON"]
    person = persons[-1] if persons else None
    if len(persons) > 1 and _FOREIGN_PERSON.fullmatch(sentence.plain, first, end):
        persons, names, person = [], [], None  # 卡瑟姆若|马尔特·托卡耶夫: one name, cut in two
    if len(persons) > 1 or (person and not _IN_HONOUR.fullmatch(sentence.plain, person.end, end)):
        return None
    if person is None:
        text = sentence.text[first:end]
        if names or _NO_PERSON.search(text):
            return None
        person = Party(first, end, text, make_entity_id("PERSON", text), "PERSON")
    start, end = words_from(sentence, verb.end, last)
    end = start_of(_SECOND_HEADLINE.search(sentence.plain, start, end), end)
    if not has_object(verb.rule, sentence.plain[start:end]):
        return None
    # Nothing is guessed: whoever is congratulated on an office has it.
    return Roles(replace(person, is_listed=True), sentence.text[start:end], start, end)
