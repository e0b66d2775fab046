"""The command `web`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.cli.commands.shared import StoreOption, read_settings


def web(
    *,
    port: int = 8765,
    host: str = "127.0.0.1",
    token: Annotated[
        str, Parameter(help="Asked of everyone; default ZHENGCE_TOKEN. Needed for any other --host.")
    ] = "",
    store: StoreOption = None,
) -> int:
    """Show the search page in a browser, until stopped with Ctrl-C.

    Parameters
    ----------
    host
        Where to listen; anything but this machine needs a token.
    """
    import uvicorn

    from flows.output import messages
    from flows.web import create_app

    settings = read_settings(store)
    app = create_app(settings, host=host, token=token or settings.token)
    shown = f"[{host}]" if ":" in host else host
    messages.print(f"zhengce: http://{shown}:{port}/  (Ctrl-C stops it)", markup=False)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
    return 0
