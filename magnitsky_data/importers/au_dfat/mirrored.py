"""Records of the DFAT Consolidated List in the YAML mirror."""

from typing import Any

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.au_dfat import record as dfat
from magnitsky_data.importers.lists import Entry
from magnitsky_data.importers.reading import known, mapping, needed, rows, sequence
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.text import scalar, unique

USED = {
    *("reference", "entity_type", "names", "sanction", "dates_of_birth", "places_of_birth", "citizenships"),
    *("address", "additional_info"),
}
NAME = ("text", "name_type", "alias_strength")  # script is read out of the letters by the collection
SANCTION = {"listing_information", "committees", "control_date", "instrument", *dfat.MEASURES}


def record_entry(record: dict[str, Any], read: Reader) -> Entry | None:
    """Return the entry of a record, or none for another regime."""
    where = read.where
    sanction = mapping(needed(record, "sanction", where), f"{where}: sanction")
    reference = scalar(needed(record, "reference", where), where)
    program_id = dfat.program(scalar(needed(sanction, "committees", where), where), reference, read)
    if not program_id:
        return None
    known(record, USED, (), where)
    known(sanction, SANCTION, (), f"{where}: sanction")
    names = [
        (scalar(row.get("text"), where), scalar(row.get("name_type"), where), scalar(row.get("alias_strength"), where))
        for row in rows(record, "names", NAME, ("script",), where)
    ]
    found = dfat.Record(
        reference,
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
        instruments=unique(scalar(sanction.get(f), where) for f in ("instrument", "listing_information")),
        measures={name: _flag(sanction, name, where) for name in dfat.MEASURES},
    )
    return dfat.entry(found, read)


def _raw(record: dict[str, Any], name: str, ignored: tuple[str, ...], where: str) -> list[str]:
    """Return the texts as listed; what the collection reads out of them (1977-05-17 as a year) is not used."""
    place = f"{where}: {name}"
    return [
        scalar(needed(row, "raw_value", place), place) for row in rows(record, name, ("raw_value",), ignored, where)
    ]


def _flag(sanction: dict[str, Any], name: str, where: str) -> bool:
    value = needed(sanction, name, f"{where}: sanction")
    if not isinstance(value, bool):
        raise ImportRefused(f"{where}: {name} is {value!r}; expected true or false")
    return value
