"""Which documents a passage names, and what for: citations with a relation, from titles in 《》, English titles and numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from flows.records import Citation, Mention
from flows.text import HAN, Shadow, find_numbers, fold

# What the words next to a name make of it; the first that is there decides. `before` stands in the same clause before the
# name, `after` in the same clause behind it.
_BEFORE = tuple(
    (relation, re.compile(pattern))
    for relation, pattern in (
        (
            "repealing",
            r"(?:废止|停止执行|repeal(?:s|ed|ing)?|abolish(?:es|ed|ing)?|supersed(?:es|ed|ing)|replac(?:es|ed|ing))\s?(?:了|原|the|of)?[^。;]{0,12}$",
        ),
        (
            "amending",
            r"(?:修改|修订|修正|完善|amend(?:s|ed|ing|ments? (?:to|of))?|revis(?:es|ed|ing|ions? (?:to|of))?)\s?(?:了|the)?[^,。;]{0,8}$",
        ),
        (
            "issuing",
            r"(?:印发|发布|公布|颁布|出台|下发|转发|制定了?|编制了?|审议通过了?|通过了|issu(?:es|ed|ing)|releas(?:es|ed|ing)|promulgat(?:es|ed|ing)|publish(?:es|ed|ing)|"
            r"unveil(?:s|ed|ing)|printing and distributing|adopt(?:s|ed|ing))\s?(?:了|the|its|a)?[^,。;]{0,14}$",
        ),
        (
            "implementing",
            r"(?:贯彻|落实|执行|实施|推进|implement(?:s|ed|ing|ation of)?|carry(?:ing)? out|enforc(?:es|ed|ing|ement of)?|executing)\s?(?:了|the)?[^,。;]{0,20}$",
        ),
        (
            "according_to",
            r"(?:根据|依据|依照|按照|按|遵照|参照|依|以|accord(?:ing|ance) (?:to|with)|pursuant to|under|based on|on the basis of|in line with|conform(?:ity|ing) (?:to|with))\s?(?:the)?[^,。;]{0,24}$",
        ),
    )
)
_AFTER = tuple(
    (relation, re.compile(pattern))
    for relation, pattern in (
        (
            "repealing",
            r"^[^。;]{0,40}?(?:同时废止|予以废止|自行废止|即行废止|废止|停止执行|不再(?:适用|执行)|失效|(?:is|are|shall be|was|were) (?:hereby |simultaneously )?(?:repealed|abolished|annulled|null and void))",
        ),
        (
            "amending",
            r"^[^。;,]{0,12}?(?:作如下修改|作出修改|进行修改|修正案|修订|(?:is|are|was|were|shall be) (?:hereby )?(?:amended|revised))",
        ),
        (
            "issuing",
            r"^[^。;,]{0,10}?(?:印发|发布|公布|出台|颁布|印送|(?:(?:was|were|is|are|been|be) (?:jointly |officially |hereby )?(?:issued|released|published|promulgated|adopted|unveiled)))",
        ),
        ("implementing", r"^的?(?:贯彻|落实|实施)"),
        ("according_to", r"^[^。;]{0,24}?(?:的)?(?:有关|相关)?(?:规定|要求|精神|部署)(?:,|和|,?现|,?制定)"),
    )
)
_JOINED = re.compile(
    r"^[\s》)\]〉、,和与及或以并]*(?:[(\[][^()]{0,40}[)\]])?[\s、,和与及或以并]*(?:以及|the|and|or)?\s*《?$"
)
_TITLE = re.compile(r"[《]([^《》\n]{2,120}(?:《[^《》\n]{2,80}》[^《》\n]{0,40})*)》")
# Certificates and forms stand in 《》, too; they are no documents to cite.
_FORM = re.compile(
    r"(?:证|证书|执照|表|申请书|通知书|决定书|承诺书|审批书|告知书|意见书|合同|协议书?|发票|登记簿)$"
)
# A plan's name may stand for its years: no citation.
_PERIOD = re.compile(r"五[”\"]?(?:时期|期间|以来|末|初)?$|(?:period|FYP)$")
_ISSUED = re.compile(r"(?:印发|发布|公布|转发)[〈<《](.{3,100})[〉>》]")
_KIND = (
    "Opinions?|Measures|Regulations?|Provisions|Notice|Notification|Circular|Guidelines|Guidance|Decisions?|Outline|Plan|Strategy|"
    "Catalogue|Catalog|Rules|Law|Policies|Programme|Program|Action Plan|Interpretation|Blueprint|White Paper"
)
_SMALL = "of|on|for|the|and|to|in|by|from|with|into|a|an|concerning|regarding|relating|under|at|as|s"
_WORD = r"(?:[A-Z][\w’'&./-]*|\(?\d{4}[-–—]\d{2,4}\)?|\d+(?:th|st|nd|rd)\b(?:-[\w-]+)?)"
_NAME = rf"(?!(?:{_KIND})\b){_WORD}"
_ENGLISH_TITLES = (
    re.compile(
        rf"\b(?:(?:{_WORD}|\d{{2}}th) )?(?:Several |Implementing |Interim |Provisional |Guiding |Implementation |Administrative )?"
        rf"(?:{_KIND}) (?:on|for|to|of|concerning|regarding) (?:(?:{_SMALL}) ){{0,3}}{_WORD}(?:,? (?:(?:{_SMALL}) ){{0,4}}{_WORD}){{1,24}}"
    ),
    re.compile(
        rf"(?<=\b[Tt]he ){_NAME}(?: (?:(?:{_SMALL}) ){{0,3}}{_NAME}){{1,14}} (?:{_KIND})\b(?: of the People[’']s Republic of China)?(?: \(\d{{4}}[-–—]\d{{2,4}}\))?"
    ),
)
_QUOTED = re.compile(rf"[“\"]([^“”\"\n]{{6,160}}?\b(?:{_KIND})\b[^“”\"\n]{{0,120}}?)[”\"]")
_DROPPED = re.compile(r"[\s《》〈〉<>“”\"'‘’·,、:()\[\]〔〕.]+")
_PREFIX = re.compile(r"^(?:中华人民共和国|the\s)")
_OF_CHINA = re.compile(r"\s(?:of the people's republic of china|of the prc|of china)$")
_EDITION = re.compile(
    r"[(（](?:\d{4}年?)?(?:修订|修正|最新修正版?|全文|摘要|节选)(?:版|本|草案)?[)）]$|[(（]\d{4}年?(?:修订|修正)?(?:版|本)?[)）]$"
)


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a document in the text: its span, and what identifies it."""

    start: int
    end: int
    title: str = ""
    number: str = ""
    concept: str = ""


