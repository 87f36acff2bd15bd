"""Rules of lists, rounds and answers on made rows: the ways that the cut of the real lists has no room for."""

import pytest
from made_rows import broken, rows

SPELL = "designation_id status listed_date listed_after_date listed_by_date delisted_date delisted_after_date delisted_by_date"


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("2020-02-01", "", "", "2020-02-01", "", ""), []),  # for less than a day
        (("2020-02-02", "", "", "2020-02-01", "", ""), ["'2020-02-01' lies before the begin '2020-02-02'"]),
        (("2020-02-02", "", "", "", "", "2020-02-01"), ["'2020-02-01' lies before the begin '2020-02-02'"]),
        (("", "", "2020-02-02", "2020-02-01", "", ""), ["'2020-02-01' lies before the begin '2020-02-02'"]),
        # The day goes before the bracket of the same end.
        (("2020-02-01", "", "2020-03-01", "2020-02-10", "", "2020-04-01"), []),
        (("2020-02-01", "", "2020-03-01", "2020-01-10", "", "2020-04-01"), ["'2020-01-10' lies before the begin '2020-02-01'"]),
    ],
)  # fmt: skip
def test_a_spell_begins_before_it_ends(days: tuple[str, ...], found: list[str]) -> None:
    tables = {"designations": rows(SPELL, ("1", "delisted", *days))}
    assert broken("brackets_are_in_order", tables) == [f"1:delisted_date  {words}" for words in found]


def test_a_documented_day_is_that_of_the_list() -> None:
    """Of two listings one is; a programme that was put on comes on that day or later; a difference may be cited."""
    days = rows(
        "designation_event_id entry_id program_id action event_date",
        ("1", "again", "p", "add", "2020-02-01"), ("2", "again", "p", "add", "2021-02-01"), ("3", "again", "q", "add", "2021-02-02"),
        ("4", "tagged", "p", "program_added", "2020-02-02"), ("5", "tagged", "q", "program_added", "2020-01-31"),
        ("6", "twice", "p", "add", "2020-02-02"), ("7", "twice", "p", "add", "2021-02-01"), ("8", "cited", "p", "add", "2020-02-02"),
        ("9", "none", "p", "add", "2020-02-02"), ("10", "twice", "p", "remove", "2020-03-01"),
    )  # fmt: skip
    own = "2020-02-01"
    entries = (("again", own), ("tagged", own), ("twice", own), ("cited", own), ("none", ""))
    cited = rows(
        "citation_id table_name row_id column_name stance", ("c", "designation_events", "8", "event_date", "conflicts")
    )
    tables = {
        "designation_events": days,
        "list_entries": rows("entry_id listed_date", *entries),
        "citations": cited,
    }
    words = "but the list itself has 2020-02-01; mend the event, or explain it in citations"
    assert broken("documented_days_are_those_of_the_list", tables) == [
        f"3:event_date  '2021-02-02', {words}",
        f"5:event_date  '2020-01-31', {words}",
        f"7:event_date  '2021-02-01', {words}",
    ]


def test_the_newest_complete_state_of_a_list_counts() -> None:
    """By its day, its rank of that day, then its id, and before ids of that day.

    The day of a listing goes before the day by which it is proven.
    """
    states = rows(
        "snapshot_id list_id publication coverage list_date day_rank",
        ("old", "l", "p", "complete", "2020-01-01", "9"),
        ("day-b", "l", "p", "complete", "2020-02-01", "0"),
        ("day-a", "l", "p", "complete", "2020-02-01", "1"),
        ("ids", "l", "p", "ids_only", "2020-02-01", "2"),
        ("m-1", "m", "p", "complete", "2020-02-01", "0"),
        ("m-2", "m", "p", "complete", "2020-02-01", "0"),
    )
    sightings = rows(
        "entry_id program_id first_snapshot_id last_snapshot_id",
        ("a", "lp", "day-a", "day-a"), ("b", "lp", "day-b", "day-b"), ("c", "mp", "m-2", "m-2"), ("d", "mp", "m-1", "m-1"),
    )  # fmt: skip
    designations = rows(
        "designation_id entry_id program_id status listed_date listed_by_date",
        ("e", "e", "lp", "listed", "2020-01-31", "2020-03-01"),
        ("f", "f", "lp", "listed", "2020-02-01", "2020-01-01"),
        ("g", "g", "lp", "listed", "", "2020-01-31"),
    )
    tables = {
        "programs": rows(
            "program_id list_id coverage lag_days", ("lp", "l", "complete", "0"), ("mp", "m", "complete", "0")
        ),
        "list_entries": rows("entry_id", *"abcdefg"),
        "list_snapshots": states,
        "list_sightings": sightings,
        "designations": designations,
    }
    gone = "is listed on lp by its events, but missing in day-a; add the event that removed it"
    assert broken("newest_lists_agree_with_designations", tables, "states") == [
        "a:entry_id  'a' stands on lp in day-a, but no event lists it; add it to designation_events",
        "c:entry_id  'c' stands on mp in m-2, but no event lists it; add it to designation_events",
        f"e:entry_id  'e' {gone}",
        f"g:entry_id  'g' {gone}",
    ]


