"""What is wrong with a query, a filter or a corpus, said in Chinese: the library says it in English."""

from __future__ import annotations

import re

from flows.errors import ZhengceError

# English as the library says it, in Chinese; groups are filled in.
_SAID = tuple(
    (re.compile(english, re.DOTALL), chinese)
    for english, chinese in (
        (r"the query is empty.*", "查询为空：请输入词语、短语或术语，例如 自主可控"),
        (r"column (\d+): the query ends where (.+) was expected", "第{0}个字符：查询到此结束，此处应有{1}"),
        (r"column (\d+): found '(.+)' where (.+) was expected", "第{0}个字符：出现了“{1}”，此处应有{2}"),
        (
            r"column (\d+): the quotation mark (.) is not closed; expected (.)",
            "第{0}个字符：引号 {1} 未闭合，缺少 {2}",
        ),
        (
            r"column (\d+): no field '(.+?)'; known are (.+?) \(.*",
            "第{0}个字符：没有字段“{1}”；可用字段：{2}（若要检索这些字，请加引号）",
        ),
        (r"column (\d+): expected a value after (\w+):", "第{0}个字符：{1}: 之后应有值"),
        (r"column (\d+): NEAR stands between words or phrases", "第{0}个字符：NEAR 两侧须为词或短语"),
        (
            r"column (\d+): NEAR takes one word.*put '(.+)' in quotes.*",
            "第{0}个字符：NEAR 每侧只能有一个词或短语；请给“{1}”加引号，或用 OR 连接",
        ),
        (
            r"column (\d+): '(.*)' has no letter, digit or Chinese character to search for",
            "第{0}个字符：“{1}”中没有可检索的汉字、字母或数字",
        ),
        (
            r"column (\d+): date:(.*?): expected .*",
            "第{0}个字符：date:{1} 无法识别，应为 2021、2021-03、2019..2021、2019.. 或 ..2021",
        ),
        (
            r"column (\d+): '(.+)' is no document number.*",
            "第{0}个字符：“{1}”不是文号，文号例如 国发〔2015〕28号",
        ),
        (r"(?:column (\d+): |--)(?:concept:|term:|term) '(.+)': no such concept.*", "词库中没有概念“{1}”"),
        (r"a query needs something to find.*", "查询不能只有排除条件（NOT），请加上要找的词"),
        (r"more than (\d+) parentheses inside each other", "括号嵌套超过{0}层"),
        (r"the query has ([\d,]+) characters; at most ([\d,]+) are read", "查询有 {0} 个字符，最多 {1} 个"),
        (
            r"(.*) would read ([\d,]+) passages, at most ([\d,]+) are read here.*",
            "这次查询需要读取 {1} 段，网页上最多读取 {2} 段；"
            "请加上较少见的词或日期等筛选条件（命令行没有此限制）",
        ),
        (r"column (\d+): '(.+)' is no operator here; write (\w+)", "第{0}个字符：“{1}”不是运算符，请写 {2}"),
        (
            r"column (\d+): (\w+):(.+): no stored passage has it; known are (.+)",
            "第{0}个字符：没有段落的 {1} 为“{2}”；已有：{3}",
        ),
        (r"--(\w+) '(.+)': no stored passage has it; known are (.+)", "没有段落的 {0} 为“{1}”；已有：{2}"),
        (r"--(?:from|to) (.*?):? .*", "日期无法识别，应为 2021、2021-03 或 2021-03-12"),
        (r"page=(.*): a number from 1 to (\d+).*", "页码应为 1 到 {1}；请缩小检索范围以查看其后的结果"),
        (r"'(.+)': the store has no mention of it.*", "库中没有提及“{0}”"),
        (
            r"'(.+)' is mentioned in ([\d,]+) passages, at most ([\d,]+) are summed up here.*",
            "“{0}”见于 {1} 段，网页上最多汇总 {2} 段（命令行没有此限制）",
        ),
        (
            r"its schedule has fired more than once since (.+)",
            "自 {0} 以来，其计划已不止一次到时而未成功读取",
        ),
        (
            r"(.+): ([\d,]+) documents stored, at least ([\d,]+) expected",
            "{0}：已入库 {1} 篇，至少应有 {2} 篇",
        ),
        (r"(.+): (\d+)% rejected, at most (\d+)% expected", "{0}：未收录 {1}%，最多应为 {2}%"),
        (r"a name is needed.*", "请填写标注人"),
    )
)
_EXPECTED = (
    ("a closing parenthesis", "右括号"),
    ("a word, a phrase or a parenthesis", "词、短语或括号"),
    ("the end, AND, OR, NOT, NEAR/n or another word", "结尾、AND、OR、NOT、NEAR/n 或另一个词"),
)


def explain(error: ZhengceError, locale: str) -> str:
    """Return an error's message in a locale."""
    message = error.message(locale)
    return say_in_chinese(message) if locale == "zh" else message


def say_in_chinese(message: str) -> str:
    """Return the message in Chinese; one that is not known stays as it is."""
    for pattern, chinese in _SAID:
        if match := pattern.fullmatch(message):
            said = chinese.format(*(group or "" for group in match.groups()))
            for english, word in _EXPECTED:
                said = said.replace(english, word)
            return said
    return message
