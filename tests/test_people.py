"""Who of the lists is one person, in a project."""

import pytest
from small_project import Project, released

from magnitsky_data.curation.derive.links import usual_name


@pytest.fixture
def entries(project: Project) -> Project:
    """The small project with two entries of OFAC's list, of persons born on one day."""
    put(project, "us-ofac-1", "us_ofac", "SIDOROV, Ivan Petrovich")
    put(project, "us-ofac-2", "us_ofac", "SIDOROV, Ivan Nikolaevich")
    return project


def put(project: Project, entry: str, list_id: str, name: str, born: str = "1970-01-31") -> None:
    """Add a person's entry with its day of birth."""
    source = {"source_id": project.rows("curated/laws")[0]["source_id"], "confidence": "high"}
    row = {"entry_id": entry, "list_id": list_id, "official_id": entry.rpartition("-")[2], "entity_type": "person"}
    project.add("curated/list_entries", {**row, "listed_name": name, **source})
    add_fact(project, entry, "birth_date", born)


def add_fact(project: Project, entry: str, kind: str, value: str) -> None:
    """Add what a list says of an entry: a date, a country code, or a word."""
    file = project.file("curated/list_particulars")
    place = 1 + (
        sum(row["entry_id"] == entry for row in project.rows("curated/list_particulars")) if file.is_file() else 0
    )
    row = {"entry_id": entry, "sequence": str(place), "particular_type": kind, "value": value, "part": "remarks"}
    if kind == "birth_date":
        row |= {"date_earliest": value + "-01-01"[len(value) - 4 :], "date_latest": value + "-12-31"[len(value) - 4 :]}
    elif kind == "nationality":
        row |= {"country_code": value}
    project.add("curated/list_particulars", row)


def decide(project: Project, left: str, right: str, decision: str = "same", evidence: str = "Read") -> str:
    """Add a curator's decision on two entries and return its id."""
    pair = {"left_table": "list_entries", "left_id": left, "right_table": "list_entries", "right_id": right}
    how = {"method": "curator", "evidence": evidence, "confidence": "high", "decided_date": "2026-11-24"}
    decision_id = f"link-{left}-{right}"
    project.add("curated/link_decisions", {"decision_id": decision_id, **pair, "decision": decision, **how})
    return decision_id


def link(project: Project, entry: str, entity: str, decision: str) -> int:
    """Add a curator's link and return its line."""
    row = {"entry_id": entry, "entity_id": entity, "method": "curator", "decision_id": decision}
    return project.add("curated/entity_links", row)


def entity_of(project: Project, entry: str) -> str:
    (links,) = released(project, "entity_links")
    (link,) = (row for row in links if row["entry_id"] == entry)
    return link["entity_id"]


def test_an_identical_name_and_day_of_birth_make_one_person_by_a_decision(entries: Project) -> None:
    put(entries, "gb-fcdo-GHR1", "gb_fcdo", "Ivan Petrovich SIDOROV")
    links, made = released(entries, "entity_links", "link_decisions")
    (link,) = (row for row in links if row["entry_id"] == "gb-fcdo-GHR1")
    (decision,) = (row for row in made if row["decision_id"] == link["decision_id"])
    assert (link["entity_id"], link["method"]) == ("us-ofac-1", "rule_name_and_birth_date")
    pair = (
        decision["left_id"],
        decision["right_id"],
        decision["decision"],
        decision["method"],
        decision["decided_date"],
    )
    assert pair == ("us-ofac-1", "gb-fcdo-GHR1", "same", "rule", "")


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Ivan SIDOROV", "1970-01-31"),  # contained in the names of both namesakes
        ("Ivan Petrovich SIDOROFF", "1970-01-31"),
        ("Ivan Petrovich SIDOROV", "1970-01-30"),
        ("Ivan Petrovich SIDOROV", "1970"),
    ],
)
def test_less_than_an_identical_name_and_day_is_for_curators(entries: Project, name: str, born: str) -> None:
    put(entries, "gb-fcdo-GHR1", "gb_fcdo", name, born)
    assert entity_of(entries, "gb-fcdo-GHR1") == "gb-fcdo-GHR1"


@pytest.mark.parametrize(
    ("kind", "value", "other"),
    [("nationality", "RU", "UA"), ("gender", "Male", "Female"), ("birth_date", "", "1971-05-01")],
)
def test_a_fact_against_it_keeps_the_rule_from_deciding(entries: Project, kind: str, value: str, other: str) -> None:
    put(entries, "gb-fcdo-GHR1", "gb_fcdo", "Ivan Petrovich SIDOROV")
    for entry, told in (("us-ofac-1", value), ("gb-fcdo-GHR1", other)):
        if told:
            add_fact(entries, entry, kind, told)
    assert entity_of(entries, "gb-fcdo-GHR1") == "gb-fcdo-GHR1"


