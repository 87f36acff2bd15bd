"""The list_file samples hold no record of the regime; those here are written by hand in the list_file format.

Their particulars are the ones of the full records of 2026-05-01 in the public YAML mirror.
"""

import gzip
import re
import tracemalloc
from xml.etree import ElementTree

import pytest
from official_files import met, read_all

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import eu_fsf
from magnitsky_data.importers.eu_fsf.record import USED

XML = "xmlFullSanctionsList_1_1.xml"
SUMMARY = '<regulationSummary regulationType="amendment" publicationDate="{0}" numberTitle="{1}" publicationUrl="https://eur-lex.europa.eu/x"/>'
LISTED = SUMMARY.format("2021-03-22", "2021/478 (OJ L99I)")
REVIEWED = SUMMARY.format("2023-12-06", "2023/2722 (OJ L05122023)")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2021-03-04T14:52:26.947+01:00" globalFileId="137925">'


def regulation(programme):
    return f'<regulation regulationType="amendment" organisationType="council" publicationDate="2023-12-06" entryIntoForceDate="2023-12-05" numberTitle="2023/2722 (OJ L05122023)" programme="{programme}" logicalId="186142"><publicationUrl>https://eur-lex.europa.eu/x</publicationUrl></regulation>'


# EU.6253.68 has only names of the review of 2023, and a citizenship of the act that listed him.
WANG = f"""<sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.6253.68" logicalId="128230">
<remark>prose that is not taken over</remark>{regulation("HR")}<subjectType code="person" classificationCode="P"/>
<nameAlias firstName="" middleName="" lastName="" wholeName="王明山" function="" gender="M" title="" nameLanguage="ZH" strong="true" regulationLanguage="en" logicalId="1">{REVIEWED}</nameAlias>
<nameAlias firstName="Mingshan" middleName="" lastName="WANG" wholeName="Mingshan  WANG" function="Secretary of the Political and Legal Affairs Committee" gender="M" title="Dr" nameLanguage="EN" strong="true" regulationLanguage="en" logicalId="2">{REVIEWED}</nameAlias>
<nameAlias firstName="" middleName="" lastName="" wholeName="Old Wang" function="" title="" nameLanguage="EN" strong="false" regulationLanguage="en" logicalId="3">{REVIEWED}</nameAlias>
<citizenship region="" countryIso2Code="CN" countryDescription="CHINA" regulationLanguage="en" logicalId="4">{LISTED}</citizenship>
<birthdate circa="true" calendarType="GREGORIAN" city="Wuwei" zipCode="" monthOfYear="1" year="1964" region="Gansu" place="" countryIso2Code="CN" countryDescription="CHINA" regulationLanguage="en" logicalId="5">{REVIEWED}</birthdate>
<birthdate circa="false" calendarType="ISLAMIC" city="" zipCode="" birthdate="1982-04-19" dayOfMonth="24" monthOfYear="6" year="1402" region="" place="" countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="6">{REVIEWED}</birthdate>
<birthdate circa="false" calendarType="GREGORIAN" city="" zipCode="" yearRangeFrom="1958" yearRangeTo="1963" region="" place="" countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="7">{REVIEWED}</birthdate>
<address city="Urumqi" street="106 Guangming Road" poBox="" zipCode="" region="XUAR" place="" asAtListingTime="false" countryIso2Code="CN" countryDescription="CHINA" regulationLanguage="en" logicalId="8">{REVIEWED}<contactInfo key="PHONE" value="+86 991 598 8114"/></address>
<identification diplomatic="false" knownExpired="true" knownFalse="false" reportedLost="false" revokedByIssuer="false" issuedBy="" latinNumber="" nameOnDocument="" number="D9004878" region="" issueDate="2000-07-17" identificationTypeCode="passport" identificationTypeDescription="National passport" countryIso2Code="CN" countryDescription="CHINA" regulationLanguage="en" logicalId="9">{REVIEWED}</identification>
</sanctionEntity>"""


def body(number, programme="HR", name="Kaniyat Militia", reference=None):
    reference = reference or f"EU.{number}.35"
    return f"""<sanctionEntity euReferenceNumber="{reference}" logicalId="{number}">{regulation(programme)}<subjectType code="enterprise" classificationCode="E"/>
<nameAlias wholeName="{name}" function="Libyan armed militia" nameLanguage="" strong="true" regulationLanguage="en" logicalId="{number}1">{LISTED}</nameAlias></sanctionEntity>"""


def xml(*entities, head=HEAD):
    return "".join((head.replace("2021-03-04", "2024-03-04"), *entities, "</export>"))


def enough(*entities):
    """Bodies that make the count of the day plausible, behind the entities of a test."""
    return xml(*entities, *(body(9000 + n) for n in range(90)))


@pytest.fixture
def read(list_file, list_context):
    def states(text, name=XML):
        return met(eu_fsf.read_states, [list_file(text, name)], list_context)

    return states


