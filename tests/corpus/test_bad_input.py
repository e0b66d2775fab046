"""Bad input gives one rejection with a readable reason, never an exception; valid input around it is read."""

from __future__ import annotations

import gzip
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable

import pytest

from flows.corpus.fetching import refuse_page
from flows.corpus.readers.shared import MAX_DOCUMENT_BYTES
from flows.corpus.splitting.passages import passages_of
from flows.records import Reason
from tests.support import make_docx, make_pdf, make_zip, read, read_one
from tests.timing import assert_time_in_proportion

NOTICE = "关于做好试点工作的通知\n各单位要按照统一部署，认真落实试点任务。\n".encode()
RECORD = '{"id": "%s", "title": "试点安排", "text": "%s各单位要认真落实试点任务。"}\n'


def records(count: int) -> bytes:
    return "".join(RECORD % (number, f"第{number}份。") for number in range(count)).encode()


def cut_gzip() -> bytes:
    """Return a truncated gzip of many records, with complete lines before the cut."""
    packed = gzip.compress("".join(RECORD % (n, hash_like(n)) for n in range(400)).encode())
    return packed[: len(packed) // 2]


def hash_like(number: int) -> str:
    return "".join(chr(0x4E00 + (number * 7919 + step * 104729) % 6000) for step in range(40))


def zip_of(name: str, size: int, fill: bytes = b" ") -> bytes:
    return make_zip({name: fill * size})


def lying_zip() -> bytes:
    """Return a zip whose member unpacks to more than both of its headers declare."""
    packed = bytearray(make_zip({"a.txt": NOTICE * 200}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = packed.index(signature) + offset
        packed[at : at + 4] = struct.pack("<I", 40)
    return bytes(packed)


def protected_zip() -> bytes:
    packed = bytearray(make_zip({"a.txt": NOTICE}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(signature) + offset] |= 1
    return bytes(packed)


UNKNOWN = dict.fromkeys("abcdefghij", "\0")


def protected_pdf() -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(
        clone_from=pypdf.PdfReader(io.BytesIO(make_pdf(("A notice on the pilot work of this year.",))))
    )
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


PDF = make_pdf(("Notice on the pilot work", "Each unit shall carry out the tasks in earnest."))
REJECTED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.txt", lambda: b"", "empty"),
    "only white space": ("a.txt", lambda: b" \r\n\t\n", "empty"),
    "only a byte-order mark": ("a.txt", lambda: b"\xef\xbb\xbf", "no text"),
    "only punctuation": ("a.txt", lambda: "——……。，\n***".encode(), "no text"),
    "only NULs": ("a.txt", lambda: bytes(500), "binary|no text"),
    "binary named txt": ("a.txt", lambda: bytes(range(256)) * 40, "binary"),
    "picture named txt": (
        "a.txt",
        lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8,
        "binary",
    ),
    "picture named html": (
        "a.html",
        lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8,
        "binary",
    ),
    "binary named jsonl": ("a.jsonl", lambda: bytes(range(256)) * 40, "binary"),
    "binary named csv": ("a.csv", lambda: bytes(range(256)) * 40, "binary"),
    "binary named md": ("a.md", lambda: bytes(range(256)) * 40, "binary"),
    "old Word": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "save it as"),
    "old Word named docx": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "save it as",
    ),
    "old Word named txt": ("a.txt", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "save it as"),
    "unknown ending": ("a.xyz", lambda: NOTICE, r"unknown kind of file \.xyz; readable kinds: .*\.txt"),
    "no ending": ("README", lambda: NOTICE, r"unknown kind of file \(no ending\)"),
    "truncated docx": (
        "a.docx",
        lambda: make_docx("通知", "各单位要认真落实。")[:-3000],
        "damaged or truncated DOCX",
    ),
    "truncated docx, half": ("a.docx", lambda: make_docx("通知")[:9000], "damaged or truncated DOCX"),
    "docx that is a plain zip": ("a.docx", lambda: make_zip({"a.txt": NOTICE}), "damaged or truncated DOCX"),
    "docx that is text": ("a.docx", lambda: NOTICE, "named .docx but not such a file"),
    "docx without text": ("a.docx", lambda: make_docx("", "  "), "no text"),
    "truncated pdf": ("a.pdf", lambda: PDF[: len(PDF) // 3], "damaged or truncated PDF|without a text layer"),
    "pdf of one line": ("a.pdf", lambda: b"%PDF-1.7\n", "damaged or truncated PDF"),
    "pdf that is text": ("a.pdf", lambda: NOTICE, "named .pdf but not such a file"),
    "pdf without a text layer": (
        "a.pdf",
        lambda: make_pdf((), ()),
        "without a text layer .2 pages.*(zhengce.ocr|OCR found no text)",
    ),
    "pdf whose font has no characters": (
        "a.pdf",
        lambda: make_pdf(("abcdefghijabcdefghij 2026 12", "abcdefghijabcdefghij 35") * 5, meaning=UNKNOWN),
        "without a text layer .1 page.*(zhengce.ocr|OCR found no text)",
    ),
    "pdf with a password": ("a.pdf", protected_pdf, "password"),
    "truncated gzip of a text": (
        "a.txt.gz",
        lambda: gzip.compress(NOTICE * 50)[:-9],
        "damaged or truncated gzip",
    ),
    "gzip header only": ("a.jsonl.gz", lambda: b"\x1f\x8b\x08", "damaged or truncated gzip"),
    "gzip of nothing": ("a.txt.gz", lambda: gzip.compress(b""), "empty"),
    "gzip with a wrong checksum": (
        "a.txt.gz",
        lambda: gzip.compress(NOTICE)[:-8] + bytes(8),
        "damaged or truncated gzip",
    ),
    "gzip bomb": ("a.txt.gz", lambda: gzip.compress(bytes(104_000_000), 6), "unpacks to more than"),
    "gzip in gzip": (
        "a.txt.gz.gz",
        lambda: gzip.compress(gzip.compress(NOTICE)),
        "archive inside an archive",
    ),
    "zip in gzip": (
        "a.zip.gz",
        lambda: gzip.compress(make_zip({"a.txt": NOTICE})),
        "archive inside an archive",
    ),
    "truncated zip": ("a.zip", lambda: make_zip({"a.txt": NOTICE})[:-10], "damaged or truncated zip"),
    "zip bomb": ("a.zip", lambda: zip_of("a.txt", 101_000_000), "unpacks to 101 MB"),
    "60 MB of text": ("a.txt", lambda: NOTICE * (60_000_000 // len(NOTICE)), "60 MB: larger than the 50 MB"),
    "60 MB of text in a zip": (
        "a.zip",
        lambda: make_zip({"a.txt": (NOTICE + bytes(range(256))) * 150_000}),
        "larger than the 50 MB",
    ),
    "html without an article": ("a.html", lambda: b"<html><body><p>1</p></body></html>", "no main text"),
    "html with a script only": (
        "a.html",
        lambda: b"<html><body><script>var secret = 'plan';</script></body></html>",
        "no main text|no HTML",
    ),
    "html of tags only": ("a.html", lambda: b"<!-- -->", "no main text|no HTML"),
    "csv with a header only": ("a.csv", lambda: "标题,正文\n".encode(), "no records"),
    "jsonl of blank lines": ("a.jsonl", lambda: b"\n \n\n[", "not JSON|no records"),
    "json cut in the middle": ("a.json", lambda: b'[{"text": "pilot work"}, {"te', "not JSON"),
    "json of a number": ("a.json", lambda: b"42", "not a JSON object but int"),
    "json nested too deep": ("a.json", lambda: b"[" * 200_000, "not JSON"),
    "empty json list": ("a.json", lambda: b"[]", "no records"),
}


@pytest.mark.parametrize(("name", "make", "reason"), REJECTED.values(), ids=REJECTED.keys())
def test_bad_file_is_one_rejection(name: str, make: Callable[[], bytes], reason: str) -> None:
    documents, rejections = read(make(), name)
    assert documents == []
    assert len(rejections) == 1
    assert_for_people(rejections[0].reason, reason)
    assert rejections[0].where.startswith(f"in/{name}")
    assert rejections[0].corpus == "sample"
    assert rejections[0].stage in ("read", "decode")


def assert_for_people(reason: str, pattern: str) -> None:
    """Check that a reason is one short line without traces or object representations."""
    assert re.search(pattern, reason), reason
    assert "\n" not in reason
    assert len(reason) < 260
    assert "Traceback" not in reason and "<" not in reason and "object at" not in reason


BOT_CHECKS = {
    "Anubis": "<title>Making sure you&#39;re not a bot!</title><h1>Making sure you're not a bot!</h1><p>Loading..."
    + "<p>You are seeing this because the administrator of this website protects it against scraping." * 6,
    "Anubis in Chinese": "<title>正在确认你是不是机器人！</title><p>加载中……<p>"
    + "网站管理员启用了防护。" * 30,
    "Cloudflare": "<title>Just a moment...</title><p>Checking your browser before accessing example.org.",
    "Cloudflare in Chinese": "<title>请稍候…</title><p>" + "正在验证您是否是真人。这可能需要几秒钟时间。" * 4,
    "browser": "<title>example.org</title><h1>Checking your browser before accessing example.org</h1><p>"
    + "This process is automatic. Your browser will redirect to your requested content shortly. " * 4,
    "Cloudflare's block": "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>"
    + "<p>This website uses a security service to protect itself from attacks from outside. " * 7,
    "Chinese check": "<title>请完成安全验证</title><p>请按住滑块，拖动到最右边",
    "visit": "<title>访问验证</title><p>" + "请依次点击图中的文字以继续访问本站。" * 20,
    "slider": "<title>滑动验证页面</title><div id=nc></div><p>亲，请拖动下方滑块完成验证",
    "slider with the site's name": "<title>滑动验证 - 示范市人民政府</title><p>请按住滑块完成操作后继续访问",
    "script only": "<title>example.org</title><script>window._cf_chl_opt={}</script><p>Please stand by",
    "WAF": "<title>x</title><p>正在检查您的浏览器，请稍等片刻，完成后会自动跳转到您要访问的页面。",
}


@pytest.mark.parametrize("page", BOT_CHECKS.values(), ids=BOT_CHECKS.keys())
def test_bot_check_is_no_document(page: str) -> None:
    documents, (rejection,) = read(f"<html><body>{page}</body></html>".encode(), "a.html")
    assert (documents, rejection.code) == ([], "corpus.verification_page")
    assert refuse_page(page.encode()) == Reason("corpus.verification_page")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "a.md",
            "# Making sure you're not a bot!\n\nLoading... " + "You see this because of scraping. " * 20,
        ),
        ("a.txt", "Just a moment...\n\nEnable JavaScript and cookies to continue"),
        ("a.json", json.dumps({"title": "请稍候…", "text": "正在验证您是否是真人。" * 5})),
    ],
)
def test_bot_check_saved_in_another_format_is_no_document(name: str, data: str) -> None:
    documents, (rejection,) = read(data.encode(), name)
    assert (documents, rejection.code) == ([], "corpus.verification_page")


def test_text_about_bot_checks_is_a_document() -> None:
    text = "关于规范网站安全验证的通知\n各单位网站要提示用户“请完成安全验证”，不得以“请稍候”代替说明。"
    assert read_one(text.encode(), "a.txt").title == "关于规范网站安全验证的通知"


ABOUT_CHECKS = {
    "a column named like one": "<title>验证码 - 示范日报</title><h1>验证码</h1>"
    + "<p>许多网站要求访客拖动滑块，这种做法在政务网站上越来越常见，也引起了一些讨论。</p>" * 6,
    "dated news": "<title>Just a moment...</title><h1>Just a moment...</h1><p>Published: March 3, 2022</p>"
    + "<p>Readers of many sites wait at this line, which says that they are checked.</p>",
    "a short notice": "<title>关于启用滑动验证的通知</title><p>发布时间：2022-03-03</p><p>自即日起，用户登录本网站以前请按提示完成安全验证。",
    "news with its meta tags": "<meta name=PubDate content='2022-03-03'><title>访问验证 - 示范网</title>"
    + "<p>记者发现，不少网站的访问验证页面没有文字说明，老年人难以使用，主管部门已要求整改。</p>",
    "linked data": '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-03-03"}'
    + "</script><title>Access denied - Sample Daily</title><p>Chip makers are locked out of the market by rules.",
}


@pytest.mark.parametrize("page", ABOUT_CHECKS.values(), ids=ABOUT_CHECKS.keys())
def test_page_about_bot_checks_is_a_document(page: str) -> None:
    markup = f"<html><head><meta charset=utf-8></head><body>{page}</body></html>"
    assert refuse_page(markup.encode()) is None
    assert read(markup.encode(), "a.html")[1] == []


def wide_docx() -> bytes:
    """Return a DOCX with a table whose first cell claims to span two thousand million columns."""
    made, source = io.BytesIO(), io.BytesIO(make_docx("试点方案", rows=(("指标", "数值"),)))
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(made, "w") as changed:
        for entry in archive.namelist():
            data = archive.read(entry)
            if entry == "word/document.xml":
                data = data.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="2000000000"/>', 1)
            changed.writestr(entry, data)
    return made.getvalue()


def test_a_cell_spans_as_many_columns_as_it_likes() -> None:
    assert read_one(wide_docx(), "a.docx").text == "试点方案\n| 指标 | 数值 |"


# Inputs on which a pattern or loop is slow: each is repeated to 30,000 characters. All take at most half a second.
# Quadratic code that takes a second for this takes a quarter of an hour for a million.
UNITS = (
    *(
        "\n",
        "\r\n",
        " \n",
        "\u3000",
        ". ",
        ".",
        "…",
        "- ",
        "1 ",
        "1\n",
        "2 0 2 1 ",
        "2021年3月1日 ",
        "部",
        "部\n",
    ),
    *(
        "\r|",
        "\n.",
        "\n1",
        "\n> ",
        "（",
        "第",
        "局长 ",
        "示范部 令 ",
        "关于\n",
        "Ab-",
        "March 1, 20",
        "issued ",
    ),
    *("文号：", "首页 > ", "打印 ", "版权所有", "\ufffd", "Ã©", "**", "[", "《", "目 录\n", "Article 1 "),
)
MARKUP = (
    *(
        "<a href='/x'>某地</a>\n",
        "<li><a href='/x'>某地发布关于</a></li>",
        "<b>文号：</b>",
        "<span>文号：</span>",
    ),
    *(
        "<table><tr><td>x</td><td>y</td>",
        "<table><tr><td>",
        "<div>",
        "<b>",
        "<td>文号</td>",
        "<br>",
        "<label>文号：</label>",
    ),
)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_reading_takes_time_by_length_only(unit: str) -> None:
    assert_time_in_proportion(
        lambda length: read_whole(f"标题\n正文第一段。\n{unit * (length // len(unit))}正文。", "a.txt"),
        40_000,  # pages are looked for after the first 9,000 characters
    )


@pytest.mark.parametrize("unit", MARKUP, ids=repr)
def test_reading_a_page_takes_time_by_length_only(unit: str) -> None:
    """The libraries record the place of each element, which takes a tenth of a second at their deepest."""
    start = f"<html><body><div id='zoom'><p>{'正文第一段，认真落实。' * 20}</p>"
    assert_time_in_proportion(
        lambda number: read_whole(f"{start}{unit * number}</div></body></html>", "a.html"), 2_400, least=0.04
    )


def read_whole(text: str, name: str) -> None:
    documents, _ = read(text.encode(), name)
    for document in documents:
        passages_of(document)


ARCHIVES: dict[str, tuple[bytes, str, str]] = {
    "parent folder": (
        make_zip({"../../etc/cron.txt": NOTICE, "good.txt": NOTICE}),
        "leads out of the archive",
        "../../etc/cron.txt",
    ),
    "parent folder inside": (
        make_zip({"a/../../b.txt": NOTICE, "good.txt": NOTICE}),
        "leads out of the archive",
        "a/../../b.txt",
    ),
    "absolute": (
        make_zip({"/etc/b.txt": NOTICE, "good.txt": NOTICE}),
        "leads out of the archive",
        "/etc/b.txt",
    ),
    "drive": (make_zip({"C:/b.txt": NOTICE, "good.txt": NOTICE}), "leads out of the archive", "C:/b.txt"),
    "backslashes": (
        make_zip({"..\\..\\b.txt": NOTICE, "good.txt": NOTICE}),
        "leads out of the archive",
        "..\\..\\b.txt",
    ),
    "zip in zip": (
        make_zip({"b.zip": make_zip({"c.txt": NOTICE}), "good.txt": NOTICE}),
        "archive inside an archive",
        "b.zip",
    ),
    "gzip in zip": (
        make_zip({"b.txt.gz": gzip.compress(NOTICE), "good.txt": NOTICE}),
        "archive inside an archive",
        "b.txt.gz",
    ),
    "empty member": (make_zip({"b.txt": b"", "good.txt": NOTICE}), "empty file", "b.txt"),
    "binary member": (make_zip({"b.txt": bytes(range(256)) * 40, "good.txt": NOTICE}), "binary", "b.txt"),
    "unknown member": (
        make_zip({"b.exe": b"MZ" + bytes(60), "good.txt": NOTICE}),
        "unknown kind of file .exe",
        "b.exe",
    ),
}


@pytest.mark.parametrize(("data", "reason", "member"), ARCHIVES.values(), ids=ARCHIVES.keys())
def test_bad_member_leaves_the_others(data: bytes, reason: str, member: str) -> None:
    documents, rejections = read(data, "a.zip")
    assert [document.metadata["member"] for document in documents] == ["good.txt"]
    assert documents[0].key == "in/a.zip!good.txt"
    assert [rejection.where for rejection in rejections] == [f"in/a.zip!{member}"]
    assert_for_people(rejections[0].reason, reason)


@pytest.mark.parametrize(
    ("make", "reason"),
    [(lying_zip, "damaged member"), (protected_zip, "password")],
    ids=["lying size", "password"],
)
def test_unreadable_member_is_one_rejection(make: Callable[[], bytes], reason: str) -> None:
    documents, rejections = read(make(), "a.zip")
    assert documents == []
    assert len(rejections) == 1
    assert_for_people(rejections[0].reason, reason)


def test_litter_in_a_zip_is_passed_over() -> None:
    data = make_zip(
        {
            "__MACOSX/._a.txt": b"\0\1\2",
            "a/.DS_Store": b"\0\1",
            "Thumbs.db": b"\0",
            "~$a.docx": b"x",
            "a.txt": NOTICE,
        }
    )
    documents, rejections = read(data, "a.zip")
    assert ([document.key for document in documents], rejections) == (["in/a.zip!a.txt"], [])


@pytest.mark.parametrize("utf8", [True, False], ids=["UTF-8", "GBK as old Chinese Windows wrote it"])
def test_chinese_member_names_are_read(utf8: bool) -> None:
    data = (
        make_zip({"通知.txt": NOTICE})
        if utf8
        else make_zip({"abcd.txt": NOTICE}).replace(b"abcd", "通知".encode("gbk"))
    )
    documents, rejections = read(data, "a.zip")
    assert ([document.metadata["member"] for document in documents], rejections) == (["通知.txt"], [])


def test_cut_jsonl_gz_keeps_the_whole_lines() -> None:
    documents, rejections = read(cut_gzip(), "a.jsonl.gz")
    assert 50 < len(documents) < 400
    assert [document.metadata["record_id"] for document in documents] == [
        str(number) for number in range(len(documents))
    ]
    assert all(document.text.endswith("落实试点任务。") for document in documents)
    assert len(rejections) == 1
    assert_for_people(rejections[0].reason, "damaged or truncated gzip.*whole lines before it were read")


BROKEN_LINES = {
    "not JSON": ('{"id": 1, "text": ', "not JSON"),
    "two objects": ('{"text": "a"}{"text": "b"}', "not JSON"),
    "a list": ('["text"]', "not a JSON object but list"),
    "a text": ('"text"', "not a JSON object but str"),
    "null": ("null", "not a JSON object but NoneType"),
    "without text": ('{"id": "x", "title": "试点安排"}', "a record without text"),
    "empty text": ('{"id": "x", "text": "  "}', "a record without text"),
    "text of dots": ('{"id": "x", "text": "……"}', "no text"),
    "text null": ('{"id": "x", "text": null}', "a record without text"),
    "text of a program's nothing": ('{"id": "x", "title": "nan", "text": "nan"}', "a record without text"),
}


@pytest.mark.parametrize(("line", "reason"), BROKEN_LINES.values(), ids=BROKEN_LINES.keys())
def test_broken_line_in_the_middle(line: str, reason: str) -> None:
    documents, rejections = read(
        records(3) + line.encode() + b"\n" + records(5)[len(records(3)) :], "a.jsonl"
    )
    assert [document.metadata["record_id"] for document in documents] == ["0", "1", "2", "3", "4"]
    assert [document.metadata["line"] for document in documents] == [1, 2, 3, 5, 6]
    assert [rejection.where for rejection in rejections] == ["in/a.jsonl:4"]
    assert_for_people(rejections[0].reason, reason)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_file_without_any_text_field_is_one_rejection(name: str) -> None:
    rows = [{"headline_x": "试点安排", "zone": "华东"}, {"headline_x": "工作要点", "zone": "华南"}]
    data = {
        "a.jsonl": "\n".join(map(json.dumps, rows)),
        "a.json": json.dumps(rows),
        "a.csv": "headline_x,zone\n试点安排,华东\n工作要点,华南\n",
    }[name]
    documents, rejections = read(data.encode(), name)
    assert documents == []
    assert len(rejections) == 1
    assert_for_people(rejections[0].reason, "no field known as the text, only headline_x, zone$")


def test_the_longest_field_is_named_where_the_text_is_not_known() -> None:
    row = {
        "url": "https://example.org/" + "a" * 90,
        "title": "试点安排" * 9,
        "chunk": "各单位要认真落实。" * 12,
        "note": None,
    }
    _, (rejection,) = read(json.dumps([row, row | {"chunk": "nan"}]).encode(), "a.json")
    assert (
        "the longest is chunk (54 characters on average); if that is the text, map it: `fields: "
        "{chunk: text}`"
    ) in rejection.reason
    _, (rejection,) = read(b'[{"title": "a title", "date": "2021-03-01"}]', "a.json")
    assert rejection.reason.endswith("no field known as the text, only title, date")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2021-02-30", "2021-02-30"),
        ("去年", "去年"),
        ("0000-00-00", "0000-00-00"),
        ("3021年1月1日", "3021年1月1日"),
        (True, "True"),
        ("N/A", "N/A"),
    ],
)
def test_invalid_date_is_a_note_not_a_loss(given: object, shown: str) -> None:
    document = read_one(json.dumps({"text": "各单位要认真落实试点任务。", "date": given}).encode(), "a.jsonl")
    assert document.published == ""
    assert document.notes == (f"date: {shown!r} is not a date",)
    assert document.metadata["date"] == given


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_lost_characters_are_noted(name: str) -> None:
    document = read_one("<p>各单位要认真落\ufffd试点任务，按期报送工作情况，不得拖延。</p>".encode(), name)
    assert "落\ufffd试点" in document.text
    assert any("1 character lost" in note for note in document.notes)


