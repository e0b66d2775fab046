"""Statuses: whether a document is in force, amended, repealed, expired or a draft, since when, by what.

Nothing here is legal advice: a status says what the stored documents say. A document of a kind that lays down
rules is presumed to be in force where nothing stored says otherwise.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.corpus.metadata import derive_level, parse_date
from flows.references.resolving import Resolver, cited_keys
from flows.store import (
    Clause,
    Edition,
    Ruling,
    Status,
    StatusEvent,
    Store,
    StoredCitation,
    UnsettledDocument,
    all_events,
    deciding_citations,
    described_documents,
    document_names,
    level_version,
    list_editions,
    own_events,
    read_document,
    read_events,
    read_rulings,
    read_state,
    replace_events_of_others,
    rewrite_metadata,
    status_clauses,
    unsettled_documents,
    write_own_states,
    write_statuses,
)
from flows.text import has_han, parse_numeral
from flows.text.places import level_of_issuer

VERSION = 2  # raised when the same documents get other states
_LEVELS = 1  # raised when the same names and records give other levels
_DATE = (
    r"(?P<date>(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|"
    r"[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|"
    r"[A-Z][a-z]+ \d{1,2}, (?:19|20)\d{2}|\d{1,2} [A-Z][a-z]+ (?:19|20)\d{2})"
)
_DAY = _DATE.replace("?P<date>", "?:")
_BRACKET = r"\s*[（(【〔][^（()）]*[）)】〕]"
_MARKS_OF_HEADLINES = re.compile("[！？：“”【】]")
# Kinds of documents that lay down rules, those that have editions, and those that repeal and amend others.
RULES = ("law", "regulation", "notice", "opinion", "plan", "announcement")
_EDITED = ("law", "regulation")
_DECISIVE: dict[str, Status] = {"repealing": "repealed", "amending": "amended"}
# Of what is said until a day the first of these holds.
_RANKED: tuple[Status, ...] = ("repealed", "expired", "amended", "draft")


def settle_states(store: Store, today: date | None = None) -> int:
    """Bring kinds, levels and statuses to the state of documents and citations; return how many changed.

    Documents must have their names (`name_documents`). Statuses are those of `today`, by default this day.
    """
    _derive_levels(store)
    for documents in unsettled_documents(store, VERSION):
        clauses = _group(status_clauses(store, [one.id for one in documents]))
        events = [event for one in documents for event in find_own_events(one, clauses.get(one.id, []))]
        write_own_states(store, documents, events)
    own = own_events(store)
    replace_events_of_others(store, _find_events_of_others(store, own))
    day = (today or date.today()).isoformat()
    events_of = all_events(store)
    changed = {}
    for one in read_rulings(store, RULES):
        status = status_at(one.kind, one.title, events_of.get(one.id, ()), day)
        if status != one.status:
            changed[one.id] = status
    write_statuses(store, changed, day)
    return len(changed)


def _derive_levels(store: Store) -> None:
    """Read the levels of documents again that were stored under other rules (0.5 s for 80,000)."""
    if level_version(store) == _LEVELS:
        return
    changed = {}
    for one in described_documents(store):
        known = _as_dict(one.metadata)
        if (derived := derive_level(known, one.publisher)) != known:
            changed[one.id] = json.dumps(derived, ensure_ascii=False)
    rewrite_metadata(store, changed, _LEVELS)


def _as_dict(metadata: str) -> dict[str, object]:
    """Return the metadata of a document; {} for what is no JSON (a source may have NaN among its data)."""
    try:
        found = json.loads(metadata)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def status_at(kind: str, title: str, events: Sequence[StatusEvent], day: str) -> str:
    """Return the status of a document on a day (ISO), "" for one that lays down no rules.

    What its official table says takes precedence, but for a later repeal.
    """
    known = [event for event in events if event.since <= day]
    table = [event.status for event in known if event.source == "table"]
    said = {event.status for event in known}
    if table and table[-1] != "in_force" and table[-1] != "not_yet":
        return table[-1]
    if "in_force" in table:
        said -= {"amended"}
    for status in _RANKED:
        if status in said:
            return status
    if "in_force" in said:
        return "in_force"
    if any(event.status in ("in_force", "not_yet") for event in events):
        return "not_yet"
    return "in_force" if lays_down_rules(kind, title) else ""


def reasons_at(events: Sequence[StatusEvent], status: str, day: str) -> list[StatusEvent]:
    """Return what says a status until a day, the earliest first; [] for one that is presumed."""
    if status == "not_yet":
        return [event for event in events if event.since > day and event.status == "in_force"]
    return [event for event in events if event.status == status and event.since <= day]


class StatedStatus(NamedTuple):
    """A document's kind, level and status, and what says the status; nothing does where it is presumed."""

    kind: str
    level: str
    status: str
    reasons: list[StatusEvent]


