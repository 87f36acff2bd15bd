"""What the renderings of the UK Sanctions List have in common: regimes, source, entries with measures."""

import re
from collections.abc import Iterable
from dataclasses import replace

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.gb_designation import (
    JURISDICTION,
    LIST_ID,
    REFERENCES,
    Designation,
    entry,
    measures,
)
from magnitsky_data.importers.reading import coded, source_row

REGIMES = {
    "The Global Human Rights Sanctions Regulations 2020": "gb-ghr",
    "Global Human Rights": "gb-ghr",  # the short edition
    "The Global Anti-Corruption Sanctions Regulations 2021": "gb-gac",
    "Global Anti-Corruption": "gb-gac",
}


def program_of(regime: str, reference: str, where: str) -> str:
    """Return our programme of a regime, empty for the others, which are ignored: none is of the Magnitsky type.

    A regime that looks like ours, or a reference of ours under another regime, is refused.
    """
    if not reference:
        raise ImportRefused(f"{where}: a designation without Unique ID; expected one for each: a damaged file")
    ours = re.search(r"global (human rights|anti-corruption)", regime, re.IGNORECASE)
    if ours or reference[:3] in REFERENCES.values():
        return coded(regime, REGIMES, f"regime of {reference}", where)
    return ""


def complete_entry(
    found: Designation, imposed: str, information: str, separator: str, source_id: str, where: str
) -> Entry:
    """Return the entry of a designation with its measures."""
    made = entry(found, source_id, f"Unique ID {found.reference}", where)
    imposed_by = measures(found.program_id, imposed, separator, information, where)
    return replace(made, parts={**made.parts, "measures": imposed_by})


def list_state(file: OfficialFile, kind: str, day: str, basis: str, count: int, entries: Iterable[Entry]) -> ListState:
    """Return the complete state that a file holds; ``kind`` is xml or ods. No reference may stand twice."""
    found = tuple(entries)
    if len({e.entry_id for e in found}) != len(found):
        raise ImportRefused(f"{file.name}: a Unique ID stands on two designations; expected each once: a damaged file")
    source = source_row(
        file, publication_slug(kind), day, source_type="official_list", jurisdiction_code=JURISDICTION,
        publisher="Foreign, Commonwealth and Development Office", title="UK Sanctions List",
    )  # fmt: skip
    return ListState(
        LIST_ID, f"UK Sanctions List {kind.upper()}", day, basis, "complete", file.sha256, (source,), entry_count=count, entries=found
    )  # fmt: skip


def publication_slug(kind: str) -> str:
    """Return the first part of the id of a source."""
    return f"gb-fcdo-{kind}"


def source_id(file: OfficialFile, kind: str, day: str) -> str:
    """Return the id of the source that a file will be."""
    return f"{publication_slug(kind)}-{day}-{file.sha256[:8]}"
