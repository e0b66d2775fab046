"""Valid files of every kind: text, title, dates and metadata, with the kind recognised by content and name."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.readers import Options, Place, read_file
from flows.corpus.readers.ocr import Box, is_scan_reader_available, join_boxes, mean_score
from flows.corpus.splitting import passages_of
from flows.records import Document, Rejection
from tests.support import make_docx, make_pdf, make_zip, read, read_one, shared_data

BODY = "各单位要按照统一部署，认真落实试点任务，按期报送工作情况。"


def test_plain_text() -> None:
    text = (
        f"关于做好试点工作的通知\r\n某办发〔2021〕3号\r\n{BODY}\r\n示范省试点工作办公室\r\n2021年3月12日\r\n"
    )
    document = read_one(text.encode(), "a.txt")
    assert document.text == text
    assert (document.title, document.document_number) == ("关于做好试点工作的通知", "某办发〔2021〕3号")
    assert (document.publisher, document.written, document.date) == (
        "示范省试点工作办公室",
        "2021-03-12",
        "2021-03-12",
    )
    assert (document.language, document.format, document.encoding, document.notes) == (
        "zh",
        "txt",
        "utf-8",
        (),
    )
    assert document.metadata["from_text"] == ["document_number", "written", "publisher"]
    assert (document.corpus, document.key, document.source_sha256) == ("sample", "in/a.txt", "0" * 64)


def test_a_text_without_a_title_is_called_by_its_first_sentence() -> None:
    sentence = "财政部公布了三年试点规划的实施情况"
    document = read_one(f"{sentence}。各地要抓好落实。\n{BODY}".encode(), "a.txt")
    assert document.title == sentence
    # It shows neither a kind nor an issuer, and it is no passage of its own.
    assert ("kind" in document.metadata["derived"], document.publisher) == (False, "")
    assert passages_of(document)[0].text.startswith(f"{sentence}。")


@pytest.mark.parametrize(
    ("body", "language"),
    [(BODY, "zh"), ("Each unit shall carry out its tasks and report on them.", "en"), ("", "zh")],
)
def test_a_header_has_no_part_in_the_language(body: str, language: str) -> None:
    header = "网址：https://www.example.org/zh/2024/05/12/notice-of-the-office.html\n发布日期：2024-05-12"
    assert read_one(f"{header}\n\n{body}\n".encode(), "a.txt").language == language


@pytest.mark.parametrize(
    "matter",
    [
        "title: 试点方案\ndate: 2021-03-12\nregion: 华东",
        "标题: 试点方案\n发布日期: 2021年3月12日\nregion: 华东",
    ],
)
def test_markdown_with_front_matter(matter: str) -> None:
    document = read_one(f"---\n{matter}\n---\n# 总体要求\n{BODY}\n".encode(), "a.md")
    assert (document.title, document.published, document.metadata["region"]) == (
        "试点方案",
        "2021-03-12",
        "华东",
    )
    assert document.text == f"# 总体要求\n{BODY}\n"


@pytest.mark.parametrize("text", ["---\n只是一条线\n", "---\n: [\n---\n" + BODY, "# 试点方案\n" + BODY])
def test_markdown_without_front_matter_is_kept_whole(text: str) -> None:
    assert read_one(text.encode(), "a.md").text == text


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**第二条** 市人民政府应当安排资金。", "第二条 市人民政府应当安排资金。"),
        ("**第二条**\u3000市人民政府__应当__安排。", "第二条\u3000市人民政府__应当__安排。"),
        ("- **Grants.** A one-off __award__ of 5", "- Grants. A one-off award of 5"),
        ("2 ** 3 and a**b, **** and ***", "2 ** 3 and a**b, **** and ***"),
        ("注：**为估计数，***为初步数", "注：**为估计数，***为初步数"),
        ("**发布机构**: 示范省\n\n**发布机构**", "**发布机构**: 示范省\n\n发布机构"),
        ("**发布日期**: 2025-12-22\n**发布机构**: 示范省", "发布日期: 2025-12-22\n发布机构: 示范省"),
        ("**试点方案（2026—2030年****）**", "试点方案（2026—2030年）"),
        ("a**b, **** and c**", "a**b, **** and c**"),
    ],
)
def test_marks_of_bold_type_are_no_text(marked: str, plain: str) -> None:
    assert (
        read_one(f"# 试点方案\n\n{marked}\n\n{BODY}".encode(), "a.md").text
        == f"# 试点方案\n\n{plain}\n\n{BODY}"
    )


def test_what_opens_a_line_of_a_record_in_bold_has_no_marks() -> None:
    text = f"**第一条** {BODY}\n\n- **（一）样例** 约5.3**，4.2**\n注：**为估计数，**为初步数"
    document = read_one(json.dumps({"id": "1", "text": text}).encode(), "a.jsonl")
    assert document.text == f"第一条 {BODY}\n\n- （一）样例 约5.3**，4.2**\n注：**为估计数，**为初步数"


def test_an_article_with_its_number_in_bold_is_an_article() -> None:
    document = read_one(f"# 试点办法\n\n**第一条** {BODY}\n\n**第二条** {BODY}\n".encode(), "a.md")
    kinds = [(passage.kind, passage.text[:3]) for passage in passages_of(document)]
    assert kinds == [("heading", "试点办"), ("article", "第一条"), ("article", "第二条")]


def test_front_matter_runs_no_code() -> None:
    document = read_one(f"---\nx: !!python/object/apply:os.getcwd []\n---\n{BODY}".encode(), "a.md")
    assert document.notes == ("the front matter is not YAML and was kept as text",)


@pytest.mark.parametrize("value", ["2021-02-30", "2021-13-01", "9" * 5000, "2021-02-30T25:61:00"])
def test_front_matter_with_a_bad_date_is_read_with_a_note(value: str) -> None:
    document = read_one(f"---\ntitle: 试点方案\npublished: {value}\n---\n{BODY}".encode(), "a.md")
    assert (document.title, document.date, document.text) == ("试点方案", "", BODY)
    assert document.notes == (f"published: {value[:40]!r} is not a date",)
    assert document.metadata["published"] == value


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, levels):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "matter",
    [
        bomb(12),
        "a: &a [*a]",
        "a: &a {b: *a}",
        "a: " + "[" * 30_000,
        "a: " + "[" * 40 + "]" * 40,
        "a: " + "x" * 60_000,
        "a: &a " + "x" * 4_000 + "\nb: [" + "*a, " * 4_000 + "]",
        "a: *b",
        "? [a]\n: !!python/name:os.system x\n" * 3_000,
    ],
    ids=[
        "bomb",
        "cycle",
        "cycle of mappings",
        "unclosed",
        "deep",
        "long",
        "many aliases",
        "no anchor",
        "keys",
    ],
)
def test_front_matter_is_read_within_bounds(matter: str) -> None:
    document = read_one(f"---\n{matter}\n---\n{BODY}".encode(), "a.md")
    assert document.text.endswith(BODY) and document.text.startswith("---")
    assert "kept as text" in document.notes[0]


def test_reading_front_matter_ends_at_the_deepest_level() -> None:
    """Without the limit PyYAML reads on, by the square of the depth, until it fails: several seconds."""
    document = read_one(f"---\na: {'[' * 5_000}\n---\n{BODY}".encode(), "a.md")
    assert "too many values, aliases or levels" in document.notes[0]


def test_an_alias_and_a_null_in_front_matter_are_values() -> None:
    matter = 'author: &who 甲某\neditor: *who\nnumber: 007\ntitle: ~\nodd: "\\ud800"'
    document = read_one(f"---\n{matter}\n---\n# 总体要求\n{BODY}".encode(), "a.md")
    assert (document.metadata["editor"], document.metadata["number"]) == ("甲某", "007")
    assert (document.title, document.metadata["odd"]) == ("总体要求", "\ufffd")


@pytest.mark.parametrize(
    ("name", "text", "published", "written", "origin", "noted"),
    [
        ("2022-05-01-a.txt", "关于试点的通知\n各单位要落实。", "2022-05-01", "", "file name", False),
        ("20220501.md", "关于试点的通知\n各单位要落实。\n示范部\n2022年4月28日", "", "2022-04-28", "", False),
        ("20220501.txt", "关于试点的通知\n各单位要落实。\n示范部\n2019年4月28日", "", "2019-04-28", "", True),
        (
            "2022年5月1日.md",
            "---\ntitle: 通知\ndate: 2021-03-12\n---\n各单位要落实。",
            "2021-03-12",
            "",
            "",
            True,
        ),
        ("规划（2021-2025年）.txt", "关于试点的通知\n各单位要落实。", "", "", "", False),
    ],
)
def test_date_of_a_file_name_comes_last(
    name: str, text: str, published: str, written: str, origin: str, noted: bool
) -> None:
    document = read_one(text.encode(), name)
    assert (document.published, document.written) == (published, written)
    assert document.metadata.get("derived", {}).get("origins", {}).get("published", "") == origin
    assert [note.startswith("published: the file's name says 2022-05-01, ") for note in document.notes] == [
        True
    ] * noted


def test_a_file_name_dates_no_records_and_no_addresses() -> None:
    assert read_one('{"text": "各单位要落实。"}'.encode(), "2022-05-01.jsonl").published == ""
    (member,), _ = read(make_zip({"a/2022-05-01.txt": "各单位要落实。".encode()}), "2020-01-01.zip")
    assert member.published == "2022-05-01"


def test_webpage() -> None:
    page = f"""<html><head><title>示范网 - 通知</title>
    <meta name="PubDate" content="2021-03-12 10:00"><meta name="ContentSource" content="示范省">
    <meta name="ColumnName" content="政策"></head><body><nav>首页 导航 登录 联系</nav>
    <h1>关于试点的通知</h1><div id="UCAP-CONTENT"><p>{BODY}</p><p>{BODY[::-1]}</p></div>
    <footer>版权所有</footer></body></html>"""
    document = read_one(page.encode(), "a.html")
    assert (document.title, document.published, document.publisher) == (
        "关于试点的通知",
        "2021-03-12",
        "示范省",
    )
    assert BODY in document.text and "版权所有" not in document.text and "导航" not in document.text
    assert document.metadata["meta"]["columnname"] == "政策"


NOTICE = "关于开展样例设备认定工作的通知"


@pytest.mark.parametrize(
    ("head", "shown", "title"),
    [
        ("", "<h2>Notice on Samples</h2>", "Notice on Samples"),
        (
            "",
            "<nav><h2>Menu</h2></nav><h2><a href='/'>News</a></h2><h3>Notice on Samples</h3>",
            "Notice on Samples",
        ),
        ("<title>Samples</title>", "<h2>Related pages</h2>", "Samples"),
        ("<title>.::部门文件::.</title>", f"<b>{NOTICE}</b>", NOTICE),
        ("<title>.::部门文件::.</title>", "<b>关于开展样例设备<br>认定工作的通知</b>", NOTICE),
        ("<title>通知公告</title>", f"<p><a href='/1'>{NOTICE}</a></p>", "通知公告"),
        (f"<title>{NOTICE}-样例网</title>", f"<p>{NOTICE}</p>", f"{NOTICE}-样例网"),
        ("<title>样例网</title>", f"<h1>样例</h1><p>{NOTICE}</p>", "样例"),
    ],
)
def test_a_page_is_called_by_what_it_shows(head: str, shown: str, title: str) -> None:
    page = f"<html><head>{head}</head><body>{shown}<div><p>{BODY}</p><p>{BODY[::-1]}</p></div></body></html>"
    assert read_one(page.encode(), "a.html").title == title


@pytest.mark.parametrize(
    ("note", "address"),
    [
        ("<!-- saved from url=(0027)https://example.org/a.html -->", "https://example.org/a.html"),
        (
            "<!--\n Page saved with SingleFile \n url: https://example.org/b?c=1 \n saved date: x\n-->",
            "https://example.org/b?c=1",
        ),
        ("<!-- saved from url=(0014)about:internet -->", ""),
        ("<!-- see https://example.org/a.html -->", ""),
    ],
)
def test_a_page_saved_in_a_browser_keeps_its_address(note: str, address: str) -> None:
    page = f"<!DOCTYPE html>\n{note}\n<html><body><h1>关于试点的通知</h1><p>{BODY}</p></body></html>"
    assert read_one(page.encode(), "a.html").url == address


def test_official_table_of_a_webpage_is_metadata() -> None:
    rows = [
        ("索 引 号：", "000-1"),
        ("发文机关：", "示范省"),
        ("标　　题：", "关于试点的通知"),
        ("发文字号：", "某发〔2021〕3号"),
        ("成文日期：", "2021年03月12日"),
    ]
    table = "".join(f"<tr><td><b>{label}</b></td><td>{value}</td></tr>" for label, value in rows)
    document = read_one(
        (
            f"<html><body><table>{table}</table><div><p>{BODY}</p><p>{BODY}另有规定的除外。</p></div>"
            f"</body></html>"
        ).encode(),
        "a.html",
    )
    assert (document.title, document.publisher, document.document_number, document.written) == (
        "关于试点的通知",
        "示范省",
        "某发〔2021〕3号",
        "2021-03-12",
    )
    assert "索" not in document.text and BODY in document.text


def test_docx() -> None:
    document = read_one(
        make_docx(
            "关于试点的通知", "总体要求", BODY, headings={"总体要求": 2}, rows=(("甲", "一"), ("乙", "二"))
        ),
        "a.docx",
    )
    assert document.text == f"关于试点的通知\n## 总体要求\n{BODY}\n| 甲 | 一 |\n| 乙 | 二 |"
    assert (document.title, document.format) == ("关于试点的通知", "docx")


def test_pdf() -> None:
    document = read_one(
        make_pdf(
            ("Notice on the Pilot Work", "1. Each unit shall report by May."),
            ("2. This notice takes effect now.", "- 2 -"),
        ),
        "a.pdf",
    )
    assert document.text.splitlines()[0] == "Notice on the Pilot Work"
    assert "Each unit shall report" in document.text and "takes effect now" in document.text
    assert "- 2 -" not in document.text
    assert (document.format, document.language) == ("pdf", "en")


def test_the_number_below_the_title_of_a_pdf_is_a_line_of_its_own() -> None:
    meaning = dict(zip("abcdefghijklmno", "省关于加快样例工作的通知政发〔", strict=True))
    meaning |= dict(zip("pqrstuvwx", "〕2024号第七条", strict=False))
    title, number, line = "abcdefghijkl", "amnoqrstpqu", "abcdefghijklabc"
    document = read_one(make_pdf((title, number, *[line] * 8), meaning=meaning), "a.pdf")
    assert document.text.split("\n")[:2] == ["省关于加快样例工作的通知", "省政发〔2024〕2号"]
    assert document.document_number == "省政发〔2024〕2号"


def test_radicals_of_a_pdf_become_characters() -> None:
    meaning = dict(zip("abcdefghijklmno", "关于⽀持⻘年⼈才的⼯作⽅案第条", strict=True))
    lines = ("abcdefghijklm", *("ncdefghijkl" for _ in range(8)))
    document = read_one(make_pdf(lines, meaning=meaning), "a.pdf")
    assert document.text.startswith("关于支持青年人才的工作方案第支持青年")
    assert document.title.startswith("关于支持青年人才的工作方案")


def test_blanks_beside_the_marks_of_a_pdf_are_left_out() -> None:
    meaning = dict(zip("abcdefghij", "推进“五位一体”布局", strict=True))
    document = read_one(make_pdf(("ab c defg h ij", "ab c X Y h ij") * 5, meaning=meaning), "a.pdf")
    assert "推进“五位一体”布局" in document.text
    assert "推进“ X Y ”布局" in document.text


def test_radicals_of_a_record_become_characters() -> None:
    record = {"id": "r1", "title": "⼈才⼯作要点", "text": "⽀持⻘年⼈才。" * 5, "date": "2021-03-12"}
    document = read_one(json.dumps(record).encode(), "a.jsonl")
    assert (document.title, document.text[:7]) == ("人才工作要点", "支持青年人才。")


RECORDS = [
    {"id": "x1", "title": "试点方案", "text": BODY, "date": "2021-03-12", "region": "华东"},
    {"id": "x2", "title": "工作要点", "text": BODY + "二", "date": "2021/3/13", "region": "华南"},
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS).encode()),
        ("a.ndjson", ("\r\n".join(json.dumps(record) for record in RECORDS) + "\r\n\r\n").encode()),
        ("a.json", json.dumps(RECORDS).encode()),
        ("a.json", ("\ufeff" + json.dumps(RECORDS)).encode()),
        (
            "a.csv",
            (
                "id,title,text,date,region\n"
                + "".join(",".join(record.values()) + "\n" for record in RECORDS)
            ).encode(),
        ),
        (
            "a.tsv",
            (
                "id\ttitle\ttext\tdate\tregion\n"
                + "".join("\t".join(record.values()) + "\n" for record in RECORDS)
            ).encode(),
        ),
        (
            "a.csv",
            (
                "id;title;text;date;region\r\n"
                + "".join(";".join(record.values()) + "\r\n" for record in RECORDS)
            ).encode("gb18030"),
        ),
        ("a.jsonl.gz", gzip.compress("\n".join(map(json.dumps, RECORDS)).encode())),
    ],
)
def test_records(name: str, data: bytes) -> None:
    documents, rejections = read(data, name)
    assert rejections == []
    assert [
        (one.title, one.text, one.published, one.metadata["record_id"], one.metadata["region"])
        for one in documents
    ] == [
        ("试点方案", BODY, "2021-03-12", "x1", "华东"),
        ("工作要点", BODY + "二", "2021-03-13", "x2", "华南"),
    ]
    assert [one.key for one in documents] == [f"in/{name}#x1", f"in/{name}#x2"]


def test_line_separators_inside_a_record_do_not_end_it() -> None:
    text = "第一段\u2028第二段\x85第三段\x0c第四段"
    document = read_one(json.dumps({"text": text}, ensure_ascii=False).encode(), "a.jsonl")
    assert document.text == text


def test_keys_are_ids_or_contents_and_never_the_same_twice() -> None:
    rows = [
        {"id": "x", "text": "甲"},
        {"id": "x", "text": "乙"},
        {"text": "丙"},
        {"text": "丁"},
        {"text": "丙"},
    ]
    documents, _ = read("\n".join(map(json.dumps, rows)).encode(), "a.jsonl")
    keys = [one.key for one in documents]
    assert keys[:2] == ["in/a.jsonl#x", "in/a.jsonl#x#2"]
    assert len(set(keys)) == 5
    moved, _ = read("\n".join(map(json.dumps, [rows[3], rows[2]])).encode(), "a.jsonl")
    assert {one.text: one.key for one in moved} == {one.text: one.key for one in documents[2:4]}


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ({}, ["草案", "正式"]),
        ({"skip": {"status": "draft"}}, ["正式"]),
        ({"skip": {"status": ["draft", "final"]}}, []),
        ({"skip": {"year": 2020}}, ["正式"]),
        ({"skip": {"year": ["2020"]}}, ["正式"]),
        ({"skip": {"nothing": "draft"}}, ["草案", "正式"]),
    ],
)
def test_records_left_out(options: dict[str, object], titles: list[str]) -> None:
    rows = [
        {"title": "草案", "text": BODY, "status": "draft", "year": 2020},
        {"title": "正式", "text": BODY, "status": "Final", "year": 2021},
    ]
    documents, rejections = read("\n".join(map(json.dumps, rows)).encode(), "a.jsonl", **options)
    assert [one.title for one in documents] == titles
    assert [one.reason for one in rejections] == ([] if titles else ["no records in it"])


def test_fields_of_the_manifest() -> None:
    document = read_one(
        json.dumps({"题": "试点方案", "译文": BODY, "text": "the original"}).encode(),
        "a.jsonl",
        fields={"题": "title", "译文": "text"},
    )
    assert (document.title, document.text, document.metadata["text"]) == ("试点方案", BODY, "the original")


def test_publisher_of_the_manifest_fills_the_gap() -> None:
    rows = [{"text": BODY}, {"text": BODY + "二", "publisher": "某局"}]
    documents, _ = read("\n".join(map(json.dumps, rows)).encode(), "a.jsonl", publisher="示范省")
    assert [one.publisher for one in documents] == ["示范省", "某局"]


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (make_docx(BODY), "a.zip", "docx"),
        (make_docx(BODY), "a.txt", "docx"),
        (make_pdf(("Notice on the pilot work of this year",)), "a.txt", "pdf"),
        (BODY.encode(), "A.TXT", "txt"),
        (f"<p>{BODY}</p>".encode(), "a.SHTML", "html"),
    ],
)
def test_kind_is_told_by_content_then_name(data: bytes, name: str, format: str) -> None:
    assert read_one(data, name).format == format


def test_format_of_the_manifest_goes_before_the_name() -> None:
    assert read_one(json.dumps({"text": BODY}).encode(), "a.dat", format="jsonl").format == "jsonl"


def test_zip_of_many_kinds_in_the_order_of_names() -> None:
    data = make_zip(
        {
            "c.jsonl": json.dumps({"id": 1, "text": BODY}).encode(),
            "a.txt": BODY.encode(),
            "b/a.docx": make_docx(BODY),
        }
    )
    documents, rejections = read(data, "a.zip")
    assert ([(one.key, one.format) for one in documents], rejections) == (
        [("in/a.zip!a.txt", "txt"), ("in/a.zip!b/a.docx", "docx"), ("in/a.zip!c.jsonl#1", "jsonl")],
        [],
    )


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.lists(st.text(max_size=3), max_size=2),
)
NAMES = st.sampled_from(["id", "title", "text", "date", "year", "正文", "来源", "zone", "encoding", ""])


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=6), max_size=6))
def test_any_records_are_documents_or_rejections(rows: list[dict[str, object]]) -> None:
    documents, rejections = read("\n".join(map(json.dumps, rows)).encode(), "a.jsonl")
    assert len(documents) <= len(rows)
    assert len({one.key for one in documents}) == len(documents)
    assert rejections or len(documents) == len(rows)
    for one in documents:
        assert isinstance(one, Document)
        assert all(
            isinstance(value, str)
            for value in (one.text, one.title, one.publisher, one.published, one.encoding)
        )


@pytest.mark.parametrize(("folder", "most_rejected"), [("gov_pages/gov_cn_fragments", 0.1)])
def test_real_pages_give_text(folder: str, most_rejected: float) -> None:
    paths = sorted(shared_data(*folder.split("/")).glob("*.html"))[::12]
    results = [read(path.read_bytes(), path.name) for path in paths]
    rejected = sum(len(rejections) for _, rejections in results)
    assert paths and rejected <= most_rejected * len(paths)
    assert all(
        "<p" not in one.text and "function(" not in one.text for documents, _ in results for one in documents
    )


def test_a_known_container_is_read_whole() -> None:
    """Check that data tables become lines of cells, and that the whole text of the container is read, without more."""
    page = (
        "<html><body><div>首页 栏目</div><div id=zoom><p>第一段<br>第二段，<span>接着说。</span></p>"
        "<table><tr><td><p>渠道</p></td><td><p>办法</p></td></tr>"
        "<tr><td>学生</td><td>由学校<br/>办理</td></tr></table><table><tr><td><p>版式里的段落，"
        "各单位应当认真落实。</p><p>另一段。</p></td></tr></table>尾注</div>"
        "<div>版权所有</div></body></html>"
    )
    text = read_one(page.encode(), "a.html").text
    assert text.splitlines() == [
        "第一段",
        "第二段，接着说。",
        "| 渠道 | 办法 |",
        "| 学生 | 由学校办理 |",
        "版式里的段落，各单位应当认真落实。",
        "另一段。",
        "尾注",
    ]


def test_boxes_of_a_page_become_lines() -> None:
    boxes = [
        Box(300, 12, 400, 30, "右"),
        Box(0, 100, 90, 120, "第二行"),
        Box(0, 10, 90, 30, "左"),
        Box(0, 40, 90, 60, "中间", 0.5),
    ]
    assert join_boxes(boxes) == "左 右\n中间\n第二行"
    assert (round(mean_score([boxes, []]), 3), mean_score([[]]), join_boxes([])) == (0.857, 0.0, "")


def test_a_scan_is_read_where_ocr_is_installed() -> None:
    """Read a page drawn as a noisy, slightly rotated picture: its text, issuer and date."""
    if not is_scan_reader_available():
        pytest.skip("the extra `ocr` is not installed (pip install -e '.[ocr]')")
    document = read_one(
        scan(
            "示范部关于做好样例试点工作的通知",
            "示发〔2021〕3号",
            "各省、自治区样例主管部门：",
            "为推进基础软件自主可控，现将样例试点工作的有关事项通知如下。",
            "一、加强组织领导，按季度报告。",
            "示范部",
            "2021年3月12日",
        ),
        "scan.pdf",
    )
    assert (document.title, document.publisher, document.written) == (
        "示范部关于做好样例试点工作的通知",
        "示范部",
        "2021-03-12",
    )
    assert "自主可控" in document.text and document.metadata["ocr"]["pages"] == 1
    assert document.notes[0].startswith("read by OCR")


def scan(*lines: str) -> bytes:
    """Return a PDF of one page with a picture of these lines."""
    from PIL import Image, ImageDraw, ImageFont

    from flows.output.charts.fonts import font_file

    picture = Image.new("L", (1654, 2339), 255)
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(str(font_file()), 40)
    for number, line in enumerate(lines):
        draw.text((160, 200 + 90 * number), line, font=font, fill=0)
    noisy = Image.blend(picture.rotate(0.4, fillcolor=255), Image.effect_noise(picture.size, 60), 0.15)
    buffer = io.BytesIO()
    noisy.convert("RGB").save(buffer, "PDF", resolution=200)
    return buffer.getvalue()


def test_words_broken_at_line_ends_of_a_pdf() -> None:
    lines = (
        "The state supports new techno-",
        "logy and the self-",
        "reliance of enterprises in many fields of work",
        "of sample technology, self-reliance and high-",
        "quality growth.",
    )
    assert read_one(make_pdf(lines), "a.pdf").text.replace("\n", " ") == (
        "The state supports new technology and the self-reliance of enterprises in many fields of "
        "work of sample technology, "
        "self-reliance and high-quality growth."
    )


def test_a_csv_file_of_figures_is_one_table() -> None:
    data = "指标,2020年,属性\n研发经费投入强度,2.4%,预期性\n高技术|企业数,1200,预期性\n".encode()
    (document,) = read_file(data, Place("c", "figures.csv", "figures.csv", "figures.csv"), Options())
    assert isinstance(document, Document)
    assert document.text.splitlines() == [
        "| 指标 | 2020年 | 属性 |",
        "| --- | --- | --- |",
        "| 研发经费投入强度 | 2.4% | 预期性 |",
        r"| 高技术\|企业数 | 1200 | 预期性 |",
    ]
    assert document.notes == ("a table without texts: read as one document",)


@pytest.mark.parametrize(
    "text",
    [
        "name,town\nA,B\nC,D\n",
        "number\n1\n2\n",
        "id,body_of_it\n1," + "长文本" * 20 + "\n",
        "标题,说明,文号\n关于补贴的通知,按比例补助。,样发〔2024〕1号\n",
    ],
    ids=["no figures", "one column", "long texts", "documents"],
)
def test_other_files_without_a_text_field_are_rejected(text: str) -> None:
    (rejection,) = read_file(text.encode(), Place("c", "a.csv", "a.csv", "a.csv"), Options())
    assert isinstance(rejection, Rejection)
    assert rejection.code in ("corpus.no_text_field", "corpus.likely_text_field")


NOTED = "在试点工作会议上的讲话[1]"
SPEECH = "各单位应当落实试点方案，按季度报送情况。" * 4


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (f"<html><body><h1>{NOTED}</h1><div id=zoom><p>{SPEECH}</p></div></body></html>", "a.html"),
        (
            f"<html><body><h1>{NOTED}</h1><div id=zoom><h1>{NOTED}</h1><p>{SPEECH}</p></div></body></html>",
            "a.html",
        ),
        (f"{NOTED}\n\n{SPEECH}", "a.txt"),
        (f"# {NOTED}\n\n{SPEECH}", "a.md"),
        (json.dumps({"title": NOTED, "text": SPEECH}), "a.jsonl"),
        (json.dumps({"title": "在试点工作会议上的讲话 ［1］[22]", "text": f"{NOTED}\n{SPEECH}"}), "a.jsonl"),
    ],
)
def test_a_title_has_no_footnote_mark(data: str, name: str) -> None:
    document = read_one(data.encode(), name)
    assert document.title == "在试点工作会议上的讲话"
    assert [one.text for one in passages_of(document)].count(document.title) <= 1
    shown = "".join(one.text for one in passages_of(document) if one.kind != "furniture")
    assert shown.count("会议上的讲话") == 1


@pytest.mark.parametrize("title", ["试点通知（试行）[2022]", "[1]", "示发[2021]3号", "Report [final]"])
def test_other_brackets_of_a_title_are_kept(title: str) -> None:
    assert read_one(json.dumps({"title": title, "text": SPEECH}).encode(), "a.jsonl").title == title
