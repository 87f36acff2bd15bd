"""What the states of a list prove of a spell: it began after one state and by another, and ended likewise."""

from pathlib import Path

import pytest
from breaking import built
from lists_project import DOE, GLOMAG, State, entry, event, lists_project, state
from small_project import Row

JAN, FEB, MAR, APR = "2020-01-10", "2020-02-10", "2020-03-10", "2020-04-10"
OTHER = "us-ofac-2"
# The published list may trail the act; so that a state of the day itself explains nothing away.
TRAILING = [{**GLOMAG, "lag_days": "1"}]
WITHOUT_NUMBER = [{"entity_id": "md-p-00001", "name": "A Minister"}]


def brackets(root: Path, *states: State, events: list[Row], key: str = "us-glomag-1", **tables: list[Row]) -> list[str]:
    """Listed after and by, delisted after and by, of one spell."""
    project = lists_project(root, *states, designation_events=events, **tables)
    (row,) = (r for r in built(project, "designations") if r["designation_id"] == key)
    return [row[f"{verb}_{c}_date"] for verb in ("listed", "delisted") for c in ("after", "by")]


ADDED = event("add", "2020-02-01")
REMOVED = event("remove", "2020-03-01")
SPELLS: dict[str, tuple[list[State], list[Row], list[str]]] = {
    "between the last state without and the first with": (
        [state(JAN), state(FEB, DOE), state(MAR, DOE), state(APR, DOE)],
        [ADDED],
        [JAN, FEB, "", ""],
    ),
    "in the first state at hand": ([state(FEB, DOE)], [ADDED], ["", FEB, "", ""]),
    "in no state yet": ([state(JAN)], [ADDED], [JAN, "", "", ""]),
    "gone between the last state with and the first without": (
        [state(JAN), state(FEB, DOE), state(MAR), state(APR)],
        [ADDED, REMOVED],
        [JAN, FEB, FEB, MAR],
    ),
    "within the narrower bracket, that of the states or that of the event's source": (
        [state(JAN), state(FEB, DOE), state(MAR), state(APR)],
        [
            event("add", "", earliest_date="2020-01-20", latest_date="2020-02-28"),
            event("remove", "", earliest_date="2020-02-01", latest_date="2020-03-02"),
        ],
        ["2020-01-19", FEB, FEB, "2020-03-02"],
    ),
    # Two downloads of one day: the later has the addition, and of another day the later has the removal.
    "came during a day of which two states are at hand": (
        [state(JAN), state("2020-02-01"), state("2020-02-01", DOE, rank=1)],
        [ADDED],
        [JAN, "2020-02-01", "", ""],
    ),
    "went during a day of which two states are at hand": (
        [state(FEB, DOE), state("2020-03-01", DOE), state("2020-03-01", rank=1), state(APR)],
        [ADDED, REMOVED],
        ["", FEB, "2020-03-01", APR],
    ),
    "in the state of its last day alone": (
        [state("2020-03-01", DOE), state(APR)],
        [ADDED, REMOVED],
        ["", "2020-03-01", "2020-03-01", APR],
    ),
    "never seen, and the state of the first day lacks it": (
        [state("2020-01-31"), state("2020-02-01"), state(MAR)],
        [event("add", "2020-02-01"), event("remove", "2020-02-01")],
        ["2020-01-31", "", "", MAR],
    ),
    # Names and rows in part show who is there, not who is not.
    "by rows in part": (
        [state(JAN, coverage="partial"), state(FEB, DOE, coverage="partial")],
        [ADDED],
        ["", FEB, "", ""],
    ),
    "by names alone": (
        [state(JAN, coverage="names_only"), state(FEB, DOE, coverage="names_only")],
        [ADDED],
        ["", FEB, "", ""],
    ),
    "by ids alone": (
        [state(JAN, coverage="ids_only"), state(FEB, DOE, coverage="ids_only")],
        [ADDED],
        [JAN, FEB, "", ""],
    ),
    "ids narrow the bracket of a removal": (
        [state(JAN, DOE), state(FEB, DOE, coverage="ids_only"), state(MAR, coverage="ids_only"), state(APR)],
        [event("add", "2020-01-01"), event("remove", "", earliest_date="2020-02-11", latest_date=MAR)],
        ["", JAN, FEB, MAR],
    ),
    # Ids do not show programmes: one that was there under another programme stands in them long before.
    "ids prove no begin on a second programme": (
        [state(JAN), state("2020-01-20", DOE, coverage="ids_only"), state(FEB, DOE)],
        [event("program_added", "2020-02-01")],
        [JAN, FEB, "", ""],
    ),
    "names prove no begin on a second programme": (
        [state(JAN), state("2020-01-20", DOE, coverage="names_only"), state(FEB, DOE)],
        [event("program_added", "2020-02-01")],
        [JAN, FEB, "", ""],
    ),
    "a mirror that never deletes proves no presence at the end": (
        [state(JAN, DOE), state(FEB, DOE, is_additive=True), state(MAR)],
        [event("add", "2020-01-01"), event("remove", "2020-02-01")],
        ["", JAN, JAN, MAR],
    ),
    "a mirror that never deletes proves presence at the begin": (
        [state(JAN), state(FEB, DOE, is_additive=True)],
        [ADDED],
        [JAN, FEB, "", ""],
    ),
    # The event's own bracket stands in where no list proves anything; its days are those on which it may have happened.
    "told by the events": (
        [],
        [
            event("add", "", earliest_date="2020-01-02", latest_date="2020-01-09"),
            event("remove", "", earliest_date="2020-02-02", latest_date="2020-02-09"),
        ],
        ["2020-01-01", "2020-01-09", "2020-02-01", "2020-02-09"],
    ),
    "the lists go before what the events tell": (
        [state(JAN), state(FEB, DOE), state(MAR)],
        [
            event("add", "", earliest_date="2020-01-02", latest_date="2020-02-20"),
            event("remove", "", earliest_date="2020-02-05", latest_date=APR),
        ],
        [JAN, FEB, FEB, MAR],
    ),
}


