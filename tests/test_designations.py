"""Spells on a programme: one row each, with its days, measures, law and round; and what is counted from them."""

from pathlib import Path

import pytest
from breaking import built
from cut_of_lists import BULGAKOV, DUPLICATE, KADYROV, PIKIN, TESIC, UTKIN, VESSEL
from lists_project import DOE, EO_13818, SOURCE, entry, event, lists_project, state
from small_project import Project, Row

# Of each spell of the cut, by hand from the acts and the states: listed on, after, by; delisted on, after, by.
DAYS = {
    "eu-ghrsr-EU.13872.45": ("2025-09-05", "2025-08-01", "2026-02-03", "", "", ""),
    "eu-ghrsr-EU.13892.80": ("2025-09-05", "2025-08-01", "2026-02-03", "", "", ""),
    "eu-ghrsr-EU.6774.50": ("2021-12-13", "2021-12-09", "2021-12-14", "2024-12-03", "2024-11-28", "2024-12-12"),
    "gb-gac-GAC0028": ("2022-12-09", "2022-05-04", "2025-04-10", "2025-06-18", "2025-04-14", "2025-08-11"),
    # The Department of State publishes no list.
    "us-7031c-23343": ("2020-07-20", "", "", "", "", ""),
    # No list at hand has the two ministers, so no number of theirs is known.
    "us-glomag-2018-08-01-01": ("2018-08-01", "", "", "2018-11-02", "", ""),
    "us-glomag-2018-08-01-02": ("2018-08-01", "", "", "2018-11-02", "", ""),
    # The copy of 2018-01-26 may be as old as the addition that it shows, of 2017-12-20, and lacks the second programme.
    "us-glomag-23343": ("2020-12-10", "2017-12-20", "2021-01-14", "", "", ""),
    "us-glomag-33690": ("2022-12-09", "2022-12-08", "2022-12-09", "", "", ""),
    "us-glomag-36459": ("2022-09-15", "2022-09-14", "2022-09-15", "2022-11-14", "2022-11-09", "2022-11-14"),
    "us-magnit-23343": ("2017-12-20", "", "2018-01-26", "", "", ""),
    "us-magnit-36459": ("2022-09-15", "2022-09-14", "2022-09-15", "2022-11-14", "2022-11-09", "2022-11-14"),
}
# Programme, entry, entity, law, round, how it ended.
FACTS = {
    "eu-ghrsr-EU.13872.45": ("eu-ghrsr", BULGAKOV, BULGAKOV, "eu-2020-1999", "eu-ghrsr-2025-09-05", ""),
    "eu-ghrsr-EU.13892.80": ("eu-ghrsr", PIKIN, PIKIN, "eu-2020-1999", "eu-ghrsr-2025-09-05", ""),
    "eu-ghrsr-EU.6774.50": ("eu-ghrsr", UTKIN, UTKIN, "eu-2020-1999", "eu-ghrsr-2021-12-13", "unknown"),
    "gb-gac-GAC0028": ("gb-gac", TESIC, TESIC, "gb-si-2021-488", "gb-gac-2022-12-09", "delisted"),
    "us-7031c-23343": ("us-7031c", KADYROV, KADYROV, "", "us-7031c-2020-07-20", ""),
    "us-glomag-2018-08-01-01": ("us-glomag", "", "md-p-00001", "us-eo-13818", "us-glomag-2018-08-01", "delisted"),
    "us-glomag-2018-08-01-02": ("us-glomag", "", "md-p-00002", "us-eo-13818", "us-glomag-2018-08-01", "delisted"),
    "us-glomag-23343": ("us-glomag", KADYROV, KADYROV, "us-eo-13818", "us-glomag-2020-12-10", ""),
    "us-glomag-33690": ("us-glomag", VESSEL, VESSEL, "us-eo-13818", "us-glomag-2022-12-09", ""),
    # A second entry of the same person, merged into the first.
    "us-glomag-36459": ("us-glomag", DUPLICATE, DUPLICATE, "us-eo-13818", "us-glomag-2022-09-15", "merged"),
    "us-magnit-23343": ("us-magnit", KADYROV, KADYROV, "us-pl-112-208", "us-magnit-2017-12-20", ""),
    "us-magnit-36459": ("us-magnit", DUPLICATE, DUPLICATE, "us-pl-112-208", "us-magnit-2022-09-15", "merged"),
}
LISTED = ("listed_date", "listed_after_date", "listed_by_date")
DELISTED = ("delisted_date", "delisted_after_date", "delisted_by_date")


@pytest.fixture(scope="module")
def spells(cut_of_lists: Path) -> dict[str, Row]:
    """Designations of the cut of the real lists."""
    return {row["designation_id"]: row for row in built(Project(cut_of_lists), "designations")}


def test_every_spell_is_one_row(spells: dict[str, Row]) -> None:
    assert list(spells) == list(DAYS)


@pytest.mark.parametrize("key", DAYS)
def test_days_of_the_spells_in_the_real_lists(key: str, spells: dict[str, Row]) -> None:
    assert tuple(spells[key][c] for c in (*LISTED, *DELISTED)) == DAYS[key]


