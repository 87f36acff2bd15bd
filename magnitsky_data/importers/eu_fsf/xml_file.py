"""The EU's list as XML: read in a stream, since the file has 20 MB and more.

Schema: 20171012-FULL-schema-1_1.xsd. Values are attributes; an empty one stands for no value.
"""

import re
from io import BytesIO
from typing import TYPE_CHECKING

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.dates import iso_day
from magnitsky_data.importers.eu_fsf.record import PROGRAM, Record, reference
from magnitsky_data.importers.files.xml import safe_xml
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
IGNORED_CHILDREN = {"remark", "publicationUrl"}  # prose; the address of the act, which its number gives
ENTITY_USED = {"euReferenceNumber", "logicalId", "unitedNationId", "delistingDate"}
ENTITY_IGNORED = {"designationDate", "designationDetails"}  # first time under any act, often the UN's; prose
REGULATION = {
    *("regulationType", "organisationType", "publicationDate", "entryIntoForceDate", "numberTitle", "programme"),
    *("logicalId", "publicationUrl"),
}
SUBJECT = {"code", "classificationCode"}


def read_full_list(file: OfficialFile, read: Reader) -> tuple[str, int, list[Record]]:
    """Return the day of the file, the number of its entities, and our records."""
    where, generated, ids, records = file.name, "", set(), []
    root: Element | None = None
    with safe_xml(where) as tree:
        for event, element in tree.iterparse(BytesIO(file.data), ("start", "end"), forbid_dtd=True):
            if root is None:
                root, generated = element, _generated(element, where)
            if event == "end" and _local(element) == "sanctionEntity":
                ids.add(element.get("logicalId"))
                records += _record(element, read)
                root.clear()  # entities that are read go, or memory grows with the file
    return generated, len(ids), records


def _local(element: "Element") -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _generated(root: "Element", where: str) -> str:
    if _local(root) != "export":
        raise ImportRefused(f"{where}: root element {_local(root)!r}; expected 'export': a file of another kind")
    known(root.attrib, {"generationDate"}, {"globalFileId"}, f"{where}: export")
    return iso_day(root.get("generationDate", "")[:10], f"{where}: generationDate")


def _record(entity: "Element", read: Reader) -> list[Record]:
    """Return the record of an entity of our programme, or none."""
    where = read.where
    regulations = [child for child in entity if _local(child) == "regulation"]
    if len(regulations) != 1 or not regulations[0].get("programme"):
        raise ImportRefused(
            f"{where}: entity {entity.get('euReferenceNumber')!r} has {len(regulations)} regulations; expected one with a programme; a damaged file"
        )
    if read.known("programme", regulations[0].get("programme", "")) != PROGRAM:
        return []
    number = scalar(entity.get("euReferenceNumber"), where)
    where = f"{where}: {number or entity.get('logicalId')}"
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
        name = _local(child)
        if name in KINDS:
            record.details[KINDS[name]].append(_detail(child, record, where))
        elif name == "subjectType":
            known(child.attrib, SUBJECT, (), f"{where}: subjectType")
            record.subject = child.get("code", "")
        else:
            known([name], {"regulation"}, IGNORED_CHILDREN, where)
    return [record]


def _detail(element: "Element", record: Record, where: str) -> Row:
    for child in element:
        name = _local(child)
        if name == "regulationSummary":
            record.acts.append((child.get("publicationDate", ""), scalar(child.get("numberTitle"), where)))
        elif name == "contactInfo" and record.contacts is not None:
            record.contacts.append((child.get("key", ""), scalar(child.get("value"), where)))
        else:
            known([name], ("regulationSummary", "contactInfo"), IGNORED_CHILDREN, f"{where}: {_local(element)}")
    return {_snake(name): scalar(value, where) for name, value in element.attrib.items() if value.strip()}
