"""The SDN List of the US Office of Foreign Assets Control: entries under MAGNIT and GLOMAG.

OFAC publishes it as flat files (SDN.CSV with ALT.CSV, ADD.CSV and SDN_COMMENTS.CSV), as SDN.XML,
SDN_ADVANCED.XML and SDN_ENHANCED.XML, and its changes as delta files. Beside these there are a daily
archive of SDN.CSV and what third parties have made of the files. The number of an entry is the same in
all: ent_num, uid, FixedRef, entity id.
https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

import re
from collections.abc import Callable, Iterator

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.us_ofac.advanced_xml import read_advanced
from magnitsky_data.importers.us_ofac.archive import read_archive
from magnitsky_data.importers.us_ofac.csv_states import read_aliases, read_complete, read_ids, read_rows
from magnitsky_data.importers.us_ofac.enhanced_xml import read_enhanced
from magnitsky_data.importers.us_ofac.record import EXPECTATIONS, LIST_ID
from magnitsky_data.importers.us_ofac.reductions import read_ids_jsonl, read_names, read_reduced
from magnitsky_data.importers.us_ofac.sdn_xml import read_sdn_xml

ID = LIST_ID
__all__ = ["EXPECTATIONS", "ID", "read_states", "recognises"]

# Copies bear a date or remark between name and suffix: SDN.2024-06.header-added.csv.
FLAT = re.compile(r"(sdn_comments|sdn|alt|add)(?:\.[\w.-]+)?\.csv", re.I)
READERS: tuple[tuple[str, Callable[[OfficialFile, Context], Iterator[ListState]]], ...] = (
    (r"sdn_csv_[\w-]+\.tar\.xz", read_archive),
    (r"sdn_rows_[\w.-]+\.csv", read_rows),
    (r"sdn_and_alt_reduced\.json", read_reduced),
    (r"sdn_names_from_sdn_advanced\.jsonl", read_ids_jsonl),
    (r"sanctions_names\.yml", read_names),
    (r"(sdn|consolidated)(\.[\w.-]+)?\.xml", read_sdn_xml),
    (r"(sdn|cons)_advanced(\.[\w.-]+)?\.xml", read_advanced),
    (r"(sdn|cons)_enhanced(\.[\w.-]+)?\.(xml|zip)|ofac_delta[\w.-]*\.xml|[\w-]*delta\.xml", read_enhanced),
    (r"cons_(prim|add|alt|comments)(\.[\w.-]+)?\.csv", lambda file, context: _refuse_consolidated(file)),
)


def recognises(name: str) -> bool:
    """Tell a file of the list, or of the Consolidated List, which is refused, by its name."""
    return bool(FLAT.fullmatch(name) or _reader(name))


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the states in the files of one folder; the flat files of a folder make one state."""
    flat: dict[str, OfficialFile] = {}
    for file in files:
        if match := FLAT.fullmatch(file.name):
            kind = match[1].lower()
            if kind in flat:
                raise ImportRefused(
                    f"{flat[kind].name} and {file.name} are both {kind.upper()}.CSV; expected one list in a folder"
                )
            flat[kind] = file
    if "sdn" in flat:
        yield from read_complete(flat, context)
    elif "add" in flat:
        yield from read_ids(flat, context)
    elif "alt" in flat:
        yield from read_aliases(flat, context)
    elif flat:
        raise ImportRefused(f"{flat['sdn_comments'].name}: continues the remarks of SDN.CSV; put it beside that file")
    for file in files:
        if not FLAT.fullmatch(file.name) and (reader := _reader(file.name)):
            yield from reader(file, context)


def _reader(name: str) -> Callable[[OfficialFile, Context], Iterator[ListState]] | None:
    return next((reader for pattern, reader in READERS if re.fullmatch(pattern, name, re.I)), None)


def _refuse_consolidated(file: OfficialFile) -> Iterator[ListState]:
    raise ImportRefused(
        f"{file.name}: the Consolidated (non-SDN) List, another list; MAGNIT and GLOMAG stand on the SDN List: download SDN.CSV"
    )
