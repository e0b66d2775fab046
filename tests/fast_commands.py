"""`zhengce` from a process that has imported it already, for tests that run many commands in a shell.

`serve` imports the program once and forks for each command; `ask` is the command of the shell, which hands over its
arguments, folder, environment and open files and ends with the exit code. What a command does is the same; what it
imports is tested elsewhere (tests/cli/test_startup.py).
"""

import io
import json
import os
import socket
import sys
from pathlib import Path


def ask(address: str, words: list[str]) -> int:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(address)
        request = json.dumps(
            {"words": words, "folder": str(Path.cwd()), "environment": dict(os.environ)}
        ).encode()
        socket.send_fds(connection, [len(request).to_bytes(8, "big")], [0, 1, 2])
        connection.sendall(request)
        return connection.recv(1)[0]


def serve(address: str) -> None:
    _import_program()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(address)
        listening.listen()
        print("ready", flush=True)
        while True:
            connection, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _answer(connection)
                os._exit(0)
            connection.close()
            _bury()


def _import_program() -> None:
    import flows.alignment
    import flows.annotation
    import flows.cli.main
    import flows.output
    import flows.pipeline
    import flows.reports
    import flows.trends
    import flows.workspace

    assert flows.cli.main.__name__ and flows.workspace.__name__
    for room in (
        flows.alignment,
        flows.annotation,
        flows.output,
        flows.pipeline,
        flows.reports,
        flows.trends,
    ):
        for name in room.__all__:
            getattr(room, name)
    _import_libraries()


def _import_libraries() -> None:
    """Import what annotating and drawing import when they begin."""
    import altair
    import openpyxl
    import vl_convert

    from flows.annotation import load_annotator

    assert altair.__name__ and openpyxl.__name__ and vl_convert.__name__
    models = Path(__file__).parents[1] / "models"
    load_annotator(models).annotate(["The plan aims for 70% by 2025.", "到2025年达到70%。"])


def _answer(connection: socket.socket) -> None:
    size, files, _, _ = socket.recv_fds(connection, 8, 3)
    with connection.makefile("rb") as stream:
        request = json.loads(stream.read(int.from_bytes(size, "big")))
    child = os.fork()
    if child == 0:
        connection.close()
        _run(request, files)
    _, status = os.waitpid(child, 0)
    connection.sendall(bytes([os.waitstatus_to_exitcode(status) & 0xFF]))


def _run(request: dict[str, object], files: list[int]) -> None:
    for target, file in enumerate(files):
        os.dup2(file, target)
        os.close(file)
    os.chdir(str(request["folder"]))
    environment = request["environment"]
    assert isinstance(environment, dict)
    os.environ.clear()
    os.environ.update(environment)
    words = request["words"]
    assert isinstance(words, list)
    sys.argv = ["zhengce", *words]
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - the streams of the process
    for number, name in (
        (1, "stdout"),
        (2, "stderr"),
    ):  # unbuffered, so that lines come in the order of printing
        raw = open(number, "wb", buffering=0, closefd=False)  # noqa: SIM115
        setattr(sys, name, io.TextIOWrapper(raw, encoding="utf-8", write_through=True))
    code = 1
    try:
        from flows.cli.main import main

        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _bury() -> None:
    """Collect the children that have ended."""
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return
        except ChildProcessError:
            return


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    else:
        sys.exit(ask(sys.argv[2], sys.argv[3:]))
