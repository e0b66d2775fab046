"""zhengce mines bilingual Chinese/English policy texts: `Workspace` is the entry point from Python."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.workspace import Workspace
else:
    __getattr__ = open_front(__name__)

__version__ = "1.0.0"
__all__ = ["Workspace", "__version__"]
