"""SDN_ENHANCED.XML, also inside a .zip, and the delta files of the Sanctions List Service.

https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML.xsd
Texts stand beside the reference ids. ``entity/@id`` is the number of the other editions. The date of
listing is that of the person on the SDN List, and stays when a programme is added later. Delta files
have the same body under another namespace with ``action`` add, modify or remove; what was removed is
not part of a state: the next complete list shows it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.files.archives import only_member
from magnitsky_data.importers.files.xml import Attributes, Shape, closed, stream, text
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.reading import coded, known, known_in
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.us_ofac.dates import written
from magnitsky_data.importers.us_ofac.record import (
    ENHANCED_RANK,
    LIST_ID,
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

SDN_LIST = "SDN List"
HEAD, HEAD_IGNORED = ("dataAsOf", "datePublished"), ("filters", "publicationType")
SECTIONS_IGNORED = ("referenceValues", "featureTypes")  # the texts stand in the entities
ENTITY = tuple(
    "generalInfo sanctionsLists sanctionsPrograms names addresses features identityDocuments relationships".split()
)
IGNORED = ("sanctionsTypes", "legalAuthorities")  # block, and the authority of the programme: not a date of its own
GENERAL = ("entityType", "title", "remarks")
GENERAL_IGNORED = ("identityId", "livingStatus", "isUsCitizen", "isUsPerson")
ACTIONS = {"": "whole", "add": "whole", "modify": "whole", "remove": "gone"}
ADDRESS_PARTS = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION")
DOCUMENT = ("type", "documentNumber", "isValid", "issuingCountry", "issuingLocation", "issueDate", "expirationDate")
DOCUMENT_IGNORED = ("name", "issuingAuthority", "comments", "idFeatures")
FEATURE_IGNORED = ("versionId", "valueRefId", "reliability", "comments")
PERIOD = ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd", "isApproximate", "isDateRange")
SHAPE: Shape = {
    "entity": (*ENTITY, *IGNORED),
    "generalInfo": (*GENERAL, *GENERAL_IGNORED),
    "sanctionsLists": ("sanctionsList",),
    "sanctionsPrograms": ("sanctionsProgram",),
    "names": ("name",),
    "name": ("isPrimary", "aliasType", "isLowQuality", "translations"),
    "translations": ("translation",),
    "translation": ("addressParts", "formattedFirstName", "formattedFullName", "formattedLastName", "isPrimary", "nameParts", "script"),
    "addresses": ("address",),
    "address": ("country", "translations"),
    "addressParts": ("addressPart",),
    "addressPart": ("type", "value"),
    "features": ("feature",),
    "feature": ("type", "value", "valueDate", "isPrimary", *FEATURE_IGNORED),
    "identityDocuments": ("identityDocument",),
    "identityDocument": (*DOCUMENT, *DOCUMENT_IGNORED),
    "relationships": ("relationship",),
    "relationship": ("relatedEntity", "type", "quality", "comments", "dateRange"),
    **dict.fromkeys(("valueDate", "issueDate", "expirationDate", "dateRange"), PERIOD),
    **dict.fromkeys((*IGNORED, "nameParts", "idFeatures")),  # parts of what stands whole beside them
}  # fmt: skip
# Numbers of parts and of reference values; read are the entity's id, what a delta does with it, the day on a list
# and the other entity of a relationship.
ATTRIBUTES: Attributes = {
    "entity": ("id", "action"),
    "sanctionsList": ("id", "refId", "datePublished"),
    "relatedEntity": ("entityId",),
    "sanctionsProgram": ("id", "refId"),
    "type": ("refId", "featureTypeId"),
    **dict.fromkeys(("entityType", "livingStatus", "aliasType", "script", "country", "issuingCountry", "reliability", "quality"), ("refId",)),
    **dict.fromkeys(("translation", "address", "addressPart", "feature", "identityDocument", "relationship"), ("id",)),
    **dict.fromkeys(("valueDate", "issueDate", "expirationDate", "dateRange"), ("id",)),
    "name": ("id", "nameId", "nameTranslationId"),
    **dict.fromkeys(IGNORED),
}  # fmt: skip


def read_enhanced(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield the state of a whole file, or what a delta file adds."""
    head: dict[str, str] = {}
    entries: list[Entry] = []
    count = 0
    read = context.readings.at(LIST_ID, file.name)
    data = only_member(file, ".xml") if file.name.lower().endswith(".zip") else file.data
    for element in stream(data, file.name, "sanctionsData", into=("entities",)):
        if element.tag == "entity":
            count += 1
            if entry := _entry(element, read):
                entries.append(entry)
        elif element.tag == "publicationInfo":
            closed(element, {"publicationInfo": (*HEAD, *HEAD_IGNORED), "filters": None}, file.name)
            head = {found.tag: text(found)[:10] for found in element}
        else:
            known([element.tag], ("entity", "publicationInfo"), SECTIONS_IGNORED, file.name)
    is_delta = "datePublished" in head
    day = head.get("datePublished") or head.get("dataAsOf", "")
    if not day:
        raise ImportRefused(
            f"{file.name}: neither dataAsOf nor datePublished; expected one in publicationInfo: a file of another kind"
        )
    if not entries and not is_delta:
        raise ImportRefused(
            f"{file.name}: no entry under MAGNIT or GLOMAG; CONS_ENHANCED.XML, another list? Download SDN_ENHANCED.XML"
        )
    slug, title = ("delta", "OFAC delta file") if is_delta else ("sdn-enhanced", "SDN_ENHANCED.XML")
    source = ofac_source(file, slug, title, day)
    coverage = "partial" if is_delta else "complete"
    state = state_of(file, title, (day, "in_file"), coverage, source, rank=ENHANCED_RANK)
    state = replace(state, part_count=count) if is_delta else replace(state, entry_count=count)
    yield replace(state, entries=related(entries, source["source_id"]))


