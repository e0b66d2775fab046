"""Awkward files: empty, cut off, nested, mislabelled, hostile. They are created in a folder per run, none is stored."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.support import make_docx, make_pdf, make_zip

NOTICE = "样例省科技厅关于支持自主可控的通知\n\n各市：\n支持自主可控产品首购首用。\n"
PLAIN = NOTICE.encode()
DOCX = make_docx("样例通知", "支持自主可控产品。", rows=(("指标", "2025年"), ("投入", "3%")))
PDF = make_pdf(("A plan for the example province", "The ministry supports the industry."))
ZIP = make_zip({"a.txt": PLAIN, "b.html": b"<p>text of a page</p>"})
RECORD = json.dumps({"id": "1", "title": "样例", "text": "支持自主可控产品。"}, ensure_ascii=False)
DEEP = 20_000
LAUGHS = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' if number else '<!ENTITY l0 "lol">'
    for number in range(10)
)
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def list_files() -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each awkward file."""
    for part in (_texts, _encodings, _markup, _data, _packed, _front_matter):
        yield from part().items()


def make_odd_places(folder: Path) -> list[Path]:
    """Create what is awkward by its place or kind (links, pipes, holes, names); return the paths."""
    loop, dangling, up = folder / "loop.txt", folder / "dangling.txt", folder / "up"
    loop.symlink_to(loop)
    dangling.symlink_to(folder / "nowhere.txt")
    up.mkdir()
    (up / "inside.txt").write_bytes(PLAIN)
    (up / "circle").symlink_to(up)
    pipe, hole, secret, outside = (
        folder / name for name in ("pipe.txt", "hole.txt", "secret.txt", "null.txt")
    )
    os.mkfifo(pipe)
    with hole.open("wb") as file:
        file.truncate(20_000_000)
    secret.write_bytes(PLAIN)
    secret.chmod(0)
    outside.symlink_to("/dev/null")
    names = [
        "-rf.txt",
        "a\nb.txt",
        "空 格.txt",
        "..txt",
        "%2e%2e%2f.txt",
        "a" * 240 + ".txt",
        "\u202egpj.txt",
    ]
    for number, name in enumerate(names):
        (folder / name).write_bytes(PLAIN + str(number).encode())
    return [loop, dangling, up, pipe, hole, secret, outside, *(folder / name for name in names)]


def _texts() -> dict[str, bytes]:
    return {
        "empty.txt": b"",
        "space.txt": b" \t\r\n" * 1000,
        "zeros.txt": bytes(5000),
        "one-byte.txt": b"a",
        "mark-only.txt": b"\xef\xbb\xbf",
        "noise.txt": os.urandom(20_000),
        "noise.bin": os.urandom(20_000),
        "no-ending": PLAIN,
        "line-breaks.txt": b"\n" * 2_000_000,
        "returns.txt": PLAIN.replace(b"\n", b"\r"),
        "long-line.txt": "支持自主可控产品".encode() * 100_000,
        "long-word.txt": b"a" * 500_000,
        "digits.txt": b"9" * 500_000,
        "dots.txt": b"." * 500_000,
        "brackets.txt": "《".encode() * 100_000,
        "quotes.txt": "“".encode() * 100_000,
        "dashes.txt": b"-" * 500_000 + b"\n",
        "short-lines.txt": "支持。\n".encode() * 8_000,
        "combining.txt": ("a" + "\u0301" * 50_000).encode(),
        "controls.txt": bytes(range(1, 32)) * 500 + PLAIN,
        "bidi.txt": ("\u202e" + NOTICE + "\u2066" * 500).encode(),
        "zero-width.txt": "\u200b".join(NOTICE).encode(),
        "private.txt": ("\ue000" * 5000 + NOTICE).encode(),
        "emoji.txt": ("👩‍👩‍👧‍👦" * 5000).encode(),
        "ideographic-spaces.txt": ("\u3000" * 100_000 + NOTICE).encode(),
        "years.txt": ("2021年13月45日。" * 20_000).encode(),
    }


