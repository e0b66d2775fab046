"""The command that serves the store to assistants."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.cli.listening import listen
from flows.cli.options import WHOLE, OptionalText, StoreOption
from flows.cli.printing import check_port, say


def mcp(
    *,
    http: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    port: Annotated[int, WHOLE] = 8766,
    host: str = "127.0.0.1",
    token: OptionalText = "",
    site: OptionalText = "",
    store: StoreOption = None,
) -> int:
    """Serve the store to assistants by the Model Context Protocol, read only.

    An assistant starts `zhengce mcp` itself and talks to it over standard input and output. With --http it
    listens at /mcp for assistants that connect to an address. docs/assistants.md has the set-up of common
    assistants.

    Parameters
    ----------
    http
        Listen for HTTP (streamable HTTP) instead, until stopped with Ctrl-C.
    port
        Port to listen on.
    host
        Address to listen on; any but this machine's needs a token.
    token
        Password that every assistant has to send. Default: ZHENGCE_TOKEN.
    site
        Address of `zhengce web`, such as http://127.0.0.1:8765: permalinks in answers lead there.
    """
    from flows.assistants.mcp import build_app, build_server, check_binding, serve_stdio
    from flows.settings import read_settings

    check_port(port)
    settings = read_settings(store)
    password = token or settings.token
    if http:
        check_binding(host, password)
    server = build_server(settings, site=site)
    if not http:
        serve_stdio(server)
        return 0
    import uvicorn

    app = build_app(server, host=host, token=password)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    with listen(host, port) as listener:
        say("cli.serving", place=f"{host}:{port}/mcp")
        uvicorn.Server(config).run(sockets=[listener])
    return 0
