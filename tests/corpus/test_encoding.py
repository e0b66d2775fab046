"""Decoding: every encoding of policy texts, by mark, declaration or content, and never to nonsense."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.encoding import UndecodableError, decode, find_declared_encoding, looks_binary
from tests.support import read, read_one, shared_data

SIMPLIFIED = (
    "关于做好集成电路试点工作的通知\n各区县、各有关单位：\n为落实本年度工作部署，"
    "现就试点工作有关事项通知如下。\n一、总体要求。坚持自主可控，健全工作机制。\n"
)
TRADITIONAL = (
    "關於推動資訊安全試辦計畫的公告\n各機關、學校及法人團體：\n為落實本年度施政方針，"
    "茲公告試辦計畫之申請事項如下。\n一、總則。應健全工作機制，強化關鍵設施之防護。\n"
)
ENGLISH = (
    "Notice on the pilot work\nEach unit shall carry out the tasks in earnest and report by the end of "
    "the year.\n"
)


def name_case(value: object) -> str:
    return {SIMPLIFIED: "simplified", TRADITIONAL: "traditional", ENGLISH: "english"}.get(
        str(value), str(value)[-12:].strip()
    )


@pytest.mark.parametrize(
    ("text", "written", "read_as", "how"),
    [
        (SIMPLIFIED, "utf-8", "utf-8", "utf-8"),
        (ENGLISH, "ascii", "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8", "bom"),
        (SIMPLIFIED, "utf-16", "utf-16", "bom"),
        (SIMPLIFIED, "utf-32", "utf-32", "bom"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le", "detected"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be", "detected"),
        (ENGLISH, "utf-16-le", "utf-16-le", "detected"),
        (ENGLISH, "utf-16-be", "utf-16-be", "detected"),
        (SIMPLIFIED, "gb18030", "gb18030", "detected"),
        (SIMPLIFIED, "gbk", "gb18030", "detected"),
        (SIMPLIFIED, "gb2312", "gb18030", "detected"),
        (SIMPLIFIED + "镕囍㐀", "gb18030", "gb18030", "detected"),
    ],
    ids=name_case,
)
def test_text_is_read_as_it_was_written(text: str, written: str, read_as: str, how: str) -> None:
    decoded = decode(text.encode(written))
    assert (decoded.text, decoded.encoding, decoded.how, decoded.notes) == (text, read_as, how, ())


@pytest.mark.parametrize("repeat", [1, 3, 40])
def test_big5_does_not_become_gb18030_nonsense(repeat: int) -> None:
    data = (TRADITIONAL * repeat).encode("big5")
    assert data.decode("gb18030")  # the trap: the bytes are also valid GB18030
    decoded = decode(data)
    assert decoded.text == TRADITIONAL * repeat
    assert decoded.encoding.startswith("big5")


@pytest.mark.parametrize("text", [SIMPLIFIED, SIMPLIFIED * 60], ids=["short", "long"])
def test_gb18030_does_not_become_big5_nonsense(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("size", [65535, 65536, 65537, 200_001])
def test_long_files_are_cut_for_detection_only(size: int) -> None:
    text = (SIMPLIFIED * (size // 100 + 1))[: size // 2]
    assert decode(text.encode("gb18030")).text == text


def test_long_line_without_a_line_end() -> None:
    text = SIMPLIFIED.replace("\n", "") * 800
    assert decode(text.encode("gb18030")).text == text
    assert decode(("。" + text).encode("gb18030")).text == "。" + text


@pytest.mark.parametrize(
    ("markup", "declared"),
    [
        ('<meta charset="gb2312">', "gb2312"),
        ("<META http-equiv='Content-Type' content='text/html; charset=GBK'>", "gbk"),
        ('<meta http-equiv="Content-Type" content="text/html;charset=big5"/>', "big5"),
        ('<?xml version="1.0" encoding="GB18030"?>', "gb18030"),
        ("<meta name='keywords' content='charset of a page'>", None),
        ("<p>no declaration</p>", None),
        (" " * 5000 + '<meta charset="gbk">', None),
    ],
)
def test_declaration(markup: str, declared: str | None) -> None:
    if declared is None:
        assert find_declared_encoding(markup.encode()) in (None, "of")
    else:
        assert find_declared_encoding(markup.encode()) == declared


@pytest.mark.parametrize(
    ("text", "written", "declared", "read_as", "how"),
    [
        (SIMPLIFIED, "gbk", "gb2312", "gb18030", "declared"),
        (SIMPLIFIED + "镕", "gbk", "gb2312", "gb18030", "declared"),
        (TRADITIONAL, "big5", "big5", "big5hkscs", "declared"),
        (TRADITIONAL, "big5", "Big5-HKSCS", "big5hkscs", "declared"),
        (SIMPLIFIED, "utf-8", "utf-8", "utf-8", "declared"),
        (SIMPLIFIED, "gbk", "utf-8", "gb18030", "detected"),  # declared wrongly
        (SIMPLIFIED, "utf-8", "no-such-encoding", "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "gbk", "utf-8", "bom"),  # a mark takes precedence over a declaration
    ],
    ids=name_case,
)
def test_declared_encoding(text: str, written: str, declared: str, read_as: str, how: str) -> None:
    decoded = decode(text.encode(written), declared)
    assert (decoded.text, decoded.encoding, decoded.how) == (text, read_as, how)


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-8"])
def test_page_that_declares_its_encoding(encoding: str) -> None:
    paragraph = TRADITIONAL.replace("\n", "") if encoding == "big5hkscs" else SIMPLIFIED.replace("\n", "")
    page = (
        f"<html><head><meta charset='{encoding}'><title>t</title></head><body><p>{paragraph}</p></body>"
        f"</html>"
    )
    document = read_one(page.encode(encoding), "a.html")
    assert paragraph in document.text
    assert (document.encoding, document.metadata["encoding_known_by"]) == (encoding, "declared")


def test_encoding_of_the_manifest_is_used() -> None:
    document = read_one("試辦計畫".encode("big5"), "a.txt", encoding="big5")
    assert (document.text, document.encoding) == ("試辦計畫", "big5hkscs")


def test_nul_characters_are_dropped_with_a_note() -> None:
    decoded = decode((SIMPLIFIED * 5 + "\0\0\0" + SIMPLIFIED).encode())
    assert decoded.text == SIMPLIFIED * 6
    assert [note.message() for note in decoded.notes] == ["3 NUL characters dropped"]


def test_replacement_characters_are_kept_with_a_note() -> None:
    decoded = decode("各单位要认真落\ufffd实\ufffd。".encode())
    assert decoded.text == "各单位要认真落\ufffd实\ufffd。"
    assert [note.message() for note in decoded.notes] == [
        "2 characters lost before or while reading (U+FFFD)"
    ]


def test_utf8_cut_in_the_middle_of_a_character_stays_utf8() -> None:
    decoded = decode((SIMPLIFIED * 5).encode()[:-2])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(SIMPLIFIED)
    assert len(decoded.notes) == 1


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x7fELF\x02\x01\x01" + bytes(400),
        b"GIF89a" + bytes(range(200)) * 3,
        b"\0\1\2\3" * 50,
    ],
    ids=["all bytes", "program", "picture", "small integers"],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError, match="binary"):
        decode(data)
    assert looks_binary(data)


@pytest.mark.parametrize(
    ("text", "encoding", "is_noted"),
    [
        ("半導体の輸出管理について、関係省庁は運用を見直すと発表した。" * 3, "euc_jp", True),
        ("各单位应当落实试点方案，加强半导体の出口管理，按季度报送情况。" * 3, "gb18030", False),
        ("各单位应当落实试点方案，按季度报送情况。" * 3, "gb18030", False),
    ],
)
def test_kana_in_a_detected_encoding_are_noted(text: str, encoding: str, is_noted: bool) -> None:
    found = decode(text.encode(encoding))
    assert (found.encoding, found.how) == ("gb18030", "detected")
    assert ("corpus.note_kana" in [note.code for note in found.notes]) is is_noted
    assert not decode(text.encode(encoding), encoding).notes


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(UndecodableError, match="no Chinese encoding fits"):
        decode(b"\xff\xff\x80\x80 caf\xe9 \xff" * 20)


@given(st.text(alphabet=st.characters(exclude_characters="\0\ufffd", codec="utf-8"), min_size=1))
def test_utf8_round_trip(text: str) -> None:
    data = text.encode()
    if data.startswith((codecs.BOM_UTF8,)) or looks_binary(data):
        return
    decoded = decode(data)
    assert (decoded.text, decoded.notes) == (text, ())


@given(st.binary(max_size=400))
def test_any_bytes_become_one_document_or_one_rejection(data: bytes) -> None:
    for name in ("a.txt", "a.html", "a.md"):
        documents, rejections = read(data, name)
        assert len(documents) + len(rejections) == 1


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("gbk_pku_test.txt", "gb18030"),
        ("gbk_msr_test.txt", "gb18030"),
        ("big5_as_test.txt", "big5"),
        ("big5_cityu_test.txt", "big5"),
        ("utf16le_crlf_wordlist_200k.txt", "utf-16"),
        ("utf8_bom_crlf_wordlist_100k.txt", "utf-8"),
    ],
)
def test_awkward_file(name: str, encoding: str) -> None:
    data = shared_data("awkward_files", name).read_bytes()
    decoded = decode(data)
    assert decoded.encoding.startswith(encoding)
    expected = {"gb18030": "gb18030", "big5": "big5hkscs", "utf-16": "utf-16", "utf-8": "utf-8-sig"}[encoding]
    assert decoded.text == data.decode(expected, "replace").replace("\0", "")
    assert decoded.text.count("\ufffd") <= 1  # a list cut in the middle of a character


def test_awkward_office_files() -> None:
    documents, rejections = read(
        shared_data("awkward_files", "gbt9704_sample_notice.docx").read_bytes(), "notice.docx"
    )
    assert (len(documents), rejections) == (1, [])
    assert documents[0].title.endswith("通知")
    word = next(shared_data("awkward_files").glob("*.doc"))
    documents, rejections = read(word.read_bytes(), word.name)
    assert (documents, len(rejections)) == ([], 1)
    assert "save it as .docx" in rejections[0].reason