def test_lost_characters_in_a_record_are_noted() -> None:
    document = read_one(json.dumps({"text": "各单位要认真落\ufffd\ufffd试点任务。"}).encode(), "a.jsonl")
    assert document.notes == ("2 characters lost before reading (U+FFFD)",)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_nul_characters_never_reach_a_document(name: str) -> None:
    data = {
        "a.txt": "各单位要认真\0落实试点任务。",
        "a.jsonl": '{"text": "各单位要认真\\u0000落实试点任务。"}',
        "a.csv": "正文\n各单位要认真\0落实试点任务。\n",
    }[name]
    assert read_one(data.encode(), name).text.strip() == "各单位要认真落实试点任务。"


def test_html_scripts_never_reach_a_document() -> None:
    page = """<html><head><title>关于试点的通知</title><style>.a{color:secretred}</style>
    <script>var a = "secretone";</script></head>
    <body><noscript>secrettwo</noscript><div onclick="secretthree()">
    <p>各单位要按照统一部署，认真落实试点任务，按期报送工作情况。</p>
    <script type="text/plain">secretfour 各单位</script>
    <p>本通知自印发之日起施行，由主管部门负责解释并抓好落实。</p></div>
    <template><p>secretfive</p></template><svg><text>secretsix</text></svg>
    <iframe srcdoc="secretseven">secreteight</iframe>
    <!-- secretnine --></body></html>"""
    document = read_one(page.encode(), "a.html")
    assert "认真落实试点任务" in document.text and "自印发之日起施行" in document.text
    assert "secret" not in repr(document)


