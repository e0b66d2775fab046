"""Pairs proposed by content: the translation among texts of the same kind, and nothing if there is none."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from flows.alignment.pairing import describe_clues, propose_pairs
from flows.alignment.pairing.proposing import compare_dates, read_weights
from flows.annotation.lexicon import Lexicon
from flows.store import Store
from flows.store.translations import Clue, FoundPair, decide_pair, read_pairs, save_pairs
from tests.pipeline.alignment.texts import store_records


def make_texts(number: int) -> tuple[str, str]:
    """Return a text with its own numbers, in Chinese and English."""
    chooser = random.Random(number)
    zh, en = [], []
    for _ in range(8):
        year, share, sites = (
            chooser.randint(2011, 2029),
            chooser.randint(101, 999) / 10,
            chooser.randint(1100, 9900),
        )
        zh.append(f"到{year}年，样例行业增长{share}%，新建{sites}个站点，采用第{number}号设备。")
        en.append(f"By {year} the sample industry will grow by {share} percent and build {sites:,} sites.")
    return "\n\n".join(zh), "\n\n".join(en)


def propose(store: Store) -> list[FoundPair]:
    return propose_pairs(store, lambda *_: None, lambda *_: None)


@pytest.fixture
def records() -> list[dict[str, object]]:
    """Twelve texts in Chinese, six of them with a translation, and six translations of other texts."""
    found: list[dict[str, object]] = []
    for number in range(18):
        zh, en = make_texts(number)
        if number < 12:
            found.append({"id": f"{number}.zh", "title": f"样例{number}", "text": zh})
        if number >= 6:
            found.append({"id": f"{number}.en", "title": f"Sample {number}", "text": en})
    return found


def test_each_translation_is_found_among_others(
    tmp_path: Path, records: list[dict[str, object]], small_lexicon: Lexicon
) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        ids = store_records(store, tmp_path, records, small_lexicon)
        found = propose(store)
        used = {(pair.zh_document_id, pair.en_document_id) for pair in found if pair.status == "used"}
        assert used == {(ids[f"{number}.zh"], ids[f"{number}.en"]) for number in range(6, 12)}
        assert {pair.status for pair in found if pair.score < read_weights().used} <= {"proposed"}
        words = describe_clues(found[0].evidence)
        assert "shared numbers" in words
        assert "顺序一致度" in describe_clues(found[0].evidence, "zh")


def test_a_dismissed_pair_stays_dismissed_and_others_are_found(
    tmp_path: Path, records: list[dict[str, object]], small_lexicon: Lexicon
) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, records, small_lexicon)
        assert save_pairs(store, ["proposed"], propose(store)) >= 6
        decide_pair(store, read_pairs(store)[0], "dismissed")
        assert save_pairs(store, ["proposed"], propose(store)) == 0
        statuses = [pair.status for pair in read_pairs(store)]
        assert statuses.count("dismissed") == 1
        assert statuses.count("used") == 5


def test_one_language_alone_proposes_nothing(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        store_records(
            store, tmp_path, [{"id": "1", "title": "样例", "text": make_texts(1)[0]}], small_lexicon
        )
        assert propose(store) == []


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("2021-03-12", "2021-04-30", 1.0),
        ("2021-03-12", "2021-10-30", 0.0),
        ("2021-03-12", "2023-03-12", -1.0),
        ("2021", "2021-03", 0.5),
        ("2021", "2023", -0.5),
        ("", "2023", 0.0),
    ],
)
def test_dates_of_translations_are_near(zh: str, en: str, expected: float) -> None:
    assert compare_dates(zh, en) == expected


def test_evidence_is_readable() -> None:
    clues = (
        Clue("number", 1, ("样发〔2021〕3号",)),
        Clue("dates", 9, ("2021", "2035")),
        Clue("issuer", -100),
    )
    assert describe_clues(clues) == (
        "same document number 样发〔2021〕3号; shared dates: 9 (2021, 2035 …); different issuers"
    )


def test_evidence_names_what_the_lexicon_has(small_lexicon: Lexicon) -> None:
    concept = next(iter(small_lexicon.concepts.values()))
    clues = (Clue("concepts", 1, (concept.id,)), Clue("dates", 1, (concept.id,)))
    assert describe_clues(clues, "zh", lambda identifier: small_lexicon.concepts[identifier].label("zh")) == (
        f"共有 1 个术语（{concept.label('zh')}）；共有 1 个日期（{concept.id}）"
    )


def test_the_report_of_another_year_is_not_used(tmp_path: Path, small_lexicon: Lexicon) -> None:
    zh, _ = make_texts(1)
    other = make_texts(2)[1].split("\n\n")
    same = make_texts(1)[1].split("\n\n")
    mixed = "\n\n".join([*same[:3], *other[3:]])
    records = [{"id": "1.zh", "title": "样例", "text": zh}, {"id": "2.en", "title": "Sample", "text": mixed}]
    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, records, small_lexicon)
        assert [pair.status for pair in propose(store)] == ["proposed"]
