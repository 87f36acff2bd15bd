"""The ready views of votes, bills, answers and the timeline, each beside the tables that it is made of."""

import pandas as pd
import pytest
from test_views import load


@pytest.fixture(scope="module")
def outcomes() -> pd.DataFrame:
    return load("bill_outcomes").set_index("bill_id")


def test_positions_sum_to_the_tally_of_each_vote() -> None:
    calls = load("roll_calls").merge(load("votes")[["vote_id", "positions_coverage"]], on="vote_id")
    for vote, rows in calls[calls["positions_coverage"] == "complete"].groupby("vote_id"):
        counted = rows["position"].value_counts()
        tally = rows[["yeas", "nays"]].drop_duplicates()
        assert tally.to_numpy().tolist() == [[counted.get("yea", 0), counted.get("nay", 0)]], vote


def test_who_voted_against_the_act_of_2012() -> None:
    """The Clerk's roll call 608 and the Senate's 223."""
    calls = load("roll_calls")
    against = calls[
        (calls["act"] == "Magnitsky Act of 2012") & (calls["relevance"] == "core") & (calls["position"] == "nay")
    ]
    senate, house = (against[against["chamber"] == c] for c in ("Senate", "House of Representatives"))
    assert set(senate["member"].str.split().str[-1]) == {"Levin", "Reed", "Sanders", "Whitehouse"}
    assert house["party_code"].value_counts().to_dict() == {"D": 37, "R": 6}


@pytest.mark.parametrize(
    ("bill", "law"),
    [
        ("us-114-s-284", "us-pl-114-328-xii-f"),
        ("us-114-hr-624", "us-pl-114-328-xii-f"),
        ("us-112-s-1039", "us-pl-112-208-title-iv"),
        ("us-112-hr-4405", "us-pl-112-208-title-iv"),
        ("us-112-s-3406", "us-pl-112-208"),
        ("us-118-s-53", "us-pl-118-31-div-e-liv"),
        ("us-118-hr-457", "us-pl-118-31-div-e-liv"),
    ],
)
def test_a_bill_whose_text_is_law_did_not_fail(bill: str, law: str, outcomes: pd.DataFrame) -> None:
    assert outcomes.loc[bill, ["outcome", "enacted_through_law_id"]].to_list() == ["text_enacted", law]
    proof = load("citations").query("table_name == 'bill_relations'")["row_id"]
    assert proof.str.startswith(f"{bill}|").any()


def test_outcomes_follow_the_record(outcomes: pd.DataFrame) -> None:
    enacted = outcomes[outcomes["outcome"] == "enacted"]
    assert enacted["enacted_through_law_id"].notna().all()
    assert (outcomes["last_step"] == "enacted").sum() == len(enacted)
    lapsed = load("bills").query("is_lapsed == True")["bill_id"]
    assert set(lapsed) == set(outcomes[outcomes["outcome"] == "lapsed"].index)
    # H.R. 6156: 14 cosponsors; introduced on 2012-07-19, signed on 2012-12-14.
    assert outcomes.loc["us-112-hr-6156", ["cosponsor_count", "days_to_outcome"]].to_list() == [14, 148]
    assert outcomes.loc["md-2022-justice-ministry-draft", "outcome"] == "drafted"


def test_member_records_sum_to_their_parts() -> None:
    members = load("member_records")
    sponsored = load("sponsorships")
    leading = sponsored[sponsored["legislator_id"].notna() & (sponsored["role"] != "cosponsor")]
    assert members["bills_sponsored"].sum() == len(leading[["legislator_id", "bill_id"]].drop_duplicates())
    core = load("roll_calls").query("relevance == 'core'")["position"].value_counts()
    assert members["core_yeas"].sum() == core["yea"]
    assert members["core_nays"].sum() == core["nay"]
    assert members["core_not_voting"].sum() == core["not_voting"]


def test_mccain() -> None:
    """Barred by Russia on 2014-03-20, as its Foreign Ministry announced that day."""
    mccain = load("member_records").set_index("legislator_id").loc["us-bioguide-M000303"]
    assert "RU" in mccain["barred_by"]
    assert str(mccain["first_barred_date"].date()) == "2014-03-20"


# Answers, adoptions, timeline


def test_the_answer_to_the_first_list_came_in_a_day() -> None:
    answers = load("answers")
    first = answers.set_index("measure_id").loc["ru-2013-04-13-us"]
    assert (first["by"], first["against"], first["lag_days"], first["named_count"]) == (
        "Russia",
        "United States",
        1,
        18,
    )
    assert first["answers_to"] == "First US Magnitsky list (18 persons)"
    within = answers["lag_min_days"].le(answers["lag_max_days"]) | answers["lag_max_days"].isna()
    assert within.all()
    assert (answers["lag_days"].dropna() == answers["lag_min_days"][answers["lag_days"].notna()]).all()


def test_one_figure_of_adoptions_a_year() -> None:
    years = load("adoptions_by_year").set_index("fiscal_year")
    assert years.index.to_list() == list(range(years.index.min(), years.index.max() + 1))
    # 5,865 of 2004 stand in three series, and the year counts once; 2012 is the last full year before the ban.
    assert years.loc[[2004, 2012], "from_russia"].to_list() == [5865, 748]
    assert (years["is_gap"] == years["from_russia"].isna()).all()
    assert years.loc[2014:2022, "from_russia"].isna().all()
    assert years.loc[2013, "note"].startswith("Ban signed on 2012-12-28")
    given = load("adoptions").set_index(["fiscal_year", "series_code"])["from_russia"]
    told = years[~years["is_gap"]]
    assert [given[y, s] for y, s in zip(told.index, told["series_code"], strict=True)] == told["from_russia"].to_list()


def test_the_timeline_has_each_fact_once() -> None:
    line = load("timeline")
    assert not line.duplicated(["table_name", "row_id"]).any()
    assert line["what"].notna().all()
    kinds = line["kind"].value_counts()
    rounds = load("designation_rounds")["action"].value_counts()
    assert (kinds["listing_round"], kinds["removal"]) == (rounds["add"], rounds["remove"])
    votes = load("votes").query("relevance != 'mention'")
    assert set(line[line["kind"] == "vote"]["row_id"]) == set(votes["vote_id"])
    works = load("works")
    assert kinds["work"] == works["released_date"].notna().sum()
    bills = load("bills").query("relevance != 'mention' and status != 'drafted'")
    assert kinds["bill"] == bills["introduced_date"].notna().sum()


def test_no_event_is_lost_from_the_timeline() -> None:
    """An event is there itself, or the fact of its day that it tells of."""
    line = load("timeline")
    facts = set(zip(line["date"], line["row_id"], strict=True))
    own = set(line[line["kind"] == "event"]["row_id"])
    links = ["law_id", "bill_id", "vote_id", "measure_id", "round_id", "work_id"]
    for event in load("events").to_dict("records"):
        told = any((event["event_date"], event[c]) in facts for c in links)
        assert told != (event["event_id"] in own), event["event_id"]
