"""SDN_ENHANCED.XML, also inside a .zip, and the delta files of the Sanctions List Service.

https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML.xsd
Texts stand beside the reference ids. ``entity/@id`` is the number of the other editions. The date of
listing is that of the person on the SDN List, and stays when a programme is added later. Delta files
have the same body under another namespace with ``action`` add, modify or remove; what was removed is
not part of a state: the next complete list shows it.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.reading import coded, known
from magnitsky_data.importers.us_ofac.csv_states import CSV_RANK, LIST_TITLE
from magnitsky_data.importers.us_ofac.dates import written
from magnitsky_data.importers.us_ofac.record import (
    DATED,
    ENTITY_TYPES,
    LIST_ID,
    Parts,
    entry_id,
    ofac_source,
    programs_of,
    related,
)
from magnitsky_data.importers.us_ofac.remarks import UnknownRemark, document, feature, parse_remarks
from magnitsky_data.importers.us_ofac.scripts import script_code
from magnitsky_data.importers.us_ofac.sdn_csv import known_country
from magnitsky_data.importers.us_ofac.tables import number_of
from magnitsky_data.importers.us_ofac.xml import child, children, local, stream, text
from magnitsky_data.importers.us_ofac.zips import only_member

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SDN_LIST = "SDN List"
ENTITY = ("generalInfo", "sanctionsLists", "sanctionsPrograms", "names", "addresses", "features", "identityDocuments", "relationships")  # fmt: skip
IGNORED = ("sanctionsTypes", "legalAuthorities")  # block, and the authority of the programme: not a date of its own
GENERAL = ("entityType", "title", "remarks")
GENERAL_IGNORED = ("identityId", "livingStatus", "isUsCitizen", "isUsPerson")
ALIAS_TYPES = {"A.K.A.": "alias", "F.K.A.": "former", "N.K.A.": "alias"}
ACTIONS = {"": "whole", "add": "whole", "modify": "whole", "remove": "gone"}
ADDRESS_PARTS = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION")
DOCUMENT = ("type", "documentNumber", "isValid", "issuingCountry", "issuingLocation", "issueDate", "expirationDate")
DOCUMENT_IGNORED = ("name", "issuingAuthority", "comments", "idFeatures")


def read_enhanced(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield the state of a whole file, or what a delta file adds."""
    head: dict[str, str] = {}
    entries: list[Entry] = []
    count = 0

    def information(element: "Element") -> None:
        known(
            [tag for tag, _ in children(element)],
            ("dataAsOf", "datePublished"),
            ("filters", "publicationType"),
            file.name,
        )
        head.update({tag: text(found)[:10] for tag, found in children(element)})

    def entity(element: "Element") -> None:
        nonlocal count
        count += 1
        if found := _entry(element, file.name):
            entries.append(found)

    data = only_member(file, ".xml") if file.name.lower().endswith(".zip") else file.data
    stream(file, data, "sanctionsData", {"publicationInfo": information, "entity": entity})
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
    source = ofac_source(file, slug, f"{LIST_TITLE}: {title}", day)
    state = ListState(
        list_id=LIST_ID,
        publication=title,
        list_date=day,
        list_date_basis="in_file",
        coverage="partial" if is_delta else "complete",
        main_sha256=file.sha256,
        sources=(source,),
        entry_count=None if is_delta else count,
        entries=related(entries, source["source_id"]),
        rank=CSV_RANK + 3,
    )
    yield meet(state, DATED, file.name)


def _entry(element: "Element", name: str) -> Entry | None:
    action = coded(element.get("action", ""), ACTIONS, "action", name)
    programs = programs_of([text(p) for _, p in _list(element, "sanctionsPrograms")], name)
    if not programs or action == "gone":
        return None
    number = number_of(element.get("id", ""), name)
    where = f"{name}: entity {number}"
    known([tag for tag, _ in children(element)], ENTITY, IGNORED, where)
    general = child(element, "generalInfo")
    known([local(e) for e in general] if general is not None else [], GENERAL, GENERAL_IGNORED, where)
    title = text(general, "title")
    try:
        remarks = parse_remarks(text(general, "remarks"), title, stop=False)
        found = (*_features(element, where), *_documents(element, where), *remarks.particulars, *_links(element, where))
    except UnknownRemark as error:
        raise ImportRefused(
            f"{where}: {error}; teach magnitsky_data/importers/us_ofac/labels.py what it means"
        ) from None
    names = [pair for _, n in _list(element, "names") for pair in _names(n, where)]
    listed = [n.name for part, n in names if part == "names" and n.name_type == "primary"]
    if len(listed) != 1:
        raise ImportRefused(f"{where}: primary names {listed!r}; expected one")
    dates = {e.get("datePublished", "") for _, e in _list(element, "sanctionsLists") if text(e) == SDN_LIST}
    if len(dates) != 1:
        raise ImportRefused(f"{where}: dates on the {SDN_LIST} {sorted(dates)!r}; expected one")
    parts: Parts = {
        part: tuple(dict.fromkeys(n for at, n in names if at == part)) for part in ("names", "aliases", "weak_aliases")
    }
    parts["weak_aliases"] = (*parts["weak_aliases"], *remarks.names)
    parts["title"] = (Particular("position", title),) if title else ()
    parts["remarks"] = tuple(dict.fromkeys(found))
    parts["addresses"] = tuple(dict.fromkeys(a for _, e in _list(element, "addresses") if (a := _address(e, where))))
    kind = coded(text(general, "entityType").lower(), ENTITY_TYPES, "entityType", where)
    return Entry(entry_id(number), number, programs, kind, listed[0], dates.pop(), parts=parts)


