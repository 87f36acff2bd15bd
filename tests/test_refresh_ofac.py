"""OFAC's own day of each entry: one SDN_ENHANCED.XML proves the days of the US listings, and a difference is told."""

import shutil
from pathlib import Path

import pytest
from enhanced_file import Listed, enhanced
from small_project import ROOT, Project, Row

from magnitsky_data.contract.canonical import parse_csv
from magnitsky_data.contract.problems import ProblemsFound
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.importers.run import import_files
from magnitsky_data.importers.us_ofac.labels import LABELS

TAGS = {"us-magnit": "MAGNIT", "us-glomag": "GLOMAG"}
LICENCE = "U.S. government work (17 U.S.C. 105), public domain"
WITH_A_COMMA = ("Congo, Democratic Republic of the", "Congo, Republic of the", "Virgin Islands, British")
# Days on the SDN List of entries that came under GLOMAG later, of the list of 2024-03-06: Mnangagwa, Chiwenga, Muchinguri, Matanga.
BEFORE = {"7513": "2003-03-10", "7489": "2003-03-10", "7522": "2003-03-10", "9443": "2005-11-23"}


def released(table: str) -> list[Row]:
    return parse_csv((ROOT / "build" / "csv" / f"{table}.csv").read_bytes())[1]


def of_ofac() -> list[Row]:
    """The listings of our US programmes that are in force."""
    return [row for row in released("designations") if row["program_id"] in TAGS and row["status"] == "listed"]


def openings(action: str) -> set[tuple[str, str]]:
    """Entries and programmes that an event of a kind opened."""
    events = released("designation_events")
    return {(row["entry_id"], row["program_id"]) for row in events if row["action"] == action}


def gathered(table: str) -> dict[str, list[Row]]:
    """What OFAC's files at hand tell, by entry."""
    found: dict[str, list[Row]] = {}
    for row in parse_csv((ROOT / "raw" / "imported" / "us_ofac" / f"{table}.csv").read_bytes())[1]:
        found.setdefault(row["entry_id"], []).append(row)
    return found


def whole_list(day_of_list: str, other_days: Row) -> bytes:
    """The list as our files of OFAC have it, each entry with its day, or another that is told by its number."""
    names, particulars, listed = gathered("list_names"), gathered("list_particulars"), openings("add")
    by_entry: dict[str, list[Row]] = {}
    for row in of_ofac():
        by_entry.setdefault(row["entry_id"], []).append(row)
    entries = [
        Listed(str(number), f"COMPANY {number}", "2020-01-01", ("CUBA",), "organization") for number in (36, 306)
    ]
    for entry, rows in by_entry.items():
        number, first = rows[0]["official_id"], min(row["listed_date"] for row in rows)
        was_there = not {(entry, program) for program in TAGS} & listed
        parts: dict[str, list[Row]] = {}
        for row in (*names[entry], *particulars.get(entry, ())):
            parts.setdefault(row["part"], []).append(row)
        aliases = [*parts.get("aliases", ()), *parts.get("weak_aliases", ())]
        remarks = parts.get("remarks", ())
        entries.append(
            Listed(
                number,
                rows[0]["listed_name"],
                {**BEFORE, **other_days}.get(number) or ("2000-01-01" if was_there else first),
                [TAGS[row["program_id"]] for row in rows],
                rows[0]["entity_type"],
                "".join(row["value"] for row in parts.get("title", ())),
                [(row["name"], row["name_type"], row["is_weak"] == "true") for row in aliases],
                [labelled(row) for row in remarks if row["particular_type"] != "linked_to"],
                [place(row) for row in parts.get("addresses", ())],
                [
                    (row["related_entry_id"].rpartition("-")[2], row["value"])
                    for row in remarks
                    if row["particular_type"] == "linked_to"
                ],
            )
        )
    return enhanced(entries, day_of_list)


def labelled(row: Row) -> tuple[str, str]:
    """Label and value of a remark: the label stands in the value where the type alone would not tell it."""
    kinds = [(name, label) for name, label in LABELS.items() if label.particular_type == row["particular_type"]]
    shown = [name for name, label in kinds if label.is_shown and row["value"].startswith(f"{name} ")]
    if shown:
        name = max(shown, key=len)
        return name, row["value"].removeprefix(f"{name} ")
    return next(name for name, label in kinds if not label.is_shown), row["value"]


def place(row: Row) -> tuple[str, str]:
    """Text and country of an address, which ends in its country where it has one."""
    if not row["country_code"]:
        return row["value"], ""
    country = next((name for name in WITH_A_COMMA if row["value"].endswith(name)), row["value"].rpartition(", ")[2])
    return row["value"].removesuffix(country).removesuffix(", "), country


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The whole project."""
    root = tmp_path / "project"
    root.mkdir()
    shutil.copy(ROOT / "datapackage.json", root)
    shutil.copytree(ROOT / "raw", root / "raw")
    return Project(root)


def take(project: Project, data: bytes) -> None:
    file = project.root.parent / "SDN_ENHANCED.XML"
    file.write_bytes(data)
    import_files(project.root, "us_ofac", file, url="https://example.org/SDN_ENHANCED.XML", licence=LICENCE)


def test_one_file_proves_every_day_and_a_difference_is_told(project: Project) -> None:
    before = {row["designation_id"]: row for row in of_ofac()}
    assert {row["listed_proof"] for row in before.values()} > {"list", "press"}
    take(project, whole_list("2026-11-20", {}))
    after = {row["designation_id"]: row for row in validated(project.root).rows("designations")}
    listed = openings("add")
    for key, row in before.items():
        is_proved = (row["entry_id"], row["program_id"]) in listed
        assert after[key]["listed_date"] == row["listed_date"]
        assert after[key]["listed_proof"] == ("list" if is_proved else row["listed_proof"])
    vessel = "us-glomag-33690"  # FU YUAN YU 7887, of which no announcement was read
    bases = [rows[vessel]["listed_date_basis"] for rows in (before, after)]
    assert bases == ["consecutive_lists", "list_field"]
    # Karpov of 2013-04-12 and Gertler of 2017-12-21 are documented, the vessel stood in the list of 2022-12-09.
    take(project, whole_list("2026-11-21", {"15880": "2013-04-15", "23252": "2017-12-22", "33690": "2022-12-10"}))
    with pytest.raises(ProblemsFound) as found:
        validated(project.root)
    events = project.rows("curated/designation_events")
    lines = {row["designation_event_id"]: line for line, row in enumerate(events, start=2)}
    told = "but the list itself has {}; mend the event, or explain it in citations"
    assert sorted(map(str, found.value.problems)) == sorted(
        [
            f"raw/curated/designation_events.csv:{lines['us-magnit-15880-add']}:event_date  '2013-04-12', {told.format('2013-04-15')}",
            f"raw/curated/designation_events.csv:{lines['us-glomag-23252-add']}:event_date  '2017-12-21', {told.format('2017-12-22')}",
            f"designations (derived, key {vessel}):listed_date  '2022-12-10', but a list of 2022-12-09 shows the state after; "
            "mend the event, or explain it in citations",
        ]
    )
