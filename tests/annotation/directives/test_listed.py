"""Items of lists of cases, rights and contents ask nothing of anybody; those of lists of duties do."""

from __future__ import annotations

import pytest

from flows.annotation.directives import find_directives, find_list_items
from tests.timing import assert_time_in_proportion


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("权利人享有下列权利：（一）对样品进行复制；（二）开展商业利用。", []),
        ("权利人享有下列专有权：\n（一）对样品进行复制；\n（二）开展商业利用。", []),
        ("有下列行为之一的，由主管部门责令改正：（一）建立虚假台账；（二）开展未备案的活动。", ["由"]),
        ("不得有下列行为：（一）制作虚假样品；（二）传播样品的谣言。", ["不得"]),
        ("申请书应当载明下列事项：（一）开展样例研究的地点；（二）建立样例平台的地点。", ["应当"]),
        ("符合以下条件的企业可以申请：1.建立样例制度；2.开展样例检测。", []),
        ("样例方向包括：1.建立样例模型；2.开展样例检测。", []),
        # An item that has a word of duty itself still asks for it.
        ("申报材料包括：（一）样例报告；（二）样例清单，应当加盖公章。", ["应当"]),
        # Duties, tasks and measures are what is to be done.
        ("样例协会履行下列职责：（一）制定样例规范；（二）开展样例培训。", ["制定", "开展"]),
        ("主要任务包括：（一）建设样例平台；（二）加强样例检测。", ["建设", "加强"]),
        ("请注意下列事项：（一）加强样例管理；（二）建立样例台账。", ["请", "加强", "建立"]),
        ("有下列情形之一的，应当采取下列措施：（一）加强样例检查。", ["应当", "加强"]),
        ("现将有关事项通知如下：\n（一）加强样例检查。", ["加强"]),
        # The list ends where a line or sentence has no mark, or one of another kind.
        ("下列材料：（一）样例报告；（二）样例清单。加强样例检查。", ["加强"]),
        ("下列材料：\n（一）样例报告；\n（二）样例清单。\n二、加强样例检查。", ["加强"]),
    ],
)
def test_items_of_lists(text: str, cues: list[str]) -> None:
    assert [one.text for one in find_directives(text, "zh")] == cues


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("They must not do any of the following acts:\n(1) use samples;\n(2) allow others to.", ["must not"]),
        ("Firms that meet the following basic conditions may apply:\n(a) establish a system;", []),
        ("They take the following measures in such cases:\n(1) carry out training;", ["carry out"]),
        ("It performs the following duties:\n(1) draft norms;\n(2) carry out training.", ["carry out"]),
        ("It needs the following documents: (1) a plan. (2) a report.\nStrengthen training.", ["Strengthen"]),
    ],
)
def test_items_of_english_lists(text: str, cues: list[str]) -> None:
    assert [one.text for one in find_directives(text, "en")] == cues


def test_a_list_that_was_announced_before_the_text() -> None:
    item = "（一）对样品进行复制；"
    assert [one.text for one in find_directives(item, "zh")] == ["进行"]
    assert find_directives(item, "zh", is_listed=True) == ()
    sentence = "开展样例检测。"  # no mark: the list has ended
    assert find_directives(sentence, "zh", is_listed=True) == find_directives(sentence, "zh") != ()


def test_the_places_of_items() -> None:
    text = "享有下列权利：\n（一）甲；\n（二）乙。\n第三条 丙。"
    assert [text[span.start : span.end] for span in find_list_items(text)] == ["\n（一）甲；\n（二）乙。\n"]


def test_long_lists_are_read_in_linear_time() -> None:
    assert_time_in_proportion(lambda number: find_list_items("有下列情形：(一)甲;\n" * number), 20_000)
    assert_time_in_proportion(lambda number: find_list_items("下列情形" * number + "：(一)甲"), 20_000)
