"""Rules of dated events, of their rounds and of reported totals, each broken in its ways in a cut of the real lists."""

import pytest
from breaking import Break, Broken, Place, add, cases, change, copy_row, findings, told
from cut_of_lists import KADYROV, UTKIN
from lists_project import SOURCE
from small_project import Project, Row

EVENTS, ROUNDS, TOTALS = (f"curated/{n}" for n in ("designation_events", "designation_rounds", "reported_totals"))
# The ban of 2020-07-20 stands in no list, the listing under the Act of 2012 in several.
BAN, MAGNIT = {"program_id": "us-7031c"}, {"program_id": "us-magnit", "entry_id": KADYROV}
MINISTERS, OF_THE_VESSEL = {"round_id": "us-glomag-2018-08-01"}, {"round_id": "us-glomag-2022-12-09"}
IN_FORCE = {"total_id": "us-glomag-2021-12-03"}
OF_THE_YEAR = {"total_id": "us-glomag-2022-12-31-period"}
EMPTY_ROUND = {
    "round_id": "us-7031c-2018-03-29",
    "program_id": "us-7031c",
    "round_date": "2018-03-29",
    "action": "add",
    "source_id": SOURCE,
    "confidence": "high",
}
BLOG = {
    "source_id": "blog.example.org-00000001",
    "source_type": "blog",
    "title": "A blog",
    "publisher": "Somebody",
    "url": "https://blog.example.org/",
    "document_date": "2025-01-02",
    "is_official": "false",
    "is_party_to_case": "false",
}


def on_a_blog(name: str, where: Row, **cells: str) -> Break:
    """Let a row rest on a blog alone."""

    def breaks(project: Project) -> Place:
        project.add("curated/sources", BLOG)
        return f"raw/{name}.csv", project.change(name, where, source_id=BLOG["source_id"], **cells)

    return breaks


