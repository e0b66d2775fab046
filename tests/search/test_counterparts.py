"""Counterparts: the linked sentences of the other language, and a plain notice if there are none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon import Lexicon
from flows.pipeline import align_pairs, annotate_store
from flows.search import (
    Collection,
    QuotedPlace,
    SearchRequest,
    Translation,
    find_hit_counterparts,
    find_translations,
    hit_rows,
    search_passages,
)
from flows.store import Store
from flows.store.translations import (
    AlignedPassage,
    LinkedSpan,
    SentencePair,
    decide_pair,
    passages_to_align,
    read_pairs,
    save_alignment,
)
from flows.text import split_sentences
from tests.pipeline.alignment.texts import store_records
from tests.support import MODELS

RECORDS: list[dict[str, Any]] = [
    {"id": "1", "title": "样例", "date": "2021-03-05", "text": "稀土优先发展。严格管理稀土出口！另有一句。"},
    {
        "id": "1-en",
        "title": "Sample",
        "date": "2021-03-12",
        "text": "Rare earths come first. Exports are managed. So is the rest.",
        "translation_of": "1",
    },
    {"id": "2", "title": "另一样例", "date": "2021-04-01", "text": "稀土归国家所有。"},
]


class BySentence:
    """Links the first sentences of the text, then leaves a stretch of one or both sides unlinked."""

    version = "sentences-1"

    def __init__(self, linked: int = 2) -> None:
        self.linked = linked

    def align(self, zh: Sequence[AlignedPassage], en: Sequence[AlignedPassage]) -> list[SentencePair]:
        sides = [
            [
                LinkedSpan(passage.id, *span)
                for passage in side
                if passage.kind != "title"
                for span in split_sentences(passage.text)
            ]
            for side in (zh, en)
        ]
        found = [
            SentencePair((one,), (other,), 0.9, is_aligned=True)
            for one, other in list(zip(*sides, strict=False))[: self.linked]
        ]
        zh_left, en_left = (tuple(side[self.linked :]) for side in sides)
        return [*found, SentencePair(zh_left, en_left, 0.0, is_aligned=False)]


def texts(store: Store) -> dict[str, str]:
    return {
        row["id"]: row["text"]
        for row in store.rows("SELECT document_id || '-' || position AS id, text FROM passage")
    }


def place_of(store: Store, text: str, start: int = 0) -> QuotedPlace:
    """Return the place of a text in the passage that contains it."""
    row = store.rows("SELECT id, document_id, text FROM passage WHERE instr(text, ?)", (text,))[0]
    found = row["text"].index(text, start)
    return QuotedPlace(row["document_id"], row["id"], found, found + len(text))


def ask(store: Store, text: str) -> Translation | None:
    return find_translations(store, [place_of(store, text)])[0]


def test_a_quote_has_the_sentence_linked_with_it(
    store: Store, tmp_path: Path, small_lexicon: Lexicon
) -> None:
    store_records(store, tmp_path, RECORDS, small_lexicon)
    found = ask(store, "管理稀土")
    assert found
    assert (found.alignment, found.describe_alignment()) == ("not_aligned", "not aligned")
    align_pairs(store, BySentence)
    for quoted, shown in (("管理稀土", "Exports are managed."), ("come first", "稀土优先发展。")):
        found = ask(store, quoted)
        assert found
        assert (found.alignment, found.score, found.describe_pair()) == ("linked", 0.9, "declared")
        assert [sentence.text for sentence in found.sentences] == [shown]
        assert found.describe_alignment() == ""


@pytest.mark.parametrize(
    ("en_text", "alignment", "words"),
    [
        (RECORDS[1]["text"], "not_linked", "this sentence is not aligned"),
        (
            "Rare earths come first. Exports are managed.",
            "no_counterpart",
            "no counterpart of this sentence found in the English text",
        ),
    ],
)
def test_what_is_not_linked_is_said_so_and_never_guessed(
    store: Store, tmp_path: Path, small_lexicon: Lexicon, en_text: str, alignment: str, words: str
) -> None:
    store_records(store, tmp_path, [RECORDS[0], {**RECORDS[1], "text": en_text}], small_lexicon)
    align_pairs(store, BySentence)
    found = ask(store, "另有")
    assert found
    assert (found.alignment, found.sentences, found.score) == (alignment, [], None)
    assert found.describe_alignment() == words
    whole = ask(store, RECORDS[0]["text"])
    assert whole
    assert (whole.alignment, len(whole.sentences)) == ("partly_linked", 2)


def test_a_document_in_no_pair_has_none(store: Store, tmp_path: Path, small_lexicon: Lexicon) -> None:
    store_records(store, tmp_path, RECORDS, small_lexicon)
    align_pairs(store, BySentence)
    assert ask(store, "国家所有") is None
    decide_pair(store, read_pairs(store)[0], "dismissed")
    assert ask(store, "管理稀土") is None


def test_a_proposed_pair_is_marked_until_a_person_confirms_it(
    store: Store, tmp_path: Path, small_lexicon: Lexicon
) -> None:
    store_records(store, tmp_path, RECORDS, small_lexicon)
    align_pairs(store, BySentence)
    store.connection.execute("UPDATE document_pair SET known_by = 'proposed'")
    found = ask(store, "管理稀土")
    assert found
    assert found.describe_pair() == "proposed by content, not confirmed"
    assert found.describe_pair("zh") == "按内容推荐，未经确认"
    decide_pair(store, read_pairs(store)[0], "confirmed")
    confirmed = ask(store, "管理稀土")
    assert confirmed and (confirmed.known_by, confirmed.describe_pair()) == ("proposed", "confirmed")


def test_of_several_pairs_the_surest_with_a_counterpart_is_taken(
    store: Store, tmp_path: Path, small_lexicon: Lexicon
) -> None:
    """The first English text lacks the last sentence; a second one, found by its content, has it."""
    second = {"id": "1-b", "title": "Sample again", "text": RECORDS[1]["text"], "translation_of": "1"}
    first = {**RECORDS[1], "text": "Rare earths come first. Exports are managed."}
    store_records(store, tmp_path, [RECORDS[0], first, second], small_lexicon)
    align_pairs(store, lambda: BySentence(3))
    store.connection.execute(
        "UPDATE document_pair SET known_by = 'proposed' WHERE en_document_id IN "
        "(SELECT id FROM document WHERE title = 'Sample again')"
    )
    for quoted, title in (("管理稀土", "Sample"), ("另有", "Sample again")):
        found = ask(store, quoted)
        assert found and (found.title, found.alignment) == (title, "linked")


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_sentence_is_where_it_says(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Random links and quotes: the texts are those of the spans, and only certain links are shown."""
    folder = tmp_path_factory.mktemp("store")
    with Store(folder / "s.sqlite") as store:
        store_records(store, folder, RECORDS, Lexicon([]))
        (pair,) = read_pairs(store)
        sides = [
            [
                LinkedSpan(p.id, *span)
                for p in passages_to_align(store, document)
                for span in split_sentences(p.text)
            ]
            for document in (pair.zh_document_id, pair.en_document_id)
        ]
        links = [
            SentencePair(
                (one,),
                tuple(data.draw(st.lists(st.sampled_from(sides[1]), max_size=2, unique=True))),
                0.5,
                False,
            )
            for one in sides[0]
        ]
        links = [
            SentencePair(link.zh, link.en, 0.5, is_aligned=bool(link.en) and data.draw(st.booleans()))
            for link in links
        ]
        save_alignment(store, pair.id, links, "v", (0.5, 0.5))
        known = texts(store)
        rowids = {
            row["id"]: row["row"]
            for row in store.rows("SELECT document_id || '-' || position AS id, id AS row FROM passage")
        }
        for link in links:
            (own,) = link.zh
            start = data.draw(st.integers(own.start, own.end - 1))
            place = QuotedPlace(
                pair.zh_document_id, rowids[own.passage_id], start, data.draw(st.integers(start + 1, own.end))
            )
            (found,) = find_translations(store, [place])
            assert found
            shown = {(one.passage_id, one.start, one.end) for one in found.sentences}
            assert shown == (set(link.en) if link.is_aligned else set())
            assert (found.alignment == "linked") == link.is_aligned
            assert all(known[one.passage_id][one.start : one.end] == one.text for one in found.sentences)


