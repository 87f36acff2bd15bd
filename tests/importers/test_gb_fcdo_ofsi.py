"""OFSI's Consolidated List: the real files, and rows with one damage each."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from official_files import met, read_all, xlsx

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile, gb_fcdo
from magnitsky_data.importers.gb_fcdo.ofsi import IGNORED, USED
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular

Make = Callable[..., OfficialFile]


@pytest.fixture(scope="module")
def states(state_of: Callable[..., ListState]) -> dict[str, ListState]:
    return {day: state_of("gb_fcdo", f"uk/{day}/ConList.xlsx") for day in COUNTS}


@pytest.fixture(params=["2022-05-04", "2025-04-10", "2025-04-14"])
def state(request: pytest.FixtureRequest, states: dict[str, ListState]) -> ListState:
    return states[request.param]


# sources/uk/README.md: entries in all, of human rights, of corruption
COUNTS = {"2022-05-04": (3430, 81, 27), "2025-04-10": (4686, 143, 66), "2025-04-14": (4688, 143, 66)}


def test_counts_are_those_of_the_readme(state: ListState) -> None:
    found = Counter(program for e in state.entries for program in e.programs)
    assert (state.entry_count, found["gb-ghr"], found["gb-gac"]) == COUNTS[state.list_date]
    assert (state.coverage, state.list_date_basis, state.publication) == ("complete", "in_file", "ConList.xlsx")
    assert state.sources[0]["source_id"] == f"gb-ofsi-conlist-{state.list_date}-{state.main_sha256[:8]}"


def test_each_entry_has_its_day_and_type(state: ListState) -> None:
    assert all(e.listed_date for e in state.entries)
    assert len({e.entry_id for e in state.entries}) == len(state.entries)
    rounds = Counter(e.listed_date for e in state.entries)
    # facts/notes/foreign_lists.md: 49 on 2020-07-06, 8 on 2020-09-29, 22 on 2021-04-26, 5 on 2021-07-22
    assert [rounds[day] for day in ("2020-07-06", "2020-09-29", "2021-04-26", "2021-07-22")] == [49, 8, 22, 5]


def _entry(state: ListState, reference: str) -> Entry:
    (found,) = (e for e in state.entries if e.official_id == reference)
    return found


def _particulars(entry: Entry, kind: str) -> list[Particular]:
    return [p for part in entry.parts.values() for p in part if isinstance(p, Particular) and p.particular_type == kind]


def test_nine_persons_have_their_reference_by_group(states: dict[str, ListState]) -> None:
    state = states["2025-04-14"]
    groups = {p.value: e.official_id for e in state.entries for p in _particulars(e, "group_id")}
    assert [groups[str(g)] for g in range(13918, 13926)] == [f"GHR{n:04}" for n in range(50, 58)]
    assert groups["15878"] == "GHR0094"
    assert _entry(state, "GHR0094").listed_name == "Alexander SAMOFAL"
    assert [p.value for p in _particulars(_entry(state, "GHR0050"), "other_reference")] == ["BEL0045"]


def test_a_person_read_by_eye(states: dict[str, ListState]) -> None:
    # 48 rows of Group ID 13861 in the file of 2022-05-04: 6 family names, 4 sets of given names, 2 birth dates
    found = _entry(states["2022-05-04"], "GHR0028")
    assert (found.entity_type, found.listed_date, found.source_locator) == ("person", "2020-07-06", "Group ID 13861")
    assert [(p.date_earliest, p.date_latest) for p in _particulars(found, "birth_date")] == [
        ("1972-08-10", "1972-08-10"),
        ("1972-08-11", "1972-08-11"),
    ]
    assert [(p.value, p.country_code) for p in _particulars(found, "nationality")] == [("Saudi Arabia", "SA")]
    assert found.parts["names"] == (Name("Mansour Othman M ABAHUSSAIN", "primary"),)
    assert len(found.parts["aliases"]) == 23
    assert [(p.value, p.country_code) for p in _particulars(found, "birth_place")] == [("Majmaa, Saudi Arabia", "SA")]
    assert [p.value for p in _particulars(found, "passport")] == ["S059033"]
    assert found.parts["addresses"] == ()


def test_numbered_values_become_rows(states: dict[str, ListState]) -> None:
    state = states["2022-05-04"]
    # GAC0015: "(1) Sudan (2) South Sudan (3) United Arab Emirates"
    cardinal = _entry(state, "GAC0015")
    assert [p.country_code for p in _particulars(cardinal, "nationality")] == ["SD", "SS", "AE"]
    # GAC0016: "(1) Z1876211. (2) Z1440582. (3) Z2325724." with "(1) Expiry: 03 Sep 2018. (2) - . (3)  - ."
    ajay = [p.value for p in _particulars(_entry(state, "GAC0016"), "passport")]
    assert ajay == ["Z1876211 (Expiry: 03 Sep 2018)", "Z1440582", "Z2325724"]
    # Group ID 14126: "(1) Zimbabwe. (2) Zimbabwe. (3) Canada."
    (tagwirei,) = (e for e in state.entries if e.source_locator == "Group ID 14126")
    assert [(p.value, p.country_code) for p in _particulars(tagwirei, "passport")] == [
        ("EN183928 (Zimbabwe)", "ZW"),
        ("FN920256 (Zimbabwe)", "ZW"),
        ("VUK491921 (Canada)", "CA"),
    ]
    assert [(p.value, p.country_code) for p in tagwirei.parts["addresses"] if isinstance(p, Particular)] == [
        ("4 Luna Road, Borrowdale, Harare, Zimbabwe", "ZW")
    ]


def test_no_prose_is_taken_over(state: ListState) -> None:
    values = [p.value for e in state.entries for part in e.parts.values() for p in part if isinstance(p, Particular)]
    assert not [v for v in values if "Statement of Reasons" in v or "involved person" in v or "Listed under" in v]


# --- small files -----------------------------------------------------------------------------------------------------

INFORMATION = "(UK Sanctions List Ref):GHR0001. (UK Statement of Reasons):Prose. (Gender):Male"
ROW = {
    "Name 6": "KARPOV",
    "Name 1": "Pavel",
    "DOB": "00/08/1977",
    "Other Information": INFORMATION,
    "Group Type": "Individual",
    "Alias Type": "Primary name",
    "Regime": "Global Human Rights",
    "Listed On": "07/07/2020",
    "UK Sanctions List Date Designated": "06/07/2020",
    "Last Updated": "31/12/2020",
    "Group ID": "1",
}
HEADER = sorted(USED | IGNORED)


@pytest.fixture
def read(list_file: Make, list_context: Context) -> Callable[..., ListState]:
    """Read rows out of a workbook that is made of them."""

    def state(*rows: dict[str, str | int], header: list[str] = HEADER, top: str = "Last Updated") -> ListState:
        cells = [[row.get(name, "") for name in header] for row in rows]
        first = [top, "04/05/2022", *[""] * (len(header) - 2)]
        (found,) = read_all(
            gb_fcdo.read_states, [list_file(xlsx([first, header, *cells]), "ConList.xlsx")], list_context
        )
        return found

    return state


def test_a_row_gives_its_entry(read: Callable[..., ListState]) -> None:
    alias = {**ROW, "Name 6": "KARPOFF", "Alias Type": "AKA", "Alias Quality": "Low quality"}
    state = read(ROW, alias, {**ROW, "Regime": "Syria", "Group ID": "2"})
    (found,) = state.entries
    assert state.entry_count == 2
    assert (found.entry_id, found.listed_name, found.listed_date) == ("gb-fcdo-GHR0001", "Pavel KARPOV", "2020-07-06")
    assert found.parts["weak_aliases"] == (Name("Pavel KARPOFF", "alias", is_weak=True),)
    assert found.parts["remarks"] == (
        Particular("birth_date", "00/08/1977", "1977-08-01", "1977-08-31", is_circa=False),
        Particular("gender", "Male"),
        Particular("group_id", "1"),
        Particular("listing_information", "Listed On: 07/07/2020"),
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"DOB": "31/02/1977"}, "date '31/02/1977'"),
        ({"Group Type": "Ship"}, "entity_type 'Ship'"),
        ({"Alias Type": "Nom de guerre"}, "name_type 'Nom de guerre'"),
        ({"Regime": "Global Human Rights 2027"}, "programme 'Global Human Rights 2027'"),
        ({"Nationality": "Ruritania"}, "country 'Ruritania'"),
        ({"Other Information": "(UK Sanctions List Ref):GAC0001. (Gender):Male"}, "expected one that begins with GHR"),
        ({"Other Information": INFORMATION + " (Shoe size):44"}, "label 'Shoe size' was not seen before"),
        ({"Other Information": "GHR0001"}, "Other Information begins with 'GHR0001'"),
        ({"Group ID": ""}, "row 3: a designation without Unique ID or Group ID"),
        ({"Group ID": 17}, "row 3 has 17.0; expected text in every cell"),
        ({"Alias Type": "AKA"}, "no primary name"),
        (
            {"Town of Birth": "(1) Moscow (2) Kazan", "Country of Birth": "(1) Russia (2) Russia (3) Russia"},
            "has 2 values",
        ),
    ],
)
def test_damage_is_refused(read: Callable[..., ListState], change: dict[str, str | int], message: str) -> None:
    with pytest.raises(ImportRefused, match=r"ConList\.xlsx") as refusal:
        read({**ROW, **change})
    assert message in str(refusal.value)


def test_rows_of_a_listing_must_agree(read: Callable[..., ListState]) -> None:
    with pytest.raises(ImportRefused, match="Listed On differs between its rows"):
        read(ROW, {**ROW, "Listed On": "08/07/2020"})


def test_columns_are_all_known_and_all_there(read: Callable[..., ListState]) -> None:
    with pytest.raises(ImportRefused, match="field 'Shoe size' is new"):
        read(ROW, header=[*HEADER, "Shoe size"])
    with pytest.raises(ImportRefused, match="no field 'DOB'"):
        read(ROW, header=[h for h in HEADER if h != "DOB"])
    with pytest.raises(ImportRefused, match="begins with"):
        read(ROW, top="UK Sanctions List")


ROWS = [
    ROW,
    {**ROW, "Name 6": "KARPOFF", "Alias Type": "AKA", "DOB": "01/08/1977", "Nationality": "Russia"},
    {**ROW, "Name 1": "Paul", "Alias Type": "AKA", "Alias Quality": "Low quality", "Country": "Russia"},
    {
        **ROW,
        "Name Non-Latin Script": "Павел КАРПОВ",
        "Passport Number": "X1",
        "Town of Birth": "Kyiv",
        "Position": "Major",
    },
]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ROWS))
def test_the_order_of_combinations_changes_no_content(
    read: Callable[..., ListState], rows: list[dict[str, str]]
) -> None:
    (found,), (expected,) = read(*rows, *rows).entries, read(*ROWS).entries
    assert {part: set(values) for part, values in found.parts.items()} == {p: set(v) for p, v in expected.parts.items()}


def test_broken_and_foreign_files(sources: Path, list_file: Make, list_context: Context) -> None:
    whole = (sources / "uk" / "2025-04-14" / "ConList.xlsx").read_bytes()
    for data in (whole[: len(whole) // 2], b"Last Updated,04/05/2022\n", b"PK"):
        with pytest.raises(ImportRefused, match=r"not a spreadsheet|cannot be unpacked"):
            read_all(gb_fcdo.read_states, [list_file(data, "ConList.xlsx")], list_context)


def test_too_few_entries_are_refused(list_file: Make, list_context: Context) -> None:
    cells = [["Last Updated", "04/05/2022", *[""] * (len(HEADER) - 2)], HEADER, [ROW.get(name, "") for name in HEADER]]
    with pytest.raises(ImportRefused, match="1 entries on gb-ghr; expected 81 to 400"):
        met(gb_fcdo.read_states, [list_file(xlsx(cells), "ConList.xlsx")], list_context)
