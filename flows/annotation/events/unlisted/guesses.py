"""Words guessed to be a name, because they contain nothing that speaks against it."""

from __future__ import annotations

from flows.annotation.events.parties import Party, unlisted_party
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted.letters import FUNCTION
from flows.text import HAN, lazy_pattern

_TO_OBJECT = 40  # code points after a verb in which its object is looked for
_GUESS = lazy_pattern(rf"(?:(?![{FUNCTION}])[{HAN}a-z0-9·]){{2,14}}")
# Endings of words for groups, or for things that are not bodies: 灾区群众, 在线教育.
COMMON_NOUN = lazy_pattern(
    "(?:群众|灾区|灾民|居民|农民|家庭|学生|教师|军人|人员|对象|患者|[农商散客住租业用困贫大]户"
    "|地区|市场|领域|行业|产业|[造务融]业|机构|部门|单位|材料|产品|设备|专业|教育|旅游|金融"
    "|汽车|手机|平台|玻璃|企业家)$"
)


def guess_name(sentence: Sentence, start: int, end: int, body_end: int = 0) -> Party | None:
    """Return words as an unlisted party, or None if they are known or contain what no name contains.

    Only the words up to `body_end`, if it is given, must not be those of a class of firms.
    """
    if not _GUESS.fullmatch(sentence.bound, start, end):
        return None
    name, words = sentence.text[start:end], load_words("zh")
    body = sentence.text[start : body_end or end]
    if words.classes.match(name) or words.no_names.search(body) or words.hedges.search(name):
        return None
    for mention in sentence.mentions:
        is_cut = mention.source == "model" and mention.start == start and mention.end < end
        is_inside = mention.start < end and start < mention.end and not is_cut
        if is_inside and mention.type not in ("GPE", "TECH", "TERM"):
            return None
        if mention.source == "lexicon" and mention.start <= start and end <= mention.end:
            return None
    return unlisted_party(sentence.text, start, end)


def has_sure_object(sentence: Sentence, verb: Verb) -> bool:
    """Return whether words after a verb leave no doubt of the event, so that its actor may be guessed."""
    strong = verb.rule.strong
    return strong is not None and bool(strong.search(sentence.plain, verb.start, verb.end + _TO_OBJECT))
