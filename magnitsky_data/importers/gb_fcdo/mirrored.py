"""Records of the UK Sanctions List in the YAML mirror: regime, names, addresses, sanctions.

The records have no birth dates, nationalities, titles or posts, so no such part is given.
"""

from dataclasses import replace
from typing import Any

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.gb_fcdo.designation import Designation, entry, full_name, program_of
from magnitsky_data.importers.lists import Entry, Name, Particular
from magnitsky_data.importers.reading import known, mapping, needed, rows
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.text import scalar

USED = {
    *("unique_id", "regime_name", "date_designated", "individual_entity_ship", "names", "non_latin_names", "addresses"),
    *("sanctions_imposed", "sanctions_imposed_indicators", "ofsi_group_id", "other_information"),
}
IGNORED = {"last_updated", "designation_source", "uk_statement_of_reasons"}  # edit of the record; UK or UN; prose
NAME_PARTS = tuple(f"name{n}" for n in range(1, 7))
ADDRESS_PARTS = (*(f"address_line{n}" for n in range(1, 7)), "address_postal_code", "address_country")


def record_entry(record: dict[str, Any], read: Reader) -> Entry | None:
    """Return the entry of a record, or none for another regime."""
    where = read.where
    reference = scalar(needed(record, "unique_id", where), where)
    program_id = program_of(scalar(needed(record, "regime_name", where), where), reference, read)
    if not program_id:
        return None
    known(record, USED, IGNORED, where)
    kind, day, imposed = (
        scalar(needed(record, field, where), where)
        for field in ("individual_entity_ship", "date_designated", "sanctions_imposed")
    )
    _check_indicators(record, imposed, where)
    found = Designation(reference, program_id, kind, day)
    found.names = [
        (full_name(row[:6]), row[6], "") for row in _rows(record, "names", (*NAME_PARTS, "name_type"), where)
    ]
    found.native_names = [(row[0], "") for row in _rows(record, "non_latin_names", ("name_non_latin_script",), where)]
    found.addresses = [tuple(row) for row in _rows(record, "addresses", ADDRESS_PARTS, where)]
    found.sanctions = imposed.split("|")
    found.information = scalar(record.get("other_information"), where)
    made, group = entry(found, read), scalar(record.get("ofsi_group_id"), where)
    # The records tell no language of a name, and its script is not read out of the letters either.
    names = tuple(replace(name, script_code="") for name in made.parts["names"] if isinstance(name, Name))
    numbers = (Particular("group_id", group),) if group else ()
    told = {part: made.parts[part] for part in ("aliases", "addresses", "measures")}
    return replace(made, parts={"names": names, **told, "numbers": numbers})


def _rows(record: dict[str, Any], name: str, fields: tuple[str, ...], where: str) -> list[list[str]]:
    """Return the values of each row of ``names: {names: [...]}`` or ``non_latin_names: {names: [...]}``."""
    place, inner = f"{where}: {name}", name.rpartition("_")[2]
    holder = mapping(record.get(name), place)
    known(holder, (inner,), (), place)
    return [[scalar(row.get(field), place) for field in fields] for row in rows(holder, inner, fields, (), where)]


def _check_indicators(record: dict[str, Any], imposed: str, where: str) -> None:
    """Refuse flags that do not say the same as the text of the sanctions imposed."""
    labels = [text.strip().lower() for text in imposed.split("|")]
    for name, value in mapping(record.get("sanctions_imposed_indicators"), f"{where}: indicators").items():
        if (value is True) != (name.replace("_", " ") in labels):
            raise ImportRefused(
                f"{where}: indicator {name} is {value!r}, but sanctions_imposed is {imposed!r}; expected them to agree; see the file"
            )
