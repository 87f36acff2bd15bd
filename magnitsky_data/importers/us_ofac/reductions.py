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

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import Entry, ListState, Name
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.reading import coded, read_json
from magnitsky_data.importers.strict import Fields
from magnitsky_data.importers.us_ofac.csv_states import LIST_TITLE
from magnitsky_data.importers.us_ofac.record import (
    COUNTS,
    ENTITY_TYPES,
    LIST_ID,
    PERSON,
    day_of,
    entry_id,
    ofac_source,
    programs_of,
    washington_day,
)
from magnitsky_data.importers.us_ofac.tables import number_of, value

LOWEST = -1  # rank: any edition of OFAC's own of the same day comes before


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
    source = ofac_source(file, "sdn-reduced", f"{LIST_TITLE}: SDN.CSV and ALT.CSV, reduced", day, is_official=False)
    entries = [entry for record in records if (entry := _reduced(record, source["source_id"], file.name))]
    if len({record.text("uid") for record in records}) != len(records):
        raise ImportRefused(f"{file.name}: a uid stands twice; expected each entry once: a damaged copy")
    state = ListState(
        list_id=LIST_ID,
        publication="SDN.CSV reduced",
        list_date=day,
        list_date_basis="download",
        coverage="complete",
        main_sha256=file.sha256,
        sources=(source,),
        entry_count=len(records),
        entries=tuple(entries),
        rank=LOWEST,
    )
    yield meet(state, COUNTS, file.name)


def _reduced(record: Fields, source_id: str, name: str) -> Entry | None:
    number = number_of(record.text("uid"), name)
    where = f"{name}: entry {number}"
    record.known(("uid", "name", "program", "type"), ("aliases",))
    programs = programs_of(value(record.text("program")).split("] ["), where)
    if not programs:
        return None
    listed = value(record.text("name"))
    return Entry(
        entry_id=entry_id(number),
        official_id=number,
        programs=programs,
        entity_type=coded(value(record.text("type")) or "entity", ENTITY_TYPES, "type", where),
        listed_name=listed,
        source_id=source_id,
        parts={"names": (Name(listed, "primary"),)},
    )


def read_ids_jsonl(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield the ids of a JSON-lines extract of SDN_ADVANCED.XML."""
    numbers: list[str] = []
    for line, text in enumerate(file.data.splitlines(), start=1):
        where = f"{file.name}:{line}"
        try:
            record = Fields(json.loads(text), where)
        except (RecursionError, ValueError) as error:
            raise ImportRefused(f"{where}: not JSON ({error}); cut short: download it again") from None
        record.known(("entity_id",), ("names",))
        numbers.append(number_of(str(record.number("entity_id")), where))
    if len(set(numbers)) != len(numbers):
        raise ImportRefused(f"{file.name}: an entity_id stands twice; expected each entry once: a damaged copy")
    day, basis = day_of(file)
    yield ListState(
        list_id=LIST_ID,
        publication="SDN_ADVANCED.XML names",
        list_date=day,
        list_date_basis=basis,
        coverage="ids_only",
        main_sha256=file.sha256,
        sources=(ofac_source(file, "sdn-names", f"{LIST_TITLE}: names from SDN_ADVANCED.XML", day, is_official=False),),
        entry_count=len(numbers),
        present=frozenset(map(entry_id, numbers)),
        rank=LOWEST,
    )


def read_names(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield which persons in scope a YAML of sanctioned persons' names has in its part of the SDN list."""
    part = _yaml_part(file, "OFAC-SDN")
    part.known(("names", "names_list", "content", "updated"))
    names = _names(part)
    updated = part.number("updated")
    if updated % 86400:
        raise ImportRefused(
            f"{file.name}: updated {updated!r}; expected seconds at midnight UTC, as OFAC's Publish_Date becomes"
        )
    day = datetime.fromtimestamp(updated, UTC).date().isoformat()
    keys: dict[str, list[str]] = {}
    for key, listed in context.names_in_scope.items():
        keys.setdefault(given_first(listed), []).append(key)
    # A name that two entries share (KADYROV, 23343 and 36459) does not tell which of them it is.
    found = {same[0] for name, same in keys.items() if name in names and len(same) == 1}
    yield ListState(
        list_id=LIST_ID,
        publication="sanctions_names.yml",
        list_date=day,
        list_date_basis="in_file",
        coverage="names_only",
        main_sha256=file.sha256,
        sources=(ofac_source(file, "sdn-person-names", f"{LIST_TITLE}: names of persons", day, is_official=False),),
        present=frozenset(found),
        entity_types=frozenset((PERSON,)),
        rank=LOWEST,
    )


def given_first(listed: str) -> str:
    """Return a listed name as the YAML writes it: ``SOYLU, Suleyman`` is ``Suleyman SOYLU``."""
    last, comma, given = listed.partition(", ")
    return f"{given} {last}" if comma else listed


def _yaml_part(file: OfficialFile, key: str) -> Fields:
    """Return one of the top keys of a YAML file; the other lists in it are not read."""
    try:
        import yaml
    except ImportError:
        raise CurationToolsMissing("importing YAML needs PyYAML; `pip install 'magnitsky-data[curate]'`") from None
    try:
        text = file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ImportRefused(f"{file.name}: not UTF-8 ({error}); download it again") from None
    match = re.search(rf"^{key}:\n(?:[ -].*\n)+", text, re.M)
    if not match:
        raise ImportRefused(
            f"{file.name}: no part {key!r}; expected the lists' names at the left margin: a file of another kind"
        )
    try:
        part = yaml.load(match[0], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))[key]  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise ImportRefused(f"{file.name}: not plain YAML ({error}); cut short or damaged: download it again") from None
    return Fields(part, f"{file.name}: {key}")


def _names(part: Fields) -> set[str]:
    """The file has had three shapes: a list of names, names with dates of birth, records with names."""
    if "names" in part:
        return set(part.texts("names"))
    if "names_list" in part:
        return set(part.fields("names_list"))
    ignored = ("citizen", "dob_epoch", "dob_text", "dob_year", "national_id", "passport_no", "place_of_birth", "postal_code", "residence")  # fmt: skip
    records = part.each("content")
    for record in records:
        record.known(("names",), ignored)
    return {found for record in records for found in record.texts("names")}
