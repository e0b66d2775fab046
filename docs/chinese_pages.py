"""Chinese pages of the manual: marked as Chinese, with the theme's few words in Chinese."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

# The theme has no translations. Titles of English pages beside the text stay English.
_WORDS = {
    "Auto light/dark, in dark mode": "随系统，当前深色",
    "Auto light/dark, in light mode": "随系统，当前浅色",
    "Back to top": "回到顶部",
    "Contents": "目录",
    "Dark mode": "深色",
    "Expand": "展开",
    "Light mode": "浅色",
    "Link to this heading": "本节链接",
    "Menu": "菜单",
    "Next": "下一页",
    "On this page": "本页内容",
    "Previous": "上一页",
    "Search": "检索",
    "Skip to content": "跳到正文",
    "Toggle Light / Dark / Auto color theme": "切换浅色、深色或随系统",
    "Toggle site navigation sidebar": "打开或收起目录",
    "Toggle table of contents sidebar": "打开或收起本页内容",
}
_PLACES = re.compile(rf"(>\s*|\")({'|'.join(map(re.escape, _WORDS))})(\s*<|\")")


def mark_chinese(app: Sphinx, failure: Exception | None) -> None:
    """Mark the pages whose names end with .zh as Chinese, and translate the theme's words on them."""
    if failure or app.builder.format != "html":
        return
    for page in Path(app.outdir).rglob("*.zh.html"):
        page.write_text(translate_theme(page.read_text(encoding="utf-8")), encoding="utf-8")


def translate_theme(text: str) -> str:
    """Return a page with the language Chinese, and with the theme's words in Chinese."""
    text = re.sub(r'(<html\b[^>]*) lang="[^"]*"', r'\1 lang="zh-CN"', text, count=1)
    return _PLACES.sub(lambda found: f"{found[1]}{_WORDS[found[2]]}{found[3]}", text)
