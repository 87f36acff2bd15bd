"""What users rely on when they load tables: types, figures of the record, errors that help."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import magnitsky_data as md
from magnitsky_data import loader
from magnitsky_data.contract.descriptor import Contract

ROOT = Path(__file__).parents[1]
CONTRACT = Contract.read(ROOT / "datapackage.json")
TABLES = sorted(CONTRACT.published)
PANDAS_TYPES = {"string": "string", "integer": "Int64", "boolean": "boolean", "date": "datetime64[ms]"}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_its_declared_type_and_values(table):
    frame = md.load(table)
    assert tuple(frame.columns) == CONTRACT.tables[table].columns
    for field in CONTRACT.tables[table].fields:
        if field.enum:
            assert list(frame[field.name].cat.categories) == list(field.enum)
        else:
            assert str(frame[field.name].dtype) == PANDAS_TYPES[field.type], field.name


@pytest.mark.parametrize("table", TABLES)
def test_csv_and_parquet_hold_the_same_cells(table):
    text = pd.read_csv(md.path(table, "csv"), dtype=str, keep_default_na=False)
    arrow = md.load(table, engine="arrow")
    assert list(text.columns) == arrow.column_names
    for name in arrow.column_names:
        column = arrow[name]
        if pa.types.is_boolean(column.type):
            written = ["" if v is None else str(v).lower() for v in column.to_pylist()]
        else:
            written = ["" if v is None else str(v) for v in column.to_pylist()]
        assert written == text[name].to_list(), name


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_unique_and_sorted_by_key(table):
    keys = list(CONTRACT.tables[table].primary_key)
    frame = md.load(table)[keys].astype({c: str for c in keys if CONTRACT.tables[table].by_name[c].enum})
    assert not frame.duplicated().any()
    assert frame.notna().all(axis=None)
    assert frame.equals(frame.sort_values(keys, kind="stable")) or len(frame) < 2


@pytest.mark.parametrize("engine", ["pandas", "arrow", "polars", "duckdb"])
def test_every_engine_gives_the_same_rows_and_columns(engine):
    wanted = ["yeas", "vote_id"]
    rows = md.load("votes", wanted, engine=engine)
    found = {
        "pandas": lambda: list(rows.dropna().itertuples(index=False, name=None)),
        "arrow": lambda: [tuple(r[c] for c in wanted) for r in rows.to_pylist()],
        "polars": lambda: rows.rows(),
        "duckdb": lambda: rows.fetchall(),
    }[engine]()
    assert (365, "us-112-2012-h-608") in found  # https://clerk.house.gov/evs/2012/roll608.xml
    assert len(rows) == len(md.load("votes"))


def test_other_libraries_read_the_parquet_with_the_right_types():
    import duckdb
    import polars as pl

    file = md.path("bills")
    schema = pl.read_parquet(file).schema
    assert schema["status_as_of_date"] == pl.Date
    assert schema["is_lapsed"] == pl.Boolean
    assert schema["introduced_date"] == pl.String
    described = dict(duckdb.sql(f"describe from '{file}'").project("column_name, column_type").fetchall())
    assert described["status_as_of_date"] == "DATE"
    assert described["is_lapsed"] == "BOOLEAN"
    assert str(pl.read_parquet(md.path("votes")).schema["yeas"]) == "Int64"
    assert pd.read_parquet(md.path("votes"), dtype_backend="pyarrow")["vote_date"].dt.year.max() == 2026


def test_bills_of_the_record():
    """Figures of the sponsors' research notes and of the statutes; not taken from our output."""
    bills = md.load("bills").query("jurisdiction_code == 'US'").set_index("bill_id")
    assert len(bills) == 102
    assert bills["relevance"].value_counts().to_dict() == {
        "core": 12, "vehicle": 3, "amending": 6, "applying": 15, "procedural": 1, "mention": 65,
    }  # fmt: skip
    laws = {"us-112-hr-6156": "us-pl-112-208", "us-114-s-2943": "us-pl-114-328", "us-117-hr-7108": "us-pl-117-110"}
    assert bills.loc[list(laws), "status"].to_list() == ["enacted"] * 3
    assert bills.loc[list(laws), "law_id"].to_dict() == laws


def test_sponsors_of_s1039():
    """Introduced by Cardin with 13 original cosponsors, 38 in the end (prints IS and RS of the bill)."""
    rows = md.load("sponsorships").query("bill_id == 'us-112-s-1039'").merge(md.load("legislators"), on="legislator_id")
    sponsor = rows[rows["role"] == "sponsor"]
    assert sponsor["bioguide_id"].to_list() == ["C000141"]
    assert sponsor["joined_date"].to_list() == [pd.Timestamp("2011-05-19")]
    cosponsors = rows[rows["role"] == "cosponsor"]
    assert len(cosponsors) == 38
    assert cosponsors["is_original"].sum() == 13
    by_august = cosponsors[cosponsors["joined_date"] <= "2011-08-01"]
    assert len(by_august) == 18
    assert "M000303" in set(by_august["bioguide_id"])  # McCain