@pytest.mark.parametrize("name", SPELLS)
def test_brackets(name: str, tmp_path: Path) -> None:
    states, events, expected = SPELLS[name]
    assert brackets(tmp_path, *states, events=events, programs=TRAILING) == expected


SECOND = [
    event("add", "2020-01-05"),
    event("remove", "2020-02-20"),
    event("add", "2020-04-01", designation_event_id="again"),
]


@pytest.mark.parametrize(
    ("key", "expected"),
    [("us-glomag-1", ["", JAN, FEB, MAR]), ("us-glomag-1-2", [MAR, APR, "", ""])],
)
def test_each_spell_has_brackets_of_its_own(key: str, expected: list[str], tmp_path: Path) -> None:
    states = [state(JAN, DOE), state(FEB, DOE), state(MAR), state(APR, DOE)]
    assert brackets(tmp_path, *states, events=SECOND, key=key) == expected


@pytest.mark.parametrize(
    ("key", "expected"), [("us-glomag-1", [JAN, "", "", ""]), ("us-glomag-1-2", [JAN, FEB, "", ""])]
)
def test_a_state_of_the_second_spell_is_no_proof_of_the_first(key: str, expected: list[str], tmp_path: Path) -> None:
    """Added and removed between the two states at hand, and added again: the later one shows the second spell alone."""
    events = [
        event("add", "2020-01-15"),
        event("remove", "2020-01-20"),
        event("add", "2020-02-01", designation_event_id="again"),
    ]
    assert brackets(tmp_path, state(JAN), state(FEB, DOE), events=events, key=key) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [("us-glomag-1", ["", JAN, FEB, ""]), ("us-glomag-1-2", ["", MAR, "", ""])],
)
def test_no_state_between_two_spells_proves_no_end(key: str, expected: list[str], tmp_path: Path) -> None:
    """Removed and added again on 1 March: the states before and after both have it."""
    events = [event("add", "2020-01-05"), REMOVED, event("add", "2020-03-01", designation_event_id="again")]
    states = [state(JAN, DOE), state(FEB, DOE), state(MAR, DOE)]
    assert brackets(tmp_path, *states, events=events, key=key) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [("us-glomag-1", ["", JAN, FEB, ""]), ("us-glomag-1-2", ["", "2020-03-01", "", ""])],
)
def test_a_state_of_the_day_between_two_spells_is_of_the_second(key: str, expected: list[str], tmp_path: Path) -> None:
    events = [event("add", "2020-01-05"), REMOVED, event("add", "2020-03-01", designation_event_id="again")]
    states = [state(JAN, DOE), state(FEB, DOE), state("2020-03-01", DOE)]
    assert brackets(tmp_path, *states, events=events, key=key) == expected


def test_the_lists_tell_nothing_of_a_name_without_a_number(tmp_path: Path) -> None:
    minister = {"entity_id": "md-p-00001", "earliest_date": "2018-08-02", "latest_date": "2018-08-05"}
    events = [
        event("add", "", "", designation_event_id="in", **minister),
        event("remove", "2018-11-02", "", designation_event_id="out", entity_id="md-p-00001"),
    ]
    found = brackets(
        tmp_path, state(JAN), events=events, entities=WITHOUT_NUMBER, key="us-glomag-2018-08-05-01", list_entries=[]
    )
    assert found == ["2018-08-01", "2018-08-05", "", ""]


