"""Commands that run the pipeline and show its state: run, status, analyze, serve, web."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from flows.cli.listening import listen
from flows.cli.opening import open_workspace
from flows.cli.options import (
    WHOLE,
    ExchangeOption,
    FileOrInput,
    OptionalText,
    Quiet,
    SchedulerOption,
    StoreOption,
    Switch,
    TableOrJson,
)
from flows.cli.printing import category_names, check_port, say
from flows.errors import local_message
from flows.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping


def run(
    *corpora: str,
    scheduler: SchedulerOption = "",
    exchange: ExchangeOption = "",
    store: StoreOption = None,
    quiet: Quiet = False,
) -> int:
    """Ingest, annotate and export every corpus: the main job.

    Parameters
    ----------
    corpora
        Ids of corpora (folders with a source.yml). Default: every one.
    """
    from flows.run_server import start_server

    settings = read_settings(store).on_cluster(scheduler, exchange)
    with start_server(settings) as server:  # it loads while the next line does
        from flows.cli.running import run_refresh

        return run_refresh(settings, server, list(corpora), quiet=quiet)


def status(
    *,
    rejections: Switch = False,
    vanished: Switch = False,
    format_: TableOrJson = "table",
    store: StoreOption = None,
) -> int:
    """Show what is stored, how fresh and healthy each corpus is, and what failed.

    Times are in UTC.

    Parameters
    ----------
    rejections
        List every rejection with its reason.
    vanished
        List the documents that are gone from their source, or were changed there without notice: how, since
        when, and how often the source was checked.
    """
    from flows.output import print_json, print_status
    from flows.pipeline import collect_status

    with open_workspace(store) as workspace:
        corpora = workspace.settings.corpora_folder
        found = collect_status(
            workspace.store, with_rejections=rejections, with_vanished=vanished, corpora=corpora
        )
    {"json": print_json, "table": print_status}[format_](found.as_dict())
    return 0


def analyze(
    path: FileOrInput = "-",
    *,
    input_format: Literal["text", "jsonl"] = "text",
    format_: Annotated[Literal["table", "jsonl", "html"], Parameter(name="--format")] = "table",
    names: Literal["sure", "full"] = "full",
    explain: Switch = False,
) -> int:
    """Annotate a text without storing it.

    Parameters
    ----------
    path
        A file of any known format, or - for standard input.
    input_format
        jsonl: each line {"id": ..., "text": ...} is one passage, kept whole under its own id.
    format_
        A table for people, JSON Lines for programs, or a page of HTML.
    names
        sure: only the surest names of people, bodies and places.
    explain
        For each label, list the words and concepts for and against it, with their weights.
    """
    from flows.output import print_analysis, print_jsonl, write_analysis_page
    from flows.pipeline import analyze_passages, read_input, read_jsonl_passages, read_passages
    from flows.workspace import Workspace

    data = read_input(path, command="zhengce analyze -")
    name = "standard input" if path == "-" else path
    if input_format == "jsonl":
        given = list(read_jsonl_passages(data.decode("utf-8-sig", "replace"), name))
    else:
        given = list(read_passages(data, name))
    # Anything but text has been reported; now the models are loaded.
    workspace = Workspace()
    found = analyze_passages(workspace.annotator.with_names(names), given, with_reasons=explain)
    if format_ == "jsonl":
        print_jsonl(found)
        return 0
    categories = category_names(workspace)
    if format_ == "html":
        write_analysis_page(found, categories)
        return 0
    for passage in found:
        print_analysis([passage], categories)
        if explain:
            _print_explanation(passage, categories)
    return 0


def _print_explanation(passage: Mapping[str, Any], categories: Mapping[str, str]) -> None:
    """Print, for each label, the words and concepts for and against it, with their weights."""
    from flows.output import print_table, translate_word

    names = {name: name for name in ("weight", "feature", "kind", "where")}
    for label in passage["explanation"]:
        rows = [
            {
                **reason,
                "feature": categories.get(reason["feature"], reason["feature"]),
                "kind": translate_word(reason["kind"], "feature"),
                "weight": f"{reason['weight']:+.2f}",
                "where": ", ".join(f"{start}–{end}" for start, end in reason["spans"][:3]),
            }
            for reason in (*label["for"], *label["against"])
        ]
        title = local_message(
            "cli.explained",
            label=categories.get(label["label"], label["label"]),
            **{name: label[name] for name in ("probability", "threshold", "base")},
        )
        print_table(rows, names, title=title, right=("weight",), what="features")


def serve(*, port: int = 4200, store: StoreOption = None) -> int:
    """Run the schedules of the manifests until stopped with Ctrl-C.

    Starts (or uses) a Prefect server. The schedules stay registered and on after it stops; the next `serve`
    continues with them.

    Parameters
    ----------
    port
        Port of the server on this machine; its page shows the runs.
    """
    from flows.deployments import serve_deployments

    check_port(port)
    return serve_deployments(read_settings(store), port)


def web(
    *,
    port: Annotated[int, WHOLE] = 8765,
    host: str = "127.0.0.1",
    token: OptionalText = "",
    edit: Switch = False,
    store: StoreOption = None,
) -> int:
    """Show the search page in a browser until stopped with Ctrl-C.

    Parameters
    ----------
    port
        Port to listen on.
    host
        Address to listen on; any but this machine's needs a token.
    token
        Password that every reader has to give. Default: ZHENGCE_TOKEN.
    edit
        Let readers of the page add documents and sources, and remove them. A store is made if there is none.
    """
    import uvicorn

    from flows.web import create_app

    check_port(port)
    settings = read_settings(store)
    app = create_app(settings, host=host, token=token or settings.token, can_edit=edit)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    with listen(host, port) as listener:
        shown = host
        if ":" in host:
            shown = f"[{host}]"
        say("cli.serving", place=f"{shown}:{port}/")
        uvicorn.Server(config).run(sockets=[listener])
    return 0