def test_csv_of_odd_rows() -> None:
    rows = (
        '\ufeff标题,正文,日期\r\n甲,"各单位要落实，\r\n分两行。",2021-03-01\r\n乙,多出一格,2021-03-02,'
        '多\r\n\r\n丙,少一格的一行\r\n丁,,2021-03-03\r\n戊,"引号""里的引号""",2021/3/4\r\n'
    )
    documents, rejections = read(rows.encode(), "a.csv")
    assert [(document.title, document.published) for document in documents] == [
        ("甲", "2021-03-01"),
        ("丙", ""),
        ("戊", "2021-03-04"),
    ]
    assert documents[0].text == "各单位要落实，\r\n分两行。"
    assert documents[2].text == '引号"里的引号"'
    assert sorted((rejection.where, rejection.reason) for rejection in rejections) == [
        ("in/a.csv:4", "4 cells under 3 column names"),
        ("in/a.csv:7", "a record without text"),
    ]


def test_csv_with_two_columns_of_one_name_keeps_both() -> None:
    document = read_one("title,text,text\n样例通知,芯片甲的通知,芯片乙的通知\n".encode(), "a.csv")
    assert document.text == "芯片甲的通知"
    assert document.metadata["text (2)"] == "芯片乙的通知"


def test_csv_with_an_open_quote_keeps_the_rows_before() -> None:
    documents, rejections = read(
        '标题,正文\n甲,第一份材料\n乙,第二份材料\n丙,"没有结束的引号\n丁,第四份材料\n'.encode(), "a.csv"
    )
    assert [document.title for document in documents[:2]] == ["甲", "乙"]
    assert all("第四份" not in document.text or document.title == "丙" for document in documents)
    assert len(documents) + len(rejections) == 3


