"""Canada's Consolidated Autonomous Sanctions List, ``sema-lmes.xml`` of Global Affairs Canada, and its YAML mirror.

https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx
Flat records under every regulation. The Justice for Victims of Corrupt Foreign Officials Regulations are
told by ``Country``; a record has no identifier but the item of their one schedule. The file has no day.
Its element names changed in 2025 and, all of them, on 25 August 2026.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from magnitsky_data.contract.text import clean
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.ca_sema.person import LIST_ID, PROGRAM, entry
from magnitsky_data.importers.dates import given_day, iso_bounds, spreadsheet_day
from magnitsky_data.importers.files.xml import known_attributes, read_xml
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.lists.publications import Official
from magnitsky_data.importers.reading import known, needed
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.text import scalar, unique

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SEMA = Official(
    LIST_ID,
    "sema-lmes.xml",
    "ca-sema-lmes",
    "Global Affairs Canada",
    "Consolidated Canadian Autonomous Sanctions List",
)

# Element names of the three generations, to one name each.
FIELDS = {
    "Country": "country",
    "Country-Pays": "country",
    "LastName": "last_name",
    "LastName-NomDeFamille": "last_name",
    "GivenName": "given_name",
    "GivenName-Prenom": "given_name",
    "Entity": "entity",
    "EntityOrShip": "entity",
    "EntityOrShip-EntiteOuNavire": "entity",
    "Aliases": "aliases",
    "Aliases-Alias": "aliases",
    "Title": "title",
    "TitleOrShip": "title",
    "TitleOrShipType-TitreOuTypeDeNavire": "title",
    "ShipIMONumber": "imo_number",
    "ShipIMONumber-NumeroOMIDuNavire": "imo_number",
    "DateOfBirth": "birth",
    "DateOfBirthOrShipBuildDate": "birth",
    "DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire": "birth",
    "Schedule": "schedule",
    "Schedule-Annexe": "schedule",
    "Item": "item",
    "Item-NumeroDarticle": "item",
    "DateOfListing": "listed",
    "DateOfListing-DateDinscription": "listed",
}
MIRRORED = {  # field names of the YAML, which has neither aliases nor titles
    "country": "country",
    "last_name": "last_name",
    "given_name": "given_name",
    "item": "item",
    "date_of_listing": "listed",
    "date_of_birth_or_ship_build_date": "birth",
}
SCHEDULES = ("", "1", "N/A")  # the regulations have one schedule, which newer files do not name


def read_sema(file: OfficialFile, context: Context) -> ListState:
    """Read the state of the list, of the day that is given for the file."""
    day, basis = given_day(file)
    records = [_record(element, f"{file.name}: record {n}") for n, element in enumerate(read_xml(file, "data-set"), 1)]
    if not any(record.get("last_name") or record.get("entity") for record in records):
        raise ImportRefused(
            f"{file.name}: not one of {len(records)} records has a name; the element names have changed, or nothing is in it; teach the importer"
        )
    read = context.readings.at(LIST_ID, file.name)
    found = [_entry(record, read.at(f"record {n}")) for n, record in enumerate(records, 1)]
    return SEMA.state(file, day, filter(None, found), len(records), basis)


def record_entry(content: dict[str, Any], read: Reader) -> Entry | None:
    """Return the entry of a record of the mirror, or none for another regulation."""
    where = read.where
    record = {MIRRORED[name]: scalar(content[name], where) for name in MIRRORED if name in content}
    made = _entry(record, read)
    if made:
        known(content, MIRRORED, (), where)
        needed(content, "date_of_listing", where)
    return made and replace(made, parts={part: made.parts[part] for part in ("names", "remarks")})


def _record(element: "Element", where: str) -> dict[str, str]:
    known([element.tag], ("record",), (), where)
    known([child.tag for child in element], FIELDS, (), where)
    for found in (element, *element):
        known_attributes(found, (), where)
    record = {FIELDS[child.tag]: clean(child.text or "") for child in element}
    if len(record) != len(element) or any(len(child) for child in element):
        raise ImportRefused(f"{where}: a field twice, or elements inside a field; expected flat fields; a damaged file")
    return record


def _entry(record: dict[str, str], read: Reader) -> Entry | None:
    """Return the entry of a record, or none for another regulation; one of a like name must have a reading."""
    where = read.where
    regulation, item, schedule = (record.get(name, "") for name in ("country", "item", "schedule"))
    if not regulation:
        raise ImportRefused(f"{where}: no Country, which names the regulation; expected it in every record")
    is_alike = re.search(r"JVCFO|RJVDEC|corrupt", regulation, re.IGNORECASE)
    if not is_alike or read.at("Country").code("programme", regulation) != PROGRAM:
        return None
    if schedule not in SCHEDULES:
        raise ImportRefused(
            f"{where}: schedule {schedule!r}; expected one of {SCHEDULES}: items of a second schedule need ids of their own"
        )
    if record.get("entity") or record.get("imo_number") or not record.get("last_name"):
        raise ImportRefused(
            f"{where}: item {item} is no person with a family name; the Act names individuals only; teach the importer"
        )
    name, listed = clean(f"{record.get('given_name', '')} {record['last_name']}"), record.get("listed", "")
    listed_date = read.at("date of listing").day(listed, iso_bounds) if listed else ""
    made = entry(item, name, listed_date, birth_dates(record.get("birth", ""), read.at("birth date")), where)
    # Only a semicolon parts aliases for certain: names have commas in them.
    aliases = unique(clean(part) for part in record.get("aliases", "").split(";"))
    parts = {
        **made.parts,
        "aliases": tuple(Name(alias, "alias") for alias in aliases if alias != name),
        "title": tuple(Particular("title", t) for t in unique([record.get("title", "")])),
    }
    return replace(made, source_locator=f"JVCFOR, item {item}", parts=parts)


def birth_dates(text: str, read: Reader) -> Iterator[Particular]:
    """Yield the birth dates of a field: ``1972-08-10 or 1972-08-11`` has two."""
    for part in filter(None, re.split(r"\s+(?:or|ou)\s+|\s*/\s*", text)):
        is_serial = re.fullmatch(r"[1-4][0-9]{4}", part)  # some days are spreadsheet serial numbers
        listed = spreadsheet_day(int(part)) if is_serial else part
        yield Particular("birth_date", part, *read.days(listed, iso_bounds), is_circa=False)
