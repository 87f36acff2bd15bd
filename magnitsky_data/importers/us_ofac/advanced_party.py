"""A DistinctParty of SDN_ADVANCED.XML: names, features, documents and places of one profile."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Entry, Name, Particular
from magnitsky_data.importers.reading import coded, known
from magnitsky_data.importers.us_ofac.advanced_index import Index
from magnitsky_data.importers.us_ofac.record import Parts, entry_id
from magnitsky_data.importers.us_ofac.remarks import UnknownRemark, feature, parse_remarks
from magnitsky_data.importers.us_ofac.scripts import script_code
from magnitsky_data.importers.us_ofac.sdn_csv import known_country
from magnitsky_data.importers.us_ofac.tables import number_of
from magnitsky_data.importers.us_ofac.xml import child, children, local, text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ALIAS_TYPES = {"Name": "primary", "A.K.A.": "alias", "F.K.A.": "former", "N.K.A.": "alias"}
# OFAC writes the family name and the names of bodies, vessels and aircraft in capitals in its other editions.
FAMILY = ("Last Name", "Maiden Name", "Patronymic", "Matronymic")
GIVEN = ("First Name", "Middle Name")
WHOLE = ("Entity Name", "Vessel Name", "Aircraft Name")
AS_IS = ("Nickname",)
SUB_TYPES = {("Individual", "Unknown"): "person", ("Entity", "Unknown"): "organization", ("Transport", "Vessel"): "vessel", ("Transport", "Aircraft"): "aircraft"}  # fmt: skip
LOCATION, TITLE = "Location", "Title"


def read_party(element: "Element", index: Index, file: str) -> Entry | None:
    """Return the entry of a party on one of our programmes."""
    profile = child(element, "Profile")
    number = number_of(element.get("FixedRef", ""), file)
    if profile is None or profile.get("ID") != number:
        raise ImportRefused(
            f"{file}: party {number}: no Profile of the same number; expected one, as in every list so far"
        )
    if number not in index.listings:
        return None
    where = f"{file}: party {number}"
    known([local(e) for e in element], ("Comment", "Profile"), (), where)
    known([local(e) for e in profile], ("Identity", "Feature"), ("SanctionsEntryReference",), where)
    programs, day = index.listings[number]
    sub_type = profile.get("PartySubTypeID", "")
    kind = (
        index.reference("PartyType", index.party_types.get(sub_type, "")),
        index.reference("PartySubType", sub_type),
    )
    if kind not in SUB_TYPES:
        raise ImportRefused(f"{where}: party type {kind!r} was not seen before; expected one of {sorted(SUB_TYPES)}")
    names = [pair for tag, e in children(profile) if tag == "Identity" for pair in _names(e, index, where)]
    listed = primary_name(element, index, file)
    parts: Parts = {
        part: tuple(dict.fromkeys(n for at, n in names if at == part)) for part in ("names", "aliases", "weak_aliases")
    }
    titles = [t for label, e in _features(profile, index) if label == TITLE for t in [_detail(e, index)]]
    try:
        comment = text(element, "Comment")
        remarks = parse_remarks(comment, "; ".join(titles), stop=False) if comment else None
        found = [*_particulars(profile, index, where), *(remarks.particulars if remarks else ())]
    except UnknownRemark as error:
        raise ImportRefused(
            f"{where}: {error}; teach magnitsky_data/importers/us_ofac/labels.py what it means"
        ) from None
    parts["weak_aliases"] += remarks.names if remarks else ()
    parts["title"] = tuple(Particular("position", title) for title in titles)
    parts["remarks"] = tuple(dict.fromkeys(found))
    parts["addresses"] = tuple(dict.fromkeys(_addresses(profile, index, where)))
    return Entry(entry_id(number), number, programs, SUB_TYPES[kind], listed, day, parts=parts)


def primary_name(element: "Element", index: Index, file: str) -> str:
    """Return the primary name of a party in Latin script."""
    where = f"{file}: party {element.get('FixedRef', '')}"
    identities = [
        i
        for tag, profile in children(element)
        if tag == "Profile"
        for name, i in children(profile)
        if name == "Identity"
    ]
    found = [n.name for identity in identities for _, n in _names(identity, index, where) if n.name_type == "primary"]
    if len(found) != 1:
        raise ImportRefused(f"{where}: primary names {found!r}; expected one")
    return found[0]


def _names(identity: "Element", index: Index, where: str) -> Iterator[tuple[str, Name]]:
    known([local(e) for e in identity], ("Alias", "NamePartGroups"), (), where)
    types = {
        group.get("ID", ""): index.reference("NamePartType", group.get("NamePartTypeID", ""))
        for tag, groups in children(identity)
        if tag == "NamePartGroups"
        for master in groups
        for group in master
    }
    for tag, alias in children(identity):
        if tag != "Alias":
            continue
        kind = coded(index.reference("AliasType", alias.get("AliasTypeID", "")), ALIAS_TYPES, "alias type", where)
        weak = alias.get("LowQuality") == "true"
        part = "names" if kind == "primary" else "weak_aliases" if weak else "aliases"
        for _, documented in children(alias):
            name, script = _written(documented, types, index, where)
            yield part, Name(name, kind if script == "Latn" else "native", weak, script)


def _written(documented: "Element", types: dict[str, str], index: Index, where: str) -> tuple[str, str]:
    """Return a name as the other editions write it, ``KHAN, Karim Asad Ahmad``, and its script."""
    family, given, whole, scripts = [], [], [], set()
    for _, part in children(documented):
        value = child(part, "NamePartValue")
        group = "" if value is None else value.get("NamePartGroupID", "")
        if value is None or group not in types:
            raise ImportRefused(
                f"{where}: part of a name with the group {group!r}, which is not among its NamePartGroups; damaged"
            )
        scripts.add(script_code(index.reference("Script", value.get("ScriptID", "")), where))
        kind = types[group]
        if kind in FAMILY:
            family.append(text(value).upper())
        elif kind in GIVEN:
            given.append(text(value))
        elif kind in WHOLE:
            whole.append(text(value).upper())
        elif kind in AS_IS:
            whole.append(text(value))
        else:
            raise ImportRefused(
                f"{where}: kind of name part {kind!r} was not seen before; teach the importer what it means"
            )
    if len(scripts) != 1:
        raise ImportRefused(f"{where}: a name in the scripts {sorted(scripts)!r}; expected one")
    return ", ".join(" ".join(words) for words in (family + whole, given) if words), scripts.pop()


def _features(profile: "Element", index: Index) -> Iterator[tuple[str, "Element"]]:
    """Yield label and version of each feature."""
    for tag, found in children(profile):
        if tag == "Feature":
            label = index.reference("FeatureType", found.get("FeatureTypeID", ""))
            for name, version in children(found):
                if name == "FeatureVersion":
                    yield label, version


def _detail(version: "Element", index: Index) -> str:
    detail = child(version, "VersionDetail")
    if detail is not None and detail.get("DetailReferenceID"):
        return index.reference("DetailReference", detail.get("DetailReferenceID", ""))
    return text(detail)


def _particulars(profile: "Element", index: Index, where: str) -> Iterator[Particular]:
    for label, version in _features(profile, index):
        used = ("DatePeriod", "VersionDetail", "VersionLocation")
        known([local(e) for e in version], used, ("Comment",), f"{where}: {label}")
        period, place = child(version, "DatePeriod"), child(version, "VersionLocation")
        if label in (LOCATION, TITLE):
            continue
        if period is not None:
            yield feature(label, index.period(period))
        elif place is not None:
            # The country of a nationality stands in a part of unknown kind.
            stated, country = _place(place, index, where)
            yield feature(label, country or stated)
        else:
            yield feature(label, _detail(version, index))
    for tag, identity in children(profile):
        if tag == "Identity":
            for label, shown in index.documents.get(identity.get("ID", ""), ()):
                yield feature(label, shown)


def _addresses(profile: "Element", index: Index, where: str) -> Iterator[Particular]:
    for label, version in _features(profile, index):
        place = child(version, "VersionLocation")
        if label == LOCATION and place is not None:
            street, country = _place(place, index, where)
            if value := ", ".join(part for part in (street, country) if part):
                yield Particular("address", value, country_code=known_country(country, where))


def _place(element: "Element", index: Index, where: str) -> tuple[str, str]:
    key = element.get("LocationID", "")
    if key not in index.places:
        raise ImportRefused(f"{where}: Location {key!r} is not in the file; cut short or damaged: download it again")
    return index.places[key].value, index.places[key].country
