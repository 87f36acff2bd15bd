"""What users rely on when they load tables: types, figures of the record, errors that help."""

import re
import shutil
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from sealing import seal

import magnitsky_data as md
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import ArgumentRefused, ColumnNotFound, EngineNotInstalled, MagnitskyDataError, TableNotFound

ROOT = Path(__file__).parents[1]
CONTRACT = Contract.read(ROOT / "datapackage.json")
TABLES = sorted(CONTRACT.published)
DAY = pd.to_datetime(["2020-01-01"]).dtype  # the unit in which the installed pandas reads dates
PANDAS_TYPES = {"string": "str", "integer": "Int64", "boolean": "boolean", "date": str(DAY)}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_its_declared_type_and_values(table):
    frame, categories = md.load(table), md.load(table, enums="category")
    assert tuple(frame.columns) == CONTRACT.tables[table].columns
    for field in CONTRACT.tables[table].fields:
        assert str(frame[field.name].dtype) == PANDAS_TYPES[field.type], field.name
        if field.enum:
            assert list(categories[field.name].cat.categories) == list(field.enum)
            assert categories[field.name].astype(frame[field.name].dtype).equals(frame[field.name])
        else:
            assert categories[field.name].dtype == frame[field.name].dtype


def test_frames_work_with_the_users_own():
    """What users met with categories and [ms] dates: fillna, groupby and merge_asof failed or exploded."""
    text = md.load("vote_positions")
    assert (text.fillna("")["party_code"] == "").sum() == text["party_code"].isna().sum() > 0
    by_party = text.groupby(["vote_id", "party_code", "position"]).size()
    assert (by_party > 0).all()
    mine = pd.DataFrame({"day": pd.to_datetime(["2021-06-01"])})
    listed = md.load("designations").dropna(subset="listed_date").sort_values("listed_date")
    assert len(pd.merge_asof(mine, listed, left_on="day", right_on="listed_date")) == 1
    assert text.replace({"position": {"nay": "no"}})["position"].eq("no").any()


def test_a_frame_says_what_it_is():
    frame = md.load("votes", "yeas")
    assert frame.columns.to_list() == ["yeas"]
    assert frame.attrs["table"] == "votes"
    assert frame.attrs["version"] == md.__version__
    assert frame.attrs["licence"] == "CC-BY-4.0"
    assert frame.attrs["citation"] == md.cite()
    arrow = md.load("votes", engine="arrow").schema
    assert arrow.metadata[b"table"] == b"votes"
    assert arrow.field("yeas").metadata[b"description"].decode() == (
        CONTRACT.tables["votes"].by_name["yeas"].description + " Unit: votes."
    )


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
    frame = md.load(table)[keys]
    assert not frame.duplicated().any()
    assert frame.notna().all(axis=None)
    assert frame.equals(frame.sort_values(keys, kind="stable")) or len(frame) < 2


def cells(rows) -> list[tuple[object, ...]]:
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in rows]


@pytest.mark.parametrize("table", TABLES)
def test_every_engine_gives_the_same_cells(table):
    """365 to 43 for H.R. 6156: https://clerk.house.gov/evs/2012/roll608.xml."""
    arrow = md.load(table, engine="arrow")
    expected = cells(zip(*(column.to_pylist() for column in arrow.columns), strict=True))
    frame = md.load(table)
    days = {c: frame[c].dt.date for c in frame.columns[frame.dtypes == DAY]}
    assert cells(frame.assign(**days).itertuples(index=False, name=None)) == expected
    assert cells(md.load(table, engine="polars").rows()) == expected
    assert cells(md.scan(table).collect().rows()) == expected
    assert cells(md.load(table, engine="duckdb").fetchall()) == expected
    if table == "votes":
        assert (365, 43) in zip(arrow["yeas"].to_pylist(), arrow["nays"].to_pylist(), strict=True)


def test_polars_knows_the_values_of_an_enumeration():
    import polars as pl

    schema = md.scan("votes").collect_schema()
    assert schema["result"] == pl.Enum(CONTRACT.tables["votes"].by_name["result"].enum)
    assert schema["vote_date"] == pl.Date
    assert md.load("votes", ["result"], engine="polars").schema["result"] == schema["result"]