def entries(states):
    (state,) = states
    return {entry.entry_id: entry for entry in state.entries}


def values(entry, part, kind):
    return [p.value for p in entry.parts[part] if p.particular_type == kind]


def test_a_record_written_by_hand(read):
    (state,) = read(enough(WANG, body(6265, "UKR")))
    assert (state.list_id, state.publication, state.list_date, state.list_date_basis) == (
        "eu_fsf",
        "xmlFullSanctionsList",
        "2024-03-04",
        "in_file",
    )
    assert (state.coverage, state.entry_count, len(state.entries)) == ("complete", 92, 91)
    wang = entries([state])["eu-fsf-EU.6253.68"]
    assert (wang.official_id, wang.programs, wang.entity_type) == ("EU.6253.68", ("eu-ghrsr",), "person")
    assert (wang.listed_name, wang.listed_date) == ("Mingshan WANG", "2021-03-22")
    assert [(n.name, n.language_code) for n in wang.parts["aliases"]] == [("王明山", "zh")]
    assert [(n.name, n.is_weak) for n in wang.parts["weak_aliases"]] == [("Old Wang", True)]
    assert values(wang, "title", "title") == ["Dr"]
    births = [p for p in wang.parts["remarks"] if p.particular_type == "birth_date"]
    assert [(p.value, p.date_earliest, p.date_latest, p.is_circa) for p in births] == [
        ("1964-01", "1964-01-01", "1964-01-31", True),
        ("1982-04-19", "1982-04-19", "1982-04-19", False),  # in the Islamic calendar 24/6/1402
        ("1958-1963", "1958-01-01", "1963-12-31", False),
    ]
    assert values(wang, "remarks", "birth_place") == ["Wuwei, Gansu, CHINA"]
    assert values(wang, "remarks", "passport") == ["D9004878 (known to be expired; issued 2000-07-17)"]
    assert values(wang, "addresses", "address") == ["106 Guangming Road, Urumqi, XUAR, CHINA"]
    assert values(wang, "contacts", "phone") == ["+86 991 598 8114"]
    assert "prose" not in str(wang)


def test_a_body_has_no_post_and_keeps_its_first_number(read):
    found = entries(read(enough(body(6273, reference="EU.6273.6"))))["eu-fsf-EU.6265.35"]
    assert (found.entity_type, found.parts["title"]) == ("organization", ())  # what it does is prose
    assert values(found, "numbers", "reissued_number") == ["EU.6273.6"]


def test_a_record_whose_every_detail_is_of_a_review_has_no_day(read):
    found = entries(read(enough(WANG.replace(LISTED, REVIEWED))))["eu-fsf-EU.6253.68"]
    assert found.listed_date == ""


def test_an_entity_that_stands_twice_is_one_entry(read):
    found = entries(read(enough(WANG, WANG.replace("Mingshan  WANG", "Ming Shan WANG"))))["eu-fsf-EU.6253.68"]
    assert "Ming Shan WANG" in [n.name for n in found.parts["aliases"]]
    with pytest.raises(ImportRefused, match="stands as 'person' and as 'enterprise'"):
        read(enough(WANG, body(6253, reference="EU.6253.68")))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('code="person"', 'code="spirit"', "entity_type 'spirit'"),
        ('gender="M" title="Dr"', 'shoeSize="44"', "'shoe_size' is new"),
        ('unitedNationId=""', 'mood="grim"', "'mood' is new"),
        (
            "<remark>prose that is not taken over</remark>",
            "<additionalInformation key='a' value='b'/>",
            "'additionalInformation' is new",
        ),
        ('unitedNationId=""', 'delistingDate="2024-01-01"', "delistingDate '2024-01-01'"),
        ('Code="passport"', 'Code="librarycard"', "'librarycard' was not seen before"),
        (
            'countryIso2Code="CN" countryDescription="CHINA" regulationLanguage="en" logicalId="4"',
            'countryIso2Code="cn" logicalId="4"',
            "country code 'cn'",
        ),
        ('year="1964"', 'year="196x"', "'196x' is not a whole number"),
        ('birthdate="1982-04-19"', 'birthdate="1982-04-31"', "'1982-04-31' is not a day"),
        ('circa="true"', 'circa="perhaps"', "circa 'perhaps'"),
        ('key="PHONE"', 'key="PIGEON"', "'PIGEON' was not seen before"),
        ('euReferenceNumber="EU.6253.68"', 'euReferenceNumber=""', "expected one such as"),
        ('programme="HR"', 'programme=""', "expected one with a programme"),
    ],
)
def test_a_changed_record_is_refused(read, old, new, message):
    assert old in WANG
    with pytest.raises(ImportRefused, match=message):
        read(enough(WANG.replace(old, new)))