def _encodings() -> dict[str, bytes]:
    surrogate = b"\xed\xa0\x80" * 2000
    return {
        "gb18030.txt": NOTICE.encode("gb18030"),
        "big5.txt": "關於支持自主可控的通知".encode("big5"),
        "utf-16.txt": NOTICE.encode("utf-16"),
        "utf-16-no-mark.txt": NOTICE.encode("utf-16-le"),
        "utf-32.txt": NOTICE.encode("utf-32"),
        "utf-16-odd.txt": NOTICE.encode("utf-16") + b"\x00",
        "cut-character.txt": PLAIN[:-2],
        "two-encodings.txt": PLAIN + NOTICE.encode("gb18030"),
        "surrogates.txt": surrogate,
        "latin-1.txt": "Économie générale à l’étranger".encode("cp1252"),
        "doubly-encoded.txt": NOTICE.encode().decode("latin-1").encode(),
        "says-gbk.html": b'<meta charset="gbk"><p>' + PLAIN + b"</p>",
        "says-nothing-real.html": b'<meta charset="x-unknown-9"><p>' + PLAIN + b"</p>",
        "utf-7.html": b'<meta charset="utf-7"><p>+ADw-script+AD4-</p>',
        "declares-rot13.xml": b'<?xml version="1.0" encoding="rot13"?><a>grkg bs n cntr</a>',
    }


def _markup() -> dict[str, bytes]:
    cells = b"<tr>" + b'<td rowspan="65534" colspan="1000">x</td>' * 20 + b"</tr>"
    return {
        "empty.html": b"<html></html>",
        "cut.html": b"<html><body><p>" + PLAIN + b"<div><a href=",
        "deep.html": b"<div>" * DEEP + PLAIN,
        "deep-list.html": b"<ul><li>" * DEEP + PLAIN,
        "links.html": b'<a href="x">y</a> ' * 10_000,
        "scripts.html": b"<script>" + b"a" * 500_000,
        "styles.html": b"<style>p{}</style>" * 5000 + b"<p>" + PLAIN,
        "comment.html": b"<!--" + b"-" * 500_000,
        "spans.html": b"<table>" + cells * 20 + b"</table>",
        "attributes.html": b"<p " + b"".join(b'a%d="1" ' % number for number in range(8_000)) + b">x</p>",
        "entities.html": b"&amp;" * 100_000,
        "bad-entities.html": b"<p>&#xD800;&#1114112;&#0;&#99999999999;</p>" + PLAIN,
        "frames.html": b'<frameset><frame src="file:///etc/passwd"></frameset>',
        "refresh.html": b'<meta http-equiv="refresh" content="0;url=file:///etc/passwd"><p>' + PLAIN,
        "base64.html": b'<img src="data:image/png;base64,' + b"A" * 1_000_000 + b'"><p>' + PLAIN,
        "laughs.xml": f'<?xml version="1.0"?><!DOCTYPE x [{LAUGHS}]><x>&l9;</x>'.encode(),
        "external.xml": XXE.encode(),
        "external.html": XXE.encode(),
        "deep.xml": b"<a>" * DEEP,
        "is-a-pdf.html": PDF,
        "svg.html": b"<svg><script>alert(1)</script><text>" + PLAIN + b"</text></svg>",
        "deep.md": b"> " * 5000 + PLAIN,
        "list.md": b"".join(b" " * depth + b"- x\n" for depth in range(1000)),
        "table.md": b"|" * 20_000 + b"\n" + b"|-" * 20_000 + b"|\n" + b"|x" * 20_000,
        "emphasis.md": b"*a **b " * 20_000,
        "links.md": b"[a](" * 20_000,
    }


def _data() -> dict[str, bytes]:
    many = ",".join(f'"k{number}": 1' for number in range(5000))
    return {
        "empty.jsonl": b"",
        "empty.json": b"",
        "null.json": b"null",
        "number.json": b"1" * 10_000,
        "cut.json": b'{"title": "x", "text": "',
        "deep.json": b"[" * 100_000,
        "deep-record.json": b'{"text":' * 50_000,
        "nan.jsonl": b'{"id": NaN, "text": Infinity}\n',
        "huge-number.jsonl": b'{"id": ' + b"9" * 5000 + b', "text": "x y z of a text"}\n',
        "exponent.jsonl": b'{"id": 1e999999, "date": 1e308, "text": "x y z of a text"}\n',
        "repeated-keys.jsonl": b'{"text": "a", "text": "b", "id": "1", "id": "2"}\n',
        "lone-surrogate.jsonl": b'{"id": "1", "text": "a \\ud800 text of a record"}\n',
        "zero.jsonl": b'{"id": "1", "text": "a \\u0000 text of a record"}\n',
        "wrong-types.jsonl": b'{"id": [1], "title": {"a": 1}, "text": ["x", "y"], "date": true}\n',
        "bad-dates.jsonl": b'{"id": "1", "date": "2021-02-30", "text": "a text of a record"}\n',
        "not-records.jsonl": b'1\n[]\nnull\n"x"\n',
        "mixed.jsonl": f"{RECORD}\nnot json\n{RECORD}".encode(),
        "many-fields.jsonl": f'{{"id": "1", "text": "a text", {many}}}\n'.encode(),
        "one-line.jsonl": RECORD.encode() * 1000,
        "cut.csv": b'id,title,text\n1,"never closed',
        "wide.csv": b"a," * 50_000 + b"\n" + b"1," * 50_000,
        "long-field.csv": b"id,text\n1," + b"a" * 500_000,
        "head-only.csv": b"id,title,text\n",
        "ragged.csv": b"id,title,text\n1\n1,2\n1,2,3,4,5\n",
        "repeated-head.csv": b"text,text,text\na b c,d e f,g h i\n",
        "formula.csv": b"id,text\n1,=cmd|' /C calc'!A0\n",
        "zeros.csv": b"id,text\n1,a\x00b\n",
        "utf-16.csv": "id,text\n1,支持自主可控产品\n".encode("utf-16"),
    }


