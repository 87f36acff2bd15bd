"""Who is whom: entries of lists and the persons and bodies behind them, with all their names."""

from pathlib import Path

import pytest
from breaking import built
from lists_project import DOE, born, entry, event, lists_project, state
from small_project import Project, Row

import magnitsky_data as md

US, UK, EU = "us-ofac-23343", "gb-fcdo-GHR1", "eu-fsf-EU.1.1"
PROGRAMS = [
    {"program_id": "us-glomag", "name": "Global Magnitsky"},
    {"program_id": "gb-gac", "list_id": "gb_fcdo", "name": "Global Anti-Corruption"},
    {"program_id": "eu-ghrsr", "list_id": "eu_fsf", "name": "Global Human Rights"},
]
PROGRAM_OF = {"us-ofac": "us-glomag", "gb-fcdo": "gb-gac", "eu-fsf": "eu-ghrsr"}


def people(root: Path, *entries: Row, **tables: list[Row]) -> Project:
    """A project in which each entry was listed on the same day."""
    listed = [
        event(
            "add",
            "2020-02-01",
            e["entry_id"],
            program_id=PROGRAM_OF["-".join(e["entry_id"].split("-")[:2])],
            entity_type=e.get("entity_type", "person"),
        )
        for e in entries
    ]
    return lists_project(
        root, programs=PROGRAMS, list_entries=list(entries), designation_events=listed, laws=[], **tables
    )


# What an entry and an entity say


def fact(kind: str, value: str, sequence: int, country: str = "", entry_id: str = DOE) -> Row:
    cells = {"entry_id": entry_id, "sequence": str(sequence), "particular_type": kind, "value": value}
    return {**cells, "country_code": country}


def test_an_entry_has_its_first_birth_date_and_country(tmp_path: Path) -> None:
    """The tenth particular comes after the ninth; a nationality goes before a citizenship."""
    project = people(
        tmp_path,
        entry(),
        list_particulars=[
            {**born(DOE, "1977-01-01", "1977-12-31"), "sequence": "10"},
            {**born(DOE, "1976-10-01", "1976-10-31"), "sequence": "9"},
            {**born(DOE, "2001-01-01"), "sequence": "3", "particular_type": "death_date"},
            fact("birth_date", "in his youth", 4),
            fact("citizenship", "France", 2, "FR"),
            fact("nationality", "Russia", 11, "RU"),
            fact("nationality", "Belarus", 12, "BY"),
            fact("address", "London", 1, "GB"),
        ],
    )
    (row,) = built(project, "list_entries")
    assert {c: row[c] for c in row if c.startswith(("birth", "country"))} == {
        "birth_date": "1976-10",
        "birth_date_precision": "month",
        "birth_date_earliest": "1976-10-01",
        "birth_date_latest": "1976-10-31",
        "country_code": "RU",
    }


def test_a_body_has_the_country_of_its_address_and_no_birth(tmp_path: Path) -> None:
    project = people(
        tmp_path,
        entry(entity_type="organization"),
        list_particulars=[
            born(DOE, "1976-10-05"),
            fact("nationality", "Russia", 2, "RU"),
            fact("address", "Dubai", 3, "AE"),
        ],
    )
    (row,) = built(project, "list_entries")
    assert (row["birth_date"], row["country_code"]) == ("", "AE")


def test_an_entity_is_made_from_its_entry(tmp_path: Path) -> None:
    project = people(
        tmp_path,
        entry(DOE, "IVANOV, Ivan"),
        list_names=[{"entry_id": DOE, "name": "ИВАНОВ, Иван", "name_type": "native"}],
        list_particulars=[born(DOE, "1976-10-05"), fact("nationality", "Russia", 2, "RU")],
    )
    (row,) = built(project, "entities")
    columns = ("entity_id", "entity_type", "name", "native_name", "birth_date", "country_code", "confidence")
    assert [row[c] for c in columns] == [DOE, "person", "Ivan Ivanov", "ИВАНОВ, Иван", "1976-10-05", "RU", "high"]


@pytest.mark.parametrize(
    ("told", "cell", "first_day", "last_day"),
    [
        ([("1959-01-01", "1959-12-31"), ("1963-01-01", "1963-12-31")], "", "1959-01-01", "1963-12-31"),
        ([("1968-03-01", "1968-03-31"), ("1968-04-01", "1968-04-30")], "", "1968-03-01", "1968-04-30"),
        ([("1968-01-01", "1968-12-31"), ("1968-01-01", "1968-12-31")], "1968", "1968-01-01", "1968-12-31"),
        ([("1985-11-08", "1986-11-07")], "", "1985-11-08", "1986-11-07"),
        ([("1980-06-16", ""), ("1981-06-16", "")], "1980-06-16", "1980-06-16", "1980-06-16"),
    ],
    ids=["years", "months", "one year twice", "a range", "days"],
)
def test_birth_dates_of_which_an_entry_gives_several(
    tmp_path: Path, told: list[tuple[str, str]], cell: str, first_day: str, last_day: str
) -> None:
    """Years and months leave a bracket, as Australia's list writes an Iranian year; of days the first stands."""
    facts = [{**born(DOE, *days), "sequence": str(at)} for at, days in enumerate(told, 1)]
    project = people(tmp_path, entry(), list_particulars=facts)
    (row,) = built(project, "entities")
    assert (row["birth_date"], row["birth_date_earliest"], row["birth_date_latest"]) == (cell, first_day, last_day)


