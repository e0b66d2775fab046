"""The command `events`: what happened to a firm, body, person or place, and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import (
    ChoiceOptions,
    Corpora,
    FactLimit,
    FactSort,
    FirstDate,
    Language,
    LastDate,
    OptionalText,
    StoreOption,
    TableOutput,
)
from flows.cli.printing import FactListing, check_limit, check_out, note_words, show_facts
from flows.errors import local_message, terminal_locale
from flows.records import EventAction

if TYPE_CHECKING:
    from flows.references import ListedEvent


def events(
    name: OptionalText = "",
    *,
    query: OptionalText = "",
    action: Annotated[list[EventAction] | None, Parameter(negative="")] = None,
    from_: FirstDate = "",
    to: LastDate = "",
    minimum_score: float = 0.0,
    corpus: Corpora = None,
    language: Language = None,
    sort: FactSort = "earliest",
    limit: FactLimit = None,
    output: TableOutput = TableOutput(),
    documents: ChoiceOptions = ChoiceOptions(),
    store: StoreOption = None,
) -> int:
    """List dated things that happened to firms and bodies: designated, listed, funded, acquired, sanctioned.

    A rule reads each event from a sentence, so check the passage before you quote it. Plans and possibilities
    do not count. The actor of a listing, title, grant or sanction is the one it happened to; "the company" is
    resolved to the firm named before it, or in the heading, and marked.

    Parameters
    ----------
    name
        A firm, body, person or place as actor, object or counterpart: a concept by any of its names (SMIC
        finds 中芯国际), or words of a name. Default: all.
    query
        Only in passages that `zhengce search` finds with it, in both languages. Default: in all.
    action
        Only this action. Repeatable; several are alternatives.
    minimum_score
        Least confidence, from 0 to 1: 0.8 leaves out guessed actors and dates.
    """
    from flows.references import event_filter, list_events, narrow_events
    from flows.search import explain_words

    check_limit(limit)
    check_out(output.out)
    number = output.limit_facts(limit)
    with open_workspace(store, documents=documents.documents()) as workspace:
        wanted = event_filter(
            workspace.lexicon,
            name,
            actions=action or (),
            first=from_,
            last=to,
            corpora=corpus or (),
            languages=language or (),
            least_score=minimum_score,
        )
        wanted = narrow_events(workspace.collection, wanted, query)
        found, total = list_events(workspace.store, wanted, limit=number, order=sort)
        note_words(explain_words(workspace.collection, query), found)
    _show_events(found, total, output, number)
    return 0


def _show_events(found: Sequence[ListedEvent], total: int, output: TableOutput, limit: int | None) -> None:
    from flows.references import EVENT_COLUMNS, describe_events

    listing = FactListing("events", "event", "events", EVENT_COLUMNS, describe_events())
    rows = [event._asdict() for event in found]
    show_facts(rows, total, listing, output, limit, lambda index: _print_event(index + 1, found[index]))


def _print_event(number: int, event: ListedEvent) -> None:
    """Print date and event, then its source, then the sentence with the event marked."""
    from rich.text import Text

    from flows.output import clean, no_date, print_fact
    from flows.references import describe_event

    when = "–".join(filter(None, (event.date, event.date_to))) or local_message("cli.undated")
    actor = event.actor
    if event.is_resolved:
        actor = local_message("cli.by_pronoun", actor=actor)
    what = describe_event(event, terminal_locale())
    heading = Text(clean(f"{when} {actor}"), style="bold") + Text(clean(f" · {what}"))
    reported, score = event.reported or no_date(), f"{event.score:.2f}"
    print_fact(number, heading, event, date=reported, marked=event.event_text, more=score)
