"""How far a state of a list may differ from those at hand: one that differs more is refused, or accepted with a reason.

Damage that looks like data shows here: names that were cut, a column that moved, rows that were lost. What a state
says of an entry is compared with what is at hand of it, from whatever day: lists hardly ever take back what they
said, and no two states at hand, eleven years apart at most, differ by as much as a limit, so that the order of
imports does not matter. Who stands on a programme is compared with the nearest complete states before and after.
A change that was accepted parts the history of its list: what lies on its two sides is not compared.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.text import search_key
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.store import SHOWS_ABSENCE, ListStore, part_row

SOON = 92  # days after which a list may have grown by any number


@dataclass(frozen=True)
class Limit:
    """What is refused: more than both the number and the share of what was compared."""

    number: int
    share: float
    most: str  # that differs between two states at hand

    def __str__(self) -> str:
        return f"{self.number} or {self.share:.1%} (the most at hand: {self.most})"


# By what is compared: entries, but of the parts of a record (aliases, remarks, addresses ...) each of their values.
# A limit is above all that differs between any two of the states at hand, of any list, but for what was accepted.
LIMITS = {
    "listed names": Limit(5, 0.005, "2, of 100 in SDN.CSV between 2018 and 2024"),
    "kinds": Limit(5, 0.005, "none"),
    "days of listing": Limit(5, 0.12, "12 of 208 between OFSI's list of April and the UK's of August 2025"),
    "birth dates": Limit(5, 0.01, "3, of 16 in the EU's mirror between March and June 2023"),
    "aliases": Limit(10, 0.1, "22 of 343 between OFSI's list of 2022 and the UK's mirror of 2026"),
    "addresses": Limit(10, 0.5, "29 of 109 between OFSI's list of 2025 and the UK's mirror of 2026"),
    "gone": Limit(5, 0.05, "17 of 626 on GLOMAG between 2023 and 2026"),
    "new": Limit(20, 0.6, "27 of 49 in the EU's mirror between 2022-12-24 and 2023-03-10"),
}
PART = Limit(10, 0.03, "10 of 784 remarks in OFSI's list between 2022 and 2025")


@dataclass
class Change:
    """What changed in one respect: how many entries or values were compared, and which of them changed how."""

    what: str
    limit: Limit
    compared: int = 0
    changed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of those compared that changed."""
        return len(self.changed) / self.compared

    @property
    def is_great(self) -> bool:
        """Whether more changed than the limit allows."""
        return len(self.changed) > self.limit.number and self.share > self.limit.share

    def __str__(self) -> str:
        first, more = "; ".join(self.changed[:3]), len(self.changed) - 3
        return f"{self.what}: {len(self.changed)} of {self.compared} ({first}{f'; {more} more' if more > 0 else ''})"


def accepting(state: ListState, store: ListStore, accepted: Sequence[Row], reason: str) -> Row | None:
    """Return the row that accepts a state which differs too much from those at hand, none for any other state.

    ``ImportRefused`` tells what changed where there is no reason to accept it.
    """
    great = [change for change in changes(state, store, accepted) if change.is_great]
    if not great:
        return None
    source = state.sources[0]
    if not reason:
        where = f"{source['file_name']}: {state.publication} of {state.list_date}"
        told = "\n".join(f"  {change}; expected at most {change.limit}" for change in great)
        raise ImportRefused(
            f"{where} differs too much from what is at hand of {state.list_id}\n{told}\n"
            "a damaged file, or one of another form: compare it with the publisher's page and download it again; "
            'where the list itself changed so, import it with --accept-change "REASON"'
        )
    return {
        "list_id": state.list_id,
        "list_date": state.list_date,
        "sha256": state.main_sha256,
        "changed": "; ".join(f"{c.what} {len(c.changed)} of {c.compared}" for c in great),
        "share": str(round(100 * max(change.share for change in great))),
        "reason": reason,
        "source_id": source["source_id"],
    }


def changes(state: ListState, store: ListStore, accepted: Iterable[Row] = ()) -> list[Change]:
    """Return in which respects a state was compared with those at hand; one that is known or accepted is not."""
    own = [row for row in accepted if row["list_id"] == state.list_id]
    if state.snapshot_id in store or state.main_sha256 in (row["sha256"] for row in own):
        return []
    is_near = _Side(state.list_date, [row["list_date"] for row in own])
    found: dict[str, Change] = {}
    # Most copies of the daily archive say what the one before said.
    altered = () if store.repeats(state) else (_altered(entry, store, is_near) for entry in state.entries)
    for what, entry_id, how in chain(chain.from_iterable(altered), _moved(state, store, is_near)):
        change = found.setdefault(what, Change(what, LIMITS.get(what) or LIMITS.get(what.split()[0], PART)))
        change.compared += 1
        if how is not None:
            change.changed.append(f"{entry_id} {how}".rstrip())
    return list(found.values())


