"""Originals on the page: each kind is shown in its way, and hostile ones do no harm."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.splitting.passages import passages_of
from flows.records import Document
from flows.settings import Settings
from flows.store import Store, hash_bytes, keep_raw
from flows.store.documents import SourceFile, write_batch
from flows.web import limits
from flows.web.app import create_app
from flows.web.reading.cleaning import ATTRIBUTES, TAGS
from flows.web.reading.dressing import STYLE
from flows.web.reading.viewing import find_page, mark_passage
from tests.support import MODELS, PROJECT, without_breaks
from tests.web.reading.test_cleaning import HOSTILE, Reader

SAMPLE = PROJECT / "corpora" / "sample" / "documents"
PDF = SAMPLE / "2021-mixed-analysis-dual-circulation.pdf"
DOCX = SAMPLE / "2023-zh-work-report-sample-province.docx"
PAGE = "<html><head><meta charset={}><title>法</title></head><body><h1>{}</h1><p>第一.</p></body></html>"
SIMPLIFIED, TRADITIONAL = "稀土管理条例", "稀土管理條例"
TEXT = "第一段。\n<script>alert(1)</script>\n稀土管理。"
# name -> (format, encoding, bytes)
FILES: dict[str, tuple[str, str, bytes]] = {
    "gbk": ("html", "", PAGE.format("gb2312", SIMPLIFIED).encode("gbk")),
    "big5": ("html", "", PAGE.format("big5", TRADITIONAL).encode("big5")),
    "undeclared": ("html", "gb18030", PAGE.format("", SIMPLIFIED).encode("gb18030")),
    "hostile": ("html", "utf-8", ("<h1>稀土</h1>" + "".join(HOSTILE)).encode("utf-8", "replace")),
    "saved": (
        "html",
        "utf-8",
        b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(PAGE.format("utf-8", SIMPLIFIED).encode()),
    ),
    "binary": ("html", "", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    "pdf-named-html": ("html", "", PDF.read_bytes()),
    "large": ("html", "utf-8", b"<p>" + b"a" * limits.LARGEST_SHOWN),
    "empty": ("html", "utf-8", b""),
    "text": ("txt", "utf-8", TEXT.encode()),
    "gbk-text": ("txt", "gb18030", TEXT.encode("gb18030")),
    "markdown": ("md", "utf-8", b"# <img src=x onerror=alert(1)>\n[x](javascript:alert(1))"),
    "pdf": ("pdf", "", PDF.read_bytes()),
    "docx": ("docx", "", DOCX.read_bytes()),
    "records": ("jsonl", "utf-8", b'{"text": "<script>alert(1)</script>"}'),
}
HARMFUL = re.compile(
    r"<script|onerror|onload|onclick|javascript:|evil\.test|<base|http-equiv|<svg|<form|<iframe", re.I
)


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A store with each file, and the ids of their documents."""
    path = tmp_path_factory.mktemp("originals") / "s.sqlite"
    with Store(path) as store, store.run("test") as run:
        for name, (kind, encoding, data) in FILES.items():
            text = "稀土管理。"
            sha256 = hash_bytes(data)
            document = Document(
                "c",
                name,
                text,
                title=f"<b>{name}</b>",
                published="2024-01-02",
                format=kind,
                encoding=encoding,
                source_sha256=sha256,
            )
            keep_raw(store, data, sha256)
            file = SourceFile("c", name, sha256, "", len(data))
            write_batch(store, run.id, file, [(document, list(passages_of(document)))], [], complete=True)
    with Store(path, read_only=True) as store:
        return path, {row["key"]: row["id"] for row in store.rows("SELECT key, id FROM document")}


@pytest.fixture(scope="module")
def ids(originals: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return originals[1]


@pytest.fixture(scope="module")
def reader(originals: tuple[Path, dict[str, str]]) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=originals[0], models=MODELS))) as opened:
        yield opened


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_every_view_keeps_the_policy_of_pages(
    reader: TestClient, ids: dict[str, str], name: str, locale: str
) -> None:
    answer = reader.get(f"/original/{ids[name]}/view", params={"lang": locale})
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy and policy.startswith("default-src 'none'; script-src 'self'")
    assert policy.endswith("frame-src 'self'") and "frame-ancestors 'none'" in policy
    assert answer.headers["x-frame-options"] == "DENY"
    shown = answer.text.partition('<main id="content">')[2].partition("</main>")[0]
    assert not re.search(r"<(?:script|img|base)\b", shown) and f"<b>{name}" not in shown
    assert f"/original/{ids[name]}" in shown and ("Original" if locale == "en" else "原文件") in shown


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gbk", SIMPLIFIED),
        ("big5", TRADITIONAL),
        ("undeclared", SIMPLIFIED),
        ("saved", SIMPLIFIED),
        ("hostile", "稀土"),
    ],
)
def test_a_page_is_shown_cleaned_in_a_sandbox(
    reader: TestClient, ids: dict[str, str], name: str, text: str
) -> None:
    view = without_breaks(reader.get(f"/original/{ids[name]}/view").text)
    assert f'sandbox="" src="/original/{ids[name]}/frame"' in view
    answer = reader.get(f"/original/{ids[name]}/frame")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'") and "allow-" not in policy
    assert "frame-ancestors 'self'" in policy and "x-frame-options" not in answer.headers
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    found = Reader(answer.text)
    assert found.tags <= TAGS | {"head", "meta", "title", "style"}
    assert answer.text.count("<style") == 1 and f"<style>{STYLE}</style></head>" in answer.text
    assert STYLE.isprintable() and "<" not in STYLE
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'; font-src 'self'; " in policy
    assert set(found.attributes) <= ATTRIBUTES | {"charset"}
    assert text in found.text and not HARMFUL.search(re.sub(r"&lt;.*?&gt;", "", answer.text))


