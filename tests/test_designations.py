"""Spells, brackets and entities, on a small dataset made here; and the rules that guard them."""

from pathlib import Path

import pytest
from magnitsky_data.curation.derive.designations import add_designations, count_official_totals, fill_earliest_dates

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.curation.assemble import Assembled, Dataset, Origin
from magnitsky_data.curation.derive.people import describe_entries, link_entries, name_words, partial_date, usual_order
from magnitsky_data.curation.rules import sanctions

ROOT = Path(__file__).parents[1]
CONTRACT = Contract.read(ROOT / "datapackage.json")
PROGRAM = {
    "program_id": "us-glomag",
    "list_id": "us_ofac",
    "jurisdiction_code": "US",
    "name": "Global Magnitsky",
    "authority": "OFAC",
    "has_asset_freeze": "true",
    "has_entry_ban": "true",
    "coverage": "complete",
    "lag_days": "0",
    "law_id": "us-eo-13818",
}
ENTRY = {
    "entry_id": "us-ofac-1",
    "list_id": "us_ofac",
    "official_id": "1",
    "entity_type": "person",
    "listed_name": "DOE, John",
    "source_id": "s",
    "confidence": "high",
}


def dataset(**tables: list[dict[str, str]]) -> Dataset:
    data = Dataset(CONTRACT, {name: Assembled(table) for name, table in CONTRACT.tables.items()})
    for name, rows in {"programs": [PROGRAM], "list_entries": [ENTRY], **tables}.items():
        for line, row in enumerate(rows, start=2):
            data.tables[name].add(row, Origin(f"raw/curated/{name}.csv", line))
    return data


def snapshot(
    day: str, *, basis: str = "in_file", coverage: str = "complete", additive: str = "false", held: int = 0
) -> dict[str, str]:
    return {
        "snapshot_id": f"us_ofac-{day}",
        "list_id": "us_ofac",
        "publication": coverage + additive,
        "list_date": day,
        "list_date_basis": basis,
        "coverage": coverage,
        "is_additive_only": additive,
        "day_rank": "0",
        "in_scope_count": str(held),
    }


def sighting(first: str, last: str, entry: str = "us-ofac-1", evidence: str = "complete") -> dict[str, str]:
    return {
        "entry_id": entry,
        "program_id": "us-glomag",
        "first_snapshot_id": f"us_ofac-{first}",
        "last_snapshot_id": f"us_ofac-{last}",
        "evidence": evidence,
    }


def event(action: str, day: str, **more: str) -> dict[str, str]:
    reason = {"reason": "delisted"} if action in ("remove", "program_removed") else {}
    return {
        "designation_event_id": f"{action}-{day}",
        "program_id": "us-glomag",
        "entry_id": "us-ofac-1",
        "official_id": "1",
        "listed_name": "DOE, John",
        "entity_type": "person",
        "action": action,
        "event_date": day,
        "date_basis": "announcement" if day else "",
        "source_id": "s",
        **reason,
        **more,
    }


def designations(data: Dataset) -> list[dict[str, str]]:
    fill_earliest_dates(data)
    describe_entries(data)
    link_entries(data)
    add_designations(data)
    count_official_totals(data)
    return data.rows("designations")


DAYS = ("2020-01-10", "2020-02-10", "2020-03-10", "2020-04-10")


def test_a_documented_day_stands_beside_the_bracket_that_lists_prove():
    data = dataset(
        designation_events=[event("add", "2020-02-01")],
        list_snapshots=[snapshot(d) for d in DAYS],
        list_sightings=[sighting(DAYS[1], DAYS[3])],
    )
    (row,) = designations(data)
    assert (row["designation_id"], row["status"], row["law_id"]) == ("us-glomag-1", "listed", "us-eo-13818")
    assert (row["listed_date"], row["listed_after_date"], row["listed_by_date"]) == (
        "2020-02-01",
        "2020-01-10",
        "2020-02-10",
    )
    assert (row["has_asset_freeze"], row["has_entry_ban"]) == ("true", "true")


