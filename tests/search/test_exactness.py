"""Search equals brute force: on random corpora, and on 10,000 passages of real news and the English plans."""

from __future__ import annotations

import gzip
import itertools
import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Concept, Lexicon
from flows.pipeline.ingest import ingest_paths
from flows.records import UNCOUNTED, Annotation, Document, Mention, Passage
from flows.search.parts import exact_part, find_matches
from flows.store.database import IS_UNCOUNTED, Store
from flows.store.documents import DocumentFilter, DocumentRequest, SourceFile, list_documents, write_batch
from flows.store.facts import write_annotations
from flows.store.fulltext import FullText
from flows.store.passages import read_passages
from flows.text import HAN, fold
from tests.builders import concordance, read_filters, search
from tests.stores import make_once
from tests.support import shared_data

NOTHING = Lexicon(())
_WORD = re.compile(rf"[^\W_{HAN}]")
_HAN = re.compile(f"[{HAN}]")
_SPACES = re.compile(" {2,}")  # of English words, which a phrase also finds
# A hyphen is a space, and a space between two scripts is layout: 5-主 is found by 5主.
_BETWEEN_SCRIPTS = re.compile(rf"(?<=[^\W_{HAN}]) (?=[{HAN}])|(?<=[{HAN}]) (?=[^\W_{HAN}])")


def stands_in(query: str, text: str) -> bool:
    """Return whether the folded text contains the folded query: anywhere for a Han end, at a word border for Latin."""
    wanted = fold(query).text
    within = _BETWEEN_SCRIPTS.sub("", _SPACES.sub(" ", fold(text).text))
    place = within.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        before = within[place - 1 : place]
        after = within[end : end + 1]
        if not (_WORD.match(wanted[0]) and before and _WORD.match(before)) and not (
            _WORD.match(wanted[-1]) and after and _WORD.match(after)
        ):
            return True
        place = within.find(wanted, place + 1)
    return False


def _fill(store: Store, texts: Sequence[str]) -> None:
    documents = [
        (Document("c", str(number), text, title=str(number)), [Passage(0, 0, len(text), text)])
        for number, text in enumerate(texts)
    ]
    write_batch(
        store, store.begin_run("test"), SourceFile("c", "c", "0", "", 1), documents, [], complete=True
    )


@settings(max_examples=25)
@example(texts=["5-主", "主 - B5", "5。主"], queries=["5主", "主B5"])
@given(
    st.lists(
        st.text(alphabet="自主可控稀土，。AaB5 -\n", min_size=1, max_size=30).filter(str.strip),
        min_size=1,
        max_size=12,
    ),
    st.lists(st.text(alphabet="自主可控稀土AaB5", min_size=1, max_size=6), min_size=1, max_size=10),
)
def test_random_corpora(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], queries: list[str]
) -> None:
    with Store(tmp_path_factory.mktemp("random") / "s.sqlite") as store:
        _fill(store, texts)
        for query in queries:
            found = search(store, NOTHING, f'"{query}"', limit=100, facets=())
            expected = sorted(text for text in texts if stands_in(query, text))
            assert sorted(hit.text for hit in found.hits) == expected, query
            assert all(hit.highlights for hit in found.hits)


