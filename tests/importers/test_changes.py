"""A list that differs much from the states at hand: what is compared, how much may change, and what accepts more."""

import csv
import gzip
import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from small_project import ROOT, Project, run_command

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Entry, ListState, Measure, Name, Particular
from magnitsky_data.importers.lists.changes import accepting, changes
from magnitsky_data.importers.lists.store import ListStore

CONTRACT = Contract.read(ROOT / "datapackage.json")
FIRST = date(2024, 1, 1)
Change = Callable[[Entry], Entry]


def person(number: int, day: str = "2020-07-06") -> Entry:
    """A person with every part; nobody has a word in common with anybody else."""
    letter = "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0))
    name = f"PETROV{letter}, Ivan{letter} Ilich{letter}"
    parts = {
        "names": (Name(name, "primary"),),
        "aliases": (Name(f"PETROFF{letter}, Iwan{letter}", "alias"),),
        "remarks": (Particular("birth_date", "1961", "1961-01-01", "1961-12-31"), Particular("gender", "Male")),
        "addresses": (Particular("address", f"Street {letter}{letter}, Moscow"),),
        "measures": (Measure("us-glomag", "asset_freeze"),),
    }
    return Entry(f"us-ofac-{number}", f"{number}", ("us-glomag",), "person", name, day, parts=parts)


def state(*entries: Entry, days: int = 0, coverage: str = "complete", present: tuple[str, ...] = ()) -> ListState:
    """A state some days after the first one."""
    day = (FIRST + timedelta(days)).isoformat()
    source = {"source_id": f"us-ofac-sdn-{day}", "file_name": "sdn.csv"}
    sha = sha256(repr((entries, days, coverage)).encode()).hexdigest()
    return ListState(
        "us_ofac", "SDN.CSV", day, "download", coverage, sha, (source,), entries=entries, present=frozenset(present)
    )


def at_hand(*states: ListState) -> ListStore:
    store = ListStore(Path("none"), CONTRACT, {})
    for one in states:
        store.add(one)
    return store


def said(new: ListState, store: ListStore) -> dict[str, str]:
    """What of a state differs too much, by what was compared."""
    return {change.what: str(change) for change in changes(new, store) if change.is_great}


def with_part(part: str, *values: Name | Particular | Measure) -> Change:
    return lambda entry: replace(entry, parts={**entry.parts, part: values})


def born(first: str, last: str) -> Particular:
    return Particular("birth_date", first, first, last)


def surnames(entry: Entry) -> Entry:
    return replace(entry, listed_name=entry.listed_name.split(",")[0], parts={**entry.parts, "names": ()})


HUNDRED = tuple(map(person, range(100)))
DAMAGE: dict[str, tuple[Change, dict[str, str]]] = {
    "names cut to the family name": (
        surnames,
        {
            "listed names": "100 of 100 (us-ofac-0 'PETROVaaa' for 'PETROVaaa, Ivanaaa Ilichaaa'; us-ofac-1 'PETROVaab' for "
        },
    ),
    "another kind": (
        lambda e: replace(e, entity_type="vessel"),
        {"kinds": "100 of 100 (us-ofac-0 vessel for person; us-ofac-1 vessel for person; us-ofac-2 "},
    ),
    "another day of listing": (
        lambda e: replace(e, listed_date="2020-07-07"),
        {"days of listing": "100 of 100 (us-ofac-0 2020-07-07 for 2020-07-06; us-ofac-1 "},
    ),
    "another birth date": (
        with_part("remarks", born("1962-01-01", "1962-12-31"), Particular("gender", "Male")),
        {
            "birth dates": "100 of 100 (us-ofac-0 1962-01-01 for 1961-01-01; us-ofac-1 ",
            "remarks": "100 of 200 (us-ofac-0 '1961'; us-ofac-1 '1961'; us-ofac-2 '1961'; 97 more)",
        },
    ),
    "aliases emptied": (
        with_part("aliases"),
        {"aliases": "100 of 100 (us-ofac-0 'PETROFFaaa, Iwanaaa'; us-ofac-1 'PETROFFaab, Iwanaab'; us-ofac-2 "},
    ),
    "remarks cut": (
        with_part("remarks", born("1961-01-01", "1961-12-31")),
        {"remarks": "100 of 200 (us-ofac-0 'Male'; us-ofac-1 'Male'; us-ofac-2 'Male'; 97 more)"},
    ),
    "another address": (
        with_part("addresses", Particular("address", "Minsk")),
        {"addresses": "100 of 100 (us-ofac-0 'Street aaaaaa, Moscow'; us-ofac-1 'Street aabaab, Moscow'; us-ofac-2 "},
    ),
    "another measure": (
        with_part("measures", Measure("us-glomag", "entry_ban")),
        {"measures": "100 of 100 (us-ofac-0 'asset_freeze'; us-ofac-1 'asset_freeze'; us-ofac-2 "},
    ),
}


