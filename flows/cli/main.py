"""`zhengce`: the command line. Commands import what they need when they run, so that each starts fast."""

from __future__ import annotations

import sys

from cyclopts import App, CycloptsError

from flows import __version__
from flows.errors import UsageError, ZhengceError

app = App(
    name="zhengce",
    version=__version__,
    help="""Mine bilingual Chinese/English policy texts: ingest them on a schedule, search tagged passages, export term trends.

    Start with `zhengce run`, which ingests, annotates and exports every corpus, then `zhengce search 自主可控`.
    """,
    result_action="return_value",
)
for path in (
    "pipeline.run",
    "pipeline.ingest",
    "pipeline.annotate",
    "queries.analyze",
    "queries.search",
    "queries.concordance",
    "trends.trends",
    "changes.emerging",
    "changes.silent",
    "changes.keyness",
    "changes.shares",
    "drift.drift",
    "collocates.collocates",
    "citations.citations",
    "citations.gaps",
    "targets.targets",
    "documents.show",
    "documents.versions",
    "documents.reprints",
    "dossier.dossier",
    "evidence.evidence",
    "brief.brief",
    "pipeline.export",
    "pipeline.status",
    "web.web",
    "pipeline.serve",
):
    app.command(f"flows.cli.commands.{path.replace('.', ':')}", name=path.partition(".")[2].replace("_", "-"))
lexicon_app = App(
    name="lexicon",
    help="Look at the bilingual lexicon, check it, find what it lacks, and see what an edit changes.",
)
lexicon_app.command("flows.cli.commands.lexicon:lexicon_check", name="check")
lexicon_app.command("flows.cli.commands.lexicon:lexicon_list", name="list")
lexicon_app.command("flows.cli.commands.lexicon:lexicon_show", name="show")
lexicon_app.command("flows.cli.commands.lexicon:lexicon_add", name="add")
lexicon_app.command("flows.cli.commands.lexicon:lexicon_export", name="export")
lexicon_app.command("flows.cli.commands.lexicon:lexicon_import", name="import")
lexicon_app.command("flows.cli.commands.lexicon:lexicon_stats", name="stats")
lexicon_app.command("flows.cli.commands.vocabulary:lexicon_discover", name="discover")
lexicon_app.command("flows.cli.commands.citations:lexicon_pairs", name="pairs")
lexicon_app.command("flows.cli.commands.vocabulary:lexicon_diff", name="diff")
app.command(lexicon_app)
corpus_app = App(name="corpus", help="Sources of documents, each a folder under corpora/ with a source.yml.")
corpus_app.command("flows.cli.commands.corpora:corpus_add", name="add")
app.command(corpus_app)
watch_app = App(name="watch", help="Saved searches: what is new since the last look, as feeds and messages.")
watch_app.command("flows.cli.commands.watches:watch_add", name="add")
watch_app.command("flows.cli.commands.watches:watch_list", name="list")
watch_app.command("flows.cli.commands.watches:watch_run", name="run")
watch_app.command("flows.cli.commands.watches:watch_remove", name="remove")
app.command(watch_app)
train_app = App(name="train", help="Train the models anew from models/training/.")
train_app.command("flows.cli.commands.pipeline:train_strategies", name="strategies")
train_app.command("flows.cli.commands.entities:train_ner", name="ner")
app.command("flows.cli.commands.entities:evaluate_ner", name="evaluate-ner")
app.command("flows.cli.commands.teaching:evaluate", name="evaluate")
label_app = App(
    name="label",
    help="Teach the classifier: a queue worth labelling, the answers back, and training with them.",
)
label_app.command("flows.cli.commands.teaching:label_write", name="write")
label_app.command("flows.cli.commands.teaching:label_read", name="read")
label_app.command("flows.cli.commands.teaching:label_train", name="train")
app.command(label_app)
app.command(train_app)


def main() -> None:
    """Run the command line: exit code 0 done, 1 failed, 2 wrong usage; every expected error is one line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(exit_on_error=False, print_error=False)
    except CycloptsError as error:
        sys.stderr.write(f"zhengce: {' '.join(str(error).split())} See zhengce --help.\n")
        code = 2
    except ZhengceError as error:
        sys.stderr.write(f"zhengce: {error}\n")
        code = 2 if isinstance(error, UsageError) else 1
    except RecursionError:
        sys.stderr.write("zhengce: the input is nested too deep to be read\n")
        code = 1
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except OSError as error:
        sys.stderr.write(f"zhengce: {error.filename or 'output'}: {error.strerror or error}\n")
        code = 1
    except KeyboardInterrupt:
        sys.stderr.write("zhengce: stopped; what was stored stays stored, run it again to go on\n")
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