def test_a_second_spell_is_a_second_row_with_brackets_of_its_own():
    events = [
        event("add", "2020-01-15"),
        event("remove", "2020-03-01"),
        event("add", "2020-04-01", designation_event_id="again"),
    ]
    data = dataset(
        designation_events=events,
        list_snapshots=[snapshot(d) for d in DAYS],
        list_sightings=[sighting(DAYS[1], DAYS[1]), sighting(DAYS[3], DAYS[3])],
    )
    first, second = designations(data)
    assert (first["designation_id"], first["status"], first["delisted_after_date"], first["delisted_by_date"]) == (
        "us-glomag-1",
        "delisted",
        "2020-02-10",
        "2020-03-10",
    )
    assert (second["designation_id"], second["status"], second["listed_after_date"], second["listed_by_date"]) == (
        "us-glomag-1-2",
        "listed",
        "2020-03-10",
        "2020-04-10",
    )


def test_ids_only_lists_narrow_the_bracket_of_a_removal():
    states = [
        snapshot(DAYS[0]),
        snapshot(DAYS[1], coverage="ids_only"),
        snapshot(DAYS[2], coverage="ids_only"),
        snapshot(DAYS[3]),
    ]
    seen = [sighting(DAYS[0], DAYS[0]), sighting(DAYS[1], DAYS[1], evidence="ids_only")]
    removal = event("remove", "", earliest_date="2020-02-11", latest_date="2020-03-10")
    (row,) = designations(
        dataset(designation_events=[event("add", "2020-01-01"), removal], list_snapshots=states, list_sightings=seen)
    )
    assert (row["delisted_date"], row["delisted_after_date"], row["delisted_by_date"]) == (
        "",
        "2020-02-10",
        "2020-03-10",
    )


def test_a_mirror_that_never_deletes_proves_no_presence_at_the_end():
    states = [snapshot(DAYS[0]), snapshot(DAYS[1], additive="true"), snapshot(DAYS[2])]
    seen = [sighting(DAYS[0], DAYS[0]), sighting(DAYS[1], DAYS[1])]
    (row,) = designations(
        dataset(
            designation_events=[event("add", "2020-01-01"), event("remove", "2020-02-01")],
            list_snapshots=states,
            list_sightings=seen,
        )
    )
    assert (row["delisted_after_date"], row["delisted_by_date"]) == ("2020-01-10", "2020-03-10")


def test_an_upper_bound_proves_no_absence_after_its_earliest_day():
    """A copy public on 10 March that shows an addition of 5 February is of some day between the two."""
    other = {**ENTRY, "entry_id": "us-ofac-2", "official_id": "2"}
    events = [
        event("add", "2020-03-01"),
        event("add", "2020-02-05", entry_id="us-ofac-2", official_id="2", designation_event_id="other"),
    ]
    states = [snapshot("2020-03-10", basis="upper_bound"), snapshot("2020-04-10")]
    seen = [sighting("2020-03-10", "2020-04-10", "us-ofac-2"), sighting("2020-04-10", "2020-04-10")]
    data = dataset(list_entries=[ENTRY, other], designation_events=events, list_snapshots=states, list_sightings=seen)
    row = next(r for r in designations(data) if r["entry_id"] == "us-ofac-1")
    assert (row["listed_after_date"], row["listed_by_date"]) == ("2020-02-05", "2020-04-10")
    assert not list(sanctions.documented_days_lie_within_the_proof(data))


def test_a_merger_closes_the_spell_and_a_retag_opens_one_without_a_new_entity():
    merged = event("merged", "2020-03-01", other_entry_id="us-ofac-2", reason="merged")
    (row,) = designations(dataset(designation_events=[event("program_added", "2020-01-15"), merged]))
    assert (row["listed_date"], row["delisted_date"], row["delisted_reason"]) == ("2020-01-15", "2020-03-01", "merged")