def test_a_curator_who_parts_two_entries_keeps_the_rule_from_joining_them(entries: Project) -> None:
    put(entries, "gb-fcdo-GHR1", "gb_fcdo", "Ivan Petrovich SIDOROV")
    decide(entries, "us-ofac-1", "gb-fcdo-GHR1", "different")
    assert entity_of(entries, "gb-fcdo-GHR1") == "gb-fcdo-GHR1"


def test_namesakes_of_one_list_stay_two(entries: Project) -> None:
    put(entries, "us-ofac-3", "us_ofac", "SIDOROV, Ivan Petrovich")
    assert entity_of(entries, "us-ofac-3") == "us-ofac-3"


def test_an_entity_takes_its_facts_from_all_its_entries_each_with_its_source(entries: Project) -> None:
    """The senior list gives a day, the other one the nationality and another day: the cell and what contradicts it are cited."""
    put(entries, "gb-fcdo-GHR1", "gb_fcdo", "Ivan SIDOROV", "1970-01-30")
    add_fact(entries, "gb-fcdo-GHR1", "nationality", "RU")
    link(
        entries,
        "gb-fcdo-GHR1",
        "us-ofac-1",
        decide(entries, "us-ofac-1", "gb-fcdo-GHR1", evidence="born 1970-01-31 and 1970-01-30"),
    )
    entities, citations = released(entries, "entities", "citations")
    (entity,) = (row for row in entities if row["entity_id"] == "us-ofac-1")
    assert (entity["birth_date"], entity["country_code"]) == ("1970-01-31", "RU")
    told = [(c["column_name"], c["stance"], c["value"]) for c in citations if c["row_id"] == "us-ofac-1"]
    assert told == [("birth_date", "conflicts", "1970-01-30")]


def test_a_day_is_taken_before_a_year_of_a_more_senior_list(entries: Project) -> None:
    put(entries, "us-ofac-3", "us_ofac", "PETROV, Ivan", "1965")
    put(entries, "gb-fcdo-GHR1", "gb_fcdo", "Ivan PETROV", "1965-09-25")
    link(entries, "gb-fcdo-GHR1", "us-ofac-3", decide(entries, "us-ofac-3", "gb-fcdo-GHR1"))
    (entities,) = released(entries, "entities")
    assert [row["birth_date"] for row in entities if row["entity_id"] == "us-ofac-3"] == ["1965-09-25"]


def test_a_member_s_wikidata_item_is_that_of_the_person_with_its_source(project: Project) -> None:
    members = [row["legislator_id"] for row in project.rows("curated/legislators.wikidata")]
    entities, citations = released(project, "entities", "citations")
    told = {row["entity_id"]: row["wikidata_id"] for row in entities if row["wikidata_id"]}
    assert len(told) == len(members) > 20
    assert told["us-bioguide-W000437"] == "Q390491"  # Roger Wicker, who voted on 6 December 2012
    cited = {c["row_id"] for c in citations if (c["table_name"], c["column_name"]) == ("entities", "wikidata_id")}
    assert cited == told.keys()


@pytest.mark.parametrize(
    ("listed", "usual"),
    [
        ("KLYUEV, Dmitry Vladislavovich", "Dmitry Vladislavovich Klyuev"),
        ("Pavel KARPOV", "Pavel Karpov"),
        ("Itamar BEN-GVIR", "Itamar Ben-Gvir"),
        ("BARCI DE MORAES, Viviane", "Viviane Barci de Moraes"),
        ("DOS SANTOS, Isabel", "Isabel dos Santos"),
        ("DE MORAES, Alexandre", "Alexandre de Moraes"),
        ("MCGILL, Nathaniel", "Nathaniel McGill"),
        ("STEPANOVA, Olga G.", "Olga G. Stepanova"),
        ("MERENTES DÍAZ, Nelson José", "Nelson José Merentes Díaz"),
        ("INNOCENT, Vitel'homme", "Vitel'homme Innocent"),
        ("OO, Than", "Than Oo"),
        ("Алексей ИВАНОВ", "Алексей Иванов"),
    ],
)
def test_a_listed_person_is_named_as_readers_write_it(listed: str, usual: str) -> None:
    """Spellings of OFAC, the FCDO and Canada, and how the press writes these persons."""
    assert usual_name(listed) == usual
