"""Metadata as lines for people."""

from __future__ import annotations

from flows.web.subjects import metadata_lines


def test_records_are_spread_out_and_what_is_empty_left_out() -> None:
    metadata = {
        "header": {"发文机关": "示范部", "主题词": ""},
        "derived": {
            "kind": "notice",
            "issuers": ["示范部", "样例委"],
            "origins": {"written": "text"},
            "page_numbers": [[3, 4]],
        },
        "history": [{"date": "2020-01-02", "act": "passed", "text": "通过"}],
        "department": float("nan"),
        "issuer": None,
        "line": 0,
    }
    assert metadata_lines(metadata) == [
        ("发文机关", "示范部"),
        ("kind", "notice"),
        ("issuers", "示范部; 样例委"),
        ("history", "2020-01-02 · passed · 通过"),
        ("line", "0"),
    ]
    assert metadata_lines({}) == []