def test_without_a_number_the_day_and_a_running_number_are_the_id():
    events = [
        event("add", "2018-08-01", entry_id="", official_id="", entity_id=f"md-p-0000{n}", designation_event_id=f"e{n}")
        for n in (1, 2)
    ]
    assert [r["designation_id"] for r in designations(dataset(list_entries=[], designation_events=events))] == [
        "us-glomag-2018-08-01-01",
        "us-glomag-2018-08-01-02",
    ]


def test_vessels_are_not_barred_from_entry_and_the_list_s_own_measures_count_first():
    vessel = {**ENTRY, "entity_type": "vessel"}
    (row,) = designations(
        dataset(list_entries=[vessel], designation_events=[event("add", "2022-12-09", entity_type="vessel")])
    )
    assert (row["has_asset_freeze"], row["has_entry_ban"]) == ("true", "false")
    measure = {"entry_id": "us-ofac-1", "program_id": "us-glomag", "measure_type": "entry_ban", "part": "measures"}
    (row,) = designations(dataset(list_measures=[measure], designation_events=[event("add", "2022-12-09")]))
    assert (row["has_asset_freeze"], row["has_entry_ban"]) == ("false", "true")


def born(entry: str, day: str) -> dict[str, str]:
    return {
        "entry_id": entry,
        "sequence": "1",
        "particular_type": "birth_date",
        "value": day,
        "date_earliest": day,
        "date_latest": day,
        "part": "remarks",
    }


@pytest.mark.parametrize(
    ("day", "name", "entity"),
    [
        ("1976-10-05", "Ramzan Akhmatovich KADYROV", "us-ofac-23343"),
        ("1976-10-06", "Ramzan Akhmatovich KADYROV", "gb-fcdo-GHR1"),
        ("1976-10-05", "Ramzan KADYROV", "us-ofac-23343"),
        ("1976-10-05", "KADYROV", "gb-fcdo-GHR1"),
        ("1976-10-05", "Ramzan Aronovich KADYROV", "gb-fcdo-GHR1"),
    ],
)
def test_entries_are_one_person_by_birth_date_and_name_alone(day, name, entity):
    us = {**ENTRY, "entry_id": "us-ofac-23343", "official_id": "23343", "listed_name": "KADYROV, Ramzan Akhmatovich"}
    uk = {**ENTRY, "entry_id": "gb-fcdo-GHR1", "list_id": "gb_fcdo", "official_id": "GHR1", "listed_name": name}
    data = dataset(
        list_entries=[uk, us], list_particulars=[born("us-ofac-23343", "1976-10-05"), born("gb-fcdo-GHR1", day)]
    )
    describe_entries(data)
    link_entries(data)
    assert {r["entry_id"]: r["entity_id"] for r in data.rows("entity_links")} == {
        "us-ofac-23343": "us-ofac-23343",
        "gb-fcdo-GHR1": entity,
    }
    assert {r["entity_id"]: r["name"] for r in data.rows("entities")}["us-ofac-23343"] == "Ramzan Akhmatovich KADYROV"


def test_a_curator_s_link_goes_before_the_rule():
    data = dataset(
        entity_links=[{"entry_id": "us-ofac-1", "entity_id": "md-p-00001", "method": "curator"}],
        entities=[{"entity_id": "md-p-00001", "entity_type": "person", "name": "John Doe"}],
    )
    link_entries(data)
    assert [r["entity_id"] for r in data.rows("entities")] == ["md-p-00001"]


@pytest.mark.parametrize(
    ("earliest", "latest", "found"),
    [
        ("1972-08-10", "1972-08-10", "1972-08-10"),
        ("1974-01-01", "1974-12-31", "1974"),
        ("1965-02-01", "1965-02-28", "1965-02"),
        ("1972-08-10", "1972-08-11", ""),
        ("1960-01-01", "1962-12-31", ""),
    ],
)
def test_a_range_of_days_is_a_partial_date_only_when_it_is_one(earliest, latest, found):
    assert partial_date(earliest, latest) == found


