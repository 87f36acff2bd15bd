"""All that an import does not know is told in one message, and imports once the rows that it names are there."""

from dataclasses import dataclass

from official_files import xlsx

HEAD = "list_id,field,text,value,reason,source_id,source_locator"
READING = {"list_id": "gb_fcdo", "field": "date", "text": "in the year of the flood", "value": "1953"}


@dataclass(frozen=True)
class Made:
    """A file with texts that nothing reads, and what they mean by field and text."""

    importer: str
    name: str
    content: bytes
    meanings: dict[tuple[str, str], str]


def australia() -> Made:
    columns = (
        *("Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Place of Birth"),
        *("Citizenship", "Address", "Additional Information", "Listing Information", "Committees", "Control Date"),
        "Alias Strength",
    )
    first = (
        "9001",
        "Jane Doe",
        "Individuum",
        "Main name",
        "spring of 1970",
        "",
        "Ruritania",
        "",
        "",
        "",
        "Autonomous (Thematic - Dignity)",
        "1st of March 2024",
        "",
    )
    second = (
        "9002",
        "Richard Roe",
        "Individual",
        "Primary Name",
        "the year 70",
        "",
        "Atlantis",
        "",
        "",
        "",
        "Autonomous (Thematic - Human Rights)",
        "2024-03-01",
        "",
    )
    third = (
        "9002a",
        "Dick",
        "Individual",
        "Nickname",
        "",
        "",
        "",
        "",
        "",
        "",
        "Autonomous (Thematic - Human Rights)",
        "2024-03-01",
        "Middling",
    )
    meanings = {
        ("alias_strength", "Middling"): "weak",
        ("country", "Atlantis"): "-",
        ("country", "Ruritania"): "RO",
        ("date", "1st of March 2024"): "2024-03-01",
        ("date", "spring of 1970"): "1970-03-20..1970-06-21",
        ("date", "the year 70"): "1970",
        ("entity_type", "Individuum"): "person",
        ("name_type", "Main name"): "primary",
        ("name_type", "Nickname"): "alias",
        ("programme", "Autonomous (Thematic - Dignity)"): "au-human-rights",
    }  # fmt: skip
    return Made("au_dfat", "regulation8_consolidated.xlsx", xlsx([columns, first, second, third]), meanings)
