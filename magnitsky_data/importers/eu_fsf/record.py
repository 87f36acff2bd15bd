"""What a file of the EU's list says of one person or body, and the entry that is made of it.

The XML and the YAML mirror have the same fields in other shapes; their readers give a ``Record`` with
the XML's names in snake case. https://webgate.ec.europa.eu/fsd/fsf
"""

import re
from dataclasses import dataclass, field

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.dates import bounds, iso_day
from magnitsky_data.importers.lists import Entry, Measure, Name, Particular
from magnitsky_data.importers.reading import coded, known
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.strict import whole_number
from magnitsky_data.importers.text import distinct, is_latin, unique

LIST_ID = "eu_fsf"
PROGRAM = "eu-ghrsr"  # Regulation (EU) 2020/1998; other programmes of the list are not ours

_COMMON = {"logical_id", "regulation_language", "remark"}  # numbering; always English; prose
_COUNTRY = {"country_iso2_code", "country_description"}
USED = {
    "names": {"first_name", "last_name", "whole_name", "name_language", "strong", "gender", "title", "function"},
    "citizenships": {*_COUNTRY, "region"},
    "birthdates": {
        *("birthdate", "day_of_month", "month_of_year", "year", "year_range_from", "year_range_to", "circa"),
        *("calendar_type", "city", "place", "region", "zip_code"), *_COUNTRY,
    },
    "addresses": {"street", "po_box", "place", "city", "region", "zip_code", *_COUNTRY},
    "identifications": {
        *("number", "latin_number", "identification_type_code", "issued_by", "issue_date", "valid_from", "valid_to"),
        *("known_expired", "known_false", "reported_lost", "revoked_by_issuer", "diplomatic", "name_on_document"),
        *("region", *_COUNTRY),
    },
}  # fmt: skip
IGNORED = {
    "names": {*_COMMON, "middle_name"},  # whole_name has it
    "citizenships": {*_COMMON, "acquisition_date", "disenfranchisement_date"},  # never filled
    "birthdates": _COMMON,
    "addresses": {*_COMMON, "as_at_listing_time"},
    "identifications": {*_COMMON, "identification_type_description"},  # the code's wording
}

PAPERS = {
    "passport": "passport",
    "id": "national_id",
    "ssn": "national_id",
    "fiscalcode": "tax_id",
    "regnumber": "registration_number",
    "swiftbic": "swift_code",
    "imo": "imo_number",
    "other": "identification_number",
    "travelcardid": "identification_number",
    "drivinglicence": "identification_number",
}
FLAGS = {
    "known_expired": "known to be expired",
    "known_false": "known to be false",
    "reported_lost": "reported lost",
    "revoked_by_issuer": "revoked by its issuer",
    "diplomatic": "diplomatic",
}
CONTACTS = {"WEB": "website", "PHONE": "phone", "EMAIL": "email", "FAX": "phone"}

BIRTH_PLACE = ("place", "city", "region", "zip_code")
ADDRESS = ("street", "po_box", "place", "city", "region", "zip_code")

# Acts that extend the regime or review its records and list nobody: a record whose every detail was
# written anew by one of them no longer tells its day of listing.
REVIEWS = {"2021/2151", "2022/2374", "2023/2722", "2024/2999", "2025/345"}


@dataclass
class Record:
    """One person or body under one programme; details are dicts with the fields of ``USED``."""

    reference: str
    subject: str  # person or enterprise
    details: dict[str, list[Row]] = field(default_factory=lambda: {kind: [] for kind in USED})
    acts: list[tuple[str, str]] = field(default_factory=list)  # day of publication and title, of each detail
    contacts: list[tuple[str, str]] | None = None  # kind and value; None: the publication does not have them
    united_nations_id: str = ""


def check_details(record: Record, where: str) -> None:
    """Refuse a detail with a field that is neither used nor ignored."""
    for kind, rows in record.details.items():
        for row in rows:
            known(row, USED[kind], IGNORED[kind], f"{where}: {kind}")


