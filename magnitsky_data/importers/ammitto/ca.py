"""Records of the Consolidated Canadian Autonomous Sanctions List in the collection."""

import re
from typing import Any

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context
from magnitsky_data.importers.lists import Entry, Name, Particular
from magnitsky_data.importers.lists.expect import Expectation
from magnitsky_data.importers.lists.values import british_bounds, clean, day
from magnitsky_data.importers.reading import known, needed

LIST_ID = "ca_sema"
EXPECTATIONS = (Expectation("ca-jvcfoa", 70, 300, "80 persons since December 2023; none ever removed", 0.2, 1.0),)
REGIME = re.compile(r"Justice for Victims of Corrupt Foreign Officials", re.IGNORECASE)

USED = {"country", "last_name", "given_name", "item", "date_of_listing", "date_of_birth_or_ship_build_date"}


def entry(record: dict[str, Any], source_id: str, locator: str, where: str, context: Context) -> Entry | None:
    """Return the entry of a record, or none for a regulation of the Special Economic Measures Act."""
    if not REGIME.search(clean(needed(record, "country", where), where)):
        return None
    known(record, USED, (), where)
    item = clean(needed(record, "item", where), where)
    if not re.fullmatch(r"[1-9]\d*", item):
        raise ImportRefused(f"{where}: item {item!r}; expected the number of an item of the schedule")
    # All that were ever listed are persons; a body would have another field for its name.
    name = " ".join(clean(needed(record, field, where), where) for field in ("given_name", "last_name"))
    listed = clean(record.get("date_of_birth_or_ship_build_date"), where)
    births = [
        Particular("birth_date", text, *british_bounds(text, f"{where}: date of birth"), is_circa=False)
        for text in re.split(r"\s+or\s+", listed)  # 54: "1972-08-10 or 1972-08-11"
        if text
    ]
    return Entry(
        f"ca-sema-jvcfor-{item}",
        item,
        ("ca-jvcfoa",),
        "person",
        clean(name, where),
        day(clean(needed(record, "date_of_listing", where), where), f"{where}: date_of_listing"),
        source_id,
        locator,
        {"names": (Name(clean(name, where), "primary"),), "remarks": tuple(births)},
    )
