"""What the dataset knows of each person and body, in one line: the lists, bills, votes and entry bans."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar

from magnitsky_data.release import contract, read, release_state


@dataclass
class Life:
    """One person or body with its listings, counted bills and votes, and the states that bar it."""

    SUMMARY: ClassVar = ("entity_type", "lists", "since", "until", "bills", "votes", "barred_by")
    entity_id: str
    name: str
    entity_type: str
    description: str
    listings: list[tuple[str, date | None, date | None]] = field(default_factory=list)  # programme, first day, last
    bills: int = 0
    votes: int = 0
    barred_by: set[str] = field(default_factory=set)

    @property
    def is_unnamed(self) -> bool:
        """Whether the dataset describes the person and leaves the name out, in brackets."""
        return self.name.startswith("(")

    @property
    def is_listed(self) -> bool:
        """Whether it stands or stood on a list."""
        return bool(self.listings)

    @property
    def since(self) -> date | None:
        """First day on a list, empty where none is known."""
        return min((start for _, start, _ in self.listings if start), default=None)

    @property
    def until(self) -> date | None:
        """Day on which it had left all lists; empty while it stands on one."""
        ends = [end for _, _, end in self.listings]
        return max((end for end in ends if end), default=None) if ends and all(ends) else None

    def summary(self) -> tuple[Any, ...]:
        """Return the values of ``SUMMARY``."""
        lists = "; ".join(dict.fromkeys(name for name, _, _ in self.listings))
        bars = "; ".join(sorted(self.barred_by))
        return self.entity_type, lists, self.since, self.until, self.bills, self.votes, bars

    def sentence(self) -> str:
        """Return what is known in one line."""
        parts = [f"{name} {start or '?'}{f' to {end}' if end else ''}" for name, start, end in self.listings]
        parts += [f"{self.bills} bill{'s' * (self.bills != 1)} sponsored"] if self.bills else []
        parts += [f"{self.votes} vote{'s' * (self.votes != 1)}"] if self.votes else []
        parts += [f"barred by {', '.join(sorted(self.barred_by))}"] if self.barred_by else []
        return f"{self.entity_type}: " + ("; ".join(parts) or self.description or "see the tables that name it")


def lives() -> dict[str, Life]:
    """Return all persons and bodies of the release by their id."""
    return _lives(*release_state())


def rows_of(table: str, *columns: str) -> Any:
    """Return columns of a table as rows of plain values."""
    return zip(*(c.to_pylist() for c in read(contract().table(table), list(columns)).columns), strict=True)


@lru_cache(maxsize=2)
def _lives(_release: str, _changed: int) -> dict[str, Life]:
    found = {
        row[0]: Life(row[0], row[1], row[2], row[3] or "")
        for row in rows_of("entities", "entity_id", "name", "entity_type", "description")
    }
    # The name of a programme does not always tell whose it is.
    programs = {
        p: f"{code}: {name}" for p, code, name in rows_of("programs", "program_id", "jurisdiction_code", "name")
    }
    spells = rows_of(
        "designations", "entity_id", "program_id", "listed_date", "listed_by_date", "delisted_date", "delisted_by_date"
    )
    for entity, program, start, start_by, end, end_by in spells:
        found[entity].listings.append((programs[program], start or start_by, end or end_by))
    for life in found.values():
        life.listings.sort(key=lambda listing: listing[1] or date.min)
    members = dict(rows_of("legislators", "legislator_id", "entity_id"))
    bills = {(members.get(m) or e, b) for m, e, b in rows_of("sponsorships", "legislator_id", "entity_id", "bill_id")}
    for entity, _ in bills:
        if entity in found:
            found[entity].bills += 1
    for member, votes in Counter(m for (m,) in rows_of("vote_positions", "legislator_id")).items():
        if members.get(member) in found:
            found[members[member]].votes += votes
    imposing = dict(rows_of("retaliatory_measures", "measure_id", "imposing_jurisdiction_code"))
    for entity, measure in rows_of("retaliation_targets", "entity_id", "measure_id"):
        found[entity].barred_by.add(imposing[measure])
    return found
