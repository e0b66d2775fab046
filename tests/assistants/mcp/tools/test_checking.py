"""Drafts: where a claim's counterpart is, and parts of the answer by cursor."""

from __future__ import annotations

import pytest
from mcp.server.mcpserver import MCPServer

from flows.assistants.drafts import Claim, DraftRequest, verify_draft
from flows.search import Collection
from tests.assistants.mcp.asking import call, refusal

DRAFT = (
    "《样例省科学技术进步促进条例》第一条规定：“为了促进样例科学技术进步，制定本条例。”"
    "样网信发〔2023〕8号也有规定，《无此文件的样例办法》没有。"
)


def test_claims_have_the_permalink_and_number_of_their_counterpart(server: MCPServer) -> None:
    claims = call(server, "verify", draft=DRAFT)["claims"]
    for claim in claims:
        if not claim["document_id"]:
            assert (claim["permalink"], claim["document_number"]) == ("", "")
            continue
        answer = call(server, "fetch", id=claim["permalink"])
        assert answer["title"] == claim["title"]
        assert answer["metadata"]["document_number"] == claim["document_number"]
    assert [one["document_number"] for one in claims if one["kind"] == "number"] == ["样网信发〔2023〕8号"]


def test_the_parts_of_an_answer_come_from_one_check(
    server: MCPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = call(server, "verify", draft=DRAFT)["claims"]
    checks: list[str] = []

    def count(collection: Collection, request: DraftRequest) -> list[Claim]:
        checks.append("checked")
        return verify_draft(collection, request)

    monkeypatch.setattr("flows.assistants.mcp.tools.checking.verify_draft", count)
    parts, cursor = [], ""
    while cursor is not None:
        answer = call(server, "verify", draft=DRAFT, limit=1, cursor=cursor)
        parts += answer["claims"]
        cursor = answer["next_cursor"]
    assert parts == whole
    assert checks == ["checked"]
    call(server, "verify", draft=DRAFT)  # without a cursor, checked again: the day may be another
    assert len(checks) == 2


def test_the_date_that_a_draft_states_is_told(server: MCPServer) -> None:
    assert call(server, "verify", draft=f"起草日期：2024年3月3日\n\n{DRAFT}")["draft_date"] == "2024-03-03"
    assert call(server, "verify", draft=DRAFT)["draft_date"] == ""


def test_a_draft_without_text_is_refused(server: MCPServer) -> None:
    assert "There is no text to check" in refusal(server, "verify", draft=" \n")


def test_an_article_is_found_by_its_name(server: MCPServer) -> None:
    title, article = call(server, "verify", draft="《样例省科学技术进步促进条例》第一条")["claims"]
    assert (title["kind"], article["kind"]) == ("title", "article")
    assert "为了实现科技自立自强" in article["found"]
    whole = call(server, "fetch", id=article["passage_id"])
    metadata = whole["metadata"]
    start = metadata["passage_start"] - metadata["text_start"]
    end = metadata["passage_end"] - metadata["text_start"]
    assert whole["text"][start:end].startswith(article["found"].removesuffix("…"))
