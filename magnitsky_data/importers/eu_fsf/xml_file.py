"""The EU's list as XML: read in a stream, since the file has 20 MB and more.

Schema: 20171012-FULL-schema-1_1.xsd. Values are attributes; an empty one stands for no value.
"""

import re
from typing import TYPE_CHECKING

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.dates import iso_day
from magnitsky_data.importers.eu_fsf.record import PROGRAM, Record, reference
from magnitsky_data.importers.files.xml import Attributes, Shape, closed, root_of, stream
from magnitsky_data.importers.reading import known
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.text import scalar

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

KINDS = {
    "nameAlias": "names",
    "citizenship": "citizenships",
    "birthdate": "birthdates",
    "address": "addresses",
    "identification": "identifications",
}
PROSE = ("remark", "publicationUrl")  # and the address of the act, which its number gives
SHAPE: Shape = {
    "sanctionEntity": (*KINDS, "subjectType", "regulation", *PROSE),
    "regulation": PROSE,
    **dict.fromkeys(KINDS, ("regulationSummary", *PROSE)),
    "address": ("regulationSummary", "contactInfo", *PROSE),
}
# Values of the list are attributes; which of them are read, ``_record`` and ``check_details`` see to.
ATTRIBUTES: Attributes = dict.fromkeys((*SHAPE, "regulationSummary", "subjectType", "contactInfo"))
ROOT = ("generationDate", "globalFileId")
SUMMARY = {"regulationType", "publicationDate", "numberTitle", "publicationUrl"}
ENTITY_USED = {"euReferenceNumber", "logicalId", "unitedNationId", "delistingDate"}
ENTITY_IGNORED = {"designationDate", "designationDetails"}  # first time under any act, often the UN's; prose
REGULATION = {
    *("regulationType", "organisationType", "publicationDate", "entryIntoForceDate", "numberTitle", "programme"),
    *("logicalId", "publicationUrl"),
}
SUBJECT = {"code", "classificationCode"}


def read_full_list(file: OfficialFile, read: Reader) -> tuple[str, int, list[Record]]:
    """Return the day of the file, the number of its entities, and our records."""
    where, ids, records = file.name, set(), []
    generated = _generated(root_of(file.data, where), where)
    for element in stream(file.data, where, "export", attributes=ROOT):
        known([element.tag], ("sanctionEntity",), (), f"{where}: export")
        ids.add(element.get("logicalId"))
        records += _record(element, read)
    return generated, len(ids), records


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _generated(root: "Element", where: str) -> str:
    if root.tag != "export":
        raise ImportRefused(f"{where}: root element {root.tag!r}; expected 'export': a file of another kind")
    return iso_day(root.get("generationDate", "")[:10], f"{where}: generationDate")


def _record(entity: "Element", read: Reader) -> list[Record]:
    """Return the record of an entity of our programme, or none."""
    where = read.where
    regulations = [child for child in entity if child.tag == "regulation"]
    if len(regulations) != 1 or not regulations[0].get("programme"):
        raise ImportRefused(
            f"{where}: entity {entity.get('euReferenceNumber')!r} has {len(regulations)} regulations; expected one with a programme; a damaged file"
        )
    if read.known("programme", regulations[0].get("programme", "")) != PROGRAM:
        return []
    number = scalar(entity.get("euReferenceNumber"), where)
    where = f"{where}: {number or entity.get('logicalId')}"
    closed(entity, SHAPE, where, ATTRIBUTES)
    known(entity.attrib, ENTITY_USED, ENTITY_IGNORED, where)
    known(regulations[0].attrib, REGULATION, (), f"{where}: regulation")
    if entity.get("delistingDate"):
        raise ImportRefused(
            f"{where}: delistingDate {entity.get('delistingDate')!r}; none was ever seen: read whether the record still stands, and teach the importer"
        )
    record = Record(
        reference(number, where), "", contacts=[], united_nations_id=scalar(entity.get("unitedNationId"), where)
    )
    for child in entity:
        if child.tag in KINDS:
            record.details[KINDS[child.tag]].append(_detail(child, record, where))
        elif child.tag == "subjectType":
            known(child.attrib, SUBJECT, (), f"{where}: subjectType")
            record.subject = child.get("code", "")
    return [record]


def _detail(element: "Element", record: Record, where: str) -> Row:
    for child in element:
        if child.tag == "regulationSummary":
            known(child.attrib, SUMMARY, (), f"{where}: regulationSummary")
            record.acts.append((child.get("publicationDate", ""), scalar(child.get("numberTitle"), where)))
        elif child.tag == "contactInfo" and record.contacts is not None:
            known(child.attrib, ("key", "value"), (), f"{where}: contactInfo")
            record.contacts.append((child.get("key", ""), scalar(child.get("value"), where)))
    return {_snake(name): scalar(value, where) for name, value in element.attrib.items() if value.strip()}
