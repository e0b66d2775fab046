"""Pages saved by a browser as one file of parts."""

from __future__ import annotations

import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.readers.web import open_page
from tests.support import read, read_one

TEXT = "各市要在年底前完成样例设备的登记，并将登记结果报送省样例委员会备案，同时抄送有关部门。"
PAGE = f"<html><body><h1>关于试点的通知</h1><p>{TEXT}</p><p>{TEXT[::-1]}</p></body></html>"
FRAME = f"<html><body><p>{'广告' * 200}</p></body></html>"
ADDRESS = "https://example.org/a.html"


def part(page: str, address: str, charset: str = "", encoding: str = "utf-8") -> bytes:
    kind = f"text/html; charset={charset}" if charset else "text/html"
    head = (
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {address}"
    )
    return head.encode() + b"\r\n\r\n" + quopri.encodestring(page.encode(encoding))


def message(*parts: bytes, address: str = "") -> bytes:
    named = f"Snapshot-Content-Location: {address}\r\n" if address else ""
    head = (
        f"From: <Saved by Blink>\r\n{named}Subject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x--"\r\n\r\n'
    )
    return head.encode() + b"".join(b"\r\n----x--\r\n" + one for one in parts) + b"\r\n----x----\r\n"


PICTURE = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA"


@pytest.mark.parametrize(
    "data",
    [
        message(part(PAGE, ADDRESS), PICTURE, part(FRAME, "https://ads.example.org/"), address=ADDRESS),
        message(part(FRAME, "https://ads.example.org/"), part(PAGE, ADDRESS), address=ADDRESS),
        message(part(PAGE, ADDRESS, "gb2312", "gb18030"), PICTURE),
        message(part(PAGE.replace("<body>", "<meta charset=gbk><body>"), ADDRESS)),  # saved as UTF-8
    ],
)
@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html"])
def test_a_page_saved_as_one_file(data: bytes, name: str) -> None:
    document = read_one(data, name)
    assert (document.title, document.url, document.format) == ("关于试点的通知", ADDRESS, "html")
    assert document.text.split("\n")[-2:] == [TEXT, TEXT[::-1]]


def test_a_page_saved_from_a_disk_has_no_address() -> None:
    assert read_one(message(part(PAGE, "file:///C:/a.html")), "a.mht").url == ""


@pytest.mark.parametrize(
    "data",
    [
        message(PICTURE),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
        b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\ntext",
        b"".join(
            b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3_000)
        ),
    ],
)
def test_a_message_without_a_page_is_rejected(data: bytes) -> None:
    documents, rejections = read(data, "a.mhtml")
    assert (documents, [rejection.code for rejection in rejections]) == ([], ["corpus.no_html"])


def test_a_page_about_messages_is_a_page() -> None:
    page = f"<pre>\nMIME-Version: 1.0\n</pre>{PAGE}".encode()
    found = open_page(page)
    assert found is not None and found.markup == page


@given(st.binary(max_size=200))
def test_any_bytes_of_a_message(data: bytes) -> None:
    documents, rejections = read(b"MIME-Version: 1.0\r\n" + data, "a.mhtml")
    assert len(documents) + len(rejections) == 1