# States of which only the last day is known


def earliest(root: Path, *states: State, events: list[Row]) -> dict[str, str]:
    """How old each state can be at most."""
    entries = [entry(), entry(OTHER, "ROE, Jane")]
    project = lists_project(root, *states, designation_events=events, list_entries=entries)
    return {row["snapshot_id"]: row["earliest_date"] for row in built(project, "list_snapshots")}


OTHERS = {"official_id": "2", "listed_name": "ROE, Jane"}
AGES: dict[str, tuple[State, list[Row], str]] = {
    "a state of its own day": (state(MAR, DOE), [ADDED], MAR),
    "it shows an addition": (state(MAR, DOE, basis="upper_bound"), [ADDED], "2020-02-01"),
    "it shows the later of two": (
        state(MAR, DOE, OTHER, basis="upper_bound"),
        [ADDED, event("add", "2020-02-05", OTHER, **OTHERS)],
        "2020-02-05",
    ),
    "an addition of its last day": (state(MAR, DOE, basis="upper_bound"), [event("add", MAR)], MAR),
    "it shows a removal": (
        state(MAR, DOE, basis="upper_bound"),
        [ADDED, event("add", "2020-01-01", OTHER, **OTHERS), event("remove", "2020-03-01", OTHER, **OTHERS)],
        "2020-03-01",
    ),
    "a removal of its last day": (
        state(MAR, DOE, basis="upper_bound"),
        [ADDED, event("add", "2020-01-01", OTHER, **OTHERS), event("remove", MAR, OTHER, **OTHERS)],
        MAR,
    ),
    "one that was added twice": (
        state(MAR, DOE, basis="upper_bound"),
        [ADDED, event("remove", "2020-02-20"), event("add", "2020-03-02", designation_event_id="again")],
        "2020-03-02",
    ),
    "a new name is no addition": (
        state(MAR, DOE, basis="upper_bound"),
        [ADDED, event("renamed", "2020-03-05")],
        "2020-02-01",
    ),
    "ids show a removal": (
        state(MAR, DOE, coverage="ids_only", basis="upper_bound"),
        [ADDED, event("add", "2020-01-01", OTHER, **OTHERS), event("remove", "2020-03-01", OTHER, **OTHERS)],
        "2020-03-01",
    ),
    "rows in part show no removal": (
        state(MAR, DOE, coverage="partial", basis="upper_bound"),
        [ADDED, event("add", "2020-01-01", OTHER, **OTHERS), event("remove", "2020-03-01", OTHER, **OTHERS)],
        "2020-02-01",
    ),
    # No state of any day shows one that came and went on the same.
    "what lasted no day shows nothing": (
        state(MAR, DOE, basis="upper_bound"),
        [ADDED, event("add", "2020-03-01", OTHER, **OTHERS), event("remove", "2020-03-01", OTHER, **OTHERS)],
        "2020-02-01",
    ),
    "it shows nothing": (state(MAR, basis="upper_bound"), [event("add", APR)], ""),
    "its source tells the day": (state(MAR, DOE, basis="upper_bound", earliest="2020-03-05"), [ADDED], "2020-03-05"),
}


@pytest.mark.parametrize("name", AGES)
def test_how_old_a_state_can_be(name: str, tmp_path: Path) -> None:
    """A copy public on 10 March is not older than the last documented change that it shows."""
    one, events, expected = AGES[name]
    assert earliest(tmp_path, one, events=events)[one.snapshot_id] == expected


def test_an_upper_bound_proves_no_absence_after_its_earliest_day(tmp_path: Path) -> None:
    """A copy public on 10 March that shows an addition of 5 February is of some day between the two."""
    events = [event("add", "2020-03-01"), event("add", "2020-02-05", OTHER, **OTHERS)]
    states = [state(MAR, OTHER, basis="upper_bound"), state(APR, DOE, OTHER)]
    entries = [entry(), entry(OTHER, "ROE, Jane")]
    assert brackets(tmp_path, *states, events=events, list_entries=entries) == ["2020-02-05", APR, "", ""]


def test_an_upper_bound_proves_presence_on_its_earliest_day_alone(tmp_path: Path) -> None:
    """A copy public on 10 March, after the removal, may be as old as the addition of 5 February that it shows."""
    events = [event("add", "2020-02-05"), event("remove", "2020-02-20")]
    states = [state(MAR, DOE, basis="upper_bound"), state(APR)]
    assert brackets(tmp_path, *states, events=events) == ["", "", "2020-02-05", APR]
