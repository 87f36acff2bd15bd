"""What the readers of all OFAC formats share: programmes, numbers, countries, sources, states, related entries."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.lists import Entry, ListState, Measure, Name, Particular
from magnitsky_data.importers.reading import source_row, state_title
from magnitsky_data.importers.readings import Reader

LIST_ID = "us_ofac"
LIST_TITLE = "Specially Designated Nationals and Blocked Persons List"
ALIKE = re.compile("MAGNIT|GLOMAG")

# Of the states of one day the one of the highest rank gives the parts of an entry. Copies of the daily
# archive have the minute of the day as rank, what third parties made of a file comes before them all.
REDUCED_RANK, CSV_RANK, XML_RANK, ENHANCED_RANK = -1, 1440, 1441, 1442

Parts = dict[str, tuple[Name | Particular | Measure, ...]]


class Unknown(ValueError):
    """A text of the list that no rule reads; ``told`` says where it stands."""


@contextmanager
def told(where: str) -> Iterator[None]:
    """Refuse the file for what the block does not know, with its place."""
    try:
        yield
    except Unknown as error:
        raise ImportRefused(f"{where}: {error}") from None


def number_of(cell: str, where: str) -> str:
    """Return an ent_num, uid or entity id, which are the same number; refuse what is none."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", cell):
        raise ImportRefused(f"{where}: ent_num {cell!r:.60}; expected a number: a damaged copy; download it again")
    return cell


def entry_id(number: str) -> str:
    """Return our id of an entry by its number."""
    return f"us-ofac-{number}"


def programs_of(tags: Iterable[str], read: Reader) -> tuple[str, ...]:
    """Return our programmes among the tags of a record; other programmes are not for this dataset."""
    found = []
    for tag in tags:
        if not re.fullmatch(r"[^\[\]]+", tag):
            raise ImportRefused(f"{read.where}: programme {tag!r}; expected tags of OFAC, several joined by '] ['")
        if ALIKE.search(tag):
            found.append(read.code("programme", tag))
    return tuple(sorted({*found} - {""}))


def day_of(file: OfficialFile) -> tuple[str, str]:
    """Return the day of a file that carries none, and how it is known."""
    if not file.file_date:
        raise ImportRefused(f"{file.name}: the file carries no date; give the day of the list with --date YYYY-MM-DD")
    return file.file_date, file.date_basis or "download"


def washington_day(stamp: datetime) -> datetime:
    """Return a time in Washington, whose day is that of the list."""
    try:
        return stamp.astimezone(ZoneInfo("America/New_York"))
    except ZoneInfoNotFoundError:
        raise CurationToolsMissing(
            "reading times of Washington needs tzdata; `pip install 'magnitsky-data[curate]'`"
        ) from None


def ofac_source(file: OfficialFile, slug: str, what: str, day: str, *, is_official: bool = True) -> Row:
    """Return the row of ``sources`` for an OFAC file, or for what a third party made of one."""
    facts = {
        "source_type": "official_list" if is_official else "list_mirror",
        "publisher": "Office of Foreign Assets Control, U.S. Department of the Treasury",
        "title": state_title(f"{LIST_TITLE}: {what}", file, day),
        "jurisdiction_code": "US",
    }
    if not is_official:
        facts |= {"is_official": "false", "title": f"[{facts['title']}]"}
    return source_row(file, f"us-ofac-{slug}", day, **facts)


def state_of(
    file: OfficialFile, publication: str, dated: tuple[str, str], coverage: str, *sources: Row, rank: int = 0
) -> ListState:
    """Return the state that a file shows, still without what stands in it; ``dated`` is its day and how it is known."""
    return ListState(LIST_ID, publication, *dated, coverage, file.sha256, sources, rank=rank)


def related(entries: list[Entry], source_id: str) -> tuple[Entry, ...]:
    """Return the entries of a source with the ids of those that a ``linked_to`` names, where these stand in the same state."""
    ids: dict[str, str] = {}
    for entry in entries:
        for name in {entry.listed_name, *(v.name for p in entry.parts.values() for v in p if isinstance(v, Name))}:
            ids[name] = "" if ids.get(name, entry.entry_id) != entry.entry_id else entry.entry_id
    present = {entry.entry_id for entry in entries}
    return tuple(replace(entry, parts=_linked(entry, ids, present), source_id=source_id) for entry in entries)


def _linked(entry: Entry, ids: dict[str, str], present: set[str]) -> Parts:
    remarks = entry.parts.get("remarks", ())
    found: list[Name | Particular | Measure] = []
    for item in remarks:
        if isinstance(item, Particular) and item.particular_type == "linked_to":
            number = item.related_entry_id or ids.get(item.value, "")  # the enhanced XML gives the number itself
            found.append(replace(item, related_entry_id=number if number in present else ""))
        else:
            found.append(item)
    return {**entry.parts, "remarks": tuple(found)} if remarks else entry.parts
