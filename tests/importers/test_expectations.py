"""What a state is expected to hold: on which days, between which counts, how full."""

from dataclasses import replace

import official_files
import pytest
from small_project import ROOT, Project

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Entry, ListState, Particular
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.readings import Expectation

EXPECTED = Expectation(
    "gb-ghr", 2, 4, "2 named on the first day", birth_dates=0.5, listed_dates=1.0, since="2020-07-06"
)
BORN = {"remarks": (Particular("birth_date", "1961", "1961-01-01", "1961-12-31", is_circa=False),)}


def entry(number: int, **changes: object) -> Entry:
    facts = {"listed_name": f"Person {number}", "entity_type": "person", "listed_date": "2020-07-06", "parts": BORN}
    return Entry(f"gb-fcdo-GHR{number:04}", f"GHR{number:04}", ("gb-ghr",), **{**facts, **changes})


def state(*entries: Entry, day: str = "2020-07-06", coverage: str = "complete") -> ListState:
    return ListState(
        "gb_fcdo", "XML", day, "in_file", coverage, "0" * 64, ({"file_name": "list.xml"},), entries=entries
    )


@pytest.mark.parametrize("day", ["2020-07-06", "2020-07-07", "2026-01-01"])
def test_it_holds_from_its_first_day_on(day: str) -> None:
    with pytest.raises(
        ImportRefused,
        match=r"list\.xml: XML of 2\d{3}-\d\d-\d\d: 1 entries on gb-ghr; expected 2 to 4 \(2 named on the first day\)",
    ):
        meet(state(entry(1), day=day), (EXPECTED,))


def test_it_does_not_hold_before_nor_of_a_part_of_the_list() -> None:
    for few in (state(entry(1), day="2020-07-05"), state(entry(1), coverage="partial")):
        assert meet(few, (EXPECTED,)) is few


@pytest.mark.parametrize(("count", "is_met"), [(0, False), (1, False), (2, True), (4, True), (5, False)])
def test_the_count_lies_between_both_bounds(count: int, is_met: bool) -> None:
    other = Entry("gb-fcdo-GAC0001", "GAC0001", ("gb-gac",), "person", "Another")  # of a programme without expectation
    found = state(*map(entry, range(count)), other)
    if is_met:
        assert meet(found, (EXPECTED,)) is found
    else:
        with pytest.raises(ImportRefused, match=f"{count} entries on gb-ghr"):
            meet(found, (EXPECTED,))


def test_a_column_that_was_emptied_shows() -> None:
    half = state(entry(1), entry(2, parts={}), entry(3, parts={}, entity_type="organization"))
    assert meet(half, (EXPECTED,)) is half  # bodies have no birth date
    with pytest.raises(ImportRefused, match="birth dates of gb-ghr: 1 of 3; expected at least 50%"):
        meet(state(entry(1), entry(2, parts={}), entry(3, parts={})), (EXPECTED,))
    with pytest.raises(ImportRefused, match="dates of listing of gb-ghr: 1 of 2; expected at least 100%"):
        meet(state(entry(1), entry(2, listed_date="")), (EXPECTED,))


def test_every_entry_has_a_name_in_any_state() -> None:
    with pytest.raises(ImportRefused, match="'GHR0001' has no name"):
        meet(state(entry(1, listed_name=""), coverage="partial"), ())


@pytest.mark.parametrize(("entries", "part"), [(9, 0), (None, 9)])
def test_the_entries_of_a_file_are_counted_in_every_kind_of_state(entries: int | None, part: int) -> None:
    """Of all programmes, also where the file is a part of the list: ADD.CSV, ALT.CSV, names."""
    ten = Expectation("", 10, 10**6, "17,815 in that of 2025", publication="XML")
    for coverage in ("complete", "ids_only", "names_only", "partial"):
        few = replace(state(coverage=coverage), entry_count=entries, part_count=part)
        with pytest.raises(ImportRefused, match=r"9 entries; expected at least 10 \(17,815 in that of 2025\)"):
            meet(few, (ten,))
        for enough in (replace(few, entry_count=10), replace(few, publication="CSV"), replace(few, list_date="")):
            assert meet(enough, (replace(ten, since="2020-07-06"),)) is enough


def test_every_publication_at_hand_has_a_least_number() -> None:
    """One for its programmes or one for its file, on the day of each of its states."""
    states = [
        row
        for folder in sorted((ROOT / "raw" / "imported").iterdir())
        if (folder / "list_snapshots.csv").is_file()
        for row in Project(ROOT).rows(f"imported/{folder.name}/list_snapshots")
    ]
    assert {"SDN.CSV", "ADD.CSV", "ALT.CSV", "ConList.xlsx", "ammitto YAML"} < {row["publication"] for row in states}
    bare = {
        (row["list_id"], row["publication"])
        for row in states
        if not any(
            e.minimum > 0 and e.since <= row["list_date"] and e.publication in ("", row["publication"])
            for e in official_files.READINGS.expectations[row["list_id"]]
            if not e.program_id or row["coverage"] == "complete"
        )
    }
    assert bare == set()
