"""The set itself: answers fit their passages, links cover every line, and nothing comes from elsewhere in the tree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.records import EVENT_ACTIONS, MENTION_TYPES, RELATIONS
from tests.accuracy.blind import KINDS, AnswerError, find_surface, read_blind, write_blind
from tests.accuracy.counts import scan
from tests.accuracy.drafts import VERDICTS, find_verdict
from tests.accuracy.measure import find_kappas, measure_agreement, read_set
from tests.accuracy.pairs import read_text_pairs
from tests.accuracy.texts import GOLD, LANGUAGES, TEXTS, Place, read_documents, read_rows
from tests.support import PROJECT

READINGS = ("first", "second")
_LONGEST = {"zh": 24, "en": 100}  # characters that both may have: names of laws


def texts() -> dict[Place, str]:
    return {
        place: text
        for document in read_documents()
        for place, text in zip(document.places(), document.passages, strict=True)
    }


def test_there_is_enough_in_each_language() -> None:
    documents = read_documents()
    for language in LANGUAGES:
        own = [document for document in documents if document.language == language]
        assert sum(len(document.passages) for document in own) >= 200
        assert len({document.genre for document in own}) >= 15
    assert {path.stem for path in TEXTS.glob("*.txt")} == {document.id for document in documents}
    assert len({document.title for document in documents}) == len(documents)


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_answers_fit_their_passages(reading: str, kind: str) -> None:
    known = texts()
    for row in read_rows(GOLD / reading / f"{kind}.csv"):
        text = known[Place(row["document"], int(row["passage"]))]
        if "start" in row:
            assert text[int(row["start"]) : int(row["end"])] == row["text"], row
        assert row["optional"] in ("", "yes")


@pytest.mark.parametrize("reading", READINGS)
def test_answers_use_the_words_of_the_contracts(reading: str) -> None:
    allowed: dict[tuple[str, str], set[str]] = {
        ("mentions", "type"): set(MENTION_TYPES),
        ("figures", "kind"): {"target", "actual"},
        ("events", "action"): set(EVENT_ACTIONS),
        ("citations", "relation"): set(RELATIONS),
    }
    for (kind, column), words in allowed.items():
        for row in read_rows(GOLD / reading / f"{kind}.csv"):
            assert set(row[column].split("/")) <= words, row


def test_the_second_reader_read_a_part() -> None:
    chosen = read_set()
    assert chosen.second.places <= chosen.first.places
    assert len(chosen.second.places) >= len(chosen.first.places) / 4
    assert all(place in chosen.first.marked for place in chosen.second.marked)


def test_the_readers_agree() -> None:
    chosen = read_set()
    assert all(value > 0.8 for value in find_kappas(chosen).values())
    assert {score.language for score in measure_agreement(chosen)} == set(LANGUAGES)


def test_nothing_is_from_the_sample_corpus() -> None:
    sample = "\n".join(
        path.read_bytes().decode("utf-8", "ignore")
        for path in sorted((PROJECT / "corpora" / "sample" / "documents").iterdir())
        if path.suffix in (".txt", ".md", ".html", ".jsonl")
    )
    for document in read_documents():
        size = _LONGEST[document.language]
        for text in document.passages:
            shared = [
                text[at : at + size] for at in range(len(text) - size) if text[at : at + size] in sample
            ]
            assert not shared, (document.id, shared[0])


def test_links_cover_every_line_once() -> None:
    pairs = list(read_text_pairs())
    assert len(pairs) >= 10
    for pair in pairs:
        for side, lines in ((0, pair.zh), (1, pair.en)):
            numbers = [number for link in pair.links for number in link[side]]
            assert numbers == list(range(len(lines))), pair.name
    sizes = {(len(zh), len(en)) for pair in pairs for zh, en in pair.links}
    assert {(1, 1), (2, 1), (1, 2), (1, 0), (0, 1)} <= sizes


def test_quotations_lie_in_their_drafts() -> None:
    rows = read_rows(GOLD / "drafts" / "quotations.csv")
    for row in rows:
        text = (GOLD / "drafts" / f"{row['draft']}.txt").read_text(encoding="utf-8")
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
    assert {row["verdict"] for row in rows} == set(VERDICTS)
    assert find_verdict([], rows[0]) == ""


def test_a_plain_scan() -> None:
    found = ["重大基金项目与大基金", "Export-control lists, and the export Control", "exports"]
    assert scan("大基金", found) == (2, 1)
    assert scan("export control", found) == (2, 1)
    assert scan("export", found) == (2, 1)  # whole words


def test_a_blind_reading_goes_out_and_comes_back(tmp_path: Path) -> None:
    write_blind(tmp_path / "out")
    line = json.loads((tmp_path / "out" / "labels.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert line["labels"] == []
    assert (tmp_path / "out" / "guide.md").is_file()
    place = Place(line["document"], line["passage"])
    for kind in KINDS:
        answer = {**place._asdict(), kind: []}
        if kind == "mentions":
            answer[kind] = [{"text": texts()[place][2:4], "type": "TERM", "optional": True}]
        (tmp_path / "out" / f"answers_{kind}.jsonl").write_text(json.dumps(answer), encoding="utf-8")
    read_blind(tmp_path / "out", tmp_path / "in")
    assert [row["passage"] for row in read_rows(tmp_path / "in" / "places.csv")] == [str(place.passage)]
    [mention] = read_rows(tmp_path / "in" / "mentions.csv")
    assert (mention["type"], mention["optional"]) == ("TERM", "yes")


def test_a_surface_that_is_not_there_is_an_error() -> None:
    assert find_surface("abab", "ab", 2) == 2
    with pytest.raises(AnswerError, match="3 times"):
        find_surface("abab", "ab", 3)
