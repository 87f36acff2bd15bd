"""SDN_ENHANCED.XML and its delta files, beside SDN.XML of the same days."""

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from test_us_ofac_xml import SAMPLES, by_number, state

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.us_ofac import recognises


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


# What stands whole beside them is ignored: the reference values, parts of names, the authorities of programmes.
PASSED_OVER = {"referenceValues", "featureTypes", "nameParts", "legalAuthorities", "sanctionsTypes"}


def containers(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Yield each container below an element that is read, with the name of an item in it."""
    tag = element.tag.rpartition("}")[2]
    for child in element if tag not in PASSED_OVER else ():
        yield tag, child.tag.rpartition("}")[2]
        yield from containers(child)


def test_items_under_another_name_are_refused(sources: Path) -> None:
    text = (sources / SAMPLES / "delta-xml/OFAC_DELTA.2025-02-13.xml").read_text(encoding="utf-8")
    text = text.replace(">ICC-EO14203</sanc", ">GLOMAG</sanc")
    assert state("OFAC_DELTA.2025-02-13.xml", text).entries
    pairs = sorted(set(containers(ElementTree.fromstring(text))))
    assert {("addressParts", "addressPart"), ("addressPart", "value"), ("features", "feature"), ("names", "name")} < {
        *pairs
    }
    for holder, item in pairs:
        changed = re.sub(
            rf"<{holder}[ >].*?</{holder}>",
            lambda found, item=item: re.sub(rf"(</?){item}(?=[ />])", r"\1renamed", found[0]),
            text,
            flags=re.DOTALL,
        )
        assert changed != text
        with pytest.raises(ImportRefused, match="'renamed' is new"):
            state("OFAC_DELTA.2025-02-13.xml", changed)


def test_an_attribute_of_another_name_is_refused(sources: Path) -> None:
    """Of every element that is read, one that it has and one that it does not."""
    text = (sources / SAMPLES / "delta-xml/OFAC_DELTA.2025-02-13.xml").read_text(encoding="utf-8")
    text = text.replace(">ICC-EO14203</sanc", ">GLOMAG</sanc")
    read = {tag for pair in containers(ElementTree.fromstring(text)) for tag in pair} - PASSED_OVER
    assert {"entity", "sanctionsList", "type", "script", "addressPart", "isPrimary"} < read
    for name in sorted(read | {"sanctionsData"}):
        changed = re.sub(rf"<{name}(?=[ />])", f'<{name} colour="red"', text)
        assert changed != text
        with pytest.raises(ImportRefused, match=f"attribute 'colour' of '{name}' is new; expected "):
            state("OFAC_DELTA.2025-02-13.xml", changed)
    for name in ("refId", "featureTypeId", "nameTranslationId", "datePublished", "action"):
        with pytest.raises(ImportRefused, match=f"attribute '{name}2' of '.*' is new; expected one of .*{name}"):
            state("OFAC_DELTA.2025-02-13.xml", text.replace(f' {name}="', f' {name}2="'))
