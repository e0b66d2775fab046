"""Tools by subject: each class answers from one store."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.assistants.mcp.tools.checking import Checking
    from flows.assistants.mcp.tools.counting import Counting
    from flows.assistants.mcp.tools.directives import Directives
    from flows.assistants.mcp.tools.documents import Documents
    from flows.assistants.mcp.tools.facts import Facts
    from flows.assistants.mcp.tools.finding import Finding
    from flows.assistants.mcp.tools.holdings import Holdings, describe_holdings
    from flows.assistants.mcp.tools.keeping import Keeping
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Checking",
    "Counting",
    "Directives",
    "Documents",
    "Facts",
    "Finding",
    "Holdings",
    "Keeping",
    "describe_holdings",
]
