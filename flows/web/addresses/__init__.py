"""Addresses of pages as values, from which requests and related addresses are made."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.addresses.citations import CitationsAddress, read_citations
    from flows.web.addresses.documents import OF_DOCUMENTS, ChoiceAddress, read_choice_parameters
    from flows.web.addresses.figures import FigureAddress, read_figures
    from flows.web.addresses.known import download_parameters, find_ignored
    from flows.web.addresses.parallel import ParallelAddress, read_parallel
    from flows.web.addresses.parameters import (
        Parameters,
        check_page,
        exact_value,
        make_address,
        page_pair,
        page_start,
        plain_value,
        quote_name,
        read_choice,
        read_choices,
        read_date_order,
        read_number,
        read_page,
        read_start,
        redirect,
        several_values,
        unless_default,
    )
    from flows.web.addresses.searches import (
        SEARCH_PARAMETERS,
        SearchAddress,
        carried_modes,
        read_line_order,
        read_search,
        recall_search,
    )
    from flows.web.addresses.trends import trend_address
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "OF_DOCUMENTS",
    "SEARCH_PARAMETERS",
    "ChoiceAddress",
    "CitationsAddress",
    "FigureAddress",
    "ParallelAddress",
    "Parameters",
    "SearchAddress",
    "carried_modes",
    "check_page",
    "download_parameters",
    "exact_value",
    "find_ignored",
    "make_address",
    "page_pair",
    "page_start",
    "plain_value",
    "quote_name",
    "read_choice",
    "read_choice_parameters",
    "read_choices",
    "read_citations",
    "read_date_order",
    "read_figures",
    "read_line_order",
    "read_number",
    "read_page",
    "read_parallel",
    "read_search",
    "read_start",
    "recall_search",
    "redirect",
    "several_values",
    "trend_address",
    "unless_default",
]
