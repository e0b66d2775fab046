"""Options shared by commands, each with one name, one meaning and one line of help."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.cli.options.dates import AsOf, DateAxisOption, FirstDate, LastDate
    from flows.cli.options.documents import (
        BriefOptions,
        ChoiceOptions,
        Collections,
        Corpora,
        DocumentOptions,
        Language,
        Publisher,
        StandingOptions,
        Tags,
    )
    from flows.cli.options.output import (
        ChartOptions,
        CiteOption,
        Format,
        OutFile,
        OutFolder,
        Quiet,
        TableOrJson,
        TableOutput,
        TextOrJson,
        choose_labels,
    )
    from flows.cli.options.passages import AsTyped, Entity, FilterOptions
    from flows.cli.options.places import ExchangeOption, FileOrInput, LakeOption, SchedulerOption, StoreOption
    from flows.cli.options.series import (
        AllowPartial,
        By,
        ChangeOptions,
        MeasureName,
        ReprintsName,
        SeriesOptions,
        VanishedShare,
    )
    from flows.cli.options.values import (
        WHOLE,
        FactLimit,
        FactSort,
        LanguageName,
        Limit,
        Minimum,
        OptionalText,
        Switch,
        Yes,
        type_options,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "WHOLE",
    "AllowPartial",
    "AsOf",
    "AsTyped",
    "BriefOptions",
    "By",
    "ChangeOptions",
    "ChartOptions",
    "ChoiceOptions",
    "CiteOption",
    "Collections",
    "Corpora",
    "DateAxisOption",
    "DocumentOptions",
    "Entity",
    "ExchangeOption",
    "FactLimit",
    "FactSort",
    "FileOrInput",
    "FilterOptions",
    "FirstDate",
    "Format",
    "LakeOption",
    "Language",
    "LanguageName",
    "LastDate",
    "Limit",
    "MeasureName",
    "Minimum",
    "OptionalText",
    "OutFile",
    "OutFolder",
    "Publisher",
    "Quiet",
    "ReprintsName",
    "SchedulerOption",
    "SeriesOptions",
    "StandingOptions",
    "StoreOption",
    "Switch",
    "TableOrJson",
    "TableOutput",
    "Tags",
    "TextOrJson",
    "VanishedShare",
    "Yes",
    "choose_labels",
    "type_options",
]
