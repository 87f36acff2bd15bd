"""Who stood on a list in which of its states, read back from runs of sightings."""

from collections.abc import Iterable
from itertools import groupby

from magnitsky_data.contract.cells import Row

Member = tuple[str, str]  # entry_id, program_id


def in_time(row: Row) -> tuple[str, int, str]:
    """Return the place of a state among those of its list."""
    return row["list_date"], int(row["day_rank"]), row["snapshot_id"]


def publication_groups(snapshots: Iterable[Row]) -> list[tuple[str, ...]]:
    """Return the states that make up runs, those of one publication and coverage, in order of time."""

    def kind(row: Row) -> tuple[str, ...]:
        return row["list_id"], row["publication"], row["coverage"]

    ordered = sorted(snapshots, key=lambda row: (*kind(row), *in_time(row)))
    return [tuple(row["snapshot_id"] for row in group) for _, group in groupby(ordered, key=kind)]


def members(snapshots: Iterable[Row], sightings: Iterable[Row]) -> dict[str, set[Member]]:
    """Return entries and programmes by state: a run stands for every state of its publication between its ends."""
    groups = publication_groups(snapshots)
    places = {snapshot: (group, at) for group in groups for at, snapshot in enumerate(group)}
    found: dict[str, set[Member]] = {snapshot: set() for snapshot in places}
    for row in sightings:
        group, first = places[row["first_snapshot_id"]]
        for snapshot in group[first : places[row["last_snapshot_id"]][1] + 1]:
            found[snapshot].add((row["entry_id"], row["program_id"]))
    return found
