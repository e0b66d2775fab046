"""Pages that are not documents although the server answers 200: verification, login, soft 404, empty shells.

Every rule requires that there is little other text: a regulation about verification codes is a document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flows.corpus.fetching.listings import ListError, parse_html
from flows.records import Reason

# Characters of text without white space. The shortest real notice seen on government sites has 97.
_SHORT, _MIDDLE = 300, 1_500
_EMPTY, _ALMOST_EMPTY = 20, 50
_VERIFICATION_TITLE = re.compile(
    r"^(?:访问验证|安全验证|人机验证|滑块?验证|验证码|验证中心|安全检查|访问被拒绝|访问受限|请求被拦截"
    r"|网站防火墙|系统检测到异常|.{0,20}安全验证中心|just a moment|attention required|access denied"
    r"|security check|captcha|verify(?:ing)? you are human|robot check|one moment,? please|ddos-guard"
    r"|making sure you['’]?re not a bot|checking (?:if|that) (?:you are|the site connection is) .{1,20}"
    r"|checking your browser(?: before accessing .{1,60})?|(?:正在)?确认[您你]是?不是机器人"
    r"|正在(?:检查|验证|检测)[您你]的浏览器.{0,20}|请稍[候等])[\W_]*(?:[-_|].*)?$",
    re.IGNORECASE,
)
_VERIFICATION = re.compile(
    r"访问验证|安全验证|人机验证|滑动滑块|拖动滑块|拖动下方滑块|请(?:输入|完成|通过).{0,8}验证"
    r"|请输入.{0,6}验证码|访问过于频繁|异常访问|访问被(?:拒绝|拦截|阻断)|请求.{0,6}拦截|网站防火墙"
    r"|开启\s*(?:javascript|cookie)"
    r"|enable javascript|checking your browser|verify (?:that )?you are (?:a )?human|unusual traffic"
    r"|access denied|captcha|making sure you['’]?re not a bot|review the security of your connection"
    r"|确认[您你]是?不是机器人|(?:证明|验证|确认)[您你](?:是真人|不是机器人)"
    r"|正在(?:检查|验证|检测)[您你]的浏览器",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(r"登录|登陆|统一身份认证|log ?in\b|sign ?in\b", re.IGNORECASE)
_GONE_TITLE = re.compile(
    r"(?:^|\W)404(?:\W|$)|页面(?:不存在|未找到|找不到|丢失|已删除)|找不到(?:页面|网页|该页)"
    r"|(?:内容|文章|信息|稿件|您访问的页面)(?:不存在|已被?删除|已下线|已过期)"
    r"|not found|page (?:does not exist|missing)|no longer available",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"(?:抱歉|对不起|很遗憾|sorry)"
    r".{0,30}(?:不存在|未找到|找不到|无法找到|已被?删除|已下线|无法访问|not found|does not exist"
    r"|can ?not be found|no longer)"
    r"|您(?:所)?(?:访问|查找|请求|浏览)的(?:页面|网页|内容|文章|资源|信息)"
    r".{0,12}(?:不存在|未找到|找不到|已被?删除|已下线|失效)|HTTP (?:status )?404",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十\d]+条")
_SCRIPTED_REDIRECT = re.compile(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*=|location\.replace\s*\("
)
_HIDDEN = ("script", "style", "noscript", "template", "iframe", "svg", "head")


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rules look at. `length` counts the characters of `text` without white space."""

    title: str
    heading: str
    text: str
    length: int
    has_scripts: bool
    has_password: bool
    redirects: bool


def refuse_page(body: bytes, declared: str = "") -> Reason | None:
    """Return why an HTML page is not a document, or None for one that may be."""
    try:
        tree = parse_html(body, declared)
    except ListError as error:
        return Reason(error.code, error.values)
    page = _read_page(tree)
    code = next((code for code, applies in _RULES if applies(page)), "")
    return Reason(code) if code else None


def refuse_text(title: str, text: str) -> Reason | None:
    """Return why the text of a page that was saved in another format is not a document, or None.

    Its title or first line is the heading of a verification page, and there is little other text.
    """
    if len(text) > _MIDDLE:
        return None
    first = text.strip().partition("\n")[0].strip("#* \t\r")
    is_verification_page = any(map(_VERIFICATION_TITLE.match, (title, first)))
    return Reason("corpus.verification_page") if is_verification_page else None


def _read_page(tree: Any) -> _Page:
    title = " ".join((tree.findtext(".//title") or "").split())
    heading = next((" ".join(element.text_content().split()) for element in tree.iter("h1", "h2")), "")
    scripts = [element.text or "" for element in tree.iter("script")]
    refreshes = any((element.get("http-equiv") or "").lower() == "refresh" for element in tree.iter("meta"))
    has_password = any((element.get("type") or "").lower() == "password" for element in tree.iter("input"))
    text = visible_text(tree)
    return _Page(
        title=title,
        heading=heading,
        text=text,
        length=len("".join(text.split())),
        has_scripts=bool(scripts),
        has_password=has_password,
        redirects=refreshes or bool(_SCRIPTED_REDIRECT.search(" ".join(scripts))),
    )


def _is_verification_page(page: _Page) -> bool:
    """Recognise a page that asks for proof of being human: "安全验证", "请完成下方验证"."""
    if page.length < _MIDDLE and any(map(_VERIFICATION_TITLE.match, (page.title, page.heading))):
        return True
    return page.length < _SHORT and bool(_VERIFICATION.search(page.text)) and not _ARTICLE.search(page.text)


def _is_login_page(page: _Page) -> bool:
    """Recognise a page with little besides a password field, or named "登录".

    News pages have a login box for comments.
    """
    is_named = bool(_LOGIN_TITLE.search(page.title) or _LOGIN_TITLE.search(page.heading[:30]))
    if page.has_password and (page.length < _SHORT / 2 or (is_named and page.length < _MIDDLE)):
        return True
    return page.length < _SHORT and bool(_LOGIN_TITLE.fullmatch(page.title.strip()))


def _is_gone(page: _Page) -> bool:
    """Recognise a page that reports that the document does not exist: "404", "您访问的页面不存在"."""
    return page.length < 2 * _SHORT and bool(
        _GONE_TITLE.search(page.title) or _GONE_TITLE.search(page.heading[:60]) or _GONE.search(page.text)
    )


# The first rule that applies decides.
_RULES: tuple[tuple[str, Callable[[_Page], bool]], ...] = (
    ("corpus.verification_page", _is_verification_page),
    ("corpus.login_page", _is_login_page),
    ("corpus.soft_404", _is_gone),
    ("corpus.scripted_redirect", lambda page: page.length < _ALMOST_EMPTY and page.redirects),
    ("corpus.empty_shell", lambda page: page.length < _EMPTY and page.has_scripts),
    ("corpus.empty_page", lambda page: page.length < _EMPTY),
)


def visible_text(tree: Any) -> str:
    """Return the text that a reader sees. Removes the hidden elements from the tree."""
    for element in list(tree.iter(*_HIDDEN)):
        if element.getparent() is not None:
            element.drop_tree()
    return str(tree.text_content())


def is_soft_404(reason: Reason | None) -> bool:
    """Return whether a page was refused because it reports that the document does not exist."""
    return reason is not None and reason.code == "corpus.soft_404"


def is_verification(reason: Reason | None) -> bool:
    """Return whether a page was refused because it asks for proof of being human, which is temporary."""
    return reason is not None and reason.code == "corpus.verification_page"
