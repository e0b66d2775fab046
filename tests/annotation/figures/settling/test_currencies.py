"""Sums of Taiwan, Hong Kong and Macao."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_currency, find_targets

HONG_KONG = "香港特區政府公布預算。本港研發開支達330億港元。政府將設立基金。"


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        (HONG_KONG, "HKD"),
        ("The HKSAR and Hong Kong Government will spend HK$3 billion.", "HKD"),
        ("澳門特區政府公布，生產總值為4033億澳門元。", "MOP"),
        ("立法院審查預算。單季營收達新台幣759億元。", "TWD"),
        ("行政院核定計畫。民國一百一十年，投入二千億元。", "TWD"),
        ("110會計年度編列預算2,000億元，經濟部於110年3月公告。", "TWD"),
        ("香港特別行政區政府公布藍圖。特區政府將撥款二十億元。", "HKD"),
        ("澳門特別行政區政府公布規劃。特區政府撥款二十億元，特區政府將設基金。", "MOP"),
        ("特區政府將撥款二十億元，特區政府將設基金。", ""),
        ("民國二十六年，國民政府發行公債五億元。民國三十八年，幣制改革。", ""),
        ("其被判有期徒刑101年5月，罰金三億元；另案刑期100年3月。", ""),
        ("本行112年度及113年度利潤為三億元。", ""),
        ("該廠有110年歷史，投資3億元，產業園為110個。", ""),
        ("香港特区政府公布预算，本港开支达330亿港元。", ""),
        ("宽减薪俸税，上限为3000元，适用于本课税年度。", "HKD"),
        ("宽减薪俸税，上限为3000元人民币，适用于本课税年度。", ""),
        ("Hong Kong grew. China grew.", ""),
        ("The firm raised $3 billion in Hong Kong.", ""),
        ("", ""),
    ],
)
def test_a_document_sets_its_currency(text: str, currency: str) -> None:
    assert find_currency(text) == currency


@pytest.mark.parametrize(
    ("text", "language", "currency", "unit"),
    [
        ("政府已設立100億元的創科產業引導基金。", "zh", "HKD", "HKD"),
        ("立法會財務委員會已批出28億元撥款。", "zh", "", "HKD"),
        ("立法會財務委員會已批出28億元撥款。", "zh", "TWD", "HKD"),
        ("立法會財務委員會已批出28億元人民幣撥款。", "zh", "", "CNY"),
        ("政府已設立100億元人民幣的創科產業引導基金。", "zh", "HKD", "CNY"),
        ("每股純益達到12.54元。", "zh", "TWD", "TWD"),
        ("營收為235億美元。", "zh", "TWD", "USD"),
        ("In 2024 the fund had assets of $2.84 billion.", "en", "HKD", "HKD"),
        ("In 2024 the fund had assets of US$2.84 billion.", "en", "HKD", "USD"),
        ("In 2024 the fund had assets of $2.84 billion.", "en", "", "USD"),
    ],
)
def test_bare_sums_take_the_currency_of_the_document(
    text: str, language: str, currency: str, unit: str
) -> None:
    found = find_targets(text, language, setting=Setting(currency=currency))
    assert [target.unit for target in found] == [unit]
