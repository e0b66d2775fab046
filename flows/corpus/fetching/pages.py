"""Pages that are no documents though the server answers 200: verification, login, soft 404, empty shells.

Each rule asks for little text besides: a regulation about verification codes is a document.
"""

from __future__ import annotations

import re
from typing import Any

from flows.corpus.fetching.items import ListError
from flows.corpus.fetching.markup import parse_html

_SHORT, _MIDDLE = (
    300,
    1_500,
)  # characters of text without white space; the shortest notice seen in gov_pages has 97
_VERIFICATION_TITLE = re.compile(
    r"^(?:访问验证|安全验证|人机验证|滑块?验证|验证码|验证中心|安全检查|访问被拒绝|访问受限|请求被拦截|网站防火墙|系统检测到异常|.{0,20}安全验证中心"
    r"|just a moment|attention required|access denied|security check|captcha|verify you are human|robot check)[\W_]*(?:[-_|].*)?$",
    re.IGNORECASE,
)
_VERIFICATION = re.compile(
    r"访问验证|安全验证|人机验证|滑动滑块|拖动滑块|拖动下方滑块|请(?:输入|完成|通过).{0,8}验证|请输入.{0,6}验证码|访问过于频繁|异常访问|访问被(?:拒绝|拦截|阻断)|请求.{0,6}拦截"
    r"|网站防火墙|开启\s*(?:javascript|cookie)|enable javascript|checking your browser|verify (?:that )?you are (?:a )?human|unusual traffic|access denied|captcha",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(r"登录|登陆|统一身份认证|log ?in\b|sign ?in\b", re.IGNORECASE)
_GONE_TITLE = re.compile(
    r"(?:^|\W)404(?:\W|$)|页面(?:不存在|未找到|找不到|丢失|已删除)|找不到(?:页面|网页|该页)|(?:内容|文章|信息|稿件|您访问的页面)(?:不存在|已被?删除|已下线|已过期)"
    r"|not found|page (?:does not exist|missing)|no longer available",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"(?:抱歉|对不起|很遗憾|sorry).{0,30}(?:不存在|未找到|找不到|无法找到|已被?删除|已下线|无法访问|not found|does not exist|can ?not be found|no longer)"
    r"|您(?:所)?(?:访问|查找|请求|浏览)的(?:页面|网页|内容|文章|资源|信息).{0,12}(?:不存在|未找到|找不到|已被?删除|已下线|失效)|HTTP (?:status )?404",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPTED_REDIRECT = re.compile(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*=|location\.replace\s*\("
)
_HIDDEN = ("script", "style", "noscript", "template", "iframe", "svg", "head")


def refuse_page(body: bytes, declared: str = "") -> str:
    """Return why an HTML page is no document, or "" for one that may be."""
    try:
        tree = parse_html(body, declared)
    except ListError as error:
        return str(error)
    title = " ".join((tree.findtext(".//title") or "").split())
    heading = next((" ".join(element.text_content().split()) for element in tree.iter("h1", "h2")), "")
    has_scripts = next(tree.iter("script"), None) is not None
    scripts = " ".join(element.text or "" for element in tree.iter("script"))
    has_password = any((element.get("type") or "").lower() == "password" for element in tree.iter("input"))
    refresh = [
        element for element in tree.iter("meta") if (element.get("http-equiv") or "").lower() == "refresh"
    ]
    text = visible_text(tree)
    length = len("".join(text.split()))
    if _looks_like_verification(title, heading, text, length):
        return "a verification page, not a document"
    is_login = bool(_LOGIN_TITLE.search(title) or _LOGIN_TITLE.search(heading[:30]))
    if has_password and (
        length < _SHORT / 2 or (is_login and length < _MIDDLE)
    ):  # news pages have a login box for comments
        return "a login page, not a document"
    if length < _SHORT and _LOGIN_TITLE.fullmatch(title.strip()):
        return "a login page, not a document"
    if length < 2 * _SHORT and (
        _GONE_TITLE.search(title) or _GONE_TITLE.search(heading[:60]) or _GONE.search(text)
    ):
        return "a page that says that the document is not there (soft 404)"
    if length < 50 and (refresh or _SCRIPTED_REDIRECT.search(scripts)):
        return "a page that only leads elsewhere by script"
    if length < 20:
        return "an empty shell: no text without running its scripts" if has_scripts else "an empty page"
    return ""


def _looks_like_verification(title: str, heading: str, text: str, length: int) -> bool:
    if length < _MIDDLE and (_VERIFICATION_TITLE.match(title) or _VERIFICATION_TITLE.match(heading)):
        return True
    return (
        length < _SHORT
        and bool(_VERIFICATION.search(text))
        and not re.search(r"第[一二三四五六七八九十\d]+条", text)
    )


def visible_text(tree: Any) -> str:
    """Return the text that a reader sees; the tree loses what is hidden."""
    for element in list(tree.iter(*_HIDDEN)):
        if element.getparent() is not None:
            element.drop_tree()
    return str(tree.text_content())


def is_soft_404(reason: str) -> bool:
    """Return whether a page was refused as one that says that what was asked for is not there."""
    return reason.endswith("(soft 404)")


def is_verification(reason: str) -> bool:
    """Return whether a page was refused as one that asks a visitor to prove to be human: that passes."""
    return reason.startswith("a verification page")
