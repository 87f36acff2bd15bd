"""SDN.XML, SDN_ENHANCED.XML and delta files.

No sample at hand holds a record under MAGNIT or GLOMAG. So real files of the Consolidated List, which
have the same schemas, are read with their programmes and list renamed, and the small files below are
written by hand.
"""

import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest
from official_files import context, read_all, wrapped

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.us_ofac import read_states, recognises

SAMPLES = "format-samples/ofac"


def state(name: str, data: bytes | str) -> ListState:
    (found,) = read_all(read_states, [wrapped(name, data.encode() if isinstance(data, str) else data)], context())
    return found


def by_number(found: ListState) -> dict[str, Entry]:
    return {entry.official_id: entry for entry in found.entries}


# Written by hand after XML.xsd and the remarks of 23343 and 30611 in SDN.CSV of 2024-05-03.
SDN = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
  <publshInformation><Publish_Date>05/03/2024</Publish_Date><Record_Count>3</Record_Count></publshInformation>
  <sdnEntry><uid>36</uid><lastName>AEROCARIBBEAN AIRLINES</lastName><sdnType>Entity</sdnType>
    <programList><program>CUBA</program></programList></sdnEntry>
  <sdnEntry><uid>23343</uid><firstName>Ramzan Akhmatovich</firstName><lastName>KADYROV</lastName><title>Head of the Chechen Republic</title>
    <sdnType>Individual</sdnType><remarks>(Linked To: AKHMAT MMA)</remarks>
    <programList><program>MAGNIT</program><program>GLOMAG</program><program>RUSSIA-EO14024</program></programList>
    <idList>
      <id><uid>1</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
      <id><uid>2</uid><idType>Passport</idType><idNumber>77</idNumber><idCountry>Russia</idCountry><issueDate>1999</issueDate><expirationDate>15 Apr 2019</expirationDate></id>
    </idList>
    <akaList>
      <aka><uid>3</uid><type>a.k.a.</type><category>strong</category><lastName>KADYROV</lastName><firstName>Ramzan</firstName></aka>
      <aka><uid>4</uid><type>f.k.a.</type><category>weak</category><lastName>DON-DON</lastName></aka>
    </akaList>
    <addressList><address><uid>5</uid><address1>1 Street</address1><city>Grozny</city><postalCode>364000</postalCode><country>Russia</country></address></addressList>
    <nationalityList><nationality><uid>6</uid><country>Russia</country><mainEntry>true</mainEntry></nationality></nationalityList>
    <dateOfBirthList>
      <dateOfBirthItem><uid>7</uid><dateOfBirth>circa 1977</dateOfBirth><mainEntry>false</mainEntry></dateOfBirthItem>
      <dateOfBirthItem><uid>8</uid><dateOfBirth>05 Oct 1976</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem>
    </dateOfBirthList>
  </sdnEntry>
  <sdnEntry><uid>30611</uid><lastName>AKHMAT MMA</lastName><sdnType>Vessel</sdnType><programList><program>GLOMAG</program></programList>
    <vesselInfo><vesselType>Fishing Vessel</vesselType><vesselFlag>China</vesselFlag><grossRegisteredTonnage>300</grossRegisteredTonnage></vesselInfo></sdnEntry>