@pytest.mark.parametrize("way", DAMAGE)
def test_what_is_said_of_many_entries_otherwise_is_told(way: str) -> None:
    damage, words = DAMAGE[way]
    whole, damaged = state(*HUNDRED), state(*map(damage, HUNDRED), days=200)
    told = said(damaged, at_hand(whole))
    assert told.keys() == words.keys()
    for what, expected in words.items():
        assert told[what].startswith(f"{what}: {expected}")
        assert told[what].endswith("; 97 more)")


@pytest.mark.parametrize("way", DAMAGE)
def test_the_order_of_imports_does_not_matter(way: str) -> None:
    damage, words = DAMAGE[way]
    assert said(state(*HUNDRED), at_hand(state(*map(damage, HUNDRED), days=200))).keys() == words.keys()


def test_what_a_later_state_adds_is_no_change() -> None:
    """In any order of import: what the earlier one lacks is not lost."""
    bare = tuple(with_part("remarks", Particular("gender", "Male"))(with_part("aliases")(e)) for e in HUNDRED)
    assert said(state(*HUNDRED, days=1), at_hand(state(*bare))) == {}
    assert said(state(*bare), at_hand(state(*HUNDRED, days=1))) == {}


@pytest.mark.parametrize(
    "harmless",
    [
        lambda e: replace(e, listed_name=" ".join(reversed(e.listed_name.replace(",", "").split()))),
        lambda e: replace(e, listed_name=e.listed_name.replace("Ivan", "Iván").title()),
        lambda e: replace(e, listed_name=e.parts["aliases"][0].name),
        lambda e: replace(e, listed_name="Another", parts={**e.parts, "weak_aliases": e.parts["names"]}),
        lambda e: replace(e, listed_name="", entity_type="", listed_date="", parts={}),  # ids with programmes alone
        lambda e: with_part("aliases", Name("x", "alias"), e.parts["aliases"][1], Name("petroff", "alias"))(e),
    ],
    ids="order accents alias former nothing more".split(),
)
def test_the_same_in_other_words_is_no_change(harmless: Change) -> None:
    entries = tuple(with_part("aliases", Name("PETROFF", "alias"), *e.parts["aliases"])(e) for e in HUNDRED)
    assert said(state(*map(harmless, entries), days=1), at_hand(state(*entries))) == {}


@pytest.mark.parametrize(("changed", "of", "is_told"), [(5, 5, False), (6, 6, True), (6, 1199, True), (6, 1200, False)])
def test_more_than_the_number_and_the_share_must_change(changed: int, of: int, is_told: bool) -> None:
    entries = tuple(map(person, range(of)))
    damaged = tuple(surnames(e) if n < changed else e for n, e in enumerate(entries))
    assert bool(said(state(*damaged, days=1), at_hand(state(*entries)))) == is_told


def test_who_is_gone_is_counted_on_each_programme_against_the_nearest_states() -> None:
    other = tuple(replace(person(n), programs=("us-magnit",)) for n in range(100, 110))
    whole, cut = state(*HUNDRED, *other), state(*HUNDRED[6:], *other[6:], days=1)
    since = ("gone from us-glomag since 2024-01-01", "gone from us-magnit since 2024-01-01")
    assert said(cut, at_hand(whole)) == {
        since[0]: f"{since[0]}: 6 of 100 (us-ofac-0; us-ofac-1; us-ofac-2; 3 more)",
        since[1]: f"{since[1]}: 6 of 10 (us-ofac-100; us-ofac-101; us-ofac-102; 3 more)",
    }
    assert set(said(state(*HUNDRED, *other), at_hand(cut))) == {
        "gone from us-glomag by 2024-01-02",
        "gone from us-magnit by 2024-01-02",
    }
    # The nearest states count: what left before is not told again.
    assert said(state(*HUNDRED[6:], *other[6:], days=3), at_hand(whole, cut)) == {}
    assert said(state(*HUNDRED[5:], *other[5:], days=1), at_hand(whole)) == {}


def test_a_state_of_numbers_shows_who_is_gone_and_a_part_of_a_list_does_not() -> None:
    whole, numbers = state(*HUNDRED), tuple(e.entry_id for e in HUNDRED)
    assert set(said(state(days=1, coverage="ids_only", present=numbers[6:]), at_hand(whole))) == {
        "gone from us-glomag since 2024-01-01"
    }
    for coverage, present in (("ids_only", numbers[5:]), ("names_only", ()), ("partial", ())):
        assert said(state(days=1, coverage=coverage, present=present), at_hand(whole)) == {}


@pytest.mark.parametrize(("days", "new", "is_told"), [(92, 151, True), (92, 150, False), (93, 900, False)])
def test_who_is_new_is_counted_while_the_state_before_is_near(days: int, new: int, is_told: bool) -> None:
    grown = state(*map(person, range(100 + new)), days=days)
    assert ("new on us-glomag since 2024-01-01" in said(grown, at_hand(state(*HUNDRED)))) == is_told


