"""The UK Sanctions List as XML.

The sample of XML at hand has no record of our regimes. The records below are WRITTEN BY HAND in
the list_file format: names, days, measures and other information of GHR0179 and GAC0024 are those of the
list of 2026-08-22 (sources/uk, YAML rendering); birth details, papers and telephone number are invented.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from official_files import context, met, read_all

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile, gb_fcdo
from magnitsky_data.importers.lists import Entry, ListState, Measure, Name, Particular

Make = Callable[..., OfficialFile]
CONTEXT = context()

GHR0179 = """
  <Designation>
    <LastUpdated>14/10/2025</LastUpdated>
    <DateDesignated>14/10/2025</DateDesignated>
    <UniqueID>GHR0179</UniqueID>
    <OFSIGroupID>17157</OFSIGroupID>
    <Names>
      <Name><Name1>Zhi</Name1><Name6>Chen</Name6><NameType>Primary Name</NameType></Name>
      <Name><Name1>Zhi</Name1><Name6>CHEN</Name6><NameType>Primary Name</NameType></Name>
      <Name><Name6>Vincent</Name6><NameType>ALias</NameType><AliasStrength>Low quality</AliasStrength></Name>
    </Names>
    <NonLatinNames>
      <NonLatinName><NameNonLatinScript>ចេន ហ្ស៊ី</NameNonLatinScript></NonLatinName>
      <NonLatinName><NameNonLatinScript>陈志</NameNonLatinScript><NonLatinScriptType>Chinese</NonLatinScriptType><NonLatinScriptLanguage>Chinese</NonLatinScriptLanguage></NonLatinName>
    </NonLatinNames>
    <Titles><Title>Mr</Title></Titles>
    <RegimeName>The Global Human Rights Sanctions Regulations 2020</RegimeName>
    <IndividualEntityShip>Individual</IndividualEntityShip>
    <DesignationSource>UK</DesignationSource>
    <SanctionsImposed>Asset freeze|Travel Ban|Director Disqualification Sanction</SanctionsImposed>
    <SanctionsImposedIndicators><AssetFreeze>Yes</AssetFreeze></SanctionsImposedIndicators>
    <UKStatementofReasons>
