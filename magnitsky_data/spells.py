"""What was in force on a day: rows of a table that declares its interval (``x-interval`` of the descriptor).

A spell begins on a day and ends before a day: on day T it is in force when start <= T < end.
Of each end three days are known: the earliest possible, the latest possible, and the one that
counts. A documented day is all three. Of a partial date (``2014-03``) the first and last day are
the bounds. Where only lists tell (``..._after_date`` the last state without the change,
``..._by_date`` the first with it; or the day rests on ``consecutive_lists``), the change lies after
the former and not after the latter.

- By default the latest possible day counts: a row is in force from the day by which its start is
  proven, and gone from the day by which its removal is proven. So the official lists count.
- ``certainty="certain"`` keeps what is proven on the day: begun at the latest, ended at the
  earliest.
- ``certainty="possible"`` keeps all that may have been in force: begun at the earliest, ended at
  the latest.

``between=(first, last)`` keeps rows that were in force, in the same sense, on at least one day
from the first to the last. A row without any end is in force as far as the sources reach. A row
whose start nothing tells is in force only as a possibility. The page docs/time.md says the same with examples.
"""

import warnings
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from magnitsky_data.contract.descriptor import Contract, Table
from magnitsky_data.errors import ArgumentRefused, OutsideRecord, expect
from magnitsky_data.release import contract, read, release_state

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

CERTAINTIES = ("certain", "possible")
NEVER, ALWAYS = 10**7, -(10**7)  # days since 1970 that no source reaches
EPOCH = date(1970, 1, 1)
INFERRED = "consecutive_lists"  # the day is the end of a bracket


@dataclass(frozen=True)
class Bounds:
    """Of one end of every spell: the earliest and the latest possible day, as days since 1970."""

    earliest: "np.ndarray[Any, Any]"
    latest: "np.ndarray[Any, Any]"


def in_force(
    table: Table, as_of: object, between: object, certainty: str | None, stacklevel: int
) -> "np.ndarray[Any, Any]":
    """Return for each row of a table whether it was in force on a day or between two, as the module says.

    ``ArgumentRefused`` for a table without an interval or a day that is none. Warns ``OutsideRecord``
    about a day before the first or after the last state at hand.
    """
    release = contract()
    if not table.interval:
        names = ", ".join(t.name for t in release.published.values() if t.interval)
        raise ArgumentRefused(f"rows of table {table.name!r} have no start and end; as_of and between work on {names}")
    if certainty is not None:
        expect("certainty", certainty, CERTAINTIES)
    first, last = _asked(as_of, between)
    start, end = bounds(table)
    for message in outside(table, first, last):
        warnings.warn(message, OutsideRecord, stacklevel=stacklevel + 1)
    begun = start.earliest if certainty == "possible" else start.latest
    gone = end.earliest if certainty == "certain" else end.latest
    kept: np.ndarray[Any, Any] = (begun <= last) & (gone > first) & (begun < gone)
    return kept


def _asked(as_of: object, between: object) -> tuple[int, int]:
    if as_of is not None and between is not None:
        raise ArgumentRefused("as_of and between are both given; expected one day or two, not both")
    if as_of is not None:
        return (day_number(as_of, "as_of"),) * 2
    if not isinstance(between, (tuple, list)) or len(between) != 2:
        raise ArgumentRefused(f"between is {between!r}; expected two days, as ('2021-01-01', '2021-12-31')")
    first, last = (day_number(day, "between") for day in between)
    if last < first:
        raise ArgumentRefused(f"between is {between!r}; expected the earlier day first")
    return first, last


def day_number(day: object, what: str) -> int:
    """Return a day, given as text YYYY-MM-DD or as a date, in days since 1970; ``ArgumentRefused`` for anything else."""
    try:
        found: date = day.date() if hasattr(day, "date") else day if isinstance(day, date) else _day(day)
        return (found - EPOCH).days
    except (TypeError, ValueError):
        raise ArgumentRefused(f"{what} has {day!r}; expected a day that exists, as '2021-06-01'") from None


def _day(text: object) -> date:
    if not isinstance(text, str) or len(text) != 10:
        raise ValueError
    return date.fromisoformat(text)


def bounds(table: Table) -> tuple[Bounds, Bounds]:
    """Return the bounds of start and end of every row, kept for the release in use."""
    return _bounds(table.name, *release_state())


@lru_cache(maxsize=16)
def _bounds(name: str, _release: str, _changed: int) -> tuple[Bounds, Bounds]:
    import numpy as np

    table = contract().table(name)
    said = table.interval
    arrow = read(table, list(table.columns))
    start = _ends(table, arrow, said.get("start", {}))
    end = _ends(table, arrow, said["end"], absent=NEVER)
    if "within" in said:
        start, end = _clipped(table, arrow, said["within"], end)
    never = np.zeros(arrow.num_rows, dtype=bool)
    for column, values in said.get("except", {}).items():
        never |= np.isin(np.array(_text(arrow[column]), dtype=object), values)
    start.earliest[never], start.latest[never] = NEVER, NEVER
    return start, end


