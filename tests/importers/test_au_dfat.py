"""Figures are those of au/README.md and foreign_lists.md, or read in the files by eye."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from official_files import by_id, met, programs, read_all, reader, values, xlsx

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import au_dfat
from magnitsky_data.importers.au_dfat.record import birth_dates, program

NAME = "Australian_Sanctions_Consolidated_List.xlsx"
OLD_NAME = "regulation8_consolidated.xls"
INSTRUMENT = (
    "Autonomous Sanctions (Designated Persons and Entities and Declared Persons—Thematic Sanctions) Instrument 2022"
)
HEADER = (
    "Reference;Name of Individual or Entity;Type;Name Type;Alias Strength;Date of Birth;Place of Birth;Citizenship;Address;"
    "Additional Information;Listing Information;IMO Number;Committees;Control Date;Instrument of Designation;"
    "Targeted Financial Sanction;Travel Ban;Arms Embargo;Maritime Restriction"
).split(";")  # fmt: skip
ROW = {
    "Reference": "7936", "Name of Individual or Entity": "Alexey Ivanovich GIRICHEV", "Type": "Individual ", "Name Type": "Primary Name",
    "Date of Birth": "16/06/1980, 16/06/1981", "Place of Birth": "Moscow, Russia", "Citizenship": "Russia",
    "Additional Information": "Deputy Head of FSIN; National Tax No. 382101379684", "Listing Information": INSTRUMENT,
    "Committees": "Autonomous (Thematic - Human Rights) ", "Control Date": "2024-02-26", "Instrument of Designation": INSTRUMENT,
    "Targeted Financial Sanction": "TRUE", "Travel Ban": "TRUE", "Arms Embargo": "FALSE", "Maritime Restriction": "FALSE",
}  # fmt: skip


def workbook(rows, header=HEADER):
    return xlsx([list(header), *([row.get(c, "") for c in header] for row in rows)])


def filler(count=39):
    """The 39 of the first instrument, so that the count of the day is plausible."""
    for n in range(count):
        label = "Autonomous (Thematic - Human Rights)" if n < 25 else "Autonomous (Thematic – Corruption)"
        yield {**ROW, "Reference": str(6830 + n), "Name of Individual or Entity": f"Person {n}", "Committees": label}


@pytest.fixture
def read(list_file, list_context):
    def states(rows, header=HEADER, name=NAME, found=list_context):
        return list(
            read_all(au_dfat.read_states, [list_file(workbook([*rows, *filler()], header), name, "2024-03-01")], found)
        )

    return states


@pytest.fixture
def state(state_of):
    return lambda path, scope=None: state_of("au_dfat", f"au/{path}", "upper_bound", scope)


@pytest.mark.parametrize(("day", "rights", "entities"), [("2026-04-27", 105, 3811), ("2026-08-02", 112, 3846)])
def test_spreadsheets_of_2026(state, day, rights, entities):
    found = state(f"{day}/{NAME}")
    assert programs(found) == {"au-human-rights": rights, "au-corruption": 14}
    assert (found.list_date, found.list_date_basis, found.coverage, found.entry_count) == (
        day,
        "upper_bound",
        "complete",
        entities,
    )
    assert not found.is_additive_only
    if day == "2026-08-02":  # 90 persons and 22 entities on human rights, 14 persons on corruption
        assert sum(e.entity_type == "person" for e in found.entries) == 104


def test_the_programmes_of_2022_are_those_of_later_lists(state):
    later = by_id(state(f"2026-04-27/{NAME}"))
    found = state("2022-05-05/regulation8_consolidated.xls.gz")
    assert all(later[e.entry_id].programs == e.programs for e in found.entries)
    assert programs(found) == {"au-human-rights": 25, "au-corruption": 14}
    assert found.entry_count == 2666
    assert {e.listed_date for e in found.entries} == {"2022-03-30"}
    assert not any("measures" in e.parts or "weak_aliases" in e.parts for e in found.entries)  # not told then


def test_entries_read_by_eye(state):
    found = by_id(state(f"2026-08-02/{NAME}"))
    karpov = found["au-dfat-6857"]
    assert (karpov.listed_name, karpov.programs, karpov.listed_date) == (
        "Pavel Aleksandrovich KARPOV",
        ("au-corruption",),
        "2022-03-30",
    )
    assert values(karpov, "remarks", "passport") == ["604176957 (likely expired)"]
    assert {m.measure_type for m in karpov.parts["measures"]} == {"asset_freeze", "entry_ban"}
    girichev = found["au-dfat-7936"]
    assert values(girichev, "remarks", "tax_id") == ["382101379684"]
    assert values(girichev, "title", "position") == [
        "Deputy Head the Russian Federal Penitentiary Service (FSIN)",
        "Formerly the Regional Head of the Russian Federal Penitentiary Service (FSIN) in Vladimir Region until March 2023",
    ]
    farm = found["au-dfat-8815"]
    assert (farm.entity_type, farm.parts["title"]) == ("organization", ())
    assert values(farm, "contacts", "website") == ["https://www.chan-baemek.com"]
    assert [(p.value, p.country_code) for p in farm.parts["addresses"]] == [
        ("West Bank (Near Hamra, Northern Jordan Valley), Palestine", "PS")
    ]
    assert [m.measure_type for m in farm.parts["measures"]] == ["asset_freeze"]
    mirzaei = found["au-dfat-7289"]  # its alias is listed twice, and once more as the main name
    names = [n.name for part in ("names", "aliases", "weak_aliases") for n in mirzaei.parts[part]]
    assert len(names) == len(set(names))
    # Aliases of 7343 have two of its thirteen months.
    assert len(values(found["au-dfat-7343"], "remarks", "birth_date")) == 13
    assert values(found["au-dfat-7801"], "remarks", "birth_date") == ["28/04/1979", "28/04/1980", "28/04/1981"]


def test_the_mirror_of_20_days_later_says_the_same(state, state_of):
    ours, theirs = (
        by_id(state(f"2026-08-02/{NAME}")),
        by_id(state_of("au_dfat", "au/2026-08-22/au_thematic_yaml.tar.gz")),
    )
    assert ours.keys() == theirs.keys()
    differ = {i for i in ours if ours[i].parts != theirs[i].parts}
    assert differ == set()


def test_the_mirror(state_of):
    found = state_of("au_dfat", "au/2026-08-22/au_thematic_yaml.tar.gz")
    assert programs(found) == {"au-human-rights": 112, "au-corruption": 14}  # 15 on cyber incidents are not ours
    komnov = by_id(found)["au-dfat-6834"]
    assert values(komnov, "remarks", "birth_place") == ["Moscow, Russia"]
    assert values(komnov, "remarks", "birth_date") == ["1977-05-17"]  # the collection reads a year out of it


def test_a_row_written_by_hand(read):
    alias = {
        **ROW,
        "Reference": "7936a",
        "Name of Individual or Entity": "Алексей ГИРИЧЕВ",
        "Name Type": "Original Script",
    }
    weak = {
        **ROW,
        "Reference": "7936b",
        "Name of Individual or Entity": "The Warden",
        "Name Type": "Alias",
        "Alias Strength": "Weak",
    }
    other = {**ROW, "Reference": "1", "Committees": "1988 (Taliban)"}
    cyber = {**ROW, "Reference": "2", "Committees": "Autonomous (Thematic - Cyber)"}
    (found,) = read([ROW, alias, weak, other, cyber])
    assert (found.list_date, found.list_date_basis, found.entry_count, len(found.entries)) == (
        "2024-03-01",
        "download",
        42,
        40,
    )
    entry = by_id(found)["au-dfat-7936"]
    assert (entry.official_id, entry.entity_type, entry.listed_date) == ("7936", "person", "2024-02-26")
    assert [(n.name, n.name_type) for n in entry.parts["aliases"]] == [("Алексей ГИРИЧЕВ", "native")]
    assert [(n.name, n.is_weak) for n in entry.parts["weak_aliases"]] == [("The Warden", True)]
    assert values(entry, "remarks", "birth_date") == ["16/06/1980", "16/06/1981"]
    assert values(entry, "remarks", "legal_basis") == [INSTRUMENT]


def test_blanks_beside_the_table_are_no_cells(read):
    assert len(read([ROW | {" ": " "}], [*HEADER, " "])) == 1


def test_blanks_beside_the_table_are_no_content(read, list_file, list_context):
    # 243 columns without a name stood behind in 2024, one cell of them a blank, and another sheet was empty.
    blank = {**ROW, "Reference": "7937", "": "\xa0 "}
    (found,) = read([ROW, blank, {"Reference": " ", "": " "}], [*HEADER, *[""] * 243])
    assert {"au-dfat-7936", "au-dfat-7937"} <= by_id(found).keys()
    assert found.entry_count == 41
    table = [HEADER, *([row.get(c, "") for c in HEADER] for row in filler())]
    (beside,) = read_all(au_dfat.read_states, [list_file(xlsx(table, [[" "]]), NAME, "2024-03-01")], list_context)
    assert beside.entry_count == 39
    with pytest.raises(ImportRefused, match="more than one sheet has content"):
        read_all(au_dfat.read_states, [list_file(xlsx(table, [["stray"]]), NAME, "2024-03-01")], list_context)
    with pytest.raises(ImportRefused, match="without a name"):
        read([{**ROW, "": "stray"}], [*HEADER, ""])


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("Committees", "Autonomous (Thematic - Climate)", "programme 'Autonomous"),
        ("Committees", "Magnitsky", "programme 'Magnitsky'"),
        ("Type", "Ghost", "entity_type 'Ghost'"),
        ("Name Type", "Alias", "0 primary names"),
        ("Name Type", "Nickname", "name_type 'Nickname'"),
        ("Alias Strength", "Middling", "alias_strength 'Middling'"),
        ("Control Date", "26/02/2024", "date '26/02/2024'"),
        ("Date of Birth", "long ago", "date 'long ago'"),
        ("Date of Birth", "31/02/1980", "date '31/02/1980'"),
        ("Citizenship", "Atlantis", "country 'Atlantis'"),
        ("Travel Ban", "perhaps", "Travel Ban 'perhaps'"),
        ("Reference", "a6830", "expected a number"),
        ("IMO Number", "9187629", "IMO number"),
    ],
)
def test_a_changed_row_is_refused(read, column, value, message):
    with pytest.raises(ImportRefused, match=message):
        read([{**ROW, column: value}])


def test_rows_of_one_reference_must_agree(read):
    with pytest.raises(ImportRefused, match="Control Date"):
        read([ROW, {**ROW, "Reference": "7936a", "Name Type": "Alias", "Control Date": "2024-02-27"}])
    with pytest.raises(ImportRefused, match="Committees"):
        read([ROW, {**ROW, "Reference": "7936a", "Name Type": "Alias", "Committees": "1988 (Taliban)"}])


def test_unknown_and_missing_columns_are_refused(read):
    with pytest.raises(ImportRefused, match="'Shoe Size' is new"):
        read([ROW], [*HEADER, "Shoe Size"])
    with pytest.raises(ImportRefused, match="no column 'Committees'"):
        read([ROW], [c for c in HEADER if c != "Committees"])


def test_too_few_entries_and_a_missing_day_are_refused(list_file, list_context):
    with pytest.raises(ImportRefused, match="1 entries on au-human-rights; expected 25 to 500"):
        met(au_dfat.read_states, [list_file(workbook([ROW]), NAME, "2024-03-01")], list_context)
    with pytest.raises(ImportRefused, match="--date"):
        read_all(au_dfat.read_states, [list_file(workbook([ROW]), NAME)], list_context)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
@pytest.mark.parametrize("path", ["2022-05-05/regulation8_consolidated.xls.gz", f"2026-04-27/{NAME}"])
def test_a_cut_spreadsheet_is_refused(sources, list_file, list_context, path, share):
    whole = list_file(sources / "au" / path)
    cut = list_file(whole.data[: int(len(whole.data) * share)], whole.name, path[:10])
    with pytest.raises(ImportRefused):
        read_all(au_dfat.read_states, [cut], list_context)


@pytest.mark.parametrize("data", [b"<html><body>Page not found</body></html>", b"PK\x03\x04", b"Reference;Name\n1;x\n"])
def test_what_is_no_spreadsheet_is_refused(list_file, list_context, data):
    with pytest.raises(ImportRefused, match=r"not a spreadsheet|cannot be unpacked"):
        read_all(au_dfat.read_states, [list_file(data, NAME, "2024-03-01")], list_context)


@given(st.text())
def test_any_other_text_is_refused_or_gives_days_that_exist(text):
    read = reader("au_dfat")
    for particular in birth_dates(text, read):
        if ("au_dfat", "date", particular.value) in read.readings.unknown or not particular.date_earliest:
            continue
        assert date.fromisoformat(particular.date_earliest) <= date.fromisoformat(particular.date_latest)


@given(st.text())
def test_a_label_that_names_the_subject_is_never_passed_over(text):
    for label in (f"{text}Thematic", f"{text} human rights", f"Corruption{text}"):
        read = reader("au_dfat")
        found = program(label, "6830", read)
        assert found in ("au-human-rights", "au-corruption") or ("au_dfat", "programme", label) in read.readings.unknown


@pytest.mark.parametrize("name", [NAME, OLD_NAME, "Australian_Sanctions_Consolidated_List.2026-08-02.xlsx"])
def test_recognised(name):
    assert au_dfat.recognises(name)


@pytest.mark.parametrize("name", ["ConList.xlsx", "ca_jvcfoa_yaml.tar.gz", "regulation8_consolidated.csv"])
def test_not_recognised(name):
    assert not au_dfat.recognises(name)


@pytest.mark.parametrize(
    ("text", "spans"),
    [  # as in regulation8_consolidated.xlsx of December 2024
        ("a) 1976; b) 1977", [("1976-01-01", "1976-12-31"), ("1977-01-01", "1977-12-31")]),
        ("a) 19-Dec-1992; \nb) 12-Dec-1992", [("1992-12-19", "1992-12-19"), ("1992-12-12", "1992-12-12")]),
        ("March 1968 to March 1969", [("1968-03-01", "1969-03-31")]),
        ("21 March 1962 to 20 April 1962", [("1962-03-21", "1962-04-20")]),
        ("1963 to 1964", [("1963-01-01", "1964-12-31")]),
    ],
)
def test_alternatives_and_periods(text, spans):
    read = reader("au_dfat")
    assert [(p.date_earliest, p.date_latest) for p in birth_dates(text, read)] == spans
    assert not read.readings.unknown
