"""Reports: evidence, dossiers, briefs and the tables of an export."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.reports.briefs import (
        BRIEF_COLUMNS,
        Brief,
        BriefSource,
        SlowParts,
        brief_numbers,
        brief_rows,
        choose_since,
        collect_brief,
        collect_slow_parts,
        explain_no_dates,
        find_brief,
        newest_rates,
        read_brief_dates,
        write_brief,
        write_latest_brief,
    )
    from flows.reports.columns import command_columns
    from flows.reports.dossier import Dossier, collect_dossier
    from flows.reports.dossier_lines import DOSSIER_COLUMNS, dossier_rows
    from flows.reports.dossier_page import DOSSIER_FORMATS, draw_bars, write_dossier
    from flows.reports.evidence import EvidenceRequest, NumberedQuote, find_evidence, number_quotes
    from flows.reports.evidence_page import EVIDENCE_FORMATS, NOTHING_COUNTED, write_evidence
    from flows.reports.exports import CHOSEN, KINDS, export_kinds, export_package
    from flows.reports.profiles import NamedNeighbour, Profile, collect_profile
    from flows.reports.series_files import (
        Drawing,
        check_format,
        draw_provinces,
        draw_series,
        export_chart,
        write_series,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "BRIEF_COLUMNS",
    "CHOSEN",
    "DOSSIER_COLUMNS",
    "DOSSIER_FORMATS",
    "EVIDENCE_FORMATS",
    "KINDS",
    "NOTHING_COUNTED",
    "Brief",
    "BriefSource",
    "Dossier",
    "Drawing",
    "EvidenceRequest",
    "NamedNeighbour",
    "NumberedQuote",
    "Profile",
    "SlowParts",
    "brief_numbers",
    "brief_rows",
    "check_format",
    "choose_since",
    "collect_brief",
    "collect_dossier",
    "collect_profile",
    "collect_slow_parts",
    "command_columns",
    "dossier_rows",
    "draw_bars",
    "draw_provinces",
    "draw_series",
    "explain_no_dates",
    "export_chart",
    "export_kinds",
    "export_package",
    "find_brief",
    "find_evidence",
    "newest_rates",
    "number_quotes",
    "read_brief_dates",
    "write_brief",
    "write_dossier",
    "write_evidence",
    "write_latest_brief",
    "write_series",
]
