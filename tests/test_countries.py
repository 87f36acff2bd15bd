"""Countries of entities, counted once more by the words of the lists, and those that have none."""

import csv
import re
from collections import defaultdict
from functools import cache

import pytest
from small_project import ROOT, Row

NATIONALITY = {"nationality", "citizenship"}
BASES = {*NATIONALITY, "birth_place", "address"}


@cache
def read(name: str) -> list[Row]:
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def imported(table: str) -> list[Row]:
    return [
        row for path in sorted(ROOT.glob(f"raw/imported/*/{table}.csv")) for row in read(str(path.relative_to(ROOT)))
    ]


def built(table: str) -> list[Row]:
    return read(f"build/csv/{table}.csv")


ENTITY_OF = {row["entry_id"]: row["entity_id"] for row in built("entity_links")}


def named(program: str) -> set[str]:
    """Entities that a state of the list shows under a programme."""
    return {ENTITY_OF[row["entry_id"]] for row in imported("list_sightings") if row["program_id"] == program}


def russian(kinds: set[str]) -> set[str]:
    """Entities of which an entry on any list has the word Russia in a particular of these kinds."""
    return {
        ENTITY_OF[row["entry_id"]]
        for row in imported("list_particulars")
        if row["particular_type"] in kinds and re.search(r"\brussia", row["value"], re.I)
    }


@pytest.mark.parametrize(
    ("program", "by_nationality", "by_any"),
    [
        # Issue 8 counted 52 and 62 entries before DAUDOV, VISMURADOV and KOVTUN were joined to entries that tell their
        # nationality, and KADYROV, who has two entries, twice.
        ("us-magnit", 54, 61),
        ("ca-jvcfoa", 32, 33),  # 31 before DAUDOV was joined
    ],
)
def test_russians_are_as_many_as_the_words_of_all_lists_tell(program: str, by_nationality: int, by_any: int) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for row in built("entity_countries"):
        if row["country_code"] == "RU":
            found[row["entity_id"]].add(row["basis"])
    of_nation, of_any = named(program) & russian(NATIONALITY), named(program) & russian(BASES)
    assert (len(of_nation), len(of_any)) == (by_nationality, by_any)
    assert {e for e in named(program) if found[e] & NATIONALITY} == of_nation
    assert {e for e in named(program) if found[e] & BASES} == of_any
    shown = {
        row["entity_id"]
        for row in built("listings")
        if row["program_id"] == program and "RU" in row["nationality_codes"]
    }
    assert shown == of_nation


def test_those_without_a_country_are_told_with_what_was_looked_at() -> None:
    told = re.findall(r"^\| `([\w.-]+)` \| (.+?) \|", (ROOT / "docs/countries.md").read_text(encoding="utf-8"), re.M)
    known = {row["entity_id"] for row in built("entity_countries")}
    listed = set(ENTITY_OF.values())
    without = {
        (row["entity_id"], row["name"])
        for row in built("entities")
        if row["entity_id"] in listed - known and row["entity_type"] in {"person", "organization"}
    }
    assert set(told) == without


def test_an_editors_country_is_for_those_alone_of_whom_no_entry_tells_one() -> None:
    entries = {row["entity_id"] for row in built("entity_countries") if row["list_id"]}
    assert [row["entity_id"] for row in read("raw/curated/entity_countries.csv") if row["entity_id"] in entries] == []
