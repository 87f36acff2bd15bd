"""sema-lmes.xml in the three generations of its element names."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from official_files import by_id, context, met, programs, read_all, reader, values

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile, ca_sema
from magnitsky_data.importers.ca_sema.consolidated import birth_dates
from magnitsky_data.importers.lists import ListState, Name, Particular

REGULATION = (
    "Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR) / "
    "Règlement relatif à la justice pour les victimes de dirigeants étrangers corrompus (RJVDEC)"
)
Make = Callable[..., OfficialFile]
CONTEXT = context()


def _state(file: OfficialFile) -> ListState:
    (state,) = read_all(ca_sema.read_states, [file], CONTEXT)
    return state


@pytest.fixture(scope="module")
def real(sources: Path, list_file: Make) -> ListState:
    return _state(list_file(sources / "ca" / "2020-04-15" / "sema-lmes.xml", date="2020-04-15", basis="upper_bound"))


def test_the_list_of_2020(real: ListState) -> None:
    # sources/ca/README.md: 1369 rows, 70 of the JVCFOA, on or before 2020-04-15, no dates of listing
    assert (real.entry_count, len(real.entries)) == (1369, 70)
    assert (real.list_date, real.list_date_basis) == ("2020-04-15", "upper_bound")
    assert [e.entry_id for e in real.entries] == [f"ca-sema-jvcfor-{n}" for n in range(1, 71)]
    assert not any(e.listed_date for e in real.entries)
    (source,) = real.sources
    assert (source["document_date"], source["undated_reason"]) == ("", "older_than_copy")
    assert source["copy_date"] == source["file_date"] == "2020-04-15"
    assert source["title"] == "Consolidated Canadian Autonomous Sanctions List, copy of 2020-04-15"


def test_persons_read_by_eye(real: ListState) -> None:
    by_item = {e.official_id: e for e in real.entries}
    assert [by_item[n].listed_name for n in ("1", "26", "53", "63")] == [
        "Nicolás MADURO MOROS",
        "Pavel KARPOV",
        "Maung Maung Soe",
        "Mohammad AL-OTAIBI",  # with a space at the end of both names in the file
    ]
    assert by_item["53"].parts["remarks"] == (
        Particular("birth_date", "1964-03", "1964-03-01", "1964-03-31", is_circa=False),
    )
    assert [p.date_earliest for p in by_item["54"].parts["remarks"] if isinstance(p, Particular)] == [
        "1972-08-10",
        "1972-08-11",
    ]
    assert by_item["26"].parts["remarks"] == ()


def test_a_file_without_a_day_asks_for_it(sources: Path, list_file: Make) -> None:
    with pytest.raises(ImportRefused, match="--date YYYY-MM-DD"):
        _state(list_file(sources / "ca" / "2020-04-15" / "sema-lmes.xml"))


@pytest.mark.parametrize(
    ("sample", "records", "listed"),
    [
        ("sema-lmes.2026-08-16.english-tags.slice-12-records.xml", 12, "2017-11-03"),
        ("sema-lmes.2026-09-03.bilingual-tags.slice-4-records.xml", 4, "2017-11-03"),
    ],
)
def test_newer_generations(sources: Path, list_file: Make, sample: str, records: int, listed: str) -> None:
    state = _state(list_file(sources / "format-samples" / "ca" / sample, date="2026-09-03"))
    (maduro,) = state.entries
    assert (state.entry_count, state.list_date_basis) == (records, "download")
    assert (maduro.entry_id, maduro.listed_date) == ("ca-sema-jvcfor-1", listed)
    assert maduro.parts["names"] == (Name("Nicolás MADURO MOROS", "primary"),)


def test_a_slice_without_our_records_is_refused(sources: Path, list_file: Make) -> None:
    sample = sources / "format-samples" / "ca" / "sema-lmes.2026-08-25.bilingual-tags.slice-3-records.xml"
    with pytest.raises(ImportRefused, match="0 entries on ca-jvcfoa; expected 80 to 300"):
        met(ca_sema.read_states, [list_file(sample, date="2026-08-25")], CONTEXT)


RECORD = {
    "Country": REGULATION.replace("/ ", "/ \u00a0"),  # as the files of 2020 and 2022 have it
    "LastName": "ALBALAWI ",
    "GivenName": "Fahad Shabib ",
    "Aliases": "Fahad, Shabib; Abu X; Fahad Shabib ALBALAWI",
    "DateOfBirth": "1985-01-24",
    "Schedule": "1",
    "Item": "56",
}


def _file(list_file: Make, *records: dict[str, str]) -> OfficialFile:
    body = "".join(
        "<record>" + "".join(f"<{k}>{v}</{k}>" for k, v in record.items()) + "</record>" for record in records
    )
    return list_file(
        f'<?xml version="1.0" encoding="UTF-8"?><data-set>{body}</data-set>', "sema-lmes.xml", "2022-05-01"
    )


def test_a_record(list_file: Make) -> None:
    (found,) = _state(_file(list_file, RECORD, {"Country": "Venezuela ", "Entity": "A body", "Item": "56"})).entries
    assert found.listed_name == "Fahad Shabib ALBALAWI"
    assert found.parts["aliases"] == (Name("Fahad, Shabib", "alias"), Name("Abu X", "alias"))
    assert (found.entity_type, found.official_id) == ("person", "56")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ShoeSize": "44"}, "field 'ShoeSize' is new"),
        ({"Country": ""}, "no Country"),
        (
            {"Country": "Justice for Victims of Corrupt Foreign Officials Regulations 2"},
            "programme 'Justice for Victims of Corrupt Foreign Officials Regulations 2'",
        ),
        ({"Item": "56a"}, "item '56a'"),
        ({"Item": ""}, "item ''"),
        ({"Schedule": "2"}, "schedule '2'"),
        ({"DateOfBirth": "24 January 1985"}, "date '24 January 1985'"),
        ({"DateOfBirth": "1985-02-30"}, "date '1985-02-30'"),
        ({"DateOfListing": "2017-11"}, "date of listing: '2017-11'"),
        ({"Entity": "A body"}, "is no person"),
        ({"GivenName": "<b>Fahad</b>"}, "elements inside a field"),
        ({"LastName-NomDeFamille": "ALBALAWI"}, "a field twice"),
    ],
)
def test_damage_is_refused(list_file: Make, change: dict[str, str], message: str) -> None:
    with pytest.raises(ImportRefused, match=r"sema-lmes\.xml: record 1") as refusal:
        _state(_file(list_file, {**RECORD, **change}))
    assert message in str(refusal.value)


def test_files_that_are_not_the_list(list_file: Make) -> None:
    whole = _file(list_file, RECORD).data.decode()
    bad = {
        "not well-formed": whole[:-20],
        "root element 'Designations'": "<Designations/>",
        "not one of 1 records has a name": "<data-set><record><Country>Ukraine</Country><Item>1</Item></record></data-set>",
        "not one of 0 records has a name": "<data-set/>",
        "ca-sema-jvcfor-56 stands in 2 records": _file(list_file, RECORD, RECORD).data.decode(),
        "field 'row' is new": whole.replace("record>", "row>"),
        "record 1: attribute 'colour' of 'record'": whole.replace("<record>", "<record colour='red'>"),
        "record 1: attribute 'colour' of 'Item'": whole.replace("<Item>", "<Item colour='red'>"),
    }
    for message, text in bad.items():
        with pytest.raises(ImportRefused, match=message):
            _state(list_file(text, "sema-lmes.xml", "2022-05-01"))


@given(st.lists(st.dates(), min_size=1, max_size=3), st.sampled_from([" or ", " / ", "/", " ou "]))
def test_birth_dates_read_back(days: list[object], separator: str) -> None:
    found = list(birth_dates(separator.join(map(str, days)), reader("ca_sema")))
    assert [(p.date_earliest, p.date_latest, p.value) for p in found] == [(str(d),) * 3 for d in days]


def test_a_spreadsheet_serial_number_is_a_day() -> None:
    (found,) = birth_dates("25569", reader("ca_sema"))
    assert (found.value, found.date_earliest, found.date_latest) == ("25569", "1970-01-01", "1970-01-01")


def test_the_mirror_of_2026(state_of: Callable[..., ListState]) -> None:
    found = state_of("ca_sema", "ca/2026-08-22/ca_jvcfoa_yaml.tar.gz")
    entries = by_id(found)
    assert programs(found) == {"ca-jvcfoa": 80}
    assert set(entries) == {f"ca-sema-jvcfor-{n}" for n in range(1, 81)}
    dates = [e.listed_date for e in found.entries]
    assert [dates.count(d) for d in ("2017-11-03", "2018-02-16", "2018-11-29", "2023-08-04", "2023-12-07")] == [
        52,
        1,
        17,
        3,
        7,
    ]
    assert entries["ca-sema-jvcfor-54"].official_id == "54"
    assert entries["ca-sema-jvcfor-54"].listed_name == "Mansour Othman ABAHUSSAIN"
    assert values(entries["ca-sema-jvcfor-54"], "remarks", "birth_date") == ["1972-08-10", "1972-08-11"]
    (soe,) = entries["ca-sema-jvcfor-53"].parts["remarks"]
    assert (soe.value, soe.date_earliest, soe.date_latest) == ("1964-03", "1964-03-01", "1964-03-31")


def test_a_record_of_the_mirror_that_lacks_its_day_is_refused(list_file: Make) -> None:
    record = f"country: '{REGULATION}'\nlast_name: KARPOV\ngiven_name: Pavel\nitem: '26'\n"
    with pytest.raises(ImportRefused, match="no field 'date_of_listing'"):
        read_all(ca_sema.read_states, [list_file(record, "26.yaml", "2026-08-22")], CONTEXT)


def test_names() -> None:
    assert ca_sema.recognises("sema-lmes.xml")
    assert not ca_sema.recognises("SOR-2014-58.xml")