def _entry(element: "Element", file: Reader) -> Entry | None:
    """Return the entry of an element, none where it is on none of our programmes or removed."""
    where = f"{file.where}: entity {element.get('id')}"
    known_in((element,), ENTITY, IGNORED, where)
    known_in(element.iterfind("sanctionsPrograms"), ("sanctionsProgram",), (), where)
    action = coded(element.get("action", ""), ACTIONS, "action", file.where)
    programs = programs_of([text(p) for p in element.iterfind("sanctionsPrograms/*")], file)
    if not programs or action == "gone":
        return None
    number = number_of(element.get("id", ""), file.where)
    read = file.at(f"entity {number}")
    where = read.where
    closed(element, SHAPE, where, ATTRIBUTES)
    title = text(element, "generalInfo/title")
    with told(where):
        remarks = parse_remarks(text(element, "generalInfo/remarks"), read, title, stop=False)
        found = (*_features(element, read), *_documents(element, read), *remarks.particulars, *_links(element))
        addresses = [_address(a, read.at("address")) for a in element.iterfind("addresses/*")]
    names = dict.fromkeys(pair for n in element.iterfind("names/*") for pair in _names(n, read))
    listed = [n.name for part, n in names if part == "names" and n.name_type == "primary"]
    if len(listed) != 1:
        raise ImportRefused(f"{where}: primary names {listed!r}; expected one")
    dates = {e.get("datePublished", "") for e in element.iterfind("sanctionsLists/*") if text(e) == SDN_LIST}
    if len(dates) != 1:
        raise ImportRefused(f"{where}: dates on the {SDN_LIST} {sorted(dates)!r}; expected one")
    parts: Parts = {part: tuple(n for at, n in names if at == part) for part in ("names", "aliases", "weak_aliases")}
    parts["weak_aliases"] += remarks.names
    parts["title"] = (Particular("position", title),) if title else ()
    parts["remarks"] = tuple(dict.fromkeys(found))
    parts["addresses"] = tuple(dict.fromkeys(filter(None, addresses)))
    kind = read.code("entity_type", text(element, "generalInfo/entityType"))
    return Entry(entry_id(number), number, programs, kind, listed[0], dates.pop(), parts=parts)


def _names(element: "Element", read: Reader) -> Iterator[tuple[str, Name]]:
    is_primary, weak = text(element, "isPrimary") == "true", text(element, "isLowQuality") == "true"
    kind = "primary" if is_primary else read.code("name_type", text(element, "aliasType"))
    part = "names" if is_primary else "weak_aliases" if weak else "aliases"
    for translation in element.iterfind("translations/*"):
        script = read.code("script", text(translation, "script"))
        name = text(translation, "formattedFullName")
        yield part, Name(name, kind if script in ("Latn", "") else "native", weak, script)


def _features(element: "Element", read: Reader) -> Iterator[Particular]:
    where = read.where
    for item in sorted(element.iterfind("features/*"), key=lambda item: text(item, "isPrimary") != "true"):
        yield feature(text(item, "type"), _days(item, "valueDate", where) or text(item, "value"), read)


def _days(element: "Element", tag: str, where: str) -> str:
    """Return the period in a child as the CSV writes it, empty where there is none."""
    found = element.find(tag)
    if found is None:
        return ""
    try:
        first, last = (date.fromisoformat(text(found, end)) for end in ("fromDateBegin", "toDateEnd"))
    except ValueError as error:
        raise ImportRefused(f"{where}: {error}; expected days as 1976-10-05") from None
    return written(first, last, circa=text(found, "isApproximate") == "true")


def _documents(element: "Element", read: Reader) -> Iterator[Particular]:
    where = read.where
    for item in element.iterfind("identityDocuments/*"):
        number, country, place = (text(item, tag) for tag in ("documentNumber", "issuingCountry", "issuingLocation"))
        if text(item, "isValid") != "true":
            raise ImportRefused(f"{where}: identityDocument {number!r} is not valid; expected valid ones only")
        issued, expires = (_days(item, tag, where) for tag in ("issueDate", "expirationDate"))
        yield feature(text(item, "type"), document(number, country, issued, expires, place), read)


def _links(element: "Element") -> Iterator[Particular]:
    for item in element.iterfind("relationships/*"):
        if (other := item.find("relatedEntity")) is not None:
            yield Particular("linked_to", text(other), related_entry_id=entry_id(other.get("entityId", "")))


def _address(element: "Element", read: Reader) -> Particular | None:
    country = text(element, "country")
    texts = [
        {text(part, "type"): text(part, "value") for part in translation.iterfind("addressParts/*")}
        for translation in element.iterfind("translations/*")
        if read.code("script", text(translation, "script")) == "Latn"
    ]
    found = texts[0] if texts else {}
    known(found, ADDRESS_PARTS, (), read.where)
    if "REGION" in found:
        found["REGION"] = f"Region: {found['REGION']}"
    value = ", ".join(filter(None, (*(found.get(tag) for tag in ADDRESS_PARTS), country)))
    return Particular("address", value, country_code=read.country(country)) if value else None