def test_names_are_compared_without_order_case_accents_and_punctuation():
    assert name_words("GONZÁLEZ LÓPEZ, Gustavo Enrique") == name_words("gustavo-enrique Gonzalez Lopez")
    assert name_words("AL OTAIBI, Badr Lafi M.") == name_words("Badr Lafi ALOTAIBI")
    assert name_words("GAUSS, Aleksandra") != name_words("GAUS, Aleksandra")
    assert usual_order("CO., LTD., Example") == "LTD., Example CO."
    assert usual_order("WAGNER GROUP") == "WAGNER GROUP"


BROKEN = {
    "counts_equal_sightings": {
        "list_snapshots": [snapshot(DAYS[0], held=2)],
        "list_sightings": [sighting(DAYS[0], DAYS[0])],
    },
    "documented_days_lie_within_the_proof": {
        "designation_events": [event("add", "2020-03-15")],
        "list_snapshots": [snapshot(d) for d in DAYS],
        "list_sightings": [sighting(DAYS[1], DAYS[3])],
    },
    "brackets_are_in_order": {"designation_events": [event("add", "")]},
    "spells_open_and_close_in_turn": {"designation_events": [event("add", "2020-01-01"), event("add", "2020-02-01")]},
    "newest_lists_agree_with_designations": {
        "designation_events": [event("add", "2020-01-01")],
        "list_snapshots": [snapshot(DAYS[0]), snapshot(DAYS[1])],
        "list_sightings": [sighting(DAYS[0], DAYS[0])],
    },
    "every_entry_has_an_event": {
        "list_snapshots": [snapshot(DAYS[0], held=1)],
        "list_sightings": [sighting(DAYS[0], DAYS[0])],
    },
    "rounds_have_their_numbers": {
        "designation_events": [event("add", "2020-01-01", round_id="r")],
        "designation_rounds": [
            {
                "round_id": "r",
                "program_id": "us-glomag",
                "round_date": "2020-01-01",
                "action": "add",
                "announced_persons": "2",
            }
        ],
    },
    "events_of_a_round_are_of_its_day": {
        "designation_events": [event("add", "2020-01-01", round_id="r")],
        "designation_rounds": [
            {"round_id": "r", "program_id": "us-glomag", "round_date": "2020-01-02", "action": "add"}
        ],
    },
    "official_totals_hold": {
        "designation_events": [event("add", "2020-01-01")],
        "official_totals": [
            {
                "total_id": "t",
                "program_id": "us-glomag",
                "as_of_date": "2020-12-31",
                "counts": "named_ever",
                "total": "2",
            }
        ],
    },
    "events_name_their_subject": {"designation_events": [event("add", "2020-01-01", entity_id="md-p-00001")]},
}


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_reports_what_breaks_it(rule):
    data = dataset(**BROKEN[rule])
    if BROKEN[rule].get("designation_events") and rule != "spells_open_and_close_in_turn":
        designations(data)
    assert list(getattr(sanctions, rule)(data))


def test_every_rule_has_a_breaking_case():
    from magnitsky_data.curation.rules import rules

    assert {name for name, rule in rules().items() if rule.__module__ == sanctions.__name__} == set(BROKEN)


def test_a_lag_or_a_citation_explains_a_difference():
    tables = BROKEN["documented_days_lie_within_the_proof"]
    late = dataset(**{**tables, "designation_events": [event("add", "2020-01-05")]})
    designations(late)
    (problem,) = sanctions.documented_days_lie_within_the_proof(late)  # a list of 10 January still lacks the entry
    assert "2020-01-10" in problem.message
    trailing = dataset(
        **{**tables, "designation_events": [event("add", "2020-01-05")]}, programs=[{**PROGRAM, "lag_days": "30"}]
    )
    designations(trailing)
    assert not list(sanctions.documented_days_lie_within_the_proof(trailing))
    cited = dataset(
        **tables,
        citations=[
            {
                "citation_id": "c",
                "table_name": "designations",
                "row_id": "us-glomag-1",
                "column_name": "listed_date",
                "source_id": "s",
                "stance": "conflicts",
            }
        ],
    )
    designations(cited)
    assert not list(sanctions.documented_days_lie_within_the_proof(cited))
