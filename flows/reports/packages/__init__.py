"""Descriptors of folders of data for other programs: Frictionless data packages and Croissant."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.reports.packages.croissant import (
        CROISSANT_FILE,
        About,
        RecordField,
        RecordFile,
        describe_dataset,
        describe_exported,
    )
    from flows.reports.packages.datapackage import PACKAGE_FILE, PackagedFile, describe_package
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CROISSANT_FILE",
    "PACKAGE_FILE",
    "About",
    "PackagedFile",
    "RecordField",
    "RecordFile",
    "describe_dataset",
    "describe_exported",
    "describe_package",
]
