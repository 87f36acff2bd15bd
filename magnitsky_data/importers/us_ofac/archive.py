"""The daily archive: copies of SDN.CSV in a .tar.xz, read as a stream, one at a time, in memory.

A copy is named by the UTC time of its download, ``sdn_csv/2021-08-20T013811Z_sdn.csv``; that one was
taken on the evening of 19 August in Washington, whose day is the day of the list.
"""

import lzma
import re
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.us_ofac.csv_states import LIST_TITLE
from magnitsky_data.importers.us_ofac.record import EXPECTATIONS, LIST_ID, ofac_source, washington_day
from magnitsky_data.importers.us_ofac.sdn_csv import Record, SdnReader, entries_of

MEMBER = re.compile(r"(?:[\w-]+/)?(\d{4}-\d\d-\d\dT\d{6})Z_sdn\.csv")
MEMBERS = 5_000  # twenty years of working days
MEMBER_BYTES = 50_000_000  # ten times the list of 2026
TOTAL_BYTES = 20_000_000_000


def read_archive(file: OfficialFile, context: Context) -> Iterator[ListState]:
    """Yield a complete state for each copy, in the order of the archive."""
    day = file.file_date or _last_day(file.name)
    source = ofac_source(file, "sdn-archive", f"{LIST_TITLE}: daily copies of SDN.CSV", day)
    reader = SdnReader()
    records: list[Record] = []
    entries: tuple[Entry, ...] = ()
    for name, data in members(file):
        taken = _taken(name, file)
        where = f"{file.name}: {name}"
        numbers, found = reader.read(data, where)
        if found != records:
            records, entries = found, entries_of(found, {}, {}, where)
        state = ListState(
            list_id=LIST_ID,
            publication="SDN.CSV",
            list_date=taken.date().isoformat(),
            list_date_basis="download",
            coverage="complete",
            main_sha256=sha256(data).hexdigest(),
            sources=(source,),
            entry_count=len(numbers),
            entries=tuple(replace(e, source_id=source["source_id"], source_locator=name) for e in entries),
            rank=taken.hour * 60 + taken.minute,
        )
        yield meet(state, EXPECTATIONS, where)


def members(file: OfficialFile) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each copy; what is not a plain file with a proper name is refused."""
    total = 0
    try:
        with tarfile.open(fileobj=BytesIO(file.data), mode="r|xz") as archive:
            for number, member in enumerate(archive, start=1):
                total += member.size
                _allow(member, number, total, file.name)
                if member.isdir():
                    continue
                stream = archive.extractfile(member)
                if stream is None:
                    raise ImportRefused(
                        f"{file.name}: {member.name!r} is no plain file; expected copies of SDN.CSV only"
                    )
                yield member.name, stream.read()
    except (tarfile.TarError, lzma.LZMAError, EOFError) as error:
        raise ImportRefused(f"{file.name}: cannot be unpacked ({error}); cut short: download it again") from None


def _allow(member: tarfile.TarInfo, number: int, total: int, name: str) -> None:
    if member.name.startswith("/") or ".." in member.name.split("/"):
        raise ImportRefused(f"{name}: member {member.name!r} points outside of the archive; expected names below it")
    if not (member.isreg() or member.isdir()):
        raise ImportRefused(f"{name}: member {member.name!r} is a link or device; expected plain files")
    if number > MEMBERS or member.size > MEMBER_BYTES or total > TOTAL_BYTES:
        raise ImportRefused(
            f"{name}: member {number} {member.name!r} of {member.size:,} bytes, {total:,} in all; "
            f"expected up to {MEMBERS:,} members of {MEMBER_BYTES:,} bytes; no archive of the list is that large"
        )


def _taken(name: str, file: OfficialFile) -> datetime:
    match = MEMBER.fullmatch(name)
    try:
        if match:
            return washington_day(datetime.strptime(match[1], "%Y-%m-%dT%H%M%S").replace(tzinfo=UTC))
    except ValueError:
        pass
    raise ImportRefused(
        f"{file.name}: member {name!r}; expected the UTC time of the download, as 2021-08-18T093901Z_sdn.csv"
    )


def _last_day(name: str) -> str:
    match = re.search(r"_to_(\d{4}-\d\d-\d\d)", name)
    if not match:
        raise ImportRefused(f"{name}: nothing tells the day of the archive; give it with --date YYYY-MM-DD")
    return match[1]