def test_a_second_birth_day_of_an_entry_is_cited(tmp_path: Path) -> None:
    facts = [{**born(DOE, day), "sequence": str(at)} for at, day in enumerate(("1980-06-16", "1981-06-16"), 1)]
    project = people(tmp_path, entry(), list_particulars=facts)
    cited = [(c["column_name"], c["stance"], c["value"]) for c in built(project, "citations")]
    assert cited == [("birth_date", "conflicts", "1981-06-16")]


def test_a_name_in_several_parts_of_the_record_is_kept_once(tmp_path: Path) -> None:
    """In the first part that has it, in the order of the descriptor."""
    names = [("DOE, John", "aliases"), ("DOE, John", "names"), ("DOE, Jack", "weak_aliases"), ("DOE, Jack", "aliases")]
    project = people(
        tmp_path, entry(), list_names=[{"entry_id": DOE, "name": name, "part": part} for name, part in names]
    )
    assert [(r["name"], r["part"]) for r in built(project, "list_names")] == [
        ("DOE, Jack", "aliases"),
        ("DOE, John", "names"),
    ]


def test_names_of_an_entity(tmp_path: Path) -> None:
    """Its own first, then those of its entries, each once; a weak one is called so whatever else it is."""
    listed = [
        ("IVANOV, Ivan", "primary", "false"),
        ("VANYA", "alias", "true"),
        ("IVANOV, I.", "former", "false"),
        ("Ivan IVANOV", "alias", "false"),
    ]
    project = people(
        tmp_path,
        entry(DOE, "IVANOV, Ivan"),
        list_names=[
            *({"entry_id": DOE, "name": n, "name_type": kind, "is_weak": weak} for n, kind, weak in listed),
            {"entry_id": DOE, "name": "Иван", "name_type": "native", "script_code": "Cyrl", "language_code": "ru"},
        ],
    )
    columns = ("name", "name_type", "script_code", "language_code", "list_id")
    assert {tuple(row[c] for c in columns) for row in built(project, "entity_names")} == {
        ("Ivan Ivanov", "primary", "Latn", "", ""),
        ("Иван", "native", "Cyrl", "", ""),
        ("IVANOV, Ivan", "alias", "Latn", "", "us_ofac"),
        ("VANYA", "weak", "Latn", "", "us_ofac"),
        ("IVANOV, I.", "former", "Latn", "", "us_ofac"),
    }


def test_an_entry_is_current_while_a_spell_is_open(tmp_path: Path) -> None:
    project = lists_project(
        tmp_path,
        state("2020-02-10", DOE, "us-ofac-2"),
        state("2020-04-10", DOE),
        list_entries=[entry(), entry("us-ofac-2", "ROE, Jane")],
        designation_events=[
            event("add", "2020-02-01"),
            event("add", "2020-02-01", "us-ofac-2"),
            event("remove", "2020-03-01", "us-ofac-2"),
        ],
    )
    assert [(r["entry_id"], r["is_current"]) for r in built(project, "list_entries")] == [
        (DOE, "true"),
        ("us-ofac-2", "false"),
    ]


def test_birth_dates_of_persons_leave_out_none_that_a_list_gives() -> None:
    """Each lies between the first and last day of the person, or a citation says that the entry gives it too."""
    told = md.load("list_particulars").query("particular_type == 'birth_date' and date_earliest.notna()")
    links = md.load("entity_links")[["entry_id", "entity_id"]].drop_duplicates()
    persons = md.load("entities").query("entity_type == 'person'")[
        ["entity_id", "birth_date_earliest", "birth_date_latest"]
    ]
    rows = told.merge(links).merge(persons)
    assert len(rows) > 318  # OFAC alone has as many persons with a birth date (facts of 2026-07-11)
    apart = (rows["date_latest"] < rows["birth_date_earliest"]) | (rows["date_earliest"] > rows["birth_date_latest"])
    cited = md.load("citations").query(
        "table_name == 'entities' and column_name == 'birth_date' and stance == 'conflicts'"
    )
    assert set(rows[apart]["entity_id"]) <= set(cited["row_id"])
    assert not rows["birth_date_earliest"].isna().any()
