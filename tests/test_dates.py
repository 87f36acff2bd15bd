"""Dates: which text is one, and which days a partial date allows."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from breaking import built
from hypothesis import given
from hypothesis import strategies as st
from lists_project import EO_13818, event, lists_project
from small_project import ROOT

from magnitsky_data.contract.cells import cell_check, is_date, is_partial_date, span, whole_number
from magnitsky_data.contract.descriptor import Contract

CONTRACT = Contract.read(ROOT / "datapackage.json")

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
numbers = st.tuples(st.integers(0, 9999), st.integers(0, 14), st.integers(0, 33))


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
    assert span(day.isoformat()) == (day.isoformat(), day.isoformat())


@given(days)
def test_a_month_allows_its_days(day: date) -> None:
    first, last = map(date.fromisoformat, span(day.isoformat()[:7]))
    assert first <= day <= last
    assert (first.day, first.month, last.month, first.year, last.year) == (1, day.month, day.month, day.year, day.year)
    assert last == date.max or (last + timedelta(days=1)).day == 1


@given(days)
def test_a_year_allows_its_days(day: date) -> None:
    year = day.isoformat()[:4]
    assert span(year) == (f"{year}-01-01", f"{year}-12-31")


EXPANDED = {
    # partial date: precision, first and last day that it allows
    "2012-12-14": ("day", "2012-12-14", "2012-12-14"),
    "2012-02": ("month", "2012-02-01", "2012-02-29"),
    "2011-02": ("month", "2011-02-01", "2011-02-28"),
    "2000-02": ("month", "2000-02-01", "2000-02-29"),
    "1900-02": ("month", "1900-02-01", "1900-02-28"),
    "2012-11": ("month", "2012-11-01", "2012-11-30"),
    "2012-12": ("month", "2012-12-01", "2012-12-31"),
    "2012": ("year", "2012-01-01", "2012-12-31"),
    "": ("", "", ""),
}


def test_every_partial_date_has_its_precision_and_days(tmp_path: Path) -> None:
    """Of laws, each adopted on another date; a column that says nothing has none."""
    keys = {f"us-pl-{number}": value for number, value in enumerate(EXPANDED)}
    laws = [{"law_id": key, "title": "An Act", "adopted_date": value} for key, value in keys.items()]
    project = lists_project(tmp_path, laws=[EO_13818, *laws], designation_events=[event("add", "2020-02-01")])
    rows = {row["law_id"]: row for row in built(project, "laws")}
    suffixes = ("precision", "earliest", "latest")
    told = {value: tuple(rows[key][f"adopted_date_{s}"] for s in suffixes) for key, value in keys.items()}
    assert told == EXPANDED
    assert {rows[key][f"ended_date_{s}"] for key in keys for s in suffixes} == {""}


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
