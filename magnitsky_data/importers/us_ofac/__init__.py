"""The SDN List of the US Office of Foreign Assets Control: entries under MAGNIT and GLOMAG.

OFAC publishes it as flat files (SDN.CSV with ALT.CSV, ADD.CSV and SDN_COMMENTS.CSV), as SDN.XML and
SDN_ENHANCED.XML, and its changes as delta files; SDN_ADVANCED.XML says the same again and is not read.
Beside these there are a daily archive of SDN.CSV and what third parties have made of the files. The
number of an entry is the same in all: ent_num, uid, entity id.
https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.us_ofac.archive import read_archive
from magnitsky_data.importers.us_ofac.csv_states import read_flat, read_rows
from magnitsky_data.importers.us_ofac.enhanced_xml import read_enhanced
from magnitsky_data.importers.us_ofac.record import LIST_ID
from magnitsky_data.importers.us_ofac.reductions import read_ids_jsonl, read_names, read_reduced
from magnitsky_data.importers.us_ofac.sdn_xml import read_sdn_xml

T = TypeVar("T")
ID = LIST_ID

# Copies bear a date or remark between name and suffix: SDN.2024-06.header-added.csv.
FLAT = re.compile(r"(sdn_comments|sdn|alt|add)(?:\.[\w.-]+)?\.csv", re.I)
READERS: tuple[tuple[str, Callable[[OfficialFile, Context], Iterator[ListState]]], ...] = (
    (r"sdn_csv_[\w-]+\.tar\.xz", read_archive),
    (r"sdn_rows_[\w.-]+\.csv", read_rows),
    (r"sdn_and_alt_reduced\.json", read_reduced),
    (r"sdn_names_from_sdn_advanced\.jsonl", read_ids_jsonl),
    (r"sanctions_names\.yml", read_names),
    (r"(sdn|consolidated)(\.[\w.-]+)?\.xml", read_sdn_xml),
    (r"(sdn|cons)_enhanced(\.[\w.-]+)?\.(xml|zip)|ofac_delta[\w.-]*\.xml|[\w-]*delta\.xml", read_enhanced),
)
# Files of OFAC that are known and not read, with the reason.
REFUSED = (
    (r"[\w.-]*advanced[\w.-]*\.(xml|zip)", "an edition that is not read, since it says the same again"),
    (r"cons_(prim|add|alt|comments)(\.[\w.-]+)?\.csv", "the Consolidated (non-SDN) List, another list"),
    (r".*", "no name of a file of the list"),
)
READ = (
    "SDN.CSV with ALT.CSV, ADD.CSV and SDN_COMMENTS.CSV, SDN.XML, SDN_ENHANCED.XML (or .ZIP) or a delta file of "
    "https://sanctionslistservice.ofac.treas.gov"
)


def recognises(name: str) -> bool:
    """Tell a file of OFAC by its name, one that is refused too."""
    return bool(FLAT.fullmatch(name) or _matching(READERS, name) or _matching(REFUSED[:-1], name))


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the states in the files of one folder; the flat files of a folder make one state."""
    flat: dict[str, OfficialFile] = {}
    others: list[OfficialFile] = []
    for file in files:
        match = FLAT.fullmatch(file.name)
        if match is None:
            others.append(file)
            continue
        kind = match[1].lower()
        if kind in flat:
            raise ImportRefused(
                f"{flat[kind].name} and {file.name} are both {kind.upper()}.CSV; expected one list in a folder"
            )
        flat[kind] = file
    if flat:
        yield from read_flat(flat, context)
    for file in others:
        reader = _matching(READERS, file.name)
        if reader is None:
            raise ImportRefused(f"{file.name}: {_matching(REFUSED, file.name)}; expected {READ}")
        yield from reader(file, context)


def _matching(patterns: tuple[tuple[str, T], ...], name: str) -> T | None:
    return next((found for pattern, found in patterns if re.fullmatch(pattern, name, re.I)), None)
