"""What each chart shows: one frame of numbers a chart, made of the tables of the release."""

import pandas as pd

import magnitsky_data as md

VESSELS = "Vessels, property of listed persons"
BALTIC = ["Lithuania", "Latvia", "Estonia"]
BALTICS = ", ".join(BALTIC)
PARTIES = {"D": "Democrats", "R": "Republicans", "I": "Independent", "ID": "Independent Democrat"}


def listings_by_year() -> pd.DataFrame:
    """Persons and bodies newly named in each year by each state, vessels in a column of their own."""
    years = md.load("listings_by_year")
    state = years["listed_by"].where(~years["listed_by"].isin(BALTIC), BALTICS)
    named = (years["persons"] + years["organizations"]).groupby([years["year"], state]).sum().unstack(fill_value=0)
    named[VESSELS] = years.groupby("year")["vessels"].sum()
    return named


def who_lists_whom() -> pd.DataFrame:
    """Persons and bodies listed now, vessels apart, by country of the listed and state that lists; twelve countries."""
    listings = md.load("listings").query("is_listed and not is_identified_property").dropna(subset="countries")
    pairs = listings.assign(country=listings["countries"].str.split("; ")).explode("country")
    counted = pairs.groupby(["country", "listed_by"])["entity_id"].nunique().unstack(fill_value=0)
    order = pairs.groupby("country")["entity_id"].nunique().sort_values(ascending=False, kind="stable")
    return counted.loc[order.index[:12], counted.sum().sort_values(ascending=False, kind="stable").index]


def adoptions() -> pd.DataFrame:
    """Children adopted from Russia to the United States, fiscal years 1992 to 2013; empty where no figure is known."""
    years = md.load("adoptions_by_year").query("1992 <= fiscal_year <= 2013").set_index("fiscal_year")
    return years[["from_russia", "series_code"]]


def days_to_answer() -> pd.DataFrame:
    """Days from the nearest trigger to each answer: one row a state, day and state answered."""
    answers = md.load("answers").query("relation == 'magnitsky_type'").dropna(subset=["lag_days", "against"])
    stated = answers.assign(is_stated=answers["certainty"] == "stated")
    same = stated.groupby(["by", "against", "answered_date"])
    return same.agg(days=("lag_days", "min"), is_stated=("is_stated", "max")).reset_index().sort_values("answered_date")


def votes_by_party() -> pd.DataFrame:
    """Positions of both chambers on the Act of 2012, by party."""
    votes = md.load("roll_calls").query("act == 'Magnitsky Act of 2012' and relevance == 'core'")
    counted = votes.groupby(["chamber", "party_code", "position"]).size().unstack(fill_value=0)
    return counted[["yea", "nay", "not_voting"]].rename(PARTIES, level="party_code")


def first_to_last_list() -> pd.DataFrame:
    """First and last state that named each person whom two states or more named, in order of the first day."""
    people = md.load("listings").query("entity_type == 'person'").dropna(subset="listed_date")
    first_days = people.groupby(["entity_id", "listed_by"])["listed_date"].min()
    spans = first_days.groupby("entity_id").agg(first="min", last="max", states="size").query("states > 1")
    return spans.assign(days=(spans["last"] - spans["first"]).dt.days).sort_values(["first", "last"], kind="stable")
