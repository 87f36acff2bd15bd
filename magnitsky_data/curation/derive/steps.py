"""The order in which the build derives: each step fills a table, or columns of one."""

from collections.abc import Callable

from magnitsky_data.curation.check import PARTLY_DERIVED
from magnitsky_data.curation.database import Database, expanded, statements
from magnitsky_data.curation.derive.claims import add_verdicts
from magnitsky_data.curation.derive.links import link_entries
from magnitsky_data.curation.derive.names import add_entity_names
from magnitsky_data.curation.derive.standing_list import add_standing_list_matches

Step = str | Callable[[Database], None]  # an SQL file of this folder, or a function


def expand_partial_dates(data: Database) -> None:
    """Give the partial dates that were derived their precision and the first and last day that they allow."""
    for name, table in data.contract.tables.items():
        for field in table.fields:
            if field.is_partial_date and (field.is_derived or table.is_derived or name in PARTLY_DERIVED):
                cells = expanded(field.name, field.name)
                companions = ", ".join(f"{column} = {cell}" for column, cell in cells.items())
                data.run(
                    f"UPDATE {name} SET {companions} WHERE {field.name} IS NOT NULL AND {field.name}_earliest IS NULL"
                )


STEPS: tuple[Step, ...] = (
    "members",
    "list_entries",
    link_entries,
    "entity_facts",
    add_standing_list_matches,
    "states",
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
