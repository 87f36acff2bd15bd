"""Records of the UK Sanctions List in the collection: regime, names, addresses, sanctions.

The records have no birth dates, nationalities, titles or posts, so no such part is given.
"""

import re
from typing import Any

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context
from magnitsky_data.importers.ammitto.archive import mapping, sequence
from magnitsky_data.importers.dates import iso_day
from magnitsky_data.importers.lists import Entry, Measure, Name, Particular
from magnitsky_data.importers.lists.countries import needed_country
from magnitsky_data.importers.lists.expect import Expectation
from magnitsky_data.importers.reading import coded, known, needed
from magnitsky_data.importers.text import distinct, scalar, unique

LIST_ID = "gb_fcdo"
EXPECTATIONS = (
    Expectation("gb-ghr", 150, 500, "164 in February 2026, some 25 a year", 0.0, 1.0),  # records have no birth dates
    Expectation("gb-gac", 60, 300, "65 in 2026", 0.0, 1.0),
)
PROGRAMS = {
    "The Global Human Rights Sanctions Regulations 2020": ("gb-ghr", "GHR"),
    "The Global Anti-Corruption Sanctions Regulations 2021": ("gb-gac", "GAC"),
}
OURS = re.compile(r"human rights|corruption", re.IGNORECASE)

USED = {
    *("unique_id", "regime_name", "date_designated", "individual_entity_ship", "names", "non_latin_names", "addresses"),
    *("sanctions_imposed", "sanctions_imposed_indicators", "ofsi_group_id", "other_information"),
}
IGNORED = {"last_updated", "designation_source", "uk_statement_of_reasons"}  # edit of the record; UK or UN; prose
NAME_PARTS = tuple(f"name{n}" for n in range(1, 7))  # 6 is the family name, or the whole name of a body
ADDRESS_PARTS = (*(f"address_line{n}" for n in range(1, 7)), "address_postal_code", "address_country")

ENTITY_TYPES = {"Individual": "person", "Entity": "organization", "Ship": "vessel"}
NAME_TYPES = {"primary name": "primary", "primary name variation": "alias", "alias": "alias"}  # case varies
MEASURES = {
    "asset freeze": "asset_freeze",
    "travel ban": "entry_ban",
    "director disqualification sanction": "director_disqualification",
    "trust services sanctions": "trust_services",
    "arms embargo": "arms_embargo",
    "targeted arms embargo": "arms_embargo",
    "prohibition of port entry": "maritime_restriction",  # GHR0125; it has no indicator
}
DISQUALIFIED = re.compile(r"Director Disqualification Sanction was imposed on (\d\d)/(\d\d)/(\d{4})")


def entry(record: dict[str, Any], source_id: str, locator: str, where: str, context: Context) -> Entry | None:
    """Return the entry of a record, or none for another regime."""
    regime = scalar(needed(record, "regime_name", where), where)
    if regime not in PROGRAMS:
        if OURS.search(regime):
            raise ImportRefused(
                f"{where}: regime_name {regime!r} was not seen before; expected one of {', '.join(PROGRAMS)} or another regime; teach the importer"
            )
        return None
    known(record, USED, IGNORED, where)
    program_id, letters = PROGRAMS[regime]
    reference = scalar(needed(record, "unique_id", where), where)
    if not re.fullmatch(letters + r"\d{4}", reference):
        raise ImportRefused(f"{where}: unique_id {reference!r} on {program_id}; expected {letters} and four digits")
    names, aliases = _names(record, where)
    group = scalar(record.get("ofsi_group_id"), where)
    return Entry(
        f"gb-fcdo-{reference}",
        reference,
        (program_id,),
        coded(scalar(needed(record, "individual_entity_ship", where), where), ENTITY_TYPES, "type", where),
        names[0].name,
        iso_day(scalar(needed(record, "date_designated", where), where), f"{where}: date_designated"),
        source_id,
        locator,
        {
            "names": names,
            "aliases": aliases,
            "addresses": _addresses(record, where),
            "measures": _measures(record, program_id, where),
            "numbers": (Particular("group_id", group),) if group else (),
        },
    )


def _names(record: dict[str, Any], where: str) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    names = []
    holder = mapping(needed(record, "names", where), f"{where}: names")
    known(holder, ("names",), (), f"{where}: names")
    for item in sequence(holder.get("names"), f"{where}: names"):
        row = mapping(item, f"{where}: names")
        known(row, (*NAME_PARTS, "name_type"), (), f"{where}: names")
        text = scalar(" ".join(scalar(row.get(part), where) for part in NAME_PARTS), where)
        names.append(Name(text, coded(scalar(row.get("name_type"), where).lower(), NAME_TYPES, "name type", where)))
    primary = distinct(name for name in names if name.name_type == "primary")
    if not primary:
        raise ImportRefused(f"{where}: no primary name; expected one for every record: a damaged file")
    holder = mapping(record.get("non_latin_names"), f"{where}: non_latin_names")
    known(holder, ("names",), (), f"{where}: non_latin_names")
    native = []
    for item in sequence(holder.get("names"), f"{where}: non_latin_names"):
        row = mapping(item, f"{where}: non_latin_names")
        known(row, ("name_non_latin_script",), (), f"{where}: non_latin_names")
        native.append(Name(scalar(row.get("name_non_latin_script"), where), "native"))
    # GHR0179 has two primary names, "Zhi Chen" and "Zhi CHEN": both stay, the first is the listed name.
    aliases = distinct((name for name in names if name.name_type == "alias"), primary)
    return (*primary, *distinct(native, (*primary, *aliases))), aliases


def _addresses(record: dict[str, Any], where: str) -> tuple[Particular, ...]:
    found = []
    holder = mapping(record.get("addresses"), f"{where}: addresses")
    known(holder, ("addresses",), (), f"{where}: addresses")
    for item in sequence(holder.get("addresses"), f"{where}: addresses"):
        row = mapping(item, f"{where}: addresses")
        known(row, ADDRESS_PARTS, (), f"{where}: addresses")
        lines = [scalar(row.get(part), where).strip(" ,") for part in ADDRESS_PARTS]
        if any(lines):
            code = needed_country(lines[-1], f"{where}: address_country")
            found.append(Particular("address", ", ".join(filter(None, lines)), country_code=code))
    return unique(found)


def _measures(record: dict[str, Any], program_id: str, where: str) -> tuple[Measure, ...]:
    listed = scalar(needed(record, "sanctions_imposed", where), where)
    labels = [text.strip().lower() for text in listed.split("|")]
    imposed = {label: coded(label, MEASURES, "sanction", where) for label in labels}
    for name, value in mapping(record.get("sanctions_imposed_indicators"), f"{where}: indicators").items():
        if (value is True) != (name.replace("_", " ") in imposed):
            raise ImportRefused(
                f"{where}: indicator {name} is {value!r}, but sanctions_imposed is {listed!r}; expected them to agree; see the file"
            )
    found = DISQUALIFIED.search(scalar(record.get("other_information"), where))
    start = iso_day("-".join(reversed(found.groups())), f"{where}: other_information") if found else ""
    if start and "director_disqualification" not in imposed.values():
        raise ImportRefused(
            f"{where}: other_information dates a director disqualification that is not in {listed!r}; see the file"
        )
    return unique(
        Measure(program_id, kind, start if kind == "director_disqualification" else "") for kind in imposed.values()
    )
