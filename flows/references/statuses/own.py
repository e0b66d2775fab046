"""Read what a document says of its own status: by title, official table, history, text and period."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from flows.annotation import find_plan_number
from flows.annotation.figures import PLAN_ENDS
from flows.corpus.metadata import parse_date
from flows.references.statuses.ruling import lays_down_rules, search_status
from flows.store.documents import Clause, Status, StatusEvent, UnsettledDocument
from flows.text import parse_numeral, plain_title

Unit = Literal["days", "months", "years"]
_UNITS: Mapping[str, Unit] = {
    "日": "days",
    "天": "days",
    "月": "months",
    "年": "years",
    "day": "days",
    "month": "months",
    "year": "years",
}
_ENGLISH_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty sixty ninety"
)
_IN_ENGLISH = dict(zip(_ENGLISH_NUMBERS.split(), (*range(1, 13), 15, 20, 30, 60, 90), strict=True))


def find_own_events(document: UnsettledDocument, clauses: Sequence[Clause]) -> Iterator[StatusEvent]:
    """Yield a document's own statements of status: by title, official table, history, text and period."""
    found = _derived(document.metadata)
    if lays_down_rules(document.kind, document.title) and search_status("draft", document.title):
        yield StatusEvent(document.id, "", "draft", "title")
    recorded = [
        *_events_of_table(document, found.get("validity")),
        *_events_of_history(document, found.get("history")),
    ]
    if lays_down_rules(document.kind, document.title):
        recorded += _events_of_text(document, clauses, _first_day(recorded))
    yield from recorded
    is_plan = "plan" in (document.kind, found.get("issued_kind"))
    if is_plan and (last := _last_year(document.title, found)):
        yield StatusEvent(document.id, f"{last + 1}-01-01", "expired", "period")
        return
    end = _end_of_occasion(document)
    if end and all(event.status == "in_force" and event.since < end for event in recorded):
        yield StatusEvent(document.id, end, "expired", "year")


def _end_of_occasion(document: UnsettledDocument) -> str:
    """Return the first day after the work that a document for one occasion is about, by its title, or "".

    Work of a year ends with it (2019年样例项目申报); work on a year (2019年度考核) ends with the next one. A
    year that is long over when the document is published says nothing about its end.
    """
    if not lays_down_rules(document.kind, document.title):
        return ""
    title = plain_title(document.title)
    for name, years in (("occasion", 1), ("occasion_after", 2)):
        if match := search_status(name, title):
            end = f"{int(_named(match, 'last')) + years}-01-01"
            return end if document.date < end else ""
    return ""


def _last_year(title: str, derived: Mapping[str, object]) -> int:
    """Return the last year of a plan; 0 if unknown.

    It comes from the years in the title, the five-year plan named there, the year of a yearly plan
    (2025年工作要点), or the years in the file name.
    """
    title = plain_title(title)
    if last := _end_of_period(title):
        return last
    if number := find_plan_number(title):
        return PLAN_ENDS.get(number, 0)
    if match := search_status("yearly", title):
        return int(_named(match, "last"))
    return _end_of_period(str(derived.get("period") or ""))


def _end_of_period(text: str) -> int:
    """Return the last year of a period of years (2016-2020年, 2016 to 2020, (2016-20)), or 0."""
    match = search_status("period", text)
    if not match:
        return 0
    first, last = _named(match, "first"), _named(match, "last")
    end = int(first[: -len(last)] + last)
    return end if int(first) <= end else 0


def read_metadata(metadata: str) -> dict[str, object]:
    """Return the metadata of a document; {} if it is not valid JSON (a source's data may contain NaN)."""
    try:
        found = json.loads(metadata)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _derived(metadata: str) -> Mapping[str, object]:
    derived = read_metadata(metadata).get("derived")
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
        yield StatusEvent(document.id, next_day(last), "expired", "text")


def _events_of_history(document: UnsettledDocument, history: object) -> Iterator[StatusEvent]:
    for step in _steps(history):
        if step["act"] in ("in_force", "repealed"):
            status: Status = "repealed" if step["act"] == "repealed" else "in_force"
            yield StatusEvent(document.id, step["date"], status, "history")


def _first_day(events: Sequence[StatusEvent]) -> str:
    """Return the last day from which one of these events says that the document is in force, or ""."""
    return max((event.since for event in events if event.status == "in_force"), default="")