def test_an_accepted_change_parts_the_history() -> None:
    """What lies before it is compared with what lies before, and so behind it, in any order of import."""
    before, cut = state(*HUNDRED), state(*map(surnames, HUNDRED), days=10)
    with pytest.raises(
        ImportRefused,
        match=r"(?s)sdn\.csv: SDN\.CSV of 2024-01-11 differs too much from what is at hand of us_ofac\n"
        r"  listed names: 100 of 100 .*; expected at most 5 or 0\.5% \(the most at hand: .*\)\n"
        r"a damaged file, .* --accept-change",
    ):
        accepting(cut, at_hand(before), (), "")
    row = accepting(cut, at_hand(before), (), "the publisher dropped given names")
    assert row == {
        "list_id": "us_ofac",
        "list_date": "2024-01-11",
        "sha256": cut.main_sha256,
        "changed": "listed names 100 of 100",
        "share": "100",
        "reason": "the publisher dropped given names",
        "source_id": "us-ofac-sdn-2024-01-11",
    }
    earlier, later = state(*HUNDRED, days=5), state(*map(surnames, HUNDRED), days=20)
    for new, store in (
        (cut, at_hand(before)),
        (later, at_hand(before)),
        (earlier, at_hand(cut)),
        (before, at_hand(later)),
    ):
        assert accepting(new, store, [row], "") is None
        with pytest.raises(ImportRefused, match="listed names: 100 of 100"):
            accepting(new, store, [{**row, "list_id": "eu_fsf"}], "")
    for new, store in (
        (state(*HUNDRED, days=21), at_hand(cut)),
        (state(*map(surnames, HUNDRED), days=9), at_hand(before)),
    ):
        with pytest.raises(ImportRefused, match="listed names: 100 of 100"):
            accepting(new, store, [row], "")


def test_a_state_that_is_known_is_not_compared_again() -> None:
    """So that what is read anew, with a reading that was mended, needs no reason."""
    whole = state(*HUNDRED)
    assert changes(replace(whole, entries=tuple(map(surnames, HUNDRED))), at_hand(whole)) == []


# The real list


@pytest.fixture(scope="module")
def real_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is, without what this does not need."""
    root = tmp_path_factory.mktemp("real")
    shutil.copy(ROOT / "datapackage.json", root)
    shutil.copytree(ROOT / "raw" / "curated", root / "raw" / "curated")
    shutil.copytree(ROOT / "raw" / "imported" / "us_ofac", root / "raw" / "imported" / "us_ofac")
    return root


def with_surnames_alone(sdn: bytes) -> bytes:
    """SDN.CSV with every name cut at its comma."""
    rows = list(csv.reader(io.StringIO(sdn.removesuffix(b"\x1a").decode("ascii"))))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([row[0], row[1].split(",")[0], *row[2:]] for row in rows)
    return out.getvalue().encode("ascii")


def test_a_real_list_with_surnames_alone_stops_the_import(real_list: Path, sources: Path, tmp_path: Path) -> None:
    """SDN.CSV of 2024-05-03 has more than 300 persons on the programmes here."""
    project, file = Project(real_list), tmp_path / "sdn.csv"
    file.write_bytes(with_surnames_alone(gzip.decompress((sources / "ofac/2024-05-03/sdn.csv.gz").read_bytes())))
    command = ("import", "us_ofac", file, "--date", "2026-10-01", "--url", "https://ofac.treasury.gov/sdn.csv")
    before = project.digest()
    done = run_command(project, *command)
    assert done.code == 1
    assert project.digest() == before
    first, *told, advice, nothing = done.err.splitlines()
    assert first == "error: sdn.csv: SDN.CSV of 2026-10-01 differs too much from what is at hand of us_ofac"
    (names,) = [line for line in told if line.startswith("  listed names: ")]
    changed, of = map(int, names.split()[2:5:2])
    assert 300 < changed < of
    assert "(us-ofac-7489 'CHIWENGA' for 'CHIWENGA, Constantino Guveya'; " in names
    assert '--accept-change "REASON"' in advice
    assert nothing == "nothing was written"
    done = run_command(project, *command, "--accept-change", "a test of the alarm")
    assert done.code == 0, done.err
    assert "wrote raw/curated/accepted_changes.csv" in done.out
    assert f"accepted us_ofac of 2026-10-01: listed names {changed} of {of}" in done.out
    (row,) = (row for row in project.rows("curated/accepted_changes") if row["list_id"] == "us_ofac")
    assert row["sha256"] == sha256(file.read_bytes()).hexdigest()
    assert row["reason"] == "a test of the alarm"
    assert row["source_id"] in {source["source_id"] for source in project.rows("imported/us_ofac/sources")}
    again = run_command(project, *command, "--accept-change", "once more")
    assert again.out.splitlines()[1:] == ["no change", "no list differs so much that it had to be accepted"]
