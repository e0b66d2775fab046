"""Lists on the site: the stored documents, batches of terms and queries, and networks."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.lists.addresses import BatchAddress, DocumentsAddress, read_batch_address, read_documents
    from flows.web.lists.batch import build_batch
    from flows.web.lists.choosing import document_fields
    from flows.web.lists.directives import (
        DirectivesAddress,
        build_directives,
        read_directives,
    )
    from flows.web.lists.documents import build_document_list
    from flows.web.lists.filters import (
        REFUSED,
        AllFilters,
        AsOf,
        Chosen,
        ChosenByDocumentKind,
        Date,
        FirstDate,
        Identifier,
        Limit,
        Many,
        Narrowed,
        Offset,
        Text,
    )
    from flows.web.lists.interface import build_lists_api
    from flows.web.lists.networks import build_networks
    from flows.web.lists.tables import LISTED_COLUMNS, batch_table, wide_batch_table
    from flows.web.lists.vanished import (
        VanishedAddress,
        build_vanished,
        read_vanished_address,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "LISTED_COLUMNS",
    "REFUSED",
    "AllFilters",
    "AsOf",
    "BatchAddress",
    "Chosen",
    "ChosenByDocumentKind",
    "Date",
    "DirectivesAddress",
    "DocumentsAddress",
    "FirstDate",
    "Identifier",
    "Limit",
    "Many",
    "Narrowed",
    "Offset",
    "Text",
    "VanishedAddress",
    "batch_table",
    "build_batch",
    "build_directives",
    "build_document_list",
    "build_lists_api",
    "build_networks",
    "build_vanished",
    "document_fields",
    "read_batch_address",
    "read_directives",
    "read_documents",
    "read_vanished_address",
    "wide_batch_table",
]
