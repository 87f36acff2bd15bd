"""Designations of the United Kingdom, as all publications of its list tell of them.

Their readers fill a ``Designation`` with texts as listed, ``entry`` makes an ``Entry`` of it.
"""

import re
from dataclasses import dataclass, field

from magnitsky_data.contract.text import clean, script_of
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.dates import british_bounds, british_day
from magnitsky_data.importers.lists import Entry, Measure, Name, Particular
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.text import numbered, unique

LIST_ID = "gb_fcdo"

REFERENCES = {"gb-ghr": "GHR", "gb-gac": "GAC"}
LIKE_OURS = re.compile(r"global (human rights|anti-corruption)", re.IGNORECASE)
DISQUALIFIED_ON = re.compile(r"Director Disqualification Sanction was imposed on ([0-9][0-9]/[0-9][0-9]/[0-9]{4})")


@dataclass
class Designation:
    """What one publication says of one designation; texts as listed, repeated ones allowed, empty ones passed over."""

    reference: str
    program_id: str
    type_text: str = ""  # Individual, Entity
    designated: str = ""  # the day
    names: list[tuple[str, str, str]] = field(default_factory=list)  # name, type, strength
    native_names: list[tuple[str, str]] = field(default_factory=list)  # name, language
    titles: list[str] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    birth_places: list[tuple[str, str]] = field(default_factory=list)  # town, country
    nationalities: list[str] = field(default_factory=list)
    passports: list[tuple[str, str]] = field(default_factory=list)  # number, further information
    national_ids: list[tuple[str, str]] = field(default_factory=list)
    registrations: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)  # particular_type, value that needs no parsing
    addresses: list[tuple[str, ...]] = field(default_factory=list)  # lines, postal code, country last
    sanctions: list[str] | None = None  # imposed; None: the publication does not tell them
    information: str = ""  # other information, which dates a director disqualification


def program_of(regime: str, number: str, read: Reader) -> str:
    """Return our programme of a regime, empty for the others, which are ignored: none is of the Magnitsky type.

    A regime that looks like ours, or one with a reference of ours, must have a reading.
    """
    if not number:
        raise ImportRefused(
            f"{read.where}: a designation without Unique ID or Group ID; expected one for each: a damaged file"
        )
    is_ours = LIKE_OURS.search(regime) or number[:3] in REFERENCES.values()
    return read.at(number).code("programme", regime) if is_ours else ""


def entry(found: Designation, read: Reader) -> Entry:
    """Return the entry of a designation, with every part that the fuller publications have."""
    where = read.where
    letters = REFERENCES[found.program_id]
    if not re.fullmatch(letters + r"[0-9]{4}", found.reference):
        raise ImportRefused(
            f"{where}: reference {found.reference!r} on {found.program_id}; expected {letters} and four digits; a row out of place, or a new form of reference"
        )
    names, aliases, weak = _names(found, read)
    parts: dict[str, tuple[Name | Particular | Measure, ...]] = {
        "names": tuple(names),
        "aliases": tuple(aliases),
        "weak_aliases": tuple(weak),
        "title": tuple(Particular("title", t) for t in unique(map(clean, found.titles))),
        "remarks": unique(_remarks(found, read)),
        "addresses": unique(_address(a, read) for a in found.addresses if any(map(clean, a))),
    }
    if found.sanctions is not None:
        parts["measures"] = _measures(found, found.sanctions, read)
    return Entry(
        entry_id=f"gb-fcdo-{found.reference}",
        official_id=found.reference,
        programs=(found.program_id,),
        entity_type=read.code("entity_type", found.type_text),
        listed_name=names[0].name,
        listed_date=read.at("date of designation").day(found.designated, british_bounds) if found.designated else "",
        parts=parts,
    )


def full_name(parts: list[str]) -> str:
    """Join the name parts 1 to 6; 6 is the family name, or the whole name of a body."""
    return clean(" ".join(parts))


