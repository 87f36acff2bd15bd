"""Dates of birth in the words of DFAT's Consolidated List: its cells of all programmes, 2022 to 2026."""

import pytest
from official_files import reader

from magnitsky_data.importers.au_dfat.record import birth_dates


@pytest.mark.parametrize(
    ("text", "spans"),
    # As cells of the whole lists of 2022 and 2026 have them.
    [
        ("a) 4 Dec. 1971  b) 1977", ["1971-12-04..1971-12-04", "1977-01-01..1977-12-31"]),
        ("a)1994 b)1993", ["1994-01-01..1994-12-31", "1993-01-01..1993-12-31"]),
        ("a) 5 Oct. 1965\nb) 3 Mar.1965", ["1965-10-05..1965-10-05", "1965-03-03..1965-03-03"]),
        ("a) Between Aug. and Sep 1977    b) (Aug. 1961)", ["1977-08-01..1977-09-30", "1961-08-01..1961-08-31"]),
        ("Between 1963 to 1968", ["1963-01-01..1968-12-31"]),
        ("Approximately: Between 1959 and 1965", ["1959-01-01..1965-12-31"]),
        ("Circa 1979-1982", ["1979-01-01..1982-12-31"]),
        ("approximately 1977/1978", ["1977-01-01..1977-12-31", "1978-01-01..1978-12-31"]),
        ("30 December 1960  or 13 December 1960", ["1960-12-30..1960-12-30", "1960-12-13..1960-12-13"]),
        ("06/10/1956 20/06/1956", ["1956-10-06..1956-10-06", "1956-06-20..1956-06-20"]),
        ("21/09/1964; alt DOB: 1962", ["1964-09-21..1964-09-21", "1962-01-01..1962-12-31"]),
        ("15 May 1968 (as Yasir Sabawi Ibrahim) 1970 (as Ali Thafir)", ["1968-05-15..1968-05-15", "1970-01-01..1970-12-31"]),
        ("1965.", ["1965-01-01..1965-12-31"]),
    ],
)  # fmt: skip
def test_ways_in_which_dates_of_birth_are_written(text, spans):
    assert [f"{p.date_earliest}..{p.date_latest}" for p in birth_dates(text, reader("au_dfat"))] == spans


@pytest.mark.parametrize(
    "text", ["24-Apr-68", "24/06/1402 (Hijri Calendar)", "Between 1968 and 1963", "30-35 years old", "na"]
)
def test_a_date_that_is_not_clear_is_asked_of_the_curator(text):
    read = reader("au_dfat")
    birth_dates(text, read)
    assert [key[2] for key in read.readings.unknown] == [text]
