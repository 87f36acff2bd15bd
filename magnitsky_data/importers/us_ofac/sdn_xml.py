"""SDN.XML; CONSOLIDATED.XML has the same schema, but is another list.

https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML.xsd
The namespace changed between 2022 and 2024. Names of bodies and vessels are in ``lastName``. Remarks
hold only what has no element of its own, as ``(Linked To: ...)``. There is no date of listing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.files.xml import Shape, closed, stream, text
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.reading import known, known_in
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.us_ofac.record import (
    LIST_ID,
    XML_RANK,
    Parts,
    entry_id,
    number_of,
    ofac_source,
    programs_of,
    related,
    state_of,
    told,
)
from magnitsky_data.importers.us_ofac.remarks import document, feature, parse_remarks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ENTRY = tuple(
    """
    uid firstName lastName title sdnType remarks programList idList akaList addressList nationalityList
    citizenshipList dateOfBirthList placeOfBirthList vesselInfo
    """.split()
)
LISTS = (
    ("dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "Birthdate"),
    ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "Place of Birth"),
    ("nationalityList", "nationality", "country", "Nationality Country"),
    ("citizenshipList", "citizenship", "country", "Citizenship Country"),
)
DOCUMENT = ("idType", "idNumber", "idCountry", "issueDate", "expirationDate")
VESSEL = {
    "callSign": "call_sign",
    "vesselType": "vessel_type",
    "vesselFlag": "vessel_flag",
    "vesselOwner": "vessel_owner",
    "tonnage": "tonnage",
    "grossRegisteredTonnage": "tonnage",
}
STREET = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "region", "country")
SHAPE: Shape = {
    "sdnEntry": ENTRY,
    "programList": ("program",),
    "idList": ("id",),
    "id": ("uid", *DOCUMENT),
    "akaList": ("aka",),
    "aka": ("uid", "type", "category", "lastName", "firstName"),
    "addressList": ("address",),
    "address": ("uid", *STREET),
    "vesselInfo": tuple(VESSEL),
    **{listed: (item,) for listed, item, _, _ in LISTS},
    **{item: ("uid", field, "mainEntry") for _, item, field, _ in LISTS},
}


def read_sdn_xml(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield the state of the list that the file shows."""
    head: dict[str, str] = {}
    entries: list[Entry] = []
    count = 0
    read = context.readings.at(LIST_ID, file.name)
    for element in stream(file.data, file.name, "sdnList"):
        if element.tag == "sdnEntry":
            count += 1
            if entry := _entry(element, read):
                entries.append(entry)
        else:
            known([element.tag], ("sdnEntry", "publshInformation"), (), file.name)
            closed(element, {"publshInformation": ("Publish_Date", "Record_Count")}, file.name)
            head = {found.tag: text(found) for found in element}
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
    source = ofac_source(file, "sdn-xml", "SDN.XML", day)
    state = state_of(file, "SDN.XML", (day, "in_file"), "complete", source, rank=XML_RANK)
    yield replace(state, entry_count=count, entries=related(entries, source["source_id"]))


def _entry(element: "Element", file: Reader) -> Entry | None:
    """Return the entry of an element, none where it is on none of our programmes."""
    where = f"{file.where}: entry {text(element, 'uid')}"
    known_in((element,), ENTRY, (), where)
    known_in(element.iterfind("programList"), ("program",), (), where)
    programs = programs_of([text(p) for p in element.iterfind("programList/program")], file)
    if not programs:
        return None
    number = number_of(text(element, "uid"), file.where)
    read = file.at(f"entry {number}")
    closed(element, SHAPE, where)
    title, listed = text(element, "title"), _name(element)
    aliases = dict.fromkeys(_alias(aka, read.at("aka")) for aka in element.iterfind("akaList/*"))
    with told(where):
        remarks = parse_remarks(_unbracketed(text(element, "remarks")), read, title, stop=False)
        particulars = (*_particulars(element, read), *remarks.particulars)
        addresses = [_address(found, read.at("address")) for found in element.iterfind("addressList/*")]
    parts: Parts = {
        "names": (Name(listed, "primary"),),
        "aliases": tuple(alias for alias in aliases if not alias.is_weak),
        "weak_aliases": (*(alias for alias in aliases if alias.is_weak), *remarks.names),
        "title": (Particular("position", title),) if title else (),
        "remarks": tuple(dict.fromkeys(particulars)),
        "addresses": tuple(dict.fromkeys(filter(None, addresses))),
    }
    kind = read.code("entity_type", text(element, "sdnType"))
    return Entry(entry_id(number), number, programs, kind, listed, parts=parts)


def _name(element: "Element") -> str:
    return ", ".join(filter(None, (text(element, "lastName"), text(element, "firstName"))))


def _alias(aka: "Element", read: Reader) -> Name:
    strength = read.code("alias_strength", text(aka, "category"))
    return Name(_name(aka), read.code("name_type", text(aka, "type")), is_weak=strength == "weak")


def _particulars(element: "Element", read: Reader) -> Iterator[Particular]:
    for listed, _, field, label in LISTS:
        for item in sorted(element.iterfind(f"{listed}/*"), key=lambda item: text(item, "mainEntry") != "true"):
            yield feature(label, text(item, field), read)
    for item in element.iterfind("idList/*"):
        label, *details = (text(item, field) for field in DOCUMENT)
        yield feature(label, document(*details), read)
    for item in element.iterfind("vesselInfo/*"):
        kind = VESSEL[item.tag]
        code = read.country(text(item)) if kind == "vessel_flag" else ""
        value = f"GRT {text(item)}" if item.tag == "grossRegisteredTonnage" else text(item)
        yield Particular(kind, value, country_code=code)


def _address(element: "Element", read: Reader) -> Particular | None:
    value = ", ".join(part for tag in STREET if (part := text(element, tag)))
    return Particular("address", value, country_code=read.country(text(element, "country"))) if value else None


def _unbracketed(remarks: str) -> str:
    """Take off the brackets round the links, with which remarks end: ``...; (Linked To: A; Linked To: B)``."""
    return re.sub(r"\((Linked To: .*)\)$", r"\1", remarks)
