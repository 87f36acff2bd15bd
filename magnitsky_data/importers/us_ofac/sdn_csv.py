"""Records of SDN.CSV, and the entries that they and the files beside them make.

Columns: ent_num, SDN_Name, SDN_Type, Program, Title, Call_Sign, Vess_type, Tonnage, GRT, Vess_flag,
Vess_owner, Remarks. Several programmes stand in one cell with inner brackets only. Remarks end at
1,000 characters and go on in SDN_COMMENTS.CSV, in the middle of a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.lists import Entry, Name, Particular
from magnitsky_data.importers.lists.countries import CODES, WITHOUT_CODE, country_code
from magnitsky_data.importers.reading import coded
from magnitsky_data.importers.us_ofac.record import ENTITY_TYPES, Parts, entry_id, programs_of, related
from magnitsky_data.importers.us_ofac.remarks import UnknownRemark, parse_remarks
from magnitsky_data.importers.us_ofac.tables import (
    COMMENTS,
    SDN,
    ascending,
    body_of,
    cells_of,
    lines_of,
    not_a_spreadsheet,
    number_of,
    rows_by_number,
    value,
)

ALIAS_TYPES = {"aka": "alias", "fka": "former", "nka": "alias"}
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
    """Reads copies of SDN.CSV in turn; of each it parses the records that the copy before did not have."""

    numbers: dict[bytes, int] = field(default_factory=dict)  # by line, of the copy before
    records: dict[bytes, Record] = field(default_factory=dict)  # by line, on our programmes

    def read(self, data: bytes, name: str) -> tuple[list[int], list[Record]]:
        """Return the ent_nums of a copy and its records on our programmes."""
        lines = body_of(lines_of(data, name), SDN, name)
        known = list(map(self.numbers.get, lines))
        new = [line for line, number in zip(lines, known, strict=True) if number is None]
        for line, row in zip(new, cells_of(new, SDN, name), strict=True):
            self.numbers[line] = int(number_of(row[0], name))
            not_a_spreadsheet((row[1],), f"name of {row[0]}", name)
            if record := _record(row, name):
                self.records[line] = record
        numbers = [self.numbers[line] for line in lines]
        ascending(numbers, name, strictly=True)
        self.numbers = dict(zip(lines, numbers, strict=True))
        self.records = {line: self.records[line] for line in lines if line in self.records}
        return numbers, list(self.records.values())


def _record(row: list[str], name: str) -> Record | None:
    where = f"{name}: entry {row[0]}"
    programs = programs_of(value(row[3]).split("] ["), where)
    if not programs:
        return None
    kind = coded(value(row[2]) or "entity", ENTITY_TYPES, "SDN_Type", where)
    vessel = tuple(value(cell) for cell in row[5:11])
    return Record(row[0], value(row[1]), kind, programs, value(row[4]), vessel, row[11] if value(row[11]) else "")


def entries_of(
    records: list[Record], beside: Mapping[str, Parts], overflow: Mapping[str, str], name: str
) -> tuple[Entry, ...]:
    """Return the entries of records, with the parts that ALT.CSV and ADD.CSV give them."""
    names = frozenset(
        (
            *(r.name for r in records),
            *(n.name for parts in beside.values() for n in parts.get("aliases", ()) if isinstance(n, Name)),
        )
    )
    return related(
        [
            _entry(record, beside.get(record.number, {}), overflow.get(record.number, ""), names, name)
            for record in records
        ]
    )


def _entry(record: Record, beside: Parts, overflow: str, names: frozenset[str], name: str) -> Entry:
    try:
        remarks = parse_remarks(record.remarks + overflow, record.title, names=names)
    except UnknownRemark as error:
        raise ImportRefused(
            f"{name}: entry {record.number}: Remarks: {error}; teach magnitsky_data/importers/us_ofac/labels.py what it means"
        ) from None
    parts: Parts = {
        "names": (Name(record.name, "primary"),),
        "weak_aliases": remarks.names,
        "title": (Particular("position", record.title),) if record.title else (),
        "remarks": (*remarks.particulars, *_vessel(record, f"{name}: entry {record.number}")),
    }
    return Entry(
        entry_id=entry_id(record.number),
        official_id=record.number,
        programs=record.programs,
        entity_type=record.entity_type,
        listed_name=record.name,
        parts={**parts, **beside},
    )


def _vessel(record: Record, where: str) -> list[Particular]:
    found = []
    for at, (kind, text) in enumerate(zip(VESSEL, record.vessel, strict=True)):
        if text:
            code = known_country(text, where) if kind == "vessel_flag" else ""
            found.append(Particular(kind, f"GRT {text}" if at == GROSS else text, country_code=code))
    return found


def known_country(spelling: str, where: str) -> str:
    """Return the code of a field that is a country by definition; an unknown spelling is refused."""
    if spelling and spelling not in CODES and spelling not in WITHOUT_CODE:
        raise ImportRefused(
            f"{where}: country {spelling!r} is new; add it to magnitsky_data/importers/lists/countries.py"
        )
    return country_code(spelling)


def aliases_of(rows: list[list[str]], name: str) -> tuple[Name, ...]:
    """Return the names of an entry in ALT.CSV: the strong ones, with their kind."""
    found = []
    for number, _, kind, alias, remarks in rows:
        where = f"{name}: alias of {number}"
        not_a_spreadsheet((alias,), f"alias of {number}", name)
        if value(remarks) or not value(alias):
            raise ImportRefused(f"{where}: {alias!r} with remarks {remarks!r}; expected a name, and no remarks")
        found.append(Name(value(alias), coded(kind, ALIAS_TYPES, "alt_type", where)))
    return tuple(dict.fromkeys(found))


def addresses_of(rows: list[list[str]], name: str) -> tuple[Particular, ...]:
    """Return the addresses of an entry in ADD.CSV: street, place and country of a row in one value."""
    found = []
    for number, _, street, place, country, remarks in rows:
        not_a_spreadsheet((street, place), f"address of {number}", name)
        if value(remarks):
            raise ImportRefused(
                f"{name}: address of {number}: Add_remarks {remarks!r}; expected none, as in every list so far"
            )
        if text := ", ".join(part for cell in (street, place, country) if (part := value(cell))):
            found.append(
                Particular("address", text, country_code=known_country(value(country), f"{name}: address of {number}"))
            )
    return tuple(dict.fromkeys(found))


def overflow_of(file: OfficialFile) -> dict[str, str]:
    """Return the rest of Remarks by ent_num."""
    return {
        number: "".join(row[1] for row in rows)
        for number, rows in rows_by_number(file, COMMENTS, is_sorted=True).items()
    }
