"""What the DFAT Consolidated List says of one person or body, and the entry that is made of it.

The spreadsheet and its YAML mirror have the same fields; their readers give a ``Record`` with the
texts as listed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.dates import british_bounds, iso_day
from magnitsky_data.importers.lists import Entry, Measure, Name, Particular
from magnitsky_data.importers.lists.countries import country_code, needed_country
from magnitsky_data.importers.reading import coded
from magnitsky_data.importers.text import distinct, scalar, unique

LIST_ID = "au_dfat"

# Labels with either dash and no case. Cyber incidents: same Regulations, other subject, not in this dataset.
PROGRAMS = {
    "autonomous (thematic - human rights)": "au-human-rights",
    "autonomous (thematic - corruption)": "au-corruption",
    "autonomous (thematic - cyber)": "",
    "autonomous (thematic)": "either",  # 2022: one label for both subjects
}
RELATED = re.compile(r"thematic|human rights|corruption|magnitsky|cyber")

ENTITY_TYPES = {"individual": "person", "person": "person", "entity": "organization", "organization": "organization"}
NAME_TYPES = {
    "primary name": "primary",
    "aka": "alias",
    "alias": "alias",
    "original script": "native",
    "formerly known as": "former",
    "previously listed as": "former",
}
STRENGTHS = {"": "strong", "strong": "strong", "weak": "weak"}
MEASURES = {
    "targeted_financial_sanction": "asset_freeze",
    "travel_ban": "entry_ban",
    "arms_embargo": "arms_embargo",
    "maritime_restriction": "maritime_restriction",
}

PAPERS = (
    (r"(?:Alternative |Internal Russian )?Passport(?: number| No)?\b", "passport"),
    (r"National ID(?: number| No)?\b", "national_id"),
    (r"National Tax(?: number| No)?\b", "tax_id"),
    (r"ID(?: number| No)\b", "identification_number"),
)
WEBSITE = re.compile(r"https?://\S+")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


@dataclass(frozen=True)
class Record:
    """One person or body; ``measures`` is None where the publication does not tell them."""

    reference: str
    program_id: str
    entity_type: str  # as listed
    control_date: str
    names: Sequence[tuple[str, str, str]] = ()  # name, type, strength
    has_strengths: bool = True
    births: Sequence[str] = ()
    birth_places: Sequence[str] = ()
    citizenships: Sequence[str] = ()
    addresses: Sequence[str] = ()
    information: Sequence[str] = ()  # lines and all
    instruments: Sequence[str] = ()
    measures: dict[str, bool] | None = None


def program(label: str, where: str) -> str | None:
    """Return the programme of a label, ``either`` for that of 2022, None for other regimes and cyber incidents."""
    text = scalar(label, where).casefold().replace("–", "-").replace("—", "-")
    if text in PROGRAMS:
        return PROGRAMS[text] or None
    if RELATED.search(text):
        raise ImportRefused(
            f"{where}: Committees {label!r} was not seen before; expected one of {', '.join(PROGRAMS)} or another regime; teach the importer what it means"
        )
    return None


def entry(record: Record, where: str) -> Entry:
    """Return the entry of a record."""
    if not re.fullmatch(r"\d+", record.reference):
        raise ImportRefused(f"{where}: reference {record.reference!r}; expected a number")
    kind = coded(record.entity_type.casefold(), ENTITY_TYPES, "type", where)
    names = [
        Name(
            n,
            coded(t.casefold(), NAME_TYPES, "name type", where),
            coded(s.casefold(), STRENGTHS, "alias strength", where) == "weak",
        )
        for n, t, s in record.names
    ]
    primary = distinct(n for n in names if n.name_type == "primary")
    if len(primary) != 1:
        raise ImportRefused(
            f"{where}: {len(primary)} primary names {[n.name for n in primary]}; expected one; rows are missing, or references are shifted"
        )
    others = [n for n in names if n.name_type != "primary"]
    parts: dict[str, tuple[Name | Particular | Measure, ...]] = {
        "names": primary,
        "aliases": distinct((n for n in others if not n.is_weak), primary),
    }
    if record.has_strengths:
        # A name that is listed as both strong and weak is strong.
        parts["weak_aliases"] = distinct((n for n in others if n.is_weak), (n for n in names if not n.is_weak))
    information = [p for text in record.information for p in _particulars(text, kind == "person")]
    parts["title"] = unique(p for p in information if p.particular_type == "position")
    parts["remarks"] = unique(
        [
            *(p for text in record.births for p in birth_dates(text, where)),
            *(Particular("birth_place", t, country_code=_country_at_end(t)) for t in record.birth_places if t),
            *(p for text in record.citizenships for p in _citizenships(text, where)),
            *(p for p in information if p.particular_type not in ("position", "website", "email")),
            *(Particular("legal_basis", text) for text in record.instruments if text),
        ]
    )
    parts["addresses"] = unique(
        Particular("address", t, country_code=_country_at_end(t)) for t in record.addresses if t
    )
    parts["contacts"] = unique(p for p in information if p.particular_type in ("website", "email"))
    if record.measures is not None:
        parts["measures"] = tuple(Measure(record.program_id, MEASURES[m]) for m in MEASURES if record.measures[m])
    return Entry(
        f"au-dfat-{record.reference}",
        record.reference,
        (record.program_id,),
        kind,
        primary[0].name,
        iso_day(record.control_date, f"{where}: Control Date"),
        parts=parts,
    )


def birth_dates(text: str, where: str) -> list[Particular]:
    """Return each date of a cell: ``16/06/1980, 16/06/1981``; ``1956``; ``August, 1961``."""
    listed = re.sub(r"([A-Za-z]), (\d{4})", r"\1 \2", scalar(text, where))
    found = []
    for part in filter(None, (p.strip() for p in listed.split(","))):
        circa = re.fullmatch(r"(?:circa|c\.|approximately|approx\.?) ?(.+)", part, re.IGNORECASE)
        earliest, latest = british_bounds(circa[1] if circa else part, f"{where}: Date of Birth")
        found.append(Particular("birth_date", part, earliest, latest, circa is not None))
    return found


def _citizenships(text: str, where: str) -> list[Particular]:
    whole = [text] if country_code(text) else [part.strip() for part in text.split(",")]
    return [Particular("citizenship", c, country_code=needed_country(c, f"{where}: Citizenship")) for c in whole if c]


def _country_at_end(text: str) -> str:
    return country_code(text.rsplit(",", 1)[-1].strip())


def _particulars(information: str, is_person: bool) -> list[Particular]:
    """Return numbers of papers, websites and a person's posts from Additional Information.

    The rest is prose and not taken over: what a body does, and who else was sanctioned when.
    """
    found = []
    for line in re.split(r"[\r\n]+|;", information):
        text = " ".join(line.split())
        paper = next((p for p in (_paper(text, *kind) for kind in PAPERS) if p), None)
        if paper:
            found.append(paper)
        elif WEBSITE.fullmatch(text):
            found.append(Particular("website", text))
        elif EMAIL.fullmatch(text):
            found.append(Particular("email", text))
        elif text and is_person and "sanctioned" not in text:
            found.append(Particular("position", text))
    return found


def _paper(text: str, pattern: str, kind: str) -> Particular | None:
    match = re.fullmatch(rf"{pattern}\.?\s*(?:\((?P<country>[^)]+)\))?\s*:?\s*(?P<number>\S.*)", text, re.IGNORECASE)
    if not match or not re.search(r"\d", match["number"]):
        return None
    about = f" ({match['country']})" if match["country"] else ""
    return Particular(kind, match["number"] + about, country_code=country_code(match["country"] or ""))
