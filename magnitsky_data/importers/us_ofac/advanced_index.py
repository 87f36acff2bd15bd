"""What SDN_ADVANCED.XML says outside of the parties: reference values, places, documents, listings."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.reading import known
from magnitsky_data.importers.us_ofac.dates import written
from magnitsky_data.importers.us_ofac.record import programs_of
from magnitsky_data.importers.us_ofac.remarks import document
from magnitsky_data.importers.us_ofac.xml import child, children, local, text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SDN_LIST = "SDN List"
PROGRAM_MEASURE = "Program"
SETS = (
    "AliasType Country DetailReference FeatureType IDRegDocDateType IDRegDocType List LocPartType NamePartType"
    " PartySubType PartyType SanctionsType Script Validity"
).split()
UNDETERMINED = "undetermined"  # area code of a place whose REGION (Gaza) stands for a country
ADDRESS_PARTS = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION")


@dataclass(frozen=True)
class Place:
    """A location: its parts in the order of an address, and its country."""

    value: str
    country: str


@dataclass
class Index:
    """Sections of one file, filled while it streams by; ids are strings as in the file."""

    name: str
    day: str = ""
    values: dict[str, dict[str, str]] = field(default_factory=dict)  # text by set and id
    party_types: dict[str, str] = field(default_factory=dict)  # PartyType id by PartySubType id
    places: dict[str, Place] = field(default_factory=dict)
    documents: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # label, text by identity
    links: dict[str, list[str]] = field(default_factory=dict)  # related profile by profile
    names: dict[str, str] = field(default_factory=dict)  # listed name by profile to which another is linked
    listings: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)  # programmes, day by profile

    def reference(self, kind: str, key: str) -> str:
        """Return the text of a reference id; an id that the file does not explain is refused."""
        if key not in self.values.get(kind, {}):
            raise ImportRefused(
                f"{self.name}: {kind} {key!r} is not among the ReferenceValueSets; cut short or damaged"
            )
        return self.values[kind][key]

    def date_of_issue(self, element: "Element") -> None:
        """Keep the day of the list."""
        self.day = self.calendar_day(element).isoformat()

    def reference_values(self, element: "Element") -> None:
        """Keep the texts of the ids."""
        for tag, group in children(element):
            kind = tag.removesuffix("Values")
            if kind == "AreaCode":
                self.values["AreaCode"] = {v.get("ID", ""): v.get("Description", "") for v in group}
            elif kind in SETS:
                self.values[kind] = {v.get("ID", ""): text(v) for v in group}
            if kind == "PartySubType":
                self.party_types = {v.get("ID", ""): v.get("PartyTypeID", "") for v in group}

    def location(self, element: "Element") -> None:
        """Keep a place."""
        used = ("LocationAreaCode", "LocationCountry", "LocationPart")
        known(
            [tag for tag, _ in children(element)],
            used,
            ("FeatureVersionReference", "IDRegDocumentReference"),
            self.name,
        )
        country, parts = "", {}
        for tag, item in children(element):
            if tag == "LocationCountry":
                country = self.reference("Country", item.get("CountryID", ""))
            elif tag == "LocationAreaCode" and self.reference("AreaCode", item.get("AreaCodeID", "")) != UNDETERMINED:
                country = country or self.reference("AreaCode", item.get("AreaCodeID", ""))
            elif tag == "LocationPart":
                kind, value = (
                    self.reference("LocPartType", item.get("LocPartTypeID", "")),
                    text(item, "LocationPartValue", "Value"),
                )
                parts[kind] = f"Region: {value}" if kind == "REGION" else value  # as the CSV writes it
        known([p for p in parts if p != "Unknown"], ADDRESS_PARTS, (), f"{self.name}: Location {element.get('ID')!r}")
        value = ", ".join(part for tag in (*ADDRESS_PARTS, "Unknown") if (part := parts.get(tag, "")))
        self.places[element.get("ID", "")] = Place(value, country)

    def document(self, element: "Element") -> None:
        """Keep an identity document, written as in the CSV."""
        used = ("IDRegistrationNo", "DocumentDate")
        known(
            [tag for tag, _ in children(element)],
            used,
            ("Comment", "IssuingAuthority", "DocumentedNameReference"),
            self.name,
        )
        label = self.reference("IDRegDocType", element.get("IDRegDocTypeID", ""))
        country = (
            self.reference("Country", element.get("IssuedBy-CountryID", ""))
            if element.get("IssuedBy-CountryID")
            else ""
        )
        days = {}
        for tag, item in children(element):
            if tag == "DocumentDate":
                kind = self.reference("IDRegDocDateType", item.get("IDRegDocDateTypeID", ""))
                days[kind] = self.period(child(item, "DatePeriod"))
        known(days, ("Issue Date", "Expiration Date"), (), f"{self.name}: IDRegDocument {element.get('ID')!r}")
        number = text(element, "IDRegistrationNo")
        shown = document(number, country, days.get("Issue Date", ""), days.get("Expiration Date", ""))
        self.documents.setdefault(element.get("IdentityID", ""), []).append((label, shown))

    def relationship(self, element: "Element") -> None:
        """Keep whom a profile is linked to."""
        self.links.setdefault(element.get("From-ProfileID", ""), []).append(element.get("To-ProfileID", ""))

    def sanctions_entry(self, element: "Element") -> None:
        """Keep the programmes and the day of a profile on the SDN List under one of ours."""
        if self.reference("List", element.get("ListID", "")) != SDN_LIST:
            return
        where = f"{self.name}: SanctionsEntry {element.get('ID')!r}"
        known([local(e) for e in element], ("EntryEvent", "SanctionsMeasure"), (), where)
        measures = [e for tag, e in children(element) if tag == "SanctionsMeasure"]
        tags = [
            text(e, "Comment")
            for e in measures
            if self.reference("SanctionsType", e.get("SanctionsTypeID", "")) == PROGRAM_MEASURE
        ]
        programs = programs_of(tags, where)
        if not programs:
            return
        days = {
            self.calendar_day(day)
            for tag, e in children(element)
            if tag == "EntryEvent" and (day := child(e, "Date")) is not None
        }
        if len(days) != 1:
            raise ImportRefused(
                f"{where}: days of its EntryEvents {sorted(map(str, days))!r}; expected one day for all"
            )
        self.listings[element.get("ProfileID", "")] = (programs, days.pop().isoformat())

    def calendar_day(self, element: "Element | None") -> date:
        """Return a day given in Year, Month, Day."""
        parts = [text(element, tag) for tag in ("Year", "Month", "Day")]
        try:
            return date(*(int(part) for part in parts))
        except (TypeError, ValueError):
            raise ImportRefused(f"{self.name}: date {'-'.join(parts)!r}; expected year, month and day") from None

    def bounds(self, element: "Element") -> tuple[date, date, bool]:
        """Return first and last day of a DatePeriod, and whether it is approximate."""
        start, end = child(element, "Start"), child(element, "End")
        if start is None or end is None:
            raise ImportRefused(f"{self.name}: a DatePeriod without Start or End; expected both")
        circa = "true" in (start.get("Approximate"), end.get("Approximate"))
        return self.calendar_day(child(start, "From")), self.calendar_day(child(end, "To")), circa

    def period(self, element: "Element | None") -> str:
        """Return a DatePeriod as the CSV writes it."""
        if element is None:
            raise ImportRefused(f"{self.name}: a date without a DatePeriod; expected one")
        first, last, circa = self.bounds(element)
        return written(first, last, circa=circa)
