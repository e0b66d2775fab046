"""Documents that English verbs are about: issued by the council, the Outline set targets."""

from __future__ import annotations

from flows.annotation.events.english.phrases import DETERMINER, close_quotation, tidy
from flows.annotation.events.english.subjects import opens_sentence
from flows.annotation.events.parties import Party
from flows.annotation.events.sentences import Sentence, Verb
from flows.records import Mention
from flows.text import end_of, lazy_pattern

# Words and signs after which the words for a document begin.
_BEFORE_DOCUMENT = lazy_pattern(r"[,;:()]\s|\b(?:that|of|to|in|with|by|on|said|under|from|and|per)\s")
# Between a document and the verb of its issue: its subject, its title, its short name.
_BEHIND_DOCUMENT = lazy_pattern(
    r"(?:\s(?:of|on|for|about|to|against|concerning|regarding|governing|titled|entitled|called|named)\s"
    r"(?:(?!\b(?:that|which|who|is|are|was|were|has|have|holds?)\b)[^;])*?)?"
    r"(?:\s?\([^()]{1,24}\))?[\"“”’',]*\s?(?:(?:which|that)\s(?:(?:was|were)\s)?)?"
    r"(?:(?:has|have|had|also|first|\w+ly)\s)*"
)
# Between a numbered document and its verb: MOFCOM Announcement No. 90 of April 9 had placed.
_TO_VERB = lazy_pattern(r"(?:\s(?:of|dated)\s[a-z\d, ]{3,24}?)?,?\s(?:(?:has|had|also|\w+ly)\s)*")
_THE = lazy_pattern(r"\s*(?:the\s)?")
_TO_DOCUMENT = 70  # code points in which a document is looked for


def find_document(sentence: Sentence, verb: Verb, first: int) -> Party | None:
    """Return the document that a verb is about: before it, or after a participle that opens a sentence.

    >>> Issued by the State Council in 2014, the Outline set targets -> Outline
    """
    pattern = verb.rule.subject
    assert pattern is not None
    start, end = max(first, verb.start - _TO_DOCUMENT), verb.start
    if sentence.plain[start - 1 : start + 1].isalnum():  # within a word
        start = max(start, sentence.plain.find(" ", start, end) + 1)
    if opens_sentence(sentence, verb):
        start = sentence.plain.find(", ", verb.end, sentence.end) + 2
        end = min(sentence.end, start + _TO_DOCUMENT)
        found = pattern.search(sentence.plain, start, end)
        if start < verb.end or found is None:
            return None
    else:
        found = next(reversed(list(pattern.finditer(sentence.plain, start, end))), None)
        if found is None or not _BEHIND_DOCUMENT.fullmatch(sentence.plain, found.end(), end):
            return None
        borders = _BEFORE_DOCUMENT.finditer(sentence.plain, start, found.start())
        start = max([start, *(match.end() for match in borders)])
        articles = list(DETERMINER.finditer(sentence.plain, start, found.start()))
        if articles:
            start = articles[-1].start()
        elif not sentence.dates and (start <= sentence.start + 1 or sentence.text[start].islower()):
            return None  # plans approved by the State Council: no plan in particular
    end = found.end()
    entity = ""
    documents = (one for one in sentence.mentions if one.type == "DOC")
    names: list[Party | Mention] = [*sentence.parties, *documents]
    for name in names:
        if name.start < end and start < name.end <= verb.start + _TO_DOCUMENT:
            start, end, entity = min(start, name.start), max(end, name.end), name.entity
    lead = _THE.match(sentence.plain, start, end)
    start = end_of(lead, start)
    end = close_quotation(sentence, start, end)
    return Party(start, end, tidy(sentence.text[start:end]), entity, "DOC")


def find_issuer_of_document(sentence: Sentence, verb: Verb, first: int) -> Party | None:
    """Return the body that opens the name of the document which a verb is about.

    >>> MOFCOM Announcement No. 90 placed 14 entities on the list -> MOFCOM
    """
    for document in sentence.mentions:
        if document.type != "DOC" or not first <= document.start < document.end <= verb.start:
            continue
        if not _TO_VERB.fullmatch(sentence.plain, document.end, verb.start):
            continue
        inside = (one for one in sentence.mentions if one.start == document.start and one.type == "ORG")
        if body := next(inside, None):
            return Party(body.start, body.end, body.text, body.entity or body.concept, "ORG")
    return None
