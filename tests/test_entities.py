"""Who is whom: entries of lists and the persons and bodies behind them, with all their names."""

from pathlib import Path

import pytest
from breaking import built
from lists_project import DOE, born, entry, event, lists_project, state
from magnitsky_data.curation.derive.people import name_words, usual_order
from small_project import Project, Row

from magnitsky_data.contract.cells import partial_date

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


def links(project: Project) -> dict[str, tuple[str, str]]:
    """Entity of each entry, and how it was found."""
    return {row["entry_id"]: (row["entity_id"], row["method"]) for row in built(project, "entity_links")}


BY_NUMBER, BY_NAME = "rule_number", "rule_name_and_birth_date"


@pytest.mark.parametrize(
    ("day", "name", "entity"),
    [
        ("1976-10-05", "Ramzan Akhmatovich KADYROV", US),
        ("1976-10-06", "Ramzan Akhmatovich KADYROV", UK),
        ("1976-10-05", "Ramzan KADYROV", US),
        ("1976-10-05", "KADYROV", UK),
        ("1976-10-05", "Ramzan Aronovich KADYROV", UK),
    ],
)
def test_entries_are_one_person_by_birth_date_and_name_alone(day: str, name: str, entity: str, tmp_path: Path) -> None:
    project = people(
        tmp_path,
        entry(UK, name),
        entry(US, "KADYROV, Ramzan Akhmatovich"),
        list_particulars=[born(US, "1976-10-05"), born(UK, day)],
    )
    assert links(project) == {US: (US, BY_NUMBER), UK: (entity, BY_NAME if entity == US else BY_NUMBER)}
    names = {row["entity_id"]: row["name"] for row in built(project, "entities")}
    assert names[US] == "Ramzan Akhmatovich KADYROV"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            entry(US, "IVANOV, Ivan", entity_type="organization"),
            born(US, "1976-10-05"),
        ),  # bodies are joined by curators
        (entry(US, "IVANOV, Ivan"), born(US, "1976-01-01", "1976-12-31")),  # a year is no day
    ],
)
def test_what_is_no_person_with_a_day_is_not_joined(one: Row, other: Row, tmp_path: Path) -> None:
    uk = entry(UK, "Ivan IVANOV", entity_type=one.get("entity_type", "person"))
    project = people(tmp_path, one, uk, list_particulars=[other, {**other, "entry_id": UK}])
    assert links(project) == {US: (US, BY_NUMBER), UK: (UK, BY_NUMBER)}


def test_an_entry_that_fits_two_persons_is_neither(tmp_path: Path) -> None:
    """A wrong match accuses a namesake: born on one day, and known by the names of both."""
    other = "us-ofac-5"
    project = people(
        tmp_path,
        entry(US, "IVANOV, Ivan"),
        entry(other, "PETROV, Petr"),
        entry(UK, "Ivan IVANOV"),
        list_names=[{"entry_id": UK, "name": "Petr PETROV"}],
        list_particulars=[born(key, "1976-10-05") for key in (US, other, UK)],
    )
    assert links(project) == {key: (key, BY_NUMBER) for key in (US, other, UK)}


def test_a_person_goes_by_the_number_of_the_most_senior_list(tmp_path: Path) -> None:
    """Of the United States, the United Kingdom, the European Union, whatever the order of the ids."""
    project = people(
        tmp_path,
        entry(EU, "Ivan IVANOV"),
        entry(UK, "Ivan IVANOV"),
        list_particulars=[born(EU, "1976-10-05"), born(UK, "1976-10-05")],
    )
    assert links(project) == {EU: (UK, BY_NAME), UK: (UK, BY_NUMBER)}


def test_a_curator_s_link_goes_before_the_rule(tmp_path: Path) -> None:
    project = people(
        tmp_path,
        entry(),
        entry(UK, "John DOE"),
        list_particulars=[born(DOE, "1976-10-05"), born(UK, "1976-10-05")],
        entity_links=[{"entry_id": DOE, "entity_id": "md-p-00001"}],
        entities=[{"entity_id": "md-p-00001", "name": "John Doe"}],
    )
    assert links(project) == {DOE: ("md-p-00001", "curator"), UK: ("md-p-00001", BY_NAME)}
    assert [row["entity_id"] for row in built(project, "entities")] == ["md-p-00001"]


def test_a_withdrawn_id_leads_to_the_one_that_stands_for_it(tmp_path: Path) -> None:
    project = people(
        tmp_path,
        entry(),
        entities=[{"entity_id": "md-p-00001", "name": "John Doe"}],
        entity_redirects=[
            {"old_entity_id": DOE, "entity_id": "md-p-00001", "reason": "same", "since_version": "2026.1.0"}
        ],
    )
    assert links(project)[DOE][0] == "md-p-00001"


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
    assert [row[c] for c in columns] == [DOE, "person", "Ivan IVANOV", "ИВАНОВ, Иван", "1976-10-05", "RU", "high"]


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
        ("Ivan IVANOV", "primary", "Latn", "", ""),
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


# Text and ranges of days


@pytest.mark.parametrize(
    ("earliest", "latest", "found"),
    [
        ("1972-08-10", "1972-08-10", "1972-08-10"),
        ("1974-01-01", "1974-12-31", "1974"),
        ("1965-02-01", "1965-02-28", "1965-02"),
        ("1972-08-10", "1972-08-11", ""),
        ("1960-01-01", "1962-12-31", ""),
    ],
)
def test_a_range_of_days_is_a_partial_date_only_when_it_is_one(earliest: str, latest: str, found: str) -> None:
    assert partial_date(earliest, latest) == found


def test_names_are_compared_without_order_case_accents_and_punctuation() -> None:
    assert name_words("GONZÁLEZ LÓPEZ, Gustavo Enrique") == name_words("gustavo-enrique Gonzalez Lopez")
    assert name_words("AL OTAIBI, Badr Lafi M.") == name_words("Badr Lafi ALOTAIBI")
    assert name_words("GAUSS, Aleksandra") != name_words("GAUS, Aleksandra")
    assert usual_order("CO., LTD., Example") == "LTD., Example CO."
    assert usual_order("WAGNER GROUP") == "WAGNER GROUP"
