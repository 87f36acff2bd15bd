"""Records of the DFAT Consolidated List in the collection."""

from typing import Any

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context
from magnitsky_data.importers.ammitto.archive import mapping, sequence
from magnitsky_data.importers.au_dfat import record as dfat
from magnitsky_data.importers.lists import Entry
from magnitsky_data.importers.reading import known, needed
from magnitsky_data.importers.text import scalar

LIST_ID = dfat.LIST_ID
EXPECTATIONS = dfat.EXPECTATIONS

USED = {
    *("reference", "entity_type", "names", "sanction", "dates_of_birth", "places_of_birth", "citizenships"),
    *("address", "additional_info"),
}
SANCTION = {"listing_information", "committees", "control_date", "instrument", *dfat.MEASURES}


def entry(record: dict[str, Any], source_id: str, locator: str, where: str, context: Context) -> Entry | None:
    """Return the entry of a record, or none for another regime."""
    sanction = mapping(needed(record, "sanction", where), f"{where}: sanction")
    program_id = dfat.program(scalar(needed(sanction, "committees", where), where), where)
    if program_id is None:
        return None
    if program_id == "either":
        raise ImportRefused(
            f"{where}: committees {sanction['committees']!r}; expected the subject too, as since 2023: a file of another version"
        )
    known(record, USED, (), where)
    known(sanction, SANCTION, (), f"{where}: sanction")
    names = []
    for item in sequence(record.get("names"), f"{where}: names"):
        row = mapping(item, f"{where}: names")
        known(row, ("text", "name_type", "alias_strength"), ("script",), f"{where}: names")  # script: by the collection
        text, kind, strength = (scalar(row.get(f), where) for f in ("text", "name_type", "alias_strength"))
        names.append((text, kind, strength))
    found = dfat.Record(
        scalar(needed(record, "reference", where), where),
        program_id,
        scalar(needed(record, "entity_type", where), where),
        scalar(needed(sanction, "control_date", where), where),
        names,
        births=_raw(record, "dates_of_birth", ("year", "precision"), where),
        # The collection cuts "Moscow, Russia" at the comma and calls each half a country.
        birth_places=[", ".join(_raw(record, "places_of_birth", ("country",), where))],
        citizenships=[scalar(c, where) for c in sequence(record.get("citizenships"), f"{where}: citizenships")],
        addresses=[scalar(record.get("address"), where)],
        information=[str(record.get("additional_info") or "")],
        instruments=list(dict.fromkeys(scalar(sanction.get(f), where) for f in ("instrument", "listing_information"))),
        measures={name: _flag(sanction, name, where) for name in dfat.MEASURES},
    )
    return dfat.entry(found, source_id, locator, where)


def _raw(record: dict[str, Any], name: str, ignored: tuple[str, ...], where: str) -> list[str]:
    """Return the texts as listed; what the collection reads out of them (1977-05-17 as a year) is not used."""
    texts = []
    for item in sequence(record.get(name), f"{where}: {name}"):
        row = mapping(item, f"{where}: {name}")
        known(row, ("raw_value",), ignored, f"{where}: {name}")
        texts.append(scalar(needed(row, "raw_value", f"{where}: {name}"), where))
    return texts


def _flag(sanction: dict[str, Any], name: str, where: str) -> bool:
    value = needed(sanction, name, f"{where}: sanction")
    if not isinstance(value, bool):
        raise ImportRefused(f"{where}: {name} is {value!r}; expected true or false")
    return value