def _list(element: "Element", name: str) -> list[tuple[str, "Element"]]:
    found = child(element, name)
    return [] if found is None else list(children(found))


def _names(element: "Element", where: str) -> Iterator[tuple[str, Name]]:
    known([local(e) for e in element], ("isPrimary", "aliasType", "isLowQuality", "translations"), (), f"{where}: name")
    is_primary, weak = text(element, "isPrimary") == "true", text(element, "isLowQuality") == "true"
    kind = "primary" if is_primary else coded(text(element, "aliasType"), ALIAS_TYPES, "alias type", where)
    part = "names" if is_primary else "weak_aliases" if weak else "aliases"
    for _, translation in _list(element, "translations"):
        script = script_code(text(translation, "script"), where)
        name = text(translation, "formattedFullName")
        yield part, Name(name, kind if script == "Latn" else "native", weak, script)


def _features(element: "Element", where: str) -> Iterator[Particular]:
    used = ("type", "value", "valueDate", "isPrimary")
    for _, item in sorted(_list(element, "features"), key=lambda pair: text(pair[1], "isPrimary") != "true"):
        known(
            [local(e) for e in item], used, ("versionId", "valueRefId", "reliability", "comments"), f"{where}: feature"
        )
        days = child(item, "valueDate")
        yield feature(text(item, "type"), text(item, "value") if days is None else _days(days, where))


def _days(element: "Element", where: str) -> str:
    """Return a period as the CSV writes it."""
    try:
        first, last = (date.fromisoformat(text(element, tag)) for tag in ("fromDateBegin", "toDateEnd"))
    except ValueError as error:
        raise ImportRefused(f"{where}: {error}; expected days as 1976-10-05") from None
    return written(first, last, circa=text(element, "isApproximate") == "true")


def _documents(element: "Element", where: str) -> Iterator[Particular]:
    for _, item in _list(element, "identityDocuments"):
        known([local(e) for e in item], DOCUMENT, DOCUMENT_IGNORED, f"{where}: identityDocument")
        if text(item, "isValid") != "true":
            raise ImportRefused(
                f"{where}: identityDocument {text(item, 'documentNumber')!r} is not valid; expected valid ones only"
            )
        issued, expires = (
            _days(e, where) if (e := child(item, tag)) is not None else "" for tag in ("issueDate", "expirationDate")
        )
        place, country = text(item, "issuingLocation"), text(item, "issuingCountry")
        yield feature(text(item, "type"), document(text(item, "documentNumber"), country, issued, expires, place))


def _links(element: "Element", where: str) -> Iterator[Particular]:
    for _, item in _list(element, "relationships"):
        known([local(e) for e in item], ("relatedEntity",), ("type", "quality", "comments"), f"{where}: relationship")
        other = child(item, "relatedEntity")
        if other is not None:
            yield Particular("linked_to", text(other), related_entry_id=entry_id(other.get("entityId", "")))


def _address(element: "Element", where: str) -> Particular | None:
    known([local(e) for e in element], ("country", "translations"), (), f"{where}: address")
    country = text(element, "country")
    latin = [t for _, t in _list(element, "translations") if script_code(text(t, "script"), where) == "Latn"]
    found: dict[str, str] = {}
    for translation in latin[:1]:
        for _, part in _list(translation, "addressParts"):
            kind = text(part, "type")
            found[kind] = f"Region: {text(part, 'value')}" if kind == "REGION" else text(part, "value")
    known(found, ADDRESS_PARTS, (), f"{where}: address")
    value = ", ".join(part for part in (*(found.get(tag, "") for tag in ADDRESS_PARTS), country) if part)
    return Particular("address", value, country_code=known_country(country, where)) if value else None
