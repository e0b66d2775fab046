"""Lists written to files: the table and the heat map of a batch, and networks."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.reports.lists.batch_files import BatchFile, batch_frame, draw_batch, write_batch_table
    from flows.reports.lists.network_files import write_network_file
else:
    __getattr__ = open_front(__name__)

__all__ = ["BatchFile", "batch_frame", "draw_batch", "write_batch_table", "write_network_file"]
