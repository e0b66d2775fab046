"""What has a form rather than a name: dates, sums, percentages, quantities, 《titles》, document numbers; both languages.

All patterns run on the folded shadow (lower case, half width, hyphens as spaces, no spaces inside Chinese).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.text import HAN, Shadow, find_numbers

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN_NUMBER = "[〇零一二两三四五六七八九十百千]+"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_PLANS = "十一五|十二五|十三五|十四五|十五五"
# The ninth and tenth plans need quotation marks: 十五 is a number, too. A bare period is what stands between the marks.
_PLAN_PERIOD = rf"[“\"](?:九五|十五|{_PLANS})[”\"](?:时期|期间|末|规划期)|(?<=[“\"])(?:九五|十五)(?=[”\"])|(?:{_PLANS})(?:时期|期间|末|规划期)?"
_B, _E = r"(?<![a-z0-9])", r"(?![a-z0-9])"  # word borders; to \b a Han character is a letter
_MAGNITUDE = r"(?:万亿|千亿|百亿|千万|百万|十万|万|亿|千|百)?"
_CURRENCY = r"(?:元人民币|元|人民币|美元|欧元|日元|英镑|港元|港币|韩元|卢布)"
_SCALE = r"(?:\s?(?:thousand|million|billion|trillion|bn|mn|m|b)\b)?"
_UNITS_ZH = (
    "个百分点|个国家|个|家|项|名|人次|人|支|条|台套|台|套|辆|架|艘|万吨|吨|公里|千米|米|毫米|微米|纳米|千瓦时|千瓦|兆瓦|吉瓦|件|种|批|所|座|户|亩|公顷|"
    "平方公里|平方米|立方米|倍|枚|颗|部|页|期|届次|小时|分钟|秒|度电|标准煤|赫兹|比特|量子比特|次|例|篇|门|款|类|层|处|对|位"
)
_UNITS_EN = (
    "square kilometers?|square kilometres?|square meters?|kilometers?|kilometres?|km|meters?|metres?|nanometers?|nanometres?|nm|"
    "microns?|tons?|tonnes?|kilograms?|kg|gigawatts?|gw|megawatts?|mw|kilowatts?|kw|kwh|terawatt hours?|twh|hectares?|mu|qubits?|"
    "petaflops?|eflops|exaflops?|ghz|mhz|gb|tb|hours?|days|enterprises|companies|firms|projects|laboratories|centers|centres|"
    "people|persons|jobs|patents|units|sets|vehicles|satellites|base stations|items|institutions|experts|students"
)
_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|"
    "内蒙古|广西|西藏|宁夏|新疆"
)
# A local organ: level, field and kind (省科技厅, 市工业和信息化局, 区发展改革委), between words that don't go on. Before it a
# province may stand, or a word that governs it.
_LEVEL = rf"(?:(?:{_PROVINCES})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)|省|市(?!场监|场局|委|政府)|自治区|自治州|州|县(?!委)|区(?!委))"
_ORGAN = (
    rf"(?:(?<![{HAN}])|(?<=[由经向和与及据从报到请]))({_LEVEL}(?:(?:(?![级各里的到两村居以])[{HAN}]){{1,10}}?(?<![布格大全结开政当邮])(?:(?<![展议])厅|局|委员会|(?<!常)委)|政府办公[厅室]|[{HAN}]{{2,6}}?中心支行)"
    rf"|(?:省|市|县|区|州)委(?:组织部|宣传部|统战部|政法委|网信办|军民融合办|金融办|改革办|编办|办公[厅室]|党校))"
    rf"(?=$|[^{HAN}]|[和与及等会牵负按根提组印在为对将已要应可共分等])"
)
# (type, what a text must have for the pattern to be tried, pattern)
_PATTERNS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (kind, needs, re.compile(pattern))
    for kind, needs, pattern in (
        ("DOC", "《", r"《([^《》\n]{2,100}(?:《[^《》\n]{2,80}》[^《》\n]{0,40})?)》"),
        ("ORG", "organ", _ORGAN),
        (
            "PERCENT",
            "",
            rf"((?:{_NUMBER})(?:\s?(?:%|‰|个百分点)|\s(?:percentage points?|percent|per cent){_E})|百分之(?:{_HAN_NUMBER}(?:点{_HAN_NUMBER})?|{_NUMBER}))",
        ),
        ("MONEY", "", rf"((?:{_NUMBER}|{_HAN_NUMBER}){_MAGNITUDE}(?:多|余)?{_MAGNITUDE}{_CURRENCY})"),
        (
            "MONEY",
            "digit",
            rf"((?:(?:rmb|cny|usd|eur|us\$|hk\$|[$€¥£])\s?(?:{_NUMBER}){_SCALE})|(?:{_B}(?:{_NUMBER}){_SCALE}\s(?:yuan|renminbi|rmb|us dollars?|u\.s\. dollars?|dollars?|euros?|usd|cny){_E}))",
        ),
        (
            "DATE",
            "digit",
            r"((?:公元)?(?:19|20)\d{2}年?(?:[ ~至到—]+|年至)(?:(?:19|20)\d{2})年|(?:19|20)\d{2}年(?:(?:\d{1,2}月(?:\d{1,2}日)?)|[上下]半年|[年]?底|[年]?末|初)?)",
        ),
        (
            "DATE",
            "",
            r"([一二][〇零○九一二三四五六七八]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?)",
        ),
        ("DATE", "", rf"({_PLAN_PERIOD})"),
        (
            "DATE",
            "digit letter",
            rf"({_B}(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d{{2}}|\d{{1,2}}\s{_MONTH}\s(?:19|20)\d{{2}}|{_MONTH}\s(?:19|20)\d{{2}}){_E})",
        ),
        (
            "DATE",
            "digit",
            r"((?<![a-z\d.,\[(（〔])(?:19|20)\d{2}(?:\s(?:19|20)\d{2})?s?(?![a-z0-9])(?![\d\])%]|\s?(?:年|yuan|rmb|元|percent|million|号)|[.,]\d))",
        ),
        ("DATE", "digit", r"((?:\d{1,2}月\d{1,2}日))"),
        (
            "QUANTITY",
            "digit",
            rf"((?:{_NUMBER}){_MAGNITUDE}(?:多|余)?{_MAGNITUDE}(?:{_UNITS_ZH}))(?!月|(?<=项)目(?!标))",
        ),
        (
            "QUANTITY",
            "digit letter",
            rf"({_B}(?:{_NUMBER})(?:\s(?:million|billion|thousand))?\s(?:{_UNITS_EN}){_E})",
        ),
    )
)
_DIGIT, _LETTER, _ORGAN_END = (
    re.compile(r"\d"),
    re.compile(r"[a-z]"),
    re.compile(r"[省市区州县].{0,12}[厅局委室行办校部]"),
)
_ARTICLE_NUMBER = re.compile(r"第$")


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A span, in code points of the original text, of one mention type."""

    start: int
    end: int
    type: str


def find_by_rule(shadow: Shadow) -> Iterator[RuleHit]:
    """Yield what the patterns find; of two that overlap the one named first in the list, then the longer, is kept."""
    taken = [(number.start, number.end) for number in find_numbers(shadow)]
    for start, end in taken:
        yield RuleHit(*shadow.span(start, end), "DOC")
    text = shadow.text
    has = {
        "《": "《" in text,
        "digit": bool(_DIGIT.search(text)),
        "letter": bool(_LETTER.search(text)),
        "": True,
    }
    has["organ"] = bool(_ORGAN_END.search(text))
    for kind, needs, pattern in _PATTERNS:
        if not all(has[need] for need in needs.split()):
            continue
        for match in pattern.finditer(shadow.text):
            start, end = match.span(1)
            if kind == "QUANTITY" and _ARTICLE_NUMBER.search(shadow.text[:start]):
                continue  # 第3项, 第一批: an ordinal
            if kind != "DOC" and any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            yield RuleHit(*shadow.span(start, end), kind)