@pytest.mark.parametrize("name", sorted({element.tag for element in ElementTree.fromstring(WANG).iter()}))
def test_an_element_under_another_name_and_one_inside_another_are_refused(read, name):
    renamed = re.sub(rf"(</?){name}(?=[ />])", r"\1renamed", WANG)
    with pytest.raises(ImportRefused, match=r"'renamed' is new|0 regulations"):
        read(enough(renamed))
    entity = ElementTree.fromstring(WANG)
    ElementTree.SubElement(next(entity.iter(name)), "strange")
    with pytest.raises(
        ImportRefused, match=r"'strange' is new|holds 'strange'|between the elements of '(remark|publicationUrl)'"
    ):
        read(enough(ElementTree.tostring(entity, encoding="unicode")))


@pytest.mark.parametrize("name", sorted({element.tag for element in ElementTree.fromstring(WANG).iter()}))
def test_an_attribute_that_no_record_has_is_refused(read, name):
    changed = re.sub(rf"<{name}(?=[ />])", f'<{name} colour="red"', WANG)
    with pytest.raises(
        ImportRefused, match=r"field 'colour' is new|attribute 'colour' of '(remark|publicationUrl)' is new"
    ):
        read(enough(changed))


def test_an_act_after_the_file_is_refused(read):
    late = body(6265).replace("2021-03-22", "2031-03-22")
    with pytest.raises(ImportRefused, match="after the file's own day 2024-03-04"):
        read(enough(late))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<sdnList/>", "expected 'export'"),
        ("<export generationDate='yesterday'/>", "'yesterday' is not a day"),
        ("<export generationDate='2024-03-04' colour='red'/>", "attribute 'colour' of 'export' is new"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><export/>", "document type"),
        (xml(body(1), body(2)).replace("</export>", ""), "truncated"),
        (xml(body(1), body(2)), "2 entries on eu-ghrsr; expected 75 to 500"),
        (
            xml(body(1)).replace('regulationType="amendment" organisationType', 'mood="x" organisationType'),
            "'mood' is new",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused(read, text, message):
    with pytest.raises(ImportRefused, match=message):
        read(text)


def test_the_broken_download_is_refused(sources, read):
    data = gzip.decompress(
        (sources / "format-samples/eu/xmlFullSanctionsList_1_1.2022-03-18.cut-at-3932160-bytes.xml.gz").read_bytes()
    )
    with pytest.raises(ImportRefused, match="not well-formed XML"):
        read(data)


def test_the_official_excerpt_is_read_and_has_none_of_ours(sources, read):
    # 35 entities of other regimes; a whole file of that day has at least 15 of this one.
    with pytest.raises(ImportRefused, match="0 entries on eu-ghrsr; expected 15 to 500"):
        read((sources / "format-samples/eu/xmlFullSanctionsList_1_1.2022-03-18.excerpt.xml").read_bytes())


def test_every_attribute_of_the_official_schema_is_known(sources):
    # Names of attributes of the details' types in the schema, against the fields that the importer knows.
    from xml.etree.ElementTree import parse

    from magnitsky_data.importers.eu_fsf.record import IGNORED
    from magnitsky_data.importers.eu_fsf.xml_file import _snake

    schema = parse(sources / "format-samples/eu/20171012-FULL-schema-1_1.xsd").getroot()
    xs = "{http://www.w3.org/2001/XMLSchema}"
    types = {
        "NameAliasType": "names",
        "CitizenshipType": "citizenships",
        "BirthdateType": "birthdates",
        "AddressType": "addresses",
        "IdentificationType": "identifications",
    }
    for element in schema.iter(f"{xs}complexType"):
        if kind := types.get(element.get("name")):
            names = {_snake(a.get("name")) for a in element.iter(f"{xs}attribute")}
            assert names, element.get("name")
            assert names <= USED[kind] | IGNORED[kind]


def test_memory_stays_flat(list_file, list_context):
    many = list_file(enough(*(body(n, "UKR") for n in range(10_000, 30_000))), XML)
    assert len(many.data) > 14_000_000
    tracemalloc.start()
    (state,) = read_all(eu_fsf.read_states, [many], list_context)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert state.entry_count == 20_090
    assert peak < 20_000_000


def test_the_csv_is_refused_and_the_xml_named(read):
    with pytest.raises(ImportRefused, match="expected one such as xmlFullSanctionsList_1_1") as refusal:
        read("\ufefffileGenerationDate;Entity_LogicalId\n", "csvFullSanctionsList_1_1.csv")
    assert str(refusal.value).startswith("csvFullSanctionsList_1_1.csv: ")


@pytest.mark.parametrize("name", ["xmlFullSanctionsList_1_1.xml", "xmlFullSanctionsList_1_1.2022-03-18.xml"])
def test_recognised(name):
    assert eu_fsf.recognises(name)


@pytest.mark.parametrize(
    "name", ["SDN.XML", "csvFullSanctionsList_1_1.csv", "20171012-FULL-schema-1_1.xsd", "uksl_ghr_gac_yaml.tar.gz"]
)
def test_not_recognised(name):
    assert not eu_fsf.recognises(name)
