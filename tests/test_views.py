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


def test_members_stand_behind_bills_of_the_family() -> None:
    """Each once in each capacity; governments, groups and committees have no legislator_id."""
    family = load("bills").query("relevance != 'mention'")["bill_id"]
    members = load("sponsorships").dropna(subset="legislator_id")
    parts = members[members["bill_id"].isin(family)]
    key = ["bill_id", "legislator_id", "role"]
    assert sorted(map(tuple, load("sponsors")[key].to_numpy())) == sorted(map(tuple, parts[key].to_numpy()))


def test_every_row_names_its_document() -> None:
    for view in ("listings", "listing_changes", "answers", "timeline"):
        assert load(view)["source_title"].notna().all(), view


# Countries


def test_every_country_of_the_lists_is_there_by_its_basis() -> None:
    basis = {"registration_number": "registration", "vessel_flag": "flag"} | {
        t: t for t in ("nationality", "citizenship", "birth_place", "address")
    }
    # The lists' own words: the release has no birth place of a person who has gone from all lists, but the country of it.
    lists = [pd.read_csv(path, dtype=str) for path in sorted(ROOT.glob("raw/imported/*/list_particulars.csv"))]
    told = pd.concat(lists).set_index(["entry_id", "sequence"])
    mended = pd.read_csv(ROOT / "raw/curated/corrections.csv", dtype=str)
    mended = mended.query("table_name == 'list_particulars' and column_name == 'country_code'")
    for key, country in zip(mended["row_id"], mended["new_value"], strict=True):
        told.loc[tuple(key.split("|")), "country_code"] = country
    stated = told.reset_index().merge(load("entity_links")[["entry_id", "entity_id"]], on="entry_id")
    stated = stated[stated["country_code"].notna() & stated["particular_type"].isin(list(basis))]
    expected = set(zip(stated["entity_id"], stated["country_code"], stated["particular_type"].map(basis), strict=True))
    found = load("entity_countries").query("basis != 'editors'")
    assert set(zip(found["entity_id"], found["country_code"], found["basis"], strict=True)) == expected
    assert found["list_id"].notna().all()


def test_a_birth_place_is_no_nationality(listings: pd.DataFrame) -> None:
    """Zhijiang She, GHR0094: nationality Cambodia and Myanmar, born in China, as the UK list has it."""
    she = listings[listings["name"] == "Zhijiang She"].iloc[0]
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


@pytest.mark.parametrize(("state", "persons"), [("Canada", 33), ("Australia", 55)])
def test_russians_by_state_that_lists(state: str, persons: int) -> None:
    """The same counts: neither state has removed anybody, and no one stands on both lists of Australia."""
    view = load("listings_by_country").set_index(["listed_by", "country"])
    assert view.loc[(state, "Russia"), "persons"] == persons


def test_counts_by_country_are_those_of_the_listings(listings: pd.DataFrame) -> None:
    """Each cell is counted again by hand over listings, an entity once a state."""
    today = listings[listings["is_listed"]].drop_duplicates(["listed_by_code", "entity_id"])
    ever = listings.drop_duplicates(["listed_by_code", "entity_id"])
    view = load("listings_by_country").set_index(["listed_by_code", "country_code"])

    def counted(rows: pd.DataFrame, column: str, *kinds: str) -> dict[tuple[str, str], int]:
        told = rows[rows["entity_type"].isin(kinds)].dropna(subset=column)
        codes = told.assign(code=told[column].str.split("; ")).explode("code")
        return codes.groupby(["listed_by_code", "code"])["entity_id"].nunique().to_dict()

    for name, expected in {
        "nationals": counted(today, "nationality_codes", "person"),
        "nationals_ever": counted(ever, "nationality_codes", "person"),
        "persons": counted(today, "country_codes", "person"),
        "organizations": counted(today, "country_codes", "organization"),
        "vessels": counted(today, "country_codes", "vessel", "aircraft"),
    }.items():
        assert view[name][view[name] > 0].to_dict() == expected, name


def test_nationality_is_among_the_countries(listings: pd.DataFrame) -> None:
    told = listings[listings["nationality"].notna()]
    assert (told["entity_type"] == "person").all()
    assert all(c.startswith(n) for n, c in zip(told["nationality_codes"], told["country_codes"], strict=True))


# Listings


def test_klyuev_is_on_four_lists(listings: pd.DataFrame) -> None:
    found = listings[listings["name"].str.contains("Klyuev")]
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


def test_programmes_known_in_part_say_so_in_every_row(listings: pd.DataFrame) -> None:
    """Latvia declared 49 persons unwelcome, of whom the press names three; OFAC publishes its list whole."""
    coverage = listings.groupby("program_id")["program_coverage"].unique().map(list).to_dict()
    assert (coverage["lv-magnitsky"], coverage["us-7031c"], coverage["us-magnit"]) == (
        ["partial"],
        ["partial"],
        ["complete"],
    )
    assert len(listings[listings["program_id"] == "lv-magnitsky"]) == 3


def test_an_official_document_goes_before_a_press_report(listings: pd.DataFrame) -> None:
    """The Treasury told the designations of 2019-12-09 in a release that the embassy in Latvia published."""
    found = listings[(listings["program_id"] == "us-glomag") & (listings["listed_date"] == "2019-12-09")]
    assert "Treasury Sanctions Corruption and Material Support Networks" in set(found["source_title"])
    named = md.load("sources").set_index("title")["source_type"]
    told = found[found["listed_proof"] == "official"]["source_title"].map(lambda title: named[title])
    assert not set(told) & {"news", "blog"}


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
    bastrykin = listings[listings["name"].str.endswith("Bastrykin")]
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