</sdnList>
"""


def test_sdn_xml() -> None:
    found = state("SDN.XML", SDN)
    assert (found.publication, found.coverage, found.list_date, found.list_date_basis) == (
        "SDN.XML",
        "complete",
        "2024-05-03",
        "in_file",
    )
    assert (found.entry_count, len(found.entries)) == (3, 2)
    kadyrov, akhmat = found.entries
    assert (kadyrov.entry_id, kadyrov.programs, kadyrov.entity_type) == (
        "us-ofac-23343",
        ("us-glomag", "us-magnit"),
        "person",
    )
    assert kadyrov.parts == {
        "names": (Name("KADYROV, Ramzan Akhmatovich", "primary"),),
        "aliases": (Name("KADYROV, Ramzan", "alias"),),
        "weak_aliases": (Name("DON-DON", "former", is_weak=True),),
        "title": (Particular("position", "Head of the Chechen Republic"),),
        "remarks": (
            Particular("birth_date", "05 Oct 1976", "1976-10-05", "1976-10-05", is_circa=False),
            Particular("birth_date", "circa 1977", "1977-01-01", "1977-12-31", is_circa=True),
            Particular("nationality", "Russia", country_code="RU"),
            Particular("gender", "Male"),
            Particular("passport", "77 (Russia) issued 1999 expires 15 Apr 2019", country_code="RU"),
            Particular("linked_to", "AKHMAT MMA", related_entry_id="us-ofac-30611"),
        ),
        "addresses": (Particular("address", "1 Street, Grozny, 364000, Russia", country_code="RU"),),
    }
    assert akhmat.parts["remarks"] == (
        Particular("vessel_type", "Fishing Vessel"),
        Particular("vessel_flag", "China", country_code="CN"),
        Particular("tonnage", "GRT 300"),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<Record_Count>3", "<Record_Count>19143", "3 entries, but Record_Count '19143'; cut short"),
        ("05/03/2024", "2024-05-03", "Publish_Date '2024-05-03'"),
        ("<uid>23343</uid>", "<uid>23343</uid><colour>red</colour>", "entry 23343: field 'colour' is new"),
        ("<postalCode>", "<zip>1</zip><postalCode>", "entry 23343: address: field 'zip' is new"),
        ("a.k.a.", "alias", "name_type 'alias'"),
        ("<category>weak", "<category>dim", "alias_strength 'dim'"),
        ("<idType>Gender", "<idType>Shoe size", "'Shoe size' is a kind of feature"),
        ("<vesselFlag>China", "<vesselFlag>Cathay", "country 'Cathay'"),
        ("(Linked To", "(Bound To", "'\\(Bound To: AKHMAT MMA\\)' has no label"),
        ("circa 1977", "around 1977", "date 'around 1977'"),
        ("<sdnType>Vessel", "<sdnType>Ship", "entity_type 'Ship'"),
        ("MAGNIT<", "MAGNIT2<", "programme 'MAGNIT2'"),
        ("</publshInformation>", "</publshInformation><colour/>", "field 'colour' is new"),
        ("</sdnList>", "", "not well-formed XML"),
        ("sdnList", "list", "root element 'list'; expected 'sdnList'"),
        ('standalone="yes"?>', 'standalone="yes"?><!DOCTYPE a [<!ENTITY b "c">]>', "document type"),
    ],
)
def test_sdn_xml_of_another_shape_is_refused(old: str, new: str, message: str) -> None:
    assert old in SDN
    with pytest.raises(ImportRefused, match=f"SDN.XML: .*{message}|SDN.XML: {message}"):
        state("SDN.XML", SDN.replace(old, new))


def test_other_lists_of_the_same_schemas_are_refused(sources: Path) -> None:
    folder = sources / SAMPLES
    for name, data in (
        ("CONSOLIDATED.XML", gzip.decompress((folder / "sdn-xml/CONSOLIDATED.2025-01-15.xml.gz").read_bytes())),
        ("CONSOLIDATED.XML", gzip.decompress((folder / "sdn-xml/CONSOLIDATED.2022-03-24.xml.gz").read_bytes())),
        ("CONS_ENHANCED.ZIP", (folder / "enhanced-xml/CONS_ENHANCED.2025-01-10.zip").read_bytes()),
    ):
        assert recognises(name)
        with pytest.raises(ImportRefused, match="no entry under MAGNIT or GLOMAG"):
            state(name, data)


def test_a_head_of_the_list_is_refused(sources: Path) -> None:
    data = gzip.decompress((sources / SAMPLES / "sdn-xml/SDN.2015-02-26.head-400-entries.xml.gz").read_bytes())
    with pytest.raises(ImportRefused, match="400 entries, but Record_Count '5892'"):
        state("SDN.XML", data)


def renamed_sdn(sources: Path) -> dict[str, Entry]:
    """CONSOLIDATED.XML of 2025-01-15 with GLOMAG as programme of all, and without remarks that are no links."""
    data = gzip.decompress((sources / SAMPLES / "sdn-xml/CONSOLIDATED.2025-01-15.xml.gz").read_bytes())
    data = re.sub(rb"<program>[^<]*<", b"<program>GLOMAG<", data)
    return by_number(
        state("SDN.XML", re.sub(rb"<remarks>[^<]*?(\(Linked To: [^<]*)?</remarks>", rb"<remarks>\1</remarks>", data))
    )


def renamed_enhanced(sources: Path, suffix: str = "zip") -> ListState:
    """CONS_ENHANCED.XML of 2025-01-10 with GLOMAG as programme and the SDN List as list of all, without remarks."""
    with zipfile.ZipFile(sources / SAMPLES / "enhanced-xml/CONS_ENHANCED.2025-01-10.zip") as archive:
        data = archive.read("CONS_ENHANCED.XML")
    data = re.sub(rb"(<sanctionsProgram [^>]*>)[^<]*<", rb"\1GLOMAG<", re.sub(rb"<remarks>[^<]*<", b"<remarks><", data))
    data = data.replace(b">SDN List<", b">Other<").replace(b">Consolidated List<", b">SDN List<")
    if suffix == "xml":
        return state("SDN_ENHANCED.XML", data)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SDN_ENHANCED.XML", data)
    return state("SDN_ENHANCED.ZIP", stream.getvalue())


def test_sdn_xml_and_enhanced_xml_say_the_same_of_443_real_records(sources: Path) -> None:
    """Two editions of one list, five days apart: what differs was changed by OFAC in those days, or is a region."""
    sdn, enhanced = renamed_sdn(sources), by_number(renamed_enhanced(sources))
    assert set(sdn) == set(enhanced)
    assert len(sdn) == 443
    changed = set()
    for number, one in sdn.items():
        other = enhanced[number]
        assert (one.listed_name, one.entity_type) == (other.listed_name, other.entity_type)
        for part in ("names", "aliases", "weak_aliases"):
            latin = {
                (n.name, n.name_type, n.is_weak)
                for n in other.parts[part]
                if isinstance(n, Name) and n.name_type != "native"
            }
            assert {(n.name, n.name_type, n.is_weak) for n in one.parts[part] if isinstance(n, Name)} == latin
        if set(one.parts["remarks"]) != set(other.parts["remarks"]):
            changed.add(number)
        assert one.parts["addresses"] == other.parts["addresses"] or set(one.parts["addresses"]) == set(
            other.parts["addresses"]
        )
    assert len(changed) <= 6, changed


def test_enhanced_xml(sources: Path) -> None:  # values read by eye in CONS_ENHANCED.2025-01-10.excerpt.xml
    found = renamed_enhanced(sources)
    assert (found.publication, found.list_date, found.list_date_basis, found.entry_count) == (
        "SDN_ENHANCED.XML",
        "2025-01-10",
        "in_file",
        443,
    )
    martelly = by_number(found)["50476"]
    assert (martelly.listed_name, martelly.listed_date, martelly.entity_type) == (
        "MARTELLY, Michel Joseph",
        "2024-08-20",
        "person",
    )
    assert martelly.parts["weak_aliases"] == (Name("Sweet Micky", "alias", is_weak=True, script_code="Latn"),)
    assert martelly.parts["addresses"][:2] == (
        Particular("address", "Miami, FL, United States", country_code="US"),
        Particular("address", "Petionville, Ouest, Haiti", country_code="HT"),
    )
    natives = {
        n.script_code
        for e in found.entries
        for part in e.parts.values()
        for n in part
        if isinstance(n, Name) and n.name_type == "native"
    }
    assert natives
    assert natives <= {"Arab", "Armn", "Cyrl", "Geor", "Grek", "Hans", "Hant", "Hang", "Hebr", "Jpan", "Kore"}
    assert [e.parts for e in found.entries] == [e.parts for e in renamed_enhanced(sources, "xml").entries]
    linked = [
        p
        for e in found.entries
        for p in e.parts["remarks"]
        if isinstance(p, Particular) and p.particular_type == "linked_to"
    ]
    assert len(linked) == 283  # relationships in the file
    assert sum(bool(p.related_entry_id) for p in linked) < 283  # some are to persons of another list


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as found:
        for name in names:
            found.writestr(name, b"<sanctionsData/>")
    return stream.getvalue()


def test_archives_of_another_kind_are_refused() -> None:
    for data in (archive("a.xml", "b.xml"), archive("a.exe"), archive()):
        with pytest.raises(ImportRefused, match=r"expected one .xml file"):
            state("SDN_ENHANCED.ZIP", data)


def delta(sources: Path, day: str, tag: bytes = b"") -> ListState:
    data = (sources / SAMPLES / f"delta-xml/OFAC_DELTA.{day}.xml").read_bytes()
    name = f"OFAC_DELTA.{day}.xml"
    assert recognises(name)
    return state(name, re.sub(rb"(<sanctionsProgram [^>]*>)[^<]*<", rb"\1" + tag + b"<", data) if tag else data)


def test_delta_files(sources: Path) -> None:  # 2025-02-13: Karim Khan, added; read by eye, programme renamed
    assert delta(sources, "2025-02-13").entries == ()
    found = delta(sources, "2025-02-13", b"GLOMAG")
    assert (found.publication, found.coverage, found.list_date, found.entry_count) == (
        "OFAC delta file",
        "partial",
        "2025-02-13",
        None,
    )
    (khan,) = found.entries
    assert (khan.entry_id, khan.listed_name, khan.listed_date) == (
        "us-ofac-52965",
        "KHAN, Karim Asad Ahmad",
        "2025-02-13",
    )
    assert khan.parts["remarks"] == (
        Particular("birth_date", "30 Mar 1970", "1970-03-30", "1970-03-30", is_circa=False),
        Particular("gender", "Male"),
        Particular("nationality", "United Kingdom", country_code="GB"),
        Particular("birth_place", "Edinburgh, United Kingdom", country_code="GB"),
        Particular("passport", "518353876 (United Kingdom)", country_code="GB"),
    )
    assert khan.parts["addresses"] == (Particular("address", "The Hague, Netherlands", country_code="NL"),)
    # format-samples/README.md: 4 added, 14 removed on 2025-01-13; 3 added on 2025-02-11
    assert len(delta(sources, "2025-01-13", b"MAGNIT").entries) == 4
    assert len(delta(sources, "2025-02-11", b"MAGNIT").entries) == 3


KHAN = '<feature id="84981">'  # his date of birth, in the delta file of 2025-02-13


def test_the_main_date_comes_first_and_a_doubtful_one_says_so(sources: Path) -> None:
    text = (sources / SAMPLES / "delta-xml/OFAC_DELTA.2025-02-13.xml").read_text(encoding="utf-8")
    text = text.replace(">ICC-EO14203</sanc", ">GLOMAG</sanc").replace("\r\n", "\n")
    at = text.index(KHAN)
    exact = text[at : text.index("</feature>", at) + len("</feature>")]
    doubtful = exact.replace("<isApproximate>false", "<isApproximate>true").replace("1970-03-30", "1971-03-30")
    doubtful = doubtful.replace("<isPrimary>true", "<isPrimary>false")
    (khan,) = state("OFAC_DELTA.2025-02-13.xml", text.replace(exact, doubtful + exact)).entries
    dates = [p for p in khan.parts["remarks"] if isinstance(p, Particular) and p.particular_type == "birth_date"]
    assert dates == [
        Particular("birth_date", "30 Mar 1970", "1970-03-30", "1970-03-30", is_circa=False),
        Particular("birth_date", "circa 30 Mar 1971", "1971-03-30", "1971-03-30", is_circa=True),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('action="add">\n      <generalInfo>', 'action="move">\n      <generalInfo>', "action 'move'"),
        ("<isValid>true", "<isValid>false", "'518353876' is not valid"),
        ("<featureTypes />", "<colours />", "field 'colours' is new"),
        ("<documentNumber>", "<colour>red</colour><documentNumber>", "field 'colour' is new"),
        (">SDN List<", ">Other List<", "dates on the SDN List \\[\\]"),
        (
            "<isPrimary>true</isPrimary>\n          <isLow",
            "<isPrimary>false</isPrimary>\n          <aliasType>A.K.A.</aliasType>\n          <isLow",
            "primary names \\[\\]",
        ),
        ("1970-03-30</toDateEnd>", "30.3.1970</toDateEnd>", "expected days as 1976-10-05"),
        (">Latin<", ">Runic<", "script 'Runic'"),
    ],
)
def test_enhanced_xml_of_another_shape_is_refused(sources: Path, old: str, new: str, message: str) -> None:
    text = (
        (sources / SAMPLES / "delta-xml/OFAC_DELTA.2025-02-13.xml")
        .read_text(encoding="utf-8")
        .replace("\r\n", "\n")
        .replace(">ICC-EO14203</sanc", ">GLOMAG</sanc")
    )
    assert old in text
    with pytest.raises(ImportRefused, match=message):
        state("OFAC_DELTA.2025-02-13.xml", text.replace(old, new))
