"""Records of SDN.CSV, and the entries that they and the files beside them make.

Several programmes stand in one cell with inner brackets only. Remarks end at 1,000 characters and go on
in SDN_COMMENTS.CSV, in the middle of a word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from magnitsky_data.importers.lists import Entry, Name, Particular
from magnitsky_data.importers.readings import Reader, Readings
from magnitsky_data.importers.us_ofac.beside import Beside
from magnitsky_data.importers.us_ofac.record import (
    LIST_ID,
    Parts,
    entry_id,
    number_of,
    programs_of,
    related,
    told,
)
from magnitsky_data.importers.us_ofac.remarks import parse_remarks
from magnitsky_data.importers.us_ofac.tables import ascending, cells_of, lines_of, not_a_spreadsheet, value

VESSEL = ("call_sign", "vessel_type", "tonnage", "tonnage", "vessel_flag", "vessel_owner")
GROSS = 3  # the second tonnage is the gross register tonnage


@dataclass(frozen=True)
class Record:
    """A row of SDN.CSV on one of our programmes."""

    number: str
    name: str
    entity_type: str
    programs: tuple[str, ...]
    title: str
    vessel: tuple[str, ...]
    remarks: str


@dataclass
class SdnReader:
    """Reads copies of SDN.CSV in turn; a line that an earlier copy had is not parsed again."""

    readings: Readings
    numbers: dict[bytes, int] = field(default_factory=dict)  # by line
    records: dict[bytes, Record] = field(default_factory=dict)  # by line, on our programmes

    def read(self, data: bytes, name: str) -> tuple[list[int], list[Record]]:
        """Return the ent_nums of a copy and its records on our programmes."""
        lines = lines_of(data, "sdn", name)
        new = [line for line in lines if line not in self.numbers]
        for line, row in zip(new, cells_of(new, "sdn", name), strict=True):
            self.numbers[line] = int(number_of(row[0], name))
            not_a_spreadsheet((row[1],), f"{name}: name of {row[0]}")
            if record := _record(row, self.readings.at(LIST_ID, f"{name}: entry {row[0]}")):
                self.records[line] = record
        numbers = list(map(self.numbers.__getitem__, lines))
        ascending(numbers, name, strictly=True)
        return numbers, list(filter(None, map(self.records.get, lines)))


def _record(row: list[str], read: Reader) -> Record | None:
    programs = programs_of(value(row[3]).split("] ["), read)
    if not programs:
        return None
    kind = read.code("entity_type", value(row[2]) or "entity")
    vessel = tuple(value(cell) for cell in row[5:11])
    return Record(row[0], value(row[1]), kind, programs, value(row[4]), vessel, row[11] if value(row[11]) else "")


def entries_of(records: list[Record], beside: Beside, source_id: str, file: Reader) -> tuple[Entry, ...]:
    """Return the entries of records, with what the files beside SDN.CSV tell of them."""
    parts = {record.number: beside.parts(record.number) for record in records}
    aliases = (n.name for p in parts.values() for n in p.get("aliases", ()) if isinstance(n, Name))
    names = frozenset((*(r.name for r in records), *aliases))
    entries = [
        _entry(r, beside.overflow(r.number), parts[r.number], names, file.at(f"entry {r.number}")) for r in records
    ]
    return related(entries, source_id)


def _entry(record: Record, overflow: str, beside: Parts, names: frozenset[str], read: Reader) -> Entry:
    in_remarks = read.at("Remarks")
    with told(in_remarks.where):
        remarks = parse_remarks(record.remarks + overflow, in_remarks, record.title, names=names)
    parts: Parts = {
        "names": (Name(record.name, "primary"),),
        "weak_aliases": remarks.names,
        "title": (Particular("position", record.title),) if record.title else (),
        "remarks": (*remarks.particulars, *_vessel(record, read)),
        **beside,
    }
    return Entry(entry_id(record.number), record.number, record.programs, record.entity_type, record.name, parts=parts)


def _vessel(record: Record, read: Reader) -> Iterator[Particular]:
    for at, (kind, text) in enumerate(zip(VESSEL, record.vessel, strict=True)):
        if text:
            code = read.country(text) if kind == "vessel_flag" else ""
            yield Particular(kind, f"GRT {text}" if at == GROSS else text, country_code=code)
