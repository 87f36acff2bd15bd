"""Dates: which text is one, and which days a partial date allows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_project import ROOT

from magnitsky_data.contract.cells import cell_check, is_date, is_partial_date, whole_number
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.curation.assemble import Assembled, Dataset, Origin
from magnitsky_data.curation.derive import expand_partial_dates

CONTRACT = Contract.read(ROOT / "datapackage.json")

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
numbers = st.tuples(st.integers(0, 9999), st.integers(0, 14), st.integers(0, 33))


def expanded(value: str) -> dict[str, str]:
    """The derived columns of a law adopted on a partial date."""
    laws = Assembled(CONTRACT.table("laws"))
    laws.add({"law_id": "us-pl-112-208", "adopted_date": value}, Origin("laws.csv", 2))
    data = Dataset(CONTRACT, {"laws": laws})
    expand_partial_dates(data)
    (row,) = data.rows("laws")
    return {column.removeprefix("adopted_date_"): row[column] for column in row if column.startswith("adopted_date_")}


def exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@given(numbers)
def test_dates_are_those_of_the_calendar(parts: tuple[int, int, int]) -> None:
    year, month, day = parts
    assert is_date(f"{year:04}-{month:02}-{day:02}") == exists(year, month, day)
    assert is_partial_date(f"{year:04}-{month:02}-{day:02}") == exists(year, month, day)
    assert is_partial_date(f"{year:04}-{month:02}") == exists(year, month, 1)
    assert is_partial_date(f"{year:04}") == exists(year, 1, 1)
    assert not is_date(f"{year:04}-{month:02}")
    assert not is_date(f"{year:04}")


@given(st.one_of(st.text(max_size=12), st.text("0123456789-٣ T:W", min_size=3, max_size=11)))
def test_any_other_text_is_no_date(text: str) -> None:
    """Among them what ``date.fromisoformat`` takes: 20110519, 2011-W20-4."""
    shapes = [
        text.replace("-", "").isascii() and text.replace("-", "").isdigit(),
        [len(p) for p in text.split("-")] in ([4], [4, 2], [4, 2, 2]),
    ]
    if not all(shapes):
        assert not is_partial_date(text)
        assert not is_date(text)


@pytest.mark.parametrize("text", ["20110519", "2011-W20-4", "2011-5-19", "11-05-19", " 2011", "2011-05-19 ", "٢٠١١"])
def test_near_misses(text: str) -> None:
    assert not is_date(text)
    assert not is_partial_date(text)


@given(days)
def test_a_day_allows_itself(day: date) -> None:
    assert expanded(day.isoformat()) == {"precision": "day", "earliest": day.isoformat(), "latest": day.isoformat()}


@given(days)
def test_a_month_allows_its_days(day: date) -> None:
    found = expanded(day.isoformat()[:7])
    first, last = date.fromisoformat(found["earliest"]), date.fromisoformat(found["latest"])
    assert found["precision"] == "month"
    assert first <= day <= last
    assert (first.day, first.month, last.month, first.year, last.year) == (1, day.month, day.month, day.year, day.year)
    assert last == date.max or (last + timedelta(days=1)).day == 1


@given(days)
def test_a_year_allows_its_days(day: date) -> None:
    year = day.isoformat()[:4]
    assert expanded(year) == {"precision": "year", "earliest": f"{year}-01-01", "latest": f"{year}-12-31"}


@pytest.mark.parametrize(("month", "last"), [("2012-02", "29"), ("2011-02", "28"), ("2000-02", "29"), ("1900-02", "28"), ("2012-12", "31"), ("2012-11", "30")])  # fmt: skip
def test_last_day_of_the_month(month: str, last: str) -> None:
    assert expanded(month)["latest"] == f"{month}-{last}"


@given(st.one_of(st.text(max_size=12), st.sampled_from(["", "2011-13", "2011-02-30", "0000", "20²1", "2011-5"])))
def test_what_is_no_date_is_not_expanded(value: str) -> None:
    assert any(expanded(value).values()) == is_partial_date(value)


@given(st.one_of(st.integers().map(str), st.text(max_size=6), st.text("0123456789-+_. ²٣", max_size=22)))
def test_whole_numbers(text: str) -> None:
    number = whole_number(text)
    if number is not None:
        assert str(number) == text or (text, number) == ("-0", 0)
        assert -(2**63) <= number < 2**63  # what a column of the Parquet file holds


@given(st.text(max_size=12))
def test_any_text_has_a_verdict(text: str) -> None:
    for table in CONTRACT.tables.values():
        for field in table.fields:
            verdict = cell_check(field)(text)
            assert verdict == "" or repr(text) in verdict or not text
