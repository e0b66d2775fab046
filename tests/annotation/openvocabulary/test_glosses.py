"""Terms with their translation in brackets."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from flows.annotation.openvocabulary import find_by_pattern


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("We will build a kelp powerhouse (海带强国) by 2035.", ["kelp powerhouse"]),
        ("We will develop mixed-use kelp farms (海带混合养殖场).", ["mixed-use kelp farms"]),
        ("They spoke of the “three kelps and two nets” (“三带两网”) today.", ["three kelps and two nets"]),
        ("It fights “non-kelpization” (非海带化) there.", ["non-kelpization"]),
        # The beginning of what is translated is unclear
        ("committees for kelp inspection (海带检查委员会) met", []),
        ("fields and kelp farms (农田海带) grow", []),
        ("a community of kelp growers (海带社会共同体)", []),
        # What describes the noun after it, or praises
        ("We build a large-scale clustered (海带集群) kelp farm.", []),
        ("We build an open-style (开放型) kelp farm.", []),
        ("We cultivate more kelp-loving (爱海带的) talents.", []),
        # One word, or a translation of more than these words
        ("We improve the kelp (海带) there.", []),
        ("It is the kelp field (藏海带于海藏海带于技战略).", []),
        ("采用设备信息模型（Equipment Information Modeling）技术。", ["Equipment Information Modeling"]),
        ("海带总统（Donald Kelpman）讲话。", []),
    ],
)
def test_a_translation_in_brackets_shows_a_term(annotator: Annotator, text: str, terms: list[str]) -> None:
    tagged = annotator.tagger.tag(text)
    found = [one.text for one in find_by_pattern(tagged, ()) if one.type == "TERM" and one.text.isascii()]
    assert found == terms