def normalise_title(title: str) -> str:
    """Return the folded title by which citations and stored documents are compared: no marks, spaces, 中华人民共和国 or edition."""
    folded = _EDITION.sub("", fold(title).text.strip().strip("《》"))
    return _DROPPED.sub("", _OF_CHINA.sub("", _PREFIX.sub("", folded)))


def document_titles(title: str) -> list[str]:
    """Return the normalised titles by which a document can be cited: its own, without its issuer, and what it issues.

    国务院关于印发《X》的通知 is cited as itself, as 关于印发《X》的通知 and as X.
    """
    names = [normalise_title(title)]
    folded = fold(title).text
    if (issued := _ISSUED.search(folded)) or (
        issued := re.search(r"关于(?:印发|发布|公布)(.{4,100}?)的(?:通知|公告|决定)$", folded)
    ):
        names.append(normalise_title(issued[1]))
    if about := re.match(rf"[{HAN}、 ]{{2,40}}?(?=关于.{{4,}})", folded):
        names.append(normalise_title(folded[about.end() :]))
    return [name for name in dict.fromkeys(names) if len(name) > 2]


def find_citations(text: str, mentions: Sequence[Mention] = ()) -> tuple[Citation, ...]:
    """Return the documents that `text` names, by start; `mentions` give the lexicon's concepts of type DOC.

    A number right behind a title in brackets belongs to it. Where names stand in a list, the relation said of the first
    holds for all.
    """
    shadow = fold(text)
    names = list(_attach_numbers(shadow.text, _disjoint(_find_names(text, shadow, mentions))))
    found: list[Citation] = []
    for index, name in enumerate(names):
        relation = _find_relation(shadow.text, names, index, found)
        start, end = shadow.span(name.start, name.end)
        found.append(Citation(start, end, text[start:end], relation, name.title, name.number, name.concept))
    return tuple(found)


