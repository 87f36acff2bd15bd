"""What a journalist, a compliance researcher and a teacher type first, and the answer that others give.

Questions b2 to b7, c1 to c7 and e1 to e4 of the tables of questions that users were seen to ask; b1 and b5, about the
spreadsheet, are of the release.
"""

import csv
import json
import re
import subprocess

import pandas as pd
import pytest
from small_project import COMMAND, ROOT

import magnitsky_data as md
from magnitsky_data.errors import OutsideRecord, WrongSum

KLYUEV = {"US": "2014-05-20", "CA": "2017-11-03", "GB": "2021-04-26", "AU": "2022-03-30"}
pytestmark = pytest.mark.filterwarnings("ignore::magnitsky_data.errors.OutsideRecord")


def command(*words: str) -> str:
    done = subprocess.run([COMMAND, *words], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def listings() -> pd.DataFrame:
    return md.load("listings")


@pytest.fixture(scope="module")
def sheet() -> list[dict[str, str]]:
    """The file as somebody without Python opens it."""
    with (ROOT / "build" / "csv" / "listings.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_b2_how_many_russians_does_each_state_list(sheet: list[dict[str, str]]) -> None:
    """By any basis 62 on the US Magnitsky list, 33 on Canada's, 55 on Australia's; each names its basis."""
    russians = [row for row in sheet if "Russia" in row["countries"].split("; ")]
    by_state = {state: [r for r in russians if r["listed_by"] == state] for state in ("Canada", "Australia")}
    assert {state: len(rows) for state, rows in by_state.items()} == {"Canada": 33, "Australia": 55}
    assert sum(row["program_id"] == "us-magnit" for row in russians) == 62
    assert all(re.search(r"\bRU [a-z]", row["country_basis"]) for row in russians)
    by_nationality = [row for row in russians if "Russia" in row["nationality"].split("; ")]
    assert 0 < len(by_nationality) < len(russians)
    # Empty where no entry of the entity and no editor gives a country, and nowhere else: 294 cells of release 2026.1.0.
    with_country = set(md.load("entity_countries")["entity_id"])
    assert all(bool(row["countries"]) == (row["entity_id"] in with_country) for row in sheet)
    assert len([row for row in sheet if row["program_id"] != "us-7031c" and not row["countries"]]) <= 106
    told = md.describe("listings").set_index("column").loc["nationality", "meaning"]
    assert "Empty: no list says it" in told


def test_b3_which_state_is_it(sheet: list[dict[str, str]]) -> None:
    assert all(row["listed_by"] and row["listed_by_code"] for row in sheet)
    assert {row["listed_by"] for row in sheet if row["program_id"].startswith("lv-")} == {"Latvia"}
    assert {row["listed_by"] for row in sheet if row["program_id"] == "ca-jvcfoa"} == {"Canada"}
    assert not {"authority", "country_code"} & set(sheet[0])  # names that were taken for the state that lists


def test_b4_c4_who_was_delisted_and_why(sheet: list[dict[str, str]]) -> None:
    gone = [row for row in sheet if row["is_listed"] == "false"]
    assert all(row["delisted_date"] or row["delisted_by_date"] for row in gone)
    assert len([row for row in gone if row["delisted_why"]]) >= 15
    assert not [row for row in gone if row["delisted_why"].lower() in ("delisted", "removed", "unknown")]
    why = {row["name"]: row["delisted_why"] for row in gone}
    assert why["Horacio Manuel Cartes Jara"].startswith("No longer needed to bring about a change of conduct")
    assert why["Mohamed Al-Kani"] == "Died"
    changes = md.load("listing_changes").query("change == 'removed'")
    assert set(changes["name"]) >= {"Antal Rogán", "Alexandre de Moraes"}


def test_b6_which_file_do_i_need() -> None:
    page = (ROOT / "build" / "csv" / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\((\w+\.csv)\)", page)
    assert sorted(linked) == sorted(file.name for file in (ROOT / "build" / "csv").glob("*.csv"))
    ready = [f"{name}.csv" for name in md.tables().query("shelf == 'ready'")["table"]]
    assert linked[: len(ready)] == ready
    assert command("tables").split("\n\n")[1].startswith("Ready: one question answered, no join needed\nlistings ")


def test_b7_where_did_this_come_from(sheet: list[dict[str, str]]) -> None:
    assert all(row["source_title"] and row["source_url"].startswith("http") for row in sheet)


def test_c1_is_klyuev_listed_by_whom_since_when(listings: pd.DataFrame) -> None:
    """As the four lists have it, which write the family name in capitals."""
    found = listings[listings["name"].str.contains("Klyuev")]
    assert found["is_listed"].all()
    days = found["listed_date"].dt.strftime("%Y-%m-%d")
    assert dict(zip(found["listed_by_code"], days, strict=True)) == KLYUEV
    hit = md.find("Klyuev").iloc[0]
    assert set(found["entity_id"]) == {hit["entity_id"]}
    said = " ".join(command("find", "Klyuev").split())
    assert all(day in said for day in KLYUEV.values())
    assert [part[:2] for part in hit["lists"].split("; ")] == list(KLYUEV)


def test_c2_was_stepanova_listed_on_a_day() -> None:
    on_list = md.load("listings", as_of="2021-06-01")
    found = on_list[on_list["entity_id"] == md.find("Olga Stepanova")["entity_id"].iloc[0]]
    assert set(found["listed_by_code"]) == {"US", "CA", "GB"}  # Australia listed her in 2022


@pytest.mark.parametrize(("day", "official"), [("2021-01-14", 240), ("2026-07-11", 740)])
def test_c3_the_list_on_a_given_day(day: str, official: int, listings: pd.DataFrame) -> None:
    """Entries of OFAC's file of that day; test_spells compares all complete states of all lists."""
    assert (md.load("listings", as_of=day)["program_id"] == "us-glomag").sum() == official
    shown = command("show", "listings", "--as-of", day, "--where", "program_id=us-glomag", "--format", "csv")
    assert shown.count("us-glomag,") == official
    of_list = listings[listings["program_id"] == "us-glomag"]
    left = of_list["delisted_date"].fillna(of_list["delisted_by_date"])
    by_hand = of_list[(of_list["listed_date"] <= day) & ~(left <= day)]
    assert len(by_hand) == official
    cautions = " ".join(md.describe("listings").attrs["cautions"])
    assert 'load("listings", as_of=T)' in cautions
    assert "delisted_by_date" in cautions


def test_c5_search_in_cyrillic(listings: pd.DataFrame) -> None:
    assert md.find("Кадыров")["entity_id"].iloc[0] == "us-ofac-23343"
    assert md.find("ramzan kadyrov")["entity_id"].iloc[0] == "us-ofac-23343"  # before the daughter who is not named
    bastrykin = md.find("Бастрыкин")["entity_id"].iloc[0]
    assert bastrykin == md.find("Александр Иванович Бастрыкин")["entity_id"].iloc[0] == "us-ofac-21186"
    by_text = listings[listings["name_original_script"].str.contains("Бастрыкин", case=False, na=False)]
    assert set(by_text["entity_id"]) == {bastrykin}  # with no Latin letter among the Cyrillic ones, as the EU has it


def test_c6_the_whole_file_of_one_person() -> None:
    """McCain: six bills, five votes, barred by Russia on 2014-03-20 and on its list of 2025-10-17."""
    mccain = md.entity(md.find("John McCain")["entity_id"].iloc[0])
    assert (len(mccain.bills), len(mccain.votes)) == (6, 5)
    assert set(mccain.measures["imposing_jurisdiction_code"]) == {"RU"}
    assert "2014-03-20" in set(mccain.measures["announced_date"])
    assert "ru-2025-10-17-standing-list" in set(mccain.measures["measure_id"])
    assert mccain.sources["title"].notna().any()


def test_c7_a_day_against_its_own_bracket(listings: pd.DataFrame) -> None:
    """The EU's published list trails its acts; only there a day contradicts, and the columns say why."""
    odd = listings[
        (listings["listed_date"] <= listings["listed_after_date"])
        | (listings["delisted_date"] <= listings["delisted_after_date"])
    ]
    assert set(odd["program_id"]) == {"eu-ghrsr"}
    told = listings[listings["listed_note"].notna() | listings["delisted_note"].notna()]
    assert sorted(told["designation_id"]) == sorted(odd["designation_id"])
    meanings = md.describe("listings").set_index("column")["meaning"]
    assert "may trail its act by programs.lag_days" in meanings["listed_after_date"]
    assert "trail its act" in meanings["delisted_after_date"]
    lag = md.load("programs").set_index("program_id").loc["eu-ghrsr", "lag_days"]
    assert (odd["listed_after_date"] - odd["listed_date"]).dt.days.loc[lambda days: days >= 0].le(lag).all()


def test_e1_listings_a_year_by_state(listings: pd.DataFrame) -> None:
    """In 2013 the first 18 of the United States; in 2022 157 vessels that are property of listed persons."""
    by_year = listings.groupby([listings["listed_date"].dt.year, "listed_by"]).size().unstack()
    assert by_year.loc[2013].dropna().to_dict() == {"United States": 18}
    assert len(by_year.columns) <= 10  # as many colours as a chart has
    vessels = listings[listings["is_identified_property"]]
    assert vessels["listed_date"].dt.year.value_counts().to_dict() == {2022: 157}
    assert "157 vessels" in md.describe("listings").attrs["cautions"][0]


def test_e1_listings_a_year_ready_for_a_chart(listings: pd.DataFrame) -> None:
    """Canada named 52 persons on 2017-11-03 and three more groups since; the United Kingdom began on 2020-07-06."""
    by_year = md.load("listings_by_year").set_index(["year", "listed_by"])
    assert by_year.loc[(2013, "United States"), "persons"] == 18
    assert by_year.loc[(2017, "Canada"), "persons"] == 52
    assert by_year.xs("United Kingdom", level="listed_by").index.min() == 2020
    assert by_year["designations"].sum() == len(listings)
    by_list = md.load("listings_by_program").pivot(index="year", columns="program", values="persons")
    assert list(by_list.index) == list(range(2013, by_list.index.max() + 1))  # no year is left out of the axis
    assert by_list.loc[2014, "Magnitsky (United States)"] == 16  # 2014-05-20 and 2014-12-29
    assert by_list.loc[2017, "Justice for Victims of Corrupt Foreign Officials"] == 52
    assert by_year["vessels"].sum() == by_year.loc[(2022, "United States"), "vessels"] == 157


def test_e2_adoptions_by_year() -> None:
    """5,865 in 2004 and 748 in 2012 by the Department of State; no figure after the ban is no zero."""
    years = md.load("adoptions_by_year")
    drawn = years.set_index("fiscal_year")["from_russia"].astype("float64")
    assert drawn.index.is_monotonic_increasing
    assert drawn.index.is_unique
    assert drawn[[2004, 2012]].to_list() == [5865.0, 748.0]
    assert drawn[2014:2022].isna().all()
    assert years.groupby("fiscal_year")["from_russia"].sum()[2004] == 5865
    with pytest.warns(WrongSum, match="must not be added: 'adoptions_by_year' has one figure a year") as seen:
        md.load("adoptions")
    assert seen[0].filename == __file__


def test_e3_a_citation_for_365_to_43() -> None:
    """The roll call's own day, not that of a copy; its address at the Clerk's; its row here."""
    said = md.cite("votes", "us-112-2012-h-608").splitlines()
    assert said[0].startswith("Clerk of the House of Representatives, Roll call vote 608, ")
    assert ", 2012-11-16, " in said[0]
    assert "clerk.house.gov/evs/2012/roll608.xml" in said[0]
    assert said[0].endswith("table votes, row us-112-2012-h-608.")
    assert len({line.partition("(")[0] for line in said}) == len(said)  # two copies of a document are one
    entries = json.loads(command("cite", "votes", "us-112-2012-h-608", "--style", "csl"))
    assert entries[0]["issued"] == {"date-parts": [[2012, 11, 16]]}


def test_e4_what_did_russia_answer_to_the_act() -> None:
    answers = md.load("answers")
    to_act = answers[
        answers["answers_to"].str.contains("Rule of Law Accountability Act of 2012") & (answers["by"] == "Russia")
    ]
    stated = to_act[to_act["certainty"] == "stated"]
    assert set(stated["answered_date"]) == {"2012-12-28"}  # Law 272-FZ, signed 14 days after the Act
    assert set(stated["lag_days"]) == {14}
    assert stated["what"].str.contains("adoption").any()


def test_e4_the_act_goes_by_one_name_and_its_list_of_2013_with_it() -> None:
    """Russia barred 18 Americans on 2013-04-13, the day after the first list under the Act, which named 18."""
    votes, answers = md.load("roll_calls"), md.load("answers")
    assert "Magnitsky Act of 2012" in set(votes["act"])
    to_act = answers[answers["act"].eq("Magnitsky Act of 2012") & answers["by"].eq("Russia")]
    assert {"2012-12-28", "2013-04-13"} <= set(to_act["answered_date"])
    assert to_act.set_index("answered_date")["named_count"]["2013-04-13"] == 18
    assert set(answers.loc[answers["by"].eq("Russia") & answers["against"].eq("Canada"), "act"].dropna()) == {
        "Justice for Victims of Corrupt Foreign Officials Act (Sergei Magnitsky Law)"
    }


def test_a_day_outside_the_lists_is_never_silent() -> None:
    with pytest.warns(OutsideRecord):
        md.load("listings", as_of="2030-01-01")