def read_status(store: Store, document_id: str, day: str = "") -> StatedStatus:
    """Return the status of a document on a day (ISO) with its reasons, by default the stored one."""
    state = read_state(store, document_id)
    events = read_events(store, document_id)
    if day:
        document = read_document(store, document_id)
        title = document.title if document else ""
        state = state._replace(status=status_at(state.kind, title, events, day))
    return StatedStatus(*state, reasons_at(events, state.status, day or date.today().isoformat()))


# What a document says itself --------------------------------------------------------------------------------


def lays_down_rules(kind: str, title: str) -> bool:
    """Return whether a document is of a kind that lays down rules, and not a text about such a document.

    Texts about one: a headline with its marks (习近平：…), with a name in 《》 that 关于 does not bring in
    (示范部发布《样例办法》), or of two parts of which the first is no issuer.
    """
    if kind not in RULES or _MARKS_OF_HEADLINES.search(title):
        return False
    first, _, rest = title.partition(" ")
    if rest and has_han(first) and has_han(rest) and not level_of_issuer(first):
        return False
    if title.startswith("《"):
        return title.rpartition("》")[2].strip()[:1] in ("", "（", "(")
    before = title.partition("《")[0]
    if before != title and "关于" not in before and not before.endswith(("实施", "贯彻")):
        return False
    return _is_titled_as_rules(title)


def _is_titled_as_rules(title: str) -> bool:
    """Return whether a Chinese title ends as those of rules do and begins as no headline does.

    An English title is that of rules unless it is that of a list or the like.
    """
    patterns = _patterns()
    if not has_han(title):
        return not patterns["listing"].search(title)
    is_named = patterns["ruling"].search(title.strip()) is not None
    return is_named and not patterns["headline"].search(title.partition("关于")[0])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    source = Path(__file__).with_name("statuses.toml").read_text(encoding="utf-8")
    return {name: _compile(given) for name, given in tomllib.loads(source).items()}


def _compile(given: Sequence[str]) -> re.Pattern[str]:
    """Return one pattern of alternatives; flags of one hold for that alone, and so do its named groups."""
    parts = []
    for number, pattern in enumerate(given):
        flag = "i" if pattern.startswith("(?i)") else ""
        body = pattern.removeprefix("(?i)").replace("{date}", _DATE).replace("{day}", _DAY)
        body = body.replace("{bracket}", _BRACKET)
        body = re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{number}>", body)
        parts.append(f"(?{flag}:{body})")
    return re.compile("|".join(parts), re.MULTILINE)


def _find_date(name: str, text: str) -> str:
    """Return the ISO date in the first match of a pattern, or ""."""
    match = _patterns()[name].search(text)
    if not match:
        return ""
    given = _named(match, "date")
    return parse_date("".join(given.split())) or parse_date(given)


def _named(match: re.Match[str], name: str) -> str:
    """Return the group of a name in the alternative that matched."""
    return next(
        (value for key, value in match.groupdict().items() if value and key.rstrip("0123456789") == name), ""
    )


def find_own_events(document: UnsettledDocument, clauses: Sequence[Clause]) -> Iterator[StatusEvent]:
    """Yield what a document says of its status: by title, official table, history, text and period."""
    patterns, found = _patterns(), _read_metadata(document.metadata)
    if lays_down_rules(document.kind, document.title) and patterns["draft"].search(document.title):
        yield StatusEvent(document.id, "", "draft", "title")
    yield from _events_of_table(document, found.get("validity"))
    for step in _steps(found.get("history")):
        if step["act"] in ("in_force", "repealed"):
            status: Status = "repealed" if step["act"] == "repealed" else "in_force"
            yield StatusEvent(document.id, step["date"], status, "history")
    if lays_down_rules(document.kind, document.title):
        yield from _events_of_text(document, clauses)
    if document.kind == "plan" and (match := patterns["period"].search(document.title)):
        last = int(_named(match, "last"))
        yield StatusEvent(document.id, f"{last + 1}-01-01", "expired", "period")


