"""The workspace, put together from its parts."""

from __future__ import annotations

from flows.workspace.counting import Counting
from flows.workspace.documents import Documents
from flows.workspace.drafts import Drafts
from flows.workspace.facts import Facts
from flows.workspace.searching import Searching
from flows.workspace.translations import Translations


class Workspace(Searching, Counting, Documents, Facts, Translations, Drafts):
    """The parts that work on one store; use it in a `with` statement, or call `close`.

    `store` is its file, by default that of the settings. With `must_exist` a store that is not there is an
    error (StoreError) instead of being made. `report(stage, done, total)` is called while a store of an older
    version is upgraded, and while the index is brought up to date. With a `lake`,
    a folder or address that `zhengce export lake` wrote, what counts (trends, keyness, changes, exports of
    tables) is answered from it and no store is opened. With `documents` the store is read as if it held only
    what these choose: the versions that stood on a day, or documents of a status, level or kind.
    """
