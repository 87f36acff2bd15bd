"""SDN_ADVANCED.XML: the real file of the Consolidated List of 2020-03-17, its list and programmes renamed.

No sample of SDN_ADVANCED.XML at hand holds a record under MAGNIT or GLOMAG.
"""

import gzip
import re
from pathlib import Path

import pytest
from official_files import context, wrapped

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.us_ofac import advanced_xml, read_states

SAMPLES = "format-samples/ofac"


@pytest.fixture(autouse=True)
def _small_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list here is smaller than any real one."""
    monkeypatch.setattr(advanced_xml, "DATED", ())


def state(name: str, data: str) -> ListState:
    (found,) = read_states([wrapped(name, data.encode())], context())
    return found


def by_number(found: ListState) -> dict[str, Entry]:
    return {entry.official_id: entry for entry in found.entries}


CYRILLIC = """<Alias FixedRef="17526" AliasTypeID="1403" Primary="true" LowQuality="false">
  <DocumentedName ID="999" FixedRef="17526" DocNameStatusID="2">
    <DocumentedNamePart><NamePartValue NamePartGroupID="38387" ScriptID="220" ScriptStatusID="1" Acronym="false">Бекташ</NamePartValue></DocumentedNamePart>
    <DocumentedNamePart><NamePartValue NamePartGroupID="38388" ScriptID="220" ScriptStatusID="1" Acronym="false">Халис</NamePartValue></DocumentedNamePart>
  </DocumentedName></Alias><NamePartGroups>"""


def renamed_advanced(sources: Path) -> str:
    """CONS_ADVANCED.XML of 2020-03-17, its list and programmes renamed, its comments taken out, one Cyrillic name added by hand."""
    text = (
        gzip.decompress((sources / SAMPLES / "advanced-xml/CONS_ADVANCED.2020-03-17.xml.gz").read_bytes())
        .decode()
        .replace("\r\n", "\n")
    )
    text = re.sub(r'(SanctionsTypeID="1">\s*<Comment>)[^<]*<', r"\1GLOMAG<", text)
    text = re.sub(r"(<DistinctParty [^>]*>\s*)<Comment>[^<]*</Comment>", r"\1<Comment />", text)
    text = text.replace('<List ID="1550">SDN List', '<List ID="1550">Other').replace(
        ">Consolidated List<", ">SDN List<"
    )
    text = text.replace(
        'ScriptCode="Latin">Latin</Script>',
        'ScriptCode="Latin">Latin</Script><Script ID="220" ScriptCode="Cyrl">Cyrillic</Script>',
    )
    start = text.index('<DistinctParty FixedRef="17526"')
    return text[:start] + text[start:].replace("<NamePartGroups>", CYRILLIC, 1)


def test_advanced_xml(
    sources: Path,
) -> None:  # values read by eye in CONS_ADVANCED.2020-03-17.excerpt.xml and the README
    found = state("SDN_ADVANCED.XML", renamed_advanced(sources))
    assert (found.publication, found.list_date, found.list_date_basis) == ("SDN_ADVANCED.XML", "2020-03-17", "in_file")
    assert (found.entry_count, len(found.entries)) == (375, 375)
    entries = by_number(found)
    bektas, hammad, rosneft = entries["17526"], entries["9659"], entries["18299"]
    assert (bektas.listed_name, bektas.entity_type, bektas.programs) == ("BEKTAS, Halis", "person", ("us-glomag",))
    assert bektas.parts["names"] == (
        Name("BEKTAS, Halis", "primary", script_code="Latn"),
        Name("БЕКТАШ, Халис", "native", script_code="Cyrl"),
    )
    assert bektas.parts["remarks"] == (
        Particular("birth_date", "13 Feb 1966", "1966-02-13", "1966-02-13", is_circa=False),
        Particular("citizenship", "Switzerland", country_code="CH"),
        Particular("passport", "X0906223 (Switzerland)", country_code="CH"),
    )
    assert (hammad.listed_name, hammad.listed_date) == ("HAMMAD, Fathi Ahmad Mohammad", "2014-10-10")
    assert [n.name for n in hammad.parts["aliases"] if isinstance(n, Name)] == [
        "HAMMAD, Fathi Ahmad",
        "HAMAD, Fathy Ahmed",
        "HAMAD, Fathi",
    ]
    assert hammad.parts["addresses"] == (Particular("address", "Jabaliya, Region: Gaza"),)  # as in CONS_ADD.CSV
    assert hammad.parts["remarks"][0] == Particular("birth_date", "1961", "1961-01-01", "1961-12-31", is_circa=False)
    assert (rosneft.entity_type, rosneft.listed_date) == ("organization", "2015-07-30")
    # 276 relationships; no pair stands twice but for their kind
    linked = [
        p
        for e in found.entries
        for p in e.parts["remarks"]
        if isinstance(p, Particular) and p.particular_type == "linked_to"
    ]
    assert linked
    assert all(p.value and p.related_entry_id in {e.entry_id for e in found.entries} for p in linked)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('PartySubTypeID="4"', 'PartySubTypeID="9"', "PartyType '' is not among|PartySubType '9'"),
        ('FeatureTypeID="8"', 'FeatureTypeID="888"', "FeatureType '888' is not among the ReferenceValueSets"),
        (">Birthdate<", ">Shoe size<", "'Shoe size' is a kind of feature"),
        ('<NamePartGroup ID="49477"', '<NamePartGroup ID="1"', "group '49477'"),
        ('<Location ID="31130"', '<Location ID="1"', "Location '31130' is not in the file"),
        ('<DistinctParty FixedRef="9659"', '<DistinctParty FixedRef="96590"', "no Profile of the same number"),
        ('<DistinctParty FixedRef="17526"', '<Party FixedRef="17526"', "not well-formed"),
        ("<EntryEvent ", "<Event/><EntryEvent ", "field 'Event' is new"),
        (">Name</AliasType>", ">Title</AliasType>", "alias type 'Title'"),
    ],
)
def test_advanced_xml_of_another_shape_is_refused(sources: Path, old: str, new: str, message: str) -> None:
    text = renamed_advanced(sources)
    assert old in text
    with pytest.raises(ImportRefused, match=message):
        state("SDN_ADVANCED.XML", text.replace(old, new))


def test_the_first_day_on_the_list_is_one_for_all_events(sources: Path) -> None:
    text = renamed_advanced(sources)
    at = text.index('<EntryEvent ID="71009659"')
    with pytest.raises(ImportRefused, match=r"SanctionsEntry '70009659': days of its EntryEvents.*expected one day"):
        state("SDN_ADVANCED.XML", text[:at] + text[at:].replace("<Year>2014<", "<Year>2013<", 1))
