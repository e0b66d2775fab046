"""The database of the store: its connection, migrations and locks, and the shared parts of its queries."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.database.connection import PROBLEM, Run, Store, now
    from flows.store.database.counters import (
        change_number,
        next_change,
        store_identity,
        text_number,
    )
    from flows.store.database.kept_counts import (
        count_differences,
        documents_of,
        recount_all,
        recounting,
    )
    from flows.store.database.layouts import Layout, Piece, lay_out, put_together
    from flows.store.database.locks import hold_serving, is_run, is_served, lock_corpus, lock_run, lock_work
    from flows.store.database.moving import rewrite_file
    from flows.store.database.opening import (
        DatabaseFault,
        SameFile,
        explain_fault,
        find_province,
        has_title_words,
        is_damage,
        is_full,
        open_file,
    )
    from flows.store.database.queries import (
        CURRENT,
        FACTS,
        FIGURE,
        IS_UNCOUNTED,
        KIND,
        LEVEL,
        PROVINCE,
        among_values,
        bind_values,
        blocks,
        in_corpora,
        list_columns,
        marks,
        match_choices,
        order_dates,
        within_dates,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CURRENT",
    "FACTS",
    "FIGURE",
    "IS_UNCOUNTED",
    "KIND",
    "LEVEL",
    "PROBLEM",
    "PROVINCE",
    "DatabaseFault",
    "Layout",
    "Piece",
    "Run",
    "SameFile",
    "Store",
    "among_values",
    "bind_values",
    "blocks",
    "change_number",
    "count_differences",
    "documents_of",
    "explain_fault",
    "find_province",
    "has_title_words",
    "hold_serving",
    "in_corpora",
    "is_damage",
    "is_full",
    "is_run",
    "is_served",
    "lay_out",
    "list_columns",
    "lock_corpus",
    "lock_run",
    "lock_work",
    "marks",
    "match_choices",
    "next_change",
    "now",
    "open_file",
    "order_dates",
    "put_together",
    "recount_all",
    "recounting",
    "rewrite_file",
    "store_identity",
    "text_number",
    "within_dates",
]
