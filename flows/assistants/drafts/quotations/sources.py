"""Name the source of a quotation: the nearby titles and numbers that say whose words it has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from rich.cells import cell_len

from flows.assistants.drafts.claims import Draft, Span
from flows.assistants.drafts.quotations.finding import Quotation
from flows.assistants.drafts.quotations.footnotes import find_note
from flows.assistants.drafts.references import SOURCE_LABEL, Reference
from flows.references import NUMERAL
from flows.text import find_sentence, lazy_pattern, start_of, within

# Words before a quotation that refer to the previously named document, or to another one.
_POINTS_BACK = lazy_pattern(
    r"该|同一|上述|前述|其中|其第|文中|文件还|\bthe same\b|\b(?:the|this|that|its) "
    r"(?:document|text|law|plan|notice|measures|regulations|announcement|outline|report)\b",
    re.IGNORECASE,
)
# Words before a quotation without a subject of their own, so that it is of the previously named document.
_CONTINUES = lazy_pattern(
    r"[\s“「『‘\"'>*_]*"
    r"(?:(?:同时|此外|另外|而且|并且|并|还|又|也|其|它|文件|全文|开篇|文末|文中|最后|首先|其次|再次)[，,]?)*"
    rf"(?:第{NUMERAL}[条條章节節款](?:之{NUMERAL})?[，,]?)?(?:进一步|特别|专门|明确)?"
    r"(?:规定|提出|明确|要求|指出|强调|写道?|称|载明|重申|写明|说|即|为)?[：:，,—\s“「『‘\"'>*_]*$"
    r"|[\s“‘\"'>*_]*(?:(?:And|But|Then|Also|Further|Moreover|In addition),?\s)?"
    r"(?:it|its|they|there|article \d+|[\s“‘\"'>*_]*$)",
    re.IGNORECASE,
)
_SAME_KIND = lazy_pattern(r"\b[Tt]he same [a-z]+\b|同一(?:份|部|项)?[文报规法]")
# What a sentence speaks of by its kind: 报告提出, 该规划还说, the same brief, the plan.
_KINDS = "会议|全会|报告|规划|计划|纲要|意见|决定|公报|建议|方案|通知|办法|条例|细则|规定|简报|评论|文章"
_ENGLISH_KINDS = (
    "brief|paper|report|plan|outline|commentary|notice|measures|regulations|announcement|law|guideline|study"
    "|article|document"
)
_SPOKEN_OF = lazy_pattern(
    rf"(?:^|(?<=[，,。；;：:\s“「])|(?<=[这该]份)|[该此])(?P<zh>{_KINDS})"
    r"(?:[中里]|还|也|又|则|随后|同时|另外|进一步|明确|特别|再次|首次)*"
    r"(?:说|称|提出|指出|强调|要求|直言|回顾|认为|写道|显示|提到|判断|重申|预计|设定|确定)"
    rf"|(?:这一?[份部项]|后一[份部项个]|[该此])(?P<this>{_KINDS})"
    r"(?=(?:[中里]|的|有|这样|这么|一[句段]话?|写有|原文|所称|所谓){0,5}[：:]?[“「『])"
    rf"|\b[Tt]he (?:same )?(?P<en>{_ENGLISH_KINDS})\b"
)
_KIND_BEHIND = lazy_pattern(
    rf"[这该此](?:一?[份部项])?(?P<zh>{_KINDS})|(?:(?<=the )(?:same )?|that )(?P<en>{_ENGLISH_KINDS})\b",
    re.IGNORECASE,
)
_ANOTHER = lazy_pattern(
    r"有文件|有材料|有人|有关人士|(?<![后这])一份|另一|某"
    r"|\b(?:another|others?|some(?:one)?|one (?:text|paper)|a (?:policy )?paper|it has been)\b",
    re.IGNORECASE,
)
_FAR = 3000  # code points back to a document spoken of by its kind
_WINDOW = 1500  # code points around a place within which its sentence is searched for
_LONGEST_SOURCE = 400  # code points in brackets after a quotation
_BEFORE_QUOTE = "“「『‘\"'>*_ \t\u3000"
_END_OF_PARAGRAPH = lazy_pattern(r"\n[^\S\n]*\n")
_WRAPPED_FROM = 56  # columns of a line that may be wrapped
_BRACKETS = {"（": "）", "(": ")", "[": "]", "【": "】"}
_SOURCE_BEHIND = lazy_pattern(
    r"[”’」』\"'*_。．.，,；;！？!?\s>]*?([（(\[【]|——|—|--|(?<=[\n>] )–|(?<=\n)–|(?<=[^\S\n])-(?=[^\S\n])"
    r"|, according to"
    rf"|出自|见于|载于|语出|,? ?(?:says|said|states|stated|reads)\b|(?i:{SOURCE_LABEL}))"
)
# Behind a quotation and right before its source: 这句话出自《X》, “…” is from the Kelp Plan.
_IS_FROM = lazy_pattern(
    r"[”’」』\"'*_。．.，,；;！？!?\s>]{0,40}?"
    r"(?:(?:这句话|这段话|这一(?:说法|表述|论断)|一[语句说词]|的(?:说法|表述|论断))?[，,]?[被曾]?"
    r"(?:说成|误作|误认为|当作|称)?是?(?:最早|最初)?(?:出自|引自|摘自|源自|见于|载于|语出)"
    r"(?:(?:19|20)\d\d年的?)?"
    r"|(?:算|记|归|安|放)[在到进给入于](?:[这那该][份部项])?(?=《[^《》\n]{1,60}》的?(?:名下|头上|账上|身上))"
    r"|(?:说成|当作|当成|误作|误当作|误以为|误认为)是?(?:[这那该][份部项])?"
    r"(?=《[^《》\n]{1,60}》[中里]?的?(?:原[话文句]|规定|内容|条文|条款|表述|说法|提法|要求|话|句))"
    r"|\s(?:(?:a|the) (?:line|phrase|sentence|quotation|words?|passage) )?"
    r"(?:(?:is|are|was|were|comes?|came|appears?|appeared) )?(?:\w+ly |often )?"
    r"(?:(?:(?:cited|quoted|taken|said to be|claimed to be) )?(?:as )?(?:from|in)"
    r"|(?:attributed|ascribed|credited) to) "
    r"(?:(?:the|its) )?(?:(?:19|20)\d\d )?)"
)
# Around a quotation: some attribute “…” to the Kelp Plan.
_ATTRIBUTES = lazy_pattern(r"\b(?:attribut|ascrib|credit)(?:e|es|ed|s|ing)?(?: the [a-z]+,?)?[\s“\"'‘]*$")
_TO = lazy_pattern(r"[”\"'’,.]{0,3}\sto (?:(?:the|its) )?(?:(?:19|20)\d\d )?")
_REACH = 40  # code points before a quotation
_OPENING_MARKS = 2  # code points between these words and a title: 《, *, “
# A speaker named after an English quotation: said Li Ming, according to the Kelp Brief, the Kelp Brief said.
_SPEAKER_BEHIND = lazy_pattern(
    r"[\s”’\"'*_.,;!?]{1,6}(?:(?:said|says|stated|states|according to) (?:an? |the )?[A-Z]"
    r"|(?:[Tt]he )?(?:[A-Z][\w’'-]* ){1,8}(?:said|says|stated|states)\b)"
)
# Between a quotation that ends its paragraph, and a block quotation.
_FINISHED = lazy_pattern(r"[。.]?[”」』\"'’][。.]?\s*\n[\s>]*")


@dataclass(frozen=True, slots=True)
class Named:
    """The sources named near a quotation: references, and the stored documents that they mean.

    `others` have the same title but not the stated date, such as the reports on other meetings.
    """

    references: tuple[Reference, ...] = ()
    documents: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def unknown(self) -> str:
        """A name that no stored document has; "" if all are stored."""
        if self.documents:
            return ""
        return next((one.key for one in self.references if not one.documents), "")


def named_beside(
    draft: Draft, quotation: Quotation, others: Sequence[Span], references: Sequence[Reference]
) -> list[Reference]:
    """Return the titles and numbers that say whose words a quotation has; none if nothing is named.

    They are searched for in brackets right after the quotation, between the previous quotation and this one,
    in the sentence so far, in the numbered note behind it, and in the previous sentence unless a speaker
    follows the quotation. A sentence that speaks of a report or a plan means the last one named. A block
    after a paragraph that ends in a quotation has no source before it. `others` are the spans of all
    quotations, disjoint, `references` titles, numbers and meetings; both are by start.
    """
    text = draft.text
    said_to_be_from = _find_after(text, quotation, references)
    if said_to_be_from is not None:
        return said_to_be_from
    first = _sentence_start(text, quotation)
    # A title may end with a question mark, which does not end the sentence that names it.
    place = bisect_left(references, first, key=attrgetter("start"))
    crossing = (one.start for one in references[max(0, place - 2) : place] if first <= one.end + 2)
    first = min(crossing, default=first)
    place = bisect_left(others, quotation.start, key=attrgetter("start"))
    before = others[place - 1].end if place else 0
    behind = _source_after(text, quotation, others)
    if quotation.is_block and _FINISHED.fullmatch(text, before, quotation.start):
        return within(references, *behind)
    line = text.rfind("\n", 0, quotation.start) + 1 if draft.is_by_line and not quotation.is_block else 0
    places = [
        behind,
        (max(first, before, line), quotation.start),
        (max(first, line), quotation.start),
        (max(first, before), quotation.start),
        (first, quotation.start),
    ]
    if note := find_note(text, quotation.end):
        places.append(note)
    lead = text[max(first, before) : quotation.start]
    for start, end in places:
        if found := within(references, start, end):
            return found
    if _ANOTHER.search(lead):
        return []
    if spoken_of := find_spoken_of(text, max(first, line), quotation.start, references):
        return [spoken_of]
    previous = _start_before(text, first)
    is_same_paragraph = "\n\n" not in text[previous:first].rstrip("> ")
    is_continued = is_same_paragraph and _CONTINUES.match(lead) and not _has_speaker_behind(text, quotation)
    if not (points_back(lead) or is_continued):
        return []
    close = within(references, max(previous, before), first) or within(references, previous, first)
    if not close and _SAME_KIND.search(lead):
        last = bisect_left(references, first, key=attrgetter("start")) - 1
        close = [one for one in references[max(0, last) : last + 1] if first - one.end <= _FAR]
    return list(close)


def find_spoken_of(text: str, start: int, end: int, references: Sequence[Reference]) -> Reference | None:
    """Return the last document of the kind that the words `text[start:end]` speak of: 报告提出, the plan.

    It is named before them, with that word in its name.
    """
    spoken = list(_SPOKEN_OF.finditer(text, start, end))
    if not spoken:
        return None
    return _last_of_kind(spoken[-1]["zh"] or spoken[-1]["this"] or spoken[-1]["en"], start, references)


def _last_of_kind(kind: str, place: int, references: Sequence[Reference]) -> Reference | None:
    """Return the last document before a place that has a word such as report in its name."""
    last = bisect_left(references, place, key=attrgetter("start"))
    for one in reversed(references[:last]):
        if place - one.end > _FAR:
            break
        if kind.lower() in one.key.lower():
            return one
    return None


def _find_after(text: str, quotation: Quotation, references: Sequence[Reference]) -> list[Reference] | None:
    """Return the source that a quotation is said to be from, right behind it: by name or kind (该规划).

    Returns [] if that is a document without a name (出自一份规划), None if nothing is said.
    """
    lead = _IS_FROM.match(text, quotation.end)
    if lead is None and _ATTRIBUTES.search(text, max(0, quotation.start - _REACH), quotation.start):
        lead = _TO.match(text, quotation.end)
    if lead is None:
        return None
    place = bisect_left(references, quotation.end, key=attrgetter("start"))
    if place < len(references) and references[place].start <= lead.end() + _OPENING_MARKS:
        return [references[place]]
    if _ANOTHER.match(text, lead.end()):
        return []
    kind = _KIND_BEHIND.match(text, lead.end())
    meant = kind and _last_of_kind(kind["zh"] or kind["en"], quotation.start, references)
    if meant:
        return [meant]
    return None


def points_back(lead: str) -> bool:
    """Return whether words refer to a previously named document."""
    return _POINTS_BACK.search(lead) is not None


def _has_speaker_behind(text: str, quotation: Quotation) -> bool:
    is_sentence = text[: quotation.end].rstrip("”’\"' ").endswith((".", "!", "?"))
    return not is_sentence and _SPEAKER_BEHIND.match(text, quotation.end) is not None


def _source_after(text: str, quotation: Quotation, others: Sequence[Span]) -> tuple[int, int]:
    """Return the span right after a quotation that names its source; empty if there is none."""
    lead = _SOURCE_BEHIND.match(text, quotation.end)
    if lead is None:
        return quotation.end, quotation.end
    place = bisect_left(others, quotation.end, key=attrgetter("start"))
    after = others[place].start if place < len(others) else len(text)
    if lead[1] in _BRACKETS:
        limit = _find_bracket(text, lead.end(), lead[1])
    else:
        limit = find_sentence_near(text, lead.end(), lead.end() + 1)[1]
        if "\n" in lead[0]:
            limit = min(limit, _end_of_source(text, lead.end()))
    return quotation.end, max(quotation.end, min(limit, after))


def _end_of_source(text: str, place: int) -> int:
    """Return the end of the line that names a source, or of its paragraph if the line may be wrapped."""
    first = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    if end < 0:
        return len(text)
    if cell_len(text[first:end]) < _WRAPPED_FROM:
        return end
    paragraph = _END_OF_PARAGRAPH.search(text, place)
    return start_of(paragraph, len(text))


def _find_bracket(text: str, place: int, opening: str) -> int:
    """Return the end of the bracket opened before `place`, or `place` if it does not close."""
    depth = 1
    for position in range(place, min(len(text), place + _LONGEST_SOURCE)):
        if text[position] == opening:
            depth += 1
        elif text[position] == _BRACKETS[opening]:
            depth -= 1
        if not depth:
            return position
    return place


def _sentence_start(text: str, quotation: Quotation) -> int:
    """Return the start of the sentence that contains a quotation; for a block, of that before its colon."""
    start = quotation.start
    while start > 0 and (
        text[start - 1] in _BEFORE_QUOTE or (quotation.is_block and text[start - 1].isspace())
    ):
        start -= 1
    if quotation.is_block:
        return find_sentence_near(text, max(0, start - 1), start)[0]
    return find_sentence_near(text, start, start + 1)[0]


def _start_before(text: str, first: int) -> int:
    """Return the start of the sentence before `first`, in the same paragraph or the previous one."""
    place = first
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return find_sentence_near(text, place - 1, place)[0] if place else 0


def find_sentence_near(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence that contains `text[start:end]`, within 1,500 code points around it."""
    left = max(0, start - _WINDOW)
    first, last = find_sentence(
        text[left : end + _WINDOW], start - left, end - left, at_semicolons=False, at_lines=False
    )
    return left + first, left + last
