"""Pages of the manual as `zhengce web` serves its own: nothing inline, and usable without sight."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
# What the theme leaves out: the level of headings in a side bar, the names of the two side bars, and a way
# to scroll a wide table by keyboard.
_PARTS = {
    'class="caption" role="heading"': 'class="caption" role="heading" aria-level="2"',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
}
_SIDES = {"sidebar-drawer": ("All pages", "全部页面"), "toc-drawer": ("This page", "本页")}


def move_inline(app: Sphinx, failure: Exception | None) -> None:
    """Move inline scripts and styles of all pages into files, and replace style attributes.

    All pages of the theme carry the same script, which reads the reader's choice of light or dark, and the
    same style, the colours of code.
    """
    if failure or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    for page in folder.rglob("*.html"):
        root = "../" * (len(page.relative_to(folder).parts) - 1) + "_static/"
        text = page.read_text(encoding="utf-8")
        for pattern, name, tag in (
            (_SCRIPT, "theme.js", '<script src="{}"></script>'),
            (_STYLE, "code.css", '<link rel="stylesheet" href="{}">'),
        ):
            for found in pattern.findall(text):
                (folder / "_static" / name).write_text(found, encoding="utf-8")
            text = pattern.sub(tag.format(root + name), text)
        text = text.replace('style="display: none;"', "hidden").replace(
            'style="opacity: 50%"', 'opacity="0.5"'
        )
        page.write_text(_complete(text, is_chinese=page.name.endswith(".zh.html")), encoding="utf-8")


def _complete(text: str, *, is_chinese: bool) -> str:
    """Return a page with what screen readers and keyboards need."""
    for found, better in _PARTS.items():
        text = text.replace(found, better)
    for name, labels in _SIDES.items():
        named = f'<aside aria-label="{labels[is_chinese]}" class="{name}'
        text = text.replace(f'<aside class="{name}', named)
    return text
