"""The European Commission's consolidated list of financial sanctions (FSF): XML of version 1.1, and a YAML mirror.

``xmlFullSanctionsList_1_1`` from
https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions
Only records of programme ``HR``, Regulation (EU) 2020/1998, are taken. The file trails the Official
Journal by days to months, so its own day never dates a listing. The CSV says the same and is not read.
"""

from collections.abc import Iterator
from dataclasses import replace

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.eu_fsf.mirrored import NAMES, read_records
from magnitsky_data.importers.eu_fsf.record import LIST_ID, Record, entry
from magnitsky_data.importers.eu_fsf.xml_file import read_full_list
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.publications import Official, Publication, publication_of, read_publications

ID = "eu_fsf"
XML = Official(
    LIST_ID,
    "xmlFullSanctionsList",
    "eu-fsf-xml",
    "European Commission",
    "Consolidated list of persons, groups and entities subject to EU financial sanctions",
)


def _state(file: OfficialFile, context: Context) -> ListState:
    file_reader = context.readings.at(LIST_ID, file.name)
    day, count, records = read_full_list(file, file_reader)
    entries = []
    for record in _gathered(records):
        read = file_reader.at(record.reference)
        entries.append(replace(entry(record, read), source_locator=f"euReferenceNumber={record.reference}"))
        if entries[-1].listed_date > day:
            raise ImportRefused(
                f"{read.where}: listed by an act of {entries[-1].listed_date}, after the file's own day {day}; expected an earlier one: a damaged file"
            )
    return XML.state(file, day, entries, count)


def _gathered(records: list[Record]) -> list[Record]:
    """Return one record a reference: the list repeats an entity once a regulation."""
    found: dict[str, Record] = {}
    for record in records:
        first = found.setdefault(record.reference, record)
        if first is record:
            continue
        if first.subject != record.subject:
            raise ImportRefused(
                f"{record.reference}: stands as {first.subject!r} and as {record.subject!r}; expected one of them"
            )
        for kind, rows in record.details.items():
            first.details[kind] += [row for row in rows if row not in first.details[kind]]
        first.acts += record.acts
        first.contacts = [*(first.contacts or []), *(record.contacts or [])]
    return list(found.values())


PUBLICATIONS = (
    Publication(
        r"xmlFullSanctionsList[\w.-]*\.xml",
        "xmlFullSanctionsList_1_1.xml",
        lambda files, context: (_state(file, context) for file in files),
    ),
    Publication(NAMES, "eu_fsf_hr_yaml.tar.gz", read_records),
)


def recognises(name: str) -> bool:
    """Tell the publications of the list by their official names, whatever day or version stands behind."""
    return publication_of(name, PUBLICATIONS) is not None


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the states of the list that the files of a folder hold."""
    return read_publications(files, context, PUBLICATIONS)