def _packed() -> dict[str, bytes]:
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w:gz") as archive:
        entry = tarfile.TarInfo("../../up.txt")
        entry.size = len(PLAIN)
        archive.addfile(entry, io.BytesIO(PLAIN))
    inner = ZIP
    for number in range(20):
        inner = make_zip({f"{number}.zip": inner})
    encrypted = bytearray(make_zip({"a.txt": PLAIN}))
    for place in (6, encrypted.index(b"PK\x01\x02") + 8):
        encrypted[place] |= 1
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", bytes(150_000_000))
    spans = make_docx("x", rows=(("a", "b"),))
    return {
        "empty.zip": make_zip({}),
        "cut.zip": ZIP[: len(ZIP) // 2],
        "no-directory.zip": ZIP[:-22],
        "damaged.zip": ZIP.replace(PLAIN[:4], b"????") if PLAIN[:4] in ZIP else b"PK\x03\x04" + ZIP[40:],
        "nested.zip": inner,
        "up.zip": make_zip({"../../up.txt": PLAIN, "/etc/up.txt": PLAIN, "C:\\up.txt": PLAIN}),
        "bomb.zip": stored.getvalue(),
        "encrypted.zip": bytes(encrypted),
        "many.zip": make_zip({f"{number}.txt": b"" for number in range(2000)}),
        "is-text.zip": PLAIN,
        "cut.docx": DOCX[: len(DOCX) // 2],
        "is-zip.docx": ZIP,
        "is-text.docx": PLAIN,
        "empty.docx": b"",
        "no-words.docx": make_docx(),
        "spans.docx": make_zip(_replace(spans, b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="2000000000"/>')),
        "laughs.docx": make_zip(
            {
                "word/document.xml": f"<!DOCTYPE x [{LAUGHS}]><x>&l9;</x>".encode(),
                "[Content_Types].xml": b"<x/>",
            }
        ),
        "cut.pdf": PDF[: len(PDF) // 2],
        "head-only.pdf": b"%PDF-1.4\n",
        "is-text.pdf": PLAIN,
        "no-pages.pdf": make_pdf(),
        "circle.pdf": PDF.replace(b"/Kids [", b"/Kids [2 0 R "),
        "many-pages.pdf": PDF.replace(b"/Count 1", b"/Count 999999999"),
        "noise.pdf": PDF[:60] + os.urandom(5000) + PDF[60:],
        "cut.jsonl.gz": gzip.compress(RECORD.encode() * 500)[:-20],
        "is-text.jsonl.gz": RECORD.encode(),
        "bomb.txt.gz": gzip.compress(bytes(150_000_000)),
        "text.txt.bz2": bz2.compress(PLAIN),
        "up.tar.gz": tar.getvalue(),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
        "rich.rtf": b"{\\rtf1 " + b"{" * DEEP + b"x",
        "sheet.xlsx": make_zip({"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<x/>"}),
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(500),
        "program.exe": b"MZ" + bytes(5000),
    }


def _replace(data: bytes, old: bytes, new: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).replace(old, new) for name in archive.namelist()}


def _front_matter() -> dict[str, bytes]:
    bomb = "\n".join(
        [
            f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]" if number else "a0: &a0 [x]"
            for number in range(10)
        ]
    )
    heads = {
        "bad-date": "published: 2021-02-30",
        "month-13": "month: 13\npublished: 2021-13-45",
        "huge-number": "number: " + "9" * 5000,
        "circle": "a: &a [*a]",
        "bomb": bomb,
        "object": "a: !!python/object/apply:os.system ['true']",
        "deep": "a: " + "[" * 5000,
        "never-closed": "title: x\n" * 3,
        "tabs": "\ttitle:\tx",
        "list": "- a\n- b",
    }
    return {f"front-{name}.md": f"---\n{head}\n---\n{NOTICE}".encode() for name, head in heads.items()}
