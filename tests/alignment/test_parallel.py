"""The parallel concordance: occurrences with the aligned text of the other language, filtered by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from flows.alignment import ParallelRequest, aligned_shares, find_parallel, line_row
from flows.errors import UsageError
from flows.references import DocumentChoice, open_part
from flows.search import Collection, SearchRequest, find_hit_counterparts, search_passages
from flows.store import Store
from flows.store.desk import create_collection
from flows.store.translations import passages_to_align
from tests.builders import series_request


def _texts(store: Store, passage_ids: list[str]) -> dict[str, str]:
    documents = {name.rpartition("-")[0] for name in passage_ids}
    return {passage.id: passage.text for name in documents for passage in passages_to_align(store, name)}


def found(collection: Collection, query: str, **options: object) -> list[tuple[str, str, str]]:
    request = ParallelRequest(query, **options)  # type: ignore[arg-type]
    return [
        (line.keyword, line.counterpart, line.rendering) for line in find_parallel(collection, request).lines
    ]


def test_a_chinese_query_gives_chinese_lines_with_their_english(aligned: Collection) -> None:
    assert found(aligned, "自主可控") == [
        (
            "自主可控",
            "Artificial intelligence must be autonomous and controllable.",
            "autonomous and controllable",
        )
    ]


def test_an_english_query_gives_english_lines_with_their_chinese(aligned: Collection) -> None:
    assert found(aligned, "little giants") == [("little giants", "支持小巨人企业发展。", "小巨人")]


def test_a_word_of_the_other_language_in_a_text_is_no_occurrence(aligned: Collection) -> None:
    assert found(aligned, "price*") == [("prices", "医院应当公布价格（price）。", "")]


def test_lines_are_kept_by_what_the_other_side_has_or_lacks(aligned: Collection) -> None:
    assert len(found(aligned, "小巨人")) == 5
    assert len(found(aligned, "小巨人", rendered_as="small champ")) == 4
    assert [line[1] for line in found(aligned, "小巨人", rendered_as="small champ", not_rendered=True)] == [
        "Support the growth of little giants."
    ]
    assert len(found(aligned, "小巨人", not_rendered=True)) == 4


def test_a_sentence_without_counterpart_says_so(aligned: Collection) -> None:
    (line,) = find_parallel(aligned, ParallelRequest("此句")).lines
    assert (line.counterpart, line.rendering, line.score, line.counterpart_places) == ("", "", None, [])


def test_occurrences_in_documents_without_a_translation_are_counted(aligned: Collection) -> None:
    result = find_parallel(aligned, ParallelRequest("小巨人"))
    assert (len(result.lines), result.elsewhere) == (5, 1)


def test_every_place_is_where_its_text_is(aligned: Collection) -> None:
    for line in find_parallel(aligned, ParallelRequest("小巨人")).lines:
        (place,) = line.counterpart_places
        texts = _texts(aligned.store, [line.passage_id, place.passage_id])
        assert texts[line.passage_id][line.start : line.end] == line.keyword
        assert texts[place.passage_id][place.start : place.end] == line.counterpart
        for start, end in line.rendering_spans:
            assert line.counterpart[start:end] in line.rendering
        assert line_row(line)["counterpart_places"] == f"{place.passage_id}:{place.start}-{place.end}"


def test_not_rendered_needs_something_to_look_for(aligned: Collection) -> None:
    with pytest.raises(UsageError, match="--rendered-as"):
        find_parallel(aligned, ParallelRequest("企业", not_rendered=True))


def test_a_sentence_without_counterpart_does_not_lack_a_rendering(aligned: Collection) -> None:
    assert found(aligned, "此句", rendered_as="sentence", not_rendered=True) == []


def test_occurrences_in_one_sentence_share_their_sentence(aligned: Collection) -> None:
    result = find_parallel(aligned, ParallelRequest("应当"))
    assert len(result.lines) == len(result.sentences) == len(set(result.sentences)) == 6
    assert result.terms == 1


def test_lines_of_a_collection_have_their_translations_from_elsewhere(aligned: Collection) -> None:
    """The collection contains the Chinese passages, not the English ones; mined renderings know all texts."""
    create_collection(aligned.store, "所选", "", query="language:zh 企业")
    kept = {
        hit.passage_id for hit in search_passages(aligned, SearchRequest("collection:所选", limit=100)).hits
    }
    whole = find_parallel(aligned, ParallelRequest("小巨人")).lines
    for choice in (DocumentChoice(collection=("所选",)), DocumentChoice("2030", collection=("所选",))):
        with open_chosen(aligned, choice) as part:
            within = find_parallel(part, ParallelRequest("小巨人")).lines
            assert within == [line for line in whole if line.passage_id in kept]
            assert 0 < len(within) < len(whole)
            assert all(line.counterpart for line in within)
            assert find_parallel(part, ParallelRequest("little giants")).lines == []
            shares = aligned_shares(part, "小巨人", series_request([]))
            assert [(row.rendering, row.occurrences, row.of) for row in shares] == [("little giants", 1, 1)]


def test_translations_of_quotes_may_be_outside_the_chosen_documents(aligned: Collection) -> None:
    """Also as of a day, before which there was no translation."""
    create_collection(aligned.store, "中文", "", query="language:zh")
    request = SearchRequest("小巨人企业")
    in_whole = find_hit_counterparts(aligned.store, search_passages(aligned, request))
    assert [len(one) for one in in_whole] == [1]
    for day, number in (("", 1), ("2022-01-01", 1), ("2021-03-15", 0)):
        with open_chosen(aligned, DocumentChoice(day, collection=("中文",))) as part:
            beside = find_hit_counterparts(part.store, search_passages(part, request))
            assert [len(one) for one in beside] == [number]


@contextmanager
def open_chosen(aligned: Collection, choice: DocumentChoice) -> Iterator[Collection]:
    """Yield the part of the store that a choice selects."""
    whole = Store(aligned.store.path, read_only=True)
    with open_part(whole, choice, lambda: aligned.lexicon) as part:
        yield Collection(part, aligned.lexicon)
