"""`zhengce` from a process that has already imported it, for tests that run many commands in a shell.

`serve` imports the program once and forks for each command; `ask` is the command of the shell, which hands over its
arguments, folder, environment and open files and ends with the exit code. The command does the same; its imports
are tested elsewhere (tests/cli/test_startup.py).
"""

import atexit
import ctypes
import gc
import io
import json
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

CLONE_NEWNS = 0x00020000  # for setns(2): a mount namespace
MADV_HUGEPAGE, MADV_COLLAPSE, LARGE_PAGE = 14, 25, 2 << 20  # for madvise(2)


def send(
    address: str,
    words: list[str],
    folder: str,
    environment: dict[str, str],
    files: list[int],
    mounts: int = 0,
) -> int:
    """Run a command with three open files as its standard streams; return its exit code.

    `mounts` is the process whose mounts the command sees, if not this one's.
    """
    asked = {"words": words, "folder": folder, "environment": environment, "mounts": mounts}
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(address)
        request = json.dumps(asked).encode()
        socket.send_fds(connection, [len(request).to_bytes(8, "big")], files)
        connection.sendall(request)
        return connection.recv(1)[0]


def serve(address: str, owner: int) -> None:
    """Run commands as long as the process `owner` exists."""
    loaded = _import_program()  # kept, so that commands find it loaded
    gc.freeze()  # memory that children only read stays shared with them
    _use_large_pages()
    running: dict[int, socket.socket] = {}
    ended = _watch_children()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(address)
        listening.listen()
        print("ready", flush=True)
        while loaded and _is_there(owner):
            ready, _, _ = select.select([listening, ended], [], [], 1)
            if ended in ready:
                ended.recv(4096)
                _report_ends(running)
            if listening in ready:
                _start(listening, running)
    shutil.rmtree(Path(address).parent, ignore_errors=True)


def _use_large_pages() -> None:
    """Move loaded memory to pages of 2 MB, if Linux can: half the time of a fork is copying the page table."""
    libc = ctypes.CDLL(None, use_errno=True)
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        place, rights, _, _, inode, *name = line.split(maxsplit=5)
        start, end = (int(part, 16) for part in place.split("-"))
        if rights == "rw-p" and inode == "0" and name in ([], ["[heap]"]) and end - start >= LARGE_PAGE:
            for advice in (MADV_HUGEPAGE, MADV_COLLAPSE):
                libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), advice)


def _watch_children() -> socket.socket:
    """Return a file object that becomes readable when a child has ended."""
    reading, writing = socket.socketpair()
    writing.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writing.detach(), warn_on_full_buffer=False)
    return reading


def _report_ends(running: dict[int, socket.socket]) -> None:
    """Send the exit code of each ended child to the process that requested the command."""
    while running:
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            return
        with running.pop(child) as connection, suppress(OSError):  # the requester may be gone
            connection.sendall(bytes([os.waitstatus_to_exitcode(status) & 0xFF]))


