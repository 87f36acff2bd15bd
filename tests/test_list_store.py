"""The history of a list: any order of states gives the same files, and runs tell who stood where."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.runs import members
from magnitsky_data.importers.lists import Entry, ListState, Measure, Name, Particular
from magnitsky_data.importers.lists.store import ListStore
from magnitsky_data.importers.reading import canonical_table

ROOT = Path(__file__).parents[1]
CONTRACT = Contract.read(ROOT / "datapackage.json")
SCOPE = {f"us-ofac-{n}": ("us-glomag",) for n in range(1, 6)}


def state(
    day: int, present: str, *, coverage: str = "complete", publication: str = "SDN.CSV", parts: bool = True
) -> ListState:
    """A state of January 2024 in which the entries with these digits stand; a part of each carries the day."""
    ids = [f"us-ofac-{digit}" for digit in present]
    said = {
        "names": (Name(f"name of day {day}", "primary"),),
        "remarks": (Particular("position", f"remark of day {day}"), Particular("gender", "Male")),
        "measures": (Measure("us-glomag", "asset_freeze", f"2024-01-{day:02d}"),),
    }
    sha = f"{day:02d}{coverage}{publication}{present}".encode().hex().ljust(64, "0")
    source = {
        "source_id": f"us-sdn-2024-01-{day:02d}-{day:08x}",
        "source_type": "official_list",
        "title": "SDN",
        "publisher": "OFAC",
        "document_date": f"2024-01-{day:02d}",
        "is_official": "true",
        "is_party_to_case": "false",
    }
    return ListState(
        list_id="us_ofac",
        publication=publication,
        list_date=f"2024-01-{day:02d}",
        list_date_basis="in_file",
        coverage=coverage,
        main_sha256=f"{day:08x}{sha}",
        sources=(source,),
        entry_count=1000,
        entries=()
        if coverage == "ids_only"
        else tuple(
            Entry(
                i,
                i[8:],
                ("us-glomag",),
                "person",
                f"NAME {i[8:]} of {day}",
                f"2023-01-{day:02d}",
                source["source_id"],
                "",
                said if parts else {},
            )
            for i in ids
        ),
        present=frozenset(ids) if coverage == "ids_only" else frozenset(),
    )


def written(folder: Path, store: ListStore) -> dict[str, bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    contents = {f"{name}.csv": canonical_table(CONTRACT, name, rows) for name, rows in store.tables().items() if rows}
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return contents


STATES = [
    state(2, "12"), state(5, "123"), state(9, "13"), state(14, "123"), state(20, "3"),
    state(11, "45123", coverage="ids_only", publication="ADD.CSV"), state(17, "4123", coverage="ids_only", publication="ADD.CSV"),
    state(16, "2", coverage="partial", publication="SDN.CSV rows"), state(21, "34", publication="SDN.XML", parts=False),
]  # fmt: skip


@settings(max_examples=20)
@given(st.permutations(range(len(STATES))), st.integers(0, len(STATES)))
def test_any_order_and_any_split_of_imports_gives_the_same_files(tmp_path_factory, order, split):
    straight = ListStore(tmp_path_factory.mktemp("a"), CONTRACT, SCOPE)
    for each in STATES:
        straight.add(each)
    folder = tmp_path_factory.mktemp("b")
    store = ListStore(folder, CONTRACT, SCOPE)
    for number, place in enumerate(order):
        if number == split:  # the files are written and read back between two imports
            written(folder, store)
            store = ListStore(folder, CONTRACT, SCOPE)
        store.add(STATES[place])
    assert written(folder, store) == written(tmp_path_factory.mktemp("c"), straight)


def test_the_same_state_twice_changes_nothing(tmp_path):
    store = ListStore(tmp_path, CONTRACT, SCOPE)
    for each in STATES:
        store.add(each)
    before = written(tmp_path, store)
    again = ListStore(tmp_path, CONTRACT, SCOPE)
    for each in random.Random(1).sample(STATES, len(STATES)):
        again.add(each)
    assert written(tmp_path, again) == before


def test_a_state_in_two_files_has_the_greater_rank_in_any_order(tmp_path):
    # SDN.CSV of 2024-05-03 is at hand as a file of its own (rank 1440) and in the daily archive (its minute).
    for ranks in ((1440, 883), (883, 1440)):
        store = ListStore(tmp_path, CONTRACT, SCOPE)
        for rank in ranks:
            store.add(replace(state(2, "1"), rank=rank))
        (row,) = store.tables()["list_snapshots"]
        assert row["day_rank"] == "1440"


def runs(store: ListStore, entry: str) -> list[tuple[str, str, str]]:
    days = {row["snapshot_id"]: row["list_date"][8:] for row in store.tables()["list_snapshots"]}
    found = [r for r in store.tables()["list_sightings"] if r["entry_id"] == f"us-ofac-{entry}"]
    return sorted((days[r["first_snapshot_id"]], days[r["last_snapshot_id"]], r["evidence"]) for r in found)


def test_runs_are_unbroken_within_one_publication(tmp_path):
    store = ListStore(tmp_path, CONTRACT, SCOPE)
    for each in STATES:
        store.add(each)
    assert runs(store, "2") == [
        ("02", "05", "complete"),
        ("11", "17", "ids_only"),
        ("14", "14", "complete"),
        ("16", "16", "partial"),
    ]
    assert runs(store, "4") == [("11", "17", "ids_only"), ("21", "21", "complete")]
    assert runs(store, "5") == [("11", "11", "ids_only")]


def test_a_state_put_in_between_keeps_or_splits_a_run(tmp_path):
    store = ListStore(tmp_path, CONTRACT, SCOPE)
    for each in (state(2, "1"), state(20, "1")):
        store.add(each)
    assert runs(store, "1") == [("02", "20", "complete")]
    store.add(state(9, "12"))
    assert runs(store, "1") == [("02", "20", "complete")]
    store.add(state(10, "2"))
    assert runs(store, "1") == [("02", "09", "complete"), ("20", "20", "complete")]


def test_an_older_file_never_takes_the_place_of_a_newer_part(tmp_path):
    store = ListStore(tmp_path, CONTRACT, SCOPE)
    store.add(state(20, "1", parts=False))
    store.add(state(5, "1"))
    tables = store.tables()
    (entry,) = tables["list_entries"]
    assert entry["listed_name"] == "NAME 1 of 20"
    assert [n["name"] for n in tables["list_names"]] == ["name of day 5"]  # the newer file has no such part
    assert {r["part"]: r["snapshot_id"][8:18] for r in tables["list_entry_parts"]} == {
        "entry": "2024-01-20", "listed_date": "2024-01-20", "names": "2024-01-05", "remarks": "2024-01-05", "measures": "2024-01-05",
    }  # fmt: skip


def test_importing_again_after_an_importer_was_mended_replaces_what_it_said(tmp_path):
    """The file is the same, so the state is: its parts are those that the importer reads now."""
    said = state(5, "12")
    store = ListStore(tmp_path, CONTRACT, SCOPE)
    store.add(state(2, "12"))
    store.add(said)
    entry = said.entries[0]
    mended = replace(
        entry,
        listed_name="SMITH, John",
        entity_type="organization",
        listed_date="2023-02-28",
        parts={"names": (Name("John Smith", "alias"),), "remarks": (), "measures": entry.parts["measures"]},
    )
    store.add(replace(said, entries=(mended, *said.entries[1:]), entry_count=999))
    tables = store.tables()
    (first, second) = tables["list_entries"]
    assert [first[c] for c in ("listed_name", "entity_type", "listed_date")] == [
        "SMITH, John",
        "organization",
        "2023-02-28",
    ]
    assert second["listed_name"] == "NAME 2 of 5"
    assert [(r["name"], r["name_type"]) for r in tables["list_names"] if r["entry_id"] == "us-ofac-1"] == [
        ("John Smith", "alias")
    ]
    assert {r["entry_id"] for r in tables["list_particulars"]} == {"us-ofac-2"}
    assert [r["entry_count"] for r in tables["list_snapshots"] if r["list_date"] == "2024-01-05"] == ["999"]


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_state_in_two_files_is_told_by_that_of_the_higher_rank(tmp_path, is_reversed):
    """SDN.CSV of a day stands in the daily archive too, where neither ALT.CSV nor the rest of the remarks is beside it."""
    lesser = state(5, "1")
    (entry,) = lesser.entries
    whole = replace(entry, source_id="us-sdn", parts={**entry.parts, "remarks": (Particular("position", "whole"),)})
    archive = replace(
        entry, source_id="us-sdn-archive", parts={**entry.parts, "title": (Particular("position", "title"),)}
    )
    files = [
        replace(lesser, rank=1440, entries=(whole,), list_date_basis="in_file"),
        replace(lesser, rank=883, entries=(archive,), list_date_basis="download"),
    ]
    store = ListStore(tmp_path, CONTRACT, SCOPE)
    for each in reversed(files) if is_reversed else files:
        store.add(each)
    tables = store.tables()
    (snapshot,) = tables["list_snapshots"]
    assert (snapshot["day_rank"], snapshot["list_date_basis"]) == ("1440", "in_file")
    assert [row["source_id"] for row in tables["list_entries"]] == ["us-sdn"]
    assert {row["part"]: row["value"] for row in tables["list_particulars"]} == {"remarks": "whole", "title": "title"}


def test_ids_out_of_scope_are_not_kept(tmp_path):
    store = ListStore(tmp_path, CONTRACT, {"us-ofac-1": ("us-magnit", "us-glomag")})
    store.add(state(3, "12", coverage="ids_only"))
    assert {(r["entry_id"], r["program_id"]) for r in store.tables()["list_sightings"]} == {
        ("us-ofac-1", "us-magnit"),
        ("us-ofac-1", "us-glomag"),
    }
    (snapshot,) = store.tables()["list_snapshots"]
    assert snapshot["in_scope_count"] == "1"
    assert not store.tables()["snapshot_counts"]  # ids do not show programmes


@given(st.dictionaries(st.integers(1, 28), st.text("12345", max_size=5), min_size=1, max_size=8))
def test_members_read_back_from_runs_are_those_put_in(tmp_path_factory, days):
    store = ListStore(tmp_path_factory.mktemp("a"), CONTRACT, SCOPE)
    for day, present in days.items():
        store.add(state(day, "".join(set(present)), parts=False))
    tables = store.tables()
    found = members(tables["list_snapshots"], tables["list_sightings"])
    told = {snapshot[8:18]: {entry[8:] for entry, _ in held} for snapshot, held in found.items()}
    assert told == {f"2024-01-{day:02d}": set(present) for day, present in days.items()}


@pytest.mark.parametrize(
    "part", ["entry", "listed_date", "names", "aliases", "weak_aliases", "remarks", "title", "addresses", "measures"]
)
def test_parts_are_declared(part):
    assert part in CONTRACT.tables["list_entry_parts"].by_name["part"].enum


def test_a_row_is_known_by_the_file_that_gave_it(tmp_path: Path) -> None:
    store = ListStore(tmp_path, CONTRACT, SCOPE)
    for day, present in ((3, "1"), (5, "12")):
        one = state(day, present)
        store.add(replace(one, sources=({**one.sources[0], "file_name": f"sdn-{day}.csv"},)))
    tables = store.tables()
    assert {store.origin(row) for row in tables["list_names"]} == {f"sdn-5.csv: us-ofac-{n}" for n in (1, 2)}
    assert {store.origin(row) for row in tables["list_snapshots"]} == {"sdn-3.csv", "sdn-5.csv"}
    assert {store.origin(row) for row in tables["sources"]} == {"sdn-3.csv", "sdn-5.csv"}
    assert store.origin({"entry_id": "us-ofac-9"}) == tmp_path.name
