"""What a political scientist and an econometrician type first, and the answer that others give.

Questions a1 to a8 and d1 to d5 of the tables of questions that users were seen to ask; d4 (Stata) is of the release.
"""

import csv
import sqlite3
from collections import Counter
from itertools import combinations

import duckdb
import pandas as pd
import polars as pl
import pytest
from small_project import ROOT

import magnitsky_data as md
from magnitsky_data.contract.descriptor import Contract

CONTRACT = Contract.read(ROOT / "datapackage.json")
TABLES = sorted(CONTRACT.published)
AGAINST_IN_SENATE = ["Levin", "Reed", "Sanders", "Whitehouse"]  # roll call 223 of 2012, Secretary of the Senate
# How the members of North Carolina voted on H.R. 6156, as the Times-News of Hendersonville printed it on 2012-11-18.
NORTH_CAROLINA = {
    "yea": "Butterfield Ellmers Price Foxx Coble McIntyre Kissell Myrick McHenry Watt Miller",
    "nay": "Jones",
    "not_voting": "Shuler",
}
# Bills whose text is law: their own names stand in titles of Public Laws 112-208, 114-328 and 118-31.
TEXT_IS_LAW = {
    "us-114-s-284", "us-114-hr-624", "us-112-s-1039", "us-112-hr-4405", "us-112-s-3406", "us-118-s-53", "us-118-hr-457",
}  # fmt: skip


def test_a1_who_voted_against_the_act_of_2012_with_party() -> None:
    votes = md.load("roll_calls")
    against = votes[(votes["act"] == "Magnitsky Act of 2012") & (votes["position"] == "nay")]
    senate, house = (against[against["chamber"] == c] for c in ("Senate", "House of Representatives"))
    assert sorted(name.split()[-1] for name in senate["member"]) == AGAINST_IN_SENATE
    assert house["party_code"].value_counts().to_dict() == {"D": 37, "R": 6}
    printed = votes[(votes["vote_id"] == "us-112-2012-h-608") & (votes["state_code"] == "NC")]
    surnames = printed.groupby("position")["member"].agg(lambda names: {name.split()[-1] for name in names})
    assert surnames.to_dict() == {position: set(names.split()) for position, names in NORTH_CAROLINA.items()}


def test_a2_parties_in_all_roll_calls_over_time() -> None:
    """One line; a line over time takes the Magnitsky bills proper apart from the defence acts by ``relevance``."""
    votes = md.load("roll_calls").query("jurisdiction_code == 'US'")
    parties = votes.groupby(["vote_id", "party_code", "position"]).size()
    assert (parties > 0).all()  # no row for what did not occur, on pandas 2.3 either
    cast = parties.groupby(["vote_id", "position"]).sum().unstack()
    tally = votes.drop_duplicates("vote_id").set_index("vote_id").loc[cast.index]
    assert len(cast) >= 22
    assert cast["yea"].to_list() == tally["yeas"].to_list()
    assert cast["nay"].fillna(0).to_list() == tally["nays"].to_list()
    assert votes[votes["relevance"] == "core"]["vote_id"].nunique() == 2


def test_a3_the_network_of_cosponsors() -> None:
    """Counted again over the records of the bills: Cardin and Durbin put their names to nine together, mentions among them."""
    sponsored = md.load("sponsorships")
    pairs = sponsored.merge(sponsored, on="bill_id").query("legislator_id_x < legislator_id_y")
    together = pairs.groupby(["legislator_id_x", "legislator_id_y"]).size()
    assert together.idxmax() == ("us-bioguide-C000141", "us-bioguide-D000563")
    assert together.max() == 9
    by_name = md.load("sponsors")
    for frame in (sponsored, by_name):
        of_bill = frame[(frame["bill_id"] == "us-112-hr-6156") & (frame["role"] == "cosponsor")]
        assert of_bill["party_code"].value_counts().to_dict() == {"R": 8, "D": 6}
    # The other way to it, by bills of the family alone: every pair of a bill, sorted by hand, which a row without a member would break.
    family = pairs[pairs["bill_id"].isin(md.load("bills").query("relevance != 'mention'")["bill_id"])]
    pairs_of = Counter(
        pair for _, ids in by_name.groupby("bill_id")["legislator_id"] for pair in combinations(sorted(set(ids)), 2)
    )
    counted = family.drop_duplicates(["bill_id", "legislator_id_x", "legislator_id_y"])
    assert pairs_of == counted.groupby(["legislator_id_x", "legislator_id_y"]).size().to_dict()


def test_a4_which_us_bills_failed() -> None:
    failed = md.load("bill_outcomes").query("jurisdiction_code == 'US' and outcome == 'lapsed'")
    assert not TEXT_IS_LAW & set(failed["bill_id"])
    bills = md.load("bills").query("jurisdiction_code == 'US'")
    assert set(bills[bills["is_lapsed"].fillna(False)]["bill_id"]) == set(failed["bill_id"])
    assert {"us-111-s-3881", "us-112-hr-1575", "us-113-s-1933"} <= set(failed["bill_id"])  # three that did fail
    # status tells how far a bill itself came; that this is no failure is told to whoever asks what it means.
    assert set(bills[bills["status"] != "enacted"]["bill_id"]) >= TEXT_IS_LAW
    assert any("bill_outcomes" in caution for caution in md.describe("bills").attrs["cautions"])


