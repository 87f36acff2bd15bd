"""What the DFAT Consolidated List says of one person or body, and the entry that is made of it.

The spreadsheet and its YAML mirror have the same fields; their readers give a ``Record`` with the
texts as listed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.dates import british_bounds, iso_bounds
from magnitsky_data.importers.lists import Entry, Measure, Name, Particular
from magnitsky_data.importers.readings import Reader, folded
from magnitsky_data.importers.text import distinct, scalar, unique

LIST_ID = "au_dfat"

UNDIVIDED = "autonomous (thematic)"  # in 2022
RELATED = re.compile(r"thematic|human rights|corruption|magnitsky|cyber")

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
# What stands between the dates of one cell, in the lists of 2022 to 2026.
ALTERNATIVES = re.compile(
    r"[,;]|\bor\b|(?:^|(?<=[\s,;]))[a-z]\)|\balt DOB:|(?<=\d)\s+(?=\d\d?/\d\d?/)|(?<=\b\d{4})/(?=\d{4}$)", re.IGNORECASE
)
ASIDE = re.compile(r"\((?:as|from)\s[^)]*\)|[\r\n]+")  # whose date it is, or of which paper
CIRCA = re.compile(r"(?:circa|c\.|approximately|approx\.?):? ?(.+)", re.IGNORECASE)
PERIOD = re.compile(r"between (.+) (?:and|to) (.+)|(.+) to (.+)|(\d{4}) ?[-–] ?(\d{4})", re.IGNORECASE)
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


def program(label: str, reference: str, read: Reader) -> str:
    """Return the programme of a label, empty for other regimes and cyber incidents.

    The list of 2022 has one label for human rights and corruption: the reading of the reference tells which.
    """
    text = folded(label)
    if text == UNDIVIDED:
        return read.at("Reference").code("programme", reference)
    return read.at("Committees").code("programme", label) if RELATED.search(text) else ""


def entry(record: Record, read: Reader) -> Entry:
    """Return the entry of a record."""
    where = read.where
    if not re.fullmatch(r"[0-9]{1,9}", record.reference):
        raise ImportRefused(f"{where}: reference {record.reference!r}; expected a number")
    kind = read.code("entity_type", record.entity_type)
    names = [
        Name(
            n,
            read.code("name_type", t),
            bool(s) and read.code("alias_strength", s) == "weak",
        )
        for n, t, s in record.names
    ]
    # A name of a type that is not read may be the primary one.
    primary = distinct(n for n in names if n.name_type == "primary") or tuple(n for n in names if not n.name_type)[:1]
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
    information = [p for text in record.information for p in _particulars(text, kind == "person", read)]
    parts["title"] = unique(p for p in information if p.particular_type == "position")
    parts["remarks"] = unique(
        [
            *(p for text in record.births for p in birth_dates(text, read.at("Date of Birth"))),
            *(Particular("birth_place", t, country_code=_country_at_end(t, read)) for t in record.birth_places if t),
            *(p for text in record.citizenships for p in _citizenships(text, read.at("Citizenship"))),
            *(p for p in information if p.particular_type not in ("position", "website", "email")),
            *(Particular("legal_basis", text) for text in record.instruments if text),
        ]
    )
    parts["addresses"] = unique(
        Particular("address", t, country_code=_country_at_end(t, read)) for t in record.addresses if t
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
        read.at("Control Date").day(record.control_date, iso_bounds),
        parts=parts,
    )


def birth_dates(text: str, read: Reader) -> list[Particular]:
    """Return each date of a cell: ``16/06/1980, 16/06/1981``; ``August, 1961``; ``a) 1976 b) Between 1977 and 1979``; ``1963 to 1964``."""
    listed = re.sub(r"([A-Za-z]), (\d{4})", r"\1 \2", scalar(ASIDE.sub(";", text), read.where))
    listed = re.sub(r"(?<=[a-z]\.)(?=\d{4})", " ", listed)  # Jan.1973
    found = []
    for part in filter(None, (p.strip(" .") for p in ALTERNATIVES.split(listed))):
        part = re.sub(r"^\(([^()]+)\)$", r"\1", part)
        circa = CIRCA.fullmatch(part)
        earliest, latest = read.days(circa[1] if circa else part, _period)
        found.append(Particular("birth_date", part, earliest, latest, circa is not None))
    return found


def _period(text: str, where: str) -> tuple[str, str]:
    period = PERIOD.fullmatch(text)
    if not period:
        return british_bounds(text, where)
    first, last = (part for part in period.groups() if part)
    if not re.search(r"\d{4}", first):  # between Aug. and Sep. 1977
        first = f"{first} {last[-4:]}"
    earliest, latest = british_bounds(first, where)[0], british_bounds(last, where)[1]
    if earliest > latest:
        raise ImportRefused(f"{where}: {text!r} ends before it begins; compare the publisher's page")
    return earliest, latest


def _citizenships(text: str, read: Reader) -> list[Particular]:
    whole = [text] if read.country_in(text) else [part.strip() for part in text.split(",")]
    return [Particular("citizenship", c, country_code=read.country(c)) for c in whole if c]


def _country_at_end(text: str, read: Reader) -> str:
    return read.country_in(text.rsplit(",", 1)[-1].strip())


def _particulars(information: str, is_person: bool, read: Reader) -> list[Particular]:
    """Return numbers of papers, websites and a person's posts from Additional Information.

    The rest is prose and not taken over: what a body does, and who else was sanctioned when.
    """
    found = []
    for line in re.split(r"[\r\n]+|;", information):
        text = " ".join(line.split())
        paper = next((p for p in (_paper(text, *kind, read) for kind in PAPERS) if p), None)
        if paper:
            found.append(paper)
        elif WEBSITE.fullmatch(text):
            found.append(Particular("website", text))
        elif EMAIL.fullmatch(text):
            found.append(Particular("email", text))
        elif text and is_person and "sanctioned" not in text:
            found.append(Particular("position", text))
    return found


def _paper(text: str, pattern: str, kind: str, read: Reader) -> Particular | None:
    match = re.fullmatch(rf"{pattern}\.?\s*(?:\((?P<country>[^)]+)\))?\s*:?\s*(?P<number>\S.*)", text, re.IGNORECASE)
    if not match or not re.search(r"\d", match["number"]):
        return None
    about = f" ({match['country']})" if match["country"] else ""
    return Particular(kind, match["number"] + about, country_code=read.country_in(match["country"] or ""))
