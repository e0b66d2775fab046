"""Decide which stored documents a title means: by its name, by a short form, or as the previous one."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.annotation import is_generic, normalise_title, official_key
from flows.assistants.drafts.references.editions import find_edition
from flows.assistants.drafts.references.meetings import decided_at
from flows.assistants.drafts.references.names import Names
from flows.assistants.drafts.references.reference import TITLE_KINDS, Reference
from flows.assistants.drafts.references.report_years import find_report_year
from flows.text import HAN, end_of, has_han, lazy_pattern

# 财政部印发的《…》, the Ministry of Finance issued the ...
_ISSUED_BY = lazy_pattern(
    rf"([{HAN}]{{2,20}}(?:部|委|局|办|院|厅|署|会|政府|中央))(?:\d{{4}}年)?(?:联合)?"
    r"(?:印发|发布|出台|制定|公布|下发)[的了]?《$"
    r"|the ((?:[A-Z]\w+|of|and|the)(?: (?:[A-Z]\w+|of|and|the)){1,8})"
    r" (?:issued|published|released) (?:the|its) [“\"*]?$"
)
# The issuer of a bare 《决定》: a plenum or congress of the party, or a body, by the end of its name.
_ISSUER = lazy_pattern(
    rf"(?:(?P<party>全会|[一二三四五六七八九十]大|中央)"
    rf"|(?P<body>国务院|[{HAN}]{{2}}(?<![该本全各此其])[部委局办院厅署]))"
    r"(?:审议)?(?:通过|印发|发布|公布|作出|出台)?的?《$"
)
_OF_THE_STATE = lazy_pattern(r"^[^关]*(?:国务院|人民政府|人民代表大会)")
_ANY_REPORT = "work-report"  # the key of a government work report without its year
_SHORT_FORM = lazy_pattern(
    r"[（(](?:[^（）()《》]{1,24}[，,；;])?(?:以下|下文|下)?(?:[统統]|[简簡])?[称稱][：:为為]?\s?"
    r"[“「『\"]?(?P<mark>《)?(?P<name>[^《》“”「」『』\"]{1,30})》?[”」』\"]?[）)]"
)
# Sample Province’s Notice on Kelp
_OWNED = lazy_pattern(r"(?P<owner>[^’'\n]{1,60})[’']s\s+")
# Sample Province Notice on Kelp
_OWNER_ALONE = lazy_pattern(
    rf"(?P<owner>(?:[A-Z][\w-]*\s){{1,5}}?)"
    rf"(?=(?:{TITLE_KINDS})\s(?:on|for|of|to|concerning|regarding|about)\s)"
)
# Sample Province issued its Notice on Kelp
_ISSUED_ITS = lazy_pattern(
    r"(?P<owner>(?:[A-Z][\w-]*\s){1,5})(?:issued|published|released|adopted|unveiled)"
    r"\s(?:the|its|an?)\s[“\"*_]{0,2}$"
)
_YEAR_BEHIND = lazy_pattern(r"\s(?:in|for|of)\s(?:19|20)\d\d\b")
_CAPITALS_BEFORE = lazy_pattern(r"(?:(?!(?:The|In|Under|By)\b)[A-Z][\w-]*[^\S\n])+$")
_IN_BRACKETS = lazy_pattern(
    r"[”\"’'*_]{0,2}\s?[（(]\s?[“\"「《]{0,2}(?P<name>[^（）()《》“”「」\"\n]{2,60})"
    r"[》”\"」]{0,2}\s?[,，;；）)]"
)


def resolve_titles(text: str, titles: Sequence[Reference], names: Names) -> Iterator[Reference]:
    """Yield titles with their meaning; a short form introduced in the draft means its full title."""
    short: dict[str, Reference] = {}
    introduced = deque(_SHORT_FORM.finditer(text))
    before = _Earlier(names)
    for title in titles:
        name = title.key or " ".join(text[title.start : title.end].split())
        key = normalise_title(name)
        while introduced and introduced[0].start() < title.start:
            _keep_short_form(introduced.popleft(), before.titles, short)
        if key in short:
            yield replace(_as_meant(title, short[key]), key=short[key].key)
            continue
        resolved = _look_up(text, title, name, names)
        if not resolved.documents and not has_han(name):
            resolved = _of_owner(text, resolved, names) or _named_behind(text, resolved, names)
        if not resolved.documents and is_generic(key):
            issuer = _ISSUER.search(text, max(0, title.start - 30), title.start)
            decided = decided_at(text, title.start, key, names)
            earlier = before.find(key, issuer)
            meant = replace(resolved, documents=decided) if decided else _as_meant(resolved, earlier)
            yield meant
            continue
        before.titles.append(resolved)
        yield resolved


def _of_owner(text: str, title: Reference, names: Names) -> Reference | None:
    """Return a title without its owner: of Sample Province’s Notice, the province's notice.

    Without the owner it means only documents of a publisher of that name, since many bodies issue a notice.
    A year behind it may be part of it: Sample Province Notice on Kelp in 2022.
    """
    owned = _OWNED.match(text, title.start, title.end) or _OWNER_ALONE.match(text, title.start, title.end)
    if owned is None:
        return _of_who_issued_it(text, title, names)
    lead = _CAPITALS_BEFORE.search(text, max(0, title.start - 40), title.start)
    start = lead.start() if lead else title.start
    owner = text[start : owned.end("owner")].rstrip()
    year = _YEAR_BEHIND.match(text, title.end)
    for end in sorted({title.end, end_of(year, title.end)}, reverse=True):
        whole = replace(title, start=start, end=end)
        bare = replace(whole, start=owned.end())
        if found := _of_one_owner(whole, bare, owner, " ".join(text[owned.end() : end].split()), names):
            return found
    return None


def _of_one_owner(whole: Reference, bare: Reference, owner: str, rest: str, names: Names) -> Reference | None:
    """Return a title with or without its owner, with the documents that it means, if there are any."""
    name = f"{owner} {rest}"
    if documents := names.by_title(name) or names.without_remark(name):
        return replace(whole, key=name, documents=tuple(documents), alike=())
    if own := _published_by(owner, names.by_title(rest) or names.without_remark(rest), names):
        return replace(bare, key=rest, documents=own, alike=())
    similar = names.similar(rest)
    if similar and (alike := _published_by(owner, similar.documents, names)):
        return replace(bare, key=rest, alike=alike)
    return None


def _of_who_issued_it(text: str, title: Reference, names: Names) -> Reference | None:
    """Return a title with the name of who issued it: Sample Province issued its Notice on Kelp."""
    issued = _ISSUED_ITS.search(text, max(0, title.start - 90), title.start)
    if issued is None:
        return None
    words, rest = issued["owner"].split(), " ".join(text[title.start : title.end].split())
    for place in range(len(words)):  # In October Sample Province issued ...
        whole = " ".join((*words[place:], rest))
        if documents := names.by_title(whole) or names.without_remark(whole):
            return replace(title, key=whole, documents=tuple(documents), alike=())
    return None


def _published_by(owner: str, documents: Sequence[str], names: Names) -> tuple[str, ...]:
    """Return those of the documents whose publisher has the name of an owner."""
    rows = names.titled(documents)
    return tuple(row.id for row in rows if owner.casefold() in row.publisher.casefold())


def _named_behind(text: str, title: Reference, names: Names) -> Reference:
    """Return an English title as the stored one in brackets after it: Kelp Regulations (《海带条例》)."""
    behind = _IN_BRACKETS.match(text, title.end)
    if behind is None or not has_han(behind["name"]):
        return title
    documents = names.by_title(behind["name"])
    if not documents:
        return title
    return replace(title, documents=tuple(documents), alike=())


def _keep_short_form(match: re.Match[str], before: Sequence[Reference], short: dict[str, Reference]) -> None:
    """Keep what a short form means: the title before it.

    Without marks (以下简称“条例”) it may be that of a body, so its title is right before it.
    """
    is_beside = bool(before) and match.start() - before[-1].end <= len("》")
    if before and (match["mark"] or is_beside):
        short[normalise_title(match["name"])] = before[-1]


def _as_meant(title: Reference, meant: Reference | None) -> Reference:
    """Return a title as a short form of an earlier one: of its documents and its edition."""
    if meant is None:
        return title
    return replace(
        title,
        documents=meant.documents,
        others=meant.others,
        edition=meant.edition,
        stated_date=meant.edition or title.stated_date,
    )


class _Earlier:
    """The titles named in a draft before a bare one (《决定》), and which of them it means.

    Each title is compared once per bare title and issuer.
    """

    def __init__(self, names: Names) -> None:
        self.titles: list[Reference] = []
        self._names = names
        self._names_of: dict[int, list[str]] = {}
        self._found: dict[tuple[str, str | None], tuple[int, Reference | None]] = {}

    def find(self, generic: str, issuer: re.Match[str] | None) -> Reference | None:
        """Return the last title that a bare one may mean, if there is one."""
        key = (generic, issuer and (issuer["body"] or ""))
        compared, meant = self._found.get(key, (0, None))
        for index in range(len(self.titles) - 1, compared - 1, -1):
            if _may_mean(generic, issuer, self._name(index)):
                meant = self.titles[index]
                break
        self._found[key] = len(self.titles), meant
        return meant

    def _name(self, index: int) -> list[str]:
        """Return a title as written, and the titles and publishers of the documents that it means."""
        if index not in self._names_of:
            title = self.titles[index]
            rows = self._names.titled(title.documents or title.alike)
            self._names_of[index] = [
                title.key,
                *(name for row in rows for name in (row.title, row.publisher)),
            ]
        return self._names_of[index]


def _may_mean(generic: str, issuer: re.Match[str] | None, named: Sequence[str]) -> bool:
    """Return whether a bare title (《决定》) may mean a previously named document.

    The document must be of that kind. A preceding issuer (国务院《决定》) must be its issuer; a plenum of the
    party issues no documents of the state.
    """
    if not any(generic in normalise_title(name) for name in named):
        return False
    if issuer is None:
        return True
    if issuer["party"]:
        return not any(_OF_THE_STATE.search(name) for name in named)
    return any(issuer["body"] in name for name in named)


def _look_up(text: str, title: Reference, name: str, names: Names) -> Reference:
    documents = _reports_of_year(text, title, name, names)
    documents = documents or names.by_title(name) or names.without_remark(name)
    documents = documents or names.by_title(names.with_subtitle(name))
    similar = None if documents or not title.is_claim else names.similar(name)
    alike = similar.documents if similar else ()
    issuer = _ISSUED_BY.search(text, max(0, title.start - 60), title.start)
    found = replace(
        title,
        key=name,
        documents=tuple(documents),
        alike=tuple(alike),
        stated_issuer=(issuer[1] or issuer[2]) if issuer else "",
    )
    return _choose_edition(text, found, names)


def _reports_of_year(text: str, title: Reference, name: str, names: Names) -> list[str]:
    """Return the government work report of the year before its title (2022年，《政府工作报告》)."""
    if official_key(name) != _ANY_REPORT:
        return []
    dated = find_report_year(text, title.start, title.end)
    return names.by_title(f"{dated[0]}年政府工作报告") if dated else []


def _choose_edition(text: str, title: Reference, names: Names) -> Reference:
    """Return a title that means only the documents of the edition named beside it, if one is named.

    If no document is of that edition, it means all of them; a year before a title then names no edition.
    """
    named = find_edition(text, title.start, title.end)
    if named is None:
        return title
    meant = names.of_edition(title.documents, named.date)
    if meant:
        others = tuple(document for document in title.documents if document not in meant)
        return replace(
            title, documents=tuple(meant), others=others, stated_date=named.date, edition=named.date
        )
    if not named.is_sure:
        return title
    edition = named.date if names.are_editions(title.documents) else ""
    return replace(title, stated_date=named.date, edition=edition)


def title_at(text: str, start: int, end: int, names: Names) -> Reference:
    """Return `text[start:end]` as a title, with the documents that it means."""
    return _look_up(text, Reference("title", start, end), " ".join(text[start:end].split()), names)
