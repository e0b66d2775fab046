"""Facts of chosen documents are those of all documents, without the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import UsageError
from flows.references import read_document_choice
from flows.reports import collect_brief, collect_dossier
from flows.workspace import Workspace
from tests.stores import copy_whole

CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["plan", "regulation", "notice", "opinion"]),
        "status": st.sampled_from(["in_force", "expired"]),
        "publisher": st.sampled_from(["样例省人民政府", "样例省工业和信息化厅", "样例日报"]),
        "as_of": st.sampled_from(["2018", "2021-06", "2024-03-01"]),
    },
)


@given(choice=CHOICES)
def test_a_choice_leaves_out_the_facts_of_other_documents(
    sample_store: Path, choice: Mapping[str, Any]
) -> None:
    with Workspace(sample_store) as workspace:
        chosen = set(workspace.documents(**choice)["id"])
        of_figures = {"document_kind" if name == "kind" else name: one for name, one in choice.items()}
        for some, every in (
            (workspace.targets(**of_figures), workspace.targets()),
            (workspace.events(**choice), workspace.events()),
            (workspace.directives(**choice), workspace.directives()),
        ):
            is_chosen = every["passage_id"].str.rpartition("-")[0].isin(chosen)
            assert some.equals(every[is_chosen].reset_index(drop=True).astype(some.dtypes))


@given(choice=CHOICES)
def test_a_choice_leaves_out_the_citations_of_other_documents(
    sample_store: Path, choice: Mapping[str, Any]
) -> None:
    """What chosen documents cite may be outside the choice."""
    with Workspace(sample_store) as workspace:
        chosen = set(workspace.documents(**choice)["id"])
        of_network = {"document_kind" if name == "kind" else name: one for name, one in choice.items()}
        for name in ("规划", "样科发〔2012〕9号"):
            every, some = workspace.citations(name), workspace.citations(name, **choice)
            is_chosen = every["document_id"].isin(chosen)
            places = ["passage_id", "start", "relation"]
            assert some[places].values.tolist() == every[is_chosen][places].values.tolist()
        edges = {
            (source, said) for source, _, said in workspace.network(**of_network).edges(data="relations")
        }
        every_edge = workspace.network().edges(data="relations")
        assert edges == {(source, said) for source, _, said in every_edge if source in chosen}
        bodies = workspace.network("issuers", **of_network)
        assert set(bodies.edges) <= set(workspace.network("issuers").edges)


@given(choice=CHOICES)
def test_a_dossier_and_a_brief_show_only_chosen_documents(
    sample_store: Path, choice: Mapping[str, Any]
) -> None:
    with Workspace(sample_store) as whole:
        chosen = set(whole.documents(**choice)["id"])
        number = len(whole.documents(first="2012", **choice))
        mentions = len(whole.search(term="rare-earth", **choice))
    with Workspace(sample_store, documents=read_document_choice(**as_typed(choice)) or None) as part:
        strategies = {one.id: one.id for one in part.taxonomy.categories if one.kind == "strategy"}
        if number:
            brief = collect_brief(part.collection, strategies, "2012")
            assert sum(brief.corpora.values()) == number
            assert {row.document_id for row in brief.documents} <= chosen
            quotes = [quote for row in brief.first_uses for quote in row.quotes]
            assert {quote.passage_id.rpartition("-")[0] for quote in quotes} <= chosen
        if not mentions:
            with pytest.raises(UsageError):
                collect_dossier(part.store, part.lexicon, "稀土")
            return
        dossier = collect_dossier(part.store, part.lexicon, "稀土")
        assert dossier.counts.passages == mentions
        assert {one.passage.document_id for one in dossier.passages.values()} <= chosen


def test_what_no_chosen_document_has_is_not_denied_of_the_store(sample_store: Path) -> None:
    with Workspace(sample_store, documents=read_document_choice(kind=["plan"], province=["西藏"])) as part:
        with pytest.raises(UsageError, match="the chosen documents have no mention of it"):
            collect_dossier(part.store, part.lexicon, "稀土")
        with pytest.raises(UsageError, match="None of the chosen documents is dated from 2021 on"):
            collect_brief(part.collection, {}, "2021")
        with pytest.raises(UsageError, match="None of the chosen documents is dated from 2021 to 2022"):
            collect_brief(part.collection, {}, "2021", until="2022")


def test_a_choice_of_every_document_changes_nothing(sample_store: Path) -> None:
    """The numbers of a part are not read from the kept counts, which the whole store has."""
    found = []
    for choice in (None, read_document_choice("2030")):
        with Workspace(sample_store, documents=choice) as part:
            strategies = {one.id: one.id for one in part.taxonomy.categories if one.kind == "strategy"}
            brief = collect_brief(part.collection, strategies, "2021")
            assert brief.first_uses and brief.cited
            dossier = collect_dossier(part.store, part.lexicon, "稀土")
            found.append((brief, replace(dossier, passages={}), list(part.citations().itertuples())))
    assert found[0] == found[1]


def as_typed(choice: Mapping[str, Any]) -> dict[str, Any]:
    """Return a choice with its values as lists, as the command line has them."""
    return {name: one if name == "as_of" else [one] for name, one in choice.items()}


def test_a_collection_of_passages_has_the_facts_of_these_alone(sample_store: Path, tmp_path: Path) -> None:
    with Workspace(copy_whole(sample_store, tmp_path / "own")) as workspace:
        for read in (workspace.targets, workspace.events, workspace.directives):
            every = read()["passage_id"]
            kept = sorted(set(every))[::2]
            workspace.desk.add(read.__name__, kept)
            assert sorted(read(collection=read.__name__)["passage_id"]) == sorted(every[every.isin(kept)])


@given(query=st.sampled_from(["芯片", "企业 OR firm", "title:样例", "kind:plan"]))
def test_a_query_leaves_out_the_facts_of_other_passages(sample_store: Path, query: str) -> None:
    """An event that another passage reports more fully counts where only this one is found."""
    with Workspace(sample_store) as workspace:
        found = set(workspace.search(query, limit=10_000)["passage_id"])
        for read in (
            partial(workspace.targets, query=query),
            partial(workspace.events, query=query),
            partial(workspace.directives, query),
        ):
            some, every = set(read()["passage_id"]), set(read.func()["passage_id"])
            assert every & found <= some <= found


def test_what_other_documents_have_is_no_mistake_in_a_choice(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        assert len(workspace.documents(publisher="样例日报")) > 0
        assert len(workspace.documents(publisher="样例日报", kind="plan")) == 0
        with pytest.raises(UsageError, match="no such value"):
            workspace.documents(publisher="样例周报", kind="plan")


def test_a_publisher_of_later_documents_has_none_on_a_day(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        assert len(workspace.search("的", publisher="样例省工业和信息化厅", as_of=2010)) == 0
        assert not workspace.trends("芯片", publisher="样例省工业和信息化厅", as_of=2010)["occurrences"].any()


def test_an_unknown_kind_is_refused_by_the_name_of_its_option(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace, pytest.raises(UsageError, match="document-kind 'nosuch'"):
        workspace.targets(document_kind="nosuch")
    with (
        Workspace(sample_store) as workspace,
        pytest.raises(UsageError, match=r"^kind 'nosuch': no such value"),
    ):
        workspace.events(kind="nosuch")
