"""Show what changed between versions of a document, editions of a law, or those of one article."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

from flows.cli.naming import choose_document
from flows.cli.opening import open_workspace
from flows.cli.options import AsOf, StoreOption, TextOrJson
from flows.cli.printing import print_line, print_message, say
from flows.errors import UsageError, local_message, terminal_locale

if TYPE_CHECKING:
    from flows.pipeline import VersionChange
    from flows.references import ArticleNumber
    from flows.workspace import Workspace


def versions(
    document: str, *, as_of: AsOf = "", format_: TextOrJson = "text", store: StoreOption = None
) -> int:
    """Show what changed between versions of a document, or editions of a law.

    Removed text is marked [-so-], added text {+so+}. ID#第12条 follows one article and lists who cites it.

    Parameters
    ----------
    document
        Its id as search shows it (of any version), its title, number or address; with #第12条 or #12 one
        article. A title means the last edition, or that of --as-of, whose articles have these numbers.
    """
    from flows.output import print_json
    from flows.pipeline import compare_editions, compare_versions
    from flows.references import read_article_address, read_as_of

    document, article = read_article_address(document)
    day = read_as_of(as_of)
    if article is not None:
        return _show_article(document, article, day, format_, store)
    with open_workspace(store) as workspace:
        identifier = _resolve(workspace, document, day)
        steps = [
            step
            for compare in (compare_versions, compare_editions)
            for step in compare(workspace.store, identifier)
            if not day or (step.dates[1] if step.dates else step.first_seen[:10]) <= day
        ]
    if format_ == "json":
        print_json([step.as_dict() for step in steps])
        return 0
    for step in steps:
        _print_step(step)
    if not steps:
        say("cli.one_version")
    return 0


def _resolve(workspace: Workspace, name: str, day: str) -> str:
    """Return the id of a document. Raises UsageError, also for ID#abc, which names no article."""
    from flows.references import find_by_any_name

    document, _, article = name.rpartition("#")
    find = partial(find_by_any_name, workspace.store, lexicon=workspace.lexicon)
    if document and not find(name) and find(document):
        raise UsageError("cli.no_article_number", article=article, document=document)
    return _resolve_edition(workspace, name, day)


def _resolve_edition(workspace: Workspace, name: str, day: str) -> str:
    """Return the id of a document; of the editions of one title, the newest, or that of a day.

    Raises UsageError.
    """
    from flows.references import document_on

    chosen = choose_document(workspace, name, day)
    return document_on(workspace.store, chosen, day).document_id if day else chosen


def _print_step(step: VersionChange) -> None:
    """Print the changes from one version or edition to the next."""
    from flows.output import translate_word
    from flows.pipeline import mark_changes

    ends = {"old": step.old_id, "new": step.new_id}
    if step.dates:
        print_message("cli.editions", "bold", first=step.dates[0], second=step.dates[1], **ends)
    else:
        print_message("cli.first_seen", "bold", moment=step.first_seen, **ends)
    empty = local_message("cli.empty")
    for name, (old, new) in step.fields.items():
        field = translate_word(name, "fields")
        print_message("cli.field_change", field=field, old=old or empty, new=new or empty)
    for change in step.changes:
        marked = mark_changes(change.old, change.new)
        message = "cli.line_moved" if change.kind == "moved" else "cli.line_change"
        print_message(message, line=str(change.line), text=marked)


def _show_article(
    document: str, number: ArticleNumber, day: str, file_format: str, store: Path | None
) -> int:
    """Show an article of a law in each edition, and the passages that cite it, dated by a day if given."""
    from flows.output import print_json, translate_word
    from flows.pipeline import mark_changes
    from flows.references import ArticleNumber, article_citations, article_history, read_articles

    with open_workspace(store) as workspace:
        identifier = _resolve_edition(workspace, document, day)
        known = read_articles(workspace.store, identifier)
        if not known:
            raise UsageError("cli.no_articles", document=identifier)
        if number not in known:
            last = max(known).in_words(terminal_locale())
            raise UsageError(
                "cli.no_article", document=identifier, article=number.in_words(terminal_locale()), last=last
            )
        history = article_history(workspace.store, identifier, number)
        citing = article_citations(workspace.store, identifier, number)
    if day:
        history = [one for one in history if one.date <= day]
        citing = [one for one in citing if one.date <= day]
    if file_format == "json":
        print_json(
            {"history": [one._asdict() for one in history], "cited_by": [one._asdict() for one in citing]}
        )
        return 0
    for one in history:
        where = f"{one.date}  {one.passage_id or one.document_id}"
        change = translate_word(one.change, "article")
        if one.number:
            article = ArticleNumber(one.number, one.inserted).in_words(terminal_locale())
            print_message("cli.article_was", "bold", place=where, change=change, article=article)
        else:
            print_line(f"{where}  {change}", style="bold")
        if one.change == "changed":
            print_line(indent(mark_changes(one.before, one.text), "  "))
        elif one.change in ("first", "new"):
            print_line(indent(one.text, "  "))
    print_message("cli.article_cited", "bold", number=len(citing))
    for cited in citing:
        print_line(f"  {cited.date}  {cited.passage_id}  {cited.title}")
    return 0
