"""Who of the Russian standing list is named by the build of a small project, and what a curator decides."""

import hashlib
from pathlib import Path

import pytest
from small_files import standing_list
from small_project import Project, Row, do_import, imported, released

TABLES = ("retaliation_targets", "link_decisions")
LIST = "ru-2025-10-17-standing-list"


@pytest.fixture
def listed(project: Project, tmp_path: Path) -> Project:
    """The small project, whose senators voted on 2012-12-06, with a small standing list in place of the real one."""
    for source in project.rows("imported/ru_mfa/sources"):  # targets of 2013-04-13 rest on the real one
        project.add("curated/sources", source)
    put_list(project, tmp_path, "17.10.25")
    return project


def put_list(project: Project, folder: Path, state: str) -> None:
    """Import a small standing list, of which a curator told address and terms."""
    file = folder / "mid_us_entry_bans.md"
    file.write_text(standing_list(state), encoding="utf-8")
    real = next(row for row in project.rows("curated/source_files") if row["file_name"] == file.name)
    known = {column: real[column] for column in ("file_name", "url", "licence")}
    project.add("curated/source_files", {**known, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()})
    do_import(project, "ru_mfa", file)


def on_list(targets: list[Row], measure: str = LIST) -> dict[str, str]:
    return {r["entity_id"]: r["source_locator"] for r in targets if r["measure_id"] == measure}


MCCONNELL, MENENDEZ, JOHNSON, SANDERS = (f"us-bioguide-{i}" for i in ("M000355", "M000639", "J000301", "S000033"))
ADDINGTON = "md-p-01000"  # a target of 2013-04-13
FOUND = {
    MCCONNELL: "entry 6 (Митч МАККОННЕЛЛ)",
    MENENDEZ: "entry 8 (Роберт МЕНЕНДЕС)",
    SANDERS: "entry 9 (Берни САНДЕРС)",
    ADDINGTON: "entry 11 (Дэвид ЭДДИНГТОН)",
}


def test_the_build_names_those_who_vote_or_were_named(listed: Project) -> None:
    targets, decisions = released(listed, *TABLES)
    assert on_list(targets) == FOUND
    rows = {r["entity_id"]: r for r in targets if r["measure_id"] == LIST}
    mcconnell = rows[MCCONNELL]
    assert mcconnell["listed_name"] == "Addison Mitchell McConnell III"
    assert (mcconnell["country_code"], mcconnell["placement"]) == ("US", "standing_list")
    (source,) = {r["source_id"] for r in listed.rows("imported/ru_mfa/sources")}
    assert {r["source_id"] for r in rows.values()} == {source}
    assert rows[SANDERS]["confidence"] == "high"  # Bernard in the files of Congress, Bernie in the title of his page
    decided = {r["right_id"]: r for r in decisions}
    assert decided.keys() == FOUND.keys()
    mcconnell = decided[MCCONNELL]
    assert (mcconnell["decision_id"], mcconnell["left_id"]) == (f"{LIST}-{MCCONNELL}", f"{LIST}|{MCCONNELL}")
    assert not (listed.root / "build" / "csv" / "standing_list_entries.csv").exists()
    assert (mcconnell["decision"], mcconnell["method"], mcconnell["decided_date"]) == ("same", "rule", "")


def test_a_new_cosponsor_is_found_without_importing_the_list_again(listed: Project) -> None:
    before = imported(listed, "ru_mfa")
    bill = {"bill_id": "us-112-hr-6156"}
    row = next(r for r in listed.rows("imported/us_congress/sponsorships") if r["bill_id"] == bill["bill_id"])
    joined = {"role": "cosponsor", "is_original": "false", "joined_date": "2012-07-20"}
    cited = {"source_id": row["source_id"], "confidence": "high"}
    # The second is a namesake of the senator, whose vote shows that he sat in the other chamber.
    for legislator, state in ((JOHNSON, "SD"), ("us-bioguide-M001226", "NJ")):
        seat = {"legislator_id": legislator, "state_code": state}
        listed.add("curated/sponsorships", {"sponsorship_id": f"{bill['bill_id']}-{legislator[-7:]}", **bill, **seat, **joined, **cited})  # fmt: skip
    (targets,) = released(listed, "retaliation_targets")
    assert on_list(targets) == {**FOUND, JOHNSON: "entry 5 (Дастин ДЖОНСОН)"}
    assert imported(listed, "ru_mfa") == before


def test_a_body_or_a_foreigner_who_was_named_is_no_person_of_the_list(listed: Project) -> None:
    """Bodies bear names of persons; the list is of citizens of the United States."""
    rounds = {"measure_id": "ru-2013-04-13-us"}
    listed.change("curated/entities", {"entity_id": ADDINGTON}, country_code="GB")
    (targets,) = released(listed, "retaliation_targets")
    assert ADDINGTON not in on_list(targets)
    listed.change("curated/entities", {"entity_id": ADDINGTON}, country_code="US", entity_type="organization")
    listed.change("curated/retaliatory_measures", rounds, announced_persons="17", announced_organizations="1")
    (targets,) = released(listed, "retaliation_targets")
    assert ADDINGTON not in on_list(targets)


def decide(project: Project, decision: str) -> None:
    pair = {"left_table": "retaliation_targets", "left_id": f"{LIST}|{MCCONNELL}", "right_table": "legislators"}
    project.add(
        "curated/link_decisions",
        {"decision_id": "test-1", **pair, "right_id": MCCONNELL, "decision": decision, "method": "curator", "evidence": "a letter of the office", "confidence": "high", "decided_date": "2026-11-21"},
    )  # fmt: skip


def test_a_curator_s_no_keeps_the_rule_from_matching(listed: Project) -> None:
    decide(listed, "different")
    targets, decisions = released(listed, *TABLES)
    assert on_list(targets) == {k: v for k, v in FOUND.items() if k != MCCONNELL}
    assert [r["decision_id"] for r in decisions if r["right_id"] == MCCONNELL] == ["test-1"]


def test_a_curator_s_match_stands_as_it_is(listed: Project) -> None:
    (source,) = {r["source_id"] for r in listed.rows("imported/ru_mfa/sources")}
    row = {"measure_id": LIST, "entity_id": MCCONNELL, "listed_name": "Addison Mitchell McConnell III", "placement": "standing_list"}  # fmt: skip
    listed.add("curated/retaliation_targets", {**row, "source_id": source, "source_locator": "М", "confidence": "high"})
    targets, decisions = released(listed, *TABLES)
    assert on_list(targets) == {**FOUND, MCCONNELL: "М"}
    assert {r["right_id"] for r in decisions} == FOUND.keys() - {MCCONNELL}


def test_each_state_of_the_list_is_matched_by_itself(listed: Project, tmp_path: Path) -> None:
    put_list(listed, tmp_path, "01.03.26")
    decide(listed, "different")  # speaks of the state of October alone
    (targets,) = released(listed, "retaliation_targets")
    assert on_list(targets) == {k: v for k, v in FOUND.items() if k != MCCONNELL}
    assert on_list(targets, "ru-2026-03-01-standing-list") == FOUND
