"""Commands that train and measure the models: label, train, evaluate, evaluate-ner."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import LanguageName, Limit, OptionalText, StoreOption, Switch, TableOrJson
from flows.cli.printing import category_names, check_limit, note, print_line, print_message, say
from flows.errors import UsageError, local_message
from flows.settings import read_settings

_EXAMPLE = 140  # cells of a passage beside its changed labels
_NAME_SCORES = ("by", "type", "precision", "recall", "f1", "spans")


def _print_scores(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], title: str, first: int = 1
) -> None:
    """Print rows of scores; all but the `first` columns are numbers."""
    from flows.output import print_table

    print_table(rows, {name: name for name in columns}, title=title, right=tuple(columns[first:]))


def _report(line: str) -> None:
    """Print the progress of a training."""
    from flows.output import translate_stage

    note(translate_stage(line))


def label_write(
    path: Annotated[Path | None, Parameter(show=False)] = None,
    *,
    out: Annotated[Path | None, Parameter(help="The file to write.")] = None,
    limit: Limit = 50,
    format_: Annotated[Literal["jsonl", "csv", "label-studio"] | None, Parameter(name="--format")] = None,
    store: StoreOption = None,
) -> int:
    """Write the stored passages most worth labelling: uncertain, diverse, of every period.

    Correct `labels` and `instruments` in the file, put your name in `reader`, and read it with `zhengce label
    read`.

    Parameters
    ----------
    path
        The old way to name the file to write.
    format_
        JSON Lines, CSV, or tasks for Label Studio with a labelling configuration beside them. Default: by the
        ending of the file, csv for .csv, else jsonl.
    """
    from flows.curation import write_labelling_config, write_queue

    if path and not out:
        say("cli.label_write_path", path=path)
    file = out or path
    if file is None:
        raise UsageError("cli.no_queue_file")
    check_limit(limit)
    form = format_ or _form_of(file)
    with open_workspace(store) as workspace:
        written = write_queue(workspace.store, file, limit, form)
        say("cli.passages_to_label", number=written, file=file)
        if form == "label-studio":
            config = write_labelling_config(file.with_suffix(".xml"), workspace.taxonomy)
            say("cli.labelling_configuration", path=config)
    return 0


def _form_of(file: Path) -> str:
    ending = file.suffix.lower()
    if ending == ".xlsx":
        raise UsageError("cli.queue_is_text", path=file)
    return "csv" if ending == ".csv" else "jsonl"


def label_read(
    path: Path,
    *,
    reader: OptionalText = "",
    store: StoreOption = None,
) -> int:
    """Read answers back, and report agreement where several people labelled.

    Each answer keeps who gave it, when, and which model its reader saw. A passage that is named must be in
    the store with this text. In a cell of a CSV file, labels are parted by | or ; or a comma. Rows that name
    no reader are left out where others name one; with --reader every row counts as an answer, changed or not.

    Parameters
    ----------
    path
        The answered JSONL or CSV, or Label Studio's JSON export.
    reader
        Who answered, where the file does not say.
    """
    from flows.curation import take_answers

    with open_workspace(store) as workspace:
        found = take_answers(workspace.store, path, workspace.settings.models_folder, reader)
        names = category_names(workspace)
    say("cli.answers_read", number=found.answers, new=found.new)
    notes = {
        "cli.unsigned_rows": found.unsigned,
        "cli.answers_without_instruments": found.without_instruments,
        "cli.differing_answers": found.differing,
    }
    for code, number in notes.items():
        if number:
            say(code, "yellow", number=number)
    if found.agreement:
        rows = [{**row, "label": names.get(row["label"], row["label"])} for row in found.agreement]
        _print_scores(rows, ("label", "texts", "given", "kappa", "alpha"), "agreement")
    return 0


def label_train(*, store: StoreOption = None) -> int:
    """Train with the stored answers and show what changed."""
    from flows.curation import retrain
    from flows.output import cut

    with open_workspace(store) as workspace:
        found = retrain(workspace.store, workspace.settings.models_folder, _report)
        names = category_names(workspace)
    rows = [{**row._asdict(), "label": names.get(row.label, row.label)} for row in found.labels]
    _print_scores(rows, ("label", "before", "after"), local_message("cli.held_out_f1", folder=found.folder))
    print_message("cli.labels_changed", changed=found.changed, compared=found.compared)
    for example in found.examples:
        signs = [
            *(f"+{names.get(label, label)}" for label in example.won),
            *(f"-{names.get(label, label)}" for label in example.lost),
        ]
        print_line(f"  {' '.join(signs)}: {cut(' '.join(example.text.split()), _EXAMPLE)}")
    if found.removed:
        say("cli.removed_categories", "yellow", labels=found.removed)
    say("cli.labels_until_annotated")
    return 0


def train_strategies(*, report: Switch = False) -> int:
    """Train the strategy classifier on models/training/*.jsonl and the extracts beside them.

    The new version is used from then on.

    Parameters
    ----------
    report
        Train nothing; measure on held-out folds what masking names costs, how well one language predicts the
        other, and what fewer passages would give, beside keyword and majority baselines. Takes minutes.
    """
    from flows.annotation.classifier import load_taxonomy
    from flows.curation import compare_trainings
    from flows.curation import train_strategies as train
    from flows.output import print_table

    models = read_settings().models_folder
    if report:
        trials = compare_trainings(models, _report)
        columns = ("strategies", "instruments")
        headings = {"trial": "trial", **{name: f"{name} macro-F1" for name in columns}}
        print_table(trials, headings, title="held-out", right=columns)
        return 0
    target, metrics = train(models, _report)
    rows = [{"label": label, **scores} for label, scores in metrics["labels"].items()]
    scores = ("label", "positives", "precision", "recall", "f1", "brier")
    _print_scores(rows, scores, local_message("cli.cross_validated", folder=target))
    known = [category.id for category in load_taxonomy(models / "taxonomy.toml").categories]
    if unlearned := [label for label in known if label not in metrics["labels"]]:
        say("cli.unlearned", labels=unlearned)
    return 0


def train_extracts(*files: Path) -> int:
    """Let labelled passages teach the strategy classifier without keeping their texts.

    models/training/extracts keeps their labels, and hashes of the words that passages with texts have, too.
    zhengce train strategies then learns from them. A passage that is there already is replaced.

    Parameters
    ----------
    files
        Labelled passages in JSONL: text, labels, instruments, language, group; alt names labels that count
        neither way.
    """
    if not files:
        raise UsageError("cli.no_labelled_files")
    from flows.curation import keep_extracts

    found = keep_extracts(files, read_settings().models_folder)
    print_message("cli.extracts_kept", read=found.read, total=found.total)
    return 0


def train_ner(
    folder: Path, *, language: LanguageName = "zh", teacher: Path | None = None, start: Path | None = None
) -> int:
    """Train the model of names on a folder of IOB2 files and texts.

    The new version is used from then on.

    Parameters
    ----------
    folder
        With *train*.iob2 and *dev*.iob2 (Universal NER), and texts (*.txt, *.jsonl) on which the lexicon
        teaches its names.
    language
        Language of the texts.
    teacher
        JSONL with what another model found, per line {"text": "…", "spans": [[0, 3, "PERSON"]]}.
    start
        Folder of an earlier model, for example models/artefacts/ner_zh/0002: continue its training.
    """
    os.scandir(folder).close()  # a missing folder is reported before the models are loaded
    from flows.curation import retrain_names

    models = read_settings().models_folder
    target, scores = retrain_names(folder, models, language, teacher, _report, start)
    _print_name_scores({"model": scores}, local_message("cli.held_out_sentences", folder=target))
    return 0


def train_parser(folder: Path, *, start: Path | None = None) -> int:
    """Train the English parser on a treebank in CoNLL-U, and on sentences about figures.

    The sentences are drawn from models/parsing/grammar.toml. The new version is used from then on.

    Parameters
    ----------
    folder
        With *train*, *dev* and *test* files in CoNLL-U (.conllu or .conllu.gz) of Universal Dependencies.
    start
        Folder of an earlier parser, for example models/artefacts/parse_en/0001: continue its training.
    """
    os.scandir(folder).close()  # a missing folder is reported before spaCy is loaded
    from flows.curation import retrain_parser

    target, scores = retrain_parser(folder, read_settings().models_folder, report=_report, start=start)
    rows = [{"tags": scores.tag_accuracy, "heads": scores.uas, "heads and relations": scores.las}]
    _print_scores(
        rows, ("tags", "heads", "heads and relations"), local_message("cli.test_sentences", folder=target)
    )
    return 0


def train_alignment(dictionary: Path, pairs: Path) -> int:
    """Train the alignment of translations on a dictionary and on sentence pairs.

    The new version is used from then on. Its scores are those of exact links in documents glued from the
    last set of pairs, which teaches nothing.

    Parameters
    ----------
    dictionary
        In CEDICT's format, plain or gzipped.
    pairs
        Sentence pairs as TSV with the columns zh, en and set, in the order of their documents.
    """
    for path in (dictionary, pairs):
        path.open("rb").close()  # a missing file is reported before anything is loaded
    from flows.annotation.matching import counter_of
    from flows.curation import retrain_alignment
    from flows.embedding import find_encoder
    from flows.output import translate_word
    from flows.workspace import Workspace

    workspace = Workspace()
    concepts = counter_of(workspace.lexicon).count
    models = workspace.settings.models_folder
    trained = retrain_alignment(dictionary, pairs, models, concepts, find_encoder(), _report)
    named = {"without sentence vectors": trained.plain, "with sentence vectors": trained.with_meaning}
    rows = [{"by": translate_word(name), **scores._asdict()} for name, scores in named.items() if scores]
    _print_scores(
        rows, ("by", "precision", "recall", "f1"), local_message("cli.held_out_set", folder=trained.folder)
    )
    return 0


def evaluate(
    file: Path,
    *,
    out: Annotated[
        Path | None,
        Parameter(help="The folder for evaluation.json, .md and .html. Default: outputs/evaluation."),
    ] = None,
    format_: TableOrJson = "table",
) -> int:
    """Measure the strategy classifier on a labelled file, with intervals and baselines.

    Parameters
    ----------
    file
        JSONL, per line {"text": ..., "labels": [...], "instruments"?: [...], "alt"?: [...]}; labels in alt
        count neither way.
    """
    from flows.curation import evaluate_file, write_reports
    from flows.output import print_json

    settings = read_settings()
    found = evaluate_file(file, settings.models_folder)
    paths = write_reports(found, out or settings.outputs / "evaluation")
    if format_ == "json":
        print_json(found)
        return 0
    _print_evaluation(found)
    say("cli.file_written", path=list(map(str, paths)))
    return 0


def _print_evaluation(found: Mapping[str, Any]) -> None:
    from flows.output import join_label, translate_word

    kind = local_message("cli.baseline")
    baselines = {
        join_label(kind, translate_word(name, "baseline")): part for name, part in found["baselines"].items()
    }
    parts = {"all": found, **found["languages"], **baselines}
    rows = [
        {
            " ": translate_word(name),
            "strategies": part["macro_f1"]["strategy"]["f1"],
            "95%": _show_range(part["macro_f1"]["strategy"]["f1_95"]),
            "micro": part["micro"]["strategy"]["f1"],
            "instruments": part["macro_f1"]["instrument"]["f1"],
        }
        for name, part in parts.items()
    ]
    title = local_message("cli.macro_f1", file=found["file"], passages=found["passages"])
    _print_scores(rows, (" ", "strategies", "95%", "micro", "instruments"), title)
    strategies = [label for label, scores in found["labels"].items() if scores["kind"] == "strategy"]
    if absent := [label for label in strategies if label not in found["macro_f1"]["strategy"]["labels"]]:
        say("cli.left_out_of_macro", "dim", labels=absent)
    labels = [
        {**scores, "label": label, "95%": _show_range(scores["f1_95"])}
        for label, scores in found["labels"].items()
    ]
    columns = ("label", "positives", "precision", "recall", "f1", "95%", "brier")
    _print_scores(labels, columns, "")


def _show_range(values: Sequence[float] | None) -> str:
    return f"{values[0]:.2f}–{values[1]:.2f}" if values else ""


def evaluate_ner(file: Path) -> int:
    """Measure the names found in an IOB2 file: by lexicon and rules, by the model, by both.

    Parameters
    ----------
    file
        Sentences with their names, such as those of Universal NER; PER, ORG and LOC are read as PERSON, ORG
        and GPE.
    """
    from flows.curation import evaluate_entities

    file.open("rb").close()  # a missing file is reported before the models are loaded
    scores = evaluate_entities(file, read_settings().models_folder)
    _print_name_scores(scores, local_message("cli.exact_spans", file=file.name))
    return 0


def _print_name_scores(scores: Mapping[str, Any], title: str) -> None:
    from flows.output import translate_word

    rows = [
        {"by": translate_word(name, "by"), "type": translate_word(kind), **row}
        for name, kinds in scores.items()
        for kind, row in kinds.items()
    ]
    _print_scores(rows, _NAME_SCORES, title, first=2)