@dataclass(frozen=True)
class _Side:
    """Tells whether a day lies on the same side of every accepted change as the day of the state."""

    day: str
    parting: Collection[str]

    def __call__(self, other: str) -> bool:
        first, last = sorted((self.day, other))
        return not any(first < day <= last for day in self.parting)


Comparison = tuple[str, str, str | None]  # what was compared, of which entry, and how it changed: None, it did not


def _altered(entry: Entry, store: ListStore, is_near: _Side) -> Iterator[Comparison]:
    """Yield each comparison of what a state says of an entry with what is at hand of it.

    Of a part of the record each value of the earlier one is looked for in the later one.
    """
    key, days, held = entry.entry_id, {}, {}
    for part, (day, rows) in store.held(key).items():
        if is_near(day):
            days[part], held[part] = day, rows
    own = {part: [part_row(key, part, value)[1] for value in values] for part, values in entry.parts.items()}
    names, known = _names(own), _names(held)
    if entry.listed_name and entry.entity_type and "entry" in held:
        name, kind = (held["entry"][0][column] for column in ("listed_name", "entity_type"))
        is_kept = _words(entry.listed_name) in {*known, _words(name)} or _words(name) in names
        yield "listed names", key, None if is_kept else f"{entry.listed_name!r} for {name!r}"
        yield "kinds", key, None if entry.entity_type == kind else f"{entry.entity_type} for {kind}"
    if entry.listed_date and "listed_date" in held:
        day = held["listed_date"][0]["listed_date"]
        yield "days of listing", key, None if entry.listed_date == day else f"{entry.listed_date} for {day}"
    for part in own.keys() & held.keys() - {"names"}:  # the listed name is one of those
        earlier, later, told = held[part], own[part], names
        if is_near.day < days[part]:
            earlier, later, told = later, earlier, known
        values = set(map(_value, later))
        for row in earlier:
            is_kept = _value(row) in values or (
                "name" in row and _words(row["name"]) in told
            )  # an alias became the name
            yield part, key, None if is_kept else repr(_text(row))
        births, were = _births(own[part]), _births(held[part])
        if births and were:
            is_kept = any(first <= until and since <= last for first, last in births for since, until in were)
            yield "birth dates", key, None if is_kept else f"{births[0][0]} for {were[0][0]}"


def _names(parts: Mapping[str, list[Row]]) -> set[str]:
    return {_words(row["name"]) for rows in parts.values() for row in rows if "name" in row}


def _moved(state: ListState, store: ListStore, is_near: _Side) -> Iterator[Comparison]:
    """Yield each comparison of who stands in a state with who stands in the complete ones before and after it."""
    if state.coverage not in SHOWS_ABSENCE:
        return
    before, after = store.neighbours(state)
    here = store.found(state)
    if before and is_near(before["list_date"]):
        day, was = before["list_date"], store.standing(before)
        for entry, program in sorted(was):
            stands = (entry, program) in here or entry in state.present
            yield f"gone from {program} since {day}", entry, None if stands else ""
        if state.coverage == "complete" and _days(day, state.list_date) <= SOON:
            for entry, program in sorted(here):
                yield f"new on {program} since {day}", entry, None if (entry, program) in was else ""
    if after and state.coverage == "complete" and is_near(after["list_date"]):
        day, stay = after["list_date"], store.standing(after)
        for entry, program in sorted(here):
            yield f"gone from {program} by {day}", entry, None if (entry, program) in stay else ""


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _text(row: Row) -> str:
    return row.get("name") or row.get("value") or row["measure_type"]


def _value(row: Row) -> tuple[str, str]:
    """Return what a row says, however it is written: days as such, words in any order and spelling of letters."""
    kind = row.get("particular_type", "")
    return kind, row.get("date_earliest") or (_words(_text(row)) if kind or "name" in row else row["measure_type"])


@lru_cache(maxsize=65536)
def _words(text: str) -> str:
    return " ".join(sorted(search_key(text).split())) or text


def _births(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return the spans of days of birth dates whose days are known."""
    return [
        (row["date_earliest"], row["date_latest"])
        for row in rows
        if row.get("particular_type") == "birth_date" and row.get("date_earliest") and row.get("date_latest")
    ]