There are reasonable grounds &amp;amp; so on</UKStatementofReasons>
    <Addresses>
      <Address>
        <AddressLine1>YO2</AddressLine1>
        <AddressLine6>Phnom Penh</AddressLine6>
        <AddressCountry>Cambodia</AddressCountry>
      </Address>
    </Addresses>
    <PhoneNumbers><PhoneNumber>(+855) 000</PhoneNumber></PhoneNumbers>
    <IndividualDetails>
      <Individual>
        <DOBs><DOB>dd/mm/1987</DOB><DOB>16/12/1987</DOB></DOBs>
        <Nationalities><Nationality>Cambodia</Nationality><Nationality>China</Nationality></Nationalities>
        <PassportDetails><Passport><PassportNumber>X1</PassportNumber><PassportAdditionalInformation>Cambodia</PassportAdditionalInformation></Passport></PassportDetails>
        <Positions><Position>Chairman</Position></Positions>
        <Genders><Gender>Male</Gender></Genders>
        <BirthDetails><Location><TownOfBirth>Fujian</TownOfBirth><CountryOfBirth>China</CountryOfBirth></Location></BirthDetails>
      </Individual>
    </IndividualDetails>
  </Designation>"""
GAC0024 = """
  <Designation>
    <LastUpdated>09/04/2025</LastUpdated>
    <DateDesignated>22/07/2021</DateDesignated>
    <UniqueID>GAC0024</UniqueID>
    <OFSIGroupID>14127</OFSIGroupID>
    <Names>
      <Name><Name6>Teodorin</Name6><NameType>Alias</NameType></Name>
      <Name><Name1>Teodoro</Name1><Name2>Nguema</Name2><Name3>Obiang</Name3><Name6>Mangue</Name6><NameType>Primary name</NameType></Name>
    </Names>
    <RegimeName>The Global Anti-Corruption Sanctions Regulations 2021</RegimeName>
    <IndividualEntityShip>Individual</IndividualEntityShip>
    <DesignationSource>UK</DesignationSource>
    <SanctionsImposed>Asset freeze|Travel Ban|Director Disqualification Sanction</SanctionsImposed>
    <OtherInformation>The Director Disqualification Sanction was imposed on 09/04/2025.</OtherInformation>
    <Addresses><Address><AddressLine6>Malabo</AddressLine6><AddressCountry>Equatorial Guinea</AddressCountry></Address></Addresses>
  </Designation>"""

FREEZE_BAN = (("asset_freeze", ""), ("entry_ban", ""))


def _state(file: OfficialFile) -> ListState:
    (state,) = read_all(gb_fcdo.read_states, [file], CONTEXT)
    return state


def _entry(state: ListState, reference: str) -> Entry:
    (found,) = (e for e in state.entries if e.official_id == reference)
    return found


def _sample(sources: Path, list_file: Make, *records: str) -> OfficialFile:
    """The real head and two records of 2026-09-02, and records of ours before the end."""
    path = sources / "format-samples" / "uk" / "UK-Sanctions-List.2026-09-02.two-designations-trimmed.xml"
    text = path.read_text(encoding="utf-8").replace("</Designations>", "".join(records) + "\n</Designations>")
    return list_file(text, "UK-Sanctions-List.xml")


def test_xml_records(sources: Path, list_file: Make) -> None:
    state = _state(_sample(sources, list_file, GHR0179, GAC0024))
    assert (state.list_date, state.entry_count, len(state.entries)) == ("2026-09-02", 4, 2)
    assert state.publication == "UK Sanctions List XML"
    chen = _entry(state, "GHR0179")
    assert (chen.listed_name, chen.listed_date, chen.entity_type) == ("Zhi Chen", "2025-10-14", "person")
    assert chen.parts["names"] == (
        Name("Zhi Chen", "primary"),
        Name("Zhi CHEN", "primary"),
        Name("ចេន ហ្ស៊ី", "native", script_code="Khmr"),
        Name("陈志", "native", script_code="Hani", language_code="zh"),
    )
    assert chen.parts["weak_aliases"] == (Name("Vincent", "alias", is_weak=True),)
    assert chen.parts["aliases"] == ()
    assert chen.parts["title"] == (Particular("title", "Mr"),)
    assert chen.parts["addresses"] == (Particular("address", "YO2, Phnom Penh, Cambodia", country_code="KH"),)
    assert set(chen.parts["remarks"]) == {
        Particular("birth_date", "dd/mm/1987", "1987-01-01", "1987-12-31", is_circa=False),
        Particular("birth_date", "16/12/1987", "1987-12-16", "1987-12-16", is_circa=False),
        Particular("birth_place", "Fujian, China", country_code="CN"),
        Particular("nationality", "Cambodia", country_code="KH"),
        Particular("nationality", "China", country_code="CN"),
        Particular("passport", "X1 (Cambodia)", country_code="KH"),
        Particular("position", "Chairman"),
        Particular("gender", "Male"),
        Particular("phone", "(+855) 000"),
        Particular("group_id", "17157"),
    }
    obiang = _entry(state, "GAC0024")
    assert obiang.listed_name == "Teodoro Nguema Obiang Mangue"  # though an alias stands first
    assert obiang.parts["measures"] == (
        *(Measure("gb-gac", kind, day) for kind, day in FREEZE_BAN),
        Measure("gb-gac", "director_disqualification", "2025-04-09"),
    )
    assert chen.parts["measures"][-1] == Measure("gb-ghr", "director_disqualification")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<Titles>", "<ShoeSize>44</ShoeSize><Titles>", "field 'ShoeSize' is new"),
        ("<Title>Mr</Title>", "<Title>Mr</Title><Rank>1</Rank>", "field 'Titles/Rank' is new"),
        ("<Titles>", "<Titles colour='red'>", "attribute 'colour' of 'Titles' is new; expected none"),
        ("<Designation>", "<Designation colour='red'>", "attribute 'colour' of 'Designation' is new; expected none"),
        ("<Titles>", "<Titles>Doctor", "text 'Doctor' between the elements of 'Titles'"),
        ("Travel Ban", "Public shaming", "measure 'Public shaming'"),
        ("Regulations 2020", "Regulations 2027", "GHR0179: programme"),
        ("The Global Human Rights Sanctions Regulations 2020", "The Syria Regulations 2019", "GHR0179: programme"),
        (
            "The Global Human Rights Sanctions Regulations 2020",
            "The Global Anti-Corruption Sanctions Regulations 2021",
            "expected GAC and four digits",
        ),
        ("<UniqueID>GHR0179</UniqueID>", "", "without Unique ID"),
        (
            "<UniqueID>GHR0179</UniqueID>",
            "<UniqueID>GHR0179</UniqueID><UniqueID>GHR0180</UniqueID>",
            "UniqueID stands twice",
        ),
        ("Primary Name", "Pen name", "name_type 'Pen name'"),
        ("Individual</IndividualEntityShip>", "Ship</IndividualEntityShip>", "type 'Ship'"),
        ("16/12/1987", "16/12/87", "date '16/12/87'"),
        ("<AddressCountry>Cambodia", "<AddressCountry>Ruritania", "country 'Ruritania'"),
        ("Low quality", "Dubious", "alias_strength 'Dubious'"),
    ],
)
def test_xml_damage_is_refused(sources: Path, list_file: Make, old: str, new: str, message: str) -> None:
    assert old in GHR0179
    with pytest.raises(ImportRefused) as refusal:
        _state(_sample(sources, list_file, GHR0179.replace(old, new)))
    assert message in str(refusal.value)


def test_a_disqualification_told_in_one_place_only_is_refused(sources: Path, list_file: Make) -> None:
    with pytest.raises(ImportRefused, match="not among the sanctions"):
        _state(_sample(sources, list_file, GAC0024.replace("|Director Disqualification Sanction", "")))


def test_xml_files_that_are_not_the_list(sources: Path, list_file: Make) -> None:
    whole = _sample(sources, list_file, GHR0179, GAC0024)
    bad = {
        "not well-formed": whole.data[: len(whole.data) // 2],
        "root element 'sdnList'": b"<sdnList/>",
        "no DateGenerated": b"<Designations/>",
        "document type": b'<!DOCTYPE d [<!ENTITY a "b">]><Designations>&a;</Designations>',
        "field 'Removal' is new": b"<Designations><DateGenerated>02/09/2026</DateGenerated><Removal/></Designations>",
        "gb-fcdo-GHR0179 stands in 2 records": _sample(sources, list_file, GHR0179, GHR0179).data,
        "designation before DateGenerated": b"<Designations><Designation/></Designations>",
    }
    for message, data in bad.items():
        with pytest.raises(ImportRefused, match=message):
            _state(list_file(data, "UK-Sanctions-List.xml"))


def test_a_list_of_a_few_records_is_refused(sources: Path, list_file: Make) -> None:
    with pytest.raises(ImportRefused, match="1 entries on gb-ghr; expected 152 to 400"):
        met(gb_fcdo.read_states, [_sample(sources, list_file, GHR0179, GAC0024)], CONTEXT)


def test_the_csv_is_refused_and_the_formats_that_are_read_named(list_file: Make) -> None:
    with pytest.raises(ImportRefused, match=r"expected one such as UK-Sanctions-List\.xml, FCDO_SL_") as refusal:
        _state(list_file("Report Date: 08-Oct-2026\n", "UK-Sanctions-List.csv"))
    assert str(refusal.value).startswith("UK-Sanctions-List.csv: ")


@pytest.mark.parametrize(
    ("name", "is_its_own"),
    [
        ("UK-Sanctions-List.xml", True),
        ("UK_Sanctions_List.xml", True),
        ("UK-Sanctions-List.csv", False),
        ("FCDO_SL_Mon_Aug_11_2025.ods", True),
        ("FCDO_SL_Mon_Aug 11 2025.ods", True),
        ("ConList.xlsx", True),
        ("ConList.2025-04-14.xlsx", True),
        ("ConList.csv", False),
    ],
)
def test_names(name: str, is_its_own: bool) -> None:
    assert gb_fcdo.recognises(name) is is_its_own
