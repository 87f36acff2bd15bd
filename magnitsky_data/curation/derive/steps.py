"""The order in which the build derives: each step fills a table, or columns of one; the views come last."""

from collections.abc import Callable

from magnitsky_data.contract.descriptor import Table
from magnitsky_data.curation.database import Database, sql_files, statements
from magnitsky_data.curation.derive.claims import add_verdicts
from magnitsky_data.curation.derive.people import add_entity_names, link_entries
from magnitsky_data.curation.derive.standing_list import add_standing_list_matches

Step = str | Callable[[Database], None]  # an SQL file of this folder, or a function


def expand_partial_dates(data: Database) -> None:
    """Give every partial date its precision and the first and last day that it allows."""
    for table in data.contract.tables.values():
        _expand(data, table)


def fill_views(data: Database) -> None:
    """Fill the tables of the ready shelf, each from the file of its name in ``views``; none reads another."""
    for name in sorted(sql_files("views")):
        data.run(statements("views", name))
        _expand(data, data.contract.tables[name])


def _expand(data: Database, table: Table) -> None:
    for column in (f.name for f in table.fields if f.is_partial_date):
        data.run(
            f"UPDATE {table.name} SET {column}_precision = date_precision({column}), "
            f"{column}_earliest = earliest({column}), {column}_latest = latest({column}) WHERE {column} IS NOT NULL"
        )


STEPS: tuple[Step, ...] = (
    expand_partial_dates,  # of what was gathered; once more at the end for what is derived
    "editors_countries",
    "members",
    "list_entries",
    link_entries,
    add_standing_list_matches,
    "states",
    "entity_countries",
    "openings",
    "earliest_dates",
    "spells",
    "designations",
    add_entity_names,
    "legislator_terms",
    "lapsed_bills",
    expand_partial_dates,
    add_verdicts,
    fill_views,
)


def derive(data: Database) -> None:
    """Run every step in order."""
    for step in STEPS:
        if callable(step):
            step(data)
        else:
            data.run(statements("derive", step))