def reference(text: str, where: str) -> str:
    """Return the number that identifies a record."""
    if not re.fullmatch(r"EU\.[0-9]{1,9}\.[0-9]{1,9}", text):
        raise ImportRefused(f"{where}: reference {text!r}; expected one such as 'EU.6774.50'")
    return text


def entry(record: Record, read: Reader) -> Entry:
    """Return the entry of a record."""
    where = read.where
    check_details(record, where)
    entity_type = read.code("entity_type", record.subject)
    primary, aliases, weak = _names(record.details["names"], where)
    parts: dict[str, tuple[Name | Particular | Measure, ...]] = {
        "names": (primary,),
        "aliases": aliases,
        "weak_aliases": weak,
        "title": unique(_positions(record) if entity_type == "person" else ()),
        "remarks": unique(_remarks(record, where)),
        "addresses": unique(p for row in record.details["addresses"] if (p := _place("address", row, ADDRESS, where))),
    }
    if record.contacts is not None:
        parts["contacts"] = unique(Particular(coded(k, CONTACTS, "contact", where), v) for k, v in record.contacts if v)
    return identified(record.reference, entity_type, primary.name, _listed_date(record, where), parts, read)


def identified(
    reference: str,
    entity_type: str,
    name: str,
    listed_date: str,
    parts: dict[str, tuple[Name | Particular | Measure, ...]],
    read: Reader,
) -> Entry:
    """Return an entry under the first number that it had; a later one is a particular."""
    first = read.first_number(reference)
    if reference != first:
        parts = {**parts, "numbers": (Particular("reissued_number", reference),)}
    return Entry(f"eu-fsf-{first}", first, (PROGRAM,), entity_type, name, listed_date, parts=parts)


def _names(rows: list[Row], where: str) -> tuple[Name, tuple[Name, ...], tuple[Name, ...]]:
    """Return the name that stands for the record, the strong and the weak others.

    The list marks no main name and often puts a transliteration first. The name of the act is the one
    in English, or without a language in records of 2021, mostly the one that carries the function.
    """
    named = [row for row in rows if row.get("whole_name")]
    if not named:
        raise ImportRefused(f"{where}: no name; expected one for every record: a damaged file")
    main = min(named, key=_foreignness)
    primary = Name(main["whole_name"], "primary", language_code=_language(main, where))
    names = [
        (row, Name(row["whole_name"], "alias", row.get("strong") == "false", language_code=_language(row, where)))
        for row in named
    ]
    strong = distinct((name for _, name in names if not name.is_weak), (primary,))
    return primary, strong, distinct((name for _, name in names if name.is_weak), (primary, *strong))


def _foreignness(row: Row) -> tuple[bool, bool, bool, bool]:
    latin = is_latin(row["whole_name"])
    english = row.get("name_language", "") in ("", "EN")
    return (
        not (latin and english),
        not latin,
        not row.get("function"),
        not (row.get("first_name") and row.get("last_name")),
    )


def _language(row: Row, where: str) -> str:
    language = row.get("name_language", "").lower()
    if language and not (language.isascii() and language.isalpha() and len(language) in (2, 3)):
        raise ImportRefused(
            f"{where}: name_language {language!r}; expected a code of two or three letters, such as 'EN'"
        )
    return language


def _positions(record: Record) -> list[Particular]:
    # Of bodies, title and function are descriptions in prose and not taken over.
    names = record.details["names"]
    return [
        Particular(kind, row[field])
        for field, kind in (("title", "title"), ("function", "position"))
        for row in names
        if row.get(field)
    ]


def _remarks(record: Record, where: str) -> list[Particular]:
    details = record.details
    births = [p for row in details["birthdates"] if (p := _birth_date(row, where))]
    places = [p for row in details["birthdates"] if (p := _place("birth_place", row, BIRTH_PLACE, where))]
    citizenships = [p for row in details["citizenships"] if (p := _place("citizenship", row, ("region",), where))]
    genders = [Particular("gender", row["gender"]) for row in details["names"] if row.get("gender") in ("F", "M")]
    papers = [p for row in details["identifications"] if (p := _paper(row, where))]
    numbers = [Particular("other_reference", record.united_nations_id)] if record.united_nations_id else []
    return [*births, *places, *citizenships, *genders, *papers, *numbers]


