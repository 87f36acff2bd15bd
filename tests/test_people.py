"""Who of the lists is one person, in a project."""

import pytest
from small_project import Project, released


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
    day = {"particular_type": "birth_date", "value": born, "date_earliest": born, "date_latest": born}
    project.add("curated/list_particulars", {"entry_id": entry, "sequence": "1", **day, "part": "remarks"})


def entity_of(project: Project, entry: str) -> str:
    (links,) = released(project, "entity_links")
    (link,) = (row for row in links if row["entry_id"] == entry)
    return link["entity_id"]


def test_an_entry_that_fits_one_entity_is_that_person(entries: Project) -> None:
    put(entries, "gb-fcdo-GHR1", "gb_fcdo", "Ivan Petrovich SIDOROV")
    assert entity_of(entries, "gb-fcdo-GHR1") == "us-ofac-1"


def test_an_entry_that_fits_two_entities_is_neither(entries: Project) -> None:
    """A name that both namesakes bear, without a patronymic, tells not which of them it is."""
    put(entries, "gb-fcdo-GHR1", "gb_fcdo", "Ivan SIDOROV")
    assert entity_of(entries, "gb-fcdo-GHR1") == "gb-fcdo-GHR1"
