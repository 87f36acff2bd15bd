"""The short edition of the UK Sanctions List, an ODS: measures and days of designation."""

import io
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from test_gb_fcdo import FREEZE_BAN, Make, _entry, _state

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.lists import ListState, Measure

ODS = "FCDO_SL_Mon_Aug_11_2025.ods"


@pytest.fixture(scope="module")
def short(sources: Path, list_file: Make) -> ListState:
    return _state(list_file(sources / "format-samples" / "uk" / ODS))


def test_the_short_edition_is_counted_as_in_the_readme(short: ListState) -> None:
    assert (short.list_date, short.list_date_basis, short.entry_count) == ("2025-08-11", "in_file", 5302)
    assert Counter(e.programs for e in short.entries) == {("gb-ghr",): 152, ("gb-gac",): 65}
    assert "GAC0028" not in {e.official_id for e in short.entries}  # Tesic, removed 2025-06-18
    assert short.snapshot_id == "gb_fcdo-2025-08-11-0104617a"


def test_the_short_edition_gives_measures_and_nothing_that_would_displace_fuller_parts(short: ListState) -> None:
    assert all(set(e.parts) == {"measures"} for e in short.entries)
    karpov = _entry(short, "GAC0002")
    assert (karpov.listed_name, karpov.listed_date, karpov.entity_type) == (
        "KARPOV Pavel Aleksandrovich",
        "2021-04-26",
        "person",
    )
    assert karpov.parts["measures"] == tuple(
        Measure("gb-gac", m) for m in ("asset_freeze", "director_disqualification", "entry_ban")
    )
    kinds = Counter(m.measure_type for e in short.entries for m in e.parts["measures"] if isinstance(m, Measure))
    assert kinds["maritime_restriction"] == 1  # GHR: prohibition of port entry


def _ods(list_file: Make, *rows: list[str], content: str = "", name: str = ODS, padding: str = "16376") -> OfficialFile:
    cells = "\n".join(
        "<table:table-row>"
        + "\n".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + f'\n<table:table-cell table:number-columns-repeated="{padding}"/></table:table-row>'
        for row in rows
    )
    content = content or (
        '<?xml version="1.0"?><o:document-content xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<o:body><o:spreadsheet><table:table>{cells}</table:table></o:spreadsheet></o:body></o:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", content)
    return list_file(buffer.getvalue(), name)


HEAD = "Unique ID|OFSI Group ID|Name|Regime Name|Type|Designation source|Date Designated|Sanctions Imposed".split("|")
SHORT_ROW = "GHR0003|13860|ANICHIN Aleksey|Global Human Rights|Individual|UK|06-07-2020|Asset freeze, Travel Ban".split(
    "|"
)


def test_a_short_row(list_file: Make) -> None:
    (found,) = _state(_ods(list_file, HEAD, SHORT_ROW)).entries
    assert found.parts == {"measures": tuple(Measure("gb-ghr", kind, day) for kind, day in FREEZE_BAN)}


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (7, "Asset freeze, Public shaming", "measure 'Public shaming'"),
        (3, "Global Human Rights 2027", "GHR0003: programme 'Global Human Rights 2027'"),
        (3, "Syria", "GHR0003: programme 'Syria'"),
        (4, "Ship", "type 'Ship'"),
        (6, "31-02-2020", "date '31/02/2020'"),
        (0, "", "without Unique ID"),
    ],
)
def test_a_damaged_short_row_is_refused(list_file: Make, column: int, value: str, message: str) -> None:
    row = [*SHORT_ROW[:column], value, *SHORT_ROW[column + 1 :]]
    with pytest.raises(ImportRefused) as refusal:
        _state(_ods(list_file, HEAD, row))
    assert message in str(refusal.value)


def test_damaged_ods_files_are_refused(list_file: Make, sources: Path) -> None:
    whole = (sources / "format-samples" / "uk" / ODS).read_bytes()
    bad = {
        "cannot be unpacked": list_file(whole[: len(whole) // 2], ODS),
        "header": _ods(list_file, [*HEAD, "Shoe size"], SHORT_ROW),
        "not well-formed": _ods(list_file, content="<document-content><row>"),
        "root element 'd'; expected 'document-content'": _ods(list_file, content="<d><row/></d>"),
        "number-columns-repeated: 'x' is not a whole number": _ods(list_file, HEAD, SHORT_ROW, padding="x"),
        "document type": _ods(list_file, content='<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'),
        "gb-fcdo-GHR0003 stands in 2 records": _ods(list_file, HEAD, SHORT_ROW, SHORT_ROW),
        "--date": _ods(list_file, HEAD, SHORT_ROW, name="FCDO_SL_newest.ods"),
    }
    for message, file in bad.items():
        with pytest.raises(ImportRefused, match=message):
            _state(file)


@pytest.mark.parametrize("name", ["table:table-row", "table:table-cell"])
def test_an_element_of_another_name_in_the_sheet_is_refused(list_file: Make, name: str) -> None:
    content = zipfile.ZipFile(io.BytesIO(_ods(list_file, HEAD, SHORT_ROW).data)).read("content.xml").decode()
    with pytest.raises(ImportRefused, match=r"content\.xml: field 'novum' is new"):
        _state(_ods(list_file, content=content.replace(name, "table:novum")))


def test_cells_written_once_for_several_columns(list_file: Make) -> None:
    # Spreadsheet programs write equal neighbours once; here number and name are the same text.
    content = zipfile.ZipFile(io.BytesIO(_ods(list_file, HEAD, SHORT_ROW).data)).read("content.xml").decode()
    number, name = (f"<table:table-cell><text:p>{SHORT_ROW[n]}</text:p></table:table-cell>" for n in (1, 2))
    joined = f"{number}\n{name}"
    assert joined in content
    twice = name.replace("<table:table-cell>", '<table:table-cell table:number-columns-repeated="2">')
    (found,) = _state(_ods(list_file, content=content.replace(joined, twice))).entries
    assert (found.listed_name, found.listed_date) == ("ANICHIN Aleksey", "2020-07-06")


def test_a_renamed_ods_takes_the_given_day(list_file: Make) -> None:
    file = replace(_ods(list_file, HEAD, SHORT_ROW, name="FCDO_SL_newest.ods"), file_date="2025-08-12")
    assert (_state(file).list_date, _state(file).list_date_basis) == ("2025-08-12", "download")