@settings(max_examples=15)
@example(["主主", "中-美关系", "中美关系"], ["主-主", "中-美", "中美"])
@given(
    st.lists(
        st.text(alphabet="自主可控，。AaB5&+ -\n", min_size=1, max_size=24).filter(str.strip),
        min_size=1,
        max_size=12,
    ),
    st.lists(
        st.text(alphabet="自主可控，AaB5&+ -", min_size=1, max_size=7).filter(
            lambda query: any(map(str.isalnum, query))
        ),
        min_size=1,
        max_size=10,
    ),
)
def test_what_is_counted_is_what_is_highlighted(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], queries: list[str]
) -> None:
    """With any marks and white space: a passage is a hit if and only if a match can be shown in it."""
    with Store(tmp_path_factory.mktemp("marks") / "s.sqlite") as store:
        _fill(store, texts)
        for query in queries:
            found = search(store, NOTHING, f'"{query}"', limit=100, facets=())
            expected = sorted(text for text in texts if find_matches(text, [exact_part(query, 1)]))
            assert sorted(hit.text for hit in found.hits) == expected, query
            assert all(hit.highlights for hit in found.hits)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """10,000 passages of news and the English plans.

    Every third passage is labelled, so that filters have an effect.
    """
    plans = sorted(shared_data("five_year_plans_en").glob("*.txt"))
    news = next(shared_data("xinwen_lianbo").glob("*2019*"))

    def fill(path: Path) -> None:
        part = path.with_name("news.jsonl")
        with gzip.open(news) as stream:
            part.write_bytes(b"".join(itertools.islice(stream, 1500)))
        with Store(path) as store, store.run("test") as run:
            ingest_paths(store, run.id, "plans", plans)
            ingest_paths(store, run.id, "news", [part])
            with store.transaction() as connection:
                connection.execute("DELETE FROM passage WHERE id > 10000")
            found = Annotation("zh", (), (), {"tech_leverage": 0.9}, ("tech_leverage",))
            write_annotations(
                store,
                run.id,
                [(number, found) for number in range(1, 10_001, 3)],
                annotation_key="l",
                model_version="m",
                kinds={"tech_leverage": "strategy"},
            )
            FullText(store).sync()

    return Store(make_once(tmp_path_factory, "real", fill))


def _texts(store: Store) -> list[tuple[str, str, bool]]:
    """Return (text, date, labelled) for every passage that counts."""
    rows = store.rows(
        f"SELECT p.id, p.text, d.date FROM passage p JOIN document d ON d.id = p.document_id WHERE NOT {IS_UNCOUNTED} ORDER BY p.id"
    )
    return [(row["text"], row["date"], row["id"] % 3 == 1) for row in rows]


def _queries(texts: Sequence[str], seed: int) -> list[str]:
    """Return Chinese strings of one to six characters and English phrases of one to four words, cut from the texts."""
    chooser = random.Random(seed)
    queries: list[str] = []
    while len(queries) < 60:
        text = fold(chooser.choice(texts)).text
        start, length = chooser.randrange(len(text)), 1 + len(queries) % 6
        piece = text[start : start + length]
        if len(piece) == length and all(_HAN.match(character) for character in piece):
            queries.append(piece)
    english = [text for text in texts if not _HAN.search(text)]
    while len(queries) < 90:
        words = re.findall(r"[A-Za-z0-9]+(?:[ ,'-]+[A-Za-z0-9]+)*", chooser.choice(english))
        parts = chooser.choice(words).split(" ") if words else []
        if parts:
            start = chooser.randrange(len(parts))
            piece = " ".join(parts[start : start + 1 + len(queries) % 4]).strip(" ,'-")
            if piece and '"' not in piece:
                queries.append(piece)
    return queries


def test_real_passages(real: Store) -> None:
    rows = _texts(real)
    folded = [_SPACES.sub(" ", fold(text).text) for text, _, _ in rows]
    assert 9_900 < len(rows) <= 10_000
    for query in _queries([text for text, _, _ in rows], seed=20260101):
        wanted = fold(query).text
        near = [number for number, text in enumerate(folded) if wanted in text]
        met = [number for number in near if stands_in(query, rows[number][0])]
        found = search(real, NOTHING, f'"{query}"', limit=1, facets=("strategy", "year"))
        assert found.total == len(met), query
        assert found.facets["strategy"].get("tech_leverage", 0) == sum(rows[number][2] for number in met), (
            query
        )
        filtered = search(
            real,
            NOTHING,
            f'"{query}"',
            read_filters(strategy=["tech_leverage"] if met else [], first="2019-03", last="2019-06"),
            limit=1,
            facets=(),
        )
        assert (
            filtered.total
            == sum(rows[number][2] and "2019-03" <= rows[number][1] < "2019-07" for number in met)
            or not met
        ), query


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("经济 AND 发展", lambda text: "经济" in text and "发展" in text),
        ("经济 NOT 发展", lambda text: "经济" in text and "发展" not in text),
        ("稀土 OR 芯片", lambda text: "稀土" in text or "芯片" in text),
        ("（贸易 OR 投资）-美国", lambda text: ("贸易" in text or "投资" in text) and "美国" not in text),
        ("semicond*", lambda text: bool(re.search(r"(?<![a-z0-9])semicond", text))),
        (
            "科技 NEAR/3 创新",
            lambda text: (
                bool(
                    re.search(
                        rf"科技(?:[{HAN}]|[^\w{HAN}]){{0,12}}?创新|创新(?:[{HAN}]|[^\w{HAN}]){{0,12}}?科技",
                        text,
                    )
                )
                and _within(text, "科技", "创新", 3)
            ),
        ),
    ],
)
def test_operators(real: Store, query: str, matches: object) -> None:
    folded = [fold(text).text for text, _, _ in _texts(real)]
    expected = sum(matches(text) for text in folded)  # type: ignore[operator]
    assert search(real, NOTHING, query, limit=1, facets=()).total == expected > 0