def test_hits_have_their_counterparts_only_where_they_are_asked_for(
    store: Store, tmp_path: Path, annotator: Annotator
) -> None:
    lexicon = annotator.tagger.lexicon
    store_records(store, tmp_path, RECORDS, lexicon)
    with store.run("test") as run:
        annotate_store(store, run.id, annotator, MODELS)
    align_pairs(store, BySentence)
    found = search_passages(Collection(store, lexicon), SearchRequest("稀土"))
    plain = hit_rows(found)
    assert plain and all("counterparts" not in row for row in plain)
    rows = hit_rows(found, find_hit_counterparts(store, found))
    known = texts(store)
    shown = {}
    for row, bare in zip(rows, plain, strict=True):
        entries: Any = row["counterparts"]
        assert {name: value for name, value in row.items() if name != "counterparts"} == bare
        shown[row["title"]] = [sentence["text"] for entry in entries for sentence in entry["sentences"]]
        for entry in entries:
            for sentence in entry["sentences"]:
                text = known[sentence["passage_id"]][sentence["start"] : sentence["end"]]
                assert text == sentence["text"]
                assert all(
                    sentence["text"][a:b] in ("Rare earths", "稀土") for a, b in sentence["highlights"]
                )
    assert shown == {
        "样例": ["Rare earths come first.", "Exports are managed."],
        "Sample": ["稀土优先发展。"],
        "另一样例": [],
    }
