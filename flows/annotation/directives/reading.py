"""Directives of a passage: what it asks somebody to do, graded by the force of its words."""

from __future__ import annotations

from functools import cache

from flows.annotation.directives import chinese, english
from flows.annotation.directives.clauses import FoundDirective, Sentence, Span
from flows.annotation.directives.listed import find_listed
from flows.annotation.directives.marks import settle_marks
from flows.records import Directive
from flows.text import (
    HAN,
    Cover,
    count_han,
    folding_table,
    lazy_pattern,
    list_translations,
    sentence_ends,
    start_of,
)

_LONGEST = 1200  # code points of a sentence; longer ones are tables or lists without full stops
_LONGEST_QUESTION = 600  # code points of what an interviewer asks
# Marks of a question: none follow the name of whoever wrote or photographed a report (记者:李明 摄).
_ASKED = lazy_pattern(r"\?|请问|请[^。,;!?\n]{0,12}?(?:介绍|谈谈|解读)|如何|怎样")
_ASKED_AGAIN = lazy_pattern(r"\?|请问|[您你]认为|请[^。,;!?\n]{0,12}?(?:介绍|谈谈|解读)")
_ANSWER_REACH = 4  # code points from the start of a sentence, in which it may be marked as an answer
# Whoever asks in an interview or a press conference, at the start of a line, and the answer in the same line.
_ASKS = lazy_pattern(
    rf"[ \"“*#]*(?![^:\n]{{0,40}}答)"
    rf"(?:问|提问|[Qq](?:uestion)?|(?:[{HAN}a-zA-Z·《》 ]{{0,24}})?记者(?:提?问)?)"
    rf"(?: ?\([^()\n]{{0,20}}\))? ?: ?(?!\n)"
)
_ANSWER = lazy_pattern(r"[。!?;\s](?:答|[Aa](?:nswer)?|[\u4e00-\u9fff·]{0,12}(?:发言人|部长|主任)) ?:")
# Opens what is to be done, in a report of what has been done.
_NEXT_STEP = lazy_pattern(r"\W{0,3}(?:下一步|下一阶段|下阶段|接下来|今后一个?(?:时期|段时间))")
_END = lazy_pattern(r"[.!?;。！？；][\s”’\"')）]*$")


@cache
def _plain_table() -> list[int]:
    """Return the folding table with line breaks unchanged; it preserves lengths."""
    table = dict(folding_table())
    table |= {ord(dash): ord("-") for dash in "-‐‑‒–—－﹣"} | {ord(blank): ord(" ") for blank in "\t\r"}
    return list_translations(table)


def find_directives(
    text: str, language: str, *, is_review: bool = False, is_listed: bool = False
) -> tuple[Directive, ...]:
    """Return the directives of `text`, by start; spans are code points of `text`.

    A directive says what somebody has to do, is to do or must not do from now on. Reports, facts, rights,
    questions, headings, and what others say or wish are not directives. Below headings that announce a review
    (`is_review`: 2025年工作回顾) only a word of duty makes one, because the same verbs report past work. The
    same holds for items of lists of cases, rights and contents (有下列行为之一的:…); `is_listed` means that
    the text begins with an item of such a list, announced before it.
    """
    if language not in ("zh", "en"):
        language = "zh" if 4 * count_han(text) > len(text) else "en"
    plain = text.translate(_plain_table())
    read = chinese.read_sentence if language == "zh" else english.read_sentence
    listed = find_listed(plain, is_listed=is_listed)
    items, leads = Cover(len(plain), listed), {span.start for span in listed if span.start}
    found: list[Directive] = []
    start = 0
    for end in sorted({*sentence_ends(text, at_semicolons=False, at_lines=True), *leads}):
        first, start = start, end
        if end - first > _LONGEST or _is_question(plain, first, end):
            continue
        has_end = end in leads or _END.search(text, max(first, end - 6), end) is not None
        is_past = is_review and _NEXT_STEP.match(plain, first) is None
        sentence = Sentence(plain, first, end, has_end, is_past or items.overlaps(first, end))
        settled = (settle_marks(sentence, one) for one in read(sentence))
        found += (_as_directive(text, one) for one in settled if one)
    return tuple(found)


def find_list_items(text: str) -> list[Span]:
    """Return the stretches of a text that are items of lists of cases, rights or contents, in order."""
    return find_listed(text.translate(_plain_table()))


def _is_question(plain: str, start: int, end: int) -> bool:
    """Return whether a sentence is part of what an interviewer asks: 问:有何举措?请介绍有关情况.

    A mark of a question follows in the line. A sentence after a question mark may be the answer; it is a
    question if it has such a mark itself.
    """
    line = plain.rfind("\n", max(0, start - _LONGEST_QUESTION), start) + 1
    if not line and start > _LONGEST_QUESTION:
        return False
    asked = _ASKS.match(plain, line)
    if asked is None or _ANSWER.search(plain, asked.end(), start + _ANSWER_REACH):
        return False
    if plain.startswith(("“", '"'), asked.end()):
        return True  # what a reporter says on air
    if plain.find("?", asked.end(), start) >= 0:
        return _ASKED_AGAIN.search(plain, start, end) is not None
    return _ASKED.search(plain, max(start, asked.end()), _end_of_question(plain, start)) is not None


def _end_of_question(plain: str, start: int) -> int:
    """Return where the answer or the line after a place in a question ends it."""
    last = start + _LONGEST_QUESTION
    stop = plain.find("\n", start, last)
    if stop >= 0:
        last = stop
    return start_of(_ANSWER.search(plain, start, last), last)


def _as_directive(text: str, found: FoundDirective) -> Directive:
    return Directive(
        found.cue.start,
        found.cue.end,
        text[found.cue.start : found.cue.end],
        found.grade,
        found.addressee.start,
        found.addressee.end,
        text[found.addressee.start : found.addressee.end],
        found.object.start,
        found.object.end,
        text[found.object.start : found.object.end],
        found.rule,
    )
