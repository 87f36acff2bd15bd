"""The history of one list: states, sightings and the newest parts of its entries, in any order of import.

The files of ``raw/imported/<list_id>`` are all that the store knows. A run of sightings stands for
every state of its publication between its ends, so that a state put in between later keeps or splits
it; a part of an entry (names, remarks, addresses ...) is replaced by the same part of a newer state only.
One state may come in two files, a copy of its own and in an archive: that of the higher rank tells of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.runs import Member, members, publication_groups
from magnitsky_data.importers.lists import Entry, ListState, Measure, Name, Particular
from magnitsky_data.importers.stored import stored_tables

TABLES = {
    Name: ("list_names", ("name", "name_type", "is_weak", "script_code", "language_code")),
    Particular: ("list_particulars", ("particular_type", "value", "date_earliest", "date_latest", "is_circa", "country_code", "related_entry_id")),
    Measure: ("list_measures", ("program_id", "measure_type", "start_date")),
}  # fmt: skip
SHOWS_ABSENCE = ("complete", "ids_only")  # coverage of states in which who is missing was not on the list
SEARCHED = ("ids_only", "names_only")  # coverage of states that show no programmes: the entries known are looked for
OF_THE_ENTRY = ("entry", "listed_date")  # parts that are cells of its row in list_entries
Order = tuple[str, int, str]  # list_date, day_rank, snapshot_id


class ListStore:
    """States and entries of one list."""

    def __init__(self, folder: Path, contract: Contract, scope: dict[str, tuple[str, ...]]):
        self.folder, self._contract, self._scope = folder, contract, scope
        stored: dict[str, list[Row]] = defaultdict(list, stored_tables(contract, folder))
        self._snapshots = {row["snapshot_id"]: row for row in stored["list_snapshots"]}
        self._files: dict[str, set[str]] = defaultdict(set)
        for row in stored["snapshot_files"]:
            self._files[row["snapshot_id"]].add(row["source_id"])
        self._sources = {row["source_id"]: row for row in stored["sources"]}
        self._entries = {row["entry_id"]: row for row in stored["list_entries"]}
        self._from = {(row["entry_id"], row["part"]): row["snapshot_id"] for row in stored["list_entry_parts"]}
        self._parts_of: dict[str, set[str]] = defaultdict(set)
        for entry, part in self._from:
            self._parts_of[entry].add(part)
        self._parts: dict[tuple[str, str], list[tuple[str, Row]]] = defaultdict(list)
        for table, _ in TABLES.values():
            for row in stored[table]:
                self._parts[row["entry_id"], row["part"]].append((table, row))
        self._members = members(self._snapshots.values(), stored["list_sightings"])
        self._last: dict[str, tuple[object, ...]] = {}  # what the state that was added last said of its entries

    def __contains__(self, snapshot: str) -> bool:
        return snapshot in self._snapshots

    def repeats(self, state: ListState) -> bool:
        """Tell whether a state says of its entries what the state that was added last said."""
        return all(_said(entry) == self._last.get(entry.entry_id) for entry in state.entries)

    def held(self, entry: str) -> dict[str, tuple[str, list[Row]]]:
        """Return what is at hand of an entry, by part: the day of the state that gives it, and its rows.

        Parts of their own are ``entry``, with name and kind, and ``listed_date``; both are the row of the entry.
        """
        found = {}
        for part in self._parts_of.get(entry, ()):
            rows = [row for _, row in self._parts.get((entry, part), ())]
            if part in OF_THE_ENTRY:
                rows = [self._entries[entry]]
            found[part] = self._snapshots[self._from[entry, part]]["list_date"], rows
        return found

    def origin(self, row: Row) -> str:
        """Return the files of the state that gives a row, and its entry if it has one; else the list."""
        entry = row.get("entry_id", "")
        snapshot = row.get("snapshot_id") or self._from.get((entry, row.get("part", "entry")), "")
        files = sorted({self._sources[source]["file_name"] for source in self._files.get(snapshot, ())})
        return ": ".join(filter(None, (", ".join(files), entry))) if files else row.get("file_name", self.folder.name)

    def neighbours(self, state: ListState) -> tuple[Row | None, Row | None]:
        """Return the nearest complete states before and after a state."""
        place = state.list_date, state.rank, state.snapshot_id
        complete = [s for s, row in self._snapshots.items() if row["coverage"] == "complete"]
        before = max((s for s in complete if self._order(s) < place), key=self._order, default="")
        after = min((s for s in complete if self._order(s) > place), key=self._order, default="")
        return self._snapshots.get(before), self._snapshots.get(after)

    def standing(self, snapshot: Row) -> set[Member]:
        """Return who stands in a state at hand."""
        return self._members[snapshot["snapshot_id"]]

    def found(self, state: ListState) -> set[Member]:
        """Return who stands in a state on our programmes; in one that shows none those in scope are looked for."""
        if state.coverage in SEARCHED:
            return {(entry, program) for entry in state.present & self._scope.keys() for program in self._scope[entry]}
        return {(entry.entry_id, program) for entry in state.entries for program in entry.programs}

    def add(self, state: ListState) -> None:
        """Put a state into the history; the same state again changes nothing."""
        key = state.snapshot_id
        self._sources |= {row["source_id"]: row for row in state.sources}
        self._files[key] |= {row["source_id"] for row in state.sources}
        found = self._members[key] = self.found(state)
        before = int(self._snapshots[key]["day_rank"]) if key in self._snapshots else state.rank
        if state.rank >= before:
            self._snapshots[key] = self._snapshot(state, len({entry for entry, _ in found}))
        for entry in state.entries:
            self._add_entry(entry, key, state.rank - before)
        self._last = {entry.entry_id: _said(entry) for entry in state.entries}

    def _snapshot(self, state: ListState, in_scope: int) -> Row:
        return {
            "snapshot_id": state.snapshot_id,
            "list_id": state.list_id,
            "publication": state.publication,
            "list_date": state.list_date,
            "list_date_basis": state.list_date_basis,
            "earliest_date": state.earliest_date,
            "entry_count": "" if state.entry_count is None else str(state.entry_count),
            "in_scope_count": str(in_scope),
            "coverage": state.coverage,
            "is_additive_only": str(state.is_additive_only).lower(),
            "day_rank": str(state.rank),
        }

    def _order(self, snapshot: str) -> Order:
        row = self._snapshots[snapshot]
        return row["list_date"], int(row["day_rank"]), snapshot

    def _is_newest(self, entry: str, part: str, snapshot: str, is_lesser: bool) -> bool:
        """Tell whether a state gives a part; the same state again does, unless in a file of lesser rank."""
        before = self._from.get((entry, part))
        if before is not None and (self._order(snapshot), not is_lesser) < (self._order(before), True):
            return False
        self._from[entry, part] = snapshot
        self._parts_of[entry].add(part)
        return True

    def _add_entry(self, entry: Entry, snapshot: str, rank: int) -> None:
        """Take over what a state says of an entry; ``rank`` is over that of an earlier file of this state."""
        key = entry.entry_id
        held = self._entries.get(key, {})
        is_lesser = rank < 0
        is_second = rank == 0 and entry.source_id < held.get("source_id", "")  # of two of one rank, the greater id
        if entry.listed_name and entry.entity_type and self._is_newest(key, "entry", snapshot, is_lesser or is_second):
            self._entries[key] = {
                "listed_date": held.get("listed_date", ""),
                "entry_id": key,
                "list_id": self._snapshots[snapshot]["list_id"],
                "official_id": entry.official_id,
                "entity_type": entry.entity_type,
                "listed_name": entry.listed_name,
                "source_id": entry.source_id,
                "source_locator": entry.source_locator,
                "confidence": "high",
            }
        if entry.listed_date and key in self._entries and self._is_newest(key, "listed_date", snapshot, is_lesser):
            self._entries[key]["listed_date"] = entry.listed_date
        for part, values in entry.parts.items():
            if self._is_newest(key, part, snapshot, is_lesser):
                self._parts[key, part] = [part_row(key, part, value) for value in values]

    def searched_before(self) -> list[str]:
        """Return the files that were searched when entries that stand in other states now were not known."""
        known = {
            e for s, found in self._members.items() if self._snapshots[s]["coverage"] not in SEARCHED for e, _ in found
        }
        if known <= self._scope.keys():
            return []
        states = [s for s, row in self._snapshots.items() if row["coverage"] != "complete"]
        return sorted({self._sources[f]["file_name"] for s in states for f in self._files[s]})

    def tables(self) -> dict[str, list[Row]]:
        """Return all rows of the store by table."""
        tables: dict[str, list[Row]] = {
            "list_snapshots": list(self._snapshots.values()),
            "snapshot_files": [{"snapshot_id": s, "source_id": f} for s, files in self._files.items() for f in files],
            "snapshot_counts": list(self._counts()),
            "list_sightings": list(self._runs()),
            "list_entries": list(self._entries.values()),
            "list_entry_parts": [{"entry_id": e, "part": p, "snapshot_id": s} for (e, p), s in self._from.items()],
            "sources": list(self._sources.values()),
            **{table: [] for table, _ in TABLES.values()},
        }
        order = self._contract.tables["list_names"].by_name["part"].enum
        numbers: dict[str, int] = defaultdict(int)
        for (entry, _), rows in sorted(self._parts.items(), key=lambda item: (item[0][0], order.index(item[0][1]))):
            for table, row in rows:
                if table == "list_particulars":
                    numbers[entry] += 1
                    row = {**row, "sequence": str(numbers[entry])}
                tables[table].append(row)
        return tables

    def _counts(self) -> Iterator[Row]:
        """Count the entries of each programme, where the state shows programmes."""
        for snapshot, found in self._members.items():
            if self._snapshots[snapshot]["coverage"] in ("complete", "partial"):
                counted: dict[str, int] = defaultdict(int)
                for _, program in found:
                    counted[program] += 1
                for program, count in counted.items():
                    yield {"snapshot_id": snapshot, "program_id": program, "entry_count": str(count)}

    def _runs(self) -> Iterator[Row]:
        for group in publication_groups(self._snapshots.values()):
            for member in sorted({m for snapshot in group for m in self._members[snapshot]}):
                for seen, run in groupby(group, key=lambda snapshot, m=member: m in self._members[snapshot]):  # type: ignore[misc]
                    if seen:
                        states = list(run)
                        yield {
                            "entry_id": member[0],
                            "program_id": member[1],
                            "first_snapshot_id": states[0],
                            "last_snapshot_id": states[-1],
                            "evidence": self._snapshots[states[0]]["coverage"],
                        }


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.listed_name, entry.entity_type, entry.listed_date, entry.parts


def part_row(entry: str, part: str, value: Name | Particular | Measure) -> tuple[str, Row]:
    """Return a value of a part of an entry as a row, and the name of its table."""
    table, columns = TABLES[type(value)]
    row = {"entry_id": entry, "part": part}
    for column in columns:
        cell = getattr(value, column)
        row[column] = "" if cell is None else str(cell).lower() if isinstance(cell, bool) else cell
    return table, row
