"""Vanishing on our own site of 300 documents: delisted, gone in every way, emptied, edited, back again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.corpus.manifest import Manifest
from flows.pipeline.reading import IngestCounts
from flows.pipeline.vanishing import SourceWatch
from flows.store import read_visits
from flows.store.database import Store
from flows.store.documents import amend_document, read_rejections, read_text, remove_documents
from flows.store.sightings import VanishedFilter, list_vanished, read_sightings
from tests.corpus.fetching.ministry import FAILING, PER_LAYOUT, Site, serve_ministry, text_of
from tests.pipeline.fetching.test_manifest import declare, run

_OFTEN = {"ask_again_days": 0.0}
DELISTED = {101, 102, 103, 105, 109, 201, 202, 203, 204, 205, 206, 50, 51}
FATES = {
    50: "404",
    102: "404",
    103: "410",
    104: "404",
    105: "to home",
    106: "emptied",
    109: "503",
    202: "404",
    203: "home page",
    204: "soft 404",
    205: "emptied",
    206: "moved on",
    208: "scan",
}
EXPECTED = {
    50: "not_found",
    51: "delisted",
    101: "delisted",
    102: "not_found",
    103: "removed",
    104: "not_found",
    105: "redirected_home",
    106: "emptied",
    107: "edited",
    108: "updated",
    201: "delisted",
    202: "not_found",
    203: "home_page",
    204: "soft_404",
    205: "emptied",
    206: "delisted",
}
GONE = {number for number, state in EXPECTED.items() if state not in ("delisted", "edited", "updated")}


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_ministry() as served:
        yield served


def manifests(site: Site, folder: Path) -> list[Manifest]:
    return [declare(site, folder, kind, politeness=_OFTEN) for kind in ("one", "two", "three")]


def few(site: Site, folder: Path, **more: object) -> Manifest:
    """Declare twenty documents of the second layout."""
    return declare(site, folder, "two", include="t_1[01]", **more)


def read_all(store: Store, chosen: list[Manifest]) -> IngestCounts:
    counts = IngestCounts()
    for manifest in chosen:
        counts.merge(run(store, manifest))
    return counts


def number_of(address: str) -> int:
    return int(address.rsplit("_", 1)[-1].removesuffix(".html"))


def rejected(store: Store) -> set[int]:
    """Return the documents that a list names and whose address did not show them."""
    return {number_of(entry.place) for entry in read_rejections(store)}


def states(store: Store) -> dict[int, list[tuple[str, int]]]:
    """Return the spans of each document that has any: the state, and how often it was seen."""
    found: dict[int, list[tuple[str, int]]] = {}
    for row in store.rows("SELECT address, state, times FROM sighting ORDER BY id"):
        found.setdefault(number_of(row["address"]), []).append((row["state"], row["times"]))
    return found


def change(site: Site) -> None:
    site.delisted, site.fates = set(DELISTED), dict(FATES)
    site.revisions.update({107: 1, 108: 1})
    site.notices[108] = "更新时间：2026-05-01"


def test_a_site_of_300_documents_loses_some(site: Site, tmp_path: Path) -> None:
    """Check four runs: all present, some vanished, the same again, and all of them back."""
    with Store(tmp_path / "s.sqlite") as store:
        chosen = manifests(site, tmp_path)
        read_all(store, chosen)
        stored = int(store.value("SELECT count(*) FROM document"))
        assert stored == 3 * PER_LAYOUT - len(FAILING) - 1 and states(store) == {}

        change(site)
        counts = read_all(store, chosen)
        assert states(store) == {number: [(state, 1)] for number, state in EXPECTED.items()}
        assert (counts.asked_again, counts.vanished, counts.back) == (len(DELISTED), len(GONE) + 1, 0)
        assert counts.unmet == []
        check_list(site, store)
        assert rejected(store) & set(EXPECTED) == {104, 106}

        again = read_all(store, chosen)
        assert (again.vanished, again.superseded) == (0, 0)
        assert states(store) == {number: [(state, 2)] for number, state in EXPECTED.items()}

        site.delisted, site.fates, site.revisions, site.notices = set(), {}, {}, {}
        last = read_all(store, chosen)
        assert last.back == len(GONE) + 2
        assert states(store) == {number: [(state, 2), ("back", 1)] for number, state in EXPECTED.items()}
        assert list_vanished(store).total == 0 and 208 not in states(store)
        assert not rejected(store) & set(EXPECTED)
        assert int(store.value("SELECT count(*) FROM document")) == stored + 2


def check_list(site: Site, store: Store) -> None:
    """Check the list of vanished documents, with the archived texts."""
    found = {number_of(row.address): row for row in list_vanished(store).documents}
    assert set(found) == GONE | {107}
    for number, row in found.items():
        archived = read_text(store, row.document_id)
        revision = site.revisions.pop(number, 0)
        assert all(line in archived for line in text_of(site, number)), number
        site.revisions[number] = revision
        assert row.last_there <= row.since <= row.asked and row.last_there
    assert (found[103].status, found[102].status, found[105].final) == (410, 404, f"{site.address}/")
    assert found[107].current_id not in ("", found[107].document_id)
    assert 0.5 < (found[107].kept or 0) < 1 and (found[106].kept or 0) < 0.1
    assert "不再提供在线浏览" in found[106].note
    wanted = VanishedFilter(how=("delisted",), corpora=("two",))
    assert [number_of(row.address) for row in list_vanished(store, wanted).documents] == [101]
    visits = read_visits(store, "two")
    (silent,) = [visit for visit in visits.values() if visit.address.endswith("t_109.html")]
    assert silent.is_passing and silent.status == 503  # asked, but without evidence


def test_a_site_that_shows_its_first_page_everywhere_proves_nothing(site: Site, tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        manifest = few(site, tmp_path, politeness=_OFTEN)
        run(store, manifest)
        site.is_all_home, site.delisted = True, {101, 102}
        counts = run(store, manifest)
        assert states(store) == {} and (counts.vanished, counts.superseded) == (0, 0)
        site.is_all_home, site.fates[102] = False, "404"
        run(store, manifest)
        assert states(store) == {101: [("delisted", 1)], 102: [("not_found", 1)]}


def test_a_first_page_for_every_unknown_address_is_a_soft_404(site: Site, tmp_path: Path) -> None:
    """Check that it is distinguished from a redirect of one document, and from a redirect to a moved document."""
    with Store(tmp_path / "s.sqlite") as store:
        manifest = declare(site, tmp_path, "three", include="d_20", politeness=_OFTEN)
        run(store, manifest)
        site.answers_unknown_with_home = True
        site.fates |= {201: "home page", 202: "to home", 206: "moved on"}
        run(store, manifest)
        assert states(store) == {201: [("home_page", 1)], 202: [("home_page", 1)]}
        site.answers_unknown_with_home = False
        site.fates |= {203: "to home"}
        run(store, manifest)
        assert states(store)[203] == [("redirected_home", 1)]


def test_a_date_of_change_below_the_title_is_a_notice(site: Site, tmp_path: Path) -> None:
    """Check that it counts though it is no part of the text, unless the page had it before."""
    with Store(tmp_path / "s.sqlite") as store:
        manifest = declare(site, tmp_path, "three", include="d_2[12]", politeness=_OFTEN)
        site.stamps = {211: "更新时间：2026-03-01", 212: "更新时间：2026-03-01"}
        run(store, manifest)
        site.revisions = dict.fromkeys((210, 211, 212, 213), 1)
        site.stamps |= {212: "更新时间：2026-05-01", 213: "更新时间：2026-05-01 09:30"}
        run(store, manifest)
        assert states(store) == {
            210: [("edited", 1)],
            211: [("edited", 1)],
            212: [("updated", 1)],
            213: [("updated", 1)],
        }


def test_questions_are_few_and_the_oldest_come_first(site: Site, tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        manifest = few(site, tmp_path, politeness={"ask_again_days": 10, "maximum_asked_again": 2})
        run(store, manifest)
        site.delisted, site.fates = {101, 102, 103, 104}, {101: "404", 102: "404"}

        def ask(days: dict[int, int]) -> list[int]:
            for number, age in days.items():
                moment = (datetime.now(UTC) - timedelta(days=age)).isoformat(timespec="seconds")
                store.connection.execute(
                    "UPDATE fetch SET checked = ? WHERE address LIKE ?", (moment, f"%t_{number}.html")
                )
            site.log.clear()
            run(store, manifest)
            asked = [number_of(path) for path in site.paths() if "/t_" in path]
            return sorted(number for number in asked if number in site.delisted)

        assert ask({}) == []  # all were asked a moment ago
        assert ask({101: 11, 102: 12, 103: 13, 104: 9}) == [102, 103]
        assert ask({101: 11, 102: 11, 103: 9, 104: 9}) == [101, 102]
        assert ask({101: 11, 102: 11}) == [101]  # 102 was found gone twice: twice as long between questions
        assert ask({101: 19, 102: 21}) == [102]
        assert ask({101: 41, 102: 41, 103: 11, 104: 12}) == [101, 102]


def test_robots_are_heeded_and_silence_is_no_evidence(site: Site, tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        run(store, few(site, tmp_path, politeness=_OFTEN))
        site.delisted = {101, 102}
        site.fates = {102: "503"}
        greedy = few(site, tmp_path, politeness={**_OFTEN, "user_agent": "greedy/1.0 (test)"})
        counts = run(store, greedy)
        assert counts.asked_again == 0 and states(store) == {}  # its lists cannot be read either
        patient = few(site, tmp_path, politeness=_OFTEN)
        site.log.clear()
        run(store, patient)
        asked = Counter(site.paths())
        assert states(store) == {101: [("delisted", 1)]}
        (silent,) = [path for path in asked if path.endswith("t_102.html")]
        assert asked[silent] == 3  # as often as any address that does not answer


def test_a_new_layout_is_no_edit(site: Site, tmp_path: Path) -> None:
    """Check that simultaneous changes of all texts are attributed to a change of the site."""
    with Store(tmp_path / "s.sqlite") as store:
        manifest = few(site, tmp_path, politeness=_OFTEN)
        run(store, manifest)
        site.revisions.update(dict.fromkeys(range(100, 116), 1))
        assert run(store, manifest).superseded == 16
        assert states(store) == {}
        site.revisions.update(dict.fromkeys(range(100, 105), 2))
        assert run(store, manifest).vanished == 5


def test_a_date_that_people_corrected_is_no_later_date_of_the_page(site: Site, tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        manifest = declare(site, tmp_path, "three", include="d_21", politeness=_OFTEN)
        run(store, manifest)
        (changed,) = store.column("SELECT id FROM document WHERE key LIKE '%d_217'")
        amend_document(store, changed, {"published": "1999-01-01"})
        site.revisions[217] = 1
        run(store, manifest)
        assert states(store) == {217: [("edited", 1)]}


def test_a_run_that_is_cut_short_loses_no_sighting(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        manifest = few(site, tmp_path, politeness=_OFTEN)
        run(store, manifest)
        site.revisions[107] = 1
        site.fates = {106: "emptied", 104: "404"}

        def stop(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(SourceWatch, "settle", stop)
            with pytest.raises(KeyboardInterrupt):
                run(store, manifest)
        run(store, manifest)
        assert {number: spans[0][0] for number, spans in states(store).items()} == {
            104: "not_found",
            106: "emptied",
            107: "edited",
        }


def test_what_was_forgotten_stays_away(site: Site, tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        manifest = few(site, tmp_path, politeness=_OFTEN)
        run(store, manifest)
        site.delisted = {101, 102}
        site.fates = {101: "404"}
        run(store, manifest)
        (gone,) = list_vanished(store).documents
        assert [one.state for one in read_sightings(store, gone.document_id)] == ["not_found"]
        remove_documents(store, [gone.document_id])
        assert list_vanished(store).total == 0
        site.log.clear()
        run(store, manifest)
        assert not any(path.endswith("t_101.html") for path in site.paths())
