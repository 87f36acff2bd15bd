"""The order in which the build derives: each step fills a table, or columns of one; the views come last."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from magnitsky_data.contract.descriptor import Table
from magnitsky_data.curation.check import PARTLY_DERIVED
from magnitsky_data.curation.database import Database, expanded, sql_files, statements
from magnitsky_data.curation.derive.claims import add_verdicts
from magnitsky_data.curation.derive.links import link_entries
from magnitsky_data.curation.derive.names import add_entity_names
from magnitsky_data.curation.derive.standing_list import add_standing_list_matches

# An SQL file of this folder, a function, or several of these
Steps: TypeAlias = "str | Callable[[Database], None] | list[Steps] | tuple[Steps, ...]"


def expand_partial_dates(data: Database) -> None:
    """Give the partial dates that were derived their precision and the first and last day that they allow."""
    for name, table in data.contract.tables.items():
        _expand(data, table, is_whole=table.is_derived or name in PARTLY_DERIVED)


def fill_views(data: Database) -> None:
    """Fill the tables of the ready shelf, each from the file of its name in ``views``; none reads another."""

    def fill(name: str) -> None:
        data.run(statements("views", name))
        _expand(data, data.contract.tables[name], is_whole=True)

    data.at_once(partial(fill, name) for name in sql_files("views"))


def _expand(data: Database, table: Table, *, is_whole: bool) -> None:
    for column in (f.name for f in table.fields if f.is_partial_date and (is_whole or f.is_derived)):
        companions = ", ".join(f"{name} = {cell}" for name, cell in expanded(column, column).items())
        data.run(f"UPDATE {table.name} SET {companions} WHERE {column} IS NOT NULL AND {column}_earliest IS NULL")


# Steps in a list run at once: none reads or writes what another of them writes. Those in a tuple go one after the other.
STEPS: Steps = (
    "editors_countries",
    "members",
    "list_entries",
    ["states", link_entries],
    ["entity_facts", "entity_countries", ("introduction_years", "lapsed_bills")],
    ["openings", add_standing_list_matches, ("legislator_terms", "law_identifiers")],
    [("day_documents", "earliest_dates", "spells", "designations", "grounds"), add_entity_names],
    expand_partial_dates,
    ["current_entries", "entity_summaries"],
    [add_verdicts, fill_views],
)


def derive(data: Database) -> None:
    """Run every step in order."""
    _run(data, STEPS)


def _run(data: Database, steps: Steps) -> None:
    if isinstance(steps, str):
        data.run(statements("derive", steps))
    elif callable(steps):
        steps(data)
    elif isinstance(steps, list):
        data.at_once(partial(_run, data, step) for step in steps)
    else:
        for step in steps:
            _run(data, step)
