"""Values of the tables as they stand in the published files, CSV and Parquet."""

import csv
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lists_project import DOE, GLOMAG, event, lists_project, state
from small_project import run_command

MANY = 3_000_000_000  # above 2^31


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release that `build` makes of a project with a large number, and a programme that bars nobody."""
    project = lists_project(
        tmp_path_factory.mktemp("types"),
        state("2020-01-10", DOE),
        state("2020-02-10", DOE),
        designation_events=[event("add", "2020-01-01")],
        programs=[{**GLOMAG, "has_entry_ban": "false"}],
        list_names=[{"entry_id": DOE, "name": "DOE, Jack", "is_weak": "true"}, {"entry_id": DOE, "name": "DOE, J."}],
    )
    project.change("imported/us_ofac/list_snapshots", {"snapshot_id": "us_ofac-2020-02-10"}, entry_count=str(MANY))
    done = run_command(project, "build")
    assert (done.code, done.err) == (0, "")
    return project.root / "build"


def column(published: Path, table: str, name: str) -> pa.ChunkedArray:
    return pq.read_table(published / "parquet" / f"{table}.parquet").column(name)


def test_whole_numbers_have_64_bits(published: Path) -> None:
    counts = column(published, "list_snapshots", "entry_count")
    assert counts.type == pa.int64()
    assert counts.to_pylist() == [None, MANY]


def test_false_is_not_missing(published: Path) -> None:
    assert column(published, "programs", "has_entry_ban").to_pylist() == [False]
    assert column(published, "programs", "has_asset_freeze").to_pylist() == [True]
    assert column(published, "list_names", "is_weak").to_pylist() == [False, True]
    assert column(published, "designations", "has_entry_ban").to_pylist() == [False]


def test_days_are_days_and_no_day_is_missing(published: Path) -> None:
    assert column(published, "designations", "listed_date").to_pylist() == [date(2020, 1, 1)]
    assert column(published, "designations", "delisted_date").to_pylist() == [None]


def as_text(value: object) -> str:
    """A value as CSV writes it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("table", ["list_snapshots", "programs", "list_names", "designations", "listings"])
def test_both_formats_say_the_same(table: str, published: Path) -> None:
    with (published / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        text = list(csv.DictReader(stream))
    typed = pq.read_table(published / "parquet" / f"{table}.parquet").to_pylist()
    assert text
    assert [{name: as_text(value) for name, value in row.items()} for row in typed] == text
