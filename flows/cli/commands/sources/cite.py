"""The command that cites documents and passages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from flows.cli.naming import choose_document
from flows.cli.opening import open_workspace
from flows.cli.options import StoreOption
from flows.records import CitationStyle

if TYPE_CHECKING:
    from flows.workspace import Workspace


def cite(
    *identifiers: Annotated[str, Parameter(name="id")],
    style: Annotated[CitationStyle, Parameter(show_default=True)] = "gbt7714",
    store: StoreOption = None,
) -> int:
    """Cite documents and passages: GB/T 7714, Chicago, APA, BibTeX, RIS or CSL JSON.

    In BibTeX, RIS and CSL JSON, the note identifies the exact text: by the document's id, which is the same
    in every store with this title and text, by the passage with its offsets, and by the SHA-256 of the bytes
    that were read. Keys are in pinyin: guowuyuan-2015-zhongguo-zhizao.

    Parameters
    ----------
    identifiers
        Ids of passages or documents, as `zhengce search --format json` prints them, articles (ID#第12条,
        ID#12), or titles, numbers or addresses of documents. A title means the newest edition; one with a
        remark, such as （2021年修订）, means that edition.
    style
        gbt7714 (GB/T 7714-2015), chicago (notes and bibliography), apa (7th edition), or a file format for
        reference managers: bibtex, ris, csl-json.
    """
    from flows.errors import UsageError
    from flows.output.bibliography import cite as write_citations
    from flows.output.bibliography import find_items

    if not identifiers:
        raise UsageError("cli.no_identifiers")
    with open_workspace(store) as workspace:
        names = [_choose_document(workspace, name) for name in dict.fromkeys(identifiers)]
        items = find_items(workspace, list(dict.fromkeys(names)))
        sys.stdout.write(write_citations(items, style, workspace.lexicon))
    return 0


def _choose_document(workspace: Workspace, name: str) -> str:
    """Return a name as it is, or the newest edition in place of a title that several have."""
    from flows.references import find_by_any_name, read_article_address

    document, found = name, find_by_any_name(workspace.store, name, workspace.lexicon)
    if not found:
        document = read_article_address(name)[0]
        found = find_by_any_name(workspace.store, document, workspace.lexicon)
    if len(found) < 2:
        return name
    return choose_document(workspace, document) + name.removeprefix(document)
