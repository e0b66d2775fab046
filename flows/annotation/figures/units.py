"""Names of units: one name for the same unit in Chinese and English; a Chinese measure word stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a list that is written as one text; an underscore in a word stands for a space."""
    return tuple(word.replace("_", " ") for word in text.split())


HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
HAN_SCALES = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
ENGLISH_SCALES = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "mn": 1e6,
    "tn": 1e12,
    "m": 1e6,
    "b": 1e9,
}

PERCENT, POINTS, TIMES = "%", "percentage points", "times"
CURRENCIES = frozenset(["CNY", "USD", "EUR", "JPY", "GBP", "HKD", "KRW", "RUB"])
CURRENCY_SIGNS = {
    "rmb": "CNY",
    "cny": "CNY",
    "¥": "CNY",
    "rmb¥": "CNY",
    "us$": "USD",
    "usd": "USD",
    "$": "USD",
    "u.s.$": "USD",
    "eur": "EUR",
    "€": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "hk$": "HKD",
    "hkd": "HKD",
    "jpy": "JPY",
    "krw": "KRW",
}

_MEASURES = words_of(
    "家 个 件 种 条 座 所 台 套 台套 台(套) 架 艘 枚 颗 支 部 篇 张 只 头 株 款 例 处 片 对 宗 笔 次 单 箱 间 栋 门 册 孔 床 列 重量箱"
)
# Chinese units that have a name of their own in both languages, then measure words that stay as they are.
HAN_UNITS = {
    "%": PERCENT,
    "‰": "‰",
    "个百分点": POINTS,
    "百分点": POINTS,
    "个基点": "basis points",
    "倍": TIMES,
    "元": "CNY",
    "元人民币": "CNY",
    "人民币": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "日元": "JPY",
    "英镑": "GBP",
    "港元": "HKD",
    "港币": "HKD",
    "韩元": "KRW",
    "卢布": "RUB",
    "千瓦时": "kWh",
    "度电": "kWh",
    "千瓦": "kW",
    "兆瓦": "MW",
    "吉瓦": "GW",
    "吨标准煤": "tce",
    "吨标煤": "tce",
    "公里": "km",
    "千米": "km",
    "海里": "nmi",
    "米": "m",
    "厘米": "cm",
    "毫米": "mm",
    "微米": "um",
    "纳米": "nm",
    "平方公里": "km2",
    "平方千米": "km2",
    "平方米": "m2",
    "立方米": "m3",
    "立方": "m3",
    "公顷": "ha",
    "亩": "mu",
    "吨": "t",
    "公斤": "kg",
    "千克": "kg",
    "斤": "jin",
    "标箱": "TEU",
    "标准箱": "TEU",
    "艾字节": "EB",
    "量子比特": "qubits",
    "比特": "bits",
    "赫兹": "Hz",
    "kwh": "kWh",
    "twh": "TWh",
    "kw": "kW",
    "mw": "MW",
    "gw": "GW",
    "km": "km",
    "nm": "nm",
    "mm": "mm",
    "tb": "TB",
    "gb": "GB",
    "pb": "PB",
    "eb": "EB",
    "zb": "ZB",
    "eflops": "EFLOPS",
    "pflops": "PFLOPS",
    "gbps": "Gbps",
    "mbps": "Mbps",
    "吨公里": "tonne-km",
    "人公里": "passenger-km",
    "吨海里": "tonne-nmi",
    "人海里": "passenger-nmi",
    "公担": "公担",
    "担": "担",
    "市斤": "jin",
    "岁": "years",
    "年": "years",
    "天": "days",
    "小时": "hours",
    "分钟": "minutes",
    "个月": "months",
    "个工作日": "workdays",
    "工作日": "workdays",
    "人次": "person-times",
    "人天": "person-days",
    "人": "people",
    "名": "people",
    "人口": "people",
    "户": "households",
    "辆": "vehicles",
    "项": "items",
    "架次": "架次",
} | {word: word for word in _MEASURES}
TIME_UNITS = frozenset(["years", "days", "hours", "minutes", "months", "workdays", "weeks"])
# Measure words that count things, where a figure must be told from an enumeration.
MEASURE_WORDS = frozenset(_MEASURES) | {"items", "people", "households", "vehicles", "enterprises", "patents"}


def _forms(*rows: tuple[str, str]) -> dict[str, str]:
    return {form: unit for unit, forms in rows for form in forms.split("|")}