def _birth_date(row: Row, where: str) -> Particular | None:
    circa = coded(row.get("circa", ""), {"true": "1", "false": "", "": ""}, "circa", where) == "1"
    year, month, day_of_month, first, last = (
        _number(row.get(f, ""), f"{where}: {f}")
        for f in ("year", "month_of_year", "day_of_month", "year_range_from", "year_range_to")
    )
    if row.get("birthdate"):
        # Gregorian in other calendars too: ISLAMIC 24/6/1402 has birthdate 1982-04-19.
        exact = iso_day(row["birthdate"], f"{where}: birthdate")
        return Particular("birth_date", exact, exact, exact, circa)
    if row.get("calendar_type", "GREGORIAN") not in ("", "GREGORIAN"):
        value = "-".join(f"{n:02}" for n in (year, month, day_of_month) if n)
        return Particular("birth_date", f"{value} ({row['calendar_type']} calendar)") if value else None
    if year:
        day_of_month = day_of_month if month else 0
        value = "-".join(f"{n:02}" for n in (year, month, day_of_month) if n)
        return Particular("birth_date", value, *bounds(year, month, day_of_month, value, f"{where}: birth date"), circa)
    if first or last:
        value = f"{first or ''}-{last or ''}"
        earliest = bounds(first, 0, 0, value, where)[0] if first else ""
        latest = bounds(last, 0, 0, value, where)[1] if last else ""
        return Particular("birth_date", value, earliest, latest, circa)
    return None


def _number(text: str, where: str) -> int:
    return whole_number(text, where) if text else 0


def _country(row: Row, where: str) -> tuple[str, str]:
    """Return description and code of a country; 00, UNKNOWN, is none."""
    code, description = row.get("country_iso2_code", ""), row.get("country_description", "")
    if code in ("", "00"):
        return "", ""
    if not (len(code) == 2 and code.isascii() and code.isupper()):
        raise ImportRefused(f"{where}: country code {code!r}; expected two capital letters, or 00 for unknown")
    return description, code


def _place(kind: str, row: Row, fields: tuple[str, ...], where: str) -> Particular | None:
    country, code = _country(row, where)
    value = ", ".join(filter(None, (*(row.get(f, "") for f in fields), country or code)))
    return Particular(kind, value, country_code=code) if value else None


def _paper(row: Row, where: str) -> Particular | None:
    kind = coded(row.get("identification_type_code", ""), PAPERS, "identification type", where)
    number = row.get("number") or row.get("latin_number")
    if not number:
        raise ImportRefused(f"{where}: an identification of type {kind} without a number; expected one; a damaged file")
    if not any(c.isalnum() for c in number):
        return None  # EU.13421.68 has the registration number "-"
    about = [words for flag, words in FLAGS.items() if row.get(flag) == "true"]
    for name, words in (
        ("issued_by", "issued by"),
        ("issue_date", "issued"),
        ("valid_from", "valid from"),
        ("valid_to", "valid to"),
    ):
        if row.get(name):
            about.append(f"{words} {row[name]}")
    if row.get("name_on_document"):
        about.append(f"name on it: {row['name_on_document']}")
    if row.get("region"):
        about.append(row["region"])
    value = f"{number} ({'; '.join(about)})" if about else number
    return Particular(kind, value, country_code=_country(row, where)[1])


def _listed_date(record: Record, where: str) -> str:
    """Return the day of the oldest act among the details, unless that act only reviewed the record.

    ``regulation`` of the record itself is the last act that touched it. For all 170 of 2026-05-01
    the oldest act of any detail is the one that listed them (the oldest of the names is not, for 9).
    """
    if not record.acts:
        return ""
    published, title = min(record.acts)
    return (
        ""
        if title.replace("//", "/").split(" ")[0] in REVIEWS
        else iso_day(published, f"{where}: publication date of {title!r}")
    )
