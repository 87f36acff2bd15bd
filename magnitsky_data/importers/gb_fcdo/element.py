"""``UK-Sanctions-List.xml``: one ``Designation`` element each; read as a stream, since the file is large."""

from dataclasses import replace
from typing import TYPE_CHECKING

from magnitsky_data.contract.text import clean
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.dates import british_day
from magnitsky_data.importers.files.xml import known_attributes, stream
from magnitsky_data.importers.gb_fcdo.designation import LIST_ID, Designation, entry, full_name, program_of
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.publications import Official
from magnitsky_data.importers.reading import known
from magnitsky_data.importers.readings import Reader

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

XML = Official(
    LIST_ID, "UK Sanctions List XML", "gb-fcdo-xml", "Foreign, Commonwealth and Development Office", "UK Sanctions List"
)

# Paths under Designation: the element that holds one value or one group of fields, and its fields.
GROUPS: dict[str, tuple[str, ...]] = {
    "Names/Name": (*(f"Name{n}" for n in range(1, 7)), "NameType", "AliasStrength"),
    "NonLatinNames/NonLatinName": ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage"),
    "Addresses/Address": (*(f"AddressLine{n}" for n in range(1, 7)), "AddressPostalCode", "AddressCountry"),
    "IndividualDetails/Individual/BirthDetails/Location": ("TownOfBirth", "CountryOfBirth"),
    "IndividualDetails/Individual/PassportDetails/Passport": ("PassportNumber", "PassportAdditionalInformation"),
    "IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier": (
        "NationalIdentifierNumber",
        "NationalIdentifierAdditionalInformation",
    ),
}
PLAIN = {  # elements of one value, to the type of particular; empty for those that need parsing
    "PhoneNumbers/PhoneNumber": "phone",
    "EmailAddresses/EmailAddress": "email",
    "Websites/Website": "website",
    "IndividualDetails/Individual/Positions/Position": "position",
    "IndividualDetails/Individual/Genders/Gender": "gender",
    "EntityDetails/Entity/TypeOfEntities/TypeOfEntity": "organization_type",
    "EntityDetails/Entity/ParentCompanies/ParentCompany": "parent_company",
    "EntityDetails/Entity/Subsidiaries/Subsidiary": "subsidiary",
    "Titles/Title": "",
    "IndividualDetails/Individual/DOBs/DOB": "",
    "IndividualDetails/Individual/Nationalities/Nationality": "",
    "EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber": "",
}
SINGLE = {
    *("DateDesignated", "UniqueID", "OFSIGroupID", "UNReferenceNumber", "RegimeName"),
    *("IndividualEntityShip", "SanctionsImposed", "OtherInformation"),
}
IGNORED = {
    "LastUpdated",  # of the record, not of the listing
    "DesignationSource",  # UK for every designation of our regimes
    "UKStatementofReasons",  # prose
    "SanctionsImposedIndicators",  # the words of SanctionsImposed again, as flags
    "ShipDetails",  # IndividualEntityShip refuses a ship
}
LEAVES = {*SINGLE, *PLAIN, *(f"{group}/{name}" for group, names in GROUPS.items() for name in names)}
HOLDERS = {path.rsplit("/", n)[0] for path in LEAVES for n in range(1, path.count("/") + 1)}


def read_xml_list(file: OfficialFile, context: Context) -> ListState:
    """Read the state of the list; truncated and foreign files are refused."""
    day, entries, count = "", [], 0
    for element in stream(file.data, file.name, "Designations"):
        known([element.tag], ("DateGenerated", "Designation"), (), f"{file.name}: under Designations")
        if element.tag == "DateGenerated":
            day = british_day((element.text or "").strip(), f"{file.name}: DateGenerated")
            continue
        count += 1
        if not day:
            raise ImportRefused(
                f"{file.name}: a designation before DateGenerated; expected the day first; a file of another shape"
            )
        reference = _text(element, "UniqueID")
        read = context.readings.at(LIST_ID, f"{file.name}: {reference or f'designation {count}'}")
        if program := program_of(_text(element, "RegimeName"), reference, read):
            entries.append(_entry(element, reference, program, read))
    if not day:
        raise ImportRefused(f"{file.name}: no DateGenerated; expected the day of the list; a file of another shape")
    return XML.state(file, day, entries, count)


def _text(element: "Element", path: str) -> str:
    return clean(element.findtext(path) or "")


def _texts(element: "Element", path: str) -> list[str]:
    return [clean(found.text or "") for found in element.findall(path)]


def _rows(element: "Element", group: str) -> list[list[str]]:
    return [[_text(found, name) for name in GROUPS[group]] for found in element.findall(group)]


def _known_paths(element: "Element", where: str, above: str = "") -> None:
    known_attributes(element, (), where)
    for child in element:
        path = f"{above}{child.tag}"
        if path in IGNORED:
            continue
        known([path], LEAVES | HOLDERS, IGNORED, where)
        if (child.text or "").strip() and path not in LEAVES:
            raise ImportRefused(
                f"{where}: text {child.text!r} in {path}; expected elements only; teach the importer what it means"
            )
        _known_paths(child, where, f"{path}/")


def _entry(element: "Element", reference: str, program: str, read: Reader) -> Entry:
    where = read.where
    _known_paths(element, where)
    for name in SINGLE:
        if len(element.findall(name)) > 1:
            raise ImportRefused(f"{where}: {name} stands twice; expected it once; teach the importer")
    individual = "IndividualDetails/Individual"
    found = Designation(reference, program, _text(element, "IndividualEntityShip"), _text(element, "DateDesignated"))
    found.names = [(full_name(row[:6]), row[6], row[7]) for row in _rows(element, "Names/Name")]
    found.native_names = [(row[0], row[2]) for row in _rows(element, "NonLatinNames/NonLatinName")]
    found.titles = _texts(element, "Titles/Title")
    found.births = _texts(element, f"{individual}/DOBs/DOB")
    found.birth_places = [(t, c) for t, c in _rows(element, f"{individual}/BirthDetails/Location")]
    found.nationalities = _texts(element, f"{individual}/Nationalities/Nationality")
    found.passports = [(n, a) for n, a in _rows(element, f"{individual}/PassportDetails/Passport")]
    identifiers = f"{individual}/NationalIdentifierDetails/NationalIdentifier"
    found.national_ids = [(n, a) for n, a in _rows(element, identifiers)]
    found.registrations = _texts(element, "EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber")
    found.facts = [(kind, text) for path, kind in PLAIN.items() if kind for text in _texts(element, path)]
    found.facts.append(("group_id", _text(element, "OFSIGroupID")))
    found.facts.append(("other_reference", _text(element, "UNReferenceNumber")))
    found.addresses = [tuple(row) for row in _rows(element, "Addresses/Address")]
    found.sanctions = _text(element, "SanctionsImposed").split("|")
    found.information = _text(element, "OtherInformation")
    return replace(entry(found, read), source_locator=f"Unique ID {reference}")
