"""Days, numbered values, scripts and countries as lists write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists.countries import CODES, OTHERS, country_code, needed_country
from magnitsky_data.importers.lists.wording import (
    british_date,
    british_day,
    clean,
    numbered,
    script_of,
    span,
    spreadsheet_day,
    unique,
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
    ],
)
def test_british_dates(text: str, earliest: str, latest: str) -> None:
    assert british_date(text, "x") == (earliest, latest)


@pytest.mark.parametrize(
    "text", ["", "31/02/1961", "12/31/1961", "15/08/19yy", "1961-12-31", "15/00/1961", "c. 1961", "00/13/1961"]
)
def test_what_is_no_date_is_refused_with_the_value(text: str) -> None:
    with pytest.raises(ImportRefused, match="here: '"):
        british_date(text, "here")


def test_a_day_of_listing_must_be_whole() -> None:
    assert british_day("06/07/2020", "x") == "2020-07-06"
    with pytest.raises(ImportRefused, match="'00/07/2020' is not a full date"):
        british_day("00/07/2020", "x")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_reads_back(day: date) -> None:
    assert british_date(day.strftime("%d/%m/%Y"), "x") == (day.isoformat(), day.isoformat())
    month = british_date(f"00/{day.month:02}/{day.year}", "x")
    assert month[0] <= day.isoformat() <= month[1]
    assert month[0][:7] == month[1][:7] == day.isoformat()[:7]
    assert span(day.year) == (f"{day.year}-01-01", f"{day.year}-12-31")


def test_spreadsheet_days() -> None:
    assert spreadsheet_day(25569) == "1970-01-01"
    assert spreadsheet_day(45292) == "2024-01-01"


def test_numbered_values() -> None:
    assert numbered("(1) Sudan (2) South Sudan (3) United Arab Emirates") == [
        "Sudan",
        "South Sudan",
        "United Arab Emirates",
    ]
    assert numbered("(+855) 0319377770") == ["(+855) 0319377770"]
    assert numbered("Cannery (2) and mill (1)") == ["Cannery (2) and mill (1)"]
    assert numbered("(1) a (3) b") == ["(1) a (3) b"]
    assert numbered(" ") == []


@given(st.lists(st.text("abc .,;é", min_size=1).map(clean).filter(bool), min_size=1, max_size=12))
def test_numbered_values_read_back(values: list[str]) -> None:
    assert numbered(" ".join(f"({n}) {value}" for n, value in enumerate(values, 1))) == values


def test_whitespace_and_invisible_marks() -> None:
    # The French schedule has a zero-width space in Soe, the OFSI list no-break spaces.
    assert clean("Maung Maung So\u200be") == "Maung Maung Soe"
    assert clean(" رجا\xa0سلامة \n") == "رجا سلامة"
    assert clean("أحمدی\u200cمقدم") == "أحمدی\u200cمقدم"
    assert clean("e\u0301") == "é"


@given(st.text())
def test_clean_is_final(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_unique_keeps_the_first_and_drops_nothing_said() -> None:
    assert unique(["b", "", "a", "b"]) == ["b", "a"]


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Виктор Александрович МАРКЕЛОВ", "Cyrl"),
        ('להב"ה', "Hebr"),
        ("შალვა ბედოიძე", "Geor"),
        ("董勒成", "Hani"),
        ("ចេន ហ្ស៊ី", "Khmr"),
        ("Slobodan Tešić", "Latn"),
        ("Дзмiтрый", ""),  # a Latin i, as in the list
        ("", ""),
    ],
)
def test_scripts(name: str, script: str) -> None:
    assert script_of(name) == script


def test_countries() -> None:
    assert country_code("The Gambia") == "GM"
    assert country_code("Former USSR, now Ukraine") == "UA"
    assert country_code("Expiry: 08 Nov 2022") == ""
    assert needed_country("", "x") == ""
    with pytest.raises(ImportRefused, match="'Ruritania' was not seen before"):
        needed_country("Ruritania", "x")


def test_no_spelling_has_two_codes() -> None:
    assert not {name.casefold() for name in CODES} & {
        spelling.casefold() for names in OTHERS.values() for spelling in names
    }
