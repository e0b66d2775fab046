"""References of a draft: titles, numbers and articles, found and checked against the names of documents."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.assistants.drafts.references.articles import find_articles, laws_of
    from flows.assistants.drafts.references.checking import ReferenceChecker
    from flows.assistants.drafts.references.editions import turns_to_another
    from flows.assistants.drafts.references.meanings import title_at
    from flows.assistants.drafts.references.meetings import find_meetings
    from flows.assistants.drafts.references.names import Names, is_shortened, share_a_title
    from flows.assistants.drafts.references.numbers import find_number_references
    from flows.assistants.drafts.references.reference import SOURCE_LABEL, Reference
    from flows.assistants.drafts.references.report_years import find_report_year
    from flows.assistants.drafts.references.titles import find_titles, is_title_like
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "SOURCE_LABEL",
    "Names",
    "Reference",
    "ReferenceChecker",
    "find_articles",
    "find_meetings",
    "find_number_references",
    "find_report_year",
    "find_titles",
    "is_shortened",
    "is_title_like",
    "laws_of",
    "share_a_title",
    "title_at",
    "turns_to_another",
]
