"""Networks: edges written by hand, files that another program reads back, and a document's neighbourhood."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import networkx
import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.records import Annotation, Citation, DateRange, Document, Mention, Passage
from flows.references import collect_cited, edge_rows
from flows.references.networks import (
    NETWORK_FORMATS,
    NETWORK_KINDS,
    Network,
    NetworkEdge,
    NetworkNode,
    NetworkRequest,
    find_neighbourhood,
    find_network,
    write_network,
)
from flows.store import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import write_annotations


def add(store: Store, document: Document, annotations: Sequence[tuple[str, Annotation]]) -> str:
    """Store a document with these annotated passages; return its id."""
    first = int(store.value("SELECT coalesce(max(id), 0) FROM passage") or 0) + 1
    passages = [Passage(number, 0, len(text), text) for number, (text, _) in enumerate(annotations)]
    run = store.begin_run("test")
    source = SourceFile(document.corpus, document.key, "0", "", 1)
    write_batch(store, run, source, [(document, passages)], [], complete=True)
    rows = [(first + number, annotation) for number, (_, annotation) in enumerate(annotations)]
    write_annotations(store, run, rows, annotation_key="l", model_version="m", kinds={})
    return document.id


def mentioning(*names: str, concepts: Sequence[str] = ()) -> tuple[str, Annotation]:
    """Return a passage that mentions organisations by name, or concepts by id."""
    text, mentions = "", []
    for name in (*names, *concepts):
        concept = name if name in concepts else ""
        entity = concept or f"org:{name}"
        mentions.append(Mention(len(text), len(text) + len(name), name, "ORG", concept, entity=entity))
        text += f"{name} "
    return text, Annotation("zh", (("x", 0, 1),), tuple(mentions))


def test_mentions_are_counted_by_passage_and_by_document(store: Store, small_lexicon: Lexicon) -> None:
    passages = [
        mentioning("甲", "乙", concepts=["moe"]),
        mentioning("甲", "乙"),
        mentioning("甲"),
        mentioning("丙"),
    ]
    add(store, Document("c", "k", "x", title="t", published="2021-01-01"), passages)
    found = find_network(store, small_lexicon, NetworkRequest("mentions", minimum=2))
    assert [(edge.source, edge.target, edge.weight) for edge in found.edges] == [("org:乙", "org:甲", 2)]
    # Of four passages 甲 is in three, 乙 in two, both in two: expected 1.5.
    assert found.edges[0].attributes["pmi"] == round(math.log2(2 / 1.5), 3)
    assert found.edges[0].attributes["log_likelihood"] == pytest.approx(1.726, abs=0.001)
    assert {node.id: node.attributes["passages"] for node in found.nodes} == {"org:甲": 3, "org:乙": 2}
    whole = find_network(store, small_lexicon, NetworkRequest("mentions", minimum=1, unit="document"))
    assert len(whole.edges) == 6 and {edge.weight for edge in whole.edges} == {1}
    labels = {node.id: (node.label, node.label_zh, node.label_en) for node in whole.nodes}
    assert labels["moe"] == ("教育部", "教育部", "Ministry of Education")
    assert labels["org:甲"] == ("甲", "甲", "")


def test_issuers_that_sign_together(store: Store, small_lexicon: Lexicon) -> None:
    documents = (
        ("a", "教育部 科学技术部", "2019-05-01", "c"),
        ("b", "科技部 教育部", "2021-05-01", "c"),
        ("c", "Ministry of Education, Ministry of Science and Technology", "2022-05-01", "d"),
        ("d", "教育部", "2022-06-01", "d"),
        ("e", "样例省财政厅 样例省商务厅", "", "d"),
    )
    for key, publisher, date, corpus in documents:
        add(store, Document(corpus, key, key, title=key, publisher=publisher, published=date), [])
    found = find_network(store, small_lexicon, NetworkRequest("issuers"))
    assert [(edge.source, edge.target, edge.weight) for edge in found.edges] == [
        ("moe", "most", 3),
        ("样例省商务厅", "样例省财政厅", 1),
    ]
    assert found.edges[0].attributes == {"first_date": "2019-05-01", "last_date": "2022-05-01"}
    assert {node.id: node.attributes["documents"] for node in found.nodes}["moe"] == 4
    later = find_network(store, small_lexicon, NetworkRequest("issuers", DateRange("2020"), ("c",)))
    assert [(edge.source, edge.target, edge.weight) for edge in later.edges] == [("moe", "most", 1)]


@pytest.fixture
def citing(store: Store) -> dict[str, str]:
    """Three documents: b cites a twice and an unknown document once, c cites a once."""

    def cite(*names: str) -> tuple[str, Annotation]:
        text, citations = "", []
        for name in names:
            citations.append(Citation(len(text), len(text) + len(name), name, "according_to", title=name))
            text += f"{name} "
        return text, Annotation("zh", (("x", 0, 1),), (), citations=tuple(citations))

    ids = {}
    for key, title, date, passages in (
        ("a", "科技进步规划纲要", "2015-01-01", [cite()]),
        (
            "b",
            "实施方案",
            "2018-01-01",
            [cite("科技进步规划纲要", "不在库中的条例"), cite("科技进步规划纲要")],
        ),
        ("c", "通知", "2020-06-01", [cite("科技进步规划纲要")]),
    ):
        ids[key] = add(store, Document("c", key, key, title=title, published=date), passages)
    with store.transaction() as connection:
        connection.execute("INSERT INTO document_name VALUES (?, 'title', '科技进步规划纲要')", (ids["a"],))
    return ids


def test_citations_lead_to_stored_and_to_unknown_documents(
    store: Store, small_lexicon: Lexicon, citing: dict[str, str]
) -> None:
    found = find_network(store, small_lexicon, NetworkRequest("citations"))
    assert {(edge.source, edge.target, edge.weight) for edge in found.edges} == {
        (citing["b"], citing["a"], 2),
        (citing["b"], "cited:不在库中的条例", 1),
        (citing["c"], citing["a"], 1),
    }
    nodes = {node.id: node for node in found.nodes}
    assert nodes[citing["a"]].attributes["cited_by_documents"] == 2
    assert [node.id for node in found.nodes if not node.attributes["stored"]] == ["cited:不在库中的条例"]
    early = find_network(
        store, small_lexicon, NetworkRequest("citations", DateRange(None, "2019"), minimum=2)
    )
    assert [(edge.source, edge.target) for edge in early.edges] == [(citing["b"], citing["a"])]


def test_a_neighbourhood_has_both_directions(store: Store, citing: dict[str, str]) -> None:
    cited = collect_cited(store)
    around = find_neighbourhood(cited, citing["a"], 1)
    assert [(one.document_id, one.date, one.times) for one in around.cited_by] == [
        (citing["b"], "2018-01-01", 2)
    ]
    assert (around.cites, around.cited_by_more) == ([], 1)
    own = find_neighbourhood(cited, citing["b"], 5)
    assert [(one.document_id, one.name, one.times) for one in own.cites] == [
        (citing["a"], "科技进步规划纲要", 2),
        ("", "不在库中的条例", 1),
    ]
    assert not find_neighbourhood(cited, "nosuch", 5)


@pytest.mark.parametrize("file_format", NETWORK_FORMATS)
@pytest.mark.parametrize("kind", NETWORK_KINDS)
def test_files_are_read_back_as_they_were(
    sample: Store, lexicon: Lexicon, tmp_path: Path, kind: str, file_format: str
) -> None:
    network = find_network(sample, lexicon, NetworkRequest(kind, minimum=1))  # type: ignore[arg-type]
    path = tmp_path / f"a.{file_format}"
    write_network(network, path, file_format)
    first = path.read_bytes()
    graph = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}[file_format](path)
    assert graph.is_directed() == (kind == "citations")
    assert {name: data["label"] for name, data in graph.nodes(data=True)} == {
        node.id: node.label for node in network.nodes
    }
    for node in network.nodes:
        data = graph.nodes[node.id]
        assert (data["label_zh"], data["label_en"]) == (node.label_zh, node.label_en)
        assert {name: data[name] for name in node.attributes} == node.attributes
    assert graph.number_of_edges() == len(network.edges) > 0
    for edge in network.edges:
        assert graph.edges[edge.source, edge.target]["weight"] == edge.weight
    write_network(network, path, file_format)
    assert path.read_bytes() == first


@pytest.mark.parametrize("file_format", NETWORK_FORMATS)
def test_hostile_names_stay_text(tmp_path: Path, file_format: str) -> None:
    name = '<script>"&\x00\x0b\ud800\ufffe'
    nodes = [NetworkNode(name, name, attributes={"publisher": name}), NetworkNode("b", "]]>")]
    path = tmp_path / "a.xml"
    write_network(Network("issuers", False, nodes, [NetworkEdge(name, "b", 1)]), path, file_format)
    graph = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}[file_format](path)
    assert {data["label"] for _, data in graph.nodes(data=True)} == {
        '<script>"&\ufffd\ufffd\ufffd\ufffd',
        "]]>",
    }


def test_weights_add_up_to_the_citations(sample: Store, lexicon: Lexicon) -> None:
    edges = edge_rows(collect_cited(sample))
    network = find_network(sample, lexicon, NetworkRequest("citations"))
    assert sum(edge.weight for edge in network.edges) == len(edges)


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (NetworkRequest("nope"), "flows.unknown_value"),  # type: ignore[arg-type]
        (NetworkRequest("issuers", corpora=("nope",)), "flows.unknown_value"),
        (NetworkRequest("issuers", minimum=0), "references.minimum_weight"),
    ],
)
def test_wrong_requests(sample: Store, lexicon: Lexicon, request_: NetworkRequest, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_network(sample, lexicon, request_)
    assert caught.value.code == code and caught.value.message("zh") != str(caught.value)


def test_an_unknown_format_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="graphml, gexf"):
        write_network(Network("issuers", False, [], []), tmp_path / "a.dot", "dot")
