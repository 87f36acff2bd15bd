"""What the dataset knows of each person and body, in one line: the lists, bills, votes and entry bans."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from magnitsky_data.errors import DamagedRelease
from magnitsky_data.release import AGAIN, own, read, release_folder, release_state

Row = TypeVar("Row")
SUMMARY = ("entity_type", "lists", "since", "until", "bills", "votes", "barred_by")  # what find tells of a hit


COLUMNS = (
    "entity_id name entity_type lists spell_count since_date until_date bill_count vote_count barred_by summary".split()
)


class Life(NamedTuple):
    """One row of table ``entity_summaries``: of a person or body the lists, bills, votes and entry bans."""

    entity_id: str
    name: str
    entity_type: str
    lists: str | None
    spells: int
    since: date | None
    until: date | None
    bills: int
    votes: int
    barred_by: str | None
    summary: str | None

    @property
    def is_unnamed(self) -> bool:
        """Whether the dataset describes the person and leaves the name out, in brackets."""
        return self.name.startswith("(")

    def sentence(self) -> str:
        """Return what is known in one line."""
        return f"{self.entity_type}: {self.summary or 'see the tables that name it'}"


class Keyed(dict[str, Row]):
    """What is known by a key of a table; ``DamagedRelease`` for a key that other tables name and this one lacks."""

    def __init__(self, table: str, rows: Iterable[tuple[str, Row]]) -> None:
        super().__init__(rows)
        self._table = table

    def __missing__(self, key: str) -> Row:
        raise DamagedRelease(f"{release_folder()}: table {self._table} has no row {key!r}, which others name; {AGAIN}")


def lives() -> dict[str, Life]:
    """Return all persons and bodies of the release by their id."""
    return _lives(*release_state())


def rows_of(table: str, *columns: str) -> Any:
    """Return columns of a table as rows of plain values."""
    return zip(*(c.to_pylist() for c in read(own(table, *columns), list(columns)).columns), strict=True)


def current_id(entity_id: str, redirects: dict[str, str]) -> str:
    """Return the id that stands for one today, through all that took its place."""
    seen = {entity_id}
    while entity_id in redirects and redirects[entity_id] not in seen:
        entity_id = redirects[entity_id]
        seen.add(entity_id)
    return entity_id


def known_in_part() -> str:
    """Return of which lists not all names are here, in a sentence; empty when all are whole."""
    programs = sorted(rows_of("programs", "jurisdiction_code", "name", "coverage"))
    whole = {state for state, _, coverage in programs if coverage == "complete"}
    found = [
        f"{state} ({name})" if state in whole else state for state, name, coverage in programs if coverage != "complete"
    ]
    return f"Not all names are here of the lists of {', '.join(dict.fromkeys(found))}." if found else ""


@lru_cache(maxsize=2)
def _lives(_release: str, _changed: int) -> dict[str, Life]:
    return Keyed("entity_summaries", ((row[0], Life(*row)) for row in rows_of("entity_summaries", *COLUMNS)))