def _start(listening: socket.socket, running: dict[int, socket.socket]) -> None:
    """Run the next command in a child: one fork, as copying the page tables of this process takes 20 ms."""
    connection, _ = listening.accept()
    try:
        size, files, _, _ = socket.recv_fds(connection, 8, 3)
        with connection.makefile("rb") as stream:
            request = json.loads(stream.read(int.from_bytes(size, "big")))
    except (OSError, ValueError):  # the requester is gone before the request was complete
        connection.close()
        return
    child = os.fork()
    if child == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for held in (listening, connection, *running.values()):
            held.close()
        _run(request, files)
    for file in files:
        os.close(file)
    running[child] = connection


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _import_program() -> object:
    """Import the modules that commands import, and those that annotating and drawing import when they start.

    Return the annotator and the lexicon.
    """
    import altair
    import docx
    import networkx
    import openpyxl
    import pandas
    import pypdf
    import pypinyin
    import rapidfuzz
    import scipy.stats
    import vl_convert

    import flows.alignment
    import flows.annotation
    import flows.cli.main
    import flows.output
    import flows.pipeline
    import flows.reports
    import flows.trends
    import flows.workspace
    from flows.annotation.lexicon import load_compiled
    from flows.annotation.matching import RustCutter
    from flows.errors import read_catalogue

    models = Path(__file__).parents[1] / "models"
    libraries = (
        altair,
        docx,
        networkx,
        openpyxl,
        pandas,
        pypdf,
        pypinyin,
        rapidfuzz,
        scipy.stats,
        vl_convert,
        flows.cli.main,
        flows.workspace,
    )
    assert all(library.__name__ for library in libraries)
    rooms = (
        flows.alignment,
        flows.annotation,
        flows.output,
        flows.pipeline,
        flows.reports,
        flows.trends,
        flows.workspace,
    )
    for room in rooms:
        for name in room.__all__:
            getattr(room, name)
    for commands in flows.cli.main.read_commands().values():
        for command in commands.values():
            import_module(f"flows.cli.commands.{command['function'].partition(':')[0]}")
    for library in (
        "cyclopts.config",
        "cyclopts.help",
        "docstring_parser",
        "filelock",
        "flows.cli.series",
        "flows.search.documents.matching",
        "rich._emoji_codes",
        "rich._unicode_data.unicode17-0-0",
        "rich.markdown",
        "rich.progress",
        "uharfbuzz",
    ):
        import_module(library)
    for catalogue in Path(flows.__file__).parent.glob("**/errors.toml"):
        read_catalogue(catalogue.parent.name)
    RustCutter().load()
    annotator = flows.annotation.load_annotator(models)
    _use_once(annotator, models)
    return annotator, load_compiled(models / "lexicon", models / "none" / "store.lexicon")


def _use_once(annotator: Any, models: Path) -> None:
    """Ingest and annotate two short texts: patterns are compiled and tables loaded as they are first used."""
    from flows.pipeline import annotate_store, ingest_paths
    from flows.store import Store

    texts = {
        "zh.txt": "关于试点的通知\n各市人民政府：\n要支持小巨人企业，到2025年达到70%。\n样例厅\n2024年3月1日",
        "en.txt": "Notice on pilots\nAcme bought Bolt for $3 million in 2021. It must report by 2025.",
    }
    with tempfile.TemporaryDirectory() as name:
        for file, text in texts.items():
            Path(name, file).write_text(text, encoding="utf-8")
        with Store(Path(name, "store.sqlite")) as store, store.run("test") as run:
            ingest_paths(store, run.id, "sample", [Path(name, file) for file in texts])
            annotate_store(store, run.id, annotator, models)


def _run(request: dict[str, object], files: list[int]) -> None:
    for target, file in enumerate(files):
        os.dup2(file, target)
        os.close(file)
    if request["mounts"]:
        _enter_mounts(request["mounts"])
    os.chdir(str(request["folder"]))
    environment = request["environment"]
    assert isinstance(environment, dict)
    os.environ.clear()
    os.environ.update(environment)
    _fit_consoles()
    words = request["words"]
    assert isinstance(words, list)
    sys.argv = ["zhengce", *words]
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - the streams of the process
    for number, name in (
        (1, "stdout"),
        (2, "stderr"),
    ):  # unbuffered, so that lines appear in the order of printing
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
        atexit._run_exitfuncs()  # this is how Prefect sends its last events
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _fit_consoles() -> None:
    """Set the consoles, which were created with the server, to the width of this command's terminal."""
    from flows.output import terminal

    for console in (terminal.messages, terminal.results):
        console.width = int(os.environ["COLUMNS"])


def _enter_mounts(process: object) -> None:
    """Use the mounts of another process from here on."""
    libc = ctypes.CDLL(None, use_errno=True)
    with Path(f"/proc/{process}/ns/mnt").open("rb") as namespace:
        if libc.setns(namespace.fileno(), CLONE_NEWNS):
            raise OSError(ctypes.get_errno(), "the mounts can't be entered")


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(send(sys.argv[2], sys.argv[3:], str(Path.cwd()), dict(os.environ), [0, 1, 2]))
