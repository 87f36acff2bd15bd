"""Records of the EU's consolidated list in the YAML mirror: short ones until 2026, then full ones."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.dates import iso_day
from magnitsky_data.importers.eu_fsf import record as fsf
from magnitsky_data.importers.lists import Entry, ListState, Measure, Name, Particular
from magnitsky_data.importers.lists.mirror import Form, names, read_mirror
from magnitsky_data.importers.reading import coded, known, mapping, needed, rows, sequence
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.text import distinct, is_latin, scalar, unique

NAMES = names("eu_fsf_hr(?:_full)?")
PICKED = re.compile(r"eu_fsf_hr_yaml.*\.tar(\.gz)?")  # archives of programme HR alone

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

SUMMARY_IGNORED = ("regulation_type", "publication_url")

SHORT_USED = {"names", "entity_type", "country", "birthdate", "ref_number", "address", "contact"}
SHORT_IGNORED = {"source", "ref_type", "remark"}  # always eu-data and EU Reference Number; never filled
ADDRESS = ("street", "city", "state", "zip", "country")


def read_records(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state in each archive and in the loose files.

    A short record tells no programme. In archives of programme HR all are ours; elsewhere the documented ones
    are, and prove presence only.
    """

    def documented(record: dict[str, Any], read: Reader) -> Entry | None:
        entry = short_entry(record, read)
        return entry if fsf.PROGRAM in context.scope.get(entry.entry_id, ()) else None

    picked = [file for file in files if PICKED.fullmatch(file.name)]
    yield from read_mirror(picked, context, (FULL, SHORT))
    others = [file for file in files if file not in picked]
    yield from read_mirror(others, context, (FULL, replace(SHORT, entry=documented, is_whole=False)))


def full_entry(record: dict[str, Any], read: Reader) -> Entry | None:
    """Return the entry of a full record, or none for another programme."""
    where = read.where
    regulations = rows(record, "regulations", ("programme",), REGULATION_IGNORED, where)
    programmes = {scalar(row.get("programme"), where) for row in regulations}
    if not programmes or "" in programmes:
        raise ImportRefused(f"{where}: no programme; expected one for every record: a damaged file")
    if not any(read.known("programme", label) == fsf.PROGRAM for label in programmes):
        return None
    known(record, USED, IGNORED, where)
    subject = mapping(needed(record, "subject_type", where), f"{where}: subject_type")
    known(subject, ("code",), ("classification_code",), f"{where}: subject_type")
    found = fsf.Record(
        fsf.reference(scalar(record["eu_reference_number"], where), where), scalar(subject.get("code"), where)
    )
    for field, kind in KINDS.items():
        for item in sequence(record.get(field), f"{where}: {field}"):
            found.details[kind].append(_detail(mapping(item, f"{where}: {field}"), found, f"{where}: {field}"))
    return fsf.entry(found, read)


def _detail(item: dict[str, Any], record: fsf.Record, where: str) -> Row:
    for row in rows(item, "regulation_summaries", ("publication_date", "number_title"), SUMMARY_IGNORED, where):
        record.acts.append((scalar(row.get("publication_date"), where), scalar(row.get("number_title"), where)))
    return {name: scalar(value, where) for name, value in item.items() if name != "regulation_summaries"}


def short_entry(record: dict[str, Any], read: Reader) -> Entry:
    """Return the entry of a short record, which tells no programme and no act."""
    where = read.where
    known(record, SHORT_USED, SHORT_IGNORED, where)
    listed = [scalar(n, where) for n in sequence(needed(record, "names", where), f"{where}: names")]
    if not any(listed):
        raise ImportRefused(f"{where}: no name; expected one for every record: a damaged file")
    # No name is marked as the main one and no language is told: the first in Latin letters stands for it.
    primary = Name(min(filter(None, listed), key=lambda n: not is_latin(n)), "primary")
    birth, country = scalar(record.get("birthdate"), where), scalar(record.get("country"), where)
    remarks = []
    if birth:
        exact = iso_day(birth, f"{where}: birthdate")
        remarks.append(Particular("birth_date", exact, exact, exact, is_circa=False))
    if country:  # that of the citizenship, as the full records show
        remarks.append(Particular("citizenship", country, country_code=read.at("country").country(country)))
    parts: dict[str, tuple[Name | Particular | Measure, ...]] = {
        "names": (primary,),
        "aliases": distinct((Name(n, "alias") for n in listed), (primary,)),
        "remarks": tuple(remarks),
    }
    if "address" in record:  # these and contacts are there since 2022
        found = [_address(row, read.at("address")) for row in rows(record, "address", ADDRESS, (), where)]
        # Some records have an address of an unknown country only.
        parts["addresses"] = unique(address for address in found if address.value)
    if "contact" in record:
        parts["contacts"] = _contacts(scalar(record["contact"], where), where)
    kind = read.code("entity_type", scalar(needed(record, "entity_type", where), where))
    reference = fsf.reference(scalar(record["ref_number"], where), where)
    return fsf.identified(reference, kind, primary.name, "", parts, read)


def _address(row: dict[str, Any], read: Reader) -> Particular:
    lines = [scalar(row.get(part), read.where) for part in ADDRESS]
    if lines[-1] == "UNKNOWN":
        lines[-1] = ""
    return Particular("address", ", ".join(filter(None, lines)), country_code=read.country(lines[-1]))


def _contacts(text: str, where: str) -> tuple[Particular, ...]:
    """Return each of ``WEB: www.lehava-us.com; vod.leava.co.il, PHONE: 079-9130000``."""
    found = []
    for part in re.split(r",\s*(?=[A-Z]+:\s)", text):
        if part:
            kind, _, value = part.partition(":")
            found.append(Particular(coded(kind, fsf.CONTACTS, "contact", where), value.strip()))
    return unique(found)


FULL = Form("eu", fsf.LIST_ID, "EU consolidated list", full_entry)
SHORT = Form(
    "eu short",
    fsf.LIST_ID,
    "EU consolidated list, short records",
    short_entry,
    is_additive_only=False,
    rank=-2,
)
