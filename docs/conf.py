"""The manual: Sphinx with MyST, built offline by `make docs`."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.application import Sphinx

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS.parent), str(DOCS)]

from bilingual_search import BilingualSearch  # noqa: E402 - found by the path above
from chinese_pages import mark_chinese  # noqa: E402
from reference_pages import write_reference_pages  # noqa: E402
from strict_pages import move_inline  # noqa: E402

from flows import __version__  # noqa: E402

project = "zhengce"
author = "the zhengce developers"
copyright = "the zhengce developers, Apache-2.0"  # noqa: A001 - Sphinx reads this name
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
copybutton_prompt_text = "$ "
html_theme = "furo"
html_title = "zhengce 政策"
html_show_sourcelink = False
html_use_index = False
html_search_language = "bilingual"


def setup(app: Sphinx) -> None:
    """Write the pages made from code before Sphinx looks for sources; add the search; tidy the pages."""
    app.add_search_language(BilingualSearch)
    app.connect("build-finished", move_inline)
    app.connect("build-finished", mark_chinese)
    write_reference_pages(DOCS / "reference")
