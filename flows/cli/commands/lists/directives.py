"""The command `directives`: what documents require or ask of somebody, by the force of their wording."""

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
from flows.cli.printing import FactListing, check_limit, check_out, note, note_words, say, show_facts
from flows.errors import local_message

if TYPE_CHECKING:
    from flows.references import ListedDirective
    from flows.store.facts import GradeCount


def directives(
    query: OptionalText = "",
    *,
    grade: Annotated[list[str] | None, Parameter(negative="")] = None,
    addressee: OptionalText = "",
    from_: FirstDate = "",
    to: LastDate = "",
    corpus: Corpora = None,
    language: Language = None,
    sort: FactSort = "earliest",
    limit: FactLimit = None,
    output: TableOutput = TableOutput(),
    documents: ChoiceOptions = ChoiceOptions(),
    store: StoreOption = None,
) -> int:
    """List what documents ask somebody to do, graded from 1 (explores) to 5 (binds strictly).

    Rules read each directive from a clause by its words: must and 不得 are 5, shall and 应当 are 4, promote
    and 加快 are 3, encourage and 支持 are 2, explore and 试点 are 1. Reports, facts, rights and what others
    say are none. A text that is stored several times is listed once; `zhengce export directives` has its
    copies, too. docs/directives.md defines the grades and says how often they are right.

    Parameters
    ----------
    query
        Only in passages that `zhengce search` finds with it. Default: in all.
    grade
        Only this grade: 5, 4-5, or by name (explores, encourages, promotes, requires, binds strictly), also
        in Chinese. Repeatable.
    addressee
        Only where this is part of the addressee as the text names it: 部门, enterprises.
    """
    from flows.references import count_in_copies, directive_filter, list_directives
    from flows.search import explain_words

    check_limit(limit)
    check_out(output.out)
    number = output.limit_facts(limit)
    with open_workspace(store, documents=documents.documents()) as workspace:
        wanted = directive_filter(
            workspace.collection,
            query,
            grades=grade or (),
            addressee=addressee,
            first=from_,
            last=to,
            corpora=corpus or (),
            languages=language or (),
        )
        found, counts = list_directives(workspace.store, wanted, limit=number, order=sort)
        copies = count_in_copies(workspace.store, wanted)
        note_words(explain_words(workspace.collection, query), found)
    _show(found, sum(count.directives for count in counts), output, number)
    if counts and output.is_for_people:
        _note_counts(counts, copies)
    return 0


def _note_counts(counts: Sequence[GradeCount], copies: int) -> None:
    from flows.output import join_list

    grades = [
        local_message("cli.grade_count", grade=count.grade, number=count.directives) for count in counts
    ]
    note(join_list(grades), style="dim")
    if copies:
        say("cli.directives_in_copies", "dim", number=copies)


def _show(found: Sequence[ListedDirective], total: int, output: TableOutput, limit: int | None) -> None:
    from flows.references import DIRECTIVE_COLUMNS, describe_directives

    listing = FactListing("directives", "directive", "directives", DIRECTIVE_COLUMNS, describe_directives())
    rows = [row._asdict() for row in found]
    show_facts(rows, total, listing, output, limit, lambda index: _print(index + 1, found[index]))


def _print(number: int, row: ListedDirective) -> None:
    """Print grade, addressee and object, then the source, then the sentence with the cue marked."""
    from rich.text import Text

    from flows.output import clean, join_label, no_date, print_fact, translate_word

    who = join_label(row.addressee, "") if row.addressee else ""
    heading = Text(clean(f"{row.grade} {translate_word(row.force)}"), style="bold")
    heading += Text(clean(f" · {who}{row.cue} {row.object}"))
    print_fact(number, heading, row, date=row.date or no_date(), marked=row.cue)
