"""Words by which Chinese sentences set a value: 为, 由…提高到, 下调至."""

_NOT_DIGIT = "[^，,。；;\\d]"
_SETS = (
    "(?:调整?|提[高升]?|上[调浮升]|下[调浮降]|调[高低增减]|降低?|升高?|放宽|收紧|扩大|增加?|减少?"
    "|缩[减小]|削减)[到至为]"
)
# The verb that sets a value, behind the name of what is set: (税率)由5%下调至 |, (标准)为每吨 |.
TO = (
    f"(?:[由从]{_NOT_DIGIT}{{0,14}}\\d[^，,。；;]{{0,14}}?)?[，,]?(?:已|再|均|将|可以?|进一步|统一|分别"
    f"|大幅|逐步|一次性)*"
    "(?:(?:为|是|[设定](?:为|在)|[设定]为[^，,。；;\\d]{1,8}|(?:规定|确定|固定|核定|限定)[为在])"
    f"(?:人民币|每{_NOT_DIGIT}{{1,8}}|不[低高超少多][于过]{_NOT_DIGIT}{{0,8}}|[年月单净]{_NOT_DIGIT}{{1,9}}"
    "|普通[^，,。；;\\d]{1,6})?"
    f"|{_SETS}了?{_NOT_DIGIT}{{0,10}})"
)
# The earlier value: (税率)由 |, if the verb follows.
FROM = f"(?:已)?[由从]{_NOT_DIGIT}{{0,12}}"
SET_BEHIND = f"[^，,。；;]{{0,10}}{_SETS}"