def test_a5_members_join_with_other_datasets() -> None:
    """ICPSR numbers of Voteview."""
    ids = md.load("legislators").set_index("bioguide_id")["icpsr_id"]
    assert ids[["M000303", "L000261", "C000141"]].to_list() == [15039, 14709, 15408]
    assert ids[["F000479", "S001229"]].to_list() == [42301, 22552]  # Voteview, HS119_members.csv
    members = ids[ids.index.notna()]
    assert list(members.index[members.isna()]) == ["P000596"]  # Pierluisi has two numbers in Voteview's file
    assert members.dropna().is_unique
    with (ROOT / "raw/imported/us_legislators/legislators.csv").open(encoding="utf-8", newline="") as stream:
        every = {row["bioguide_id"] for row in csv.DictReader(stream)}
    assert set(ids.index.dropna()) <= every


def test_a6_listings_beside_events_of_the_users_own() -> None:
    mine = pd.DataFrame({"day": pd.to_datetime(["2013-05-01", "2014-06-01"]), "event": ["one", "two"]})
    listed = md.load("listings").dropna(subset="listed_date").sort_values("listed_date")
    merged = pd.merge_asof(mine, listed, left_on="day", right_on="listed_date")
    assert merged["listed_date"].astype(str).to_list() == ["2013-04-12", "2014-05-20"]


@pytest.mark.parametrize("table", TABLES)
def test_a7_empty_cells_filled_before_a_table_is_handed_on(table: str) -> None:
    """Text by ``fillna("")``; pandas puts no text among numbers and dates, so the docstring of ``load`` has one word more."""
    frame = md.load(table)
    text = [c for c in frame.columns if str(frame[c].dtype) == "str"]
    assert ((frame[text].fillna("") == "") == frame[text].isna()).all(axis=None)
    filled = frame.astype("string").fillna("")
    assert ((filled == "") == frame.isna()).all(axis=None)
    for column in frame.select_dtypes("datetime"):
        assert filled[column].str.fullmatch(r"(\d{4}-\d\d-\d\d)?").all()
    for column in frame.select_dtypes("Int64"):
        assert filled[column].str.fullmatch(r"(-?\d+)?").all()
    assert 'frame.astype("string").fillna("")' in (md.load.__doc__ or "")


def test_a8_the_year_of_a_date_that_may_be_partial() -> None:
    """S. 1039 was introduced on 2011-05-19; of some bills only the month is known."""
    bills = md.load("bills").set_index("bill_id")
    assert bills["introduced_date_earliest"].dt.year["us-112-s-1039"] == 2011
    assert bills["introduced_date_earliest"].notna().sum() == bills["introduced_date"].notna().sum()
    assert "As dates: introduced_date_earliest, introduced_date_latest." in " ".join(repr(md.describe("bills")).split())
    for table in ("bills", "bill_outcomes"):
        frame = md.load(table).set_index("bill_id")
        assert frame["introduced_year"]["us-112-s-1039"] == 2011
        assert frame["introduced_year"].equals(frame["introduced_date"].str[:4].astype("Int64"))


SENATE = "vote_id = 'us-112-2012-s-223' AND position = 'nay'"


def test_d1_duckdb() -> None:
    connected = md.connect().execute(f"SELECT member FROM roll_calls WHERE {SENATE}").fetchall()
    folder = md.path("roll_calls").parent
    from_file = duckdb.execute(f"SELECT member FROM '{folder}/roll_calls.parquet' WHERE {SENATE}").fetchall()
    for rows in (connected, from_file):
        assert sorted(name.split()[-1] for (name,) in rows) == AGAINST_IN_SENATE


def test_d2_polars_and_a_misspelt_value() -> None:
    file, ours = pl.read_parquet(md.path("roll_calls")), md.load("roll_calls", engine="polars")
    for frame in (file, ours):
        nays = frame.filter((pl.col("vote_id") == "us-112-2012-s-223") & (pl.col("position") == "nay"))
        assert sorted(name.split()[-1] for name in nays["member"]) == AGAINST_IN_SENATE
    # Whoever looks for a value that does not occur sees those that do.
    assert list(ours.schema["position"].categories) == list(CONTRACT.tables["roll_calls"].by_name["position"].enum)


def test_d3_csv_for_r_and_others() -> None:
    """R, Julia, awk: names in the first line, no index column, an empty cell where nothing is known."""
    with md.path("roll_calls", "csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["vote_id"] == "us-112-2012-s-223"]
    assert sorted(row["member"].split()[-1] for row in rows if row["position"] == "nay") == AGAINST_IN_SENATE
    years = pd.read_csv(md.path("adoptions_by_year", "csv")).set_index("fiscal_year")["from_russia"]
    assert years[[2004, 2012]].to_list() == [5865, 748]  # Department of State


def test_d5_sqlite_and_feather_by_pandas(tmp_path) -> None:
    connection = sqlite3.connect(tmp_path / "all.sqlite")
    for table in md.tables()["table"]:
        frame = md.load(table)
        frame.to_sql(table, connection, index=False)
        frame.to_feather(tmp_path / f"{table}.feather")
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (len(frame),)
        assert len(pd.read_feather(tmp_path / f"{table}.feather")) == len(frame)
    nays = connection.execute(f"SELECT count(*) FROM roll_calls WHERE {SENATE}").fetchone()
    assert nays == (4,)
