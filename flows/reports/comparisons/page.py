"""A comparison as a page that stands alone. Everything from documents is escaped."""

from __future__ import annotations

from flows.reports.comparisons.comparing import Comparison
from flows.reports.comparisons.rows import describe_figure
from flows.reports.pages import read_template


def comparison_page(found: Comparison) -> str:
    """Return the HTML of a comparison, with all paragraphs and figures; no other file is needed."""
    template = read_template("compare.html")
    return template.render(found=found, describe_figure=describe_figure, again=found.request.command())
