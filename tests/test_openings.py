"""What a list itself tells of the begin of a listing needs no row by hand: its own day, two states, dated measures."""

from pathlib import Path

import pytest
from breaking import built, findings
from lists_project import DOE, GLOMAG, SOURCE, State, entry, event, lists_project, state
from small_project import ROOT, Project, Row

from magnitsky_data.contract.canonical import parse_csv

MAGNIT = {"program_id": "us-magnit", "name": "Magnitsky", "law_id": "us-eo-13818"}
ROUND = {"round_id": "us-glomag-2020-02-10", "round_date": "2020-02-10"}
TOLD = ("action", "event_date", "date_basis", "latest_date", "source_locator")
LISTED = ("listed_date", "listed_date_basis", "listed_after_date", "listed_by_date")


def told(project: Project) -> list[tuple[str, ...]]:
    return [tuple(row[c] for c in TOLD) for row in built(project, "designation_events")]


def listed(project: Project) -> list[tuple[str, ...]]:
    return [tuple(row[c] for c in LISTED) for row in built(project, "designations")]


@pytest.mark.parametrize(
    ("states", "cells", "expected", "listing"),
    [
        pytest.param(
            [state("2020-01-10"), state("2020-02-10", DOE), state("2020-03-10", DOE)],
            {},
            ("add", "2020-02-10", "consecutive_lists", "", "states of 2020-01-10 without and 2020-02-10 with 1"),
            ("2020-02-10", "consecutive_lists", "2020-01-10", "2020-02-10"),
            id="two states: the day is the end of the bracket",
        ),
        pytest.param(
            [state("2020-01-10"), state("2020-02-10", DOE)],
            {"listed_date": "2020-01-20"},
            ("add", "2020-01-20", "list_field", "", "1"),
            ("2020-01-20", "list_field", "2020-01-10", "2020-02-10"),
            id="the list's own day",
        ),
        pytest.param(
            [state("2020-02-10", DOE), state("2020-03-10", DOE)],
            {},
            ("add", "", "", "2020-02-10", "state of 2020-02-10 with 1"),
            ("", "", "", "2020-02-10"),
            id="no state without it: only the end is known",
        ),
        pytest.param(
            [state("2020-01-10", basis="upper_bound"), state("2020-02-10", DOE)],
            {},
            ("add", "", "", "2020-02-10", "state of 2020-02-10 with 1"),
            ("", "", "", "2020-02-10"),
            id="a copy that may be older proves no absence on its day",
        ),
        pytest.param(
            [state("2020-01-10", coverage="partial"), state("2020-02-10", DOE)],
            {},
            ("add", "", "", "2020-02-10", "state of 2020-02-10 with 1"),
            ("", "", "", "2020-02-10"),
            id="a part of a list proves no absence",
        ),
        pytest.param(
            [
                state("2020-01-10", coverage="ids_only"),
                state("2020-02-10", DOE, coverage="ids_only"),
                state("2020-03-10", DOE),
            ],
            {},
            ("add", "2020-02-10", "consecutive_lists", "", "states of 2020-01-10 without and 2020-02-10 with 1"),
            ("2020-02-10", "consecutive_lists", "2020-01-10", "2020-02-10"),
            id="ids prove it too",
        ),
    ],
)
def test_the_opening_that_a_list_tells(
    states: list[State], cells: Row, expected: tuple[str, ...], listing: tuple[str, ...], tmp_path: Path
) -> None:
    project = lists_project(tmp_path, *states, list_entries=[entry(**cells)])
    assert told(project) == [expected]
    assert listed(project) == [listing]


def test_a_curators_opening_stands(tmp_path: Path) -> None:
    states = (state("2020-01-10"), state("2020-02-10", DOE))
    project = lists_project(tmp_path, *states, designation_events=[event("add", "2020-02-01")])
    assert listed(project) == [("2020-02-01", "announcement", "2020-01-10", "2020-02-10")]


def test_a_curators_closing_ends_what_the_list_opened(tmp_path: Path) -> None:
    states = (state("2020-01-10"), state("2020-02-10", DOE), state("2020-03-10"))
    project = lists_project(tmp_path, *states, designation_events=[event("remove", "2020-03-01")])
    (row,) = built(project, "designations")
    assert (row["listed_date"], row["delisted_date"], row["status"]) == ("2020-02-10", "2020-03-01", "delisted")


