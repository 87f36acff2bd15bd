"""The order in which the build derives: each step fills a table, or columns of one."""

from collections.abc import Callable

from magnitsky_data.curation.database import Database, statements
from magnitsky_data.curation.derive.claims import add_verdicts
from magnitsky_data.curation.derive.people import add_entity_names, link_entries
from magnitsky_data.curation.derive.standing_list import add_standing_list_matches

Step = str | Callable[[Database], None]  # an SQL file of this folder, or a function


def expand_partial_dates(data: Database) -> None:
    """Give every partial date its precision and the first and last day that it allows."""
    for table in data.contract.tables.values():
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
    "designations_flat",
    "responses",
    expand_partial_dates,
    add_verdicts,
)


def derive(data: Database) -> None:
    """Run every step in order."""
    for step in STEPS:
        if callable(step):
            step(data)
        else:
            data.run(statements("derive", step))