BROKEN: Broken = {
    "events_name_their_subject": {
        "an entry and an entity": (
            change(EVENTS, BAN, entity_id=KADYROV),
            "entry_id  expected either entry_id or entity_id",
        ),
        "neither": (
            change(EVENTS, BAN, entry_id=""),
            "entry_id  expected either entry_id or entity_id",
            "designations (derived, key us-7031c-23343):entity_id  empty, but a value is required",
        ),
        "a day without its basis": (
            change(EVENTS, BAN, date_basis=""),
            "date_basis  '' does not fit event_date '2020-07-20'",
        ),
        "a basis without a day": (
            change(EVENTS, BAN, event_date="", latest_date="2020-07-20"),
            "date_basis  'announcement' does not fit event_date ''",
        ),
        "neither a day nor a bracket": (
            change(EVENTS, MAGNIT, event_date="", date_basis=""),
            "event_date  neither a day nor a bracket; expected one of them",
        ),
        "only the first day of a bracket": (
            change(EVENTS, MAGNIT, event_date="", date_basis="", earliest_date="2017-12-20"),
            "event_date  neither a day nor a bracket; expected one of them",
        ),
    },
    "events_of_a_round_are_of_its_day": {
        "another day": (
            change(EVENTS, BAN, event_date="2020-07-21"),
            "event_date  '2020-07-21', but its round is of 2020-07-20",
        ),
        "another programme": (
            change(EVENTS, BAN, round_id="us-glomag-2020-12-10", event_date="2020-12-10"),
            "round_id  'us-glomag-2020-12-10' is a round of us-glomag, not of us-7031c",
        ),
        "another programme and day": (
            change(EVENTS, BAN, round_id="us-glomag-2020-12-10"),
            "round_id  'us-glomag-2020-12-10' is a round of us-glomag, not of us-7031c",
            "event_date  '2020-07-20', but its round is of 2020-12-10",
        ),
    },
    "rounds_have_their_numbers": {
        "a person is missing": (
            change(ROUNDS, MINISTERS, announced_persons="3"),
            "announced_persons  '3', but 2 events are of the round; add the events, or explain the difference in citations",
        ),
        "a person too many": (
            change(ROUNDS, MINISTERS, announced_persons="1"),
            "announced_persons  '1', but 2 events are of the round; add the events, or explain the difference in citations",
        ),
        "an organization is missing": (
            change(ROUNDS, MINISTERS, announced_organizations="1"),
            "announced_organizations  '1', but 0 events are of the round; add the events, or explain the difference in citations",
        ),
        # The round of 2022-12-09 named 157 vessels, of which the cut has one; neither persons nor organizations.
        "vessels are missing": (
            change(ROUNDS, OF_THE_VESSEL, announced_persons="0", announced_other="157"),
            "announced_other  '157', but 1 events are of the round; add the events, or explain the difference in citations",
        ),
        # Estonia announced 49 on 2018-03-29 and no source here names one.
        "nobody is known, but somebody is here": (
            change(ROUNDS, MINISTERS, announced_persons="49", events_coverage="none"),
            "events_coverage  'none', but 2 events are of the round; expected partial or none exactly where events are missing",
        ),
        "some are known, but none is here": (
            add(ROUNDS, {**EMPTY_ROUND, "announced_persons": "49", "events_coverage": "partial"}),
            "events_coverage  'partial', but 0 events are of the round; expected partial or none exactly where events are missing",
        ),
        "none is missing": (
            change(ROUNDS, MINISTERS, events_coverage="partial"),
            "events_coverage  'partial', but 2 events are of the round; expected partial or none exactly where events are missing",
        ),
        "no number that could be exceeded": (
            change(ROUNDS, MINISTERS, announced_persons="", announced_organizations="", events_coverage="partial"),
            "events_coverage  'partial', but 2 events are of the round; expected partial or none exactly where events are missing",
        ),
        "more than the announced of whom not all are here": (
            change(ROUNDS, MINISTERS, announced_persons="1", announced_organizations="1", events_coverage="partial"),
            "announced_persons  '1', but 2 events are of the round; add the events, or explain the difference in citations",
        ),
        "a removal is missing": (
            change(ROUNDS, {"round_id": "gb-gac-2025-06-18-remove"}, announced_persons="2"),
            "announced_persons  '2', but 1 events are of the round; add the events, or explain the difference in citations",
        ),
    },
    "reported_totals_hold": {
        "persons": (
            change(TOTALS, IN_FORCE, persons="2"),
            "persons  '2', but the designations here count 1; mend the events, or explain the difference in citations",
        ),
        "organizations": (
            change(TOTALS, IN_FORCE, organizations="1"),
            "organizations  '1', but the designations here count 0; mend the events, or explain the difference in citations",
        ),
        "all": (
            change(TOTALS, IN_FORCE, total="0"),
            "total  '0', but the designations here count 1; mend the events, or explain the difference in citations",
        ),
        # Both ministers were removed on 2018-11-02.
        "those removed by that day are not in force": (
            change(TOTALS, {"total_id": "us-glomag-2020-12-10"}, counts="named_in_force"),
            "total  '3', but the designations here count 1; mend the events, or explain the difference in citations",
        ),
        # Of the year 2022 are the duplicate, merged in it, and the vessel.
        "those of another year are not of the period": (
            change(TOTALS, OF_THE_YEAR, period_start_date="2022-09-16"),
            "total  '2', but the designations here count 1; mend the events, or explain the difference in citations",
        ),
        "those of a later day are not of the period": (
            change(TOTALS, OF_THE_YEAR, as_of_date="2022-12-08"),
            "total  '2', but the designations here count 1; mend the events, or explain the difference in citations",
        ),
    },
    "one_page_of_the_press_is_not_high_confidence": {
        "an event on a blog": (
            on_a_blog(EVENTS, BAN, round_id=""),
            f"confidence  'high', but {BLOG['source_id']} alone tells it; expected at most low, or a second source",
        ),
        "a round on a blog": (
            on_a_blog(ROUNDS, MINISTERS),
            f"confidence  'high', but {BLOG['source_id']} alone tells it; expected at most low, or a second source",
        ),
    },
    "spells_open_and_close_in_turn": {
        "opened twice": (
            copy_row(EVENTS, BAN, designation_event_id="again", event_date="2021-01-01", round_id=""),
            "action  'add' while a spell is open",
        ),
        "opened twice on one day": (
            copy_row(EVENTS, BAN, designation_event_id="us-7031c-23343-add-2020-07-20-b", round_id=""),
            "action  'add' while a spell is open",
        ),
        "closed before it was opened": (
            copy_row(EVENTS, BAN, designation_event_id="x", action="remove", event_date="2020-07-19", round_id=""),
            "action  'remove' while no spell is open",
        ),
        "closed twice": (
            copy_row(
                EVENTS,
                {"designation_event_id": "us-glomag-md-p-00001-remove"},
                designation_event_id="again",
                event_date="2018-11-03",
                round_id="",
            ),
            "action  'remove' while no spell is open",
        ),
    },
}