def _ends(table: Table, arrow: "pa.Table", said: dict[str, Any], absent: int | None = None) -> Bounds:
    """Return the bounds that columns tell; with nothing told, any day for a start and none for an end."""
    import numpy as np

    rows = arrow.num_rows
    earliest = np.full(rows, ALWAYS if absent is None else absent)
    latest = np.full(rows, NEVER if absent is None else absent)
    after, by = (_days(arrow, said.get(place)) for place in ("after", "by"))
    bracketed = (after > ALWAYS) | (by > ALWAYS)
    if said.get("after"):
        earliest = np.where(bracketed, np.where(after > ALWAYS, after + 1, ALWAYS), earliest)
        latest = np.where(by > ALWAYS, by, latest)
    for name in reversed(said.get("day", [])):
        partial = table.by_name[name].is_partial_date
        first, last = (_days(arrow, name + suffix if partial else name) for suffix in ("_earliest", "_latest"))
        known = first > ALWAYS
        if said.get("basis"):
            inferred = np.array([basis == INFERRED for basis in _text(arrow[said["basis"]])], dtype=bool)
            first = np.where(inferred & (after > ALWAYS), after + 1, first)
        earliest, latest = np.where(known, first, earliest), np.where(known, last, latest)
    return Bounds(earliest, latest)


def _days(arrow: "pa.Table", column: str | None) -> "np.ndarray[Any, Any]":
    import numpy as np
    import pyarrow as pa

    if column is None:
        return np.full(arrow.num_rows, ALWAYS)
    # By way of a list: to_numpy and fill_null make pyarrow look for pandas, which the command line does without.
    days = arrow[column].cast(pa.int32()).to_pylist()
    return np.array([ALWAYS if day is None else day for day in days], dtype=np.int64)


def _text(column: "pa.ChunkedArray") -> list[str | None]:
    import pyarrow as pa

    texts: list[str | None] = column.cast(pa.string()).to_pylist()
    return texts


def _clipped(table: Table, arrow: "pa.Table", column: str, end: Bounds) -> tuple[Bounds, Bounds]:
    """Return start and end of rows that live within the row of another table: its start, the earlier end."""
    import numpy as np

    link = next(k for k in table.foreign_keys if k.column == column)
    parent = contract().table(link.table)
    places = {key: at for at, key in enumerate(read(parent, [link.target])[link.target].to_pylist())}
    at = np.array([places[key] for key in arrow[column].to_pylist()], dtype=int)
    start_of, end_of = bounds(parent)
    start = Bounds(start_of.earliest[at], start_of.latest[at])
    return start, Bounds(np.minimum(end.earliest, end_of.earliest[at]), np.minimum(end.latest, end_of.latest[at]))


def outside(table: Table, first: int, last: int) -> list[str]:
    """Return what to warn about days that the states at hand do not reach."""
    known = states_at_hand(table)
    dawn = min((reach.begun for reach in known.values()), default=ALWAYS)
    # What a list did not hold yet cannot be missed in it; before everything all lists are silent.
    early = [
        f"{name} ({_shown(reach.since)})"
        for name, reach in known.items()
        if first < reach.since and (reach.begun <= first or first < dawn)
    ]
    late = [f"{name} ({_shown(reach.until)})" for name, reach in known.items() if last > reach.until]
    what = "state at hand of" if "states" in table.interval else "day that this release knows of"
    messages = []
    if early:
        messages.append(
            f"{_shown(first)} is before the first {what} {', '.join(early)}: "
            "what ended before it is here only where a document tells"
        )
    if late:
        messages.append(f"{_shown(last)} is after the last {what} {', '.join(late)}: later changes are not in it")
    return messages


def _shown(number: int) -> str:
    return (EPOCH + timedelta(days=number)).isoformat()


@dataclass(frozen=True)
class Reach:
    """Of one list: the first day on which something of it counts, the first and the last state at hand."""

    begun: int
    since: int
    until: int


def states_at_hand(table: Table) -> dict[str, Reach]:
    """Return what is at hand, by list; for a table without states its own reach under its name."""
    return _states(table.name, *release_state())


@lru_cache(maxsize=16)
def _states(name: str, _release: str, _changed: int) -> dict[str, Reach]:
    release = contract()
    table = release.table(name)
    if "states" not in table.interval:
        begun = [int(day) for day in bounds(table)[0].earliest if ALWAYS < day < NEVER]
        since = min(begun, default=ALWAYS)
        return {name: Reach(since, since, day_number(release.release_date, "created"))}
    said = table.interval["states"]
    states = read(release.table(said["table"]), [said["by"], said["day"]])
    days: dict[str, list[int]] = {}
    for by, day in zip(*(column.to_pylist() for column in states.columns), strict=True):
        days.setdefault(by, []).append((day - EPOCH).days)
    begun_by = _first_rows(release, table, said)
    return {by: Reach(begun_by.get(by, NEVER), min(found), max(found)) for by, found in days.items()}


def _first_rows(release: Contract, table: Table, said: dict[str, Any]) -> dict[str, int]:
    """Return the first day on which a row of each list counts, the list being told by a table between."""
    link = next(k for k in table.foreign_keys if k.column == said["through"])
    between = read(release.table(link.table), [link.target, said["by"]])
    lists = dict(zip(*(column.to_pylist() for column in between.columns), strict=True))
    found: dict[str, int] = {}
    for key, day in zip(
        read(table, [said["through"]])[said["through"]].to_pylist(), bounds(table)[0].latest, strict=True
    ):
        found[lists[key]] = min(int(day), found.get(lists[key], NEVER))
    return found