def test_the_font_may_be_loaded_by_a_frame_without_an_origin(reader: TestClient) -> None:
    answer = reader.get("/font/cjk.ttc", headers={"origin": "null"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in reader.get("/api/status").headers


def test_a_pdf_is_left_to_the_viewer_of_the_browser(reader: TestClient, ids: dict[str, str]) -> None:
    for name in ("pdf", "pdf-named-html"):
        answer = reader.get(f"/original/{ids[name]}/frame")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-security-policy"].startswith("sandbox; ")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.content == PDF.read_bytes()


def test_text_is_shown_as_text_with_the_passage_marked(reader: TestClient, ids: dict[str, str]) -> None:
    for name in ("text", "gbk-text"):
        view = reader.get(f"/original/{ids[name]}/view", params={"passage": "1"}).text  # 0: the title
        shown = view.partition('<pre class="original"')[2].partition("</pre>")[0]
        assert '<mark id="passage">稀土管理。</mark>' in shown
        assert unescape(re.sub(r"</?mark[^>]*>", "", shown)).partition(">")[2] == TEXT
        assert "<script" not in shown
    view = reader.get(f"/original/{ids['markdown']}/view").text
    assert "&lt;img src=x onerror=alert(1)&gt;" in view


@pytest.mark.parametrize(
    ("name", "locale", "words"),
    [
        ("docx", "en", "Files of this kind are not shown here"),
        ("docx", "zh", "此类文件不能在此显示"),
        ("records", "en", "Files of this kind are not shown here"),
        ("binary", "en", "The file is not text"),
        ("large", "en", "up to 5 MB"),
        ("large", "zh", "最多显示 5 MB"),
    ],
)
def test_what_is_not_shown_says_why_and_can_be_downloaded(
    reader: TestClient, ids: dict[str, str], name: str, locale: str, words: str
) -> None:
    view = reader.get(f"/original/{ids[name]}/view", params={"lang": locale}).text
    assert words in view and "<iframe" not in view
    assert f'class="button" href="/original/{ids[name]}" download' in view
    assert reader.get(f"/original/{ids[name]}/frame").status_code == 404


@pytest.mark.parametrize("path", ["view", "frame", "view?passage=0"])
def test_what_is_not_stored_is_not_found(reader: TestClient, path: str) -> None:
    assert reader.get(f"/original/0000000000000000/{path}").status_code == 404


@pytest.mark.parametrize(("locale", "words"), [("en", "View the original"), ("zh", "查看原文件")])
def test_the_document_leads_to_its_original(
    reader: TestClient, ids: dict[str, str], locale: str, words: str
) -> None:
    page = reader.get(f"/document/{ids['pdf']}", params={"lang": locale}).text
    assert f'href="/original/{ids["pdf"]}/view">{words}</a>' in page
    assert f"/original/{ids['pdf']}/view?passage=0" in page
    assert "view?passage" not in reader.get(f"/document/{ids['docx']}").text


@pytest.mark.parametrize(
    ("passage", "page"),
    [
        ("7. Forging long boards", 2),
        ("7.Forging\n long   boards (锻造长板)", 2),
        ("of no page", 0),
        (" \n", 0),
    ],
)
def test_the_page_of_a_passage(passage: str, page: int) -> None:
    assert find_page(PDF.read_bytes(), passage) == page


@given(st.binary(max_size=200))
def test_a_damaged_pdf_has_no_page(data: bytes) -> None:
    assert find_page(b"%PDF-1.4\n" + data, "words") == 0


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=5))
def test_marked_text_is_whole(text: str, passage: str) -> None:
    shown = mark_passage(text, passage)
    assert "".join(part.text for part in shown.parts) == text and shown.left_out == 0
    marked = "".join(part.text for part in shown.parts if part.is_marked)
    wanted = "".join(passage.split())
    assert "".join(marked.split()) == (wanted if wanted in "".join(text.split()) else "")


def test_of_a_long_text_the_part_around_the_passage_is_shown() -> None:
    text = "a" * limits.LONGEST_SHOWN + "here" + "b" * limits.LONGEST_SHOWN
    shown = mark_passage(text, "here")
    assert [part.text for part in shown.parts if part.is_marked] == ["here"]
    assert sum(len(part.text) for part in shown.parts) == limits.LONGEST_SHOWN
    assert shown.left_out == len(text) - limits.LONGEST_SHOWN
