"""Short biographies in Chinese: the person whom a passage describes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.chinese.topics import clause_start
from flows.annotation.events.parties import Party
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import leaves_topic_out
from flows.text import has_han

# Words of the opening of a biography, and words that open only other texts about a person.
_POSTS = re.compile(
    "研究员|教授|院士|主任|书记|主席|[局司厅部院所会校处]长|总裁|董事长|总经理|委员|博士|工程师|理事|秘书长"
)
_TELLS = re.compile(
    "说|表示|指出|强调|介绍|认为|会见|出席|主持|讲话|考察|调研|率|签署|发表|致|向|对|与|当选|今天|近日|日前"
)


def find_life(plain: str, parties: Sequence[Party]) -> Party | None:
    """Return the subject of a passage that is a short biography: it opens with a name and posts.

    >>> 李鸣远青禾研究院研究员,博士生导师。于1999年获... -> 李鸣远
    """
    first = parties[0] if parties else None
    if first is None or first.kind != "PERSON" or plain[: first.start].strip() or not has_han(first.text):
        return None
    opening = plain[first.end :].partition("。")[0]
    if not _POSTS.search(opening) or _TELLS.search(opening):
        return None
    return replace(first, is_resolved=True, is_listed=False)


def topic_of_life(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the person of a biography for a clause that names nobody: 2005年获国家科技进步奖."""
    clause = clause_start(sentence, verb.start)
    if sentence.person is None or "life_tells" not in verb.rule.traits:
        return None
    if not leaves_topic_out(sentence, clause, verb) and verb.start > clause:
        return None
    return replace(sentence.person, start=0, end=0)
