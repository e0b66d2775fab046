"""Numbers and units: tables for both languages, and generated numbers that are read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.figures import find_targets
from flows.annotation.figures.numbers import find_figures, fold_figures, parse_figure, parse_number
from flows.annotation.figures.units import POINTS, load_units, settle_measure
from flows.annotation.matching.rules import find_by_rule
from flows.text import fold

BLANKED = [
    ("en", "Member States notified 1 227 transactions.", [1227.0]),
    ("en", "It will provide some 52 000 jobs.", [52_000.0]),
    ("en", "EUR 1 500.5 million", [1_500_500_000.0]),
    ("zh", "本港約有4 300間初創企業", [4300.0]),
    ("zh", "本港約有4\u00a0300間初創企業", [4300.0]),
    ("en", "Table 3 200 firms", [3.0, 200.0]),
    ("en", "Phase 2 500 MW", [2.0, 500.0]),
    ("en", "In June 30 200 firms", [30.0, 200.0]),
    ("zh", "2023 120 350 400家", [2023.0, 120.0, 350.0, 400.0]),
]
CHINESE = [
    ("1.5万亿元", 1.5e12, "CNY"),
    ("3,000亿美元", 3e11, "USD"),
    ("３，０００亿美元", 3e11, "USD"),
    ("百分之七十", 70, "%"),
    ("百分之三十二点五", 32.5, "%"),
    ("百分之12.5", 12.5, "%"),
    ("千分之五", 5, "‰"),
    ("70%左右", 70, "%"),
    ("0.5个百分点", 0.5, "percentage points"),
    ("翻一番", 2, "times"),
    ("翻了两番", 4, "times"),
    ("翻番", 2, "times"),
    ("两倍", 2, "times"),
    ("2.5倍", 2.5, "times"),
    ("七成以上", 70, "%"),
    ("五万元", 50_000, "CNY"),
    ("三亿零五百万吨", 305_000_000, "t"),
    ("八十万亿元", 8e13, "CNY"),
    ("三萬億元", 3e12, "CNY"),
    ("二十家", 20, "家"),
    ("60 ％以上", 60, "%"),
    ("50 GW，", 50, "GW"),
    ("860多亿元", 8.6e10, "CNY"),
    ("1.2万余项", 12_000, "items"),
    ("12亿千瓦", 1.2e9, "kW"),
    ("3.5万亿千瓦时", 3.5e12, "kWh"),
    ("1.2亿度，", 1.2e8, "kWh"),
    ("230百亿亿次", 2.3e20, "次"),
    ("4.5万公里", 45_000, "km"),
    ("5 万 人次", 50_000, "person-times"),
    ("10億美元", 1e9, "USD"),
    ("新台币50亿元", 5e9, "TWD"),
    ("新台幣3.5兆元", 3.5e12, "TWD"),
    ("5兆美元", 5e12, "USD"),
    ("100兆瓦", 100, "MW"),
    ("港币30亿元", 3e9, "HKD"),
    ("HK$30亿元", 3e9, "HKD"),
    ("美元3亿", 3e8, "USD"),
    ("30亿新台币", 3e9, "TWD"),
    ("3块钱", 3, "CNY"),
    ("降到18/10万。", 18.0, "per 100,000"),
]
COMPOUND = [
    ("新台币2兆8,943亿元", 2.8943e12, "TWD"),
    ("3亿5000万元", 3.5e8, "CNY"),
    ("5万4千名", 5.4e4, "people"),
    ("1万8000辆", 1.8e4, "vehicles"),
    ("6.5亿元C轮融资", 6.5e8, "CNY"),
    ("做到八成五。", 85, "%"),
    ("四千一百二十万万斤", 4.12e11, "jin"),
    ("五万万多人", 5e8, "people"),
    ("一万万七千多万人", 1.7e8, "people"),
    ("两万亿五千多亿元", 2.5e12, "CNY"),
    ("三百二十五万万六千七百八十万元", 3.256_78e10, "CNY"),
    ("三千零十六万人", 3.016e7, "people"),
    ("增加一倍半，", 1.5, "times"),
    ("增长了2倍半。", 2.5, "times"),
    ("扩大两倍半年产能", 2, "times"),
    ("已过九成半。", 95, "%"),
]
ENGLISH = [
    ("RMB 2.3 trillion", 2.3e12, "CNY"),
    ("US$5 billion", 5e9, "USD"),
    ("$6.3bn", 6.3e9, "USD"),
    ("1.5 trillion yuan", 1.5e12, "CNY"),
    ("40 billion euros", 4e10, "EUR"),
    ("USD 430 billion", 4.3e11, "USD"),
    ("70 percent", 70, "%"),
    ("70 per cent", 70, "%"),
    ("0.12 percentage points", 0.12, "percentage points"),
    ("doubled", 2, "times"),
    ("triple", 3, "times"),
    ("threefold", 3, "times"),
    ("2.5 times", 2.5, "times"),
    ("30 national laboratories", 30, "laboratories"),
    ("9,200 companies", 9200, "enterprises"),
    ("Industry 4.0 projects", 4, ""),
    ("4.0 million chips", 4e6, "chips"),
    ("100 outdoor sports destinations", 100, "destinations"),
    ("12 million people", 1.2e7, "people"),
    ("380 GW", 380, "GW"),
    ("a 14-nm process", 14, "nm"),
    ("680 million metric tons", 6.8e8, "t"),
    ("150 million tons of standard coal equivalent", 1.5e8, "tce"),
    ("2.6 million 5G base stations", 2.6e6, "base stations"),
    ("7.5 per 1,000 in 2015", 7.5, "‰"),
    ("18 per 100,000.", 18.0, "per 100,000"),
    ("3.5 per 1,000 people", 3.5, ""),
    ("150 narrow-body aircraft", 150, "aircraft"),
    ("12,000 cattle", 12_000, "cattle"),
    ("4,000 women", 4000, "women"),
    ("RMB 1 trn", 1e12, "CNY"),
    ("CNY 3.2 bln", 3.2e9, "CNY"),
    ("USD 45 mln", 4.5e7, "USD"),
    ("a $400k grant", 4e5, "USD"),
    ("1.4 trillion won", 1.4e12, "KRW"),
    ("5 won", 5, ""),
    ("2 billion won by the firm", 2e9, ""),
]
RANGES = [
    ("70%—80%", "zh", 70, 80, "%"),
    ("3到5个", "zh", 3, 5, "个"),
    ("3至5万亿元", "zh", 3e12, 5e12, "CNY"),
    ("350亿至400亿元", "zh", 3.5e10, 4e10, "CNY"),
    ("6%～6.5%", "zh", 6, 6.5, "%"),
    ("between 5 and 7 percent", "en", 5, 7, "%"),
    ("5–7 percent", "en", 5, 7, "%"),
    ("5 to 7 million hectares", "en", 5e6, 7e6, "ha"),
    ("$5bn-$7bn", "en", 5e9, 7e9, "USD"),
    ("5 to 8 industrial clusters", "en", 5, 8, "clusters"),
    ("$4-5 billion", "en", 4e9, 5e9, "USD"),
    ("between $3 and $4 billion", "en", 3e9, 4e9, "USD"),
    ("between $900 and $1.2 billion", "en", 900, 1.2e9, "USD"),
    ("RMB 1.2–1.5 trn", "en", 1.2e12, 1.5e12, "CNY"),
    ("$5-10 per kilogram", "en", 5, 10, "USD"),
    ("by 5 percent to 8 percent", "en", 5, 8, "%"),
    ("$400-500k", "en", 4e5, 5e5, "USD"),
    ("$400k-500k", "en", 4e5, 5e5, "USD"),
    ("$400 to 500k", "en", 4e5, 5e5, "USD"),
    ("€2m-€3m", "en", 2e6, 3e6, "EUR"),
    ("between 2 and 3 million vehicles", "en", 2e6, 3e6, "vehicles"),
    ("三四百亿元", "zh", 3e10, 4e10, "CNY"),
    ("两三千家", "zh", 2000, 3000, "家"),
    ("五六万台", "zh", 5e4, 6e4, "台"),
    ("七八十亿美元", "zh", 7e9, 8e9, "USD"),
    ("三四十家", "zh", 30, 40, "家"),
]


@pytest.mark.parametrize(("text", "value", "unit"), [*CHINESE, *COMPOUND])
def test_chinese(text: str, value: float, unit: str) -> None:
    figure = parse_figure(text, "zh")
    assert figure is not None
    assert (figure.value, figure.unit, figure.value_to) == (value, unit, None)


@pytest.mark.parametrize(("text", "value", "unit"), ENGLISH)
def test_english(text: str, value: float, unit: str) -> None:
    figure = parse_figure(text, "en")
    assert figure is not None
    assert (figure.value, figure.unit, figure.value_to) == (value, unit, None)


@pytest.mark.parametrize(("text", "language", "low", "high", "unit"), RANGES)
def test_range_is_one_figure(text: str, language: str, low: float, high: float, unit: str) -> None:
    found = find_figures(fold_figures(text).text, language)
    assert [(figure.value, figure.value_to, figure.unit) for figure in found] == [(low, high, unit)]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("50 and 70 percent", "en", [50, 70]),
        ("30, 40 and 50 percent", "en", [30, 40, 50]),
        ("6 and 8 million tons", "en", [6e6, 8e6]),
        ("40、50和60%", "zh", [40, 50, 60]),
        ("5、6、7万吨", "zh", [5e4, 6e4, 7e4]),
        ("3.2/4.5/6.1亿元", "zh", [3.2e8, 4.5e8, 6.1e8]),
        ("3.2, 4.5 and 6.1 billion yuan", "en", [3.2e9, 4.5e9, 6.1e9]),
        ("a profit of Yuan 7bn and a turnover of 9.5 billion", "en", [7e9, 9.5e9]),
        (
            "138.7 billion yuan was raised in the first and 204.1 billion in the second round",
            "en",
            [1.387e11, 2.041e11],
        ),
        ("5000、4万和3万辆", "zh", [5e3, 4e4, 3e4]),
        ("从70%提高到80%", "zh", [70, 80]),
        ("from $3 to $4 billion", "en", [3e9, 4e9]),
        ("raised by 35 yuan to 715 yuan", "en", [35, 715]),
        ("fell by 3 million tons to 20 million tons", "en", [3e6, 2e7]),
        ("a fee of $5 and $10 million in sales", "en", [5, 1e7]),
        ("$2.5 or $3 billion", "en", [2.5e9, 3e9]),
        ("$2.5 or 3 billion", "en", [2.5e9, 3e9]),
        ("sums of $3 and $5 billion, respectively", "en", [3e9, 5e9]),
    ],
)
def test_list_shares_its_unit(text: str, language: str, values: list[float]) -> None:
    found = find_figures(fold_figures(text).text, language)
    assert [figure.value for figure in found] == values
    assert len({figure.unit for figure in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "第3项",
        "第1至8项",
        "第一、二、三批",
        "第二十条",
        "5G基站",
        "三个方面",
        "万吨级",
        "二元结构",
        "数十个",
        "一九八二两个年度",
    ],
)
def test_no_chinese_figure(text: str) -> None:
    assert [figure for figure in find_figures(fold_figures(text).text, "zh") if figure.unit] == []


@pytest.mark.parametrize("text", ["COVID-19", "5G", "PM2.5", "“double first-class”", "1000,00,1"])
def test_no_english_figure(text: str) -> None:
    assert [figure for figure in find_figures(fold_figures(text).text, "en") if figure.unit] == []


@pytest.mark.parametrize(
    ("unit", "context", "name"),
    [
        ("家", "专精特新中小企业", "enterprises"),
        ("家", "三甲医院", "家"),
        ("households", "农村危房改造", "households"),
        ("households", "日均新设企业", "enterprises"),
        ("households", "市场主体总量", "enterprises"),
        ("households", "移动互联网用户", "users"),
        ("households", "家庭和商户停电", "households"),
        ("户次", "惠及纳税人", "户次"),
        ("块", "集成电路出口", "块"),
        ("块", "营业收入", "CNY"),
        ("家", "大企业开放创新中心", "家"),
        ("件", "发明专利", "patents"),
        ("件", "议案", "件"),
        ("件", "生产棉纱", "bales"),
        ("件", "销售婚纱", "件"),
    ],
)
def test_measure_word_names_what_it_counts(unit: str, context: str, name: str) -> None:
    assert settle_measure(unit, context) == name


@given(
    st.integers(1, 999_999),
    st.integers(0, 99),
    st.sampled_from(["", "万", "亿", "万亿", "千亿", "百万"]),
    st.sampled_from(
        [
            ("元", "CNY"),
            ("美元", "USD"),
            ("吨", "t"),
            ("千瓦时", "kWh"),
            ("人次", "person-times"),
            ("公里", "km"),
        ]
    ),
    st.booleans(),
)
def test_chinese_number_is_read_back(
    whole: int, cents: int, scale: str, unit: tuple[str, str], commas: bool
) -> None:
    text = f"{whole:,}" if commas else str(whole)
    text += f".{cents:02}" if cents else ""
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12, "千亿": 10**11, "百万": 10**6}[scale]
    figure = parse_figure(f"达到{text}{scale}{unit[0]}", "zh")
    assert figure is not None
    assert figure.value == pytest.approx((whole + cents / 100) * factor, rel=1e-12)
    assert figure.unit == unit[1]


@given(
    st.integers(1, 999_999),
    st.integers(0, 9),
    st.sampled_from([("", 1), (" million", 10**6), (" billion", 10**9), (" trillion", 10**12)]),
    st.sampled_from(
        [
            ("RMB ", "", "CNY"),
            ("US$", "", "USD"),
            ("", " yuan", "CNY"),
            ("", " hectares", "ha"),
            ("", " kWh", "kWh"),
        ]
    ),
)
def test_english_number_is_read_back(
    whole: int, tenth: int, scale: tuple[str, int], unit: tuple[str, str, str]
) -> None:
    text = f"{whole:,}" + (f".{tenth}" if tenth else "")
    figure = parse_figure(f"reached {unit[0]}{text}{scale[0]}{unit[1]}", "en")
    assert figure is not None
    assert figure.value == pytest.approx((whole + tenth / 10) * scale[1], rel=1e-12)
    assert figure.unit == unit[2]


@given(st.integers(1, 99), st.integers(1, 99))
def test_range_is_read_back(low: int, step: int) -> None:
    for text, language in ((f"{low}%—{low + step}%", "zh"), (f"{low} to {low + step} percent", "en")):
        figure = parse_figure(text, language)
        assert figure is not None
        assert (figure.value, figure.value_to, figure.unit) == (low, low + step, "%")


def test_magnitudes_are_exact() -> None:
    assert parse_number("1.1", "million") == 1_100_000
    assert parse_number("860", "亿") == 86_000_000_000


def test_dashes_are_kept_and_offsets_hold() -> None:
    text = "目标为 70%—80%，\u200b即 ５–７ 个"
    shadow = fold_figures(text)
    assert "-" in shadow.text
    for figure in find_figures(shadow.text, "zh"):
        start, end = shadow.span(figure.start, figure.end)
        assert text[start:end].strip() == text[start:end] != ""


@pytest.mark.parametrize(
    "text", ["每年开展两三次检查。", "建设三四个项目。", "建设十七八个项目。", "七八千米的山路。"]
)
def test_a_small_range_in_words_is_not_a_figure(text: str) -> None:
    assert find_targets(text, "zh") == ()


def test_the_sums_of_figures_are_those_of_mentions() -> None:
    units = load_units()
    chinese = [f"投入3亿{form}。" for form, unit in units.chinese.items() if unit in units.currencies]
    signs = [
        f"It paid {sign}{' ' * (sign == 'yuan')}3 {scale}."
        for sign in units.currency_signs
        for scale in units.scales
        if scale != "k"
    ]
    names = [f"It paid 3 billion {form}." for form, unit in units.english.items() if unit in units.currencies]
    for text in (*chinese, *signs, *names, "It paid $400k."):
        hits = list(find_by_rule(text, fold(text)))
        assert [hit.type for hit in hits] == ["MONEY"], text
        language = "zh" if text in chinese else "en"
        figure, shadow = parse_figure(text, language), fold_figures(text)
        assert figure and shadow.span(figure.start, figure.end) == (hits[0].start, hits[0].end), text


def test_the_unit_signs_of_figures_are_quantities() -> None:
    units = load_units()
    signs = [
        form for form, unit in units.chinese.items() if form.isascii() and form.isalpha() and unit != POINTS
    ]
    for form in signs:
        text = f"达到50{form}。"
        assert [hit.type for hit in find_by_rule(text, fold(text))] == ["QUANTITY"], text


@pytest.mark.parametrize(("language", "text", "values"), BLANKED)
def test_blanks_may_separate_thousands(language: str, text: str, values: list[float]) -> None:
    found = find_figures(fold_figures(text).text, language)
    assert [figure.value for figure in found] == values
