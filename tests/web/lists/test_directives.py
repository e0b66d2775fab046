"""The page of directives and its JSON: filters, counts, other pages, and the command that lists the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from fastapi.testclient import TestClient

from flows.reports.comparisons.comparing import CompareRequest
from flows.web.addresses.documents import ChoiceAddress
from flows.web.addresses.figures import FigureAddress
from flows.web.addresses.parallel import ParallelAddress
from flows.web.addresses.searches import SearchAddress
from flows.web.findings.events import EventsAddress
from flows.web.lists.addresses import BatchAddress
from flows.web.lists.directives import DirectivesAddress
from flows.workspace import Workspace


@pytest.mark.parametrize(
    ("locale", "title", "grade"), [("en", "Directives", "binds strictly"), ("zh", "指令", "严格约束")]
)
def test_the_page_in_both_languages(client: TestClient, locale: str, title: str, grade: str) -> None:
    page = client.get(f"/directives?q=稀土&grade=4-5&lang={locale}").text
    assert f"<h1>{title}</h1>" in page
    assert f"<b>5</b> {grade}" in page
    assert '<option value="4-5" selected>' in page
    assert "<code>zhengce directives &#39;稀土&#39; --grade 4-5 --sort latest</code>" in page


def test_the_interface_counts_all_and_lists_some(client: TestClient) -> None:
    answer = client.get("/api/directives", params={"grade": ["5", "4"], "limit": 3}).json()
    assert len(answer["rows"]) == 3
    assert answer["total"] == sum(row["directives"] for row in answer["grades"]) > 3
    assert {row["grade"] for row in answer["grades"]} == {4, 5}
    assert all(row["context"].find(row["cue"]) >= 0 for row in answer["rows"])


def test_wrong_grades_are_explained(client: TestClient) -> None:
    answer = client.get("/api/directives", params={"grade": "strong"})
    assert answer.status_code == 400
    assert "There is no grade" in client.get("/directives?grade=strong&lang=en").text


def test_text_of_the_address_is_escaped(client: TestClient) -> None:
    page = client.get("/directives", params={"addressee": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page


def test_an_address_keeps_its_filters_on_other_pages() -> None:
    asked = DirectivesAddress("稀土", ("5",), "企业", "2019", "", ("sample",), ("zh",))
    assert asked.at(2).endswith("&page=2") and "grade=5" in asked.at(2)
    assert asked.command() == (
        "zhengce directives '稀土' --grade 5 --addressee '企业' --from 2019 --corpus sample --language zh "
        "--sort latest"
    )


def test_the_command_of_words_that_begin_with_a_hyphen() -> None:
    asked = DirectivesAddress("-稀土", ("5",), "-企业", sort="earliest")
    assert asked.command() == "zhengce directives --grade 5 '--addressee=-企业' -- '-稀土'"
    assert EventsAddress("-华为", ("listed",), sort="earliest").command() == (
        "zhengce events --action listed -- '-华为'"
    )
    figures = FigureAddress("-稀土", indicator="-产量")
    assert figures.command() == "zhengce targets '--query=-稀土' '--indicator=-产量'"
    lines = ParallelAddress(SearchAddress("-稀土", {}))
    assert lines.command() == "zhengce parallel -- '-稀土'"
    assert lines.command("renderings") == "zhengce renderings -- '-稀土'"
    assert CompareRequest("-稀土", "镓").command() == "zhengce compare -- '-稀土' '镓'"
    assert BatchAddress("稀土", corpora=("-某库",)).command() == "zhengce batch LIST.txt '--corpus=-某库'"


CHOICES = ["kind=plan", "publisher=样例日报&status=in_force", "as_of=2021-06"]


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("kind", ["targets", "events", "directives"])
def test_facts_of_chosen_documents_are_the_same_on_page_in_files_and_in_the_interface(
    client: TestClient, sample_store: Path, kind: str, choice: str
) -> None:
    if kind == "targets":
        choice = choice.replace("kind=", "document_kind=")
    options = dict(parse_qsl(choice))
    with Workspace(sample_store) as workspace:
        rows = getattr(workspace, kind)(**options)
    answer = client.get(f"/api/{kind}?{choice}&limit=500").json()
    assert answer["total"] == len(rows)
    sent = client.get(f"/download/{kind}.jsonl?{choice}").text.splitlines()
    assert len(sent) == len(rows)
    assert sorted(json.loads(line)["passage_id"] for line in sent) == sorted(rows["passage_id"])
    page = client.get(f"/{kind}?{choice}&lang=en").text
    assert "Ignored" not in page
    shown = re.search(r"([\d,]+) (?:figures?|events?|directives?)", page)
    folded = (
        answer["total"]
        if kind != "targets"
        else client.get(f"/api/targets?{choice}&fold=true").json()["total"]
    )
    assert shown and int(shown[1].replace(",", "")) == folded


@pytest.mark.parametrize("kind", ["targets", "events", "directives"])
def test_a_form_keeps_the_choice_for_which_it_has_no_field(client: TestClient, kind: str) -> None:
    page = client.get(f"/{kind}?province=广东&as_of=2024&lang=en").text
    assert '<input type="hidden" name="province" value="广东">' in page
    assert '<input type="hidden" name="as_of" value="2024">' in page
    assert "--as-of 2024" in page and "--province" in page


@pytest.mark.parametrize("kind", ["targets", "events", "directives", "trends", "batch"])
def test_a_form_keeps_a_level_that_no_document_has(client: TestClient, kind: str) -> None:
    page = client.get(f"/{kind}?level=县级&lang=en").text
    assert re.search(r'<option value="county" selected>\s*county\s*</option>', page)
    assert '<option value="county"' not in client.get(f"/{kind}?level=省级&lang=en").text


def test_the_kind_of_a_figure_is_not_that_of_its_document() -> None:
    chosen = ChoiceAddress(kind=("plan",), publisher=("国务院",), as_of="2024")
    asked = FigureAddress(kinds=("target",), chosen=chosen)
    assert "kind=target" in asked.at(1) and "document_kind=plan" in asked.at(1)
    assert ("document_kind", "plan") in asked.hidden_pairs
    words = "zhengce targets --kind target --document-kind plan --publisher '国务院' --as-of 2024"
    assert asked.command().startswith(words)
