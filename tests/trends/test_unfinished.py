"""The last period of a series is marked if the stored text ends before it does; no number changes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.references import DocumentChoice, open_part
from flows.reports import EvidenceRequest, write_evidence
from flows.search import Collection
from flows.store import Store
from flows.trends import answer_series, notes_within
from flows.trends.unfinished import find_unfinished
from tests.builders import series_request
from tests.trends.making import add_documents

DAYS = ("2024-05-01", "2025-03-01", "2026-04-16")
NOTE = {
    "en": "{period} is incomplete: the stored text ends on {newest}",
    "zh": "{period} 尚不完整：库中文件截至 {newest}",
}


@pytest.fixture
def collection(store: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> Collection:
    """A store of three documents, read on a day of 2026."""
    monkeypatch.setattr("flows.text.moments.this_day", lambda: date(2026, 11, 28))
    add_documents(store, lexicon, "c", [(day, "自主可控") for day in DAYS])
    return Collection(store, lexicon)


@pytest.mark.parametrize(
    ("day", "is_noted"), [("2024", False), ("2024-12", False), ("2024-11", True), ("2026", True)]
)
def test_a_document_of_a_year_may_be_of_its_last_day(
    store: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch, day: str, is_noted: bool
) -> None:
    monkeypatch.setattr("flows.text.moments.this_day", lambda: date(2026, 11, 28))
    add_documents(store, lexicon, "c", [("2023-05-01", "自主可控"), (day, "自主可控")])
    request = series_request(["自主可控"])
    unfinished = find_unfinished(Collection(store, lexicon), request, ["2023", day[:4]])
    assert (unfinished is not None) == is_noted


@pytest.mark.parametrize(
    ("corpora", "newest"), [((), "2026-05-02"), (("old",), "2026-03-01"), (("new",), "2026-05-02")]
)
def test_text_ends_where_the_corpora_asked_for_do(
    store: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch, corpora: tuple[str, ...], newest: str
) -> None:
    monkeypatch.setattr("flows.text.moments.this_day", lambda: date(2026, 11, 28))
    add_documents(store, lexicon, "old", [("2026-03-01", "自主可控")])
    add_documents(store, lexicon, "new", [("2026-05-02", "自主可控")])
    request = series_request(["自主可控"], corpus=corpora)
    unfinished = find_unfinished(Collection(store, lexicon), request, ["2026"])
    assert unfinished is not None and unfinished.newest == newest


@pytest.mark.parametrize(
    ("options", "period", "added", "newest"),
    [
        ({}, "2026", (), "2026-04-16"),
        ({"by": "quarter"}, "2026-Q2", (), "2026-04-16"),
        ({"by": "month"}, "2026-04", (), "2026-04-16"),
        ({"by": "plan"}, "15th FYP 2026–2030", (), "2026-04-16"),
        ({"by": "2024,2026,2027"}, "2026", (), "2026-04-16"),
        ({"axis": "written"}, "2026", (), "2026-04-16"),
        ({}, "2030", ("2030-01-05",), "2026-04-16"),  # no text says what happens until then
        ({}, "", ("2026-12-31",), ""),  # it is known, although the year is not over
        ({"last": "2025"}, "", (), ""),
        ({"by": "2024,2026"}, "", (), ""),
    ],
)
def test_a_last_period_that_is_not_over_is_said_so(
    collection: Collection,
    lexicon: Lexicon,
    monkeypatch: pytest.MonkeyPatch,
    options: dict[str, str],
    period: str,
    added: tuple[str, ...],
    newest: str,
) -> None:
    if added == ("2026-12-31",):
        monkeypatch.setattr("flows.text.moments.this_day", lambda: date(2027, 1, 1))
    add_documents(collection.store, lexicon, "more", [(day, "自主可控") for day in added])
    answer = answer_series(collection, series_request(["自主可控"], **options))
    expected = [NOTE["en"].format(period=period, newest=newest)] * bool(period)
    assert [line for line in answer.caption if "incomplete" in line] == expected
    assert not any("incomplete" in note for note in notes_within(answer, {"2024"}))


@pytest.mark.parametrize(
    ("step", "number", "newest", "is_noted"),
    [
        (1, 40, "2025-12-30", False),
        (1, 40, "2025-12-29", True),  # two days without any, in daily text
        (7, 20, "2025-12-24", False),
        (7, 20, "2025-12-23", True),
        (7, 10, "2025-12-24", True),  # nine pauses do not show what is usual
        (1, 40, "2025-12-31", False),
        (1, 40, "2026-11-26", True),  # this period is not over
    ],
)
def test_a_pause_as_usual_at_the_end_of_a_past_period_is_no_gap(
    store: Store,
    lexicon: Lexicon,
    monkeypatch: pytest.MonkeyPatch,
    step: int,
    number: int,
    newest: str,
    is_noted: bool,
) -> None:
    monkeypatch.setattr("flows.text.moments.this_day", lambda: date(2026, 11, 28))
    days = [date.fromisoformat(newest) - timedelta(days=step * back) for back in range(number)]
    dates = [*(day.isoformat() for day in days), "2025", "2024-02"]
    add_documents(store, lexicon, "c", [(day, "自主可控") for day in dates if day <= newest])
    unfinished = find_unfinished(Collection(store, lexicon), series_request(["自主可控"]), [newest[:4]])
    assert (unfinished is not None) == is_noted


def test_statistics_say_that_they_take_it_as_a_whole(collection: Collection) -> None:
    for language, more in (("en", "; the statistics take it as a whole period"), ("zh", "；统计检验")):
        answer = answer_series(
            collection,
            series_request(["自主可控"], statistics=True),
            language,  # type: ignore[arg-type]
        )
        start = NOTE[language].format(period="2026", newest="2026-04-16") + more
        assert sum(line.startswith(start) for line in answer.notes) == 1


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_page_of_evidence_says_so(collection: Collection, tmp_path: Path, locale: str) -> None:
    request = EvidenceRequest(series_request(["自主可控"]))
    (path,) = write_evidence(collection, request, tmp_path, formats=["html"], locale=locale)  # type: ignore[arg-type]
    assert NOTE[locale].format(period="2026", newest="2026-04-16") in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("choice", "period", "newest"),
    [
        (DocumentChoice(as_of="2025-12-31"), "", ""),  # the text continues until that day
        (DocumentChoice(as_of="2025-06-30"), "2025", "2025-06-30"),
        (DocumentChoice(publisher=("x",)), "", ""),  # its last text is from 2024, the store's from 2026
    ],
)
def test_a_part_of_a_store_ends_when_the_whole_does(
    collection: Collection, lexicon: Lexicon, choice: DocumentChoice, period: str, newest: str
) -> None:
    with collection.store.transaction() as connection:
        connection.execute("UPDATE document SET publisher = 'x' WHERE published = '2024-05-01'")
    with open_part(Store(collection.store.path), choice) as part:
        answer = answer_series(Collection(part, lexicon), series_request(["自主可控"]))
    expected = [NOTE["en"].format(period=period, newest=newest)] * bool(period)
    assert answer.table.rows()
    assert [line for line in answer.caption if "incomplete" in line] == expected
