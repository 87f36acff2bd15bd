"""Canada's Consolidated Autonomous Sanctions List, ``sema-lmes.xml`` of Global Affairs Canada.

https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx
Flat records under every regulation. The Justice for Victims of Corrupt Foreign Officials Regulations are
told by ``Country``; a record has no identifier but the item of their one schedule. The file has no day.
Its element names changed in 2025 and, all of them, on 25 August 2026.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.files.xml import read_xml
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.lists.expect import Expectation, meet
from magnitsky_data.importers.lists.wording import clean, given_day, span, spreadsheet_day, unique
from magnitsky_data.importers.reading import known, source_row

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ID = "ca_sema"
LIST_ID = "ca_sema"
PROGRAM = "ca-jvcfoa"
PUBLICATION = "sema-lmes.xml"

EXPECTATIONS = (
    Expectation(PROGRAM, 52, 300, "52 named on the first day", since="2017-11-03"),
    # 18 of 70 have a birth date in 2020, 25 of 80 in 2023: the first 52 have none.
    Expectation(PROGRAM, 70, 300, "70 on 2018-11-29, none removed", 0.2, since="2018-11-29"),
    Expectation(PROGRAM, 80, 300, "80 on 2023-12-07, none removed", 0.2, since="2023-12-08"),
)

REGULATION = (
    "Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR) / "
    "Règlement relatif à la justice pour les victimes de dirigeants étrangers corrompus (RJVDEC)"
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
SCHEDULES = ("", "1", "N/A")  # the regulations have one schedule, which newer files do not name


def recognises(name: str) -> bool:
    """Tell the file by its official name."""
    return bool(re.fullmatch(r"sema-lmes[\w.-]*\.xml", name))


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state of the list that each file holds, of the day that is given for it."""
    for file in files:
        yield meet(_state(file), EXPECTATIONS, file.name)


def _state(file: OfficialFile) -> ListState:
    day, basis = given_day(file)
    records = [_record(element, f"{file.name}: record {n}") for n, element in enumerate(read_xml(file, "data-set"), 1)]
    if not any(record.get("last_name") or record.get("entity") for record in records):
        raise ImportRefused(
            f"{file.name}: not one of {len(records)} records has a name; the element names have changed, or nothing is in it; teach the importer"
        )
    source = source_row(
        file, "ca-sema-lmes", day, source_type="official_list", jurisdiction_code="CA",
        publisher="Global Affairs Canada", title="Consolidated Canadian Autonomous Sanctions List",
    )  # fmt: skip
    if basis == "upper_bound":
        source["published_date"] = ""  # the copy was public on that day; the list may be older
    entries = tuple(
        _entry(record, source["source_id"], f"{file.name}: record {n}")
        for n, record in enumerate(records, 1)
        if _is_ours(record, f"{file.name}: record {n}")
    )
    if len({e.entry_id for e in entries}) != len(entries):
        raise ImportRefused(
            f"{file.name}: two records have the same item of the {PROGRAM} schedule; a damaged file, or a second schedule"
        )
    return ListState(
        LIST_ID, PUBLICATION, day, basis, "complete", file.sha256, (source,), entry_count=len(records), entries=entries
    )


def _record(element: "Element", where: str) -> dict[str, str]:
    known([element.tag], ("record",), (), where)
    known([child.tag for child in element], FIELDS, (), where)
    record = {FIELDS[child.tag]: clean(child.text or "") for child in element}
    if len(record) != len(element) or any(len(child) for child in element):
        raise ImportRefused(f"{where}: a field twice, or elements inside a field; expected flat fields; a damaged file")
    return record


def _is_ours(record: dict[str, str], where: str) -> bool:
    country = record.get("country", "")
    if not country:
        raise ImportRefused(f"{where}: no Country, which names the regulation; expected it in every record")
    if country != REGULATION and re.search(r"JVCFO|RJVDEC|corrupt", country, re.IGNORECASE):
        raise ImportRefused(
            f"{where}: regulation {country!r} was not seen before; expected {REGULATION!r}; teach the importer"
        )
    return country == REGULATION


def _entry(record: dict[str, str], source_id: str, where: str) -> Entry:
    item, schedule = record.get("item", ""), record.get("schedule", "")
    if not re.fullmatch(r"[1-9]\d*", item):
        raise ImportRefused(f"{where}: item {item!r}; expected the number in the schedule, which identifies the person")
    if schedule not in SCHEDULES:
        raise ImportRefused(
            f"{where}: schedule {schedule!r}; expected one of {SCHEDULES}: items of a second schedule need ids of their own"
        )
    # The Act names individuals only ("foreign national means an individual ...", S.C. 2017, c. 21, s. 2).
    if record.get("entity") or record.get("imo_number") or not record.get("last_name"):
        raise ImportRefused(
            f"{where}: item {item} is no person with a family name; the Act names individuals only; teach the importer"
        )
    name = clean(f"{record.get('given_name', '')} {record['last_name']}")
    # Only a semicolon parts aliases for certain: names have commas in them.
    aliases = [a for a in unique(clean(part) for part in record.get("aliases", "").split(";")) if a != name]
    return Entry(
        entry_id=f"ca-sema-jvcfor-{item}",
        official_id=item,
        programs=(PROGRAM,),
        entity_type="person",
        listed_name=name,
        listed_date=_listed(record.get("listed", ""), where),
        source_id=source_id,
        source_locator=f"JVCFOR, item {item}",
        parts={
            "names": (Name(name, "primary"),),
            "aliases": tuple(Name(alias, "alias") for alias in aliases),
            "title": tuple(Particular("title", t) for t in unique([record.get("title", "")])),
            "remarks": tuple(birth_dates(record.get("birth", ""), where)),
        },
    )


def _listed(text: str, where: str) -> str:
    earliest, latest = _date_span(text, where) if text else ("", "")
    if earliest != latest:
        raise ImportRefused(f"{where}: date of listing {text!r}; expected yyyy-mm-dd")
    return earliest


def birth_dates(text: str, where: str) -> Iterator[Particular]:
    """Yield the birth dates of a field: ``1972-08-10 or 1972-08-11`` has two."""
    for part in filter(None, re.split(r"\s+(?:or|ou)\s+|\s*/\s*", text)):
        earliest, latest = _date_span(part, f"{where}: birth date")
        yield Particular("birth_date", part, earliest, latest, is_circa=False)


def _date_span(text: str, where: str) -> tuple[str, str]:
    if re.fullmatch(r"[1-4]\d{4}", text):  # some days are spreadsheet serial numbers
        return (spreadsheet_day(int(text)),) * 2
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    try:
        if match:
            return span(int(match[1]), int(match[2] or 0), int(match[3] or 0))
    except ValueError:
        pass
    raise ImportRefused(f"{where}: {text!r} is not a date; expected yyyy-mm-dd, yyyy-mm or yyyy; teach the importer")