def _read_metadata(metadata: str) -> Mapping[str, object]:
    derived = _as_dict(metadata).get("derived")
    return derived if isinstance(derived, dict) else {}


def _steps(history: object) -> Iterator[dict[str, str]]:
    for step in history if isinstance(history, list) else ():
        if isinstance(step, dict) and {"act", "date"} <= step.keys():
            yield step


def _events_of_table(document: UnsettledDocument, validity: object) -> Iterator[StatusEvent]:
    if not isinstance(validity, dict):
        return
    if status := validity.get("status"):
        yield StatusEvent(document.id, "", status, "table")
    if first := validity.get("from"):
        yield StatusEvent(document.id, first, "in_force", "text")
    if last := validity.get("until"):
        yield StatusEvent(document.id, _next_day(last), "expired", "text")


def _events_of_text(document: UnsettledDocument, clauses: Sequence[Clause]) -> Iterator[StatusEvent]:
    """Yield when the text says that the document begins and ceases to hold, by its last such passages."""
    began = document.date
    for clause in clauses:
        if since := _find_date("effective", clause.text):
            began = since
            yield StatusEvent(document.id, since, "in_force", "text", passage_id=clause.passage_id)
    for clause in clauses:
        if last := _find_date("until", clause.text) or _find_period(clause.text, began):
            since = _next_day(last)
            yield StatusEvent(document.id, since, "expired", "text", passage_id=clause.passage_id)


def _find_period(text: str, began: str) -> str:
    """Return the last day of a period of years of validity that a text gives, or ""."""
    match = _patterns()["years"].search(text)
    years = parse_numeral(_named(match, "years").replace("两", "二")) if match else None
    return _add_years(began, years) if years else ""


def _add_years(day: str, years: int) -> str:
    """Return the last day of a period of years that begins on a whole ISO date; "" for any other date."""
    try:
        first = date.fromisoformat(day)
        end = first.replace(year=first.year + years, day=first.day - (first.month == 2 and first.day == 29))
    except ValueError:
        return ""
    return (end - timedelta(days=1)).isoformat()


def _next_day(day: str) -> str:
    """Return the day after an ISO date; of a month or year the first day after it."""
    if len(day) == 4:
        return f"{int(day) + 1}-01-01"
    if len(day) == 7:
        year, month = map(int, day.split("-"))
        return f"{year + month // 12}-{month % 12 + 1:02}-01"
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _group(clauses: Iterable[Clause]) -> dict[str, list[Clause]]:
    grouped: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        grouped[clause.document_id].append(clause)
    return grouped


# What other documents say -----------------------------------------------------------------------------------


class _Author(NamedTuple):
    """The maker of a document: its publisher and level of government, "" where they are not known."""

    publisher: str
    level: str
    is_named: bool  # the title names the place: no other place has a document of this title

    def scope(self) -> str:
        """Return the publisher of a local document whose title other places may use too, else ""."""
        return "" if self.is_named or self.level == "central" else self.publisher

    def may_end(self, other: _Author) -> bool:
        """Return whether this author may repeal or amend what the other made."""
        if other.level == "central":
            return self.level in ("", "central")
        return other.scope() in ("", self.publisher)


def _author_of(ruling: Ruling) -> _Author:
    place = level_of_issuer(ruling.title)
    level = level_of_issuer(ruling.publisher) or place
    return _Author(ruling.publisher, level, place in ("province", "city", "county"))


