"""SDN.XML, SDN_ENHANCED.XML and delta files.

No sample at hand holds a record under MAGNIT or GLOMAG. So real files of the Consolidated List, which
have the same schemas, are read with their programmes and list renamed, and the small files below are
written by hand.
"""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

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


@pytest.mark.parametrize(
    "name", sorted({element.tag.partition("}")[2] for element in ElementTree.fromstring(SDN).iter()})
)
def test_an_element_under_another_name_is_refused(name: str) -> None:
    """So that no container loses its items without a word, nor an entry its programme."""
    with pytest.raises(ImportRefused, match=r"'renamed' is new|'renamed'; expected 'sdnList'"):
        state("SDN.XML", re.sub(rf"(</?){name}(?=[ >])", r"\1renamed", SDN))


@pytest.mark.parametrize(
    "name", sorted({element.tag.partition("}")[2] for element in ElementTree.fromstring(SDN).iter()})
)
def test_an_element_inside_another_is_refused(name: str) -> None:
    with pytest.raises(ImportRefused, match=r"'strange' is new|between the elements of"):
        state("SDN.XML", re.sub(rf"(</{name}>)(?!.*</{name}>)", r"<strange/>\1", SDN, flags=re.DOTALL))


@pytest.mark.parametrize(
    "name", sorted({element.tag.partition("}")[2] for element in ElementTree.fromstring(SDN).iter()})
)
def test_an_attribute_is_refused(name: str) -> None:
    """No element of the list has one."""
    with pytest.raises(ImportRefused, match=f"SDN.XML.*: attribute 'colour' of '{name}' is new; expected none"):
        state("SDN.XML", re.sub(rf"<{name}(?=[ >])", f'<{name} colour="red"', SDN))