def _within(text: str, one: str, other: str, distance: int) -> bool:
    spans = [[match.span() for match in re.finditer(word, text)] for word in (one, other)]
    for left in spans[0]:
        for right in spans[1]:
            first, second = sorted((left, right))
            if (
                second[0] >= first[1]
                and len(re.findall(rf"[{HAN}]|[^\W_{HAN}]+", text[first[1] : second[0]])) <= distance
            ):
                return True
    return False


def test_fields(real: Store, tmp_path: Path) -> None:
    titles = {
        row["id"]: row["title"]
        for row in real.rows("SELECT p.id, d.title FROM passage p JOIN document d ON d.id = p.document_id")
    }
    found = search(real, NOTHING, "title:会见", limit=1, facets=())
    assert found.total == sum("会见" in title for title in titles.values()) > 0
    for typed in ("2019年习近平会见", "会见 2019 《主席》", "“习近平会见” 2019", "PLAN 2021", "2035"):
        found = search(real, NOTHING, " ".join(f"title:{word}" for word in typed.split()), facets=(), limit=1)
        listed = list_documents(real, DocumentRequest(DocumentFilter(title=typed), limit=None)).documents
        passages = [read_passages(real, row.id, limit=row.passages) for row in listed]
        counted = [one for several in passages for one in several if one.kind not in UNCOUNTED]
        assert found.total == len(counted) > 0, typed
    dates = [date for _, date, _ in _texts(real)]
    found = search(real, NOTHING, "date:2019-02..2019-03", limit=1, facets=())
    assert found.total == sum("2019-02" <= date < "2019-04" for date in dates) > 0


def test_mentions_of_concepts_and_entities_are_matches(tmp_path: Path) -> None:
    """Mentions found by annotation are matches of the concept or entity requested, and are shown at their places."""
    concept = Concept("big-fund", "PROGRAMME", "大基金", "Big Fund")
    text = "国家集成电路产业投资基金投向某公司。大基金二期。"
    with Store(tmp_path / "s.sqlite") as store:
        _fill(store, [text, "无关"])
        mentions = (
            Mention(0, 12, text[:12], "PROGRAMME", "big-fund"),
            Mention(18, 21, "大基金", "PROGRAMME", "big-fund"),
            Mention(14, 17, "某公司", "ORG", "", "model", entity="org:某公司"),
        )
        write_annotations(
            store,
            store.begin_run("t"),
            [(1, Annotation("zh", (), mentions, {}, ()))],
            annotation_key="l",
            model_version="m",
            kinds={},
        )
        lexicon = Lexicon([concept])
        for query, filters, marked in (
            ("大基金", read_filters(), [text[:12], "大基金"]),
            ("concept:大基金", read_filters(), [text[:12], "大基金"]),
            ("entity:某公司", read_filters(), ["某公司"]),
            ("", read_filters(term=["big-fund"]), [text[:12], "大基金"]),
            ("二期", read_filters(entity=["某公司"]), ["某公司", "二期"]),
        ):
            (hit,) = search(store, lexicon, query, filters).hits
            assert [text[start:end] for start, end in hit.highlights] == marked, query
            assert [row.keyword for row in concordance(store, lexicon, query, filters)] == marked, query
            assert all(reason.found for reason in hit.why)
