"""Chinese levels whose words only say who has them have the measure of the level before."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets


def last_name(text: str) -> tuple[str, str]:
    """Return the subject and name of the last figure of a text."""
    last = find_targets(text, "zh")[-1]
    return last.subject, last.indicator


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Another member of a kind, or another kind, in the same sentence.
        ("海州港集装箱中转率为32.4%，内河港口仅为8%。", "内河港口集装箱中转率"),
        ("高校教师的兼职率为12%，而科研院所为25%，相差不少。", "科研院所兼职率"),
        (
            "大型面粉厂的磨机开工率升至82%，比上月高6个百分点，小型厂商还在五成左右徘徊。",
            "小型厂商磨机开工率",
        ),
        ("该养鸡场的雏鸡死亡率为2.1%，同行业平均为3.4%。", "同行业雏鸡死亡率"),
        ("甲食品公司的广告支出为60万元；同行公司只有8万元。", "同行公司广告支出"),
        ("甲省占全国鱼苗销量的15%，乙省为28%。", "乙省占全国鱼苗销量"),
        ("西部企业的电价为每度0.3元，东部企业为0.6元。", "东部企业电价"),
        ("全省合作社“云签约”比例达73.8%，其中山区村达74.9%。", "山区村合作社“云签约”比例"),
        # In the sentence before.
        ("甲市城镇化率为71%。乙市为65%。", "乙市城镇化率"),
        ("甲市城镇化率为71%。乙市为65%，丙县只有48%。", "丙县城镇化率"),
        ("2024年，样例省森林覆盖率达42.1%。邻省则只有30%。", "邻省森林覆盖率"),
        # In a clause of its own.
        ("人均用水量，北方地区为120吨，南方地区为210吨。", "南方地区人均用水量"),
        ("2023年，每千户渔民拥有的机动渔船，韩国为120艘，日本80艘。", "日本每千户渔民拥有的机动渔船"),
        ("2022年，人均用水量，北方地区为120吨。", "北方地区人均用水量"),
        # A level reached, and members in a row.
        ("我国渔船国产化率为71%，韩国跌至17%。", "韩国渔船国产化率"),
        ("首批温室的国产化率只有30%，第二批升到50%。", "第二批国产化率"),
        ("一期温室的良品率为45%，二期回升到61%。", "二期良品率"),
        ("在冷链普及率方面，深圳已达62%，广州为51%。", "广州冷链普及率"),
        ("我国在全球新船订单中的份额为71%，韩国只有17%。", "韩国在全球新船订单中的份额"),
        ("研发强度上，以色列为6.3%，韩国为5.2%。", "韩国研发强度"),
        # Those with whom one is compared.
        ("每千户渔民拥有的渔船，韩国为120艘，日本80艘，超过印度的70艘。", "印度每千户渔民拥有的渔船"),
        ("韩国渔船国产化率为12%，高于日本的9%和印度的7%，全球平均仅6%。", "全球渔船国产化率"),
        # A judgement of the holder is no part of its name.
        ("餐馆的燃气普及率约为85%；村镇企业更低，仅为32%。", "村镇企业燃气普及率"),
    ],
)
def test_a_holder_has_the_measure_before(text: str, name: str) -> None:
    assert last_name(text)[1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # What is counted, a measure or verb of its own, a change, an open or unclear measure.
        ("渔业经营主体总量突破18万户，其中企业7万户。", "企业"),
        ("城镇新增就业12万人，新就业群体近3万人。", "新就业群体"),
        ("甲市城镇化率为71%，乙市住房空置率为9%。", "乙市住房空置率"),
        ("甲市渔业投资增长5%，乙市为8%。", "乙市"),
        ("渔业产值占比为30%，水产加工企业占60%。", "水产加工企业"),
        ("甲市城镇化率为71%。海带为65%。", "海带"),
        ("首批温室的国产化率为30%，第二批验收合格率为50%。", "第二批验收合格率"),
    ],
)
def test_other_names_are_kept(text: str, name: str) -> None:
    assert last_name(text)[1] == name


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("甲市城镇化率为71%。乙市为65%。", "乙市"),
        ("公司坏账准备计提比例为3.2%，同行业平均为5.1%。", "同行业"),
        ("渔场苗种的成活率为92%，而农户为60%。", ""),
    ],
)
def test_a_place_or_body_is_the_subject(text: str, subject: str) -> None:
    assert last_name(text)[0] == subject
