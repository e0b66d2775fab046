"""A comparison as a self-contained page. Everything from documents is escaped."""

from __future__ import annotations

from flows.output import mark_languages
from flows.references import show_unit, show_written
from flows.reports.comparisons.comparing import Comparison
from flows.reports.comparisons.rows import describe_figure
from flows.reports.pages import read_template


def comparison_page(found: Comparison) -> str:
    """Return the HTML of a comparison, with all paragraphs and figures; it needs no other file."""
    template = read_template("compare.html")
    page = template.render(
        found=found,
        describe_figure=describe_figure,
        show_written=show_written,
        name_unit=_name_unit,
        again=found.request.command(),
    )
    return mark_languages(page)


def _name_unit(unit: str) -> str:
    """Return a unit in both languages of the page: people 人."""
    return " ".join(dict.fromkeys((show_unit(unit), show_unit(unit, "zh"))))
