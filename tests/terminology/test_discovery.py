"""Candidate terms: the measures compared with a count by hand, which words are proposed, and which have risen."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.annotation.classifier.taxonomy import load_taxonomy
from flows.annotation.lexicon.model import Lexicon
from flows.annotation.matching.tagging import Tagger
from flows.corpus.splitting.passages import passages_of
from flows.pipeline.annotate import annotate_store
from flows.records import DateRange, Document
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.passages import FoundPassage, PassageFilter, fetch_passages, period_passages
from flows.terminology.candidates import Candidate, Lines
from flows.terminology.discovery import DiscoveryRequest, Proposal, compare, discover_terms, drop_contained
from flows.terminology.sequences import measure_sequences
from flows.terminology.word_edges import Stock, is_chinese_term, is_english_term
from tests.jieba_cutter import JiebaCutter

# Ordinary words with invented counts; those that jieba was only told have 3.
STOCK = Stock(
    {
        word: (count, kind)
        for count, kinds in (
            (
                5000,
                {
                    "n": "企业 园区 城市 项目 平台 成果",
                    "v": "推进 建设 鼓励 支持",
                    "d": "进一步 依法",
                    "c": "和",
                },
            ),
            (3, {"n": "资源配置"}),
        )
        for kind, words in kinds.items()
        for word in words.split()
    }
)


def entropy(neighbours: list[Any]) -> float:
    return -sum(
        count / len(neighbours) * math.log2(count / len(neighbours)) for count in Counter(neighbours).values()
    )


def measure_by_hand(
    symbols: list[int], owners: list[int], borders: list[bool], longest: int, minimum: int
) -> dict[Any, Any]:
    total = sum(symbol > 0 for symbol in symbols)
    places = defaultdict(list)
    for start in range(len(symbols)):
        for end in range(start + 1, min(start + longest, len(symbols)) + 1):
            if min(symbols[start:end]) > 0:
                places[tuple(symbols[start:end])].append(start)
    found = {}
    for key, starts in places.items():
        size = len(key)
        if size > 1 and len(starts) >= minimum:
            pairs = [(len(places[key[:cut]]), len(places[key[cut:]])) for cut in range(1, size)]
            sides = [[symbols[at + step] or ("break", at) for at in starts] for step in (-1, size)]
            found[key] = (
                len(starts),
                len({owners[at] for at in starts}),
                min(math.log2(len(starts) * total / (left * right)) for left, right in pairs),
                min(map(entropy, sides)),
                sum(borders[at] and borders[at + size] for at in starts) / len(starts),
            )
    return found


@given(st.lists(st.lists(st.sampled_from([1, 1, 2, 3, -7]), max_size=12), max_size=8), st.data())
def test_measures_equal_a_count_by_hand(lines: list[list[int]], data: st.DataObject) -> None:
    symbols = [0] + [symbol for line in lines for symbol in (*line, 0)]
    owners = [0] + [number // 2 for number, line in enumerate(lines) for _ in (*line, 0)]
    borders = data.draw(st.lists(st.booleans(), min_size=len(symbols) + 1, max_size=len(symbols) + 1))
    found = {}
    for level in measure_sequences(np.array(symbols), np.array(owners), np.array(borders), 4, 2):
        for index, place in enumerate(level.positions):
            key = tuple(symbols[place : place + level.length])
            found[key] = tuple(
                float(column[index])
                for column in (level.counts, level.documents, level.cohesion, level.freedom, level.bordered)
            )
    expected = measure_by_hand(symbols, owners, borders, 4, 2)
    assert found.keys() == expected.keys()
    for key, values in expected.items():
        assert found[key] == pytest.approx(values), key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("智慧园区", True),
        ("资源配置", True),  # in jieba's dictionary, but not counted there
        ("企业", False),
        ("推进园区", False),
        ("园区和", False),
        ("进一步园区", False),
        ("十园区", False),
        ("园区第", False),
    ],
)
def test_what_may_be_a_chinese_term(cutter: JiebaCutter, text: str, expected: bool) -> None:
    assert is_chinese_term(text, cutter.cut, STOCK) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("low carbon", True), ("rule of law", True), ("of law", False), ("law and", False), ("plan b", False)],
)
def test_what_may_be_an_english_term(text: str, expected: bool) -> None:
    assert is_english_term(text) == expected


def candidate(term: str, occurrences: int) -> Candidate:
    return Candidate(term, occurrences, 3, 2.0, 2.0, 0)


def test_a_part_of_a_longer_candidate_is_dropped_if_it_hardly_stands_alone() -> None:
    found = {
        term: candidate(term, number)
        for term, number in (("云链", 10), ("云链园", 20), ("云链园区", 9), ("链园", 9))
    }
    assert [one.term for one in drop_contained(found, "")] == ["云链园", "云链园区"]
    english = {
        term: candidate(term, number)
        for term, number in (("low carbon", 9), ("low carbon city", 8), ("carbon city", 20))
    }
    assert [one.term for one in drop_contained(english, " ")] == ["low carbon city", "carbon city"]


def test_rise_is_log_ratio_and_log_likelihood() -> None:
    now, earlier = Lines("zh", ["甲" * 2000]), Lines("zh", ["云链" * 5 + "乙" * 990])
    one, new = candidate("云链", 30), candidate("新词", 30)
    compare([one, new], now, earlier)
    assert (one.earlier, new.earlier) == (5, 0)
    assert one.log_ratio == pytest.approx(math.log2(30.5 / 2000 / (5.5 / 1000)))
    expected = (35 * 2 / 3, 35 / 3)
    assert one.g2 == pytest.approx(2 * (30 * math.log(30 / expected[0]) + 5 * math.log(5 / expected[1])))
    assert new.g2 == pytest.approx(2 * 30 * math.log(1.5))
    untouched = candidate("云链", 30)
    compare([untouched], now, Lines("zh"))
    assert (untouched.earlier, untouched.log_ratio, untouched.g2) == (None, None, None)


def test_an_english_term_is_counted_as_whole_words() -> None:
    earlier = Lines("en", [" low carbon low carbon , slow carbon low carbons "])
    one = candidate("low carbon", 9)
    compare([one], Lines("en", [" a b "]), earlier)
    assert one.earlier == 2


SUBJECTS = ("园区", "城市", "企业", "农村", "港口", "高校", "社区", "海岛")
VERBS = ("正在试点", "已经采用", "计划引入", "尚未使用")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, small_lexicon: Lexicon, models: Path) -> Any:
    """A store in which 星云链网 is new in 2024, 碧水账本 falls, and 人工智能 is known.

    Texts are made of pieces.
    """
    with Store(tmp_path_factory.mktemp("discovery") / "store.sqlite") as store, store.run("test") as run:
        documents = []
        for number, subject in enumerate(SUBJECTS):
            other = SUBJECTS[(number * 3 + 1) % len(SUBJECTS)]
            new = f"{subject}{VERBS[number % 4]}星云链网。{other}用星云链网，{subject}有碧水账本。{other}用人工智能，{subject}谈人工智能。同一句话。"
            old = f"{subject}{VERBS[number % 4]}碧水账本。{other}用碧水账本。{subject}谈碧水账本，{other}有人工智能。"
            english = f"The {'green harbour plan' if number % 2 else 'Green Harbour Plan'} of zone {number} was made; see green harbour plan."
            documents += [
                Document("sample", f"new{number}", new, published=f"2024-0{number + 1}-01", language="zh"),
                Document("other", f"old{number}", old, published="2019", language="zh"),
                Document("sample", f"en{number}", english, published="2024-05", language="en"),
            ]
        for corpus in ("sample", "other"):
            chosen = [(one, passages_of(one)) for one in documents if one.corpus == corpus]
            write_batch(store, run.id, SourceFile(corpus, "a", "0" * 64, "", 1), chosen, (), complete=True)
        annotator = Annotator(Tagger(small_lexicon), load_taxonomy(models / "taxonomy.toml"), None)
        annotate_store(store, run.id, annotator, models)
        yield store


def discover(store: Store, lexicon: Lexicon, cutter: JiebaCutter, **options: Any) -> dict[str, Proposal]:
    request = DiscoveryRequest(**options)
    return {one.term: one for one in discover_terms(store, lexicon, cutter.cut, STOCK, request)}


def test_a_new_word_is_found_whole_with_its_counts(
    filled: Store, small_lexicon: Lexicon, cutter: JiebaCutter
) -> None:
    found = discover(filled, small_lexicon, cutter, corpora=["sample"])
    row = found["星云链网"]
    assert (row.occurrences, row.documents, row.keyword) == (16, 8, "星云链网")
    assert row.passage_id in {
        passage.passage_id for passage in period_passages(filled, PassageFilter(["sample"]))
    }
    assert not [term for term in found if term != "星云链网" and term in "星云链网"]


def test_known_terms_are_neither_proposed_nor_crossed(
    filled: Store, small_lexicon: Lexicon, cutter: JiebaCutter
) -> None:
    found = discover(filled, small_lexicon, cutter, limit=1000, minimum=2)
    assert not [term for term in found if set(term) & set("工智")]
    fresh = Lexicon(
        [
            *small_lexicon.concepts.values(),
            type(small_lexicon.concepts["ai"])("nebula", "TECH", "星云链网", ""),
        ]
    )
    assert "星云链网" not in discover(filled, fresh, cutter)  # known since, but not yet used for annotation


def test_only_what_has_risen_is_returned_when_periods_are_compared(
    filled: Store, small_lexicon: Lexicon, cutter: JiebaCutter
) -> None:
    found = discover(filled, small_lexicon, cutter, first="2024")
    assert found["星云链网"].earlier == 0
    assert (found["星云链网"].log_ratio or 0) > 3
    assert (found["星云链网"].g2 or 0) > 10
    assert "碧水账本" not in found
    back = discover(
        filled, small_lexicon, cutter, last="2019", against_first="2024-01", against_last="2024-12"
    )
    assert back["碧水账本"].earlier == 8
    assert "星云链网" not in back


def test_what_a_source_opens_its_items_with_is_no_term(
    tmp_path: Path, small_lexicon: Lexicon, models: Path, cutter: JiebaCutter
) -> None:
    with Store(tmp_path / "store.sqlite") as store, store.run("test") as run:
        opening = "星云网消息（样例联播）："
        documents = [
            Document(
                "sample",
                str(number),
                f"{opening}{SUBJECTS[number % 8]}谈第{number}个碧水账本。",
                language="zh",
            )
            for number in range(24)
        ]
        documents += [
            Document("sample", f"x{number}", f"{subject}看星云网消息。", language="zh")
            for number, subject in enumerate(("园区", "城市"))
        ]
        chosen = [(one, passages_of(one)) for one in documents]
        write_batch(store, run.id, SourceFile("sample", "a", "0" * 64, "", 1), chosen, (), complete=True)
        annotate_store(
            store,
            run.id,
            Annotator(Tagger(small_lexicon), load_taxonomy(models / "taxonomy.toml"), None),
            models,
        )
        found = discover(store, small_lexicon, cutter, minimum=2, limit=1000)
    assert not [term for term in found if "样例" in term or "联播" in term]
    assert any("碧水账本" in term for term in found)


def test_minimum_and_limit(filled: Store, small_lexicon: Lexicon, cutter: JiebaCutter) -> None:
    assert "星云链网" not in discover(filled, small_lexicon, cutter, minimum=17)
    assert len(discover(filled, small_lexicon, cutter, limit=1, minimum=2)) == 1


def test_the_passages_of_all_candidates_are_read_at_once(
    filled: Store, small_lexicon: Lexicon, cutter: JiebaCutter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One query per candidate took minutes in a lake."""
    asked: list[int] = []

    def fetch(store: Store, ids: list[int]) -> list[FoundPassage]:
        asked.append(len(ids))
        return fetch_passages(store, ids)

    monkeypatch.setattr("flows.terminology.discovery.fetch_passages", fetch)
    found = discover(filled, small_lexicon, cutter, minimum=2, limit=1000)
    assert asked == [len(found)]
    assert len(found) > 1


