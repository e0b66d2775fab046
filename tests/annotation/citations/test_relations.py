"""Words by which a text is about a part of a document, or about the document in some places."""

from __future__ import annotations

import pytest

from flows.annotation.citations import concerns_part
from flows.references.statuses.suspensions import _is_partial
from flows.text import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # After the name, which | stands for
        ("暂停实施《|》第三条", True),
        ("暂停实施《|》（样政发〔2020〕5号）第三条第二款", True),
        ("暂停实施《|》附件3", True),
        ("暂停实施《|》所附清单", True),
        ("暂停实施《|》中的收费措施", True),
        ("暂停实施《|》中关于收费的规定", True),
        ("暂停实施《|》的有关规定", True),
        ("暂停实施《|》涉及出口的规定", True),
        ("暂停实施《|》及其附件，其中第三条继续执行", True),
        ("暂停实施《|》", False),
        ("暂停实施《|》至2029年11月10日", False),
        ("暂停实施《|》及其附件", False),
        # Before it
        ("Article 5 of the |", True),
        ("some provisions of the |", True),
        ("provisions on fees in |", True),
        ("the |", False),
        ("在样例自由贸易试验区暂停实施《|》", True),
        ("在部分地区恢复实施《|》", True),
        ("在全国范围内暂停实施《|》", False),
        ("在本市暂停实施《|》", False),
        ("在过渡期内暂停实施《|》", False),
        ("对海带企业暂停实施《|》", True),
        ("对此暂停实施《|》", False),
        ("除海带外，暂停实施《样例海带办法》、《|》", True),
    ],
)
def test_what_concerns_a_part_of_a_document(text: str, expected: bool) -> None:
    before, after = text.split("|")
    assert concerns_part(fold(before).text, fold(after).text) is expected
    assert _is_partial(before, after) is expected
