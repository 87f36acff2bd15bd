"""Other parliaments, the answers and the case: facts gathered apart from the tables."""

import pandas as pd
import pytest

import magnitsky_data as md

ACT_SIGNED, SENATE_VOTED = pd.Timestamp("2012-12-14"), pd.Timestamp("2012-12-06")


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("retaliatory_measures", 79),
        ("retaliation_targets", 310),
        ("adoptions", 40),
        ("events", 103),
        ("claims", 51),
        ("works", 10),
    ],
)
def test_every_row_has_a_source(table, least):
    rows = md.load(table)
    assert len(rows) >= least  # rows of the research notes
    assert rows["source_id"].isin(md.load("sources")["source_id"]).all()


def test_bills_and_laws_of_other_countries():
    """The research notes have 65 bills and 57 laws outside the United States and Russia, the second search C-324."""
    for table, number in (("bills", 66), ("laws", 57)):
        rows = md.load(table)
        assert (~rows["jurisdiction_code"].isin(["US", "RU"])).sum() == number


@pytest.mark.parametrize(
    ("vote_id", "date", "yeas", "nays", "abstentions"),
    [
        ("ru-duma-2012-12-14-1", "2012-12-14", 431, 2, 0),  # first reading
        ("ru-duma-2012-12-19-2", "2012-12-19", 388, 15, 11),  # the amendment on adoptions
        ("ru-duma-2012-12-19-3", "2012-12-19", 400, 4, 2),  # second reading
        ("ru-duma-2012-12-21-1", "2012-12-21", 420, 7, 1),  # third reading
        ("ru-federation-council-2012-12-26-1", "2012-12-26", 143, 0, 0),
        ("eu-parliament-2019-03-14-1", "2019-03-14", 447, 70, 46),
    ],
)
def test_votes_of_other_parliaments(vote_id, date, yeas, nays, abstentions):
    vote = md.load("votes").set_index("vote_id").loc[vote_id]
    assert (vote["yeas"], vote["nays"], vote["abstentions"]) == (yeas, nays, abstentions)
    assert vote["vote_date"] == pd.Timestamp(date)


def test_unanimous_votes_without_a_count_have_no_figures():
    votes = md.load("votes").query("tally_type in ('unanimous', 'voice', 'without_vote')")
    assert len(votes) > 5
    assert votes[["yeas", "nays", "abstentions"]].isna().all(axis=None)


def test_the_third_reading_has_the_seven_of_the_tally_and_the_eight_of_the_press():
    positions = md.load("vote_positions").query("vote_id == 'ru-duma-2012-12-21-1'")
    assert positions["position"].value_counts()[["nay", "abstain"]].to_list() == [8, 1]
    conflicts = md.load("citations").query("row_id == 'ru-duma-2012-12-21-1' and stance == 'conflicts'")
    assert set(conflicts["value"]) == {"8"}


def test_eighteen_americans_of_2013_04_13():
    targets = md.load("retaliation_targets").query("measure_id == 'ru-2013-04-13-us'")
    measure = md.load("retaliatory_measures").set_index("measure_id").loc["ru-2013-04-13-us"]
    assert len(targets) == measure["announced_persons"] == 18
    assert set(targets["placement"]) == {"named_in_round", "standing_list"}


def test_days_from_trigger_to_answer():
    answers = md.load("answers")
    lags = answers.set_index(["measure_id", "trigger_date"])["lag_days"]
    assert lags["ru-2013-04-13-us", "2013-04-12"] == 1
    assert lags["ru-2012-272fz", "2012-12-14"] == 14
    bill = md.load("bills").set_index("bill_id").loc["ru-duma-186614-6"]
    assert (ACT_SIGNED - bill["introduced_date_earliest"]).days == 4
    assert (bill["introduced_date_earliest"] - SENATE_VOTED).days == 4


def test_each_article_of_272fz_is_a_part_of_it():
    measures = md.load("retaliatory_measures").query("part_of_measure_id == 'ru-2012-272fz'")
    assert {"adoption_ban", "ngo_restriction", "law", "treaty_termination"} <= set(measures["measure_type"])


def test_verdicts_on_claims():
    claims = md.load("claims").set_index("claim_id")
    expected = {
        "seed002-01": "differs",  # introduced in August 2011; the record has 2011-05-19
        "seed002-02": "agrees",  # 18 cosponsors in August 2011, 38 only in 2012
        "seed002-06": "agrees",  # aged 37 at death
        "seed001-06": "differs",  # decree of May 2011; Decree 605 is of 2012-05-07
        "seed000-05": "differs",  # shown nowhere in the West but in Norway; the record has one in Tampere
        "seed000-02": "not_checkable",  # led the drafting: a list of sponsors does not tell who led
        "seed002-08": "agrees",  # died within a year of the detention, 357 days
    }
    assert claims.loc[list(expected), "verdict"].to_dict() == expected
    assert claims.loc["seed002-02", "record_value"] == "18"
    computed = claims["verdict"].isin(["agrees", "differs"])
    assert computed.sum() >= 15
    assert claims.loc[~computed, "not_checkable_reason"].notna().all()


def test_members_on_the_russian_list_and_members_who_are_not():
    """Read in the page itself: it has Cardin, McGovern and McCain (dead since 2018), and no Carl Levin."""
    listed = set(md.load("retaliation_targets").query("measure_id == 'ru-2025-10-17-standing-list'")["entity_id"])
    assert {f"us-bioguide-{i}" for i in ("C000141", "M000312", "M000303")} <= listed
    assert "us-bioguide-L000261" not in listed