def test_duckdb_has_every_table_with_its_meaning():
    connection = md.connect()
    found = dict(connection.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
    assert sorted(found) == TABLES
    assert all(found[t].startswith(CONTRACT.tables[t].description) for t in TABLES)
    comments = connection.execute("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal")
    meant = {(t, c): text for t, c, text in comments.fetchall()}
    assert len(meant) == sum(len(CONTRACT.tables[t].fields) for t in TABLES)
    assert meant["votes", "bill_id"].endswith("Joins bills.bill_id.")
    nays = "SELECT count(*) FROM vote_positions WHERE vote_id = 'us-112-2012-s-223' AND position = 'nay'"
    assert connection.execute(nays).fetchone() == (4,)


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
    assert len(bills) == 113
    assert bills["relevance"].value_counts().to_dict() == {
        "core": 12, "vehicle": 5, "amending": 6, "applying": 15, "procedural": 1, "mention": 74,
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
    """Sinema is a Democrat in roll calls to 2022, then an independent; Lieberman is ID in the Senate's records."""
    positions = md.load("vote_positions").merge(md.load("legislators"), on="legislator_id")
    sinema = positions.query("bioguide_id == 'S001191'").merge(md.load("votes")[["vote_id", "vote_date"]], on="vote_id")
    assert set(zip(sinema["vote_date"].dt.year > 2022, sinema["party_code"], strict=True)) == {
        (False, "D"),
        (True, "I"),
    }
    assert set(positions.query("bioguide_id == 'L000304'")["party_code"]) == {"ID"}


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: md.load("bils"), TableNotFound, "did you mean 'bills'?"),
        (lambda: md.load(None), TableNotFound, "expected one name as text"),
        (lambda: md.load(["bills"]), TableNotFound, "expected one name as text"),
        (lambda: md.load("members"), TableNotFound, "did you mean 'legislators'?"),
        (lambda: md.load("sanctions"), TableNotFound, "did you mean"),
        (lambda: md.load("Roll calls"), TableNotFound, "did you mean"),
        (lambda: md.load("bills", ["titel"]), ColumnNotFound, "did you mean"),
        (lambda: md.load("bills", "statsu"), ColumnNotFound, "no column 'statsu'; did you mean 'status'?"),
        (lambda: md.load("bills", ["status", "status"]), ArgumentRefused, "asked for twice"),
        (lambda: md.load("bills", engine="excel"), ArgumentRefused, "expected pandas, arrow, polars, duckdb"),
        (lambda: md.load("bills", engine="polar"), ArgumentRefused, "did you mean 'polars'?"),
        (lambda: md.load("bills", enums="categories"), ArgumentRefused, "did you mean 'category'?"),
        (lambda: md.path("bills", format="xlsx"), ArgumentRefused, "expected parquet, csv"),
        (lambda: md.cite(style="apa"), ArgumentRefused, "no style 'apa'"),
        (lambda: md.describe("vote"), TableNotFound, "did you mean 'votes'?"),
        (lambda: md.scan("vote"), TableNotFound, "did you mean 'votes'?"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest_in_one_frame(call, error, said):
    with pytest.raises(error, match=re.escape(said)) as raised:
        call()
    assert isinstance(raised.value, MagnitskyDataError)
    assert raised.value.__suppress_context__
    inside = [entry for entry in raised.traceback if "magnitsky_data" in Path(str(entry.path)).parts[-2:]]
    assert len(inside) == 1


@pytest.mark.parametrize("table", TABLES)
def test_what_users_call_a_table_leads_to_it(table):
    for word in (*CONTRACT.tables[table].synonyms, *CONTRACT.tables[table].replaces):
        with pytest.raises(TableNotFound, match=f"'{table}'"):
            md.load(word)


def test_an_engine_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(EngineNotInstalled, match="pip install polars"):
        md.load("votes", engine="polars")


def test_another_release_can_be_named(tmp_path, monkeypatch):
    monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(tmp_path))
    with pytest.raises(md.errors.ReleaseNotFound, match="MAGNITSKY_DATA_RELEASE"):
        md.load("votes")
    monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(ROOT / "build"))
    assert len(md.load("votes")) == 28 + 49  # Congress and all others


def test_an_altered_file_is_refused(tmp_path, monkeypatch):
    release = shutil.copytree(ROOT / "build", tmp_path / "release")
    monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(release))
    file = release / "csv" / "votes.csv"
    file.write_bytes(file.read_bytes().replace(b"365", b"356"))
    with pytest.raises(md.errors.DamagedRelease, match=r"votes\.csv.*install or build the release again"):
        md.path("votes", "csv")
    (release / "parquet" / "votes.parquet").unlink()
    with pytest.raises(md.errors.DamagedRelease, match="lacks this file"):
        md.load("votes")


def test_a_newer_format_is_refused_by_name(tmp_path, monkeypatch):
    shutil.copy(ROOT / "build" / "datapackage.json", tmp_path)
    seal(tmp_path, lambda d: d.update({"version": "2031.1.0", "x-format": 2}))
    monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(tmp_path))
    with pytest.raises(md.errors.ReleaseTooNew, match=r"release 2031\.1\.0 has format 2.*up to 1.*install -U"):
        md.load("votes")
