"""SDN.XML; CONSOLIDATED.XML has the same schema, but is another list.

https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML.xsd
The namespace changed between 2022 and 2024. Names of bodies and vessels are in ``lastName``. Remarks
hold only what has no element of its own, as ``(Linked To: ...)``. There is no date of listing.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.reading import coded, known
from magnitsky_data.importers.us_ofac.csv_states import CSV_RANK, LIST_TITLE
from magnitsky_data.importers.us_ofac.record import (
    ENTITY_TYPES,
    EXPECTATIONS,
    LIST_ID,
    Parts,
    entry_id,
    ofac_source,
    programs_of,
    related,
)
from magnitsky_data.importers.us_ofac.remarks import UnknownRemark, document, feature, parse_remarks
from magnitsky_data.importers.us_ofac.sdn_csv import known_country
from magnitsky_data.importers.us_ofac.tables import number_of
from magnitsky_data.importers.us_ofac.xml import child, children, local, stream, text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ENTRY = tuple(
    """
    uid firstName lastName title sdnType remarks programList idList akaList addressList nationalityList
    citizenshipList dateOfBirthList placeOfBirthList vesselInfo
    """.split()
)
ALIAS_TYPES = {"a.k.a.": "alias", "f.k.a.": "former", "n.k.a.": "alias"}
WEAK = {"strong": "", "weak": "weak"}
LISTS = (
    ("dateOfBirthList", "dateOfBirth", "Birthdate"),
    ("placeOfBirthList", "placeOfBirth", "Place of Birth"),
    ("nationalityList", "country", "Nationality Country"),
    ("citizenshipList", "country", "Citizenship Country"),
)
VESSEL = {
    "callSign": "call_sign",
    "vesselType": "vessel_type",
    "vesselFlag": "vessel_flag",
    "vesselOwner": "vessel_owner",
    "tonnage": "tonnage",
    "grossRegisteredTonnage": "tonnage",
}
STREET = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "region", "country")


def read_sdn_xml(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield the state of the list that the file shows."""
    head: dict[str, str] = {}
    entries: list[Entry] = []
    count = 0

    def information(element: "Element") -> None:
        head.update({name: text(found) for name, found in children(element)})

    def entry(element: "Element") -> None:
        nonlocal count
        count += 1
        if found := _entry(element, file.name):
            entries.append(found)

    stream(file, file.data, "sdnList", {"publshInformation": information, "sdnEntry": entry})
    known(head, ("Publish_Date", "Record_Count"), (), file.name)
    if head.get("Record_Count") != str(count):
        raise ImportRefused(
            f"{file.name}: {count} entries, but Record_Count {head.get('Record_Count')!r}; cut short: download it again"
        )
    if not entries:
        raise ImportRefused(
            f"{file.name}: no entry under MAGNIT or GLOMAG; CONSOLIDATED.XML, another list of the same schema? Download SDN.XML"
        )
    try:
        day = datetime.strptime(head.get("Publish_Date", ""), "%m/%d/%Y").date().isoformat()
    except ValueError:
        raise ImportRefused(f"{file.name}: Publish_Date {head.get('Publish_Date')!r}; expected MM/DD/YYYY") from None
    source = ofac_source(file, "sdn-xml", f"{LIST_TITLE}: SDN.XML", day)
    state = ListState(
        list_id=LIST_ID,
        publication="SDN.XML",
        list_date=day,
        list_date_basis="in_file",
        coverage="complete",
        main_sha256=file.sha256,
        sources=(source,),
        entry_count=count,
        entries=related(entries, source["source_id"]),
        rank=CSV_RANK + 1,
    )
    yield meet(state, EXPECTATIONS, file.name)


def _entry(element: "Element", name: str) -> Entry | None:
    programs = programs_of([text(p) for _, p in _list(element, "programList")], name)
    if not programs:
        return None
    number = number_of(text(element, "uid"), name)
    where = f"{name}: entry {number}"
    known([tag for tag, _ in children(element)], ENTRY, (), where)
    title = text(element, "title")
    try:
        remarks = parse_remarks(_unbracketed(text(element, "remarks")), title, stop=False)
        particulars = (*_particulars(element, where), *remarks.particulars)
    except UnknownRemark as error:
        raise ImportRefused(
            f"{where}: {error}; teach magnitsky_data/importers/us_ofac/labels.py what it means"
        ) from None
    listed = _name(element)
    aliases = [_alias(aka, where) for _, aka in _list(element, "akaList")]
    parts: Parts = {
        "names": (Name(listed, "primary"),),
        "aliases": tuple(dict.fromkeys(a for a in aliases if not a.is_weak)),
        "weak_aliases": (*dict.fromkeys(a for a in aliases if a.is_weak), *remarks.names),
        "title": (Particular("position", title),) if title else (),
        "remarks": tuple(dict.fromkeys(particulars)),
        "addresses": tuple(dict.fromkeys(a for _, e in _list(element, "addressList") if (a := _address(e, where)))),
    }
    kind = coded(text(element, "sdnType").lower(), ENTITY_TYPES, "sdnType", where)
    return Entry(entry_id(number), number, programs, kind, listed, parts=parts)


def _list(element: "Element", name: str) -> list[tuple[str, "Element"]]:
    found = child(element, name)
    return [] if found is None else list(children(found))


def _name(element: "Element") -> str:
    return ", ".join(part for tag in ("lastName", "firstName") if (part := text(element, tag)))


def _alias(aka: "Element", where: str) -> Name:
    known([local(e) for e in aka], ("type", "category", "lastName", "firstName"), ("uid",), f"{where}: aka")
    weak = coded(text(aka, "category"), WEAK, "category of alias", where)
    return Name(_name(aka), coded(text(aka, "type"), ALIAS_TYPES, "type of alias", where), is_weak=bool(weak))


def _particulars(element: "Element", where: str) -> Iterator[Particular]:
    for listed, field, label in LISTS:
        items = _list(element, listed)
        for _, item in sorted(items, key=lambda pair: text(pair[1], "mainEntry") != "true"):
            known([local(e) for e in item], (field, "mainEntry"), ("uid",), f"{where}: {listed}")
            yield feature(label, text(item, field))
    for _, item in _list(element, "idList"):
        known(
            [local(e) for e in item],
            ("idType", "idNumber", "idCountry", "issueDate", "expirationDate"),
            ("uid",),
            f"{where}: id",
        )
        label, number = text(item, "idType"), text(item, "idNumber")
        yield feature(
            label, document(number, text(item, "idCountry"), text(item, "issueDate"), text(item, "expirationDate"))
        )
    for tag, item in _list(element, "vesselInfo"):
        kind = coded(tag, VESSEL, "field of vesselInfo", where)
        code = known_country(text(item), where) if kind == "vessel_flag" else ""
        value = f"GRT {text(item)}" if tag == "grossRegisteredTonnage" else text(item)
        yield Particular(kind, value, country_code=code)


def _address(element: "Element", where: str) -> Particular | None:
    known([local(e) for e in element], STREET, ("uid",), f"{where}: address")
    value = ", ".join(part for tag in STREET if (part := text(element, tag)))
    return Particular("address", value, country_code=known_country(text(element, "country"), where)) if value else None


def _unbracketed(remarks: str) -> str:
    """Take off the brackets round the links, with which remarks end: ``...; (Linked To: A; Linked To: B)``."""
    return re.sub(r"\((Linked To: .*)\)$", r"\1", remarks)