def test_nothing_is_rejected_at_the_limit_of_size() -> None:
    line = "各单位要认真落实试点任务。\n".encode()
    assert read(line * (MAX_DOCUMENT_BYTES // len(line) // 25), "a.txt")[1] == []


def test_every_sound_sample_still_reads() -> None:
    """Check that the samples underlying the bad ones are valid.

    Otherwise each rejection above could have any cause.
    """
    samples = [
        ("a.txt", NOTICE),
        ("a.txt.gz", gzip.compress(NOTICE)),
        ("a.zip", make_zip({"a.txt": NOTICE})),
        ("a.docx", make_docx("通知", "各单位要认真落实。")),
        ("a.pdf", PDF),
    ]
    for name, data in samples:
        document = read_one(data, name)
        assert passages_of(document)
    assert len(read(records(5), "a.jsonl")[0]) == 5


def test_a_record_whose_text_is_no_text() -> None:
    lines = [
        '{"id": 1, "text": ["第一段。", "第二段。"]}',
        '{"id": 2, "text": 5}',
        '{"id": 3, "text": "\\ud800自主可控"}',
        '{"id": 4, "text": NaN}',
        "[" * 5000,
    ]
    documents, rejections = read("\n".join(lines).encode(), "odd.jsonl")
    assert [document.text for document in documents] == ["第一段。\n第二段。", "\ufffd自主可控"]
    assert sorted(rejection.where.rpartition(":")[2] for rejection in rejections) == ["2", "4", "5"]
    for document in documents:
        document.text.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("sep=;\n标题;正文\n甲;内容一\n", 1),
        ("\n\n标题,正文\n甲,内容一\n乙,内容二\n", 2),
        ('标题,正文\n甲,内容一\n乙,"没有结束的引号\n丙,内容三\n', 1),
    ],
)
def test_csv_as_people_have_it(text: str, records: int) -> None:
    documents, rejections = read(text.encode(), "t.csv")
    assert len(documents) == records
    assert len(rejections) == (1 if '"' in text else 0)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (make_zip({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "table.xlsx", "office file"),
        (b"plain text", "text.txt.gz", "named .gz but not"),
    ],
)
def test_the_reason_is_true(data: bytes, name: str, reason: str) -> None:
    documents, (rejection,) = read(data, name)
    assert documents == [] and reason in rejection.reason


