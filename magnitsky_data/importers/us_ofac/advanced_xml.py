"""SDN_ADVANCED.XML: reads the sections into the entries of our programmes, in two passes over the stream.

https://ofac.treasury.gov/sdn-list-data-formats-data-schemas/frequently-asked-questions-on-advanced-sanctions-list-standard
Which profile is on a programme stands in SanctionsEntries at the end, its names and features before
that, its documents and places before those. The tag is the comment of a SanctionsMeasure of type
Program. All EntryEvents of an entry repeat the day on which the person came on the list.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import Entry, ListState, Particular
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.us_ofac.advanced_index import Index
from magnitsky_data.importers.us_ofac.advanced_party import primary_name, read_party
from magnitsky_data.importers.us_ofac.csv_states import CSV_RANK, LIST_TITLE
from magnitsky_data.importers.us_ofac.record import DATED, LIST_ID, entry_id, ofac_source, related
from magnitsky_data.importers.us_ofac.xml import stream

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def read_advanced(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield the state of the list that the file shows."""
    index = Index(file.name)
    stream(
        file,
        file.data,
        "Sanctions",
        {
            "DateOfIssue": index.date_of_issue,
            "ReferenceValueSets": index.reference_values,
            "Location": index.location,
            "IDRegDocument": index.document,
            "DistinctParty": lambda element: None,
            "ProfileRelationship": index.relationship,
            "SanctionsEntry": index.sanctions_entry,
        },
    )
    if not index.listings:
        raise ImportRefused(
            f"{file.name}: no entry under MAGNIT or GLOMAG on the SDN List; CONS_ADVANCED.XML, another list? Download SDN_ADVANCED.XML"
        )
    entries: list[Entry] = []
    numbers: set[str] = set()
    linked = {to for profile in index.listings for to in index.links.get(profile, ())}

    def party(element: "Element") -> None:
        number = element.get("FixedRef", "")
        if number in numbers:
            raise ImportRefused(
                f"{file.name}: DistinctParty {number!r} stands twice; expected each once: a damaged copy"
            )
        numbers.add(number)
        if found := read_party(element, index, file.name):
            entries.append(found)
        if number in linked:
            index.names[number] = primary_name(element, index, file.name)

    nothing = dict.fromkeys(("Location", "IDRegDocument", "SanctionsEntry"), lambda element: None)
    stream(file, file.data, "Sanctions", {**nothing, "DistinctParty": party})
    if lost := set(index.listings) - {entry.official_id for entry in entries}:
        raise ImportRefused(
            f"{file.name}: no DistinctParty for the profiles {sorted(lost)[:5]!r}; cut short: download it again"
        )
    source = ofac_source(file, "sdn-advanced", f"{LIST_TITLE}: SDN_ADVANCED.XML", index.day)
    state = ListState(
        list_id=LIST_ID,
        publication="SDN_ADVANCED.XML",
        list_date=index.day,
        list_date_basis="in_file",
        coverage="complete",
        main_sha256=file.sha256,
        sources=(source,),
        entry_count=len(numbers),
        entries=related([_named(entry, index) for entry in entries], source["source_id"]),
        rank=CSV_RANK + 2,
    )
    yield meet(state, DATED, file.name)


def _named(entry: Entry, index: Index) -> Entry:
    """Give the parties that an entry is linked to their names, which come in any order in the file."""
    found = []
    for to in index.links.get(entry.official_id, ()):
        if to not in index.names:
            raise ImportRefused(
                f"{index.name}: no DistinctParty {to!r}, to which {entry.official_id} is linked; cut short: download it again"
            )
        found.append(Particular("linked_to", index.names[to], related_entry_id=entry_id(to)))
    return replace(entry, parts={**entry.parts, "remarks": (*entry.parts["remarks"], *dict.fromkeys(found))})
