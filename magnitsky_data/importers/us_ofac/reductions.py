"""What third parties have made of OFAC's files, where the files themselves are not to be had.

``sdn_and_alt_reduced.json``: number, name, type, programmes and aliases of every entry. Its aliases
have no type (a.k.a., f.k.a.), so they are not taken over: ALT.CSV of 2026-06-02 has the same names for
all our entries, with their types.
``sdn_names_from_sdn_advanced.jsonl``: number and names. The names are not written as the list writes
them (``Khan Nazhat Shameem`` for ``KHAN, Nazhat Shameem``), so that only the numbers are taken over.
``sanctions_names.yml``: names of persons only, given name first (``Suleyman SOYLU``). Entries are found
by the one name that is documented for them: an entry that bore another name then (``LUGOVOI``) is not
found, so that absence proves nothing, and presence proves the entry, not its programme.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.files.json import read_json, read_json_lines
from magnitsky_data.importers.files.yaml import read_yaml
from magnitsky_data.importers.lists import Entry, ListState, Name
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.strict import Fields
from magnitsky_data.importers.us_ofac.record import (
    LIST_ID,
    REDUCED_RANK,
    day_of,
    entry_id,
    number_of,
    ofac_source,
    programs_of,
    state_of,
    washington_day,
)
from magnitsky_data.importers.us_ofac.tables import value

LAST_DAY = 253402214400  # 9999-12-31
# Of persons the records have more, which other countries' lists told.
PERSONAL = tuple(
    "citizen dob_epoch dob_text dob_year national_id passport_no place_of_birth postal_code residence".split()
)


def read_reduced(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield the complete state of the JSON made of SDN.CSV and ALT.CSV."""
    document = Fields(read_json(file), file.name)
    document.known(("downloaded_at", "entry_count", "entries"), ("source", "source_urls"))
    downloaded = document.text("downloaded_at")
    try:
        taken = datetime.fromisoformat(downloaded)
    except ValueError:
        raise ImportRefused(f"{file.name}: downloaded_at {downloaded!r} is not a time; expected ISO 8601") from None
    if taken.tzinfo is None:
        raise ImportRefused(f"{file.name}: downloaded_at {downloaded!r} has no time zone; expected Z")
    day = washington_day(taken).date().isoformat()
    records, count = document.each("entries"), document.number("entry_count")
    if count != len(records):
        raise ImportRefused(f"{file.name}: entry_count {count}, but {len(records)} in it; cut short: download it again")
    source = ofac_source(file, "sdn-reduced", "SDN.CSV and ALT.CSV, reduced", day, is_official=False)
    read = context.readings.at(LIST_ID, file.name)
    entries = [entry for record in records if (entry := _reduced(record, source["source_id"], read))]
    if len({record.text("uid") for record in records}) != len(records):
        raise ImportRefused(f"{file.name}: a uid stands twice; expected each entry once: a damaged copy")
    state = state_of(file, "SDN.CSV reduced", (day, "download"), "complete", source, rank=REDUCED_RANK)
    yield replace(state, entry_count=len(records), entries=tuple(entries))


def _reduced(record: Fields, source_id: str, file: Reader) -> Entry | None:
    number = number_of(record.text("uid"), file.where)
    read = file.at(f"entry {number}")
    record.known(("uid", "name", "program", "type"), ("aliases",))
    programs = programs_of(value(record.text("program")).split("] ["), read)
    if not programs:
        return None
    listed = value(record.text("name"))
    return Entry(
        entry_id=entry_id(number),
        official_id=number,
        programs=programs,
        entity_type=read.code("entity_type", value(record.text("type")) or "entity"),
        listed_name=listed,
        source_id=source_id,
        parts={"names": (Name(listed, "primary"),)},
    )


def read_ids_jsonl(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield the ids of a JSON-lines extract of SDN_ADVANCED.XML."""
    numbers: list[str] = []
    for where, found in read_json_lines(file):
        record = Fields(found, where)
        record.known(("entity_id",), ("names",))
        numbers.append(number_of(str(record.number("entity_id")), where))
    if len(set(numbers)) != len(numbers):
        raise ImportRefused(f"{file.name}: an entity_id stands twice; expected each entry once: a damaged copy")
    dated = day_of(file)
    source = ofac_source(file, "sdn-names", "names from SDN_ADVANCED.XML", dated[0], is_official=False)
    state = state_of(file, "SDN_ADVANCED.XML names", dated, "ids_only", source, rank=REDUCED_RANK)
    yield replace(state, entry_count=len(numbers), present=frozenset(map(entry_id, numbers)))


def read_names(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield which persons in scope a YAML of sanctioned persons' names has in its part of the SDN list."""
    part = _yaml_part(file, "OFAC-SDN")
    part.known(("names", "names_list", "content", "updated"))
    names = _names(part)
    updated = part.number("updated")
    if updated % 86400 or updated > LAST_DAY:
        raise ImportRefused(
            f"{file.name}: updated {updated!r}; expected seconds at midnight UTC, as OFAC's Publish_Date becomes"
        )
    day = datetime.fromtimestamp(updated, UTC).date().isoformat()
    keys: dict[str, list[str]] = {}
    for key, listed in context.names_in_scope.items():
        if not key.startswith(entry_id("")):
            continue  # documented on another list
        keys.setdefault(given_first(listed), []).append(key)
    # A name that two entries share (KADYROV, 23343 and 36459) does not tell which of them it is.
    found = {same[0] for name, same in keys.items() if name in names and len(same) == 1}
    source = ofac_source(file, "sdn-person-names", "names of persons", day, is_official=False)
    state = state_of(file, "sanctions_names.yml", (day, "in_file"), "names_only", source, rank=REDUCED_RANK)
    yield replace(state, part_count=len(names), present=frozenset(found))


def given_first(listed: str) -> str:
    """Return a listed name as the YAML writes it: ``SOYLU, Suleyman`` is ``Suleyman SOYLU``."""
    last, comma, given = listed.partition(", ")
    return f"{given} {last}" if comma else listed


def _yaml_part(file: OfficialFile, key: str) -> Fields:
    """Return one of the top keys of a YAML file; the other lists in it are not read."""
    match = re.search(rf"^{key}:\n(?:[ -].*\n)+".encode(), file.data, re.M)
    if not match:
        raise ImportRefused(
            f"{file.name}: no part {key!r}; expected the lists' names at the left margin: a file of another kind"
        )
    return Fields(read_yaml(match[0], f"{file.name}: {key}"), file.name).fields(key)


def _names(part: Fields) -> set[str]:
    """The file has had three shapes: a list of names, names with dates of birth, records with names."""
    if "names" in part:
        return set(part.texts("names"))
    if "names_list" in part:
        return set(part.fields("names_list"))
    records = part.each("content")
    for record in records:
        record.known(("names",), PERSONAL)
    return {found for record in records for found in record.texts("names")}
