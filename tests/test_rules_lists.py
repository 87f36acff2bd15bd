"""Rules of lists and of the designations that they prove, each broken in its ways."""

from collections.abc import Callable
from pathlib import Path

import pytest
from breaking import Break, Broken, add, cases, change, findings, told
from cut_of_lists import DUPLICATE, UTKIN
from lists_project import DOE, GLOMAG, SOURCE, State, entry, event, lists_project, state
from small_project import Project, Row

US, EU = "imported/us_ofac", "imported/eu_fsf"
EVENTS = "curated/designation_events"
VESSELS_DAY = {"snapshot_id": "us_ofac-2022-12-09"}  # Kadyrov on two programmes, and a vessel
UTKINS_RUN = {"entry_id": UTKIN}
MERGER = {"program_id": "us-magnit", "entry_id": DUPLICATE, "action": "merged"}

IN_THE_CUT: Broken = {
    "counts_equal_sightings": {
        "another number of entries": (
            change(f"{US}/list_snapshots", VESSELS_DAY, in_scope_count="3"),
            "in_scope_count  '3', but 2 entries are sighted in it",
        ),
        "fewer entries in all": (
            change(f"{US}/list_snapshots", VESSELS_DAY, entry_count="1"),
            "entry_count  '1' entries in all, but 2 on programmes here",
        ),
        "another number on a programme": (
            change(f"{US}/snapshot_counts", {**VESSELS_DAY, "program_id": "us-glomag"}, entry_count="1"),
            "entry_count  '1', but 2 entries are sighted on us-glomag",
        ),
        "a programme with nobody": (
            change(f"{US}/snapshot_counts", {**VESSELS_DAY, "program_id": "us-magnit"}, program_id="gb-gac"),
            "entry_count  '1', but 0 entries are sighted on gb-gac",
        ),
        # The day of his removal was 2024-12-03.
        "a run that goes on for a state": (
            change(f"{EU}/list_sightings", UTKINS_RUN, last_snapshot_id="eu_fsf-2024-12-12"),
            "raw/imported/eu_fsf/list_snapshots.csv:5:in_scope_count  '0', but 1 entries are sighted in it",
        ),
    },
    "listed_programs_have_a_least_count": {
        "none": (
            change("curated/expectations", {"program_id": "gb-gac"}, minimum=""),
            "raw/curated/programs.csv:3:program_id  'gb-gac' has no least count, though states of gb_fcdo are at hand; "
            "add a row to expectations",
        ),
    },
    "documented_days_lie_within_the_proof": {
        "removed on the day of a list that has it": (
            change(EVENTS, MERGER, event_date="2022-11-09"),
            "designations (derived, key us-magnit-36459):delisted_date  '2022-11-09', but a list of 2022-11-09 "
            "shows the state before; mend the event, or explain it in citations",
        ),
        "removed after a list that lacks it": (
            change(EVENTS, MERGER, event_date="2022-11-15"),
            "designations (derived, key us-magnit-36459):delisted_date  '2022-11-15', but a list of 2022-11-14 "
            "shows the state after; mend the event, or explain it in citations",
        ),
        "listed after a list that has it": (
            change(EVENTS, {"entry_id": UTKIN, "action": "add"}, event_date="2021-12-15", round_id=""),
            "designations (derived, key eu-ghrsr-EU.6774.50):listed_date  '2021-12-15', but a list of 2021-12-14 "
            "shows the state after; mend the event, or explain it in citations",
        ),
    },
}


@pytest.mark.parametrize(("breaks", "words"), cases(IN_THE_CUT))
def test_what_breaks_a_rule(breaks: Break, words: list[str], lists: Project) -> None:
    place = breaks(lists)
    assert findings(lists) == told(place, words)


Make = Callable[[Path], Project]


def made(*states: State, **tables: list[Row]) -> Make:
    """A small project of its own."""
    return lambda root: lists_project(root, *states, **tables)