def test_a_state_in_which_nobody_is_sighted_counts_nobody() -> None:
    tables = {"list_snapshots": rows("snapshot_id list_id publication coverage list_date day_rank in_scope_count entry_count", ("s", "l", "p", "complete", "2020-01-01", "0", "1", "5"))}  # fmt: skip
    assert broken("counts_equal_sightings", tables, "states") == [
        "s:in_scope_count  '1', but 0 entries are sighted in it"
    ]


def test_a_round_counts_each_kind_apart() -> None:
    tables = {
        "designation_rounds": rows("round_id announced_persons announced_organizations announced_other", ("r", "1", "1", "1")),
        "designation_events": rows(
            "designation_event_id round_id action entity_type",
            ("1", "r", "add", "organization"), ("2", "r", "add", "organization"), ("3", "r", "add", "person"), ("4", "r", "add", "vessel"),
            ("5", "r", "add", "aircraft"), ("6", "r", "renamed", "person"),
        ),
    }  # fmt: skip
    words = "'1', but 2 events are of the round; add the events, or explain the difference in citations"
    assert broken("rounds_have_their_numbers", tables) == [
        f"r:announced_organizations  {words}",
        f"r:announced_other  {words}",
    ]


@pytest.mark.parametrize(
    "said", ["about 18 persons", "More than 20 persons", "No number was announced", "nor a number", "no exact figure"]
)
def test_a_number_that_nobody_announced_is_none(said: str) -> None:
    """Of any kind, in the title or in the note; without a number in the row such words are no fault."""
    numbers = "announced_persons announced_organizations"
    cases = (
        ("1", "2", "", said, ""),
        ("2", "", "3", "", said),
        ("3", "", "", said, ""),
        ("4", "2", "3", "18 persons", ""),
    )
    words = "but the row tells of a number that is not announced; leave the cell empty"
    rounds = {"designation_rounds": rows(f"round_id {numbers} title note", *cases)}
    assert broken("announced_numbers_were_announced", rounds) == [
        f"1:announced_persons  '2', {words}",
        f"2:announced_persons  '', {words}",
    ]
    measures = {"retaliatory_measures": rows(f"measure_id {numbers} title note", *cases)}
    assert broken("announced_numbers_were_announced", measures) == [
        f"1:announced_persons  '2', {words}",
        f"2:announced_organizations  '3', {words}",
    ]


def test_a_trigger_is_of_the_day_of_what_it_names() -> None:
    tables = {
        "designation_rounds": rows("round_id round_date", ("r", "2013-04-12")),
        "laws": rows("law_id adopted_date", ("l", "2012-12-14"), ("m", "2016")),
        "retaliation_triggers": rows(
            "trigger_id measure_id round_id law_id trigger_date",
            ("1", "x", "r", "", "2013-04-12"), ("2", "x", "r", "", "2013-04"), ("3", "x", "r", "", "2013-04-13"),
            ("4", "x", "", "l", "2012-12-14"), ("5", "x", "", "l", "2012-12-15"), ("6", "x", "", "m", "2016-05-04"), ("7", "x", "", "", "2000-01-01"),
        ),
    }  # fmt: skip
    assert broken("triggers_have_the_day_of_their_round", tables) == [
        "3:trigger_date  '2013-04-13', but what it names is of 2013-04-12",
        "5:trigger_date  '2012-12-15', but what it names is of 2012-12-14",
    ]


def test_the_targets_of_a_measure_are_as_many_as_announced() -> None:
    measures = rows(
        "measure_id targets_coverage announced_persons announced_organizations",
        ("1", "complete", "2", "1"),
        ("2", "complete", "1", "2"),
        ("3", "partial", "2", "1"),
        ("4", "partial", "1", "0"),
        ("5", "none", "2", ""),
        ("6", "complete", "", ""),
        ("7", "", "2", ""),
    )
    targets = [(key, entity) for key in ("1", "2", "3", "4", "6", "7") for entity in ("ann", "ben", "firm")]
    tables = {
        "retaliatory_measures": measures,
        "retaliation_targets": rows("measure_id entity_id", *targets),
        "entities": rows("entity_id entity_type", ("ann", "person"), ("ben", "person"), ("firm", "organization")),
    }
    mend = "mend the coverage, or explain it by a citation"
    assert broken("announced_numbers_equal_targets", tables) == [
        f"2:announced_organizations  '2', but 1 targets are of the type organization; {mend}",
        f"2:announced_persons  '1', but 2 targets are of the type person; {mend}",
        f"4:announced_organizations  '0', but 1 targets are of the type organization; {mend}",
        f"4:announced_persons  '1', but 2 targets are of the type person; {mend}",
        f"6:announced_organizations  '', but 1 targets are of the type organization; {mend}",
        f"6:announced_persons  '', but 2 targets are of the type person; {mend}",
        "7:targets_coverage  '', but 3 targets are here; expected complete or partial exactly where there are some",
    ]
