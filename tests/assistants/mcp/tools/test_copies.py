"""A text that two corpora have is marked as the same one."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation import Annotator
from flows.assistants.mcp.arguments import Within
from flows.assistants.mcp.sources import Sources
from flows.assistants.mcp.tools.documents import Documents
from flows.assistants.mcp.tools.holdings import Holdings
from flows.corpus.splitting.passages import passages_of
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.settings import Settings
from flows.store import Store
from flows.store.documents import SourceFile, write_batch
from tests.support import MODELS

RULES = "样例稀土管理办法"
NOTICE = "关于执行样例稀土管理办法的通知"
TEXTS = {
    RULES: "第一条 企业应当报告。",
    NOTICE: "根据《样例稀土管理办法》，现通知如下。",
    "别的通知": "请按时报告。",
}


@pytest.fixture
def sources(tmp_path: Path, annotator: Annotator) -> Sources:
    """Return a store in which the corpora laws and news both have the rules and the notice."""
    path = tmp_path / "s.sqlite"
    with Store(path) as store, store.run("test") as run:
        for corpus, titles in (("laws", [RULES, NOTICE]), ("news", [*TEXTS])):
            for title in titles:
                document = Document(
                    corpus,
                    title,
                    f"{title}\n\n{TEXTS[title]}\n",
                    title,
                    published="2024-02-03",
                    language="zh",
                )
                rows = [(document, list(passages_of(document)))]
                write_batch(
                    store, run.id, SourceFile(corpus, title, "0" * 64, "", 1), rows, [], complete=True
                )
        annotate_store(store, run.id, annotator, MODELS)
    return Sources(Settings(store=path, models=MODELS))


def test_listed_copies_name_each_other(sources: Sources) -> None:
    listed = Holdings(sources).list_documents(RULES, sort="corpus").documents
    ids = {(row["corpus"], row["title"]): row["id"] for row in listed}
    assert {(row["corpus"], row["title"]): row["also_in"] for row in listed} == {
        ("laws", RULES): f"news {ids['news', RULES]}",
        ("laws", NOTICE): f"news {ids['news', NOTICE]}",
        ("news", RULES): f"laws {ids['laws', RULES]}",
        ("news", NOTICE): f"laws {ids['laws', NOTICE]}",
    }
    (other,) = Holdings(sources).list_documents("别的通知").documents
    assert other["also_in"] == ""


def test_a_copy_outside_of_the_choice_is_named(sources: Sources) -> None:
    rows = Holdings(sources).list_documents(RULES, Within(corpus=["laws"], as_of="2025")).documents
    assert [str(row["also_in"])[:5] for row in rows] == ["news ", "news "]


def test_a_document_names_its_copies(sources: Sources) -> None:
    found = Documents(sources).document(RULES)
    other = "news" if found.source.corpus == "laws" else "laws"
    corpus, document_id = found.also_in.split()
    assert corpus == other
    assert (
        Documents(sources).document(document_id).also_in
        == f"{found.source.corpus} {found.source.document_id}"
    )


def test_a_citation_names_the_copies_of_the_citing_document(sources: Sources) -> None:
    """A citing text that is stored twice is listed once."""
    (edge,) = Documents(sources).citations(RULES, "cited_by").citations
    (other,) = {"laws", "news"} - {edge.source.corpus}
    assert edge.also_in.startswith(f"{other} ")
    assert edge.also_in != f"{other} {edge.source.document_id}"
