"""What an entity takes from the entries of all lists, on made rows: the strongest statement, then the more senior list."""

import pytest
from made_rows import cells, made, rows

from magnitsky_data.contract.cells import Row
from magnitsky_data.curation.database import statements

PARTICULAR = "entry_id sequence particular_type date_earliest date_latest is_circa country_code"
US, GB = "us-ofac-1", "gb-fcdo-2"  # the list of the US is the more senior one


def born(entry: str, sequence: str, first: str, last: str = "", circa: str = "false") -> tuple[str, ...]:
    return entry, sequence, "birth_date", first, last or first, circa, ""


def of(entry: str, sequence: str, kind: str, country: str) -> tuple[str, ...]:
    return entry, sequence, kind, "", "", "", country


def derived(*told: tuple[str, ...], kind: str = "person", steps: tuple[str, ...] = ("states", "entity_facts"), **entity: str) -> dict[str, list[Row]]:  # fmt: skip
    """Entities, citations and countries of two entries that are one entity; its row rests on the source of the US list."""
    data = made(
        {
            "lists": rows("list_id seniority", ("gb_fcdo", "2"), ("us_ofac", "1")),
            "list_entries": rows("entry_id list_id official_id entity_type source_id", (US, "us_ofac", "1", kind, "z"), (GB, "gb_fcdo", "2", kind, "z")),
            "entity_links": rows("entry_id entity_id", (US, "x"), (GB, "x")),
            "snapshot_files": rows("snapshot_id source_id", ("us", "a"), ("gb", "b")),
            "list_entry_parts": rows("entry_id part snapshot_id", (US, "remarks", "us"), (GB, "remarks", "gb")),
            "list_particulars": [row | {"part": "remarks"} for row in rows(PARTICULAR, *told)],
            "entities": [{"entity_id": "x", "entity_type": kind, "source_id": "a", "country_code": "", "birth_date": ""} | entity],
        }
    )  # fmt: skip
    for step in steps:
        data.run(statements("derive", step))
    return {table: data.rows(table) for table in ("entities", "citations", "entity_countries")}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([born(US, "1", "1965-01-01", "1965-12-31"), born(GB, "1", "1965-09-25")], "1965-09-25"),  # a day before a year
        ([born(US, "1", "1965-01-01", "1965-12-31"), born(GB, "1", "1965-09-01", "1965-09-30")], "1965-09"),
        ([born(US, "1", "1965-01-31"), born(GB, "1", "1965-01-30")], "1965-01-31"),
        ([born(US, "1", "1965-01-31", circa="true"), born(GB, "1", "1965-01-30")], "1965-01-30"),
        ([born(US, "1", "1965-01-31", circa="true"), born(GB, "1", "1965-01-01", "1965-01-31")], "1965-01-31"),
        # Of several days in one entry that which its first statement allows, whatever the order of their numbers.
        ([born(US, "10", "1965-01-31"), born(US, "9", "1964-02-02")], "1964-02-02"),
        ([born(US, "1", "1964-01-01", "1964-12-31"), born(US, "2", "1965-01-31"), born(US, "3", "1964-02-02")], "1964-02-02"),
        ([born(US, "1", "1960-01-01", "1962-12-31"), born(GB, "1", "1961-01-01", "1961-12-31")], "1961"),  # a range is no date
        ([(US, "1", "death_date", "1999-01-01", "1999-01-01", "", "")], ""),
    ],
)  # fmt: skip
def test_the_birth_date_that_is_told_most_exactly(told: list[tuple[str, ...]], expected: str) -> None:
    (entity,) = derived(*told)["entities"]
    assert entity["birth_date"] == expected


@pytest.mark.parametrize(
    ("kind", "told", "expected"),
    [
        ("person", [of(US, "1", "citizenship", "GB"), of(GB, "1", "nationality", "RU"), of(US, "2", "address", "CA")], "RU"),
        ("person", [of(US, "2", "nationality", "RU"), of(US, "1", "nationality", "GB")], "GB"),
        ("person", [of(US, "1", "address", "CA"), of(US, "2", "birth_place", "CA")], ""),
        ("organization", [of(US, "1", "nationality", "RU"), of(GB, "1", "address", "GB")], "GB"),
        ("vessel", [of(US, "1", "address", "GB"), of(GB, "1", "vessel_flag", "RU")], "RU"),
        ("vessel", [of(US, "1", "address", "GB")], "GB"),
        ("aircraft", [of(US, "1", "address", "GB"), of(US, "2", "vessel_flag", "RU")], "GB"),
    ],
)  # fmt: skip
def test_the_country_by_the_kind_of_entity(kind: str, told: list[tuple[str, ...]], expected: str) -> None:
    (entity,) = derived(*told, kind=kind)["entities"]
    assert entity["country_code"] == expected


def test_what_a_curator_wrote_stays_and_what_contradicts_it_is_cited() -> None:
    found = derived(
        born(US, "1", "1970-01-31"),
        born(GB, "1", "1970-01-30"),
        of(GB, "2", "nationality", "RU"),
        birth_date="1970-01-31",
        country_code="CA",
    )
    assert cells(found["entities"], "birth_date country_code") == [("1970-01-31", "CA")]
    columns = "column_name stance value source_id source_locator"
    assert cells(found["citations"], columns) == [
        ("birth_date", "conflicts", "1970-01-30", "b", "entry 2"),
        ("country_code", "conflicts", "RU", "b", "entry 2"),
    ]


