"""The files that a corpus is read from, found and recognised after a move; and the input of a command."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.files.finding import (
        MAX_FILE_BYTES,
        FoundFile,
        NotAFileError,
        describe_path,
        find_files,
        show_path,
    )
    from flows.pipeline.files.inputs import read_input
    from flows.pipeline.files.leaving import find_gone
    from flows.pipeline.files.moving import find_moved
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "MAX_FILE_BYTES",
    "FoundFile",
    "NotAFileError",
    "describe_path",
    "find_files",
    "find_gone",
    "find_moved",
    "read_input",
    "show_path",
]
