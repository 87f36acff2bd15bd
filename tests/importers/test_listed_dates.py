"""Days as lists write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.dates import (
    MONTHS,
    bounds,
    british_bounds,
    british_day,
    iso_bounds,
    iso_day,
    month_number,
    spreadsheet_day,
)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("31/12/1961", "1961-12-31", "1961-12-31"),
        ("00/07/1976", "1976-07-01", "1976-07-31"),  # OFSI, GHR0154
        ("00/00/1973", "1973-01-01", "1973-12-31"),
        ("dd/mm/1945", "1945-01-01", "1945-12-31"),  # UK Sanctions List, AFG0006
        ("dd/02/1964", "1964-02-01", "1964-02-29"),
        ("01/1957", "1957-01-01", "1957-01-31"),
        ("1982", "1982-01-01", "1982-12-31"),
        ("1949-12-01", "1949-12-01", "1949-12-01"),  # this and the rest as Australia writes them
        ("2/05/1962", "1962-05-02", "1962-05-02"),
        ("August 1961", "1961-08-01", "1961-08-31"),
        ("1964-03", "1964-03-01", "1964-03-31"),
    ],
)
def test_british_dates(text: str, earliest: str, latest: str) -> None:
    assert british_bounds(text, "x") == (earliest, latest)


@pytest.mark.parametrize(
    "text", ["", "31/02/1961", "12/31/1961", "15/08/19yy", "15/00/1961", "c. 1961", "00/13/1961", "long ago"]
)
def test_what_is_no_date_is_refused_with_the_value(text: str) -> None:
    with pytest.raises(ImportRefused, match="here: '"):
        british_bounds(text, "here")


def test_a_day_of_listing_must_be_whole() -> None:
    assert british_day("06/07/2020", "x") == "2020-07-06"
    with pytest.raises(ImportRefused, match="'00/07/2020' is not a full date"):
        british_day("00/07/2020", "x")
    assert iso_day("2020-07-06", "x") == "2020-07-06"
    for text in ("2020-07", "2020-07-32", "20200706", "06/07/2020", ""):
        with pytest.raises(ImportRefused, match=f"here: '{text}' is not a day; expected YYYY-MM-DD"):
            iso_day(text, "here")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_reads_back(day: date) -> None:
    exact = (day.isoformat(), day.isoformat())
    for text in (day.strftime("%d/%m/%Y"), f"{day.day}/{day.month}/{day.year}", f"{day.day} {day:%B} {day.year}"):
        assert british_bounds(text, "x") == exact
    assert british_bounds(day.isoformat(), "x") == iso_bounds(day.isoformat(), "x") == exact
    for text in (f"00/{day.month:02}/{day.year}", f"{day.month:02}/{day.year}", f"{day:%B} {day.year}", exact[0][:7]):
        month = british_bounds(text, "x")
        assert month[0] <= day.isoformat() <= month[1]
        assert month[0][:7] == month[1][:7] == day.isoformat()[:7]
    assert (
        bounds(day.year, 0, 0, "", "x") == iso_bounds(str(day.year), "x") == (f"{day.year}-01-01", f"{day.year}-12-31")
    )


@given(st.text())
def test_any_other_text_is_refused_or_gives_days_that_exist(text: str) -> None:
    for read in (british_bounds, iso_bounds):
        try:
            earliest, latest = read(text, "x")
        except ImportRefused:
            continue
        assert date.fromisoformat(earliest) <= date.fromisoformat(latest)


def test_months_by_their_names() -> None:
    assert [month_number(name, "fr", "x") for name in MONTHS["fr"]] == list(range(1, 13))
    assert (month_number("Sept", "en", "x"), month_number("AUG", "en", "x")) == (9, 8)
    for name, language in (("Augst", "en"), ("jui", "fr"), ("Ja", "en"), ("août", "en")):
        with pytest.raises(ImportRefused, match=f"here: month '{name}'; expected one of"):
            month_number(name, language, "here")


def test_spreadsheet_days() -> None:
    assert spreadsheet_day(25569) == "1970-01-01"
    assert spreadsheet_day(45292) == "2024-01-01"
