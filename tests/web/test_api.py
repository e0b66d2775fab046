"""The JSON interface: every list can be read to its end, and errors speak of parameters."""

from __future__ import annotations

from html import unescape
from itertools import chain

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    "path",
    [
        "/api/concordance?q=稀土",
        "/api/citations",
        "/api/citations?document=规划",
        "/api/directives?q=稀土",
        "/api/events",
        "/api/targets",
    ],
)
def test_a_list_is_read_to_its_end_by_offset(client: TestClient, path: str) -> None:
    path += "&" if "?" in path else "?"
    whole = client.get(f"{path}limit=1000").json()
    size = len(whole["rows"]) // 3 + 1
    pages = [client.get(f"{path}limit={size}&offset={first}").json() for first in range(0, 3 * size, size)]
    assert list(chain.from_iterable(page["rows"] for page in pages)) == whole["rows"]
    assert {page["total"] for page in pages} == {whole["total"]} == {len(whole["rows"])}


def test_the_citations_of_one_document_are_listed(client: TestClient) -> None:
    row = client.get("/api/citations").json()["rows"][0]
    found = client.get("/api/citations", params={"document": row["cited"]}).json()
    own = [edge for edge in found["rows"] if edge["cited"] == row["cited"]]
    assert len(own) == row["citations"]
    assert len({edge["document_id"] for edge in own}) == row["documents"] > 0
    assert client.get("/api/citations", params={"document": "nosuch"}).json() == {"total": 0, "rows": []}


@pytest.mark.parametrize("path", ["/api/search", "/api/search/documents", "/api/concordance"])
def test_passages_are_narrowed_by_documents(client: TestClient, path: str) -> None:
    every = client.get(path, params={"q": "稀土"}).json()["total"]
    plans = client.get(path, params={"q": "稀土", "kind": "plan"}).json()["total"]
    early = client.get(path, params={"q": "稀土", "as_of": "2000"}).json()["total"]
    assert 0 < plans < every
    assert early == 0


def test_an_error_names_no_option_of_the_command_line(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "稀土", "from": "2024", "to": "2020"})
    assert answer.status_code == 400
    assert answer.json()["detail"] == "The first date, 2024, is after the last, 2020."


def test_figures_are_chosen_by_unit_date_and_deadline(client: TestClient) -> None:
    def rows(**choice: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = client.get(
            "/api/targets", params={"limit": "1000", **choice}
        ).json()["rows"]
        return found

    every = rows()
    for choice, expected in (
        ({"unit": "%"}, [row for row in every if row["unit"] == "%"]),
        ({"from": "2021", "to": "2023"}, [row for row in every if "2021" <= str(row["date"])[:4] <= "2023"]),
        (
            {"deadline_from": "2025", "deadline_to": "2027"},
            [row for row in every if "2025" <= str(row["deadline"])[:4] <= "2027"],
        ),
    ):
        assert 0 < len(expected) < len(every)
        assert rows(**choice) == expected
    refused = client.get("/api/targets", params={"from": "soon"})
    assert refused.status_code == 400 and "soon" in refused.json()["detail"]


@pytest.mark.parametrize("path", ["/api/targets", "/api/network", "/targets", "/download/targets.csv"])
def test_an_unknown_kind_of_document_is_named_as_its_parameter(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"document_kind": "nosuch", "lang": "en"})
    assert answer.status_code == 400
    assert "document_kind 'nosuch'" in unescape(answer.text)