def _names(found: Designation, read: Reader) -> tuple[list[Name], list[Name], list[Name]]:
    names: list[Name] = []
    aliases: list[Name] = []
    weak: list[Name] = []
    met: set[str] = set()
    # A name is listed once, as primary if it is one: GHR0179 has two primary names.
    rows = [(clean(n), read.code("name_type", clean(t)), clean(s)) for n, t, s in found.names]
    for name, name_type, strength in sorted(rows, key=lambda row: row[1] != "primary"):
        is_weak = bool(strength) and read.code("alias_strength", strength) == "weak"
        if name and name not in met:
            met.add(name)
            # A name of a type that is not read may be the primary one.
            part = names if name_type in ("primary", "") else weak if is_weak else aliases
            part.append(Name(name, name_type, is_weak))
    if not names:
        raise ImportRefused(f"{read.where}: no primary name; expected one for every designation: a damaged file")
    for native, language in found.native_names:
        name = clean(native)
        if name and name not in met:
            met.add(name)
            # OFSI has spellings with accents here too, so the letters tell the script and not the column.
            names.append(
                Name(
                    name,
                    "native",
                    False,
                    script_of(name),
                    read.code("language", clean(language)) if clean(language) else "",
                )
            )
    return names, aliases, weak


def _remarks(found: Designation, read: Reader) -> list[Particular]:
    remarks = []
    for text in unique(map(clean, found.births)):
        earliest, latest = read.at("birth date").days(text, british_bounds)
        remarks.append(Particular("birth_date", text, earliest, latest, is_circa=False))
    for town, country in unique(pair for place in found.birth_places for pair in _places(*place, where=read.where)):
        code = read.at("country of birth").country(country)
        remarks.append(Particular("birth_place", ", ".join(filter(None, (town, country))), country_code=code))
    countries = unique(_bare(n) for text in found.nationalities for n in numbered(text))
    remarks += [Particular("nationality", c, country_code=read.at("nationality").country(c)) for c in countries]
    for paper, numbers in (("passport", found.passports), ("national_id", found.national_ids)):
        for number, about in unique(pair for row in numbers for pair in _papers(*row, where=read.where)):
            value = f"{number} ({about})" if about else number
            remarks.append(Particular(paper, value, country_code=read.country_in(about)))
    remarks += [Particular("registration_number", n) for text in found.registrations for n in numbered(text)]
    remarks += [Particular(kind, value) for kind, text in found.facts for value in numbered(text)]
    return remarks


def _bare(text: str) -> str:
    """Return a text without the full stop that parts numbered values, and without outer brackets."""
    text = text.strip(" .;,")
    return text[1:-1].strip() if re.fullmatch(r"\([^()]*\)", text) else text


def _pairs(left: str, right: str, where: str) -> list[tuple[str, str]]:
    lefts, rights = ([_bare(part) for part in numbered(text)] or [""] for text in (left, right))
    if len(lefts) == 1 or len(rights) == 1:
        count = max(len(lefts), len(rights))
        lefts, rights = (side * count if len(side) == 1 else side for side in (lefts, rights))
    if len(lefts) != len(rights):
        raise ImportRefused(
            f"{where}: {left!r} has {len(lefts)} values and {right!r} has {len(rights)}; expected as many of each; see the file and teach the importer"
        )
    return list(zip(lefts, rights, strict=True))


def _places(town: str, country: str, where: str) -> list[tuple[str, str]]:
    return [pair for pair in _pairs(town, country, f"{where}: birth place") if any(pair)]


def _papers(number: str, about: str, where: str) -> list[tuple[str, str]]:
    # "(1) Expiry: 03 Sep 2018. (2) - . (3)  - .": a hyphen stands for nothing known.
    pairs = [(n, "" if a == "-" else a.strip(" -")) for n, a in _pairs(number, about, f"{where}: number of a paper")]
    return [(n, a) for n, a in pairs if n]


def _address(lines: tuple[str, ...], read: Reader) -> Particular:
    cleaned = [clean(line).strip(" ,") for line in lines]
    code = read.at("country of an address").country(cleaned[-1])
    return Particular("address", ", ".join(filter(None, cleaned)), country_code=code)


def _measures(found: Designation, sanctions: list[str], read: Reader) -> tuple[Measure, ...]:
    """Return the sanctions imposed; only that of disqualified directors has a day, told in the other information."""
    day = DISQUALIFIED_ON.search(clean(found.information))
    start = {"director_disqualification": british_day(day[1], read.where)} if day else {}
    kinds = [read.code("measure", clean(text)) for text in sanctions]
    if start and "director_disqualification" not in kinds:
        raise ImportRefused(
            f"{read.where}: other information tells of a director disqualification that is not among the sanctions {sanctions}; expected both or neither; see the file and teach the importer"
        )
    return unique(Measure(found.program_id, kind, start.get(kind, "")) for kind in kinds)
