"""The daily archive: copies of SDN.CSV in a .tar.xz.

A copy is named by the UTC time of its download, ``sdn_csv/2021-08-20T013811Z_sdn.csv``; that one was
taken on the evening of 19 August in Washington, whose day is the day of the list.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.files.archives import members
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.us_ofac.beside import Beside
from magnitsky_data.importers.us_ofac.record import LIST_ID, ofac_source, state_of, washington_day
from magnitsky_data.importers.us_ofac.sdn_csv import Record, SdnReader, entries_of

MEMBER = re.compile(r"(?:[\w-]+/)?(\d{4}-\d\d-\d\dT\d{6})Z_sdn\.csv")


def read_archive(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield a complete state for each copy, in the order of the archive."""
    source = ofac_source(file, "sdn-archive", "daily copies of SDN.CSV", file.file_date or _last_day(file.name))
    reader = SdnReader(context.readings)
    records: list[Record] = []
    entries: tuple[Entry, ...] = ()
    for name, data in members(file):
        where = f"{file.name}: {name}"
        taken = _taken(name, where)
        numbers, found = reader.read(data, where)
        if found != records:
            records, entries = found, _entries(found, source["source_id"], where, context)
        dated = taken.date().isoformat(), "download"
        yield replace(
            state_of(file, "SDN.CSV", dated, "complete", source, rank=taken.hour * 60 + taken.minute),
            main_sha256=sha256(data).hexdigest(),
            entry_count=len(numbers),
            entries=tuple(replace(entry, source_locator=name) for entry in entries),
        )


def _entries(records: list[Record], source_id: str, where: str, context: Context) -> tuple[Entry, ...]:
    return entries_of(records, Beside({}, context.readings), source_id, context.readings.at(LIST_ID, where))


def _taken(name: str, where: str) -> datetime:
    match = MEMBER.fullmatch(name)
    try:
        if match:
            return washington_day(datetime.strptime(match[1], "%Y-%m-%dT%H%M%S").replace(tzinfo=UTC))
    except ValueError:
        pass
    raise ImportRefused(f"{where}: expected the UTC time of the download as name, as 2021-08-18T093901Z_sdn.csv")


def _last_day(name: str) -> str:
    match = re.search(r"_to_(\d{4}-\d\d-\d\d)", name)
    if not match:
        raise ImportRefused(f"{name}: nothing tells the day of the archive; give it with --date YYYY-MM-DD")
    return match[1]
