"""Corrections of every kind in one list, undone by their ids, and the lexicon rows that they suggest."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon import Lexicon, load_lexicon, read_rows
from flows.annotation.matching import RustCutter
from flows.curation import import_lexicon
from flows.errors import UsageError
from flows.pipeline import annotate_store, correct_document
from flows.pipeline.corrections import (
    FigureChange,
    MentionChange,
    begin_text,
    correct_figure,
    count_untaught,
    list_corrections,
    propose_edits,
    undo_correction,
    write_patch,
)
from flows.pipeline.corrections.teaching import find_context
from flows.pipeline.health import check_corrections
from flows.references import list_figures
from flows.store import Correction, Store, write_corrections
from flows.store.database import count_differences
from flows.store.documents import read_document
from flows.store.facts import TargetFilter
from flows.store.passages import find_passages
from flows.store.translations import decide_pair, read_pairs
from flows.workspace import Workspace
from tests.pipeline.alignment.texts import EN, ZH, store_records
from tests.stores import copy_whole
from tests.support import MODELS

cut = RustCutter().cut


@pytest.fixture
def workspace(sample_store: Path, tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(copy_whole(sample_store, tmp_path / "copy")) as opened:
        yield opened


@pytest.fixture(scope="module")
def unchanged(sample_store: Path) -> Iterator[Workspace]:
    """The sample itself, for refused corrections."""
    with Workspace(sample_store) as opened:
        yield opened


def passage_with(workspace: Workspace, concept: str) -> tuple[str, str]:
    """Return an English passage with a mention of a concept, and the text of the mention."""
    row = workspace.store.rows(
        "SELECT p.document_id || '-' || p.position, m.surface FROM mention m JOIN passage p ON p.id = m.passage_id "
        "JOIN document d ON d.id = p.document_id WHERE m.concept = ? AND p.language = 'en' AND d.superseded_by IS NULL "
        "ORDER BY p.id LIMIT 1",
        (concept,),
    )[0]
    return row[0], row[1]


def count(workspace: Workspace, term: str) -> int:
    return int(workspace.trends([term])["occurrences"].sum())


def test_a_dismissed_tag_leaves_counts_search_and_files(workspace: Workspace) -> None:
    passage, text = passage_with(workspace, "gallium")
    before, found = count(workspace, "gallium"), workspace.search("", term=["gallium"]).attrs["total"]
    name = workspace.correct(MentionChange(passage, text, reason="另有所指"))
    times = [row.text for row in find_passages(workspace.store, [passage])[passage].mentions].count(text)
    assert count(workspace, "gallium") < before
    assert workspace.search("", term=["gallium"]).attrs["total"] == found - (times == 0)
    assert count_differences(workspace.store) == 0
    workspace.undo(name)
    assert count(workspace, "gallium") == before
    assert workspace.search("", term=["gallium"]).attrs["total"] == found


def test_it_survives_annotating_everything_again(workspace: Workspace, annotator: Annotator) -> None:
    passage, text = passage_with(workspace, "gallium")
    workspace.correct(MentionChange(passage, text, type="ORG", reason="a firm of this name"))
    before = count(workspace, "gallium")
    with workspace.store.run("test") as run:
        annotate_store(workspace.store, run.id, annotator, MODELS, everything=True)
    assert count(workspace, "gallium") == before
    first = next(
        row for row in find_passages(workspace.store, [passage])[passage].mentions if row.text == text
    )
    assert (first.type, first.source, first.entity) == ("ORG", "corrected", f"org:{text.lower()}")


def test_figures(workspace: Workspace) -> None:
    store = workspace.store
    figure = list_figures(store, workspace.lexicon, TargetFilter(kinds=["target"]))[0][0]
    correct_figure(
        store, FigureChange(figure.passage_id, figure.value_text, figure.start, kind="actual", reason="x")
    )
    changed = find_passages(store, [figure.passage_id])[figure.passage_id].targets
    assert [(row.kind, row.rule) for row in changed if row.start == figure.start] == [("actual", "corrected")]
    correct_figure(
        store, FigureChange(figure.passage_id, figure.value_text, figure.start, is_none=True, reason="y")
    )
    assert not [
        row
        for row in find_passages(store, [figure.passage_id])[figure.passage_id].targets
        if row.start == figure.start
    ]
    (listed,) = list_corrections(store)
    assert (listed.kind, listed.becomes, listed.reason) == ("figure", "", "y")
    assert listed.was.startswith("target")
    undo_correction(store, listed.id, workspace.lexicon)
    assert figure in list_figures(store, workspace.lexicon, TargetFilter())[0]


def test_a_date_is_kept_as_an_iso_date(workspace: Workspace) -> None:
    store = workspace.store
    document = passage_with(workspace, "gallium")[0].rpartition("-")[0]
    correct_document(store, document, {"published": "2020年3月9日"}, workspace.lexicon)
    found = read_document(store, document)
    assert found and (found.published, found.date) == ("2020-03-09", "2020-03-09")
    with pytest.raises(UsageError, match="not a date"):
        correct_document(store, document, {"published": "March 2020"}, workspace.lexicon)


def test_a_correction_to_a_concept_that_the_lexicon_no_longer_has_is_named(workspace: Workspace) -> None:
    passage, text = passage_with(workspace, "gallium")
    workspace.correct(MentionChange(passage, text, concept="germanium"))
    concepts = set(workspace.lexicon.concepts)
    assert list(check_corrections(workspace.store, lambda: concepts, set)) == []
    (found,) = check_corrections(workspace.store, lambda: concepts - {"germanium"}, set)
    assert (found.values, found.is_fault) == ({"number": 1, "concept": "germanium", "ids": ["m1"]}, False)
    undo_correction(workspace.store, "m1", workspace.lexicon)
    assert list(check_corrections(workspace.store, set, set)) == []


def test_the_lexicon_is_not_read_where_no_correction_names_a_concept(workspace: Workspace) -> None:
    passage, text = passage_with(workspace, "gallium")
    workspace.correct(MentionChange(passage, text, reason="another sense"))

    def read() -> set[str]:
        raise AssertionError

    assert list(check_corrections(workspace.store, read, read)) == []


def test_a_hand_label_that_the_taxonomy_no_longer_has_is_named(workspace: Workspace) -> None:
    store = workspace.store
    passage, _ = passage_with(workspace, "gallium")
    row = find_passages(store, [passage])[passage]
    made = Correction(row.text, ("tech_leverage", "old_label"), (), "A", "m", "zh")
    write_corrections(store, [made])
    (listed,) = list_corrections(store, ("label",))
    assert list(check_corrections(store, set, lambda: {"tech_leverage", "old_label"})) == []
    (found,) = check_corrections(store, set, lambda: {"tech_leverage"})
    assert (found.values, found.is_fault) == ({"number": 1, "label": "old_label", "ids": [listed.id]}, False)
    undo_correction(store, listed.id, workspace.lexicon)
    assert list(check_corrections(store, set, set)) == []


def test_every_kind_is_listed_and_undone(workspace: Workspace) -> None:
    store, lexicon = workspace.store, workspace.lexicon
    passage, text = passage_with(workspace, "gallium")
    document = passage.rpartition("-")[0]
    correct_document(store, document, {"title": "另一标题", "published": "2020"}, lexicon, reason="封面如此")
    workspace.correct(MentionChange(passage, text, reason="另有所指"))
    row = find_passages(store, [passage])[passage]
    write_corrections(
        store, [Correction(row.text, ("tech_leverage",), (), "reader", "m", "zh", row.id, "限制出口")]
    )
    listed = {one.kind: one for one in list_corrections(store)}
    assert {kind: one.reason for kind, one in listed.items()} == {
        "title": "封面如此",
        "date": "封面如此",
        "mention": "另有所指",
        "label": "限制出口",
    }
    assert listed["title"].becomes == "另一标题"
    assert list(workspace.corrections(kind=["date"])["becomes"]) == ["2020"]
    for one in listed.values():
        undo_correction(store, one.id, lexicon)
    assert list_corrections(store) == []
    assert store.value("SELECT title FROM document WHERE id = ?", (document,)) == listed["title"].was
    assert count_differences(store) == 0


def test_a_decision_about_a_pair_is_listed_and_undone(tmp_path: Path, small_lexicon: Lexicon) -> None:
    records = [
        {"id": "1", "title": "样例市计划", "text": ZH},
        {"id": "1-en", "title": "Sample City Plan", "text": EN, "translation_of": "1"},
    ]
    with Store(tmp_path / "pairs.sqlite") as store:
        store_records(store, tmp_path, records, small_lexicon)
        decide_pair(store, read_pairs(store)[0], "dismissed")
        (listed,) = list_corrections(store)
        assert (listed.kind, listed.was, listed.becomes) == ("pair", "declared", "dismissed")
        undo_correction(store, listed.id, small_lexicon)
        assert read_pairs(store)[0].status == "used"
        assert list_corrections(store) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (MentionChange("ffffffffffffffff-1", "x", reason="y"), "pipeline.no_such_passage"),
        (MentionChange("nonsense", "x", reason="y"), "pipeline.no_such_passage"),
        (MentionChange("HERE", "qqq", reason="y"), "pipeline.not_in_passage"),
        (MentionChange("HERE", "TEXT", start=10**6, reason="y"), "pipeline.not_in_passage"),
        (MentionChange("HERE", "TEXT", type="nope", reason="y"), "pipeline.no_such_type"),
        (MentionChange("HERE", "TEXT", concept="qqqq", reason="y"), "pipeline.no_such_concept"),
        (MentionChange("HERE", "TEXT", concept="gallium", reason="y"), "pipeline.nothing_changed"),
        (MentionChange("HERE", "TEXT", was="PERSON", reason="y"), "pipeline.no_such_mention"),
        (FigureChange("HERE", "TEXT", reason="y"), "pipeline.no_such_figure"),
    ],
)
def test_what_cannot_be_corrected_is_said(
    unchanged: Workspace, change: MentionChange | FigureChange, code: str
) -> None:
    passage, text = passage_with(unchanged, "gallium")
    if change.passage_id == "HERE":
        change = replace(change, passage_id=passage)
    change = replace(change, text=change.text.replace("TEXT", text))
    with pytest.raises(UsageError) as caught:
        unchanged.correct(change)
    assert caught.value.code == code
    with pytest.raises(UsageError, match="no such correction"):
        unchanged.undo("m99")
    with pytest.raises(UsageError, match="no kind of corrections"):
        unchanged.corrections(kind=["nope"])


@pytest.mark.parametrize(
    ("text", "word", "context"),
    [
        ("加入农民专业合作社。", "合作", "合作社"),  # part of a longer word
        ("这是开放源代码的软件。", "开放", "开放源代码"),
        ("Licences as leverage", "Licences", "Licences as"),
        ("The Licences, too", "Licences", "The Licences"),
        ("镓。", "镓", ""),
    ],
)
def test_the_context_of_a_wrong_tag(text: str, word: str, context: str) -> None:
    start = text.index(word)
    assert find_context(text, start, start + len(word), cut) == context


def test_corrections_teach_the_lexicon(workspace: Workspace, tmp_path: Path) -> None:
    passage, text = passage_with(workspace, "gallium")
    workspace.correct(MentionChange(passage, text, reason="另有所指"))
    row = find_passages(workspace.store, [passage])[passage]
    free = next(
        word
        for word in cut(row.text)
        if len(word) > 2
        and not workspace.lexicon.find(word)
        and not any(word in one.text or one.text in word for one in row.mentions)
    )
    workspace.correct(MentionChange(passage, free, concept="germanium", reason="a name of it"))
    edits = propose_edits(workspace.store, workspace.lexicon, cut)
    assert {(edit.concept, edit.column) for edit in edits} >= {("gallium", "not_in")}
    assert ("germanium", free) in [(edit.concept, edit.value) for edit in edits]
    patch = tmp_path / "patch.csv"
    patch.write_text(write_patch(edits, workspace.lexicon), encoding="utf-8")
    rows = {concept.id: concept for concept in read_rows(patch)}
    assert set(rows) == {"gallium", "germanium"}
    folder = tmp_path / "lexicon"
    shutil.copytree(MODELS / "lexicon", folder)
    merged = import_lexicon(patch, folder)
    assert set(merged.changed) == {"gallium", "germanium"}
    other = next(word for word in cut(row.text) if word not in (text, free) and len(word) > 1)
    assert count_untaught(workspace.store, workspace.lexicon, edits) == (0, 0)
    taught = load_lexicon(folder)
    assert propose_edits(workspace.store, taught, cut) == []
    assert count_untaught(workspace.store, taught, []) == (2, 0)
    workspace.correct(MentionChange(passage, other, type="TERM", reason="a term"))
    assert count_untaught(workspace.store, taught, []) == (2, 1)


@pytest.mark.parametrize(
    ("text", "limit", "begun"),
    [
        ("A short text", 12, "A short text"),
        ("Plans for autonomous chips", 17, "Plans for…"),
        ("Plans for chips and more", 15, "Plans for chips…"),
        ("自主可控的产业链", 4, "自主可控…"),
        ("半导体 chips", 5, "半导体…"),
        ("two\nlines of text", 9, "two lines…"),
    ],
)
def test_a_text_is_cut_between_words_with_an_ellipsis(text: str, limit: int, begun: str) -> None:
    assert begin_text(text, limit) == begun
