"""The workspace, put together from its parts."""

from __future__ import annotations

from flows.workspace.counting import Counting
from flows.workspace.documents import Documents
from flows.workspace.drafts import Drafts
from flows.workspace.facts import Facts
from flows.workspace.searching import Searching
from flows.workspace.translations import Translations


class Workspace(Searching, Counting, Documents, Facts, Translations, Drafts):
    """A store with everything that works on it; use it in a `with` statement, or call `close`.

    `store` is its file, by default that of the settings. With `must_exist`, a missing store is an error
    (StoreError) instead of being created. `report(stage, done, total)` is called while a store of an older
    version is upgraded, and while the index is brought up to date. With a `lake`, a folder or address written
    by `zhengce export lake`, counts (trends, keyness, changes, exports of tables) come from it and no store
    is opened. With `documents`, the store is read as if it contained only the chosen documents: the versions
    valid on a day, or documents of a status, level or kind. With `reads_full_disk`, a store whose disk has no
    space left can still be read, for some seconds (see `Store`).
    """
