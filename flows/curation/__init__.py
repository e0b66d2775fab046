"""Curation: maintain the lexicon, and train the models."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.curation.evaluate import evaluate_file, write_reports
    from flows.curation.impact import IMPACT_COLUMNS, Impact, ImpactRow, impact_rows, measure_impact
    from flows.curation.labelling import (
        AnswerCounts,
        Retraining,
        retrain,
        take_answers,
        write_labelling_config,
        write_queue,
    )
    from flows.curation.lexicon import (
        STATISTICS_COLUMNS,
        TypeStatistics,
        add_concept,
        check_lexicon,
        count_lexicon,
        export_lexicon,
        import_lexicon,
        write_statistics,
    )
    from flows.curation.lexicon_coverage import COVERAGE_COLUMNS, Uncovered, check_coverage
    from flows.curation.lexicon_renderings import RenderingFinding, check_renderings
    from flows.curation.train import (
        Training,
        compare_trainings,
        keep_extracts,
        train_strategies,
    )
    from flows.curation.train_alignment import AlignmentTraining, retrain_alignment
    from flows.curation.train_entities import evaluate_entities, retrain_names
    from flows.curation.train_parse import ParserTraining, retrain_parser
    from flows.curation.training_set import write_training_card
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "COVERAGE_COLUMNS",
    "IMPACT_COLUMNS",
    "STATISTICS_COLUMNS",
    "AlignmentTraining",
    "AnswerCounts",
    "Impact",
    "ImpactRow",
    "ParserTraining",
    "RenderingFinding",
    "Retraining",
    "Training",
    "TypeStatistics",
    "Uncovered",
    "add_concept",
    "check_coverage",
    "check_lexicon",
    "check_renderings",
    "compare_trainings",
    "count_lexicon",
    "evaluate_entities",
    "evaluate_file",
    "export_lexicon",
    "impact_rows",
    "import_lexicon",
    "keep_extracts",
    "measure_impact",
    "retrain",
    "retrain_alignment",
    "retrain_names",
    "retrain_parser",
    "take_answers",
    "train_strategies",
    "write_labelling_config",
    "write_queue",
    "write_reports",
    "write_statistics",
    "write_training_card",
]
