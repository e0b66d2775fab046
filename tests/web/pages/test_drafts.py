"""The page that checks drafts: marks, files, both languages, and nothing of a draft taken for markup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from flows.settings import Settings
from flows.web.app import create_app
from flows.web.pages.drafts import split_changes
from tests.support import MODELS

TEXT = "《样例省自主创新能力建设规划（2012—2015年）》提出：“技術引進的終點是自主創新，而不是下一次引進。”"


@pytest.fixture(scope="module")
def client(sample_store: Path) -> Iterator[TestClient]:
    app = create_app(Settings(store=sample_store, models=MODELS))
    with TestClient(app, base_url="http://localhost") as opened:
        yield opened


def post(client: TestClient, text: str = "", **options: object) -> str:
    files: Any = options.get("files") or {"nothing": ("", b"")}
    fields: Any = {"text": text, "as_of": str(options.get("as_of", ""))}
    answer = client.post("/verify", params={"lang": str(options.get("lang", "en"))}, data=fields, files=files)
    assert answer.status_code == options.get("status", 200)
    return answer.text


def test_the_form_and_its_answer(client: TestClient) -> None:
    assert "Check a draft" in client.get("/verify", params={"lang": "en"}).text
    page = post(client, TEXT)
    assert '<mark class="folded" id="d2">' in page and "found, written differently" in page
    page = post(client, TEXT, lang="zh")
    assert "找到，书写形式不同" in page and "核对稿件" in page


def test_a_file_takes_precedence(client: TestClient) -> None:
    page = post(client, "“别的引文在这里面写着”", files={"file": ("d.txt", TEXT.encode())})
    assert "written differently" in page
    assert "没有可核对" in post(client, "没有引文。", lang="zh")


def test_an_empty_file_is_refused_and_the_pasted_text_stays(client: TestClient) -> None:
    page = post(client, TEXT, files={"file": ("leer.docx", b"")}, status=400)
    assert "leer.docx" in page and "empty file" in page
    assert TEXT[:6] in page


def test_markup_in_a_draft_is_text(client: TestClient) -> None:
    page = post(
        client, f"<script>alert(1)</script>{TEXT}“<img src=x onerror=alert(1)>不存在的一句引文在这里”"
    )
    assert "<script>alert" not in page and "<img src=x" not in page


def test_bad_input_is_explained(client: TestClient) -> None:
    assert "is no date" in post(client, TEXT, as_of="soon", status=400)
    assert "不是日期" in post(client, TEXT, as_of="soon", lang="zh", status=400)
    assert "can&#39;t be read" in post(client, files={"file": ("d.docx", b"PK\x03\x04x")}, status=400)
    assert "is no date" in post(client, TEXT, as_of="2021-03-12 or so", status=400)
    assert client.post("/api/verify", json={"text": TEXT, "as_of": "soon"}).status_code == 400
    unknown = client.post("/api/verify", json={"text": TEXT, "corpus": ["sampel"]})
    assert unknown.status_code == 400
    assert "corpus 'sampel': no such value" in unknown.json()["detail"]
    plain = client.post("/verify", params={"lang": "en"}, data={"text": TEXT, "as_of": "soon"})  # no file
    assert plain.status_code == 400
    assert "is no date" in plain.text
    assert client.post("/api/verify", json={"text": "x" * 200_001}).status_code == 422
    assert client.post("/api/verify", json={"text": TEXT, "asof": "2020"}).status_code == 422


def test_numbers_not_compared_are_counted(client: TestClient) -> None:
    assert "1 number of the draft was not compared" in post(client, f"{TEXT}走访了30家企业。")
    assert "稿件中另有 2 个数字未作核对" in post(client, "走访了30家企业、5家渔港。", lang="zh")
    assert "not compared" not in post(client, TEXT)


def test_the_date_of_a_draft_is_told_unless_a_day_is_given(client: TestClient) -> None:
    dated = f"{TEXT}\n\n2014年3月3日"
    assert "enter 2014-03-03 as the day of the draft" in post(client, dated)
    assert "在“稿件日期”中填入 2014-03-03" in post(client, dated, lang="zh")
    assert "as the day of the draft" not in post(client, dated, as_of="2014-03-03")
    assert "as the day of the draft" not in post(client, TEXT)


def test_changes_are_split() -> None:
    assert split_changes("甲[-乙-]{+丙+}丁{+戊+}") == [
        ("甲", ""),
        ("乙", "del"),
        ("丙", "ins"),
        ("丁", ""),
        ("戊", "ins"),
    ]