ADDED = [event("add", "2020-02-01")]
BRACKET = {"earliest_date": "2020-02-02", "latest_date": "2020-02-01"}  # in the wrong order
ENTRIES = "raw/imported/us_ofac/list_entries.csv:2:entry_id "
IN_SMALL = {
    "documented_days_lie_within_the_proof": {
        "listed on the day of a list that lacks it": (
            made(state("2020-02-01"), state("2020-03-10", DOE), designation_events=ADDED),
            "designations (derived, key us-glomag-1):listed_date  '2020-02-01', but a list of 2020-02-01 "
            "shows the state before; mend the event, or explain it in citations",
        ),
    },
    "documented_days_are_those_of_the_list": {
        "another day": (
            made(list_entries=[entry(listed_date="2020-01-31")], designation_events=ADDED),
            "raw/curated/designation_events.csv:2:event_date  '2020-02-01', but the list itself has 2020-01-31; "
            "mend the event, or explain it in citations",
        ),
    },
    "brackets_are_in_order": {
        "of the begin": (
            made(designation_events=[event("add", "", **BRACKET)]),
            "designations (derived, key us-glomag-1):listed_after_date  '2020-02-01' does not lie before "
            "listed_by_date '2020-02-01'",
        ),
        "of the end": (
            made(designation_events=[event("add", "2020-01-01"), event("remove", "", **BRACKET)]),
            "designations (derived, key us-glomag-1):delisted_after_date  '2020-02-01' does not lie before "
            "delisted_by_date '2020-02-01'",
        ),
        "of the source against the states": (
            made(
                state("2020-02-10"),
                state("2020-03-10", DOE),
                designation_events=[event("add", "", latest_date="2020-01-31")],
            ),
            "designations (derived, key us-glomag-1):listed_after_date  '2020-02-10' does not lie before "
            "listed_by_date '2020-01-31'",
        ),
        # A mirror that never deletes shows the entry on 10 March, when a whole list lacks it from 10 February.
        "the end before the begin": (
            made(
                state("2020-02-10"),
                state("2020-03-10", DOE, is_additive=True),
                state("2020-04-10"),
                designation_events=[
                    event("add", "", earliest_date="2020-01-31"),
                    event("remove", "", latest_date="2020-04-10"),
                ],
            ),
            "designations (derived, key us-glomag-1):delisted_date  '2020-02-10' lies before the begin '2020-03-10'",
            "raw/curated/designation_events.csv:2:event_date  neither a day nor a bracket; expected one of them",
        ),
        "no begin at all": (
            made(designation_events=[event("add", "")]),
            "raw/curated/designation_events.csv:2:event_date  neither a day nor a bracket; expected one of them",
            "designations (derived, key us-glomag-1):listed_date  neither a day nor a bracket; expected one of them",
        ),
        # The event has no place in time, and so stands before that of the opening.
        "no end at all": (
            made(designation_events=[event("add", ""), event("remove", "")]),
            "raw/curated/designation_events.csv:2:event_date  neither a day nor a bracket; expected one of them",
            "raw/curated/designation_events.csv:3:event_date  neither a day nor a bracket; expected one of them",
            "designations (derived, key us-glomag-1):delisted_date  neither a day nor a bracket; expected one of them",
            "designations (derived, key us-glomag-1):listed_date  neither a day nor a bracket; expected one of them",
        ),
    },
    "histories_have_no_holes": {
        "gone from one state alone": (
            made(state("2020-02-10", DOE), state("2020-02-11"), state("2020-02-12", DOE), designation_events=ADDED),
            "raw/imported/us_ofac/list_snapshots.csv:3:in_scope_count  1 entries are missing that the states before and after "
            "show on us-glomag, us-ofac-1 the first; import the list without a file that lost rows, or add the events that removed them",
        ),
    },
    "sightings_are_of_their_list": {
        "a namesake on another list": (
            made(
                state("2020-02-10", DOE),
                state("2020-02-10", f"{DOE}|us-glomag", list_id="gb_fcdo"),
                designation_events=ADDED,
            ),
            "raw/imported/us_ofac/list_sightings.csv:2:entry_id  'us-ofac-1' is an entry of us_ofac, but sighted in gb_fcdo-2020-02-10",
        ),
    },
    "newest_lists_agree_with_designations": {
        "gone without an event": (
            made(state("2020-02-10", DOE), state("2020-03-10"), designation_events=ADDED),
            f"{ENTRIES} 'us-ofac-1' is listed on us-glomag by its events, but missing in us_ofac-2020-03-10; "
            "add the event that removed it",
        ),
        "there on the last day that the list may trail its removal": (
            made(
                state("2020-02-10", DOE),
                designation_events=[*ADDED, event("remove", "2020-02-09")],
                programs=[{**GLOMAG, "lag_days": "1"}],
            ),
            f"{ENTRIES} 'us-ofac-1' stands on us-glomag in us_ofac-2020-02-10, but no event lists it; "
            "add it to designation_events",
            "designations (derived, key us-glomag-1):delisted_date  '2020-02-09', but a list of 2020-02-10 "
            "shows the state before; mend the event, or explain it in citations",
        ),
        "gone from a later list of numbers": (
            made(state("2020-02-10", DOE), state("2020-03-10", coverage="ids_only"), designation_events=ADDED),
            f"{ENTRIES} 'us-ofac-1' is listed on us-glomag by its events, but missing in us_ofac-2020-03-10; "
            "add the event that removed it",
        ),
        "there after its removal": (
            made(
                state("2020-02-10", DOE),
                state("2020-04-10", DOE),
                designation_events=[*ADDED, event("remove", "2020-03-01")],
            ),
            f"{ENTRIES} 'us-ofac-1' stands on us-glomag in us_ofac-2020-04-10, but no event lists it; "
            "add it to designation_events",
            "designations (derived, key us-glomag-1):delisted_date  '2020-03-01', but a list of 2020-04-10 "
            "shows the state before; mend the event, or explain it in citations",
        ),
    },
}
RULES = {*IN_THE_CUT, *IN_SMALL}