@pytest.mark.parametrize("key", FACTS)
def test_facts_of_the_spells_in_the_real_lists(key: str, spells: dict[str, Row]) -> None:
    columns = ("program_id", "entry_id", "entity_id", "law_id", "round_id", "delisted_reason")
    assert tuple(spells[key][c] for c in columns) == FACTS[key]
    assert spells[key]["status"] == ("delisted" if FACTS[key][-1] else "listed")
    assert (spells[key]["listed_source_id"], spells[key]["delisted_source_id"]) == (
        SOURCE,
        SOURCE if FACTS[key][-1] else "",
    )


def test_measures_of_the_spells_in_the_real_lists(spells: dict[str, Row]) -> None:
    """A vessel cannot be barred from entry, and section 7031(c) freezes nothing."""
    unlike = {"us-glomag-33690": ("true", "false"), "us-7031c-23343": ("false", "true")}
    told = {key: (row["has_asset_freeze"], row["has_entry_ban"]) for key, row in spells.items()}
    assert told == {key: unlike.get(key, ("true", "true")) for key in DAYS}


def test_who_stands_on_a_list_today(cut_of_lists: Path) -> None:
    current = {r["entry_id"] for r in built(Project(cut_of_lists), "list_entries") if r["is_current"] == "true"}
    assert current == {KADYROV, VESSEL, BULGAKOV, PIKIN}


# Events in turn


def runs(root: Path, *events: Row, **tables: list[Row]) -> list[tuple[str, ...]]:
    """Key, status and days of the spells that these events make, where no list tells anything."""
    project = lists_project(root, designation_events=list(events), **tables)
    columns = ("designation_id", "status", "listed_date", "delisted_date")
    return [tuple(row[c] for c in columns) for row in built(project, "designations")]


def test_added_and_removed_on_one_day_is_an_ended_spell(tmp_path: Path) -> None:
    events = [event("add", "2020-02-01"), event("remove", "2020-02-01")]
    assert runs(tmp_path, *events) == [("us-glomag-1", "delisted", "2020-02-01", "2020-02-01")]


def test_lists_that_never_showed_it_do_not_contradict(tmp_path: Path) -> None:
    """Both before and after it stood there for less than a day."""
    project = lists_project(
        tmp_path,
        state("2020-01-10"),
        state("2020-02-01"),
        state("2020-03-10"),
        designation_events=[event("add", "2020-02-01"), event("remove", "2020-02-01")],
    )
    (row,) = built(project, "designations")
    assert tuple(row[c] for c in LISTED) == ("2020-02-01", "2020-01-10", "")
    assert tuple(row[c] for c in DELISTED) == ("2020-02-01", "", "2020-03-10")


def test_removed_and_added_again_on_one_day_are_two_spells(tmp_path: Path) -> None:
    again = event("add", "2020-03-01", designation_event_id="again")
    assert runs(tmp_path, event("add", "2020-02-01"), event("remove", "2020-03-01"), again) == [
        ("us-glomag-1", "delisted", "2020-02-01", "2020-03-01"),
        ("us-glomag-1-2", "listed", "2020-03-01", ""),
    ]


def test_added_removed_and_added_again_on_one_day_are_two_spells(tmp_path: Path) -> None:
    again = event("add", "2020-02-01", designation_event_id="us-glomag-1-again")
    assert runs(tmp_path, event("add", "2020-02-01"), event("remove", "2020-02-01"), again) == [
        ("us-glomag-1", "delisted", "2020-02-01", "2020-02-01"),
        ("us-glomag-1-2", "listed", "2020-02-01", ""),
    ]


def test_a_retag_opens_and_a_merger_closes(tmp_path: Path) -> None:
    merged = event("merged", "2020-03-01", reason="merged", other_entry_id="us-ofac-2")
    entries = [entry(), entry("us-ofac-2")]
    assert runs(tmp_path, event("program_added", "2020-01-15"), merged, list_entries=entries) == [
        ("us-glomag-1", "delisted", "2020-01-15", "2020-03-01")
    ]


def test_a_tag_taken_off_closes(tmp_path: Path) -> None:
    events = [event("add", "2020-01-15"), event("program_removed", "2020-03-01", reason="retagged")]
    assert runs(tmp_path, *events) == [("us-glomag-1", "delisted", "2020-01-15", "2020-03-01")]


def test_a_new_name_or_measure_neither_opens_nor_closes(tmp_path: Path) -> None:
    events = [event("add", "2020-01-15"), event("renamed", "2020-02-01"), event("measure_added", "2020-03-01")]
    assert runs(tmp_path, *events) == [("us-glomag-1", "listed", "2020-01-15", "")]


def test_the_last_day_of_a_bracket_orders_the_events(tmp_path: Path) -> None:
    """Removed between 5 February and 10 March, added again on 12 March; the second addition comes after."""
    removed = event("remove", "", earliest_date="2020-02-05", latest_date="2020-03-10")
    again = event("add", "2020-03-12", designation_event_id="again")
    assert [row[:2] for row in runs(tmp_path, again, removed, event("add", "2020-01-15"))] == [
        ("us-glomag-1", "delisted"),
        ("us-glomag-1-2", "listed"),
    ]