def test_a_passage_that_stands_in_many_documents_counts_once(
    filled: Store, small_lexicon: Lexicon, cutter: JiebaCutter
) -> None:
    found = discover(filled, small_lexicon, cutter, language="en", corpora=["sample"])
    assert found["green harbour plan"].occurrences == 16
    with filled.transaction() as connection:
        connection.execute("CREATE TEMP TABLE kept AS SELECT id, text FROM passage")
        connection.execute(
            "UPDATE passage SET text = (SELECT text FROM passage WHERE language = 'en' LIMIT 1) WHERE language = 'en'"
        )
    try:
        assert discover(filled, small_lexicon, cutter, language="en", minimum=3) == {}
    finally:
        with filled.transaction() as connection:
            connection.execute("UPDATE passage SET text = (SELECT text FROM kept WHERE kept.id = passage.id)")


def test_an_empty_period_has_no_candidates(
    filled: Store, small_lexicon: Lexicon, cutter: JiebaCutter
) -> None:
    for language in ("zh", "en"):
        assert discover(filled, small_lexicon, cutter, first="2031", language=language) == {}


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (DateRange("2024-02", "2024-03"), {"2024-02-01", "2024-03-01"}),
        (DateRange("2024-05-01", "2024-05"), {"2024-05-01", "2024-05"}),
        (DateRange(None, "2019"), {"2019"}),
        (DateRange(None, "2024-01-31"), {"2019", "2024-01-01"}),
        (DateRange("2019-01-01", "2019-12-31"), {"2019"}),
        (DateRange("2019-01-01", "2019-12-30"), set()),
    ],
)
def test_periods(filled: Store, period: DateRange, expected: set[str]) -> None:
    chosen = PassageFilter(dates=period)
    assert {passage.date for passage in period_passages(filled, chosen, size=3)} == expected