@pytest.mark.parametrize(("breaks", "words"), cases(BROKEN))
def test_what_breaks_a_rule(breaks: Break, words: list[str], lists: Project) -> None:
    place = breaks(lists)
    assert findings(lists) == told(place, words)


@pytest.mark.parametrize(
    "breaks",
    [
        change(ROUNDS, MINISTERS, announced_persons=""),
        change(ROUNDS, MINISTERS, announced_persons="49", events_coverage="partial"),
        add(ROUNDS, {**EMPTY_ROUND, "announced_persons": "49", "events_coverage": "none"}),
        change(ROUNDS, OF_THE_VESSEL, announced_persons="0", announced_other="1"),
        # A new name in the act of a round is nobody more.
        copy_row(
            EVENTS, {"entry_id": UTKIN, "action": "remove"}, designation_event_id="x", action="renamed", reason=""
        ),
        change(TOTALS, IN_FORCE, persons="", organizations="", total="1"),
        # In force means on the day itself: the ministers were listed on 2018-08-01, and no longer on 2018-11-02.
        change(TOTALS, IN_FORCE, as_of_date="2018-11-01", persons="2", total="2"),
        change(TOTALS, IN_FORCE, as_of_date="2018-11-02", persons="0", total="0"),
        change(TOTALS, IN_FORCE, as_of_date="2018-08-01", persons="2", total="2"),
        change(TOTALS, IN_FORCE, as_of_date="2018-07-31", persons="0", total="0"),
        change(TOTALS, OF_THE_YEAR, period_start_date="2022-09-15", as_of_date="2022-12-09"),
    ],
)
def test_what_the_rules_let_pass(breaks: Break, lists: Project) -> None:
    breaks(lists)
    assert findings(lists) == []


EXPLAINED = {
    "announced number": (ROUNDS, MINISTERS, {"announced_persons": "3"}, "designation_rounds"),
    "total": (TOTALS, IN_FORCE, {"total": "2"}, "reported_totals"),
}


@pytest.mark.parametrize("what", EXPLAINED)
def test_a_citation_explains_a_difference(what: str, lists: Project) -> None:
    name, where, cells, table = EXPLAINED[what]
    (column,) = cells
    change(name, where, **cells)(lists)
    (finding,) = findings(lists)
    assert f":{column}  " in finding
    (key,) = where.values()
    row = {"citation_id": "c-1", "table_name": table, "row_id": key, "source_id": SOURCE, "value": "2"}
    add("curated/citations", {**row, "column_name": column, "stance": "supports"})(lists)
    assert findings(lists) == [finding]  # a source that agrees
    for of_another in ("note", ""):
        change("curated/citations", {"citation_id": "c-1"}, column_name=of_another, stance="conflicts")(lists)
        assert findings(lists) == [finding]  # another cell, or the row as a whole
    change("curated/citations", {"citation_id": "c-1"}, column_name=column)(lists)
    assert findings(lists) == []


def test_a_citation_of_a_round_does_not_explain_a_total_of_the_same_id(lists: Project) -> None:
    key = "us-glomag-2020-12-10"
    place = change(TOTALS, {"total_id": key}, total="4")(lists)
    row = {"citation_id": "c-1", "table_name": "designation_rounds", "row_id": key, "stance": "conflicts"}
    add("curated/citations", {**row, "column_name": "announced_persons", "source_id": SOURCE})(lists)
    words = "total  '4', but the designations here count 3; mend the events, or explain the difference in citations"
    assert findings(lists) == told(place, [words])