def _find_events_of_others(store: Store, own: Iterable[StatusEvent]) -> Iterator[StatusEvent]:
    rulings = (one for one in read_rulings(store, RULES) if lays_down_rules(one.kind, one.title))
    authors = {one.id: _author_of(one) for one in rulings}
    editions = [one for one in list_editions(store, _EDITED) if one.id in authors]
    begins: dict[str, str] = {}
    for event in own:
        if event.status == "in_force" and event.since:
            begins[event.document_id] = max(event.since, begins.get(event.document_id, ""))
    scopes = {identifier: author.scope() for identifier, author in authors.items()}
    yield from find_editions_replaced(editions, begins, scopes)
    citations = deciding_citations(store)
    if not citations:
        return
    deciding = [one for one in citations if one.document_id in authors and one.date]
    names = sorted({name for one in deciding for name in cited_keys(one)})
    for event in find_decisions(deciding, Resolver(document_names(store, names)), editions, begins):
        known = authors.get(event.document_id)
        if known and authors[event.other_id].may_end(known):
            yield event


def find_editions_replaced(
    editions: Sequence[Edition], begins: Mapping[str, str], scopes: Mapping[str, str]
) -> Iterator[StatusEvent]:
    """Yield that each edition of a law or regulation is amended since the next one holds.

    `editions` are sorted by corpus, title and date; those of one date are copies. `begins` are the days from
    which documents hold, by id, `scopes` the publishers of local ones, whose titles other places use too.
    """
    by_name: dict[tuple[str, str, str], list[Edition]] = defaultdict(list)
    for edition in editions:
        if edition.date and not _patterns()["no_edition"].search(edition.name):
            by_name[edition.corpus, edition.name, scopes.get(edition.id, "")].append(edition)
    for group in by_name.values():
        for edition in group:
            later = next((other for other in group if _is_replaced(edition, other, begins)), None)
            if later:
                since = max(later.date, begins.get(later.id, ""))
                yield StatusEvent(edition.id, since, "amended", "edition", later.id)


def _is_replaced(edition: Edition, other: Edition, begins: Mapping[str, str]) -> bool:
    """Return whether another edition is a later one, and no copy dated by another day.

    Copies are dated by the day of passing or of publication: both hold from the same later day.
    """
    first, second = begins.get(edition.id), begins.get(other.id)
    if first and first == second and first >= other.date:
        return False
    return _is_before(edition.date, other.date)


def _is_before(date: str, other: str) -> bool:
    """Return whether a date is surely before another; either may be a year or month."""
    length = min(len(date), len(other))
    return date[:length] < other[:length]


def find_decisions(
    citations: Iterable[StoredCitation],
    resolver: Resolver,
    editions: Sequence[Edition],
    begins: Mapping[str, str],
) -> Iterator[StatusEvent]:
    """Yield what citations repeal and amend: stored documents dated before the citing one.

    A repeal holds for every earlier edition, from when the citing document begins to hold (`begins` by id,
    else its date). A later edition repeats what the first one repealed then.
    """
    names = {edition.id: (edition.corpus, edition.name) for edition in editions}
    by_name: dict[tuple[str, str], list[Edition]] = defaultdict(list)
    for edition in editions:
        by_name[edition.corpus, edition.name].append(edition)
    for citation in citations:
        since = begins.get(citation.document_id) or citation.date
        status = _DECISIVE[citation.relation]
        if status == "amended":
            since = max(since, citation.date)
        limit = min(since, citation.date)
        cited = resolver.find(citation._replace(date=_day_before(limit)))
        if cited is None or not cited.date or not _is_before(cited.date, limit):
            continue
        if status == "amended" and not _amends(citation, cited.name):
            continue
        concerned = [cited.document_id]
        if status == "repealed" and cited.document_id in names:
            group = by_name[names[cited.document_id]]
            concerned = [edition.id for edition in group if edition.date and _is_before(edition.date, limit)]
        for document in concerned:
            if document != citation.document_id and since > begins.get(document, ""):
                yield StatusEvent(
                    document, since, status, "citation", citation.document_id, citation.passage_id
                )


def _amends(citation: StoredCitation, cited: str) -> bool:
    """Return whether a decision amends what it cites: its title says so, of this one or of several."""
    patterns, title = _patterns(), citation.citing
    if not patterns["amending"].search(title):
        return False
    return cited in "".join(title.split()) or patterns["amending_several"].search(title) is not None


def _day_before(day: str) -> str:
    """Return the day before an ISO date; a month or year as it is."""
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except ValueError:
        return day