@pytest.mark.parametrize(("make", "words"), cases(IN_SMALL))
def test_what_breaks_a_rule_in_a_project_of_its_own(make: Make, words: list[str], tmp_path: Path) -> None:
    assert findings(make(tmp_path)) == told(("", 0), words)


def of_the_eu(lag: str, *states: State) -> Make:
    """The listings of 2025-09-05, which the EU's file showed on 2026-02-03, 151 days later."""
    bulgakov = "eu-fsf-EU.13872.45"
    return made(
        *states,
        state("2026-02-10", bulgakov, list_id="eu_fsf"),
        programs=[{"program_id": "eu-ghrsr", "list_id": "eu_fsf", "name": "Human Rights", "lag_days": lag}],
        list_entries=[entry(bulgakov, "Vadim Viktorovich BULGAKOV")],
        designation_events=[event("add", "2025-09-05", bulgakov, program_id="eu-ghrsr")],
    )


def lacking(day: str) -> str:
    return (
        f"designations (derived, key eu-ghrsr-EU.13872.45):listed_date  '2025-09-05', but a list of {day} "
        "shows the state before; mend the event, or explain it in citations"
    )


@pytest.mark.parametrize(
    ("lag", "day", "is_explained"),
    [
        ("151", "2026-02-02", True),
        ("151", "2026-02-03", False),  # 151 days after 2025-09-05
        ("150", "2026-02-02", False),
        ("0", "2025-09-04", True),
        ("0", "2025-09-05", False),
    ],
)
def test_a_list_may_trail_the_act_by_less_than_the_lag(lag: str, day: str, is_explained: bool, tmp_path: Path) -> None:
    project = of_the_eu(lag, state(day, list_id="eu_fsf"))(tmp_path)
    assert findings(project) == ([] if is_explained else [lacking(day)])


def test_a_citation_explains_a_day_outside_the_proof(tmp_path: Path) -> None:
    project = of_the_eu("0", state("2025-09-05", list_id="eu_fsf"))(tmp_path)
    row = {"citation_id": "c-1", "table_name": "designations", "row_id": "eu-ghrsr-EU.13872.45", "stance": "conflicts"}
    add("curated/citations", {**row, "column_name": "delisted_date", "source_id": SOURCE})(project)
    assert findings(project) == [lacking("2025-09-05")]  # another day is explained
    change("curated/citations", {"citation_id": "c-1"}, column_name="listed_date", stance="supports")(project)
    assert findings(project) == [lacking("2025-09-05")]  # a source that agrees explains nothing
    change("curated/citations", {"citation_id": "c-1"}, stance="conflicts")(project)
    assert findings(project) == []


def test_a_list_may_have_no_more_entries_than_those_here(lists: Project) -> None:
    change(f"{US}/list_snapshots", VESSELS_DAY, entry_count="2")(lists)
    assert findings(lists) == []


@pytest.mark.parametrize(
    "make",
    [
        # Listed after the newest list, or on its day.
        made(state("2020-01-31"), designation_events=ADDED),
        made(state("2020-02-01"), designation_events=ADDED, programs=[{**GLOMAG, "lag_days": "1"}]),
        # Removed after the newest list, or on a day that it may trail; the last is known by its bracket alone.
        made(state("2020-02-10", DOE), designation_events=[*ADDED, event("remove", "2020-02-11")]),
        made(
            state("2020-02-10", DOE),
            designation_events=[*ADDED, event("remove", "2020-02-09")],
            programs=[{**GLOMAG, "lag_days": "2"}],
        ),
        made(
            state("2020-02-10", DOE),
            designation_events=[*ADDED, event("remove", "", earliest_date="2020-02-11", latest_date="2020-02-12")],
        ),
        # A programme of which the lists at hand do not show all.
        made(
            state("2020-02-10", DOE),
            state("2020-03-10"),
            designation_events=ADDED,
            programs=[{**GLOMAG, "coverage": "partial"}],
        ),
        # A newer list of rows shows no absence.
        made(state("2020-02-10", DOE), state("2020-03-10", coverage="partial"), designation_events=ADDED),
        # Removed after the newest list, by a notice or as a newer list of numbers shows.
        made(state("2020-02-10", DOE), designation_events=[*ADDED, event("remove", "2020-03-01")]),
        made(
            state("2020-02-10", DOE),
            state("2020-03-10", coverage="ids_only"),
            designation_events=[*ADDED, event("remove", "", latest_date="2020-03-10")],
        ),
        # Of two states of one day the later counts.
        made(
            state("2020-02-10", DOE),
            state("2020-02-10", rank=1),
            designation_events=[*ADDED, event("remove", "2020-02-10")],
            programs=[{**GLOMAG, "lag_days": "1"}],
        ),
        # A list whose programmes are not here.
        made(state("2020-02-10", list_id="au_dfat"), designation_events=ADDED),
    ],
)
def test_what_the_rules_let_pass(make: Make, tmp_path: Path) -> None:
    assert findings(make(tmp_path)) == []