def test_enactment_votes_of_the_record():
    votes = md.load("votes").set_index("vote_id")
    recorded = {  # Clerk of the House and Secretary of the Senate
        "us-112-2012-h-608": (365, 43), "us-112-2012-s-223": (92, 4), "us-114-2016-h-600": (375, 34),
        "us-114-2016-s-159": (92, 7), "us-117-2022-h-78": (424, 8), "us-117-2022-s-131": (100, 0), "us-117-2022-h-124": (420, 3),
    }  # fmt: skip
    assert {k: (votes.loc[k, "yeas"], votes.loc[k, "nays"]) for k in recorded} == recorded
    positions = md.load("vote_positions").merge(md.load("legislators"), on="legislator_id")
    against = positions.query("vote_id == 'us-112-2012-s-223' and position == 'nay'")["name"]
    assert sorted(name.split()[-1] for name in against) == ["Levin", "Reed", "Sanders", "Whitehouse"]


def test_party_of_switchers_is_that_of_the_day():
    """Sinema is a Democrat in roll calls to 2022; Lieberman is ID in the Senate's records."""
    positions = md.load("vote_positions").merge(md.load("legislators"), on="legislator_id")
    assert set(positions.query("bioguide_id == 'S001191'")["party_code"]) == {"D"}
    assert set(positions.query("bioguide_id == 'L000304'")["party_code"]) == {"ID"}


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: md.load("bils"), md.TableNotFound, "did you mean 'bills'?"),
        (lambda: md.load("bills", ["titel"]), md.ColumnNotFound, "did you mean"),
        (lambda: md.load("bills", engine="excel"), md.EngineNotInstalled, "expected pandas, arrow, polars or duckdb"),
        (lambda: md.describe("vote"), md.TableNotFound, "did you mean 'votes'?"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(call, error, said):
    with pytest.raises(error, match=re.escape(said)) as raised:
        call()
    assert isinstance(raised.value, md.MagnitskyDataError)


def test_an_engine_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(md.EngineNotInstalled, match="pip install polars"):
        md.load("votes", engine="polars")


def test_another_release_can_be_named(tmp_path, monkeypatch):
    monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(tmp_path))
    with pytest.raises(md.ReleaseNotFound, match="MAGNITSKY_DATA_RELEASE"):
        md.load("votes")
    monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(ROOT / "build"))
    assert len(md.load("votes")) == 22 + 49  # Congress and all others


def test_an_altered_file_is_refused(tmp_path, monkeypatch):
    import shutil

    release = shutil.copytree(ROOT / "build", tmp_path / "release")
    monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(release))
    file = release / "csv" / "votes.csv"
    file.write_bytes(file.read_bytes().replace(b"365", b"356"))
    with pytest.raises(md.DamagedRelease, match=r"votes\.csv.*install or build the release again"):
        md.path("votes", "csv")
    (release / "parquet" / "votes.parquet").unlink()
    with pytest.raises(md.DamagedRelease, match="lacks this file"):
        md.load("votes")


def test_tables_and_describe_follow_the_descriptor():
    listed = md.tables()
    assert set(listed["table"]) == set(TABLES)
    assert list(dict.fromkeys(listed["shelf"])) == ["ready", "analysis", "evidence"]
    assert listed.set_index("table")["rows"].to_dict() == {t: len(md.load(t)) for t in TABLES}
    described = md.describe("votes").set_index("column")
    assert described.loc["bill_id", "key"] == "bills"
    assert described.loc["vote_id", "key"] == "primary"
    assert described.loc["yeas", "unit"] == "votes"


def test_citation_names_the_version():
    assert md.version == json.loads((ROOT / "datapackage.json").read_text())["version"]
    assert md.version in md.cite()
    assert md.version in md.cite("bibtex")
    assert f"version: {md.version}" in (ROOT / "CITATION.cff").read_text()


def test_importing_the_package_brings_nothing_heavy():
    script = "import sys; before = set(sys.modules); import magnitsky_data; print(*(set(sys.modules) - before))"
    brought = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True).stdout
    assert set(brought.split()) == {"magnitsky_data"}


def test_loading_needs_no_curation_code():
    script = (
        "import sys, magnitsky_data as md; md.load('votes'); "
        "print(*(m for m in sys.modules if m.startswith('magnitsky_data') or m in ('click', 'frictionless')))"
    )
    brought = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True).stdout
    assert set(brought.split()) == {
        "magnitsky_data",
        "magnitsky_data.contract",
        "magnitsky_data.contract.descriptor",
        "magnitsky_data.errors",
        "magnitsky_data.loader",
    }


def test_library_layers_do_not_know_the_command_line():
    for folder in ("curation", "importers"):
        for file in (ROOT / "magnitsky_data" / folder).rglob("*.py"):
            assert "magnitsky_data.cli" not in file.read_text(), file
            assert "import click" not in file.read_text(), file


def test_public_names_are_typed_and_listed():
    assert set(md.__all__) <= set(dir(md))
    assert all(getattr(md, name) is not None for name in md.__all__)
    assert (Path(loader.__file__).parent / "py.typed").is_file()