def _find_names(text: str, shadow: Shadow, mentions: Sequence[Mention]) -> Iterator[_Name]:
    concepts = {
        (mention.start, mention.end): mention.concept
        for mention in mentions
        if mention.type == "DOC" and mention.concept and not _PERIOD.search(mention.text)
    }
    places = _shadow_places(shadow)
    for (start, end), concept in concepts.items():
        first, last = places(start), places(end - 1) + 1
        yield _Name(first, last, normalise_title(shadow.text[first:last]), "", concept)
    if "《" in text:
        for match in _TITLE.finditer(shadow.text):
            if len(title := normalise_title(match[1])) > 1 and not _FORM.search(match[1]):
                inside = {
                    c for (start, end), c in concepts.items() if shadow.span(*match.span(1)) == (start, end)
                }
                yield _Name(*match.span(1), title, "", next(iter(inside), ""))
    for number in find_numbers(shadow):
        yield _Name(number.start, number.end, number=number.key)
    for pattern in (_QUOTED, *_ENGLISH_TITLES):
        for match in pattern.finditer(text):
            start, end = match.span(1 if pattern is _QUOTED else 0)
            first, last = places(start), places(end - 1) + 1
            yield _Name(first, last, normalise_title(text[start:end]))


def _shadow_places(shadow: Shadow) -> Callable[[int], int]:
    """Return a function from places of the original to places of the shadow."""
    offsets = shadow.offsets
    if offsets is None:
        return lambda place: place
    return lambda place: min(bisect_left(offsets, place), len(offsets) - 1)


def _disjoint(names: Iterator[_Name]) -> Iterator[_Name]:
    """Yield names leftmost longest; of two on the same span the one that knows a concept."""
    position = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end, not name.concept)):
        if name.start >= position:
            yield name
            position = name.end


def _attach_numbers(text: str, names: Iterator[_Name]) -> Iterator[_Name]:
    before: _Name | None = None
    for name in names:
        if (
            before
            and not before.number
            and name.number
            and re.fullmatch(r"》?\s?[(（]?\s?", text[before.end : name.start])
        ):
            before = replace(before, number=name.number)
            continue
        if before:
            yield before
        before = name
    if before:
        yield before


def _find_relation(text: str, names: list[_Name], index: int, found: list[Citation]) -> str:
    name = names[index]
    before = names[index - 1].end if index else 0
    between = text[max(before, name.start - 60) : name.start].rstrip('《“"〈< ')
    if index and _JOINED.match(text[before : name.start]):
        return found[-1].relation
    clause = re.split(r"[。;；!?！？\n]", between)[-1]
    after = text[name.end : name.end + 60].lstrip('》”"〉> ')
    after = re.sub(r"^[(\[][^()\[\]]{0,60}[)\]]", "", after)
    following = text[name.end : names[index + 1].start] if index + 1 < len(names) else None
    if following is not None and len(following) < 60 and not _JOINED.match(following):
        after = after[: len(following)]
    for relation, pattern in (_AFTER[0], _BEFORE[0], _AFTER[1], *_BEFORE[1:], *_AFTER[2:]):
        if pattern.search(after if (relation, pattern) in _AFTER else clause):
            return relation
    return "mentioning"
