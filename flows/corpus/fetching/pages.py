"""Pages that are not documents although the server answers 200: verification, login, soft 404, empty shells.

Every rule requires little other text: a regulation about verification codes is a document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flows.corpus.fetching.markup import ListError, parse_html
from flows.records import Reason
from flows.text import lazy_pattern

# Characters of text without white space. The shortest real notice seen on government sites has 97.
_SHORT, _MIDDLE = 300, 1_500
_EMPTY, _ALMOST_EMPTY = 20, 50
# Titles of bot checks. Those of the first kind name nothing else; an article may have one of the second.
_CHECK_ENDS = r"[\W_]*(?:[-_|].*)?$"
_SURE_TITLE = lazy_pattern(
    r"^(?:.{0,20}安全验证中心|百度安全验证|请(?:先)?(?:完成|通过|进行|输入).{0,8}验证码?"
    r"|请求(?:已)?被拦截|网站防火墙|系统检测到异常|just a moment|attention required"
    r"|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human|(?:are you )?a? ?robot(?: check|\?)"
    r"|one moment,? please|please wait|pardon our interruption|ddos-guard|client challenge"
    r"|(?:performing|vercel) security (?:verification|checkpoint)"
    r"|making sure you['’]?re not a bot|checking (?:if|that) (?:you are|the site connection is) .{1,20}"
    r"|(?:checking|verifying) your browser(?: before accessing .{1,60})?|(?:正在)?确认[您你]是?不是机器人"
    r"|正在(?:检查|验证|检测)[您你]的浏览器.{0,20}|请稍[候等])" + _CHECK_ENDS,
    re.IGNORECASE,
)
_LIKELY_TITLE = lazy_pattern(
    r"^(?:访问验证|安全验证|人机(?:身份)?验证|验证码|验证中心|安全检[查测]"
    r"|(?:滑动|滑块|滑|拖动|图形|行为|真人|身份|浏览器)验证(?:码|页面?)?|访问(?:被拒绝|受限|异常|过于频繁)"
    r"|access denied|security (?:check|verification)|(?:human|bot) (?:verification|check)|captcha)"
    + _CHECK_ENDS,
    re.IGNORECASE,
)
_VERIFICATION = lazy_pattern(
    r"访问验证|安全验证|人机验证|滑动验证|滑动滑块|拖动滑块|拖动下方滑块|请(?:输入|完成|通过).{0,8}验证"
    r"|请输入.{0,6}验证码|访问过于频繁|异常访问|访问被(?:拒绝|拦截|阻断)|请求.{0,6}拦截|网站防火墙"
    r"|开启\s*(?:javascript|cookie)"
    r"|enable javascript|checking your browser|verify (?:that )?you are (?:a )?human|unusual traffic"
    r"|access denied|captcha|making sure you['’]?re not a bot|review the security of your connection"
    r"|确认[您你]是?不是机器人|(?:证明|验证|确认)[您你](?:是真人|不是机器人)"
    r"|正在(?:检查|验证|检测)[您你]的浏览器",
    re.IGNORECASE,
)
# Names in the scripts of bot checks, and of nothing else.
_CHALLENGE = lazy_pattern(
    r"_cf_chl_opt|cf-chl-|challenge-form|anubis_challenge|px-captcha|captcha-delivery\.com"
    r"|_Incapsula_Resource|gokuProps|awsWafCookieDomainList|__jsl_clearance|yunsuo_session"
)
# A date or source after its label, or a date next to a name: only published texts have them.
_PUBLISHED_LINE = lazy_pattern(
    r"(?:(?:发布|发表|更新|发文|成文)(?:时间|日期)|日期)\s*[:：]\s*(?:19|20)\d{2}|来源\s*[:：]\s*\S"
    r"|\b(?:published|posted|updated|by [A-Z][a-z]+ [A-Z]).{0,40}\b(?:19|20)\d{2}(?!\d)",
    re.IGNORECASE,
)
_PUBLISHED_META = frozenset(
    ("article:published_time", "pubdate", "publishdate", "datepublished", "dc.date", "articletitle")
)
_SENTENCES = lazy_pattern(r"[^。！？\n]{25,}[。！？]|[A-Z][^.!?\n]{60,}[.!?](?=\s|$)")
_MANY_SENTENCES = 5
_LOGIN_TITLE = lazy_pattern(r"登录|登陆|统一身份认证|log ?in\b|sign ?in\b", re.IGNORECASE)
_GONE_TITLE = lazy_pattern(
    r"(?:^|\W)404(?:\W|$)|页面(?:不存在|未找到|找不到|丢失|已删除)|找不到(?:页面|网页|该页)"
    r"|(?:内容|文章|信息|稿件|您访问的页面)(?:不存在|已被?删除|已下线|已过期)"
    r"|not found|page (?:does not exist|missing)|no longer available",
    re.IGNORECASE,
)
_GONE = lazy_pattern(
    r"(?:抱歉|对不起|很遗憾|sorry)"
    r".{0,30}(?:不存在|未找到|找不到|无法找到|已被?删除|已下线|无法访问|not found|does not exist"
    r"|can ?not be found|no longer)"
    r"|您(?:所)?(?:访问|查找|请求|浏览)的(?:页面|网页|内容|文章|资源|信息)"
    r".{0,12}(?:不存在|未找到|找不到|已被?删除|已下线|失效)|HTTP (?:status )?404",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = lazy_pattern(r"第[一二三四五六七八九十\d]+条")
_SCRIPTED_REDIRECT = lazy_pattern(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*=|location\.replace\s*\("
)
_HIDDEN = ("script", "style", "noscript", "template", "iframe", "svg", "head")


@dataclass(frozen=True, slots=True)
class _Page:
    """The parts of a page that the rules examine; `length` counts the non-blank characters of `text`."""

    title: str
    heading: str
    text: str
    length: int
    has_scripts: bool
    has_password: bool
    redirects: bool
    is_challenge: bool
    is_published: bool


def refuse_page(body: bytes, declared: str = "") -> Reason | None:
    """Return why an HTML page is not a document, or None if it may be."""
    try:
        tree = parse_html(body, declared)
    except ListError as error:
        return Reason(error.code, error.values)
    page = _read_page(tree)
    code = next((code for code, applies in _RULES if applies(page)), "")
    return Reason(code) if code else None


def refuse_text(title: str, text: str) -> Reason | None:
    """Return why the text of a page saved in another format is not a document, or None.

    It is not if its title or first line is the heading of a verification page and there is little other text.
    """
    length = len("".join(text.split()))
    if length > _MIDDLE:
        return None
    first = text.strip().partition("\n")[0].strip("#* \t\r")
    is_check = _is_headed_like_a_check((title, first), text, is_published=False)
    return Reason("corpus.verification_page") if is_check else None


def _read_page(tree: Any) -> _Page:
    title = " ".join((tree.findtext(".//title") or "").split())
    heading = next((" ".join(element.text_content().split()) for element in tree.iter("h1", "h2")), "")
    scripts = [element.text or "" for element in tree.iter("script")]
    refreshes = any((element.get("http-equiv") or "").lower() == "refresh" for element in tree.iter("meta"))
    has_password = any((element.get("type") or "").lower() == "password" for element in tree.iter("input"))
    metas = {(element.get("name") or element.get("property") or "").lower() for element in tree.iter("meta")}
    linked = any(_holds_article(element) for element in tree.iter("script"))
    addresses = " ".join(element.get("src") or "" for element in tree.iter("script"))
    ids = " ".join(element.get("id") or "" for element in tree.iter("form", "div", "script"))
    text = visible_text(tree)
    code = " ".join((*scripts, addresses, ids))
    return _Page(
        title=title,
        heading=heading,
        text=text,
        length=len("".join(text.split())),
        has_scripts=bool(scripts),
        has_password=has_password,
        redirects=refreshes or bool(_SCRIPTED_REDIRECT.search(" ".join(scripts))),
        is_challenge=bool(_CHALLENGE.search(code)),
        is_published=linked or not metas.isdisjoint(_PUBLISHED_META),
    )


def _holds_article(script: Any) -> bool:
    """Return whether a script contains the linked data (JSON-LD) of a published text."""
    is_linked = (script.get("type") or "").lower() == "application/ld+json"
    return is_linked and "datePublished" in (script.text or "")


def _is_headed_like_a_check(headings: Iterable[str], text: str, *, is_published: bool) -> bool:
    """Return whether a short text with these headings is a bot check, not an article about bot checks.

    A text with a date or a source of publication is an article. A heading that an article may have ("验证码",
    "Access denied") counts only above a text of few sentences.
    """
    headings = tuple(headings)
    if is_published or _PUBLISHED_LINE.search(text) or _ARTICLE.search(text):
        return False
    if any(map(_SURE_TITLE.match, headings)):
        return True
    return any(map(_LIKELY_TITLE.match, headings)) and not _is_prose(text)


def _is_prose(text: str) -> bool:
    return len(_SENTENCES.findall(text)) >= _MANY_SENTENCES


def _is_verification_page(page: _Page) -> bool:
    """Recognise a page that asks for proof of being human: "安全验证", "请完成下方验证"."""
    if page.length < _MIDDLE and _is_headed_like_a_check(
        (page.title, page.heading), page.text, is_published=page.is_published
    ):
        return True
    if page.length >= _SHORT or page.is_published or _PUBLISHED_LINE.search(page.text):
        return False
    is_article = bool(_ARTICLE.search(page.text)) or _is_prose(page.text)
    return page.is_challenge or (bool(_VERIFICATION.search(page.text)) and not is_article)


def _is_login_page(page: _Page) -> bool:
    """Recognise a page with little besides a password field, or with the title "登录".

    News pages may have a login box for comments.
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


def read_visible(body: bytes, declared: str = "") -> str:
    """Return the text that a reader of an HTML page sees, or "" if it can't be read."""
    try:
        return visible_text(parse_html(body, declared))
    except ListError:
        return ""


def is_soft_404(reason: Reason | None) -> bool:
    """Return whether a page was refused because it reports that the document does not exist."""
    return reason is not None and reason.code == "corpus.soft_404"


def is_verification(reason: Reason | None) -> bool:
    """Return whether a page was refused because it asks for proof of being human, which is temporary."""
    return reason is not None and reason.code == "corpus.verification_page"
