"""How many entries, and how full, a state of a list is expected to be; a file far outside is refused.

A wrong file, a cut download or a renamed programme shows here before anything is written. The figures are
rows of ``raw/curated/expectations.csv``.
"""

from collections.abc import Iterable

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Entry, ListState, Particular
from magnitsky_data.importers.readings import ANY, Expectation


def meet(state: ListState, expectations: Iterable[Expectation]) -> ListState:
    """Return a state that meets its expectations; ``ImportRefused`` says which it fails and why that matters."""
    where = f"{state.sources[0]['file_name']}: {state.publication} of {state.list_date}"
    for entry in state.entries:
        if entry.entity_type and not entry.listed_name:  # without a type the publication tells neither
            raise ImportRefused(f"{where}: entry {entry.official_id!r} has no name; expected one: a damaged file")
    for expected in expectations:
        if state.list_date >= expected.since and expected.publication in ("", state.publication):
            if not expected.program_id:
                _count(state.part_count if state.entry_count is None else state.entry_count, expected, where)
            elif state.coverage == "complete":
                _meet_one(state, expected, where)
    return state


def _count(found: int, expected: Expectation, where: str) -> None:
    if not expected.minimum <= found <= expected.maximum:
        on = f" on {expected.program_id}" if expected.program_id else ""
        bounds = (
            f"{expected.minimum} to {expected.maximum}" if expected.maximum < ANY else f"at least {expected.minimum}"
        )
        raise ImportRefused(
            f"{where}: {found} entries{on}; expected {bounds} "
            f"({expected.reason}); a cut or foreign file, or correct raw/curated/expectations.csv"
        )


def _meet_one(state: ListState, expected: Expectation, where: str) -> None:
    found = [e for e in state.entries if expected.program_id in e.programs]
    _count(len(found), expected, where)
    persons = [e for e in found if e.entity_type == "person"]
    _share(
        persons,
        sum(map(_has_birth_date, persons)),
        expected.birth_dates,
        f"{where}: birth dates of {expected.program_id}",
    )
    _share(
        found,
        sum(bool(e.listed_date) for e in found),
        expected.listed_dates,
        f"{where}: dates of listing of {expected.program_id}",
    )


def _share(entries: list[Entry], filled: int, least: float, what: str) -> None:
    if entries and filled / len(entries) < least:
        raise ImportRefused(
            f"{what}: {filled} of {len(entries)}; expected at least {least:.0%}; a column was moved or emptied"
        )


def _has_birth_date(entry: Entry) -> bool:
    return any(
        isinstance(p, Particular) and p.particular_type == "birth_date" for part in entry.parts.values() for p in part
    )
