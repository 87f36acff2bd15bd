"""Records of the Consolidated Canadian Autonomous Sanctions List in the collection."""

import re
from typing import Any

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context
from magnitsky_data.importers.ca_sema.consolidated import birth_dates
from magnitsky_data.importers.dates import iso_day
from magnitsky_data.importers.lists import Entry, Name
from magnitsky_data.importers.lists.expect import Expectation
from magnitsky_data.importers.reading import known, needed
from magnitsky_data.importers.text import scalar

LIST_ID = "ca_sema"
EXPECTATIONS = (Expectation("ca-jvcfoa", 70, 300, "80 persons since December 2023; none ever removed", 0.2, 1.0),)
REGIME = re.compile(r"Justice for Victims of Corrupt Foreign Officials", re.IGNORECASE)

USED = {"country", "last_name", "given_name", "item", "date_of_listing", "date_of_birth_or_ship_build_date"}


def entry(record: dict[str, Any], source_id: str, locator: str, where: str, context: Context) -> Entry | None:
    """Return the entry of a record, or none for a regulation of the Special Economic Measures Act."""
    if not REGIME.search(scalar(needed(record, "country", where), where)):
        return None
    known(record, USED, (), where)
    item = scalar(needed(record, "item", where), where)
    if not re.fullmatch(r"[1-9]\d*", item):
        raise ImportRefused(f"{where}: item {item!r}; expected the number of an item of the schedule")
    # All that were ever listed are persons; a body would have another field for its name.
    name = " ".join(scalar(needed(record, field, where), where) for field in ("given_name", "last_name"))
    births = birth_dates(scalar(record.get("date_of_birth_or_ship_build_date"), where), where)
    return Entry(
        f"ca-sema-jvcfor-{item}",
        item,
        ("ca-jvcfoa",),
        "person",
        scalar(name, where),
        iso_day(scalar(needed(record, "date_of_listing", where), where), f"{where}: date_of_listing"),
        source_id,
        locator,
        {"names": (Name(scalar(name, where), "primary"),), "remarks": tuple(births)},
    )
