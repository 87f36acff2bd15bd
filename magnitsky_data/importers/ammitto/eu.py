"""Records of the EU's consolidated list in the collection: short ones until 2026, then full ones."""

import re
from typing import Any

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context
from magnitsky_data.importers.ammitto.archive import mapping, sequence
from magnitsky_data.importers.dates import iso_day
from magnitsky_data.importers.eu_fsf import record as fsf
from magnitsky_data.importers.lists import Entry, Measure, Name, Particular
from magnitsky_data.importers.lists.countries import needed_country
from magnitsky_data.importers.reading import coded, known, needed
from magnitsky_data.importers.text import distinct, is_latin, scalar, unique

LIST_ID = fsf.LIST_ID
EXPECTATIONS = fsf.EXPECTATIONS
SHORT_EXPECTATIONS = fsf.SHORT_EXPECTATIONS

KINDS = {
    "name_aliases": "names",
    "citizenships": "citizenships",
    "birthdates": "birthdates",
    "addresses": "addresses",
    "identifications": "identifications",
}
USED = {"eu_reference_number", "regulations", "subject_type", *KINDS}
# Numbering; prose; the day under any act, often the UN's.
IGNORED = {"logical_id", "remark", "designation_date", "designation_details"}
REGULATION_IGNORED = {
    *("regulation_type", "organisation_type", "publication_date", "entry_into_force_date", "number_title"),
    *("logical_id", "publication_url"),
}

SHORT_USED = {"names", "entity_type", "country", "birthdate", "ref_number", "address", "contact"}
SHORT_IGNORED = {"source", "ref_type", "remark"}  # always eu-data and EU Reference Number; never filled
ENTITY_TYPES = {"person": "person", "organization": "organization"}
ADDRESS = ("street", "city", "state", "zip", "country")


def entry(record: dict[str, Any], source_id: str, locator: str, where: str, context: Context) -> Entry | None:
    """Return the entry of a full record, or none for another programme."""
    programmes = set()
    for item in sequence(needed(record, "regulations", where), f"{where}: regulations"):
        row = mapping(item, f"{where}: regulations")
        known(row, ("programme",), REGULATION_IGNORED, f"{where}: regulations")
        programmes.add(scalar(row.get("programme"), where))
    if not programmes or "" in programmes:
        raise ImportRefused(f"{where}: no programme; expected one for every record: a damaged file")
    if not programmes & fsf.PROGRAMS.keys():
        return None
    known(record, USED, IGNORED, where)
    subject = mapping(needed(record, "subject_type", where), f"{where}: subject_type")
    known(subject, ("code",), ("classification_code",), f"{where}: subject_type")
    found = fsf.Record(_reference(record["eu_reference_number"], where), scalar(subject.get("code"), where))
    for field, kind in KINDS.items():
        for item in sequence(record.get(field), f"{where}: {field}"):
            found.details[kind].append(_detail(mapping(item, f"{where}: {field}"), found, f"{where}: {field}"))
    return fsf.entry(found, source_id, locator, where)


def _reference(value: object, where: str) -> str:
    reference = scalar(value, where)
    if not re.fullmatch(r"EU\.\d+\.\d+", reference):
        raise ImportRefused(f"{where}: reference {reference!r}; expected one such as 'EU.6774.50'")
    return reference


def _detail(item: dict[str, Any], record: fsf.Record, where: str) -> Row:
    for summary in sequence(item.get("regulation_summaries"), where):
        row = mapping(summary, where)
        known(row, ("publication_date", "number_title"), ("regulation_type", "publication_url"), where)
        record.acts.append((scalar(row.get("publication_date"), where), scalar(row.get("number_title"), where)))
    return {name: scalar(value, where) for name, value in item.items() if name != "regulation_summaries"}


def short_entry(record: dict[str, Any], source_id: str, locator: str, where: str, context: Context) -> Entry:
    """Return the entry of a short record, which tells no programme and no act."""
    known(record, SHORT_USED, SHORT_IGNORED, where)
    names = [scalar(n, where) for n in sequence(needed(record, "names", where), f"{where}: names")]
    if not any(names):
        raise ImportRefused(f"{where}: no name; expected one for every record: a damaged file")
    # No name is marked as the main one and no language is told: the first in Latin letters stands for it.
    primary = Name(min(filter(None, names), key=lambda n: not is_latin(n)), "primary")
    birth, country = scalar(record.get("birthdate"), where), scalar(record.get("country"), where)
    remarks = []
    if birth:
        exact = iso_day(birth, f"{where}: birthdate")
        remarks.append(Particular("birth_date", exact, exact, exact, is_circa=False))
    if country:  # that of the citizenship, as the full records show
        remarks.append(Particular("citizenship", country, country_code=needed_country(country, f"{where}: country")))
    parts: dict[str, tuple[Name | Particular | Measure, ...]] = {
        "names": (primary,),
        "aliases": distinct((Name(n, "alias") for n in names), (primary,)),
        "remarks": tuple(remarks),
    }
    if "address" in record:  # these and contacts are there since 2022
        found = [_address(a, where) for a in sequence(record["address"], f"{where}: address")]
        parts["addresses"] = unique(
            a for a in found if a.value
        )  # some records have an address of an unknown country only
    if "contact" in record:
        parts["contacts"] = _contacts(scalar(record["contact"], where), where)
    kind = coded(scalar(needed(record, "entity_type", where), where), ENTITY_TYPES, "type", where)
    return fsf.identified(_reference(record["ref_number"], where), kind, primary.name, "", source_id, locator, parts)


def _address(item: object, where: str) -> Particular:
    row = mapping(item, f"{where}: address")
    known(row, ADDRESS, (), f"{where}: address")
    lines = [scalar(row.get(part), where) for part in ADDRESS]
    if lines[-1] == "UNKNOWN":
        lines[-1] = ""
    code = needed_country(lines[-1], f"{where}: address")
    return Particular("address", ", ".join(filter(None, lines)), country_code=code)


def _contacts(text: str, where: str) -> tuple[Particular, ...]:
    """Return each of ``WEB: www.lehava-us.com; vod.leava.co.il, PHONE: 079-9130000``."""
    found = []
    for part in re.split(r",\s*(?=[A-Z]+:\s)", text):
        if part:
            kind, _, value = part.partition(":")
            found.append(Particular(coded(kind, fsf.CONTACTS, "contact", where), value.strip()))
    return unique(found)