def test_a_line_in_another_encoding_is_rejected_alone() -> None:
    """Check a file whose first non-ASCII line is bad: the other lines are read, with their line numbers."""
    lines = [
        '{"title": "甲", "text": "正文若干。"}'.encode("gbk") * 1,
        *(f'{{"title": "第{n}号", "text": "正文若干，第{n}号。"}}'.encode() for n in range(5)),
    ]
    documents, rejections = read(b"\n".join(lines), "a.jsonl")
    assert [document.title for document in documents] == [f"第{n}号" for n in range(5)] and documents[
        0
    ].encoding == "utf-8"
    assert [document.metadata["line"] for document in documents] == [2, 3, 4, 5, 6]
    assert [
        (rejection.where.endswith(":1"), "not UTF-8" in rejection.reason) for rejection in rejections
    ] == [(True, True)]


def test_a_file_in_one_other_encoding_is_read() -> None:
    lines = [
        f'{{"title": "关于试点的第{n}号通知", "text": "各单位应当落实试点要求。"}}'.encode("gb18030")
        for n in range(5)
    ]
    documents, rejections = read(b"\n".join(lines), "a.jsonl")
    assert len(documents) == 5 and rejections == [] and documents[0].encoding == "gb18030"


def test_a_quotation_mark_in_a_tsv_is_just_one() -> None:
    rows = 'title\ttext\n甲\t"正文" 若干。\n乙\t"一"二。\n丙\t正文三。\n'
    documents, rejections = read(rows.encode(), "a.tsv")
    assert [document.text for document in documents] == [
        '"正文" 若干。',
        '"一"二。',
        "正文三。",
    ] and rejections == []
    (quoted,), _ = read('title\ttext\n甲\t"第一行\n第二行"\n'.encode(), "a.tsv")
    assert quoted.text == "第一行\n第二行"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.iob2", "annotated sentences"),
        ("source.yaml", "settings or data"),
        ("a.png", "a picture"),
        ("a.xyz", "unknown kind"),
        ("a.rtf", "open it in its program"),
        ("a.eml", "open it in its program"),
    ],
)
def test_what_is_no_document_says_what_it_is(name: str, words: str) -> None:
    documents, (rejection,) = read(b"some bytes", name)
    assert documents == [] and words in rejection.reason