def test_who_is_gone_from_the_list_needs_an_event(tmp_path: Path) -> None:
    project = lists_project(tmp_path, state("2020-01-10"), state("2020-02-10", DOE), state("2020-03-10"))
    assert findings(project) == [
        "raw/imported/us_ofac/list_entries.csv:2:entry_id  'us-ofac-1' is listed on us-glomag by its events, but missing in "
        "us_ofac-2020-03-10; add the event that removed it"
    ]


def test_an_entry_that_stood_under_another_programme_was_tagged(tmp_path: Path) -> None:
    """The list's own day is that of the entry, not of the tag."""
    both = (f"{DOE}|us-magnit", f"{DOE}|us-glomag")
    states = (state("2020-01-10"), state("2020-02-10", f"{DOE}|us-magnit"), state("2020-03-10", *both))
    project = lists_project(
        tmp_path, *states, programs=[GLOMAG, MAGNIT], list_entries=[entry(listed_date="2020-02-05")]
    )
    found = {row["program_id"]: row for row in built(project, "designation_events")}
    assert (found["us-magnit"]["action"], found["us-magnit"]["event_date"]) == ("add", "2020-02-05")
    assert [found["us-glomag"][c] for c in TOLD] == [
        "program_added", "2020-03-10", "consecutive_lists", "", "states of 2020-02-10 without and 2020-03-10 with 1",
    ]  # fmt: skip


def test_an_opening_on_the_day_of_a_round_is_of_the_round(tmp_path: Path) -> None:
    states = (state("2020-01-10"), state("2020-02-10", DOE))
    project = lists_project(tmp_path, *states, designation_rounds=[{**ROUND, "announced_persons": "1"}])
    (row,) = built(project, "designations")
    assert row["round_id"] == "us-glomag-2020-02-10"
    assert findings(project) == []


def test_dated_measures_are_events(tmp_path: Path) -> None:
    measures = [
        {"entry_id": DOE, "measure_type": "entry_ban", "start_date": "2020-05-01"},
        {"entry_id": DOE, "measure_type": "director_disqualification", "start_date": "2020-04-01"},
        {"entry_id": DOE, "measure_type": "asset_freeze"},
    ]
    states = (state("2020-01-10"), state("2020-02-10", DOE))
    project = lists_project(tmp_path, *states, list_measures=measures)
    found = [row for row in built(project, "designation_events") if row["action"] == "measure_added"]
    assert [(r["designation_event_id"], r["event_date"], r["detail"]) for r in found] == [
        ("us-glomag-1-measure_added", "2020-04-01", "director_disqualification"),
        ("us-glomag-1-measure_added-2", "2020-05-01", "entry_ban"),
    ]


def test_the_source_of_an_opening_is_the_official_file_that_shows_it(tmp_path: Path) -> None:
    """An earlier mirror proves the day; for the list's own field the publisher's file is named."""
    mirror = {"source_id": "mirror.example.org-00000002", "source_type": "list_mirror", "is_official": "false"}
    states = (state("2020-01-10"), state("2020-02-10", DOE, publication="mirror"), state("2020-03-10", DOE))
    project = lists_project(
        tmp_path, *states, sources=[{"source_id": SOURCE}, mirror], list_entries=[entry(listed_date="2020-02-01")]
    )
    project.change(
        "imported/us_ofac/snapshot_files",
        {"snapshot_id": "us_ofac-2020-02-10"},
        source_id="mirror.example.org-00000002",
    )
    (row,) = built(project, "designation_events")
    assert row["source_id"] == SOURCE
    project.change("imported/us_ofac/list_entries", {"entry_id": DOE}, listed_date="")
    (row,) = built(project, "designation_events")
    assert row["source_id"] == "mirror.example.org-00000002"


# Of a document beside the news page that names the day: its kind, whether it is official, how it is cited; the proof.
PROOFS: list[tuple[str, bool, Row, str]] = [
    ("news", False, {}, "press"),
    ("blog", False, {}, "press"),
    ("press_release", False, {}, "official_copy"),
    ("press_release", True, {}, "official"),
    ("order", True, {"source_locator": "title"}, "official_title"),
    ("list_mirror", False, {}, "list"),
    # What proves another cell, or says otherwise, proves no day.
    ("press_release", True, {"column_name": "official_id"}, "press"),
    ("press_release", True, {"column_name": ""}, "press"),
    ("press_release", True, {"stance": "conflicts", "value": "2020-02-11"}, "press"),
]


