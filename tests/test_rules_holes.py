"""A hole in the history of a list: who stands in the states before and after one, and not in it."""

import pytest
from made_rows import CONTRACT, Tables, broken, rows
from small_project import ROOT

from magnitsky_data.importers.lists.store import ListStore
from magnitsky_data.importers.stored import rows_of

SNAPSHOT = "snapshot_id list_id publication coverage list_date earliest_date day_rank is_additive_only"
MISSING = (
    "s{}:in_scope_count  {} entries are missing that the states before and after show on lp, {} the first; "
    "import the list without a file that lost rows, or add the events that removed them"
)


def history(*states: str, **first: str) -> Tables:
    """States of a list on days of June 2020, a letter an entry, with ``+`` in a mirror that never deletes, ``#`` as numbers.

    ``s3`` names the day from which the state of 3 June may be, where that is not its own.
    """
    snapshots, sightings = [], []
    for day, letters in enumerate(states, start=1):
        kind = "mirror" if "+" in letters else "numbers" if "#" in letters else "list"
        coverage = "ids_only" if kind == "numbers" else "complete"
        key, date = f"s{day}", f"2020-06-{day:02}"
        snapshots.append((key, "l", kind, coverage, date, first.get(key, date), "0", str(kind == "mirror").lower()))
        sightings += [(letter, "lp", key, key) for letter in letters if letter.isalpha()]
    return {
        "programs": rows("program_id list_id lag_days", ("lp", "l", "2")),
        "list_snapshots": rows(SNAPSHOT, *snapshots),
        "list_sightings": rows("entry_id program_id first_snapshot_id last_snapshot_id", *sightings),
    }


@pytest.mark.parametrize(
    ("states", "found"),
    [
        (("abc", "abc", "abc"), []),
        (("abc", "c", "abc"), [("2", "2", "a")]),
        (("abc", "ab", "", "abc"), [("2", "1", "c"), ("3", "3", "a")]),
        (("ab", "#b", "ab"), [("2", "1", "a")]),  # numbers show who is absent
        (("ab", "b", "#ab"), []),  # but not under which programme who is there stands
        (("ab", "b", "+ab"), []),  # a mirror that never deletes
        (("ab", "b", "b"), []),
        (("b", "ab", "b"), []),
    ],
)
def test_who_stands_before_and_after_is_not_missing_between(
    states: tuple[str, ...], found: list[tuple[str, str, str]]
) -> None:
    assert broken("histories_have_no_holes", history(*states), "states") == [MISSING.format(*row) for row in found]


@pytest.mark.parametrize(
    ("first", "is_told"),
    [
        ({}, True),
        ({"s2": "2020-06-01"}, False),  # may be as old as the state before
        ({"s3": "2020-06-02"}, False),  # may be as old as the one that lacks it
        ({"s1": "2020-05-01"}, True),
    ],
)
def test_states_of_unknown_age_prove_no_hole(first: dict[str, str], is_told: bool) -> None:
    told = [MISSING.format("2", "1", "a")] if is_told else []
    assert broken("histories_have_no_holes", history("ab", "b", "ab", **first), "states") == told


@pytest.mark.parametrize(
    ("action", "day", "entry", "program", "is_explained"),
    [
        ("remove", "2020-06-02", "a", "lp", True),
        ("program_removed", "2020-05-31", "a", "lp", True),  # the list may trail the act by two days
        ("remove", "2020-05-30", "a", "lp", False),
        ("remove", "2020-06-03", "a", "lp", False),
        ("add", "2020-06-02", "a", "lp", False),
        ("remove", "2020-06-02", "b", "lp", False),
        ("remove", "2020-06-02", "a", "other", False),
    ],
)
def test_an_event_explains_who_left_and_came_back(
    action: str, day: str, entry: str, program: str, is_explained: bool
) -> None:
    events = rows("designation_event_id action event_date entry_id program_id", ("1", action, day, entry, program))
    tables = {**history("ab", "b", "ab"), "designation_events": events}
    tables["programs"] += rows("program_id list_id lag_days", ("other", "l", "2"))
    told = [] if is_explained else [MISSING.format("2", "1", "a")]
    assert broken("histories_have_no_holes", tables, "states") == told


def test_ten_rows_that_one_real_copy_lost_are_found() -> None:
    """OFAC's list has a copy nearly every day from 2021 to 2024; ten rows are taken away from that of 2022-06-15."""
    store = ListStore(ROOT / "raw" / "imported" / "us_ofac", CONTRACT, {})
    (day,) = (row for row in store.tables()["list_snapshots"] if row["list_date"] == "2022-06-15")
    listed = sorted(member for member in store.standing(day) if member[1] == "us-glomag")
    store.standing(day).difference_update(listed[5:15])
    tables = {name: rows for name, rows in store.tables().items() if name.startswith("list_s")}
    for name in ("programs", "designation_events"):
        tables[name] = rows_of(CONTRACT, ROOT / "raw" / "curated" / f"{name}.csv")
    assert broken("histories_have_no_holes", tables, "states", "earliest_dates") == [
        f"{day['snapshot_id']}:in_scope_count  10 entries are missing that the states before and after show on us-glomag, {listed[5][0]} the first; "
        "import the list without a file that lost rows, or add the events that removed them"
    ]
