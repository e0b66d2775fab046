"""Reports: evidence, dossiers, briefs and the tables of an export."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.reports.briefs import (
        Brief,
        BriefSource,
        Kept,
        choose_since,
        collect_brief,
        collect_kept,
        newest_rates,
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
    "Kept",
    "NamedNeighbour",
    "NumberedQuote",
    "Profile",
    "check_format",
    "choose_since",
    "collect_brief",
    "collect_dossier",
    "collect_kept",
    "collect_profile",
    "command_columns",
    "dossier_rows",
    "draw_bars",
    "draw_provinces",
    "draw_series",
    "export_chart",
    "export_kinds",
    "export_package",
    "find_evidence",
    "newest_rates",
    "number_quotes",
    "write_brief",
    "write_dossier",
    "write_evidence",
    "write_latest_brief",
    "write_series",
]