def _events_of_text(
    document: UnsettledDocument, clauses: Sequence[Clause], recorded: str
) -> Iterator[StatusEvent]:
    """Yield when the text says that the document takes effect and expires, from its last such passages.

    自公布之日起30日后施行 takes effect on the 30th day after the document's date. 自公布之日起施行 counts if
    neither table or history (the day `recorded`) nor a passage have a date; the event has none either, as a
    stored date may be that of a revision or a copy.
    """
    began, is_dated = recorded or document.date, bool(recorded)
    for clause in clauses:
        if since := find_date("effective", clause.text) or find_period_end(
            "delayed", clause.text, document.date
        ):
            began, is_dated = since, True
            yield StatusEvent(document.id, since, "in_force", "text", passage_id=clause.passage_id)
    immediate = [one for one in clauses if search_status("immediate", one.text)]
    if immediate and not is_dated:
        yield StatusEvent(document.id, "", "in_force", "text", passage_id=immediate[0].passage_id)
    for clause in clauses:
        if since := _find_own_end(clause.text, began):
            yield StatusEvent(document.id, since, "expired", "text", passage_id=clause.passage_id)


def _find_own_end(text: str, began: str) -> str:
    """Return the first day on which a document no longer holds by a passage of it, or "".

    The passage has the last day on which it holds (有效期至…, 至…止), the last five-year plan, the day from
    which it lapses (…废止), or how long it holds from the day on which it `began`.
    """
    if last := find_date("until", text):
        return next_day(last)
    match = search_status("until_plan", text)
    number = parse_numeral(_named(match, "plan")) if match else None
    if number in PLAN_ENDS:
        return f"{PLAN_ENDS[number] + 1}-01-01"
    return find_date("ending", text) or find_period_end("lasting", text, began)


def find_period_end(name: str, text: str, began: str) -> str:
    """Return the first day after a period of days, months or years stated in a text, or "".

    It is counted from the date in the statement if there is one, else from the day on which it `began`.
    """
    match = search_status(name, text)
    if not match:
        return ""
    return _move_by(match, find_date("dated", match[0]) or began)


def find_new_end(text: str, end: str) -> str:
    """Return the first day after a document that another one extends; "" if unknown.

    `text` follows its name: 有效期延长至2029年12月31日, or 有效期延长五年 after the known `end`.
    """
    if until := find_date("extended", text):
        return next_day(until)
    match = search_status("lengthened", text)
    return _move_by(match, end) if match else ""


def _move_by(match: re.Match[str], first: str) -> str:
    """Return the day after a period that a match names by `count` and `unit`, from its first day; or ""."""
    count = _named(match, "count")
    number = _IN_ENGLISH.get(count.lower()) or parse_numeral(count.replace("两", "二"))
    return _move(first, number, _UNITS[_named(match, "unit").lower()]) if number else ""


def _move(day: str, number: int, unit: Unit) -> str:
    """Return the day a number of days, months or years after a whole ISO date; "" for other dates.

    If the later month lacks that day, its last day is returned.
    """
    try:
        first = date.fromisoformat(day)
        if unit == "days":
            return (first + timedelta(days=number)).isoformat()
        months = first.year * 12 + first.month - 1 + number * (12 if unit == "years" else 1)
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return first.replace(year=year, month=month + 1, day=min(first.day, last)).isoformat()
    except (ValueError, OverflowError):
        return ""


def next_day(day: str) -> str:
    """Return the day after an ISO date; for a month or year, the first day after it."""
    if len(day) == 4:
        return f"{int(day) + 1}-01-01"
    if len(day) == 7:
        year, month = map(int, day.split("-"))
        return f"{year + month // 12}-{month % 12 + 1:02}-01"
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def find_date(name: str, text: str) -> str:
    """Return the ISO date in the first match of a pattern, or ""."""
    match = search_status(name, text)
    if not match:
        return ""
    given = _named(match, "date")
    return parse_date("".join(given.split())) or parse_date(given)


def _named(match: re.Match[str], name: str) -> str:
    """Return the named group of the alternative that matched."""
    return next(
        (value for key, value in match.groupdict().items() if value and key.rstrip("0123456789") == name), ""
    )
