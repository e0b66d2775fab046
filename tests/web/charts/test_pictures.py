"""Charts as files: in the language of the reader, with a caption; clear errors for nothing to draw."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(("ending", "begin"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_chart_is_downloaded_as_a_picture(client: TestClient, ending: str, begin: bytes) -> None:
    answer = client.get(f"/download/trends.{ending}", params={"term": "稀土", "lang": "zh"})
    assert answer.status_code == 200 and answer.content.startswith(begin)
    assert f"zhengce-trends.{ending}" in answer.headers["content-disposition"]


def test_the_caption_is_in_the_language_of_the_reader(client: TestClient) -> None:
    picture = {
        language: client.get("/download/trends.svg", params={"term": "稀土", "lang": language}).text
        for language in ("en", "zh")
    }
    assert "per million tokens" in picture["en"] and "每百万词" in picture["zh"]


@pytest.mark.parametrize("path", ["/download/trends.svg", "/download/trends.png?term=稀土&from=2200"])
def test_nothing_to_draw_is_said(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400 and 'role="alert"' in answer.text
