"""Pages of the manual without inline scripts and styles, so that they pass the policy of `zhengce web`."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


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
        page.write_text(text, encoding="utf-8")