def test_a_cell_from_another_source_than_its_row_is_cited() -> None:
    found = derived(
        born(US, "1", "1970-01-01", "1970-12-31"), born(GB, "1", "1970-01-31"), of(US, "2", "nationality", "RU")
    )
    assert cells(found["citations"], "citation_id row_id column_name stance source_id source_locator") == [
        ("x-birth-date", "x", "birth_date", "supports", "b", "entry 2")
    ]  # the year of the more senior list allows the day, and the country is from the source of the row


def test_each_birth_date_that_is_another_one_is_cited() -> None:
    """The year allows the day of the cell; of the two days that do not, each has its citation."""
    found = derived(
        born(US, "1", "1970-01-31"),
        born(GB, "1", "1980-01-01"),
        born(GB, "2", "1970-01-01", "1970-12-31"),
        born(GB, "3", "1981-05-05", circa="true"),
        of(US, "3", "address", "GB"),
    )
    assert cells(found["citations"], "citation_id stance value") == [
        ("x-birth-date-gb-fcdo-2", "conflicts", "1980-01-01"),
        ("x-birth-date-gb-fcdo-2-2", "conflicts", "1981-05-05"),
    ]


def test_an_entry_that_also_gives_the_country_does_not_contradict_it() -> None:
    told = [of(US, "1", "nationality", "RU"), of(GB, "1", "nationality", "CA"), of(GB, "2", "citizenship", "RU")]
    assert derived(*told)["citations"] == []
    assert cells(derived(*told[:2])["citations"], "stance value") == [("conflicts", "CA")]


def test_several_years_without_a_day_are_a_bracket() -> None:
    """Of what one entry gives; a day, or years that another entry gives, do not make one."""
    columns = "birth_date birth_date_earliest birth_date_latest birth_date_precision"
    years = [born(US, "1", "1970-01-01", "1970-12-31"), born(US, "2", "1972-01-01", "1972-12-31")]
    assert cells(derived(*years)["entities"], columns) == [("", "1970-01-01", "1972-12-31", "")]
    assert cells(derived(years[0], born(GB, "1", "1972-01-01", "1972-12-31"))["entities"], columns) == [
        ("1970", "1970-01-01", "1970-12-31", "year")
    ]
    assert cells(derived(*years, born(US, "3", "1971-05-05"))["entities"], columns) == [
        ("1971-05-05", "1971-05-05", "1971-05-05", "day")
    ]


def test_a_body_is_not_contradicted_by_its_other_addresses() -> None:
    found = derived(of(US, "1", "address", "GB"), of(GB, "1", "address", "CA"), kind="organization")
    assert found["citations"] == []


def test_the_native_name_of_the_more_senior_list() -> None:
    names = rows(
        "entry_id name name_type script_code is_weak",
        (GB, "А", "native", "Cyrl", "false"),
        (US, "Б", "alias", "Cyrl", "false"),
        (US, "В", "alias", "Cyrl", "false"),
        (US, "Аа", "native", "Cyrl", "true"),
        (US, "A", "alias", "Latn", "false"),
    )
    data = made(
        {
            "lists": rows("list_id seniority", ("gb_fcdo", "2"), ("us_ofac", "1")),
            "list_entries": rows("entry_id list_id", (US, "us_ofac"), (GB, "gb_fcdo")),
            "entity_links": rows("entry_id entity_id", (US, "x"), (GB, "x"), ("us-ofac-3", "y"), ("us-ofac-4", "z")),
            "list_names": names,
            "entities": rows("entity_id native_name", ("x", ""), ("y", "Своё")),
        }
    )
    for step in ("states", "entity_facts"):
        data.run(statements("derive", step))
    assert cells(data.rows("entities"), "entity_id native_name") == [("x", "Б"), ("y", "Своё")]


def test_each_country_stands_once_by_what_tells_of_it() -> None:
    """For the most senior list that tells it; what an editor wrote is a basis of its own, other particulars are none."""
    found = derived(
        of(GB, "1", "nationality", "RU"),
        of(US, "2", "nationality", "RU"),
        of(GB, "3", "vessel_flag", "CA"),
        of(GB, "4", "registration_number", "CA"),
        of(US, "5", "birth_place", "GB"),
        of(US, "6", "citizenship", "GB"),
        of(US, "7", "address", "GB"),
        of(US, "8", "passport", "US"),
        steps=("editors_countries", "states", "entity_countries"),
        country_code="BG",
    )
    assert sorted(cells(found["entity_countries"], "country_code basis list_id source_id")) == [
        ("BG", "editors", "", "a"),
        ("CA", "flag", "gb_fcdo", "b"),
        ("CA", "registration", "gb_fcdo", "b"),
        ("GB", "address", "us_ofac", "a"),
        ("GB", "birth_place", "us_ofac", "a"),
        ("GB", "citizenship", "us_ofac", "a"),
        ("RU", "nationality", "us_ofac", "a"),
    ]