def test_a_day_has_the_strongest_proof(tmp_path: Path) -> None:
    weak = {"source_id": "news.example.org-00000001", "confidence": "low"}
    sources = [{"source_id": SOURCE}, {**weak, "source_type": "news", "is_official": "false"}]
    events, citations, expected = [], [], {}
    for number, (kind, is_official, cited, proof) in enumerate(PROOFS, start=1):
        page, row = f"page.example.org-{number:08}", event("add", "2020-02-10", f"us-ofac-{number}", **weak)
        sources.append({"source_id": page, "source_type": kind, "is_official": str(is_official).lower()})
        events.append(row)
        said = {"row_id": row["designation_event_id"], "column_name": "event_date", "source_id": page, **cited}
        citations.append(
            {"citation_id": f"c-{number}", "table_name": "designation_events", "stance": "supports", **said}
        )
        expected[row["official_id"]] = proof
    project = lists_project(
        tmp_path,
        sources=sources,
        list_entries=[entry(row["entry_id"]) for row in events],
        designation_events=events,
        citations=citations,
    )
    assert {row["official_id"]: row["listed_proof"] for row in built(project, "designations")} == expected


@pytest.mark.parametrize("is_cited", [True, False])
def test_the_documents_of_a_round_prove_the_day_of_its_names(is_cited: bool, tmp_path: Path) -> None:
    weak = {"source_id": "news.example.org-00000001", "confidence": "low"}
    news = {**weak, "source_type": "news", "is_official": "false"}
    own = {**ROUND, **(weak if is_cited else {"source_id": SOURCE})}
    cited = {"table_name": "designation_rounds", "row_id": ROUND["round_id"], "column_name": "round_date"}
    project = lists_project(
        tmp_path,
        sources=[{"source_id": SOURCE, "source_type": "press_release"}, news],
        designation_events=[event("add", "2020-02-10", round_id=ROUND["round_id"], **weak)],
        designation_rounds=[own],
        citations=[{"citation_id": "c-1", "stance": "supports", "source_id": SOURCE, **cited}] if is_cited else [],
    )
    (row,) = built(project, "designations")
    assert (row["listed_proof"], row["listed_source_id"]) == ("official", SOURCE)


def test_what_a_list_tells_is_proved_by_the_list(tmp_path: Path) -> None:
    project = lists_project(tmp_path, state("2020-01-10"), state("2020-02-10", DOE))
    assert [row["listed_proof"] for row in built(project, "designations")] == ["list"]


def test_the_own_day_of_a_list_proves_a_documented_day(tmp_path: Path) -> None:
    """Not that of another listing, nor that of a programme which was put on an entry."""
    weak = {"source_id": "news.example.org-00000001", "confidence": "low"}
    events = [
        event("add", "2017-12-21", **weak),
        event("remove", "2018-01-10", **weak),
        event("add", "2020-02-10", **weak),
        event("program_added", "2020-02-10", program_id="us-magnit", **weak),
    ]
    project = lists_project(
        tmp_path,
        sources=[{"source_id": SOURCE}, {**weak, "source_type": "news", "is_official": "false"}],
        programs=[GLOMAG, MAGNIT],
        list_entries=[entry(listed_date="2020-02-10")],
        designation_events=events,
    )
    found = {row["designation_id"]: row["listed_proof"] for row in built(project, "designations")}
    assert found == {"us-glomag-1": "press", "us-glomag-1-2": "list", "us-magnit-1": "press"}


def test_proofs_of_real_days() -> None:
    """By what was read of each: no release of 2018-08-17 but the press; of 2020-01-08 a title; of 2019-10-10 a copy."""
    found = {row["designation_id"]: row["listed_proof"] for row in parse_csv((ROOT / "build/csv/listings.csv").read_bytes())[1]}  # fmt: skip
    expected = {
        "us-glomag-24808": "press", "us-glomag-28208": "official_title", "us-glomag-26783": "official_copy",
        "us-glomag-55584": "official", "us-magnit-23343": "official",
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected
