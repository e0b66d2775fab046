"""Output: tables, charts, files and the terminal."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.output.analysis import print_analysis, write_analysis_page
    from flows.output.bitext import (
        BITEXT_COLUMNS,
        Bitext,
        bitext_lines,
        bitext_rows,
        pair_bitexts,
        tab_lines,
        tmx_lines,
    )
    from flows.output.chart_layers import shorten_names
    from flows.output.charts import Style, build_chart, check_ending, save_chart
    from flows.output.conllu import write_conllu
    from flows.output.fonts import font_file
    from flows.output.hits import (
        no_date,
        no_title,
        print_concordance,
        print_hits,
        print_new,
        print_parallel,
        print_similar,
    )
    from flows.output.reliability import draw_reliability
    from flows.output.series_text import print_statistics, print_trends
    from flows.output.sidecars import (
        choice_words,
        describe_choice,
        describe_origin,
        hash_file,
        relative_to_here,
        repeat_command,
        write_with_sidecar,
    )
    from flows.output.store_text import print_run, print_status
    from flows.output.tables import (
        TABLE_FORMATS,
        XLSX_ROWS,
        csv_chunks,
        jsonl_chunks,
        replace_if_changed,
        side_of,
        write_lines,
        write_side,
        write_table,
        write_text,
    )
    from flows.output.terminal import (
        clean,
        count_in_words,
        cut,
        highlight,
        join_label,
        join_list,
        lay_out,
        messages,
        note_hidden,
        print_csv,
        print_hanging,
        print_json,
        print_jsonl,
        print_lines,
        print_table,
        progress_bar,
        results,
        translate_heading,
        translate_noun,
        translate_stage,
        translate_word,
    )
    from flows.output.webannotation import annotate_documents, annotate_links
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "BITEXT_COLUMNS",
    "TABLE_FORMATS",
    "XLSX_ROWS",
    "Bitext",
    "Style",
    "annotate_documents",
    "annotate_links",
    "bitext_lines",
    "bitext_rows",
    "build_chart",
    "check_ending",
    "choice_words",
    "clean",
    "count_in_words",
    "csv_chunks",
    "cut",
    "describe_choice",
    "describe_origin",
    "draw_reliability",
    "font_file",
    "hash_file",
    "highlight",
    "join_label",
    "join_list",
    "jsonl_chunks",
    "lay_out",
    "messages",
    "no_date",
    "no_title",
    "note_hidden",
    "pair_bitexts",
    "print_analysis",
    "print_concordance",
    "print_csv",
    "print_hanging",
    "print_hits",
    "print_json",
    "print_jsonl",
    "print_lines",
    "print_new",
    "print_parallel",
    "print_run",
    "print_similar",
    "print_statistics",
    "print_status",
    "print_table",
    "print_trends",
    "progress_bar",
    "relative_to_here",
    "repeat_command",
    "replace_if_changed",
    "results",
    "save_chart",
    "shorten_names",
    "side_of",
    "tab_lines",
    "tmx_lines",
    "translate_heading",
    "translate_noun",
    "translate_stage",
    "translate_word",
    "write_analysis_page",
    "write_conllu",
    "write_lines",
    "write_side",
    "write_table",
    "write_text",
    "write_with_sidecar",
]
