"""Commands that measure and teach the strategy classifier: evaluate, label write, label read, label train."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from flows.cli.commands.shared import StoreOption, open_store, read_settings
from flows.errors import UsageError


def evaluate(file: Path, *, out: Path | None = None, format: Literal["table", "json"] = "table") -> int:
    """Measure the strategy classifier on a labelled file, with 95 % intervals and baselines.

    Parameters
    ----------
    file
        JSONL, each line {"text": ..., "labels": [...], "instruments"?: [...], "alt"?: [...]}; labels in alt
        count neither way.
    out
        The folder for evaluation.json, .md and .html. Default: outputs/evaluation.
    """
    from flows.curation import evaluate_file, write_reports
    from flows.output import messages, print_json

    settings = read_settings()
    found = evaluate_file(file, settings.models_folder)
    paths = write_reports(found, out or settings.outputs / "evaluation")
    if format == "json":
        print_json(found)
        return 0
    _print_summary(found)
    messages.print(f"written: {', '.join(map(str, paths))}", markup=False)
    return 0


def _print_summary(found: dict[str, Any]) -> None:
    from flows.output import print_table

    parts = {
        "all": found,
        **found["languages"],
        **{f"baseline: {name}": part for name, part in found["baselines"].items()},
    }
    rows = [
        {
            "": name,
            "strategies": part["macro_f1"]["strategy"]["f1"],
            "95 %": _range(part["macro_f1"]["strategy"]["f1_95"]),
            "micro": part["micro"]["strategy"]["f1"],
            "instruments": part["macro_f1"]["instrument"]["f1"],
        }
        for name, part in parts.items()
    ]
    names = ("strategies", "95 %", "micro", "instruments")
    print_table(
        rows,
        {name: name for name in ("", *names)},
        title=f"{found['file']}: {found['passages']:,} passages, macro-F1",
        right=names,
    )
    labels = [
        {
            "label": label,
            **{name: scores[name] for name in ("positives", "precision", "recall", "f1", "brier")},
            "95 %": _range(scores["f1_95"]),
        }
        for label, scores in found["labels"].items()
    ]
    numbers = ("positives", "precision", "recall", "f1", "95 %", "brier")
    print_table(labels, {name: name for name in ("label", *numbers)}, right=numbers)


def _range(values: list[float] | None) -> str:
    return f"{values[0]:.2f}–{values[1]:.2f}" if values else ""


def label_write(
    path: Path,
    *,
    count: int = 50,
    format: Literal["jsonl", "csv", "label-studio"] = "jsonl",
    store: StoreOption = None,
) -> int:
    """Write the stored passages most worth labelling: uncertain ones, unlike each other, of every period.

    Parameters
    ----------
    path
        The file to write. Correct `labels` and `instruments` there, put your name in `reader`, and read it
        back.
    """
    from flows.annotation.classifier import load_taxonomy
    from flows.curation import write_labelling_config, write_queue
    from flows.output import messages

    if count < 1:
        raise UsageError(f"--count {count}: must be 1 or more")
    with open_store(store) as opened:
        written = write_queue(opened, path, count, format)
    messages.print(f"{written} passages in {path}; next: zhengce label read {path}", markup=False)
    if format == "label-studio":
        config = write_labelling_config(
            path.with_suffix(".xml"), load_taxonomy(read_settings().models_folder / "taxonomy.toml")
        )
        messages.print(f"labelling configuration: {config}", markup=False)
    return 0


def label_read(path: Path, *, reader: str = "", store: StoreOption = None) -> int:
    """Take answers in, with who gave them, when, and which model they saw.

    State agreement where two people labelled.

    Parameters
    ----------
    path
        The answered JSONL or CSV, or Label Studio's JSON export.
    reader
        Who answered, where the file doesn't say.
    """
    from flows.curation import take_answers
    from flows.output import messages, print_table

    with open_store(store) as opened:
        found = take_answers(opened, path, read_settings().models_folder, reader)
    messages.print(f"{found.answers} answers, {found.new} of them new; next: zhengce label train")
    if found.agreement:
        numbers = ("texts", "given", "kappa", "alpha")
        print_table(
            found.agreement, {name: name for name in ("label", *numbers)}, title="agreement", right=numbers
        )
    return 0


def label_train(*, store: StoreOption = None) -> int:
    """Train with the stored corrections and show what changed."""
    from flows.curation import retrain
    from flows.output import messages, print_table, results

    with open_store(store) as opened:
        found = retrain(opened, read_settings().models_folder, messages.print)
    numbers = ("before", "after")
    print_table(
        [change._asdict() for change in found.labels],
        {name: name for name in ("label", *numbers)},
        title=f"{found.folder} (held-out F1)",
        right=numbers,
    )
    results.print(f"{found.changed:,} of {found.compared:,} passages get other labels")
    for example in found.examples:
        signs = [*(f"+{label}" for label in example.won), *(f"-{label}" for label in example.lost)]
        results.print(f"  {' '.join(signs)}: {' '.join(example.text.split())[:100]}", markup=False)
    return 0
