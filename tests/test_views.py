"""The ready views: each beside the tables that it is made of, and beside what others say.

No row is lost or doubled, no total changes, and what a reader asks first is answered by one filter.
"""

import re

import pandas as pd
import pytest
from small_project import ROOT

import magnitsky_data as md
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import TableNotFound

READY = [t for t in Contract.read(ROOT / "datapackage.json").tables.values() if t.shelf == "ready"]


def texts(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({c: "string" for c in frame.columns if str(frame[c].dtype) == "category"})


def load(table: str) -> pd.DataFrame:
    return texts(md.load(table))


@pytest.fixture(scope="module")
def listings() -> pd.DataFrame:
    return load("listings")


@pytest.fixture(scope="module")
def outcomes() -> pd.DataFrame:
    return load("bill_outcomes").set_index("bill_id")


def on_list(listings: pd.DataFrame, day: str) -> pd.DataFrame:
    """Those listed on a day, by the rule that the table's cautions state."""
    came = listings["listed_date"].fillna(listings["listed_by_date"])
    left = listings["delisted_date"].fillna(listings["delisted_by_date"])
    return listings[(came <= day) & ~(left <= day)]


@pytest.mark.parametrize("table", [t.name for t in READY])
def test_views_stand_first(table: str) -> None:
    assert table in md.tables()["table"].head(len(READY)).to_list()


@pytest.mark.parametrize(("old", "new"), [("designations_flat", "listings"), ("responses", "answers")])
def test_names_of_withdrawn_tables_lead_to_the_views(old: str, new: str) -> None:
    with pytest.raises(TableNotFound, match=f"'{old}'.*'{new}'"):
        md.load(old)


@pytest.mark.parametrize(
    ("view", "parent", "key"),
    [
        ("listings", "designations", ["designation_id"]),
        ("roll_calls", "vote_positions", ["vote_id", "legislator_id"]),
        ("bill_outcomes", "bills", ["bill_id"]),
        ("member_records", "legislators", ["legislator_id"]),
        ("answers", "retaliation_triggers", ["measure_id", "trigger_id"]),
    ],
)
def test_no_row_is_lost_or_doubled(view: str, parent: str, key: list[str]) -> None:
    made, parts = load(view)[key], load(parent)[key]
    assert sorted(map(tuple, made.to_numpy())) == sorted(map(tuple, parts.to_numpy()))


def test_every_row_names_its_document() -> None:
    for view in ("listings", "listing_changes", "answers", "timeline"):
        assert load(view)["source_title"].notna().all(), view


# Countries


def test_every_country_of_the_lists_is_there_by_its_basis() -> None:
    basis = {"registration_number": "registration", "vessel_flag": "flag"} | {
        t: t for t in ("nationality", "citizenship", "birth_place", "address")
    }
    stated = load("list_particulars").merge(load("entity_links")[["entry_id", "entity_id"]], on="entry_id")
    stated = stated[stated["country_code"].notna() & stated["particular_type"].isin(list(basis))]
    expected = set(zip(stated["entity_id"], stated["country_code"], stated["particular_type"].map(basis), strict=True))
    found = load("entity_countries").query("basis != 'editors'")
    assert set(zip(found["entity_id"], found["country_code"], found["basis"], strict=True)) == expected
    assert found["list_id"].notna().all()


def test_a_birth_place_is_no_nationality(listings: pd.DataFrame) -> None:
    """Zhijiang She, GHR0094: nationality Cambodia and Myanmar, born in China, as the UK list has it."""
    she = listings[listings["name"] == "Zhijiang SHE"].iloc[0]
    assert (she["nationality"], she["countries"]) == ("Cambodia; Myanmar", "Cambodia; Myanmar; China")
    assert she["country_basis"].endswith("CN birth place")


@pytest.mark.parametrize(
    ("programs", "count"), [(["us-magnit"], 62), (["ca-jvcfoa"], 33), (["au-corruption", "au-human-rights"], 55)]
)
def test_russians_by_list(programs: list[str], count: int, listings: pd.DataFrame) -> None:
    """By any basis, as counted over the lists before the build knew countries of entities."""
    of_list = listings[listings["program_id"].isin(programs)]
    assert of_list["country_codes"].str.contains("RU").sum() == count
    assert of_list["nationality_codes"].str.contains("RU").sum() < count


def test_nationality_is_among_the_countries(listings: pd.DataFrame) -> None:
    told = listings[listings["nationality"].notna()]
    assert (told["entity_type"] == "person").all()
    assert all(c.startswith(n) for n, c in zip(told["nationality_codes"], told["country_codes"], strict=True))


# Listings


def test_klyuev_is_on_four_lists(listings: pd.DataFrame) -> None:
    found = listings[listings["name"].str.contains("KLYUEV")]
    assert {s: str(d.date()) for s, d in zip(found["listed_by_code"], found["listed_date"], strict=True)} == {
        "US": "2014-05-20", "CA": "2017-11-03", "GB": "2021-04-26", "AU": "2022-03-30",
    }  # fmt: skip
    british = found.set_index("listed_by").loc["United Kingdom"]
    assert british["also_listed_by"] == "US 2014-05-20; CA 2017-11-03; AU 2022-03-30"
    assert (british["list_count"], british["ground"]) == (4, "corruption")
    assert british["name_original_script"] == "Дмитрий Владиславович КЛЮЕВ"


def test_also_listed_by_and_list_count_agree(listings: pd.DataFrame) -> None:
    others = listings["also_listed_by"].fillna("").map(lambda cell: len(cell.split("; ")) if cell else 0)
    standing = listings[listings["is_listed"]]
    assert (others[standing.index] == standing["list_count"] - 1).all()


def test_the_global_magnitsky_list_on_every_complete_state(listings: pd.DataFrame) -> None:
    """As many as the official file of each day has; 740 on 2026-07-11."""
    of_list = listings[listings["program_id"] == "us-glomag"]
    counts = load("snapshot_counts").merge(load("list_snapshots"), on="snapshot_id")
    counts = counts[(counts["program_id"] == "us-glomag") & (counts["coverage"] == "complete") & (counts["list_date_basis"] != "upper_bound")]  # fmt: skip
    told = {str(d.date()): n for d, n in zip(counts["list_date"], counts["entry_count_x"], strict=True)}
    assert len(told) > 200
    assert {day: len(on_list(of_list, day)) for day in told} == told
    assert len(on_list(of_list, "2026-07-11")) == 740


def test_vessels_are_identified_not_designated(listings: pd.DataFrame) -> None:
    assert (listings[listings["is_identified_property"]]["entity_type"] == "vessel").all()
    assert listings["is_identified_property"].sum() == 157


def test_why_says_more_than_that_it_was_delisted(listings: pd.DataFrame) -> None:
    gone = listings[~listings["is_listed"]].set_index("designation_id")
    assert listings[listings["is_listed"]]["delisted_why"].isna().all()
    assert not gone["delisted_why"].dropna().str.lower().isin(["delisted", "removed", "unknown"]).any()
    assert gone.loc["us-glomag-40637", "delisted_why"].startswith("No longer needed to bring about a change of conduct")
    assert gone.loc["us-glomag-36459", "delisted_why"] == "Second entry for the same person (duplicate of 23343)"
    assert gone.loc["eu-ghrsr-EU.6257.64", "delisted_why"] == "Died"
    assert pd.isna(gone.loc["us-glomag-30621", "delisted_why"])


def test_aliases_end_in_the_number_of_the_rest(listings: pd.DataFrame) -> None:
    told = listings["aliases"].dropna()
    assert told.str.count("; ").max() <= 2
    assert told.str.contains(r" and \d+ more$").any()
    names = load("entity_names").groupby("entity_id")["name"].apply(set)
    for entity, cell in zip(listings["entity_id"], listings["aliases"], strict=True):
        shown = re.sub(r" and \d+ more$", "", cell).split("; ") if isinstance(cell, str) else []
        assert set(shown) <= names[entity]


def test_an_original_name_has_no_letter_of_another_script(listings: pd.DataFrame) -> None:
    """The EU's list writes Bastrykin's name with two Latin letters a."""
    bastrykin = listings[listings["name"].str.endswith("BASTRYKIN")]
    assert set(bastrykin["name_original_script"]) == {"Александр Иванович БАСТРЫКИН"}
    assert not listings["name_original_script"].dropna().str.contains(r"[а-яА-Я][a-zA-Z]|[a-zA-Z][а-яА-Я]").any()


# Changes of the lists


def test_every_change_is_there_once() -> None:
    events = load("designation_events").query("action != 'measure_added'")
    changes = load("listing_changes")
    assert set(changes["designation_event_id"]) == set(events["designation_event_id"])
    assert changes["change"].value_counts().to_dict() == {
        {"add": "named", "remove": "removed", "program_added": "tag_added", "merged": "merged", "renamed": "renamed"}[
            a
        ]: n
        for a, n in events["action"].value_counts().items()
    }


def test_an_instrument_is_no_reason() -> None:
    changes = load("listing_changes").set_index("designation_event_id")
    assert changes.loc["eu-ghrsr-EU.6257.64-remove", "instrument"] == "Implementing Regulation (EU) 2021/2151"
    assert pd.isna(changes.loc["us-glomag-30621-remove", ["why", "instrument"]]).all()
    removed = changes[changes["change"] == "removed"]
    assert not (removed["why"] == removed["instrument"]).any()


def test_how_many_had_the_same_change_that_day() -> None:
    changes = load("listing_changes")
    first = changes[(changes["program_id"] == "us-magnit") & (changes["date"] == "2013-04-12")]
    assert set(first["named_that_day"]) == {18}
    assert changes[changes["date"].isna()]["named_that_day"].isna().all()


# Roll calls and bills


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
