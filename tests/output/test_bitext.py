"""Aligned texts as JSON, TSV and TMX."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from flows.output import Bitext, bitext_lines, bitext_rows, tmx_lines

LINKS = [
    Bitext((0,), (0, 1), "出口管制<条例>\t与A&B。", "Export control\nrules. A & B.", 0.93456),
    Bitext((1,), (), "只有中文\u0001。", "", 0.0),
]
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_json_rows_have_the_agreed_fields() -> None:
    rows = [json.loads(json.dumps(row)) for row in bitext_rows(LINKS)]
    assert rows[0] == {
        "zh": [0],
        "en": [0, 1],
        "zh_text": "出口管制<条例>\t与A&B。",
        "en_text": "Export control\nrules. A & B.",
        "score": 0.9346,
    }
    assert (rows[1]["en"], rows[1]["en_text"], rows[1]["score"]) == ([], "", 0.0)


def test_a_table_keeps_one_line_per_link() -> None:
    lines = list(bitext_lines(LINKS))
    assert [line.count("\t") for line in lines] == [4, 4, 4]
    assert lines[1] == "0\t0 1\t0.9346\t出口管制<条例> 与A&B。\tExport control rules. A & B."


def test_tmx_is_xml_with_the_linked_texts_alone() -> None:
    tree = ElementTree.fromstring("\n".join(tmx_lines(LINKS)))
    assert (tree.tag, tree.get("version")) == ("tmx", "1.4")
    header = tree.find("header")
    assert header is not None and header.get("srclang") == "zh-CN"
    units = tree.findall("body/tu")
    assert len(units) == 1
    texts = {variant.get(_LANG): variant.findtext("seg") for variant in units[0].findall("tuv")}
    assert texts == {"zh-CN": "出口管制<条例>\t与A&B。", "en": "Export control\nrules. A & B."}


def test_what_xml_cannot_hold_is_replaced() -> None:
    link = Bitext((0,), (0,), "坏\u0000字", "bad\ud800 text", 1.0)
    assert "坏\ufffd字" in "\n".join(tmx_lines([link]))
