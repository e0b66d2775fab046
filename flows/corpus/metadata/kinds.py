"""Kind of a document by how its title ends or begins, as Chinese documents and their translations are named."""

from __future__ import annotations

import re

KINDS = (
    "law",
    "regulation",
    "plan",
    "opinion",
    "notice",
    "announcement",
    "speech",
    "report",
    "news",
    "commentary",
    "analysis",
)
_TAIL = r"(?:\s*[（(][^（）()]{1,40}[）)])*$"
_QUOTED = re.compile(r"[《〈“][^《》“”]*[》〉”]")
# In order: of what fits, the first counts.
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "analysis",
            rf"答记者问|记者会|解读|读懂|图解|一图速览|问答|专家谈|(?:研究|分析|综述|述要|综析|探析|思考|对策|路径|启示){_TAIL}|(?i:\b(?:interpretation|explainer|analysis|q&a)\b)",
        ),
        (
            "commentary",
            r"评论员|社论|社评|时评|短评|快评|锐评|述评|国际论坛|人民论坛|(?i:\b(?:commentary|editorial|op-ed|opinion:)\b)",
        ),
        (
            "speech",
            rf"(?:讲话|致辞|演讲|发言|贺词|主旨演讲|祝酒辞){_TAIL}|上的(?:讲话|致辞|演讲|发言|报告)|(?i:\b(?:speech|remarks|address) (?:at|by|to|on)\b)",
        ),
        (
            "notice",
            rf"(?:通知|通报|批复|复函|答复|的函|决定|决议){_TAIL}|(?i:\b(?:notice|circular|decision|reply)\b(?! of proposed))",
        ),
        (
            "announcement",
            rf"(?:公告|通告|公示|名单|清单){_TAIL}|公告[（(]|公告\s*\d{{4}}年|(?i:\b(?:announcement|public notice|proclamation)\b)",
        ),
        ("opinion", rf"(?:意见|指导意见){_TAIL}|(?i:\b(?:guiding )?opinions\b)"),
        (
            "plan",
            rf"(?:规划|纲要|计划|方案|要点|路线图|行动|蓝图|指引|指南|框架){_TAIL}|(?i:\b(?:plan|outline|roadmap|blueprint|action plan|guidelines?)\b)",
        ),
        (
            "regulation",
            rf"(?:条例|规定|办法|细则|规则|规程|规章|章程|准则|标准|措施|若干政策|的解释|规定的批复){_TAIL}|(?i:\b(?:regulations?|measures|provisions|rules)\b)",
        ),
        (
            "law",
            rf"(?:^|[^办方做看想书语历说用立执守司违民])法{_TAIL}|(?:刑法|民法|宪法)(?:典|修正案)?(?!院)|法典{_TAIL}|(?:组织|诉讼|选举|立|司)法{_TAIL}|(?i:\blaw of the people's republic\b|\b\w+ law(?: \(|$))",
        ),
        (
            "report",
            rf"(?:报告|公报|白皮书|蓝皮书|年报){_TAIL}|政府工作报告|(?i:\b(?:report|white paper|communiqu[eé])\b)",
        ),
        (
            "news",
            r"(?:召开|举行|会见|出席|主持|印发《|发布《|部署|调研|考察|强调|闭幕|开幕|会谈|抵达|签署|启动|在京|联合印发|正式发布|发布$)",
        ),
    )
)
_ISSUED = re.compile(
    r"(?:印发|发布|公布|转发|下发)[^《》]{0,12}?(?:《([^《》]{2,80})》|([^《》]{4,60}?))的(?:通知|公告|通告|决定|命令|令)"
)
_ORDER = re.compile(r"令[（(]?\s*第|令第|令$|主席令|国务院令")


def kind_of(title: str) -> str:
    """Return one of KINDS, or "" where the title tells nothing. A title that issues another (关于印发《…规划》的通知) is a notice."""
    title = " ".join(title.split())
    if title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        title = title[1:-1]
    if not title:
        return ""
    bare = _QUOTED.sub("《》", title)
    if re.search(r"^[^关《]{2,40}(?:印发|发布|公布|出台)《》(?!的)", bare):
        return "news"
    for kind, pattern in _RULES:
        if pattern.search(bare):
            return kind
    return "announcement" if _ORDER.search(bare) else ""


def issued_kind(title: str) -> str:
    """Return the kind of the document that a notice or order issues, or ""."""
    match = _ISSUED.search(title)
    return kind_of(match[1] or match[2]) if match else ""
