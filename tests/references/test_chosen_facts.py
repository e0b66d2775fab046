"""Facts of chosen documents are those of all documents, without the others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import UsageError
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


def test_a_collection_of_passages_has_the_facts_of_these_alone(sample_store: Path, tmp_path: Path) -> None:
    with Workspace(copy_whole(sample_store, tmp_path / "own")) as workspace:
        for read in (workspace.targets, workspace.events, workspace.directives):
            every = read()["passage_id"]
            kept = sorted(set(every))[::2]
            workspace.desk.add(read.__name__, kept)
            assert sorted(read(collection=read.__name__)["passage_id"]) == sorted(every[every.isin(kept)])


def test_what_other_documents_have_is_no_mistake_in_a_choice(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        assert len(workspace.documents(publisher="样例日报")) > 0
        assert len(workspace.documents(publisher="样例日报", kind="plan")) == 0
        with pytest.raises(UsageError, match="no stored document has it"):
            workspace.documents(publisher="样例周报", kind="plan")


def test_a_publisher_of_later_documents_has_none_on_a_day(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        assert len(workspace.search("的", publisher="样例省工业和信息化厅", as_of=2010)) == 0
        assert not workspace.trends("芯片", publisher="样例省工业和信息化厅", as_of=2010)["occurrences"].any()


def test_an_unknown_kind_is_refused_by_the_name_of_its_option(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace, pytest.raises(UsageError, match="--document-kind 'nosuch'"):
        workspace.targets(document_kind="nosuch")
    with Workspace(sample_store) as workspace, pytest.raises(UsageError, match="--kind 'nosuch'"):
        workspace.events(kind="nosuch")