def test_without_a_number_the_day_and_a_running_number_are_the_id(tmp_path: Path) -> None:
    events = [
        event("add", "2018-08-01", "", entity_id=key, designation_event_id=key) for key in ("md-p-00001", "md-p-00002")
    ]
    entities = [{"entity_id": key, "name": "A Minister"} for key in ("md-p-00001", "md-p-00002")]
    assert [row[0] for row in runs(tmp_path, *events, entities=entities)] == [
        "us-glomag-2018-08-01-01",
        "us-glomag-2018-08-01-02",
    ]


# What a spell takes from elsewhere


@pytest.mark.parametrize(
    ("measures", "entity_type", "freeze", "ban"),
    [
        ([], "person", "true", "true"),
        ([], "organization", "true", "false"),  # only persons enter a country
        ([], "vessel", "true", "false"),
        (["entry_ban"], "person", "false", "true"),  # what the list records goes before what the programme imposes
        (["asset_freeze"], "person", "true", "false"),
        (["trust_services"], "person", "false", "false"),
    ],
)
def test_measures(measures: list[str], entity_type: str, freeze: str, ban: str, tmp_path: Path) -> None:
    project = lists_project(
        tmp_path,
        list_entries=[entry(entity_type=entity_type)],
        list_measures=[{"entry_id": DOE, "measure_type": kind} for kind in measures],
        designation_events=[event("add", "2022-12-09", entity_type=entity_type)],
    )
    (row,) = built(project, "designations")
    assert (row["has_asset_freeze"], row["has_entry_ban"]) == (freeze, ban)


def test_the_law_of_the_round_goes_before_that_of_the_programme(tmp_path: Path) -> None:
    rounds = [
        {"round_id": "a", "round_date": "2020-02-01", "law_id": "us-pl-1"},
        {"round_id": "b", "round_date": "2020-03-01", "law_id": "us-pl-2", "action": "remove"},
    ]
    project = lists_project(
        tmp_path,
        laws=[EO_13818, {"law_id": "us-pl-1", "title": "One"}, {"law_id": "us-pl-2", "title": "Two"}],
        designation_rounds=rounds,
        designation_events=[event("add", "2020-02-01", round_id="a"), event("remove", "2020-03-01", round_id="b")],
    )
    (row,) = built(project, "designations")
    assert (row["law_id"], row["delisted_law_id"], row["round_id"]) == ("us-pl-1", "us-pl-2", "a")


def test_the_list_s_own_name_goes_before_that_of_the_event(tmp_path: Path) -> None:
    project = lists_project(
        tmp_path, designation_events=[event("add", "2020-02-01", listed_name="JOHN DOE", official_id="")]
    )
    (row,) = built(project, "designations")
    assert (row["designation_id"], row["listed_name"]) == ("us-glomag-1", "DOE, John")


def test_totals_are_set_beside_what_is_counted(tmp_path: Path) -> None:
    """Of each kind of total: a person of January, a body of March, a vessel known by its list of May alone."""
    kinds = {"us-ofac-1": "person", "us-ofac-2": "organization", "us-ofac-3": "vessel"}
    by_list = event("add", "", "us-ofac-3", entity_type="vessel", earliest_date="2020-04-02", latest_date="2020-05-01")
    totals = [
        {"total_id": "1-ever", "as_of_date": "2020-04-30", "total": "2"},
        {"total_id": "2-ever", "as_of_date": "2020-05-01", "total": "3"},
        {"total_id": "3-in-force", "as_of_date": "2020-05-01", "counts": "named_in_force", "total": "2"},
        {
            "total_id": "4-period",
            "period_start_date": "2020-01-02",
            "as_of_date": "2020-05-01",
            "counts": "designated_in_period",
            "total": "2",
        },
        # On the day of a removal it is no longer in force.
        {"total_id": "5-the-day-before", "as_of_date": "2020-01-31", "counts": "named_in_force", "total": "1"},
        {"total_id": "6-that-day", "as_of_date": "2020-02-01", "counts": "named_in_force", "total": "0"},
    ]
    project = lists_project(
        tmp_path,
        list_entries=[entry(key, entity_type=kind) for key, kind in kinds.items()],
        designation_events=[
            event("add", "2020-01-01"),
            event("remove", "2020-02-01"),
            event("add", "2020-03-01", "us-ofac-2", entity_type="organization"),
            by_list,
        ],
        reported_totals=totals,
    )
    counted = [
        tuple(row[f"counted_{c}"] for c in ("persons", "organizations", "total"))
        for row in built(project, "reported_totals")
    ]
    assert counted == [
        ("1", "1", "2"),
        ("1", "1", "3"),
        ("0", "1", "2"),
        ("0", "1", "2"),
        ("1", "0", "1"),
        ("0", "0", "0"),
    ]
