"""Collections and tags: documents and passages that people keep, order, annotate, share and write up."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.reports.collections.desk import Desk
    from flows.reports.collections.members import Member, read_members
    from flows.reports.collections.sharing import create_shared, share
    from flows.reports.collections.writing import EXPORT_FORMATS, ExportFormat, write_collection
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "EXPORT_FORMATS",
    "Desk",
    "ExportFormat",
    "Member",
    "create_shared",
    "read_members",
    "share",
    "write_collection",
]