ENGLISH_UNITS = _forms(
    (PERCENT, "%|percent|per cent|pct"),
    ("‰", "‰|per mille"),
    (POINTS, "percentage points|percentage point|pct points|percentage-points"),
    ("basis points", "basis points"),
    (TIMES, "times|fold"),
    ("CNY", "yuan|renminbi|rmb|cny|yuan rmb"),
    ("USD", "us dollars|us dollar|u.s. dollars|dollars|usd"),
    ("EUR", "euros|euro|eur"),
    ("t", "metric tons|metric tonnes|tons|tonnes|ton|tonne"),
    (
        "tce",
        "metric tons of standard coal equivalent|tons of standard coal|tonnes of standard coal|metric tons of standard coal|tonnes of standard coal equivalent|tons of standard coal equivalent|tons of coal equivalent",
    ),
    ("kWh", "kwh|kilowatt hours|kilowatt-hours"),
    ("TWh", "twh|terawatt hours|terawatt-hours"),
    ("kW", "kilowatts|kw"),
    ("MW", "megawatts|mw"),
    ("GW", "gigawatts|gw"),
    ("km2", "square kilometers|square kilometres|sq km|km2"),
    ("m2", "square meters|square metres"),
    ("m3", "cubic meters|cubic metres"),
    ("km", "kilometers|kilometres|km"),
    ("m", "meters|metres"),
    ("mm", "millimeters|millimetres|mm"),
    ("nm", "nanometers|nanometres|nm|nanometer|nanometre"),
    ("um", "microns|micrometers"),
    ("kg", "kilograms|kg"),
    ("g", "grams"),
    ("ug/m3", "micrograms per cubic meter|micrograms per cubic metre"),
    ("jin", "jin|catties"),
    ("ha", "hectares|hectare"),
    ("mu", "mu"),
    ("EFLOPS", "eflops|exaflops"),
    ("PFLOPS", "pflops|petaflops"),
    ("EB", "eb|exabytes"),
    ("TB", "tb|terabytes"),
    ("GB", "gb|gigabytes"),
    ("Gbps", "gbps"),
    ("Mbps", "mbps"),
    ("qubits", "qubits"),
    ("Hz", "hz"),
    ("GHz", "ghz"),
    ("MHz", "mhz"),
    ("TEU", "teu|teus"),
)

TIME_NOUNS = {word: word for word in TIME_UNITS}


class _Counted:
    """Names of what English numbers count; `stops` are words that end a noun phrase, so that what follows is not counted."""

    names = _forms(
        (
            "enterprises",
            "enterprises|companies|firms|businesses|corporations|startups|start-ups|manufacturers|giants",
        ),
        ("people", "people|persons|residents|citizens|individuals|personnel"),
        ("centers", "centers|centres"),
        ("laboratories", "laboratories|labs"),
        ("programs", "programs|programmes"),
        ("vehicles", "vehicles|cars"),
        ("households", "households|families"),
        ("items", "items"),
        ("factories", "factories|plants"),
    )
    stops = frozenset(
        words_of(
            "of in on at by to for from with and or as than per that which who will would shall should is are was "
            "were be been has have had while when after before over under into during through about above below "
            "between its their his her our this these those the a an it they we more less year annually "
        )
    )

    def name(self, words: Sequence[str]) -> str:
        if " ".join(words[-2:]) == "base stations":
            return "base stations"
        return self.names.get(words[-1], words[-1])


ENGLISH_COUNTED = _Counted()


_FIRMS = ("企业", "公司", "巨人", "厂商", "冠军", "制造商")
_NO_FIRMS = ("中心", "机构", "平台", "基地", "孵化器", "加速器", "实验室", "医院", "院", "园区", "银行")


def settle_measure(unit: str, context: str) -> str:
    """Return what a Chinese measure word counts, where the clause says so: 家 with 企业 is enterprises, 件 with 专利 patents."""
    if unit == "家" and any(word in context for word in _FIRMS) and not context.endswith(_NO_FIRMS):
        return "enterprises"
    if unit == "件" and "专利" in context:
        return "patents"
    return unit


_RATE = re.compile(
    r"\s?/\s?(?P<han>人|户|亩|公顷|平方公里|平方米|公里|吨|千瓦时|度|小时|日|天|月|年)"
    r"| per (?P<count>\d[\d,]{1,12} |thousand |million )?(?:(?!of )[a-z]{2,14} (?=person|people|capita|household|worker))?(?P<noun>[a-z]{2,20})(?![a-z-])"
)
_PER = _forms(
    ("person", "人|capita|person|people|head"),
    ("household", "户|household"),
    ("mu", "亩|mu"),
    ("ha", "公顷|hectare"),
    ("km2", "平方公里"),
    ("m2", "平方米"),
    ("km", "公里|kilometer|kilometre"),
    ("t", "吨|ton|tonne"),
    ("kWh", "千瓦时|度"),
    ("hour", "小时|hour"),
    ("day", "日|天|day"),
    ("month", "月|month"),
    ("year", "年|year|annum"),
)


def rate_after(text: str, position: int) -> str:
    """Return what folded text after a figure sets it in relation to, as a unit's ending: /person, /100,000 people; "" for
    nothing. `position` is where the figure, or the noun it counts, ends."""
    match = _RATE.match(text, position)
    if not match:
        return ""
    if match["count"]:
        return f"/{match['count']}{match['noun']}"
    per = match["han"] or match["noun"]
    return f"/{_PER.get(per, per)}"
