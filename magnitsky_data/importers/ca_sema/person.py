"""One person under the Justice for Victims of Corrupt Foreign Officials Regulations, in every publication an item of their schedule."""

import re
from collections.abc import Iterable

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Entry, Name, Particular

LIST_ID = "ca_sema"
PROGRAM = "ca-jvcfoa"


def entry(item: str, name: str, listed_date: str, births: Iterable[Particular], where: str) -> Entry:
    """Return the entry of an item. The regulations have one schedule, whose items have no other number.

    The Act names individuals only ("foreign national means an individual ...", S.C. 2017, c. 21, s. 2).
    """
    if not re.fullmatch(r"[1-9][0-9]{0,8}", item):
        raise ImportRefused(f"{where}: item {item!r}; expected the number in the schedule, which identifies the person")
    return Entry(
        entry_id=f"ca-sema-jvcfor-{item}",
        official_id=item,
        programs=(PROGRAM,),
        entity_type="person",
        listed_name=name,
        listed_date=listed_date,
        parts={"names": (Name(name, "primary"),), "remarks": tuple(births)},
    )
